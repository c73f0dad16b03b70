/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run of layout: what every part of the stage needs while it sets a document.
 */
#ifndef BB_LAYOUT_SETTER_H
#define BB_LAYOUT_SETTER_H

#include "layout/galley.h"
#include "layout/linebreak.h"

struct bb_ink_cache;
struct bb_anchors;
struct bb_par;

struct bb_setter {
  struct bb_arena *arena;  /* what the pages keep: glyphs and their places, the text itself */
  struct bb_arena work;    /* what dies with this run: galleys, plans */
  struct bb_arena shaped;  /* what dies with a strip, a note, a running head: its shaped text */
  struct bb_arena scratch; /* what dies with a paragraph */
  const struct bb_document *document;
  struct bb_fonts *fonts;
  struct bb_diags *diags;
  struct bb_page_style page;
  bool mono; /* colours as bb_style_mono makes them */
  struct bb_ink_cache *ink;
  const struct bb_anchors *anchors; /* where things were on the pages of the last pass, or NULL */
  bool late;                /* what was set since this was cleared depends on page numbers */
  struct bb_galley **notes; /* by index: set when first called */
  uint32_t rows;            /* of tables and timelines, numbered so far */
  /* What is being set: what comes next stands below it in the structure.  NULL: decoration. */
  struct bb_element *element;
  struct bb_element **note_elements; /* by index, beside `notes` */
};

/* ---- anchors.c: names -> places on pages ---- */

struct bb_anchor {
  struct bb_span name;
  uint32_t page; /* from 0 */
  bb_len y;
};

struct bb_anchors *bb_anchors_new(struct bb_arena *arena);
/* The first place of a name counts. */
void bb_anchors_add(struct bb_anchors *anchors, struct bb_anchor anchor);
const struct bb_anchor *bb_anchors_find(const struct bb_anchors *anchors, struct bb_span name);
/* True when both have the same names on the same pages. */
bool bb_anchors_agree(const struct bb_anchors *a, const struct bb_anchors *b);

/* Those of the document itself, for who wants to say where something is. */
void bb_anchors_list(const struct bb_anchors *anchors, struct bb_arena *arena,
                     struct bb_pages *pages);

/* What the link of a run leads to: an anchor, a note, an address. */
struct bb_target bb_target_of(struct bb_setter *setter, const struct bb_run *run);
/* The anchors of the place that calls a note, and of the note itself; a link to the former. */
struct bb_span bb_note_call_name(struct bb_setter *setter, uint32_t note);
struct bb_span bb_note_name(struct bb_setter *setter, uint32_t note);
struct bb_span bb_note_call_link(struct bb_setter *setter, uint32_t note);
/* Whether a run leads from a note back to the text. */
bool bb_note_calls(const struct bb_run *run);
/* Whether a run looks like a link: it leads somewhere and is no note's mark. */
bool bb_target_shows(const struct bb_run *run);
/* The number printed on a page (from 0) in the digits of a language. */
struct bb_span bb_page_label(struct bb_setter *setter, const struct bb_lang *lang, uint32_t page);
/* The text of a page field, as far as it is known yet. */
struct bb_span bb_anchor_page_label(struct bb_setter *setter, const struct bb_run *run);

/* ---- ink.c: how far a glyph really reaches ---- */

/* The text of a line, or the part of it that is measured. */
struct bb_inked {
  const struct bb_glyph_run *runs;
  size_t count;
  bb_len left, width; /* its box, where x of the runs counts from */
  bb_len baseline;    /* of the line; raised runs have one of their own */
};

struct bb_reach {
  bb_len up, down; /* from the baseline; 0: not beyond it */
};
struct bb_reach bb_ink_reach(struct bb_setter *setter, const struct bb_inked *text);

/* The least distance of two baselines at which the ink of one line does not touch that of the line
 * below it. */
bb_len bb_ink_meeting(struct bb_setter *setter, const struct bb_inked *above,
                      const struct bb_inked *below);

/* ---- level.c: where headings stand in the tree of headings ---- */

enum { BB_LEVELS_MAX = 8 };

struct bb_levels {              /* at first all zero */
  unsigned open[BB_LEVELS_MAX]; /* stated levels: each heading below the one before it */
  unsigned depth;
};

/* The level, from 1, of the next heading, which states one. */
unsigned bb_levels_place(struct bb_levels *levels, unsigned stated);

/* ---- element.c: the structure, built while the text is set ---- */

