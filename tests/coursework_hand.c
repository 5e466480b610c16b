/* The judge of exercise 00 tried with SEEDS seeds: right numbers, exact or computed on from rounded ones, are right; each mistake that is known,
   in one number or in all of its kind, has its own name, and what is computed from it follows rightly. */
#define TEST
#include "../book/exercises/by_hand.c"

static int bad;
static unsigned long long now;

static double rounded(double x, int digits) /* as a student would write it: after the point, or from the first digit on */
{
  char text[40];
  if (fabs(x) < 1) snprintf(text, sizeof text, "%.*f", digits, x); else snprintf(text, sizeof text, "%.*g", digits, x);
  return atof(text);
}

static void complain(const char *what, int q, const char *want, const finding *f)
{
  if (++bad <= 20) printf("seed %llu, %s: %s %s, not state %d, %s\n", now, what, name_of(q), want, f->state, f->key == NULL ? "-" : f->key);
}

/* the numbers from number q on, right; each from those before it */
static void fill(const task *t, entry e[VALUES], int q, int digits)
{
  double v[VALUES];
  for (int j = 0; j < q; j++) v[j] = e[j].given;
  for (; q < VALUES; q++) {
    double x = value(t, q, RIGHT, v);
    v[q] = digits > 0 ? rounded(x, digits) : x;
    e[q] = (entry) {v[q], digits > 0 ? digits : 10};
  }
}

/* the mistake m in number q, and, if wanted, in the others of its group */
static int plant(const task *t, int m, int q, bool all)
{
  int g = groups[group_of(q)].first, count = groups[group_of(q)].rows*groups[group_of(q)].columns, planted = 0;
  entry e[VALUES];
  finding f[VALUES];
  double v[VALUES];
  fill(t, e, 0, 4);
  for (int j = 0; j < VALUES; j++) v[j] = e[j].given;
  bool wrong[VALUES] = {false};
  for (int j = all ? g : q; j < (all ? g + count : q + 1); j++) {
    double x = value(t, j, mistakes[m].kind, v);
    if (isnan(x)) continue;
    e[j].given = rounded(x, 4);
    wrong[j] = true;
    planted++;
  }
  if (planted == 0) return 0;
  for (int j = q; j < g + count; j++) if (!wrong[j]) { /* right, from those before the group */
    e[j].given = rounded(value(t, j, RIGHT, v), 4);
  }
  fill(t, e, g + count, 4);
  judge(t, e, f);
  for (int j = 0; j < VALUES; j++)
    if (wrong[j]) { if (f[j].state != WRONG || strcmp(f[j].key, mistakes[m].key) != 0) complain(all ? "all of a kind" : "one mistake", j, mistakes[m].key, &f[j]); }
    else if (isfinite(e[j].given) && f[j].state != TRUE && (j < g + count || f[j].state != FOLLOWS)) complain(mistakes[m].key, j, "follows", &f[j]);
  return planted;
}

/* Is what the judge takes for the truth true? The loss of the book's exercise, and the derivatives by differences of the loss. */
static void try_truth(const task *t)
{
  double v[VALUES], w[VALUES];
  solve(t, v);
  for (int q = DELTA_O; q < VALUES; q++) {
    double slope = 0;
    for (int side = -1; side <= 1; side += 2) {
      task moved = *t;
      int g = groups[group_of(q)].first, j = q - g;
      double *const place = g == D_WH ? &moved.Wh[j/2][j%2] : g == D_WO ? &moved.Wo[j/2][j%2] : g == D_BH || g == DELTA_H ? &moved.bh[j] : &moved.bo[j];
      *place += side*1e-5;
      solve(&moved, w);
      slope += side*w[J]/2e-5;
    }
    finding f = {0};
    if (!(fabs(slope - v[q]) < 1e-8)) complain("not the derivative", q, "", &f);
  }
}

int main(int argc, char **argv)
{
  int seeds = argc > 1 ? atoi(argv[1]) : 100, mistaken = 0, early = 0, named = 0;
  const task book = {{1, 2}, {{.5, -1}, {.25, .5}}, {0, .5}, {{1, -1}, {.5, 1}}, {0, .5}, 1}; /* exercise `forwards' */
  double v[VALUES], h1 = 1/(1 + exp(-1)), h2 = 1/(1 + exp(-.5));
  solve(&book, v);
  if (fabs(v[J] - log(1 + exp(h1 + .5*h2 - (h2 - h1 + .5)))) > 1e-14) { puts("not the loss of the book's exercise"); bad++; }
  for (now = 1; now <= (unsigned long long) seeds; now++) {
    task t = make_task(now == 2 ? 4294967295u : now);
    try_truth(&t);
    entry e[VALUES];
    finding f[VALUES];
    for (int digits = 0; digits <= 6; digits += digits == 0 ? 4 : 1) {
      fill(&t, e, 0, digits);
      judge(&t, e, f);
      for (int q = 0; q < VALUES; q++) if (f[q].state != TRUE) complain("right numbers", q, "right", &f[q]);
    }
    double truth[VALUES];
    solve(&t, truth);
    for (int q = 0; q < VALUES; q++) e[q] = (entry) {rounded(truth[q], 4), 4};
    judge(&t, e, f);
    for (int q = 0; q < VALUES; q++) if (f[q].state != TRUE) complain("exact numbers", q, "right", &f[q]);
    for (int q = 0; q < VALUES; q++)
      for (int m = 0; m < MISTAKES; m++) if (mistakes[m].group == groups[group_of(q)].first) {
        mistaken += plant(&t, m, q, false);
        if (q == groups[group_of(q)].first) plant(&t, m, q, true);
      }
    /* a single number with two digits */
    for (int q = H; q < VALUES; q++) {
      fill(&t, e, 0, 4);
      double x = rounded(truth[q], 2);
      if (fabs(x - truth[q]) < 4*tolerance(&t, q, RIGHT, truth, 1)) continue;
      e[q] = (entry) {x, 2};
      fill(&t, e, q + 1, 4);
      judge(&t, e, f);
      early++;
      if (f[q].state != WRONG) complain("two digits", q, "rounded-too-early", &f[q]);
      else named += strcmp(f[q].key, "rounded-too-early") == 0;
    }
  }
  printf("by hand: %d seeds, %d mistakes, each named; of %d numbers with two digits %d are called so\n", seeds, mistaken, early, named);
  return bad > 0 || named < .98*early;
}
