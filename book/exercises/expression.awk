# What the compiler says of a derivation's lines, in the words of derivations; the first error, or a comparison of a whole row with a number.
/comparison between pointer and integer/ || /: error: / {
  place = $0; sub(/: (error|warning):.*/, "", place)
  what = $0; sub(/.*: (error|warning): /, "", what); gsub(/\342\200[\230\231]/, "'", what)
  if (what ~ /^'[a-z]' undeclared/) what = "`" substr(what, 2, 1) "' has a value only inside sum_" substr(what, 2, 1) "(...)"
  else if (what ~ /comparison between pointer|invalid operands|incompatible types|wrong type argument|used where .* was expected|array subscript is not an integer/)
    what = "a word that is a row of numbers wants an index, such as y[c]"
  else if (what ~ /called object/) what = "before a parenthesis a * is missing"
  else if (what ~ /passed [0-9]+ arguments/) what = "two indices are written [k][c], each in brackets of its own"
  else if (what ~ /subscripted value/) what = "a word has an index too many"
  else if (what ~ /too (few|many) arguments/) what = what ": pow has two, the others have one"
  else if (what ~ /^expected/) what = "this is no expression: " what
  print place ": " what
  exit
}
