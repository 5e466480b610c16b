/* What the functions of exercise 09 must know of a team. */
struct team { int count; /* the number of parameters */ };
