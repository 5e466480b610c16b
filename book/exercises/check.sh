#!/bin/sh
# Check a student's answer: sh book/exercises/check.sh NUMBER, from the top of the tree.
# MINE is the folder of the change files, WORK that for what is made, SEED the seed of the random numbers; BOX is put in front of every command that
# sees something of the student's (for a sandbox; its folder is then the current one); QUIET=yes prints nothing but failures of the checker.
# Writes WORK/NUMBER/verdict.tsv: `derivation', key, milestones reached, of how many, sentence; `program', key, sentence; and lines.tsv.
# Status: 0 right, 1 wrong, 2 doesn't compile or match, 3 crashed, 4 too slow, 5 not begun, 6 the checker itself failed.
LC_ALL=C
export LC_ALL
case $1 in [0-9]) number=0$1;; *) number=$1;; esac
B=${B:-build} MINE=${MINE:-mine} WORK=${WORK:-build/exercises} CC=${CC:-cc}
here=book/exercises tab=$(printf '\t')
bin=$(cd "$B" && pwd)/exercises/bin || exit 6
broken() { echo "exercise $number: the checker itself failed: $1" >&2; exit 6; }
row=$(grep "^${number:-none}$tab" $here/list.tsv) || {
  echo "${number:+There is no exercise $number. }Say which exercise, for example: make exercise N=07 (make exercises lists them)" >&2; exit 2; }
field() { printf '%s\n' "$row" | cut -f"$1"; }
name=$(field 2) title=$(field 3) functions=$(field 6) file=mine/$number.ch
if test -z "$SEED"; then SEED=$(cat $here/seed 2>/dev/null || echo 1); fi
say() { test -n "$QUIET" || printf '%s\n' "$1"; }

words=$(sed -n 's,.*/\* words: \(.*\) \*/.*,\1,p' $here/$name.c)
section=$(awk -v label="\\\\seclabel{$(field 4)}" '/^@([ *]|$)/ { n++ } index($0, label) { print n; exit }' ffnn.w)

# by hand: a file of numbers instead of a change file, and a judge of its own
if test "$name" = by_hand; then
  work=$WORK/$number top=$(pwd)
  rm -rf "$work" && mkdir -p "$MINE" "$work/mine" || broken "can't write $work"
  if test ! -e "$MINE/00.txt"; then
    "$bin/by_hand" --stub "$SEED" >"$MINE/00.txt.new" && mv "$MINE/00.txt.new" "$MINE/00.txt" || broken "can't write $MINE/00.txt"
    say "$MINE/00.txt is there now, for exercise 00, $title (section $section shows how). Write your numbers into it."
  fi
  cp "$MINE/00.txt" "$work/mine/" && cd "$work" || broken "can't read $MINE/00.txt"
  "$bin/by_hand" --verdict verdict.tsv "$SEED" mine/00.txt >said 2>&1
  status=$?
  case $status in 0|1|2|5) ;; *) broken "by_hand: $(cat said)" ;; esac
  say "$(cat said)"
  test $status != 0 || test -n "$QUIET" || (cd "$top" && B=$B MINE=$MINE WORK=$WORK sh $here/commands.sh list | tail -1)
  exit $status
fi
if test ! -e "$MINE/$number.ch"; then
  mkdir -p "$MINE" || exit 6
  task=$here/$name.task; test -f $task || task=/dev/null
  sed "s|@ACTIVATION@|$(test ! -f $here/$name.task || "$bin/$name.judge" --task "$SEED" 2>/dev/null)|" $task |
    awk -v row="$row" -v section="$section" -v words="$words" -f $here/stub.awk >"$MINE/$number.ch.new" &&
    mv "$MINE/$number.ch.new" "$MINE/$number.ch" || broken "can't write $MINE/$number.ch"
  say "$MINE/$number.ch is there now, for exercise $number, $title${section:+ (section $section)}. Write your answer into it."
  QUIET=yes # that it isn't begun yet goes without saying
fi

