#!/bin/sh
# A made-up class, marked: one who has everything right, one who hands in nothing, a hostile one, one who copies, one whose files have impossible names;
# and two from Moodle and Canvas. The grades are exact, in each box and as an ordinary user, too; the same bytes come out twice; where the grader itself fails
# the field is empty. sh tests/coursework_grade.sh, from the top, after make build/exercises/ready build/exercises/jail.
B=${B:-build} tab=$(printf '\t') bad=0 here=book/exercises
d=$(mktemp -d /tmp/class.XXXXXX) && chmod 755 "$d" || exit 1
trap 'chmod -R u+rwX "$d"; rm -rf "$d"' EXIT
trap 'exit 1' INT TERM
wrong() { echo "make grade: $1"; bad=$((bad + 1)); }

# what goes to Gradescope can be made there
PACKAGES= sh $here/gradescope.sh "$d/autograder" >"$d/said" && make -n -C "$d/autograder" build/exercises/ready build/exercises/jail grade >"$d/said" 2>&1 || { wrong 'the autograder'; tail -3 "$d/said"; }

# a tree with four of the exercises only, of which parts can be broken
tree=$d/tree
mkdir -p "$tree/build/exercises" && cp -r book ffnn.w "$tree/" && cp -r "$B/exercises/bin" "$B/exercises/jail" "$tree/build/exercises/" || exit 1
for f in "$B/network.h" "$B/ffnn.lab" "$B/numbers.tex"; do test ! -f "$f" || cp "$f" "$tree/build/"; done
grep "^#\|^0[0157]$tab" $here/list.tsv >"$tree/$here/list.tsv"
printf '# points\n00\t4\t0\n07\t2\t3\n' >"$tree/$here/points.tsv"
cd "$tree" || exit 1
printf 'secret\n' >"$d/canary" && cp "$d/canary" "$d/canary.was"

# answer NUMBER NAME FILE TITLE: the entry with this title of NAME.right or NAME.mistakes
answer() {
  n=$(grep '^== ' "$here/$2.$3" | awk -v title="== $4" '$0 == title { print NR; exit }')
  awk -v row="$(grep "^$1$tab" $here/list.tsv)" -v number="$n" -v web=ffnn.w -f $here/entry.awk "$here/$2.right" "$here/$2.$3"
}
first() { grep -m 1 '^== ' "$here/$1.right" | cut -c 4-; }
# code FILE: what FILE says, with standard input for its program (the last change)
code() { awk '/^@x/ { n++ } { line[NR] = $0; if (/^@y/) y = NR } END { for (j = 1; j <= y; j++) print line[j] }' "$1"; cat; echo @z; }

