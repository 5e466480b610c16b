# The network as a diagram, all seventeen parameters named. It needs no table: it is the 2-3-2 network of the book.
load 'figures/style.gp'
hx = 3.2; ox = 6.4
in_y(d) = d == 1 ? 1.1 : -1.1
hid_y(k) = 2.1*(2 - k)
out_y(c) = c == 1 ? 1.1 : -1.1
disc(x, y, r) = sprintf("set object circle at %g,%g size %g fc rgb 'white' fs solid border lc rgb 'black' lw 1.2 front;", x, y, r)
gap(x, y) = sprintf("set object circle at %g,%g size 0.24 fc rgb 'white' fs solid noborder front;", x, y)
onto(s, x, y) = gap(x, y).text(s, x, y)
text(s, x, y) = sprintf("set label \"%s\" at %g,%g center front;", s, x, y)
name(pass, tex, web, sub) = pass eq 'book' ? '$'.tex.'_{'.sub.'}$' : '{/:Italic '.web.'}_{'.sub.'}'
do for [pass in "book web"] {
  eval begin(pass, 'network', 13, 7.6)
  unset border; unset tics; unset key; unset object; unset label; unset arrow
  set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0.01; set tmargin at screen 0.99
  set xrange [-1.1:8.9]; set yrange [-2.92:2.92]
  # weights: a line from unit to unit, and its name in a gap, near enough to the left end that names don't meet
  do for [d = 1:2] { do for [k = 1:3] {
    set arrow from 0,in_y(d) to hx,hid_y(k) nohead lw 0.8 lc rgb '#777777' back
    t = (d == 1 && k == 3) || (d == 2 && k == 1) ? 0.21 : 0.45
    eval onto(name(pass, "w^{\\\\rm h}", 'w', sprintf('%d%d', d, k)).label(pass, '', '^{h}'), t*hx, in_y(d) + t*(hid_y(k) - in_y(d)))
  } }
  do for [k = 1:3] { do for [c = 1:2] {
    set arrow from hx,hid_y(k) to ox,out_y(c) nohead lw 0.8 lc rgb '#777777' back
    t = (k == 1 && c == 2) || (k == 3 && c == 1) ? 0.79 : 0.55
    eval onto(name(pass, "w^{\\\\rm o}", 'w', sprintf('%d%d', k, c)).label(pass, '', '^{o}'), hx + t*(ox - hx), hid_y(k) + t*(out_y(c) - hid_y(k)))
  } }
  do for [d = 1:2] { eval disc(0, in_y(d), 0.36).text(name(pass, 'x', 'x', sprintf('%d', d)), 0, in_y(d)) }
  do for [k = 1:3] {
    eval disc(hx, hid_y(k), 0.4).text(label(pass, "$\\\\sigma$", 'σ'), hx, hid_y(k))
    eval text(name(pass, "b^{\\\\rm h}", 'b', sprintf('%d', k)).label(pass, '', '^{h}'), hx, hid_y(k) + 0.62)
    eval text(name(pass, 'h', 'h', sprintf('%d', k)), hx + 0.72, hid_y(k) + (k == 1 ? 0.1 : k == 3 ? -0.12 : 0.42))
  }
  do for [c = 1:2] {
    eval disc(ox, out_y(c), 0.4).text(label(pass, '$+$', '+'), ox, out_y(c))
    eval text(name(pass, "b^{\\\\rm o}", 'b', sprintf('%d', c)).label(pass, '', '^{o}'), ox, out_y(c) + 0.62)
    eval text(name(pass, "z", 'z', sprintf('%d', c)), ox + 0.62, out_y(c) + 0.25)
    set arrow from ox,out_y(c) to 8.2,out_y(c) lw 0.8 lc rgb '#777777' size 0.15,20 back
    eval text(name(pass, "\\\\hat y", 'ŷ', sprintf('%d', c)), 8.5, out_y(c))
  }
  set object rect from 7.25,-1.7 to 7.75,1.7 fc rgb 'white' fs solid border lc rgb 'black' lw 1.2 front
  set label label(pass, 'softmax', 'softmax') at 7.5,0 center rotate by 90 front
  plot NaN notitle
  unset output
}
