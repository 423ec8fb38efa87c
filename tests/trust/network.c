/* Counts every attempt to reach a network: connect and sends to an internet address, and every name looked up.
   Local sockets pass. Each attempt is refused and written as a line to the file TRUST_NETWORK names. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void note(const char *what, const char *whom) {
    const char *name = getenv("TRUST_NETWORK");
    if (!name) return;
    int file = open(name, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file < 0) return;
    char line[300];
    int length = snprintf(line, sizeof line, "%s %.200s\n", what, whom ? whom : "");
    if (length > 0 && write(file, line, (size_t)length) < 0) { /* nobody left to tell */ }
    close(file);
}

static int outside(const struct sockaddr *to) {
    return to && (to->sa_family == AF_INET || to->sa_family == AF_INET6);
}

static int refuse(const char *what, const struct sockaddr *to) {
    char whom[INET6_ADDRSTRLEN] = "";
    if (to->sa_family == AF_INET) inet_ntop(AF_INET, &((const struct sockaddr_in *)to)->sin_addr, whom, sizeof whom);
    else inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)to)->sin6_addr, whom, sizeof whom);
    note(what, whom);
    errno = ENETUNREACH;
    return -1;
}

int connect(int fd, const struct sockaddr *to, socklen_t size) {
    if (outside(to)) return refuse("connect", to);
    int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "connect");
    return real(fd, to, size);
}

ssize_t sendto(int fd, const void *data, size_t length, int flags, const struct sockaddr *to, socklen_t size) {
    if (outside(to)) return refuse("sendto", to);
    ssize_t (*real)(int, const void *, size_t, int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "sendto");
    return real(fd, data, length, flags, to, size);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    if (message && outside(message->msg_name)) return refuse("sendmsg", message->msg_name);
    ssize_t (*real)(int, const struct msghdr *, int) = dlsym(RTLD_NEXT, "sendmsg");
    return real(fd, message, flags);
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    (void)service; (void)hints; (void)found;
    note("getaddrinfo", node);
    return EAI_FAIL;
}

struct hostent *gethostbyname(const char *name) {
    note("gethostbyname", name);
    return NULL;
}

/* Files: every path opened for reading is noted when TRUST_MARK is part of it. */
static void look(const char *path) {
    const char *mark = getenv("TRUST_MARK");
    if (mark && path && strstr(path, mark)) note("open", path);
}

int open(const char *path, int flags, ...) {
    __builtin_va_list rest;
    __builtin_va_start(rest, flags);
    unsigned mode = (flags & (O_CREAT | O_TMPFILE)) ? __builtin_va_arg(rest, unsigned) : 0;
    __builtin_va_end(rest);
    look(path);
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    return real(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    __builtin_va_list rest;
    __builtin_va_start(rest, flags);
    unsigned mode = (flags & (O_CREAT | O_TMPFILE)) ? __builtin_va_arg(rest, unsigned) : 0;
    __builtin_va_end(rest);
    look(path);
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
    return real(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
    __builtin_va_list rest;
    __builtin_va_start(rest, flags);
    unsigned mode = (flags & (O_CREAT | O_TMPFILE)) ? __builtin_va_arg(rest, unsigned) : 0;
    __builtin_va_end(rest);
    look(path);
    int (*real)(int, const char *, int, ...) = dlsym(RTLD_NEXT, "openat");
    return real(folder, path, flags, mode);
}

FILE *fopen64(const char *path, const char *mode) {
    look(path);
    FILE *(*real)(const char *, const char *) = dlsym(RTLD_NEXT, "fopen64");
    return real(path, mode);
}
