/* What the system refuses. Linked around the program by ld --wrap, this makes the nth call of a kind fail: the environment says
   FAULT=kind:n, and the file FAULT_LOG is made when it has happened. Files go through streams with functions of our own,
   so that a failing write is one whether it comes from a full buffer, from flushing, or from closing. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* is it this call's turn to fail? */
static bool due(const char *kind, int why)
{
  static long count;
  const char *fault = getenv("FAULT");
  size_t length = strlen(kind);
  if (fault == NULL || strncmp(fault, kind, length) != 0 || fault[length] != ':' || ++count != strtol(fault + length + 1, NULL, 10))
    return false;
  int log = open(getenv("FAULT_LOG"), O_WRONLY|O_CREAT, 0666);
  if (log >= 0) close(log);
  errno = why;
  return true;
}

#define WRAP(type, name, parameters, arguments, kind, why, bad) \
  extern type __real_##name parameters; \
  type __wrap_##name parameters; \
  type __wrap_##name parameters { return due(kind, why) ? bad : __real_##name arguments; }

WRAP(void *, malloc, (size_t n), (n), "memory", ENOMEM, NULL)
WRAP(void *, calloc, (size_t n, size_t m), (n, m), "memory", ENOMEM, NULL)
WRAP(void *, realloc, (void *p, size_t n), (p, n), "memory", ENOMEM, NULL)
WRAP(void *, aligned_alloc, (size_t a, size_t n), (a, n), "memory", ENOMEM, NULL)
WRAP(int, pthread_create, (pthread_t *t, const pthread_attr_t *a, void *(*f)(void *), void *x), (t, a, f, x), "thread", EAGAIN, EAGAIN)
WRAP(int, open, (const char *path, int flags, mode_t mode), (path, flags, mode), "open", EMFILE, -1) /* what isn't given isn't looked at */
WRAP(int, fsync, (int fd), (fd), "fsync", EIO, -1)
WRAP(int, ftruncate, (int fd, off_t length), (fd, length), "truncate", EIO, -1)
WRAP(int, rename, (const char *a, const char *b), (a, b), "rename", EACCES, -1)
WRAP(int, unlink, (const char *path), (path), "unlink", EACCES, -1)
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), "mkdir", ENOSPC, -1)

extern int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
  int result = __real_close(fd);
  return due("close", EIO) ? -1 : result; /* closed it is, all the same */
}

/* --- streams */

static struct { FILE *stream; int fd; } streams[64];

static ssize_t read_some(void *fd, char *buffer, size_t size)
{
  return due("read", EIO) ? -1 : read((int)(intptr_t) fd, buffer, size);
}

static ssize_t write_some(void *fd, const char *buffer, size_t size)
{
  return due("write", ENOSPC) ? 0 : write((int)(intptr_t) fd, buffer, size); /* 0 is a failure here */
}

static int seek(void *fd, off64_t *offset, int from)
{
  off_t place = due("seek", EIO) ? -1 : lseek((int)(intptr_t) fd, *offset, from);
  *offset = place;
  return place < 0 ? -1 : 0;
}

static int close_it(void *fd)
{
  return __wrap_close((int)(intptr_t) fd);
}

FILE *__wrap_fopen(const char *path, const char *mode);
FILE *__wrap_fopen(const char *path, const char *mode)
{
  const int flags = strcmp(mode, "w") == 0 ? O_WRONLY|O_CREAT|O_TRUNC : strcmp(mode, "r+") == 0 ? O_RDWR : O_RDONLY;
  if (due("open", EMFILE)) return NULL;
  int fd = open(path, flags, 0666), j = 0;
  if (fd < 0) return NULL;
  FILE *f = fopencookie((void *)(intptr_t) fd, mode, (cookie_io_functions_t) {read_some, write_some, seek, close_it});
  while (streams[j].stream != NULL) j++;
  streams[j].stream = f;
  streams[j].fd = fd;
  return f;
}

extern int __real_fclose(FILE *f);
int __wrap_fclose(FILE *f);
int __wrap_fclose(FILE *f)
{
  for (int j = 0; j < 64; j++)
    if (streams[j].stream == f) streams[j].stream = NULL;
  return __real_fclose(f);
}

extern int __real_fileno(FILE *f);
int __wrap_fileno(FILE *f);
int __wrap_fileno(FILE *f)
{
  for (int j = 0; j < 64; j++)
    if (streams[j].stream == f) return streams[j].fd;
  return __real_fileno(f);
}
