/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How things look: every size, space, colour and font of the printed page is stated in style.c and
 * nowhere else.  The rest of the stage asks here by the name of what it sets.
 */
#ifndef BB_LAYOUT_STYLE_H
#define BB_LAYOUT_STYLE_H

#include "layout/layout.h"

/* What a piece of text is. */
enum bb_text_kind {
  BB_TEXT_BODY,
  BB_TEXT_TITLE,
  BB_TEXT_SUBTITLE,
  BB_TEXT_EDITION,
  BB_TEXT_IMPRINT,
  BB_TEXT_DRAFT_NOTICE,
  BB_TEXT_SMALL,
  BB_TEXT_FACTS,
  BB_TEXT_ENTRY,
  BB_TEXT_RECORD,
  BB_TEXT_DEFINITION,
  BB_TEXT_QUOTE,
  BB_TEXT_CHAPTER_NUMBER,
  BB_TEXT_HEADING_1,
  BB_TEXT_HEADING_2,
  BB_TEXT_HEADING_3,
  BB_TEXT_HEADING_4,
  BB_TEXT_BOX, /* body text inside a box */
  BB_TEXT_BOX_LABEL,
  BB_TEXT_BOX_LABEL_REVERSED, /* white on dark */
  BB_TEXT_BOX_TITLE,
  BB_TEXT_CELL,
  BB_TEXT_CELL_HEAD,
  BB_TEXT_CODE,
  BB_TEXT_NOTE,
  BB_TEXT_CAPTION,
  BB_TEXT_CONTENTS_1,
  BB_TEXT_CONTENTS_2,
  BB_TEXT_FURNITURE,
  BB_TEXT_FOLIO,
  BB_TEXT_DIAGRAM_TITLE,
  BB_TEXT_DIAGRAM_TEXT,
  BB_TEXT_DIAGRAM_NUMBER,
  BB_TEXT_KINDS
};

enum bb_alignment { BB_ALIGN_JUSTIFY, BB_ALIGN_START, BB_ALIGN_CENTER, BB_ALIGN_END };

struct bb_text_style {
  struct bb_font_style font;
  bb_len em;           /* of Latin; the sizes of other scripts follow from it (bb_style_run) */
  bb_len above, below; /* a line's box, from its baseline; together the line height */
  bb_color color;
  enum bb_alignment align;
  bb_len before, after; /* space around the paragraph; neighbours' spaces overlap */
  bool balanced;        /* its lines become of about equal length: headings */
  bool divided;         /* its words may be divided with hyphens */
  bb_len hang;          /* all lines but the first begin so far in */
  bool listing;         /* code: all but the first of each of its lines do */
};

/* `lang` is the paragraph's own: its script decides size and line height. */
struct bb_text_style bb_style_text(enum bb_text_kind kind, const struct bb_lang *lang);

/* The size of a run inside a paragraph of `em`: code is set smaller, note marks raised and small.
 * *rise is how far its baseline stands above the line's. */
bb_len bb_style_run_em(unsigned marks, bb_len em, bb_len *rise);

struct bb_box_style {
  bb_color tint;       /* of the whole box; BB_COLOR_WHITE: none */
  bb_color label_tint; /* of the bar behind the label */
  enum bb_text_kind label;
  bb_len border; /* a frame around the box; 0: none */
  bb_len bar;    /* a bar down its start side; 0: none */
};

struct bb_box_style bb_style_box(enum bb_role role);

enum {
  BB_COLOR_INK = 0x000000,
  BB_COLOR_ACCENT = 0x1F3A5F, /* a deep blue that prints as a dark grey */
  BB_COLOR_LINK = 0x1F3A7A,
  BB_COLOR_GREY = 0x5A5A5A, /* furniture, what is secondary; 7:1 on white */
  BB_COLOR_RULE = 0x8C8C8C,
  BB_COLOR_TINT = 0xEDEDED,
  BB_COLOR_WHITE = 0xFFFFFF
};

/* The page: the text block and what stands around it.  Margins are named by the binding, so that
 * a right-hand and a left-hand page mirror each other. */
struct bb_page_style {
  bb_len width, height;
  bb_len inner, outer, top, bottom; /* of the text block */
  bb_len measure, depth;            /* its width and height */
  bb_len head_baseline, foot_baseline;
};

/* A page of paper, or of a booklet: half a sheet at the size it is set in, which is larger than the
 * one it is printed in. */
