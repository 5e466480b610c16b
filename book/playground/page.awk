# The page, put together: awk -v B=FOLDER -v PG=FOLDER -f page.awk ffnn.lab page.html. In the page and in what it includes,
#   @INCLUDE file@  is the file, of the folder PG       @BASE64 file@   the file, of the folder B, in base 64
#   @EQ label@      is the number of a label            @SEC label@     that of the section with this label
#   @LINK label@    is a link into the book, to the label, with its number as equation (2), figure, section, or exercise
#   @LABELS@        all labels that the page's script may ask for, as JSON
# An unknown label, or a file that can't be read, ends it with an error.
function fail(what) {
  print "page.awk: " what >"/dev/stderr"
  failed = 1
  exit 1
}
function output(command,   line, all, first) {
  first = 1
  while ((command | getline line) > 0) {
    all = all (first ? "" : "\n") line
    first = 0
  }
  if (close(command) != 0) fail(command " has failed")
  return all
}
function number(label) {
  if (!(label in labels)) fail("the book has no label " label)
  return labels[label]
}
function link(label,   kind) {
  kind = label
  sub(/[.].*/, "", kind)
  return "<a href=\"ffnn.pdf#nameddest=" label "\">" (kind == "eq" ? "(" number(label) ")" : \
    (kind == "fig" ? "Fig.&nbsp;" : kind == "sec" ? "§" : "exercise&nbsp;") number(label)) "</a>"
}
function expanded(text,   out, word, rest) {
  while (match(text, /@(INCLUDE|BASE64|EQ|SEC|LINK|LABELS)( [^@]*)?@/)) {
    out = out substr(text, 1, RSTART - 1)
    word = substr(text, RSTART + 1, RLENGTH - 2)
    text = substr(text, RSTART + RLENGTH)
    rest = word
    sub(/ .*/, "", word)
    sub(/^[^ ]* ?/, "", rest)
    if (word == "INCLUDE") out = out expanded(output((rest ~ /[.](js|css)$/ ? "sed 's,^ *,,; /^[/][/]/d; /^$/d' " : "cat ") PG "/" rest)) # without comments and indentation
    else if (word == "BASE64") out = out output("base64 -w0 " B "/" rest)
    else if (word == "LINK") out = out link(rest)
    else if (word == "LABELS") out = out "{" json "}"
    else out = out number(rest)
  }
  return out text
}
FNR == NR {
  if (match($0, /{[^}]*}{[^}]*}/)) {
    split(substr($0, RSTART + 1, RLENGTH - 2), part, /}{/)
    labels[part[1]] = part[2]
    if (part[1] ~ /^(eq|fig|sec)[.]/) json = json (json == "" ? "" : ",") "\"" part[1] "\":" part[2]
  }
  next
}
{ print expanded($0) }
END { if (failed) exit 1 }
