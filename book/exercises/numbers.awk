# Exercise 00 on the sheet: awk -f numbers.awk STUB VERDICT.TSV. STUB, what by_hand --stub prints, has the numbers that were given; of each of the
# student's, VERDICT.TSV says what it is: right, or following rightly from a wrong one, or wrong.
BEGIN {
  FS = "\t"
  n = split("z h zo y_hat J delta_o delta_h dWh dbh dWo dbo", group, " ")
  split("z h z^{\\rm\\,o} \\hat@y J \\delta^{\\rm\\,o} \\delta^{\\rm\\,h} {\\partial@J/\\partial@w^{\\rm@h}} {\\partial@J/\\partial@b^{\\rm@h}} " \
    "{\\partial@J/\\partial@w^{\\rm@o}} {\\partial@J/\\partial@b^{\\rm@o}}", symbol, " ")
  for (j = 1; j <= n; j++) gsub(/@/, " ", symbol[j])
  for (j = 8; j <= n; j++) sub(/\}\}$/, "}_{#}}", symbol[j])
}
FILENAME == ARGV[1] {
  numbers = $0; gsub(/[^-.0-9]+/, " ", numbers)
  if (/Wh = .*bo = /) { split(numbers, a, " "); getline; numbers = $0; gsub(/[^-.0-9]+/, " ", numbers); split(numbers, b, " "); given = 1 }
  if (/sample is x = /) { split(numbers, x, " "); sub(/\.$/, "", x[3]) }
  next
}
$1 == "value" { value[$2] = $3; state[$2] = $4 == "right" ? "true" : $4 == "follows" ? "follows" : $4 == "not-given" ? "none" : "false" }
function show(name, g, index_,    s) {
  if (!(name in state)) return
  s = symbol[g]
  if (!sub(/#/, index_, s) && index_ != "") s = s "_{" index_ "}"
  printf "%s%s=%s&\\sign{%s}\n", entries++ ? "&" : "", s, value[name], state[name]
}
END {
  print "\\ink{.4}"
  if (given) {
    printf "$$\\displaylines{W^{\\rm h}=\\pmatrix{%s&%s\\cr%s&%s\\cr}\\!,\\quad b^{\\rm h}=(%s,%s),\\quad W^{\\rm o}=\\pmatrix{%s&%s\\cr%s&%s\\cr}\\!,\\quad b^{\\rm o}=(%s,%s),\\cr",
      a[1], a[2], b[1], b[2], a[3], a[4], a[5], a[6], b[3], b[4], a[7], a[8]
    printf " x=(%s,%s),\\quad y=%s.\\cr}$$\n", x[1], x[2], x[3]
  }
  print "\\ink{0}\\valuetable{"
  for (g = 1; g <= n; g++) {
    entries = 0
    m = group[g] == "J" ? 1 : group[g] ~ /^dW/ ? 4 : 2
    for (j = 1; j <= m; j++) { i = m == 1 ? "" : m == 2 ? j : 1 + int((j - 1)/2) (j - 1)%2 + 1; show(group[g] (i == "" ? "" : "_" i), g, i) }
    print "\\cr"
  }
  print "}"
  for (name in state) if (state[name] == "follows") { print "\\noindent{\\eightrm\\sign{follows}\\enspace follows rightly from a number that is wrong.}\\par"; break }
}
