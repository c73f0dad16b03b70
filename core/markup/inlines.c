/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inlines of one block, from md4c's texts and spans.
 *
 * Text is collected in `pending` until something other than text comes, so that neighbouring texts
 * are always one TEXT node; it borrows the source as long as its pieces lie side by side there.
 * Nodes for emphasis are made when their first content comes: what holds nothing but dropped HTML
 * leaves no node behind; emphasis inside emphasis adds nothing and makes none.  Hard breaks wait
 * too, and move out of emphasis that would begin or end with one; breaks and white space at the
 * ends of a block or beside a break are dropped.  So inlines that print the same are the same,
 * however they were written: render.c counts on that.
 */
#include "markup/build.h"

#include <string.h>

/* Bytes of targets and titles in one text; a long one may be referred to often. */
enum { STRINGS_MAX = 64 * 1024 * 1024 };

static struct bb_inline *add_inline(struct bb_build *b, enum bb_inline_kind kind, uint32_t offset) {
  struct bb_level *level = &b->levels[b->made];
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

static void flush_text(struct bb_build *b) {
  if (b->pending.n) {
    struct bb_inline *node = add_inline(b, b->in_code ? BB_CODE_SPAN : BB_TEXT, b->pending_offset);
    node->text = b->borrowed ? b->pending : bb_arena_copy(b->parse->arena, b->pending);
  }
  b->pending = (struct bb_span){0};
}

/* Drops white space at the end of the text, unless it is all that emphasis begins with. */
static void trim_pending(struct bb_build *b) {
  const struct bb_level *level = &b->levels[b->made];
  bool first = !level->last && (level->kind == BB_EMPHASIS || level->kind == BB_STRONG);
  size_t n = b->pending.n;
  while (n && bb_markup_is_space(b->pending.p[n - 1])) n--;
  if (n || !first) b->pending.n = n;
}

static bool is_link(const struct bb_level *level) {
  return level->kind == BB_LINK || level->kind == BB_IMAGE;
}

/* How many levels the waiting breaks stand in: they move out of emphasis, not out of links. */
static int level_of_breaks(const struct bb_build *b) {
  int n = b->level_count;
  while (n > b->made && !is_link(&b->levels[n])) n--;
  return n;
}

void bb_inlines_break(struct bb_build *b, bool tag) {
  if (level_of_breaks(b) == b->made) trim_pending(b); /* else the text stands before a link */
  b->breaks++;
  b->tags = b->tags || tag;
}

static void make_levels(struct bb_build *b, int count) {
  while (b->made < count) {
    struct bb_level *level = &b->levels[b->made + 1];
    level->node = add_inline(b, level->kind, BB_UNPLACED);
    level->node->target = level->target;
    level->node->title = level->title;
    b->made++;
  }
}

/* Makes the waiting breaks and the nodes of the open spans: content is about to come. */
static void open_levels(struct bb_build *b) {
  if (!b->breaks && b->made == b->level_count) return;
  flush_text(b);
  make_levels(b, level_of_breaks(b));
  for (; b->breaks; b->breaks--)
    if (b->made || b->open->inlines) add_inline(b, BB_LINE_BREAK, b->last)->tag = b->tags;
  b->tags = false;
  make_levels(b, b->level_count);
}

/* True where white space would be the first thing on a line. */
static bool at_line_start(const struct bb_build *b) {
  if (b->breaks) return true;
  if (b->pending.n) return false;
  const struct bb_level *level = &b->levels[b->made];
  if (level->last) return level->last->kind == BB_LINE_BREAK;
  return !b->level_count;
}

/* True where white space would follow white space, the HTML between them having been dropped. */
static bool is_double_space(const struct bb_build *b) {
  return b->dropped && b->pending.n && bb_markup_is_space(b->pending.p[b->pending.n - 1]);
}

/* Text as it is to be printed, and where it stands in the source (empty: nowhere). */
static void add_text(struct bb_build *b, struct bb_span text, struct bb_span place) {
  bool from_source = text.p == place.p;
  if (!b->in_code && (at_line_start(b) || is_double_space(b)))
    while (text.n && bb_markup_is_space(text.p[0])) text = bb_span_cut(text, 1, text.n);
  if (!text.n) return;
  b->dropped = false;
  open_levels(b);
  if (from_source) place = text;
  if (place.n) bb_build_touch(b, place);
  if (!b->pending.n) {
    b->pending_offset = place.n ? bb_build_offset(b, place) : b->last;
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
static void add_source_text(struct bb_build *b, struct bb_span text) {
  for (size_t at; (at = bb_span_find(text, 0, "[^")) < text.n && !bb_markup_is_full(b->parse);) {
    size_t n = bb_markup_footnote_mark(bb_span_cut(text, at, text.n));
    struct bb_span part = bb_span_cut(text, 0, n ? at : at + 2);
    add_text(b, part, part);
    if (n) {
      struct bb_span mark = bb_span_cut(text, at, at + n);
      open_levels(b);
      flush_text(b);
      bb_build_touch(b, mark);
      add_inline(b, BB_FOOTNOTE_MARK, bb_build_offset(b, mark))->text = bb_span_cut(mark, 2, n - 1);
    }
    text = bb_span_cut(text, n ? at + n : at + 2, text.n);
  }
  add_text(b, text, text);
}

void bb_inlines_constant(struct bb_build *b, struct bb_span text) {
  add_text(b, text, (struct bb_span){0});
}

static bool starts_with_letter(struct bb_span s) {
  char c = s.n ? (char)(s.p[0] | 0x20) : '\0';
  return c >= 'a' && c <= 'z';
}

/* md4c 0.4.8 takes any character for the first letter of an autolink's scheme.  When the first text
 * of a link is of that kind, the link and its angle brackets are text. */
static bool is_false_autolink(const struct bb_build *b, struct bb_span text) {
  const struct bb_level *level = &b->levels[b->level_count];
  struct bb_span source = b->parse->source->text;
  uint32_t at = bb_build_offset(b, text);
  return b->level_count > b->made && level->kind == BB_LINK && at > b->parse->from &&
         source.p[at - 1] == '<' && at + text.n < source.n && source.p[at + text.n] == '>' &&
         !starts_with_letter(text) && !bb_span_starts(level->target, "mailto:");
}

void bb_inlines_text(struct bb_build *b, struct bb_span text) {
  if (b->in_code) {
    add_text(b, text, text);
    return;
  }
  if (is_false_autolink(b, text)) {
    b->level_count--;
    text = (struct bb_span){text.p - 1, text.n + 2};
  }
  add_source_text(b, text);
}

void bb_inlines_entity(struct bb_build *b, struct bb_span entity) {
  struct bb_buf utf8 = {0};
  b->parse->nodes++; /* looking one up takes about as long as making a node */
  bb_markup_entity(entity, &utf8);
  add_text(b, bb_buf_view(&utf8), entity);
  bb_buf_free(&utf8);
}

void bb_inlines_begin(struct bb_build *b) {
  b->levels[0] = (struct bb_level){0};
  b->level_count = b->made = b->ignored = b->breaks = 0;
  b->tags = false;
}

void bb_inlines_end(struct bb_build *b) {
  if (!b->made && !b->in_code) trim_pending(b);
  flush_text(b);
  b->in_code = false;
  for (; b->made; b->made--) /* only where the parse was cut off */
    if (b->levels[b->made].node->offset == BB_UNPLACED) b->levels[b->made].node->offset = b->last;
  bb_inlines_begin(b);
}

/* ---- targets and titles ---- */

static void write_part(struct bb_build *b, MD_TEXTTYPE type, struct bb_span part,
                       struct bb_buf *out) {
  if (type == MD_TEXT_ENTITY) {
    b->parse->nodes++;
    bb_markup_entity(part, out);
    return;
  }
  for (size_t i = 0; i < part.n; i++)
    bb_buf_char(out, part.p[i] == '\n' || part.p[i] == '\r' ? ' ' : part.p[i]);
}

bool bb_inlines_string(struct bb_build *b, const MD_ATTRIBUTE *attribute, struct bb_span *string) {
  b->strings += attribute->size;
  if (b->strings > STRINGS_MAX) {
    bb_markup_report(b->parse, BB_D_MARKUP_SIZE, b->last, "more than %d bytes of link targets",
                     STRINGS_MAX);
    return false;
  }
  if (!attribute->size) return true;
  if (bb_build_in_source(b, attribute->text, attribute->size, string) &&
      !memchr(string->p, '\n', string->n) && !memchr(string->p, '\r', string->n))
    return true;
  struct bb_buf out = {0};
  for (int i = 0; attribute->substr_offsets[i] < attribute->size; i++) {
    uint32_t from = attribute->substr_offsets[i], to = attribute->substr_offsets[i + 1];
    write_part(b, attribute->substr_types[i], (struct bb_span){attribute->text + from, to - from},
               &out);
  }
  *string = bb_arena_copy(b->parse->arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return true;
}

/* "<https://a.b>" and "[https://a.b](https://a.b)" look alike to md4c; the source tells. */
static bool is_autolink(const struct bb_build *b, const struct bb_inline *link) {
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

/* ---- spans ---- */

/* The innermost open level of a kind, or NULL. */
static struct bb_level *find_level(struct bb_build *b, enum bb_inline_kind kind) {
  for (int i = b->level_count; i > 0; i--)
    if (b->levels[i].kind == kind) return &b->levels[i];
  return NULL;
}

/* True when a level was opened; otherwise the span is read as its content. */
static bool enter_level(struct bb_build *b, enum bb_inline_kind kind) {
  struct bb_level *outer = kind == BB_IMAGE ? NULL : find_level(b, kind);
  if (outer) {
    outer->inner++;
    return false;
  }
  if (b->level_count == BB_MARKUP_DEPTH_MAX) {
    if (!b->ignored) bb_markup_report(b->parse, BB_D_MARKUP_DEPTH, b->last, "%s", "");
    if (kind == BB_IMAGE) b->ignored++; /* the only kind that nests in itself */
    return false;
  }
  b->levels[++b->level_count] = (struct bb_level){.kind = kind};
  return true;
}

bool bb_inlines_enter_link(struct bb_build *b, enum bb_inline_kind kind, const MD_ATTRIBUTE *target,
                           const MD_ATTRIBUTE *title) {
  if (b->breaks) open_levels(b);
  if (!enter_level(b, kind)) return true;
  struct bb_level *level = &b->levels[b->level_count];
  return bb_inlines_string(b, target, &level->target) && bb_inlines_string(b, title, &level->title);
}

static void leave_innermost(struct bb_build *b) {
  struct bb_level *level = &b->levels[b->level_count];
  if (is_link(level)) open_levels(b); /* it may be empty */
  if (level->node) {
    flush_text(b);
    if (level->node->offset == BB_UNPLACED) level->node->offset = b->last;
    if (level->kind == BB_LINK) level->node->autolink = is_autolink(b, level->node);
    b->made--;
  }
  b->level_count--;
}

void bb_inlines_enter(struct bb_build *b, enum bb_inline_kind kind) {
  enter_level(b, kind);
}

/* md4c 0.4.8 does not always pair the two events (a mark inside the target of a link may count): an
 * end without a beginning is passed over, and an end closes what is still open inside. */
void bb_inlines_leave(struct bb_build *b, enum bb_inline_kind kind) {
  struct bb_level *level = find_level(b, kind);
  if (b->ignored && kind == BB_IMAGE) {
    b->ignored--;
  } else if (level && level->inner) {
    level->inner--;
  } else if (level) {
    while (&b->levels[b->level_count] != level) leave_innermost(b);
    leave_innermost(b);
  }
}

void bb_inlines_enter_code(struct bb_build *b) {
  open_levels(b);
  flush_text(b);
  b->in_code = true;
}

void bb_inlines_leave_code(struct bb_build *b) {
  if (!b->pending.n) bb_inlines_constant(b, BB_SPAN(" ")); /* a line end: md4c reports nothing */
  flush_text(b);
  b->in_code = false;
}

/* A tag was left out that stood between two words: they stay two. */
static void part_words(struct bb_build *b) {
  const struct bb_inline *before = b->levels[b->made].last;
  if (b->made < b->level_count || at_line_start(b)) return;
  bool space = b->pending.n ? bb_markup_is_space(b->pending.p[b->pending.n - 1]) : !before;
  if (!space) bb_inlines_constant(b, BB_SPAN(" "));
}

/* A whole tag or comment. */
static void add_html(struct bb_build *b, struct bb_span html) {
  if (bb_markup_is_break(html) && (b->open->kind == BB_CELL || b->parse->message)) {
    bb_inlines_break(b, true);
    return;
  }
  if (b->open->offset == BB_UNPLACED) bb_build_touch(b, bb_span_cut(html, 0, 0));
  bb_markup_html_inline(b->parse, b->open, html, bb_build_offset(b, html));
  if (bb_markup_parts_text(html)) part_words(b);
  b->dropped = true;
}

/* Inline HTML comes line by line; a tag or comment is whole when its '>' has come. */
void bb_inlines_html(struct bb_build *b, struct bb_span text) {
  if (!b->html.n) b->html = text;
  b->html.n = (size_t)(text.p + text.n - b->html.p);
  b->last = bb_build_offset(b, text) + (uint32_t)text.n;
  const char *end = bb_span_starts(b->html, "<!--") ? "-->" : ">";
  if (!bb_span_ends(b->html, end)) return;
  struct bb_span html = b->html;
  b->html = (struct bb_span){0};
  add_html(b, html);
  b->last = bb_build_offset(b, text) + (uint32_t)text.n;
}
