# The logistic function and its derivative.
load 'figures/style.gp'
sigma(z) = 1/(1 + exp(-z))
do for [pass in "book web"] {
  eval begin(pass, 'logistic', 11, 5.5)
  set samples 401
  set xrange [-6:6]; set yrange [0:1.02]
  set xtics -6,2 nomirror out scale 0.6; set ytics ("0" 0, label(pass, '$1\over4$', '¼') 0.25, label(pass, '$1\over2$', '½') 0.5, "1" 1) nomirror out scale 0.6
  set xlabel label(pass, '$z$', '{/:Italic z}')
  set arrow 1 from -6,0.25 to 0,0.25 nohead lw 0.5 dt 3
  set arrow 2 from 0,0 to 0,0.5 nohead lw 0.5 dt 3
  set arrow 3 from -6,0.5 to 0,0.5 nohead lw 0.5 dt 3
  set label 1 label(pass, '$\sigma(z)$', 'σ({/:Italic z})') at 2.1,0.8 left
  set label 2 label(pass, "$\\sigma'(z)=\\sigma(z)(1-\\sigma(z))$", "σ'({/:Italic z}) = σ({/:Italic z})(1 − σ({/:Italic z}))") at 1.6,0.2 left
  unset key
  plot sigma(x) with lines lw 2 lc rgb outer, sigma(x)*(1 - sigma(x)) with lines lw 2 lc rgb inner
  unset output
}
