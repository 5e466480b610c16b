/* The process in which the student's part runs. It prints nothing and judges nothing: for each call it writes to descriptor 3 which of the given
   blocks was changed (-1: none), and the results. With LINES, it writes the value of each line of the derivation at each point. */
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
  if (argc > 1) seed = strtoull(argv[1], NULL, 10);
  run();
  _exit(0);
}
