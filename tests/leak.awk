# Where can a solution be read? awk -v kind=c -f leak.awk SOLUTIONS FILE...
# Prints each run of eight tokens that is in SOLUTIONS (solutions.awk) and in a FILE: FILE, tab, hole, tab, run.
# C (kind=c): blanks, #line, and CWEB's commands for the layout are no tokens; neither is what all programs have, headers of loops, braces, and
# variables that begin as 0. A run that begins within brackets is taken from the name before them, and must have two quantities in a statement: an index, or an element
# of an array with a comma, is no solution; nor is a call that hands
# names on, or a name for a field or for where something begins, if the file `given' has it, the library, nor what an exercise's own statement says, NAME.task. Comments are read in one pass, passed
# over in another.
# TeX (kind=tex): spaces, groups, the sizes of parentheses, and indices are no tokens.
function add(t) { token[++n] = t }
function words_of_c(line,    at) {
  if (line ~ /^[ \t]*#[ \t]*line /) return
  gsub(/@t[^@]*@>/, " ", line); gsub(/@[][|\/#+,;]/, " ", line); gsub(/@<[^@]*@>/, " @ ", line)
  while (line != "") {
    if (match(line, /^[ \t\r\\]+/)) { line = substr(line, RLENGTH + 1); continue }
    if (in_comment) {
      at = index(line, "*/")
      if (without) { if (!at) return; line = substr(line, at + 2); in_comment = 0; continue }
      if (at == 1) { line = substr(line, 3); in_comment = 0; continue }
    }
    if (substr(line, 1, 2) == "/*") { in_comment = 1; line = substr(line, 3); continue }
    if (without && substr(line, 1, 2) == "//") return
    if (!match(line, /^[A-Za-z_][A-Za-z_0-9]*/) && !match(line, /^([0-9]+\.?[0-9]*|\.[0-9]+)/) && !match(line, /^(\+\+|--|->|&&|\|\||<<|>>|[-+*\/%<>=!]=)/)) RLENGTH = 1
    add(substr(line, 1, RLENGTH)); line = substr(line, RLENGTH + 1)
  }
}
function words_of_tex(line,    t) {
  while (line != "") {
    if (match(line, /^[ \t\r~{}&$]+/)) { line = substr(line, RLENGTH + 1); continue }
    if (match(line, /^\\rm +[A-Za-z]+/)) { add("'" substr(line, 4, RLENGTH - 3)); line = substr(line, RLENGTH + 1); continue } # an upright word
    if (!match(line, /^\\[A-Za-z]+/) && !match(line, /^\\./) && !match(line, /^[0-9]+/)) RLENGTH = 1
    t = substr(line, 1, RLENGTH); line = substr(line, RLENGTH + 1)
    if (t == "\\hbox" && match(line, /^ *\{[^{}]*\}/)) { line = substr(line, RLENGTH + 1); add(""); continue } # words
    if (t ~ /^\\(eqlabel|eqdef|eqno)$/) { sub(/^\{[^}]*\}/, "", line); add(""); continue }
    if (t ~ /^\\([,!;>\/ ]|quad|qquad|[bB]ig+[lr]?|left|right|displaystyle|textstyle|rm|mathop|hfil|cr|out|hid|mskip|thinspace)$/) continue
    if (t == "_") { # an index: a group, or a token
      if (substr(line, 1, 1) != "{") { if (!match(line, /^\\[A-Za-z]+/)) RLENGTH = 1 }
      else if (!match(line, /^\{[^{}]*\}/) && !match(line, /^\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/)) RLENGTH = 1
      line = substr(line, RLENGTH + 1); continue
    }
    add(t)
  }
}
# the end of a loop's header that begins at token j, or 0
function header(j,    depth, semicolons, k) {
  if (token[j] !~ /^for(_[a-z]+)?$/ || token[j + 1] != "(") return 0
  for (k = j + 1; k <= n && k < j + 40; k++) {
    if (token[k] == "(") depth++
    if (token[k] == ";") semicolons++
    if (token[k] == ")" && --depth == 0) return semicolons == (token[j] == "for" ? 2 : 0) ? k : 0
  }
  return 0
}
function pass_over(    j, m, end) {
  for (j = 1; j <= n; j++) {
    if ((end = header(j))) { j = end; continue }
    if (token[j] == "{" || token[j] == "}") continue
    if (token[j] ~ /^(real|wide|double|int|long)$/ && token[j + 2] == "=" && token[j + 3] == "0" && token[j + 4] == ";") { j += 4; continue }
    token[++m] = token[j]
  }
  n = m + 0
}
# base[j]: where the quantity begins that token j belongs to, j itself unless it is a bracket or in brackets
function find_bases(    j, depth, at) {
  for (j = 1; j <= n; j++) {
    if (token[j] == "[" && (depth > 0 || j > 1 && token[j - 1] ~ /^([A-Za-z_][A-Za-z_0-9]*|\]|\))$/) && depth++ == 0) at = base[j - 1]
    base[j] = depth > 0 ? at : j
    if (token[j] == "]" && depth > 0) depth--
    if (token[j] == ";" || j - base[j] > 30) { depth = 0; base[j] = j }
  }
}
# how many quantities a statement in a run has: names, but for those of types, indices, and what is in math.h
function quantities(from, to,    j, count, most) {
  for (j = from; j <= to; j++) {
    if (kind == "tex") count += token[j] ~ /^([A-Za-z]|\\[A-Za-z]+)$/ && token[j] !~ /^\\(sum|prod|over|cdot|circ|ln|log|exp|partial|pd|bf|it|tr|approx|ldots|cdots|infty|le|ge|ne)$/
    else count += base[j] == j && token[j] ~ /^[A-Za-z_]/ && token[j] !~ /^([cdijkl]|c?exp|c?log|c?sqrt|c?pow|c?tanh|fabs|sizeof|return|if|else|real|wide|column|total|double|int|long|void|const|static)$/
    if (count > most) most = count
    if (token[j] == ";" && kind == "c") count = 0
  }
  return most
}
# calls that hand names on, names for what a structure has, and for where something begins
function plain(run) { gsub(/->/, "", run); return run ~ /^[A-Za-z_0-9 ,();.=]*$/ || run ~ /^[A-Za-z_0-9 ,();.=*+]*$/ && run ~ /(^| )(void|total|const)( |$)|[*] [)] [(]/ }
function finish(    j, from, run, i) {
  if (kind == "c") { pass_over(); find_bases() }
  for (j = 1; j + 7 <= n; j++) {
    from = kind == "c" ? base[j] : j
    run = token[from]
    for (i = from + 1; i <= j + 7; i++) run = run " " token[i]
    if (file == given || file ~ /[.]task$/) { if (file != given || plain(run)) excused[run]; continue }
    if (first) { if (!(run in excused) && run !~ /(^ |  | $)/ && run !~ /@/ && quantities(from, j + 7) >= (kind == "c" ? 2 : 3)) { if (!(run in solution)) solution[run] = hole; said[hole] } }
    else if (run in solution && !(run in excused) && !((file, run) in seen)) { seen[file, run]; print file "\t" solution[run] "\t" run }
  }
  n = in_comment = 0
}
BEGIN {
  for (f = given == ""; f < ARGC; f++) {
    first = f == 1; file = f == 0 ? given : ARGV[f]
    for (without = 0; without <= (kind == "c"); without++) {
      while ((getline line <file) > 0) {
        if (first && line ~ /^---- /) { finish(); hole = substr(line, 6); holes[hole] }
        else if (kind == "c") words_of_c(line)
        else words_of_tex(line)
      }
      finish(); close(file)
    }
  }
  for (hole in holes) if (!(hole in said)) print "-\t" hole "\tnothing in " kind " is eight tokens long"
}
