# Small runs of the program under valgrind's memcheck, each way through it that a user has; and the tests of the files that
# users write. Called by make, from the top, with CC, FLAGS and PARTS; built without -march=native, since valgrind doesn't
# know AVX-512.
set -e
dir=build/valgrind
rm -rf $dir/run && mkdir -p $dir/run
objects=
for c in $PARTS; do
  $CC $FLAGS -O1 -Wno-unknown-pragmas -c "build/$c.c" -o $dir/"$c.o"
  objects="$objects $dir/$c.o"
done
$CC $FLAGS -O1 -Wno-unknown-pragmas build/tool.c $objects -o $dir/ffnn -pthread -lm
# Not the possible leaks: when a run fails, the stacks of threads that wait are still there.
memcheck='valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect
  --errors-for-leak-kinds=definite,indirect'

runs=0
# run [-STATUS] ARGUMENTS: the program ends with that status, 0 if none is given
run() {
  expected=0
  case $1 in -[0-9]*) expected=${1#-}; shift ;; esac
  status=0
  $memcheck $dir/ffnn "$@" >$dir/out 2>$dir/err || status=$?
  if [ $status != "$expected" ] || grep -q '^==' $dir/err; then
    cat $dir/out $dir/err
    echo "valgrind: ffnn $*: status $status, expected $expected"
    exit 1
  fi
  runs=$((runs + 1))
}

for f in points more; do
  awk -v seed=$f 'BEGIN {
    srand(length(seed))
    print "width,height,\"kind\""
    for (i = 0; i < 300; i++) print rand() "," 10*rand() ",class " i%3
  }' >$dir/run/$f.csv
done
awk -F, 'NR > 1 { print $1 "," $2 }' $dir/run/more.csv >$dir/run/inputs.csv
printf "1e308,-1e308,a\n-1e308,1e308,b\n1e308,1e308,b\n" >$dir/run/far.csv
sed 's/^0\.[0-9]*,/much,/' $dir/run/points.csv >$dir/run/bad.csv
r=$dir/run
run train --samples 200 --iterations 5 --threads 2 --output $r/circles
run --samples 2100 --iterations 5 --threads 3 --holdout .3 --batch-size 600 -q -o $r/batches
run train --data $r/points.csv --validation $r/more.csv --batch-size 64 --every 3 --hidden 5 --iterations 10 --log-every 4 -o $r/own
run --resume $r/own/model.ffnn --iterations 20 -o $r/own
run --resume $r/circles/model.ffnn --iterations 8 -o $r/elsewhere # where its losses aren't
run predict $r/own/model.ffnn $r/inputs.csv
run predict $r/own/model.ffnn $r/points.csv # with names of the inputs, and a class besides
run test $r/own/model.ffnn $r/more.csv
run check --samples 100
run check $r/own/model.ffnn
run plot-data $r/own/model.ffnn -o $r/plots
run plot-data $r/circles/model.ffnn -o $r/plots
run --help
run predict --help
run --help
run --version
# and what fails
run -1 train --data $r/bad.csv -o $r/none
run -1 train --data $r/points.csv --validation $r/bad.csv -o $r/none
run -1 train --data $r/far.csv --iterations 50 --learning-rate 1e308 -o $r/none
run -1 predict $r/own/model.ffnn $r/bad.csv
run -1 predict $r/points.csv
run -1 train -o $r/points.csv
run -2 --samples 1
run -2 --resume $r/own/model.ffnn --hidden 3
run -2 --bogus
for t in points; do # those of models try every byte, which takes too long here
  [ -f tests/test_$t.c ] || continue
  $CC $FLAGS -O1 tests/test_$t.c $objects -o $dir/test_$t -lcmocka -pthread -lm -lutil
  TESTS=tests FFNN=$dir/ffnn $memcheck $dir/test_$t >$dir/$t.log 2>&1 || { cat $dir/$t.log; echo "valgrind: test_$t failed"; exit 1; }
  runs=$((runs + 1))
done
echo "valgrind: $runs runs, nothing found"
