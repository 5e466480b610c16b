# The fraction of the starts that have left their plateau, against the number of steps.
load 'figures/style.gp'
table = results.'/escapes.tsv'
eval need(table)
stats table using 1 nooutput
starts = STATS_max
stats table using ($1 == 0 ? $2 : NaN) nooutput
notebook = STATS_max
stats table using ($1 > 0 && $2 <= notebook ? $2 : NaN) nooutput
below = STATS_records*1./starts
set table $left
plot table using 2:(1./starts) with table if ($1 > 0 && $2 <= 12000)
unset table
set print $left append; print "12000 0"; unset print # the curve goes on to where we stopped

do for [pass in "book web"] {
  eval begin(pass, 'escapes', 12, 5.4)
  eval axes_style
  unset key; unset label
  set lmargin at screen 0.12; set rmargin at screen 0.97; set bmargin at screen 0.2; set tmargin at screen 0.96
  set logscale x; set xrange [20:13500]; set yrange [0:1.02]; set ytics 0.25
  set format x label(pass, '$%.0f$', '%.0f'); set xtics (20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
  set format y label(pass, '$%.2f$', '%.2f')
  set label 3 'share of the starts' at screen 0.01,graph 0.5 center rotate by 90
  set arrow 2 from 12000,0 to 12000,1.02 nohead dt 2 lc rgb grey lw 1
  set label 4 'stopped' at 11000,0.1 right
  set label 1 'steps' at graph 0.5,screen 0.045 center
  set arrow 1 from notebook,0.62 to notebook,below - 0.03 head size screen 0.01,20 filled lc rgb accent lw 1.2
  set label 2 "the notebook's start" at 11000,0.56 right
  plot $left using 1:2 smooth cumulative with steps lw 2.2 lc rgb ink
  unset arrow; unset label
  unset output
}
