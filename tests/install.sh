# Install into a folder, build a program of the user's against what is there, run it, and look at the manual page. From the top, with
# the build folder in B, and MAKE and CC as they are in make.
set -e
b=$B/installed/b
case $B in /*) ;; *) B=$PWD/$B ;; esac
to=$B/installed/an\ odd\ \'plac$(printf '\303\251')\'\ \(of\ mine\)\&more
fail() { echo "$*"; exit 1; }
rm -rf "$B/installed"
$MAKE -s install PREFIX="$to"
found=$(cd "$to" && find . ! -type d | sort | tr '\n' ' ')
expected="./bin/ffnn ./include/ffnn.h ./lib/libffnn.a ./lib/libffnn.so ./lib/libffnn.so.2 ./lib/pkgconfig/ffnn.pc ./share/man/man1/ffnn.1 "
test "$found" = "$expected" || fail "installed: $found"
visible() { nm --defined-only "$@" | awk 'NF == 3 && $3 !~ /^ffnn_/ { print; bad = 1 } / T ffnn_/ { n++ } END { exit bad || n < 12 }'; }
visible -g "$to/lib/libffnn.a" && visible -D "$to/lib/libffnn.so" || fail 'other names than ffnn_... are visible'
if grep -n '#line\|#include\|network\.h' "$to/include/ffnn.h"; then fail 'the header names files that its users have not'; fi
export PKG_CONFIG_PATH="$to/lib/pkgconfig" LD_LIBRARY_PATH="$to/lib"
test "$(pkg-config --modversion ffnn)" = "$("$to/bin/ffnn" --version | sed 's/ffnn //')"
"$to/bin/ffnn" -q --samples 2000 --iterations 0 --output "$to/run" # points

# not from the sources: only what is installed is used; pkg-config's answer is meant for a shell, but pkgconf forgets parentheses
flags() { pkg-config "$@" ffnn | sed 's/\\*\([()]\)/\\\1/g'; }
build() { eval "$1 tests/$2 $(flags --cflags) $(flags --libs $3) -o \"\$to/example\""; } # COMPILER SOURCE [--static]
say() { "$to/example" "$@" >"$to/said" || fail "the example: $(cat "$to/said")"; }
strict='-Wall -Wextra -pedantic -Werror'
for std in c99 c11; do
  build "$CC -std=$std $strict" example.c
  say "$to/run/data.tsv" "$to/model.ffnn"
  cp "$to/said" "$to/shared"
done
"$to/bin/ffnn" -q --data "$to/run/data.tsv" --hidden 4 --iterations 500 --output "$to/tool" # the same, by the tool
wrong=$(awk '$1 == "wrong" { print $2 }' "$to/tool/summary.tsv")
printf '%s of 2000 wrong\nzero: 1, with probability 0.999\n' "$wrong" | cmp - "$to/shared" || fail "the example says: $(cat "$to/shared")"
for f in "$to/tool/model.ffnn" "$to/model.ffnn"; do sed '/^losses/d; /^checksum/d' "$f" >"$f.compared"; done
cmp "$to/tool/model.ffnn.compared" "$to/model.ffnn.compared"
mv "$to/lib/libffnn.so" "$to/hidden" # then the linker takes the archive
build "$CC" example.c --static
mv "$to/hidden" "$to/lib/libffnn.so"
LD_LIBRARY_PATH= say "$to/run/data.tsv" "$to/model.ffnn"
cmp "$to/shared" "$to/said"
skipped=
for cxx in g++ clang++; do
  command -v $cxx >/dev/null || { skipped="$skipped $cxx"; continue; }
  for std in c++11 c++17; do build "$cxx -std=$std $strict" example.cc; say; done
  test "$(tail -4 "$to/said" | tr '\n' ';')" = '0 0: 0;0 1: 1;1 0: 1;1 1: 0;' || fail "example.cc says: $(cat "$to/said")"
done
if command -v python3 >/dev/null; then
  python3 tests/example.py "$to/lib/libffnn.so.2" "$to/model.ffnn" "$to/run/data.tsv" >"$to/said"
  cmp "$to/shared" "$to/said" || fail "example.py says: $(cat "$to/said")"
else skipped="$skipped python3"; fi
if command -v valgrind >/dev/null; then # it doesn't know the latest instructions
  valgrind --quiet --error-exitcode=99 "$to/bin/ffnn" -q --samples 200 --iterations 5 --output "$to/ground"
  build "$CC" example.c
  head -60 "$to/run/data.tsv" >"$to/few.tsv"
  valgrind --quiet --error-exitcode=99 "$to/example" "$to/few.tsv" "$to/few.ffnn" >"$to/said"
else skipped="$skipped valgrind"; fi
# a package is put together in a folder of its own, and its files name the place where they will be
$MAKE -s install PREFIX=/usr DESTDIR="$to/staged"
grep -qx 'prefix=/usr' "$to/staged/usr/lib/pkgconfig/ffnn.pc"
cmp "$to/staged/usr/bin/ffnn" "$to/bin/ffnn"
if command -v groff >/dev/null; then # every line is understood
  said=$(groff -man -Tutf8 -ww "$to/share/man/man1/ffnn.1" 2>&1 >"$to/page")
  test -z "$said" && grep -q 'save it every T iterations' "$to/page" || fail "$said"
fi
# what is wanted together with packages waits for them, and nothing is begun if they don't come
mkdir "$B/installed/no"
printf '#!/bin/sh\nexit 1\n' >"$B/installed/no/dpkg-query"
printf '#!/bin/sh\nsleep 1; exit 1\n' | tee "$B/installed/no/apt-get" >"$B/installed/no/sudo"
chmod +x "$B"/installed/no/*
if PATH=$B/installed/no:$PATH $MAKE -s -k -j8 B="$B/installed/early" deps all check mpi playground homework bench NAME=nobody >"$to/said" 2>&1; then fail 'make deps ends well without packages'; fi
test ! -e "$B/installed/early" || fail "before the packages there is: $(ls "$B/installed/early")"
# make clean removes what make has made, and nothing else
mkdir -p "$b/night" "$b/run"
touch "$b/night/model.ffnn" "$b/night/loss.tsv" "$b/mine.csv" "$b/network.o" "$b/run/loss.tsv"
$MAKE -s clean B="$b" >"$to/said"
left=$(cd "$b" && find . -type f | sort | tr '\n' ' ')
test "$left" = './mine.csv ./night/loss.tsv ./night/model.ffnn ' || fail "make clean leaves $left"
echo "installed, linked with, and run: ok${skipped:+ (without$skipped)}"
