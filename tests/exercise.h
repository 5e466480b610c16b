/* What the tests of the answers share, besides the toolbox of equation.h: EXERCISE(name) begins the test of \answer{name}, and
   put("name.part", "%.3g", x) is for a number that the answer prints, \num{ex.name.part}. The answer, as a formula, is compared with
   something found in another way: by the complex step, by counting, by trying, by the library. */
#ifndef EXERCISE_H
#define EXERCISE_H
#include "equation.h"

#define EXERCISE(name) REGISTER(ex_##name, EXACT, 0)

/* the file that the environment variable EXERCISES names, if it does: a name, a tab, the digits */
SHARED FILE *numbers;

__attribute__((format(printf, 2, 3)))
static inline void put(const char *name, const char *format, ...)
{
  va_list list;
  if (numbers == NULL) return;
  fprintf(numbers, "%s\t", name);
  va_start(list, format);
  vfprintf(numbers, format, list);
  va_end(list);
  putc('\n', numbers);
}

/* --- the network of the book, its points, and the parameters that it learned */

static const network NET = {2, 3, 2};

static inline const double *trained(void)
{
  return must_find(notebook(), "final_params")->value;
}

static inline const dataset *points(void)
{
  static dataset *data;
  return data != NULL ? data : (data = begin_notebook().data);
}

/* the loss of all points, by the library, and its gradient if g isn't NULL */
static inline double total_loss(network net, const double *theta, double *g)
{
  static team *crew;
  static network last;
  double unused[MOST_PARAMETERS];
  if (crew == NULL || memcmp(&last, &net, sizeof net) != 0) {
    free_team(crew);
    crew = make_team(2, net, points());
    last = net;
  }
  return gradient(crew, theta, g != NULL ? g : unused);
}

#endif
