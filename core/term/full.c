/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The full screen.  A view becomes rows once for each drawing; the window shows those that fit:
 *
 *     Module 6 quiz                      Question 3 of 8   12:34     head, reversed
 *
 *     passages, what is asked, what stands after it                  scrolls as one
 *
 *     _______________________________________________________       rule; a notice stands on it
 *     Enter Next   Ctrl-P Previous   …   Esc Leave                   the keys, in words
 *
 * Nothing moves but what a key moved, and the time.  The cursor stands where the next key acts, for
 * braille lines and magnifiers.
 *
 * Right to left: rows end at the right edge.  Whether the terminal puts them in order itself cannot
 * be asked of it, only of the person (script.c); dialogue->visual holds the answer.
 */
#include "term/question.h"
#include "term/wrap.h"

#include <string.h>

enum {
  COLUMNS_MIN = 40,
  ROWS_MIN = 12,
  TEXT_MAX = 88, /* columns: longer rows are hard to follow */
  FOOT_MAX = 4,  /* rows */
  FIELD_WIDTH = 40
};

struct row {
  struct bb_span text; /* as composed, in logical order */
  const struct bb_lang *lang;
  unsigned style;
  size_t place; /* what of the ask it shows; BB_ASK_NOWHERE: nothing */
  int cursor;   /* where the cursor would stand in it, in columns; -1: nowhere */
};

struct page {
  struct bb_arena *arena;
  struct bb_dialogue *dialogue;
  struct bb_view *view;
  unsigned columns, margin;
  struct row *rows;
  size_t count, room;
  struct row foot[FOOT_MAX];
  size_t foot_count;
};

/* ---- rows ---- */

static struct row *add_row(struct page *page, struct row row) {
  page->rows =
      bb_arena_grow(page->arena, page->rows, page->count, page->count + 1, sizeof row, &page->room);
  page->rows[page->count++] = row;
  return &page->rows[page->count - 1];
}

static void add_empty(struct page *page) {
  add_row(page,
          (struct row){.lang = page->view->words->lang, .place = BB_ASK_NOWHERE, .cursor = -1});
}

static struct bb_span blanks(struct page *page, unsigned n) {
  char *p = bb_arena_alloc(page->arena, n + 1);
  memset(p, ' ', n);
  return (struct bb_span){p, n};
}

static struct bb_span joined(struct page *page, struct bb_span a, struct bb_span b) {
  return bb_span_of(bb_arena_printf(page->arena, "%.*s%.*s", BB_SPAN_ARG(a), BB_SPAN_ARG(b)));
}

/* Rows of a text; `lead` stands before the first, blanks before the others. */
static void add_text(struct page *page, struct bb_span lead, struct bb_told told, unsigned style,
                     size_t place) {
  unsigned indent = bb_lang_width(lead), room = page->columns - 2 * page->margin;
  if (room > TEXT_MAX) room = TEXT_MAX;
  struct bb_wrapped wrapped =
      bb_term_wrap(page->arena, told.lang, told.text, room > indent ? room - indent : 1);
  for (size_t i = 0; i < wrapped.count; i++)
    add_row(page,
            (struct row){.text = joined(page, i ? blanks(page, indent) : lead, wrapped.rows[i]),
                         .lang = told.lang,
                         .style = style,
                         .place = place,
                         .cursor = i ? -1 : 0});
}

static void add_passage(struct page *page, const struct bb_passage *passage) {
  struct bb_span lead = blanks(page, passage->indent);
  unsigned style = passage->style == BB_PASSAGE_HEADING ? BB_ROW_BOLD : BB_ROW_PLAIN;
  struct bb_told told = {passage->text, passage->lang};
  if (!passage->close && page->count) add_empty(page);
  if (passage->mark.n) lead = joined(page, joined(page, lead, passage->mark), blanks(page, 1));
  if (passage->style != BB_PASSAGE_FIXED) {
    add_text(page, lead, told, style, BB_ASK_NOWHERE);
    return;
  }
  add_row(page, (struct row){.text = joined(page, lead, passage->text),
                             .lang = passage->lang,
                             .place = BB_ASK_NOWHERE,
                             .cursor = -1});
}

/* ---- what is asked ---- */

