# The loss after 2000 steps, over the learning rate and the momentum factor: a heat map with its numbers.
load 'figures/style.gp'
table = results.'/grid.tsv'
eval need(table)
place(eta) = floor(log10(eta)*4 + 24.5)            # 0 for 1e-6, 12 for 1e-3
row(mu) = mu < .1 ? 0 : mu < .3 ? 1 : mu < .6 ? 2 : mu < .8 ? 3 : mu < .92 ? 4 : 5
shade(J) = J < 25 ? 25 : J > 50000 ? 50000 : J
shown(J) = J < 99.95 ? sprintf("%.0f", J) : J < 999.5 ? sprintf("%.0f", J) : J < 99950 ? sprintf("%.0fk", J/1000) : sprintf("%.1fM", J/1e6)

do for [pass in "points book web"] {
  eval begin(pass, 'grid', 15.5, 7)
  if (pass eq 'points') { unset colorbox }
  eval no_axes
  unset key; unset label; unset object; unset colorbox
  set lmargin at screen 0.08; set rmargin at screen 0.98; set bmargin at screen 0.21; set tmargin at screen 0.97
  set xrange [-0.5:12.5]; set yrange [-0.5:5.5]
  set palette defined (0 '#1f3b73', 0.35 '#5b7fae', 0.6 '#a9bfd8', 0.8 '#ece6d8', 1 '#ffffff')
  set logscale cb; set cbrange [25:50000]
  if (pass ne 'points') {
    do for [m = 0:5] {
      set label 10 + m label(pass, '$\mu='.word("0 .25 .5 .75 .9 .95", m + 1).'$', 'μ='.word("0 .25 .5 .75 .9 .95", m + 1)) at -0.6,m right
    }
    do for [e = 0:12:4] {
      set label 20 + e label(pass, sprintf('$10^{%d}$', e/4 - 6), sprintf('10^{%d}', e/4 - 6)) at e,-0.85 center
    }
    set label 40 label(pass, 'learning rate $\eta$, four to a factor of ten', 'learning rate η, four to a factor of ten') at 6,screen 0.03 center
    set object 1 rectangle from 7.5,1.5 to 8.5,2.5 fs empty border lc rgb accent lw 2.4 front
  }
  if (pass eq 'points') { plot table using (place($1)):(row($2)):(shade($3)) with image }
  if (pass eq 'book') {
    plot table using (place($1)):(row($2)):(shown($3)):($3 < 1000 ? 0xffffff : 0) with labels tc rgb variable
  }
  if (pass eq 'web') {
    plot table using (place($1)):(row($2)):(shade($3)) with image, \
      table using (place($1)):(row($2)):(shown($3)):($3 < 1000 ? 0xffffff : 0) with labels font ',11' tc rgb variable
  }
  unset logscale cb
  unset output
}
