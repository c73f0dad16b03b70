/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cutting the galley into pages: pieces -> bricks for the page breaker (pagebreak.c), and what it
 * chose -> places.
 *
 *     +--------------------+   depth of the text block
 *     | piece              |   y grows; a piece that opens a frame adds the frame's padding,
 *     | piece  (note 3)    |   one that leaves it adds the padding below
 *     | ...                |
 *     |--------            |   BB_NOTE_GAP, only when there are notes
 *     | 3 text of note     |   notes stand at the foot, pushed down
 *     +--------------------+
 *
 * What is left of a page is shared out among the spaces between its blocks, so that facing pages
 * end level, and given to writing lines that end a page: there they go on to its foot.  Of those
 * that would go over to the next page some may be left out.
 *
 * Notes.  A note begins on the page of the piece that calls it, unless that costs too much
 * (pagebreak.c).  A note may call notes: they come behind those of the piece.
 *
 * The head of a table is repeated above any of its rows that begins a page, and a row that is cut
 * is closed and opened again.
 *
 * A piece taller than a page stands alone and runs over; the parts of the stage that make pieces
 * see to it that there is none (figures are scaled, rows of tables are sliced).
 */
#include "layout/plan.h"

enum {
  NOTE_LINES_TOGETHER = 2,
  LINES_ALONE = 8,
  NOTES_SHARE = 2 /* long notes take no more than one such part of a page */
};

struct lines { /* of all notes, in the order of their calls */
  const struct bb_piece **pieces;
  struct bb_note_line *sizes;
  size_t count, room, size_room;
};

struct planner {
  struct bb_setter *setter;
  struct bb_piece *const *pieces;
  size_t count;
  bool *called; /* notes whose lines are in `notes`, by index */
  struct lines notes;
};

/* ---- heights ---- */

static bool is_inside(const struct bb_frame *frame, const struct bb_frame *of) {
  for (; of; of = of->outer)
    if (of == frame) return true;
  return false;
}

/* What opens above a piece that follows `before` (NULL: nothing on this page). */
static bb_len opening(const struct bb_piece *piece, const struct bb_frame *before) {
  bb_len height = 0;
  for (const struct bb_frame *f = piece->frame; f && !is_inside(f, before); f = f->outer)
    height += f->first == piece ? f->head : f->top;
  return height;
}

/* What closes below a piece when `next` follows (NULL: the end of the page). */
static bb_len closing(const struct bb_frame *frame, const struct bb_frame *next) {
  bb_len height = 0;
  for (const struct bb_frame *f = frame; f && !is_inside(f, next); f = f->outer)
    height += f->bottom;
  return height;
}

/* Of the head of a table, and of the padding of a row that goes on. */
static bb_len head_height(const struct bb_piece *first) {
  bb_len height = first->opening ? first->opening->height : 0;
  for (size_t i = 0; first->head && i < first->head->count; i++)
    height += first->head->pieces[i]->height;
  return height;
}

/* Of the padding of a row that goes on on the next page. */
static bb_len foot_height(const struct bb_piece *last) {
  return last->closing ? last->closing->height : 0;
}

/* From the bottom of a piece to the top of the next one. */
static bb_len between(const struct bb_piece *piece, const struct bb_piece *next) {
  return closing(piece->frame, next->frame) + next->space + opening(next, piece->frame);
}

/* The space above a piece, when it is one between blocks: lines that were moved apart stay so. */
static bb_len elastic(const struct bb_piece *piece) {
  return piece->space >= BB_SPACE_ELASTIC ? piece->space : 0;
}

/* ---- notes ---- */

static void add_line(struct planner *p, const struct bb_piece *piece, bool kept) {
  struct lines *l = &p->notes;
  struct bb_arena *work = &p->setter->work;
  l->pieces = bb_arena_grow(work, (void *)l->pieces, l->count, l->count + 1,
                            sizeof(const struct bb_piece *), &l->room);
  l->sizes = bb_arena_grow(work, l->sizes, l->count, l->count + 1, sizeof *l->sizes, &l->size_room);
  l->pieces[l->count] = piece;
  l->sizes[l->count++] = (struct bb_note_line){piece->space, piece->height, kept};
}

/* Adds the lines of the notes that a piece calls for the first time.  Returns how many lines of the
 * last one may go on to the next page: all but two, but no single line. */
static size_t call_notes(struct planner *p, const struct bb_piece *piece) {
  size_t may_go_on = 0;
  for (const struct bb_item *item = piece->items; item; item = item->next) {
    if (item->kind != BB_ITEM_NOTE || p->called[item->note]) continue;
    p->called[item->note] = true;
    const struct bb_galley *note = bb_set_note(p->setter, item->note);
    size_t n = note->count;
    for (size_t i = 0; i < n; i++) add_line(p, note->pieces[i], i == 1 || (i && i + 1 == n));
    may_go_on = n > NOTE_LINES_TOGETHER + 1 ? n - NOTE_LINES_TOGETHER : 0;
  }
  return may_go_on;
}

