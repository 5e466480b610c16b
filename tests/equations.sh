# Does every numbered equation of the book have a test, and every test an equation? The arguments: ffnn.w, and the table that
# the tests of the equations have written. An equation that only defines has \eqdef instead of \eqlabel, and no test.
awk -F '\t' '
  function complain(text) { print text; bad = 1 }
  FILENAME == ARGV[2] { if (!/^#/) tested[$1]; next }
  /^%/ { next }
  {
    for (line = $0; match(line, /\\l?eqno|\\eq(label|def)[{][^}]*}/); line = rest) {
      found = substr(line, RSTART, RLENGTH)
      rest = substr(line, RSTART + RLENGTH)
      if (found !~ /[{]/) {
        if (found == "\\leqno" || rest !~ /^\\eq(label|def)[{]/) complain("ffnn.w:" FNR ": a number without \\eqlabel or \\eqdef")
        continue
      }
      name = substr(found, index(found, "{") + 1)
      sub(/}/, "", name)
      if (name in named) complain("ffnn.w:" FNR ": equation " name " for the second time")
      named[name]
      if (found ~ /^\\eqdef/) { defined[name]; definitions++ } else { labelled[name]; equations++ }
    }
  }
  END {
    for (name in labelled) if (!(name in tested)) complain("equation " name " has no test; tests/test_equations.c says how to add one")
    for (name in tested) {
      tests++
      if (name in defined) complain("equation " name " has a test, so it should have \\eqlabel, not \\eqdef")
      else if (!(name in labelled)) complain("test eq_" name " has no equation")
    }
    if (equations == 0) complain("no equation was found")
    if (!bad) printf "%d equations, %d tests, none missing; %d definitions\n", equations, tests, definitions
    exit bad
  }' "$1" "$2"
