# The points in the cube of the first three hidden activations; one that there isn't counts as 0.
# The cube is projected here, seen from azimuth -20 and elevation 30 degrees, so that the marks
# and the edges are sure to fit and the scale is the same for all three axes.
load 'figures/style.gp'
table = run.'/hidden.tsv'
K = int(system("head -n 1 ".table." | awk -F'\t' '{ print NF - 1 }'"))
az = -20*pi/180; el = 30*pi/180
across(a, b, c) = -sin(az)*a + cos(az)*b
up(a, b, c) = -cos(az)*sin(el)*a - sin(az)*sin(el)*b + cos(el)*c
h2(x) = K > 1 ? column(2) : 0
h3(x) = K > 2 ? column(3) : 0
X(k) = column(K + 1) == k ? across(column(1), h2(0), h3(0)) : NaN
Y(k) = up(column(1), h2(0), h3(0))
edge(a, b, c, d, e, f, width, dash) = sprintf("set arrow from %g,%g to %g,%g nohead lw %g dt %d back;", \
  across(a, b, c), up(a, b, c), across(d, e, f), up(d, e, f), width, dash)
place(text, a, b, c, where) = sprintf("set label \"%s\" at %g,%g %s;", text, across(a, b, c), up(a, b, c), where)
do for [pass in "points book web"] {
  eval begin(pass, 'hidden', 9.2, 9.2)
  set lmargin at screen 0.03; set rmargin at screen 0.97; set bmargin at screen 0.03; set tmargin at screen 0.97
  unset border; unset tics; unset arrow; unset label
  set xrange [-0.22:1.5]; set yrange [-0.62:1.1]
  set key at graph 1,1 right top
  # the three edges behind the points, those that meet in (0,1,0), are dotted
  do for [a = 0:1] { do for [b = 0:1] {
    eval edge(0, a, b, 1, a, b, 1, a == 1 && b == 0 ? 3 : 1)
    eval edge(a, 0, b, a, 1, b, 1, a == 0 && b == 0 ? 3 : 1)
    eval edge(a, b, 0, a, b, 1, 1, a == 0 && b == 1 ? 3 : 1)
  } }
  do for [k = 0:2] {
    one = sprintf("%d", k/2)
    eval place(k == 1 ? label(pass, '$h_1$', '{/:Italic h}_1') : one, k/2., 0, 0, "right offset -1,-0.5")
    eval place(k == 1 ? label(pass, '$h_2$', '{/:Italic h}_2') : one, 1, k/2., 0, "center offset 0,-1")
    eval place(k == 1 ? label(pass, '$h_3$', '{/:Italic h}_3') : one, 1, 1, k/2., "left offset 1,0")
  }
  if (pass eq 'points') { eval bare }
  if (pass eq 'book') {
    plot @class_keys
  } else {
    plot table using (X(0)):(Y(0)) @ring_marks, '' using (X(1)):(Y(1)) @disc_marks, @class_keys
  }
  unset output
}
