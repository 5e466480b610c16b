#!/bin/sh
# The trainer, built out of the student's own functions: sh book/exercises/mine.sh, from the top; WITH has exercises besides 01 to 10. The programs that
# are right are put into one change file, in the order of the web; with it network.c and data.c are made in a folder of their own, for mine.c.
B=${B:-build} MINE=${MINE:-mine} WORK=${WORK:-build/exercises} CC=${CC:-cc} here=book/exercises tab=$(printf '\t')
parts=$B/mine-parts taken= theirs= seen=
export B MINE WORK
rm -rf "$parts" && mkdir -p "$parts" || exit 1
: >"$parts/all.ch"
for number in $WITH - 01 02 03 04 05 06 07 08 09 10; do
  case $number in -) core=yes; continue ;; [0-9]) number=0$number ;; esac
  row=$(grep "^$number$tab" $here/list.tsv)
  case $row,$number in ,*|*,00|*,19) test -n "$core" && continue; echo "WITH: an exercise that changes the trainer, such as 12, 13, 14, 16; not $number"; exit 2 ;; esac
  # its places in the program; a variant comes first, and what it takes isn't taken again
  holes=
  for h in $(printf '%s\n' "$row" | cut -f5); do
    case " $seen $h" in *:text) ;; *" $h "*) ;; *) holes="$holes $h" ;; esac
  done
  test -n "$holes" || continue
  if test "$(sh $here/commands.sh program $number)" != right; then
    test ! -e "$MINE/$number.ch" || QUIET=yes sh $here/check.sh $number
    if test "$(sh $here/commands.sh program $number)" != right; then
      test -n "$core" || { echo "the program of exercise $number isn't right yet: make exercise N=$number"; exit 1; }
      theirs="$theirs $number"; continue
    fi
  fi
  seen="$seen$holes " taken="$taken $number"
  awk -v holes="$holes " '/^@x/ { getline key; sub(/[ \t\r]*$/, "", key); name = key; sub(/_is_yours;.*/, "", name); sub(/^ */, "", name); on = index(holes, " " name ":code "); if (on) print "@x\n" key; next }
    on { sub(/\r$/, ""); print } /^@z/ { on = 0 }' "$MINE/$number.ch" >>"$parts/all.ch"
done
test -n "$taken" || { echo 'None of the exercises 01 to 10 is right yet; make exercises lists them.'; exit 1; }
# a copy that was handed out has no lines of the book's own to put there
if test -n "$theirs" && test ! -f $here/affine.right; then
  echo "This copy of the book has no answers in it; the trainer needs yours. Not right yet:$theirs (make exercise N=${theirs##* } says more)"; exit 1
fi
# the changes, in the order of the web
awk -v holes="$seen" -f $here/web.awk ffnn.w >"$parts/web.w"
awk 'NR == FNR { if (/^@x/) { getline; key = $0; held = "@x\n" $0 "\n"; next } if (key != "") { held = held $0 "\n"; if (/^@z/) { change[key] = held; key = "" } } next }
  $0 in change { print change[$0] }' "$parts/all.ch" "$parts/web.w" >"$parts/mine.ch"
(cd "$parts" && ctangle web.w mine.ch) >"$parts/log" 2>&1
# names that only the book's lines used are no fault
test $? -le 1 && $CC -std=gnu11 -O3 -fno-math-errno -I"$parts" $here/mine.c "$parts/network.c" "$parts/data.c" -o "$parts/trainer" -pthread -lm >>"$parts/log" 2>&1 ||
  { echo 'the trainer could not be built:'; tail -5 "$parts/log"; exit 1; }
echo "your own: exercises$taken${theirs:+; the book's: those of$theirs}"
"$parts/trainer"
