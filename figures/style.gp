# The one style of all figures. Each script is called from the top folder,
#
#   gnuplot -e "run='build/run'; out='build/figures'" figures/NAME.gp
#
# and draws the same commands in two or three passes:
#
#   points  NAME-points.png     only where all samples are drawn: the marks, and what lies behind
#                               them. 50,000 marks as lines would make the book large and its pages
#                               slow to turn; a bitmap of few colours is small and quick.
#   book    NAME.tex, NAME.pdf  lines and labels; TeX sets the labels (\gnuplot{NAME}, see
#                               book/gnuplotmac.tex) and puts the bitmap underneath
#   web     NAME.png            everything at once, for the README
#
# All passes have the same canvas and the same margins, given in fractions of the canvas, so the
# bitmap fits under the lines.

set encoding utf8

# ---- Colours. A class has one colour and one mark, everywhere: blue is dark and orange is light,
# so they differ in grey print and for the colour-blind, and a dash is no plus. No other curve
# is blue or orange.
outer = '#1f3b73'         # the ring: a dash
inner = '#e08214'         # the disc: a plus
outer_tint = '#d5ddeb'    # where the network answers "ring" ...
inner_tint = '#fdeed8'    # ... and "disc"
ink = '#000000'           # lines and curves
grey = '#707070'          # what recedes
accent = '#a50f15'        # probability one half

# ---- Passes
dpi = 600
pixels(cm) = int(cm/2.54*dpi + 0.5)
begin(pass, name, w, h) = \
  (pass eq 'points' ? sprintf("set terminal png truecolor tiny size %d,%d linewidth 3;", pixels(w), pixels(h)) : \
   pass eq 'book'   ? sprintf("set terminal cairolatex pdf input blacktext linewidth 1.4 size %gcm,%gcm;", w, h) : \
                      sprintf("set terminal pngcairo size 900,%d font 'sans,15' linewidth 1.6;", int(900*h/w + 0.5))) \
  .sprintf("set output '%s/%s%s';", out, name, pass eq 'points' ? '-points.png' : pass eq 'book' ? '.tex' : '.png') \
  .(pass eq 'points' ? "unset border; unset tics; unset key; unset label; unset arrow;" : "")

# a label, as TeX has it and as gnuplot's enhanced text has it
label(pass, tex, web) = pass eq 'book' ? tex : web
it(s) = '{/:Italic '.s.'}'

# Stop, with a status that make notices, if a table is missing or has no data: plot and stats only warn.
need(table) = "undefine STATS_records; stats '".table."' using 1 nooutput;" \
  ."if (!exists('STATS_records')) { exit error \"no data in ".table."\" };" \
  ."if (STATS_records == 0) { exit error \"no data in ".table."\" }"

# ---- The classes
outer_name = 'ring'
inner_name = 'disc'
class_key = "NaN notitle, keyentry with lines lw 2.4 lc rgb outer title outer_name," \
          ."keyentry with points pt 1 ps (pass eq 'book' ? 0.8 : 1.5) lw 2 lc rgb inner title inner_name"
key_style = "set key samplen 0.8 spacing 1.15"

# The marks are drawn as short lines, not as the terminal's own points, so that they have the same size
# in every pass and need no font: marks(table, x, y, mark, class) is what `plot' wants, x, y and class being
# expressions of the columns, and `mark' half the length of the dash in the axes' units.
stroke(table, x, y, dx, dy, class, k, color) = "'".table."' using (".class." == ".k." ? (".x.") - ".dx." : NaN):((".y.") - ".dy.")" \
  .":(2*".dx."):(2*".dy.") with vectors nohead lw 1 lc rgb ".color." notitle"
marks(table, x, y, mark, class) = \
  stroke(table, x, y, mark, '0', class, '0', 'outer').','. \
  stroke(table, x, y, mark, '0', class, '1', 'inner').','.stroke(table, x, y, '0', mark, class, '1', 'inner')

# ---- Axes
axes_style = "set border 3 lw 0.8 lc rgb ink; set xtics nomirror out scale 0.6; set ytics nomirror out scale 0.6"
# the plane of the samples, [-r,r] both ways, a unit having the same length both ways
plane(r) = sprintf("set xrange [%g:%g]; set yrange [%g:%g]; set size ratio -1;", -r, r, -r, r) \
  ."set lmargin at screen 0.15; set rmargin at screen 0.98; set bmargin at screen 0.14; set tmargin at screen 0.97;" \
  ."set xtics 0.5; set ytics 0.5;" \
  ."set format x label(pass, '$%.1f$', '%.1f'); set format y label(pass, '$%.1f$', '%.1f');" \
  ."set label 1 label(pass, '$x_1$', it('x').'_1') at graph 0.5,screen 0.03 center;" \
  ."set label 2 label(pass, '$x_2$', it('x').'_2') at screen 0.01,graph 0.5 left;" \
  .axes_style.";".key_style

# ---- Space, seen from the azimuth -20 degrees and the given elevation, without perspective (gnuplot's own
# `set view 90-elevation,70'). We project by hand: a bitmap under the lines must fit exactly, and
# what lies in front must be drawn last.
azimuth = -20*pi/180
across(a, b, c) = -sin(azimuth)*a + cos(azimuth)*b
up(a, b, c) = -sin(elevation)*(cos(azimuth)*a + sin(azimuth)*b) + cos(elevation)*c
at(a, b, c) = sprintf("%.6f,%.6f", across(a, b, c), up(a, b, c))
segment(a, b, c, d, e, f, how) = "set arrow from ".at(a, b, c)." to ".at(d, e, f)." nohead ".how.";"
text(s, where, how) = "set label \"".s."\" at ".where." ".how.";"
no_axes = "unset border; unset xtics; unset ytics;"
