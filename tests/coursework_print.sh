#!/bin/sh
# The homework sheet: sh tests/coursework_print.sh [NAME...], from the top, after make build/exercises/ready. Every right answer is printed without an overfull box,
# and the sheet says of each exercise what verdict.tsv says; an empty set, wrong, unchecked, and broken answers are printed, too.
B=${B:-build} here=book/exercises tab=$(printf '\t') bad=0 sheets=0
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT INT TERM
mkdir "$d/mine"
export MINE="$d/mine" WORK="$d/work" SEED=1 NAME='Ada Lovelace' B
complain() { echo "$1"; sed 's/^/    /' "$d/out"; bad=$((bad + 1)); }
answer() { # NAME FILE NUMBER: that entry of the exercise's file, checked
  row=$(awk -v name="$1" '$2 == name' $here/list.tsv) number=$(printf '%s\n' "$row" | cut -f1)
  awk -v row="$row" -v number="$3" -v web=ffnn.w -f $here/entry.awk "$here/$1.right" "$here/$1.$2" >"$MINE/$number.ch"
  QUIET=yes sh $here/check.sh "$number" >"$d/out" 2>&1
}
log="$d/work/homework/sheet.log"
sheet() { # STATUS WHAT: the sheet can be made with that status, and says what the verdicts say
  sheets=$((sheets + 1))
  sh $here/homework.sh "$d/sheet.pdf" >"$d/out" 2>&1
  test $? = "$1" || { complain "$2: the status should be $1"; return; }
  grep '^Overfull\|^word without\|^undefined' "$log" >"$d/out" && complain "$2"
  for f in "$MINE"/*.ch; do
    test -f "$f" || continue
    n=$(basename "$f" .ch)
    awk -F '\t' 'FNR == 1 { file++ } file == 1 { said[$1] = $2 == "right"; key[$1] = $2; next }
      $0 ~ "^result '"$n"' " { split($0, r, " "); seen = 1
        wrong = r[3] == "true" != said["derivation"] || r[4] == "true" != said["program"] || r[3] == "false" && !("derivation" in said) || r[4] == "false" && !("program" in said) }
      END { if (!seen || wrong) { print "'"$n"': " r[3] ", " r[4] " on the sheet, but " key["derivation"] ", " key["program"]; exit 1 } }' \
      "$d/work/$n/verdict.tsv" "$log" >"$d/out" || complain "$2"
  done
}

sheet 0 'an empty set'
# the first entries of all exercises on one sheet, then the second ones, and so on; of the mistakes three
for file in right mistakes; do
  j=0 left=yes
  while test -n "$left" && test $file$j != mistakes3; do
    j=$((j + 1)) left=
    rm -f "$MINE"/*
    for name in ${*:-$(awk -F '\t' '!/^#/ && $5 != "" { print $2 }' $here/list.tsv)}; do
      test -f "$here/$name.$file" && test "$(grep -c '^== ' "$here/$name.$file")" -ge $j || continue
      answer "$name" $file $j; left=yes
    done
    test -z "$left" || sheet 0 "entry $j of each .$file"
  done
done

# by hand: numbers, and what follows
rm -f "$MINE"/*
for file in right mistakes; do
  awk '/^== / { n++ } n == 1 && !/^(==|--)/' "$here/by_hand.$file" >"$MINE/00.txt"
  QUIET=yes sh $here/check.sh 00 >"$d/out" 2>&1
  sheet 0 "by hand, $file"
  grep -q '^result 00 none '"$(test $file = right && echo true || echo false)" "$log" || complain "by hand, $file: another result"
done

# broken ones: each with what is to be said
rm -f "$MINE"/*
broken() { # WHAT LINE-OF-TEX PATTERN-OF-THE-MESSAGE
  answer hidden_delta right 1
  LINE=$2 awk '{ print } /^@y/ && !n++ { print "A line of prose, $a+b$."; print ENVIRON["LINE"] }' "$MINE/07.ch" >"$d/07.ch" && cp "$d/07.ch" "$MINE/"
  rm -rf "$d/work/07"
  sh $here/homework.sh "$d/sheet.pdf" >"$d/out" 2>&1; s=$?
  test $s = 1 && grep -q "$3" "$d/out" || complain "$1: status $s, and the message should be like $3"
}
at=$(answer hidden_delta right 1; awk '/^@y/ { print NR + 2; exit }' "$MINE/07.ch")
broken 'an undefined macro' 'and so \nonsense it is.' "^mine/07.ch:$at: TeX says: Undefined control sequence"
broken 'a dollar too few' 'and so $x is, in
the end.' "^mine/07.ch:.*TeX says"
broken 'a file of others' '\input /etc/passwd' "^mine/07.ch:$at: TeX says"
broken 'a file above' '\input ../../../etc/passwd' "^mine/07.ch:$at: TeX says"
broken 'a brace too few' 'and {\it so it is.' '^mine/07.ch.*says'
broken 'the end' '\end' '^mine/07.ch.*says'
TEX_SECONDS=5; export TEX_SECONDS
broken 'a loop' '\def\x{\x}\x' '^mine/07.ch.*still busy'
unset TEX_SECONDS
echo '@x' >"$MINE/07.ch"; rm -rf "$d/work/07"
sh $here/homework.sh "$d/sheet.pdf" >"$d/out" 2>&1; test $? = 1 && grep -q '^mine/07.ch:1' "$d/out" || complain 'a file without changes'
grep -sq root: "$d/work/homework/"* && complain 'a file of others has been read'
echo "homework: $sheets sheets printed"
test $bad = 0
