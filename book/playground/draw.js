// The pictures. Each function draws the state on its element, and keeps nothing but the size of a canvas and the colours of the scheme.

let ink = null; // the colours of the page, read again when the scheme changes
for (const scheme of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(scheme).addEventListener("change", () => ink = null);
function colours() {
  if (ink !== null) return ink;
  const style = getComputedStyle(document.documentElement), get = name => style.getPropertyValue("--" + name).trim();
  const rgb = text => [1, 3, 5].map(at => parseInt(text.slice(at, at + 2), 16));
  ink = { text: get("ink"), grey: get("grey"), line: get("line"), paper: get("paper"), boundary: get("boundary"), classes: [0, 1, 2, 3].map(c => get("class" + c)) };
  ink.mixed = [get("paper"), ...ink.classes].map(rgb);
  return ink;
}
function prepare(canvas) { // with its real number of pixels, but the units of the page
  const scale = devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
  if (canvas.width !== Math.round(width*scale) || canvas.height !== Math.round(height*scale)) {
    canvas.width = Math.round(width*scale);
    canvas.height = Math.round(height*scale);
  }
  const pen = canvas.getContext("2d"), c = colours();
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = "12px system-ui, sans-serif";
  pen.fillStyle = pen.strokeStyle = c.text;
  pen.lineWidth = 1;
  return { pen, width, height, c };
}
function sign(pen, kind, x, y, r) { // added to the path: dash, plus, cross, or circle
  if (kind === 0 || kind === 1) {
    pen.moveTo(x - r, y);
    pen.lineTo(x + r, y);
  }
  if (kind === 1) {
    pen.moveTo(x, y - r);
    pen.lineTo(x, y + r);
  }
  if (kind === 2) {
    pen.moveTo(x - r, y - r);
    pen.lineTo(x + r, y + r);
    pen.moveTo(x - r, y + r);
    pen.lineTo(x + r, y - r);
  }
  if (kind === 3) {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 7);
  }
}
function ticks(low, high, most) { // round numbers between them
  const raw = (high - low)/most, power = 10**Math.floor(Math.log10(raw)), step = [1, 2, 5, 10].find(m => m*power >= raw)*power, list = [];
  for (let j = Math.ceil(low/step); j*step <= high*(1 + 1e-12); j++) list.push(j*step);
  return { list, text: x => (Math.abs(x) < step/1e6 ? "0" : String(Number(x.toPrecision(6)))).replace("-", "−") };
}

// --- the plane

