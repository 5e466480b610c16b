# The web that is handed out: awk -v list=book/exercises/list.tsv -f student.awk ffnn.w
# It is Part I. The regions of exercises 01 to 10, pieces of the book, are empty, their marks stay (the others' begin with what the book has there); and what lies between `@q hide@>' and
# `@q end@>' is gone, with its marks. From Part II on there are only the titles, with empty sections, so that all sections have the numbers of the book, and the code that Part I uses.
# With -v counters=yes, for the students' book, the equations, figures, and exercises that are gone from Part I are counted: \uncounted{eq.name}.
BEGIN {
  FS = "\t"
  while ((getline <list) > 0) if ($1 + 0 <= 10) { n = split($5, hole, " "); for (j = 1; j <= n; j++) ours[hole[j]] }
}
function fail(what) { print "student.awk: line " NR ": " what >"/dev/stderr"; failed = 1; exit 1 }
/^@\*\* Experiments\./ { left = 1 }
left && /^@\*/ { print substr($0, 1, index($0, ".")); code = 0; next }
left && /^@( |$)/ { print "@ "; code = 0; sub(/^@ ?/, "") }
left && /^@<.*@>=/ { name = substr($0, 1, index($0, "@>=") + 1); code = name in used && !(name in defined) }
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
{
  print
  for (rest = $0; match(rest, /@<[^@]*@>=?/); rest = substr(rest, RSTART + RLENGTH)) {
    name = substr(rest, RSTART, RLENGTH)
    if (sub(/=$/, "", name)) defined[name]; else used[name]
  }
}
END {
  if (failed) exit 1
  if (inside) fail("the region of line " inside " has no end")
  if (!left) fail("there is no part `Experiments'")
}
