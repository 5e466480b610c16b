/* ffnn-mpi as it would be if MPI added the sums of the processes, in an order of its own: MPI_Gather is replaced by MPI_Allreduce, which leaves
   the sums of all processes' first units, second units, ... in the places of process 0's units, and zeros in those of the others. */
#include <mpi.h>
#include <string.h>

int MPI_Gather(const void *mine, int count, MPI_Datatype type, void *all, int unused, MPI_Datatype unused_type, int root, MPI_Comm everybody)
{
  int processes;
  (void) unused, (void) unused_type, (void) root;
  MPI_Comm_size(everybody, &processes);
  memset(all, 0, (size_t) processes*(size_t) count*sizeof(double));
  return MPI_Allreduce(mine, all, count, type, MPI_SUM, everybody);
}
