/* Makes the Nth call on files in a folder whose name holds ".plan" fail, once or from then on.
   Loaded with LD_PRELOAD; armed from Python through ctypes: arm(n, error, forever), hits(). A read does not fail for
   want of room. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long countdown = -1, seen = 0;
static int failure = 0, lasting = 0;

void arm(long n, int error, int forever) { countdown = n; failure = error; lasting = forever; seen = 0; }
long hits(void) { return seen; }

static int ours(int fd) {
  char link[64], path[4096];
  if (countdown < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n < 0) return 0;
  path[n] = 0;
  return strstr(path, ".plan") != NULL;
}

static int fails(void) {
  if (countdown < 0) return 0;
  seen++;
  if (seen == countdown || (lasting && seen > countdown)) { errno = failure; return 1; }
  return 0;
}

static int read_fails(int fd) { return failure == EIO && ours(fd) && fails(); }

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
  REAL(pwrite64); if (ours(fd) && fails()) return -1; return real(fd, data, size, at); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  REAL(pwrite); if (ours(fd) && fails()) return -1; return real(fd, data, size, at); }
ssize_t write(int fd, const void *data, size_t size) {
  REAL(write); if (ours(fd) && fails()) return -1; return real(fd, data, size); }
ssize_t pread64(int fd, void *data, size_t size, off64_t at) {
  REAL(pread64); if (read_fails(fd)) return -1; return real(fd, data, size, at); }
ssize_t pread(int fd, void *data, size_t size, off_t at) {
  REAL(pread); if (read_fails(fd)) return -1; return real(fd, data, size, at); }
ssize_t read(int fd, void *data, size_t size) {
  REAL(read); if (read_fails(fd)) return -1; return real(fd, data, size); }
int fsync(int fd) { REAL(fsync); if (ours(fd) && fails()) return -1; return real(fd); }
int fdatasync(int fd) { REAL(fdatasync); if (ours(fd) && fails()) return -1; return real(fd); }
int ftruncate64(int fd, off64_t size) { REAL(ftruncate64); if (ours(fd) && fails()) return -1; return real(fd, size); }
int ftruncate(int fd, off_t size) { REAL(ftruncate); if (ours(fd) && fails()) return -1; return real(fd, size); }
int unlink(const char *path) { REAL(unlink); if (strstr(path, ".plan") && fails()) return -1; return real(path); }
int rename(const char *from, const char *to) {
  REAL(rename); if (strstr(from, ".plan") && fails()) return -1; return real(from, to); }

#define OPEN(name) int name(const char *path, int flags, ...) { \
  REAL(name); va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest); \
  if (strstr(path, ".plan") && (failure == EIO || (flags & O_CREAT)) && fails()) return -1; \
  return real(path, flags, mode); }
OPEN(open)
OPEN(open64)
