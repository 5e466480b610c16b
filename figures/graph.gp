# The graph of f = (ab + a)^2 for a=2, b=-3: values above the nodes, derivatives of f below or at the left. No table is needed.
load 'figures/style.gp'
load 'figures/units.gp'
# an input has its derivative at its left, the other nodes below
beside(s, x, y) = sprintf("set label \"%s\" at %g,%g right;", s, x, y)
node(s, x, y, value, slope) = dot(x, y, ink).say(s, x, y).say(pass eq 'book' ? '$'.value.'$' : value, x, y + 0.85) \
  .(x > 0 ? say(pass eq 'book' ? '$'.slope.'$' : slope, x, y - 0.85) : beside(pass eq 'book' ? '$'.slope.'$' : slope, x - 0.75, y))
edge(x1, y1, x2, y2) = (l = sqrt((x2 - x1)**2 + (y2 - y1)**2), draw(x1 + R/l*(x2 - x1), y1 + R/l*(y2 - y1), x2 - R/l*(x2 - x1), y2 - R/l*(y2 - y1), head))
m(s) = pass eq 'book' ? '$'.s.'$' : '{/:Italic '.s.'}'
do for [pass in "book web"] {
  eval begin(pass, 'graph', 14, 5.2)
  eval no_axes
  unset key; unset object; unset label; unset arrow
  set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1
  set xrange [-3.2:10.8]; set yrange [-2.6:2.6]
  bar(s, v) = pass eq 'book' ? '\\bar '.s.'='.v : s.'̄ = '.v
  eval node(m('a'), 0, 1.3, '2', bar('a', '-8+24=16'))
  eval node(m('b'), 0, -1.4, '-3', bar('b', '-16'))
  eval node(m('q'), 3.4, -0.6, 'ab=-6', bar('q', '-8'))
  eval node(m('r'), 6.6, 0.6, 'q+a=-4', bar('r', '-8'))
  eval node(m('f'), 9.8, 0.6, 'r^2=16', bar('f', '1'))
  eval edge(0, 1.3, 3.4, -0.6).edge(0, -1.4, 3.4, -0.6).edge(0, 1.3, 6.6, 0.6).edge(3.4, -0.6, 6.6, 0.6).edge(6.6, 0.6, 9.8, 0.6)
  plot NaN
  unset output
}
