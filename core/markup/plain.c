/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of inlines without any marks.
 */
#include "markup/inside.h"

void bb_markup_plain(const struct bb_inline *inlines, struct bb_buf *out) {
  for (const struct bb_inline *i = inlines; i; i = i->next) switch (i->kind) {
    case BB_TEXT:
    case BB_CODE_SPAN: bb_buf_span(out, i->text); break;
    case BB_LINE_BREAK: bb_buf_char(out, ' '); break;
    case BB_EMPHASIS:
    case BB_STRONG:
    case BB_LINK:
    case BB_IMAGE: bb_markup_plain(i->child, out); break; /* depth: BB_MARKUP_DEPTH_MAX */
    case BB_FOOTNOTE_MARK: break;
    }
}
