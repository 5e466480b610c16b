#!/bin/sh
# Small mistakes made at random (tools/mutants.awk) in the reference programs of the exercises: is any of them called right? sh tests/coursework_mutants.sh
# [NAME...], from the top, after make build/exercises/ready. Those that are right are printed; they must be excused, as equal programs, in
# tests/coursework_equal.txt (name, blank, the line of the program as changed, without blanks). Says how many of the others have a name.
B=${B:-build} here=book/exercises tab=$(printf '\t') bad=0 all=0 named=0 broken=0
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT INT TERM
mkdir "$d/mine"
if test $# = 0; then # all, as many at a time as there are processors
  awk -F '\t' '!/^#/ && $5 != "" { print $2 }' $here/list.tsv | xargs -P "$(nproc)" -n 1 sh "$0" >"$d/all"
  status=$?
  awk '$1 != "mutants:" { print; next } { all += $2; broken += $5; named += $7; bad += $NF }
    END { print "mutants: " all ", not compiled " broken ", named " named "; right without excuse, or failures: " bad }' "$d/all"
  exit $status
fi
for name; do
  row=$(awk -v name="$name" '$2 == name' $here/list.tsv) number=$(printf '%s\n' "$row" | cut -f1)
  test -f "$here/$name.right" || continue
  awk -v row="$row" -v number=1 -v web=ffnn.w -f $here/entry.awk "$here/$name.right" "$here/$name.right" >"$d/right.ch"
  # only what is between @y and @z of a program; other lines are blanked, so that the numbers of lines stay
  awk '/^@x/ { getline m; code = m ~ /_is_yours;$/; print ""; print ""; next } /^@y/ { y = 1; print ""; next } /^@z/ { y = 0 } { print code && y ? $0 : "" }' "$d/right.ch" >"$d/code"
  awk -f tests/tools/mutants.awk "$d/code" >"$d/mutants"
  while IFS=$tab read -r line column length new _; do
    all=$((all + 1))
    awk -v line="$line" -v column="$column" -v n="$length" -v new="$new" 'NR == line { $0 = substr($0, 1, column - 1) new substr($0, column + n) } { print }' "$d/right.ch" >"$d/mine/$number.ch"
    MINE=$d/mine WORK=$d/work SEED=1 QUIET=yes sh $here/check.sh "$number" >"$d/out" 2>&1
    status=$?
    key=$(awk -F '\t' '$1 == "program" { print $2 }' "$d/work/$number/verdict.tsv")
    changed=$(sed -n "${line}s/ //gp" "$d/mine/$number.ch")
    case $status in
      0) grep -qxF "$name $changed" tests/coursework_equal.txt || { echo "$number $name: right, though changed: $changed"; bad=$((bad + 1)); } ;;
      2) broken=$((broken + 1)) ;;
      6) echo "$number $name: the checker fails: $changed"; cat "$d/out"; bad=$((bad + 1)) ;;
      *) test -z "$VERBOSE" || echo "$number $key: $changed"; case $key in wrong|right|'') ;; *) named=$((named + 1)) ;; esac ;;
    esac
  done <"$d/mutants"
done
echo "mutants: $all, not compiled $broken, named $named; right without excuse, or failures: $bad"
test $bad = 0
