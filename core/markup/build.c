/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * md4c's callbacks -> the tree.
 *
 * In: the masked copy of the source.  Out: parse->root.
 *
 * Positions: md4c gives none, but a text it reports that lies inside the buffer it was given stands
 * at the same offset in the source.  (Line breaks, the spaces put for them, and attributes with
 * escapes in them lie elsewhere.)  Blocks and inlines take the offset of the first text inside
 * them; what holds no text takes the place where the text before it ended.
 *
 * Text is collected in `pending` until something other than text comes, so that neighbouring texts
 * are always one TEXT node; it borrows the source as long as its pieces lie side by side there.
 * Nodes for emphasis are made when their first content comes: what holds nothing but dropped HTML
 * leaves no node behind; emphasis inside emphasis adds nothing and makes none.  Hard breaks wait
 * too, and move out of emphasis that would begin or end with one; breaks and white space at the
 * ends of a block or beside a break are dropped.
 *
 * Limits: deeper blocks, or more nodes than BB_MARKUP_NODES_MAX, end the parse with a diagnostic;
 * spans deeper than the limit are read as their content.
 */
#include "markup/inside.h"

#include <md4c.h>
#include <string.h>

enum {
  COLUMNS_MAX = 100,             /* of a table; every row reports that many cells */
  STRINGS_MAX = 64 * 1024 * 1024 /* bytes of targets and titles; a long one may be used often */
};

#define UNPLACED UINT32_MAX

/* An open emphasis, link or image. */
struct level {
  enum bb_inline_kind kind;
  struct bb_inline *node; /* NULL until its first content comes */
  struct bb_inline *last; /* its last child */
  struct bb_span target, title;
  int inner; /* open spans of the same kind inside, which make no node */
};

struct build {
  struct bb_parse *parse;
  struct bb_block *open; /* the innermost open block */
  int depth;             /* of open */
  uint32_t last;         /* where the last positioned text ended */
  bool stopped;          /* md4c 0.4.8 does not always stop at once when it is told to */
  size_t strings;        /* bytes of targets and titles so far */
  bool in_head;          /* of a table */
  bool in_html;          /* an HTML block, which has no block of its own while it is read */
  bool implicit; /* open is the paragraph of a tight item, for which md4c reports no block */

  /* the inlines of the open block */
  struct level levels[BB_MARKUP_DEPTH_MAX + 1]; /* [0] stands for the block itself */
  int level_count, made; /* open levels above [0]; how many of them have a node */
  int ignored;           /* open levels beyond the limit */
  int breaks;            /* hard breaks that wait */
  bool in_code;

  /* text that waits */
  struct bb_span pending;
  uint32_t pending_offset;
  bool borrowed;      /* pending lies in the source; else in copy */
  struct bb_buf copy; /* for this and, in their time, code and HTML blocks */

  struct bb_span html; /* inline HTML of which the end has not come */
  bool dropped;        /* HTML stood between pending and what comes next */

  struct bb_piece *pieces; /* of an HTML block */
  size_t piece_count, piece_room;
};

/* ---- offsets and limits ---- */

/* The source text at a text of md4c's, or false when it does not come from there. */
static bool in_source(const struct build *b, const char *p, size_t n, struct bb_span *text) {
  const struct bb_parse *parse = b->parse;
  uintptr_t at = (uintptr_t)p, begin = (uintptr_t)parse->masked, size = parse->end - parse->from;
  if (at < begin || at - begin > size || n > size - (at - begin)) return false;
  *text = (struct bb_span){parse->source->text.p + parse->from + (at - begin), n};
  return true;
}

static uint32_t offset_of(const struct build *b, struct bb_span text) {
  return (uint32_t)(text.p - b->parse->source->text.p);
}

/* A positioned text was seen: gives its offset to all that is open and has none. */
static void touch(struct build *b, struct bb_span text) {
  uint32_t offset = offset_of(b, text);
  for (struct bb_block *k = b->open; k && k->offset == UNPLACED; k = k->parent) k->offset = offset;
  for (int i = b->made; i > 0 && b->levels[i].node->offset == UNPLACED; i--)
    b->levels[i].node->offset = offset;
  b->last = offset + (uint32_t)text.n;
}

