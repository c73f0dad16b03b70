/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Diagnostics: what is wrong, where, and what was done about it.  Every message there is stands in
 * diag_codes.def with its severity, its fixed text and the recovery.  A stage adds messages and
 * goes on; the application sorts and prints them all at the end:
 *
 *     courses/x/08-y.md:41:1: error: a link leads nowhere: "#nowhere"; printed as plain text
 * [link-target]
 *
 * An author's fault has a line and column.  The environment's fault (a disk, a font) has none, and
 * the function that met it also returns false.  Faults of the program itself are assertions.
 * Identical messages are kept once.  At most BB_DIAG_MAX messages are kept; the rest are counted.
 */
#ifndef BB_BASE_DIAG_H
#define BB_BASE_DIAG_H

#include "base/buf.h"
#include "base/json.h"
#include "base/span.h"

#include <stdio.h>

enum { BB_DIAG_MAX = 5000 };

enum bb_severity { BB_NOTE, BB_WARNING, BB_ERROR, BB_FATAL /* the environment: exit status 3 */ };

enum bb_diag_code {
#define BB_DIAG(name, severity, slug, text, recovery) BB_D_##name,
#include "base/diag_codes.def"
#undef BB_DIAG
  BB_DIAG_CODES
};

/* Where: path may be NULL (the command line); line and column start at 1, 0 means unknown;
 * columns count code points. */
struct bb_place {
  const char *path;
  uint32_t line, column;
};

struct bb_diag {
  enum bb_diag_code code;
  struct bb_place place; /* path is the collection's own copy */
  const char *detail;    /* the specifics, or "" */
};

struct bb_diags; /* a collection; opaque */

struct bb_diags *bb_diags_new(void);
void bb_diags_free(struct bb_diags *diags);

/* Adds a message: the code's fixed text, then the specifics in printf's form ("" for none). */
void bb_diag_add(struct bb_diags *diags, enum bb_diag_code code, struct bb_place place,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

enum bb_severity bb_diag_severity(enum bb_diag_code code);
const char *bb_diag_slug(enum bb_diag_code code);     /* "link-target" */
const char *bb_diag_text(enum bb_diag_code code);     /* untranslated */
const char *bb_diag_recovery(enum bb_diag_code code); /* untranslated; may be "" */

/* The worst severity so far, BB_NOTE when there is none. */
enum bb_severity bb_diags_worst(const struct bb_diags *diags);
size_t bb_diags_count(const struct bb_diags *diags, enum bb_severity severity);

/* Sorted by path, line, column, code; *count messages, borrowed until the next add. */
const struct bb_diag *bb_diags_sorted(struct bb_diags *diags, size_t *count);

/* How many were dropped because the collection was full. */
size_t bb_diags_dropped(const struct bb_diags *diags);

typedef const char *bb_translate_fn(const char *msgid);

/* All messages as lines of text, or as a JSON array `name` (NULL: at the top) of objects with path,
 * line, column, severity, code, text, detail, recovery.  `translate` (NULL: none) is applied to the
 * fixed texts. */
void bb_diags_write_text(struct bb_diags *diags, bb_translate_fn *translate, struct bb_buf *out);
void bb_diags_write_json(struct bb_diags *diags, bb_translate_fn *translate, struct bb_json *json,
                         const char *name);

/* The collection as bytes, to carry it from a child process to its parent; load adds them to
 * `diags` and returns false when the bytes are not a saved collection. */
void bb_diags_save(struct bb_diags *diags, struct bb_buf *out);
bool bb_diags_load(struct bb_diags *diags, struct bb_span saved);

#endif
