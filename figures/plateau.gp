# The plateau: directions of the three hidden units, and the largest eigenvalue of the Hessian, along the run. Two scales of
# time: logarithmic before the plateau's end, and even around it.
load 'figures/style.gp'
table = results.'/plateau.tsv'
eval need(table)
limit = 3                 # 2(1+mu)
eta = 1e-4

do for [pass in "book web"] {
  eval begin(pass, 'plateau', 15.5, 6.5)
  set multiplot
  eval axes_style
  unset key; unset label; unset arrow
  do for [side = 1:2] {
    early = side == 1
    lm = early ? 0.085 : 0.575; rm = early ? 0.515 : 0.97
    set lmargin at screen lm; set rmargin at screen rm
    if (early) { set logscale x; set xrange [1:6001]; set xtics autofreq } else { unset logscale x; set xrange [6000:6200]; set xtics 50 }
    set format x ''

    set bmargin at screen 0.60; set tmargin at screen 0.92
    unset logscale y; set yrange [-160:-20]; set ytics 40
    set format y (early ? label(pass, '$%.0f^\circ$', '%.0f°') : '')
    if (early) { set label 1 'angle of each hidden direction' at screen 0.02,0.965 left }
    if (!early) { set label 11 'unit 1' at graph 0.99,first -44 right; set label 12 'unit 2' at graph 0.99,first -67 right; set label 13 'unit 3' at graph 0.99,first -128 right }
    plot for [k = 1:3] table using ($1 + early):(column(3*k)) with lines lw 2 dt k lc rgb ink
    unset label


    if (early) {
      set format x label(pass, '$10^{%L}$', '10^{%L}')
      set label 2 label(pass, 'iteration $t+1$, logarithmic scale', 'iteration '.it('t').' + 1, logarithmic scale') at graph 0.5,screen 0.025 center
    } else {
      set format x label(pass, '$%.0f$', '%.0f')
      set label 2 label(pass, 'iteration $t$', 'iteration '.it('t')) at graph 0.5,screen 0.025 center
    }
    set bmargin at screen 0.15; set tmargin at screen 0.47
    set yrange [0:3.9]; set ytics 1
    set format y (early ? label(pass, '$%.0f$', '%.0f') : '')
    if (early) { set label 1 label(pass, '$\eta$ times the largest eigenvalue of the Hessian', 'η times the largest eigenvalue of the Hessian') at screen 0.02,0.515 left }
    set arrow 1 from graph 0,first limit to graph 1,first limit nohead dt 2 lc rgb accent lw 1.2
    if (!early) { set label 3 label(pass, '$2(1+\mu)$', '2(1 + μ)') at graph 0.98,first limit + 0.42 right }
    plot table using ($1 + early):($13*eta) with lines lw 2 lc rgb ink
    unset label; unset arrow
  }
  unset multiplot
  unset output
}
