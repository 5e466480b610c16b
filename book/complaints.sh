# Fail if TeX's log (the argument) reports anything undefined, or a box overfull by more than 1 pt.
awk '
  /^undefined (reference|number) / || /LaTeX Warning|pdfTeX warning/ { print; bad = 1 }
  /^Overfull/ {
    match($0, /\([0-9.]+pt/)
    if (substr($0, RSTART + 1) + 0 > 1) { print; bad = 1 }
  }
  END { exit bad }' "$1"
