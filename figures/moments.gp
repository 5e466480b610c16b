# What the network answers, ring or disc, at six moments of the run, in the classes' tints; and one in fifty of the points.
load 'figures/style.gp'
data = run.'/data.tsv'
initial = run.'/initial.tsv'
grid = results.'/strip.tsv'
eval need(data)
eval need(grid)

# the network before the first step, from its parameters in their order
array theta[17]
stats initial using (theta[int($0) + 1] = $4) nooutput
sigma(z) = 1/(1 + exp(-z))
h(k, x, y) = sigma(theta[k]*x + theta[3 + k]*y + theta[6 + k])
lead(x, y) = theta[17] - theta[16] + (sum [k=1:3] (theta[9 + 2*k] - theta[8 + 2*k])*h(k, x, y))

# the blocks of the grid: steps 100, 1000, 6000, 6050, 6100, and 50,000
steps = "0 100 6000 6050 6100 50,000"
block = "-1 0 2 3 4 5"
when(k) = k == 0 ? 'at the start' : 'after '.word(steps, k + 1).' steps'

do for [pass in "points book web"] {
  eval begin(pass, 'moments', 15.5, 10.9)
  set multiplot
  unset key; unset colorbox; unset border; unset tics
  set size ratio -1
  set xrange [-1.5:1.5]; set yrange [-1.5:1.5]
  do for [k = 0:5] {
    left = 0.01 + 0.333*(k%3); bottom = 0.52 - 0.5*(k/3)
    set lmargin at screen left; set rmargin at screen left + 0.313
    set bmargin at screen bottom; set tmargin at screen bottom + 0.445
    unset object; unset contour; unset label
    if (pass ne 'book') {
      set object 1 rectangle from graph 0,0 to graph 1,1 fc rgb outer_tint fs solid noborder behind
      set pm3d at s clip z corners2color max; set view map
      set palette defined (0 inner_tint, 1 inner_tint)
      set zrange [0.5:1]
      if (k == 0) {
        set isosamples 61; set samples 61
        splot '++' using 1:2:(sigma(lead($1, $2))) with pm3d
      } else {
        splot grid index int(word(block, k + 1)) using 1:2:3 with pm3d
      }
      unset pm3d; unset object 1
      plot for [c = 0:1] data every 50 using ($3 == c ? $1 : NaN):2 with points pt 7 ps (pass eq 'points' ? 1.3 : 0.35) lc rgb (c == 0 ? outer : inner)
    }
    if (pass ne 'points') {
      set label 1 when(k) at graph 0.5,1.05 center
      set object 2 rectangle from graph 0,0 to graph 1,1 fs empty border lc rgb grey lw 0.6
      plot NaN
      unset object 2; unset label
    }
  }
  unset multiplot
  unset output
}
