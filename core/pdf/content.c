/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages -> content streams (ISO 32000-1, 8 and 9).
 *
 * The first operator scales the page so that its unit is a bb_len (1/64 point), and y is flipped as
 * it is written: every coordinate and font size below is a whole number, exact by construction,
 * and no number depends on how a C library prints fractions.
 *
 * A run of text is one TJ: strings of codes with corrections between them, in thousandths of an em.
 * The reader moves on by a code's width; where that would leave the next cluster more than NEAR
 * away from where layout put it (kerning, justification, a width that is not a whole number of
 * thousandths) a correction is written.  It is reckoned from the run's origin, so that errors never
 * add up.  NEAR is a fortieth of a millimetre, half a dot of a printer of 600 dots an inch; to
 * correct every bb_len made pages a fourteenth larger.
 *
 * Everything painted is marked (ISO 32000-1, 14.6): with the element it belongs to, or as an
 * artifact, which is not read aloud.  Text is written in the order in which it is read, character
 * by character, so that its order needs no guessing; where right-to-left text is concerned that
 * means a step back before each code.  Where a line ends at a space, which layout does not print, a
 * space is written; else the words on both sides would be read as one.  A mark of direction is read
 * with the words beside it, but not when these are in a language of the other direction.
 */
#include "pdf/content.h"

#include "pdf/reading.h"

#include <stdlib.h>

enum mark { MARK_NONE, MARK_ARTIFACT, MARK_HEADER, MARK_FOOTER, MARK_ELEMENT };

/* What the reader has been told last. */
struct state {
  const struct bb_content *content;
  struct bb_arena *scratch;
  struct bb_buf *out; /* without a limit */
  uint32_t page;
  bb_len height; /* of the page */
  enum mark mark;
  const struct bb_element *element; /* of MARK_ELEMENT */
  bool in_text;
  bb_color fill, stroke;
  bb_len stroke_width;
  uint32_t font;
  bb_len em;
  bb_len x, baseline; /* where the text line begins */
};

/* ---- marks ---- */

static void end_text(struct state *s) {
  if (s->in_text) bb_buf_string(s->out, "ET\n");
  s->in_text = false;
}

/* Marks what follows.  Marks and texts may not overlap, so a text ends where a mark does. */
static void set_mark(struct state *s, enum mark mark, const struct bb_element *element) {
  struct bb_structure *structure = s->content->structure;
  if (!structure || (s->mark == mark && s->element == element)) return;
  end_text(s);
  if (s->mark) bb_buf_string(s->out, "EMC\n");
  s->mark = mark;
  s->element = element;
  switch (mark) {
  case MARK_NONE: break;
  case MARK_ARTIFACT: bb_buf_string(s->out, "/Artifact BMC\n"); break;
  case MARK_HEADER:
    bb_buf_string(s->out, "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n");
    break;
  case MARK_FOOTER:
    bb_buf_string(s->out, "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n");
    break;
  case MARK_ELEMENT:
    bb_buf_char(s->out, '/');
    bb_buf_string(s->out, bb_structure_tag(element));
    BB_BUF_PUT(s->out, "<</MCID #>>BDC\n", bb_structure_mark(structure, element, s->page));
    break;
  }
}

static void begin_text(struct state *s) {
  if (s->in_text) return;
  bb_buf_string(s->out, "BT\n");
  s->in_text = true;
  s->x = 0;
  s->baseline = s->height;
}

/* ---- colours and shapes ---- */

static void put_color(struct bb_buf *out, bb_color c, const char *grey, const char *rgb) {
  unsigned r = c >> 16 & 255, g = c >> 8 & 255, b = c & 255;
  const unsigned parts[] = {r, g, b};
  bool is_grey = r == g && g == b;
  for (int i = 0; i < (is_grey ? 1 : 3); i++) {
    unsigned thousandths = (parts[i] * 1000 + 127) / 255;
    bb_buf_printf(out, "%u.%03u ", thousandths / 1000, thousandths % 1000);
  }
  bb_buf_string(out, is_grey ? grey : rgb);
}

