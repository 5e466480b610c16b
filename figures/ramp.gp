# One unit over the plane, three times, with smaller and larger weights: a slope, a ramp, nearly a switch. No table is needed.
load 'figures/style.gp'
load 'figures/shade.gp'
h(x, y) = sigma(scale*(8*x - 4*y + 4))
title(k) = label(pass, '$w=('.word("2 8 32", k).',-'.word("1 4 16", k).')$, $b='.word("1 4 16", k).'$', \
  it('w').' = ('.word("2 8 32", k).', −'.word("1 4 16", k).'), '.it('b').' = '.word("1 4 16", k))

do for [pass in "points book web"] {
  eval begin(pass, 'ramp', 14, 5.33)
  set multiplot
  do for [k = 1:3] {
    scale = 4.0**(k - 2)
    eval panel(k)
    if (pass ne 'book') { eval shaded(0, 1); splot '++' using 1:2:(h($1, $2)) with pm3d; unset pm3d }
    if (pass ne 'points') {
      eval frame(title(k))
      set object 11 circle at 0.5,0 size 0.045 fc rgb ink fs solid
      set object 12 circle at -0.5,0.5 size 0.045 fc rgb ink fs solid
      plot [t=-1.25:0.25] t, 2*t + 1 with lines lw 1.6 lc rgb ink
    }
  }
  unset multiplot
  unset output
}
