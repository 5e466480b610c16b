#!/bin/sh
# Whose numbers: sh student_seed.sh id NAME prints the student's id as it is used (a blank becomes _), and fails if NAME isn't one; sh student_seed.sh seed NAME COURSE
# prints the seed of that student's numbers. make student and make grade must agree on both.
LC_ALL=C
id=$(printf '%s.' "$2" | tr ' ' _) id=${id%.}
case $id in ''|-*|.*|*[!A-Za-z0-9._@+-]*) exit 1 ;; esac
test ${#id} -le 64 || exit 1
case $1 in
id) printf '%s\n' "$id" ;;
seed) printf '%s %s' "$3" "$id" | cksum | cut -d ' ' -f 1 ;;
esac
