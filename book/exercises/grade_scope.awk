# Gradescope's results.json, for the rows of one student: awk -f grade_scope.awk list.tsv points.tsv rows (see grade.awk).
# If the grader has failed somewhere there are no points at all, so that Gradescope says that something is wrong, instead of counting a zero.
function quoted(s) {
  gsub(/[\\"]/, "\\\\&", s); gsub(/\n/, "\\n", s); gsub(/[\001-\037\177-\377]/, "?", s)
  return "\"" s "\""
}
function test(part, share, points, key, sentence) {
  name = n " " title[n] ": " part; output = key (sentence != "" && sentence != key ? ": " sentence : "")
  all = all "\n" name ": " output
  tests[++count] = sprintf("{\"name\": %s, \"score\": %.2f, \"max_score\": %.2f, \"output\": %s, \"visibility\": \"visible\"}", quoted(name), share*points, points, quoted(output))
}
BEGIN { FS = "\t" }
FNR == 1 { file++ }
file < 3 && /^#/ { next }
file == 1 { title[$1] = $3; text[$1] = $5 ~ /:text/ || $5 == ""; code[$1] = $5 ~ /:code/; derivation_points[$1] = program_points[$1] = 1; next }
file == 2 { derivation_points[$1] = $2; program_points[$1] = $3; next }
{ row[++rows] = $0; if ($3 == 6) failed = 1 }
END {
  all = "The grader itself has failed on some exercises, so there are no points yet. This is no fault of your answers: please tell your instructor."
  for (j = 1; j <= rows; j++) {
    $0 = row[j]
    n = $2; absent = $3 == 6 ? "not checked" : $3 == 2 ? "not-compiled" : $3 ~ /^[0-9]$/ ? "not-begun" : $3
    share = $4 == "right" ? 1 : $6 > 0 ? ($5 < $6 ? $5 : $6 - 1)/$6 : 0
    if (text[n]) test(code[n] ? "derivation" : "numbers", share, derivation_points[n], $4 == "" ? absent : $4, $7)
    if (code[n]) test("program", $8 == "right", program_points[n], $8 == "" ? absent : $8, $3 == 6 ? "" : $9)
  }
  if (failed) { print "{\"output\": " quoted(all) "}"; exit }
  print "{\"stdout_visibility\": \"hidden\",\n\"tests\": ["
  for (j = 1; j <= count; j++) print tests[j] (j < count ? "," : "")
  print "]}"
}
