# grades.tsv, and report.txt: awk -v refused=FILE -v same=FILE -v report=FILE -f grade.awk list.tsv points.tsv rows
# A row: id, number, status (of check.sh, or refused, not-handed-in), then of the derivation: key, milestones reached, of how many, sentence;
# of the program: key, sentence (or why it wasn't checked).
# NN.derivation is the share of the milestones, and less than all of it while something in it isn't right; NN.program is 0 or 1. Where the grader
# has failed the fields are empty, and the total, too.
BEGIN { FS = OFS = "\t" }
FNR == 1 { file++ }
file < 3 && /^#/ { next }
file == 1 { number[++exercises] = $1; title[$1] = $3; text[$1] = $5 ~ /:text/ || $5 == ""; code[$1] = $5 ~ /:code/; derivation_points[$1] = program_points[$1] = 1; next }
file == 2 { derivation_points[$1] = $2; program_points[$1] = $3; next }
!($1 in total) { total[$1] = 0; id[++students] = $1 }
{ n = $2; absent = $3 == 2 ? "not-compiled" : $3 ~ /^[0-9]$/ ? "not-begun" : $3 }
$3 == 6 {
  failures[n]++; lost[$1] = 1
  fields[$1] = fields[$1] "\t" (text[n] ? "\t" : "") (code[n] ? "\t" : "")
  why[++whys] = $1 ", exercise " n ": " $9
  next
}
{
  derivation = $4 == "" ? absent : $4; program = $8 == "" ? absent : $8
  share = derivation == "right" ? 1 : $6 > 0 ? ($5 < $6 ? $5 : $6 - 1)/$6 : 0
  works = program == "right"
  diagnosis = ""
  if (code[n] && !works) { diagnosis = program; count(program, $9) }
  if (text[n] && derivation != "right" && derivation != diagnosis) {
    diagnosis = diagnosis (diagnosis == "" ? "" : ", ") derivation
    if (derivation ~ /^false-line/) count("false-line", "a line of the derivation isn't equal to the one before it"); else count(derivation, $7)
  }
  if (diagnosis == "") { diagnosis = "right"; right[n]++ }
  if (text[n]) { total[$1] += share*derivation_points[n]; fields[$1] = fields[$1] sprintf("\t%.2f", share) }
  if (code[n]) { total[$1] += works*program_points[n]; fields[$1] = fields[$1] "\t" works }
  fields[$1] = fields[$1] "\t" diagnosis
}
function count(key, sentence) {
  if (!((n, key) in often)) { keys[n] = keys[n] "\t" key; says[n, key] = sentence }
  else if (says[n, key] != sentence) says[n, key] = "" # words about one student's file
  often[n, key]++
}
END {
  while ((getline <same) > 0) { like[$2] = like[$2] " " $1; sum[$1] = $2 }
  printf "id"
  for (j = 1; j <= exercises; j++) {
    n = number[j]
    printf "%s%s\t%s.diagnosis", text[n] ? "\t" n (code[n] ? ".derivation" : ".numbers") : "", code[n] ? "\t" n ".program" : "", n
  }
  print "\ttotal\tsame"
  for (s = 1; s <= students; s++) {
    i = id[s]; others = ""
    m = i in sum ? split(like[sum[i]], other, " ") : 0
    for (j = 1; j <= m; j++) if (other[j] != i) others = others (others == "" ? "" : " ") other[j]
    print i fields[i], i in lost ? "" : sprintf("%.2f", total[i]), others
    if (others != "") pairs[++copies] = i ": " others
  }
  # what to talk about: the mistakes of each exercise, the most frequent first
  for (j = 1; j <= exercises; j++) {
    n = number[j]
    printf "%s %s: %d of %d right\n", n, title[n], right[n], students >report
    m = split(substr(keys[n], 2), key, "\t")
    for (a = 2; a <= m; a++) {
      for (b = a; b > 1 && (often[n, key[b]] > often[n, key[b - 1]] || often[n, key[b]] == often[n, key[b - 1]] && key[b] < key[b - 1]); b--) {
        swap = key[b]; key[b] = key[b - 1]; key[b - 1] = swap
      }
    }
    for (a = 1; a <= m; a++) { line = sprintf("  %4d  %-22s %s", often[n, key[a]], key[a], says[n, key[a]]); sub(/ +$/, "", line); print line >report }
    if (failures[n]) printf "  %4d  not checked: the grader failed\n", failures[n] >report
  }
  if (copies) print "\nThe same programs, but for names, blanks, and comments (short ones are often the same by themselves):" >report
  for (j = 1; j <= copies; j++) print "  " pairs[j] >report
  if (whys) print "\nNot checked, because the grader failed (their fields are empty; mark them again):" >report
  for (j = 1; j <= whys; j++) print "  " why[j] >report
  while ((getline <refused) > 0) { sub(/^!/, "", $3); if (!refusals++) print "\nRefused:" >report; print "  " $3 >report }
}
