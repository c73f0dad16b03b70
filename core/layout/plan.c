/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cutting the galley into pages.
 *
 * A page is filled piece by piece.  At every piece that still fits, a break before it would have a
 * price: the penalty that whoever set the piece put on it, plus the square of the number of lines
 * the page would lose.  When the page is full, the cheapest place wins, the latest among equals.
 * So a heading is never parted from its text, two lines of a paragraph stay together at the foot
 * and at the head of a page, and a box moves to the next page whole when that costs five lines but
 * not when it costs twenty.
 *
 *     +--------------------+   depth of the text block
 *     | piece              |   y grows; a piece that opens a frame adds the frame's padding,
 *     | piece  (note 3)    |   one that leaves it adds the padding below
 *     | ...                |
 *     |--------            |   BB_NOTE_GAP, only when there are notes
 *     | 3 text of note     |   notes stand at the foot, pushed down
 *     +--------------------+
 *
 * Notes.  A piece that calls a note fits only when at least the first lines of the note fit as
 * well; of the last note on a page, what does not fit is carried over to the next, before its own
 * notes.
 *
 * The head of a table is repeated above any of its rows that begins a page.
 *
 * A piece taller than a page stands alone and runs over; the parts of the stage that make pieces
 * see to it that there is none (figures are scaled, rows of tables are sliced).
 */
#include "layout/plan.h"

enum { NOTE_LINES_TOGETHER = 2, PENALTY_SPLIT_NOTE = 60 };

struct queue { /* pieces of notes waiting for a foot */
  const struct bb_piece **pieces;
  size_t count, room;
};

