/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exact fractions.  Credits have denominators of at most a few hundred and sums run over one
 * attempt's questions, so 64 bits are ample for sound records; a hostile one saturates the sum
 * instead of overflowing.
 */
#include "quiz/quiz.h"

static int64_t greatest_divisor(int64_t a, int64_t b) {
  while (b) {
    int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

struct bb_fraction bb_fraction_of(int64_t num, int64_t den) {
  int64_t divisor = greatest_divisor(num, den);
  return divisor ? (struct bb_fraction){num / divisor, den / divisor} : (struct bb_fraction){0, 1};
}

struct bb_fraction bb_fraction_add(struct bb_fraction a, struct bb_fraction b) {
  int64_t divisor = greatest_divisor(a.den, b.den), left, right, num, den;
  bool over = __builtin_mul_overflow(a.num, b.den / divisor, &left) ||
              __builtin_mul_overflow(b.num, a.den / divisor, &right) ||
              __builtin_mul_overflow(a.den, b.den / divisor, &den) ||
              __builtin_add_overflow(left, right, &num);
  return over ? a : bb_fraction_of(num, den);
}
