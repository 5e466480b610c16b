# The decision boundary: the regions in tints of their classes, the lines between them, and every sample. With one input: the probabilities.
load 'figures/style.gp'
load 'figures/run.gp'
data = run.'/data.tsv'
grid = run.'/boundary.tsv'
eval need(data)
if (dimensions == 0) { eval refuse(choose) }
eval need(grid)
class = '$'.(D + 1)

# How far each class that wins anywhere is ahead of the best of the others, halved; but for the first class, whose region is the ground. (Its
# probability isn't in the table, but they add up to one.) With many classes every other row and column of the grid will do.
read_probabilities = '/^#/ { next } NF { p[1] = 1; for (k = 3; k <= NF; k++) { p[k - 1] = $k; p[1] -= $k } top = 1; second = 0; ' \
  .'for (k = 2; k < NF; k++) if (p[k] > p[top]) top = k; for (k = 1; k < NF; k++) if (k != top && p[k] > second) second = p[k] } '
winners = dimensions == 1 ? '' : awk(read_probabilities.'NF { won[top] = 1 } END { for (w = 2; w < 65; w++) if (w in won) print w }', 'boundary.tsv')
thin = words(winners) > 12 ? 2 : 1
if (dimensions == 2) {
  load "< echo '$ahead << EOD'; awk -F '\t' -v winners='".winners."' -v thin=".thin." 'BEGIN { n = split(winners, w, /[ \\n]+/) } " \
    .read_probabilities.'!NF { if (row++ % thin == 0) print ""; at = 0; next } row % thin == 0 && at++ % thin == 0 { ' \
    .'printf "%s %s", $1, $2; for (j = 1; j <= n; j++) printf " %.12g", (p[w[j]] - (w[j] == top ? second : p[top]))/2; print "" }'."' '".quoted(grid)."'; echo EOD"
}

# The lines: where a class has as much as the best of the others. Before the training there may be none. A table has six digits of a number; so they are
# in units of half the map's sides, with its middle as the origin.
if (dimensions == 2) {
  half1 = 0.5*(high[1] - low[1]); half2 = 0.5*(high[2] - low[2]); middle1 = 0.5*(high[1] + low[1]); middle2 = 0.5*(high[2] + low[2])
}
set contour base; set cntrparam levels discrete 0; unset surface
half = ''
do for [j = 1:words(winners)] {
  eval 'set table $half_'.j
  splot $ahead using (($1 - middle1)/half1):(($2 - middle2)/half2):(column(j + 2))
  unset table
  eval 'long = |$half_'.j.'|'
  if (long > 4) { half = half.'$half_'.j.' using (middle1 + half1*$1):(middle2 + half2*$2) with lines lw 2.4 lc rgb accent notitle,' }
}
unset contour; set surface

# The lines on which the hidden units are one half, w.x + b = 0, from parameters.tsv, in the same units:
# for each, points on it, and an arrow from near its end, in the direction in which the unit grows.
parameter(name, row, k) = real(awk(sprintf('$1 == "%s" && $2 == %d && $3 == %d { print $4 }', name, row, k), 'parameters.tsv'))
units = 0
if (D == 2 && C == 2 && system("test -s '".quoted(run.'/parameters.tsv')."' && echo 1") eq '1') {
  units = int(awk('$1 == "bh" { n = $3 } END { print n + 0 }', 'parameters.tsv'))
  units = units < 7 ? units : 0
}
if (units > 0) { array w1[units]; array w2[units]; array far[units] }
do for [k = 1:units] {
  w1[k] = parameter('Wh', axis_number[1], k)*half1; w2[k] = parameter('Wh', axis_number[2], k)*half2
  far[k] = parameter('bh', 1, k) + w1[k]*middle1/half1 + w2[k]*middle2/half2
  size = sqrt(w1[k]**2 + w2[k]**2)
  w1[k] = w1[k]/size; w2[k] = w2[k]/size; far[k] = far[k]/size
}
# on line k, at the place s along it, and a distance from it
at1(k, s, long) = middle1 + half1*((long - far[k])*w1[k] - s*w2[k])
at2(k, s, long) = middle2 + half2*((long - far[k])*w2[k] + s*w1[k])
within(k, s, long) = abs(at1(k, s, long) - middle1) < half1 && abs(at2(k, s, long) - middle2) < half2
half_lines = units == 0 ? '' : \
  "for [k = 1:units] [s = -3:3] '+' using (at1(k, $1, 0)):(at2(k, $1, 0)) with lines lw 1.3 dt 2 lc rgb ink notitle,"

