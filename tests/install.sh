# Install into a folder, build a program of the user's against what is there, run it, and look at the manual page. From the top, with
# the build folder in B, and MAKE and CC as they are in make.
set -e
case $B in /*) ;; *) B=$PWD/$B ;; esac
to=$B/installed/an\ odd\ \'plac$(printf '\303\251')\'\ \(of\ mine\)\&more
fail() { echo "$*"; exit 1; }
rm -rf "$B/installed"
$MAKE -s install PREFIX="$to"
found=$(cd "$to" && find . -type f | sort | tr '\n' ' ')
expected="./bin/ffnn ./include/ffnn.h ./lib/libffnn.a ./lib/pkgconfig/ffnn.pc ./share/man/man1/ffnn.1 "
test "$found" = "$expected" || fail "installed: $found"
export PKG_CONFIG_PATH="$to/lib/pkgconfig"
# not from the sources: only what is installed is used; pkg-config's answer is meant for a shell, but pkgconf forgets parentheses
flags() { pkg-config "$@" ffnn | sed 's/\\*\([()]\)/\\\1/g'; }
eval "$CC -std=c11 -Wall -Wextra -Werror tests/example.c $(flags --cflags --libs) -o \"\$to/example\""
test "$(pkg-config --modversion ffnn)" = "$("$to/bin/ffnn" --version | sed 's/ffnn //')"
"$to/bin/ffnn" -q --samples 2000 --iterations 500 --learning-rate 1e-3 --output "$to/run"
"$to/example" "$to/run/model.ffnn" "$to/run/data.tsv" >"$to/said"
wrong=$(awk '$1 == "wrong" { print $2 }' "$to/run/summary.tsv")
grep -qx "$wrong of 2000 wrong" "$to/said" || { echo "the example says:"; cat "$to/said"; exit 1; }
# a package is put together in a folder of its own, and its files name the place where they will be
$MAKE -s install PREFIX=/usr DESTDIR="$to/staged"
grep -qx 'prefix=/usr' "$to/staged/usr/lib/pkgconfig/ffnn.pc"
cmp "$to/staged/usr/bin/ffnn" "$to/bin/ffnn"
if command -v groff >/dev/null; then # every line is understood
  said=$(groff -man -Tutf8 -ww "$to/share/man/man1/ffnn.1" 2>&1 >"$to/page")
  test -z "$said" && grep -q 'save it every T iterations' "$to/page" || fail "$said"
fi
# make clean removes what make has made, and nothing else
b=$B/installed/b
mkdir -p "$b/night" "$b/run"
touch "$b/night/model.ffnn" "$b/night/loss.tsv" "$b/mine.csv" "$b/network.o" "$b/run/loss.tsv"
$MAKE -s clean B="$b" >"$to/said"
left=$(cd "$b" && find . -type f | sort | tr '\n' ' ')
test "$left" = './mine.csv ./night/loss.tsv ./night/model.ffnn ' || fail "make clean leaves $left"
echo "installed, linked with, and run: ok"
