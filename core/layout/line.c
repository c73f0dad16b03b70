/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line: from the clusters that were chosen for it to glyph runs at their places.
 *
 * 1. When the line begins or ends where shaping depends on what stood beside it, its text is
 *    shaped again as a line of its own.
 * 2. A line that divides a word gets a hyphen: a cluster without characters, so that nothing reads
 *    it as the author's.
 * 3. Punctuation at its edges hangs out a little (punctuation.c), and the slack is given to its
 * gaps in proportion to what each can take (spaces; between ideographs), each position rounded from
 * the exact sum, so that a justified line ends on the margin to 1/64 pt.
 * 4. The runs are put into visual order by their bidi levels (UAX 9, rule L2), the clusters of
 *    right-to-left runs from last to first.  A gap stays on the side where it was: before its
 *    cluster in reading order.
 *
 * Not here: choosing the line (linebreak.c).
 */
#include "layout/linebreak.h"
#include "layout/setter.h"

#include <string.h>

struct work {
  struct bb_setter *setter;
  struct bb_line_request request;
  const struct bb_shaped *shaped; /* the paragraph, or the line shaped again */
  uint32_t from, to;
  struct bb_gap *gaps; /* before each cluster, by index from `from` */
  bb_len natural, total;
  struct bb_hang hang; /* of its first and its last cluster */
};

#define NO_BREAK_SPACE 0xA0u

static uint32_t first_character(struct bb_span text, const struct bb_cluster *cluster) {
  size_t at = cluster->start;
  return at < text.n ? bb_utf8_decode(text, &at) : 0;
}

static uint32_t last_character(struct bb_span text, const struct bb_cluster *cluster) {
  size_t at = cluster->start + cluster->size;
  if (at == cluster->start) return 0;
  do at--;
  while (at > cluster->start && ((unsigned char)text.p[at] & 0xC0) == 0x80);
  return bb_utf8_decode(text, &at);
}

static bool is_han_or_kana(uint32_t cp) {
  bb_script script = bb_lang_script(cp);
  return script == BB_SCRIPT('H', 'a', 'n', 'i') || script == BB_SCRIPT('H', 'i', 'r', 'a') ||
         script == BB_SCRIPT('K', 'a', 'n', 'a');
}

static bool is_latin_or_digit(uint32_t cp) {
  return (cp >= '0' && cp <= '9') || bb_lang_script(cp) == BB_SCRIPT_LATIN;
}

/* Chinese and Japanese set a little space between ideographs and Latin words or digits, a quarter
 * of an em or less (JLREQ 3.2.6, CLREQ 3.2.2); one sixth reads best at our sizes. */
static bool is_mixed(uint32_t a, uint32_t b) {
  return (is_han_or_kana(a) && is_latin_or_digit(b)) || (is_latin_or_digit(a) && is_han_or_kana(b));
}

/* French sets a fifth of an em before high punctuation, whatever space was typed. */
static bool is_narrow(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  if (cluster + 1 == shaped->cluster_count) return false;
  return bb_lang_narrows(shaped->runs[c->run].lang, last_character(shaped->text, c - 1),
                         first_character(shaped->text, c + 1));
}

static struct bb_gap gap_of_space(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  if (is_narrow(shaped, cluster))
    return (struct bb_gap){.width = shaped->runs[c->run].em / 5 - c->width};
  return (struct bb_gap){.stretch = c->width / 2, .shrink = c->width / 4};
}

/* Most text: the characters on both sides of this byte are ASCII. */
static bool is_ascii(struct bb_span text, uint32_t at) {
  return at > 0 && at < text.n && ((text.p[at - 1] | text.p[at]) & 0x80) == 0;
}

struct bb_gap bb_line_gap(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  if (cluster == 0 || (!c->space && is_ascii(shaped->text, c->start))) return (struct bb_gap){0};
  bb_len em = shaped->runs[c->run].em;
  uint32_t before = last_character(shaped->text, c - 1), after = first_character(shaped->text, c);
  if (c->space || after == NO_BREAK_SPACE) return gap_of_space(shaped, cluster);
  bool ideograph_before = bb_lang_is_ideograph(before), ideograph = bb_lang_is_ideograph(after);
  if (!ideograph_before && !ideograph) return (struct bb_gap){0};
  struct bb_gap gap = bb_punctuation_gap(shaped, cluster);
  if (gap.width || gap.shrink) return gap;
  if (ideograph_before && ideograph) return (struct bb_gap){.stretch = em / 12};
  if (is_mixed(before, after)) return (struct bb_gap){em / 6, em / 12, em / 12};
  return (struct bb_gap){0};
}

static bool begins_unsafe(const struct bb_shaped *shaped, uint32_t cluster) {
  return cluster > 0 && cluster < shaped->cluster_count && shaped->clusters[cluster].unsafe;
}

