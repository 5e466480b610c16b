/* What the function of exercise 16 must know of a team. */
struct team { int count; /* the number of parameters */ };
