#!/bin/sh
# What a student may ask for besides a check: sh book/exercises/commands.sh hint|reset|answer|list|watch|program [NUMBER], from the top; program says
# what is known of the program in an answer. MINE, WORK as for check.sh.
case $2 in [0-9]) number=0$2;; *) number=$2;; esac
B=${B:-build} MINE=${MINE:-mine} WORK=${WORK:-build/exercises} here=book/exercises tab=$(printf '\t')
if test "$1" != list; then
  row=$(grep "^${number:-none}$tab" $here/list.tsv) || { echo "Say which exercise, for example: make $1 N=07 (make exercises lists them)" >&2; exit 2; }
  name=$(printf '%s\n' "$row" | cut -f2) holes=$(printf '%s\n' "$row" | cut -f5)
  case $number in 00) file=$MINE/00.txt ;; *) file=$MINE/$number.ch ;; esac
fi

# What is known of the answer to exercise $1 with the holes $2: right, not begun, or what is wrong. A verdict counts for the text that it was told of only.
state() {
  s=$1.ch; test "$1" != 00 || s=00.txt
  f=$MINE/$s v=$WORK/$1/verdict.tsv
  if test ! -e "$f"; then echo 'not begun'; return; fi
  if test ! -s "$v" || ! cmp -s "$f" "$WORK/$1/mine/$s"; then echo 'begun; not checked, or changed since'; return; fi
  awk -F '\t' -v holes="$2" 'function said(key) { return key == "" || key == "not-begun" ? "not begun" : key ~ /^(right|incomplete)$/ ? key : "wrong: " key }
    $1 == "derivation" { d = $2 } $1 == "program" { p = $2 }
    END { text = holes ~ /:text/ && holes != ""; code = holes ~ /:code/ || holes == ""
      if (p == "not-begun") print "not begun"
      else if ((!text || d == "right") && (!code || p == "right")) print "right"
      else { out = ""
        if (text) out = "derivation " said(d)
        if (code) out = out (out == "" ? "" : "; ") "program " said(p)
        print out } }' "$v"
}

case $1 in
program) state "$number" "" ;;
hint)
  mkdir -p "$WORK/hints" || exit 1
  shown=$(cat "$WORK/hints/$number" 2>/dev/null || echo 0) all=$(grep -c . "$here/$name.hints")
  shown=$((shown < all ? shown + 1 : all))
  echo "$shown" >"$WORK/hints/$number"
  head -n $shown "$here/$name.hints" | awk -v all="$all" '{ printf "hint %d of %d: %s\n", NR, all, $0 }' | fold -s -w 100
  ;;
reset)
  test -e "$file" || { echo "$file isn't there; make exercise N=$number begins it"; exit 0; }
  n=1; while test -e "$file.$n" || test -h "$file.$n"; do n=$((n + 1)); done
  mv "$file" "$file.$n" && echo "your answer is kept as $file.$n; make exercise N=$number begins a new one"
  ;;
answer)
  test "$number" = 00 || test -f "$here/$name.right" || { echo 'This copy of the book has no answers in it.'; exit 1; }
  if test "$(state "$number" "$holes")" != right && test -z "$GIVE_UP"; then
    echo "The answer is shown when yours is right. To give up: make answer N=$number GIVE_UP=yes"; exit 1
  fi
  test "$number" != 00 || { echo 'Exercise 00 has no answer but the right numbers; make exercise N=00 says which are.'; exit 0; }
  if test -e "$file"; then echo "--- yours, $file"; awk '/^@y/ { y = 1; print ""; next } /^@z/ { y = 0 } y' "$file"; fi
  echo "--- an answer: $(sed -n '1s/^== //; 1s/ (seed.*/, which may be the activation of somebody else/; 1p' "$here/$name.right")"
  awk -v row="$row" -v number=1 -v web=ffnn.w -f $here/entry.awk "$here/$name.right" "$here/$name.right" | awk '/^@y/ { y = 1; print ""; next } /^@z/ { y = 0 } y'
  ;;
list)
  while IFS=$tab read -r number name title label holes _; do
    case $number in \#*) continue ;; esac
    printf '%s\t%s\t%s\n' "$number" "$title" "$(state "$number" "$holes")"
  done <$here/list.tsv | awk -F '\t' '
    { n++; if ($3 == "right") right++; else if (next_one == "") next_one = $1; printf "  %s  %-44s %s\n", $1, $2, $3 }
    END { printf "%d of %d are right%s\n", right, n, next_one == "" ? "" : "; next: make exercise N=" next_one }'
  ;;
watch)
  trap 'echo; exit 0' INT TERM
  test -e "$file" || sh $here/check.sh "$number" >/dev/null
  last=
  while :; do
    # taken before the check, so that what is saved meanwhile is checked next
    now=$(ls -li --time-style=full-iso "$file" 2>/dev/null || ls -li "$file" 2>/dev/null; cksum 2>/dev/null <"$file")
    if test "$now" != "$last" && test -e "$file"; then
      last=$now
      echo "--- $(date +%H:%M:%S)"
      sh $here/check.sh "$number"
      echo "(checked again whenever $file changes; Ctrl-C ends this)"
    fi
    sleep 1
  done
  ;;
esac
