#!/bin/sh
# Mark a class: sh book/exercises/grade.sh DIR, from the top of the tree, when build/exercises/ready and build/exercises/jail are made.
# DIR has a folder for each student, with 07.ch or mine/07.ch in it, or files ID_07.ch, or what Moodle or Canvas make of them. Writes DIR/grades.tsv,
# DIR/report.txt, and DIR/ID/graded.pdf. With COURSE=word each student's numbers come from the word and the id, as in make student; with IDS=file
# the ids of the upload's folders (Moodle's and Canvas' own numbers) are replaced by those of make student: a line of IDS has both, and a tab or comma between.
# FORMAT=gradescope: DIR is what one student (ID) has handed in; writes RESULT, a results.json, whatever happens.
# SANDBOX: see box.sh. JOBS: how many students at a time. HOMEWORK=no leaves out the PDFs.
# Status: 0, or 6 if the grader has failed somewhere: that field is empty then, and so is the total.
LC_ALL=C
export LC_ALL
B=${B:-build} here=book/exercises tab=$(printf '\t') most=100000 unwritten=
fail() { echo "make grade: $1" >&2; exit 6; }
# a name for people to read
shown() { printf '%s' "$1" | tr -c '[:print:]' '?' | cut -c 1-100; }

case $1 in
--take) # one path after the other: copy what is an answer to T/in/ID/NN.ch; note what isn't in T/refused (id, number, why)
  shift
  for path do
    p=${path#"$DIR"/} base=${path##*/} id= number= version=0
    refuse() { printf '%s\t%s\t%s\n' "${id:--}" "${number:--}" "$(shown "$p"): $1" >>"$T/refused"; }
    top=${p%%/*} last=$base
    case $p in grades.tsv|report.txt|results.json|*/graded.pdf) continue ;; esac # of the last time
    # who
    if test -n "$ID"; then id=$ID
    else case $top in
      *_assignsubmission_file_*) id=${top%%_assignsubmission_file_*} id=${id##*_} last=${base##*_assignsubmission_file_} ;;
      *) if test "$top" != "$p" || test -d "$path"; then id=$top
         else
           last=${base##*_} id=${base%_*}
           test "$id" != "$base" || { id=; test -h "$path" || refuse 'whose is it?'; test ! -h "$path" || refuse 'a symbolic link'; continue; }
           upload=${id##*_} rest=${id%_*} user=${rest##*_} # Canvas: name_user_upload_07.ch, name_LATE_user_upload_07.ch
           case ,$upload,$user in *,|*,,*|*[!0-9,]*) ;; *) test "$rest" = "$user" || id=$user ;; esac
         fi ;;
    esac; fi
    id=$(sh $here/student_seed.sh id "$id") || { id=; refuse 'not a name for a student: rename it'; continue; }
    test -z "$IDS" || id=$(awk -F '[\t,]' -v id="$id" '$1 == id { sub(/\r$/, ""); new = $2 } END { print new == "" ? id : new }' "$IDS")
    case $base in *.ch|*.txt) ;; *)
      if test ! -h "$path" && test -f "$path"; then printf '%s\t%s\n' "$id" "$(shown "$p")" >>"$T/unused"; mkdir -p "$T/in/$id"; continue; fi ;;
    esac
    if test -h "$path" && test "$top" = "$p"; then case $base in *.ch|*.txt) ;; *) id=; refuse 'a symbolic link'; continue ;; esac; fi
    case $base in *.ch) ending=ch ;; *.txt) ending=txt ;; *) mkdir -p "$T/in/$id" || exit 1; continue ;; esac # a folder
    # which exercise
    number=${last%.$ending}
    case $number in *-[0-9]|*-[0-9][0-9]) version=${number##*-} number=${number%-*} ;; esac # handed in again, says Canvas
    case $number in [0-9]) number=0$number ;; [0-9][0-9]) ;; *) number= ;; esac
    case $ending,$number in txt,00|ch,0[1-9]|ch,[1-9]*) ;; *) number= ;; esac # 00, by hand, is a text
    grep -q "^${number:-none}$tab" $here/list.tsv || { number=; refuse 'not an exercise'; continue; }
    mkdir -p "$T/in/$id" || exit 1
    if test -h "$path"; then refuse 'a symbolic link'; continue; fi
    test -f "$path" || { refuse 'not a file'; continue; }
    test -z "$(find "$path" -prune -size +${most}c)" || { refuse "larger than $most bytes"; continue; }
    to=$T/in/$id/$number
    if test -e "$to.version"; then
      old=$(cat "$to.version")
      test "$old" != "$version" || { refuse 'there are two of them'; rm -f "$to.$ending"; continue; }
      test "$old" -lt "$version" || continue
    fi
    echo "$version" >"$to.version"
    head -c $most <"$path" >"$to.$ending" 2>/dev/null || { rm -f "$to.$ending"; printf '%s\t%s\t!%s\n' "$id" "$number" "$(shown "$p"): can't be read" >>"$T/refused"; }
  done
  exit ;;

