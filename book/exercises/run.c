/* The process in which the student's part runs. It prints nothing and judges nothing: for each call it writes to descriptor 3 which of the given
   blocks was changed (-1: none; OUTSIDE: something beyond the end of the sums), and the results. With LINES, it writes the value of each line
   of the derivation at each point. */
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>
#ifndef LINES
#define DRIVER
#endif
#include "exercise.h"
#include "cases.h"
#include "derivation.h"

void __sanitizer_print_stack_trace(void) __attribute__((weak));

static void write_all(const void *from, size_t bytes)
{
  for (const char *at = from; bytes > 0; ) {
    ssize_t n = write(3, at, bytes);
    if (n <= 0) _exit(97);
    at += n;
    bytes -= (size_t) n;
  }
}

static void too_slow(int number)
{
  (void) number;
  if (__sanitizer_print_stack_trace != NULL) __sanitizer_print_stack_trace();
  _exit(98);
}

/* no more memory than the sanitizers have set aside by now, and 512 MB */
static void limit_memory(void)
{
  FILE *f = fopen("/proc/self/statm", "r");
  unsigned long pages;
  if (f == NULL) return;
  if (fscanf(f, "%lu", &pages) == 1) {
    rlim_t most = (rlim_t) pages*(rlim_t) sysconf(_SC_PAGESIZE) + (512UL << 20);
    setrlimit(RLIMIT_AS, &(struct rlimit){most, most});
  }
  fclose(f);
}

#ifdef LINES
static void run(void)
{
  for (int trial = 0; trial < TRIALS; trial++) {
    start((uint64_t)(1000 + trial));
    draw();
    for (int j = 0; j < line_count; j++) {
      double value = lines[j]();
      write_all(&value, sizeof value);
    }
  }
}
#else
/* A sum is in lanes (network.h); it doesn't matter what is in which of them, if they add up. There is room for more than count of them: a program that
   takes the wrong sizes writes there, and the numbers show what it was. */
enum {ROOM = 64};
total *spread(const double *a, int count)
{
  total *sums = aligned_alloc(64, ((size_t) count + ROOM)*sizeof *sums);
  for (int j = 0; j < count + ROOM; j++)
    for (int l = 0; l < LANES; l++) sums[j][l] = j < count ? a[j]*(l + 1)*2/(LANES*(LANES + 1)) : 0;
  return sums;
}

static bool outside; /* was anything written beyond the last sum? */
void gather(total *sums, double *a, int count)
{
  for (int j = 0; j < count; j++) {
    a[j] = 0;
    for (int l = 0; l < LANES; l++) a[j] += sums[j][l];
  }
  for (int j = count; j < count + ROOM; j++)
    for (int l = 0; l < LANES; l++) if (sums[j][l] != 0) outside = true;
  free(sums);
}

static void run(void)
{
  experiment e;
  for (int number = 0; find_experiment(number, &e); number++) {
    double **b = make_blocks(e.n), **before = make_blocks(e.n), changed = -1;
    prepare(&e, b);
    prepare(&e, before);
    call(e.n, b);
    for (int block = 0; blocks[block].name != NULL; block++)
      if (!is_output(block) && memcmp(b[block], before[block], (size_t) length(e.n, block)*sizeof(double)) != 0) changed = block;
    if (outside && changed < 0) changed = OUTSIDE;
    write_all(&changed, sizeof changed);
    for (int block = 0; blocks[block].name != NULL; block++)
      if (is_output(block)) write_all(b[block], (size_t) length(e.n, block)*sizeof(double));
    free_blocks(b);
    free_blocks(before);
  }
}
#endif

int main(int argc, char **argv)
{
  struct rlimit cpu = {2, 4}, core = {0, 0};
  signal(SIGXCPU, too_slow);
  setrlimit(RLIMIT_CPU, &cpu);
  setrlimit(RLIMIT_CORE, &core);
  limit_memory();
  if (argc > 1) seed = strtoull(argv[1], NULL, 10);
  run();
  _exit(0);
}