const EDGE = { left: 34, bottom: 32, right: 6, top: 6 };
function planeFrame(canvas) {
  return { left: EDGE.left, top: EDGE.top, width: canvas.clientWidth - EDGE.left - EDGE.right, height: canvas.clientHeight - EDGE.top - EDGE.bottom };
}
function planePoint(canvas, S, event) {
  const box = canvas.getBoundingClientRect(), f = planeFrame(canvas), [left, right, bottom, top] = S.range;
  return [left + (right - left)*(event.clientX - box.left - f.left)/f.width, top - (top - bottom)*(event.clientY - box.top - f.top)/f.height];
}
function contour(values, level, across, up, draw) { // marching squares, between the middles of the cells
  for (let row = 0; row + 1 < up; row++)
    for (let i = 0; i + 1 < across; i++) {
      const at = row*across + i, above = values[at] > level;
      if (above === values[at + 1] > level && above === values[at + across] > level && above === values[at + across + 1] > level) continue;
      const v = [values[at] - level, values[at + 1] - level, values[at + across + 1] - level, values[at + across] - level], cut = [];
      for (let side = 0; side < 4; side++) {
        const a = v[side], b = v[(side + 1)%4];
        if ((a > 0) === (b > 0)) continue;
        const s = a/(a - b);
        cut.push(side === 0 ? [i + s, row] : side === 1 ? [i + 1, row + s] : side === 2 ? [i + 1 - s, row + 1] : [i, row + 1 - s]);
      }
      for (let j = 0; j + 1 < cut.length; j += 2) draw(cut[j], cut[j + 1]);
    }
}
function drawMap(S, c) { // the answers, or a unit's activation, as an image
  const { across, up, C, map } = S, cells = across*up, image = new ImageData(across, up), d = image.data, shade = 0.42, unit = S.layer === "answer" ? -1 : C - 1 + S.layer;
  for (let j = 0; j < cells; j++) {
    const h = unit < 0 ? 0 : map[unit*cells + j];
    for (let i = 0; i < 3; i++) {
      let colour = 0;
      if (unit < 0) for (let k = 0; k < C; k++) colour += map[k*cells + j]*c.mixed[1 + k][i];
      else colour = h*c.mixed[2][i] + (1 - h)*c.mixed[1][i];
      d[4*j + i] = c.mixed[0][i] + shade*(colour - c.mixed[0][i]);
    }
    d[4*j + 3] = 255;
  }
  return image;
}
const offstage = document.createElement("canvas"), layer = document.createElement("canvas");
let layered = []; // for what the layer of points was drawn: they don't move while the network learns
function pointsLayer(canvas, S, c, X, Y) {
  const now = [S.drawn, canvas.width, canvas.height, c], width = 3 + S.K + S.C, size = S.shown > 2500 ? 2 : 2.6;
  if (now.every((x, j) => x === layered[j])) return layer;
  layered = now;
  layer.width = canvas.width;
  layer.height = canvas.height;
  const pen = layer.getContext("2d");
  pen.scale(devicePixelRatio || 1, devicePixelRatio || 1);
  pen.lineWidth = 0.9;
  for (let y = 0; y < S.C; y++) {
    pen.beginPath();
    for (let i = 0; i < S.shown; i++) if (S.points[i*width + 2] === y) sign(pen, y, X(S.points[i*width]), Y(S.points[i*width + 1]), size);
    pen.strokeStyle = c.classes[y];
    pen.stroke();
  }
  return layer;
}
function drawPlane(canvas, S) {
  const { pen, c } = prepare(canvas), f = planeFrame(canvas), [left, right, bottom, top] = S.range, { K, C, across, up } = S, cells = across*up;
  const X = x => f.left + f.width*(x - left)/(right - left), Y = y => f.top + f.height*(top - y)/(top - bottom);
  offstage.width = across;
  offstage.height = up;
  offstage.getContext("2d").putImageData(drawMap(S, c), 0, 0);
  pen.save();
  pen.beginPath();
  pen.rect(f.left, f.top, f.width, f.height);
  pen.clip();
  pen.imageSmoothingEnabled = true;
  pen.drawImage(offstage, f.left, f.top, f.width, f.height);
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.drawImage(pointsLayer(canvas, S, c, X, Y), 0, 0);
  pen.setTransform(devicePixelRatio || 1, 0, 0, devicePixelRatio || 1, 0, 0);
  const place = ([i, row]) => [f.left + f.width*(i + 0.5)/across, f.top + f.height*(row + 0.5)/up];
  const follow = (values, level) => {
    pen.beginPath();
    contour(values, level, across, up, (a, b) => {
      pen.moveTo(...place(a));
      pen.lineTo(...place(b));
    });
    pen.stroke();
  };
  pen.strokeStyle = c.text;
  pen.lineWidth = 1;
  for (let k = 0; k < K; k++) follow(S.map.subarray((C + k)*cells, (C + k + 1)*cells), 0.5);
  labelLines(pen, S, f, X, Y, c);
  pen.strokeStyle = c.boundary;
  pen.lineWidth = 2.4;
  for (let a = 0; a < (C === 2 ? 1 : C); a++) { // the margin of a class over the best of the others
    const lead = new Float32Array(cells);
    for (let j = 0; j < cells; j++) {
      let other = 0;
      for (let b = 0; b < C; b++) if (b !== a) other = Math.max(other, S.map[b*cells + j]);
      lead[j] = S.map[a*cells + j] - other;
    }
    follow(lead, 0);
  }
  if (S.pick !== null && S.pick.x1 !== undefined) {
    pen.beginPath();
    pen.arc(X(S.pick.x1), Y(S.pick.x2), 6, 0, 7);
    pen.strokeStyle = c.paper;
    pen.lineWidth = 5;
    pen.stroke();
    pen.strokeStyle = c.text;
    pen.lineWidth = 2;
    pen.stroke();
  }
  pen.restore();
  pen.strokeStyle = c.grey;
  pen.strokeRect(f.left, f.top, f.width, f.height);
  pen.fillStyle = c.text;
  const across_ = ticks(left, right, 5), up_ = ticks(bottom, top, 5);
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (const x of across_.list) pen.fillText(across_.text(x), Math.min(X(x), f.left + f.width - 8), f.top + f.height + 3);
  pen.fillText(S.inputs[0].slice(0, 40), f.left + f.width/2, f.top + f.height + 17);
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (const y of up_.list) pen.fillText(up_.text(y).slice(0, 6), f.left - 3, Math.max(Y(y), f.top + 7));
  pen.save();
  pen.translate(7, f.top + f.height/2 - f.height/8);
  pen.rotate(-Math.PI/2);
  pen.textAlign = "center";
  pen.fillText(S.inputs[1].slice(0, 30), 0, 0);
  pen.restore();
}
function labelLines(pen, S, f, X, Y, c) { // the number of the unit, near where its line leaves the frame, on the side where it is on
  const { K, theta, range: [left, right, bottom, top], scales: [m1, s1, m2, s2] } = S;
  pen.font = "bold 13px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (let k = 0; k < K; k++) {
    const a = theta[k]/s1, b = theta[K + k]/s2, t = theta[2*K + k] - a*m1 - b*m2, ends = [];
    for (const x of [left, right]) if (b !== 0 && -(a*x + t)/b >= bottom && -(a*x + t)/b <= top) ends.push([x, -(a*x + t)/b]);
    for (const y of [bottom, top]) if (a !== 0 && -(b*y + t)/a >= left && -(b*y + t)/a <= right) ends.push([-(b*y + t)/a, y]);
    if (ends.length < 2) continue;
    const [p, q] = [ends[0], ends[1]].map(([x, y]) => [X(x), Y(y)]), along = 0.1 + 0.06*k;
    const x = p[0] + (q[0] - p[0])*along, y = p[1] + (q[1] - p[1])*along, size = Math.hypot(a/(X(1) - X(0)), b/(Y(1) - Y(0))) || 1;
    const dx = a/(X(1) - X(0))/size*11, dy = b/(Y(1) - Y(0))/size*11;
    const inX = Math.max(f.left + 8, Math.min(f.left + f.width - 8, x + dx)), inY = Math.max(f.top + 9, Math.min(f.top + f.height - 9, y + dy));
    pen.lineWidth = 3;
    pen.strokeStyle = c.paper;
    pen.strokeText(k + 1, inX, inY);
    pen.fillStyle = c.text;
    pen.fillText(k + 1, inX, inY);
  }
  pen.font = "12px system-ui, sans-serif";
}
function describePlane(S) {
  return `The plane with ${S.N} points and the network's answers at iteration ${S.t}; the chosen point is at ${number(S.pick.x1, 3)}, ${number(S.pick.x2, 3)}. Arrow keys move it.`;
}

