# Four descents into the same valley: contours of J, the ellipses theta1^2 + 25 theta2^2 = const, and the first iterates of each.
load 'figures/style.gp'
table = results.'/paths.tsv'
eval need(table)
shown = 60
do for [a = 1:6] { set object a ellipse center 0,0 size 2*1.178*a,2*1.178*a/5 fs empty border lc rgb '#b8b8b8' lw 0.6 behind }
title(k) = k == 1 ? label(pass, 'no momentum, best $\eta$', 'no momentum, best η') \
  : k == 2 ? label(pass, 'best $\mu$ and $\eta$', 'best μ and η') \
  : k == 3 ? label(pass, '$\mu=0.9$, the same $\eta$', 'μ = 0.9, the same η') \
  : label(pass, '$\mu=0.9$, a tenth of the first $\eta$', 'μ = 0.9, a tenth of the first η')

do for [pass in "book web"] {
  eval begin(pass, 'paths', 15.5, 9)
  set multiplot
  eval axes_style
  unset key
  set xrange [-5.6:5.6]; set yrange [-2.4:2.4]; set size ratio -1
  set xtics 2; set ytics 1
  do for [k = 1:4] {
    left = k%2 == 1; upper = k <= 2
    set lmargin at screen (left ? 0.06 : 0.545); set rmargin at screen (left ? 0.51 : 0.995)
    set bmargin at screen (upper ? 0.57 : 0.11); set tmargin at screen (upper ? 0.92 : 0.46)
    set format x (upper ? '' : label(pass, '$%.0f$', '%.0f')); set format y (left ? label(pass, '$%.0f$', '%.0f') : '')
    set label 1 title(k) at graph 0.5,1.1 center
    set label 2 (left ? label(pass, '$\theta_2$', 'θ_2') : '') at graph 0,1.1 center
    set label 3 (upper ? '' : label(pass, '$\theta_1$', 'θ_1')) at graph 1,screen 0.03 right
    plot table using ($1 == k && $4 <= shown ? $5 : NaN):6 with lines lw 0.8 lc rgb accent, \
      table using ($1 == k && $4 <= shown ? $5 : NaN):6 with points pt 7 ps (pass eq 'book' ? 0.2 : 0.6) lc rgb accent
  }
  unset multiplot
  unset label
  unset output
}
