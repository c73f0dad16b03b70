/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of edition/: one document being assembled.
 *
 * Who may see what is decided in one place, bb_assembly_shows: blocks.c asks it before it enters a
 * block, notes.c before it numbers the footnotes cited there.  What is not shown is not entered, so
 * its text, headings, notes, links and images never come into being.  Links to what is left out
 * lose their target at the end (references.c).
 */
#ifndef BB_EDITION_ASSEMBLY_H
#define BB_EDITION_ASSEMBLY_H

#include "base/hash.h"
#include "edition/edition.h"

/* The footnotes cited in a chapter: a hash table from definitions to notes, half full at most. */
struct bb_cited {
  const struct bb_block *definition; /* NULL: a free place */
  uint32_t note;                     /* index into the document's notes + 1 */
};

struct bb_assembly {
  struct bb_arena *arena;
  const struct bb_course *course;
  const struct bb_catalog *catalog;
  const struct bb_edition_options *options;
  struct bb_edition_report *report;
  struct bb_document *document;
  const struct bb_lang *lang, *source; /* of the edition, of the course; one pointer when equal */

  /* where we are */
  const struct bb_module *module; /* NULL in the glossary */
  const struct bb_markup *markup;
  enum bb_role role;      /* of paragraphs: BODY, QUOTE, DEFINITION */
  unsigned boxes, lists;  /* how many we are inside of */
  unsigned numbered;      /* of the lists, how many are numbered ones */
  uint32_t sections;      /* numbered so far in this chapter */
  struct bb_cited *cited; /* in this chapter; cited_room is a power of two, or 0 */
  size_t cited_room;
  size_t first_note;                   /* of this chapter, index into the document's notes */
  const struct bb_block **definitions; /* of the document's notes */
  struct bb_node *glossary;            /* its heading; NULL: there is none */
  struct bb_node *key_to_pages;        /* below it: says what the numbers are, when there are some */
  struct bb_node **entries;            /* of the terms of the course, in its order */
  size_t note_room, definition_room;
};

/* False for what this edition's reader is not to see. */
bool bb_assembly_shows(const struct bb_assembly *a, const struct bb_block *block);

/* ---- labels.c: words of the product ---- */

/* The label in the edition's language. */
struct bb_span bb_assembly_label(const struct bb_assembly *a, const char *msgid);

/* The label with each "%s" replaced by the next value, each "%2$s" by that value.  What the label
 * asks for beyond `count` is left out: a translation cannot break the page. */
struct bb_span bb_assembly_fill(const struct bb_assembly *a, const char *msgid,
                                const struct bb_span *values, size_t count);
struct bb_span bb_assembly_fill_one(const struct bb_assembly *a, const char *msgid,
                                    struct bb_span value);

struct bb_span bb_assembly_number(const struct bb_assembly *a, uint32_t number);
struct bb_span bb_assembly_date(const struct bb_assembly *a, struct bb_date date);

/* The label of a status word in the legislation table ("party", "unknown"); a word that has none is
 * printed as it is. */
struct bb_span bb_assembly_status(const struct bb_assembly *a, struct bb_span word);

/* ---- inlines.c: text ---- */

enum bb_references { BB_WITHOUT_PAGES, BB_WITH_PAGES }; /* "(page 12)" after a link */

/* A run of plain text at the end of the node's runs. */
void bb_assembly_add_run(struct bb_assembly *a, struct bb_node *node, struct bb_span text,
                         unsigned marks, const struct bb_lang *lang);

/* The block's text, translated, as the node's runs; counted in the report. */
void bb_assembly_set_message(struct bb_assembly *a, struct bb_node *node,
                             const struct bb_block *block, enum bb_references references);

/* The same for a plain phrase; `context` as the catalog wants it, `where` for messages. */
void bb_assembly_set_phrase(struct bb_assembly *a, struct bb_node *node, struct bb_span context,
                            struct bb_span text, struct bb_place where);

/* A number of a list of pages, at the end of the node's runs: that of the place with this name. */
void bb_assembly_add_listed_page(struct bb_assembly *a, struct bb_node *node, struct bb_span anchor,
                                 bool first);

/* A paragraph of words of the product. */
struct bb_node *bb_assembly_add_paragraph(struct bb_assembly *a, struct bb_node *parent,
                                          enum bb_role role, struct bb_span text);

/* A paragraph "LABEL one; two", with the items in the source language.  None: nothing. */
void bb_assembly_add_items(struct bb_assembly *a, struct bb_node *parent, enum bb_role role,
                           const char *label, const struct bb_span *items, size_t count);

