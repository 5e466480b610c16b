# Bring README.md's table of topics up to date: its last column says where the book treats the topic that is named in the first.
# Arguments: build/ffnn.top, with lines "topic;section;page", and README.md; prints README.md anew.
BEGIN { FS = ";" }
FNR == NR { where[$1] = where[$1] (where[$1] == "" ? "" : "; ") "§" $2 ", p. " $3; next }
/^\| .*\|$/ {
  split($0, cell, / *\| */)
  if (cell[2] in where) { print "| " cell[2] " | " cell[3] " | " where[cell[2]] " |"; seen[cell[2]] = 1; next }
}
{ print }
END { for (t in where) if (!(t in seen)) print "topic not in the table: " t >"/dev/stderr" }
