/* jail PROGRAM ARGUMENTS...: run a program so that it can do no harm, by Landlock (files) and seccomp (everything else), for machines on which
   bubblewrap can't be used because namespaces are forbidden. See box.sh, which sets the limits of time and size, and calls this.
   A student's program (./NAME) can read itself and the libraries, compute, and write to what is open already; it has no file, no socket, no other
   process. Any other program is a tool (the compiler, CWEB, TeX), which may start others, and write into the current folder.
   Needs neither privileges nor a library. Status 126, and a word on the standard error, if the program wasn't run. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "jail.c knows the system calls of x86-64 and of aarch64"
#endif

_Noreturn static void refuse(const char *what)
{
  fprintf(stderr, "jail: %s: %s\n", what, strerror(errno));
  exit(126);
}

/* --- files: what isn't allowed here can't be opened */

static const char *const libraries[] = {"/usr", "/bin", "/lib", "/lib64", "/etc/alternatives", "/etc/ld.so.cache", NULL};
static const char *const tex[] = {"/etc/texmf", "/var/lib/texmf", NULL};
enum {
  READ = LANDLOCK_ACCESS_FS_READ_FILE|LANDLOCK_ACCESS_FS_READ_DIR,
  CHANGE = LANDLOCK_ACCESS_FS_WRITE_FILE|LANDLOCK_ACCESS_FS_REMOVE_FILE|LANDLOCK_ACCESS_FS_REMOVE_DIR|LANDLOCK_ACCESS_FS_MAKE_REG|LANDLOCK_ACCESS_FS_MAKE_DIR,
  OF_A_FILE = LANDLOCK_ACCESS_FS_READ_FILE|LANDLOCK_ACCESS_FS_WRITE_FILE|LANDLOCK_ACCESS_FS_EXECUTE,
  TRUNCATE = 1 << 14 /* since Landlock's third version */
};

static void allow(int rules, const char *path, unsigned access)
{
  struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = open(path, O_PATH|O_CLOEXEC)};
  if (rule.parent_fd < 0) return; /* nothing to allow */
  if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
    rule.allowed_access &= OF_A_FILE; /* it isn't a folder */
    if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) refuse(path);
  }
  close(rule.parent_fd);
}

static void close_files(const char *student)
{
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) refuse("this kernel has no Landlock");
  unsigned truncate = version >= 3 ? TRUNCATE : 0, refer = version >= 2 ? 1 << 13 : 0;
  struct landlock_ruleset_attr all = {.handled_access_fs = ((1 << 13) - 1)|refer|truncate};
  int rules = (int) syscall(SYS_landlock_create_ruleset, &all, sizeof all.handled_access_fs, 0);
  if (rules < 0) refuse("Landlock");
  for (const char *const *p = libraries; *p != NULL; p++) allow(rules, *p, READ|LANDLOCK_ACCESS_FS_EXECUTE);
  allow(rules, "/dev/null", READ|LANDLOCK_ACCESS_FS_WRITE_FILE|truncate);
  if (student != NULL) {
    allow(rules, student, LANDLOCK_ACCESS_FS_READ_FILE|LANDLOCK_ACCESS_FS_EXECUTE);
    allow(rules, "/proc/self", READ); /* the sanitizers read their maps */
  } else {
    for (const char *const *p = tex; *p != NULL; p++) allow(rules, *p, READ);
    allow(rules, ".", READ|CHANGE|truncate);
  }
  if (syscall(SYS_landlock_restrict_self, rules, 0) != 0) refuse("Landlock");
  close(rules);
}

/* --- system calls: a student's program has those in a list, which doing sums and dying of a sanitizer take; a tool has all but a few */

