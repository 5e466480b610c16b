# The samples as the hidden layer sees them: points in the cube of the activations h1, h2, h3, or, with two hidden units, in a square; with one,
# there is a row for each class. Of more than three the first three are shown.
load 'figures/style.gp'
load 'figures/run.gp'
hidden = run.'/hidden.tsv'
eval need(hidden)
stats hidden matrix nooutput
columns = STATS_size_x
elevation = 30*pi/180

K = columns - 1           # the last column is the class
class = '$'.columns
h = '$1,$2,$3'
if (K >= 3) { points = marks('hidden', 'across('.h.')', 'up('.h.')', '0.008', '0.008', class) }
if (K == 2) { points = marks('hidden', '$1', '$2', '0.005', '0.005', class) }
if (K == 1) { points = marks('hidden', '$1', class.' + 0.3*(7*int($0)%11/5. - 1)', '0.005', sprintf('%g', 0.005*C), class) }

# Of the cube we see three faces from inside, behind the points; they are ruled and drawn first. The three edges that
# meet in the corner nearest to us, (1,0,1), are drawn last.
face(n, p, q, r, s) = sprintf("set object %d polygon from ", n).p." to ".q." to ".r." to ".s." to ".p \
  ." fc rgb '#f2f2f2' fs solid noborder behind;"
faces = face(1, at(0,0,0), at(0,1,0), at(0,1,1), at(0,0,1)) \
       .face(2, at(0,1,0), at(1,1,0), at(1,1,1), at(0,1,1)) \
       .face(3, at(0,0,0), at(1,0,0), at(1,1,0), at(0,1,0))
rule(v) = segment(0,v,0, 0,v,1, faint).segment(0,0,v, 0,1,v, faint) \
         .segment(0,1,v, 1,1,v, faint).segment(v,1,0, v,1,1, faint) \
         .segment(v,0,0, v,1,0, faint).segment(0,v,0, 1,v,0, faint)
faint = "back lw 0.7 lc rgb '#c8c8c8'"
far = "back lw 0.7 lc rgb '#909090'"
near = "front lw 0.9 lc rgb ink"
far_edges = segment(0,1,0, 0,0,0, far).segment(0,1,0, 1,1,0, far).segment(0,1,0, 0,1,1, far)
outline = segment(0,0,0, 1,0,0, near).segment(1,0,0, 1,1,0, near).segment(1,1,0, 1,1,1, near) \
         .segment(1,1,1, 0,1,1, near).segment(0,1,1, 0,0,1, near).segment(0,0,1, 0,0,0, near)
near_edges = segment(1,0,1, 0,0,1, near).segment(1,0,1, 1,1,1, near).segment(1,0,1, 1,0,0, near)

# The plane that separates two answers, where the lead of the second is zero, cuts a corner off the cube: a triangle, if there
# are three hidden units, and just one corner is on one side of it. In the square it is a line, with one unit a place.
parameter(name, row, column) = real(awk(sprintf('$1 == "%s" && $2 == %d && $3 == %d { print $4 }', name, row, column), 'parameters.tsv'))
lead_of(name, row) = parameter(name, row, 2) - parameter(name, row, 1)
cut = ''
leads = C == 2 && K <= 3 && system("test -s '".quoted(run.'/parameters.tsv')."' && echo 1") eq '1'
if (leads) { a0 = lead_of('bo', 1); a1 = lead_of('Wo', 1) }
if (leads && K == 2) { a2 = lead_of('Wo', 2) }
if (leads && K == 3) {
  a2 = lead_of('Wo', 2); a3 = lead_of('Wo', 3)
  lead(p, q, r) = a0 + p*a1 + q*a2 + r*a3
  # where the edges out of the corner (p,q,r) meet the plane
  t1(p, q, r) = -lead(p, q, r)/((1 - 2*p)*a1)
  t2(p, q, r) = -lead(p, q, r)/((1 - 2*q)*a2)
  t3(p, q, r) = -lead(p, q, r)/((1 - 2*r)*a3)
  inside(t) = t > 0 && t < 1
  do for [c = 0:7] {
    p = int(c/4); q = int(c/2)%2; r = c%2
    if (lead(p, q, r) > 0 && inside(t1(p, q, r)) && inside(t2(p, q, r)) && inside(t3(p, q, r))) {
      A = at(p + (1 - 2*p)*t1(p, q, r), q, r); B = at(p, q + (1 - 2*q)*t2(p, q, r), r); C = at(p, q, r + (1 - 2*r)*t3(p, q, r))
      cut = "set object 9 polygon from ".A." to ".B." to ".C." to ".A." fc rgb accent fs transparent solid 0.12 border lc rgb accent lw 2 front;"
    }
  }
}
# the names of the corners
corner_name(p, q, r) = label(pass, sprintf('$(%d,%d,%d)$', p, q, r), sprintf('(%d,%d,%d)', p, q, r))
named(p, q, r, dx, dy, how) = "set label \"".corner_name(p, q, r)."\" at ".sprintf("%.4f,%.4f ", across(p,q,r) + dx, up(p,q,r) + dy).how." front;"
corners = "named(0,0,0,-0.03,0.06,'right').named(0,0,1,-0.03,0.02,'right').named(1,0,1,0.04,-0.06,'left').named(1,0,0,-0.04,-0.11,'right')" \
  .".named(1,1,1,0.03,0.06,'left').named(0,1,1,0.02,0.05,'center').named(1,1,0,0.09,-0.12,'left').named(0,1,0,0.04,0.05,'left')"

