/* Every numbered equation of the book, tried at many random points: both sides are computed, each as it is printed, and compared.
   To add one:
     1. In ffnn.w the equation ends in \eqno\eqlabel{name}, on one line. (One that only gives a name to something: \eqdef{name}, and no test.)
     2. Here or in one of equations_*.c, in the book's order, EQUATION(name, bound) and a block; that registers the test, eq_name, and
        there's nothing else to do. The bound is EXACT for a formula, PROGRAM where a function of the program takes part, or a number.
     3. In the block, for_points (n) { ... }: draw numbers (uniform, whole, random_matrix, random_problem), work out both sides, and call
        equal(left, right, size) or equal_matrices. What the error is, and what size is for, is said in equation.h at THE ERROR.
        It takes a thousand comparisons in all; the worst of their errors is printed in the book, beside the equation.
     4. Derivatives are by the complex step, derivative(expression, x) and derivatives(expression, A), never by the formula on trial.
        If the program computes the equation, compare the program's function too: rows, doubles and lanes lead to its arrays and back.
     5. Break the formula (sign, factor, index) once, and the program's function, and see the test fail. */
#include "equation.h"

/* --- the network */

EQUATION(affine, PROGRAM)
{
  for_points (200) {
    int N = whole(1, PANEL), D = whole(1, 6), K = whole(1, 6);
    matrix V = random_matrix(N, D, 3), W = random_matrix(D, K, 3), b = random_matrix(1, K, 3);
    matrix Z = plus(times(V, W), times(ones(N, 1), b));
    column *z = make_rows(K);
    affine(D, K, rows(V), doubles(W), doubles(b), z);
    for_elements (Z, i, k) {
      number total = AT(b, 0, k);
      long double size = cabsl(total);
      for (int d = 0; d < D; d++) {
        total += AT(V, i, d)*AT(W, d, k);
        size += cabsl(AT(V, i, d)*AT(W, d, k));
      }
      equal(AT(Z, i, k), total, size);
      equal(z[k][i], total, size);
    }
  }
}

/* one hidden unit's activation, by the program */
static double program_sigma(double z)
{
  column r = {z};
  logistic(1, &r, &r);
  return r[0];
}

EQUATION(logistic, PROGRAM)
{
  for_points (10000) {
    double z = point%2 == 0 ? uniform(-30, 30) : uniform(-340, 340);
    equal(program_sigma(z), 1/(1 + expl(-z)), 0);
  }
}

EQUATION(symmetry, PROGRAM)
{
  for_points (10000) {
    double z = uniform(-30, 30);
    equal(sigma(-z), 1 - sigma(z), 1);
    equal(program_sigma(-z), 1 - program_sigma(z), 1);
  }
}

EQUATION(slope, EXACT)
{
  for_points (10000) {
    number z = uniform(-30, 30), e = cexpl(-z), left = derivative(sigma(z), z);
    equal(left, e/((1 + e)*(1 + e)), 0);
    equal(left, 1/(1 + e)*(e/(1 + e)), 0);
    equal(left, sigma(z)*(1 - sigma(z)), creall(sigma(z)));
  }
}

EQUATION(tanh, EXACT)
{
  for_points (1000) {
    long double z = uniform(-30, 30), up = expl(z/2), down = expl(-z/2);
    equal(sigma(z), up/(up + down), 0);
    equal(sigma(z), (1 + (up - down)/(up + down))/2, 1);
    equal(sigma(z), (1 + tanhl(z/2))/2, 1);
  }
}

EQUATION(twoforms, PROGRAM)
{
  for_points (2000) {
    double z = point%2 == 0 ? uniform(-30, 30) : uniform(-340, 340);
    equal(program_sigma(z), z >= 0 ? 1/(1 + expl(-z)) : expl(z)/(1 + expl(z)), 0);
    assert_true(expl(z >= 0 ? -z : z) <= 1);
  }
}

/* what the program's softmax makes of the logits Z; the denominators go to s */
static matrix program_softmax(matrix Z, column s)
{
  column *y_hat = make_rows(Z.columns);
  softmax(Z.columns, rows(Z), s, y_hat);
  return from_rows(Z.rows, Z.columns, y_hat);
}

