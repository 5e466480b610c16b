# What each step of the chapter on speed brought, and what didn't help: the pass is compiled once as it is, and once for each of the
# changes below, which take a step back or try something else; all are measured in alternating rounds, one thread, and the
# medians of the ratios are printed. Called by make from the top, with the folder of what is built, the number of rounds, and the
# flags of the pass in PASS.
B=$1 rounds=$2
dir=$B/bench.d/steps
rm -rf "$dir" && mkdir -p "$dir" && "$B/bench" data "$dir/points" || exit

# variant NAME COMPILER TITLE [sed's commands for network.c [for network.h]]: they must change something
variant() {
  mkdir -p "$dir/$1"
  sed -e '/^#line/d' -e "$4" "$B/network.c" >"$dir/$1/network.c"
  sed -e "$5" "$B/network.h" >"$dir/$1/network.h"
  if test "$1" = order && test "$(printf '%s\n' $PASS | grep -c 'sched\|unroll')" -lt 3 || test -n "$4" && sed '/^#line/d' "$B/network.c" | cmp -s - "$dir/$1/network.c" || test -n "$5" && cmp -s "$B/network.h" "$dir/$1/network.h"; then
    echo "$3: nothing is changed; tests/tools/steps.sh has to be renewed"; exit 1
  fi
  command -v "$2" >/dev/null || { echo "($3: no $2 here)"; return; }
  case $1,$2 in
  *,clang*) flags="$(printf '%s\n' $PASS | grep -v sched) -mllvm -inline-threshold=1000" ;;
  order,*) flags=$(printf '%s\n' $PASS | grep -v 'sched\|unroll') ;;
  *) flags=$PASS ;;
  esac
  # on a processor with vectors of 64 bytes; one that has less is measured with what it has
  sh book/levels.sh "$dir/$1/network.c" "$dir/$1/network.o" "$2" -std=c11 -D_GNU_SOURCE -w -I"$dir/$1" $flags -fPIC -fvisibility=hidden &&
  cc -std=c11 -D_GNU_SOURCE -O2 -w -I"$dir/$1" -ffp-contract=off -c "$B/data.c" -o "$dir/$1/data.o" &&
  cc -std=c11 -D_GNU_SOURCE -O2 -w -I"$dir/$1" tests/tools/bench.c "$dir/$1/network.o" "$dir/$1/data.o" -o "$dir/$1/bench" -pthread -lm || exit
  echo "$1|$3" >>"$dir/variants"
}

divide='/^for_samples(i)reciprocal/d; s/y_hat\[c\]\[i\]\*= reciprocal\[i\]/y_hat[c][i]\/= s[i]/'
taylor='s/^real sum= e_coefficient\[11\];/const double f[]={1,1,1\/2.,1\/6.,1\/24.,1\/120.,1\/720.,1\/5040.,1\/40320.,1\/362880.,1\/3628800.,1\/39916800.,1\/479001600.,1\/6227020800.}; real sum=f[13];/
  s/^for(int k= 10;k>=0;k--)sum= e_coefficient\[k\]/for(int k= 12;k>=0;k--)sum=f[k]/'
sizes='s/^const bool ours= .*/const bool ours=false;/'
clamps='/^z= creal(z)<-340?-340:z;/d; /^z= creal(z)> 340?340:z;/d'
pairs='s/^for_samples(i)$/for(int i=0;i<PANEL\/2;i++){const real a=1+exponential(-z[k][i]),b=1+exponential(-z[k][i+PANEL\/2]),q=1\/(a*b);h[k][i]=b*q;h[k][i+PANEL\/2]=a*q;}/
  s/^h\[k\]\[i\]= 1\/(1+exponential(-z\[k\]\[i\]));//'
straddle='s/_Alignas(TRAY)//'
variant now gcc 'as in the book'
variant divide gcc 'a division for each class' "$divide"
variant taylor gcc "Taylor's polynomial, degree 13" "$taylor"
variant sizes gcc 'sizes unknown to the compiler' "$sizes"
variant before gcc 'all three' "$divide; $taylor; $sizes"
variant order gcc 'instructions in the order of the program'
variant clamps gcc 'without the limits of 340 (not safe)' "$clamps"
variant pairs gcc 'one division for two logistic functions' "$pairs"
variant small gcc 'panels of 64' '' 's/^#define PANEL 128/#define PANEL 64/'
variant large gcc 'panels of 256' '' 's/^#define PANEL 128/#define PANEL 256/'
variant clang clang 'clang'
variant straddle clang 'clang, columns anywhere' "$straddle"

round=0
while test $((round += 1)) -le "$rounds"; do
  cut -d '|' -f 1 "$dir/variants" | while read -r v; do "$dir/$v/bench" train "$dir/points" 1 >>"$dir/$v/times" || exit; done || exit
done
sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1
echo "medians of $rounds rounds, one thread: ns per sample and iteration, ratio (least, most)"
while IFS='|' read -r v title; do
  paste -d ' ' "$dir/$v/times" "$dir/now/times" | awk -v title="$title" '
    { ns[NR] = $1; ratio[NR] = $1/$3 }
    function sort(a, n,   i, j, v) { for (i = 2; i <= n; i++) { v = a[i]; for (j = i; j > 1 && a[j - 1] > v; j--) a[j] = a[j - 1]; a[j] = v } }
    END { sort(ns, NR); sort(ratio, NR); m = int((NR + 1)/2)
      printf "%-42s %6.2f  %5.3f (%.3f, %.3f)\n", title, ns[m], ratio[m], ratio[1], ratio[NR] }'
done <"$dir/variants"
