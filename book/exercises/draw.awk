# A picture of the boundary for the terminal: awk -v columns=60 -v rows=28 -f draw.awk boundary.tsv data.tsv
# The ground says what the network says: `:' is the disc's, blank the ring's; 120 of the points: `o' of the ring, `x' of the disc.
FNR == 1 { file++ }
/^#/ { next }
function column(x) { return int((x + 1.5)/3*columns) }
function row(y) { return rows - 1 - int((y + 1.3)/2.6*rows) }
function inside(x, y) { return x > -1.5 && x < 1.5 && y > -1.3 && y < 1.3 }
file == 1 && inside($1, $2) { sum[row($2), column($1)] += $3; n[row($2), column($1)]++ }
file == 2 && points < 120 && inside($1, $2) { points++; mark[row($2), column($1)] = $3 == 0 ? "o" : "x" }
END {
  for (r = 0; r < rows; r++) {
    line = "  "
    for (c = 0; c < columns; c++) line = line ((r, c) in mark ? mark[r, c] : n[r, c] > 0 && sum[r, c]/n[r, c] > .5 ? ":" : " ")
    sub(/ +$/, "", line)
    print line
  }
}
