# The index in two parts: people and subjects; then functions, types, and macros that occur in more than one section. Left out are
# variables, fields, and what the C library has. Arguments: the C files and the header that ctangle has made, then ffnn.idx as cweave has made it; prints it anew.
# What is defined at file scope begins in the first column.
FILENAME !~ /\.idx$/ {
  if ($0 ~ /^#define /) { name = $2; sub(/\(.*/, "", name); ours[name] }
  else if ($0 ~ /^} ?[a-z_]+;/) { name = $0; sub(/^} ?/, "", name); sub(/;.*/, "", name); ours[name] }
  else if ($0 ~ /^typedef .*;/) { # the name comes last, but for what is in brackets or parentheses
    name = $0; sub(/;.*/, "", name); sub(/[[(].*/, "", name); sub(/.* \*?/, "", name); ours[name]
  } else if (match($0, /^[a-z_][a-zA-Z0-9_ *]*[ *][a-zA-Z0-9_]+ *\(/) && $1 != "return" && $1 != "else") {
    name = substr($0, 1, RLENGTH - 1); sub(/ *$/, "", name); sub(/.*[ *]/, "", name); ours[name]
  } else if ($0 ~ /^struct [a-z_]+ *\{?$/) ours[$2]
  next
}
{ entry = entry $0; if (sub(/%$/, "", entry)) next; if (entry !~ /\.$/) { entry = entry " "; next } }
entry ~ /^\\I\{/ || entry ~ /^\\I\\\..*[a-z].*, / && entry !~ /^\\I\\\.\{[A-Z0-9\\_]*\}/ { subjects = subjects entry "\n"; entry = ""; next }
{
  name = entry; sub(/^\\I(\\[\\&|.])?\{?\$?/, "", name); sub(/[}$], .*/, "", name); gsub(/\\_/, "_", name)
  if (name in ours && length(name) > 1 && entry ~ /, .*, [^,]*\.$/) identifiers = identifiers entry "\n" # not if there is a single section
  entry = ""
}
END { printf "\\indexhead{People and subjects}\n%s\\indexhead{Functions, types, and macros}\n%s", subjects, identifiers }
