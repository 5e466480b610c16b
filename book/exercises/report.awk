# What the student reads: awk ... -f report.awk heading lines.tsv verdict.tsv (check.sh)
FILENAME == "heading" { print; next }
FILENAME == "lines.tsv" {
  printf "  %-11s line %-3d %s\n", (shown++ ? "" : "derivation"), $1, $3 == "true" ? "true" : $3 == "false" ? "false: " $4 : "not checked"
  next
}
$1 == "derivation" {
  derived = $2
  if ($2 == "right") sentence = "complete: " $3 " of " $4 " steps that were asked for"
  else if ($2 == "incomplete") sentence = $5
  else if ($2 ~ /^false-line/) sentence = $3 " of " $4 " steps that were asked for"
  else sentence = $5
  printf "  %-11s %s\n", shown ? "" : "derivation", sentence
}
$1 == "program" { works = $2; printf "  %-11s %s\n", "program", $2 == "right" ? "right" : $3 }
$1 == "number" { sub(/; /, sprintf("\n  %-11s ", ""), $2); printf "  %-11s %s\n", "", $2 }
$1 == "both" { printf "  %-11s %s\n", "", $2 }
END {
  if (works != "" && works != "right" && works !~ /^(crashed|too-slow)/)
    while ((getline line <err) > 0) if (line ~ /warning:/ && line ~ /^mine/) { print "  the compiler says: " line; break }
  text = index(" " all " ", ":text "); code = index(" " all " ", ":code ")
  has_text = derived != ""; has_code = works != ""
  if ((!text || derived == "right") && (!code || works == "right")) { print "  right."; exit 0 }
  if (text && !has_text) print "  the derivation has no \\claim and \\step yet" 
  if (code && !has_code) print "  the program is not begun yet"
  if (status == 0) status = 1
  print "  make hint N=" number " says more."
  exit status
}
