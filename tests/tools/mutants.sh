# Would the tests notice a mistake? First, all mistakes of tests/tools/mistakes.txt are made, one at a time, and the test run that is named there; then about COUNT
# in the library and as many in the tool, each a small change (tests/tools/mutants.awk) at one of the places evenly spaced among all
# that there are, START places after the first. OF, if it is set, names those of the lots mistakes, library, and tool that are wanted. On each mutant
# the tests that can tell are run, the quick ones first. It is killed if a test fails, or computes for more than 100 seconds, or hasn't ended after five minutes.
# Those that survive are printed, with the line of ffnn.w; those that aren't C don't count. Called by make,
# from the top, after the sources have been made, with the library's files in PARTS and the calls that tests/faults.c makes fail
# in WRAPPED. build/mutants/log has the fate of each.
set -e
dir=$PWD/build/mutants
folder=$PWD/tests
libraries='-lcmocka -lgsl -lgslcblas -pthread -lm -lutil'
wrap=
for w in $WRAPPED; do wrap="$wrap -Wl,--wrap=$w"; done
lots=${OF-mistakes library tool}
mutated="$PARTS tool"
if [ "$lots" = tool ]; then mutated=tool; fi
rm -rf "$dir" && mkdir -p "$dir"

# the tests that can tell, the likeliest first; complex is data and network with -DCOMPLEX_STEP
tests_of() {
  case $1 in
    data) echo data batch memory network tables points models complex ;;
    network) echo batch network memory tables models complex ;; # batch is the quicker one
    files) echo tables memory models commands faults ;;
    tables) echo tables memory models commands ;;
    points) echo points memory commands ;;
    models) echo models commands faults ;;
    check) echo check memory commands ;;
    library) echo library memory ;;
    playground) echo playground ;;
    tool) echo cli commands faults ;;
  esac
}
# the mutants with traps for writing beyond an array: what the tests let a mutant do unnoticed, these notice
traps="-D_FORTIFY_SOURCE=3 -fsanitize=bounds -fsanitize-undefined-trap-on-error"
compile() { $CC $FLAGS -O2 -w -I"$PWD/build" "$@"; }
compile_fast() { compile -O3 -fno-math-errno -fno-trapping-math -fopenmp-simd "$@"; }

# objects PREFIX CHANGED_PART OBJECT PART...: all parts, one of them changed
objects() {
  prefix=$1 part=$2 object=$3
  shift 3
  for p; do
    if [ "$p" = "$part" ]; then echo "$object"; else echo "$dir/$prefix$p.o"; fi
  done
}

# link_test NAME OUTPUT [CHANGED_PART OBJECT]
link_test() {
  case $1 in
    complex) $CC "$dir/test_complex.o" $(objects complex_ "$3" "$4" data network) -o "$2" $libraries; return ;;
    faults) $CC "$dir/faults.o" $wrap $(objects '' "$3" "$4" $PARTS tool) -o "$2.faulty" $libraries || return ;;
  esac
  case $1 in
    cli|commands|faults|library|playground) $CC $(objects '' "$3" "$4" $PARTS tool) -o "$2.ffnn" $libraries || return ;;
  esac
  $CC "$dir/test_$1.o" $(objects '' "$3" "$4" $PARTS) -o "$2" $libraries
}

# A mutant may write without end, or files of any name: limits, and a folder to run in that is removed. The first failure is enough.
run_test() { # NAME PROGRAM FOLDER
  mkdir -p "$3"
  chmod 777 "$3"
  status=0
  (cd "$3" && ulimit -f 400000 && ulimit -c 0 && ulimit -t 100 &&
    TMPDIR=$3 TESTS=$folder PATIENCE=30 FFNN=$2.ffnn FAULTY=$2.faulty timeout -k 1 300 "$2" </dev/null 2>&1) 2>/dev/null |
    awk '{ print } /FAILED/ { failed = 1; exit 1 } /PASSED/ { ended = 1 } END { exit failed ? 1 : ended ? 0 : 2 }' >"$2.log" || status=$?
  rm -rf "$3"
  return $status
}

for p in $PARTS tool; do compile_fast -c build/$p.c -o "$dir/$p.o"; done
for p in data network; do compile_fast -DCOMPLEX_STEP -c build/$p.c -o "$dir/complex_$p.o"; done
$CC $FLAGS -O1 -c tests/faults.c -o "$dir/faults.o"
if [ -w /dev/shm ]; then export TMPDIR=/dev/shm; fi # waiting for a real disk takes so long that a mutant may seem not to end
scratch=$(mktemp -d)
chmod 755 "$scratch"
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
for t in $(for p in $mutated; do tests_of $p; done | tr ' ' '\n' | sort -u); do
  define=
  if [ $t = complex ]; then define=-DCOMPLEX_STEP; fi
  $CC $FLAGS -O2 -w $define -Ibuild -c tests/test_$t.c -o "$dir/test_$t.o"
  link_test $t "$dir/test_$t"
  run_test $t "$dir/test_$t" "$scratch/$t" || { echo "$t fails without any change:"; cat "$dir/test_$t.log"; exit 1; }
