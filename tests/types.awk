# A name that is a type can't be that of a field as well: cweave takes it for the beginning of a declaration, and sets the function badly.
# awk -f tests/types.awk ffnn.w ffnn.w
NR == FNR {
  if ($1 == "@s" && $3 == "int") type[$2] = 1
  if (match($0, /^} [a-z_]+;/)) type[substr($0, 3, RLENGTH - 3)] = 1
  next
}
/^@[ *<(]/ { code = /@>=/ }
code {
  line = $0
  while (match(line, /(->|[a-z)\]]\.|[ {,]\.)[a-z_]+/)) {
    name = substr(line, RSTART, RLENGTH); line = substr(line, RSTART + RLENGTH)
    sub(/^.*[.>]/, "", name)
    if (name in type && line !~ /^[{]/) { printf "ffnn.w:%d: the field %s has the name of a type\n", FNR, name; bad = 1 }
  }
}
END { exit bad }