// --- the cube of the first three hidden activations; a square or a line if there are fewer

function drawCube(canvas, S) {
  const { pen, width, height, c } = prepare(canvas), { K, C } = S, D = Math.min(K, 3), stride = 3 + K + C;
  const { azimuth, elevation } = S.view, sa = Math.sin(azimuth), ca = Math.cos(azimuth), se = Math.sin(elevation), ce = Math.cos(elevation);
  const size = Math.min(width, height)*(D === 3 ? 0.5 : 0.72), flat = D < 3;
  const place = h => { // on the canvas, and how far in front
    const x = h[0] - 0.5, y = (D > 1 ? h[1] : 0.5) - 0.5, z = (D > 2 ? h[2] : 0) - 0.5;
    if (flat) return [width/2 + size*x, height/2 - (D > 1 ? size*y : 0), 0];
    const u = ca*x - sa*y, v = sa*x + ca*y;
    return [width/2 + size*u*1.15, height/2 - size*1.15*(ce*z - se*v*-1*-1), ce*v*-1 - se*z*-1];
  };
  const edges = [], corner = n => [n&1, n>>1&1, n>>2&1];
  for (let n = 0; n < 1<<D; n++) for (let d = 0; d < D; d++) if (!(n>>d&1)) edges.push([corner(n), corner(n | 1<<d)]);
  const lines = list => {
    pen.beginPath();
    for (const [a, b] of list) {
      const [x, y] = place(a), [u, v] = place(b);
      pen.moveTo(x, y);
      pen.lineTo(u, v);
    }
    pen.stroke();
  };
  pen.strokeStyle = c.grey;
  lines(edges);
  let polygon = null;
  if (C === 2) polygon = separating(S, edges, D);
  const lead = h => { // positive where the second class is the answer, all other units at one half
    const { theta } = S, w = j => theta[3*K + 2*j + 1] - theta[3*K + 2*j];
    let sum = theta[3*K + K*C + 1] - theta[3*K + K*C];
    for (let k = 0; k < K; k++) sum += w(k)*(k < D ? h[k] : 0.5);
    return sum;
  };
  const points = (front) => {
    for (let y = 0; y < C; y++) {
      pen.beginPath();
      for (let i = 0; i < S.shown; i++) {
        const at = i*stride;
        if (S.points[at + 2] !== y) continue;
        const h = [S.points[at + 3], S.points[at + 4], S.points[at + 5]];
        if (polygon !== null && D === 3 && (lead(h) > 0) !== front) continue;
        const [u, v] = place(h);
        sign(pen, y, u, D === 1 ? v + (y - (C - 1)/2)*26 + (i*7919%17 - 8)*0.7 : v, 2);
      }
      pen.strokeStyle = c.classes[y];
      pen.lineWidth = 0.9;
      pen.stroke();
    }
  };
  if (polygon !== null && D === 3) { // what lies behind the plane, the plane, what lies before it
    const [wx, wy, wz] = [0, 1, 2].map(j => S.theta[3*K + 2*j + 1] - S.theta[3*K + 2*j]), toward = (x, y, z) => place([x, y, z])[2];
    const front = wx*(toward(1, 0, 0) - toward(0, 0, 0)) + wy*(toward(0, 1, 0) - toward(0, 0, 0)) + wz*(toward(0, 0, 1) - toward(0, 0, 0)) > 0;
    points(!front);
    surface(pen, polygon.map(place), c);
    points(front);
  } else {
    points(true);
    if (polygon !== null) surface(pen, polygon.map(place), c);
  }
  if (S.hand !== null) {
    const [u, v] = place(S.hand.h);
    pen.beginPath();
    pen.arc(u, v, 6, 0, 7);
    pen.strokeStyle = c.text;
    pen.lineWidth = 2;
    pen.stroke();
  }
  pen.fillStyle = c.text;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const origin = place([0, 0, 0]);
  for (let d = 0; d < D; d++) {
    const end = [0, 0, 0].map((x, j) => j === d ? 1 : x), [u, v] = place(end), long = Math.hypot(u - origin[0], v - origin[1]) || 1;
    pen.fillText("h" + "₁₂₃"[d], u + 16*(u - origin[0])/long, v + 16*(v - origin[1])/long);
  }
  pen.fillText("0", origin[0] - 9, origin[1] + 9);
}
function separating(S, edges, D) { // the polygon in which the plane of equal logits cuts the cube, in order
  const { K, C, theta } = S, w = j => theta[3*K + 2*j + 1] - theta[3*K + 2*j];
  let b = theta[3*K + K*C + 1] - theta[3*K + K*C];
  for (let k = D; k < K; k++) b += w(k)/2;
  const value = h => h.reduce((sum, x, j) => j < D ? sum + w(j)*x : sum, b), cut = [];
  for (const [p, q] of edges) {
    const a = value(p), e = value(q);
    if (a > 0 !== e > 0) cut.push(p.map((x, j) => x + (q[j] - x)*a/(a - e)));
  }
  if (cut.length === 0) return null;
  const middle = [0, 1, 2].map(j => cut.reduce((sum, p) => sum + p[j]/cut.length, 0)), n = [w(0), D > 1 ? w(1) : 0, D > 2 ? w(2) : 0];
  const along = Math.abs(n[0]) < Math.abs(n[1]) ? [0, -n[2], n[1]] : [n[2], 0, -n[0]];
  const cross = [n[1]*along[2] - n[2]*along[1], n[2]*along[0] - n[0]*along[2], n[0]*along[1] - n[1]*along[0]];
  const angle = p => Math.atan2(p.reduce((s, x, j) => s + (x - middle[j])*cross[j]/(Math.hypot(...cross) || 1), 0), p.reduce((s, x, j) => s + (x - middle[j])*along[j]/(Math.hypot(...along) || 1), 0));
  return cut.sort((p, q) => angle(p) - angle(q));
}
function surface(pen, corners, c) {
  pen.beginPath();
  corners.forEach(([x, y], j) => j === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y));
  if (corners.length === 1) sign(pen, 1, ...corners[0], 8);
  pen.closePath();
  pen.globalAlpha = 0.15;
  pen.fillStyle = c.boundary;
  pen.fill();
  pen.globalAlpha = 1;
  pen.strokeStyle = c.boundary;
  pen.lineWidth = 2;
  pen.stroke();
}
function describeCube(S) {
  return `The points in the space of the ${S.K > 3 ? "first three of " + S.K + " hidden units" : S.K === 1 ? "hidden unit" : S.K + " hidden units"} at iteration ${S.t}. Arrow keys turn it.`;
}

