/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markup blocks -> nodes.  Blocks that are not printed (HTML, comments, the definitions of
 * footnotes) vanish here, and so does what the reader of this edition is not to see.
 */
#include "edition/assembly.h"

enum {
  LINES_MAX = 400, /* writing lines of one exercise */
  LEVEL_IN_BOX = 3 /* headings inside a box stay out of the contents */
};

static const struct callout {
  const char *word;
  enum bb_role role;
  const char *label;
} callouts[] = {
    {"CASE", BB_ROLE_CASE, BB_LABEL("Case study")},
    {"LAW", BB_ROLE_LAW, BB_LABEL("Law")},
    {"EXERCISE", BB_ROLE_EXERCISE, BB_LABEL("Exercise")},
    {"SOLUTION", BB_ROLE_SOLUTION, BB_LABEL("Solution")},
    {"TRAINER", BB_ROLE_TRAINER, BB_LABEL("Trainer notes")},
    {"NOTE", BB_ROLE_NOTE, BB_LABEL("Note")},
    {"TIP", BB_ROLE_TIP, BB_LABEL("Tip")},
    {"WARNING", BB_ROLE_WARNING, BB_LABEL("Warning")},
    {"CONTENT", BB_ROLE_CONTENT_WARNING, BB_LABEL("Content warning")},
};

/* In a quiz, a TIP is a hint and a NOTE the explanation: neither is for a paper. */
static bool is_of_key(const struct bb_block *callout) {
  return bb_course_is_trainers(callout) || bb_span_is(callout->word, "TIP") ||
         bb_span_is(callout->word, "NOTE");
}

bool bb_assembly_shows(const struct bb_assembly *a, const struct bb_block *block) {
  if (block->kind != BB_CALLOUT) return true;
  switch (a->options->edition) {
  case BB_EDITION_HANDBOOK: return !bb_course_is_trainers(block);
  case BB_EDITION_QUIZ: return !is_of_key(block);
  case BB_EDITION_TRAINER:
  case BB_EDITION_KEY: break;
  }
  return true;
}

static void add_children(struct bb_assembly *a, struct bb_node *node,
                         const struct bb_block *block) {
  bb_assembly_add_blocks(a, node, block->child, NULL);
}

static void add_heading(struct bb_assembly *a, struct bb_node *parent,
                        const struct bb_block *block) {
  struct bb_node *node = bb_node_add(a->arena, parent, BB_NODE_HEADING, BB_ROLE_BODY);
  node->level = block->level < 2 ? 2 : block->level > 4 ? 4 : block->level;
  if (a->boxes && node->level < LEVEL_IN_BOX) node->level = LEVEL_IN_BOX;
  if (block->id.n) node->anchor = bb_course_anchor(a->arena, a->module, block->id);
  if (a->module && node->level == 2)
    node->number = bb_span_of(bb_arena_printf(a->arena, "%s.%s",
                                              bb_lang_number(a->arena, a->lang, a->module->number),
                                              bb_lang_number(a->arena, a->lang, ++a->sections)));
  bb_assembly_set_message(a, node, block, BB_WITHOUT_PAGES);
}

