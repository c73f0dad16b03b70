/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bidirectional algorithm (UAX 9) through ICU: levels of a paragraph's bytes, and the visual
 * order of runs.  Rule L1 for the ends of lines is not applied here: lines are chosen later, and
 * the spaces it is about are dropped there.  For terminals that know nothing of all this: a line in
 * visual order with its letters joined.
 */
#include "lang/icu.h"

#include <assert.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/ushape.h>

enum { PIECE = 16 * 1024 };

/* Characters written right to left and bidi controls stand in few places. */
static bool is_turn(uint32_t cp) {
  if (cp < 0x0590) return false;
  return cp < 0x0900 || (cp >= 0x200E && cp < 0x2010) || (cp >= 0x202A && cp < 0x202F) ||
         (cp >= 0x2066 && cp < 0x206A) || (cp >= 0xFB1D && cp < 0xFF00) || cp >= 0x10800;
}

bool bb_lang_may_turn(const uint32_t *code, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (is_turn(code[i])) return true;
  return false;
}

static bool has_turns(struct bb_span text) {
  for (size_t at = 0; at < text.n;)
    if (is_turn(bb_utf8_decode(text, &at))) return true;
  return false;
}

static void set_levels(struct bb_span text, bool rtl, uint8_t *levels) {
  struct bb_arena scratch = {0};
  struct bb_utf16 wide = bb_lang_to_utf16(&scratch, text);
  UErrorCode status = U_ZERO_ERROR;
  UBiDi *bidi = ubidi_openSized(wide.n, 0, &status);
  ubidi_setPara(bidi, wide.p, wide.n, rtl ? 1 : 0, NULL, &status);
  const UBiDiLevel *found = ubidi_getLevels(bidi, &status);
  assert(U_SUCCESS(status));
  size_t unit = 0;
  for (size_t at = 0; at < text.n;) {
    size_t start = at;
    uint32_t cp = bb_utf8_decode(text, &at);
    memset(levels + start, found[unit], at - start);
    unit += cp >= 0x10000 && cp != BB_UTF8_BAD ? 2 : 1;
  }
  ubidi_close(bidi);
  bb_arena_free(&scratch);
}

/* ICU looks at every open bracket for every letter, so a text of nothing but open brackets would
 * cost the square of its length.  No paragraph of a book is longer than PIECE bytes; a longer text
 * is treated as several. */
void bb_lang_bidi_levels(struct bb_span text, bool rtl, uint8_t *levels) {
  if (!rtl && !has_turns(text)) {
    memset(levels, 0, text.n);
    return;
  }
  for (size_t from = 0, to; from < text.n; from = to) {
    to = text.n - from > PIECE ? from + PIECE : text.n;
    while (to < text.n && ((unsigned char)text.p[to] & 0xC0) == 0x80) to++;
    set_levels(bb_span_cut(text, from, to), rtl, levels + from);
  }
}

void bb_lang_bidi_order(const uint8_t *levels, size_t count, uint32_t *order) {
  assert(count < INT32_MAX);
  struct bb_arena scratch = {0};
  int32_t *map = BB_NEW_ARRAY(&scratch, count, int32_t);
  ubidi_reorderVisual(levels, (int32_t)count, map);
  for (size_t i = 0; i < count; i++) order[i] = (uint32_t)map[i];
  bb_arena_free(&scratch);
}

/* Vowel marks get presentation forms too, which stand in a cell of their own: back to the marks. */
static void combine_marks(struct bb_utf16 text) {
  enum { FIRST_FORM = 0xFE70, LAST_FORM = 0xFE7F, FIRST_MARK = 0x064B };
  for (int32_t i = 0; i < text.n; i++)
    if (text.p[i] >= FIRST_FORM && text.p[i] <= LAST_FORM)
      text.p[i] = (UChar)(FIRST_MARK + (text.p[i] - FIRST_FORM) / 2);
}

/* Joined letters are code points of their own (Arabic Presentation Forms).  Lam and alef become
 * one, so the text may shrink, and never grows. */
static struct bb_utf16 join_letters(struct bb_arena *arena, struct bb_utf16 text) {
  UErrorCode status = U_ZERO_ERROR;
  struct bb_utf16 joined = {.p = BB_NEW_ARRAY(arena, (size_t)text.n + 1, UChar)};
  joined.n = u_shapeArabic(text.p, text.n, joined.p, text.n + 1,
                           U_SHAPE_LETTERS_SHAPE | U_SHAPE_LENGTH_GROW_SHRINK |
                               U_SHAPE_TEXT_DIRECTION_LOGICAL | U_SHAPE_PRESERVE_PRESENTATION,
                           &status);
  if (U_FAILURE(status)) return text;
  combine_marks(joined);
  return joined;
}

struct bb_span bb_lang_visual(struct bb_arena *arena, struct bb_span line, bool rtl) {
  if (!rtl && !has_turns(line)) return line;
  struct bb_utf16 wide = join_letters(arena, bb_lang_to_utf16(arena, line));
  UErrorCode status = U_ZERO_ERROR;
  UBiDi *bidi = ubidi_openSized(wide.n, 0, &status);
  ubidi_setPara(bidi, wide.p, wide.n, rtl ? 1 : 0, NULL, &status);
  struct bb_utf16 out = {.p = BB_NEW_ARRAY(arena, (size_t)wide.n + 1, UChar)};
  out.n = ubidi_writeReordered(
      bidi, out.p, wide.n + 1,
      UBIDI_DO_MIRRORING | UBIDI_KEEP_BASE_COMBINING | UBIDI_REMOVE_BIDI_CONTROLS, &status);
  ubidi_close(bidi);
  return U_SUCCESS(status) ? bb_lang_from_utf16(arena, out.p, out.n) : line;
}
