# The chain of matrices from the inputs to the loss, with their shapes, and the deltas on the way back. No table is needed.
load 'figures/style.gp'
node(s, x, y, color) = sprintf("set object rectangle center %g,%g size 1.1,0.8 fs empty border lc rgb '%s' lw 1.2;", x, y, color) \
  .sprintf("set label \"%s\" at %g,%g center;", s, x, y)
under(s, x, y) = sprintf("set label \"%s\" at %g,%g center;", s, x, y)
line(x1, y1, x2, y2) = sprintf("set arrow from %g,%g to %g,%g head size 0.16,20 filled lc rgb grey lw 1;", x1, y1, x2, y2)
dashed(x1, y1, x2, y2) = sprintf("set arrow from %g,%g to %g,%g head size 0.16,20 filled lc rgb grey lw 1 dt 2;", x1, y1, x2, y2)
step = 2.6
place(j) = step*j
array name[6]
array web[6]
array shape[6]
name[1] = '$X$'; name[2] = '$Z^{\\rm h}$'; name[3] = '$H$'; name[4] = '$Z^{\\rm o}$'; name[5] = '$\\widehat Y$'; name[6] = '$J$'
web[1] = it('X'); web[2] = it('Z').'^h'; web[3] = it('H'); web[4] = it('Z').'^o'; web[5] = it('Ŷ'); web[6] = it('J')
shape[1] = 'N D'; shape[2] = 'N K'; shape[3] = 'N K'; shape[4] = 'N C'; shape[5] = 'N C'; shape[6] = '1 1'
shape(pass, j) = label(pass, '$'.word(shape[j], 1).'\\times '.word(shape[j], 2).'$', it(word(shape[j], 1)).' × '.it(word(shape[j], 2)))
array does[5]
does[1] = 'affine'; does[2] = 'logistic'; does[3] = 'affine'; does[4] = 'softmax'; does[5] = 'loss'

do for [pass in "book web"] {
  eval begin(pass, 'chain', 15.5, 5.3)
  eval no_axes
  unset key; unset object; unset label; unset arrow
  set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1
  set xrange [-0.75:13.75]; set yrange [-2.65:-2.65 + 14.5*5.3/15.5]; set size ratio -1
  do for [j = 1:6] {
    eval node(pass eq 'book' ? name[j] : web[j], place(j - 1), 1.25, 'black').under(shape(pass, j), place(j - 1), 1.95)
    if (j < 6) { eval line(place(j - 1) + 0.55, 1.25, place(j) - 0.55, 1.25).under(does[j], place(j - 0.5), 1.6) }
  }
  # the parameters come in from below, and their derivatives go out further down
  do for [j = 0:1] {
    sign = j == 0 ? 'h' : 'o'
    x = place(2*j + 0.5)
    eval under(label(pass, '$W^{\\rm '.sign.'}$, $b^{\\rm '.sign.'}$', it('W').'^'.sign.', '.it('b').'^'.sign), x, 0.35).line(x, 0.6, x, 1.17)
    eval node(label(pass, '$\\delta^{\\rm '.sign.'}$', 'δ^'.sign), place(2*j + 1), -1, 'black')
    eval under(label(pass, '$\\partial J/\\partial W^{\\rm '.sign.'}$, $\\partial J/\\partial b^{\\rm '.sign.'}$', \
      '∂'.it('J').'/∂'.it('W').'^'.sign.', ∂'.it('J').'/∂'.it('b').'^'.sign), x - 0.1, -2.35)
    eval dashed(place(2*j + 1) - 0.55, -1.2, x - 0.05, -2.05)
    eval under(label(pass, j == 0 ? '$N\\times K$' : '$N\\times C$', it('N').' × '.it(j == 0 ? 'K' : 'C')), place(2*j + 1), -1.72)
  }
  eval dashed(place(5), 0.83, place(3) + 0.58, -0.9).dashed(place(3) - 0.55, -1, place(1) + 0.57, -1)
  plot NaN
  unset output
}
