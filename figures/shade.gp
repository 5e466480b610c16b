# What the shaded maps of the plane share: three panels side by side, in greys, the lighter the greater; each a bitmap with lines on it.
sigma(z) = 1/(1 + exp(-z))
panel(k) = sprintf("set lmargin at screen %g; set rmargin at screen %g;", 0.005 + 0.333*(k - 1), 0.318 + 0.333*(k - 1)) \
  ."set bmargin at screen 0.02; set tmargin at screen 0.8423; unset key; unset colorbox; unset border; unset tics; unset object; unset label;" \
  ."set size ratio -1; set xrange [-1.5:1.5]; set yrange [-1.5:1.5]; set parametric;"
shaded(least, most) = "set pm3d at s corners2color max; set view map; set isosamples 201; set samples 201; set urange [-1.5:1.5]; set vrange [-1.5:1.5];" \
  .sprintf("set palette defined (0 '#5a5a5a', 1 '#ffffff'); set zrange [%g:%g]; set cbrange [%g:%g];", least, most, least, most)
frame(text) = "set label 1 \"".text."\" at graph 0.5,1.06 center;" \
  ."set object 10 rectangle from graph 0,0 to graph 1,1 fs empty border lc rgb grey lw 0.6; set samples 400;"
