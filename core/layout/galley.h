/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The galley: the document set in one endless column, before it is cut into pages.  It is a list of
 * pieces, from top to bottom.
 *
 *     piece    a slice that no page break may cut: a line of text, a slice of a table row, a figure
 *     item     what stands in a piece: a line, a shape, a picture, a link, an anchor, a note's call
 *     frame    a box around consecutive pieces; frames nest; a page break cuts them open
 *
 * Lengths inside a piece count from its top and from the START edge of the text block, which is the
 * right edge where the page is set right to left.  Whoever sets text need not know: page.c mirrors
 * boxes when it places the pieces on pages.  Only inside the box of a line, x counts from the
 * left.
 */
#ifndef BB_LAYOUT_GALLEY_H
#define BB_LAYOUT_GALLEY_H

#include "layout/pagebreak.h"
#include "layout/style.h"

struct bb_target {     /* what a link leads to */
  struct bb_span name; /* an anchor, or an address when `external` */
  bool external;
};

enum bb_item_kind {
  BB_ITEM_LINE,
  BB_ITEM_SHAPE,
  BB_ITEM_DOTS, /* a row of square dots, a shape each on the page */
  BB_ITEM_PICTURE,
  BB_ITEM_LINK,
  BB_ITEM_ANCHOR,
  BB_ITEM_HEADING, /* for bookmarks and running heads */
  BB_ITEM_NOTE     /* a footnote is called here: it stands at the foot of the same page */
};

struct bb_item {
  enum bb_item_kind kind;
  uint32_t column; /* in a slice of a row: which cell it belongs to */
  struct bb_item *next;
  union {
    struct bb_line line; /* x: start edge of its box; runs count from the box's left edge */
    struct bb_shape shape;
    struct {
      bb_len x, y;       /* of the first one: its start edge and its top */
      bb_len size, step; /* to the next one, which may stand before it */
      uint32_t count;
      bb_color color;
    } dots;
    struct bb_picture picture;
    struct {
      bb_len x, y, width, height;
      bb_len line_x, line_width; /* with line_width: x counts from the left edge of that box */
      struct bb_target target;
      struct bb_span text;
      const struct bb_element *element;
    } link;
    struct bb_span anchor;
    struct {
      struct bb_span title;
      int level;
    } heading;
    uint32_t note; /* index into the document's notes */
  };
};

struct bb_frame {
  struct bb_frame *outer;
  bb_len x, width;
  bb_len head;        /* padding above its first piece */
  bb_len top, bottom; /* padding above where a page cut it open, and below */
  struct bb_box_style style;
  const struct bb_piece *first, *last; /* of the pieces in it */
};

enum bb_furniture { BB_FURNITURE_FULL, BB_FURNITURE_FOLIO, BB_FURNITURE_NONE };

struct bb_head;

struct bb_piece {
  bb_len space; /* above it; dropped at the top of a page */
  bb_len height;
  int32_t penalty;             /* of a page break before it (pagebreak.h) */
  enum bb_furniture furniture; /* of a page that begins with it */
  bool untranslated;
  bool recto;     /* a page that begins with it is a right-hand one */
  bool repeats;   /* part of a head: may stand on several pages */
  uint32_t fills; /* it is a writing line; so many more may follow it where it ends a page */
  uint32_t spare; /* so many, it and those behind it, may be left out where a page has no room */
  struct bb_frame *frame;
  uint32_t row;               /* slices of the same row have the same number; 0: not a row */
  const struct bb_head *head; /* repeated above it when it begins a page; NULL: nothing */
  /* Of a row that a page break cuts: what closes it below the last slice of a page, and what opens
   * it again above the first one of the next.  NULL: nothing. */
  const struct bb_piece *closing, *opening;
  struct bb_item *items, *last;
};

struct bb_head { /* the head rows of a table */
  struct bb_piece **pieces;
  size_t count;
};

/* The marker of a list item, set beside the first line of what comes next. */
struct bb_marker {
  const struct bb_par *par; /* NULL: no marker waits */
  bb_len indent;            /* from the start edge of the markers to that of the text */
  bool at_start;            /* markers begin under each other; else they end so */
};

struct bb_galley {
  struct bb_arena *arena;
  struct bb_piece **pieces;
  size_t count, room;
  /* the column that what comes next is set in */
  bb_len x, width;
  enum bb_text_kind body; /* what an ordinary paragraph is here */
  struct bb_frame *frame;
  bool untranslated;
  bool tight; /* in a tight list: paragraphs stand close */
  /* what waits for the next piece */
  bb_len space;
  int32_t penalty;
  bool fresh; /* nothing set yet in this column: space before is dropped */
  struct bb_item *waiting, *waiting_last; /* anchors */
  struct bb_marker marker;
};

/* Asks for at least `space` above what comes next: neighbours' spaces overlap. */
void bb_galley_space(struct bb_galley *galley, bb_len space);

/* Makes a page break before what comes next cost at least `penalty` (or forces one). */
void bb_galley_penalty(struct bb_galley *galley, int32_t penalty);

/* The height of what was set from piece `from` on. */
bb_len bb_galley_height(const struct bb_galley *galley, size_t from);

/* What was set from piece `from` on is rather moved to the next page than parted, if it is small:
 * less deep than `small`. */
void bb_galley_bind(struct bb_galley *galley, size_t from, bb_len small);

/* An anchor on the next piece. */
void bb_galley_anchor(struct bb_galley *galley, struct bb_span name);

/* Adds a piece of this height; it takes what waits. */
struct bb_piece *bb_galley_add(struct bb_galley *galley, bb_len height);

/* Adds an item to a piece, zero but for its kind. */
struct bb_item *bb_piece_add(struct bb_arena *arena, struct bb_piece *piece,
                             enum bb_item_kind kind);

/* A filled rectangle, a horizontal rule (y: its middle) and any line, in the piece's coordinates.
 */
void bb_piece_fill(struct bb_arena *arena, struct bb_piece *piece, bb_len x, bb_len y, bb_len width,
                   bb_len height, bb_color color);
void bb_piece_rule(struct bb_arena *arena, struct bb_piece *piece, bb_len x, bb_len y, bb_len width,
                   bb_len weight, bb_color color);
void bb_piece_line(struct bb_arena *arena, struct bb_piece *piece, bb_len x0, bb_len y0, bb_len x1,
                   bb_len y1, bb_len weight, bb_color color);

/* A row of dots from x on, their tops at y. */
void bb_piece_dots(struct bb_arena *arena, struct bb_piece *piece, bb_len x, bb_len y, bb_len size,
                   bb_len step, uint32_t count, bb_color color);

/* A filled polygon of 3 to 8 points. */
void bb_piece_polygon(struct bb_arena *arena, struct bb_piece *piece, const bb_len *x,
                      const bb_len *y, size_t count, bb_color color);

/* Moves all items of a piece to another one, behind what it holds, dy lower. */
void bb_piece_move(struct bb_piece *from, struct bb_piece *to, bb_len dy);

/* Opens a frame around what comes next, and its column inside it; close with what open returned. */
struct bb_galley_column {
  bb_len x, width;
  enum bb_text_kind body;
  struct bb_frame *frame;
};
struct bb_galley_column bb_galley_open(struct bb_galley *galley, struct bb_frame frame,
                                       bb_len padding_start, bb_len padding_end);
void bb_galley_close(struct bb_galley *galley, struct bb_galley_column outside);

#endif
