/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screen: rows of text, drawn anew only where they changed, so that it stays calm and is fast
 * over a slow line.  No colours: bold, underlined and reversed only, which every terminal has, and
 * which say nothing that the words do not say as well.
 */
#ifndef BB_TERM_SCREEN_H
#define BB_TERM_SCREEN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/terminal.h"

enum bb_row_style { /* bits */
                    BB_ROW_PLAIN = 0,
                    BB_ROW_BOLD = 1,
                    BB_ROW_UNDERLINED = 2,
                    BB_ROW_REVERSED = 4 /* to the end of the row */
};

struct bb_screen {
  struct bb_terminal *terminal;
  struct bb_terminal_size size;
  struct bb_buf *shown, *next; /* a row each, with its control sequences */
  unsigned rows;               /* of `next` so far */
  bool blank;                  /* nothing of `shown` can be relied on */
};

void bb_screen_open(struct bb_screen *screen, struct bb_terminal *terminal);
void bb_screen_close(struct bb_screen *screen);

/* Takes the size of the window anew; everything will be drawn. */
void bb_screen_reset(struct bb_screen *screen);

/* Adds the next row from the top: `text`, which must fit (control characters in it are shown as
 * U+FFFD).  Rows beyond the last one of the window are dropped. */
void bb_screen_add(struct bb_screen *screen, struct bb_span text, unsigned style);

/* Adds empty rows until `row` (from 0) is the next one. */
void bb_screen_skip_to(struct bb_screen *screen, unsigned row);

/* Draws what was added, and puts the cursor there (from 0); hidden when `column` is negative.  Then
 * the next rows begin at the top again. */
void bb_screen_draw(struct bb_screen *screen, unsigned row, int column);

#endif
