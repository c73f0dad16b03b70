/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/deflate.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <libdeflate.h>

static void assert_comes_back(struct bb_deflate *deflate, struct bb_span bytes) {
  struct bb_buf packed = {0};
  static char back[100000];
  size_t size;
  bb_buf_string(&packed, "before");
  bb_deflate_add(deflate, bytes, &packed);
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
  assert_int_equal(libdeflate_zlib_decompress(decompressor, packed.p + 6, packed.n - 6, back,
                                              sizeof back, &size),
                   LIBDEFLATE_SUCCESS);
  assert_int_equal(size, bytes.n);
  assert_memory_equal(back, bytes.p, bytes.n);
  libdeflate_free_decompressor(decompressor);
  bb_buf_free(&packed);
}

static void what_is_compressed_comes_back(void **state) {
  (void)state;
  struct bb_deflate *deflate = bb_deflate_new();
  struct bb_buf noise = {0};
  for (uint32_t i = 0, v = 1; i < 20000; i++, v = v * 1664525 + 1013904223) bb_buf_u32(&noise, v);
  assert_comes_back(deflate, BB_SPAN(""));
  assert_comes_back(deflate, BB_SPAN("to be or not to be, that is the question: to be or not"));
  assert_comes_back(deflate, bb_buf_view(&noise)); /* gets larger */
  bb_buf_free(&noise);
  bb_deflate_free(deflate);
}

static void what_came_before_does_not_matter(void **state) {
  (void)state;
  struct bb_deflate *deflate = bb_deflate_new();
  struct bb_span text = BB_SPAN("Article 18 (1), Article 18 (2), Article 18 (3), Article 19 (1)");
  struct bb_buf first = {0}, other = {0}, second = {0};
  bb_deflate_add(deflate, text, &first);
  bb_deflate_add(deflate, BB_SPAN("Article 18 and Article 19 of the Convention"), &other);
  bb_deflate_add(deflate, text, &second);
  assert_true(first.n < text.n);
  assert_true(bb_span_equal(bb_buf_view(&first), bb_buf_view(&second)));
  bb_buf_free(&first);
  bb_buf_free(&other);
  bb_buf_free(&second);
  bb_deflate_free(deflate);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_compressed_comes_back),
                                     cmocka_unit_test(what_came_before_does_not_matter)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
