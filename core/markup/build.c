/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * md4c's callbacks -> the tree; here its blocks.
 *
 * In: the masked copy of the source.  Out: parse->root.
 *
 * Positions: md4c gives none, but a text it reports that lies inside the buffer it was given stands
 * at the same offset in the source.  (Line breaks, the spaces put for them, and attributes with
 * escapes in them lie elsewhere.)  Blocks and inlines take the offset of the first text inside
 * them; what holds no text takes the place where the text before it ended.
 *
 * Limits: deeper blocks, or more nodes than BB_MARKUP_NODES_MAX, end the parse with a diagnostic;
 * spans deeper than the limit are read as their content.
 */
#include "markup/build.h"

#include <string.h>

enum { COLUMNS_MAX = 100 }; /* of a table; every row reports that many cells */

/* ---- offsets and limits ---- */

bool bb_build_in_source(const struct bb_build *b, const char *p, size_t n, struct bb_span *text) {
  const struct bb_parse *parse = b->parse;
  uintptr_t at = (uintptr_t)p, begin = (uintptr_t)parse->masked, size = parse->end - parse->from;
  if (at < begin || at - begin > size || n > size - (at - begin)) return false;
  *text = (struct bb_span){parse->source->text.p + parse->from + (at - begin), n};
  return true;
}

uint32_t bb_build_offset(const struct bb_build *b, struct bb_span text) {
  return (uint32_t)(text.p - b->parse->source->text.p);
}

void bb_build_touch(struct bb_build *b, struct bb_span text) {
  uint32_t offset = bb_build_offset(b, text);
  for (struct bb_block *k = b->open; k && k->offset == BB_UNPLACED; k = k->parent)
    k->offset = offset;
  for (int i = b->made; i > 0 && b->levels[i].node->offset == BB_UNPLACED; i--)
    b->levels[i].node->offset = offset;
  b->last = offset + (uint32_t)text.n;
}

/* A callback's result: ends the parse when something went wrong or there are too many nodes. */
static int result(struct bb_build *b, bool good) {
  if (good && !bb_markup_is_full(b->parse)) return 0;
  b->stopped = true;
  if (good)
    bb_markup_report(b->parse, BB_D_MARKUP_SIZE, b->last, "more than %d parts",
                     BB_MARKUP_NODES_MAX);
  return 1;
}

/* ---- blocks ---- */

static void add_piece(struct bb_build *b, struct bb_span text) {
  b->pieces = bb_arena_grow(&b->parse->scratch, b->pieces, b->piece_count, b->piece_count + 1,
                            sizeof *b->pieces, &b->piece_room);
  b->pieces[b->piece_count++] = (struct bb_piece){b->copy.n, bb_build_offset(b, text)};
}

/* A line, or a part of one, of a code or HTML block. */
static void add_literal(struct bb_build *b, struct bb_span text, bool from_source) {
  if (from_source) bb_build_touch(b, text);
  if (from_source && b->in_html) add_piece(b, text);
  bb_buf_span(&b->copy, text);
}

static struct bb_block *enter(struct bb_build *b, enum bb_block_kind kind) {
  struct bb_block *block = bb_markup_block(b->parse, kind, BB_UNPLACED);
  bb_markup_append(b->open, block);
  b->open = block;
  b->depth++;
  bb_inlines_begin(b);
  return block;
}

/* A place for a block without text: what stands on the lines after the last text. */
static uint32_t place_behind(struct bb_build *b) {
  struct bb_span text = b->parse->source->text;
  uint32_t at = b->last;
  while (at < b->parse->end && text.p[at] != '\n') at++;
  while (at < b->parse->end && strchr(" \t\r\n>", text.p[at])) at++;
  if (at == b->parse->end) return b->last;
  return b->last = at;
}

static void leave(struct bb_build *b) {
  struct bb_block *block = b->open;
  bb_inlines_end(b);
  if (block->offset == BB_UNPLACED)
    block->offset = block->kind == BB_RULE ? place_behind(b) : b->last;
  if (block->kind == BB_CODE) {
    if (bb_span_ends(bb_buf_view(&b->copy), "\n")) b->copy.n--;
    block->text = bb_arena_copy(b->parse->arena, bb_buf_view(&b->copy));
  }
  if (block->kind == BB_PARAGRAPH) bb_markup_table_text(b->parse, block->offset, b->last);
  b->open = block->parent;
  b->depth--;
  b->implicit = false;
}

/* Ends a block in the middle of which the parse ended; an empty one is not kept, because lists and
 * tables without parts do not exist otherwise. */
