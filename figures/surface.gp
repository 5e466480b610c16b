# The probability of the inner class over the plane, and the plane at one half that cuts it.
load 'figures/style.gp'
table = run.'/surface.tsv'
set table $line
set contour base; set cntrparam levels discrete 0.5; unset surface
splot run.'/boundary.tsv' using 1:2:3
unset table; unset contour; set surface
do for [pass in "book web"] {
  eval begin(pass, 'surface', 10, 8)
  set view 50,70,1,1
  set xyplane at 0
  set xrange [-1.5:1.5]; set yrange [-1.5:1.5]; set zrange [0:1]
  set border 4095 lw 0.4
  set xtics -1.5,1.5 offset 0,-0.3; set ytics -1.5,1.5 offset 0,-0.3; set ztics 0.5,0.5,1
  set xlabel label(pass, '$x_1$', '{/:Italic x}_1') rotate by 0; set ylabel label(pass, '$x_2$', '{/:Italic x}_2') rotate by 0
  set zlabel label(pass, '$\hat y_2$', '{/:Italic ŷ}_2') rotate by 0
  set pm3d scansautomatic border lc rgb '#555555' lw 0.3
  set palette defined (0 outer_tint, 0.5 '#f7f7f7', 1 inner)
  set cbrange [0:1]; unset colorbox; unset key
  set arrow 1 from -1.5,-1.5,0.5 to 1.5,-1.5,0.5 nohead lw 1 lc rgb accent
  set arrow 2 from 1.5,-1.5,0.5 to 1.5,1.5,0.5 nohead lw 1 lc rgb accent front
  set arrow 3 from 1.5,1.5,0.5 to -1.5,1.5,0.5 nohead lw 1 lc rgb accent
  set arrow 4 from -1.5,1.5,0.5 to -1.5,-1.5,0.5 nohead lw 1 lc rgb accent back
  splot table using 1:2:3 with pm3d notitle, \
        $line using 1:2:(0.5) with lines lw 3 lc rgb accent notitle
  unset output
}
