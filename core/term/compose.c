/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Passages, what is asked, and the keys -> rows.  Rows are in logical order; what runs right to
 * left is turned and pushed to its edge when it is drawn (full.c).
 */
#include "term/compose.h"

#include "term/wrap.h"

#include <string.h>

enum {
  TEXT_MAX = 88, /* columns: longer rows are hard to follow */
  FIELD_WIDTH = 40
};

/* ---- rows ---- */

static struct bb_composed_row *add_row(struct bb_composed *page, struct bb_composed_row row) {
  page->rows =
      bb_arena_grow(page->arena, page->rows, page->count, page->count + 1, sizeof row, &page->room);
  page->rows[page->count++] = row;
  return &page->rows[page->count - 1];
}

static void add_empty(struct bb_composed *page) {
  add_row(page, (struct bb_composed_row){
                    .lang = page->view->words->lang, .place = BB_ASK_NOWHERE, .cursor = -1});
}

struct bb_span bb_row_blanks(struct bb_composed *page, unsigned n) {
  char *p = bb_arena_alloc(page->arena, n + 1);
  memset(p, ' ', n);
  return (struct bb_span){p, n};
}

struct bb_span bb_row_join(struct bb_composed *page, struct bb_span a, struct bb_span b) {
  return bb_span_of(bb_arena_printf(page->arena, "%.*s%.*s", BB_SPAN_ARG(a), BB_SPAN_ARG(b)));
}

/* Rows of a text; `lead` stands before the first, blanks before the others. */
static void add_text(struct bb_composed *page, struct bb_span lead, struct bb_told told,
                     unsigned style, size_t place) {
  unsigned indent = bb_lang_width(lead), room = page->columns - 2 * page->margin;
  if (room > TEXT_MAX) room = TEXT_MAX;
  struct bb_wrapped wrapped =
      bb_term_wrap(page->arena, told.lang, told.text, room > indent ? room - indent : 1);
  for (size_t i = 0; i < wrapped.count; i++)
    add_row(page,
            (struct bb_composed_row){
                .text = bb_row_join(page, i ? bb_row_blanks(page, indent) : lead, wrapped.rows[i]),
                .lang = told.lang,
                .style = style,
                .place = place,
                .cursor = i ? -1 : 0});
}

