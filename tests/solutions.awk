# The solutions of the exercises: awk -v kind=c -f solutions.awk ffnn.w book/exercises/*.right
# kind=c: the marked programs, those of the .right entries, and the expressions of all \claim and \step lines;
# kind=tex: the formulas of the marked texts. A line of dashes ends each.
function expressions(line,    part, m, j) { m = split(line, part, "|"); for (j = 2; j <= m; j += 2) print part[j] "\n----" }
FNR == 1 { at = ""; web = FILENAME ~ /\.w$/ }
web && /^@q begin / { at = $3; sub(/@>$/, "", at); next }
web && /^@q end@>/ { if (at ~ /:code$/ && kind == "c") print "----"; if (at ~ /:text/ && kind == "tex") formulas(); at = ""; text = ""; next }
!web && /^== / { at = ""; next }
!web && /^-- / { if (at ~ /:code$/ && kind == "c") print "----"; at = $2; if (at ~ /:code$/ && kind == "c") print "----"; next }
at ~ /:code$/ && kind == "c" { print }
at ~ /:text$/ && kind == "c" && /^[ \t]*\\(claim|step)/ { expressions($0) }
at ~ /:text$/ && web { text = text $0 "\n" }
function formulas(    m, part, j) {
  gsub(/\$\$/, "$", text)
  m = split(text, part, "$")
  for (j = 2; j <= m; j += 2) print part[j] "\n----"
}
