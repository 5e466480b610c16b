# Write the numbers of a run as TeX definitions, \defnum{name}{digits}, for \num{name}
# in the book. Arguments: summary.tsv parameters.tsv initial.tsv loss.tsv data.tsv hidden.tsv, in this order.

function define(name, value) { printf "\\defnum{%s}{%s}\n", name, value }
function whole(value,   s, t) {                 # 12345 -> 12,345
  s = sprintf("%.0f", value); t = ""
  while (length(s) > 3) { t = "{,}" substr(s, length(s) - 2) t; s = substr(s, 1, length(s) - 3) }
  return s t
}
function power(value,   p) {                    # 1.58e-09 -> 1.6\cdot10^{-9}
  split(sprintf("%.1e", value), p, "e")
  return p[1] "\\cdot10^{" (p[2] + 0) "}"
}
function loss(value) { return value < 1000 ? sprintf("%.4g", value) : whole(value) }
function degrees(y, x,   a) { a = atan2(y, x)*45/atan2(1, 1); return a < -90 ? a + 360 : a }
# the logit of the disc less that of the ring, from the hidden activations or from the point
function lead(a, b, c) { return v[0] + a*v[1] + b*v[2] + c*v[3] }
function unit(k, x1, x2) { return 1/(1 + exp(-(W["bh1" k] + x1*W["Wh1" k] + x2*W["Wh2" k]))) }
function lead_at(x1, x2) { return lead(unit(1, x1, x2), unit(2, x1, x2), unit(3, x1, x2)) }

BEGIN { FS = "\t" }
FNR == 1 { file++ }
/^#/ { next }
file == 1 { summary[$1] = $2 }
file == 2 { define($1 $2 $3, sprintf("%.2f", $4)); W[$1 $2 $3] = $4 }
file == 3 { define("start_" $1 $2 $3, sprintf("%.4f", $4)) }
file == 4 { J[$1] = $2 }
file == 5 {
  x1[FNR] = $1; x2[FNR] = $2; r = sqrt($1*$1 + $2*$2)
  if ($3 == 1 && r > inner) inner = r
  if ($3 == 0 && (outer == 0 || r < outer)) outer = r
}
file == 6 && v[0] == "" {
  v[0] = W["bo12"] - W["bo11"]
  for (k = 1; k <= 3; k++) v[k] = W["Wo" k 2] - W["Wo" k 1]
}
file == 6 {
  octant[$4, ($1 > .5) ($2 > .5) ($3 > .5)]++
  if ((lead($1, $2, $3) > 0) != $4) wrong[$4] = FNR
}
END {
  for (c = 0; c < 8; c++) {
    corner = int(c/4) (int(c/2)%2) (c%2)
    at[corner] = lead(int(c/4), int(c/2)%2, c%2)
    define("lead" corner, sprintf("%.1f", at[corner]))
    define("ring" corner, whole(octant[0, corner]))
    define("disc" corner, whole(octant[1, corner]))
    if (octant[1, corner] > octant[1, best]) best = corner
  }
  for (corner in at) if (corner != best && (second == "" || at[corner] > at[second])) second = corner
  for (k = 1; k <= 3; k++) h[k] = substr(best, k, 1) + 0
  define("corner", "(" h[1] "," h[2] "," h[3] ")")
  define("in_corner", whole(octant[1, best]))
  define("ring_in_corner", whole(octant[0, best]))
  define("in_disc", whole(int((summary["samples"] + 1)/2)))
  for (k = 0; k <= 3; k++) define("lead" k, sprintf(k ? "%+.1f" : "%.1f", v[k]))
  define("lead_corner", sprintf("%.1f", at[best]))
  define("lead_next", sprintf("%.1f", at[second]))
  for (k = 1; k <= 3; k++) {                    # where each unit comes to its value at that corner
    sign = h[k] ? 1 : -1
    define("direction" k, sprintf("%.0f", degrees(sign*W["Wh2" k], sign*W["Wh1" k])))
  }
  for (class = 0; class <= 1; class++) if (class in wrong) {
    i = wrong[class]
    define("wrong" class "_radius", sprintf("%.3f", sqrt(x1[i]^2 + x2[i]^2)))
    define("wrong" class "_angle", sprintf("%.0f", (degrees(x2[i], x1[i]) + 360)%360))
    define("wrong" class "_probability", sprintf("%.2f", 1/(1 + exp((class ? -1 : 1)*lead_at(x1[i], x2[i])))))
  }
  least = 9
  for (d = 0; d < 360; d++) {                   # how far out is the boundary in each direction?
    a = d*atan2(1, 1)/45; low = .2; high = 1.2
    for (j = 0; j < 40; j++) { r = (low + high)/2; if (lead_at(r*cos(a), r*sin(a)) > 0) low = r; else high = r }
    if (low < least) { least = low; least_angle = d }
    if (low > most) { most = low; most_angle = d }
  }
  define("boundary_least", sprintf("%.3f", least)); define("boundary_least_angle", least_angle)
  define("boundary_most", sprintf("%.3f", most)); define("boundary_most_angle", most_angle)
  define("version", summary["version"])
  define("samples", whole(summary["samples"]))
  define("iterations", whole(summary["iterations"]))
  define("parameters", summary["parameters"])
  define("threads", summary["threads"])
  define("wrong", summary["wrong"])
  define("seconds", sprintf("%.1f", summary["seconds"]))
  define("ns", sprintf("%.1f", summary["ns_per_sample_iteration"]))
  define("initial_loss", loss(summary["initial_loss"]))
  define("final_loss", sprintf("%.6f", summary["final_loss"]))
  define("gradient_check_worst", power(summary["gradient_check_worst"]))
  define("ignorance", whole(summary["samples"]*log(2)))
  define("inner_greatest", sprintf("%.3f", inner))
  define("outer_least", sprintf("%.3f", outer))
  define("loss_1", loss(J[1]))
  define("loss_1000", loss(J[1000]))
  define("loss_6000", loss(J[6000]))
  for (t = 6000; t in J && J[t] > .9*J[6000]; t++) ;
  define("fall_begins", whole(t))
  for (; t in J && J[t] > .1*J[6000]; t++) ;
  define("fall_ends", whole(t))
}
