/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words that were shaped before.  A book of 100,000 words has some thousand different ones, and
 * shaping took a third of all time before they were kept.
 *
 * A word may be shaped on its own, and copied wherever it comes again, when nothing in the font
 * looks across a space.  A font tells: its substitutions and positionings name the glyphs they work
 * on and those they look at before and after.  Where the glyph of the space is among them (Khmer,
 * whose first syllable after a space moves; Chinese, whose space has other widths), or the font
 * kerns by older tables that cannot be asked, nothing is kept (bb_face_parts_words).
 *
 * Kept are the clusters with their widths, places counted in characters from the start of the
 * word.  At another size only the widths differ: they are worked out anew, and kept too.
 *
 * The table is an open hash table, at most half full, that lives as long as the fonts.  When it is
 * full words are shaped as they come: a book never gets there, and a hostile one takes no more
 * memory than that.
 */
#include "text/inside.h"

#include <string.h>

enum { WORDS_MAX = 32 * 1024, SLOTS = 2 * WORDS_MAX };

struct entry {
  struct bb_word_key key;
  struct bb_word *sizes; /* at least one */
};

struct bb_words {
  struct entry *slots[SLOTS]; /* NULL: free */
  size_t count;               /* of words at all sizes */
};

static bool is_same(const struct bb_word_key *a, const struct bb_word_key *b) {
  return a->face == b->face && a->script == b->script && a->language == b->language &&
         a->backward == b->backward && a->count == b->count &&
         !memcmp(a->code, b->code, a->count * sizeof *a->code);
}

/* The word's slot, or the free one where it belongs. */
static struct entry **find_slot(struct bb_words *words, const struct bb_word_key *key) {
  uint64_t hash = bb_hash_quick(BB_FNV_START + bb_face_number(key->face), key->code,
                                key->count * sizeof *key->code);
  size_t at = hash & (SLOTS - 1);
  while (words->slots[at] && !is_same(&words->slots[at]->key, key)) at = (at + 1) & (SLOTS - 1);
  return &words->slots[at];
}

static struct bb_word *new_word(struct bb_fonts *fonts, bb_len em, uint32_t cluster_count) {
  struct bb_word *word = BB_NEW(&fonts->arena, struct bb_word);
  word->em = em;
  word->clusters = BB_NEW_ROOM(&fonts->arena, cluster_count, struct bb_cluster);
  word->cluster_count = cluster_count;
  fonts->words->count++;
  return word;
}

/* Keeps a word at another size. */
static const struct bb_word *resize(struct bb_fonts *fonts, struct entry *entry, bb_len em) {
  const struct bb_word *other = entry->sizes;
  if (fonts->words->count == WORDS_MAX) return NULL;
  int32_t units = bb_face_metrics(entry->key.face)->units_per_em;
  struct bb_word *word = new_word(fonts, em, other->cluster_count);
  for (uint32_t i = 0; i < word->cluster_count; i++) {
    word->clusters[i] = other->clusters[i];
    word->clusters[i].width = bb_len_scale(em, word->clusters[i].advance, units);
  }
  word->next = entry->sizes;
  return entry->sizes = word;
}

const struct bb_word *bb_words_find(struct bb_fonts *fonts, const struct bb_word_key *key,
                                    bb_len em) {
  struct entry *entry = fonts->words ? *find_slot(fonts->words, key) : NULL;
  if (!entry) return NULL;
  const struct bb_word *word = entry->sizes;
  while (word && word->em != em) word = word->next;
  return word ? word : resize(fonts, entry, em);
}

/* A copy whose glyphs and places are the word's own. */
static void copy_clusters(struct bb_arena *arena, struct bb_word *word,
                          const struct bb_cluster *clusters, const uint32_t *at) {
  for (uint32_t i = 0, character = 0; i < word->cluster_count; i++) {
    struct bb_cluster *copy = &word->clusters[i];
    *copy = clusters[i];
    struct bb_glyph *glyphs = BB_NEW_ROOM(arena, copy->glyph_count, struct bb_glyph);
    for (uint32_t g = 0; g < copy->glyph_count; g++) glyphs[g] = clusters[i].glyphs[g];
    copy->glyphs = glyphs;
    copy->start = character;
    uint32_t end = clusters[i].start + clusters[i].size;
    while (at[character] < end) character++;
    copy->size = character - copy->start;
  }
}

void bb_words_add(struct bb_fonts *fonts, const struct bb_word_key *key, bb_len em,
                  const struct bb_cluster *clusters, size_t count, const uint32_t *at) {
  if (!fonts->words) fonts->words = BB_NEW(&fonts->arena, struct bb_words);
  if (fonts->words->count == WORDS_MAX) return;
  struct entry *entry = BB_NEW(&fonts->arena, struct entry);
  uint32_t *code = BB_NEW_ROOM(&fonts->arena, key->count, uint32_t);
  memcpy(code, key->code, key->count * sizeof *code);
  entry->key = *key;
  entry->key.code = code;
  entry->sizes = new_word(fonts, em, (uint32_t)count);
  copy_clusters(&fonts->arena, entry->sizes, clusters, at);
  *find_slot(fonts->words, key) = entry;
}
