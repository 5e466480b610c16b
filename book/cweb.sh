# Run ctangle or cweave in a folder, with its report in a log there: sh book/cweb.sh FOLDER OUTPUT PROGRAM [OPTION]..., from the top, with the change file CHANGES if there is one.
# Their status is not 0 either if they only have something to complain of, such as a section that is never used.
web=$PWD/ffnn.w
cd "$1" || exit 1
output=$2
shift 2
if test ../ffnn.w -ef "$web"; then web=../ffnn.w; fi # in a folder of the sources the path is the same for everybody
needed='ffnn.w needs CWEB 3.64 or later as it is in TeX Live, or 4.0 or later as Knuth distributes it'
command -v "$1" >/dev/null || { echo "$1 is missing: $needed (on Debian: make deps)"; exit 1; }
version=$("$1" --version 2>/dev/null | sed -n '1s/^[A-Z]* \([0-9.]*\).*/\1/p') # Knuth's own doesn't say
if awk "BEGIN { exit !(\"$version\" != \"\" && \"$version\" + 0 < 3.64) }"; then echo "This is CWEB $version; $needed."; exit 1; fi
log=$1.log
"$@" "$web" "${CHANGES:--}" "$output" >"$log" 2>&1 && exit
cat "$log"
grep -q 'line too long' "$log" && echo "This CWEB is too old: $needed."
exit 1
