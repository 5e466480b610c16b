# Write the numbers of the experiments as TeX definitions, for \num{name} in the book. Arguments: the
# tables build/results/NAME.tsv; the file's name says which experiment a row belongs to.

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
function digits(text,   p) {                    # 12345 -> 12,345; 1.58e-09 -> 1.58\cdot10^{-9}
  if (text ~ /^-?[0-9]+$/ && length(text) > 4) return text < 0 ? "-" whole(-text) : whole(text)
  if (split(text, p, "e") == 2 && p[2] ~ /^[-+][0-9]+$/) return p[1] "\\cdot10^{" (p[2] + 0) "}"
  return text
}

BEGIN { FS = "\t" }
FNR == 1 { experiment = FILENAME; sub(/.*\//, "", experiment); sub(/\.tsv$/, "", experiment) }
/^#/ { next }
experiment == "start" { define("start_" $1, whole($2)) }
experiment == "exercises" { define("ex." $1, digits($2)) }  # digits as tests/test_exercises.c has rounded them
