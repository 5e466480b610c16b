# For the book: an answer to exercise 07 with a mistake in it, and what is said of it; the list of exercises. Arguments: build folder; and `sheet', to make the
# homework sheet instead, when TeX has written the labels.
set -e
B=$1 here=book/exercises tab=$(printf '\t')
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT
mkdir "$d/mine"
row=$(grep "^07$tab" $here/list.tsv)
number=$(awk '/^== / { n++ } /^== factor-1-h-missing$/ { print n; exit }' $here/hidden_delta.mistakes)
awk -v row="$row" -v number="$number" -v web=ffnn.w -f $here/entry.awk $here/hidden_delta.right $here/hidden_delta.mistakes >"$d/mine/07.ch"
if test "$2" = sheet; then
  B=$B MINE=$d/mine WORK=$d/work SEED=1 QUIET=yes sh $here/check.sh 07 || test $? = 1
  B=$B MINE=$d/mine WORK=$d/work NAME='Ada Lovelace' DATE= sh $here/homework.sh "$B/coursework.pdf"
  exit
fi
sed '$d' "$d/mine/07.ch" >"$B/coursework.ch"
{ echo '$ make exercise N=07'
  B=$B MINE=$d/mine WORK=$d/work SEED=1 sh $here/check.sh 07 || test $? = 1
} | sed "s,$d/,," | fold -s -w 92 >"$B/coursework.txt"
awk -F '\t' -v line="$(grep -n 'step|' "$B/coursework.ch" | tail -1 | cut -d: -f1)" '
  BEGIN { split("fourteen fifteen sixteen seventeen eighteen", word, " ") }
  /^#/ { next }
  { row[++n] = "\\exercisenumber{" $1 "}{" $3 "}{" $4 "}" }
  END {
    half = int((n + 1)/2)
    print "\\def\\excounttotal{" word[n - 13] "}\\def\\coursestep{" line "}"
    printf "\\def\\excounttable{$$\\vbox{\\halign{##\\hfil\\qquad&##\\hfil\\cr\n"
    for (j = 1; j <= half; j++) print row[j] "&" row[j + half] "\\cr"
    print "}}$$}"
  }' $here/list.tsv >"$B/coursework.tex"
