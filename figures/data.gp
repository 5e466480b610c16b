# The data: every sample, with the mark of its class.
load 'figures/style.gp'
data = run.'/data.tsv'
eval need(data)

# the notebook's square, or a larger one if a sample lies outside it
stats data using (abs($1) > abs($2) ? abs($1) : abs($2)) nooutput
r = STATS_max > 1.5 ? ceil(2*STATS_max)/2. : 1.5

points = marks(data, '$1', '$2', '0.015', '$3')
do for [pass in "points book web"] {
  eval plane(r)
  set key at graph 0.985,0.995 right top
  eval begin(pass, 'data', 7, 7)
  if (pass eq 'points') { plot @points }
  if (pass eq 'book')   { plot @class_key }
  if (pass eq 'web')    { plot @points, @class_key }
  unset output
}
