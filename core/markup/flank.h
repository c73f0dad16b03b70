/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which runs of '*' and '_' can open or close emphasis (CommonMark 0.30, section 6.2).
 */
#ifndef BB_MARKUP_FLANK_H
#define BB_MARKUP_FLANK_H

#include "base/buf.h"

enum bb_flank {
  BB_FLANK_SPACE /* also the ends of a line */,
  BB_FLANK_PUNCTUATION,
  BB_FLANK_OTHER
};

enum bb_flank bb_flank_of(uint32_t cp);
enum bb_flank bb_flank_first(struct bb_span text); /* text is not empty */
enum bb_flank bb_flank_last(struct bb_span text);

/* mark: '*' or '_'; before and after: what stands beside the run. */
bool bb_flank_opens(char mark, enum bb_flank before, enum bb_flank after);
bool bb_flank_closes(char mark, enum bb_flank before, enum bb_flank after);

bool bb_is_punctuation(char c); /* ASCII punctuation: what a backslash can escape */

#endif
