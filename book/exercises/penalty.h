/* What the functions of exercise 13 must know of a team, and of the other threads: there are none. */
struct team {
  network net;
  const dataset *data;
  int count;
  const real *theta;
  long n;
  const int *batch;
  long blocks, next, left;
  real *sums;
  total *partial;
  int threads;
  const real *found; /* what the threads find: the loss, and its derivatives */
};
#define pthread_mutex_lock(lock) ((void) 0)
#define pthread_mutex_unlock(lock) ((void) 0)
#define pthread_cond_wait(condition, lock) ((void) 0)
#define pthread_cond_broadcast(condition) ((void) 0)
__attribute__((unused)) static void add_blocks(long blocks, long size, real *sums)
{
  (void) blocks; /* the only one has everything */
  (void) size;
  (void) sums;
}
__attribute__((unused)) static void take_blocks(team *crew, total *partial)
{
  (void) partial;
  memcpy(crew->sums, crew->found, sizeof(real)*(size_t)(1 + crew->count));
  crew->left = 0;
}
