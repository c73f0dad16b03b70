/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line dialogue: for screen readers, braille lines, dumb terminals, and programs that drive the
 * runner.  Text goes out line after line and is never drawn again; every state is said in words;
 * one line comes in at a time.  An answer goes on at once; an empty line goes on and leaves things
 * as they are.  Commands begin with a slash and are one letter, in every language; "?" tells them.
 */
#include "term/view.h"
#include "term/wrap.h"

#include <stdio.h>

struct speaker {
  struct bb_dialogue *dialogue;
  struct bb_view *view;
  struct bb_arena *arena;
};

/* ---- saying ---- */

/* Text of a course or a person never commands the terminal. */
static void print(struct bb_span text) {
  struct bb_buf out = {0};
  for (size_t at = 0; at < text.n;) {
    uint32_t cp = bb_utf8_decode(text, &at);
    bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == BB_UTF8_BAD;
    bb_buf_code_point(&out, control ? 0xFFFD : cp);
  }
  fwrite(out.p ? out.p : "", 1, out.n, stdout);
  bb_buf_free(&out);
}

/* One text as lines no wider than the window, so that no word is cut. */
static void say_text(struct speaker *s, struct bb_span lead, struct bb_span text,
                     const struct bb_lang *lang) {
  struct bb_buf whole = {0};
  bb_buf_span(&whole, lead);
  bb_buf_span(&whole, text);
  struct bb_wrapped rows =
      bb_term_wrap(s->arena, lang, bb_buf_view(&whole), bb_terminal_width(stdout));
  for (size_t i = 0; i < rows.count; i++) {
    print(rows.rows[i]);
    putchar('\n');
  }
  bb_buf_free(&whole);
}

static void say(struct speaker *s, const char *msgid) {
  say_text(s, (struct bb_span){0}, bb_say(s->view->words, msgid), s->view->words->lang);
}

static struct bb_span lead_of(struct speaker *s, struct bb_span mark) {
  return mark.n ? bb_span_of(bb_arena_printf(s->arena, "%.*s ", BB_SPAN_ARG(mark))) : mark;
}

static void say_passages(struct speaker *s, const struct bb_passages *passages) {
  for (size_t i = 0; i < passages->count; i++) {
    const struct bb_passage *passage = &passages->list[i];
    if (passage->style == BB_PASSAGE_FIXED) {
      print(passage->text);
      putchar('\n');
    } else {
      say_text(s, lead_of(s, passage->mark), passage->text, passage->lang);
    }
  }
}

static struct bb_span number_of(struct speaker *s, size_t k) {
  struct bb_span number = bb_say_number(s->arena, s->view->words, k + 1);
  return bb_span_of(bb_arena_printf(s->arena, "%.*s.", BB_SPAN_ARG(number)));
}

static void say_choice(struct speaker *s, struct bb_span mark, const struct bb_choice *choice,
                       bool chosen) {
  struct bb_span text = choice->told.text;
  if (chosen)
    text = bb_say_with(s->arena, s->view->words, BB_LABEL("%s (chosen)"), choice->told.text);
  say_text(s, lead_of(s, mark), text, choice->told.lang);
}

static void say_choices(struct speaker *s) {
  const struct bb_ask *ask = &s->view->ask;
  for (size_t k = 0; k < ask->choice_count; k++) {
    bool menu = ask->kind == BB_ASK_MENU, order = ask->kind == BB_ASK_ORDER;
    bool chosen = !menu && !order && (ask->chosen & 1u << k);
    say_choice(s, menu ? number_of(s, k) : bb_say_letter(s->arena, k),
               &ask->choices[order ? ask->order[k] : k], chosen);
  }
}

static void say_slot(struct speaker *s, const struct bb_slot *slot, bool with_choices) {
  const struct bb_words *words = s->view->words;
  if (slot->label.text.n) say_text(s, (struct bb_span){0}, slot->label.text, slot->label.lang);
  for (size_t k = 0; with_choices && k < slot->choice_count; k++)
    say_choice(s, bb_say_letter(s->arena, k), &slot->choices[k], slot->chosen == k);
  struct bb_told so_far = {bb_buf_view(&slot->field.text), words->lang};
  if (slot->choices && !with_choices && slot->chosen != BB_ASK_NONE)
    so_far = slot->choices[slot->chosen].told;
  if (so_far.text.n)
    say_text(s, (struct bb_span){0},
             bb_say_with(s->arena, words, BB_LABEL("Your answer so far: %s"), so_far.text),
             so_far.lang);
}

/* What is written now, after an answer was read. */
static void say_answer(struct speaker *s, struct bb_span answer) {
  say_text(s, (struct bb_span){0},
           bb_say_with(s->arena, s->view->words, BB_LABEL("Your answer: %s"), answer),
           s->view->words->lang);
}

