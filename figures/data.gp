# The data: all points, each class with its mark. Axes of equal scale.
load 'figures/style.gp'
table = run.'/data.tsv'
do for [pass in "points book web"] {
  eval begin(pass, 'data', 9, 9)
  eval square
  if (pass eq 'points') { eval bare }
  if (pass eq 'book') {
    plot @class_keys
  } else {
    plot table using 1:($3 == 0 ? $2 : NaN) @ring_marks, '' using 1:($3 == 1 ? $2 : NaN) @disc_marks, @class_keys
  }
  unset output
}
