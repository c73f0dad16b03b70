/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line: from the atoms that were chosen for it to glyph runs at their places.
 *
 * 1. When the line begins or ends where shaping depends on what stood beside it, its text is
 *    shaped again as a line of its own.
 * 2. A line that divides a word gets a hyphen: a cluster without characters, so that nothing reads
 *    it as the author's.
 * 3. Punctuation at its edges hangs out a little (punctuation.c), and the slack is given to its
 *    gaps in proportion to what each can take (spaces; between ideographs), each position rounded
 *    from the exact sum, so that a justified line ends on the margin to 1/64 pt.
 * 4. The runs are put into visual order by their bidi levels (UAX 9, rule L2), the clusters of
 *    right-to-left runs from last to first.  A gap stays on the side where it was: before its
 *    cluster in reading order.
 *
 * Not here: choosing the line (linebreak.c).
 */
#include "layout/setter.h"

struct work {
  struct bb_setter *setter;
  struct bb_line_request request;
  const struct bb_shaped *shaped; /* the paragraph, or the line shaped again */
  const struct bb_atom *atoms;    /* of that */
  uint32_t from, to;
  struct bb_cluster hyphen; /* behind the last atom; without glyphs: none */
  bb_len *gaps;             /* before each atom, by index from `from` */
  bb_len natural, total;
  struct bb_hang hang; /* of its first and its last atom */
};

/* ---- shaping again ---- */

static bool begins_unsafe(const struct bb_shaped *shaped, uint32_t cluster) {
  return cluster > 0 && cluster < shaped->cluster_count && shaped->clusters[cluster].unsafe;
}

static void shape_again(struct work *w) {
  const struct bb_shaped *whole = w->shaped;
  uint32_t from = w->atoms[w->from].cluster, to = w->atoms[w->to].cluster;
  if (from == to || (!begins_unsafe(whole, from) && !begins_unsafe(whole, to))) return;
  const struct bb_cluster *last = &whole->clusters[to - 1];
  w->shaped = bb_text_reshape(w->setter->fonts, &w->setter->scratch, w->setter->arena, whole,
                              whole->clusters[from].start, last->start + last->size);
  struct bb_atoms atoms = bb_atoms_make(&w->setter->scratch, w->shaped, BB_NO_MEASURE);
  w->atoms = atoms.list;
  w->from = 0;
  w->to = atoms.count;
}

/* ---- the hyphen ---- */

/* A cluster without characters. */
static void add_hyphen(struct work *w) {
  uint32_t index = w->atoms[w->to].cluster - 1;
  const struct bb_cluster *last = &w->shaped->clusters[index];
  const struct bb_face_metrics *metrics = bb_face_metrics(w->shaped->runs[last->run].face);
  struct bb_glyph *glyph = BB_NEW(w->setter->arena, struct bb_glyph);
  glyph->id = metrics->hyphen;
  w->hyphen = (struct bb_cluster){.glyphs = glyph,
                                  .glyph_count = 1,
                                  .start = last->start + last->size,
                                  .advance = metrics->hyphen_advance,
                                  .width = bb_atom_hyphen(w->shaped, index)};
}

/* ---- justifying ---- */

static void find_gaps(struct work *w) {
  w->gaps = BB_NEW_ROOM(&w->setter->scratch, (size_t)(w->to - w->from) + 1, bb_len);
  w->natural = 0;
  for (uint32_t i = w->from; i < w->to; i++) {
    const struct bb_atom *atom = &w->atoms[i];
    w->gaps[i - w->from] = i > w->from ? atom->gap.width : 0;
    w->natural += w->gaps[i - w->from] + (atom->kind == BB_ATOM_NEWLINE ? 0 : atom->width);
  }
  w->gaps[w->to - w->from] = 0; /* before the hyphen */
  w->natural += w->hyphen.width;
  w->total = w->natural;
}

enum weight { BY_STRETCH, BY_SHRINK, ALL_ALIKE };

/* What gap i of the line counts; the last may be that before the hyphen. */
static bb_len weigh(const struct work *w, uint32_t i, enum weight weight) {
  if (weight == ALL_ALIKE) return 1;
  if (i == w->to - w->from) return 0;
  const struct bb_gap *gap = &w->atoms[w->from + i].gap;
  return weight == BY_STRETCH ? gap->stretch : gap->shrink;
}

static uint32_t count_gaps(const struct work *w) {
  return w->to - w->from + w->hyphen.glyph_count;
}

