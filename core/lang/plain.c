/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a line may end in plain text: words of Latin, Greek and Cyrillic letters and digits, a
 * space between them, brackets and quotes around them, and a stop or comma behind.  UAX 14 says the
 * same of them in every version and every language, so that the general rules (breaks.c) need not
 * be asked; they take some ten times as long.
 *
 * A text falls into pieces: a word with what is written around it, and the space behind.  The next
 * piece begins with a letter, a digit, or what opens a bracket or quote.  What the rules forbid
 * across a space (UAX 14: LB 14 to 17) begins with an opening bracket, or a quote that may open a
 * bracket's text, and those never stand before the space here.  So a line may end behind the space,
 * and what stands before has no influence on what comes behind: that is what lets a piece be looked
 * at alone.
 *
 * Inside of a piece the characters are read by a small machine.  It gets lost at any other
 * character, and at any order of these that is not an ordinary word's ("a.b", "word (" behind a
 * quote); it finds its way again at the next letter.
 *
 * The rules each step rests on: letters and digits LB 23, 25, 28; before a space LB 7; closing and
 * stops LB 13; quotes LB 19; behind an opening bracket LB 14; behind a space LB 18.
 */
#include "lang/plain.h"

enum kind { OTHER, LETTER, CLOSER, CLOSING_QUOTE, APOSTROPHE, QUOTE, OPENER, SPACE, KINDS };

static bool is_letter(uint32_t cp) {
  return (cp >= 0x00C0 && cp < 0x0250 && cp != 0x00D7 && cp != 0x00F7) ||
         (cp >= 0x0388 && cp < 0x0482) || (cp >= 0x048A && cp < 0x0530) ||
         (cp >= 0x1E00 && cp < 0x1F00);
}

static enum kind kind_of(uint32_t cp) {
  static const uint8_t ascii[0x80] = {
      [' '] = SPACE,  ['"'] = QUOTE,  ['\''] = QUOTE, ['('] = OPENER, ['['] = OPENER,
      [')'] = CLOSER, [']'] = CLOSER, [','] = CLOSER, ['.'] = CLOSER, [';'] = CLOSER,
      [':'] = CLOSER, ['!'] = CLOSER, ['?'] = CLOSER, ['0'] = LETTER, ['1'] = LETTER,
      ['2'] = LETTER, ['3'] = LETTER, ['4'] = LETTER, ['5'] = LETTER, ['6'] = LETTER,
      ['7'] = LETTER, ['8'] = LETTER, ['9'] = LETTER, ['A'] = LETTER, ['B'] = LETTER,
      ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER, ['F'] = LETTER, ['G'] = LETTER,
      ['H'] = LETTER, ['I'] = LETTER, ['J'] = LETTER, ['K'] = LETTER, ['L'] = LETTER,
      ['M'] = LETTER, ['N'] = LETTER, ['O'] = LETTER, ['P'] = LETTER, ['Q'] = LETTER,
      ['R'] = LETTER, ['S'] = LETTER, ['T'] = LETTER, ['U'] = LETTER, ['V'] = LETTER,
      ['W'] = LETTER, ['X'] = LETTER, ['Y'] = LETTER, ['Z'] = LETTER, ['a'] = LETTER,
      ['b'] = LETTER, ['c'] = LETTER, ['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER,
      ['g'] = LETTER, ['h'] = LETTER, ['i'] = LETTER, ['j'] = LETTER, ['k'] = LETTER,
      ['l'] = LETTER, ['m'] = LETTER, ['n'] = LETTER, ['o'] = LETTER, ['p'] = LETTER,
      ['q'] = LETTER, ['r'] = LETTER, ['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER,
      ['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER, ['y'] = LETTER, ['z'] = LETTER,
  };
  if (cp < 0x80) return ascii[cp];
  if (is_letter(cp)) return LETTER;
  if (cp == 0x2018 || cp == 0x201C) return OPENER;
  if (cp == 0x2019) return APOSTROPHE;
  return cp == 0x201D ? CLOSING_QUOTE : OTHER;
}

enum state {
  LOST,
  BEGUN,        /* nothing read */
  OPENED,       /* "(" */
  WORD,         /* "(word" */
  CLOSED,       /* "(word)," */
  QUOTED,       /* "word’" */
  QUOTE_CLOSED, /* "word”": a bracket to Chinese and Japanese, and a line may end behind it */
  SPACED,       /* "(word), " */
  QUOTE_SPACED, /* "word’ ": an opening bracket would not part from the quote */
  ENDED,        /* the piece ends before what was read last */
  STATES
};

/* clang-format off */
static const uint8_t machine[STATES][KINDS] = {
  /* columns:       OTHER LETTER CLOSER  CLOSING_QUOTE APOSTROPHE QUOTE   OPENER  SPACE */
  [LOST] =         {LOST, WORD,  LOST,   LOST,         LOST,      LOST,   LOST,   LOST},
  [BEGUN] =        {LOST, WORD,  LOST,   LOST,         LOST,      OPENED, OPENED, LOST},
  [OPENED] =       {LOST, WORD,  LOST,   LOST,         LOST,      LOST,   LOST,   LOST},
  [WORD] =         {LOST, WORD,  CLOSED, QUOTE_CLOSED, QUOTED,    QUOTED, LOST,   SPACED},
  [CLOSED] =       {LOST, LOST,  CLOSED, QUOTE_CLOSED, QUOTED,    QUOTED, LOST,   SPACED},
  [QUOTED] =       {LOST, WORD,  CLOSED, QUOTE_CLOSED, QUOTED,    QUOTED, LOST,   QUOTE_SPACED},
  [QUOTE_CLOSED] = {LOST, LOST,  CLOSED, QUOTE_CLOSED, QUOTED,    QUOTED, LOST,   QUOTE_SPACED},
  [SPACED] =       {LOST, ENDED, LOST,   LOST,         LOST,      ENDED,  ENDED,  LOST},
  [QUOTE_SPACED] = {LOST, ENDED, LOST,   LOST,         LOST,      LOST,   LOST,   LOST},
};
/* clang-format on */

size_t bb_lang_piece_end(struct bb_span text, size_t from, bool *plain) {
  uint8_t state = BEGUN;
  *plain = true;
  for (size_t at = from, next = from; at < text.n; at = next) {
    state = machine[state][kind_of(bb_utf8_decode(text, &next))];
    if (state == ENDED) return at;
    if (state == LOST) *plain = false;
  }
  return text.n;
}
