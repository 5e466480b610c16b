# What the sheet says of one exercise, from its verdict.tsv: awk -f tex.awk -f sheet.awk -v part=row|found -v row=LINE-OF-LIST.TSV
#   -v holes=THOSE-FILLED -v sections=57,58 verdict.tsv
BEGIN { FS = "\t"; split(row, field, "\t") }
{ key[$1] = $2; n[$1] = $3; of[$1] = $4; says[$1] = $1 == "derivation" ? $5 : $3; if ($1 == "number" || $1 == "both") says[$1] = $2 }
function verdict(what, hole) {
  state = "unchecked"
  if (!index(" " field[5] " ", ":" hole " ")) { state = "none"; return "" }
  if (!index(" " holes " ", ":" hole " ")) { state = "none"; return "not begun" }
  if (!(what in key)) return what == "derivation" && "program" in key ? "there is no line to check" : "not checked"
  if (key[what] == "unchecked" || key[what] == "not-compiled" && what == "derivation") return tex(says[what])
  state = key[what] == "right" ? "true" : "false"
  if (part == "row" && what == "derivation") {
    steps = n[what] " of " of[what] " steps"
    return key[what] == "right" ? "right" : key[what] ~ /^false/ ? "a line is false; " steps : "incomplete: " steps
  }
  if (part == "row" || what == "program" && key[what] == "right") return state == "true" ? "right" : tex(says[what])
  if (what == "derivation" && of[what] > 0) return tex(says[what]) " (" n[what] " of " of[what] " steps that were asked for)"
  return tex(says[what])
}
function capital(s) { return s ~ /^[a-z][a-z]/ ? toupper(substr(s, 1, 1)) substr(s, 2) : s }
END {
  d = verdict("derivation", "text"); dstate = state
  p = verdict("program", "code"); pstate = state
  if (part == "row") {
    m = split(sections, section, ","); s = section[1]
    for (j = 2; j <= m; j++) if (section[j] == section[j - 1] + 1) { if (section[j + 1] != section[j] + 1) s = s (section[j - 1] == section[j - 2] + 1 ? "--" : ", ") section[j] } else s = s ", " section[j]
    printf "\\result{%s}{%s}{%s}{%s}{%s}{%s}{%s}\n", field[1], field[3], s, dstate, d, pstate, p
  } else {
    if (dstate != "none") printf "\\found{%s}{Derivation.}{%s.}", dstate, capital(d)
    if ("number" in says && pstate == "false") p = p ". " capital(tex(says["number"]))
    if (pstate != "none") printf "\\found{%s}{%s.}{%s.}", pstate, field[2] == "by_hand" ? "Numbers" : "Program", capital(p)
    if ("both" in says) printf "\\found{}{}{%s}", tex(says["both"])
    print ""
  }
}
