/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is shown and asked, whatever shows it: the model that the full screen (full.c) and the line
 * dialogue (plain.c) have in common.
 *
 * Vocabulary.  A view is one screenful of dialogue: passages to read and one thing to ask.  An ask
 * holds the answer as it stands; keys and typed lines change it (respond.c).  Its shape:
 *
 *   NOTHING   read, then go on
 *   MENU      one of several; taking it goes on
 *   ONE       one of several, marked ( ) or (x)
 *   MANY      any number, marked [ ] or [x]
 *   ORDER     all of them, put in an order
 *   SLOTS     places to fill one by one: each with a choice of its own, or typed
 *   ESSAY     many lines of text
 *
 * The words of the product come through bb_say, in the language that was chosen; before that in
 * English.
 */
#ifndef BB_TERM_VIEW_H
#define BB_TERM_VIEW_H

#include "catalog/catalog.h"
#include "quiz/quiz.h"
#include "term/field.h"
#include "term/screen.h"

/* ---- words ---- */

struct bb_words {
  const struct bb_catalog *catalog; /* NULL: English, before a language is chosen */
  const struct bb_lang *lang;       /* of these words */
  const struct bb_lang *source;     /* of what is not translated; may be NULL without a catalog */
};

struct bb_span bb_say(const struct bb_words *words, const char *msgid);
struct bb_span bb_say_with(struct bb_arena *arena, const struct bb_words *words, const char *msgid,
                           struct bb_span value); /* one "%s" */
struct bb_span bb_say_with_two(struct bb_arena *arena, const struct bb_words *words,
                               const char *msgid, struct bb_span a, struct bb_span b);
struct bb_span bb_say_number(struct bb_arena *arena, const struct bb_words *words, uint64_t n);
struct bb_span bb_say_percent(struct bb_arena *arena, const struct bb_words *words, uint32_t n);

struct bb_span bb_say_letter(struct bb_arena *arena, size_t k); /* "a)" of what is shown k-th */

/* A text of the course in the language of the words, or in the source's. */
struct bb_told {
  struct bb_span text;
  const struct bb_lang *lang;
};
struct bb_told bb_tell_block(struct bb_arena *arena, const struct bb_words *words,
                             const struct bb_block *block);
struct bb_told bb_tell_phrase(struct bb_arena *arena, const struct bb_words *words,
                              struct bb_span phrase);

/* ---- passages ---- */

enum bb_passage_style {
  BB_PASSAGE_TEXT,
  BB_PASSAGE_HEADING,
  BB_PASSAGE_FIXED /* as it stands, never wrapped */
};

struct bb_passage {
  struct bb_span mark; /* before its first row: "1.", "-", or empty */
  struct bb_span text;
  const struct bb_lang *lang;
  unsigned indent; /* columns */
  enum bb_passage_style style;
  bool close; /* no empty row before it */
};

struct bb_passages {
  struct bb_passage *list;
  size_t count, room;
};

void bb_passages_add(struct bb_arena *arena, struct bb_passages *passages,
                     struct bb_passage passage);
/* Blocks of a course up to `end` (exclusive), translated (text.c).  Boxes that are the trainer's
 * are left out. */
void bb_passages_add_blocks(struct bb_arena *arena, struct bb_passages *passages,
                            const struct bb_words *words, const struct bb_block *first,
                            const struct bb_block *end);

/* ---- asks ---- */

enum bb_ask_kind {
  BB_ASK_NOTHING,
  BB_ASK_MENU,
  BB_ASK_ONE,
  BB_ASK_MANY,
  BB_ASK_ORDER,
  BB_ASK_SLOTS,
  BB_ASK_ESSAY
};

enum {
  BB_ASK_NONE = 0xFF,     /* no choice */
  BB_ASK_NOWHERE = 0xFFFF /* no row is marked */
};

struct bb_choice {
  struct bb_told told;
};

struct bb_slot {
  struct bb_told label;            /* may be empty */
  const struct bb_choice *choices; /* NULL: typed */
  size_t choice_count;
  uint8_t chosen;        /* or BB_ASK_NONE */
  struct bb_field field; /* of a typed slot; with a text of many lines, of an ESSAY */
};

