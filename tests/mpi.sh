# ffnn-mpi beside ffnn: are the losses, the parameters, and the model the same, bit for bit, for any number of processes? Does a run go on with
# another number, after a signal, after a process has been killed? What becomes of mistakes? Called by make, from the top: sh tests/mpi.sh BUILD
B=$(cd "$1" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
cd "$scratch" || exit 1
root=
if [ "$(id -u)" = 0 ]; then root=--allow-run-as-root; fi
processes() { n=$1; shift; mpirun $root --oversubscribe -n "$n" "$B/ffnn-mpi" "$@"; }
bad=0
complain() { echo "mpi: $*"; bad=1; }
digits() { cat "$1"/loss.tsv "$1"/parameters.tsv "$1"/model.ffnn | sha256sum | cut -c 1-16; }
same() { # FOLDER FOLDER WHAT
  for f in loss.tsv parameters.tsv model.ffnn; do cmp -s "$1/$f" "$2/$f" || complain "$3: $f isn't the same"; done
}

# circles: of the book, of a number with a short last panel; and a file
awk 'BEGIN { srand(7); for (i = 0; i < 30000; i++) { x = rand()*2 - 1; y = rand()*2 - 1; print x "," y "," (x*x + y*y < .5 ? "in" : "out") } }' >file.csv
n=0
for run in '' '--samples 30001 --hidden 5 --seed 3' "--data file.csv --raw --hidden 4"; do
  set -- $run --iterations 200 --quiet
  "$B/ffnn" "$@" --threads 2 --output alone || complain "ffnn $*"
  echo "$(digits alone)  2 threads          $run"
  for n in 1 2 3 8; do
    rm -rf many
    processes $n "$@" --output many >out 2>err || complain "$n processes: $(cat err)"
    echo "$(digits many)  $n process$(test $n = 1 || echo es)        $run"
    same alone many "$n processes, $run"
  done
  rm -rf many
  processes 3 "$@" --threads 2 --output many >out 2>err || complain "3 processes of 2 threads: $(cat err)"
  same alone many "3 processes of 2 threads, $run"
  rm -rf alone many
done

# to go on with another number of processes, and with none but threads
"$B/ffnn" --iterations 300 --quiet --output alone
processes 3 --iterations 100 --quiet --output many >out 2>err || complain "3 processes"
processes 2 --resume many/model.ffnn --iterations 200 --quiet --output many >out 2>err || complain "2 processes go on: $(cat err)"
"$B/ffnn" --resume many/model.ffnn --iterations 300 --quiet --output many || complain "threads go on"
same alone many 'going on with 3, 2, no processes'
echo "$(digits many)  3 processes to iteration 100, 2 to 200, threads to 300"

# a signal, and a process that is killed: the model that is there goes on to the same bits
rest() { # what follows an interrupted run of 3000 iterations in the folder many
  processes 2 --resume many/model.ffnn --iterations 3000 --quiet --output many >out 2>err || complain "going on after $1: $(cat err)"
  same alone many "going on after $1"
}
rm -rf alone many
"$B/ffnn" --iterations 3000 --quiet --output alone
mpirun $root --oversubscribe -n 3 "$B/ffnn-mpi" --iterations 1000000 --quiet --output many >out 2>err &
job=$!
while [ ! -f many/loss.tsv.part ] && [ ! -f many/model.ffnn ]; do sleep .1; done
sleep 1
kill -TERM $job
wait $job && complain 'a run that was stopped has the status 0'
if [ -f many/model.ffnn ]; then
  at=$(sed -n 's/^iteration //p' many/model.ffnn)
  if [ "$at" -lt 3000 ]; then rest 'SIGTERM'; fi
else complain "SIGTERM: no model: $(cat err)"; fi
rm -rf many
processes 3 --iterations 1000000 --every 50 --quiet --output many >out 2>err &
job=$!
while [ ! -f many/model.ffnn ]; do sleep .1; done
pkill -KILL -n -f "$B/ffnn-mpi"
wait $job && complain 'a run one of whose processes was killed has the status 0'
grep -q 'signal 9' err || complain "killed: expected a message, found $(cat err)"
rest 'a process was killed'
echo "$(digits many)  after one of 3 processes was killed, going on with 2"

# mistakes: the status isn't 0, and one complaint names what is wrong
refused() { # COMPLAINT NUMBER ARGUMENT...
  expected=$1 number=$2
  shift 2
  rm -rf many
  if processes "$number" "$@" --output many >out 2>err; then complain "$*: the status is 0"; fi
  test "$(grep -c "^ffnn: .*$expected" err)" = 1 || complain "$*: expected one line with '$expected', found $(cat err)"
}
refused 'unexpected\|unknown' 3 --iteratons 5
refused 'whole number' 2 --samples 1
refused 'at most 25 processes for 50000 samples' 26 --iterations 1
refused 'all points at once' 2 --batch-size 100
refused 'all points at once' 2 --holdout 0.1
refused 'all points at once' 2 --data file.csv
refused 'missing.csv' 2 --data missing.csv --raw
echo 'in,1,2' >>file.csv
refused 'file.csv' 2 --data file.csv --raw

test $bad = 0 && echo 'mpi: the bits are the same'
exit $bad
