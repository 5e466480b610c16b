# Is a change file the exercise's? awk -v row=LINE-OF-LIST.TSV -v name=mine/07.ch -v text=FILE -v code=FILE -f file.awk mine/07.ch
# Prints what is wrong and ends with 2; with 5 if nothing has been begun. Else prints which holes are filled, writes the student's lines, with their
# numbers, to two files: those of the derivation to text, and those of the program to code.
function wrong(line, what) { print name ":" line ": " what; failed = 1; exit 2 }
BEGIN {
  split(row, field, "\t"); holes = split(field[5], hole, " ")
  printf "" >text; printf "" >code
}
{ sub(/\r$/, ""); sub(/[ \t]+$/, "") }
/^@[XYZ]/ { wrong(NR, "`" substr($0, 1, 2) "' must be `" tolower(substr($0, 1, 2)) "'") }
/^[ \t]+@[xyz]$/ { wrong(NR, "@x, @y, and @z must stand at the beginning of a line") }
/^@x/ {
  if (state != "") wrong(NR, "an @x before the @z of the last change (line " began ")")
  state = "x"; began = NR; old = ""; lines = 0; next
}
/^@y/ {
  if (state != "x") wrong(NR, "an @y without an @x before it")
  if (++changes > holes) wrong(began, "this is a change of its own, which the exercise doesn't ask for; make reset N=" field[1] " gives a fresh file")
  split(hole[changes], part, ":")
  marker = part[2] == "text" ? "\\yours{" part[1] "}" : "  " part[1] "_is_yours;"
  if (lines != 1 || old != marker)
    wrong(began + 1, "between @x and @y there must be just the line `" marker "'; make reset N=" field[1] " gives a fresh file")
  state = "y"; is_text = part[2] == "text"; filled = bar = 0; empty = 1; next
}
/^@z/ {
  if (state != "y") wrong(NR, "an @z without an @x and an @y before it")
  if (!empty && filled) wrong(filled, "the line that was to be replaced still stands among yours; delete it")
  if (bar) wrong(bar, "the second | is missing")
  if (!empty) begun[changes] = 1
  state = ""; next
}
state == "x" { old = $0; lines++; next }
state == "y" {
  if ($0 ~ /^ *\\yours\{[a-z0-9_]+\}$/ || $0 ~ /^ *[a-z0-9_]+_is_yours; *$/) { filled = NR; next }
  if ($0 !~ /^[ \t]*$/ && !(is_text && $0 ~ /^%/)) empty = 0
  rest = $0
  gsub(/@@/, "", rest)
  if (rest ~ /@$/ || rest ~ (is_text ? "@[^<>^.:]" : "@[^<>^.:|#\\/,;+t[\\]&=-]"))
    wrong(NR, "`@' begins a command of CWEB that has no place here" (is_text ? "; for the sign itself write @@" : ""))
  if (!is_text && (rest ~ /#/ || rest ~ /%:/ || rest ~ /\?\?=/)) wrong(NR, "a line for the preprocessor has no place here")
  if (!is_text && (rest ~ /(^|[^A-Za-z0-9_])(__)?asm/ || rest ~ /__attribute|_Pragma/)) wrong(NR, "assembly language, attributes, and pragmas have no place here")
  if (!is_text && (rest ~ /@[&=]/ || rest ~ /\\$/)) wrong(NR, "joining pieces of a word has no place here")
  if (rest ~ /[\200-\377]/ && !warned++) print "note: " name ":" NR ": there is a letter here that the print does not know" >"/dev/stderr"
  if (is_text) { # bars come in pairs, within a paragraph
    if (bar && ($0 ~ /^[ \t]*$/ || $0 ~ /^[ \t]*\\(claim|step)/)) wrong(bar, "the second | is missing")
    gsub(/\\\|/, "", rest)
    if (gsub(/\|/, "", rest)%2) bar = bar ? 0 : NR
  }
  print NR "\t" $0 >(is_text ? text : code)
}
END {
  if (failed) exit 2
  if (state != "") wrong(began, "the change that begins here has no " (state == "x" ? "@y" : "@z"))
  if (changes < holes) wrong(NR, "only " changes + 0 " of " holes " changes are left; make reset N=" field[1] " gives a fresh file")
  for (j = 1; j <= holes; j++) if (j in begun) { printf "%s%s", any++ ? " " : "", hole[j] }
  if (!any) exit 5
  print ""
}
