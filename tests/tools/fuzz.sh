# The three fuzzers of tests/tools/fuzz_*.c. With a number of seconds as its argument, each runs for so long under libFuzzer; without
# one, each runs every file of tests/tools/corpus once, and any compiler will do. What a fuzzer finds goes, minimised, into
# tests/tools/corpus; it leaves it in build/fuzz. Called by make from the top, with the compiler in CC and the flags in FLAGS.
set -e
seconds=$1
dir=build/fuzz
mkdir -p $dir
if [ -n "$seconds" ]; then
  CC=clang flags="-O1 -fsanitize=fuzzer,address,undefined,float-cast-overflow -fno-sanitize-recover=all" kind=fuzz
else
  flags="-O1 -DSEEDS -fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all" kind=seeds
  $CC $flags -x c /dev/null -c -o /dev/null 2>/dev/null || flags='-O1 -DSEEDS'
fi
libraries=
for c in $PARTS; do libraries="$libraries build/$c.c"; done
for f in points model arguments; do
  $CC $FLAGS $flags -Wno-unknown-pragmas tests/tools/fuzz_$f.c $libraries -o $dir/${kind}_$f -pthread -lm
  if [ -z "$seconds" ]; then $dir/seeds_$f tests/tools/corpus/$f/* || { echo "fuzz_$f failed"; exit 1; }
  else
    mkdir -p $dir/corpus/$f
    $dir/fuzz_$f -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix=$dir/$f- \
      $dir/corpus/$f tests/tools/corpus/$f >$dir/$f.log 2>&1 || { tail -60 $dir/$f.log; echo "fuzz_$f found something"; exit 1; }
    awk -v f=$f '/ cov: / { for (j = 1; j < NF; j++) if ($j == "cov:") cov = $(j + 1) } /number_of_executed_units/ { n = $2 }
      END { printf "fuzz_%s: %d tries, %d branches reached, nothing found\n", f, n, cov; exit n == 0 }' $dir/$f.log
  fi
done