static void shape_again(struct work *w) {
  const struct bb_shaped *whole = w->shaped;
  if (w->from == w->to) return;
  if (!begins_unsafe(whole, w->from) && !begins_unsafe(whole, w->to)) return;
  const struct bb_cluster *last = &whole->clusters[w->to - 1];
  w->shaped = bb_text_reshape(w->setter->fonts, w->setter->arena, whole,
                              whole->clusters[w->from].start, last->start + last->size);
  w->from = 0;
  w->to = w->shaped->cluster_count;
}

/* ---- the hyphen ---- */

bb_len bb_line_hyphen(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_shaped_run *run = &shaped->runs[shaped->clusters[cluster].run];
  const struct bb_face_metrics *metrics = bb_face_metrics(run->face);
  return bb_len_scale(run->em, metrics->hyphen_advance, metrics->units_per_em);
}

/* Adds a cluster without characters behind the last one. */
static void add_hyphen(struct work *w) {
  struct bb_arena *arena = w->setter->arena;
  uint32_t count = w->to - w->from;
  struct bb_shaped *line = BB_NEW(arena, struct bb_shaped);
  struct bb_glyph *glyph = BB_NEW(arena, struct bb_glyph);
  *line = *w->shaped;
  line->clusters = BB_NEW_ARRAY(arena, count + 1, struct bb_cluster);
  memcpy(line->clusters, w->shaped->clusters + w->from, count * sizeof *line->clusters);
  line->cluster_count = count + 1;
  const struct bb_cluster *last = &line->clusters[count - 1];
  const struct bb_face_metrics *metrics = bb_face_metrics(line->runs[last->run].face);
  glyph->id = metrics->hyphen;
  line->clusters[count] = (struct bb_cluster){.glyphs = glyph,
                                              .glyph_count = 1,
                                              .start = last->start + last->size,
                                              .advance = metrics->hyphen_advance,
                                              .width = bb_line_hyphen(line, count - 1),
                                              .run = last->run};
  w->shaped = line;
  w->from = 0;
  w->to = count + 1;
}

/* ---- the slack ---- */

/* A line feed has served its purpose: it is not printed. */
static bool is_newline(const struct work *w, const struct bb_cluster *cluster) {
  return cluster->size == 1 && w->shaped->text.p[cluster->start] == '\n';
}

static void find_gaps(struct work *w) {
  w->gaps = BB_NEW_ARRAY(&w->setter->scratch, (size_t)(w->to - w->from) + 1, struct bb_gap);
  for (uint32_t i = w->from; i < w->to; i++) {
    if (i > w->from) w->gaps[i - w->from] = bb_line_gap(w->shaped, i);
    w->natural += w->gaps[i - w->from].width;
    if (!is_newline(w, &w->shaped->clusters[i])) w->natural += w->shaped->clusters[i].width;
  }
  w->total = w->natural;
}

enum weight { BY_STRETCH, BY_SHRINK, ALL_ALIKE };

static bb_len weigh(const struct bb_gap *gap, enum weight weight) {
  switch (weight) {
  case BY_STRETCH: return gap->stretch;
  case BY_SHRINK: return gap->shrink;
  case ALL_ALIKE: return 1;
  }
  return 0;
}

static int64_t sum_of(const struct work *w, enum weight weight) {
  int64_t sum = 0;
  for (uint32_t i = 1; i < w->to - w->from; i++) sum += weigh(&w->gaps[i], weight);
  return sum;
}

/* Shares `slack` out over the gaps by their weights, exactly. */
static void share(struct work *w, int64_t slack, enum weight weight) {
  int64_t sum = sum_of(w, weight), so_far = 0, given = 0;
  for (uint32_t i = 1; sum && i < w->to - w->from; i++) {
    so_far += weigh(&w->gaps[i], weight);
    int64_t until = slack * so_far / sum;
    w->gaps[i].width += (bb_len)(until - given);
    given = until;
  }
  w->total = w->natural + (bb_len)given;
}

static void find_hang(struct work *w) {
  if (!w->request.justify || w->from == w->to) return;
  w->hang.start = bb_punctuation_hang(w->shaped, w->from).start;
  w->hang.end = w->request.hyphen ? bb_punctuation_hyphen_hang(w->shaped->clusters[w->to - 1].width)
                                  : bb_punctuation_hang(w->shaped, w->to - 1).end;
}

/* Returns whether the line stays loose: short of the margin, as its gaps cannot take the rest. */
static bool justify(struct work *w) {
  int64_t slack = (int64_t)w->request.width + w->hang.start + w->hang.end - w->natural;
  if (slack < 0) {
    /* Not by the gaps alone: shaping again made the line wider, or one atom is wider than it. */
    bool enough = w->request.justify && sum_of(w, BY_SHRINK) >= -slack;
    share(w, slack, enough ? BY_SHRINK : ALL_ALIKE);
    return false;
  }
  if (w->request.last || !w->request.justify) return false;
  int64_t stretch = sum_of(w, BY_STRETCH);
  bool loose = slack > BB_LOOSE_LIMIT * stretch;
  share(w, loose ? stretch : slack, BY_STRETCH);
  return loose;
}

