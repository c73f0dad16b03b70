/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct bb_keys typed(const char *bytes) {
  struct bb_keys keys = {.count = strlen(bytes)};
  memcpy(keys.bytes, bytes, keys.count);
  return keys;
}

static void assert_key(struct bb_keys *keys, bool whole, enum bb_key_kind kind, uint32_t cp) {
  struct bb_key key;
  assert_true(bb_key_take(keys, whole, &key));
  assert_int_equal(key.kind, kind);
  if (kind == BB_KEY_CHARACTER || kind == BB_KEY_CONTROL) assert_int_equal(key.code_point, cp);
}

static void assert_nothing_yet(struct bb_keys *keys) {
  struct bb_key key;
  assert_false(bb_key_take(keys, false, &key));
}

static void characters_come_one_by_one(void **state) {
  (void)state;
  struct bb_keys keys = typed("aក\r\b\x7f\t\x03");
  assert_key(&keys, false, BB_KEY_CHARACTER, 'a');
  assert_key(&keys, false, BB_KEY_CHARACTER, 0x1780);
  assert_key(&keys, false, BB_KEY_ENTER, 0);
  assert_key(&keys, false, BB_KEY_BACKSPACE, 0);
  assert_key(&keys, false, BB_KEY_BACKSPACE, 0);
  assert_key(&keys, false, BB_KEY_TAB, 0);
  assert_key(&keys, false, BB_KEY_CONTROL, 'c');
  assert_nothing_yet(&keys);
}

static void a_character_waits_for_its_last_byte(void **state) {
  (void)state;
  struct bb_keys keys = typed("\xE1\x9E");
  assert_nothing_yet(&keys);
  keys.bytes[keys.count++] = '\x80';
  assert_key(&keys, false, BB_KEY_CHARACTER, 0x1780);
}

static void sequences_are_keys(void **state) {
  (void)state;
  struct bb_keys keys = typed("\033[A\033OB\033[5~\033[6~\033[1;5C\033[Z\033[3~\033[1~\033[F");
  assert_key(&keys, false, BB_KEY_UP, 0);
  assert_key(&keys, false, BB_KEY_DOWN, 0);
  assert_key(&keys, false, BB_KEY_PAGE_UP, 0);
  assert_key(&keys, false, BB_KEY_PAGE_DOWN, 0);
  assert_key(&keys, false, BB_KEY_RIGHT, 0);
  assert_key(&keys, false, BB_KEY_BACK_TAB, 0);
  assert_key(&keys, false, BB_KEY_DELETE, 0);
  assert_key(&keys, false, BB_KEY_HOME, 0);
  assert_key(&keys, false, BB_KEY_END, 0);
  assert_nothing_yet(&keys);
}

static void only_time_tells_escape_from_a_sequence(void **state) {
  (void)state;
  struct bb_keys keys = typed("\033");
  assert_nothing_yet(&keys);
  assert_key(&keys, true, BB_KEY_ESCAPE, 0);
  keys = typed("\033[");
  assert_nothing_yet(&keys);
  keys = typed("\033x");
  assert_key(&keys, false, BB_KEY_ESCAPE, 0);
  assert_key(&keys, false, BB_KEY_CHARACTER, 'x');
}

static void unknown_sequences_answer_nothing(void **state) {
  (void)state;
  struct bb_keys keys = typed("\033[?1;2c\033[24~\033OPa");
  assert_key(&keys, false, BB_KEY_CHARACTER, 'a');
  assert_nothing_yet(&keys);
}

static void pasted_text_is_marked(void **state) {
  (void)state;
  struct bb_keys keys = typed("\033[200~q\033[201~q");
  struct bb_key key;
  assert_true(bb_key_take(&keys, false, &key));
  assert_true(key.pasted);
  assert_true(bb_key_take(&keys, false, &key));
  assert_false(key.pasted);
}

static void a_position_is_an_answer(void **state) {
  (void)state;
  struct bb_keys keys = typed("\033[24;137R\033[RR");
  struct bb_key key;
  assert_true(bb_key_take(&keys, false, &key));
  assert_int_equal(key.kind, BB_KEY_POSITION);
  assert_int_equal(key.code_point, 137);
  assert_key(&keys, false, BB_KEY_CHARACTER, 'R');
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(characters_come_one_by_one),
      cmocka_unit_test(a_character_waits_for_its_last_byte),
      cmocka_unit_test(sequences_are_keys),
      cmocka_unit_test(only_time_tells_escape_from_a_sequence),
      cmocka_unit_test(unknown_sequences_answer_nothing),
      cmocka_unit_test(pasted_text_is_marked),
      cmocka_unit_test(a_position_is_an_answer),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
