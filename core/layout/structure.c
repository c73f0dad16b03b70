/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure as text, for people and tests: an element a line, indented, with what it says.  The
 * text of a link or a reference stands within that of its paragraph, in braces.
 */
#include "layout/layout.h"

#include <stdlib.h>

static const char *const kind_names[] = {
    [BB_ELEMENT_DOCUMENT] = "document",
    [BB_ELEMENT_SECTION] = "section",
    [BB_ELEMENT_GROUP] = "group",
    [BB_ELEMENT_BOX] = "box",
    [BB_ELEMENT_LISTING] = "listing",
    [BB_ELEMENT_QUOTE] = "quote",
    [BB_ELEMENT_LIST] = "list",
    [BB_ELEMENT_ITEM] = "item",
    [BB_ELEMENT_BODY] = "body",
    [BB_ELEMENT_TABLE] = "table",
    [BB_ELEMENT_HEAD] = "head",
    [BB_ELEMENT_ROWS] = "rows",
    [BB_ELEMENT_ROW] = "row",
    [BB_ELEMENT_HEADER] = "header",
    [BB_ELEMENT_CELL] = "cell",
    [BB_ELEMENT_CONTENTS] = "contents",
    [BB_ELEMENT_ENTRY] = "entry",
    [BB_ELEMENT_NOTE] = "note",
    [BB_ELEMENT_HEADING_1] = "heading-1",
    [BB_ELEMENT_HEADING_2] = "heading-2",
    [BB_ELEMENT_HEADING_3] = "heading-3",
    [BB_ELEMENT_HEADING_4] = "heading-4",
    [BB_ELEMENT_HEADING_5] = "heading-5",
    [BB_ELEMENT_HEADING_6] = "heading-6",
    [BB_ELEMENT_PARAGRAPH] = "paragraph",
    [BB_ELEMENT_LABEL] = "label",
    [BB_ELEMENT_CAPTION] = "caption",
    [BB_ELEMENT_FIGURE] = "figure",
    [BB_ELEMENT_REFERENCE] = "reference",
    [BB_ELEMENT_LINK] = "link",
    [BB_ELEMENT_CODE] = "code",
    [BB_ELEMENT_SPAN] = "span",
};

struct dump {
  const struct bb_pages *pages;
  struct bb_buf *texts;            /* by the index of the element that is a line of the dump */
  const struct bb_element **inner; /* the same: the element its text is in so far */
};

/* ---- gathering the texts ---- */

static bool is_inline(const struct bb_element *element) {
  return element->kind >= BB_ELEMENT_REFERENCE && element->parent->holds_text;
}

static const struct bb_element *block_of(const struct bb_element *element) {
  while (is_inline(element)) element = element->parent;
  return element;
}

static void enter(struct dump *d, const struct bb_element *block, const struct bb_element *inner) {
  const struct bb_element *before = d->inner[block->index];
  struct bb_buf *text = &d->texts[block->index];
  if (before == inner) return;
  if (before && before != block) bb_buf_char(text, '}');
  if (inner != block) {
    bb_buf_printf(text, "{%s", kind_names[inner->kind]);
    if (inner->lang) bb_buf_printf(text, "=%s", inner->lang->tag);
    bb_buf_char(text, ' ');
  }
  d->inner[block->index] = inner;
}

static void add_run(struct dump *d, const struct bb_glyph_run *run) {
  if (!run->element) return;
  const struct bb_element *block = block_of(run->element);
  enter(d, block, run->element);
  for (size_t i = 0; i < run->count; i++) {
    const struct bb_placed *c = &run->placed[run->rtl ? run->count - 1 - i : i];
    bb_buf_span(&d->texts[block->index], bb_span_cut(run->text, c->start, c->start + c->size));
  }
}

static void add_line(struct dump *d, const struct bb_line *line) {
  uint32_t *order = bb_alloc(line->run_count * sizeof *order);
  bb_line_reading_order(line, d->pages->document->lang->rtl, order);
  for (size_t i = 0; i < line->run_count; i++) add_run(d, &line->runs[order[i]]);
  const struct bb_element *last =
      line->run_count ? line->runs[order[line->run_count - 1]].element : NULL;
  if (last) bb_buf_char(&d->texts[block_of(last)->index], '|');
  free(order);
}

/* ---- the tree ---- */

static void dump_attributes(const struct bb_element *e, struct bb_buf *out) {
  static const char *const numberings[] = {"",       " disc",        " decimal",    " upper",
                                           " lower", " upper-roman", " lower-roman"};
  static const char *const scopes[] = {" of column", " of row", " of both"};
  bb_buf_string(out, numberings[e->numbering]);
  if (e->kind == BB_ELEMENT_HEADER) bb_buf_string(out, scopes[e->scope]);
  if (e->note) bb_buf_printf(out, " %u", e->note);
  if (e->lang) bb_buf_printf(out, " %s", e->lang->tag);
  if (e->alt.n) bb_buf_printf(out, " alt=\"%.*s\"", BB_SPAN_ARG(e->alt));
}

static void dump_element(struct dump *d, const struct bb_element *e, int depth,
                         struct bb_buf *out) {
  struct bb_span text = bb_buf_view(&d->texts[e->index]);
  const struct bb_element *inner = d->inner[e->index];
  bb_buf_printf(out, "%*s%s", depth * 2, "", kind_names[e->kind]);
  dump_attributes(e, out);
  if (bb_span_ends(text, "|")) text.n--; /* the end of the last line */
  if (text.n) bb_buf_printf(out, " \"%.*s%s\"", BB_SPAN_ARG(text), inner == e ? "" : "}");
  bb_buf_char(out, '\n');
}

static void dump_tree(struct dump *d, struct bb_buf *out) {
  int depth = 0;
  for (const struct bb_element *e = d->pages->structure; e;) {
    if (!e->parent || !is_inline(e)) dump_element(d, e, depth, out);
    if (e->child) {
      e = e->child;
      depth++;
      continue;
    }
    for (; e && !e->next; e = e->parent) depth--;
    if (e) e = e->next;
  }
}

void bb_layout_dump_structure(const struct bb_pages *pages, struct bb_buf *out) {
  struct dump d = {.pages = pages};
  struct bb_arena arena = {0};
  d.texts = BB_NEW_ARRAY(&arena, pages->element_count, struct bb_buf);
  d.inner = BB_NEW_ARRAY(&arena, pages->element_count, const struct bb_element *);
  for (size_t i = 0; i < pages->page_count; i++)
    for (size_t k = 0; k < pages->pages[i].line_count; k++) add_line(&d, &pages->pages[i].lines[k]);
  dump_tree(&d, out);
  for (size_t i = 0; i < pages->element_count; i++) bb_buf_free(&d.texts[i]);
  bb_arena_free(&arena);
}
