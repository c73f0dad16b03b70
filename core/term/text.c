/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks of a course -> passages: Markdown as a terminal can show it.  Marks of emphasis go,
 * pictures become their alternative text, a row of a table becomes a line with bars between its
 * cells.
 */
#include "term/view.h"

enum { STEP = 2 /* columns a level */ };

struct setter {
  struct bb_arena *arena;
  struct bb_passages *passages;
  const struct bb_words *words;
};

static void set_blocks(struct setter *s, const struct bb_block *first, const struct bb_block *end,
                       unsigned indent);

void bb_passages_add(struct bb_arena *arena, struct bb_passages *passages,
                     struct bb_passage passage) {
  passages->list = bb_arena_grow(arena, passages->list, passages->count, passages->count + 1,
                                 sizeof passage, &passages->room);
  passages->list[passages->count++] = passage;
}

static void set_words(struct setter *s, const struct bb_block *block, unsigned indent,
                      enum bb_passage_style style) {
  struct bb_told told = bb_tell_block(s->arena, s->words, block);
  if (told.text.n)
    bb_passages_add(s->arena, s->passages,
                    (struct bb_passage){
                        .text = told.text, .lang = told.lang, .indent = indent, .style = style});
}

/* The first passage of an item carries its number or bullet. */
static void set_list(struct setter *s, const struct bb_block *list, unsigned indent) {
  int64_t number = list->start;
  for (const struct bb_block *item = list->child; item; item = item->next, number++) {
    size_t first = s->passages->count;
    set_blocks(s, item->child, NULL, indent);
    if (s->passages->count == first) continue;
    struct bb_passage *passage = &s->passages->list[first];
    passage->mark = list->ordered ? bb_lang_item_number(s->arena, s->words->lang, 0, number)
                                  : (struct bb_span)BB_SPAN("-");
    passage->close = item != list->child;
  }
}

static void set_code(struct setter *s, const struct bb_block *code, unsigned indent) {
  struct bb_span rest = code->text;
  bool close = false;
  for (struct bb_span line; (line = bb_span_next(&rest, '\n')).p; close = true)
    bb_passages_add(s->arena, s->passages,
                    (struct bb_passage){.text = line,
                                        .lang = s->words->source,
                                        .indent = indent + STEP,
                                        .style = BB_PASSAGE_FIXED,
                                        .close = close});
}

static void set_row(struct setter *s, const struct bb_block *row, unsigned indent) {
  struct bb_buf line = {0};
  const struct bb_lang *lang = s->words->lang;
  for (const struct bb_block *cell = row->child; cell; cell = cell->next) {
    struct bb_told told = bb_tell_block(s->arena, s->words, cell);
    if (line.n) bb_buf_string(&line, " | ");
    bb_buf_span(&line, told.text);
    lang = told.lang;
  }
  bb_passages_add(s->arena, s->passages,
                  (struct bb_passage){.text = bb_arena_copy(s->arena, bb_buf_view(&line)),
                                      .lang = lang,
                                      .indent = indent,
                                      .style = row->header ? BB_PASSAGE_HEADING : BB_PASSAGE_TEXT,
                                      .close = !row->header});
  bb_buf_free(&line);
}

static void set_callout(struct setter *s, const struct bb_block *box, unsigned indent) {
  if (bb_course_is_trainers(box)) return;
  if (box->inlines) set_words(s, box, indent, BB_PASSAGE_HEADING);
  set_blocks(s, box->child, NULL, indent + STEP);
}

static void set_block(struct setter *s, const struct bb_block *block, unsigned indent) {
  switch (block->kind) {
  case BB_HEADING: set_words(s, block, indent, BB_PASSAGE_HEADING); break;
  case BB_PARAGRAPH: set_words(s, block, indent, BB_PASSAGE_TEXT); break;
  case BB_QUOTE: set_blocks(s, block->child, NULL, indent + STEP); break;
  case BB_CALLOUT: set_callout(s, block, indent); break;
  case BB_LIST: set_list(s, block, indent); break;
  case BB_CODE: set_code(s, block, indent); break;
  case BB_TABLE:
    for (const struct bb_block *row = block->child; row; row = row->next) set_row(s, row, indent);
    break;
  case BB_DOCUMENT:
  case BB_ITEM:
  case BB_ROW:
  case BB_CELL:
  case BB_RULE:
  case BB_HTML:
  case BB_COMMENT:
  case BB_FOOTNOTE: break;
  }
}

/* Depth: BB_MARKUP_DEPTH_MAX. */
static void set_blocks(struct setter *s, const struct bb_block *first, const struct bb_block *end,
                       unsigned indent) {
  for (const struct bb_block *block = first; block && block != end; block = block->next)
    set_block(s, block, indent);
}

void bb_passages_add_blocks(struct bb_arena *arena, struct bb_passages *passages,
                            const struct bb_words *words, const struct bb_block *first,
                            const struct bb_block *end) {
  struct setter s = {arena, passages, words};
  set_blocks(&s, first, end, 0);
}
