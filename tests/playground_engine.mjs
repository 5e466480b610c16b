// The engine of the page, without a browser: node tests/playground_engine.mjs BUILD. That its numbers are the installed program's, that both of its modules, and
// going back, give the same bits, and that what the tasks say is so.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const B = process.argv[2] ?? 'build';
const pages = path.join(path.dirname(new URL(import.meta.url).pathname), '../book/playground');
const makeEngine = new Function('module', 'answer', fs.readFileSync(path.join(pages, 'engine.js'), 'utf8') + '; return makeEngine(module, answer);');
const modules = ['vectors', 'plain'].map(name => new WebAssembly.Module(fs.readFileSync(path.join(B, 'playground', name + '.wasm'))));
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'playground-'));
let passed = 0, failed = 0;
function check(name, good, found) {
  if (good) passed++;
  else {
    failed++;
    console.log(`${name}: ${found}`);
  }
}
const USUAL = { N: 2000, noise: 0.1, seed: 42, K: 3, B: 0, eta: 0.0025, mu: 0.5, start: 0, points: null };
function engine(settings, module = modules[0]) {
  let last;
  const ask = makeEngine(module, a => last = a);
  const must = request => {
    ask(request);
    if (last.error) throw Error(last.error);
    return last;
  };
  const e = { try: request => (ask(request), last), ask: must };
  e.look = (more = {}) => must({ look: { across: 3, up: 3, range: [-1.5, 1.5, -1.5, 1.5], every: 1, pick: { i: 0 }, chosen: 0, texts: true, ...more } }).picture;
  if (settings) must({ pose: { ...USUAL, ...settings } });
  e.losses = [];
  e.picture = more => {
    const p = e.look(more);
    e.losses.length = p.from - p.first;
    e.losses.push(...p.losses);
    return p;
  };
  return e;
}
const near = (a, b, bound) => Math.abs(a - b) <= bound*Math.max(Math.abs(a), Math.abs(b)) || a === b;
const same = (a, b) => a.length === b.length && a.every((x, j) => Object.is(x, b[j]));

// --- the files of the page become one script: no two of them may give the same name away
{
  const names = ['engine.js', 'formulas.js', 'draw.js', 'page.js'].flatMap(file =>
    [...fs.readFileSync(path.join(pages, file), 'utf8').matchAll(/^(?:async )?(?:function|let|const) (\w+)/gm)].map(found => found[1]));
  const twice = names.filter((name, j) => names.indexOf(name) !== j);
  check('names of the script', names.length > 50 && twice.length === 0, twice);
}

// --- the installed program's numbers
function tool(...options) {
  const run = path.join(scratch, 'run');
  execFileSync(path.join(B, 'ffnn'), [...options, '--quiet', '--force', '-o', run], { stdio: ['ignore', 'ignore', 'pipe'] });
  const table = name => fs.readFileSync(path.join(run, name + '.tsv'), 'utf8').split('\n').filter(line => line !== '' && line[0] !== '#').map(line => line.split('\t'));
  return { J: table('loss').map(row => Number(row[1])), theta: table('parameters').map(row => Number(row[3])), model: fs.readFileSync(path.join(run, 'model.ffnn')) };
}
{
  const there = tool('--samples', '2000', '--learning-rate', '0.0025', '--iterations', '1000'), e = engine({});
  e.ask({ steps: 1000 });
  const p = e.picture();
  check('1001 losses of 2,000 points', there.J.length === 1001 && there.J.every((J, t) => near(J, e.losses[t], 1e-12)), 'not those of ffnn');
  check('parameters after them', there.theta.every((x, j) => near(x, p.theta[j], 1e-12)), 'not those of ffnn');
  const large = tool('--iterations', '1000'), f = engine({ N: 50000, eta: 1e-4 });
  f.ask({ steps: 1000 });
  f.picture();
  for (const t of [0, 1, 100, 1000]) check(`J(${t}) of 50,000 points`, near(large.J[t], f.losses[t], 1e-12), `${f.losses[t]}, expected ${large.J[t]}`);
  // a model goes both ways
  const g = engine();
  g.ask({ open: there.model });
  g.ask({ steps: 50 });
  e.ask({ steps: 50 });
  check('a model of the tool goes on', near(g.picture().J, e.picture().J, 1e-12), g.look().J);
  const saved = path.join(scratch, 'page.ffnn');
  fs.writeFileSync(saved, e.ask({ save: 1100 }).saved);
  e.ask({ steps: 50 });
  const on = tool('--resume', saved);
  check('a model of the page goes on', on.theta.every((x, j) => near(x, e.look().theta[j], 1e-12)), 'not as in the page');
}
{ // points of one's own, of three classes, with batches
  let seed = 1, text = 'length,width,kind\n';
  const random = () => (seed = seed*48271%2147483647)/2147483647;
  for (let i = 0; i < 150; i++) text += `${(20*(i%3) + 30*random()).toFixed(2)},${(i%2 + 2*random()).toFixed(3)},k${i%3}\n`;
  const file = path.join(scratch, 'own.csv');
  fs.writeFileSync(file, text);
  const points = { name: file, bytes: new TextEncoder().encode(text), column: '', leaveOut: '', header: '', drop: false };
  for (const batch of [0, 40]) {
    const there = tool('--data', file, '--hidden', '4', '--seed', '9', '--iterations', '300', ...(batch ? ['--batch-size', '40'] : []));
    const e = engine({ points, K: 4, seed: 9, B: batch, eta: null, mu: null });
    e.ask({ steps: 300 });
    e.picture();
    check(`losses of own points, batches of ${batch}`, there.J.length === 301 && there.J.every((J, t) => near(J, e.losses[t], 1e-12)), 'not those of ffnn');
    const g = engine({ points, K: 4, seed: 9, B: batch, eta: null, mu: null });
    g.ask({ open: there.model });
    check('a model of own points', near(g.look().J, e.look().J, 1e-12), g.look().J);
  }
}

