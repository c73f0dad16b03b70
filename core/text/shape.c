/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Items -> runs of clusters.  HarfBuzz is given the characters of the whole paragraph and told
 * which of them to shape, so that letters join across items.  Its clusters hold whole graphemes
 * (its default level) and come in visual order; here they are put into reading order, each with
 * its glyphs placed from the cluster's own origin.
 *
 * Where the font allows it an item is shaped word by word, and words are kept (words.c).
 */
#include "text/inside.h"

#include <assert.h>

enum {
  WORD_MAX = 24, /* characters of a word that is kept; longer ones hardly come twice */
  GLYPHS_MAX = (1u << 30) - 1u /* of a cluster: HarfBuzz makes at most 64 a character */
};

/* Where the clusters of a paragraph go. */
struct collector {
  struct bb_arena *glyphs;
  struct bb_shaped *shaped;
  const struct bb_characters *characters;
  uint32_t first, end; /* the characters of the line (or paragraph) that is shaped */
  hb_language_t language;
  const struct bb_word *space; /* of the run, once it was found: every other word is one */
};

static bool has_trait(const struct collector *to, uint32_t i, unsigned traits) {
  return to->characters->facts[i].traits & traits;
}

static bool is_no_break_space(uint32_t cp) {
  return cp == 0xA0 || cp == 0x2007 || cp == 0x202F;
}

/* True when the characters a..b are white space where words end.  What is shaped for white space is
 * blank, but does not tell the kinds apart. */
static bool is_space(const struct collector *to, uint32_t a, uint32_t b) {
  for (uint32_t i = a; i < b; i++) {
    if (!has_trait(to, i, BB_TRAIT_WHITE_SPACE | BB_TRAIT_IGNORABLE)) return false;
    size_t at = to->characters->at[i];
    uint32_t cp = bb_utf8_decode(to->shaped->text, &at);
    if (!bb_lang_is_white_space(cp) || is_no_break_space(cp)) return false;
  }
  return true;
}

