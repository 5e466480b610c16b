# How long an iteration takes with one and more processes of ffnn-mpi, beside ffnn's threads: the least of some runs, since other programs can
# only make it longer. Called by make, from the top: sh tests/tools/bench_mpi.sh BUILD ROUNDS
B=$1 rounds=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
root=
if [ "$(id -u)" = 0 ]; then root=--allow-run-as-root; fi
measure() { # WHAT SAMPLES PROGRAM...
  what=$1 N=$2 T=$((20000000/$2 + 20)) least=
  shift 2
  for round in $(seq "$rounds"); do
    rm -rf "$scratch/run"
    timeout -k 10 300 "$@" --samples "$N" --iterations $T --learning-rate 1e-7 --loss-every 100000 --quiet --output "$scratch/run" >"$scratch/said" 2>&1 ||
      { echo "status $?:"; cat "$scratch/said"; exit 1; }
    took=$(awk -F '\t' -v T=$T '$1 == "seconds" { printf "%.1f", 1e6*$2/T }' "$scratch/run/summary.tsv")
    least=$(printf '%s\n' $least "$took" | sort -n | head -1)
  done
  awk "BEGIN { printf \"%s\t%d\t%.0f\t%.2f\n\", \"$what\", $N, $least, 1000*$least/$N }"
}
processes() { measure "processes: $1" "$2" mpirun $root --oversubscribe --bind-to none --mca mpi_yield_when_idle 1 -n "$1" "$B/ffnn-mpi"; }
echo "# processors: $(getconf _NPROCESSORS_ONLN); more processes than these take turns"
printf '# what\tsamples\tmicroseconds of an iteration\tnanoseconds of a sample\n'
for n in 50000 500000; do
  for t in 1 2; do measure "threads: $t" $n "$B/ffnn" --threads $t; done
  for p in 1 2 4 8; do processes $p $n; done
done
echo '# as many samples for each process'
for p in 1 2 4 8; do processes $p $((100000*p)); done
