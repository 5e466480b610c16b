#!/bin/sh
# What a student may do wrong with the file, and what a program may do besides computing: sh tests/coursework_broken.sh, from the top, after
# make build/exercises/ready. For each: the exit status of check.sh, and what its first line must say (mine/07.ch, and the line where there is one).
here=book/exercises tab=$(printf '\t') bad=0 tried=0
d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT INT TERM
mkdir "$d/mine"
row=$(grep "^07$tab" $here/list.tsv)
awk -v row="$row" -v number=1 -v web=ffnn.w -f $here/entry.awk $here/hidden_delta.right $here/hidden_delta.right >"$d/right.ch"

# try STATUS PATTERN: mine/07.ch is there
try() {
  tried=$((tried + 1))
  begun=$(date +%s)
  MINE=$d/mine WORK=$d/work SEED=1 sh $here/check.sh 07 >"$d/out" 2>&1
  status=$?
  test $status = "$1" && grep -q "$2" "$d/out" && test $(($(date +%s) - begun)) -le 10 && return
  echo "case $tried: status $status instead of $1, or it doesn't say: $2"; sed 's/^/    /' "$d/out"; bad=$((bad + 1))
}
# edit SED-COMMAND: the right answer, edited
edit() { sed "$1" "$d/right.ch" >"$d/mine/07.ch"; }
# code: the right answer with standard input for its program
code() { awk '/^@x/ { n++ } n == 2 && /^@y/ { print; while ((getline line <"-") > 0) print line; skip = 1 } n == 2 && /^@z/ { skip = 0 } !skip' "$d/right.ch" >"$d/mine/07.ch"; }
loop='for (int k = 0; k < K; k++) for_samples (i) delta_h[k][i] = 0;'

# --- the file
: >"$d/mine/07.ch"; try 2 'mine/07.ch:0: only 0 of 2 changes'
edit 's/0; k < K; k++) {/0; k < K; k++) /'; try 2 'mine/07.ch'
edit 's/+= delta_o/+= delta_oo/'; try 2 'mine/07.ch:16: error: .delta_oo. undeclared'
edit 's/\*Wo\[k\]\[c\];/*Wo[k][c]/'; try 2 'mine/07.ch:1[67]: error: expected'
edit 's/(i) delta_h\[k\]\[i\] = delta_o/(i) delta_h[k][i] = "delta_o/'; try 2 'mine/07.ch:14: '
edit 's/  for (int k = 0.*/&@<No such section@>;/'; try 2 'No such section'
awk '{ l[NR] = $0 } END { while (l[NR] !~ /^@z/) NR--; for (j = 1; j < NR; j++) print l[j] }' "$d/right.ch" >"$d/mine/07.ch"; try 2 'mine/07.ch:10: the change that begins here has no @z'
awk 'BEGIN { RS = "@x\n" } NR > 1 { part[NR] = $0 } END { printf "@x\n%s@x\n%s", part[3], part[2] }' "$d/right.ch" >"$d/mine/07.ch"; try 2 'mine/07.ch:2: between @x and @y'
sed 's/$/\r/' "$d/right.ch" >"$d/mine/07.ch"; try 0 'right\.'
edit 's/by .eqref{slope}/by ada@example.org/'; try 2 'mine/07.ch:7: .@. begins a command'
edit 's/The activation/ada @example The activation/'; try 2 'mine/07.ch:4: .@. begins a command'
edit 's/so we sum/so | we sum/'; try 2 'mine/07.ch:4: the second | is missing'
edit 's/so we sum/so wé sum/'; try 0 'right\.'
edit 's/so we sum/so we → sum/'; try 0 'mine/07.ch:4: there is a letter'
edit 's/^@x/@x {/'; try 0 'right\.'
edit 's/^  hidden_delta_is_yours;/{/'; try 2 'mine/07.ch:11: between @x and @y there must be'
printf '@x\nprinciple\n@y\nprinciple\n@z\n' | cat - "$d/right.ch" >"$d/mine/07.ch"; try 2 'mine/07.ch:2: between'
edit '/is_yours/{n;n;i\
@i /etc/passwd
}'; try 2 'mine/07.ch:.* begins a command'
edit 's/^\\step|sum_c(dJ/\\step|sum_c((dJ/'; try 2 'mine/07.ch:6: a .). is missing'
edit 's/^\\step|sum_c(dJ_dzo/\\step|sum_c(exit/'; try 2 'mine/07.ch:6: .exit. is.*a word of this derivation'
edit 's/^\\claim/claim: \\claim/'; try 2 'mine/07.ch:5: .*beginning of a line'
edit 's/\[k\]\[c\])\*dh/[c][k])*dh/'; try 1 'line 6 .*false'

edit 's/ because.*//;s/dh_dz\[k\]|/dh_dz[k]/'; try 2 'mine/07.ch:6: the second | is missing'
edit 's/^@z/ @z/'; try 2 'beginning of a line'
edit 's/^@y/@Y/'; try 2 'mine/07.ch:3: .@Y. must be .@y'
edit '/^@y/a\
  hidden_delta_is_yours;
'; try 2 'still stands among yours'
edit 's/(y_hat\[c\] - y\[c\])/(y_hat[c] - (y == c))/'; try 2 'mine/07.ch:7: a word that is a row of numbers wants an index'
edit 's/sum_c(dJ_dzo/(dJ_dzo/;s/Wo\[k\]\[c\])\*dh/Wo[k][c]*c)*dh/'; try 1 'derivation'
edit 's/\*h\[k\]\*(1 - h/*h[k](1 - h/'; try 2 'mine/07.ch:7: before a parenthesis a . is missing'
edit 's/Wo\[k\]\[c\])\*dh/Wo[k,c])*dh/'; try 2 'mine/07.ch:6: two indices are written'
edit 's/\*dh_dz\[k\]|/*dh_dz|/'; try 2 'mine/07.ch:6: a word that is a row'

# --- the program
code <<X
  exit(0);
X
try 2 'calls exit'
code <<X
  $loop
  printf("program\tright\tright\n");
X
try 2 'calls p'
code <<X
  static double mine[100]; extern long write(int, const void *, unsigned long);
  write(3, mine, sizeof mine);
X
try 2 'calls write'
code <<X
  int *nowhere = NULL;
  $loop
  delta_h[0][0] = *nowhere;
X
try 3 'mine/07.ch:15: '
code <<X
  for (int k = 0; k <= K; k++) for_samples (i) delta_h[k][i] = 0;
X
try 3 'mine/07.ch:13.*outside'
code <<X
  for (int k = 0; k < K; k--) for_samples (i) delta_h[0][i] = 0;
X
try 4 'mine/07.ch:13'
code <<X
  hidden_delta(K, C, delta_o, Wo, h, delta_h);
X
try 3 'mine/07.ch:13: .*calls itself'
code <<X
  $loop
} __attribute__((constructor)) static void f(void) {
X
try 2 'mine/07.ch:14: .*attributes'
code <<X
  $loop
} void helper(void) {
X
try 2 'defines helper'
code <<X
  $loop
  as@&m("nop");
X
try 2 'mine/07.ch:14: joining'
code <<X
  $loop
#include "/etc/passwd"
X
try 2 'mine/07.ch:14: .*preprocessor'
code <<X
void hidden_delta(int K, int C, const column *delta_o, const real Wo[K][C], const column *h, column *delta_h)
{
  $loop
}
X
try 2 'its head stands in the book already'
code <<X
  if (K < 0) hidden_delta_is_yours;
X
try 2 'mine/07.ch'
echo "broken files and programs: $tried, $bad not as they should be"
test $bad = 0
