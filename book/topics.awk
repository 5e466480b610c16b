# Bring README.md's references to the book up to date: the last column of its table of topics says where the book treats the topic
# that is named in the first; and behind "section N<!--LABEL-->" or "sections N<!--LABEL-->", N is that label's section.
# Arguments: build/ffnn.top, with lines "topic;section;page", build/ffnn.lab, with lines "\deflabel{sec.LABEL}{N}", and README.md;
# prints README.md anew. It fails if the table and the book don't have the same topics, or a label isn't there.
function wrong(what) { print "README.md: " what >"/dev/stderr"; bad = 1 }
FNR == 1 { file++ }
file == 1 { split($0, part, ";"); where[part[1]] = where[part[1]] (where[part[1]] == "" ? "" : "; ") "§" part[2] ", p. " part[3]; next }
file == 2 { if (match($0, /{sec[.][a-z]+}{[0-9]+}/)) { split(substr($0, RSTART + 5), part, /[{}]+/); section[part[1]] = part[2] }; next }
/^\| .*\|$/ {
  split($0, cell, / *\| */)
  if (cell[2] in where) { $0 = "| " cell[2] " | " cell[3] " | " where[cell[2]] " |"; seen[cell[2]] = 1 }
  else if (cell[4] ~ /^§/) wrong("a topic that isn't in the book: " cell[2])
}
{
  done = ""
  while (match($0, /[0-9]+<!--[a-z]+-->/)) {
    found = substr($0, RSTART, RLENGTH)
    label = substr(found, index(found, "<") + 4)
    sub(/-->/, "", label)
    if (!(label in section)) wrong("no section has the label " label)
    done = done substr($0, 1, RSTART - 1) section[label] "<!--" label "-->"
    $0 = substr($0, RSTART + RLENGTH)
  }
  print done $0
}
END {
  for (t in where) if (!(t in seen)) wrong("a topic not in the table: " t)
  exit bad
}
