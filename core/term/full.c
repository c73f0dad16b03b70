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
#include "term/compose.h"
#include "term/wrap.h"

enum {
  COLUMNS_MIN = 40,
  ROWS_MIN = 12,
  SPARSE_ROWS = 20 /* from here on there is an empty row below the head */
};

/* ---- drawing ---- */

/* As this terminal has to get it: in visual order, and pushed to the right edge. */
static struct bb_span for_terminal(struct bb_composed *page, struct bb_span text,
                                   const struct bb_lang *lang, unsigned room) {
  struct bb_span shown =
      page->dialogue->visual ? bb_lang_visual(page->arena, text, lang->rtl) : text;
  unsigned width = bb_lang_width(shown);
  return lang->rtl && width < room ? bb_row_join(page, bb_row_blanks(page, room - width), shown)
                                   : shown;
}

static void draw_row(struct bb_composed *page, const struct bb_composed_row *row) {
  struct bb_span text = for_terminal(page, row->text, row->lang, page->columns - 2 * page->margin);
  bb_screen_add(&page->dialogue->screen, bb_row_join(page, bb_row_blanks(page, page->margin), text),
                row->style);
}

/* A text cut to so many columns. */
static struct bb_span cut(struct bb_composed *page, struct bb_span text, unsigned columns) {
  return bb_term_wrap(page->arena, page->view->words->lang, text, columns).rows[0];
}

static struct bb_span status_of(struct bb_composed *page) {
  const struct bb_view *view = page->view;
  int64_t left = bb_dialogue_left(page->dialogue);
  if (left < 0) return view->status;
  struct bb_span clock = bb_say_clock(page->arena, view->words, left);
  return view->status.n
             ? bb_row_join(page, bb_row_join(page, view->status, bb_span_of("   ")), clock)
             : clock;
}

static void draw_head(struct bb_composed *page) {
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
  struct bb_span gap = bb_row_blanks(page, used < room ? room - used : 0);
  struct bb_span line = words->lang->rtl ? bb_row_join(page, bb_row_join(page, status, gap), title)
                                         : bb_row_join(page, bb_row_join(page, title, gap), status);
  bb_screen_add(&page->dialogue->screen, bb_row_join(page, bb_row_blanks(page, page->margin), line),
                BB_ROW_REVERSED);
}

/* What there is to say stands on the rule: first a notice, else that there is more below. */
static void draw_rule(struct bb_composed *page, bool more) {
  const struct bb_words *words = page->view->words;
  struct bb_span text = page->view->notice;
  if (!text.n && more) text = bb_say(words, BB_LABEL("More below: Page Down"));
  unsigned room = page->columns - 2 * page->margin;
  text = for_terminal(page, cut(page, text, room), words->lang, room);
  unsigned width = bb_lang_width(text);
  text = bb_row_join(page, text, bb_row_blanks(page, width < room ? room - width : 0));
  bb_screen_add(&page->dialogue->screen, bb_row_join(page, bb_row_blanks(page, page->margin), text),
                BB_ROW_UNDERLINED);
}

static unsigned body_rows(const struct bb_composed *page) {
  unsigned rows = page->dialogue->screen.size.rows, spare = rows < SPARSE_ROWS ? 2 : 3;
  return rows - spare - (unsigned)page->foot_count;
}

/* Where the cursor stands in the window; false when what it stands in is not to be seen. */
static bool place_cursor(const struct bb_composed *page, unsigned top, unsigned *row, int *column) {
  const struct bb_view *view = page->view;
  for (size_t i = 0; i < page->count; i++) {
    const struct bb_composed_row *r = &page->rows[i];
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

static void draw_small(struct bb_composed *page) {
  const struct bb_words *words = page->view->words;
  struct bb_span text =
      bb_say(words, BB_LABEL("This window is too small. Make it at least 40 columns wide and 12 "
                             "rows high."));
  struct bb_wrapped rows =
      bb_term_wrap(page->arena, words->lang, text, page->dialogue->screen.size.columns);
  for (size_t i = 0; i < rows.count; i++)
    bb_screen_add(&page->dialogue->screen, rows.rows[i], BB_ROW_PLAIN);
  bb_screen_draw(&page->dialogue->screen, 0, -1);
}

static void draw(struct bb_composed *page) {
  struct bb_screen *screen = &page->dialogue->screen;
  struct bb_view *view = page->view;
  unsigned rows = body_rows(page), top = screen->size.rows < SPARSE_ROWS ? 1 : 2, row = 0;
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

/* ---- scrolling ---- */

static size_t last_scroll(const struct bb_composed *page) {
  size_t rows = body_rows(page);
  return page->count > rows ? page->count - rows : 0;
}

static bool scroll_by(struct bb_composed *page, long by) {
  struct bb_view *view = page->view;
  size_t last = last_scroll(page), old = view->scroll;
  if (by < 0)
    view->scroll -= (size_t)-by < old ? (size_t)-by : old;
  else
    view->scroll = old + (size_t)by < last ? old + (size_t)by : last;
  return view->scroll != old;
}

/* Brings the rows that the cursor of the ask marks into the window. */
static void follow_cursor(struct bb_composed *page) {
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
static bool is_reading(const struct bb_composed *page) {
  for (size_t i = 0; i < page->count; i++)
    if (page->rows[i].place == 0)
      return page->view->ask.cursor == BB_ASK_NOWHERE && i >= page->view->scroll + body_rows(page);
  return false;
}

static bool take_scroll_key(struct bb_composed *page, struct bb_key key) {
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
  for (int i = 0; i < BB_KEY_COMMANDS; i++)
    if (letter == bb_key_commands[i].letter &&
        (view->offers & BB_OFFER(bb_key_commands[i].action))) {
      *action = bb_key_commands[i].action;
      return true;
    }
  return false;
}

/* True when the key changed the answer or the window. */
static bool take_key(struct bb_composed *page, struct bb_key key, bool *done) {
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
static bool step(struct bb_composed *page, bool *moved, enum bb_action *action) {
  struct bb_dialogue *dialogue = page->dialogue;
  struct bb_view *view = page->view;
  bool done = false;
  if (is_small(dialogue)) {
    draw_small(page);
  } else {
    bb_compose(page);
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
    struct bb_composed page = {.arena = &arena, .dialogue = dialogue, .view = view};
    struct bb_span warning = bb_dialogue_warning(&kept, dialogue, view->words);
    if (warning.n) view->notice = warning;
    done = step(&page, &moved, &action);
    bb_arena_free(&arena);
  }
  view->notice = (struct bb_span){0};
  bb_arena_free(&kept);
  return action;
}
