# The solutions of the exercises, for leak.awk: awk -v kind=c -f solutions.awk book/exercises/list.tsv ffnn.w book/exercises/*.right
# kind=c: the marked programs of exercises 01 to 10 (the others vary what is there), those of NAME.right, and the expressions between the bars of \claim and \step;
# kind=tex: the formulas of the marked texts. Before each is a line of dashes with the hole that it fills.
function separate(hole) { print "---- " hole }
function expressions(line,    part, m, j) { m = split(line, part, "|"); for (j = 2; j <= m; j += 2) { separate(at); print part[j] } }
function formulas(    m, part, j) {
  gsub(/\$\$/, "$", text)
  m = split(text, part, "$")
  for (j = 2; j <= m; j += 2) { separate(at); print part[j] }
  text = ""
}
FILENAME ~ /list\.tsv$/ { split($0, field, "\t"); if (!/^#/) { n = split(field[5], hole, " "); for (j = 1; j <= n; j++) { wanted[hole[j]]; if (field[1] + 0 <= 10) ours[hole[j]] } } next }
FNR == 1 { at = ""; web = FILENAME ~ /\.w$/ }
web && /^@q begin / { at = $3; sub(/@>$/, "", at); if (!(at in ours)) at = ""; code = at ~ /:code$/; if (code && kind == "c") separate(at); next }
web && /^@q end@>/ { if (at ~ /:text$/ && kind == "tex") formulas(); at = ""; next }
!web && /^== / { at = ""; next }
!web && /^-- / { at = $2; code = at ~ /:code$/; if (code && kind == "c") separate(at); next }
at == "" { next }
code { if (kind == "c") print; next }
kind == "c" && /^[ \t]*\\(claim|step)/ { expressions($0) }
web { text = text $0 "\n" }
