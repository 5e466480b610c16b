# Which exercises of ffnn.w (the first argument) have an answer, and which answers a test in the C files (the others)?
# Prints the counts, and fails if anything is missing: an \answer needs a test EXERCISE(NAME), an \answerproof needs none.

function names(line, command,   rest, found) {   # how many times "\command{NAME}" is in the line; the names in name[1..]
  found = 0
  for (rest = line; match(rest, "\\\\" command "{[a-z]+}"); rest = substr(rest, RSTART + RLENGTH))
    name[++found] = substr(rest, RSTART + length(command) + 2, RLENGTH - length(command) - 3)
  return found
}
FNR == 1 { file++ }
file == 1 {
  for (n = names($0, "exercise"); n > 0; n--) { exercises++; exercise[name[n]]++; order[exercises] = name[n] }
  for (n = names($0, "answer"); n > 0; n--) { answers++; answer[name[n]]++ }
  for (n = names($0, "answerproof"); n > 0; n--) { answers++; answer[name[n]]++; proof[name[n]]++ }
}
file > 1 && match($0, /^EXERCISE\([a-z]+\)/) { tests++; test[substr($0, 10, RLENGTH - 10)]++ }
function wrong(what) { print "exercises: " what; bad = 1 }
END {
  for (j = 1; j <= exercises; j++) {
    e = order[j]
    if (exercise[e] != 1) wrong(e " is there " exercise[e] " times")
    if (answer[e] != 1) wrong(e " has " (answer[e] + 0) " answers")
    if (!(e in test) && !(e in proof)) wrong(e " has no test")
    if (e in test && e in proof) wrong(e " is said to need no test, and has one")
    if (e in proof) without = without (without == "" ? "" : ", ") e
  }
  for (a in answer) if (!(a in exercise)) wrong("an answer to " a ", which is no exercise")
  for (t in test) if (!(t in exercise)) wrong("a test of " t ", which is no exercise")
  printf "exercises: %d, answers: %d, tests of answers: %d; no test needed: %s\n", exercises, answers, tests, without
  if (exercises == 0) bad = 1
  exit bad
}
