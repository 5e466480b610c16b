# The loss at every iteration, twice with the same logarithmic scale of J: over the logarithm of the iteration, where the
# beginning can be seen, and over the iteration itself, where the length of the plateau and of the tail can.
# If samples are held out, theirs is a second curve; both are then means, as the numbers of samples differ.
load 'figures/style.gp'
load 'figures/run.gp'
loss = run.'/loss.tsv'
if (system("test -s '".quoted(loss)."' && echo 1") ne '1') { eval refuse('there is no loss.tsv: plot-data does not write it') }
eval need(loss)
held = int(awk('/^# iteration/ { print NF - 2; exit }', 'loss.tsv'))
n = 1; m = 1
if (held) {
  if (system("test -s '".quoted(run.'/summary.tsv')."' && echo 1") ne '1') { eval refuse('the run has not come to its end, so there is no summary.tsv') }
  n = real(awk('$1 == "training_samples" { print $2 }', 'summary.tsv')); m = real(awk('$1 == "holdout_samples" { print $2 }', 'summary.tsv'))
}
stats loss using 1:($2 > 0 ? $2/n : NaN) nooutput
if (STATS_records == 0) { eval refuse('the loss is 0 all the time') }
last = STATS_max_x > 1 ? STATS_max_x : 1
low_J = STATS_min_y; high_J = STATS_max_y
if (held) {
  stats loss using ($3 > 0 ? $3/m : NaN) nooutput
  if (STATS_records > 0) { low_J = STATS_min < low_J ? STATS_min : low_J; high_J = STATS_max > high_J ? STATS_max : high_J }
}

# Fifty thousand points would make a large file of a simple curve. A point is left out if it lies within `near' (a fraction of
# the axes' lengths, less than a line's width) of the last one kept, in both panels.
near = 0.0008
span = high_J > low_J ? log(high_J/low_J) : 1
moved(t, J) = abs(log(J) - y0)/span > near || abs(log(t + 1) - u0)/log(last + 1) > near || abs(t - t0)/last > near
keep(t, J) = moved(t, J) || t == last ? (t0 = t, u0 = log(t + 1), y0 = log(J), 1) : 0
t0 = -last; u0 = 0; y0 = 0
set table $curve
plot loss using 1:($2/n) with table if ($2 > 0 && keep($1, $2/n))
unset table

theirs = held ? ", loss using (logarithmic ? $1 + 1 : $1):($3 > 0 ? $3/m : NaN) with lines lw 2.2 dt 2 lc rgb accent title 'samples held out'" : ''
do for [pass in passes] { if (pass ne 'points') {
  eval begin(pass, 'loss', 15.5, 5.2)
  set multiplot
  eval axes_style
  unset key
  set bmargin at screen 0.2; set tmargin at screen 0.88
  set logscale y; set yrange [low_J/1.5:high_J*1.5]
  set format y label(pass, '$10^{%L}$', '10^{%L}')
  if (high_J < 1000*low_J) { set format y '%g' }
  over = held ? 'mean' : 'sum over all samples'
  set label 1 label(pass, 'cross-entropy $J$ ('.over.'), logarithmic scale', \
    'cross-entropy '.it('J').' ('.over.'), logarithmic scale') at screen 0.015,0.95 left

  set lmargin at screen 0.07; set rmargin at screen 0.495
  set logscale x; set xrange [1:last + 1]
  set format x label(pass, '$10^{%L}$', '10^{%L}')
  set label 2 label(pass, 'iteration $t+1$, logarithmic scale', 'iteration '.it('t').' + 1, logarithmic scale') at graph 0.5,screen 0.045 center
  logarithmic = 1
  eval "plot $curve using ($1 + 1):2 with lines lw 2.2 lc rgb ink title 'samples trained with'".theirs

  unset label 1
  set lmargin at screen 0.545; set rmargin at screen 0.965
  unset logscale x; set xrange [0:last]
  set format y ''
  set format x last < 1e6 ? label(pass, '$%.0f$', '%.0f') : '%.3g'
  set label 2 label(pass, 'iteration $t$', 'iteration '.it('t')) at graph 0.5,screen 0.045 center
  logarithmic = 0
  if (held) { set key at graph 0.98,0.96 right top samplen 3 }
  eval "plot $curve using 1:2 with lines lw 2.2 lc rgb ink title 'samples trained with'".theirs
  unset multiplot
  unset label
  unset output
}}