static void set_fill(struct state *s, bb_color color) {
  if (s->fill == color) return;
  s->fill = color;
  put_color(s->out, color, "g\n", "rg\n");
}

static void set_stroke(struct state *s, bb_color color, bb_len width) {
  if (s->stroke != color) put_color(s->out, color, "G\n", "RG\n");
  if (s->stroke_width != width) BB_BUF_PUT(s->out, "# w\n", width);
  s->stroke = color;
  s->stroke_width = width;
}

static void put_path(struct state *s, const struct bb_shape *shape) {
  const bb_len *x = shape->x, *y = shape->y;
  switch (shape->kind) {
  case BB_SHAPE_RECTANGLE:
    BB_BUF_PUT(s->out, "# # # # re ", x[0], s->height - y[0], x[1] - x[0], y[0] - y[1]);
    break;
  case BB_SHAPE_LINE:
    BB_BUF_PUT(s->out, "# # m # # l ", x[0], s->height - y[0], x[1], s->height - y[1]);
    break;
  case BB_SHAPE_POLYGON:
    for (size_t i = 0; i < shape->count; i++)
      BB_BUF_PUT(s->out, i ? "# # l " : "# # m ", x[i], s->height - y[i]);
    bb_buf_string(s->out, "h ");
    break;
  }
}

static void put_shape(struct state *s, const struct bb_shape *shape) {
  bool stroked = shape->stroke_width > 0;
  if (!stroked && !shape->filled) return;
  set_mark(s, MARK_ARTIFACT, NULL);
  if (shape->filled) set_fill(s, shape->fill);
  if (stroked) set_stroke(s, shape->stroke, shape->stroke_width);
  put_path(s, shape);
  bb_buf_string(s->out, !stroked ? "f\n" : shape->filled ? "B\n" : "S\n");
}

static void put_picture(struct state *s, const struct bb_picture *picture) {
  set_mark(s, picture->element ? MARK_ELEMENT : MARK_ARTIFACT, picture->element);
  BB_BUF_PUT(s->out, "q # 0 0 # # # cm /I# Do Q\n", picture->width, picture->height, picture->x,
             s->height - picture->y - picture->height,
             (int64_t)bb_pictures_add(s->content->pictures, picture->image));
}

/* ---- text ---- */

enum {
  CODE_ROOM = 4 + 2 + BB_DECIMAL_MAX /* bytes that a code takes at most, with a correction */
};

/* A byte of a literal string, escaped where the string would end or change. */
static char *put_byte(char *at, char byte) {
  if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r') {
    *at++ = '\\';
    if (byte == '\r') byte = 'r'; /* a bare one would be read as a line feed */
  }
  *at++ = byte;
  return at;
}

static char *put_code(char *at, uint32_t code) {
  return put_byte(put_byte(at, (char)(code >> 8)), (char)code);
}

/* A correction between two strings. */
static char *put_correction(char *at, int64_t thousandths) {
  *at++ = ')';
  at = bb_decimal(at, thousandths);
  *at++ = '(';
  return at;
}

static char *put_text(char *at, const char *text) {
  while (*text) *at++ = *text++;
  return at;
}

static void set_font(struct state *s, uint32_t font, bb_len em) {
  if (s->font == font && s->em == em) return;
  s->font = font;
  s->em = em;
  BB_BUF_PUT(s->out, "/F# # Tf\n", font, em);
}

static void move_to(struct state *s, bb_len x, bb_len baseline) {
  if (x == s->x && baseline == s->baseline) return;
  BB_BUF_PUT(s->out, "# # Td\n", x - s->x, s->baseline - baseline);
  s->x = x;
  s->baseline = baseline;
}

