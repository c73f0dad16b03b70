/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct bb_diags *diags, enum bb_diag_code code, const char *path) {
  bb_diag_add(diags, code, (struct bb_place){.path = path}, "%s", strerror(errno));
  return false;
}

enum bb_file_kind bb_file_kind(const char *path) {
  struct stat st;
  if (stat(path, &st) != 0) return BB_FILE_NONE;
  return S_ISREG(st.st_mode)   ? BB_FILE_REGULAR
         : S_ISDIR(st.st_mode) ? BB_FILE_FOLDER
                               : BB_FILE_OTHER;
}

/* Reads until the end; grows by reading, because a size from stat may lie. */
static bool read_all(struct bb_arena *arena, int fd, size_t limit, struct bb_span *bytes,
                     bool *large) {
  enum { BLOCK = 64 * 1024 };
  struct bb_buf buf = {0};
  ssize_t n;
  while ((n = read(fd, bb_buf_reserve(&buf, BLOCK), BLOCK)) != 0) {
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) break;
    bb_buf_advance(&buf, (size_t)n);
    if (buf.n > limit) break;
  }
  *large = buf.n > limit;
  if (n >= 0 && !*large) *bytes = bb_arena_copy(arena, bb_buf_view(&buf));
  int kept = errno;
  bb_buf_free(&buf);
  errno = kept;
  return n >= 0 && !*large;
}

bool bb_file_read(struct bb_arena *arena, const char *path, size_t limit, struct bb_span *bytes,
                  struct bb_diags *diags) {
  struct stat st;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return fail(diags, BB_D_FILE_READ, path);
  bool large = false, good = fstat(fd, &st) == 0;
  if (good && !S_ISREG(st.st_mode)) {
    errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
    good = false;
  }
  if (good && st.st_size > 0 && (uintmax_t)st.st_size > limit) {
    large = true;
    good = false;
  }
  good = good && read_all(arena, fd, limit, bytes, &large);
  int kept = errno;
  close(fd);
  errno = kept;
  if (large)
    bb_diag_add(diags, BB_D_FILE_TOO_LARGE, (struct bb_place){.path = path}, "more than %zu bytes",
                limit);
  else if (!good)
    fail(diags, BB_D_FILE_READ, path);
  return good;
}

static bool write_all(int fd, struct bb_span bytes) {
  while (bytes.n) {
    ssize_t n = write(fd, bytes.p, bytes.n);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes = bb_span_cut(bytes, (size_t)n, bytes.n);
  }
  return true;
}

/* Some file systems refuse to sync a folder; the file itself is safe then as well. */
void bb_file_sync_folder(const char *folder) {
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

/* True when the rest of the file is these bytes. */
static bool reads_as(int fd, struct bb_span bytes) {
  char block[64 * 1024];
  ssize_t n;
  while ((n = read(fd, block, sizeof block)) != 0) {
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 || (size_t)n > bytes.n || memcmp(block, bytes.p, (size_t)n) != 0) return false;
    bytes = bb_span_cut(bytes, (size_t)n, bytes.n);
  }
  return bytes.n == 0;
}

static bool holds_already(const char *path, struct bb_span bytes) {
  struct stat st;
  if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || (uintmax_t)st.st_size != bytes.n)
    return false;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  bool same = reads_as(fd, bytes);
  close(fd);
  return same;
}

static bool replace(const char *path, const char *folder, char *temporary, struct bb_span bytes) {
  int fd = mkstemp(temporary);
  if (fd < 0) return false;
  mode_t mask = umask(0);
  umask(mask);
  bool good = write_all(fd, bytes) && fchmod(fd, 0644 & ~mask) == 0 && fsync(fd) == 0;
  int kept = errno;
  good = close(fd) == 0 && good;
  if (good && rename(temporary, path) == 0) {
    bb_file_sync_folder(folder);
    return true;
  }
  if (good) kept = errno;
  unlink(temporary);
  errno = kept;
  return false;
}

