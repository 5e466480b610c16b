#!/bin/sh
# The commands around an exercise: sh tests/coursework_commands.sh, from the top, after make build/exercises/ready. Hints, the list, starting anew, answers,
# watching, and the trainer made of the reference answers.
B=${B:-build} here=book/exercises tab=$(printf '\t') bad=0
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT INT TERM
MINE=$d/mine WORK=$d/work SEED=1
export B MINE WORK SEED
mkdir "$MINE"
complain() { bad=$((bad + 1)); echo "commands: $1"; sed 's/^/    /' "$d/out"; }
run() { sh $here/commands.sh "$@" >"$d/out" 2>&1; }
check() { sh $here/check.sh "$1" >"$d/out" 2>&1; }
says() { grep -q "$1" "$d/out"; }
shows() { run list; grep -q "^  $1  .*$2\$" "$d/out" || complain "the list should show of $1: $2"; }
reference() { # NUMBER [FILE ENTRY]: an answer
  row=$(grep "^$1$tab" $here/list.tsv) name=$(grep "^$1$tab" $here/list.tsv | cut -f2)
  awk -v row="$row" -v number="${3:-1}" -v web=ffnn.w -f $here/entry.awk $here/$name.right "$here/$name.${2:-right}" >"$MINE/$1.ch"
}

run list; says '^0 of ' && says 'next: make exercise N=00$' || complain 'at first nothing is right'
run hint; test $? = 2 || complain 'which exercise?'
run hint 77; test $? = 2 || complain 'no such exercise'
for n in 1 2 3 3; do run hint 7; test "$(grep -c '^hint ' "$d/out")" = $n || complain "hint: $n of them"; done

# the list, and what it knows
shows 07 'not begun'
check 07; shows 07 'not begun'
reference 07 mistakes; shows 07 'not checked, or changed since'
check 07; shows 07 "program wrong: $(sed -n '1s/^== //p' $here/hidden_delta.mistakes)"
run answer 07; test $? = 1 && ! says '^--- an answer' || complain 'no answer before it is right'
test "$(GIVE_UP=1 sh $here/commands.sh answer 07 | grep -c '^---')" = 2 || complain 'an answer for those who give up'
reference 07; cp -p "$MINE/07.ch" "$d/right.ch"
run answer 07; test $? = 1 || complain 'a verdict is of no use for another text'
check 07; shows 07 right
run answer 7; test $? = 0 && says '^--- an answer' || complain 'an answer after success'

# a new start: nothing is lost
run reset 07; test ! -e "$MINE/07.ch" && cmp -s "$MINE/07.ch.1" "$d/right.ch" || complain 'reset keeps the answer'
check 07; run reset 07; test -e "$MINE/07.ch.2" && cmp -s "$MINE/07.ch.1" "$d/right.ch" || complain 'reset overwrites nothing'
run reset 07; test $? = 0 || complain 'nothing to reset'
check 0; run reset 00; test -e "$MINE/00.txt.1" || complain 'reset of 00'

# watching: a change is seen, and the end is clean
(trap - INT; exec sh $here/commands.sh watch 07) >"$d/watched" 2>&1 &
watcher=$!
sees() { n=0; while test "$(grep -c "$1" "$d/watched")" -lt "$2" && test $n -lt 60; do n=$((n + 1)); sleep .5; done; cp "$d/watched" "$d/out"; test $n -lt 60 || complain "watch: $1"; }
sees 'checked again whenever' 1
cp "$d/right.ch" "$MINE/07.ch"; sees '^  right\.' 1
touch "$MINE/07.ch"; sees 'checked again whenever' 3
kill -TERM $watcher; wait $watcher; test $? = 0 || complain 'watch ends cleanly'

# the trainer
mine() { sh $here/mine.sh >"$d/out" 2>&1; }
rm "$MINE/07.ch"; mine; test $? = 1 && says '^None of the exercises' || complain 'mine: nothing is right yet'
reference 07; mine && says "own: exercises 07; the book's: those of 01 02 03 04 05 06 08 09 10$" && says 'misclassified: 0 of 2000' || complain 'mine: one, not checked before'
for n in 01 02 03 04 05 06 07 08 09 10; do reference $n; done
mine && says 'own: exercises 01 02 03 04 05 06 07 08 09 10$' && says 'misclassified: 0 of 2000' && says 'worst relative error .*e-0[6-9]' || complain 'mine: all ten'
for sign in o x :; do test "$(tail -28 "$d/out" | tr -cd "$sign" | wc -c)" -gt 20 || complain "mine: no $sign in the picture"; done
reference 09 mistakes; mine && says "the book's: those of 09$" || complain 'mine takes only what is right'
reference 12; reference 16
WITH=12 mine && says 'own: exercises 12 01 03' && says 'worst relative error .*e-0[6-9]' || complain 'mine: another activation'
WITH="13 16"; export WITH; mine; test $? = 1 && says 'exercise 13 isn' || complain 'mine: what is asked for must be right'
for WITH in 14 "13 16"; do
  for n in $WITH; do reference $n; done
  mine && says "own: exercises $WITH " && says 'worst relative error .*e-0[6-9]' || complain "mine: $WITH"
done
for WITH in 00 19 77; do mine; test $? = 2 || complain "mine: not with $WITH"; done
test $bad = 0 && echo 'commands: as they should be'
test $bad = 0
