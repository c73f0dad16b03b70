/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents for the tests of layout/: a few short functions to build any, and the specimen, which
 * holds one of everything in the words of tests/samples/<language>.txt.
 */
#ifndef LAYOUT_DOCUMENT_H
#define LAYOUT_DOCUMENT_H

#include "base/file.h"
#include "layout/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct book {
  struct bb_arena arena;
  struct bb_diags *diags;
  struct bb_lang lang, english;
  struct bb_document document;
  struct bb_span paragraphs[16]; /* of the sample */
  size_t count;
};

static struct bb_node *add(struct book *book, struct bb_node *parent, enum bb_node_kind kind,
                           enum bb_role role) {
  return bb_node_add(&book->arena, parent, kind, role);
}

static struct bb_run *run(struct book *book, struct bb_node *node, struct bb_span text) {
  struct bb_run *r = BB_NEW(&book->arena, struct bb_run), **end = &node->runs;
  while (*end) end = &(*end)->next;
  r->text = text;
  r->lang = &book->lang;
  return *end = r;
}

static struct bb_node *paragraph(struct book *book, struct bb_node *parent, enum bb_role role,
                                 struct bb_span text) {
  struct bb_node *node = add(book, parent, BB_NODE_PARAGRAPH, role);
  run(book, node, text);
  return node;
}

static struct bb_node *heading(struct book *book, int level, const char *number,
                               struct bb_span text) {
  struct bb_node *node = add(book, book->document.root, BB_NODE_HEADING, BB_ROLE_BODY);
  node->level = level;
  node->number = bb_span_of(number);
  run(book, node, text);
  return node;
}

static struct bb_node *item(struct book *book, struct bb_node *list, const char *marker,
                            struct bb_span text) {
  struct bb_node *node = add(book, list, BB_NODE_ITEM, BB_ROLE_BODY);
  node->marker = bb_span_of(marker);
  if (text.n) paragraph(book, node, BB_ROLE_BODY, text);
  return node;
}

static struct bb_node *cell(struct book *book, struct bb_node *row, struct bb_span text) {
  struct bb_node *node = add(book, row, BB_NODE_CELL, BB_ROLE_BODY);
  node->header = row->header;
  paragraph(book, node, BB_ROLE_BODY, text);
  return node;
}

static struct bb_node *row(struct book *book, struct bb_node *parent, bool header) {
  struct bb_node *node = add(book, parent, BB_NODE_ROW, BB_ROLE_BODY);
  node->header = header;
  return node;
}

/* Footnote k (from 0) is called at the end of the node. */
static void note(struct book *book, struct bb_node *node, struct bb_span text) {
  size_t k = book->document.note_count++;
  struct bb_node *body = add(book, NULL, BB_NODE_PARAGRAPH, BB_ROLE_BODY);
  const char *mark = bb_lang_number(&book->arena, &book->lang, (int64_t)k + 1);
  run(book, body, text);
  book->document.notes[k] = (struct bb_note){bb_span_of(mark), body};
  struct bb_run *call = run(book, node, bb_span_of(mark));
  call->marks = BB_MARK_RAISED;
  call->note = (uint32_t)k + 1;
}

enum { NOTES_MAX = 100 };

static void open_book(struct book *book, const char *lang) {
  memset(book, 0, sizeof *book);
  book->diags = bb_diags_new();
  bb_lang_parse(bb_span_of(lang), &book->lang);
  bb_lang_parse(bb_span_of("en"), &book->english);
  book->document.lang = &book->lang;
  book->document.root = add(book, NULL, BB_NODE_RULE, BB_ROLE_BODY);
  book->document.notes = BB_NEW_ARRAY(&book->arena, NOTES_MAX, struct bb_note);
}

static void close_book(struct book *book) {
  bb_diags_free(book->diags);
  bb_arena_free(&book->arena);
}

/* Images are not what is tested here: "court.png" is one of 1200 x 900 pixels, all others fail. */
const struct bb_image *bb_image_load(struct bb_arena *arena, const char *path,
                                     struct bb_place place, struct bb_diags *diags) {
  static const struct bb_image court = {.width = 1200, .height = 900, .channels = 3, .dpi = 150};
  (void)arena, (void)place, (void)diags;
  return bb_span_ends(bb_span_of(path), "court.png") ? &court : NULL;
}

static void figure(struct book *book, const char *image, struct bb_span caption) {
  struct bb_node *node = add(book, book->document.root, BB_NODE_FIGURE, BB_ROLE_BODY);
  node->image = bb_span_of(image);
  node->alt = caption;
  run(book, node, caption);
}

/* ---- the specimen ---- */

