/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A view as rows of text for a window of so many columns: what the full screen draws.
 */
#ifndef BB_TERM_COMPOSE_H
#define BB_TERM_COMPOSE_H

#include "term/view.h"

enum { BB_FOOT_MAX = 4 /* rows of keys */, BB_KEY_COMMANDS = 5 };

struct bb_composed_row {
  struct bb_span text; /* as composed, in logical order */
  const struct bb_lang *lang;
  unsigned style;
  size_t place; /* what of the ask it shows; BB_ASK_NOWHERE: nothing */
  int cursor;   /* where the cursor would stand in it, in columns; -1: nowhere */
};

struct bb_composed {
  struct bb_arena *arena;
  struct bb_dialogue *dialogue;
  struct bb_view *view;
  unsigned columns, margin;
  struct bb_composed_row *rows;
  size_t count, room;
  struct bb_composed_row foot[BB_FOOT_MAX];
  size_t foot_count;
};

/* Fills rows and foot; arena, dialogue and view are given.  They live in the arena. */
void bb_compose(struct bb_composed *page);

/* Parts of a row, in the arena of the page. */
struct bb_span bb_row_blanks(struct bb_composed *page, unsigned n);
struct bb_span bb_row_join(struct bb_composed *page, struct bb_span a, struct bb_span b);

/* The keys that mean something else than an answer. */
struct bb_key_command {
  uint32_t letter; /* with Ctrl */
  enum bb_action action;
  const char *key, *word; /* for the foot */
};
extern const struct bb_key_command bb_key_commands[BB_KEY_COMMANDS];

#endif
