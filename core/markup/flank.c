/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a character is beside an emphasis mark: CommonMark lets '*' and '_' open or close depending
 * on whether white space, punctuation or anything else stands on either side.  For characters
 * outside ASCII md4c has tables of its own; it is asked by parsing a probe, so that the renderer
 * can never disagree with the parser:
 *     a*Xb*   is emphasis when X is neither white space nor punctuation
 *     *Xb*    is emphasis when X is not white space
 */
#include "markup/flank.h"

#include <md4c.h>

static int found(MD_SPANTYPE type, void *detail, void *user) {
  (void)detail;
  *(bool *)user |= type == MD_SPAN_EM;
  return 0;
}

static int ignore_span(MD_SPANTYPE type, void *detail, void *user) {
  (void)type, (void)detail, (void)user;
  return 0;
}

static int ignore_block(MD_BLOCKTYPE type, void *detail, void *user) {
  (void)type, (void)detail, (void)user;
  return 0;
}

static int ignore_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE n, void *user) {
  (void)type, (void)text, (void)n, (void)user;
  return 0;
}

static bool is_emphasis(const char *before, uint32_t cp) {
  static const MD_PARSER callbacks = {.enter_block = ignore_block,
                                      .leave_block = ignore_block,
                                      .enter_span = found,
                                      .leave_span = ignore_span,
                                      .text = ignore_text};
  struct bb_buf probe = {0};
  bool emphasis = false;
  bb_buf_string(&probe, before);
  bb_buf_code_point(&probe, cp);
  bb_buf_string(&probe, "b*");
  md_parse(probe.p, (MD_SIZE)probe.n, &callbacks, &emphasis);
  bb_buf_free(&probe);
  return emphasis;
}

enum bb_flank bb_flank_of(uint32_t cp) {
  if (cp == '\n' || cp == '\r') return BB_FLANK_PUNCTUATION; /* in a text: written as entities */
  if (cp == ' ' || (cp >= '\t' && cp <= '\r')) return BB_FLANK_SPACE;
  if (cp < 0x80) return bb_is_punctuation((char)cp) ? BB_FLANK_PUNCTUATION : BB_FLANK_OTHER;
  if (is_emphasis("a*", cp)) return BB_FLANK_OTHER;
  return is_emphasis("*", cp) ? BB_FLANK_PUNCTUATION : BB_FLANK_SPACE;
}

bool bb_is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

enum bb_flank bb_flank_first(struct bb_span text) {
  size_t at = 0;
  return bb_flank_of(bb_utf8_decode(text, &at));
}

enum bb_flank bb_flank_last(struct bb_span text) {
  size_t at = text.n - 1;
  while (at && ((unsigned char)text.p[at] & 0xC0) == 0x80) at--;
  return bb_flank_of(bb_utf8_decode(text, &at));
}

bool bb_flank_opens(char mark, enum bb_flank before, enum bb_flank after) {
  bool left = after == BB_FLANK_OTHER || (after != BB_FLANK_SPACE && before != BB_FLANK_OTHER);
  bool right = before == BB_FLANK_OTHER || (before != BB_FLANK_SPACE && after != BB_FLANK_OTHER);
  return left && (mark == '*' || !right || before == BB_FLANK_PUNCTUATION);
}

bool bb_flank_closes(char mark, enum bb_flank before, enum bb_flank after) {
  return bb_flank_opens(mark, after, before); /* the rules are mirror images */
}
