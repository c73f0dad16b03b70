/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One writer.  SQLite lets programs write in turns; two quizzes at once in one record are a mistake
 * of people (a forgotten window, a shared folder), so the second is told who has it instead.
 *
 * The lock is the kernel's, on the file PATH-lock, and ends with the process that has it, however
 * it ends.  What stands in the file is only for people to read; the file stays behind, because
 * removing it would let two processes lock two files of one name.
 */
#include "store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { NOTE_MAX = 400 };

/* "process 4711 on court-3 since 2026-11-22 03:52:00 UTC" */
static void write_note(int fd, int64_t now) {
  char host[65] = "?", since[40] = "?", note[NOTE_MAX];
  struct tm tm;
  time_t t = (time_t)now;
  gethostname(host, sizeof host - 1);
  if (gmtime_r(&t, &tm)) strftime(since, sizeof since, "%Y-%m-%d %H:%M:%S UTC", &tm);
  int n = snprintf(note, sizeof note, "process %ld on %s since %s", (long)getpid(), host, since);
  if (ftruncate(fd, 0) != 0 || pwrite(fd, note, (size_t)n, 0) != n)
    return; /* nobody relies on it */
}

static void tell(int fd, struct bb_place place, struct bb_diags *diags) {
  char note[NOTE_MAX];
  ssize_t n = pread(fd, note, sizeof note, 0);
  bb_diag_add(diags, BB_D_STORE_LOCKED, place, "%.*s", n > 0 ? (int)n : 0, note);
}

bool store_lock(struct bb_arena *arena, const char *path, int64_t now, int *fd,
                struct bb_diags *diags) {
  const char *file = bb_arena_printf(arena, "%s-lock", path);
  struct bb_place place = {.path = path};
  *fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (*fd < 0) {
    bb_diag_add(diags, BB_D_STORE_WRITE, place, "%s", strerror(errno));
    return false;
  }
  if (flock(*fd, LOCK_EX | LOCK_NB) == 0) {
    write_note(*fd, now);
    return true;
  }
  bool locked = errno == EWOULDBLOCK;
  if (locked) tell(*fd, place, diags);
  close(*fd);
  *fd = -1;
  return !locked; /* a file system without locks: SQLite's own turns have to do */
}
