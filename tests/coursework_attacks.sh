#!/bin/sh
# What a hostile student may try, in each box that there is (book/exercises/box.sh), as an ordinary user, and called by root: sh tests/coursework_attacks.sh,
# from the top, after make build/exercises/ready build/exercises/jail. No attempt is judged right, none gets hold of anything outside, none goes on
# after its time, none leaves a process. Without a box nothing is marked.
B=${B:-build} CC=${CC:-cc} top=$(pwd) bin=$(pwd)/$B/exercises/bin
d=$(mktemp -d /tmp/attacks.XXXXXX) && chmod 755 "$d" && mkdir "$d/bad" "$d/tried" && chmod 777 "$d/bad" "$d/tried" || exit 1
finish() { for p in $(cat "$d"/*/victim "$d/listener" 2>/dev/null); do kill "$p" 2>/dev/null; done; chmod -R u+w "$d"; rm -rf "$d"; }
trap finish EXIT
trap 'exit 1' INT TERM
wrong() { echo "$who, $kind: $1"; test ! -s "$here/out" || head -5 "$here/out" | cut -c 1-200 | sed 's/^/    /'; mktemp "$d/bad/XXXXXX" >"$here/log"; }
count() { mktemp "$d/tried/XXXXXX" >"$here/log"; begun=$(date +%s); }

secret=canary$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
cp book/exercises/box.sh "$B/exercises/jail" "$d/" || exit 1
for f in forbid listen; do $CC -std=gnu11 tests/attacks/$f.c -o "$d/$f" || exit 1; done
"$d/listen" >"$d/listened" & echo $! >"$d/listener"
while test ! -s "$d/listened"; do sleep .1; done
port=$(cat "$d/listened")
ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0:hard_rss_limit_mb=512
export ASAN_OPTIONS

# a folder of its own, with a canary for C, CWEB, and TeX
prepare() { # NAME USER
  here=$d/$1 canary=$d/$1/outside/canary new=$d/$1/outside/new as=
  mkdir "$here" "$here/outside" "$here/work"
  printf 'int %s;\n@* %s.\n\\message{%s}\n' $secret $secret $secret >"$canary"
  cp "$canary" "$here/canary"
  : >"$here/out"
  if test -n "$2"; then as="setpriv --reuid=$2 --regid=$2 --clear-groups"; chown -R "$2:$2" "$here/outside" "$here/work"; fi
}

# nothing has changed outside, nothing is running, and it hasn't taken long
check() {
  test $(($(date +%s) - begun)) -le 60 || wrong "$1: took long"
  cmp -s "$canary" "$here/canary" || { wrong "$1: the canary has changed"; cat "$here/canary" >"$canary"; }
  test ! -e "$new" && test ! -h "$new" || { wrong "$1: something new outside"; rm -rf "$new"; }
  for pause in 0 1 2; do
    sleep $pause
    left=$(grep -l "^$name$" /proc/[0-9]*/comm 2>/dev/null)
    test -n "$left" || return
  done
  wrong "$1: left running: $left"
}

attacks() { # NAME USER: in a box of the kind $kind
  prepare "$1" "$2"
  name=a$$$1 # of the processes, at most 15 letters
  cd "$here/work" || exit 1
  $as sleep 900 & victim=$!
  echo $victim >"$here/victim"
  printf '#define CANARY "%s"\n#define NEW "%s"\n#define VICTIM %d\n#define PORT %d\n' "$canary" "$new" $victim "$port" >attack.h
  for first in "" -DFIRST; do
    $CC -std=gnu11 -g $first -w -I. -fsanitize=address,undefined -fno-sanitize-recover=all "$top/tests/attacks/attacks.c" "$bin/hidden_delta.o" "$bin/run.o" "$bin/cases.o" \
      "$bin/library.o" "$bin/missing.o" -o "$name$first" -lm || exit 1
  done
  BOX="sh $d/box.sh $kind"
  for seed in 99 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 first; do
    count
    program=./$name; test $seed != first || program=./$name-DFIRST
    $as "$bin/hidden_delta.judge" "${seed#first}" - "$BOX $program" >"$here/out" 2>&1
    status=$?
    case $seed,$status in 99,1|[1-8],[134]|1?,[134]|first,[134]|9,[134]) ;; *) wrong "attempt $seed: status $status" ;; esac
    grep -a "ESCAPED\|$secret" student.err >"$here/out" && wrong "attempt $seed"
    check "attempt $seed"
  done
  kill $victim 2>/dev/null || wrong 'the victim is dead'
  tools
}

