# A change file made ready for the print: awk -f tex.awk -v row=LINE-OF-LIST.TSV -f chains.awk lines.tsv mine/07.ch
# `\claim|e| reason' becomes `\claim{line}{state}{what is said of it}|e| reason\endstep', a claim with its steps \chain ... \endchain.
# lines.tsv has state and sentence of each line. A reason goes on to the end of its sentence, but not beyond an empty line.
function print_hole(    j, k, open, rest, at, chained) {
  for (j = 1; j <= n; j++) {
    if (line[j] !~ /^[ \t]*\\(claim|step)[ \t]*\|/) continue
    at = first + j - 1
    kind = line[j] ~ /^[ \t]*\\claim/ ? "\\claim" : "\\step"
    sub(/^[ \t]*\\(claim|step)[ \t]*/, "", line[j])
    line[j] = (chained ? "" : "\\chain ") kind "{" at "}{" (at in state ? state[at] : "unchecked") "}{" says[at] "}" line[j]
    chained = 1
    rest = line[j]; sub(/^[^|]*\|/, "", rest)
    while (!index(rest, "|") && j < n) rest = line[++j]
    sub(/^[^|]*\|/, "", rest)
    comment(j)
    sub(/[ \t]%.*/, "", rest)
    if (rest !~ /^[ \t.,;:]*$/)
      while (line[j] !~ /[.?!]['")}$\/]*[ \t]*$/ && j < n && line[j + 1] !~ /^[ \t]*$|^[ \t]*\\(claim|step)|\$\$/) comment(++j)
    for (k = j + 1; k <= n && line[k] ~ /^[ \t]*(%.*)?$/; k++) continue
    chained = line[k] ~ /^[ \t]*\\step[ \t]*\|/
    line[j] = line[j] "\\endstep" (chained ? "" : " \\endchain")
    if (chained) for (j++; j < k; j++) line[j] = "%"
    j = k - 1
  }
  if (n > 0) print "\\begintext"
  for (j = 1; j <= n; j++) print line[j]
  if (n > 0) print "\\endtext"
  n = 0
}
function comment(j) { if (match(line[j], /(^|[^\\])%/)) line[j] = substr(line[j], 1, RSTART + RLENGTH - 2) }
BEGIN { split(row, field, "\t"); split(field[5], hole, " ") }
FILENAME == ARGV[1] { split($0, l, "\t"); state[l[1]] = l[3]; says[l[1]] = tex(l[4]); gsub(/@/, "@@", says[l[1]]); next }
{ sub(/\r$/, ""); sub(/[ \t]+$/, "") }
/^@y/ { inside = hole[++changes] ~ /:text$/; first = FNR + 1; print; next }
/^@z/ { if (inside) print_hole(); inside = 0; print; next }
inside { line[++n] = $0; next }
{ print }
