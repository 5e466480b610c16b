# How many lines of the library and of the tool do the tests run, and which way do their branches go, counted in lines of ffnn.w?
# Called by make, from the top, after the sources have been made, with the names of the tests; PARTS are the library's files,
# WRAPPED the calls that fail when tests/faults.c is told to.
# gcov's branches are the two ways of an if, a loop, a ?:, an && or || -- without optimisation there are hardly others.
# tests/tools/branches.txt excuses those that can't be taken, or only by a test that isn't among these.
set -e
dir=build/coverage
flags="$FLAGS -O0 --coverage -Wno-unknown-pragmas"
rm -rf $dir && mkdir -p $dir/library $dir/tool
objects= counts= wrap=
for f in $PARTS tool; do $CC $flags -c build/$f.c -o $dir/$f.o; done
for f in $PARTS; do objects="$objects $dir/$f.o" counts="$counts $f.gcda"; done
$CC --coverage $dir/tool.o $objects -o $dir/ffnn -pthread -lm
# The calls of what counts are not to fail, so that the program is put together before that is linked to it.
for w in $WRAPPED; do wrap="$wrap -Wl,--wrap=$w"; done
$CC $FLAGS -O1 -c tests/faults.c -o $dir/faults.o
$CC -nostdlib -r $wrap $dir/faults.o $dir/tool.o $objects -o $dir/whole.o
$CC --coverage $dir/whole.o -o $dir/ffnn_faults -pthread -lm
$dir/ffnn --version >$dir/version
chmod a+w $dir/*.gcda # a test gives up root, and must still be able to count
for t; do
  $CC $flags tests/test_$t.c $objects -o $dir/test_$t -lcmocka -lgsl -lgslcblas -pthread -lm -lutil
  TESTS=tests PATIENCE=300 FFNN=$dir/ffnn FAULTY=$dir/ffnn_faults $dir/test_$t >$dir/$t.log 2>&1 || { cat $dir/$t.log; exit 1; }
done
cd build # from where the sources name ../ffnn.w
for f in $counts; do set -- "$@" coverage/$f; done
shift $(($# - $(echo $counts | wc -w)))
gcov -b -c "$@" >coverage/gcov.log
mv ./*.gcov coverage/library
gcov -b -c coverage/tool.gcda >>coverage/gcov.log
mv ./*.gcov coverage/tool
awk '
  function trimmed(text) {
    sub(/^[ \t]+/, "", text)
    return text
  }
  function report(what, done, all, least) {
    if (done + 0 == 0) { print "nothing was counted of the " part_name; bad = 1; return }
    printf "%s: %d of %d %s: %.1f%%\n", part_name, done, all, what, 100*done/all
    if (done < least*all) bad = 1
  }
  function part_of(path) {
    split(path, part, "/")
    return part[2]
  }
  function finish() {
    if (part_name == "") return
    report("lines are run by the tests", run, run + missed, .95)
    report("branches are taken", taken, taken + untaken + excused, 0)
    report("without those that tests/tools/branches.txt excuses", taken, taken + untaken, .9)
    run = missed = taken = untaken = excused = 0
  }
  FILENAME != last { finish(); last = FILENAME; part_name = last ~ /^coverage/ ? part_of(last) : "" }
  part_name == "" { # the excuses: a fragment of a line, one or more tabs, the reason
    if ($0 ~ /^#/ || $0 == "") next
    if (split($0, part, /\t+/) != 2) { print "tests/tools/branches.txt:" FNR ": expected a fragment, tabs, and a reason"; bad = 1; next }
    fragment[++excuses] = part[1]
    next
  }
  /^ *[-#=0-9]+[*]?: *[0-9]+:/ {
    split($0, part, ":")
    line = part[2] + 0
    text = substr($0, length(part[1]) + length(part[2]) + 3)
    excuse = 0
    for (e = 1; e <= excuses && !excuse; e++) if (index(text, fragment[e])) excuse = e
    if (part[1] ~ /#####|=====/) { missed++; print "not run: ffnn.w:" line ": " trimmed(text) }
    else if (part[1] ~ /[0-9]/) run++
  }
  /^branch/ && !/throw/ {
    if ($0 !~ /never executed|taken 0/) taken++
    else if (excuse) { excused++; used[excuse] = 1 }
    else { untaken++; print "not taken: ffnn.w:" line ", branch " $2 ($0 ~ /fallthrough/ ? " (on)" : "") ": " trimmed(text) }
  }
  END {
    finish()
    for (e = 1; e <= excuses; e++)
      if (!used[e]) { print "tests/tools/branches.txt: every branch is taken of: " fragment[e]; bad = 1 }
    exit bad
  }' ../tests/tools/branches.txt coverage/library/*ffnn.w.gcov coverage/tool/*ffnn.w.gcov
