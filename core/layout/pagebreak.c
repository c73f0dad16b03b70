/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Page breaking: the whole chapter at once, as linebreak.c does with the whole paragraph.
 *
 *     brick   a piece of the galley, which no page break may cut
 *     space   what stands between bricks; most of it may be stretched or shrunk a little
 *     note    a footnote, cut into lines; called by a brick, it begins on the brick's page
 *     page    from one brick up to another; its price says what is wrong with it
 *
 * Method.  ways[j] is the cheapest way to cut everything before brick j into pages.  From every
 * brick that can begin a page, all ends that fit are tried, and each end keeps the cheapest way to
 * it; the way that reaches the chapter's end is read backwards.  A page holds a bounded number of
 * bricks, so the work is linear in the length of the book.  A page filled to the brim that leaves a
 * heading alone on the next one, three pages later, is thus never chosen: a page before it gives up
 * a line.
 *
 * The price of a page is the penalty of the break at its end, which whoever set the piece put on
 * it, plus what is wrong with its depth, in squares of lines:
 *
 *     its spaces are stretched or shrunk to end it level   up to FEATHER_COST, by the ratio
 *     they cannot be: it ends short                        the empty lines, squared
 *     writing lines fill it                                FILL_COST
 *     some that it has no room for are left out            that, and their height squared
 *     the last of a chapter is nearly empty                the lines it lacks, squared, weighted
 *     a note is split                                      SPLIT_COST
 *     it is carried past the chapter's end                 CARRY_COST, for every page there
 *     a note begins behind the page that calls it          LATE_COST
 *
 * Notes.  Bricks call notes in a fixed order, so all lines of notes are one sequence, and what is
 * carried over from a page is told by one number: how far that sequence has been printed.  Two ways
 * to the same brick may differ in it; only the cheaper is kept, which is exact but for chapters
 * whose notes are longer than their pages.  A page takes a brick only when at least the beginnings
 * of its notes fit; of the last note what does not fit goes on, never a single line of it.  Notes
 * that go on leave the text its share of every page: a note as long as a page would else push the
 * text that calls it off, line by line.
 */
#include "layout/pagebreak.h"

enum {
  FEATHER_COST = 9,
  FILL_COST = 6,
  SPLIT_COST = 60,
  CARRY_COST = 400,
  LATE_COST = 400,
  OVERFULL_COST = 10000,
  ALONE_WEIGHT = 3
};

struct way { /* the cheapest one to a brick */
  int64_t cost;
  size_t from, to; /* its last page */
  uint32_t notes;
};

struct breaker {
  const struct bb_brick *bricks;
  const int64_t *note_tops; /* of the lines of notes in an endless column; one more at the end */
  const int64_t *spaces;    /* the sums of `space` before each brick; one more at the end */
  const struct bb_note_line *notes;
  struct bb_page_options options;
  size_t first, end; /* the chapter */
  struct way *ways;  /* by brick, from `first` */
};

/* ---- a page ---- */

/* The height of lines of notes, the gap above them included. */
static bb_len notes_height(const struct breaker *b, uint32_t from, uint32_t to) {
  if (from >= to) return 0;
  return (bb_len)(b->note_tops[to] - b->note_tops[from]) - b->notes[from].space + b->options.gap;
}

static bb_len body_height(const struct breaker *b, size_t from, size_t to) {
  const struct bb_brick *first = &b->bricks[from], *last = &b->bricks[to - 1];
  return first->opens + (bb_len)(last->bottom - first->top) + last->closes;
}

static bb_len stretchable(const struct breaker *b, size_t from, size_t to) {
  return (bb_len)(b->spaces[to] - b->spaces[from + 1]);
}

/* Notes that go on from the page before take their share, and those called here ought to begin
 * here; but no notes are a reason to leave the text less than the rest. */
static bool fits(const struct breaker *b, size_t from, size_t to, uint32_t notes) {
  uint32_t pending = from ? b->bricks[from - 1].notes : 0, least = b->bricks[to - 1].least;
  bb_len height = notes_height(b, notes, pending > least ? pending : least);
  bb_len share = height < b->options.notes ? height : b->options.notes;
  bb_len over = body_height(b, from, to) + share - b->options.depth;
  return over <= 0 || over <= bb_len_scale(stretchable(b, from, to), BB_SHRINK_LIMIT, 1000);
}

/* How far the notes get on a page with this much room for them. */
static uint32_t notes_that_fit(const struct breaker *b, uint32_t from, uint32_t all, bb_len room) {
  uint32_t to = from;
  while (to < all && notes_height(b, from, to + 1) <= room) to++;
  while (to > from && to < all && b->notes[to].kept) to--;
  return to;
}

/* What notes may take of the room that a page has for them: those that ought to stand there, and
 * beyond these their share, or a third more where that ends them; behind the end of a chapter, all.
 */