struct planner {
  struct bb_setter *setter;
  struct bb_piece *const *pieces;
  size_t count;
  bool *called;         /* notes that have a place already, by index */
  struct queue carried; /* notes left over from the page before */
  bb_len line;          /* height of a line of body text: the measure of waste */
  struct bb_plan plan;
  size_t room;
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

static bb_len head_height(const struct bb_head *head) {
  bb_len height = 0;
  for (size_t i = 0; head && i < head->count; i++) height += head->pieces[i]->height;
  return height;
}

/* The top of a piece when `last` ends at y above it; NULL: it begins the page. */
static bb_len top_of(const struct bb_piece *piece, const struct bb_piece *last, bb_len y) {
  if (!last) return opening(piece, NULL) + head_height(piece->head);
  return y + closing(last->frame, piece->frame) + piece->space + opening(piece, last->frame);
}

/* ---- notes ---- */

static bb_len galley_height(const struct bb_galley *galley, size_t lines) {
  bb_len height = 0;
  for (size_t i = 0; i < galley->count && i < lines; i++)
    height += galley->pieces[i]->space + galley->pieces[i]->height;
  return height;
}

struct note_need {
  bb_len least, full; /* of the notes a piece calls for the first time */
};

static struct note_need needs_of(struct planner *p, const struct bb_piece *piece) {
  struct note_need need = {0, 0};
  for (const struct bb_item *item = piece->items; item; item = item->next) {
    if (item->kind != BB_ITEM_NOTE || p->called[item->note]) continue;
    const struct bb_galley *note = bb_set_note(p->setter, item->note);
    need.least = need.full + galley_height(note, NOTE_LINES_TOGETHER);
    need.full += galley_height(note, note->count);
  }
  return need;
}

static void enqueue(struct planner *p, const struct bb_piece *piece) {
  struct queue *q = &p->carried;
  q->pieces = bb_arena_grow(&p->setter->work, q->pieces, q->count, q->count + 1,
                            sizeof(const struct bb_piece *), &q->room);
  q->pieces[q->count++] = piece;
}

static void call_notes(struct planner *p, const struct bb_piece *piece) {
  for (const struct bb_item *item = piece->items; item; item = item->next) {
    if (item->kind != BB_ITEM_NOTE || p->called[item->note]) continue;
    p->called[item->note] = true;
    const struct bb_galley *note = bb_set_note(p->setter, item->note);
    for (size_t i = 0; i < note->count; i++) enqueue(p, note->pieces[i]);
  }
}

/* ---- choosing ---- */

struct choice {
  size_t end; /* the page ends before this piece */
  int64_t cost;
};

struct filling { /* a page as far as it has been filled */
  const struct bb_piece *last;
  bb_len y;     /* below the last piece */
  bb_len notes; /* height of all its notes, carried ones too */
};

static bb_len with_gap(bb_len notes) {
  return notes ? notes + BB_NOTE_GAP : 0;
}

static int64_t cost_of_break(const struct planner *p, const struct filling *f, int32_t penalty) {
  bb_len used = f->y + closing(f->last->frame, NULL) + with_gap(f->notes);
  int64_t empty = (p->setter->page.depth - used) / p->line;
  return penalty + (empty < 0 ? PENALTY_SPLIT_NOTE : empty * empty);
}

static bb_len carried_height(const struct planner *p) {
  bb_len height = 0;
  for (size_t i = 0; i < p->carried.count; i++)
    height += (i ? p->carried.pieces[i]->space : 0) + p->carried.pieces[i]->height;
  return height;
}

/* The end of the page that begins with piece `at`. */
static size_t choose_end(struct planner *p, size_t at) {
  struct filling f = {.notes = carried_height(p)};
  struct choice best = {at + 1, INT64_MAX};
  for (size_t j = at; j < p->count; j++) {
    const struct bb_piece *piece = p->pieces[j];
    if (j > at) {
      if (piece->penalty == BB_BREAK_FORCED) return j;
      int64_t cost = cost_of_break(p, &f, piece->penalty);
      if (cost <= best.cost) best = (struct choice){j, cost};
    }
    bb_len bottom = top_of(piece, f.last, f.y) + piece->height;
    struct note_need need = needs_of(p, piece);
    bb_len all = bottom + closing(piece->frame, NULL) + with_gap(f.notes + need.least);
    if (j > at && all > p->setter->page.depth) return best.end;
    f = (struct filling){piece, bottom, f.notes + need.full};
  }
  return p->count;
}

/* ---- placing ---- */

static struct bb_sheet *add_sheet(struct planner *p) {
  p->plan.sheets = bb_arena_grow(&p->setter->work, p->plan.sheets, p->plan.count, p->plan.count + 1,
                                 sizeof *p->plan.sheets, &p->room);
  struct bb_sheet *sheet = &p->plan.sheets[p->plan.count++];
  *sheet = (struct bb_sheet){0};
  return sheet;
}

static void place_head(struct bb_sheet *sheet, const struct bb_piece *first) {
  bb_len y = opening(first, NULL);
  for (size_t i = 0; first->head && i < first->head->count; i++) {
    sheet->spots[sheet->count++] = (struct bb_spot){first->head->pieces[i], y, true};
    y += first->head->pieces[i]->height;
  }
}

/* Puts the notes that wait on the foot of the page, as many as fit below `y`. */
static void place_notes(struct planner *p, struct bb_sheet *sheet, bb_len y) {
  struct queue *q = &p->carried;
  if (!q->count) return;
  bb_len room = p->setter->page.depth - y - (y ? BB_NOTE_GAP : 0), height = 0;
  size_t n = 0;
  for (; n < q->count; n++) {
    bb_len more = (n ? q->pieces[n]->space : 0) + q->pieces[n]->height;
    if (height + more > room && !(n == 0 && y == 0)) break;
    height += more;
    call_notes(p, q->pieces[n]); /* a note may call notes: they join the queue */
  }
  sheet->notes = BB_NEW_ARRAY(&p->setter->work, n, struct bb_spot);
  bb_len at = p->setter->page.depth - height;
  for (size_t i = 0; i < n; i++) {
    at += i ? q->pieces[i]->space : 0;
    sheet->notes[sheet->note_count++] = (struct bb_spot){q->pieces[i], at, false};
    at += q->pieces[i]->height;
  }
  for (size_t i = n; i < q->count; i++) q->pieces[i - n] = q->pieces[i];
  q->count -= n;
}

static void place_page(struct planner *p, size_t from, size_t to) {
  struct bb_sheet *sheet = add_sheet(p);
  const struct bb_head *head = p->pieces[from]->head;
  sheet->spots =
      BB_NEW_ARRAY(&p->setter->work, to - from + (head ? head->count : 0), struct bb_spot);
  place_head(sheet, p->pieces[from]);
  const struct bb_piece *last = NULL;
  bb_len y = 0;
  for (size_t i = from; i < to; i++) {
    const struct bb_piece *piece = p->pieces[i];
    y = top_of(piece, last, y);
    sheet->spots[sheet->count++] = (struct bb_spot){piece, y, false};
    y += piece->height;
    last = piece;
    call_notes(p, piece);
  }
  place_notes(p, sheet, y + closing(last->frame, NULL));
}

struct bb_plan bb_plan_build(struct bb_setter *setter, struct bb_piece *const *pieces,
                             size_t count) {
  struct bb_text_style body = bb_style_text(BB_TEXT_BODY, setter->document->lang);
  struct planner p = {.setter = setter,
                      .pieces = pieces,
                      .count = count,
                      .called = BB_NEW_ARRAY(&setter->work, setter->document->note_count, bool),
                      .line = body.above + body.below};
  for (size_t at = 0; at < count;) {
    size_t end = choose_end(&p, at);
    place_page(&p, at, end);
    at = end;
  }
  while (p.carried.count) place_notes(&p, add_sheet(&p), 0);
  return p.plan;
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
