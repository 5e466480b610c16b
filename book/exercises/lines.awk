# The lines of a derivation, as C: awk -v name=mine/07.ch -v words="k h z" -v tsv=steps.tsv -f lines.awk text >lines.c
# text has the number of each line, a tab, the line (file.awk). A number is made a double, lest 1/2 be 0.
function wrong(line, what) { print name ":" line ": " what >"/dev/stderr"; failed = 1; exit 2 }
function expression(e, line,    out, depth, brackets, token, kinds) {
  while (e != "") {
    if (match(e, /^[ \t]+/)) { e = substr(e, RLENGTH + 1); out = out " "; continue }
    if (match(e, /^[A-Za-z_][A-Za-z_0-9]*/)) {
      token = substr(e, 1, RLENGTH)
      if (!(token in known)) wrong(line, "`" token "' isn't a word of this derivation; these are: " words)
    } else if (match(e, /^([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?/)) {
      token = substr(e, 1, RLENGTH)
      if (token !~ /[.eE]/ && brackets == 0) { out = out token ".0"; e = substr(e, RLENGTH + 1); continue }
    } else if (match(e, /^==/) || match(e, /^[-+*\/(),[\]]/)) {
      token = substr(e, 1, RLENGTH)
      if (token ~ /[[(]/) kinds = kinds token
      if (token == "[") brackets++
      if (token == "]") brackets--
      if (token ~ /[])]/) {
        if (substr(kinds, length(kinds)) != (token == ")" ? "(" : "[")) wrong(line, "there is a `" token "' too many")
        kinds = substr(kinds, 1, length(kinds) - 1)
      }
    } else wrong(line, "`" substr(e, 1, 1) "' has no place in an expression here; what a line may have are words, numbers, + - * / ( ) [ ] and ==")
    out = out token; e = substr(e, RLENGTH + 1)
  }
  if (kinds != "") wrong(line, "a `" (substr(kinds, length(kinds)) == "(" ? ")" : "]") "' is missing")
  return out
}
BEGIN {
  n = split(words " exp log sqrt pow tanh", w, " ")
  for (j = 1; j <= n; j++) known[w[j]] = 1
  print "#include \"derivation.h\""
  printf "" >tsv
}
{ line = $0; sub(/\t.*/, "", line); sub(/^[0-9]+\t/, "") }
open != "" { # an expression of several lines
  part = $0
  if (!index(part, "|")) { held = held " " part; next }
  $0 = open "|" held " " part; line = began; open = ""
}
/^[ \t]*\\(claim|step)[ \t]*\|/ {
  kind = $0 ~ /^[ \t]*\\claim/ ? "claim" : "step"
  e = $0; sub(/^[^|]*\|/, "", e)
  if (!index(e, "|")) { open = "\\" kind; held = e; began = line; next }
  sub(/\|.*/, "", e)
  if (e ~ /^[ \t]*$/) wrong(line, "there is nothing between the two bars")
  if (kind == "step" && !count) wrong(line, "a \\step needs a line before it; begin with a \\claim")
  text[++count] = e
  # a pair of parentheses around the whole, and the number of the student's line
  printf "#line %d \"%s\"\nstatic double line_%d(void) { return %s; }\n", line, name, count, expression(e, line)
  print line "\t" kind "\t" e >tsv
  next
}
/\\(claim|step)/ { wrong(line, "\\claim and \\step must stand at the beginning of a line, and a | must follow") }
END {
  if (failed) exit 2
  if (open != "") wrong(began, "the second | is missing")
  if (!count) exit 5
  printf "double (*const lines[])(void) = {"
  for (j = 1; j <= count; j++) printf "line_%d, ", j
  print "};\nconst int line_count = " count ";"
}
