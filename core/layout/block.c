/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks: headings, paragraphs, code, writing lines, rules; everything else is passed on to the
 * file that knows it.
 *
 * Nesting.  Setting a block sets its children, so this recurses; at NESTING_MAX levels it stops
 * nesting and sets the paragraphs below one after the other, so that no document can exhaust the
 * stack and no text is lost but for the markers and labels down there.
 */
#include "layout/setter.h"

enum {
  NESTING_MAX = 24,
  TAB_COLUMNS = 4,
  LINES_TOGETHER = 4, /* to write on */
  SPARE_SHARE = 3,
  SMALL_SHARE = 4, /* what is less deep than one such part of a page is small */
  SMALL_DIAGRAM_SHARE = 2
};

static enum bb_text_kind kind_of_paragraph(const struct bb_galley *galley, enum bb_role role) {
  switch (role) {
  case BB_ROLE_TITLE: return BB_TEXT_TITLE;
  case BB_ROLE_SUBTITLE: return BB_TEXT_SUBTITLE;
  case BB_ROLE_EDITION: return BB_TEXT_EDITION;
  case BB_ROLE_IMPRINT: return BB_TEXT_IMPRINT;
  case BB_ROLE_DRAFT_NOTICE: return BB_TEXT_DRAFT_NOTICE;
  case BB_ROLE_SMALL: return BB_TEXT_SMALL;
  case BB_ROLE_FACTS: return BB_TEXT_FACTS;
  case BB_ROLE_ENTRY: return BB_TEXT_ENTRY;
  case BB_ROLE_RECORD: return BB_TEXT_RECORD;
  case BB_ROLE_DEFINITION: return BB_TEXT_DEFINITION;
  case BB_ROLE_QUOTE: return BB_TEXT_QUOTE;
  case BB_ROLE_BODY:
  case BB_ROLE_OBJECTIVES:
  case BB_ROLE_CASE:
  case BB_ROLE_LAW:
  case BB_ROLE_EXERCISE:
  case BB_ROLE_SOLUTION:
  case BB_ROLE_TRAINER:
  case BB_ROLE_NOTE:
  case BB_ROLE_TIP:
  case BB_ROLE_WARNING:
  case BB_ROLE_CONTENT_WARNING: break;
  }
  return galley->body;
}

/* ---- headings ---- */

static bool is_note_mark(const struct bb_run *run) {
  return run->note || (run->marks & BB_MARK_RAISED);
}

struct bb_span bb_heading_title(struct bb_setter *setter, const struct bb_node *heading) {
  struct bb_buf text = {0};
  bb_buf_span(&text, heading->number);
  for (const struct bb_run *run = heading->runs; run; run = run->next) {
    if (is_note_mark(run)) continue;
    if (run == heading->runs && heading->number.n) bb_buf_char(&text, ' ');
    for (size_t i = 0; i < run->text.n; i++)
      bb_buf_char(&text, run->text.p[i] == '\n' ? ' ' : run->text.p[i]);
  }
  struct bb_span title = bb_arena_copy(setter->arena, bb_buf_view(&text));
  bb_buf_free(&text);
  return title;
}

/* An address is an identity: this name is never printed. */
struct bb_span bb_heading_anchor(struct bb_setter *setter, const struct bb_node *heading) {
  return bb_span_of(bb_arena_printf(&setter->work, "\x1fheading-%p", (const void *)heading));
}

/* The number as a run before the runs of a heading, an en space between them. */
static const struct bb_run *numbered(struct bb_setter *setter, const struct bb_node *node) {
  if (!node->number.n) return node->runs;
  struct bb_run *run = BB_NEW(&setter->work, struct bb_run);
  run->text =
      bb_span_of(bb_arena_printf(&setter->work, "%.*s\xE2\x80\x82", BB_SPAN_ARG(node->number)));
  run->lang = node->runs ? node->runs->lang : setter->document->lang;
  run->next = node->runs;
  return run;
}

