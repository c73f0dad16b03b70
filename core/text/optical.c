/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How large a face is set so that its letters look as large as the Latin ones beside them.
 *
 * The em of a font says nothing about the size of its letters: at the same em the teeth of Noto
 * Naskh Arabic reach less than two thirds of the height of a Latin x, the letters of Noto Serif
 * Khmer stand a quarter above it, and Noto Sans Khmer differs from both.  So sizes are stated for
 * Latin, and every other script is scaled by what its face really draws: a letter of ordinary
 * height is measured, and set to the height in the table.  Done by telling that the face has other
 * units per em than its file says: all that is measured, placed or embedded follows, and a line of
 * two scripts still has one size, which readers of the PDF want to see in the rows of a table.
 *
 * A face with Latin letters is left alone: its designer made them match.  So is one that the table
 * does not know.
 *
 * The heights are in thousandths of the stated em, where Latin (Noto) has an x-height of 536,
 * capitals of 714 and ascenders of 760.  Scripts with ascenders and descenders of their own come
 * near the x-height, those whose letters are all of one height stand between x-height and capitals.
 * The letter is one that bold does not make taller, or bold words would be set smaller than their
 * neighbours.  Chosen by eye on printed samples, in the Noto faces at 10.5 pt.
 */
#include "text/inside.h"

enum { NORMAL = 1000, LEAST = 900, MOST = 1250 }; /* a font beyond these is measured wrongly */

enum { ALEF = 0x0627 };

static const struct {
  uint32_t letter;
  int32_t height;
} references[] = {
    {ALEF, 795},   /* Arabic */
    {0x05D0, 620}, /* Hebrew alef */
    {0x0915, 645}, /* Devanagari ka, to the headline; so for its sisters: */
    {0x0995, 645}, /* Bengali */
    {0x0A15, 645}, /* Gurmukhi */
    {0x0A95, 625}, /* Gujarati */
    {0x0B15, 680}, /* Oriya */
    {0x0B95, 535}, /* Tamil: broad letters */
    {0x0C15, 725}, /* Telugu, with the stroke above */
    {0x0C95, 760}, /* Kannada, likewise */
    {0x0D15, 540}, /* Malayalam: broad */
    {0x0D9A, 580}, /* Sinhala */
    {0x0E01, 590}, /* Thai ko kai */
    {0x0E81, 582}, /* Lao ko */
    {0x0F40, 730}, /* Tibetan ka */
    {0x1000, 546}, /* Burmese ka */
    {0x1208, 714}, /* Ethiopic la */
    {0x1780, 670}, /* Khmer ka */
};

/* Ideographs and Hangul fill the square of the em, and look large: they are set a little smaller,
 * together with the Latin letters of their font. */
enum { SQUARE = 960 };

static int32_t height_of(hb_font_t *font, uint32_t cp) {
  hb_codepoint_t glyph;
  hb_glyph_extents_t extents;
  if (!hb_font_get_nominal_glyph(font, cp, &glyph)) return 0;
  return hb_font_get_glyph_extents(font, glyph, &extents) ? extents.y_bearing : 0;
}

int32_t bb_face_optical(hb_font_t *font, int32_t units_per_em) {
  if (height_of(font, 0x6C38) || height_of(font, 0xD55C)) return SQUARE;
  if (height_of(font, 'x')) return NORMAL;
  for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
    int32_t top = height_of(font, references[i].letter);
    if (top <= 0) continue;
    int64_t scale = (int64_t)references[i].height * units_per_em / top;
    /* In Nastaliq only the alef is tall; all else is small by nature. */
    int32_t least = references[i].letter == ALEF ? NORMAL : LEAST;
    return scale < least ? least : scale > MOST ? MOST : (int32_t)scale;
  }
  return NORMAL;
}
