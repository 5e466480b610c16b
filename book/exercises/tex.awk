# Sentences of the judge as TeX: what has brackets or underscores is C, and set in typewriter type; short formulas, such as h(1-h), are mathematics.
function tex(s,    out, m, w, j, word, tail) {
  m = split(s, w, " ")
  for (j = 1; j <= m; j++) {
    word = w[j]; tail = ""
    if (match(word, /[.,;:?]+$/)) { tail = substr(word, RSTART); word = substr(word, 1, RSTART - 1) }
    if (word ~ /^[A-Za-z0-9()*+\/^.-]+$/ && word ~ /[(^*\/]|^[0-9]-[a-z]$|^-?[0-9.]+(e[-+]?[0-9]+)?$/ && word !~ /[A-Za-z][A-Za-z][A-Za-z]|[0-9]\/[0-9]+\.ch|\.ch/) {
      if (word ~ /^-?[0-9.]+e/) { sub(/e\+?0*/, "\\cdot10^{", word); sub(/-0*/, "-", word); word = word "}" }
      gsub(/\*/, "\\,", word)
      out = out " $" word "$"
    } else if (word ~ /[_[]|mine\//) out = out " \\.{" plain(word) "}"
    else out = out " " plain(word)
    out = out tail
  }
  return substr(out, 2)
}
function plain(s) {
  gsub(/\\/, "\001", s); gsub(/\{/, "\002", s); gsub(/\}/, "\003", s); gsub(/[#$%_]/, "\\\\&", s); gsub(/&/, "\\AM{}", s)
  gsub(/\002/, "$\\lbrace$", s); gsub(/\003/, "$\\rbrace$", s)
  gsub(/\^/, "\\^{}", s); gsub(/~/, "\\~{}", s); gsub(/\001/, "$\\backslash$", s); gsub(/</, "$<$", s); gsub(/>/, "$>$", s); gsub(/\|/, "$\\vert$", s)
  gsub(/"/, "''", s)
  return s
}
