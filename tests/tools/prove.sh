# Proves what tests/tools/prove.acsl claims of functions in the tangled files, by Frama-C's WP with Z3 and CVC4: for all
# arguments that the contracts admit, no index lies outside, no signed number overflows, and what is promised holds.
# Called by make, from the top. build/prove/log has each goal.
set -e
dir=build/prove
rm -rf $dir && mkdir -p $dir
awk '
  function stop(why) { print "tests/tools/prove.acsl:" FNR ": " why; failed = 1; exit 1 }
  # the lines of a file from the one that the pattern fits, to the first that the other one fits
  function take(file, begin, end,    line, found) {
    file = "build/" file ".c"
    count = 0
    while ((getline line <file) > 0) {
      if (!found) found = line ~ begin && line !~ /;$/
      if (!found || line ~ /^#line/) continue
      piece[++count] = line
      if (line ~ end) break
    }
    close(file)
    if (!found) stop("there is no such thing in " file)
  }
  function flush(    j) {
    for (j = 1; j <= count; j++) print note[j] piece[j]
    count = 0
    split("", note)
    where = 0
  }
  $1 == "$$" {
    for (where = 1; where <= count && !index(piece[where], substr($0, 4)); where++) ;
    if (where > count) stop("there is no such line in the function")
    next
  }
  where && NF { note[where] = note[where] $0 "\n"; next }
  { flush() }
  $1 == "$" { take($2, "^[a-z_ ]+[ *]" $3 "[(]", "^}|^{.*}$"); next }
  $1 == "$struct" { take($2, "^struct " $3 "{", "^}"); next }
  $1 == "$define" { take($2, "^#define " $3 "[( ]", "[^\\\\]$|^$"); next }
  { print }
  END { if (!failed) flush() }' tests/tools/prove.acsl >$dir/prove.c || { cat $dir/prove.c; exit 1; }
export HOME="$PWD/$dir" # where Why3 writes down which provers it has found
why3 config detect >$dir/log 2>&1 || { cat $dir/log; exit 1; }
frama-c -cpp-extra-args="-I build -D_GNU_SOURCE" -wp -wp-rte -wp-literals -warn-special-float none -wp-prover z3,cvc4 -wp-timeout 200 -wp-cache none \
  $dir/prove.c >$dir/log 2>&1 || { tail -20 $dir/log; exit 1; }
awk '
  /Goal .* : (Unknown|Timeout|Failed|Stepout)/ || /User Error|Missing RTE|Warning: No/ { print; bad = 1 }
  /Proved goals:/ { proved = $4; all = $6 }
  END {
    if (bad || proved + 0 == 0 || proved != all) { print "prove: " proved + 0 " of " all + 0 " goals"; exit 1 }
    print "prove: all of " all " goals"
  }' $dir/log
