/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * May a translation be printed?
 */
#ifndef BB_CATALOG_VERIFY_H
#define BB_CATALOG_VERIFY_H

#include "base/diag.h"
#include "course/course.h"

/* Why a translation is refused; detail lives in the arena. */
struct bb_fault {
  enum bb_diag_code code;
  const char *detail;
};

/* Parses `text` as the translation of the message whose canonical Markdown is `id`.  Its inlines in
 * the arena, or NULL with *fault set when it would break the page.  foreign_links: a web address
 * may be replaced by another (a page in the translation's language), as the translator confirmed.
 */
struct bb_inline *bb_verify_markdown(struct bb_arena *arena, struct bb_span id, struct bb_span text,
                                     bool foreign_links, struct bb_fault *fault);

/* The same for a message without Markdown: it may not have more lines than the original.  The
 * trimmed text, borrowed. */
bool bb_verify_plain(struct bb_span id, struct bb_span text, struct bb_span *trimmed,
                     struct bb_fault *fault);

/* The same for accepted answers, one a line: each line can be read, and one earns all points. */
bool bb_verify_answers(struct bb_arena *arena, struct bb_span text, struct bb_span *trimmed,
                       struct bb_fault *fault);

/* A label of the product: what is filled in (%s, %zu) must be the same, in the same order or with
 * its place written (%2$s). */
bool bb_verify_label(struct bb_span id, struct bb_span text);

#endif
