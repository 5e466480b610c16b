# The loss at every iteration: the beginning, on a logarithmic axis of iterations, and the whole run.
load 'figures/style.gp'
table = run.'/loss.tsv'
stats table using 1:2 nooutput
last = STATS_max_x
do for [pass in "book web"] {
  eval begin(pass, 'loss', 15, 7)
  set logscale y; set yrange [*:*]
  set format y label(pass, '$10^{%L}$', '10^{%L}')
  set border 3; set ytics nomirror out scale 0.6; set xtics nomirror out scale 0.6
  unset key
  set multiplot layout 1,2
  set logscale x; set xrange [1:(last > 1 ? last + 1 : 2)]
  set lmargin at screen 0.085; set rmargin at screen 0.475; set bmargin at screen 0.19; set tmargin at screen 0.96
  set format x label(pass, '$10^{%L}$', '10^{%L}')
  set xlabel label(pass, 'iteration $t+1$, logarithmic', 'iteration {/:Italic t} + 1, logarithmic')
  set label 99 label(pass, '$J$', '{/:Italic J}') at graph -0.17,0.5 center
  plot table using ($1 + 1):2 with lines lw 2 lc rgb outer
  unset logscale x; set xrange [0:(last > 0 ? last : 1)]; set format x label(pass, "$%'.0f$", "%'.0f")
  set xtics autofreq
  set lmargin at screen 0.565; set rmargin at screen 0.96
  set xlabel label(pass, 'iteration $t$', 'iteration {/:Italic t}')
  plot table using 1:2 with lines lw 2 lc rgb outer
  unset multiplot
  unset output
}