class=$d/class
build_class() {
  rm -rf "$class"; mkdir -p "$class/0417/mine" "$class/0421" "$class/0430" "$class/0435" "$class/na me/deep/er"
  # 0417: everything right
  answer 01 affine right "$(first affine)" >"$class/0417/mine/01.ch"
  answer 05 output_delta right "$(first output_delta)" >"$class/0417/mine/05.ch"
  answer 07 hidden_delta right "$(first hidden_delta)" >"$class/0417/mine/07.ch"
  awk '/^== / { n++; next } n == 1 && !/^-- /' $here/by_hand.right >"$class/0417/mine/00.txt"
  echo zip >"$class/0417/mine.zip"; echo mine >"$class/0417/homework.pdf"; cp "$class/0417/homework.pdf" "$d/homework.was"
  # 0435 has copied it, and changed names, blanks, comments, and one derivation; and knows one number less
  cp "$class/0417/mine/01.ch" "$class/0435/"; cp "$class/0417/mine/05.ch" "$class/0435/5.ch"
  sed '/is_yours/,$s/for (int k = 0; k < K; k++)/for(int unit=0;unit<K; unit++ ) \/* all\n units *\/ \/\/ indeed\n/; /is_yours/,$s/\[k\]/[unit]/g; s/^\(\\step|.*\)dJ_dzo\(.*| by the chain\)/\1-dJ_dzo\2/' "$class/0417/mine/07.ch" >"$class/0435/07.ch"
  sed '$d' "$class/0417/mine/00.txt" >"$class/0435/00.txt"
  # 0430: hostile
  code "$class/0417/mine/07.ch" <<Y >"$class/0430/07.ch"
  for (volatile int j = 0; ; ) j = !j;
Y
  code "$class/0417/mine/01.ch" <<Y >"$class/0430/01.ch"
  printf("program\tright\tright\n"); exit(0);
Y
  sed 's,^@y,&\n\\input '"$d"'/canary \\immediate\\write18{echo x >>'"$d"'/canary}\\def\\x{\\x}\\x,;' "$class/0417/mine/05.ch" | awk '/^\\input/ && n++ { next } { print }' >"$class/0430/05.ch"
  printf 'z_1 = %s\n%0999d\n\000\377' "$(printf '%05000d' 1)" 1 >"$class/0430/00.txt"
  ln -s "$d/canary" "$class/0430/graded.pdf"
  ln -s "$d/canary" "$class/grades.tsv"
  # "na me": names and things that can't be
  cp "$class/0417/mine/07.ch" "$class/na me/deep/er/07 .ch"
  cp "$class/0417/mine/07.ch" "$class/na me/0
7.ch"
  ln -s "$d/canary" "$class/na me/07.ch"
  mkdir "$class/na me/01.ch"; cp "$class/0417/mine/01.ch" "$class/na me/01.ch/01.ch"
  truncate -s 1G "$class/na me/05.ch"
  mkfifo "$class/na me/00.txt"
  mkdir "$class/-rf" "$class/two
lines" "$class/.hidden"; cp "$class/0417/mine/07.ch" "$class/two
lines/07.ch"; cp "$class/0417/mine/07.ch" "$class/-rf/"
  ln -s / "$class/root"
  ln -s "$d/canary" "$class/0440_07.ch"
  cp "$class/0417/mine/07.ch" "$class/07.ch"
  # Moodle and Canvas; Canvas' second version counts
  mkdir "$class/Ada Lovelace_5001_assignsubmission_file_"
  answer 07 hidden_delta mistakes no-slope >"$class/Ada Lovelace_5001_assignsubmission_file_/07.ch"
  cp "$class/0417/mine/07.ch" "$class/hoppergrace_LATE_6002_99001_07.ch"
  answer 07 hidden_delta mistakes factor-1-h-missing >"$class/hoppergrace_LATE_6002_99002_07-1.ch"
}
cat >"$d/expected" <<'Y'
id	00.numbers	00.diagnosis	01.program	01.diagnosis	05.derivation	05.program	05.diagnosis	07.derivation	07.program	07.diagnosis	total	same
0417	1.00	right	1	right	1.00	1	right	1.00	1	right	12.00	0435
0421	0.00	not-handed-in	0	not-handed-in	0.00	0	not-handed-in	0.00	0	not-handed-in	0.00	
0430	0.00	not-readable	0	symbols	1.00	1	right	1.00	0	too-slow	4.00	
0435	0.96	not-given	1	right	1.00	1	right	0.50	1	false-line 2	10.84	0417
0440	0.00	not-handed-in	0	not-handed-in	0.00	0	not-handed-in	0.00	0	refused	0.00	
5001	0.00	not-handed-in	0	not-handed-in	0.00	0	not-handed-in	1.00	0	no-slope	2.00	
6002	0.00	not-handed-in	0	not-handed-in	0.00	0	not-handed-in	1.00	0	factor-1-h-missing	2.00	
na_me	0.00	refused	0	refused	0.00	0	refused	0.00	0	refused	0.00	
Y

