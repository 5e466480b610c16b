% ffnn.w: a small feed-forward network, its derivation and its program.
% ctangle makes the trainer and the library from this file, cweave the book.

\input book/ffnnmac
\input book/gnuplotmac
\input numbers
\input coursework
\def\figdir{figures/}
\def\title{A SMALL NEURAL NETWORK}
\def\edition{Second edition, November 2026}
\pdftrailerid{} % no number that depends on time and place
\pdfinfo{/Title (A Small Neural Network, Completely Understood)
  /Author (The authors of ffnn)
  /Subject (Back-propagation derived, programmed and measured: a literate program)
  /Keywords (neural network, back-propagation, softmax, cross-entropy, momentum, CWEB)}
\frontmatter

@s real double
@s wide double
@s column double
@s total double
@s network int
@s dataset int
@s generator int
@s team int
@s observer int
@s draft int
@s atomic_int int
@s ssize_t int
@s continuation int
@s settings int
@s saving int
@s moment int
@s outcome int
@s command int
@s class_list int
@s reader int
@s bounds int
@s model int
@s exchange int
@s __int128 int
@s line x
@s error x
@s option int
@s problem int
@s goal int
@s bending int
@s beginning int
@s companions int
@s gsl_eigen_symmv_workspace int
@s gsl_matrix_view int
@s gsl_vector_view int
@s run int
@s bool int
@s va_list int
@s locale_t int
@s cookie_io_functions_t int
@s ffnn_points int
@s ffnn_model int
@s ffnn_settings int
@s ffnn_observer int
@s eta_nought TeX
@s mu_nought TeX
@s _Noreturn static
@s restrict const
@s ALWAYS_INLINE static
@s uint32_t int
@s uint64_t int
@s int64_t int
@s pthread_t int
@s pthread_mutex_t int
@s pthread_cond_t int
@s FILE int
@s for_samples for
@s for_lanes for
@s for_options for
@s for_commands for
@s Wh TeX
@s Wo TeX
@s bh TeX
@s bo TeX
@s y_hat TeX
@s delta TeX
@s delta_o TeX
@s delta_h TeX
@s theta TeX
@s eta TeX
@s epsilon TeX
@s mu TeX
@s exponential TeX
@s _Alignas int
@s dJ_dW TeX
@s dJ_db TeX
@s dJ_dWh TeX
@s dJ_dbh TeX
@s dJ_dWo TeX
@s dJ_dbo TeX
@s J_plus TeX
@s J_minus TeX

@** The network. \part{I}{A network of three hidden units is explained, derived,
programmed, and trained. When it has learned, we read what it knows.}

@* Introduction. Fifty thousand points lie in the plane, half of them in a ring
around the origin, the other half in a disc inside the ring. Given the two
coordinates of a point, say which of the two groups it came from.

You can do that at a glance, because you see the picture. A computer sees two
numbers, $(-0.80,0.76)$, say, and has to work the answer out. A straight line
won't separate the groups for it, wherever the line is drawn. A {\it neural
network\/} is a formula with numbers in it that can be changed; ours has
@^neural network@>
seventeen. They are not set by anyone who knows what a ring is. They start out
random, and then they are improved, again and again by a little, so that the
formula does better on the fifty thousand examples.

\figure{moments}{What the network says about every point of the plane, ``ring''
(dark) or ``disc'' (light), at six moments of its training. The dots are
one in fifty of the points that it learns from: the ring's are dark, the disc's light. Both
coordinates go from $-1.5$ to $1.5$.}

\figref{moments} shows what happens. Before the first step the network answers
``disc'' everywhere. After a hundred steps it has cut a strip out of the plane;
the disc lies in the strip, but so do two pieces of the ring. For a long time it
finds nothing better. Then, rather suddenly, the strip closes and
becomes a triangle with rounded corners, and the rest of the training goes into
making that fit. At the end the network misclassifies \num{wrong} of the
\num{samples} points. On the computer that made this copy of the book, it all took
\num{seconds} seconds.

Nobody told the network about strips and triangles. How can seventeen numbers
hold a triangle? In which direction should each of them be changed, and how is
that found for all of them at once? How large may a step be? And how do we know
that the program which does all this is right? This book answers such questions
from the first line to the last. Every formula is derived; under the formula
stands the piece of program that computes it; and the program's own measurements
say what came of it. No part of the network is left to a library that you are
asked to trust.

@ When you have worked through the first part of the book, you will be able to

\smallskip
\item{$\bullet$}say what each of the seventeen numbers does, and read the
triangle out of them;
\item{$\bullet$}derive the gradient of this network, and of others, with pencil
and paper;
\item{$\bullet$}write a program that trains it, in any language you like;
\item{$\bullet$}tell a correct program from a nearly correct one, which is
harder than it sounds;
\item{$\bullet$}choose the size of the steps, and say what has happened when the
training goes wrong.
\smallskip

\noindent The example comes from a notebook by Stefan Jansen, ``How to use
backpropagation to train a feedforward NN'' ({\it Machine Learning for
Algorithmic Trading}, 2nd edition, 2020, chapter~17),
@^Jansen, Stefan@>
which is written in Python with the library NumPy. Our points, random numbers
and initial weights are the notebook's own, so that the two can be held side by
side: after the same \num{iterations} steps both networks have the same loss to
nine digits, and both misclassify the same \num{wrong} points.

@ This is how the book is meant to be read: in order, pencil in hand. A chapter
of this part begins with a picture or with numbers; then come the formulas, then
the functions that compute them; it ends with a sentence to take away, and with
exercises. Don't go on from a formula before you can write it down with the book
closed.
@q hide@>
All the answers are in the back; an answer read too early is an exercise
lost.
@q end@>

If you are just {\it curious\/} how a machine learns, and haven't much time,
read the beginnings of the chapters, up to the first program, look at the
figures, and read the whole chapter on what the network learned. If you are a
{\it programmer}, begin with the program in section~\secref{outline}, follow the
section numbers from there, and take the formulas on trust: every numbered
equation that isn't a definition has a test.

What you need to know is calculus as far as partial derivatives and the chain
rule, and the product of matrices. The loss takes a little probability:
independent events, and an average. Expected values, variances, and the normal
distribution are wanted from the chapter on training on, and
eigenvalues only from section~\secref{quadratic} to the end of that chapter, and
in the second part.
Nothing about neural networks is assumed. The programs are in \CEE/. You should
be able to read loops, functions, structures, and arrays whose size is an
argument of the function; a number in \CEE/ is rounded to 53 bits, and
overflows near $10^{308}$. More than that (threads, and the bits of a number)
is wanted only in the chapter on speed, and after it.

@ The book is a {\it literate program\/}: one source file, from which one tool,
\.{ctangle},
@^literate programming@>
extracts the \CEE/ program, and another, \.{cweave}, the pages you are reading.
A section begins with prose; its program part, if there is one, may have a name
in angle brackets, and stands wherever that name is used. The small number
after a name is the section where it is defined. Knuth, who published the idea
in 1984,
@^Knuth, Donald Ervin@>
had written \TeX\ itself that way.

Identifiers that stand for mathematical quantities are printed as the
quantities, and an index in brackets becomes a subscript, so that a line of the
program can be compared, symbol by symbol, with the formula above it.
@q hide@>
For
example, soon there will be the sum $\sum_dx_{id}w_{dk}$, for sample~$i$, and
the program forms it by
$$\hbox{|z[k][i] += x[d][i]*W[d][k]|.}$$
@q end@>
One liberty is taken. A formula has the number~$i$ of the sample as the first
index, and the \CEE/ file, for the sake of speed, as the {\it last}; in the
quantities of the network we print it first in both. So $h_{ik}$ in a program
is \.{h[k][i]} in the file. Sizes are in capitals, and among the arguments of
a function they come before the arrays that have them.

Formulas count from one and \CEE/ from zero. The ring is class~1 in the
formulas, and the disc class~2; in the program they have the numbers 0 and~1.

A few of \CEE/'s operators are printed as mathematical signs too: $\equiv$ is
the test for equality, \.{==}, whose value is 1 or~0, while $=$ assigns; $\ne$,
$\le$, $\land$, $\lor$, $\lnot$, $\oplus$, $\gg$ are \.{!=}, \.{<=}, \.{\&\&},
\.{\char124\char124}, \.{!}, \.{\^}, \.{>>}; $\rightarrow$ is \.{->}; $\Lambda$ is
the null pointer, $1\cdot10^{-4}$ is \.{1e-4}, and \.{\ } in a string is a space.
After the name of a program part, $\equiv$ says ``consists of'' and
$\mathrel+\equiv$ ``is continued by''.

@ \seclabel{symbols}Here, to look back to, are the quantities that have a name
of their own, with their shapes; each will be explained when it is first
wanted. A matrix with $N$~rows has a row for every sample.
$$\vbox{\halign{#\hfil\quad&#\hfil\quad&\hfil$#$\hfil\quad&#\hfil\cr
\noalign{\hrule\vskip3pt}
\it symbol&\it in the \CEE/ file&\hbox{\it shape}&\it meaning\cr
\noalign{\vskip3pt\hrule\vskip3pt}
$N$, $D$, $K$, $C$&\.{N D K C}&&how many samples, inputs, hidden units, classes\cr
$X$&\.{x}&N\times D&inputs\cr
$y_i$&\.{y}&&the number of the true class of sample~$i$\cr
$Y$&&N\times C&targets: $y_{ic}$ is 1 if $c=y_i$, otherwise 0\cr
$\Wht$, $b\hid$&\.{Wh bh}&D\times K,\ 1\times K&weights and biases of the hidden layer\cr
$Z\hid$, $H$&\.{h}&N\times K&its pre-activations and activations, $H=\sigma(Z\hid)$\cr
$\Wot$, $b\out$&\.{Wo bo}&K\times C,\ 1\times C&weights and biases of the output layer\cr
$Z\out$, $\Yhat$&\.{z y\_hat}&N\times C&logits and probabilities, $\Yhat={\rm softmax}(Z\out)$\cr
$\xi_i$, $J$&\.{J}&&the loss, of sample~$i$ and of all\cr
$\delta\out$, $\delta\hid$&\.{delta\_o delta\_h}&N\times C,\ N\times K&deltas: $\partial J/\partial Z\out$ and $\partial J/\partial Z\hid$\cr
$\theta$&\.{theta}&&all parameters, in the order $\Wht$, $b\hid$, $\Wot$, $b\out$\cr
$M$&\.{M}&&velocity of $\theta$, one number for each parameter\cr
$\eta$, $\mu$&\.{eta mu}&&learning rate and momentum factor\cr
$t$, $T$&\.{t T}&&iteration, and how many there are\cr
$B$&\.{B}&&samples in a mini-batch\cr
$\varepsilon$&\.{epsilon}&&step of a difference quotient\cr
$\lambda$&&&curvature; eigenvalue of the second derivatives\cr
$u$&&&$2^{-53}$, the relative error of a rounding, at most\cr
${\bf1}$&&&a column of ones, as long as needed\cr
\noalign{\vskip3pt\hrule}}}$$
For our problem $D=2$, $K=3$ and $C=2$, so that $\theta$ has
$DK+K+KC+C=6+3+6+2=17$ components. Apart from those that say ``two classes'', no
formula depends on these sizes, and no function but |main|: they take $D$, $K$ and~$C$ as they come.

A tick in the margin marks an equation that is tested: its two sides are
computed independently of each other, \num{comparisons} times or more, at
random points, and the number under the tick is the greatest difference that
was found, relative to the size of the terms, and rounded up. (It is about
$10^{-16}$, the rounding of a double, if a function of the program takes part;
much smaller if the formula is tested alone, in a longer arithmetic; and 0
beside a statement that has just held in every trial.) Derivatives are found
for these tests by other means than calculus. An equation with ``def.''\ only
gives a name to something.

@ Other books have other words. Here is what to look for if you come from one of
them, or go on to one.
$$\vbox{\halign{#\hfil\quad&#\hfil\cr
\noalign{\hrule\vskip3pt}
\it here&\it elsewhere\cr
\noalign{\vskip3pt\hrule\vskip3pt}
network, layer&multi-layer perceptron; fully connected or dense layer\cr
unit; logistic function&neuron, node; sigmoid\cr
pre-activation $z$; activation $h$&net or weighted input; output, $a$\cr
logit $z\out$&score; logit is also the inverse of~$\sigma$ (\exref{logit})\cr
loss $J$, $\xi$&cost, error, objective, log loss, negative log-likelihood; $C$, $E$, $L$\cr
$J$ is a sum over the samples&often their mean: $J/N$, with a learning rate $N\eta$\cr
delta, $\delta$&error, error signal, local gradient\cr
a sample is a row: $Z=XW+{\bf1}b$&often a column: $z=Wx+b$, whose matrix $W$ is our $W\tr$\cr
$w_{dk}$, from input $d$ to unit $k$&accordingly $w_{kd}$, ``to'' before ``from''\cr
iteration $t$, or step&update; an {\it epoch\/} is a pass over all samples: for us, one iteration\cr
classes $1,\ldots,C$&often $0,\ldots,C-1$, as in our programs\cr
targets $y_{ic}$&one-hot vectors\cr
$A\circ B$, element by element&$A\odot B$, Hadamard product; in NumPy \.{A*B}\cr
\noalign{\vskip3pt\hrule}}}$$
@^neuron, {\it see\/} unit@>@^sigmoid, {\it see\/} logistic function@>
@^cost, {\it see\/} loss@>@^error signal, {\it see\/} delta@>
@^one-hot vector@>@^epoch@>

@ \seclabel{outline}And here is the whole program. It computes the points
(the first~0.1 is the radius of the small circle, the second the standard deviation of the noise),
checks the gradient, trains the network, and counts the mistakes.

@c
#include <stdio.h>
#include "network.h"
@#
enum {@+count = 17@+}; /* how many parameters the network has */
@#
static bool report(void *context, long t, wide J)
{
  (void) context; /* nothing else is needed here */
  if (t%5000 == 0) printf("after %5ld steps the loss is %12.6f\n", t, J);
  return true; /* go on */
}
@#
int main(void)
{
  const network net = {2, 3, 2}; /* inputs, hidden units, classes */
  double theta[count], M[count] = {0}; /* the parameters, and their velocity */
  double slope[count], quotient[count]; /* the gradient, found in two ways */
  generator g; /* of random numbers */
  seed_generator(&g, 42);
  dataset *data = make_circles(50000, 0.1, 0.1, &g);
  team *crew = data == NULL ? NULL : make_team(2, net, data); /* two threads */
  if (crew == NULL) {
    fprintf(stderr, "notebook: not enough memory\n");
    return 1;
  }
  @<Compare the gradient with difference quotients@>;
  random_parameters(&g, count, theta); /* to start from */
  train(crew, theta, M, 50000, 1e-4, 0.5, report, NULL);
  printf("%ld of %ld points are misclassified\n",@|
    misclassified(net, theta, data), data->N);
  free_team(crew);
  free_dataset(data);
  return 0;
}

@ Before the training, the gradient is computed in a second way, slow but
simple, at a random point, and the greatest relative difference is printed.

@<Compare the gradient with difference quotients@>=
double worst = 0;
random_parameters(&g, count, theta);
gradient(crew, theta, slope);
central_differences(crew, theta, 1e-4, quotient);
for (int j = 0; j < count; j++)
  if (relative_error(slope[j], quotient[j]) > worst)
    worst = relative_error(slope[j], quotient[j]);
printf("the gradient is right to %.1e\n", worst);

@ This is what it prints:

\listing{notebook.txt}

\noindent What is left of this part says how each line is done. The next
chapter explains what a |network| is and what its parameters |theta| do, and
how |misclassified| finds the answers; {\it The loss\/} defines the number that
|report| prints. {\it Downhill\/} and {\it Training\/} make |train|, which
takes 50,000 steps with the learning rate $10^{-4}$ and the momentum
factor~$0.5$, from parameters that |random_parameters| has drawn. {\it
Back-propagation\/} makes |gradient|, on which everything depends, and {\it The
gradient check}, with |central_differences|, makes sure of it. After that you
can read what the network has learned. Two things can wait till then, because
they have nothing to do with learning: how two threads, the |crew|, share the
work ({\it Speed\/}), and how |seed_generator| and |make_circles| make the points
({\it Where the points come from\/}).

The types |network|, |dataset|, |team|, and |generator| are structures, which
will be shown when they are needed, and |real| and |wide| are |double|. The rest of the
book can wait, too: the second part experiments with the network, and the third
makes a tool of it, for points of your own.

@*1 Exercises. Most chapters end with some. The number in brackets is a rating,
in the manner of Knuth's books: 00 can be
@^Knuth, Donald Ervin@>
answered on sight, 10 takes a minute, 20 a quarter of an hour or so, 30 some
hours; 40 is a term project and 50 a problem for research. An M means that
more mathematics is needed than the chapter uses.
@q hide@>
The answers are in the back; click on a
number to go there.
@q end@>

@q hide@>
\exercise{stored}[00] How is |delta_o[c][i] = y_hat[c][i] - (y[i] == c)|
spelled in the \CEE/ file, and what does it store for a sample of the disc with
$\yhat_{i1}=0.3$ and $\yhat_{i2}=0.7$?
@q end@>

\exercise{count}[03] How many parameters does a network for handwritten digits
with 784 inputs, 30 hidden units, and 10 classes have?

@* From a unit to a network. A {\it unit\/} makes one number out of several, in
two steps. First it multiplies each of the numbers that it is given by a {\it
weight\/} of its own, and adds up the products and a {\it bias}. Here is a unit
with two inputs, the weights 8 and~$-4$, and the bias~4:
@^unit@>@^weight@>@^bias@>@^pre-activation@>@^activation@>
$$z=8x_1-4x_2+4.$$
This is its {\it pre-activation}. Then it puts $z$ through a fixed
function~$\sigma$, whose values lie between 0 and~1; the result, $h=\sigma(z)$,
is its {\it activation}. At the point $x=(0.5,0)$ we get $z=8$ and $h=0.9997$;
at $x=(-0.5,0.5)$ we get $z=-2$ and $h=0.1192$. One says that the unit is {\it
on\/} at the first point, and nearly {\it off\/} at the second.

The function is
$$h=\sigma(z)={1\over1+e^{-z}},\eqno\eqlabel{logistic}$$
the {\it logistic function}, named so by Verhulst in 1845. It rises from 0
to~1, most steeply at $z=0$, where it is one half; \figref{logistic} shows it.
@^logistic function@>
@^Verhulst, Pierre Fran\c{c}ois@>

Now look at our unit over the whole plane, in the middle of \figref{ramp}. Where
$8x_1-4x_2+4=0$, that is, on the line $x_2=2x_1+1$, its activation is one half.
Walk away from the line in the direction $(8,-4)$, and $h$ rises; walk the other
way, and it falls; walk along the line, and nothing changes. The activation is a
{\it ramp\/} over the plane. The weights say in which direction it climbs, and
how steeply: from $h=0.1$ to $h=0.9$ it is $2\ln9/\sqrt{8^2+4^2}\approx0.49$
units of length (see \exref{logit}). The bias says where.
@^ramp@>

Multiply weights and bias by~4, and the line stays where it is, but the ramp is
four times as steep. So a unit with large weights is nearly a switch, off on one
side of a line and switched on on the other. With small weights the ramp is so broad that
the unit is nearly linear. And if all the signs are turned, the ramp climbs the
other way.

\figure{ramp}{Three units over the plane. The lighter, the greater~$h$; on
the line it is one half. From left to right the weights are $(2,-1)$, $(8,-4)$,
and $(32,-16)$, the biases 1, 4, and~16. The dots are the points of the text.}

@*1 The logistic function. \seclabel{logistic}\topic{logistic function}Four
properties of $\sigma$ are worth knowing. First,
$1-\sigma(z)$ is $e^{-z}\!/{(1+e^{-z})}=1/{(e^z+1)}$, so that
$$\sigma(-z)=1-\sigma(z).\eqno\eqlabel{symmetry}$$
@q begin logistic:text@>
Second, the derivative is a polynomial in the value:
$$\sigma'(z)={e^{-z}\over(1+e^{-z})^2}={1\over1+e^{-z}}\cdot{e^{-z}\over1+e^{-z}}
  =\sigma(z)\bigl(1-\sigma(z)\bigr).\eqno\eqlabel{slope}$$
@q end@>
Back-propagation will need this derivative, and is thus content with the
activation, which is there already. Third, $h(1-h)={1\over4}-(h-{1\over2})^2$;
so $\sigma'\le{1\over4}$, with equality at $z=0$ only, and far from there,
where the unit is quite on or quite off, the slope is almost zero.

\figure{logistic}{The logistic function and its derivative, which is nowhere
greater than one quarter.}

\noindent Fourth, the function is the hyperbolic tangent in other units:
multiply numerator and denominator of \eqref{logistic} by $e^{z/2}$, and
$$\sigma(z)={e^{z/2}\over e^{z/2}+e^{-z/2}}={1\over2}\Bigl(1+{e^{z/2}-e^{-z/2}\over e^{z/2}+e^{-z/2}}\Bigr)
  ={1\over2}\Bigl(1+\tanh{z\over2}\Bigr).\eqno\eqlabel{tanh}$$

@ Here is the first function of the program, and with it the way in which all
of them treat the samples: many at once. A |column| holds one quantity, such as
the pre-activation of one unit, for 128 samples; its element~|i| belongs to
sample~$i$; and `|for_samples (i)|', a macro for a loop over~|i|, does what follows to each of them. A layer
of $K$~units has |K| columns, |z[0]|, |z[1]|,~\dots, and the element |i| of
column~|k|, written \.{z[k][i]}, is~$z_{ik}$. The numbers have the type |real|, and parameters the type |wide|;
until the chapter on speed, read |double|.
@^column@>

@<Functions of the interface@>=
void logistic(int K, const column *z, /* |K| columns of pre-activations */
  @t\more@>column *h); /* |K| columns for $\sigma(z)$; |h| may be |z| itself */
real exponential(real z); /* $e^z$; a |z| beyond $\pm340$ is taken for $\pm340$ */

@ The formula is a line of the program. (The exponential function is our own,
because it has to be fast. It takes arguments below $-340$ or above 340 for
$-340$ or 340, so that nothing overflows.) When $z$ is far below zero, $e^{-z}$
is huge, and $h$ is practically zero, as it should be. The notebook's version
overflows there, with a warning that it silences. Where the argument of the
exponential can't be limited, one can choose between two forms,
$$\sigma(z)={1\over1+e^{-z}}\quad\hbox{for $z\ge0$},\qquad\sigma(z)={e^z\over1+e^z}\quad\hbox{for $z<0$},\eqno\eqlabel{twoforms}$$
the second being the first multiplied by $e^z$ above and below; then no
exponential exceeds~1.
@^overflow@>

@<Functions of the network@>=
void logistic(int K, const column *z, column *h)
{
@q begin logistic:code@>
  for (int k = 0; k < K; k++)
    for_samples (i)
      h[k][i] = 1/(1 + exponential(-z[k][i]));
@q end@>
}

@*1 Three ramps. \seclabel{ramps}One unit can't tell a disc from a ring, since
its activation is the same all along a straight line. But let us add the
activations of three, each of which climbs toward the middle from another side.
In \figref{three} each has weights of length~4 and the bias~2:
$$h_k=\sigma(4\,e_k\cdot x+2),\qquad\hbox{with $e_k$ of length~1 in the directions $-30^\circ$, $90^\circ$, and $210^\circ$.}$$
One ramp is large in half of the plane. The sum of two is large in a wedge,
which goes on for ever. The sum of three is large only where all three are well
up, and this is a triangle. Its corners are rounded, almost away, because ramps
are not switches: on the way to a corner two of the three sink, and the sum has
dropped below the bound long before the corner of the switches would come. The
region where $h_1+h_2+h_3>2.4$ contains all of the disc and nothing of the
ring.

\figure{three}{Ramps added: one, the sum of two, the sum of three. Each line
goes through the points where the sum is 0.6, 1.4, and 2.4, respectively; the
sum is greater on the light side. The dashed circles have the radii
\num{inner_greatest} and \num{outer_least}: all points of the disc lie inside
the smaller, all points of the ring outside the larger.}

So that is what can be done about a question for which no line will do. First
make new quantities out of $x_1$ and~$x_2$, namely ramps; then ask a simple
question about {\it these}, whether a weighted sum of them is large. The units
that make the new quantities are called {\it hidden}, since nobody outside sees
@^hidden unit@>
them: their activations are neither given to the network, like the coordinates,
nor asked of it, like the answer. Nor does anyone prescribe their ramps. Which
ones are useful the network has to find out, and that is the interesting part.

Two ramps will not do: the region where a weighted sum of two is large is either
empty or has no end. (Section~\secref{widths} proves it.)

@*1 The network. Now we put units together. A {\it layer\/} is a row of units
that are given the same numbers. Our network, in \figref{network}, has two. The
$K$ {\it hidden\/} units are given the $D$ inputs; the $C$ {\it output\/} units,
one for each class, are given the $K$ activations of the hidden ones. The
pre-activations of the output units are called {\it logits}, and a function of
all of them together, {\it softmax}, makes the probabilities of the classes.
@^layer@>@^output unit@>@^parameter@>
Weights and biases are what the network can learn; they are its {\it
parameters}. The weight $w_{dk}$ belongs to the connection from~$d$ to~$k$.

\figure{network}{The network and its seventeen parameters, to be read from left
to right. In a hidden unit $\sigma$ makes $h_k$ out of what comes in; the arrows
from above bring the biases.}

@<Types of the interface@>=
typedef struct {
  int D; /* inputs */
  int K; /* hidden units */
  int C; /* classes, which are as many as the output units */
} network;

@ There is a weight for each input of each unit, and a bias for each unit.

@<Functions of the interface@>=
int parameter_count(network net); /* $DK+K+KC+C$ */

@ For our network it is $2\cdot3+3+3\cdot2+2=17$.

@<Functions of the network@>=
int parameter_count(network net)
{
  return net.D*net.K + net.K + net.K*net.C + net.C;
}

@ A sample is a row, $x=(x_1,x_2)$, and the $N$ samples, one below the other,
make the matrix~$X$. Likewise all the activations make a matrix~$H$ with a row
for each sample, and so on. Then the whole of the network is
$$Z\hid=X\Wht+{\bf1}b\hid,\qquad H=\sigma(Z\hid),\qquad
  Z\out=H\Wot+{\bf1}b\out,\qquad\Yhat={\rm softmax}(Z\out),\eqno\eqdef{network}$$
where $\sigma$ is applied to each element of $Z\hid$, and ${\bf1}$ is a column
of $N$ ones, so that ${\bf1}b$ has a copy of the biases~$b$ for every sample. An upright h or~o above a letter says
to which layer it belongs, hidden or output.
It is a chain of maps, \figref{chain}, and the next chapter continues it to a
single number~$J$, the loss, by which it judges the probabilities. The matrices
under the arrows are the parameters that come in on the way.

\figure{chain}{The chain, with the shape of each matrix; $N$ samples go through
it at once. Above the arrows is what each step does. The lower row is a look
ahead: the derivatives of $J$ with respect to $Z\out$ and~$Z\hid$, which are
called deltas, are computed from right to left.}

@*1 Affine maps. \seclabel{affine}\topic{shapes, indices, batch algebra}Both layers begin alike:
what they are given is multiplied by a matrix of weights, and biases are added.
Let a layer of any $K$ units be given any $D$ numbers for each of the $N$
samples, as the matrix $V$ ($N\times D$). With the weights $W$ ($D\times K$)
and the biases $b$ ($1\times K$) it computes the $N\times K$ matrix
$$Z=VW+{\bf1}b,\qquad z_{ik}=b_k+\sum_{d=1}^Dv_{id}w_{dk}.\eqno\eqlabel{affine}$$
With $V=X$ it gives $Z\hid$; with $V=H$ it gives $Z\out$, where
the number of units is~$C$ and each is given $K$ numbers. Such a map is called
{\it affine\/}: linear, but for the constant.
@^affine map@>

Why must there be a $\sigma$ between the two? Because one affine map after the
other is an affine map again, $(XU+{\bf1}a)W+{\bf1}b=X(UW)+{\bf1}(aW+b)$, and
nothing would be gained by having two. The network's answer is going to be the
class with the greatest logit. If the logits were affine functions of $x_1$
and~$x_2$, then the border between ring and disc, where both logits are equal,
would be a straight line, and with a straight line we began. The bend in the
hidden units bends the border.

@<Functions of the interface@>=
void affine(int D, int K, const column *x, /* |D| columns, which the units are given */
  @t\more@>const real W[D][K], const real b[K], /* weights and biases */
  @t\more@>column *z); /* |K| columns for the pre-activations, not overlapping |x| */
void hidden_layer(int D, int K, const column *x, /* |D| columns */
  @t\more@>const real Wh[D][K], const real bh[K], column *h);
  /* |K| columns for $H=\sigma(X\Wht+{\bf1}b\hid)$ */

@ The function |affine| computes \eqref{affine} one weight at a time: $w_{dk}$
is fetched once, and then meets the inputs of all samples.

@<Functions of the network@>=
void affine(int D, int K, const column *x, const real W[D][K], const real b[K],
  column *z)
{
@q begin affine:code@>
  for (int k = 0; k < K; k++) {
    for_samples (i) z[k][i] = b[k];
    for (int d = 0; d < D; d++)
      for_samples (i) z[k][i] += x[d][i]*W[d][k];
  }
@q end@>
}
@#
void hidden_layer(int D, int K, const column *x,@|
  const real Wh[D][K], const real bh[K], column *h)
{
  affine(D, K, x, Wh, bh, h);
  logistic(K, h, h);
}

@*1 Softmax. \seclabel{softmax}\topic{softmax}The output layer has a {\it
logit\/}~$z_{ic}$ for each class, $Z\out=H\Wot+{\bf1}b\out$. The larger it is,
the more the network favours that class. We want to read the logits as
@^logit@>
probabilities, which are positive and sum to~1. So we make them positive by
exponentiation (which will also make the derivatives simple), and divide by
the sum. Writing $z$ for $z\out$ in this section,
$$\yhat_{ic}={e^{z_{ic}}\over\sum_{j=1}^Ce^{z_{ij}}}.\eqno\eqlabel{softmax}$$
This is the {\it softmax\/} function; the name is due to Bridle (1990).
@^softmax@>
@^Bridle, John S.@>
The logits $(1,3)$ give $(0.12,0.88)$; if one of them leads clearly, its
probability is nearly~1; equal logits share equally.

@q begin softmax:text@>
Adding the same number~$a$ to all logits of a sample multiplies numerator and
denominator of \eqref{softmax} by the same factor~$e^a$ and changes nothing:
$${\rm softmax}(z+a{\bf1}\tr)={\rm softmax}(z),\eqno\eqlabel{shift}$$
where $z$ is a row of $C$ logits and ${\bf1}\tr$ a row of $C$ ones.
@q end@>
So only
differences of logits count. We use this freedom to subtract the largest logit
of each sample, $m_i=\max_cz_{ic}$. Then no exponential exceeds~1, none can
overflow, one of them is~1, so that it does no harm if the others are rounded to
zero, and the denominator
$$s_i=\sum_{c=1}^Ce^{z_{ic}-m_i}\qquad\hbox{lies between 1 and $C$.}\eqno\eqlabel{denominator}$$

With two classes \topic{two classes}there is another way to see that only the
difference counts. Dividing numerator and denominator of \eqref{softmax} by the
numerator gives $\yhat_{i2}=1/(1+e^{z_{i1}-z_{i2}})=\sigma(z_{i2}-z_{i1})$:
softmax of two logits is the logistic function of their difference. Our output
layer, with its $3\times2$ weights and two biases, could make do with half of them.

@<Functions of the interface@>=
void softmax(int C, column *z, /* |C| columns of logits; shifted, so that the greatest is 0 */
  @t\more@>real *s, /* a column for the denominators */
  @t\more@>column *y_hat); /* |C| columns for the probabilities */
void output_layer(int K, int C, const column *h, /* |K| columns */
  @t\more@>const real Wo[K][C], const real bo[C], column *z, real *s, column *y_hat);
  /* as above, for $Z=H\Wot+{\bf1}b\out$ */

@ The column~|m| is to hold the largest logit of each sample; |greater| is the
greater of two numbers. We leave the logits shifted, and keep the denominators
in~|s|, because the loss will have a use for both.

@<Functions of the network@>=
void softmax(int C, column *z, real *s, column *y_hat)
{
@q begin softmax:code@>
  column m;
  for_samples (i) m[i] = z[0][i];
  for (int c = 1; c < C; c++)
    for_samples (i) m[i] = greater(z[c][i], m[i]);
  for (int c = 0; c < C; c++)
    for_samples (i) {
      z[c][i] -= m[i];
      y_hat[c][i] = exponential(z[c][i]);
    }
@q end@>
  @<Divide the exponentials by their sum |s|@>;
}
@#
void output_layer(int K, int C, const column *h,@|
  const real Wo[K][C], const real bo[C], column *z, real *s, column *y_hat)
{
  affine(K, C, h, Wo, bo, z);
  softmax(C, z, s, y_hat);
}

@ Now |y_hat| holds the exponentials, which are the numerators. A division takes much longer than
a multiplication; therefore each sample gets one, for $1/s_i$.

@<Divide the exponentials by their sum |s|@>=
@q begin softmax_divide:code@>
column reciprocal;
for_samples (i) s[i] = y_hat[0][i];
for (int c = 1; c < C; c++)
  for_samples (i) s[i] += y_hat[c][i];
for_samples (i) reciprocal[i] = 1/s[i];
for (int c = 0; c < C; c++)
  for_samples (i) y_hat[c][i] *= reciprocal[i];
@q end@>

@*1 Forward propagation and prediction. \seclabel{predict}One layer after the
other is {\it forward propagation}. Then the class with the greatest probability
@^forward propagation@>@^prediction@>
is the network's answer; among equals, the first. (The notebook rounds the
probabilities instead; then two that are one half both become zero, and the
sample gets no class at all.)

@<Functions of the interface@>=
void forward(network net, const wide *theta, const column *x, /* |D| columns */
  @t\more@>column *h, column *z, real *s, column *y_hat);
  /* |K|, |C|, 1, |C| columns, as above */
void predict(int C, const column *y_hat, int *answer);
  /* a class from 0 to |C-1|, for each sample of a column */

@ All the parameters stand one after the other in~|theta|; to go forward is only
to say which part of it goes where. In |predict| a class replaces the best one
so far, whose number is~|a|, only if it exceeds that; so the first of equals
wins. (|exceeds(a, b)| is $a>b$; section~\secref{trays} says why it isn't written so. The named part also takes $D$, $K$, and~$C$ out of |net|.)

@<Functions of the network@>=
void forward(network net, const wide *theta, const column *x,@|
  column *h, column *z, real *s, column *y_hat)
{
  @<Name the four parts of |theta|@>;
  hidden_layer(D, K, x, Wh, bh, h);
  output_layer(K, C, h, Wo, bo, z, s, y_hat);
}
@#
void predict(int C, const column *y_hat, int *answer)
{
  for_samples (i) {
    int a = 0;
    for (int c = 1; c < C; c++)
      if (exceeds(y_hat[c][i], y_hat[a][i])) a = c;
    answer[i] = a;
  }
}

@ To see how good the answers are, count them, separately for each true class.
The counts make the {\it confusion matrix}. What isn't on its diagonal is
wrong.
@^confusion matrix@>

@<Functions of the interface@>=
void confusion(network net, const wide *theta, const dataset *data, long *counts);
  /* $C\times C$: in row |c|, how many samples of class |c| got each answer */
long misclassified(network net, const wide *theta, const dataset *data);
  /* how many samples get another class than their own */

@ So the wrong answers are all the samples, less the diagonal. (How |confusion| counts is
shown in section~\secref{counting}.)

@<Functions of the network@>=
long misclassified(network net, const wide *theta, const dataset *data)
{
  const int C = net.C;
  long counts[C*C], wrong = data->N;
  confusion(net, theta, data, counts);
  for (int c = 0; c < C; c++) wrong -= counts[c*C + c];
  return wrong;
}

@ Now we can write down seventeen numbers that solve our problem: the three
units of \figref{three}, whose weights are $4e_k$ and whose biases are~2, and an
output layer in which the logit of the disc leads that of the ring by
$50(h_1+h_2+h_3-2.4)$,
$$\Wht=\pmatrix{2\sqrt3&0&-2\sqrt3\cr-2&4&-2\cr},\quad b\hid=\pmatrix{2&2&2\cr},\quad
  \Wot=\pmatrix{0&50\cr0&50\cr0&50\cr},\quad b\out=\pmatrix{0&-120\cr}.$$
This network misclassifies \num{ex.halfplanes.wrong} of the \num{samples}
points. But we have cheated. We have seen the picture, and
know what a ring is; the network is given the points one by one, and has to find
such numbers from these alone.

To take away: {\it a hidden unit is a ramp over the plane, and the output layer
weighs ramps against each other.} With the right seventeen numbers this draws a
rounded triangle; with other numbers it draws something else. To look for the
right ones, the next thing we need is to be able to say which of two sets of
numbers is better, even if both are bad.

@*1 Exercises. In these, as in the chapter, $z$ is a pre-activation or a row of
logits and $h=\sigma(z)$.

\exercise{bias}[06] A bias is a weight, too: of an input that is always~1.
Write equation \eqref{affine} as a single matrix product.

\exercise{logit}[08] Find the inverse of the logistic function. Which
pre-activation makes $h=0.9$, and which $h=0.1$?

\exercise{unit}[12] Find the unit whose activation is one half on the line
through the points $(1,0)$ and $(0,2)$, and $0.9$ at the origin. Is it the only
one? How far from the line, and on which side, is $h=0.1$?

\exercise{halfplanes}[14] Let the three units of \figref{three} be switches:
$h_k$ is 1 if $e_k\cdot x>-r$, and otherwise~0. Show that the points where all
three are on form a triangle that contains the disc of radius~$r$ around the
origin, and has its corners at the distance~$2r$. The disc of our problem has
points \num{inner_greatest} from the origin, the ring has some at
\num{outer_least}. What does this say about the softness of our units?

\exercise{tanh}[12] Prove that $\tanh'=1-\tanh^2$, and derive \eqref{slope}
again from this and~\eqref{tanh}.

\exercise{inflection}[16] Express $\sigma''$ and $\sigma'''$ in terms of~$h$.
Where does the curve of $\sigma$ in \figref{logistic} turn from bending left to
bending right, and where is $\sigma'$ steepest?

\exercise{tanhnet}[20] A network has been trained whose hidden units have
$\tanh$ in place of~$\sigma$. Find parameters with which our network computes
exactly the same probabilities. Can networks of the one kind compute anything
that networks of the other kind cannot?

\exercise{temperature}[15] With a {\it temperature\/} $\tau>0$, the
probabilities are ${\rm softmax}(z/\tau)$. What becomes of them as $\tau\to0$
and as $\tau\to\infty$? If there are two classes and one logit leads by~1, which
temperature gives it the probability $0.9$?
@^temperature@>

@* The loss. \seclabel{loss}\topic{cross-entropy}How good are the answers of a
network? It should be given credit for being sure and right, and be charged for
being sure and wrong. So for each sample look at the probability~$\yhat$ that it
has given to the true class, and charge it $-\ln\yhat$:
$$\vbox{\halign{\hfil$#$\quad&&\quad\hfil$#$\hfil\cr
\yhat&1&0.9&0.5&0.1&0.01&0.0001\cr
\noalign{\smallskip}
-\ln\yhat&0&0.105&0.693&2.303&4.605&9.210\cr}}$$
Certainty costs nothing if it is right. ``Half and half'' costs $\ln2$. A
confident mistake is dear, and one made with certainty would cost more than can
be paid. The {\it loss\/} is the sum of the charges for all samples,
@^loss@>@^cross-entropy@>
$$J=\sum_{i=1}^N\xi_i,\qquad\xi_i=-\ln\yhat_{i,y_i}=-\sum_{c=1}^Cy_{ic}\ln\yhat_{ic},\eqno\eqlabel{loss}$$
where $y_i$ is the number of the true class of sample~$i$, and $y_{ic}=[y_i=c]$
is 1 for the true class and 0 for the others. (One of the two forms picks the
right logarithm by its index, the other multiplies all the wrong ones by zero.)
$J$~is called the loss, $\xi_i$ the loss of sample~$i$; the full name of the
function is {\it cross-entropy}. It is never negative, and zero only if every
true class has the probability~1. A network that knows nothing and gives each
class $1/C$ has $J=N\ln C$, which is \num{ignorance} for us; our run began at
\num{initial_loss} and ended at \num{final_loss}.

Some authors take the mean over the samples instead of the sum; then the
gradient, too, is smaller by the factor~$N$. We follow the notebook: the sum.

@*1 The logarithm. Why the logarithm? Three ways lead to it.

{\it Likelihood.} Take the network at its word: it says that sample~$i$ has
class~$c$ with probability~$\yhat_{ic}$. If the samples are independent, the
probability that it gives to all the true classes together is the product of
the~$\yhat_{i,y_i}$ over all~$i$. This product is called the {\it
likelihood\/} of the parameters, and the best parameters, by a principle of
@^likelihood@>@^Fisher, Ronald Aylmer@>
Fisher's (1922), are those that make it greatest. Its logarithm is $-J$. So the
greatest likelihood is the least loss, and a sum is easier to handle than a
product of fifty thousand factors.

{\it Code length.} Suppose that you have the points and the network, and want
to be told the true classes in as few bits as possible. For events with the
probabilities ${1\over2}$, ${1\over4}$, and ${1\over4}$ one uses the code words
0, 10, and~11: the rarer the event, the longer its word. In general a word for
an event of probability~$q$ should have $-\log_2q$ bits, and codes come as near
to that as you like if they take many events together. At this price, and
counted in units of $1/\ln2$ bits, the message that tells you all the classes
has the length~$J$. A network that predicts well makes the message short.
@^code length@>@^bit@>

{\it Distributions.} Let $p_1,\ldots,p_C$ be the probabilities with which
events really happen, and $q_1,\ldots,q_C$ those that somebody predicts. With a
code made for~$q$ the average word has the length $-\sum_cp_c\ln q_c$; this is
the cross-entropy of $q$ relative to~$p$. With a code made for $p$ itself it is
$-\sum_cp_c\ln p_c$; this is called the {\it entropy\/} of~$p$. The difference
is the price of predicting $q$ when the truth is~$p$, and it is never negative.
Indeed, $\ln r\le r-1$, with equality for $r=1$ only (the line
$r-1$ touches the curve there, and the curve bends down); so
$$-\sum_cp_c\ln q_c+\sum_cp_c\ln p_c=-\sum_cp_c\ln{q_c\over p_c}\ge-\sum_cp_c\Bigl({q_c\over p_c}-1\Bigr)=\sum_{c:\,p_c>0}(p_c-q_c)\ge0,\eqno\eqlabel{gibbs}$$
where terms with $p_c=0$ count for nothing. (The last step: the $p_c$ in the sum
make up~1, and the $q_c$ in it, if some are left out, at most~1.) This is
Gibbs's inequality; the left-hand side is the {\it divergence\/} of Kullback
and Leibler (1951), zero only if $q=p$ (\exref{gibbs}).
@^Gibbs, Josiah Willard@>@^Kullback, Solomon@>@^Leibler, Richard A.@>@^divergence@>@^entropy@>
So with this loss, honesty pays: of all predictions the true probabilities cost
the least on average. For a sample whose class is known the $p_c$ are its
targets, 1 and zeros, with the entropy zero, and cross-entropy and
divergence are the same.

@*1 The squared error. A prediction can be charged in other ways, for example
by the square of its error, $E=\sum_c{1\over2}(\yhat_c-[y=c])^2$ for a sample
of the class~$y$. With two classes this is $(1-\yhat_y)^2$, because
$\yhat_1+\yhat_2=1$. Honesty pays here, too (\exref{brier}). The two differ in
what they ask for when the network is wrong. Let the logit of the true class
lead the other by~$\Delta$, so that $\yhat_y=\sigma(\Delta)$; a negative
$\Delta$ is a mistake. By \eqref{slope}, and since $-\ln\sigma(\Delta)$ has the
derivative $-\sigma'(\Delta)/\sigma(\Delta)$,
$$\xi=-\ln\yhat_y,\quad{d\xi\over d\Delta}=-(1-\yhat_y);\qquad\qquad
  E=(1-\yhat_y)^2,\quad{dE\over d\Delta}=-2\yhat_y(1-\yhat_y)^2.\eqno\eqlabel{pull}$$
\figref{costs} shows all four. Training goes by the slope: it is the pull with
which a sample drags the logits toward its own class. The cross-entropy pulls
the harder, the more wrong the network is, with a force of nearly~1 at a
confident mistake. The squared error pulls hardest at $\yhat_y={1\over3}$, and
if the network is quite wrong, it hardly pulls at all: at $\Delta=-6$ its pull
is a two-hundredth of the other. Both slopes have the factor $\sigma'(\Delta)$,
which is nearly zero there. The derivative of the logarithm, $1/\yhat_y$, is
large enough to make up for it; the derivative of the square is not.
@^squared error@>@^saturation@>

\figure{costs}{What a sample costs, and the slope of the cost, against the lead
$\Delta$ of its true class: cross-entropy (solid) and squared error (dashed).
On the left of each diagram are the confident mistakes.}

@*1 Computing it. \seclabel{lossterm}\topic{cross-entropy}It would be wasteful,
and disastrous when a probability is too small for a double and has become zero,
to compute $\yhat$ first and its logarithm afterwards.
@q begin cross_entropy:text@>
For a single sample, with
the row of logits~$z$ and the class~$y$, the logarithm of the denominator of
\eqref{softmax} has a name of its own,
@^log-sum-exp@>
$${\rm lse}(z)=\ln\sum_{c=1}^Ce^{z_c},\qquad\hbox{so that}\qquad-\ln\yhat_y={\rm lse}(z)-z_y,\eqno\eqlabel{lse}$$
the {\it log-sum-exp}. Softmax doesn't notice a shift of all logits;
log-sum-exp goes along with it, because the factor $e^a$ comes out of the sum
and its logarithm out of the logarithm:
$${\rm lse}(z+a{\bf1}\tr)={\rm lse}(z)+a.\eqno\eqlabel{equivariance}$$
With $a=-m_i$ the loss of sample~$i$ becomes
$$\xi_i=-\ln\yhat_{i,y_i}=\ln s_i-(z_{i,y_i}-m_i),\eqno\eqlabel{lossterm}$$
where the difference in parentheses is the shifted logit that |softmax| has
left behind.
@q end@>
So the loss is finite whenever the logits are. Even the logarithms
are mostly unnecessary, because the sum of logarithms is the logarithm of a
product:
$$\sum_i\ln s_i=\ln\prod_is_i.\eqno\eqlabel{logproduct}$$
The factors lie between 1 and~$C$. There are 128 samples in a column, so that
the product is at most $C^{128}$, which doesn't overflow unless there are very
many classes (\exref{factors}), and one logarithm for a column is enough. Thus
the loss costs almost nothing, and the forward pass that yields it is the one
that the gradient needs anyhow. (The notebook runs a second forward pass, in
every iteration.)

@<Functions of the interface@>=
real loss(int C, const column *z, const real *s, /* what |softmax| leaves in them */
  @t\more@>const int *y); /* the true classes; return the sum of the samples' $\xi_i$ */

@ 
@q hide@>
The sum of \eqref{lossterm} over the samples is
$\ln\prod_is_i-\sum_c\sum_{i:\,y_i=c}z_{ic}$, with the shifted logits.
@q end@>
The two
helpers, to be found in the chapter on speed, do what their names say:
$\hbox{|log_of_product(s)|}=\ln\prod_is_i$, and |sum_where(y, c, a)| is the
sum of the numbers $a_i$ of those samples whose class~$y_i$ is~$c$.

@<Functions of the network@>=
real loss(int C, const column *z, const real *s, const int *y)
{
@q begin cross_entropy:code@>
  real J = log_of_product(s);
  for (int c = 0; c < C; c++) J -= sum_where(y, c, z[c]);
  return J;
@q end@>
}

@ To take away: {\it the loss is the sum of $-\ln$ of the probabilities given to
the true classes; it makes honesty pay, and confident mistakes dear.} It is one
number that depends on all the parameters. Next we let it run downhill.

@*1 Exercises. In these, as in the chapter, $z$ is a row of logits, or a single
number.

\exercise{softplus}[16] Which function $\zeta$ with $\zeta(z)\to0$ for
$z\to-\infty$ has the derivative~$\sigma$? Show that $-\ln\sigma(z)=\zeta(-z)$,
and give a formula for $\zeta(z)$ in which no exponential overflows.

\exercise{lse}[15] Prove that $\max_cz_c\le{\rm lse}(z)\le\max_cz_c+\ln C$. When
does equality hold?

\exercise{gibbs}[15] There are two signs of inequality in \eqref{gibbs}. When
@^Gibbs, Josiah Willard@>
does each of them hold with equality? Which constant answer, the same for every
sample, has the least cross-entropy when $N_c$ samples are of class~$c$?

\exercise{brier}[12] An event happens with probability~$p$, and you predict~$q$.
If it happens you are charged $(1-q)^2$, if not~$q^2$. Which $q$ costs the
least on average? And if you are charged $1-q$ or~$q$?

\exercise{boast}[14] A network classifies 999 samples of a thousand correctly, and
one wrongly; it doesn't know which. Compare its losses if it always says
that it is sure with the probability 0.9, 0.99, 0.999, 0.9999, and $1-10^{-9}$.

\exercise{smoothing}[16] To keep a network from boasting, some replace the
targets 0 and~1 of two classes by $r$ and $1-r$, with a small~$r$; the loss of a
sample is then $-(1-r)\ln\yhat_y-r\ln(1-\yhat_y)$. For which lead~$\Delta$ of
the true class is it least, and what is the pull, $d\xi/d\Delta$? Compare with
\eqref{pull}.
@^label smoothing@>

\exercise{forwards}[15] A network with $D=K=C=2$ has the parameters
$$\Wht=\pmatrix{0.5&-1\cr0.25&0.5\cr},\quad b\hid=\pmatrix{0&0.5\cr},\quad\Wot=\pmatrix{1&-1\cr0.5&1\cr},\quad b\out=\pmatrix{0&0.5\cr}.$$
Compute, to four digits, its probabilities and its loss for the sample
$x=(1,2)$, which is of the second class.

@* Downhill. \seclabel{momentum}Think of the loss as a landscape: a set of
parameters is a place in it, $J$~is the height there, and we look for low
ground. Seventeen directions to go are more than anybody can picture; but
whatever matters can be seen with one and with two. There is fog. We know the
height where we stand, and how the ground slopes there, and that is all.

With a single parameter the slope is the derivative. For a small change,
$J(\theta+\varepsilon)\approx J(\theta)+\varepsilon J'(\theta)$; so if $J'$ is
positive it is downhill to the left, and if it is negative, to the right. {\it
Gradient descent\/} takes a step
@^gradient descent@>@^learning rate@>
$$\theta\gets\theta-\eta J'(\theta)$$
against the slope, in proportion to it. The factor $\eta>0$ is the {\it
learning rate}. On steep ground the steps are long, on nearly level ground they
are short, and at the bottom there are none.

How large should~$\eta$ be? Let us try it on the simplest of all valleys, a
parabola, $J={1\over2}\lambda\theta^2$. Its slope is $\lambda\theta$, and the
slope of its slope, its {\it curvature}, is~$\lambda$ everywhere. A step makes
@^curvature@>
$$\theta\gets\theta-\eta\lambda\theta=(1-\eta\lambda)\,\theta;\eqno\eqlabel{overshoot}$$
so every step multiplies~$\theta$, the distance from the bottom, by the same
factor. Beginning at $\theta=1$ we get
$$\vbox{\halign{\hfil$#$\qquad&\hfil$#$\qquad&\hfil$#$\quad&\hfil$#$\quad&\hfil$#$\quad&\hfil$#$\qquad&#\hfil\cr
\noalign{\hrule\vskip3pt}
\eta\lambda&\hbox{\it factor}&\multispan4\hfil\it after $1$, $2$, $3$, $4$ steps\hfil\qquad&\it so it\cr
\noalign{\vskip3pt\hrule\vskip3pt}
0.1&0.9&0.9&0.81&0.729&0.656&creeps\cr
0.5&0.5&0.5&0.25&0.125&0.0625&goes well\cr
1&0&0&0&0&0&arrives at once\cr
1.5&-0.5&-0.5&0.25&-0.125&0.0625&overshoots, but gets there just as fast\cr
1.9&-0.9&-0.9&0.81&-0.729&0.656&swings from side to side\cr
2&-1&-1&1&-1&1&swings for ever\cr
2.1&-1.1&-1.1&1.21&-1.331&1.464&climbs out of the valley\cr
\noalign{\vskip3pt\hrule}}}$$
Above~1, a step leads beyond the bottom; that does no harm in itself. But 2
is a limit, and a sharp one: above it each step lands higher than the one
before, and a loss that grows until it isn't a number any more is what a
learning rate that is too large usually looks like. Observe that a rate is not
large or small as such. It is $\eta\lambda$ that counts: where the landscape
curves more, only shorter steps are safe.

@ \seclabel{descent}With many parameters there is a slope for each direction. Let $v$ be a vector
of length~1, and let us walk along it from~$\theta$. After the distance~$s$ the
height is $J(\theta+sv)$; by the chain rule, its derivative at the start is
$${d\over ds}J(\theta+sv)\Big\vert_{s=0}=\sum_jv_j\,\pd J{\theta_j}=v\cdot\nabla J,\eqno\eqlabel{directional}$$
where $\nabla J$, the {\it gradient}, is the vector of the partial derivatives
@^gradient@>
of~$J$. So all the slopes can be told from as many numbers as there are
parameters. Which direction leads down most steeply? Write $g$ for the gradient,
and subtract from it the part that lies in the direction~$v$. What is left has
a length, and as $v\cdot v=1$,
$$0\le\bigl\Vert g-(v\cdot g)\,v\bigr\Vert^2=\Vert g\Vert^2-(v\cdot g)^2.\eqno\eqlabel{steepest}$$
So $v\cdot g$ lies between $-\Vert g\Vert$ and $\Vert g\Vert$, which is {\it
Cauchy's inequality}. There is equality only if nothing is left, that is, if
$v$ has the direction of~$g$ or the opposite one. Hence the loss grows fastest
in the direction of $\nabla J$, falls fastest in that of $-\nabla J$, with the
slope $-\Vert\nabla J\Vert$, and is level, for the first moment, at right
angles to it. On a map the gradient stands at right angles to the contour lines.
@^Cauchy, Augustin-Louis@>

Therefore the step, proposed by Cauchy in 1847, is
$$\theta\gets\theta-\eta\nabla J(\theta).\eqno\eqdef{descent}$$
By \eqref{directional} it changes the loss by $-\eta\Vert\nabla J\Vert^2$, to the first
order in~$\eta$; so the loss falls if $\eta$ is small enough, unless we stand
on level ground. Two things should not be read into this. The steepest way down
from here need not point towards the lowest place; and what is steepest depends
on the units in which we measure the parameters (\exref{rescale}).

Sum or mean? $J$ is a sum over the samples, and so is its gradient; twice the
samples make twice the gradient. So $\eta$ has to be chosen with $N$ in mind:
our $\eta=10^{-4}$ for the sum is what others, who take the mean, would call
$N\eta=5$. A rate for the sum is a rate for the mean divided by~$N$.

@*1 The heavy ball. \topic{momentum}Two parameters are enough to see what makes descent slow.
Let $J={1\over2}(\theta_1^2+25\,\theta_2^2)$, a valley that curves 25 times as
much across as along. In each coordinate we have \eqref{overshoot}, with
$\lambda=1$ and with $\lambda=25$, but with one $\eta$ for both. The steep
sides want $\eta<2/25$, or else we climb out. And with such an $\eta$ the
way along the floor has the factor $1-\eta>0.92$. The best that can be done is to
make both factors equally bad, $1-\eta=-(1-25\eta)$, so that $\eta={2\over26}$,
and each step leaves ${24\over26}\approx0.923$ of the distance. The path is the
zigzag in \figref{valley}: every step goes five times as far across the valley as along it, and after 25
steps the minimum is still $\num{valley_plain}$ away.

\figure{valley}{Down a valley from the same place with the same rate, 25 steps each. Without
momentum the path goes from side to side and gets on slowly; with it, the swings
fade and the way along the floor is done in long strides. The first steps
are the same. Ellipses: places of equal height; cross: the minimum.}

Polyak (1964) let the point have inertia, like a heavy ball. It has a velocity,
@^heavy ball@>
@^Polyak, Boris Teodorovich@>
@^momentum@>@^velocity@>
a vector~$M$ like~$\theta$, zero at the start; in each step the velocity is
damped by a {\it momentum factor\/}~$\mu$, changed by the slope, and then added
to the place:
$$M\gets\mu M-\eta\nabla J(\theta),\qquad\theta\gets\theta+M.\eqno\eqlabel{momentum}$$
@q begin momentum:text@>
Written out, with $\nabla J_t$ for the gradient in iteration~$t$, the velocity is
$M=-\eta(\nabla J_t+\mu\nabla J_{t-1}+\mu^2\nabla J_{t-2}+\cdots)$: old
gradients fade, but they are not forgotten at once. Along the valley the
gradient hardly changes from step to step. If it doesn't change at all, the sum is
a geometric series; and across the valley, if it changes only its sign, it is
an alternating one:
$$1+\mu+\mu^2+\mu^3+\cdots={1\over1-\mu},\qquad1-\mu+\mu^2-\mu^3+\cdots={1\over1+\mu}.\eqno\eqlabel{series}$$
(Call the second sum~$S$. Without its first term it is $-\mu S$; so $S=1-\mu
S$, and $S=1/(1+\mu)$. The first formula is the same with $-\mu$ for~$\mu$.)
@q end@>
With our $\mu={1\over2}$, then, the steps along the valley become twice as long
as $-\eta\nabla J$, and those across it become two thirds as long. This is what
momentum does: it lengthens the steps that agree with the steps before them,
and shortens those that contradict them. In \figref{valley}, after 25 steps, the ball is
$\num{valley_momentum}$ from the minimum.

It can't do so in the first step. There the velocity is zero, and the step is a
plain one, with the plain limit: in a direction where $\eta\lambda>2$ it lands higher
than it began, whatever $\mu$~is. How much better later steps can be, how $\mu$ should be chosen for a
given valley, and that the limit for the ball in the long run is not 2 but $2(1+\mu)$, is
shown from section~\secref{quadratic} on.

@<Functions of the interface@>=
void momentum_step(int count, wide *theta, wide *M, const wide *g, double eta, double mu);
  /* one step, for |count| parameters with the gradient |g| */

@ \seclabel{step}The velocity is renewed first, and the parameter moves with the new one.

@<Functions for the whole batch@>=
void momentum_step(int count, wide *theta, wide *M, const wide *g, double eta, double mu)
{
@q begin momentum:code@>
  for (int j = 0; j < count; j++) {
    M[j] = mu*M[j] - eta*g[j];
    theta[j] += M[j];
  }
@q end@>
}

@ What to take away: {\it step against the gradient, by as much as the steepest
direction can bear, and keep some of the last step.} All that is missing is the
gradient itself. The function above wants seventeen derivatives, in each of
50,000 iterations; how to have them all for little more than the price of the loss is the subject of the next chapter.

@*1 Exercises. Everything here can be done with a pencil.

\exercise{steplimit}[08] Let $J(\theta)=3\theta^2-12\theta$. Where is the
minimum, for which $\eta$ does descent find it, and for which at once? Take
three steps from $\theta=0$ with $\eta=0.3$.

\exercise{ballsteps}[10] Compute the first two steps of both paths in
\figref{valley}. They begin at $(5,1)$.

\exercise{rising}[M14] Let $J={1\over2}\sum_j\lambda_j\theta_j^2$ with all
$\lambda_j>0$. When does a plain step make $J$ smaller from {\it every\/} place
but the minimum? Can it make $J$ smaller when $\eta\lambda_j>2$ for some~$j$?

\exercise{rescale}[14] In the valley of \figref{valley} let
$\theta_2=\varphi/5$. What does the valley look like in the coordinates
$\theta_1$ and~$\varphi$? Which $\eta$ is best there, and what does a step of
descent in these coordinates do to $\theta_1$ and~$\theta_2$?

@* Back-propagation. For a step downhill we need the derivative of~$J$ with
respect to each of the seventeen parameters. There are three ways to get them,
@^back-propagation@>@^chain rule@>@^gradient@>
and it pays to see all three before taking the third.

{\it By differences.} Move one parameter a little, and see what $J$ does. That
needs no formula at all. But it takes two evaluations of~$J$ for each
parameter, one on either side: 34 for our network, two million for a
million parameters, for a single step; and the result is only approximate.

{\it Forwards.} Use the chain rule in the order in which $J$ is computed:
beside every intermediate number, carry its derivative with respect to one
parameter, say $w\hid_{11}$; the last number is~$J$, and what is carried beside it is $\partial
J/\partial w\hid_{11}$. This is exact, but it has to be done for one parameter
after the other: 17 passes.

{\it Backwards.} Beside every intermediate number, put down the derivative of
$J$ {\it with respect to it\/}; begin at the end, with $\partial J/\partial
J=1$, and work towards the parameters. There are seventeen parameters, but there is
only one~$J$; so one pass is enough for all. What has been found out about a place near
the end is used for everything that comes before it, and never computed again.

The reason can be seen in matrices. Suppose that 17 numbers determine $m$
others, these determine another $m$, and these one, the loss. The chain rule
multiplies the matrices of the derivatives, $1\times m$, $m\times m$,
and~$m\times17$. From right to left, that is, forwards, a matrix is multiplied by a
matrix: $17m^2+17m$ multiplications. From left to right it is always a single row that is
multiplied, $m^2+17m$. The row is there because $J$ is one number.

@ \topic{cost and precision}So what does it cost? Let us count, for each sample, the multiplications and the
exponentials in the formulas for the network, for its loss, and in this chapter (divisions are left out):
$$\vbox{\halign{#\hfil\quad&\hfil$#$\hfil\quad&\hfil$#$\quad&\hfil$#$\hfil\quad&\hfil$#$\cr
\noalign{\hrule\vskip3pt}
&\multispan2\hfil\it multiplications\hfil\quad&\multispan2\hfil\it exponentials\hfil\cr
\noalign{\vskip3pt\hrule\vskip3pt}
forward, to the loss&DK+KC&12&K+C&5\cr
backward, to the gradient&DK+2KC+2K&24&&0\cr
\noalign{\vskip3pt\hrule}}}$$
Forward, each weight is used once. Backward, each weight of the output layer
leads to two products, one for its own derivative and one that carries the
derivative of~$J$ back to the hidden unit where the weight begins. A weight of the hidden layer has only the
first, since nobody asks for the derivatives with respect to the inputs; and
there are two more products for each hidden unit. This is about two more passes
of the size of the one forward, with two layers or with twenty, {\it whatever the number of parameters}. So loss
and gradient cost less than three times the loss, the less as going back needs no exponentials. Measured, for
one thread, with the time of the loss alone as the unit:
$$\vbox{\halign{\hfil$#$\quad&\hfil$#$\qquad&\hfil$#$\qquad&\hfil$#$\hfil\cr
\noalign{\hrule\vskip3pt}
K&\hbox{\it parameters}&\hbox{\it loss and gradient}&\hbox{\it differences}\cr
\noalign{\vskip3pt\hrule\vskip3pt}
3&17&\num{cost_gradient_3}&\num{cost_differences_3}\cr
6&32&\num{cost_gradient_6}&\num{cost_differences_6}\cr
12&62&\num{cost_gradient_12}&\num{cost_differences_12}\cr
\noalign{\vskip3pt\hrule}}}$$
That is why everybody goes backwards.

The method became famous by the paper of Rumelhart, Hinton, and Williams (1986).
@^Rumelhart, David Everett@>@^Hinton, Geoffrey Everest@>@^Williams, Ronald J.@>
It is older than that. Linnainmaa described it in his master's thesis of 1970, to follow the
rounding errors of a program to its result; Werbos derived such derivatives in his
dissertation of 1974, for models of any kind, and applied them to networks some years later.
@^Linnainmaa, Seppo@>@^Werbos, Paul John@>

@*1 Three scalars in a chain. \topic{chain rule}The smallest network has one input, one weight,
one logistic unit, and no bias; it says that the sample is of the second class
with probability~$h$, and the sample is. Take $x=2$ and $w=-0.5$. Forwards,
$$z=wx=-1,\qquad h=\sigma(z)=\num{chain_h},\qquad J=-\ln h=\num{chain_J}.$$
Each of the three numbers depends on the one before it alone, and the derivative
of each link can be written down by looking at that link only:
$${dz\over dw}=x=2,\qquad{dh\over dz}=h(1-h)=\num{chain_slope},\qquad{dJ\over dh}=-{1\over h}=\num{chain_dh}.$$
Now backwards: at every number the derivative of~$J$ with respect to it, which
is that of the next number, times the link.
$${dJ\over dh}=\num{chain_dh},\qquad{dJ\over dz}={dJ\over dh}\cdot{dh\over dz}=\num{chain_dz},\qquad{dJ\over dw}={dJ\over dz}\cdot{dz\over dw}=\num{chain_dw}.$$
What does the last number mean? If $w$ grows by $0.01$, $J$ should change by
about a hundredth of it. Indeed, with $w=-0.49$ we get $J=\num{chain_moved}$, a
change of $\num{chain_change}$.

Two things can be learned even from this. In the middle, $dJ/dz=-{1\over
h}h(1-h)=h-1$: the division has gone, and what is left is prediction minus
truth. That will happen again. And a link is used without asking where the
other links come from. Had we put something in front of~$w$, or a longer way
between $h$ and~$J$, the factor $h(1-h)$ would be the same.

@*1 What one sample wants. Before the formulas, once more in words. The first
of our points belongs to the disc, and with the weights that training starts from the network
gives the disc the probability $\num{ex_y_hat2}$. What would this one sample like
to be changed?

It would like the logit $z_2$ of the disc to be greater, and the logit $z_1$ of
the ring to be less. How strongly? As strongly as something is missing: by
$\num{ex_delta_o1}$, as we shall prove. Now $z_1=b_1+h_1w_{11}+h_2w_{21}+h_3w_{31}$, with the weights and the bias of the output layer, can be made less in
three ways.

The {\it bias}. If $b_1$ moves, $z_1$ moves by the same amount.

The {\it weights}. If $w_{k1}$ moves, $z_1$ moves $h_k$ times as much. Here
$h_1=\num{ex_h1}$ and $h_2=\num{ex_h2}$; so for this sample it is worth more to
change $w_{11}$ than~$w_{21}$, which belongs to a unit that is nearly off. A
weight is asked to move in proportion to the activation where its connection begins.

The {\it activations}. If $h_k$ moves, $z_1$ moves $w_{k1}$ times as much. But $h_k$ isn't
ours to set; it can only be asked for. So the sample asks each hidden unit to
be more active or less, in proportion to the weight $w_{k1}$, and because of
$z_2$ in proportion to~$w_{k2}$. The two wishes are added. A hidden unit that
hears the sum does with its own bias and weights what the output unit has done
with its own, except for one thing: it can move only as much as its slope
$h_k(1-h_k)$ allows. A unit that is fully on or off hears the wish, and stays
where it is.

So a weight is asked to change in proportion to {\it the activation where its
connection begins, times the wish where it ends}, and the wishes travel
backwards, over the same connections. All the samples do this at once, half of them
pulling one way and half the other, and what they want is added up. The sum,
with its sign changed, is the gradient.

@*1 The deltas. Here is the network as a chain, with the shapes of its
matrices; below it, from right to left, is what we shall compute.
$$\vbox{\offinterlineskip\halign{\strut\hfil$#$\hfil&&\enspace\hfil$#$\hfil\cr
X&\buildrel\Wht,\,b\hid\over{\hbox to32pt{\rightarrowfill}}&Z\hid&\buildrel\sigma\over{\hbox to24pt{\rightarrowfill}}&H&
\buildrel\Wot,\,b\out\over{\hbox to32pt{\rightarrowfill}}&Z\out&\buildrel\rm softmax\over{\hbox to36pt{\rightarrowfill}}&\Yhat&{\hbox to24pt{\rightarrowfill}}&J\cr
\noalign{\vskip3pt}
\scriptstyle N\times D&&\scriptstyle N\times K&&\scriptstyle N\times K&&\scriptstyle N\times C&&\scriptstyle N\times C&&\scriptstyle1\times1\cr
\noalign{\vskip9pt}
&\buildrel{\displaystyle\pd J\Wht,\;\pd J{b\hid}\vrule depth13pt width0pt}\over{\hbox to32pt{\leftarrowfill}}&\delta\hid&{\hbox to24pt{\leftarrowfill}}&\displaystyle\pd JH&
\buildrel{\displaystyle\pd J\Wot,\;\pd J{b\out}\vrule depth13pt width0pt}\over{\hbox to32pt{\leftarrowfill}}&\delta\out&\multispan4{\enspace\leftarrowfill\enspace$\scriptstyle1$}\cr}}$$
The parameters of a layer, and whatever lies before it, act on~$J$ by
way of its pre-activations~$Z$ alone. So the derivatives with respect to these
are the ones from which all others follow. They have a name: a {\it delta\/} is
@^delta@>
$$\delta\out=\pd J{Z\out}\quad(N\times C)\qquad\hbox{or}\qquad\delta\hid=\pd J{Z\hid}\quad(N\times K),\eqno\eqlabel{deltas}$$
meaning the matrix of the derivatives, $\delta\out_{ic}=\partial J/\partial
z\out_{ic}$. Why not with respect to the activations $H$ and~$\Yhat$? Because
weights, biases, and inputs of a layer would then all have to pass through the
activation function first, three times the same thing; and because at the output,
where softmax mixes all the logits of a sample, the derivative with respect to
$Z\out$ is simpler than the one with respect to~$\Yhat$.

Each sample adds its own term to~$J$, call it $\xi_i$, so that $J=\sum_i\xi_i$;
and row~$i$ of any of our matrices with $N$ rows influences the term of
sample~$i$ only. So within a row, the index~$i$ can be dropped. The sum over
the samples enters when we reach the parameters, which all samples share.

@*1 The output delta. \seclabel{outputdelta}\topic{output delta}First, how do
the probabilities depend on the logits? For a single sample, and with $z$ for
its logits, write $S=\sum_je^{z_j}$, so that $\yhat_c=e^{z_c}/S$ and $\partial
S/\partial z_j=e^{z_j}$.
@q begin output_delta:text@>
The quotient rule says
$$\pd{\yhat_c}{z_j}={[c=j]\,e^{z_c}S-e^{z_c}e^{z_j}\over S^2}
  =[c=j]\,\yhat_c-\yhat_c\yhat_j=\yhat_c\bigl([c=j]-\yhat_j\bigr),\eqno\eqlabel{jacobian}$$
where $[c=j]$ is 1 if $c=j$, otherwise 0, because the numerator $e^{z_c}$
depends on $z_j$ only then. As a $C\times C$ matrix, with the row vector
$\yhat$ of length~$C$, this is the {\it Jacobian\/}
@^Jacobi, Carl Gustav Jacob@>
@^Jacobian@>
$\diag(\yhat)-\yhat\tr\yhat$, where $\diag(\yhat)$ has $\yhat$ on its diagonal
and zeros elsewhere. It is symmetric, so that it doesn't matter which index is
the row's; and each of its rows sums to
$\yhat_c-\yhat_c\sum_j\yhat_j=0$: another way to say that adding a constant to
all logits changes nothing.

Next, the loss of the sample. Let $y$ be its class; then its targets are the
numbers $[y=c]$, and $\xi=-\sum_c[y=c]\ln\yhat_c$. By the chain rule, through
all the~$\yhat_c$,
$$\pd\xi{z_j}=-\sum_{c=1}^C{[y=c]\over\yhat_c}\,\pd{\yhat_c}{z_j}
  =-\sum_{c=1}^C[y=c]\bigl([c=j]-\yhat_j\bigr)=-[y=j]+\yhat_j\sum_{c=1}^C[y=c]=\yhat_j-[y=j],\eqno\eqlabel{outputstep}$$
since the targets of a sample sum to~1. The division by $\yhat_c$, awkward when
$\yhat_c$ is tiny, has gone. For all samples together
$$\delta\out=\Yhat-Y,\qquad\delta\out_{ic}=\yhat_{ic}-[y_i=c].\eqno\eqlabel{outputdelta}$$
Prediction minus truth: it could hardly be simpler.
@q end@>

@ 
@q hide@>
The result is worth a second proof, one that avoids the probabilities. By
\eqref{lse}, the loss of a sample of class~$y$ is
$\xi=\ln\sum_ce^{z_c}-z_y$. Now
$$\pd{}{z_j}\ln\sum_{c=1}^Ce^{z_c}={e^{z_j}\over\sum_ce^{z_c}}=\yhat_j,\qquad\pd{z_y}{z_j}=[y=j],\eqno\eqlabel{logsumexp}$$
and the difference is $\yhat_j-[y=j]$ again. And a third, with matrices. Let
$a$ be the row of the sample's targets, $a_c=[y=c]$, and $a/\yhat$ the row of
the quotients $a_c/\yhat_c$. The row of the derivatives
$\partial\xi/\partial\yhat_c$ is $-a/\yhat$; the chain rule multiplies it by
the Jacobian, and
$$-{a\over\yhat}\bigl(\diag(\yhat)-\yhat\tr\yhat\bigr)=-a+\Bigl({a\over\yhat}\,\yhat\tr\Bigr)\yhat=-a+\yhat,\qquad\hbox{because}\quad
{a\over\yhat}\,\yhat\tr=\sum_{c=1}^C{a_c\over\yhat_c}\,\yhat_c=1.\eqno\eqlabel{matrixproof}$$
@q end@>

@<Functions of the interface@>=
void output_delta(int C, const column *y_hat, const int *y, column *delta_o);
@q hide@>
  /* $\delta\out=\Yhat-Y$; |y_hat| and |delta_o| have $C$ columns, |y| the classes */
@q end@>

@ The matrix~$Y$ need not exist.
@q hide@>
Its element $y_{ic}$ is the outcome of the
comparison $y_i=c$, and \CEE/ says 1 or~0 just as we do.
@q end@>

@<Functions of the network@>=
void output_delta(int C, const column *y_hat, const int *y, column *delta_o)
{
@q begin output_delta:code@>
  for (int c = 0; c < C; c++)
    for_samples (i) delta_o[c][i] = y_hat[c][i] - (y[i] == c);
@q end@>
}

@*1 Through an affine map. \seclabel{weightgradients}\topic{chain rule}Suppose that $\delta=\partial
J/\partial Z$ is known ($N\times K$) for the affine map $Z=VW+{\bf1}b$ of
equation~\eqref{affine}. What are the derivatives of~$J$ with respect to its
weights, its biases, and its inputs?

@q begin weights:text@>
The weight $w_{dk}$ occurs in $z_{ik}=b_k+\sum_dv_{id}w_{dk}$, for every
sample~$i$ but only for this~$k$, with the factor~$v_{id}$. The bias~$b_k$
occurs there with the factor~1. So
$$\pd J{w_{dk}}=\sum_{i=1}^N\pd J{z_{ik}}\,\pd{z_{ik}}{w_{dk}}=\sum_{i=1}^Nv_{id}\,\delta_{ik},\qquad
  \pd J{b_k}=\sum_{i=1}^N\delta_{ik}:\eqno\eqlabel{weightsum}$$
what went in, times the delta where it came out, over all samples.
The input $v_{id}$ occurs in row~$i$ only, but in $z_{ik}$ for every~$k$, with
the factor $w_{dk}$:
$$\pd J{v_{id}}=\sum_{k=1}^K\pd J{z_{ik}}\,\pd{z_{ik}}{v_{id}}=\sum_{k=1}^K\delta_{ik}\,w_{dk}.\eqno\eqlabel{inputsum}$$
To see these as matrix products, look at the summation index. In a product $AB$
it is the second index of~$A$ and the first of~$B$. In \eqref{weightsum} the
index~$i$ is the {\it first\/} of $v_{id}$, so $V$ must be transposed; in
\eqref{inputsum} the index~$k$ is the {\it second\/} of~$w_{dk}$, so $W$ must
be:
\topic{gradients of weights and biases}$$\mathop{\pd JW}_{D\times K}=\mathop{V\tr}_{D\times N}\mathop\delta_{N\times K},\qquad
  \mathop{\pd Jb}_{1\times K}=\mathop{{\bf1}\tr}_{1\times N}\mathop\delta_{N\times K},\qquad
  \mathop{\pd JV}_{N\times D}=\mathop\delta_{N\times K}\mathop{W\tr}_{K\times D}.\eqno\eqlabel{affineback}$$
A derivative has the shape of what it is taken with respect to, and
if the sizes $N$, $D$, and~$K$ are all different, there is no other way to make the shapes fit. That is useful for
remembering the formulas, though it proves nothing. \figref{boxes} shows the first.
@^shapes@>
@q end@>

@q hide@>
\figure{boxes}{The derivatives with respect to a matrix of weights. However many samples there are,
the long sides meet, and a matrix of the shape of~$W$ is left. Shaded: what belongs to one weight.}
@q end@>

@ 
@q hide@>
Those who prefer to calculate with whole matrices can do so with
differentials; others may skip this section. For matrices $A$ and~$B$ of equal
shape let $\langle A,B\rangle=\sum_{ij}a_{ij}b_{ij}={\rm tr}(A\tr B)$, the
trace, or sum of the diagonal, of $A\tr B$. Then ``$G$ is the derivative of~$J$
with respect to~$Z$'' means $dJ=\langle G,dZ\rangle$. From $dZ=dV\,W+V\,dW+{\bf1}\,db$, and
from the rule that a factor may change sides in the inner product when
transposed, $\langle A,BC\rangle=\langle B\tr A,C\rangle=\langle
AC\tr,B\rangle$ (because ${\rm tr}(PQ)={\rm tr}(QP)$), it follows that
$$dJ=\langle\delta,dV\,W\rangle+\langle\delta,V\,dW\rangle+\langle\delta,{\bf1}\,db\rangle
  =\langle\delta W\tr,dV\rangle+\langle V\tr\delta,dW\rangle+\langle{\bf1}\tr\delta,db\rangle,\eqno\eqlabel{differential}$$
and the three derivatives can be read off. Here every transpose comes from
moving a factor to the other side.
@q end@>

@ In the program the samples don't come all at once, but some at a time. So the
next functions {\it add\/} what these samples contribute to sums that are being
formed. A sum of this kind has the type |total|; its
parts are described in the chapter on speed, with the two functions that add a
column, or the product of two, to it.

@<Functions of the interface@>=
void weight_gradient(int D, int K, const column *x, const column *delta, total dJ_dW[D][K]);
@q hide@>
  /* add $V\tr\,\delta$, with |x| for $V$, which has $D$ columns */
@q end@>
void bias_gradient(int K, const column *delta, total dJ_db[K]);
@q hide@>
  /* add ${\bf1}\tr\,\delta$ */
@q end@>

@ 
@q hide@>
Element $(d,k)$ of $V\tr\delta$ is the inner product of column~$d$ of~$V$ and
column~$k$ of~$\delta$, and element~$k$ of ${\bf1}\tr\delta$ is the sum of
column~$k$.
@q end@>

@<Functions of the network@>=
void weight_gradient(int D, int K, const column *x, const column *delta, total dJ_dW[D][K])
{
@q begin weight_gradient:code@>
  for (int d = 0; d < D; d++)
    for (int k = 0; k < K; k++)
      add_inner_product(x[d], delta[k], dJ_dW[d][k]);
@q end@>
}
@#
void bias_gradient(int K, const column *delta, total dJ_db[K])
{
@q begin bias_gradient:code@>
  for (int k = 0; k < K; k++) add_sum(delta[k], dJ_db[k]);
@q end@>
}

@*1 The hidden delta. \seclabel{hiddendelta}\topic{hidden delta}One link is
missing: from $\delta\out$ to $\delta\hid$.
@q begin hidden_delta:text@>
The hidden activation $h_{ik}$ is an input of the output layer, so by \eqref{inputsum}, with $V=H$ and $W=\Wot$,
$$\pd J{h_{ik}}=\sum_{c=1}^C\delta\out_{ic}\,w\out_{kc}.\eqno\eqlabel{activationgradient}$$
This is the step that gave the method its name: the deltas of the outputs
travel backwards, along the same connections
and with the same weights that carried the activations forwards. And
$h_{ik}=\sigma(z\hid_{ik})$ depends on its own pre-activation only; so by
\eqref{slope}
$$\delta\hid_{ik}=\pd J{h_{ik}}\,\pd{h_{ik}}{z\hid_{ik}}
  =\Bigl(\sum_{c=1}^C\delta\out_{ic}\,w\out_{kc}\Bigr)h_{ik}(1-h_{ik}).\eqno\eqlabel{hiddensum}$$
With $\circ$ for multiplication element by element, and $1-H$ for the matrix of
the numbers $1-h_{ik}$, we have
$$\mathop{\delta\hid}_{N\times K}=\bigl(\mathop{\delta\out}_{N\times C}\mathop{\WoT}_{C\times K}\bigr)\circ
  \mathop{H}_{N\times K}\circ\,(\mathop{1-H}_{N\times K}).\eqno\eqlabel{hiddendelta}$$
@q end@>
A saturated unit, $h$ near 0 or~1, passes next to nothing on, and learns next
to nothing.
@^saturation@>

@q hide@>
Why $\circ$, all of a sudden, and not a matrix product? It is one in disguise. The
chain rule always multiplies by a Jacobian. For one sample, the Jacobian of the step from $z\hid$ to~$h$
has $\partial h_k/\partial z\hid_j=0$ if $k\ne j$, because a unit looks at its
own pre-activation; so it is the diagonal matrix with the slopes
$h_k(1-h_k)$, and a row times a diagonal matrix is the row multiplied element by
element. Softmax looks at all the logits, its Jacobian \eqref{jacobian} is no
diagonal matrix, and there it would be wrong to use~$\circ$.

\figure{backward}{Backwards through the network, for a single sample of class~$y$. The delta
of the second hidden unit is collected from both outputs, over the connections
by which its activation had reached them, and multiplied by its slope. The
derivative with respect to a weight is the activation where its connection begins times the
delta where that ends, and that with respect to a bias is the delta alone; three are shown.}
@q end@>

@<Functions of the interface@>=
void hidden_delta(int K, int C, const column *delta_o, const real Wo[K][C],@|
  const column *h, column *delta_h);
@q hide@>
  /* $\delta\hid=(\delta\out\,\WoT)\circ H\circ(1-H)$, in $K$ columns, from the $C$ columns of |delta_o| */
@q end@>

@ 
@q hide@>
The sum over the classes is formed first, and multiplied by the slope when it
is complete.
@q end@>

@<Functions of the network@>=
void hidden_delta(int K, int C, const column *delta_o, const real Wo[K][C],@|
  const column *h, column *delta_h)
{
@q begin hidden_delta:code@>
  for (int k = 0; k < K; k++) {
    for_samples (i) delta_h[k][i] = delta_o[0][i]*Wo[k][0];
    for (int c = 1; c < C; c++)
      for_samples (i) delta_h[k][i] += delta_o[c][i]*Wo[k][c];
    for_samples (i) delta_h[k][i] *= h[k][i]*(1 - h[k][i]);
  }
@q end@>
}

@*1 Four equations to remember. \topic{gradients of weights and biases}
@q hide@>
Everything that has been derived is in
the following four lines. The rest of this book, and of much larger networks, can be
got from them; they are worth knowing by heart.
$$\vbox{\halign{\vrule height17pt depth11pt width0pt#\hfil\quad&\hfil$\displaystyle#$&$\displaystyle{}=#$\hfil\quad&$#$\hfil\quad&#\hfil\quad&#\hfil\cr
\noalign{\hrule height.8pt\vskip3pt}
output delta&\delta\out&\Yhat-Y&N\times C&prediction minus truth&\eqref{outputdelta}\cr
hidden delta&\delta\hid&(\delta\out\WoT)\circ H\circ(1-H)&N\times K&back over the weights, times the slope&\eqref{hiddendelta}\cr
weights&\pd JW&V\tr\delta&\hbox{as $W$}&what went in, times the delta, summed&\eqref{affineback}\cr
biases&\pd Jb&{\bf1}\tr\delta&\hbox{as $b$}&the deltas, summed&\eqref{affineback}\cr
\noalign{\vskip3pt\hrule height.8pt}}}$$
The last two hold for both layers. With what each of them is given,
$V=H$ for the output layer and $V=X$ for the hidden one, they are
$$\pd J{\Wot}=H\tr\delta\out,\qquad\pd J{b\out}={\bf1}\tr\delta\out,\qquad
  \pd J{\Wht}=X\tr\delta\hid,\qquad\pd J{b\hid}={\bf1}\tr\delta\hid.\eqno\eqlabel{gradient}$$
@q end@>

@ The same in \CEE/, for some of the samples, as many as a column holds. (Such
a group of samples is called a panel, which gives the function its name.)

@<Functions of the interface@>=
real panel_gradient(int n, network net, const wide *theta, const column *x, const int *y, total *sums);
  /* return the loss of |n| samples, with the inputs |x| and the classes |y|, and add their
     derivatives to the sums, one for each parameter, in the order of |theta| */

@ \seclabel{panelgradient}It reads like a table of contents of this chapter and the two on the network and its loss. (Three small
sections that it uses are explained in the chapter on speed. Two say where the four
parts of~|theta| are among all the parameters, and those of the gradient among all the sums; the
third is for the last samples, when there are too few of them to fill a column.)

@<Functions of the network@>=
real panel_gradient(int n, network net, const wide *theta, const column *x, const int *y, total *sums)
{
  @<Name the four parts of |theta|@>;
  @<Name the four parts of the gradient@>;
  _Alignas(TRAY) column h[K], z[C], s, y_hat[C], delta_o[C], delta_h[K];
  hidden_layer(D, K, x, Wh, bh, h);
  output_layer(K, C, h, Wo, bo, z, s, y_hat);
@q begin panel_gradient:code@>
  output_delta(C, y_hat, y, delta_o);
  @<Let the places from |n| on count for nothing@>;
  weight_gradient(K, C, h, delta_o, dJ_dWo);
  bias_gradient(C, delta_o, dJ_dbo);
  hidden_delta(K, C, delta_o, Wo, h, delta_h);
  weight_gradient(D, K, x, delta_h, dJ_dWh);
  bias_gradient(K, delta_h, dJ_dbh);
  return loss(C, z, s, y);
@q end@>
}

@ The gradient of all the samples, the {\it batch}, is the sum of these. It is formed by a {\it team\/}: a
number of threads that share the samples among them, and know the network and
the data. How they do it is a matter for the chapter on speed; here it is
enough that every sum is added in a fixed order. So the result does not depend
on the number of threads, nor on which of them did what: the same program on
the same kind of processor gets the same bits.
@^reproducibility@>
@^threads@>@^batch@>

@<Functions of the interface@>=
typedef struct team team; /* threads, with a network and the samples that they work on */
team *make_team(int threads, network net, const dataset *data);
  /* |threads>=1|, the caller's included; |net| must fit |data|; |NULL| if memory or threads are lacking */
void free_team(team *crew);
wide gradient(team *crew, const wide *theta, wide *g);
  /* return $J(\theta)$ for all samples, and store its derivatives in |g|, in the order of |theta| */

@ A consequence, to be used as a test. \topic{two classes}The probabilities of
a sample sum to~1, and so do its targets; so every row of $\delta\out$ sums
to~0; hence
$$\sum_{c=1}^C\pd J{w\out_{kc}}=\sum_{i=1}^Nh_{ik}\sum_{c=1}^C\delta\out_{ic}=0,\qquad
  \sum_{c=1}^C\pd J{b\out_c}=0.\eqno\eqlabel{conserved}$$
A method that moves parameters only along gradients can therefore never change
the row sums of $\Wot$, nor the sum of $b\out$. They are what the initial
weights happened to make them, from the first iteration to the last. With three
row sums and one sum of biases these are four of the seventeen degrees of
freedom, the same four that the shift of the logits made superfluous: adding a
number to all elements of a row of $\Wot$, or of $b\out$, changes no
probability. The network really has thirteen.

@*1 One sample, by hand. \seclabel{onesample}Here is the whole computation for the first sample,
with the weights that training starts from (they are in
section~\secref{weights}), so that you can go through it with a calculator.
To be fair to the calculator, everything we begin with has been rounded to four
places: what you see is all there is. (The \live{N=50000&eta=0.0001&start=3&x1=0.01&x2=0.1375&y=1} does it for any other point; section~\secref{playground} says what that is.) The
point is $x=(\num{ex_x1},\num{ex_x2})$, and it belongs to the disc, the second
class: its targets are $(0,1)$.
@^example, numerical@>

{\it Forward.} The hidden pre-activations are $x\Wht+b\hid$; the first of them
is
$$\num{ex_x1}\cdot\num{start_Wh11}+\num{ex_x2}\cdot(\num{start_Wh21})+\num{start_bh11}=\num{ex_zh1},$$
and all three, with the activations $h=\sigma(z\hid)$, are
$$z\hid=(\num{ex_zh1},\num{ex_zh2},\num{ex_zh3}),\qquad h=(\num{ex_h1},\num{ex_h2},\num{ex_h3}).$$
In the same way the logits come from $h\Wot+b\out$, and their exponentials,
divided by the sum, are the probabilities:
$$z\out=(\num{ex_zo1},\num{ex_zo2}),\qquad\yhat=(\num{ex_y_hat1},\num{ex_y_hat2}).$$
The loss of this sample is $\xi=-\ln\yhat_2=\num{ex_loss}$. By chance the
network is right already; with two probabilities of one half the loss would be
$\ln2\approx0.6931$.

{\it Backward.} Prediction minus truth is
$\delta\out=\yhat-(0,1)=(\num{ex_delta_o1},\num{ex_delta_o2})$. Its two components
are opposite, as they must be. Going back over the output weights,
$\delta\out\WoT$ has the first component
$$(\num{ex_delta_o1})(\num{start_Wo11})+(\num{ex_delta_o2})(\num{start_Wo12})=\num{ex_back1};$$
multiplied by the slope $h_1(1-h_1)=\num{ex_slope1}$ it is $\delta\hid_1$. All three are
$$\delta\hid=(\num{ex_delta_h1},\num{ex_delta_h2},\num{ex_delta_h3}).$$

{\it The gradient.} For a single sample, the derivative with respect to a
weight is the activation where its connection begins times the delta where that ends, for
example $x_2\delta\hid_1$ for $w\hid_{21}$ and $h_3\delta\out_1$ for~$w\out_{31}$; and that with
respect to a bias is the delta. Here are all seventeen, with four significant
digits, to test a program with (\exref{ownlanguage}):
$$\pd\xi\Wht=\pmatrix{\num{ex_dWh_1_1}&\num{ex_dWh_1_2}&\num{ex_dWh_1_3}\cr\num{ex_dWh_2_1}&\num{ex_dWh_2_2}&\num{ex_dWh_2_3}\cr},\qquad
\pd\xi{b\hid}=\pmatrix{\num{ex_dbh_1_1}&\num{ex_dbh_1_2}&\num{ex_dbh_1_3}\cr},$$
$$\pd\xi\Wot=\pmatrix{\num{ex_dWo_1_1}&\num{ex_dWo_1_2}\cr\num{ex_dWo_2_1}&\num{ex_dWo_2_2}\cr\num{ex_dWo_3_1}&\num{ex_dWo_3_2}\cr},\qquad
\pd\xi{b\out}=\pmatrix{\num{ex_dbo_1_1}&\num{ex_dbo_1_2}\cr}.$$

{\it The step.} Does it help? Let us take one step with this sample alone,
$\theta\gets\theta-\eta\nabla\xi$ with $\eta=1$, and go forward again. The
probability of the disc is now $\num{ex_new_y_hat}$, and the loss has fallen
from $\num{ex_loss}$ to~$\num{ex_new_loss}$. The network has learned something.
(To the first order, section~\secref{descent} says, it falls by $\eta\Vert\nabla\xi\Vert^2=\num{ex_squares}$;
what is lacking is the effect of the curvature, for a step of this length is not a small one.) How these numbers were got
from the functions of this chapter is shown in section~\secref{partone}.

@*1 Any expression at all. Nothing in this chapter was peculiar to networks.
Take any expression, say $f=(ab+a)^2$ for $a=2$ and $b=-3$, and write it as a
graph, with a node for each operation (\figref{graph}). To go forward is to
compute the nodes in such an order that what a node needs is there before it. To go
backward is to visit them in the opposite order, each with the derivative of~$f$
with respect to it; let us mark these with a bar, so that $\bar f=1$. A node knows only its own operation, and does
the same for each of its inputs: {\it the local derivative, times what comes
back}. A product $q=ab$ adds $b\,\bar q$ to $\bar a$ and $a\,\bar q$
to~$\bar b$; a sum $r=q+a$ adds $\bar r$ to both; a square $f=r^2$ adds $2r\bar f$ to~$\bar r$.
@^automatic differentiation@>

\figure{graph}{Forward, from left to right: the values, above the nodes. Backward: the derivatives of~$f$ with respect to
them, below or at the left. The input~$a$ is used twice, and what comes back to it is added.}

``Adds'' is the important word. Here $a$ is used twice, so it gets two contributions:
$-8\cdot1$ from the sum and $-8\cdot(-3)$ from the product, together~16. That two
uses add is the chain rule for several variables:
$$f=F(u,v),\quad u=u(a),\quad v=v(a):\qquad{df\over da}=\pd Fu\,{du\over da}+\pd Fv\,{dv\over da}.\eqno\eqlabel{twouses}$$
We have met it all along. A hidden activation is used by both outputs,
whence the sum over~$c$ in \eqref{hiddensum}; a weight is used by every
sample, whence the sum over~$i$ in \eqref{weightsum}. A program
whose numbers remember the operation that made them, and its inputs, can do this by itself for
whatever formula you type; that is {\it automatic differentiation}, and
what you have learned with one network is how all of them are trained.

@ What to take away: {\it a layer's derivatives are what went in times the
delta that came back; the delta goes back over the weights and through the
slope.} Before we train with these formulas, the next chapter asks how one
can tell whether they, and the program, are right.

@*1 Exercises. The equations to imitate are \eqref{outputstep},
\eqref{affineback}, and \eqref{hiddensum}.

\exercise{backwards}[15] Continue \exref{forwards}: compute by hand the deltas
and the gradient of the loss of that one sample.

\exercise{graphs}[12] Draw the graph of $f=\sigma(w)\cdot(w+1)$, and go forward and backward through it for
$w=0$. Check $\bar w$ with calculus.

\exercise{ownlanguage}[25] Write |forward|, the loss, and the gradient in a language of your choice, for any number
of samples, and without looking at the programs of this book. Test it with the seventeen numbers of section~\secref{onesample}.

\exercise{operations}[13] Count the multiplications forward and backward for a network with $L$ layers of weights
between layers of $m$ units each, per sample, leaving aside the slopes. What is the ratio?

\exercise{softlabels}[10] Suppose that the targets of a sample are any
probabilities $p_c$, such as $(0.2,0.8)$ when the experts disagree, and that $\xi=-\sum_cp_c\ln\yhat_c$. What is
$\delta\out$ now? How small can the loss become?

\exercise{regression}[12] A network that is to predict a number rather than a class has one output unit without any
activation function, $\yhat_i=z\out_i$, and the loss ${1\over2}\sum_i(\yhat_i-a_i)^2$, where $a_i$ is the number that
belongs to sample~$i$. Find $\delta\out$. What else changes?

\exercise{otherunits}[12] What becomes of \eqref{hiddendelta} if the hidden
units have $\tanh$ instead of~$\sigma$? If they have the {\it rectifier}, ${\rm
relu}(z)=\max(z,0)$?
@^rectifier@>

\exercise{tied}[15] Two hidden units are forced to have the same weight $w$ from the first input: $w\hid_{11}=w\hid_{12}=w$.
What is $\partial J/\partial w$, and how must the program's step be changed so that the two remain equal?

\exercise{penalty}[14] Large weights can be discouraged by adding the penalty
${\gamma\over2}\bigl(\Vert\Wht\Vert^2+\Vert\Wot\Vert^2\bigr)$ to~$J$, with the
sums of squares of all weights. What is the gradient now? Show that without
momentum each step multiplies the row sums of $\Wot$ by the same factor, and
find it.

\exercise{onelogit}[22] With two classes one output unit is enough:
$\yhat=\sigma(z)$ is the probability of the second class, and the loss of a sample is $-\ln\yhat$ if it is of the second class, and
$-\ln(1-\yhat)$ otherwise. Find its~$\delta$. Then
compare with our network: how must the learning rates be chosen so that the
network with one logit takes exactly the same way as the one with two, whose
difference its logit is?

\exercise{squared}[16] Find the output delta of the squared error $E={1\over2}\sum_c\bigl(\yhat_c-[y=c]\bigr)^2$ behind a softmax, for
any number of classes, and check with it the last derivative of \eqref{pull}.

\exercise{saturated}[18] In our problem, with $N=50000$, $\eta=10^{-4}$, and
$\mu={1\over2}$, some unwise initial weights have given a hidden unit
pre-activations of absolute value 20 or more for every sample. Suppose that this
remains so, that all inputs
are at most $1.5$ in absolute value, and that the two weights that leave the unit never
differ by more than~2. Show that it takes more than sixteen million iterations to change
one of its incoming weights by~1.

@q hide@>
\exercise{variance}[M22] Let $P=\diag(\yhat)-\yhat\tr\yhat$, the Jacobian of
\eqref{jacobian}. Prove that $vPv\tr$ is the variance of a random number that
takes the value~$v_c$ with probability~$\yhat_c$. Which $v$ have $vP=0$? How
large can an eigenvalue of~$P$ be?
@q end@>

\exercise{convex}[M23] Prove that for fixed hidden activations $J$ is a convex
function of $\Wot$ and~$b\out$; so the output layer alone has no local minima
that are not global. Then show that $J$ is {\it not\/} a convex function of all
the parameters, if there are equally many samples of each of two classes, and parameters with $J<N\ln2$.
(Hint: change the signs of $\Wht$, $b\hid$, and~$\Wot$.)

\exercise{skip}[16] Let the output layer be given the inputs directly, too:
$Z\out=H\Wot+XU+{\bf1}b\out$, with a $D\times C$ matrix~$U$. Which formulas of
this chapter change, and what is $\partial J/\partial U$?

\exercise{twolayers}[17] Put a second hidden layer, of $L$ logistic units with
activations~$G$, between the hidden layer and the output layer. Write down the
complete forward and backward pass, with the shapes of all matrices.

\exercise{pearlmutter}[M32] The second derivatives of~$J$ with respect to all parameters, a
matrix, tell how curved the landscape is. Show that the product of this matrix
with a given vector,
$\sum_k\bigl(\partial^2J/\partial\theta_j\,\partial\theta_k\bigr)v_k$, can be
had without the matrix, for about twice the cost of a gradient. Hint: let $\dot
A$ be the derivative of the quantity $A$ in the direction~$v$, that is,
$d/d\varepsilon$ of its value at $\theta+\varepsilon v$, for $\varepsilon=0$;
find the dotted quantities one after the other in the order of the program.
@^second derivatives@>

@* The gradient check. \seclabel{check}\topic{gradient check}A program with a
wrong gradient may still learn, only worse; so its mistakes are easy to make and
hard to see. Fortunately there is a test
@^gradient check@>
that needs no derivation. Move a single
@^central difference@> parameter~$\theta_j$ by a small $\varepsilon$ both ways, leaving the others
alone; by Taylor's formula, with $J^+$ and $J^-$ for the losses at $\theta_j\pm\varepsilon$,
@^Taylor, Brook@>
@q begin check:text@>
$$J^\pm=J\pm\varepsilon J'+{\varepsilon^2\over2}J''\pm{\varepsilon^3\over6}J'''+\cdots,\qquad{J^+-J^-\over2\varepsilon}=J'+{\varepsilon^2\over6}J'''+\cdots,\eqno\eqlabel{central}$$
where the primes are partial derivatives with respect to~$\theta_j$. The difference quotient
is off by about $\varepsilon^2\vert J'''\vert/6$. That error vanishes quickly
with~$\varepsilon$; but another one grows. The losses are rounded, each by
about $u\vert J\vert$ at best, where $u=2^{-53}\approx1.1\cdot10^{-16}$ is the relative
error of a rounding, at most; and
dividing by $2\varepsilon$ turns this into $u\vert J\vert/\varepsilon$. The sum
of both
$${\varepsilon^2\over6}\vert J'''\vert+{u\over\varepsilon}\vert J\vert\quad\hbox{is least for}\quad
  \varepsilon=\root3\of{3u\vert J\vert/\vert J'''\vert},\eqno\eqlabel{steplength}$$
where its derivative $\varepsilon\vert J'''\vert/3-u\vert J\vert/\varepsilon^2$
is zero. When $J$ and $J'''$ are of like size that is about $7\cdot10^{-6}$.
@q end@>
The notebook has $\varepsilon=10^{-4}$, and so have we; then the first term is
about $1.7\cdot10^{-9}\vert J'''\vert$ and outweighs the second. \figref{steps}
measures this.

@<Functions of the interface@>=
void central_differences(team *crew, wide *theta, double epsilon, wide *slope);
  /* the derivative with respect to each parameter, by central differences; |theta| is left as it was */
double relative_error(double a, double b); /* $\vert a-b\vert/\max(\vert a\vert,\vert b\vert)$; 0 if both are 0 */

@ \seclabel{differences}Each parameter is moved up, moved down, and put back exactly where it was,
which subtracting what had been added might not do. Of what |gradient| computes
only the loss is wanted here.

@<Functions for the whole batch@>=
void central_differences(team *crew, wide *theta, double epsilon, wide *slope)
{
@q begin check:code@>
  wide unused[crew->count];
  for (int j = 0; j < crew->count; j++) {
    wide here = theta[j];
    theta[j] = here + epsilon;
    wide J_plus = gradient(crew, theta, unused);
    theta[j] = here - epsilon;
    wide J_minus = gradient(crew, theta, unused);
    theta[j] = here;
    slope[j] = (J_plus - J_minus)/(2*epsilon);
  }
@q end@>
}
@#
double relative_error(double a, double b)
{
  double larger = fabs(a) > fabs(b) ? fabs(a) : fabs(b);
  return a == b ? 0 : fabs(a - b)/larger;
}

@ At the notebook's random point the two gradients agree, in the worst of the
\num{parameters} components, to a relative error of \num{gradient_check_worst}.
The program doesn't judge; it reports
this number, because with strange data (a noise of $10^{20}$, say) a
step of $\varepsilon$ is not small, and the difference quotient is the one that
fails.

@*1 Planted faults. \seclabel{planted}How large is the error when something is wrong? We plant a fault in a copy of the
gradient, in one line, and look. We also let each copy train, for
\num{fault_T} iterations with \num{fault_N} points and a start of their own, to see what one would have noticed without the
check. (The \live{fault=2} has the same faults.)
$$\vbox{\halign{#\hfil\quad&\hfil#\quad&\hfil#\quad&\hfil#\cr
\noalign{\hrule\vskip3pt}
\it fault&\it worst relative error&\it loss, trained&\it wrong\cr
\noalign{\vskip3pt\hrule\vskip3pt}
none&\num{fault_none_worst}&\num{fault_none_J}&\num{fault_none_wrong}\cr
the last 128 points are never looked at&\num{fault_forgotten_worst}&\num{fault_forgotten_J}&\num{fault_forgotten_wrong}\cr
$b\hid$ is never moved: its derivatives are 0&\num{fault_bias_worst}&\num{fault_bias_J}&\num{fault_bias_wrong}\cr
$\Wot$ instead of $\WoT$ (read as a $C\times K$ matrix)&\num{fault_turned_worst}&\num{fault_turned_J}&\num{fault_turned_wrong}\cr
the slope is $h$ instead of $h(1-h)$&\num{fault_slope_worst}&\num{fault_slope_J}&\num{fault_slope_wrong}\cr
\noalign{\vskip3pt\hrule}}}$$
The right formulas are off by a few parts in a billion ($10^9$), the wrong ones by percents at the
least. So the verdict is easy, if only one asks. Without asking it is not. The first fault trains to
the same result, nearly. With the second, \num{fault_bias_right} percent
of the points come out right, and one might think that this is what such a network can do. Only the last two
are so bad that everybody would notice.

The check says more than ``wrong''. It gives an error for each parameter, and these
point to the line. Here they are for the fault in the slope:
$$\pmatrix{\num{fault_Wh_1_1}&\num{fault_Wh_1_2}&\num{fault_Wh_1_3}\cr\num{fault_Wh_2_1}&\num{fault_Wh_2_2}&\num{fault_Wh_2_3}\cr}\quad
\pmatrix{\num{fault_bh_1_1}&\num{fault_bh_1_2}&\num{fault_bh_1_3}\cr}\quad
\pmatrix{\num{fault_Wo_1_1}&\num{fault_Wo_1_2}\cr\num{fault_Wo_2_1}&\num{fault_Wo_2_2}\cr\num{fault_Wo_3_1}&\num{fault_Wo_3_2}\cr}\quad
\pmatrix{\num{fault_bo_1_1}&\num{fault_bo_1_2}\cr}.$$
The derivatives with respect to $\Wot$ and $b\out$ are right; those with respect to $\Wht$
and~$b\hid$ are not. So the fault lies between $\delta\out$, which is still right, and
those derivatives: in the hidden delta. If the weights of a layer are right
and its biases wrong, look at the sums; if all are wrong by one factor, look for a mean; if all are wrong without order, suspect the loss.

Two limits should be kept in mind. The check compares two things, and if they differ it doesn't know which
is wrong: it may be the loss. And it sees the gradient only; of the step that is made with it, it sees nothing (\exref{faults}).

@*1 The complex step. A better step is ${\rm i}\varepsilon$, with ${\rm i}=\sqrt{-1}$ (in this section and
\exref{dual} only). If the program computes $J$ with complex numbers, then
$J(\theta_j+{\rm i}\varepsilon)=J+{\rm i}\varepsilon
J'-{\varepsilon^2\over2}J''-\cdots$, and
$${\rm Im}\,J(\theta_j+{\rm i}\varepsilon)/\varepsilon=J'-{\varepsilon^2\over6}J'''+\cdots\eqno\eqlabel{complexstep}$$
needs no subtraction, so that nothing is lost by a tiny~$\varepsilon$. With
$\varepsilon=10^{-30}$ the second term is below all rounding errors. This is
the {\it complex step\/} of Squire and Trapp (1998).
@^Squire, William@>@^Trapp, George@>@^complex step@>
Our tests compile \.{network.c}
with a complex type for its numbers, and compare all derivatives with
back-propagation: they agree to twelve digits.

What to take away: {\it never train with a gradient that you haven't checked.} Ours is right; what is left is to
start somewhere, and to repeat the step.

@*1 Exercises. Here $J'$, $J''$, \dots\ are derivatives with respect to a single parameter,
as in \eqref{central}, and $u=2^{-53}$.

\exercise{byhand}[12] Check one derivative: with the numbers of \exref{forwards}, compute the loss once more with
$w\hid_{11}=0.51$ and with $w\hid_{11}=0.49$, and compare the difference quotient with the derivative that you found
in \exref{backwards}. How many digits should agree?

@q hide@>
\exercise{faults}[25] {\it Find the fault.} Each of these lines differs from the book's in one small thing.
What does the gradient check show, at a random point, and does the network still learn?
\smallskip
\itemitem{(a)}|delta_h[k][i] = delta_o[c][i]*Wo[k][c];| in |hidden_delta|
\itemitem{(b)}|delta_o[c][i] = (y[i] == c) - y_hat[c][i];| in |output_delta|
\itemitem{(c)}|M[j] = mu*M[j] + eta*g[j];| in |momentum_step|
\itemitem{(d)}|delta_h[k][i] *= z[k][i]*(1 - z[k][i]);| in |hidden_delta|, $z$ being the pre-activations
\itemitem{(e)}|return log_of_product(s);| in |loss|
\itemitem{(f)}the line |z[c][i] -= m[i];| is missing in |softmax|
\smallskip\noindent
Guess first; then change the program, or a copy in your own language, and run it.
@q end@>

\exercise{fivepoint}[M20] Show that
$${J(\theta_j-2\varepsilon)-8J(\theta_j-\varepsilon)+8J(\theta_j+\varepsilon)-J(\theta_j+2\varepsilon)\over12\varepsilon}=J'-{\varepsilon^4\over30}J^{(5)}+\cdots,$$
and find the best $\varepsilon$ as in \eqref{steplength}.

\exercise{dual}[15] Two quantities $a$ and~$b$ of a program depend
on~$\theta_j$; with the complex step they become $a+{\rm i}\varepsilon a'$ and
$b+{\rm i}\varepsilon b'$. Carry out their product and their quotient, and see
the product and the quotient rule appear. What is wrong if the program says
$\vert a\vert$ or compares $a$ with~$b$?

\exercise{predict}[20] {\it Predict, then run.} Let the program of section~\secref{outline} train for 1000 iterations, and
report every 1000. What are $J$ and the number of mistakes in the end, if one more thing is
changed: (a)~the learning rate is ten times as large; (b)~the momentum factor is~0; (c)~the network is $\{2,1,2\}$, and |count| is~7;
(d)~all parameters are set to zero before |train|; (e)~the seed is 43?
Write down your guesses before you look.

@* Training. We know which way is down, and that the program knows it too. What
is missing is a place to start from. Then the step is repeated, and this chapter
asks what can be known beforehand about how that will go: how fast it can go at
best, what becomes of it if a step looks at some of the samples only, and what the
mistakes that are left say about points that nobody has seen yet.

@*1 Initial weights. \seclabel{initial}\topic{initial weights, symmetry}Why not
start with all parameters zero? Suppose that two hidden units, $k$ and~$k'$,
have the same incoming weights, the same bias, and the same outgoing weights.
Then they have the same activations, $h_{ik}=h_{ik'}$, by \eqref{affine} and
\eqref{logistic}; the same deltas, $\delta\hid_{ik}=\delta\hid_{ik'}$, by
\eqref{hiddensum}; and so, by \eqref{gradient}, the same derivatives. If training
begins at rest, they make the same step, are equal after it, and so for ever.
Two units that are equal are worth no more than one (\live{start=1&until=2000}). Something has to break the
symmetry, and chance does it best.
@^symmetry breaking@>

The notebook draws each parameter from the standard normal distribution, $\Wht$
row by row, then $b\hid$, $\Wot$, and~$b\out$: the order of our~$\theta$. It
does so twice, once to check the gradient at a random point and once to start
training. We must draw twice too, because the first drawing changes what the
second will give.

@<Functions of the interface@>=
void random_parameters(generator *g, int count, double *theta);
  /* |count| numbers from the standard normal distribution */

@ The order of the parts is the order of drawing; nothing more is needed.

@<Functions of the data@>=
void random_parameters(generator *g, int count, double *theta)
{
  for (int j = 0; j < count; j++) theta[j] = random_normal(g);
}

@ Is one a good standard deviation for a weight? The pre-activation of a hidden
unit, $z=b+\sum_dx_dw_d$, is then a sum of independent normal deviates, and
variances add:
$${\rm Var}\,z={\rm Var}\,b+\sum_{d=1}^Dx_d^2\,{\rm Var}\,w_d=1+\sum_{d=1}^Dx_d^2,\eqno\eqlabel{scale}$$
which is about 2 for a point on the ring. A typical pre-activation lies between
$-1.4$ and $1.4$: the unit is neither saturated, which would stop its learning,
nor quite linear, which would make it useless. With a thousand inputs of size
one, the standard deviation of~$z$ would be nearly~32. A normal deviate as wide as
that lies between $-5$ and~5 with a probability of only \num{ex.wide.five}; for all
other samples the unit would be within $0.007$ of 0 or~1 from the beginning, with
hardly any slope left to learn from. So for wide layers the weights are
divided by $\sqrt D$ (LeCun, Bottou, Orr, and M\"uller 1998), or by
$\sqrt{(D+K)/2}$ (Glorot and Bengio 2010), a compromise: the deltas on their way
back are sums over the layer's $K$ units, and would like to be divided by~$\sqrt K$.
Our layers are so narrow that we leave the weights as they are.
@^LeCun, Yann@>@^Bottou, L\'eon@>@^Orr, Genevieve B.@>@^M\"uller, Klaus-Robert@>@^Glorot, Xavier@>@^Bengio, Yoshua@>
@^weights, initial@>

\seclabel{weights}The numbers that start the training of this book are
$$\Wht=\pmatrix{\num{start_Wh11}&\num{start_Wh12}&\num{start_Wh13}\cr\num{start_Wh21}&\num{start_Wh22}&\num{start_Wh23}\cr},\quad
b\hid=\pmatrix{\num{start_bh11}&\num{start_bh12}&\num{start_bh13}\cr},$$
$$\Wot=\pmatrix{\num{start_Wo11}&\num{start_Wo12}\cr\num{start_Wo21}&\num{start_Wo22}\cr\num{start_Wo31}&\num{start_Wo32}\cr},\quad
b\out=\pmatrix{\num{start_bo11}&\num{start_bo12}\cr}.$$

@ Any permutation of the hidden units, each taking its weights along, gives the
same function. So does turning a unit's sign: by \eqref{symmetry}, changing the
signs of the weights and the bias that lead into it turns $h$ into $1-h$, which
the next layer can undo. So a good network has $3!\cdot2^3-1=47$ others that
are its equals, not to speak of the infinitely many that differ from these by a
shift of the logits; ``the'' solution does not exist.

@*1 The loop. To train is to repeat the step. Somebody may want to look on, as
|report| does in the introduction; so |train| takes a function, which is shown the
loss in every iteration and says whether to go on. This costs nothing, since the
loss comes with the gradient. If the loss isn't finite, there is no point in going on.

@<Functions of the interface@>=
typedef bool observer(void *context, long t, wide J);
  /* is shown the loss after |t| steps; |true|: go on */
wide train(team *crew, wide *theta, wide *M, long T, double eta, double mu,@|
  observer *observe, void *context);
  /* |T| steps from |theta| with the velocity |M|, fewer if |observe| or a loss that isn't finite ends it;
    |observe| is called with |context|, $t$, and $J_t$, for $t=0$, 1, \dots; the last $J$ is returned */

@ \seclabel{loop}The function |next_gradient| is |gradient|, unless the crew has been told to use
mini-batches, of which presently.

@q begin adam:text@>
@q end@>
@<Functions for the whole batch@>=
wide train(team *crew, wide *theta, wide *M, long T, double eta, double mu,
  observer *observe, void *context)
{
  wide g[crew->count];
@q begin adam_state:code@>
@q end@>
  for (long t = 0; @t\ @>; t++) {
    wide J = next_gradient(crew, theta, g);
    if (!observe(context, t, J) || !isfinite(creal(J)) || t == T) return J;
@q begin adam:code@>
    momentum_step(crew->count, theta, M, g, eta, mu);
@q end@>
  }
}

@*1 Momentum on a quadratic. \seclabel{quadratic}\topic{momentum}Why does
momentum help, how much of it is good, and when does it do harm (\live{until=3000})? For one kind
of function all of this can be known, as far as the last digit. (This part needs
eigenvalues; its results are the displayed formulas with a number.)
@^momentum@>@^quadratic@>

A smooth function with a minimum at $\theta^*$ is there, by Taylor's formula,
$J\approx J(\theta^*)+{1\over2}(\theta-\theta^*)\tr\!A(\theta-\theta^*)$, where
$A$ is the {\it Hessian}, the symmetric matrix of second derivatives.
@^Hessian@>@^Hesse, Ludwig Otto@>
(Our loss has no least value, as \exref{nominimum} and \exref{circle} will show. But a few hundred steps
don't see that: wherever we are, the directions in which the ground is curved
are nearly those of a quadratic, and it is the most strongly curved ones that set
the limit for~$\eta$.) A symmetric matrix has orthogonal eigenvectors:
$A=Q\Lambda Q\tr$ with an orthogonal matrix~$Q$
and a diagonal matrix~$\Lambda$ of eigenvalues~$\lambda$. In the coordinates
$\phi=Q\tr(\theta-\theta^*)$ and $P=Q\tr M$ the gradient is $\Lambda\phi$, and
multiplying both assignments of \eqref{momentum} by $Q\tr$ gives
$$P\gets\mu P-\eta\Lambda\phi,\qquad\phi\gets\phi+P.\eqno\eqlabel{diagonal}$$
Since $\Lambda$ is diagonal, no component has anything to do with any other. So
it is enough to know what happens in one dimension, to $J=\lambda\theta^2\!/2$
with one eigenvalue~$\lambda$; only $\eta$ and~$\mu$ must be the same for all.
(Where $\lambda=0$, nothing happens to what begins at rest. Our network has four such directions at
least, by \eqref{conserved}; they can be forgotten.)

@ In one dimension the gradient is $\lambda\theta$. As
$M_t=\theta_t-\theta_{t-1}$ is the step that led to~$\theta_t$, the velocity
can be eliminated from \eqref{momentum}: the next step is
$\theta_{t+1}-\theta_t=\mu(\theta_t-\theta_{t-1})-\eta\lambda\theta_t$, or
$$\theta_{t+1}=(1+\mu-\eta\lambda)\,\theta_t-\mu\,\theta_{t-1}.\eqno\eqlabel{recurrence}$$
Trying $\theta_t=r^t$ we find that $r$ must be a root of the {\it
characteristic polynomial}
@^characteristic polynomial@>
$$p(r)=r^2-\beta r+\mu,\qquad\beta=1+\mu-\eta\lambda.\eqno\eqlabel{characteristic}$$
If its roots $r_1$ and $r_2$ differ, every solution of \eqref{recurrence} is
$\theta_t=\alpha_1r_1^t+\alpha_2r_2^t$, because $\alpha_1$ and~$\alpha_2$ can be chosen
to fit any $\theta_0$ and~$\theta_1$. If they are equal, and
not zero, it is $\theta_t=(\alpha_1+\alpha_2t)\,r_1^t$, because $tr^t$ is a solution
too: putting it into \eqref{recurrence} leaves
$r^{t-1}\bigl((t-1)\,p(r)+r\,p'(r)\bigr)$, and a
double root is a zero of $p$ and of~$p'$. Either way the error shrinks, in the long
run and up to that factor~$t$, by $\max\vert r\vert$ in each step. All
questions are now questions about the roots of a quadratic equation.

@ \seclabel{stable}{\it Stability.} When do both roots lie inside the unit circle? The criterion
of Schur and Jury says, for a real polynomial of degree two: if and only if
@^Schur, Issai@>@^Jury, Eliahu Ibrahim@>
$$\vert\mu\vert<1\qquad\hbox{and}\qquad\vert\beta\vert<1+\mu.$$

{\it Only if.} Suppose that they do. Then $\vert\mu\vert=\vert r_1r_2\vert<1$.
Now $p(1)=(1-r_1)(1-r_2)$ and $p(-1)=(1+r_1)(1+r_2)$. If the roots are real,
these are products of two positive numbers; if not, of two conjugate numbers that
aren't zero. So both are positive. But $p(1)=1-\beta+\mu$ and
$p(-1)=1+\beta+\mu$, and this is the second condition.

{\it If.} Suppose that both conditions hold. If the roots are not real, they are
conjugate, and $\vert r\vert^2=r_1r_2=\mu<1$. If they are real, note that
$p(1)>0$ and $p(-1)>0$, and that the mean of the roots, $\beta/2$, lies
between $-1$ and~1, since $\vert\beta\vert<1+\mu<2$. A polynomial of degree two
that is positive at both ends of an interval has no root inside or two. If it
had none, the roots would be on different sides of the interval, or else their mean
would not be in it: one greater than 1 and one less than~$-1$. Then their product,
$\mu$, would be less than $-1$, which it isn't. So both are inside.

For $0\le\mu<1$ the first condition holds, and the second,
$\vert1+\mu-\eta\lambda\vert<1+\mu$, says that
$$\hbox{momentum converges if and only if}\qquad0<\eta\lambda<2(1+\mu).\eqno\eqlabel{stability}$$
For plain descent, $\mu=0$, the limit is~2; with $\mu={1\over2}$ it is~3, with
$\mu$ nearly~1 it is nearly~4. So momentum endures rates for which plain
descent diverges. The very first step, however, has no velocity yet; it is
plain, and beyond $\eta\lambda=2$ it ends higher than it began. That is what
happened to our network, as \figref{loss} will show.

@ {\it Oscillation.} The roots are not real if $(1+\mu-\eta\lambda)^2<4\mu$,
which is $\vert1+\mu-\eta\lambda\vert<2\sqrt\mu$. They are conjugate then, and
their product is~$\mu$; so
$$\vert r\vert=\sqrt\mu\qquad\hbox{while}\qquad(1-\sqrt\mu)^2<\eta\lambda<(1+\sqrt\mu)^2.\eqno\eqlabel{modulus}$$
The iterates swing around the minimum as a weight on a spring does in water,
and the rate at which the swings die down doesn't depend on $\lambda$ at all!
This is the secret of the method. Plain descent has $r=1-\eta\lambda$, a
different rate for each eigenvalue, and is good at one of them; with momentum a
whole range of eigenvalues is treated alike, and the nearer $\mu$ is to~1, the
wider is the range, but the slower is everything in it. (\figref{contraction}
shows two of these ranges, for $\mu={1\over2}$ and $\mu=0.9$.)

At the lower end of the range, $\eta\lambda=(1-\sqrt\mu)^2$, the roots are
equal, and the motion is {\it critically damped}. Below, they are real and
apart, and the greater one approaches~1 as $\lambda$ goes to zero: a creep
without
@^critical damping@>
swings. Above the upper end, where $r_1$ and $r_2$ are negative, the iterates
jump from side to side, and soon diverge.

@ {\it The best choice.} Let the eigenvalues lie between $\lambda_->0$
and~$\lambda_+$, both of them occurring, and let
$\kappa=\lambda_+/\lambda_-$, the {\it condition number}, be greater
than~1. Choose $\eta$ and~$\mu$ such that the
@^condition number@>
range of \eqref{modulus} is exactly the range of the eigenvalues,
$\eta\lambda_-=(1-\sqrt\mu)^2$ and $\eta\lambda_+=(1+\sqrt\mu)^2$. Dividing one by the other,
$\sqrt\kappa=(1+\sqrt\mu)/(1-\sqrt\mu)$; therefore
$$\sqrt\mu={\sqrt\kappa-1\over\sqrt\kappa+1},\qquad\eta={(1+\sqrt\mu)^2\over\lambda_+},\qquad\max\vert r\vert=\sqrt\mu.\eqno\eqlabel{bestmomentum}$$

No choice is better. Let $\rho<1$ be the greatest $\vert r\vert$ for the
eigenvalues $\lambda_-$ and~$\lambda_+$; it isn't zero, as $\lambda_-\ne\lambda_+$. Then
$\vert\mu\vert=\vert r_1r_2\vert\le\rho^2$. The polynomial with the roots
$r/\rho$ is $r^2-{\beta\over\rho}r+{\mu\over\rho^2}$, and none of its roots lies
outside the unit circle; so, as in ``only if'' but with zero allowed, its values at $1$ and
$-1$ aren't negative, and $\vert\beta\vert\le\rho+\mu/\rho$. Here
$\beta=1+\mu-\eta\lambda_-$ for one eigenvalue and $1+\mu-\eta\lambda_+$ for the other, and so
$$\eta\lambda_-\ge1+\mu-\rho-{\mu\over\rho}=(1-\rho)\Bigl(1-{\mu\over\rho}\Bigr),\qquad
  \eta\lambda_+\le1+\mu+\rho+{\mu\over\rho}=(1+\rho)\Bigl(1+{\mu\over\rho}\Bigr).\eqno\eqlabel{squeeze}$$
As $\vert\mu\vert\le\rho^2<\rho<1$ and $\eta>0$ (no other rate converges), all of
this is positive, and we may divide:
$$\kappa\le{1+\rho\over1-\rho}\cdot{1+\mu/\rho\over1-\mu/\rho}.\eqno\eqlabel{conditionbound}$$
The right-hand side increases with~$\mu$, and $\mu\le\rho^2$; so
$\kappa\le\bigl((1+\rho)/(1-\rho)\bigr)^2$, which is
$\rho\ge(\sqrt\kappa-1)/(\sqrt\kappa+1)$. For plain descent, $\mu=0$, the same
line says $\kappa\le(1+\rho)/(1-\rho)$, or $\rho\ge(\kappa-1)/(\kappa+1)$; and
$\eta=2/(\lambda_-+\lambda_+)$ reaches it.
@^Polyak, Boris Teodorovich@>
This is Polyak's result of 1964. For large~$\kappa$ the two rates are about
$1-2/\sqrt\kappa$ and $1-2/\kappa$: with momentum, the number of iterations
grows like $\sqrt\kappa$ instead of~$\kappa$.

@ {\it The effective rate.} It is often said that momentum is nothing but a
greater learning rate, $\eta/(1-\mu)$. How true is that? Put $r=1-a$ into
\eqref{characteristic}, so that $a$ is the part of the error that a step takes away. What comes out is
$a^2-(1-\mu+\eta\lambda)a+\eta\lambda=0$. The smaller root, expanded in powers
of $\eta\lambda$, is
$$1-r={\eta\lambda\over1-\mu}+{\mu\,(\eta\lambda)^2\over(1-\mu)^3}+\cdots,\eqno\eqlabel{effectiverate}$$
as can be checked by putting it in. The first term is what plain descent with
$\eta/(1-\mu)$ has. The second is small in comparison if $\eta\lambda$ is small
against $(1-\mu)^2\!/\mu$; roughly, if we are well below critical damping,
which for $\mu$ near~1 is at $\eta\lambda\approx(1-\mu)^2\!/4$. So the rule of
thumb holds in the flat directions, where the iterates creep. It fails in the
steep ones, where they swing and more momentum means slower, by
\eqref{modulus}; and the limit of stability, which would be at
$\eta\lambda=2(1-\mu)$ for plain descent with the rate $\eta/(1-\mu)$, is at $2(1+\mu)$.

@*1 Mini-batches. \seclabel{minibatches}\topic{stochastic gradient descent}So far
a step has looked at all samples. {\it
Stochastic gradient descent\/} doesn't wait for the exact gradient. It
estimates the gradient from a {\it mini-batch}, $B$ of the $N$
@^stochastic gradient descent@>@^mini-batch@>
samples, drawn at random; makes its step; and draws others. Whether that pays is a question for
experiments (section~\secref{batches} has them); here is what can be proved.

Let ${\cal B}$ be the set of samples in the batch, all sets of $B$ samples being
equally likely, and let $I_i=[i\in{\cal B}]$. Each sample is in the batch with
the same probability, which is $B/N$, because $\sum_iI_i$ is always~$B$. With $\xi_i$ for the loss of sample~$i$, and
$\rm E$ for the expected value,
$${\rm E}\Bigl({N\over B}\sum_{i\in{\cal B}}\nabla\xi_i\Bigr)={N\over B}\sum_{i=1}^N{\rm E}(I_i)\,\nabla\xi_i
  =\sum_{i=1}^N\nabla\xi_i=\nabla J.\eqno\eqlabel{unbiased}$$
So the batch's gradient times $N/B$ is an {\it unbiased\/} estimate of~$\nabla
J$: it is right on the average. Likewise the
batch's loss times $N/B$ estimates~$J$. (For the step, our program takes the
batch's gradient as it is, without the factor. Then a sample has
the same influence as before whenever it is used.)

How far off are the estimates? Let $a_i$ be one component of $\nabla\xi_i$,
with mean~$\bar a$ over the samples, and let $S^2=\sum_i(a_i-\bar a)^2/(N-1)$.
Since $I_i^2=I_i$, the variance of~$I_i$ is $v={B\over N}(1-{B\over N})$. The
covariance of $I_i$ and~$I_k$ is the same number~$c$ for all $i\ne k$. Now the sum $\sum_kI_k$ is
always~$B$, and nothing varies together with a constant; so
$$0={\rm Cov}\Bigl(I_i,\sum_{k=1}^NI_k\Bigr)=v+(N-1)\,c,\qquad\hbox{that is,}\qquad c=-{v\over N-1}.$$
Therefore
$${\rm Var}\Bigl(\sum_{i\in{\cal B}}a_i\Bigr)=v\sum_{i=1}^Na_i^2+c\sum_{i\ne k}a_ia_k
  ={v\over N-1}\biggl(N\sum_{i=1}^Na_i^2-\Bigl(\sum_{i=1}^Na_i\Bigr)^{\!2}\biggr)=vNS^2,$$
$${\rm Var}\Bigl({N\over B}\sum_{i\in{\cal B}}a_i\Bigr)={N^2\over B^2}\,vNS^2={N^2S^2\over B}\Bigl(1-{B\over N}\Bigr).\eqno\eqlabel{batchvariance}$$
As long as the last factor is nearly~1, the error, the root of the variance, falls
like $1/\sqrt B$: to halve it takes four times as many samples.

@ Steps may be noisy: that was the discovery of Robbins and Monro ({\it Annals of
Mathematical Statistics\/ \bf22} (1951), 400--407). They looked for the zero of
an increasing function of one variable that can only be
@^Robbins, Herbert@>@^Monro, Sutton@>
measured with errors, and proved that steps of $-\eta_t$ times the measured
value lead there in the end, if what is measured is bounded, the errors have mean zero, and
$$\sum_{t=1}^\infty\eta_t=\infty,\qquad\sum_{t=1}^\infty\eta_t^2<\infty,$$
as it is with $\eta_t=\eta_1/t$. By the first condition the steps can cover any
distance. By the second, what the errors after iteration~$t$ add up to has a
variance that tends to zero with growing~$t$, since the variances of
independent errors add up. Our $\eta$ is constant, and violates it: the point
will not come to rest, unless the gradients of the single samples fade away.

@ To draw the batches, we shuffle all samples and take the first $B$ of them,
the next $B$, and so on; the last batch is what is left, perhaps fewer. That is
an {\it epoch}, and the next one begins with another shuffle.
@^epoch@>
Seen from before the shuffle, any set of samples is as likely to become, say,
the third batch as any other of that size, so that \eqref{unbiased} and
\eqref{batchvariance} are true of each batch. But the batches of an epoch are
not independent of each other: together they are all the samples. Strictly,
therefore, only an epoch's first step has an unbiased estimate of the gradient at the point
where it begins; that point doesn't depend on the shuffle yet.

@<Functions of the interface@>=
bool set_batches(team *crew, long B, generator *g);
  /* from now on |train| takes batches of |B| samples, $1\le B\le N<2^{31}$, in an order that |g| shuffles for
    every epoch; with $B=N$, all samples as they lie, as at first; |false| if there is no memory */
wide next_gradient(team *crew, const wide *theta, wide *g);
  /* an estimate of the loss, the next batch's times $N$ over the number of its samples;
    |g| becomes the gradient of the batch's loss itself */
wide batch_gradient(team *crew, long n, const int *batch, const wide *theta, wide *g);
  /* as |gradient|, but of |n| samples: those with the numbers |batch[0]|, |batch[1]|, \dots,
    or, if |batch| is |NULL|, the first |n| */

@ The crew keeps the samples' numbers in their shuffled order, and how many of
them have been used.

@<Fields of a team for mini-batches@>=
long B; /* samples in a batch */
int *order; /* the numbers of the samples, shuffled; |NULL|: no mini-batches */
long taken; /* so many of them have been used in this epoch */
generator *source; /* what shuffles them */

@ Every epoch shuffles the numbers from their natural order.

@<Functions for the whole batch@>=
bool set_batches(team *crew, long B, generator *g)
{
  const long N = crew->data->N;
  free(crew->order);
  crew->order = NULL;
  crew->B = B;
  crew->taken = 0;
  crew->source = g;
  if (B < N) crew->order = malloc((size_t) N*sizeof(int));
  return B == N || crew->order != NULL;
}
@#
static void begin_epoch(team *crew)
{
  const long N = crew->data->N;
  @<Remember the generator, to begin the same epoch again@>;
  for (long i = 0; i < N; i++) crew->order[i] = (int) i;
  shuffle(crew->source, N, crew->order);
  crew->taken = 0;
}

@ A step of the training uses up a batch; so does the loss after the last one,
although no step follows it.

@<Functions for the whole batch@>=
wide next_gradient(team *crew, const wide *theta, wide *g)
{
  const long N = crew->data->N;
  if (crew->order == NULL) return gradient(crew, theta, g);
  if (crew->taken%N == 0) begin_epoch(crew);
  const int *batch = crew->order + crew->taken;
  const long n = N - crew->taken < crew->B ? N - crew->taken : crew->B;
  crew->taken += n;
  return batch_gradient(crew, n, batch, theta, g)*((double) N/(double) n);
}

@ The samples of a batch lie scattered; they are gathered into columns, a panel
of 128 at a time, where the network can work on them. If there are fewer, the
first one is repeated in the remaining places, which won't count. (Input~$d$ of sample~$i$ is written
|input(data, i, d)|, and its class |label(data, i)|.)

@<Functions for the whole batch@>=
static void gather(const dataset *data, int n, const int *batch, column *x, int *y)
{
  for (int i = 0; i < PANEL; i++) {
    const int number = batch[i < n ? i : 0];
    for (int d = 0; d < data->D; d++) x[d][i] = input(data, number, d);
    y[i] = label(data, number);
  }
}

@*1 Held-out samples. \seclabel{heldout}\topic{generalisation}A network should
be judged by points that it hasn't been trained with. One that knew its samples
by heart would make no mistake with them, and be worth nothing. So a part
@^held-out samples@>
of the samples is kept back: the last ones of each class, say, which are as good as any,
since the samples have been shuffled. To the training, the others are all that
there is: $J$ and its gradient are sums over these only, so that the
same~$\eta$ makes smaller steps.

What does the accuracy on $n$ held-out samples say about other points? Let $p$
be the probability that a new point gets the right answer, and let the samples
be independent; let $k$ of them get the right answer, and $\hat p=k/n$. An
answer, counted as 1 if right and otherwise as~0, has the mean~$p$ and the
variance $p-p^2$; so $\hat p$ has the mean~$p$ and the variance $p(1-p)/n$. For
large~$n$ its distribution is nearly normal, and then
$$\vert\hat p-p\vert\le q\sqrt{p(1-p)/n}\qquad\hbox{with $q=1.96$}$$
is true in 95 cases of~100. It is tempting to put the known $\hat p$ for the
unknown~$p$ under the root, and to give the interval
@^confidence interval@>
$$\hat p\pm q\sqrt{\hat p(1-\hat p)/n}$$
for an answer. But this has no width at all when
there are no mistakes: a single right answer, of one, and we should be certain
that the network is perfect. Wilson ({\it Journal of the American Statistical
Association\/ \bf22} (1927), 209--212)
@^Wilson, Edwin Bidwell@>
solved the inequality for~$p$ instead. Squared, it becomes
$(1+q^2\!/n)p^2-(2\hat p+q^2\!/n)p+\hat p^2\le0$, which says that $p$ lies
between the two roots of the left-hand side,
$${\hat p+{q^2\over2n}\pm q\sqrt{{\hat p(1-\hat p)\over n}+{q^2\over4n^2}}\over1+{q^2\over n}}.\eqno\eqlabel{wilson}$$
If there are no mistakes, this is the interval from $n/(n+q^2)$ to~1: a network
with $n$ right answers of~$n$ may still have a probability of $q^2\!/(n+q^2)$,
nearly $4/n$, of being wrong.

@<Functions of the interface@>=
void wilson(long k, long n, double q, double *low, double *high);
  /* Wilson's interval for a probability, after |k| successes in $n>0$ trials; $q=1.96$ for 95 cases of 100 */

@ To avoid small fractions, we multiply above and below by~$n$. Then the lower root is
$${k+q^2/2-q\sqrt{k(n-k)/n+q^2/4}\over n+q^2}.$$
If $k=0$, this is exactly zero, even after rounding. For the upper root, count the
mistakes: it is one minus the lower root that belongs to them.

@<Functions of the data@>=
static double wilson_low(long k, long n, double q)
{
  double root = sqrt((double) k*(double)(n - k)/(double) n + q*q/4);
  return ((double) k + q*q/2 - q*root)/((double) n + q*q);
}
@#
void wilson(long k, long n, double q, double *low, double *high)
{
  *low = wilson_low(k, n, q);
  *high = 1 - wilson_low(n - k, n, q);
}

@ What to take away: {\it start at random; the steepest direction limits the rate,
the flattest one sets the time, and momentum brings the two nearer to each other; believe no
accuracy that was measured on the samples of the training.} Now the network has
been trained, and we can look at what it has become.

@*1 Exercises. They can be done with a pencil, a pocket calculator, and a table of the normal
distribution.

\exercise{mean}[04] If the program computed the mean of the samples' losses
instead of the sum, which learning rate would make it train exactly as it does?

\exercise{wide}[12] Check the last statements about a thousand inputs: with what
probability is a normal deviate with variance $1001$ between $-5$ and~5, and how
near to 0 or~1 is $\sigma(z)$ outside?

\exercise{leaving}[M18] Two hidden units begin with equal incoming weights and
equal biases, but not with equal outgoing weights. Training begins at rest, all samples in
each step. Will they become different? When not?

@q hide@>
\exercise{fading}[12] Let $g_t$ be the gradient of iteration $t=1$, 2,~\dots\
and $M_t$ the velocity after it, $M_0=0$. Prove by induction that
$M_t=-\eta\sum_{s=1}^t\mu^{t-s}g_s$. If all $g_t$ are equal, after how many
iterations has the velocity reached 99 percent of its final value, for
$\mu=0.5$ and for $\mu=0.9$?
@q end@>

\exercise{symmetries}[15] Write down precisely how the parameters must be
changed in order to turn the sign of unit~$k$ without changing any probability,
and count the equals of a network with $K$ hidden units. How many are there for
$K=10$?

\exercise{conserved}[13] Extend the remark after \eqref{conserved} to $C$
classes and to momentum: which sums never change, how many are they, and what
must be true of the velocity at the start?

\exercise{critical}[10] In a direction with $\eta\lambda=0.04$, which $\mu$ makes the motion
critically damped? By how much does the error then shrink in a step, in the long run,
and by how much with $\mu=0$, $\mu={1\over2}$, and $\mu=0.9$? How many
steps does it take to halve the error with the best of these, and with plain descent?

\exercise{doubleroot}[M16] Let $\mu=r^2$ with $0<r<1$, and let training begin at rest at
$\theta_0=1$. Find $\theta_t$ for $\eta\lambda=(1-r)^2$ and for $\eta\lambda=(1+r)^2$. Does
the error grow before it falls?

\exercise{nesterov}[18] Nesterov (1983) takes the gradient at the point to
which the velocity alone would lead: $M\gets\mu M-\eta\nabla J(\theta+\mu M)$,
$\theta\gets\theta+M$. Let
@^Nesterov, Yurii Evgenievich@>
$\varphi=\theta+\mu M$, and rewrite the method so that it deals with $\varphi$
and $M$ only.

\exercise{zerostart}[22] What does our program do, exactly, if all parameters
are zero at the start? And what if the classes have different numbers of
samples?

@* What the network learned. \seclabel{learned}\figref{loss} shows the
training. At the start, $J=\num{initial_loss}$, more than the \num{ignorance}
of a network that says ``half and half'' to everything: random weights are
worse than none. The first step makes it worse still, \num{loss_1}: our
learning rate is too large for so steep a place (section~\secref{stable}). A little later, a long plateau
begins; at iteration 1000 the loss is \num{loss_1000}, at iteration 6000 still
\num{loss_6000}. Then, between iterations \num{fall_begins} and
\num{fall_ends}, it falls from nine tenths of that to one tenth. From there on
it sinks slowly, for as long as we care to wait. (The \live{mu=0&until=3000} shows such a plateau with fewer points.)
@^plateau@>

\figure{loss}{The cross-entropy in the course of the training. A short spike, a
long plateau, a sudden fall, and a long tail. Both
vertical axes are logarithmic; on the left, so is the horizontal one.}

The notebook concludes that it takes more than five thousand iterations for the
loss to start to decline. With these initial weights and this learning rate it
does; with others the decline may begin at once, as section~\secref{starts} will show.

@ At the end $J=\num{final_loss}$, and \num{wrong} of the \num{samples} points
are on the wrong side of the boundary in \figref{boundary}. The parameters have
become
$$\Wht=\pmatrix{\num{Wh11}&\num{Wh12}&\num{Wh13}\cr\num{Wh21}&\num{Wh22}&\num{Wh23}\cr},\quad
b\hid=\pmatrix{\num{bh11}&\num{bh12}&\num{bh13}\cr},$$
$$\Wot=\pmatrix{\num{Wo11}&\num{Wo12}\cr\num{Wo21}&\num{Wo22}\cr\num{Wo31}&\num{Wo32}\cr},\quad
b\out=\pmatrix{\num{bo11}&\num{bo12}\cr}.$$
Seventeen numbers, and they can be read. Take them a column at a time. Unit~1
has the weights $(\num{Wh11},\num{Wh21})$ and the bias $\num{bh11}$. It grows in
the direction of its weights, to the right and down, at
$\num{grows1}^\circ$ to the $x_1$-axis. The length of the weight vector,
$\num{steep1}$, says how steeply: four divided by it, \num{wide1}, is the width of the ramp on
which it climbs from $0.12$ to $0.88$. And bias over length, \num{far1}, is the distance
of the line $h_1={1\over2}$ from the origin, on the side where the unit
shrinks. So in the disc it is on, and it is off in a part of the ring, at the upper left. Unit~3 is
just such a unit, which grows at $\num{grows3}^\circ$ and is off at the upper right. Unit~2 does the same
the other way round: its bias is negative, it is off in the disc, and on in a part of the ring, at the bottom. It
is minus its weights that point into the disc, at $\num{grows2}^\circ$, upwards.
\figref{boundary} has the three lines. They enclose a triangle.

\figure{boundary}{The decision boundary (red), where both classes have
probability one half, and the points. Inside, the network answers ``disc'',
outside ``ring''. Dashed: the lines on which the hidden units are one half; the arrow
points to where the unit is on. The disc is on the side of two arrows, and not of the other.}

The second matrix says what the output layer makes of this. Only the
difference of its columns matters, the {\it lead\/} of the disc over the ring,
$$z_{i2}-z_{i1}=\num{lead0}\num{lead1}\,h_{i1}\num{lead2}\,h_{i2}\num{lead3}\,h_{i3}.$$
Units 1 and~3 speak for the disc, unit~2 against it. Any of them can veto:
take away a friend, or turn on the enemy, and the lead is negative.

@ Where the lead is zero is the boundary, and since ramps are no switches, its corners are
round. It comes as near to the origin as $\num{boundary_least}$, in the
middle of a side, and goes out as far as $\num{boundary_most}$, in a corner.
The disc reaches out to $\num{inner_greatest}$ and the ring in to
$\num{outer_least}$. So the triangle isn't round enough, and it is easy to say
which points suffer (\figref{corrected}).

\figure{corrected}{The neighbourhoods of the wrong points (circled; dashes: ring, crosses: disc), with the
boundary after \num{iterations} iterations (dotted) and after \num{right_at} (red). Inside is above.}

One mistake is a point of the ring in a corner's
direction, at an angle of $\num{wrong1_angle}^\circ$ and a distance of
$\num{wrong1_radius}$: the innermost of all. The other is a point of the disc
at $\num{wrong2_angle}^\circ$, where a side's middle is, at a distance of
$\num{wrong2_radius}$. The network gives their true classes the probabilities
$\num{wrong1_probability}$ and $\num{wrong2_probability}$; it knows that it
doesn't know.

It isn't finished, either. If it goes on with the training, the number of mistakes
is zero for the first time after iteration \num{right_at}.
The boundary has hardly moved by then.

@ What has the hidden layer done? \topic{hidden cube}It has mapped the plane
into a cube, because every $h_{ik}$ lies between 0 and~1. \figref{hidden} shows
where the points went: of the \num{in_disc} points of the disc, \num{in_corner}
are in the eighth of the cube nearest to the corner $\num{corner}$. In the
plane no straight line separates the classes; in the cube a plane does, for all
points but \num{wrong}. It is the plane on which the lead is zero, and finding it
was all that the output layer had to do. Here is the lead at the
eight corners, with the numbers of points in their eighths of the cube:
$$\vbox{\halign{\hfil$#$\hfil\qquad&\hfil$#$\qquad&\hfil$#$\qquad&\hfil$#$\cr
\noalign{\hrule\vskip3pt}
\hbox{\it corner}&\hbox{\it lead}&\hbox{\it ring}&\hbox{\it disc}\cr
\noalign{\vskip3pt\hrule\vskip3pt}
(0,0,0)&\num{lead000}&\num{ring000}&\num{disc000}\cr
(0,0,1)&\num{lead001}&\num{ring001}&\num{disc001}\cr
(0,1,0)&\num{lead010}&\num{ring010}&\num{disc010}\cr
(0,1,1)&\num{lead011}&\num{ring011}&\num{disc011}\cr
(1,0,0)&\num{lead100}&\num{ring100}&\num{disc100}\cr
(1,0,1)&\num{lead101}&\num{ring101}&\num{disc101}\cr
(1,1,0)&\num{lead110}&\num{ring110}&\num{disc110}\cr
(1,1,1)&\num{lead111}&\num{ring111}&\num{disc111}\cr
\noalign{\vskip3pt\hrule}}}$$
The lead is $\num{lead_corner}$ at the corner $\num{corner}$; everywhere else
it is negative, at most $\num{lead_next}$. So the output layer says ``disc''
where the first unit is on {\it and\/} the second is off {\it and\/} the third
is on. The corners that differ from $\num{corner}$ in
one unit have the points beyond a side of the triangle, and those farther off the points
beyond one of its corners; but for the last, $(0,1,0)$, which would
be the place of a point for which all units are the opposite of what they are in
the disc. It is empty: three lines cut the plane into seven regions, not eight.

\figure{hidden}{The points in the space of the hidden activations, a cube that is seen from
outside, its nearest corner being $(1,0,1)$. The disc sits at that corner. The ring
follows six edges, those that don't meet that corner nor the opposite one: from $(0,0,1)$ by way of
$(0,1,1)$, $(1,1,1)$, $(1,1,0)$, $(1,0,0)$, and $(0,0,0)$ back to $(0,0,1)$. The red triangle is where the separating plane
cuts the cube.}

\figref{surface} shows the probability as a landscape over the plane: nearly~1
over the disc, a steep slope, and nearly~0 everywhere else.

\figure{surface}{The probability of the disc as a function of the point. The plane at one half
cuts it in the boundary of \figref{boundary} (red).}

What to take away: {\it the hidden layer asks three questions to be answered by yes or no, and asks them
gently; the output layer says ``and''.} That is one way in which seventeen numbers
can hold a triangle. The next chapter is about time: why the program needs seconds for all this.

@*1 Exercises. The parameters of the trained network are printed above.

\exercise{lines}[14] How far from the origin are the lines on which the three
units are one half? Where, on the perpendicular from the origin to each of
them, is the decision boundary, if the other two units are taken to be fully on
or off?

\exercise{nominimum}[15] Suppose that some parameters classify every sample
rightly, the true class having the greatest logit and no equal. Show that $J$
then has no minimum. What happens to~$J$ if $\Wot$ and $b\out$ of {\it our\/}
trained network, after \num{iterations} iterations, are multiplied by a large factor?

\exercise{unseen}[14] A network makes no mistake on $n$~new points, which have
not been used for training. Up to which probability~$p$ of a mistake would that
still happen with a probability of 5 percent? How much is it for $n=50000$? Compare with
Wilson's interval.

\exercise{normal}[20] Find the derivatives of $\yhat_{i2}$ with respect to the two inputs,
for $C=2$. In which direction does the boundary run through a point on it?

\exercise{circle}[M30] The corners of a triangle seem to be unavoidable with
three units. Nevertheless, show that three units can make the decision boundary
as nearly a circle as we like. Conclude, with \exref{nominimum}, that for our
data $J$ has no minimum. Hint: directions $120^\circ$ apart, {\it small\/}
weights into the hidden layer, and large ones out of it.

\exercise{strip}[M22] With two inputs and two hidden units the region where the network says
``disc'', unless it is empty, isn't bounded: section~\secref{widths} proves it. Show the
same for $D$ inputs and $K\le D$ units, and for the region ``ring'' as well. How many units are
needed to enclose a ball in $D$ dimensions?

@* Speed. The mathematics is complete, and so is the network. This chapter is
about how the same formulas are computed quickly: in the run of this book it took
\num{ns} nanoseconds for each sample in each iteration, with \num{threads} threads. In a
nanosecond light travels a foot; and each sample needs some eighty additions and
multiplications, and five exponentials. So many things must be going on at the same time.

Think of a bakery. The oven bakes a tray of, say, eight rolls in the same time as a single
roll; that is a {\it vector instruction}, which does one and the same thing to
@^vector instructions@>
eight numbers. It pays only if all eight get the same treatment. What is wanted
next should lie on the counter, for the way to the cellar takes longer than the
baking; the counter is the {\it cache}, a small memory inside the processor.
@^cache@>
And with two bakers the bakery makes twice as much, provided that they don't wait
for each other: these are {\it threads}. Everything in this chapter serves one of
the three, trays, counter, or bakers.

@ \seclabel{panels}{\it The counter.} The samples are stored in {\it panels\/} of 128, as in
\figref{panels}. A panel has its first
@^panel@>
input for all 128 samples, then its second input, and so on; each is a |column|, one
kilobyte of numbers in a row. A loop over the samples of a panel walks through memory in order and does the same to each
number it meets, a tray at a time. The columns that a panel needs on its way forward and back, inputs
and activations and deltas, are fifteen for our network, and stay on the counter. The last panel is short unless 128
divides~$N$.

\figure{panels}{How the work is cut up. The samples go into panels of 128, sixteen
panels are a block, and a thread takes a block at a time. In memory, a panel has
a column for each input. When a column is added up, each of sixteen lanes collects every sixteenth number.}

All numbers of the network have the type |real| or |wide|, which is \&{double}, except
@^complex step@>
in some tests, where the network is compiled once more with complex numbers, for equation~\eqref{complexstep}; and in section~\secref{single}.

@<Types of the interface@>=
#define PANEL 128 /* samples in a panel */
#ifdef COMPLEX_STEP
typedef double _Complex real, wide;
#elif defined SINGLE
typedef float real;
typedef double wide;
#define REAL_EPSILON FLT_EPSILON
#else
typedef double real, wide;
#define REAL_EPSILON DBL_EPSILON
#endif
typedef real @[column[PANEL]@]; /* one quantity, for the samples of a panel */
typedef struct {
  long N; /* samples, */
  int D; /* with that many inputs each, */
  int C; /* of classes 0 to |C-1| */
  column *x; /* input |d| of the samples in panel |p| is column |x[p*D+d]| */
  int @[@](*y)[PANEL]; /* their classes are |y[p]| */
} dataset;

@ Sample~$i$, counted from zero, is in panel $\lfloor i/128\rfloor$, at place $i\bmod128$.

@d panel_x(data, p) ((data)->x + (p)*(data)->D)
@d panel_y(data, p) (data)->y[p]
@d input(data, i, d) panel_x(data, (i)/PANEL)[d][(i)%PANEL]
@d label(data, i) panel_y(data, (i)/PANEL)[(i)%PANEL]

@ \seclabel{trays}{\it The trays.} The loop |for_samples (i)|, which this part of the book has been full of, goes over
the places of a panel, and tells the compiler that what happens to them is
independent, so that it may treat several at once. That is what the {\it pragma\/} says, a remark
to the compiler which is no part of the language; one that doesn't know it passes it over. (The operator |_Pragma|
makes a pragma out of a string, so that it can stand in a macro.) For the same reason
the largest logit is found by |greater|, which chooses without a jump; it compares
real parts, as complex numbers have no order.
@^pragma@>

A tray of eight numbers has 64 bytes, and if it straddles two shelves of the counter, whose shelves have 64 bytes, it is fetched twice.
So the columns of |panel_gradient| begin at multiples of |TRAY|; compiled by \.{clang}, the program would otherwise be up to a quarter slower,
depending on where the system has put its stack.
@^alignment@>

@d PRAGMA(text) _Pragma(#text)
@d for_samples(i) PRAGMA(omp simd) for (int i = 0; i < PANEL; i++)
@d TRAY 64 /* bytes */
@d ALWAYS_INLINE inline __attribute__((always_inline))
@d exceeds(a, b) (creal(a) > creal(b))
@d greater(a, b) (exceeds(a, b) ? (a) : (b))

@ A short last panel would spoil this: a loop that may stop anywhere is harder to
bake on trays. So all 128 places are computed, and those without
a sample are made harmless. Their deltas become~0, and so do their logits; a
denominator of~1 has the logarithm~0.

@<Let the places from |n| on count for nothing@>=
for (int i = n; i < PANEL; i++) {
  s[i] = 1;
  for (int c = 0; c < C; c++) z[c][i] = delta_o[c][i] = 0;
}

@ Sums are the other difficulty. In $((a_1+a_2)+a_3)+a_4$ every addition waits for
the one before; a compiler may not change the order, since that
would change the roundings. So we don't ask for this order. A |total| is a sum in
sixteen subtotals, or {\it lanes}: lane~$l$ collects the samples $l$, $l+16$,
@^lane@>
$l+32$,~\dots, two trays of subtotals grow side by side, and the lanes are added
together at the very end. The order of the additions is thereby part of the
program, and doesn't depend on the processor.

@d for_lanes(l) for (int l = 0; l < LANES; l++)

@<Types of the interface@>=
#define LANES 16 /* a divisor of |PANEL| */
typedef real @[total[LANES]@]; /* a sum that is being formed */

@ This is the innermost loop of the gradient: sixteen products at a time, added
to sixteen subtotals. The word |restrict| promises that the three arrays don't
overlap.

@<Functions of the interface@>=
void add_inner_product(const real *a, const real *b, real *sum); /* add the inner product of two columns to a |total| */
void add_sum(const real *a, real *sum); /* add the sum of a column to a |total| */

@ @<Functions of the network@>=
void add_inner_product(const real *restrict a, const real *restrict b, real *restrict sum)
{
  for (int i = 0; i < PANEL; i += LANES)
    for_lanes (l) sum[l] += a[i + l]*b[i + l];
}
@#
void add_sum(const real *restrict a, real *restrict sum)
{
  for (int i = 0; i < PANEL; i += LANES)
    for_lanes (l) sum[l] += a[i + l];
}

@ The loss multiplies all the denominators of a panel, and adds up the logits of
each class, both in lanes.

@<Sums over a panel@>=
static real log_of_product(const real *s)
{
  wide part[LANES];
  for_lanes (l) part[l] = s[l];
  for (int i = LANES; i < PANEL; i += LANES)
    for_lanes (l) part[l] *= s[i + l];
  for (int l = 1; l < LANES; l++) part[0] *= part[l];
  return log(part[0]);
}
@#
static real sum_where(const int *y, int c, const real *a)
{
  total part = {0};
  for (int i = 0; i < PANEL; i += LANES)
    for_lanes (l) part[l] += (y[i + l] == c)*a[i + l];
  for (int l = 1; l < LANES; l++) part[0] += part[l];
  return part[0];
}

@ \seclabel{counting}Counting the mistakes is an example of how to walk through a data set: panel after panel goes forward, and the answers are
compared with the true classes.

@<Functions of the network@>=
void confusion(network net, const wide *theta, const dataset *data, long *counts)
{
  const int K = net.K, C = net.C;
  column h[K], z[C], s, y_hat[C];
  int answer[PANEL];
  for (int c = 0; c < C*C; c++) counts[c] = 0;
  for (long p = 0; p < panel_count(data); p++) {
    forward(net, theta, panel_x(data, p), h, z, s, y_hat);
    predict(C, y_hat, answer);
    for (int i = 0; i < panel_size(data, p); i++) counts[panel_y(data, p)[i]*C + answer[i]]++;
  }
}

@ The parameters are kept in one row,~$\theta$, in the order $\Wht$, $b\hid$,
$\Wot$, $b\out$, matrices row by row. Whatever treats all parameters alike,
such as the step downhill, is a loop over~$\theta$. Whatever needs
to know them apart gives names to the four parts. For a matrix with $K$ columns the name is a pointer to
rows of $K$ numbers; and as \CEE/ doesn't take a pointer to a number for one
to a row, the address goes through the type of a pointer to anything, |void *|.

@<Name the four parts of |theta|@>=
const int D = net.D, K = net.K, C = net.C;
@<Let |w| be |theta|, rounded if need be@>@;
const real @[@](*Wh)[K] = (const void *) w; /* $D\times K$ */
const real *bh = w + D*K; /* $1\times K$ */
const real @[@](*Wo)[C] = (const void *)(bh + K); /* $K\times C$ */
const real *bo = bh + K + K*C; /* $1\times C$ */

@ @<Let |w| be |theta|, rounded if need be@>=
#ifdef SINGLE
real w[D*K + K + K*C + C];
for (int j = 0; j < D*K + K + K*C + C; j++) w[j] = (real) theta[j];
#else
const real *w = theta;
#endif

@ The gradient has the same four parts as~$\theta$, but each number in it is
still a |total|.

@<Name the four parts of the gradient@>=
total @[@](*dJ_dWh)[K] = (void *) sums; /* $D\times K$ */
total *dJ_dbh = sums + D*K; /* $1\times K$ */
total @[@](*dJ_dWo)[C] = (void *)(dJ_dbh + K); /* $K\times C$ */
total *dJ_dbo = dJ_dbh + K + K*C; /* $1\times C$ */

@*1 The exponential function. \seclabel{exponential}The library has a function \.{exp}, and it is a good one. But it
does a number at a time, and a loop that calls it can't be baked on trays. So we write our
own, in which nothing depends on the argument but the
numbers: no jumps, no tables. Let $n$ be the integer nearest to $z/\ln2$, and
$r=z-n\ln2$. Then
$$e^z=2^ne^r,\qquad\vert r\vert\le\textstyle{1\over2}\ln2<0.347,$$
and the Taylor series of $e^r$ converges fast: cut off after $r^{13}\!/13!$ it
leaves a relative error below $6\cdot10^{-18}$, while a double resolves only
$1.1\cdot10^{-16}$. To compute $e^{10}$, for instance, we take $n=14$, find $r=10-14\ln2\approx0.2959$ and
$e^r\approx1.3444$, and get $2^{14}\times1.3444\approx22026$.

A double consists of a bit for the sign, eleven bits for the exponent, to which the
number 1023 has been added, and 52 bits for the fraction, the digits after the
point of $1.\ldots$ in binary. Three details depend on it.
@^system dependencies@>

First, $n$ is found by adding
$\hbox{|shift|}=1.5\times2^{52}+1023$ to $z/\ln2$. Numbers of that size have no
bits after the binary point, so the sum is rounded to an integer, and the low
bits of its representation are those of $n+1023$. Moved up by 52~places, into
the field for the exponent, they make the double~$2^n$. No table, no loop. (The constants have 17
digits, which are enough to tell a double from all others.) It goes wrong for an $n$ that the field has no room for; so $z$ is limited. The limits could be $\pm708$,
but then the product of two small numbers, as of a $\delta\out$ and an~$h$ that are almost zero, would often be less than $2^{-1022}$, where doubles lose their
digits one by one and many processors their speed: with saturated units a step took three times as long.
@^subnormal numbers@>

Next, $n\ln2$ is subtracted in two parts, the first with so few bits that its
product with~$n$ is exact (Cody and Waite, 1980).
@^range reduction@>
@^Cody, William James@>@^Waite, William@>

And an argument that is not a number must yield a result that is not a number,
lest errors hide. It passes through both comparisons, since
@^not a number@>
every comparison with it is false, and its $r$ spoils the product.

But why Taylor? His polynomial is unsurpassed at $r=0$, and as bad as it gets at the ends of the
interval, \figref{minimax}, although no $r$ is asked for more often than another. Let us choose a
polynomial $p(r)=1+r+{1\over2}r^2+c_3r^3+\cdots+c_{11}r^{11}$ instead, with nine free coefficients, so that the
greatest relative error in the whole interval, $e(r)=p(r)e^{-r}-1$, is as small as it can be. (The first three coefficients are left alone
because they are doubles without an error; rounding the others costs little.) {\it If there are ten places
@^Chebyshev, Pafnuty L'vovich@>@^minimax polynomial@>
in the interval where $e(r)/r^3$ has alternating signs, and at each $\vert e(r)\vert\ge a$, then no such polynomial has an
error below~$a$ everywhere.} For suppose that $q$ has one. At each of the ten places $p-q$, which is $e^r$ times the difference of the errors, has the sign of
$e(r)$, since the other error is too small to change it. So $(p-q)/r^3$ alternates, too; it has nine zeros; but it is a
polynomial of degree~8. The coefficients below have such places, with $a=\num{minimax_least}$, and their greatest error is
\num{minimax_error}: two terms fewer than Taylor's, for the same accuracy, \num{minimax_taylor}, and nobody can
save much more. (Taylor's of degree~11 leaves \num{minimax_taylor_11}.) They were found by exchange, as Remez taught in 1934: one solves for the polynomial
@^Remez, Evgeni\u\i\ Yakovlevich@>
whose errors at ten places are equal in size, moves the places to where its errors are greatest, and repeats.

\figure{minimax}{The relative error of two polynomials in place of $e^r$, in units of $10^{-18}$. Thin, Taylor's, of
degree~13; thick, ours, of degree~11. A double can't tell apart what differs by less than $111$ of these units.}

@<Types of the interface@>=
@<The coefficients of the exponential@>@;

@ @<The coefficients of the exponential@>=
static const double e_coefficient[12] = {1, 1, 1/2.,@|
  0.16666666666666433, 0.041666666666603999, 0.0083333333334999118,@|
  0.0013888888926778338, 0.0001984126946643833, 2.4801508707160782e-05,@|
  2.7557640729465318e-06, 2.7625176287774794e-07, 2.4978401910422043e-08};
  /* of $r^k$, in a polynomial for $e^r$, if |r| is at most half of $\ln2$ in size */

@ The polynomial is summed by Horner's rule, $c_0+r(c_1+r(c_2+r(c_3+\cdots)))$.
@^Horner, William George@>

@<The exponential function@>=
ALWAYS_INLINE real exponential(real z)
{
  const double shift = 6755399441055744.0 + 1023; /* $1.5\times2^{52}+1023$ */
  const double log2_e = 1.4426950408889634; /* $1/\ln2$ */
  const double ln2_high = 0.69314718055989033; /* the first 42 bits of $\ln2$ */
  const double ln2_low = 5.4979230187083712e-14; /* and the next ones */
  union {@+double number; uint64_t bits;@+} power; /* one memory, read in two ways */
  z = creal(z) < -340 ? -340 : z;
  z = creal(z) > 340 ? 340 : z;
  power.number = creal(z)*log2_e + shift;
  double n = power.number - shift;
  const real r = (z - n*ln2_high) - n*ln2_low;
  real sum = e_coefficient[11];
  for (int k = 10; k >= 0; k--) sum = e_coefficient[k] + r*sum;
  power.bits <<= 52;
  return sum*power.number;
}

@ \seclabel{single}With \.{make} \.{REAL=float} a |real| is a \&{float}, of 32 bits: eight for the exponent, to which 127 has been added, and 23 for the fraction.
A tray holds twice as many of them, and the samples need half the memory. The same thoughts lead to other constants, and Taylor's polynomial of degree~7, which is off by
less than $6\cdot10^{-9}$, serves. Parameters, velocity, and the sums of whole blocks keep their 64~bits, and have the type |wide|: a step may be too small to change a
parameter of~24 bits, and there are so few of them that it costs next to nothing (section~\secref{halfdigits}).\unprinted
@^single precision@>

@<An exponential in single precision@>=
ALWAYS_INLINE real exponential(real z)
{
  const float shift = 12582912 + 127; /* $1.5\times2^{23}+127$ */
  const float log2_e = 1.44269504f, ln2_high = 0.693145752f, ln2_low = 1.42860677e-06f; /* the first has 15 bits */
  union {@+float number; uint32_t bits;@+} power;
  z = z < -40 ? -40 : z;
  z = z > 40 ? 40 : z;
  power.number = z*log2_e + shift;
  float n = power.number - shift;
  const real r = (z - n*ln2_high) - n*ln2_low;
  const real sum = 1 + r*(1 + r*(1/2.f + r*(1/6.f + r*(1/24.f + r*(1/120.f + r*(1/720.f + r*(1/5040.f)))))));
  power.bits <<= 23;
  return sum*power.number;
}

@*1 Sharing the work. {\it The bakers.} A panel is done in a microsecond, too soon to be worth
talking about; so threads share out {\it blocks\/} of sixteen panels. Think of tickets on a nail. Every
@^thread@>
thread, the caller's included, takes the next ticket, sums the gradient over that
block, and comes back for another, until the nail is empty; the caller then waits
until all tickets are done. If one thread is held up, the others take more
tickets. The sums of the blocks are
added up at the end, in an order that is always the same. So the result doesn't
depend on who has done what, nor on how many threads there are, to the last bit.

Threads with nothing to do sleep. It would be a few microseconds faster
to wait in a busy loop, but when some other program needs a processor at the
same time, that is what makes two threads slower than one.

@d BLOCK 16 /* panels in a block */
@d block_count(n) (((n) + BLOCK*PANEL - 1)/(BLOCK*PANEL))

@<The members of a team@>=
struct team {
  network net;
  const dataset *data;
  int count; /* the number of parameters */
  const wide *theta; /* where the gradient is wanted, */
  long n; /* of how many samples, */
  const int *batch; /* and their numbers; or |NULL|, for the first |n| */
  long blocks; /* how many tickets there are, */
  long next; /* which is the next to take, */
  long left; /* and how many are not done yet */
  wide *sums; /* for each block, its loss and its |count| derivatives */
  total *partial; /* for each thread, room for |count| totals; the first are the caller's */
  int threads; /* with the caller's own; so |threads-1| are in the next array */
  pthread_t *thread;
  int begun; /* how many of these have begun */
  bool dismissed; /* shall the threads go home? */
  pthread_mutex_t lock; /* protects |blocks|, |next|, |left|, |begun|, and |dismissed| */
  pthread_cond_t work; /* where threads sleep till there are tickets */
  pthread_cond_t done; /* where the caller sleeps till there are none left */
  @<Fields of a team for mini-batches@>@;
  @<Fields of a team for going on@>@;
};

@ A block has sums
of its own, the loss first, then the gradient. They start from zero, take in
the block's panels in order, and at last the lanes are added up. These totals belong to the thread alone,
as do the columns in which the panels of a mini-batch are gathered; but the columns can be on its stack, whereas the totals of a large
network can't: with 1024 inputs, 256 hidden units, and 64 classes they take 36 megabytes.

Such a function is compiled for networks of any size. A compiler that knows the sizes does better: it unrolls the short loops over units and
classes, and keeps in registers what it would otherwise store and fetch. So for our network it gets them as constants,
and is told to put into |tailored_gradient| the code of |panel_gradient|, of all functions that this calls, and of those
which they call. The formulas are still written once, and other networks are computed by the same ones.
@^inlining@>

@<Functions for the whole batch@>=
static __attribute__((flatten)) real tailored_gradient(int n, const wide *theta, const column *x, const int *y, total *sums)
{
  return panel_gradient(n, (network) {2, 3, 2}, theta, x, y, sums);
}
@#
static void sum_block(team *crew, long block, total *partial)
{
  const int D = crew->net.D;
  const bool ours = D == 2 && crew->net.K == 3 && crew->net.C == 2;
  wide *sums = crew->sums + block*(1 + crew->count);
  column own_x[D];
  int own_y[PANEL];
  for (int j = 0; j < crew->count; j++)
    for_lanes (l) partial[j][l] = 0;
  sums[0] = 0;
  for (long p = block*BLOCK; p < (block + 1)*BLOCK && p*PANEL < crew->n; p++) {
    const int n = p < crew->n/PANEL ? PANEL : (int)(crew->n%PANEL);
    column *x = panel_x(crew->data, p);
    int *y = panel_y(crew->data, p);
    if (crew->batch != NULL) gather(crew->data, n, crew->batch + p*PANEL, x = own_x, y = own_y);
    sums[0] += ours ? tailored_gradient(n, crew->theta, x, y, partial)
      : panel_gradient(n, crew->net, crew->theta, x, y, partial);
  }
  for (int j = 0; j < crew->count; j++) {
    sums[1 + j] = 0;
    for (int l = 0; l < LANES; l++) sums[1 + j] += partial[j][l];
  }
}

@ Only one thread at a time can hold the lock, and without it nobody touches the
tickets. A helper holds it always, except while it sums a block, and in its sleep; so does the
caller, from hanging up the tickets till all are done:
|pthread_cond_wait| gives the lock back and falls asleep, both in one indivisible act, and
holds it again when it returns.

Could a thread sleep through its call? It looks at the nail, finds nothing, and
goes to sleep, holding the lock from the look to the sleep. The caller needs
the lock in order to hang up new tickets. So they are hung up either before the thread looks, and then it finds them; or
after it has fallen asleep, and then the call wakes it. For the caller, which waits
for |left| to become~0, it is the same. And if a thread should wake for no reason,
it finds nothing, and sleeps again.
@^race condition@>

@<Functions for the whole batch@>=
static void take_blocks(team *crew, total *partial)
{
  while (crew->next < crew->blocks) {
    const long block = crew->next++;
    pthread_mutex_unlock(&crew->lock);
    sum_block(crew, block, partial);
    pthread_mutex_lock(&crew->lock);
    if (--crew->left == 0) pthread_cond_signal(&crew->done);
  }
}
@#
static void *helper(void *argument)
{
  team *crew = argument;
  pthread_mutex_lock(&crew->lock);
  total *partial = crew->partial + (long) ++crew->begun*crew->count;
  while (!crew->dismissed) {
    take_blocks(crew, partial);
    if (!crew->dismissed) pthread_cond_wait(&crew->work, &crew->lock);
  }
  pthread_mutex_unlock(&crew->lock);
  return NULL;
}

@ The blocks are added in pairs: block~0 takes in block~1, block~2 takes in block~3, and
so on; then block~0 takes in block~2, and so on; until block~0 holds
everything.
@^pairwise summation@>

@<Functions for the whole batch@>=
static void add_blocks(long blocks, long size, wide *sums)
{
  for (long step = 1; step < blocks; step *= 2)
    for (long b = 0; b + step < blocks; b += 2*step)
      for (long j = 0; j < size; j++)
        sums[b*size + j] += sums[(b + step)*size + j];
}

@ \seclabel{tickets}The caller hangs up the tickets, wakes everybody, unless there is a single
ticket, and joins in.

@q begin penalty:text@>
@q end@>
@<Functions for the whole batch@>=
wide batch_gradient(team *crew, long n, const int *batch, const wide *theta, wide *g)
{
  pthread_mutex_lock(&crew->lock);
  crew->theta = theta;
  crew->n = n;
  crew->batch = batch;
  crew->next = 0;
  crew->left = crew->blocks = block_count(n);
  if (crew->threads > 1 && crew->blocks > 1) pthread_cond_broadcast(&crew->work);
  take_blocks(crew, crew->partial);
  while (crew->left > 0) pthread_cond_wait(&crew->done, &crew->lock);
  pthread_mutex_unlock(&crew->lock);
  add_blocks(crew->blocks, 1 + crew->count, crew->sums);
  for (int j = 0; j < crew->count; j++) g[j] = crew->sums[1 + j];
  return crew->sums[0];
}
@#
wide gradient(team *crew, const wide *theta, wide *g)
{
@q begin penalty:code@>
@+return batch_gradient(crew, crew->data->N, NULL, theta, g);@+
@q end@>
}

@ When a team is made, its helpers find nothing to take and go to sleep. Each gets a stack of four megabytes, of which the columns
of the largest network, and those of the inputs of a mini-batch, need not quite a half; some systems would give a thread no more than an eighth of
one. If memory or threads are lacking, what has been made so far is taken apart again.
@^stack@>

@d STACK 4194304 /* bytes */

@<Functions for the whole batch@>=
static bool start_helpers(team *crew, int threads)
{
  pthread_attr_t with_stack;
  pthread_attr_init(&with_stack);
  pthread_attr_setstacksize(&with_stack, STACK);
  while (crew->threads < threads
         && pthread_create(&crew->thread[crew->threads], &with_stack, helper, crew) == 0)
    crew->threads++;
  pthread_attr_destroy(&with_stack);
  return crew->threads == threads;
}
@#
team *make_team(int threads, network net, const dataset *data)
{
  team *crew = calloc(1, sizeof(team));
  if (crew == NULL) return NULL;
  crew->net = net;
  crew->data = data;
  crew->count = parameter_count(net);
  crew->sums = calloc((size_t)(block_count(data->N)*(1 + crew->count)), sizeof(wide));
  crew->partial = aligned_alloc(64, (size_t) threads*(size_t) crew->count*sizeof(total));
  crew->thread = calloc((size_t) threads, sizeof(pthread_t));
  pthread_mutex_init(&crew->lock, NULL);
  pthread_cond_init(&crew->work, NULL);
  pthread_cond_init(&crew->done, NULL);
  crew->threads = 1;
  if (crew->sums != NULL && crew->partial != NULL && crew->thread != NULL && start_helpers(crew, threads)) return crew;
  free_team(crew);
  return NULL;
}

@ The caller's own stack may be as small, whereas a gradient of the largest network takes 2 megabytes, and some functions want two or three. So a program that
trains large networks had better do it in a thread with a large stack, and wait for that. (A stack is only an address until it is used.)

@<Functions of the interface@>=
bool on_a_large_stack(void *(*act)(void *argument), void *argument); /* |false| if there is none */

@ @<Functions for the whole batch@>=
bool on_a_large_stack(void *(*act)(void *argument), void *argument)
{
  pthread_t thread;
  pthread_attr_t with_stack;
  pthread_attr_init(&with_stack);
  pthread_attr_setstacksize(&with_stack, 8*STACK);
  errno = pthread_create(&thread, &with_stack, act, argument);
  pthread_attr_destroy(&with_stack);
  return errno == 0 && pthread_join(thread, NULL) == 0;
}

@ To dismiss a team, we raise a flag and wake everybody; each helper sees the
flag and ends, and is waited for.

@<Functions for the whole batch@>=
void free_team(team *crew)
{
  if (crew == NULL) return;
  pthread_mutex_lock(&crew->lock);
  crew->dismissed = true;
  pthread_cond_broadcast(&crew->work);
  pthread_mutex_unlock(&crew->lock);
  while (crew->threads > 1) pthread_join(crew->thread[--crew->threads], NULL);
  pthread_cond_destroy(&crew->work);
  pthread_cond_destroy(&crew->done);
  pthread_mutex_destroy(&crew->lock);
  free(crew->thread);
  free(crew->order);
  free(crew->partial);
  free(crew->sums);
  free(crew);
}

@*1 What it brought. \seclabel{brought}Each of the three can be taken away, and missed. This is what
came out on the computer that made this book, in nanoseconds:
$$\vbox{\halign{#\hfil\quad&#\hfil\quad&\hfil$#$\qquad&#\hfil\quad&\hfil$#$\cr
\noalign{\hrule\vskip3pt}
&\multispan2\it as in this chapter\hfil\qquad&\multispan2\it without\hfil\cr
\noalign{\vskip3pt\hrule\vskip3pt}
the logistic function of a number&our exponential&\num{speed_logistic}&the library's&\num{speed_library}\cr
a product added to a sum&in lanes&\num{speed_lanes}&one by one&\num{speed_ordered}\cr
loss and gradient, for a sample&in order&\num{speed_gradient}&picked from all over&\num{speed_scattered}\cr
the same&two threads&\num{speed_two}&one thread&\num{speed_gradient}\cr
\noalign{\vskip3pt\hrule}}}$$
(``Picked from all over'' gathers every sample as a mini-batch does, in a shuffled
order. The first two lines are for trays, the third is for the counter, the last for the bakers.)
Times are by the clock on the wall, and each is the least of several, since other
programs can only make it longer. (The \num{ns} nanoseconds at the head of this chapter are another thing: the average over
the whole training, with whatever else the computer did meanwhile.) The last line depends most on the computer: two threads may share one processor's
circuits for multiplication, and then they can't be twice as fast.

The smaller steps are taken back one at a time by \.{make bench-steps}, which compiles the pass anew and measures in turns. In
November 2026, with one thread of an Intel Xeon, the pass took 12 percent longer with a division for each class,
4 with Taylor's polynomial, 11 with sizes that the compiler doesn't know, and 26 with all three; and 2 percent, which is less than the rounds differ, if the compiler kept the
instructions in their order. Compiled by
\.{clang} instead of \.{gcc} it took 1.28 times as long; with columns that begin anywhere, 1.59 times. What didn't help: one division for two
logistic functions, $1/a=b\cdot{1\over ab}$; panels of 64, or of 256 (20 percent
slower); one loop in place of several, which is three times as slow if the compiler doesn't know the number of units. The limits of the exponential cost 5 percent, and they stay.

@*1 What limits it. \seclabel{limits}For a sample \num{roof_bytes} bytes must be read, two inputs and a class, and
\num{roof_operations} operations be done: additions, multiplications, and divisions as the formulas have them, with
\num{roof_exponential} for an exponential. In a nanosecond, a thread of that computer reads at most \num{roof_read_one} bytes from memory, and does at most
\num{roof_most_one} operations, if all are products added to something, in one instruction each, all trays full. The lower of these limits is the
{\it roof\/} of \figref{roofline} (Williams, Waterman, and Patterson, 2009):
@^roofline@>@^Williams, Samuel W.@>@^Waterman, Andrew@>@^Patterson, David A.@>
on the left one waits for the memory, on the right for the arithmetic.

\figure{roofline}{The most that the computer can do, and what the pass does with networks of $D$-$K$-$C$ units: with one thread (black, filled
circles), and with all (grey, open circles).}

\figure{sizes}{The time for loss and gradient, in nanoseconds for each sample, with one thread (filled circles) and with all (open circles). Dashed, how many samples
fill each cache of the processor.}

Our networks stand on the right, with \num{roof_intensity} operations for each byte and more: memory could keep up, and the
50,000 samples, a megabyte, stay on the counter anyway. From ten thousand samples up to \num{sizes_millions} million, one takes between \num{sizes_least} and
\num{sizes_most} nanoseconds (\figref{sizes}): the time grows with the number of samples. But among millions each takes longer than among thousands, by more than it
takes to read its bytes, and the step isn't where a cache ends; we don't know why. The pass reaches
\num{roof_percent_3_one} percent of the roof; bare exponentials, from one array to another in the cache,
reach \num{roof_exponential_percent}, as not all that they do can be paired, and the five of a sample would alone
take \num{roof_five_one} nanoseconds. The notebook's computation in NumPy took 217 nanoseconds in a thread of an Intel Xeon
in November 2026, and 132 when the allocator was told to keep its memory instead of giving it back; \.{make bench} compares with other programs, too.

@*1 Out of one machine. \seclabel{processes}When the samples don't fit into the memory of one computer, or the time doesn't, many can
share the work: as {\it processes}, which have nothing in common and send each other messages by the library MPI.
@^MPI@>@^process@>@^message passing@>
The change file \.{book/mpi.ch} makes such a program, \.{ffnn-mpi}, with \.{make mpi}. Every process keeps the samples of its own blocks, and no others. (Of a file without quotation marks
each counts the points in its share of the bytes; then it knows where its samples begin, goes there, and reads them. The circles' random numbers can't be entered in the
middle; so each draws them all.)
Process~0 is the tool, and it alone decides, writes, and heeds signals. For a gradient it sends the others the parameters, and gets their sums; for a table it
fetches their samples, a block at a time.

MPI has a function that adds numbers of all processes, \.{MPI\_Allreduce}. But in which order it adds is its own affair, and depends on how
many processes there are. With it in the place of what follows, two processes found another last digit than one in 137 of their first 301 losses, three in~160; and
eight in none, perhaps because each had four blocks, and the function added in pairs, too. (\.{make check-mpi} shows it.)

So the sums travel themselves, and process~0 adds
them in the order of the blocks, in pairs, as ever. Let each process have |span| blocks, except that there are fewer for the last, and let $2^k$ be the largest power of two in |span|.
Then $2^k$ blocks are a {\it unit}. Since units begin at multiples of~$2^k$, the pairs that
add up a unit are pairs of the whole: the first $k$ rounds of
|add_blocks| never look beyond it. A process can add up its units at home, and only their sums travel. They are 32 at most, since |span| is rounded up accordingly, which
costs less than a sixteenth of the time. And so losses, parameters, models, and all tables have the same bits for any number of processes, and for threads alone.

What does it cost? Let $t$ be the time for a sample, $\lambda$ that for a message, and $\beta$ that for a byte. With $P$~processes an iteration takes
$$T={N\over P}\,t+(P+2\log_2P)\,\lambda+8\cdot18\cdot32\,P\,\beta,$$
if they have many blocks each, and process~0 gets its messages one after the other. An iteration took so many
microseconds on the two processors of a virtual machine, an Intel Xeon, in November 2026 (\.{make bench-mpi}; more than two processes take turns there):
$$\vbox{\halign{#\hfil\quad&&\quad\hfil#\cr
\noalign{\hrule\vskip3pt}
&1 thread&2&1 process&2&4&8\cr
\noalign{\vskip3pt\hrule\vskip3pt}
50{,}000 samples&259&178&268&149&177&187\cr
500{,}000 samples&3101&1677&3118&1602&1709&1812\cr
100{,}000 samples for each process&&&570&633&1326&2776\cr
\noalign{\vskip3pt\hrule}}}$$
Two processes were 1.8 times as fast as one, and 1.95 times with ten times as many samples; and with twice as many samples they took 1.11 times as long. The messages of
50,000~samples cost some 15~microseconds. (Threads, which sleep when there is nothing to do, cost more; processes wait in a busy loop.)

For $10^{11}$ samples on a thousand computers, each with $10^8$ in two gigabytes, the first term is half a second with one thread at 5~nanoseconds, and 8~milliseconds with
64. With 3~microseconds for a message and a nanosecond for a byte, the others are 3 and 5~milliseconds: nothing beside the one, but as much as the other. (What is done once would
then be the trouble: process~0 fetches all samples to measure the inputs, or to count mistakes.)

@(processes.c@>=
#include <limits.h>
#include <mpi.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include "network.h"
@h
@#
void add_all_blocks(const dataset *data, long n, long size, wide *sums, void @[@](*add)(long blocks, long size, wide *sums))
{
  const long span = data->span, unit = span&-span, units = span/unit;
  wide *all = sums + span*size;
  if (all_here(data, n)) {@+add(block_count(n), size, sums);@+return;@+}
  for (long u = 0; u < units; u++) {
    const long first = process*span + u*unit, end = first + unit < block_count(n) ? first + unit : block_count(n);
    add(end - first, size, sums + u*unit*size); /* nothing, if |end<=first| */
    memmove(sums + u*size, sums + u*unit*size, (size_t) size*sizeof(wide));
  }
  MPI_Gather(sums, (int)(units*size), MPI_DOUBLE, all, (int)(units*size), MPI_DOUBLE, 0, MPI_COMM_WORLD);
  if (process > 0) return;
  add((block_count(n) + unit - 1)/unit, size, all);
  memcpy(sums, all, (size_t) size*sizeof(wide));
}

@ The change file needs these functions.\unprinted

@(processes.h@>=
#include <sys/stat.h>
#define NO_ORDINARY_FILE "expected an ordinary file, whose lines end with line feeds, since there are several processes"
#define MOST_SUMS 32 /* that a process sends for a gradient */
#define is_here(data, p) ((p)/BLOCK/(data)->span == process)
#define all_here(data, n) (block_count(n) <= (data)->span)
enum {GRADIENT, STANDARDISE, FETCH, END}; /* what process 0 orders */
extern int process, processes; /* which one is this, of how many? */
void join_others(int *argc, char ***argv);
bool are_together(void); /* do all do the same? */
const char *unfit(const settings *s, long N); /* for many processes; |NULL|: nothing is */
void serve(int threads, model *m, dataset *data); /* part; process 0 returns */
void tell_others(int what, const dataset *data, long n, int count, const double *numbers); /* unless all |n| samples are here */
long span_of(long N); /* blocks in a process */
int *room_for_order(const dataset *data); /* of all samples, till we part */
void own_blocks(const dataset *data, long n, long *next, long *end); /* of those with the first |n| samples */
void add_all_blocks(const dataset *data, long n, long size, wide *sums, void @[@](*add)(long blocks, long size, wide *sums));
column *panel_x(const dataset *data, long p);
int *panel_y(const dataset *data, long p);
typedef bool counter(reader *r, char which, off_t from, off_t to, long *number);
bool count_part(reader *r, struct stat *file, counter *count, long *lines);
bool begin_part(reader *r, const dataset *data, class_list *classes, long *N); /* after the file's first row, go to that of our part; is there one? */
bool next_in_part(reader *r, const dataset *data, long N);
bool end_part(reader *r, dataset *data, class_list *classes, long *N, long *dropped);
dataset *read_all(const char *file, reading *how, class_list *classes, char *message); /* |read_points|, without what is said here */
ssize_t read_part(int file, void *to, size_t count); /* |read|, up to the end of the part */

@ At first the processes are |together|: all do the same, read the command line and their samples, and only process~0 talks. When they part, the
first that has failed, if any, says why, and all end; otherwise
the others serve process~0. (Until then samples of other processes are all put into one place, which nobody reads.) While they are together,
they only ever exchange one kind of news, so that one that has failed isn't misunderstood by others that have not.\unprinted

@(processes.c@>=
int process, processes = 1;
static bool together, serving;
static char *said; /* on standard error, by a process other than 0 */
static size_t length;
static int *order;
static column others_x[BLOCK*MOST_INPUTS]; /* the block |fetched|; while we are |together|, where samples go that aren't ours */
static int others_y[BLOCK][PANEL];
static long fetched = -1;
enum {MARKS = 64};
typedef struct {
  bool failed; /* is this the end? */
  bool good; /* has a part of a file been read without any doubt? */
  char decimal; /* the decimal point there; 0: none */
  off_t size, begin, end; /* of the file, and of that part */
  long lines, points, dropped; /* how many there are, and how many were left out */
  long stride, mark[MARKS]; /* after so many points, again and again: where the next one begins */
  class_list classes;
} news;
static news own, *others;
@#
bool are_together(void) {@+return together;@+}
@#
static void exchange(void) /* the first that has failed, if any, says why, and then nobody is together */
{
  int first = 0;
  MPI_Allgather(&own, sizeof(news), MPI_BYTE, others, sizeof(news), MPI_BYTE, MPI_COMM_WORLD);
  while (first < processes && !others[first].failed) first++;
  if (first == processes) return;
  together = false;
  fflush(stderr);
  if (first > 0 && first == process) dprintf(2, "process %d of %d: %s", process, processes, said);
}
@#
static void tell(int what, long n, int count, const double *numbers)
{
  long task[3] = {what, n, count};
  MPI_Bcast(task, 3, MPI_LONG, 0, MPI_COMM_WORLD);
  MPI_Bcast((double *) numbers, count, MPI_DOUBLE, 0, MPI_COMM_WORLD);
  fetched = -1;
}
@#
void tell_others(int what, const dataset *data, long n, int count, const double *numbers)
{
  if (process == 0 && !all_here(data, n)) tell(what, n, count, numbers);
}
@#
static void leave(void) /* at the end of the program */
{
  own.failed = true;
  if (together) exchange();
  else if (serving && process == 0) tell(END, 0, 0, NULL);
  MPI_Finalize();
}
@#
void join_others(int *argc, char ***argv)
{
  int level;
  MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &level);
  MPI_Comm_rank(MPI_COMM_WORLD, &process);
  MPI_Comm_size(MPI_COMM_WORLD, &processes);
  others = calloc((size_t) processes, sizeof(news));
  if (others == NULL) MPI_Abort(MPI_COMM_WORLD, 1);
  together = processes > 1;
  atexit(leave);
  if (process == 0) return;
  stdout = fopen("/dev/null", "w");
  stderr = open_memstream(&said, &length);
}
@#
static void send_block(const dataset *data, long b)
{
  const long at = b%data->span*BLOCK;
  MPI_Send(data->x + at*data->D, BLOCK*data->D*(int) sizeof(column), MPI_BYTE, 0, 0, MPI_COMM_WORLD);
  MPI_Send(data->y + at, BLOCK*PANEL, MPI_INT, 0, 0, MPI_COMM_WORLD);
}
@#
const char *unfit(const settings *s, long N)
{
  static char text[200];
  if (processes > 1 && s->holdout > 0) sprintf(text, "--holdout: expected 0, since there are %d processes, found '%.15g'", processes, s->holdout);
  else if (processes > 1 && s->batch_size != 0 && s->batch_size != s->samples)
    sprintf(text, "--batch-size: expected all %ld samples, since there are %d processes, found '%ld'", s->samples, processes, s->batch_size);
  else if (processes > block_count(N))
    sprintf(text, "mpirun -n: expected at most %ld processes, one for each %d samples, found %d", block_count(N), BLOCK*PANEL, processes);
  return text[0] != 0 ? text : NULL;
}
@#
void serve(int threads, model *m, dataset *data)
{
  static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGXCPU};
  double unused[parameter_count(m->net)];
  long task[3];
  team *crew = process > 0 ? make_team(threads, m->net, data) : NULL;
  if (process > 0 && crew == NULL) {
    fprintf(stderr, "ffnn: --threads: not enough memory\n");
    exit(1);
  }
  if (together) exchange();
  serving = together || processes == 1;
  together = false;
  free(order);
  if (!serving) exit(0);
  if (process == 0) return;
  for (size_t j = 0; j < sizeof ignored/sizeof ignored[0]; j++) signal(ignored[j], SIG_IGN);
  do {
    MPI_Bcast(task, 3, MPI_LONG, 0, MPI_COMM_WORLD);
    MPI_Bcast(task[0] == GRADIENT ? m->theta : m->mean, (int) task[2], MPI_DOUBLE, 0, MPI_COMM_WORLD);
    if (task[0] == GRADIENT) batch_gradient(crew, task[1], NULL, m->theta, unused);
    if (task[0] == STANDARDISE) standardise(m, data);
    if (task[0] == FETCH && task[1]/data->span == process) send_block(data, task[1]);
  } while (task[0] != END);
  exit(0);
}
@#
static void fetch(const dataset *data, long b)
{
  if (together || fetched == b) return;
  tell(FETCH, b, 0, NULL);
  MPI_Recv(others_x, BLOCK*data->D*(int) sizeof(column), MPI_BYTE, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Recv(others_y, BLOCK*PANEL, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  fetched = b;
}
@#
column *panel_x(const dataset *data, long p)
{
  if (is_here(data, p)) return data->x + p%(BLOCK*data->span)*data->D;
  fetch(data, p/BLOCK);
  return others_x + p%BLOCK*data->D;
}
@#
int *panel_y(const dataset *data, long p)
{
  if (is_here(data, p)) return data->y[p%(BLOCK*data->span)];
  fetch(data, p/BLOCK);
  return others_y[p%BLOCK];
}
@#
long span_of(long N)
{
  const long blocks = block_count(N);
  long span = (blocks + processes - 1)/processes, unit = 1;
  if (!together) return blocks;
  while (span > MOST_SUMS*unit) unit *= 2;
  return (span + unit - 1)/unit*unit;
}
@#
int *room_for_order(const dataset *data)
{
  return together ? order = malloc((size_t) data->N*sizeof(int)) : data->y[0];
}
@#
void own_blocks(const dataset *data, long n, long *next, long *end)
{
  *next = process*data->span;
  *end = *next + data->span < block_count(n) ? *next + data->span : block_count(n);
}

@ A file is read in parts. Each process takes its share of the bytes, up to the ends of lines, and counts what there is: lines, points, and classes. When it has heard that
of all the others, it knows where the samples of its own blocks begin, perhaps in another's part, since there are marks on the way. So it goes there, and reads
its own. It has read the first rows, which say what the columns are, and then its share twice.

Where there is any doubt, the processes read all of the file, each for itself: if there are quotation marks, within which a line may end without ending a row; if
one part has decimal points and another commas; if there are more points than lines; if something is wrong, so that the message is the usual one, with the usual place.\unprinted

@(processes.c@>=
#define SHARE (BLOCK*PANEL) /* points in a block */
static enum {ALL, COUNT, OWN} what; /* is to be read now? */
static off_t limit = LONG_MAX; /* nothing is read beyond it */
static struct stat file; /* as it was at first; all zero if it isn't there */
@#
ssize_t read_part(int f, void *to, size_t count)
{
  const off_t left = limit == LONG_MAX ? limit : limit - lseek(f, 0, SEEK_CUR);
  return left <= 0 ? 0 : read(f, to, left < (off_t) count ? (size_t) left : count);
}
@#
static off_t next_line(int f, off_t from) /* the first that begins there or later; or the file's end */
{
  char text[4096], *end;
  ssize_t count;
  for (off_t at = from - 1; from > 0 && (count = pread(f, text, sizeof text, at)) > 0; at += count)
    if ((end = memchr(text, '\n', (size_t) count)) != NULL) return at + (end - text) + 1;
  return from > 0 ? file.st_size : 0;
}
@#
bool count_part(reader *r, struct stat *now, counter *count, long *lines)
{
  const off_t size = S_ISREG(now->st_mode) ? now->st_size : 0;
  long quotes;
  *lines = 0;
  if (what == ALL) return count(r, '\n', 0, size, lines);
  if (what == OWN) {
    for (int p = 0; p < processes; p++) *lines += others[p].lines;
    *now = file; /* it mustn't have changed since then */
    return true;
  }
  own.begin = next_line(r->file, size/processes*process);
  own.end = process + 1 < processes ? next_line(r->file, size/processes*(process + 1)) : size;
  own.good = count(r, '"', own.begin, own.end, &quotes) && quotes == 0 && count(r, '\n', own.begin, own.end, lines);
  own.lines = *lines;
  return own.good;
}
@#
static bool go_to(reader *r, off_t place)
{
  if (lseek(r->file, place, SEEK_SET) != place) return own.good = false;
  r->before = r->begin = place;
  r->here = r->stop = r->block;
  r->whole = false;
  return next_row(r);
}
@#
static bool count_from(reader *r) /* our part, after the first row */
{
  own.stride = SHARE;
  own.mark[0] = own.begin;
  limit = own.end;
  if (r->begin > (process == 0 ? own.end : own.begin)) return own.good = false;
  if (process > 0) return go_to(r, own.begin);
  if (r->before + (r->stop - r->block) > limit) r->stop = r->block + (limit - r->before);
  return true;
}
@#
bool begin_part(reader *r, const dataset *data, class_list *classes, long *N)
{
  const long first = process*data->span*SHARE;
  long before = 0;
  int p = 0;
  if (what != OWN) return what == ALL || count_from(r);
  *classes = own.classes;
  r->decimal = own.decimal;
  while (p < processes && before + others[p].points <= first) before += others[p++].points;
  if (p == processes) return false;
  const long j = (first - before)/others[p].stride;
  *N = before + j*others[p].stride;
  return *N == 0 || go_to(r, others[p].mark[j]); /* or else the first row is the first point */
}
@#
bool next_in_part(reader *r, const dataset *data, long N)
{
  if (what == COUNT && N%own.stride == 0) {
    if (N/own.stride == MARKS) {
      for (int j = 0; j < MARKS/2; j++) own.mark[j] = own.mark[2*j];
      own.stride *= 2;
    }
    own.mark[N/own.stride] = r->begin;
  }
  return (what != OWN || N < (process + 1)*data->span*SHARE) && next_row(r);
}
@#
bool end_part(reader *r, dataset *data, class_list *classes, long *N, long *dropped)
{
  if (what == COUNT) {
    own.points = *N;@+own.dropped = *dropped;@+own.decimal = r->decimal;@+own.classes = *classes;
    return false; /* so that we begin again, with the part that is ours */
  }
  if (what == ALL) return true;
  *N = *dropped = 0;
  for (int p = 0; p < processes; p++) *N += others[p].points, *dropped += others[p].dropped;
  data->N = *N;
  return true;
}
@#
static bool is_same_file(void) /* as far as we can tell: of the same size, with lines that end where others begin */
{
  off_t begin = 0;
  for (int p = 0; p < processes; begin = others[p].good ? others[p].end : -1, p++)
    if (others[p].size != file.st_size || (others[p].good && begin >= 0 && others[p].begin != begin)) return others[p].size == 0 || file.st_size == 0;
  return true;
}
@#
static bool fit_together(const class_list *classes) /* do the parts make a whole? then |own| has their classes and decimal point */
{
  long lines = 0, points = 0;
  own.classes = *classes;
  own.decimal = 0;
  for (int p = 0; p < processes; p++) {
    const news *part = &others[p];
    lines += part->lines;
    points += part->points;
    if (!part->good || (own.decimal != 0 && part->decimal != 0 && own.decimal != part->decimal)) return false;
    if (part->decimal != 0) own.decimal = part->decimal;
    for (int c = 0; c < part->classes.C; c++) {
      int a = 0;
      while (a < own.classes.C && strcmp(own.classes.name[a], part->classes.name[c]) != 0) a++;
      if (a == MOST_CLASSES) return false;
      if (a == own.classes.C) strcpy(own.classes.name[own.classes.C++], part->classes.name[c]);
    }
  }
  return points <= lines + 1 && points <= 1000000000; /* there will be room for the former, and |read_panels| takes no more than the latter */
}
@#
dataset *read_points(const char *name, reading *how, class_list *classes, char *message)
{
  reading copy;
  class_list found = *classes;
  what = ALL;
  if (!together || name == NULL) return read_all(name, how, classes, message);
  memset(&own, 0, sizeof own);
  memset(&file, 0, sizeof file);
  if (stat(name, &file) == 0 && !S_ISREG(file.st_mode) && !S_ISDIR(file.st_mode)) {
    snprintf(message, MESSAGE_SIZE, "%.400s: " NO_ORDINARY_FILE, name);
    return NULL;
  }
  own.size = file.st_size;
  if (S_ISREG(file.st_mode) && copy_reading(&copy, how)) {
    what = COUNT;
    read_all(name, &copy, &found, message);
    own.good = own.good && own.stride > 0 && message[0] == 0;
    free(copy.inputs);
  }
  limit = LONG_MAX;
  exchange();
  if (!together) exit(1);
  if (!is_same_file()) {
    snprintf(message, MESSAGE_SIZE, "%.400s: expected the same file for all processes, found others", name);
    return NULL;
  }
  what = fit_together(classes) ? OWN : ALL;
  return read_all(name, how, classes, message);
}

@*1 The files of the library. \seclabel{files1}What does the work is a library with no variables of its own beyond what it
is handed; other programs can link it, and the tests do. Here is the outline of \.{network.c}.

@(network.c@>=
#include <tgmath.h> /* |log| and |creal| for either kind of |real| */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include "network.h"
@h
#ifdef SINGLE
@<An exponential in single precision@>@;
#else
@<The exponential function@>@;
#endif
@<The members of a team@>@;
@<Sums over a panel@>@;
@<Functions of the network@>@;
@<Functions for the whole batch@>@;

@ And this is the outline of \.{data.c}. The bits of its numbers matter if two runs are to be compared digit by
digit, and a compiler that fuses a multiplication and an addition into one
instruction, rounding once
@^fused multiply-add@>
instead of twice, changes them. So \.{data.c} is compiled with fusing switched
off; the network, which gains by it, with fusing on.
@^system dependencies@>

@(data.c@>=
#include <math.h>
#include <stdlib.h>
#include "network.h"
@h
@<Functions of the data@>@;

@ Their common interface is
\.{network.h}, which has grown as we went; what a function expects and what it gives
is stated there in a comment, and argued in the section.

@(network.h@>=
#ifndef NETWORK_H
#define NETWORK_H
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
@<The version@>@;
@<Types of the interface@>@;
@<Functions of the interface@>@;
#ifdef PROCESSES
#include "processes.h"
#endif
#endif

@ @<The version@>=
#define FFNN_VERSION "2.0"

@ What to take away: {\it do the same to many numbers at once, keep them near, and
decide the order of the sums yourself.} One thing is still owed, the points themselves.

@*1 Exercises. Again $u=2^{-53}$, half the distance from 1 to the next double.

\exercise{factors}[10] The loss forms the product of 128 denominators. For how
many classes might it overflow, and how many factors would be safe with 1000
classes?

\exercise{highbits}[14] Prove that $n\cdot|ln2_high|$ is exact, for every $n$
that occurs.

\exercise{terms}[16] Prove the bound on the relative error of the Taylor series
stated above. How many terms would be enough for single precision, with a
relative error below~$2^{-25}$?

\exercise{binarypoint}[M20] Would $2^{52}+1023$ do as well for |shift|? Why do
the low bits of the sum, moved up by 52 places, make $2^n$, although the bit
for the~$0.5$ and others are in the way? (The bits of a double are described in section~\secref{exponential}.)

\exercise{roundoff}[M20] How many roundings does a term of the gradient suffer
at most on its way into the sum, with 50,000 samples? What does that say about
the error of the sum, and how is it when the terms are added one after the
other?

@* Where the points come from. \seclabel{data}The points are not drawn from nature; they are
computed, and this chapter says how. It is the only one that has nothing to
do with neural networks, and a reader in a hurry can go on to the experiments.

The ring is made of $\lfloor N/2\rfloor$ points, evenly spaced on the unit circle; the disc of the others,
evenly spaced on a circle whose radius is the
{\it factor\/} $0.1$. Then a normal deviate with standard deviation $0.1$, the {\it noise},
is added to each coordinate. The noise is as wide as the inner circle, which fills up and
becomes a disc (\figref{data}). So only the noise is random, and the order of the
points, which is shuffled. The disc's farthest point is \num{inner_greatest}
from the origin, the ring's nearest one \num{outer_least}: the groups don't
overlap, and a perfect answer is possible.

\figure{data}{The data: \num{samples} points, half of them in the ring (blue), half in the disc (orange).}

@ We want the very numbers that the notebook used, which came from NumPy's
classical generator, seeded with~42.
@^NumPy@>
That is the Mersenne twister of Matsumoto and Nishimura ({\it ACM Transactions
on Modeling and Computer
@^Matsumoto, Makoto@>@^Nishimura, Takuji@>@^Mersenne twister@>
Simulation\/ \bf8} (1998), 3--30): a sequence of 32-bit words with a period of $2^{19937}-1$. The
first three after the seed~42 are
$$1608637542,\qquad3421126067,\qquad4083286876,$$
so that you can check your own program, or NumPy's.

@<Types of the interface@>=
typedef struct {
  uint32_t state[624]; /* the last 624 words, before tempering */
  int used; /* how many of them have been handed out */
  bool kept_one; /* is a normal deviate left over, */
  double kept; /* and which one? */
} generator;

@ All randomness in the program comes out of these functions, each built
on those above it.

@<Functions of the interface@>=
void seed_generator(generator *g, uint32_t seed); /* start the sequence that NumPy's {\tt random.seed(seed)} starts */
uint32_t random_word(generator *g); /* 32 random bits */
uint32_t random_below(generator *g, uint32_t limit); /* one of 0, \dots, |limit|, this one included */
double random_uniform(generator *g); /* uniform in $[0,1)$, a multiple of $2^{-53}$ */
double random_normal(generator *g); /* normal, with mean 0 and standard deviation 1 */
void shuffle(generator *g, long N, int *order); /* put $N\le2^{32}$ numbers into random order */

@ The seed is spread over the state by a recurrence: fold the high bits of the
last word into its low ones, multiply, and add the number of the word.
@^seed@>
Each later word of the state is made from three old ones: the word $s_{i+624}$
from $s_{i+397}$, the highest bit of~$s_i$ and the other bits of~$s_{i+1}$. A
word is {\it tempered\/} on its way out, to spread its bits evenly. (A constant with a
raised~\# is hexadecimal.)

@<Functions of the data@>=
void seed_generator(generator *g, uint32_t seed)
{
  g->state[0] = seed;
  for (int i = 1; i < 624; i++)
    g->state[i] = 1812433253*(g->state[i-1]^(g->state[i-1] >> 30)) + (uint32_t) i;
  g->used = 624;
  g->kept_one = false;
}
@#
uint32_t random_word(generator *g)
{
  uint32_t *s = g->state, w;
  if (g->used == 624) {
    for (int i = 0; i < 624; i++) {
      w = (s[i]&0x80000000)|(s[(i+1)%624]&0x7fffffff);
      s[i] = s[(i+397)%624]^(w >> 1)^(w&1 ? 0x9908b0df : 0);
    }
    g->used = 0;
  }
  w = s[g->used++];
  w ^= w >> 11;
  w ^= (w << 7)&0x9d2c5680;
  w ^= (w << 15)&0xefc60000;
  return w^(w >> 18);
}

@ To draw one of the numbers from 0 to a limit, all equally likely, we take as many random bits as the limit
has, and reject what exceeds it, until something doesn't.
@^rejection@>
At least half of the trials succeed. (The remainder of a division would be quicker, but it would make
small numbers a little more likely than large ones.) A double has 53 significant bits; two words give
27 of them and 26.
@^double precision@>

@<Functions of the data@>=
uint32_t random_below(generator *g, uint32_t limit)
{
  uint32_t mask = limit, value;
  for (int shift = 1; shift < 32; shift *= 2) mask |= mask >> shift;
  if (limit == 0) return 0; /* nothing to choose, nothing drawn */
  do value = random_word(g)&mask; while (value > limit);
  return value;
}
@#
double random_uniform(generator *g)
{
  uint32_t high = random_word(g) >> 5, low = random_word(g) >> 6;
  return (high*67108864.0 + low)/9007199254740992.0; /* $(2^{26}{\it high}+{\it low})/2^{53}$ */
}

@ Normal deviates come in pairs, by the polar method of Marsaglia and Bray
({\it SIAM Review\/ \bf6} (1964), 260--264).
@^Marsaglia, George@>@^Bray, Thomas A.@>@^polar method@>
Draw a point $(a,b)$ in the square $[-1,1)\times[-1,1)$, again and again until it falls into the unit disc. There it is uniform; let
$r^2=a^2+b^2$. Its angle is
uniform and independent of~$r^2$, and $r^2$ is itself uniform between 0 and~1,
because the disc of radius~$r$ has the fraction $r^2$ of the area.

Two independent normal deviates, on the other hand, are the coordinates of a point whose joint density, at the distance~$R$ from the origin, is
$e^{-R^2/2}/2\pi$. This says in polar coordinates: the angle is uniform,
and $R^2$ is independent of it, with $\Pr(R^2>c)=e^{-c/2}$. But $-2\ln r^2$ has that
distribution too, since $\Pr(-2\ln
r^2>c)=\Pr(r^2<e^{-c/2})=e^{-c/2}$. So stretching the point $(a,b)$ to the
length $\sqrt{-2\ln r^2}$ makes its two coordinates independent normal
deviates.

NumPy hands out the second coordinate first and keeps the first for the next
call; so do we.

@<Functions of the data@>=
double random_normal(generator *g)
{
  double a, b, r2, stretch;
  if (g->kept_one) {
    g->kept_one = false;
    return g->kept;
  }
  do {
    a = 2*random_uniform(g) - 1;
    b = 2*random_uniform(g) - 1;
    r2 = a*a + b*b;
  } while (r2 >= 1 || r2 == 0);
  stretch = sqrt(-2*log(r2)/r2);
  g->kept = stretch*a;
  g->kept_one = true;
  return stretch*b;
}

@ This is the shuffle of Fisher and Yates, in the form that Durstenfeld gave it
in 1964: every one of the $N!$ orders is
@^Fisher, Ronald Aylmer@>@^Yates, Frank@>@^Durstenfeld, Richard@>
equally likely.

@<Functions of the data@>=
void shuffle(generator *g, long N, int *order)
{
  for (long i = N - 1; i > 0; i--) {
    const long j = random_below(g, (uint32_t) i);
    const int swap = order[i];
    order[i] = order[j];
    order[j] = swap;
  }
}

@ A data set needs memory for its panels.

@<Functions of the interface@>=
dataset *make_dataset(long N, int D, int C); /* room for |N| samples, all zero; |NULL| if there is no memory */
void free_dataset(dataset *data);
long panel_count(const dataset *data); /* how many panels there are */
int panel_size(const dataset *data, long p); /* samples in panel |p|: |PANEL|, or fewer in the last */
dataset *make_circles(long N, double factor, double noise, generator *g);
  /* ring and disc, the points of scikit-learn's {\tt make\_circles}; $2\le N\le2^{31}$; |NULL| if there is no memory */

@ The columns begin at multiples of 64 bytes, the width of the widest vector
instructions in common use. They start as zeros, and in the last panel the places
behind the last sample stay so; those places will be computed with, but never counted.

@<Functions of the data@>=
dataset *make_dataset(long N, int D, int C)
{
  dataset *data = calloc(1, sizeof(dataset));
  if (data == NULL) return NULL;
  data->N = N; data->D = D; data->C = C;
  size_t panels = (size_t) panel_count(data), columns = panels*(size_t) D;
  data->x = aligned_alloc(64, columns*sizeof(column));
  data->y = calloc(panels, sizeof(int[PANEL]));
  if (data->x == NULL || data->y == NULL) {
    free_dataset(data);
    return NULL;
  }
  for (size_t j = 0; j < columns; j++)
    for (int i = 0; i < PANEL; i++) data->x[j][i] = 0;
  return data;
}
@#
void free_dataset(dataset *data)
{
  if (data == NULL) return;
  free(data->x);
  free(data->y);
  free(data);
}
@#
long panel_count(const dataset *data)
{@+return (data->N + PANEL - 1)/PANEL;@+}
@#
int panel_size(const dataset *data, long p)
{@+return p < data->N/PANEL ? PANEL : (int)(data->N%PANEL);@+}

@ Now the circles. They are those of the function \\{make\_circles} in the library
scikit-learn,
@^scikit-learn@>
which the notebook calls. First the points are numbered, around the outer circle and then around the inner one;
one shuffle mixes the numbers; and then each point gets its coordinates, the noise being drawn on the way. Until then,
the place for a sample's class holds its number before
the shuffle, so that shuffling needs no memory of its own.

@<Functions of the data@>=
dataset *make_circles(long N, double factor, double noise, generator *g)
{
  const double pi = 3.14159265358979323846;
  const long outer = N/2;
  dataset *data = make_dataset(N, 2, 2);
  if (data == NULL) return NULL;
  int *order = panel_y(data, 0);
  for (long i = 0; i < N; i++) order[i] = (int) i;
  shuffle(g, N, order);
  for (long i = 0; i < N; i++) {
    const long number = order[i];
    const bool disc = number >= outer;
    const double radius = disc ? factor : 1;
    const double angle = disc ? (double)(number-outer)*(2*pi/(double)(N-outer))
                              : (double) number*(2*pi/(double) outer);
    input(data, i, 0) = cos(angle)*radius + noise*random_normal(g);
    input(data, i, 1) = sin(angle)*radius + noise*random_normal(g);
    label(data, i) = disc;
  }
  return data;
}

@ This was the last piece of the program of section~\secref{outline}; you have now seen all of
it. What to take away from this chapter: {\it chance that is to be repeated must be computed, by rules that are
written down to the last bit.} What one run can't tell, many will: the next part
makes experiments with it.

@*1 Exercises. These are about chance; the network can be understood without
them.

\exercise{trials}[15] How many random words does |random_below| use on the
average? How many does the shuffle of 50,000 samples use?

\exercise{polar}[13] How many random words does a normal deviate cost on the
average?

\exercise{orders}[18] The shuffle is said to make all $N!$ orders equally
likely. How many orders of the 50,000 samples can actually occur if a seed has
32~bits? And if the generator could be started anywhere in its period of
$2^{19937}-1$, for which~$N$ could all $N!$ orders occur?

\exercise{intruders}[M22] Prove that, whatever the angles of the points, the
probability that the noise carries any of the 25,000 points of the ring to
within $1\over2$ of the origin is less than $0.0072$.

@* Working the exercises. \seclabel{coursework}The exercises so far have wanted a
pencil.
@q hide@>
Their answers are in the back of the book.
@q end@>
Here are \excounttotal\ more, for the computer. In
each you derive a piece of this book yourself, and write the program
that follows from it; and in a second you are told whether both are right, and if not, why.
Beside the book's source you need a \CEE/ compiler and \.{CWEB}, and no more \.{CWEB} than is said
here. \excounttable

@ A {\it change file\/} varies a \.{CWEB} program without touching it. It consists of
@^change file@>
changes, each of them a line \.{@@x}, lines of the original, a
line \.{@@y}, lines to stand in their place, and a line \.{@@z}, in the order of the original. For the exercises, the
derivation and the piece of program that are asked for have been taken out of \.{ffnn.w}. Each leaves a {\it
hole\/} of one line, and a change file fills the holes; so it fits every future edition of the
book as well. The command \.{make exercise N=07}, given for the first time, puts a file for exercise 07 into
the folder \.{mine}, with its two holes still empty.
@q hide@>
Somebody has filled them like this:
\listing{coursework.ch}
@q end@>
There is the derivation first. It is ordinary \TeX, apart from the lines that begin with
\.{\\claim} or \.{\\step}. A claim begins a chain of equations; each step continues it, and must be equal to
the line before. Between the bars stands an expression in the words of the exercise, written as in \CEE/; the file that you get says what the words mean. Then
comes the program. It is the inside of the function |hidden_delta|, whose head the book has left standing.
@q hide@>
Now the same command checks it:
\listing{coursework.txt}
\noindent
So the derivation is right, and the program isn't what was derived. A second command, which we don't show, gives a hint; one more
look at line~\coursestep\ gives the missing factor.
@q end@>

@ How can a program check a derivation? It doesn't understand one; it computes. Everything that the words
may depend on (pre-activations, weights, the class) is drawn at random, and from these come $h$, $\yhat$, and the loss. The derivatives are found by the complex
step \eqref{complexstep}, so that nobody had to derive them, and there is no key that could be wrong. With the same numbers both sides of each equation
are computed, at fifty points. Two sides that are equal agree at all of them, but for rounding. Two that are not could agree at some by chance. How likely is that?
Their difference is made of sums, products, quotients, exponentials, and logarithms. Such a function is given by its power series around any point where it is
smooth; and in a connected region a function of that kind is either zero throughout, or only on a set without volume, which a random point misses, almost surely.
@^identity, tested at random points@>

That is all that is checked. ``By the chain rule'' is a reason, and about reasons the checker says nothing; nor does it know
whether a step was small enough for a reader to follow. To keep a chain from being true and empty, each exercise names a few lines that must
occur in it: here the chain rule with its two links, and at the end an expression in which there are only numbers that the program has.

@ The program is judged by what it computes. The function alone is compiled, with every check that the compiler offers, and runs in a
process of its own, which only writes numbers. They are made from networks whose three sizes are all different, so that no index can pass for another, and from
the book's; each call is made twice, with different rubbish in the place of the result. Another program, with nothing of yours in it,
draws the same inputs and looks for the first of these that it can tell:
{\parindent=2em\smallskip
\item{$\bullet$}nothing is stored, or not everything, or the result depends on what was there before;
\item{$\bullet$}it is right; or right for the book's network only; or right to a few digits;
\item{$\bullet$}it is right but for a factor, such as $-1$, $2$, or~$N$;
\item{$\bullet$}it is what a well-known mistake would give, one of a dozen or so for each exercise;
\item{$\bullet$}a result depends on a number on which it should not, or fails to depend on one on which it should;
\item{$\bullet$}it is wrong, and here is the first wrong number.
\smallskip}\noindent
The fifth is worth a remark, because it needs no formula: change one weight a little, and see which of the results move.

@ 
@q hide@>
When an exercise is right, \.{make answer N=07} shows the book's lines beside yours.
@q end@>
When the first ten are right,
\.{make mine} builds the trainer out of your functions, trains it, and draws the boundary that {\it your\/} network finds. And
\.{make homework NAME="..."} prints what you have done: the sections that you changed, under the book's numbers, with the verdicts beside the
lines. It says what was checked and what wasn't; reasons are for the eye of the one who marks it.
@q hide@>
\figref{homework} shows one.

\pagefigure{homework}{coursework.pdf}{4in}{The first page of the homework sheet for the answer above. What is printed in grey is the book's.}
@q end@>


@*1 For instructors. \seclabel{instructors}%
@q hide@>
Any tree with this book in it can be used as it is, but it has the answers in it. To hand
out a tree without them, say
@^instructors@>
\smallskip\centerline{\.{make student DIR=../handout}\qquad or\qquad\.{make student DIR=../0417 STUDENT=0417 COURSE=word}}\smallskip\noindent
It has the first part of the book, with a box for everything that is missing, the checker, and a \.{README} of its own; a compiler, \.{make},
and \.{CWEB} are enough to work in it. A test looks through it for eight tokens in a row of any solution, in \CEE/ or \TeX. With a student's name the
numbers of exercise 00 and the activation function of exercise 12 are that student's own. No list of answers belongs to them, since the
checker finds the truth for any numbers.

What comes back is marked by
\smallskip\centerline{\.{make grade DIR=submissions COURSE=word}}\smallskip\noindent
A submission is a folder for each student, or the files that Moodle or Canvas let you download. Each is compiled, woven, and run in a sandbox, without network and
with limits to its time, memory, and files: by \.{bubblewrap} where it is installed, or with what the Linux kernel itself offers; if neither works, it is refused. (The numbers that
Moodle and Canvas give their folders aren't your students' identifiers: a file with a line for each, theirs and yours, is named by \.{IDS=}.) There will be
\.{grades.tsv}, a table with a line for each student, the identifier first, as the forms of Moodle and Canvas want it, and for each exercise
the derivation's and the program's share and a diagnosis; \.{report.txt}, which says how many made which mistake, and so what to talk about next week; and for each student the printed
sheet, \.{graded.pdf}. The weights stand in \.{book/exercises/points.tsv}. For Gradescope, \.{make gradescope} makes the files of an autograder,
which calls \.{make grade} with \.{FORMAT=gradescope}. In class the
random numbers may be others than at home, and nothing else is different; so what was right at home is right.

Three things it can't do for you. It doesn't judge reasons: the printed sheets have room for a pencil. It doesn't know who did the work: the column
\.{same} lists those whose programs are the same but for names, but this book is public, and machines have read it. Marks should rest on the exercises with numbers of
one's own, on the printed derivation, and on five minutes of talk. And it can be wrong. If the checker itself fails, it says so, and the field in the table
stays empty; a mistake without a name is reported as such, with the first wrong number; and a right answer that is called wrong should be sent to us.
@q end@>

@** Experiments. \part{II}{What no derivation can settle is tried here: on many
starts, not on one; and where we name a cause, we have taken it away and seen
what happens without it.}

@* A laboratory. \seclabel{experiments}How long does a plateau last? Which
learning rates work? Is a smaller batch faster? Nothing that was derived in
Part~I answers such questions. They depend on the points, and on the parameters
with which the training begins; so they must be tried, and it is easy to be
misled by what one tries. Four rules have been kept in this part of the book.

{\it One run is an anecdote.} The notebook has trained its network once, and
tells how that went. We shall tell the same story; but for a statement about
training as such we draw many starts, and give their median and their quartiles.
The median has another merit: a start that never gets there counts as infinitely
slow, which would spoil a mean, but not a median.

{\it A cause is something that can be taken away.} We say that one thing comes
from another only if we have repeated the run without the other, and it was gone
too. If we couldn't think of such an experiment, or it said no, the book says
that we don't know.

{\it Nobody has typed a measurement.} The numbers in this part are written by
the program below, rounded as you see them, when the book is made. If
a change of the program changes a number, it is changed here, too; and a sentence
that it contradicts has to go.

{\it Wrong guesses are confessed.} The first edition of this book explained the
plateau so plausibly that its authors forgot to look; section~\secref{bend}
shows what they would have seen.

@ The laboratory is a second program, \.{experiments}, which uses the functions
of Part~I. Given the name of an experiment, it does that one, and writes a table
to standard output. There are as many at work as the computer has processors, one thread each. (With the threads at one experiment after the other, points that fit
into a block would keep a single thread busy.)

@(experiments.c@>=
#include <float.h>
#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
@<Include what the experiments need@>@;
#include "network.h"
@h
@<Functions for the playground, too@>@;
@<Instruments@>@;
@<Experiments@>@;
@#
int main(int argc, char *argv[])
{
  static const struct {
    const char *name;
    void @[@](*run)(void);
  } experiments[] = {@<Names of the experiments@>@t\2@>};
  if (argc == 3) course_file = argv[--argc];
  for (size_t j = 0; argc == 2 && j < sizeof experiments/sizeof experiments[0]; j++)
    if (strcmp(argv[1], experiments[j].name) == 0) {
      experiments[j].run();
      return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
    }
  fprintf(stderr, "experiments: expected the name of an experiment, and of the file with the course of the book's run\n");
  return 2;
}

@ Each experiment begins by posing a {\it problem\/}: points, and a network that
is to learn them. From a seed we draw, in this order, the points, the parameters
at which the notebook checks its gradient, and those from which it starts.

@<Instruments@>=
enum {MOST = 1000}; /* more parameters than any network here */
typedef struct {
  network net;
  generator g; /* where all chance comes from */
  dataset *data; /* the points */
  team *crew; /* of one thread, since the experiments are done side by side */
  int count; /* the number of parameters */
  double check[MOST]; /* where the notebook checks the gradient */
  double start[MOST]; /* where training begins */
  double theta[MOST], M[MOST]; /* where it is now, and its velocity */
} problem;

@ To repeat a run with one thing changed, we go back to its start, at rest; to
see whether it was an accident, we draw another one.

@<Instruments@>=
static void restart(problem *p)
{
  for (int j = 0; j < p->count; j++) p->theta[j] = p->start[j], p->M[j] = 0;
}
@#
static void another_start(problem *p)
{
  random_parameters(&p->g, p->count, p->start);
  restart(p);
}
@#
static problem *pose(uint32_t seed, long N, int K)
{
  problem *p = calloc(1, sizeof(problem));
  if (p != NULL) {
    seed_generator(&p->g, seed);
    p->net = @[(network){@]2, K, 2@[}@];
    p->count = parameter_count(p->net);
    p->data = make_circles(N, 0.1, 0.1, &p->g);
    if (p->data != NULL) p->crew = make_team(1, p->net, p->data);
  }
  if (p == NULL || p->crew == NULL) {
    fprintf(stderr, "experiments: out of memory\n");
    exit(1);
  }
  random_parameters(&p->g, p->count, p->check);
  another_start(p);
  return p;
}
@#
static void forget(problem *p)
{
  free_team(p->crew);
  free_dataset(p->data);
  free(p);
}

@ The problem of the notebook is the one most often posed. Its learning rate and
its momentum factor are called $\eta_0$ and~$\mu_0$ in this part.

@<Instruments@>=
static const double eta_nought = 1e-4, mu_nought = 0.5;
@#
static problem *notebook_problem(void)
{
  return pose(42, 50000, 3);
}

@ Many experiments train, from where the parameters are, until the loss is low
enough or the steps are used up. The observer says when to stop; and since no
loss is below~0, a limit of~0 means that all the steps are done. Neither the
parameters nor the velocity are touched in between, so that two calls with the same
settings are one longer run, and two calls with different ones a run in which the settings change.

@<Instruments@>=
typedef struct {
  double limit; /* stop when the loss is below it */
  double J; /* the loss where training has stopped, */
  long t; /* and after how many steps */
} goal;
@#
static bool not_reached(void *context, long t, wide J)
{
  goal *here = context;
  here->t = t;
  here->J = J;
  return !(J < here->limit);
}
@#
static goal run_until(problem *p, double limit, long T, double eta, double mu)
{
  goal here = {limit, 0, 0};
  train(p->crew, p->theta, p->M, T, eta, mu, not_reached, &here);
  return here;
}

@ Many want to look at the notebook's own run, each at something else. It is made once, and continued to
iteration 100,000, by an experiment called |course|, which writes down the loss, the parameters, and the velocity of each iteration. The others
go to any of its moments, or |replay| it: an observer is shown what it would have seen, to the last bit.

@<Instruments@>=
static const char *course_file = ""; /* where it is written down */
@#
static double go_to(problem *p, long t) /* return the loss there */
{
  static FILE *f;
  const size_t count = (size_t) p->count;
  double J;
  if (f == NULL) f = fopen(course_file, "rb");
  if (f == NULL || fseek(f, t*(long)((1 + 2*count)*sizeof(double)), SEEK_SET) != 0 || fread(&J, sizeof J, 1, f) != 1@|
      || fread(p->theta, sizeof J, count, f) != count || fread(p->M, sizeof J, count, f) != count) {
    fprintf(stderr, "experiments: there is no iteration %ld in the file \"%s\"\n", t, course_file);
    exit(1);
  }
  return J;
}
@#
static void replay(problem *p, long from, long to, observer *observe, void *context)
{
  for (long t = from; t <= to && observe(context, t, go_to(p, t)); t++) ;
}
@#
static bool write_down(void *context, long t, wide J)
{
  const problem *p = context;
  (void) t;
  fwrite(&J, sizeof J, 1, stdout);
  fwrite(p->theta, sizeof J, (size_t) p->count, stdout);
  fwrite(p->M, sizeof J, (size_t) p->count, stdout);
  return true;
}
@#
static void course(void)
{
  problem *p = notebook_problem();
  train(p->crew, p->theta, p->M, 100000, eta_nought, mu_nought, write_down, p);
  forget(p);
}

@ A number that the book quotes is printed in a line of its own, which begins with
`\.{\#=}', so that \.{gnuplot} takes it for a comment. Its name may have numbers
in it. From there the book has it: the experiment with hidden units, say, prints a line with
\.{width3\_least} and a number, and the sentence about them quotes that
name. So a sentence can't say one thing and the table beside it another. A number that only tells how large something is needs no more than two digits.

@<Instruments@>=
static void number(const char *name, const char *format, double value)
{
  printf("#= %s\t", name);
  printf(format, value);
  putchar('\n');
}
@#
static const char *named(const char *format, ...)
{
  static char name[64];
  va_list list;
  va_start(list, format);
  vsnprintf(name, sizeof name, format, list);
  va_end(list);
  return name;
}
@#
static double two_digits(double x)
{
  double unit = pow(10, floor(log10(fabs(x))) - 1);
  return round(x/unit)*unit;
}

@ Several numbers at once are listed, each name with its format; the names have a beginning in common.

@<Instruments@>=
static void numbers(const char *prefix, const char *list, ...)
{
  char before[64], name[32], format[16];
  int length;
  va_list values;
  snprintf(before, sizeof before, "%s", prefix);
  va_start(values, list);
  for (; sscanf(list, "%31s %15s%n", name, format, &length) == 2; list += length)
    number(named("%s_%s", before, name), format, va_arg(values, double));
  va_end(values);
}

@ Of $n$ values, a {\it quantile\/} is a number such that the part~$q$ of them
are not greater, and the rest not less: the median has $q={1\over2}$, the
quartiles ${1\over4}$ and~${3\over4}$. If $qn$ is an integer, there is a
gap to choose from, and its middle is customary. The values are sorted on the way.
@^median@>@^quantile@>

@<Instruments@>=
static int ascending(const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}
@#
static double quantile(double q, int n, double *value)
{
  qsort(value, (size_t) n, sizeof(double), ascending);
  int low = (int) ceil(q*n) - 1, high = (int) floor(q*n);
  return (value[low] + value[high])/2;
}
@#
static double median(int n, double *value)
{
  return quantile(0.5, n, value);
}

@ @<Functions for the playground, too@>=
static double whole_sum(const real *part) /* of a |total| */
{
  double sum = 0;
  for (int l = 0; l < LANES; l++) sum += part[l];
  return sum;
}

@* The landscape. The loss is a landscape above seventeen dimensions, and a run
is one path through it. This chapter walks along the path that the notebook
took, finds the place where it was held up, and then asks how other walkers
fare: from other starts, with other steps, and with more or fewer units.

@*1 The plateau. \topic{plateau}What is the network doing between iteration
1000, or so, and 6000? Its loss there is \num{plateau_loss}; it is not the loss
of a network that knows nothing, \num{ignorance}. \figref{strip} shows what it
knows. It has found a {\it strip}: between two parallel lines it says ``disc'',
and on either side ``ring''. A strip that holds the disc must hold two pieces of
the ring as well. That makes \num{plateau_wrong} mistakes at iteration 1000, and
no strip is much better, by \exref{beststrip}.

A hidden unit looks in one direction, that of its column of~$\Wht$: it can tell
points apart only by how far they lie in this direction. On the plateau the three
directions are almost the same, $\num{plateau_angle1}^\circ$,
$\num{plateau_angle2}^\circ$, and $\num{plateau_angle3}^\circ$ at iteration 1000,
and so whatever the units say together can only be stripes. What a unit's word is
worth is its {\it lead}, $a_k=w\out_{k2}-w\out_{k1}$, by which it raises the
logit of the disc above that of the ring. Unit~1 speaks for the disc, with
$a_1=\num{plateau_lead1}$, and unit~2, which is on beyond the other edge of the
strip, speaks against it, $a_2=\num{plateau_lead2}$. Unit~3 is a bystander:
$a_3=\num{plateau_lead3}$.
@^lead@>

\figure{strip}{The notebook's network at six iterations. Light: it answers
``disc''; dark: ``ring''. All points of the disc lie inside the smaller solid circle,
those of the ring outside the larger, around the dashed one. Each arrow belongs to a hidden unit: it begins at the
line where the unit is one half, and points to where it is on. Full
heads: units that speak for the disc; open heads: for the ring.}

Such a state is protected by a symmetry. Suppose that the set of points, with
their classes, is its own mirror image, as two perfect circles would be, the
mirror being a line through the origin with the direction of the unit vector~$v$.
The reflection $R$ leaves the component of a point along~$v$ alone and turns the
sign of the component along the perpendicular unit vector~$v^\perp$. Suppose also
that all columns of $\Wht$ are multiples of~$v$. Then the pre-activations of a
point $x$ and of its image $Rx$ are equal, since $x\cdot v=Rx\cdot v$; so are all
the activations, probabilities, and, as the classes are equal too, the deltas. The
derivative of $J$ with respect to the component of column~$k$ along~$v^\perp$ is,
by \eqref{gradient},
$$v^\perp\!\cdot\pd J{w\hid_{\cdot k}}=\sum_{i=1}^N(v^\perp\!\cdot x_i)\,\delta\hid_{ik}
  ={1\over2}\sum_{i=1}^N\bigl(v^\perp\!\cdot x_i+v^\perp\!\cdot Rx_i\bigr)\delta\hid_{ik}=0,\eqno\eqlabel{invariant}$$
where $w\hid_{\cdot k}$ is column~$k$. (In the second sum each point has been
replaced by the mean of itself and its image, which changes nothing, as the
images are the same points; and $v^\perp\!\cdot Rx=-v^\perp\!\cdot x$.) So a step of gradient
descent leaves the columns parallel to~$v$. {\it Parallel units stay parallel for
ever}, like the equal units of section~\secref{initial}.
@^symmetry breaking@>@^mirror symmetry@>

@ \seclabel{bend}Our circles aren't perfect: they are a sample, with noise. The
derivative in \eqref{invariant} is not zero but small, a little push that turns
the units apart. Does it grow? The first edition of this book said yes, slowly: the
loss bends down in some direction on the plateau, so it must be this one. That
was plausible, and it is false. Let us differentiate instead.

Move column~$k$ by $\varphi v^\perp$, which turns the unit a little. A sample's
loss depends on the difference of its two logits only, with the first
derivative $\delta_i=\yhat_{i2}-y_{i2}$ and the second $\yhat_{i1}\yhat_{i2}$;
the difference depends on~$\varphi$ through $a_k\sigma(z\hid_{ik})$, and the
pre-activation is $z\hid_{ik}$ plus $\varphi\,v^\perp\!\cdot x_i$. Differentiating
twice, we find
$$\pdd J\varphi\varphi=a_k\sum_{i=1}^N\delta_i\,\sigma''(z\hid_{ik})\,(v^\perp\!\cdot x_i)^2
  +a_k^2\sum_{i=1}^N\yhat_{i1}\yhat_{i2}\,\sigma'(z\hid_{ik})^2(v^\perp\!\cdot x_i)^2.\eqno\eqlabel{turning}$$
The second sum is never negative. The first may be anything; but its factor $a_k$
isn't squared. So when a unit's lead is small, {\it its sign decides whether turning
the unit lifts the loss or lowers it}. For the third unit at iteration 1000 the
second derivative is $\num{bend_1000_last}$. If $a_3$ had the other sign, and
all else were the same, it would be $\num{bend_1000_last_reversed}$.

This is one unit. For all directions at once we need the matrix of all second
derivatives, the Hessian. Its columns come from differences of gradients,
@^Hesse, Ludwig Otto@>@^Hessian@>
$$\pdd J{\theta_j}{\theta_k}\approx{1\over2\varepsilon}\Bigl(\pd J{\theta_j}(\theta+\varepsilon e_k)-\pd J{\theta_j}(\theta-\varepsilon e_k)\Bigr),\eqno\eqlabel{hessian}$$
where $e_k$ has a 1 in place~$k$ and zeros elsewhere; the error is of the order
of~$\varepsilon^2$, as in \eqref{central}.

To look at turning alone, let $T$ be the matrix with a row for each unit, the unit
vector in the space of the parameters that turns it: $(-\sin\alpha,\cos\alpha)$ in
the places of its column, if $\alpha$ is its angle, and zeros elsewhere. Then
$THT\tr$, a $K\times K$ matrix, says how the loss bends if units are turned, one or
several at once, and nothing else is changed. If its smallest eigenvalue is
positive, any such small turning lifts the loss, but for that little push.

@ We stop the run at six iterations and look; and we look again with the sign of $a_3$
reversed. Where an eigenvalue $\lambda$ is negative, a distance in the direction of its eigenvector grows in each
step by the factor~$r$, the larger root of \eqref{characteristic}, and so $e$-fold
in $1/\ln r$ steps, as long as nothing else changes. Here $\lambda$ is the smallest
eigenvalue; the two shares say how much of its eigenvector is turning, and how much is in
the outgoing weights of unit~3, its word.
$$\vbox{\halign{\hfil$#$\qquad&\hfil$#$\qquad&\hfil$#$\quad&\hfil$#$\quad&\hfil$#$\quad&\hfil$#$\qquad&\hfil$#$\quad&\hfil$#$\cr
\noalign{\hrule\vskip3pt}
&&\multispan4\hfil\it Hessian\hfil\qquad&\multispan2\hfil\it turning only\hfil\cr
t&a_3&\lambda&\hbox{\it steps to $e$-fold}&\hbox{\it turning}&\hbox{\it word}&\lambda&\lambda,\ a_3\ \hbox{\it reversed}\cr
\noalign{\vskip3pt\hrule\vskip3pt}
500&\num{bend_500_lead}&\num{bend_500_smallest}&\num{bend_500_steps}&\num{bend_500_share}\,\%&\num{bend_500_word}\,\%&\num{bend_500_turning}&\num{bend_500_reversed}\cr
1000&\num{bend_1000_lead}&\num{bend_1000_smallest}&\num{bend_1000_steps}&\num{bend_1000_share}\,\%&\num{bend_1000_word}\,\%&\num{bend_1000_turning}&\num{bend_1000_reversed}\cr
3000&\num{bend_3000_lead}&\num{bend_3000_smallest}&\num{bend_3000_steps}&\num{bend_3000_share}\,\%&\num{bend_3000_word}\,\%&\num{bend_3000_turning}&\num{bend_3000_reversed}\cr
5000&\num{bend_5000_lead}&\num{bend_5000_smallest}&\num{bend_5000_steps}&\num{bend_5000_share}\,\%&\num{bend_5000_word}\,\%&\num{bend_5000_turning}&\num{bend_5000_reversed}\cr
5900&\num{bend_5900_lead}&\num{bend_5900_smallest}&\num{bend_5900_steps}&\num{bend_5900_share}\,\%&\num{bend_5900_word}\,\%&\num{bend_5900_turning}&\num{bend_5900_reversed}\cr
6000&\num{bend_6000_lead}&\num{bend_6000_smallest}&\num{bend_6000_steps}&\num{bend_6000_share}\,\%&\num{bend_6000_word}\,\%&\num{bend_6000_turning}&\num{bend_6000_reversed}\cr
\noalign{\vskip3pt\hrule}}}$$
On the plateau there is a direction in which the loss
bends down; but turning makes up next to nothing of it until the end, while turning alone bends the
loss up. Whichever way the sample pushes the units, a force restores them: the strip is held.
What does bend down is something else, nearly all of it in the third unit (\num{bend_1000_third}\,\% at iteration 1000,
\num{bend_5000_third}\,\% at 5000): it can gain a little by saying louder what the others
say, and by moving its line. From iteration 1000 on $a_3$ grows, ever faster, but from a
rate so small that nothing is to be seen for a long time. Only at the end does
turning join in.

The last column has the surprise. Had the bystander's lead the other sign, turning would lower
the loss, and on the plateau far more steeply than anything does now. So we
have a suspect, and can go back
to iteration 1000, change one thing, and let go again.

@ In each line of the following table one thing is changed at iteration 1000, or
3000; then the training goes on. How many more steps does it take until the loss is below 5000, and the plateau
is left?
$$\vbox{\halign{#\hfil\qquad&\hfil$#$\qquad&\hfil$#$\cr
\noalign{\hrule\vskip3pt}
\it change&\hbox{\it at\/ $t=1000$}&\hbox{\it at\/ $t=3000$}\cr
\noalign{\vskip3pt\hrule\vskip3pt}
none&\num{change0_1000}&\num{change0_3000}\cr
$a_3$ has its sign reversed&\num{change1_1000}&\num{change1_3000}\cr
$a_3$ is set to zero&\num{change2_1000}&\num{change2_3000}\cr
$a_3$ is set to \num{bend_6000_lead}, its value at $t=6000$&\num{change3_1000}&\num{change3_3000}\cr
unit 3 is turned by $10^\circ$&\num{change4_1000}&\num{change4_3000}\cr
unit 3 is turned by $-10^\circ$&\num{change5_1000}&\num{change5_3000}\cr
\noalign{\vskip3pt\hrule}}}$$
Reverse the sign, and the network is free in \num{change1_1000} steps instead of \num{change0_1000}: {\it it is held
by the sign of\/~$a_3$}. Make $a_3$ as large as it will be at iteration 6000, and
most of the wait is over: {\it what takes so long is the growth of\/~$a_3$}; set
$a_3$ to zero, and the wait begins anew. Turn the unit, and nothing is
gained, as it must be where turning lifts the loss. Why turning lowers it at last, although $a_3$
is large and positive, we can't say: at iteration 6000 the third unit alone is held as firmly as ever, with a second
derivative \eqref{turning} of \num{bend_6000_last}; together with the others it isn't.

Plateaus of this kind are well known: near a state that is protected by a symmetry,
or where a unit repeats another, as in \exref{copy} (Saad and Solla 1995; Fukumizu
and Amari 2000).
@^Saad, David@>@^Solla, Sara A.@>@^Fukumizu, Kenji@>@^Amari, Shun-ichi@>

@ How did the network get there? The directions are within \num{spread_0} degrees
at the start, by chance, and after some toing and froing they agree: two units make a strip, and the
third could have closed it. At the start the third unit's lead is negative,
which at iteration 1000 would be the good sign. Something has changed it.

The first step has no velocity yet; it is plain descent, which
ends higher than it began when $\eta$ times the curvature in the gradient's direction
is above~2. At the start $\eta_0\lambda=\num{sharp_0}$ for the largest eigenvalue (\figref{plateau});
the gradient lies almost in its direction, where it is \num{along_0}; and the loss jumps to \num{loss_1}. Do such long steps at the beginning throw the
third unit to the wrong side? We try shorter ones; we try short ones that
are preceded by a few long ones, and long ones after a few short ones. And we try
longer steps still, more momentum, and a start with $a_3$ reversed.

Here is $a_3$ in the first hundred steps, and how many steps it takes to leave
the plateau ($\infty$: more than 12,000):
$$\vbox{\halign{#\hfil\qquad&&\hfil$#$\quad\cr
\noalign{\hrule\vskip3pt}
\it learning rate&a_3,\ t=0&5&20&50&100&\hbox{\it steps}\cr
\noalign{\vskip3pt\hrule\vskip3pt}
$10^{-4}$, the notebook's&\num{third1_0}&\num{third1_5}&\num{third1_20}&\num{third1_50}&\num{third1_100}&\num{third1_steps}\cr
$9\cdot10^{-5}$&\num{third2_0}&\num{third2_5}&\num{third2_20}&\num{third2_50}&\num{third2_100}&\num{third2_steps}\cr
$7\cdot10^{-5}$&\num{third3_0}&\num{third3_5}&\num{third3_20}&\num{third3_50}&\num{third3_100}&\num{third3_steps}\cr
$5\cdot10^{-5}$&\num{third4_0}&\num{third4_5}&\num{third4_20}&\num{third4_50}&\num{third4_100}&\num{third4_steps}\cr
$10^{-4}$ for 3 steps, then $5\cdot10^{-5}$&\num{third5_0}&\num{third5_5}&\num{third5_20}&\num{third5_50}&\num{third5_100}&\num{third5_steps}\cr
$5\cdot10^{-5}$ for 10 steps, then $10^{-4}$&\num{third6_0}&\num{third6_5}&\num{third6_20}&\num{third6_50}&\num{third6_100}&\num{third6_steps}\cr
\noalign{\vskip3pt\hrule\vskip3pt}
$1.2\cdot10^{-4}$&\num{third7_0}&\num{third7_5}&\num{third7_20}&\num{third7_50}&\num{third7_100}&\num{third7_steps}\cr
$1.3\cdot10^{-4}$&\num{third8_0}&\num{third8_5}&\num{third8_20}&\num{third8_50}&\num{third8_100}&\num{third8_steps}\cr
$10^{-4}$, $\mu={3\over4}$&\num{third9_0}&\num{third9_5}&\num{third9_20}&\num{third9_50}&\num{third9_100}&\num{third9_steps}\cr
$10^{-4}$, $a_3$ reversed&\num{third10_0}&\num{third10_5}&\num{third10_20}&\num{third10_50}&\num{third10_100}&\num{third10_steps}\cr
$7\cdot10^{-5}$, $a_3$ reversed&\num{third11_0}&\num{third11_5}&\num{third11_20}&\num{third11_50}&\num{third11_100}&\num{third11_steps}\cr
$5\cdot10^{-5}$, $a_3$ reversed&\num{third12_0}&\num{third12_5}&\num{third12_20}&\num{third12_50}&\num{third12_100}&\num{third12_steps}\cr
\noalign{\vskip3pt\hrule}}}$$

\figure{plateau}{The notebook's run, up to the end of the plateau (left, in a
logarithmic scale) and around it (right, evenly). Top: the angles of the three
directions. Bottom: the learning rate times the largest eigenvalue of the
Hessian; above the dashed line, the limit of \eqref{stability}, no descent is
stable.}

Look at the column $t=100$. In the upper half the sign of $a_3$ foretells it: where it
is negative, the network is soon through; where it is positive, it is caught. Three long steps are
enough to be caught; ten short ones are enough to be safe, and then the notebook's
own rate does no harm. So the plateau of the notebook's figure is the consequence
of its first few steps.

The lower half warns us not to make a law of it. There $a_3$ is positive in each
row, and the number of steps is anything between \num{third7_steps} and
\num{third8_steps}. The wrong sign at the start makes a short plateau, if the steps
are short; and of two rates that are a little larger than the notebook's, both with a large~$a_3$,
one is through at once, and the other is not. Why that is so, we don't know.

@ Now for the programs, which were kept out of the story. The columns of the Hessian are made as \eqref{hessian} says, and small
asymmetries are averaged out.

@<Functions for the playground, too@>=
static void hessian(team *crew, double *theta, double epsilon, int n, double H[n][n])
{
  double up[n], down[n];
  for (int k = 0; k < n; k++) {
    const double here = theta[k];
    theta[k] = here + epsilon;
    gradient(crew, theta, up);
    theta[k] = here - epsilon;
    gradient(crew, theta, down);
    theta[k] = here;
    for (int j = 0; j < n; j++) H[j][k] = (up[j] - down[j])/(2*epsilon);
  }
  for (int j = 0; j < n; j++)
    for (int k = 0; k < j; k++) H[j][k] = H[k][j] = (H[j][k] + H[k][j])/2;
}

@ Its eigenvalues, in ascending order, and its eigenvectors, the columns of~$Q$, are left to the
GNU Scientific Library, which destroys the matrix on the way.
@^GNU Scientific Library@>@^eigenvalue@>

@<Experiments@>=
static void eigen(int n, double A[n][n], double value[n], double Q[n][n])
{
  gsl_matrix_view matrix = gsl_matrix_view_array(&A[0][0], (size_t) n, (size_t) n);
  gsl_matrix_view vectors = gsl_matrix_view_array(&Q[0][0], (size_t) n, (size_t) n);
  gsl_vector_view values = gsl_vector_view_array(value, (size_t) n);
  gsl_eigen_symmv_workspace *workspace = gsl_eigen_symmv_alloc((size_t) n);
  if (workspace == NULL) exit(1);
  gsl_eigen_symmv(&matrix.matrix, &values.vector, &vectors.matrix, workspace);
  gsl_eigen_symmv_sort(&values.vector, &vectors.matrix, GSL_EIGEN_SORT_VAL_ASC);
  gsl_eigen_symmv_free(workspace);
}

@ @<Include what the experiments need@>=
#include <gsl/gsl_eigen.h>

@ Next, what the table of section~\secref{bend} has, for the network as it is.

@<Experiments@>=
typedef struct {
  double smallest, largest; /* eigenvalues of the Hessian */
  double share; /* how much of the eigenvector of the smallest is turning, */
  double word; /* how much is in the last unit's outgoing weights, */
  double third; /* and how much in these, its incoming weights, and its bias */
  double along; /* the curvature in the direction of the gradient */
  double turning; /* the smallest eigenvalue of $THT\tr$ */
  double last; /* its last diagonal element: the last unit alone */
} bending;
@#
static bending bend(problem *p)
{
  const int n = p->count, K = p->net.K;
  double H[n][n], Q[n][n], value[n], T[K][n], B[K][K], R[K][K], turn[K], G[n], share = 0, along = 0, square = 0;
  hessian(p->crew, p->theta, 1e-5, n, H);
  gradient(p->crew, p->theta, G);
  for (int j = 0; j < n; j++) {
    square += G[j]*G[j];
    for (int k = 0; k < n; k++) along += G[j]*H[j][k]*G[k];
  }
  memset(T, 0, sizeof T);
  for (int k = 0; k < K; k++) {
    T[k][hidden_weight(p, 0, k) - p->theta] = -sin(angle(p, k));
    T[k][hidden_weight(p, 1, k) - p->theta] = cos(angle(p, k));
  }
  memset(B, 0, sizeof B);
  for (int j = 0; j < K; j++)
    for (int k = 0; k < K; k++)
      for (int l = 0; l < n; l++)
        for (int m = 0; m < n; m++) B[j][k] += T[j][l]*H[l][m]*T[k][m];
  double last = B[K-1][K-1];
  eigen(n, H, value, Q);
  eigen(K, B, turn, R);
  for (int k = 0; k < K; k++) {
    double component = 0;
    for (int j = 0; j < n; j++) component += T[k][j]*Q[j][0];
    share += component*component;
  }
  double *out = output_weight(p, K - 1, 0);
  double word = pow(Q[out - p->theta][0], 2) + pow(Q[out + 1 - p->theta][0], 2), third = word;
  for (int d = 0; d <= p->net.D; d++) third += pow(Q[hidden_weight(p, d, K - 1) - p->theta][0], 2);
  return @[(bending){@]value[0], value[n-1], share, word, third, along/square, turn[0], last@[}@];
}

@ The sign of $a_3$ is reversed for a moment, to look, and put back; the run never learns of it.
The steps for an $e$-fold growth follow from \eqref{characteristic}.

@<Experiments@>=
static bool look_closely(void *context, long t, wide J)
{
  problem *p = context;
  if (t != 500 && t != 1000 && t != 3000 && t != 5000 && t != 5900 && t != 6000) return true;
  bending as_is = bend(p);
  set_lead(p, 2, -lead(p, 2));
  bending reversed = bend(p);
  set_lead(p, 2, -lead(p, 2));
  double b = 1 + mu_nought - eta_nought*as_is.smallest, steps = 1/log((b + sqrt(b*b - 4*mu_nought))/2);
  number(named("bend_%ld_smallest", t), as_is.smallest > -10 ? "%.1f" : "%.0f", as_is.smallest);
  numbers(named("bend_%ld", t), "lead %.2f steps %.0f share %.0f word %.0f third %.0f turning %.0f reversed %.0f last %.0f last_reversed %.0f",@|
    lead(p, 2), two_digits(steps), 100*as_is.share, 100*as_is.word, 100*as_is.third, as_is.turning, reversed.turning, as_is.last, reversed.last);
  if (t != 1000) return true;
  numbers("plateau", "loss %.0f wrong %.0f", (double) J, (double) misclassified(p->net, p->theta, p->data));
  for (int k = 0; k < 3; k++) {
    number(named("plateau_angle%d", k + 1), "%.0f", angle(p, k)/degree);
    number(named("plateau_lead%d", k + 1), "%.2f", lead(p, k));
  }
  return true;
}
@#
static void curvature(void)
{
  problem *p = notebook_problem();
  replay(p, 0, 6000, look_closely, p);
  forget(p);
}

@ The experiments that change something go back to iteration 1000 or 3000 for each change.

@<Experiments@>=
static void interfere(void)
{
  problem *p = notebook_problem();
  go_to(p, 6000);
  double grown = lead(p, 2);
  for (long t = 1000; t <= 3000; t += 2000)
    for (int change = 0; change <= 5; change++) {
      go_to(p, t);
      const double a[] = {lead(p, 2), -lead(p, 2), 0, grown};
      if (change <= 3) set_lead(p, 2, a[change]);
      else turn(p, 2, (change == 4 ? 10 : -10)*degree);
      number(named("change%d_%ld", change, t), "%.0f", escape(p, eta_nought, mu_nought));
    }
  forget(p);
}

@ To reach into a network like this, we must know where things are. In~$\theta$ the
rows of $\Wht$, each with $K$ numbers, come first; the biases follow as if they
were one more row, and then the rows of $\Wot$, each with $C$ numbers. In
\CEE/, unit~3 has the number~2.

@<Instruments@>=
static double *hidden_weight(problem *p, int d, int k)
{
  return p->theta + d*p->net.K + k; /* with $d=D$, the bias */
}
@#
static double *output_weight(problem *p, int k, int c)
{
  return p->theta + (p->net.D + 1)*p->net.K + k*p->net.C + c;
}
@#
static const double degree = 0.017453292519943295; /* in radians */
@#
static double angle(problem *p, int k)
{
  return atan2(*hidden_weight(p, 1, k), *hidden_weight(p, 0, k));
}
@#
static double lead(problem *p, int k)
{
  return *output_weight(p, k, 1) - *output_weight(p, k, 0);
}
@#
static void set_lead(problem *p, int k, double a)
{
  double mean = (*output_weight(p, k, 1) + *output_weight(p, k, 0))/2;
  *output_weight(p, k, 1) = mean + a/2;
  *output_weight(p, k, 0) = mean - a/2;
}
@#
static void turn(problem *p, int k, double by)
{
  double *x = hidden_weight(p, 0, k), *y = hidden_weight(p, 1, k), size = hypot(*x, *y), there = angle(p, k) + by;
  *x = size*cos(there), *y = size*sin(there);
}

@ A beginning has two learning rates, of which the first may be for no steps at all.\unprinted

@<Experiments@>=
typedef struct {
  problem *p;
  int j; /* which beginning */
  long before; /* steps in an earlier call of |train|, whose last look is the next one's first */
  double steps; /* until the loss is below 5000 */
} follower;
@#
static bool follow_lead(void *context, long t, wide J)
{
  follower *f = context;
  if (f->before > 0 && t == 0) return true;
  t += f->before;
  if (t == 0 || t == 5 || t == 20 || t == 50 || t == 100) number(named("third%d_%ld", f->j, t), "%.2f", lead(f->p, 2));
  if (J < 5000 && isinf(f->steps)) f->steps = (double) t;
  return t <= 100 || isinf(f->steps);
}
@#
static void third(void)
{
  static const struct {
    long few; /* steps with the first rate */
    double first, rate; /* the first learning rate, and the one after these steps */
    double mu; /* the momentum factor */
    bool reversed; /* has $a_3$ the other sign at the start? */
  } beginnings[] = {@<The beginnings that are tried@>@t\2@>}, *b = beginnings;
  problem *p = notebook_problem();
  for (int j = 1; j <= 12; j++, b++) {
    follower f = {p, j, 0, INFINITY};
    restart(p);
    if (b->reversed) set_lead(p, 2, -lead(p, 2));
    if (b->few > 0) train(p->crew, p->theta, p->M, b->few, b->first, b->mu, follow_lead, &f);
    f.before = b->few;
    train(p->crew, p->theta, p->M, 12000 - b->few, b->rate, b->mu, follow_lead, &f);
    number(named("third%d_steps", j), "%.0f", f.steps);
  }
  forget(p);
}

@ @<The beginnings that are tried@>=
{0, 0, 1e-4, 0.5, false}, {0, 0, 9e-5, 0.5, false}, {0, 0, 7e-5, 0.5, false}, {0, 0, 5e-5, 0.5, false},@/
{3, 1e-4, 5e-5, 0.5, false}, {10, 5e-5, 1e-4, 0.5, false},@/
{0, 0, 1.2e-4, 0.5, false}, {0, 0, 1.3e-4, 0.5, false}, {0, 0, 1e-4, 0.75, false},@/
{0, 0, 1e-4, 0.5, true}, {0, 0, 7e-5, 0.5, true}, {0, 0, 5e-5, 0.5, true},@/

@ For the regions of \figref{strip}, six grids, one after the other.

@<Experiments@>=
static bool drawn(long t)
{
  return t == 100 || t == 1000 || t == 6000 || t == 6050 || t == 6100 || t == 50000;
}
@#
static bool draw_region(void *context, long t, wide J)
{
  problem *p = context;
  if (drawn(t)) {
    write_grid(stdout, &@[(model){@].net = p->net, .theta = p->theta, .mean = (double[]) {0, 0}, .scale = (double[]) {1, 1}@[}@], 61,@|
      &@[(map_range){@].dimensions = 2, .input = {0, 1}, .low = {-1.5, -1.5}, .high = {1.5, 1.5}, .rest = (double[]) {0, 0}@[}@]);
    printf("\n# the above: iteration %ld, J %g\n", t, J);
  }
  return true;
}
@#
static void strip(void)
{
  problem *p = notebook_problem();
  replay(p, 0, 50000, draw_region, p);
  forget(p);
}

@ The curves of \figref{plateau} come from the run as it is, which is stopped to look
around: at each of its first iterations, then at intervals of four percent of the
iteration's number, and every five iterations around the plateau's end. Besides
the angles and the bending there are, for the arrows of \figref{strip}, the leads
and where each unit's line is, $-b\hid_k$ divided by the length of its column.

@<Experiments@>=
static bool look_around(void *context, long t, wide J)
{
  problem *p = context;
  bool often = t >= 5900 && t <= 6200;
  if (t > 20 && !drawn(t) && (often ? t%5 != 0 : floor(25*log(t)) == floor(25*log(t - 1)))) return true;
  bending here = bend(p);
  printf("%ld\t%.17g", t, J);
  for (int k = 0; k < 3; k++)
    printf("\t%.17g\t%.17g\t%.17g", angle(p, k)/degree, lead(p, k),@|
      -*hidden_weight(p, 2, k)/hypot(*hidden_weight(p, 0, k), *hidden_weight(p, 1, k)));
  printf("\t%.17g\t%.17g\n", here.smallest, here.largest);
  if (t == 0 || t == 1000) number(named("sharp_%ld", t), "%.2f", eta_nought*here.largest);
  if (t == 0) number("along_0", "%.2f", eta_nought*here.along);
  if (t == 0) number("spread_0", "%.0f", (angle(p, 1) - angle(p, 2))/degree);
  return true;
}
@#
static void plateau(void)
{
  problem *p = notebook_problem();
  printf("# iteration\tJ\tangle1\tlead1\tline1\tangle2\tlead2\tline2\tangle3\tlead3\tline3\tsmallest\tlargest\n");
  replay(p, 0, 50000, look_around, p);
  forget(p);
}

@*1 Other starts. \seclabel{starts}\topic{sensitivity}The notebook says of its
figure: ``It shows that it takes over 5K iterations for the loss to start to
decline.'' Does it? One run can't say. We train on the same points with the same
settings from \num{starts} other initial weights, drawn as the first were, until
the loss is below 5000, a tenth per sample, but 12,000 steps at most. A start that
isn't through by then is counted as infinitely slow.

\figref{escapes} has the outcome. The notebook's start needs
\num{escape_notebook} steps. The median of the others is \num{escape_median}; a
quarter of them need no more than \num{escape_quarter}, three quarters no more
than \num{escape_three_quarters}. On the other hand, \num{escape_1000} of
\num{starts} need more than a thousand, and \num{escape_never} had not left
their plateau when we stopped. Of them all, \num{escape_slower}
were as slow as the notebook's start or slower; by \eqref{wilson} the share of such
starts is, with 95~percent confidence, between \num{escape_slower_low} and \num{escape_slower_high} percent. So
what the notebook shows is an accident, neither the rule nor very rare.

\figure{escapes}{How many steps it takes until the loss is below 5000: for each
number of steps, the share of \num{starts} starts that have done it. The
notebook's own start is marked. We stopped at the dashed line.}

@ A start that stays on its plateau is said to need
infinitely many steps, which is larger than any other number; so the quantiles need no
exception for it.

@<Instruments@>=
static double escape(problem *p, double eta, double mu)
{
  goal end = run_until(p, 5000, 12000, eta, mu);
  return end.J < end.limit ? (double) end.t : INFINITY;
}

@ We draw the starts one after the other from the same generator, so that each of them can be
found again.

@<Experiments@>=
static void escapes(void)
{
  enum {starts = 200};
  problem *p = notebook_problem();
  double steps[starts], notebook = escape(p, eta_nought, mu_nought);
  long never = 0, many = 0, slower = 0;
  printf("# start\tsteps\n0\t%g\n", notebook);
  for (int j = 0; j < starts; j++) {
    another_start(p);
    steps[j] = escape(p, eta_nought, mu_nought);
    printf("%d\t%g\n", j + 1, steps[j]);
    never += isinf(steps[j]);
    many += steps[j] > 1000;
    slower += steps[j] >= notebook;
  }
  double low, high;
  wilson(slower, starts, 1.96, &low, &high);
  number("starts", "%.0f", starts);
  numbers("escape", "notebook %.0f median %.0f quarter %.0f three_quarters %.0f 1000 %.0f never %.0f",@|
    notebook, median(starts, steps), quantile(0.25, starts, steps), quantile(0.75, starts, steps), (double) many, (double) never);
  numbers("escape_slower", "low %.0f high %.0f", 100*low, 100*high);
  number("escape_slower", "%.0f", (double) slower);
  forget(p);
}

@*1 Learning rate and momentum. \seclabel{rates}\topic{sensitivity}\topic{sum
or mean}The notebook contains a search over learning rates and momentum
factors, which it doesn't run: $\eta$ from $0.01$ to $0.25$, and $\mu$ from 0
to~$0.5$, each for 20,000 iterations. The loss is summed over \num{samples}
samples, and so is the gradient; divided by~$N$, the loss would be the mean, the gradient
$N$~times smaller, and the same steps would need a rate $N$~times larger. The
notebook's own $\eta_0=10^{-4}$ for the sum is a rate of~5 for the mean; and
$0.01$ to $0.25$ are 500 to 12,500. A learning rate says nothing unless one knows
which of the two it is for.

We run the notebook's search, for a tenth of the iterations, and one around the
rate that it uses, four rates to a factor of ten, all from its start.

With each of the notebook's 25 settings the loss ends above \num{diverging_least};
it began at \num{initial_loss}, and a network that knows nothing has \num{ignorance}. Our program shifts the
logits, and so merely gets nowhere; the notebook's softmax, which doesn't,
overflows as soon as a logit exceeds 709, and then has NaN for good.

\figure{grid}{The loss after 2000 steps from the notebook's start, for thirteen
learning rates and six momentum factors. The darker, the better; k is for
thousand, M for million. The notebook's choice has a frame. A thin frame: the loss
is between 12,000 and 15,000, as at a strip.}

\figref{grid} shows the other search. From left to right and from bottom to top the loss sinks at first,
to \num{grid_best} at
$\eta=\num{grid_best_eta}$ and $\mu=\num{grid_best_mu}$. Then there is an edge. Beyond it, as is to be
expected of steps too long for the curvature, \num{grid_lost} of
\num{grid_settings} settings end worse than a network that knows nothing.
@^edge of stability@>

Along the edge lie strips. The loss of \num{grid_strips} settings is
between 12,000 and 15,000 after 2000 steps (one, at the lower left, is only passing through); among them are
\num{grid_strips_here} of the six with the notebook's rate~$\eta_0$, whose own
choice has \num{grid_notebook}. (The exception is $\mu={3\over4}$, with
\num{grid_exception}.) With the next smaller rate, $\num{grid_smaller_eta}$, there are
\num{grid_strips_smaller}, and $\mu_0$ gets to \num{grid_smaller}. But a law it isn't. At
$\mu=0.95$ there is a strip at $\eta=\num{grid_stray_eta}$, with \num{grid_stray}, between neighbours with
\num{grid_stray_left} and \num{grid_stray_right}; and without momentum the rate
\num{grid_beyond_eta}, well to the right of~$\eta_0$, gets to
\num{grid_beyond}. Each square is one run from one start, and may be caught or not.

@ A search trains from the same start with all pairs of settings. The notebook's has five of each,
and what it finds is summed up in a single number, the least of the losses, rounded down.\unprinted

@<Experiments@>=
static void search(int E, const double *eta, int U, const double *mu, double J[E][U])
{
  problem *p = notebook_problem();
  printf("# eta\tmu\tJ\twrong\n");
  for (int e = 0; e < E; e++)
    for (int m = 0; m < U; m++) {
      restart(p);
      J[e][m] = run_until(p, 0, 2000, eta[e], mu[m]).J;
      printf("%.17g\t%g\t%.17g\t%ld\n", eta[e], mu[m], J[e][m],@| misclassified(p->net, p->theta, p->data));
    }
  forget(p);
}
@#
static void diverging(void)
{
  const double eta[] = {0.01, 0.02, 0.05, 0.1, 0.25}, mu[] = {0, 0.01, 0.05, 0.1, 0.5};
  double J[5][5], least = INFINITY;
  search(5, eta, 5, mu, J);
  for (int j = 0; j < 25; j++) least = fmin(least, J[j/5][j%5]);
  number("diverging_least", "%.0f", 10000*floor(least/10000));
}

@ @<Experiments@>=
static void grid(void)
{
  const double mu[] = {0, 0.25, 0.5, 0.75, 0.9, 0.95};
  double eta@t@>[13], J[13][6];
  int best = 0, lost = 0, strips[13] = {0}, all = 0, notebook = 8;
  for (int e = 0; e < 13; e++) eta[e] = eta_nought*pow(10, (e - notebook)/4.);
  search(13, eta, 6, mu, J);
  for (int j = 0; j < 13*6; j++) {
    double here = J[j/6][j%6];
    if (here < J[best/6][best%6]) best = j;
    lost += !(here < 50000*log(2));
    if (here > 12000 && here < 15000) strips[j/6]++, all++;
  }
  numbers("grid", "settings %.0f strips %.0f strips_here %.0f strips_smaller %.0f lost %.0f",@|
    13*6., (double) all, (double) strips[notebook], (double) strips[notebook-1], (double) lost);
  numbers("grid", "best %.1f best_eta %.1e best_mu %g notebook %.0f exception %.0f smaller %.0f smaller_eta %.1e",@|
    J[best/6][best%6], eta[best/6], mu[best%6], J[notebook][2], J[notebook][3], J[notebook-1][2], eta[notebook-1]);
  numbers("grid", "stray %.0f stray_eta %.1e stray_left %.0f stray_right %.0f beyond %.0f beyond_eta %.1e",@|
    J[5][5], eta[5], J[4][5], J[6][5], J[notebook+2][0], eta[notebook+2]);
}

@*1 The number of hidden units. \seclabel{widths}\topic{why three hidden
units}Why three? We try one to six, with ten starts each, and 3000 steps (\live{K=2&until=20000}). The
learning rate is half of the notebook's, so that the edge of \figref{grid}
interferes less.

In \figref{widths} a single unit, which can only cut the plane in two, gets
\num{width1_least} points wrong at best, and \num{width1_median} in the median. With two units it is \num{width2_least} and
\num{width2_median}; that is the strip. With three it is \num{width3_least} and \num{width3_median}, and with five
\num{width5_least} and \num{width5_median}: a fourth, fifth, or sixth unit brings little. (Of the ten starts with three units,
\num{width3_strips} was still at a strip, and of those with four \num{width4_strips}.)

\figure{widths}{Misclassified points after 3000 steps, for ten starts with each
number of hidden units. Each dot is a start; dots side by side are equal or
nearly so.}

That two are not enough is a theorem. Write the lead of the disc over the ring,
the difference of their logits, as a function of the point,
$$\ell(x)=a+a_1\,\sigma(w_1\cdot x+b_1)+a_2\,\sigma(w_2\cdot x+b_2),$$
where $w_1$ and $w_2$ are the columns of $\Wht$, and $a$ is the difference of the
output biases. {\it There is a direction $e\ne0$ in which the lead never sinks.\/}
If $w_1$ and~$w_2$ aren't parallel, two linear equations in two unknowns have a
solution: choose $e$ such that $w_k\cdot e$ is 1 or $-1$, with the sign of~$a_k$.
If they are parallel, or one of them is zero, let $e$ be perpendicular to both.
In either case $a_kw_k\cdot e\ge0$; and since $\sigma$ increases,
$a_k\,\sigma(w_k\cdot x+s\,w_k\cdot e+b_k)$ doesn't decrease with~$s$. So
$$\ell(x+se)\ge\ell(x)\qquad\hbox{for all $s\ge0$ and all~$x$.}\eqno\eqlabel{ray}$$
Where the network says ``disc'', it says so on the whole ray from there in the
direction~$e$. The region of the disc isn't bounded; it can't be enclosed by that of
the ring. With three units the argument fails if no $e\ne0$ satisfies three
inequalities, as when the three vectors $a_kw_k$ point from the corners of a triangle
to its middle; and that is what the trained network has made of them.

The theorem is about regions. A few {\it points\/} may leave gaps for the ray to slip
through. How many are needed to close them? We draw ten sets of $N$ points for
each of several~$N$, and try to separate them by two units, from twenty starts,
with $N\eta=5$ as ever. (If $J<\ln2$, no sample costs as much as $\ln 2$, and all are right.) Of the ten sets of 10, 20, 30, 50, and 100 points, \num{gaps_10}, \num{gaps_20},
\num{gaps_30}, \num{gaps_50}, and \num{gaps_100} could be separated. The 25,000 points of
our ring are on average a seventieth of a degree apart. So we don't expect two units to do it;
proved it is not.

It helps that the units are soft. Were each of them a switch, on or off on
either side of its line, the region of the disc would be an exact triangle, and
a triangle that holds all of the disc comes too near to the ring with its
corners. We replace $\sigma$ by a step in the trained network, by multiplying
all hidden weights and biases by $10^6$, and count: instead of \num{wrong}
points, \num{hard_wrong} are wrong. (Other lines would serve switches
better; but switches have no derivative from which to learn them.)

@<Experiments@>=
static void widths(void)
{
  printf("# hidden\tstart\twrong\n");
  for (int K = 1; K <= 6; K++) {
    problem *p = pose(42, 50000, K);
    double wrong[10], strips = 0;
    for (int j = 0; j < 10; j++) {
      if (j > 0) another_start(p);
      run_until(p, 0, 3000, eta_nought/2, mu_nought);
      wrong[j] = (double) misclassified(p->net, p->theta, p->data);
      strips += wrong[j] > 4000 && wrong[j] < 6000;
      printf("%d\t%d\t%.0f\n", K, j + 1, wrong[j]);
    }
    numbers(named("width%d", K), "least %.0f median %.0f strips %.0f", quantile(0.05, 10, wrong), median(10, wrong), strips);
    forget(p);
  }
}

@ @<Experiments@>=
static void gaps(void)
{
  const long sizes[] = {10, 20, 30, 50, 100};
  for (int j = 0; j < 5; j++) {
    int separated = 0;
    for (uint32_t seed = 1; seed <= 10; seed++) {
      problem *p = pose(seed, sizes[j], 2);
      bool done = false;
      for (int start = 0; start < 20 && !done; start++) {
        done = run_until(p, log(2), 5000, 5/(double) sizes[j], mu_nought).J < log(2);
        another_start(p);
      }
      separated += done;
      forget(p);
    }
    number(named("gaps_%ld", sizes[j]), "%.0f", separated);
  }
}

@ @<Names of the experiments@>=
{"curvature", curvature}, {"interfere", interfere}, {"gaps", gaps},@/

@*1 Exercises. For paper and pencil, about the landscape. The lead of a unit
is $a_k=w\out_{k2}-w\out_{k1}$.

\exercise{fewer}[06] Somebody wants to repeat the notebook's run with 2000 of its points.
Which learning rate makes steps of the same length, if the loss is the sum? If it is the mean?

\exercise{waiting}[13] Show that near $\lambda=0$ a distance in a direction in which
the Hessian has the small eigenvalue $\lambda<0$ grows $e$-fold in about
$(1-\mu)/(\eta\vert\lambda\vert)$ steps. How many is that for $\lambda=-1$, with the
notebook's $\eta_0$ and~$\mu_0$?

\exercise{copy}[18] Let all derivatives of the loss be zero for a network with $K$~units.
Add a unit that has the incoming weights and the bias of unit~$K$, multiply the
outgoing weights of unit~$K$ by $1-\rho$, and give the new unit $\rho$~times what they were.
Prove that the derivatives of the larger network are zero, too, for every
number~$\rho$.

\exercise{beststrip}[22] A point of the disc has the component $0.1\cos\alpha+0.1q$ in a
given direction, with a uniform angle~$\alpha$ and a standard normal deviate~$q$;
a point of the ring has $\cos\alpha+0.1q$. Forget the noise of the ring, and take the component of the
disc for normal, with the same variance. How wide is the strip that gets the fewest points wrong, and how many is that,
of 50,000?

\exercise{intwo}[12] Let the disc be the whole circle of radius $0.3$ around the origin,
and the ring $n$~points, equally far apart on the circle of radius~1, where $n$ is even. For which
$n$ is there a strip that holds the disc, and no point of the ring? Compare
the answer with the experiment.

@* Digits. \seclabel{digits}Every number in this book has been rounded many times on its way
to the page. Before we go on measuring, two questions about the measure itself:
what is lost in a sum over all samples, and how many digits has a gradient that
is made of differences?

@*1 Rounding. \topic{cost and precision}How much arithmetic is there in a step?
Count the operations in \eqref{affine}, \eqref{logistic}, \eqref{softmax},
\eqref{lossterm}, \eqref{outputdelta}, \eqref{hiddendelta},
and~\eqref{gradient}, with one addition for each term of a sum over the
samples, and a subtraction as an addition. For each sample there are
$$\vcenter{\halign{\hfil$#$&${}=#$\hfil\cr
\hbox{multiplications}&2DK+3KC+2K+1,\cr
\hbox{additions}&2DK+3KC+2K+4C,\cr
\hbox{divisions}=\hbox{exponentials}&K+C,\cr}}\eqno\eqlabel{operations}$$
besides a logarithm for each panel and the comparisons for the maximum. For the
network 2--3--2 this makes 37~multiplications, 44~additions, 5~divisions, and
5~exponentials. (Of the divisions in \eqref{softmax} the program does one, and multiplies $C$ times.)

Every addition, multiplication, or division rounds its result, to a relative
error of at most $u=2^{-53}$. Within a sample there are few of them, but
50,000~samples are added, and it is there that errors could accumulate. The
order of the additions matters. Let $x_1+\cdots+x_N$ be computed by $N-1$
additions in any order, so that each computed sum is the true sum of its two
operands times $1+\alpha$ with some $\vert\alpha\vert\le u$. A term that takes part
in $d$~additions, directly or in a partial sum, gets $d$ such factors; hence,
if no term takes part in more than~$d$,
$$\hbox{computed}=\sum_{i=1}^Nx_i\prod(1+\alpha),\qquad
\Bigl\vert\hbox{computed}-\sum_{i=1}^Nx_i\Bigr\vert\le\bigl((1+u)^d-1\bigr)\sum_{i=1}^N\vert x_i\vert\approx du\sum_{i=1}^N\vert x_i\vert.\eqno\eqlabel{pairwise}$$
When terms are added to one running sum, the first takes part in all additions:
$d=N-1$. When they are added in pairs, then the sums in pairs, and so on,
$d=\lceil\log_2N\rceil$, sixteen for our~$N$. That is the whole theory
@^Higham, Nicholas John@>@^pairwise summation@>@^rounding@>
(Higham, {\it SIAM Journal on Scientific Computing\/ \bf14} (1993), 783--799).
The program is in between. A term of the gradient is added to a lane, which
adds up $16\times8$ terms of its own in a block; then sixteen lanes are added,
and then 25~blocks pairwise: $d=127+15+5=147$.

@ These are bounds. To see the errors themselves we add up the loss in several
ways. For two classes the loss of a sample is $\xi_i=\ln(1+e^{-\Delta_i})$,
where the {\it margin}
@^margin@>
$$\Delta_i=z_{i,y_i}-z_{ic},\qquad c\ne y_i,$$
is the lead of the true class over the other; and the \CEE/ library has a
function |log1p| for $\ln(1+t)$. The losses are summed in pairs.
In the long run we shall want the margins for themselves.

@<Experiments@>=
static void find_margins(problem *p, double *margin)
{
  column h[p->net.K], z[2], s, y_hat@,[2];
  for (long panel = 0; panel < panel_count(p->data); panel++) {
    forward(p->net, p->theta, p->data->x + 2*panel, h, z, s, y_hat);
    for (int i = 0; i < panel_size(p->data, panel); i++) {
      int y = p->data->y[panel][i], c = 1 - y;
      margin[panel*PANEL + i] = z[y][i] - z[c][i];
    }
  }
}
@#
static double pairwise_sum(const double *x, long N)
{
  return N == 1 ? x[0] : pairwise_sum(x, N/2) + pairwise_sum(x + N/2, N - N/2);
}
@#
static double careful_loss(problem *p)
{
  double xi[p->data->N];
  find_margins(p, xi);
  for (long i = 0; i < p->data->N; i++) xi[i] = log1p(exponential(-xi[i]));
  return pairwise_sum(xi, p->data->N);
}

@ A standard of comparison must be better than what is compared with it. Ours
has eleven bits more than a double (on most processors; the type is |long
double|), and what is lost in one addition is taken into the next one; that is
Kahan's device of 1965.
@^Kahan, William Morton@>@^compensated summation@>

@<Experiments@>=
static void rounding(void)
{
  problem *p = notebook_problem();
  double margin[p->data->N], unused[p->count], running = 0;
  long double exact = 0, lost = 0;
  find_margins(p, margin);
  for (long i = 0; i < p->data->N; i++) {
    double xi = log1p(exponential(-margin[i]));
    running += xi;
    long double add = xi - lost, next = exact + add;
    lost = (next - exact) - add;
    exact = next;
  }
  const double unit = (double) exact*DBL_EPSILON/2;
  numbers("rounding", "running %.1f pairs %.2f program %.2f", fabs((double)(running - exact))/unit,@|
    fabs((double)(careful_loss(p) - exact))/unit, fabs((double)(gradient(p->crew, p->theta, unused) - exact))/unit);
  forget(p);
}

@ At the start of the notebook's training, the loss in one running sum is wrong
by \num{rounding_running}~units of $uJ$, in pairs by \num{rounding_pairs}, and as
the program computes it by \num{rounding_program}.

The running sum is far better than its bound, which is 49,999. That is the worst
that could happen, all errors going the same way. Suppose they were independent
instead, and as often up as down. The $i$th partial sum is about $i/N$ of the
whole, so its error is anything between $-iu/N$ and $iu/N$ of the whole, and its
variance at most $(iu/N)^2\!/3$; all of them together have no more than
$u^2\!/3\cdot\sum_i(i/N)^2\approx Nu^2\!/9$, and the square root of that is
$u\sqrt N/3\approx75u$. So the measured error, which is of that size, is no great surprise;
still, those are digits lost. The program's sums, whose order was chosen for speed, don't lose
them, and cost nothing.

@ \seclabel{halfdigits}Would half the digits do? Compiled with \.{REAL=float} (section~\secref{single}), the network computes with 24~bits whatever belongs to a single sample, and
$u=2^{-24}$; \eqref{pairwise} holds with $d=127$, for what comes after the lanes has 53~bits again, and so have the parameters. The run of this book, tried so in
November 2026, took less than half the time. It misclassified the same two points, and its loss was off by no more than $7\cdot10^{-7}$ on the plateau and $7\cdot10^{-6}$ in the tail, relatively;
in between it dropped a little late, and so was off by $2\cdot10^{-3}$ for a moment. Two things can't do with half. With parameters of 24 bits the small steps of
the tail are lost, and the last loss was off by $3\cdot10^{-4}$. And where denominators $1+a$ and $1+b$ with small~$a$ and~$b$ are multiplied, the term~$ab$ is lost, always
downwards; before such products were given 53~bits, the loss of the trained network was too small by $2\cdot10^{-5}$, ten times as much as all the rest.
@^single precision@>

@*1 The step of the difference quotient. \topic{gradient check}By
\eqref{steplength} the difference quotient has a best step, and the notebook's
$\varepsilon=10^{-4}$ isn't it. How much is lost? We compare differences with
back-propagation, which we have good reason to believe by now, for forty-five
steps from $0.1$ down to $10^{-12}$, and at two points: the random one where the
notebook checks its gradient, and the one its training has reached after
20,000~iterations. A check is wanted there just as much, because some mistakes show
only when units are saturated. The relative error of a whole gradient, $g'$ for~$g$, is
$${\Vert g-g'\Vert\over\Vert g\Vert},\qquad\hbox{where}\quad\Vert g\Vert=\sqrt{g_1^2+g_2^2+\cdots}.$$
It forgives a component that is small among large ones, where a relative error
for each alone would sound the alarm over digits that nobody will miss.

Besides central differences we try the one-sided ones, $(J^+-J)/\varepsilon$,
which need only half as many losses, but are off by ${\varepsilon\over2}J''$.
One function computes both. It takes the loss as an argument, because we shall
want to try another way to compute it.

@s loss_function int

@<Experiments@>=
typedef double @[loss_function(problem *)@];
@#
static double fast_loss(problem *p)
{
  double unused[p->count];
  return gradient(p->crew, p->theta, unused);
}
@#
static void differences(problem *p, loss_function *J, double epsilon, double *central, double *one_sided)
{
  double *theta = p->theta, J_here = J(p);
  for (int j = 0; j < p->count; j++) {
    double here = theta[j];
    theta[j] = here + epsilon;
    double J_plus = J(p);
    theta[j] = here - epsilon;
    double J_minus = J(p);
    theta[j] = here;
    central[j] = (J_plus - J_minus)/(2*epsilon);
    one_sided[j] = (J_plus - J_here)/epsilon;
  }
}

@ \figref{steps} shows what came out. On the right of each picture the error of
central differences is a line of slope~2: halving the step divides the error by
four. On the left the error is noise, which grows as the step shrinks, along a
line of slope~$-1$. One-sided differences have slope~1 on the right, and their
best is poor.

\figure{steps}{The relative error of difference quotients, against
back-propagation. The curve is the prediction \eqref{steplength}, whose least
value is marked, as is the notebook's step. Look at the left half of the right
picture: dots above the curve, crosses on it. The crosses are central
differences, too, but of a loss that is computed with more care.}

The prediction needs a number that we don't know, the size of $J'''$;
we take it from the error at $\varepsilon=10^{-3}$. All else of the curve is
predicted.

@ For the gradient as a whole, the first term of \eqref{steplength} has $\Vert
J'''\Vert$; the second is the same for each of the $n$~components, which makes a
factor~$\sqrt n$; and both are divided by~$\Vert\nabla J\Vert$. Here are both points in numbers:
$$\vbox{\halign{#\hfil\quad&\quad\hfil$#$\hfil\quad&\quad\hfil$#$\hfil\cr
\noalign{\hrule\vskip3pt}
&\hbox{\it random point}&\hbox{\it after 20,000 iterations}\cr
\noalign{\vskip3pt\hrule\vskip3pt}
$J$, \ $\Vert\nabla J\Vert$, \ $\Vert J'''\Vert$&\num{steps_random_loss},\ \num{steps_random_gradient},\
\num{steps_random_third}&\num{steps_trained_loss},\ \num{steps_trained_gradient},\ \num{steps_trained_third}\cr
best step, and its error, by \eqref{steplength}&\num{steps_random_best},\ \num{steps_random_predicted}&\num{steps_trained_best},\ \num{steps_trained_predicted}\cr
least error measured: central, one-sided&\num{steps_random_central},\ \num{steps_random_one_sided}&\num{steps_trained_central},\ \num{steps_trained_one_sided}\cr
error of the notebook's step $10^{-4}$&\num{steps_random_notebook}&\num{steps_trained_notebook}\cr
error of the step $10^{-8}$&\num{steps_random_small}&\num{steps_trained_small}\cr
noise, measured over predicted&\num{steps_random_noise}&\num{steps_trained_noise}\cr
the same for the crosses&\num{steps_random_careful}&\num{steps_trained_careful}\cr
\noalign{\vskip3pt\hrule}}}$$
At the random point the notebook's step isn't the best, but it is safe: it errs on the side of the mathematics, not
of the machine. Anyone who takes $10^{-8}$, on
the theory that smaller is better, does much worse. After training all of this is worse. The gradient is \num{steps_gradient_ratio}
times smaller: its terms are smaller, and nearly cancel; $J'''$ has become smaller too,
but only \num{steps_third_ratio}~times.

@ And there is a riddle. On the left of the right picture the dots are far above
the curve: the noise is \num{steps_trained_noise} times what \eqref{steplength}
predicts. (This is the geometric mean of the ratios between
$\varepsilon=10^{-8}$ and $3.2\cdot10^{-6}$.)

``Each by about $u\vert J\vert$ at best'' was the assumption. But the loss of a
nearly perfect network isn't known that well. For most samples the denominator
$s_i=1+e^{-\cdots}$ of \eqref{denominator} is so near~1 that all we want of its
logarithm is in its last digits; and $s_i$ is rounded, with an error of up
to~$u$. So is the product \eqref{logproduct}, with every factor.

How much is that? A rounding error that may be anything between $-u$ and~$u$ has
the variance $u^2\!/3$, and $2N$~independent ones add up to about
$\sqrt{2N/3}\,u$. Now \eqref{steplength} adds the errors of two losses as if
they never cancelled; independent ones do, in part, and their difference, halved, is
smaller by the factor~$\sqrt2$. So instead of $uJ$ we should expect
$\sqrt{N/3}\,u$, which for $J=\num{steps_trained_loss}$ is
\num{steps_expected}~times as much.

That is a good story, and it has the right size. But is it true? If the
denominators are the cause, the noise must go away with them. In |log1p| no~1 is
added to what is small; each $\xi_i$ has a small error relative to its own size,
and pairs keep it so: that is |careful_loss|.

@ The crosses in \figref{steps} are central differences of this loss. They lie on
the curve: the ratio is now \num{steps_trained_careful}. So it {\it was\/} the
denominators and their products. Should the program use |log1p|? No: it costs a logarithm for every
sample, and no step needs the loss. The gradient isn't made from~$J$, and has
all its digits. And with the complex step, equation \eqref{complexstep}, nothing
is subtracted: the whole left half of \figref{steps} is absent.
@^rounding@>\unprinted

@<Experiments@>=
static double distance(int count, const double *v, const double *w)
{
  double squares = 0;
  for (int j = 0; j < count; j++) squares += (v[j] - w[j])*(v[j] - w[j]);
  return sqrt(squares);
}
@#
static void compare_steps(problem *p, const char *point, double size[3])
{
  const int n = p->count;
  double g[n], slope[n], sided[n], zero[17] = {0}, least[2] = {1, 1}, noise[2] = {0, 0};
  double J = size[0] = gradient(p->crew, p->theta, g), length = size[1] = distance(n, g, zero);
  differences(p, fast_loss, 1e-3, slope, sided);
  double A = distance(n, g, slope)/length/1e-6, B = DBL_EPSILON/2*J*sqrt(n)/length; /* $A\varepsilon^2+B/\varepsilon$ */
  size[2] = 6*A*length;
  for (int k = 4; k <= 48; k++) {
    double epsilon = pow(10, -k/4.), miss[3];
    differences(p, careful_loss, epsilon, slope, sided);
    miss[2] = distance(n, g, slope)/length;
    differences(p, fast_loss, epsilon, slope, sided);
    miss[0] = distance(n, g, slope)/length;
    miss[1] = distance(n, g, sided)/length;
    printf("%.17g\t%s\t%.17g\t%.17g\t%.17g\t%.17g\t%.17g\n",@|
      epsilon, point, miss[0], miss[1], miss[2], A*epsilon*epsilon, B/epsilon);
    for (int j = 0; j < 2; j++) {
      least[j] = fmin(least[j], miss[j]);
      if (k >= 22 && k <= 32) noise[j] += log(miss[2*j]*epsilon/B)/11; /* eleven steps, $10^{-8}\le\varepsilon<5\cdot10^{-6}$ */
    }
    if (k == 16) numbers(point, "notebook %.1e", miss[0]);
    if (k == 32) numbers(point, "small %.1e", miss[0]);
  }
  numbers(point, "loss %.5g gradient %.5g third %.0f best %.1e predicted %.1e central %.1e one_sided %.1e noise %.1f careful %.1f",@|
    J, length, size[2], cbrt(B/(2*A)), 1.5*cbrt(2*A*B*B), least[0], least[1], exponential(noise[0]), exponential(noise[1]));
}
@#
static void steps(void)
{
  double random[3], trained[3];
  problem *p = notebook_problem();
  printf("# epsilon\tpoint\tcentral\tone_sided\tcareful\ttruncation\trounding\n");
  memcpy(p->theta, p->check, sizeof p->theta);
  compare_steps(p, "steps_random", random);
  restart(p);
  go_to(p, 20000);
  compare_steps(p, "steps_trained", trained);
  numbers("steps", "gradient_ratio %.0f third_ratio %.0f expected %.1f",@|
    random[1]/trained[1], random[2]/trained[2], sqrt(50000/3.)/trained[0]);
  forget(p);
}

@* A verdict on the gradient. \seclabel{verdict}The notebook computes a relative error, and
leaves it to us what to make of it. But near a minimum the gradient is small, and there all
digits of a difference quotient may be wrong while those of the gradient are right; and where a weight
belongs to an income in dollars, a step of $10^{-4}$ is a giant one. To tell a student that a
right gradient is wrong is the worst that a check can do, and the second
worst is to praise a wrong one. So we want an error bound for each quotient, and where
the bound is too large, the honest answer is that we can't tell.
@^gradient check@>

@<Types of the interface@>=
typedef enum {GRADIENT_RIGHT, GRADIENT_WRONG, CANNOT_TELL} gradient_verdict;
typedef struct {
  int n; /* how many derivatives are compared */
  int *which; /* and with respect to which parameters: their numbers, increasing */
  double *backprop, *numerical; /* the derivatives by back-propagation, and difference quotients, */
  double *half; /* and these with half the step */
  double *bound; /* how far from |half| the true derivative may be */
  int clear; /* how many derivatives are large enough to be compared, */
  double worst; /* and the worst relative error of these */
} gradient_check;

@ A network may have a quarter of a million parameters. Then only some of the
derivatives are compared, spread evenly over each of the four parts of~$\theta$.

@<Functions of the interface@>=
gradient_check *check_gradient(team *crew, network net, const dataset *data, double *theta, int most);
  /* of at most about |most| derivatives, at |theta|, which is left as it was; |crew| must be one for |net| and |data|; |NULL| if there is no memory */
gradient_verdict judge_gradient(network net, gradient_check *c); /* fill in the last two fields */
void free_gradient_check(gradient_check *c);
int saturated_units(network net, const double *theta, const dataset *data); /* how many hidden units are; $-1$ if there is no memory */

@ First the step. The Taylor series behind \eqref{central} is good for
something only if it is cut off where its terms have become small, and its terms are powers of
what the step does to the activations and to the logits. A step~$\varepsilon$ in $w\out_{kc}$ or $b\out_c$
changes a logit by no more than~$\varepsilon$. In $w\hid_{dk}$ it changes $z\hid_k$ by
$\varepsilon\vert x_d\vert$, $h_k$ by a quarter of that at most, since $h(1-h)\le1/4$, and the
logits by $\vert w\out_{kc}\vert$ times as much. So the step is
$$\varepsilon=10^{-4}\Big/\max\Bigl(1,\,{\textstyle{1\over4}}\max_i\vert x_{id}\vert\max\bigl(1,\max_c\vert w\out_{kc}\vert\bigr)\Bigr)$$
in $w\hid_{dk}$, and the same with 1 for $\vert x_{id}\vert$ in $b\hid_k$. (For the
notebook's points and parameters that is the notebook's~$10^{-4}$.)
Then no activation and no logit moves by more than~$10^{-4}$, and of the
series only the term in~$\varepsilon^2$ matters. Halving the step divides that by four; so
three quarters of it is the difference between the quotients $D_\varepsilon$ and
$D_{\varepsilon/2}$, and one quarter is the error of the latter: {\it a third of
the difference}.

@(check.c@>=
@<Include what Part III needs@>@;
#define LOGIT_STEP (REAL_EPSILON < 1e-9 ? 1e-4 : 1e-2) /* the second for single precision */
@#
static double step_length(network net, const double *theta, const double *largest, int j)
{
  const int D = net.D, K = net.K, C = net.C;
  const double *w = theta + D*K + K + j%K*C; /* the output weights of its hidden unit */
  double most = 1;
  if (j >= D*K + K) return LOGIT_STEP;
  for (int c = 0; c < C; c++) most = fmax(most, fabs(w[c]));
  return LOGIT_STEP/fmax(1, (j < D*K ? largest[j/K] : 1)*most/4);
}

@ Then the rounding. Each operation adds an error of at most $u=2^{-53}$ times
its result; so the error of a sum of $n$ products is at most $nu$ times the sum
of their magnitudes,
@^Wilkinson, James Hardy@>
$$\hbox{for $z\hid_k$:}\quad(D+2)\,u\,a_k,\qquad a_k=\sum_d\vert x_dw\hid_{dk}\vert+\vert b\hid_k\vert,$$
and an error of $z\hid_k$ goes into~$h_k$ with the factor $h_k(1-h_k)$; the exponential function
and the division add a few~$u$, let us say~4. Likewise for the logits, where the errors of the activations come in through
the weights:
$$\hbox{for $z_c$:}\quad u\,e_c,\qquad e_c=(K+4)\Bigl(\vert b\out_c\vert+\sum_k\vert w\out_{kc}\vert h_k\Bigr)+
  \sum_k\vert w\out_{kc}\vert\bigl(4h_k+(D+2)\,h_k(1-h_k)\,a_k\bigr).$$
By \eqref{outputstep} an error of $z_c$ changes the loss~$\xi$ of the sample by
$\yhat_c-[y=c]$ times as much. The denominator~$s$ has $C$ terms and a relative error of about $(C+8)u$, which becomes an absolute
one in its logarithm: even a loss of nearly~0 has it. And in the sum over the samples each~$\xi$ goes
through the hands of fewer than $C+64$ additions. Together, the computed $J$ is off by at most
$$uE,\qquad E=\sum_i\Bigl(\sum_c\bigl\vert\yhat_{ic}-[y_i=c]\bigr\vert\,e_{ic}+(C+8)+(C+64)\,\xi_i\Bigr).$$
This is an analysis in the manner of Wilkinson (1963), and it is for the worst case: it assumes that
all roundings conspire. In fact they don't, and the errors of a thousand samples add up to
thirty times that of one, not to a thousand times; so the bound has some margin.

@(check.c@>=
static double term_error(network net, const double *theta, const dataset *data, long i, const column *h, const column *y_hat, double xi)
{
  @<Name the four parts of |theta|@>@;
  const int at = (int)(i%PANEL);
  double e[C], sum = C + 8 + (C + 64)*xi;
  for (int c = 0; c < C; c++) e[c] = (K + 4)*fabs(bo[c]);
  for (int k = 0; k < K; k++) {
    const double h_k = h[k][at];
    double a = fabs(bh[k]);
    for (int d = 0; d < D; d++) a += fabs(input(data, i, d)*Wh[d][k]);
    for (int c = 0; c < C; c++) e[c] += fabs(Wo[k][c])*((K + 8)*h_k + (D + 2)*h_k*(1 - h_k)*a);
  }
  for (int c = 0; c < C; c++) sum += fabs(y_hat[c][at] - (label(data, i) == c))*e[c];
  return sum;
}
@#
static double loss_error(network net, const double *theta, const dataset *data, column *scratch) /* $E$ */
{
  const int K = net.K, C = net.C;
  column *h = scratch, *z = h + K, *y_hat = z + C, *s = y_hat + C;
  double E = 0;
  for (long p = 0; p < panel_count(data); p++) {
    forward(net, theta, panel_x(data, p), h, z, *s, y_hat);
    for (int i = 0; i < panel_size(data, p); i++)
      E += term_error(net, theta, data, p*PANEL + i, h, y_hat, log((*s)[i]) - z[panel_y(data, p)[i]][i]);
  }
  return E;
}

@ The quotient $D_{\varepsilon/2}$ is the difference of two losses, divided by~$\varepsilon$,
so that it is off by $2uE/\varepsilon$ at most; we take twice that, for the roundings of the gradient and of~$E$.
The bound for truncation is the whole difference between the two quotients, instead of a third.

The work is proportional to the number of parameters times the number of those that are
moved, times the number of samples; so many samples are used that this doesn't take much longer than a second.

@(check.c@>=
static bool choose_parameters(network net, int most, gradient_check *c)
{
  const int parts[] = {net.D*net.K, net.K, net.K*net.C, net.C}, count = parameter_count(net);
  c->which = malloc((size_t) count*sizeof(int));
  for (int part = 0, first = 0; c->which != NULL && part < 4; first += parts[part++]) {
    const int some = count <= most || parts[part] < most/4 ? parts[part] : most/4;
    for (int j = 0; j < some; j++) c->which[c->n++] = first + (int)((long) j*parts[part]/some);
  }
  return c->which != NULL;
}
@#
static double quotient(team *crew, double *theta, int j, double epsilon, double *unused)
{
  const double here = theta[j];
  theta[j] = here + epsilon;
  const double J_plus = gradient(crew, theta, unused);
  theta[j] = here - epsilon;
  const double J_minus = gradient(crew, theta, unused);
  theta[j] = here;
  return (J_plus - J_minus)/(2*epsilon);
}
@#
gradient_check *check_gradient(team *crew, network net, const dataset *data, double *theta, int most)
{
  gradient_check *c = calloc(1, sizeof(gradient_check));
  const size_t columns = (size_t) net.K + 2*(size_t) net.C + 1, count = (size_t) parameter_count(net);
  column *scratch = malloc(columns*sizeof(column));
  double *g = malloc((count + (size_t) net.D)*sizeof(double)), *largest = g + count;
  bool good = c != NULL && scratch != NULL && g != NULL && choose_parameters(net, most, c)@|
    && (c->backprop = malloc(4*(size_t) c->n*sizeof(double))) != NULL;
  if (good) {
    const double E = loss_error(net, theta, data, scratch);
    @<Find the largest inputs@>@;
    @<Compare the derivatives@>@;
  } else {
    free_gradient_check(c);
    c = NULL;
  }
  free(scratch);
  free(g);
  return c;
}
@#
void free_gradient_check(gradient_check *c)
{
  if (c == NULL) return;
  free(c->which);
  free(c->backprop);
  free(c);
}

@ @<Find the largest inputs@>=
for (int d = 0; d < net.D; d++) {
  largest[d] = 0;
  for (long i = 0; i < data->N; i++) largest[d] = fmax(largest[d], fabs(input(data, i, d)));
}

@ @<Compare the derivatives@>=
c->numerical = c->backprop + c->n;
c->half = c->numerical + c->n;
c->bound = c->half + c->n;
gradient(crew, theta, g);
for (int m = 0; m < c->n; m++) c->backprop[m] = g[c->which[m]];
for (int m = 0; m < c->n; m++) {
  const double epsilon = step_length(net, theta, largest, c->which[m]);
  c->numerical[m] = quotient(crew, theta, c->which[m], epsilon, g);
  c->half[m] = quotient(crew, theta, c->which[m], epsilon/2, g);
  c->bound[m] = fabs(c->numerical[m] - c->half[m]) + 2*REAL_EPSILON*E/epsilon; /* |REAL_EPSILON| is $2u$ */
}

@ The gradient is wrong if any derivative is farther from its quotient than the
bound. If none is, that may have two reasons, and one of them is a large bound. Suppose that
a quotient~$q$ with the bound~$\beta$ is more than $3\beta$ away from~0. The derivative, which is within $\beta$ of~$q$, is then more than~$2\beta$; so its
double is more than~$\beta$ away from~$q$, zero is more than~$3\beta$ away, and its opposite more than~$5\beta$: none
of the three would pass. Such a derivative is {\it clear}. A wrong formula spoils one of the four
parts of the gradient as a whole; so it would be found if one derivative of each part is clear, and
only then do we say that the gradient is right. (Loss or bound may be infinite or |NAN|; then nothing is clear.)

@(check.c@>=
gradient_verdict judge_gradient(network net, gradient_check *c)
{
  const int ends[] = {net.D*net.K, net.D*net.K + net.K, net.D*net.K + net.K + net.K*net.C, parameter_count(net)};
  bool seen[4] = {false}, wrong = false;
  c->worst = c->clear = 0;
  for (int m = 0, part = 0; m < c->n; m++) {
    while (c->which[m] >= ends[part]) part++;
    if (!isfinite(c->half[m]) || !isfinite(c->bound[m])) continue;
    wrong = wrong || !(fabs(c->backprop[m] - c->half[m]) <= c->bound[m]);
    if (fabs(c->half[m]) <= 3*c->bound[m]) continue;
    seen[part] = true;
    c->clear++;
    c->worst = fmax(c->worst, relative_error(c->backprop[m], c->numerical[m]));
  }
  return wrong ? GRADIENT_WRONG : seen[0] && seen[1] && seen[2] && seen[3] ? GRADIENT_RIGHT : CANNOT_TELL;
}

@ A unit whose activation is nearly 0 or nearly 1 for every sample has stopped learning: the
slope $h(1-h)$, a factor of its deltas, is nearly zero. If the average slope of a unit, over the
samples, is below~$1/1000$, a 250th part of what it can be, we call the unit saturated.
@^saturation@>

@(check.c@>=
int saturated_units(network net, const double *theta, const dataset *data)
{
  const int K = net.K, C = net.C;
  column *h = malloc(((size_t) K + 2*(size_t) C + 1)*sizeof(column)), *z = h + K, *y_hat = z + C;
  double *slope = calloc((size_t) K, sizeof(double));
  int saturated = h != NULL && slope != NULL ? 0 : -1;
  for (long p = 0; saturated == 0 && p < panel_count(data); p++) {
    forward(net, theta, panel_x(data, p), h, z, y_hat[C], y_hat);
    for (int k = 0; k < K; k++)
      for (int i = 0; i < panel_size(data, p); i++) slope[k] += h[k][i]*(1 - h[k][i]);
  }
  for (int k = 0, usable = saturated == 0; usable && k < K; k++) saturated += slope[k] < 1e-3*(double) data->N;
  free(h);
  free(slope);
  return saturated;
}

@* Shorter roads. \seclabel{roads}Does momentum do for this program what theory
says it does? And is there a road shorter than full-batch descent?

@*1 Momentum, measured. \topic{momentum}By section~\secref{quadratic} momentum
shrinks the error in a step, on a quadratic, in the long run, by the greater of
the absolute values of the two roots of~\eqref{characteristic}. Does
|momentum_step| know? We let it work on $J={1\over2}\theta^2$, for which
$\lambda=1$, and measure by how much it makes the vector $(\theta,M)$ shorter in
a step. The product of these factors would soon be too small for a double. But
everything here is linear; so we may stretch the vector to the length~1 after
each step, and add up the logarithms. The first half of the iterations is not
counted: the smaller root needs time to fade.

\figure{contraction}{By how much momentum shrinks the error in a step: curves,
the greater root of \eqref{characteristic}; dots, measured. Above the dotted
line the iteration diverges. The flat bottom of a curve, if it has one, is the
range \eqref{modulus}.}

@<Experiments@>=
static double contraction_of(double eta, double mu, int T)
{
  double theta = 1, M = 0, growth = 0;
  for (int t = 0; t < T; t++) {
    double g = theta;
    momentum_step(1, &theta, &M, &g, eta, mu);
    double size = hypot(theta, M);
    if (size == 0) return 0;
    if (t >= T/2) growth += log(size);
    theta /= size;
    M /= size;
  }
  return exponential(growth/(T/2));
}

@ \figref{contraction} shows \num{contraction_count} measurements on the curves
of the theory. Where the roots are real, the farthest is off by $\num{contraction_worst_real}$;
where they are conjugate, so that the length of the vector swings as it shrinks,
by $\num{contraction_worst}$. With ten times the iterations all are within
$\num{contraction_worst_longer}$.

Where on this picture is our network? It is no quadratic, but every smooth
function is nearly one for a short way. At the start of the notebook's run the greatest
eigenvalue of its second derivatives has $\eta\lambda=\num{sharp_0}$: just beyond the
end of the flat bottom for $\mu={1\over2}$, and of all that converges.

@<Experiments@>=
static void contraction(void)
{
  const double mus[] = {0, 0.5, 0.9};
  double worst[3] = {0, 0, 0}, count = 0;
  printf("# mu\teta_lambda\tmeasured\n");
  for (int m = 0; m < 3; m++)
    for (double mu = mus[m], eta = 0.1; eta < 2*(1 + mu) + 0.25; eta += 0.1) {
      double b = 1 + mu - eta, d = b*b - 4*mu, theory = d < 0 ? sqrt(mu) : (fabs(b) + sqrt(d))/2;
      double measured = contraction_of(eta, mu, 4000);
      printf("%g\t%g\t%.17g\n", mu, eta, measured);
      worst[d < 0 ? 0 : 2] = fmax(worst[d < 0 ? 0 : 2], fabs(measured - theory));
      worst[1] = fmax(worst[1], fabs(contraction_of(eta, mu, 40000) - theory));
      count++;
    }
  numbers("contraction", "worst %.1e worst_longer %.1e worst_real %.1e count %.0f", worst[0], worst[1], worst[2], count);
}

@*1 Smaller batches. \seclabel{batches}\topic{stochastic gradient descent}``We
have not uses'' (so it says) ``stochastic gradient descent, which would have
likely significantly accelerated convergence.'' Let us use it. What matters for
a comparison is not the number of steps, since a step with a batch of 128
samples costs little,
@^mini-batch@>@^stochastic gradient descent@>
but how many samples have been looked at, in epochs of $N=50{,}000$. The loss of
a mini-batch says little about all the samples; so from time to time, whenever
the number of samples seen has grown by five percent, we compute the loss of all.
A run ends when it is below the last of three bounds, or when patience does.

@<Experiments@>=
static const double loss_bound[3] = {5000, 500, 50};
@#
static void try_batches(problem *p, long B, double rate, uint32_t seed, double patience, bool show, double first[3])
{
  double g[p->count], seen = 0, steps = 0, J = INFINITY, N = (double) p->data->N;
  for (int k = 0; k < 3; k++) first[k] = INFINITY; /* steps until the loss was below each bound, if ever */
  generator shuffles;
  seed_generator(&shuffles, seed);
  if (!set_batches(p->crew, B, &shuffles)) exit(1);
  restart(p);
  while (J >= loss_bound[2] && seen <= patience*N) {
    J = gradient(p->crew, p->theta, g);
    if (show) printf("%ld\t%g\t%.17g\t%.17g\n", B, rate, seen/N, J);
    for (int k = 0; k < 3; k++)
      if (J < loss_bound[k]) first[k] = fmin(first[k], steps);
    for (double next = 1.05*seen; seen <= next; steps++) {
      next_gradient(p->crew, p->theta, g);
      momentum_step(p->count, p->theta, p->M, g, rate/(double) B, mu_nought);
      seen += fmin((double) B, N - fmod(seen, N)); /* the last batch of an epoch may be short */
    }
  }
}

@ Which learning rate is fair? A gradient summed over fewer samples is shorter,
so with one and the same~$\eta$ a small batch would creep. We try, for every
batch size, four values of the rate for the {\it mean}, $B\eta$; the notebook's
is~5. And as one start may be a fluke, and the notebook's is one, there are four
others. Patience is limited to 250 or 500~epochs, and 2500 for the full batch;
the notebook's own run gets more, because it needs it.

@<Experiments@>=
static void batches(void)
{
  const long B[] = {16, 128, 1024, 10000, 50000};
  const double rate[] = {1.25, 2.5, 5, 10}, patience[] = {250, 250, 250, 500, 2500};
  const double batches_of[] = {3125, 391, 49, 5, 1}; /* how many make an epoch */
  double all[5][4][5][3]; /* steps: batch size, rate, start, bound */
  problem *p = notebook_problem();
  printf("# B\trate\tepochs\tJ\n");
  for (int start = 0; start < 5; start++) {
    for (int b = 0; b < 5; b++)
      for (int r = 0; r < 4; r++)
        try_batches(p, B[b], rate[r], 1, start == 0 && b == 4 ? 8500 : patience[b], start == 0, all[b][r][start]);
    if (start == 0) {
      @<Try other shuffles from the notebook's start@>@;
    }
    another_start(p);
  }
  forget(p);
  @<Report on the batches@>;
}

@ What did they do? Here are the medians of the five starts, at the rate
$B\eta=2.5$, the greatest of the four rates with which all runs came below 500 in time.
$$\vbox{\halign{\hfil#\quad&\quad\hfil#\quad&\hfil#\quad&\hfil#\qquad&\quad\hfil#\quad&\hfil#\quad&\hfil#\cr
\noalign{\hrule\vskip3pt}
&\multispan3\hfil\it steps until\hfil&\multispan3\hfil\it epochs until\hfil\cr
$B$&$J<5000$&$J<500$&$J<50$&$J<5000$&$J<500$&$J<50$\cr
\noalign{\vskip3pt\hrule\vskip3pt}
16&\num{batches_16_steps5000}&\num{batches_16_steps500}&\num{batches_16_steps50}&\num{batches_16_epochs5000}&\num{batches_16_epochs500}&\num{batches_16_epochs50}\cr
128&\num{batches_128_steps5000}&\num{batches_128_steps500}&\num{batches_128_steps50}&\num{batches_128_epochs5000}&\num{batches_128_epochs500}&\num{batches_128_epochs50}\cr
1024&\num{batches_1024_steps5000}&\num{batches_1024_steps500}&\num{batches_1024_steps50}&\num{batches_1024_epochs5000}&\num{batches_1024_epochs500}&\num{batches_1024_epochs50}\cr
10,000&\num{batches_10000_steps5000}&\num{batches_10000_steps500}&\num{batches_10000_steps50}&\num{batches_10000_epochs5000}&\num{batches_10000_epochs500}&\num{batches_10000_epochs50}\cr
50,000&\num{batches_50000_steps5000}&\num{batches_50000_steps500}&\num{batches_50000_steps50}&\num{batches_50000_epochs5000}&\num{batches_50000_epochs500}&\num{batches_50000_epochs50}\cr
\noalign{\vskip3pt\hrule}}}$$
The columns of steps are the surprise. Between 128 and all of them, it hardly
matters how many samples go into a step; what counts is how many steps there
are. A batch of 128 points in the right direction nearly as well as fifty
thousand do, at $1/390$ of the price. With $B=16$, where by \eqref{batchvariance}
the error is $\sqrt8$ times that of $B=128$, it takes \num{batches_16_steps5000} steps
to $J<5000$ instead of \num{batches_128_steps5000}, and \num{batches_16_steps500} to
$J<500$ instead of \num{batches_128_steps500}, though still far fewer samples.

So the notebook is right, and not by a little. Its own run has gone through the
data \num{batches_own_epochs} times when we first find (we look at intervals of five
percent) that $J<500$; from the
same start, with $B=128$ and $B\eta=2.5$, \num{batches_mini_epochs}~epochs will
do. But two causes should be kept apart. The notebook's rate has its part in
this: the full batch with half of it needs only
\num{batches_half_epochs}~epochs, because it meets no plateau. What the
mini-batch gains over that is a factor of \num{batches_gain}.

And $\eta$ should be chosen anew. With 128 samples and $\eta=10^{-4}$ as it was,
$B\eta=0.0128$; 390 such steps go together about as far as one of the full batch.
Even so, from the notebook's start, $J<5000$ after \num{batches_kept_5000} epochs, and $J<500$ after
\num{batches_kept_500}: this path meets no plateau. Too large a rate is worse:
of the 25 runs with each rate (five batch sizes, five starts), those that came
below 500 within the epochs allowed were \num{batches_1.25_reached} with
$B\eta=1.25$, \num{batches_2.5_reached} with~2.5, \num{batches_5_reached} with~5,
the notebook's, and \num{batches_10_reached} with~10.

Is the noise of small batches a cure for the plateau? From the notebook's start,
with its own rate, the full batch takes \num{escape_notebook} steps until
$J<5000$. With $B=128$, eight different shuffles took between
\num{batches_128_least} and \num{batches_128_most} steps; with $B=1024$, between
\num{batches_1024_least} and \num{batches_1024_most}. So much noise helped
with every shuffle; a little did not always.

\figure{batches}{The loss over the samples seen, from the notebook's start, with
batches of five sizes, all at $B\eta=2.5$; and, dashed, the notebook's own run.
Both axes are logarithmic. From $B=128$ on the curves are nearly one curve,
shifted by the ratio of the batch sizes; with 16 it is rough.}

@<Try other shuffles from the notebook's start@>=
for (int b = 1; b <= 2; b++) {
  double least = INFINITY, most = 0;
  for (uint32_t seed = 1; seed <= 8; seed++) {
    double steps[3];
    try_batches(p, B[b], 5, seed, patience[b], false, steps);
    least = fmin(least, steps[0]);
    most = fmax(most, steps[0]);
  }
  numbers(named("batches_%ld", B[b]), "least %.0f most %.0f", least, most);
}
double kept[3]; /* the notebook's $\eta$ */
try_batches(p, 128, 128*eta_nought, 1, 150, false, kept);
numbers("batches_kept", "5000 %.0f 500 %.0f", kept[0]/batches_of[1], kept[1]/batches_of[1]);

@ The notebook's own run is the full batch, with the third rate, from the first
start.\unprinted

@<Report on the batches@>=
const double *own = all[4][2][0], *half = all[4][1][0], mini = all[1][1][0][1]/batches_of[1];
numbers("batches", "own_epochs %.0f mini_epochs %.2f half_epochs %.0f gain %.0f",@|
  own[1], mini, half[1], half[1]/mini);
for (int r = 0; r < 4; r++) {
  double reached = 0;
  for (int b = 0; b < 5; b++)
    for (int start = 0; start < 5; start++) reached += all[b][r][start][1] <= patience[b]*batches_of[b];
  numbers(named("batches_%g", rate[r]), "reached %.0f", reached);
}
for (int b = 0; b < 5; b++)
  for (int k = 0; k < 3; k++) {
    double five[5];
    for (int start = 0; start < 5; start++) five[start] = all[b][1][start][k];
    double steps = median(5, five), epochs = steps/batches_of[b];
    number(named("batches_%ld_steps%g", B[b], loss_bound[k]), "%.0f", steps);
    number(named("batches_%ld_epochs%g", B[b], loss_bound[k]),@| epochs >= 10 ? "%.0f" : epochs >= 1 ? "%.1f" : "%.2f", epochs);
  }

@* The long run. \seclabel{longrun}The notebook stops after 50,000 iterations.
What would have happened if it hadn't, and would it have been of any use?

@*1 The tail. \seclabel{tail}\topic{tail}After the fall the loss sinks, ever more
slowly. Does it approach a least value? Suppose that a network gets all samples
right: all margins
@^margin@>@^tail@>@^separable data@>
$\Delta_i$ are positive. Multiply all weights and biases of its output layer by
$a\ge1$. The logits, and all their differences, are multiplied by~$a$; so now
$$J(a)=\sum_{i=1}^N\ln(1+e^{-a\Delta_i})\le Ne^{-a\min_i\Delta_i},\eqno\eqlabel{nominimiser}$$
which decreases with~$a$ and has the limit~0. But $J$ is never~0. Hence on
samples that some network of this size gets right without exception, $J$~has no
minimum: no parameters are the best; the loss goes to 0 as they go to infinity.
(With more classes there are several exponentials for each sample, and the
argument is the same. If a network is wrong somewhere, the argument fails: there
$\Delta_i<0$, and large~$a$ makes it worse.)

How fast does the loss go to zero then? Take the simplest case, one sample and
one parameter, which is the margin itself: $J=e^{-\theta}$, nearly
$\ln(1+e^{-\theta})$ if $\theta$ is large. Let the steps be so small that we may
think of time as flowing. From $\theta=0$,
$${d\theta\over dt}=-\eta J'(\theta)=\eta e^{-\theta}\quad\hbox{gives}\quad e^\theta=1+\eta t,\qquad\hbox{that is}\quad J={1\over1+\eta t},\qquad\theta=\ln(1+\eta t),\eqno\eqlabel{tail}$$
because $d(e^\theta)/dt=e^\theta\eta e^{-\theta}=\eta$. So the loss is a
hyperbola, not an exponential function: in a picture with two logarithmic
scales, it becomes a line of slope~$-1$. To halve the loss takes twice the
time; the margin grows like the logarithm of the time, without end.

Soudry, Hoffer, Nacson, Gunasekar, and Srebro ({\it Journal of Machine Learning
Research\/ \bf19} (2018)) proved the same of every linear classifier without a
bias, on separable data, and more: the direction of the weights approaches the
one
@^Soudry, Daniel@>@^Srebro, Nathan@>
whose least margin is greatest. (A bias is no obstacle; it is the weight of one
more input that is always~1.) Our output layer is such a classifier, on the
activations of the hidden layer, if these don't change; but they do.

@ So let us see. There are two problems: the notebook's, for twice as many
iterations as it has, and one of 1000 points from the same source, with the same
$N\eta$. In \figref{tail} the small problem does what the simplest theory says:
in the last tenfold of the time the slope of its line on the left is
$\num{tail_small_slope}$, and on the right there is a straight line.

The large problem is another matter. The notebook stops at iteration 50,000 with
\num{wrong} points on the wrong side, and says that the boundary ``would further
improve with continued training''. We have continued it. The loss sinks much
more slowly than a hyperbola, with a slope of $\num{tail_0_slope}$ between
iterations 20,000 and 50,000. But the margins of the wrong points rise, slowly,
through zero. Iteration \num{right_at} is the first at which {\it all\/} points are right; and they were
whenever we looked from iteration \num{tail_right} on (the looks are five percent apart). The notebook did not promise too much. And so by
\eqref{nominimiser} the loss has no minimum for the notebook's points either, an
infimum of zero, and nowhere to stop.

Why was it so slow? Each of the wrong points costs more than $\ln2$ by itself,
and it is tempting to say that they hold the loss up. The first edition of this
book said so. To take the cause away is easy: leave these points out, and train
the network on all others, from the same start with the same rate. And as the
machine is there, we also leave out the ten that have the least margins at
iteration 50,000, and the fifty; and, for comparison, fifty at random.

@<Experiments@>=
static void leave_out(problem *p, long count, const double *margin)
{
  const long N = p->data->N;
  double sorted[N];
  memcpy(sorted, margin, sizeof sorted);
  qsort(sorted, (size_t) N, sizeof(double), ascending);
  dataset *rest = make_dataset(N - count, 2, 2);
  team *crew = rest == NULL ? NULL : make_team(1, p->net, rest);
  if (crew == NULL) exit(1);
  for (long i = 0, j = 0; i < N; i++)
    if (margin[i] >= sorted[count]) {
      for (int d = 0; d < 2; d++) input(rest, j, d) = input(p->data, i, d);
      label(rest, j) = label(p->data, i);
      j++;
    }
  free_team(p->crew);
  free_dataset(p->data);
  p->data = rest;
  p->crew = crew;
}

@ Here is what came out:
$$\vbox{\halign{\hfil#\quad&\hfil#\quad&\hfil#\quad&\hfil#\quad&\hfil$#$\cr
\noalign{\hrule\vskip3pt}
\it left out&\it wrong at 50,000&$J$ at 20,000&$J$ at 50,000&\hbox{\it slope}\cr
\noalign{\vskip3pt\hrule\vskip3pt}
none&\num{tail_0_wrong}&\num{tail_0_before}&\num{tail_0_after}&\num{tail_0_slope}\cr
the 2 that were wrong&\num{tail_2_wrong}&\num{tail_2_before}&\num{tail_2_after}&\num{tail_2_slope}\cr
the 10 with the least margins&\num{tail_10_wrong}&\num{tail_10_before}&\num{tail_10_after}&\num{tail_10_slope}\cr
the 50 with the least margins&\num{tail_50_wrong}&\num{tail_50_before}&\num{tail_50_after}&\num{tail_50_slope}\cr
50 at random, five times&&&&\num{tail_random_flattest}\hbox{ to }{\num{tail_random_steepest}}\cr
\noalign{\vskip3pt\hrule}}}$$
So it was not the wrong points; without them the loss sinks hardly faster.
It was the few dozen next to the boundary, right or wrong: one point in a
thousand. Without these, the others come near to the law of the hyperbola. With
them, it has to wait. It is a law of the limit, in which all margins are
large; and margins grow only like a logarithm. (Without
the fifty the plateau ends sooner, too, as the figure shows. That is no
explanation: a hyperbola that begins sooner is flatter, not steeper, in such a
picture.)

\figure{tail}{The tail, for a problem of 1000 points (thin) and for the
notebook's 50,000 (thick); the grey curve is the notebook's problem without the
fifty points that it finds hardest. Left, the loss: the dashed line has the
slope of a hyperbola. Right, the least margin, which becomes positive
where all points are right; a dotted line marks this for the notebook's problem.}

In the last fifth of the 100,000 iterations, with all points right, the slope is
$\num{tail_late_slope}$. Whether it stays there this run can't tell.\unprinted

@<Experiments@>=
typedef struct {
  problem *p;
  long before; /* iterations in earlier calls of |train| */
  long next; /* when to look again */
  long right; /* since when every look has found all margins positive; 0 if the last one hasn't */
  double J[31]; /* at every ten thousandth iteration */
} watch;
@#
static bool look_at_tail(void *context, long t, wide J)
{
  watch *w = context;
  const long N = w->p->data->N;
  t += w->before;
  if (t%10000 == 0) w->J[t/10000] = J;
  if (t < w->next) return true;
  double margin[N], least = INFINITY;
  find_margins(w->p, margin);
  for (long i = 0; i < N; i++) least = fmin(least, margin[i]);
  printf("%ld\t%ld\t%.17g\t%.17g\n", N, t, J, least);
  w->right = !(least > 0) ? 0 : w->right > 0 ? w->right : t;
  w->next = (long)(1.05*(double) t) + 1;
  return true;
}
@#
static void go_on(watch *w, long T, double eta)
{
  train(w->p->crew, w->p->theta, w->p->M, T, eta, mu_nought, look_at_tail, w);
  w->before += T;
}
@#
static double slope(const watch *w, int from, int to) /* of $\ln J$ over $\ln t$ */
{
  return log(w->J[to]/w->J[from])/log((double) to/from);
}

@ After 50,000 iterations of the whole problem the margins are known, and the others are trained without some of the points.\unprinted

@<Experiments@>=
static void tail(void)
{
  const long left_out[] = {0, 2, 10, 50};
  double margin[50000];
  watch small = {0};
  printf("# N\tt\tJ\tleast_margin\n");
  small.p = pose(42, 1000, 3);
  go_on(&small, 300000, 5e-3);
  number("tail_small_slope", "%.2f", slope(&small, 3, 30));
  forget(small.p);
  for (int k = 0; k < 4; k++) {
    watch w = {0};
    w.p = notebook_problem();
    if (k == 0) replay(w.p, 0, 50000, look_at_tail, &w);
    else {
      leave_out(w.p, left_out[k], margin);
      go_on(&w, 50000, eta_nought);
    }
    numbers(named("tail_%ld", left_out[k]), "wrong %.0f before %.2f after %.2f slope %.2f",@|
      (double) misclassified(w.p->net, w.p->theta, w.p->data), w.J[2], w.J[5], slope(&w, 2, 5));
    if (k == 0) {
      find_margins(w.p, margin);
      replay(w.p, 50000, 100000, look_at_tail, &w);
      numbers("tail", "late_slope %.2f right %.0f", slope(&w, 8, 10), (double) w.right);
    }
    forget(w.p);
  }
}

@ For fifty at random, random numbers take the place of the margins. (These runs aren't in the figure; so nobody looks at them.)\unprinted

@<Experiments@>=
static void at_random(void)
{
  double chances[50000], slopes[5];
  generator chance;
  seed_generator(&chance, 1);
  for (int k = 0; k < 5; k++) {
    watch w = {.p = notebook_problem(), .next = 50001};
    for (int i = 0; i < 50000; i++) chances[i] = random_uniform(&chance);
    leave_out(w.p, 50, chances);
    go_on(&w, 50000, eta_nought);
    slopes[k] = slope(&w, 2, 5);
    forget(w.p);
  }
  median(5, slopes);
  numbers("tail_random", "flattest %.2f steepest %.2f", slopes[4], slopes[0]);
}

@*1 Points not seen. \seclabel{unseen}\topic{generalisation}A network should be
judged on points other than those it learned from. Ours come from a
generator, which needs only another seed to make a million more from the same
source.
@^generalisation@>

How good could {\it any\/} classifier be? The normal distribution has tails, so
that a point of the ring may, once in a great while, lie in the disc's
territory. Given a point, it is best to name the class under which the point is
more probable; what this gets wrong,
@^Bayes, Thomas@>@^likelihood@>
nobody can get right. By symmetry only the distance~$r$ from the origin matters.
If the circle has the radius~$a$, and the noise the standard deviation~$\tau$,
the density of~$r$ is
$$p_a(r)=2\pi r\cdot{1\over2\pi}\int_0^{2\pi}{1\over2\pi\tau^2}\,e^{-(r^2+a^2-2ra\cos\phi)/2\tau^2}\,d\phi,$$
the length of a circle of radius~$r$ times the mean, over this circle, of the
normal density around a point at the distance~$a$. The two classes are equally
frequent; so the least probability of an error is
${1\over2}\int_0^\infty\min\bigl(p_1(r),p_{0.1}(r)\bigr)\,dr$. Sums will do for
both integrals; a periodic function needs few terms.

@<Experiments@>=
static double distance_density(double a, double r)
{
  const int terms = 200;
  const double noise = 0.1, turn = 2*3.14159265358979323846;
  double sum = 0;
  for (int k = 0; k < terms; k++)
    sum += exponential(-(r*r + a*a - 2*r*a*cos(turn*k/terms))/(2*noise*noise));
  return r/(noise*noise)*sum/terms;
}
@#
static void ideal(void)
{
  const double step = 1e-4;
  double ring_wrong = 0, disc_wrong = 0, radius = 0;
  for (double r = step/2; r < 2; r += step) {
    double ring = distance_density(1, r), disc = distance_density(0.1, r);
    if (disc > ring) radius = r;
    if (disc > ring) ring_wrong += ring/2*step; else disc_wrong += disc/2*step;
  }
  numbers("ideal", "radius %.3f ring_wrong %.1f disc_wrong %.1f million %.1f",@|
    radius, 1e6*ring_wrong, 1e6*disc_wrong, 1e6*(ring_wrong + disc_wrong));
}

@ The answer is \num{ideal_million} mistakes in a million, with a boundary that
is a circle of radius \num{ideal_radius}. The notebook's network made
\num{unseen_wrong} on the million fresh points. How certain is that, given that
another million would have given another count? Wilson's interval \eqref{wilson}
says, with a confidence of 95\%, that its probability of a mistake is between
$\num{unseen_low}$ and $\num{unseen_high}$. The confusion matrix is
@^confusion matrix@>
$$\pmatrix{\num{unseen_ring}&\num{unseen_ring_wrong}\cr\num{unseen_disc_wrong}&\num{unseen_disc}\cr},$$
with a row for each true class, the ring first, and a column for each answer. It
isn't symmetric: more points of the disc are taken for ring than the other way.
The best possible classifier has no such bias (\num{ideal_disc_wrong} against
\num{ideal_ring_wrong}). The network's boundary is not a circle; at its nearest,
in \figref{boundary}, it is only \num{boundary_least} from the origin, and there
it cuts off what belongs to the disc.

@<Report on the notebook's network@>=
{
  long count[4];
  double low, high;
  confusion(p->net, p->theta, fresh, count);
  wilson(count[1] + count[2], fresh->N, 1.959963984540054, &low, &high);
  numbers("unseen", "ring %.0f ring_wrong %.0f disc_wrong %.0f disc %.0f",@|
    (double) count[0], (double) count[1], (double) count[2], (double) count[3]);
  numbers("unseen", "wrong %.0f low %.1e high %.1e", (double)(count[1] + count[2]), low, high);
}

@ What does the number of points do, and what does it help to go on training?
The notebook's network is judged after its 50,000 iterations, and again after as
many more. So are networks that were trained with fewer points, and the
same~$N\eta$: five of each kind, of which the table has the median, the best, and
the worst. The last column counts those that were better on fresh points for going on.
$$\vbox{\halign{\hfil#\quad&\quad\hfil#\quad&\hfil#\quad&\quad\hfil#\enspace&#\hfil\quad&\quad\hfil#\enspace&#\hfil\quad&\quad\hfil#\hfil\cr
\noalign{\hrule\vskip3pt}
&\multispan2\hfil\it cross-entropy per point,\hfil&\multispan4\hfil\it mistakes in a million fresh points\hfil&\hfil\it better for\hfil\cr
\hfil$N$\hfil&\multispan2\hfil\it after 50,000: training, fresh\hfil&\multispan2\hfil\it after 50,000\hfil&\multispan2\hfil\it after 100,000\hfil&\hfil\it going on\hfil\cr
\noalign{\vskip3pt\hrule\vskip3pt}
100&\num{unseen_100_own}&\num{unseen_100_fresh}&\num{unseen_100_million}&(\num{unseen_100_best} to
\num{unseen_100_worst})&\num{unseen_100_late_million}&(\num{unseen_100_late_best} to \num{unseen_100_late_worst})&\num{unseen_100_late_fewer} of 5\cr
1000&\num{unseen_1000_own}&\num{unseen_1000_fresh}&\num{unseen_1000_million}&(\num{unseen_1000_best} to
\num{unseen_1000_worst})&\num{unseen_1000_late_million}&(\num{unseen_1000_late_best} to \num{unseen_1000_late_worst})&\num{unseen_1000_late_fewer} of 5\cr
10,000&\num{unseen_10000_own}&\num{unseen_10000_fresh}&\num{unseen_10000_million}&(\num{unseen_10000_best} to
\num{unseen_10000_worst})&\num{unseen_10000_late_million}&(\num{unseen_10000_late_best} to \num{unseen_10000_late_worst})&\num{unseen_10000_late_fewer} of 5\cr
50,000&\num{unseen_50000_own}&\num{unseen_50000_fresh}&\num{unseen_50000_million}&&\num{unseen_50000_late_million}&&\num{unseen_50000_late_fewer} of 1\cr
\noalign{\vskip3pt\hrule}}}$$
Of the points of their own training the fifteen smaller networks misclassify
\num{unseen_own_wrong} in all, and they are so sure of them that for few points
the training loss is by far the lowest; on fresh points it is far higher.
With 50,000 points they are $\num{unseen_50000_own}$ and $\num{unseen_50000_fresh}$: what the loss says of the points of training begins to be true of all.
That is what more data does.

Should one stop early, then? The notebook's network gained by going on, and from
that one example the first edition of this book concluded that over-training is
nothing to be afraid of. The last column is more careful. Of the
networks with ten thousand points \num{unseen_10000_late_fewer} became better when
they went on, though their own points had long been right; of those with a thousand,
\num{unseen_1000_late_fewer}; of those with a hundred, \num{unseen_100_late_fewer}. That points to the old rule, the fewer
the points, the sooner there is nothing more to be learned from them; but it is five networks of a kind.
@^over-training@>\unprinted

@<Experiments@>=
static void generalisation(void)
{
  const long N[] = {100, 1000, 10000, 50000};
  double own_wrong = 0;
  generator source;
  seed_generator(&source, 1000000);
  dataset *fresh = make_circles(1000000, 0.1, 0.1, &source);
  team *crew = fresh == NULL ? NULL : make_team(1, @[(network){@]2, 3, 2@[}@], fresh);
  if (crew == NULL) exit(1);
  for (int k = 0; k < 4; k++) {
    double own[5], other[5]; /* loss per point, of the training and of fresh points, after 50,000 iterations */
    double mistakes[2][5]; /* in a million fresh points, then and after 100,000 */
    const int networks = k < 3 ? 5 : 1;
    for (int j = 0; j < networks; j++) {
      problem *p = pose(42 + (uint32_t) j, N[k], 3);
      double unused[p->count];
      for (int late = 0; late < 2; late++) {
        if (k < 3) run_until(p, 0, 50000, 5.0/(double) N[k], mu_nought);
        else go_to(p, 50000*(1 + late)); /* the notebook's own */
        mistakes[late][j] = (double) misclassified(p->net, p->theta, fresh);
        if (late) continue;
        own[j] = gradient(p->crew, p->theta, unused)/(double) N[k];
        other[j] = gradient(crew, p->theta, unused)/1e6;
        if (k < 3) own_wrong += (double) misclassified(p->net, p->theta, p->data);
        else @<Report on the notebook's network@>@;
      }
      forget(p);
    }
    @<Report on networks of this kind@>;
  }
  number("unseen_own_wrong", "%.0f", own_wrong);
  free_team(crew);
  free_dataset(fresh);
}

@ @<Report on networks of this kind@>=
double fewer = 0;
for (int j = 0; j < networks; j++) fewer += mistakes[1][j] < mistakes[0][j];
numbers(named("unseen_%ld", N[k]), "own %.1e fresh %.1e late_fewer %.0f", median(networks, own), median(networks, other), fewer);
for (int late = 0; late < 2; late++) {
  double middle = median(networks, mistakes[late]), best = INFINITY, worst = 0;
  for (int j = 0; j < networks; j++) {
    best = fmin(best, mistakes[late][j]);
    worst = fmax(worst, mistakes[late][j]);
  }
  numbers(named("unseen_%ld%s", N[k], late ? "_late" : ""), "million %.0f best %.0f worst %.0f", middle, best, worst);
}

@* Any function at all. \topic{universal approximation}Three units made a rounded
triangle. What can a network with one hidden layer compute, if there are enough
units in it? Any continuous function, as nearly as you like, on any bounded
closed region. Cybenko ({\it Mathematics of Control, Signals, and Systems\/
\bf2} (1989), 303--314)
@^Cybenko, George@>@^Hornik, Kurt@>@^Stinchcombe, Maxwell@>@^White, Halbert@>@^Leshno, Moshe@>@^universal approximation@>
and Hornik, Stinchcombe, and White ({\it Neural Networks\/ \bf2} (1989),
359--366) proved it for the logistic function and its kin; Leshno, Lin, Pinkus,
and Schocken ({\it Neural Networks\/ \bf6} (1993), 861--867) for every
continuous activation function that is not a polynomial, and for no other. (If
it is a polynomial of degree~$n$, whatever a network without softmax computes is
one of degree~$n$ at most.)

In one dimension the proof takes a few lines. Let $f$ be continuous on the
interval from~0 to~1. Cut the interval at the places $x_j=j/n$ into $n$~cells,
and let $f_j$ be the value of~$f$ in the middle of cell~$j$. A unit with a large
weight~$\beta$ is a step: $\sigma(\beta(x-x_j))$ climbs from 0 to~1 near~$x_j$.
The difference of two steps is a {\it bump}, about~1 between them and 0
elsewhere; and bumps can be added with any factors. Let
$$g(x)=\sum_{j=1}^nf_jB_j(x),\qquad B_j(x)=\sigma\bigl(\beta(x-x_{j-1})\bigr)-\sigma\bigl(\beta(x-x_j)\bigr),\eqno\eqlabel{bumps}$$
except that in $B_1$ the first term is replaced by~1, and in $B_n$ the second
one by~0. What remains are $n-1$ different steps: $g$ is the output of a
network with $n-1$ hidden units and the bias~$f_1$. The bumps are positive,
and their sum, which telescopes, is 1 everywhere.

\figure{bumps}{Any function, by steps. Left, two steep logistic functions (thin, black)
and their difference, a bump (thick, grey). Middle and right, the sine (thin) and
what networks with 5 and with 20 hidden units make of it (thick), by formula \eqref{bumps} with $\beta/n=6$.}

@ So $g(x)$ is a weighted mean of the numbers $f_j$, and
$f(x)-g(x)=\sum_jB_j(x)\bigl(f(x)-f_j\bigr)$. Let $x$ lie in cell~$i$. The
middles of cell~$i$ and of its two neighbours are at most $3/(2n)$ away
from~$x$; let $\omega$ be the greatest difference between two values of~$f$
whose arguments are no farther apart than that. All other bumps together count
for little: those on the right telescope to $\sigma(\beta(x-x_{i+1}))$, and since
$x_{i+1}$ is at least $1/n$ away, that is at most $\sigma(-\beta/n)<e^{-\beta/n}$; those on
the left likewise. With $\Omega$ for the greatest difference of any two values
of~$f$,
$$\vert f(x)-g(x)\vert\le\omega+2e^{-\beta/n}\,\Omega.\eqno\eqlabel{bumpbound}$$
Now choose first $n$ so large that $\omega$ is as small as you like, which is
possible because a continuous function on a closed interval is uniformly
continuous; then $\beta$ so large that the second term is so too. That was to be
shown.

What the theorem doesn't say is more than what it says. It doesn't say how many
units are needed; ours are wasteful, and in $D$~dimensions a like construction
needs of the order of $n^D$ cells. It doesn't say that gradient descent finds
the weights; after the plateau we may doubt it. And it says nothing about points
that weren't among the samples.

@ These are all the experiments; \.{make experiments} does one after the other.

@<Names of the experiments@>=
{"plateau", plateau}, {"strip", strip}, {"third", third}, {"escapes", escapes},@/
{"grid", grid}, {"diverging", diverging}, {"widths", widths},@/
{"steps", steps}, {"contraction", contraction}, {"tail", tail}, {"at_random", at_random}, {"course", course},@/
{"batches", batches}, {"generalisation", generalisation}, {"ideal", ideal},@/
{"rounding", rounding},@/

@* Other points. \seclabel{standard}Nothing in this network is peculiar to circles, and Part~III makes a tool of it that learns points of any kind.
But two things that we could take for granted
are gone. The circles were of size~1, and the learning rate had been tried by somebody else.

Points of your own come in units of their own: one input is a length of some millimetres, another an income of some ten thousands. A unit that
multiplies the income by a weight of size~1 gets a pre-activation of size 10,000, where the logistic function is flat and its slope zero to the last digit; no
step, however long, will ever change it. So the units of measurement are changed: from each input we subtract its mean over the training samples,
and divide by its standard deviation (samples that are held out have no say in it). The inputs are then {\it standardised}.
@^standardised inputs@>

This restricts nothing. With mean~$m_d$ and scale~$s_d$ of input~$d$, the pre-activation of hidden unit~$k$ is
$$b\hid_k+\sum_{d=1}^D{x_d-m_d\over s_d}\,w\hid_{dk}
  =\Bigl(b\hid_k-\sum_{d=1}^Dm_d{w\hid_{dk}\over s_d}\Bigr)+\sum_{d=1}^Dx_d{w\hid_{dk}\over s_d},$$
that of a network for the raw inputs, with the weights $w\hid_{dk}/s_d$. Those are the parameters that the tables have. For circles, and with \.{-{}-raw}, the means
are 0 and the scales~1, and nothing is changed, not by a bit.

Two traps: an input that is always the same is only shifted; and the squares of large numbers might overflow, so that deviations are measured by the largest of them.
(A |model|, in the next part, is a network with everything that belongs to it; among that are the means and the scales.)

@<Defaults and standardised inputs@>=
static void measure(const dataset *data, int d, double *mean, double *scale)
{
  double low = input(data, 0, d), high = low, sum = 0, squares = 0;
  for (long i = 0; i < data->N; i++) {
    const double x = input(data, i, d);
    low = fmin(low, x);
    high = fmax(high, x);
    sum += x/(double) data->N;
  }
  *mean = low < high ? sum : low;
  const double most = fmax(high - *mean, *mean - low);
  for (long i = 0; i < data->N; i++) {
    const double off = (input(data, i, d) - *mean)/most;
    squares += off*off/(double) data->N;
  }
  *scale = low < high && isfinite(most) ? fmax(most*sqrt(squares), DBL_MIN) : 1;
}
@#
void measure_inputs(model *m, const dataset *data)
{
  for (int d = 0; d < m->net.D; d++) {
    m->mean[d] = 0;
    m->scale[d] = 1;
    if (m->data[0] != 0 && m->set.raw == 0) measure(data, d, &m->mean[d], &m->scale[d]);
  }
}
@#
void standardise(const model *m, dataset *data)
{
  for (long i = 0; i < data->N; i++)
    for (int d = 0; d < data->D; d++) input(data, i, d) = (input(data, i, d) - m->mean[d])/m->scale[d];
}
@#
double rate_for_sum(const model *m, double eta)
{
  return m->data[0] != 0 ? eta/(double) m->set.batch_size : eta;
}
@#
void raw_parameters(const model *m, const double *theta, double *raw)
{
  const int D = m->net.D, K = m->net.K;
  memcpy(raw, theta, (size_t) parameter_count(m->net)*sizeof(double));
  for (int k = 0; k < K; k++)
    for (int d = 0; d < D; d++) {
      raw[d*K + k] = theta[d*K + k]/m->scale[d];
      raw[D*K + k] -= m->mean[d]*raw[d*K + k];
    }
}

@ \seclabel{defaults}What should training begin with, if nobody says? The notebook's choices suit its circles. For other points they follow from two arguments.

{\it Initial weights.} Draw the weights and the bias of a hidden unit with the variance $1/D$. Its pre-activation for the inputs~$x$ then has the variance
$(x_1^2+\cdots+x_D^2+1)/D$, and since the mean square of a standardised input is~1, this is $1+1/D$ on the average over the training samples. So the units begin where the logistic
function bends, neither where it is flat nor where it is straight, however many inputs there are. Likewise for the logits, with $K$ in the place of~$D$.
@^initial weights@>

{\it The learning rate.} It is meant for the mean of the loss over the samples of a batch, lest it depend on how many there are. By section~\secref{quadratic} a step of momentum is too long
when $\eta\lambda>2(1+\mu)$, where $\lambda$ is the largest curvature. We can say how large that is for the parameters of the output layer. For one
sample the second derivatives with respect to the logits are
$\hat y_c([a=c]-\hat y_a)$; so the curvature in a direction $v$ of length~1 is the variance of the numbers $v_1$, \dots,~$v_C$, taken with the
probabilities~$\hat y_c$. A variance is at most a
quarter of the square of the range, and the range of $v$ is at most~$\sqrt2$. Hence the curvature is at most $1/2$ in the logits, and in the weights and
biases, through which the logits depend on $(h_1,\ldots,h_K,1)$, at most
$$\textstyle{1\over2}(1+h_1^2+\cdots+h_K^2)\le{1\over2}(1+K).$$
With $\eta=1/(1+K/4)$ and $\mu=0.9$, therefore, $\eta\lambda<2$ always, and about $1/2$ in the beginning, when the activations are near~$1/2$; and $2(1+\mu)=3.8$. So there is room
to spare, as far as this goes. It isn't a proof: the curvature changes along the way, whereas in section~\secref{quadratic} it was constant; and for the hidden layer there is
no such bound, since its curvature grows with the output weights. We have to try.
@^learning rate@>@^momentum@>

@<Defaults and standardised inputs@>=
settings default_settings(bool circles, long K)
{
  settings s = {50000, 0.1, 0.1, 42, K, 50000, 1e-4, 0.5, 0, 0, 0, 0};
  if (!circles) {
    s.iterations = 1000;
    s.eta = 1/(1 + (double) K/4);
    s.mu = 0.9;
  }
  return s;
}

@ So the notebook's weights, which have the variance~1, are divided by the square root of the number of things that they are to be multiplied with.

@<Functions of the network@>=
void shrink_parameters(network net, wide *theta)
{
  const int D = net.D, K = net.K, count = parameter_count(net);
  for (int j = 0; j < count; j++) theta[j] /= sqrt(j < (D + 1)*K ? D : K);
}

@ These were tried: clouds of points, two for each of four classes, around centres that are drawn at random, with inputs in units of $10^{-2}$,
$10^{-1}$, 1, 10, $10^2$, and so on, again and again. The table
says how many of a hundred fresh points from the same clouds are misclassified (1000 were tried; guessing would leave 75).
$$\vbox{\halign{\hfil#\quad&\hfil#\quad&\hfil#\qquad&\hfil#\quad&\hfil#\quad&\hfil#\qquad&\hfil#\cr
\noalign{\hrule\vskip3pt}
inputs&units&samples&$\eta/8$&$\eta$&$8\eta$&$\eta$, raw\cr
\noalign{\vskip3pt\hrule\vskip3pt}
2&10&200&\num{own0_slow}&\num{own0_default}&\num{own0_fast}&\num{own0_raw}\cr
2&10&20,000&\num{own1_slow}&\num{own1_default}&\num{own1_fast}&\num{own1_raw}\cr
10&10&1000&\num{own2_slow}&\num{own2_default}&\num{own2_fast}&\num{own2_raw}\cr
10&100&1000&\num{own3_slow}&\num{own3_default}&\num{own3_fast}&\num{own3_raw}\cr
100&30&1000&\num{own4_slow}&\num{own4_default}&\num{own4_fast}&\num{own4_raw}\cr
\noalign{\vskip3pt\hrule}}}$$
A rate eight times smaller or larger matters less here than raw inputs do, in every row.\unprinted

@<Experiments@>=
static dataset *clouds(generator *g, int D, const double *centre, long N)
{
  dataset *data = make_dataset(N, D, 4);
  for (long i = 0; data != NULL && i < N; i++) {
    label(data, i) = (int) i%4;
    for (int d = 0; d < D; d++) input(data, i, d) = pow(10, d%5 - 2)*(centre[i%8*D + d] + random_normal(g));
  }
  return data;
}
@#
static double missed(const dataset *points, const dataset *fresh, int K, double factor, bool raw, generator g)
{
  const network net = @[(network){@]points->D, K, points->C@[}@];
  model m = {0};
  goal none = {0};
  dataset *own = copy_samples(points, 0, points->N), *other = copy_samples(fresh, 0, fresh->N);
  if (own == NULL || other == NULL || !make_model(&m, net)) return NAN;
  m.set = default_settings(false, K);
  if (!raw) {
    strcpy(m.data, "clouds");
    measure_inputs(&m, own);
    standardise(&m, own);
    standardise(&m, other);
  }
  random_parameters(&g, parameter_count(net), m.theta);
  shrink_parameters(net, m.theta);
  team *crew = make_team(1, net, own);
  train(crew, m.theta, m.M, m.set.iterations, factor*m.set.eta/(double) own->N, m.set.mu, not_reached, &none);
  const double wrong = 100*(double) misclassified(net, m.theta, other)/(double) other->N;
  free_team(crew);
  free_model(&m);
  free_dataset(own);
  free_dataset(other);
  return wrong;
}
@#
static void own(void)
{
  static const struct {
    int D, K;
    long N;
  } cases[] = {{2, 10, 200}, {2, 10, 20000}, {10, 10, 1000}, {10, 100, 1000}, {100, 30, 1000}};
  generator g;
  seed_generator(&g, 42);
  for (int j = 0; j < 5; j++) {
    const int D = cases[j].D, K = cases[j].K;
    double centre[8*D];
    for (int d = 0; d < 8*D; d++) centre[d] = 2*random_normal(&g);
    dataset *points = clouds(&g, D, centre, cases[j].N), *fresh = clouds(&g, D, centre, 1000);
    numbers(named("own%d", j), "slow %.1f default %.1f fast %.1f raw %.1f", missed(points, fresh, K, 0.125, false, g),@|
      missed(points, fresh, K, 1, false, g), missed(points, fresh, K, 8, false, g), missed(points, fresh, K, 1, true, g));
    free_dataset(points);
    free_dataset(fresh);
  }
}

@ @<Names of the experiments@>=
{"own", own},@/

@* Conclusions. \seclabel{conclusions}The introduction promised that you would be
able to derive the gradient of a network, to program it in any language, and to
tell a correct program from a nearly correct one. The first two were Part~I. For
the third there is the gradient check, whose error we can now predict; and there
is a habit, which this part has tried to teach: to doubt a good story until what
it blames has been taken away.

{\it What was found.} The notebook's plateau is an accident of its start and its
rate, held on the way by the sign of a single number (section \secref{bend}): of \num{starts} other starts, half were through in \num{escape_median}
iterations (section \secref{starts}), and from the same start with the next smaller rate of
our grid there is none (section \secref{rates}). Two hidden units can't enclose a region, by a
theorem, and our points are too many to slip through; three will do,
and it helps that they are soft (section \secref{widths}). To a loss below 500, batches of 128
take about as many steps as the full batch, each at $1/390$ of the price (section \secref{batches}). The last mistakes can be
put right, first at iteration \num{right_at}; so the loss has no minimum to go to
(section \secref{tail}). On a million fresh points the notebook's network makes \num{unseen_wrong}
mistakes, where nobody could make fewer than \num{ideal_million} on average
(section \secref{unseen}). And of sixteen digits the sums of this program lose next
to nothing; a gradient by differences, with the notebook's step, has an error of
\num{steps_random_notebook} at the start, and of \num{steps_trained_notebook} after the
training (section \secref{digits}).

{\it What stays open.} We can make the plateau go away, but we can't look at a
start and tell whether it will have one. We have found that a few points next
to the boundary slow down the tail, not how few can do it, nor how the law comes back. Most of all, we
don't know how likely it is that training succeeds: whether, for three hidden units,
almost every start leads to a perfect network in the end, or some don't
(\exref{luck}). That is a question about seventeen numbers, and it is open.

@ {\it What we got wrong.} A book with this title has no right to hide its
mistakes. Here are some from its own history, for their use rather than their
number.
@^errata@>@^confessions@>

\item{$\bullet$} Beside each equation stands the error of its test. Beside four of them stood
$10^0$: a difference of up to a hundred percent. They were exact; their error
was~0. A script had compared two numbers as strings, and |"000000000"| is greater
than |"0"|. Nobody noticed, because nobody looks twice at a good mark.

\item{$\bullet$} The tests of what the program does when the system fails it passed, and failed
at once when somebody ran them who was not the superuser. Our stand-in
for the system's |open| had dropped its last argument, the permissions; so files were made
with those that happened to lie in a register. The superuser may read any file.

\item{$\bullet$} ``{\it All six\/} with $\eta=10^{-4}$'' get stuck on a plateau,
said the text below a figure in which anyone can count five. The
six had been typed by hand. Now the program prints such numbers too, and a
test looks for those that are typed.

\item{$\bullet$} The old chapter on the plateau proved that parallel units stay parallel, found a
direction in which the loss bends down, and concluded that along it, ``presumably'',
the units turn apart. A referee computed the curvature of just those turns. It was positive,
nearly to the end (section \secref{bend}).

\item{$\bullet$} The loss of the long run sinks too slowly ``because the wrong points hold
it up''. It sinks nearly as slowly without them (section \secref{tail}).

\noindent None of these was found by those who had made it, though they had read
the passage again and again. Each was found by somebody else, who did the thing
once more: counted to six, took the two points away, ran the tests under another
name. What else is wrong, we don't know. If you want to find out, do as they did.

@*1 Exercises. The first five need a pencil, perhaps a calculator.

\exercise{batchends}[12] What does \eqref{batchvariance} say for $B=1$ and for
$B=N$? Prove both without it.

\exercise{softtail}[20] In \eqref{tail}, take the whole loss $J=\ln(1+e^{-\theta})$
instead of $e^{-\theta}$. What is the equation between $\theta$ and~$t$ now? Show
that $\eta tJ$ tends to~1 as before.

\exercise{width}[15] How many held-out samples, none of them misclassified, make Wilson's
interval \eqref{wilson} for $q=1.96$ no wider than $0.01$? And how many, if nine of
ten are right?

\exercise{tinyterms}[20] The numbers 1 and $2^k-1$ times $u=2^{-53}$ are to be added.
(A sum halfway between two doubles is rounded to the one whose last bit is~0.) What comes
out if the 1 comes first, last, or first among pairs? What does \eqref{pairwise} promise?

\exercise{single}[16] If losses were computed in single precision, with $u=2^{-24}$, how much
longer would the best step of the difference quotient be, and how much greater its error?
What would become of the notebook's step, for $J$ and $J'''$ of like size?

@ The others are for the computer, too. Change files, and what a hole is, are explained in section~\secref{coursework}; these change lines
of the book as they stand in \.{ffnn.w}, where
what is printed as |exponential| or $\ne$ is \.{exponential} and \.{!=}; the first line of a change must occur nowhere else. If the changes are in
\.{mine/tanh.ch}, then
\smallskip\centerline{\.{cd build \&\& ctangle ../ffnn.w ../mine/tanh.ch notebook.c \&\& cd .. \&\& make ffnn}}\smallskip\noindent
builds the changed program, and ``\.{touch} \.{ffnn.w}'' lets the next \.{make}
return to the original. If a change doesn't match, \.{ctangle} complains, and writes the
original program.

\exercise{tanhchange}[20] Write a change file that gives the hidden units
$\tanh$ instead of~$\sigma$. How do you know that it is right?

\exercise{nesterovchange}[15] Write one for the method of \exref{nesterov}.

\exercise{rings}[25] Let there be a third class, a ring of radius~2 around the other
two. What has to be changed? How many hidden units are needed, and how should the learning rate
be chosen?

\exercise{layers}[40] Term project: let the number of hidden layers, and their
sizes, be options of the command line, and choose between $\sigma$, $\tanh$,
and the rectifier for each. Do two hidden layers of three units find the disc
sooner than one of six?

\exercise{digits}[40] Term project: train the network to read handwritten
digits. Choose $K$, $B$, $\eta$, $\mu$, and when to stop without a look at the part of your
pictures that is set aside for the final judgement.

\exercise{luck}[48] With what probability does training, from normally
distributed initial weights, end with a network that separates the disc from
the ring, as a function of~$K$? Is it 1 for $K=3$, given enough time?

@** The tool. \part{III}{The program of Part~I knows one set of points, and
forgets what it has learned when it ends. Here it becomes a tool: it reads
points of your own, keeps what it has learned, and is prepared for what can go
wrong with files, disks, and people. The other two parts can be read without
this one. It is longer than they are; so where a program says nothing that its text
doesn't, only the text is printed, and the program is in \.{ffnn.w}, in the same place. The index has the section of each function, printed or not.}

@* Outline of the tool. \seclabel{tables}The tool is called \.{ffnn} and has
five commands. {\it Train\/} fits a network to points and saves it, together
with tables of how it learned; {\it predict\/} classifies other points with a
saved network, and {\it test\/} says how often it is right about points whose classes are known;
{\it check\/} compares its gradient with difference quotients;
and {\it plot-data\/} writes the tables of the figures once more. Let us watch
it at work before we take it apart.

A small problem that no straight line can solve is the {\it exclusive or}: do
two bits differ, or are they equal? Here are its four points in a file, one on
a line, with the class at the end.
@^exclusive or@>
\listing{book/xor.csv}\noindent
In the following session the lines after a dollar sign were typed. (Times
change from run to run; dots stand in their place.)
\listing{session.txt}\noindent
The first command trains a network, with three hidden units since we didn't ask
for another number, and the report says what came of it: the loss of all four points, before the training and after it, and the worst
relative error of those derivatives that are large enough to be compared with difference quotients. The second command compares them
where training ended. The third goes on with the training as if it had
never been interrupted, up to iteration~500, which takes 450 more. The last one asks the network about the points of
another file: it answers with the likelier class, and the probabilities of
both. But there is something wrong with the second point; the tool guesses
nothing, but says what it expected, and in which line and column.

The file \.{xor/model.ffnn} is a text: sizes, settings, classes, where the
points were, and then the parameters, each with its velocity. Numbers that
aren't whole are written in hexadecimal, for a reason that we shall come to.
Here are some of its lines.
\listing{model.txt}

@ Without any option the tool does what the notebook does. An option changes one thing about that, and wherever the book has a word for this
thing, it is the option's name. (They are all listed, with their defaults, by \.{ffnn train -{}-help}, and by the table in section~\secref{options} from which that help is made.)

{\it The network and its training.} The option \.{-{}-hidden} is~$K$, \.{-{}-iterations}~$T$, \.{-{}-learning-rate}~$\eta$, \.{-{}-momentum}~$\mu$, and
\.{-{}-batch-size}~$B$; all chance comes from \.{-{}-seed}. Points of your own have other defaults than the circles, which are argued in section~\secref{defaults}.

{\it The points.} They are circles, with \.{-{}-samples}, \.{-{}-factor}, and \.{-{}-noise}, unless there is a file after \.{-{}-data}. Such a file has a point in each row, and its class
at the end. What separates the fields, and whether there are headings, is found out; a file from which it can't be found out, or where the class
stands elsewhere, needs \.{-{}-header}, \.{-{}-class}, \.{-{}-leave-out}, or \.{-{}-missing}. Inputs are standardised, so that their units don't matter, unless you say \.{-{}-raw}.

{\it The test.} A network should be judged by points that it wasn't trained with. Either a part of the file is held out, \.{-{}-holdout}, or there is a file of its own,
\.{-{}-validation}. With \.{-{}-patience} the training ends when these have been done no better for so many epochs.

{\it What stays.} The folder after \.{-{}-output} gets the tables that the figures are drawn from, and the model. Nothing is replaced there but what the tool itself has written; and where
another run has left a model, that is put aside, as \.{model.ffnn\~{}}, and not a second one after it unless you say \.{-{}-force}. The model is
saved at the end, every five minutes, and when the
run is told to stop; every so many iterations instead with \.{-{}-every}, and elsewhere with \.{-{}-checkpoint}. To go on from a model, \.{-{}-resume} it: all settings come with it, and the
results stay in its folder, if it is called \.{model.ffnn}.

{\it What is seen.} A line of progress if somebody is watching, and a report at the end, but neither with \.{-{}-quiet}; lines for a logbook,
\.{-{}-log-every}. The table of losses has a line for each
iteration, or for fewer, \.{-{}-loss-every}. Of many inputs a map can show two, \.{-{}-plot}. And the number of \.{-{}-threads} changes nothing but the time.

{\it Where to begin.} First see whether your points were read as you mean them: the report has the names of the classes, and notes tell what was
guessed. Hold some of them out, say \.{-{}-holdout 0.3}; a network that knows its points by heart looks perfect
without. If many points that it was trained with are misclassified, give it more hidden units or more iterations, and if the loss has grown, a smaller rate; if only those
held out are, fewer units, or patience.

@ \seclabel{tooloutline}This is the whole tool. What its parts build upon,
files that are whole or absent, points from a file, saved models, and tables,
belongs to the library, for other programs want it, too; that comes first. Then the parts follow each other as a run does. The commands are
carried out in a thread with a large stack: arrays as long as |theta|, of which two or three are in use at once, take up to seven megabytes, nearly
all that a program is usually given.

@(tool.c@>=
@<Include what Part III needs@>@;
@<The run@>@;
@<Say what is wrong, and stop@>@;
@<Print the help@>@;
@<Read the command line@>@;
@<Get the points@>@;
@<Open the tables@>@;
@<Set out@>@;
@<Train and save@>@;
@<Sum up@>@;
@<Carry out the commands@>@;
@#
static void *carry_out(void *argument)
{
  run *r = argument;
  read_command_line(r->argc, r->argv, r);
  switch (r->task) {
  case TRAIN: train_command(r);@+break;
  case PREDICT: predict_command(r);@+break;
  case CHECK_GRADIENT: check_command(r);@+break;
  case PLOT_DATA: plot_command(r);@+break;
  case TEST_MODEL: test_command(r);
  }
  clean_up(r);
  finish_output(0);
}
@#
int main(int argc, char *argv[])
{
  static run r; /* all zero at first */
  expect_the_worst();
  begin_as_the_notebook(&r);
  r.argc = argc;
  r.argv = argv;
  if (!on_a_large_stack(carry_out, &r)) fail(&r, "a stack of 32 megabytes: %s", strerror(errno));
}

@ To train is to do the following, in this order. All that can fail for a
silly reason, such as a folder that may not be written, is tried before the
training, which may take a night.

@<Carry out the commands@>=
static void train_command(run *r)
{
  outcome o = {0};
  get_points(r);
  split_points(r);
  start_teams(r);
  open_tables(r);
  standardise_points(r);
  draw_initial_weights(r, &o);
  take_up_the_thread(r);
  train_network(r, &o);
  judge_network(r, &o);
  look_for_trouble(r, &o);
  write_maps(r);
  write_summary(r, &o);
  keep_tables(r);
  if (r->said[QUIET] == NULL) print_report(r, &o);
}

@* Files, whole or not at all. \seclabel{files}Half a table of losses looks
like a whole one of a shorter run, and half a model is worthless. So the tool
leaves no half files behind. Each begins as a {\it draft}, under a provisional
name that ends in \.{.part}. Only when the draft is complete, and safely on the
disk, does it get its real name, and the tables of a run get theirs when all of
them are complete. Therefore a file \.{loss.tsv}, wherever you find it, is all
of it, and a run that fails leaves what was there before. In a folder where a run
is at work there may be yesterday's \.{loss.tsv} beside today's \.{loss.tsv.part},
and a figure can be drawn from the former while the latter grows. A draft stands
in the same folder as the file that it will be, not in one for temporary
files: to rename a file on the same disk is one step, but to move it to another
disk is to copy it, and for a while a copy is half a file.
@^draft@>

A draft takes a place, and somebody else's file may be in it: a table of
measurements may well be called \.{data.tsv}. An earlier version was told
to learn from such a table, and to put its results into the folder where it stood. All went
well, as it said itself; but \.{data.tsv} was now a table of its own, in which {\it setosa\/}
and {\it versicolor\/} had become 0 and~1, and headings and comments were gone for good.
So whatever the tool writes
begins with a {\it mark}, and no file without it is ever replaced or removed,
under a real name or a provisional one. An empty file has nothing to lose.

It would be easier to go by names, but a name proves nothing. It would be
easier to ask, but at night there is nobody to answer, and by day we say yes
before we have read the question. A mark goes with the file, wherever it is copied. In tables it is the
beginning of the first line, for example `\.{\# ffnn 2.0: loss}', which plotting programs take
for a comment; in models it is the name of the format. Where it is missing, as it is also in the tables of older versions, the run ends before training has begun:
$$\vbox{\halign{#\hfil\cr
\.{ffnn: mine/loss.tsv: this version of ffnn did not write that, and}\cr
\.{won't replace it; please move it, or choose another place}\cr}}$$
@^mark of our files@>

@<Types of the interface@>=
typedef struct {
  char *name; /* the name that it will get; where that is a link, the place that it leads to */
  char *part; /* its provisional name, behind it in memory; |NULL| when it has got the other one */
  const char *trouble; /* which of them could not be had */
  FILE *file; /* |NULL| if it isn't open */
  int fd; /* the same for the system */
  int error; /* why a write has failed, if one has */
  bool (*make_room)(void *context); /* |NULL|, or what to try when the disk is full: is there room now? */
  void *context; /* for |make_room| */
  long length; /* how many bytes |add_line| has written */
  uint64_t sum; /* and their checksum */
} draft;
@#
typedef enum {CONTINUED, NOTHING_TO_CONTINUE, CANNOT_CONTINUE} continuation;
#define NO_BYTES 0xcbf29ce484222325u /* the checksum of nothing */
#define TABLE_MARK "# ffnn "
#define MODEL_MARK "ffnn-model "

@ A function that returns |false| here, or |CANNOT_CONTINUE|, has set |errno|:
the system has refused. Two of its reasons have a special meaning: |EEXIST|, there is something that isn't ours; |EBUSY|, another run is using it.

None of these functions prints anything, and none ends the program. They belong
to the library, and a program with windows will want to tell of trouble in its
own way. The tool has words of its own for the two special reasons; of the others it says what the
system says, for example `\.{File too large}'. And a draft remembers which of its two names
the trouble was about. If a folder \.{loss.tsv.part} is in the way, you should
be told so, rather than look in vain for what may be wrong with \.{loss.tsv}.

@<Functions of the interface@>=
bool make_folder(const char *folder); /* with those above it; it may be there already */
bool open_draft(draft *d, const char *folder, const char *name, const char *mark); /* of \.{folder/name}; or, if
  |folder| is |NULL|, of \.{name} */
continuation continue_draft(draft *d, const char *folder, const char *name, const char *mark,
  long length, uint64_t sum); /* begin with the first |length| bytes of an earlier try,
  if they are found and have that checksum */
void add_line(draft *d, const char *format, ...); /* as |printf|; at most 200 characters */
bool flush_draft(draft *d); /* has the system taken every byte so far? */
bool finish_draft(draft *d); /* did every byte arrive on the disk? */
bool keep_draft(draft *d); /* give a finished draft its name */
void cut_draft(draft *d, long length); /* cut it off after that many bytes; nothing more can be written */
void drop_draft(draft *d); /* forget it, whatever its state; a file that has its name stays */
bool remove_file(const char *name, const char *mark); /* if it is there, ours, and not in use */
bool may_replace(const char *name, const char *mark); /* is nothing there, or something of ours? */
bool in_use(const char *name); /* has somebody locked it? */
bool disk_is_full(int error); /* is that what |errno| says? */
uint64_t checksum(uint64_t sum, const void *bytes, size_t count); /* of bytes that follow those with checksum |sum| */

@ All files of this part include the same headers. They count iterations and bytes in a |long|; on a system where that
has 32 bits, a trillion iterations would be none at all. That was tried, with an earlier version: it ended at once, and
reported success. Now there will be no program where a |long| hasn't 64~bits, but for the playground of section~\secref{playground}, which keeps its numbers small.\unprinted

@<Include what Part III needs@>=
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <float.h>
#include <getopt.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
@#
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "network.h"
@h
#ifndef __wasm__
_Static_assert(sizeof(long) == 8, "numbers of type long must have 64 bits");
#endif

@ A system may accept what is written and lose it later, when the disk turns
out to be full or the power fails. So it isn't enough that every write went
well; writing through to the disk must go well, too. That holds for folders as
well, since a new name is a change of the folder. (Some systems have no way to
say so for a folder, and answer that the request is invalid.) And a call may be
interrupted before it has done anything; then we ask again. In a trial, an interrupted call once
ended a run that had nothing wrong with it.

The order matters. What is written stays in memory at first, and goes to the disk some
seconds later, when it suits the system; and a new name may get there
earlier than the bytes that it stands for. If the power failed in between, there would be
an empty model in the place of the good one. So a draft is written through to the disk
first, then it gets its name, and then its folder is written through. Waiting for a disk
takes time; therefore it is done once for a file, not once for a line.

If any of this were forgotten, nobody would notice, until the power fails; and
a copy of the program in which the name was given too early did pass
all the tests that there were. Now a test puts itself between the program and the system, keeps a list of what
isn't on the disk yet, and ends the program when a file gets its name too early.
@^full disk@>@^interrupted calls@>

@d insist(result, call) do result = call; while (result < 0 && errno == EINTR)

@(files.c@>=
@<Include what Part III needs@>@;
@#
static bool sync_folder(const char *name) /* the one that |name| is in */
{
  char folder[strlen(name) + 2];
  int file, synced;
  strcpy(folder, name);
  char *slash = strrchr(folder, '/');
  strcpy(slash == NULL ? folder : slash + 1, "."); /* \.{a/b} becomes \.{a/.} */
  insist(file, open(folder, O_RDONLY|O_DIRECTORY|O_CLOEXEC));
  if (file < 0) return false;
  insist(synced, fsync(file));
  const int why = synced == 0 || errno == EINVAL ? 0 : errno;
  close(file);
  errno = why;
  return why == 0;
}

@ Making a folder may mean making those above it. It is no error if one is
there already. If the system refuses, it is the first refusal that says why.
An earlier version reported the last one: in a place where nobody may write, it
was not allowed to make \.{build}, went on to \.{build/tables}, and
said `\.{No such file or directory}', which was true and no help. Now it says
`\.{Permission denied}'. Each folder is simply made, and only if that is refused do
we look whether it is there; for if two runs looked first, both might see nothing, and the slower one would fail.\unprinted

@(files.c@>=
bool make_folder(const char *folder)
{
  char path[strlen(folder) + 1];
  struct stat status;
  strcpy(path, folder);
  for (char *end = path;; ) {
    end += strspn(end, "/");
    end += strcspn(end, "/");
    const char next = *end;
    *end = 0;
    if (mkdir(path, 0777) == 0) {
      if (!sync_folder(path)) return false;
    } else {
      const int why = errno;
      const bool there = stat(path, &status) == 0;
      errno = there ? ENOTDIR : why;
      if (!there || !S_ISDIR(status.st_mode)) return false;
    }
    *end = next;
    if (end[strspn(end, "/")] == 0) return true;
  }
}

@ Is there a file of ours? Only an ordinary file can be, and one that its owner
has protected from writing is left alone. The system itself wouldn't mind: to
replace a file it asks who may change the folder, not who may write the file. But somebody has taken the
trouble to protect it, and perhaps from us. Opening a link may lead
elsewhere, and opening a pipe may wait for ever for somebody at the other end; hence the two precautions in |open|.
Both were needed: where a draft was to be, a link led to a file that was then overwritten, and a pipe made the run hang.

A file that is in use is locked. A lock belongs to the open file, and the
system takes it away when the program ends, however it ends; so what a killed
run has left behind is nobody's. That is why a draft's file stays open until it
is dropped, and why a leftover is locked while it is being removed: otherwise
two runs might both see it, and the slower one would remove the new draft of
the other. And between opening a file and locking it, another one may have taken its name; so after the lock we look
whether the name still leads there. Many programs make a second file instead, whose presence means `in use'; but that
survives a power failure, and then must be removed by hand. (Some file systems can't lock; there it is up to you.)
@^lock@>

@(files.c@>=
static bool lock(int file)
{
  return flock(file, LOCK_EX|LOCK_NB) == 0 || errno != EWOULDBLOCK;
}
@#
static bool still_there(int file, const char *name) /* has it that name? */
{
  struct stat here, there;
  return fstat(file, &here) == 0 && lstat(name, &there) == 0 && here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}
@#
static int open_ours(const char *name, const char *mark, int how)
{
  char first[16];
  struct stat status;
  ssize_t count = 0;
  int file;
  insist(file, open(name, how|O_NOFOLLOW|O_NONBLOCK|O_CLOEXEC));
  if (file < 0) {
    if (errno == ELOOP || errno == EISDIR || errno == ENXIO) errno = EEXIST; /* a link, a folder, a pipe */
    return -1;
  }
  bool ours = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  if (ours) insist(count, pread(file, first, strlen(mark), 0));
  ours = ours && (count == 0 || (count == (ssize_t) strlen(mark) && memcmp(first, mark, strlen(mark)) == 0));
  if (ours && (status.st_mode & S_IWUSR)) return file;
  const int why = count < 0 ? errno : ours ? EACCES : EEXIST;
  close(file);
  errno = why;
  return -1;
}
@#
bool may_replace(const char *name, const char *mark)
{
  int file = open_ours(name, mark, O_RDONLY);
  if (file >= 0) close(file);
  return file >= 0 || errno == ENOENT;
}
@#
bool in_use(const char *name)
{
  for (;;) {
    const int file = open(name, O_RDONLY|O_NONBLOCK|O_CLOEXEC);
    const bool locked = file >= 0 && !lock(file), same = file < 0 || still_there(file, name);
    if (file >= 0) close(file);
    if (locked || same) return locked;
  }
}
@#
bool remove_file(const char *name, const char *mark)
{
  int file = open_ours(name, mark, O_RDONLY);
  if (file < 0) return errno == ENOENT;
  const int why = !lock(file) || !still_there(file, name) ? EBUSY : unlink(name) != 0 && errno != ENOENT ? errno : 0;
  close(file);
  errno = why;
  return why == 0;
}

@ A stream that we write into hands its bytes to a function of our own. Where
the system takes a part of them it gets the rest in another call; and when the
disk is full there may be something that can be given up for them.

The usual streams of \CEE/ won't do for this. When |fprintf| has failed, it can't be said how
many of its bytes have arrived, and so it can't be tried again. An earlier version therefore gave up
when the disk was full. Its table of losses, a line for each
iteration, had filled the disk by itself, and the run, being a run that failed, took everything with it: the
folder was empty, without a model. Now the write that fails is the place
where we ask for room, by |make_room|, and try again as long as there was something to give up; what that is, and
in which order, is said in section~\secref{givenup}. A disk counts as full also when only our share of it
is used up. But a file that has become longer than a limit allows is
another matter: to remove others wouldn't make it shorter.

@(files.c@>=
bool disk_is_full(int error)
{
  return error == ENOSPC || error == EDQUOT;
}
@#
static ssize_t write_all(void *stream, const char *bytes, size_t count)
{
  draft *d = stream;
  for (size_t done = 0; done < count && d->error == 0; ) {
    const ssize_t n = write(d->fd, bytes + done, count - done);
    if (n >= 0) done += (size_t) n;
    else if (errno != EINTR && (!disk_is_full(errno) || d->make_room == NULL || !d->make_room(d->context))) d->error = errno;
  }
  return d->error == 0 ? (ssize_t) count : 0; /* 0 means that it has failed */
}
@#
static int close_it(void *stream)
{
  return close(((draft *) stream)->fd);
}
@#
static bool open_stream(draft *d, int fd)
{
  cookie_io_functions_t functions = {0};
  functions.write = write_all;
  functions.close = close_it;
  d->fd = fd;
  d->file = fopencookie(d, "w", functions);
  return d->file != NULL;
}

@ If the real name is a link, it stays one, and its target is the file that is
replaced; the new file has the permissions of the old one. The obvious way,
to give the draft the name and be done, would put a file in the place of the link. A model
that is kept on a larger disk would stay there as it was, and go stale; and one that only its owner could read would be open to everyone.
Both have happened. The draft, too, stands beside the target,
since the link may lead to another disk.

The steps of |make_file| are in an order that leaves no gap. First, is the real name free, or ours?
Then a leftover under the provisional name is removed. Then the draft is made,
|O_EXCL|, which fails if anything has come into its place in the meantime. One
gap is left, between making the draft and locking it: another run may just then take it for a leftover,
and remove it. We would go on writing into a file without a name, and give
in the end our name to the draft of the other. So, once it is locked, we count its names: if there are none,
somebody was faster.\unprinted

@(files.c@>=
static bool name_draft(draft *d, const char *folder, const char *name)
{
  size_t size = (folder != NULL ? strlen(folder) : 0) + strlen(name) + 2;
  struct stat status;
  memset(d, 0, sizeof(draft));
  d->sum = NO_BYTES;
  d->trouble = name;
  d->name = malloc(2*(size + PATH_MAX) + 5); /* for both names */
  if (d->name == NULL) return false;
  d->trouble = d->name;
  snprintf(d->name, size, "%s%s%s", folder != NULL ? folder : "", folder != NULL ? "/" : "", name);
  if (lstat(d->name, &status) == 0 && S_ISLNK(status.st_mode)) {
    char target[PATH_MAX];
    if (realpath(d->name, target) == NULL) return false;
    strcpy(d->name, target);
  }
  d->part = d->name + size + PATH_MAX;
  strcpy(stpcpy(d->part, d->name), ".part");
  return true;
}
@#
static bool make_file(draft *d, const char *mark)
{
  struct stat old, new;
  int fd;
  if (!may_replace(d->name, mark)) return false;
  d->trouble = d->part;
  if (!remove_file(d->part, mark)) return false;
  insist(fd, open(d->part, O_WRONLY|O_CREAT|O_EXCL|O_CLOEXEC, 0666));
  if (fd < 0 && errno == EEXIST) errno = EBUSY;
  if (fd < 0) return false;
  const bool mine = lock(fd) && fstat(fd, &new) == 0 && new.st_nlink > 0; /* or else somebody was faster */
  if (stat(d->name, &old) == 0) fchmod(fd, old.st_mode & 0777);
  if (mine && open_stream(d, fd)) return true;
  const int why = mine ? errno : EBUSY;
  if (mine) unlink(d->part);
  close(fd);
  errno = why;
  return false;
}
@#
bool open_draft(draft *d, const char *folder, const char *name, const char *mark)
{
  return name_draft(d, folder, name) && make_file(d, mark);
}

@ A {\it checksum\/} is a number made of all bytes of a text, by which an
accidental change of them will be noticed. Ours, by Fowler, Noll and Vo, has
64~bits and takes a line: each byte is added without carry, and then the sum is
multiplied by the prime $2^{40}+435$, modulo~$2^{64}$. An odd number has an
inverse modulo~$2^{64}$; so both steps can be undone, and from two different
sums equal bytes never make equal ones. Hence two texts of the same length that
differ in a single byte have different checksums. Of other changes one in $2^{64}$ would escape us,
if they were as good as random. It guards against accidents, not against people, who can compute a new one. A table has its checksum computed while it is
written; so a model that is saved on the way can note how long its table of losses was, and which checksum it had,
without reading it again.
@^checksum@>@^Fowler, Glenn@>@^Noll, Landon Curt@>@^Vo, Kiem-Phong@>

@<Definition of |checksum|@>=
uint64_t checksum(uint64_t sum, const void *bytes, size_t count)
{
  for (const unsigned char *byte = bytes; count > 0; byte++, count--)
    sum = (sum^*byte)*0x100000001b3u;
  return sum;
}

@ @(files.c@>=
@<Definition of |checksum|@>@;
@#
void add_line(draft *d, const char *format, ...)
{
  char line[201];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  fwrite(line, 1, (size_t) length, d->file);
  d->sum = checksum(d->sum, line, (size_t) length);
  d->length += length;
}

@ When an interrupted training goes on, its table of losses should go on too.
The losses so far may stand under either name. Under the provisional one, the
file is cut off after the bytes that are wanted, and goes on from there, unless
it has a second name (a copy of the folder may share its files); under the real
one, these bytes are copied, so that the finished table stays as it is until
the new one is complete. A file that is missing, or has other contents, is not
an error; a disk that can't be read is.

Suppose a run saves its model every hundred iterations, and is killed in the 730th. The
draft then has the losses of some iterations from 700 on, and perhaps a part of a line. The model of iteration~700
knows nothing of these. So they are cut off, and computed again, with the same results; in the end the table can't be told from
that of a run without interruption. To append to whatever is there, as one would at
first, would leave those lines in it twice.\unprinted

@(files.c@>=
static continuation begins_well(int old, draft *copy, long length, uint64_t sum)
{
  char bytes[4096];
  uint64_t found = NO_BYTES;
  ssize_t n = 1;
  while (length > 0 && n > 0) {
    insist(n, read(old, bytes, length < (long) sizeof bytes ? (size_t) length : sizeof bytes));
    if (n <= 0) break;
    found = checksum(found, bytes, (size_t) n);
    if (copy != NULL) fwrite(bytes, 1, (size_t) n, copy->file);
    length -= n;
  }
  return n < 0 ? CANNOT_CONTINUE : length == 0 && found == sum ? CONTINUED : NOTHING_TO_CONTINUE;
}
@#
static continuation cut_off(draft *d, const char *mark)
{
  struct stat status;
  int fd = open_ours(d->part, mark, O_RDWR), cut;
  d->trouble = d->part;
  if (fd < 0) return errno == ENOENT || errno == EEXIST ? NOTHING_TO_CONTINUE : CANNOT_CONTINUE;
  errno = !lock(fd) ? EBUSY : fstat(fd, &status) == 0 && status.st_nlink != 1 ? EMLINK : 0;
  continuation how = errno != 0 ? CANNOT_CONTINUE : begins_well(fd, NULL, d->length, d->sum);
  if (how == CONTINUED) {
    insist(cut, ftruncate(fd, d->length));
    if (cut == 0 && lseek(fd, d->length, SEEK_SET) == d->length && open_stream(d, fd)) return CONTINUED;
    how = CANNOT_CONTINUE;
  }
  const int why = errno;
  close(fd);
  errno = why;
  return how;
}
@#
static continuation copy_beginning(draft *d, const char *mark)
{
  int old = open_ours(d->name, mark, O_RDONLY);
  d->trouble = d->name;
  if (old < 0) return errno == ENOENT || errno == EEXIST ? NOTHING_TO_CONTINUE : CANNOT_CONTINUE;
  continuation how = make_file(d, mark) ? begins_well(old, d, d->length, d->sum) : CANNOT_CONTINUE;
  const int why = errno;
  close(old);
  errno = why;
  return how;
}
@#
continuation continue_draft(draft *d, const char *folder, const char *name, const char *mark, long length, uint64_t sum)
{
  if (!name_draft(d, folder, name)) return CANNOT_CONTINUE;
  if (length == 0) return NOTHING_TO_CONTINUE; /* a model of the library has no losses */
  d->length = length;
  d->sum = sum;
  continuation how = cut_off(d, mark);
  return how == NOTHING_TO_CONTINUE ? copy_beginning(d, mark) : how;
}

@ Renaming is something that the system does in one step; so nobody ever sees
half a file under a real name. To finish and to keep are two functions, since a run has several tables:
all of them are finished, which may fail, before the first is kept, which hardly can. But ten files can't be renamed in
one step: if the power fails just then, some tables will be new and some old,
each of them whole.

To give a draft up isn't quite simple either, since its stream may still hold bytes that haven't been written. If it is cut off, an error is noted first, which keeps
these from being written behind the cut. If it is dropped, they may be written, but nothing is given up to make room for them; and it loses
its name before it is closed, since with closing the lock is gone.

Whether all this holds was tried out, on a small run that replaces the results of an
older one. Each of its calls that the system can refuse, for memory, a
file, a thread, a name, was refused in turn, alone or with all later ones of its
kind: each table was then the old one or the new one, and the older model was there. And at random moments the program was killed, 200 times; going on from
what was there always ended in the same bits.

@(files.c@>=
bool flush_draft(draft *d)
{
  const bool good = fflush(d->file) == 0 && !ferror(d->file);
  if (!good) errno = d->error;
  return good;
}
@#
bool finish_draft(draft *d)
{
  int synced = -1;
  if (flush_draft(d)) insist(synced, fsync(d->fd));
  return synced == 0;
}
@#
bool keep_draft(draft *d)
{
  if (rename(d->part, d->name) != 0) return false;
  d->part = NULL;
  return sync_folder(d->name);
}
@#
void cut_draft(draft *d, long length)
{
  int cut;
  d->error = EIO;
  insist(cut, ftruncate(d->fd, length));
}
@#
void drop_draft(draft *d)
{
  d->make_room = NULL;
  if (d->part != NULL && d->file != NULL) unlink(d->part);
  if (d->file != NULL) fclose(d->file);
  free(d->name);
  memset(d, 0, sizeof(draft));
}

@* Points of your own. \seclabel{points}Files of points come from spreadsheets
and from other people's programs, in a dozen dialects, and some are broken. The first version of this tool
knew one dialect, its own: of seventeen real files that it was tried with, from R and from scikit-learn, it could use
one as it came. The others were refused, which is a nuisance, but a visible one. A file that is misread is worse than one that
can't be read, since nobody will notice. Headings that happened to be numbers, \.{2010,2011,class}, were taken for a
point, and the network duly learned a third class, by the name of `class'; a single line of the report showed it. Labels that one program had
written as~\.1 and another as~\.{1.0} were two classes, and where the label was missing, \.{NA} was a third.

Hence three rules. What the usual programs write is read without our being asked to. What must be
guessed is guessed from the rows of the file, and often, when something else could have been meant, there is a note of it:
$$\vbox{\ninetex\frenchspacing\halign{#\hfil\cr
ffnn: note: iris.csv: the decimal point is a comma\cr}}$$
And what could mean two things is refused, with its place, what was expected, what was found, and, if there is
one, the option that helps. (Here and in the other messages of this chapter `\.{t.csv}' is the name of the file.)
$$\vbox{\ninetex\frenchspacing\halign{#\hfil\cr
t.csv:3:3: expected a number, found 'NA': a missing value;\cr
\quad--missing drop leaves out such rows, --leave-out Ozone the column\cr}}$$
A row has a point: its inputs
and its class, an integer or a word, with commas, tabs, semicolons or blanks in between. The
class is the last field, unless we are told otherwise. Empty rows, and those that begin with a
\.\#, are skipped.
@^data, format of@>

@<Types of the interface@>=
#define MOST_INPUTS 1024
#define MOST_CLASSES 64
#define NAME_SIZE 64 /* of the name of a class or of an input, with the zero that ends it */
#define MESSAGE_SIZE 600
#define PATH_SIZE 4096 /* of the name of a file */
typedef struct {
  int C; /* how many classes */
  char name[MOST_CLASSES][NAME_SIZE]; /* and their names */
} class_list;
@#
typedef struct {
  char class_column[NAME_SIZE]; /* the column of the class: its heading, or its number, from 1; empty: the last one */
  char leave_out[PATH_SIZE]; /* columns that don't count, named in the same way, with commas in between */
  char header[4]; /* does the file begin with headings? |"yes"|, |"no"|, or empty: guess */
  bool drop; /* leave out the rows in which something is missing, instead of refusing them? */
  int D; /* how many inputs; 0: the file decides, and tells */
  char (*inputs)[NAME_SIZE]; /* their headings, on the heap; |NULL| if there are none */
  char target[NAME_SIZE]; /* and that of the class */
  char note[MESSAGE_SIZE]; /* of the latest file: what was guessed or left out; or empty */
} reading; /* how a file of points is read; all zero at first */
@#
typedef struct {
  char *text; /* of a field, without quotation marks or blanks around it */
  long line, at; /* where in the file it begins: in which line, at which byte of it */
} cell;
@#
typedef struct {
  const char *name; /* of the file, for messages */
  reading *how; /* it is to be read */
  const class_list *classes; /* |NULL|: its rows have none */
  int file; /* its descriptor; or standard input's */
  char *block, *here, *stop; /* a block of its bytes, the one that comes next, and where they end */
  long before; /* how many there were before the block */
  bool stream, whole, peeking; /* are rows to be answered one by one? does the block end with the file? are we only looking ahead in it? */
  long line, begin, cr; /* the number of this line, where it begins, and where the latest carriage return ends */
  char separator; /* of fields */
  char kind[256]; /* what a byte means for the splitting of rows */
  char *text; /* of the latest row, each field with a zero at its end, */
  cell *row; /* where these begin; behind the last one, the end of the row */
  int fields, room; /* how many there are, and how many could be */
  char *first; /* the same for the first row, */
  cell *heading;
  int headings; /* which has |headings| fields, */
  bool header; /* and is perhaps one of headings */
  long promised; /* or says that there are so many points; 0 if it doesn't */
  int width, shift; /* how many fields a row has, and how many more than there are headings */
  bool *number, *use; /* which columns have numbers? which ones may be inputs? */
  int inputs; /* how many inputs there are, */
  int *input, label; /* in which columns they are, and the class; or $-1$ */
  char decimal; /* a point or a comma; zero until one has been seen */
  bool missing; /* is what is wrong a missing value? */
  char message[MESSAGE_SIZE]; /* what is wrong; empty if nothing is */
} reader;

@ Most functions here read rows of any kind; those that return |false| or
|NULL| because of an error have set the message. How a file is to be read isn't said once for all programs but once for each
model, and is kept with it: when the network is tested with another file, a month later, the same columns must be left out, and nobody remembers
last month's options.

@<Functions of the interface@>=
bool parse_number(const char *text, double *value); /* is all of the text a finite decimal number? */
void clean_message(char *message); /* turn control characters into question marks */
bool open_reader(reader *r, const char *file, reading *how, const class_list *classes); /* of |NULL|: standard input; rows without classes */
bool next_row(reader *r); /* put the next row into |row|; |false|, without a message, at the end */
bool read_inputs(reader *r, double *x); /* the row's |how->D| inputs */
bool excuse_missing(reader *r); /* after |false|: was it only a missing value, in a row that may be left out? then nothing is wrong */
void close_reader(reader *r);
bool copy_reading(reading *to, const reading *from); /* with its own names; |false| if there is no memory */
dataset *read_points(const char *file, reading *how, class_list *classes, char *message);
  /* |NULL| is standard input; if |how->D| is 0, as many inputs as the rows have; otherwise that many, with those headings if there are any.
  If |classes| is empty, at least two classes, with which it is filled; otherwise classes from that list */
dataset *copy_samples(const dataset *data, long first, long N); /* |N| of them, from number |first| on; |NULL| if there is no memory */
void shuffle_samples(generator *g, dataset *data); /* $N\le2^{32}$ */
bool hold_out(dataset *data, long H); /* move $H\le N$ samples to the end, of each class its share; |false| if there is no memory */

@ The \CEE/ library's function for reading numbers is generous: it skips
blanks, stops where it understands no more, and takes \.{inf}, \.{nan}, and
hexadecimal digits. We want a decimal number and nothing else. (One that is too
small for a double becomes zero, and that is all right.) This is no pedantry. A single \.{nan} among the inputs makes the gradient a \.{nan}, in all its
components, and after one step the whole network is; \.{1,234} would be~1 to a function that stops at the comma.

@(points.c@>=
@<Include what Part III needs@>@;
@#
@<Read a short number@>@;
@#
bool parse_number(const char *text, double *value)
{
  char *end;
  if (text[0] == 0 || text[strspn(text, "+-.0123456789eE")] != 0) return false;
  if (short_number(text, value)) return true;
  *value = strtod(text, &end);
  return *end == 0 && isfinite(*value);
}
@#
void clean_message(char *message)
{
  for (; *message != 0; message++)
    if (iscntrl((unsigned char) *message)) *message = '?';
}

@ That function is right to the last bit for numbers of any length, and takes its time; so it is called only for long ones. Of the others, let the digits be
those of a whole number $m<2^{64}$, and the value $m/10^k$ with $\vert k\vert\le27$. As $10^k=5^k2^k$, and a power of~2 is a matter of the exponent, what remains
is to divide by a $5^k<2^{63}$: in whole numbers, after $m$ has been moved up by so many places that the quotient has 63 or 64 bits. It is rounded
to the 53 of a double when it is converted, and rightly: all that could be lost is whether it lies above or below the middle of two doubles, and to tell that of the
remainder it is enough to know if there is any. That goes into the quotient's last bit. (For negative~$k$ the product with $5^{-k}$ is exact.)
The tests compare millions of texts, many of them in the middle between two doubles or next to it, with what the library makes of them.\unprinted
@^decimal numbers, reading of@>

@<Read a short number@>=
static const char *read_digits(const char *text, uint64_t *m) /* they go on with |m|; the end of what there is room for */
{
  for (; *text >= '0' && *text <= '9' && *m < UINT64_MAX/10; text++) *m = 10**m + (uint64_t)(*text - '0');
  return text;
}
@#
static double scale_down(uint64_t m, int k) /* $m/10^k$ */
{
  static const uint64_t five[] = {@t\1\1@>@/1, 5, 25, 125, 625, 3125, 15625, 78125, 390625, 1953125, 9765625, 48828125, 244140625, 1220703125, 6103515625,@|
    30517578125, 152587890625, 762939453125, 3814697265625, 19073486328125, 95367431640625, 476837158203125, 2384185791015625,@|
    11920928955078125, 59604644775390625, 298023223876953125, 1490116119384765625, 7450580596923828125@t\2\2@>};
  const uint64_t p = five[abs(k)];
  if (k < 0) return ldexp((double)((unsigned __int128) m*p), -k);
  const int s = 63 + __builtin_clzll(m | 1) - __builtin_clzll(p); /* from 0 to 125 */
  const unsigned __int128 n = (unsigned __int128) m << s;
  const uint64_t q = (uint64_t)(n/p);
  return ldexp((double)(q | ((uint64_t) n != q*p)), -s - k);
}
@#
static const char *read_exponent(const char *text, long *k) /* if one begins here: the end, or, if it is no good, |text| */
{
  uint64_t e = 0;
  if (*text != 'e' && *text != 'E') return text;
  const bool down = text[1] == '-';
  const char *begin = text + 1 + (down || text[1] == '+'), *end = read_digits(begin, &e);
  if (end == begin || e > 99) return text;
  *k += down ? (long) e : -(long) e;
  return end;
}
@#
static bool short_number(const char *text, double *value) /* |false|: it is long, or none */
{
  const bool minus = *text == '-';
  uint64_t m = 0;
  text += minus || *text == '+';
  const char *point = read_digits(text, &m), *end = *point == '.' ? read_digits(point + 1, &m) : point;
  long k = end > point ? end - point - 1 : 0;
  if (k == 0 && point == text) return false;
  if (*read_exponent(end, &k) != 0 || labs(k) > 27) return false;
  *value = minus ? -scale_down(m, (int) k) : scale_down(m, (int) k);
  return true;
}

@ A message begins with \.{file:line:column}, as those of compilers do, so that an editor that knows how to jump to an error of the one will jump to
an error of the other. It is one line, whatever was found: a name of a file may have a line feed in it, and a field may have the sequence that clears a terminal, so control characters
become question marks. And it isn't of any length. Of a long name only the beginning is shown, and of a long field forty bytes, because
otherwise it would be the end of the message that doesn't fit, which is the reason.

Notes are collected, since there may be several of a file, and none of them is a reason to stop.\unprinted

@(points.c@>=
static bool fault(reader *r, const cell *place, const char *format, ...) /* |NULL|: no place in particular */
{
  int length = snprintf(r->message, MESSAGE_SIZE, "%.*s:", place != NULL ? 250 : 400, r->name);
  if (place != NULL) length += sprintf(r->message + length, "%ld:%ld:", place->line, place->at);
  r->message[length++] = ' ';
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(r->message + length, (size_t)(MESSAGE_SIZE - length), format, arguments);
  va_end(arguments);
  clean_message(r->message);
  return false;
}
@#
static void note(reader *r, const char *format, ...)
{
  char *end = r->how->note + strlen(r->how->note);
  const size_t room = (size_t)(r->how->note + MESSAGE_SIZE - end);
  int length = snprintf(end, room, end == r->how->note ? "%.200s: " : "; ", r->name);
  va_list arguments;
  va_start(arguments, format);
  if ((size_t) length < room) vsnprintf(end + length, room - (size_t) length, format, arguments);
  va_end(arguments);
  clean_message(r->how->note);
}

@ \seclabel{pipes}Bytes are fetched by the block. What the first row is, and what
separates the fields, can only be told from the rows that follow; so the first block is looked at before it is
read, as much of the file as a megabyte holds. The obvious other way, to open the file twice or to wind it back, is barred, because the file may be
a pipe, in which what has been read is gone.

A pipe may also be a conversation: some program writes a row to \.{ffnn predict}, and waits for the answer before it
writes the next. If we waited for a megabyte, both would wait for ever. So when rows come from standard input to
be answered one by one, we take what there is, as soon as that is a row.

A row longer than a block is refused, wherever it is, rather than only when it is the first: a limit should be the same everywhere. (It has room for
1024 numbers of a thousand digits each.) Comments may be of any length (but if there is no row within the first megabyte, commas are taken for the separators).\unprinted
@^pipe@>

@d BLOCK_SIZE 1048576 /* also the greatest length of a row */

@(points.c@>=
bool open_reader(reader *r, const char *file, reading *how, const class_list *classes)
{
  memset(r, 0, sizeof(reader));
  r->name = file != NULL ? file : "standard input";
  r->how = how;
  r->classes = classes;
  r->block = r->here = r->stop = malloc(BLOCK_SIZE + 1);
  r->text = malloc(BLOCK_SIZE + 2);
  r->first = malloc(BLOCK_SIZE + 2);
  r->file = STDIN_FILENO;
  if (r->block == NULL || r->text == NULL || r->first == NULL) return fault(r, NULL, "not enough memory");
  if (file != NULL) insist(r->file, open(file, O_RDONLY));
  return r->file >= 0 || fault(r, NULL, "%s", strerror(errno));
}
@#
void close_reader(reader *r)
{
  if (r->file > STDIN_FILENO) close(r->file);
  free(r->block);
  free(r->text);
  free(r->row);
  free(r->first);
  free(r->heading);
  free(r->number);
  free(r->use);
  free(r->input);
}
@#
static bool read_more(reader *r)
{
  ssize_t count;
  insist(count, read(r->file, r->stop, (size_t)(r->block + BLOCK_SIZE - r->stop)));
  if (count < 0) fault(r, NULL, "%s", strerror(errno));
  else r->stop += count;
  return count > 0;
}
@#
static int next_block(reader *r) /* its first byte, or |EOF| */
{
  if (r->peeking || r->whole || r->message[0] != 0) return EOF;
  r->before += r->stop - r->block;
  r->here = r->stop = r->block;
  r->whole = !read_more(r);
  return r->whole ? EOF : (unsigned char) *r->here++;
}

@ A line ends with a line feed, a carriage return, or both, whichever system
wrote it. Within quotation marks a line may end without ending the row, so lines are
counted apart from rows, and each field remembers its own place. It matters because users will look where the message
sends them. If a carriage return and the line feed after it counted as two lines, or the lines within a field as none, then the
message about line 70 would be about another line, and a right one, at which one can look for a long time.

There are libraries for this. The most widespread in \CEE/, \.{libcsv}, splits rows as well as we
do, and is fast; but it hands over fields without saying where they were, and a
complaint without a place is of little use.\unprinted
@^libcsv@>

@(points.c@>=
static bool new_line(reader *r, int c) /* |false|: this is only the second half of a line's end */
{
  const long here = r->before + (r->here - r->block);
  const bool second = c == '\n' && r->cr == here - 1;
  if (!second) r->line++;
  if (c == '\r') r->cr = here;
  r->begin = here;
  return !second;
}
@#
static bool add_cell(reader *r, char *text, long at)
{
  if (r->fields + 1 >= r->room) {
    cell *row = realloc(r->row, (size_t)(2*r->room + 100)*sizeof(cell));
    if (row == NULL) return fault(r, NULL, "not enough memory");
    r->row = row;
    r->room = 2*r->room + 100;
  }
  r->row[r->fields++] = @[(cell){@]text, r->line, at@[}@];
  return true;
}

@ It would be simple to look for the next comma; the \CEE/ library has the function |strtok| for it. But that function takes
several separators for one, so \.{1,,a} would have two fields, with the class where the second input should be; and it knows nothing of
quotation marks, in which a comma is a comma. So a row is split by a little machine that looks at one byte after the other. It stands before a field, in a
plain one or in one with quotation marks, behind the closing mark, or behind
blanks after it; or it is in a comment, or behind a~\.\#, which begins one unless it is the first of \.{\#N/A}, by which Excel says that a value is missing. Two quotation marks inside
quotation marks stand for one. Blanks around a field don't belong to it. If
blanks are what separates the fields, any number of them does, so that columns may be
set out for the eye. Thus the row
$$\vbox{\ninetex\frenchspacing\halign{#\hfil\cr
\ \ 5.1, "3,5" , "a ""q"" b"\cr}}$$
has the fields \.{5.1}, \.{3,5}, and \.{a "q" b}. A byte zero shows that the file is in
another encoding, or no text at all: in UTF-16, as some programs write what they call text, every other byte of plain English is zero.

Nearly all bytes are ordinary ones within a plain field. They are dealt with first, before the questions that only a few have to be asked.
@^quotation marks@>@^finite automaton@>@^UTF-16@>

@(points.c@>=
enum {ORDINARY, BLANK, SEPARATOR, QUOTE, LINE_END, ZERO}; /* the kinds of bytes */
@#
static char *copy_ordinary(reader *r, char *to) /* all that come next; the end of the copy */
{
  char *here = r->here;
  const char *stop = r->stop, *most = r->text + BLOCK_SIZE;
  while (here < stop && to < most && r->kind[(unsigned char) *here] == ORDINARY) *to++ = *here++;
  r->here = here;
  return to;
}
@#
static bool split_row(reader *r) /* |false| at the end of the file, or if there is an error */
{
  enum {BEFORE, BARE, QUOTED, CLOSED, SPENT, HASH, COMMENT} state = BEFORE;
  char *to = r->text, *end = to; /* where the next byte goes, and where the field ends without its blanks */
  r->fields = 0;
  for (;;) {
    const int c = r->here < r->stop ? (unsigned char) *r->here++ : next_block(r);
    const int kind = c == EOF ? LINE_END : r->kind[c];
    if (kind == ORDINARY && state == BARE && to < r->text + BLOCK_SIZE) {
      *to++ = (char) c;
      end = to = copy_ordinary(r, to);
      continue;
    }
    if (c == EOF && (r->message[0] != 0 || (r->peeking && !r->whole))) return false;
    const long at = r->before + (r->here - r->block) - r->begin + (c == EOF);
    const cell place = {NULL, r->line, at};
    if (kind == ZERO) return fault(r, &place, "expected text in ASCII or UTF-8, found a byte that is zero");
    if (to == r->text + BLOCK_SIZE && kind != LINE_END && kind != SEPARATOR) return fault(r, &place, "expected a row of at most %d bytes", BLOCK_SIZE);
    @<Go on by one byte@>;
  }
}

@ A quotation mark in the middle of a field is a character like others; at its beginning it is a promise that another one will come. If there is none,
all the rest of the file is swallowed, and the fault is discovered at its end, where nothing is wrong; so the place that we report is that of
the field that began with the mark. And if something other than blanks stands behind a closing mark, it is probably a mark inside the
field that should have been doubled. One could read on and hope, but then commas inside and outside of marks might change places for many lines.

Each field ends with a byte zero, written over its separator, as it were: the fields of a row stand one after the other in |text|, and nothing
needs to be allocated for them.

@<Go on by one byte@>=
if (state == BEFORE) {
  if (kind == BLANK || (kind == SEPARATOR && r->separator == ' ')) continue;
  if (c == '#' && r->fields == 0) state = HASH;
  else if (kind != LINE_END || (r->fields > 0 && r->separator != ' ')) {
    if (!add_cell(r, end = to, at + (kind == QUOTE))) return false;
    state = kind == QUOTE ? QUOTED : BARE;
    if (kind == QUOTE) continue;
  }
}
if (state == QUOTED && (kind != LINE_END || c != EOF)) {
  if (kind == QUOTE) state = CLOSED;
  else if (kind != LINE_END || new_line(r, c)) *to++ = (char)(c == '\r' ? '\n' : c);
  end = to;
} else if (state == QUOTED) return fault(r, &r->row[r->fields - 1], "expected another quotation mark");
else if (kind == LINE_END) {
  *end = 0;
  if (!add_cell(r, end, at)) return false;
  r->fields--;
  if (c != EOF) new_line(r, c);
  return c != EOF || r->fields > 0;
} else if (state == COMMENT) continue;
else if (state == HASH) {
  if (c != "#N/A"[to - r->text]) state = COMMENT;
  *to++ = (char) c;
  if (state == COMMENT || to < r->text + 4) continue;
  if (!add_cell(r, r->text, at - 3)) return false;
  end = to;
  state = BARE;
} else if (kind == SEPARATOR) {
  *end = 0;
  to = end + 1;
  state = BEFORE;
} else if (state == BARE) {
  *to++ = (char) c;
  if (kind != BLANK) end = to;
} else if (state == CLOSED && kind == QUOTE) {
  *to++ = '"';
  state = QUOTED;
} else if (kind == BLANK) state = SPENT;
else return fault(r, &place, "expected the end of the field after its quotation mark");

@ Rows in which nothing is are skipped, even if they have separators: a spreadsheet writes its empty rows as \.{,,,}, and people
like to leave one between two groups of points. But if each row is to be answered, in its turn, a row of separators is one in which all is missing.

@(points.c@>=
static bool read_row(reader *r)
{
  while (split_row(r)) {
    if (r->classes == NULL && r->fields > 0) return true;
    for (int j = 0; j < r->fields; j++)
      if (r->row[j].text[0] != 0) return true;
  }
  return false;
}

@ What separates the fields is put to the vote: each of the first ten rows is
for whatever occurs in it, outside of quotation marks. Rows vote, and not occurrences, since a single name with five commas in it shouldn't outweigh five
rows. If there is a tie, semicolons come before commas, because
where they separate, in much of Europe, the comma is the decimal point, and a row such as \.{1,0;2,5;a} votes for both; and blanks come last,
because people put them after commas. Such a vote can go wrong, but seldom secretly. With a wrong separator, as a rule, some row will have too few fields or too
many, or one that is no number; and the message, `expected 3 fields, found 1, separated by commas', says what was assumed.

There is no vote if the file begins with a line such as \.{sep=;}, by which Excel is told. And three bytes by which some programs say that a
text is in UTF-8 are skipped.\unprinted
@^byte order mark@>@^separators@>@^Excel@>

@(points.c@>=
static const char separators[4] = "\t;, ";
@#
static int guess_separator(reader *r) /* how many complete rows did vote? */
{
  int rows = 0, votes[4] = {0}, best = 0;
  bool quoted = false, seen[5] = {false}; /* since the row began; |seen[4]|: something else, */
  char first = 0, old = '\n'; /* of which this was the first; and the byte before */
  for (const char *p = r->block; p <= r->stop && rows < 10; p++) {
    const char c = p < r->stop ? *p : '\n', *which = memchr(separators, c, 4);
    if (quoted && p < r->stop) {
      quoted = c != '"';
      old = ' '; /* so that a second quotation mark opens the field again */
      continue;
    }
    if (c == '\n' || c == '\r') {
      const bool row = seen[4] && first != '#';
      for (int k = 0; k < 4; k++) votes[k] += row && seen[k];
      rows += row && p < r->stop;
      memset(seen, false, sizeof seen);
    } else {
      if (which == NULL && !seen[4]) first = c;
      quoted = c == '"' && strchr("\t;, \n\r", old) != NULL;
      seen[which != NULL ? which - separators : 4] = true;
    }
    old = c;
  }
  for (int k = 1; k < 4; k++)
    if (votes[k] > votes[best]) best = k;
  r->separator = votes[best] > 0 ? separators[best] : ',';
  return rows;
}
@#
static bool begins_with(const reader *r, const char *text)
{
  const size_t length = strlen(text);
  return (size_t)(r->stop - r->here) >= length && memcmp(r->here, text, length) == 0;
}
@#
static bool fill_block(reader *r)
{
  r->stream = r->file == STDIN_FILENO && r->classes == NULL;
  while ((guess_separator(r) == 0 || !r->stream) && r->stop < r->block + BLOCK_SIZE && !r->whole) r->whole = !read_more(r);
  if (begins_with(r, "\xEF\xBB\xBF")) r->here += 3; /* says UTF-8 */
  r->begin = r->here - r->block;
  if (begins_with(r, "sep=") && r->stop - r->here > 4 && memchr(separators, r->here[4], 4) != NULL) {
    r->separator = r->here[4];
    r->here += 5; /* an empty line is left */
  }
  r->kind['\t'] = r->kind[' '] = BLANK;
  r->kind['"'] = QUOTE;
  r->kind['\n'] = r->kind['\r'] = LINE_END;
  r->kind[0] = ZERO;
  if (r->separator == ' ') r->kind['\t'] = SEPARATOR;
  r->kind[(unsigned char) r->separator] = SEPARATOR;
  r->line = 1;
  r->cr = -1;
  return r->message[0] == 0;
}

@ Some marks say that a value is missing. There are methods for putting a likely value in its place, and for some purposes they are good; but what they make up
looks exactly like a measurement, to the network and to us. So a row with a missing value is an error, and with \.{-{}-missing drop} it is left out,
and counted.

The marks are those that the function \.{read\_csv} of pandas takes for a missing value by default, as its documentation lists them, and the~\.?
of many files in the UCI repository. `None' may be the name of a class, though, as those know whom pandas has surprised. It is on the list all the same: most files in which
it stands come from Python, where it is nothing at all, and an error can be mended, but a class that was made of gaps would be believed. (In the
first field only the longer \.{\#N/A} counts: a line that begins with \.{\#NA} may be a comment.) A dash, or a
point by itself, isn't on it. In place of a number it is an error anyway; and as classes, \.+ and~\.- are in use.
@^pandas@>@^UCI repository@>@^missing value@>

@(points.c@>=
static bool is_missing(const char *text)
{
  static const char *const marks[] = {"", "?", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",@|
    "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"};
  for (size_t j = 0; j < sizeof marks/sizeof marks[0]; j++)
    if (text[0] == marks[j][0] && strcmp(text, marks[j]) == 0) return true;
  return false;
}
@#
bool excuse_missing(reader *r)
{
  const bool good = r->missing && r->how->drop;
  r->missing = false;
  if (good) r->message[0] = 0;
  return good;
}

@ A number is a decimal number; its point may be a
comma, if commas don't separate the fields. Which of the two it is, the first number that has
one decides for the whole file, so that 1.234, where it means a
thousand and more, isn't taken for one and a bit: in a file that has \.{2,5} before it, \.{1.234} is refused. (If no number of the
file has a fraction, and points stand between thousands throughout, nothing in it tells; that file will be misread.)
@^decimal comma@>

@(points.c@>=
static bool resembles_number(const char *text) /* with commas, blanks, or apostrophes, perhaps */
{
  return text[strspn(text, "+-0123456789.,'_ ")] == 0 && strpbrk(text, "0123456789") != NULL;
}
@#
static bool read_number(reader *r, char *text, double *value)
{
  if (parse_number(text, value)) {
    if (r->decimal == '.' || strchr(text, '.') == NULL) return true;
    if (r->decimal == 0) r->decimal = '.';
    return r->decimal == '.';
  }
  char *comma = r->separator != ',' && r->decimal != '.' ? strchr(text, ',') : NULL;
  if (comma == NULL) return false;
  *comma = '.';
  const bool good = parse_number(text, value);
  *comma = ',';
  if (good) r->decimal = ',';
  return good;
}

@ Labels that are whole numbers are compared by their values, since one
program writes \.1 what the next one writes~\.{1.0}. A column of integers need only have passed through a program that knows no integers. The name of such a class is the
shortest one. This stops at $10^{15}$: a double holds these numbers exactly, but not all the longer ones that people use to label things, and two classes must never become one. Nor are words
that differ in their capitals the same class; that may be a slip, but it isn't ours to mend.

@(points.c@>=
static bool is_printable(const char *name) /* does it fit a list of names, and a line? */
{
  size_t length = strlen(name);
  if (length >= NAME_SIZE) return false;
  while (length > 0)
    if (iscntrl((unsigned char) name[--length])) return false;
  return true;
}
@#
static void name_class(reader *r, char *text, char name[NAME_SIZE])
{
  double value;
  if (read_number(r, text, &value) && value == floor(value) && fabs(value) < 1e15)
    snprintf(name, NAME_SIZE, "%.0f", value + 0.0); /* $-0+0=0$ */
  else snprintf(name, NAME_SIZE, "%s", strlen(text) < NAME_SIZE ? text : "");
}
@#
static int position(const class_list *classes, const char *name) /* $-1$: not in the list */
{
  for (int c = 0; c < classes->C; c++)
    if (strcmp(name, classes->name[c]) == 0) return c;
  return -1;
}

@ Now for the columns. A column is called by its heading or by its number. The columns that are
left out are found first; then the class, which is the last one of the others
if nothing else has been said; and the inputs are what remains. But if the inputs have
names, because the model was trained on a file with headings, and this file has headings as well, then
each input is the column of that name, wherever it stands, and further columns don't matter. A network that has been trained with \.{x,y,c} is
right about a file \.{y,x,z}; if it relied on the order it would answer just as readily, about other points than those in the file, and nothing would show it. If a
column isn't there, or there are two by its name, that is an error.

Not every class stands at the end. In some well-known files it is the first field; if the last one has few values, the
tool will happily learn to predict an input. It can't know better; it says in its report what the classes are, and \.{-{}-class~1} mends it.\unprinted

@(points.c@>=
static int find_heading(reader *r, const char *name) /* $-1$: there is none, or more than one */
{
  int found = -1;
  for (int j = 0; strcmp(r->how->header, "no") != 0 && j < r->headings; j++) {
    if (strcmp(r->heading[j].text, name) != 0) continue;
    if (found >= 0) return fault(r, &r->heading[j], "expected one column with the heading '%s', found two", name), -1;
    found = j + r->shift;
  }
  if (found < 0) fault(r, &r->heading[0], "expected a column with the heading '%s', found none", name);
  return found;
}
@#
static int find_column(reader *r, const char *name)
{
  char *end;
  const long number = strtol(name, &end, 10);
  if (name[0] != 0 && *end == 0) {
    if (number >= 1 && number <= r->width) return (int) number - 1;
    return fault(r, &r->heading[0], "expected a column from 1 to %d, found %s", r->width, name), -1;
  }
  const int j = find_heading(r, name);
  r->header = r->header || j >= 0; /* who names one says that there are some */
  return j;
}
@#
static bool rows_are_named(const reader *r)
{
  return r->header && (r->shift == 1 || r->heading[0].text[0] == 0);
}
@#
static bool leave_out_columns(reader *r)
{
  char list[PATH_SIZE], *rest = list;
  strcpy(list, r->how->leave_out);
  if (list[0] == 0) return true;
  for (const char *name; (name = strsep(&rest, ",")) != NULL; ) {
    const int j = find_column(r, name);
    if (j < 0) return false;
    r->use[j] = false;
  }
  return true;
}
@#
static int choose_label(reader *r, bool named)
{
  const reading *how = r->how;
  int last = r->width - 1;
  if (r->classes != NULL && named && how->target[0] != 0) return find_heading(r, how->target);
  if (how->class_column[0] != 0 && !(named && r->classes == NULL)) return find_column(r, how->class_column);
  if (r->classes == NULL) return -1;
  while (last >= 0 && !r->use[last]) last--;
  if (last < 0) fault(r, &r->heading[0], "expected 1 to %d numbers and a class, found no column that isn't left out", MOST_INPUTS);
  return last;
}
@#
static bool choose_columns(reader *r)
{
  const bool named = r->how->inputs != NULL && r->header;
  r->inputs = 0;
  for (int j = 0; j < r->width; j++) r->use[j] = j > 0 || !rows_are_named(r);
  if (!named && !leave_out_columns(r)) return false;
  r->label = choose_label(r, named);
  if (r->message[0] != 0) return false;
  if (r->label >= 0) r->use[r->label] = false;
  for (int d = 0; named && d < r->how->D; d++)
    if ((r->input[r->inputs++] = find_heading(r, r->how->inputs[d])) < 0) return false;
  for (int j = 0; !named && j < r->width; j++)
    if (r->use[j]) r->input[r->inputs++] = j;
  return true;
}

@ Is the first row one of headings? No rule about that row alone can tell, since a heading may be a
year, or \.{NA}, or empty. So it is compared with the rows below it: in which columns
are there numbers, and which classes are there, in how many rows? At the same time we look whether the first field counts the rows, 1, 2, 3, and so on, for then
it is hardly an input. It might be one, so it is used; but a network of the first
version, which got all but three of 150 irises right, got a hundred wrong with such a column in the file, without a hint. Now there is a note, from ten rows on.\unprinted

@(points.c@>=
typedef struct {
  int rows; /* how many have been looked at */
  double count; /* what the first field counts up to; \.{nan} if it doesn't count the rows */
  class_list classes; /* those of these rows, */
  int members[MOST_CLASSES]; /* and how many have each */
} evidence;
@#
static void weigh(reader *r, evidence *e)
{
  char name[NAME_SIZE];
  double value;
  for (int j = 0; j < r->width; j++) r->number[j] |= read_number(r, r->row[j].text, &value);
  if (!read_number(r, r->row[0].text, &value) || (e->rows == 0 ? value != 0 && value != 1 && value != 2 : value != e->count + 1))
    value = NAN;
  e->count = value;
  e->rows++;
  if (r->classes == NULL || is_missing(r->row[r->label].text)) return;
  name_class(r, r->row[r->label].text, name);
  int c = position(&e->classes, name);
  if (c < 0 && e->classes.C < MOST_CLASSES) strcpy(e->classes.name[c = e->classes.C++], name);
  if (c >= 0) e->members[c]++;
}

@ The first version asked whether any heading looked like a number; if one did, the row was a point. So one odd heading, \.{NA} or none at all, spoiled the row, and the
message was about the field~\.{x} in column~1, where nothing was wrong. Today's rule has three questions. (If the model knows the headings, or the user has named one,
there is nothing to guess.)

{\it Is any input a number?} If none is, but some are words, it is a row of headings: a point with a fault has one or two, and not all.

{\it Is there a word where other rows have numbers?} The class counts as well, if the others all are numbers. Then it is a row of headings, unless its class is
that of another row. With a class that others have it is a point, if a faulty one.

{\it Could all of it be a point?} Then it is a row of headings only if it numbers the columns, three or more, from zero, which pandas writes in place of
names, or if its numbers are whole ones, its class is a word, and it is the only row that is alone in its class: every other class has two members at least, and there are two of
them.

Here are some files, a stroke between two rows.
$$\vbox{\halign{\.{#}\hfil\enspace&#\hfil\cr
x1,2nd,class / 1,2,a / 3,4,b&headings: no number among the inputs\cr
x,2,a / 1,2,b / 3,4,a&a point: another row is an \.a, too. (The \.x is an error.)\cr
2010,2011,class / 1,2,0 / 3,4,1&headings: a word above numbers\cr
0,1,2 / 5,6,1 / 7,8,2&headings, by pandas\cr
2010,2011,class / 1,2,a / 3,4,b / 1,2,a / 3,4,b&headings: alone in its class\cr
5,6,c / 1,2,a / 3,4,b / 1,2,a&a point, perhaps: so is the third\cr
5,6,a / 1,2,a / 3,4,b&a point\cr}}$$
The first and the last are plain. In all the others the person who made the file knows what the program can't, and so there is a note of what the row was taken for,
and how to say that it is the other thing: whenever a row of headings has a number among the inputs, or the class of another row; and whenever a
point has a class of its own, or a word for a number. A wrong guess costs little in one direction, a point
less, and much in the other, a class that doesn't exist; that is why the third question is answered as it is.\unprinted
@^headings@>@^pandas@>

@(points.c@>=
typedef enum {NO_CLASS, SHARED, OWN, ALONE} standing; /* of the first row's class: missing; another row's, too, or one of two points; nobody else's; the only such one */
@#
static bool is_word(reader *r, char *text)
{
  double value;
  return !read_number(r, text, &value) && !is_missing(text) && !resembles_number(text);
}
@#
static bool are_numbers(reader *r, class_list *classes)
{
  double value;
  for (int c = 0; c < classes->C; c++)
    if (!read_number(r, classes->name[c], &value)) return false;
  return classes->C > 0;
}
@#
static bool numbers_columns(reader *r) /* 0, 1, 2, and so on; over names of rows there is nothing */
{
  const int from = r->heading[0].text[0] == 0;
  double value;
  for (int j = from; j < r->headings; j++)
    if (!read_number(r, r->heading[j].text, &value) || value != j - from) return false;
  return r->headings - from >= 3;
}
@#
static standing compare_class(reader *r, const evidence *e, char *text)
{
  char name[NAME_SIZE];
  if (r->classes == NULL || is_missing(text)) return NO_CLASS;
  name_class(r, text, name);
  if (position(&e->classes, name) >= 0 || position(r->classes, name) >= 0) return SHARED;
  if (e->classes.C < (r->whole ? 2 : 1)) return e->rows < 2 ? SHARED : OWN; /* without it there would be one class */
  for (int c = 0; c < e->classes.C; c++)
    if (e->members[c] < 2) return OWN;
  return ALONE;
}
@#
static bool judge(reader *r, evidence *e) /* is the first row one of headings? */
{
  const int at = r->label - r->shift;
  char *text = at >= 0 && at < r->headings ? r->heading[at].text : "";
  const standing its = compare_class(r, e, text);
  int numbers = 0, words = 0; /* among the inputs */
  bool odd = is_word(r, text) && are_numbers(r, &e->classes), whole = is_word(r, text); /* and so are the numbers */
  if (r->header || r->how->header[0] != 0) return r->header || strcmp(r->how->header, "yes") == 0;
  for (int j = 0; j < r->headings; j++) {
    double value;
    const bool word = is_word(r, r->heading[j].text), number = read_number(r, r->heading[j].text, &value);
    if (j == at) continue;
    numbers += number;
    whole = whole && (!number || value == floor(value));
    words += word;
    odd = odd || (word && r->number[j + r->shift]);
  }
  const bool header = (numbers == 0 && words > 0) || (odd ? its != SHARED : (its == ALONE && whole) || numbers_columns(r));
  if (header && (numbers > 0 || its == SHARED)) note(r, "the first row is taken for headings, --header no says otherwise");
  if (!header && (odd || its >= OWN)) note(r, "the first row is taken for a point, --header yes says otherwise");
  return header;
}

@ The files that come with the library scikit-learn begin with a row of another kind: how many points there
are, how many inputs, and the names of the classes, which are numbers from~0 in the other rows; for example,
\.{150,4,setosa,versicolor,virginica}. Since an ordinary row could look a little like this, it is taken for such a promise only if everything fits: the first
number is whole, the second is that of the inputs, and all the rest are words. But then we insist on it. If there are fewer points than were promised,
the file has lost its end, which no other dialect would let us see.\unprinted
@^scikit-learn@>

@(points.c@>=
static long find_promise(reader *r) /* of how many points; 0 if this is another row */
{
  double N, D, value;
  if (r->how->header[0] != 0 || r->classes == NULL || r->headings < 4) return 0;
  if (!read_number(r, r->heading[0].text, &N) || !read_number(r, r->heading[1].text, &D)) return 0;
  if (N < 1 || N > 1e9 || N != floor(N) || D != r->width - 1) return 0;
  for (int j = 2; j < r->headings; j++)
    if (is_missing(r->heading[j].text) || read_number(r, r->heading[j].text, &value)) return 0;
  return (long) N;
}

@ When rows differ in their number of fields, the error is reported of the row that is wrong, and that is not always the first one that differs. If
the first row stands against all the others, it is probably a title, and the message says how a title should begin, with a~\.\#. If all rows end with a
separator, the last column is empty, and no class; that is no error of a single row, and the message says which column to leave out:
$$\vbox{\ninetex\frenchspacing\halign{#\hfil\cr
t.csv:1:7: expected a class, found none in any row;\cr
\quad--leave-out 4 if all rows end with a separator\cr}}$$
It could have been left out unasked. But an empty last column may also be a column of classes that nobody has filled in.

And there must be as many inputs as the model has, or, for a new one, as many as a model may have.\unprinted

@(points.c@>=
static const char *separated(const reader *r)
{
  return r->separator == '\t' ? "tabs" : r->separator == ';' ? "semicolons" : r->separator == ',' ? "commas" : "blanks";
}
@#
static bool check_last(reader *r, const evidence *e)
{
  const int last = r->width - 1;
  const bool blank = r->headings > last ? r->heading[last].text[0] == 0 : r->header && r->headings == last;
  if (r->classes == NULL || r->label != last || e->rows == 0 || e->classes.C > 0 || !blank) return true;
  return fault(r, &r->heading[r->headings], "expected a class, found none in any row; --leave-out %d if all rows end with a separator", r->width);
}
@#
static bool settle_width(reader *r, const evidence *e, bool uneven)
{
  if (r->width == r->headings || r->promised > 0 || (r->shift == 1 && r->header)) return true;
  if (e->rows > 1 && !uneven)
    return fault(r, &r->heading[0], "expected %d fields, as in the rows below, found %d, separated by %s; "@|
      "titles and comments begin with #", r->width, r->headings, separated(r));
  r->width = r->headings;
  r->shift = 0;
  return true;
}
@#
static bool check_inputs(reader *r)
{
  const int D = r->how->D, expected = r->width - r->inputs + D;
  if (D > 0 && r->inputs != D)
    return fault(r, &r->heading[expected < r->headings ? expected : r->headings], "expected %d field%s, found %d, separated by %s%s",
      expected, expected == 1 ? "" : "s", r->width, separated(r),
      r->inputs > D && r->classes == NULL ? "; if the class is among them, --class says where, or see 'ffnn test'" : "");
  return (r->inputs >= 1 && r->inputs <= MOST_INPUTS) || fault(r, &r->heading[0], "expected 1 to %d numbers and a class, "@|
    "separated by commas, tabs, semicolons, or blanks, found %d field%s", MOST_INPUTS, r->width, r->width == 1 ? "" : "s");
}

@ Another row of headings is that of the language~R. Its rows have names, often just their numbers, and its
function \.{write.table} has no heading for them, so
that the row of headings is shorter by one; pandas and R's other function, \.{write.csv}, leave that heading empty.
Columns of such names are left out, since the name of a row is no measurement, and there is a note.

All that has been said of the first row is now put together: the rows below are weighed, the first row is judged by them, and the reader is set back to where it was.
If points are read for a model that exists, the notes about names and counts aren't repeated; they were given when it was trained.\unprinted
@^R@>

@(points.c@>=
static bool make_columns(reader *r, bool more) /* is there a row below the first? it is the latest */
{
  r->width = more ? r->fields : r->headings;
  r->shift = more && r->width == r->headings + 1 && r->row[r->headings].text[0] != 0;
  const size_t most = (size_t)(r->width > r->headings ? r->width : r->headings);
  r->number = calloc(most, sizeof(bool));
  r->use = calloc(most, sizeof(bool));
  r->input = calloc(most + (size_t) r->how->D, sizeof(int));
  r->message[0] = 0;
  return (r->number != NULL && r->use != NULL && r->input != NULL) || fault(r, NULL, "not enough memory");
}
@#
static bool knows_names(reader *r) /* are the headings those of what the model was trained with? */
{
  const reading *how = r->how;
  bool good = how->inputs != NULL && strcmp(how->header, "no") != 0;
  for (int d = 0; good && d < how->D; d++) good = find_heading(r, how->inputs[d]) >= 0;
  if (r->classes != NULL && how->target[0] != 0) good = good && find_heading(r, how->target) >= 0;
  r->message[0] = 0;
  return good;
}
@#
static void go_back(reader *r, const reader *start)
{
  r->here = start->here;
  r->line = start->line;@+r->begin = start->begin;@+r->cr = start->cr;
  r->decimal = 0;
  r->peeking = false;
  r->message[0] = 0;
}
@#
static bool look_ahead(reader *r)
{
  evidence e = @[{@].rows = 0@[}@];
  const reader start = *r;
  double value;
  r->peeking = true;
  bool more = !r->stream && read_row(r);
  if (!make_columns(r, more)) return false;
  r->header = knows_names(r);
  if (!choose_columns(r)) return false;
  for (; more && r->fields == r->width; more = read_row(r)) weigh(r, &e);
  r->promised = find_promise(r);
  r->header = r->promised == 0 && judge(r, &e);
  for (int j = 0; !r->header && j < r->headings; j++) r->number[j] |= read_number(r, r->heading[j].text, &value);
  go_back(r, &start);
  if (!check_last(r, &e) || !settle_width(r, &e, more) || !choose_columns(r) || !check_inputs(r)) return false;
  if (r->how->D > 0) return true; /* all that follows was said of the points that were trained with */
  if (rows_are_named(r)) note(r, "the first column has the names of the rows, and is left out");
  else if (e.rows >= 10 && isfinite(e.count) && r->use[0])
    note(r, "the first column counts the rows; --leave-out 1 if it is no input");
  return true;
}

@ The headings will be needed for messages until the file ends, when other rows have long been split in the place where the first one was; so its fields change places with an empty row. If
it is a point after all, they change back, and it is handed out like the others. From then on every row must have as many fields as
the first ones.\unprinted

@(points.c@>=
static void swap_rows(reader *r)
{
  char *text = r->text;
  cell *row = r->row;
  r->text = r->first;@+r->first = text;
  r->row = r->heading;@+r->heading = row;
}
@#
static bool begin_rows(reader *r)
{
  if (!fill_block(r) || !read_row(r)) return false;
  r->headings = r->fields;
  r->room = 0;
  swap_rows(r);
  if (!look_ahead(r)) return false;
  if (r->header || r->promised > 0) return read_row(r);
  swap_rows(r);
  r->fields = r->headings;
  r->room = r->fields + 1;
  r->headings = 0;
  return true;
}
@#
bool next_row(reader *r)
{
  if (!(r->line == 0 ? begin_rows(r) : read_row(r))) return false;
  if (r->fields == r->width) return true;
  return fault(r, &r->row[r->fields < r->width ? r->fields : r->width], "expected %d field%s, found %d, separated by %s",
    r->width, r->width == 1 ? "" : "s", r->fields, separated(r));
}

@ What isn't a number is called what it is, if we know: a missing value, a number with something between its thousands, a word in the middle of numbers, a column of
words. And if the user could do
something about it, the message says what, in the form in which it can be typed: with the heading of the column, if it has one, and with its number otherwise. (A heading that occurs twice has to be
replaced by a number.)
$$\vbox{\ninetex\frenchspacing\halign{#\hfil\cr
t.csv:2:1: expected a finite decimal number, found 'Rome';\cr
\quad--leave-out city if this column is no input\cr}}$$
Words could be turned into inputs, one for each of them, that is 1 in the rows with this word and 0 elsewhere. The tool doesn't do it by itself: a column of names, or
of dates, would become as many inputs as there are rows.\unprinted
@^missing value@>@^decimal comma@>@^thousands@>

@(points.c@>=
static const char *call_column(const reader *r, int j, char name[NAME_SIZE]) /* as the options do */
{
  double value;
  const char *heading = r->header && j >= r->shift && j - r->shift < r->headings ? r->heading[j - r->shift].text : "";
  const bool good = heading[0] != 0 && strchr(heading, ',') == NULL && !parse_number(heading, &value);
  if (good) snprintf(name, NAME_SIZE, "%s", heading);
  else snprintf(name, NAME_SIZE, "%d", j + 1);
  return name;
}
@#
static bool wrong_number(reader *r, int j)
{
  const cell *place = &r->row[j];
  char *found = place->text, name[NAME_SIZE];
  call_column(r, j, name);
  r->missing = is_missing(found);
  if (r->missing)
    return fault(r, place, r->classes == NULL ? "expected a number, found '%s': a missing value; --missing drop answers it with NA" :
      "expected a number, found '%s': a missing value; --missing drop leaves out such rows, "@|
      "--leave-out %.40s the column", found, name);
  if (resembles_number(found) && strpbrk(found, ".,'_ ") != NULL)
    return fault(r, place, "expected a number with a decimal %s and nothing between its thousands, found '%.40s'",
      r->decimal == ',' ? "comma, as before," : "point", found);
  if (r->number[j] || r->classes == NULL) return fault(r, place, "expected a finite decimal number, found '%.40s'", found);
  return fault(r, place, "expected a finite decimal number, found '%.40s'; --leave-out %.40s if this column is no input", found, name);
}
@#
bool read_inputs(reader *r, double *x)
{
  for (int d = 0; d < r->inputs; d++)
    if (!read_number(r, r->row[r->input[d]].text, &x[d]) || !isfinite((real) x[d])) return wrong_number(r, r->input[d]);
  return true;
}

@ Classes are numbered as they are found, but in the end their numbers must not
depend on the order of the points. So they are sorted: integers by size, which
makes a table \.{data.tsv}, read back, the data that it was written from; words
by their bytes. A class that begins with a~\.\# is refused, because a row of answers that begins with
it would be skipped by the next program. If there are more than 64 classes, the last column is probably a measurement, or the class stands somewhere else; to
be told of a class too many, `25.5', helps nobody, so the message says which column was taken for the class, and how to name another.

When points are read for a model, its list of classes is closed. A new name then is a slip, or a species that the network has never seen; in
neither case has it an answer, and to renumber the classes would change the answers that it has. The message tells the names that there are, so that a slip is seen.\unprinted

@d LIST_SIZE 200 /* of names of classes in a message */

@(points.c@>=
static const char *list_names(const class_list *classes, char list[LIST_SIZE])
{
  int length = 0;
  for (int c = 0; c < classes->C && length < LIST_SIZE; c++)
    length += snprintf(list + length, (size_t)(LIST_SIZE - length), "%s%s", c > 0 ? ", " : "", classes->name[c]);
  if (length >= LIST_SIZE) strcpy(list + LIST_SIZE - 4, "...");
  return list;
}
@#
static char *look_up(reader *r, const cell *place) /* the name that the first row has promised for this class; |NULL|: none */
{
  double k;
  if (parse_number(place->text, &k) && k == floor(k) && k >= 0 && k < r->headings - 2) return r->heading[2 + (int) k].text;
  fault(r, place, "expected the number of a class, from 0 to %d, found '%.40s'", r->headings - 3, place->text);
  return NULL;
}
@#
static int add_class(reader *r, class_list *classes, const char *found, const char *name) /* its number, or $-1$ */
{
  const cell *place = &r->row[r->label];
  char column_name[NAME_SIZE];
  if (!is_printable(found) || found[0] == '#')
    return fault(r, place, "expected the name of a class, of 1 to %d characters, not beginning with #, found '%.40s'", NAME_SIZE - 1, found), -1;
  if (classes->C == MOST_CLASSES)
    return fault(r, place, "expected at most %d classes, found another one, '%.40s', in column %s%s; is the class in another one? --class says so",
      MOST_CLASSES, found, call_column(r, r->label, column_name), r->label == r->width - 1 ? ", the last" : ""), -1;
  strcpy(classes->name[classes->C], name);
  return classes->C++;
}
@#
static int find_class(reader *r, class_list *classes, bool more) /* may there be more classes than those of the list? */
{
  const cell *place = &r->row[r->label];
  char *found = place->text, name[NAME_SIZE], known[LIST_SIZE];
  r->missing = is_missing(found);
  if (r->missing) return fault(r, place, "expected a class, found '%s': a missing value; --missing drop leaves out such rows", found), -1;
  if (r->promised > 0 && (found = look_up(r, place)) == NULL) return -1;
  int c = position(classes, found);
  if (c >= 0) return c;
  name_class(r, found, name);
  c = position(classes, name);
  if (c >= 0 || more) return c >= 0 ? c : add_class(r, classes, found, name);
  return fault(r, place, "expected one of the classes trained with, found '%.40s'; they are %s", found, list_names(classes, known)), -1;
}
@#
static bool is_whole(const char *name)
{
  name += name[0] == '-';
  return name[0] != 0 && name[strspn(name, "0123456789")] == 0;
}
@#
static void sort_classes(class_list *classes, dataset *data)
{
  const int C = classes->C;
  class_list sorted = {C, {{0}}};
  bool integers = true; /* of at most 18 digits */
  int rank[MOST_CLASSES] = {0}; /* of each class: how many come before it */
  for (int c = 0; c < C; c++) integers = integers && is_whole(classes->name[c]) && strlen(classes->name[c]) <= 18;
  for (int c = 0; c < C; c++) {
    for (int a = 0; a < C; a++) {
      long m = strtol(classes->name[a], NULL, 10), n = strtol(classes->name[c], NULL, 10);
      rank[c] += integers && m != n ? m < n : strcmp(classes->name[a], classes->name[c]) < 0;
    }
    strcpy(sorted.name[rank[c]], classes->name[c]);
  }
  for (long i = 0; i < data->N; i++) label(data, i) = rank[label(data, i)];
  *classes = sorted;
}

@ Numbers may be good names of classes, but they may also be a measurement, and then this is the wrong tool: it learns them as names that have no order, and that the
network is hardly ever right about 17.3, and doesn't mind whether it says 17.4 or~99, would come as a surprise. Which is it? One with a fraction has been
measured. Whole ones look like it if there are many for so few points, less than three points for each, and if they have gaps, as ages and
prices have; labels are counted without, as a rule, from 0 to~9, say. (Two of them are no or yes, whatever their names.) It is only a note, for nobody can be sure.\unprinted
@^regression@>

@(points.c@>=
static bool look_measured(reader *r, class_list *classes, long N)
{
  double value, least = INFINITY, most = -INFINITY;
  bool whole = true;
  if (!are_numbers(r, classes)) return false;
  for (int c = 0; c < classes->C; c++) {
    read_number(r, classes->name[c], &value);
    whole = whole && value == floor(value);
    least = fmin(least, value);
    most = fmax(most, value);
  }
  return !whole || (classes->C > 2 && N < 3*classes->C && most - least >= classes->C);
}

@ How many points there are is known only at the end; and the panels, where they belong, must be made at the beginning. So a file is gone through twice. The first time only its line
feeds are counted, which is a matter of the disk; there can be no more points than that and one. Nor can there be more than
half the bytes through the fields of a row, lest many empty lines, or a long comment, cost memory. The second time the points go straight to
their places, and nothing is needed besides the panels, $8(D+{1\over2})$ bytes for a point, but a few megabytes: a hundred million points in the plane take 2~gigabytes.

The number is good for the room and for nothing else. A pipe can't be gone through twice, and there are systems whose lines end without a line feed; where the room is used up, the points
move to one that is half as large again. And if the file isn't what it was when all of it has been read, that is an error: half of each of two files
is a third one, which nobody has made.\unprinted

@(points.c@>=
static bool count_bytes(reader *r, char which, off_t from, off_t to, long *number) /* before anything has been read */
{
  ssize_t count = 1;
  for (*number = 0; from < to && count > 0; from += count) {
    insist(count, pread(r->file, r->block, to - from < BLOCK_SIZE ? (size_t)(to - from) : BLOCK_SIZE, from));
    if (count < 0) return fault(r, NULL, "%s", strerror(errno));
    for (const char *here = r->block, *end = here + count; (here = memchr(here, which, (size_t)(end - here))) != NULL; here++) ++*number;
  }
  return true;
}
@#
static bool has_changed(const reader *r, const struct stat *before)
{
  struct stat after;
  return S_ISREG(before->st_mode) && (fstat(r->file, &after) != 0 || after.st_size != before->st_size@|
    || after.st_mtim.tv_sec != before->st_mtim.tv_sec || after.st_mtim.tv_nsec != before->st_mtim.tv_nsec);
}
@#
static bool make_room(reader *r, dataset **data, long room)
{
  dataset *old = *data, *larger = make_dataset(room, r->inputs, MOST_CLASSES);
  if (larger == NULL) return fault(r, NULL, "not enough memory for that many points");
  larger->N = 0;
  if (old != NULL) {
    const size_t panels = (size_t) panel_count(old);
    memcpy(larger->x, old->x, panels*(size_t) old->D*sizeof(column));
    memcpy(larger->y, old->y, panels*sizeof(int[PANEL]));
    larger->N = old->N;
  }
  free_dataset(old);
  *data = larger;
  return true;
}
@#
static bool read_panels(reader *r, dataset **data, class_list *classes, bool more)
{
  struct stat file = {0};
  long lines, dropped = 0, N = 0;
  fstat(r->file, &file);
  const off_t size = S_ISREG(file.st_mode) ? file.st_size : 0;
  if (!count_bytes(r, '\n', 0, size, &lines)) return false;
  bool any = next_row(r);
  int columns = r->inputs + 1; /* that count: the inputs, and the class, unless it is one of them */
  for (int d = 0; d < r->inputs; d++) columns -= r->input[d] == r->label;
  const long most = size/2/columns;
  long room = lines == 0 ? 1000 : (lines < most ? lines : most) + 1;
  if (any && !make_room(r, data, room)) return false;
  for (; any; any = next_row(r)) {
    if (N == room && !make_room(r, data, room += room/2 + 1000)) return false;
    double x[r->inputs];
    int c;
    if (N == 1000000000) return fault(r, &r->row[0], "expected at most %ld points", N);
    if (read_inputs(r, x) && (c = find_class(r, classes, more)) >= 0) {
      (*data)->N = N + 1;
      for (int d = 0; d < r->inputs; d++) input(*data, N, d) = x[d];
      label(*data, N) = c;
      N++;
    } else if (excuse_missing(r)) dropped++;
    else return false;
  }
  if (r->message[0] != 0) return false;
  if (has_changed(r, &file)) return fault(r, NULL, "the file has changed while it was being read");
  if (dropped > 0) note(r, "%ld row%s in which something is missing %s left out", dropped, dropped == 1 ? "" : "s", dropped == 1 ? "was" : "were");
  if (r->decimal == ',') note(r, "the decimal point is a comma");
  if (more && look_measured(r, classes, N))
    note(r, "the %d classes are numbers, perhaps a measurement; they are learned as names without an order", classes->C);
  if (N == 0) return fault(r, NULL, "expected rows of numbers and a class, found none");
  if (r->promised > 0 && r->promised != N + dropped)
    return fault(r, &r->heading[0], "expected as many points as this row promises, %ld, found %ld", r->promised, N + dropped);
  (*data)->C = classes->C;
  return classes->C >= 2 || fault(r, NULL, "expected points of at least two classes, "@| "found one class only");
}

@ What has been decided about the columns is kept for the next file; but names that couldn't be found again
there, because two are the same, or because they don't fit a line, are none: then the inputs are known by their places, as in a file without headings. To refuse
such a file would be too strict, since its points are all right.\unprinted

@(points.c@>=
static bool keep_names(reader *r)
{
  reading *how = r->how;
  how->D = r->inputs;
  if (!r->header) return true;
  how->inputs = calloc((size_t) how->D, NAME_SIZE);
  if (how->inputs == NULL) return fault(r, NULL, "not enough memory");
  bool good = true;
  for (int d = 0; good && d <= how->D; d++) {
    const int j = (d < how->D ? r->input[d] : r->label) - r->shift;
    const char *name = j >= 0 && j < r->headings ? r->heading[j].text : "";
    good = is_printable(name) && find_heading(r, name) >= 0;
    if (good) strcpy(d < how->D ? how->inputs[d] : how->target, name);
  }
  r->message[0] = 0;
  if (good) return true;
  free(how->inputs);
  how->inputs = NULL;
  return true;
}
@#
bool copy_reading(reading *to, const reading *from)
{
  const size_t size = from->inputs != NULL ? (size_t) from->D*NAME_SIZE : 0;
  *to = *from;
  if (size == 0) return true;
  to->inputs = malloc(size);
  if (to->inputs != NULL) memcpy(to->inputs, from->inputs, size);
  return to->inputs != NULL;
}

@ So the points of a file are read in this order.

@(points.c@>=
dataset *read_points(const char *file, reading *how, class_list *classes, char *message)
{
  const bool more = classes->C == 0;
  reader r;
  dataset *data = NULL;
  how->note[0] = 0;
  const bool good = open_reader(&r, file, how, classes) && read_panels(&r, &data, classes, more) && (how->D > 0 || keep_names(&r));
  if (good && more) sort_classes(classes, data);
  if (!good) {
    free_dataset(data);
    data = NULL;
  }
  close_reader(&r);
  strcpy(message, r.message);
  return data;
}

@ Some points may be held out, to test the network with, as
section~\secref{heldout} explains. Files are often sorted: by class, by day, by size. If simply their last points were held out, the network might be tested with the one kind that it
has never been shown. So the points of a file are shuffled first, where they are, since there may be no room for a copy.
The chance in it comes from \.{-{}-seed}, which the model knows; therefore a training that is resumed holds
out the same points as before, and isn't tested with points that it has learned from. The samples that are held
out are copied into a data set of their own, because a data set begins at the
beginning of a panel.\unprinted

@<Functions of the data@>=
static void put_sample(dataset *to, long j, const dataset *from, long i)
{
  for (int d = 0; d < from->D; d++) input(to, j, d) = input(from, i, d);
  label(to, j) = label(from, i);
}
@#
dataset *copy_samples(const dataset *data, long first, long N)
{
  dataset *copy = make_dataset(N, data->D, data->C);
  for (long i = 0; copy != NULL && i < N; i++) put_sample(copy, i, data, first + i);
  return copy;
}
@#
void shuffle_samples(generator *g, dataset *data)
{
  for (long i = data->N - 1; i > 0; i--) {
    const long j = random_below(g, (uint32_t) i);
    const int swap = label(data, i);
    label(data, i) = label(data, j);
    label(data, j) = swap;
    for (int d = 0; d < data->D; d++) {
      const real swap = input(data, i, d);
      input(data, i, d) = input(data, j, d);
      input(data, j, d) = swap;
    }
  }
}

@ Each class gives its share; if it were left to chance, a rare class might have no sample to learn from, or none to be tested with. Of $H$~samples that are held out
among~$N$, a class with $n$ samples owes $Hn/N$. That is rounded down, and what is missing is made up by those classes where the most has been cut off
(the method by which some parliaments distribute their seats), but none gives its last sample while others can. For example, let two classes have 50 samples
each and a third one two, and let 31 of the 102 be held out. The shares are $15.2$, $15.2$, and~$0.6$; rounded down, they leave one seat, which the
rare class gets, and so one of its two samples is learned from
and the other is a test. By chance alone it would go so in less than half of all cases. The samples that are held out are moved to the end.
@^hold-out, stratified@>

@<Functions of the data@>=
static void share_out(int C, const long *n, long N, long H, long *share)
{
  long missing = H, claim[C];
  for (int c = 0; c < C; c++) {
    missing -= share[c] = H*n[c]/N;
    claim[c] = H*n[c]%N;
  }
  for (; missing > 0; missing--) {
    int next = -1;
    long most = -1;
    for (int c = 0; c < C; c++) {
      const long left = n[c] - share[c], here = left > 1 ? N + claim[c] : claim[c];
      if (left > 0 && here > most) next = c, most = here;
    }
    share[next]++;
    claim[next] = 0;
  }
}
@#
bool hold_out(dataset *data, long H)
{
  const int C = data->C;
  long left[C], share[C], first = 0, last = 0;
  dataset *held = H > 0 ? make_dataset(H, data->D, C) : NULL;
  if (held == NULL) return H == 0;
  for (int c = 0; c < C; c++) left[c] = 0;
  for (long i = 0; i < data->N; i++) left[label(data, i)]++;
  share_out(C, left, data->N, H, share);
  for (long i = 0; i < data->N; i++) {
    const int c = label(data, i);
    if (--left[c] >= share[c]) put_sample(data, first++, data, i);
    else put_sample(held, last++, data, i);
  }
  for (long i = 0; i < H; i++) put_sample(data, first + i, held, i);
  free_dataset(held);
  return true;
}

@* Saved models. \seclabel{models}A trained network is a few numbers, and they
should survive the program. To go on with the training, on another day, as if
nothing had happened, takes a little more: the velocity, the iteration, the
settings, the state of the random numbers, and the place in the epoch. A {\it
model\/} is all of that.
@^model@>@^checkpoint@>

``As if nothing had happened'' is meant to the last bit. That is more than anybody needs; but it is easy to test, since the files of a run with an interruption
must be those of a run without one, byte for byte, and whatever is forgotten shows up as a difference somewhere. ``Nearly the same'' would be hard to test, and
would hide many a mistake. The tests stop a run at every sort of place, go on, and compare.

Why a text, and not simply the bytes of the structure? Because a text can be looked at, and compared with another one by the tools that compare texts; because it doesn't depend
on the order in which a processor keeps the bytes of a number, nor on where a compiler leaves gaps; and because a program that reads a text has to look at every number
anyhow, and can say in which line something is wrong. It is a few times as long, and nobody minds: of our network it has less than nine kilobytes, most of them the generator's state.

The {\it settings\/} are the options that have an influence on the numbers.
Those that are whole numbers are kept as such, the others as doubles. To read,
write or compare them all, the program runs through them in a loop, and calls
each by its number; a table says where in the structure it is, and what values
it may have. So a new option is a field, a number, and a line of that table; the file, the command line, and the comparison with
a model that is resumed know it from then on.

@<Types of the interface@>=
#define MOST_HIDDEN 256
typedef struct {
  long samples; /* how many points; of circles, the number that is asked for */
  double factor, noise; /* the inner circle's radius, and the noise; for circles only */
  long seed; /* of the random numbers */
  long hidden; /* $K$, the number of hidden units */
  long iterations; /* $T$ */
  double eta, mu; /* learning rate and momentum factor */
  long batch_size; /* $B$ */
  double holdout; /* the part of the points that is held out */
  long patience; /* how many epochs without a smaller loss of those are borne; 0 if any number is */
  long raw; /* 1 if the inputs are taken as they are */
} settings;
@#
enum {SAMPLES, FACTOR, NOISE, SEED, HIDDEN_UNITS, ITERATIONS, LEARNING_RATE, MOMENTUM, BATCH_SIZE, HOLDOUT, PATIENCE_SETTING, RAW,
  SETTINGS}; /* their numbers, and how many there are */
@#
typedef struct {
  const char *name; /* in the file, and after two hyphens on the command line */
  size_t place; /* where in |settings| it is */
  bool whole; /* is it a whole number? */
  double least, greatest; /* the values that it may have */
} bounds;
@#
extern const bounds limits[SETTINGS];
@#
typedef struct {
  network net; /* the sizes */
  double *mean, *scale; /* what is subtracted from each input, and what the rest is divided by */
  double *theta, *M; /* parameters and velocity */
  double *best; /* with patience: the parameters where the loss of the samples held out was least, */
  double best_loss; /* that loss, */
  long best_iteration, weighed, waited; /* its iteration; the latest one that was looked at; how many epochs since that brought nothing */
  class_list classes;
  settings set;
  char data[PATH_SIZE], validation[PATH_SIZE]; /* the files of points to train and to test with, or empty */
  reading how; /* they are read */
  uint64_t data_sum, validation_sum; /* checksums of these points */
  long iteration; /* how many steps have been made */
  long place; /* what |batch_place| returns, */
  generator g; /* and the generator that goes with it */
  long length; /* of the table of losses before |iteration|, in bytes, */
  uint64_t sum; /* and its checksum */
} model;
typedef enum {NOT_SAVED, PERHAPS_SAVED, SAVED} saving;

@ Whatever is wrong, |message| says it, in at most |MESSAGE_SIZE| bytes: a library should neither print nor end the program, since it can't know whether there is a terminal, nor
what else its caller is in the middle of. Saving has three outcomes, not two, because a system may have given the new file its name and then fail to say whether that
is on the disk; the caller had better not remove what the old model counted upon, nor what the new one does.\unprinted

@<Functions of the interface@>=
double get_setting(const settings *s, int which);
void set_setting(settings *s, int which, double value);
#define EXPECTED_SIZE 100
const char *expected_value(const bounds *b, char text[EXPECTED_SIZE]); /* the bounds in words, for a message */
settings default_settings(bool circles, long K); /* the notebook's; or those for points of one's own and |K| hidden units */
void measure_inputs(model *m, const dataset *data); /* find means and scales; of circles, or raw inputs, 0 and 1 */
void standardise(const model *m, dataset *data); /* all inputs, in their places */
size_t answer_columns(network net); /* how many columns the next function needs */
const column *answer_panel(const model *m, column *x, int *answer); /* standardise the raw inputs in the first $D$ of so many columns, and
  ask the network, with its best parameters if there was patience: return the probabilities, which are among these columns; |answer| gets the classes */
double rate_for_sum(const model *m, double eta); /* what the sum over a batch is to be multiplied with */
void raw_parameters(const model *m, const double *theta, double *raw); /* of the network that does the same to inputs that aren't standardised */
void draw_parameters(const model *m, generator *g, double *theta); /* random ones to start from, shrunk for points of one's own */
void shrink_parameters(network net, wide *theta); /* divide |Wh| and |bh| by $\sqrt D$, |Wo| and |bo| by $\sqrt K$ */
bool make_model(model *m, network net); /* give it room for such a network, all zero but the scales; |false| if there is no memory */
void take_the_best(model *m); /* if there was patience, let |theta| be the best parameters: not to be trained any more */
void free_model(model *m); /* give that back, and make all of it zero */
uint64_t data_checksum(const dataset *data);
bool write_model(FILE *f, const model *m); /* |false| if that fails */
bool read_model(FILE *f, const char *name, model *m, char *message); /* from the file of that name;
  |m| is zero, or a model, which is given back; if |false|, it is zero again */
bool load_model(const char *file, model *m, char *message); /* the same, from a file that isn't open */
long batch_place(const team *crew, generator *g); /* how many samples of its epoch came before the latest batch;
  |g| becomes the generator before that epoch's shuffle; with full batches, or before the first one, the place is 0 and |g| as it was */
void go_to_place(team *crew, long taken); /* after |set_batches| with such a generator: the next batch is to be that one */
saving save_into(draft *d, const model *m);
saving save_model(const char *file, const model *m); /* if |NOT_SAVED|, there is what was there before; if |PERHAPS_SAVED|,
  the new file has taken its place, but maybe not yet on the disk; in both cases |errno| is set */

@ A bound ``below 1'' is the greatest double there is below~1. In a loop over
the settings all are doubles, which lose nothing: a double has 53 bits, and no
whole one is greater than~$10^{12}$.

Most bounds have a reason in the mathematics: with $\mu=1$ a velocity would never fade, and with a radius of~1 both circles are the same. The others keep
sums and indices within 64 bits and the memory of an ordinary computer. A message says them in words, which are made from these numbers, so that they can't
say anything else. Where $\eta$ ends nothing is said, for how large a rate is too large depends on the points;
the run will notice.\unprinted

@(models.c@>=
@<Include what Part III needs@>@;
#define FORMAT "2" /* of the file */
#define BELOW_1 (1 - DBL_EPSILON/2)
#define AT(field) offsetof(settings, field)
const bounds limits[SETTINGS] = {@t\1\1@>@/
  [SAMPLES] = @[{@]"samples", AT(samples), true, 2, 1e9@[}@],@/
  [FACTOR] = @[{@]"factor", AT(factor), false, 0, BELOW_1@[}@],@/
  [NOISE] = @[{@]"noise", AT(noise), false, 0, DBL_MAX@[}@],@/
  [SEED] = @[{@]"seed", AT(seed), true, 0, 4294967295@[}@],@/
  [HIDDEN_UNITS] = @[{@]"hidden", AT(hidden), true, 1, MOST_HIDDEN@[}@],@/
  [ITERATIONS] = @[{@]"iterations", AT(iterations), true, 0, 1e12@[}@],@/
  [LEARNING_RATE] = @[{@]"learning-rate", AT(eta), false, 0, DBL_MAX@[}@],@/
  [MOMENTUM] = @[{@]"momentum", AT(mu), false, 0, BELOW_1@[}@],@/
  [BATCH_SIZE] = @[{@]"batch-size", AT(batch_size), true, 1, 1e9@[}@],@/
  [HOLDOUT] = @[{@]"holdout", AT(holdout), false, 0, BELOW_1@[}@],@/
  [PATIENCE_SETTING] = @[{@]"patience", AT(patience), true, 0, 1e12@[}@],@/
  [RAW] = @[{@]"raw", AT(raw), true, 0, 1@[}@]@t\2\2@>};
@#
double get_setting(const settings *s, int which)
{
  const void *place = (const char *) s + limits[which].place;
  return limits[which].whole ? (double) *(const long *) place : *(const double *) place;
}
@#
void set_setting(settings *s, int which, double value)
{
  void *place = (char *) s + limits[which].place;
  if (limits[which].whole) *(long *) place = (long) fmin(value, (double) LONG_MAX);
  else *(double *) place = value;
}
@#
const char *expected_value(const bounds *b, char text[EXPECTED_SIZE])
{
  if (b->greatest == DBL_MAX) return "a finite number, not negative";
  snprintf(text, EXPECTED_SIZE, "%s from %.15g %s %.15g", b->whole ? "a whole number" : "a number", b->least,@|
    b->greatest == BELOW_1 ? "up to, but not including," : "to", ceil(b->greatest));
  return text;
}

@ All numbers of a model that depend on its sizes are in one piece of memory. It is either there or not, which leaves one case to be
handled where five pieces would have six; and to give it back is one call. A model that is all zero is an empty one, and may be given back, too, so that a
program can begin and end with it without asking whether anything has happened in between. The scales are 1 and not 0, because inputs that nobody has measured
are to be divided by them all the same. The best parameters begin with the greatest loss there is, so that the first one found is better, without a question whether
it is the first; and with an iteration before 0, since training begins at iteration~0, and its loss counts, too.

@(models.c@>=
bool make_model(model *m, network net)
{
  const size_t D = (size_t) net.D, count = (size_t) parameter_count(net);
  double *room = calloc(2*D + 3*count, sizeof(double));
  if (room == NULL) return false;
  free(m->mean);
  m->net = net;
  m->mean = room;
  m->scale = m->mean + D;
  m->theta = m->scale + D;
  m->M = m->theta + count;
  m->best = m->M + count;
  m->best_loss = DBL_MAX;
  m->weighed = -1;
  for (int d = 0; d < net.D; d++) m->scale[d] = 1;
  return true;
}
@#
void draw_parameters(const model *m, generator *g, double *theta)
{
  random_parameters(g, parameter_count(m->net), theta);
  if (m->data[0] != 0) shrink_parameters(m->net, theta);
}
@#
void free_model(model *m)
{
  free(m->mean);
  free(m->how.inputs);
  memset(m, 0, sizeof(model));
}

@ Prediction, maps, and the library ask a network in the same way, and so by the same function: standardise, go forward, choose the likeliest class. What
goes in are the inputs as they come, and they are changed in their places, with the means and scales of the points trained with,
since a single row has none; who asks for a single row, or for a grid, makes his panel anew anyhow.
The panels in between stand behind the inputs, in memory that the caller provides: it is a panel of up to 1024 inputs, 256 hidden units
and 64 classes, more than a megabyte, which the tool has on its stack and a library had better not. The one column behind the probabilities is for the sum by which
they are divided. The network is that of the best parameters, if patience has found some.\unprinted

@(models.c@>=
static const double *best_of(const model *m)
{
  return m->set.patience > 0 && m->weighed >= 0 ? m->best : m->theta;
}
@#
void take_the_best(model *m)
{
  if (best_of(m) != m->theta) memcpy(m->theta, m->best, (size_t) parameter_count(m->net)*sizeof(double));
}
@#
size_t answer_columns(network net)
{
  return (size_t)(net.D + net.K + 2*net.C + 1);
}
@#
const column *answer_panel(const model *m, column *x, int *answer)
{
  const int D = m->net.D, C = m->net.C;
  column *h = x + D, *z = h + m->net.K, *y_hat = z + C;
  for (int d = 0; d < D; d++)
    for (int i = 0; i < PANEL; i++) x[d][i] = (x[d][i] - m->mean[d])/m->scale[d];
  forward(m->net, best_of(m), x, h, z, y_hat[C], y_hat);
  predict(C, y_hat, answer);
  return y_hat;
}

@ The defaults, and how inputs are standardised, were the subject of sections \secref{standard} and~\secref{defaults}; their functions have
their place here, because they work on a model.

@(models.c@>=
@<Defaults and standardised inputs@>@;

@ The file has a key and its value on each line. Doubles are written in
hexadecimal, which needs no rounding, neither to write nor to read it; so the
same bits come back. (Seventeen decimal digits would do as well, but only if the program that reads them rounds correctly.) As an example, \.{0x1.8p+1} is $1.5\times2^1$, since the digit after
the point counts sixteenths, and \.p begins the power of two. The last line is a checksum of the others. It is no defence against somebody who means harm, who could compute it as well as we;
it is against a disk, a mail program, or an editor.
@^hexadecimal@>

A function that writes such a file and another one that reads it would say
everything twice, and some day the two would differ. We say it once: a single
function names the keys in their order, and hands each with its variable to an
{\it exchange}, which writes the variable or reads it. After the first error an
exchange does nothing any more; so the list of keys needs no |if| after each line, and is a description of the file that one can read. Since the
same statements are obeyed when reading and when writing, a test that has saved a model, loaded it, and found the same has tried both.

There are two kinds of messages. A value that isn't what it should be is refused with the number of its line, as in a file of points, since somebody may have edited the
model and wants to know where. Of what is wrong with the file as a whole there is no line to tell: then the reason stands behind its name.

@(models.c@>=
typedef struct {
  FILE *file; /* the model's */
  bool loading; /* or else saving */
  bool good; /* no error so far? */
  const char *name; /* of the file, when reading, for messages; */
  long line; /* the line that was read last; */
  char *message; /* where a message is to be put */
  uint64_t sum; /* checksum of the lines so far */
} exchange;
@#
static bool complain(const char *name, const char *what, char *message)
{
  snprintf(message, MESSAGE_SIZE, "%.300s: %s", name, what);
  clean_message(message);
  return false;
}
@#
static void refuse(exchange *e, const char *expected, const char *found)
{
  e->good = false;
  snprintf(e->message, MESSAGE_SIZE, "%.300s:%ld: expected %.100s, found '%.60s'", e->name, e->line, expected, found);
  clean_message(e->message);
}

@ All values pass through |exchange_text|, as texts of less than a given number of bytes; so a line that is too long is found in this one place, and
the checksum is computed here, over whole lines. The key must be the one that is due: a file whose lines stand in another order has been made by somebody else, and to accept any
order would need a second list, of what is still missing. Where the file ends too soon the complaint is
that the key was expected and nothing found; but if the system could not read, its own reason is given.\unprinted

@(models.c@>=
static void read_text(exchange *e, const char *key, char *value, size_t size, char line[PATH_SIZE + 100])
{
  const size_t length = strlen(key);
  e->line++;
  if (fgets(line, PATH_SIZE + 100, e->file) == NULL) {
    line[0] = 0;
    if (ferror(e->file)) e->good = complain(e->name, strerror(errno), e->message);
    if (!e->good) return;
  }
  char *end = strchr(line, '\n');
  if (end == NULL || strncmp(line, key, length) != 0 || line[length] != ' ' || (size_t)(end - line) - length > size) {
    if (end != NULL) *end = 0;
    refuse(e, key, line);
    return;
  }
  size_t count = (size_t)(end - line) - length - 1;
  memcpy(value, line + length + 1, count);
  value[count] = 0;
}
@#
static void exchange_text(exchange *e, const char *key, char *value, size_t size)
{
  char line[PATH_SIZE + 100];
  if (!e->good) return;
  if (e->loading) read_text(e, key, value, size, line);
  else {
    snprintf(line, sizeof line, "%s %s\n", key, value);
    e->good = fputs(line, e->file) >= 0;
  }
  if (e->good) e->sum = checksum(e->sum, line, strlen(line));
}

@ Numbers on a line are separated by single blanks. One function, |exchange_numbers|, is enough for all: it is told by a |bounds| which key they have, between which numbers they must be,
and whether they are whole. For a setting that is its line in the table of limits, for another number one that is made in its place. All numbers, whole ones
too, are doubles here; the whole ones of a model are at most $2^{53}$, and up
to there doubles have no gaps. What is read must be within its bounds (a text
that isn't a number, or \.{nan}, is within none), and what couldn't be read
again is not written: a parameter that has become infinite would make a file that its own program refuses, and the old model, which this one replaces, would be gone.\unprinted

@(models.c@>=
static void exchange_numbers(exchange *e, const bounds *b, int count, double *value)
{
  char text[400] = "", *next = text, *end = text;
  if (e->loading) exchange_text(e, b->name, text, sizeof text);
  for (int j = 0; e->good && j < count; j++) {
    const double number = e->loading ? strtod(next, &end) : value[j];
    const bool within = number >= b->least && number <= b->greatest;
    if (!e->loading) {
      next += snprintf(next, 40, b->whole ? "%s%.0f" : "%s%a", j > 0 ? " " : "", number);
      if (!(e->good = within)) errno = ERANGE;
    } else if (within && end > next && *end == (j + 1 < count ? ' ' : 0) && (!b->whole || number == floor(number))) {
      value[j] = number;
      next = end + 1;
    } else refuse(e, b->whole ? "a whole number within its bounds" : "a finite number within its bounds", next);
  }
  if (!e->loading) exchange_text(e, b->name, text, sizeof text);
}
@#
static void exchange_whole(exchange *e, const char *key, long *value, double least, double greatest)
{
  double number = (double) *value;
  exchange_numbers(e, &@[(bounds){@]key, 0, true, least, greatest@[}@], 1, &number);
  *value = (long) fmin(number, (double) LONG_MAX);
}
@#
static void exchange_sum(exchange *e, const char *key, uint64_t *value)
{
  char text[20];
  snprintf(text, sizeof text, "%016" @t\ @> PRIx64, *value);
  exchange_text(e, key, text, 17);
  if (e->loading && e->good && strspn(text, "0123456789abcdef") != 16) refuse(e, "16 hexadecimal digits", text);
  *value = strtoull(text, NULL, 16);
}

@ The first line says which format it is, so that some later version can tell its models from ours. Two mistakes deserve messages of their own, since their victims have done nothing wrong:
a model that comes from another version, and one that was copied as a text between systems that end their lines differently.\unprinted

@(models.c@>=
static void exchange_pair(exchange *e, const char *key, double *one, double *two)
{
  double pair[2] = {*one, *two};
  exchange_numbers(e, &@[(bounds){@]key, 0, false, -DBL_MAX, DBL_MAX@[}@], 2, pair);
  if (!e->loading) return;
  *one = pair[0];
  *two = pair[1];
}
@#
static void exchange_format(exchange *e)
{
  char found[40] = FORMAT;
  exchange_text(e, "ffnn-model", found, sizeof found);
  if (!e->good || strcmp(found, FORMAT) == 0) return;
  const size_t digits = strspn(found, "0123456789");
  if (digits > 0 && strcmp(found + digits, "\r") == 0)
    e->good = complain(e->name, "its lines end with a carriage return; a model must be copied as it is, not as text", e->message);
  else if (digits > 0 && found[digits] == 0) {
    char what[100];
    snprintf(what, sizeof what, "written by another version of ffnn: format %s, expected " FORMAT, found);
    e->good = complain(e->name, what, e->message);
  } else refuse(e, "format " FORMAT, found);
}

@ How a file of points is read is kept for the next file. Names of classes and inputs will be shown
on terminals, so they must be free of what terminals obey.\unprinted

@(models.c@>=
static void exchange_name(exchange *e, const char *key, char value[NAME_SIZE])
{
  exchange_text(e, key, value, NAME_SIZE);
  for (const char *c = value; e->good && *c != 0; c++)
    if (iscntrl((unsigned char) *c)) refuse(e, "a name without control characters", value);
}
@#
static void exchange_reading(exchange *e, int D, reading *how)
{
  long named = how->inputs != NULL, drop = how->drop;
  exchange_name(e, "class-column", how->class_column);
  exchange_text(e, "leave-out", how->leave_out, PATH_SIZE);
  exchange_text(e, "header", how->header, sizeof how->header);
  if (e->good && how->header[0] != 0 && strcmp(how->header, "yes") != 0 && strcmp(how->header, "no") != 0)
    refuse(e, "yes, no, or nothing", how->header);
  exchange_whole(e, "drop-missing", &drop, 0, 1);
  exchange_whole(e, "named", &named, 0, 1);
  how->D = D;
  how->drop = drop == 1;
  if (!e->good || named == 0) return;
  if (e->loading && (how->inputs = calloc((size_t) D, NAME_SIZE)) == NULL)
    e->good = complain(e->name, "not enough memory", e->message);
  for (int d = 0; d < D && e->good; d++) exchange_name(e, "name", how->inputs[d]);
  exchange_name(e, "target", how->target);
}

@ And this is the format. The sizes and the settings come first, because all that follows depends on them: how many lines there are of classes, inputs, and
parameters, whether there are best parameters, and what a number may be at most. (No model has made more iterations than it was to make.) The function may end early only
after the settings, since without them it isn't known how much memory the model needs. Further down errors need no attention, since an exchange that has failed leaves everything as it is.

No index ever leaves its bounds, whatever the file
may say, because the numbers that bound it have been checked before; nor does a file get more memory than the largest network there may be. A test
changes every byte of a small model in turn, to nine other values,
and another one cuts it off after each byte: all of these are refused, with a message.

@(models.c@>=
static void exchange_model(exchange *e, model *m)
{
  long D = m->net.D, C = m->net.C;
  char key[32];
  exchange_format(e);
  exchange_whole(e, "inputs", &D, 1, MOST_INPUTS);
  exchange_whole(e, "classes", &C, 2, MOST_CLASSES);
  for (int j = 0; j < SETTINGS; j++) {
    double value = get_setting(&m->set, j);
    exchange_numbers(e, &limits[j], 1, &value);
    set_setting(&m->set, j, value);
  }
  if (!e->good) return;
  const network net = @[(network){@](int) D, (int) m->set.hidden, (int) C@[}@];
  if (e->loading && !make_model(m, net)) {
    e->good = complain(e->name, "not enough memory", e->message);
    return;
  }
  m->classes.C = m->net.C;
  for (int c = 0; c < m->net.C; c++) exchange_name(e, "class", m->classes.name[c]);
  exchange_text(e, "data", m->data, PATH_SIZE);
  if (m->data[0] != 0) exchange_reading(e, m->net.D, &m->how);
  exchange_sum(e, "data-checksum", &m->data_sum);
  exchange_text(e, "validation", m->validation, PATH_SIZE);
  exchange_sum(e, "validation-checksum", &m->validation_sum);
  exchange_whole(e, "iteration", &m->iteration, 0, (double) m->set.iterations);
  exchange_whole(e, "place", &m->place, 0, (double) m->set.samples);
  exchange_whole(e, "losses", &m->length, 0, 9007199254740992);
  exchange_sum(e, "losses-checksum", &m->sum);
  if (m->set.patience > 0) {
    exchange_whole(e, "weighed", &m->weighed, -1, (double) m->iteration);
    exchange_whole(e, "waited", &m->waited, 0, 1e12);
    exchange_whole(e, "best-iteration", &m->best_iteration, 0, (double) m->iteration);
    exchange_numbers(e, &@[(bounds){@]"best-loss", 0, false, 0, DBL_MAX@[}@], 1, &m->best_loss);
  }
  for (int d = 0; d < m->net.D; d++) {
    snprintf(key, sizeof key, "input %d", d + 1);
    exchange_pair(e, key, &m->mean[d], &m->scale[d]);
    if (e->loading && e->good && !(m->scale[d] > 0)) refuse(e, "a scale above 0", key);
  }
  for (int j = 0; j < parameter_count(m->net); j++) {
    place_name(m->net, j, ' ', key);
    exchange_pair(e, key, &m->theta[j], &m->M[j]);
    snprintf(key, sizeof key, "best %d", j + 1);
    if (m->set.patience > 0) exchange_numbers(e, &@[(bounds){@]key, 0, false, -DBL_MAX, DBL_MAX@[}@], 1, &m->best[j]);
  }
  @<Exchange the state of the random numbers@>;
}

@ Of the generator, the number of words used comes first, then the normal
deviate that was kept, since they are drawn in pairs, and then the 624 words, eight on a line. The model could have the seed and the number of all draws instead, two
lines in the place of eighty-one. But then to go on would mean to draw them all again: an epoch of mini-batches takes about one for each sample, and a long training has thousands of epochs.

@<Exchange the state of the random numbers@>=
long used = m->g.used, kept_one = m->g.kept_one;
exchange_whole(e, "random", &used, 0, 624);
exchange_whole(e, "kept", &kept_one, 0, 1);
exchange_numbers(e, &@[(bounds){@]"normal", 0, false, -DBL_MAX, DBL_MAX@[}@], 1, &m->g.kept);
m->g.used = (int) used;
m->g.kept_one = kept_one == 1;
for (int j = 0; j < 624 && e->good; j += 8) {
  double words[8];
  for (int i = 0; i < 8; i++) words[i] = m->g.state[j + i];
  exchange_numbers(e, &@[(bounds){@]"state", 0, true, 0, 4294967295@[}@], 8, words);
  for (int i = 0; i < 8 && e->good; i++) m->g.state[j + i] = (uint32_t) words[i];
}

@ The checksum is that of the lines before its own, so it has to be noted
before its line is written or read. An exchange may put a number that it has saved back into its place; so it is given a copy of the structure, for a program may
have other threads that are using the model. The arrays aren't copied; in these it writes only when it loads.\unprinted

@(models.c@>=
bool write_model(FILE *f, const model *m)
{
  exchange e = @[{@].file = f, .good = true, .sum = NO_BYTES@[}@];
  model copy = *m;
  exchange_model(&e, &copy);
  uint64_t sum = e.sum;
  exchange_sum(&e, "checksum", &sum);
  return e.good;
}
@#
bool read_model(FILE *f, const char *name, model *m, char *message)
{
  exchange e = @[{@].file = f, .loading = true, .good = true, .name = name, .message = message, .sum = NO_BYTES@[}@];
  free_model(m);
  exchange_model(&e, m);
  uint64_t sum = e.sum, found = 0;
  exchange_sum(&e, "checksum", &found);
  if (e.good && found != sum)
    e.good = complain(name, "the checksum is wrong; the file has been changed or damaged", message);
  if (e.good && getc(f) != EOF) refuse(&e, "the end of the file after the checksum", "more");
  if (!e.good) free_model(m);
  return e.good;
}
@#
saving save_into(draft *d, const model *m)
{
  return write_model(d->file, m) && finish_draft(d) && keep_draft(d) ? SAVED : d->part == NULL ? PERHAPS_SAVED : NOT_SAVED;
}
@#
saving save_model(const char *file, const model *m)
{
  draft d;
  saving how = open_draft(&d, NULL, file, MODEL_MARK) ? save_into(&d, m) : NOT_SAVED;
  const int why = errno;
  drop_draft(&d);
  errno = why;
  return how;
}
@#
bool load_model(const char *file, model *m, char *message)
{
  FILE *f = fopen(file, "r");
  if (f == NULL) return complain(file, strerror(errno), message);
  bool good = read_model(f, file, m, message);
  fclose(f);
  return good;
}

@ Training must go on with the same points. They are not in the model, because they may be large, and they are there already; but
their checksum is, and with it that of their sizes. It is made of the numbers, not of the file: somebody may well have changed a comment, or the separators.

@(models.c@>=
uint64_t data_checksum(const dataset *data)
{
  const int64_t N = data->N;
  uint64_t sum = checksum(NO_BYTES, &N, sizeof N);
  sum = checksum(sum, &data->D, sizeof data->D);
  sum = checksum(sum, &data->C, sizeof data->C);
  for (long p = 0; p < panel_count(data); p++) sum = checksum(sum, panel_x(data, p), (size_t) data->D*sizeof(column));
  for (long p = 0; p < panel_count(data); p++) sum = checksum(sum, panel_y(data, p), sizeof(int[PANEL]));
  return sum;
}

@ And it must go on with the same batches. In section~\secref{minibatches}
every epoch shuffles the numbers of the samples from their natural order; so
the order of an epoch follows from the state of the generator before its
shuffle, and a model needs only that state and a place in the epoch, instead of
the whole order, which has a number for each sample. To come back, shuffle again and go to the place. (If each epoch shuffled the order that the one
before has left, all orders since the first would matter.) The team is one of Part~I's; this field and this line are all that going on has added to it.

@<Fields of a team for going on@>=
generator epoch; /* |source| as it was before it shuffled for this epoch */

@ @<Remember the generator, to begin the same epoch again@>=
crew->epoch = *crew->source;

@ A model is saved after the loss of a batch has been computed, and before the step; when training goes on, it must compute the same loss once more, of the same
batch. So the place is the one where the latest batch began, not where it ended: if |taken| samples have been used, the last of
them, rounded down to full batches. (The last batch of an epoch may be smaller than~$B$; to subtract $B$ would be wrong for it.) A batch of all samples has no order.

@<Functions for the whole batch@>=
long batch_place(const team *crew, generator *g)
{
  if (crew->order == NULL || crew->taken == 0) return 0;
  *g = crew->epoch;
  return (crew->taken - 1)/crew->B*crew->B;
}
@#
void go_to_place(team *crew, long taken)
{
  if (crew->order == NULL || taken == 0) return; /* the next step begins an epoch anyhow */
  begin_epoch(crew);
  crew->taken = taken;
}

@* Tables. \seclabel{contents}The figures of this book are not drawn by the
program. It writes tables, from which \.{gnuplot} draws them and which any
other program can read as well: lines that begin with a `\.\#', which say whose
table it is and name its columns, and then one line per row, columns separated by tabs, numbers with the
seventeen digits that determine a double.
@^tables, format of@>

A map shows how the answers depend on two inputs, or on one if that is all there is. If there are more, the others must
have some value; we give them their means. So a map is a slice through the space of the inputs.
@^map@>

@<Types of the interface@>=
typedef struct {
  int dimensions; /* of the map: 2, 1, or 0 if there is none */
  int input[2]; /* which inputs are its axes, across and up; from 0 */
  double low[2], high[2]; /* where these axes begin and end */
  double *rest; /* a value for each input, for those that aren't axes */
} map_range;

@ @<Functions of the interface@>=
void write_data(FILE *f, const dataset *data); /* the points, with their classes in the last column */
void write_parameters(FILE *f, const model *m, const double *theta); /* those for raw inputs, each with its matrix or vector, row, and column */
void write_gradient_check(FILE *f, network net, const gradient_check *c);
  /* the same for the two derivatives that are compared, and their relative error */
void write_hidden(FILE *f, network net, const double *theta, const dataset *data); /* the samples' hidden activations */
void write_legend(FILE *f, const model *m, char (*inputs)[NAME_SIZE], const map_range *range); /* what pictures need to know:
  names of inputs (|NULL|: $x_1$ and so on) and of classes, and the range of the maps */
void write_grid(FILE *f, const model *m, int n, const map_range *range); /* probabilities of all classes but the first, at
  $n\times n$ points of the range, or at $n$ points if it has one dimension */
void place_name(network net, int j, char separator, char text[32]);
  /* of parameter |j|, such as \.{Wh 2 3}: its matrix or vector, row, and column, with |separator| between them */

@ A parameter's name, row, and column are worked out in \.{network.c}, beside
all else that knows the order of the parameters: the parts of |theta| follow
each other, and each is stored row by row.

@<Functions of the network@>=
void place_name(network net, int j, char separator, char text[32])
{
  const char *name[] = {"Wh", "bh", "Wo", "bo"};
  int rows[] = {net.D, 1, net.K, 1}, columns[] = {net.K, net.K, net.C, net.C}, part = 0;
  for (; j >= rows[part]*columns[part]; part++) j -= rows[part]*columns[part];
  snprintf(text, 32, "%s%c%d%c%d", name[part],@|
    separator, j/columns[part] + 1, separator, j%columns[part] + 1);
}

@ Points are written as they came, and the class as a number, by which \.{gnuplot} can choose a colour. The parameters are those for inputs as they come: from
these two tables alone, with the formulas of Part~I, anybody can compute what the network answers. The hidden activations come out of |forward|, a
panel at a time; the last panel may be filled only in part.\unprinted

@(tables.c@>=
@<Include what Part III needs@>@;
@#
void write_data(FILE *f, const dataset *data)
{
  fputs("#", f);
  for (int d = 0; d < data->D; d++) fprintf(f, "%sx%d", d == 0 ? " " : "\t", d + 1);
  fputs("\ty\n", f);
  for (long i = 0; i < data->N; i++) {
    for (int d = 0; d < data->D; d++) fprintf(f, "%.17g\t", input(data, i, d));
    fprintf(f, "%d\n", label(data, i));
  }
}
@#
void write_parameters(FILE *f, const model *m, const double *theta)
{
  const int count = parameter_count(m->net);
  double raw[count];
  char place[32];
  raw_parameters(m, theta, raw);
  fputs("# name\trow\tcolumn\tvalue\n", f);
  for (int j = 0; j < count; j++) {
    place_name(m->net, j, '\t', place);
    fprintf(f, "%s\t%.17g\n", place, raw[j]);
  }
}
@#
void write_gradient_check(FILE *f, network net, const gradient_check *c)
{
  char place[32];
  fputs("# name\trow\tcolumn\tbackprop\tnumerical\trelative_error\n", f);
  for (int m = 0; m < c->n; m++) {
    place_name(net, c->which[m], '\t', place);
    fprintf(f, "%s\t%.17g\t%.17g\t%.17g\n", place, c->backprop[m], c->numerical[m], relative_error(c->backprop[m], c->numerical[m]));
  }
}
@#
void write_hidden(FILE *f, network net, const double *theta, const dataset *data)
{
  const int K = net.K, C = net.C;
  column h[K], z[C], s, y_hat[C];
  fputs("#", f);
  for (int k = 0; k < K; k++) fprintf(f, "%sh%d", k == 0 ? " " : "\t", k + 1);
  fputs("\ty\n", f);
  for (long p = 0; p < panel_count(data); p++) {
    int n = panel_size(data, p);
    forward(net, theta, panel_x(data, p), h, z, s, y_hat);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < K; k++) fprintf(f, "%.17g\t", h[k][i]);
      fprintf(f, "%d\n", panel_y(data, p)[i]);
    }
  }
}

@ Pictures of other people's points want other names and other axes than those of this book. They are in a table of their
own, the {\it legend}: a row for each input and each class, and one for each axis of the maps with its range. The circles have no names in a file; here they get those of the book.\unprinted
@^legend@>

@(tables.c@>=
void write_legend(FILE *f, const model *m, char (*inputs)[NAME_SIZE], const map_range *range)
{
  static const char *const circles[] = {"ring", "disc"};
  char name[NAME_SIZE];
  fputs("# what\tnumber\tname\tlow\thigh\n", f);
  for (int d = 0; d < m->net.D; d++)
    if (inputs != NULL) fprintf(f, "input\t%d\t%s\n", d + 1, inputs[d]);
    else fprintf(f, "input\t%d\tx%d\n", d + 1, d + 1);
  for (int c = 0; c < m->net.C; c++) fprintf(f, "class\t%d\t%s\n", c, m->data[0] == 0 ? circles[c] : m->classes.name[c]);
  for (int j = 0; j < range->dimensions; j++) {
    const int d = range->input[j];
    snprintf(name, sizeof name, "x%d", d + 1);
    fprintf(f, "axis\t%d\t%s\t%.17g\t%.17g\n", d + 1, inputs != NULL ? inputs[d] : name, range->low[j], range->high[j]);
  }
}

@ For a map of what the network says, as in \figref{boundary} and
\figref{surface}, we need its answers on a grid. The points with the same place across
come one after the other, a panel at a time, followed by an empty line, as
\.{gnuplot} likes its grids. In one dimension there is one such row. The first class has no column, since the probabilities add up to~1: of two classes, as in this
book, one column is all there is to draw. Every place is computed from its number, not from the place before; so no error accumulates, and the last one is the end of the range.

@(tables.c@>=
static double grid_place(const map_range *range, int axis, int at, int n)
{
  return range->low[axis] + (range->high[axis] - range->low[axis])*at/(n - 1);
}
@#
static void place_panel(int D, const map_range *range, int n, int a, int start, column *x)
{
  for (int d = 0; d < D; d++)
    for (int i = 0; i < PANEL; i++) {
      x[d][i] = range->rest[d];
      for (int j = 0; j < range->dimensions; j++)
        if (range->input[j] == d) x[d][i] = grid_place(range, j, j + 1 < range->dimensions ? a : start + i, n);
    }
}
@#
void write_grid(FILE *f, const model *m, int n, const map_range *range)
{
  const int C = m->net.C, last = range->dimensions - 1;
  column x[answer_columns(m->net)];
  int answer[PANEL];
  fputs("#", f);
  for (int j = 0; j <= last; j++) fprintf(f, "%sx%d", j == 0 ? " " : "\t", range->input[j] + 1);
  for (int c = 1; c < C; c++) fprintf(f, "\ty_hat%d", c + 1);
  for (int a = 0; a < (last == 1 ? n : 1); a++) {
    fputs("\n", f);
    for (int start = 0; start < n; start += PANEL) {
      place_panel(m->net.D, range, n, a, start, x);
      const column *y_hat = answer_panel(m, x, answer);
      for (int i = 0; i < PANEL && start + i < n; i++) {
        if (last == 1) fprintf(f, "%.17g\t", grid_place(range, 0, a, n));
        fprintf(f, "%.17g", grid_place(range, last, start + i, n));
        for (int c = 1; c < C; c++) fprintf(f, "\t%.17g", y_hat[c][i]);
        fputs("\n", f);
      }
    }
  }
  fputs("\n", f);
}

@* A library. \seclabel{library}The tool is not always what is wanted. A program of your own may have its points in
memory, or need an answer now, for a single one. For such programs there is \.{ffnn.h}: read points, or make them of arrays, train a network, ask it, test it, save it,
and load what was saved by the tool or by yourself. Nearly all of that is done by the functions we have; what this chapter adds is caution. Our
functions say what they must be given, and believe it, which is safe among acquaintances. A library is called by
strangers, from other languages, in circumstances of which we know nothing. So it makes three promises.
@^library@>

{\it Names.} All that it defines begins with \.{ffnn}, and a linker sees nothing else, so that you may have a |loss| or a
|shuffle| of your own. What points and models look like inside isn't said, and can change without breaking a program.

{\it Mistakes.} A null pointer, points that don't fit, a number beyond its limits, a broken file: each is an error, and
then nothing has been changed.

{\it Circumstances.} No result depends on the locale, or on how large the caller's stack is. Any number of threads may call any functions, even with the same model or
points, as long as none of them frees what another one uses.
@^thread@>@^locale@>

A header for \CEE/ and \CPLUSPLUS/ does without arrays whose sizes are parameters, and tells the latter that the names are
meant as they are in~\CEE/.
@^C++@>

@(ffnn.h@>=
/* A small neural network: read or make points, train, predict, test, save, load. Link with -lffnn. */
#ifndef FFNN_H
#define FFNN_H
@<The version@>@;
#ifdef __cplusplus
@=extern "C" {@>@;
#endif
@<Types of the library@>@;
@<Functions of the library@>@;
#ifdef __cplusplus
@=}@>@;
#endif
#endif

@ The settings are those of the tool, and so are their defaults; thus the same points, with the same settings, give
the same network to the last bit.

@<Types of the library@>=
typedef struct ffnn_points ffnn_points; /* samples: their inputs, at most 1024 each, and their classes, at most 64 */
typedef struct ffnn_model ffnn_model; /* a trained network, with all that the tool needs to go on */
typedef struct {
  int hidden; /* hidden units, from 1 to 256 */
  int raw; /* 0: the inputs are standardised, and the model knows how; 1: they are taken as they are */
  int threads; /* that share the work, from 1 to 1024; their number doesn't change the result */
  long iterations; /* steps, from 0 to $10^{12}$ */
  long batch_size; /* samples in a step, shuffled in every epoch; 0: all */
  long seed; /* of the initial weights and the shuffling, from 0 to $2^{32}-1$ */
  double learning_rate; /* for the mean of the loss over a batch; not negative */
  double momentum; /* from 0 up to, but not including, 1 */
} ffnn_settings;
typedef int ffnn_observer(void *context, long t, double loss);
  /* is shown the loss after |t| steps, summed over all samples (of a batch: an estimate); 0: go on; otherwise training
  ends here. It may be called in another thread than the caller's, who waits */

@ Here is all that can be asked for. If a function fails that returns a pointer, it returns |NULL|, and one that returns a number, a negative
one. The reason is kept for the thread, as |errno| is: a parameter for it would lengthen every call for the sake of the few that fail.

@<Functions of the library@>=
ffnn_points *ffnn_read(const char *file, const ffnn_model *trained);
  /* rows of inputs and a class; for a model, with its inputs and its classes; if |trained| is |NULL|, the file decides */
ffnn_points *ffnn_make(long n, int inputs, int classes, const double *x, const int *y);
  /* |n| points: the inputs of point |i| begin at |x[i*inputs]|, its class is |y[i]|, from 0 to |classes-1|; all is copied */
long ffnn_size(const ffnn_points *points); /* how many there are */
void ffnn_free_points(ffnn_points *points); /* or |NULL| */
ffnn_settings ffnn_defaults(int hidden); /* what suits that many hidden units, with standardised inputs and one thread */
ffnn_model *ffnn_train(const ffnn_points *points, const ffnn_settings *set,@|
  ffnn_observer *observe, void *context); /* |set| may be |NULL|, for |ffnn_defaults(3)|, and so may |observe| */
int ffnn_predict(const ffnn_model *trained, long n, const double *x, int *answers, double *probabilities);
  /* for |n| points with inputs as in |ffnn_make|: their likeliest classes, and, for point |i| from |probabilities[i*classes]| on, what each
  class has; |answers| or |probabilities| may be |NULL|. Return 0 */
long ffnn_test(const ffnn_model *trained, const ffnn_points *points, long *counts);
  /* return how many are given another class than their own; |counts|, if it isn't |NULL|, gets at |counts[c*classes+a]| how many of class |c| are given class |a| */
int ffnn_save(const ffnn_model *trained, const char *file);
  /* all of it or nothing, and not in the place of a file that isn't a model; return 0 */
ffnn_model *ffnn_load(const char *file);
void ffnn_free(ffnn_model *trained); /* or |NULL| */
int ffnn_inputs(const ffnn_model *trained);
int ffnn_classes(const ffnn_model *trained);
const char *ffnn_class(const ffnn_model *trained, int c); /* the name of class |c|, as long as there is the model */
const char *ffnn_message(void); /* why the latest function of this thread that has failed did so */

@ Every mistake is found by one of the following. A comparison says what is right, not what is wrong, since a \.{nan} is neither.\unprinted

@d NO_MEMORY "not enough memory"

@(library.c@>=
@<Include what Part III needs@>@;
#include <locale.h>
#include "ffnn.h"
@#
struct ffnn_points {
  dataset *data;
  class_list classes;
  char file[PATH_SIZE]; /* where they come from, */
  reading how; /* and how they were read */
};
struct ffnn_model {
  model m;
};
static _Thread_local char message[MESSAGE_SIZE];
@#
const char *ffnn_message(void) {@+return message;@+}
@#
static bool fault(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  clean_message(message);
  return false;
}
@#
static bool given(const void *pointer, const char *what)
{
  return pointer != NULL || fault("expected %s, found NULL", what);
}
@#
static bool within(const char *what, double value, double least, double greatest)
{
  return (value >= least && value <= greatest)@|
    || fault("%s: expected a number from %.15g to %.15g, found %.15g", what, least, greatest, value);
}
@#
static bool all_finite(long n, int D, const double *x)
{
  for (long i = 0; i < n; i++)
    for (int d = 0; d < D; d++)
      if (!isfinite((real) x[i*D + d])) return fault("point %ld, input %d: expected a finite number, found %g", i, d, x[i*D + d]);
  return true;
}
@#
static bool is_file(const char *file) /* its name becomes a line of the model */
{
  return given(file, "the name of a file")@|
    && ((file[0] != 0 && strlen(file) < PATH_SIZE && strpbrk(file, "\n\r") == NULL)@|
      || fault("expected the name of a file, found '%s'", file));
}

@ If a program has been told to write one half as \.{0,5}, as its user does at home, then the functions of the \CEE/ library read and write it
so everywhere, and no model could be read. But a thread can have another locale than its program; ours has, as long as it is busy with a file.
@^locale@>

@(library.c@>=
static bool begin_plain(locale_t *own)
{
  const locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t) 0);
  if (plain == (locale_t) 0) return fault("%s", strerror(errno));
  *own = uselocale(plain);
  return true;
}
@#
static void end_plain(locale_t own) {@+freelocale(uselocale(own));@+}

@ A file is read as it was when the model's own points were read.\unprinted

@(library.c@>=
ffnn_points *ffnn_read(const char *file, const ffnn_model *trained)
{
  locale_t own;
  if (!is_file(file) || !begin_plain(&own)) return NULL;
  ffnn_points *points = calloc(1, sizeof(ffnn_points));
  if (points == NULL || (trained != NULL && !copy_reading(&points->how, &trained->m.how))) fault(NO_MEMORY);
  else {
    if (trained != NULL) points->classes = trained->m.classes;
    strcpy(points->file, file);
    points->data = read_points(file, &points->how, &points->classes, message);
  }
  end_plain(own);
  if (points != NULL && points->data != NULL) return points;
  ffnn_free_points(points);
  return NULL;
}

@ Points that a program has made have no names for their classes, so numbers serve. A model of such points says where they were,
as all models do.\unprinted

@d IN_MEMORY "(in memory)"

@(library.c@>=
static bool right_points(long n, int inputs, int classes, const double *x, const int *y)
{
  if (!within("number of points", (double) n, 1, 1e9) || !within("inputs", inputs, 1, MOST_INPUTS)
      || !within("classes", classes, 2, MOST_CLASSES)) return false;
  if (!given(x, "inputs") || !given(y, "classes") || !all_finite(n, inputs, x)) return false;
  for (long i = 0; i < n; i++)
    if (y[i] < 0 || y[i] >= classes) return fault("point %ld: expected a class from 0 to %d, found %d", i, classes - 1, y[i]);
  return true;
}
@#
ffnn_points *ffnn_make(long n, int inputs, int classes, const double *x, const int *y)
{
  if (!right_points(n, inputs, classes, x, y)) return NULL;
  ffnn_points *points = calloc(1, sizeof(ffnn_points));
  dataset *data = points != NULL ? make_dataset(n, inputs, classes) : NULL;
  if (data == NULL) {
    free(points);
    return fault(NO_MEMORY), NULL;
  }
  for (long i = 0; i < n; i++) {
    for (int d = 0; d < inputs; d++) input(data, i, d) = x[i*inputs + d];
    label(data, i) = y[i];
  }
  points->data = data;
  points->classes.C = classes;
  for (int c = 0; c < classes; c++) sprintf(points->classes.name[c], "%d", c);
  strcpy(points->file, IN_MEMORY);
  return points;
}
@#
long ffnn_size(const ffnn_points *points) {@+return given(points, "points") ? points->data->N : -1;@+}
@#
void ffnn_free_points(ffnn_points *points)
{
  if (points == NULL) return;
  free_dataset(points->data);
  free(points->how.inputs);
  free(points);
}

@ The settings become those of a model, and must keep its limits.\unprinted

@(library.c@>=
ffnn_settings ffnn_defaults(int hidden)
{
  const settings s = default_settings(false, hidden);
  ffnn_settings set = {hidden, 0, 1, s.iterations, 0, s.seed, s.eta, s.mu};
  return set;
}
@#
static bool take_settings(const ffnn_settings *set, long N, settings *s)
{
  char text[EXPECTED_SIZE];
  *s = default_settings(false, set->hidden);
  s->samples = N;
  s->raw = set->raw;
  s->iterations = set->iterations;
  s->batch_size = set->batch_size != 0 ? set->batch_size : N;
  s->seed = set->seed;
  s->eta = set->learning_rate;
  s->mu = set->momentum;
  for (int j = 0; j < SETTINGS; j++) {
    const double value = get_setting(s, j);
    if (!(value >= limits[j].least && value <= limits[j].greatest))
      return fault("%s: expected %s, found %.15g", limits[j].name, expected_value(&limits[j], text), value);
  }
  return within("batch-size", (double) s->batch_size, 1, (double) N) && within("threads", set->threads, 1, 1024);
}

@ The samples are standardised in a copy. To train takes a large stack, and the caller's may be a small one; so a thread does it that has one. The
random numbers are drawn as by
the tool, which checks the gradient at the first parameters and trains from the second; and of the last step the model keeps what the tool needs for going on.\unprinted

@(library.c@>=
typedef struct {
  model *m; /* that is trained, */
  dataset *data; /* with these samples, */
  team *crew; /* by these threads, */
  ffnn_observer *observe; /* and shown to the caller */
  void *context;
  double J; /* the latest loss */
} lesson;
@#
static bool begin_training(const ffnn_points *points, int threads, lesson *job)
{
  model *m = job->m;
  dataset *data = job->data = copy_samples(points->data, 0, points->data->N);
  if (data == NULL || !make_model(m, @[(network){@]data->D, (int) m->set.hidden, data->C@[}@])
      || !copy_reading(&m->how, &points->how)) return fault(NO_MEMORY);
  m->how.D = data->D;
  m->classes = points->classes;
  strcpy(m->data, points->file);
  m->data_sum = data_checksum(data);
  m->sum = NO_BYTES;
  measure_inputs(m, data);
  standardise(m, data);
  seed_generator(&m->g, (uint32_t) m->set.seed);
  for (int draw = 0; draw < 2; draw++) draw_parameters(m, &m->g, m->theta);
  job->crew = make_team(threads, m->net, data);
  return (job->crew != NULL && set_batches(job->crew, m->set.batch_size, &m->g))@|
    || fault("not enough memory, or that many threads can't be started");
}
@#
static bool show(void *context, long t, double J)
{
  lesson *job = context;
  job->m->iteration = t;
  job->J = J;
  return job->observe == NULL || job->observe(job->context, t, J) == 0;
}
@#
static void *train_apart(void *argument)
{
  lesson *job = argument;
  model *m = job->m;
  train(job->crew, m->theta, m->M, m->set.iterations, rate_for_sum(m, m->set.eta), m->set.mu, show, job);
  return NULL;
}
@#
static bool carry_through(lesson *job)
{
  model *m = job->m;
  if (!on_a_large_stack(train_apart, job)) return fault(NO_MEMORY);
  m->place = batch_place(job->crew, &m->g);
  return isfinite(job->J)@|
    || fault("the loss is %g at iteration %ld: the run has diverged; try a smaller learning rate", job->J, m->iteration);
}
@#
ffnn_model *ffnn_train(const ffnn_points *points, const ffnn_settings *set,@|
  ffnn_observer *observe, void *context)
{
  const ffnn_settings usual = ffnn_defaults(3);
  settings s;
  if (set == NULL) set = &usual;
  if (!given(points, "points") || !take_settings(set, points->data->N, &s)) return NULL;
  ffnn_model *trained = calloc(1, sizeof(ffnn_model));
  if (trained == NULL) return fault(NO_MEMORY), NULL;
  trained->m.set = s;
  lesson job = {&trained->m, NULL, NULL, observe, context, 0};
  const bool good = begin_training(points, set->threads, &job) && carry_through(&job);
  free_team(job.crew);
  free_dataset(job.data);
  if (good) return trained;
  ffnn_free(trained);
  return NULL;
}

@ A panel of questions is answered in scratch memory from the heap, since the caller's stack may be small.\unprinted

@(library.c@>=
static column *make_scratch(network net)
{
  column *scratch = malloc(answer_columns(net)*sizeof(column));
  if (scratch == NULL) fault(NO_MEMORY);
  return scratch;
}
@#
int ffnn_predict(const ffnn_model *trained, long n, const double *x, int *answers, double *probabilities)
{
  if (!given(trained, "a model") || !within("number of points", (double) n, 0, 1e9) || !given(x, "inputs")) return -1;
  const int D = trained->m.net.D, C = trained->m.net.C;
  column *scratch;
  if (!all_finite(n, D, x) || (scratch = make_scratch(trained->m.net)) == NULL) return -1;
  for (long begin = 0; begin < n; begin += PANEL) {
    int answer[PANEL];
    for (int d = 0; d < D; d++)
      for (int i = 0; i < PANEL; i++) scratch[d][i] = begin + i < n ? x[(begin + i)*D + d] : 0;
    const column *y_hat = answer_panel(&trained->m, scratch, answer);
    for (long i = 0; i < PANEL && begin + i < n; i++) {
      if (answers != NULL) answers[begin + i] = answer[i];
      for (int c = 0; c < C && probabilities != NULL; c++) probabilities[(begin + i)*C + c] = y_hat[c][i];
    }
  }
  free(scratch);
  return 0;
}

@ For a test the model and the points must have the same inputs and classes. A program that numbers the classes itself is supposed to mean those of the model.\unprinted

@(library.c@>=
static bool match(const model *m, const ffnn_points *points)
{
  const dataset *data = points->data;
  if (data->D != m->net.D) return fault("expected points with %d inputs, as the model, found %d", m->net.D, data->D);
  if (data->C != m->net.C) return fault("expected points of %d classes, as the model, found %d", m->net.C, data->C);
  for (int c = 0; c < data->C && strcmp(points->file, IN_MEMORY) != 0; c++)
    if (strcmp(points->classes.name[c], m->classes.name[c]) != 0)
      return fault("expected the class '%s' of the model, found '%s'", m->classes.name[c], points->classes.name[c]);
  return true;
}
@#
long ffnn_test(const ffnn_model *trained, const ffnn_points *points, long *counts)
{
  if (!given(trained, "a model") || !given(points, "points") || !match(&trained->m, points)) return -1;
  const dataset *data = points->data;
  column *scratch = make_scratch(trained->m.net);
  long wrong = 0;
  if (scratch == NULL) return -1;
  if (counts != NULL) memset(counts, 0, (size_t) data->C*(size_t) data->C*sizeof(long));
  for (long p = 0; p < panel_count(data); p++) {
    int answer[PANEL];
    memcpy(scratch, data->x + p*data->D, (size_t) data->D*sizeof(column));
    answer_panel(&trained->m, scratch, answer);
    for (int i = 0; i < panel_size(data, p); i++) {
      wrong += answer[i] != data->y[p][i];
      if (counts != NULL) counts[data->y[p][i]*data->C + answer[i]]++;
    }
  }
  free(scratch);
  return wrong;
}

@ Of the files that could be in the place of a model, one that isn't ours and one that is in use have reasons of their own.\unprinted

@(library.c@>=
int ffnn_save(const ffnn_model *trained, const char *file)
{
  locale_t own;
  if (!given(trained, "a model") || !is_file(file) || !begin_plain(&own)) return -1;
  const bool good = save_model(file, &trained->m) == SAVED@|
    || fault("%.300s: %s", file, errno == EEXIST ? "this is no model, and won't be replaced by one"@|
      : errno == EBUSY ? "somebody else is saving there" : strerror(errno));
  end_plain(own);
  return good ? 0 : -1;
}
@#
ffnn_model *ffnn_load(const char *file)
{
  locale_t own;
  if (!is_file(file) || !begin_plain(&own)) return NULL;
  ffnn_model *trained = calloc(1, sizeof(ffnn_model));
  const bool good = trained != NULL ? load_model(file, &trained->m, message) : fault(NO_MEMORY);
  end_plain(own);
  if (good) return trained;
  free(trained);
  return NULL;
}
@#
void ffnn_free(ffnn_model *trained)
{
  if (trained != NULL) free_model(&trained->m);
  free(trained);
}
@#
int ffnn_inputs(const ffnn_model *trained) {@+return given(trained, "a model") ? trained->m.net.D : -1;@+}
int ffnn_classes(const ffnn_model *trained) {@+return given(trained, "a model") ? trained->m.net.C : -1;@+}
const char *ffnn_class(const ffnn_model *trained, int c)
{
  return given(trained, "a model") && within("class", c, 0, trained->m.net.C - 1) ? trained->m.classes.name[c] : NULL;
}

@* The command line. \seclabel{cli}What a {\it run\/} of the tool is about is
in one structure: what the command line says, and what has been made of it so
far. Most functions of the following chapters have a pointer to it, and there are hardly any other variables; so whatever
a run knows can be looked up here. It is all zero at first, and zero means ``not asked for'', ``not there'', or ``not yet''.

The settings, the parameters and the velocity are in a model, so that they
can be saved at any time. It would be simpler to put a default into each setting, and to
let the command line replace it. But then nobody could tell, later, whether somebody has asked for three hidden units
or has said nothing. The two are different when a saved model is taken up that has five: the first is a contradiction, and should be called one; the second is the usual case.
So we keep of each option the word that was |said|, letter by letter, if there was one; and
the tool will have to repeat some of these words when it tells how a stopped run goes on.

Commands are bits, because an option will have a set
of them. An option has a number, by which the program and |getopt_long| know
it: that of a short option is its letter, and that of a setting |SETTING| plus
its place among the settings.

@<The run@>=
enum {TRAIN = 1, PREDICT = 2, CHECK_GRADIENT = 4, PLOT_DATA = 8, TEST_MODEL = 16,
  AGAIN = 32}; /* a bit that is no command */
#define RUN_MODEL "model.ffnn" /* the model of a run, in its folder */
enum {DATA, LEGEND, LOSS, INITIAL, CHECK, PARAMETERS, BOUNDARY, HIDDEN, SURFACE, SUMMARY, TABLES};
static const char *const table_names[TABLES] = {@t\1\1@>@/"data.tsv", "legend.tsv", "loss.tsv", "initial.tsv", "gradient_check.tsv",@/
  "parameters.tsv", "boundary.tsv", "hidden.tsv", "surface.tsv", "summary.tsv"@t\2\2@>};
enum {SETTING = 256, DATA_FILE = SETTING + SETTINGS, CLASS_COLUMN, LEAVE_OUT, HEADER, MISSING, VALIDATION_FILE,
  CHECKPOINT, EVERY, RESUME, LOG_EVERY, LOSS_EVERY, THREADS, PLOT, FORCE,
  OPTION_NUMBERS, OUTPUT = 'o', QUIET = 'q', HELP = 'h', VERSION = 'V'}; /* the options' numbers */
@#
typedef struct {
  double when; /* a time, in seconds */
  long at; /* and the iteration then */
} moment;
@#
typedef struct {
  int argc; /* the command line, */
  char **argv; /* word by word */
  int task; /* one of the commands; |TRAIN| if there is none */
  const char *argument[2]; /* of |PREDICT| and others: a model and a file */
  const char *program; /* the name by which it was called */
  const char *said[OPTION_NUMBERS]; /* of each option, by its number: its latest value; |NULL| if it wasn't given */
  long threads, every, log_every, loss_every; /* the numbers among them that are no settings */
  const char *output, *data_file, *validation_file; /* where results go, and where points are: said, or known from the model */
  char own_folder[PATH_SIZE]; /* that of the model */
  map_range range; /* what the maps show */
  model m; /* the settings, and what is being learned */
  bool resumed; /* does |m| come from a file? */
  dataset *data; /* all points but those of a validation file */
  dataset training; /* those to train with: all of them, or the first ones */
  dataset *held; /* those to test with; or |NULL| */
  team *crew, *judge; /* for |training| and for |held| */
  generator g; /* the source of all random numbers */
  draft tables[TABLES]; /* in the order of their names above */
  bool wanted[TABLES]; /* which of them does this run write? */
  char model_file[PATH_SIZE + 20]; /* where the model is to be saved */
  draft models[2]; /* the latest one saved, and the next */
  long saves; /* how many times has it been saved? */
  long spared; /* until which iteration we must not replace the model that is there; $-1$: no such model */
  int failure; /* |errno| of what makes this run end early; or 0 */
  long first; /* the iteration where this run began, */
  long t; /* and the one whose loss came last */
  bool terminal; /* is somebody watching, on standard error? */
  moment shown, logged, kept; /* when were we last told of the progress, and when was the model saved? */
  long needed; /* upon how many bytes of the draft of the losses a saved model counts */
  bool losses_lost; /* couldn't they be written? */
} run;

@ A message should say what is wrong, where, and what would be right; and it should do so in one line, because it may be read months later in a
logbook, among others. If you ask for three and a half hidden units, this is the answer:
\smallskip\centerline{\.{ffnn: -{}-hidden: expected a whole number from 1 to 256, found '3.5'}}\smallskip\noindent
What was found stands between quotation marks, and so even nothing can be seen: an empty variable in a script makes it \.{found ''}. The message
goes to standard error, since standard output may be a file of predictions. The status is~2 if the command line is to blame, as far as it can be judged by itself, otherwise~1: a script that
starts a hundred runs can tell a misspelt option, which will be wrong a hundred times, from one run that has failed.

The lines have one form: the place, that is, an option or a file, what was expected there, and what was found, or else what was refused; and
after a semicolon what may help, if anything is known that does. A warning or a note, which ends nothing, has that word in front. So all of them can be written by one function, and
what a line shows of names and arguments is cleaned there. A line feed in a name must not
make two lines of one, and other control characters do worse: a terminal obeys them. Where the system has refused something, the line has the system's own word for it, with
one exception. ``File exists'' would be true of a file that isn't the tool's and that it won't replace, but it doesn't say what to do; so we do.

A run that fails takes its drafts with it, since a folder full of unfinished files helps nobody; but not the losses, if there is a
saved model from which it can be resumed, and which will want them.\unprinted
@.expected ..., found@>

@d TRY_HELP "; try 'ffnn --help'"
@d IN_USE "another run is writing there"
@d misused(...) (say(__VA_ARGS__), exit(2))
@d fail(r, ...) (clear_line(r), say(__VA_ARGS__), end_badly(r))

@<Say what is wrong, and stop@>=
static void say(const char *format, ...)
{
  char line[2*PATH_SIZE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  clean_message(line);
  fprintf(stderr, "ffnn: %s\n", line);
}
@#
static bool add_field(char *line, size_t size, const char *format, ...) /* if there is room */
{
  char field[300];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(field, sizeof field, format, arguments);
  va_end(arguments);
  const bool fits = strlen(line) + strlen(field) < size;
  if (fits) strcat(line, field);
  return fits;
}
@#
static void put_clean(FILE *f, const char *text)
{
  for (; *text != 0; text++) putc(iscntrl((unsigned char) *text) ? '?' : *text, f);
}
@#
static void clear_line(const run *r)
{
  if (r->terminal) fputs("\r\033[K", stderr); /* to the beginning of an empty line */
}
@#
static void drop_drafts(run *r)
{
  for (int j = 0; j < TABLES; j++)
    if (j != LOSS || r->needed == 0) drop_draft(&r->tables[j]);
  for (int j = 0; j < 2; j++) drop_draft(&r->models[j]);
}
@#
static _Noreturn void end_badly(run *r)
{
  drop_drafts(r);
  exit(1);
}
@#
static _Noreturn void refused(run *r, const char *name) /* by the system */
{
  fail(r, "%s: %s", name, errno == EBUSY ? IN_USE : errno != EEXIST ? strerror(errno)
    : "this version of ffnn did not write that, and won't replace it; please move it, or choose another place");
}

@ \seclabel{options}A table says of each option what the help needs to know, and which commands
take it; what becomes of it is said in a |switch| further down. Help, abbreviations, suggestions and refusals are all made from this one
table, so that a new option can't be forgotten in any of them. But what the help says of bounds and defaults is only text, which
a program doesn't obey; so a test reads the numbers and words in the help, gives them to the tool, and sees that nothing changes if it is
a default, and that the bounds are those of the tool's complaint. An option whose default it doesn't know makes it fail.

That commands refuse an option which means nothing to them is for your sake: if \.{predict} quietly took \.{-{}-hidden}, you might believe that it had an effect. Beside these
commands stands the bit |AGAIN| if the option is neither kept in a model nor done with
when the training begins: the command by which a stopped run goes on must have it again.

@d FITTING (TRAIN|CHECK_GRADIENT)
@d ANY (TRAIN|PREDICT|CHECK_GRADIENT|PLOT_DATA|TEST_MODEL)
@d for_options(o) for (const option *o = options; o < options + sizeof options/sizeof options[0]; o++)
@d for_commands(c) for (const command *c = commands; c < commands + sizeof commands/sizeof commands[0]; c++)

@<The run@>=
typedef struct {
  int number; /* its letter, or as above */
  int commands; /* the commands that take it, a set of bits; and perhaps |AGAIN| */
  const char *name; /* after two hyphens */
  const char *argument; /* what the help calls its value; |NULL| if it has none */
  const char *help; /* what it means */
} option;
@#
static const option options[] = {@t\1\1@>@/
@[{@]DATA_FILE, TRAIN|CHECK_GRADIENT|PLOT_DATA, "data", "FILE", "rows of inputs and a class (none: two noisy circles)"@[}@],@/
@[{@]CLASS_COLUMN, ANY, "class", "COLUMN", "heading or number of the class (the last one)"@[}@],@/
@[{@]LEAVE_OUT, ANY, "leave-out", "COLUMNS", "headings or numbers of what is no input (none)"@[}@],@/
@[{@]HEADER, ANY, "header", "WHETHER", "is the first row one of headings? yes or no (guess)"@[}@],@/
@[{@]MISSING, ANY, "missing", "WHAT", "rows with missing values: drop, or error (error)"@[}@],@/
@[{@]SETTING + SAMPLES, FITTING, "samples", "N", "circles: how many points, 2 to 1e9 (50000)"@[}@],@/
@[{@]SETTING + FACTOR, FITTING, "factor", "F", "circles: radius of the inner one, 0 to below 1 (0.1)"@[}@],@/
@[{@]SETTING + NOISE, FITTING, "noise", "S", "circles: standard deviation of the noise (0.1)"@[}@],@/
@[{@]SETTING + RAW, FITTING, "raw", NULL, "own points: inputs as they are, not standardised"@[}@],@/
@[{@]SETTING + HIDDEN_UNITS, FITTING, "hidden", "K", "number of hidden units, 1 to 256 (3)"@[}@],@/
@[{@]SETTING + ITERATIONS, TRAIN, "iterations", "T", "number of steps, 0 to 1e12 (50000; own points 1000)"@[}@],@/
@[{@]SETTING + LEARNING_RATE, TRAIN, "learning-rate", "E", "learning rate (1e-4; own: 1/(1+K/4), for the mean)"@[}@],@/
@[{@]SETTING + MOMENTUM, TRAIN, "momentum", "M", "momentum factor, 0 to below 1 (0.5; own points 0.9)"@[}@],@/
@[{@]SETTING + BATCH_SIZE, TRAIN, "batch-size", "B", "points in a step, from 1; shuffled every epoch (all)"@[}@],@/
@[{@]SETTING + SEED, FITTING, "seed", "S", "seed of NumPy's random numbers, 0 to 4294967295 (42)"@[}@],@/
@[{@]THREADS, FITTING|AGAIN, "threads", "P", "1 to 1024 (all processors); the results are the same"@[}@],@/
@[{@]SETTING + HOLDOUT, TRAIN, "holdout", "F", "part of the points to test with, 0 to below 1 (0)"@[}@],@/
@[{@]VALIDATION_FILE, TRAIN, "validation", "FILE", "points to test with, like those of --data"@[}@],@/
@[{@]SETTING + PATIENCE_SETTING, TRAIN, "patience", "P", "stop if P epochs don't lower their loss (0: go on)"@[}@],@/
@[{@]OUTPUT, TRAIN|PLOT_DATA, "output", "DIR", "folder for the results (ffnn-run, or that of MODEL)"@[}@],@/
@[{@]CHECKPOINT, TRAIN|AGAIN, "checkpoint", "FILE", "where to save the model (model.ffnn in the folder)"@[}@],@/
@[{@]EVERY, TRAIN|AGAIN, "every", "T", "save it every T iterations (0: every five minutes)"@[}@],@/
@[{@]RESUME, TRAIN, "resume", "MODEL", "go on from a saved model, with its settings"@[}@],@/
@[{@]FORCE, TRAIN, "force", NULL, "let the model that was put aside last be lost"@[}@],@/
@[{@]LOSS_EVERY, TRAIN|AGAIN, "loss-every", "T", "a line in loss.tsv every T iterations (1)"@[}@],@/
@[{@]PLOT, TRAIN|PLOT_DATA|AGAIN, "plot", "A,B", "the inputs that maps show, of many (no maps)"@[}@],@/
@[{@]LOG_EVERY, TRAIN|AGAIN, "log-every", "T", "a line of progress every T iterations (0: none)"@[}@],@/
@[{@]QUIET, TRAIN|AGAIN, "quiet", NULL, "no progress, no closing summary"@[}@],@/
@[{@]HELP, ANY, "help", NULL, "this text"@[}@],@/
@[{@]VERSION, ANY, "version", NULL, "the version"@[}@]@t\2\2@>};
@#
static const struct {
  int first; /* the number of an option */
  const char *name; /* what stands above it in the help */
} groups[] = {@t\1\1@>@/
@[{@]DATA_FILE, "Points"@[}@], @[{@]SETTING + HIDDEN_UNITS, "Network and training"@[}@], @[{@]SETTING + HOLDOUT, "Points to test with"@[}@],@|
@[{@]OUTPUT, "Results, and going on"@[}@], @[{@]LOG_EVERY, "On the way"@[}@]@t\2\2@>};
@#
typedef struct {
  int bit; /* as above */
  const char *name; /* on the command line */
  const char *usage, *help; /* for the help: how it is called, and what it does */
  int least, most; /* how many arguments it has */
  const char *expected; /* and what, if there are too few */
} command;
static const command commands[] = {@t\1\1@>@/
  @[{@]TRAIN, "train", "[train] [OPTION]...",@|
    "train a network; write it, and tables, into a folder", 0, 0, NULL@[}@],@/
  @[{@]PREDICT, "predict", "predict MODEL [FILE] [OPTION]...",@|
    "classify rows of inputs, from FILE or as they come", 1, 2, "the file of a saved model"@[}@],@/
  @[{@]TEST_MODEL, "test", "test MODEL FILE [OPTION]...",@|
    "test a model with points whose class is known", 2, 2, "a saved model and a file of points"@[}@],@/
  @[{@]CHECK_GRADIENT, "check", "check [MODEL] [OPTION]...",@|
    "compare the gradient with difference quotients", 0, 1, NULL@[}@],@/
  @[{@]PLOT_DATA, "plot-data", "plot-data MODEL [OPTION]...",@|
    "write the tables of the figures for a saved model", 1, 1, "the file of a saved model"@[}@]@t\2\2@>};

@ The help says everything once, since a second description would sooner or later be another one. The manual page is made from it by \.{help2man}, which is
why it is set out as the tools of GNU do it, and the file \.{README.md} has a copy, which a test compares. To ask for the help of one command, as
in \.{ffnn predict -{}-help}, gives only the options that it takes: six instead of thirty.
@^manual page@>

What \.{ffnn -{}-help} or \.{ffnn -{}-version} prints goes to standard
output, and whether it has arrived there decides about the exit status, which
is what a script or a \.{Makefile} looks at.\unprinted
@^exit status@>

@<Print the help@>=
static const char exit_help[] =@t\1\1@>@/
  "\nExit status:\n"@/
  "  0                        all went well\n"@/
  "  1                        the run failed, or the gradient is WRONG\n"@/
  "  2                        an argument is wrong\n"@/
  "  129, 130, 131, ...       ended by a signal: its number plus 128. 129 SIGHUP,\n"@/
  "                           130 Ctrl-C, 131 Ctrl-\\, 138 SIGUSR1, 143 SIGTERM,\n"@/
  "                           152 SIGXCPU\n"@t\2\2@>;
@#
static _Noreturn void finish_output(int printed)
{
  if (printed < 0 || fflush(stdout) != 0 || ferror(stdout)) {
    say("standard output: %s", strerror(errno));
    exit(1);
  }
  exit(0);
}
@#
static void print_line(const char *letter, const char *name, const char *argument, const char *help)
{
  char left[40];
  snprintf(left, sizeof left, "%s%s %s", letter, name, argument != NULL ? argument : "");
  printf("  %-23s  %s\n", left, help);
}
@#
static void print_options(int taken_by)
{
  for_options(o) {
    const char letter[] = {'-', (char) o->number, ',', ' ', '-', '-', 0};
    for (size_t j = 0; taken_by & TRAIN && j < sizeof groups/sizeof groups[0]; j++)
      if (groups[j].first == o->number) printf("\n%s:\n", groups[j].name);
    if (o->commands & taken_by) print_line(o->number < SETTING ? letter : "    --", o->name, o->argument, o->help);
  }
}
@#
static _Noreturn void print_help(const command *c) /* |NULL|: of the tool */
{
  if (c == NULL) {
    for_commands(each) printf("%s ffnn %s\n", each == commands ? "Usage:" : "  or: ", each->usage);
    printf("\nTrain a small feedforward neural network, and use it. Without arguments, ffnn\n"@|
      "trains on two noisy circles, as in the book. Default values are in parentheses.\n\nCommands:\n");
    for_commands(each) print_line("", each->name, NULL, each->help);
  } else printf("Usage: ffnn %s\nWhat it does: %s.\n", c->usage, c->help);
  if (c != NULL && c->bit != TRAIN) printf("\n");
  print_options(c != NULL ? c->bit : ANY);
  if (c == NULL) printf("\nFor the options of one command: ffnn COMMAND --help\n%s", exit_help);
  finish_output(0);
}

@ A value is taken as a whole or not at all. The usual function of the library, |atof|, makes $3.5$ of \.{3.5x}, and of a word it makes 0 without a complaint; a night later nobody would
know why. A hundred thousand may be written
\.{1e5}: the tool once refused that, although its own help wrote the learning rate as \.{1e-4}. Which numbers are
allowed is said by the bounds of the settings, which the reader of saved models obeys as well.\unprinted

@<Read the command line@>=
static double read_value(const option *o, const bounds *b, const char *text)
{
  double value;
  char expected[EXPECTED_SIZE];
  if (!parse_number(text, &value) || value < b->least || value > b->greatest || (b->whole && value != floor(value)))
    misused("--%s: expected %s, found '%s'", o->name, expected_value(b, expected), text);
  return value;
}
@#
static void check_text(const option *o, const char *text, bool columns, size_t size)
{
  bool good = text[0] != 0 && strlen(text) < size;
  for (const char *c = text; *c != 0; c++) good = good && (columns ? !iscntrl((unsigned char) *c) : *c != '\n' && *c != '\r');
  if (!good) misused("--%s: expected %s, found '%s'", o->name,@|
    columns ? "headings or numbers of columns" : o->number == OUTPUT ? "the name of a folder" : "the name of a file", text);
}
@#
static void take_option(run *r, const command *asked, const option *o, const char *text)
{
  static const bounds count = @[{@]NULL, 0, true, 0, 1e12@[}@], positive = @[{@]NULL, 0, true, 1, 1e12@[}@], threads = @[{@]NULL, 0, true, 1, 1024@[}@];
  r->said[o->number] = text != NULL ? text : "";
  switch (o->number) {
  case EVERY: r->every = (long) read_value(o, &count, text);@+break;
  case LOG_EVERY: r->log_every = (long) read_value(o, &count, text);@+break;
  case LOSS_EVERY: r->loss_every = (long) read_value(o, &positive, text);@+break;
  case THREADS: r->threads = (long) read_value(o, &threads, text);@+break;
  case OUTPUT: case DATA_FILE: case VALIDATION_FILE: case CHECKPOINT: case RESUME: check_text(o, text, false, PATH_SIZE);@+break;
  case CLASS_COLUMN: check_text(o, text, true, NAME_SIZE);@+break;
  case LEAVE_OUT: check_text(o, text, true, PATH_SIZE);@+break;
  case HEADER:
    if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0 && strcmp(text, "guess") != 0)
      misused("--header: expected yes, no, or guess, found '%s'", text);
    break;
  case MISSING:
    if (strcmp(text, "drop") != 0 && strcmp(text, "error") != 0) misused("--missing: expected error or drop, found '%s'", text);
    break;
  case PLOT: case QUIET: case FORCE: break;
  case HELP: print_help(asked);
  case VERSION: finish_output(printf("ffnn %s\n", FFNN_VERSION));
  default: /* a setting; a switch stands for 1 */
    set_setting(&r->m.set, o->number - SETTING, o->argument == NULL ? 1 : read_value(o, &limits[o->number - SETTING], text));
  }
}

@ If the first argument isn't an option, it must be a command. The function
|getopt_long| of the \CEE/ library splits the rest into options and values. It
is told the long names of those options only that the command takes, so that
abbreviations of them are as short as can be. A hyphen at the head of the list
of short options makes it hand over arguments that aren't options as if they
were option~1, in their places, and the colon makes it report a missing value
as option~`\.:'; it reports a mistake of another kind as~`\.?'. After two
hyphens alone, all is arguments.

(The GNU library has a larger function, |argp_parse|, that makes the help as well. But its messages don't say what may have been meant by a wrong option, nor that
another command has it; so nearly all of what follows would be there all the same.)

What is wrong with an option |getopt_long| doesn't tell. There are five possibilities: it is misspelt, and then the nearest name is
suggested; its two hyphens were one (so that \.{-hidden} would be a request for help); it is of another command;
its abbreviation has several meanings; or it takes no value. The tool used to answer ``unknown, ambiguous, or misused'', and left it to the reader to find out which.

Names are compared by their {\it edit
distance}, the number of letters that must be inserted, taken out, or
replaced to make one of the other, by the usual recursion. From \.{hiden} to \.{hidden} it is~1, and from \.{trian} to
\.{train} it is~2. A suggestion is made only if the distance is at most one more than a quarter of the word's length: what is further off was hardly meant. And it is
only a suggestion; the tool doesn't act upon what it has guessed.
@^edit distance@>

When this is done, |r->task| is a command that has as many arguments as it
needs, and every option has been taken.\unprinted
@.unknown command@>@.no value for@>@.unexpected argument@>@.unknown option@>@.ambiguous option@>

@<Read the command line@>=
static int edit_distance(const char *a, const char *b)
{
  const int n = (int) strlen(b);
  int d[n + 1]; /* from the part of |a| so far to the first $j$ letters of |b| */
  for (int j = 0; j <= n; j++) d[j] = j;
  for (; *a != 0; a++)
    for (int j = 1, before = d[0]++; j <= n; j++) {
      const int replaced = before + (*a != b[j - 1]), inserted = (d[j] < d[j - 1] ? d[j] : d[j - 1]) + 1;
      before = d[j];
      d[j] = replaced < inserted ? replaced : inserted;
    }
  return d[n];
}
@#
static bool nearer(const char *word, const char *name, int *least) /* than any before, and near enough? */
{
  const int distance = edit_distance(word, name);
  if (distance >= *least || distance > 1 + (int) strlen(word)/4) return false;
  *least = distance;
  return true;
}
@#
static const command *find_command(const char *word)
{
  char advice[60] = TRY_HELP;
  int least = 100;
  for_commands(c) {
    if (strcmp(word, c->name) == 0) return c;
    if (nearer(word, c->name, &least)) snprintf(advice, sizeof advice, "; did you mean '%s'?", c->name);
  }
  misused("unknown command '%s'%s", word, advice);
}
@#
static bool one_hyphen(const char *word)
{
  bool found = false;
  for_options(o) found = found || (word[0] == '-' && strcmp(word + 1, o->name) == 0);
  return found;
}
@#
static _Noreturn void misused_option(const command *c, const char *word)
{
  char advice[300] = TRY_HELP, meanings[300] = "", name[60];
  const char *begin = word + strspn(word, "-");
  const bool two_hyphens = word[1] == '-';
  int least = 100;
  snprintf(name, sizeof name, "%.*s", (int) strcspn(begin, "="), begin);
  for_options(o) {
    const bool taken = o->commands & c->bit, same = strcmp(name, o->name) == 0;
    if (same && !taken) misused("%s has no option '%s'" TRY_HELP, c->name, word);
    if (same && two_hyphens) misused("no value is taken by '%s'" TRY_HELP, word);
    if (taken && nearer(name, o->name, &least)) snprintf(advice, sizeof advice, "; did you mean '--%s'?", o->name);
    if (taken && two_hyphens && strncmp(name, o->name, strlen(name)) == 0)
      add_field(meanings, sizeof meanings, "%s--%s", meanings[0] == 0 ? "; it may be " : " or ", o->name);
  }
  misused("%s option '%s'%s", meanings[0] != 0 ? "ambiguous" : "unknown", word, meanings[0] != 0 ? meanings : advice);
}
@#
static void take_argument(run *r, int *taken, int most, const char *text)
{
  if (*taken == most) misused("unexpected argument '%s'" TRY_HELP, text);
  r->argument[(*taken)++] = text;
}
@#
static void read_arguments(int argc, char *argv[], run *r)
{
  const command *asked = argc > 1 && argv[1][0] != '-' ? find_command(argv[1]) : NULL, *c = asked != NULL ? asked : commands; /* named, or meant */
  int taken = 0;
  if (asked != NULL) argv++, argc--;
  r->task = c->bit;
  struct option long_options[sizeof options/sizeof options[0] + 1] = {{0}};
  int known = 0;
  for_options(o)
    if (o->commands & c->bit) long_options[known++] = @[(struct option){@]o->name, o->argument != NULL, NULL, o->number@[}@];
  opterr = 0; /* errors are reported by us */
  optind = 1;
  for (;;) {
    const int here = optind, which = getopt_long(argc, argv, "-:o:qhV", long_options, NULL);
    if (which == -1) break;
    const option *found = NULL;
    for_options(o)
      if (o->number == which && o->commands & c->bit) found = o;
    if (which == 1) take_argument(r, &taken, c->most, optarg);
    else if (which == ':') misused("no value for '%s'" TRY_HELP, argv[here]);
    else if (found == NULL || one_hyphen(argv[here])) misused_option(c, argv[here]);
    else take_option(r, asked, found, optarg);
  }
  while (optind < argc) take_argument(r, &taken, c->most, argv[optind++]);
  if (taken < c->least) misused("expected %s after '%s'" TRY_HELP, c->expected, c->name);
}

@ A model brings its settings with it. If the command line has some as well
they must agree, for a run that goes on with another momentum would be neither the old run nor a new one, and its tables would tell of a training that can't be repeated by
any one command. So there is a complaint, as above:
\smallskip\centerline{\.{ffnn: -{}-hidden: expected 3, as in a/model.ffnn, found '4'}}\smallskip\noindent
There are two exceptions: the training may go on for longer, and a
file of points may have moved, and may look different there, as long as the points are the same. But a model that was trained on circles can't go
on with other points, nor can testing begin in the middle: the table of losses would have a column that begins halfway down.

How the file of points is to be read is remembered, too; what the command line says about it now comes first, since it is about the file as it is
now. For \.{predict} only the command line counts, but for missing values, which are left out as in the training.
Rows without a class are another file, in which another column may have to be left out. And every command but
\.{train} uses the best parameters, if \.{-{}-patience} has kept some, rather than those from which training would go on.\unprinted

@<Read the command line@>=
static void take_reading(const run *r, reading *how)
{
  if (r->said[CLASS_COLUMN] != NULL) {
    strcpy(how->class_column, r->said[CLASS_COLUMN]);
    how->target[0] = 0;
  }
  if (r->said[LEAVE_OUT] != NULL) strcpy(how->leave_out, r->said[LEAVE_OUT]);
  if (r->said[HEADER] != NULL) strcpy(how->header, r->said[HEADER][0] == 'g' ? "" : r->said[HEADER]);
  if (r->said[MISSING] != NULL) how->drop = r->said[MISSING][0] == 'd';
}
@#
static void take_settings(run *r, const char *file)
{
  char message[MESSAGE_SIZE];
  model saved = {0};
  if (!load_model(file, &saved, message)) fail(r, "%s", message);
  for (int j = 0; j < SETTINGS; j++) {
    const double asked = get_setting(&r->m.set, j),@|
      is = j == ITERATIONS ? (double) saved.iteration : get_setting(&saved.set, j);
    if (r->said[SETTING + j] == NULL) continue;
    if (j == ITERATIONS ? asked < is : asked != is)
      misused("--%s: expected %.15g%s, as in %.200s, found '%.15g'", limits[j].name, is, j == ITERATIONS ? " or more" : "", file, asked);
    set_setting(&saved.set, j, asked);
  }
  if (saved.data[0] == 0 && r->data_file != NULL)
    misused("--data: expected none, since %.200s was trained on circles, found '%s'", file, r->data_file);
  if (saved.validation[0] == 0 && r->validation_file != NULL)
    misused("--validation: expected none, as in %.200s, found '%s'", file, r->validation_file);
  r->m = saved;
  r->resumed = true;
  r->m.how.D = r->m.net.D;
  if (r->task != TRAIN) take_the_best(&r->m);
  if (r->task == PREDICT) r->m.how.class_column[0] = r->m.how.target[0] = r->m.how.leave_out[0] = r->m.how.header[0] = 0;
  if (r->data_file == NULL && saved.data[0] != 0) r->data_file = r->m.data;
  if (r->validation_file == NULL && saved.validation[0] != 0) r->validation_file = r->m.validation;
}

@ Where do the results go? Into \.{ffnn-run}, if nothing else is said. (It used to be \.{build/tables}, which makes sense where this book is made, and
nowhere else.) But who goes on from \.{night/model.ffnn}, or wants its tables once more,
expects them in \.{night}, beside the losses so far. An earlier version made a new folder nevertheless, with a table of losses that began in the middle. A model of that
name is in the folder of its run, or in a copy of it; of a model with another name we don't know whose folder it is in, and leave that alone.

What is right by itself must also fit together. To ask for \.{-{}-noise} and for points from a file is to be mistaken about one of them: the noise would be
ignored, and a report of the experiment would say that there was some. Patience without points to test with would have nothing to wait for, and training would just
go on. A model remembers where the
points are, on a line of its file; so a name with a line feed in it won't do.\unprinted

@<Read the command line@>=
static const char *base_name(const char *path) /* what stands behind its folder */
{
  const char *slash = strrchr(path, '/');
  return slash != NULL ? slash + 1 : path;
}
@#
static void choose_folder(run *r, const char *model_file)
{
  r->output = r->said[OUTPUT] != NULL ? r->said[OUTPUT] : "ffnn-run";
  if (r->said[OUTPUT] != NULL || model_file == NULL || strcmp(base_name(model_file), RUN_MODEL) != 0) return;
  const int length = (int)(base_name(model_file) - model_file); /* with the slash */
  if (length == 0) strcpy(r->own_folder, ".");
  else snprintf(r->own_folder, PATH_SIZE, "%.*s", length > 1 ? length - 1 : 1, model_file);
  r->output = r->own_folder;
}
@#
static void read_command_line(int argc, char *argv[], run *r)
{
  r->program = argc > 0 ? argv[0] : "ffnn";
  read_arguments(argc, argv, r);
  const char *model_file = r->task == TRAIN ? r->said[RESUME] : r->argument[0], *checkpoint = r->said[CHECKPOINT];
  r->data_file = r->said[DATA_FILE];
  r->validation_file = r->said[VALIDATION_FILE];
  for (int j = 0; j < TABLES; j++)
    if (checkpoint != NULL && strcmp(base_name(checkpoint), table_names[j]) == 0)
      misused("--checkpoint: expected another name than that of a table, found '%s'", checkpoint);
  choose_folder(r, model_file);
  if (model_file != NULL) take_settings(r, model_file);
  take_reading(r, &r->m.how);
  if (r->m.set.patience > 0 && r->m.set.holdout == 0 && r->validation_file == NULL)
    misused("--patience: expected --holdout or --validation as well, found neither");
  for (int j = SAMPLES; j <= NOISE; j++)
    if (r->data_file != NULL && r->said[SETTING + j] != NULL) misused("--%s: can't be combined with --data", limits[j].name);
  if (r->validation_file != NULL && r->m.set.holdout > 0) misused("--holdout: can't be combined with --validation");
}

@* Setting out. \seclabel{settingout}Before anything else, two things that
happen to programs. One may be started with its standard output closed; then
the first file that it opens gets the number of standard output, and what is
printed ends up in a table. So we open \.{/dev/null} in the place of any of the
three standard files that is closed, the wrong way round, so that using it
fails. The right way round, what is printed would vanish and all would seem well;
but \.{ffnn -{}-help >\&-} shall say that there is no standard output, and end with status~1. And a file that grows beyond a limit of the system shall be an error,
not the end: unless |SIGXFSZ| is ignored, it kills the program on the spot, and no model is saved.
@^standard output, closed@>

@<Set out@>=
static void expect_the_worst(void)
{
  for (int j = STDIN_FILENO; j <= STDERR_FILENO; j++)
    if (fcntl(j, F_GETFD) < 0) open("/dev/null", j == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  signal(SIGXFSZ, SIG_IGN);
}

@ Without options, the run is the notebook's. (A batch size of 0 will become the
number of training samples.) There are as many threads as processors that we may use, which can be fewer than there are:
an earlier version, when it was confined to one processor of several, still had a thread for each, and was
half as fast as with one.

@<Set out@>=
static void begin_as_the_notebook(run *r)
{
  r->m.set = default_settings(true, 3);
  r->loss_every = 1;
  cpu_set_t allowed;
  r->threads = sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? CPU_COUNT(&allowed) : 1;
}

@ The points come first, since circles take the first numbers of the generator.
A file of points takes none, unless it has to be shuffled. The order must be the notebook's, or else the tool would have
other initial weights, and none of the numbers of Part~I. A data set whose |N|
is made smaller is one of its first samples: that will be |training|, and nothing need be copied for it.

Points of your own have other defaults than the circles. They take effect here, when the whole command line has been read, since its options may
stand in any order, and only for what it doesn't give.

A model remembers the name of its file of points, as it was then; and a person who resumes it from another folder is told of a missing
\.{iris.csv} that wasn't on the command line at all. Therefore the message has a second half,
`\.{the model was trained with it; -{}-data says where it is now}', and likewise for the file of those to test with. Points that came through
standard input are gone; that is said, too, lest the tool wait in silence for somebody to type them once more.
@.not enough memory@>

@<Get the points@>=
@<Compare the points with those of the model@>@;
@#
static void show_note(const run *r) /* about a file of points */
{
  if (r->m.how.note[0] != 0 && r->said[QUIET] == NULL) say("note: %s", r->m.how.note);
}
@#
static dataset *read_file(run *r, const char *file, class_list *classes)
{
  char message[MESSAGE_SIZE];
  const char *option = file == r->m.data ? "--data" : file == r->m.validation ? "--validation" : NULL; /* if we know it from the model */
  const bool piped = strcmp(file, "-") == 0;
  if (piped && option != NULL) fail(r, "%s: the model was trained with points from standard input; where are they now?", option);
  dataset *data = read_points(piped ? NULL : file, &r->m.how, classes, message);
  show_note(r);
  if (data == NULL && option != NULL && access(file, R_OK) != 0)
    fail(r, "%s: the model was trained with it; %s says where it is now", message, option);
  if (data == NULL) fail(r, "%s", message);
  return data;
}
@#
static void get_file_of_points(run *r, class_list *classes)
{
  settings *s = &r->m.set;
  const settings own = default_settings(false, s->hidden);
  r->data = read_file(r, r->data_file, classes);
  if (r->data_file != r->m.data) strcpy(r->m.data, r->data_file);
  if (r->resumed) return;
  for (int j = 0; j < SETTINGS; j++)
    if (r->said[SETTING + j] == NULL) set_setting(s, j, get_setting(&own, j));
  s->samples = r->data->N;
}
@#
static void get_points(run *r)
{
  const settings *s = &r->m.set;
  class_list classes = @[{@]2, @[{@]"0", "1"@[}@]@[}@];
  seed_generator(&r->g, (uint32_t) s->seed);
  if (r->data_file != NULL) {
    classes.C = 0;
    get_file_of_points(r, &classes);
    if (s->holdout > 0) shuffle_samples(&r->g, r->data);
  } else if ((r->data = make_circles(s->samples, s->factor, s->noise, &r->g)) == NULL) fail(r, "--samples: " NO_MEMORY);
  if (!r->resumed && !make_model(&r->m, @[(network){@]r->data->D, (int) s->hidden, r->data->C@[}@])) fail(r, "--hidden: " NO_MEMORY);
  const uint64_t sum = data_checksum(r->data);
  if (!hold_out(r->data, held_count(s))) fail(r, "--holdout: " NO_MEMORY);
  r->training = *r->data;
  if (r->resumed) the_same_points(r, sum, &classes);
  r->m.data_sum = sum;
  r->m.classes = classes;
}

@ Rounded to a double, $F=0.29$ becomes a little less, and a hundred times that is
28.999999999999996; but 29 of 100 samples is
what was asked for, so we multiply by a little more than one.

@<Compare the points with those of the model@>=
static long held_count(const settings *s)
{
  return (long) floor(s->holdout*(double) s->samples*(1 + DBL_EPSILON));
}

@ A model goes on with its own points, and with the same names for their classes; otherwise it would
some day answer with names that it hasn't learned. An earlier version compared the points only. It resumed a model of irises with a copy of their
table where the species had become numbers; from then on, asked about a flower, it said `\.{0}' instead of `\.{setosa}'.

What is compared are the numbers, by their checksum, not the name of the file. It may be renamed, or moved, or written anew by another program;
but one point more or less, and the training that goes on would be a different one under the old one's name.
(Circles follow from the settings. They aren't compared, since they needn't have the same bits everywhere: cosines are not rounded alike by all libraries, and the one in
section~\secref{playground} is another than this machine's.)

@<Compare the points with those of the model@>=
static void the_same_points(run *r, uint64_t sum, const class_list *classes)
{
  const char *what = r->data_file != NULL ? r->data_file : "--resume";
  if (r->data_file != NULL && sum != r->m.data_sum) fail(r, "%s: these are not the points that the model was trained with", what);
  for (int c = 0; c < classes->C; c++)
    if (strcmp(classes->name[c], r->m.classes.name[c]) != 0)
      fail(r, "%s: expected the class '%s' of the model, found '%s'", what, r->m.classes.name[c], classes->name[c]);
}

@ At least two
samples must be left to train with, and the batch must fit them. How many there are is known only now, so this
is the first place where a batch can be called too large. To make it as large as is possible, without a word, would look kind; but it wouldn't be
what was asked for, and nobody would know. So the message names the bound:
$$\vbox{\halign{#\hfil\cr
\.{ffnn: -{}-batch-size: expected a whole number from 1 to the number of}\cr
\.{training samples, 15, found '100'}\cr}}$$

Points to test with that come from a file of their own are read like the others, with the classes that these have. A
class that the network can't answer with is refused, for it could only be misclassified. When training is resumed,
these points, too, must be the same: the last column of the table of losses would otherwise mean one
thing above some line and another below, and nothing would show where.\unprinted

@<Get the points@>=
static void split_points(run *r)
{
  settings *s = &r->m.set;
  const long held = held_count(s), training = s->samples - held;
  if (training < 2 || (s->holdout > 0 && held == 0))
    misused("--holdout: expected 0, or a number that leaves 2 of the %ld samples"@|
      " and holds out 1, found '%.15g'", s->samples, s->holdout);
  if (s->batch_size == 0) s->batch_size = training;
  if (s->batch_size > training)
    misused("--batch-size: expected a whole number from 1 to the number of"@|
      " training samples, %ld, found '%ld'", training, s->batch_size);
  r->training.N = training;
  if (held > 0 && (r->held = copy_samples(r->data, training, held)) == NULL) fail(r, "--holdout: " NO_MEMORY);
  if (r->validation_file == NULL) return;
  r->held = read_file(r, r->validation_file, &r->m.classes);
  if (r->validation_file != r->m.validation) strcpy(r->m.validation, r->validation_file);
  const uint64_t sum = data_checksum(r->held);
  if (r->resumed && sum != r->m.validation_sum)
    fail(r, "%s: these are not the points that the model was tested with", r->validation_file);
  r->m.validation_sum = sum;
}

@ The data table and the checksums are of the points as they came; everything after this is about the standardised ones.
So figures have the units of the user's file. Mean and deviation are measured on the training samples
only; if those held out took part, they wouldn't be entirely unseen, and the test would be a little too kind. A resumed model keeps what was measured at first.

@<Get the points@>=
static void standardise_points(run *r)
{
  if (!r->resumed) measure_inputs(&r->m, &r->training);
  standardise(&r->m, r->data);
  if (r->held != NULL) standardise(&r->m, r->held);
}

@ The system may refuse to start that many threads. We could do with fewer, and
get the same numbers; but then nobody would know why it took so long. A refusal comes in the first
second, and a smaller number is soon typed.

@<Get the points@>=
static team *start_team(run *r, const dataset *data)
{
  team *crew = make_team((int) r->threads, r->m.net, data);
  if (crew == NULL) fail(r, "--threads: " NO_MEMORY ", or that many threads can't be started");
  return crew;
}
@#
static void start_teams(run *r)
{
  r->crew = start_team(r, &r->training);
  if (r->held != NULL) r->judge = start_team(r, r->held);
}

@ Two runs that write the same files at the same time would spoil them. So the
folder, too, is locked as long as the program runs: drafts have their locks, but one that is taken before all of them gives
one clear answer, `\.{another run is writing there}'. And a run must not replace what it
reads, not even a table of its own making. The mark is no help there: \.{data.tsv} of an earlier run has it, and may well be given to
\.{-{}-data}, with the same folder for the results. Nor can names be compared, since \.{run/data.tsv} and \.{./run/data.tsv} are the same file. But a file is known by its number on its
device, whatever it is called.

When the tables get their names, those that an earlier run has left in the
folder and this one doesn't make are removed, lest they be taken for results of
this one; but not before the new ones are safely on the disk. A run with four inputs, for example, draws no boundary; if yesterday's
\.{boundary.tsv} were left beside its other tables, a figure of it would come out well, and
be of another network. What isn't ours stays. An earlier version removed by name, and a file
\.{boundary.tsv} with the borders of countries went, too.\unprinted

@<Open the tables@>=
static bool same_file(const char *a, const char *b)
{
  struct stat one, other;
  return a != NULL && stat(a, &one) == 0 && stat(b, &other) == 0@|
    && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}
@#
static void spare_inputs(run *r)
{
  char path[PATH_SIZE + 30];
  for (int j = 0; j < 2*TABLES; j++) {
    snprintf(path, sizeof path, "%s/%s%s", r->output, table_names[j/2], j%2 ? ".part" : "");
    if (same_file(r->data_file, path) || same_file(r->validation_file, path))
      fail(r, "%s: this file is being read, and won't be replaced; please choose another --output", path);
  }
}
@#
static void claim_folder(run *r)
{
  if (!make_folder(r->output)) refused(r, r->output);
  int folder = open(r->output, O_RDONLY);
  if (folder >= 0 && flock(folder, LOCK_EX|LOCK_NB) != 0 && errno == EWOULDBLOCK) fail(r, "%s: " IN_USE, r->output);
}
@#
static void open_table(run *r, int j)
{
  draft *d = &r->tables[j];
  if (!open_draft(d, r->output, table_names[j], TABLE_MARK)) refused(r, d->trouble);
  add_line(d, TABLE_MARK "%s: %.*s\n", FFNN_VERSION, (int) strcspn(table_names[j], "."), table_names[j]);
}
@#
static void for_tables(run *r, bool (*act)(draft *d))
{
  for (int j = 0; j < TABLES; j++)
    if (r->wanted[j] && !act(&r->tables[j])) refused(r, r->tables[j].name);
}
@#
static void keep_tables(run *r)
{
  char path[PATH_SIZE + 30];
  for_tables(r, finish_draft);
  for (int j = 0; j < 2*TABLES; j++)
    if (r->task == TRAIN && !r->wanted[j/2]) {
      drop_draft(&r->tables[j/2]);
      snprintf(path, sizeof path, "%s/%s%s", r->output, table_names[j/2], j%2 ? ".part" : "");
      if (!remove_file(path, TABLE_MARK) && errno != EEXIST && errno != EACCES) refused(r, path);
    }
  for_tables(r, keep_draft);
}

@ If training is resumed, the table of losses is continued, so that it is the
same in the end as that of a run without interruption. If the losses so far can't be found, training goes on nevertheless: they are wanted for a
figure, and it has its parameters. But it says so, and the first line of the new table has the number of its iteration, so
that nobody takes it for the beginning.

@<Open the tables@>=
static void open_losses(run *r)
{
  draft *d = &r->tables[LOSS];
  if (r->resumed) {
    switch (continue_draft(d, r->output, table_names[LOSS], TABLE_MARK, r->m.length, r->m.sum)) {
    case CONTINUED: r->needed = r->m.length;@+return;
    case CANNOT_CONTINUE: refused(r, d->trouble);
    case NOTHING_TO_CONTINUE: drop_draft(d);
    }
    say("warning: %s/%s: begins at iteration %ld, since the losses before it aren't there", r->output, table_names[LOSS], r->m.iteration);
  }
  open_table(r, LOSS);
  add_line(d, r->held != NULL ? "# iteration\tJ\tJ_holdout\n" : "# iteration\tJ\n");
}

@ The model has its draft from the beginning, too, which shows that it can be
saved; and until it is saved for the first time, the lock on that draft keeps
other runs away. From then on, the lock on the saved file does.

In its place there may be a model of another run, perhaps a night's work. An earlier version lost such a one: the command
was given again without \.{-{}-resume}, and stopped after a moment; but a run that is stopped saves its model, and so a few iterations replaced
all those of the night. It
is worth keeping, unless it is one that this
run will come by: of the same settings and points, and not further on; the one that training goes on from is such a one. What is worth keeping is put
aside when the new one is about to take its place, with a tilde after its
name; but if something has been put aside already, we must be told that this may be lost.
There could be a second tilde instead, and a third. But then disks would fill up with models, and
nobody would know which was the good one; a question, once, is better. It is asked by ending at once, before any training:
$$\vbox{\halign{#\hfil\cr
\.{ffnn: night/model.ffnn: a model of another run is there, and one put}\cr
\.{aside before; choose another place, or give one up by -{}-force}\cr}}$$

Nothing is put aside before the new model is to be saved, since a run may fail
before that, and then the folder should be as it was. Even then the old one isn't
renamed at first, but gets a second name by |link|, and loses the first when the new model takes it.
So there is a \.{model.ffnn} at any moment. Where the file system knows no second names, it is renamed after all.

@<Open the tables@>=
static long worth_keeping(const run *r, const char *name) /* until we have come to which iteration? */
{
  model there = {0};
  char message[MESSAGE_SIZE];
  struct stat status;
  if (stat(name, &status) != 0 || status.st_size == 0) return -1;
  bool same = load_model(name, &there, message)@|
    && there.data_sum == r->m.data_sum && there.validation_sum == r->m.validation_sum;
  for (int j = 0; j < SETTINGS; j++)
    same = same && (j == ITERATIONS || get_setting(&there.set, j) == get_setting(&r->m.set, j));
  const long iteration = same ? there.iteration : LONG_MAX;
  free_model(&there);
  return iteration;
}
@#
static void find_place_for_model(run *r)
{
  char aside[PATH_SIZE + 30];
  draft *d = &r->models[0];
  if (r->said[CHECKPOINT] != NULL) strcpy(r->model_file, r->said[CHECKPOINT]);
  else snprintf(r->model_file, sizeof r->model_file, "%s/" RUN_MODEL, r->output);
  if (!open_draft(d, NULL, r->model_file, MODEL_MARK)) refused(r, d->trouble);
  if (in_use(d->name)) fail(r, "%s: " IN_USE, r->model_file);
  r->spared = worth_keeping(r, d->name);
  if (r->spared <= r->m.iteration) return;
  snprintf(aside, sizeof aside, "%s~", d->name);
  if (!may_replace(aside, MODEL_MARK)) refused(r, aside);
  if (access(aside, F_OK) == 0 && r->said[FORCE] == NULL)
    fail(r, "%s: a model of another run is there, and one put aside before; choose another place, or give one up by --force", r->model_file);
}
@#
static bool put_aside(run *r, const char *name)
{
  char aside[PATH_SIZE + 30];
  snprintf(aside, sizeof aside, "%s~", name);
  if (r->said[FORCE] != NULL && !remove_file(aside, MODEL_MARK)) return false;
  if (link(name, aside) != 0 && (errno == EEXIST || rename(name, aside) != 0)) return false;
  r->spared = -1;
  return true;
}

@ With one or two inputs it is clear what the maps show; of more, two must be chosen. Without a choice there are no maps, since
a slice that nobody has asked for tells nothing. An axis covers the points, with a margin of a twentieth on either side;
if all points have the same coordinate, it is two long. Around the circles there is the book's square, or a larger one.
All this is written into a table, the legend. Once it wasn't, and the scripts that draw the figures took for granted that a map is a square
around the origin; the irises, which lie between 4 and~8,
were drawn on wrong axes, without a word.

An input is named by its heading or its number, and a comma separates the two. But a heading may have a comma in it; so each comma is tried as the one
that separates.\unprinted
@.expected two different inputs@>

@<Open the tables@>=
static bool is_wanted(const run *r, int j)
{
  const bool past = j == LOSS || j == INITIAL || j == CHECK || j == SUMMARY; /* which a model doesn't know */
  return j == BOUNDARY ? r->range.dimensions > 0 : j == SURFACE ? r->range.dimensions == 2 : r->task == TRAIN || !past;
}
@#
static int find_input(const run *r, const char *text, size_t length) /* by its heading or its number; $-1$: none */
{
  char *end;
  for (int d = 0; d < r->m.net.D && r->m.how.inputs != NULL; d++)
    if (strlen(r->m.how.inputs[d]) == length && strncmp(r->m.how.inputs[d], text, length) == 0) return d;
  const long d = strtol(text, &end, 10);
  return end == text + length && d >= 1 && d <= r->m.net.D ? (int) d - 1 : -1;
}
@#
static void choose_inputs(run *r)
{
  map_range *range = &r->range;
  const int D = r->m.net.D;
  *range = @[(map_range){@].dimensions = D > 2 ? 0 : D, .input = {0, 1}@[}@];
  const char *plot = r->said[PLOT];
  if (plot == NULL) return;
  range->dimensions = 2;
  for (const char *comma = strchr(plot, ','); comma != NULL; comma = strchr(comma + 1, ',')) {
    range->input[0] = find_input(r, plot, (size_t)(comma - plot));
    range->input[1] = find_input(r, comma + 1, strlen(comma + 1));
    if (range->input[0] >= 0 && range->input[1] >= 0 && range->input[0] != range->input[1]) return;
  }
  misused("--plot: expected two different inputs, numbers from 1 to %d or headings, with a comma in between, found '%s'", D, plot);
}
@#
static void choose_range(run *r)
{
  map_range *range = &r->range;
  choose_inputs(r);
  double *mean = calloc((size_t) r->m.net.D, sizeof(double));
  if (mean == NULL) fail(r, "--plot: " NO_MEMORY);
  for (long i = 0; i < r->data->N; i++)
    for (int d = 0; d < r->m.net.D; d++) mean[d] += input(r->data, i, d)/(double) r->data->N;
  range->rest = mean;
  for (int j = 0; j < range->dimensions; j++) {
    double low = INFINITY, high = -INFINITY;
    for (long i = 0; i < r->data->N; i++) {
      low = fmin(low, input(r->data, i, range->input[j]));
      high = fmax(high, input(r->data, i, range->input[j]));
    }
    const double margin = high > low ? high/20 - low/20 : 1;
    range->low[j] = fmax(low - margin, -DBL_MAX);
    range->high[j] = fmin(high + margin, DBL_MAX);
  }
  if (r->data_file == NULL) @<Widen the range to a square around the circles@>@;
}

@ The book's figures have the same square, from $-1.5$ to 1.5 both ways, so that they can be laid side by side. With more noise some points lie
farther out; then the side grows by halves, enough for all of them.\unprinted

@<Widen the range to a square around the circles@>=
{
  double side = 1.5;
  for (long i = 0; i < r->data->N; i++)
    for (int d = 0; d < 2; d++) side = fmax(side, ceil(2*fabs(input(r->data, i, d)))/2);
  for (int d = 0; d < 2; d++) {
    range->low[d] = -side;
    range->high[d] = side;
  }
}

@ \seclabel{signals}Ctrl-C and the system's other ways to ask a program to end are only noted:
|SIGTERM|, the polite one; |SIGHUP|, when the terminal has gone; |SIGUSR1|, by which a computing centre may warn that the time is nearly up; |SIGXCPU|, when
a limit is reached. After the first one
the system's own way to deal with them is restored, so that a second one, of any
kind, ends the program at once; but |SIGXCPU| comes every second. A program that was told to ignore a
signal, as those in the background are, goes on ignoring it. And a pipe whose reader
has gone would end us by |SIGPIPE|; while we train, it is an error of writing, and a reason to stop.

Only noted, because a signal may come in the middle of anything, even of |malloc|, and hardly more is allowed there
than to store a number. The training looks at this number after each iteration; then it saves the model, and the last line on the terminal is the command by which the run goes on.

Two of these details were learned from trials. The second signal used to count only if it was of the same kind as the first;
so Ctrl-C in a terminal that didn't answer, and then \.{kill}, from another one, ended nothing. And \.{ffnn -{}-log-every 200 2>\&1 \char'174\ head -2}
showed two lines, as it should; but when \.{head} had seen enough, the run died at its next line, without a
model, and left its drafts behind. (To predict is another matter: a filter whose reader has gone may end
quietly, and \.{ffnn predict} does.)

@^signals@>@^Ctrl-C@>

@<Open the tables@>=
static atomic_int caught; /* the number of the signal; threads share it */
static const int stopping[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGXCPU};
enum {STOPPING = sizeof stopping/sizeof stopping[0]};
@#
static void note_signal(int number)
{
  struct sigaction now;
  caught = number;
  for (int j = 0; j < STOPPING; j++)
    if (sigaction(stopping[j], NULL, &now) == 0 && now.sa_handler == note_signal)
      signal(stopping[j], stopping[j] == SIGXCPU ? SIG_IGN : SIG_DFL);
}
@#
static void catch_signals(void)
{
  struct sigaction old, new = @[{@].sa_handler = note_signal, .sa_flags = SA_RESTART@[}@];
  sigfillset(&new.sa_mask);
  for (int j = 0; j < STOPPING; j++)
    if (sigaction(stopping[j], NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(stopping[j], &new, NULL);
  signal(SIGPIPE, SIG_IGN);
}
@#
static void open_tables(run *r)
{
  choose_range(r);
  claim_folder(r);
  spare_inputs(r);
  if (r->task == TRAIN) catch_signals();
  for (int j = 0; j < TABLES; j++) {
    r->wanted[j] = is_wanted(r, j);
    if (!r->wanted[j]) continue;
    if (j == LOSS) open_losses(r);
    else open_table(r, j);
  }
  write_data(r->tables[DATA].file, r->data);
  write_legend(r->tables[LEGEND].file, &r->m, r->m.how.inputs, &r->range);
  if (r->task == TRAIN) find_place_for_model(r);
}

@* On the way. \seclabel{ontheway}Training is a loop of a few lines, and Part~I is about these. This chapter is about what
happens around the loop: how somebody who waits is told how far we are, how the work is kept safe meanwhile, and how it ends, as
planned or otherwise. Nothing of this may change a single bit of what is learned.

What comes of a run is gathered in a
structure of its own, for the summary and the report.

@<The run@>=
typedef struct {
  double worst; /* relative error of the gradient check, */
  gradient_verdict verdict; /* what it says, */
  int compared, clear; /* of how many derivatives, how many of them are clear, */
  double worst_clear; /* and the worst relative error of these */
  double initial_loss, J; /* the loss at first and at last */
  double seconds; /* that the training took */
  long t; /* iterations of this run */
  double ns; /* nanoseconds per sample and iteration */
  long wrong; /* how many training samples are misclassified */
  char warning[300]; /* what seems to have gone wrong; empty if nothing does */
  long held_wrong; /* likewise of the samples held out; and so the following: */
  double held_loss, accuracy, low, high; /* the loss, the part that is right, and its interval */
  long counts[MOST_CLASSES*MOST_CLASSES]; /* the confusion matrix, row by row */
} outcome;

@ First the gradient is checked at random parameters, as the notebook does. That a program was right on the machine of its author is no proof that it is right on yours, with your
compiler and your points; and a check that must be asked for is one that nobody makes. But it must not be a nuisance: each difference quotient takes two
passes through the points, and with many of both that would take minutes. A wrong gradient is wrong for few points, too; so only the
first are used, and of very many derivatives only some are compared. The work is the number of points, times that of parameters, times that of derivatives, and no
more than about a second. What the numbers mean is decided as section~\secref{verdict} explains. The worst relative error alone, which the notebook looks at, is as large as~1 where
both derivatives are nothing but rounding, and the tool once called a right gradient wrong for this reason.

Then parameters are drawn a second time, and training
starts from these, at rest. Why not from those that are there already? The notebook draws twice, and if we did it only once, all of
our losses would be different from its.\unprinted
@^gradient check@>

@<Train and save@>=
static void compare_gradient(run *r, double *theta, outcome *o, FILE *f)
{
  const double count = parameter_count(r->m.net), compared = fmin(count, fmax(16, 4e6/count)), most = 5e8/(compared*count);
  dataset some = r->training;
  if ((double) some.N > most) some.N = (long) fmax(most, PANEL);
  if (some.N > r->training.N) some.N = r->training.N;
  team *checkers = start_team(r, &some);
  gradient_check *c = check_gradient(checkers, r->m.net, &some, theta, (int) compared);
  if (c == NULL) fail(r, "--hidden: " NO_MEMORY);
  free_team(checkers);
  write_gradient_check(f, r->m.net, c);
  o->worst = 0;
  for (int m = 0; m < c->n; m++) {
    const double off = relative_error(c->backprop[m], c->numerical[m]);
    if (off > o->worst || isnan(off)) o->worst = off;
  }
  o->verdict = judge_gradient(r->m.net, c);
  o->compared = c->n;
  o->clear = c->clear;
  o->worst_clear = c->worst;
  free_gradient_check(c);
}
@#
static void draw_initial_weights(run *r, outcome *o)
{
  const int count = parameter_count(r->m.net);
  double start[count], unused[count];
  draw_parameters(&r->m, &r->g, start);
  compare_gradient(r, start, o, r->tables[CHECK].file);
  draw_parameters(&r->m, &r->g, start);
  write_parameters(r->tables[INITIAL].file, &r->m, start);
  o->initial_loss = gradient(r->crew, start, unused);
  if (!r->resumed) memcpy(r->m.theta, start, sizeof start);
}

@ A run that is resumed does all this like the first one, so that its tables
are the same. But it goes on with the parameters of the
model, and from the model's place in the epoch.

With mini-batches the parameters aren't enough. The samples have been shuffled, and some of the epoch's batches are used up; a run
that shuffled anew would see some samples twice in this epoch, and others not at all. So the model has the generator as it was before the epoch was
shuffled, and the place where the next batch begins. The epoch is shuffled once more in the same way, and the batches up to that place are passed over. A
place where no batch begins can hardly come from anything but a model that somebody has edited, and is refused.

@<Train and save@>=
static void take_up_the_thread(run *r)
{
  const long B = r->m.set.batch_size;
  if (r->resumed) {
    r->first = r->m.iteration;
    r->g = r->m.g;
    if (r->m.place >= r->training.N || r->m.place%B != 0) fail(r, "%s: expected the place where a batch begins, found %ld", r->said[RESUME], r->m.place);
  }
  if (!set_batches(r->crew, B, &r->g)) fail(r, "--batch-size: " NO_MEMORY);
  if (r->resumed) go_to_place(r->crew, r->m.place);
}

@ If somebody is watching, they are told five times a second how far we are, in
a line that is written over again and again, and how many hours, minutes and seconds are left. More often would be more than the eye can follow, and it isn't free:
the misclassified samples are counted for each line, which is a pass through all of them. Lines that stay are for logbooks,
and come as often as was asked for. The rate of either is that since the latest
line of its kind, and not that since the start: if the machine has been busy for an hour, the
time left should be what it is now. It is measured by a clock that nobody sets, for one that is put right in the middle of the night could make the rate negative.

A line that is longer than the terminal is wide can't be written over: the
cursor returns only to the last part of it, and the rest scrolls away. Our line once had 81 characters or more, and a terminal is 80 wide by custom;
so the very first thing that a new user saw of the tool was a screen that ran away, five lines in a second. So a
field that doesn't fit is left out, with those after it, and the fields stand in the order of their importance. The width is asked for each time, since
windows change; and the last column stays free, because some terminals begin
the next line as soon as it is filled.

If a log goes through a pipe and its reader has gone, that counts as a request to stop, like Ctrl-C (section~\secref{signals}).
@^terminal, width of@>@^pipe without a reader@>

@<Train and save@>=
static double clock_seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec + 1e-9*(double) t.tv_nsec;
}
@#
static void print_progress(run *r, moment *before, double J, size_t size, const char *end)
{
  const settings *s = &r->m.set;
  const moment here = {clock_seconds(), r->t};
  const double rate = here.when > before->when@| ? (double)(here.at - before->at)*(double) s->batch_size/(here.when - before->when) : 0;
  const double left = ceil((double)(s->iterations - r->t)*(double) s->batch_size/rate); /* in seconds */
  char line[400] = "";
  (void)(add_field(line, size, "iteration %ld", r->t)@|
    && add_field(line, size, " of %ld", s->iterations)@|
    && add_field(line, size, "  J = %.7g", J)@|
    && add_field(line, size, "  %ld wrong", misclassified(r->m.net, r->m.theta, &r->training))@|
    && rate > 0 && add_field(line, size, "  %.0f:%02.0f:%02.0f left", floor(left/3600), floor(fmod(left, 3600)/60), fmod(left, 60))@|
    && add_field(line, size, "  %.2e samples/s", rate));
  clear_line(r);
  if (fprintf(stderr, "%s%s", line, end) < 0 && errno == EPIPE) caught = SIGPIPE;
  *before = here;
}
@#
static size_t columns(int fd) /* of the terminal */
{
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}
@#
static void tell(run *r, double J)
{
  if (r->log_every > 0 && r->t%r->log_every == 0) print_progress(r, &r->logged, J, SIZE_MAX, "\n");
  else if (r->terminal && clock_seconds() - r->shown.when >= 0.2) print_progress(r, &r->shown, J, columns(STDERR_FILENO), "");
}

@ \seclabel{givenup}A model is saved in an iteration before the loss of that iteration has its
line in the table: a run that goes on from there computes the same loss, from
the same batch, and writes that line first. The losses before it must be safe
on the disk earlier than the model that counts upon them. In the other order, a machine that loses its power in between would leave a model of iteration
90,000 beside the losses of 80,000, and by going on the table could never be made whole. The model remembers how many bytes of the table it counts upon, and their
checksum; what stands after these is cut off by the run that goes on, which will write it again.

There are two drafts of the model, used in turn. Each is locked as long as it is open, before it has its name and after; if there were one, there
would be a moment between the old and the new in which another run could believe that the place is free.

A disk that is full shall cost the losses rather than the model, which is what the time was spent on.
First the other tables are given up, since they can be made again, most of them by \.{plot-data};
if that isn't enough, the losses are, but for those that the model saved last counts upon. Then training stops, as soon as the model is saved.\unprinted
@^full disk@>

@<Train and save@>=
static bool give_up_tables(void *context)
{
  run *r = context;
  bool any = false;
  if (r->failure == 0) r->failure = errno;
  for (int j = 0; j < TABLES; j++)
    if (j != LOSS && r->tables[j].file != NULL) {
      drop_draft(&r->tables[j]);
      any = true;
    }
  return any;
}
@#
static bool give_up_losses(run *r)
{
  if (r->losses_lost) return false;
  if (r->failure == 0) r->failure = errno;
  r->losses_lost = true;
  if (r->needed > 0) cut_draft(&r->tables[LOSS], r->needed);
  else drop_draft(&r->tables[LOSS]);
  return true;
}
@#
static saving save_once(run *r)
{
  draft *d = &r->models[r->saves%2];
  for (int tries = 0; d->file == NULL && !open_draft(d, NULL, r->model_file, MODEL_MARK); tries++) {
    if (errno != EBUSY || tries == 100) return NOT_SAVED;
    drop_draft(d); /* another run has looked whether there is place for it, and will be gone soon */
    usleep(10000);
  }
  if (r->spared > r->t && !put_aside(r, d->name)) return NOT_SAVED;
  saving how = save_into(d, &r->m);
  const int why = errno;
  if (how != NOT_SAVED) r->saves++;
  drop_draft(&r->models[r->saves%2]); /* it has failed, or is the one before */
  errno = why;
  return how;
}
@#
static void save(run *r)
{
  draft *losses = &r->tables[LOSS];
  saving how;
  r->m.iteration = r->t;
  r->m.g = r->g;
  r->m.place = batch_place(r->crew, &r->m.g);
  if (!r->losses_lost && !finish_draft(losses)) give_up_losses(r);
  do how = save_once(r);
  while (how == NOT_SAVED && disk_is_full(errno) && (give_up_tables(r) || give_up_losses(r)));
  if (how != NOT_SAVED) r->needed = r->losses_lost ? 0 : r->m.length;
  if (how != SAVED) refused(r, r->model_file);
  r->kept = @[(moment){@]clock_seconds(), r->t@[}@];
}

@ After each iteration |train| calls |record| with the loss. A model is saved if it is time for that, but never when the loss is infinite or no number: the
parameters that gave it are ruined, and the model saved before is worth more. Without being asked, the tool saves every five minutes; so neither a power cut
nor anybody's impatience costs more than that. It is time that counts here, not iterations, for of these there may be a thousand in
a second, or one in a minute.

The loss of the
samples held out is computed only when an epoch begins, and at the end: it is a pass through all of them, and would
take longer than a step if the batches are small. In
between the table has a \.{nan}. (A \.{nan} can have a sign, which would only
confuse; so it is replaced by one without.) If only one loss in many is wanted,
this one is computed for each of them. A million iterations make a table of 25 to 30 megabytes, and
no figure shows them all; so \.{-{}-loss-every} thins it out. The last line is always there.

With \.{-{}-patience}, the training ends when that loss hasn't fallen below its least value for so many epochs, and the parameters that belong to the
least are kept: by then the network learns the noise of its training samples, as section~\secref{unseen} shows. A model that is saved on the way has both, the
parameters to go on from and the best ones. The iteration where it was saved comes again when the run is resumed, but counts only once; and only beginnings of epochs
count, since what is the end today is the middle of an epoch when the run is resumed tomorrow.
@^early stopping@>

@<Train and save@>=
static bool epoch_begins(const run *r)
{
  generator g;
  return batch_place(r->crew, &g) == 0;
}
@#
static double holdout_loss(run *r)
{
  double unused[parameter_count(r->m.net)];
  if (r->judge == NULL) return NAN;
  const double J = gradient(r->judge, r->m.theta, unused);
  return isnan(J) ? NAN : J;
}
@#
static void weigh(model *m, long t, double J_holdout)
{
  if (m->set.patience == 0 || isnan(J_holdout) || t <= m->weighed) return;
  m->weighed = t;
  m->waited++;
  if (J_holdout >= m->best_loss) return;
  m->waited = 0;
  m->best_loss = J_holdout;
  m->best_iteration = t;
  memcpy(m->best, m->theta, (size_t) parameter_count(m->net)*sizeof(double));
}
@#
static bool out_of_patience(const model *m)
{
  return m->set.patience > 0 && m->waited >= m->set.patience;
}
@#
static void add_losses(run *r, double J, double J_holdout)
{
  if (r->judge == NULL) add_line(&r->tables[LOSS], "%ld\t%.17g\n", r->t, J);
  else {
    if (isnan(J_holdout) && r->loss_every > 1) J_holdout = holdout_loss(r);
    add_line(&r->tables[LOSS], "%ld\t%.17g\t%.17g\n", r->t, J, J_holdout);
  }
}
@#
static bool record(void *context, long steps, wide J)
{
  run *r = context;
  draft *losses = &r->tables[LOSS];
  r->t = r->first + steps;
  r->m.length = losses->length;
  r->m.sum = losses->sum;
  const bool last = r->t == r->m.set.iterations, begins = r->judge != NULL && epoch_begins(r);
  const double J_holdout = begins || last ? holdout_loss(r) : NAN;
  if (begins) weigh(&r->m, r->t, J_holdout);
  const bool stop = (caught != 0 || out_of_patience(&r->m)) && !last,@|
    due = r->every > 0 ? steps > 0 && r->t%r->every == 0 : clock_seconds() - r->kept.when >= 300;
  if (isnan(J)) J = NAN;
  if (isfinite(J) && (last || stop || due)) save(r);
  if (!r->losses_lost && (last || stop || !isfinite(J) || r->t%r->loss_every == 0)) add_losses(r, J, J_holdout);
  tell(r, J);
  return !stop && r->failure == 0 && !ferror(losses->file);
}

@ A disk that is full already should end the run before it has begun; so what the tables have by now is written out before the first step. When
|train| returns, the loss is wanted of all samples, not of the last batch, which may have been a lucky one.

The gradient is a sum over the samples of a batch, as in Part~I. For points of your own the learning rate is meant for the mean, so that
it needn't be changed with the size of the file or of the batch; to divide it by~$B$ once, here, does that, and spares the network a second kind of
gradient. The circles keep the sum, or else the tool's losses wouldn't be the notebook's.

A run that is stopped halfway may also need advice: if the loss is then greater than at first, waiting longer wouldn't have helped.

@d GROWN "the loss has grown, from %.6g to %.6g"

@<Train and save@>=
@<Stop before the end@>@;
@#
static void train_network(run *r, outcome *o)
{
  double unused[parameter_count(r->m.net)];
  const settings *s = &r->m.set;
  draft *losses = &r->tables[LOSS];
  for_tables(r, flush_draft);
  r->terminal = r->said[QUIET] == NULL && isatty(STDERR_FILENO);
  const double begun = clock_seconds();
  r->shown = r->logged = r->kept = @[(moment){@]begun, r->first@[}@];
  losses->make_room = give_up_tables;
  losses->context = r;
  o->J = train(r->crew, r->m.theta, r->m.M, s->iterations - r->first, rate_for_sum(&r->m, s->eta), s->mu, record, r);
  losses->make_room = NULL;
  o->t = r->t - r->first;
  if (!r->losses_lost && !flush_draft(losses)) give_up_losses(r);
  if (r->failure != 0) stop_for_failure(r, o->J);
  o->seconds = clock_seconds() - begun;
  const bool finished = r->t == s->iterations || (out_of_patience(&r->m) && caught == 0);
  if (finished) take_the_best(&r->m);
  if (isfinite(o->J)) o->J = gradient(r->crew, r->m.theta, unused);
  clear_line(r);
  if (isfinite(o->J) && !finished && o->J > o->initial_loss) say("warning: " GROWN "; try a smaller --learning-rate", o->initial_loss, o->J);
  if (!isfinite(o->J) || !finished) stop_early(r, o->J);
}

@ There are three ways to stop early: the loss isn't finite any more, we were
asked to, or a disk has failed us. Either way the losses so far are worth keeping, those of a run that has diverged included: they show when it went wrong. If we were asked, the
last line says how to go on, by a command that can be given to a shell as it
stands; the status is the one that a shell reports for a program that the
signal has killed, 130 for Ctrl-C.

The line used to begin with \.{ffnn}, whatever the name was by which the tool had been called; from the folder where it had just been built, the
answer was ``command not found''. And it forgot options such as \.{-{}-log-every}. Now it has
the name and the words as they were typed, of each option whose bit |AGAIN| is set, and a test gives it to a shell
and sees the run end well.

Words with characters that mean something to a shell are quoted. In the place of a
control character, which a terminal might obey, there is a question mark outside the quotation marks,
which for a shell stands for any character in the name of a file.\unprinted
@.the run has diverged@>@.the points are too far out@>@.stopped at iteration@>

@d PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=,+-%@@"

@<Stop before the end@>=
static void put_word(const char *word)
{
  putc(' ', stderr);
  const bool plain = word[strspn(word, PLAIN)] == 0;
  if (!plain) putc('\'', stderr);
  for (; *word != 0; word++)
    if (iscntrl((unsigned char) *word)) fputs("'?'", stderr);
    else if (*word == '\'') fputs("'\\''", stderr);
    else putc(*word, stderr);
  if (!plain) putc('\'', stderr);
}
@#
static _Noreturn void say_how_to_go_on(run *r, int status)
{
  fprintf(stderr, "iteration %ld of %ld; to go on:", r->t, r->m.set.iterations);
  put_word(r->program);
  fputs(" --resume", stderr);
  put_word(r->model_file);
  fputs(" --output", stderr);
  put_word(r->output);
  for_options(o)
    if (o->commands & AGAIN && r->said[o->number] != NULL) {
      fprintf(stderr, " --%s", o->name);
      if (o->argument != NULL) put_word(r->said[o->number]);
    }
  fputs("\n", stderr);
  drop_drafts(r);
  exit(status);
}
@#
static _Noreturn void stop_early(run *r, double J)
{
  for (int j = PARAMETERS; j < TABLES; j++) r->wanted[j] = false;
  keep_tables(r);
  if (isfinite(J)) {
    fprintf(stderr, "ffnn: stopped at ");
    say_how_to_go_on(r, 128 + caught);
  }
  fail(r, "the loss is %g at iteration %ld: %s%s", isnan(J) ? NAN : J, r->t,@|
    r->t > 0 ? "the run has diverged; try a smaller --learning-rate"
    : r->data_file != NULL ? "the points are too far out; try smaller numbers"
    : "the points are too far out; try a smaller --noise",@|
    access(r->model_file, F_OK) != 0 ? "" : r->saves > 0 ? "; the model saved last is from before that"
    : "; the model that is there is an older one");
}
@#
static _Noreturn void stop_for_failure(run *r, double J)
{
  const char *why = strerror(r->failure);
  if (!isfinite(J)) fail(r, "%s/%s: %s", r->output, table_names[LOSS], why);
  if (r->saves == 0 || r->kept.at != r->t) save(r);
  clear_line(r);
  fputs("ffnn: ", stderr);
  put_clean(stderr, r->output);
  fprintf(stderr, ": %s; the model is saved, %s the losses, at ", why, r->losses_lost ? "but not" : "and so are");
  say_how_to_go_on(r, 1);
}

@* Summing up. \seclabel{summingup}The network is judged by the samples it was
trained with, and by those that were held out, if any: with them come the
confusion matrix and Wilson's interval, equation~\eqref{wilson}, for 95 cases
of~100. An accuracy without its interval promises too much: two right answers of three are an accuracy of 0.667, and an interval from 0.21 to 0.94.

To find the time per sample, the samples that the steps have used must be
counted. The last batch of an epoch may be a smaller one; so an epoch has
$S=\lceil N/B\rceil$ steps and $N$ samples, and up to iteration~$t$ there have
been $\lfloor t/S\rfloor$ epochs, and $t\bmod S$ full batches since. With ten samples in batches of four, for example, an epoch has steps of 4, 4, and~2 samples;
after five of them 18 samples have been used, and not~20.

@<Sum up@>=
static double samples_used(const run *r, long t)
{
  double N = (double) r->training.N, B = (double) r->m.set.batch_size, steps = ceil(N/B); /* $S$ */
  return floor((double) t/steps)*N + fmod((double) t, steps)*B;
}
@#
static void judge_held(run *r, outcome *o)
{
  double unused[parameter_count(r->m.net)];
  const long n = o->held_wrong = r->held->N;
  o->held_loss = gradient(r->judge, r->m.theta, unused);
  confusion(r->m.net, r->m.theta, r->held, o->counts);
  for (int c = 0; c < r->m.net.C; c++) o->held_wrong -= o->counts[c*r->m.net.C + c];
  o->accuracy = (double)(n - o->held_wrong)/(double) n;
  wilson(n - o->held_wrong, n, 1.959963984540054, &o->low, &o->high);
}
@#
static void judge_network(run *r, outcome *o)
{
  const double used = samples_used(r, r->t) - samples_used(r, r->first);
  o->ns = used > 0 ? 1e9*o->seconds/used : 0;
  o->wrong = misclassified(r->m.net, r->m.theta, &r->training);
  if (r->held != NULL) judge_held(r, o);
}

@ A training may fail without an error: it ends, and the network is good for nothing. That is
no reason for another exit status, since a script may want to look at just
this; but somebody who doesn't know what a good loss would be must be told, and what to try. With 200,000 circles and the notebook's learning rate, the loss
once rose tenfold, half of the points were misclassified, and the tool reported this as it would have reported a success.
There are four symptoms, and the first that is found makes the warning. The loss is greater than at
first: then the steps were too long. Or the training has ended before it had seen each sample once, as the usual thousand steps may with
small batches of many points. Or nearly as many points are
misclassified as there would be if all were given to the commonest class, which takes no learning at all;
or many are, and at least half of the hidden units are saturated. What to try depends
on the reason: inputs that are large saturate the units before they can learn anything. If training goes well and the samples held out tell another story, it is the
samples by heart that the network has learned.

The warning is put together from what is seen, what may be the cause, and what to try. It is kept, for
the summary will have it as well: a table of a hundred runs is looked at when their terminals are long gone.\unprinted
@.the loss has grown@>@.hidden units are saturated@>@^warnings@>

@d warn(o, ...) add_field(o->warning, sizeof o->warning, __VA_ARGS__)

@<Sum up@>=
static int greatest(int C, const long *counts)
{
  int a = 0;
  for (int c = 1; c < C; c++)
    if (counts[c] > counts[a]) a = c;
  return a;
}
@#
static long commonest(const dataset *data, int *class) /* and how many samples are of another class */
{
  long counts[MOST_CLASSES] = {0};
  for (long i = 0; i < data->N; i++) counts[label(data, i)]++;
  *class = greatest(data->C, counts);
  return data->N - counts[*class];
}
@#
static double largest_input(const dataset *data)
{
  double largest = 0;
  for (long i = 0; i < data->N; i++)
    for (int d = 0; d < data->D; d++) largest = fmax(largest, fabs(input(data, i, d)));
  return largest;
}
@#
static void suggest(const run *r, outcome *o, int saturated)
{
  const double largest = largest_input(&r->training);
  if (saturated > 0) warn(o, "; %d of %d hidden units are saturated", saturated, r->m.net.K);
  if (saturated > 0 && r->m.set.raw != 0) warn(o, " by inputs as large as %.4g; without --raw they are standardised", largest);
  else if (saturated > 0 && largest > 20) warn(o, " by inputs as large as %.4g; try a smaller --noise", largest);
  else if (saturated > 0 || o->J > o->initial_loss) warn(o, "; try a smaller --learning-rate");
  else warn(o, "; try more --iterations, another --learning-rate, or more --hidden units");
}
@#
static void look_for_trouble(const run *r, outcome *o)
{
  int class, held_class = 0, saturated = saturated_units(r->m.net, r->m.theta, &r->training);
  const long others = commonest(&r->training, &class), held_others = r->held != NULL ? commonest(r->held, &held_class) : 0;
  const double share = (double) o->wrong/(double) others, held_share = (double) o->held_wrong/(double) held_others;
  if (2*saturated < r->m.net.K) saturated = 0;
  const double used = samples_used(r, r->t);
  const bool grown = o->J > o->initial_loss, early = !grown && used > 0 && used < (double) r->training.N,@|
    poor = !early && (share >= 0.95 || (share > 0.25 && saturated > 0)),@|
    by_heart = r->held != NULL && r->held->N >= 20 && held_share >= 0.95;
  if (grown) warn(o, GROWN, o->initial_loss, o->J);
  else if (early) warn(o, "the training has seen %.0f of %ld points; try more --iterations", used, r->training.N);
  else if (poor) warn(o, "%ld of %ld points are misclassified, and %ld would be if all were called '%.40s'",@|
    o->wrong, r->training.N, others, r->m.classes.name[class]);
  else if (by_heart) warn(o, "%ld of %ld points held out are misclassified, and %ld would be if all were called '%.40s';"@|
    " try fewer --hidden units, fewer --iterations, or --patience", o->held_wrong, r->held->N, held_others, r->m.classes.name[held_class]);
  if (grown || poor) suggest(r, o, saturated);
  clean_message(o->warning);
  if (o->warning[0] != 0) say("warning: %s", o->warning);
}

@ The maps have 200 by 200 points for the boundary, as in the notebook, and 61 by 61 for the surface,
where the notebook's 25 by 25 leave a ragged slope.

@<Sum up@>=
static void write_maps(run *r)
{
  if (r->wanted[BOUNDARY]) write_grid(r->tables[BOUNDARY].file, &r->m, 200, &r->range);
  if (r->wanted[SURFACE]) write_grid(r->tables[SURFACE].file, &r->m, 61, &r->range);
  write_parameters(r->tables[PARAMETERS].file, &r->m, r->m.theta);
  write_hidden(r->tables[HIDDEN].file, r->m.net, r->m.theta, r->data);
}

@ The summary holds what was asked for and what came of it, a name and a value
on each line, for a script that compares many runs and shouldn't have to read sentences. All settings are there, by the names of their options, with underscores:
they are taken from the same table, since a list of our own had forgotten \.{-{}-raw}. The confusion matrix has its place there, so that it needs no
table of its own; classes have the numbers that they have in \.{data.tsv}.\unprinted

@<Sum up@>=
static void put_name(FILE *f, const char *what, const char *name)
{
  fprintf(f, "%s\t", what);
  put_clean(f, name); /* a tab in it would make another column */
  putc('\n', f);
}
@#
static void put_settings(FILE *f, const run *r)
{
  for (int j = 0; j < SETTINGS; j++) {
    if (r->data_file != NULL && (j == FACTOR || j == NOISE)) continue;
    for (const char *c = limits[j].name; *c != 0; c++) putc(*c == '-' ? '_' : *c, f);
    fprintf(f, "\t%.17g\n", get_setting(&r->m.set, j));
  }
}
@#
static void write_summary(const run *r, const outcome *o)
{
  FILE *f = r->tables[SUMMARY].file;
  const int C = r->m.net.C;
  fprintf(f, "# name\tvalue\nversion\t%s\n", FFNN_VERSION);
  if (r->data_file != NULL) put_name(f, "data", r->data_file);
  for (int c = 0; c < C && r->data_file != NULL; c++) fprintf(f, "class_%d\t%s\n", c, r->m.classes.name[c]);
  put_settings(f, r);
  fprintf(f, "threads\t%ld\ntraining_samples\t%ld\nparameters\t%d\n", r->threads, r->training.N, parameter_count(r->m.net));
  fprintf(f, "initial_loss\t%.17g\nfinal_loss\t%.17g\nwrong\t%ld\n", o->initial_loss, o->J, o->wrong);
  fprintf(f, "gradient_check_worst\t%.17g\nseconds\t%.17g\nns_per_sample_iteration\t%.17g\n", o->worst, o->seconds, o->ns);
  if (r->m.set.patience > 0) fprintf(f, "iterations_made\t%ld\nbest_iteration\t%ld\n", r->t, r->m.best_iteration);
  if (o->warning[0] != 0) fprintf(f, "warning\t%s\n", o->warning);
  if (r->held == NULL) return;
  if (r->validation_file != NULL) put_name(f, "validation", r->validation_file);
  fprintf(f, "holdout_samples\t%ld\nholdout_wrong\t%ld\nholdout_loss\t%.17g\n", r->held->N, o->held_wrong, o->held_loss);
  fprintf(f, "holdout_accuracy\t%.17g\nholdout_low\t%.17g\nholdout_high\t%.17g\n", o->accuracy, o->low, o->high);
  for (int j = 0; j < C*C; j++) fprintf(f, "holdout_confusion_%d_%d\t%ld\n", j/C, j%C, o->counts[j]);
}
@#
static const char *const verdicts[] = {"right", "WRONG", "can't tell"};
@#
static void print_verdict(const outcome *o)
{
  printf("gradient check: %s (%d of %d derivatives tell", verdicts[o->verdict], o->clear, o->compared);
  if (o->clear > 0) printf("; worst relative error %.2g", o->worst_clear);
  printf(")\n");
}

@ Of the samples held out, or those of a test, the report has the accuracy and the confusion matrix: a row for each class, with
the numbers of its samples that were given each answer. If that would be too wide for the terminal,
each class has instead the number of right answers, and then the wrong ones, the most frequent first,
as many as the line will hold. Names may be in UTF-8, where only the bytes that don't begin with
the bits 10 begin a character.\unprinted

@<Sum up@>=
static int characters(const char *text)
{
  int count = 0;
  for (; *text != 0; text++) count += ((unsigned char) *text & 0xC0) != 0x80;
  return count;
}
@#
static void print_mistakes(const model *m, const long *counts, int c, int room)
{
  const int C = m->net.C;
  const char *between = "; ";
  long row[MOST_CLASSES], all = 0;
  char line[1000] = "";
  const size_t size = (size_t) fmax(0, fmin(room, sizeof line) - strlen(", ...")); /* a terminal may be narrower than the name */
  for (int a = 0; a < C; a++) all += row[a] = counts[c*C + a];
  add_field(line, sizeof line, "  %ld of %ld right", row[c], all);
  row[c] = 0;
  for (int a; row[a = greatest(C, row)] > 0; row[a] = 0, between = ", ")
    if (!add_field(line, size, "%s%s (%ld)", between, m->classes.name[a], row[a])) {
      strcat(line, ", ...");
      break;
    }
  printf("%s\n", line);
}
@#
static void print_confusion(const model *m, const long *counts)
{
  const int C = m->net.C, room = (int) columns(STDOUT_FILENO);
  int names = 0, width = 0;
  for (int c = 0; c < C; c++) names = characters(m->classes.name[c]) > names ? characters(m->classes.name[c]) : names;
  for (int j = 0; j < C*C; j++) width = snprintf(NULL, 0, "%ld", counts[j]) > width ? snprintf(NULL, 0, "%ld", counts[j]) : width;
  width = 2 + (names > width ? names : width);
  const bool matrix = names + C*width < room;
  printf("answers to the samples of each class:\n");
  for (int a = 0; matrix && a < C; a++)
    printf("%*s%s%s", (a == 0 ? names : 0) + width - characters(m->classes.name[a]), "", m->classes.name[a], a + 1 < C ? "" : "\n");
  for (int c = 0; c < C; c++) {
    printf("%s%*s", m->classes.name[c], names - characters(m->classes.name[c]), "");
    for (int a = 0; matrix && a < C; a++)
      if (counts[c*C + a] > 0) printf("%*ld", width, counts[c*C + a]);
      else printf("%*s", width, ".");
    if (matrix) printf("\n");
    else print_mistakes(m, counts, c, room - names);
  }
}
@#
static void print_held(const run *r, const outcome *o)
{
  printf("%ld misclassified, cross-entropy %.10g\n", o->held_wrong, o->held_loss);
  printf("accuracy on these: %.6g, 95%% interval %.6g to %.6g\n", o->accuracy, o->low, o->high);
  print_confusion(&r->m, o->counts);
}
@#
static void print_report(const run *r, const outcome *o)
{
  const int C = r->m.net.C;
  printf("%ld samples, %d parameters, %ld iterations in %.1f seconds on %ld thread%s\n",@|
    r->data->N, parameter_count(r->m.net), o->t, o->seconds, r->threads, r->threads == 1 ? "" : "s");
  printf("(%.2f ns per sample and iteration)\n", o->ns);
  printf("cross-entropy: %.10g at first, %.10g at last\n", o->initial_loss, o->J);
  for (int c = 0; r->data_file != NULL && c < C; c++)
    printf("%s%s%c", c == 0 ? "classes: " : " ", r->m.classes.name[c], c + 1 < C ? ',' : '\n');
  printf("misclassified: %ld of %ld\n", o->wrong, r->training.N);
  if (r->m.set.patience > 0)
    printf("iteration %ld was best on the samples held out: these are its parameters\n", r->m.best_iteration);
  if (out_of_patience(&r->m)) printf("(the end came at iteration %ld, after %ld epochs that were no better)\n", r->t, r->m.waited);
  if (r->held != NULL) {
    printf("held out: %ld samples, ", r->held->N);
    print_held(r, o);
  }
  print_verdict(o);
  printf("tables in %s, model in %s\n", r->output, r->model_file);
}

@ At the end everything that was asked for is given back. The system would do
it for us; but somebody who looks for memory that a program has lost should
find only what is really lost.\unprinted

@<Sum up@>=
static void clean_up(run *r)
{
  free_team(r->crew);
  free_team(r->judge);
  free_dataset(r->data);
  free_dataset(r->held);
  free_model(&r->m);
  free(r->range.rest);
  r->needed = 0;
  drop_drafts(r);
}

@* The other commands. \seclabel{commands}To predict, a model is enough: neither the points that it was trained with nor its folder need be there. Rows
are answered one by one, each as soon as it is there: first the class, then the
probability of each; so another program can ask through a pipe and wait for the answer, as section~\secref{pipes} says. The price is that a panel of 128 places is
computed for a single row. With a few units that takes less time than to read the row and to write the answer; with the largest network it takes nearly all of the time, some
milliseconds for a row; many rows for such a one are better given to the library, which fills its panels.

In a row that is no good the answers end, with
the place of what is wrong: to leave that row out would shift all answers after it by one line, and nobody would see it. The answers before it have been given,
but the status is~1. Only a missing value can be excused, by \.{-{}-missing drop} or because the model was trained so. What is left out then is the answer, and not its
line: it is \.{NA}, which the next program takes for missing, too. Where there are no rows there are no answers, which may be
right in a script; but a file that is empty by mistake would be one more table without a
complaint, so a warning says that nothing was found.

A file whose rows have one field too many has probably the classes, too, like the file that the model was trained with. It is the obvious file to try first, and
``expected 2 fields, found 3'' was a poor welcome; so the message speaks of \.{-{}-class}, and of \.{ffnn test}.

@<Carry out the commands@>=
static void predict_command(run *r)
{
  const int D = r->m.net.D, C = r->m.net.C;
  const char *file = r->argument[1] != NULL && strcmp(r->argument[1], "-") != 0 ? r->argument[1] : NULL;
  column x[answer_columns(r->m.net)];
  double inputs[D];
  int answer[PANEL];
  long answered = 0;
  reader rows;
  if (!open_reader(&rows, file, &r->m.how, NULL)) fail(r, "%s", rows.message);
  setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
  printf("# class");
  for (int c = 0; c < C; c++) printf("\tp_%s%s", r->m.classes.name[c], c + 1 < C ? "" : "\n");
  for (; !ferror(stdout) && next_row(&rows); answered++) {
    const bool whole = read_inputs(&rows, inputs);
    if (!whole && !excuse_missing(&rows)) break;
    for (int d = 0; d < D; d++)
      for (int i = 0; i < PANEL; i++) x[d][i] = whole ? inputs[d] : 0;
    const column *y_hat = answer_panel(&r->m, x, answer);
    fputs(whole ? r->m.classes.name[answer[0]] : "NA", stdout);
    for (int c = 0; c < C; c++) printf(whole ? "\t%.17g" : "\tNA", y_hat[c][0]);
    putchar('\n');
  }
  close_reader(&rows);
  show_note(r);
  if (rows.message[0] != 0) fail(r, "%s", rows.message);
  if (answered == 0) say("warning: %s: expected rows of inputs, found none", rows.name);
}

@ To test is to judge by a file what training judges by the samples held out, and so it is done by the same function, and reported in the same words. There was no
such command at first: to find out how good a saved model was on another file, one had to write a program in~\CEE/. The classes must be
those of the model, by their names; one that it has never seen is an error rather than a mistake of the network's. But a file in which some class is missing
is all right.

@<Carry out the commands@>=
static void test_command(run *r)
{
  outcome o = {0};
  r->held = read_file(r, r->argument[1], &r->m.classes);
  standardise(&r->m, r->held);
  r->judge = start_team(r, r->held);
  judge_held(r, &o);
  printf("%ld samples, ", r->held->N);
  print_held(r, &o);
}

@ The check is the one that each training begins with, made for its own sake: of a model, at the parameters where its training has ended, or without a
model, where a training would begin. If its verdict is ``wrong'', the status is~1, so that a \.{Makefile} stops there. ``Can't tell'' is no
failure: where training has converged, derivatives may be so small that the difference quotients show nothing but rounding, and the gradient
isn't to blame for that. The verdict comes after the table, behind the sign of a comment; so the output is a table as a whole.

@<Carry out the commands@>=
static void check_command(run *r)
{
  outcome o = {0};
  get_points(r);
  standardise_points(r);
  if (!r->resumed) draw_parameters(&r->m, &r->g, r->m.theta);
  compare_gradient(r, r->m.theta, &o, stdout);
  printf("# ");
  print_verdict(&o);
  if (o.verdict != GRADIENT_WRONG) return;
  clean_up(r);
  fflush(stdout);
  exit(1);
}

@ The tables of the figures can be written again from the model and its points: after a run that was stopped and so has none, for
another choice of \.{-{}-plot}, or because somebody has tidied up too well. The losses aren't among them, nor the initial parameters, since a model doesn't know
its past;
what else there may be in the folder stays. A training removes what it doesn't make, lest old tables be taken for its own; but here the losses that
are found in the folder may well be those of this very model.\unprinted

@<Carry out the commands@>=
static void plot_command(run *r)
{
  get_points(r);
  open_tables(r);
  standardise_points(r);
  write_maps(r);
  keep_tables(r);
}

@* A playground. \seclabel{playground}Some questions are asked with a finger: what if there were a unit less; what happened just
there, where the loss fell? For these there is a page, \.{playground.html}, which a browser opens without a network or a
server. What it computes it doesn't compute in a language of its own. The programs of this book, as they stand, are compiled for
WebAssembly, the instructions that all browsers understand, and this chapter is what the page calls; the
page itself only draws. So there is no second network that could differ from the first. (\.{make} \.{playground} makes it. Where the book says \live{}, in such type, that is a link to the
page, if it lies beside the book, set up to show what is being said.)
@^WebAssembly@>@^browser@>

The page trains, stops, goes on; and it goes {\it back}, to the bits that were there. Momentum can't be undone by arithmetic, for the
rounding of a step isn't known any more when the step is done. But a run has no secrets: it is
determined by its start and its settings. So now and then a {\it stage\/} is kept, the parameters with their velocity, and any earlier
iteration is computed once more from the stage before it. It comes out the same, because the program is.
Should the learning rate be changed on the way, there is a stage at that place, too, which knows the new one.

@(playground.h@>=
#ifndef PLAYGROUND_H
#define PLAYGROUND_H
#include "network.h"
#define PLAY_HIDDEN 8 /* hidden units, */
#define PLAY_CLASSES 4 /* classes, */
#define PLAY_SAMPLES 50000 /* samples, */
#define PLAY_ITERATIONS 1000000 /* and iterations, at most; there are always two inputs */
typedef struct play play; /* a network, its points, and all that it has been through */
@<Functions of the playground@>@;
#endif

@ Where there is not enough memory, or something is wrong with a file or a number, a function returns |NULL|, $-1$, or |false|, and says why.

@<Functions of the playground@>=
play *play_circles(long N, double noise, double seed, int K, long B); /* at iteration 0; |B| is 0 for batches of all samples */
play *play_points(const char *file, const char *class_column, const char *leave_out, const char *header, int drop,
  double seed, int K, long B); /* the same with points of your own, standardised; how the file is read is said as in a |reading| */
play *play_open(const char *text, size_t size, const play *other); /* from the text of a model; if this was trained with points of
  somebody's own, these must be the points of the |other| */
void play_forget(play *p); /* or |NULL| */
const char *play_message(void); /* what was wrong; or, after points have been read, what was guessed, or nothing */
bool play_begin(play *p, int how); /* begin once more, with other parameters: 0, those at first; 1, all
  hidden units like the first; 2, all zero; 3, those at first, rounded to four places, as in section~\secref{onesample} */
void play_tune(play *p, double eta, double mu); /* for the steps to come */
int play_steps(play *p, int n); /* go on by |n| steps, fewer if the loss isn't finite; return how many were made. What came later is forgotten */
bool play_go(play *p, long t); /* to an iteration that has been, exactly as it was */
char *play_save(play *p, long last); /* the text of a model that is to train until iteration |last|; |free| it */

@ In a browser, the page and the program have one memory, of which the page asks for pieces; and the only file there is is the text that it was handed last.\unprinted

@<Functions of the playground@>=
#ifdef __wasm__
void *play_room(size_t size);
void play_drop(void *room);
void play_hold(const char *text, size_t size);
#endif

@ What is looked at is copied out, into places that the caller has: the page and the program can't share any types but numbers. (What has its place
in the program's memory for as long as the network lives is read where it is.)\unprinted

@<Functions of the playground@>=
int play_count(const play *p); /* how many parameters there are */
void play_sizes(const play *p, double *sizes); /* $K$, $C$, $N$, $B$, the seed, the noise, $T$, $\eta$, $\mu$; are these circles? */
const char *play_class(const play *p, int c); /* names of classes */
const char *play_input(const play *p, int d); /* and inputs; empty if they have none */
void play_scales(const play *p, double *scales); /* mean and scale of either input */
double *play_theta(play *p); /* the parameters, */
double *play_velocity(play *p); /* their velocity, */
double *play_gradient(play *p); /* and the gradient that the next step will use, in the order of |theta| */
long play_iteration(const play *p);
long play_first(const play *p); /* the earliest iteration that can be gone to, */
long play_last(const play *p); /* and the latest one */
double *play_losses(play *p); /* of the iterations from the earliest to the latest */
double play_loss(play *p); /* of all samples, here */
double play_guess(const play *p); /* the loss of one who gives all classes the same probability, $N\ln C$ */
void play_confusion(const play *p, double *counts); /* $C\times C$, as |confusion| */
int play_show(const play *p, long every, float *points); /* every so manieth sample: inputs, class, hidden activations,
  probabilities; return how many were shown */
void play_map(const play *p, int across, int up, const double *range, float *map); /* probabilities and hidden activations, one
  after the other, in the middle of $\hbox{across}\times\hbox{up}$ cells of the range |{left, right, bottom, top}|, row by row from the top */
void play_sample(const play *p, long i, double *sample); /* inputs and class of sample |i| */
void play_hand(const play *p, double x1, double x2, int y, double *by_hand); /* the whole computation for one sample: standardised inputs, $z\hid$, $h$, $z\out$,
  the greatest logit, $e^{z-m}$, $s$, $\yhat$, $\xi$, $\delta\out$, $\sum\delta\out_cw\out_{kc}$, $1-h$, $\delta\hid$, and its own gradient */
void play_next(const play *p, int j, double *next); /* velocity and parameter |j| after one more step */
int play_check(play *p, int fault, double *backprop, double *numerical, double *worst); /* compare the gradients, with that fault
  planted, by the number that it has in section~\secref{faulty}; return the verdict, or $-1$ */
void play_curvature(play *p, double *ends); /* least and greatest eigenvalue of the Hessian */
void play_sums(const play *p, double *now, double *at_first); /* of the output weights of each hidden unit, and of the output biases */

@ Stages are linked from the latest one back to the first. A stage is valid for the steps that follow it, up to the next stage. There is one for
every half a million samples looked at, or for every 250~steps if the batches are small, which
takes some twenty or thirty milliseconds at most: no longer does it take to go anywhere.\unprinted

@(playground.c@>=
@<Include what Part III needs@>@;
#include "playground.h"
@<Functions for the playground, too@>@;
@#
typedef struct stage {
  struct stage *before; /* the one before it; or |NULL| */
  long t, place; /* the iteration, and the latest batch's place in its epoch, */
  generator g; /* for which this was what shuffled */
  double eta, mu; /* what the next steps are made with */
  double theta[]; /* followed by |M| */
} stage;
@#
struct play {
  model m; /* the network, as it is now */
  dataset *raw, *data; /* the points as they came, and standardised */
  team *crew;
  generator g; /* what shuffles the batches */
  double *slope; /* the gradient, */
  double J; /* and the loss that came with it */
  double *start; /* the parameters at first */
  long first, last; /* the iterations from which to which there are */
  double *losses; /* losses, */
  stage *latest; /* and stages */
};
static char message[MESSAGE_SIZE];
@#
const char *play_message(void) {@+return message;@+}
@#
static bool complain(const char *what)
{
  snprintf(message, sizeof message, "%s", what);
  return false;
}
@#
static void drop_stages(play *p, long t) /* those from iteration |t| on */
{
  while (p->latest != NULL && p->latest->t >= t) {
    stage *before = p->latest->before;
    free(p->latest);
    p->latest = before;
  }
}
@#
void play_forget(play *p)
{
  if (p == NULL) return;
  drop_stages(p, 0);
  free_team(p->crew);
  free_dataset(p->raw);
  free_dataset(p->data);
  free_model(&p->m);
  free(p->slope);
  free(p->losses);
  free(p);
}
@#
static bool keep_stage(play *p)
{
  const size_t size = 2*(size_t) parameter_count(p->m.net)*sizeof(double);
  const settings *s = &p->m.set;
  const long t = p->m.iteration, work = s->batch_size > 2000 ? s->batch_size : 2000;
  drop_stages(p, t);
  const stage *before = p->latest;
  if (before != NULL && before->eta == s->eta && before->mu == s->mu && (t - before->t)*work < 500000) return true;
  stage *here = malloc(sizeof(stage) + size);
  if (here == NULL) return complain("not enough memory");
  *here = @[(stage){@].before = p->latest, .t = t, .g = p->g, .eta = s->eta, .mu = s->mu@[}@];
  here->place = batch_place(p->crew, &here->g);
  memcpy(here->theta, p->m.theta, size/2);
  memcpy(here->theta + parameter_count(p->m.net), p->m.M, size/2);
  p->latest = here;
  return true;
}

@ A step is that of |train|; but between two steps the page may want to look at what |train| would keep to itself.

@(playground.c@>=
static void compute_gradient(play *p)
{
  p->J = next_gradient(p->crew, p->m.theta, p->slope);
}
@#
static void step(play *p, double eta, double mu)
{
  momentum_step(parameter_count(p->m.net), p->m.theta, p->m.M, p->slope, rate_for_sum(&p->m, eta), mu);
  p->m.iteration++;
  compute_gradient(p);
}
@#
static void note_loss(play *p)
{
  p->last = p->m.iteration;
  p->losses[p->last - p->first] = p->J;
}
@#
int play_steps(play *p, int n)
{
  for (int made = 0; made < n; made++) {
    if (!isfinite(p->J) || p->m.iteration == PLAY_ITERATIONS) return made;
    if (!keep_stage(p)) return -1;
    step(p, p->m.set.eta, p->m.set.mu);
    note_loss(p);
  }
  return n;
}

@ To go back is to begin at a stage, as a model is resumed.

@(playground.c@>=
static bool return_to(play *p, const stage *from)
{
  const int count = parameter_count(p->m.net);
  memcpy(p->m.theta, from->theta, (size_t) count*sizeof(double));
  memcpy(p->m.M, from->theta + count, (size_t) count*sizeof(double));
  p->m.iteration = from->t;
  p->g = from->g;
  if (!set_batches(p->crew, p->m.set.batch_size, &p->g)) return complain("not enough memory");
  go_to_place(p->crew, from->place);
  return true;
}
@#
bool play_go(play *p, long t)
{
  const stage *from = p->latest;
  if (t == p->m.iteration) return true;
  if (t < p->first || t > p->last) return complain("no such iteration");
  while (from->t > t) from = from->before;
  if (!return_to(p, from)) return false;
  for (compute_gradient(p); p->m.iteration < t; ) step(p, from->eta, from->mu);
  return true;
}

@ A beginning is like that of the tool, random numbers in the same order. The parameters may also be such as the book warns of.\unprinted

@(playground.c@>=
static bool begin_history(play *p)
{
  p->first = p->m.iteration;
  compute_gradient(p);
  note_loss(p);
  return keep_stage(p);
}
@#
static bool employ(play *p) /* once there is a model, and points for it */
{
  const size_t count = (size_t) parameter_count(p->m.net);
  p->slope = malloc(2*count*sizeof(double));
  p->start = p->slope + count;
  p->losses = malloc((PLAY_ITERATIONS + 1)*sizeof(double));
  p->data = copy_samples(p->raw, 0, p->raw->N);
  if (p->slope == NULL || p->losses == NULL || p->data == NULL) return complain("not enough memory");
  standardise(&p->m, p->data);
  p->crew = make_team(1, p->m.net, p->data);
  return (p->crew != NULL && set_batches(p->crew, p->m.set.batch_size, &p->g)) || complain("not enough memory");
}
@#
static bool draw_start(play *p)
{
  for (int draw = 0; draw < 2; draw++) draw_parameters(&p->m, &p->g, p->m.theta);
  memcpy(p->start, p->m.theta, (size_t) parameter_count(p->m.net)*sizeof(double));
  return begin_history(p);
}
@#
static play *begin(bool circles, double seed, int K, long B) /* a model without points */
{
  play *p = calloc(1, sizeof(play));
  if (p == NULL) return complain("not enough memory"), NULL;
  seed_generator(&p->g, (uint32_t) seed);
  p->m.set = default_settings(circles, K);
  p->m.set.seed = (long) seed;
  p->m.set.batch_size = B;
  return p;
}
@#
static bool size_model(play *p)
{
  settings s = p->m.set;
  s.samples = p->raw->N;
  if (s.batch_size == 0 || s.batch_size > s.samples) s.batch_size = s.samples;
  if (!make_model(&p->m, @[(network){@]p->raw->D, (int) s.hidden, p->raw->C@[}@])) return complain("not enough memory");
  p->m.set = s;
  p->m.sum = NO_BYTES;
  p->m.data_sum = data_checksum(p->raw);
  return true;
}
@#
static play *or_nothing(play *p, bool good)
{
  if (good) return p;
  play_forget(p);
  return NULL;
}
@#
play *play_circles(long N, double noise, double seed, int K, long B)
{
  play *p = begin(true, seed, K, B);
  if (p == NULL) return NULL;
  p->m.set.noise = noise;
  p->raw = make_circles(N, p->m.set.factor, noise, &p->g);
  if (p->raw == NULL) return complain("not enough memory"), or_nothing(p, false);
  const bool good = size_model(p);
  p->m.classes = @[(class_list){@]2, @[{@]"0", "1"@[}@]@[}@];
  return or_nothing(p, good && employ(p) && draw_start(p));
}
@#
static bool fits(network net, const settings *s)
{
  if (net.D != 2) snprintf(message, sizeof message, "expected 2 inputs, the axes of the plane, found %d%s", net.D,
    net.D > 2 ? "; leave some out" : "");
  else if (net.C > PLAY_CLASSES) snprintf(message, sizeof message, "expected 2 to %d classes, found %d", PLAY_CLASSES, net.C);
  else if (s->samples > PLAY_SAMPLES) snprintf(message, sizeof message, "expected at most %d points, found %ld", PLAY_SAMPLES, s->samples);
  else if (net.K > PLAY_HIDDEN) snprintf(message, sizeof message, "expected at most %d hidden units, found %d", PLAY_HIDDEN, net.K);
  else if (s->holdout > 0 || s->patience > 0) complain("a model that was trained with points held out is for the tool");
  else return true;
  return false;
}
@#
play *play_points(const char *file, const char *class_column, const char *leave_out, const char *header, int drop,
  double seed, int K, long B)
{
  play *p = begin(false, seed, K, B);
  if (p == NULL) return NULL;
  reading *how = &p->m.how;
  snprintf(how->class_column, sizeof how->class_column, "%s", class_column);
  snprintf(how->leave_out, sizeof how->leave_out, "%s", leave_out);
  snprintf(how->header, sizeof how->header, "%s", header);
  snprintf(p->m.data, sizeof p->m.data, "%s", file);
  how->drop = drop != 0;
  p->raw = read_points(file, how, &p->m.classes, message);
  if (p->raw == NULL) return or_nothing(p, false);
  p->m.set.samples = p->raw->N;
  if (!fits(@[(network){@]p->raw->D, K, p->raw->C@[}@], &p->m.set) || !size_model(p)) return or_nothing(p, false);
  measure_inputs(&p->m, p->raw);
  strcpy(message, how->note);
  return or_nothing(p, employ(p) && draw_start(p));
}

@ A model that was saved by the tool, or here, goes on where it was. Circles are made anew; of points of your own only their checksum is in
the model, and so they must be here already.\unprinted

@(playground.c@>=
static bool read_text(play *p, const char *text, size_t size)
{
  FILE *f = fmemopen((void *) text, size, "r"); /* it is only read */
  const bool good = f != NULL ? read_model(f, "the model", &p->m, message) : complain("the model: expected a text, found nothing");
  if (f != NULL) fclose(f);
  return good && fits(p->m.net, &p->m.set) && (p->m.iteration <= PLAY_ITERATIONS || complain("the model has been trained for too long"));
}
@#
static bool find_points(play *p, const play *other)
{
  const settings *s = &p->m.set;
  generator g;
  seed_generator(&g, (uint32_t) s->seed);
  if (p->m.data[0] == 0) p->raw = make_circles(s->samples, s->factor, s->noise, &g);
  else if (other == NULL || other->m.data_sum != p->m.data_sum) {
    snprintf(message, sizeof message, "the model was trained with the points of %.200s; please open these first", p->m.data);
    return false;
  } else p->raw = copy_samples(other->raw, 0, other->raw->N);
  return p->raw != NULL || complain("not enough memory");
}
@#
play *play_open(const char *text, size_t size, const play *other)
{
  play *p = calloc(1, sizeof(play));
  if (p == NULL) return complain("not enough memory"), NULL;
  if (!read_text(p, text, size) || !find_points(p, other)) return or_nothing(p, false);
  p->g = p->m.g;
  if (p->m.place >= p->raw->N || p->m.place%p->m.set.batch_size != 0) return complain("the model: no batch begins at its place"), or_nothing(p, false);
  if (!employ(p)) return or_nothing(p, false);
  go_to_place(p->crew, p->m.place);
  memcpy(p->start, p->m.theta, (size_t) parameter_count(p->m.net)*sizeof(double));
  return or_nothing(p, begin_history(p));
}
@#
char *play_save(play *p, long last)
{
  char *text = NULL;
  size_t size;
  FILE *f = open_memstream(&text, &size);
  if (f == NULL) return complain("not enough memory"), NULL;
  p->m.set.iterations = last > p->m.iteration ? last : p->m.iteration;
  p->m.g = p->g;
  p->m.place = batch_place(p->crew, &p->m.g);
  const bool good = write_model(f, &p->m);
  if (fclose(f) == 0 && good) return text;
  free(text);
  return complain("not enough memory"), NULL;
}

@ To begin again, with the same parameters or with such as the book warns of, is to go back, and to forget the rest.

@(playground.c@>=
bool play_begin(play *p, int how)
{
  const int D = p->m.net.D, K = p->m.net.K, C = p->m.net.C, count = parameter_count(p->m.net);
  double *theta = p->m.theta;
  drop_stages(p, p->first + 1);
  if (!return_to(p, p->latest)) return false;
  for (int j = 0; j < count; j++) {
    const int unit = j < (D + 1)*K ? j%K : j < (D + 1 + C)*K ? (j - (D + 1)*K)/C : 0, apart = j < (D + 1)*K ? 1 : C;
    theta[j] = how == 2 ? 0 : how == 3 ? round(1e4*p->start[j])/1e4 : p->start[how == 1 ? j - unit*apart : j];
  }
  drop_stages(p, p->first);
  return begin_history(p);
}
@#
void play_tune(play *p, double eta, double mu)
{
  p->m.set.eta = eta;
  p->m.set.mu = mu;
}

@ What follows hands out numbers, most of them as they are.\unprinted

@(playground.c@>=
int play_count(const play *p) {@+return parameter_count(p->m.net);@+}
@#
void play_sizes(const play *p, double *sizes)
{
  const settings *s = &p->m.set;
  const double all[] = {p->m.net.K, p->m.net.C, p->raw->N, s->batch_size, s->seed, s->noise, s->iterations, s->eta, s->mu, p->m.data[0] == 0};
  memcpy(sizes, all, sizeof all);
}
@#
const char *play_class(const play *p, int c) {@+return p->m.classes.name[c];@+}
const char *play_input(const play *p, int d) {@+return p->m.how.inputs != NULL ? p->m.how.inputs[d] : "";@+}
@#
void play_scales(const play *p, double *scales)
{
  for (int d = 0; d < 2; d++) {
    scales[2*d] = p->m.mean[d];
    scales[2*d+1] = p->m.scale[d];
  }
}
@#
double *play_theta(play *p) {@+return p->m.theta;@+}
double *play_velocity(play *p) {@+return p->m.M;@+}
double *play_gradient(play *p) {@+return p->slope;@+}
long play_iteration(const play *p) {@+return p->m.iteration;@+}
long play_first(const play *p) {@+return p->first;@+}
long play_last(const play *p) {@+return p->last;@+}
double *play_losses(play *p) {@+return p->losses;@+}
double play_guess(const play *p) {@+return (double) p->raw->N*log(p->m.net.C);@+}
@#
double play_loss(play *p)
{
  double unused[parameter_count(p->m.net)];
  return batch_gradient(p->crew, p->raw->N, NULL, p->m.theta, unused);
}
@#
void play_confusion(const play *p, double *counts)
{
  const int C = p->m.net.C;
  long whole[C*C];
  confusion(p->m.net, p->m.theta, p->data, whole);
  for (int j = 0; j < C*C; j++) counts[j] = (double) whole[j];
}
@#
int play_show(const play *p, long every, float *points)
{
  const int K = p->m.net.K, C = p->m.net.C;
  column h[K], z[C], s, y_hat[C];
  int shown = 0;
  for (long q = 0; q < panel_count(p->data); q++) {
    forward(p->m.net, p->m.theta, p->data->x + 2*q, h, z, s, y_hat);
    for (int i = 0; i < panel_size(p->data, q); i++) {
      if ((q*PANEL + i)%every != 0) continue;
      for (int d = 0; d < 2; d++) *points++ = (float) input(p->raw, q*PANEL + i, d);
      *points++ = (float) p->data->y[q][i];
      for (int k = 0; k < K; k++) *points++ = (float) h[k][i];
      for (int c = 0; c < C; c++) *points++ = (float) y_hat[c][i];
      shown++;
    }
  }
  return shown;
}
@#
void play_map(const play *p, int across, int up, const double *range, float *map)
{
  const int K = p->m.net.K, C = p->m.net.C, cells = across*up;
  column x[2], h[K], z[C], s, y_hat[C];
  for (int first = 0; first < cells; first += PANEL) {
    for (int i = 0; i < PANEL; i++) {
      const int j = first + i < cells ? first + i : first;
      const double x1 = range[0] + (range[1] - range[0])*(j%across + 0.5)/across, x2 = range[3] - (range[3] - range[2])*(j/across + 0.5)/up;
      x[0][i] = (x1 - p->m.mean[0])/p->m.scale[0];
      x[1][i] = (x2 - p->m.mean[1])/p->m.scale[1];
    }
    forward(p->m.net, p->m.theta, x, h, z, s, y_hat);
    for (int i = 0; i < PANEL && first + i < cells; i++) {
      for (int c = 0; c < C; c++) map[c*cells + first + i] = (float) y_hat[c][i];
      for (int k = 0; k < K; k++) map[(C + k)*cells + first + i] = (float) h[k][i];
    }
  }
}
@#
void play_sample(const play *p, long i, double *sample)
{
  for (int d = 0; d < 2; d++) sample[d] = input(p->raw, i, d);
  sample[2] = label(p->raw, i);
}

@ One sample by hand, as in section~\secref{onesample}. The functions work on panels; so all samples of a panel are the same one, and the first is looked at.\unprinted

@(playground.c@>=
static double *put(double *to, int count, const column *a)
{
  for (int j = 0; j < count; j++) *to++ = a[j][0];
  return to;
}
@#
void play_hand(const play *p, double x1, double x2, int label, double *by_hand)
{
  const network net = p->m.net;
  const double *theta = p->m.theta;
  @<Name the four parts of |theta|@>;
  column x[D], zh[K], h[K], zo[C], z[C], s, y_hat[C], delta_o[C], delta_h[K];
  int y[PANEL];
  total sums[play_count(p)];
  for (int i = 0; i < PANEL; i++) {
    x[0][i] = (x1 - p->m.mean[0])/p->m.scale[0];
    x[1][i] = (x2 - p->m.mean[1])/p->m.scale[1];
    y[i] = label;
  }
  affine(D, K, x, Wh, bh, zh);
  forward(net, theta, x, h, z, s, y_hat);
  affine(K, C, h, Wo, bo, zo);
  output_delta(C, y_hat, y, delta_o);
  hidden_delta(K, C, delta_o, Wo, h, delta_h);
  memset(sums, 0, sizeof sums);
  panel_gradient(1, net, theta, x, y, sums);
  by_hand = put(put(put(put(by_hand, D, x), K, zh), K, h), C, zo);
  *by_hand++ = zo[label][0] - z[label][0];
  for (int c = 0; c < C; c++) *by_hand++ = exponential(z[c][0]);
  *by_hand++ = s[0];
  by_hand = put(by_hand, C, y_hat);
  *by_hand++ = log(s[0]) - z[label][0];
  by_hand = put(by_hand, C, delta_o);
  for (int k = 0; k < K; k++) {
    double back = 0;
    for (int c = 0; c < C; c++) back += delta_o[c][0]*Wo[k][c];
    *by_hand++ = back;
  }
  for (int k = 0; k < K; k++) *by_hand++ = 1 - h[k][0];
  by_hand = put(by_hand, K, delta_h);
  for (int j = 0; j < play_count(p); j++) *by_hand++ = whole_sum(sums[j]);
}

@ One step for one parameter, the verdict on the gradient, and the sums that training conserves. A fault is planted in what is judged, not in what
trains.\unprinted

@(playground.c@>=
void play_next(const play *p, int j, double *next)
{
  next[0] = p->m.M[j];
  next[1] = p->m.theta[j];
  momentum_step(1, &next[1], &next[0], &p->slope[j], rate_for_sum(&p->m, p->m.set.eta), p->m.set.mu);
}
@#
int play_check(play *p, int fault, double *backprop, double *numerical, double *worst)
{
  gradient_check *c = check_gradient(p->crew, p->m.net, p->data, p->m.theta, play_count(p));
  if (c == NULL) return complain("not enough memory"), -1;
  if (fault != NONE) faulty_gradient(p->m.net, p->data, p->m.theta, fault, c->backprop);
  const gradient_verdict verdict = judge_gradient(p->m.net, c);
  memcpy(backprop, c->backprop, (size_t) c->n*sizeof(double));
  memcpy(numerical, c->numerical, (size_t) c->n*sizeof(double));
  *worst = c->worst;
  free_gradient_check(c);
  return (int) verdict;
}
@#
void play_sums(const play *p, double *now, double *at_first)
{
  const stage *first = p->latest;
  while (first->before != NULL) first = first->before;
  for (int k = 0; k <= p->m.net.K; k++) {
    const int C = p->m.net.C, from = 3*p->m.net.K + k*C; /* behind the last unit's weights are the biases */
    now[k] = at_first[k] = 0;
    for (int c = 0; c < C; c++) {
      now[k] += p->m.theta[from + c];
      at_first[k] += first->theta[from + c];
    }
  }
}

@ The ends of the spectrum of the Hessian. The experiments have a library for eigenvalues; on the page there is none, and of all ways to find them
the oldest is the shortest: Jacobi's rotations (1846). Each makes one element outside the diagonal zero, and the squares of those outside become
less, by that one's; after some sweeps through all of them the diagonal has the eigenvalues.\unprinted
@^Jacobi, Carl Gustav Jacob@>

@(playground.c@>=
static void rotate(int n, double H[n][n], int a, int b)
{
  if (H[a][b] == 0) return;
  const double cotangent = (H[b][b] - H[a][a])/(2*H[a][b]); /* of twice the angle */
  const double t = (cotangent < 0 ? -1 : 1)/(fabs(cotangent) + sqrt(1 + cotangent*cotangent)), c = 1/sqrt(1 + t*t), s = t*c;
  for (int j = 0; j < n; j++) {
    const double u = H[j][a], v = H[j][b];
    H[j][a] = c*u - s*v;
    H[j][b] = s*u + c*v;
  }
  for (int j = 0; j < n; j++) {
    const double u = H[a][j], v = H[b][j];
    H[a][j] = c*u - s*v;
    H[b][j] = s*u + c*v;
  }
}
@#
void play_curvature(play *p, double *ends)
{
  const int n = play_count(p);
  double H[n][n];
  hessian(p->crew, p->m.theta, 1e-5, n, H);
  for (int sweep = 0; sweep < 12; sweep++)
    for (int a = 0; a < n; a++)
      for (int b = a + 1; b < n; b++) rotate(n, H, a, b);
  ends[0] = INFINITY;
  ends[1] = -INFINITY;
  for (int j = 0; j < n; j++) {
    ends[0] = fmin(ends[0], H[j][j]);
    ends[1] = fmax(ends[1], H[j][j]);
  }
}

@ In a browser there are no files. The reader of points opens one all the same, and what it gets is the text that the page has been given;
memory for it, and for everything else, the page asks from here. This is all that is special about a browser, besides threads:
there aren't any that would share memory with a page from a disk. So the header for threads is one that has none.\unprinted

@(playground.c@>=
#ifdef __wasm__
@<Definition of |checksum|@>@;
@#
static const char *text;
static size_t left;
void play_hold(const char *t, size_t size)
{
  text = t;
  left = size;
}
int text_open(const char *name, int how, ...)
{
  (void) name;
  (void) how;
  return 3; /* any number that isn't that of standard input */
}
ssize_t text_read(int file, void *to, size_t most)
{
  const size_t n = most < left ? most : left;
  memcpy(to, text, n);
  text += n;
  left -= n;
  return file == 3 ? (ssize_t) n : -1;
}
int text_stat(int file, void *status) {@+(void) file;@+(void) status;@+return -1;@+}
ssize_t text_pread(int file, void *to, size_t most, off_t place) {@+(void) file;@+(void) to;@+(void) most;@+(void) place;@+return -1;@+}
int text_close(int file) {@+return file == 3 ? 0 : -1;@+}
void *play_room(size_t size) {@+return malloc(size);@+}
void play_drop(void *room) {@+free(room);@+}
#endif

@ Every thread that is asked for is refused.\unprinted

@(one_thread.h@>=
/* there is one thread, and nothing to wait for */
typedef int pthread_t, pthread_attr_t, pthread_mutex_t, pthread_cond_t;
#define pthread_attr_init(attributes) ((void)(attributes))
#define pthread_attr_setstacksize(attributes, size) ((void)(size))
#define pthread_attr_destroy(attributes) ((void)(attributes))
#define pthread_create(thread, attributes, start, argument) ((void)(thread), (void)(start), (void)(argument), 1)
#define pthread_join(thread, result) ((void)(thread), 0)
#define pthread_mutex_init(mutex, attributes) 0
#define pthread_mutex_lock(mutex) 0
#define pthread_mutex_unlock(mutex) 0
#define pthread_mutex_destroy(mutex) 0
#define pthread_cond_init(condition, attributes) 0
#define pthread_cond_wait(condition, mutex) 0
#define pthread_cond_signal(condition) 0
#define pthread_cond_broadcast(condition) 0
#define pthread_cond_destroy(condition) 0

@** Appendices. \part{}{}

@* The numbers of Part I. \seclabel{partone}Here is where the
numbers in Part~I's examples come from. First the sample that was computed by hand. What it begins with is rounded to four
places. The functions work on all samples of a panel, and we show the first. Since the loss needs only the differences of
logits, |forward| leaves them shifted; so we compute them once more.\unprinted

@<Experiments@>=
static void show(const char *name, int count, const column *a)
{
  for (int j = 0; j < count; j++) number(named("ex_%s%d", name, j + 1), "%.4f", a[j][0]);
}
@#
static void example(void)
{
  problem *p = notebook_problem();
  const network net = p->net;
  double *theta = p->theta;
  @<Name the four parts of |theta|@>;
  const int *y = p->data->y[0];
  column x[D], zh[K], h[K], zo[C], z[C], s, y_hat[C], delta_o[C], delta_h[K];
  for (int j = 0; j < p->count; j++) theta[j] = round(1e4*theta[j])/1e4;
  for (int d = 0; d < D; d++)
    for (int i = 0; i < PANEL; i++) x[d][i] = round(1e4*p->data->x[d][i])/1e4;
  affine(D, K, x, Wh, bh, zh);
  forward(net, theta, x, h, z, s, y_hat);
  affine(K, C, h, Wo, bo, zo);
  output_delta(C, y_hat, y, delta_o);
  hidden_delta(K, C, delta_o, Wo, h, delta_h);
  show("x", D, x), show("zh", K, zh), show("h", K, h), show("zo", C, zo);
  show("y_hat", C, y_hat), show("delta_o", C, delta_o), show("delta_h", K, delta_h);
  double slope = h[0][0]*(1 - h[0][0]);
  numbers("ex", "loss %.4f slope1 %.4f back1 %.4f", -log(y_hat[y[0]][0]), slope, delta_h[0][0]/slope);
  @<Show the derivatives, and go one step@>;
  forget(p);
}

@ The sums of |panel_gradient| over a single sample are its own derivatives; each
of them is in |LANES| parts. A step without momentum, with $\eta=1$, ends where the loss is computed again.\unprinted

@<Show the derivatives, and go one step@>=
total sums[p->count];
double g[p->count], squares = 0;
memset(sums, 0, sizeof sums);
panel_gradient(1, net, theta, x, y, sums);
for (int j = 0; j < p->count; j++) {
  char place[32];
  g[j] = whole_sum(sums[j]);
  squares += g[j]*g[j];
  place_name(net, j, '_', place);
  number(named("ex_d%s", place), "%#.4g", g[j]);
}
momentum_step(p->count, theta, p->M, g, 1, 0);
forward(net, theta, x, h, z, s, y_hat);
numbers("ex", "squares %.4f new_y_hat %.4f new_loss %.4f", squares, y_hat[y[0]][0], -log(y_hat[y[0]][0]));

@ Three scalars in a chain, forward and back, and a difference, to compare; and the two descents of \figref{valley}.\unprinted

@<Experiments@>=
static void chain(void)
{
  double x = 2, w = -0.5, h = 1/(1 + exponential(-w*x)), J = -log(h);
  double moved = -log(1/(1 + exponential(-(w + 0.01)*x)));
  numbers("chain", "h %.4f J %.4f dh %.4f slope %.4f dz %.4f dw %.4f moved %.4f change %.4f",@|
    h, J, -1/h, h*(1 - h), -1/h*h*(1 - h), -1/h*h*(1 - h)*x, moved, moved - J);
}
@#
static void valley(void)
{
  const double lambda[] = {1, 25}, mu[] = {0, 0.5};
  printf("# path\tt\ttheta1\ttheta2\n");
  for (int k = 0; k < 2; k++) {
    double theta[] = {5, 1}, M[] = {0, 0};
    for (int t = 0; t <= 25; t++) {
      double g[] = {lambda[0]*theta[0], lambda[1]*theta[1]};
      printf("%d\t%d\t%.17g\t%.17g\n", k + 1, t, theta[0], theta[1]);
      if (t == 25) number(k == 0 ? "valley_plain" : "valley_momentum", "%.2g", hypot(theta[0], theta[1]));
      momentum_step(2, theta, M, g, 2/26., mu[k]);
    }
  }
}

@ Next, what a gradient costs: the loss alone, of full panels, the loss with its gradient, and
differences made of the loss alone. A computer isn't equally fast at all times. So the three take turns, each is done
by one thread and measured in processor time, and we compare medians.\unprinted

@<Experiments@>=
static double loss_alone(const problem *p, const double *theta)
{
  const network net = p->net;
  column h[net.K], z[net.C], s, y_hat[net.C];
  double J = 0;
  for (long q = 0; q < panel_count(p->data); q++) {
    forward(net, theta, p->data->x + q*net.D, h, z, s, y_hat);
    J += loss(net.C, z, s, p->data->y[q]);
  }
  return J;
}
@#
static double differences_alone(const problem *p, double *theta, double epsilon)
{
  double sum = 0;
  for (int j = 0; j < p->count; j++) {
    double here = theta[j];
    theta[j] = here + epsilon;
    sum += loss_alone(p, theta);
    theta[j] = here - epsilon;
    sum -= loss_alone(p, theta);
    theta[j] = here;
  }
  return sum;
}
@#
static void cost(void)
{
  enum {TURNS = 15, AGAIN = 2};
  for (int K = 3; K <= 12; K *= 2) {
    problem *p = pose(42, 390*PANEL, K);
    team *alone = make_team(1, p->net, p->data);
    double g[p->count], ticks[3][TURNS], sum = 0;
    for (int turn = 0; turn < 3*TURNS; turn++) {
      clock_t start = clock();
      for (int n = 0; n < AGAIN; n++)
        sum += turn%3 == 0 ? loss_alone(p, p->theta) : turn%3 == 1 ? gradient(alone, p->theta, g) : differences_alone(p, p->theta, 1e-4);
      ticks[turn%3][turn/3] = (double)(clock() - start);
    }
    number(named("cost_gradient_%d", K), "%.1f", median(TURNS, ticks[1])/median(TURNS, ticks[0]));
    number(named("cost_differences_%d", K), "%.0f", median(TURNS, ticks[2])/median(TURNS, ticks[0]));
    if (!isfinite(sum)) exit(1); /* so that the compiler can't leave it out */
    free_team(alone);
    forget(p);
  }
}

@ \seclabel{faulty}Now for the planted faults of section~\secref{planted}. The gradient is |panel_gradient|, all panels added up, but for the lines
that say |fault|.\unprinted

@<Functions for the playground, too@>=
enum {NONE, FORGOTTEN, BIAS, TURNED, SLOPE, FAULTS};
@#
static void faulty_gradient(network net, const dataset *data, const double *theta, int fault, double *g)
{
  @<Name the four parts of |theta|@>;
  const int count = parameter_count(net);
  total sums[count];
  @<Name the four parts of the gradient@>;
  column h[K], z[C], s, y_hat[C], delta_o[C], delta_h[K];
  double turned[K][C]; /* |Wo|, the numbers read in the order of its transpose */
  for (int j = 0; j < K*C; j++) turned[j%K][j/K] = Wo[j/C][j%C];
  memset(sums, 0, sizeof sums);
  for (long q = 0; q < panel_count(data) - (fault == FORGOTTEN); q++) {
    const column *x = data->x + q*D;
    hidden_layer(D, K, x, Wh, bh, h);
    output_layer(K, C, h, Wo, bo, z, s, y_hat);
    output_delta(C, y_hat, data->y[q], delta_o);
    for (int c = 0; c < C; c++)
      for (int i = panel_size(data, q); i < PANEL; i++) delta_o[c][i] = 0;
    hidden_delta(K, C, delta_o, fault == TURNED ? (const void *) turned : Wo, h, delta_h);
    for (int k = 0; k < K && fault == SLOPE; k++)
      for (int i = 0; i < PANEL; i++) {
        delta_h[k][i] = 0;
        for (int c = 0; c < C; c++) delta_h[k][i] += delta_o[c][i]*Wo[k][c];
        delta_h[k][i] *= h[k][i];
      }
    weight_gradient(K, C, h, delta_o, dJ_dWo);
    bias_gradient(C, delta_o, dJ_dbo);
    weight_gradient(D, K, x, delta_h, dJ_dWh);
    if (fault != BIAS) bias_gradient(K, delta_h, dJ_dbh);
  }
  for (int j = 0; j < count; j++) g[j] = whole_sum(sums[j]);
}

@ Each fault is checked with differences, and then trained with, at the notebook's rate for the mean of the losses, $\eta N=5$.\unprinted

@<Experiments@>=
static void faults(void)
{
  const char *name[] = {"none", "forgotten", "bias", "turned", "slope"};
  problem *p = pose(42, 39*PANEL, 3);
  const int T = 10000;
  double g[p->count], slope[p->count];
  numbers("fault", "T %.0f N %.0f", (double) T, (double) p->data->N);
  central_differences(p->crew, p->check, 1e-4, slope);
  for (int fault = 0; fault < FAULTS; fault++) {
    double worst = 0;
    faulty_gradient(p->net, p->data, p->check, fault, g);
    for (int j = 0; j < p->count; j++) {
      double error = relative_error(g[j], slope[j]);
      char place[32];
      place_name(p->net, j, '_', place);
      if (fault == SLOPE) number(named("fault_%s", place), error > 1e-4 ? "%.2f" : "%.0e", error);
      worst = fmax(worst, error);
    }
    restart(p);
    for (int t = 0; t < T; t++) {
      faulty_gradient(p->net, p->data, p->theta, fault, g);
      momentum_step(p->count, p->theta, p->M, g, 5./p->data->N, 0.5);
    }
    @<Say what the fault has done@>;
  }
  forget(p);
}

@ Loss, mistakes, and worst error are printed for each fault.\unprinted

@<Say what the fault has done@>=
double J = gradient(p->crew, p->theta, g), wrong = (double) misclassified(p->net, p->theta, p->data);
number(named("fault_%s_worst", name[fault]), worst > 1e-3 ? "%.2g" : "%.0e", worst);
number(named("fault_%s_J", name[fault]), J > 100 ? "%.0f" : "%.3g", J);
number(named("fault_%s_wrong", name[fault]), "%.0f", wrong);
if (fault == BIAS) number("fault_bias_right", "%.0f", 100 - 100*wrong/p->data->N);

@ And these are the numbers of the chapter on what the network learned. It is
trained as in the book's run, and then asked: at single points, to begin with.\unprinted

@<Experiments@>=
static double lead_at(const problem *p, double x1, double x2, double *activation)
{
  column x[2], h[3], z[2], s, y_hat@t@>[2];
  for (int i = 0; i < PANEL; i++) x[0][i] = x1, x[1][i] = x2;
  forward(p->net, p->theta, x, h, z, s, y_hat);
  for (int k = 0; k < 3; k++) activation[k] = h[k][0];
  return z[1][0] - z[0][0];
}
@#
static double degrees(double y, double x)
{
  double a = atan2(y, x)*180/acos(-1);
  return a < -90 ? a + 360 : a;
}
@#
static bool keep_loss(void *context, long t, wide J)
{
  ((double *) context)[t] = J;
  return true;
}

@ How far out is the boundary, in directions half a degree apart? Bisection tells.\unprinted

@<Experiments@>=
static void follow_boundary(const problem *p, long t)
{
  double h[3], least = INFINITY, most = 0;
  for (int j = 0; j <= 720; j++) {
    double angle = j*acos(-1)/360, low = 0.2, high = 1.2;
    while (high - low > 1e-9) {
      double r = (low + high)/2;
      if (lead_at(p, r*cos(angle), r*sin(angle), h) > 0) low = r; else high = r;
    }
    printf("%ld\t%.1f\t%.17g\n", t, j/2., low);
    least = fmin(least, low);
    most = fmax(most, low);
  }
  if (t == 50000) numbers("boundary", "least %.3f most %.3f", least, most);
}

@ The observer has kept the losses of all iterations. For section~\secref{widths} the hidden units are turned into switches.\unprinted

@<Experiments@>=
static void learned(void)
{
  problem *p = notebook_problem();
  static double J[50001];
  replay(p, 0, 50000, keep_loss, J);
  @<Tell the course of the loss@>;
  const network net = p->net;
  const double *theta = p->theta;
  @<Name the four parts of |theta|@>;
  double a[] = {bo[1] - bo[0], Wo[0][1] - Wo[0][0], Wo[1][1] - Wo[1][0], Wo[2][1] - Wo[2][0]}; /* the lead's bias and weights */
  @<Read the units@>;
  @<Count the points in the corners, and look at the wrong ones@>;
  double hard[p->count];
  for (int j = 0; j < p->count; j++) hard[j] = j < (D + 1)*K ? 1e6*theta[j] : theta[j];
  number("hard_wrong", "%.0f", (double) misclassified(net, hard, p->data));
  printf("# steps\tdegrees\tradius\n");
  follow_boundary(p, 50000);
  long t = 50000;
  while (misclassified(net, theta, p->data) > 0) go_to(p, ++t);
  number("right_at", "%.0f", (double) t);
  follow_boundary(p, t);
  forget(p);
}

@ The plateau has ended when the loss is below nine tenths of what it was at iteration 6000.\unprinted

@<Tell the course of the loss@>=
long fall = 6000;
numbers("loss", "1 %.0f 1000 %.0f 6000 %.0f", J[1], J[1000], J[6000]);
number("ignorance", "%.0f", 50000*log(2)); /* ``half and half'' to everything */
while (J[fall] > 0.9*J[6000]) fall++;
number("fall_begins", "%.0f", (double) fall);
while (J[fall] > 0.1*J[6000]) fall++;
number("fall_ends", "%.0f", (double) fall);

@ The ramp $\sigma(z)$ rises from $0.12$ to $0.88$ while $z$ goes from $-2$ to~2. A
unit that is off in the disc is turned over for its direction.\unprinted

@<Read the units@>=
for (int k = 0; k < K; k++) {
  double size = hypot(Wh[0][k], Wh[1][k]), sign = bh[k] > 0 ? 1 : -1;
  number(named("grows%d", k + 1), "%.0f", degrees(sign*Wh[1][k], sign*Wh[0][k]));
  number(named("steep%d", k + 1), "%.1f", size);
  number(named("wide%d", k + 1), "%.2f", 4/size);
  number(named("far%d", k + 1), "%.2f", fabs(bh[k])/size);
}
for (int k = 0; k <= K; k++) number(named("lead%d", k), k == 0 ? "%.1f" : "%+.1f", a[k]);

@ The corner of the cube in which a point is has the number $4h_1+2h_2+h_3$, with
the activations rounded.\unprinted

@<Count the points in the corners, and look at the wrong ones@>=
long count[2][8] = {{0}};
double h[3], least = INFINITY, greatest = 0;
for (long i = 0; i < p->data->N; i++) {
  double x1 = input(p->data, i, 0), x2 = input(p->data, i, 1), r = hypot(x1, x2), lead = lead_at(p, x1, x2, h);
  int disc = label(p->data, i);
  count[disc][4*(h[0] > 0.5) + 2*(h[1] > 0.5) + (h[2] > 0.5)]++;
  if (disc) greatest = fmax(greatest, r); else least = fmin(least, r);
  if ((lead > 0) == disc) continue;
  numbers(named("wrong%d", disc + 1), "radius %.3f angle %.0f probability %.2f",@|
    r, fmod(degrees(x2, x1) + 360, 360), 1/(1 + exponential(disc ? -lead : lead)));
  printf("# at\t%.17g\t%.17g\n", x1, x2);
}
number("inner_greatest", "%.3f", greatest);
number("outer_least", "%.3f", least);
@<Write the table of the corners@>;

@ The best corner is the one where the disc lies; the next best is sought among the others.\unprinted

@<Write the table of the corners@>=
double next = -INFINITY;
int best = 0;
for (int c = 1; c < 8; c++)
  if (count[1][c] > count[1][best]) best = c;
for (int c = 0; c < 8; c++) {
  int h1 = c/4, h2 = c/2%2, h3 = c%2;
  double lead = a[0] + h1*a[1] + h2*a[2] + h3*a[3];
  number(named("lead%d%d%d", h1, h2, h3), "%.1f", lead);
  number(named("ring%d%d%d", h1, h2, h3), "%.0f", (double) count[0][c]);
  number(named("disc%d%d%d", h1, h2, h3), "%.0f", (double) count[1][c]);
  if (c != best) next = fmax(next, lead);
  else {
    printf("#= corner\t(%d,%d,%d)\n", h1, h2, h3);
    number("lead_corner", "%.1f", lead);
  }
}
number("lead_next", "%.1f", next);
number("in_corner", "%.0f", (double) count[1][best]);
number("in_disc", "%.0f", (double)(p->data->N + 1)/2);

@ Last, the times of section~\secref{brought}. A task is done again and again, and the least time counts. Of the library's
functions we time the one for~$2^z$, with base~2 in place of~$e$.\unprinted

@<Experiments@>=
enum {LOGISTIC, LIBRARY, IN_LANES, IN_ORDER, ONE, TWO, SCATTERED, TASKS};
@#
typedef struct {
  problem *p;
  team *one, *two; /* with one thread and with two */
  int *order; /* the samples, shuffled */
  column z[8], h[8];
  total lanes; /* the sums that are formed, so that no task is for nothing */
  double sum;
} workshop;
@#
static void work(workshop *w, int task)
{
  double g[17], sum = 0;
  switch (task) {
  case LOGISTIC: logistic(8, w->z, w->h); break;
  case LIBRARY:
    for (int k = 0; k < 8; k++)
      for (int i = 0; i < PANEL; i++) w->h[k][i] = 1/(1 + exp2(-w->z[k][i]));
    break;
  case IN_LANES:
    for (int k = 0; k < 8; k++) add_inner_product(w->z[k], w->h[k], w->lanes);
    break;
  case IN_ORDER:
    for (int k = 0; k < 8; k++)
      for (int i = 0; i < PANEL; i++) sum += w->z[k][i]*w->h[k][i];
    break;
  case ONE: sum = gradient(w->one, w->p->theta, g); break;
  case TWO: sum = gradient(w->two, w->p->theta, g); break;
  case SCATTERED: sum = batch_gradient(w->one, w->p->data->N, w->order, w->p->theta, g);
  }
  w->sum += sum;
}
@#
static double clock_ns(void)
{
  struct timespec t;
  timespec_get(&t, TIME_UTC);
  return 1e9*(double) t.tv_sec + (double) t.tv_nsec;
}
@#
static double nanoseconds(workshop *w, int task)
{
  double least = INFINITY;
  for (int turn = 0; turn < 40; turn++) {
    const double begun = clock_ns();
    for (int again = 0; again < 50; again++) work(w, task);
    least = fmin(least, clock_ns() - begun);
  }
  return least/50;
}

@ The first four tasks are about numbers, the others about samples.\unprinted

@<Experiments@>=
static void speed(void)
{
  const char *name[] = {"logistic", "library", "lanes", "ordered", "gradient", "two", "scattered"};
  problem *p = notebook_problem();
  const long N = p->data->N;
  static workshop w;
  w.p = p;
  w.one = make_team(1, p->net, p->data);
  w.two = make_team(2, p->net, p->data);
  w.order = malloc((size_t) N*sizeof(int));
  if (w.one == NULL || w.two == NULL || w.order == NULL) exit(1);
  for (int i = 0; i < N; i++) w.order[i] = i;
  shuffle(&p->g, N, w.order);
  for (int k = 0; k < 8; k++)
    for (int i = 0; i < PANEL; i++) w.z[k][i] = random_normal(&p->g);
  for (int task = 0; task < TASKS; task++)
    number(named("speed_%s", name[task]), task == IN_LANES || task == IN_ORDER ? "%.2f" : "%.1f",@|
      nanoseconds(&w, task)/(task < ONE ? 8*PANEL : (double) N));
  if (!isfinite(w.sum + whole_sum(w.lanes))) exit(1);
  free(w.order);
  free_team(w.one);
  free_team(w.two);
  forget(p);
}

@ The errors of the polynomials for $e^r$, as series, in which nothing cancels.\unprinted

@<Experiments@>=
static void minimax(void)
{
  enum {STEPS = 800};
  const int degrees[] = {11, 13};
  long double greatest[3] = {0}, least = 1, extreme = 0, before = 0;
  printf("# r\terror11\terror13\terror\n");
  for (int j = 0; j <= STEPS; j++) {
    const long double r = logl(2)/2*(2*j - STEPS)/STEPS;
    long double error[3] = {0}, term = 1, power = 1;
    for (int k = 0; k < 24; k++, power *= r, term *= r/k) { /* |term| is $r^k\!/k!$ */
      for (int a = 0; a < 2; a++) error[a] -= k > degrees[a] ? term : 0;
      error[2] += (k < 12 ? e_coefficient[k]*power : 0) - term;
    }
    printf("%.9Lg", r);
    for (int a = 0; a < 3; a++) {
      error[a] *= expl(-r);
      greatest[a] = fmaxl(greatest[a], fabsl(error[a]));
      printf("\t%.9Lg", error[a]);
    }
    printf("\n");
    @<Note the extreme between two changes of sign@>@;
  }
  number("minimax_least", "%.1e", floor(1e19*(double) fminl(least, extreme))/1e19);
  number("minimax_error", "%.1e", (double) greatest[2]);
  number("minimax_taylor", "%.1e", (double) greatest[1]);
  number("minimax_taylor_11", "%.0e", (double) greatest[0]);
}

@ An extreme is the greatest error between two changes of the sign of $e(r)/r^3$.\unprinted

@<Note the extreme between two changes of sign@>=
const long double sign = r < 0 ? -error[2] : error[2];
if (sign*before < 0) {
  if (extreme > 1e-18L) least = fminl(least, extreme);
  extreme = 0;
}
extreme = fmaxl(extreme, fabsl(error[2]));
before = sign;

@ For section~\secref{limits} there are three loops in a file of their own, compiled for each kind of
processor as the network is. In the first, twelve vectors are multiplied and added to again and again; with fewer, each
would have to wait for its last sum.\unprinted

@(limits.c@>=
#include <complex.h> /* |creal|, for the exponential function */
#include <stdint.h>
@h
#undef ALWAYS_INLINE
#define ALWAYS_INLINE static inline __attribute__((always_inline)) /* this file has an |exponential| of its own */
typedef double real;
@<The coefficients of the exponential@>@;
@<The exponential function@>@;
#if defined __AVX512F__
#define BYTES 64 /* in a vector of the processor */
#elif defined __AVX__
#define BYTES 32
#else
#define BYTES 16
#endif
#define CHAINS 12
typedef double vector __attribute__((vector_size(BYTES)));
@#
double fused(long n, double *sum) /* |n| for each number of all the chains; return how many these are */
{
  const vector none = {0}, b = none + 0.999, c = none + *sum;
  vector a[CHAINS];
  for (int j = 0; j < CHAINS; j++) a[j] = c + j;
  for (long i = 0; i < n; i++)
    for (int j = 0; j < CHAINS; j++) a[j] = a[j]*b + c;
  for (int j = 0; j < CHAINS; j++) *sum += 1e-9*a[j][0];
  const long numbers = CHAINS*BYTES/8;
  return (double)(n*numbers);
}
@#
void exponentials(long n, const double *restrict z, double *restrict e) /* for |n| numbers */
{
  PRAGMA(omp simd)
  for (long i = 0; i < n; i++) e[i] = exponential(z[i]);
}
@#
double read_all(long n, const double *x) /* the sum of |n| numbers, a multiple of 32 */
{
  double part[32] = {0}, sum = 0;
  for (long i = 0; i < n; i += 32) {
    PRAGMA(omp simd)
    for (int l = 0; l < 32; l++) part[l] += x[i + l];
  }
  for (int l = 0; l < 32; l++) sum += part[l];
  return sum;
}

@ The threads do the same at once, and the best of several attempts counts; what is read is 256 megabytes.
Operations are counted in one function: \eqref{affine} and \eqref{gradient} need $4DK+6KC$, and an exponential
two for $z/\ln2+\hbox{|shift|}$, one for~$n$, four for~$r$, 22 for the polynomial, and one for the product.\unprinted

@d EXPONENTIAL_OPERATIONS (2 + 1 + 4 + 2*11 + 1)

@<Experiments@>=
double fused(long n, double *sum); /* in \.{limits.c} */
void exponentials(long n, const double *z, double *e);
double read_all(long n, const double *x);
enum {FUSED, EXPONENTIALS, READING, FAR = 1 << 25, NEAR = 1024}; /* numbers in memory, and in the nearest cache */
@#
typedef struct {
  int what;
  long n; /* how many numbers this thread reads, */
  const double *x; /* from here */
  double done, sum; /* how many there have been, and something that depends on each */
} portion;
@#
static void *do_portion(void *argument)
{
  portion *s = argument;
  double e[NEAR];
  s->done = (double) s->n;
  switch (s->what) {
  case FUSED: s->done = fused(1000000, &s->sum); break;
  case READING: s->sum = read_all(s->n, s->x); break;
  case EXPONENTIALS:
    for (int again = 0; again < 4000; again++) {
      exponentials(NEAR, s->x, e);
      s->sum += e[again%NEAR];
    }
    s->done = 4000.*NEAR;
  }
  return NULL;
}
@#
static double rate(int what, int threads, const double *x) /* for a nanosecond */
{
  double most = 0, done, sum = 0;
  for (int turn = 0; turn < 12; turn++) {
    portion s[threads];
    pthread_t thread[threads];
    const double begun = clock_ns();
    for (int t = 0; t < threads; t++) {
      const long n = FAR/threads/32*32;
      s[t] = @[(portion){what, n, what == READING ? x + t*n : x, 0, 1}@];
      if (pthread_create(&thread[t], NULL, do_portion, &s[t]) != 0) exit(1);
    }
    done = 0;
    for (int t = 0; t < threads; t++) {
      pthread_join(thread[t], NULL);
      done += s[t].done;
      sum += s[t].sum;
    }
    most = fmax(most, done/(clock_ns() - begun));
  }
  if (!isfinite(sum)) exit(1);
  return most;
}
@#
static double operations(network net)
{
  const int D = net.D, K = net.K, C = net.C, E = EXPONENTIAL_OPERATIONS;
  const int hidden = 2*D*K + K*(E + 2), output = 2*K*C + C*(E + 3), loss = 2; /* shift, exponential, sum, product; a division */
  const int delta_o = C, delta_h = 2*K*C + 2*K, weights = 2*D*K + 2*K*C, biases = K + C;
  return hidden + output + loss + delta_o + delta_h + weights + biases;
}
@#
static double sample_bytes(network net)
{
  return 8*net.D + 4;
}
@#
static dataset *make_samples(network net, long N) /* of any kind; |NULL| if there is no memory */
{
  dataset *data = make_dataset(N, net.D, net.C);
  int x = 0, y = 0;
  for (long i = 0; data != NULL && i < N; i++) {
    for (int d = 0; d < net.D; d++) input(data, i, d) = (x = x < 100 ? x + 1 : 0)/50. - 1;
    label(data, i) = y = y + 1 < net.C ? y + 1 : 0;
  }
  return data;
}
@#
static double sample_ns(int threads, network net, const dataset *data) /* for loss and gradient */
{
  generator g;
  const int count = parameter_count(net);
  double theta[count], dJ[count], least = INFINITY, spent = 0, sum = 0;
  team *crew = data == NULL ? NULL : make_team(threads, net, data);
  if (crew == NULL) exit(1);
  seed_generator(&g, 42);
  random_parameters(&g, count, theta);
  for (int turn = 0; turn < 2 || spent < 1e8; turn++) {
    const double begun = clock_ns();
    sum += gradient(crew, theta, dJ);
    const double ns = clock_ns() - begun;
    least = fmin(least, ns);
    spent += ns;
  }
  if (!isfinite(sum)) exit(1);
  free_team(crew);
  return least/(double) data->N;
}
@#
static void roofline(void)
{
  static const network net[] = {{2, 3, 2}, {8, 16, 3}, {64, 64, 10}};
  const int all = (int) sysconf(_SC_NPROCESSORS_ONLN);
  double *x = malloc(FAR*sizeof(double));
  if (x == NULL) exit(1);
  for (long i = 0; i < FAR; i++) x[i] = (double)(i%NEAR)/NEAR;
  number("roof_exponential", "%.0f", EXPONENTIAL_OPERATIONS);
  number("roof_operations", "%.0f", operations(net[0]));
  number("roof_bytes", "%.0f", sample_bytes(net[0]));
  number("roof_intensity", "%.0f", operations(net[0])/sample_bytes(net[0]));
  number("roof_threads", "%.0f", all);
  printf("# threads\tD\tK\tC\toperations per byte\toperations per ns\tmost per ns\tbytes read per ns\n");
  for (int threads = 1; threads <= all; threads += all > 1 ? all - 1 : 1) {
    const char *how = threads == 1 ? "one" : "all";
    const double most = 2*rate(FUSED, threads, x), bytes = 8*rate(READING, threads, x), e = rate(EXPONENTIALS, threads, x);
    number(named("roof_most_%s", how), "%.0f", most);
    number(named("roof_read_%s", how), "%.1f", bytes);
    number(named("roof_fused_ns_%s", how), "%.4f", 2/most);
    number(named("roof_exponential_ns_%s", how), "%.3f", 1/e);
    number(named("roof_five_%s", how), "%.1f", (net[0].K + net[0].C)/e);
    if (threads == 1) number("roof_exponential_percent", "%.0f", 100*EXPONENTIAL_OPERATIONS*e/most);
    for (int j = 0; j < 3; j++) {
      dataset *data = make_samples(net[j], 50000);
      const double ns = sample_ns(threads, net[j], data);
      free_dataset(data);
      printf("%d\t%d\t%d\t%d\t%.4g\t%.4g\t%.4g\t%.4g\n", threads, net[j].D, net[j].K, net[j].C,@|
        operations(net[j])/sample_bytes(net[j]), operations(net[j])/ns, most, bytes);
      number(named("roof_ns_%d_%s", net[j].K, how), "%.1f", ns);
      number(named("roof_percent_%d_%s", net[j].K, how), "%.0f", 100*operations(net[j])/ns/most);
    }
  }
  free(x);
}

@ A hundred million samples take two gigabytes, and if there isn't twice as much to be had, we make do with fewer. A line with 0 threads has a cache: how
many samples fill it, and which it is.\unprinted

@<Experiments@>=
static void sizes(void)
{
  static const network net = {2, 3, 2};
  static const int caches[] = {_SC_LEVEL1_DCACHE_SIZE, _SC_LEVEL2_CACHE_SIZE, _SC_LEVEL3_CACHE_SIZE};
  const int all = (int) sysconf(_SC_NPROCESSORS_ONLN);
  const double room = (double) sysconf(_SC_AVPHYS_PAGES)*(double) sysconf(_SC_PAGESIZE)/2;
  double least = INFINITY, most = 0;
  long N = 100000000;
  while ((double) N*sample_bytes(net) > room) N /= 10;
  dataset *data = make_samples(net, N);
  if (data == NULL) exit(1);
  printf("# samples\tthreads\tns per sample\n");
  for (int k = 0; k < 3; k++)
    if (sysconf(caches[k]) > 0) printf("%.0f\t0\t%d\n", (double) sysconf(caches[k])/sample_bytes(net), k + 1);
  for (int step = 0; step <= 10 && (data->N = step%2 == 0 ? lround(pow(10, 3 + step/2)) : 3*data->N) <= N; step++)
    for (int threads = 1; threads <= all; threads += all > 1 ? all - 1 : 1) {
      const double ns = sample_ns(threads, net, data);
      printf("%ld\t%d\t%.4g\n", data->N, threads, ns);
      if (threads > 1 || data->N < 10000) continue;
      least = fmin(least, ns);
      most = fmax(most, ns);
    }
  free_dataset(data);
  numbers("sizes", "millions %.0f least %.1f most %.1f", 1e-6*(double) N, least, most);
}

@ @<Names of the experiments@>=
{"sizes", sizes}, {"example", example}, {"chain", chain}, {"valley", valley}, {"cost", cost}, {"faults", faults}, {"learned", learned},@/
{"speed", speed}, {"minimax", minimax},@/
{"roofline", roofline},@/

@* Errata in the notebook. The notebook that this book follows is a good one, and
most of its readers will not have noticed that anything is amiss. Those who
tried to follow it line by line will have stumbled, though. These are the places
from which something can be learned: what the notebook has, what is right, and where we
treat it.
@^errata@>

\erratum The axis of its loss figure is labelled $\log\xi$. The axis is
logarithmic, but what is drawn is the loss itself, not its logarithm; and it is
$J$, the sum over all samples, while $\xi$ is the loss of one. A logarithmic
axis is labelled with the quantity. See \figref{loss}.

\erratum Its two classes change colours from one figure to the next, because
the colours were given in the order of appearance; and axes of unequal scale
make ellipses of the circles. See \figref{data} and \figref{boundary}.

\erratum It calls $\delta\out=\yhat-y$ the derivative of the loss with respect
to the output {\it activation}, while the symbol in the denominator is $z^0$ (a
zero for the letter~o). It is the derivative with respect to the {\it
pre-activation\/}~$z\out$; the one with respect to the activation~$\yhat_c$ is
$-[y=c]/\yhat_c$. One who takes the words at face value multiplies by softmax's
derivative once too often. See section~\secref{outputdelta}.

\erratum The hidden delta is given as a product of three partial derivatives of
matrices with respect to matrices, whose shapes can't be multiplied. In a text
on shapes that is where the student gives up. See equation~\eqref{hiddendelta}.

\erratum The logistic function and softmax are computed as their formulas
stand. They overflow for pre-activations of some $\pm710$, and a probability
that has become zero makes the loss $0\cdot\ln0$, which is not a number. The
first cell of the notebook turns all warnings off, so one would not hear of it.
See sections \secref{logistic}, \secref{softmax}, and~\secref{lossterm}.

\erratum The gradient check raises its message inside an {\tt assert}, which so
becomes an {\tt AssertionError} whose content is a {\tt ValueError}, and
vanishes when Python is asked to optimise. It tries one random point, never a
trained one, where differences are at their worst (\figref{steps}). And because
it draws random numbers, leaving it out changes the training that follows.
See section~\secref{check}.

\erratum It has a search over learning rates from $0.01$ to $0.25$, turned into
a comment. With the loss summed over \num{samples} points these rates are a
hundred times too large and more, and the training gets nowhere. A rate
means nothing unless one says whether it is for the sum or for the mean. See
section~\secref{rates}.

\erratum It concludes from one run. ``It takes over 5K iterations for the loss to
start to decline'': an accident of these initial weights and this rate. The boundary
``misclassifies very few data points'': nobody has counted them; they are
\num{wrong}. It ``would further improve with continued training'': nobody has continued;
it is true. Stochastic gradient descent ``would have likely significantly accelerated
convergence'': nobody has tried; it does. See sections \secref{starts}, \secref{rates},
\secref{tail}, and~\secref{batches}.

@* Answers to the exercises. Every answer that is a formula or a number has a
test of its own name in \.{tests/exercises\_*.c}, which compares it with
something computed in another way. Numbers that are not obvious come from there
too.

@ {\it Introduction.}

\answer{stored} It is \.{delta\_o[c][i] = y\_hat[c][i] - (y[i] == c)}. The
number of the disc is 2 in the formulas and 1 in the program. So for the ring,
|c|=0, the test $y_i\equiv c$ has the value~0, and $0.3$ is stored; for the
disc, |c|=1, it has the value~1, and $0.7-1=-0.3$ is.

\answer{count} $DK+K+KC+C=23520+30+300+10=\num{ex.count}$.

@ {\it From a unit to a network.}

\answer{bias} Give $V$ a last column of ones, and $W$ the biases as its last
row:
$$\mathop{Z}_{N\times K}=\mathop{\pmatrix{V&{\bf1}\cr}}_{N\times(D+1)}\;\mathop{\pmatrix{W\cr b\cr}}_{(D+1)\times K}=VW+{\bf1}b.$$

\answer{logit} From $h=1/(1+e^{-z})$ follows $e^{-z}=1/h-1=(1-h)/h$, hence
$$z=\ln{h\over1-h}.$$
This is the {\it logit\/} of~$h$. It is
@^logit@>
$\ln9\approx\num{ex.logit}$ for $0.9$ and $-\ln9$ for $0.1$.

\answer{unit} On the line, $2x_1+x_2=2$, its pre-activation is zero. So
$z=a(2-2x_1-x_2)$ with some factor~$a$, since an affine function is known up to
a factor when one knows where it is zero. At the origin $2a=\ln9$. So there is
just one such unit:
$w=(-\ln9,-{1\over2}\ln9)\approx(\num{ex.unit.w1},\num{ex.unit.w2})$,
$b=\ln9\approx\num{ex.unit.b}$. It is down to $0.1$ where $z=-\ln9$, that is,
$2x_1+x_2=4$: on the side away from the origin, at the distance
$2/\sqrt5\approx\num{ex.unit.distance}$ from the line.

\answer{halfplanes} Each of the half planes is bounded by a line at the
distance $r$ from the origin, perpendicular to~$e_k$. Their intersection is an
equilateral triangle with the inscribed circle of radius~$r$. Its centre is the
centroid, which is twice as far from the corners as from the sides. To contain
all of the disc, $r$ must be \num{inner_greatest}, and the corners are at
\num{ex.halfplanes}, in the thick of the ring: \num{ex.halfplanes.caught} of
its points are caught in them. The border in \figref{three}, however, is
everywhere between \num{ex.halfplanes.least} and \num{ex.halfplanes.most} from
the origin. It takes soft units to do this with three of them.

\answer{tanh} With $s=\sinh$, $c=\cosh$ we have $s'=c$, $c'=s$ and $c^2-s^2=1$;
so $(s/c)'=(c\,c-s\,s)/c^2=1-(s/c)^2$. Let $a=\tanh{z\over2}=2h-1$, by
\eqref{tanh}. Then
$\sigma'(z)={1\over2}\cdot{1\over2}(1-a^2)={1\over4}(1-a)(1+a)={1\over4}(2-2h)(2h)=h(1-h)$.

\answer{inflection} Since $h'=h-h^2$, the chain rule gives $h''=(1-2h)h'$ and
$h'''=-2h'^2+(1-2h)^2h'=h'\bigl((1-2h)^2-2h'\bigr)$, that is,
$$\sigma''=h(1-h)(1-2h),\qquad\sigma'''=h(1-h)(1-6h+6h^2).$$
So $\sigma''$ changes its sign where $h={1\over2}$, at $z=0$ only. And
$\sigma'$ is steepest where $6h^2-6h+1=0$, or $h={1\over2}\pm{1\over6}\sqrt3$;
there, by the answer to \exref{logit},
$z=\pm\ln{3+\sqrt3\over3-\sqrt3}=\pm\ln(2+\sqrt3\,)\approx\pm\num{ex.inflection}$.

\answer{tanhnet} By \eqref{tanh}, $\tanh z=2\sigma(2z)-1$. So if
$Z\hid=X\Wht+{\bf1}b\hid$ are the pre-activations of the given network, its
logits are
$$Z\out=\bigl(2\sigma(2Z\hid)-1\bigr)\Wot+{\bf1}b\out
  =\sigma\bigl(X(2\Wht)+{\bf1}(2b\hid)\bigr)(2\Wot)+{\bf1}\bigl(b\out-{\bf1}\tr\Wot\bigr).$$
Double both matrices and the hidden biases, and subtract from each output bias
the sum of its column of (the old) $\Wot$. Every change can be undone; so
neither kind of network can do what the other can't.

\answer{temperature} The ratio of two probabilities is
$\yhat_c/\yhat_j=e^{(z_c-z_j)/\tau}$. As $\tau\to0$ it goes to infinity if
$z_c>z_j$; so all probability goes to the class with the greatest logit (in
equal parts, if there are several). As $\tau\to\infty$ it goes to~1, and every
class gets $1/C$. The prediction stays what it was, since division by $\tau>0$
doesn't change which logit is the greatest. With two classes and a lead of~1,
$\sigma(1/\tau)=0.9$; so $1/\tau=\ln9$, and
$\tau=1/\ln9\approx\num{ex.temperature}$. Multiplying $\Wot$ and $b\out$ by a
factor is the same as dividing the temperature by it: the network can choose
its temperature for itself.

@ {\it The loss.}

\answer{softplus} It is $\zeta(z)=\ln(1+e^z)$, because
$\zeta'(z)=e^z/(1+e^z)=1/(e^{-z}+1)$; another function with that derivative
differs by a constant, which the limit excludes. From \eqref{logistic},
$-\ln\sigma(z)=\ln(1+e^{-z})=\zeta(-z)$. For $z>0$ we can take out $e^z$:
$\ln(1+e^z)=\ln e^z(e^{-z}+1)=z+\ln(1+e^{-z})$. Thus for all~$z$
$$\zeta(z)=\max(z,0)+\ln\bigl(1+e^{-\vert z\vert}\bigr),$$
whose exponential is at most~1. The function is called {\it softplus\/}; it is
$\max(z,0)$ with the corner rounded.
@^softplus@>

\answer{lse} By \eqref{equivariance} we can subtract $m=\max_cz_c$ from all
logits, and have to show that $0\le{\rm lse}(z-m{\bf1}\tr)\le\ln C$: of the $C$
terms of the sum one is~1, and none exceeds~1; so the sum lies between 1
and~$C$, which is \eqref{denominator}. On the right equality holds if all
logits are equal, and otherwise not; on the left only if $C=1$, because
exponentials are positive. Subtracting~$m$ is what |softmax| does.

\answer{gibbs} The first, if $\ln r=r-1$ for every $r=q_c/p_c$ with $p_c>0$,
that is, if $q_c=p_c$ for these~$c$. The second, if the $q_c$ for these~$c$ sum
to~1, so that $q_c=0$ wherever $p_c=0$. The first implies the second; so there
is equality throughout only if $p=q$. A constant answer~$q$ has $J=-\sum_cN_c\ln
q_c=N\cdot\bigl(-\sum_cp_c\ln q_c\bigr)$ with $p_c=N_c/N$; so the best one is
the frequencies, $q_c=N_c/N$. For two classes of equal size this is ``half and
half'', $J=N\ln2$.

\answer{brier} The average is $p(1-q)^2+(1-p)q^2$, whose derivative with respect
to~$q$ is $-2p(1-q)+2(1-p)q=2(q-p)$: it is least for $q=p$, and honesty pays.
(Brier proposed this for weather forecasts in 1950.)
@^Brier, Glenn W.@>
With the other charge the average is $p(1-q)+(1-p)q=p+(1-2p)q$, which is least
for $q=1$ if $p>{1\over2}$, and for $q=0$ if $p<{1\over2}$: then it pays to
exaggerate. (For $p={1\over2}$ every $q$ costs the same.)

\answer{boast} The loss is $-999\ln q-\ln(1-q)$, which is
\num{ex.boast.1}, \num{ex.boast.2}, \num{ex.boast.3}, \num{ex.boast.4}, and
\num{ex.boast.9}. The least is at $q=0.999$, where the network says what is
true. Too little confidence is paid for with many right answers, too much with
the one that is wrong.

\answer{smoothing} By Gibbs's inequality, with $p=(1-r,r)$, it is least if
$\yhat_y=1-r$, that is, $\Delta=\ln\bigl((1-r)/r\bigr)$, by
\exref{logit}. The two terms have the derivatives $-(1-r)(1-\yhat_y)$ and
$r\yhat_y$, by \eqref{pull} and~\eqref{symmetry}; their sum is
$$d\xi/d\Delta=\yhat_y-(1-r).$$
That is the old pull, $\yhat_y-1$, plus~$r$: a constant resistance, against
which the lead can't grow for ever. With $r=0.01$ it comes to rest at
$\ln99\approx\num{ex.smoothing}$.

\answer{forwards} The hidden pre-activations are $1\cdot0.5+2\cdot0.25=1$ and
$-1+2\cdot0.5+0.5=0.5$. So
$$h=\bigl(\sigma(1),\sigma(0.5)\bigr)=(\num{ex.forwards.h1},\num{ex.forwards.h2}),$$
$$z=(h_1+0.5h_2,\ -h_1+h_2+0.5)=(\num{ex.forwards.z1},\num{ex.forwards.z2}),$$
$\yhat_2=\sigma(z_2-z_1)=\sigma(\num{ex.forwards.lead})=\num{ex.forwards.y2}$,
$\yhat_1=1-\yhat_2=\num{ex.forwards.y1}$, and the loss is
$-\ln\yhat_2=\num{ex.forwards.J}$.

@ {\it Downhill.}

\answer{steplimit} $J=3(\theta-2)^2-12$; so the minimum is at~2, and $\lambda=6$. Descent finds it if $0<\eta\lambda<2$, that is, $0<\eta<{1\over3}$, and
at once with $\eta={1\over6}$. For $\eta=0.3$ the factor is $-0.8$; the distances $-2$, $1.6$, \dots\ belong to $\theta=\num{ex.steplimit.1}$,
$\num{ex.steplimit.2}$, and $\num{ex.steplimit.3}$.

\answer{ballsteps} The gradient is $(\theta_1,25\,\theta_2)$, at first $(5,25)$. The first step is $-{1\over13}(5,25)$, which leads both to
$(\num{ex.ballsteps.1x},\num{ex.ballsteps.1y})$. From there a plain step leads to $(\num{ex.ballsteps.px},\num{ex.ballsteps.py})$; the ball adds half of
the first step and gets to $(\num{ex.ballsteps.bx},\num{ex.ballsteps.by})$. Along the valley the two agree, across it they all but cancel.

\answer{rising} After the step $J={1\over2}\sum_j\lambda_j(1-\eta\lambda_j)^2\theta_j^2$. If $0<\eta\lambda_j<2$ for all~$j$, every square
$(1-\eta\lambda_j)^2$ is less than~1, and $J$ falls unless all $\theta_j$ are zero. If $\eta\lambda_j\ge2$ for some~$j$, it doesn't fall
from a place on the axis of that~$\theta_j$. But from other places it may: if that term is small enough among the others. It grows, though, while they shrink; with
$\lambda_1=1$, $\lambda_2=25$, $\eta=0.09$, from $(5,0.01)$, $J$ falls for \num{ex.rising} steps, and then rises for ever.

\answer{rescale} $J={1\over2}(\theta_1^2+\varphi^2)$ is a round bowl; with $\eta=1$ one step leads to the minimum from everywhere. As $\partial J/\partial\varphi=
{1\over5}\,\partial J/\partial\theta_2$, the step changes $\theta_2=\varphi/5$ by $-{\eta\over25}\,\partial J/\partial\theta_2$, and $\theta_1$ by
$-\eta\,\partial J/\partial\theta_1$. So another unit for a parameter is another learning rate for it, with the square of the factor. There is no ``steepest'' without units, and this is
why one scales the inputs of a network to be of like size before training it.

@ {\it Back-propagation.}

\answer{backwards} To four digits,
$\delta\out=(\num{ex.backwards.do1},\num{ex.backwards.do2})$, and with
$a=\num{ex.backwards.do1}$ it is $(a,-a)$. The activations have the derivatives
$\delta\out\WoT=\bigl(a\cdot1+(-a)(-1),\
a\cdot0.5+(-a)\cdot1\bigr)=(2a,-0.5a)$; with $h_1(1-h_1)=\num{ex.backwards.s1}$
and $h_2(1-h_2)=\num{ex.backwards.s2}$,
$$\delta\hid=(\num{ex.backwards.dh1},\num{ex.backwards.dh2}).$$
The biases' derivatives are the deltas themselves, since there is one sample
only, and those of the weights are the products of each input of a layer with
each of its deltas:
$$\pd J\Wht=\pmatrix{1\cr2\cr}\delta\hid=\pmatrix{\num{ex.backwards.Wh11}&\num{ex.backwards.Wh12}\cr\num{ex.backwards.Wh21}&\num{ex.backwards.Wh22}\cr},\qquad
\pd J\Wot=\pmatrix{h_1\cr h_2\cr}\delta\out=\pmatrix{\num{ex.backwards.Wo11}&\num{ex.backwards.Wo12}\cr\num{ex.backwards.Wo21}&\num{ex.backwards.Wo22}\cr}.$$
The rows of the last matrix sum to zero, as \eqref{conserved} says.

\answer{graphs} The nodes are $s=\sigma(w)={1\over2}$, $r=w+1=1$, $f=sr={1\over2}$. Backward, $\bar f=1$, $\bar s=r=1$, $\bar r=s={1\over2}$; and $w$
is used twice, so that $\bar w=s(1-s)\,\bar s+\bar r={1\over4}+{1\over2}=\num{ex.graphs}$. Calculus says $\sigma'(w)(w+1)+\sigma(w)$, the same.

\answer{ownlanguage} If all seventeen agree, so do yours and ours. If those for $\Wot$ and $b\out$ do and the others don't, the hidden delta is wrong; if $\Wht$ is wrong and $b\hid$
right, you have not multiplied by~$x$. Then try more samples than one: the same sample twice must give twice every derivative, and the two samples $(x_1,x_2)$ of the disc
and $(-x_1,-x_2)$ of the ring give the loss \num{ex.ownlanguage.J} and the derivative $\num{ex.ownlanguage.g}$ with respect to~$w\hid_{11}$.

\answer{operations} Forward $Lm^2$. Backward $Lm^2$ for the weights' derivatives, and $(L-1)m^2$ to bring the deltas from layer to layer. The ratio is
$2-1/L$, less than 2 however many there are.

\answer{softlabels} With $p_c$ in place of $[y=c]$, all that \eqref{outputstep} uses is $\sum_cp_c=1$; so $\delta\out_c=\yhat_c-p_c$.
By Gibbs's inequality (\exref{gibbs}) the loss of the sample is at least $-\sum_cp_c\ln p_c$, which for $(0.2,0.8)$ is
\num{ex.softlabels}, and that only if $\yhat=p$. There, indeed,
$\delta\out=0$. (If some $p_c$ are zero, the probabilities can only come near.)

\answer{regression} With $\xi={1\over2}(\yhat-a)^2$ and $\yhat=z$ we have $\delta\out=\partial\xi/\partial z=\yhat-a$: prediction minus truth, once more. Nothing else changes;
there is one output, $C=1$, and the other three equations ask only for its delta.

\answer{otherunits} Only the derivative of the activation function is
exchanged. Since $\tanh'=1-\tanh^2$, and since the rectifier has the slope 1
where it is on and 0 where it is off,
$$\delta\hid=(\delta\out\WoT)\circ(1-H\circ H)\qquad\hbox{or}\qquad\delta\hid=(\delta\out\WoT)\circ[H>0],$$
where the matrix $[H>0]$ has a 1 for each positive element. Both, like~$\sigma'$, can be told from the activation alone.

\answer{tied} Two uses add, by \eqref{twouses}: $\partial J/\partial w=\partial J/\partial w\hid_{11}+\partial J/\partial w\hid_{12}$, with
$w\hid_{11}$ and $w\hid_{12}$ treated as if they were
free. Before each step, put this sum in the place of both; and start both from the same value.

\answer{penalty} The derivative of ${\gamma\over2}w^2$ is $\gamma w$; so
$\gamma\Wht$ is added to $\partial J/\partial\Wht$ and $\gamma\Wot$ to
$\partial J/\partial\Wot$, and nothing to the biases'. A step
$\Wot\gets\Wot-\eta\bigl(\partial J/\partial\Wot+\gamma\Wot\bigr)$ is the same
as $\Wot\gets(1-\eta\gamma)\Wot-\eta\,\partial J/\partial\Wot$, and since the
rows of $\partial J/\partial\Wot$ sum to zero, by \eqref{conserved}, the row
sums are multiplied by $1-\eta\gamma$. They are useless, and fade away. The
same is done to all weights, whence the name {\it weight decay}.
@^weight decay@>

\answer{onelogit} Since $1-\yhat=\sigma(-z)$, the loss is $\zeta(-z)$ for the second class and $\zeta(z)$ for the first,
in terms of \exref{softplus}. As $\zeta'=\sigma$, the derivative is $-\sigma(-z)=\yhat-1$ for the second class and $\sigma(z)=\yhat$
for the first: prediction minus truth again.
In the network with two logits, $\delta\out=(-\delta,\delta)$ with the
same~$\delta$, if $z=z_2-z_1$. So $\Wot$ has the gradient
$(-H\tr\delta,H\tr\delta)$, and the difference of its columns, call it~$w$,
changes by $-2\eta H\tr\delta$ in a step, twice as much as a single column with
that rate. The hidden deltas agree: $-\delta w\out_{k1}+\delta
w\out_{k2}=\delta w_k$. Therefore the network with one logit needs the rate
$2\eta$ for its output weights and bias, and $\eta$ for the hidden parameters;
then, from corresponding starts, both take the same way, with momentum too.

\answer{squared} Let $e_c=\yhat_c-[y=c]$. By the chain rule and \eqref{jacobian},
$$\pd E{z_j}=\sum_ce_c\,\yhat_c\bigl([c=j]-\yhat_j\bigr)=\yhat_j\Bigl(e_j-\sum_ce_c\yhat_c\Bigr).$$
For two classes, with $p=\yhat_y$, it is $e=p-1$ for the true one and $1-p$ for the other; so
$\sum_ce_c\yhat_c=(p-1)p+(1-p)^2=(1-p)(1-2p)$, and the true class gets
$$p\bigl(-(1-p)-(1-p)(1-2p)\bigr)=-2p(1-p)^2,$$
the derivative in \eqref{pull}, since the lead $\Delta$ moves by as much as the logit of the true class. The slope of softmax, which cross-entropy undoes, is still there.

\answer{saturated} By \eqref{hiddensum}, with
$\delta\out_i=(-\delta_i,\delta_i)$ and $\vert\delta_i\vert<1$, the unit's
$\vert\delta\hid_{ik}\vert$ is less than $2h_{ik}(1-h_{ik})$, and
$h(1-h)=1/\bigl((1+e^{-z})(1+e^z)\bigr)<e^{-\vert z\vert}\le e^{-20}$. So a
weight's derivative is less than
$50000\cdot1.5\cdot2e^{-20}\approx\num{ex.saturated.slope}$. The velocity of
\eqref{momentum} remains below $\eta/(1-\mu)$ times that,
\num{ex.saturated.step}; a change by~1 takes more than \num{ex.saturated}
iterations. The unit is dead.

\answer{variance} Let $V$ be the random number. Then
$vPv\tr=\sum_c\yhat_cv_c^2-\bigl(\sum_c\yhat_cv_c\bigr)^2$, which is ${\rm
E}V^2-({\rm E}V)^2$, the variance. It is never negative; so $P$ has no negative
eigenvalues. If $vP=0$, the variance is zero, and since all $\yhat_c$ are
positive, all $v_c$ must be equal; and indeed ${\bf1}\tr P=0$. So $P$ has rank
$C-1$. With $a$ and~$b$ for the least and the greatest of the~$v_c$, the
variance is at most the mean square of the distance from ${a+b\over2}$, hence
at most $\bigl({b-a\over2}\bigr)^2\le{1\over2}(a^2+b^2)\le{1\over2}vv\tr$; so
no eigenvalue exceeds $1\over2$. It is attained for
$\yhat=({1\over2},{1\over2})$, where $v=(1,-1)$, and with more classes
approached, if two of them share nearly all of the probability. For $C=2$ the eigenvalues are
$0$ and, by the trace, $2\yhat_1\yhat_2$.

\answer{convex} The second derivatives of the loss of a sample with respect to its logits
are, by \eqref{logsumexp} and \eqref{jacobian}, $\partial\yhat_c/\partial z_j$,
the elements of~$P$ in \exref{variance}. So along any straight line $z+sv$ the
loss has the second derivative $vPv\tr\ge0$: it is convex in the logits. For
fixed~$H$ the logits are affine functions of $\Wot$ and~$b\out$, a straight
line in the parameters is one in the logits, and a sum of convex functions is
convex.

Now let $\theta$ have $J(\theta)<N\ln2$. Change the signs of $\Wht$, $b\hid$, and $\Wot$, and add ${\bf1}\tr\Wot$, the old one, to~$b\out$. By
\eqref{symmetry} $H$ becomes $1-H$, and the logits are what they were, $(1-H)(-\Wot)+{\bf1}(b\out+{\bf1}\tr\Wot)=H\Wot+{\bf1}b\out$, since all rows of the
matrix of ones times~$\Wot$ are ${\bf1}\tr\Wot$. So the new parameters $\theta'$ have $J(\theta')=J(\theta)$. Halfway between $\theta$ and~$\theta'$ all weights and
hidden biases are zero; the network there gives a constant answer, and by \exref{gibbs} its $J$
is at least $N\ln2$. But a convex function is not greater halfway than the mean of its values at the ends,
which is $J(\theta)<N\ln2$. (For the trained parameters $J$ is \num{ex.convex.value} at both ends and \num{ex.convex} halfway.)

\answer{skip} The sum \eqref{weightsum} holds for $U$ as for any weights:
$\partial J/\partial U=X\tr\delta\out$. Nothing else changes:
$\delta\out=\Yhat-Y$ comes from the logits, wherever those come from; and
$\delta\hid$ passes only through $\Wot$, because $h_{ik}$ occurs only there.

\answer{twolayers} Call the parameters of the new layer $W^{\rm g}$ and~$b^{\rm
g}$. Forwards,
$$\mathop{H}_{N\times K}=\sigma(\mathop{X}_{N\times D}\mathop{\Wht}_{D\times K}+{\bf1}b\hid),\quad
\mathop{G}_{N\times L}=\sigma(H\mathop{W^{\rm g}}_{K\times L}+{\bf1}b^{\rm g}),\quad
\mathop{\Yhat}_{N\times C}={\rm softmax}(G\mathop{\Wot}_{L\times C}+{\bf1}b\out);$$
backwards, applying \eqref{hiddendelta} twice,
$$\mathop{\delta\out}_{N\times C}=\Yhat-Y,\quad
\mathop{\delta^{\rm g}}_{N\times L}=(\delta\out\WoT)\circ G\circ(1-G),\quad
\mathop{\delta\hid}_{N\times K}=(\delta^{\rm g}W^{\rm gT})\circ H\circ(1-H),$$
and by \eqref{affineback}, each layer's input transposed, times its delta, with the shape of the parameter,
$$\pd J\Wot=G\tr\delta\out,\quad\pd J{b\out}={\bf1}\tr\delta\out,\quad\pd J{W^{\rm g}}=H\tr\delta^{\rm g},\quad\pd J{b^{\rm g}}={\bf1}\tr\delta^{\rm g},\quad
\pd J\Wht=X\tr\delta\hid,\quad\pd J{b\hid}={\bf1}\tr\delta\hid.$$

\answer{pearlmutter} Let $v$ consist of $\dot W\hid$, $\dot b\hid$, $\dot
W\out$, $\dot b\out$ as $\theta$ consists of its four parts. The dot obeys the
rules of differentiation; $X$ and~$Y$ are constant. Forwards,
$$\dot Z\hid=X\dot W\hid+{\bf1}\dot b\hid,\quad\dot H=H\circ(1-H)\circ\dot Z\hid,\quad\dot Z\out=\dot H\Wot+H\dot W\out+{\bf1}\dot b\out;$$
and with \eqref{jacobian} for the probabilities of each sample,
$$\dot\delta\out_{ic}=\yhat_{ic}\Bigl(\dot z\out_{ic}-\sum_j\yhat_{ij}\dot z\out_{ij}\Bigr),$$
because $\dot\delta\out=\dot{\widehat Y}$. Backwards, with $B=\delta\out\WoT$
and the derivative $(1-2H)\circ\dot H$ of $H\circ(1-H)$,
$$\dot B=\dot\delta\out\WoT+\delta\out\dot W^{\rm oT},\quad\dot\delta\hid=\dot B\circ H\circ(1-H)+B\circ(1-2H)\circ\dot H.$$
The product sought is the dotted gradient, in the order of~$\theta$:
$$X\tr\dot\delta\hid,\qquad{\bf1}\tr\dot\delta\hid,\qquad\dot H\tr\delta\out+H\tr\dot\delta\out,\qquad{\bf1}\tr\dot\delta\out.$$
Eight products of matrices have a dot, and $X\Wht$, $H\Wot$, and $\delta\out\WoT$
are wanted too: eleven, where the gradient has five, and no new exponentials. This is due to Pearlmutter ({\it Neural Computation\/ \bf6}
(1994), 147--160). With the complex step
@^Pearlmutter, Barak A.@>
one doesn't even need to derive it: ${\rm Im}\,\nabla J(\theta+{\rm
i}\varepsilon v)/\varepsilon$ is the same product.

@ {\it The gradient check.}

\answer{byhand} $J^+=\num{ex.byhand.plus}$ and $J^-=\num{ex.byhand.minus}$; so the quotient is $\num{ex.byhand.quotient}$, and the derivative was $\num{ex.backwards.Wh11}$. The error of
the formula is about $\varepsilon^2\vert J'{}''\vert/6$, here $\num{ex.byhand.error}$. But the losses must be computed with seven digits: they differ in the third only.
With four digits each, the quotient has an error of up to $\num{ex.byhand.four}$.

\answer{faults} We made \num{ex.faults.N} points with the seed 42, and ran each of them at the random point that is drawn next, and from the start that
is drawn after it (not those of section~\secref{weights}), for \num{ex.faults.T} iterations with $\eta N=5$. The right program has the worst relative error
\num{ex.faults.0.worst}, and in the end $J=\num{ex.faults.0.J}$ and \num{ex.faults.0.wrong} mistakes.

(a) An = where $\mathrel{+}=$ should be: only the last class is heard. The error is \num{ex.faults.a.worst}, for $\Wht$ and $b\hid$ alone. Yet the
network learns, to $J=\num{ex.faults.a.J}$ and
\num{ex.faults.a.wrong} mistakes. That is the kind of fault that lives for years.

(b) The error is \num{ex.faults.b.worst}, for every parameter, because the signs are wrong. The network climbs, to $J=\num{ex.faults.b.J}$ and \num{ex.faults.b.wrong} mistakes.

(c) It climbs as well, in exactly the same way. But the check shows \num{ex.faults.c.worst}, that is, nothing: it looks at the gradient, not at the step.

(d) The slope is a polynomial in the activation, not in the pre-activation. The error is \num{ex.faults.d.worst}, for
$\Wht$ and $b\hid$ alone; after \num{ex.faults.d.t} iterations the loss is not a number.

(e) The logit of the true class has been forgotten, and the check shows \num{ex.faults.e.worst}. Yet the network learns just as the right one does,
to \num{ex.faults.e.wrong} mistakes: its gradient
is right, and it is the loss that is not.

(f) The check shows \num{ex.faults.f.worst}, because softmax and loss are the same without the shift, by \eqref{shift} and~\eqref{equivariance}. But the logits grow, and with them the
product of the 128 denominators; after \num{ex.faults.f.t} iterations it overflows, the loss is infinite, and |train|
stops. By then there are \num{ex.faults.f.wrong} mistakes. At a random point nothing of this can be seen.

\answer{fivepoint} For $J(\theta_j+\varepsilon)-J(\theta_j-\varepsilon)$
Taylor's formula gives $2\bigl(\varepsilon
J'+{\varepsilon^3\over6}J'''+{\varepsilon^5\over120}J^{(5)}+\cdots\bigr)$.
Eight times this, less the same with $2\varepsilon$ for~$\varepsilon$, has
$16-4=12$ times $\varepsilon J'$, then ${16-16\over6}=0$ times
$\varepsilon^3J'''$, and ${16-64\over120}=-{2\over5}$ times
$\varepsilon^5J^{(5)}$. Divide by $12\varepsilon$. The roundings contribute at
most $(1+8+8+1)u\vert J\vert/12\varepsilon$; so we minimize
$${\varepsilon^4\over30}\vert J^{(5)}\vert+{3u\over2\varepsilon}\vert J\vert,\qquad\hbox{which is least for}\quad\varepsilon=\root5\of{45u\vert J\vert/4\vert J^{(5)}\vert}.$$
When both are of like size, $\varepsilon\approx\num{ex.fivepoint.step}$, and
the sum of both errors is \num{ex.fivepoint.error}: four fifths of the digits
remain.

\answer{dual} The product is $ab-\varepsilon^2a'b'+{\rm
i}\varepsilon(a'b+ab')$, and the quotient, expanded by $b-{\rm i}\varepsilon
b'$,
$${a+{\rm i}\varepsilon a'\over b+{\rm i}\varepsilon b'}={ab+\varepsilon^2a'b'+{\rm i}\varepsilon(a'b-ab')\over b^2+\varepsilon^2b'^2}.$$
The imaginary parts over~$\varepsilon$ are $a'b+ab'$ and, but for a term with
$\varepsilon^2$, $(a'b-ab')/b^2$. If $\varepsilon$ is so small that
$\varepsilon^2$ vanishes beside~1, then complex numbers are numbers with a
derivative attached, and every operation obeys its rule of differentiation. But
the absolute value of a complex number is real, and loses the derivative; it
must become $\pm(a+{\rm i}\varepsilon a')$ with the sign of the real part.
Comparisons must look at the real parts only: hence the |greater| of
\.{network.c}.

\answer{predict} As it stands, the program has after 1000 iterations $J=\num{ex.predict.0.J}$ and \num{ex.predict.0.wrong} mistakes, a tenth of the points. With the changes:

(a) $J=\num{ex.predict.a.J}$ and \num{ex.predict.a.wrong} mistakes. The steps have thrown all three hidden units so far
that they are off, at every point, and for good: their biases are $\num{ex.predict.a.bias}$ or less.
Only the output biases still have a gradient, and swing from side to side.

(b) $J=\num{ex.predict.b.J}$ and \num{ex.predict.b.wrong} mistakes. Momentum isn't what it is waiting for.

(c) $J=\num{ex.predict.c.J}$ and \num{ex.predict.c.wrong} mistakes. With one unit the boundary is a straight line, and it can't do better than to cut off a part of the ring.

(d) $J=\num{ex.predict.d.J}=N\ln2$ and \num{ex.predict.d.wrong} mistakes, one half: all derivatives are zero there, and it never moves (\exref{zerostart}).

(e) $J=\num{ex.predict.e.J}$ and \num{ex.predict.e.wrong} mistake. Nothing but chance has changed! The chapter of experiments has more to say about this.

@ {\it Training.}

\answer{mean} The gradient would be smaller by the factor $N=50000$; so
$\eta=50000\cdot10^{-4}=\num{ex.mean}$.

\answer{wide} Divided by its standard deviation, $\sqrt{1001}=31.6$, it is a standard
normal deviate, and $5/31.6=0.158$. Up to there from zero the density is nearly
$1/\sqrt{2\pi}\approx0.4$; so the probability is about $2\times0.158\times0.4$,
exactly \num{ex.wide.five}. Outside, $\sigma(z)$ is nearer to 0 or~1 than
$\sigma(-5)=\num{ex.wide.sigma}$, and its slope is less than that.

\answer{leaving} At first the activations $h_k$ and $h_{k'}$ are equal; so by \eqref{gradient} the
outgoing weights of both have the same derivatives, and their differences
$d_c=w\out_{kc}-w\out_{k'c}$ don't change. By \eqref{hiddensum} the deltas differ by
$\delta\hid_{ik}-\delta\hid_{ik'}=h_{ik}(1-h_{ik})\sum_c\delta\out_{ic}d_c$. If this is zero for
all samples, the incoming weights remain equal, and everything is as it was. It is zero if all $d_c$ are the same number,
because $\sum_c\delta\out_{ic}=0$: the second unit then adds the same to all logits of a
sample, which no probability can see. Otherwise, for two classes,
$\sum_c\delta\out_{ic}d_c=\delta\out_{i2}(d_2-d_1)$, which isn't zero for any sample; the
derivatives with respect to the incoming weights and the bias are sums of such terms
with $\delta\out_{i2}h_{ik}(1-h_{ik})$, and the units part in the first step, unless all three of these sums are zero
by accident.

\answer{fading} $M_1=-\eta g_1$ by \eqref{momentum}, and $M_{t+1}=\mu M_t-\eta
g_{t+1}=-\eta\sum_{s\le t}\mu^{t+1-s}g_s-\eta\mu^0g_{t+1}$, the same formula
for $t+1$. For equal~$g_t$, the geometric series gives $M_t=-\eta
g\,(1-\mu^t)/(1-\mu)$; it reaches 99 percent when $\mu^t\le0.01$, or
$t\ge\ln0.01/\ln\mu$. That is \num{ex.fading.half} iterations for $\mu=0.5$,
and \num{ex.fading.nine} for $\mu=0.9$.

\answer{symmetries} Change the signs of column~$k$ of~$\Wht$ and of~$b\hid_k$;
then $h_k$ becomes $1-h_k$, by \eqref{symmetry}. The term $h_kw\out_{kc}$ of a
logit is $w\out_{kc}-(1-h_k)w\out_{kc}$; so change the signs of row~$k$
of~$\Wot$, too, and add the old row to~$b\out$. Each unit can be turned or not,
and the units can be put into any of $K!$ orders: together $2^KK!$ networks, of
which $2^KK!-1$ are equals of the given one, 47 for $K=3$ and
\num{ex.symmetries} for $K=10$. (They are all different unless two units are
equal or opposite, or a unit has no weights.)

\answer{conserved} In $\sum_c\partial J/\partial
w\out_{kc}=\sum_ih_{ik}\sum_c\delta\out_{ic}=0$ nothing depends on the number
of classes. So the sum of each row of~$\Wot$, and that of~$b\out$, is moved by
gradients not at all: $K+1$ sums, whatever $C$ is. The same sums of the
velocity obey $M\gets\mu M$. If they are zero at the start, they remain so, and
the parameters' sums never change; otherwise they fade, and the parameters'
sums move by $\mu+\mu^2+\cdots=\mu/(1-\mu)$ times what they are at first.

\answer{critical} $\mu=(1-\sqrt{0.04}\,)^2=\num{ex.critical.mu}$, by the lower end of \eqref{modulus}, and
$r=\sqrt\mu=0.8$. With $\mu=0$ it is $1-\eta\lambda=0.96$. With $\mu={1\over2}$ the lower end is at
$(1-\sqrt{1/2}\,)^2\approx0.086$; so $0.04$ is below, the roots are real, and the greater one is
$\bigl(1.46+\sqrt{1.46^2-2}\,\bigr)/2=\num{ex.critical.half}$. With $\mu=0.9$ it is within the range, and $r=\sqrt{0.9}=\num{ex.critical.nine}$:
with too much momentum this is hardly better than with none. The error is halved in
$\ln2/\!\ln(1/r)$ steps, \num{ex.critical.best} with the best~$\mu$ and
\num{ex.critical.plain} without momentum (in the long run, and but for the factor~$t$).

\answer{doubleroot} The roots are both $r$ in the first case: their product is $\mu=r^2$, and their sum is
$1+\mu-\eta\lambda=1+r^2-(1-r)^2=2r$. So
$\theta_t=(1+\alpha t)\,r^t$, beginning with $\theta_0=1$. The first step is plain, which makes
$\theta_1=1-(1-r)^2=2r-r^2$; so $\alpha=1-r$, and
$$\theta_t=\bigl(1+(1-r)t\bigr)r^t.$$
The ratio $\theta_{t+1}/\theta_t=r+r(1-r)/\bigl(1+(1-r)t\bigr)\le2r-r^2<1$; the error falls from the beginning. In the second case the roots are $-r$,
$\theta_1=1-(1+r)^2=-2r-r^2$, and
$$\theta_t=\bigl(1+(1+r)t\bigr)(-r)^t.$$
Now $\vert\theta_1\vert=2r+r^2$ is greater than~1 if $r>\sqrt2-1$: there the error grows at first. For
$r={2\over3}$, the best choice for $\kappa=25$, it is \num{ex.doubleroot.one} after one step and \num{ex.doubleroot.two} after two.

\answer{nesterov} Let $M'=\mu M-\eta\nabla J(\varphi)$ and $\theta'=\theta+M'$
be the new values. Then
$$\varphi'=\theta'+\mu M'=(\varphi-\mu M)+M'+\mu M'=\varphi+\mu M'-\eta\nabla J(\varphi),$$
because $M'-\mu M=-\eta\nabla J(\varphi)$. So the step is
$$M\gets\mu M-\eta\nabla J(\varphi),\qquad\varphi\gets\varphi+\mu M-\eta\nabla J(\varphi),$$
which differs from \eqref{momentum} in the second part only. Both start alike,
since $\varphi=\theta$ while $M=0$.

\answer{zerostart} It stands still. With all parameters zero,
$h_{ik}={1\over2}$ and $\yhat_{ic}={1\over2}$, so
$\delta\out_{ic}=\pm{1\over2}$, and there are as many plus as minus signs in
each column, 25,000. So the columns of $\delta\out$ sum to zero; this is the
gradient of~$b\out$, and half of it that of each row of~$\Wot$. And
$\delta\hid=0$ because $\Wot=0$. All seventeen derivatives are exactly zero,
and $J=N\ln2$ for ever.

If the classes have different sizes, the gradient of~$b\out$ and of all rows
of~$\Wot$ is not zero; after the first step the rows of $\Wot$ are equal, but
not zero; then $\delta\hid$ is not zero either, and the hidden weights move as
well. But all hidden units are equal and remain so. The program trains a
network with $K=1$, more or less, and that one cannot enclose a disc.

@ {\it What the network learned.}

\answer{lines} The unit is one half where $z=x\cdot w+b=0$, with its column~$w$
of~$\Wht$ and its bias~$b$. The point of this line nearest to the origin is
$-bw/\Vert w\Vert^2$, at the distance $\vert b\vert/\Vert w\Vert$:
\num{ex.lines.d1}, \num{ex.lines.d2}, and~\num{ex.lines.d3}.

Turn unit~2 as in \exref{symmetries}, so that all three are on at the origin,
with $b>0$. Let $L$ be the lead $z_2-z_1$ of the disc where all are fully on,
and $v_k=w\out_{k2}-w\out_{k1}$. If only $h_k$ is less than~1, the lead is
$L-v_k(1-h_k)$, and zero for $1-h_k=q=L/v_k$. At the distance~$r$ along the
perpendicular $1-h_k=\sigma(\Vert w\Vert r-b)$; so
$$\Vert w\Vert r-b=\ln{q\over1-q},\qquad r={b+\ln\bigl(q/(1-q)\bigr)\over\Vert w\Vert},$$
which is \num{ex.lines.r1}, \num{ex.lines.r2}, and \num{ex.lines.r3} for the
three. The boundary runs outside of the lines, where the unit is down to
\num{ex.lines.h1}, \num{ex.lines.h2}, or~\num{ex.lines.h3}, because the other
two outvote it. Its narrowest places are still nearer than the farthest point
of the disc, at \num{inner_greatest}.

\answer{nominimum} Multiply $\Wot$ and~$b\out$, and thereby all logits, by
$\beta>0$. The loss of a sample with true class~$y$ is
$\ln\sum_ce^{-\beta(z_y-z_c)}$, where one exponent is zero and the others are
negative: it decreases with~$\beta$, and goes to $\ln1=0$. So does~$J$, which
is never zero. Each parameter vector that classifies everything rightly can be
bettered by a larger one; and one that doesn't has a $J$ of at least $\ln2$,
while others come near~0. There is always something left to gain.

Our trained network has two samples on the wrong side. Each of these has a
positive exponent, and its loss grows like a multiple of~$\beta$, beyond all
bounds. But at $\beta=1$ the derivative with respect to~$\beta$ is \num{ex.nominimum.slope}:
at first it pays to be more decided. The least value on this ray is
\num{ex.nominimum.least}, at $\beta=\num{ex.nominimum.beta}$; so far is the
training, even after \num{iterations} iterations, from what a single number
could do.

\answer{unseen} $n$ right answers have the probability $(1-p)^n$, if the points
are independent; this is $0.05$ for
$p=1-0.05^{1/n}\approx-(\ln0.05)/n\approx3/n$, the ``rule of three.'' For
$n=50000$ it is \num{ex.unseen}. (Wilson's interval ends at nearly $4/n$. It
leaves out 2.5 percent at either end rather than 5 at one, and is an approximation.) No mistakes in fifty thousand doesn't mean
that there are none in a million.

\answer{normal} Let $a_i=z_{i2}-z_{i1}$, so that $\yhat_{i2}=\sigma(a_i)$.
Going back through the layers as in \eqref{hiddensum} and \eqref{inputsum},
with $w\out_{k2}-w\out_{k1}$ for the sum over the classes,
$$\pd{a_i}{x_{id}}=\sum_{k=1}^K\bigl(w\out_{k2}-w\out_{k1}\bigr)h_{ik}(1-h_{ik})\,w\hid_{dk},\qquad\pd{\yhat_{i2}}{x_{id}}=\yhat_{i2}(1-\yhat_{i2})\pd{a_i}{x_{id}}.$$
This is back-propagation from $(-\yhat_{i1}\yhat_{i2},\yhat_{i1}\yhat_{i2})$ in
place of $\delta\out_i$, the derivatives of~$\yhat_{i2}$ with respect to the logits, right
down to the inputs. At the boundary, where the probabilities are one half, the
factor is $1\over4$. Along the boundary the probability doesn't change; so the
boundary runs at right angles to this gradient, in the direction
$\bigl(-\partial a_i/\partial x_{i2},\ \partial a_i/\partial x_{i1}\bigr)$.

\answer{circle} Let $a_1$, $a_2$, $a_3$ be unit vectors $120^\circ$ apart,
$b>0$, and $h_k=\sigma(b-\varepsilon a_k\cdot x)$. At $x=r(\cos\phi,\sin\phi)$
the numbers $a_k\cdot x$ are $r\cos(\phi-120^\circ k)$; they sum to zero, their
squares to ${3\over2}r^2$ (since $\cos^2\alpha={1\over2}+{1\over2}\cos2\alpha$,
and the three cosines of the doubled angles sum to zero), and their cubes to
${3\over4}r^3\cos3\phi$ (since
$\cos^3\alpha={3\over4}\cos\alpha+{1\over4}\cos3\alpha$). By Taylor's formula
$$\sum_{k=1}^3h_k=3\sigma(b)+{3\over4}\sigma''(b)\varepsilon^2r^2-{1\over8}\sigma'''(b)\varepsilon^3r^3\cos3\phi+\cdots.$$
By \exref{inflection} $\sigma''(b)<0$ for $b>0$. So the sum falls with~$r$, the
same way in all directions but for a term that is smaller by a
factor~$\varepsilon$. Give the disc the lead
$z_2-z_1=v\bigl(\sum_kh_k-3\sigma(b)-{3\over4}\sigma''(b)\varepsilon^2\rho^2\bigr)$,
with any $v>0$; then in any bounded part of the plane the boundary, where this
is zero, goes to the circle of radius~$\rho$ as $\varepsilon\to0$. (Far out, two
units are on at most, and the sum is about~2; for $b>\ln2$ this is less than
$3\sigma(b)$, and there is no other disc.) The factor $v$ should be large, of the
order of $1/\varepsilon^2$, if the probabilities are to be decided. If
$b=\ln(2+\sqrt3\,)$ even the term with $\cos3\phi$ vanishes.

All points of the disc are nearer to the origin than \num{inner_greatest}, and
those of the ring farther than \num{outer_least}. With that~$b$, $\rho=0.55$,
and $\varepsilon={1\over2}$ the network makes \num{ex.circle} mistakes on the 50,000 points. So there are parameters that classify everything rightly, and by
\exref{nominimum} $J$ has no minimum; for $v=\num{ex.circle.v}$ it is, for instance,
\num{ex.circle.J}. Training, too, may well be on its way to infinity.

\answerproof{strip} The proof in section~\secref{widths} needs only a direction~$e\ne0$ with all $a_kw_k\cdot
e\ge0$. If the $w_k$ are linearly independent, the $K\le D$ equations $w_k\cdot
e=\pm1$, with the signs of the~$a_k$, have a solution. If they are dependent, they span
fewer than $K\le D$ dimensions, and some $e\ne0$ is perpendicular to all of them. For ``ring'' take $-e$, on
which the lead doesn't increase.

With $D+1$ units a ball can be enclosed: let the $w_k$ point from the middle of a simplex (a triangle, a
tetrahedron, \dots) to its corners, and let each unit be large in the ball and small beyond its side, as in \figref{three}; the lead is $\sum_kh_k$ less
something a little above~$D$. So $D+1$ is the least number, and for the plane it is three.

@ {\it Speed.}

\answer{factors} Doubles end just below $2^{1024}$. The product is at most
$C^{128}$, and $256^{128}=2^{1024}$; so $C\le255$ is safe. With $C=1000$,
$1000^n<2^{1024}$ for $n\le1024/\log_21000$, that is, up to \num{ex.factors}
factors. Two logarithms per panel would do.

\answer{highbits} In hexadecimal |ln2_high| has the digits $1.62{\rm e}42{\rm
fefa}38$, which are $1+44$ bits; the last three are zero, and $42$ remain.
Since $\vert z\vert\le340$, $\vert n\vert\le\num{ex.highbits}<2^9$. A
product of numbers of 9 and 42 bits has at most 51 bits, and a double has room
for 53.

\answer{terms} Let $R=\sum_{j\ge14}r^j\!/j!$ be what is cut off. For $r<0$ its
terms alternate and decrease; so $\vert R\vert\le\vert r\vert^{14}\!/14!$, and
$e^r\ge e^{-(\ln2)/2}=1/\sqrt2$. The relative error is at most
$\sqrt2\,(0.3466)^{14}\!/14!<\num{ex.terms.negative}$. For $r>0$ the ratio of
consecutive terms is at most $r/15<0.024$, so
$R\le{r^{14}\over14!}\cdot{1\over1-0.024}$, while $e^r\ge1$; this is less than
$\num{ex.terms.positive}$. For single precision the same reasoning with the
last power $r^j$ asks for
$\sqrt2\,(0.3466)^{j+1}\!/(j+1)!<2^{-25}\approx3\cdot10^{-8}$: true for
$j=\num{ex.terms.single}$, and not for less. There is one term more than that,
since the first has $j=0$.

\answer{binarypoint} Between $2^{52}$ and $2^{53}$ the doubles are the
integers. With $2^{52}+1023$ the sum would stay above $2^{52}$ as long as
$z/\ln2\ge-1023$, which our limit on~$z$ just ensures; so yes. Below $2^{52}$
there are halves, too, and the rounding would no longer be to integers. From
the middle, $1.5\times2^{52}$, there is room for $2^{51}$ on both sides, and no
limit to depend on. The fraction of such a double, its last 52 bits, is the
number less $2^{52}$, here $2^{51}+1023+n$. Moving up by 52 places leaves the
last 12 bits and drops the others, among them the $2^{51}$ and the exponent.
These twelve are $1023+n$, because $0<1023+n<2^{11}$: a sign bit~0, and then
the exponent field of~$2^n$, which stands for $n$ plus 1023; and the
fraction is zero.

\answer{roundoff} In a block there are 16 panels, each with $128/16=8$ samples
for a lane; so 128 terms are added in a lane, the first to zero. That makes 127
roundings for the term that comes first. The 16 lanes are then added, with at
most 15 roundings; and the 25 blocks, pairwise, with at most
$\lceil\log_225\rceil=5$. Together at most \num{ex.roundoff}; the others suffer
less. Each rounding multiplies a partial sum, and thereby each of its terms, by
a factor between $1-u$ and $1+u$. So the sum is off by at most
$(1+u)^{\num{ex.roundoff}}-1\approx\num{ex.roundoff.bound}$ times the sum of
the terms' absolute values. Added one after the other, a term may suffer 49,999
roundings, and the bound is \num{ex.roundoff.naive}. Lanes, made for speed, are
the better sum as well.

@ {\it Where the points come from.}

\answer{trials} If the limit~$n$ has $b$ bits, a trial yields each of the
numbers from 0 to $2^b-1$ with the same probability, and it succeeds with
$p=(n+1)/2^b$. The first success comes in trial~$t$ with probability
$(1-p)^{t-1}p$, and the mean of~$t$ is $1/p$:
$${2^b\over n+1}\le{2^b\over2^{b-1}+1}<2,\qquad\hbox{because $n\ge2^{b-1}$.}$$
The shuffle has the limits 1 to 49,999 and needs
$\sum_n2^{b_n}\!/(n+1)=\num{ex.trials}$ words on the average, where $b_n$ is
the number of bits of~$n$. (With the seed 42 it takes \num{ex.trials.seed}.) As
$n$ goes from $2^{b-1}$ to $2^b-1$ the terms go from nearly 2 to~1, with the
average $2\ln2\approx\num{ex.trials.average}$.

\answer{polar} The points $(a,b)$ are uniform in a square of area~4, and a
trial succeeds in the unit disc, of area~$\pi$. So it takes $4/\pi$ trials on
the average to get a point, each trial costs two uniform numbers of two words,
and a point is worth two deviates: $(4/\pi)\cdot4/2=8/\pi\approx\num{ex.polar}$
words.

\answer{orders} The order is a function of the seed; so at most $2^{32}$ orders
occur, fewer than $13!\approx6.2\cdot10^9$. That is a vanishing part of the
$50000!$, a number of \num{ex.orders.bits} bits. In the same way a generator
with $2^{19937}-1$ states has at most as many continuations; and $2080!$ has
\num{ex.orders.below} bits while $2081!$ has \num{ex.orders.above}, so that for
$N\le2080$ the number of states is no obstacle and for $N\ge2081$ it is one.
(That ``equally likely'' is true of ideal random numbers; nobody will see the
difference by looking at 50,000 points.)

\answer{intruders} Let the point start at the unit vector~$a$, and let $e$ be
its noise, so that it ends at $x=a+e$. If $\Vert x\Vert<{1\over2}$ then $a\cdot
x<{1\over2}$ (Cauchy's inequality), hence $a\cdot e=a\cdot x-1<-{1\over2}$. Now
$a\cdot e=a_1e_1+a_2e_2$ is normal with mean~0 and variance
$a_1^2(0.1)^2+a_2^2(0.1)^2=(0.1)^2$; so this has the probability that a normal
deviate is below $-5$, which is ${1\over2}{\rm
erfc}(5/\sqrt2\,)=\num{ex.intruders.bound}$. The probability that any of 25,000
events happens is at most the sum of theirs, \num{ex.intruders}. (We have
replaced the disc of radius~$1\over2$ by a half plane. The disc itself has, for
each point, the probability \num{ex.intruders.disc}.)
@^Cauchy, Augustin-Louis@>

@ {\it The landscape.}

\answer{fewer} The sum has a gradient 25~times smaller, so that
$\eta=25\cdot10^{-4}=2.5\cdot10^{-3}$. For the mean it is 5, with any number of points.

\answer{waiting} Put $r=1+s$ into \eqref{characteristic}: then
$s^2+(1-\mu+\eta\lambda)s+\eta\lambda=0$. If $\eta\lambda$ is small, so is one of the
roots; without the products of small numbers, $(1-\mu)s=-\eta\lambda$. To grow $e$-fold takes
$1/\ln(1+s)\approx1/s=(1-\mu)/(\eta\vert\lambda\vert)$ steps, with $\lambda=-1$
and the notebook's settings 5000; exactly, $\num{ex.waiting.exact}$.

\answer{copy} The two units have the same activations, and together they give the
logits what unit~$K$ alone gave; so all probabilities are what they were, and so
is~$\delta\out$. The derivatives with respect to the outgoing weights of either are those
of unit~$K$ before, zero. By \eqref{hiddendelta} the hidden delta of a unit is
proportional to its outgoing weights: those of the two are $1-\rho$ and $\rho$~times the
old one of unit~$K$, and so are the derivatives with respect to the incoming weights and the bias. Nothing
else has changed. Thus each place where a small network may come to rest is a
whole line of such places for a larger one.
@^Fukumizu, Kenji@>@^Amari, Shun-ichi@>

\answer{beststrip} If the strip has the half-width~$w$, the ring has
$25000\cdot{2\over\pi}\arcsin w$ points in it; of the disc,
whose component has the variance $0.1^2\!/2+0.1^2=s^2$ with $s=0.1225$,
$25000\cdot2\Phi(-w/s)$ are outside, where $\Phi$ is the normal
distribution function. The derivative of the sum is zero where
$e^{-w^2\!/2s^2}=s\sqrt{2/\pi}/\sqrt{1-w^2}$. Solved for the $w$ on the left, this can be
iterated; it gives $w=\num{ex.beststrip.w}$ and
\num{ex.beststrip.wrong} points. Of our points, a strip of this width through the origin gets
between \num{ex.beststrip.least} and \num{ex.beststrip.most} wrong, depending on
its direction.

\answer{intwo} The strip meets the unit circle in two opposite arcs, each of
$2\arcsin0.3=\num{ex.intwo.arc}^\circ$. They must fit between points, whose distance is
$360^\circ\!/n$; as $n$ is even, a gap has a gap opposite. So $n\le10$. That is 20 points in
all, ten of the ring and ten of the disc: as far as two units
got without a failure.


@ {\it Conclusions.}

\answer{batchends} For $B=1$, that the variance is $N^2S^2(1-1/N)=N\sum_i(a_i-\bar
a)^2$: the estimate is $Na_i$ with the probability $1/N$ for each~$i$, its mean is $N\bar a$,
and the mean of $(Na_i-N\bar a)^2$ is ${1\over N}\sum_iN^2(a_i-\bar a)^2$. For
$B=N$, that it is~0: there is only one batch, and the estimate is the sum itself.

\answer{softtail} $J'=-e^{-\theta}\!/(1+e^{-\theta})=-1/(1+e^\theta)$; so
$(1+e^\theta)\,d\theta/dt=\eta$, which is the derivative of
$$\theta+e^\theta=1+\eta t\qquad\hbox{with respect to $t$, and $\theta=0$ for $t=0$}.$$
So $e^\theta\le1+\eta t$, hence $\theta\le\ln(1+\eta t)$, hence $e^\theta\ge1+\eta
t-\ln(1+\eta t)$; divided by $\eta t$ both bounds tend to~1. And
$e^\theta\ln(1+e^{-\theta})$ tends to~1 as $\theta$ grows. (For $\eta t=1000$ the
product $\eta tJ$ is \num{ex.softtail}.)

\answer{width} Without mistakes the interval is $q^2\!/(n+q^2)$ wide; that is at
most $0.01$ from $n=99q^2$ on, that is, from \num{ex.width.perfect}. In the other case it is about
$2q\sqrt{0.09/n}$, the term $q^2\!/n$ being small; this is $0.01$ for
$n=0.36q^2\cdot10^4\approx13830$. (Formula \eqref{wilson}, tried, needs \num{ex.width.nine}.) A mistake is dear.

\answer{tinyterms} If the 1 comes first, $1+u$ lies halfway between 1 and $1+2u$, and is rounded
to~1, again and again: the sum is~1, and $(2^k-1)u$ is lost. As no term takes part in more than
$d=2^k-1$ additions, \eqref{pairwise} promises an error of at most that, nearly: the
bound can be attained. If the 1 comes last, the small ones have been added without an
error, and $1+(2^k-1)u$ is rounded to a neighbour that is at most $u$ away (if $k\le52$). In pairs, $1+u$ becomes~1;
all other sums are exact, $u+u=2u$, $2u+2u=4u$, and so are $1+2u$, $1+2u+4u$, and so on: the result is
$1+(2^k-2)u$, and only one $u$ is lost, where $ku$ might have been.

\answer{single} The step is proportional to $u^{1/3}$, the error to $u^{2/3}$: by the
factors $2^{29/3}\approx\num{ex.single.step}$ and
$2^{58/3}\approx\num{ex.single.error}$. With $J=J'''$ the best step is
$\root3\of{3u}\approx\num{ex.single.best}$, and the error, ${1\over2}\varepsilon^2J$ then,
is $\num{ex.single.least}\,J$; with the notebook's step it is $u/\varepsilon$ times~$J$, nearly, which is
\num{ex.single.notebook}.

\answer{tanhchange} Two lines change: the function itself, $\tanh
z=2\sigma(2z)-1$, and its derivative, $1-h^2$ as in \exref{otherunits}. This is
the file \.{book/tanh.ch}: \listing{book/tanh.ch} The gradient check says
whether it is right. With \.{-{}-samples} 2000, its worst relative error is
\num{ex.tanhchange}; with the second change left out, it is
\num{ex.tanhchange.half}.

\answer{nesterovchange} The parameters of the program are now~$\varphi$, and a
single line is different. This is \.{book/nesterov.ch}:
\listing{book/nesterov.ch}

\answer{rings} In the program nothing. The derivation holds for any~$C$, and the
program of Part~III takes points of your own from a file, with the option
\.{-{}-data}, and their classes as it finds them there; so all you need is a file of points. A network that knows
nothing has $J=N\ln3$, and there are $K+1$ superfluous parameters as before
(\exref{conserved}).

Three units suffice in principle. In \exref{circle} three units made their sum a
function of~$r$, nearly, that falls as $r$ grows, as far as the points reach, if
the weights are small enough; call it~$f$. Three logits $z_c=\alpha_cf+\beta_c$
are straight lines when plotted over~$f$, and whichever line is uppermost wins;
three lines of increasing slope take turns, so that the classes are $f$ small,
medium, large. Descent doesn't always find this; with more units it is easier.
The rate must be small enough for the number of samples. In a trial with 600
samples of each class, $\eta N=\num{ex.rings.eta}$, $\mu={1\over2}$, and
\num{ex.rings.T} iterations, \num{ex.rings.k3} of \num{ex.rings.starts} starts
with $K=3$ ended with at most one percent of the samples misclassified,
\num{ex.rings.k4} with $K=4$, and \num{ex.rings.k6} with $K=6$.

\answerproof{layers} The formulas are those of \exref{twolayers}, in a loop.
Keep all parameters in one row~$\theta$, and let a function name
the parts of a layer, given its number; then the update, the check, and the
threads needn't change. Check the gradient for every combination of functions and sizes
before you train anything. Compare networks not by iterations but by seconds,
and not by one start but by many.

\answerproof{digits} Little is missing in the program. It reads the pictures as points of
your own, makes mini-batches, and watches the loss of points that it doesn't learn
(\.{-{}-data}, \.{-{}-batch-size}, \.{-{}-holdout}, \.{-{}-validation}). But it
has room for only |MOST_INPUTS| inputs, which is to be raised; and initial weights of size~1
saturate units with hundreds of inputs: divide them by the square root of the number
of inputs, which are to be scaled to numbers of size~1 first. Give the final error
with its uncertainty (\exref{unseen}).

\answerproof{luck} This is not known, so far as we know. For $K\le2$ the region where the network says ``disc'' isn't bounded
(\exref{strip}). That is about regions; a few points can be separated all the same, but with as many as ours nobody
should expect it, whatever the start (section~\secref{widths}).
For $K\ge3$ perfect networks exist
(\exref{circle}) and there is no minimum to be reached, but descent might still
approach a finite local minimum, or one at infinity where a unit has saturated,
or stay at a saddle. For saddles one expects probability zero, because the set
of starts that lead there should have no volume, if the steps are small enough;
our steps are not. Very wide networks are known to be trained successfully from
almost every start (Jacot, Gabriel, and Hongler, 2018; Du, Zhai, P\'oczos, and
Singh, 2019)
@^Jacot, Arthur@>@^Gabriel, Franck@>@^Hongler, Cl\'ement@>@^Du, Simon Shaolei@>@^Zhai, Xiyu@>@^P\'oczos, Barnab\'as@>@^Singh, Aarti@>
with widths that have nothing to do with three units.
In the other direction, even a single logistic unit with a squared error can
have exponentially many local minima (Auer, Herbster, and Warmuth, 1996),
@^Auer, Peter@>@^Herbster, Mark@>@^Warmuth, Manfred K.@>
and deciding whether three threshold units, two of them hidden, can classify
given points is NP-complete when the number of inputs may grow (Blum and
Rivest, 1992). None of these speaks of our problem. What can be done is to
count: try a thousand seeds.
@^Blum, Avrim@>@^Rivest, Ronald Linn@>

\checkexercises
@* Bibliography. Where an idea has an author, the text says so, with the year. These
are the sources.
@^bibliography@>

\beginbib
\entry Auer, Peter, Herbster, Mark, and Warmuth, Manfred K. ``Exponentially
many local minima for single neurons.'' {\it Advances in Neural Information
Processing Systems\/ \bf8} (1996), 316--322.
\entry Blum, Avrim L., and Rivest, Ronald L. ``Training a 3-node neural network
is NP-complete.'' {\it Neural Networks\/ \bf5} (1992), 117--127.
\entry Bridle, John S. ``Probabilistic interpretation of feedforward
classification network outputs, with relationships to statistical pattern
recognition.'' In {\it Neurocomputing: Algorithms, Architectures and
Applications}, edited by F.~Fogelman Souli\'e and J.~H\'erault (Berlin:
Springer, 1990), 227--236.
\entry Brier, Glenn W. ``Verification of forecasts expressed in terms of
probability.'' {\it Monthly Weather Review\/ \bf78} (1950), 1--3.
\entry Cauchy, Augustin. ``M\'ethode g\'en\'erale pour la r\'esolution des
syst\`emes d'\'equations simultan\'ees.'' {\it Comptes rendus hebdomadaires des
s\'eances de l'Acad\'emie des sciences\/ \bf25} (1847), 536--538.
\entry Cody, William J., Jr., and Waite, William. {\it Software Manual for the
Elementary Functions}. Englewood Cliffs: Prentice-Hall, 1980.
\entry Cybenko, George. ``Approximation by superpositions of a sigmoidal
function.'' {\it Mathematics of Control, Signals, and Systems\/ \bf2} (1989),
303--314.
\entry Du, Simon S., Zhai, Xiyu, P\'oczos, Barnab\'as, and Singh, Aarti.
``Gradient descent provably optimizes over-parameterized neural networks.''
International Conference on Learning Representations, 2019.
\entry Durstenfeld, Richard. ``Algorithm 235: Random permutation.'' {\it
Communications of the ACM\/ \bf7} (1964), 420.
\entry Fisher, Ronald A. ``On the mathematical foundations of theoretical
statistics.'' {\it Philosophical Transactions of the Royal Society A\/ \bf222}
(1922), 309--368.
\entry Fisher, Ronald A., and Yates, Frank. {\it Statistical Tables for
Biological, Agricultural and Medical Research}. London: Oliver and Boyd, 1938.
\entry Fukumizu, Kenji, and Amari, Shun-ichi. ``Local minima and plateaus in
hierarchical structures of multilayer perceptrons.'' {\it Neural Networks\/
\bf13} (2000), 317--327.
\entry Glorot, Xavier, and Bengio, Yoshua. ``Understanding the difficulty of
training deep feedforward neural networks.'' {\it Proceedings of Machine
Learning Research\/ \bf9} (2010), 249--256.
\entry Higham, Nicholas J. ``The accuracy of floating point summation.'' {\it
SIAM Journal on Scientific Computing\/ \bf14} (1993), 783--799.
\entry Hornik, Kurt, Stinchcombe, Maxwell, and White, Halbert. ``Multilayer
feedforward networks are universal approximators.'' {\it Neural Networks\/
\bf2} (1989), 359--366.
\entry Jacot, Arthur, Gabriel, Franck, and Hongler, Cl\'ement. ``Neural
tangent kernel: Convergence and generalization in neural networks.'' {\it
Advances in Neural Information Processing Systems\/ \bf31} (2018), 8571--8580.
\entry Jansen, Stefan. {\it Machine Learning for Algorithmic Trading}, 2nd
edition. Birmingham: Packt, 2020.
\entry Kahan, William. ``Further remarks on reducing truncation errors.'' {\it
Communications of the ACM\/ \bf8} (1965), 40.
\entry Knuth, Donald E. ``Literate programming.'' {\it The Computer Journal\/
\bf27} (1984), 97--111.
\entry Kullback, Solomon, and Leibler, Richard A. ``On information and
sufficiency.'' {\it Annals of Mathematical Statistics\/ \bf22} (1951), 79--86.
\entry LeCun, Yann, Bottou, L\'eon, Orr, Genevieve B., and M\"uller,
Klaus-Robert. ``Efficient BackProp.'' In {\it Neural Networks: Tricks of the
Trade}, edited by G.~B. Orr and K.-R. M\"uller (Berlin: Springer, 1998), 9--50.
\entry Leshno, Moshe, Lin, Vladimir Ya., Pinkus, Allan, and Schocken, Shimon.
``Multilayer feedforward networks with a nonpolynomial activation function can
approximate any function.'' {\it Neural Networks\/ \bf6} (1993), 861--867.
\entry Linnainmaa, Seppo. {\it The representation of the cumulative rounding
error of an algorithm as a Taylor expansion of the local rounding errors\/} (in
Finnish). Master's thesis, University of Helsinki, 1970. In English: ``Taylor
expansion of the accumulated rounding error.'' {\it BIT\/ \bf16} (1976),
146--160.
\entry Marsaglia, George, and Bray, Thomas A. ``A convenient method for
generating normal variables.'' {\it SIAM Review\/ \bf6} (1964), 260--264.
\entry Matsumoto, Makoto, and Nishimura, Takuji. ``Mersenne twister: A
623-dimensionally equidistributed uniform pseudo-random number generator.''
{\it ACM Transactions on Modeling and Computer Simulation\/ \bf8} (1998),
3--30.
\entry Nesterov, Yurii. ``A method of solving a convex programming problem
with convergence rate $O(1/k^2)$.'' {\it Soviet Mathematics Doklady\/ \bf27}
(1983), 372--376.
\entry Pearlmutter, Barak A. ``Fast exact multiplication by the Hessian.'' {\it
Neural Computation\/ \bf6} (1994), 147--160.
\entry Polyak, Boris T. ``Some methods of speeding up the convergence of
iteration methods.'' {\it USSR Computational Mathematics and Mathematical
Physics\/ \bf4}, 5 (1964), 1--17.
\entry Robbins, Herbert, and Monro, Sutton. ``A stochastic approximation
method.'' {\it Annals of Mathematical Statistics\/ \bf22} (1951), 400--407.
\entry Rumelhart, David E., Hinton, Geoffrey E., and Williams, Ronald J.
``Learning representations by back-propagating errors.'' {\it Nature\/ \bf323}
(1986), 533--536.
\entry Saad, David, and Solla, Sara A. ``On-line learning in soft committee
machines.'' {\it Physical Review~E\/ \bf52} (1995), 4225--4243.
\entry Soudry, Daniel, Hoffer, Elad, Nacson, Mor Shpigel, Gunasekar, Suriya,
and Srebro, Nathan. ``The implicit bias of gradient descent on separable
data.'' {\it Journal of Machine Learning Research\/ \bf19}, 70 (2018), 1--57.
\entry Squire, William, and Trapp, George. ``Using complex variables to
estimate derivatives of real functions.'' {\it SIAM Review\/ \bf40} (1998),
110--112.
\entry Verhulst, Pierre Fran\c{c}ois. ``Recherches math\'ematiques sur la loi
d'accroissement de la population.'' {\it Nouveaux m\'emoires de l'Acad\'emie
royale des sciences et belles-lettres de Bruxelles\/ \bf18} (1845), 1--42.
\entry Werbos, Paul J. {\it Beyond Regression: New Tools for Prediction and
Analysis in the Behavioral Sciences}. Dissertation, Harvard University, 1974.
\entry Werbos, Paul J. ``Applications of advances in nonlinear sensitivity analysis.'' In
{\it System Modeling and Optimization}, edited by R.~F. Drenick and F.~Kozin
(Berlin: Springer, 1982), 762--770.
\entry Williams, Samuel, Waterman, Andrew, and Patterson, David. ``Roofline: an insightful visual performance model
for multicore architectures.'' {\it Communications of the ACM\/ \bf52}, 4 (2009), 65--76.
\entry Wilson, Edwin B. ``Probable inference, the law of succession, and
statistical inference.'' {\it Journal of the American Statistical Association\/
\bf22} (1927), 209--212.
\endbib

@* Index. Names of people and subjects are set in roman, identifiers in
italics or as the symbols they print; underlined numbers are the sections of
definitions.
