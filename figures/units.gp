# What the two diagrams of the network share: where the units stand, how units, lines, and names are drawn.

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
