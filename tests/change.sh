# Apply the change file book/NAME.ch (NAME is the first argument) to ffnn.w, build everything in the folder of the second
# argument, run it, and test it. The report goes to the file check there, numbers for the book to numbers.tsv.
set -e
name=$1 folder=$2
case $B in /*) ;; *) B=$PWD/$B ;; esac
rm -rf "$folder"
mkdir -p "$folder/partly"
parts='data network files points models check tables tool'

# FILES without line numbers, comments, and blanks
code() { sed '/^#line/d' "$@" | tr -d '\n ' | sed 's,/[*][^*]*[*]*\([^*/][^*]*[*][*]*\)*/,,g'; }
# build FOLDER CHANGEFILE: the program with these changes; ctangle's status isn't 0 if they don't match. What is changed is compiled,
# the rest is there already.
build() {
  top=$PWD
  (cd "$1" && ctangle "$top/ffnn.w" "$2" notebook.c >ctangle.log || { cat ctangle.log; exit 1; }
    for c in $parts; do
      if test "$(code $c.c network.h | cksum)" = "$(code "$B/$c.c" "$B/network.h" | cksum)"; then cp "$B/$c.o" .; else
        $CC $FLAGS -O2 -ffp-contract=off -I. -Wno-unknown-pragmas -c $c.c -o $c.o; fi
    done
    $CC $(printf '%s.o ' $parts) -o ffnn -pthread -lm)
}
# what a run's summary says: value FOLDER NAME
value() { awk -F '\t' -v name="$2" '$1 == name { print $2 }' "$1/tables/summary.tsv"; }
fail() { echo "$name.ch: $1"; exit 1; }

build "$folder" "$PWD/book/$name.ch"
$CC $FLAGS -O2 -I"$folder" -Itests -D"$name"_change tests/test_changes.c "$folder/data.o" "$folder/network.o" \
  -o "$folder/test" -lcmocka -pthread -lm
{ "$folder/test" && "$folder/ffnn" --quiet --samples 2000 --iterations 2000 --learning-rate 1e-3 --output "$folder/tables"; } \
  >"$folder/report" 2>&1 || { cat "$folder/report"; exit 1; }
# the program's own check of its gradient; and does it learn?
worst=$(value "$folder" gradient_check_worst) first=$(value "$folder" initial_loss) last=$(value "$folder" final_loss)
awk "BEGIN { exit !($worst < 1e-6 && $last < $first/2) }" || fail "the gradient check is off by $worst, and the loss goes from $first to $last"
printf '%schange\t%.1e\n' "$name" "$worst" >"$folder/numbers.tsv"

# if there are several changes, the check notices that the last one is missing
changes=$(grep -c '^@x' "book/$name.ch")
if [ "$changes" -gt 1 ]; then
  awk -v all="$changes" '/^@x/ { n++ } n < all' "book/$name.ch" >"$folder/partly/partly.ch"
  build "$folder/partly" partly.ch
  "$folder/partly/ffnn" --quiet --samples 2000 --iterations 0 --output "$folder/partly/tables"
  worst=$(value "$folder/partly" gradient_check_worst)
  awk "BEGIN { exit !($worst > 0.1) }" || fail "without its last change the gradient check is off by $worst only"
  if "$folder/partly/ffnn" check --samples 2000 >"$folder/partly/said" || ! grep -q 'gradient check: WRONG' "$folder/partly/said"
  then fail 'without its last change it passes the check'; fi
  printf '%schange.half\t%.1f\n' "$name" "$worst" >>"$folder/numbers.tsv"
fi
mv "$folder/report" "$folder/check"
