/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages as text, for people and tests.
 *
 * The words of a line are given in reading order, as a reader of the PDF finds them.
 */
#include "layout/layout.h"

#include <stdlib.h>

/* ---- words ---- */

/* A cluster without characters is a hyphen that layout put there: readers find a soft one. */
static void add_cluster(struct bb_buf *out, const struct bb_glyph_run *run, size_t k) {
  const struct bb_placed *cluster = &run->placed[k];
  if (!cluster->size) bb_buf_string(out, "\xC2\xAD");
  bb_buf_span(out, bb_span_cut(run->text, cluster->start, cluster->start + cluster->size));
}

static void add_run(struct bb_buf *out, const struct bb_glyph_run *run) {
  for (size_t k = 0; k < run->count; k++) add_cluster(out, run, run->rtl ? run->count - 1 - k : k);
}

static void add_words(struct bb_buf *out, const struct bb_line *line, bool mirrored) {
  uint32_t *order = bb_alloc(line->run_count * sizeof *order);
  bb_line_reading_order(line, mirrored, order);
  for (size_t i = 0; i < line->run_count; i++) add_run(out, &line->runs[order[i]]);
  free(order);
}

/* ---- the dump ---- */

static const char *const role_names[] = {[BB_LINE_BODY] = "body",
                                         [BB_LINE_NOTE] = "note",
                                         [BB_LINE_HEADER] = "header",
                                         [BB_LINE_FOOTER] = "footer"};

static void dump_line(const struct bb_line *line, bool mirrored, struct bb_buf *out) {
  bb_buf_printf(out, "%.2f %.2f w=%.2f %s", bb_len_to_pt(line->x), bb_len_to_pt(line->baseline),
                bb_len_to_pt(line->width), role_names[line->role]);
  if (line->run_count) bb_buf_printf(out, " %s", line->runs[0].lang->tag);
  if (line->rtl) bb_buf_string(out, " rtl");
  bb_buf_string(out, " \"");
  add_words(out, line, mirrored);
  bb_buf_char(out, '"');
  if (line->hyphenated) bb_buf_string(out, " divided");
  if (line->loose) bb_buf_string(out, " loose");
  bb_buf_string(out, line->ends_paragraph ? " end\n" : "\n");
}

static void dump_shape(const struct bb_shape *shape, struct bb_buf *out) {
  static const char *const names[] = {
      [BB_SHAPE_RECTANGLE] = "rectangle", [BB_SHAPE_LINE] = "line", [BB_SHAPE_POLYGON] = "polygon"};
  bb_buf_string(out, names[shape->kind]);
  for (size_t i = 0; i < shape->count; i++)
    bb_buf_printf(out, " %.2f,%.2f", bb_len_to_pt(shape->x[i]), bb_len_to_pt(shape->y[i]));
  if (shape->filled) bb_buf_printf(out, " fill=%06x", shape->fill);
  if (shape->stroke_width)
    bb_buf_printf(out, " stroke=%06x/%.2f", shape->stroke, bb_len_to_pt(shape->stroke_width));
  bb_buf_char(out, '\n');
}

/* The dots of a leader make one row. */
static bool is_dot(const struct bb_shape *shape) {
  return shape->kind == BB_SHAPE_RECTANGLE && shape->y[1] - shape->y[0] < BB_PT(1) &&
         labs(shape->x[1] - shape->x[0]) < BB_PT(1);
}

static void dump_shapes(const struct bb_page *page, struct bb_buf *out) {
  for (size_t i = 0, end; i < page->shape_count; i = end) {
    const struct bb_shape *first = &page->shapes[i];
    for (end = i; end < page->shape_count && is_dot(&page->shapes[end]) &&
                  page->shapes[end].y[0] == first->y[0];)
      end++;
    if (end > i)
      bb_buf_printf(out, "dots %zu %.2f,%.2f to %.2f\n", end - i, bb_len_to_pt(first->x[0]),
                    bb_len_to_pt(first->y[0]), bb_len_to_pt(page->shapes[end - 1].x[0]));
    else
      dump_shape(&page->shapes[end++], out);
  }
}

