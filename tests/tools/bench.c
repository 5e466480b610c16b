/* The trainer's part in bench.sh. Usage:
     bench data FILE             write what all programs there begin with: parameters, then inputs and class of each sample
     bench train FILE THREADS    print ns per sample and iteration, and the loss after 20 steps
     bench busy FILE THREADS     the same beside a process that wants a processor for itself
     bench sizes THREADS         time and memory against the number of samples */
#include "network.h"
#include "../clock.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define input(data, i, d) (data)->x[(i)/PANEL*(data)->D + (d)][(i)%PANEL]
#define label(data, i) (data)->y[(i)/PANEL][(i)%PANEL]

enum {COUNT = 17, STEPS = 20};
static const network net = {2, 3, 2};
static const double eta = 1e-4, mu = .5;

static bool keep(void *context, long t, real J)
{
  (void) t;
  *(double *) context = J;
  return true;
}

/* of all threads together, since that is what a processor has spent; or what a clock on the wall shows */
static double spent(int threads)
{
  struct timespec t;
  if (threads > 1) return now();
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + 1e-9*(double) t.tv_nsec;
}

/* ns per sample and iteration, measured for so many seconds */
static double training(const dataset *data, int threads, double *theta, double seconds, double *J)
{
  double M[COUNT] = {0}, later;
  team *crew = make_team(threads, net, data);
  if (crew == NULL) exit(1);
  train(crew, theta, M, STEPS, eta, mu, keep, J);
  long steps = 0;
  const double begun = spent(threads);
  do {
    train(crew, theta, M, 9, eta, mu, keep, &later); /* shows the loss once more than it steps */
    steps += 10;
  } while (spent(threads) < begun + seconds);
  const double ns = 1e9*(spent(threads) - begun)/(double) steps/(double) data->N;
  free_team(crew);
  return ns;
}

static dataset *points(long N, double *theta)
{
  generator g;
  seed_generator(&g, 42);
  dataset *data = make_circles(N, .1, .1, &g);
  if (data == NULL) exit(1);
  random_parameters(&g, COUNT, theta); /* where the notebook checks its gradient */
  random_parameters(&g, COUNT, theta);
  return data;
}

static int write_file(const char *name)
{
  double theta[COUNT];
  dataset *data = points(50000, theta);
  FILE *file = fopen(name, "wb");
  if (file == NULL) return 1;
  fwrite(theta, sizeof(double), COUNT, file);
  for (long i = 0; i < data->N; i++) {
    const double row[] = {input(data, i, 0), input(data, i, 1), label(data, i)};
    fwrite(row, sizeof(double), 3, file);
  }
  return fclose(file) != 0;
}

static dataset *read_file(const char *name, double *theta)
{
  double row[3];
  FILE *file = fopen(name, "rb");
  if (file == NULL || fread(theta, sizeof(double), COUNT, file) != COUNT) exit(1);
  dataset *data = make_dataset(50000, net.D, net.C);
  if (data == NULL) exit(1);
  for (long i = 0; i < data->N && fread(row, sizeof(double), 3, file) == 3; i++) {
    for (int d = 0; d < 2; d++) input(data, i, d) = row[d];
    label(data, i) = (int) row[2];
  }
  fclose(file);
  return data;
}

static int measure(const char *name, int threads, bool busy)
{
  double theta[COUNT], J = 0;
  dataset *data = read_file(name, theta);
  const pid_t child = busy ? fork() : -1;
  if (child == 0) for (;;) ;
  if (busy) usleep(100000);
  const double ns = training(data, threads, theta, busy ? 1 : .25, &J);
  if (busy) {
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
  }
  free_dataset(data);
  printf("%.4f %.17g\n", ns, J);
  return 0;
}

static int sizes(int threads)
{
  for (long N = 1000; N <= 10000000; N *= 10) {
    struct rusage usage;
    double theta[COUNT], J;
    dataset *data = points(N, theta);
    const double ns = training(data, threads, theta, .5, &J);
    free_dataset(data);
    getrusage(RUSAGE_SELF, &usage);
    printf("%10ld %14.2f %14.1f %14.1f\n", N, ns, 20e-6*(double) N, 1.024e-3*(double) usage.ru_maxrss);
  }
  return 0;
}

int main(int argc, char *argv[])
{
  if (argc == 3 && strcmp(argv[1], "data") == 0) return write_file(argv[2]);
  if (argc == 3 && strcmp(argv[1], "sizes") == 0) return sizes(atoi(argv[2]));
  if (argc == 4) return measure(argv[2], atoi(argv[3]), strcmp(argv[1], "busy") == 0);
  return 2;
}
