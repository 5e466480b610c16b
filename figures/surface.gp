# The probability of one class, the last if `shown' doesn't say which, as a landscape over the plane, and the plane at one half that cuts it.
load 'figures/style.gp'
load 'figures/run.gp'
surface = run.'/surface.tsv'
if (dimensions == 0) { eval refuse(choose) }
if (dimensions == 1) { eval refuse('this run has one input: its probabilities are in the figure boundary') }
eval need(surface)
c = C
if (exists('shown')) {
  c = 0
  do for [k = 1:C] { if (shown eq field('class', k, 3)) { c = k } }
  if (c == 0) { exit error 'none of the classes has the name '.shown }
}
stats surface using 1:2 nooutput
rows = int(sqrt(STATS_records) + 0.5)
r = 1.5                   # we draw it over the square [-r,r]
if (STATS_records != rows*rows) { exit error surface.': the grid is not square' }
elevation = 45*pi/180
z_scale = 0.75*2*r        # how long the vertical axis is, in units of the others

array z[rows*rows]
stats surface using (z[int($0) + 1] = c > 1 ? column(c + 1) : 1 - (sum [k = 3:C + 1] column(k))) nooutput

# Every cell of the grid is a polygon, cut in two where it passes one half. We draw the lower pieces, then the plane, then
# the upper pieces: these are all that is above the plane, and we look from above. Among the pieces, what is farther
# comes first, to be hidden by what is nearer; farther means less x1 and, as we look from the left, greater x2.
# What shows us its back is hidden in any case, and not drawn: on a steep slope that may be half a cell, a triangle.
X(i) = -r + 2.*r*i/(rows - 1)
Z(i, j) = z[i*rows + j + 1]
P(a, b, c) = sprintf("%.5f %.5f\n", across(a, b, z_scale*c), up(a, b, z_scale*c))
above(i, j) = Z(i, j) >= 0.5
cut(i, j, k, l) = above(i, j) == above(k, l) ? '' : \
  (t = (0.5 - Z(i, j))/(Z(k, l) - Z(i, j)), P(X(i) + t*(X(k) - X(i)), X(j) + t*(X(l) - X(j)), 0.5))
# the part of the edge from (i,j) to (k,l) that is above (s=1) or below (s=0) one half, without its end
edge(i, j, k, l, s) = (above(i, j) == s ? P(X(i), X(j), Z(i, j)) : '').cut(i, j, k, l)
triangle(i, j, k, l, m, n, s) = edge(i, j, k, l, s).edge(k, l, m, n, s).edge(m, n, i, j, s)
square(i, j, k, l, s) = edge(i, j, k, j, s).edge(k, j, k, l, s).edge(k, l, i, l, s).edge(i, l, i, j, s)
u(i, j) = across(X(i), X(j), z_scale*Z(i, j))
v(i, j) = up(X(i), X(j), z_scale*Z(i, j))
faces_us(i, j, k, l, m, n) = (u(k, l) - u(i, j))*(v(m, n) - v(i, j)) > (u(m, n) - u(i, j))*(v(k, l) - v(i, j))
piece(i, j, s) = (f = faces_us(i, j, i+1, j, i+1, j+1), g = faces_us(i, j, i+1, j+1, i, j+1), \
  f && g ? square(i, j, i+1, j+1, s) : \
  f ? triangle(i, j, i+1, j, i+1, j+1, s) : g ? triangle(i, j, i+1, j+1, i, j+1, s) : '')
# back to the first point, and an empty line
closed(s) = s.s[1:strstrt(s, "\n")].' '
line(i, j) = cut(i, j, i+1, j).cut(i+1, j, i+1, j+1).cut(i+1, j+1, i, j+1).cut(i, j+1, i, j)

# each begins with a point that isn't drawn, so that it exists even if it is empty otherwise
set print $low
print "NaN NaN\n"
do for [i = 0:rows - 2] { do for [j = rows - 2:0:-1] { s = piece(i, j, 0); if (s ne '') { print closed(s) } } }
set print $high
print "NaN NaN\n"
do for [i = 0:rows - 2] { do for [j = rows - 2:0:-1] { s = piece(i, j, 1); if (s ne '') { print closed(s) } } }
set print $half
print "NaN NaN\n"
do for [i = 0:rows - 2] { do for [j = 0:rows - 2] { s = line(i, j); if (s ne '') { print s; print "" } } }
set print $plane
print P(-r, -r, 0.5).P(r, -r, 0.5).P(r, r, 0.5).P(-r, r, 0.5).P(-r, -r, 0.5)
set print

# floor and walls of the box, ruled, behind everything
corner(i, j, c) = at(i*r, j*r, z_scale*c)
face(n, p, q, s, t) = sprintf("set object %d polygon from ", n).p." to ".q." to ".s." to ".t." to ".p \
  ." fc rgb '#f5f5f5' fs solid noborder behind;"
