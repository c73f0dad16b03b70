/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a line may end, and where a grapheme cluster begins.
 *
 * ICU walks the UTF-8 bytes themselves (a UText), so its positions are byte offsets.  Its line
 * rules are UAX 14; inside runs of Thai, Lao, Khmer and Burmese letters it asks its dictionaries.
 * The keyword lb=strict keeps small kana and the like off the start of a Chinese or Japanese line.
 * On top of that, rules of ours:
 *   - never inside a grapheme cluster, whatever a dictionary says of a word it does not know;
 *   - never beside a character that is there to forbid it (no-break space, word joiner): UAX 14
 *     still allows a break between a space and a no-break space;
 *   - never before a repetition or abbreviation mark, never after a vowel that is written before
 *     its consonant, never before a lone consonant or one that closes a syllable: a dictionary
 *     that does not know a foreign name cuts it into syllables, and may cut there;
 *   - never inside what the custom of the language keeps together (nonbreaking.c).
 * Of plain text the answers are known (plain.c), and ICU is asked of the pieces between.
 *
 * Opening a break iterator loads its tables, so each thread keeps a few: a document has few
 * languages.
 */
#include "lang/icu.h"
#include "lang/nonbreaking.h"
#include "lang/plain.h"

#include <assert.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

enum { KEPT = 4 };

static UBreakIterator *open_iterator(UBreakIteratorType type, const char *id) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(type, id, NULL, 0, &status);
  assert(U_SUCCESS(status));
  return iterator;
}

static _Thread_local struct {
  char tag[sizeof((struct bb_lang *)0)->tag];
  UBreakIterator *iterator;
} kept[KEPT]; /* for lines */
static _Thread_local size_t oldest;
static _Thread_local UBreakIterator *grapheme_iterator;

void bb_breaks_forget(void) {
  for (size_t i = 0; i < KEPT; i++) {
    if (kept[i].iterator) ubrk_close(kept[i].iterator);
    kept[i].iterator = NULL;
  }
  if (grapheme_iterator) ubrk_close(grapheme_iterator);
  grapheme_iterator = NULL;
}

/* The line iterator of a language, from those kept or opened in place of the oldest. */
static UBreakIterator *line_iterator(const struct bb_lang *lang) {
  for (size_t i = 0; i < KEPT; i++)
    if (kept[i].iterator && !strcmp(kept[i].tag, lang->tag)) return kept[i].iterator;
  char id[ULOC_FULLNAME_CAPACITY];
  bb_lang_locale(lang, "lb", "strict", id);
  size_t slot = oldest++ % KEPT;
  if (kept[slot].iterator) ubrk_close(kept[slot].iterator);
  memcpy(kept[slot].tag, lang->tag, sizeof kept[slot].tag);
  kept[slot].iterator = open_iterator(UBRK_LINE, id);
  return kept[slot].iterator;
}

/* Sets the iterator to the start of the text.  `view` must stay open while it walks. */
static void set_text(UBreakIterator *iterator, UText *view, struct bb_span text) {
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(view, text.p, (int64_t)text.n, &status);
  ubrk_setUText(iterator, view, &status);
  assert(U_SUCCESS(status));
}

/* Characters that never join their neighbours in a grapheme cluster: letters of Latin, Greek and
 * Cyrillic, dashes and quotes, Han and kana.  Most texts hold nothing else. */
static bool stands_alone(uint32_t cp) {
  return (cp < 0x0300 && cp != '\r') || (cp >= 0x0370 && cp < 0x0483) ||
         (cp >= 0x2010 && cp < 0x2028) || (cp >= 0x3000 && cp < 0x302A) ||
         (cp >= 0x3041 && cp < 0x3097) || (cp >= 0x30A0 && cp < 0x3130) ||
         (cp >= 0x4E00 && cp < 0xA000) || (cp >= 0xFF01 && cp < 0xFF9E);
}

static bool all_stand_alone(struct bb_span text) {
  for (size_t at = 0; at < text.n;)
    if (!stands_alone(bb_utf8_decode(text, &at))) return false;
  return true;
}

/* Thai or Lao (one block of Unicode after the other). */
static bool is_thai(uint32_t cp) {
  return cp >= 0x0E00 && cp < 0x0F00;
}

/* A vowel or tone mark that Thai and Lao write above, below or behind the letter before it. */
static bool is_thai_mark(uint32_t cp) {
  return is_thai(cp) && (bb_lang_is_mark(cp) || cp == 0x0E33 || cp == 0x0EB3);
}

/* Marks where grapheme clusters begin.  False when the text holds characters that ICU must be asked
 * about; the marks are of no use then. */
static bool mark_simple(struct bb_span text, uint8_t *starts) {
  uint32_t before = 0, cp;
  for (size_t at = 0; at < text.n; before = cp) {
    size_t start = at;
    cp = bb_utf8_decode(text, &at);
    bool joins = is_thai_mark(cp);
    if (joins ? !is_thai(before) : !stands_alone(cp) && !is_thai(cp)) return false;
    starts[start] = !joins;
  }
  return true;
}

void bb_lang_graphemes(struct bb_span text, uint8_t *starts) {
  memset(starts, 0, text.n + 1);
  if (!mark_simple(text, starts)) {
    memset(starts, 0, text.n + 1);
    if (!grapheme_iterator) grapheme_iterator = open_iterator(UBRK_CHARACTER, "en");
    UText view = UTEXT_INITIALIZER;
    set_text(grapheme_iterator, &view, text);
    for (int32_t at; (at = ubrk_next(grapheme_iterator)) != UBRK_DONE;) starts[at] = 1;
    utext_close(&view);
  }
  starts[0] = starts[text.n] = 1;
}

