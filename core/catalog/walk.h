/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the stage: the walk over a course's messages, shared by the files that know one kind of
 * text each.
 */
#ifndef BB_CATALOG_WALK_H
#define BB_CATALOG_WALK_H

#include "catalog/message.h"

struct bb_walk {
  struct bb_arena *arena;
  bb_message_visit *visit;
  void *user;
  const struct bb_source *source; /* of the text being walked */
  struct bb_buf path;
};

/* Begins a text; `where` begins its paths. */
void bb_walk_begin(struct bb_walk *walk, const char *where, const struct bb_source *source);

/* Appends " / part" and returns the size to cut the path back to. */
size_t bb_walk_push(struct bb_walk *walk, const char *part);
void bb_walk_pop(struct bb_walk *walk, size_t size);

/* One message; `part` ends its path. */
void bb_walk_visit(struct bb_walk *walk, const char *part, struct bb_message message);

/* The block's own text, if it has one; part NULL: what the block is. */
void bb_walk_inlines(struct bb_walk *walk, const char *part, const struct bb_block *block);

/* The block and all in it. */
void bb_walk_block(struct bb_walk *walk, const struct bb_block *block);

/* ---- quizzes.c ---- */

void bb_walk_quizzes(struct bb_walk *walk, const struct bb_course *course);

#endif