/* How wide something shown is, in thousandths of an em. */
static int32_t width_of(const struct bb_shown *shown) {
  return bb_len_scale(shown->advance, 1000, bb_face_metrics(shown->cluster.face)->units_per_em);
}

/* The code of list[0]; what follows it decides how wide it is.  What draws nothing (a bar, a part
 * of a right-to-left cluster) is as wide as its place wants, so its width tells its codes apart. */
static struct bb_code code_of(const struct state *s, const struct bb_shown *list, size_t count) {
  enum { STEP = 10 }; /* thousandths of an em: few widths make few codes */
  struct bb_cluster_fonts *fonts = s->content->fonts;
  const struct bb_cluster_key *cluster = &list[0].cluster;
  int32_t own = cluster->glyph_count ? 0 : width_of(&list[0]);
  const struct bb_code *known = bb_cluster_fonts_find(fonts, cluster, own);
  struct bb_code code =
      known ? *known : bb_cluster_fonts_code(fonts, cluster, width_of(&list[0]), own);
  int32_t steps = list[0].bar ? 0 : bb_shown_stretch(list, count, code.width) / STEP;
  if (!steps) return code;
  int32_t width = code.width + steps * STEP;
  return bb_cluster_fonts_code(fonts, cluster, width, own ? width : steps);
}

/* What is shown of a line, its codes, and the order in which they are written; room for one more
 * each. */
struct coded {
  struct bb_shown *shown;
  struct bb_code *codes;
  uint32_t *order;
  size_t count;
};

static struct coded code_all(const struct state *s, struct bb_shown *list, size_t count) {
  struct coded coded = {list, BB_NEW_ROOM(s->scratch, count + 1, struct bb_code),
                        BB_NEW_ROOM(s->scratch, count + 1, uint32_t), count};
  for (size_t i = 0; i < count; i++) coded.codes[i] = code_of(s, list + i, count - i);
  return coded;
}

static bool is_alike(const struct bb_shown *a, const struct bb_shown *b) {
  return a->run == b->run && a->baseline == b->baseline && a->em == b->em;
}

enum { NEAR = 4 /* bb_len */ };

/* Writes what is shown of one run from order[0] on, as far as its codes are in one font; returns
 * how many that were. */
static size_t put_string(struct state *s, const struct coded *coded, const uint32_t *order,
                         size_t count) {
  const struct bb_shown *first = &coded->shown[order[0]], *next;
  const struct bb_code *code = &coded->codes[order[0]];
  uint32_t font = code->font;
  bb_len em = first->em;
  int64_t pen = 0; /* thousandths of an em from the first */
  size_t i = 0;
  set_font(s, font, em);
  move_to(s, first->x, first->baseline);
  char *start = bb_buf_reserve(s->out, count * CODE_ROOM + 16), *at = put_text(start, "[(");
  for (;;) {
    at = put_code(at, code->code);
    pen += code->width;
    if (++i == count) break;
    next = &coded->shown[order[i]];
    code = &coded->codes[order[i]];
    if (!is_alike(next, first) || code->font != font) break;
    int64_t ahead = pen * em - (int64_t)(next->x - first->x) * 1000;
    if (llabs(ahead) <= NEAR * 1000) continue;
    int64_t back = (ahead + (ahead < 0 ? -em : em) / 2) / em;
    if (back) at = put_correction(at, back);
    pen -= back;
  }
  at = put_text(at, ")] TJ\n");
  bb_buf_advance(s->out, (size_t)(at - start));
  return i;
}

static void put_coded(struct state *s, const struct coded *coded, size_t from, size_t end) {
  for (size_t i = from; i < end;) {
    begin_text(s);
    set_fill(s, coded->shown[coded->order[i]].run->color);
    i += put_string(s, coded, coded->order + i, end - i);
  }
}

/* What nobody is to read. */
static void put_artifact(struct state *s, struct bb_shown *list, size_t count) {
  if (!count) return;
  struct coded coded = code_all(s, list, count);
  for (size_t i = 0; i < count; i++) coded.order[i] = (uint32_t)i;
  set_mark(s, MARK_ARTIFACT, NULL);
  put_coded(s, &coded, 0, count);
}