// --- the same bits: both modules, and going back, also after changes of the settings
{
  const [e, f] = modules.map(module => engine({ N: 3000, B: 700, eta: 0.005 }, module)), seen = [];
  for (let round = 0; round < 30; round++) {
    const eta = 0.005/(1 + round%4), mu = round%3/4;
    for (const x of [e, f]) {
      x.ask({ tune: { eta, mu } });
      x.ask({ steps: 61 });
    }
    const p = e.picture(), q = f.picture();
    check(`round ${round}`, ['theta', 'M', 'g', 'losses', 'map', 'points', 'hand'].every(part => same(p[part], q[part])) && p.J === q.J, 'the two modules differ');
    seen.push(p);
  }
  for (let j = 0; j < 60; j++) {
    const p = seen[j*17%30];
    e.ask({ go: p.t });
    const q = e.picture();
    check(`back to ${p.t}`, ['theta', 'M', 'g', 'map', 'hand'].every(part => same(p[part], q[part])) && q.J === p.J && q.t === p.t, 'not what was there');
  }
  for (const t of [0, 1, 60, 61, 62, 1000, 1829, 1830]) {
    e.ask({ go: t });

    check(`iteration ${t}`, e.picture().t === t && e.losses.length === 1831, e.losses.length);

  }
}

// --- one sample by hand, digit for digit what the book prints
{
  const e = engine({ N: 50000, eta: 1e-4, start: 3 }), v = [...e.look({ pick: { i: null, x1: 0.01, x2: 0.1375, y: 1 } }).hand];
  const take = n => v.splice(0, n), got = { x: take(2), zh: take(3), h: take(3), zo: take(2), m: take(1), e: take(2), s: take(1), y_hat: take(2), loss: take(1), delta_o: take(2), back: take(3),
    slope: take(3), delta_h: take(3), d: take(17) };
  const names = ['Wh_1_1', 'Wh_1_2', 'Wh_1_3', 'Wh_2_1', 'Wh_2_2', 'Wh_2_3', 'bh_1_1', 'bh_1_2', 'bh_1_3', 'Wo_1_1', 'Wo_1_2', 'Wo_2_1', 'Wo_2_2', 'Wo_3_1', 'Wo_3_2', 'bo_1_1', 'bo_1_2'];
  const said = new Map(fs.readFileSync(path.join(B, 'results/example.tsv'), 'utf8').split('\n').filter(line => line.startsWith('#= ex_')).map(line => line.slice(6).split('\t')));
  let compared = 0;
  const expect = (name, x) => {
    if (!said.has(name)) return;
    const text = said.get(name), digits = name[0] === 'd' && /^d[WB]/i.test(name) ? Number(x.toPrecision(4)) : Number(x.toFixed(4));
    check(name, Number(text) === digits, `${x}, in the book ${text}`);
    compared++;
  };
  for (const part of ['x', 'zh', 'h', 'zo', 'y_hat', 'delta_o', 'delta_h']) got[part].forEach((x, j) => expect(part + (j + 1), x));
  expect('loss', got.loss[0]);
  expect('back1', got.back[0]);
  got.d.forEach((x, j) => expect('d' + names[j], x));
  check('numbers of the section', compared === 36, compared);
}

