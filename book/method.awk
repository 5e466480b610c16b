# More of results.awk: the step of the difference quotient, momentum, the tail, mini-batches, points not seen, rounding.

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
# the median of n numbers, to be had from v[1..n]; a number that is missing is infinite
function median(v, n,   i, j, x) {
  for (i = 2; i <= n; i++) { x = v[i]; for (j = i - 1; j >= 1 && v[j] > x; j--) v[j + 1] = v[j]; v[j + 1] = x }
  return v[int((n + 1)/2)]
}
# two significant digits or all before the point, without an exponent; a dash for what never came
function two(x) { return x >= 1e30 ? "\\hbox{---}" : x >= 10 ? whole(x) : sprintf(x >= 1 ? "%.1f" : x >= .1 ? "%.2f" : "%.3f", x) }
experiment == "batches" {
  for (bound = 5000; bound >= 50; bound /= 10)
    if ($7 < bound && !(($1, $2, $3, bound) in epochs)) {
      steps[$1, $2, $3, bound] = $4; epochs[$1, $2, $3, bound] = $5; seconds[$1, $2, $3, bound] = $6
      if (bound == 500 && $5 <= 2500) reached[$2]++ # the notebook's own start is given more, for its own sake
    }
}
function batch_median(B, bound, what,   k, v) {
  for (k = 0; k < 5; k++) v[k + 1] = !((B, "2.5", k, bound) in epochs) ? 1e30 : \
    what == "ms" ? 1000*seconds[B, "2.5", k, bound] : what == "steps" ? steps[B, "2.5", k, bound] : epochs[B, "2.5", k, bound]
  return median(v, 5)
}
END {
  if ((50000, "5", 0, 500) in epochs) {
    for (B = 16; B > 0; B = B == 8192 ? 50000 : B == 50000 ? 0 : 8*B) {
      for (bound = 5000; bound >= 50; bound /= 10) {
        define("batches_" B "_" bound, two(batch_median(B, bound)))
        define("batches_" B "_steps" bound, two(batch_median(B, bound, "steps")))
      }
      define("batches_" B "_ms", two(batch_median(B, 500, "ms")))
      define("batches_" B "_start500", two(epochs[B, "2.5", 0, 500]))
      define("batches_" B "_startms", two(1000*seconds[B, "2.5", 0, 500]))
    }
    define("batches_own_500", two(epochs[50000, "5", 0, 500]))
    define("batches_own_seconds", sprintf("%.1f", seconds[50000, "5", 0, 500]))
    define("batches_gain_epochs", two(epochs[50000, "2.5", 0, 500]/epochs[128, "2.5", 0, 500]))
    define("batches_gain_seconds", two(seconds[50000, "2.5", 0, 500]/seconds[128, "2.5", 0, 500]))
    define("batches_128_left", two(steps[128, "5", 0, 5000]))
    for (rate in reached) define("batches_reached_" rate, reached[rate])
  }
}
experiment == "generalisation" {
  w = $1 ($3 > 50000 ? "_long" : "")
  million = ($8 + $9)*1e6/($7 + $8 + $9 + $10)
  n = ++unseen[w]; unseen_J[w, n] = $4; unseen_fresh[w, n] = $6; unseen_million[w, n] = million
  if (n == 1 || million < best_unseen[w]) best_unseen[w] = million
  if (n == 1 || million > worst_unseen[w]) worst_unseen[w] = million
  if ($1 < 50000) { small_wrong += $5; keep("unseen_small_wrong", small_wrong) }
  if ($1 == 50000 && $3 == 50000) {
    keep("unseen_wrong", whole($8 + $9)); keep("unseen_rate", power(1e-6*million))
    keep("unseen_low", power(1 - $11)); keep("unseen_high", power(1 - $12))
    keep("unseen_right0", whole($7)); keep("unseen_wrong0", $8); keep("unseen_wrong1", $9); keep("unseen_right1", whole($10))
  }
}
function unseen_median(values, w,   k, v) { for (k = 1; k <= unseen[w]; k++) v[k] = values[w, k]; return median(v, unseen[w]) }
END {
  for (w in unseen) {
    define("unseen_J_" w, power(unseen_median(unseen_J, w))); define("unseen_fresh_" w, power(unseen_median(unseen_fresh, w)))
    define("unseen_million_" w, whole(unseen_median(unseen_million, w)))
    define("unseen_best_" w, whole(best_unseen[w])); define("unseen_worst_" w, whole(worst_unseen[w]))
  }
}