/* Opens an element below the current one, which it becomes; close what was opened.  What is set
 * twice (to try whether it fits) is cleared in between.  All of these do nothing, and open returns
 * NULL, while decoration is set. */
struct bb_element *bb_element_open(struct bb_setter *setter, enum bb_element_kind kind);
void bb_element_close(struct bb_setter *setter, struct bb_element *element);
void bb_element_clear(struct bb_element *element);

/* The same for what stands for a node: when that holds one paragraph and nothing else, the element
 * takes the paragraph's text itself. */
struct bb_element *bb_element_open_node(struct bb_setter *setter, enum bb_element_kind kind,
                                        const struct bb_node *node);

/* Makes current the element of a paragraph that is about to be set: it stays the current one if
 * that holds text, else it is a PARAGRAPH below it; of an entry it is an ITEM, of whose text this
 * is the PARAGRAPH; of a LISTING each run becomes one.  Its links, note calls and code become
 * elements below that.  Returns what was current, to be put back. */
struct bb_element *bb_element_open_text(struct bb_setter *setter, const struct bb_par *par);

/* A paragraph that will be set as the LABEL of the current element; returns that. */
struct bb_element *bb_element_add_label(struct bb_setter *setter, const struct bb_par *par);

/* A note is called in the text being set: it is read behind that. */
void bb_element_add_note(struct bb_setter *setter, uint32_t note);

/* How a list is numbered, by its first marker. */
enum bb_numbering bb_element_numbering(struct bb_span marker);

/* The structure of a document from those of its parts (groups, in order): sections by headings,
 * notes in their places, headings without gaps in their levels, elements numbered from 0.  Returns
 * the DOCUMENT and the number of elements. */
struct bb_element *bb_element_finish(struct bb_setter *setter, struct bb_element *const *parts,
                                     size_t part_count, uint32_t *count);

/* ---- par.c, paragraph.c ---- */

/* A shaped paragraph, ready to be broken to any width, any number of times; it lives in the
 * setter's `shaped`. */
struct bb_par {
  const struct bb_shaped *shaped;
  const struct bb_run **runs;         /* by the tags of the shaped runs */
  const struct bb_element **elements; /* the same: known once the paragraph is set */
  size_t run_count;
  struct bb_text_style style;
  const struct bb_lang *lang; /* of the paragraph as a whole */
  bool rtl;                   /* its direction: its language's, but code runs left to right */
  struct bb_place place;
};

/* Shapes runs as a paragraph of a kind. */
const struct bb_par *bb_par_shape(struct bb_setter *setter, const struct bb_run *runs,
                                  enum bb_text_kind kind, struct bb_place place);

/* The same, smaller when a word of it would not fit the width. */
const struct bb_par *bb_par_shape_fitting(struct bb_setter *setter, const struct bb_run *runs,
                                          enum bb_text_kind kind, struct bb_place place,
                                          bb_len width);

/* The same for a plain text in the document's language. */
const struct bb_par *bb_par_shape_text(struct bb_setter *setter, struct bb_span text,
                                       enum bb_text_kind kind);

/* The width of its longest unbreakable part, and its width on one line. */
void bb_par_measure(struct bb_setter *setter, const struct bb_par *par, bb_len *least,
                    bb_len *whole);

/* Sets the paragraph into the galley's column: a piece a line.  Returns the first piece, NULL when
 * the paragraph is empty. */
struct bb_piece *bb_par_set(struct bb_setter *setter, struct bb_galley *galley,
                            const struct bb_par *par);

/* Sets the paragraph on one line (it is not broken) into a piece; x and width are its box, y its
 * baseline. */
void bb_par_set_line(struct bb_setter *setter, struct bb_piece *piece, const struct bb_par *par,
                     bb_len x, bb_len width, bb_len y, enum bb_alignment align,
                     enum bb_line_role role);

/* ---- atoms.c ---- */

/* One more atom stands behind the last one, for where that ends. */
struct bb_atoms {
  struct bb_atom *list;
  uint32_t count;
};

/* The atoms of a shaped text, in the arena.  measure: of the lines they are for; BB_NO_MEASURE:
 * there is one line. */
struct bb_atoms bb_atoms_make(struct bb_arena *arena, const struct bb_shaped *shaped,
                              bb_len measure);
#define BB_NO_MEASURE INT32_MAX
/* The same of the clusters first .. end - 1. */
struct bb_atoms bb_atoms_make_of(struct bb_arena *arena, const struct bb_shaped *shaped,
                                 uint32_t first, uint32_t end, bb_len measure);

/* The same where words may be divided: before the clusters that are marked in `points`, which are
 * no opportunities yet. */
