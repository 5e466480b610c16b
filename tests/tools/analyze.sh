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
off bugprone-narrowing-conversions # counts become numbers with a point: they are below 2^53; and a character is an int in C
off cert-err33-c # what is written is checked once per file, by ferror and close; the lengths given to snprintf are part of the design
off clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling # wants snprintf_s and memcpy_s, which glibc doesn't have
off clang-analyzer-security.insecureAPI.strcpy # each copies into room made for it, by malloc or an array's size, a line or two above
off clang-analyzer-optin.performance.Padding # one array of two dozen options; their order is that of the help

# Findings that are none, by file, check and beginning of the line of code:
cat >$dir/accepted <<'END'
# only what has been read is looked at: p is less than r->stop
points.c	-Wanalyzer-use-of-uninitialized-value	const char c= p<r->stop
# four characters are looked for, which are no text
points.c	bugprone-not-null-terminated-result	const char c= p<r->stop
# a table of numbers is as long as it has been filled, or shuffle fills it; C and N aren't 0
data.c	clang-analyzer-core.CallAndMessage	for(long i= 0;good&&i<data->N;i++)put_sample(
data.c	clang-analyzer-core.uninitialized.Assign	share[next]++
tables.c	clang-analyzer-core.CallAndMessage	for(int c= 0;c<m->net.C;c++)fprintf(
tool.c	clang-analyzer-core.CallAndMessage	add_field(line,sizeof line-1,
# it doesn't see that fault returns false
library.c	clang-analyzer-core.CallAndMessage	end_plain(own)
# an option that wants an argument has one, or getopt_long complains
tool.c	clang-analyzer-core.NullDereference	bool good= text[0]!=0
tool.c	clang-analyzer-core.NonNullParamChecker	if(strcmp(text,"yes")!=0
tool.c	clang-analyzer-core.NonNullParamChecker	r->how.drop= strcmp(text,
# N and the number of parameters are positive, T is even, what is asked for has been counted
experiments.c	clang-analyzer-core.VLASize	double xi[p->data->N]
experiments.c	clang-analyzer-core.VLASize	double unused[p->count]
experiments.c	bugprone-integer-division	return exponential(growth/(T/2))
experiments.c	clang-analyzer-core.UndefinedBinaryOperatorResult	if(margin[i]>=sorted[count]
# the last learning rate is .05 from the limit, the last radius half a step, and there is a look
# whenever a twentieth more samples have been seen
experiments.c	cert-flp30-c	for(double mu= mus[m],eta= 0.1;
experiments.c	clang-analyzer-security.FloatLoopCounter	for(double mu= mus[m],eta= 0.1;
experiments.c	cert-flp30-c	for(double r= step/2;
experiments.c	clang-analyzer-security.FloatLoopCounter	for(double r= step/2;
experiments.c	cert-flp30-c	for(double next= 1.05*seen;
# gradient and differences fill all of what is compared
experiments.c	-Wanalyzer-use-of-uninitialized-value	for(int j= 0;j<count;j++)squares+=
END

for c in $PARTS tool notebook experiments limits; do
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