EQUATION(softmax, PROGRAM)
{
  for_points (100) {
    matrix Z = random_matrix(PANEL, whole(1, 6), 10), Y_hat;
    column s;
    Y_hat = program_softmax(Z, s);
    for_elements (Z, i, c) {
      number denominator = 0;
      for (int j = 0; j < Z.columns; j++) denominator += cexpl(AT(Z, i, j));
      equal(AT(Y_hat, i, c), cexpl(AT(Z, i, c))/denominator, 0);
    }
  }
}

EQUATION(shift, PROGRAM)
{
  for_points (100) {
    int C = whole(1, 6);
    matrix Z = random_matrix(PANEL, C, 10), a = random_matrix(PANEL, 1, 10);
    matrix moved = plus(Z, times(a, transpose(ones(C, 1)))), right = softmax_of(Z), none = make(PANEL, C);
    column s;
    equal_matrices(softmax_of(moved), right, none);
    equal_matrices(program_softmax(moved, s), right, none);
  }
}

static long double greatest(matrix Z, int i)
{
  long double m = -INFINITY;
  for (int c = 0; c < Z.columns; c++) m = fmaxl(m, creall(AT(Z, i, c)));
  return m;
}

EQUATION(denominator, PROGRAM)
{
  for_points (100) {
    matrix Z = random_matrix(PANEL, whole(1, 6), point%2 == 0 ? 1 : 300);
    column s;
    program_softmax(Z, s);
    for (int i = 0; i < PANEL; i++) {
      number right = 0;
      for (int c = 0; c < Z.columns; c++) right += cexpl(AT(Z, i, c) - greatest(Z, i));
      equal(s[i], right, 0);
      assert_true(s[i] >= 1 && s[i] <= Z.columns);
    }
  }
}

/* the loss of a problem's samples, by the program, and the sums that make its gradient */
static double program_loss(const problem *p, total *sums)
{
  return panel_gradient(p->N, net_of(p), theta_of(p), rows(p->X), p->y, sums);
}

EQUATION(loss, PROGRAM)
{
  for_points (400) {
    problem p = random_problem(PANEL);
    number by_class = 0, by_sum = 0;
    for (int i = 0; i < p.N; i++) {
      by_class -= clogl(AT(p.Y_hat, i, p.y[i]));
      for (int c = 0; c < p.C; c++) by_sum -= (p.y[i] == c)*clogl(AT(p.Y_hat, i, c));
    }
    equal(by_class, by_sum, 0);
    equal(program_loss(&p, make_lanes(parameter_count(net_of(&p)))), by_class, 0);
    equal(J_of(&p), by_class, 0);
  }
}

EQUATION(gibbs, EXACT)
{
  for_points (1000) {
    int C = whole(1, 6);
    long double p[6], q[6], sum_p = 0, sum_q = 0, left = 0, middle = 0, bound = 0, last = 0, size = 0;
    for (int c = 0; c < C; c++) {
      sum_p += p[c] = c > 0 && whole(0, 3) == 0 ? 0 : uniform(.01, 1);
      sum_q += q[c] = uniform(.01, 1);
    }
    for (int c = 0; c < C; c++) {
      p[c] /= sum_p;
      q[c] = point%10 == 0 ? p[c] : q[c]/sum_q;
      if (p[c] == 0) continue;
      left += -p[c]*logl(q[c]) + p[c]*logl(p[c]);
      middle += -p[c]*logl(q[c]/p[c]);
      bound += -p[c]*(q[c]/p[c] - 1);
      last += p[c] - q[c];
      size += fabsl(p[c]*logl(q[c])) + fabsl(p[c]*logl(p[c])) + p[c] + q[c];
    }
    equal(left, middle, size);
    equal(bound, last, size);
    assert_true(middle >= bound - EXACT*size && last >= -EXACT*size);
    if (point%10 == 0) equal(left, 0, size);
    else assert_true(C == 1 || left > 0);
  }
}

EQUATION(pull, EXACT)
{
  for_points (1000) {
    number lead = uniform(-20, 20), p = sigma(lead), ring = sigma(-lead);
    equal(derivative(-clogl(sigma(lead)), lead), -ring, 0);
    equal(ring, 1 - p, 1);
    number squares = (ring*ring + (p - 1)*(p - 1))/2; /* summed over both classes */
    equal(squares, (1 - p)*(1 - p), 1);
    equal(derivative((1 - sigma(lead))*(1 - sigma(lead)), lead), -2*p*ring*ring, 1);
  }
}

