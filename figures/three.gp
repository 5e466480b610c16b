# Three units that climb toward the middle from three sides: the activation of one, the sum of two, the sum of three,
# each with a contour line; and the greatest radius of the disc, the least of the ring.
load 'figures/style.gp'
load 'figures/shade.gp'
data = run.'/data.tsv'
eval need(data)
stats data using ($3 == 1 ? sqrt($1*$1 + $2*$2) : 0) nooutput
disc = STATS_max
stats data using ($3 == 0 ? sqrt($1*$1 + $2*$2) : 9) nooutput
ring = STATS_min

direction(k) = (120*k - 150)*pi/180
h(k, x, y) = sigma(4*(x*cos(direction(k)) + y*sin(direction(k))) + 2)
total(x, y) = h(1, x, y) + (units > 1 ? h(2, x, y) : 0) + (units > 2 ? h(3, x, y) : 0)
level(n) = n == 1 ? 0.6 : n == 2 ? 1.4 : 2.4
title(n) = label(pass, '$'.(n == 1 ? 'h_1' : n == 2 ? 'h_1+h_2' : 'h_1+h_2+h_3').'$', \
  it('h').'_1'.(n > 1 ? ' + '.it('h').'_2' : '').(n > 2 ? ' + '.it('h').'_3' : ''))

do for [pass in "points book web"] {
  eval begin(pass, 'three', 14, 5.33)
  set multiplot
  do for [n = 1:3] {
    units = n
    # the contour, by the same function
    set isosamples 201; set samples 201; set urange [-1.5:1.5]; set vrange [-1.5:1.5]; set parametric
    set zrange [0:3]; set contour base; set cntrparam levels discrete level(n); unset surface
    set table $border
    splot '++' using 1:2:(total($1, $2))
    unset table
    unset contour; set surface
    eval panel(n)
    if (pass ne 'book') { eval shaded(n == 3 ? 0.7 : 0, n == 3 ? 2.7 : n); splot '++' using 1:2:(total($1, $2)) with pm3d; unset pm3d }
    if (pass ne 'points') {
      eval frame(title(n))
      do for [k = 1:n] {
        x = -1.25*cos(direction(k)); y = -1.25*sin(direction(k))
        set arrow k from x,y to x + 0.45*cos(direction(k)),y + 0.45*sin(direction(k)) head size 0.1,20 filled lc rgb ink lw 1.2
      }
      set trange [0:2*pi]
      if (n < 3) { plot $border using 1:2 with lines lw 1.6 lc rgb ink }
      if (n == 3) { plot $border using 1:2 with lines lw 1.6 lc rgb ink, \
        disc*cos(t), disc*sin(t) with lines lw 0.8 dt 2 lc rgb ink, ring*cos(t), ring*sin(t) with lines lw 0.8 dt 2 lc rgb ink }
      unset arrow
    }
  }
  unset multiplot
  unset output
}
