# Install into a folder, build a program of the user's against what is there, run it, and look at the manual page.
# Arguments: the make program, the folder, the C compiler.
set -e
make=$1 to=$2 cc=$3
rm -rf "$to"
$make -s install PREFIX="$to"
found=$(cd "$to" && find . -type f | sort | tr '\n' ' ')
expected="./bin/ffnn ./include/ffnn.h ./lib/libffnn.a ./lib/pkgconfig/ffnn.pc ./share/man/man1/ffnn.1 "
test "$found" = "$expected" || { echo "installed: $found"; exit 1; }
export PKG_CONFIG_PATH="$to/lib/pkgconfig"
# not from the sources: only what is installed is used
$cc -std=c11 -Wall -Wextra -Werror tests/example.c $(pkg-config --cflags --libs ffnn) -o "$to/example"
test "$(pkg-config --modversion ffnn)" = "$("$to/bin/ffnn" --version | sed 's/ffnn //')"
"$to/bin/ffnn" -q --samples 2000 --iterations 500 --learning-rate 1e-3 --output "$to/run"
"$to/example" "$to/run/model.ffnn" "$to/run/data.tsv" >"$to/said"
wrong=$(awk '$1 == "wrong" { print $2 }' "$to/run/summary.tsv")
grep -qx "$wrong of 2000 wrong" "$to/said" || { echo "the example says:"; cat "$to/said"; exit 1; }
# a package is put together in a folder of its own, and its files name the place where they will be
$make -s install PREFIX=/usr DESTDIR="$to/staged"
grep -qx 'prefix=/usr' "$to/staged/usr/lib/pkgconfig/ffnn.pc"
cmp "$to/staged/usr/bin/ffnn" "$to/bin/ffnn"
if command -v groff >/dev/null; then # every line is understood
  said=$(groff -man -Tutf8 -ww "$to/share/man/man1/ffnn.1" 2>&1 >"$to/page")
  test -z "$said" && grep -q 'save it every T iterations' "$to/page" || { echo "$said"; exit 1; }
fi
# make clean spares models
mkdir -p "$to/b/night"
touch "$to/b/night/model.ffnn" "$to/b/night/loss.tsv" "$to/b/network.o"
$make -s clean B="$to/b"
test -f "$to/b/night/model.ffnn" && test ! -e "$to/b/night/loss.tsv" && test ! -e "$to/b/network.o" || { echo 'make clean: wrong'; exit 1; }
echo "installed, linked with, and run: ok"
