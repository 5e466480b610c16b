# Two descents into a valley with the same rate, without and with momentum, over contours of J, the ellipses theta1^2 + 25 theta2^2 = const.
load 'figures/style.gp'
table = results.'/valley.tsv'
eval need(table)
do for [a = 1:6] { set object a ellipse center 0,0 size 2*1.178*a,2*1.178*a/5 fs empty border lc rgb '#b0b0b0' lw 0.6 behind }
path(k) = sprintf("table using ($1 == %d ? $3 : NaN):4", k)
do for [pass in "book web"] {
  eval begin(pass, 'valley', 15, 6.4)
  eval axes_style
  set xrange [-1.2:5.6]; set yrange [-1.3:1.3]; set size noratio
  set lmargin at screen 0.075; set rmargin at screen 0.985; set bmargin at screen 0.15; set tmargin at screen 0.88
  set xtics 1; set ytics 0.5
  set format x label(pass, '$%.0f$', '%.0f'); set format y label(pass, '$%.1f$', '%.1f')
  set label 1 label(pass, '$\theta_1$', 'θ_1') at graph 1,screen 0.035 right
  set label 2 label(pass, '$\theta_2$', 'θ_2') at graph 0,screen 0.95 center
  set label 3 'start' at 5,1 left offset 0.8,0
  set key at graph 0.98,screen 0.95 right samplen 3 spacing 1.1 maxrows 1 width 1
  small = pass eq 'book' ? 0.45 : 0.9
  eval "plot ".path(1)." with linespoints pt 6 ps small lw 0.8 lc rgb grey title label(pass, 'plain, $\\mu=0$', 'plain, μ = 0'), " \
    .path(2)." with linespoints pt 7 ps small lw 1.6 lc rgb accent title label(pass, 'heavy ball, $\\mu={1\\over2}$', 'heavy ball, μ = ½'), " \
    ."'+' using (0):(0) every ::0::0 with points pt 1 ps 2*small + 1.3 lw 3 lc rgb ink title 'minimum'"
  unset label; unset key; unset output
}
