/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Arenas, buffers, the JSON writer and hashes.
 */
#include "base/arena.h"
#include "base/hash.h"
#include "base/json.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>

#include <cmocka.h>

static void memory_is_zero_and_aligned(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  for (size_t size = 1; size < 200000; size = size * 3 + 1) {
    unsigned char *p = bb_arena_alloc(&arena, size);
    assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
    for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
    for (size_t i = 0; i < size; i++) p[i] = 0xAA;
  }
  bb_arena_free(&arena);
}

static void room_is_aligned_and_keeps_what_is_written(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  uint16_t *rooms[200];
  for (uint16_t i = 0; i < 200; i++) {
    rooms[i] = BB_NEW_ROOM(&arena, 3u * i, uint16_t);
    assert_int_equal((uintptr_t)rooms[i] % alignof(max_align_t), 0);
    for (uint16_t k = 0; k < 3 * i; k++) rooms[i][k] = i;
  }
  for (uint16_t i = 0; i < 200; i++)
    for (uint16_t k = 0; k < 3 * i; k++) assert_int_equal(rooms[i][k], i);
  bb_arena_free(&arena);
}

static void release_goes_back_to_the_mark(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  const char *kept = bb_arena_string(&arena, bb_span_of("kept"));
  struct bb_arena_mark mark = bb_arena_mark(&arena);
  void *first = bb_arena_alloc(&arena, 100);
  bb_arena_alloc(&arena, 1000000);
  bb_arena_release(&arena, mark);
  assert_string_equal(kept, "kept");
  assert_ptr_equal(bb_arena_alloc(&arena, 100), first);
  bb_arena_free(&arena);
}

static void what_was_given_up_is_used_again(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_arena_mark mark = bb_arena_mark(&arena);
  char *large = bb_arena_alloc(&arena, 1000000);
  bb_arena_alloc(&arena, 1000);
  large[999999] = 'x';
  bb_arena_release(&arena, mark);
  char *again = bb_arena_alloc(&arena, 1000000);
  assert_ptr_equal(again, large);
  assert_int_equal(again[999999], 0);
  bb_arena_release(&arena, mark);
  bb_arena_free(&arena);
  assert_null(arena.spare);
}

static void what_is_adopted_lives_on(void **state) {
  (void)state;
  struct bb_arena arena = {0}, other = {0}, none = {0};
  bb_arena_adopt(&arena, &none);
  const char *first = bb_arena_string(&other, bb_span_of("first"));
  bb_arena_adopt(&arena, &other);
  struct bb_arena_mark mark = bb_arena_mark(&arena);
  bb_arena_alloc(&other, 1000000);
  const char *second = bb_arena_string(&other, bb_span_of("second"));
  bb_arena_adopt(&arena, &other);
  assert_null(other.chunk);
  bb_arena_alloc(&arena, 1000000);
  bb_arena_release(&arena, mark);
  assert_string_equal(first, "first");
  assert_string_equal(second, "second");
  bb_arena_free(&arena);
}

static void a_buffer_at_its_limit_says_so_and_stays_whole(void **state) {
  (void)state;
  struct bb_buf buf = {.limit = 5};
  bb_buf_string(&buf, "abc");
  assert_false(buf.full);
  bb_buf_string(&buf, "def");
  assert_true(buf.full);
  bb_buf_string(&buf, "g");
  assert_string_equal(buf.p, "abc");
  bb_buf_free(&buf);
}

static void room_is_used_as_far_as_one_says(void **state) {
  (void)state;
  struct bb_buf buf = {.limit = 2000};
  bb_buf_string(&buf, "abc");
  char *room = bb_buf_reserve(&buf, 1000);
  memset(room, 'd', 1000);
  bb_buf_advance(&buf, 2);
  assert_int_equal(buf.n, 5);
  assert_string_equal(buf.p, "abcdd");
  assert_null(bb_buf_reserve(&buf, 1996));
  assert_true(buf.full);
  bb_buf_free(&buf);
}

static void numbers_are_put_into_a_pattern(void **state) {
  (void)state;
  struct bb_buf buf = {.limit = 300};
  BB_BUF_PUT(&buf, "# + # = #;", 0, 7, -10);
  BB_BUF_PUT(&buf, " # #", INT64_MAX, INT64_MIN);
  assert_string_equal(buf.p, "0 + 7 = -10; 9223372036854775807 -9223372036854775808");
  bb_buf_free(&buf);
}

static void integers_are_big_endian(void **state) {
  (void)state;
  struct bb_buf buf = {0};
  bb_buf_u16(&buf, 0x1234);
  bb_buf_u32(&buf, 0xA0B0C0D0);
  assert_memory_equal(buf.p, "\x12\x34\xA0\xB0\xC0\xD0", 6);
  bb_buf_free(&buf);
}

static void json_is_escaped_and_nested(void **state) {
  (void)state;
  struct bb_buf buf = {0};
  struct bb_json json;
  bb_json_begin(&json, &buf);
  bb_json_object(&json, NULL);
  bb_json_string(&json, "q\"uote", bb_span_of("a\\b\n\x01ខ"));
  bb_json_array(&json, "list");
  bb_json_number(&json, NULL, -5);
  bb_json_bool(&json, NULL, true);
  bb_json_close(&json);
  bb_json_array(&json, "empty");
  bb_json_close(&json);
  bb_json_close(&json);
  assert_string_equal(buf.p,
                      "{\n  \"q\\\"uote\": \"a\\\\b\\u000a\\u0001ខ\",\n  \"list\": [\n    -5,\n    "
                      "true\n  ],\n  \"empty\": []\n}");
  bb_buf_free(&buf);
}

static void a_hash_keeps_its_parts_apart(void **state) {
  (void)state;
  char one[65], other[65];
  struct bb_hash hash;
  bb_hash_begin(&hash);
  bb_hash_span(&hash, bb_span_of("ab"));
  bb_hash_span(&hash, bb_span_of("c"));
  bb_hash_end(&hash, one);
  bb_hash_begin(&hash);
  bb_hash_span(&hash, bb_span_of("a"));
  bb_hash_span(&hash, bb_span_of("bc"));
  bb_hash_end(&hash, other);
  assert_string_not_equal(one, other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memory_is_zero_and_aligned),
      cmocka_unit_test(room_is_aligned_and_keeps_what_is_written),
      cmocka_unit_test(release_goes_back_to_the_mark),
      cmocka_unit_test(what_was_given_up_is_used_again),
      cmocka_unit_test(what_is_adopted_lives_on),
      cmocka_unit_test(a_buffer_at_its_limit_says_so_and_stays_whole),
      cmocka_unit_test(room_is_used_as_far_as_one_says),
      cmocka_unit_test(numbers_are_put_into_a_pattern),
      cmocka_unit_test(integers_are_big_endian),
      cmocka_unit_test(json_is_escaped_and_nested),
      cmocka_unit_test(a_hash_keeps_its_parts_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
