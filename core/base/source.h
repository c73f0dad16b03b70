/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text file in memory and the map from byte offsets to lines and columns.  Everything built from
 * it borrows its bytes, so a source lives as long as the job.  The text is valid UTF-8 without NUL
 * bytes and without a byte order mark; line ends are left as they were.
 */
#ifndef BB_BASE_SOURCE_H
#define BB_BASE_SOURCE_H

#include "base/arena.h"
#include "base/diag.h"

struct bb_source {
  const char *path; /* as shown in messages */
  struct bb_span text;
  uint32_t *line_start; /* offset of each line's first byte */
  uint32_t line_count;
  uint32_t *characters;         /* code points before each 1,024th byte */
  const struct bb_source *more; /* a text merged into this one, or NULL: offsets from BB_SOURCE_MORE
                                   on belong to it, its first byte being BB_SOURCE_MORE */
};

/* The largest text file read, in bytes; a course of 1,000 pages has about 3 MB. */
enum { BB_SOURCE_MAX = 16 * 1024 * 1024, BB_SOURCE_MORE = BB_SOURCE_MAX + 1 };

/* Reads a file into the arena.  NULL, with a diagnostic, when it cannot be read, is larger than
 * BB_SOURCE_MAX, is not UTF-8 or holds a NUL byte. */
const struct bb_source *bb_source_load(struct bb_arena *arena, const char *path,
                                       struct bb_diags *diags);

/* A source over text that is already in memory (borrowed; valid UTF-8). */
const struct bb_source *bb_source_of(struct bb_arena *arena, const char *path, struct bb_span text);

/* The place of a byte offset, 0..text.n, or in `more`; binary search over the lines. */
struct bb_place bb_source_place(const struct bb_source *source, uint32_t offset);

#endif
