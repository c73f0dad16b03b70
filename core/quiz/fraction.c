/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exact fractions.  The denominators that marking gives are those of a share of at most 26 things
 * (or the difference of two such shares), of a percentage, or of a percentage of such a share: all
 * divide 100 * lcm(1..26).  A sum over a sheet then stays far inside 64 bits; what comes from a
 * damaged record and does not is left out instead of overflowing.
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

struct bb_fraction bb_fraction_times(struct bb_fraction f, uint32_t n) {
  int64_t num;
  struct bb_fraction lower = bb_fraction_of(n, f.den);
  return __builtin_mul_overflow(f.num, lower.num, &num) ? f : (struct bb_fraction){num, lower.den};
}

bool bb_fraction_is_credit(struct bb_fraction f) {
  return f.den > 0 && f.num >= 0 && f.num <= f.den && BB_MARK_DENOMINATOR % f.den == 0 &&
         greatest_divisor(f.num, f.den) == 1;
}
