# The data: all points, each class with its mark. Axes of equal scale.
load 'figures/style.gp'
table = run.'/data.tsv'
do for [pass in "points book web"] {
  eval begin(pass, 'data', 9, 9)
  eval square
  if (pass eq 'points') { eval bare }
  if (pass eq 'book') {
    plot NaN with lines lw 3 lc rgb outer title 'ring, class 0', \
         NaN with points pt 1 ps 0.5 lw 1.5 lc rgb inner title 'disc, class 1'
  } else {
    plot table using 1:($3 == 0 ? $2 : NaN) with points pt minus lc rgb outer title 'ring, class 0', \
         '' using 1:($3 == 1 ? $2 : NaN) with points pt 1 ps 0.8 lw 0.6 lc rgb inner title 'disc, class 1'
  }
  unset output
}