/* ---- ink ---- */

static bb_len scale_ink(int32_t units, const struct bb_shaped_run *run) {
  return bb_len_scale(run->em, units, bb_face_metrics(run->face)->units_per_em);
}

static size_t skyline_part(bb_len x, bb_len width) {
  int64_t part = width > 0 ? (int64_t)x * BB_SKYLINE / width : 0;
  return part < 0 ? 0 : part >= BB_SKYLINE ? BB_SKYLINE - 1 : (size_t)part;
}

static void add_ink(struct work *w, struct bb_skyline *skyline, const struct bb_shaped_run *run,
                    const struct bb_cluster *cluster, bb_len x, bb_len rise) {
  bb_len width = w->request.width;
  for (uint32_t g = 0; g < cluster->glyph_count; g++) {
    const struct bb_glyph *glyph = &cluster->glyphs[g];
    struct bb_ink ink = bb_ink_measure(w->setter, run->face, glyph->id);
    if (ink.top == ink.bottom) continue;
    size_t from = skyline_part(x + scale_ink(glyph->dx + ink.left, run), width);
    size_t to = skyline_part(x + scale_ink(glyph->dx + ink.right, run), width);
    bb_len up = scale_ink(glyph->dy + ink.top, run) + rise;
    bb_len down = -scale_ink(glyph->dy + ink.bottom, run) - rise;
    for (size_t i = from; i <= to; i++) {
      if (skyline->up[i] < up) skyline->up[i] = up;
      if (skyline->down[i] < down) skyline->down[i] = down;
    }
  }
}

/* ---- runs ---- */

struct segment { /* clusters of one shaped run on this line */
  uint32_t from, to;
};

static size_t find_segments(struct work *w, struct segment **segments) {
  struct bb_arena *scratch = &w->setter->scratch;
  *segments = BB_NEW_ARRAY(scratch, (size_t)(w->to - w->from) + 1, struct segment);
  size_t count = 0;
  for (uint32_t i = w->from; i < w->to; i++) {
    if (count && w->shaped->clusters[i].run == w->shaped->clusters[i - 1].run)
      (*segments)[count - 1].to = i + 1;
    else
      (*segments)[count++] = (struct segment){i, i + 1};
  }
  return count;
}

static uint32_t *visual_order(struct work *w, const struct segment *segments, size_t count) {
  uint8_t *levels = BB_NEW_ARRAY(&w->setter->scratch, count, uint8_t);
  uint32_t *order = BB_NEW_ARRAY(&w->setter->scratch, count, uint32_t);
  for (size_t i = 0; i < count; i++)
    levels[i] = w->shaped->runs[w->shaped->clusters[segments[i].from].run].level;
  bb_lang_bidi_order(levels, count, order);
  return order;
}

/* Places the clusters of a segment from *x on. */
static void place(struct work *w, struct bb_set_line *out, struct bb_glyph_run *to,
                  const struct segment *segment, const struct bb_shaped_run *run, bb_len rise,
                  bb_len *x) {
  uint32_t n = segment->to - segment->from;
  to->placed = BB_NEW_ARRAY(w->setter->arena, n, struct bb_placed);
  for (uint32_t k = 0; k < n; k++) {
    uint32_t i = to->rtl ? segment->to - 1 - k : segment->from + k;
    const struct bb_cluster *cluster = &w->shaped->clusters[i];
    bb_len gap = w->gaps[i - w->from].width;
    if (is_newline(w, cluster)) continue;
    if (!to->rtl) *x += gap;
    to->placed[to->count++] = (struct bb_placed){cluster, *x};
    add_ink(w, &out->ink, run, cluster, *x, rise);
    *x += cluster->width;
    if (to->rtl) *x += gap;
  }
}

static void add_link(struct bb_set_line *out, const struct bb_run *run,
                     const struct bb_element *element, bb_len from, bb_len to) {
  if (!run->link.n && !run->note) return;
  struct bb_set_link *last = out->link_count ? &out->links[out->link_count - 1] : NULL;
  if (last && last->run == run && last->x + last->width == from) {
    last->width = to - last->x;
    return;
  }
  out->links[out->link_count++] = (struct bb_set_link){from, to - from, run, element};
}

static void set_segment(struct work *w, struct bb_set_line *out, const struct segment *segment,
                        bb_len *x) {
  const struct bb_shaped_run *run = &w->shaped->runs[w->shaped->clusters[segment->from].run];
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
  place(w, out, to, segment, run, rise, x);
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