EQUATION(lse, EXACT)
{
  for_points (1000) {
    matrix z = random_matrix(1, whole(1, 6), 10), y_hat = softmax_of(z);
    int y = whole(0, z.columns - 1);
    number log_sum = lse(z);
    equal(-clogl(AT(y_hat, 0, y)), log_sum - AT(z, 0, y), cabsl(log_sum) + cabsl(AT(z, 0, y)));
  }
}

EQUATION(equivariance, EXACT)
{
  for_points (1000) {
    int C = whole(1, 6);
    matrix z = random_matrix(1, C, 10);
    number a = uniform(-20, 20), log_sum = lse(z);
    equal(lse(plus(z, scaled(a, ones(1, C)))), log_sum + a, cabsl(log_sum) + cabsl(a));
  }
}

EQUATION(lossterm, PROGRAM)
{
  for_points (20) {
    matrix Z = random_matrix(PANEL, whole(2, 6), 10), Y_hat = softmax_of(Z);
    column *z = rows(Z), s, *y_hat = make_rows(Z.columns);
    softmax(Z.columns, z, s, y_hat);
    for_elements (Z, i, y) {
      number left = -clogl(AT(Y_hat, i, y)), exact_s = 0, difference = AT(Z, i, y) - greatest(Z, i);
      for (int c = 0; c < Z.columns; c++) exact_s += cexpl(AT(Z, i, c) - greatest(Z, i));
      long double size = 1 + cabsl(clogl(exact_s)) + cabsl(difference); /* 1: ln s is off by as much as s is, relatively */
      equal(left, clogl(exact_s) - difference, size);
      equal(left, logl(s[i]) - z[y][i], size);
    }
  }
}

EQUATION(logproduct, PROGRAM)
{
  static const column zero;
  static const int y[PANEL];
  for_points (1000) {
    int C = whole(1, 255); /* the program's loss for logits of 0 is the logarithm of the product, in double precision */
    long double left = 0, product = 1;
    column s;
    for (int i = 0; i < PANEL; i++) {
      s[i] = point < 10 ? 255 : uniform(1, C);
      left += logl(s[i]);
      product *= s[i];
    }
    equal(left, logl(product), 0);
    equal(left, loss(1, &zero, s, y), 0);
  }
}

/* --- back-propagation */

/* the program's way through the output layer and back, from a problem's inputs */
typedef struct {
  column *h, *delta_o, *delta_h;
} passage;

static passage pass(const problem *p)
{
  passage q = {make_rows(p->K), make_rows(p->C), make_rows(p->K)};
  column *z = make_rows(p->C), *y_hat = make_rows(p->C), s;
  forward(net_of(p), theta_of(p), rows(p->X), q.h, z, s, y_hat);
  output_delta(p->C, y_hat, p->y, q.delta_o);
  hidden_delta(p->K, p->C, q.delta_o, doubles(p->Wo), q.h, q.delta_h);
  return q;
}

/* the sizes of the terms of the deltas; 1-h is a difference too */
static matrix size_of_delta_o(const problem *p)
{
  return plus(p->Y_hat, p->Y);
}

static matrix size_of_delta_h(const problem *p)
{
  return circ(times(size_of_delta_o(p), magnitudes(transpose(p->Wo))), p->H);
}

EQUATION(deltas, PROGRAM)
{
  for_points (100) {
    problem p = random_problem(8);
    passage q = pass(&p);
    equal_matrices(from_rows(p.N, p.C, q.delta_o), derivatives(J_of_Zo(&p, p.Zo), p.Zo), size_of_delta_o(&p));
    equal_matrices(from_rows(p.N, p.K, q.delta_h), derivatives(J_of_Zh(&p, p.Zh), p.Zh), size_of_delta_h(&p));
  }
}