/* Makes the cluster of `count` glyphs that print the characters a..b. */
static void add_cluster(struct collector *to, const struct bb_shaped_run *run,
                        struct bb_glyph *glyphs, const hb_glyph_info_t *info,
                        const hb_glyph_position_t *position, uint32_t count, uint32_t a,
                        uint32_t b) {
  struct bb_shaped *shaped = to->shaped;
  struct bb_cluster *cluster = &shaped->clusters[shaped->cluster_count];
  *cluster = (struct bb_cluster){.glyphs = glyphs, .glyph_count = count & GLYPHS_MAX};
  for (uint32_t i = 0; i < count; i++) {
    glyphs[i] = (struct bb_glyph){info[i].codepoint, cluster->advance + position[i].x_offset,
                                  position[i].y_offset};
    cluster->advance += position[i].x_advance;
    if (hb_glyph_info_get_glyph_flags(&info[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK)
      cluster->unsafe = true;
  }
  cluster->start = to->characters->at[a];
  cluster->size = to->characters->at[b] - cluster->start;
  cluster->width =
      bb_len_scale(run->em, cluster->advance, bb_face_metrics(run->face)->units_per_em);
  cluster->run = shaped->run_count;
  cluster->space = is_space(to, a, b);
  shaped->breaks[shaped->cluster_count++] = to->characters->breaks[cluster->start];
}

/* Cuts the shaped buffer into clusters, in reading order: from its end when it runs right to
 * left.  `end` is the character after the last one shaped.  HarfBuzz numbers clusters by the
 * characters it was given, so from to->first. */
static void collect(struct collector *to, const struct bb_shaped_run *run, hb_buffer_t *buffer,
                    uint32_t end) {
  unsigned count;
  const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t *position = hb_buffer_get_glyph_positions(buffer, &count);
  struct bb_glyph *glyphs = BB_NEW_ROOM(to->glyphs, count, struct bb_glyph);
  bool backward = run->level & 1;
  for (unsigned done = 0, n; done < count; done += n) {
    unsigned first = backward ? count - 1 - done : done;
    uint32_t a = info[first].cluster;
    for (n = 1; done + n < count; n++)
      if (info[backward ? first - n : first + n].cluster != a) break;
    uint32_t b = end;
    if (done + n < count) b = to->first + info[backward ? first - n : first + n].cluster;
    unsigned left = backward ? first - (n - 1) : first;
    add_cluster(to, run, glyphs + left, info + left, position + left, n, to->first + a, b);
  }
}

/* Fills the buffer with the characters first..end and what stands around them. */
static void fill_buffer(const struct collector *to, hb_buffer_t *buffer, uint32_t first,
                        uint32_t end) {
  hb_buffer_clear_contents(buffer);
  hb_buffer_add_codepoints(buffer, to->characters->code + to->first, (int)(to->end - to->first),
                           first - to->first, (int)(end - first));
  unsigned flags = HB_BUFFER_FLAG_DEFAULT;
  if (first == to->first) flags |= HB_BUFFER_FLAG_BOT;
  if (end == to->end) flags |= HB_BUFFER_FLAG_EOT;
  hb_buffer_set_flags(buffer, (hb_buffer_flags_t)flags);
}

/* Shapes the characters first..end as a part of the run. */
static void shape_part(struct bb_fonts *fonts, struct collector *to,
                       const struct bb_shaped_run *run, uint32_t first, uint32_t end) {
  hb_buffer_t *buffer = fonts->buffer;
  fill_buffer(to, buffer, first, end);
  hb_buffer_set_direction(buffer, run->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, hb_script_from_iso15924_tag(run->script));
  hb_buffer_set_language(buffer, to->language);
  hb_shape(bb_face_hb(run->face), buffer, NULL, 0);
  collect(to, run, buffer, end);
}

/* ---- word by word ---- */

/* True between a space and a letter, either way round: where shaping may be parted. */
static inline bool is_edge(const struct collector *to, uint32_t i) {
  if (i == to->first || i == to->end) return true;
  const uint32_t *code = to->characters->code;
  if ((code[i - 1] == ' ') == (code[i] == ' ')) return false;
  return !has_trait(to, i, BB_TRAIT_MARK | BB_TRAIT_IGNORABLE) &&
         !has_trait(to, i - 1, BB_TRAIT_IGNORABLE);
}

/* What is kept is known by the characters as they are shaped.  The stand-in for the end of a line
 * does not tell what it stands for. */
static bool can_be_kept(const struct collector *to, uint32_t first, uint32_t end) {
  if (end - first > WORD_MAX || !is_edge(to, first) || !is_edge(to, end)) return false;
  if (has_trait(to, first, BB_TRAIT_MARK)) return false;
  for (uint32_t i = first; i < end; i++)
    if (has_trait(to, i, BB_TRAIT_IGNORABLE)) return false;
  return true;
}

static void copy_word(struct collector *to, const struct bb_word *word, uint32_t first) {
  struct bb_shaped *shaped = to->shaped;
  const uint8_t *breaks = to->characters->breaks;
  const uint32_t *at = to->characters->at + first;
  struct bb_cluster *clusters = shaped->clusters + shaped->cluster_count;
  for (uint32_t i = 0; i < word->cluster_count; i++) {
    const struct bb_cluster *kept = &word->clusters[i];
    uint32_t start = at[kept->start], end = at[kept->start + kept->size];
    clusters[i] = *kept;
    clusters[i].start = start;
    clusters[i].size = end - start;
    clusters[i].run = shaped->run_count;
    shaped->breaks[shaped->cluster_count + i] = breaks[start];
  }
  shaped->cluster_count += word->cluster_count;
}

static const struct bb_word *find_word(struct bb_fonts *fonts, struct collector *to,
                                       const struct bb_word_key *key, bb_len em) {
  bool is_space = key->count == 1 && *key->code == ' ';
  if (is_space && to->space) return to->space;
  const struct bb_word *word = bb_words_find(fonts, key, em);
  if (is_space) to->space = word;
  return word;
}

static void add_word(struct bb_fonts *fonts, struct collector *to, const struct bb_shaped_run *run,
                     uint32_t first, uint32_t end) {
  struct bb_shaped *shaped = to->shaped;
  const struct bb_word_key key = {.face = run->face,
                                  .script = run->script,
                                  .language = to->language,
                                  .backward = run->level & 1,
                                  .code = to->characters->code + first,
                                  .count = end - first};
  bool kept = can_be_kept(to, first, end);
  const struct bb_word *word = kept ? find_word(fonts, to, &key, run->em) : NULL;
  uint32_t before = shaped->cluster_count;
  if (word)
    copy_word(to, word, first);
  else
    shape_part(fonts, to, run, first, end);
  if (kept && !word)
    bb_words_add(fonts, &key, run->em, shaped->clusters + before, shaped->cluster_count - before,
                 to->characters->at + first);
}

/* Shapes the characters first..end as one run, whose face, script, level, language and size are
 * given in `like`. */
static void add_run(struct bb_fonts *fonts, struct collector *to, const struct bb_shaped_run *like,
                    uint32_t first, uint32_t end) {
  struct bb_shaped *shaped = to->shaped;
  struct bb_shaped_run *run = &shaped->runs[shaped->run_count];
  *run = *like;
  run->start = to->characters->at[first];
  run->size = to->characters->at[end] - run->start;
  run->first_cluster = shaped->cluster_count;
  to->language = hb_language_from_string(run->lang->tag, -1);
  to->space = NULL;
  if (bb_face_parts_words(run->face)) {
    for (uint32_t i = first, next; i < end; i = next) {
      for (next = i + 1; next < end && !is_edge(to, next);) next++;
      add_word(fonts, to, run, i, next);
    }
  } else {
    shape_part(fonts, to, run, first, end);
  }
  run->clusters = shaped->cluster_count - run->first_cluster;
  shaped->run_count++;
}

static struct bb_shaped_run run_of_item(const struct bb_item *item,
                                        const struct bb_style_run *style) {
  const struct bb_face_metrics *metrics = bb_face_metrics(item->face);
  return (struct bb_shaped_run){
      .face = item->face,
      .lang = style->lang,
      .script = item->script,
      .em = style->em,
      .ascent = bb_len_scale(style->em, metrics->ascender, metrics->units_per_em),
      .descent = bb_len_scale(style->em, -metrics->descender, metrics->units_per_em),
      .level = item->level,
      .tag = style->tag};
}

/* A shaped text of at most `characters` clusters, still empty. */
static struct bb_shaped *new_shaped(struct bb_arena *arena, size_t runs, size_t characters) {
  struct bb_shaped *shaped = BB_NEW(arena, struct bb_shaped);
  shaped->runs = BB_NEW_ROOM(arena, runs, struct bb_shaped_run);
  shaped->clusters = BB_NEW_ROOM(arena, characters, struct bb_cluster);
  shaped->breaks = BB_NEW_ROOM(arena, characters + 1, uint8_t);
  return shaped;
}

static struct bb_characters *new_characters(struct bb_arena *arena, struct bb_span text,
                                            const struct bb_lang *lang) {
  struct bb_characters *characters = BB_NEW(arena, struct bb_characters);
  size_t count = bb_utf8_count(text);
  uint8_t *breaks = BB_NEW_ROOM(arena, text.n + 1, uint8_t);
  uint8_t *starts = BB_NEW_ROOM(arena, text.n + 1, uint8_t);
  bool joined = bb_lang_breaks(lang, text, breaks, starts);
  characters->code = BB_NEW_ROOM(arena, count, uint32_t);
  characters->at = BB_NEW_ROOM(arena, count + 1, uint32_t);
  characters->facts = BB_NEW_ROOM(arena, count, struct bb_character_facts);
  characters->breaks = breaks;
  characters->starts = joined ? starts : NULL;
  return characters;
}

const struct bb_shaped *bb_text_shape(struct bb_fonts *fonts, struct bb_arena *arena,
                                      struct bb_arena *glyphs, struct bb_span text,
                                      const struct bb_style_run *runs, size_t run_count,
                                      const struct bb_lang *lang, bool rtl, struct bb_place place,
                                      struct bb_diags *diags) {
  assert(text.n < INT32_MAX);
  struct bb_characters *characters = new_characters(arena, text, lang);
  struct bb_itemized itemized =
      bb_text_itemize(fonts, arena, text, characters, runs, run_count, rtl, place, diags);
  struct bb_shaped *shaped = new_shaped(arena, itemized.count, characters->count);
  shaped->text = text;
  shaped->rtl = rtl;
  shaped->characters = characters;
  struct collector to = {glyphs, shaped, characters, 0, characters->count, NULL, NULL};
  for (size_t i = 0; i < itemized.count; i++) {
    const struct bb_item *item = &itemized.items[i];
    struct bb_shaped_run run = run_of_item(item, &runs[item->style]);
    add_run(fonts, &to, &run, item->first, item->first + item->count);
  }
  shaped->breaks[shaped->cluster_count] = BB_BREAK_MANDATORY;
  return shaped;
}

uint32_t bb_text_character_at(const struct bb_characters *characters, uint32_t byte) {
  uint32_t low = 0, high = characters->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (characters->at[middle] < byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const struct bb_shaped *bb_text_reshape(struct bb_fonts *fonts, struct bb_arena *arena,
                                        struct bb_arena *glyphs, const struct bb_shaped *shaped,
                                        uint32_t from, uint32_t to) {
  const struct bb_characters *characters = shaped->characters;
  uint32_t first = bb_text_character_at(characters, from),
           end = bb_text_character_at(characters, to);
  assert(first <= end);
  struct bb_shaped *line = new_shaped(arena, shaped->run_count, end - first);
  line->text = shaped->text;
  line->rtl = shaped->rtl;
  line->characters = characters;
  struct collector collector = {glyphs, line, characters, first, end, NULL, NULL};
  for (uint32_t i = 0; i < shaped->run_count; i++) {
    const struct bb_shaped_run *run = &shaped->runs[i];
    uint32_t a = bb_text_character_at(characters, run->start),
             b = bb_text_character_at(characters, run->start + run->size);
    if (a < first) a = first;
    if (b > end) b = end;
    if (a < b) add_run(fonts, &collector, run, a, b);
  }
  line->breaks[line->cluster_count] = BB_BREAK_MANDATORY;
  return line;
}
