/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where words may be divided, with the dictionaries of the packages that the program needs.
 */
#include "fonts_fixture.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* `divided` with '~' where its words may be divided; the text is `divided` without. */
static void expect(const char *tag, const char *divided) {
  struct bb_arena arena = {0};
  struct bb_lang lang;
  struct bb_buf got = {0};
  char text[400];
  size_t n = 0;
  assert_true(bb_lang_parse(bb_span_of(tag), &lang));
  for (const char *c = divided; *c; c++)
    if (*c != '~') text[n++] = *c;
  struct bb_style_run run = {0, (uint32_t)n, {BB_SERIF, false, false}, BB_PT(10), &lang, 0};
  const struct bb_shaped *shaped =
      bb_text_shape(fonts, &arena, &arena, (struct bb_span){text, n}, &run, 1, &lang, lang.rtl,
                    (struct bb_place){0}, diags);
  bool *points = BB_NEW_ARRAY(&arena, shaped->cluster_count + 1, bool);
  for (uint32_t r = 0; r < shaped->run_count; r++) bb_text_hyphenate(fonts, shaped, r, points);
  for (uint32_t i = 0; i < shaped->cluster_count; i++) {
    const struct bb_cluster *c = &shaped->clusters[i];
    if (points[i]) bb_buf_char(&got, '~');
    bb_buf_span(&got, bb_span_cut(shaped->text, c->start, c->start + c->size));
  }
  assert_string_equal(bb_buf_view(&got).p, divided);
  bb_buf_free(&got);
  bb_arena_free(&arena);
}

static void languages_divide_words_their_way(void **state) {
  (void)state;
  expect("en", "The pro~sec~utor may ask for elec~tronic evid~ence.");
  expect("en-US", "elec~tronic ev~i~dence");
  expect("es", "la ju~ris~dic~ción te~rri~to~rial");
  expect("fr", "l’ap~pli~ca~tion de la conven~tion");
  expect("de", "die Zu~stän~dig~keit des Ge~richts");
  expect("ru", "элек~трон~ные пра~во~су~дие");
  expect("uk", "електрон~ного");
  expect("id", "meng~ha~sil~kan bukti elek~tro~nik");
  expect("pt-BR", "ju~ris~di~ção");
  expect("mn", "хуу~лийн");
}

static void the_least_letters_stay_together(void **state) {
  (void)state;
  expect("en", "evil away into any");
  expect("ru", "или она это");
  expect("es", "acto llama pro~ce~sado");
}

static void what_is_no_word_stays_whole(void **state) {
  (void)state;
  expect("en", "UNCITRAL PDFDOCUMENTS YouTubing");
  expect("en", "https://www.example.org/constitution?article=evidence");
  expect("en", "constitution@example.org");
  expect("en", "evidence_electronic evidence2 2evidence #evidence");
  expect("en", "constitution-related cross-constitution");
  expect("en", "con~sti~tu~tion: \"con~sti~tu~tion\" (con~sti~tu~tion).");
}

static void some_languages_are_never_hyphenated(void **state) {
  (void)state;
  expect("vi", "nghiêng thương electronic");
  expect("th", "ศาลรับฟังพยานหลักฐาน electronic");
  expect("ar", "المحكمة electronic");
  expect("zh-Hans", "法院可以 electronic");
  expect("fil", "pagkakakilanlan");
  expect("ms", "ke~te~rangan"); /* as Indonesian */
}

static void hostile_words_are_survived(void **state) {
  (void)state;
  struct bb_buf word = {0};
  for (int i = 0; i < 390; i++) bb_buf_char(&word, "abcde"[i % 5]);
  expect("en", bb_buf_view(&word).p);
  bb_buf_free(&word);
  expect("en", "con~sti~tu~tio\xCC\x81n\xFF con~stitu\xE2\x80");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(languages_divide_words_their_way),
      cmocka_unit_test(the_least_letters_stay_together),
      cmocka_unit_test(what_is_no_word_stays_whole),
      cmocka_unit_test(some_languages_are_never_hyphenated),
      cmocka_unit_test(hostile_words_are_survived),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
