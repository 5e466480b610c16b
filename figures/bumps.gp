# Universal approximation in one dimension: steps make a bump, and bumps make any function. No table is needed.
load 'figures/style.gp'
pale = '#a0a0a0'
sigma(z) = 1/(1 + exp(-z))
f(x) = sin(2*pi*x)
# n cells, with n-1 units as steep as beta/n = 6; the sum of bumps, written with a step at each cut
center(j, n) = (j - 0.5)/n
g(x, n) = f(center(1, n)) + sum [j=1:n-1] (f(center(j + 1, n)) - f(center(j, n)))*sigma(6.*n*(x - j/real(n)))

do for [pass in "book web"] {
  eval begin(pass, 'bumps', 15.5, 3.4)
  set multiplot
  eval axes_style
  unset key
  set samples 600
  set bmargin at screen 0.17; set tmargin at screen 0.87
  set xrange [0:1]; set xtics (label(pass, '$0$', '0') 0, label(pass, '$1\over2$', '½') 0.5, label(pass, '$1$', '1') 1)
  set lmargin at screen 0.05; set rmargin at screen 0.31
  set yrange [-0.05:1.1]; set ytics 1; set format y label(pass, '$%.0f$', '%.0f')
  set label 1 'two steps and a bump' at graph 0.5,1.09 center
  plot sigma(40*(x - 0.35)) - sigma(40*(x - 0.65)) with lines lw 4 lc rgb pale, \
       sigma(40*(x - 0.35)) with lines lw 1.2 lc rgb ink, sigma(40*(x - 0.65)) with lines lw 1.2 lc rgb ink
  do for [panel = 1:2] {
    n = panel == 1 ? 6 : 21
    set lmargin at screen (panel == 1 ? 0.385 : 0.72); set rmargin at screen (panel == 1 ? 0.645 : 0.98)
    set yrange [-1.15:1.15]
    set label 1 sprintf('%d units', n - 1) at graph 0.5,1.09 center
    plot g(x, n) with lines lw 4 lc rgb pale, f(x) with lines lw 1.2 lc rgb ink
  }
  unset multiplot
  unset label
  unset output
}
