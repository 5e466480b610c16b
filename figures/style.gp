# One style for all figures. A script is called from the top with
#   gnuplot -e "run='build/run'; out='build/figures'" figures/NAME.gp
# and makes, in up to three passes, from the same commands:
#   points  NAME-points.png  only the fifty thousand marks, a bitmap of 400 dots to the inch: as
#                            lines they would make the book large and its pages slow
#   book    NAME.tex, .pdf   axes and lines; the labels are set by TeX, over the bitmap
#   web     NAME.png         everything, for the README
set encoding utf8
set datafile commentschars "#"

# Blue is dark and orange is light, so that they differ in grey print too, and for the colour-blind.
outer = '#1f3b73'    # class 0, the ring
inner = '#e08214'    # class 1, the disc
outer_tint = '#dfe4ef'
inner_tint = '#fbe6cd'
accent = '#b2182b'   # what the eye should go to

dots(cm) = ceil(cm/2.54*400)
# begin a pass of figure `name', w by h cm
begin(pass, name, w, h) = \
  pass eq 'points' ? sprintf("set terminal pngcairo size %d,%d fontscale 1.5 linewidth 2; set output '%s/%s-points.png'", dots(w), dots(h), out, name) : \
  pass eq 'book' ? sprintf("set terminal cairolatex pdf input blacktext size %gcm,%gcm; set output '%s/%s.tex'", w, h, out, name) : \
  sprintf("set terminal pngcairo size %d,%d font 'sans,10' linewidth 1.3; set output '%s/%s.png'", 900, ceil(900*h/w), out, name)
# a label: as TeX has it, and in gnuplot's own markup
label(pass, tex, web) = pass eq 'book' ? tex : web
# lines and text are for the book and the web, marks for the points and the web
bare = "unset border; unset tics; unset key; unset xlabel; unset ylabel; unset zlabel; unset label; unset arrow"

# the two classes, as marks and as entries of the key (in the book the marks are in the bitmap)
ring_marks = "with points pt '–' lc rgb outer notitle"
disc_marks = "with points pt 1 ps 1 lw 0.6 lc rgb inner notitle"
class_keys = "NaN with lines lw 3 lc rgb outer title 'ring'," \
  ."NaN with points pt 1 ps 0.8 lw 1.5 lc rgb inner title 'disc'"

set border 3 lw 0.7
set tics nomirror out scale 0.6
set key samplen 1 spacing 1.1

# the square [-1.5,1.5]^2, with the same length for a unit in both directions
square = "set lmargin at screen 0.14; set rmargin at screen 0.97; set bmargin at screen 0.14; set tmargin at screen 0.97;" \
  ."set xrange [-1.5:1.5]; set yrange [-1.5:1.5]; set border 3; set key top right;" \
  ."set xtics -1.5,0.5 nomirror out scale 0.6; set ytics -1.5,0.5 nomirror out scale 0.6;" \
  ."set xlabel label(pass, '$x_1$', '{/:Italic x}_1'); set label 99 label(pass, '$x_2$', '{/:Italic x}_2') at graph -0.145,0.5 center"
