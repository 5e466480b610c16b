# An expression of a derivation as TeX's mathematics: formula("sum_c(a[c]*b[c])/2"), or "" if it isn't one. The expression becomes a tree; then each
# part is printed as its place wants it: quotients built up, but with a slash inside others and in exponents; parentheses where they are needed,
# or where they group the terms of a sum; products without a sign, but for a dot before a number; (c == j) as the book's [c=j].
function formula(e,    n) {
  tokens = bad = nodes = 0; place = 1
  while (e != "") {
    if (match(e, /^[ \t]+/)) { e = substr(e, RLENGTH + 1); continue }
    if (!match(e, /^([A-Za-z_][A-Za-z_0-9]*|([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|==|[-+*\/(),[\]])/)) return ""
    token[++tokens] = substr(e, 1, RLENGTH); e = substr(e, RLENGTH + 1)
  }
  token[tokens + 1] = ""
  n = equality()
  return bad || place <= tokens ? "" : show(n, 0, 1)
}
# --- the tree
function node(k, a, b) { kind[++nodes] = k; first[nodes] = a; second[nodes] = b; return nodes }
function next_is(t) { if (token[place] != t) return 0; place++; return 1 }
function wants(t) { if (!next_is(t)) bad = 1 }
function equality(    n) { n = terms(); while (!bad && next_is("==")) n = node("==", n, terms()); return n }
function terms(    n, op) {
  n = term()
  while (!bad && token[place] ~ /^[-+]$/) { op = token[place++]; n = node(op, n, term()) }
  return n
}
function term(    n, op, minus) { # a sign belongs to the whole product
  while (!bad && token[place] ~ /^[-+]$/) if (token[place++] == "-") minus = !minus
  n = unary()
  while (!bad && token[place] ~ /^[*\/]$/) { op = token[place++]; n = node(op, n, unary()) }
  return minus ? node("neg", n) : n
}
function unary() { if (next_is("-")) return node("neg", unary()); next_is("+"); return primary() }
function primary(    t, n) {
  t = token[place++]
  if (t == "(") { n = node("group", equality()); wants(")"); return n }
  if (t ~ /^[.0-9]/) return node("number", t)
  if (t !~ /^[A-Za-z_]/) { bad = 1; return 0 }
  if (next_is("(")) {
    n = node("call", equality()); name[n] = t
    if (next_is(",")) second[n] = equality()
    wants(")"); return n
  }
  n = node("word", ""); name[n] = t
  while (!bad && next_is("[")) { first[n] = first[n] "["; while (!bad && token[place] != "]") first[n] = first[n] index_part(token[place++]); wants("]"); first[n] = first[n] "]" }
  return n
}
function index_part(t) {
  if (t == "" || t == "[") bad = 1
  return t ~ /^[A-Za-z]$/ ? "\\vr " t : t ~ /^[0-9]/ ? "\\T{" t "}" : t ~ /^[A-Za-z_]/ ? macro(t) : t
}
# --- what it is like
function strip(n) { while (kind[n] == "group") n = first[n]; return n }
function is_sum(n) { return kind[n] ~ /^([-+]|neg)$/ }
function is_sigma(n) { return kind[n] == "call" && name[n] ~ /^sum_/ }
function is_derivative(n) { return kind[n] == "word" && name[n] ~ /^d.*_d/ }
function is_tall(n, flat) {
  n = strip(n)
  if (is_sigma(n)) return 1
  if (!flat && (kind[n] == "/" || is_derivative(n))) return 1
  if (kind[n] ~ /^(word|number)$/ || kind[n] == "call" && name[n] == "exp" && is_exponent(strip(first[n]))) return 0
  return is_tall(first[n], flat || kind[n] == "/") || second[n] && !(kind[n] == "call") && is_tall(second[n], flat)
}
function size(n) { n = strip(n); return kind[n] ~ /^(word|number)$/ ? 1 : 1 + size(first[n]) + (second[n] ? size(second[n]) : 0) }
function has_call(n) { n = strip(n); return kind[n] == "call" || kind[n] !~ /^(word|number)$/ && (has_call(first[n]) || second[n] && has_call(second[n])) }
function is_exponent(n) { return size(n) <= 8 && !has_call(n) }
# --- in print; flat: without built-up quotients; last: nothing will be multiplied from the right
function macro(w) {
  if (length(w) == 1) return "\\vr " w
  if (w ~ /[0-9]/) { gsub(/_/, "\\_", w); return "\\hbox{\\it " w "}" }
  gsub(/_/, "x", w); return "\\" w " "
}
function parens(n, flat,    s) {
  n = strip(n)
  if (kind[n] == "==") return show(n, flat, 1)
  s = show(n, flat, 1)
  return is_tall(n, flat) ? "\\Bigl(\\deeper{" s "}\\Bigr)" : index(s, "(") || index(s, "\\lbrack") ? "\\bigl(\\deeper{" s "}\\bigr)" : "(\\deeper{" s "})"
}
function number(t) {
  if (t !~ /[eE]/) return t
  sub(/[eE]\+?0*/, "\\cdot10^{", t); sub(/\{-0*/, "{-", t); return "{" t "}}"
}
function factor(n, flat, last,    s) {
  s = strip(n)
  if (is_sum(s) || kind[s] == "==" || !last && is_sigma(s) || !last && flat && kind[s] == "/") return parens(s, flat)
  return show(s, flat, last)
}
function show(n, flat, last,    l, r, s, k, arg, op) {
  if (kind[n] == "group" && kind[strip(n)] != "==") return show(strip(n), flat, last)
  n = strip(n); k = kind[n]
  if (k == "number") return number(first[n])
  if (k == "word") return macro(name[n]) first[n]
  if (k == "==") return "\\lbrack " show(first[n], flat, 1) "=" show(second[n], flat, 1) "\\rbrack "
  if (k == "neg") { s = strip(first[n]); return "-" (is_sum(s) ? parens(s, flat) : show(s, flat, last)) }
  if (k ~ /^[-+]$/) {
    l = kind[first[n]] == "group" && is_sum(strip(first[n])) ? parens(first[n], flat) : show(first[n], flat, 1)
    r = is_sum(strip(second[n])) ? parens(second[n], flat) : show(second[n], flat, 1)
    return l (k == "+" ? "\\plus " : "\\minus ") r
  }
  if (k == "*") {
    l = factor(first[n], flat, 0); r = factor(second[n], flat, last)
    op = r ~ /^(\(|\\[Bb]igl\()/ ? "" : r ~ /^[.0-9]/ ? "\\cdot " : l ~ /^[.0-9]+$/ ? "" : flat ? "\\," : "\\product "
    return l op r
  }
  if (k == "/") {
    l = strip(first[n]); r = strip(second[n])
    if (!flat) return "{\\inline " show(l, 1, 1) "\\over " show(r, 1, 1) "}"
    s = kind[r]
    return (is_sum(l) ? parens(l, 1) : show(l, 1, 0)) "/" (is_sum(r) || s ~ /^[*\/]$/ || is_sigma(r) ? parens(r, 1) : show(r, 1, 0))
  }
  # a function
  arg = strip(first[n])
  if (name[n] ~ /^sum_/) return macro(name[n]) (is_sum(arg) ? parens(arg, flat) : show(arg, flat, 1))
  if (name[n] == "sqrt") return "\\sqrt{\\inline " show(arg, 1, 1) "}"
  if (name[n] == "exp" && is_exponent(arg)) return "e^{\\inline " show(arg, 1, 1) "}"
  if (name[n] == "pow") {
    s = strip(second[n]); r = "^{\\inline " show(s, 1, 1) "}"
    if (kind[arg] == "call" && name[arg] ~ /^(sin|cos|tanh|cosh|sinh)$/ && kind[s] == "number") return macro(name[arg]) r parens(first[arg], flat || size(first[arg]) <= 8)
    if (kind[arg] == "number" || kind[arg] == "word" && (length(name[arg]) == 1 || name[arg] ~ /^(._hat|epsilon|eta|mu|gamma|beta|pi|theta)$/)) return show(arg, flat, 1) r
    return parens(arg, flat) r
  }
  return macro(name[n]) (last && kind[arg] == "word" && !is_derivative(arg) ? show(arg, flat, 1) : parens(arg, flat || size(arg) <= 8))
}
