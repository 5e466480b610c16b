# The sections of a tangled file, whole functions, in which something of the student's is: awk -v file=mine/07.ch -f cut.awk network.c
# ctangle puts the number of a section around it, /*57:*/ ... /*:57*/; the functions are at the second level.
{
  rest = $0
  while (match(rest, /\/\*:?[0-9]+:?\*\//)) {
    if (substr(rest, RSTART + 2, 1) == ":") {
      if (--depth == 1 && hit) printf "%s", text
    } else if (++depth == 2) { text = ""; hit = 0 }
    rest = substr(rest, RSTART + RLENGTH)
  }
  if ($0 ~ /^#line/ && $3 == "\"" file "\"") hit = 1
  text = text $0 "\n"
}
