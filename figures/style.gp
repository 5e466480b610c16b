# The one style of all figures. Each script is called from the top folder,
#
#   gnuplot -e "run='build/run'; out='build/figures'" figures/NAME.gp
#
# and draws the same commands in passes:
#
#   points  NAME-points.png     only where all samples are drawn: the marks, and what lies behind
#                               them. 50,000 marks as lines would make the book large and its pages
#                               slow to turn; a bitmap of few colours is small and quick.
#   book    NAME.tex, NAME.pdf  lines and labels; TeX sets the labels (\gnuplot{NAME}, see
#                               book/gnuplotmac.tex) and puts the bitmap underneath
#   web     NAME.png            everything at once, for the README
#   print   NAME.pdf            the same as lines (figures/draw.sh)
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
if (!exists('passes')) passes = 'points book web'
web_width = 900
begin(pass, name, w, h) = \
  (pass eq 'points' ? sprintf("set terminal png truecolor tiny size %d,%d linewidth 3;", pixels(w), pixels(h)) : \
   pass eq 'book'   ? sprintf("set terminal cairolatex pdf input blacktext linewidth 1.4 size %gcm,%gcm;", w, h) : \
   pass eq 'print'  ? sprintf("set terminal pdfcairo enhanced size %gcm,%gcm font 'sans,9' linewidth 1.2;", 1.6*w, 1.6*h) : \
                      sprintf("set terminal pngcairo size %d,%d font 'sans,15' linewidth 1.6;", web_width, int(web_width*h/w + 0.5))) \
  .sprintf("set output out.'/%s%s';", name, pass eq 'points' ? '-points.png' : pass eq 'book' ? '.tex' : pass eq 'print' ? '.pdf' : '.png') \
  .(pass eq 'points' ? "unset border; unset tics; unset key; unset label; unset arrow;" : "")

# a label, as TeX has it and as gnuplot's enhanced text has it
label(pass, tex, web) = pass eq 'book' ? tex : web
it(s) = '{/:Italic '.s.'}'

# Stop, with a status that make notices, if a table is missing or has no data: plot and stats only warn.
need(table) = (needed = table, "undefine STATS_records; stats needed using 1 nooutput;" \
  ."if (!exists('STATS_records')) { exit error 'no data in '.needed };" \
  ."if (STATS_records == 0) { exit error 'no data in '.needed }")

key_style = "set key samplen 0.8 spacing 1.15"

# ---- Axes
axes_style = "set border 3 lw 0.8 lc rgb ink; set xtics nomirror out scale 0.6; set ytics nomirror out scale 0.6"

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
