# ffnn-mpi beside ffnn: has every table the same bits, and the model, for any number of processes? Does a run go on with another number, after a
# signal, after a process has been killed? What becomes of mistakes? Called by make, from the top: sh tests/mpi.sh BUILD
B=$(cd "$1" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
cd "$scratch" || exit 1
bad=0
complain() { echo "mpi: $*"; bad=1; }
root=
if [ "$(id -u)" = 0 ]; then root=--allow-run-as-root; fi
# more processes than processors must give way to each other
many="timeout -k 10 300 mpirun $root --oversubscribe --mca mpi_yield_when_idle 1"
processes() { n=$1; shift; $many -n "$n" "$B/ffnn-mpi" "$@" >out 2>err </dev/null; }
digits() { cat "$1/loss.tsv" "$1/parameters.tsv" "$1/model.ffnn" | sha256sum | cut -c 1-16; }
same() { # FOLDER FOLDER WHAT: all but the time and the number of threads
  for f in "$1"/*; do
    case $f in
    */summary.tsv) grep -v '^threads\|^seconds\|^ns_per' "$f" >one; grep -v '^threads\|^seconds\|^ns_per' "$2/summary.tsv" | cmp -s one - ;;
    *) cmp -s "$f" "$2/${f##*/}" ;;
    esac || complain "$3: ${f##*/} isn't the same"
  done
}

# the book's circles; with a last panel that isn't full, and other units; so many that blocks are put together; a file
points() { awk "BEGIN { srand($1); for (i = 0; i < $2; i++) { x = rand(); y = rand(); print 3*x \",\" y + 7 \",\" (x*x + y*y < 0.5 ? \"in\" : \"out\") } }"; }
points 7 30000 >file.csv
points 8 9000 >more.csv
for run in '--iterations 300' '--iterations 200 --samples 30001 --hidden 5 --seed 3' '--iterations 10 --samples 300001' \
           '--iterations 100 --data file.csv --hidden 4' '--iterations 40 --data file.csv --raw --validation more.csv --patience 3'; do
  set -- $run --quiet
  rm -rf alone
  "$B/ffnn" "$@" --threads 2 --output alone 2>err || complain "ffnn $run: $(cat err)"
  echo "$(digits alone)  two threads   $run"
  for n in 1 2 3 8; do
    rm -rf many
    processes $n "$@" --output many || complain "$n processes, $run: $(cat err)"
    echo "$(digits many)  processes: $n"
    same alone many "$n processes, $run"
  done
  rm -rf many
  processes 3 "$@" --threads 2 --output many || complain "3 processes of 2 threads, $run: $(cat err)"
  same alone many "3 processes of 2 threads, $run"
done

# with a single block in the other process, what was fetched last, to measure the inputs, is what is fetched next, standardised
points 9 4000 >small.csv
rm -rf alone many
"$B/ffnn" --data small.csv --iterations 50 --quiet --output alone
processes 2 --data small.csv --iterations 50 --quiet --output many || complain "two blocks: $(cat err)"
same alone many 'two blocks'

