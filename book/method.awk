# More of results.awk: the step of the difference quotient, momentum, the tail, rounding.

function keep(name, value) { last[name] = value }  # the last value of a name will be defined

# where the predicted sum A*e^2 + B/e is least, and the least errors measured; at the notebook's step; and how the measured rounding error compares
experiment == "steps" {
  w = $1 == 1 ? "steps_random_" : "steps_trained_"
  A = $5/($2*$2); B = $6*$2; best = (B/(2*A))^(1/3)
  keep(w "best", power(best))
  keep(w "predicted", power(A*best*best + B/best))
  if (!(w in central) || $3 < central[w]) { central[w] = $3; keep(w "central", power($3)); keep(w "central_step", power($2)) }
  if (!(w in one_sided) || $4 < one_sided[w]) { one_sided[w] = $4; keep(w "one_sided", power($4)); keep(w "one_sided_step", power($2)) }
  if ($2 > .99e-4 && $2 < 1.01e-4) { keep(w "notebook", power($3)); keep(w "truncation", power($5)); keep(w "rounding", power($6)); keep(w "ratio", whole($5/$6)) }
  if ($2 < 1e-6) { excess[w] += log($3/$6); count[w]++; keep(w "excess", sprintf("%.1f", exp(excess[w]/count[w]))) }
  keep(w "loss", sprintf("%.1f", $7))
}
experiment == "contraction" {
  off = $3 - $4; if (off < 0) off = -off
  if (off > worst_contraction) { worst_contraction = off; keep("contraction_worst", power(off)) }
  keep("contractions", ++contractions)
}
# iterations until the distance from the minimum is, for good, a thousandth of what it was
experiment == "paths" {
  distance = sqrt($5*$5 + $6*$6)
  if ($4 == 0) { start = distance; far = 0 }
  if (distance > start/1000) keep("path_" $1, $4 + 1)
}
# the first iteration of all that have no mistake; slopes of ln J, and of the least margin, over ln t
function slope(N, from, to) { return log(tail_J[N, nearest(N, to)]/tail_J[N, nearest(N, from)])/log(nearest(N, to)/nearest(N, from)) }
function nearest(N, t,   i) { for (i = 1; tail_t[N, i] < t && i < tail_rows[N]; i++) ; return tail_t[N, i] }
experiment == "tail" {
  tail_t[$1, ++tail_rows[$1]] = $2; tail_J[$1, $2] = $3; tail_margin[$1, $2] = $5
  w = $1 == 1000 ? "tail_small_" : "tail_large_"
  if ($4 > 0) wrong[$1] = 1
  else if (wrong[$1]) { wrong[$1] = 0; keep(w "right", whole($2)) }
  if ($1 == 1000) {
    a = nearest(1000, $2/10)
    keep(w "slope", sprintf("%.2f", slope(1000, $2/10, $2)))
    if ($2 > a) keep(w "margin", sprintf("%.2f", ($5 - tail_margin[1000, a])/log($2/a)))
  } else {
    keep(w "slope1", sprintf("%.2f", slope(50000, 20000, 50000)))
    keep(w "slope2", sprintf("%.2f", slope(50000, 80000, 100000)))
  }
}
experiment == "rounding" { keep("rounding_" $1 "_loss", sprintf("%.1f", $2)); keep("rounding_" $1 "_gradient", sprintf("%.1f", $3)) }
END { for (name in last) define(name, last[name]) }
