/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How keys and typed lines change an answer: the table at the head of respond.c, row by row.
 */
#include "term/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct bb_lang en, ar;

static struct bb_choice five[5];

static struct bb_ask ask_of(enum bb_ask_kind kind, size_t count) {
  struct bb_ask ask = {.kind = kind,
                       .choices = five,
                       .choice_count = count,
                       .cursor = BB_ASK_NOWHERE,
                       .typing = &en};
  for (size_t k = 0; k < count && k < BB_OPTIONS_MAX; k++) ask.order[k] = (uint8_t)k;
  return ask;
}

static enum bb_taken press(struct bb_ask *ask, enum bb_key_kind kind) {
  return bb_ask_key(ask, (struct bb_key){.kind = kind});
}

static enum bb_taken type(struct bb_ask *ask, uint32_t cp) {
  return bb_ask_key(ask, (struct bb_key){.kind = BB_KEY_CHARACTER, .code_point = cp});
}

static enum bb_taken say(struct bb_ask *ask, size_t slot, const char *line) {
  return bb_ask_line(ask, slot, bb_span_of(line));
}

static void assert_order(const struct bb_ask *ask, const char *letters) {
  for (size_t k = 0; k < ask->choice_count; k++) assert_int_equal('a' + ask->order[k], letters[k]);
}

static void a_menu_takes_what_is_marked(void **state) {
  (void)state;
  struct bb_ask ask = ask_of(BB_ASK_MENU, 3);
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN_NOT); /* nothing is */
  assert_int_equal(press(&ask, BB_KEY_DOWN), BB_TAKEN);
  assert_int_equal(type(&ask, 0x17E3), BB_TAKEN); /* Khmer 3 */
  assert_int_equal(ask.cursor, 2);
  assert_int_equal(press(&ask, BB_KEY_DOWN), BB_TAKEN_NOT); /* the last one: the window scrolls */
  assert_int_equal(type(&ask, '4'), BB_TAKEN_NOT);
  assert_int_equal(type(&ask, 'a'), BB_TAKEN_NOT);
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN_DONE);
}

static void one_of_several(void **state) {
  (void)state;
  struct bb_ask ask = ask_of(BB_ASK_ONE, 3);
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN_DONE); /* left open */
  assert_int_equal(ask.chosen, 0);
  assert_int_equal(type(&ask, 'B'), BB_TAKEN);
  assert_int_equal(ask.chosen, 1u << 1);
  assert_int_equal(type(&ask, 'd'), BB_TAKEN_NOT);
  press(&ask, BB_KEY_DOWN);
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN); /* chooses what is marked */
  assert_int_equal(ask.chosen, 1u << 2);
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN_DONE);
  assert_int_equal(press(&ask, BB_KEY_BACKSPACE), BB_TAKEN);
  assert_int_equal(ask.chosen, 0);
  assert_int_equal(type(&ask, ' '), BB_TAKEN);
  assert_int_equal(ask.chosen, 1u << 2);
}

static void any_number(void **state) {
  (void)state;
  struct bb_ask ask = ask_of(BB_ASK_MANY, 4);
  type(&ask, 'a');
  type(&ask, 'd');
  type(&ask, 'a');
  assert_int_equal(ask.chosen, 1u << 3);
  press(&ask, BB_KEY_DOWN);
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN_DONE);
}

static void pasted_text_commands_nothing(void **state) {
  (void)state;
  struct bb_ask ask = ask_of(BB_ASK_ONE, 3);
  const struct bb_key keys[] = {{BB_KEY_CHARACTER, 'a', true}, {BB_KEY_ENTER, 0, true}};
  assert_int_equal(bb_ask_key(&ask, keys[0]), BB_TAKEN_NOT);
  assert_int_equal(bb_ask_key(&ask, keys[1]), BB_TAKEN_NOT);
  assert_int_equal(ask.chosen, 0);
}

static void items_are_carried(void **state) {
  (void)state;
  struct bb_ask ask = ask_of(BB_ASK_ORDER, 4);
  assert_int_equal(press(&ask, BB_KEY_DOWN), BB_TAKEN);
  assert_false(ask.settled);
  type(&ask, ' ');
  press(&ask, BB_KEY_DOWN);
  press(&ask, BB_KEY_DOWN);
  assert_order(&ask, "bcad");
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN); /* puts it down */
  assert_false(ask.grabbed);
  type(&ask, '1');
  assert_order(&ask, "abcd");
  assert_int_equal(ask.cursor, 0);
  type(&ask, '4');
  assert_order(&ask, "bcda");
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN_DONE);
}

static void an_order_is_an_answer_only_when_settled(void **state) {
  (void)state;
  struct bb_ask ask = ask_of(BB_ASK_ORDER, 3);
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN);
  assert_true(ask.settled);
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN_DONE);
}

static void open_slots(struct bb_ask *ask, struct bb_slot slots[2]) {
  *ask = ask_of(BB_ASK_SLOTS, 0);
  slots[0] = (struct bb_slot){.choices = five, .choice_count = 3, .chosen = BB_ASK_NONE};
  slots[1] = (struct bb_slot){.chosen = BB_ASK_NONE};
  bb_field_open(&slots[1].field, (struct bb_span){"", 0}, 100, false);
  ask->slots = slots;
  ask->slot_count = 2;
  ask->cursor = 0;
}