static void add_heading_item(struct bb_setter *setter, struct bb_piece *piece,
                             const struct bb_node *node) {
  struct bb_item *item = bb_piece_add(&setter->work, piece, BB_ITEM_HEADING);
  item->heading.title = bb_heading_title(setter, node);
  item->heading.level = node->level ? node->level : 1; /* the contents */
}

/* A chapter opens a page: its number large and light, its title under it, a rule. */
void bb_set_opening(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                    struct bb_span number) {
  bb_galley_penalty(galley, BB_BREAK_FORCED);
  struct bb_piece *sink = bb_galley_add(galley, BB_CHAPTER_SINK);
  sink->furniture = BB_FURNITURE_FOLIO;
  sink->untranslated = false; /* it holds no text */
  sink->recto = node->recto;
  add_heading_item(setter, sink, node);
  bb_galley_penalty(galley, BB_BREAK_NEVER);
  struct bb_element *heading = bb_element_open(setter, BB_ELEMENT_HEADING_1);
  if (number.n) {
    bb_par_set(setter, galley, bb_par_shape_text(setter, number, BB_TEXT_CHAPTER_NUMBER));
    bb_galley_penalty(galley, BB_BREAK_NEVER);
  }
  bb_par_set(
      setter, galley,
      bb_par_shape_fitting(setter, node->runs, BB_TEXT_HEADING_1, node->place, galley->width));
  bb_element_close(setter, heading);
  bb_galley_penalty(galley, BB_BREAK_NEVER);
  struct bb_piece *rule = bb_galley_add(galley, BB_RULE_THICK);
  bb_piece_rule(&setter->work, rule, galley->x, 0, galley->width, BB_RULE_THICK, BB_COLOR_ACCENT);
  bb_galley_space(galley, BB_SPACE_BOX);
}

static enum bb_element_kind element_of_heading(int level) {
  return level == 2   ? BB_ELEMENT_HEADING_2
         : level == 3 ? BB_ELEMENT_HEADING_3
                      : BB_ELEMENT_HEADING_4;
}

static void set_heading(struct bb_setter *setter, struct bb_galley *galley,
                        const struct bb_node *node) {
  bb_galley_anchor(galley, bb_heading_anchor(setter, node));
  if (node->level <= 1) {
    bb_set_opening(setter, galley, node, node->number);
  } else {
    enum bb_text_kind kind = node->level == 2   ? BB_TEXT_HEADING_2
                             : node->level == 3 ? BB_TEXT_HEADING_3
                                                : BB_TEXT_HEADING_4;
    struct bb_element *heading = bb_element_open(setter, element_of_heading(node->level));
    struct bb_piece *first =
        bb_par_set(setter, galley, bb_par_shape(setter, numbered(setter, node), kind, node->place));
    bb_element_close(setter, heading);
    if (first) add_heading_item(setter, first, node);
  }
  bb_galley_penalty(galley, BB_BREAK_NEVER);
}

/* ---- paragraphs ---- */

static bool introduces(const struct bb_run *runs) {
  const struct bb_run *last = runs;
  while (last && last->next) last = last->next;
  if (!last) return false;
  struct bb_span text = bb_span_trim(last->text);
  return bb_span_ends(text, ":") || bb_span_ends(text, "\xEF\xBC\x9A"); /* full-width colon */
}

static bb_len indent_of(enum bb_role role) {
  if (role == BB_ROLE_DEFINITION) return BB_INDENT_ENTRY;
  return role == BB_ROLE_QUOTE ? BB_INDENT_QUOTE : 0;
}

/* A record in a language of the other direction stands under the records before it. */
static void set_text(struct bb_setter *setter, struct bb_galley *galley,
                     const struct bb_node *node) {
  struct bb_par par =
      *bb_par_shape(setter, node->runs, kind_of_paragraph(galley, node->role), node->place);
  if (node->role == BB_ROLE_RECORD && par.rtl != setter->document->lang->rtl)
    par.style.align = BB_ALIGN_END;
  bb_par_set(setter, galley, &par);
}

