/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The white of punctuation: what hangs into the margin, and what full-width marks give up.
 *
 * Hanging.  A comma or a hyphen at the end of a justified line is mostly white; flush with the
 * margin it looks like a dent.  A share of its width, in the table, stands outside, so that the eye
 * sees an even edge (the shares are near those of pdfTeX's microtype).  Only in justified lines,
 * whose edges one sees.
 *
 * Full-width marks.  Chinese and Japanese print a bracket, a comma or a full stop in a square of
 * which the ink fills one half.  Where two meet, and at the edge of a line, the empty half is left
 * out (JLREQ 3.1.2 to 3.1.5, CLREQ 3.1.6): at the edge it simply hangs.  Which half is empty
 * depends on the language: commas and stops stand in the first half in Japan and mainland China, in
 * the middle in traditional Chinese; ： ； ！ ？ in the first half in mainland China alone.
 *
 * The text is not touched, and nothing is cut off: only places of glyphs change.
 */
#include "layout/setter.h"

/* Whether a mark of the tables below may begin with this byte: nearly no letter does. */
static bool may_be_mark(char first) {
  unsigned char byte = (unsigned char)first;
  if (byte < 0x80) return byte > ' ' && byte <= '?';
  return byte == 0xC2 || byte == 0xD8 || byte == 0xDB || byte == 0xE0 || byte == 0xE2 ||
         byte == 0xE3 || byte == 0xEF;
}

/* ---- what hangs ---- */

struct share {
  uint32_t cp;
  int16_t start, end; /* thousandths of the cluster's width */
};

static const struct share shares[] = {
    {'!', 0, 100},
    {'"', 400, 400},
    {'\'', 500, 500},
    {'(', 100, 0},
    {')', 0, 100},
    {',', 0, 600},
    {'-', 0, 500},
    {'.', 0, 600},
    {':', 0, 350},
    {';', 0, 350},
    {'?', 0, 100},
    {0xAB, 300, 300},
    {0xBB, 300, 300},
    {0x060C, 0, 500} /* Arabic comma */,
    {0x061B, 0, 350},
    {0x06D4, 0, 500} /* Urdu full stop */,
    {0x0964, 0, 300} /* danda */,
    {0x2010, 0, 500},
    {0x2013, 0, 250},
    {0x2014, 0, 150},
    {0x2018, 500, 500},
    {0x2019, 500, 500},
    {0x201A, 500, 500},
    {0x201C, 400, 400},
    {0x201D, 400, 400},
    {0x201E, 400, 400},
    {0x2026, 0, 150},
    {0x2039, 300, 300},
    {0x203A, 300, 300},
};
enum { HYPHEN_SHARE = 500 };

static const struct share *find_share(uint32_t cp) {
  size_t low = 0, high = sizeof shares / sizeof *shares;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (shares[middle].cp == cp) return &shares[middle];
    if (shares[middle].cp < cp)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

/* ---- full-width marks ---- */

enum half { NO_HALF, FIRST_HALF, LAST_HALF }; /* the one that is empty */

static enum half empty_half(uint32_t cp, bb_script script) {
  const bb_script hans = BB_SCRIPT('H', 'a', 'n', 's'), hant = BB_SCRIPT('H', 'a', 'n', 't');
  switch (cp) {
  case 0x2018: /* ‘ “: of full width in Chinese only */
  case 0x201C: return script == hans || script == hant ? FIRST_HALF : NO_HALF;
  case 0x2019:
  case 0x201D: return script == hans || script == hant ? LAST_HALF : NO_HALF;
  case 0x3001: /* 、 。 ， ． */
  case 0x3002:
  case 0xFF0C:
  case 0xFF0E: return script == hant ? NO_HALF : LAST_HALF;
  case 0xFF01: /* ！ ： ； ？ */
  case 0xFF1A:
  case 0xFF1B:
  case 0xFF1F: return script == hans ? LAST_HALF : NO_HALF;
  case 0xFF08: /* （ ［ ｛ */
  case 0xFF3B:
  case 0xFF5B: return FIRST_HALF;
  case 0xFF09:
  case 0xFF3D:
  case 0xFF5D: return LAST_HALF;
  }
  if (cp >= 0x3008 && cp <= 0x3011) return cp & 1 ? LAST_HALF : FIRST_HALF; /* 〈〉 … 【】 */
  if (cp >= 0x3014 && cp <= 0x301B) return cp & 1 ? LAST_HALF : FIRST_HALF; /* 〔〕 … 〚〛 */
  return NO_HALF;
}

static enum half half_of(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  if (c->size != 3 || !may_be_mark(shaped->text.p[c->start])) return NO_HALF;
  const struct bb_shaped_run *run = &shaped->runs[c->run];
  size_t at = c->start;
  enum half half = empty_half(bb_utf8_decode(shaped->text, &at), run->lang->script);
  return c->width < run->em * 9 / 10 ? NO_HALF : half;
}

/* ---- the door ---- */

struct bb_hang bb_punctuation_hang(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  size_t at = c->start;
  if (!c->size || !may_be_mark(shaped->text.p[at])) return (struct bb_hang){0};
  const struct share *share = find_share(bb_utf8_decode(shaped->text, &at));
  enum half half = half_of(shaped, cluster);
  if (half == NO_HALF && (!share || at != c->start + c->size)) return (struct bb_hang){0};
  /* Against the direction of the paragraph what comes last does not stand at its edge. */
  if ((shaped->runs[c->run].level & 1) != shaped->rtl) return (struct bb_hang){0};
  switch (half) {
  case FIRST_HALF: return (struct bb_hang){c->width / 2, 0};
  case LAST_HALF: return (struct bb_hang){0, c->width / 2};
  case NO_HALF: break;
  }
  return (struct bb_hang){bb_len_scale(c->width, share->start, 1000),
                          bb_len_scale(c->width, share->end, 1000)};
}

bb_len bb_punctuation_hyphen_hang(bb_len hyphen) {
  return bb_len_scale(hyphen, HYPHEN_SHARE, 1000);
}

struct bb_gap bb_punctuation_gap(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  enum half left = half_of(shaped, cluster - 1), right = half_of(shaped, cluster);
  bb_len em = shaped->runs[c->run].em;
  if (left == LAST_HALF && right != NO_HALF) return (struct bb_gap){.width = -c[-1].width / 2};
  if (left == FIRST_HALF && right == FIRST_HALF) return (struct bb_gap){.width = -c->width / 2};
  if (left == LAST_HALF || right == FIRST_HALF)
    return (struct bb_gap){.stretch = em / 12, .shrink = em / 6};
  return (struct bb_gap){0};
}