static void slots_are_filled_one_by_one(void **state) {
  (void)state;
  struct bb_slot slots[2];
  struct bb_ask ask;
  open_slots(&ask, slots);
  press(&ask, BB_KEY_RIGHT);
  assert_int_equal(slots[0].chosen, 0);
  press(&ask, BB_KEY_LEFT);
  assert_int_equal(slots[0].chosen, BB_ASK_NONE);
  press(&ask, BB_KEY_LEFT);
  assert_int_equal(slots[0].chosen, 2);
  type(&ask, 'b');
  assert_int_equal(slots[0].chosen, 1);
  ask.typing = &ar; /* on is to the left */
  press(&ask, BB_KEY_LEFT);
  assert_int_equal(slots[0].chosen, 2);
  press(&ask, BB_KEY_DELETE);
  assert_int_equal(slots[0].chosen, BB_ASK_NONE);
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN);
  assert_int_equal(ask.cursor, 1);
  type(&ask, 'b'); /* a letter that is typed */
  assert_true(bb_span_is(bb_buf_view(&slots[1].field.text), "b"));
  assert_int_equal(press(&ask, BB_KEY_ENTER), BB_TAKEN_DONE);
  assert_int_equal(press(&ask, BB_KEY_UP), BB_TAKEN);
  assert_int_equal(ask.cursor, 0);
  bb_ask_free(&ask);
}

static void lines_choose(void **state) {
  (void)state;
  struct bb_ask one = ask_of(BB_ASK_ONE, 3), many = ask_of(BB_ASK_MANY, 5);
  assert_int_equal(say(&one, 0, "  C "), BB_TAKEN_DONE);
  assert_int_equal(one.chosen, 1u << 2);
  const char *const bad[] = {"d", "ab", "x", "4", "0x", "b b", "é", ""};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_int_equal(say(&one, 0, bad[i]), BB_TAKEN_NOT);
  assert_int_equal(one.chosen, 1u << 2); /* as it was */
  assert_int_equal(say(&one, 0, "2"), BB_TAKEN_DONE);
  assert_int_equal(one.chosen, 1u << 1);
  assert_int_equal(say(&one, 0, "-"), BB_TAKEN_DONE);
  assert_int_equal(one.chosen, 0);
  assert_int_equal(say(&many, 0, "a, C) e."), BB_TAKEN_DONE);
  assert_int_equal(many.chosen, 1u << 0 | 1u << 2 | 1u << 4);
  assert_int_equal(say(&many, 0, "2 4"), BB_TAKEN_DONE);
  assert_int_equal(many.chosen, 1u << 1 | 1u << 3);
  assert_int_equal(say(&many, 0, "24"), BB_TAKEN_NOT); /* twenty-four */
}

static void lines_order(void **state) {
  (void)state;
  struct bb_ask ask = ask_of(BB_ASK_ORDER, 3);
  assert_int_equal(say(&ask, 0, "ca"), BB_TAKEN_NOT);
  assert_false(ask.settled);
  assert_int_equal(say(&ask, 0, "cab"), BB_TAKEN_DONE);
  assert_order(&ask, "cab");
  assert_int_equal(say(&ask, 0, "b a c"), BB_TAKEN_DONE); /* of the items as they stand now */
  assert_order(&ask, "acb");
}

static void lines_of_menus_and_slots(void **state) {
  (void)state;
  struct bb_ask menu = ask_of(BB_ASK_MENU, 300), ask;
  struct bb_slot slots[2];
  assert_int_equal(say(&menu, 0, "300"), BB_TAKEN_DONE);
  assert_int_equal(menu.cursor, 299);
  assert_int_equal(say(&menu, 0, "301"), BB_TAKEN_NOT);
  assert_int_equal(say(&menu, 0, "0"), BB_TAKEN_NOT);
  assert_int_equal(say(&menu, 0, "99999999999999999999999"), BB_TAKEN_NOT);
  open_slots(&ask, slots);
  assert_int_equal(say(&ask, 0, "d"), BB_TAKEN_NOT);
  assert_int_equal(say(&ask, 0, "c"), BB_TAKEN_DONE);
  assert_int_equal(slots[0].chosen, 2);
  assert_int_equal(say(&ask, 1, " probative value "), BB_TAKEN_DONE);
  assert_true(bb_span_is(bb_buf_view(&slots[1].field.text), "probative value"));
  assert_int_equal(say(&ask, 1, "-"), BB_TAKEN_DONE);
  assert_int_equal(slots[1].field.text.n, 0);
  bb_ask_free(&ask);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_menu_takes_what_is_marked),
      cmocka_unit_test(one_of_several),
      cmocka_unit_test(any_number),
      cmocka_unit_test(pasted_text_commands_nothing),
      cmocka_unit_test(items_are_carried),
      cmocka_unit_test(an_order_is_an_answer_only_when_settled),
      cmocka_unit_test(slots_are_filled_one_by_one),
      cmocka_unit_test(lines_choose),
      cmocka_unit_test(lines_order),
      cmocka_unit_test(lines_of_menus_and_slots),
  };
  bb_lang_start();
  bb_lang_parse(bb_span_of("en"), &en);
  bb_lang_parse(bb_span_of("ar"), &ar);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
