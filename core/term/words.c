/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of the product and of the course, in the language of the person.
 */
#include "term/view.h"

struct bb_span bb_say(const struct bb_words *words, const char *msgid) {
  return bb_span_of(bb_catalog_label(words->catalog, NULL, msgid));
}

struct bb_span bb_say_with(struct bb_arena *arena, const struct bb_words *words, const char *msgid,
                           struct bb_span value) {
  return bb_catalog_fill(arena, words->catalog, msgid, &value, 1);
}

struct bb_span bb_say_with_two(struct bb_arena *arena, const struct bb_words *words,
                               const char *msgid, struct bb_span a, struct bb_span b) {
  const struct bb_span values[] = {a, b};
  return bb_catalog_fill(arena, words->catalog, msgid, values, 2);
}

struct bb_span bb_say_number(struct bb_arena *arena, const struct bb_words *words, uint64_t n) {
  return bb_span_of(bb_lang_number(arena, words->lang, (int64_t)n));
}

struct bb_span bb_say_percent(struct bb_arena *arena, const struct bb_words *words, uint32_t n) {
  return bb_span_of(bb_lang_percent(arena, words->lang, (double)n / 100));
}

struct bb_span bb_say_letter(struct bb_arena *arena, size_t k) {
  return bb_span_of(bb_arena_printf(arena, "%c)", (int)('a' + k)));
}

/* ---- the course's words ---- */

/* Gaps are written [[1]]; on a screen [1] is enough. */
static void add_without_gap_marks(struct bb_buf *out, struct bb_span text) {
  for (size_t i = 0; i < text.n; i++) {
    bool doubled = i + 1 < text.n && text.p[i] == text.p[i + 1];
    if (doubled && (text.p[i] == '[' || text.p[i] == ']')) i++;
    bb_buf_char(out, text.p[i]);
  }
}

static struct bb_told tell(struct bb_arena *arena, const struct bb_words *words,
                           struct bb_translation translation) {
  struct bb_buf plain = {0}, out = {0};
  bb_markup_plain(translation.inlines, &plain);
  add_without_gap_marks(&out, bb_buf_view(&plain));
  struct bb_told told = {bb_arena_copy(arena, bb_span_trim(bb_buf_view(&out))),
                         translation.state == BB_TRANSLATED ? words->lang : words->source};
  bb_buf_free(&plain);
  bb_buf_free(&out);
  return told;
}

struct bb_told bb_tell_block(struct bb_arena *arena, const struct bb_words *words,
                             const struct bb_block *block) {
  if (!block) return (struct bb_told){{0}, words->lang};
  return tell(arena, words, bb_catalog_block(arena, words->catalog, block));
}

struct bb_told bb_tell_phrase(struct bb_arena *arena, const struct bb_words *words,
                              struct bb_span phrase) {
  return tell(arena, words,
              bb_catalog_phrase(arena, words->catalog, (struct bb_span){"", 0}, phrase));
}

/* ---- time ---- */

static void add_two_digits(struct bb_arena *arena, const struct bb_words *words, struct bb_buf *out,
                           int64_t n) {
  if (n < 10) bb_buf_string(out, bb_lang_number(arena, words->lang, 0));
  bb_buf_string(out, bb_lang_number(arena, words->lang, n));
}

struct bb_span bb_say_clock(struct bb_arena *arena, const struct bb_words *words, int64_t ms) {
  int64_t seconds = (ms + 999) / 1000, minutes = seconds / 60;
  struct bb_buf out = {0};
  if (minutes >= 60) {
    bb_buf_string(&out, bb_lang_number(arena, words->lang, minutes / 60));
    bb_buf_char(&out, ':');
    add_two_digits(arena, words, &out, minutes % 60);
  } else {
    bb_buf_string(&out, bb_lang_number(arena, words->lang, minutes));
  }
  bb_buf_char(&out, ':');
  add_two_digits(arena, words, &out, seconds % 60);
  struct bb_span clock = bb_arena_copy(arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return clock;
}
