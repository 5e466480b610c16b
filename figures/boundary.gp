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

# The tint of "inner" is a surface of which everything below one half is cut off, seen from above.
# Cells are cut, not dropped, so that the tint ends at the line. The other tint is the ground.
ground = "set object 1 rectangle from graph 0,0 to graph 1,1 fc rgb outer_tint fs solid noborder behind"
set pm3d at s clip z corners2color max; set view map
set palette defined (0 inner_tint, 1 inner_tint)
unset colorbox

points = marks(data, '$1', '$2', '0.015', '$3')
do for [pass in "points book web"] {
  eval begin(pass, 'boundary', 9.5, 9.5)
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
  set label 3 label(pass, '$\hat y_2={1\over2}$', it('ŷ').'_2 = ½') at graph 0.92,0.05 right
  set arrow 3 from graph 0.94,0.05 to graph 0.98,0.05 nohead lw 2.4 lc rgb accent
  if (pass eq 'points') { unset border; unset tics; unset label; unset arrow; unset key; plot @points }
  if (pass eq 'book')   { plot @half, @class_key }
  if (pass eq 'web')    { plot @points, @half, @class_key }
  if (pass ne 'book')   { unset multiplot }
  unset output
}
