/* exp, log, and their like for real and for complex numbers: the loss of exercise 19 is differentiated by the complex step */
#include <tgmath.h>
