# Does the introduction's program print the numbers of the tool's run? Arguments: what it has printed, and the run's loss.tsv and
# summary.tsv. A loss may be off by half a unit of its last digit, and by 1e-9 of it.
function wrong(what) { print "notebook: " what; bad = 1 }
function compare(what, text, value,   digits, off) {
  digits = index(text, ".") ? length(text) - index(text, ".") : 0
  off = text - value
  if (off < 0) off = -off
  if (value == "" || off > .5000001*10^-digits + 1e-9*value) wrong(what " is " text ", but " (value == "" ? "missing" : value) " in the run")
  compared++
}
FNR == 1 { file++ }
file == 1 && /^the gradient is right to / { check = $NF }
file == 1 && /^after +[0-9]+ steps the loss is / { line[$2] = $NF; lines++ }
file == 1 && /^[0-9]+ of [0-9]+ points are misclassified$/ { mistakes = $1; samples = $3 }
file == 2 && ($1 in line) { loss[$1] = $2 }
file == 3 { value[$1] = $2 }
END {
  for (t in line) compare("the loss after step " t, line[t], loss[t])
  compare("the count of the misclassified", mistakes, value["wrong"])
  compare("the count of the samples", samples, value["training_samples"])
  if (check != sprintf("%.1e", value["gradient_check_worst"]))
    wrong("the gradient check is " check ", but " value["gradient_check_worst"] " in the run")
  if (lines < 2) wrong("no losses on the way")
  if (!bad) printf "notebook: %d numbers agree with the run\n", compared + 1
  exit bad
}
