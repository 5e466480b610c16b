# The probability of the disc as a landscape over the plane, and the plane at one half that cuts it.
load 'figures/style.gp'
surface = run.'/surface.tsv'
eval need(surface)
stats surface using 1:2 nooutput
rows = int(sqrt(STATS_records) + 0.5)
r = STATS_max_x           # the grid covers the square [-r,r]
if (STATS_records != rows*rows) { exit error surface.': the grid is not square' }
elevation = 45*pi/180
z_scale = 0.75*2*r        # how long the vertical axis is, in units of the others

array z[rows*rows]
stats surface using (z[int($0) + 1] = $3) nooutput

# Every cell of the grid is a polygon, cut in two where it passes one half. We draw the lower pieces, then the plane, then
# the upper pieces: these are all that is above the plane, and we look from above. Among the pieces, what is farther
# comes first, to be hidden by what is nearer; farther means less x1 and, as we look from the left, greater x2.
# What shows us its back is hidden in any case, and not drawn: on a steep slope that may be half a cell, a triangle.
X(i) = -r + 2.*r*i/(rows - 1)
Z(i, j) = z[i*rows + j + 1]
P(a, b, c) = sprintf("%.5f %.5f\n", across(a, b, z_scale*c), up(a, b, z_scale*c))
above(i, j) = Z(i, j) >= 0.5
cut(i, j, k, l) = above(i, j) == above(k, l) ? '' : \
  (t = (0.5 - Z(i, j))/(Z(k, l) - Z(i, j)), P(X(i) + t*(X(k) - X(i)), X(j) + t*(X(l) - X(j)), 0.5))
# the part of the edge from (i,j) to (k,l) that is above (s=1) or below (s=0) one half, without its end
edge(i, j, k, l, s) = (above(i, j) == s ? P(X(i), X(j), Z(i, j)) : '').cut(i, j, k, l)
triangle(i, j, k, l, m, n, s) = edge(i, j, k, l, s).edge(k, l, m, n, s).edge(m, n, i, j, s)
square(i, j, k, l, s) = edge(i, j, k, j, s).edge(k, j, k, l, s).edge(k, l, i, l, s).edge(i, l, i, j, s)
u(i, j) = across(X(i), X(j), z_scale*Z(i, j))
v(i, j) = up(X(i), X(j), z_scale*Z(i, j))
faces_us(i, j, k, l, m, n) = (u(k, l) - u(i, j))*(v(m, n) - v(i, j)) > (u(m, n) - u(i, j))*(v(k, l) - v(i, j))
piece(i, j, s) = (f = faces_us(i, j, i+1, j, i+1, j+1), g = faces_us(i, j, i+1, j+1, i, j+1), \
  f && g ? square(i, j, i+1, j+1, s) : \
  f ? triangle(i, j, i+1, j, i+1, j+1, s) : g ? triangle(i, j, i+1, j+1, i, j+1, s) : '')
# back to the first point, and an empty line
closed(s) = s.s[1:strstrt(s, "\n")].' '
line(i, j) = cut(i, j, i+1, j).cut(i+1, j, i+1, j+1).cut(i+1, j+1, i, j+1).cut(i, j+1, i, j)

# each begins with a point that isn't drawn, so that it exists even if it is empty otherwise
set print $low
print "NaN NaN\n"
do for [i = 0:rows - 2] { do for [j = rows - 2:0:-1] { s = piece(i, j, 0); if (s ne '') { print closed(s) } } }
set print $high
print "NaN NaN\n"
do for [i = 0:rows - 2] { do for [j = rows - 2:0:-1] { s = piece(i, j, 1); if (s ne '') { print closed(s) } } }
set print $half
print "NaN NaN\n"
do for [i = 0:rows - 2] { do for [j = 0:rows - 2] { s = line(i, j); if (s ne '') { print s; print "" } } }
set print $plane
print P(-r, -r, 0.5).P(r, -r, 0.5).P(r, r, 0.5).P(-r, r, 0.5).P(-r, -r, 0.5)
set print

