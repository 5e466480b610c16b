#!/bin/sh
# The trainer, built out of the student's own functions: sh book/exercises/mine.sh, from the top; WITH has exercises besides 01 to 10. All right
# answers are put into one change file, in the order of the web; the Makefile builds the trainer from it in a folder of its own.
B=${B:-build} MINE=${MINE:-mine} WORK=${WORK:-build/exercises} MAKE=${MAKE:-make} here=book/exercises tab=$(printf '\t')
parts=$B/mine taken= theirs= seen=
rm -rf "$parts" && mkdir -p "$parts" || exit 1
for number in $WITH 01 02 03 04 05 06 07 08 09 10; do
  row=$(grep "^$number$tab" $here/list.tsv) || continue
  holes=$(printf '%s\n' "$row" | cut -f5)
  sh $here/commands.sh list | grep -q "^  $number .* right$" || { theirs="$theirs $number"; continue; }
  # a variant, named in WITH, comes before the exercise whose place it takes
  for h in $holes; do case " $seen " in *" $h "*) continue 2 ;; esac; done
  seen="$seen $holes" taken="$taken $number"
  cat "$MINE/$number.ch" >>"$parts/all.ch"
done
test -n "$taken" || { echo 'None of the exercises 01 to 10 is right yet; make exercises lists them.'; exit 1; }
# in a copy that was handed out, the book's own lines aren't there
if test -n "$theirs" && awk '/^@q begin hidden_delta:code@>/ { getline; exit !/^@q end/ }' ffnn.w; then
  echo "This copy of the book has no answers in it; the trainer needs yours. Still missing:$theirs"; exit 1
fi
# the changes, in the order of the web; the sources are made here, so make takes them as they are
awk -v holes="$seen" -f $here/web.awk ffnn.w >"$parts/web.w"
awk 'NR == FNR { if (/^@x/) { getline; key = $0; held = "@x\n" $0 "\n"; next } if (key != "") { held = held $0 "\n"; if (/^@z/) { change[key] = held; key = "" } } next }
  $0 in change { print change[$0] }' "$parts/all.ch" "$parts/web.w" >"$parts/mine.ch"
(cd "$parts" && ctangle web.w mine.ch) >"$parts/log" 2>&1 && awk -f book/comments.awk ffnn.w "$parts/ffnn.h" >"$parts/h" && mv "$parts/h" "$parts/ffnn.h" &&
  $MAKE -s B="$parts" $(ls "$parts"/*.[ch] | sed 's/^/-o /') "$parts/ffnn" >>"$parts/log" 2>&1 || { echo 'the trainer could not be built:'; tail -5 "$parts/log"; exit 1; }
echo "your own: exercises$taken${theirs:+; the book's: those of$theirs}"
"$parts/ffnn" --samples 2000 --iterations 2000 --learning-rate 2.5e-3 --output "$parts/run" || exit 1
# the boundary, and one point in ten: ring o, disc . ; where the network says ring, the ground is dotted
awk -F '\t' -v columns=60 -v rows=28 -f $here/draw.awk "$parts/run/boundary.tsv" "$parts/run/data.tsv"