static struct bb_span state_mark(const struct bb_ask *ask, size_t k) {
  if (ask->kind != BB_ASK_ONE && ask->kind != BB_ASK_MANY) return (struct bb_span){"", 0};
  bool chosen = ask->chosen & 1u << k;
  if (ask->kind == BB_ASK_ONE) return bb_span_of(chosen ? "(x) " : "( ) ");
  return bb_span_of(chosen ? "[x] " : "[ ] ");
}

static struct bb_span name_mark(struct page *page, const struct bb_ask *ask, size_t k) {
  if (ask->kind == BB_ASK_ONE || ask->kind == BB_ASK_MANY)
    return bb_question_letter(page->arena, k);
  struct bb_span number = bb_say_number(page->arena, page->view->words, k + 1);
  return joined(page, number, bb_span_of("."));
}

static void add_choice(struct page *page, size_t k) {
  const struct bb_ask *ask = &page->view->ask;
  bool here = ask->cursor == k, order = ask->kind == BB_ASK_ORDER;
  struct bb_span lead = bb_span_of(!here ? "  " : ask->grabbed ? "* " : "> ");
  lead = joined(page, lead, state_mark(ask, k));
  lead = joined(page, joined(page, lead, name_mark(page, ask, k)), blanks(page, 1));
  add_text(page, lead, ask->choices[order ? ask->order[k] : k].told,
           here ? BB_ROW_REVERSED : BB_ROW_PLAIN, k);
}

static void add_order_state(struct page *page) {
  const struct bb_words *words = page->view->words;
  struct bb_span text =
      page->view->ask.settled
          ? bb_say(words, BB_LABEL("This order is your answer."))
          : bb_say(words, BB_LABEL("Not answered yet. Move the items, or press Enter to answer "
                                   "with the order as it stands."));
  add_empty(page);
  add_text(page, (struct bb_span){"", 0}, (struct bb_told){text, words->lang}, BB_ROW_PLAIN,
           BB_ASK_NOWHERE);
}

/* The rows of a field, underlined as far as it goes. */
static void add_field(struct page *page, struct bb_field *field, size_t place, bool here) {
  enum { LEAD = 2 };
  const struct bb_lang *lang = page->view->ask.typing;
  unsigned room = page->columns - 2 * page->margin - LEAD;
  unsigned width = field->many_lines ? (room < TEXT_MAX ? room : TEXT_MAX)
                                     : (room < FIELD_WIDTH ? room : FIELD_WIDTH);
  struct bb_field_rows rows = bb_field_rows(page->arena, field, lang, width);
  for (size_t i = 0; i < rows.count; i++) {
    unsigned used = bb_lang_width(rows.rows[i]);
    bool cursor = here && i == rows.cursor_row;
    struct bb_span text = joined(page, bb_span_of(cursor ? "> " : "  "), rows.rows[i]);
    text = joined(page, text, blanks(page, used < width ? width - used : 0));
    add_row(page, (struct row){.text = text,
                               .lang = lang,
                               .style = BB_ROW_UNDERLINED,
                               .place = cursor || !field->many_lines ? place : BB_ASK_NOWHERE,
                               .cursor = cursor ? (int)(rows.cursor_column + LEAD) : -1});
  }
}

static void add_slot_choice(struct page *page, const struct bb_slot *slot, size_t place,
                            bool here) {
  const struct bb_words *words = page->view->words;
  struct bb_told told = {bb_say(words, BB_LABEL("not answered")), words->lang};
  struct bb_span lead = bb_span_of(here ? ">   = " : "    = ");
  if (slot->chosen != BB_ASK_NONE) {
    lead = joined(page, lead, bb_question_letter(page->arena, slot->chosen));
    lead = joined(page, lead, blanks(page, 1));
    told = slot->choices[slot->chosen].told;
  }
  add_text(page, lead, told, here ? BB_ROW_REVERSED : BB_ROW_PLAIN, place);
}

static void add_slot(struct page *page, size_t i) {
  const struct bb_ask *ask = &page->view->ask;
  struct bb_slot *slot = &ask->slots[i];
  bool here = ask->cursor == i;
  if (slot->label.text.n) add_text(page, bb_span_of("  "), slot->label, BB_ROW_BOLD, i);
  if (!slot->choices) {
    add_field(page, &slot->field, i, here);
    return;
  }
  for (size_t k = 0; here && !ask->listed && k < slot->choice_count; k++)
    add_text(page,
             joined(page, bb_span_of("    "),
                    joined(page, bb_question_letter(page->arena, k), blanks(page, 1))),
             slot->choices[k].told, BB_ROW_PLAIN, i);
  add_slot_choice(page, slot, i, here);
}