EQUATION(jacobian, EXACT)
{
  for_points (100) {
    matrix z = random_matrix(1, whole(1, 6), 5), y = softmax_of(z);
    number S = 0;
    for (int j = 0; j < z.columns; j++) S += cexpl(AT(z, 0, j));
    for (int c = 0; c < z.columns; c++) {
      matrix slopes = derivatives(AT(softmax_of(z), 0, c), z);
      for (int j = 0; j < z.columns; j++) {
        number yc = AT(y, 0, c), yj = AT(y, 0, j), ec = cexpl(AT(z, 0, c)), ej = cexpl(AT(z, 0, j)), left = AT(slopes, 0, j);
        long double size = creall(yc);
        equal(left, ((c == j)*ec*S - ec*ej)/(S*S), size);
        equal(left, (c == j)*yc - yc*yj, size);
        equal(left, yc*((c == j) - yj), size);
      }
    }
  }
}

/* targets of a sample: a class, or shares of all that sum to 1, for which the derivation holds as well */
static matrix random_targets(int C)
{
  matrix y = make(1, C);
  for (int c = 0; c < C; c++) AT(y, 0, c) = uniform(0, 1);
  if (whole(0, 1)) return scaled(1/sum(y), y);
  y = make(1, C);
  AT(y, 0, whole(0, C - 1)) = 1;
  return y;
}

EQUATION(outputstep, EXACT)
{
  for_points (100) {
    int C = whole(2, 6);
    matrix z = random_matrix(1, C, 5), y = random_targets(C), y_hat = softmax_of(z);
    matrix left = derivatives(cross_entropy(y, softmax_of(z)), z);
    for (int j = 0; j < C; j++) {
      number by_chain_rule = 0, by_jacobian = 0, yj = AT(y, 0, j), yj_hat = AT(y_hat, 0, j);
      long double size = creall(yj + yj_hat);
      for (int c = 0; c < C; c++) {
        by_chain_rule -= AT(y, 0, c)/AT(y_hat, 0, c)*derivative(AT(softmax_of(z), 0, c), AT(z, 0, j));
        by_jacobian -= AT(y, 0, c)*((c == j) - yj_hat);
      }
      equal(AT(left, 0, j), by_chain_rule, size);
      equal(AT(left, 0, j), by_jacobian, size);
      equal(AT(left, 0, j), -yj + yj_hat*sum(y), size);
      equal(AT(left, 0, j), yj_hat - yj, size);
    }
  }
}

EQUATION(outputdelta, PROGRAM)
{
  for_points (100) {
    problem p = random_problem(8);
    matrix left = derivatives(J_of_Zo(&p, p.Zo), p.Zo), size = size_of_delta_o(&p);
    equal_matrices(left, minus(p.Y_hat, p.Y), size);
    equal_matrices(left, from_rows(p.N, p.C, pass(&p).delta_o), size);
    for_elements (left, i, c) equal(AT(left, i, c), AT(p.Y_hat, i, c) - (p.y[i] == c), cabsl(AT(size, i, c)));
  }
}

EQUATION(logsumexp, EXACT)
{
  for_points (200) {
    matrix z = random_matrix(1, whole(1, 6), 5), y_hat = softmax_of(z);
    matrix left = derivatives(lse(z), z);
    for (int j = 0; j < z.columns; j++) {
      equal(AT(left, 0, j), cexpl(AT(z, 0, j))/sum(apply(cexpl, z)), 0);
      equal(AT(left, 0, j), AT(y_hat, 0, j), 0);
      for (int t = 0; t < z.columns; t++) equal(derivative(AT(z, 0, t), AT(z, 0, j)), t == j, 1);
    }
  }
}

EQUATION(matrixproof, EXACT)
{
  for_points (200) {
    int C = whole(1, 6);
    matrix y = random_targets(C), y_hat = softmax_of(random_matrix(1, C, 5));
    matrix quotient = quotients(y, y_hat), size = plus(y, y_hat);
    matrix jacobian = minus(diag(y_hat), times(transpose(y_hat), y_hat)), factor = times(quotient, transpose(y_hat));
    matrix left = scaled(-1, times(quotient, jacobian)), right = minus(y_hat, y);
    number by_sum = 0;
    equal_matrices(left, right, size);
    equal_matrices(minus(times(factor, y_hat), y), right, size);
    for (int c = 0; c < C; c++) by_sum += AT(quotient, 0, c)*AT(y_hat, 0, c);
    equal(AT(factor, 0, 0), by_sum, 0);
    equal(by_sum, 1, 0);
  }
}