# mark WHAT STATUS COMMAND...
mark() {
  what=$1 expected=$2
  shift 2
  "$@" sh $here/grade.sh "$class" >"$d/said" 2>&1
  status=$?
  test $status = "$expected" || { wrong "$what: status $status instead of $expected"; sed 's/^/    /' "$d/said"; }
  cmp -s "$d/canary" "$d/canary.was" || { wrong "$what: the canary has changed"; cp "$d/canary.was" "$d/canary"; }
  test -z "$(find "$class" -name graded.pdf ! -type f)" || wrong "$what: a homework sheet that isn't a file"
}
same() { # WHAT: are the grades as expected?
  diff "$d/expected" "$class/grades.tsv" >"$d/diff" || { wrong "$1:"; sed 's/^/    /' "$d/diff" "$d/said"; }
}
sums() { (cd "$class" && cksum grades.tsv report.txt */graded.pdf) 2>/dev/null; }
kinds=
for k in bwrap jail; do
  test "$(SANDBOX=$k; export SANDBOX; mkdir -p "$d/box" && cp $here/box.sh build/exercises/jail "$d/box/" && sh "$d/box/box.sh" choose 2>/dev/null)" && kinds="$kinds $k"
done
build_class
for k in $kinds; do
  mark "with $k" 0 env SANDBOX=$k; same "with $k"
  sums >"$d/sums.$k"
  test "$(wc -l <"$d/sums.$k")" = 10 || { wrong "with $k: $(wc -l <"$d/sums.$k") files instead of the grades, the report, and eight homework sheets"; cat "$d/said"; }
done
mark 'once more' 0; same 'once more'
sums >"$d/sums"
for k in $kinds; do cmp "$d/sums" "$d/sums.$k" || wrong "not the same bytes twice ($k)"; done
cmp -s "$class/0417/homework.pdf" "$d/homework.was" || wrong "a student's own homework.pdf has been replaced"
! grep -q "$d\|grade\.......\|/tmp" "$class/report.txt" || wrong 'paths of this computer in the report'
for text in '07 the hidden delta: 1 of 8 right' '     1  factor-1-h-missing     the factor 1-h is missing' '     2  right' 'a symbolic link' '  0417: 0435' 'larger than' 'whose is it' 'homework.pdf: not an answer' 'and 1 other files' 'mine/07.ch'; do
  case $text in *'2  right') ! grep -q "$text" "$class/report.txt" ;; *) grep -q "$text" "$class/report.txt" ;; esac || wrong "the report on $text"
done
if test "$(id -u)" = 0; then # an ordinary user, who can't read everything
  chown -hR 1234:1234 "$class"; rm -f "$class"/*.t?? "$class"/*/graded.pdf
  chmod 000 "$class/0421"; mkdir "$class/0422"; cp "$class/0417/mine/01.ch" "$class/0422/"; chown -R 1234:1234 "$class/0422"; chmod 000 "$class/0422/01.ch"
  mark 'a folder that cannot be read' 6 setpriv --reuid=1234 --regid=1234 --clear-groups
  test ! -e "$class/grades.tsv" || wrong 'grades although a folder cannot be read'
  chmod 755 "$class/0421"
  mark 'an ordinary user' 6 setpriv --reuid=1234 --regid=1234 --clear-groups
  grep "^0422$tab" "$class/grades.tsv" >"$d/line"; rm -rf "$class/0422"
  printf '0422\t0.00\tnot-handed-in\t\t\t0.00\t0\tnot-handed-in\t0.00\t0\tnot-handed-in\t\t\n' | diff - "$d/line" || wrong 'a file that cannot be read'
  sed -i "/^0422$tab/d" "$class/grades.tsv"; same 'an ordinary user'
fi