// --- the loss

function lossScale(canvas, S) {
  const { first, values } = S.losses, left = 46, bottom = 34, right = 10, top = 8, width = canvas.clientWidth - left - right, height = canvas.clientHeight - top - bottom;
  let low = Infinity, high = -Infinity, last = first + values.length - 1;
  for (const curve of [S.losses, S.previous]) {
    if (curve === null) continue;
    last = Math.max(last, curve.first + curve.values.length - 1);
    for (const J of curve.values) if (Number.isFinite(J) && (J > 0 || !S.log.J)) {
      low = Math.min(low, J);
      high = Math.max(high, J);
    }
  }
  if (!(low <= high)) [low, high] = [1, 10];
  if (S.log.J) {
    low = 10**Math.floor(Math.log10(low));
    high = Math.max(10**Math.ceil(Math.log10(high)), 10*low);
  } else [low, high] = [0, high*1.05];
  last = Math.max(last, 1);
  const u = S.log.t ? t => Math.log1p(t)/Math.log1p(last) : t => t/last, v = S.log.J ? J => Math.log(J/low)/Math.log(high/low) : J => (J - low)/(high - low);
  return { left, top, width, height, low, high, last, X: t => left + width*u(t), Y: J => top + height*(1 - Math.max(0, Math.min(1, v(J)))), back: x => {
    const part = Math.max(0, Math.min(1, (x - left)/width));
    return Math.round(S.log.t ? Math.expm1(part*Math.log1p(last)) : part*last);
  } };
}
function lossIteration(canvas, S, event) {
  return lossScale(canvas, S).back(event.clientX - canvas.getBoundingClientRect().left);
}
function drawLoss(canvas, S) {
  const { pen, c } = prepare(canvas), g = lossScale(canvas, S);
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  const rows = S.log.J ? powers(g.low, g.high) : ticks(g.low, g.high, 5).list;
  for (const J of rows) {
    pen.strokeStyle = c.line;
    pen.beginPath();
    pen.moveTo(g.left, g.Y(J));
    pen.lineTo(g.left + g.width, g.Y(J));
    pen.stroke();
    pen.fillText(S.log.J && g.high/g.low > 50 ? "10" + String(Math.round(Math.log10(J))).replace("-", "⁻").replace(/\d/g, d => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d]) : String(Number(J.toPrecision(6))), g.left - 5, g.Y(J));
  }
  pen.textBaseline = "top";
  pen.textAlign = "center";
  const columns = S.log.t ? [0, 1, ...g.last < 50 ? [2, 3, 5, 10, 20, 30] : [10, 100, 1000, 10000, 100000, 1000000]].filter(t => t <= g.last) : ticks(0, g.last, Math.max(2, g.width/90)).list;
  let free = -Infinity;
  for (const t of columns) {
    const text = t.toLocaleString("en"), half = pen.measureText(text).width/2, x = Math.min(g.X(t), g.left + g.width - half);
    if (x - half < free) continue;
    pen.fillText(text, x, g.top + g.height + 4);
    free = x + half + 8;
  }
  pen.fillText("iteration", g.left + g.width/2, g.top + g.height + 19);
  pen.strokeStyle = c.grey;
  pen.strokeRect(g.left, g.top, g.width, g.height);
  const curve = ({ first, values }, colour, wide) => { // in each column of pixels the least and the greatest, so that nothing of a zigzag is lost
    pen.strokeStyle = colour;
    pen.lineWidth = wide;
    pen.beginPath();
    let column = -1, low = 0, high = 0, end = 0, open = false;
    const put = () => {
      if (column < 0) return;
      open ? pen.lineTo(column, low) : pen.moveTo(column, low);
      if (high !== low) pen.lineTo(column, high);
      if (end !== high) pen.lineTo(column, end);
      open = true;
    };
    for (let i = 0; i < values.length; i++) {
      if (!Number.isFinite(values[i])) break;
      const x = Math.round(g.X(first + i)*2)/2, y = g.Y(values[i]);
      if (x !== column) {
        put();
        column = x;
        low = high = y;
      }
      low = Math.max(low, y);
      high = Math.min(high, y);
      end = y;
    }
    put();
    pen.stroke();
  };
  if (S.previous !== null) curve(S.previous, c.grey, 1);
  curve(S.losses, c.text, 1.5);
  const here = S.losses.values[S.t - S.losses.first];
  if (Number.isFinite(here)) {
    pen.fillStyle = c.boundary;
    pen.beginPath();
    pen.arc(g.X(S.t), g.Y(here), 4.5, 0, 7);
    pen.fill();
  }
}
function powers(low, high) {
  const list = [], many = Math.ceil(Math.log10(high/low)/8);
  for (let e = Math.round(Math.log10(low)); e <= Math.round(Math.log10(high)); e += Math.max(1, many)) list.push(10**e);
  return high/low > 50 ? list : [1, 2, 5, 10].map(m => m*low);
}
function describeLoss(S) {
  const { first, values } = S.losses;
  return `The loss from iteration ${first}, where it is ${number(values[0], 4)}, to iteration ${first + values.length - 1}, where it is ${number(values[values.length - 1], 4)}.`;
}