/* an affine map Z = VW + 1b, and some J that depends on it: any function of Z will do, and this one mixes all elements */
typedef struct {
  int N, D, K;
  matrix V, W, b, Z, a, delta;
} layer;

static number J_of_Z(const layer *l, matrix Z)
{
  number total = 0;
  for (int i = 0; i < Z.rows; i++) {
    number in_row = 0;
    for (int k = 0; k < Z.columns; k++) in_row += AT(l->a, i, k)*AT(Z, i, k);
    total += csinl(in_row);
  }
  return total*total;
}

static number J_of_layer(const layer *l)
{
  return J_of_Z(l, affine_map(l->V, l->W, l->b));
}

static layer random_layer(void)
{
  layer l = {.N = whole(1, 10), .D = whole(1, 4), .K = whole(1, 4)};
  l.V = random_matrix(l.N, l.D, 2);
  l.W = random_matrix(l.D, l.K, 2);
  l.b = random_matrix(1, l.K, 2);
  l.a = random_matrix(l.N, l.K, 2);
  l.Z = affine_map(l.V, l.W, l.b);
  l.delta = derivatives(J_of_Z(&l, l.Z), l.Z);
  return l;
}

EQUATION(weightsum, EXACT)
{
  for_points (200) {
    layer l = random_layer();
    matrix by_W = derivatives(J_of_layer(&l), l.W), by_b = derivatives(J_of_layer(&l), l.b);
    for_elements (l.W, d, k) {
      number by_chain_rule = 0, right = 0;
      long double size = 0;
      for (int i = 0; i < l.N; i++) {
        long double factor = derivative(AT(affine_map(l.V, l.W, l.b), i, k), AT(l.W, d, k));
        by_chain_rule += AT(l.delta, i, k)*factor;
        right += AT(l.V, i, d)*AT(l.delta, i, k);
        size += cabsl(AT(l.V, i, d)*AT(l.delta, i, k));
      }
      equal(AT(by_W, d, k), by_chain_rule, size);
      equal(AT(by_W, d, k), right, size);
    }
    for (int k = 0; k < l.K; k++) {
      number right = 0;
      long double size = 0;
      for (int i = 0; i < l.N; i++) {
        right += AT(l.delta, i, k);
        size += cabsl(AT(l.delta, i, k));
      }
      equal(AT(by_b, 0, k), right, size);
    }
  }
}

EQUATION(inputsum, EXACT)
{
  for_points (100) {
    layer l = random_layer();
    matrix by_V = derivatives(J_of_layer(&l), l.V);
    for_elements (l.V, i, d) {
      number by_chain_rule = 0, right = 0;
      long double size = 0;
      for (int k = 0; k < l.K; k++) {
        long double factor = derivative(AT(affine_map(l.V, l.W, l.b), i, k), AT(l.V, i, d));
        by_chain_rule += AT(l.delta, i, k)*factor;
        right += AT(l.delta, i, k)*AT(l.W, d, k);
        size += cabsl(AT(l.delta, i, k)*AT(l.W, d, k));
      }
      equal(AT(by_V, i, d), by_chain_rule, size);
      equal(AT(by_V, i, d), right, size);
    }
  }
}

EQUATION(affineback, PROGRAM)
{
  for_points (200) {
    layer l = random_layer();
    matrix Vt = transpose(l.V), Wt = transpose(l.W), one = transpose(ones(l.N, 1)), size = magnitudes(l.delta);
    matrix size_W = times(magnitudes(Vt), size), size_b = times(one, size), size_V = times(size, magnitudes(Wt));
    total *dJ_dW = make_lanes(l.D*l.K), *dJ_db = make_lanes(l.K);
    weight_gradient(l.D, l.K, rows(l.V), rows(l.delta), (void *) dJ_dW);
    bias_gradient(l.K, rows(l.delta), dJ_db);
    matrix by_W = derivatives(J_of_layer(&l), l.W), by_b = derivatives(J_of_layer(&l), l.b);
    equal_matrices(by_W, times(Vt, l.delta), size_W);
    equal_matrices(by_W, from_lanes(l.D, l.K, dJ_dW), size_W);
    equal_matrices(by_b, times(one, l.delta), size_b);
    equal_matrices(by_b, from_lanes(1, l.K, dJ_db), size_b);
    equal_matrices(derivatives(J_of_layer(&l), l.V), times(l.delta, Wt), size_V);
  }
}

