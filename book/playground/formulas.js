// Numbers as text, and formulas as MathML with the numbers in.

function number(x, digits = 4) { // with so many digits after the point, or, if it is very small or large, significant
  if (Number.isNaN(x)) return "not a number";
  if (!Number.isFinite(x)) return x < 0 ? "−∞" : "∞";
  const size = Math.abs(x);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    const [fraction, power] = x.toExponential(Math.max(1, digits - 1)).split("e");
    return fraction.replace("-", "−") + "·10" + String(Number(power)).replace("-", "⁻").replace(/\d/g, d => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d]);
  }
  return x.toFixed(size >= 1000 ? Math.max(0, digits - 3) : digits).replace("-", "−");
}

const M = { // pieces of formulas
  n: x => `<mn>${x}</mn>`,
  i: (name, upright) => `<mi${upright ? ' mathvariant="normal"' : ""}>${name}</mi>`,
  o: sign => `<mo>${sign}</mo>`,
  row: (...parts) => `<mrow>${parts.join("")}</mrow>`,
  sub: (a, b) => `<msub>${a}${b}</msub>`,
  sup: (a, b) => `<msup>${a}${b}</msup>`,
  frac: (a, b) => `<mfrac>${M.row(a)}${M.row(b)}</mfrac>`,
  sum: c => `<munder>${M.o("∑")}${M.i(c)}</munder>`,
  at: (name, index, layer) => `<msubsup>${M.i(name)}${/^[a-z]$/.test(index) ? M.i(index) : `<mrow>${[...String(index)].map(x => /\d/.test(x) ? M.n(x) : M.i(x)).join("")}</mrow>`}${M.i(layer, true)}</msubsup>`,
  hat: c => M.sub(`<mover accent="true">${M.i("y")}${M.o("^")}</mover>`, M.n(c)),
  value: (x, digits = 4) => { // a number, with its sign as a sign, and a power of ten as such
    const text = number(x, digits), [, minus, fraction, power] = text.match(/^(−?)([^·]*)(?:·10(.*))?$/);
    const size = power === undefined ? M.n(fraction)
      : M.row(M.n(fraction), M.o("·"), M.sup(M.n(10), M.row(M.n([...power].map(c => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)).map(d => d < 0 ? "−" : d).join("")))));
    return minus ? M.row('<mo form="prefix">−</mo>', size) : size;
  },
  inside: (x, digits) => x < 0 ? M.row(M.o("("), M.value(x, digits), M.o(")")) : M.value(x, digits), // of a product or a sum
};
function equation(parts, label) { // the parts are joined by equal signs; a narrow screen breaks the line before each, and between the pieces of one that is a list
  const link = label ? `<a href="ffnn.pdf#nameddest=eq.${label}">(${BOOK["eq." + label]})</a>` : "";
  return `<div class="eq"><span>${parts.flatMap((part, j) => [part].flat().map((piece, i) => `<math displaystyle="true">${j > 0 && i === 0 ? M.o("=") : ""}${piece}</math>`)).join(" ")}</span>${link}</div>`;
}
const exponential = z => M.sup(M.i("e"), M.row(z));

