# Where the mistakes of mistakes.txt are to be made in a program that ctangle has written: awk -v part=NAME -f mistakes.awk mistakes.txt NAME.c
# prints, for each, the part, the line in it, column, length, replacement, the line in ffnn.w, the lot, and the test. A text that isn't found is an error.
BEGIN { FS = OFS = "\t" }
FILENAME ~ /txt$/ { # part, text, replacement, program and test, what it is
  if (!/^#/ && $1 == part) { n++; text[n] = $2; new[n] = $3; test[n] = $4 }
  next
}
/^#line/ { split($0, word, " "); line = word[2] - 1; next }
{
  line++
  for (j = 1; j <= n; j++)
    if (!found[j] && (found[j] = index($0, text[j]))) print part, FNR, found[j], length(text[j]), new[j], line, "mistakes", test[j]
}
END {
  for (j = 1; j <= n; j++) if (!found[j]) { print "tests/tools/mistakes.txt: not found: " text[j] >"/dev/stderr"; bad = 1 }
  exit bad
}
