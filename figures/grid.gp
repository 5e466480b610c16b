# The loss after 2000 steps, over the learning rate and the momentum factor: a heat map with its numbers.
load 'figures/style.gp'
table = results.'/grid.tsv'
eval need(table)
place(eta) = floor(log10(eta)*4 + 24.5)            # 0 for 1e-6, 12 for 1e-3
row(mu) = mu < .1 ? 0 : mu < .3 ? 1 : mu < .6 ? 2 : mu < .8 ? 3 : mu < .92 ? 4 : 5
shade(J) = J < 25 ? 25 : J > 50000 ? 50000 : J
shown(J) = J < 99.95 ? sprintf("%.0f", J) : J < 999.5 ? sprintf("%.0f", J) : J < 99950 ? sprintf("%.0fk", J/1000) : sprintf("%.1fM", J/1e6)

do for [pass in "points book web"] {
  eval begin(pass, 'grid', 15.5, 5.8)
  if (pass eq 'points') { unset colorbox }
  eval no_axes
  unset key; unset label; unset object; unset colorbox
  set lmargin at screen 0.08; set rmargin at screen 0.98; set bmargin at screen 0.25; set tmargin at screen 0.97
  set xrange [-0.5:12.5]; set yrange [-0.5:5.5]
  set palette defined (0 '#7f9dcc', 0.3 '#a9bfdf', 0.6 '#d3deed', 0.85 '#f4f0e6', 1 '#ffffff') # light enough for black digits
  set logscale cb; set cbrange [25:50000]
  if (pass ne 'points') {
    do for [m = 0:5] {
      set label 10 + m label(pass, '$\mu='.word("0 0.25 0.5 0.75 0.9 0.95", m + 1).'$', 'μ = '.word("0 0.25 0.5 0.75 0.9 0.95", m + 1)) at -0.6,m right
    }
    do for [e = 0:12] {
      set label 20 + e label(pass, '$'.word("1 1.8 3.2 5.6", e%4 + 1).'$', word("1 1.8 3.2 5.6", e%4 + 1)) at e,-0.83 center
    }
    do for [e = 0:12:4] {
      set label 50 + e label(pass, sprintf('$\cdot\,10^{%d}$', e/4 - 6), sprintf('· 10^{%d}', e/4 - 6)) at (e == 12 ? 12 : e + 1.5),-1.4 center
    }
    set label 40 label(pass, 'learning rate $\eta$', 'learning rate η') at 6,screen 0.03 center
    set object 1 rectangle from 7.5,1.5 to 8.5,2.5 fs empty border lc rgb accent lw 2.4 front
  }
  if (pass eq 'points') { plot table using (place($1)):(row($2)):(shade($3)) with image }
  if (pass eq 'book') {
    plot table using (place($1)):(row($2)):(shown($3)) with labels, \
      table using ($3 > 12000 && $3 < 15000 ? place($1) : NaN):(row($2)):(0.44):(0.42) with boxxyerror fs empty lc rgb ink lw 1
  }
  if (pass eq 'web') {
    plot table using (place($1)):(row($2)):(shade($3)) with image, \
      table using (place($1)):(row($2)):(shown($3)) with labels font ',11', \
      table using ($3 > 12000 && $3 < 15000 ? place($1) : NaN):(row($2)):(0.44):(0.42) with boxxyerror fs empty lc rgb ink lw 1
  }
  unset logscale cb
  unset output
}