struct bb_page_style bb_style_page(enum bb_paper paper, bool booklet);

/* The sheet a booklet is printed on, lying on its long side. */
void bb_style_sheet(enum bb_paper paper, bb_len *width, bb_len *height);

/* What a colour becomes on a black-and-white printer. */
bb_color bb_style_mono(bb_color color);

/* Lengths that are not a text's own. */
#define BB_SPACE_BLOCK    BB_PT(6)   /* around lists, tables, figures */
#define BB_SPACE_ITEM     BB_PT(2)   /* between the items of a tight list */
#define BB_SPACE_ELASTIC  BB_PT(4)   /* from here on a page may stretch a space to end level */
#define BB_SPACE_BOX      BB_PT(11)  /* around boxes and tables */
#define BB_BOX_PADDING    BB_PT(9)   /* between a box's edge and its text */
#define BB_BOX_HEAD       BB_PT(80)  /* a box is not broken above this depth in it */
#define BB_BOX_TAIL       BB_PT(40)  /* nor when less than this remains */
#define BB_LABEL_PADDING  BB_PT(2.5) /* above and below the label of a box */
#define BB_SPACE_LABEL    BB_PT(7)   /* below that */
#define BB_CELL_PADDING_X BB_PT(5)
#define BB_CELL_TIGHT_X   BB_PT(2.5) /* the same where columns are too narrow for their words */
#define BB_COLUMN_MIN     BB_PT(24)  /* least width of a column of a table, padding included */
#define BB_COLUMN_BLANK   BB_MM(45)  /* what one to be filled in by hand would like */
#define BB_COLUMN_SPARE   BB_MM(20)  /* the least it has */
#define BB_CELL_PADDING_Y BB_PT(3.5)
#define BB_RULE_HAIR      BB_PT(0.5)
#define BB_RULE_THIN      BB_PT(0.75)
#define BB_RULE_THICK     BB_PT(1.5)
#define BB_MARKER_GAP     BB_PT(6)    /* between a list marker and its text */
#define BB_INDENT_LIST    BB_PT(19)   /* least indent of a list's text */
#define BB_INDENT_ENTRY   BB_PT(14)   /* of what belongs to an entry of the glossary */
#define BB_INDENT_CODE    BB_PT(10.2) /* of what a line of code goes on with: two columns */
#define BB_INDENT_QUOTE   BB_PT(19)
#define BB_INDENT_NOTE    BB_PT(14) /* least indent of the text of a footnote */
#define BB_LEADER_STEP    BB_PT(5)  /* from dot to dot */
#define BB_LEADER_DOT     BB_PT(0.9)
#define BB_STEP_BADGE     BB_PT(22) /* side of the square with the number of a step */
#define BB_STEP_PADDING   BB_PT(5)
#define BB_STEP_GAP       BB_PT(15)  /* between the frames of two steps, the arrow in it */
#define BB_WRITING_LINE   BB_MM(8)   /* between lines to write on */
#define BB_LABELLED_LINE  BB_MM(7)   /* the same where words stand before the first one */
#define BB_SPACE_LABELLED BB_PT(9)   /* below these: the words belong to what is above them */
#define BB_BLANK_BOX      BB_MM(5)   /* side of a box to fill in */
#define BB_BLANK_LINE     BB_MM(28)  /* least length of a line to write on, beside words */
#define BB_BLANK_GAP      BB_PT(2.5) /* between boxes */
#define BB_BLANK_NAME_GAP BB_PT(4)   /* between a word and the box or line it names */
#define BB_BLANK_WORD_GAP BB_PT(8)   /* before a word */
#define BB_FOLIO_WIDTH    BB_PT(48)  /* what the number takes of the foot of a page */
#define BB_NOTE_GAP       BB_PT(14)  /* between the text and the notes, the rule in the middle */
#define BB_SPACE_NOTE     BB_PT(2)   /* between notes */
#define BB_NOTE_RULE      BB_MM(40)  /* length of the rule over the notes */
#define BB_MARGIN_MARK    BB_PT(1.5) /* width of that mark */
#define BB_MARGIN_MARK_GAP                                                                         \
  BB_PT(9)                        /* between the text block and the mark of what is untranslated */
#define BB_MEASURE_MIN  BB_PT(48) /* no indent makes a column narrower than this */
#define BB_CHAPTER_SINK BB_PT(34) /* above the number of a chapter */
#define BB_FIGURE_DEPTH 620       /* thousandths of the text block's height a figure may take */

#endif
