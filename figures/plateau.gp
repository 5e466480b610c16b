# The plateau: directions of the three hidden units, and the sharpest bend, along the run. Two scales of time: logarithmic
# before the plateau's end, and even around it.
load 'figures/style.gp'
table = results.'/plateau.tsv'
eval need(table)
limit = 3                 # 2(1+mu)
eta = 1e-4

do for [pass in "book web"] {
  eval begin(pass, 'plateau', 15.5, 9.5)
  set multiplot
  eval axes_style
  unset key; unset label
  do for [side = 1:2] {
    lm = side == 1 ? 0.085 : 0.575; rm = side == 1 ? 0.515 : 0.97
    set lmargin at screen lm; set rmargin at screen rm
    if (side == 1) { set logscale x; set xrange [1:6001]; set xtics autofreq }
    if (side == 2) { unset logscale x; set xrange [6000:6200]; set xtics 50 }

    set bmargin at screen 0.56; set tmargin at screen 0.92
    set yrange [-160:-20]; set ytics 40
    if (side == 1) { set format y label(pass, '$%.0f^\circ$', '%.0f°') } else { set format y '' }
    if (side == 1) { set label 1 'angle of each hidden direction' at screen 0.02,0.965 left }
    set format x ''
    unset arrow
    plot for [k = 3:5] table using ($1 + (side == 1)):k with lines lw 2 dt k - 2 lc rgb ink
    unset label 1

    set bmargin at screen 0.14; set tmargin at screen 0.44
    set yrange [0:3.4]; set ytics 1
    if (side == 1) { set format y label(pass, '$%.0f$', '%.0f') } else { set format y '' }
    if (side == 1) {
      set format x label(pass, '$10^{%L}$', '10^{%L}')
      set label 1 label(pass, '$\eta$ times the greatest eigenvalue of the Hessian', 'η times the greatest eigenvalue of the Hessian') at screen 0.02,0.49 left
      set label 2 label(pass, 'iteration $t+1$, logarithmic scale', 'iteration '.it('t').' + 1, logarithmic scale') at graph 0.5,screen 0.03 center
    } else {
      set format x label(pass, '$%.0f$', '%.0f')
      set label 2 label(pass, 'iteration $t$', 'iteration '.it('t')) at graph 0.5,screen 0.03 center
    }
    set arrow 1 from graph 0,first limit to graph 1,first limit nohead dt 2 lc rgb accent lw 1.2
    if (side == 2) { set label 3 label(pass, '$2(1+\mu)$', '2(1 + μ)') at graph 0.98,first limit + 0.22 right }
    plot table using ($1 + (side == 1)):($7*eta) with lines lw 2 lc rgb ink
    unset label 1; unset label 2; unset label 3
  }
  unset multiplot
  unset arrow
  unset output
}
