/* Records every change of the files in a folder whose name holds ".plan": what was written where, what was synced,
   made, cut, renamed and unlinked, in order. Loaded with LD_PRELOAD; driven from Python through ctypes:
   record(path) begins, note(n) puts a mark. One record: kind, length of the path, offset, size (four int64),
   the path, and for a write its bytes, for a rename the new path. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int out = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void put(const void *data, size_t size) {
  while (size) { long n = syscall(SYS_write, out, data, size); if (n <= 0) return; data = (const char *)data + n; size -= n; }
}

static void log_(int64_t kind, const char *path, int64_t at, int64_t size, const void *data, size_t bytes) {
  if (out < 0) return;
  int64_t head[4] = {kind, (int64_t)strlen(path), at, size};
  pthread_mutex_lock(&lock);
  put(head, sizeof head); put(path, strlen(path)); if (bytes) put(data, bytes);
  pthread_mutex_unlock(&lock);
}

void record(const char *path) { out = syscall(SYS_openat, AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0644); }
void note(long n) { log_('n', "", n, 0, NULL, 0); }

static int ours(int fd, char *path) {
  char link[64];
  if (out < 0 || fd == out) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, 4095);
  if (n < 0) return 0;
  path[n] = 0;
  return strstr(path, ".plan") != NULL;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
  REAL(pwrite64); char p[4096]; ssize_t n = real(fd, data, size, at);
  if (n > 0 && ours(fd, p)) log_('w', p, at, n, data, n); return n; }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  REAL(pwrite); char p[4096]; ssize_t n = real(fd, data, size, at);
  if (n > 0 && ours(fd, p)) log_('w', p, at, n, data, n); return n; }
ssize_t write(int fd, const void *data, size_t size) {
  REAL(write); char p[4096]; ssize_t n = real(fd, data, size);
  if (n > 0 && ours(fd, p)) log_('w', p, lseek(fd, 0, SEEK_CUR) - n, n, data, n); return n; }
int fsync(int fd) { REAL(fsync); char p[4096]; int n = real(fd); if (!n && ours(fd, p)) log_('s', p, 0, 0, NULL, 0); return n; }
int fdatasync(int fd) { REAL(fdatasync); char p[4096]; int n = real(fd); if (!n && ours(fd, p)) log_('s', p, 0, 0, NULL, 0); return n; }
int ftruncate64(int fd, off64_t size) {
  REAL(ftruncate64); char p[4096]; int n = real(fd, size); if (!n && ours(fd, p)) log_('t', p, 0, size, NULL, 0); return n; }
int ftruncate(int fd, off_t size) {
  REAL(ftruncate); char p[4096]; int n = real(fd, size); if (!n && ours(fd, p)) log_('t', p, 0, size, NULL, 0); return n; }
int unlink(const char *path) {
  REAL(unlink); int n = real(path); if (!n && strstr(path, ".plan")) log_('u', path, 0, 0, NULL, 0); return n; }
int rename(const char *from, const char *to) {
  REAL(rename); int n = real(from, to);
  if (!n && strstr(from, ".plan")) log_('r', from, 0, strlen(to), to, strlen(to)); return n; }

static void opened(const char *path, int flags, int was) {
  if (out < 0 || !strstr(path, ".plan")) return;
  if ((flags & O_CREAT) && !was) log_('c', path, 0, 0, NULL, 0);
  else if (flags & O_TRUNC) log_('t', path, 0, 0, NULL, 0);
}

#define OPEN(name) int name(const char *path, int flags, ...) { \
  REAL(name); va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest); \
  int was = (flags & O_CREAT) && faccessat(AT_FDCWD, path, F_OK, 0) == 0; \
  int fd = real(path, flags, mode); if (fd >= 0) opened(path, flags, was); return fd; }
OPEN(open)
OPEN(open64)
