# The 2-3-2 network as a diagram, each of its seventeen parameters by its name. No table is needed.
load 'figures/style.gp'

# Columns, from left to right: inputs, hidden units, logits, softmax, probabilities.
x_in = 0; x_hid = 4; x_out = 8; x_soft = 9.65; x_prob = 11.2
y_in(d) = d == 1 ? 1.35 : -1.35
y_hid(k) = 2.4*(2 - k)
R = 0.5                   # radius of a unit

# Where the names stand on the lines: at this fraction of the way from the column of two, the six lines of
# a layer are about equally far apart, so that no name meets another line. A line stops before its name and goes on behind it.
place = 0.27
gap = 0.34
dot(x, y, color) = sprintf("set object circle at %g,%g size %g fs empty border lc rgb '%s' lw 1.4;", x, y, R, color)
say(s, x, y) = sprintf("set label \"%s\" at %g,%g center;", s, x, y)
draw(x1, y1, x2, y2, how) = sprintf("set arrow from %g,%g to %g,%g %s lc rgb grey lw 0.9;", x1, y1, x2, y2, how)
# from fraction a to fraction b of the way from (x1,y1) to (x2,y2)
part(x1, y1, x2, y2, a, b, how) = draw(x1 + a*(x2 - x1), y1 + a*(y2 - y1), x1 + b*(x2 - x1), y1 + b*(y2 - y1), how)
head = "head size 0.16,20 filled"
named(s, x1, y1, x2, y2, t) = (l = sqrt((x2 - x1)**2 + (y2 - y1)**2), \
  part(x1, y1, x2, y2, R/l, t - gap/l, 'nohead').part(x1, y1, x2, y2, t + gap/l, 1 - R/l, head) \
  .say(s, x1 + t*(x2 - x1), y1 + t*(y2 - y1)))
bias(s, x, y) = say(s, x, y + R + 0.72).draw(x, y + R + 0.42, x, y + R, head)

# names: a letter, what stands above (h or o), and the subscript
name(letter, above, sub) = pass eq 'book' \
  ? '$'.letter.(above eq '' ? '' : '^{\\rm '.above.'}').'_{'.sub.'}$' \
  : '{/:Italic '.letter.'}'.(above eq '' ? '_{'.sub.'}' : '@^{'.above.'}_{'.sub.'}')

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