--one) # mark student $2; what is found goes to T/out/ID
  id=$2 out=$T/out/$2
  MINE=$T/in/$id WORK=$T/work/$id QUIET=yes
  test -z "$COURSE" || SEED=$(sh $here/student_seed.sh seed "$id" "$COURSE")
  export MINE WORK QUIET SEED
  mkdir -p "$out" "$WORK" || exit 1
  sed '/^#/d' $here/list.tsv | cut -f 1 | while read -r n; do
    why=
    if test -f "$MINE/$n.ch" || test -f "$MINE/$n.txt"; then
      timeout -k 1 300 sh $here/check.sh "$n" >"$out/log" 2>&1 </dev/null
      status=$? verdict=$WORK/$n/verdict.tsv
      test $status -le 5 && test -s "$verdict" || status=6
      test $status -ne 6 || { why=$(tail -n 1 "$out/log"); why=${why:-no verdict}; }
    elif why=$(grep "^$id$tab$n$tab" "$T/refused" | head -n 1 | cut -f 3) && test -n "$why"; then
      case $why in !*) status=6 why=${why#!} ;; *) status=refused ;; esac
    else status=not-handed-in; fi
    case $status in [0-5]) ;; *) verdict=/dev/null ;; esac
    sed "s|$MINE/|mine/|g" "$verdict" | awk -v id="$id" -v n="$n" -v hand="$(test ! -f "$MINE/$n.txt" || echo yes)" -v status="$status" -v why="$why" '
      BEGIN { FS = OFS = "\t" }
      { gsub(/[\001-\010\013-\037\177]/, "?") }
      $1 == "derivation" { d = $2; done = $3 + 0; of = $4 + 0; ds = $5; rows++ }
      $1 == "value" { of++; if ($4 == "right" || $4 == "follows") done++ } # by hand
      $1 == "program" && hand { d = $2; ds = $3; rows++; next }
      $1 == "program" { p = $2; ps = $3; rows++ }
      END {
        if (status ~ /^[0-5]$/ && !rows) { status = 6; why = "no verdict" }
        print id, n, status, d, done + 0, of + 0, ds, p, status ~ /^[0-5]$/ ? ps : why
      }'
  done >"$out/rows"
  # the programs without comments, blanks, and names
  for f in "$WORK"/*/code; do test ! -s "$f" || { cut -f 2- "$f" | awk -f $here/grade_same.awk; }; done >"$WORK/same"
  test ! -s "$WORK/same" || printf '%s\t%s\n' "$id" "$(cksum <"$WORK/same")" >"$out/same"
  if test "$HOMEWORK" != no && test -f $here/homework.sh; then
    NAME=$id timeout -k 1 300 sh $here/homework.sh "$out/homework.pdf" >"$out/homework.log" 2>&1 </dev/null || test $? -le 1 ||
      printf '%s\t%s\n' "$id" "$(tail -n 1 "$out/homework.log")" >"$out/sheet"
  fi
  chmod -R u+w "$WORK" && rm -rf "$WORK"
  exit ;;
esac

DIR=${1%/} begun=$(date +%s)
case $DIR in -*) DIR=./$DIR ;; esac
# a results.json that says so if this doesn't end as it should
result() {
  printf '{"output": "The grader itself has failed, and nothing has been marked. This is no fault of your answer: please tell your instructor."}\n' >"$RESULT"
}
if test "$FORMAT" = gradescope; then
  ID=$(printf '%s' "${ID:-submission}" | tr -c 'A-Za-z0-9._@+-' _) RESULT=${RESULT:-$DIR/results.json} HOMEWORK=no JOBS=1
  result || fail "can't write $RESULT"
elif test -n "$FORMAT"; then fail "FORMAT is gradescope, or not given; not $FORMAT"
else ID=; fi
test -z "$IDS" || { test -f "$IDS" && test -r "$IDS"; } || fail "IDS=$IDS can't be read"
test -n "$1" && test -d "$DIR" || fail 'say where the answers are: make grade DIR=submissions'
test -f "$B/exercises/bin/judge.o" || fail 'the graders must be made first: make grade does that'
case ${TMPDIR:=/tmp} in *[!A-Za-z0-9_./-]*) TMPDIR=/tmp ;; esac
T=$(mktemp -d "$TMPDIR/grade.XXXXXX") || exit 6
trap 'chmod -R u+w "$T" 2>/dev/null; rm -rf "$T"' EXIT
trap 'exit 6' INT TERM HUP
mkdir "$T/in" "$T/out" "$T/work" "$T/new" && cp $here/box.sh "$T/" && : >"$T/refused" && : >"$T/unused" || exit 6
test ! -f "$B/exercises/jail" || cp "$B/exercises/jail" "$T/"
drop=
if test "$(id -u)" = 0; then # nothing of a student's is touched as root
  drop='setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs'
  chmod 711 "$T" && chown 65534:65534 "$T/out" "$T/work" || exit 6
  $drop test -r $here/check.sh || fail 'as root it works only in a folder that everybody may read; or call it as an ordinary user'
fi
kind=$(sh "$T/box.sh" choose) || exit 6
BOX="sh $T/box.sh $kind" CC=${CC:-cc}
export T DIR ID B BOX CC COURSE HOMEWORK IDS

find "$DIR/" -mindepth 1 -maxdepth 4 \( -name '.?*' -o -name __MACOSX \) -prune -o \( -name '*.ch' -prune -o -name '00*.txt' -prune -o -name '*_00*.txt' -prune -o -type d -o -type l -o -type f \) -exec sh "$0" --take {} + 2>"$T/find.err" ||
  fail "the answers can't be copied: $(head -n 1 "$T/find.err")"
test -z "$ID" || mkdir -p "$T/in/$ID"
ls "$T/in" >"$T/ids"
test -s "$T/ids" || fail "there are no answers in $DIR"
$drop xargs -n 1 -P "${JOBS:-$(nproc)}" sh "$0" --one <"$T/ids" || fail 'a student could not be marked'

$drop sh -c 'cd "$1" && cat out/*/rows' sh "$T" >"$T/rows" || exit 6
$drop sh -c 'cd "$1" && cat out/*/same 2>/dev/null' sh "$T" >"$T/same"
# a line for each student's other files
sort "$T/unused" | awk -F '\t' -v OFS='\t' '{ n[$1]++; if (n[$1] == 1) first[$1] = $2 } END { for (i in n) print i, "-", first[i] ": not an answer, which is called 07.ch, or 00.txt" (n[i] > 1 ? "; and " n[i] - 1 " other files" : "") }' >>"$T/refused"
sort "$T/refused" >"$T/refused.sorted"
awk -v refused="$T/refused.sorted" -v same="$T/same" -v report="$T/new/report.txt" -f $here/grade.awk $here/list.tsv $here/points.tsv "$T/rows" >"$T/new/grades.tsv" || exit 6
students=$(wc -l <"$T/ids") exercises=$(grep -vc '^#' $here/list.tsv)
failures=$(awk -F '\t' '$3 == "6"' "$T/rows" | wc -l) missing=$(awk -F '\t' '$3 == "not-handed-in"' "$T/rows" | wc -l)

