/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents -> pages.  Pages are plain data: lines of glyph runs, shapes, images and links at
 * their places.  Lengths are bb_len from the top left corner of the page, x to the right, y down
 * (pdf/ flips y, once).  Layout is a pure function of the document, the fonts and the options.
 */
#ifndef BB_LAYOUT_LAYOUT_H
#define BB_LAYOUT_LAYOUT_H

#include "image/image.h"
#include "layout/document.h"
#include "text/text.h"

enum bb_paper { BB_PAPER_A4, BB_PAPER_LETTER };

typedef uint32_t bb_color; /* 0xRRGGBB */

struct bb_placed {
  const struct bb_glyph *glyphs; /* left to right, whatever the direction */
  uint32_t glyph_count;
  uint32_t start, size; /* the characters, bytes of the run's text; none: a hyphen of ours */
  int32_t advance;      /* face units */
  bb_len width;
  bb_len x; /* of its origin, from that of its run */
};

/* ---- structure: what everything on the pages is ---- */

enum bb_element_kind {
  /* groups */
  BB_ELEMENT_DOCUMENT,
  BB_ELEMENT_SECTION,
  BB_ELEMENT_GROUP, /* a figure with its caption */
  BB_ELEMENT_BOX,
  BB_ELEMENT_LISTING, /* code: a paragraph a line */
  BB_ELEMENT_QUOTE,
  BB_ELEMENT_LIST,
  BB_ELEMENT_ITEM,
  BB_ELEMENT_BODY, /* of an item, beside its label */
  BB_ELEMENT_TABLE,
  BB_ELEMENT_HEAD, /* rows of a table */
  BB_ELEMENT_ROWS,
  BB_ELEMENT_ROW,
  BB_ELEMENT_HEADER, /* cells */
  BB_ELEMENT_CELL,
  BB_ELEMENT_CONTENTS,
  BB_ELEMENT_ENTRY,
  BB_ELEMENT_NOTE,
  /* what holds text */
  BB_ELEMENT_HEADING_1,
  BB_ELEMENT_HEADING_2,
  BB_ELEMENT_HEADING_3,
  BB_ELEMENT_HEADING_4,
  BB_ELEMENT_HEADING_5,
  BB_ELEMENT_HEADING_6,
  BB_ELEMENT_PARAGRAPH,
  BB_ELEMENT_LABEL,
  BB_ELEMENT_CAPTION,
  BB_ELEMENT_FIGURE, /* a picture instead */
  /* parts of the text of those */
  BB_ELEMENT_REFERENCE,
  BB_ELEMENT_LINK,
  BB_ELEMENT_CODE,
  BB_ELEMENT_SPAN /* in another language */
};

enum bb_numbering {
  BB_NUMBERING_NONE,
  BB_NUMBERING_DISC,
  BB_NUMBERING_DECIMAL,
  BB_NUMBERING_UPPER,
  BB_NUMBERING_LOWER,
  BB_NUMBERING_UPPER_ROMAN,
  BB_NUMBERING_LOWER_ROMAN
};

enum bb_scope { BB_SCOPE_COLUMN, BB_SCOPE_ROW, BB_SCOPE_BOTH };

/* The structure is a tree in reading order.  What stands on pages points to its element; what has
 * none (running heads, rules, frames, the head of a table again) is decoration. */
struct bb_element {
  enum bb_element_kind kind;
  struct bb_element *parent, *next, *child, *last;
  bool holds_text;             /* it has no groups below it */
  bool begun;                  /* text has been set in it */
  const struct bb_lang *lang;  /* where it is not the document's; NULL: it is */
  struct bb_span alt;          /* of a FIGURE */
  enum bb_numbering numbering; /* of a LIST */
  enum bb_scope scope;         /* of a HEADER */
  uint32_t note;               /* of a NOTE: its number, from 1 */
  uint32_t index;              /* in reading order; the document is 0 */
};

/* ---- pages ---- */

/* One face, size, colour and direction within a line. */
struct bb_glyph_run {
  const struct bb_element *element; /* NULL: decoration */
  const struct bb_face *face;
  bb_len em;
  bb_len x;        /* what the x of its clusters count from: from the left edge of the page */
  bb_len baseline; /* y */
  bb_color color;
  bool rtl;
  const struct bb_lang *lang;
  struct bb_span text;      /* of the paragraph */
  struct bb_placed *placed; /* left to right */
  size_t count;
};

enum bb_line_role {
  BB_LINE_BODY,
  BB_LINE_NOTE,
  BB_LINE_HEADER, /* furniture: running heads; page numbers and imprints */
  BB_LINE_FOOTER
};

static inline bool bb_line_is_furniture(enum bb_line_role role) {
  return role == BB_LINE_HEADER || role == BB_LINE_FOOTER;
}