static void read_sample(struct book *book, const char *lang) {
  struct bb_span text;
  const char *path = bb_arena_printf(&book->arena, "%s/samples/%s.txt", TESTS_FOLDER, lang);
  if (!bb_file_read(&book->arena, path, 1 << 20, &text, book->diags)) abort();
  for (size_t at = 0; at < text.n && book->count < 16;) {
    size_t end = bb_span_find(text, at, "\n\n");
    book->paragraphs[book->count++] = bb_span_trim(bb_span_cut(text, at, end));
    at = end + 2;
  }
}

/* About `size` bytes of paragraph k of the sample, from byte `from` on, whole words. */
static struct bb_span words(struct book *book, size_t k, size_t from, size_t size) {
  struct bb_span text = book->paragraphs[k % book->count];
  uint8_t *breaks = BB_NEW_ARRAY(&book->arena, text.n + 1, uint8_t);
  bb_lang_breaks(&book->lang, text, breaks, NULL);
  if (from >= text.n) from = 0;
  while (from > 0 && breaks[from] == BB_BREAK_NONE) from--;
  size_t end = from + size < text.n ? from + size : text.n;
  while (end < text.n && breaks[end] == BB_BREAK_NONE) end++;
  return bb_span_trim(bb_span_cut(text, from, end));
}

static const char *number(struct book *book, const char *format, int64_t n) {
  return bb_arena_printf(&book->arena, format, bb_lang_number(&book->arena, &book->lang, n));
}

static void add_front(struct book *book) {
  struct bb_node *page = add(book, book->document.root, BB_NODE_TITLE_PAGE, BB_ROLE_BODY);
  paragraph(book, page, BB_ROLE_TITLE, words(book, 0, 0, 45));
  paragraph(book, page, BB_ROLE_SUBTITLE, words(book, 1, 0, 90));
  paragraph(book, page, BB_ROLE_EDITION, words(book, 2, 0, 30));
  paragraph(book, page, BB_ROLE_IMPRINT, words(book, 3, 0, 60));
  paragraph(book, page, BB_ROLE_IMPRINT, words(book, 4, 0, 60));
  paragraph(book, page, BB_ROLE_DRAFT_NOTICE, words(book, 4, 80, 200));
  struct bb_node *colophon = add(book, book->document.root, BB_NODE_COLOPHON, BB_ROLE_BODY);
  for (size_t i = 0; i < 4; i++) paragraph(book, colophon, BB_ROLE_SMALL, words(book, i, 60, 260));
  struct bb_node *contents = add(book, book->document.root, BB_NODE_CONTENTS, BB_ROLE_BODY);
  run(book, contents, words(book, 1, 20, 10));
  book->document.title = words(book, 0, 0, 45);
}

static void add_lists(struct book *book) {
  struct bb_node *root = book->document.root;
  struct bb_node *list = add(book, root, BB_NODE_LIST, BB_ROLE_BODY);
  for (int i = 1; i <= 11; i++) {
    struct bb_node *it =
        item(book, list, number(book, "%s.", i), words(book, (size_t)i, (size_t)i * 9, 60));
    if (i != 3) continue;
    struct bb_node *inner = add(book, it, BB_NODE_LIST, BB_ROLE_BODY);
    for (size_t k = 0; k < 3; k++) item(book, inner, "•", words(book, k, 120, 150));
  }
}

static void add_box(struct book *book, enum bb_role role, size_t k, size_t depth) {
  struct bb_node *box = add(book, book->document.root, BB_NODE_BOX, role);
  box->label = words(book, k, 30, 14);
  if (role != BB_ROLE_NOTE && role != BB_ROLE_TIP) run(book, box, words(book, k + 1, 10, 40));
  for (size_t i = 0; i < depth; i++)
    paragraph(book, box, BB_ROLE_BODY, book->paragraphs[(k + i) % book->count]);
  if (role == BB_ROLE_EXERCISE) add(book, box, BB_NODE_LINES, BB_ROLE_BODY)->count = 4;
}

static void add_table(struct book *book, uint32_t columns, size_t rows) {
  struct bb_node *table = add(book, book->document.root, BB_NODE_TABLE, BB_ROLE_BODY);
  table->columns = columns;
  for (size_t r = 0; r <= rows; r++) {
    struct bb_node *line = row(book, table, r == 0);
    for (size_t c = 0; c < columns; c++)
      cell(book, line,
           words(book, r + c, r * 40,
                 r == 0   ? 10
                 : c == 0 ? 14
                          : 20 + c * 35))
          ->align = c == 2   ? BB_CELL_CENTER
                    : c == 3 ? BB_CELL_END
                             : BB_CELL_START;
  }
}

/* A form: rows to fill in by hand, and a cell with a list in a list. */
static void add_form(struct book *book) {
  struct bb_node *table = add(book, book->document.root, BB_NODE_TABLE, BB_ROLE_BODY);
  table->columns = 3;
  for (size_t r = 0; r < 4; r++) {
    struct bb_node *line = row(book, table, r == 0);
    for (size_t c = 0; c < 3; c++) {
      struct bb_node *in = cell(book, line, words(book, c, r * 20, 12));
      if (r && c == 2) in->child->runs = NULL;
    }
    if (r != 2) continue;
    struct bb_node *list = add(book, line->child->next, BB_NODE_LIST, BB_ROLE_BODY);
    struct bb_node *it = item(book, list, "•", words(book, 1, 10, 90));
    item(book, add(book, it, BB_NODE_LIST, BB_ROLE_BODY), "–", words(book, 2, 10, 60));
  }
}