static int64_t sum_of(const struct work *w, enum weight weight) {
  int64_t sum = 0;
  for (uint32_t i = 1; i < count_gaps(w); i++) sum += weigh(w, i, weight);
  return sum;
}

/* Shares `slack` out over the gaps by their weights, exactly. */
static void share(struct work *w, int64_t slack, enum weight weight) {
  int64_t sum = sum_of(w, weight), so_far = 0, given = 0;
  for (uint32_t i = 1; sum && i < count_gaps(w); i++) {
    so_far += weigh(w, i, weight);
    int64_t until = slack * so_far / sum;
    w->gaps[i] += (bb_len)(until - given);
    given = until;
  }
  w->total = w->natural + (bb_len)given;
}

/* Moves all clusters together alike: each is an atom now. */
static void squeeze(struct work *w, int64_t slack) {
  uint32_t first = w->atoms[w->from].cluster, end = w->atoms[w->to].cluster;
  struct bb_atoms atoms = bb_atoms_make_of(&w->setter->scratch, w->shaped, first, end, 0);
  w->atoms = atoms.list;
  w->from = 0;
  w->to = atoms.count;
  find_gaps(w);
  share(w, slack, ALL_ALIKE);
}

static void find_hang(struct work *w) {
  if (!w->request.justify || w->from == w->to) return;
  w->hang.start = w->atoms[w->from].hang_start;
  w->hang.end =
      w->hyphen.glyphs ? bb_punctuation_hyphen_hang(w->hyphen.width) : w->atoms[w->to - 1].hang_end;
}

/* Returns whether the line stays loose: short of the margin, as its gaps cannot take the rest. */
static bool justify(struct work *w) {
  int64_t slack = (int64_t)w->request.width + w->hang.start + w->hang.end - w->natural;
  if (slack < 0) {
    /* Not by the gaps alone: shaping again made the line wider, or one atom is wider than it. */
    if (w->request.justify && sum_of(w, BY_SHRINK) >= -slack)
      share(w, slack, BY_SHRINK);
    else
      squeeze(w, slack);
    return false;
  }
  if (w->request.last || !w->request.justify) return false;
  int64_t stretch = sum_of(w, BY_STRETCH);
  bool loose = slack > BB_LOOSE_LIMIT * stretch;
  share(w, loose ? stretch : slack, BY_STRETCH);
  return loose;
}

/* ---- runs ---- */

struct segment { /* atoms of one shaped run on this line */
  uint32_t from, to;
};

static uint32_t run_of(const struct work *w, uint32_t atom) {
  return w->shaped->clusters[w->atoms[atom].cluster].run;
}

static size_t find_segments(struct work *w, struct segment **segments) {
  struct bb_arena *scratch = &w->setter->scratch;
  *segments = BB_NEW_ROOM(scratch, (size_t)(w->to - w->from) + 1, struct segment);
  size_t count = 0;
  for (uint32_t i = w->from; i < w->to; i++) {
    if (count && run_of(w, i) == run_of(w, i - 1))
      (*segments)[count - 1].to = i + 1;
    else
      (*segments)[count++] = (struct segment){i, i + 1};
  }
  return count;
}

static uint32_t *visual_order(struct work *w, const struct segment *segments, size_t count) {
  uint32_t *order = BB_NEW_ARRAY(&w->setter->scratch, count, uint32_t);
  if (count < 2) return order;
  uint8_t *levels = BB_NEW_ROOM(&w->setter->scratch, count, uint8_t);
  for (size_t i = 0; i < count; i++) levels[i] = w->shaped->runs[run_of(w, segments[i].from)].level;
  bb_lang_bidi_order(levels, count, order);
  return order;
}

static void place_cluster(struct bb_glyph_run *to, const struct bb_cluster *cluster, bb_len *x) {
  to->placed[to->count++] = (struct bb_placed){.glyphs = cluster->glyphs,
                                               .glyph_count = cluster->glyph_count,
                                               .start = cluster->start,
                                               .size = cluster->size,
                                               .advance = cluster->advance,
                                               .width = cluster->width,
                                               .x = *x};
  *x += cluster->width;
}

/* Places the clusters of an atom from *x on, and the gap on the side where it was: before them in
 * reading order. */
