# A change file made ready for the print: awk -f tex.awk -f formula.awk -f chains.awk -v row=LINE-OF-LIST.TSV lines.tsv mine/07.ch
# `\claim|e| reason' becomes `\claim{line}{state}{what is said of it}{e in TeX}reason\endstep', and a claim with its steps \chain ... \endchain.
# lines.tsv has state and sentence of each line. A reason goes on to the end of its sentence, but not beyond an empty line.
function print_hole(    j, k, at, e, rest, chained) {
  if (n == 0) return
  print "\\begintext"
  for (j = 1; j <= n; j++) {
    if (line[j] !~ /^[ \t]*\\(claim|step)[ \t]*\|/) { print line[j]; continue }
    at = begin + j - 1
    printf "%s%s{%s}{%s}{%s}", chained ? "" : "\\chain", line[j] ~ /^[ \t]*\\claim/ ? "\\claim" : "\\step", at, at in state ? state[at] : "unchecked", says[at]
    e = line[j]; sub(/^[^|]*\|/, "", e)
    while (!index(e, "|") && j < n) e = e " " line[++j]
    rest = e; sub(/\|.*/, "", e); sub(/^[^|]*\|?/, "", rest)
    rest = comment(rest)
    e = typeset(e)
    if (match(rest, /^[.,;:]+/)) { e = e substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1) }
    printf "{%s}%s", e, rest
    if (rest !~ /^[ \t]*$/)
      while (rest !~ /[.?!]['")}$\/]*[ \t]*$/ && j < n && line[j + 1] !~ /^[ \t]*$|^[ \t]*\\(claim|step)|\$\$/) { rest = comment(line[++j]); printf "\n%s", rest }
    for (k = j + 1; k <= n && line[k] ~ /^[ \t]*(%.*)?$/; k++) continue
    chained = k <= n && line[k] ~ /^[ \t]*\\step[ \t]*\|/
    print "\\endstep" (chained ? "" : "\\endchain")
    if (chained) j = k - 1
  }
  print "\\endtext"
}
function typeset(e,    f) { f = formula(e); if (f == "") { f = "\\hbox{\\tentex " plain(e) "}"; gsub(/@/, "@@", f) } return f }
function comment(s) { if (match(s, /(^|[^\\])%/)) s = substr(s, 1, RSTART + RLENGTH - 2); return s }
BEGIN { split(row, field, "\t"); split(field[5], hole, " ") }
FILENAME == ARGV[1] { split($0, l, "\t"); state[l[1]] = l[3] == "" ? "unchecked" : l[3]; says[l[1]] = tex(l[4]); gsub(/@/, "@@", says[l[1]]); next }
{ sub(/\r$/, ""); sub(/[ \t]+$/, "") }
/^@y/ { inside = hole[++changes] ~ /:text$/; begin = FNR + 1; n = 0; print; next }
/^@z/ { if (inside) print_hole(); inside = 0; print; next }
inside { line[++n] = $0; next }
{ print }
