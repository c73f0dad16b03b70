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
 * Kept are the clusters with their widths at one size, places counted in characters from the start
 * of the word.  The table is an open hash table, at most half full, that lives as long as the
 * fonts.  When it is full words are shaped as they come: a book never gets there, and a hostile one
 * takes no more memory than that.
 */
#include "text/inside.h"

#include <string.h>

enum { WORDS_MAX = 32 * 1024, SLOTS = 2 * WORDS_MAX };

struct bb_words {
  struct bb_word *slots[SLOTS]; /* NULL: free */
  size_t count;
};

static bool is_same(const struct bb_word_key *a, const struct bb_word_key *b) {
  return a->face == b->face && a->script == b->script && a->language == b->language &&
         a->em == b->em && a->backward == b->backward && a->count == b->count &&
         !memcmp(a->code, b->code, a->count * sizeof *a->code);
}

/* The word's slot, or the free one where it belongs. */
static struct bb_word **find_slot(struct bb_words *words, const struct bb_word_key *key) {
  uint32_t traits[] = {bb_face_number(key->face), (uint32_t)key->em};
  uint64_t hash = bb_hash_quick(BB_FNV_START, traits, sizeof traits);
  hash = bb_hash_quick(hash, key->code, key->count * sizeof *key->code);
  size_t at = hash & (SLOTS - 1);
  while (words->slots[at] && !is_same(&words->slots[at]->key, key)) at = (at + 1) & (SLOTS - 1);
  return &words->slots[at];
}

const struct bb_word *bb_words_find(struct bb_fonts *fonts, const struct bb_word_key *key) {
  return fonts->words ? *find_slot(fonts->words, key) : NULL;
}

/* A copy whose glyphs and places are the word's own. */
static struct bb_cluster *copy_clusters(struct bb_arena *arena, const struct bb_cluster *clusters,
                                        size_t count, const uint32_t *at) {
  struct bb_cluster *copy = BB_NEW_ARRAY(arena, count, struct bb_cluster);
  for (size_t i = 0, character = 0; i < count; i++) {
    copy[i] = clusters[i];
    struct bb_glyph *glyphs = BB_NEW_ARRAY(arena, clusters[i].glyph_count, struct bb_glyph);
    for (uint32_t g = 0; g < clusters[i].glyph_count; g++) glyphs[g] = clusters[i].glyphs[g];
    copy[i].glyphs = glyphs;
    copy[i].start = (uint32_t)character;
    uint32_t end = clusters[i].start + clusters[i].size;
    while (at[character] < end) character++;
    copy[i].size = (uint32_t)character - copy[i].start;
  }
  return copy;
}

void bb_words_add(struct bb_fonts *fonts, const struct bb_word_key *key,
                  const struct bb_cluster *clusters, size_t count, const uint32_t *at) {
  if (!fonts->words) fonts->words = BB_NEW(&fonts->arena, struct bb_words);
  if (fonts->words->count == WORDS_MAX) return;
  struct bb_word *word = BB_NEW(&fonts->arena, struct bb_word);
  uint32_t *code = BB_NEW_ARRAY(&fonts->arena, key->count, uint32_t);
  memcpy(code, key->code, key->count * sizeof *code);
  word->key = *key;
  word->key.code = code;
  word->clusters = copy_clusters(&fonts->arena, clusters, count, at);
  word->cluster_count = (uint32_t)count;
  *find_slot(fonts->words, key) = word;
  fonts->words->count++;
}
