# The README's two commands in new Debian systems: `make deps all' as root, `make check' as an ordinary user. Called by make, from
# the top, as root, with the names of the systems; MIRROR is where they come from, by default this machine's own apt's mirror.
# The first time a system is made by debootstrap, with make and little else; it is kept in build/systems, with the packages that
# `make deps' has installed, for the next time, unless PACKAGES has changed. The checkout is copied with what isn't committed.
set -e
test "$(id -u)" = 0 || { echo 'check-systems: only root can make a system'; exit 1; }
for tool in debootstrap unshare tar git; do
  command -v $tool >/dev/null || { echo "check-systems: $tool is missing"; exit 1; }
done
: "${MIRROR:=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | head -1)}"
test -n "$MIRROR" || { echo 'check-systems: apt knows no mirror of Debian; please say MIRROR=...'; exit 1; }
include=make
case $MIRROR in https:*) include=$include,ca-certificates ;; esac
mkdir -p build/systems
to=$PWD/build/systems
packages=$(grep '^PACKAGES' Makefile | cksum | tr ' ' -)

# inside FOLDER COMMANDS: carried out by a shell in the system that is in the folder, in its copy of the checkout
inside() {
  unshare --mount chroot "$1" /bin/sh -ec "mount -t proc proc /proc
    mkdir -p /dev/pts && mount -t devpts -o newinstance,ptmxmode=666 devpts /dev/pts && ln -sf pts/ptmx /dev/ptmx
    cd /ffnn
    $2" </dev/null >>"$log" 2>&1
}

# everything that is done with one system, in the folder $root, with a report in $log
try() {
  kept=$to/$system.$packages.tar
  if test -f "$kept"; then tar -C "$root" -xpf "$kept"
  else
    debootstrap --variant=minbase --include=$include "$system" "$root" "$MIRROR" >>"$log" 2>&1 || return 1
    chmod 755 "$root"
  fi
  # its apt goes the way of this machine's
  apt-config dump | grep -i '^Acquire::\([a-z:]*Proxy\|Check-\)' >"$root/etc/apt/apt.conf.d/99host" || true
  mkdir "$root/ffnn"
  git ls-files -z --cached --others --exclude-standard | tar --null --verbatim-files-from --ignore-failed-read -T - -cf - 2>/dev/null |
    tar -C "$root/ffnn" -xf -
  if ! test -f "$kept"; then
    inside "$root" 'make deps && apt-get clean && useradd -m reader' || return 1
    rm -f "$to/$system".*.tar
    tar -C "$root" -cf "$kept.new" --exclude=./ffnn . && mv "$kept.new" "$kept"
  fi
  for program in gcc make ctangle pdftex gnuplot; do inside "$root" "echo version: \$($program --version | head -1)"; done
  inside "$root" 'make deps all' && inside "$root" "chown -R reader: . && su reader -c 'make check'"
}

bad=0
for system; do
  root=$(mktemp -d "${TMPDIR:-$to}/$system.XXXXXX") log=$to/$system.log start=$(date +%s)
  trap 'rm -rf --one-file-system "$root"' EXIT
  trap 'exit 1' HUP INT TERM
  : >"$log"
  if try; then said='both commands have succeeded'; else tail -n 30 "$log"; said=FAILED bad=1; fi
  rm -rf "$to/$system.build" && mkdir "$to/$system.build" # what has become of it, to look at
  cp "$root"/ffnn/build/ffnn.pdf "$root"/ffnn/build/*.log "$root"/ffnn/build/pdftex.out "$to/$system.build/" 2>/dev/null || true
  rm -rf --one-file-system "$root"
  sed -n "s/^version: /$system: /p" "$log"
  echo "$system: $said, after $((($(date +%s) - start)/60)) minutes; $(grep -c 'warning:' "$log") warnings of the compiler," \
    "$(grep -c '^\[  PASSED  \] [1-9]' "$log") programs of tests passed; $log"
done
exit $bad
