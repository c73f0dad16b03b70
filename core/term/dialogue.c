/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which kind of dialogue there is, and the time that both kinds keep.
 *
 * Time is that of a clock which stands still while the computer sleeps, so a closed lid costs
 * nobody anything.  It goes on while the program is stopped (Ctrl-Z).
 */
#include "term/view.h"

enum { FIRST_WARNING = 5 * 60 * 1000, LAST_WARNING = 60 * 1000 /* ms */ };

void bb_dialogue_open(struct bb_dialogue *dialogue, bool plain) {
  *dialogue = (struct bb_dialogue){0};
  if (plain || bb_terminal_is_dumb()) return;
  dialogue->terminal = bb_terminal_open();
  if (dialogue->terminal) bb_screen_open(&dialogue->screen, dialogue->terminal);
}

void bb_dialogue_close(struct bb_dialogue *dialogue) {
  if (!dialogue->terminal) return;
  bb_screen_close(&dialogue->screen);
  bb_terminal_close(dialogue->terminal);
  dialogue->terminal = NULL;
}

enum bb_action bb_dialogue_show(struct bb_dialogue *dialogue, struct bb_view *view) {
  enum bb_action action =
      dialogue->terminal ? bb_full_show(dialogue, view) : bb_plain_show(dialogue, view);
  view->fresh = false;
  view->notice = (struct bb_span){0};
  return action;
}

int64_t bb_dialogue_left(const struct bb_dialogue *dialogue) {
  if (!dialogue->deadline) return -1;
  int64_t left = dialogue->deadline - bb_process_clock();
  return left > 0 ? left : 0;
}

int bb_dialogue_next(const struct bb_dialogue *dialogue) {
  int64_t left = bb_dialogue_left(dialogue);
  if (left > FIRST_WARNING)
    left -= FIRST_WARNING;
  else if (left > LAST_WARNING)
    left -= LAST_WARNING;
  return left > INT32_MAX ? INT32_MAX : (int)left;
}

struct bb_span bb_dialogue_warning(struct bb_arena *arena, struct bb_dialogue *dialogue,
                                   const struct bb_words *words) {
  int64_t left = bb_dialogue_left(dialogue);
  int64_t due = left < 0 || left > FIRST_WARNING ? 0
                : left > LAST_WARNING            ? FIRST_WARNING
                                                 : LAST_WARNING;
  if (!due || due == dialogue->warned) return (struct bb_span){0};
  dialogue->warned = due;
  return bb_say_with(arena, words, BB_LABEL("Time left: %s"), bb_say_clock(arena, words, left));
}