static void add_diagram(struct book *book, enum bb_node_kind kind, size_t rows, size_t cells) {
  struct bb_node *diagram = add(book, book->document.root, kind, BB_ROLE_BODY);
  for (size_t r = 0; r < rows; r++) {
    struct bb_node *line = row(book, diagram, false);
    for (size_t c = 0; c < cells; c++)
      cell(book, line, words(book, r + c, r * 30, c == 0 ? 16 : 90));
  }
}

static void add_chapter(struct book *book, int n) {
  struct bb_node *root = book->document.root;
  size_t k = (size_t)n;
  heading(book, 1, bb_lang_number(&book->arena, &book->lang, n), words(book, k, 0, 40))->anchor =
      bb_span_of(bb_arena_printf(&book->arena, "m%d", n));
  paragraph(book, root, BB_ROLE_FACTS, words(book, k + 1, 0, 60));
  add_box(book, BB_ROLE_OBJECTIVES, k, 1);
  heading(book, 2, number(book, "%s", n), words(book, k, 40, 50));
  for (size_t i = 0; i < 3; i++) paragraph(book, root, BB_ROLE_BODY, book->paragraphs[i]);
  note(book, root->last, words(book, 2, 0, 160));
  note(book, root->last, words(book, 3, 0, 360));
  heading(book, 3, "", words(book, k + 2, 0, 40));
  struct bb_node *intro = paragraph(book, root, BB_ROLE_BODY, words(book, 3, 0, 200));
  struct bb_run *see = run(book, intro, bb_span_of(" → "));
  see->link = bb_span_of("#m2");
  see = run(book, intro, bb_span_of("00"));
  see->field = BB_FIELD_PAGE;
  see->link = bb_span_of("#m2");
  run(book, intro, bb_span_of(" strong"))->marks = BB_MARK_STRONG;
  run(book, intro, bb_span_of(" emphasis"))->marks = BB_MARK_EMPHASIS;
  run(book, intro, bb_span_of(" code_01"))->marks = BB_MARK_CODE;
  add_lists(book);
  add_box(book, BB_ROLE_CASE, k, 4);
  paragraph(book, root, BB_ROLE_BODY, book->paragraphs[4]);
  add_table(book, 4, 7);
  add_form(book);
  add_box(book, BB_ROLE_LAW, k, 1);
  heading(book, 2, number(book, "%s", n), words(book, k + 3, 20, 40));
  add_diagram(book, BB_NODE_TIMELINE, 6, 2);
  add_box(book, BB_ROLE_NOTE, k, 1);
  add_diagram(book, BB_NODE_STEPS, 4, 2);
  add_box(book, BB_ROLE_WARNING, k, 1);
  add_diagram(book, BB_NODE_MATRIX, 3, 3);
  add_box(book, BB_ROLE_TIP, k, 1);
  heading(book, 4, "", words(book, k + 2, 20, 40));
  struct bb_node *english = paragraph(
      book, root, BB_ROLE_BODY,
      bb_span_of("This passage has not been translated: it stands in the language of the source, "
                 "and a mark in the margin says so. It is long enough for a second line."));
  english->untranslated = true;
  english->runs->lang = &book->english;
  add_box(book, BB_ROLE_EXERCISE, k, 1);
  add_box(book, BB_ROLE_SOLUTION, k, 1);
  add_box(book, BB_ROLE_TRAINER, k, 1);
  struct bb_node *code = add(book, root, BB_NODE_CODE, BB_ROLE_BODY);
  code->text = bb_span_of("if (hash == recorded)\n\treturn INTACT;\n\nreturn CHANGED;\n");
  figure(book, "court.png", words(book, k, 20, 60));
  figure(book, "missing.png", words(book, k, 60, 60));
  add(book, root, BB_NODE_RULE, BB_ROLE_BODY);
  paragraph(book, root, BB_ROLE_ENTRY, words(book, k, 50, 20))->runs->marks = BB_MARK_TERM;
  run(book, root->last, words(book, k, 70, 40));
  paragraph(book, root, BB_ROLE_DEFINITION, words(book, k, 70, 300));
  paragraph(book, root, BB_ROLE_QUOTE, words(book, k + 1, 70, 300));
}

static inline void build_specimen(struct book *book, const char *lang, int chapters) {
  open_book(book, lang);
  read_sample(book, lang);
  add_front(book);
  for (int n = 1; n <= chapters; n++) add_chapter(book, n);
}

#endif
