/* Functions that somebody in a section calls, but no part has a use for; they only have to be there. */
#include <stdlib.h>
#define MISSING(name) __attribute__((weak)) void name(void) { abort(); }
MISSING(affine)
MISSING(logistic)
MISSING(softmax)
MISSING(output_delta)
MISSING(weight_gradient)
MISSING(bias_gradient)
MISSING(hidden_delta)
MISSING(hidden_layer)
MISSING(output_layer)
MISSING(loss)
MISSING(gradient)
MISSING(next_gradient)
