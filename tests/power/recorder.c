/* Loaded before the C library: notes, in order, all that is done to the files of one folder, and what the program says it has
 * done, so that a power cut at any moment can be played afterwards. Compiled and used by tests/power/main.rs alone.
 *
 * POWER_ROOT  the folder; POWER_LOG  where the notes go.
 * One note: kind (1 byte), length of the path (4), path, number (8), length of the data (4), data; all little-endian.
 *   W  data written at offset            T  cut or grown to a length       S  the file (or folder) was made durable
 *   C  made; number is its inode          U  removed                        R  renamed: data is the new path
 *   A  said to the outside: data is the line
 * Where a descriptor is meant (W, T, S) the path is the number of its inode: a file may have lost its name by then.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096
static char *known[MOST]; /* inode of each open descriptor, in digits, where it is one of ours */
static char root[PATH_MAX];
static int notes = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(result, name, ...) static result (*real_##name)(__VA_ARGS__)
REAL(int, open, const char *, int, ...);
REAL(int, openat, int, const char *, int, ...);
REAL(int, close, int);
REAL(ssize_t, write, int, const void *, size_t);
REAL(ssize_t, writev, int, const struct iovec *, int);
REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
REAL(int, ftruncate, int, off_t);
REAL(int, fsync, int);
REAL(int, fdatasync, int);
REAL(int, rename, const char *, const char *);
REAL(int, unlink, const char *);
REAL(ssize_t, copy_file_range, int, off_t *, int, off_t *, size_t, unsigned);

__attribute__((constructor)) static void begin(void) {
#define FIND(name) *(void **)&real_##name = dlsym(RTLD_NEXT, #name)
    FIND(open); FIND(openat); FIND(close); FIND(write); FIND(writev); FIND(pwrite); FIND(ftruncate);
    FIND(fsync); FIND(fdatasync); FIND(rename); FIND(unlink); FIND(copy_file_range);
    const char *folder = getenv("POWER_ROOT"), *log = getenv("POWER_LOG");
    if (folder && log && realpath(folder, root)) notes = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void note(char kind, const char *path, uint64_t number, const void *data, size_t length) {
    if (notes < 0) return;
    uint32_t path_length = strlen(path), data_length = length;
    char head[5];
    head[0] = kind;
    memcpy(head + 1, &path_length, 4);
    char middle[12];
    memcpy(middle, &number, 8);
    memcpy(middle + 8, &data_length, 4);
    struct iovec parts[4] = {{head, 5}, {(void *)path, path_length}, {middle, 12}, {(void *)data, length}};
    int kept = errno;
    pthread_mutex_lock(&lock);
    if (real_writev(notes, parts, 4) < 0) abort();
    pthread_mutex_unlock(&lock);
    errno = kept;
}

/* The path as it is called from the folder; none where it lies elsewhere. */
static const char *ours(const char *path, char *out) {
    if (notes < 0 || !path) return NULL;
    char whole[PATH_MAX];
    if (path[0] != '/') {
        if (!getcwd(whole, sizeof whole)) return NULL;
        if (strlen(whole) + strlen(path) + 2 > sizeof whole) return NULL;
        strcat(strcat(whole, "/"), path);
        path = whole;
    }
    size_t length = strlen(root);
    if (strncmp(path, root, length) || (path[length] != '/' && path[length])) return NULL;
    strcpy(out, path[length] ? path + length + 1 : "");
    return out;
}

static int opened(int fd, const char *path, int flags, int was_there) {
    char name[PATH_MAX];
    if (fd < 0 || fd >= MOST || !ours(path, name)) return fd;
    struct stat about;
    char inode[24];
    if (fstat(fd, &about)) abort();
    snprintf(inode, sizeof inode, "%llu", (unsigned long long)about.st_ino);
    free(known[fd]);
    known[fd] = strdup(inode);
    if (!was_there) note('C', name, about.st_ino, NULL, 0);
    else if (flags & O_TRUNC) note('T', inode, 0, NULL, 0);
    return fd;
}

static int open_any(int folder, const char *path, int flags, mode_t mode) {
    int was_there = !faccessat(folder, path, F_OK, 0);
    return opened(real_openat(folder, path, flags, mode), path, flags, was_there);
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }
int open(const char *path, int flags, ...) { MODE(flags) return open_any(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_any(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return open_any(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return open_any(folder, path, flags, mode); }

int close(int fd) {
    if (fd >= 0 && fd < MOST) { free(known[fd]); known[fd] = NULL; }
    return real_close(fd);
}

static char *of(int fd) { return fd >= 0 && fd < MOST ? known[fd] : NULL; }

static off_t place_of(int fd) {
    int flags = fcntl(fd, F_GETFL);
    return lseek(fd, 0, flags >= 0 && flags & O_APPEND ? SEEK_END : SEEK_CUR);
}

ssize_t write(int fd, const void *data, size_t length) {
    char *name = of(fd);
    off_t at = name ? place_of(fd) : 0;
    /* Before it leaves: what the far end may have read must be in the notes. */
    if (fd == 1) note('A', "", 0, data, length);
    ssize_t done = real_write(fd, data, length);
    if (name && done > 0) note('W', name, at, data, done);
    return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    ssize_t sum = 0;
    if (!of(fd) && fd != 1) return real_writev(fd, parts, count);
    for (int n = 0; n < count; n++) {
        ssize_t done = write(fd, parts[n].iov_base, parts[n].iov_len);
        if (done < 0) return sum ? sum : done;
        sum += done;
        if ((size_t)done < parts[n].iov_len) break;
    }
    return sum;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) {
    ssize_t done = real_pwrite(fd, data, length, at);
    if (of(fd) && done > 0) note('W', of(fd), at, data, done);
    return done;
}
ssize_t pwrite64(int fd, const void *data, size_t length, off_t at) { return pwrite(fd, data, length, at); }

int ftruncate(int fd, off_t length) {
    int done = real_ftruncate(fd, length);
    if (of(fd) && !done) note('T', of(fd), length, NULL, 0);
    return done;
}
int ftruncate64(int fd, off_t length) { return ftruncate(fd, length); }

int fsync(int fd) {
    int done = real_fsync(fd);
    if (of(fd) && !done) note('S', of(fd), 0, NULL, 0);
    return done;
}
int fdatasync(int fd) {
    int done = real_fdatasync(fd);
    if (of(fd) && !done) note('S', of(fd), 0, NULL, 0);
    return done;
}

int rename(const char *from, const char *to) {
    char old[PATH_MAX], new[PATH_MAX];
    int done = real_rename(from, to);
    if (!done && ours(from, old) && ours(to, new)) note('R', old, 0, new, strlen(new));
    return done;
}

int unlink(const char *path) {
    char name[PATH_MAX];
    int done = real_unlink(path);
    if (!done && ours(path, name)) note('U', name, 0, NULL, 0);
    return done;
}

ssize_t copy_file_range(int from, off_t *at_from, int to, off_t *at_to, size_t length, unsigned flags) {
    char *name = of(to);
    off_t at = name ? (at_to ? *at_to : place_of(to)) : 0;
    ssize_t done = real_copy_file_range(from, at_from, to, at_to, length, flags);
    if (name && done > 0) {
        char *data = malloc(done);
        char self[64];
        snprintf(self, sizeof self, "/proc/self/fd/%d", to);
        int reader = real_open(self, O_RDONLY);
        if (!data || reader < 0 || pread(reader, data, done, at) != done) abort();
        note('W', name, at, data, done);
        real_close(reader);
        free(data);
    }
    return done;
}
