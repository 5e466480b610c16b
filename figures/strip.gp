# The decision regions at six iterations of the run, in the classes' tints, and where the middle of the disc and of the ring are.
load 'figures/style.gp'
grid = results.'/strip.tsv'
eval need(grid)
times = "100 1,000 6,000 6,050 6,100 50,000"
set samples 200

do for [pass in "points book web"] {
  eval begin(pass, 'strip', 15.5, 10.9)
  set multiplot
  unset key; unset colorbox; unset border; unset tics; unset label
  set size ratio -1
  set xrange [-1.5:1.5]; set yrange [-1.5:1.5]
  set parametric; set trange [0:2*pi]
  do for [k = 0:5] {
    left = 0.01 + 0.333*(k%3); bottom = 0.52 - 0.5*(k/3)
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
    set label 1 label(pass, '$t='.word(times, k + 1).'$', it('t').' = '.word(times, k + 1)) at graph 0.5,1.05 center
    if (pass eq 'points') { unset label 1 }
    if (pass ne 'points') {
      set object 2 rectangle from graph 0,0 to graph 1,1 fs empty border lc rgb grey lw 0.6
      plot cos(t), sin(t) with lines lw 1.6 lc rgb outer, 0.1*cos(t), 0.1*sin(t) with lines lw 1.6 lc rgb inner
      unset object 2
    }
  }
  unset multiplot
  unset output
}
