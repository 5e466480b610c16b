# What travels back through the network: the deltas, from right to left. One hidden unit and two weights are singled out. No table is needed.
load 'figures/style.gp'
load 'figures/units.gp'

# an arrow from the right, as far as the unit at its left end; and a line without one, where only an activation comes from
back(x1, y1, x2, y2, color, width) = (l = sqrt((x2 - x1)**2 + (y2 - y1)**2), \
  sprintf("set arrow from %g,%g to %g,%g %s lc rgb '%s' lw %g;", x2 + R/l*(x1 - x2), y2 + R/l*(y1 - y2), \
    x1 + R/l*(x2 - x1), y1 + R/l*(y2 - y1), head, color, width))
rest(x1, y1, x2, y2, color, width) = (l = sqrt((x2 - x1)**2 + (y2 - y1)**2), \
  sprintf("set arrow from %g,%g to %g,%g nohead lc rgb '%s' lw %g;", x2 + R/l*(x1 - x2), y2 + R/l*(y1 - y2), \
    x1 + R/l*(x2 - x1), y1 + R/l*(y2 - y1), color, width))
along(s, x1, y1, x2, y2, t) = say(s, x1 + t*(x2 - x1), y1 + t*(y2 - y1))
faint = '#b8b8b8'

do for [pass in "book web"] {
  eval begin(pass, 'backward', 15, 8.2)
  eval no_axes
  unset key; unset object; unset label; unset arrow
  set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1
  set xrange [-1.6:11.5]; set yrange [-3.7:-3.7 + 13.1*8.2/15]; set size ratio -1
  hat = pass eq 'book' ? '\\hat y' : 'ŷ'
  Delta = pass eq 'book' ? '\\delta' : 'δ'

  do for [d = 1:2] {
    eval dot(x_in, y_in(d), ink).say(name('x', '', ''.d), x_in, y_in(d))
    do for [k = 1:3] { eval rest(x_in, y_in(d), x_hid, y_hid(k), d == 1 && k == 2 ? ink : faint, d == 1 && k == 2 ? 1.8 : 0.9) }
  }
  do for [k = 1:3] {
    eval dot(x_hid, y_hid(k), ink).say(name(Delta, 'h', ''.k), x_hid, y_hid(k))
    do for [c = 1:2] {
      strong = k == 2 || (k == 3 && c == 2)
      eval back(x_hid, y_hid(k), x_out, y_in(c), strong ? ink : faint, strong ? 1.8 : 0.9)
    }
  }
  do for [c = 1:2] {
    eval dot(x_out, y_in(c), c == 1 ? outer : inner).say(name(Delta, 'o', ''.c), x_out, y_in(c))
    set label (pass eq 'book' ? sprintf('$=\hat y_%d-[y=%d]$', c, c) : sprintf('= {/:Italic ŷ}_%d − [{/:Italic y}=%d]', c, c)) \
      at x_out + R + 0.25,y_in(c) left
    eval along(name('w', 'o', '2'.c), x_hid, y_hid(2) + (c == 1 ? 0.36 : -0.36), x_out, y_in(c) + (c == 1 ? 0.36 : -0.36), 0.62)
  }
  unit = pass eq 'book' ? '$\times h_2(1-h_2)$' : '× {/:Italic h}_2(1 − {/:Italic h}_2)'
  set label unit at x_hid,y_hid(2) + R + 0.34 center
  set label (pass eq 'book' ? '$\partial\xi/\partial w^{\rm h}_{12}=x_1\,\delta^{\rm h}_2$' : '∂ξ/∂w@^h_{12} = x_1 δ@^h_2') \
    at x_in - 0.4,y_in(1) + 1.15 left
  set arrow from x_in + 1.35,y_in(1) + 0.85 to x_in + 1.65,y_in(1) - 0.48 nohead lc rgb grey lw 0.7
  set label (pass eq 'book' ? '$\partial\xi/\partial w^{\rm o}_{32}=h_3\,\delta^{\rm o}_2$' : '∂ξ/∂w@^o_{32} = h_3 δ@^o_2') \
    at x_hid + 2.2,y_hid(3) - 0.42 left
  set arrow from x_hid + 2.1,y_hid(3) - 0.3 to x_hid + 1.6,y_hid(3) + 0.36 nohead lc rgb grey lw 0.7
  set label (pass eq 'book' ? '$\partial\xi/\partial b^{\rm h}_1=\delta^{\rm h}_1$' : '∂ξ/∂b@^h_1 = δ@^h_1') \
    at x_hid + R + 0.25,y_hid(1) + 0.45 left
  set label 'inputs' at x_in,-3.45 center
  set label 'hidden deltas' at x_hid,-3.45 center
  set label 'output deltas' at x_out,-3.45 center
  plot NaN
  unset output
}
