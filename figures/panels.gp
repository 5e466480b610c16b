# How the work is cut up: samples into panels, panels into blocks, blocks to threads; and a column, in lanes.
load 'figures/style.gp'
do for [pass in "book web"] {
  eval begin(pass, 'panels', 15, 6.2)
  eval no_axes
  set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1
  set xrange [0:15]; set yrange [0:8.2]
  unset key; unset object; unset arrow; unset label
  n = 0
  box(x, y, w, h, color) = sprintf("n = n + 1; set object n rectangle from %g,%g to %g,%g fc rgb '%s' fs solid border lc rgb ink lw 0.8;", x, y, x + w, y + h, color)
  line(x, y, z, w) = sprintf("set arrow from %g,%g to %g,%g nohead lw 0.8 dt 3 lc rgb grey;", x, y, z, w)
  say(tex, web, x, y) = sprintf("set label label(pass, '%s', '%s') at %g,%g center front;", tex, web, x, y)
  pale = '#ececec'; white = '#ffffff'
  # the blocks
  eval say('the samples, in blocks of 16 panels; which of two threads has taken them', 'the samples, in blocks of 16 panels; which of two threads has taken them', 7.2, 7.85)
  do for [b = 0:9] { eval box(1.2 + 1.2*b, 6.9, 1.1, 0.55, b < 5 ? (b == 0 || b == 2 || b == 3 ? '#d5ddeb' : '#fdeed8') : white) }
  eval say('$\cdots$', '...', 13.6, 7.17)
  do for [b = 0:4] { eval say(b == 0 || b == 2 || b == 3 ? '1' : '2', b == 0 || b == 2 || b == 3 ? '1' : '2', 1.75 + 1.2*b, 7.17) }
  eval say('next', 'next', 7.75, 7.17)
  # a block
  eval line(4.8, 6.9, 1.2, 6.05).line(5.9, 6.9, 13.15, 6.05)
  do for [p = 0:15] { eval box(1.2 + 0.75*p, 5.45, 0.7, 0.6, p == 5 ? pale : white) }
  eval say('a block: 16 panels', 'a block: 16 panels', 3, 5.1)
  # a panel
  eval line(4.95, 5.45, 1.2, 4.25).line(5.65, 5.45, 13.2, 4.25)
  eval say('a panel: a column of 128 numbers for each input', 'a panel: a column of 128 numbers for each input', 9.2, 4.55)
  do for [d = 0:1] {
    do for [k = 0:7] {
      eval box(1.2 + 1.5*k, 3.7 - 0.65*d, 1.5, 0.55, pale)
      eval say(sprintf('%d--%d', 16*k, 16*k + 15), sprintf('%d–%d', 16*k, 16*k + 15), 1.95 + 1.5*k, 3.97 - 0.65*d)
    }
    eval sprintf("set label label(pass, '$x_{i%d}$', it('x').'_{i%d}') at 0.95,%g right front;", d + 1, d + 1, 3.97 - 0.65*d)
  }
  # the lanes
  do for [k = 0:7] { eval sprintf("set arrow from %g,3.0 to %g,1.65 head size 0.1,20 filled lw 0.6 lc rgb ink;", 1.95 + 1.5*k, 7.2 + 0.3*(k - 3.5)) }
  do for [l = 0:15] { eval box(3.8 + 6.8/16*l, 1.05, 6.8/16, 0.5, white) }
  eval say('a sum: sixteen numbers at a time are added to sixteen lanes', 'a sum: sixteen numbers at a time are added to sixteen lanes', 7.2, 0.6)
  plot NaN notitle
  unset output
}
