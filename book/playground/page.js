// The page: what is set, what has been answered, what is shown. It computes nothing of the network.

const $ = id => document.getElementById(id);
const wishes = new URLSearchParams(location.search); // ?plain: without vector instructions; ?alone: without a worker. For tests.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// --- what may be set, and what is set

const USUAL = { N: 2000, noise: 0.1, seed: 42, K: 3, B: 0, eta: 0.0025, mu: 0.5, start: 0, until: 50000 };
const BOOKS = { ...USUAL, N: 50000, eta: 0.0001 };
const RULES = {
  N: { name: "points N", least: 2, greatest: 50000, whole: true },
  noise: { name: "noise", least: 0, greatest: 10 },
  seed: { name: "seed", least: 0, greatest: 4294967295, whole: true },
  K: { name: "hidden units K", least: 1, greatest: 8, whole: true },
  B: { name: "batch size B", least: 1, greatest: 50000, whole: true, word: "all" },
  eta: { name: "learning rate η", least: 0, greatest: 1e6 },
  mu: { name: "momentum μ", least: 0, greatest: 0.9999 },
  start: { name: "first parameters", least: 0, greatest: 3, whole: true },
  until: { name: "until", least: 1, greatest: 1000000, whole: true },
  goto: { name: "go to iteration", least: 0, greatest: 1000000, whole: true },
  t: { name: "iteration t", least: 0, greatest: 1000000, whole: true },
  i: { name: "sample", least: 1, greatest: 50000, whole: true },
  x1: { name: "x1", least: -1e9, greatest: 1e9 },
  x2: { name: "x2", least: -1e9, greatest: 1e9 },
  y: { name: "class", least: 0, greatest: 3, whole: true },
  chosen: { name: "parameter", least: 1, greatest: 60, whole: true },
  fault: { name: "fault", least: 0, greatest: 4, whole: true },
};
let setting = { ...USUAL };
let points = null; // of the reader's own: {name, bytes, column, leaveOut, header, drop}
let net = null; // what the engine says there is: sizes, names, box, ...
let mixed = false; // were learning rate or momentum changed on the way?
let opened = false; // does the network come from a file?

function value(name, text) { // or null, and the reason is shown
  const r = RULES[name], plain = text.trim().replace(/^\u2212/, "-");
  if (r.word && plain === r.word) return 0;
  const x = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  if (x >= r.least && x <= r.greatest && (!r.whole || x === Math.floor(x))) return x;
  trouble(`${r.name}: expected ${r.word ? `“${r.word}” or ` : ""}${r.whole ? "a whole number" : "a number"} from ${r.least} to ${r.greatest}, found “${text}”`);
  return null;
}
function trouble(text) {
  $("trouble").textContent = text;
}
function say(text) { // to those who listen
  $("said").textContent = text;
}

// --- the engine: a worker, or the same program on this thread

let engine; // takes a request
let requests = 0;
const waiting = new Map();