struct bb_atoms bb_atoms_divide(struct bb_arena *arena, const struct bb_shaped *shaped,
                                struct bb_atoms whole, const bool *points);

/* The width of the hyphen that a line shows behind a cluster. */
bb_len bb_atom_hyphen(const struct bb_shaped *shaped, uint32_t cluster);

/* ---- line.c ---- */

/* A line as it was chosen: atoms of a shaped paragraph. */
struct bb_line_request {
  const struct bb_par *par;
  const struct bb_atom *atoms; /* of the paragraph */
  uint32_t from, to;           /* without the spaces at the end */
  bool last;                   /* not justified */
  bool hyphen;                 /* shows one behind its last atom */
  bool justify;
  bb_len width;
  enum bb_alignment align; /* for what does not fill the width */
};

struct bb_set_link {
  bb_len x, width; /* from the left edge of the line's box */
  const struct bb_run *run;
  const struct bb_element *element;
};

struct bb_set_line {
  struct bb_line line; /* runs: x from the left edge of the box, baselines from the line's */
  struct bb_set_link *links;
  size_t link_count;
};

struct bb_set_line bb_line_set(struct bb_setter *setter, struct bb_line_request request);

/* ---- punctuation.c ---- */

/* How far a cluster stands out of a justified line that it begins or ends. */
struct bb_hang {
  bb_len start, end;
};
struct bb_hang bb_punctuation_hang(const struct bb_shaped *shaped, uint32_t cluster);
/* The same for the hyphen, of that width, that ends a divided word. */
bb_len bb_punctuation_hyphen_hang(bb_len hyphen);

/* The gap before a cluster (not the first) where a full-width mark stands on either side; zero
 * where none does. */
struct bb_gap bb_punctuation_gap(const struct bb_shaped *shaped, uint32_t cluster);

/* ---- block.c, list.c, table.c, box.c, diagram.c, figure.c, front.c, contents.c, note.c, blanks.c
 * ---- */

/* Sets a node and all below it.  depth: of nesting, see block.c. */
void bb_set_node(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                 unsigned depth);
void bb_set_children(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                     unsigned depth);

/* A column of a row: its place in the galley's coordinates, and the galley it was set in. */
struct bb_row_column {
  bb_len x, width;
  struct bb_galley galley;
};

/* A galley for one column of a row, narrower than `galley` and otherwise like it. */
void bb_row_begin(const struct bb_galley *galley, struct bb_row_column *column, bb_len x,
                  bb_len width, enum bb_text_kind body);

/* Joins columns that were set side by side into slices, each a piece, that a page break may part.
 * above, below: padding of the row.  Returns the number of slices, the last pieces of the galley.
 */
size_t bb_row_end(struct bb_setter *setter, struct bb_galley *galley, struct bb_row_column *columns,
                  size_t count, bb_len above, bb_len below);

/* Makes what a piece holds part of a cell: column `column` of row `row`.  What is part of one
 * already keeps its order within the cell. */
void bb_row_mark(struct bb_piece *piece, uint32_t row, uint32_t column);

void bb_set_box(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                unsigned depth);
void bb_set_table(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                  unsigned depth);
void bb_set_matrix(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                   unsigned depth);
void bb_set_steps(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                  unsigned depth);
void bb_set_timeline(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                     unsigned depth);
void bb_set_blanks(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node);
/* The width of blanks on one line, their writing lines as short as they may be. */
bb_len bb_blanks_width(struct bb_setter *setter, const struct bb_node *node);
void bb_set_figure(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node);
void bb_set_title_page(struct bb_setter *setter, struct bb_galley *galley,
                       const struct bb_node *node, unsigned depth);
void bb_set_colophon(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                     unsigned depth);
void bb_set_contents(struct bb_setter *setter, struct bb_galley *galley,
                     const struct bb_node *node);
void bb_set_list(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                 unsigned depth);

/* Opens a page with the heading of a chapter: its number (may be empty) and the runs of the node.
 */
void bb_set_opening(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                    struct bb_span number);

/* The anchor of a heading, whether or not its author gave it one. */
struct bb_span bb_heading_anchor(struct bb_setter *setter, const struct bb_node *heading);

/* The title of a heading as plain text, its number before it, note marks left out. */
struct bb_span bb_heading_title(struct bb_setter *setter, const struct bb_node *heading);

/* The pieces of a note, set to the measure. */
const struct bb_galley *bb_set_note(struct bb_setter *setter, uint32_t note);

#endif
