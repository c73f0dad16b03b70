/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The codes of people: "4021-0123-7".
 *
 * Digits only: every script has them and every keyboard; none is taken for another as O is for 0;
 * they can be said in any language.  The first four are the laptop's prefix, drawn when its first
 * person is added, the next four are drawn for the person, so that two laptops, a cloned one too,
 * seldom give the same code; where they do, the ids of the two people still differ.
 *
 * The last is Damm's check digit (H. M. Damm, Total anti-symmetrische Quasigruppen, dissertation,
 * Marburg 2004): it finds every single wrong digit and every swap of neighbours, which make up nine
 * of ten typing errors, and needs no eleventh character as ISO 7064 MOD 11-2 does.
 */
#include "store/inside.h"

#include "lang/lang.h"

#include <string.h>

/* A totally anti-symmetric quasigroup of order ten with zeros on the diagonal. */
static const char damm[10][11] = {"0317598642", "7092154863", "4206871359", "1750983426",
                                  "6123045978", "3674209581", "5869720134", "8945362017",
                                  "9438617205", "2581436790"};

char code_check_digit(struct bb_span digits) {
  char state = '0';
  for (size_t i = 0; i < digits.n; i++) state = damm[state - '0'][digits.p[i] - '0'];
  return state;
}

bool code_is_sound(const char *digits) {
  struct bb_span s = bb_span_of(digits);
  return s.n == CODE_DIGITS && code_check_digit(s) == '0';
}

static bool may_separate(uint32_t cp) {
  return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 ||
         bb_lang_is_white_space(cp) || bb_lang_is_default_ignorable(cp);
}

bool code_read(struct bb_span typed, char digits[TYPED_DIGITS + 1]) {
  size_t count = 0;
  bool good = true;
  for (size_t at = 0; at < typed.n;) {
    uint32_t cp = bb_utf8_decode(typed, &at);
    int digit = cp == BB_UTF8_BAD ? -1 : bb_lang_digit(cp);
    if (digit >= 0 && count < TYPED_DIGITS)
      digits[count++] = (char)('0' + digit);
    else if (digit >= 0 || cp == BB_UTF8_BAD || !may_separate(cp))
      good = false;
  }
  digits[count] = '\0';
  return good && count == CODE_DIGITS;
}

struct bb_span code_display(struct bb_arena *arena, const char *digits) {
  return bb_span_of(bb_arena_printf(arena, "%.4s-%.4s-%s", digits, digits + 4, digits + 8));
}
