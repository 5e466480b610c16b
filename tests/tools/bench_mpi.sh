# How long an iteration takes with one and more processes of ffnn-mpi, beside ffnn's threads: the least of ROUNDS rounds, since other programs
# can only make it longer. Called by make, from the top: sh tests/tools/bench_mpi.sh BUILD ROUNDS
B=$1 rounds=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
root=
if [ "$(id -u)" = 0 ]; then root=--allow-run-as-root; fi
measure() { # WHAT SAMPLES PROGRAM...
  what=$1 N=$2 T=$((20000000/$2 + 20))
  shift 2
  rm -rf "$scratch/run"
  timeout -k 10 300 "$@" --samples "$N" --iterations $T --learning-rate 1e-7 --loss-every 100000 --quiet --output "$scratch/run" >"$scratch/said" 2>&1 ||
    { echo "status $?:"; cat "$scratch/said"; exit 1; }
  awk -F '\t' -v what="$what" -v N="$N" -v T=$T '$1 == "seconds" { printf "%s\t%d\t%.17g\n", what, N, $2/T }' "$scratch/run/summary.tsv" >>"$scratch/times"
}
processes() { measure "processes: $1" "$2" mpirun $root --oversubscribe --bind-to none --mca mpi_yield_when_idle 1 -n "$1" "$B/ffnn-mpi" --threads 1; }
for round in $(seq "$rounds"); do
  for n in 50000 500000; do # strong scaling
    for t in 1 2; do measure "threads: $t" $n "$B/ffnn" --threads $t; done
    for p in 1 2 4 8; do processes $p $n; done
  done
  for p in 1 2 4 8; do processes $p $((100000*p)); done # weak scaling
done
echo "# processors: $(getconf _NPROCESSORS_ONLN); more processes than these take turns"
printf '# what\tsamples\tmicroseconds of an iteration\tnanoseconds of a sample\n'
awk -F '\t' '{ k = $1 FS $2 } !(k in least) { order[++n] = k; least[k] = $3 } $3 < least[k] { least[k] = $3 }
  END { for (j = 1; j <= n; j++) { split(order[j], f, FS); printf "%s\t%.0f\t%.2f\n", order[j], 1e6*least[order[j]], 1e9*least[order[j]]/f[2] } }' "$scratch/times"
