# How many of the library's lines do the tests run, counted in lines of ffnn.w? Called by make,
# from the top, after the sources have been made. The training test is left out: unoptimised it takes too long.
set -e
dir=build/coverage
flags="-std=c11 -D_GNU_SOURCE -O0 -g --coverage -Ibuild"
rm -rf $dir && mkdir -p $dir
for f in data network tables; do cc $flags -c build/$f.c -o $dir/$f.o; done
cc $flags -c build/ffnn.c -o $dir/ffnn.o
cc --coverage $dir/ffnn.o $dir/data.o $dir/network.o $dir/tables.o -o $dir/ffnn -pthread -lm
for t in data network batch tables cli; do
  cc $flags tests/test_$t.c $dir/data.o $dir/network.o $dir/tables.o -o $dir/test_$t -lcmocka -pthread -lm -lutil
  TESTS=tests FFNN=$dir/ffnn $dir/test_$t >$dir/$t.log 2>&1 || { cat $dir/$t.log; exit 1; }
done
cd build # from where the sources name ../ffnn.w
gcov coverage/data.gcda coverage/network.gcda coverage/tables.gcda >coverage/gcov.log
mv ./*.gcov coverage/
awk -F: '
  $1 ~ /#####|=====/ { missed++; print "not run: ffnn.w:" $2 + 0 ": " substr($0, index($0, $3)) }
  $1 ~ /[0-9]/ { run++ }
  END {
    if (run == 0) { print "no line was counted"; exit 1 }
    share = 100*run/(run + missed)
    printf "%d of %d lines of the library in ffnn.w are run by the tests: %.1f%%\n", run, run + missed, share
    exit share < 95
  }' coverage/*ffnn.w.gcov
