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
 *
 * Services that share their fonts share their words.  Nothing is ever taken out or changed; what is
 * put in is complete before the one atomic operation that makes it found, so that nobody waits for
 * anybody.  Two threads may shape the same word at the same time: the second one's is forgotten, or
 * is never found.
 */
#include "text/inside.h"

#include <stdatomic.h>
#include <string.h>

enum { WORDS_MAX = 32 * 1024, SLOTS = 2 * WORDS_MAX };

struct entry {
  struct bb_word_key key;
  struct bb_word *_Atomic sizes; /* at least one */
};

struct bb_words {
  struct entry *_Atomic slots[SLOTS]; /* NULL: free */
  atomic_size_t count;                /* of words at all sizes */
};

struct bb_words *bb_words_new(struct bb_arena *arena) {
  return BB_NEW(arena, struct bb_words);
}

static bool is_same(const struct bb_word_key *a, const struct bb_word_key *b) {
  return a->face == b->face && a->script == b->script && a->language == b->language &&
         a->backward == b->backward && a->count == b->count &&
         !memcmp(a->code, b->code, a->count * sizeof *a->code);
}

static size_t first_slot(const struct bb_word_key *key) {
  return bb_hash_quick(BB_FNV_START + bb_face_number(key->face), key->code,
                       key->count * sizeof *key->code) &
         (SLOTS - 1);
}

static struct entry *find_entry(struct bb_words *words, const struct bb_word_key *key) {
  struct entry *entry;
  for (size_t at = first_slot(key); (entry = words->slots[at]); at = (at + 1) & (SLOTS - 1))
    if (is_same(&entry->key, key)) return entry;
  return NULL;
}

/* Nothing is done when another thread has added the word meanwhile. */
static void add_entry(struct bb_words *words, struct entry *entry) {
  for (size_t at = first_slot(&entry->key);; at = (at + 1) & (SLOTS - 1)) {
    struct entry *there = NULL;
    if (atomic_compare_exchange_strong(&words->slots[at], &there, entry)) return;
    if (is_same(&there->key, &entry->key)) return;
  }
}

/* Counts one more; false when the table is full. */
static bool count_word(struct bb_words *words) {
  return atomic_fetch_add(&words->count, 1) < WORDS_MAX;
}

static struct bb_word *new_word(struct bb_arena *arena, bb_len em, uint32_t cluster_count) {
  struct bb_word *word = BB_NEW(arena, struct bb_word);
  word->em = em;
  word->clusters = BB_NEW_ROOM(arena, cluster_count, struct bb_cluster);
  word->cluster_count = cluster_count;
  return word;
}

/* Keeps a word at another size. */
static const struct bb_word *resize(struct bb_fonts *fonts, struct entry *entry, bb_len em) {
  struct bb_word *other = entry->sizes;
  if (!count_word(fonts->words)) return NULL;
  int32_t units = bb_face_metrics(entry->key.face)->units_per_em;
  struct bb_word *word = new_word(&fonts->arena, em, other->cluster_count);
  for (uint32_t i = 0; i < word->cluster_count; i++) {
    word->clusters[i] = other->clusters[i];
    word->clusters[i].width = bb_len_scale(em, word->clusters[i].advance, units);
  }
  do word->next = other;
  while (!atomic_compare_exchange_weak(&entry->sizes, &other, word));
  return word;
}

const struct bb_word *bb_words_find(struct bb_fonts *fonts, const struct bb_word_key *key,
                                    bb_len em) {
  struct entry *entry = find_entry(fonts->words, key);
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
  if (!count_word(fonts->words)) return;
  struct entry *entry = BB_NEW(&fonts->arena, struct entry);
  uint32_t *code = BB_NEW_ROOM(&fonts->arena, key->count, uint32_t);
  memcpy(code, key->code, key->count * sizeof *code);
  entry->key = *key;
  entry->key.code = code;
  struct bb_word *word = new_word(&fonts->arena, em, (uint32_t)count);
  copy_clusters(&fonts->arena, word, clusters, at);
  entry->sizes = word;
  add_entry(fonts->words, entry);
}
