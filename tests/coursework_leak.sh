#!/bin/sh
# Does the tree that is handed out to students keep the secrets? sh tests/coursework_leak.sh, from the top. No run of eight tokens of any solution, in C
# or TeX (leak.awk says what a token is), is in any of its files, nor in what ctangle makes of its web. A solution that is put there is found.
B=${B:-build} here=book/exercises bad=0
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT INT TERM
B=$B sh $here/student.sh "$d/tree" >"$d/log" 2>&1 || { cat "$d/log"; exit 1; }
for kind in c tex; do
  awk -v kind=$kind -f tests/solutions.awk $here/list.tsv ffnn.w $here/*.right >"$d/$kind"
  grep -q '[^-]' "$d/$kind" || { echo "there are no solutions in $kind"; exit 1; }
done
mkdir "$d/tangled" && (cd "$d/tangled" && ctangle ../tree/ffnn.w - notebook.c) >"$d/log" 2>&1 || { cat "$d/log"; exit 1; }
cat "$d"/tangled/*.c >"$d/given"
# look FOLDER: prints where something of a solution is; what the exercises' tasks say is given
look() {
  { find "$d/tree" -name '*.task'; find "$1" -type f ! -name '*.pdf' ! -name '*.task'; } >"$d/files"
  for kind in c tex; do tr '\n' '\0' <"$d/files" | xargs -0 awk -v kind=$kind -v given="$d/given" -f tests/leak.awk "$d/$kind" || echo "-	-	leak.awk has failed"; done
}
{ look "$d/tree"; look "$d/tangled"; } | sed "s,^$d/,," | sort -u >"$d/leaks"
# a hole about which neither C nor TeX says anything is mentioned
awk -F '\t' '$1 == "-" { if (++told[$2] < ($2 ~ /:text/ ? 2 : 1)) next; print $2 ": too short to be looked for"; next } { n[$1 "\t" $2]++; run[$1 "\t" $2] = $3 } END { for (j in n) print j ": " n[j] " runs, such as " run[j] }' "$d/leaks" | sort
grep -v "^-" "$d/leaks" >/dev/null && bad=1
find "$d/tree" \( -name '.git*' -o -name tests -o -name build -o -name '*.right' -o -name '*.mistakes' -o -name '*.ch' \) | grep . && bad=1

# planted: every program in another layout, a step of every derivation, and a formula of every text; but for what is too short
mkdir "$d/planted"
for kind in c tex; do
  awk -v kind=$kind -v d="$d/planted" '
    function plant() { if (text != "" && length(text) > length(best[hole])) best[hole] = text; text = "" }
    /^---- / { plant(); hole = substr($0, 6); next }
    { text = text $0 "\n" }
    END { plant()
      for (h in best) {
        if (h ~ /:code/) { gsub(/ /, "\n", best[h]); gsub(/;/, "; /* */ ", best[h]) } else if (kind == "tex") gsub(/\\,/, " \\; ", best[h])
        f = kind "." h; gsub(/:/, ".", f); printf "as everybody knows, %s", best[h] >(d "/" f)
      } }' "$d/$kind"
done
look "$d/planted" >"$d/found"
for f in "$d"/planted/*; do
  grep -q "^$f$(printf '\t')" "$d/found" || { hole=$(basename "$f" | sed 's/^\([a-z]*\)\.\(.*\)\.\(.*\)/\2:\3.nothing in \1/'); grep -q "^-.$hole" "$d/leaks" || { echo "what is planted isn't found:"; cat "$f"; bad=1; }; }
done
test $bad = 0 && echo "the students' tree: $(find "$d/tree" -type f | wc -l) files with nothing of $(grep -c '^----' "$d/c") programs and steps and $(grep -c '^----' "$d/tex") formulas"
exit $bad
