# The relative error of Taylor's polynomial for e^r and of one whose greatest error is as small as can be.
load 'figures/style.gp'
table = results.'/minimax.tsv'
eval need(table)
do for [pass in "book web"] {
  eval begin(pass, 'minimax', 15, 4.2)
  eval axes_style
  end = log(2)/2
  set xrange [-1.03*end:1.03*end]; set yrange [-7:7]
  set lmargin at screen 0.075; set rmargin at screen 0.985; set bmargin at screen 0.17; set tmargin at screen 0.93
  set xtics (label(pass, '$-{1\over2}\ln2$', '−½ ln 2') -end, label(pass, '$0$', '0') 0, label(pass, '${1\over2}\ln2$', '½ ln 2') end)
  set ytics 3
  set format y label(pass, '$%.0f$', '%.0f')
  unset key
  plot 0 with lines lw 0.5 lc rgb grey, table using 1:(1e18*$3) with lines lw 1 lc rgb ink, table using 1:(1e18*$4) with lines lw 2.6 lc rgb ink
  unset output
}
