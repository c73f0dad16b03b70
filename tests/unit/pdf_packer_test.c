/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Packing beside the work gives what packing at once gives.
 */
#include "pdf/packer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { STREAMS = 500, LARGEST = 20000 };

/* Bytes that compress more or less well, `n` telling how. */
static struct bb_span make(char *room, uint32_t n) {
  size_t size = n * 7919 % LARGEST;
  for (size_t i = 0; i < size; i++) room[i] = (char)(i * (n + 1) >> (n % 11));
  return (struct bb_span){room, size};
}

static void pack_all(struct bb_arena *arena, bool beside, struct bb_span *packed) {
  static char room[LARGEST];
  struct bb_packer *packer = bb_packer_new(arena, beside);
  for (uint32_t i = 0; i < STREAMS; i++) {
    bb_packer_add(packer, make(room, i), &packed[i]);
    memset(room, '?', sizeof room); /* it keeps a copy */
  }
  bb_packer_finish(packer);
  bb_packer_add(packer, make(room, STREAMS), &packed[STREAMS]);
  bb_packer_free(packer);
}

static void a_thread_changes_nothing(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_span once[STREAMS + 1], beside[STREAMS + 1];
  pack_all(&arena, false, once);
  pack_all(&arena, true, beside);
  for (size_t i = 0; i <= STREAMS; i++) {
    assert_true(once[i].n > 0);
    assert_int_equal(once[i].n, beside[i].n);
    assert_memory_equal(once[i].p, beside[i].p, once[i].n);
  }
  bb_arena_free(&arena);
}

static void one_that_is_given_up_leaves_nothing(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_span packed[3];
  struct bb_packer *packer = bb_packer_new(&arena, true);
  for (size_t i = 0; i < 3; i++) bb_packer_add(packer, bb_span_of("text"), &packed[i]);
  bb_packer_free(packer);
  bb_packer_free(bb_packer_new(&arena, true));
  bb_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_thread_changes_nothing),
      cmocka_unit_test(one_that_is_given_up_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