/* ---- lines ---- */

/* Orders those of a line's codes that are read with a run; returns how many. */
static size_t pick(struct coded *coded, const struct bb_glyph_run *run) {
  uint32_t *order = coded->order;
  size_t n = 0;
  for (size_t i = 0; i < coded->count; i++) {
    size_t at = run->rtl ? coded->count - 1 - i : i;
    if (coded->shown[at].with != run) continue;
    order[n++] = (uint32_t)at;
    if (!run->rtl || !coded->shown[at].leads || n < 2) continue;
    order[n - 1] = order[n - 2];
    order[n - 2] = (uint32_t)at;
  }
  return n;
}

/* The last run of a line in reading order; NULL: the line is empty. */
static const struct bb_glyph_run *last_run(const struct state *s, const struct bb_line *line) {
  if (!line->run_count) return NULL;
  uint32_t *order = BB_NEW_ROOM(s->scratch, line->run_count, uint32_t);
  bb_line_reading_order(line, s->content->lang->rtl, order);
  return &line->runs[order[line->run_count - 1]];
}

/* Puts a space behind what is shown of a line, to be read behind number `last`. */
static void add_space(const struct state *s, struct coded *coded, uint32_t last) {
  struct bb_shown *space = &coded->shown[coded->count];
  *space = coded->shown[last];
  int32_t units = bb_face_metrics(space->cluster.face)->units_per_em;
  space->cluster = (struct bb_cluster_key){
      .face = space->cluster.face, .text = BB_SPAN(" "), .scale = BB_FULL_SIZE};
  space->advance = units / 4;
  space->x +=
      space->run->rtl ? -space->em / 4 : bb_len_scale(space->em, coded->codes[last].width, 1000);
  coded->codes[coded->count] = code_of(s, space, 1);
}

/* True when a space parts the end of a run from what is read next. */
static bool ends_at_space(const struct bb_glyph_run *run) {
  const struct bb_placed *last = &run->placed[run->rtl ? 0 : run->count - 1];
  size_t at = last->start + last->size;
  return at < run->text.n && bb_lang_is_white_space(bb_utf8_decode(run->text, &at));
}

/* Whether what is read first with a run in another language is a mark of the other direction.  It
 * belongs to the line. */
static bool begins_turned(const struct coded *coded, size_t n, const struct bb_glyph_run *run) {
  return n && !run->rtl && run->element && run->element->lang &&
         bb_span_starts(coded->shown[coded->order[0]].cluster.text, "\u200F");
}

/* A line as it is read, its parts marked.  `spaced`: a space belongs behind it. */
static void put_line(struct state *s, const struct bb_line *line, struct coded *coded,
                     bool spaced) {
  enum mark decoration = line->role == BB_LINE_HEADER   ? MARK_HEADER
                         : line->role == BB_LINE_FOOTER ? MARK_FOOTER
                                                        : MARK_ARTIFACT;
  uint32_t *order = BB_NEW_ROOM(s->scratch, line->run_count, uint32_t);
  bb_line_reading_order(line, s->content->lang->rtl, order);
  for (size_t i = 0; i < line->run_count; i++) {
    const struct bb_glyph_run *run = &line->runs[order[i]];
    size_t n = pick(coded, run);
    if (spaced && n && i + 1 == line->run_count) {
      add_space(s, coded, coded->order[n - 1]);
      coded->order[n++] = (uint32_t)coded->count;
    }
    size_t from = begins_turned(coded, n, run);
    if (from) {
      set_mark(s, MARK_ARTIFACT, NULL);
      put_coded(s, coded, 0, from);
    }
    set_mark(s, run->element ? MARK_ELEMENT : decoration, run->element);
    put_coded(s, coded, from, n);
  }
}

