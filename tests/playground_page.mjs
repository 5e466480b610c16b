// The page in a real browser, Chromium, driven through its debugging pipe: node tests/playground_page.mjs BUILD. What it shows is compared with the installed
// program's tables; it is used with keys alone, given bad input, looked at in many sizes and schemes, and its speed is measured. Pictures go to BUILD/playground/.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const B = path.resolve(process.argv[2] ?? 'build');
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'page with blanks ä-'));
const file = path.join(home, 'playground.html');
fs.copyFileSync(path.join(B, 'playground.html'), file);
let passed = 0, failed = 0;
function check(name, good, found = 'no') {
  if (good) passed++;
  else {
    failed++;
    console.log(`${name}: ${typeof found === 'string' ? found : JSON.stringify(found)}`);
  }
}
const wait = ms => new Promise(resolve => setTimeout(resolve, ms));
const near = (a, b, bound) => Math.abs(a - b) <= bound*Math.max(Math.abs(a), Math.abs(b)) || a === b;
const numeric = text => Number(text.replace('−', '-').replace('·10', 'e').replace(/[⁻⁰¹²³⁴-⁹]/g, c => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c) === 0 ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)));
const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];

// --- the browser: texts of JSON with a zero byte behind each, on two descriptors
const browser = spawn(process.env.CHROMIUM ?? 'chromium', ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-ipc-flooding-protection', '--remote-debugging-pipe', '--user-data-dir=' + path.join(home, 'profile'), 'about:blank'],
{ stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
browser.on('error', error => {
  console.log(`chromium: ${error.message}`);
  process.exit(1);
});
const waiting = new Map(), listeners = new Map();
let messages = 0, rest = '';
browser.stdio[4].on('data', data => {
  const parts = (rest + data).split('\0');
  rest = parts.pop();
  for (const part of parts) {
    const m = JSON.parse(part);
    if (m.id) waiting.get(m.id)(m);
    else listeners.get(m.sessionId)?.(m);
  }
});
function send(method, params = {}, sessionId) {
  return new Promise((resolve, reject) => {
    const id = ++messages;
    waiting.set(id, m => {
      waiting.delete(id);
      if (m.error) reject(Error(`${method}: ${m.error.message}`));
      else resolve(m.result);
    });
    browser.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0');
  });
}
const complaints = [], requests = [];
async function openPage(address = '', { size = [1280, 900], before = '', media = [] } = {}) {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' }), { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  listeners.set(sessionId, m => {
    if (m.method === 'Network.requestWillBeSent') requests.push(m.params.request.url);
    if (m.method === 'Runtime.exceptionThrown') complaints.push(m.params.exceptionDetails.exception?.description ?? m.params.exceptionDetails.text);
    if (m.method === 'Runtime.consoleAPICalled') complaints.push(JSON.stringify(m.params.args));
    if (m.method === 'Log.entryAdded') complaints.push(m.params.entry.text);
  });
  const p = { send: (method, params) => send(method, params, sessionId), close: () => send('Target.closeTarget', { targetId }) };
  p.js = async expression => {
    const r = await p.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (r.exceptionDetails) throw Error(r.exceptionDetails.exception?.description ?? r.exceptionDetails.text);
    return r.result.value;
  };
  p.until = async (expression, ms = 30000) => {
    for (const end = Date.now() + ms; Date.now() < end; await wait(10)) if (await p.js(expression)) return true;
    check(expression, false, 'not in time');
    return false;
  };
  p.text = id => p.js(`document.getElementById("${id}").textContent`);
  p.set = (id, value) => p.js(`{ const e = document.getElementById("${id}"); e.value = ${JSON.stringify(String(value))}; e.dispatchEvent(new Event("change", { bubbles: true })); }`);
  p.click = id => p.js(`document.getElementById("${id}").click()`);
  p.key = async (key, modifiers = 0) => {
    const code = { Tab: 9, ' ': 32, ArrowRight: 39, ArrowLeft: 37, ArrowUp: 38, ArrowDown: 40, r: 82, Enter: 13 }[key], text = key === ' ' ? ' ' : key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
    await p.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: code, modifiers, text });
    await p.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: code, modifiers });
  };
  p.rest = () => p.until('playground.S.t !== undefined && !playground.playing() && playground.waiting.size === 0 && !playground.busy()');
  p.runTo = async t => { // with the page's own fields and buttons
    await p.set('until', t);
    await p.click('train');
    await p.until(`!playground.playing() && playground.S.t === ${t}`, 120000);
    await p.rest();
  };
  p.state = () => p.js('({ t: playground.S.t, J: playground.S.J, theta: [...playground.S.theta], M: [...playground.S.M], g: [...playground.S.g], losses: [...playground.S.losses.values] })');
  p.picture = async name => fs.writeFileSync(path.join(B, 'playground', name + '.png'), Buffer.from((await p.send('Page.captureScreenshot', { captureBeyondViewport: true })).data, 'base64'));
  for (const domain of ['Page', 'Runtime', 'Network', 'Log', 'DOM']) await p.send(domain + '.enable');
  await p.send('Emulation.setDeviceMetricsOverride', { width: size[0], height: size[1], deviceScaleFactor: 1, mobile: false });
  if (media.length > 0) await p.send('Emulation.setEmulatedMedia', { features: media.map(([name, value]) => ({ name, value })) });
  if (before) await p.send('Page.addScriptToEvaluateOnNewDocument', { source: before });
  await p.send('Page.navigate', { url: pathToFileURL(file).href + address });
  await p.until('window.playground !== undefined');
  return p;
}
const sameState = (a, b) => JSON.stringify(a) === JSON.stringify(b);
function tool(...options) {
  const run = path.join(home, 'run');
  execFileSync(path.join(B, 'ffnn'), [...options, '--quiet', '--force', '-o', run], { stdio: ['ignore', 'ignore', 'pipe'] });
  const table = name => fs.readFileSync(path.join(run, name + '.tsv'), 'utf8').split('\n').filter(line => line !== '' && line[0] !== '#').map(line => line.split('\t'));
  return { J: table('loss').map(row => Number(row[1])), theta: table('parameters').map(row => Number(row[3])), model: path.join(run, 'model.ffnn') };
}
const equalLosses = (name, there, here) => check(name + ', losses', there.J.length === here.losses.length && there.J.every((J, t) => near(J, here.losses[t], 1e-12)), 'not those of ffnn');
const equals = (name, there, here) => {
  equalLosses(name, there, here);
  check(name + ', parameters', there.theta.length === here.theta.length && there.theta.every((x, j) => near(x, here.theta[j], 1e-12)), 'not those of ffnn');
};

