# Would the tests notice a mistake? About COUNT mutants of the library are made, each by one small change (tests/tools/mutants.awk)
# at places evenly spaced among all that there are, START places after the first, in the files of PARTS; and the fast tests
# are run on each. A mutant is killed if a test fails, or computes for more than 20 seconds, or hasn't ended after 60 (on a
# busy computer, a sound one may take longer than 20). Those that survive are printed, with the line of ffnn.w; those that
# aren't C don't count. Called by make, from the top, after the sources have been made. build/mutants/log has the fate of each.
set -e
dir=$PWD/build/mutants
tests=$PWD/tests
libraries='-lcmocka -pthread -lm -lutil'
rm -rf "$dir" && mkdir -p "$dir"

# the tests that can tell, the likeliest first; complex is data and network with -DCOMPLEX_STEP
tests_of() {
  case $1 in
    data) echo data batch memory network tables points models complex ;;
    network) echo batch network memory tables models complex ;; # batch is the quicker one
    files|tables) echo tables memory models ;;
    points) echo points memory ;;
    models) echo models ;;
  esac
}
# with traps for writing beyond an array: what the tests let a mutant do unnoticed, these notice
checks="-D_FORTIFY_SOURCE=3 -fsanitize=bounds -fsanitize-undefined-trap-on-error"
compile() { $CC $FLAGS -O1 -w $checks -I"$PWD/build" "$@"; }

# link_test NAME OUTPUT [CHANGED_PART OBJECT]
link_test() {
  test=$1 output=$2 part=$3 object=$4 prefix= parts=$PARTS
  if [ "$test" = complex ]; then prefix=complex_ parts='data network'; fi
  objects=
  for p in $parts; do
    if [ "$p" = "$part" ]; then objects="$objects $object"; else objects="$objects $dir/$prefix$p.o"; fi
  done
  $CC "$dir/test_$test.o" $objects -o "$output" $libraries
}

# A mutant may write without end, or files of any name: limits, and a folder to run in that is removed.
run_test() { # NAME PROGRAM FOLDER
  mkdir -p "$3"
  chmod 777 "$3"
  status=0
  (cd "$3" && ulimit -f 400000 && ulimit -c 0 && ulimit -t 20 &&
    TMPDIR=$3 TESTS=$tests timeout -k 1 60 "$2" </dev/null >"$2.log" 2>&1) 2>/dev/null || status=$?
  rm -rf "$3"
  return $status
}

for p in $PARTS; do compile -c build/$p.c -o "$dir/$p.o"; done
for p in data network; do compile -DCOMPLEX_STEP -c build/$p.c -o "$dir/complex_$p.o"; done
scratch=$(mktemp -d)
chmod 755 "$scratch"
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
for t in data network batch memory tables points models complex; do
  define=
  if [ $t = complex ]; then define=-DCOMPLEX_STEP; fi
  $CC $FLAGS -O2 -w $define -Ibuild -c tests/test_$t.c -o "$dir/test_$t.o"
  link_test $t "$dir/test_$t"
  run_test $t "$dir/test_$t" "$scratch/$t" || { echo "$t fails without any change:"; cat "$dir/test_$t.log"; exit 1; }
done

for p in $PARTS; do awk -f tests/tools/mutants.awk build/$p.c | sed "s/^/$p	/"; done >"$dir/candidates"
awk -v count="$COUNT" -v start="${START:-0}" -v all="$(wc -l <"$dir/candidates")" '
  int((NR - 1 - start)*count/all) != int((NR - 2 - start)*count/all) || NR == 1 + start' "$dir/candidates" >"$dir/chosen"

# what becomes of a mutant: part, line in it, column, length, replacement, line in ffnn.w; its files' prefix
try() {
  awk -v l="$2" -v c="$3" -v n="$4" -v new="$5" 'NR == l { $0 = substr($0, 1, c - 1) new substr($0, c + n) } { print }' \
    build/$1.c >"$7.c"
  compile -c "$7.c" -o "$7.o" 2>/dev/null || { echo 'not compiled'; return; }
  for t in $(tests_of $1); do
    object=$7.o
    if [ $t = complex ]; then
      object=$7.complex.o
      compile -DCOMPLEX_STEP -c "$7.c" -o $object 2>/dev/null || { echo "killed by $t"; return; }
    fi
    link_test $t "$7.run" $1 $object 2>/dev/null || { echo 'not compiled'; return; }
    status=0
    run_test $t "$7.run" "$scratch/${7##*/}" || status=$?
    case $status in
      0) ;;
      124|137|152) echo "killed by $t, too slow"; return ;;
      *) echo "killed by $t"; return ;;
    esac
  done
  echo survived
}

# one of several workers, each of which takes every so-manieth
work() { # NUMBER OF
  awk -v me="$1" -v all="$2" 'NR%all == me' "$dir/chosen" | tr '\t' ';' | {
    while IFS=';' read -r part line column length new place; do
      fate=$(try "$part" "$line" "$column" "$length" "$new" "$place" "$dir/worker$1")
      awk -v l="$line" -v c="$column" -v n="$length" -v new="$new" -v fate="$fate" -v part="$part" -v place="$place" '
        function piece(text) { return (c > 41 ? "..." : "") text (length($0) > c + n + 39 ? "..." : "") }
        NR == l {
          from = c > 41 ? c - 40 : 1
          left = substr($0, from, c - from)
          right = substr($0, c + n, 40)
          print fate ": ffnn.w:" place " (" part "): " piece(left substr($0, c, n) right) "  ->  " piece(left new right)
        }' build/$part.c >>"$dir/log$1"
    done
  }
}
workers=$(getconf _NPROCESSORS_ONLN)
children=
for w in $(seq 0 $((workers - 1))); do
  work $w $workers 2>"$dir/errors$w" & # where shells complain of their killed children
  children="$children $!"
done
for c in $children; do wait $c; done

cat "$dir"/log[0-9]* >"$dir/log"
awk '
  /^not compiled/ { invalid++; next }
  /^survived/ { survived++; print; next }
  { killed++ }
  /too slow/ { slow++ }
  END {
    if (killed == 0) { print "no mutant was killed"; exit 1 }
    share = 100*killed/(killed + survived)
    printf "%d mutants, %d killed (%d by being too slow), %d survived: %.1f%%; %d others are not C\n", \
      killed + survived, killed, slow, survived, share, invalid
    exit share < 90
  }' "$dir/log"