/* A signal that would end the program waits until the file is in place: no temporary file stays
 * behind. */
static bool replace_undisturbed(const char *path, const char *folder, char *temporary,
                                struct bb_span bytes) {
  sigset_t ending, before;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGHUP);
  sigprocmask(SIG_BLOCK, &ending, &before);
  bool good = replace(path, folder, temporary, bytes);
  int kept = errno;
  sigprocmask(SIG_SETMASK, &before, NULL);
  errno = kept;
  return good;
}

bool bb_file_write(const char *path, struct bb_span bytes, struct bb_diags *diags) {
  struct bb_arena scratch = {0};
  const char *folder = bb_file_folder(&scratch, path);
  bool good = bb_file_make_folder(folder, diags);
  if (good && !holds_already(path, bytes)) {
    const char *pattern =
        bb_arena_printf(&scratch, "%s/.%.*s-XXXXXX", folder, BB_SPAN_ARG(bb_file_name(path)));
    char *temporary = bb_arena_alloc(&scratch, strlen(pattern) + 1);
    strcpy(temporary, pattern);
    good =
        replace_undisturbed(path, folder, temporary, bytes) || fail(diags, BB_D_FILE_WRITE, path);
  }
  bb_arena_free(&scratch);
  return good;
}

bool bb_file_make_folder(const char *path, struct bb_diags *diags) {
  struct bb_arena scratch = {0};
  size_t n = strlen(path);
  char *part = bb_arena_alloc(&scratch, n + 1);
  bool good = true;
  for (size_t i = 0; good && i < n; i++) {
    part[i] = path[i];
    if (i + 1 < n && path[i + 1] != '/') continue;
    int error = mkdir(part, 0777) == 0 ? 0 : errno;
    if (error && bb_file_kind(part) != BB_FILE_FOLDER) {
      errno = error == EEXIST ? ENOTDIR : error; /* something else stands there */
      good = fail(diags, BB_D_FILE_WRITE, part);
    }
  }
  bb_arena_free(&scratch);
  return good;
}

static int by_name(const void *a, const void *b) {
  return bb_span_natural_compare(bb_span_of(*(const char *const *)a),
                                 bb_span_of(*(const char *const *)b));
}

bool bb_file_list(struct bb_arena *arena, const char *path, const char ***names, size_t *count,
                  struct bb_diags *diags) {
  DIR *dir = opendir(path);
  if (!dir) return fail(diags, BB_D_FOLDER_READ, path);
  const char **list = NULL;
  size_t n = 0, room = 0;
  for (struct dirent *entry; (entry = readdir(dir));) {
    if (entry->d_name[0] == '.') continue;
    list = bb_arena_grow(arena, (void *)list, n, n + 1, sizeof *list, &room);
    list[n++] = bb_arena_string(arena, bb_span_of(entry->d_name));
  }
  closedir(dir);
  if (n) qsort((void *)list, n, sizeof *list, by_name);
  *names = list;
  *count = n;
  return true;
}

const char *bb_file_join(struct bb_arena *arena, const char *folder, const char *name) {
  size_t n = strlen(folder);
  return bb_arena_printf(arena, "%s%s%s", folder, n && folder[n - 1] != '/' ? "/" : "", name);
}

struct bb_span bb_file_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return bb_span_of(slash ? slash + 1 : path);
}

const char *bb_file_folder(struct bb_arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  if (!slash) return ".";
  return slash == path ? "/"
                       : bb_arena_string(arena, (struct bb_span){path, (size_t)(slash - path)});
}

bool bb_file_is_inside(struct bb_span relative) {
  if (!relative.n || relative.p[0] == '/') return false;
  for (size_t i = 0; i < relative.n; i++)
    if ((unsigned char)relative.p[i] < 0x20 || relative.p[i] == '\\') return false;
  for (struct bb_span part; (part = bb_span_next(&relative, '/')).p;)
    if (bb_span_is(part, "..")) return false;
  return true;
}
