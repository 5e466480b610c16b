# The decision boundary: where the network answers ring or disc, the line between, and the points.
load 'figures/style.gp'
points = run.'/data.tsv'
grid = run.'/boundary.tsv'
# the line is the contour of the second output at one half
set table $line
set contour base; set cntrparam levels discrete 0.5; unset surface
splot grid using 1:2:3
unset table; unset contour; set surface
set palette defined (0 outer_tint, 0.5 outer_tint, 0.5 inner_tint, 1 inner_tint)
set cbrange [0:1]; unset colorbox
do for [pass in "points book web"] {
  eval begin(pass, 'boundary', 9, 9)
  eval square
  if (pass eq 'points') { eval bare }
  if (pass eq 'book') {
    plot $line using 1:2 with lines lw 2 lc rgb accent title '$\hat y_2={1\over2}$', @class_keys
  } else {
    plot grid using 1:2:($3 > 0.5 ? 1 : 0) with image notitle, \
         points using 1:($3 == 0 ? $2 : NaN) @ring_marks, '' using 1:($3 == 1 ? $2 : NaN) @disc_marks, \
         $line using 1:2 with lines lw 2 lc rgb accent title 'probability ½', @class_keys
  }
  unset output
}