static void dump_link(const struct bb_link *link, struct bb_buf *out) {
  bb_buf_printf(out, "link %.2f,%.2f %.2fx%.2f", bb_len_to_pt(link->x), bb_len_to_pt(link->y),
                bb_len_to_pt(link->width), bb_len_to_pt(link->height));
  if (link->uri.n)
    bb_buf_printf(out, " %.*s\n", BB_SPAN_ARG(link->uri));
  else
    bb_buf_printf(out, " page %u at %.2f\n", link->page + 1, bb_len_to_pt(link->target_y));
}

static void dump_page(const struct bb_page *page, bool mirrored, struct bb_buf *out) {
  dump_shapes(page, out);
  for (size_t i = 0; i < page->picture_count; i++) {
    const struct bb_picture *p = &page->pictures[i];
    bb_buf_printf(out, "picture %.2f,%.2f %.2fx%.2f \"%.*s\"\n", bb_len_to_pt(p->x),
                  bb_len_to_pt(p->y), bb_len_to_pt(p->width), bb_len_to_pt(p->height),
                  BB_SPAN_ARG(p->alt));
  }
  for (size_t i = 0; i < page->line_count; i++) dump_line(&page->lines[i], mirrored, out);
  for (size_t i = 0; i < page->link_count; i++) dump_link(&page->links[i], out);
}

static void dump_half(int32_t page, struct bb_buf *out) {
  if (page == BB_NO_PAGE)
    bb_buf_string(out, " blank");
  else
    bb_buf_printf(out, " %d", page + 1);
}

static void dump_imposition(const struct bb_imposition *imposition, struct bb_buf *out) {
  for (size_t i = 0; i < 2 * imposition->sheets; i++) {
    bb_buf_printf(out, "sheet %zu %s:", i / 2 + 1, i % 2 ? "back" : "front");
    dump_half(imposition->sides[i].left, out);
    dump_half(imposition->sides[i].right, out);
    bb_buf_char(out, '\n');
  }
}

/* How the text is set: all lines but the furniture. */
static void dump_counts(const struct bb_pages *pages, struct bb_buf *out) {
  size_t paragraphs = 0, lines = 0, divided = 0, loose = 0;
  for (size_t i = 0; i < pages->page_count; i++)
    for (size_t k = 0; k < pages->pages[i].line_count; k++) {
      const struct bb_line *line = &pages->pages[i].lines[k];
      if (bb_line_is_furniture(line->role)) continue;
      paragraphs += line->ends_paragraph;
      lines++;
      divided += line->hyphenated;
      loose += line->loose;
    }
  bb_buf_printf(out, "%zu paragraphs, %zu lines, %zu divide a word, %zu loose\n", paragraphs, lines,
                divided, loose);
}

void bb_layout_dump(const struct bb_pages *pages, struct bb_buf *out) {
  for (size_t i = 0; i < pages->page_count; i++) {
    const struct bb_page *page = &pages->pages[i];
    bb_buf_printf(out, "page %zu \"%.*s\" %.2fx%.2f\n", i + 1, BB_SPAN_ARG(page->label),
                  bb_len_to_pt(page->width), bb_len_to_pt(page->height));
    dump_page(page, pages->document->lang->rtl, out);
  }
  for (size_t i = 0; i < pages->bookmark_count; i++) {
    const struct bb_bookmark *b = &pages->bookmarks[i];
    bb_buf_printf(out, "bookmark %d \"%.*s\" page %u at %.2f\n", b->level, BB_SPAN_ARG(b->title),
                  b->page + 1, bb_len_to_pt(b->y));
  }
  if (pages->imposition) dump_imposition(pages->imposition, out);
  dump_counts(pages, out);
}

void bb_layout_dump_text(const struct bb_pages *pages, struct bb_buf *out) {
  for (size_t i = 0; i < pages->page_count; i++) {
    const struct bb_page *page = &pages->pages[i];
    for (size_t k = 0; k < page->line_count; k++) {
      add_words(out, &page->lines[k], pages->document->lang->rtl);
      bb_buf_char(out, '\n');
    }
    bb_buf_char(out, '\f');
  }
}
