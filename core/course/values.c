/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys of numeric questions, as exact decimals, and of times, as seconds since midnight:
 *
 *   90              that value
 *   24..72          from, to; both belong to it
 *   1.41 ± 0.01     a value and how far from it ("+-" for "±" too)
 *   01:00           hours and minutes, and seconds where they matter
 *
 * The decimal sign is a point and digits are those of ASCII: a key is not translated.
 */
#include "course/quizzes.h"

enum { DIGITS_MAX = 15, SCALE_MAX = 9, DAY = 24 * 60 * 60 };

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* "-12.50", also with U+2212 for the hyphen. */
static bool read_number(struct bb_span text, struct bb_decimal *value) {
  static const char minus[] = "\xE2\x88\x92";
  size_t sign = bb_span_starts(text, "-") ? 1 : bb_span_starts(text, minus) ? sizeof minus - 1 : 0;
  size_t digits = 0, i = sign;
  bool point = false;
  *value = (struct bb_decimal){0};
  for (; i < text.n; i++) {
    if (text.p[i] == '.' && !point && digits) {
      point = true;
      continue;
    }
    if (!is_digit(text.p[i]) || ++digits > DIGITS_MAX) return false;
    value->digits = value->digits * 10 + (text.p[i] - '0');
    value->scale += point;
  }
  if (sign) value->digits = -value->digits;
  return digits && is_digit(text.p[i - 1]) && value->scale <= SCALE_MAX;
}

/* "1:05", "01:05:30" */
static bool read_time(struct bb_span text, struct bb_decimal *value) {
  static const uint32_t most[] = {23, 59, 59};
  uint32_t parts[3] = {0};
  size_t count = 0;
  for (struct bb_span part; (part = bb_span_next(&text, ':')).p; count++)
    if (count == 3 || part.n > 2 || !bb_span_number(part, most[count], &parts[count])) return false;
  *value = (struct bb_decimal){(int64_t)(parts[0] * 60 + parts[1]) * 60 + parts[2], 0};
  return count >= 2;
}

static bool read_value(struct bb_span text, bool time, struct bb_decimal *value) {
  text = bb_span_trim(text);
  return time ? read_time(text, value) : read_number(text, value);
}

static bool scale_up(struct bb_decimal *value, uint32_t scale) {
  for (; value->scale < scale; value->scale++) {
    if (value->digits > INT64_MAX / 20 || value->digits < -(INT64_MAX / 20)) return false;
    value->digits *= 10;
  }
  return true;
}

/* Gives both the larger scale; false when that is too large a number. */
static bool align(struct bb_decimal *a, struct bb_decimal *b) {
  uint32_t scale = a->scale > b->scale ? a->scale : b->scale;
  return scale_up(a, scale) && scale_up(b, scale);
}

/* Where the text has one of the ways to write ±; its size. */
static size_t find_tolerance(struct bb_span text, size_t *size) {
  static const char *const signs[] = {"\xC2\xB1", "+/-", "+-"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    size_t at = bb_span_find(text, 0, signs[i]);
    *size = bb_span_of(signs[i]).n;
    if (at < text.n) return at;
  }
  return text.n;
}

bool bb_range_read(struct bb_span text, bool time, struct bb_decimal *low,
                   struct bb_decimal *high) {
  struct bb_decimal around;
  size_t size, dots = bb_span_find(text, 0, ".."), sign = find_tolerance(text, &size);
  if (dots < text.n)
    return read_value(bb_span_cut(text, 0, dots), time, low) &&
           read_value(bb_span_cut(text, dots + 2, text.n), time, high) && align(low, high) &&
           low->digits <= high->digits;
  if (!read_value(bb_span_cut(text, 0, sign), time, low)) return false;
  *high = *low;
  if (sign == text.n) return true;
  if (!read_value(bb_span_cut(text, sign + size, text.n), time, &around) || around.digits < 0 ||
      !align(low, &around))
    return false;
  *high = (struct bb_decimal){low->digits + around.digits, low->scale};
  low->digits -= around.digits;
  return !time || (low->digits >= 0 && high->digits < DAY);
}
