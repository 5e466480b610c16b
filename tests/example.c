/* Train a network with the points of a file, test it, save it, and ask it about the point whose inputs are all zero.
   cc example.c $(pkg-config --cflags --libs ffnn) -o example && ./example POINTS MODEL */
#include <ffnn.h>
#include <stdio.h>

static int fail(void)
{
  fprintf(stderr, "example: %s\n", ffnn_message());
  return 1;
}

int main(int argc, char *argv[])
{
  const double zero[1024] = {0};
  double probability[64];
  int answer;
  ffnn_settings set = ffnn_defaults(4); /* hidden units */
  set.iterations = 500;
  if (argc != 3) return fprintf(stderr, "usage: example POINTS MODEL\n"), 2;
  ffnn_points *points = ffnn_read(argv[1], NULL);
  if (points == NULL) return fail();
  ffnn_model *model = ffnn_train(points, &set, NULL, NULL);
  if (model == NULL || ffnn_save(model, argv[2]) != 0) return fail();
  printf("%ld of %ld wrong\n", ffnn_test(model, points, NULL), ffnn_size(points));
  if (ffnn_predict(model, 1, zero, &answer, probability) != 0) return fail();
  printf("zero: %s, with probability %.3f\n", ffnn_class(model, answer), probability[answer]);
  ffnn_free(model);
  ffnn_free_points(points);
  return 0;
}
