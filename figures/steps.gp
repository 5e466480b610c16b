# The error of the difference quotient over its step, measured and predicted, at two points, and of a loss that is added up with
# more care, at the second; both axes logarithmic.
load 'figures/style.gp'
steps = results.'/steps.tsv'
eval need(steps)
name(point) = point == 1 ? 'steps_random' : 'steps_trained'
only(point, column) = sprintf("(strcol(2) eq '%s' ? $%d : NaN)", name(point), column)
measured(panel) = "steps using 1:".only(panel, 4)." with points pt 6 ps (pass eq 'book' ? 0.3 : 0.8) lc rgb grey title 'one-sided'," \
  ."steps using 1:".only(panel, 3)." with points pt 7 ps (pass eq 'book' ? 0.3 : 0.8) lc rgb ink title 'central'," \
  ."steps using 1:(panel == 2 && strcol(2) eq 'steps_trained' ? $5 : NaN) with points pt 2 ps (pass eq 'book' ? 0.4 : 1) lc rgb ink title 'central, careful loss'"

# the two terms, A e^2 and B/e, and the step where their sum is least
terms(point) = sprintf("stats steps using (strcol(2) eq '%s' ? $6/$1**2 : NaN) nooutput; A = STATS_mean;" \
  ."stats steps using (strcol(2) eq '%s' ? $7*$1 : NaN) nooutput; B = STATS_mean; best = (B/(2*A))**(1/3.);", name(point), name(point))

do for [pass in "book web"] {
  eval begin(pass, 'steps', 15.5, 5.2)
  set multiplot
  eval axes_style
  set ytics 1e-12,100
  set format xy label(pass, '$10^{%L}$', '10^{%L}')
  set bmargin at screen 0.17; set tmargin at screen 0.87
  set samples 300
  eval key_style
  set label 2 label(pass, 'step $\varepsilon$', 'step ε') at 1e-6,screen 0.04 center
  do for [panel = 1:2] {
    set autoscale xy; unset logscale
    eval terms(panel)
    set logscale xy; set xrange [5e-13:0.2]; set yrange [3e-12:3]; set xtics 1e-11,100
    if (panel == 1) {
      set lmargin at screen 0.085; set rmargin at screen 0.52
      set label 1 'relative error; random parameters' at screen 0.015,0.94 left
      set key at graph 0.17,0.99 left top Left reverse
    } else {
      set lmargin at screen 0.545; set rmargin at screen 0.985
      set label 1 'after training' at screen 0.545,0.94 left
      set format y ''; unset key
    }
    set arrow 1 from best,graph 0 to best,A*best**2 + B/best nohead lw 0.8 dt 3 lc rgb grey
    set arrow 2 from 1e-4,graph 0 to 1e-4,A*1e-8 nohead lw 0.8 dt 3 lc rgb grey
    set label 3 'best' at best,graph 0.03 right offset -0.5,0
    set label 4 "notebook's" at 1e-4,graph 0.03 left offset 0.5,0
    eval "plot A*x**2 + B/x with lines lw 1.6 lc rgb grey title 'predicted', ".measured(panel)
  }
  unset multiplot
  unset label; unset arrow; unset key
  unset output
}
