/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys: what a person pressed, from the bytes that a terminal sends for it.
 */
#ifndef BB_TERM_KEY_H
#define BB_TERM_KEY_H

#include "base/terminal.h"

enum bb_key_kind {
  BB_KEY_CHARACTER, /* code_point: a letter, digit, sign or blank */
  BB_KEY_ENTER,
  BB_KEY_ESCAPE,
  BB_KEY_UP,
  BB_KEY_DOWN,
  BB_KEY_LEFT,
  BB_KEY_RIGHT,
  BB_KEY_HOME,
  BB_KEY_END,
  BB_KEY_PAGE_UP,
  BB_KEY_PAGE_DOWN,
  BB_KEY_TAB,
  BB_KEY_BACK_TAB,
  BB_KEY_BACKSPACE,
  BB_KEY_DELETE,
  BB_KEY_CONTROL,  /* code_point: the letter, 'c' of Ctrl-C */
  BB_KEY_POSITION, /* the terminal's answer to ESC [ 6 n; code_point: the cursor's column, from 1 */
  BB_KEY_NONE,     /* nothing in the time given */
  BB_KEY_REDRAW,
  BB_KEY_CLOSED
};

struct bb_key {
  enum bb_key_kind kind;
  uint32_t code_point;
  bool pasted; /* it came with a text that was pasted: no command */
};

/* Bytes that were read and not yet understood.  All zero at first. */
struct bb_keys {
  char bytes[512];
  size_t count;
  bool pasting;
};

/* Takes the first key out of the bytes.  False when they hold none that is complete; `whole`: no
 * more bytes will come soon, so an escape byte alone is the Escape key. */
bool bb_key_take(struct bb_keys *keys, bool whole, struct bb_key *key);

/* Waits for the next key, at most `milliseconds` (negative: for ever). */
struct bb_key bb_key_wait(struct bb_terminal *terminal, struct bb_keys *keys, int milliseconds);

#endif
