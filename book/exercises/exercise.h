/* What an exercise consists of. NAME.c includes this file, and is compiled three times:
   with DRIVER, and linked with the student's part, as the process that calls it and writes numbers, nothing else;
   with LINES, and linked with the lines of the student's derivation, as the process that computes them;
   with JUDGE, as the program that reads both and says what it thinks of them. Nothing of the student's is in that one. */
#ifndef EXERCISE_H
#define EXERCISE_H
#include <complex.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "network.h"

/* --- random numbers, the same in all three */

extern uint64_t seed, state;
double between(double a, double b);
int below(int n); /* from 0 to n-1 */

/* --- the program: what the student's function is given, and what it is to compute */

typedef struct { int D, K, C; } sizes; /* D, K, C, as in the book; there are always PANEL samples */

/* An array of numbers. Its shape is a string of at most two letters, rows first, D, K, C, N (the samples of a panel), P (all parameters), or
   digits; "" is a single number. CLASSES are integers below C, as doubles. */
typedef struct {
  const char *name; /* as the student knows it */
  enum {GIVEN, CLASSES, RESULT, SUM, CHANGED, CONDITION} role; /* RESULT: whatever was there mustn't matter; SUM: it is added to;
                                                       CHANGED: read, then replaced; CONDITION: 1 if it is fulfilled,
                                                       else there is a mistake of that name; if it is the last block,
                                                       it is looked at only when everything else is right */
  const char *shape;
  double least, greatest; /* its numbers are drawn between these */
} block;

/* inputs that chance wouldn't bring; set() changes some of the blocks that have been drawn */
typedef struct {
  const char *when; /* completes "wrong ...", such as "when a logit is 1000"; NULL ends the list */
  void (*set)(sizes n, double *const b[]);
} special;

/* a mistake that is known by name: what answer(number in the list, ...) computes */
typedef struct { const char *name, *says; } mistake;

extern const block blocks[]; /* ends with a NULL name */
extern const special specials[];
void adjust(sizes n, double *const b[]) __attribute__((weak)); /* if it is there: make the numbers drawn fit together */
extern const bool no_variants __attribute__((weak)); /* if it is there: on what the results depend is not asked */
#ifdef DRIVER
void call(sizes n, double *const b[]); /* the student's function, for the numbers in the blocks */
total *spread(const double *a, int count); /* sums that are being formed, with the values in a */
void gather(total *sums, double *a, int count); /* and back again; frees them */
#endif
#ifdef JUDGE
extern const mistake mistakes[]; /* mistakes[0] is unused: 0 is the truth; ends with a NULL name */
void answer(int wrong, sizes n, double *const b[]); /* change the blocks as the student's function should, or as with a mistake */
#endif
int extent(sizes n, const char *shape, int dimension); /* how many rows (0), columns (1) */

/* element (r, i) of a block */
#define AT(block, r, i) b[block][(r)*extent(n, blocks[block].shape, 1) + (i)]

/* the columns of a block as the library wants them (a row of a block of shape "KN" is a column) */
#define COLUMNS(block) ((column *) b[block])

/* --- the derivation: lines, each of which must be equal to the one before it */

#if defined(LINES) || defined(JUDGE)
void draw(void); /* new values for all words, that belong together */
#endif

/* What a line of the derivation must achieve: its value, the words it must have, and those it may no more have; the words are parts of
   names, separated by blanks, and $ marks the end of a name ("dJ_" means any name that begins so, "h$" the name h). */
typedef struct { const char *name; double (*value)(void); const char *needs, *without; } milestone;
typedef struct { const char *name; double (*value)(void); } factor;
#ifdef JUDGE
extern const milestone milestones[]; /* in any order; ends with a NULL name; empty if there is no derivation */
extern const factor factors[]; /* by which lines are wrong, now and then, besides constants; may be empty */
double claimed(int wrong); /* what the last milestone's line would be with a mistake of the program's; NAN: can't tell */
double claimed_too(int wrong) __attribute__((weak)); /* the same for another milestone, if there is one */
void task(void) __attribute__((weak)); /* prints what the seed asks of this student; most exercises have none */
#endif

/* sums, for the lines: sum_c(a[c]*b[c]) */
#define SUM_OVER(index, size, e) ({ double sum_ = 0; for (int index = 0; index < (size); index++) sum_ += (e); sum_; })
#define sum_d(e) SUM_OVER(d, D, e)
#define sum_k(e) SUM_OVER(k, K, e)
#define sum_c(e) SUM_OVER(c, C, e)
#define sum_j(e) SUM_OVER(j, C, e)
#define sum_i(e) SUM_OVER(i, N, e)

#define STEP 1e-30 /* of the complex step: derivative = cimag(f(x + STEP*I))/STEP */
#endif