static void call_all_notes(struct planner *p, const struct bb_piece *piece,
                           struct bb_brick *brick) {
  size_t first = p->notes.count, may_go_on = call_notes(p, piece);
  for (size_t i = first; i < p->notes.count; i++) {
    size_t before = p->notes.count, may = call_notes(p, p->notes.pieces[i]);
    if (p->notes.count > before) may_go_on = may;
  }
  brick->notes = (uint32_t)p->notes.count;
  if (p->notes.count > first) brick->least = (uint32_t)(p->notes.count - may_go_on);
}

/* ---- bricks ---- */

static const struct bb_brick *make_bricks(struct planner *p) {
  struct bb_brick *bricks = BB_NEW_ROOM(&p->setter->work, p->count, struct bb_brick);
  int64_t y = 0;
  for (size_t i = 0; i < p->count; i++) {
    const struct bb_piece *piece = p->pieces[i];
    if (i) y += between(p->pieces[i - 1], piece);
    bricks[i] = (struct bb_brick){.top = y,
                                  .bottom = y + piece->height,
                                  .opens = opening(piece, NULL) + head_height(piece),
                                  .closes = closing(piece->frame, NULL) + foot_height(piece),
                                  .space = elastic(piece),
                                  .fill = (bb_len)piece->fills * piece->height,
                                  .penalty = piece->penalty,
                                  .spare = piece->spare,
                                  .least = i ? bricks[i - 1].least : 0};
    call_all_notes(p, piece, &bricks[i]);
    y += piece->height;
  }
  return bricks;
}

/* ---- placing ---- */

static struct bb_spot spot_of(const struct bb_piece *piece, bb_len y, bool repeated) {
  return (struct bb_spot){piece, y, repeated, piece};
}

static void place_head(struct bb_sheet *sheet, const struct bb_piece *first) {
  bb_len y = opening(first, NULL);
  for (size_t i = 0; first->head && i < first->head->count; i++) {
    sheet->spots[sheet->count++] = spot_of(first->head->pieces[i], y, true);
    y += first->head->pieces[i]->height;
  }
  if (first->opening) sheet->spots[sheet->count++] = spot_of(first->opening, y, true);
}

static void place_foot(struct bb_sheet *sheet) {
  const struct bb_spot last = sheet->spots[sheet->count - 1];
  if (last.piece->closing)
    sheet->spots[sheet->count++] = spot_of(last.piece->closing, last.y + last.piece->height, true);
}

/* The last writing line again and again. */
static void place_fill(struct bb_sheet *sheet, uint32_t lines) {
  const struct bb_spot last = sheet->spots[sheet->count - 1];
  for (uint32_t i = 1; i <= lines; i++)
    sheet->spots[sheet->count++] =
        spot_of(last.piece, last.y + (bb_len)i * last.piece->height, true);
}

static void place_body(struct planner *p, struct bb_sheet *sheet, const struct bb_page_cut *cut) {
  const struct bb_piece *first = p->pieces[cut->from];
  size_t heads = first->head ? first->head->count : 0;
  size_t others = heads + 2 + cut->fills; /* 2: where rows are cut */
  sheet->spots = BB_NEW_ARRAY(&p->setter->work, cut->to - cut->from + others, struct bb_spot);
  place_head(sheet, first);
  bb_len y = opening(first, NULL) + head_height(first), space = 0;
  for (size_t i = cut->from; i < cut->to; i++) {
    const struct bb_piece *piece = p->pieces[i];
    if (i > cut->from) {
      y += p->pieces[i - 1]->height + between(p->pieces[i - 1], piece);
      space += elastic(piece);
    }
    bb_len moved = cut->space ? bb_len_scale(cut->stretch, space, cut->space) : 0;
    sheet->spots[sheet->count++] = spot_of(piece, y + moved, false);
  }
  sheet->spots[sheet->count - 1].end = p->pieces[cut->next - 1];
  place_fill(sheet, cut->fills);
  place_foot(sheet);
}

/* Puts lines of notes on the foot of the page; where there is nothing else on it, at its top. */
static void place_notes(struct planner *p, struct bb_sheet *sheet, size_t from, size_t to) {
  const struct bb_piece *const *lines = p->notes.pieces;
  bb_len y = 0;
  if (from == to) return;
  sheet->notes = BB_NEW_ARRAY(&p->setter->work, to - from, struct bb_spot);
  sheet->note_count = to - from;
  for (size_t i = from; i < to; i++) {
    y += i > from ? lines[i]->space : 0;
    sheet->notes[i - from] = spot_of(lines[i], y, false);
    y += lines[i]->height;
  }
  for (size_t i = 0; sheet->count && i < sheet->note_count; i++)
    sheet->notes[i].y += p->setter->page.depth - y;
}