static struct bb_span plain_text(const struct bb_assembly *a, const struct bb_inline *inlines) {
  struct bb_buf out = {0};
  bb_markup_plain(inlines, &out);
  struct bb_span text = bb_arena_copy(a->arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return text;
}

/* An image that may not be printed leaves its words. */
static void add_words_of_figure(struct bb_assembly *a, struct bb_node *parent,
                                const struct bb_block *block) {
  struct bb_node *node = bb_node_add(a->arena, parent, BB_NODE_PARAGRAPH, a->role);
  bb_assembly_set_message(a, node, block, BB_WITH_PAGES);
}

/* The words of a figure are one message with its image; they are taken apart here.  set_message
 * counts them and tells their language; its runs are replaced by the caption. */
static void add_figure(struct bb_assembly *a, struct bb_node *parent, const struct bb_block *block,
                       const char *file) {
  struct bb_node *node = bb_node_add(a->arena, parent, BB_NODE_FIGURE, BB_ROLE_BODY);
  const struct bb_inline *image = bb_catalog_block(a->arena, a->catalog, block).inlines;
  while (image && image->kind != BB_IMAGE) image = image->next;
  if (!image) image = bb_markup_figure(block);
  bb_assembly_set_message(a, node, block, BB_WITHOUT_PAGES);
  const struct bb_lang *lang = node->untranslated ? a->source : a->lang;
  node->runs = NULL;
  node->image = bb_span_of(file);
  node->alt = plain_text(a, image->child);
  if (image->title.n) bb_assembly_add_run(a, node, image->title, 0, lang);
}

static void add_paragraph(struct bb_assembly *a, struct bb_node *parent,
                          const struct bb_block *block) {
  const struct bb_inline *image = bb_markup_figure(block);
  if (image) {
    const char *file = bb_course_image(a->arena, image->target);
    if (file)
      add_figure(a, parent, block, file);
    else
      add_words_of_figure(a, parent, block);
    return;
  }
  struct bb_node *node = bb_node_add(a->arena, parent, BB_NODE_PARAGRAPH, a->role);
  bb_assembly_set_message(a, node, block, BB_WITH_PAGES);
}

static void add_quote(struct bb_assembly *a, struct bb_node *parent, const struct bb_block *block) {
  enum bb_role outside = a->role;
  a->role = BB_ROLE_QUOTE;
  add_children(a, parent, block);
  a->role = outside;
}

/* The handbook leaves room to write; the trainer has the solution instead. */
static void add_writing_lines(struct bb_assembly *a, struct bb_node *box,
                              const struct bb_block *block) {
  uint32_t lines = bb_course_attribute(block, "lines");
  if (!lines || a->options->edition == BB_EDITION_TRAINER) return;
  bb_node_add(a->arena, box, BB_NODE_LINES, BB_ROLE_BODY)->count =
      lines < LINES_MAX ? lines : LINES_MAX;
}

static void add_callout(struct bb_assembly *a, struct bb_node *parent,
                        const struct bb_block *block) {
  enum bb_role outside = a->role;
  struct bb_node *box = bb_node_add(a->arena, parent, BB_NODE_BOX, BB_ROLE_NOTE);
  for (size_t i = 0; i < sizeof callouts / sizeof *callouts; i++)
    if (bb_span_is(block->word, callouts[i].word)) {
      box->role = callouts[i].role;
      box->label = bb_assembly_label(a, callouts[i].label);
    }
  bb_assembly_set_message(a, box, block, BB_WITHOUT_PAGES);
  a->role = BB_ROLE_BODY;
  a->boxes++;
  add_children(a, box, block);
  if (box->role == BB_ROLE_EXERCISE) add_writing_lines(a, box, block);
  a->boxes--;
  a->role = outside;
}

/* ---- lists ---- */

struct bb_span bb_assembly_marker(const struct bb_assembly *a, bool ordered, uint32_t number) {
  static const char *const bullets[] = {"\u2022", "\u2013", "\u25E6"}; /* bullet, dash, ring */
  if (ordered) return bb_lang_item_number(a->arena, a->lang, a->numbered, number);
  return bb_span_of(bullets[a->lists % 3]);
}

static struct bb_span marker_of(const struct bb_assembly *a, const struct bb_block *list,
                                const struct bb_block *item, uint32_t number) {
  if (item->task) return item->checked ? BB_SPAN("\u2611") : BB_SPAN("\u2610");
  return bb_assembly_marker(a, list->ordered, number);
}

static void add_list(struct bb_assembly *a, struct bb_node *parent, const struct bb_block *block) {
  struct bb_node *list = bb_node_add(a->arena, parent, BB_NODE_LIST, BB_ROLE_BODY);
  uint32_t number = block->start;
  for (const struct bb_block *b = block->child; b; b = b->next) {
    if (b->kind != BB_ITEM) continue;
    struct bb_node *item = bb_node_add(a->arena, list, BB_NODE_ITEM, BB_ROLE_BODY);
    item->marker = marker_of(a, block, b, number++);
    a->lists++;
    a->numbered += block->ordered;
    add_children(a, item, b);
    a->numbered -= block->ordered;
    a->lists--;
  }
}

/* ---- tables and diagrams ---- */

/* All of it, and nothing else. */
static bool is_strong(const struct bb_block *cell) {
  return cell->inlines && cell->inlines->kind == BB_STRONG && !cell->inlines->next;
}

static void add_cell(struct bb_assembly *a, struct bb_node *row, const struct bb_block *block) {
  struct bb_node *cell = bb_node_add(a->arena, row, BB_NODE_CELL, BB_ROLE_BODY);
  cell->header = block->header;
  cell->names_row = !row->header && cell == row->child && is_strong(block);
  switch (block->align) {
  case BB_ALIGN_START: cell->align = BB_CELL_START; break;
  case BB_ALIGN_CENTER: cell->align = BB_CELL_CENTER; break;
  case BB_ALIGN_END: cell->align = BB_CELL_END; break;
  }
  struct bb_node *text = bb_node_add(a->arena, cell, BB_NODE_PARAGRAPH, BB_ROLE_BODY);
  bb_assembly_set_message(a, text, block, BB_WITH_PAGES);
  bb_assembly_find_list(a, cell);
}

static void add_table(struct bb_assembly *a, struct bb_node *parent, const struct bb_block *block) {
  struct bb_node *table = bb_node_add(a->arena, parent, BB_NODE_TABLE, BB_ROLE_BODY);
  table->columns = block->columns;
  for (const struct bb_block *r = block->child; r; r = r->next) {
    if (r->kind != BB_ROW) continue;
    struct bb_node *row = bb_node_add(a->arena, table, BB_NODE_ROW, BB_ROLE_BODY);
    row->header = r->header;
    for (const struct bb_block *c = r->child; c; c = c->next) add_cell(a, row, c);
  }
}

static enum bb_node_kind diagram_kind(struct bb_span word) {
  if (bb_span_is(word, "timeline")) return BB_NODE_TIMELINE;
  return bb_span_is(word, "matrix") ? BB_NODE_MATRIX : BB_NODE_STEPS;
}

/* The context that holds for the block: its own or that of what it stands in. */
static struct bb_span context_of(const struct bb_block *block) {
  for (; block; block = block->parent)
    if (block->context.n) return block->context;
  return (struct bb_span){0};
}

static void add_diagram(struct bb_assembly *a, struct bb_node *parent,
                        const struct bb_block *block) {
  struct bb_diagram_line *lines;
  size_t count = bb_course_diagram(a->arena, block, &lines);
  struct bb_node *node = bb_node_add(a->arena, parent, diagram_kind(block->word), BB_ROLE_BODY);
  for (size_t i = 0; i < count; i++) {
    struct bb_node *row = bb_node_add(a->arena, node, BB_NODE_ROW, BB_ROLE_BODY);
    struct bb_place where = bb_source_place(a->markup->source, lines[i].offset);
    if (node->columns < lines[i].count) node->columns = (uint32_t)lines[i].count;
    row->header = node->kind == BB_NODE_MATRIX && i == 0;
    for (size_t k = 0; k < lines[i].count; k++) {
      struct bb_node *cell = bb_node_add(a->arena, row, BB_NODE_CELL, BB_ROLE_BODY);
      cell->header = row->header || (node->kind == BB_NODE_MATRIX && k == 0);
      struct bb_node *text = bb_node_add(a->arena, cell, BB_NODE_PARAGRAPH, BB_ROLE_BODY);
      if (lines[i].cells[k].n)
        bb_assembly_set_phrase(a, text, context_of(block), lines[i].cells[k], where);
    }
  }
}

static void add_code(struct bb_assembly *a, struct bb_node *parent, const struct bb_block *block) {
  if (bb_course_is_diagram(block)) {
    add_diagram(a, parent, block);
    return;
  }
  struct bb_node *node = bb_node_add(a->arena, parent, BB_NODE_CODE, BB_ROLE_BODY);
  node->text = block->text;
  node->place = bb_source_place(a->markup->source, block->offset);
}

/* ---- all blocks ---- */

static void add_block(struct bb_assembly *a, struct bb_node *parent, const struct bb_block *block) {
  switch (block->kind) {
  case BB_HEADING: add_heading(a, parent, block); break;
  case BB_PARAGRAPH: add_paragraph(a, parent, block); break;
  case BB_QUOTE: add_quote(a, parent, block); break;
  case BB_CALLOUT: add_callout(a, parent, block); break;
  case BB_LIST: add_list(a, parent, block); break;
  case BB_CODE: add_code(a, parent, block); break;
  case BB_TABLE: add_table(a, parent, block); break;
  case BB_RULE: bb_node_add(a->arena, parent, BB_NODE_RULE, BB_ROLE_BODY); break;
  case BB_DOCUMENT: add_children(a, parent, block); break;
  case BB_ITEM: /* met in their lists and tables */
  case BB_ROW:
  case BB_CELL:
  case BB_HTML:
  case BB_COMMENT:
  case BB_FOOTNOTE: break;
  }
}

/* Depth: blocks nest at most BB_MARKUP_DEPTH_MAX deep. */
void bb_assembly_add_blocks(struct bb_assembly *a, struct bb_node *parent,
                            const struct bb_block *block, const struct bb_block *end) {
  for (; block && block != end; block = block->next)
    if (bb_assembly_shows(a, block)) add_block(a, parent, block);
}
