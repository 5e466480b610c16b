# The loss at every iteration, twice with the same logarithmic scale of J: over the logarithm of the iteration, where the
# beginning can be seen, and over the iteration itself, where the length of the plateau and of the tail can.
load 'figures/style.gp'
loss = run.'/loss.tsv'
eval need(loss)
stats loss using 1:2 nooutput
last = STATS_max_x > 1 ? STATS_max_x : 1
low = STATS_min_y; high = STATS_max_y
if (!(low > 0)) { exit error loss.": J must be greater than 0" }

# Fifty thousand points would make a large file of a simple curve. A point is left out if it lies within `near' (a fraction of
# the axes' lengths, less than a line's width) of the last one kept, in both panels.
near = 0.0008
span = high > low ? log(high/low) : 1
moved(t, J) = abs(log(J) - y0)/span > near || abs(log(t + 1) - u0)/log(last + 1) > near || abs(t - t0)/last > near
keep(t, J) = moved(t, J) || t == last ? (t0 = t, u0 = log(t + 1), y0 = log(J), 1) : 0
t0 = -last; u0 = 0; y0 = 0
set table $curve
plot loss using 1:2 with table if (keep($1, $2))
unset table

do for [pass in "book web"] {
  eval begin(pass, 'loss', 15.5, 5.2)
  set multiplot
  eval axes_style
  unset key
  set bmargin at screen 0.2; set tmargin at screen 0.88
  set logscale y; set yrange [low/1.5:high*1.5]
  set format y label(pass, '$10^{%L}$', '10^{%L}')
  set label 1 label(pass, 'cross-entropy $J$ (sum over all samples), logarithmic scale', \
    'cross-entropy '.it('J').' (sum over all samples), logarithmic scale') at screen 0.015,0.95 left

  set lmargin at screen 0.07; set rmargin at screen 0.495
  set logscale x; set xrange [1:last + 1]
  set format x label(pass, '$10^{%L}$', '10^{%L}')
  set label 2 label(pass, 'iteration $t+1$, logarithmic scale', 'iteration '.it('t').' + 1, logarithmic scale') at graph 0.5,screen 0.045 center
  plot $curve using ($1 + 1):2 with lines lw 2.2 lc rgb ink

  unset label 1
  set lmargin at screen 0.545; set rmargin at screen 0.965
  unset logscale x; set xrange [0:last]
  set format y ''
  set format x label(pass, '$%.0f$', '%.0f')
  set label 2 label(pass, 'iteration $t$', 'iteration '.it('t')) at graph 0.5,screen 0.045 center
  plot $curve using 1:2 with lines lw 2.2 lc rgb ink
  unset multiplot
  unset label
  unset output
}
