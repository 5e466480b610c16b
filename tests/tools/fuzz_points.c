/* The reader of points, given any bytes: either a message, or points that can be written and read again. */
#include <sys/mman.h>
#include <unistd.h>
#include "fuzz.h"

/* a file that is nowhere on the disk, and its name */
static int make_file(const void *bytes, size_t size, char name[40])
{
  int file = memfd_create("points", 0);
  must(file >= 0 && write(file, bytes, size) == (ssize_t) size);
  snprintf(name, 40, "/proc/self/fd/%d", file);
  return file;
}

static double *input(const dataset *data, long i, int d)
{
  return &data->x[i/PANEL*data->D + d][i%PANEL];
}

static void must_be_points(const dataset *data, const class_list *classes)
{
  int counts[MOST_CLASSES] = {0};
  must(data->N >= 2 && data->D >= 1 && data->D <= MOST_INPUTS && data->C == classes->C);
  must(classes->C >= 2 && classes->C <= MOST_CLASSES);
  for (long i = 0; i < data->N; i++) {
    int c = data->y[i/PANEL][i%PANEL];
    must(c >= 0 && c < data->C);
    counts[c]++;
    for (int d = 0; d < data->D; d++) must(isfinite(*input(data, i, d)));
  }
  for (int c = 0; c < data->C; c++) {
    must(counts[c] > 0 && classes->name[c][0] != 0 && memchr(classes->name[c], 0, NAME_SIZE) != NULL);
    for (int a = 0; a < c; a++) must(strcmp(classes->name[a], classes->name[c]) != 0);
  }
}

/* The same points in a table with commas, in which any class can be written within quotation marks. */
static char *rewrite(const dataset *data, const class_list *classes, size_t *size)
{
  char *text;
  FILE *f = open_memstream(&text, size);
  for (long i = 0; i < data->N; i++) {
    for (int d = 0; d < data->D; d++) fprintf(f, "%.17g,", *input(data, i, d));
    putc('"', f);
    for (const char *c = classes->name[data->y[i/PANEL][i%PANEL]]; *c != 0; c++) {
      if (*c == '"') putc('"', f);
      putc(*c, f);
    }
    fputs("\"\n", f);
  }
  fclose(f);
  return text;
}

static void must_be_same(const dataset *a, const dataset *b, const class_list *classes_a, const class_list *classes_b)
{
  must(b != NULL && a->N == b->N && a->D == b->D && data_checksum(a) == data_checksum(b));
  for (int c = 0; c < classes_a->C; c++) must(strcmp(classes_a->name[c], classes_b->name[c]) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
  char name[40], message[MESSAGE_SIZE];
  class_list classes = {.C = 0}, again = {.C = 0};
  int file = make_file(bytes, size, name);
  reading how = {.drop = size%2 == 1};
  dataset *data = read_points(name, &how, &classes, message);
  if (data == NULL) {
    must_be_message(message);
    must(strncmp(message, name, strlen(name)) == 0);
    free(how.inputs);
    close(file);
    return 0;
  }
  must(message[0] == 0);
  must_be_points(data, &classes);
  class_list same = classes;
  dataset *second = read_points(name, &how, &same, message); /* as points for validation */
  must_be_same(data, second, &classes, &same);
  free_dataset(second);
  close(file);
  must(how.D == data->D);
  free(how.inputs);

  char *text = rewrite(data, &classes, &size);
  file = make_file(text, size, name);
  second = read_points(name, &(reading) {.header = "no"}, &again, message);
  must_be_same(data, second, &classes, &again);
  free_dataset(second);
  close(file);
  free(text);
  free_dataset(data);
  return 0;
}
