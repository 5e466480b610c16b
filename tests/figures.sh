# The figures of runs of one's own: sh tests/figures.sh FFNN SCRATCH. Each is drawn without a word from gnuplot, or there is a reason why not; of what
# is in the pictures gnuplot tells the axes and the names.
set -e
ffnn=$1 to=$2
rm -rf "$to"; mkdir -p "$to"
wrong() { echo "figures: $*"; exit 1; }
# some points: the names of the classes, one a word with + for a blank; the number of inputs; the first input's unit and origin
points() {
  awk -v names="$1" -v D="$2" -v unit="$3" -v origin="$4" 'BEGIN { C = split(names, name, " "); srand(1)
    for (i = 0; i < 15*C; i++) { c = i % C; line = ""
      for (d = 0; d < D; d++) line = line sprintf("%.10g,", origin + unit*((d % 2 ? int(c/4) : c % 4) + .3*(rand() - .5)))
      gsub(/[+]/, " ", name[c + 1]); print line name[c + 1] } }'
}
# a run, trained with options, and drawn; and which figures there must be
run() {
  name=$1 expected=$2; shift 2
  "$ffnn" --data "$to/$name.csv" --iterations 60 -q --output "$to/$name" "$@" 2>/dev/null
  draw "$name" "$expected"
}
draw() {
  sh figures/draw.sh "$to/$1" ${3:+"$3"} >"$to/said" 2>"$to/complaints" || wrong "$1: $(cat "$to/complaints")"
  test ! -s "$to/complaints" || wrong "$1: $(cat "$to/complaints")"
  for figure in data loss boundary surface hidden; do
    case " $2 " in
    *" $figure "*) for file in png pdf; do test -s "$to/$1/figures/$figure.$file" || wrong "$1: no $figure.$file"; done ;;
    *) test ! -e "$to/$1/figures/$figure.png" || wrong "$1: $figure?"; grep -q "no figure '$figure': " "$to/said" || wrong "$1: no reason why there is no $figure" ;;
    esac
  done
}
# what gnuplot knows, by an expression
tells() {
  said=$(LC_ALL=C.UTF-8 gnuplot -e "run='$to/$1'; out='$to'" -e "load 'figures/style.gp'; load 'figures/run.gp'; print $2" 2>&1)
  test "$said" = "$3" || wrong "$1: $2 is '$said', not '$3'"
}
all='data loss boundary surface hidden'
points 'setosa versi_color two+words' 2 100 1e6 >"$to/three.csv"
run three "$all" --holdout 0.2
tells three 'sprintf("%d,%s,%s", C, class_name[2], class_name[3])' '3,two words,versi\_color'
tells three 'low[1] < 1e6 && low[1] > 0.9999e6 && high[1] > 1e6 + 200 && high[1] < 1e6 + 300' 1
tells three '(colour(1) != colour(2)) + (symbol(2) != symbol(3)) + square' 2
draw three "$all" setosa
echo mine >"$to/three/figures/loss.png"; rm "$to/three/figures/data.pdf"; echo mine >"$to/three/figures/data.pdf"
sh figures/draw.sh "$to/three" >/dev/null 2>"$to/complaints" && wrong 'files of somebody else were replaced'
test "$(cat "$to/three/figures/loss.png" "$to/three/figures/data.pdf" | uniq -c | tr -d ' ')" = 2mine || wrong 'files of somebody else are gone'
rm "$to/three/figures/loss.png" "$to/three/figures/data.pdf"
sh figures/draw.sh "$to/three" nobody >/dev/null 2>"$to/complaints" && wrong 'nobody is no class'
grep -q 'surface: .*none of the classes has the name nobody' "$to/complaints" || wrong "$(cat "$to/complaints")"
points 'yes no' 4 0.001 0 >"$to/four.csv"
run four 'loss hidden' --hidden 4
grep -q "no figure 'boundary': this run has 4 inputs; .* --plot 1,2" "$to/said" || wrong "$(cat "$to/said")"
"$ffnn" plot-data "$to/four/model.ffnn" --output "$to/four" --plot 4,3
draw four "$all"
tells four 'sprintf("%d %d %d", D, axis_number[1], axis_number[2])' '4 4 3'
points '50% größe x^{2} a&b ~t @at back\slash k m n o a+very+long+name+that+nobody+reads' 2 3 -40 >"$to/twelve.csv"
run twelve "$all" --hidden 2 --raw
tells twelve 'sprintf("%d %d", C, longest)' '12 20'
points 'low high' 1 1 0 >"$to/one.csv"
run one 'data loss boundary hidden' --hidden 1
mv "$to/one" "$to/it's one"
draw "it's one" 'data loss boundary hidden'
# what isn't a run
for folder in "$to/none" "$to/said" "$to"; do
  sh figures/draw.sh "$folder" >/dev/null 2>"$to/complaints" && wrong "$folder was drawn"
  grep -q "^draw.sh: $folder: expected " "$to/complaints" || wrong "$(cat "$to/complaints")"
done
mkdir "$to/old"; echo '# ffnn 1.0: legend' >"$to/old/legend.tsv"
sh figures/draw.sh "$to/old" >/dev/null 2>"$to/complaints" && wrong 'an old run was drawn'
grep -q "expected a table of ffnn 2, found '# ffnn 1.0: legend'" "$to/complaints" || wrong "$(cat "$to/complaints")"
echo "figures of one's own points: ok"