# The tint of a class is a surface of which all that is below zero is cut off, seen from above. Cells are cut, not dropped, so that the tint ends at the line.
# The tint of the first class is the ground.
ground = "set object 1 rectangle from graph 0,0 to graph 1,1 fc rgb outer_tint fs solid noborder behind"
unset colorbox

# One input: the probabilities as curves, and the samples below them, a row for each class
if (dimensions == 1) {
  points = marks('data', '$1', '-0.05*(1 + '.class.')', sprintf('%g', 0.005*(high[1] - low[1])), '0.005', class)
  curves = '1 lw 0.5 lc rgb grey notitle, for [c = 1:C] grid using 1:(c > 1 ? column(c) : 1 - (sum [k = 2:C] column(k))) with lines lw 2.4 lc rgb colour(c) notitle,'
  axis_name[2] = 'probability'; low[2] = -0.05*(C + 1); high[2] = 1.05
} else {
  points = marks('data', '$'.axis_number[1], '$'.axis_number[2], sprintf('%g', 0.005*(high[1] - low[1])), sprintf('%g', 0.005*(high[2] - low[2])), class)
  curves = half.half_lines
}
do for [pass in passes] {
  eval start(pass, 'boundary', 8.5, 8.5)
  if (pass ne 'book' && dimensions == 2) {
    set multiplot
    eval plane
    unset border; unset tics; unset label; unset arrow; unset key
    eval ground
    set pm3d at s clip z corners2color max; set view map
    set zrange [0:1]
    do for [j = 1:words(winners)] {
      color = tint(int(word(winners, j)))
      set palette defined (0 color, 1 color)
      splot $ahead using 1:2:(column(j + 2)) with pm3d
      unset object 1
    }
    if (winners eq '') { plot NaN notitle }
    unset object 1
  }
  eval plane
  eval where_key('0.985', '0.995')
  if (inside) {
    set label 3 label(pass, '$\hat y_2={1\over2}$', it('ŷ').'_2 = ½') at graph 0.53,0.035 right
    set arrow 3 from graph 0.55,0.035 to graph 0.59,0.035 nohead lw 2.4 lc rgb accent
  }
  do for [k = 1:units] {
    place = -9                # where the arrow is, along the line
    do for [s in "-0.94 0.94 -0.7 0.7 -0.45 0.45 -0.2 0.2"] {
      if (place == -9 && within(k, s, 0) && within(k, s, 0.24)) { place = real(s) }
    }
    if (place > -9) {
      set arrow 10 + k from at1(k, place, 0),at2(k, place, 0) to at1(k, place, 0.16),at2(k, place, 0.16) head size screen 0.018,20 filled lw 1.6 lc rgb ink front
      set label 10 + k label(pass, sprintf('$h_%d$', k), it('h').sprintf('_%d', k)) at at1(k, place, 0.24),at2(k, place, 0.24) center front
    }
  }
  if (dimensions == 1) { set ytics 0,0.2,1 }
  if (pass eq 'points') { unset border; unset tics; unset label; unset arrow; unset key }
  eval 'plot '.(pass eq 'points' ? points : pass eq 'book' ? curves.class_key : points.','.curves.class_key)
  if (pass ne 'book' && dimensions == 2) { unset multiplot }
  unset output
}