// --- conserved sums, and the check at a random start
{
  const e = engine({});
  check('no fault', e.ask({ check: 0 }).check.verdict === 0 && e.ask({ check: 0 }).check.worst < 1e-6, 'not right');
  for (let fault = 1; fault <= 4; fault++) check(`fault ${fault}`, e.ask({ check: fault }).check.verdict === 1, 'not wrong');
  e.ask({ steps: 3000 });
  const p = e.look();
  check('conserved sums', p.sums.every((x, k) => Math.abs(x - p.firstSums[k]) <= 1e-12*2000), [...p.sums]);
}

// --- bad requests: a sentence, and everything as before
{
  const e = engine({});
  e.ask({ steps: 10 });
  const before = e.look();
  const bytes = text => new TextEncoder().encode(text);
  const own = text => ({ pose: { ...USUAL, eta: null, points: { name: 'a.csv', bytes: bytes(text), column: '', leaveOut: '', header: '', drop: false } } });
  for (const [request, words] of [[own('1,2,a\n3,x,b\n'), 'a.csv:2:3: expected'], [own('1,2,3,a\n4,5,6,b\n'), 'expected 2 inputs'], [own(''), 'a.csv'], [own('1,2\0,a\n'), 'zero'],
    [{ open: bytes('nonsense') }, 'model'], [{ open: bytes('') }, 'model'], [{ go: 11 }, 'no such iteration'], [{ go: -1 }, 'no such iteration']]) {
    const a = e.try(request);
    check(words, a.error !== undefined && a.error.includes(words), a.error);
    check('after ' + words, e.look().t === 10 && same(e.look().theta, before.theta), 'something has changed');
  }
}

// --- what the tasks say
{
  const html = fs.readFileSync(path.join(pages, 'tasks.html'), 'utf8'), engines = new Map();
  let facts = 0;
  for (const [, said, text] of html.matchAll(/<data value="([^"]*)">([^<]*)<\/data>/g)) {
    const [address, what, argument] = said.replace(/&amp;/g, '&').split('|'), settings = { start: 0 };
    let fault = 0;
    for (const part of address.split('&').filter(x => x)) {
      if (part === 'xor') {
        const bytes = new TextEncoder().encode(html.match(/<pre>([^<]*)<\/pre>/)[1]);
        Object.assign(settings, { eta: null, mu: null, points: { name: 'points.csv', bytes, column: '', leaveOut: '', header: '', drop: false } });
        continue;
      }
      const [name, x] = part.split('=');
      if (name === 'fault') fault = Number(x);
      else settings[name] = Number(x);
    }
    if (!engines.has(address)) engines.set(address, engine(settings));
    const e = engines.get(address), to = t => {
      const last = e.picture().last;
      if (t <= last) e.ask({ go: t });
      else {
        e.ask({ go: last });
        e.ask({ steps: t - last });
      }
      return e.picture();
    };
    const wrong = p => p.confusion[1] + p.confusion[2];
    let found;
    if (what === 'J') {
      to(Number(argument));
      found = e.losses[Number(argument)];
    } else if (what === 'b2') found = to(Number(argument)).g[7];
    else if (what === 'wrong') found = wrong(to(Number(argument)));
    else if (what === 'curvature') {
      to(Number(argument));
      found = (settings.eta ?? USUAL.eta)*e.ask({ curvature: true }).curvature.ends[1];
    } else if (what === 'below') {
      for (let t = 1000; !(to(t), e.losses.some(J => J < Number(argument))); t += 1000);
      found = e.losses.findIndex(J => J < Number(argument));
    }    else if (what === 'firstright') for (found = 0; wrong(to(found)) > 0; found++);
    else if (what === 'off') {
      to(0);
      const c = e.ask({ check: fault }).check;
      found = [...c.backprop].filter((x, j) => Math.abs(x - c.numerical[j]) > 1e-4*Math.abs(c.numerical[j])).length;
    }
    const digits = (text.split('.')[1] ?? '').length;
    check(`the tasks: ${said}`, found !== undefined && found.toFixed(digits).replace('-', '−') === text, `${found}, the page says ${text}`);
    facts++;

  }
  check('facts of the tasks', facts > 20, facts);
}

fs.rmSync(scratch, { recursive: true });
console.log(`engine: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