struct bb_ask {
  enum bb_ask_kind kind;
  const struct bb_choice *choices;
  size_t choice_count;
  uint32_t chosen;               /* ONE, MANY: a bit a choice */
  uint8_t order[BB_OPTIONS_MAX]; /* ORDER: order[k] is the choice that stands k-th */
  bool settled;                  /* ORDER: the order is an answer, not only how they were shown */
  struct bb_slot *slots;         /* SLOTS; ESSAY: one */
  size_t slot_count;
  bool listed;   /* SLOTS: their choices stand among the passages, with their letters */
  size_t cursor; /* the choice, place or slot that keys act on; or BB_ASK_NOWHERE */
  bool grabbed;  /* ORDER: what stands at the cursor moves with it */
  const struct bb_lang *typing; /* the language that is typed, for the cursor */
};

/* Frees what was typed. */
void bb_ask_free(struct bb_ask *ask);

/* How a key or a line was taken. */
enum bb_taken {
  BB_TAKEN_NOT, /* it means nothing here */
  BB_TAKEN,     /* the answer changed */
  BB_TAKEN_DONE /* go on */
};

/* Pure: no terminal (respond.c). */
enum bb_taken bb_ask_key(struct bb_ask *ask, struct bb_key key);

/* A line as the answer to the whole ask, or, of SLOTS, to `slot`.  NOT: it cannot be read; the
 * answer is as it was. */
enum bb_taken bb_ask_line(struct bb_ask *ask, size_t slot, struct bb_span line);

/* ---- views ---- */

enum bb_action {
  BB_ACTION_ON,    /* Enter, Ctrl-N */
  BB_ACTION_BACK,  /* Ctrl-P */
  BB_ACTION_FLAG,  /* Ctrl-F */
  BB_ACTION_HINT,  /* Ctrl-T */
  BB_ACTION_LIST,  /* Ctrl-R */
  BB_ACTION_LEAVE, /* Escape, Ctrl-C */
  BB_ACTION_TIME,  /* the time is up */
  BB_ACTION_GONE   /* the terminal has gone, or the input has ended */
};
#define BB_OFFER(action) (1u << (action))

struct bb_view {
  const struct bb_words *words;
  struct bb_span title, status; /* "Module 6 quiz", "Question 3 of 8" */
  struct bb_passages passages;
  struct bb_passages after; /* below what is asked: a hint, a review */
  struct bb_ask ask;
  struct bb_span notice; /* to be seen first: "Flagged" */
  unsigned offers;       /* of BACK … LEAVE, those there are */
  struct bb_span on;     /* what going on does: "Next" */
  bool fresh;            /* not shown before: it begins at its top; set back when shown */
  size_t scroll;         /* of the full screen: rows above it; SIZE_MAX: it shows the last ones */
};

/* ---- dialogues ---- */

/* Shows views and brings actions back: on a full screen or line by line. */
struct bb_dialogue {
  struct bb_terminal *terminal; /* NULL: line by line */
  struct bb_screen screen;
  struct bb_keys keys;
  struct bb_terminal_lines lines;
  int64_t deadline; /* of bb_process_clock; 0: none */
  int64_t warned;   /* the warning that was given last, in milliseconds left; 0: none yet */
  bool visual;      /* what runs right to left is put in order for this terminal */
};

/* Opens the terminal as a screen, or, when `plain` is asked for or there is none that can be drawn
 * on, the line dialogue.  Close it in any case. */
void bb_dialogue_open(struct bb_dialogue *dialogue, bool plain);
void bb_dialogue_close(struct bb_dialogue *dialogue);

/* Returns when there is something to do; the ask holds the answer as it stands then.  The view can
 * be shown again. */
enum bb_action bb_dialogue_show(struct bb_dialogue *dialogue, struct bb_view *view);

/* The two kinds of dialogue. */
enum bb_action bb_full_show(struct bb_dialogue *dialogue, struct bb_view *view);
enum bb_action bb_plain_show(struct bb_dialogue *dialogue, struct bb_view *view);

/* Milliseconds until the deadline, 0 when it has passed; -1 without one. */
int64_t bb_dialogue_left(const struct bb_dialogue *dialogue);
/* Milliseconds until the next warning or the deadline; -1 without one. */
int bb_dialogue_next(const struct bb_dialogue *dialogue);

/* "12:34", "1:02:03" in the digits of the language. */
struct bb_span bb_say_clock(struct bb_arena *arena, const struct bb_words *words, int64_t ms);

/* Warnings are given at 5 minutes and at 1 minute.  The one that is due now, once each ("Time left:
 * 5:00"); else empty. */
struct bb_span bb_dialogue_warning(struct bb_arena *arena, struct bb_dialogue *dialogue,
                                   const struct bb_words *words);

#endif
