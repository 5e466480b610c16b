# What a sample costs, and the slope of the cost, against the lead of the true class: cross-entropy and squared error. No table is needed.
load 'figures/style.gp'
sigma(x) = 1/(1 + exp(-x))

do for [pass in "book web"] {
  eval begin(pass, 'costs', 15.5, 6.2)
  set multiplot
  eval axes_style
  unset key
  set samples 401
  set xrange [-6:6]; set xtics -6,2
  set format x label(pass, '$%.0f$', '%.0f')
  set bmargin at screen 0.2; set tmargin at screen 0.95
  do for [k = 1:2] {
    unset label; unset arrow
    set lmargin at screen 0.05 + 0.5*(k - 1); set rmargin at screen 0.47 + 0.5*(k - 1)
    set label 1 label(pass, '$\Delta$', 'Δ') at graph 0.5,screen 0.055 center
    set arrow 1 from 0,graph 0 to 0,graph 1 nohead lw 0.8 dt 3 lc rgb grey
    set label 4 'wrong answer' at -4,screen 0.055 center
    set label 5 'right answer' at 4,screen 0.055 center
    if (k == 1) {
      set yrange [0:6.2]; set ytics 1
      set format y label(pass, '$%.0f$', '%.0f')
      set label 2 label(pass, '$\xi=-\ln\hat y_y$', 'ξ = −ln ŷ') at -3.4,4.2 left
      set label 3 label(pass, '$E=(1-\hat y_y)^2$', it('E').' = (1 − ŷ)²') at -3.6,1.4 center
      plot log(1 + exp(-x)) with lines lw 2 lc rgb ink, (1 - sigma(x))**2 with lines lw 2 dt (14,5) lc rgb ink
    } else {
      set yrange [-1.05:0.05]; set ytics 0.5
      set format y label(pass, '$%.1f$', '%.1f')
      set label 2 label(pass, '$d\xi/d\Delta$', it('d').'ξ/'.it('d').'Δ') at -0.7,-0.9 left
      set label 3 label(pass, '$dE/d\Delta$', it('dE').'/'.it('d').'Δ') at -4.9,-0.2 left
      plot -sigma(-x) with lines lw 2 lc rgb ink, -2*sigma(x)*sigma(-x)**2 with lines lw 2 dt (14,5) lc rgb ink
    }
  }
  unset multiplot
  unset output
}
