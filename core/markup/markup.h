/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markdown -> a tree of blocks and inlines with source positions.
 *
 * Read by md4c: CommonMark with GFM tables and task lists (no wiki links, strikethrough, LaTeX or
 * bare autolinks), to which this stage adds what md4c does not know, read from its text:
 *   footnotes     [^id] and [^id]: text
 *   heading ids   ## Heading {#id}
 *   call-outs     > [!KIND] Title
 *   directives    <!-- i18n: comment|context|skip -->, attached to the block they precede
 *   line breaks   <br> in a cell of a table, which has one line in the source
 * Every other comment is a BB_COMMENT block for the stages downstream.
 *
 * The tree lives in the caller's arena; spans borrow the source or the arena.
 * Not here: what a call-out kind means, front matter (course/), translation (catalog/).
 */
#ifndef BB_MARKUP_MARKUP_H
#define BB_MARKUP_MARKUP_H

#include "base/source.h"

enum { BB_MARKUP_DEPTH_MAX = 64 }; /* nesting of blocks, and of inlines; deeper input is an error */

enum bb_inline_kind {
  BB_TEXT,         /* text: literal characters, entities and escapes resolved */
  BB_LINE_BREAK,   /* a hard break (a soft one is a space in a TEXT); tag */
  BB_CODE_SPAN,    /* text: literal */
  BB_EMPHASIS,     /* child */
  BB_STRONG,       /* child */
  BB_LINK,         /* child; target; title; autolink */
  BB_IMAGE,        /* child: the alternative text; target: the file; title: the caption */
  BB_FOOTNOTE_MARK /* text: the label */
};

struct bb_inline {
  enum bb_inline_kind kind;
  struct bb_inline *next, *child;
  struct bb_span text;
  struct bb_span target, title;
  bool autolink;
  bool tag;        /* LINE_BREAK: "<br>", which is read in cells and in messages only */
  uint32_t offset; /* into the source: of its first text, else the nearest known one before */
};

enum bb_block_kind {
  BB_DOCUMENT,  /* children */
  BB_HEADING,   /* inlines; level 1..6; id from {#id} or empty */
  BB_PARAGRAPH, /* inlines */
  BB_QUOTE,     /* children */
  BB_CALLOUT,   /* children; word: the kind ("CASE", upper case); inlines: the title, may be NULL */
  BB_LIST,      /* children: ITEM; ordered, start, tight */
  BB_ITEM,      /* children; task, and checked when task */
  BB_CODE,      /* word: the info string's first word; text: the lines, '\n' between them */
  BB_TABLE,     /* children: ROW; columns */
  BB_ROW,       /* children: CELL; header */
  BB_CELL,      /* inlines; align; header */
  BB_RULE,
  BB_HTML,    /* text; reported by this stage, never printed */
  BB_COMMENT, /* text: between <!-- and -->, trimmed */
  BB_FOOTNOTE /* id: the label; children: one paragraph */
};

enum bb_align { BB_ALIGN_START, BB_ALIGN_CENTER, BB_ALIGN_END };

struct bb_block {
  enum bb_block_kind kind;
  struct bb_block *parent, *next, *child, *last; /* child: the first; last: the last child */
  struct bb_inline *inlines;
  struct bb_span text, word, id;
  uint32_t offset;         /* of the block's first byte that is known */
  int level;               /* HEADING */
  uint32_t start, columns; /* LIST: first number; TABLE: count */
  char mark;               /* LIST: '-', '+', '*', or what follows the number: '.', ')' */
  bool ordered, tight, task, checked, header;
  enum bb_align align;
  struct bb_span note, context; /* from i18n directives: to the translator; msgctxt */
  bool skip;                    /* i18n: skip */
};

struct bb_markup {
  const struct bb_source *source;
  struct bb_block *root; /* a DOCUMENT; never NULL */
};

/* Parses source->text from byte `from` to its end (front matter lies before `from`).  diags NULL:
 * faults are not reported. */
const struct bb_markup *bb_markup_parse(struct bb_arena *arena, const struct bb_source *source,
                                        uint32_t from, struct bb_diags *diags);

/* Parses one message (a catalog's msgid or msgstr) as it would stand in a paragraph; with "<br>" in
 * it, in a cell, where the mark of a list at its beginning is text.
 * *blocks tells how many blocks it made: a good message makes exactly one paragraph, whose inlines
 * are returned; else NULL.  No diagnostics: the catalog words them. */
struct bb_inline *bb_markup_parse_message(struct bb_arena *arena, struct bb_span text,
                                          size_t *blocks);

/* The canonical Markdown of a chain of inlines: emphasis _x_, strong **x**, code with the fewest
 * backticks, links inline, autolinks in angle brackets, a hard break as two spaces and a newline or
 * <br>, and only those escapes without which the text would read otherwise.  Parsing the result as
 * a message gives the same inlines.  This is what a msgid holds. */
void bb_markup_render(const struct bb_inline *inlines, struct bb_buf *out);

/* The text alone, for bookmarks, running heads, alternative texts: no marks, no footnote marks. */
void bb_markup_plain(const struct bb_inline *inlines, struct bb_buf *out);

/* The image of a paragraph that holds nothing else (a figure), or NULL. */
const struct bb_inline *bb_markup_figure(const struct bb_block *block);

/* Adds `block` as the last child of `parent` (for stages that rearrange the tree). */
void bb_markup_append(struct bb_block *parent, struct bb_block *block);

/* The tree as text, one node a line, indented, with line:column. */
void bb_markup_dump(const struct bb_markup *markup, struct bb_buf *out);

#endif
