# Compile a C file for several kinds of x86-64 at once: sh book/levels.sh SOURCE OBJECT COMPILER FLAG...
# An ordinary program uses only instructions that every x86-64 has had since 2003; those of later processors work on four or eight
# numbers at a time. So the file is compiled three times, its functions get prefixes, and for each there is a small function that
# is asked, when a program is loaded, which of the three it shall be on this processor (an "ifunc" of gcc and the GNU C library).
# Where that can't be done, with another processor, C library, or compiler, the file is compiled once, as usual.
source=$1 object=$2
shift 2
"$@" -c "$source" -o "$object" || exit
work=$object.levels
mkdir -p "$work" || exit
trap 'rm -rf "$work"' EXIT

# The options and the questions must be about the same instructions.
avx2='avx2 fma bmi bmi2'
avx512="$avx2 avx512f avx512bw avx512cd avx512dq avx512vl"
options() { printf -- '-m%s ' $*; }
has() { printf '__builtin_cpu_supports("%s") && ' $*; echo 1; }

levels() { # COMPILER FLAG...
  cp "$object" "$work/base.o" &&
  "$@" $(options $avx2) -c "$source" -o "$work/avx2.o" &&
  "$@" $(options $avx512) -c "$source" -o "$work/avx512.o" || return
  nm -g "$work/base.o" | awk 'NF == 3 && $2 == "T" { print $3 }' >"$work/names"
  test -s "$work/names" || return
  for level in base avx2 avx512; do
    sed "s/.*/& ${level}_&/" "$work/names" >"$work/renamed" &&
    objcopy --redefine-syms="$work/renamed" "$work/$level.o" || return
  done
  { cat <<END
#include <stdlib.h>
#if !defined __x86_64__ || !defined __GLIBC__
#error
#endif
#define HIDDEN __attribute__((visibility("hidden")))
typedef void function(void);
static int level(void)
{
  __builtin_cpu_init();
  return $(has $avx512) ? 2 : $(has $avx2) ? 1 : 0;
}
#define CHOOSE(name) \\
  HIDDEN function base_##name, avx2_##name, avx512_##name; \\
  static function *choose_##name(void) \\
  { const int n = level(); return n == 2 ? avx512_##name : n == 1 ? avx2_##name : base_##name; } \\
  HIDDEN __attribute__((ifunc("choose_" #name))) function name;
END
    sed 's/.*/CHOOSE(&)/' "$work/names"
  } >"$work/choose.c"
  "$@" -w -O2 -fno-lto -fno-sanitize=all -fno-stack-protector -c "$work/choose.c" -o "$work/choose.o" &&
  "$@" -nostdlib -r "$work/base.o" "$work/avx2.o" "$work/avx512.o" "$work/choose.o" -o "$work/all.o"
}
levels "$@" >"$work/log" 2>&1 && mv "$work/all.o" "$object" || :
