# The two points that were wrong, and the boundary before and after: two windows, each turned so that the way out from the origin
# is the way down.
load 'figures/style.gp'
learned = results.'/learned.tsv'
data = run.'/data.tsv'
eval need(data)
eval need(learned)
last = 0
stats learned using 1 nooutput
first = STATS_min; last = STATS_max
place(n, column) = real(system(sprintf("awk -F '\\t' '/^# at/ && ++n == %d { print $%d }' %s", n, column, learned)))
array a1[2]; array a2[2]
do for [n = 1:2] { a1[n] = place(n, 2); a2[n] = place(n, 3) }
half = 0.055                # of a window's width
across(n, x, y) = (a1[n]*y - a2[n]*x)/sqrt(a1[n]**2 + a2[n]**2)
out(n, x, y) = sqrt(a1[n]**2 + a2[n]**2) - (a1[n]*x + a2[n]*y)/sqrt(a1[n]**2 + a2[n]**2)
near(n, x, y) = abs(across(n, x, y)) < half && abs(out(n, x, y)) < half
mark = 0.0015
do for [pass in "book web"] {
  eval begin(pass, 'corrected', 7.4, 3.77)
  set multiplot
  unset border; unset tics; unset key
  set border 15 lw 0.8 lc rgb grey
  set size ratio -1
  set xrange [-half:half]; set yrange [-half:half]
  set bmargin at screen 0.03; set tmargin at screen 0.97
  do for [n = 1:2] {
    set lmargin at screen 0.02 + 0.5*(n - 1); set rmargin at screen 0.48 + 0.5*(n - 1)
    set object 1 circle at 0,0 size 0.006 fs empty border lc rgb ink lw 1 front
    u(x, y) = across(n, x, y); v(x, y) = out(n, x, y)
    ring1(x, y, c) = c == 0 && near(n, x, y) ? u(x, y) - mark : NaN
    plot data using (ring1($1, $2, $3)):(v($1, $2)):(2*mark):(0) with vectors nohead lw 1.6 lc rgb outer, \
      data using ($3 == 1 && near(n, $1, $2) ? u($1, $2) - mark : NaN):(v($1, $2)):(2*mark):(0) with vectors nohead lw 1.6 lc rgb inner, \
      data using ($3 == 1 && near(n, $1, $2) ? u($1, $2) : NaN):(v($1, $2) - mark):(0):(2*mark) with vectors nohead lw 1.6 lc rgb inner, \
      learned using ($1 == first ? u($3*cos($2*pi/180), $3*sin($2*pi/180)) : NaN):(v($3*cos($2*pi/180), $3*sin($2*pi/180))) with lines lw 1.8 dt 3 lc rgb ink, \
      learned using ($1 == last ? u($3*cos($2*pi/180), $3*sin($2*pi/180)) : NaN):(v($3*cos($2*pi/180), $3*sin($2*pi/180))) with lines lw 2.2 lc rgb accent
  }
  unset multiplot
  unset object 1
  unset output
}