/* No rule below is about a character before this one. */
enum { FIRST_RULED = 0x00A0 };

static bool glues(uint32_t cp) {
  return cp == 0x00A0 || cp == 0x2007 || cp == 0x202F || cp == 0x2060 || cp == 0xFEFF;
}

/* Thai mai yamok and paiyannoi, their Lao and Khmer sisters. */
static bool belongs_to_word_before(uint32_t cp) {
  return cp == 0x0E46 || cp == 0x0E2F || cp == 0x0EC6 || cp == 0x0EAF || cp == 0x17D7;
}

/* Vowels written before the consonant they follow in speech. */
static bool belongs_to_word_after(uint32_t cp) {
  return (cp >= 0x0E40 && cp <= 0x0E44) || (cp >= 0x0EC0 && cp <= 0x0EC4);
}

/* A letter of a script whose words a dictionary finds. */
static bool is_complex(uint32_t cp) {
  return u_getIntPropertyValue((UChar32)cp, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

/* The piece that starts at byte `at` is one letter that a dictionary left over from the word
 * before it. */
static bool is_left_over(struct bb_span text, size_t at, uint32_t before, const uint8_t *breaks) {
  uint32_t cp = bb_utf8_decode(text, &at);
  bool ends = at == text.n || breaks[at] != BB_BREAK_NONE ||
              bb_lang_is_white_space(bb_utf8_decode(text, &at));
  return ends && is_complex(cp) && is_complex(before);
}

/* The letter before byte `at` has an asat for its vowel (perhaps behind a medial or a tone mark):
 * in Burmese it ends the syllable before it. */
static bool closes_syllable(struct bb_span text, size_t at, uint32_t cp) {
  if (cp < 0x1000 || cp > 0x1021) return false;
  do cp = at < text.n ? bb_utf8_decode(text, &at) : 0;
  while (cp == 0x1037 || (cp >= 0x103B && cp <= 0x103E));
  return cp == 0x103A;
}

/* A rule of ours forbids the break before byte `at`. */
static bool is_forbidden(struct bb_span text, size_t at, const uint8_t *breaks) {
  size_t next = at;
  uint32_t before = bb_utf8_before(text, at), cp = bb_utf8_decode(text, &next);
  if (before < FIRST_RULED && cp < FIRST_RULED) return false;
  return glues(before) || glues(cp) || belongs_to_word_before(cp) ||
         belongs_to_word_after(before) || closes_syllable(text, next, cp) ||
         is_left_over(text, at, before, breaks);
}

static void forbid_by_rule(struct bb_span text, uint8_t *breaks) {
  for (size_t at = 1; at < text.n; at++)
    if (breaks[at] == BB_BREAK_ALLOWED && is_forbidden(text, at, breaks))
      breaks[at] = BB_BREAK_NONE;
}

/* Returns true when some grapheme cluster holds several characters; `starts` is filled then. */
static bool forbid_inside_graphemes(struct bb_span text, uint8_t *breaks, uint8_t *starts) {
  if (all_stand_alone(text)) return false;
  bb_lang_graphemes(text, starts);
  for (size_t i = 0; i < text.n; i++)
    if (!starts[i]) breaks[i] = BB_BREAK_NONE;
  return true;
}

/* Marks what the general rules say of bytes from..to. */
static void ask_rules(const struct bb_lang *lang, struct bb_span text, size_t from, size_t to,
                      uint8_t *breaks) {
  if (from == to) return;
  UBreakIterator *iterator = line_iterator(lang);
  UText view = UTEXT_INITIALIZER;
  set_text(iterator, &view, bb_span_cut(text, from, to));
  for (int32_t at; (at = ubrk_next(iterator)) != UBRK_DONE;)
    breaks[from + (size_t)at] =
        ubrk_getRuleStatus(iterator) >= UBRK_LINE_HARD ? BB_BREAK_MANDATORY : BB_BREAK_ALLOWED;
  utext_close(&view);
}

static void find_breaks(const struct bb_lang *lang, struct bb_span text, uint8_t *breaks) {
  size_t asked = 0; /* what stands before is done */
  for (size_t at = 0, end; at < text.n; at = end) {
    bool plain;
    end = bb_lang_piece_end(text, at, &plain);
    if (!plain) continue;
    ask_rules(lang, text, asked, at, breaks);
    breaks[end] = BB_BREAK_ALLOWED;
    asked = end;
  }
  ask_rules(lang, text, asked, text.n, breaks);
}

bool bb_lang_breaks(const struct bb_lang *lang, struct bb_span text, uint8_t *breaks,
                    uint8_t *starts) {
  struct bb_arena scratch = {0};
  memset(breaks, BB_BREAK_NONE, text.n + 1);
  find_breaks(lang, text, breaks);
  if (!starts) starts = bb_arena_room(&scratch, text.n + 1, 1);
  bool joined = forbid_inside_graphemes(text, breaks, starts);
  forbid_by_rule(text, breaks);
  bb_lang_keep_together(lang, text, breaks);
  breaks[text.n] = BB_BREAK_MANDATORY;
  bb_arena_free(&scratch);
  return joined;
}
