# A session with the tool, for the book: the commands, each after a dollar sign, and what they print. Times and rates, which
# change from run to run, become dots. Arguments: the program, and the folder for session.txt and model.txt.
set -e
ffnn=$(realpath "$1") to=$(realpath "$2") points=$(realpath book/xor.csv)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cp "$points" .
printf '0.1,0.9\n0.8\n' >new.csv
session() {
  while IFS= read -r line; do
    printf '$ %s\n' "$line"
    PATH=${ffnn%/*}:$PATH sh -c "$line" 2>&1 || true
  done
}
session <<'END' | sed 's/in [0-9.]* seconds/in ... seconds/; s/^([0-9.]* ns/(... ns/' | expand -t 24 >"$to/session.txt"
ffnn --data xor.csv --iterations 50 --threads 1 -o xor
ffnn check xor/model.ffnn | tail -1
ffnn --resume xor/model.ffnn --iterations 500 --threads 1 | head -3
ffnn predict xor/model.ffnn new.csv
END
awk 'NR == 1 || /^hidden/ || /^class / || /^data/ || /^iteration / || /^Wh 1 [12]/ || /^checksum/ { print; dots = 0; next }
  !dots { print "..."; dots = 1 }' xor/model.ffnn >"$to/model.txt"