work=$WORK/$number
rm -rf "$work" && mkdir -p "$work/mine" || broken "can't write $work"
work=$(cd "$work" && pwd) # the folder is changed below
cp "$MINE/$number.ch" "$work/mine/" || broken "can't read $MINE/$number.ch"
printf 'exercise %s, %s%s: %s\n' "$number" "$title" "${section:+ (section $section)}" "$MINE/$number.ch" >"$work/heading"

# verdict STATUS KEY SENTENCE: the program can't be judged; the derivation is, if it is ready
verdict() {
  printf 'program\t%s\t%s\n' "$2" "$(printf '%s\n' "$3" | head -1)" >>"$work/verdict.tsv"
  say "exercise $number: $3"
  case ${lines:--} in -) ;; *)
    "$bin/$name.judge" "$SEED" "$lines" - >judged.tsv 2>judge.err; grep '^derivation' judged.tsv >>verdict.tsv; lines_tsv ;;
  esac
  exit "$1"
}

lines_tsv() {
  test -f steps.tsv || : >steps.tsv
  awk -F '\t' -v OFS='\t' 'NR == FNR { if ($1 == "line") { n++; state[n] = $3; says[n] = $4 } next } { print $1, $2, state[FNR], says[FNR] }' judged.tsv steps.tsv >lines.tsv
}
# the derivation can't be judged; the program is, all the same
not_derived() { printf 'derivation\tnot-compiled\t0\t0\t%s\n' "$1" >verdict.tsv; failed=yes; say "exercise $number: $1"; }

LC_ALL=C sed -f $here/accents.sed "$work/mine/$number.ch" >"$work/plain.ch" # the letters that the print knows
holes=$(awk -v row="$row" -v name="$file" -v text="$work/text" -v code="$work/code" -f $here/file.awk "$work/plain.ch" 2>"$work/notes")
case $? in
  0) ;;
  5) printf 'derivation\tnot-begun\t0\t0\t\n' >"$work/verdict.tsv"; verdict 5 not-begun "not begun: $MINE/$number.ch is as it was handed out" ;;
  2) verdict 2 not-compiled "$holes" ;;
  *) broken "file.awk: $(cat "$work/notes")" ;;
esac
say "$(cat "$work/notes")" | grep .

# the web with this exercise's holes, and the student's lines in them; holes that aren't filled yet are left as they are
# ctangle 4.7 forgets the name of the change file, in #line, if too many names come before it; these an exercise doesn't need
simpler='s/^#ifdef SINGLE.*/#if 0/; s/^#elif defined SINGLE.*/#elif 0/; s/^#define REAL_EPSILON.*//; s/__attribute__((flatten)) //; s/^@d TRAY .*//; s/_Alignas(TRAY) //'
awk -v holes="$(field 5)" -f $here/web.awk ffnn.w >"$work/all.w" && sed "$simpler" "$work/all.w" >"$work/web.w" && cp $here/part.h $here/derivation.h "$work/" || broken 'web.awk'
test ! -f $here/$name.h || cp $here/$name.h "$work/"
top=$(pwd) commands=$here/commands.sh
here=$(cd $here && pwd)
cd "$work" || exit 6
work=.

# CWEB's own words, with the student's file and line. A piece of the book's program that was used in a hole, and isn't in the answer, is no fault.
cweb() {
  $BOX "$@" >cweb.all 2>&1
  status=$?
  sed '/^! Never used/d' cweb.all >cweb.log
  test $status -le 5 && ! grep -q '^!' cweb.log && return
  message=$(awk '/^!/ { sub(/^! /, ""); m = $0; where = ""; if (match(m, /\(l\. [0-9]+( of [^)]*)?\)/)) { where = substr(m, RSTART + 4, RLENGTH - 5); sub(/\.? *\(l\..*/, "", m) }
    n = where; sub(/ .*/, "", n)
    if (where ~ /change file/) print "'"$file"':" n ": " m; else if (where == "") print "'"$file"': " m; else print "'"$file"': " m " (line " n " of the web)" ; exit }' cweb.log)
  test -n "$message" || broken "$1: $(tail -1 cweb.log)"
  verdict 2 not-compiled "$message"
}
cweb ctangle web.w "$file"

cweb cweave web.w "$file"
test -s network.c || broken 'ctangle made nothing'

