# What TeX stumbled over, from its output (with -file-line-error): awk -v part=number gives the exercise, by the file that was being read; else the
# message, with the line of the change file (second file) in which the text occurs that TeX quotes.
function squeeze(s) { gsub(/[ \t]+/, " ", s); sub(/ $/, "", s); return s }
FNR == 1 { file++ }
/^Output written/ { ended = 1 }
file == 1 {
  rest = $0
  while (match(rest, /\(\.\/[0-9]+s\.tex/)) { number = substr(rest, RSTART + 3, RLENGTH - 8); rest = substr(rest, RSTART + RLENGTH) }
  if (error == "" && match($0, /^\.\/[^:]*:[0-9]+: /)) error = substr($0, RLENGTH + 1)
  else if (error == "" && /^! /) error = substr($0, 3)
  else if (error != "" && /^(l\.[0-9]+ |<argument> )/) { # the text before the place of the error
    s = $0; sub(/^(l\.[0-9]+|<argument>) (\.\.\.)?/, "", s)
    quoted[++n] = squeeze(s)
  }
  next
}
{ text[FNR] = squeeze($0); lines = FNR }
END {
  if (part == "number") { print number; exit }
  for (m = 1; m <= n && !at; m++)
    for (k = length(quoted[m]) > 40 ? 40 : length(quoted[m]); k >= 4 && !at; k--) {
      s = substr(quoted[m], length(quoted[m]) - k + 1)
      for (j = 1; j <= lines; j++) if (index(text[j], s)) { at = j; shown = s; break }
    }
  if (error == "") error = ended ? "it ends here: is there an \\end?" : "it was still busy when its time was up"
  print name (at ? ":" at : "") ": TeX says: " error (at ? " (after `" shown "')" : "")
}
