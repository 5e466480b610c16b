# The loss over the samples seen, for five batch sizes, from the notebook's start; both axes logarithmic.
load 'figures/style.gp'
table = results.'/batches.tsv'
eval need(table)
# column 2 is the rate for the mean, B*eta
curve(B, rate, how) = sprintf("table using ($1 == %d && abs($2 - %g) < 1e-9 && $3 > 0 ? $3 : NaN):4 with lines %s notitle", B, rate, how)
array B[5] = [16, 128, 1024, 10000, 50000]
height(k) = k == 5 ? 900 : 300
array place[5]                # where each comes down to the height of its label
do for [k = 1:5] {
  stats table using ($1 == B[k] && abs($2 - 2.5) < 1e-9 && $4 < height(k) ? $3 : NaN) nooutput
  place[k] = STATS_min
}
name(k) = k == 4 ? label(pass, '10{,}000', '10,000') : k == 5 ? label(pass, '50{,}000', '50,000') : sprintf('%d', B[k])

do for [pass in "book web"] {
  eval begin(pass, 'batches', 14, 5.6)
  eval axes_style
  unset key
  set lmargin at screen 0.085; set rmargin at screen 0.97; set bmargin at screen 0.18; set tmargin at screen 0.9
  set logscale xy
  set xrange [2e-4:1e4]; set yrange [40:2e5]
  set format xy label(pass, '$10^{%L}$', '10^{%L}')
  set label 1 label(pass, 'cross-entropy $J$ of all samples', 'cross-entropy '.it('J').' of all samples') at screen 0.015,0.96 left
  set label 2 'samples seen, in epochs' at graph 0.5,screen 0.035 center
  do for [k = 1:5] {
    set label name(k) at place[k],height(k) left offset 0.7,0
  }
  set label label(pass, '$B={}$', it('B').' =') at place[1],300 right offset -0.7,0
  set label label(pass, "notebook's rate", "notebook's rate") at 5e3,2.2e4 right
  eval "plot ".curve(50000, 5, 'lw 2 dt (6,3) lc rgb ink').", ".curve(16, 2.5, 'lw 1.6 lc rgb ink').", ".curve(128, 2.5, 'lw 1.6 lc rgb grey') \
    .", ".curve(1024, 2.5, 'lw 1.6 lc rgb ink').", ".curve(10000, 2.5, 'lw 1.6 lc rgb grey').", ".curve(50000, 2.5, 'lw 1.6 lc rgb ink')
  unset label
  unset output
}
