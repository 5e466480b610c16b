/* What the system refuses. Linked around the program by ld --wrap, this makes the nth call of a kind fail: the environment says
   FAULT=kind:n, or kind:n+ for that call and all later ones, and the file FAULT_LOG is made when it has happened. FAULT=interrupted
   interrupts every other call that can be, and FAULT=short lets no call write more than a few bytes. CLOCK=seconds makes time pass
   more quickly: each look at the clock takes so long. FAULT=gradient is a mistake of the program's own. And whatever happens, no file may get its name before it is on the disk. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

extern int __real_open(const char *path, int flags, mode_t mode);
static bool injected;

/* is it this call's turn to fail? */
static bool due(const char *kind, int why)
{
  static long count;
  const char *fault = getenv("FAULT");
  size_t length = strlen(kind);
  char *end;
  if (fault == NULL || strncmp(fault, kind, length) != 0 || fault[length] != ':') return false;
  const long n = strtol(fault + length + 1, &end, 10);
  if (*end == '+' ? ++count < n : ++count != n) return false;
  if (!injected) __real_open(getenv("FAULT_LOG"), O_WRONLY|O_CREAT|O_CLOEXEC, 0666);
  injected = true;
  errno = why;
  return true;
}

static bool is_fault(const char *name)
{
  const char *fault = getenv("FAULT");
  return fault != NULL && strcmp(fault, name) == 0;
}

static bool interrupted(void)
{
  static bool turn;
  if (!is_fault("interrupted")) return false;
  turn = !turn;
  errno = EINTR;
  return turn;
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
WRAP(int, link, (const char *a, const char *b), (a, b), "link", EMLINK, -1)

/* --- what isn't on the disk yet: files whose bytes aren't, and whether a new name isn't */

static struct { char path[600]; int fd; bool dirty; } files[64];
static int opened;
static bool renamed, made;

static void mark(int fd, bool dirty)
{
  for (int j = opened; j-- > 0 && j > opened - 64; )
    if (files[j%64].fd == fd) {
      files[j%64].dirty = dirty;
      return;
    }
}

static bool ends_with(const char *text, const char *end)
{
  size_t length = strlen(text);
  return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

/* is there a file with bytes that aren't on the disk, whose name ends so? */
static bool unsafe(const char *end)
{
  for (int j = 0; j < 64; j++)
    if (files[j].dirty && ends_with(files[j].path, end)) return true;
  return false;
}

static void demand(bool good, const char *what, const char *path)
{
  if (good) return;
  dprintf(STDERR_FILENO, "DURABILITY: %s: %s\n", path, what);
  abort();
}

__attribute__((destructor)) static void at_the_end(void)
{
  demand(!renamed || injected, "its folder is not on the disk", "a new name");
}

extern int __real_rename(const char *a, const char *b);
int __wrap_rename(const char *a, const char *b);
int __wrap_rename(const char *a, const char *b)
{
  if (due("rename", EACCES)) return -1;
  demand(!unsafe(a), "it gets its name before it is on the disk", a);
  demand(!ends_with(a, ".ffnn.part") || !unsafe("/loss.tsv.part") || injected, "the losses before it are not on the disk", a);
  renamed = true;
  return __real_rename(a, b);
}

extern int __real_unlink(const char *path);
int __wrap_unlink(const char *path);
int __wrap_unlink(const char *path)
{
  if (due("unlink", EACCES)) return -1;
  demand(!ends_with(path, ".tsv") || !unsafe(".part"), "it is removed before the new files are on the disk", path);
  for (int j = 0; j < 64; j++)
    if (strcmp(files[j].path, path) == 0) files[j].dirty = false;
  return __real_unlink(path);
}

/* A new folder is on the disk before there is anything in it. */
extern int __real_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode)
{
  if (due("mkdir", ENOSPC)) return -1;
  int result = __real_mkdir(path, mode);
  made = made || result == 0;
  return result;
}

/* --- calls that can be interrupted */

int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if (interrupted() || due("open", EMFILE)) return -1;
  demand(!(flags & O_CREAT) || !made || injected, "its folder is not on the disk", path);
  int fd = __real_open(path, flags, mode);
  if (fd >= 0 && (flags & O_ACCMODE) != O_RDONLY) {
    snprintf(files[opened%64].path, sizeof files[0].path, "%s", path);
    files[opened%64].fd = fd;
    files[opened++%64].dirty = false;
  }
  return fd;
}

