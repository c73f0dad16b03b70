/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where words may be divided at the end of a line: libhyphen (Liang's patterns, as in TeX) with the
 * dictionaries that office programs share.  One that is not installed means that the language is
 * not hyphenated, nothing worse.
 *
 * Vocabulary.  A word is a stretch of letters (and marks) of one shaped run in the script of its
 * language's dictionary.  A point is a place inside it where it may be divided.
 *
 * What is not divided, whatever the dictionary says:
 *   - words with a capital after their first letter: acronyms (NATO, PDFs) and names (YouTube);
 *   - addresses and the like: a word that touches a digit or one of / @ _ \ # & = % + ~, or that a
 *     full stop or colon joins to something ("www.example.org", "https:");
 *   - parts of a compound that has a hyphen of its own: it is divided there;
 *   - words with a character that no font has;
 *   - at a change of spelling (German old "Druk-ker"): what is printed must read back as written;
 *   - inside a cluster.
 *
 * The least numbers of letters before and after a point are the dictionary's; where it states none,
 * those that the TeX hyphenation project gives for the language (hyph-utf8), here in the table.
 * Three letters are carried over in any case, and a word of less than six is left whole: "ac-to"
 * saves no room worth the reader's stumble.
 *
 * Not in the table, and so never hyphenated: Vietnamese, whose words are syllables; languages of
 * scripts that are not divided with a hyphen; Filipino and others without a dictionary in Debian.
 * Malay takes the Indonesian patterns: both are divided by the same rules of syllables.
 *
 * The dictionaries of some languages are in 8-bit encodings; letters are mapped with iconv once.
 * The same words come back all the time, so the last answers are kept by the word as it is written.
 */
#include "text/inside.h"

#include <hyphen.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER "/usr/share/hyphen"

enum {
  LETTERS_MIN = 6,  /* of a word */
  LETTERS_MAX = 60, /* longer ones are no words */
  AFTER_MIN = 3,
  BYTES_MAX = LETTERS_MAX * 4,
  KEPT = 2048, /* answers */
  KEPT_BYTES = 40
};

/* ---- languages ---- */

struct rules {
  const char *lang; /* the first part of the tag */
  bb_script script;
  const char *regions[2]; /* of the dictionary, best first, where the tag has none of its own */
  unsigned char before, after; /* least letters, where the dictionary states none */
};

#define LATIN    BB_SCRIPT_LATIN
#define CYRILLIC BB_SCRIPT('C', 'y', 'r', 'l')
#define GREEK    BB_SCRIPT('G', 'r', 'e', 'k')
static const struct rules languages[] = {
    {"af", LATIN, {"ZA"}, 1, 2},       {"be", CYRILLIC, {"BY"}, 2, 2},
    {"bg", CYRILLIC, {"BG"}, 2, 2},    {"ca", LATIN, {"ES"}, 2, 2},
    {"cs", LATIN, {"CZ"}, 2, 3},       {"da", LATIN, {"DK"}, 2, 2},
    {"de", LATIN, {"DE"}, 2, 2},       {"el", GREEK, {"GR"}, 2, 2},
    {"en", LATIN, {"GB", "US"}, 2, 3}, {"es", LATIN, {"ES"}, 2, 2},
    {"et", LATIN, {"EE"}, 2, 3},       {"fr", LATIN, {"FR"}, 2, 3},
    {"gl", LATIN, {"ES"}, 2, 2},       {"hr", LATIN, {"HR"}, 2, 2},
    {"hu", LATIN, {"HU"}, 2, 2},       {"id", LATIN, {"ID"}, 2, 2},
    {"is", LATIN, {"IS"}, 2, 2},       {"it", LATIN, {"IT"}, 2, 2},
    {"lt", LATIN, {"LT"}, 2, 2},       {"lv", LATIN, {"LV"}, 2, 2},
    {"mn", CYRILLIC, {"MN"}, 2, 2},    {"nb", LATIN, {"NO"}, 2, 2},
    {"nl", LATIN, {"NL"}, 2, 2},       {"nn", LATIN, {"NO"}, 2, 2},
    {"pl", LATIN, {"PL"}, 2, 2},       {"pt", LATIN, {"PT", "BR"}, 2, 3},
    {"ro", LATIN, {"RO"}, 2, 2},       {"ru", CYRILLIC, {"RU"}, 2, 2},
    {"sk", LATIN, {"SK"}, 2, 3},       {"sl", LATIN, {"SI"}, 2, 2},
    {"sr", CYRILLIC, {"RS"}, 2, 2},    {"sv", LATIN, {"SE"}, 2, 2},
    {"uk", CYRILLIC, {"UA"}, 2, 2},    {"zu", LATIN, {"ZA"}, 2, 2},
};
#undef LATIN
#undef CYRILLIC
#undef GREEK

static bool is_language(const struct bb_lang *lang, const char *code) {
  size_t n = strlen(code);
  return !strncmp(lang->tag, code, n) && (lang->tag[n] == '\0' || lang->tag[n] == '-');
}

static const struct rules *find_rules(const struct bb_lang *lang) {
  const char *code = is_language(lang, "ms") ? "id" : NULL;
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
    if (code ? !strcmp(languages[i].lang, code) : is_language(lang, languages[i].lang))
      return languages[i].script == lang->script ? &languages[i] : NULL;
  return NULL;
}

/* The region of a tag ("PT" in "pt-PT"), or "". */
static void region_of(const struct bb_lang *lang, char region[3]) {
  struct bb_span rest = bb_span_of(lang->tag);
  bb_span_next(&rest, '-');
  region[0] = '\0';
  for (struct bb_span part; (part = bb_span_next(&rest, '-')).p;)
    if (part.n == 2) snprintf(region, 3, "%.2s", part.p);
}

/* ---- dictionaries ---- */

/* Shared by threads, and not changed once it was opened. */
struct bb_dictionary {
  struct bb_lang lang; /* that asked for it */
  const struct rules *rules;
  HyphenDict *patterns;  /* NULL: not installed */
  uint32_t letters[256]; /* of an 8-bit encoding, by byte; 0: none */
  struct bb_dictionary *next;
};

struct answer {
  const struct bb_dictionary *dictionary; /* NULL: free */
  uint8_t size;
  char word[KEPT_BYTES];
  uint64_t points; /* bit i: before letter i */
};

struct bb_hyphens {                 /* a thread's own */
  const struct bb_dictionary *last; /* most texts need no other */
  struct answer kept[KEPT];         /* by hash */
};

/* libhyphen forgets some strings of a dictionary that repeats a pattern; LeakSanitizer, in test
 * builds, is asked to look away meanwhile. */
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

static HyphenDict *load(const char *path) {
  if (__lsan_disable) __lsan_disable();
  HyphenDict *patterns = hnj_hyphen_load(path);
  if (__lsan_enable) __lsan_enable();
  return patterns;
}

/* "…/hyph_en_GB.dic"; without a region "…/hyph_ca.dic". */
static void name_file(char path[80], const char *lang, const char *region) {
  snprintf(path, 80, "%s/hyph_%s%s%s.dic", FOLDER, lang, region[0] ? "_" : "", region);
}

static bool read_letters(struct bb_dictionary *dictionary) {
  iconv_t to = iconv_open("UTF-8", dictionary->patterns->cset);
  if (to == (iconv_t)-1) return false;
  for (int i = 1; i < 256; i++) {
    char byte = (char)i, letter[8];
    char *in = &byte, *out = letter;
    size_t in_left = 1, out_left = sizeof letter, at = 0;
    if (iconv(to, &in, &in_left, &out, &out_left) == (size_t)-1) continue;
    struct bb_span text = {letter, (size_t)(out - letter)};
    if (text.n) dictionary->letters[i] = bb_utf8_decode(text, &at);
  }
  iconv_close(to);
  return true;
}

static void open_dictionary(struct bb_dictionary *dictionary) {
  const struct rules *rules = dictionary->rules;
  char region[3], path[80];
  region_of(&dictionary->lang, region);
  const char *regions[] = {region, rules->regions[0], rules->regions[1], ""};
  for (size_t i = 0; i < sizeof regions / sizeof *regions && !dictionary->patterns; i++) {
    bool none = !regions[i] || (i == 0 && !region[0]);
    if (none) continue;
    name_file(path, rules->lang, regions[i]);
    dictionary->patterns = load(path);
  }
  if (dictionary->patterns && !dictionary->patterns->utf8 && !read_letters(dictionary)) {
    hnj_hyphen_free(dictionary->patterns);
    dictionary->patterns = NULL;
  }
}

/* The dictionary for a language, opened at its first use; its patterns may be NULL. */
static const struct bb_dictionary *share_dictionary(struct bb_installed *installed,
                                                    const struct rules *rules,
                                                    const struct bb_lang *lang) {
  pthread_mutex_lock(&installed->dictionary_lock);
  struct bb_dictionary *dictionary = installed->dictionaries;
  while (dictionary && strcmp(dictionary->lang.tag, lang->tag)) dictionary = dictionary->next;
  if (!dictionary) {
    dictionary = bb_alloc(sizeof *dictionary);
    *dictionary = (struct bb_dictionary){*lang, rules, .next = installed->dictionaries};
    open_dictionary(dictionary);
    installed->dictionaries = dictionary;
  }
  pthread_mutex_unlock(&installed->dictionary_lock);
  return dictionary;
}

/* NULL when the language is not hyphenated. */
static const struct bb_dictionary *find_dictionary(struct bb_fonts *fonts,
                                                   const struct bb_lang *lang) {
  const struct rules *rules = find_rules(lang);
  if (!rules) return NULL;
  if (!fonts->hyphens) fonts->hyphens = BB_NEW(&fonts->arena, struct bb_hyphens);
  const struct bb_dictionary **last = &fonts->hyphens->last;
  if (!*last || strcmp((*last)->lang.tag, lang->tag))
    *last = share_dictionary(fonts->installed, rules, lang);
  return (*last)->patterns ? *last : NULL;
}

void bb_hyphens_prepare(struct bb_fonts *fonts, const struct bb_lang *lang) {
  find_dictionary(fonts, lang);
}

void bb_dictionaries_free(struct bb_dictionary *dictionaries) {
  for (struct bb_dictionary *dictionary = dictionaries, *next; dictionary; dictionary = next) {
    next = dictionary->next;
    if (dictionary->patterns) hnj_hyphen_free(dictionary->patterns);
    free(dictionary);
  }
}

void bb_hyphens_identity(struct bb_hash *hash) {
  char path[80];
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
    for (size_t k = 0; k < 2 && languages[i].regions[k]; k++) {
      struct stat info;
      name_file(path, languages[i].lang, languages[i].regions[k]);
      if (stat(path, &info) != 0) continue;
      int64_t size = info.st_size;
      bb_hash_span(hash, bb_span_of(path));
      bb_hash_span(hash, (struct bb_span){(const char *)&size, sizeof size});
    }
}

/* ---- words ---- */

/* A word as it stands in the paragraph. */
struct word {
  struct bb_span bytes;
  const uint32_t *code; /* its letters, marks among them */
  size_t count;
};

/* The word in small letters; false when a capital stands after the first letter. */
static bool lower(const struct word *word, uint32_t letters[LETTERS_MAX]) {
  for (size_t i = 0; i < word->count; i++) {
    letters[i] = bb_lang_lower(word->code[i]);
    if (i && letters[i] != word->code[i]) return false;
  }
  return true;
}

/* In the dictionary's encoding; false when that lacks a letter. */
static bool encode(const struct bb_dictionary *dictionary, const uint32_t *letters, size_t count,
                   struct bb_buf *out) {
  for (size_t i = 0; i < count; i++) {
    if (dictionary->patterns->utf8) {
      bb_buf_code_point(out, letters[i]);
      continue;
    }
    int byte = 1;
    while (byte < 256 && dictionary->letters[byte] != letters[i]) byte++;
    if (byte == 256) return false;
    bb_buf_char(out, (char)byte);
  }
  return true;
}

/* The points of a word of `count` letters. */
static uint64_t ask(const struct bb_dictionary *dictionary, const struct bb_buf *bytes,
                    size_t count) {
  char hyphens[BYTES_MAX + 5] = "";
  char **changed = NULL;
  int *position = NULL, *cut = NULL;
  HyphenDict *patterns = dictionary->patterns;
  size_t before = dictionary->rules->before, after = dictionary->rules->after;
  uint64_t points = 0;
  if (patterns->lhmin > 0) before = (size_t)patterns->lhmin;
  if (patterns->rhmin > 0) after = (size_t)patterns->rhmin;
  if (after < AFTER_MIN) after = AFTER_MIN;
  bool good = !hnj_hyphen_hyphenate2(patterns, bytes->p, (int)bytes->n, hyphens, NULL, &changed,
                                     &position, &cut);
  /* An odd number behind letter i - 1 (libhyphen counts letters here, whatever their bytes). */
  for (size_t i = before; good && i + after <= count; i++)
    if ((hyphens[i - 1] & 1) && !(changed && changed[i - 1])) points |= UINT64_C(1) << i;
  for (size_t i = 0; changed && i < bytes->n; i++) free(changed[i]);
  free(changed);
  free(position);
  free(cut);
  return points;
}

static uint64_t find_points(const struct bb_dictionary *dictionary, const struct word *word) {
  uint32_t letters[LETTERS_MAX];
  struct bb_buf bytes = {0};
  bool good = lower(word, letters) && encode(dictionary, letters, word->count, &bytes);
  uint64_t points = good ? ask(dictionary, &bytes, word->count) : 0;
  bb_buf_free(&bytes);
  return points;
}

static uint64_t points_of(struct bb_hyphens *hyphens, const struct bb_dictionary *dictionary,
                          const struct word *word) {
  struct bb_span bytes = word->bytes;
  if (bytes.n > KEPT_BYTES) return find_points(dictionary, word);
  struct answer *kept = &hyphens->kept[bb_hash_quick(BB_FNV_START, bytes.p, bytes.n) % KEPT];
  if (kept->dictionary == dictionary && kept->size == bytes.n &&
      !memcmp(kept->word, bytes.p, bytes.n))
    return kept->points;
  *kept = (struct answer){dictionary, (uint8_t)bytes.n, "", find_points(dictionary, word)};
  memcpy(kept->word, bytes.p, bytes.n);
  return kept->points;
}

/* What makes the letters beside it something else than a word. */
static bool is_technical(uint32_t cp) {
  if (bb_lang_digit(cp) >= 0 || cp == 0x2010 || cp == 0x2011) return true;
  return cp < 0x80 && cp && strchr("/@_\\#&=%+~-", (int)cp);
}

/* Joins a word to what follows, unless white space or a quote does. */
static bool is_joint(uint32_t cp) {
  return cp == '.' || cp == ':';
}

/* A letter or mark beside a word is of another run, or no font has it. */
static bool goes_on(uint32_t cp) {
  return bb_lang_is_letter(cp) || bb_lang_is_mark(cp);
}

/* True when bytes from..to of the text are letters of running text. */
static bool stands_free(struct bb_span text, size_t from, size_t to) {
  uint32_t before = from ? bb_utf8_before(text, from) : 0, after = 0, next = 0;
  if (to < text.n) after = bb_utf8_decode(text, &to);
  if (to < text.n) next = bb_utf8_decode(text, &to);
  if (is_technical(before) || is_joint(before) || is_technical(after)) return false;
  if (goes_on(before) || goes_on(after)) return false;
  return !is_joint(after) ||
         !(bb_lang_is_letter(next) || bb_lang_digit(next) >= 0 || is_technical(next));
}

static bool is_part_of_word(struct bb_character_facts facts, const struct rules *rules) {
  if (facts.traits & BB_TRAIT_MARK) return true;
  return (facts.traits & BB_TRAIT_LETTER) && bb_lang_script_of(facts) == rules->script;
}

/* The clusters of a run whose places in the text are marked so far. */
struct marker {
  const struct bb_cluster *clusters;
  uint32_t next, end;
  bool *points;
};

/* Marks the points of the word whose letters stand at bytes at[0], at[1]...; a point inside a
 * cluster is none. */
static void mark(struct marker *to, uint64_t points, const uint32_t *at, size_t count) {
  for (size_t i = 1; i < count; i++) {
    if (!(points >> i & 1)) continue;
    while (to->next < to->end && to->clusters[to->next].start < at[i]) to->next++;
    if (to->next < to->end && to->clusters[to->next].start == at[i]) to->points[to->next] = true;
  }
}

void bb_text_hyphenate(struct bb_fonts *fonts, const struct bb_shaped *shaped, uint32_t run,
                       bool *points) {
  const struct bb_shaped_run *r = &shaped->runs[run];
  const struct bb_characters *c = shaped->characters;
  const struct bb_dictionary *dictionary = find_dictionary(fonts, r->lang);
  if (!dictionary || r->script != dictionary->rules->script || (r->level & 1)) return;
  struct marker to = {shaped->clusters, r->first_cluster, r->first_cluster + r->clusters, points};
  uint32_t end = bb_text_character_at(c, r->start + r->size);
  for (uint32_t i = bb_text_character_at(c, r->start), next; i < end; i = next) {
    for (next = i; next < end && is_part_of_word(c->facts[next], dictionary->rules);) next++;
    struct word word = {bb_span_cut(shaped->text, c->at[i], c->at[next]), c->code + i, next - i};
    if (next == i) next++; /* no letter */
    if (word.count < LETTERS_MIN || word.count >= LETTERS_MAX) continue;
    uint64_t found = points_of(fonts->hyphens, dictionary, &word);
    if (found && stands_free(shaped->text, c->at[i], c->at[next]))
      mark(&to, found, c->at + i, word.count);
  }
}
