# Why V must be transposed: V^T (D x N) times delta (N x K) is of the shape of W (D x K). No table is needed.
load 'figures/style.gp'
box(n, x1, y1, x2, y2) = sprintf("set object %d rectangle from %g,%g to %g,%g fs empty border lc rgb ink lw 1.3;", n, x1, y1, x2, y2)
shade(n, x1, y1, x2, y2) = sprintf("set object %d rectangle from %g,%g to %g,%g fs solid 1 noborder fc rgb '#c8c8c8';", n, x1, y1, x2, y2)
say(s, x, y) = sprintf("set label \"%s\" at %g,%g center;", s, x, y)
do for [pass in "book web"] {
  eval begin(pass, 'boxes', 13, 5)
  eval no_axes
  unset key; unset object; unset label
  set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1
  set xrange [0:13]; set yrange [0:5]
  m(tex, web) = pass eq 'book' ? '$'.tex.'$' : web
  # V^T: two rows, N columns; delta: N rows, three columns; the result: two rows, three columns
  eval shade(1, 0.6, 2.5, 5.1, 3)
  eval box(2, 0.6, 2, 5.1, 3)
  eval shade(3, 6.6, 0.25, 7.1, 4.75)
  eval box(4, 6.1, 0.25, 7.6, 4.75)
  eval shade(5, 9.7, 2.5, 10.2, 3)
  eval box(6, 9.2, 2, 10.7, 3)
  set arrow 1 from 0.6,2.5 to 5.1,2.5 nohead lw 0.5
  set arrow 2 from 6.6,0.25 to 6.6,4.75 nohead lw 0.5
  set arrow 3 from 7.1,0.25 to 7.1,4.75 nohead lw 0.5
  set arrow 4 from 9.2,2.5 to 10.7,2.5 nohead lw 0.5
  set arrow 5 from 9.7,2 to 9.7,3 nohead lw 0.5
  set arrow 6 from 10.2,2 to 10.2,3 nohead lw 0.5
  eval say(m('V^{\\rm T}', 'Vᵀ'), 2.85, 3.4).say(m('D\\times N', 'D × N'), 2.85, 1.6)
  eval say(m('\\cdot', '·'), 5.6, 2.5).say(m('\\delta', 'δ'), 8, 4.45).say(m('N\\times K', 'N × K'), 8.35, 0.55).say(m('=', '='), 8.4, 2.5)
  eval say(m('\\partial J/\\partial W', '∂J/∂W'), 9.95, 3.4).say(m('D\\times K', 'D × K'), 9.95, 1.6)
  eval say(m('d', 'd'), 0.3, 2.75).say(m('k', 'k'), 6.85, 4.93)
  set label (pass eq 'book' ? '$\sum_iv_{id}\,\delta_{ik}$' : 'Σ v_{id} δ_{ik}') at 11.15,2.75 left
  set arrow 7 from 11.1,2.75 to 10.25,2.75 head filled size 0.16,20 lw 0.7
  plot NaN
  unset output
}
