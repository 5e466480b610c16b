#!/bin/sh
# The tree that is handed out to students: sh book/exercises/student.sh DIR, from the top. It has no solutions, answers, and tests (tests/coursework_leak.sh
# looks for them). DIR must not be there, or be empty. With STUDENT=id and COURSE=word it is that student's: the numbers come from a seed.
# From the build folder B it takes the book's numbers, if they are there; and if the figures are, too, it makes the students' book.
set -e
dir=$1 B=${B:-build} here=book/exercises
refuse() { echo "make student: $1" >&2; exit 1; }
test -n "$dir" || refuse 'say where: make student DIR=../handout [STUDENT=id COURSE=word]'
test -z "$STUDENT" || test -n "$COURSE" || refuse 'STUDENT needs a COURSE=word, the same for all, and for make grade'
test -z "$STUDENT" || STUDENT=$(sh $here/student_seed.sh id "$STUDENT") || refuse "STUDENT is a name or a number of letters, digits, and . _ @ + - only, not '$STUDENT'"
if test -e "$dir" || test -h "$dir"; then
  test -d "$dir" && test ! -h "$dir" && test -z "$(ls -A "$dir")" || refuse "$dir is there already, and isn't empty"
fi
# everything is made beside DIR, and gets its name when it is complete
new=${dir%/}.$$ made=
work=$(mktemp -d)
trap 'rm -rf "$work" "$new"' EXIT
trap 'exit 1' INT TERM HUP
mkdir -p "$new/$here"

awk -v list=$here/list.tsv -f $here/student.awk ffnn.w >"$new/ffnn.w"
cp $here/student.mk "$new/Makefile"
sed '/^# --- not for students/,$d' $here/exercises.mk >"$new/$here/exercises.mk"
cp book/ffnnmac.tex book/gnuplotmac.tex book/cweb.sh "$new/book/"
for f in $here/*.c $here/*.h $here/*.awk $here/*.sed $here/*.sh $here/*.tex $here/*.tsv $here/*.hints $here/*.task $here/*.gp; do
  case ${f##*/} in \**|student.*|grade*|student_seed.sh|jail*|box*|entry.awk|session.sh|points.tsv) continue ;; esac
  cp "$f" "$new/$here/"
done
seed=1
if test -n "$STUDENT"; then
  seed=$(sh $here/student_seed.sh seed "$STUDENT" "$COURSE")
  echo "$seed" >"$new/$here/seed"
fi
sort $here/list.tsv >"$work/list"
awk -F '\t' -v student="$STUDENT" '
  NR == FNR { if (!/^#/) list = list "* `" $1 "` " $3 "\n"; next }
  $0 == "@LIST@" { printf "%s", list; next }
  $0 == "@STUDENT@" { if (student != "") print "This copy is for " student ": some exercises have numbers of their own in it.\n"; next }
  { print }' "$work/list" $here/student.md >"$new/README.md"

# the book's numbers, as far as the students' book has them
if test -f "$B/ffnn.lab" && test -f "$B/numbers.tex"; then
  cp "$B/ffnn.lab" "$new/$here/"
  awk 'NR == FNR { while (match($0, /\\num\{[^}]*\}/)) { used[substr($0, RSTART + 5, RLENGTH - 6)] = 1; $0 = substr($0, RSTART + RLENGTH) } next }
    { name = $0; sub(/^\\defnum\{/, "", name); sub(/\}.*/, "", name) } name in used || name ~ /^eq\./ || name == "version"' "$new/ffnn.w" "$B/numbers.tex" >"$new/$here/numbers.tex"
  made=' with the book'\''s numbers'
fi

# Part I with its holes; the labels are those of the book
holes=$(awk -F '\t' '!/^#/ && $1 <= 10 { print $5 }' $here/list.tsv | tr '\n' ' ')
book() {
  command -v pdftex >/dev/null && test -f "$new/$here/numbers.tex" && test -f "$B/coursework.tex" || return 0
  for f in $(sed -n 's/^\\figure{\([a-z]*\)}.*/\1/p' "$new/ffnn.w" | sort -u); do test -f "$B/figures/$f.tex" || return 0; done
  awk -v list=$here/list.tsv -v counters=yes -f $here/student.awk ffnn.w | awk -v holes="$holes" -v list="$work/list" -f $here/web.awk |
    sed '/^\\def\\edition/a\
\\input student' >"$work/web.w"
  mkdir "$work/book"
  cp book/ffnnmac.tex book/gnuplotmac.tex "$work/book/"
  cp $here/student.tex $here/*.tex "$new/$here/numbers.tex" "$B"/*.txt "$B"/coursework.tex "$work/" 2>/dev/null || :
  cp "$B/ffnn.lab" "$work/book.lab"
  cp -r "$B/figures" "$work/figures"
  (cd "$work" && { cweave web.w >cweave.log || test "$(grep "^!" cweave.log | grep -vc "^! Never used")" = 0; } && awk '/^\\N\{0\}\{[0-9]*\}Experiments\./ { exit } { print } END { print "\\con" }' web.tex >student-book.tex &&
    for pass in 1 2 3; do openin_any=p openout_any=p pdftex -no-shell-escape -halt-on-error -interaction=nonstopmode student-book.tex || exit 1; done) >"$work/log" 2>&1 ||
    { tail -20 "$work/log" >&2; refuse 'the book could not be made'; }
  awk 'NR == FNR { label[$0]; key = $0; sub(/}.*/, "", key); known[key]; next } { key = $0; sub(/}.*/, "", key) } key in known && !($0 in label) { n++ }
    END { if (n) print "make student: " n " numbers of the build folder are older than ffnn.w; make book renews them" }' "$work/book.lab" "$work/student-book.lab" >&2
  mv "$work/student-book.pdf" "$new/book.pdf"
  made=" with the book's numbers, and book.pdf"
}
book

if test -d "$dir"; then rmdir "$dir"; fi
mv "$new" "$dir"
echo "$dir:$made seed $seed; its README.md says how to begin"
