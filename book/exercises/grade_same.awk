# Programs without comments and blanks, and with names replaced by numbers in the order in which they come: what is the same after this was
# written once (one program at a time).
{ all = all $0 "\n" }
END {
  while (all != "") {
    if (match(all, /^[ \t\r\n]+/)) { all = substr(all, RLENGTH + 1); continue }
    if (match(all, /^\/\/[^\n]*/)) { all = substr(all, RLENGTH + 1); continue }
    if (all ~ /^\/\*/) { at = index(substr(all, 3), "*/"); all = at ? substr(all, at + 4) : ""; continue }
    if (match(all, /^[A-Za-z_][A-Za-z_0-9]*/)) {
      name = substr(all, 1, RLENGTH)
      if (!(name in number)) number[name] = ++names
      printf "v%d ", number[name]
      all = substr(all, RLENGTH + 1)
      continue
    }
    printf "%s", substr(all, 1, 1)
    all = substr(all, 2)
  }
}
