/* The lines of a derivation, as functions; lines.awk makes them. */
enum {TRIALS = 50};
extern double (*const lines[])(void);
extern const int line_count;
