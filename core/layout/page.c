/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages: the pieces of a plan, put on paper.
 *
 * Until here, x counted from the start edge of the text block and y from the top of a piece.  Here,
 * and nowhere else, both become places on the page: the text block stands between an inner margin
 * (at the binding) and an outer one, first pages are right-hand pages, and a book that is read from
 * right to left is the mirror image of one that is not:
 *
 *           left to right                          right to left
 *     verso (even)    recto (odd)           recto (odd)     verso (even)
 *     | outer   inner|inner   outer |       | outer   inner|inner   outer |
 *
 * so one function of x mirrors margins, markers, tables, boxes, running heads.  The inside of a
 * line is not mirrored: its glyphs were put into visual order when it was set.
 *
 * Around the pieces come frames (a frame cut by the page's end stays open at the cut: no border
 * there), the rule over the notes, the marks of what is not translated in the outer margin, and the
 * furniture.
 */
#include "layout/page.h"

struct maker {
  struct bb_setter *setter;
  const struct bb_plan *plan;
  struct bb_pages *pages;
  size_t bookmark_room;
  struct bb_levels levels; /* of bookmarks */
  struct bb_span chapter;
  struct bb_running running;
  /* the page being made */
  uint32_t index;
  struct bb_page *page;
  struct bb_piece *under; /* tints of frames: painted before everything else */
  struct bb_piece *over;  /* edges of frames, rules, margin marks: painted on top */
  struct bb_piece *head, *foot;
};

/* ---- mirroring ---- */

static bool is_mirrored(const struct maker *m) {
  return m->setter->document->lang->rtl;
}

/* The left edge on paper of a box that begins x after the start edge of the text block. */
static bb_len left_of(const struct maker *m, bb_len x, bb_len width) {
  const struct bb_page_style *page = &m->setter->page;
  bb_len start = m->index % 2 == 0 ? page->inner : page->outer;
  return is_mirrored(m) ? page->width - start - x - width : start + x;
}

/* ---- items ---- */

static bb_color color_of(const struct maker *m, bb_color color) {
  return m->setter->mono ? bb_style_mono(color) : color;
}

/* The runs of a line that stands on several pages are copied, those of all others moved.  Where it
 * stands again, it is decoration. */
static struct bb_glyph_run *runs_of(struct maker *m, const struct bb_line *line,
                                    const struct bb_spot *spot) {
  if (!spot || !spot->piece->repeats) return line->runs;
  struct bb_arena *arena = m->setter->arena;
  struct bb_glyph_run *runs = BB_NEW_ARRAY(arena, line->run_count, struct bb_glyph_run);
  for (size_t i = 0; i < line->run_count; i++) {
    runs[i] = line->runs[i];
    if (spot->repeated) runs[i].element = NULL;
  }
  return runs;
}

static void place_line(struct maker *m, const struct bb_line *line, bb_len y,
                       const struct bb_spot *spot) {
  struct bb_line *to = &m->page->lines[m->page->line_count++];
  *to = *line;
  to->x = left_of(m, line->x, line->width);
  to->baseline += y;
  to->runs = runs_of(m, line, spot);
  for (size_t i = 0; i < to->run_count; i++) {
    to->runs[i].baseline += y;
    to->runs[i].color = color_of(m, to->runs[i].color);
    to->runs[i].x += to->x;
  }
}

static void place_shape(struct maker *m, const struct bb_shape *shape, bb_len y) {
  struct bb_shape *to = &m->page->shapes[m->page->shape_count++];
  *to = *shape;
  to->fill = color_of(m, shape->fill);
  to->stroke = color_of(m, shape->stroke);
  for (size_t i = 0; i < shape->count; i++) {
    to->x[i] = left_of(m, shape->x[i], 0);
    to->y[i] += y;
  }
  if (shape->kind == BB_SHAPE_RECTANGLE && to->x[0] > to->x[1]) {
    bb_len left = to->x[1];
    to->x[1] = to->x[0];
    to->x[0] = left;
  }
}