/* ---- notes.c: footnotes ---- */

/* A stretch of siblings: from `first` up to `end`, which is not part of it (NULL: to the last). */
struct bb_stretch {
  const struct bb_block *first, *end;
};

/* Gives every footnote cited in a chapter its number, in the order of the stretches, then assembles
 * their bodies.  Numbers begin at 1.  What only the trainer sees is numbered apart (T1, T2), so
 * that both editions have the same numbers and the handbook has no gaps. */
void bb_assembly_number_notes(struct bb_assembly *a, const struct bb_stretch *stretches,
                              size_t count);

/* The note (index + 1) of a mark with this label; 0: there is none. */
uint32_t bb_assembly_find_note(struct bb_assembly *a, struct bb_span label);

/* ---- blocks.c, cell_list.c, chapter.c, glossary.c, legislation.c, title_page.c, colophon.c ---- */

void bb_assembly_add_blocks(struct bb_assembly *a, struct bb_node *parent,
                            const struct bb_block *block, const struct bb_block *end);

/* The marker of an item of a list where we are: a number, or a bullet. */
struct bb_span bb_assembly_marker(const struct bb_assembly *a, bool ordered, uint32_t number);

/* Makes a list of the lines of a cell that holds one paragraph, if they are one. */
void bb_assembly_find_list(struct bb_assembly *a, struct bb_node *cell);

/* A level 1 heading that opens a chapter made by the product. */
struct bb_node *bb_assembly_open_chapter(struct bb_assembly *a, struct bb_span title,
                                         struct bb_span anchor);

void bb_assembly_add_module(struct bb_assembly *a, const struct bb_module *module);
void bb_assembly_add_glossary(struct bb_assembly *a);
void bb_assembly_add_legislation(struct bb_assembly *a);
void bb_assembly_fill_title_page(struct bb_assembly *a, struct bb_node *page);
void bb_assembly_fill_colophon(struct bb_assembly *a, struct bb_node *colophon);

/* ---- paper.c: what a quiz paper and its key share ---- */

/* Goes to an item of the sheet: what is added next stands in its quiz's file. */
const struct bb_question *bb_assembly_enter_item(struct bb_assembly *a, size_t item);

/* "a", "b" …: the same letters in every language, so that one key fits all papers. */
struct bb_span bb_assembly_letter(const struct bb_assembly *a, size_t shown);

/* The title of the quiz as a chapter; under it what this is ("Answer key"), the course, the facts
 * of the sheet. */
void bb_assembly_open_paper(struct bb_assembly *a, struct bb_span kind);

/* If a case begins at this item, its text, in a box that tells which questions belong to it. */
void bb_assembly_add_case(struct bb_assembly *a, size_t item);

/* "3 Hash values", a line of facts (how to answer, the points, then `more`, which may be empty),
 * the text of the question: all in a group that is not parted, which is returned. */
struct bb_node *bb_assembly_open_question(struct bb_assembly *a, size_t item, struct bb_span more);

/* A paragraph that begins with a word in bold: "a  The text of the block". */
void bb_assembly_add_lettered(struct bb_assembly *a, struct bb_node *parent, struct bb_span letter,
                              const struct bb_block *block);

/* ---- quiz_paper.c, answer_sheet.c, answer_key.c ---- */

void bb_assembly_add_paper(struct bb_assembly *a);
void bb_assembly_add_answer_sheet(struct bb_assembly *a);
void bb_assembly_add_key(struct bb_assembly *a);

/* Boxes and lines for the code and the date, beside the language. */
void bb_assembly_add_person(struct bb_assembly *a);

/* A box or a line to write on at the end of the blanks. */
void bb_assembly_add_blank(struct bb_assembly *a, struct bb_node *blanks, enum bb_field field,
                           struct bb_span text);

/* ---- index.c ---- */

/* The index of cases and instruments, from the titles of the boxes that are printed. */
void bb_assembly_add_index(struct bb_assembly *a);

/* Adds the pages that link to a term to its entry in the glossary.  The document is complete. */
void bb_assembly_add_term_pages(struct bb_assembly *a);

/* ---- references.c ---- */

/* The node after `node` in reading order within the tree of `top`, or NULL. */
struct bb_node *bb_assembly_next_node(const struct bb_node *top, struct bb_node *node);

/* Takes the link, and the page number after it, from every run whose target is not printed. */
void bb_assembly_drop_dead_links(struct bb_assembly *a);

#endif