/* What is looked at rather than read from its first line to its last. */
static bool is_display(const struct bb_node *node) {
  return node->kind == BB_NODE_TABLE || node->kind == BB_NODE_CODE ||
         node->kind == BB_NODE_FIGURE || node->kind == BB_NODE_STEPS ||
         node->kind == BB_NODE_TIMELINE || node->kind == BB_NODE_MATRIX;
}

/* A diagram is seen as a whole. */
static bb_len small_share(const struct bb_node *node) {
  bool diagram = node->kind == BB_NODE_STEPS || node->kind == BB_NODE_TIMELINE;
  return diagram ? SMALL_DIAGRAM_SHARE : SMALL_SHARE;
}

/* What a page break between a paragraph, set from piece `from` on, and what comes next costs.  A
 * line or two lead on to the list or table that they stand above. */
static void bind_paragraph(struct bb_galley *galley, const struct bb_node *node, size_t from) {
  const struct bb_node *next = node->next;
  size_t lines = galley->count - from;
  if (introduces(node->runs)) bb_galley_penalty(galley, BB_BREAK_BAD);
  if (!next) return;
  if (lines <= 2 && (is_display(next) || next->kind == BB_NODE_LIST))
    bb_galley_penalty(galley, lines == 1 ? BB_BREAK_POORER : BB_BREAK_POOR);
  if (next->kind == BB_NODE_LINES) bb_galley_penalty(galley, BB_BREAK_NEVER);
  if (next->role == BB_ROLE_DEFINITION) /* it belongs to the entry */
    bb_galley_penalty(galley, BB_BREAK_BAD);
  if (node->role == BB_ROLE_RECORD && next->role == BB_ROLE_RECORD)
    bb_galley_penalty(galley, BB_BREAK_POOR);
}

static void set_paragraph(struct bb_setter *setter, struct bb_galley *galley,
                          const struct bb_node *node) {
  bb_len indent = indent_of(node->role);
  if (galley->width < indent + BB_MEASURE_MIN) indent = 0;
  galley->x += indent;
  galley->width -= indent;
  size_t from = galley->count;
  bool quote = node->role == BB_ROLE_QUOTE;
  struct bb_element *element = quote ? bb_element_open(setter, BB_ELEMENT_QUOTE) : NULL;
  set_text(setter, galley, node);
  bb_element_close(setter, element);
  galley->x -= indent;
  galley->width += indent;
  bind_paragraph(galley, node, from);
}

/* ---- code, writing lines, rules ---- */

/* Code keeps its lines and its columns. */
static struct bb_span expand_tabs(struct bb_setter *setter, struct bb_span text) {
  struct bb_buf out = {0};
  size_t column = 0;
  while (text.n && text.p[text.n - 1] == '\n') text.n--;
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.p[i];
    if (c == '\t') {
      do bb_buf_char(&out, ' ');
      while (++column % TAB_COLUMNS);
      continue;
    }
    bb_buf_char(&out, text.p[i]);
    if (c == '\n')
      column = 0;
    else if ((c & 0xC0) != 0x80)
      column++;
  }
  struct bb_span expanded = bb_arena_copy(&setter->work, bb_buf_view(&out));
  bb_buf_free(&out);
  return expanded;
}

/* The lines of a text as runs, each with what ends it. */
static const struct bb_run *runs_of_lines(struct bb_setter *setter, struct bb_span text) {
  struct bb_run *first = NULL, **end = &first;
  for (size_t at = 0, next; at < text.n; at = next) {
    next = bb_span_find(text, at, "\n");
    if (next < text.n) next++;
    struct bb_run *run = *end = BB_NEW(&setter->work, struct bb_run);
    run->text = bb_span_cut(text, at, next);
    run->lang = setter->document->lang;
    end = &run->next;
  }
  return first;
}

