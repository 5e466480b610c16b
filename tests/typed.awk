# Numbers that look measured, and counts in words, typed by hand in the prose of Part II and of "What the network learned".
# Arguments: the table of exceptions (a fragment of a sentence, a tab, why it isn't measured) and ffnn.w. Prints the place of each
# number that no exception covers, and exceptions that cover none; then it fails. With -v all=1 it reads every chapter.
#
# What is passed over: C, names of labels and \num{...}, displayed formulas, numbers that are only part of a formula, exercises.
# An exception is written as in ffnn.w, but on one line, with single blanks.

BEGIN {
  FS = "\t"
  end = "([^A-Za-z0-9^_=/\\\\]|$)"
  small = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
  large = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?"
  part = "half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|thousandths?"
  number = "([2-9]|[0-9][0-9,.]*[0-9]|(" small "|" large ")(-(" small "))?)"
  noun = "(points?|samples?|starts?|runs?|steps?|iterations?|epochs?|mistakes?|times|per ?cent|networks?|digits?|degrees?|" \
    "[a-z]*seconds|minutes?|hours?|batch|batches|settings?|shuffles?|seeds?|cases?|operations?|roundings?|factors?|eigenvalues?|attempts?|tries)"
  gap = "([^ .;:?!@]+ +)?"
  these = "(the|them|these|those|our|its|all|which|" number ")"
  # each rule begins behind a blank or a hyphen
  rule[++rules] = number "[-,)]? +" gap gap gap noun
  rule[++rules] = noun " +(in|out of|of) +" number
  rule[++rules] = "(one|" number ") +(in|out of) +(every +)?" number
  rule[++rules] = "(one of +" number "|" number " +of +" these ")"
  rule[++rules] = "(all|every|each of the|none of the|only|some|about|around|nearly|almost|roughly|(more|less|fewer) than|at (least|most)|up to) +" number
  rule[++rules] = "(an?|one|" number ") +(" part ") +(of|as|" noun ")"
  rule[++rules] = "(most|none|nearly all|almost all|majority|every one|not one|half) +(of +" these "|do|does|did|has|have|is|are|was|were|the)"
  rule[++rules] = "((" small "|hundred|thousand|[0-9]+)[- ]?fold|twice|thrice|halved|doubled) +(as|the|that|what|its)"
  rule[++rules] = "(between|near|after|until|around|about|from|by) +(the +)?(iterations?|steps?|epochs?) +[0-9][0-9,]*"
  rule[++rules] = "[0-9]+\\.[0-9]+"
}

# the same text, as long, with what isn't prose made unreadable
function hide(text, re,   done, piece) {
  done = ""
  while (match(text, re)) {
    piece = substr(text, RSTART, RLENGTH)
    gsub(/[^\n]/, "@", piece)
    done = done substr(text, 1, RSTART - 1) piece
    text = substr(text, RSTART + RLENGTH)
  }
  return done text
}

# one section's prose is complete
function section(   masked) {
  if (prose == "") return
  masked = hide(prose, "%[^\n]*")
  masked = hide(masked, "[$][$]([^$]|[$][^$])*[$][$]")
  masked = hide(masked, "[|][^|]*[|]")
  masked = hide(masked, "\\\\(num|figref|eqref|exref|secref|seclabel|topic|figure|listing|eqlabel|eqdef|gnuplot)[{][^}]*[}]")
  masked = hide(masked, "@[\\^.:][^@]*@>")
  masked = hide(masked, "[(][^()0-9]*(1[6-9]|20)[0-9][0-9][a-z]?[)]")
  gsub(/[$~\n(`]/, " ", masked)
  gsub(/\\[,;! ]/, "  ", masked)
  masked = " " tolower(masked)
  gsub(/\n/, " ", prose)
  prose = " " prose
  found_in(masked)
  prose = ""
}

# those of the hits that no exception covers, in the order of the text; of overlapping ones the first
function found_in(masked,   j, k, n, at, here, place, words, length_at, order, from, to, spans, which) {
  for (j = 1; j <= exceptions; j++)
    for (at = 1; (here = index(substr(prose, at), exception[j])) > 0; at = here + 1) {
      here += at - 1
      from[++spans] = here; to[spans] = here + length(exception[j]); which[spans] = j
    }
  for (j = 1; j <= rules; j++)
    for (at = 1; match(substr(masked, at), "[ -]" rule[j] end); at = place + 2) {
      place = at + RSTART - 1
      if (!(place in length_at)) order[++n] = place
      if (RLENGTH > length_at[place]) length_at[place] = RLENGTH
    }
  for (j = 2; j <= n; j++)
    for (k = j; k > 1 && order[k - 1] > order[k]; k--) { at = order[k]; order[k] = order[k - 1]; order[k - 1] = at }
  at = 0
  for (j = 1; j <= n; j++) {
    place = order[j]
    here = 0
    for (k = 1; k <= spans; k++)
      if (from[k] < place + length_at[place] - 2 && place + 2 < to[k]) { here = 1; used[which[k]]++ }
    if (here || place < at) continue
    words = substr(prose, place > 30 ? place - 30 : 1, length_at[place] + 60)
    gsub(/  +/, " ", words)
    print "ffnn.w:" line_of(place) ": " words
    found++
    at = place + length_at[place]
  }
}
function line_of(place,   j) {
  for (j = lines; j > 1 && start[j] > place; j--);
  return first_line + j - 1
}
FILENAME == ARGV[1] {
  if (/^#/ || NF == 0) next
  if (NF != 2 || $2 == "") { print FILENAME ":" FNR ": a fragment, a tab, a reason"; bad = 1 }
  exception[++exceptions] = $1; at_line[exceptions] = FNR; table = FILENAME
  next
}
# where sections, their C, and chapters begin
/^@[ \t*\n]/ || /^@$/ {
  section()
  if (/^@\*\* /) { part_two = /^@\*\* Experiments/; chapter = 0; exercises = 0 }
  if (/^@\* /) chapter = /^@\* What the network learned/
  if (/^@\*/) exercises = /^@\*[0-9] Exercises/
  reading = (all || part_two || chapter) && !exercises
  lines = 0; length_so_far = 1; first_line = FNR; in_prose = 1
}
/^@[dcfsp<(]/ || /^@ @[<(]/ || /^@c/ { if (!/^@ [^@]/) in_prose = 0 }
in_prose && reading {
  start[++lines] = length_so_far
  prose = prose $0 "\n"
  length_so_far += length($0) + 1
}
END {
  section()
  for (j = 1; j <= exceptions; j++)
    if (!used[j]) { print table ":" at_line[j] ": no number in the book is like this any more: " exception[j]; bad = 1 }
  printf "typed numbers: %d, exceptions: %d\n", found, exceptions
  exit bad || found > 0
}