static void add_answer(struct bb_buf *out, struct bb_span answer) {
  if (out->n) bb_buf_string(out, "; ");
  bb_buf_span(out, answer);
}

static void repeat_answer(struct speaker *s, size_t slot) {
  const struct bb_ask *ask = &s->view->ask;
  struct bb_buf out = {0};
  for (size_t k = 0; k < ask->choice_count; k++) {
    if (ask->kind == BB_ASK_ORDER) add_answer(&out, ask->choices[ask->order[k]].told.text);
    if ((ask->kind == BB_ASK_ONE || ask->kind == BB_ASK_MANY) && (ask->chosen & 1u << k))
      add_answer(&out, ask->choices[k].told.text);
  }
  if (ask->kind == BB_ASK_SLOTS) {
    const struct bb_slot *filled = &ask->slots[slot];
    if (!filled->choices) add_answer(&out, bb_buf_view(&filled->field.text));
    if (filled->choices && filled->chosen != BB_ASK_NONE)
      add_answer(&out, filled->choices[filled->chosen].told.text);
  }
  if (out.n) say_answer(s, bb_arena_copy(s->arena, bb_buf_view(&out)));
  bb_buf_free(&out);
}

/* ---- help ---- */

static const struct command {
  char letter;
  enum bb_action action;
  const char *help;
} commands[] = {
    {'b', BB_ACTION_BACK, BB_LABEL("/b: go back")},
    {'f', BB_ACTION_FLAG, BB_LABEL("/f: flag this question, or take the flag away")},
    {'h', BB_ACTION_HINT, BB_LABEL("/h: show the hint; its use is recorded")},
    {'l', BB_ACTION_LIST, BB_LABEL("/l: list all questions; finish")},
    {'q', BB_ACTION_LEAVE, BB_LABEL("/q: leave; what was answered is kept")},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const char *how_to_answer(const struct bb_ask *ask, size_t slot) {
  switch (ask->kind) {
  case BB_ASK_NOTHING: return NULL;
  case BB_ASK_MENU: return BB_LABEL("Type a number of the list.");
  case BB_ASK_ONE: return BB_LABEL("Type the letter of your answer; - takes it back.");
  case BB_ASK_MANY:
    return BB_LABEL("Type the letters of all that apply, as in ac; - takes them back.");
  case BB_ASK_ORDER: return BB_LABEL("Type all the letters in the right order, as in cab.");
  case BB_ASK_SLOTS:
    return ask->slots[slot].choices ? BB_LABEL("Type the letter of your answer; - takes it back.")
                                    : BB_LABEL("Type your answer; - takes it back.");
  case BB_ASK_ESSAY:
    return BB_LABEL("Type your answer, line by line; a line with a full stop alone ends it. It "
                    "takes the place of what you wrote before. (A question mark: help)");
  }
  return NULL;
}

static void say_help(struct speaker *s, size_t slot) {
  const char *how = how_to_answer(&s->view->ask, slot);
  if (how) say(s, how);
  if (s->view->ask.kind != BB_ASK_MENU)
    say_text(s, (struct bb_span){0},
             bb_say_with(s->arena, s->view->words, BB_LABEL("An empty line: %s"), s->view->on),
             s->view->words->lang);
  for (int i = 0; i < COMMANDS; i++)
    if (s->view->offers & BB_OFFER(commands[i].action)) say(s, commands[i].help);
}

/* ---- listening ---- */

static bool is_text(struct bb_span line) {
  if (bb_utf8_check(line) != line.n) return false;
  for (size_t i = 0; i < line.n; i++)
    if ((unsigned char)line.p[i] < 0x20 && line.p[i] != '\t' && line.p[i] != '\r') return false;
  return true;
}

/* A line; or the action instead of one. */
static bool hear(struct speaker *s, struct bb_span *line, enum bb_action *action) {
  for (;;) {
    struct bb_span warning = bb_dialogue_warning(s->arena, s->dialogue, s->view->words);
    if (warning.n) {
      print(warning);
      putchar('\n');
    }
    fputs("> ", stdout);
    fflush(stdout);
    enum bb_terminal_event event =
        bb_terminal_line(&s->dialogue->lines, bb_dialogue_next(s->dialogue), line);
    *action = event == BB_TERMINAL_CLOSED ? BB_ACTION_GONE : BB_ACTION_TIME;
    bool up = bb_dialogue_left(s->dialogue) == 0;
    if (event != BB_TERMINAL_BYTES) putchar('\n');
    if (event == BB_TERMINAL_CLOSED || up) return false;
    if (event == BB_TERMINAL_TIMEOUT) continue;
    if (is_text(*line)) {
      *line = bb_span_trim(*line);
      return true;
    }
    say(s, BB_LABEL("This line is not text that can be read (UTF-8)."));
  }
}

/* "/b": its action, if it is offered here. */
static bool read_command(const struct speaker *s, struct bb_span line, enum bb_action *action) {
  for (int i = 0; i < COMMANDS; i++)
    if (line.n == 2 && line.p[0] == '/' && (line.p[1] | 0x20) == commands[i].letter &&
        (s->view->offers & BB_OFFER(commands[i].action))) {
      *action = commands[i].action;
      return true;
    }
  return false;
}

/* Lines up to one with a full stop alone, the first of them read already. */
static bool hear_essay(struct speaker *s, struct bb_span first, enum bb_action *action) {
  struct bb_buf text = {.limit = BB_RESPONSE_TEXT_MAX};
  struct bb_span line = first;
  bool heard = true;
  while (heard && !bb_span_is(line, ".")) {
    if (text.n) bb_buf_char(&text, '\n');
    bb_buf_span(&text, line);
    heard = hear(s, &line, action);
  }
  bb_ask_line(&s->view->ask, 0, bb_buf_view(&text)); /* what was typed when the time was up, too */
  bb_buf_free(&text);
  return heard;
}

/* Hears the answer to the ask or to one of its slots.  True: it goes on. */
static bool answer(struct speaker *s, size_t slot, enum bb_action *action) {
  struct bb_ask *ask = &s->view->ask;
  struct bb_span line;
  while (hear(s, &line, action)) {
    if (read_command(s, line, action)) return false;
    if (bb_span_is(line, "?") || bb_span_starts(line, "/")) {
      say_help(s, slot);
      continue;
    }
    if (!line.n && ask->kind != BB_ASK_MENU) return true;
    if (ask->kind == BB_ASK_ESSAY) return hear_essay(s, line, action);
    if (bb_ask_line(ask, slot, line) != BB_TAKEN_NOT) {
      repeat_answer(s, slot);
      return true;
    }
    say(s, BB_LABEL("This was not understood."));
    say_help(s, slot);
  }
  return false;
}

static void say_head(struct speaker *s) {
  const struct bb_words *words = s->view->words;
  int64_t left = bb_dialogue_left(s->dialogue);
  putchar('\n');
  say_text(s, (struct bb_span){0}, s->view->title, words->lang);
  if (s->view->status.n) say_text(s, (struct bb_span){0}, s->view->status, words->lang);
  if (left >= 0)
    say_text(s, (struct bb_span){0},
             bb_say_with(s->arena, words, BB_LABEL("Time left: %s"),
                         bb_say_clock(s->arena, words, left)),
             words->lang);
}

static struct bb_span prompt_of(struct speaker *s) {
  const struct bb_words *words = s->view->words;
  switch (s->view->ask.kind) {
  case BB_ASK_NOTHING:
    return bb_say_with(s->arena, words, BB_LABEL("An empty line: %s"), s->view->on);
  case BB_ASK_MENU:
  case BB_ASK_ESSAY: return bb_say(words, how_to_answer(&s->view->ask, 0));
  case BB_ASK_ONE:
  case BB_ASK_MANY:
  case BB_ASK_ORDER:
  case BB_ASK_SLOTS: break;
  }
  return bb_say(words, BB_LABEL("Your answer? (A question mark: help)"));
}

static enum bb_action converse(struct speaker *s) {
  struct bb_view *view = s->view;
  struct bb_ask *ask = &view->ask;
  enum bb_action action = BB_ACTION_ON;
  if (view->fresh) say_head(s);
  if (view->notice.n) say_text(s, (struct bb_span){0}, view->notice, view->words->lang);
  if (view->fresh) say_passages(s, &view->passages);
  if (view->fresh) say_choices(s);
  say_passages(s, &view->after);
  if (ask->kind == BB_ASK_SLOTS) {
    for (size_t i = 0; i < ask->slot_count; i++) {
      say_slot(s, &ask->slots[i], !ask->listed);
      if (!answer(s, i, &action)) return action;
    }
    return BB_ACTION_ON;
  }
  if (ask->kind == BB_ASK_ESSAY) say_slot(s, &ask->slots[0], false);
  say_text(s, (struct bb_span){0}, prompt_of(s), view->words->lang);
  return answer(s, 0, &action) ? BB_ACTION_ON : action;
}

enum bb_action bb_plain_show(struct bb_dialogue *dialogue, struct bb_view *view) {
  struct bb_arena arena = {0};
  struct speaker speaker = {dialogue, view, &arena};
  enum bb_action action = converse(&speaker);
  bb_arena_free(&arena);
  return action;
}
