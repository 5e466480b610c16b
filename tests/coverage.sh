# How much of the library do the tests run, in lines and branches of ffnn.w? Called by make, from the top, after the sources have been
# made; the arguments are the library's files, the tests (without those that take too long unoptimised), and how the linker is
# told which calls may fail.
set -e
parts=$1 tests=$2 wrapped=$3
dir=build/coverage
flags="-std=c11 -D_GNU_SOURCE -O0 -g --coverage -Ibuild"
rm -rf $dir && mkdir -p $dir
objects=
for f in $parts; do cc $flags -c build/$f.c -o $dir/$f.o; objects="$objects $dir/$f.o"; done
cc $flags -c build/ffnn.c -o $dir/ffnn.o
cc --coverage $dir/ffnn.o $objects -o $dir/ffnn -pthread -lm
cc -std=c11 -D_GNU_SOURCE --coverage tests/faults.c $dir/ffnn.o $objects -o $dir/ffnn_faults $wrapped -pthread -lm
for t in $tests; do
  cc $flags tests/test_$t.c $objects -o $dir/test_$t -lcmocka -pthread -lm -lutil
  TESTS=tests FFNN=$dir/ffnn FAULTY=$dir/ffnn_faults $dir/test_$t >$dir/$t.log 2>&1 || { cat $dir/$t.log; exit 1; }
done
cd build # from where the sources name ../ffnn.w
counts=
for f in $parts; do counts="$counts coverage/$f.gcda"; done
gcov -b -c $counts >coverage/gcov.log
mv ./*.gcov coverage/
# branches.txt: a fragment of a line, a tab, and why a branch there can't be taken
awk -F '\t' '
  FILENAME ~ /branches.txt$/ { if ($0 !~ /^#/ && NF == 2) { excuse[$1] = $2; used[$1] = 0 } next }
  /^branch/ {
    branches++
    if ($0 ~ /never executed|taken 0/) {
      why = ""
      for (e in excuse) if (index(source, e)) { why = excuse[e]; used[e]++ }
      if (why != "") excused++
      else { untaken++; where[number ": " source]++ }
    }
    next
  }
  /^(call|function|unconditional)/ { next }
  {
    split($0, part, ":")
    number = part[2] + 0
    source = substr($0, length(part[1]) + length(part[2]) + 3)
    if (part[1] ~ /#####|=====/) { missed++; print "not run: ffnn.w:" number ": " source }
    else if (part[1] ~ /[0-9]/) run++
  }
  END {
    if (run == 0 || branches == 0) { print "nothing was counted"; exit 1 }
    for (w in where) print "not taken (" where[w] "): ffnn.w:" w
    for (e in excuse) if (!used[e]) { print "an excuse for nothing: " e; wrong = 1 }
    printf "%d of %d lines of the library in ffnn.w are run by the tests: %.1f%%\n", run, run + missed, 100*run/(run + missed)
    printf "%d of %d branches are taken: %.1f%%; of the others, %d have a reason in tests/branches.txt\n", \
      branches - untaken - excused, branches, 100*(branches - untaken - excused)/branches, excused
    exit wrong || run/(run + missed) < 0.95 || (branches - untaken - excused)/branches < 0.95
  }' ../tests/branches.txt coverage/*ffnn.w.gcov
