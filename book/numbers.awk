# Write the numbers of the book's run as TeX definitions, \defnum{name}{digits}, for \num{name} in the book: rounded,
# but not computed. Arguments: summary.tsv parameters.tsv initial.tsv, in this order.

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

BEGIN { FS = "\t" }
FNR == 1 { file++ }
/^#/ { next }
file == 1 { summary[$1] = $2 }
file == 2 { define($1 $2 $3, sprintf("%.2f", $4)) }
file == 3 { define("start_" $1 $2 $3, sprintf("%.4f", $4)) }
END {
  define("version", summary["version"])
  define("samples", whole(summary["samples"]))
  define("iterations", whole(summary["iterations"]))
  define("parameters", summary["parameters"])
  define("threads", summary["threads"])
  define("wrong", summary["wrong"])
  define("seconds", sprintf("%.1f", summary["seconds"]))
  define("ns", sprintf("%.1f", summary["ns_per_sample_iteration"]))
  define("gradient_check_worst", power(summary["gradient_check_worst"]))
  define("initial_loss", whole(summary["initial_loss"]))
  define("final_loss", sprintf("%.6f", summary["final_loss"]))
}