# put FILE NAME: what was there before may be a link of the student's
put() { test ! -d "$2" && test ! -h "${2%/*}" && rm -f "$2" && cp "$1" "$2"; }
if test -n "$ID"; then
  awk -f $here/grade_scope.awk $here/list.tsv $here/points.tsv "$T/rows" >"$T/new/results.json" && cp "$T/new/results.json" "$RESULT" || exit 6
else
  for f in grades.tsv report.txt; do put "$T/new/$f" "$DIR/$f" || fail "can't write $DIR/$f"; done
  while read -r id; do
    test -f "$T/out/$id/homework.pdf" || continue
    $drop cat "$T/out/$id/homework.pdf" >"$T/new/homework.pdf" && { test -d "$DIR/$id" || mkdir "$DIR/$id"; } && put "$T/new/homework.pdf" "$DIR/$id/graded.pdf" ||
      { echo "$id: can't write $DIR/$id/graded.pdf" >&2; unwritten=yes; }
  done <"$T/ids"
fi
awk -F '\t' '{ sub(/^!/, "", $3); print "refused: " $3 }' "$T/refused.sorted" >&2
awk -F '\t' '$3 == "6" { print "failure: " $1 ", exercise " $2 ": " $9 }' "$T/rows" >&2
$drop sh -c 'cd "$1" && cat out/*/sheet 2>/dev/null' sh "$T" | sed 's/^/no homework sheet: /' >&2
time=$(($(date +%s) - begun))
case $kind in bwrap*) kind=bubblewrap ;; jail) kind='Landlock and seccomp' ;; none) kind='none, as you wished' ;; esac
echo "sandbox: $kind. $students students, $exercises exercises: $((students*exercises - failures - missing)) checked, $missing not handed in, $failures failures of the grader. $((time/60)) min $((time%60)) s"
test -n "$ID" || echo "$DIR/grades.tsv, $DIR/report.txt, $DIR/*/graded.pdf"
test "$failures" = 0 && test -z "$unwritten" || exit 6
