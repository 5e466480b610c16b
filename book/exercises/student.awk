# The web that is handed out: awk -f student.awk ffnn.w
# The marked regions are empty, their marks stay; what lies between `@q hide@>' and `@q end@>' is gone, with its marks; and of the chapters below
# there are only the titles, with empty sections, so that all sections have the numbers of the book. With -v counters=yes, for the students' book,
# the equations and figures that are gone are counted: \uncounted{eq.name}.
BEGIN {
  empty["Experiments"]; empty["The numbers of Part I"]; empty["Errata in the notebook"]; empty["Answers to the exercises"]
}
function fail(what) { print "student.awk: line " NR ": " what >"/dev/stderr"; failed = 1; exit 1 }
/^@\*/ {
  title = $0; sub(/^@\*[*0-9]* /, "", title); sub(/\..*/, "", title)
  depth = /^@\*\*/ ? 0 : /^@\* / ? 1 : 2 # a part, a chapter, a group of sections
  if (left && depth <= above) left = 0
  if (title in empty) { left = 1; above = depth; delete empty[title] }
  if (left) { print substr($0, 1, index($0, ".")); next }
}
/^@( |$)/ && left { print "@ "; next }
left { next }
/^@q (begin |hide@>)/ { if (inside) fail("a region within another"); inside = NR; gone = /hide/; if (!gone) print; next }
inside && /^@q end@>/ { if (!gone) print; if (lost != "") print lost; inside = 0; lost = ""; next }
inside {
  while (counters != "" && match($0, /\\(eqlabel|eqdef|figure)\{[^}]*\}/)) {
    label = substr($0, RSTART + 1, RLENGTH - 1); $0 = substr($0, RSTART + RLENGTH)
    sub(/^[a-z]*\{/, label ~ /^figure/ ? "fig." : "eq.", label)
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
