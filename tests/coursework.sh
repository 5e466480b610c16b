#!/bin/sh
# Do the graders see what they should? sh tests/coursework.sh [NAME...], from the top, after make build/exercises/ready. For each exercise:
# as handed out it is "not begun"; every right answer of NAME.right is right, with SEEDS seeds (default 1, at most 200); every mistake of NAME.mistakes gets
# its own name, and none is right. With QUICK=yes only the first three of each.
# A title that ends with (seed 5) belongs to the students with that seed: its seeds are 5 and others that differ from it by multiples of 128.
B=${B:-build} SEEDS=${SEEDS:-1} here=book/exercises tab=$(printf '\t') bad=0 bin=$(pwd)/$B/exercises/bin
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT INT TERM
check() { MINE=$d/mine WORK=$d/work SEED=$1 QUIET=yes sh $here/check.sh "$number" >"$d/out" 2>&1; }
complain() { bad=$((bad + 1)); test $bad -le 20 || return; echo "$number $name: $1"; sed 's/^/    /' "$d/out" "$d/work/$number/verdict.tsv" 2>/dev/null; }
# the same program and lines, other seeds
again() {
  test -x "$d/work/$number/lines" && l=./lines || l=-
  test -x "$d/work/$number/student" && p=./student || p=-
  test -x "$d/work/$number/student_complex" && other=./student_complex || other=
  seed=$first times=1; while test $times -lt "$SEEDS"; do
    seed=$((seed + step)) times=$((times + 1))
    (cd "$d/work/$number" && "$bin/$name.judge" $seed $l $p $other) >"$d/out" 2>&1 || complain "a right answer, seed $seed: $1"
  done
}
if test $# = 0; then # all, as many at a time as there are processors
  awk -F '\t' '!/^#/ && $5 != "" { print $2 }' $here/list.tsv | xargs -P "$(nproc)" -n 1 sh "$0" >"$d/all"
  status=$?
  awk '$1 != "exercises:" { print; next } { right += $2; wrong += $5; named += $7 }
    END { print "exercises: " right " right answers, " wrong " mistakes, " named " of them named" }' "$d/all"
  exit $status
fi
rights=0 mistakes=0 named=0
for name; do
  row=$(awk -v name="$name" '$2 == name' $here/list.tsv) number=$(printf '%s\n' "$row" | cut -f1)
  test -f "$here/$name.right" || continue
  rm -rf "$d/mine" "$d/work"
  "$bin/$name.judge" --distinct 1 >"$d/out" || complain 'its list of mistakes'
  for w in $(sed -n 's,.*/\* words: \(.*\) \*/.*,\1,p' "$here/$name.c"); do
    grep -Eq "(^|[^A-Za-z_0-9])$w([^A-Za-z_0-9]|\$)" "$here/$name.task" || { : >"$d/out"; complain "its task doesn't say what $w is"; }
  done
  check 1; test $? = 5 || complain 'as handed out it should be "not begun"'
  for file in right mistakes; do
    n=$(grep -c '^== ' "$here/$name.$file")
    test -z "$QUICK" || n=$((n > 3 ? 3 : n))
    j=0; while test $j -lt "$n"; do
      j=$((j + 1))
      awk -v row="$row" -v number=$j -v web=ffnn.w -f $here/entry.awk "$here/$name.right" "$here/$name.$file" >"$d/mine/$number.ch"
      title=$(grep '^== ' "$here/$name.$file" | sed -n "${j}s/^== //p")
      first=1 step=20899087 # all over the 32 bits of a seed, as make student draws them
      case $title in *' (seed '*) first=${title##*' (seed '}; first=${first%')'} title=${title%' (seed '*} step=20898944 ;; esac
      if test $file = right; then
        rights=$((rights + 1))
        check $first; test $? = 0 || { complain "a right answer: $title"; continue; }
        again "$title"
        continue
      fi
      mistakes=$((mistakes + 1))
      check $first
      status=$?
      awk -F "\t" -v key="$title" '$2 == key { found = 1 } END { exit !found }' "$d/work/$number/verdict.tsv" 2>/dev/null && test $status != 0 && test $status != 6 && { named=$((named + 1)); continue; }
      complain "mistake $j should be called $title"
    done
  done
done
echo "exercises: $rights right answers, $mistakes mistakes, $named of them named"
test $bad = 0