/* The text that an element is, or is part of. */
static const struct bb_element *text_of(const struct bb_element *element) {
  while (element && element->parent->holds_text) element = element->parent;
  return element;
}

/* Whether a space belongs behind a line: one stands there in its text, or its text goes on
 * with another paragraph. */
static bool is_spaced(const struct state *s, const struct bb_page *page, size_t index) {
  const struct bb_glyph_run *last = last_run(s, &page->lines[index]);
  if (!last || !last->element || !last->count) return false;
  if (ends_at_space(last)) return true;
  if (!page->lines[index].ends_paragraph || index + 1 == page->line_count) return false;
  const struct bb_line *next = &page->lines[index + 1];
  return next->run_count && text_of(next->runs[0].element) == text_of(last->element);
}

static void put_text_of_line(struct state *s, const struct bb_page *page, size_t index,
                             const struct bb_page_reading *reading) {
  struct bb_arena_mark mark = bb_arena_mark(s->scratch);
  const struct bb_line *line = &page->lines[index];
  size_t count;
  struct bb_shown *list = bb_line_shown(line, reading, s->scratch, &count);
  if (count) {
    struct coded coded = code_all(s, list, count);
    put_line(s, line, &coded, is_spaced(s, page, index));
  }
  list = bb_joint_shown(page, index, reading, s->scratch, &count);
  put_artifact(s, list, count);
  bb_arena_release(s->scratch, mark);
}

static void put_lines(struct state *s, const struct bb_page *page) {
  struct bb_page_reading reading = bb_page_reading(page, s->content->lang->rtl);
  for (size_t i = 0; i < page->line_count; i++) put_text_of_line(s, page, i, &reading);
  struct bb_arena_mark mark = bb_arena_mark(s->scratch);
  size_t count;
  struct bb_shown *list = bb_weight_shown(page, &reading, s->scratch, &count);
  put_artifact(s, list, count);
  bb_arena_release(s->scratch, mark);
}

void bb_content_write(const struct bb_content *content, const struct bb_pages *pages, uint32_t page,
                      struct bb_arena *scratch, struct bb_buf *out) {
  const struct bb_page *p = &pages->pages[page];
  struct state s = {
      .content = content, .scratch = scratch, .out = out, .page = page, .height = p->height};
  bb_buf_string(out, "0.015625 0 0 0.015625 0 0 cm\n");
  for (size_t i = 0; i < p->shape_count; i++) put_shape(&s, &p->shapes[i]);
  for (size_t i = 0; i < p->picture_count; i++) put_picture(&s, &p->pictures[i]);
  put_lines(&s, p);
  end_text(&s);
  set_mark(&s, MARK_NONE, NULL);
}

/* A page of a booklet, smaller than it was set, its left edge at x on the sheet. */
static void write_half(const struct bb_content *content, const struct bb_pages *pages, int32_t page,
                       bb_len x, struct bb_arena *scratch, struct bb_buf *out) {
  if (page == BB_NO_PAGE) return;
  int scale = BB_BOOKLET_THOUSANDTHS, point = 64, millionths = 1000000 / point;
  bb_buf_printf(out, "q 0.%03d 0 0 0.%03d %d.%06d 0 cm\n", scale, scale, x / point,
                x % point * millionths);
  bb_content_write(content, pages, (uint32_t)page, scratch, out);
  bb_buf_string(out, "Q\n");
}

/* The page that is read first is written first. */
void bb_content_write_side(const struct bb_content *content, const struct bb_pages *pages,
                           const struct bb_side *side, struct bb_arena *scratch,
                           struct bb_buf *out) {
  bb_len middle = pages->imposition->width / 2;
  bool rtl = content->lang->rtl;
  if (!rtl) write_half(content, pages, side->left, 0, scratch, out);
  write_half(content, pages, side->right, middle, scratch, out);
  if (rtl) write_half(content, pages, side->left, 0, scratch, out);
}