/* A callback's result: ends the parse when something went wrong or there are too many nodes. */
static int result(struct build *b, bool good) {
  if (good && !bb_markup_is_full(b->parse)) return 0;
  b->stopped = true;
  if (good)
    bb_markup_report(b->parse, BB_D_MARKUP_SIZE, b->last, "more than %d parts",
                     BB_MARKUP_NODES_MAX);
  return 1;
}

/* ---- inlines ---- */

static struct bb_inline *add_inline(struct build *b, enum bb_inline_kind kind, uint32_t offset) {
  struct level *level = &b->levels[b->made];
  struct bb_inline *node = BB_NEW(b->parse->arena, struct bb_inline);
  b->parse->nodes++;
  node->kind = kind;
  node->offset = offset;
  if (level->last)
    level->last->next = node;
  else if (level->node)
    level->node->child = node;
  else
    b->open->inlines = node;
  level->last = node;
  return node;
}

static void flush_text(struct build *b) {
  if (b->pending.n) {
    struct bb_inline *node = add_inline(b, b->in_code ? BB_CODE_SPAN : BB_TEXT, b->pending_offset);
    node->text = b->borrowed ? b->pending : bb_arena_copy(b->parse->arena, b->pending);
  }
  b->pending = (struct bb_span){0};
}

/* Drops white space at the end of the text, unless it is all that emphasis begins with. */
static void trim_pending(struct build *b) {
  const struct level *level = &b->levels[b->made];
  bool first = !level->last && (level->kind == BB_EMPHASIS || level->kind == BB_STRONG);
  size_t n = b->pending.n;
  while (n && bb_markup_is_space(b->pending.p[n - 1])) n--;
  if (n || !first) b->pending.n = n;
}

static bool is_link(const struct level *level) {
  return level->kind == BB_LINK || level->kind == BB_IMAGE;
}

/* How many levels the waiting breaks stand in: they move out of emphasis, not out of links. */
static int level_of_breaks(const struct build *b) {
  int n = b->level_count;
  while (n > b->made && !is_link(&b->levels[n])) n--;
  return n;
}

static void make_levels(struct build *b, int count) {
  while (b->made < count) {
    struct level *level = &b->levels[b->made + 1];
    level->node = add_inline(b, level->kind, UNPLACED);
    level->node->target = level->target;
    level->node->title = level->title;
    b->made++;
  }
}

/* Makes the waiting breaks and the nodes of the open spans: content is about to come. */
static void open_levels(struct build *b) {
  if (!b->breaks && b->made == b->level_count) return;
  flush_text(b);
  make_levels(b, level_of_breaks(b));
  for (; b->breaks; b->breaks--)
    if (b->made || b->open->inlines) add_inline(b, BB_LINE_BREAK, b->last);
  make_levels(b, b->level_count);
}

/* True where white space would be the first thing on a line. */
static bool at_line_start(const struct build *b) {
  if (b->breaks) return true;
  if (b->pending.n) return false;
  const struct level *level = &b->levels[b->made];
  if (level->last) return level->last->kind == BB_LINE_BREAK;
  return !b->level_count;
}

/* True where white space would follow white space, the HTML between them having been dropped. */
static bool is_double_space(const struct build *b) {
  return b->dropped && b->pending.n && bb_markup_is_space(b->pending.p[b->pending.n - 1]);
}

/* Text as it is to be printed, and where it stands in the source (empty: nowhere). */
static void add_text(struct build *b, struct bb_span text, struct bb_span place) {
  bool from_source = text.p == place.p;
  if (!b->in_code && (at_line_start(b) || is_double_space(b)))
    while (text.n && bb_markup_is_space(text.p[0])) text = bb_span_cut(text, 1, text.n);
  if (!text.n) return;
  b->dropped = false;
  open_levels(b);
  if (from_source) place = text;
  if (place.n) touch(b, place);
  if (!b->pending.n) {
    b->pending_offset = place.n ? offset_of(b, place) : b->last;
    b->borrowed = from_source;
    bb_buf_clear(&b->copy);
    if (from_source) {
      b->pending = text;
      return;
    }
  } else if (b->borrowed && from_source && b->pending.p + b->pending.n == text.p) {
    b->pending.n += text.n;
    return;
  } else if (b->borrowed) {
    b->borrowed = false;
    bb_buf_clear(&b->copy);
    bb_buf_span(&b->copy, b->pending);
  }
  bb_buf_span(&b->copy, text);
  b->pending = bb_buf_view(&b->copy);
}

