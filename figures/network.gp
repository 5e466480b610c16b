# The 2-3-2 network as a diagram, each of its seventeen parameters by its name. No table is needed.
load 'figures/style.gp'

load 'figures/units.gp'

do for [pass in "book web"] {
  eval begin(pass, 'network', 15, 9)
  eval no_axes
  unset key; unset object; unset label; unset arrow
  set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1
  set xrange [-0.75:12.35]; set yrange [-3.75:-3.75 + 13.1*9/15]; set size ratio -1
  hat = pass eq 'book' ? '\\hat y' : 'ŷ'

  do for [d = 1:2] {
    eval dot(x_in, y_in(d), ink).say(name('x', '', ''.d), x_in, y_in(d))
    do for [k = 1:3] { eval named(name('w', 'h', ''.d.k), x_in, y_in(d), x_hid, y_hid(k), place) }
  }
  # a hidden unit: the logistic function on its left side, what comes out of it on its right side
  do for [k = 1:3] {
    eval dot(x_hid, y_hid(k), ink).draw(x_hid, y_hid(k) - R, x_hid, y_hid(k) + R, 'nohead')
    eval say(label(pass, '$\\sigma$', 'σ'), x_hid - 0.23, y_hid(k)).say(name('h', '', ''.k), x_hid + 0.23, y_hid(k))
    eval bias(name('b', 'h', ''.k), x_hid, y_hid(k))
    do for [c = 1:2] { eval named(name('w', 'o', ''.k.c), x_hid, y_hid(k), x_out, y_in(c), 1 - place) }
  }
  do for [c = 1:2] {
    color = c == 1 ? outer : inner
    eval dot(x_out, y_in(c), ink).say(name('z', 'o', ''.c), x_out, y_in(c)).bias(name('b', 'o', ''.c), x_out, y_in(c))
    eval draw(x_out + R, y_in(c), x_soft - 0.35, y_in(c), head).draw(x_soft + 0.35, y_in(c), x_prob - R, y_in(c), head)
    eval dot(x_prob, y_in(c), color).say(name(hat, '', ''.c), x_prob, y_in(c))
    eval say(c == 1 ? 'ring' : 'disc', x_prob, y_in(c) - R - 0.35)
  }
  set object rectangle from x_soft - 0.35,-2.1 to x_soft + 0.35,2.1 fs empty border lc rgb ink lw 1.4
  set label 'softmax' at x_soft,0 center rotate by 90
  set label 'inputs' at x_in,-3.45 center
  set label 'hidden layer' at x_hid,-3.45 center
  set label 'output layer' at 0.5*(x_out + x_prob),-3.45 center
  plot NaN
  unset output
}