static void add_ask(struct page *page) {
  const struct bb_ask *ask = &page->view->ask;
  if (ask->kind != BB_ASK_NOTHING && page->count) add_empty(page);
  for (size_t k = 0; k < ask->choice_count; k++) add_choice(page, k);
  if (ask->kind == BB_ASK_ORDER) add_order_state(page);
  for (size_t i = 0; i < ask->slot_count; i++) add_slot(page, i);
}

/* ---- the keys ---- */

struct foot {
  struct page *page;
  struct bb_buf line;
};

static void end_foot_line(struct foot *foot) {
  struct page *page = foot->page;
  if (!foot->line.n || page->foot_count == FOOT_MAX) return;
  page->foot[page->foot_count++] =
      (struct row){.text = bb_arena_copy(page->arena, bb_buf_view(&foot->line)),
                   .lang = page->view->words->lang,
                   .place = BB_ASK_NOWHERE,
                   .cursor = -1};
  bb_buf_clear(&foot->line);
}

static void add_key(struct foot *foot, struct bb_span key, struct bb_span word) {
  static const char between[] = "   ";
  unsigned room = foot->page->columns - 2 * foot->page->margin;
  unsigned width = bb_lang_width(key) + 1 + bb_lang_width(word);
  unsigned used = bb_lang_width(bb_buf_view(&foot->line));
  if (used && used + sizeof between - 1 + width > room) end_foot_line(foot);
  if (foot->line.n) bb_buf_string(&foot->line, between);
  bb_buf_span(&foot->line, key);
  bb_buf_char(&foot->line, ' ');
  bb_buf_span(&foot->line, word);
}

static void add_key_label(struct foot *foot, struct bb_span key, const char *word) {
  add_key(foot, key, bb_say(foot->page->view->words, word));
}

static void add_answer_keys(struct foot *foot) {
  const struct bb_words *words = foot->page->view->words;
  const struct bb_ask *ask = &foot->page->view->ask;
  struct bb_span letter = bb_say(words, BB_LABEL("Letter")),
                 arrows = bb_say(words, BB_LABEL("Arrows"));
  switch (ask->kind) {
  case BB_ASK_NOTHING: break;
  case BB_ASK_MENU: add_key_label(foot, arrows, BB_LABEL("Move")); break;
  case BB_ASK_ONE:
  case BB_ASK_MANY:
    add_key_label(foot, letter, BB_LABEL("Choose"));
    add_key_label(foot, arrows, BB_LABEL("Move"));
    add_key_label(foot, bb_say(words, BB_LABEL("Space")), BB_LABEL("Choose"));
    break;
  case BB_ASK_ORDER:
    add_key_label(foot, bb_say(words, BB_LABEL("Space")),
                  ask->grabbed ? BB_LABEL("Put down") : BB_LABEL("Take up"));
    add_key_label(foot, arrows, BB_LABEL("Move"));
    add_key_label(foot, bb_say(words, BB_LABEL("Number")), BB_LABEL("Move there"));
    break;
  case BB_ASK_SLOTS:
    if (ask->slots[ask->cursor].choices) add_key_label(foot, letter, BB_LABEL("Choose"));
    if (ask->slot_count > 1 || ask->slots[0].choices) add_key_label(foot, arrows, BB_LABEL("Move"));
    break;
  case BB_ASK_ESSAY: break;
  }
}

