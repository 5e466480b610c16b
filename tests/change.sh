# Apply the change file book/NAME.ch (NAME is the first argument) to ffnn.w, build everything in the folder of the second
# argument, run it, and test it. The report goes to the file check there, numbers for the book to numbers.tsv.
set -e
name=$1 folder=$2
mkdir -p "$folder"
rm -f "$folder/check" "$folder"/*.c
# ctangle writes C files even if the changes don't match, but its status is then not 0
(cd "$folder" && ctangle ../../ffnn.w ../../book/"$name".ch notebook.c >ctangle.log) ||
  { cat "$folder/ctangle.log"; rm -f "$folder"/*.c; exit 1; }
cd "$folder"
for c in data network files points models tables tool; do $CC $FLAGS -O2 -ffp-contract=off -I. -Wno-unknown-pragmas -c $c.c -o $c.o; done
$CC data.o network.o files.o points.o models.o tables.o tool.o -o ffnn -pthread -lm
$CC $FLAGS -O2 -I. -I../../tests -D"$name"_change ../../tests/test_changes.c data.o network.o -o test -lcmocka -pthread -lm
{ ./test && ./ffnn --quiet --samples 2000 --iterations 2000 --learning-rate 1e-3 --output tables; } >report 2>&1 || { cat report; exit 1; }
# the program's own check of its gradient, and does it learn?
awk -F '\t' -v name="$name" '
  { value[$1] = $2 }
  END {
    if (!(value["gradient_check_worst"] < 1e-6 && value["final_loss"] < value["initial_loss"]/2)) {
      print name ".ch: the gradient check is off by " value["gradient_check_worst"] \
        ", and the loss goes from " value["initial_loss"] " to " value["final_loss"]
      exit 1
    }
    printf "%schange\t%.1e\n", name, value["gradient_check_worst"] >"numbers.tsv"
  }' tables/summary.tsv >>report || { cat report; exit 1; }
if [ "$name" = tanh ]; then # what the check says when only the first of the two changes is made
  mkdir -p half
  awk '/^@x/ { n++ } n < 2' ../../book/tanh.ch >half/half.ch
  (cd half && ctangle ../../../ffnn.w half.ch notebook.c >ctangle.log && $CC $FLAGS -O2 -I. -Wno-unknown-pragmas data.c network.c files.c points.c models.c tables.c tool.c \
    -o ffnn -pthread -lm && ./ffnn --quiet --samples 2000 --iterations 0 --output tables)
  awk -F '\t' '$1 == "gradient_check_worst" {
    printf "tanhchange.half\t%.1f\n", $2 >>"numbers.tsv"
    exit !($2 > 0.1) }' half/tables/summary.tsv && ! half/ffnn check --samples 2000 >half/check && grep -q 'the gradient is WRONG' half/check ||
    { echo 'tanh.ch: half of it passes the check' ; exit 1; }
fi
mv report check
