# Draw the figures of a run: sh figures/draw.sh FOLDER [CLASS]. FOLDER is where ffnn has put its tables; the figures, each as PNG and as PDF, go to
# FOLDER/figures. CLASS is the one whose probability is the surface (the last one). What can't be drawn of this run is left out, and it is said why.
say() { echo "draw.sh: $*" >&2; }
test $# = 1 || test $# = 2 || { say 'expected the folder of a run, and perhaps a class'; exit 2; }
test -d "$1" || { say "$1: expected the folder of a run, found none"; exit 1; }
command -v gnuplot >/dev/null || { say 'gnuplot is missing (on Debian: apt install gnuplot-nox)'; exit 1; }
first=$(head -n 1 "$1/legend.tsv" 2>/dev/null)
case $first in
'# ffnn 2.'*': legend') ;;
'# ffnn '*) say "$1/legend.tsv: expected a table of ffnn 2, found '$first'"; exit 1 ;;
*) say "$1: expected the tables of a run, found no legend.tsv; try ffnn plot-data $1/model.ffnn --output $1"; exit 1 ;;
esac
LC_ALL=C.UTF-8 RUN=$1 OUT=$(cd "$1" && pwd)/figures SHOWN=$2
case $RUN in /*) ;; *) RUN=$PWD/$RUN ;; esac
export LC_ALL RUN OUT SHOWN
mkdir -p "$OUT" || exit 1
cd "$(dirname "$0")/.." || exit 1
status=0
# drawn.txt lists what this script has drawn, each with its checksum: nothing else is replaced
entry() { printf '%s %s\n' "${1##*/}" "$(cksum <"$1")"; }
ours() { test ! -e "$1" && test ! -h "$1" || { test -f "$1" && test ! -h "$1" && entry "$1" | grep -qxFf - "$OUT/drawn.txt" 2>/dev/null; }; }
for figure in data loss boundary surface hidden; do
  for f in "$OUT/$figure.png" "$OUT/$figure.pdf"; do
    ours "$f" || { say "$f: this was not drawn here, or has been changed, and won't be replaced; please move it"; status=1; continue 2; }
  done
  rm -f "$OUT/$figure.png" "$OUT/$figure.pdf"
  said=$(gnuplot -e 'run = system("printf %s \"$RUN\""); out = system("printf %s \"$OUT\""); passes = "web print"' \
    ${2:+-e 'shown = system("printf %s \"$SHOWN\"")'} figures/$figure.gp 2>&1 </dev/null)
  case $?,$said in
  0,) { entry "$OUT/$figure.png"; entry "$OUT/$figure.pdf"; } >>"$OUT/drawn.txt"; echo "$OUT/$figure.png, .pdf" ;;
  3,*) echo "no figure '$figure': $said" ;;
  *) say "$figure: $said"; status=1 ;;
  esac
done
exit $status