static const struct command {
  uint32_t letter; /* with Ctrl */
  enum bb_action action;
  const char *key, *word;
} commands[] = {
    {'p', BB_ACTION_BACK, "Ctrl-P", BB_LABEL("Back")},
    {'f', BB_ACTION_FLAG, "Ctrl-F", BB_LABEL("Flag")},
    {'t', BB_ACTION_HINT, "Ctrl-T", BB_LABEL("Hint")},
    {'r', BB_ACTION_LIST, "Ctrl-R", BB_LABEL("All questions")},
    {'c', BB_ACTION_LEAVE, "Esc", BB_LABEL("Leave")},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void add_keys(struct page *page) {
  struct foot foot = {.page = page};
  const struct bb_view *view = page->view;
  add_answer_keys(&foot);
  add_key(&foot, bb_span_of(view->ask.kind == BB_ASK_ESSAY ? "Ctrl-N" : "Enter"), view->on);
  for (int i = 0; i < COMMANDS; i++)
    if (view->offers & BB_OFFER(commands[i].action))
      add_key_label(&foot, bb_span_of(commands[i].key), commands[i].word);
  end_foot_line(&foot);
  bb_buf_free(&foot.line);
}

/* ---- drawing ---- */

/* As this terminal has to get it: in visual order, and pushed to the right edge. */
static struct bb_span for_terminal(struct page *page, struct bb_span text,
                                   const struct bb_lang *lang, unsigned room) {
  struct bb_span shown =
      page->dialogue->visual ? bb_lang_visual(page->arena, text, lang->rtl) : text;
  unsigned width = bb_lang_width(shown);
  return lang->rtl && width < room ? joined(page, blanks(page, room - width), shown) : shown;
}

static void draw_row(struct page *page, const struct row *row) {
  struct bb_span text = for_terminal(page, row->text, row->lang, page->columns - 2 * page->margin);
  bb_screen_add(&page->dialogue->screen, joined(page, blanks(page, page->margin), text),
                row->style);
}

/* A text cut to so many columns. */
static struct bb_span cut(struct page *page, struct bb_span text, unsigned columns) {
  return bb_term_wrap(page->arena, page->view->words->lang, text, columns).rows[0];
}

static struct bb_span status_of(struct page *page) {
  const struct bb_view *view = page->view;
  int64_t left = bb_dialogue_left(page->dialogue);
  if (left < 0) return view->status;
  struct bb_span clock = bb_say_clock(page->arena, view->words, left);
  return view->status.n ? joined(page, joined(page, view->status, bb_span_of("   ")), clock)
                        : clock;
}

static void draw_head(struct page *page) {
  const struct bb_words *words = page->view->words;
  unsigned room = page->columns - 2 * page->margin;
  struct bb_span status = cut(page, status_of(page), room);
  unsigned taken = bb_lang_width(status) + 2;
  struct bb_span title =
      taken < room ? cut(page, page->view->title, room - taken) : (struct bb_span){"", 0};
  if (page->dialogue->visual) {
    title = bb_lang_visual(page->arena, title, words->lang->rtl);
    status = bb_lang_visual(page->arena, status, words->lang->rtl);
  }
  unsigned used = bb_lang_width(title) + bb_lang_width(status);
  struct bb_span gap = blanks(page, used < room ? room - used : 0);
  struct bb_span line = words->lang->rtl ? joined(page, joined(page, status, gap), title)
                                         : joined(page, joined(page, title, gap), status);
  bb_screen_add(&page->dialogue->screen, joined(page, blanks(page, page->margin), line),
                BB_ROW_REVERSED);
}

/* What there is to say stands on the rule: first a notice, else that there is more below. */
static void draw_rule(struct page *page, bool more) {
  const struct bb_words *words = page->view->words;
  struct bb_span text = page->view->notice;
  if (!text.n && more) text = bb_say(words, BB_LABEL("More below: Page Down"));
  unsigned room = page->columns - 2 * page->margin;
  text = for_terminal(page, cut(page, text, room), words->lang, room);
  unsigned width = bb_lang_width(text);
  text = joined(page, text, blanks(page, width < room ? room - width : 0));
  bb_screen_add(&page->dialogue->screen, joined(page, blanks(page, page->margin), text),
                BB_ROW_UNDERLINED);
}

static unsigned body_rows(const struct page *page) {
  unsigned rows = page->dialogue->screen.size.rows, spare = rows < 20 ? 2 : 3;
  return rows - spare - (unsigned)page->foot_count;
}

/* Where the cursor stands in the window; false when what it stands in is not to be seen. */
static bool place_cursor(const struct page *page, unsigned top, unsigned *row, int *column) {
  const struct bb_view *view = page->view;
  for (size_t i = 0; i < page->count; i++) {
    const struct row *r = &page->rows[i];
    if (r->cursor < 0 || r->place == BB_ASK_NOWHERE || r->place != view->ask.cursor) continue;
    if (view->ask.kind == BB_ASK_SLOTS && r->cursor == 0) continue; /* a label */
    if (i < view->scroll || i - view->scroll >= body_rows(page)) return false;
    *row = top + (unsigned)(i - view->scroll);
    int from_left = (int)page->margin + r->cursor;
    *column = r->lang->rtl ? (int)page->columns - 1 - from_left : from_left;
    return true;
  }
  return false;
}

static void draw_small(struct page *page) {
  const struct bb_words *words = page->view->words;
  struct bb_span text =
      bb_say(words, BB_LABEL("This window is too small. Make it at least 40 columns wide and 12 "
                             "rows high."));
  struct bb_wrapped rows = bb_term_wrap(page->arena, words->lang, text, page->columns);
  for (size_t i = 0; i < rows.count; i++)
    bb_screen_add(&page->dialogue->screen, rows.rows[i], BB_ROW_PLAIN);
  bb_screen_draw(&page->dialogue->screen, 0, -1);
}

static void draw(struct page *page) {
  struct bb_screen *screen = &page->dialogue->screen;
  struct bb_view *view = page->view;
  unsigned rows = body_rows(page), top = screen->size.rows < 20 ? 1 : 2, row = 0;
  int column = -1;
  draw_head(page);
  bb_screen_skip_to(screen, top);
  for (size_t i = view->scroll; i < page->count && i < view->scroll + rows; i++)
    draw_row(page, &page->rows[i]);
  bb_screen_skip_to(screen, top + rows);
  draw_rule(page, view->scroll + rows < page->count);
  for (size_t i = 0; i < page->foot_count; i++) draw_row(page, &page->foot[i]);
  if (!place_cursor(page, top, &row, &column)) column = -1;
  bb_screen_draw(screen, row, column);
}

static bool is_small(const struct bb_dialogue *dialogue) {
  return dialogue->screen.size.columns < COLUMNS_MIN || dialogue->screen.size.rows < ROWS_MIN;
}

static void compose(struct page *page) {
  const struct bb_view *view = page->view;
  page->columns = page->dialogue->screen.size.columns;
  page->margin = page->columns < 70 ? 0 : 1;
  if (is_small(page->dialogue)) return;
  for (size_t i = 0; i < view->passages.count; i++) add_passage(page, &view->passages.list[i]);
  add_ask(page);
  for (size_t i = 0; i < view->after.count; i++) add_passage(page, &view->after.list[i]);
  add_keys(page);
}

/* ---- scrolling ---- */

static size_t last_scroll(const struct page *page) {
  size_t rows = body_rows(page);
  return page->count > rows ? page->count - rows : 0;
}

static bool scroll_by(struct page *page, long by) {
  struct bb_view *view = page->view;
  size_t last = last_scroll(page), old = view->scroll;
  if (by < 0)
    view->scroll -= (size_t)-by < old ? (size_t)-by : old;
  else
    view->scroll = old + (size_t)by < last ? old + (size_t)by : last;
  return view->scroll != old;
}

/* Brings the rows that the cursor of the ask marks into the window. */
static void follow_cursor(struct page *page) {
  size_t rows = body_rows(page), first = page->count, last = 0;
  for (size_t i = 0; i < page->count; i++) {
    if (page->rows[i].place == BB_ASK_NOWHERE || page->rows[i].place != page->view->ask.cursor)
      continue;
    if (first == page->count) first = i;
    last = i;
  }
  if (first == page->count) return;
  if (last >= page->view->scroll + rows) page->view->scroll = last + 1 - rows;
  if (first < page->view->scroll) page->view->scroll = first;
}

/* True when the first option is still below the window: then Down reads on. */
static bool is_reading(const struct page *page) {
  for (size_t i = 0; i < page->count; i++)
    if (page->rows[i].place == 0)
      return page->view->ask.cursor == BB_ASK_NOWHERE && i >= page->view->scroll + body_rows(page);
  return false;
}

static bool take_scroll_key(struct page *page, struct bb_key key) {
  long most = (long)body_rows(page) - 1;
  switch (key.kind) {
  case BB_KEY_UP: return scroll_by(page, -1);
  case BB_KEY_DOWN: return scroll_by(page, 1);
  case BB_KEY_PAGE_UP: return scroll_by(page, -most);
  case BB_KEY_PAGE_DOWN: return scroll_by(page, most);
  case BB_KEY_HOME: return scroll_by(page, -(long)page->count);
  case BB_KEY_END: return scroll_by(page, (long)page->count);
  case BB_KEY_CHARACTER: return key.code_point == ' ' && !key.pasted && scroll_by(page, most);
  default: return false;
  }
}

/* ---- keys ---- */

/* Escape leaves; where there is nothing to leave, it goes back. */
static uint32_t letter_of(const struct bb_view *view, struct bb_key key) {
  if (key.kind != BB_KEY_ESCAPE) return key.code_point;
  return view->offers & BB_OFFER(BB_ACTION_LEAVE) ? 'c' : 'p';
}

static bool read_command(const struct bb_view *view, struct bb_key key, enum bb_action *action) {
  if (key.kind == BB_KEY_CLOSED) {
    *action = BB_ACTION_GONE;
    return true;
  }
  if (key.kind != BB_KEY_CONTROL && key.kind != BB_KEY_ESCAPE) return false;
  uint32_t letter = letter_of(view, key);
  if (letter == 'n' && view->ask.kind != BB_ASK_MENU) {
    *action = BB_ACTION_ON;
    return true;
  }
  for (int i = 0; i < COMMANDS; i++)
    if (letter == commands[i].letter && (view->offers & BB_OFFER(commands[i].action))) {
      *action = commands[i].action;
      return true;
    }
  return false;
}

/* True when the key changed the answer or the window. */
static bool take_key(struct page *page, struct bb_key key, bool *done) {
  struct bb_view *view = page->view;
  bool down = key.kind == BB_KEY_DOWN;
  if (down && is_reading(page)) return scroll_by(page, 1);
  enum bb_taken taken = bb_ask_key(&view->ask, key);
  *done = taken == BB_TAKEN_DONE;
  return taken != BB_TAKEN_NOT || take_scroll_key(page, key);
}

/* What the terminal asks for itself. */
static void serve_terminal(struct bb_dialogue *dialogue, struct bb_key key) {
  bool again = key.kind == BB_KEY_CONTROL && key.code_point == 'l';
  if (key.kind == BB_KEY_REDRAW || again) bb_screen_reset(&dialogue->screen);
  if (key.kind == BB_KEY_CONTROL && key.code_point == 'z') bb_terminal_suspend(dialogue->terminal);
}

/* The time shown changes each second. */
static int tick(const struct bb_dialogue *dialogue) {
  int64_t left = bb_dialogue_left(dialogue);
  return left < 0 ? -1 : (int)((left - 1) % 1000) + 1;
}

/* Draws the view and takes one key.  True: *action is what to do. */
static bool step(struct page *page, bool *moved, enum bb_action *action) {
  struct bb_dialogue *dialogue = page->dialogue;
  struct bb_view *view = page->view;
  bool done = false;
  compose(page);
  if (is_small(dialogue)) {
    draw_small(page);
  } else {
    scroll_by(page, 0); /* the window may have grown */
    if (*moved) follow_cursor(page);
    draw(page);
  }
  struct bb_key key = bb_key_wait(dialogue->terminal, &dialogue->keys, tick(dialogue));
  *moved = false;
  *action = BB_ACTION_TIME;
  if (bb_dialogue_left(dialogue) == 0) return true;
  serve_terminal(dialogue, key);
  if (key.kind == BB_KEY_REDRAW) *moved = true;
  if (read_command(view, key, action)) return true;
  if (key.kind == BB_KEY_NONE || key.kind == BB_KEY_REDRAW || is_small(dialogue)) return false;
  view->notice = (struct bb_span){0};
  size_t scroll = view->scroll;
  if (take_key(page, key, &done)) *moved = view->scroll == scroll;
  *action = BB_ACTION_ON;
  return done;
}

enum bb_action bb_full_show(struct bb_dialogue *dialogue, struct bb_view *view) {
  struct bb_arena arena = {0}, kept = {0};
  enum bb_action action;
  bool moved = !view->fresh;
  if (view->fresh) view->scroll = 0;
  for (bool done = false; !done;) {
    struct page page = {.arena = &arena, .dialogue = dialogue, .view = view};
    struct bb_span warning = bb_dialogue_warning(&kept, dialogue, view->words);
    if (warning.n) view->notice = warning;
    done = step(&page, &moved, &action);
    bb_arena_free(&arena);
  }
  view->notice = (struct bb_span){0};
  bb_arena_free(&kept);
  return action;
}