// --- the numbers
async function numbers() {
  const p = await openPage();
  await p.rest();
  check('it begins at rest', (await p.state()).t === 0 && await p.text('train') === 'Train');
  await p.runTo(1000);
  const at1000 = await p.state();
  equals('2,000 points', tool('--samples', '2000', '--learning-rate', '0.0025', '--iterations', '1000'), at1000);
  const command = await p.text('command');
  equals('the command that is shown', tool(...command.split(' ').slice(1)), at1000);
  // the bits: without vector instructions, without a worker, back and forth, and after changes of the learning rate
  for (const wish of ['?plain', '?alone', '?plain&alone']) {
    const q = await openPage(wish);
    await q.rest();
    await q.runTo(1000);
    check(wish + ', the same bits', sameState(await q.state(), at1000));
    await q.close();
  }
  await p.set('goto', 400);
  await p.rest();
  const at400 = await p.state();
  check('back to 400', at400.t === 400 && Object.is(at400.J, at1000.losses[400]), at400.t);
  await p.click('forward');
  await p.rest();
  await p.click('back');
  await p.rest();
  check('one on and one back', sameState(await p.state(), at400));
  await p.set('goto', 1000);
  await p.rest();
  await p.set('eta', 0.001);
  await p.runTo(1200);
  const at1200 = await p.state();
  await p.set('goto', 400);
  await p.rest();
  check('back beyond a change of the learning rate', sameState({ ...await p.state(), losses: 0 }, { ...at400, losses: 0 }));
  await p.set('goto', 1200);
  await p.rest();
  check('and forth', sameState(await p.state(), at1200));
  check('no command for such a run', /save the model/.test(await p.text('command')));
  await p.js('{ const s = document.getElementById("scrub"); s.value = 700; s.dispatchEvent(new Event("input")); }');
  await p.until('playground.S.t === 700');
  check('the slider', Object.is((await p.state()).J, at1200.losses[700]));
  await p.click('train'); // another future
  await p.until('!playground.playing() && playground.S.t === 1200');
  check('train on from there', !sameState(await p.state(), at1200) && Object.is((await p.state()).losses[700], at1200.losses[700]));
  // what is only shown changes nothing
  await p.rest();
  const before = await p.state();
  for (const id of ['logt', 'logJ', 'keep', 'unkeep']) await p.click(id);
  for (const layer of ['1', '3', 'answer']) await p.set('layer', layer);
  await p.rest();
  check('switches of the pictures', sameState(await p.state(), before));
  // the check, the curvature, the sums
  await p.click('usual');
  await p.rest();
  await p.click('check');
  await p.rest();
  const verdict = await p.text('checked');
  check('the check', /^The gradient is right/.test(verdict), verdict);
  for (const fault of [1, 2, 3, 4]) {
    await p.set('fault', fault);
    await p.click('check');
    await p.rest();
    check(`fault ${fault}`, /^The gradient is wrong/.test(await p.text('checked')) && await p.js('document.querySelectorAll("#params tr.off").length > 0'));
  }
  await p.set('fault', 0);
  await p.click('curvature');
  await p.rest();
  check('curvature', /ηλ = 2\.8/.test(await p.text('bend')), await p.text('bend'));
  await p.runTo(3000);
  const change = numeric((await p.text('sums')).match(/changed by ([^ ]+) at most/)[1]);
  check('conserved sums', change <= 1e-12*2000, await p.text('sums'));
  await p.close();

  const q = await openPage('#N=50000&eta=0.0001&start=3&x1=0.01&x2=0.1375&y=1'), hand = fs.readFileSync(path.join(B, 'results/example.tsv'), 'utf8');
  await q.rest();
  const shown = (await q.text('hand')).replace(/−/g, '-');
  for (const [, name, text] of hand.matchAll(/^#= ex_(zh\d|h\d|zo\d|y_hat\d|loss|delta_o\d|delta_h\d)\t(\S+)$/gm)) check(`by hand: ${name}`, shown.includes(text), `${text} isn't shown`);
  await q.click('book');
  await q.rest();
  await q.runTo(1000);
  const large = tool('--iterations', '1000'), there = await q.state();
  for (const t of [0, 1, 100, 1000]) check(`J(${t}) of 50,000 points`, near(large.J[t], there.losses[t], 1e-12), `${there.losses[t]}, expected ${large.J[t]}`);
  await q.close();
}

// --- keys alone; names for those who listen; nothing is said while it trains
async function keys() {
  const p = await openPage();
  await p.rest();
  const focus = () => p.js('document.activeElement.id || document.activeElement.tagName'), seen = new Set();
  let unmarked = 0;
  async function tabTo(id, modifiers = 0) {
    for (let j = 0; j < 80 && await focus() !== id; j++) {
      await p.key('Tab', modifiers);
      seen.add(await focus());
      if (await p.js('{ const s = getComputedStyle(document.activeElement); document.activeElement !== document.body && (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2); }')) unmarked++;
    }
    check(`the tabulator reaches ${id}`, await focus() === id, await focus());
  }
  await tabTo('mur');
  await p.key('ArrowRight');
  check('a slider by keys', await p.js('playground.setting().mu') === 0.51, await p.js('playground.setting().mu'));
  await tabTo('train', 8);
  await p.js('window.spoken = []; new MutationObserver(() => spoken.push(document.getElementById("said").textContent)).observe(document.getElementById("said"), { childList: true, characterData: true, subtree: true })');
  await p.key(' ');
  await p.until('playground.S.t > 1000');
  check('space trains', await p.js('playground.playing()'));
  check('nothing is said while it trains', await p.js('spoken.length') === 0, await p.js('spoken'));
  await p.key(' ');
  await p.rest();
  const t = await p.js('playground.S.t'), said = await p.js('spoken');
  check('space pauses, and that is said', said.length >= 1 && said.at(-1).startsWith(`iteration ${t},`), said);
  for (const id of ['N', 'K', 'eta', 'plane', 'cube', 'check', 'scrub', 'goto', 'x1', 'text', 'save', 'command']) if (id !== 'command') await tabTo(id);
  check('the focus can be seen', unmarked === 0, `${unmarked} places`);
  await tabTo('plane', 8);
  const pick = await p.js('playground.S.pick.x1');
  await p.key('ArrowRight');
  await p.rest();
  check('an arrow moves the point', await p.js('playground.S.pick.x1') > pick);
  await tabTo('cube');
  const azimuth = await p.js('playground.S.view.azimuth');
  await p.key('ArrowRight');
  check('an arrow turns the cube', await p.js('playground.S.view.azimuth') !== azimuth);
  await p.js('document.activeElement.blur()');
  await p.key('ArrowLeft');
  await p.rest();
  check('an arrow goes back', await p.js('playground.S.t') === t - 1, await p.js('playground.S.t'));
  await p.click('keys');
  await p.js('document.activeElement.blur()');
  await p.key('r');
  await wait(100);
  check('the keys can be switched off', await p.js('playground.S.t') === t - 1);
  await p.click('keys');
  await p.js('document.activeElement.blur()');
  await p.key('r');
  await p.rest();
  check('R starts again', await p.js('playground.S.t') === 0);
  const { nodes } = await p.send('Accessibility.getFullAXTree');
  const roles = ['button', 'textbox', 'slider', 'checkbox', 'radio', 'combobox', 'image', 'img', 'link', 'table', 'region', 'toolbar', 'heading', 'spinbutton', 'option', 'group'];
  const nameless = nodes.filter(n => !n.ignored && roles.includes(n.role?.value) && !n.name?.value && n.role.value !== 'group');
  for (const n of nameless) console.log((await p.send('DOM.describeNode', { backendNodeId: n.backendDOMNodeId })).node.attributes.join(' '));
  check('everything has a name', nameless.length === 0, `${nameless.length} have none`);
  for (const role of ['button', 'textbox', 'slider', 'radio', 'table']) check(`some ${role}`, nodes.some(n => n.role?.value === role));
  check('formulas are MathML', await p.js('document.querySelectorAll("#hand math").length > 10'));
  await p.close();
}

// --- bad values, and bad addresses: a sentence, and the old value stays in force
async function badInput() {
  const p = await openPage();
  await p.rest();
  const bad = { N: ['1', '50001', '2.5', 'x', ''], noise: ['-1', '11', 'NaN', '0x1'], seed: ['-1', '4294967296', '1e400', '1.5'], K: ['0', '9', '2.5', 'three'], eta: ['-0.1', '1e400', 'Infinity', '0,1'],
    mu: ['1', '-0.1', ''], B: ['0', '2001', 'some', '1.5'], until: ['0', '1e9', 'end'], goto: ['-1', 'x'], i: ['0', '2001', '1.5'], x1: ['', 'x', '1e10'], x2: ['..5', '1e400'] };
  for (const id in bad) for (const text of bad[id]) {
    const before = await p.js('JSON.stringify([playground.setting(), playground.S.pick, playground.S.t])');
    await p.set(id, text);
    await p.rest();
    const said = await p.text('trouble');
    check(`${id} = ${text}`, said.includes('expected ') && said.includes(`found “${text}”`) && await p.js(`document.getElementById("${id}").getAttribute("aria-invalid")`) === 'true'
      && await p.js('JSON.stringify([playground.setting(), playground.S.pick, playground.S.t])') === before, said);
  }
  for (const [id, text] of [['N', '500'], ['K', '2'], ['eta', '1e-2'], ['mu', '.9'], ['B', '100'], ['seed', '7']]) {
    await p.set(id, text);
    await p.rest();
    check(`${id} = ${text} after bad ones`, await p.js(`playground.setting().${id}`) === Number(text) && await p.text('trouble') === '' && await p.js(`document.getElementById("${id}").getAttribute("aria-invalid")`) === null, await p.text('trouble'));
  }
  // a run that goes wrong says so
  await p.set('B', 'all');
  await p.set('N', '2000');
  await p.set('K', '3');
  await p.set('mu', '0.5');
  await p.set('eta', '0.01');
  await p.click('again');
  await p.rest();
  await p.set('speed', '10');
  await p.set('until', '1000');
  await p.click('train');
  await p.until('document.getElementById("trouble").textContent.includes("steps are too long")');
  await p.until('!playground.playing()');
  await p.set('speed', '0');
  // addresses, at random
  let seed = 12345;
  const random = n => (seed = seed*48271%2147483647)%n, one = list => list[random(list.length)];
  const names = ['N', 'noise', 'seed', 'K', 'B', 'eta', 'mu', 'start', 'until', 't', 'i', 'x1', 'x2', 'y', 'chosen', 'layer', 'fault', '__proto__', 'constructor', 'toString', 'NN', '', '%', '<b>'];
  const values = ['0', '1', '2', '3', '4', '8', '10', '64', '0.1', '-1', '1e400', 'NaN', 'all', 'answer', '', '%', '%00', '%E4%', '<script>alert(1)</script>', '"', '🙂', '0.5', '1e-3', '9'.repeat(400), '100'];
  const errors = complaints.length;
  for (let j = 0; j < 1000; j++) {
    const parts = Array.from({ length: random(6) }, () => one(names) + one(['=', '=', '=', '', '==']) + one(values));
    await p.js(`location.hash = ${JSON.stringify('#N=' + one(['50', '200', '2']) + '&' + parts.join(one(['&', '&', '&&', ';'])))}`);
    if (j%10 === 9) {
      await p.rest();
      const odd = await p.js('Object.entries(playground.setting()).filter(([name, x]) => !(typeof x === "number" && Number.isFinite(x))).map(([name]) => name)');
      check(`address ${j}`, odd.length === 0, odd);
    }
  }
  check('1,000 addresses', complaints.length === errors, complaints.slice(errors, errors + 3));
  await p.js('location.hash = "#N=300&K=2&mu=0.9&t=37"');
  await p.until('playground.S.t === 37 && playground.setting().mu === 0.9 && playground.net().N === 300 && playground.net().K === 2');
  await p.close();
  // the tasks' links set up what they say
  const q = await openPage(), links = await q.js('[...document.querySelectorAll(".tasks a.go")].map(a => a.getAttribute("href"))');
  const book = fs.readFileSync(path.join(path.dirname(new URL(import.meta.url).pathname), '../ffnn.w'), 'utf8'); // and so do the book's
  links.push(...[...book.matchAll(/\\live\{([^}]+)\}/g)].map(found => '#' + found[1]));
  check('links of the book', links.length >= 18, links);
  check('ten tasks', await q.js('document.querySelectorAll(".tasks > li").length') === 10 && links.length >= 10, links);
  for (const link of links) {
    await q.js(`{ const a = document.querySelector(${JSON.stringify(`.tasks a[href="${link}"]`)}); if (a) a.click(); else location.hash = ${JSON.stringify(link)}; }`);
    await wait(100);
    await q.rest();
    check(`the task ${link}`, await q.text('trouble') === '', await q.text('trouble'));
  }
  check('the way back to a task', await q.js('!document.getElementById("task").hidden && document.querySelector(document.getElementById("task").getAttribute("href")) !== null'));
  await q.js('document.querySelector(".tasks a[data-points]").click()');
  await q.until('playground.net().N === 4 && !playground.net().circles');
  await q.close();
}

// --- points of one's own, and models, to and from the tool
async function ownPoints() {
  const p = await openPage();
  await p.rest();
  const give = async (id, name) => {
    const { root } = await p.send('DOM.getDocument'), { nodeId } = await p.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#' + id });
    await p.send('DOM.setFileInputFiles', { nodeId, files: [path.join(home, name)] });
    await wait(50);
    await p.rest();
  };
  for (const [text, words] of [['', 'expected rows'], ['1,2,a\n3,x,b\n', 'points.csv:2:3: expected a finite decimal number, found ‘x’'.replace(/[‘’]/g, "'")], ['1,2,3,a\n4,5,6,b\n', '2 inputs'],
    ['1,2,a\n3,4,a\n', 'at least two classes'], [Array.from({ length: 10 }, (_, j) => `${j},1,c${j%5}`).join('\n'), 'classes']]) {
    await p.set('text', text);
    await p.click('take');
    await p.rest();
    const said = await p.text('trouble');
    check(`own points: ${words}`, said.includes(words) && await p.js('playground.net().N') === 2000, said);
  }
  let csv = 'length,width,kind\n';
  for (let i = 0; i < 150; i++) csv += `${i%3*4 + i*7%11/3},${i%2 + i*5%13/9},k${i%3}\n`;
  fs.writeFileSync(path.join(home, 'own points.csv'), csv);
  await give('file', 'own points.csv');
  check('own points from a file', await p.js('playground.net().N === 150 && playground.net().C === 3'), await p.text('trouble'));
  await p.runTo(200);
  const here = await p.state(), command = await p.text('command');
  check('the command has the file', command.includes("--data 'own points.csv'"), command);
  equalLosses('own points', tool('--data', path.join(home, 'own points.csv'), ...command.split("'own points.csv' ")[1].split(' ')), here);
  await p.picture('own');
  // save, go on with the tool, open that, and go on here
  const folder = path.join(home, 'saved');
  fs.mkdirSync(folder);
  await send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  await p.click('save');
  const model = path.join(folder, 'model.ffnn');
  for (let j = 0; j < 300 && !fs.existsSync(model); j++) await wait(10);
  check('a model is saved', fs.existsSync(model));
  await wait(100);
  const on = tool('--resume', model, '--data', path.join(home, 'own points.csv'), '--iterations', '300');
  fs.copyFileSync(on.model, path.join(home, 'on.ffnn'));
  await p.runTo(300);
  const at300 = await p.state();
  check('the tool goes on with it', near(on.J.at(-1), at300.J, 1e-12), on.J.at(-1));
  await give('model', 'on.ffnn');
  check('and the page with what the tool saved', (await p.state()).t === 300 && (await p.state()).theta.every((x, j) => near(x, at300.theta[j], 1e-12)), await p.text('trouble'));
  fs.writeFileSync(path.join(home, 'bad.ffnn'), 'nonsense\n');
  await give('model', 'bad.ffnn');
  check('a bad model', (await p.text('trouble')).includes('expected') && (await p.state()).t === 300, await p.text('trouble'));
  await p.click('circles');
  await p.rest();
  check('back to the circles', await p.js('playground.net().N') === 2000 && await p.text('trouble') === '');
  await p.close();
}

// --- sizes and schemes: nothing is wider than the window
async function looks() {
  for (const [width, height, name, media] of [[1440, 900, 'wide', []], [1280, 900, 'dark', [['prefers-color-scheme', 'dark']]], [800, 900, 'middle', []], [360, 800, 'narrow', []], [320, 256, 'zoomed', []],
    [1280, 900, 'forced', [['forced-colors', 'active']]]]) {
    const p = await openPage('#t=200', { size: [width, height], media });
    await p.until('playground.S.t === 200 && !playground.playing()');
    await p.rest();
    const wide = await p.js('document.documentElement.scrollWidth');
    check(`${name}: no wider than ${width}`, wide <= width, wide);
    for (const K of [1, 8]) {
      await p.set('K', K);
      await p.rest();
      check(`${name}: K = ${K}`, await p.js('document.documentElement.scrollWidth') <= width, await p.js('document.documentElement.scrollWidth'));
    }
    await p.set('K', 3);
    await p.rest();
    await p.picture(name);
    await p.close();
  }
  const calm = await openPage('', { media: [['prefers-reduced-motion', 'reduce']] });
  await calm.rest();
  await calm.set('until', 1000000);
  await calm.click('train');
  await wait(500);
  const before = await calm.js('playground.timing.pictures');
  await wait(3000);
  const pictures = await calm.js('playground.timing.pictures') - before;
  check('reduced motion: at most two pictures a second', pictures >= 3 && pictures <= 7, pictures);
  await calm.close();
}

// --- what may be missing
async function missing() {
  const p = await openPage('', { before: 'delete window.WebAssembly' });
  await p.until('!document.getElementById("sorry").hidden');
  check('without WebAssembly', (await p.text('sorry')).includes('WebAssembly'), await p.text('sorry'));
  await p.close();
  const q = await openPage('', { before: 'delete window.Worker' });
  await q.rest();
  await q.runTo(100);
  check('without workers', (await q.state()).t === 100);
  await q.close();
  check('the size', fs.statSync(file).size < 250000, fs.statSync(file).size);
  check('a policy', fs.readFileSync(file, 'utf8').includes('Content-Security-Policy" content="default-src \'none\''));
}

// --- how fast
async function speed() {
  const p = await openPage(), first = [], report = [];
  await p.rest();
  for (let j = 0; j < 7; j++) {
    await p.click('again');
    await p.rest();
    await p.set('until', 1000000);
    await p.click('train');
    await p.until('playground.timing.first > 0');
    first.push(await p.js('playground.timing.first - playground.timing.clicked'));
    await p.click('train');
    await p.rest();
  }
  report.push(`first picture after ${median(first).toFixed(0)} ms`);
  check('the first picture within 100 ms', median(first) < 100, first);
  const measure = async seconds => {
    const [t0, n0, at0] = await p.js('[playground.S.t, playground.timing.pictures, performance.now()]');
    await wait(1000*seconds);
    const [t1, n1, at1] = await p.js('[playground.S.t, playground.timing.pictures, performance.now()]');
    return [1000*(t1 - t0)/(at1 - at0), 1000*(n1 - n0)/(at1 - at0)];
  };
  await p.click('again');
  await p.rest();
  await p.click('train');
  await p.until('playground.S.t > 500');
  const runs = [];
  for (let j = 0; j < 5; j++) runs.push(await measure(1.5));
  const rate = median(runs.map(r => r[0])), pictures = median(runs.map(r => r[1]));
  report.push(`2,000 points: ${rate.toFixed(0)} iterations/s, ${pictures.toFixed(0)} pictures/s`);
  check('30 pictures a second', pictures >= 30, runs);
  check('10,000 iterations a second', rate >= 10000, runs);
  await p.click('train');
  await p.rest();
  await p.click('book');
  await p.rest();
  await p.click('train');
  await p.until('playground.S.t > 20');
  const answers = [];
  for (let j = 0; j < 15; j++) { // from a choice to the picture that shows it
    answers.push(await p.js(`new Promise(resolve => {
      const begin = performance.now(), row = document.querySelectorAll("#params input")[${j}], t = playground.S.t;
      row.click();
      (function look() {
        if (playground.shown() === ${j}) resolve(performance.now() - begin);
        else requestAnimationFrame(look);
      })();
    })`));
    await wait(150);
  }
  const [large] = await measure(2);
  report.push(`50,000 points: ${large.toFixed(0)} iterations/s, an answer after ${median(answers).toFixed(0)} ms, at most ${Math.max(...answers).toFixed(0)}`);
  check('answers within 100 ms', median(answers) < 100, answers);
  await p.close();
  console.log(report.join('; '));
}

const parts = { numbers, keys, badInput, ownPoints, looks, missing, speed }, wanted = process.argv.slice(3);
try {
  for (const name in parts) if (wanted.length === 0 || wanted.includes(name)) await parts[name]();
  const foreign = requests.filter(url => !/^(blob|data|about):/.test(url) && !url.startsWith(pathToFileURL(file).href));
  check('no request but for the page', foreign.length === 0, foreign);
  check('nothing on the console', complaints.length === 0, complaints.slice(0, 5));
} catch (error) {
  check('the test', false, error.stack);
}
await send('Browser.close').catch(() => {});
await new Promise(resolve => browser.exitCode !== null ? resolve() : browser.on('exit', resolve));
fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
console.log(`page: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
