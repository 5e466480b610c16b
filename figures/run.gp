# What the figures of a run share: the names, colours, and marks of the classes, and the axes. All that depends on the points is in legend.tsv.

# A figure that can't be drawn of this run says why, and stops; draw.sh knows the status.
refuse(why) = (reason = why, "set print; print reason; exit status 3")
quoted(s) = strstrt(s, "'") == 0 ? s : s[1:strstrt(s, "'") - 1]."'\\''".quoted(s[strstrt(s, "'") + 1:*])
awk(program, table) = system("awk -F '\t' '".program."' '".quoted(run.'/'.table)."'")
if (system("test -s '".quoted(run.'/legend.tsv')."' && echo 1") ne '1') { exit error 'no data in '.run.'/legend.tsv' }
count(what) = int(awk('$1 == "'.what.'" { n++ } END { print n + 0 }', 'legend.tsv'))
field(what, j, column) = awk(sprintf('$1 == "%s" && ++n == %d { print $%d }', what, j, column), 'legend.tsv')
D = count('input'); C = count('class'); dimensions = count('axis')

# Names may have characters that mean something to gnuplot; long ones are cut.
plain(s) = s eq '' ? '' : (strstrt('_^{}@&~\', s[1:1]) > 0 ? '\'.s[1:1] : s[1:1]).plain(s[2:*])
cut_to(s, n) = strlen(s) > n ? s[1:n - 1].'…' : s
array class_name[C]
do for [c = 1:C] { class_name[c] = plain(cut_to(field('class', c, 3), 20)) }
array axis_number[2]; array axis_name[2]; array low[2]; array high[2]
do for [j = 1:dimensions] {
  axis_number[j] = int(field('axis', j, 2)); axis_name[j] = plain(cut_to(field('axis', j, 3), 40))
  low[j] = real(field('axis', j, 4)); high[j] = real(field('axis', j, 5))
}
ordinary(j) = axis_name[j] eq sprintf('x%d', axis_number[j])
axis_label(j) = ordinary(j) ? label(pass, sprintf(axis_number[j] < 10 ? '$x_%d$' : '$x_{%d}$', axis_number[j]), it('x').sprintf('_{%d}', axis_number[j])) : axis_name[j]
# the book's points: a square about the origin
square = dimensions == 2 ? low[1] == low[2] && high[1] == high[2] && low[1] == -high[1] : 0
choose = sprintf("this run has %d inputs; two must be chosen, for example: ffnn plot-data %s/model.ffnn --output %s --plot 1,2", D, run, run)
others = dimensions > 0 && D > dimensions ? 'the other inputs at their means' : ''

# ---- Colours and marks. The first two are the book's. The first ten colours differ for the colour-blind; with nine marks, ninety classes differ.
array colours[10] = [0x1f3b73, 0xe08214, 0x1b9e77, 0xc51b7d, 0x56b4e9, 0x8c510a, 0xb5a900, 0x7b3294, 0x000000, 0x808080]
array symbols[9] = [6, 1, 8, 2, 4, 12, 10, 3, 14]
colour(c) = colours[(c - 1)%10 + 1]
symbol(c) = symbols[(c - 1)%9 + 1]
paler(v) = 255 - int((255 - v)*0.22)
tint(c) = c == 1 ? outer_tint : c == 2 ? inner_tint : \
  sprintf('#%02x%02x%02x', paler(colour(c)/65536), paler(colour(c)/256%256), paler(colour(c)%256))

# Many marks of two classes are drawn as short lines, a dash and a plus, not as the terminal's own points, so that they have the same size
# in every pass and need no font. marks(x, y, dx, dy, class, ps) is what `plot' wants after a table's name: x, y, and class are
# expressions of the columns, dx and dy half the length of the lines in the axes' units, ps the size of a point.
N = int(awk('!/^#/ { n++ } END { print n + 0 }', 'data.tsv'))
strokes = C == 2 && N > 3000
stroke(table, x, y, dx, dy, class, k, color) = table." using (".class." == ".k." ? (".x.") - ".dx." : NaN):((".y.") - ".dy.")" \
  .":(2*".dx."):(2*".dy.") with vectors nohead lw 1 lc rgb ".color." notitle"
marks(table, x, y, dx, dy, class) = strokes ? \
  stroke(table, x, y, dx, '0', class, '0', 'outer').','. \
  stroke(table, x, y, dx, '0', class, '1', 'inner').','.stroke(table, x, y, '0', dy, class, '1', 'inner') : \
  table." using (".x."):(".y."):(symbol(int(".class.") + 1)):(colour(int(".class.") + 1)) with points pt variable ps mark_size lw 1.5 lc rgb variable notitle"
mark_size = N > 3000 ? 0.5 : N > 300 ? 0.9 : 1.3
class_key = "NaN notitle,".(strokes ? "keyentry with lines lw 2.4 lc rgb outer title class_name[1]," \
          ."keyentry with points pt 1 ps (pass eq 'book' ? 0.8 : 1.5) lw 2 lc rgb inner title class_name[2]" : \
  "for [c = 1:C] keyentry with points pt symbol(c) ps 1.3 lw 2 lc rgb colour(c) title class_name[c]")

# ---- The canvas. In the book the key is inside; where the points may lie anywhere, it has columns of its own at the right.
inside = strstrt(passes, 'book') > 0
key_rows = 20
longest = 0
do for [c = 1:C] { longest = strlen(class_name[c]) > longest ? strlen(class_name[c]) : longest }
key_width = inside ? 0 : (1.2 + 0.13*longest)*((C - 1)/key_rows + 1)
start(pass, name, w, h) = (web_width = 900*(w + key_width)/w, share = w/(w + key_width), begin(pass, name, w + key_width, h))
where_key(left, top) = key_style."; set key ".(inside ? "at graph ".left.",".top." right top" \
  : sprintf("at screen %g,screen 0.97 left top Left reverse maxrows %d", share, key_rows))

# about n marks on an axis, fewer if their numbers are long
nice(x) = x <= 1 ? 1 : x <= 2 ? 2 : x <= 5 ? 5 : 10
step(j, n) = (least = (high[j] - low[j])/n, power = 10**floor(log10(least)), power*nice(least/power*(1 - 1e-9)))
wide(j) = (s = step(j, 6), strlen(sprintf('%.10g', s*ceil(low[j]/s))) > 5 || strlen(sprintf('%.10g', s*(ceil(low[j]/s) + 1))) > 5)

# the plane of two inputs; if both have the same range, a unit has the same length both ways
plane = "set xrange [low[1]:high[1]]; set yrange [low[2]:high[2]];" \
  .(square ? "set size ratio -1; set xtics 0.5; set ytics 0.5;" \
    ."set format x label(pass, '$%.1f$', '%.1f'); set format y label(pass, '$%.1f$', '%.1f');" \
  : "set size noratio; set xtics step(1, wide(1) ? 3 : 6); set ytics step(2, 6); set format x '%.10g'; set format y '%.10g';") \
  ."set lmargin at screen 0.15*share; set rmargin at screen 0.98*share; set bmargin at screen 0.14; set tmargin at screen 0.97;" \
  ."set label 1 axis_label(1) at graph 0.5,screen 0.03 center;" \
  ."set label 2 axis_label(2) at screen 0.01,graph 0.5 left;" \
  .(square ? '' : "set label 2 rotate by 90 at screen 0.025*share,graph 0.5 center;") \
  .(others eq '' ? '' : "set label 4 others at graph 0.5,1.015 center font ',11';") \
  .axes_style.";".key_style