static void place_dots(struct maker *m, const struct bb_item *item, bb_len y) {
  for (uint32_t i = 0; i < item->dots.count; i++) {
    bb_len x = item->dots.x + (bb_len)i * item->dots.step, size = item->dots.size;
    struct bb_shape dot = {.kind = BB_SHAPE_RECTANGLE,
                           .x = {x, x + size},
                           .y = {item->dots.y, item->dots.y + size},
                           .count = 2,
                           .fill = item->dots.color,
                           .filled = true};
    place_shape(m, &dot, y);
  }
}

static void place_picture(struct maker *m, const struct bb_picture *picture, bb_len y) {
  struct bb_picture *to = &m->page->pictures[m->page->picture_count++];
  *to = *picture;
  to->x = left_of(m, picture->x, picture->width);
  to->y += y;
}

static void place_link(struct maker *m, const struct bb_item *item, bb_len y) {
  struct bb_link *to = &m->page->links[m->page->link_count];
  *to = (struct bb_link){.y = item->link.y + y,
                         .width = item->link.width,
                         .height = item->link.height,
                         .text = item->link.text,
                         .element = item->link.element};
  to->x = item->link.line_width
              ? left_of(m, item->link.line_x, item->link.line_width) + item->link.x
              : left_of(m, item->link.x, item->link.width);
  if (item->link.target.external) {
    to->uri = item->link.target.name;
  } else {
    const struct bb_anchor *anchor = bb_anchors_find(m->setter->anchors, item->link.target.name);
    if (!anchor) return; /* leads nowhere: plain text */
    to->page = anchor->page;
    to->target_y = anchor->y;
  }
  m->page->link_count++;
}

static void add_bookmark(struct maker *m, const struct bb_item *item, bb_len y) {
  struct bb_pages *pages = m->pages;
  if (item->heading.level <= 1) m->chapter = item->heading.title;
  if (!item->heading.title.n) return;
  unsigned level = bb_levels_place(&m->levels, (unsigned)item->heading.level);
  pages->bookmarks =
      bb_arena_grow(m->setter->arena, pages->bookmarks, pages->bookmark_count,
                    pages->bookmark_count + 1, sizeof *pages->bookmarks, &m->bookmark_room);
  pages->bookmarks[pages->bookmark_count++] =
      (struct bb_bookmark){item->heading.title, level, m->index, y};
}

static void place_item(struct maker *m, const struct bb_item *item, bb_len y,
                       const struct bb_spot *spot) {
  switch (item->kind) {
  case BB_ITEM_LINE: place_line(m, &item->line, y, spot); break;
  case BB_ITEM_SHAPE: place_shape(m, &item->shape, y); break;
  case BB_ITEM_DOTS: place_dots(m, item, y); break;
  case BB_ITEM_PICTURE: place_picture(m, &item->picture, y); break;
  case BB_ITEM_LINK: place_link(m, item, y); break;
  case BB_ITEM_HEADING:
    if (!spot || !spot->repeated) add_bookmark(m, item, y);
    break;
  case BB_ITEM_ANCHOR:
  case BB_ITEM_NOTE: break;
  }
}

static void place_items(struct maker *m, const struct bb_item *items, bb_len y) {
  for (const struct bb_item *item = items; item; item = item->next) place_item(m, item, y, NULL);
}

/* The slices of one row, cell by cell, so that the lines come in reading order. */
static void place_row(struct maker *m, const struct bb_spot *spots, size_t count) {
  uint32_t last = 0;
  for (uint32_t column = 0; column <= last; column++) {
    for (size_t i = 0; i < count; i++) {
      for (const struct bb_item *item = spots[i].piece->items; item; item = item->next) {
        if (last < item->column) last = item->column;
        if (item->column == column)
          place_item(m, item, m->setter->page.top + spots[i].y, &spots[i]);
      }
    }
  }
}

static void place_spots(struct maker *m, const struct bb_spot *spots, size_t count) {
  for (size_t i = 0; i < count;) {
    size_t end = i + 1;
    uint32_t row = spots[i].piece->row;
    while (row && end < count && spots[end].piece->row == row) end++;
    place_row(m, spots + i, end - i);
    i = end;
  }
}