static bb_len room_for_notes(const struct breaker *b, const struct bb_page_cut *cut, bb_len room) {
  const struct bb_brick *end = &b->bricks[cut->to - 1];
  bb_len share = b->options.notes, least = notes_height(b, cut->notes_from, end->least);
  bb_len whole = notes_height(b, cut->notes_from, end->notes);
  if (cut->next == b->end) return room;
  if (share < least && least <= room) share = least;
  if (share < whole && whole <= b->options.notes + b->options.notes / 3) share = whole;
  return share < room ? share : room;
}

static struct bb_page_cut make_cut(const struct breaker *b, size_t from, size_t to, size_t next,
                                   uint32_t notes) {
  const struct bb_brick *end = &b->bricks[to - 1];
  struct bb_page_cut cut = {.from = from,
                            .to = to,
                            .next = next,
                            .notes_from = notes,
                            .notes_to = notes,
                            .space = stretchable(b, from, to)};
  bb_len room = b->options.depth - body_height(b, from, to);
  if (notes < end->notes) {
    bb_len most = room + bb_len_scale(cut.space, BB_SHRINK_LIMIT, 1000);
    cut.notes_to = notes_that_fit(b, notes, end->notes, room_for_notes(b, &cut, most));
  }
  bb_len slack = room - notes_height(b, notes, cut.notes_to);
  bb_len fill = end->fill < slack ? end->fill : slack;
  if (fill > 0) cut.fills = (uint32_t)(fill / b->options.fill);
  cut.stretch = slack - (bb_len)cut.fills * b->options.fill;
  return cut;
}

static int64_t square_of_lines(const struct breaker *b, bb_len height) {
  int64_t quarters = (int64_t)height * 4 / b->options.line;
  return quarters * quarters / 16;
}

static int64_t feather_cost(bb_len stretch, bb_len most) {
  return (int64_t)stretch * stretch * FEATHER_COST / ((int64_t)most * most);
}

/* The page is deeper than it ought to be. */
static int64_t tight_cost(struct bb_page_cut *cut) {
  bb_len shrink = bb_len_scale(cut->space, BB_SHRINK_LIMIT, 1000), slack = cut->stretch;
  if (-slack <= shrink) return 1 + feather_cost(slack, shrink);
  cut->stretch = 0;
  return OVERFULL_COST;
}

/* What is wrong with the depth of a page, and what its spaces are to be stretched by. */
static int64_t depth_cost(const struct breaker *b, struct bb_page_cut *cut, bool last) {
  bb_len slack = cut->stretch;
  if (slack < 0) return tight_cost(cut);
  int64_t cost = cut->fills ? FILL_COST : 0;
  if (last) {
    cut->stretch = 0;
    bb_len lacking = b->options.alone - body_height(b, cut->from, cut->to);
    return cost + (lacking > 0 ? square_of_lines(b, lacking) * ALONE_WEIGHT : 0);
  }
  bb_len stretch = bb_len_scale(cut->space, BB_STRETCH_LIMIT, 1000);
  int64_t empty = square_of_lines(b, slack);
  if (slack > stretch) {
    cut->stretch = 0;
    return cost + empty;
  }
  int64_t feather = stretch ? feather_cost(slack, stretch) : 0;
  return cost + (feather < empty ? feather : empty);
}

/* ---- all pages of a chapter ---- */

/* What is wrong with the notes of a page. */
static int64_t notes_cost(const struct breaker *b, const struct bb_page_cut *cut, bool last) {
  const struct bb_brick *end = &b->bricks[cut->to - 1];
  if (cut->notes_to >= end->notes) return 0;
  int64_t cost = cut->notes_to < end->least ? LATE_COST : 0;
  bb_len left = notes_height(b, cut->notes_to, end->notes);
  if (last) return cost + (int64_t)CARRY_COST * (1 + left / b->options.depth);
  return cost + SPLIT_COST;
}

static int64_t cost_of(const struct breaker *b, struct bb_page_cut *cut) {
  bool last = cut->next == b->end;
  int64_t cost = depth_cost(b, cut, last) + notes_cost(b, cut, last);
  if (!last) cost += b->bricks[cut->next].penalty;
  if (cut->next > cut->to) {
    int64_t left_out = b->bricks[cut->next - 1].bottom - b->bricks[cut->to].top;
    cost += FILL_COST + square_of_lines(b, (bb_len)left_out);
  }
  return cost;
}

/* What a page costs at least, told from what would be empty of it with all its notes on it: most
 * pages that are tried are far too short. */
static int64_t least_cost(const struct breaker *b, size_t from, size_t to, uint32_t notes) {
  const struct bb_brick *end = &b->bricks[to - 1];
  if (to == b->end || end->fill) return 0;
  bb_len empty = b->options.depth - body_height(b, from, to) - notes_height(b, notes, end->notes);
  bool stretched = empty <= stretchable(b, from, to);
  return b->bricks[to].penalty + (stretched ? 0 : square_of_lines(b, empty));
}