static void set_code(struct bb_setter *setter, struct bb_galley *galley,
                     const struct bb_node *node) {
  struct bb_frame frame = {.x = galley->x,
                           .width = galley->width,
                           .head = BB_CELL_PADDING_Y,
                           .top = BB_CELL_PADDING_Y,
                           .bottom = BB_CELL_PADDING_Y,
                           .style = {.tint = 0xF2F2F2}};
  bb_galley_space(galley, BB_SPACE_BLOCK);
  struct bb_galley_column outside =
      bb_galley_open(galley, frame, BB_CELL_PADDING_X, BB_CELL_PADDING_X);
  const struct bb_run *lines = runs_of_lines(setter, expand_tabs(setter, node->text));
  struct bb_element *listing = bb_element_open(setter, BB_ELEMENT_LISTING);
  bb_par_set(setter, galley, bb_par_shape(setter, lines, BB_TEXT_CODE, node->place));
  bb_element_close(setter, listing);
  bb_galley_close(galley, outside);
  bb_galley_space(galley, BB_SPACE_BLOCK);
}

/* The words before a line to write on; NULL when there are none.  Those that leave no room for the
 * line are set above it. */
static const struct bb_par *line_label(struct bb_setter *setter, struct bb_galley *galley,
                                       const struct bb_node *node, bb_len *width) {
  *width = 0;
  if (!node->label.n) return NULL;
  const struct bb_par *par = bb_par_shape_text(setter, node->label, BB_TEXT_SMALL);
  bb_len least;
  bb_par_measure(setter, par, &least, width);
  if (*width < galley->width - BB_INDENT_ENTRY - BB_MEASURE_MIN) return par;
  bb_par_set(setter, galley, par);
  bb_galley_penalty(galley, BB_BREAK_NEVER);
  return NULL;
}

/* A line of a set of them: a page takes four or more of a set, and rather all.  A third of a set
 * may be left out where it has no room. */
static struct bb_piece *add_writing_line(struct bb_galley *galley, bb_len height, uint32_t i,
                                         uint32_t count) {
  uint32_t left = count - i, spare = count / SPARE_SHARE;
  bool alone = i < LINES_TOGETHER || left < LINES_TOGETHER;
  if (i) bb_galley_penalty(galley, alone ? BB_BREAK_BAD : BB_BREAK_POORER);
  struct bb_piece *piece = bb_galley_add(galley, height);
  if (i >= LINES_TOGETHER && left <= spare) piece->spare = left;
  return piece;
}

static void set_writing_lines(struct bb_setter *setter, struct bb_galley *galley,
                              const struct bb_node *node) {
  bb_len indent = indent_of(node->role), width;
  bb_len height = node->label.n ? BB_LABELLED_LINE : BB_WRITING_LINE;
  const struct bb_par *label = line_label(setter, galley, node, &width);
  for (uint32_t i = 0; i < node->count; i++) {
    struct bb_piece *piece = add_writing_line(galley, height, i, node->count);
    bb_len from = indent;
    if (i == 0 && label) {
      bb_par_set_line(setter, piece, label, galley->x + indent, width, height - BB_PT(3),
                      BB_ALIGN_START, BB_LINE_BODY);
      from += width + BB_MARKER_GAP;
    }
    bb_piece_rule(&setter->work, piece, galley->x + from, height - BB_RULE_HAIR,
                  galley->width - from, BB_RULE_HAIR, BB_COLOR_RULE);
    if (i + 1 == node->count && !node->label.n) piece->fills = node->count;
  }
  bb_galley_space(galley, node->label.n ? BB_SPACE_LABELLED : BB_SPACE_BLOCK);
}

static void set_rule(struct bb_setter *setter, struct bb_galley *galley) {
  bb_len length = galley->width / 4;
  bb_galley_space(galley, BB_SPACE_BOX);
  struct bb_piece *piece = bb_galley_add(galley, BB_RULE_THIN);
  bb_piece_rule(&setter->work, piece, galley->x + (galley->width - length) / 2, BB_RULE_THIN / 2,
                length, BB_RULE_THIN, BB_COLOR_RULE);
  bb_galley_space(galley, BB_SPACE_BOX);
}