async function unpack(base64) {
  const packed = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
function answered(a) {
  if (a.error) trouble(a.error);
  const resolve = waiting.get(a.id);
  waiting.delete(a.id);
  if (resolve) resolve(a);
}
function ask(request) {
  return new Promise(resolve => {
    request.id = ++requests;
    waiting.set(request.id, resolve);
    engine(request);
  });
}
function onThisThread(module) {
  const here = makeEngine(module, answered);
  engine = request => setTimeout(() => here(request), 0);
}
async function startEngine() {
  let bytes = await unpack(wishes.has("plain") ? WASM.plain : WASM.vectors);
  if (!WebAssembly.validate(bytes)) bytes = await unpack(WASM.plain);
  const module = await WebAssembly.compile(bytes);
  if (wishes.has("alone") || !window.Worker) return onThisThread(module);
  const program = `let ask; ${makeEngine}; onmessage = m => { if (m.data.module) ask = makeEngine(m.data.module, a => postMessage(a)); else ask(m.data); };`;
  try {
    const worker = new Worker(URL.createObjectURL(new Blob([program], { type: "text/javascript" })));
    await new Promise((good, bad) => {
      worker.onmessage = m => { if (m.data.id === -1) good(); };
      worker.onerror = bad;
      worker.postMessage({ module });
      worker.postMessage({ id: -1 });
    });
    worker.onmessage = m => answered(m.data);
    worker.onerror = e => trouble("the engine has stopped: " + e.message + "; please load the page again");
    engine = request => worker.postMessage(request);
  } catch {
    onThisThread(module);
  }
}

// --- the state that is shown

const S = { view: { azimuth: -20*Math.PI/180, elevation: 25*Math.PI/180 }, log: { t: true, J: true }, layer: "answer", chosen: 0, pick: null, hand: null, numerical: null,
  losses: { first: 0, values: new Float64Array(0) }, previous: null };
let room = new Float64Array(1024); // for the losses
let checked = null, bent = null; // what was measured, and where
let playing = false, target = 0, trainings = 0; // training, until this iteration; and how often it was begun
let posing = 0; // networks that are being made
let wanted = true, looking = false, texts = true, textsAt = 0, due = 0; // is a picture wanted, or on its way?
let curve = { at: 0, cost: 0 }; // when the loss was drawn, and how long that took
let pace = { t: 0, at: 0, rate: 0 };
const timing = { clicked: 0, first: 0, pictures: 0, drawing: 0 }; // for the tests

function parameterNames() {
  const names = [], { K, C } = net;
  const add = (matrix, layer, row, column) => names.push({ matrix, layer, row, column, text: `${matrix}^${layer}_{${row || ""}${column}}` });
  for (let d = 1; d <= 2; d++) for (let k = 1; k <= K; k++) add("w", "h", d, k);
  for (let k = 1; k <= K; k++) add("b", "h", 0, k);
  for (let k = 1; k <= K; k++) for (let c = 1; c <= C; c++) add("w", "o", k, c);
  for (let c = 1; c <= C; c++) add("b", "o", 0, c);
  return names;
}
function margins([left, right, bottom, top]) {
  if (net.circles) {
    const side = Math.max(1.5, Math.ceil(2*Math.max(-left, right, -bottom, top))/2);
    return [-side, side, -side, side];
  }
  const wide = (right - left)/20 || 1, high = (top - bottom)/20 || 1;
  return [left - wide, right + wide, bottom - high, top + high];
}

// --- a new network

async function pose() {
  stop();
  const s = setting, own = points !== null;
  posing++;
  const a = await ask({ pose: { N: s.N, noise: s.noise, seed: s.seed, K: s.K, B: s.B, eta: s.eta, mu: s.mu, start: s.start, points }, run: 0 });
  posing--;
  if (a.error) return false;
  opened = false;
  begun(a.posed);
  if (own && a.posed.note) trouble("note: " + a.posed.note);
  return true;
}
function begun(posed) {
  net = posed;
  mixed = false;
  Object.assign(setting, { N: net.N, K: net.K, seed: net.seed, eta: net.eta, mu: net.mu, B: net.B === net.N ? 0 : net.B });
  if (net.circles) {
    setting.noise = net.noise;
    net.classes = ["ring", "disc"];
  }
  Object.assign(S, { K: net.K, C: net.C, N: net.N, B: net.B, circles: net.circles, scales: net.scales, classes: net.classes, range: margins(net.box),
    drawn: net, inputs: net.inputs.map((name, d) => name || `x${d + 1}`), names: parameterNames(), numerical: null, hand: null,
    losses: { first: 0, values: room.subarray(0, 0) } });
  S.chosen = Math.min(S.chosen, net.count - 1);
  if (S.pick === null || S.pick.i === null ? S.pick === null || S.pick.y >= net.C : S.pick.i >= net.N) S.pick = { i: 0, y: 0 };
  if (S.layer !== "answer" && S.layer > net.K) S.layer = "answer";
  checked = bent = null;
  $("params").classList.remove("checked");
  fillFields();
  rows();
  wanted = texts = true;
  remember();
}

// --- training

function train() {
  if (playing) return;
  if (S.t >= setting.until) return trouble(`iteration ${setting.until} is reached: raise “until”, or start again`);
  if (!Number.isFinite(S.J)) return trouble("J isn't finite here: go back, or start again with a smaller learning rate");
  trouble("");
  runTo(setting.until);
}
function runTo(t) {
  timing.clicked = performance.now();
  timing.first = 0;
  playing = true;
  trainings++;
  target = t;
  pace = { t: S.t, at: performance.now(), rate: 0 };
  $("train").textContent = "Pause";
  $("train").setAttribute("aria-pressed", "true");
  if ($("speed").value === "0") ask({ run: target });
  wanted = true;
}
function stop() {
  if (!playing) return;
  playing = false;
  $("train").textContent = "Train";
  $("train").setAttribute("aria-pressed", "false");
  $("rate").textContent = "";
  ask({ run: 0 });
  wanted = texts = true;
}
function ended() { // by itself
  stop();
  if (!Number.isFinite(S.J) || !Number.isFinite(S.losses.values[S.losses.values.length - 1]))
    trouble(`J is no longer finite at iteration ${S.t}: the steps are too long. Make the learning rate smaller, and go back or start again`);
}
function settled() { // after a pause, or a step
  say(`iteration ${S.t}, loss ${number(S.J, 4)}, ${wrong()} wrong`);
  remember();
}
function wrong() {
  let all = 0, right = 0;
  S.confusion.forEach((n, j) => {
    all += n;
    if (j%(net.C + 1) === 0) right += n;
  });
  return all - right;
}
async function move(request) { // one step, or to another iteration
  stop();
  const a = await ask(request);
  if (!a.error) trouble("");
  if (a.made === 0) trouble(`iteration ${S.t} is the last one that can be made`);
  wanted = texts = true;
}
function oneOn() {
  if (S.t < S.losses.first + S.losses.values.length - 1) move({ go: S.t + 1 });
  else if (S.t >= setting.until) trouble(`iteration ${setting.until} is reached: raise “until”, or start again`);
  else move({ steps: 1 });
}
function oneBack() {
  if (S.t > S.losses.first) move({ go: S.t - 1 });
  else if (S.t > 0) trouble("the model was saved here: what came before isn't known");
}
function tune() {
  if (S.t > S.losses.first) mixed = true;
  ask({ tune: { eta: setting.eta, mu: setting.mu } });
  wanted = texts = true;
  remember();
}

// --- pictures: one after the other, each when it is wanted, and there is time to draw it

function frame(now) {
  requestAnimationFrame(frame);
  if (net === null || posing > 0 || looking || !(wanted || playing)) return;
  if (playing && now < due) return;
  due = Math.max(due + (calm.matches ? 500 : 25), now); // two pictures a second, or at most forty: the rest of the time is the engine's
  wanted = false;
  looking = true;
  const withTexts = texts || !playing || now - textsAt > 250;
  if (withTexts) textsAt = now;
  texts = false;
  const per = Number($("speed").value), pick = S.pick.i !== null ? { i: S.pick.i } : { x1: S.pick.x1, x2: S.pick.x2, y: S.pick.y, i: null };
  const request = { look: { across: 120, up: 120, range: S.range, every: Math.ceil(S.N/5000), pick, chosen: S.chosen, texts: withTexts } };
  if (playing && per > 0 && S.t < target) request.steps = Math.min(per, target - S.t);
  const asked = net, training = trainings, was = { eta: setting.eta, mu: setting.mu, stepped: S.chosen }; // with which the answer will have been made
  ask(request).then(a => {
    looking = false;
    if (a.error || asked !== net) return; // another network has taken its place
    picture(a.picture, was, training);
  });
}
function picture(p, was, training) {
  const begin = performance.now();
  keepLosses(p);
  const { t, J, theta, M, g, shown, points: marks, map, across, up, guess } = p;
  Object.assign(S, { t, J, theta, M, g, shown, points: marks, map, across, up, guess });
  if (p.hand) Object.assign(S, was, { hand: spread(p.hand), next: p.next, pick: p.pick, confusion: p.confusion, sums: p.sums, firstSums: p.firstSums });
  S.numerical = checked !== null && checked.t === t ? checked.numerical : null;
  if (playing && timing.first === 0 && t > pace.t) timing.first = begin;
  drawPlane($("plane"), S);
  drawCube($("cube"), S);
  if (!playing || begin - curve.at > 30*curve.cost) { // a curve of many iterations takes its time; it gets a thirtieth of all
    const start = performance.now();
    drawLoss($("loss"), S);
    curve = { at: begin, cost: performance.now() - start };
  }
  $("t").textContent = t;
  $("J").textContent = number(J, 7);
  const scrub = $("scrub");
  scrub.min = p.first;
  scrub.max = p.last;
  if (document.activeElement !== scrub || playing) scrub.value = t;
  scrub.setAttribute("aria-valuetext", `iteration ${t}, loss ${number(J, 4)}`);
  if (p.hand) showTexts();
  showPace();
  timing.pictures++;
  timing.drawing += performance.now() - begin;
  const over = playing && training === trainings && ($("speed").value === "0" ? !p.running : t >= target || !Number.isFinite(J));
  if (over) ended();
  else if (!playing && p.hand) settled();
}
function keepLosses(p) {
  const count = p.last - p.first + 1;
  if (count > room.length) {
    const more = new Float64Array(2*count);
    more.set(room);
    room = more;
  }
  room.set(p.losses, p.from - p.first);
  S.losses = { first: p.first, values: room.subarray(0, count) };
}
function spread(v) { // the numbers of one sample, by their names
  let at = 0;
  const { K, C } = net, take = n => v.subarray(at, at += n), one = () => v[at++];
  return { x: take(2), zh: take(K), h: take(K), zo: take(C), m: one(), e: take(C), s: one(), y_hat: take(C), xi: one(), delta_o: take(C), back: take(K),
    one_minus_h: take(K), delta_h: take(K), g: take(net.count) };
}
function showPace() {
  const now = performance.now();
  if (!playing || now - pace.at < 500) return;
  pace = { t: S.t, at: now, rate: 1000*(S.t - pace.t)/(now - pace.at) };
  timing.rate = pace.rate;
  $("rate").textContent = Math.round(pace.rate).toLocaleString("en") + " iterations/s";
}

// --- numbers in words and tables

function showTexts() {
  $("wrong").textContent = wrong();
  $("hand").innerHTML = handHTML(S);
  $("one").innerHTML = stepHTML(S);
  $("separation").innerHTML = separation(S);
  drawNetwork($("net"), S);
  const say = { plane: describePlane, cube: describeCube, loss: describeLoss, net: describeNetwork };
  for (const id in say) $(id).setAttribute("aria-label", say[id](S));
  showTable();
  showSums();
  showConfusion();
  for (const [id, x] of [["x1", S.pick.x1], ["x2", S.pick.x2]])
    if (document.activeElement !== $(id)) $(id).value = +x.toFixed(4);
  $("y").value = S.pick.y;
  if (document.activeElement !== $("i")) $("i").value = S.pick.i === null ? "" : S.pick.i + 1;
  $("bend").textContent = bent ?? "λ says how fast the slope changes along the direction in which the loss is most curved, and so how long a step may be.";
  $("checked").textContent = checked !== null && checked.t === S.t ? checked.text : "";
  $("command").textContent = command();
  const hopeless = 100, v = S.losses.values;
  if (playing && v.length > hopeless && v.subarray(v.length - hopeless).every(J => J > S.guess))
    trouble(`J stays above N ln C = ${number(S.guess, 1)}, the loss of saying “equally likely” to everything: the steps are too long`);
}
function rows() {
  $("params").tBodies[0].innerHTML = S.names.map((p, j) => `<tr><th scope="row"><label class="inline"><input type="radio" name="parameter" value="${j}"${j === S.chosen ? " checked" : ""}` +
    ` aria-label="${p.matrix === "w" ? "weight" : "bias"} of the ${p.layer === "h" ? "hidden" : "output"} layer, ${p.row ? p.row + " " : ""}${p.column}">` +
    `<math><msubsup><mi>${p.matrix}</mi><mn>${p.row || ""}${p.column}</mn><mi mathvariant="normal">${p.layer}</mi></msubsup></math></label></th><td></td><td></td><td></td><td></td></tr>`).join("");
  $("legend").innerHTML = S.classes.map((name, c) => `<span class="class${c}"><b aria-hidden="true">${"−+×○"[c]}</b> <span></span></span>`).join(" ");
  $("legend").querySelectorAll("span > span").forEach((span, c) => span.textContent = S.classes[c]);
  options("layer", [["answer", "the answer"], ...Array.from({ length: S.K }, (_, k) => [k + 1, `hidden unit ${k + 1}`])], S.layer);
  options("y", S.classes.map((name, c) => [c, name]), S.pick.y);
}
function options(id, list, now) {
  $(id).replaceChildren(...list.map(([v, text]) => new Option(text, v, false, String(v) === String(now))));
}
function showTable() {
  const planted = checked !== null && checked.t === S.t ? checked : null;
  $("params").classList.toggle("checked", planted !== null); // then the quotients stand where the velocities are
  [...$("params").tBodies[0].rows].forEach((row, j) => {
    const slope = planted ? planted.backprop[j] : S.g[j], quotient = planted ? planted.numerical[j] : null;
    const off = planted && isOff(slope, quotient);
    const cells = row.cells;
    cells[1].textContent = number(S.theta[j], 4);
    cells[2].textContent = number(slope, 4);
    cells[3].textContent = number(S.M[j], 4);
    cells[4].textContent = quotient === null ? "" : number(quotient, 4);
    row.classList.toggle("off", off === true);
    row.classList.toggle("chosen", j === S.chosen);
  });
}
function isOff(slope, quotient) {
  return Math.abs(slope - quotient) > 1e-4*Math.max(Math.abs(slope), Math.abs(quotient), 1e-9*S.N);
}
function showSums() {
  const most = Math.max(...S.sums.map((x, k) => Math.abs(x - S.firstSums[k])));
  $("sums").innerHTML = `Sums over the classes <a href="ffnn.pdf#nameddest=eq.conserved">(${BOOK["eq.conserved"]})</a>: ` +
    [...S.sums].map((x, k) => `<math>${k < S.K ? `<munder><mo>∑</mo><mi>c</mi></munder><msubsup><mi>w</mi><mrow><mn>${k + 1}</mn><mi>c</mi></mrow><mi mathvariant="normal">o</mi></msubsup>`
      : `<munder><mo>∑</mo><mi>c</mi></munder><msubsup><mi>b</mi><mi>c</mi><mi mathvariant="normal">o</mi></msubsup>`}</math> = ${number(x, 6)}`).join(", ") +
    `; since iteration ${S.losses.first} they have changed by ${number(most, 2)} at most.`;
}
function showConfusion() {
  const C = S.C, head = document.createElement("tr"), body = [];
  const cell = (kind, text, scope) => {
    const element = document.createElement(kind);
    element.textContent = text;
    if (scope) element.scope = scope;
    return element;
  };
  head.append(cell("th", "is \\ is called", "col"), ...S.classes.map(name => cell("th", name, "col")));
  for (let y = 0; y < C; y++) {
    const row = document.createElement("tr");
    row.append(cell("th", S.classes[y], "row"), ...Array.from({ length: C }, (_, a) => cell("td", S.confusion[y*C + a])));
    body.push(row);
  }
  $("confusion").tHead.replaceChildren(head);
  $("confusion").tBodies[0].replaceChildren(...body);
}
function quoted(word) { // for a shell
  return /^[\w./:=,+-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}
function command() {
  if (opened) return `ffnn --resume model.ffnn --iterations ${setting.until}` + (points !== null ? ` --data ${quoted(points.name)}` : "");
  if (mixed) return "(learning rate or momentum were changed on the way: save the model instead)";
  if (setting.start !== 0) return "(the tool always begins with random parameters: save the model instead)";
  const own = points === null ? [["samples", setting.N], ["noise", setting.noise]] : [["data", quoted(points.name)]];
  if (points !== null) {
    if (points.column) own.push(["class", quoted(points.column)]);
    if (points.leaveOut) own.push(["leave-out", quoted(points.leaveOut)]);
    if (points.header) own.push(["header", points.header]);
    if (points.drop) own.push(["missing", "drop"]);
  }
  const all = [...own, ["seed", setting.seed], ["hidden", setting.K], ["learning-rate", setting.eta], ["momentum", setting.mu], ["iterations", setting.until]];
  if (setting.B !== 0) all.push(["batch-size", setting.B]);
  return "ffnn" + all.map(([name, v]) => ` --${name} ${v}`).join("");
}

// --- the address

let ours = ""; // the one that this page has written
function remember() {
  const parts = [];
  if (points === null && !opened) {
    for (const name of ["N", "noise", "seed", "K", "B", "eta", "mu", "start", "until"])
      if (setting[name] !== USUAL[name]) parts.push(name + "=" + (name === "B" && setting.B === 0 ? "all" : setting[name]));
    if (!mixed && S.t > 0 && !playing && Number.isFinite(S.J)) parts.push("t=" + S.t);
    if (S.layer !== "answer") parts.push("layer=" + S.layer);
    if (S.chosen > 0) parts.push("chosen=" + (S.chosen + 1));
    if ($("fault").value !== "0") parts.push("fault=" + $("fault").value);
    if (S.pick !== null && S.pick.i === null) parts.push("x1=" + S.pick.x1, "x2=" + S.pick.x2, "y=" + S.pick.y);
    else if (S.pick !== null && S.pick.i > 0) parts.push("i=" + (S.pick.i + 1));
  }
  const address = "#" + parts.join("&");
  if (address === ours) return;
  ours = address;
  try {
    history.replaceState(null, "", address);
  } catch { /* some browsers limit how often */ }
}
async function followAddress() {
  if (engine === undefined) return; // it will be followed when there is one
  const said = new Map();
  const strange = [];
  trouble("");
  for (const part of location.hash.slice(1).split("&").filter(part => part !== "")) {
    const at = part.indexOf("="), name = part.slice(0, Math.max(at, 0));
    let text = part.slice(at + 1);
    try {
      text = decodeURIComponent(text);
    } catch { /* as it stands */ }
    if (Object.hasOwn(RULES, name) || name === "layer") said.set(name, text);
    else if (part !== "try") strange.push(part);
  }
  if (strange.length > 0) trouble(`the address: expected settings such as N=2000, found “${strange[0].slice(0, 60)}”`);
  const given = {};
  for (const [name, text] of said) {
    const x = name === "layer" ? text === "answer" ? text : value("K", text) : value(name, text);
    if (x !== null) given[name] = x;
  }
  points = null;
  setting = { ...USUAL };
  for (const name in USUAL) if (name in given) setting[name] = given[name];
  S.pick = "x1" in given && "x2" in given ? { x1: given.x1, x2: given.x2, y: Math.min(given.y ?? 0, 1), i: null } : { i: Math.min((given.i ?? 1), setting.N) - 1, y: 0 };
  S.chosen = (given.chosen ?? 1) - 1;
  S.layer = given.layer ?? "answer";
  $("fault").value = given.fault ?? 0;
  const sorry = $("trouble").textContent;
  if (!await pose()) return;
  if (sorry) trouble(sorry);
  ours = location.hash;
  if (given.t > 0) runTo(Math.min(given.t, 1000000));
}

// --- fields and buttons

function fillFields() {
  for (const name of ["N", "noise", "seed", "K", "eta", "mu", "start", "until"]) {
    $(name).value = setting[name];
    mark(name, true);
  }
  $("B").value = setting.B === 0 ? "all" : setting.B;
  mark("B", true);
  $("Kr").value = setting.K;
  $("etar").value = Math.log10(setting.eta);
  $("mur").value = setting.mu;
  $("N").disabled = $("noise").disabled = points !== null;
  scaled();
  $("ownstate").textContent = points === null ? "Now the points are the book's circles."
    : `Now the points are the ${net.N} of ${points.name}, with ${net.C} classes; each input is standardised (mean ${number(net.scales[0], 4)} and ${number(net.scales[2], 4)}, scale ${number(net.scales[1], 4)} and ${number(net.scales[3], 4)}), as the tool does.`;
}
function scaled() {
  const product = setting.N*setting.eta;
  $("scaled").innerHTML = points !== null ? "for the mean over a batch. Rate, momentum and iterations were chosen when the points were taken, as the tool does for this K" : `<math><mi>N</mi><mi>η</mi></math> = ${number(product, 2)}; the book's is 5`;
}
function mark(name, good) {
  const field = $(name);
  if (good) field.removeAttribute("aria-invalid");
  else field.setAttribute("aria-invalid", "true");
  const says = [name === "B" ? "Bhelp" : "", good ? "" : "trouble"].filter(id => id !== "").join(" ");
  if (says) field.setAttribute("aria-describedby", says);
  else field.removeAttribute("aria-describedby");
}
function field(name, act) { // a good value is taken; with a bad one the old value stays in force
  $(name).addEventListener("change", () => {
    const x = value(name, $(name).value);
    mark(name, x !== null);
    if (x === null) return;
    trouble("");
    act(x);
  });
}
async function setAnew(name, x) { // what needs another network
  const before = setting[name];
  setting[name] = x;
  if (name === "N" && setting.B > x) setting.B = 0;
  if (!await pose()) setting[name] = before;
  fillFields();
}
for (const name of ["N", "noise", "seed", "K"]) field(name, x => setAnew(name, x));
field("B", x => {
  if (x > setting.N) {
    trouble(`batch size B: expected “all” or a whole number from 1 to ${setting.N}, found “${x}”`);
    mark("B", false);
  } else setAnew("B", x === setting.N ? 0 : x);
});
$("start").addEventListener("change", () => setAnew("start", Number($("start").value)));
$("Kr").addEventListener("change", () => setAnew("K", Number($("Kr").value)));
function tuned(name, x) {
  setting[name] = x;
  if (name === "eta") $("etar").value = Math.log10(x);
  else $("mur").value = x;
  scaled();
  tune();
}
field("eta", x => tuned("eta", x));
field("mu", x => tuned("mu", x));
$("etar").addEventListener("input", () => {
  $("eta").value = Number((10**Number($("etar").value)).toPrecision(3));
  mark("eta", true);
  tuned("eta", Number($("eta").value));
});
$("mur").addEventListener("input", () => {
  $("mu").value = $("mur").value;
  mark("mu", true);
  tuned("mu", Number($("mu").value));
});
field("until", x => {
  setting.until = x;
  if (playing) {
    target = x;
    if ($("speed").value === "0") ask({ run: x });
  }
  wanted = texts = true;
  remember();
});
field("goto", t => {
  if (t <= S.losses.first + S.losses.values.length - 1 && t >= S.losses.first) move({ go: t });
  else if (t > S.t && Number.isFinite(S.J)) {
    stop();
    move({ go: S.losses.first + S.losses.values.length - 1 }).then(() => runTo(t));
  } else trouble(`expected an iteration from ${S.losses.first} on, found “${t}”`);
});
$("train").onclick = () => playing ? stop() : train();
$("again").onclick = () => {
  trouble("");
  if (opened) move({ go: S.losses.first });
  else pose();
};
$("forward").onclick = oneOn;
$("back").onclick = oneBack;
$("speed").onchange = () => {
  if (!playing) return;
  ask({ run: $("speed").value === "0" ? target : 0 });
};
let scrubbing = false;
$("scrub").addEventListener("input", async () => { // while one answer is on its way, only the latest wish is kept
  if (playing) stop();
  if (scrubbing) return;
  scrubbing = true;
  for (let t = null; t !== $("scrub").value; ) {
    t = $("scrub").value;
    await move({ go: Number(t) });
  }
  scrubbing = false;
});
$("logt").onchange = () => {
  S.log.t = $("logt").checked;
  wanted = true;
};
$("logJ").onchange = () => {
  S.log.J = $("logJ").checked;
  wanted = true;
};
$("layer").onchange = () => {
  S.layer = $("layer").value === "answer" ? "answer" : Number($("layer").value);
  wanted = texts = true;
};
$("keep").onclick = () => {
  S.previous = { first: S.losses.first, values: S.losses.values.slice(), label: `K = ${S.K}, η = ${setting.eta}, μ = ${setting.mu}${setting.B ? ", B = " + setting.B : ""}, N = ${S.N}, seed ${setting.seed}` };
  $("kept").textContent = "kept: " + S.previous.label;
  $("unkeep").hidden = false;
  wanted = true;
};
$("unkeep").onclick = () => {
  S.previous = null;
  $("kept").textContent = "";
  $("unkeep").hidden = true;
  wanted = true;
};
function begin(settings) {
  points = null;
  setting = { ...settings };
  trouble("");
  pose();
}
$("book").onclick = () => begin(BOOKS);
$("usual").onclick = () => begin(USUAL);
$("circles").onclick = () => begin(USUAL);
$("check").onclick = async () => {
  stop();
  const a = await ask({ check: Number($("fault").value) });
  if (a.error) return;
  const { verdict, worst, backprop, numerical, fault } = a.check, off = backprop.filter((slope, j) => isOff(slope, numerical[j])).length;
  a.check.text = (verdict === 0 ? "The gradient is right" : verdict === 1 ? `The gradient is wrong: ${off} of ${backprop.length} derivatives are` : "Can't tell") +
    `; among those that are large enough to be compared, the worst relative error is ${number(worst, 2)}.` +
    (verdict === 2 ? " Some derivatives are so small here that the quotients show little but rounding; try it at another iteration." : "") +
    (fault !== 0 ? " The fault is in the checked gradient only; training has the right one." : "");
  checked = a.check;
  say(checked.text);
  wanted = texts = true;
};
$("fault").onchange = () => {
  remember();
  $("check").click();
};
$("curvature").onclick = async () => {
  stop();
  const a = await ask({ curvature: true });
  if (a.error) return;
  const [least, most] = a.curvature.ends, rate = points === null ? setting.eta : setting.eta/net.B;
  bent = `At iteration ${a.curvature.t}: λ = ${number(most, 4)}, so ηλ = ${number(rate*most, 4)}. ` +
    (S.M.every(m => m === 0) ? "The next step has no velocity yet, and is too long when this is above 2, or nearly so; later ones are" : "Steps are too long") +
    ` when it is above 2(1 + μ) = ${number(2*(1 + setting.mu), 2)}. ` + (least < 0 ? `In another direction the loss bends downwards (${number(least, 1)}), so this is no valley in all directions.` : `The least curvature is ${number(least, 4)}.`);
  say(bent);
  wanted = texts = true;
};
$("params").addEventListener("change", e => {
  S.chosen = Number(e.target.value);
  wanted = texts = true;
  remember();
});
$("net").addEventListener("click", e => {
  const on = e.target.closest("[data-j]");
  if (on === null) return;
  $("params").querySelector(`input[value="${on.dataset.j}"]`).click();
});
function follow(pick) {
  S.pick = pick;
  wanted = texts = true;
  remember();
}
field("i", x => {
  if (x > S.N) {
    trouble(`sample: expected a whole number from 1 to ${S.N}, found “${x}”`);
    mark("i", false);
  } else follow({ i: x - 1, y: S.pick.y });
});
field("x1", x => follow({ x1: x, x2: S.pick.x2, y: S.pick.y, i: null }));
field("x2", x => follow({ x1: S.pick.x1, x2: x, y: S.pick.y, i: null }));
$("y").onchange = () => follow({ x1: S.pick.x1, x2: S.pick.x2, y: Number($("y").value), i: null });
$("plane").addEventListener("pointerdown", e => {
  const [x1, x2] = planePoint($("plane"), S, e), width = 3 + S.K + S.C, [left, right, bottom, top] = S.range;
  let best = null, distance = 0.02; // of the side: nearer than this, it is the sample that is meant
  for (let i = 0; i < S.shown; i++) {
    const off = Math.hypot((S.points[i*width] - x1)/(right - left), (S.points[i*width + 1] - x2)/(top - bottom));
    if (off < distance) {
      best = i;
      distance = off;
    }
  }
  follow(best !== null ? { i: best*Math.ceil(S.N/5000), y: 0 } : { x1: Number(x1.toPrecision(4)), x2: Number(x2.toPrecision(4)), y: S.pick.y, i: null });
});
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
function onArrows(id, act) {
  $(id).addEventListener("keydown", e => {
    const way = ARROWS[e.key];
    if (way === undefined || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    e.stopPropagation();
    act(way);
  });
}
onArrows("plane", ([dx, dy]) => {
  const [left, right, bottom, top] = S.range;
  follow({ x1: Number((S.pick.x1 + dx*(right - left)/100).toPrecision(6)), x2: Number((S.pick.x2 + dy*(top - bottom)/100).toPrecision(6)), y: S.pick.y, i: null });
});
function turn(across, up) {
  S.view.azimuth += across;
  S.view.elevation = Math.max(-1.5, Math.min(1.5, S.view.elevation + up));
  drawCube($("cube"), S);
}
onArrows("cube", ([dx, dy]) => turn(-0.1*dx, 0.1*dy));
let held = null;
$("cube").addEventListener("pointerdown", e => {
  held = [e.clientX, e.clientY];
  $("cube").setPointerCapture(e.pointerId);
});
$("cube").addEventListener("pointermove", e => {
  if (held === null) return;
  turn((held[0] - e.clientX)/150, (e.clientY - held[1])/150);
  held = [e.clientX, e.clientY];
});
for (const end of ["pointerup", "pointercancel"]) $("cube").addEventListener(end, () => held = null);
$("loss").addEventListener("pointerdown", e => {
  const t = lossIteration($("loss"), S, e), last = S.losses.first + S.losses.values.length - 1;
  move({ go: Math.max(S.losses.first, Math.min(last, t)) });
});
$("loss").addEventListener("pointermove", e => {
  const t = lossIteration($("loss"), S, e), J = S.losses.values[t - S.losses.first];
  $("loss").title = J === undefined ? "" : `iteration ${t}, J = ${number(J, 7)}`;
});

// --- points of one's own, and models

async function takePoints(name, bytes) {
  const before = { points, setting };
  points = { name, bytes, column: $("column").value.trim(), leaveOut: $("leaveout").value.trim(), header: $("header").value, drop: $("drop").checked };
  setting = { ...setting, eta: null, mu: null, B: 0, start: 0, until: before.points === null ? 1000 : setting.until };
  trouble("");
  if (await pose()) {
    fillFields();
    say(`${net.N} points of ${net.C} classes`);
  } else ({ points, setting } = before);
}
async function bytesOf(file) {
  if (file.size > 20e6) throw Error(`${file.name}: expected at most 20 megabytes, found ${Math.round(file.size/1e6)}`);
  return new Uint8Array(await file.arrayBuffer());
}
$("take").onclick = () => {
  const text = $("text").value;
  if (text.trim() === "") return trouble("points of your own: expected rows of two numbers and a class, found nothing");
  takePoints("points.csv", new TextEncoder().encode(text));
};
async function takeFile(file) {
  try {
    await takePoints(file.name, await bytesOf(file));
  } catch (error) {
    trouble(error.message);
  }
}
$("file").onchange = () => {
  if ($("file").files.length > 0) takeFile($("file").files[0]);
  $("file").value = "";
};
addEventListener("dragover", e => e.preventDefault());
addEventListener("drop", e => {
  e.preventDefault();
  if (e.dataTransfer.files.length === 0) return;
  const file = e.dataTransfer.files[0];
  if (/[.]ffnn$/.test(file.name)) openModel(file);
  else takeFile(file);
});
async function openModel(file) {
  stop();
  try {
    const bytes = await bytesOf(file);
    posing++;
    const a = await ask({ open: bytes, run: 0 });
    posing--;
    if (a.error) return;
    trouble("");
    opened = true;
    if (a.posed.circles) points = null;
    setting = { ...setting, start: 0, until: Math.min(1000000, Math.max(1, a.posed.T)) };
    begun(a.posed);
  } catch (error) {
    trouble(error.message);
  }
}
$("model").onchange = () => {
  if ($("model").files.length > 0) openModel($("model").files[0]);
  $("model").value = "";
};
$("save").onclick = async () => {
  stop();
  const a = await ask({ save: setting.until });
  if (a.error) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([a.saved], { type: "text/plain" }));
  link.download = "model.ffnn";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say("model.ffnn is saved");
};

// --- keys, and the beginning

document.addEventListener("keydown", e => {
  if (!$("keys").checked || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, select, textarea, a, [contenteditable]")) return;
  if (e.key === " " && !e.target.closest("button")) {
    e.preventDefault();
    playing ? stop() : train();
  } else if (e.key === "ArrowRight") oneOn();
  else if (e.key === "ArrowLeft") oneBack();
  else if (e.key === "r" || e.key === "R") $("again").click();
});
addEventListener("hashchange", () => {
  if (location.hash === "#try") return;
  if (location.hash !== ours) followAddress();
});
addEventListener("resize", () => wanted = true);
for (const scheme of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(scheme).addEventListener("change", () => wanted = texts = true);
document.querySelector(".tasks").addEventListener("click", async e => { // a task is set up, and shown where it begins; a link leads back to it
  const link = e.target.closest("a.go");
  if (link === null) return;
  e.preventDefault();
  const item = link.closest("li"), number = [...item.parentNode.children].indexOf(item) + 1;
  history.replaceState(null, "", link.getAttribute("href"));
  await followAddress();
  item.id = "task" + number;
  $("task").href = "#task" + number;
  $("task").textContent = `task ${number} is set up; back to it`;
  $("task").hidden = false;
  $("text").value = "";
  if (link.dataset.points) {
    $("text").value = item.querySelector(link.dataset.points).textContent;
    $("take").click();
  }
  $(link.dataset.at ?? "train").scrollIntoView();
});
$("task").onclick = e => {
  e.preventDefault();
  $($("task").getAttribute("href").slice(1)).scrollIntoView();
};
$("totry").onclick = e => {
  e.preventDefault();
  $("try").scrollIntoView();
};

startEngine().then(followAddress).then(() => requestAnimationFrame(frame)).catch(error => {
  $("sorry").hidden = false;
  $("sorry").textContent = `This page is a program in WebAssembly, and this browser can't run it (${error.message}). Browsers since 2023 can; or use the tool, as the book describes.`;
});
window.playground = { S, timing, setting: () => setting, net: () => net, waiting, playing: () => playing, busy: () => wanted || looking || posing > 0, shown: () => S.stepped };