/* the sum of the products of their elements */
static number inner(matrix A, matrix B)
{
  return sum(circ(A, B));
}

EQUATION(differential, EXACT)
{
  for_points (500) {
    layer l = random_layer();
    matrix dV = random_matrix(l.N, l.D, 1), dW = random_matrix(l.D, l.K, 1), db = random_matrix(1, l.K, 1), one = ones(l.N, 1);
    matrix parts[] = {times(dV, l.W), times(l.V, dW), times(one, db)};
    number dJ = 0, middle = 0, right = inner(times(l.delta, transpose(l.W)), dV) + inner(times(transpose(l.V), l.delta), dW)
      + inner(times(transpose(one), l.delta), db), t = 0;
    long double size = 0;
    for (int j = 0; j < LENGTH(parts); j++) {
      middle += inner(l.delta, parts[j]);
      size += creall(inner(magnitudes(l.delta), magnitudes(parts[j])));
    }
    dJ = derivative(J_of_Z(&l, affine_map(plus(l.V, scaled(t, dV)), plus(l.W, scaled(t, dW)), plus(l.b, scaled(t, db)))), t);
    equal(dJ, middle, size);
    equal(dJ, right, size);
  }
}

EQUATION(activationgradient, EXACT)
{
  for_points (100) {
    problem p = random_problem(8);
    matrix left = derivatives(J_of_H(&p, p.H), p.H), delta_o = derivatives(J_of_Zo(&p, p.Zo), p.Zo);
    for_elements (left, i, k) {
      number right = 0;
      long double size = 0;
      for (int c = 0; c < p.C; c++) {
        right += AT(delta_o, i, c)*AT(p.Wo, k, c);
        size += cabsl(AT(delta_o, i, c)*AT(p.Wo, k, c));
      }
      equal(AT(left, i, k), right, size);
    }
  }
}

EQUATION(hiddensum, PROGRAM)
{
  for_points (100) {
    problem p = random_problem(8);
    matrix left = derivatives(J_of_Zh(&p, p.Zh), p.Zh), by_H = derivatives(J_of_H(&p, p.H), p.H);
    matrix delta_o = derivatives(J_of_Zo(&p, p.Zo), p.Zo), size = size_of_delta_h(&p), by_program = from_rows(p.N, p.K, pass(&p).delta_h);
    for_elements (left, i, k) {
      number total = 0, h = AT(p.H, i, k);
      for (int c = 0; c < p.C; c++) total += AT(delta_o, i, c)*AT(p.Wo, k, c);
      equal(AT(left, i, k), AT(by_H, i, k)*derivative(sigma(AT(p.Zh, i, k)), AT(p.Zh, i, k)), cabsl(AT(size, i, k)));
      equal(AT(left, i, k), total*h*(1 - h), cabsl(AT(size, i, k)));
      equal(AT(left, i, k), AT(by_program, i, k), cabsl(AT(size, i, k)));
    }
  }
}

EQUATION(hiddendelta, PROGRAM)
{
  for_points (100) {
    problem p = random_problem(8);
    matrix delta_o = derivatives(J_of_Zo(&p, p.Zo), p.Zo), left = derivatives(J_of_Zh(&p, p.Zh), p.Zh), size = size_of_delta_h(&p);
    equal_matrices(left, circ(circ(times(delta_o, transpose(p.Wo)), p.H), minus(ones(p.N, p.K), p.H)), size);
    equal_matrices(left, from_rows(p.N, p.K, pass(&p).delta_h), size);
  }
}

EQUATION(gradient, PROGRAM)
{
  for_points (100) {
    problem p = random_problem(20);
    matrix delta_o = derivatives(J_of_Zo(&p, p.Zo), p.Zo), delta_h = derivatives(J_of_Zh(&p, p.Zh), p.Zh), one = ones(p.N, 1);
    struct {matrix W, V, delta, size;} part[] = {
      {p.Wh, p.X, delta_h, size_of_delta_h(&p)}, {p.bh, one, delta_h, size_of_delta_h(&p)},
      {p.Wo, p.H, delta_o, size_of_delta_o(&p)}, {p.bo, one, delta_o, size_of_delta_o(&p)}};
    total *sums = make_lanes(parameter_count(net_of(&p)));
    program_loss(&p, sums);
    for (int j = 0; j < LENGTH(part); j++) {
      matrix left = derivatives(J_of(&p), part[j].W), size = times(transpose(magnitudes(part[j].V)), part[j].size);
      equal_matrices(left, times(transpose(part[j].V), part[j].delta), size);
      equal_matrices(left, from_lanes(left.rows, left.columns, sums), size);
      sums += left.rows*left.columns;
    }
  }
}