static const int allowed[] = {
  SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_lseek, SYS_close, SYS_openat, SYS_fstat, SYS_newfstatat, SYS_readlinkat, SYS_faccessat,
  SYS_mmap, SYS_munmap, SYS_mprotect, SYS_mremap, SYS_madvise, SYS_brk,
  SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_restart_syscall,
  SYS_clock_gettime, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_sched_yield, SYS_futex,
  SYS_getpid, SYS_gettid, SYS_getppid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getrandom, SYS_uname, SYS_getcwd, SYS_getrusage, SYS_sched_getaffinity,
  SYS_execve, SYS_exit, SYS_exit_group, SYS_set_tid_address, SYS_set_robust_list,
#ifdef SYS_rseq
  SYS_rseq,
#endif
#ifdef __x86_64__
  SYS_arch_prctl, SYS_open, SYS_stat, SYS_access, SYS_readlink, SYS_getrlimit, SYS_setrlimit, SYS_time,
#endif
};
static const int forbidden[] = { /* to tools: other machines, other processes, leaving the group that is killed when time is up */
  SYS_socket, SYS_socketpair, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_open, SYS_pidfd_send_signal, SYS_kill, SYS_tkill,
  SYS_setsid, SYS_setpgid, SYS_unshare, SYS_setns, SYS_bpf, SYS_io_uring_setup, SYS_add_key, SYS_keyctl, SYS_request_key, SYS_shmget, SYS_msgget, SYS_semget,
};
enum {LIST = sizeof allowed/sizeof *allowed, FORBIDDEN = sizeof forbidden/sizeof *forbidden};

#define LOAD(field) BPF_STMT(BPF_LD|BPF_W|BPF_ABS, offsetof(struct seccomp_data, field))
#define UNLESS(value, skip) BPF_JUMP(BPF_JMP|BPF_JEQ|BPF_K, (unsigned)(value), 0, skip)
#define RETURN(what) BPF_STMT(BPF_RET|BPF_K, what)
#define ADD(...) do { \
    struct sock_filter more[] = {__VA_ARGS__}; \
    memcpy(filter + n, more, sizeof more); \
    n += (unsigned short)(sizeof more/sizeof *more); \
  } while (0)

static void close_system_calls(bool student)
{
  struct sock_filter filter[2*(LIST + FORBIDDEN) + 30];
  unsigned short n = 0;
  ADD(LOAD(arch), BPF_JUMP(BPF_JMP|BPF_JEQ|BPF_K, ARCHITECTURE, 1, 0), RETURN(SECCOMP_RET_KILL_PROCESS), LOAD(nr));
#ifdef __x86_64__
  ADD(BPF_JUMP(BPF_JMP|BPF_JGE|BPF_K, 0x40000000, 0, 1), RETURN(SECCOMP_RET_KILL_PROCESS)); /* x32's numbers */
#endif
  if (student) {
    for (int j = 0; j < LIST; j++) ADD(UNLESS(allowed[j], 1), RETURN(SECCOMP_RET_ALLOW));
    /* its own limits, and signals to itself, of which it may die */
    ADD(UNLESS(SYS_prlimit64, 3), LOAD(args[0]), UNLESS(0, 1), RETURN(SECCOMP_RET_ALLOW), LOAD(nr));
    ADD(UNLESS(SYS_tgkill, 3), LOAD(args[0]), UNLESS(getpid(), 1), RETURN(SECCOMP_RET_ALLOW), RETURN(SECCOMP_RET_ERRNO|EPERM));
  } else {
    for (int j = 0; j < FORBIDDEN; j++) ADD(UNLESS(forbidden[j], 1), RETURN(SECCOMP_RET_ERRNO|EPERM));
    ADD(RETURN(SECCOMP_RET_ALLOW));
  }
  struct sock_fprog program = {n, filter};
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) refuse("seccomp");
}

int main(int argc, char **argv)
{
  (void) argc;
  if (argc < 2) { errno = EINVAL; refuse("which program?"); }
  bool student = strncmp(argv[1], "./", 2) == 0;
  if (geteuid() == 0) { errno = EPERM; refuse("not as root"); }
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) refuse("no_new_privs");
  close_files(student ? argv[1] : NULL);
  close_system_calls(student);
  execvp(argv[1], argv + 1);
  refuse(argv[1]);
}
