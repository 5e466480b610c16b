# Four descents into the same valley: contours of J, the ellipses theta1^2 + 25 theta2^2 = const, and the first steps of each.
load 'figures/style.gp'
table = results.'/paths.tsv'
eval need(table)
shown = 25
do for [a = 1:6] { set object a ellipse center 0,0 size 2*1.178*a,2*1.178*a/5 fs empty border lc rgb '#b0b0b0' lw 0.6 behind }
title(k) = k == 1 ? label(pass, 'no momentum, best $\eta$', 'no momentum, best η') \
  : k == 2 ? label(pass, 'best $\mu$ and $\eta$', 'best μ and η') \
  : k == 3 ? label(pass, '$\mu=0.9$, the same $\eta$', 'μ = 0.9, the same η') \
  : label(pass, '$\mu=0.9$, a tenth of the first $\eta$', 'μ = 0.9, a tenth of the first η')

do for [pass in "book web"] {
  eval begin(pass, 'paths', 15.5, 10)
  set multiplot
  eval axes_style
  set xrange [-5.6:5.6]; set yrange [-2.4:2.4]; set size noratio
  set xtics 2; set ytics 1
  set format x label(pass, '$%.0f$', '%.0f'); set format y label(pass, '$%.0f$', '%.0f')
  small = pass eq 'book' ? 0.4 : 0.8
  do for [k = 1:4] {
    left = k%2 == 1; upper = k <= 2
    set lmargin at screen (left ? 0.06 : 0.56); set rmargin at screen (left ? 0.49 : 0.99)
    set bmargin at screen (upper ? 0.59 : 0.09); set tmargin at screen (upper ? 0.94 : 0.44)
    set label 1 title(k) at graph 0.5,1.09 center
    set label 2 (left ? label(pass, '$\theta_2$', 'θ_2') : '') at graph 0,1.09 center
    set label 3 (upper ? '' : label(pass, '$\theta_1$', 'θ_1')) at graph 1,-0.13 right
    set label 4 (k == 1 ? 'start' : '') at 5,1 right offset 0.5,0.9
    unset key
    if (k == 4) { set key at graph 0.02,1.0 left top Left reverse samplen 2 }
    plot table using ($1 == k && $4 <= shown ? $5 : NaN):6 with linespoints pt 7 ps small lw 0.9 lc rgb accent title 'the first '.shown.' steps', \
      '+' using (0):(0) every ::0::0 with points pt 1 ps 2*small + 0.5 lw 2.5 lc rgb ink title 'the minimum'
  }
  unset multiplot
  unset label; unset key
  unset output
}
