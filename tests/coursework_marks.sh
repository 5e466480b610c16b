#!/bin/sh
# The marks of the exercises change nothing: sh tests/coursework_marks.sh, from the top. Without them the woven book has the same bytes and the programs
# are the same but for empty lines and numbers of lines; with the holes of all exercises, the web still has the book's sections, and an
# answer's one-line markers match.
B=${B:-build} here=book/exercises
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT INT TERM
mkdir "$d/marked" "$d/plain" "$d/holes"
cp ffnn.w "$d/marked/web.w"
sed -E '/^@q (begin|end|hide).*@>$/d' ffnn.w >"$d/plain/web.w"
awk -v holes="$(awk -F '\t' '!/^#/ { print $5 }' $here/list.tsv | tr '\n' ' ')" -f $here/web.awk ffnn.w >"$d/holes/web.w"
cmp -s "$d/marked/web.w" "$d/plain/web.w" && { echo 'there are no marks'; exit 1; }
for w in marked plain holes; do
  (cd "$d/$w" && { ctangle web.w && cweave web.w; } >log 2>&1) || { test $w = holes || { cat "$d/$w/log"; exit 1; }; }
done
cmp "$d/marked/web.tex" "$d/plain/web.tex" || { echo 'marks change the book'; exit 1; }
for f in "$d"/plain/*.[ch]; do
  for w in marked plain; do sed '/^#line/d;/^ *$/d' "$d/$w/${f##*/}" >"$d/$w.c"; done
  cmp "$d/marked.c" "$d/plain.c" || { echo "marks change ${f##*/}"; exit 1; }
done
count() { grep -c '^\\[MN]{*[0-9]' "$d/$1/web.tex"; }
test "$(count marked)" = "$(count holes)" || { echo "with holes the web has $(count holes) sections instead of $(count marked)"; exit 1; }
# each mark begins and ends, and each hole of the list is marked once
awk -F '\t' 'NR == FNR { if (!/^#/) { n = split($5, part, " "); for (j = 1; j <= n; j++) wanted[part[j]] = 1 } next }
  /^@q (begin|hide)/ { if (open) { print "line " FNR ": a mark inside another"; bad = 1 } open = 1; h = $0; if (sub(/^@q begin /, "", h)) { sub(/@>$/, "", h); if (h in seen) { print h " is marked twice"; bad = 1 } seen[h] = 1 } }
  /^@q end@>/ { if (!open) { print "line " FNR ": an end without a beginning"; bad = 1 } open = 0 }
  END { for (h in wanted) if (!(h in seen)) { print h " is not marked"; bad = 1 }
    for (h in seen) if (!(h in wanted)) { print h " is marked for no exercise"; bad = 1 }
    exit bad }' $here/list.tsv ffnn.w || exit 1
echo "marks: $(grep -c '^@q begin' ffnn.w) regions; the book and $(ls "$d"/plain/*.[ch] | wc -l) files are the same without them, the sections $(count holes) with holes"