static void add_passage(struct bb_composed *page, const struct bb_passage *passage) {
  struct bb_span lead = bb_row_blanks(page, passage->indent);
  unsigned style = passage->style == BB_PASSAGE_HEADING ? BB_ROW_BOLD : BB_ROW_PLAIN;
  struct bb_told told = {passage->text, passage->lang};
  if (!passage->close && page->count) add_empty(page);
  if (passage->mark.n)
    lead = bb_row_join(page, bb_row_join(page, lead, passage->mark), bb_row_blanks(page, 1));
  if (passage->style != BB_PASSAGE_FIXED) {
    add_text(page, lead, told, style, BB_ASK_NOWHERE);
    return;
  }
  add_row(page, (struct bb_composed_row){.text = bb_row_join(page, lead, passage->text),
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

static struct bb_span name_mark(struct bb_composed *page, const struct bb_ask *ask, size_t k) {
  if (ask->kind == BB_ASK_ONE || ask->kind == BB_ASK_MANY) return bb_say_letter(page->arena, k);
  struct bb_span number = bb_say_number(page->arena, page->view->words, k + 1);
  return bb_row_join(page, number, bb_span_of("."));
}

static void add_choice(struct bb_composed *page, size_t k) {
  const struct bb_ask *ask = &page->view->ask;
  bool here = ask->cursor == k, order = ask->kind == BB_ASK_ORDER;
  struct bb_span lead = bb_span_of(!here ? "  " : ask->grabbed ? "* " : "> ");
  lead = bb_row_join(page, lead, state_mark(ask, k));
  lead =
      bb_row_join(page, bb_row_join(page, lead, name_mark(page, ask, k)), bb_row_blanks(page, 1));
  add_text(page, lead, ask->choices[order ? ask->order[k] : k].told,
           here ? BB_ROW_REVERSED : BB_ROW_PLAIN, k);
}

static void add_order_state(struct bb_composed *page) {
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
static void add_field(struct bb_composed *page, struct bb_field *field, size_t place, bool here) {
  enum { LEAD = 2 };
  const struct bb_lang *lang = page->view->ask.typing;
  unsigned room = page->columns - 2 * page->margin - LEAD;
  unsigned width = field->many_lines ? (room < TEXT_MAX ? room : TEXT_MAX)
                                     : (room < FIELD_WIDTH ? room : FIELD_WIDTH);
  struct bb_field_rows rows = bb_field_rows(page->arena, field, lang, width);
  for (size_t i = 0; i < rows.count; i++) {
    unsigned used = bb_lang_width(rows.rows[i]);
    bool cursor = here && i == rows.cursor_row;
    struct bb_span text = bb_row_join(page, bb_span_of(cursor ? "> " : "  "), rows.rows[i]);
    text = bb_row_join(page, text, bb_row_blanks(page, used < width ? width - used : 0));
    add_row(page,
            (struct bb_composed_row){.text = text,
                                     .lang = lang,
                                     .style = BB_ROW_UNDERLINED,
                                     .place = cursor || !field->many_lines ? place : BB_ASK_NOWHERE,
                                     .cursor = cursor ? (int)(rows.cursor_column + LEAD) : -1});
  }
}

static void add_slot_choice(struct bb_composed *page, const struct bb_slot *slot, size_t place,
                            bool here) {
  const struct bb_words *words = page->view->words;
  struct bb_told told = {bb_say(words, BB_LABEL("not answered")), words->lang};
  struct bb_span lead = bb_span_of(here ? ">   = " : "    = ");
  if (slot->chosen != BB_ASK_NONE) {
    lead = bb_row_join(page, lead, bb_say_letter(page->arena, slot->chosen));
    lead = bb_row_join(page, lead, bb_row_blanks(page, 1));
    told = slot->choices[slot->chosen].told;
  }
  add_text(page, lead, told, here ? BB_ROW_REVERSED : BB_ROW_PLAIN, place);
}

static void add_slot(struct bb_composed *page, size_t i) {
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
             bb_row_join(page, bb_span_of("    "),
                         bb_row_join(page, bb_say_letter(page->arena, k), bb_row_blanks(page, 1))),
             slot->choices[k].told, BB_ROW_PLAIN, i);
  add_slot_choice(page, slot, i, here);
}

static void add_ask(struct bb_composed *page) {
  const struct bb_ask *ask = &page->view->ask;
  if (ask->kind != BB_ASK_NOTHING && page->count) add_empty(page);
  for (size_t k = 0; k < ask->choice_count; k++) add_choice(page, k);
  if (ask->kind == BB_ASK_ORDER) add_order_state(page);
  for (size_t i = 0; i < ask->slot_count; i++) add_slot(page, i);
}

/* ---- the keys ---- */

struct foot {
  struct bb_composed *page;
  struct bb_buf line;
};

static void end_foot_line(struct foot *foot) {
  struct bb_composed *page = foot->page;
  if (!foot->line.n || page->foot_count == BB_FOOT_MAX) return;
  page->foot[page->foot_count++] =
      (struct bb_composed_row){.text = bb_arena_copy(page->arena, bb_buf_view(&foot->line)),
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

const struct bb_key_command bb_key_commands[BB_KEY_COMMANDS] = {
    {'p', BB_ACTION_BACK, "Ctrl-P", BB_LABEL("Back")},
    {'f', BB_ACTION_FLAG, "Ctrl-F", BB_LABEL("Flag")},
    {'t', BB_ACTION_HINT, "Ctrl-T", BB_LABEL("Hint")},
    {'r', BB_ACTION_LIST, "Ctrl-R", BB_LABEL("All questions")},
    {'c', BB_ACTION_LEAVE, "Esc", BB_LABEL("Leave")},
};

static void add_keys(struct bb_composed *page) {
  struct foot foot = {.page = page};
  const struct bb_view *view = page->view;
  add_answer_keys(&foot);
  add_key(&foot, bb_span_of(view->ask.kind == BB_ASK_ESSAY ? "Ctrl-N" : "Enter"), view->on);
  for (int i = 0; i < BB_KEY_COMMANDS; i++)
    if (view->offers & BB_OFFER(bb_key_commands[i].action))
      add_key_label(&foot, bb_span_of(bb_key_commands[i].key), bb_key_commands[i].word);
  end_foot_line(&foot);
  bb_buf_free(&foot.line);
}

/* ---- the whole ---- */

void bb_compose(struct bb_composed *page) {
  const struct bb_view *view = page->view;
  page->columns = page->dialogue->screen.size.columns;
  page->margin = page->columns < 70 ? 0 : 1;
  for (size_t i = 0; i < view->passages.count; i++) add_passage(page, &view->passages.list[i]);
  add_ask(page);
  for (size_t i = 0; i < view->after.count; i++) add_passage(page, &view->after.list[i]);
  add_keys(page);
}
