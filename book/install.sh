# Install what is in the build folder, the argument, to $PREFIX, or to that place below $DESTDIR, where a package is put together.
set -e
B=$1
case $PREFIX in /*) ;; ?*) PREFIX=$PWD/$PREFIX ;; *) echo 'make install: PREFIX is empty' >&2; exit 2 ;; esac
case $DESTDIR in ''|/*) ;; *) DESTDIR=$PWD/$DESTDIR ;; esac
case $PREFIX in *'
'*) echo 'make install: PREFIX has a line feed' >&2; exit 2 ;; esac
to=$DESTDIR$PREFIX
put() { install -D -m "$1" "$2" "$to/$3"; }
put 755 "$B/ffnn" bin/ffnn
put 644 "$B/ffnn.1" share/man/man1/ffnn.1
put 644 "$B/ffnn.h" include/ffnn.h
put 644 "$B/libffnn.a" lib/libffnn.a
put 755 "$B/libffnn.so.2" lib/libffnn.so.2
ln -sf libffnn.so.2 "$to/lib/libffnn.so"
# in a .pc file, whatever isn't a letter or digit wants a backslash
prefix=$(printf '%s' "$PREFIX" | LC_ALL=C sed 's,[^A-Za-z0-9_./+-],\\&,g')
version=$(sed -n 's/.define FFNN_VERSION "\(.*\)"/\1/p' "$B/ffnn.h")
mkdir -p "$to/lib/pkgconfig"
cat >"$to/lib/pkgconfig/ffnn.pc" <<END
prefix=$prefix
Name: ffnn
Description: a small feedforward neural network
Version: $version
Cflags: -I\${prefix}/include
Libs: -L\${prefix}/lib -lffnn
Libs.private: -pthread -lm
END
# programs find a shared library in the usual places only by the linker's list
case $DESTDIR,$PREFIX in ,/usr|,/usr/local) test "$(id -u)" != 0 || ldconfig || : ;; esac