/* Text from the source, in which footnote marks may stand.  (A mark never spreads over two texts:
 * md4c cuts at escapes and entities, and then it is no mark.) */
static void add_source_text(struct build *b, struct bb_span text) {
  for (size_t at; (at = bb_span_find(text, 0, "[^")) < text.n && !bb_markup_is_full(b->parse);) {
    size_t n = bb_markup_footnote_mark(bb_span_cut(text, at, text.n));
    struct bb_span part = bb_span_cut(text, 0, n ? at : at + 2);
    add_text(b, part, part);
    if (n) {
      struct bb_span mark = bb_span_cut(text, at, at + n);
      open_levels(b);
      flush_text(b);
      touch(b, mark);
      add_inline(b, BB_FOOTNOTE_MARK, offset_of(b, mark))->text = bb_span_cut(mark, 2, n - 1);
    }
    text = bb_span_cut(text, n ? at + n : at + 2, text.n);
  }
  add_text(b, text, text);
}

/* A text that md4c puts in the place of something else. */
static void add_constant(struct build *b, const char *text) {
  add_text(b, bb_span_of(text), (struct bb_span){0});
}

static bool starts_with_letter(struct bb_span s) {
  char c = s.n ? (char)(s.p[0] | 0x20) : '\0';
  return c >= 'a' && c <= 'z';
}

/* md4c 0.4.8 takes any character for the first letter of an autolink's scheme.  When the first text
 * of a link is of that kind, the link and its angle brackets are text. */
static bool is_false_autolink(const struct build *b, struct bb_span text) {
  const struct level *level = &b->levels[b->level_count];
  struct bb_span source = b->parse->source->text;
  uint32_t at = offset_of(b, text);
  return b->level_count > b->made && level->kind == BB_LINK && at > b->parse->from &&
         source.p[at - 1] == '<' && at + text.n < source.n && source.p[at + text.n] == '>' &&
         !starts_with_letter(text) && !bb_span_starts(level->target, "mailto:");
}

static void add_entity(struct build *b, struct bb_span entity) {
  struct bb_buf utf8 = {0};
  b->parse->nodes++; /* looking one up takes about as long as making a node */
  bb_markup_entity(entity, &utf8);
  add_text(b, bb_buf_view(&utf8), entity);
  bb_buf_free(&utf8);
}

static void begin_inlines(struct build *b) {
  b->levels[0] = (struct level){0};
  b->level_count = b->made = b->ignored = b->breaks = 0;
}

static void end_inlines(struct build *b) {
  if (!b->made && !b->in_code) trim_pending(b);
  flush_text(b);
  b->in_code = false;
  for (; b->made; b->made--) /* only where the parse was cut off */
    if (b->levels[b->made].node->offset == UNPLACED) b->levels[b->made].node->offset = b->last;
  begin_inlines(b);
}

/* ---- targets and titles ---- */

