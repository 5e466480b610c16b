# Give a header the comments of ffnn.w. ctangle drops them, but its #line directives say where each line comes from, and it
# keeps the ends of lines. Arguments: ffnn.w and the header that ctangle has made; prints it with comments in plain text.
# With -v public=yes it is for people who don't have ffnn.w: the code is spaced as it was written, and no section is named.
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
# a line of code without its comment
function code(text) {
  if (!public || $0 == "" || text ~ /@=/) return $0
  gsub(/@[|\/;#]/, "", text); sub(/ +$/, "", text)
  return text
}
function put(text) {
  if (!public || text != "" || begun && !blank) print text
  begun = 1; blank = text == ""
}
NR == FNR { source[FNR] = $0; next }
/^#line/ { line = $2 - 1; open = 0; next }
public && /^\/\*:?[0-9]+:?/ { next }
{
  text = source[++line]
  if (open) start = 1
  else if ((start = index(text, "/* ")) == 0 || text ~ /@=\/\*/) { put(code(text)); next }
  end = index(text, "*/")
  comment = substr(text, open ? 1 : start + 3, (end ? end : length(text) + 1) - (open ? 1 : start + 3))
  begin = code(substr(text, 1, start - 1))
  put(begin (public && begin == "" && start == 1 ? "" : open || $0 == "" ? "  " : " ") (open ? "  " : "/* ") plain(comment) (end ? " */" : ""))
  open = !end
}