struct bb_line {
  enum bb_line_role role;
  bool rtl; /* the paragraph's direction */
  bool ends_paragraph;
  bool hyphenated; /* its last word goes on in the next line */
  bool loose;      /* its spaces could not fill it within the stated limit: set short */
  /* What stands side by side, in a table, a timeline, the list of contents: lines of one row have
   * the same number (0: in no row), and its cells count from 0. */
  uint32_t row, column;
  bb_len x, baseline, width; /* the box its text may fill */
  bb_len ascent, descent;
  struct bb_glyph_run *runs; /* left to right */
  size_t run_count;
};

enum bb_shape_kind { BB_SHAPE_RECTANGLE, BB_SHAPE_LINE, BB_SHAPE_POLYGON };

struct bb_shape {
  enum bb_shape_kind kind;
  bb_len x[8], y[8]; /* RECTANGLE: two opposite corners; LINE: its ends; POLYGON: `count` points */
  size_t count;
  bb_color fill, stroke;
  bb_len stroke_width; /* 0: no stroke */
  bool filled;
};

struct bb_picture {
  const struct bb_image *image;
  bb_len x, y, width, height;
  struct bb_span alt;
  const struct bb_element *element; /* a FIGURE, or NULL */
};

struct bb_link {
  bb_len x, y, width, height;
  struct bb_span uri; /* empty: inside the document */
  uint32_t page;      /* target page, from 0 */
  bb_len target_y;
  struct bb_span text;              /* what is linked, for accessibility */
  const struct bb_element *element; /* a LINK, or NULL */
};

struct bb_page {
  bb_len width, height;
  struct bb_span label;    /* as printed at its foot; the title page has one as well, unprinted */
  struct bb_shape *shapes; /* painted first, in order */
  size_t shape_count;
  struct bb_picture *pictures;
  size_t picture_count;
  struct bb_line *lines; /* reading order */
  size_t line_count;
  struct bb_link *links;
  size_t link_count;
};

struct bb_landing { /* where an anchor of the document stands */
  struct bb_span anchor;
  uint32_t page;
};

struct bb_bookmark {
  struct bb_span title;
  unsigned level; /* from 1, at most one more than that of the bookmark before it */
  uint32_t page;
  bb_len y;
};

struct bb_pages {
  const struct bb_document *document; /* for title, language, author … */
  struct bb_page *pages;
  size_t page_count;
  struct bb_bookmark *bookmarks;
  size_t bookmark_count;
  struct bb_landing *landings; /* in no order */
  size_t landing_count;
  const struct bb_element *structure; /* the DOCUMENT; NULL: the pages have none */
  uint32_t element_count;
  const struct bb_imposition *imposition; /* of a booklet; NULL: a page is a side of the paper */
};

struct bb_layout_options {
  enum bb_paper paper;
  bool booklet;     /* two pages on a side of the paper, which is folded */
  bool mono;        /* black, white and light greys */
  unsigned threads; /* at work on a long document, at most; 0: one.  The pages are the same. */
};

/* Lays the document out; the pages live in the arena.  Nothing makes it fail: a character that no
 * font prints was reported when it was shaped and stands as U+FFFD, an image that cannot be used is
 * reported and replaced by its alternative text. */
const struct bb_pages *bb_layout_build(struct bb_arena *arena, const struct bb_document *document,
                                       struct bb_fonts *fonts,
                                       const struct bb_layout_options *options,
                                       struct bb_diags *diags);

/* ---- imposition.c: which pages stand on which side of which sheet ---- */

enum {
  BB_SIGNATURE_SHEETS = 4,     /* folded together: 16 pages */
  BB_NO_PAGE = -1,             /* a half of a side that stays blank */
  BB_BOOKLET_THOUSANDTHS = 875 /* a page of a booklet is printed at this part of its size */
};

struct bb_side {
  int32_t left, right; /* pages from 0, or BB_NO_PAGE */
};

struct bb_imposition {
  bb_len width, height;  /* of the paper, on its long side */
  struct bb_side *sides; /* front and back of every sheet in the order of printing */
  size_t sheets, signatures;
};

/* The sides of a booklet of `pages` pages; `rtl`: read from right to left.  Width and height are
 * left 0. */
struct bb_imposition bb_impose(struct bb_arena *arena, size_t pages, bool rtl);

/* Pages as text: a line of text a row ("72.00 96.50 w=451.00 el "…""), shapes and links too. */
void bb_layout_dump(const struct bb_pages *pages, struct bb_buf *out);

/* Only the words, a printed line a row, pages separated by form feeds, as a reader of the PDF
 * finds them: what tests compare pdftotext's output with. */
void bb_layout_dump_text(const struct bb_pages *pages, struct bb_buf *out);

/* The structure as a tree, each element with its text. */
void bb_layout_dump_structure(const struct bb_pages *pages, struct bb_buf *out);

/* The runs of a line in the order in which they are read, as indices into line->runs; `order` has
 * room for all.  `mirrored`: the document's lines begin at the right. */
void bb_line_reading_order(const struct bb_line *line, bool mirrored, uint32_t *order);

#endif
