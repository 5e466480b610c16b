#!/bin/sh
# Does the tree that is handed out work? sh tests/coursework_student.sh [NAME...], from the top, after make build/exercises/ready. With nothing but gcc, make,
# CWEB, and what every system has, without a network if that can be shut off, in a folder with a blank in its name, and as an ordinary user if we are root:
# it is made; its verdicts are those of the book's tree, for all right answers and three mistakes of each exercise (QUICK=yes: of two exercises);
# and the answers to 01 to 10 make the trainer, but not if one of them is wrong.
B=${B:-build} here=book/exercises tab=$(printf '\t') bad=0 compared=0
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT INT TERM
mkdir "$d/tools" "$d/a student" "$d/home"
for tool in gcc cc as ld nm ar make ctangle cweave sh awk sed grep cat cp mv rm mkdir rmdir ls ln cut head tail tr sort uniq wc fold touch date sleep dirname basename \
  printf echo test expr true false env id uname mktemp cmp diff tee find xargs cksum od kill; do
  (IFS=:; for p in $PATH; do test -x "$p/$tool" && exec ln -s "$p/$tool" "$d/tools/$tool"; done)
done
tree="$d/a student/tree"
B=$B STUDENT=0417 COURSE=word sh $here/student.sh "$tree" >"$d/log" 2>&1 || { cat "$d/log"; exit 1; }
test "$(cat "$tree/$here/seed")" = "$(printf 'word 0417' | cksum | cut -d ' ' -f 1)" || { echo 'the seed is wrong'; bad=1; }
B=$B sh $here/student.sh "$tree" >"$d/log" 2>&1 && { echo 'a folder that is not empty was overwritten'; bad=1; }
rm "$tree/$here/seed"

lonely= user=
unshare -n true 2>/dev/null && lonely='unshare -n'
if test "$(id -u)" = 0 && command -v setpriv >/dev/null; then
  user='setpriv --reuid=65534 --regid=65534 --clear-groups'
  chmod 755 "$d"; chown -R 65534:65534 "$d/a student" "$d/home"
fi
# there COMMAND: in the students' tree, with only the tools
there() { (cd "$tree" && $lonely $user env -i PATH="$d/tools" HOME="$d/home" LANG=C "$@"); }
there make >"$d/log" 2>&1 || { echo "make fails in the students' tree:"; tail -20 "$d/log"; exit 1; }
there make -s exercise N=00 >"$d/out" 2>&1
grep -q "not begun" "$d/out" || { echo "exercise 00 as handed out isn't \"not begun\":"; cat "$d/out"; bad=1; }
awk '/^== / { n++; next } n == 1 && !/^-- /' $here/by_hand.right >"$tree/mine/00.txt"
there make -s exercise N=00 >"$d/out" 2>&1 || { echo "exercise 00: the right numbers are wrong:"; cat "$d/out"; bad=1; }

verdicts() { cat "$1/verdict.tsv" "$1/lines.tsv" 2>/dev/null; }
compare() {
  mkdir -p "$tree/mine" && cp "$d/answer.ch" "$tree/mine/$number.ch"
  there make -s exercise N=$number >"$d/there.out" 2>&1
  mkdir -p "$d/mine" && cp "$d/answer.ch" "$d/mine/$number.ch"
  B=$B MINE=$d/mine WORK=$d/work LANG=C SEED=1 sh $here/check.sh $number >"$d/here.out" 2>&1
  compared=$((compared + 1))
  verdicts "$tree/build/exercises/$number" >"$d/there"; verdicts "$d/work/$number" >"$d/here"
  test -s "$d/here" && cmp -s "$d/here" "$d/there" && return
  bad=$((bad + 1))
  test $bad -gt 5 || { echo "exercise $number, $1: not the verdict of the book's tree"; diff "$d/here" "$d/there"; cat "$d/there.out"; }
}
all=$(awk -F '\t' -v quick="$QUICK" '!/^#/ && $5 != "" && (!quick || $1 ~ /^(07|19)$/) { print $2 }' $here/list.tsv)
for name in ${*:-$all}; do
  row=$(awk -v name="$name" '$2 == name' $here/list.tsv) number=$(printf '%s\n' "$row" | cut -f1)
  there make -s exercise N=$number >"$d/out" 2>&1
  grep -q "is there now" "$d/out" && there make -s exercise N=$number 2>&1 | grep -q "not begun" || { echo "exercise $number as handed out isn't \"not begun\":"; cat "$d/out"; bad=1; }
  test -f "$here/$name.right" || continue
  for file in right mistakes; do
    n=$(grep -c '^== ' "$here/$name.$file")
    test $file = mistakes && test "$n" -gt 3 && n=3
    j=0; while test $j -lt "$n"; do
      j=$((j + 1))
      awk -v row="$row" -v number=$j -v web=ffnn.w -f $here/entry.awk "$here/$name.right" "$here/$name.$file" >"$d/answer.ch"
      compare "$file $j"
    done
  done
done
# the answers to 01 to 10 make the trainer, and a sheet
if test $# = 0; then
  # give NUMBER KIND: the first answer of that kind
  give() {
    row=$(grep "^$1$tab" $here/list.tsv) name=$(printf '%s\n' "$row" | cut -f2)
    awk -v row="$row" -v number=1 -v web=ffnn.w -f $here/entry.awk "$here/$name.right" "$here/$name.$2" >"$tree/mine/$1.ch"
  }
  for number in 01 02 03 04 05 06 07 08 09 10; do
    give $number right
    there make -s exercise N=$number >"$d/out" 2>&1 || { cat "$d/out"; bad=1; }
  done
  give 07 mistakes
  there make -s mine >"$d/out" 2>&1; status=$?
  test $status = 2 && grep -q 'Not right yet: 07 (make exercise N=07 says more)$' "$d/out" || { echo 'with a wrong answer the trainer should ask for a right one:'; cat "$d/out"; bad=1; }
  give 07 right
  there make -s mine >"$d/out" 2>&1 && grep -q 'misclassified: 0 of 2000' "$d/out" || { echo 'the trainer of the answers is not what it should be:'; cat "$d/out"; bad=1; }
  if command -v pdftex >/dev/null; then
    (cd "$tree" && $user env HOME="$d/home" make -s homework NAME='Ada Lovelace') >"$d/out" 2>&1 && test -s "$tree/build/homework.pdf" || { echo 'there is no homework sheet:'; cat "$d/out"; bad=1; }
  fi
fi
there make -s clean >"$d/log" 2>&1 && test ! -e "$tree/build" && test -e "$tree/mine" || { echo 'make clean does not, or does too much'; bad=1; }
test $bad = 0 && echo "the students' tree works${lonely:+ without a network}${user:+, as an ordinary user}: $compared answers have the same verdicts"
exit $bad