/* ---- groups ---- */

/* A group that is deeper than a page is broken like anything else. */
static void set_group(struct bb_setter *setter, struct bb_galley *galley,
                      const struct bb_node *node, unsigned depth) {
  size_t from = galley->count;
  bb_set_children(setter, galley, node, depth);
  if (bb_galley_height(galley, from) > setter->page.depth) return;
  for (size_t i = from + 1; i < galley->count; i++)
    if (galley->pieces[i]->penalty >= 0) galley->pieces[i]->penalty = BB_BREAK_NEVER;
}

/* ---- all blocks ---- */

static void set_kind(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                     unsigned depth) {
  switch (node->kind) {
  case BB_NODE_HEADING: set_heading(setter, galley, node); break;
  case BB_NODE_PARAGRAPH: set_paragraph(setter, galley, node); break;
  case BB_NODE_LIST: bb_set_list(setter, galley, node, depth); break;
  case BB_NODE_CODE: set_code(setter, galley, node); break;
  case BB_NODE_LINES: set_writing_lines(setter, galley, node); break;
  case BB_NODE_BLANKS: bb_set_blanks(setter, galley, node); break;
  case BB_NODE_GROUP: set_group(setter, galley, node, depth); break;
  case BB_NODE_RULE: set_rule(setter, galley); break;
  case BB_NODE_TITLE_PAGE: bb_set_title_page(setter, galley, node, depth); break;
  case BB_NODE_COLOPHON: bb_set_colophon(setter, galley, node, depth); break;
  case BB_NODE_CONTENTS: bb_set_contents(setter, galley, node); break;
  case BB_NODE_BOX: bb_set_box(setter, galley, node, depth); break;
  case BB_NODE_TABLE: bb_set_table(setter, galley, node, depth); break;
  case BB_NODE_STEPS: bb_set_steps(setter, galley, node, depth); break;
  case BB_NODE_TIMELINE: bb_set_timeline(setter, galley, node, depth); break;
  case BB_NODE_MATRIX: bb_set_matrix(setter, galley, node, depth); break;
  case BB_NODE_FIGURE: bb_set_figure(setter, galley, node); break;
  case BB_NODE_ITEM:
  case BB_NODE_ROW:
  case BB_NODE_CELL: bb_set_children(setter, galley, node, depth); break;
  }
}

/* All text below a node, one paragraph after the other, without recursion. */
static void set_flat(struct bb_setter *setter, struct bb_galley *galley,
                     const struct bb_node *top) {
  const struct bb_node *node = top;
  while (node) {
    if (node->runs)
      bb_par_set(setter, galley, bb_par_shape(setter, node->runs, galley->body, node->place));
    if (node->text.n) set_code(setter, galley, node);
    if (node->child) {
      node = node->child;
      continue;
    }
    while (node != top && !node->next) node = node->parent;
    node = node == top ? NULL : node->next;
  }
}

void bb_set_node(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                 unsigned depth) {
  bool untranslated = galley->untranslated;
  size_t from = galley->count;
  if (node->kind != BB_NODE_BOX) /* of a box, its title is meant: box.c */
    galley->untranslated = untranslated || node->untranslated;
  bb_galley_anchor(galley, node->anchor);
  if (depth >= NESTING_MAX)
    set_flat(setter, galley, node);
  else
    set_kind(setter, galley, node, depth);
  if (is_display(node)) bb_galley_bind(galley, from, setter->page.depth / small_share(node));
  galley->untranslated = untranslated;
}

void bb_set_children(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                     unsigned depth) {
  for (const struct bb_node *child = node->child; child; child = child->next)
    bb_set_node(setter, galley, child, depth + 1);
}
