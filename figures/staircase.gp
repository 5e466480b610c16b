# Universal approximation in one dimension: the sum of n logistic units for one period of a sine. No table is needed.
load 'figures/style.gp'
f(x) = sin(2*pi*x)
sigma(z) = 1/(1 + exp(-z))
s(n, x) = f(0) + sum [j = 1:n] (f(j*1./n) - f((j - 1.)/n))*sigma(4*n*(x - (j - 0.5)/n))

do for [pass in "book web"] {
  eval begin(pass, 'staircase', 15.5, 4.6)
  set multiplot
  eval axes_style
  unset key; unset label
  set samples 400
  set xrange [0:1]; set yrange [-1.15:1.15]; set xtics 0.5; set ytics 1
  set bmargin at screen 0.16; set tmargin at screen 0.88
  set format x label(pass, '$%g$', '%g')
  do for [k = 0:2] {
    n = k == 0 ? 5 : k == 1 ? 10 : 40
    set lmargin at screen 0.06 + 0.32*k; set rmargin at screen 0.06 + 0.32*k + 0.28
    if (k == 0) { set format y label(pass, '$%g$', '%g') } else { set format y '' }
    set label 1 label(pass, '$n='.n.'$', it('n').' = '.n) at graph 0.95,0.92 right
    plot f(x) with lines lw 0.8 lc rgb grey, s(n, x) with lines lw 2.2 lc rgb ink
  }
  unset multiplot
  unset output
}
