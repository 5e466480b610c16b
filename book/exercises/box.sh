#!/bin/sh
# Run a command that sees something of a student's where it can do no harm. The current folder is all that it gets.
#   box.sh KIND PROGRAM ARGUMENTS...
#   box.sh choose   prints the KIND that works here; or says why there is none, and ends with 6. SANDBOX=bwrap, jail, or none orders one.
# KIND is bwrap (bubblewrap), bwrap+ (one that can forbid further namespaces), jail (jail.c, compiled beside this file), or none (limits of
# time and size only: right in a container that is thrown away afterwards).
# PROGRAM ./NAME is the student's own: it changes nothing. Any other is a tool, which may write into the current folder.
# Status: the program's, or 126 if it wasn't run, 124 or 137 if it took too long. Descriptor 3 is the program's, too.
kind=$1
shift
if test "$(id -u)" = 0; then exec setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs sh "$0" "$kind" "$@" || exit 126; fi

if test "$kind" = choose; then
  canary=$(mktemp) && here=$(mktemp -d) && trap 'rm -rf "$canary" "$here"' EXIT && cd "$here" || exit 6
  # it starts, has no power over a file outside, and can start processes of its own, as the compiler must
  works() {
    why=$(sh "$self" "$1" sh -c 'test ! -e why && { true & wait; } && { cat "$1" || echo >>"$1" || echo confined; }' sh "$canary" 2>&1)
    case $1,$why in none,*) ;; *confined) ;; *) return 1 ;; esac
    test ! -s "$canary"
  }
  case $0 in /*) self=$0 ;; *) self=$OLDPWD/$0 ;; esac
  said=
  for kind in ${SANDBOX:-bwrap jail}; do
    case $kind in
      bwrap) if bwrap --help 2>&1 | grep -q disable-userns && works bwrap+; then echo bwrap+; exit; fi ;;
      jail|none) ;;
      *) echo "SANDBOX is bwrap, jail, or none, not $kind" >&2; exit 6 ;;
    esac
    if works $kind; then echo $kind; exit; fi
    said="$said  $kind: $(printf '%s\n' "${why:-it confines nothing}" | head -1)
"
  done
  printf '%s\n%s' 'Nothing here can confine what students hand in:' "$said" >&2
  echo 'Install bubblewrap (make deps-grade). SANDBOX=none does without, which is right only in a container or a machine that is thrown away afterwards.' >&2
  exit 6
fi

case $1 in ./*) student=yes ;; *) student= ;; esac
exec </dev/null
ulimit -c 0 && ulimit -n 64 || exit 126
ulimit -s 8192 2>/dev/null
if test -n "$student"; then
  ulimit -t 4 && ulimit -f 2048 || exit 126 # in units of 512 bytes
  time=15 bind=--ro-bind
else
  ulimit -t 10 && ulimit -f 131072 && ulimit -v 4000000 || exit 126
  time=40 bind=--bind
fi
# if memory runs out it is this process that goes, not another of the instructor's
echo 1000 2>/dev/null >/proc/self/oom_score_adj
environment="PATH=/usr/bin:/bin LC_ALL=C openin_any=p openout_any=p shell_escape=f"
for name in UBSAN_OPTIONS SOURCE_DATE_EPOCH FORCE_SOURCE_DATE TEXINPUTS; do eval "value=\$$name"; case $value in ""|*' '*) ;; *) environment="$environment $name=$value" ;; esac; done

case $kind in
  bwrap*)
    exec 8>&1
    # descriptor 9 tells whether the program was run at all
    told=$(exec 9>&1 >&8 8>&-
      exec env -i $environment ASAN_OPTIONS="$ASAN_OPTIONS" TMPDIR=/work HOME=/work timeout --foreground -k 1 $time \
        bwrap --unshare-all --unshare-user --uid 65534 --gid 65534 $(test $kind = bwrap || echo --disable-userns) --die-with-parent --new-session --cap-drop ALL \
        --ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 \
        --ro-bind-try /etc/alternatives /etc/alternatives --ro-bind-try /etc/ld.so.cache /etc/ld.so.cache \
        --ro-bind-try /etc/texmf /etc/texmf --ro-bind-try /var/lib/texmf /var/lib/texmf \
        --proc /proc --dev /dev --remount-ro /dev $bind . /work --chdir /work --remount-ro / --json-status-fd 9 prlimit --nproc=64 "$@")
    status=$?
    case $status,$told in 1,*exit-code*) ;; 1,*) exit 126 ;; esac
    exit $status ;;
  jail)
    # a sanitizer's watch on memory would be a process of its own, which isn't allowed; run.c limits memory, too
    exec env -i $environment ASAN_OPTIONS="$ASAN_OPTIONS:hard_rss_limit_mb=0" TMPDIR="$PWD" HOME="$PWD" \
      timeout ${student:+--foreground} -k 1 $time "${0%/*}/jail" "$@" ;;
  none)
    exec env -i $environment ASAN_OPTIONS="$ASAN_OPTIONS" TMPDIR="$PWD" HOME="$PWD" timeout ${student:+--foreground} -k 1 $time "$@" ;;
  *) echo "box.sh: no such kind: $kind" >&2; exit 126 ;;
esac
