/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The document that layout/ accepts: what is to be printed, in one language, in reading order, with
 * every word already chosen.  edition/ makes it; it says what things are (a case study box, a
 * chapter heading), never how they look (style.h does).
 */
#ifndef BB_LAYOUT_DOCUMENT_H
#define BB_LAYOUT_DOCUMENT_H

#include "base/arena.h"
#include "base/diag.h"
#include "lang/lang.h"

/* ---- runs: the text of a paragraph ---- */

enum bb_mark { /* bits */
               BB_MARK_STRONG = 1,
               BB_MARK_EMPHASIS = 2,
               BB_MARK_CODE = 4,
               BB_MARK_RAISED = 8, /* footnote marks */
               BB_MARK_LABEL =
                   16, /* words of the product, not of the author: "Case study", "see page" */
               BB_MARK_TERM =
                   32 /* what a paragraph in the ENTRY role is looked up by; it begins so */
};

enum bb_field {
  BB_FIELD_NONE,
  BB_FIELD_PAGE, /* the page number of the anchor in `link`; text holds a placeholder "00" for
                    measuring */
  /* only in BLANKS */
  BB_FIELD_BOX,  /* a box to tick or to write a letter in, `text` small inside it */
  BB_FIELD_LINE, /* a line to write on; it takes what room there is */
  BB_FIELD_CODE, /* boxes for a code, which is written from left to right in every language: `text`
                    has a '#' for each, and hyphens between */
  /* In a list of page numbers of a paragraph, which rises: a number, when it is higher than those
   * before it, and the words before one, when it is printed. */
  BB_FIELD_LISTED_PAGE,
  BB_FIELD_SEPARATOR
};

struct bb_run {
  struct bb_run *next;
  struct bb_span text; /* "\n" is a hard line break */
  unsigned marks;      /* enum bb_mark */
  enum bb_field field;
  struct bb_span link;        /* "#anchor", an http(s)/mailto address, or empty */
  struct bb_span anchor;      /* a name by which other runs link here, or empty */
  uint32_t note;              /* the footnote this mark calls (index into notes + 1), 0: none */
  const struct bb_lang *lang; /* never NULL */
};

/* ---- nodes: the blocks ---- */

enum bb_node_kind {
  BB_NODE_TITLE_PAGE, /* children: paragraphs in the TITLE… roles; a page of its own, no running
                         head */
  BB_NODE_COLOPHON,   /* children; set at the foot of the page after the title page */
  BB_NODE_CONTENTS,   /* made by layout from the headings of levels 1 and 2; runs: its heading */
  BB_NODE_HEADING,   /* level 1 (a chapter: new page) .. 4; anchor; number (may be empty) set before
                        it */
  BB_NODE_PARAGRAPH, /* role */
  BB_NODE_LIST,      /* children: ITEM */
  BB_NODE_ITEM,      /* marker: "•", "3.", "ก."; children */
  BB_NODE_BOX,       /* role; runs: the title, may be NULL; label: "Case study"; children */
  BB_NODE_TABLE,     /* children: ROW; columns */
  BB_NODE_ROW,       /* header; children: CELL */
  BB_NODE_CELL,      /* header, names_row, align; children: paragraphs */
  BB_NODE_STEPS,     /* diagram; children: ROW of CELLs: title, text (text may be absent) */
  BB_NODE_TIMELINE,  /* the same: date, text */
  BB_NODE_MATRIX,    /* the same as a grid; the first row and column are heads */
  BB_NODE_CODE,      /* text, as written */
  BB_NODE_FIGURE,    /* image: path; alt; runs: the caption, may be NULL */
  BB_NODE_LINES,     /* count writing lines to fill in by hand; label: beside the first */
  BB_NODE_BLANKS,    /* boxes and lines to fill in by hand, side by side, with words before them */
  BB_NODE_GROUP,     /* children that stand on one page, if they fit on one */
  BB_NODE_RULE
};

enum bb_role {
  BB_ROLE_BODY,
  /* title page */
  BB_ROLE_TITLE,
  BB_ROLE_SUBTITLE,
  BB_ROLE_EDITION,
  BB_ROLE_IMPRINT,
  BB_ROLE_DRAFT_NOTICE,
  /* paragraphs */
  BB_ROLE_SMALL, /* colophon, sources */
  BB_ROLE_FACTS, /* under a chapter title: minutes, level, review date */
  /* Of the glossary, of the index: begins under the margin, goes on further in.  Children of the
   * root; what stands below one up to the next entry or heading belongs to it. */
  BB_ROLE_ENTRY,
  BB_ROLE_DEFINITION, /* what belongs to an entry */
  BB_ROLE_RECORD,     /* a small entry: of the table of legislation */
  BB_ROLE_QUOTE,
  /* boxes */
  BB_ROLE_OBJECTIVES,
  BB_ROLE_CASE,
  BB_ROLE_LAW,
  BB_ROLE_EXERCISE,
  BB_ROLE_SOLUTION,
  BB_ROLE_TRAINER,
  BB_ROLE_NOTE,
  BB_ROLE_TIP,
  BB_ROLE_WARNING,
  BB_ROLE_CONTENT_WARNING
};

struct bb_node {
  enum bb_node_kind kind;
  enum bb_role role;
  struct bb_node *parent, *next, *child, *last;
  struct bb_run *runs;
  struct bb_span anchor; /* "m08/iloveyou", or empty */
  struct bb_span label, marker, number, text, image, alt;
  int level;
  uint32_t columns, count;
  enum { BB_CELL_START, BB_CELL_CENTER, BB_CELL_END } align;
  bool header;
  bool names_row;        /* a cell that says what its row is about: read as its header, printed like
                            any other */
  bool recto;            /* a chapter's heading: begins on a right-hand page, a new leaf */
  bool untranslated;     /* in the source language for want of a translation: a discreet mark in the
                            margin */
  struct bb_place place; /* in the author's file, for diagnostics */
};

struct bb_note {
  struct bb_span mark;  /* its number as printed */
  struct bb_node *body; /* a PARAGRAPH */
};

struct bb_document {
  const struct bb_lang *lang; /* of the edition; rtl mirrors the pages */
  struct bb_span title, subject, author, keywords,
      edition;                  /* metadata; title is also the left running head */
  struct bb_span modified_date; /* "2026-11-22" or empty, for the metadata */
  /* Not printed, but told to who does not see the page: what a number is, where a link leads. */
  struct bb_span page_label, footnote_label, back_label;
  struct bb_span imprint;   /* at the foot of every page, across from its number; or empty */
  const char *image_folder; /* images are looked for here */
  struct bb_node *root;     /* its children are the document; kind is unused */
  struct bb_note *notes;
  size_t note_count;
};

struct bb_node *bb_node_add(struct bb_arena *arena, struct bb_node *parent, enum bb_node_kind kind,
                            enum bb_role role);

/* The document as text: one node a line, indented, runs with their marks.  The same text, in the
 * same order, is what the printed pages must give back. */
void bb_document_dump(const struct bb_document *document, struct bb_buf *out);

#endif
