/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Booklets are folded here as a person folds them, and read from the first leaf to the last.
 */
#include "layout/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MOST = 100, SIGNATURE = BB_SIGNATURE_SHEETS };

struct reader {
  int32_t next; /* the page that has to come */
  int32_t pages;
  int blanks;
};

static void read_half(struct reader *reader, int32_t page) {
  if (page == BB_NO_PAGE) {
    assert_int_equal(reader->next, reader->pages); /* only after the end */
    reader->blanks++;
  } else {
    assert_int_equal(page, reader->next++);
  }
}

/* A half of a sheet is a leaf: the half of the front that is up when it is read first, and behind
 * it the half of the back that lies there when the sheet was turned over its short edge: left is
 * behind right. */
static void read_signature(struct reader *reader, const struct bb_side *sides, size_t sheets,
                           bool rtl) {
  for (size_t i = 0; i < sheets; i++) { /* to the fold: from the outer sheet to the inner one */
    const struct bb_side *front = &sides[2 * i], *back = front + 1;
    read_half(reader, rtl ? front->left : front->right);
    read_half(reader, rtl ? back->right : back->left);
  }
  for (size_t i = sheets; i-- > 0;) { /* and out again, the other halves, backs first */
    const struct bb_side *front = &sides[2 * i], *back = front + 1;
    read_half(reader, rtl ? back->left : back->right);
    read_half(reader, rtl ? front->right : front->left);
  }
}

static void every_booklet_reads_in_order(void **state) {
  (void)state;
  for (int32_t pages = 1; pages <= MOST; pages++) {
    for (int rtl = 0; rtl < 2; rtl++) {
      struct bb_arena arena = {0};
      struct bb_imposition all = bb_impose(&arena, (size_t)pages, rtl);
      struct reader reader = {.pages = pages};
      size_t signatures = 0;
      for (size_t at = 0; at < all.sheets; at += SIGNATURE, signatures++) {
        size_t sheets = all.sheets - at < SIGNATURE ? all.sheets - at : SIGNATURE;
        read_signature(&reader, all.sides + 2 * at, sheets, rtl);
      }
      assert_int_equal(reader.next, pages);
      assert_in_range(reader.blanks, 0, 3);
      assert_int_equal(signatures, all.signatures);
      assert_int_equal(all.sheets, (pages + 3) / 4);
      bb_arena_free(&arena);
    }
  }
}

/* What the textbook says, so that a mistake in the folding above cannot hide one below it. */
static void sixteen_pages(void **state) {
  (void)state;
  const struct bb_side sides[] = {{16, 1}, {2, 15}, {14, 3}, {4, 13},
                                  {12, 5}, {6, 11}, {10, 7}, {8, 9}};
  struct bb_arena arena = {0};
  struct bb_imposition ltr = bb_impose(&arena, 16, false), rtl = bb_impose(&arena, 16, true);
  for (size_t i = 0; i < 8; i++) {
    assert_int_equal(ltr.sides[i].left + 1, sides[i].left);
    assert_int_equal(ltr.sides[i].right + 1, sides[i].right);
    assert_int_equal(rtl.sides[i].left + 1, sides[i].right);
    assert_int_equal(rtl.sides[i].right + 1, sides[i].left);
  }
  bb_arena_free(&arena);
}

static void no_pages_no_sheets(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_imposition none = bb_impose(&arena, 0, false);
  assert_int_equal(none.sheets, 0);
  assert_int_equal(none.signatures, 0);
  bb_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_booklet_reads_in_order),
                                     cmocka_unit_test(sixteen_pages),
                                     cmocka_unit_test(no_pages_no_sheets)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
