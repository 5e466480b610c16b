# Write the numbers of a run as TeX definitions, \defnum{name}{digits}, for \num{name}
# in the book. Arguments: summary.tsv loss.tsv data.tsv hidden.tsv parameters.tsv, in this order.

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

BEGIN { FS = "\t" }
FNR == 1 { file++ }
/^#/ { next }
file == 1 { summary[$1] = $2 }
file == 2 { J[$1] = $2 }
file == 3 {
  r = sqrt($1*$1 + $2*$2)
  if ($3 == 1 && r > inner) inner = r
  if ($3 == 0 && (outer == 0 || r < outer)) outer = r
}
file == 4 && $4 == 1 {                           # in which octant of the cube is the disc?
  corner[($1 > .5) "," ($2 > .5) "," ($3 > .5)]++
}
file == 5 {
  define($1 $2 $3, sprintf("%.2f", $4))
  W[$1 $2 $3] = $4
}
END {
  for (c in corner) if (corner[c] > corner[best]) best = c
  define("corner", "(" best ")")
  define("in_corner", whole(corner[best]))
  define("in_disc", whole(int((summary["samples"] + 1)/2)))
  for (k = 0; k <= 3; k++)                      # logit of the disc less that of the ring, with unit k alone on; k=0: none
    define("lead" k, sprintf(k ? "%+.1f" : "%.1f", lead[k] = (k ? W["Wo" k 2] - W["Wo" k 1] : W["bo12"] - W["bo11"])))
  split(best, h, ",")
  for (c = 0; c < 8; c++) {                     # the greatest lead at another corner
    a = int(c/4); b = int(c/2)%2; d = c%2
    lead_at = lead[0] + a*lead[1] + b*lead[2] + d*lead[3]
    if ("(" a "," b "," d ")" != "(" best ")" && (next_lead == "" || lead_at > next_lead)) next_lead = lead_at
  }
  define("lead_next", sprintf("%.1f", next_lead))
  for (k = 1; k <= 3; k++) {                    # where each unit comes to its value at that corner, in degrees from the x1-axis
    sign = h[k] ? 1 : -1
    angle = atan2(sign*W["Wh2" k], sign*W["Wh1" k])*45/atan2(1, 1)
    define("direction" k, sprintf("%.0f", angle < -90 ? angle + 360 : angle))
  }
  define("lead_corner", sprintf("%.1f", lead[0] + h[1]*lead[1] + h[2]*lead[2] + h[3]*lead[3]))
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
