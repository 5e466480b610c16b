#!/bin/sh
# The homework sheet: sh book/exercises/homework.sh FILE.pdf, from the top of the tree, when check.sh has checked the answers. MINE is the folder
# of the change files, WORK that in which check.sh has left what it found; NAME, and DATE if there is one, go on top; N is a single exercise to print. BOX is put
# before every command that sees something of the student's; its folder is then the current one.
# TEX_SECONDS is how many seconds TeX has.
# Status: 0, or 1 if an answer couldn't be typeset and is printed as it was typed, or 6 if this script has failed.
pdf=$1 B=${B:-build} MINE=${MINE:-mine} WORK=${WORK:-build/exercises} here=book/exercises tab=$(printf '\t') status=0
broken() { echo "the homework sheet can't be made: $1" >&2; exit 6; }
case $pdf in "") broken 'which file?' ;; /*) ;; *) pdf=$PWD/$pdf ;; esac
work=$WORK/homework
rm -rf "$work" && mkdir -p "$work/book" || broken "can't write $work"
lab=$B/ffnn.lab; test -f "$lab" || lab=$here/ffnn.lab
test ! -f "$lab" || cp "$lab" "$work/sheet.lab"
cp book/ffnnmac.tex "$work/book/" && cp $here/words.tex $here/homework.tex "$work/" || broken "can't write $work"
numbers=$B/numbers.tex; test -f "$numbers" || numbers=$here/numbers.tex
test ! -f "$numbers" || cp "$numbers" "$work/"
accents() { LC_ALL=C sed -f $here/accents.sed; }
one_line() { awk -f $here/tex.awk -f $here/plain.awk | accents; }
tab_to() { printf '%s\n' "$row" | cut -f"$1"; }

# as_typed NUMBER WHY: this answer isn't woven
as_typed() {
  LC_ALL=C tr '\200-\377' '?' <"$work/$1.txt" | fold -w 90 | head -300 >"$work/$1v.txt"
  printf '\\astyped{%s}{%sv.txt}\n' "$(printf '%s\n' "$2" | one_line)" "$1" >"$work/$1s.tex"
}

printed=
for number in $(awk '!/^#/ { print $1 }' $here/list.tsv); do
  test -z "$N" || test "$N" = "$number" || continue
  test "$number" = 00 && ext=txt || ext=ch
  test -f "$MINE/$number.$ext" || continue
  file=$WORK/$number/mine/$number.$ext; test -f "$file" || file=$MINE/$number.$ext # as it was checked
  row=$(grep "^$number$tab" $here/list.tsv) called=mine/$number.$ext
  words="$(sed -n 's,.*/\* words: \(.*\) \*/.*,\1,p' "$here/$(tab_to 2).c")"
  verdict=$WORK/$number/verdict.tsv lines=$WORK/$number/lines.tsv
  for f in "$verdict" "$lines"; do
    if test -f "$f"; then cat "$f"; fi >"$work/${f##*/}"
  done
  LC_ALL=C sed 's/\r$//' "$file" >"$work/$number.txt"
  accents <"$work/$number.txt" >"$work/accents.ch"
  kind=0 sections=
  if test $ext = txt; then # numbers, not a change file
    row=$(printf '%s' "$row" | awk -F '\t' -v OFS='\t' '{ $5 = "by_hand:code"; print }') holes=by_hand:code kind=numbers
    grep -q '^value' "$work/verdict.tsv" || kind=5 holes=
  else
    holes=$(awk -v row="$row" -v name="$called" -v text="$work/text" -v code=/dev/null -f $here/file.awk "$work/accents.ch" 2>"$work/notes")
    kind=$?
  fi
  case $kind in
  0)
    grep '^note' "$work/notes" >&2
    awk -F '\t' '{ s = $0; sub(/^[0-9]+\t/, "", s) } s !~ /^%/ && s ~ /(^|[^\\])%./ { print "note: '"$called"':" $1 ": what follows a % is missing in the print; write \\% for the sign" }' "$work/text" >&2
    awk -f $here/tex.awk -f $here/formula.awk -f $here/chains.awk -v row="$row" "$work/lines.tsv" "$work/$number.txt" | accents >"$work/$number.ch" &&
      awk -v holes="$(tab_to 5)" -v words="$words exp log sqrt pow tanh" -v list=$here/list.tsv -f $here/web.awk ffnn.w >"$work/$number.w" || broken 'web.awk'
    (cd "$work" && $BOX cweave -x $number.w $number.ch) >"$work/cweave.log" 2>&1
    if grep '^!' "$work/cweave.log" | grep -qv '^! Never used' || test ! -s "$work/$number.tex"; then
      message=$(grep '^!' "$work/cweave.log" | grep -v '^! Never used' | head -1 | cut -c3-)
      printf '%s\n' "$called: cweave says: ${message:-$(tail -1 "$work/cweave.log")}" >&2
      as_typed $number "${message:-cweave failed}"; status=1
    else
      { for w in $words; do printf '%s\n' "$w" | awk '/^[A-Za-z_][A-Za-z_]+$/ { m = $0; gsub(/_/, "x", m); gsub(/_/, "\\_"); print "\\word\\" m "{" $0 "}" }'; done
        # the sections that are changed; the code of one is the student's if there is a hole in it
        awk 'FNR == NR { if (/^@([ *]|$)/) n++; if (/_is_yours;$/) own[n] = 1; next }
          /^\\isyours/ { print }
          match($0, /^\\(M|N\{[0-9]+\})\{?[0-9]+(\\\*)?\}/) { s = substr($0, 1, RLENGTH); on = s ~ /\*\}$/ && !/Index\./; sub(/^.*\{/, "", s)
            if (on) print "\\codeis{" (s + 0 in own ? 0 : .4) "}" }
          /^\\(ch |inx|fin|con)/ { on = 0 } on' "$work/$number.w" "$work/$number.tex"; } >"$work/$number"s.tex
      sections=$(sed -n 's/^\\[MN]\({[0-9]*}\)\{0,1\}{\([0-9]*\)\\\*}.*/\2/p' "$work/$number"s.tex | paste -sd , -)
    fi ;;
  5) ;;
  numbers)
    sections=$(sed -n "s/.deflabel{sec.$(tab_to 4)}{\(.*\)}/\1/p" "$work/sheet.lab" 2>/dev/null)
    "$B/exercises/bin/by_hand" --stub "${SEED:-$(cat $here/seed 2>/dev/null || echo 1)}" 2>/dev/null >"$work/given"
    awk -f $here/numbers.awk "$work/given" "$work/verdict.tsv" >"$work/$number"s.tex ;;
  2) printf '%s\n' "$holes" >&2; as_typed $number "$holes"; holes=$(tab_to 5) status=1 ;;
  *) broken "file.awk: $(cat "$work/notes")" ;;
  esac
  awk -f $here/tex.awk -f $here/sheet.awk -v part=row -v row="$row" -v holes="$holes" -v sections="$sections" "$work/verdict.tsv" | accents >>"$work/rows.tex"
  test $kind = 5 && continue
  printf '\\work{%s}{%s}{%s}\n{\\input %ss\n\\par}\\founds{%s}\n' "$number" "$(tab_to 3 | awk '{ print toupper(substr($0, 1, 1)) substr($0, 2) }')" "$called" "$number" \
    "$(awk -f $here/tex.awk -f $here/sheet.awk -v part=found -v row="$row" -v holes="$holes" "$work/verdict.tsv" | accents)" >>"$work/works.tex"
  printed="$printed $number"
