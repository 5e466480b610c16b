/* forbid namespaces|landlock|both PROGRAM ...: run it where the kernel refuses these, as some containers do. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#define LOAD(field) BPF_STMT(BPF_LD|BPF_W|BPF_ABS, offsetof(struct seccomp_data, field))
#define UNLESS(value, skip) BPF_JUMP(BPF_JMP|BPF_JEQ|BPF_K, value, 0, skip)
#define DENY(number) BPF_STMT(BPF_RET|BPF_K, SECCOMP_RET_ERRNO|(number))
#define ALLOW BPF_STMT(BPF_RET|BPF_K, SECCOMP_RET_ALLOW)

static void apply(struct sock_filter *filter, size_t n)
{
  struct sock_fprog program = {(unsigned short) n, filter};
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) perror("seccomp"), _exit(99);
}

int main(int argc, char **argv)
{
  struct sock_filter namespaces[] = {LOAD(nr), UNLESS(SYS_clone3, 1), DENY(ENOSYS), UNLESS(SYS_unshare, 1), DENY(EPERM),
    UNLESS(SYS_clone, 3), LOAD(args[0]), BPF_JUMP(BPF_JMP|BPF_JSET|BPF_K, CLONE_NEWUSER|CLONE_NEWNS, 0, 1), DENY(EPERM), ALLOW};
  struct sock_filter landlock[] = {LOAD(nr), UNLESS(SYS_landlock_create_ruleset, 1), DENY(ENOSYS), ALLOW};
  if (argc < 3 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 99;
  if (strcmp(argv[1], "landlock") != 0) apply(namespaces, sizeof namespaces/sizeof *namespaces);
  if (strcmp(argv[1], "namespaces") != 0) apply(landlock, sizeof landlock/sizeof *landlock);
  execvp(argv[2], argv + 2);
  return 99;
}
