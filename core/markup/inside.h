/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of this stage share.  A parse goes through three steps:
 *   scan.c      the source -> a masked copy of the same length, and the signs found on the way
 *   build.c     md4c's callbacks over the masked copy -> the tree, with text from the source
 *               (inlines.c: what stands inside one block)
 *   the rest    each reads one idea from the tree: call-outs, footnotes, lists, directives, ids
 * Rendering (render.c, escape.c, flank.c) needs none of this.
 *
 * A sign is a mark at the beginning of a line that md4c does not know: "[!CASE]", "[^7]:".  In the
 * masked copy it stands as a mark of CommonMark that cuts the text in the same place (an ATX
 * heading, a list item); offsets stay equal, so every text is taken from the source itself.
 */
#ifndef BB_MARKUP_INSIDE_H
#define BB_MARKUP_INSIDE_H

#include "markup/markup.h"

enum bb_sign_kind { BB_SIGN_CALLOUT, BB_SIGN_FOOTNOTE };

struct bb_sign {
  enum bb_sign_kind kind;
  uint32_t offset, size; /* in the source, of "[!CASE]" or "[^7]:" */
  bool lazy;             /* CALLOUT: the next line is text without its '>' */
};

struct bb_parse {
  struct bb_arena *arena;  /* what the caller keeps */
  struct bb_arena scratch; /* what dies with the parse */
  const struct bb_source *source;
  struct bb_diags *diags; /* NULL: say nothing (messages) */
  uint32_t from, end;     /* the part of the source that is read */
  char *masked;           /* its copy; masked[i - from] stands for source->text.p[i] */
  struct bb_sign *signs;  /* by offset */
  size_t sign_count, sign_room;
  struct bb_block *root;
  size_t nodes; /* made so far */
  bool message; /* the text may be that of a cell */
};

/* Blocks and inlines (and entities looked up) of one text: about 150 MB, and a second. */
enum { BB_MARKUP_NODES_MAX = 1000 * 1000 };

static inline bool bb_markup_is_full(const struct bb_parse *parse) {
  return parse->nodes > BB_MARKUP_NODES_MAX;
}

/* White space that does not count at the ends of a line. */
static inline bool bb_markup_is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Offsets of the first byte of text that md4c reports behind a masked sign. */
enum { BB_CALLOUT_SKIP = 2, BB_FOOTNOTE_SKIP = 3 };

/* ---- scan.c ---- */

/* Fills masked and signs; draws `end` in, with a diagnostic, before text nested beyond measure. */
void bb_markup_scan(struct bb_parse *parse);

/* The sign whose text md4c reports at `offset`, or NULL. */
const struct bb_sign *bb_markup_sign_find(const struct bb_parse *parse, enum bb_sign_kind kind,
                                          uint32_t offset);

/* The size of a footnote mark "[^label]" at the start of s, or 0. */
size_t bb_markup_footnote_mark(struct bb_span s);

/* ---- build.c ---- */

void bb_markup_build(struct bb_parse *parse);

/* ---- entity.c ---- */

/* Writes the character(s) an entity such as "&eacute;" or "&#233;" stands for; an unknown one as it
 * is written. */
void bb_markup_entity(struct bb_span entity, struct bb_buf *out);

/* ---- html.c ---- */

/* A run of bytes inside a joined text and where it came from. */
struct bb_piece {
  size_t at;
  uint32_t offset;
};

/* Takes the text of an HTML block apart into COMMENT and HTML blocks under `parent`. */
void bb_markup_html_block(struct bb_parse *parse, struct bb_block *parent, struct bb_span text,
                          const struct bb_piece *pieces, size_t count);

/* A whole tag or comment inside a line of `block`; nothing of it is printed. */
void bb_markup_html_inline(struct bb_parse *parse, struct bb_block *block, struct bb_span text,
                           uint32_t offset);

/* True for "<br>", "<br/>". */
bool bb_markup_is_break(struct bb_span tag);

/* True for a tag that parts what stands before it from what follows, unlike "<b>" in a word. */
bool bb_markup_parts_text(struct bb_span tag);

/* ---- one idea each, over the finished tree ---- */

void bb_markup_callouts(struct bb_parse *parse);

/* The kind a word names, in capitals, or NULL. */
const char *bb_callout_kind(struct bb_span word);

/* ---- slips.c ---- */

void bb_markup_slips(struct bb_parse *parse);
/* The paragraph after a box whose second line lacks its '>'. */
void bb_markup_take_in_lazy(struct bb_block *callout);
/* The quote or box around a block becomes the trainer's. */
void bb_markup_make_trainers(struct bb_block *block);

void bb_markup_footnote_blocks(struct bb_parse *parse); /* the definitions */
void bb_markup_footnote_check(struct bb_parse *parse);  /* marks against definitions */
void bb_markup_lists(struct bb_parse *parse);
void bb_markup_directives(struct bb_parse *parse);
void bb_markup_heading_ids(struct bb_parse *parse);
void bb_markup_rows(struct bb_parse *parse);
/* Reports a paragraph in source bytes start..end that the author meant to be a table. */
void bb_markup_table_text(struct bb_parse *parse, uint32_t start, uint32_t end);

/* ---- tree.c ---- */

struct bb_block *bb_markup_block(struct bb_parse *parse, enum bb_block_kind kind, uint32_t offset);

/* The next block in reading order inside `top`, or NULL behind the last. */
struct bb_block *bb_markup_next(struct bb_block *block, const struct bb_block *top);

/* Takes all children off a block; they stay chained by next. */
struct bb_block *bb_markup_take_children(struct bb_block *block);

/* Drops `size` bytes, and the white space behind them, off the text a block begins with. */
void bb_markup_cut_front(struct bb_block *block, size_t size);

/* Keeps `size` bytes, less white space at their end, of the text a block ends with. */
void bb_markup_cut_back(struct bb_block *block, size_t size);

/* Neighbouring texts become one again. */
void bb_markup_join_texts(struct bb_parse *parse, struct bb_inline *inlines);

void bb_markup_report(struct bb_parse *parse, enum bb_diag_code code, uint32_t offset,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
