# The roof of the machine, bytes on the left and arithmetic on the right, for one thread and for all; and three networks under it.
load 'figures/style.gp'
table = results.'/roofline.tsv'
eval need(table)
stats table using 1 nooutput
all = STATS_max
roof(threads) = sprintf("stats table using ($1 == %d ? $7 : NaN) nooutput; most = STATS_max; stats table using ($1 == %d ? $8 : NaN) nooutput; bytes = STATS_max", \
  threads, threads)
eval roof(all); most_all = most; bytes_all = bytes
eval roof(1)
networks = "using ($1 == %d ? $5 : NaN):6 with points pt %d ps 1 lw 1.2 lc rgb ink notitle"

do for [pass in "book web"] {
  eval begin(pass, 'roofline', 12, 4.4)
  eval axes_style
  unset key; unset label; unset arrow
  set lmargin at screen 0.1; set rmargin at screen 0.97; set bmargin at screen 0.24; set tmargin at screen 0.89
  set logscale xy; set samples 1000
  set xrange [1:110]; set yrange [10:2*most_all]
  set xtics (1, 2, 5, 10, 20, 50, 100); set ytics (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
  set format x label(pass, '$%.0f$', '%.0f'); set format y label(pass, '$%.0f$', '%.0f')
  set label 1 'operations per byte' at graph 0.5,screen 0.045 center
  set label 2 'operations per nanosecond' at screen 0.015,0.955 left
  set label 3 'one thread' at 96,0.7*most right
  if (all > 1) { set label 4 'all threads' at 96,1.2*most_all right }
  set label 5 'memory' at 2,2*bytes/1.6 left
  eval "plot ".(all > 1 ? "x*bytes_all < most_all ? x*bytes_all : most_all with lines lw 2.2 lc rgb grey, table ".sprintf(networks, all, 6)."," : "") \
    ."x*bytes < most ? x*bytes : most with lines lw 2.2 lc rgb ink, table ".sprintf(networks, 1, 7) \
    .", table using ($1 == 1 ? $5 : NaN):($6/1.6):(sprintf(label(pass, '$%d$-$%d$-$%d$', '%d-%d-%d'), $2, $3, $4)) with labels notitle"
  unset output
}
