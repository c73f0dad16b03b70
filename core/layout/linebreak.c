/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the lines of a paragraph end.
 *
 * The method is that of D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines" (Software:
 * Practice and Experience 11, 1981): not line by line as they come, but all at once.  A word that
 * is moved down here may save three ugly lines below, and only a look at the whole paragraph can
 * tell.  Every way to break the paragraph is a path through its break opportunities; every line on
 * it costs something; the cheapest path is found by dynamic programming in one sweep.
 *
 *      It is the |  duty of the | court to ask ...          a path: three lines
 *      It is the duty |  of the court | to ask ...          another
 *
 * Vocabulary.  An atom is what is not divided (a word, a space: atoms.c).  A node is a place where
 * a line could end, together with the cheapest way to get there.  A node is active as long as a
 * line could still begin at it and reach the place the sweep has come to; since a line holds few
 * words, few nodes are active at a time, and the sweep is linear in the length of the paragraph.
 *
 * The cost of a line.  Its gaps must stretch (or shrink) by some multiple r of what they can.  Its
 * badness is 100 r^3, its demerits (10 + badness)^2; so one very bad line weighs more than several
 * middling ones.  Two neighbouring lines of very different tightness cost extra (their fitness
 * classes differ by more than one), and so does a last line that holds next to nothing.  When no
 * better way is found than one with a line beyond BB_LOOSE_LIMIT, that line is set loose, short of
 * the margin, and counted.
 *
 * Hyphens.  A place inside a word where a hyphen may be put is an opportunity like any other, with
 * a width (the hyphen's) and a price (2500, that of a line with r = 0.74).  Two lines in a row that
 * end in hyphens cost extra, and so does a hyphen at the end of the last line but one; a hyphen of
 * the author's ("cross-border") counts in the row, as the eye does not tell them apart.  More than
 * BB_HYPHENS_IN_A_ROW are taken only where nothing else fits the measure.  So that this is exact, a
 * node is kept for every class of fitness *and* number of hyphens so far in a row: the cheapest way
 * to a place is not always the way to go on from.  (One that could not win any more is left out:
 * is_beaten.)
 *
 * Two passes are the caller's affair (paragraph.c): as in TeX, first without hyphens, and only when
 * that leaves a line that is too loose, with them.  Most paragraphs need none.
 *
 * What hangs.  A hyphen, a full stop, a quotation mark is mostly white paper; flush with the margin
 * it looks indented.  So a part of it, stated by the atom, stands out of a justified line: the
 * measure is wider by that much for that line.  The blank half of a full-width bracket or comma at
 * the edge of a Chinese or Japanese line is the same thing.
 *
 * Ragged setting is the same search with another idea of what stretches: not the gaps, but a
 * virtual glue at the end of every line, so that the ends of lines vary as little as possible; a
 * hyphen costs more there, as a short line costs little.
 *
 * What is too long for the measure (a web address, a word in a narrow column) may also be broken
 * between any two of its atoms, at a price that makes this the last resort; behind a space that
 * only keeps words together ("Article 22") at a lower one.
 *
 * Speed.  Almost every line is within TOLERANCE, and almost every place is a bad one to end a line
 * at.  So the sweep is made first without any line looser than that, which leaves a third of the
 * nodes; when the cheapest path it finds costs less than one such line would, it is the cheapest of
 * all.  When not, the sweep is made again with every line.  That a line is too loose one comparison
 * tells (reach_of), and most lines that could be tried are.
 *
 * Everything is integers (r is counted in 1/256), so every machine breaks the same lines.
 *
 * Not here: where lines may end (lang/breaks.c, text/hyphen.c), what the gaps of a language are
 * worth (atoms.c) and what hangs (punctuation.c), setting the lines (line.c).
 */
#include "layout/linebreak.h"

#include "lang/lang.h"

#include <assert.h>

enum {
  RATIO_ONE = BB_RATIO_ONE,
  RATIO_MAX = 10 * RATIO_ONE, /* beyond this, worse is not told from bad */
  TOLERANCE = 2 * RATIO_ONE,  /* of the first sweep */
  FITNESS_CLASSES = 4,        /* tight, decent, loose, very loose */
  ROWS = BB_HYPHENS_IN_A_ROW + 1,
  ACTIVE_MAX = 512 /* more places in reach of one line than any text has: the oldest are given up */
};

#define DEMERITS_UNEVEN    INT64_C(10000)     /* neighbours differ by more than one class */
#define DEMERITS_RUNT      INT64_C(40000)     /* a last line shorter than 1/12 of the measure */
#define DEMERITS_DASH      INT64_C(400)       /* ends in a hyphen of the author's */
#define DEMERITS_OPTION    INT64_C(90000000)  /* the same in code */
#define DEMERITS_HYPHEN    INT64_C(2500)      /* ends in a hyphen of ours */
#define DEMERITS_RAGGED    INT64_C(10000)     /* the same in ragged setting */
#define DEMERITS_ROW       INT64_C(10000)     /* and so does the line before */
#define DEMERITS_FINAL     INT64_C(5000)      /* the last line but one ends in one */
#define DEMERITS_EMERGENCY INT64_C(100000000) /* broken between the letters of a word */
#define DEMERITS_APART     INT64_C(1000000) /* the same, but at a space that keeps words together */
#define DEMERITS_LADDER    INT64_C(100000000000) /* too many hyphens in a row */

struct node {
  uint32_t atom; /* the next line begins here */
  uint32_t previous;
  int64_t demerits;
  /* A line from here: the sums before it, to be taken off those at its end; what it must reach so
   * as not to be too loose (reach_of); the hang of its first atom. */
  int64_t width, stretch, shrink;
  int64_t enough;
  bb_len hang;
  int32_t ratio;        /* of the line that ends here */
  uint8_t fitness, row; /* row: how many lines up to this one end in hyphens */
  bool last;            /* the line that ends here is a last line */
};

struct place {                    /* before an atom, or at the end */
  int64_t width, stretch, shrink; /* sums over the atoms before it; ragged gaps give nothing */
  uint32_t end;                   /* where a line broken here really ends */
  bool emergency;                 /* a break here cuts a word */
};

struct search {
  struct bb_arena *arena;
  const struct bb_atom *atoms;
  uint32_t count;
  struct bb_break_options options;
  struct place *places; /* count + 1 */
  bb_len most_hang;     /* at the end of a line */
  struct node *nodes;
  size_t node_count, node_room;
  int64_t tolerance; /* looser lines are not tried */
  uint32_t *active;  /* nodes, at most ACTIVE_MAX */
  size_t active_count;
};

static void add_places(struct search *s) {
  const bool justify = s->options.justify;
  struct place *place = s->places = BB_NEW_ROOM(s->arena, (size_t)s->count + 1, struct place);
  *place = (struct place){.width = -s->options.outdent};
  for (uint32_t i = 0; i < s->count; i++, place++) {
    const struct bb_atom *atom = &s->atoms[i];
    bb_len width = atom->kind == BB_ATOM_NEWLINE ? 0 : atom->width;
    bb_len hang = atom->hang_end > atom->hyphen_hang ? atom->hang_end : atom->hyphen_hang;
    place[1] = (struct place){.width = place->width + atom->gap.width + width,
                              .stretch = place->stretch + (justify ? atom->gap.stretch : 0),
                              .shrink = place->shrink + (justify ? atom->gap.shrink : 0),
                              .end = atom->kind == BB_ATOM_BOX ? i + 1 : place->end};
    if (s->options.listing && i && s->atoms[i - 1].kind == BB_ATOM_NEWLINE)
      place[1].width -= s->options.outdent;
    if (s->most_hang < hang) s->most_hang = hang;
  }
  s->places[0].width = 0;
}

/* The natural width of a line of atoms from .. end - 1. */
static int64_t width_of(const struct search *s, uint32_t from, uint32_t end) {
  return end > from ? s->places[end].width - s->places[from].width - s->atoms[from].gap.width : 0;
}

/* A line that ends at a place shows this behind its last atom. */
static bb_len hyphen_at(const struct search *s, uint32_t at) {
  return at < s->count && !s->places[at].emergency ? s->atoms[at].hyphen : 0;
}

static bool is_opportunity(const struct search *s, uint32_t at) {
  return at == s->count || s->atoms[at].before != BB_BREAK_NONE;
}

/* A line may end here, and the atom before is not one without width behind another opportunity:
 * such a place gives no line that the other does not, and hostile text has millions of them. */
static bool is_useful(const struct search *s, uint32_t at) {
  if (s->places[at].emergency) return true;
  if (!is_opportunity(s, at)) return false;
  return s->places[at].width > s->places[at - 1].width || !is_opportunity(s, at - 1);
}

/* Opens every stretch without an opportunity that is wider than the measure. */
static void mark_emergencies(struct search *s) {
  for (uint32_t from = 0, at = 1; at <= s->count; at++) {
    if (!is_opportunity(s, at)) continue;
    uint32_t end = s->places[at].end > from ? s->places[at].end : from;
    if (width_of(s, from, end) + hyphen_at(s, at) > s->options.measure)
      for (uint32_t i = from + 1; i < end; i++) s->places[i].emergency = true;
    from = at;
  }
}

/* A line that ends here ends between two letters of a word. */
static bool cuts_word(const struct search *s, uint32_t at) {
  return s->places[at].emergency && s->atoms[at - 1].kind != BB_ATOM_SPACE;
}

/* How a set of gaps takes up the slack of a line, in 1/256 of what it can; 0 .. RATIO_MAX. */
static int64_t ratio(int64_t slack, int64_t give) {
  if (slack <= 0) return 0;
  if (give <= 0) return RATIO_MAX;
  int64_t r = slack * RATIO_ONE / give;
  return r < RATIO_MAX ? r : RATIO_MAX;
}

static int64_t demerits_of(int64_t r) {
  int64_t badness = 100 * r * r * r / ((int64_t)RATIO_ONE * RATIO_ONE * RATIO_ONE);
  return (10 + badness) * (10 + badness);
}

static uint8_t fitness_of(int64_t r, bool shrinks) {
  if (shrinks) return r > RATIO_ONE / 2 ? 0 : 1;
  if (r <= RATIO_ONE / 2) return 1;
  return r <= RATIO_ONE ? 2 : 3;
}

/* What a ragged line can give at its end. */
static bb_len ragged_give(const struct search *s) {
  return s->options.measure / 6 + 1;
}

static bool is_too_loose(const struct search *s, int64_t slack, int64_t give) {
  return s->tolerance < RATIO_MAX && slack > 0 && slack * RATIO_ONE > s->tolerance * give;
}

struct finish { /* the end of a line, whichever the node where it begins */
  uint32_t at;
  uint32_t atom;                  /* behind its last one that is no space */
  bool last, hyphen, dash;        /* shows a hyphen; ends in one of the author's */
  int64_t width, stretch, shrink; /* sums up to here, the hyphen counted */
  int64_t price;                  /* of ending a line here, where the one before has no hyphen */
  bb_len hang, hyphen_width;
};

/* What a line that ends here costs by what the reader sees there. */
static int64_t price_of(const struct search *s, const struct finish *f) {
  int64_t price = 0;
  if (s->places[f->at].emergency) price = cuts_word(s, f->at) ? DEMERITS_EMERGENCY : DEMERITS_APART;
  if (f->hyphen)
    price += s->options.justify ? DEMERITS_HYPHEN : DEMERITS_RAGGED;
  else if (f->dash)
    price += s->options.listing ? DEMERITS_OPTION : DEMERITS_DASH;
  return price;
}

static struct finish finish_at(const struct search *s, uint32_t at, bool last) {
  const struct place *place = &s->places[s->places[at].end];
  const struct bb_atom *next = at < s->count ? &s->atoms[at] : NULL;
  struct finish f = {.at = at,
                     .atom = s->places[at].end,
                     .last = last,
                     .stretch = place->stretch,
                     .shrink = place->shrink,
                     .hyphen_width = hyphen_at(s, at)};
  f.hyphen = !last && f.hyphen_width > 0;
  f.dash = !last && next && next->dash;
  f.width = place->width + f.hyphen_width;
  f.price = price_of(s, &f);
  if (s->options.justify && f.atom)
    f.hang = f.hyphen_width ? next->hyphen_hang : s->atoms[f.atom - 1].hang_end;
  return f;
}

/* A line is too loose when its slack is more than so many times (`tolerance`) what it can give.
 * Both are differences of sums; so this compares two numbers, one of the place where the line
 * begins and one of that where it ends.  What hangs is left out, which can only let pass a line
 * that try_line refuses. */
static int64_t reach_of(const struct search *s, const struct finish *f) {
  if (f->last && !s->options.balance) return INT64_MAX;
  return f->width * RATIO_ONE + f->stretch * s->tolerance;
}

static bool reaches_none(const struct search *s, int64_t reach) {
  for (size_t i = 0; i < s->active_count; i++)
    if (reach >= s->nodes[s->active[i]].enough) return false;
  return true;
}

static int64_t enough_from(const struct search *s, const struct node *node) {
  if (s->tolerance == RATIO_MAX) return INT64_MIN;
  int64_t before = s->options.justify ? node->stretch : -ragged_give(s);
  return (s->options.measure + node->width) * RATIO_ONE + before * s->tolerance;
}

struct trial {     /* a line from an active node to where the sweep has come */
  bool fits, over; /* over: nor will any line from there to a later place */
  int64_t demerits;
  int32_t ratio;
  uint8_t fitness, row;
};

/* What hyphens at the ends of neighbouring lines cost, and how many that makes in a row. */
static int64_t row_demerits(const struct node *from, const struct finish *f, uint8_t *row) {
  *row = 0;
  if (f->last) return from->row ? DEMERITS_FINAL : 0;
  if (!f->hyphen && !f->dash) return 0;
  *row = from->row + 1;
  if (*row < ROWS) return from->row ? DEMERITS_ROW : 0;
  *row = ROWS - 1;
  return DEMERITS_ROW + DEMERITS_LADDER;
}

static struct trial try_line(const struct search *s, const struct node *from,
                             const struct finish *f) {
  const struct bb_break_options *o = &s->options;
  bool empty = f->atom <= from->atom;
  int64_t natural = empty ? f->hyphen_width : f->width - from->width;
  int64_t measure = o->measure + (empty ? 0 : from->hang + f->hang), slack = measure - natural;
  int64_t shrink = empty ? 0 : f->shrink - from->shrink, r = 0;
  if (slack < -shrink)
    return (struct trial){.over = slack + s->most_hang + f->hyphen_width < -shrink};
  if (slack < 0)
    r = ratio(-slack, shrink);
  else if (o->balance || !f->last) {
    int64_t give = !o->justify ? ragged_give(s) : empty ? 0 : f->stretch - from->stretch;
    if (is_too_loose(s, slack, give)) return (struct trial){.fits = false};
    r = ratio(slack, give);
  }
  struct trial trial = {.fits = true, .fitness = fitness_of(r, slack < 0)};
  trial.ratio = (int32_t)(slack < 0 ? -r : r);
  trial.demerits = from->demerits + demerits_of(r) + f->price + row_demerits(from, f, &trial.row);
  if (o->justify && !f->last &&
      (trial.fitness > from->fitness + 1 || from->fitness > trial.fitness + 1))
    trial.demerits += DEMERITS_UNEVEN;
  if (f->last && from->atom > 0 && natural < o->measure / 12) trial.demerits += DEMERITS_RUNT;
  return trial;
}

/* A line may begin here: what it begins with. */
static void begin_line(const struct search *s, struct node *node) {
  uint32_t at = node->atom;
  if (at == s->count) return;
  node->width = s->places[at].width + s->atoms[at].gap.width;
  node->stretch = s->places[at + 1].stretch;
  node->shrink = s->places[at + 1].shrink;
  node->hang = s->options.justify ? s->atoms[at].hang_start : 0;
  node->enough = enough_from(s, node);
}

static void add_node(struct search *s, struct node node) {
  begin_line(s, &node);
  s->nodes = bb_arena_grow(s->arena, s->nodes, s->node_count, s->node_count + 1, sizeof *s->nodes,
                           &s->node_room);
  if (s->active_count == ACTIVE_MAX) {
    for (size_t i = 1; i < ACTIVE_MAX; i++) s->active[i - 1] = s->active[i];
    s->active_count--;
  }
  s->active[s->active_count++] = (uint32_t)s->node_count;
  s->nodes[s->node_count++] = node;
}

/* A way to the same place, with no more hyphens in a row, is cheaper by all that fitness can cost
 * the next line: whatever follows, this one does not win. */
static bool is_beaten(struct node best[ROWS][FITNESS_CLASSES], size_t row,
                      const struct node *node) {
  for (size_t r = 0; r <= row; r++)
    for (size_t f = 0; f < FITNESS_CLASSES; f++)
      if (best[r][f].demerits < node->demerits - DEMERITS_UNEVEN) return true;
  return false;
}

/* The best lines that end at one place become nodes. */
static void add_best(struct search *s, struct node best[ROWS][FITNESS_CLASSES]) {
  for (size_t r = 0; r < ROWS; r++)
    for (size_t f = 0; f < FITNESS_CLASSES; f++)
      if (best[r][f].demerits < INT64_MAX && !is_beaten(best, r, &best[r][f]))
        add_node(s, best[r][f]);
}

/* Ends lines at one place: tries every active node, keeps the best line of each kind. */
static void visit(struct search *s, uint32_t at, bool last) {
  struct node best[ROWS][FITNESS_CLASSES];
  size_t kept = 0;
  bool any = false;
  uint32_t given_up = s->active[s->active_count - 1];
  const struct finish finish = finish_at(s, at, last);
  const int64_t reach = reach_of(s, &finish);
  if (!last && reaches_none(s, reach)) return;
  for (size_t r = 0; r < ROWS; r++)
    for (size_t f = 0; f < FITNESS_CLASSES; f++) best[r][f].demerits = INT64_MAX;
  for (size_t i = 0; i < s->active_count; i++) {
    uint32_t index = s->active[i];
    struct trial trial = {.fits = false};
    if (reach >= s->nodes[index].enough) trial = try_line(s, &s->nodes[index], &finish);
    if (!last && !trial.over) s->active[kept++] = index;
    if (!trial.fits) continue;
    any = true;
    struct node *b = &best[trial.row][trial.fitness];
    if (b->demerits < trial.demerits) continue;
    *b = (struct node){.atom = at,
                       .previous = index,
                       .demerits = trial.demerits,
                       .ratio = trial.ratio,
                       .fitness = trial.fitness,
                       .row = trial.row,
                       .last = last};
  }
  s->active_count = kept;
  if (any) add_best(s, best);
  /* One atom wider than the measure: nothing fits, so it stands alone. */
  if (!any && !s->active_count && s->tolerance == RATIO_MAX)
    add_node(s, (struct node){.atom = at,
                              .previous = given_up,
                              .demerits = s->nodes[given_up].demerits + demerits_of(RATIO_MAX),
                              .fitness = 1,
                              .last = last});
}

/* The cheapest node that the sweep has ended with. */
static uint32_t best_end(const struct search *s) {
  uint32_t best = s->active[0];
  for (size_t i = 1; i < s->active_count; i++)
    if (s->nodes[s->active[i]].demerits < s->nodes[best].demerits) best = s->active[i];
  return best;
}

static size_t collect(const struct search *s, struct bb_cut **cuts) {
  size_t lines = 0;
  uint32_t best = best_end(s);
  for (uint32_t n = best; n; n = s->nodes[n].previous) lines++;
  *cuts = BB_NEW_ROOM(s->arena, lines, struct bb_cut);
  size_t k = lines;
  for (uint32_t n = best; n; n = s->nodes[n].previous) {
    const struct node *node = &s->nodes[n];
    uint32_t from = s->nodes[node->previous].atom, end = s->places[node->atom].end;
    (*cuts)[--k] = (struct bb_cut){.from = from,
                                   .to = end > from ? end : from,
                                   .last = node->last,
                                   .hyphen = !node->last && hyphen_at(s, node->atom) > 0,
                                   .cut = cuts_word(s, node->atom),
                                   .ratio = node->ratio};
  }
  return lines;
}

/* False when no path within the tolerance leads through the paragraph, or one outside of it could
 * be cheaper. */
static bool sweep(struct search *s, int64_t tolerance) {
  s->tolerance = tolerance;
  s->node_count = s->active_count = 0;
  add_node(s, (struct node){.fitness = 1});
  for (uint32_t at = 1; at <= s->count && s->active_count; at++) {
    bool last = at == s->count || s->atoms[at].before == BB_BREAK_MANDATORY;
    if (last || is_useful(s, at)) visit(s, at, last);
  }
  return s->active_count && s->nodes[best_end(s)].demerits < demerits_of(tolerance + 1);
}

size_t bb_break_lines(struct bb_arena *arena, const struct bb_atom *atoms, uint32_t count,
                      struct bb_break_options options, struct bb_cut **cuts) {
  assert(options.measure > 0);
  struct search s = {.arena = arena, .atoms = atoms, .count = count, .options = options};
  s.active = BB_NEW_ROOM(arena, ACTIVE_MAX, uint32_t);
  add_places(&s);
  mark_emergencies(&s);
  if (!sweep(&s, TOLERANCE)) sweep(&s, RATIO_MAX);
  return count ? collect(&s, cuts) : 0;
}