static void leave_cut_off(struct bb_build *b) {
  struct bb_block *block = b->open, *parent = block->parent;
  leave(b);
  if (block->child || block->inlines || block->text.n) return;
  for (struct bb_block *k = bb_markup_take_children(parent), *next; k != block; k = next) {
    next = k->next;
    bb_markup_append(parent, k);
  }
}

static void enter_html(struct bb_build *b) {
  bb_buf_clear(&b->copy);
  b->in_html = true;
}

static void leave_html(struct bb_build *b) {
  bb_markup_html_block(b->parse, b->open, bb_buf_view(&b->copy), b->pieces, b->piece_count);
  b->piece_count = 0;
  b->in_html = false;
}

/* Inlines directly in an item: md4c leaves the paragraphs of tight lists out. */
static void open_implicit(struct bb_build *b) {
  if (b->open->kind != BB_ITEM) return;
  enter(b, BB_PARAGRAPH);
  b->implicit = true;
}

static void close_implicit(struct bb_build *b) {
  if (b->implicit) leave(b);
}

static enum bb_align align_of(MD_ALIGN align) {
  switch (align) {
  case MD_ALIGN_DEFAULT:
  case MD_ALIGN_LEFT: return BB_ALIGN_START;
  case MD_ALIGN_CENTER: return BB_ALIGN_CENTER;
  case MD_ALIGN_RIGHT: return BB_ALIGN_END;
  }
  return BB_ALIGN_START;
}

static void enter_list(struct bb_build *b, bool ordered, bool tight, char mark, uint32_t start) {
  struct bb_block *list = enter(b, BB_LIST);
  list->ordered = ordered;
  list->tight = tight;
  list->mark = mark;
  list->start = start;
}

static void enter_item(struct bb_build *b, const MD_BLOCK_LI_DETAIL *detail) {
  struct bb_block *item = enter(b, BB_ITEM);
  item->task = detail->is_task;
  item->checked = detail->is_task && detail->task_mark != ' ';
  if (!detail->is_task) return;
  const char *mark = b->parse->source->text.p + b->parse->from + detail->task_mark_offset - 1;
  bb_build_touch(b, (struct bb_span){mark, sizeof "[x]" - 1});
}

static bool enter_code(struct bb_build *b, const MD_BLOCK_CODE_DETAIL *detail) {
  bb_buf_clear(&b->copy);
  return bb_inlines_string(b, &detail->lang, &enter(b, BB_CODE)->word);
}

static bool enter_table(struct bb_build *b, const MD_BLOCK_TABLE_DETAIL *detail) {
  enter(b, BB_TABLE)->columns = detail->col_count;
  if (detail->col_count <= COLUMNS_MAX) return true;
  bb_markup_report(b->parse, BB_D_MARKUP_SIZE, b->last, "a table of more than %d columns",
                   COLUMNS_MAX);
  return false;
}

static void enter_cell(struct bb_build *b, const MD_BLOCK_TD_DETAIL *detail, bool header) {
  struct bb_block *cell = enter(b, BB_CELL);
  cell->align = align_of(detail->align);
  cell->header = header;
}