extern ssize_t __real_write(int fd, const void *bytes, size_t count);
ssize_t __wrap_write(int fd, const void *bytes, size_t count);
ssize_t __wrap_write(int fd, const void *bytes, size_t count)
{
  mark(fd, true);
  if (interrupted() || due("write", ENOSPC)) return -1;
  return __real_write(fd, bytes, is_fault("short") && count > 700 ? 700 : count);
}

extern int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __wrap_fsync(int fd)
{
  struct stat status;
  if (interrupted() || due("fsync", ENOSPC)) return -1;
  if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) renamed = made = false;
  else mark(fd, false);
  return __real_fsync(fd);
}

extern ssize_t __real_read(int fd, void *bytes, size_t count);
ssize_t __wrap_read(int fd, void *bytes, size_t count);
ssize_t __wrap_read(int fd, void *bytes, size_t count)
{
  return interrupted() || due("read", EIO) ? -1 : __real_read(fd, bytes, count);
}

extern ssize_t __real_pread(int fd, void *bytes, size_t count, off_t place);
ssize_t __wrap_pread(int fd, void *bytes, size_t count, off_t place);
ssize_t __wrap_pread(int fd, void *bytes, size_t count, off_t place)
{
  return interrupted() || due("read", EIO) ? -1 : __real_pread(fd, bytes, count, place);
}

extern int __real_ftruncate(int fd, off_t length);
int __wrap_ftruncate(int fd, off_t length);
int __wrap_ftruncate(int fd, off_t length)
{
  mark(fd, true);
  return interrupted() || due("truncate", EIO) ? -1 : __real_ftruncate(fd, length);
}

extern int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
  mark(fd, false); /* the number may come again */
  int result = __real_close(fd);
  return due("close", EIO) ? -1 : result; /* closed it is, all the same */
}

/* --- files that are read go through streams with functions of our own */

static ssize_t read_some(void *fd, char *buffer, size_t size)
{
  return due("read", EIO) ? -1 : __real_read((int)(intptr_t) fd, buffer, size);
}

static int close_it(void *fd)
{
  return __wrap_close((int)(intptr_t) fd);
}

extern FILE *__real_fopen(const char *path, const char *mode);
FILE *__wrap_fopen(const char *path, const char *mode);
FILE *__wrap_fopen(const char *path, const char *mode)
{
  if (due("open", EMFILE)) return NULL;
  if (strcmp(mode, "r") != 0) return __real_fopen(path, mode);
  int fd = __real_open(path, O_RDONLY, 0);
  return fd < 0 ? NULL : fopencookie((void *)(intptr_t) fd, mode, (cookie_io_functions_t) {.read = read_some, .close = close_it});
}

/* --- a derivative that is wrong */

extern double __real_gradient(void *crew, const double *theta, double *g);
double __wrap_gradient(void *crew, const double *theta, double *g);
double __wrap_gradient(void *crew, const double *theta, double *g)
{
  const double J = __real_gradient(crew, theta, g);
  if (is_fault("gradient")) g[0] += 1;
  return J;
}

/* --- time */

extern int __real_clock_gettime(clockid_t which, struct timespec *t);
int __wrap_clock_gettime(clockid_t which, struct timespec *t);
int __wrap_clock_gettime(clockid_t which, struct timespec *t)
{
  static long more;
  int result = __real_clock_gettime(which, t);
  if (getenv("CLOCK") != NULL) t->tv_sec += more += strtol(getenv("CLOCK"), NULL, 10);
  return result;
}
