# Misclassified samples after training, for each number of hidden units: a dot for each start. The axis is logarithmic in wrong + 1.
load 'figures/style.gp'
table = results.'/widths.tsv'
eval need(table)

do for [pass in "book web"] {
  eval begin(pass, 'widths', 12, 5)
  eval axes_style
  unset key; unset label
  set lmargin at screen 0.13; set rmargin at screen 0.97; set bmargin at screen 0.22; set tmargin at screen 0.9
  set xrange [0.5:6.5]; set xtics 1; set format x label(pass, '$%.0f$', '%.0f')
  set logscale y; set yrange [0.8:40001]
  set ytics (label(pass, '$0$', '0') 1, label(pass, '$1$', '1') 2, label(pass, '$10$', '10') 11, label(pass, '$100$', '100') 101, \
    label(pass, '$1000$', '1000') 1001, label(pass, '$10{,}000$', '10,000') 10001)
  set label 1 'hidden units' at graph 0.5,screen 0.03 center
  set label 2 'misclassified points' at screen 0.02,screen 0.96 left
  plot table using ($1 + 0.06*($2 - 5.5)):($3 + 1) with points pt 7 ps (pass eq 'book' ? 0.35 : 0.9) lc rgb ink
  unset output
}
