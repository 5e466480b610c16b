# The logistic function and its derivative, whose greatest value, one quarter, is marked. No table is needed.
load 'figures/style.gp'
sigma(z) = 1/(1 + exp(-z))
slope(z) = sigma(z)*(1 - sigma(z))

do for [pass in "book web"] {
  eval begin(pass, 'logistic', 12, 4.5)
  set lmargin at screen 0.06; set rmargin at screen 0.98; set bmargin at screen 0.2; set tmargin at screen 0.96
  eval axes_style
  unset key
  set samples 401
  set xrange [-6:6]; set yrange [0:1.02]
  set format x label(pass, '$%.0f$', '%.0f')
  set xtics -6,2
  set ytics (label(pass, '$0$', '0') 0, label(pass, '$1\over4$', '¼') slope(0), label(pass, '$1\over2$', '½') sigma(0), \
    label(pass, '$1$', '1') 1)
  set arrow 1 from -6,sigma(0) to 0,sigma(0) nohead lw 0.8 dt 3 lc rgb grey
  set arrow 2 from -6,slope(0) to 0,slope(0) nohead lw 0.8 dt 3 lc rgb grey
  set arrow 3 from 0,0 to 0,sigma(0) nohead lw 0.8 dt 3 lc rgb grey
  set arrow 4 from -6,1 to 6,1 nohead lw 0.8 dt 3 lc rgb grey
  set label 1 label(pass, '$z$', it('z')) at graph 0.5,screen 0.03 center
  set label 2 label(pass, '$\sigma(z)$', 'σ('.it('z').')') at 1.5,sigma(1.5) right offset -1,0.3
  set label 3 label(pass, "$\\sigma'(z)=\\sigma(z)\\bigl(1-\\sigma(z)\\bigr)$", \
    'σ′('.it('z').') = σ('.it('z').') (1 − σ('.it('z').'))') at 1.8,slope(1.8) left offset 1,0.7
  plot sigma(x) with lines lw 2 lc rgb ink, \
       slope(x) with lines lw 2 dt (14,5) lc rgb ink, \
       '+' using (0):(slope(0)) every ::::0 with points pt 7 ps (pass eq 'book' ? 0.4 : 1) lc rgb ink, \
       '+' using (0):(sigma(0)) every ::::0 with points pt 7 ps (pass eq 'book' ? 0.4 : 1) lc rgb ink
  unset output
}