static void count_items(struct bb_page *page, const struct bb_item *items) {
  for (const struct bb_item *item = items; item; item = item->next) {
    page->line_count += item->kind == BB_ITEM_LINE;
    page->shape_count += item->kind == BB_ITEM_SHAPE;
    page->shape_count += item->kind == BB_ITEM_DOTS ? item->dots.count : 0;
    page->picture_count += item->kind == BB_ITEM_PICTURE;
    page->link_count += item->kind == BB_ITEM_LINK;
  }
}

/* ---- what the page adds ---- */

/* Coordinates as in pieces; y from the top of the text block. */

static void add_edge(struct maker *m, bb_len x0, bb_len y0, bb_len x1, bb_len y1, bb_len weight) {
  bb_piece_line(&m->setter->work, m->over, x0, y0, x1, y1, weight, BB_COLOR_GREY);
}

/* A frame, or the part of it that stands on this page. */
static void add_frame(struct maker *m, const struct bb_frame *frame, bb_len top, bb_len bottom,
                      bool cut_above, bool cut_below) {
  const struct bb_box_style *style = &frame->style;
  bb_len end = frame->x + frame->width;
  struct bb_arena *work = &m->setter->work;
  bb_piece_fill(work, m->under, frame->x, top, frame->width, bottom - top, style->tint);
  if (style->bar)
    bb_piece_fill(work, m->over, frame->x, top, style->bar, bottom - top, BB_COLOR_ACCENT);
  if (!style->border) return;
  bb_len half = style->border / 2; /* the edges meet in square corners */
  add_edge(m, frame->x, top - half, frame->x, bottom + half, style->border);
  add_edge(m, end, top - half, end, bottom + half, style->border);
  if (!cut_above) add_edge(m, frame->x - half, top, end + half, top, style->border);
  if (!cut_below) add_edge(m, frame->x - half, bottom, end + half, bottom, style->border);
}

static bool frame_holds(const struct bb_frame *frame, const struct bb_piece *piece) {
  for (const struct bb_frame *f = piece->frame; f; f = f->outer)
    if (f == frame) return true;
  return false;
}

/* The padding of the frames between a frame and a piece in it, above it or below it. */
static bb_len padding_inside(const struct bb_frame *frame, const struct bb_piece *piece,
                             bool above) {
  bb_len height = 0;
  for (const struct bb_frame *f = piece->frame; f && f != frame; f = f->outer)
    height += !above ? f->bottom : f->first == piece ? f->head : f->top;
  return height;
}

/* Draws a frame around the spots from `i` on that it holds. */
static void draw_frame(struct maker *m, const struct bb_sheet *sheet, size_t i,
                       const struct bb_frame *frame) {
  const struct bb_spot *first = &sheet->spots[i];
  while (i + 1 < sheet->count && frame_holds(frame, sheet->spots[i + 1].piece)) i++;
  const struct bb_spot *last = &sheet->spots[i];
  bool begins = frame->first == first->piece && !first->repeated;
  bool ends = frame->last == last->end;
  bb_len top =
      first->y - padding_inside(frame, first->piece, true) - (begins ? frame->head : frame->top);
  bb_len bottom =
      last->y + last->piece->height + padding_inside(frame, last->piece, false) + frame->bottom;
  add_frame(m, frame, top, bottom, !begins, !ends);
}

enum { FRAMES_MAX = 32 }; /* frames around one piece: more than nesting allows (block.c) */

static void draw_frames(struct maker *m, const struct bb_sheet *sheet) {
  for (size_t i = 0; i < sheet->count; i++) {
    const struct bb_frame *opens[FRAMES_MAX];
    size_t n = 0;
    for (const struct bb_frame *f = sheet->spots[i].piece->frame; f && n < FRAMES_MAX; f = f->outer)
      if (i == 0 || !frame_holds(f, sheet->spots[i - 1].piece)) opens[n++] = f;
    while (n > 0) draw_frame(m, sheet, i, opens[--n]); /* outer ones first */
  }
}