/* The page from .. to - 1, behind which the text goes on at `next`. */
static void try_page(struct breaker *b, size_t from, size_t to, size_t next) {
  const struct way *way = &b->ways[from - b->first];
  struct way *at = &b->ways[next - b->first];
  struct bb_page_cut cut = make_cut(b, from, to, next, way->notes);
  int64_t cost = way->cost + cost_of(b, &cut);
  if (cost <= at->cost) *at = (struct way){cost, from, to, cut.notes_to};
}

static void try_ends(struct breaker *b, size_t from) {
  const struct way way = b->ways[from - b->first];
  for (size_t to = from + 1; to <= b->end; to++) {
    if (to > from + 1 && !fits(b, from, to, way.notes)) return;
    if (to < b->end && b->bricks[to].spare) try_page(b, from, to, to + b->bricks[to].spare);
    if (way.cost + least_cost(b, from, to, way.notes) <= b->ways[to - b->first].cost)
      try_page(b, from, to, to);
  }
}

struct cuts {
  struct bb_page_cut *all;
  size_t count, room;
};

static void make_room(struct bb_arena *arena, struct cuts *cuts, size_t pages) {
  cuts->all = bb_arena_grow(arena, cuts->all, cuts->count, cuts->count + pages, sizeof *cuts->all,
                            &cuts->room);
  cuts->count += pages;
}

/* Pages for the notes that the last page of a chapter had no room for; each takes a line at least.
 */
static void add_note_cuts(struct bb_arena *arena, const struct breaker *b, uint32_t notes,
                          struct cuts *cuts) {
  uint32_t all = b->bricks[b->end - 1].notes;
  while (notes < all) {
    uint32_t to = notes_that_fit(b, notes, all, b->options.depth + b->options.gap);
    struct bb_page_cut cut = {
        .from = b->end, .to = b->end, .notes_from = notes, .notes_to = to > notes ? to : notes + 1};
    make_room(arena, cuts, 1);
    cuts->all[cuts->count - 1] = cut;
    notes = cut.notes_to;
  }
}

/* Reads the cheapest way backwards, then puts its pages into their order. */
static void add_cuts(struct bb_arena *arena, const struct breaker *b, uint32_t notes,
                     struct cuts *cuts) {
  size_t pages = 0;
  for (size_t end = b->end; end > b->first; end = b->ways[end - b->first].from) pages++;
  size_t at = cuts->count + pages;
  make_room(arena, cuts, pages);
  for (size_t end = b->end; end > b->first;) {
    const struct way *way = &b->ways[end - b->first];
    uint32_t carried = way->from > b->first ? b->ways[way->from - b->first].notes : notes;
    cuts->all[--at] = make_cut(b, way->from, way->to, end, carried);
    cost_of(b, &cuts->all[at]);
    end = way->from;
  }
}

/* Cuts the bricks first .. end - 1, between which no break is forced, and all notes they call.
 * `notes`: the first of these. */
static void break_chapter(struct bb_arena *arena, struct breaker *b, uint32_t notes,
                          struct cuts *cuts) {
  struct bb_arena scratch = {0};
  size_t count = b->end - b->first;
  b->ways = bb_arena_array(&scratch, count + 1, sizeof *b->ways);
  b->ways[0] = (struct way){.notes = notes};
  for (size_t i = 1; i <= count; i++) b->ways[i] = (struct way){.cost = INT64_MAX};
  for (size_t i = 0; i < count; i++) try_ends(b, b->first + i);
  add_cuts(arena, b, notes, cuts);
  add_note_cuts(arena, b, b->ways[count].notes, cuts);
  bb_arena_free(&scratch);
}

size_t bb_break_pages(struct bb_arena *arena, const struct bb_brick *bricks, size_t count,
                      const struct bb_note_line *notes, struct bb_page_options options,
                      struct bb_page_cut **cuts) {
  struct bb_arena scratch = {0};
  struct cuts made = {0};
  uint32_t note_count = count ? bricks[count - 1].notes : 0;
  int64_t *spaces = BB_NEW_ARRAY(&scratch, count + 1, int64_t);
  int64_t *note_tops = BB_NEW_ARRAY(&scratch, (size_t)note_count + 1, int64_t);
  for (size_t i = 0; i < count; i++) spaces[i + 1] = spaces[i] + bricks[i].space;
  for (uint32_t i = 0; i < note_count; i++)
    note_tops[i + 1] = note_tops[i] + notes[i].space + notes[i].height;
  struct breaker b = {.bricks = bricks,
                      .note_tops = note_tops,
                      .spaces = spaces,
                      .notes = notes,
                      .options = options};
  for (; b.first < count; b.first = b.end) {
    for (b.end = b.first + 1; b.end < count && bricks[b.end].penalty != BB_BREAK_FORCED;) b.end++;
    break_chapter(arena, &b, b.first ? bricks[b.first - 1].notes : 0, &made);
  }
  bb_arena_free(&scratch);
  *cuts = made.all;
  return made.count;
}
