# A change file from an entry of NAME.right or NAME.mistakes: awk -v row=LINE-OF-LIST.TSV -v number=3 -f entry.awk REFERENCE FILE
# REFERENCE is NAME.right; its first entry has the parts that the entry doesn't give; what it doesn't give either are the book's own lines,
# from ffnn.w (-v web=ffnn.w).
function book(h,    line, found, out) {
  while ((getline line <web) > 0) {
    if (line == "@q begin " h "@>") found = 1
    else if (found && line == "@q end@>") break
    else if (found) out = out line "\n"
  }
  close(web)
  return out
}
BEGIN { split(row, field, "\t"); holes = split(field[5], hole, " ") }
FNR == 1 { pass++; entry = 0; at = "" }
/^== / { entry++; at = ""; next }
/^-- / { at = $2; if (pass == 1 && entry == 1) reference[at] = ""; if (pass == 2 && entry == number) own[at] = ""; next }
at != "" && pass == 1 && entry == 1 { reference[at] = reference[at] $0 "\n" }
at != "" && pass == 2 && entry == number { own[at] = own[at] $0 "\n" }
END {
  for (j = 1; j <= holes; j++) {
    split(hole[j], part, ":")
    h = hole[j]
    line = part[2] == "text" ? "\\yours{" part[1] "}" : "  " part[1] "_is_yours;"
    printf "@x\n%s\n@y\n%s@z\n\n", line, h in own ? own[h] : h in reference ? reference[h] : book(h)
  }
}
