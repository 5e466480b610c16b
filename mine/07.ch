Exercise 07, the hidden delta (section 57 of the book).

What you put between an @y and its @z replaces the line between @x and @y in the book.
Leave the other lines alone. To have it checked:  make exercise N=07

The derivation is TeX, with lines such as these among the prose, each at the beginning of a line:
  \claim|a quantity|
  \step|an expression in C that is equal to it| because of something;
\claim begins; every \step must be equal to the line before it. The words are:
  k c h z Wo y y_hat dJ_dzo dJ_dh dh_dz dJ_dz sum_c

@x
\yours{hidden_delta}
@y
\yours{hidden_delta}
@z

@x
  hidden_delta_is_yours;
@y
  hidden_delta_is_yours;
@z
