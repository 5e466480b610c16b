# The data: every sample, with the mark of its class.
load 'figures/style.gp'
load 'figures/run.gp'
data = run.'/data.tsv'
eval need(data)
if (dimensions == 0) { eval refuse(choose) }
class = '$'.(D + 1)
if (dimensions == 2) {
  points = marks('data', '$'.axis_number[1], '$'.axis_number[2], sprintf('%g', 0.005*(high[1] - low[1])), sprintf('%g', 0.005*(high[2] - low[2])), class)
}
# One input: each class has a row, in which the points are moved up and down a little, lest they hide each other.
if (dimensions == 1) {
  points = marks('data', '$1', class.' + 0.3*(7*int($0)%11/5. - 1)', sprintf('%g', 0.005*(high[1] - low[1])), sprintf('%g', 0.005*C), class)
  axis_name[2] = 'class'; low[2] = -0.6; high[2] = C - 0.4
}
others = ''

do for [pass in passes] {
  eval start(pass, 'data', 7, 7)
  eval plane
  eval where_key('0.985', '0.995')
  if (dimensions == 1) { set ytics 1; set format y '%.0f' }
  if (pass eq 'points') { unset border; unset tics; unset key; unset label; unset arrow }
  eval 'plot '.(pass eq 'book' ? class_key : pass eq 'points' ? points : points.','.class_key)
  unset output
}