// --- the network

function drawNetwork(svg, S) {
  const { K, C, theta, hand, names } = S, many = Math.max(2, K, C), gap = Math.min(78, 246/many), few = K <= 4;
  const y = (j, n) => 135 + (j - (n - 1)/2)*gap, place = { x: d => [52, 135 + (d - 0.5)*96], h: k => [262, y(k, K)], o: c => [452, y(c, C) + (c - (C - 1)/2)*(C === 2 ? 30 : 0)] };
  const most = Math.max(...theta.map(Math.abs).filter(Number.isFinite), 1e-300), wide = w => 0.7 + 6*Math.min(1, Math.abs(w)/most), out = [], texts = [];
  const edge = (j, a, b, part) => {
    const on = j === S.chosen, w = theta[j];
    out.push(`<g data-j="${j}"${on ? ' class="chosen"' : ""}><line class="hit" x1="${a[0]}" y1="${a[1]}" x2="${b[0]}" y2="${b[1]}"/>` +
      `<line class="weight" x1="${a[0]}" y1="${a[1]}" x2="${b[0]}" y2="${b[1]}" stroke-width="${wide(w).toFixed(2)}"${w < 0 ? ' stroke-dasharray="7 4"' : ""}/><title>${names[j].text} = ${w}</title></g>`);
    if (few) texts.push(`<text x="${(a[0] + (b[0] - a[0])*part).toFixed(1)}" y="${(a[1] + (b[1] - a[1])*part + 4).toFixed(1)}" class="number">${number(w, 2)}</text>`);
  };
  for (let d = 0; d < 2; d++) for (let k = 0; k < K; k++) edge(d*K + k, place.x(d), place.h(k), d === 0 ? 0.3 : 0.52);
  for (let k = 0; k < K; k++) for (let c = 0; c < C; c++) edge(3*K + k*C + c, place.h(k), place.o(c), C === 2 ? 0.36 + 0.26*c : 0.3 + 0.18*c);
  const node = ([cx, cy], text, kind, r) => out.push(`<circle cx="${cx}" cy="${cy}" r="${r}" class="${kind}"/><text x="${cx}" y="${cy + 4}" class="in">${text}</text>`);
  const r = Math.min(20, gap*0.45), bias = (j, x, y, anchor) => texts.push(`<text x="${x}" y="${y}" data-j="${j}" class="number${j === S.chosen ? " chosen" : ""}" style="text-anchor:${anchor}">b = ${number(theta[j], 2)}</text>`);
  out.push(...texts.splice(0));
  [0, 1].forEach(d => node(place.x(d), hand.x[d].toFixed(2).replace("-", "−"), "input", 21));
  for (let k = 0; k < K; k++) {
    node(place.h(k), hand.h[k].toFixed(2), "unit", r);
    if (few) bias(2*K + k, place.h(k)[0], place.h(k)[1] - r - 4, "middle");
  }
  for (let c = 0; c < C; c++) {
    node(place.o(c), hand.y_hat[c].toFixed(2), "class" + c, Math.min(21, gap*0.45));
    bias(3*K + K*C + c, place.o(c)[0] + 26, place.o(c)[1] + 12, "start");
    texts.push(`<text x="${place.o(c)[0] + 26}" y="${place.o(c)[1] - 2}">${escaped(S.classes[c].slice(0, 12))}</text>`);
  }
  svg.innerHTML = out.join("") + texts.join("");
}
function describeNetwork(S) {
  return `The network with the weights as lines, dashed if they are negative; for the chosen point the answer is ${S.classes[S.hand.y_hat.indexOf(Math.max(...S.hand.y_hat))]}. All numbers are in the table of parameters.`;
}
