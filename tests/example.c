/* A program of one's own: it reads a saved model and a file of points and says what the model makes of them.
   cc example.c $(pkg-config --cflags --libs ffnn) -o example && ./example MODEL POINTS */
#include <ffnn.h>

static model m;

int main(int argc, char *argv[])
{
  char message[MESSAGE_SIZE] = "usage: example MODEL POINTS";
  if (argc != 3 || !load_model(argv[1], &m, message)) {
    fprintf(stderr, "example: %s\n", message);
    return 1;
  }
  dataset *data = read_points(argv[2], &(reading) {.D = m.net.D}, &m.classes, message);
  if (data == NULL) {
    fprintf(stderr, "example: %s\n", message);
    return 1;
  }
  standardise(&m, data);
  long counts[MOST_CLASSES*MOST_CLASSES];
  confusion(m.net, m.theta, data, counts);
  for (int c = 0; c < m.net.C; c++) {
    printf("%s:", m.classes.name[c]);
    for (int a = 0; a < m.net.C; a++) printf(" %ld as %s", counts[c*m.net.C + a], m.classes.name[a]);
    printf("\n");
  }
  printf("%ld of %ld wrong\n", misclassified(m.net, m.theta, data), data->N);
  free_dataset(data);
  return 0;
}
