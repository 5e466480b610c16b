# gcc -fanalyzer and clang-tidy on the tangled code; nothing may be found but what is listed here, and everything that is listed
# must still be found, so that the lists don't outlive their reasons. Called by make, from the top.
set -e
dir=build/analyze
rm -rf $dir && mkdir -p $dir
flags='-std=c11 -D_GNU_SOURCE -Ibuild -Wall -Wextra -Wno-unknown-pragmas'

# Checks that are off:
checks='-*,bugprone-*,clang-analyzer-*,cert-*'
off() { checks="$checks,-$1"; }
off bugprone-easily-swappable-parameters # mathematics has functions of several numbers
off bugprone-macro-parentheses # the few macros are given only names and small sums, and stand on the page beside their uses
off bugprone-implicit-widening-of-multiplication-result # sizes of a network: their products are at most parameter_count, an int
off cert-err33-c # what is written is checked once per file, by ferror and close; the lengths given to snprintf are part of the design
off clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling # wants snprintf_s and memcpy_s, which glibc doesn't have
off clang-analyzer-security.insecureAPI.strcpy # each copies into room made for it, by malloc or an array's size, a line or two above
off clang-analyzer-optin.performance.Padding # one array of two dozen options; their order is that of the help

# Findings that are none, by file, check and beginning of the line of code:
cat >$dir/accepted <<'END'
# the analyser loses sight of r->text when r->message is handed to vsnprintf; read_points frees it
points.c	clang-analyzer-unix.Malloc	if(c==0)return fault_at(r,r->end,
# it doesn't see that data->D, in another file, is the r.width-1 that was given to make_dataset
points.c	clang-analyzer-core.uninitialized.Assign	for(int d= 0;d<data->D;d++)input(i,d)= h.x
# nor that the random_parameters of another file have set all p->count of them
experiments.c	clang-analyzer-core.uninitialized.Assign	for(int j= 0;j<p->count;j++)p->theta[j]= start[j]
# the last learning rate is .05 from the limit, the last radius half a step
experiments.c	cert-flp30-c	for(double eta= 0.1;
experiments.c	clang-analyzer-security.FloatLoopCounter	for(double eta= 0.1;
experiments.c	cert-flp30-c	for(double r= step/2;
experiments.c	clang-analyzer-security.FloatLoopCounter	for(double r= step/2;
# n rows of N numbers, written as the type that they are
experiments.c	clang-analyzer-unix.MallocSizeof	double(*x)[N]= malloc(sizeof(double[n][N]))
# gcc thinks that n, 5K+3, may be 0
experiments.c	-Wanalyzer-use-of-uninitialized-value	printf("%s\t%.17g\t%.17g\n",names[way],fabs(off[n-1])
END

for c in $PARTS tool notebook experiments; do
  sed '/^#line/d' "build/$c.c" >"$dir/$c.c"
  gcc $flags -O2 -fanalyzer -fdiagnostics-plain-output -c "$dir/$c.c" -o /dev/null 2>>$dir/found
  clang-tidy --quiet --checks="$checks" "$dir/$c.c" -- $flags >>$dir/found 2>$dir/errors || { cat $dir/errors; exit 1; }
done
awk -v dir=$dir '
  FNR == NR {
    if (!/^#/ && NF) { n++; split($0, part, "\t"); file[n] = part[1]; check[n] = part[2]; code[n] = substr($0, length(part[1] part[2]) + 3) }
    next
  }
  / (warning|error): / {
    split($1, place, ":")
    name = place[1]; sub(".*/", "", name)
    kind = $NF; gsub(/[][]/, "", kind)
    text = ""
    while (number[name] < place[2] && (getline text <(dir "/" name)) > 0) line[name, ++number[name]] = text
    text = line[name, place[2]]
    good = 0
    for (j = 1; j <= n; j++) if (file[j] == name && check[j] == kind && index(text, code[j]) == 1) { seen[j] = 1; good = 1 }
    if (!good) { print; print "  " text; bad++ }
    else known++
  }
  END {
    for (j = 1; j <= n; j++) if (!seen[j]) { print "listed, but no longer found: " file[j] ": " check[j] ": " code[j]; bad++ }
    printf "analyze: %d findings, %d known to be none\n", bad, known
    exit bad > 0
  }' FS='[ ]' $dir/accepted $dir/found
