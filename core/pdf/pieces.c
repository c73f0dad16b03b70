/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/pieces.h"

static const struct bb_span SOFT_HYPHEN = {"\xC2\xAD", 2};
static const struct bb_span ZERO_WIDTH_SPACE = {"\xE2\x80\x8B", 3};
static const struct bb_span LTR_MARK = {"\xE2\x80\x8E", 3};
static const struct bb_span RTL_MARK = {"\xE2\x80\x8F", 3};

/* ---- the directions of characters, as poppler sees them ---- */

enum direction { LEFT_TO_RIGHT, NUMERIC, RIGHT_TO_LEFT, NEUTRAL };

static enum direction ascii_direction(uint32_t cp) {
  if ((cp >= '#' && cp <= '%') || (cp >= '+' && cp <= ':')) return NUMERIC;
  if ((cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z')) return LEFT_TO_RIGHT;
  return NEUTRAL;
}

static bool is_arabic_numeric(uint32_t cp) {
  return (cp >= 0x604 && cp <= 0x60C) || (cp >= 0x660 && cp <= 0x66D) ||
         (cp >= 0x6F0 && cp <= 0x6F9);
}

static bool is_rtl_script(uint32_t cp) {
  return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) ||
         (cp >= 0xFE70 && cp <= 0xFEFC) || cp == 0x200F;
}

static enum direction direction_of(uint32_t cp) {
  if (cp < 0x80) return ascii_direction(cp);
  if (is_arabic_numeric(cp)) return NUMERIC;
  if (bb_lang_is_mark(cp)) return NEUTRAL;
  if (is_rtl_script(cp)) return RIGHT_TO_LEFT;
  return bb_lang_script(cp) == BB_SCRIPT_COMMON ? NEUTRAL : LEFT_TO_RIGHT;
}

static enum direction first_direction(struct bb_span text) {
  size_t at = 0;
  return text.n ? direction_of(bb_utf8_decode(text, &at)) : NEUTRAL;
}

static enum direction last_direction(struct bb_span text) {
  enum direction last = NEUTRAL;
  for (size_t at = 0; at < text.n;) last = direction_of(bb_utf8_decode(text, &at));
  return last;
}

bool bb_page_reads_rtl(const struct bb_page *page) {
  long balance = 0;
  for (size_t i = 0; i < page->line_count; i++)
    for (size_t k = 0; k < page->lines[i].run_count; k++) {
      const struct bb_glyph_run *run = &page->lines[i].runs[k];
      for (size_t c = 0; c < run->count; c++) {
        const struct bb_cluster *cluster = run->placed[c].cluster;
        struct bb_span text =
            bb_span_cut(run->text, cluster->start, cluster->start + cluster->size);
        for (size_t at = 0; at < text.n;) {
          enum direction d = direction_of(bb_utf8_decode(text, &at));
          balance += d == LEFT_TO_RIGHT ? 1 : d == RIGHT_TO_LEFT ? -1 : 0;
        }
      }
    }
  return balance < 0;
}

/* ---- clusters ---- */

struct pieces {
  struct bb_arena *arena;
  struct bb_piece *list;
  size_t count, room;
};

static void add_piece(struct pieces *pieces, struct bb_piece piece) {
  pieces->list = bb_arena_grow(pieces->arena, pieces->list, pieces->count, pieces->count + 1,
                               sizeof *pieces->list, &pieces->room);
  pieces->list[pieces->count++] = piece;
}

/* Start of the last character of text[0..end). */
static size_t character_before(struct bb_span text, size_t end) {
  size_t at = end;
  do at--;
  while (at && ((unsigned char)text.p[at] & 0xC0) == 0x80);
  return at;
}

/* From right to left a cluster's characters are pieces of their own, the last one leftmost; the
 * leftmost draws the whole cluster, and all share its width. */
static void add_rtl_cluster(struct pieces *pieces, struct bb_piece whole) {
  int32_t n = (int32_t)bb_utf8_count(whole.text);
  int32_t units = bb_face_metrics(whole.run->face)->units_per_em;
  size_t end = whole.text.n;
  for (int32_t i = 0; i < n; i++) {
    size_t start = character_before(whole.text, end);
    struct bb_piece piece = whole;
    piece.text = bb_span_cut(whole.text, start, end);
    piece.advance = whole.advance / n;
    piece.x += bb_len_scale(whole.run->em, (int64_t)whole.advance * i, (int64_t)units * n);
    if (i) piece.glyph_count = 0;
    add_piece(pieces, piece);
    end = start;
  }
}

static void add_run(struct pieces *pieces, const struct bb_glyph_run *run) {
  for (size_t i = 0; i < run->count; i++) {
    const struct bb_cluster *c = run->placed[i].cluster;
    struct bb_piece piece = {.run = run,
                             .glyphs = c->glyphs,
                             .glyph_count = c->glyph_count,
                             .text = bb_span_cut(run->text, c->start, c->start + c->size),
                             .advance = c->advance,
                             .x = run->placed[i].x};
    if (!piece.text.n) piece.text = ZERO_WIDTH_SPACE;
    if (run->rtl)
      add_rtl_cluster(pieces, piece);
    else
      add_piece(pieces, piece);
  }
}

/* ---- line ends ---- */

static void mark_hyphen(struct bb_piece *last) {
  if (last->run->text.n && bb_span_is(last->text, "-"))
    last->text = BB_SPAN("-\xE2\x80\x8B");
  else if (bb_span_equal(last->text, ZERO_WIDTH_SPACE) && last->glyph_count)
    last->text = SOFT_HYPHEN;
}

/* ---- order marks ---- */

static struct bb_piece order_mark(const struct bb_piece *beside, bb_len x, struct bb_span mark) {
  return (struct bb_piece){.run = beside->run, .text = mark, .x = x};
}

static bb_len right_edge(const struct bb_piece *p) {
  return p->x + bb_len_scale(p->run->em, p->advance, bb_face_metrics(p->run->face)->units_per_em);
}

static bool reads(enum direction d, bool rtl) {
  return rtl ? d == RIGHT_TO_LEFT : d == LEFT_TO_RIGHT || d == NUMERIC;
}

/* On a page read from right to left: what is not right-to-left starts a section that goes on
 * leftward to the next right-to-left letter. */
static void add_marked_rtl(struct pieces *out, const struct bb_piece *list, size_t count) {
  enum direction left = NEUTRAL; /* of what stands to the left */
  for (size_t i = 0; i < count; i++) {
    const struct bb_piece *p = &list[i];
    bool opens =
        !p->run->rtl ? i == 0 || list[i - 1].run->rtl : reads(first_direction(p->text), false);
    if (opens && left != RIGHT_TO_LEFT) add_piece(out, order_mark(p, p->x, RTL_MARK));
    add_piece(out, *p);
    left = last_direction(p->text);
    bool closes = !p->run->rtl && (i + 1 == count || list[i + 1].run->rtl);
    if (closes && !reads(left, false)) add_piece(out, order_mark(p, right_edge(p), LTR_MARK));
  }
}

/* On a page read from left to right: a right-to-left section begins with a letter and goes on to
 * the next letter or number of the other direction. */
static void add_marked_ltr(struct pieces *out, const struct bb_piece *list, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const struct bb_piece *p = &list[i];
    bool opens = p->run->rtl && (i == 0 || !list[i - 1].run->rtl);
    if (opens && !reads(first_direction(p->text), true))
      add_piece(out, order_mark(p, p->x, RTL_MARK));
    add_piece(out, *p);
    bool closes = p->run->rtl && i + 1 < count && !list[i + 1].run->rtl;
    if (closes && !reads(first_direction(list[i + 1].text), false))
      add_piece(out, order_mark(p, right_edge(p), LTR_MARK));
  }
}

struct bb_piece *bb_line_pieces(const struct bb_line *line, bool page_rtl, struct bb_arena *arena,
                                size_t *count) {
  struct pieces plain = {.arena = arena}, marked = {.arena = arena};
  for (size_t i = 0; i < line->run_count; i++) add_run(&plain, &line->runs[i]);
  if (plain.count) mark_hyphen(&plain.list[plain.count - 1]);
  if (page_rtl)
    add_marked_rtl(&marked, plain.list, plain.count);
  else
    add_marked_ltr(&marked, plain.list, plain.count);
  *count = marked.count;
  return marked.list;
}