/* False when the limit for targets and titles is reached. */
static bool read_string(struct build *b, const MD_ATTRIBUTE *attribute, struct bb_span *string) {
  struct bb_span part;
  b->strings += attribute->size;
  if (b->strings > STRINGS_MAX) {
    bb_markup_report(b->parse, BB_D_MARKUP_SIZE, b->last, "more than %d bytes of link targets",
                     STRINGS_MAX);
    return false;
  }
  if (!attribute->size) return true;
  if (in_source(b, attribute->text, attribute->size, string) &&
      !memchr(string->p, '\n', string->n) && !memchr(string->p, '\r', string->n))
    return true;
  struct bb_buf out = {0};
  for (int i = 0; attribute->substr_offsets[i] < attribute->size; i++) {
    uint32_t from = attribute->substr_offsets[i], to = attribute->substr_offsets[i + 1];
    part = (struct bb_span){attribute->text + from, to - from};
    if (attribute->substr_types[i] == MD_TEXT_ENTITY)
      b->parse->nodes++, bb_markup_entity(part, &out);
    else if (attribute->substr_types[i] == MD_TEXT_NULLCHAR)
      bb_buf_code_point(&out, 0xFFFD);
    else
      for (size_t k = 0; k < part.n; k++)
        bb_buf_char(&out, part.p[k] == '\n' || part.p[k] == '\r' ? ' ' : part.p[k]);
  }
  *string = bb_arena_copy(b->parse->arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return true;
}

/* "<https://a.b>" and "[https://a.b](https://a.b)" look alike to md4c; the source tells. */
static bool is_autolink(const struct build *b, const struct bb_inline *link) {
  const struct bb_inline *text = link->child;
  struct bb_span source = b->parse->source->text, target = link->target;
  if (!text || text->next || text->kind != BB_TEXT || link->title.n) return false;
  if (!starts_with_letter(target)) return false;
  if (!bb_span_equal(text->text, target)) {
    if (!bb_span_starts(target, "mailto:")) return false;
    if (!bb_span_equal(text->text, bb_span_cut(target, 7, target.n))) return false;
  }
  return text->offset > b->parse->from && source.p[text->offset - 1] == '<' && b->last < source.n &&
         source.p[b->last] == '>';
}

/* ---- spans and literal text ---- */

/* The innermost open level of a kind, or NULL. */
static struct level *find_level(struct build *b, enum bb_inline_kind kind) {
  for (int i = b->level_count; i > 0; i--)
    if (b->levels[i].kind == kind) return &b->levels[i];
  return NULL;
}

/* True when a level was opened; otherwise the span is read as its content. */
static bool enter_level(struct build *b, enum bb_inline_kind kind) {
  struct level *outer = kind == BB_IMAGE ? NULL : find_level(b, kind);
  if (outer) {
    outer->inner++;
    return false;
  }
  if (b->level_count == BB_MARKUP_DEPTH_MAX) {
    if (!b->ignored) bb_markup_report(b->parse, BB_D_MARKUP_DEPTH, b->last, "%s", "");
    if (kind == BB_IMAGE) b->ignored++; /* the only kind that nests in itself */
    return false;
  }
  b->levels[++b->level_count] = (struct level){.kind = kind};
  return true;
}

static bool enter_link(struct build *b, enum bb_inline_kind kind, const MD_ATTRIBUTE *target,
                       const MD_ATTRIBUTE *title) {
  if (b->breaks) open_levels(b);
  if (!enter_level(b, kind)) return true;
  struct level *level = &b->levels[b->level_count];
  return read_string(b, target, &level->target) && read_string(b, title, &level->title);
}

static void leave_innermost(struct build *b) {
  struct level *level = &b->levels[b->level_count];
  if (is_link(level)) open_levels(b); /* it may be empty */
  if (level->node) {
    flush_text(b);
    if (level->node->offset == UNPLACED) level->node->offset = b->last;
    if (level->kind == BB_LINK) level->node->autolink = is_autolink(b, level->node);
    b->made--;
  }
  b->level_count--;
}

/* md4c 0.4.8 does not always pair the two events (a mark inside the target of a link may count): an
 * end without a beginning is passed over, and an end closes what is still open inside. */
static void leave_level(struct build *b, enum bb_inline_kind kind) {
  struct level *level = find_level(b, kind);
  if (b->ignored && kind == BB_IMAGE) {
    b->ignored--;
  } else if (level && level->inner) {
    level->inner--;
  } else if (level) {
    while (&b->levels[b->level_count] != level) leave_innermost(b);
    leave_innermost(b);
  }
}

static void enter_code_span(struct build *b) {
  open_levels(b);
  flush_text(b);
  b->in_code = true;
}

static void leave_code_span(struct build *b) {
  if (!b->pending.n) add_constant(b, " "); /* a line end: md4c reports nothing */
  flush_text(b);
  b->in_code = false;
}

/* Inline HTML comes line by line; a tag or comment is whole when its '>' has come. */
static void add_html(struct build *b, struct bb_span text) {
  if (!b->html.n) b->html = text;
  b->html.n = (size_t)(text.p + text.n - b->html.p);
  b->last = offset_of(b, text) + (uint32_t)text.n;
  const char *end = bb_span_starts(b->html, "<!--") ? "-->" : ">";
  if (!bb_span_ends(b->html, end)) return;
  if (b->open->offset == UNPLACED) touch(b, bb_span_cut(b->html, 0, 0));
  bb_markup_html_inline(b->parse, b->open, b->html, offset_of(b, b->html));
  b->last = offset_of(b, text) + (uint32_t)text.n;
  b->html = (struct bb_span){0};
  b->dropped = true;
}

static void add_piece(struct build *b, struct bb_span text) {
  b->pieces = bb_arena_grow(&b->parse->scratch, b->pieces, b->piece_count, b->piece_count + 1,
                            sizeof *b->pieces, &b->piece_room);
  b->pieces[b->piece_count++] = (struct bb_piece){b->copy.n, offset_of(b, text)};
}

/* A line, or a part of one, of a code or HTML block. */
static void add_literal(struct build *b, struct bb_span text, bool from_source) {
  if (from_source) touch(b, text);
  if (from_source && b->in_html) add_piece(b, text);
  bb_buf_span(&b->copy, text);
}

/* ---- blocks ---- */

static struct bb_block *enter(struct build *b, enum bb_block_kind kind) {
  struct bb_block *block = bb_markup_block(b->parse, kind, UNPLACED);
  bb_markup_append(b->open, block);
  b->open = block;
  b->depth++;
  begin_inlines(b);
  return block;
}

/* A place for a block without text: what stands on the lines after the last text. */
static uint32_t place_behind(struct build *b) {
  struct bb_span text = b->parse->source->text;
  uint32_t at = b->last;
  while (at < b->parse->end && text.p[at] != '\n') at++;
  while (at < b->parse->end && strchr(" \t\r\n>", text.p[at])) at++;
  if (at == b->parse->end) return b->last;
  return b->last = at;
}

static void leave(struct build *b) {
  struct bb_block *block = b->open;
  end_inlines(b);
  if (block->offset == UNPLACED) block->offset = block->kind == BB_RULE ? place_behind(b) : b->last;
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
static void leave_cut_off(struct build *b) {
  struct bb_block *block = b->open, *parent = block->parent;
  leave(b);
  if (block->child || block->inlines || block->text.n) return;
  for (struct bb_block *k = bb_markup_take_children(parent), *next; k != block; k = next) {
    next = k->next;
    bb_markup_append(parent, k);
  }
}

static void enter_html(struct build *b) {
  bb_buf_clear(&b->copy);
  b->in_html = true;
}

static void leave_html(struct build *b) {
  bb_markup_html_block(b->parse, b->open, bb_buf_view(&b->copy), b->pieces, b->piece_count);
  b->piece_count = 0;
  b->in_html = false;
}

/* Inlines directly in an item: md4c leaves the paragraphs of tight lists out. */
static void open_implicit(struct build *b) {
  if (b->open->kind != BB_ITEM) return;
  enter(b, BB_PARAGRAPH);
  b->implicit = true;
}

static void close_implicit(struct build *b) {
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

static void enter_list(struct build *b, bool ordered, bool tight, char mark, uint32_t start) {
  struct bb_block *list = enter(b, BB_LIST);
  list->ordered = ordered;
  list->tight = tight;
  list->mark = mark;
  list->start = start;
}

static void enter_item(struct build *b, const MD_BLOCK_LI_DETAIL *detail) {
  struct bb_block *item = enter(b, BB_ITEM);
  item->task = detail->is_task;
  item->checked = detail->is_task && detail->task_mark != ' ';
}

static bool enter_code(struct build *b, const MD_BLOCK_CODE_DETAIL *detail) {
  bb_buf_clear(&b->copy);
  return read_string(b, &detail->lang, &enter(b, BB_CODE)->word);
}

static bool enter_table(struct build *b, const MD_BLOCK_TABLE_DETAIL *detail) {
  enter(b, BB_TABLE)->columns = detail->col_count;
  if (detail->col_count <= COLUMNS_MAX) return true;
  bb_markup_report(b->parse, BB_D_MARKUP_SIZE, b->last, "a table of more than %d columns",
                   COLUMNS_MAX);
  return false;
}

static void enter_cell(struct build *b, const MD_BLOCK_TD_DETAIL *detail, bool header) {
  struct bb_block *cell = enter(b, BB_CELL);
  cell->align = align_of(detail->align);
  cell->header = header;
}

/* ---- md4c's callbacks; a result other than 0 ends the parse ---- */

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user) {
  struct build *b = user;
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
  struct build *b = user;
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
  struct build *b = user;
  const MD_SPAN_A_DETAIL *link = detail;
  const MD_SPAN_IMG_DETAIL *image = detail;
  bool good = true;
  if (b->stopped) return 1;
  open_implicit(b);
  switch (type) {
  case MD_SPAN_EM: enter_level(b, BB_EMPHASIS); break;
  case MD_SPAN_STRONG: enter_level(b, BB_STRONG); break;
  case MD_SPAN_A: good = enter_link(b, BB_LINK, &link->href, &link->title); break;
  case MD_SPAN_IMG: good = enter_link(b, BB_IMAGE, &image->src, &image->title); break;
  case MD_SPAN_CODE: enter_code_span(b); break;
  case MD_SPAN_DEL:
  case MD_SPAN_LATEXMATH:
  case MD_SPAN_LATEXMATH_DISPLAY:
  case MD_SPAN_WIKILINK:
  case MD_SPAN_U: break; /* their flags are off */
  }
  return result(b, good);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user) {
  struct build *b = user;
  (void)detail;
  if (b->stopped) return 1;
  switch (type) {
  case MD_SPAN_EM: leave_level(b, BB_EMPHASIS); break;
  case MD_SPAN_STRONG: leave_level(b, BB_STRONG); break;
  case MD_SPAN_A: leave_level(b, BB_LINK); break;
  case MD_SPAN_IMG: leave_level(b, BB_IMAGE); break;
  case MD_SPAN_CODE: leave_code_span(b); break;
  case MD_SPAN_DEL:
  case MD_SPAN_LATEXMATH:
  case MD_SPAN_LATEXMATH_DISPLAY:
  case MD_SPAN_WIKILINK:
  case MD_SPAN_U: break;
  }
  return result(b, true);
}

static int text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *user) {
  struct build *b = user;
  struct bb_span s = {p, n};
  bool from_source = in_source(b, p, n, &s);
  if (b->stopped) return 1;
  if (b->in_html || b->open->kind == BB_CODE) {
    add_literal(b, s, from_source);
    return 0;
  }
  open_implicit(b);
  switch (type) {
  case MD_TEXT_BR:
    trim_pending(b);
    b->breaks++;
    break;
  case MD_TEXT_SOFTBR: add_constant(b, " "); break;
  case MD_TEXT_NULLCHAR: add_constant(b, "\xEF\xBF\xBD"); break;
  case MD_TEXT_ENTITY: add_entity(b, s); break;
  case MD_TEXT_HTML:
    if (from_source) add_html(b, s);
    break;
  case MD_TEXT_CODE: add_text(b, s, from_source ? s : (struct bb_span){0}); break;
  case MD_TEXT_NORMAL:
    if (from_source && is_false_autolink(b, s)) {
      b->level_count--;
      s = (struct bb_span){s.p - 1, s.n + 2};
    }
    if (from_source)
      add_source_text(b, s);
    else
      add_text(b, s, (struct bb_span){0});
    break;
  case MD_TEXT_LATEXMATH: break; /* the flag is off */
  }
  return result(b, true);
}

void bb_markup_build(struct bb_parse *parse) {
  struct build b = {.parse = parse, .last = parse->from};
  MD_PARSER callbacks = {
      .flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS,
      .enter_block = enter_block,
      .leave_block = leave_block,
      .enter_span = enter_span,
      .leave_span = leave_span,
      .text = text,
  };
  b.open = parse->root = bb_markup_block(parse, BB_DOCUMENT, parse->from);
  md_parse(parse->masked, parse->end - parse->from, &callbacks, &b);
  while (b.open != parse->root) leave_cut_off(&b);
  bb_buf_free(&b.copy);
}
