/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files and folders.  Reading is capped; writing is atomic: the bytes go to a temporary file in
 * the same folder, are flushed to the disk, and replace the old file in one step, so that a reader
 * (and a power cut) sees the old file or the new one, never half of one.
 * Failures of the environment are reported as diagnostics here; callers only pass false on.
 */
#ifndef BB_BASE_FILE_H
#define BB_BASE_FILE_H

#include "base/arena.h"
#include "base/diag.h"

enum bb_file_kind { BB_FILE_NONE, BB_FILE_REGULAR, BB_FILE_FOLDER, BB_FILE_OTHER };

enum bb_file_kind bb_file_kind(const char *path); /* follows links; NONE when there is nothing */

/* Reads a whole regular file of at most `limit` bytes into the arena (a NUL follows the text). */
bool bb_file_read(struct bb_arena *arena, const char *path, size_t limit, struct bb_span *bytes,
                  struct bb_diags *diags);

/* Replaces `path` by `bytes`; the folder is made when it is missing.  The mode is 0644 less the
 * umask.  A file that already holds exactly these bytes is left alone. */
bool bb_file_write(const char *path, struct bb_span bytes, struct bb_diags *diags);

/* Makes a folder and those above it. */
bool bb_file_make_folder(const char *path, struct bb_diags *diags);

/* Brings the entries of a folder to the disk, where the file system can: after a file was made or
 * renamed in it, or a power cut may undo that. */
void bb_file_sync_folder(const char *folder);

/* The names in a folder (no "." or ".."; no hidden names), in natural order. */
bool bb_file_list(struct bb_arena *arena, const char *path, const char ***names, size_t *count,
                  struct bb_diags *diags);

/* Joins with one '/'. */
const char *bb_file_join(struct bb_arena *arena, const char *folder, const char *name);

/* The last part of a path; the part before the last '/', or ".". */
struct bb_span bb_file_name(const char *path);
const char *bb_file_folder(struct bb_arena *arena, const char *path);

/* True when `relative` (as an author wrote it) stays inside its folder: not absolute, no "..",
 * no backslash, no NUL or control characters. */
bool bb_file_is_inside(struct bb_span relative);

#endif