EQUATION(conserved, PROGRAM)
{
  for_points (200) {
    problem p = random_problem(20);
    matrix by_Wo = derivatives(J_of(&p), p.Wo), by_bo = derivatives(J_of(&p), p.bo);
    matrix delta_o = derivatives(J_of_Zo(&p, p.Zo), p.Zo), one = ones(p.C, 1);
    total *sums = make_lanes(parameter_count(net_of(&p)));
    program_loss(&p, sums);
    sums += p.D*p.K + p.K;
    matrix middle = times(transpose(p.H), times(delta_o, one)), zero = make(p.K, 1);
    matrix size = times(transpose(p.H), times(size_of_delta_o(&p), one));
    equal_matrices(times(by_Wo, one), middle, size);
    equal_matrices(middle, zero, size);
    equal_matrices(times(from_lanes(p.K, p.C, sums), one), zero, size);
    equal(sum(by_bo), 0, creall(sum(size_of_delta_o(&p))));
    equal(sum(from_lanes(1, p.C, sums + p.K*p.C)), 0, creall(sum(size_of_delta_o(&p))));
  }
}

/* --- training */

/* Variances depend on nothing else of a distribution; so let the bias and the weights be plus or minus their standard deviations, all sign
   patterns being equally likely. */
EQUATION(scale, EXACT)
{
  for_points (1000) {
    int D = whole(1, 6);
    matrix x = random_matrix(1, D, 3), deviation = point%2 ? random_matrix(1, D + 1, 3) : ones(1, D + 1); /* the last is the bias's */
    number mean = 0, squares = 0, var_b = AT(deviation, 0, D)*AT(deviation, 0, D), middle = var_b, right = 1;
    for (int signs = 0; signs < 2 << D; signs++) {
      number z = (signs >> D & 1 ? 1 : -1)*AT(deviation, 0, D);
      for (int d = 0; d < D; d++) z += (signs >> d & 1 ? 1 : -1)*AT(deviation, 0, d)*AT(x, 0, d);
      mean += z;
      squares += z*z;
    }
    for (int d = 0; d < D; d++) {
      middle += AT(x, 0, d)*AT(x, 0, d)*(AT(deviation, 0, d)*AT(deviation, 0, d));
      right += AT(x, 0, d)*AT(x, 0, d);
    }
    equal(mean/(2 << D), 0, creall(middle));
    equal(squares/(2 << D), middle, 0);
    if (point%2 == 0) equal(middle, right, 0);
  }
}

/* J(theta) and its first eight derivatives by one of the parameters, from the values of J on a circle around it
   in the complex plane, by Cauchy's formula: neither differences nor the complex step */
static void cauchy(const problem *p, number *parameter, long double derivative[9])
{
  const int points = 24;
  const long double radius = .125L, pi = acosl(-1);
  number here = *parameter, J[points];
  for (int k = 0; k < points; k++) {
    *parameter = here + radius*cexpl(2*pi*k/points*I);
    J[k] = J_of(p);
  }
  *parameter = here;
  for (int n = 0; n <= 8; n++) {
    derivative[n] = 0;
    for (int k = 0; k < points; k++)
      derivative[n] += creall(J[k]*cexpl(-2*pi*k*n/points*I))/points*tgammal(n + 1)/powl(radius, n);
  }
}

/* the loss when one of the parameters is moved */
static number J_at(const problem *p, number *parameter, number step)
{
  number here = *parameter;
  *parameter += step;
  number J = J_of(p);
  *parameter = here;
  return J;
}

