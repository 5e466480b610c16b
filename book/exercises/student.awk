# The web that is handed out: awk -v list=book/exercises/list.tsv -f student.awk ffnn.w
# The regions of exercises 01 to 10, pieces of the book, are empty, their marks stay (the others' begin with what the book has there); what lies between `@q hide@>' and `@q end@>' is gone, with its marks; and of the chapters below
# there are only the titles, with empty sections, so that all sections have the numbers of the book, and the code that other chapters need. With -v counters=yes, for the students' book,
# the equations, figures, and exercises that are gone are counted: \uncounted{eq.name}.
BEGIN {
  FS = "\t"
  while ((getline <list) > 0) if ($1 + 0 <= 10) { n = split($5, hole, " "); for (j = 1; j <= n; j++) ours[hole[j]] }
  empty["Experiments"]; empty["A playground"]; empty["The numbers of Part I"]; empty["Errata in the notebook"]; empty["Answers to the exercises"]
  needed["@<Defaults and standardised inputs@>="]; needed["@<Types of the interface@>="]
}
function fail(what) { print "student.awk: line " NR ": " what >"/dev/stderr"; failed = 1; exit 1 }
/^@( |$|\*)/ { code = 0 }
/^@\*/ {
  title = $0; sub(/^@\*[*0-9]* /, "", title); sub(/\..*/, "", title)
  depth = /^@\*\*/ ? 0 : /^@\* / ? 1 : 2 # a part, a chapter, a group of sections
  if (left && depth <= above) left = 0
  if (title in empty) { left = 1; above = depth; delete empty[title] }
  if (left) { print substr($0, 1, index($0, ".")); next }
}
/^@( |$)/ && left { print "@ "; next }
left && $0 in needed { code = 1 }
left { if (code) print; next }
/^@q (begin |hide@>)/ {
  if (inside) fail("a region within another")
  inside = NR; gone = /hide/; name = $0; sub(/^@q begin /, "", name); sub(/@>$/, "", name)
  kept = !gone && !(name in ours)
  if (!gone) print
  next
}
inside && /^@q end@>/ { if (!gone) print; if (lost != "") print lost; inside = 0; lost = ""; next }
inside && !kept {
  while (counters != "" && match($0, /\\(eqlabel|eqdef|figure|pagefigure|exercise)\{[^}]*\}/)) {
    label = substr($0, RSTART + 1, RLENGTH - 1); $0 = substr($0, RSTART + RLENGTH)
    sub(/^[a-z]*\{/, label ~ /figure/ ? "fig." : label ~ /^ex/ ? "ex." : "eq.", label)
    lost = lost "\\uncounted{" label
  }
  next
}
{ print }
END {
  if (failed) exit 1
  if (inside) fail("the region of line " inside " has no end")
  for (title in empty) fail("there is no chapter `" title "'")
}
