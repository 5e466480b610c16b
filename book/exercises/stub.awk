# The change file of an exercise as it is handed out: awk -v row=LINE-OF-LIST.TSV -v section=57 -v words=... -f stub.awk [NAME.task]
BEGIN { n = split(row, field, "\t"); holes = split(field[5], hole, " "); text = "" }
{ task = task "  " $0 "\n" }
END {
  printf "Exercise %s, %s", field[1], field[3]
  if (section != "") printf " (section %s of the book)", section
  print ".\n"
  if (task != "") print task
  for (j = 1; j <= holes; j++) if (hole[j] ~ /:text$/) text = "yes"
  print "What you put between an @y and its @z replaces the line between @x and @y in the book."
  print "Leave the other lines alone. To have it checked:  make exercise N=" field[1]
  if (text != "") {
    print "\nThe derivation is TeX, with lines such as these among the prose, each at the beginning of a line:"
    print "  \\claim|a quantity|"
    print "  \\step|an expression in C that is equal to it| because of something;"
    print "\\claim begins; every \\step must be equal to the line before it. The words are:"
    print "  " words
  }
  for (j = 1; j <= holes; j++) {
    split(hole[j], part, ":")
    line = part[2] == "text" ? "\\yours{" part[1] "}" : "  " part[1] "_is_yours;"
    print "\n@x\n" line "\n@y\n" line "\n@z"
  }
}
