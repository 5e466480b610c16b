// The engine: one network of the book in WebAssembly, what it is asked, and what it answers. It runs in a worker, or on the page's own thread if there are
// no workers; nothing here knows which. All arithmetic is the book's C; what is copied out of its memory is only shown.
//
// A request is an object with some of
//   pose     {N, noise, seed, K, B, eta, mu, start, points}: a new network; points is {name, text, column, leaveOut, header, drop} or null for circles
//   open     the text of a model
//   save     until which iteration the saved model is to train
//   tune     {eta, mu}
//   run      until which iteration to train, in the background; 0: stop
//   steps    how many steps to make before the picture
//   go       the iteration to go to
//   check    which fault to plant (0: none)
//   curvature  true
//   look     {across, up, range, every, pick, chosen, texts}: what is to be seen; the answer is a picture
// and the answer has its id, and what came of it; error, a sentence, if it failed.

function makeEngine(module, answer) {
  "use strict";
  const refuse = () => 8; // EBADF: the three functions of the system that the C library could call, if it had files
  const c = new WebAssembly.Instance(module, { wasi_snapshot_preview1: { fd_close: refuse, fd_seek: refuse, fd_write: refuse } }).exports;
  const utf8 = new TextEncoder(), text = new TextDecoder();
  let play = 0; // the network in the C program's memory
  let until = 0; // train up to this iteration; 0: rest
  let sent = 0; // the losses before this iteration have been sent
  let place = 0, room = 0; // scratch memory
  let later = false; // is the next slice of training arranged?

  const doubles = (at, n) => new Float64Array(c.memory.buffer, at, n);
  const floats = (at, n) => new Float32Array(c.memory.buffer, at, n);
  function scratch(bytes) {
    if (bytes > room) {
      c.play_drop(place);
      place = c.play_room(bytes);
      room = place === 0 ? 0 : bytes;
      if (place === 0) throw Error("not enough memory; choose fewer points");
    }
    return place;
  }
  function string(at) {
    const bytes = new Uint8Array(c.memory.buffer, at);
    return text.decode(bytes.slice(0, bytes.indexOf(0)));
  }
  function keep(bytes) { // in the C program's memory, with a zero at the end
    const at = c.play_room(bytes.length + 1);
    if (at === 0) throw Error("not enough memory");
    const to = new Uint8Array(c.memory.buffer, at, bytes.length + 1);
    to.set(bytes);
    to[bytes.length] = 0;
    return at;
  }
  function must(good) {
    if (!good) throw Error(string(c.play_message()));
    return good;
  }
  function copy(n, fill) { // n doubles that the C function fill puts where it is told
    const at = scratch(8*n);
    fill(at);
    return doubles(at, n).slice();
  }

  // --- a network to play with. The one before is forgotten only when there is another.
  function replace(other) {
    c.play_forget(play);
    play = other;
    until = sent = 0;
  }
  function pose(s) {
    let note = "";
    if (s.points === null) replace(must(c.play_circles(s.N, s.noise, s.seed, s.K, s.B)));
    else {
      const p = s.points, held = [keep(p.bytes), ...[p.name, p.column, p.leaveOut, p.header].map(word => keep(utf8.encode(word)))];
      try {
        c.play_hold(held[0], p.bytes.length);
        replace(must(c.play_points(held[1], held[2], held[3], held[4], p.drop ? 1 : 0, s.seed, s.K, s.B)));
        note = string(c.play_message());
      } finally {
        held.forEach(at => c.play_drop(at));
      }
    }
    if (s.eta !== null) c.play_tune(play, s.eta, s.mu);
    if (s.start !== 0) must(c.play_begin(play, s.start));
    return { note, ...whatItIs() };
  }
  function open(bytes) {
    const at = keep(bytes);
    try {
      replace(must(c.play_open(at, bytes.length, play)));
    } finally {
      c.play_drop(at);
    }
    return whatItIs();
  }
  function whatItIs() {
    const [K, C, N, B, seed, noise, T, eta, mu, circles] = copy(10, at => c.play_sizes(play, at));
    const names = (count, name) => Array.from({ length: count }, (_, j) => string(name(play, j)));
    return { K, C, N, B, seed, noise, T, eta, mu, circles: circles !== 0, classes: names(C, c.play_class), inputs: names(2, c.play_input),
      scales: [...copy(4, at => c.play_scales(play, at))], count: c.play_count(play), box: box(N, K, C) };
  }
  function box(N, K, C) { // the smallest rectangle around the points
    const width = 3 + K + C, at = scratch(4*N*width), n = c.play_show(play, 1, at), v = floats(at, n*width), range = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < n; i++)
      for (let d = 0; d < 2; d++) {
        range[2*d] = Math.min(range[2*d], v[i*width + d]);
        range[2*d + 1] = Math.max(range[2*d + 1], v[i*width + d]);
      }
    return range;
  }
  function save(last) {
    const at = must(c.play_save(play, last)), model = string(at);
    c.play_drop(at);
    return model;
  }

  // --- training: in slices, between which requests are answered
  const SLICE = 12; // milliseconds
  function steps(n) {
    const from = c.play_iteration(play) + 1;
    sent = Math.min(sent, from); // there may have been another future
    const made = c.play_steps(play, n);
    must(made >= 0);
    return made;
  }
  function slice() {
    later = false;
    if (until === 0) return;
    const begin = performance.now();
    let n = 1, made = 0;
    try {
      for (let spent = 0; spent < SLICE && c.play_iteration(play) < until; ) {
        const got = steps(Math.min(n, until - c.play_iteration(play)));
        made += got;
        spent = performance.now() - begin;
        if (got < n && c.play_iteration(play) < until) until = 0; // the loss isn't finite
        n = Math.max(1, Math.min(2*n, Math.floor(made*(SLICE - spent)/Math.max(spent, 0.01))));
      }
    } catch (error) {
      until = 0;
      answer({ id: 0, error: error.message });
    }
    if (until !== 0 && c.play_iteration(play) >= until) until = 0;
    arrange();
  }
  const channel = new MessageChannel(); // a message to oneself comes without the wait that a timer has
  channel.port1.onmessage = slice;
  function arrange() {
    if (until === 0 || later) return;
    later = true;
    channel.port2.postMessage(0);
  }

  // --- what is to be seen
  function look(v, picture) {
    const { K, C, N, count } = v.sizes, hand = 2 + 3*K + C + 1 + C + 1 + C + 1 + C + 2*K + count, width = 3 + K + C;
    const first = c.play_first(play), last = c.play_last(play);
    sent = Math.max(sent, first);
    picture.t = c.play_iteration(play);
    picture.first = first;
    picture.last = last;
    picture.running = until !== 0;
    picture.from = sent;
    picture.losses = doubles(c.play_losses(play) + 8*(sent - first), last + 1 - sent).slice();
    sent = last + 1;
    picture.theta = doubles(c.play_theta(play), count).slice();
    picture.M = doubles(c.play_velocity(play), count).slice();
    picture.g = doubles(c.play_gradient(play), count).slice();
    picture.J = c.play_loss(play);
    picture.guess = c.play_guess(play);
    let at = scratch(4*N*width);
    picture.shown = c.play_show(play, v.every, at);
    picture.points = floats(at, picture.shown*width).slice();
    at = scratch(4*v.across*v.up*(C + K) + 32);
    doubles(at, 4).set(v.range);
    c.play_map(play, v.across, v.up, at, at + 32);
    picture.map = floats(at + 32, v.across*v.up*(C + K)).slice();
    picture.across = v.across;
    picture.up = v.up;
    if (!v.texts) return;
    let pick = v.pick;
    if (pick.i !== null) {
      const [x1, x2, y] = copy(3, to => c.play_sample(play, pick.i, to));
      pick = { x1, x2, y, i: pick.i };
    }
    picture.pick = pick;
    picture.hand = copy(hand, to => c.play_hand(play, pick.x1, pick.x2, pick.y, to));
    picture.next = copy(2, to => c.play_next(play, v.chosen, to));
    picture.confusion = copy(C*C, to => c.play_confusion(play, to));
    [picture.sums, picture.firstSums] = [0, K + 1].map(skip => copy(2*(K + 1), to => c.play_sums(play, to, to + 8*(K + 1))).slice(skip, skip + K + 1));
  }

  return function ask(request) {
    const a = { id: request.id };
    try {
      if (request.pose) a.posed = pose(request.pose);
      if (request.open) a.posed = open(request.open);
      if (request.tune) c.play_tune(play, request.tune.eta, request.tune.mu);
      if (request.go !== undefined) must(c.play_go(play, request.go));
      if (request.steps) a.made = steps(request.steps);
      if (request.run !== undefined) until = request.run;
      if (request.save) a.saved = save(request.save);
      if (request.check !== undefined) {
        const count = c.play_count(play), at = scratch(8*(2*count + 1)), verdict = c.play_check(play, request.check, at, at + 8*count, at + 16*count);
        must(verdict >= 0);
        a.check = { verdict, fault: request.check, t: c.play_iteration(play), backprop: doubles(at, count).slice(),
          numerical: doubles(at + 8*count, count).slice(), worst: doubles(at + 16*count, 1)[0] };
      }
      if (request.curvature) a.curvature = { t: c.play_iteration(play), ends: copy(2, at => c.play_curvature(play, at)) };
      if (request.look) {
        a.picture = {};
        look({ ...request.look, sizes: whatSizes() }, a.picture);
      }
    } catch (error) {
      a.error = error.message;
    }
    arrange();
    answer(a);
  };
  function whatSizes() {
    const [K, C, N] = copy(10, at => c.play_sizes(play, at));
    return { K, C, N, count: c.play_count(play) };
  }
}
