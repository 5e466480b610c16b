# Write the numbers of the book as TeX definitions, \defnum{name}{digits}, for \num{name}. Nothing is computed here: a number of
# an experiment is in a line `#= name value', rounded by the program; those of the book's run are rounded here. Arguments: tables
# of the run, of the experiments, of the equations (for the margins) and of the exercises; a file's name says what it is.

function define(name, value) { printf "\\defnum{%s}{%s}\n", name, value }
function whole(value,   s, t) {                 # 12345 -> 12,345
  s = sprintf("%.0f", value); t = ""
  while (length(s) > 3) { t = "{,}" substr(s, length(s) - 2) t; s = substr(s, 1, length(s) - 3) }
  return s t
}
function short(value,   s) {                     # 2.1e-16 -> 3{\cdot}10^{-16}: one digit, rounded up
  s = sprintf("%.9e", value)
  value = substr(s, 1, 1) + (substr(s, 3, 9) + 0 > 0)
  s = substr(s, 13) + (value == 10)
  return value == 0 ? 0 : value == 1 || value == 10 ? "10^{" s "}" : value "{\\cdot}10^{" s "}"
}
function digits(text,   p) {                    # 12345 -> 12,345; 1.58e-09 -> 1.58\cdot10^{-9}; inf -> \infty
  if (text == "inf") return "\\infty"
  if (text ~ /^-?[0-9]+$/ && length(text) > 4) return text < 0 ? "-" whole(-text) : whole(text)
  if (split(text, p, "e") == 2 && p[2] ~ /^[-+][0-9]+$/) return p[1] "\\cdot10^{" (p[2] + 0) "}"
  return text
}
function rounded(name, format) { define(name, digits(sprintf(format, summary[name]))) }

BEGIN { FS = "\t" }
FNR == 1 { table = FILENAME; sub(/.*\//, "", table); sub(/\.tsv$/, "", table) }
/^#= / { define(substr($1, 4), digits($2)) }
/^#/ { next }

table == "summary" { summary[$1] = $2 }
table == "parameters" { define($1 $2 $3, sprintf("%.2f", $4)) }
table == "initial" { define("start_" $1 $2 $3, sprintf("%.4f", $4)) }
table == "equations" {
  define("eq." $1, short($2))
  if (comparisons == 0 || $4 < comparisons) comparisons = $4
}
table == "exercises" { define("ex." $1, digits($2)) } # digits as the tests have rounded them

END {
  define("comparisons", whole(comparisons))
  define("version", summary["version"])
  rounded("samples", "%d")
  rounded("iterations", "%d")
  rounded("parameters", "%d")
  rounded("threads", "%d")
  rounded("wrong", "%d")
  rounded("seconds", "%.1f")
  define("ns", sprintf("%.1f", summary["ns_per_sample_iteration"]))
  rounded("initial_loss", "%.0f")
  rounded("final_loss", "%.6f")
  rounded("gradient_check_worst", "%.1e")
}
