# The places where one small change makes a mutant of a tangled file: number of the line there, column, length,
# what to put there instead, line of ffnn.w. Preprocessor lines, comments, strings and characters are left alone.
BEGIN {
  OFS = "\t"
  n = split("+ - - + * / / * % / < <= <= < > >= >= > == != != == && || || && ++ -- -- ++ += -= -= += *= /= /= *= " \
    "& | | & ^ & << >> >> << |= &= &= |= ^= &= <<= >>= >>= <<= true false false true", word, " ")
  for (j = 1; j < n; j += 2) instead[word[j]] = word[j + 1]
  instead["!"] = "" # and these are left out
  dropped["break"] = dropped["continue"] = 1
  n = split("char int long double void size_t bool FILE real wide column total const restrict unsigned uint32_t uint64_t pthread_t " \
    "generator dataset network team table reader class_list heap model exchange setting settings run option command outcome moment draft struct return else do case", word, " ")
  for (j = 1; j <= n; j++) no_operand[word[j]] = 1
  number = "^(0[xX][0-9a-fA-F]*[.]?[0-9a-fA-F]*([pP][-+]?[0-9]+)?|([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?)[uUlL]*"
}

function other_number(text) {
  if (text ~ /[.pP]/ || text ~ /^[0-9]+[eE]/) return text + 0 == 0 && text !~ /[xX]/ ? "1." : "(2*" text ")"
  return text == "0" ? "1" : text == "1" ? "2" : "(" text "+1)"
}

function candidate(new) { print FNR, column, length(token), new, line }

/^#line/ { line = $2 - 1; next }
{
  line++
  skip = directive || $0 ~ /^[ \t]*#/
  directive = skip && $0 ~ /\\$/
  if (skip) next
  for (column = 1; (rest = substr($0, column)) != ""; column += length(token)) {
    if (comment) {
      end = index(rest, "*/")
      if (end == 0) break
      comment = 0
      token = substr(rest, 1, end + 1)
      continue
    }
    token = substr(rest, 1, 1)
    if (token ~ /[ \t]/) continue
    if (rest ~ /^\/[*]/) { comment = 1; token = "/*"; continue }
    if (match(rest, /^"([^"\\]|\\.)*"/) || match(rest, /^'([^'\\]|\\.)*'/)) token = substr(rest, 1, RLENGTH)
    else if (match(rest, /^[A-Za-z_][A-Za-z0-9_]*/)) {
      token = substr(rest, 1, RLENGTH)
      if (token in instead) candidate(instead[token])
      else if (token in dropped) candidate("")
    }
    else if (match(rest, number)) {
      token = substr(rest, 1, RLENGTH)
      candidate(other_number(token))
    }
    else {
      for (n = 3; n > 1; n--) if ((token = substr(rest, 1, n)) in instead || token == "->" || token == "...") break
      if (n == 1) token = substr(rest, 1, 1)
      operand = before ~ /^[A-Za-z0-9_.)\]"]/ && !(before in no_operand)
      if (token in instead && (operand || token !~ /^[*&]$/)) candidate(instead[token])
    }
    before = token
  }
}
