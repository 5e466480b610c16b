# More of results.awk: the plateau, other starts, learning rates, hidden units.

experiment == "plateau" {
  sharp = sprintf("%.2f", $7*1e-4)
  spread = greatest($3, $4, $5) - least($3, $4, $5)
  if ($1 == 0) { define("sharp_0", sharp); define("spread_0", sprintf("%.0f", spread + .5)) }
  if ($1 >= 1000 && before < 1000) {
    define("sharp_1000", sharp); define("least_1000", sprintf("%.2f", $6)); define("plateau_loss", whole($2)); define("plateau_wrong", whole($8))
    for (k = 1; k <= 3; k++) define("plateau_angle" k, sprintf("%.0f", $(2 + k)))
    define("plateau_spread", sprintf("%.0f", spread + .5))
  }
  if ($1 >= 5000 && before < 5000) define("least_5000", sprintf("%.1f", $6))
  if ($1 == 6000) define("least_6000", sprintf("%.0f", $6))
  before = $1
}
experiment == "third" && FNR != row + 1 { series++ }
experiment == "third" { row = FNR }
experiment == "third" && $1 != "" { define("third" series "_" $1, $1 == "steps" ? whole($2) : sprintf("%.2f", $3)) }
experiment == "grid" {
  if (grid_best == "" || $3 < grid_best) { grid_best = $3; best_eta = $1; best_mu = $2 }
  if ($2 == .5 && $1 < 9e-5) { smaller_eta = $1; smaller = $3; smaller_wrong = $4 }
  if ($2 == .5 && $1 > 9e-5 && $1 < 1.1e-4) define("grid_notebook", whole($3))
}
experiment == "diverging" { define("diverging" ($1 + 0) "_" ($2 + 0), power($3)) }
experiment == "diverging" && (lowest == "" || $3 < lowest) { lowest = $3 }
experiment == "hard" { define($1, whole($2)) }
END {
  define("grid_best", sprintf("%.1f", grid_best)); define("grid_best_eta", power(best_eta)); define("grid_best_mu", best_mu)
  define("grid_smaller", sprintf("%.1f", smaller)); define("grid_smaller_eta", power(smaller_eta)); define("grid_smaller_wrong", smaller_wrong)
  define("diverging_least", whole(1e4*int(lowest/1e4)))
}
