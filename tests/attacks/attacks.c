/* In the place of a student's function: what a program may try instead of computing. Its seed says which attempt. Each writes ESCAPED to the
   standard error if it has got anything that it shouldn't. All are bounded, so that they do no harm where the box doesn't hold. With -DFIRST it
   begins before main. See tests/coursework_attacks.sh. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "attack.h" /* CANARY, NEW (a file that isn't there), VICTIM (a process), PORT */

extern uint64_t seed;
void hidden_delta(void);

static void escaped(const char *how)
{
  dprintf(2, "ESCAPED: %s\n", how);
}

static void reads(const char *path)
{
  char text[100];
  int f = open(path, O_RDONLY);
  if (f >= 0 && read(f, text, sizeof text) > 0) escaped(path);
}

static void writes(const char *path)
{
  int f = open(path, O_WRONLY|O_CREAT|O_APPEND, 0644);
  if (f >= 0 && write(f, "x", 1) == 1) escaped(path);
}

static void forge(void)
{
  static const double zero[10000];
  for (int f = 1; f <= 3; f++) dprintf(f, "program\tright\tright\nall tests passed\n");
  for (int j = 0; j < 100; j++) if (write(3, zero, sizeof zero) < 0) break;
}

static void fork_bomb(void)
{
  int n = 0;
  while (n < 200) { /* the children only wait: no more than these */
    pid_t child = fork();
    if (child < 0) break;
    if (child == 0) { alarm(40); pause(); _exit(0); }
    n++;
  }
  if (n >= 100) escaped("a hundred processes");
  pause();
}

static void outlive(void)
{
  if (fork() == 0) {
    setsid();
    signal(SIGHUP, SIG_IGN);
    if (fork() == 0) for (alarm(40);;) pause();
    _exit(0);
  }
}

static void memory(void)
{
  for (int gigabytes = 0; gigabytes < 3; ) {
    char *p = mmap(NULL, 1 << 26, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) return;
    memset(p, 1, 1 << 26);
    static int pieces;
    gigabytes = ++pieces/16;
  }
  escaped("three gigabytes");
}

static void disk(void)
{
  static const char piece[1 << 20];
  static const char *const where[] = {"big", "/tmp/big", "/big", "/dev/big", "/dev/shm/big", "/work/big", NULL};
  for (int j = 0; where[j] != NULL; j++) {
    int f = open(where[j], O_WRONLY|O_CREAT, 0644);
    if (f < 0) continue;
    if (write(f, piece, sizeof piece) > 0) escaped(where[j]);
    unlink(where[j]);
  }
  signal(SIGXFSZ, SIG_IGN);
  for (int n = 0; n < 100; n++) if (write(2, piece, sizeof piece) <= 0) return; /* the file of its messages */
  escaped("a hundred megabytes of messages");
}

static void network(void)
{
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(PORT), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int s = socket(AF_INET, SOCK_STREAM, 0);
  if (s >= 0 && connect(s, (struct sockaddr *) &a, sizeof a) == 0) escaped("the network");
}

static void others(void)
{
  if (kill(VICTIM, SIGTERM) == 0) escaped("kill");
  if (kill(-1, 0) == 0) escaped("kill(-1)"); /* signal 0: only whether it might */
  if (ptrace(PTRACE_ATTACH, VICTIM, NULL, NULL) == 0) escaped("ptrace");
  if (setpriority(PRIO_PROCESS, VICTIM, 19) == 0) escaped("setpriority");
  struct rlimit none = {0, 0};
  if (prlimit(VICTIM, RLIMIT_NOFILE, &none, NULL) == 0) escaped("prlimit");
}

static void files(void)
{
  reads(CANARY), reads("/etc/passwd"), reads("/etc/shadow"), reads("/proc/self/root" CANARY), reads("/proc/self/cwd/../../../../.." CANARY);
  writes(CANARY), writes(NEW), writes("x"), writes("student"), writes("/usr/bin/x");
  if (chmod(CANARY, 0777) == 0 || chmod("student", 0777) == 0) escaped("chmod");
  if (unlink(CANARY) == 0 || unlink("student") == 0) escaped("unlink");
  if (truncate(CANARY, 0) == 0) escaped("truncate");
  if (symlink(CANARY, "verdict.tsv") == 0 || symlink(CANARY, NEW) == 0) escaped("symlink");
  if (mkdir(NEW, 0777) == 0) escaped("mkdir");
  if (mknod(NEW, S_IFREG|0644, 0) == 0) escaped("mknod");
  for (int f = 4; f < 64; f++) if (fcntl(f, F_GETFD) >= 0 && write(f, "x", 1) == 1) escaped("somebody's file");
}

static void shell(void)
{
  execl("/bin/sh", "sh", "-c", "test $(cat " CANARY " | wc -c) -gt 0 && echo ESCAPED: sh >&2; echo x >>" CANARY "; echo x >" NEW "; echo ESCAPED by a file >x", NULL);
}

#ifdef FIRST
__attribute__((constructor)) static void first(void)
{
  files();
  forge();
  _exit(0);
}
#endif

void hidden_delta(void)
{
  switch (seed) {
  case 1: exit(0);
  case 2: forge(); _exit(0);
  case 3: forge(); return;
  case 4: for (volatile int j = 0;; ) j = !j;
  case 5: for (;;) sleep(1);
  case 6: fork_bomb(); return;
  case 7: outlive(); return;
  case 8: memory(); return;
  case 9: disk(); return;
  case 10: network(); return;
  case 11: others(); return;
  case 12: files(); return;
  case 13: shell(); return;
  case 14: signal(SIGXCPU, SIG_IGN); signal(SIGTERM, SIG_IGN); for (volatile int j = 0;; ) j = !j;
  case 15: for (int f = 0; f < 64; f++) close(f); return;
  case 16: dup2(1, 3); return;
  }
  /* seed 99 is the innocent one: it must do nothing that is noticed, but its numbers are wrong */
}
