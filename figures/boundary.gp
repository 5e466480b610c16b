# The decision boundary: the two regions in tints of their classes, the line between them, and every sample.
load 'figures/style.gp'
data = run.'/data.tsv'
grid = run.'/boundary.tsv'
eval need(data)
eval need(grid)
stats grid using 1 nooutput
r = STATS_max             # the square that the grid covers; a sample outside it is not shown

# the line: where the probability of the inner class is one half. Before the training there may be none.
set contour base; set cntrparam levels discrete 0.5; unset surface
set table $half
splot grid using 1:2:3
unset table
unset contour; set surface
half = |$half| > 4 ? '$half with lines lw 2.4 lc rgb accent notitle' : 'NaN notitle'

# The lines on which the hidden units are one half, w.x + b = 0, from parameters.tsv: for each, points on it, and an arrow from the
# point nearest to the origin, in the direction in which the unit grows.
parameters = run.'/parameters.tsv'
units = 0
if (system("test -s ".parameters." && echo 1") eq '1') {
  stats parameters using (strcol(1) eq 'bh' ? $3 : NaN) nooutput
  units = STATS_max < 7 ? int(STATS_max) : 0
}
weight(name, row, k) = real(system(sprintf("awk -F '\t' '$1 == \"%s\" && $2 == %d && $3 == %d { print $4 }' %s", name, row, k, parameters)))
if (units > 0) { array w1[units]; array w2[units]; array b[units]; array far[units]; array size[units] }
do for [k = 1:units] {
  w1[k] = weight('Wh', 1, k); w2[k] = weight('Wh', 2, k); b[k] = weight('bh', 1, k)
  size[k] = sqrt(w1[k]**2 + w2[k]**2)
  far[k] = b[k]/size[k]
}
# a point on line k, at the place s along it
on1(k, s) = -far[k]*w1[k]/size[k] - s*w2[k]/size[k]
on2(k, s) = -far[k]*w2[k]/size[k] + s*w1[k]/size[k]
tip1(k, s, long) = on1(k, s) + long*w1[k]/size[k]
tip2(k, s, long) = on2(k, s) + long*w2[k]/size[k]
half_lines = units == 0 ? 'NaN notitle' : \
  "for [k = 1:units] [s = -3*r:3*r] '+' using (on1(k, $1)):(on2(k, $1)) with lines lw 1.3 dt 2 lc rgb ink notitle"

# The tint of "inner" is a surface of which everything below one half is cut off, seen from above.
# Cells are cut, not dropped, so that the tint ends at the line. The other tint is the ground.
ground = "set object 1 rectangle from graph 0,0 to graph 1,1 fc rgb outer_tint fs solid noborder behind"
set pm3d at s clip z corners2color max; set view map
set palette defined (0 inner_tint, 1 inner_tint)
unset colorbox

points = marks(data, '$1', '$2', '0.015', '$3')
do for [pass in "points book web"] {
  eval begin(pass, 'boundary', 8.5, 8.5)
  if (pass ne 'book') {
    set multiplot
    eval plane(r)
    unset border; unset tics; unset label; unset arrow; unset key
    eval ground
    set zrange [0.5:1]
    splot grid using 1:2:3 with pm3d
    unset object 1
  }
  eval plane(r)
  set key at graph 0.985,0.995 right top
  set label 3 label(pass, '$\hat y_2={1\over2}$', it('ŷ').'_2 = ½') at graph 0.53,0.035 right
  set arrow 3 from graph 0.55,0.035 to graph 0.59,0.035 nohead lw 2.4 lc rgb accent
  place = -0.94*r           # where the arrows are, along the lines
  do for [k = 1:units] {
    set arrow 10 + k from on1(k, place),on2(k, place) to tip1(k, place, 0.16*r),tip2(k, place, 0.16*r) head size screen 0.018,20 filled lw 1.6 lc rgb ink front
    set label 10 + k label(pass, sprintf('$h_%d$', k), it('h').sprintf('_%d', k)) at tip1(k, place, 0.24*r),tip2(k, place, 0.24*r) center front
  }
  if (pass eq 'points') { unset border; unset tics; unset label; unset arrow; unset key; plot @points }
  if (pass eq 'book')   { plot @half, @half_lines, @class_key }
  if (pass eq 'web')    { plot @points, @half, @half_lines, @class_key }
  if (pass ne 'book')   { unset multiplot }
  unset output
}
