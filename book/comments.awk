# Give network.h the comments of ffnn.w. ctangle drops them, but its #line directives say where each line comes from, and it
# keeps the ends of lines. Arguments: ffnn.w and the network.h that ctangle has made; prints network.h with comments in plain text.
function plain(text) {
  gsub(/\\.\{/, "{", text)
  gsub(/\\(le|leq)([^a-z]|$)/, "<=&", text); gsub(/<=\\(le|leq)/, "<=", text)
  gsub(/\\(ge|geq)([^a-z]|$)/, ">=&", text); gsub(/>=\\(ge|geq)/, ">=", text)
  gsub(/\\times/, " x ", text); gsub(/\\pm/, "+-", text); gsub(/\\cdot/, "*", text); gsub(/\\(l?dots)/, "...", text); gsub(/\\infty/, "infinity", text)
  gsub(/\\Yhat/, "Y_hat", text); gsub(/\\yhat/, "y_hat", text); gsub(/\\Wht/, "Wh", text); gsub(/\\Wot/, "Wo", text)
  gsub(/\\WoT/, "Wo^T", text); gsub(/\\circ/, " * ", text)
  gsub(/\\hid/, "^h", text); gsub(/\\out/, "^o", text); gsub(/\\tr/, "^T", text); gsub(/\\(bf|it|rm|tt) ?/, "", text)
  gsub(/\\[,\/!; ]/, " ", text); gsub(/~/, " ", text); gsub(/[{}$|]/, "", text); gsub(/\\/, "", text)
  gsub(/--/, "-", text); gsub(/``|''/, "\"", text); gsub(/  +/, " ", text); sub(/^ /, "", text); sub(/ $/, "", text)
  return text
}
NR == FNR { source[FNR] = $0; next }
/^#line/ { line = $2 - 1; open = 0; next }
{
  text = source[++line]
  if (open) start = 1
  else if ((start = index(text, "/* ")) == 0 || text ~ /@=\/\*/) { print; next }
  end = index(text, "*/")
  comment = substr(text, open ? 1 : start + 3, (end ? end : length(text) + 1) - (open ? 1 : start + 3))
  print $0 (open || $0 == "" ? "  " : " ") (open ? "  " : "/* ") plain(comment) (end ? " */" : "")
  open = !end
}
