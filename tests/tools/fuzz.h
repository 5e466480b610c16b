/* What the fuzzers share. Each is a function of some bytes, which libFuzzer calls with random ones; without libFuzzer, when
   SEEDS is defined, it is called once with each of the files that are named as arguments. What must be true is asserted. */
#ifndef FUZZ_H
#define FUZZ_H
#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "network.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define must(condition) \
  do if (!(condition)) { \
    fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
    abort(); \
  } while (0)

/* a message is one line, not empty, and nothing in it that a terminal would obey */
static inline void must_be_message(const char *message)
{
  must(message[0] != 0 && strlen(message) < MESSAGE_SIZE);
  for (; *message != 0; message++) must(!iscntrl((unsigned char) *message));
}

#ifdef SEEDS
int main(int argc, char *argv[])
{
  static uint8_t bytes[1 << 20];
  for (int j = 1; j < argc; j++) {
    FILE *f = fopen(argv[j], "rb");
    if (f == NULL) {
      perror(argv[j]);
      return 1;
    }
    size_t size = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    uint8_t *exactly = malloc(size + (size == 0)); /* so that a sanitizer sees where they end */
    memcpy(exactly, bytes, size);
    LLVMFuzzerTestOneInput(exactly, size);
    free(exactly);
  }
  printf("%s: %d files, all went well\n", argv[0], argc - 1);
  return argc == 1;
}
#endif
#endif