/* ---- md4c's callbacks; a result other than 0 ends the parse ---- */

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user) {
  struct bb_build *b = user;
  const MD_BLOCK_UL_DETAIL *ul = detail;
  const MD_BLOCK_OL_DETAIL *ol = detail;
  bool good = true;
  if (b->stopped) return 1;
  close_implicit(b);
  if (b->depth == BB_MARKUP_DEPTH_MAX - 1) { /* one is left for an implicit paragraph */
    bb_markup_report(b->parse, BB_D_MARKUP_DEPTH, b->last, "%s", "");
    return result(b, false);
  }
  switch (type) {
  case MD_BLOCK_DOC: break;
  case MD_BLOCK_QUOTE: enter(b, BB_QUOTE); break;
  case MD_BLOCK_UL: enter_list(b, false, ul->is_tight, ul->mark, 0); break;
  case MD_BLOCK_OL: enter_list(b, true, ol->is_tight, ol->mark_delimiter, ol->start); break;
  case MD_BLOCK_LI: enter_item(b, detail); break;
  case MD_BLOCK_HR: enter(b, BB_RULE); break;
  case MD_BLOCK_H: enter(b, BB_HEADING)->level = (int)((MD_BLOCK_H_DETAIL *)detail)->level; break;
  case MD_BLOCK_CODE: good = enter_code(b, detail); break;
  case MD_BLOCK_HTML: enter_html(b); break;
  case MD_BLOCK_P: enter(b, BB_PARAGRAPH); break;
  case MD_BLOCK_TABLE: good = enter_table(b, detail); break;
  case MD_BLOCK_THEAD: b->in_head = true; break;
  case MD_BLOCK_TBODY: b->in_head = false; break;
  case MD_BLOCK_TR: enter(b, BB_ROW)->header = b->in_head; break;
  case MD_BLOCK_TH: enter_cell(b, detail, true); break;
  case MD_BLOCK_TD: enter_cell(b, detail, false); break;
  }
  return result(b, good);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user) {
  struct bb_build *b = user;
  (void)detail;
  if (b->stopped) return 1;
  close_implicit(b);
  if (type == MD_BLOCK_HTML)
    leave_html(b);
  else if (type != MD_BLOCK_DOC && type != MD_BLOCK_THEAD && type != MD_BLOCK_TBODY)
    leave(b);
  return result(b, true);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user) {
  struct bb_build *b = user;
  const MD_SPAN_A_DETAIL *link = detail;
  const MD_SPAN_IMG_DETAIL *image = detail;
  bool good = true;
  if (b->stopped) return 1;
  open_implicit(b);
  switch (type) {
  case MD_SPAN_EM: bb_inlines_enter(b, BB_EMPHASIS); break;
  case MD_SPAN_STRONG: bb_inlines_enter(b, BB_STRONG); break;
  case MD_SPAN_A: good = bb_inlines_enter_link(b, BB_LINK, &link->href, &link->title); break;
  case MD_SPAN_IMG: good = bb_inlines_enter_link(b, BB_IMAGE, &image->src, &image->title); break;
  case MD_SPAN_CODE: bb_inlines_enter_code(b); break;
  case MD_SPAN_DEL:
  case MD_SPAN_LATEXMATH:
  case MD_SPAN_LATEXMATH_DISPLAY:
  case MD_SPAN_WIKILINK:
  case MD_SPAN_U: break; /* their flags are off */
  }
  return result(b, good);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user) {
  struct bb_build *b = user;
  (void)detail;
  if (b->stopped) return 1;
  switch (type) {
  case MD_SPAN_EM: bb_inlines_leave(b, BB_EMPHASIS); break;
  case MD_SPAN_STRONG: bb_inlines_leave(b, BB_STRONG); break;
  case MD_SPAN_A: bb_inlines_leave(b, BB_LINK); break;
  case MD_SPAN_IMG: bb_inlines_leave(b, BB_IMAGE); break;
  case MD_SPAN_CODE: bb_inlines_leave_code(b); break;
  case MD_SPAN_DEL:
  case MD_SPAN_LATEXMATH:
  case MD_SPAN_LATEXMATH_DISPLAY:
  case MD_SPAN_WIKILINK:
  case MD_SPAN_U: break;
  }
  return result(b, true);
}

static int text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *user) {
  struct bb_build *b = user;
  struct bb_span s = {p, n};
  bool from_source = bb_build_in_source(b, p, n, &s);
  if (b->stopped) return 1;
  if (b->in_html || b->open->kind == BB_CODE) {
    add_literal(b, s, from_source);
    return 0;
  }
  open_implicit(b);
  switch (type) {
  case MD_TEXT_BR: bb_inlines_break(b, false); break;
  case MD_TEXT_SOFTBR: bb_inlines_constant(b, BB_SPAN(" ")); break;
  case MD_TEXT_ENTITY: bb_inlines_entity(b, s); break;
  case MD_TEXT_HTML:
    if (from_source) bb_inlines_html(b, s); /* the rest are line ends */
    break;
  case MD_TEXT_NORMAL:
  case MD_TEXT_CODE:
    if (from_source)
      bb_inlines_text(b, s);
    else
      bb_inlines_constant(b, s);
    break;
  case MD_TEXT_NULLCHAR:         /* a source has none */
  case MD_TEXT_LATEXMATH: break; /* the flag is off */
  }
  return result(b, true);
}

void bb_markup_build(struct bb_parse *parse) {
  struct bb_build b = {.parse = parse, .last = parse->from};
  MD_PARSER callbacks = {
      .flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS,
      .enter_block = enter_block,
      .leave_block = leave_block,
      .enter_span = enter_span,
      .leave_span = leave_span,
      .text = text,
  };
  b.open = parse->root = bb_markup_block(parse, BB_DOCUMENT, parse->from);
  int status = md_parse(parse->masked, parse->end - parse->from, &callbacks, &b);
  if (status && !b.stopped) bb_markup_report(parse, BB_D_MARKUP_SIZE, b.last, "no memory is left");
  while (b.open != parse->root) leave_cut_off(&b);
  bb_buf_free(&b.copy);
}
