// The trainer's work with Eigen, all sizes known to the compiler, in panels of PANEL samples: print ns per sample and iteration, and the loss after
// 20 steps; see bench.c. Usage: bench_eigen FILE PANEL
// Tried, and no faster: a column at a time; the sums of all panels kept in lanes, for panels of 8 to 128; a fused expression for each unit.
#include <Eigen/Dense>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

using namespace Eigen;
enum {D = 2, K = 3, C = 2, COUNT = D*K + K + K*C + C};
typedef Array<double, Dynamic, Dynamic> table;

struct parameters {
  Matrix<double, D, K> Wh;
  Matrix<double, 1, K> bh;
  Matrix<double, K, C> Wo;
  Matrix<double, 1, C> bo;
  template <class Step> void each(parameters &g, Step step)
  {
    step(Wh, g.Wh), step(bh, g.bh), step(Wo, g.Wo), step(bo, g.bo);
  }
};

// loss of n samples from the first on; adds their gradient; n is P, unless Rows is Dynamic
template <int Rows, int P> static double panel(const parameters &theta, const table &X, const table &Y, long first, long n, parameters &g)
{
  typedef Array<double, Rows, K, ColMajor, P, K> hidden;
  typedef Array<double, Rows, C, ColMajor, P, C> output;
  typedef Array<double, Rows, 1, ColMajor, P, 1> column;
  const Block<const table, Rows, D> x(X, first, 0, n, D);
  const Block<const table, Rows, C> y(Y, first, 0, n, C);
  hidden h(n, +K), delta_h(n, +K);
  output z(n, +C), e(n, +C), delta_o(n, +C);
  column s(n);
  h = (x.matrix().lazyProduct(theta.Wh).rowwise() + theta.bh).array();
  h = (1 + (-h).exp()).inverse();
  z = (h.matrix().lazyProduct(theta.Wo).rowwise() + theta.bo).array();
  z.colwise() -= z.rowwise().maxCoeff().eval();
  e = z.exp();
  s = e.rowwise().sum();
  const double J = std::log(s.prod()) - (y*z).sum();
  s = s.inverse();
  delta_o = e.colwise()*s - y;
  for (int k = 0; k < K; k++) {
    delta_h.col(k) = delta_o.matrix().lazyProduct(theta.Wo.row(k).transpose()).array()*h.col(k)*(1 - h.col(k));
  }
  g.Wo += h.matrix().transpose().lazyProduct(delta_o.matrix());
  g.bo += delta_o.matrix().colwise().sum();
  g.Wh += x.matrix().transpose().lazyProduct(delta_h.matrix());
  g.bh += delta_h.matrix().colwise().sum();
  return J;
}

template <int P> static double step(parameters &theta, parameters &M, const table &X, const table &Y)
{
  const long N = X.rows();
  parameters g;
  g.each(g, [](auto &part, auto &) { part.setZero(); });
  double J = 0;
  long i = 0;
  for (; i + P <= N; i += P) J += panel<P, P>(theta, X, Y, i, P, g);
  if (i < N) J += panel<Dynamic, P>(theta, X, Y, i, N - i, g);
  M.each(g, [](auto &m, auto &part) { m = .5*m - 1e-4*part; });
  theta.each(M, [](auto &t, auto &m) { t += m; });
  return J;
}

static double now()
{
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9*t.tv_nsec;
}

template <int P> static void run(parameters &theta, const table &X, const table &Y)
{
  parameters M;
  M.each(M, [](auto &m, auto &) { m.setZero(); });
  double J = 0;
  for (int t = 0; t <= 20; t++) J = step<P>(theta, M, X, Y);
  const double begun = now();
  long steps = 0;
  for (; now() < begun + .25; steps += 10)
    for (int t = 0; t < 10; t++) step<P>(theta, M, X, Y);
  std::printf("%.4f %.17g\n", 1e9*(now() - begun)/steps/X.rows(), J);
}

int main(int argc, char *argv[])
{
  std::vector<double> numbers;
  double number;
  FILE *file = argc == 3 ? std::fopen(argv[1], "rb") : nullptr;
  if (file == nullptr) return 2;
  while (std::fread(&number, sizeof number, 1, file) == 1) numbers.push_back(number);
  std::fclose(file);
  const long N = (numbers.size() - COUNT)/(D + 1);
  const double *at = numbers.data();
  parameters theta;
  auto take = [&](auto &part) {
    for (int r = 0; r < part.rows(); r++)
      for (int c = 0; c < part.cols(); c++) part(r, c) = *at++;
  };
  take(theta.Wh), take(theta.bh), take(theta.Wo), take(theta.bo);
  table X(N, +D), Y = table::Zero(N, C);
  for (long i = 0; i < N; i++) {
    for (int d = 0; d < D; d++) X(i, d) = *at++;
    Y(i, long(*at++)) = 1;
  }
  switch (std::atoi(argv[2])) {
  case 64: run<64>(theta, X, Y); break;
  case 128: run<128>(theta, X, Y); break;
  case 512: run<512>(theta, X, Y); break;
  default: return 2;
  }
}