flags='-std=gnu11 -g -I. -fno-diagnostics-show-caret -fno-show-column'
lines=- part=- other= failed=
case " $holes " in *:text\ *)
  printf '#include "%s.c"\n' "$name" >lines.c
  awk -v name="$file" -v words="$words" -v tsv=steps.tsv -f "$here/lines.awk" text >>lines.c 2>lines.err
  case $? in
    0) cp "$here/$name.c" "$here/exercise.h" . && cp "$bin/run_lines.o" "$bin/cases.o" . || broken "$bin isn't complete"
       if $BOX "$CC" $flags -DLINES -O0 -fsanitize=bounds lines.c run_lines.o cases.o -o lines -lm 2>lines.err &&
         ! grep -q 'comparison between pointer' lines.err; then lines="$BOX ./lines"
       else
         message=$(awk -f "$here/expression.awk" lines.err)
         case $message in $file:*) ;; *) broken "lines.c: $(head -3 lines.err)" ;; esac
         not_derived "$message"
       fi ;;
    2) not_derived "$(cat lines.err)" ;;
    5) ;; # prose only
    *) broken "lines.awk: $(cat lines.err)" ;;
  esac ;;
esac

case " $holes " in *:code\ *)
  { echo '#include "part.h"'
    test ! -f "$name.h" || echo "#include \"$name.h\""
    sed -n '/^#define/{s/\\$//;p;}' network.c
    for f in data.c network.c; do awk -v file="$file" -f "$here/cut.awk" $f; done
  } >part.c
  grep -q "\"$file\"" part.c || verdict 2 not-compiled "$MINE/$number.ch changes nothing in the program"
  # the part of the student's lines, for messages
  first=$(sed -n '1s/\t.*//p' code) last=$(sed -n '$s/\t.*//p' code)
  $BOX "$CC" $flags -O1 -Wall -Wextra -Wfloat-conversion -Wno-unknown-pragmas -fsanitize=address,undefined -fno-sanitize-recover=all -c part.c -o part.o 2>part.err || {
    # the first error, if it is in the student's lines; else a brace has gone astray
    message=$(grep -m1 'error:' part.err)
    case $message in
      $file:*"undeclared"*"_is_yours"*|$file:*_is_yours*) message="one of the holes of $file is filled, another isn't: $(printf '%s\n' "$message" | sed "s/.*'\(.*_is_yours\)'.*/\1/;s/.*\xe2\x80\x98\(.*_is_yours\).*/\1/")" ;;
      $file:*"at end of input"*) message="a brace or a parenthesis is missing in $file, lines $first-$last" ;;
      $file:*) at=$(printf '%s\n' "$message" | cut -d: -f2)
        message="$message