static void place_atom(const struct work *w, struct bb_glyph_run *to, uint32_t atom, bb_len *x) {
  const struct bb_cluster *clusters = w->shaped->clusters;
  const struct bb_cluster *hyphen = w->hyphen.glyphs && atom + 1 == w->to ? &w->hyphen : NULL;
  uint32_t from = w->atoms[atom].cluster, end = w->atoms[atom + 1].cluster;
  if (w->atoms[atom].kind == BB_ATOM_NEWLINE) return;
  if (!to->rtl) {
    *x += w->gaps[atom - w->from];
    for (uint32_t i = from; i < end; i++) place_cluster(to, &clusters[i], x);
    if (hyphen) *x += w->gaps[w->to - w->from];
    if (hyphen) place_cluster(to, hyphen, x);
  } else {
    if (hyphen) place_cluster(to, hyphen, x);
    if (hyphen) *x += w->gaps[w->to - w->from];
    for (uint32_t i = end; i > from; i--) place_cluster(to, &clusters[i - 1], x);
    *x += w->gaps[atom - w->from];
  }
}

static void place(const struct work *w, struct bb_glyph_run *to, const struct segment *segment,
                  bb_len *x) {
  uint32_t n = w->atoms[segment->to].cluster - w->atoms[segment->from].cluster;
  to->placed = BB_NEW_ROOM(w->setter->arena, n + w->hyphen.glyph_count, struct bb_placed);
  for (uint32_t k = segment->from; k < segment->to; k++)
    place_atom(w, to, to->rtl ? segment->from + segment->to - 1 - k : k, x);
}

static void add_link(struct bb_set_line *out, const struct bb_run *run,
                     const struct bb_element *element, bb_len from, bb_len to) {
  if (!run->link.n && !run->note) return;
  struct bb_set_link *last = out->link_count ? &out->links[out->link_count - 1] : NULL;
  bool one = last && (last->run == run || (element && last->element == element && !run->note));
  if (one && last->x + last->width == from) {
    last->width = to - last->x;
    return;
  }
  out->links[out->link_count++] = (struct bb_set_link){from, to - from, run, element};
}

static void set_segment(struct work *w, struct bb_set_line *out, const struct segment *segment,
                        bb_len *x) {
  const struct bb_shaped_run *run = &w->shaped->runs[run_of(w, segment->from)];
  const struct bb_run *source = w->request.par->runs[run->tag];
  struct bb_glyph_run *to = &out->line.runs[out->line.run_count];
  bb_len rise, from = *x;
  bb_style_run_em(source->marks, w->request.par->style.em, &rise);
  *to = (struct bb_glyph_run){
      .element = w->request.par->elements[run->tag],
      .face = run->face,
      .em = run->em,
      .baseline = -rise,
      .color = bb_target_shows(source) ? BB_COLOR_LINK : w->request.par->style.color,
      .rtl = run->level & 1,
      .lang = run->lang,
      .text = w->shaped->text,
  };
  place(w, to, segment, x);
  if (!to->count) return;
  out->line.run_count++;
  if (out->line.ascent < run->ascent) out->line.ascent = run->ascent;
  if (out->line.descent < run->descent) out->line.descent = run->descent;
  add_link(out, source, to->element, from, *x);
}

/* ---- the line ---- */

static bb_len start_of(const struct work *w, bool rtl) {
  bb_len slack = w->request.width - w->total;
  switch (w->request.align) {
  case BB_ALIGN_JUSTIFY:
  case BB_ALIGN_START: return rtl ? slack + w->hang.start : -w->hang.start;
  case BB_ALIGN_CENTER: return slack / 2;
  case BB_ALIGN_END: return rtl ? 0 : slack;
  }
  return 0;
}

struct bb_set_line bb_line_set(struct bb_setter *setter, struct bb_line_request request) {
  struct work w = {.setter = setter,
                   .request = request,
                   .shaped = request.par->shaped,
                   .atoms = request.atoms,
                   .from = request.from,
                   .to = request.to};
  struct bb_set_line out = {.line = {.rtl = w.shaped->rtl, .width = request.width}};
  shape_again(&w);
  if (request.hyphen && w.to > w.from) add_hyphen(&w);
  find_gaps(&w);
  find_hang(&w);
  out.line.hyphenated = request.hyphen;
  out.line.loose = justify(&w);
  struct segment *segments;
  size_t count = find_segments(&w, &segments);
  uint32_t *order = visual_order(&w, segments, count);
  out.line.runs = BB_NEW_ARRAY(setter->arena, count, struct bb_glyph_run);
  out.links = BB_NEW_ARRAY(&setter->work, count, struct bb_set_link);
  bb_len x = start_of(&w, w.shaped->rtl);
  for (size_t i = 0; i < count; i++) set_segment(&w, &out, &segments[order[i]], &x);
  return out;
}
