# Is everything the same when it is built a second time, in another place? Called by make, from the top; takes some minutes.
# Two copies of the sources are built in two folders, one after the other. All tables must have the same bytes, but for what a
# clock has measured: two rows of summary.tsv, a column of batches.tsv, all in speed.tsv, roofline.tsv, and sizes.tsv but the names. These are then taken over from the first copy, since the
# book quotes them, and the two books must have the same bytes. And clang must agree with gcc to 1e-12.
set -e
make=$1 to=$2
export SOURCE_DATE_EPOCH=1577836800
rm -rf "$to"
mkdir -p "$to/first" "$to/second/deeper/place"
for place in "$to/first" "$to/second/deeper/place"; do cp -r ffnn.w Makefile README.md book figures tests "$place"; done

echo 'building the first copy'
(cd "$to/first" && $make -s all >log 2>&1) || { tail "$to/first/log"; exit 1; }
echo 'making the tables of the second copy'
(cd "$to/second/deeper/place" && $make -s run experiments >log 2>&1) || { tail "$to/second/deeper/place/log"; exit 1; }

same=0
for table in "$to"/first/build/run/*.tsv "$to"/first/build/run/model.ffnn "$to"/first/build/results/*.tsv; do
  name=${table#"$to/first/"}
  for place in "$to/first" "$to/second/deeper/place"; do
    case $name in
    */summary.tsv) grep -v '^seconds\|^ns_per_sample_iteration' "$place/$name" ;;
    */batches.tsv) cut -f 1-5,7- "$place/$name" ;;
    */speed.tsv | */roofline.tsv | */sizes.tsv) cut -f 1 "$place/$name" ;;
    *) cat "$place/$name" ;;
    esac >"$to/$(test "$place" = "$to/first" && echo 1 || echo 2)"
  done
  cmp "$to/1" "$to/2" || { echo "$name is not the same"; exit 1; }
  same=$((same + 1))
done
echo "$same tables have the same bytes"

for name in run/summary.tsv results/batches.tsv results/speed.tsv results/roofline.tsv results/sizes.tsv; do cp "$to/first/build/$name" "$to/second/deeper/place/build/$name"; done
(cd "$to/second/deeper/place" && $make -s all >>log 2>&1) || { tail "$to/second/deeper/place/log"; exit 1; }
cmp "$to/first/build/ffnn.pdf" "$to/second/deeper/place/build/ffnn.pdf"
echo 'the book has the same bytes'
if command -v clang-19 >"$to/log" && command -v wasm-ld-19 >"$to/log"; then
  for place in "$to/first" "$to/second/deeper/place"; do (cd "$place" && $make -s playground >>log 2>&1) || { tail "$place/log"; exit 1; }; done
  cmp "$to/first/build/playground.html" "$to/second/deeper/place/build/playground.html"
  echo 'the playground has the same bytes'
fi

mkdir "$to/clang"
cp -r ffnn.w Makefile book tests "$to/clang"
(cd "$to/clang" && $make -s ffnn CC=clang >log 2>&1) || { tail "$to/clang/log"; exit 1; }
for p in first clang; do "$to/$p/build/ffnn" --quiet --iterations 1000 --output "$to/$p/short"; done
for table in loss parameters; do
  paste "$to/first/short/$table.tsv" "$to/clang/short/$table.tsv" | awk -F '\t' -v table=$table '
    !/^#/ {
      a = $(NF/2); b = $NF; off = a - b; if (off < 0) off = -off
      size = a < 0 ? -a : a; if (!(off <= 1e-12*size)) bad = 1
      if (off/size > worst) worst = off/size
      rows++
    }
    END {
      printf "gcc and clang, 1000 iterations, %s: %d numbers, worst relative difference %.1e\n", table, rows, worst
      exit bad || rows == 0
    }'
done
rm -rf "$to"