EQUATION(central, PROGRAM)
{
  for_points (100) {
    problem p = random_problem(4);
    int count = parameter_count(net_of(&p));
    double epsilon = uniform(.002, .01), slope[count];
    central_differences(crew_of(&p), theta_of(&p), epsilon, slope);
    for (int tries = 0; tries < 3; tries++) {
      int j = whole(0, count - 1);
      long double d[9], e = epsilon, J[2];
      cauchy(&p, parameter(&p, j), d);
      for (int minus = 0; minus < 2; minus++) {
        J[minus] = creall(J_at(&p, parameter(&p, j), minus ? -e : e));
        number right = d[0] + (minus ? -e : e)*d[1] + e*e/2*d[2] + (minus ? -1 : 1)*e*e*e/6*d[3];
        for (int n = 4; n <= 8; n++) right += powl(minus ? -e : e, n)/tgammal(n + 1)*d[n];
        equal(J[minus], right, 0);
      }
      equal((J[0] - J[1])/(2*e), d[1] + e*e/6*d[3] + powl(e, 4)/120*d[5] + powl(e, 6)/5040*d[7], (J[0] + J[1])/(2*e));
      equal(slope[j], (J[0] - J[1])/(2*e), (J[0] + J[1])/(2*e));
    }
  }
}

EQUATION(steplength, EXACT)
{
  const number u = 0x1p-53L;
  for_points (1000) {
    number J = exp(uniform(-9, 9)), J3 = exp(uniform(-9, 9)), least = cbrtl(creall(3*u*J/J3)), e = least;
#define BOTH(e) ((e)*(e)/6*J3 + u/(e)*J)
    equal(derivative(BOTH(e), e), 0, creall(least/3*J3 + u*J/(least*least)));
    e = least*exp(uniform(.001, 5));
    assert_true(creall(BOTH(least)) < creall(BOTH(e)));
    e = least*least/e;
    assert_true(creall(BOTH(least)) < creall(BOTH(e)));
#undef BOTH
  }
}

EQUATION(complexstep, EXACT)
{
  for_points (250) {
    problem p = random_problem(4);
    for (int tries = 0; tries < 2; tries++) {
      number *at = parameter(&p, whole(0, parameter_count(net_of(&p)) - 1));
      long double d[9], e = uniform(.002, .01), size = creall(J_of(&p)); /* the samples' shares of J' may cancel */
      cauchy(&p, at, d);
      equal(cimagl(J_at(&p, at, e*I))/e, d[1] - e*e/6*d[3] + powl(e, 4)/120*d[5] - powl(e, 6)/5040*d[7], size);
      equal(cimagl(J_at(&p, at, 1e-30L*I))/1e-30L, d[1], size);
    }
  }
}

EQUATION(momentum, PROGRAM)
{
  for_points (100) {
    problem p = random_problem(20);
    int count = parameter_count(net_of(&p));
    double eta = uniform(0, .1), mu = uniform(0, 1), *theta = theta_of(&p), *M = doubles(random_matrix(1, count, 1));
    long double exact_M[count], g[count];
    for (int j = 0; j < count; j++) exact_M[j] = M[j];
    train(crew_of(&p), theta, M, 3, eta, mu, note, &(diary) {.stop = -1});
    for (int steps = 0; steps < 3; steps++) {
      for (int j = 0; j < count; j++) g[j] = derivative(J_of(&p), *parameter(&p, j));
      for (int j = 0; j < count; j++) {
        exact_M[j] = mu*exact_M[j] - eta*g[j];
        *parameter(&p, j) += exact_M[j];
      }
    }
    for (int j = 0; j < count; j++) {
      equal(M[j], exact_M[j], 1);
      equal(theta[j], *parameter(&p, j), 1);
    }
  }
}

/* If all went well and the environment names a table, write it. */
int main(void)
{
  int failed = run_all("equations", NULL, NULL);
  const char *name = getenv("EQUATIONS");
  if (failed != 0 || name == NULL) return failed;
  FILE *f = fopen(name, "w");
  if (f != NULL) {
    fputs("# equation\tworst_error\tbound\tcomparisons\n", f);
    for (const equation *e = equations; e < equations + test_count; e++)
      fprintf(f, "%s\t%.17Lg\t%g\t%ld\n", e->name + 3, e->worst, e->bound, e->comparisons);
  }
  if (f != NULL && fflush(f) == 0 && fclose(f) == 0) return 0;
  fprintf(stderr, "%s: %s\n", name, strerror(errno));
  return 1;
}
