/* The reader of models, given any bytes: either a message, or a model that is written and read to the same. A fuzzer doesn't
   find checksums by chance; so the last line is also tried with the right one. */
#include "fuzz.h"

static model first, second;

static char *write_text(model *m, size_t *size)
{
  char *text;
  FILE *f = open_memstream(&text, size);
  bool good = write_model(f, m);
  must(fclose(f) == 0 && good);
  return text;
}

static bool read_text(const char *text, size_t size, model *m)
{
  char message[MESSAGE_SIZE] = "";
  FILE *f = fmemopen((void *)(uintptr_t) text, size, "r");
  bool good = read_model(f, "model.ffnn", m, message);
  fclose(f);
  if (!good) must_be_message(message);
  return good;
}

static void try_model(const char *text, size_t size)
{
  if (!read_text(text, size, &first)) return;
  must(first.net.D >= 1 && first.net.D <= MOST_INPUTS && first.net.K >= 1 && first.net.K <= MOST_HIDDEN);
  must(first.net.C >= 2 && first.net.C <= MOST_CLASSES && first.classes.C == first.net.C);
  must(first.g.used >= 0 && first.g.used <= 624 && isfinite(first.g.kept));
  must(first.iteration >= 0 && first.iteration <= first.set.iterations && first.place >= 0 && first.length >= 0);
  for (int j = 0; j < SETTINGS; j++)
    must(get_setting(&first.set, j) >= limits[j].least || j == BATCH_SIZE);
  for (int d = 0; d < first.net.D; d++) must(isfinite(first.mean[d]) && isfinite(first.scale[d]) && first.scale[d] > 0);
  for (int j = 0; j < parameter_count(first.net); j++) must(isfinite(first.theta[j]) && isfinite(first.M[j]) && isfinite(first.best[j]));
  must(first.weighed >= -1 && first.weighed <= first.iteration && first.best_iteration >= 0 && first.best_iteration <= first.iteration);
  size_t length, length_again;
  char *written = write_text(&first, &length);
  must(read_text(written, length, &second));
  char *again = write_text(&second, &length_again);
  must(length == length_again && memcmp(written, again, length) == 0);
  free(again);
  free(written);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
  const char key[] = "\nchecksum ";
  if (size == 0) return 0; /* fmemopen takes no empty file */
  char *text = malloc(size + 40);
  memcpy(text, bytes, size);
  try_model(text, size);
  for (size_t end = size; end-- > 0; )
    if (size - end >= sizeof key - 1 && memcmp(text + end, key, sizeof key - 1) == 0) {
      int length = snprintf(text + end, 40, "%s%016llx\n", key, (unsigned long long) checksum(NO_BYTES, text, end + 1));
      try_model(text, end + (size_t) length);
      break;
    }
  free(text);
  return 0;
}