# floor and walls of the box, ruled, behind everything
corner(i, j, c) = at(i*r, j*r, z_scale*c)
face(n, p, q, s, t) = sprintf("set object %d polygon from ", n).p." to ".q." to ".s." to ".t." to ".p \
  ." fc rgb '#f5f5f5' fs solid noborder behind;"
faces = face(1, corner(-1,-1,0), corner(-1,1,0), corner(-1,1,1), corner(-1,-1,1)) \
       .face(2, corner(-1,1,0), corner(1,1,0), corner(1,1,1), corner(-1,1,1))
line3(p, q, how) = "set arrow from ".p." to ".q." nohead ".how.";"
faint = "back lw 0.7 lc rgb '#c8c8c8'"
frame = "back lw 0.7 lc rgb '#909090'"
near = "front lw 0.9 lc rgb ink"
rule(v) = line3(corner(-1,-1,v), corner(-1,1,v), faint).line3(corner(-1,1,v), corner(1,1,v), faint)
frames = line3(corner(-1,-1,0), corner(-1,-1,1), frame).line3(corner(-1,-1,1), corner(-1,1,1), frame) \
        .line3(corner(-1,1,0), corner(-1,1,1), frame).line3(corner(-1,1,1), corner(1,1,1), frame)
edges = line3(corner(-1,-1,0), corner(1,-1,0), near).line3(corner(1,-1,0), corner(1,1,0), near) \
       .line3(corner(1,1,0), corner(1,1,1), near)

# scales along three edges
number(v) = label(pass, sprintf('$%.1f$', v), sprintf('%.1f', v))
scales(v) = line3(at(v*r,-r,0), at(v*r,-1.03*r,0), near).text(number(v*r), at(v*r,-1.07*r,0), "right") \
           .line3(at(r,v*r,0), at(1.05*r,v*r,0), near).text(number(v*r), at(1.17*r,v*r,0), "center")
height(v) = line3(corner(1,1,v), at(r,1.03*r,z_scale*v), near).text(number(v), at(r,1.07*r,z_scale*v), "left")
names = "set label label(pass, '$x_1$', it('x').'_1') at ".at(0,-1.5*r,0)." center;" \
       ."set label label(pass, '$x_2$', it('x').'_2') at ".at(1.4*r,0,0)." center;" \
       ."set label label(pass, 'probability $\\hat y_2$ of the disc', 'probability '.it('ŷ').'_2 of the disc') at ".at(r,1.42*r,0.6*z_scale)." center rotate by 90;" \
       ."set label label(pass, '$\\hat y_2={1\\over2}$', it('ŷ').'_2 = ½') at ".corner(-1,-1.06,0.5)." right;"

do for [pass in "book web"] {
  eval begin(pass, 'surface', 9, 7.65)
  set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1
  width = 1.85*2*r
  set xrange [-0.5*width:0.5*width]; set yrange [-1.13*r:-1.13*r + 0.85*width]; set size ratio -1
  eval no_axes
  unset object; unset arrow; unset label; eval key_style; set key at graph 0.01,0.985 left top Left reverse
  eval faces.frames.edges.names
  do for [i = 0:5] { eval rule(i/5.).height(i/5.) }
  do for [i = -3:3] { eval scales(i/3.) }
  plot $low with filledcurves closed fc rgb outer_tint fs solid border lc rgb outer lw 0.5 notitle, \
       $plane with filledcurves closed fc rgb accent fs transparent solid 0.12 border lc rgb accent lw 1 notitle, \
       $half with lines lw 2.4 lc rgb accent notitle, \
       $high with filledcurves closed fc rgb inner_tint fs solid border lc rgb inner lw 0.5 notitle, \
       keyentry with boxes fc rgb inner_tint fs solid border lc rgb inner title 'answer: disc', \
       keyentry with boxes fc rgb outer_tint fs solid border lc rgb outer title 'answer: ring'
  unset output
}
