# The decision regions at six iterations of the run, in the classes' tints; the circles of the points; and each hidden unit as an
# arrow from the middle of the line where it is one half, in the direction in which it is on: with a full head if its lead is positive.
load 'figures/style.gp'
grid = results.'/strip.tsv'
units = results.'/plateau.tsv'
eval need(grid)
eval need(units)
times = "100 1000 6000 6050 6100 50000"
names = "100 1,000 6,000 6,050 6,100 50,000"
set samples 200
radians = pi/180
# unit k has the columns angle, lead, line from 3k on; if a line is farther away, at the distance 1
from(line) = line > 1 ? 1 : line < -1 ? -1 : line
arrow(k, t, sign) = sprintf("units using ($1 == %s && %g*$%d > 0 ? from($%d)*cos($%d*radians) : NaN):(from($%d)*sin($%d*radians)):(0.45*cos($%d*radians)):(0.45*sin($%d*radians)) with vectors head %s size 0.16,22 lw 1.9 lc rgb ink", \
  t, sign, 3*k + 1, 3*k + 2, 3*k, 3*k + 2, 3*k, 3*k, 3*k, sign > 0 ? 'filled' : 'nofilled')

do for [pass in "points book web"] {
  eval begin(pass, 'strip', 11.4, 8.0)
  set multiplot
  unset key; unset colorbox; unset border; unset tics; unset label
  set size ratio -1
  set xrange [-1.5:1.5]; set yrange [-1.5:1.5]
  set parametric; set trange [0:2*pi]
  do for [k = 0:5] {
    left = 0.01 + 0.333*(k%3); bottom = 0.515 - 0.5*(k/3)
    set lmargin at screen left; set rmargin at screen left + 0.313
    set bmargin at screen bottom; set tmargin at screen bottom + 0.445
    unset object; unset contour
    if (pass ne 'book') {
      set object 1 rectangle from graph 0,0 to graph 1,1 fc rgb outer_tint fs solid noborder behind
      set pm3d at s clip z corners2color max; set view map
      set palette defined (0 inner_tint, 1 inner_tint)
      set zrange [0.5:1]
      splot grid index k using 1:2:3 with pm3d
      unset pm3d; unset object 1
    }
    set label 1 label(pass, '$t='.word("100 1000 6000 6050 6100 50{,}000", k + 1).'$', it('t').' = '.word(names, k + 1)) at graph 0.5,1.05 center
    if (pass eq 'points') { unset label 1 }
    if (pass ne 'points') {
      set object 2 rectangle from graph 0,0 to graph 1,1 fs empty border lc rgb grey lw 0.6
      eval "plot 0.605*cos(t), 0.605*sin(t) with lines lw 1.2 lc rgb outer, cos(t), sin(t) with lines dt 2 lw 1 lc rgb outer, 0.49*cos(t), 0.49*sin(t) with lines lw 1.2 lc rgb inner, " \
        .arrow(1, word(times, k + 1), 1).','.arrow(1, word(times, k + 1), -1).','.arrow(2, word(times, k + 1), 1).',' \
        .arrow(2, word(times, k + 1), -1).','.arrow(3, word(times, k + 1), 1).','.arrow(3, word(times, k + 1), -1)
      unset object 2
    }
  }
  unset multiplot
  unset output
}