# with a word for the course the numbers are the student's own, those of make student
printf '5001,0500\r\n6002\t0600\n' >"$d/ids"
mark 'with ids' 0 env IDS="$d/ids"
sed 's/^5001/0500/; s/^6002/0600/' "$d/expected" | (read -r head; printf '%s\n' "$head"; sort) | diff - "$class/grades.tsv" >"$d/diff" || { wrong 'with ids'; cat "$d/diff"; }
mark "with a course" 0 env COURSE=autumn
B=build MINE=$class/0417/mine WORK=$d/work SEED=$(printf 'autumn 0417' | cksum | cut -d ' ' -f 1) QUIET=yes sh $here/check.sh 00
key=$(awk -F '\t' '$1 == "program" { print $2 }' "$d/work/00/verdict.tsv")
test "$(sh $here/student_seed.sh seed 'Ada Lovelace' autumn)" = "$(printf 'autumn Ada_Lovelace' | cksum | cut -d ' ' -f 1)" || wrong 'the seed of a name with a blank'
! sh $here/student_seed.sh id 'a;b' && ! sh $here/student_seed.sh id '' && ! sh $here/student_seed.sh id .. || wrong 'what is no id'
test "$key" != right && test "$(awk -F '\t' '$1 == "0417" { print $3 }' "$class/grades.tsv")" = "$key" || wrong "with a course: not the student's own numbers"

# the grader's failure is nobody's zero
mv build/exercises/bin/output_delta.o "$d/"
build_class
mark 'without a part of the checker' 6
awk -F '\t' -v OFS='\t' '$1 ~ /^(0417|0430|0435)$/ { $6 = $7 = $8 = $12 = "" } { print }' "$d/expected" >"$d/expected.new"; mv "$d/expected.new" "$d/expected"
same 'without a part of the checker'
grep -q '0417, exercise 05: exercise 05: the checker itself failed' "$d/said" || wrong 'the failure is not told'
grep -q '     3  not checked: the grader failed' "$class/report.txt" || wrong 'the failure is not in the report'

# Gradescope: one answer; JSON, also when the grader fails, and when it cannot begin
json() { # is standard input JSON? (strings without control characters, brackets that match)
  awk '{ all = all $0 "\n" } END {
    if (all ~ /[\001-\011\013-\037]/) exit 1
    while (match(all, /"([^"\\\n]|\\["\\\/bfnrt])*"/)) all = substr(all, 1, RSTART - 1) "0" substr(all, RSTART + RLENGTH)
    gsub(/[0-9.]+/, "0", all); gsub(/[ \n]/, "", all)
    do { old = all; gsub(/\{0:0(,0:0)*\}|\[0(,0)*\]/, "0", all) } while (all != old)
    exit all != "0"
  }'
}
scope() { ID=ada@example.org FORMAT=gradescope RESULT=$d/results.json sh $here/grade.sh "$1" >"$d/said" 2>&1; }
mkdir -p "$d/one"; cp "$class/0417/mine/"* "$d/one/"
sed 's/so we sum/so "we\\sum" \	 é/; s/+= delta_o/+= "delta\\\\o"/' "$class/0417/mine/07.ch" >"$d/one/07.ch"; rm "$d/one/05.ch"
scope "$d/one"; test $? = 0 || { wrong "Gradescope"; cat "$d/said"; }
json <"$d/results.json" || { wrong 'results.json is no JSON'; cat "$d/results.json"; }
test "$(awk 'match($0, /"score": [0-9.]+/) { s += substr($0, RSTART + 9, RLENGTH - 9) } match($0, /"max_score": [0-9.]+/) { m += substr($0, RSTART + 13, RLENGTH - 13) } END { print s, m }' "$d/results.json")" = '7 12' ||
  { wrong 'points for Gradescope'; cat "$d/results.json"; }
cp "$class/0417/mine/05.ch" "$d/one/"
scope "$d/one"; test $? = 6 || wrong "Gradescope, a failure: status"
json <"$d/results.json" && ! grep -q '"score"' "$d/results.json" && grep -q 'no points yet' "$d/results.json" || { wrong 'Gradescope, a failure'; cat "$d/results.json"; }
rm build/exercises/bin/judge.o
scope "$d/one"; test $? = 6 || wrong "Gradescope, nothing works: status"
json <"$d/results.json" && ! grep -q '"score"' "$d/results.json" || { wrong 'Gradescope, nothing works'; cat "$d/results.json"; }
echo "make grade: a class of eight, with$kinds; $bad not as they should be"
test $bad = 0
