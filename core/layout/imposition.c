/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Imposition: pages of a booklet -> sides of sheets, so that the folded sheets read 1, 2, 3 …
 *
 * Vocabulary.  A SHEET is printed on two SIDES, front and back, with two pages side by side on
 * each, and folded between them.  Sheets folded together, one inside the other, are a SIGNATURE; a
 * book is sewn or stapled from signatures.
 *
 * The outermost sheet of a signature holds its first page and its last on the front, the second and
 * the last but one on the back; each sheet inside holds the next two from either end.  So on sheet
 * i of a signature with the pages 0 … n-1
 *
 *        front                      back
 *     n-1-2i | 2i               2i+1 | n-2-2i        (in a book read from right to left: mirrored)
 *
 * and the back is printed with the paper turned over on its short edge: left on the back is behind
 * right on the front.  Sheets come out of the printer in this order; every four of them are folded
 * with the first outside.
 *
 * The last signature is as thin as what is left allows; pages missing from its last sheet stay
 * blank, at most three, all at the end of the book.
 *
 * Creep (inner sheets of a folded signature stick out and are trimmed shorter) is not corrected: it
 * is the thickness of the sheets outside, 0.1 mm each, so 0.3 mm at the fourth.
 */
#include "layout/layout.h"

enum { PAGES_A_SHEET = 4 };

/* Page `page` of the book, or a blank after its end. */
static int32_t half(size_t page, size_t pages) {
  return page < pages ? (int32_t)page : BB_NO_PAGE;
}

static struct bb_side make_side(size_t left, size_t right, size_t pages, bool rtl) {
  struct bb_side side = {half(left, pages), half(right, pages)};
  return rtl ? (struct bb_side){side.right, side.left} : side;
}

struct bb_imposition bb_impose(struct bb_arena *arena, size_t pages, bool rtl) {
  struct bb_imposition all = {.sheets = (pages + PAGES_A_SHEET - 1) / PAGES_A_SHEET};
  all.signatures = (all.sheets + BB_SIGNATURE_SHEETS - 1) / BB_SIGNATURE_SHEETS;
  all.sides = BB_NEW_ARRAY(arena, 2 * all.sheets, struct bb_side);
  for (size_t sheet = 0; sheet < all.sheets; sheet++) {
    size_t i = sheet % BB_SIGNATURE_SHEETS; /* in its signature, from outside */
    size_t outermost = sheet - i, left = all.sheets - outermost;
    size_t sheets = left < BB_SIGNATURE_SHEETS ? left : BB_SIGNATURE_SHEETS;
    size_t first = outermost * PAGES_A_SHEET + 2 * i;
    size_t last = (outermost + sheets) * PAGES_A_SHEET - 1 - 2 * i;
    all.sides[2 * sheet] = make_side(last, first, pages, rtl);
    all.sides[2 * sheet + 1] = make_side(first + 1, last - 1, pages, rtl);
  }
  return all;
}