faces = face(1, corner(-1,-1,0), corner(-1,1,0), corner(-1,1,1), corner(-1,-1,1)) \
       .face(2, corner(-1,1,0), corner(1,1,0), corner(1,1,1), corner(-1,1,1))
line3(p, q, how) = "set arrow from ".p." to ".q." nohead ".how.";"
faint = "back lw 0.7 lc rgb '#c8c8c8'"
frame = "back lw 0.7 lc rgb '#909090'"
near = "front lw 0.9 lc rgb ink"
rule(v) = line3(corner(-1,-1,v), corner(-1,1,v), faint).line3(corner(-1,1,v), corner(1,1,v), faint)
frames = line3(corner(-1,-1,0), corner(-1,-1,1), frame).line3(corner(-1,-1,1), corner(-1,1,1), frame) \
        .line3(corner(-1,1,0), corner(-1,1,1), frame).line3(corner(-1,1,1), corner(1,1,1), frame)
edges = line3(corner(-1,-1,0), corner(1,-1,0), near).line3(corner(1,-1,0), corner(1,1,0), near) \
       .line3(corner(1,1,0), corner(1,1,1), near)

# scales along three edges
number(v) = square ? label(pass, sprintf('$%.1f$', v), sprintf('%.1f', v)) : sprintf('%.10g', v)
part(j, v) = r*(2*(v - low[j])/(high[j] - low[j]) - 1)
scale1(v) = line3(at(part(1, v),-r,0), at(part(1, v),-1.03*r,0), near).text(number(v), at(part(1, v),-1.07*r,0), "right")
scale2(v) = line3(at(r,part(2, v),0), at(1.05*r,part(2, v),0), near).text(number(v), at(1.17*r,part(2, v),0), square ? "center" : "left")
height(v) = line3(corner(1,1,v), at(r,1.03*r,z_scale*v), near).text(label(pass, sprintf('$%.1f$', v), sprintf('%.1f', v)), at(r,1.07*r,z_scale*v), "left")
answer = square ? "label(pass, '$\\hat y_2$ of the disc', it('ŷ').'_2 of the disc')" : "'of '.class_name[c]"
names = "set label axis_label(1) at ".at(square ? 0 : -0.3*r,-1.5*r,0)." center;" \
       ."set label axis_label(2) at ".(square ? at(1.4*r,0,0)." center;" : at(1.5*r,0.25*r,0)." left;") \
       ."set label 'probability '.".answer." at ".at(r,1.42*r,0.6*z_scale)." center rotate by 90;" \
       .(square ? "set label label(pass, '$\\hat y_2={1\\over2}$', it('ŷ').'_2 = ½') at ".corner(-1,-1.06,0.5)." right;" : '') \
       .(others eq '' ? '' : "set label others at graph 0.99,0.985 right font ',11';")
above_name = C == 2 ? 'answer: '.class_name[c] : 'at least ½'
below = C == 2 ? tint(3 - c) : '#e8e8e8'
below_line = C == 2 ? colour(3 - c) : 0x909090
below_name = C == 2 ? 'answer: '.class_name[3 - c] : 'less than ½'

do for [pass in passes] { if (pass ne 'points') {
  eval begin(pass, 'surface', 9, 7.65)
  set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1
  width = 1.85*2*r
  set xrange [-0.5*width:0.5*width]; set yrange [-1.13*r:-1.13*r + 0.85*width]; set size ratio -1
  eval no_axes
  unset object; unset arrow; unset label; eval key_style; set key at graph 0.01,0.985 left top Left reverse
  eval faces.frames.edges.names
  do for [i = 0:5] { eval rule(i/5.).height(i/5.) }
  do for [i = ceil(low[1]/step(1, 6) - 1e-6):floor(high[1]/step(1, 6) + 1e-6)] { eval scale1(i*step(1, 6)) }
  do for [i = ceil(low[2]/step(2, 6) - 1e-6):floor(high[2]/step(2, 6) + 1e-6)] { eval scale2(i*step(2, 6)) }
  plot $low with filledcurves closed fc rgb below fs solid border lc rgb below_line lw 0.5 notitle, \
       $plane with filledcurves closed fc rgb accent fs transparent solid 0.12 border lc rgb accent lw 1 notitle, \
       $half with lines lw 2.4 lc rgb accent notitle, \
       $high with filledcurves closed fc rgb tint(c) fs solid border lc rgb colour(c) lw 0.5 notitle, \
       keyentry with boxes fc rgb tint(c) fs solid border lc rgb colour(c) title above_name, \
       keyentry with boxes fc rgb below fs solid border lc rgb below_line title below_name
  unset output
}}
