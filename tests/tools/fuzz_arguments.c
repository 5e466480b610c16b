/* The parser of the command line, given any arguments: one a line; the byte 1 stands for the end of a line in an argument, and
   the name of a saved model for one that is in memory, if it begins with m; there are no others. The program itself is
   included, its main renamed, and its exit a jump back to here. Either it goes on with values that are within their bounds, or
   it ends with 0 and says nothing on standard error, or with 1 or 2 and one line. */
#include <setjmp.h>
#include "fuzz.h"

static jmp_buf ended;
static _Noreturn void end(int status)
{
  longjmp(ended, status + 1);
}

static bool load(const char *file, model *m, char *message)
{
  memset(m, 0, sizeof(model));
  if (file[0] != 'm') {
    snprintf(message, MESSAGE_SIZE, "there is no such file");
    return false;
  }
  for (int j = 0; j < SETTINGS; j++) set_setting(&m->set, j, limits[j].least + (j == ITERATIONS));
  m->net = (network) {2, 1, 2};
  m->classes = (class_list) {2, {"0", "1"}};
  m->iteration = 1;
  if (strchr(file, 'd') != NULL) strcpy(m->data, "points.csv");
  if (strchr(file, 'v') != NULL) strcpy(m->validation, "other.csv");
  return true;
}

#define main program
#define exit end
#define load_model load
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wreturn-type" /* main needs no return */
#include "tool.c"
#undef main
#undef exit

enum {MOST_ARGUMENTS = 40};

static void must_be_within(const run *r)
{
  must(r->task == TRAIN || r->task == PREDICT || r->task == CHECK_GRADIENT || r->task == PLOT_DATA || r->task == TEST_MODEL);
  for (int j = 0; j < SETTINGS; j++) {
    const double value = get_setting(&r->m.set, j);
    must((value >= limits[j].least || (j == BATCH_SIZE && value == 0)) /* zero: all */ && value <= limits[j].greatest);
  }
  must(r->threads >= 1 && r->threads <= 1024 && r->every >= 0 && r->every <= 1000000000000 && r->log_every >= 0 && r->log_every <= 1000000000000);
  must(r->output != NULL && r->output[0] != 0 && strlen(r->output) < PATH_SIZE);
  must(r->data_file == NULL || r->data_file[0] != 0);
  must((r->task != PREDICT && r->task != PLOT_DATA && r->task != TEST_MODEL) || r->argument[0] != NULL);
  must(r->task == PREDICT || r->task == TEST_MODEL || r->argument[1] == NULL);
  must(r->task != TRAIN || r->argument[0] == NULL);
  if (r->resumed) must(r->m.iteration <= r->m.set.iterations);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
  static run r;
  static FILE *real_out, *real_err;
  char *text = malloc(size + 1), *argv[MOST_ARGUMENTS + 2] = {"ffnn"}, *none[] = {"ffnn", NULL}, *out, *err;
  size_t out_size, err_size;
  int argc = 1;
  memcpy(text, bytes, size);
  text[size] = 0;
  for (char *line = text, *stop; argc <= MOST_ARGUMENTS && (stop = strchr(line, '\n')) != NULL; line = stop + 1) {
    *stop = 0;
    for (char *c = line; *c != 0; c++)
      if (*c == 1) *c = '\n';
    argv[argc++] = line;
  }
  argv[argc] = NULL;
  optind = 0; /* begin anew: it may have been left within a cluster of letters */
  getopt(1, none, "");
  memset(&r, 0, sizeof r);
  begin_as_the_notebook(&r);
  real_out = stdout;
  real_err = stderr;
  stdout = open_memstream(&out, &out_size);
  stderr = open_memstream(&err, &err_size);
  int how = setjmp(ended);
  if (how == 0) read_command_line(argc, argv, &r);
  fclose(stdout);
  fclose(stderr);
  stdout = real_out;
  stderr = real_err;
  if (how == 0) must_be_within(&r);
  must(how >= 0 && how <= 3);
  if (how > 1) {
    char *stop = strchr(err, '\n');
    must(out_size == 0 && strncmp(err, "ffnn: ", 6) == 0 && stop == err + err_size - 1);
    for (char *c = err; c < stop; c++) must(!iscntrl((unsigned char) *c));
  }
  else must(err_size == 0 && (out_size > 0) == (how == 1));
  free(out);
  free(err);
  free(text);
  return 0;
}
