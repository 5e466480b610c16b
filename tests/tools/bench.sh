# The trainer beside other programs that do the same work, and beside what the machine can do at best. Called by make from the top, with the
# folder of what is built, Python, and the number of rounds. In each round every program runs once, so that whatever else the computer does meets
# all of them; what counts are ratios within a round, and their medians.
B=$1 python=$2 rounds=$3
dir=$B/bench.d data=$B/bench.d/points
threads=$(getconf _NPROCESSORS_ONLN)
rm -rf "$dir" && mkdir -p "$dir" && "$B/bench" data "$data" || exit

# Three of what glibc's allocator can be told: large blocks come from its own store (32 MB is the most it takes), and stay there.
keep='MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=1000000000 MALLOC_TOP_PAD_=100000000'
py="$python tests/tools/bench.py"
# group, name, title, Debian package, command
cat >"$dir/rows" <<END
one|trainer|trainer||$B/bench train $data 1
one|eigen64|Eigen, sizes fixed, panels of 64|g++ libeigen3-dev|$B/bench_eigen $data 64
one|eigen128|                   panels of 128|g++ libeigen3-dev|$B/bench_eigen $data 128
one|eigen512|                   panels of 512|g++ libeigen3-dev|$B/bench_eigen $data 512
one|numpy|NumPy, like the notebook|python3-numpy|$py numpy $data 1
one|kept|  with memory kept|python3-numpy|env $keep $py numpy $data 1
one|blocks|  in blocks, one forward pass|python3-numpy|$py blocks $data 1
one|sklearn|scikit-learn, with softmax|python3-sklearn|$py sklearn $data 1
one|torch|PyTorch|python3-torch|$py torch $data 1
one|fann|FANN, squared error, no momentum|libfann-dev|$B/bench_fann $data
all|trainer_all|trainer||$B/bench train $data $threads
all|busy|  beside a process that spins||$B/bench busy $data $threads
all|numpy_all|NumPy, like the notebook|python3-numpy|$py numpy $data $threads
all|kept_all|  with memory kept|python3-numpy|env $keep $py numpy $data $threads
all|torch_all|PyTorch|python3-torch|$py torch $data $threads
END

# what the processors do meanwhile, in percent of their time
busy() { awk '/^cpu / { print $2 + $3 + $4 + $7 + $8 + $9, $2 + $3 + $4 + $5 + $6 + $7 + $8 + $9 }' /proc/stat; }
before=$(busy); sleep 2; after=$(busy)
others=$(echo "$before $after" | awk '{ printf "%.0f", 100*($3 - $1)/($4 - $2) }')
echo "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $threads processors, load $(cut -d ' ' -f 1 /proc/loadavg)"
test "$others" -le 5 || echo "WARNING: other programs use $others% of the processors' time: don't rely on this."

round=0
while test $((round += 1)) -le "$rounds"; do
  while IFS='|' read -r group name title package command; do
    if test "$group" = one; then export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1; else unset OMP_NUM_THREADS OPENBLAS_NUM_THREADS; fi
    set -- $command
    command -v "$1" >/dev/null || { echo missing >"$dir/$name"; continue; }
    result=$("$@" 2>"$dir/$name.log" </dev/null) # ns, a blank, the loss
    case $? in
      0) echo "$result" >>"$dir/$name" ;;
      77 | 127) echo missing >"$dir/$name" ;;
      *) echo failed >"$dir/$name"; echo "$command has failed:"; cat "$dir/$name.log" ;;
    esac
  done <"$dir/rows"
  "$B/experiments" roofline | sed -n 's/^#= roof_//p' >"$dir/limits.$round"
done

awk -F '|' -v dir="$dir" -v rounds="$rounds" -v threads="$threads" '
function median(values, n,   i, j, v, sorted) {
  for (i = 1; i <= n; i++) sorted[i] = values[i]
  for (i = 2; i <= n; i++) { v = sorted[i]; for (j = i; j > 1 && sorted[j - 1] > v; j--) sorted[j] = sorted[j - 1]; sorted[j] = v }
  least = sorted[1]; most = sorted[n]
  return n%2 ? sorted[(n + 1)/2] : (sorted[n/2] + sorted[n/2 + 1])/2
}
function line(title, base, ns,   r, q, m) { # of what took ns[1..rounds]
  for (r = 1; r <= rounds; r++) q[r] = ns[r]/base[r]
  m = median(ns, rounds)
  printf "  %-36s %8.*f", title, m < 10 ? 2 : 1, m
  m = median(q, rounds)
  if (title == "trainer") printf "\n"
  else printf "  %7.2f  (%.2f to %.2f)\n", m, least, most
}
function limits(group, base,   r, e, f, b) {
  for (r = 1; r <= rounds; r++) {
    e[r] = 5*limit[r, "exponential_ns_" group]
    f[r] = limit[r, "operations"]/2*limit[r, "fused_ns_" group]
    b[r] = limit[r, "bytes"]/limit[r, "read_" group]
  }
  line(sprintf("5 bare exponentials, %.1f per ns", 5/median(e, rounds)), base, e)
  line(sprintf("%.0f fused multiply-adds, %.0f per ns", limit[1, "operations"]/2, limit[1, "operations"]/2/median(f, rounds)), base, f)
  line(sprintf("%d bytes from memory, %.0f per ns", limit[1, "bytes"], limit[1, "bytes"]/median(b, rounds)), base, b)
}
BEGIN {
  printf "50,000 samples, 2-3-2, all of them in each step, double precision.\n"
  printf "Nanoseconds per sample and iteration, medians of %d rounds; and how many times\n", rounds
  printf "the time of the trainer in the same round: median, and least to most.\n"
  for (r = 1; r <= rounds; r++) while ((getline text <(dir "/limits." r)) > 0) { split(text, part, "\t"); limit[r, part[1]] = part[2] }
}
$1 != group {
  if (group != "") limits(group, base)
  group = $1
  printf "\n%-38s %8s  %s\n", group == "one" ? "one thread, processor time" : "up to " threads " threads, by the clock", "ns", "times the trainer"
}
{
  n = 0
  while ((getline text <(dir "/" $2)) > 0) {
    if (text == "missing" || text == "failed") {
      printf "  %-36s %8s  %s\n", $3, "", text == "failed" ? "has failed" : "needs " $4
      if (text == "failed") bad = 1; else lacking = 1
      next
    }
    split(text, part, " ")
    ns[++n] = part[1]
    if ($2 ~ /^trainer/) base[n] = part[1]
    if ($2 == "trainer") loss = part[2]
    if (part[2] != "-" && !((part[2] - loss)^2 < (1e-9*loss)^2)) wrong = wrong "\n" $3 ": the loss is " part[2] ", not " loss
  }
  line($3, base, ns)
}
END {
  limits(group, base)
  print wrong != "" ? wrong : "\nEach but FANN has the loss " loss " after 20 steps, as the trainer has."
  if (lacking) print "What is missing comes with: make deps-bench"
  exit bad || wrong != ""
}' "$dir/rows" || exit

echo
echo "The trainer with $threads threads:"
printf '%10s %14s %14s %14s\n' samples ns 'data, MB' 'peak, MB'
"$B/bench" sizes "$threads"