$(awk -F '\t' -v at="$at" '$1 == at { sub(/^[0-9]+\t */, ""); printf "%8d | %s", at, $0 }' code)" ;;
      "") broken "$CC: $(head -3 part.err)" ;;
      *) message="a brace or a parenthesis is missing in $file, lines $first-$last, or there is one too many" ;;
    esac
    verdict 2 not-compiled "$message"; }
  message=$(grep -m1 "^$file:.*defined but not used .-Wunused-function" part.err | cut -d: -f1,2)
  test -z "$message" || verdict 2 not-compiled "$message: there is a function in the function; its head stands in the book already, and only what is inside its braces is yours"
  # what it defines, and what it calls
  strange=$(nm part.o | awk -v defines="$functions" '
    BEGIN { n = split(defines " ", d, " "); for (j = 1; j <= n; j++) mine[d[j]] = 1
      n = split("exp log log1p expm1 sqrt pow tanh cosh sinh sin cos sincos tan atan asinh hypot fabs fmax fmin creal cimag cexp clog memset memcpy memmove malloc calloc free " \
        "exponential add_inner_product add_sum log_of_product sum_where parameter_count affine logistic softmax output_delta weight_gradient bias_gradient hidden_delta " \
        "hidden_layer output_layer loss gradient next_gradient panel_gradient", c, " "); for (j = 1; j <= n; j++) known[c[j]] = 1 }
    { name = $NF; kind = $(NF - 1) }
    name ~ /^_?_?_(asan|ubsan)|^__stack_chk|^_GLOBAL_OFFSET|^__odr_asan|^_sub_[ID]_00099|^\.L|^__const|^CSWTCH/ { next }
    kind == "U" && !(name in known) { print "calls " name; exit }
    kind ~ /[TDBCVW]/ && !(name in mine) { print "defines " name; exit }' )
  test -z "$strange" || verdict 2 symbols "your part of the program $strange, which has no place here"
  cp "$bin/$name.o" "$bin/run.o" "$bin/cases.o" "$bin/library.o" "$bin/missing.o" . || broken "$bin isn't complete"
  $BOX "$CC" -fsanitize=address,undefined part.o "$name.o" run.o cases.o library.o missing.o -o student -lm 2>link.err || broken "the linker: $(head -3 link.err)"
  part="$BOX ./student"
  # the part once more with complex numbers, for an exercise in which the student's own loss is differentiated by the complex step
  if test -f "$bin/${name}_complex.o"; then
    cp "$bin/${name}_complex.o" "$bin/library_complex.o" . || broken "$bin isn't complete"
    $BOX "$CC" $flags -DCOMPLEX_STEP -O2 -Wconversion -Wno-unknown-pragmas -c part.c -o part_complex.o 2>complex.err ||
      verdict 2 not-compiled "with complex numbers for real, by which the loss is differentiated, this doesn't compile: $(grep -m1 'error:' complex.err)"
    message=$(grep -m1 "^$file:.*discards imaginary" complex.err | cut -d: -f1,2)
    test -z "$message" || verdict 2 not-compiled "$message: declare what depends on the parameters as real, not double: the loss is differentiated with complex numbers"
    $BOX "$CC" part_complex.o "${name}_complex.o" run.o cases.o library_complex.o missing.o -o student_complex -lm 2>link.err || broken "the linker: $(head -3 link.err)"
    other="$BOX ./student_complex"
  fi ;;
esac

ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0:hard_rss_limit_mb=512 UBSAN_OPTIONS=print_stacktrace=0 \
  "$bin/$name.judge" "$SEED" "$lines" "$part" ${other:+"$other"} >judged.tsv 2>judge.err
status=$?
case $status in 0|1|3|4) ;; *) broken "$(cat judge.err)" ;; esac

test -f student.err || : >student.err
# the sanitizer's words, if there are any
crash=$(awk -v file="$file" '
  /runtime error:/ && !what { split($0, p, ":"); what = $0; sub(/.*runtime error: /, "", what); if (sub(/ for type .*/, "", what)) what = what ": is the order of the indices right, and where the loop ends?"; if (index($0, file ":")) where = p[1] ":" p[2] }
  /ERROR: AddressSanitizer/ && !what { what = $0; sub(/.*AddressSanitizer: /, "", what); sub(/ on .*/, "", what)
    if (what ~ /^stack-overflow/) what = "the function calls itself without end"
    else if (what ~ /overflow|underflow/) what = "writes or reads outside an array (" what ")"; else if (what ~ /^SEGV/) what = "writes or reads where there is no memory" }
  !where && match($0, file ":[0-9]+") { where = substr($0, RSTART, RLENGTH) }
  END { if (what) print (where ? where ": " : "") what; else if (where) print where }' student.err)
awk -F '\t' -v OFS='\t' -v crash="$crash" '
  $1 == "program" && $2 == "crashed" && crash != "" { $3 = crash }
  $1 == "program" && $2 == "too-slow" && crash != "" { $3 = "stopped after two seconds of computing: the loop at " crash " does not end" }
  $1 != "line"' judged.tsv >>verdict.tsv
lines_tsv
test -z "$failed" || exit 2
test -n "$QUIET" && exit $status

# --- what the student reads
awk -F '\t' -v number="$number" -v title="$title" -v holes="$holes" -v all="$(field 5)" -v err=part.err -v status="$status" -f "$here/report.awk" heading lines.tsv verdict.tsv
status=$?
test $status != 0 || (cd "$top" && B=$B MINE=$MINE WORK=$WORK sh $commands list | tail -1)
exit $status