function escaped(text) {
  return text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
}
function handHTML(S) {
  const { K, C, theta, hand: v, pick } = S, D = 2;
  const Wh = (d, k) => theta[d*K + k], bh = k => theta[D*K + k], Wo = (k, c) => theta[(D + 1)*K + k*C + c], bo = c => theta[(D + 1 + C)*K + c];
  const out = ["<h3>Forward</h3>"];
  const plus = terms => terms.join(M.o("+")), products = (list, weight) => [...list].map((x, j) => (j > 0 ? M.o("+") : "") + M.inside(x) + M.o("·") + M.inside(weight(j)));
  if (!S.circles) for (let d = 0; d < D; d++)
    out.push(equation([M.sub(M.i("x"), M.n(d + 1)), M.frac(M.value([pick.x1, pick.x2][d]) + M.o("−") + M.inside(S.scales[2*d]), M.value(S.scales[2*d + 1])), M.value(v.x[d])]));
  for (let k = 0; k < K; k++) {
    const z = M.at("z", k + 1, "h");
    out.push(equation([z, plus([0, 1].map(d => M.sub(M.i("x"), M.n(d + 1)) + M.at("w", `${d + 1}${k + 1}`, "h"))) + M.o("+") + M.at("b", k + 1, "h"),
      [...products(v.x, d => Wh(d, k)), M.o("+") + M.inside(bh(k))], M.value(v.zh[k])], "affine"));
    out.push(equation([M.sub(M.i("h"), M.n(k + 1)), M.i("σ") + M.o("(") + z + M.o(")"), M.frac(M.n(1), M.n(1) + M.o("+") + exponential(M.value(-v.zh[k]))), M.value(v.h[k])], "logistic"));
  }
  for (let c = 0; c < C; c++)
    out.push(equation([M.at("z", c + 1, "o"), M.sum("k") + M.sub(M.i("h"), M.i("k")) + M.at("w", `k${c + 1}`, "o") + M.o("+") + M.at("b", c + 1, "o"),
      [...products(v.h, k => Wo(k, c)), M.o("+") + M.inside(bo(c))], M.value(v.zo[c])], "affine"));
  out.push(`<p class="small">The greatest of these, <math><mi>m</mi></math> = ${number(v.m, 4)}, is subtracted from each, which changes nothing <a href="ffnn.pdf#nameddest=eq.shift">(${BOOK["eq.shift"]})</a>. ` +
    `The classes: ${Array.from({ length: C }, (_, c) => `<math>${M.hat(c + 1)}</math> for ${escaped(S.classes[c])}`).join(", ")}.</p>`);
  for (let c = 0; c < C; c++)
    out.push(equation([M.hat(c + 1), M.frac(exponential(M.at("z", c + 1, "o") + M.o("−") + M.i("m")), M.sum("j") + exponential(M.at("z", "j", "o") + M.o("−") + M.i("m"))), M.frac(M.value(v.e[c]), plus([...v.e].map(e => M.value(e)))), M.value(v.y_hat[c])], "softmax"));
  out.push(equation([M.i("ξ"), M.o("−") + M.i("ln") + '<mspace width=".17em"/>' + M.hat(pick.y + 1), M.o("−") + M.i("ln") + '<mspace width=".17em"/>' + M.value(v.y_hat[pick.y]), M.value(v.xi)], "lossterm"));
  out.push("<h3>Backward</h3>");
  for (let c = 0; c < C; c++)
    out.push(equation([M.at("δ", c + 1, "o"), M.hat(c + 1) + M.o("−") + M.sub(M.i("y"), M.n(c + 1)), M.value(v.y_hat[c]) + M.o("−") + M.n(c === pick.y ? 1 : 0), M.value(v.delta_o[c])], "outputdelta"));
  for (let k = 0; k < K; k++) {
    const h = M.sub(M.i("h"), M.n(k + 1));
    out.push(equation([M.at("δ", k + 1, "h"), M.o("(") + M.sum("c") + M.at("δ", "c", "o") + M.at("w", `${k + 1}c`, "o") + M.o(")") + h + M.o("(") + M.n(1) + M.o("−") + h + M.o(")"),
      [M.o("(") + products(v.delta_o, c => Wo(k, c)).join("") + M.o(")"), M.o("·") + M.value(v.h[k]) + M.o("·") + M.value(v.one_minus_h[k])], M.value(v.delta_h[k])], "hiddendelta"));
  }
  const p = S.names[S.stepped], delta = p.layer === "h" ? v.delta_h : v.delta_o;
  const input = p.row === 0 ? M.n(1) : M.sub(M.i(p.layer === "h" ? "x" : "h"), M.n(p.row)), given = p.row === 0 ? M.n(1) : M.inside((p.layer === "h" ? v.x : v.h)[p.row - 1]);
  out.push("<h3>The derivative with respect to the chosen parameter, of this sample alone</h3>");
  out.push(equation([M.frac(M.o("∂") + M.i("ξ"), M.o("∂") + parameter(p)), input + M.at("δ", p.column, p.layer), given + M.o("·") + M.inside(delta[p.column - 1]), M.value(v.g[S.stepped])], "weightsum"));
  return out.join("");
}
function parameter(p) {
  return M.at(p.matrix, `${p.row || ""}${p.column}`, p.layer);
}
function stepHTML(S) {
  const p = parameter(S.names[S.stepped]), j = S.stepped, g = M.frac(M.o("∂") + M.i("J"), M.o("∂") + p), rate = S.circles ? S.eta : S.eta/S.B;
  return equation([M.i("M") + M.o("←") + M.i("μ") + M.i("M") + M.o("−") + M.i("η") + g, M.value(S.mu, 2) + M.o("·") + M.inside(S.M[j], 5) + M.o("−") + M.value(rate, 4) + M.o("·") + M.inside(S.g[j], 4), M.value(S.next[0], 5)], "momentum") +
    equation([p + M.o("←") + p + M.o("+") + M.i("M"), M.value(S.theta[j], 4) + M.o("+") + M.inside(S.next[0], 5), M.value(S.next[1], 5)], "momentum");
}
function separation(S) { // where the network says: the second class
  if (S.C !== 2) return "The classes are told apart by differences of their logits, a plane for each two of them.";
  const { K, C, theta } = S, lead = j => theta[3*K + 2*j + 1] - theta[3*K + 2*j];
  const terms = Array.from({ length: K }, (_, k) => {
    const w = lead(k);
    return "<math>" + (k > 0 || w < 0 ? M.o(w < 0 ? "−" : "+") : "") + M.value(Math.abs(w), 2) + M.sub(M.i("h"), M.n(k + 1)) + "</math>";
  });
  const b = theta[3*K + K*C + 1] - theta[3*K + K*C];
  return `${terms.join(" ")} <math>${M.o(b < 0 ? "−" : "+")}${M.value(Math.abs(b), 2)}${M.o("&gt;")}${M.n(0)}</math> is called ${escaped(S.classes[1])}.` + (K > 3 ? ` The cube shows the first three of the ${K} units.` : "");
}