/* A thin bar in the outer margin beside what is not translated. */
static void draw_margin_marks(struct maker *m, const struct bb_spot *spots, size_t count) {
  bool outer_is_end = m->index % 2 == 0;
  bb_len x = outer_is_end ? m->setter->page.measure + BB_MARGIN_MARK_GAP
                          : -BB_MARGIN_MARK_GAP - BB_MARGIN_MARK;
  for (size_t i = 0; i < count;) {
    size_t end = i + 1;
    if (spots[i].piece->untranslated) {
      while (end < count && spots[end].piece->untranslated) end++;
      const struct bb_spot *last = &spots[end - 1];
      bb_piece_fill(&m->setter->work, m->over, x, spots[i].y, BB_MARGIN_MARK,
                    last->y + last->piece->height - spots[i].y, BB_COLOR_RULE);
    }
    i = end;
  }
}

static void draw_note_rule(struct maker *m, const struct bb_sheet *sheet) {
  if (!sheet->note_count || !sheet->count) return;
  bb_len y = sheet->notes[0].y - BB_NOTE_GAP / 2;
  add_edge(m, 0, y, BB_NOTE_RULE, y, BB_RULE_HAIR);
}

/* ---- a page ---- */

static enum bb_furniture furniture_of(const struct bb_sheet *sheet) {
  if (sheet->count) return sheet->spots[0].piece->furniture;
  return sheet->note_count ? BB_FURNITURE_FULL : BB_FURNITURE_NONE; /* a blank page */
}

static void allocate(struct maker *m, const struct bb_sheet *sheet) {
  struct bb_page *page = m->page;
  struct bb_arena *arena = m->setter->arena;
  count_items(page, m->under->items);
  count_items(page, m->over->items);
  count_items(page, m->head->items);
  count_items(page, m->foot->items);
  for (size_t i = 0; i < sheet->count; i++) count_items(page, sheet->spots[i].piece->items);
  for (size_t i = 0; i < sheet->note_count; i++) count_items(page, sheet->notes[i].piece->items);
  page->lines = BB_NEW_ARRAY(arena, page->line_count, struct bb_line);
  page->shapes = BB_NEW_ARRAY(arena, page->shape_count, struct bb_shape);
  page->pictures = BB_NEW_ARRAY(arena, page->picture_count, struct bb_picture);
  page->links = BB_NEW_ARRAY(arena, page->link_count, struct bb_link);
  page->line_count = page->shape_count = page->picture_count = page->link_count = 0;
}

static void make_page(struct maker *m, const struct bb_sheet *sheet) {
  const struct bb_page_style *style = &m->setter->page;
  m->page->width = style->width;
  m->page->height = style->height;
  m->page->label = bb_page_label(m->setter, m->setter->document->lang, m->index);
  m->under = BB_NEW(&m->setter->work, struct bb_piece);
  m->over = BB_NEW(&m->setter->work, struct bb_piece);
  m->head = BB_NEW(&m->setter->work, struct bb_piece);
  m->foot = BB_NEW(&m->setter->work, struct bb_piece);
  bb_furniture_add(m->setter, &m->running, m->head, m->foot, m->index, furniture_of(sheet),
                   m->chapter);
  draw_frames(m, sheet);
  draw_margin_marks(m, sheet->spots, sheet->count);
  draw_margin_marks(m, sheet->notes, sheet->note_count);
  draw_note_rule(m, sheet);
  allocate(m, sheet);
  place_items(m, m->under->items, style->top);
  place_items(m, m->head->items, 0);
  place_spots(m, sheet->spots, sheet->count);
  place_spots(m, sheet->notes, sheet->note_count);
  place_items(m, m->over->items, style->top);
  place_items(m, m->foot->items, 0);
}

struct bb_pages *bb_page_build(struct bb_setter *setter, const struct bb_plan *plan) {
  struct bb_pages *pages = BB_NEW(setter->arena, struct bb_pages);
  struct maker m = {.setter = setter, .plan = plan, .pages = pages};
  pages->document = setter->document;
  pages->page_count = plan->count;
  pages->pages = BB_NEW_ARRAY(setter->arena, plan->count, struct bb_page);
  for (uint32_t i = 0; i < plan->count; i++) {
    m.index = i;
    m.page = &pages->pages[i];
    make_page(&m, &plan->sheets[i]);
  }
  return pages;
}
