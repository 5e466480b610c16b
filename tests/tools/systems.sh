# The README's two commands in new Debian systems: `make deps all' as root, `make check' as an ordinary user. Called by make, from
# the top, as root, with the names of the systems; MIRROR is where they come from, by default this machine's own apt's mirror.
# The first time a system is made by debootstrap, with little more than make; then it is kept in build/systems, with the packages
# that `make deps' has fetched, so that the next time only installs them. The checkout is copied as it is, with what isn't committed.
set -e
test "$(id -u)" = 0 || { echo 'check-systems: only root can make a system'; exit 1; }
for tool in debootstrap unshare tar git; do
  command -v $tool >/dev/null || { echo "check-systems: $tool is missing"; exit 1; }
done
: "${MIRROR:=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | head -1)}"
test -n "$MIRROR" || { echo 'check-systems: apt knows no mirror of Debian; please say MIRROR=...'; exit 1; }
mkdir -p build/systems
cd build/systems
here=$(pwd)
include=make
case $MIRROR in https:*) include=$include,ca-certificates ;; esac

for system; do
  root=$(mktemp -d "${TMPDIR:-$here}/$system.XXXXXX")
  trap 'rm -rf --one-file-system "$root"' EXIT
  trap 'exit 1' HUP INT TERM
  log=$here/$system.log
  if ! test -f "$system.tar"; then
    echo "$system: debootstrap"
    debootstrap --variant=minbase --include=$include "$system" "$root" "$MIRROR" >"$log" 2>&1 || { tail "$log"; exit 1; }
    tar -C "$root" -cf "$system.new" . && mv "$system.new" "$system.tar"
  else
    tar -C "$root" -xpf "$system.tar"
  fi
  chmod 755 "$root"
  # its apt goes the way of this machine's
  apt-config dump | grep -i '^Acquire::\([a-z:]*Proxy\|Check-\)' >"$root/etc/apt/apt.conf.d/99host" || true
  mkdir -p "$here/$system.debs"
  cp "$here/$system.debs"/*.deb "$root/var/cache/apt/archives/" 2>/dev/null || true
  mkdir "$root/ffnn"
  (cd ../.. && git ls-files -z --cached --others --exclude-standard |
    tar --null --verbatim-files-from --ignore-failed-read -T - -cf - 2>/dev/null) | tar -C "$root/ffnn" -xf -
  cat >"$root/commands" <<'END'
set -e
mount -t proc proc /proc
mkdir -p /dev/pts
mount -t devpts -o newinstance,ptmxmode=666 devpts /dev/pts
ln -sf pts/ptmx /dev/ptmx
useradd -m reader
cd /ffnn
make deps all
for program in gcc make ctangle pdftex gnuplot; do echo "version: $($program --version | head -1)"; done
chown -R reader: .
su reader -c 'make check'
END
  start=$(date +%s)
  status=0
  unshare --mount chroot "$root" /bin/sh /commands >"$log" 2>&1 </dev/null || status=$?
  cp "$root"/var/cache/apt/archives/*.deb "$here/$system.debs/" 2>/dev/null || true
  rm -rf "$here/$system.build" && mkdir "$here/$system.build" # for whoever wants to see what has become of it
  cp "$root"/ffnn/build/ffnn.pdf "$root"/ffnn/build/*.log "$root"/ffnn/build/pdftex.out "$here/$system.build/" 2>/dev/null || true
  rm -rf --one-file-system "$root"
  trap - EXIT
  sed -n "s/^version: /$system: /p" "$log"
  if test $status != 0; then
    tail -30 "$log"
    echo "$system: FAILED, after $((($(date +%s) - start)/60)) minutes; see $log"
    exit 1
  fi
  echo "$system: both commands have succeeded, in $((($(date +%s) - start)/60)) minutes," \
    "with $(grep -c 'warning:' "$log") warnings of the compiler and $(grep -c '^\[  PASSED  \]' "$log") programs of tests passed"
done