/* A right-hand page comes behind a left-hand one, if need be a blank one. */
static bool needs_blank(const struct planner *p, const struct bb_page_cut *cut, size_t index) {
  return cut->from < cut->to && p->pieces[cut->from]->recto && index % 2 == 1;
}

static struct bb_plan place_all(struct planner *p, const struct bb_page_cut *cuts, size_t count) {
  struct bb_plan plan = {.sheets = BB_NEW_ARRAY(&p->setter->work, 2 * count, struct bb_sheet)};
  for (size_t i = 0; i < count; i++) {
    plan.count += needs_blank(p, &cuts[i], plan.count);
    struct bb_sheet *sheet = &plan.sheets[plan.count++];
    if (cuts[i].from < cuts[i].to) place_body(p, sheet, &cuts[i]);
    place_notes(p, sheet, cuts[i].notes_from, cuts[i].notes_to);
  }
  return plan;
}

/* ---- breaking ---- */

static bool are_same_bricks(const struct bb_brick *a, const struct bb_brick *b, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (a[i].top != b[i].top || a[i].bottom != b[i].bottom || a[i].opens != b[i].opens ||
        a[i].closes != b[i].closes || a[i].space != b[i].space || a[i].fill != b[i].fill ||
        a[i].penalty != b[i].penalty || a[i].spare != b[i].spare || a[i].notes != b[i].notes ||
        a[i].least != b[i].least)
      return false;
  return true;
}

static bool are_same_notes(const struct bb_note_line *a, const struct bb_note_line *b,
                           size_t count) {
  for (size_t i = 0; i < count; i++)
    if (a[i].space != b[i].space || a[i].height != b[i].height || a[i].kept != b[i].kept)
      return false;
  return true;
}

/* Breaks the pages, unless that was done: where they end depends on nothing but bricks and notes.
 */
static void break_all(struct planner *p, const struct bb_brick *bricks, struct bb_plan_cuts *last) {
  struct bb_setter *setter = p->setter;
  struct bb_text_style body = bb_style_text(BB_TEXT_BODY, setter->document->lang);
  struct bb_page_options options = {.depth = setter->page.depth,
                                    .line = body.above + body.below,
                                    .gap = BB_NOTE_GAP,
                                    .notes = setter->page.depth / NOTES_SHARE,
                                    .fill = BB_WRITING_LINE,
                                    .alone = LINES_ALONE * (body.above + body.below)};
  if (last->cuts && p->count == last->brick_count && p->notes.count == last->note_count &&
      are_same_bricks(bricks, last->bricks, p->count) &&
      are_same_notes(p->notes.sizes, last->notes, p->notes.count))
    return;
  struct bb_page_cut *cuts;
  *last = (struct bb_plan_cuts){.bricks = bricks,
                                .brick_count = p->count,
                                .notes = p->notes.sizes,
                                .note_count = p->notes.count};
  last->count = bb_break_pages(&setter->work, bricks, p->count, p->notes.sizes, options, &cuts);
  last->cuts = cuts;
}

struct bb_plan bb_plan_build(struct bb_setter *setter, struct bb_piece *const *pieces, size_t count,
                             struct bb_plan_cuts *last) {
  struct planner p = {.setter = setter,
                      .pieces = pieces,
                      .count = count,
                      .called = BB_NEW_ARRAY(&setter->work, setter->document->note_count, bool)};
  break_all(&p, make_bricks(&p), last);
  return place_all(&p, last->cuts, last->count);
}

/* ---- anchors ---- */

static void add_anchors(struct bb_anchors *anchors, const struct bb_spot *spots, size_t count,
                        uint32_t page, bb_len top) {
  for (size_t i = 0; i < count; i++) {
    if (spots[i].repeated) continue;
    for (const struct bb_item *item = spots[i].piece->items; item; item = item->next)
      if (item->kind == BB_ITEM_ANCHOR)
        bb_anchors_add(anchors, (struct bb_anchor){item->anchor, page, top + spots[i].y});
  }
}

struct bb_anchors *bb_plan_anchors(struct bb_setter *setter, const struct bb_plan *plan) {
  struct bb_anchors *anchors = bb_anchors_new(&setter->work);
  for (uint32_t i = 0; i < plan->count; i++) {
    const struct bb_sheet *sheet = &plan->sheets[i];
    add_anchors(anchors, sheet->spots, sheet->count, i, setter->page.top);
    add_anchors(anchors, sheet->notes, sheet->note_count, i, setter->page.top);
  }
  return anchors;
}
