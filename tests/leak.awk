# Where a solution can be read: awk -v kind=c -f leak.awk SOLUTIONS FILE...
# Prints each run of eight tokens that is in SOLUTIONS and in a FILE, as FILE, tab, run. In SOLUTIONS a line of dashes begins another solution.
# C (kind=c): blanks, #line, CWEB's marks for the layout are passed over, and what any program has, the headers of loops, braces, and
# variables that begin as 0; comments are read in one pass and passed over in another. TeX (kind=tex): spacing, grouping, the sizes of
# parentheses, and indices are passed over.
function add(t) { token[++n] = t }
function words_of_c(line) {
  if (line ~ /^[ \t]*#[ \t]*line /) return
  gsub(/@t[^@]*@>/, " ", line); gsub(/@[][|\/#+,;]/, " ", line); gsub(/@</, " ; ", line)
  while (line != "") {
    if (match(line, /^[ \t\r\\]+/)) { line = substr(line, RLENGTH + 1); continue }
    if (in_comment) { # its text is read in the first pass only
      at = index(line, "*/")
      if (without) { if (!at) return; line = substr(line, at + 2); in_comment = 0; continue }
      if (at == 1) { line = substr(line, 3); in_comment = 0; continue }
    }
    if (substr(line, 1, 2) == "/*") { in_comment = 1; line = substr(line, 3); continue }
    if (!match(line, /^[A-Za-z_][A-Za-z_0-9]*/) && !match(line, /^([0-9]+\.?[0-9]*|\.[0-9]+)/) && !match(line, /^(\+\+|--|->|&&|\|\||<<|>>|[-+*\/%<>=!]=)/)) RLENGTH = 1
    add(substr(line, 1, RLENGTH)); line = substr(line, RLENGTH + 1)
  }
}
function words_of_tex(line,    t) {
  while (line != "") {
    if (match(line, /^[ \t\r~{}&$]+/)) { line = substr(line, RLENGTH + 1); continue }
    if (!match(line, /^\\[A-Za-z]+/) && !match(line, /^\\./) && !match(line, /^[0-9]+/)) RLENGTH = 1
    t = substr(line, 1, RLENGTH); line = substr(line, RLENGTH + 1)
    if (t ~ /^\\(eqlabel|eqdef|eqno)$/) { sub(/^\{[^}]*\}/, "", line); add("--"); continue }
    if (t ~ /^\\([,!;>\/ ]|q?quad|qquad|[bB]ig+[lr]?|left|right|displaystyle|textstyle|rm|mathop|hbox|hfil|cr|out|hid|mskip|thinspace)$/) continue
    if (t == "_") { # an index: a group, or a token
      if (substr(line, 1, 1) == "{") { if (!match(line, /^\{[^{}]*\}/) && !match(line, /^\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/)) RLENGTH = 1 }
      else if (!match(line, /^\\[A-Za-z]+/)) RLENGTH = 1
      line = substr(line, RLENGTH + 1); continue
    }
    add(t)
  }
}
# the end of a loop's header that begins at token j, or 0
function header(j,    d, semicolons, k) {
  if (token[j] !~ /^for(_[a-z]+)?$/ || token[j + 1] != "(") return 0
  for (k = j + 1; k <= n && k < j + 40; k++) {
    if (token[k] == "(") d++
    if (token[k] == ";") semicolons++
    if (token[k] == ")" && --d == 0) return semicolons == (token[j] == "for" ? 2 : 0) ? k : 0
  }
  return 0
}
function pass_over(    j, m, h) {
  for (j = 1; j <= n; j++) {
    if ((h = header(j))) { j = h; continue }
    if (token[j] == "{" || token[j] == "}") continue
    if (token[j] ~ /^(real|double|int|long)$/ && token[j + 2] == "=" && token[j + 3] == "0" && token[j + 4] == ";") { j += 4; continue }
    token[++m] = token[j]
  }
  n = m + 0
}
# The first token of each quantity: base[j] is j itself, but for brackets and what is in them, where it is the name before.
function find_bases(    j, depth, at) {
  for (j = 1; j <= n; j++) {
    if (token[j] == "[" && (depth > 0 || j > 1 && token[j - 1] ~ /^([A-Za-z_][A-Za-z_0-9]*|\]|\))$/)) { if (depth++ == 0) at = base[j - 1] }
    base[j] = depth > 0 ? at : j
    if (token[j] == "]" && depth > 0 && --depth == 0) base[j] = at
    if (token[j] == ";" || j - base[j] > 30) { depth = 0; base[j] = j }
  }
}
# A run says something if it has two quantities; what is between brackets belongs to the quantity before them.
function says(from, to,    j, quantities) {
  for (j = from; j <= to; j++)
    if (base[j] == j && token[j] ~ /^[A-Za-z_1-9.]/ && token[j] !~ /^(return|if|else|real|double|int|long|const|static)$/) quantities++
  return kind == "tex" || quantities >= 2
}
function finish(    j, from, key, i) {
  if (kind == "c") { pass_over(); find_bases() }
  for (j = 1; j + 7 <= n; j++) {
    from = kind == "c" ? base[j] : j
    key = token[from]
    for (i = from + 1; i <= j + 7; i++) key = key " " token[i]
    if (key ~ /(^| )-----*( |$)/ || (kind == "tex" && key ~ /(^| )--( |$)/)) continue
    if (first) { if (says(from, j + 7)) solution[key] = 1 }
    else if (key in solution && !((file, key) in seen)) { seen[file, key] = 1; print file "\t" key }
  }
  n = in_comment = 0
}
function take(line) {
  if (first && line ~ /^-----*$/) { finish(); return }
  if (kind == "c") words_of_c(line); else words_of_tex(line)
}
BEGIN {
  for (f = 1; f < ARGC; f++) {
    first = f == 1; file = ARGV[f]
    for (without = 0; without <= (kind == "c"); without++) {
      close(file)
      while ((getline line <file) > 0) take(line)
      finish()
    }
    close(file)
  }
}