# what the compiler, CWEB, and TeX may be made to do: they end in time, and nothing of the canary is in what they have written
tool() { # WHAT MESSAGE COMMAND...: the message that shows that it has been tried
  count
  what=$1 message=$2
  shift 2
  $as $BOX "$@" >"$here/out" 2>&1
  cat t.log >>"$here/out" 2>/dev/null
  grep -q "$message" "$here/out" || wrong "$what: was it tried?"
  grep -rq $secret . "$here/out" && wrong "$what: the canary's text"
  check "$what"
}
tools() {
  rm -f ./*
  printf '#include "%s"\n' "$canary" >t.c; tool include 'No such file\|denied' $CC -c t.c -o t.o
  printf 'asm(".incbin \\"%s\\"");\n' "$canary" >t.c; tool incbin 'not found' $CC -c t.c -o t.o
  printf 'int x;\n' >t.c; tool 'the output' 'No such file\|denied\|Read-only' $CC -c t.c -o "$new"
  printf 'Text.\n@ @c\n@i %s\n' "$canary" >t.w; rm -f t.c t.log; tool '@i of ctangle' 'Cannot open include' ctangle t.w; tool '@i of cweave' 'Cannot open include' cweave t.w
  printf 'Text.\n@ @c\nint x;\n@ @(%s@>=\nint y;\n' "$new" >t.w; tool '@( of ctangle' 'annot open' ctangle t.w
  tex() { printf '\\pdfcompresslevel=0 %s\n\\bye\n' "$2" >t.tex; tool "TeX: $2" "$1" pdftex -halt-on-error -interaction=nonstopmode t.tex; }
  tex "not found\|Not reading\|not openable" "\\input $canary"
  tex "EMPTY" "\\newread\\r \\openin\\r=$canary \\ifeof\\r \\message{EMPTY}\\fi \\read\\r to\\x \\message{\\x}"
  tex "Not writing\|t write" "\\newwrite\\w \\immediate\\openout\\w=$new \\immediate\\write\\w{x}"
  tex "disabled" "\\immediate\\write18{cat $canary; echo x >$new}"
  tex "find file\|disabled" "\\input |\"cat $canary\""
  tex "" '\def\x{\x}\x'
  tex "capacity exceeded" '\def\x{\x\x}\x'
}

kinds=
for k in bwrap jail; do
  kind=$(SANDBOX=$k sh "$d/box.sh" choose 2>"$d/log") && kinds="$kinds $kind" || echo "attacks: no $k here: $(sed -n '2p' "$d/log")"
done
test -n "$kinds" || { echo 'attacks: no box at all'; exit 1; }
running=
for kind in $kinds; do
  if test "$(id -u)" = 0; then
    (who='called by root'; attacks "${kind%+}r" 65534) & running="$running $!"
    (who='an ordinary user'; attacks "${kind%+}o" 1234) & running="$running $!"
  else
    (who='an ordinary user'; attacks "${kind%+}" '') & running="$running $!"
  fi
done
wait $running
who='the network' kind=any
prepare poor ''
test "$(cat "$d/listened")" = "$port" || wrong 'somebody has come to the port'

# without namespaces: the jail; without Landlock as well: refused, by the jail itself, too
who='a poor system'
expect() { count; test "$2" = "$3" || wrong "$1: $2 instead of $3"; }
expect 'without namespaces' "$("$d/forbid" namespaces sh "$d/box.sh" choose 2>"$here/out")" jail
"$d/forbid" both sh "$d/box.sh" choose >"$here/out" 2>&1; expect 'without anything' $? 6
SANDBOX=none "$d/forbid" both sh "$d/box.sh" choose >"$here/out" 2>&1; expect 'SANDBOX=none' $? 0
SANDBOX=bwrap "$d/forbid" namespaces sh "$d/box.sh" choose >"$here/out" 2>&1; expect 'no other box than the one ordered' $? 6
(cd / && "$d/forbid" landlock sh "$d/box.sh" jail true >"$here/out" 2>&1); expect 'the jail without Landlock' $? 126
(cd / && "$d/forbid" namespaces sh "$d/box.sh" bwrap true >"$here/out" 2>&1); expect 'bubblewrap without namespaces' $? 126
mkdir -p "$d/class/ada" && : >"$d/class/ada/07.ch"
"$d/forbid" both sh book/exercises/grade.sh "$d/class" >"$here/out" 2>&1; expect 'make grade' $? 6
test ! -e "$d/class/grades.tsv" || wrong 'grades without a box'
bad=$(ls "$d/bad" | wc -l)
echo "attacks: $(ls "$d/tried" | wc -l) tried, in$kinds; $bad not as they should be"
test "$bad" = 0
