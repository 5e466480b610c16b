# The web with the holes of an exercise: awk -v holes="NAME:text NAME:code" -f web.awk ffnn.w
# Each marked region of these becomes one line, which the student's change file replaces.
BEGIN { n = split(holes, name, " "); for (j = 1; j <= n; j++) wanted[name[j]] = 1 }
/^@q begin / {
  hole = $3; sub(/@>$/, "", hole)
  if (hole in wanted) {
    split(hole, part, ":")
    if (part[2] == "text") print "\\yours{" part[1] "}"; else print "  " part[1] "_is_yours;"
    inside = 1
    next
  }
}
/^@q end@>/ && inside { inside = 0; next }
!inside { print }
