# The tail: the loss, both axes logarithmic, and the least margin, over the logarithm of time, of a small and a large problem, and of the large
# one without the fifty points with the least margins.
load 'figures/style.gp'
table = results.'/tail.tsv'
eval need(table)
stats table using ($1 == 50000 && $4 < 0 && $2 > 10000 ? $2 : NaN) nooutput
right = STATS_max         # the last time at which the large problem has a mistake
how(N) = N == 1000 ? 'lw 1.2 lc rgb ink' : N == 50000 ? 'lw 2.4 lc rgb ink' : 'lw 2.4 lc rgb grey'
curve(N, column) = sprintf("table using ($1 == %d && $2 >= 100 ? $2 : NaN):%d with lines %s notitle", N, column, how(N))

do for [pass in "book web"] {
  eval begin(pass, 'tail', 15.5, 5.0)
  set multiplot
  eval axes_style
  unset key
  set bmargin at screen 0.18; set tmargin at screen 0.87
  set logscale x; set xrange [100:4e5]; set format x label(pass, '$10^{%L}$', '10^{%L}')
  set label 2 label(pass, 'iteration $t$', 'iteration '.it('t')) at graph 0.5,screen 0.04 center
  set arrow 1 from right,graph 0 to right,graph 0.75 nohead lw 0.8 dt 3 lc rgb grey

  set lmargin at screen 0.075; set rmargin at screen 0.49
  set logscale y; set yrange [1e-3:3e4]; set ytics 1e-2,100; set format y label(pass, '$10^{%L}$', '10^{%L}')
  set label 1 label(pass, 'cross-entropy $J$', 'cross-entropy '.it('J')) at screen 0.015,0.94 left
  set label 3 label(pass, '$N=1000$', it('N').' = 1000') at 1200,0.12 right
  set label 4 label(pass, '$N=50{,}000$', it('N').' = 50,000') at 1.2e4,60 left
  set label 6 'without fifty' at 4.5e4,0.8 right
  set label 5 label(pass, 'slope $-1$', 'slope −1') at 6e4,0.15 left
  set arrow 2 from 1e4,0.3 to 3e5,0.01 nohead lw 1.2 dt (6,4) lc rgb ink
  eval "plot ".curve(1000, 3).", ".curve(49950, 3).", ".curve(50000, 3)

  set lmargin at screen 0.565; set rmargin at screen 0.98
  unset logscale y; set yrange [-4:9]; set ytics 2; set format y label(pass, '$%.0f$', '%.0f')
  unset label 5; unset arrow 2
  set label 1 'least margin' at screen 0.535,0.94 left
  set label 3 at 3000,5.2 right
  set label 4 at 3.5e5,-2.6 right
  set label 6 at 5.5e4,3.4 left
  set arrow 3 from 100,0 to 4e5,0 nohead lw 0.8 dt 3 lc rgb grey
  eval "plot ".curve(1000, 4).", ".curve(49950, 4).", ".curve(50000, 4)
  unset multiplot
  unset label; unset arrow
  unset output
}
