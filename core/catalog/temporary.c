/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalog/temporary.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Writes all of the bytes; closes fd in any case. */
static bool fill(int fd, struct bb_span bytes) {
  FILE *to = fdopen(fd, "wb");
  if (!to) {
    close(fd);
    return false;
  }
  bool good = fwrite(bytes.p, 1, bytes.n, to) == bytes.n;
  return fclose(to) == 0 && good;
}

const char *bb_temporary_new(struct bb_arena *arena, struct bb_span bytes, struct bb_diags *diags) {
  const char *folder = getenv("TMPDIR");
  const char *pattern =
      bb_file_join(arena, folder && folder[0] ? folder : "/tmp", "benchbook-XXXXXX");
  char *path = bb_arena_alloc(arena, strlen(pattern) + 1);
  strcpy(path, pattern);
  int fd = mkstemp(path);
  if (fd >= 0 && fill(fd, bytes)) return path;
  bb_diag_add(diags, BB_D_FILE_WRITE, (struct bb_place){.path = path}, "%s", strerror(errno));
  if (fd >= 0) unlink(path);
  return NULL;
}

void bb_temporary_free(const char *path) {
  if (path) unlink(path);
}
