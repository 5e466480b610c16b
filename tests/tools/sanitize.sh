# The library, the program and their tests, built in the folder $1 under the sanitizers $2 and run; the other arguments
# are the names of the tests. Called by make from the top, with the compiler in CC and the tests' flags in FLAGS.
# WRAPPED are the calls that fail when tests/faults.c is told to.
set -e
dir=$1 kind=$2
shift 2
mkdir -p "$dir"
flags="$FLAGS -O1 -fno-omit-frame-pointer -ffp-contract=off -Wno-unknown-pragmas -fsanitize=$kind -fno-sanitize-recover=all"
compile() { $CC $flags "$@"; }

objects=
for c in $PARTS; do
  compile -c "build/$c.c" -o "$dir/$c.o"
  objects="$objects $dir/$c.o"
done
compile -c build/tool.c -o "$dir/tool.o"
compile "$dir/tool.o" $objects -o "$dir/ffnn" -pthread -lm
# The first thing found ends a process with a status that is none of the program's own, so that the tests see it.
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:exitcode=99
export LSAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=print_stacktrace=1:exitcode=99 TSAN_OPTIONS=exitcode=99:halt_on_error=1
for t in "$@"; do
  case $t in
    complex)
      for c in network data; do compile -DCOMPLEX_STEP -c build/$c.c -o "$dir/complex_$c.o"; done
      compile -DCOMPLEX_STEP tests/test_complex.c "$dir/complex_network.o" "$dir/complex_data.o" \
        -o "$dir/test_complex" -lcmocka -pthread -lm ;;
    equations) compile tests/test_equations.c tests/equations_*.c $objects -o "$dir/test_$t" -lcmocka -pthread -lm ;;
    faults)
      wrap=
      for w in $WRAPPED; do wrap="$wrap -Wl,--wrap=$w"; done
      $CC $FLAGS -O1 -c tests/faults.c -o "$dir/faults.o"
      compile "$dir/faults.o" "$dir/tool.o" $objects $wrap -o "$dir/ffnn_faults" -pthread -lm
      compile tests/test_faults.c $objects -o "$dir/test_faults" -lcmocka -lgsl -lgslcblas -pthread -lm -lutil ;;
    *) compile "tests/test_$t.c" $objects -o "$dir/test_$t" -lcmocka -lgsl -lgslcblas -pthread -lm -lutil ;;
  esac
  if TESTS=tests PATIENCE=300 FFNN="$dir/ffnn" FAULTY="$dir/ffnn_faults" EQUATIONS="$dir/equations.tsv" "$dir/test_$t" >"$dir/$t.log" 2>&1 &&
    count=$(grep -c '       OK ' "$dir/$t.log")
  then echo "$kind: test_$t: $count tests, nothing found"
  else
    cat "$dir/$t.log"
    echo "$kind: test_$t failed"
    exit 1
  fi
done
