# The rate of momentum on a quadratic: the larger root's absolute value over eta*lambda, and what was measured.
load 'figures/style.gp'
table = results.'/contraction.tsv'
eval need(table)
rate(x, m) = (b = 1 + m - x, q = b*b - 4*m, q < 0 ? sqrt(m) : (abs(b) + sqrt(q))/2)
dots(m, color) = sprintf("table using (abs($1 - %g) < 1e-9 ? $2 : NaN):3 with points pt 7 ps (pass eq 'book' ? 0.3 : 0.8) lc rgb %s notitle", m, color)

do for [pass in "book web"] {
  eval begin(pass, 'contraction', 12.5, 4.6)
  eval axes_style
  set lmargin at screen 0.09; set rmargin at screen 0.97; set bmargin at screen 0.16; set tmargin at screen 0.9
  set xrange [0:4.1]; set yrange [0:1.25]; set samples 2000
  set format x label(pass, '$%.1f$', '%.1f')
  set xtics 0.5; set ytics 0.25; set format y label(pass, '$%.2f$', '%.2f')
  unset key
  set arrow 1 from 0,1 to 4.1,1 nohead lw 0.8 dt 3 lc rgb grey
  set label 1 label(pass, '$\eta\lambda$', 'ηλ') at 2.25,screen 0.035 center
  set label 2 label(pass, 'contraction in a step, $\max\vert r\vert$', 'contraction in a step, max |'.it('r').'|') at screen 0.015,0.97 left
  set label 3 label(pass, '$\mu=0$', 'μ = 0') at 1.37,0.27 left
  set label 4 label(pass, '$\mu={1\over2}$', 'μ = ½') at 2.1,0.65 left
  set label 5 label(pass, '$\mu=0.9$', 'μ = 0.9') at 2.1,0.87 left
  eval "plot rate(x, 0.9) with lines lw 1.8 lc rgb ink, rate(x, 0.5) with lines lw 1.8 lc rgb grey, rate(x, 0) with lines lw 1.2 lc rgb ink, " \
    .dots(0.9, 'ink').", ".dots(0.5, 'grey').", ".dots(0, 'ink')
  unset label; unset arrow
  unset output
}