# files in other dialects: headings and lines that don't count; decimal commas, rows with something missing; lines that end as in DOS; a number of
# points at the beginning; quotation marks, where a part could begin within a field; a class that only the last process meets; one class after the
# other, so that none of the processes meets both
some() { points 11 9000; } # so many that each of four processes has some
{ echo '# some points'; echo; echo 'x;y;c'; some | awk '{ gsub(",", ";"); print } NR%50 == 0 { print ""; print "# 1;2" }'; } >headings.csv
some | awk '{ gsub(",", ";"); gsub("[.]", ","); if (NR%50 == 0) sub(";.*;", ";NA;"); print }' >dropped.csv
some | sed '1i x,y,c' | awk '{ printf "%s\r\n", $0 }' >dos.csv
{ echo '9000,2,in,out'; some | sed 's/in/0/; s/out/1/'; } >promise.csv
some | sed 's/[a-z]*$/"&"/' >quotes.csv
{ some; for i in 1 2 3 4 5; do echo "$i,8,third"; done; } >third.csv
some | sort -t , -k 3 >sorted.csv
{ yes '# a comment' | head -20000; some; } >comments.csv
{ some | awk -F , '{ printf "%d;%d;%s\n", 1000*$1, 1000*$2, $3 }'; echo '1;2,5;in'; } >comma.csv
{ cat comma.csv; some | awk -F , '{ printf "%d;%d;%s\n", 1000*$1, 1000*$2, $3 }'; echo '1;2.5;in'; } >both.csv
{ some; echo '1,x,in'; some; } >word.csv
for file in headings dropped dos promise quotes third sorted comments comma both word; do
  set -- --data $file.csv --missing drop --iterations 3
  [ $file = dropped ] || set -- --data $file.csv --iterations 3
  rm -rf alone
  "$B/ffnn" "$@" --output alone >out 2>err
  status=$?
  grep '^ffnn: ' err >notes # and errors
  for n in 2 3 4; do
    rm -rf many
    processes $n "$@" --output many
    [ $? = $status ] || complain "$n processes, $file.csv: not the status $status; $(cat err)"
    grep '^ffnn: ' err | cmp -s notes - || complain "$n processes, $file.csv: $(cat err)"
    [ $status != 0 ] || same alone many "$n processes, $file.csv"
  done
