#!/bin/sh
# Does exercise 00, by hand, judge as it should? sh tests/coursework_hand.sh, from the top, after make build/exercises/ready: the right answers and the
# mistakes of by_hand.right and by_hand.mistakes, as check.sh sees them, and with SEEDS seeds (default 50) all mistakes that it knows.
B=${B:-build} here=book/exercises bad=0 right=0 named=0
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT INT TERM
mkdir "$d/mine"
check() { B=$B MINE=$d/mine WORK=$d/work SEED=$1 sh $here/check.sh 00 >"$d/out" 2>&1; }
complain() { bad=$((bad + 1)); echo "by hand: $1"; sed 's/^/    /' "$d/out"; }
key() { awk -F '\t' '$1 == "program" { print $2 }' "$d/work/00/verdict.tsv"; }

check 5; test $? = 5 && test "$(key)" = not-begun || complain 'as handed out it should be "not begun"'
for file in right mistakes; do
  j=0; while test $j -lt "$(grep -c '^== ' $here/by_hand.$file)"; do
    j=$((j + 1))
    title=$(grep '^== ' $here/by_hand.$file | sed -n "${j}s/^== //p")
    seed=${title##*(seed } title=${title% (seed *}
    awk -v j=$j '/^== / { n++; next } n == j && !/^-- /' $here/by_hand.$file >"$d/mine/00.txt"
    check "${seed%)}"
    status=$?
    if test $file = right; then
      right=$((right + 1))
      test $status = 0 && test "$(key)" = right || complain "a right answer: $title"
    else
      case $title in not-readable) want=2 ;; *) want=1 ;; esac
      test $status = $want && test "$(key)" = "$title" && named=$((named + 1)) || complain "mistake $j should be called $title"
    fi
  done
done
# files that aren't files of numbers
for bad_file in 'z_1 0.5' 'z_1 = 1
z_1 = 1' 'z_1 = 0x1p3' 'z_1 = nan' 'z_1 = inf' 'z_1 = 1e999' 'z_1 = 1 2' '= 3' '# yours, from the seed 77'; do
  printf '%s\n' "$bad_file" >"$d/mine/00.txt"
  check 1; test $? = 2 && test "$(key)" = not-readable || complain "can't be read: $bad_file"
done
printf 'z_1 = %2000s' 1 >"$d/mine/00.txt"; check 1; test $? = 2 || complain 'a line of 2000 characters'
head -c 3000 /dev/urandom >"$d/mine/00.txt"; check 1; case $? in 2|5) ;; *) complain 'chance' ;; esac
: >"$d/mine/00.txt"; check 1; test $? = 5 || complain 'an empty file should be "not begun"'
printf '\357\273\277# a mark\r\nz_1 = 1\r\n' >"$d/mine/00.txt"; check 1; test $? = 1 || complain 'a byte order mark, and lines that end as in DOS'

echo "by hand: $right right answers, $named mistakes named"
${CC:-cc} -std=gnu11 -O2 -Wall -Wextra -Wno-unused-function tests/coursework_hand.c -o "$d/seeds" -lm && "$d/seeds" "${SEEDS:-50}" || bad=1
test $bad = 0
