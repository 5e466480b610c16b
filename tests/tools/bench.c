/* How fast is the pass over the data? Everything is measured in turn, several times, and the
   medians are compared: on a shared machine only ratios within one run mean anything.
   Usage: bench PYTHON [notebook.py]; without NumPy that part is left out. */
#include "network.c" /* for exponential, inlined */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "../clock.h"

enum {ROUNDS = 7, N = 50000};
static const network net = {2, 3, 2};

static int compare(const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static double median(double *value, int count)
{
  qsort(value, (size_t) count, sizeof(double), compare);
  return value[count/2];
}

static bool go_on(void *context, long t, real J)
{
  (void) context; (void) t; (void) J;
  return true;
}

/* ns per sample and iteration of training */
static double training(const dataset *data, int threads, long iterations)
{
  generator g;
  double theta[17], M[17] = {0};
  team *t = make_team(threads, net, data);
  seed_generator(&g, 42);
  random_parameters(&g, 17, theta);
  train(t, theta, M, 2, 1e-4, .5, go_on, NULL);
  double begun = now();
  train(t, theta, M, iterations - 1, 1e-4, .5, go_on, NULL); /* shows the loss once more than it steps */
  double seconds = now() - begun;
  free_team(t);
  return 1e9*seconds/(double) iterations/(double) data->N;
}

/* ns for one exponential, in a loop that does nothing else, from one array to another that
   together are as long as what the pass takes exponentials of */
static __attribute__((noinline)) void exponentials(long n, const double *z, double *e)
{
  PRAGMA(omp simd)
  for (long i = 0; i < n; i++) e[i] = exponential(z[i]);
}

static double bare_exponential(double *z, double *e)
{
  long n = (long) N*(net.K + net.C);
  double begun = now();
  for (int i = 0; i < 40; i++) exponentials(n, z, e);
  return 1e9*(now() - begun)/40/(double) n;
}

static double numpy(const char *python, const char *script)
{
  char command[1000];
  double ns = 0;
  snprintf(command, sizeof command, "%s %s 2>/dev/null", python, script);
  FILE *pipe = popen(command, "r");
  if (pipe == NULL || fscanf(pipe, "%lf", &ns) != 1) ns = 0;
  if (pipe != NULL) pclose(pipe);
  return ns;
}

int main(int argc, char *argv[])
{
  int threads = (int) sysconf(_SC_NPROCESSORS_ONLN);
  double one[ROUNDS], all[ROUNDS], busy[ROUNDS], bare[ROUNDS], notebook[ROUNDS];
  long n = (long) N*(net.K + net.C);
  double *z = malloc(8*(size_t) n), *e = malloc(8*(size_t) n);
  generator g;
  seed_generator(&g, 42);
  dataset *data = make_circles(N, .1, .1, &g);
  for (long i = 0; i < n; i++) z[i] = random_normal(&g);
  bare_exponential(z, e);
  for (int r = 0; r < ROUNDS; r++) {
    bare[r] = bare_exponential(z, e);
    one[r] = training(data, 1, 400);
    all[r] = training(data, threads, 400);
    notebook[r] = argc > 2 ? numpy(argv[1], argv[2]) : 0;
    pid_t child = fork(); /* another program that wants a processor */
    if (child == 0) for (;;) ;
    usleep(100000);
    busy[r] = training(data, threads, 4000);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
  }
  double t1 = median(one, ROUNDS), tp = median(all, ROUNDS), tb = median(busy, ROUNDS),
    ex = median(bare, ROUNDS), np = median(notebook, ROUNDS);
  printf("medians of %d rounds, %d samples, 2-3-2, ns per sample and iteration:\n", ROUNDS, N);
  printf("  trainer, 1 thread                     %8.2f\n", t1);
  printf("  trainer, %d threads                    %8.2f\n", threads, tp);
  printf("  the same beside one busy process      %8.2f\n", tb);
  printf("  the notebook's computation in NumPy   ");
  if (np > 0) printf("%8.2f\n", np);
  else printf("  (needs python3-numpy)\n");
  printf("  a bare exponential, array to array    %8.3f\n", ex);
  printf("ratios:\n");
  if (np > 0) printf("  NumPy / 1 thread                      %8.1f\n", np/t1);
  if (np > 0) printf("  NumPy / %d threads                     %8.1f\n", threads, np/tp);
  printf("  1 thread / %d threads                  %8.2f\n", threads, t1/tp);
  printf("  %d threads beside a busy process / 1 thread alone %.2f\n", threads, tb/t1);
  printf("  1 thread / (K + C) bare exponentials  %8.2f\n", t1/(ex*(net.K + net.C)));
  free_dataset(data);
  free(z);
  free(e);
  printf("cost and memory against N, %d threads:\n         N   ns per sample and iteration   data, MB   peak, MB\n", threads);
  for (long size = 1000; size <= 10000000; size *= 10) {
    struct rusage usage;
    seed_generator(&g, 42);
    data = make_circles(size, .1, .1, &g);
    if (data == NULL) return 1;
    double ns = training(data, threads, size < 100000 ? 20000000/size : size < 10000000 ? 100 : 20);
    free_dataset(data);
    getrusage(RUSAGE_SELF, &usage);
    printf("%10ld %29.2f %10.1f %10.1f\n", size, ns, 20e-6*(double) size, 1.024e-3*(double) usage.ru_maxrss);
  }
  return 0;
}
