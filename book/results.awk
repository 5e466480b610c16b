# Write the numbers of the experiments as TeX definitions, for \num{name} in the book. Arguments: the
# tables build/results/NAME.tsv; the file's name says which experiment a row belongs to. Likewise the errors of the equations,
# from build/equations.tsv, for \eqlabel.

function define(name, value) { printf "\\defnum{%s}{%s}\n", name, value }
function whole(value,   s, t) {                 # 12345 -> 12,345
  s = sprintf("%.0f", value); t = ""
  while (length(s) > 3) { t = "{,}" substr(s, length(s) - 2) t; s = substr(s, 1, length(s) - 3) }
  return s t
}
function least(a, b, c) { return a < b ? (a < c ? a : c) : (b < c ? b : c) }
function greatest(a, b, c) { return -least(-a, -b, -c) }
function power(value,   p) {                    # 1.58e-09 -> 1.6\cdot10^{-9}
  split(sprintf("%.1e", value), p, "e")
  return p[1] "\\cdot10^{" (p[2] + 0) "}"
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

BEGIN { FS = "\t" }
FNR == 1 { experiment = FILENAME; sub(/.*\//, "", experiment); sub(/\.tsv$/, "", experiment) }
/^#= / { define(substr($1, 4), digits($2)) }
/^#/ { next }

experiment == "equations" {
  define("eq." $1, short($2))
  if (comparisons == 0 || $4 < comparisons) comparisons = $4
}
experiment == "exercises" { define("ex." $1, digits($2)) }  # digits as the tests have rounded them

END {
  define("comparisons", whole(comparisons))
}