done

{ printf '%s\n' '\input cwebmac' '\input book/ffnnmac' '\input words' '\input homework' '\openin1=numbers \ifeof1 \else\input numbers \fi'
  printf '\\heading{%s}{%s}\n' "$(printf '%s\n' "$NAME" | one_line)" "$(printf '%s\n' "$DATE" | one_line)"
  if test -s "$work/rows.tex"; then printf '%s\n' '\tableof{\input rows\relax}' '\explanation'; else printf '%s\n' '\nothingyet'; fi
  test ! -s "$work/works.tex" || printf '%s\n' '\input works'
  printf '%s\n' '\par\vfill\eject\immediate\write-1{the sheet is complete}\end'; } >"$work/sheet.tex"

# TeX is run again for each answer that it stumbles over, which is then printed as it was typed
for try in $printed last; do
  (cd "$work" && rm -f sheet.pdf && timeout -k 1 "${TEX_SECONDS:-30}" $BOX env TEXINPUTS=.: openin_any=p openout_any=p max_print_line=1000 \
    pdftex -no-shell-escape -halt-on-error -interaction=nonstopmode -file-line-error sheet.tex) >"$work/tex.out" 2>&1 && grep -q '^the sheet is complete' "$work/sheet.log" && break
  cp "$work/tex.out" "$work/tex.first"
  culprit=$(awk -f $here/texerror.awk -v part=number "$work/tex.out")
  test -n "$culprit" && test -f "$work/$culprit.txt" && test ! -f "$work/${culprit}v.txt" || broken "TeX: $(tail -3 "$work/tex.out")"
  message=$(awk -f $here/texerror.awk -v name="mine/$culprit.$(test "$culprit" = 00 && echo txt || echo ch)" "$work/tex.out" "$work/$culprit.txt")
  printf '%s\n' "$message" >&2
  as_typed "$culprit" "$message"
  status=1
done
test -s "$work/sheet.pdf" && cp "$work/sheet.pdf" "$pdf" || broken 'TeX has made nothing'
exit $status
