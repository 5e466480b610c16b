/* FANN on the same samples, all of them in each step: print ns per sample and iteration; see bench.c. It has no softmax, no cross-entropy, and no
   momentum in this mode, so this is not the same work, but somewhat less, and there is no loss to be compared. Usage: bench_fann FILE */
#include <doublefann.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {D = 2, K = 3, C = 2, COUNT = D*K + K + K*C + C, N = 50000};

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + 1e-9*(double) t.tv_nsec;
}

int main(int argc, char *argv[])
{
  double theta[COUNT], row[D + 1];
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  struct fann *net = fann_create_standard(3, D, K, C);
  struct fann_train_data *data = fann_create_train(N, D, C);
  if (file == NULL || fread(theta, sizeof(double), COUNT, file) != COUNT) return 2;
  for (int i = 0; i < N; i++) {
    if (fread(row, sizeof(double), D + 1, file) != D + 1) return 2;
    for (int d = 0; d < D; d++) data->input[i][d] = row[d];
    for (int c = 0; c < C; c++) data->output[i][c] = c == (int) row[D];
  }
  fclose(file);
  fann_set_activation_function_hidden(net, FANN_SIGMOID);
  fann_set_activation_function_output(net, FANN_SIGMOID);
  fann_set_training_algorithm(net, FANN_TRAIN_BATCH);
  fann_set_learning_rate(net, 1e-4f);
  for (int t = 0; t < 5; t++) fann_train_epoch(net, data);
  const double begun = now();
  long steps = 0;
  for (; now() < begun + .25; steps++) fann_train_epoch(net, data);
  printf("%.4f -\n", 1e9*(now() - begun)/(double) steps/N);
  fann_destroy_train(data);
  fann_destroy(net);
  return 0;
}