# tics and names along the three edges of the outline that carry the scales, on the side away from the cube
number(v) = label(pass, sprintf('$%.1f$', v), sprintf('%.1f', v))
scales(v) = segment(v,0,0, v,-0.025,0, near).text(number(v), at(v,-0.05,0), "right") \
           .segment(1,v,0, 1.035,v,0, near).text(number(v), at(1.13,v,0), "center") \
           .segment(1,1,v, 1,1.025,v, near).text(number(v), at(1,1.05,v), "left")
names = "set label label(pass, '$h_1$', it('h').'_1') at ".at(0.5,-0.24,0)." center;" \
       ."set label label(pass, '$h_2$', it('h').'_2') at ".at(1.27,0.5,0)." center;" \
       ."set label label(pass, '$h_3$', it('h').'_3') at ".at(1,1.22,0.5)." center;"

# the square, or the rows
flat = "set xrange [-0.02:1.02]; set yrange [-0.02:1.02]; set xtics 0,0.2,1; set ytics 0,0.2,1; set size noratio;" \
  ."set format x '%.1f'; set format y '%.1f';" \
  ."set lmargin at screen 0.15*share; set rmargin at screen 0.98*share; set bmargin at screen 0.14; set tmargin at screen 0.97;" \
  ."set label 1 it('h').'_1' at graph 0.5,screen 0.03 center;" \
  ."set label 2 (K == 1 ? 'class' : it('h').'_2') at screen 0.025*share,graph 0.5 center rotate by 90;" \
  .(K == 1 ? "set yrange [-0.6:C - 0.4]; set ytics 1; set format y '%.0f';" : '').axes_style.";"
border = !leads ? '' : K == 1 ? "'+' using (-a0/a1):(-1 + $0*(C + 1)/99.) with lines lw 2.4 lc rgb accent notitle," : \
  K == 2 ? "[s = -0.5:1.5] '+' using (-a0*a1/(a1**2 + a2**2) + (s = $1 - 0.5, 4*s*a2/sqrt(a1**2 + a2**2))):(-a0*a2/(a1**2 + a2**2) - 4*s*a1/sqrt(a1**2 + a2**2)) with lines lw 2.4 lc rgb accent notitle," : ''

do for [pass in passes] {
  eval start(pass, 'hidden', 8.3, 8.466)
  if (K < 3) {
    eval flat
    eval where_key('0.97', '0.97')
    eval 'plot '.points.','.border.class_key
    unset output
    continue
  }
  set lmargin at screen 0; set rmargin at screen share; set bmargin at screen 0; set tmargin at screen 1
  width = 1.85
  set xrange [-0.29:-0.29 + width]; set yrange [-0.62:-0.62 + width*1.02]; set size ratio -1
  eval no_axes
  eval where_key('0.97', '0.97')
  unset object; unset arrow; unset label
  if (pass ne 'book') {
    eval faces
    do for [i = 0:5] { eval rule(i/5.) }
    eval far_edges
  }
  if (pass ne 'points') {
    eval outline.near_edges.names
    eval cut
    eval @corners
    do for [i = 0:5] { eval scales(i/5.) }
  }
  if (K > 3) { set label sprintf('the first 3 of %d hidden units', K) at graph 0.5,0.985 center font ',11' }
  if (pass eq 'points') { unset key }
  eval 'plot '.(pass eq 'book' ? class_key : pass eq 'points' ? points : points.','.class_key)
  unset output
}
