/* Kills the process by signal 9 at the Nth call that changes files below a folder, before it or in the middle of it.
   Loaded with LD_PRELOAD; armed from Python through ctypes: doom(n, part, folder), calls(). `part` is how much of the
   data of a write is written first, in hundredths. doom(0, ...) counts only. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long last = -1, seen = 0;
static int share = 0;
static char below[4096];

void doom(long n, int part, const char *folder) {
  last = n; share = part; seen = 0;
  snprintf(below, sizeof below, "%s", folder);
}
long calls(void) { return seen; }

static int path_ours(const char *path) { return last >= 0 && path && strstr(path, below) != NULL; }

static int ours(int fd) {
  char link[64], path[4096];
  if (last < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n < 0) return 0;
  path[n] = 0;
  return path_ours(path);
}

static void end(void) { kill(getpid(), SIGKILL); for (;;) pause(); }
static int due(void) { return ++seen == last; }

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define PART(call) if (ours(fd) && due()) { size = size * share / 100; if (size) call; end(); } return call

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { REAL(pwrite64); PART(real(fd, data, size, at)); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { REAL(pwrite); PART(real(fd, data, size, at)); }
ssize_t write(int fd, const void *data, size_t size) { REAL(write); PART(real(fd, data, size)); }
ssize_t sendfile64(int out, int in, off64_t *at, size_t size) {
  REAL(sendfile64); int fd = out; PART(real(out, in, at, size)); }
ssize_t sendfile(int out, int in, off_t *at, size_t size) { REAL(sendfile); int fd = out; PART(real(out, in, at, size)); }
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags) {
  REAL(copy_file_range); int fd = out; PART(real(in, from, out, to, size, flags)); }

int fsync(int fd) { REAL(fsync); if (ours(fd) && due()) end(); return real(fd); }
int fdatasync(int fd) { REAL(fdatasync); if (ours(fd) && due()) end(); return real(fd); }
int ftruncate64(int fd, off64_t size) { REAL(ftruncate64); if (ours(fd) && due()) end(); return real(fd, size); }
int ftruncate(int fd, off_t size) { REAL(ftruncate); if (ours(fd) && due()) end(); return real(fd, size); }
int unlink(const char *path) { REAL(unlink); if (path_ours(path) && due()) end(); return real(path); }
int unlinkat(int at, const char *path, int flags) {
  REAL(unlinkat); if ((path_ours(path) || ours(at)) && due()) end(); return real(at, path, flags); }
int rename(const char *from, const char *to) {
  REAL(rename); if (path_ours(to) && due()) end(); return real(from, to); }
int link(const char *from, const char *to) { REAL(link); if (path_ours(to) && due()) end(); return real(from, to); }
int linkat(int a, const char *from, int b, const char *to, int flags) {
  REAL(linkat); if (path_ours(to) && due()) end(); return real(a, from, b, to, flags); }
int mkdir(const char *path, mode_t mode) { REAL(mkdir); if (path_ours(path) && due()) end(); return real(path, mode); }
int rmdir(const char *path) { REAL(rmdir); if (path_ours(path) && due()) end(); return real(path); }

#define OPEN(name) int name(const char *path, int flags, ...) { \
  REAL(name); va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest); \
  if ((flags & (O_CREAT | O_TRUNC)) && path_ours(path) && due()) end(); \
  return real(path, flags, mode); }
OPEN(open)
OPEN(open64)