done

# the places: part, line in it, column, length, replacement, line in ffnn.w, and of which lot it is
for p in $mutated; do
  awk -v part=$p -f tests/tools/mistakes.awk tests/tools/mistakes.txt build/$p.c
done >"$dir/mistakes"
for lot in $lots; do
  if [ $lot = mistakes ]; then cat "$dir/mistakes" >>"$dir/chosen"; continue; fi
  parts=$PARTS
  if [ $lot = tool ]; then parts=tool; fi
  for p in $parts; do awk -f tests/tools/mutants.awk build/$p.c | sed "s/^/$p	/; s/\$/	$lot/"; done >"$dir/candidates"
  awk -v count="$COUNT" -v start="${START:-0}" -v all="$(wc -l <"$dir/candidates")" '
    int((NR - 1 - start)*count/all) != int((NR - 2 - start)*count/all) || NR == 1 + start' "$dir/candidates" >>"$dir/chosen"
done

# what becomes of a mutant: part, line in it, column, length, replacement; its files' prefix; the one test to be run, if there is one
try() {
  new=$5 awk -v l="$2" -v c="$3" -v n="$4" 'NR == l { $0 = substr($0, 1, c - 1) ENVIRON["new"] substr($0, c + n) } { print }' \
    build/$1.c >"$6.c"
  compile $traps -c "$6.c" -o "$6.o" 2>/dev/null || { echo 'not compiled'; return; }
  unset ONLY
  tests=$(tests_of $1)
  if [ -n "$7" ]; then tests=${7%% *}; export ONLY="test_${7##* }"; fi
  for t in $tests; do
    object=$6.o
    if [ $t = complex ]; then
      object=$6.complex.o
      compile $traps -DCOMPLEX_STEP -c "$6.c" -o $object 2>/dev/null || { echo "killed by $t"; return; }
    fi
    link_test $t "$6.run" $1 $object 2>/dev/null || { echo 'not compiled'; return; }
    status=0
    run_test $t "$6.run" "$scratch/${6##*/}" || status=$?
    case $status in
      0) ;;
      1) echo "killed by $t: $(sed -n 's/^\[  FAILED  \] //p' "$6.run.log")"; return ;;
      *) echo "killed by $t, which didn't end"; return ;;
    esac
  done
  case $1 in # at last, with guards around every block of memory
    points|tables|models|library|playground)
      sources=$6.c
      for p in $PARTS; do if [ $p != $1 ]; then sources="$sources build/$p.c"; fi; done
      $CC $FLAGS -O1 -w -fsanitize=address tests/test_$1.c $sources -o "$6.run" $libraries
      run_test $1 "$6.run" "$scratch/${6##*/}" || { echo "killed by $1, with guards"; return; } ;;
  esac
  echo survived
}

# one of several workers, each of which takes every so-manieth
work() { # NUMBER OF
  awk -v me="$1" -v all="$2" 'NR%all == me' "$dir/chosen" | tr '\t' '\037' | {
    while IFS=$(printf '\037') read -r part line column length new place lot test; do
      fate=$(try "$part" "$line" "$column" "$length" "$new" "$dir/worker$1" "$test")
      new=$new awk -v l="$line" -v c="$column" -v n="$length" -v fate="$fate" -v part="$part" -v place="$place" -v lot=$lot '
        function piece(text) { return (c > 41 ? "..." : "") text (length($0) > c + n + 39 ? "..." : "") }
        NR == l {
          from = c > 41 ? c - 40 : 1
          left = substr($0, from, c - from)
          right = substr($0, c + n, 40)
          print lot ": " fate ": ffnn.w:" place " (" part "): " piece(left substr($0, c, n) right) "  ->  " piece(left ENVIRON["new"] right)
        }' build/$part.c >>"$dir/log$1"
    done
  }
}
workers=${WORKERS:-$(getconf _NPROCESSORS_ONLN)}
children=
for w in $(seq 0 $((workers - 1))); do
  work $w $workers 2>"$dir/errors$w" & # where shells complain of their killed children
  children="$children $!"
done
for c in $children; do wait $c; done

cat "$dir"/log[0-9]* >"$dir/log"
bad=0
for lot in $lots; do
  awk -v lot=$lot '
    index($0, lot ": ") != 1 { next }
    { $0 = substr($0, length(lot) + 3) }
    /^not compiled/ { invalid++; if (lot == "mistakes") print; next }
    /^survived/ { survived++; print; next }
    { killed++ }
    /did.t end/ { slow++ }
    END {
      if (killed == 0) { print lot ": no mutant was killed"; exit 1 }
      share = 100*killed/(killed + survived)
      printf "%s: %d mutants, %d killed (%d by not ending), %d survived: %.1f%%; %d others are not C\n", \
        lot, killed + survived, killed, slow, survived, share, invalid
      exit lot == "mistakes" ? survived + invalid > 0 : share < 90
    }' "$dir/log" || bad=1
done
exit $bad
