# The web with the holes of an exercise: awk -v holes="NAME:text NAME:code" -f web.awk ffnn.w
# Each marked region of these becomes one line, which the student's change file replaces. If it is to be woven, the rest of the limbo tells cweave
# which words print as symbols, -v words="dJ_dz sum_c", and TeX which exercise a hole belongs to, -v list=book/exercises/list.tsv.
BEGIN {
  n = split(holes, name, " "); for (j = 1; j <= n; j++) wanted[name[j]] = 1
  while (list != "" && (getline line <list) > 0) {
    split(line, field, "\t"); m = split(field[5], part, " ")
    for (j = 1; line !~ /^#/ && j <= m; j++) if (!(part[j] in exercise)) exercise[part[j]] = field[1]
  }
}
/^@\*/ && !begun++ {
  m = split(words, word, " ")
  for (j = 1; j <= m; j++) if (word[j] ~ /^[A-Za-z_][A-Za-z_]+$/) print "@s " word[j] " TeX"
  for (j = 1; list != "" && j <= n; j++) {
    split(name[j], part, ":"); macro = part[1] "_is_yours"
    if (part[2] == "code") print "@s " macro " TeX"
    gsub(/_/, "x", macro)
    if (!(macro in told)) print "\\isyours{" part[1] "}{" exercise[name[j]] "}\\" macro
    told[macro]
  }
}
/^@q begin / {
  hole = $3; sub(/@>$/, "", hole)
  if (hole in wanted) {
    split(hole, part, ":")
    if (part[2] == "text") print "\\yours{" part[1] "}"; else print "  " part[1] "_is_yours;"
    inside = 1
    next
  }
}
/^@q end@>/ && inside { inside = 0; next }
!inside { print }