done
# how many bytes the system has read for each process but the first, which gets samples from the others: its share of a file, a few times; with a
# quotation mark in it, all
points 12 400000 >large.csv
read_by_each() { # FILE: the most that a process has read
  rm -f reads many/*
  $many -n 8 sh -c '"$0" "$@" || exit; test $OMPI_COMM_WORLD_RANK = 0 || sed -n "s/^rchar: //p" /proc/$$/io >>reads' "$B/ffnn-mpi" --data "$1" --iterations 1 --quiet --output many >out 2>err ||
    complain "8 processes, $1: $(cat err)"
  sort -n reads | tail -1
}
size=$(wc -c <large.csv)
rm -rf alone many
"$B/ffnn" --data large.csv --iterations 1 --quiet --output alone 2>err
processes 2 --data large.csv --iterations 1 --quiet --output many || complain "2 processes, large.csv: $(cat err)"
same alone many '2 processes, large.csv' # with so many points that marks become rarer
if [ -r /proc/self/io ]; then
  most=$(read_by_each large.csv)
  [ "$most" -lt "$size" ] || complain "one of eight processes has read $most bytes for a file of $size"
  echo '1,2,"in"' >>large.csv
  whole=$(read_by_each large.csv)
  [ "$whole" -gt $((2*size)) ] || complain "one of eight processes has read $whole bytes only for a file of $size, twice"
  echo "of $size bytes, and of others, each of 7 processes has read at most $most; with a quotation mark, $whole"
fi

# if MPI adds the sums itself, in an order that depends on the number of processes (and may, with eight, happen to be ours)
rm -rf alone many
"$B/ffnn" --iterations 300 --quiet --output alone
for n in 2 3 8; do
  $many -n $n "$B/mpi/reduced" --iterations 300 --quiet --output many >out 2>err </dev/null || complain "MPI_Allreduce: $(cat err)"
  awk -v n=$n 'FNR == NR { J[$1] = $2; next } !/^#/ { d = $2/J[$1] - 1; if (d < 0) d = -d; if (d > most) most = d; if (d > 0) lines++ }
    END { printf "MPI_Allreduce, processes: %d; of 301 losses %d are others, by up to %.1e of their value\n", n, lines, most; exit n < 8 && lines == 0 }' \
    alone/loss.tsv many/loss.tsv || complain "MPI_Allreduce has the same bits with $n processes: nothing is shown"
  rm -rf many
done

# as short as rows can be: the class is also the input
awk 'BEGIN { print "x,y"; for (i = 0; i < 8189; i++) print i%2 "," i%2 }' >short.csv
cut -d , -f 1 short.csv >shorter.csv
"$B/ffnn" --data short.csv --iterations 3 --quiet --output short
set -- --resume short/model.ffnn --data shorter.csv --class x --iterations 6 --quiet
"$B/ffnn" "$@" --output by_threads 2>err || complain "shorter.csv: $(cat err)"
processes 2 "$@" --output by_two || complain "shorter.csv, 2 processes: $(cat err)"
same by_threads by_two shorter.csv

# to check, and to write the tables of a model
"$B/ffnn" check --samples 20000 >one && $many -n 3 "$B/ffnn-mpi" check --samples 20000 2>err | cmp -s one - || complain "check: $(cat err)"
$many -n 3 "$B/ffnn-mpi" plot-data alone/model.ffnn --output many 2>err || complain "plot-data: $(cat err)"
same many alone plot-data

# to go on with another number of processes, and with none but threads
rm -rf many
processes 3 --iterations 100 --quiet --output many || complain "3 processes: $(cat err)"
processes 2 --resume many/model.ffnn --iterations 200 --quiet || complain "2 processes go on: $(cat err)"
"$B/ffnn" --resume many/model.ffnn --iterations 300 --quiet || complain 'threads go on'
same alone many 'going on'
echo "$(digits many)  3 processes to iteration 100, 2 to 200, threads to 300"

# a run of a million iterations that ends otherwise; what is there goes on to iteration 20000 with the same bits
rm -rf alone
"$B/ffnn" --iterations 20000 --quiet --output alone
end() { # WHAT COMMAND: when some iterations have been made, do that to process $job of mpirun; then go on
  rm -rf many
  mpirun $root --oversubscribe --mca mpi_yield_when_idle 1 -n 3 "$B/ffnn-mpi" --iterations 1000000 --every 10 --quiet --output many >out 2>err </dev/null &
  job=$!
  for t in $(seq 600); do [ -f many/model.ffnn ] && break; sleep .1; done
  others=$(ps -o pid= --ppid $job)
  eval "$2"
  wait $job && complain "$1: the status is 0"
  for p in $others; do kill -0 "$p" 2>/dev/null && sleep 3 && kill -0 "$p" 2>/dev/null && complain "$1: process $p still runs"; done
  [ -f many/model.ffnn ] || { complain "$1: no model; $(cat err)"; return; }
  at=$(sed -n 's/^iteration //p' many/model.ffnn)
  [ "$at" -lt 20000 ] || { complain "$1: came to iteration $at, too far for this test"; return; }
  "$B/ffnn-mpi" --resume many/model.ffnn --iterations 20000 --quiet >out 2>said || complain "$1: going on: $(cat said)"
  same alone many "going on after $1"
  echo "$(digits many)  after iteration $at: $1"
}
end 'SIGTERM to mpirun' 'kill $job'
grep -q '^ffnn: stopped at iteration .* to go on: mpirun -n 3 .*ffnn-mpi --resume ' err || complain "SIGTERM: $(cat err)"
end 'SIGUSR1 to mpirun' 'kill -USR1 $job'
grep -q '^ffnn: stopped at iteration .* to go on: mpirun -n 3 .*ffnn-mpi --resume ' err || complain "SIGUSR1: $(cat err)"
for number in 1 3; do
  end "process $number killed" 'kill -KILL $(echo $others | cut -d " " -f $number)'
  grep -q 'signal 9' err || complain "process $number killed: $(cat err)"
done

# mistakes: one message, and the tool's status
refused() { # STATUS MESSAGE NUMBER ARGUMENT...
  status=$1 expected=$2 n=$3
  shift 3
  rm -rf many
  processes "$n" "$@" --output many
  got=$?
  [ $got = "$status" ] || complain "$*: expected the status $status, found $got"
  [ "$(grep 'ffnn: ' err)" = "$expected" ] || complain "$*: expected '$expected', found $(cat err)"
  [ ! -d many ] || complain "$*: there is a folder"
}
refused 2 "ffnn: unknown option '--iteratons'; did you mean '--iterations'?" 3 --iteratons 5
refused 2 "ffnn: --samples: expected a whole number from 2 to 1000000000, found '1'" 2 --samples 1
refused 2 'ffnn: mpirun -n: expected at most 2 processes, one for each 2048 samples, found 3' 3 --samples 4096
refused 2 "ffnn: --batch-size: expected all 50000 samples, since there are 2 processes, found '100'" 2 --batch-size 100
refused 2 "ffnn: --holdout: expected 0, since there are 2 processes, found '0.1'" 2 --holdout 0.1
refused 1 'ffnn: missing.csv: No such file or directory' 2 --data missing.csv
echo 'in,1,2' >>file.csv
refused 1 "ffnn: file.csv:30001:1: expected a finite decimal number, found 'in'" 2 --data file.csv
mkfifo pipe
refused 1 'ffnn: pipe: expected an ordinary file, whose lines end with line feeds, since there are several processes' 2 --data pipe
points 14 4097 | awk '{ printf "%s%s", $0, NR == 101 || NR == 4001 ? "\r" : "\n" }' >some.csv
refused 1 'ffnn: some.csv: expected an ordinary file, whose lines end with line feeds, since there are several processes' 2 --data some.csv
tr '\n' '\r' <more.csv >returns.csv
refused 1 'ffnn: returns.csv: expected an ordinary file, whose lines end with line feeds, since there are several processes' 2 --data returns.csv
processes 2 predict alone/model.ffnn more.csv
[ $? = 2 ] && grep -q '^ffnn: predict: expected a single process, found 2$' err && [ ! -s out ] || complain "predict: $(cat err)"
# only one process has a reason to complain
$many -n 3 sh -c 'test "$OMPI_COMM_WORLD_RANK" != 1 || cd /; exec "$0" "$@"' "$B/ffnn-mpi" --data more.csv --output "$PWD/many" >out 2>err
[ $? = 1 ] && grep -q '^process 1 of 3: ffnn: more.csv: No such file or directory$' err && [ ! -d many ] || complain "a file that one process doesn't see: $(cat err)"
# each has another file by that name: of another size, or with lines that end elsewhere
mkdir here there
points 13 9000 >here/x.csv
for other in 'points 13 9000; echo "#"' 'points 13 9000 | tac'; do
  eval "$other" >there/x.csv
  rm -rf many
  $many -n 3 sh -c 'cd $(test $OMPI_COMM_WORLD_RANK = 1 && echo there || echo here); exec "$0" "$@"' "$B/ffnn-mpi" --data x.csv --output "$PWD/many" >out 2>err
  [ $? = 1 ] && grep -q '^ffnn: x.csv: expected the same file for all processes, found others$' err && [ ! -d many ] || complain "$other: $(cat err)"
done
# it knows when the others aren't there
processes 1 --iterations 1 --quiet --output many && "$B/ffnn-mpi" --iterations 1 --quiet --output many 2>err || complain "alone: $(cat err)"
# the model that is there is another's; only process 0 sees it, when the others already serve
processes 3 --resume alone/model.ffnn --iterations 100 --quiet
[ $? = 2 ] && [ "$(grep -c '^ffnn: --iterations: expected 20000 or more' err)" = 1 ] || complain "fewer iterations: $(cat err)"
mkdir taken && echo mine >taken/loss.tsv
processes 3 --quiet --output taken
[ $? = 1 ] && [ "$(grep -c '^ffnn: taken/loss.tsv: this version of ffnn did not write that' err)" = 1 ] || complain "somebody's file: $(cat err)"

[ $bad = 0 ] && echo 'mpi: the bits are the same for 1, 2, 3, and 8 processes and for threads'
exit $bad
