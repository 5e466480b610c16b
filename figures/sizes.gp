# The time for a sample over the number of samples, with one thread and with all; and how many samples each cache holds.
load 'figures/style.gp'
table = results.'/sizes.tsv'
eval need(table)
stats table using 2 nooutput
all = STATS_max
stats table using ($2 > 0 ? $3 : NaN) nooutput
top = 1.35*STATS_max

do for [pass in "book web"] {
  eval begin(pass, 'sizes', 12, 4)
  eval axes_style
  unset key; unset label; unset arrow
  set lmargin at screen 0.1; set rmargin at screen 0.97; set bmargin at screen 0.26; set tmargin at screen 0.87
  set logscale x
  set xrange [7e2:1.5e8]; set yrange [0:top]
  set format x label(pass, '$10^{%L}$', '10^{%L}')
  set label 1 'samples' at graph 0.5,screen 0.045 center
  set label 2 'nanoseconds for a sample' at screen 0.015,0.955 left
  cache = "using ($2 == 0 ? $1 : NaN)"
  eval "plot table ".cache.":(0):(0):(top) with vectors nohead lw 0.8 dt (4,3) lc rgb grey notitle" \
    .", table ".cache.":(0.93*top):(sprintf('L%d ', $3)) with labels right notitle" \
    .", table using ($2 == 1 ? $1 : NaN):3 with points pt 7 ps 0.6 lc rgb ink notitle" \
    .(all > 1 ? sprintf(", table using ($2 == %d ? $1 : NaN):3 with points pt 6 ps 0.6 lw 1.2 lc rgb ink notitle", all) : '')
  unset output
}
