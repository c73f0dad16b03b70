/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tree as text, for people and golden tests: one node a line, its place in the first column.
 *
 *     1:3    heading 1 #why
 *     1:3      text "Why this matters"
 */
#include "markup/inside.h"

#include <stdio.h>

struct dump {
  const struct bb_source *source;
  struct bb_buf *out;
};

static void begin(struct dump *dump, uint32_t offset, int depth, const char *name) {
  struct bb_place at = bb_source_place(dump->source, offset);
  char place[32];
  snprintf(place, sizeof place, "%u:%u", at.line, at.column);
  bb_buf_printf(dump->out, "%-8s%*s%s", place, depth * 2, "", name);
}

/* A text in quotes, on one line. */
static void write_text(struct dump *dump, const char *label, struct bb_span text) {
  bb_buf_printf(dump->out, " %s\"", label);
  for (size_t i = 0; i < text.n; i++) switch (text.p[i]) {
    case '\n': bb_buf_string(dump->out, "\\n"); break;
    case '\r': bb_buf_string(dump->out, "\\r"); break;
    case '\t': bb_buf_string(dump->out, "\\t"); break;
    case '"':
    case '\\': bb_buf_char(dump->out, '\\'); /* fall through */
    default: bb_buf_char(dump->out, text.p[i]);
    }
  bb_buf_char(dump->out, '"');
}

static void write_if(struct dump *dump, const char *label, struct bb_span text) {
  if (text.n) write_text(dump, label, text);
}

static void write_flag(struct dump *dump, bool set, const char *name) {
  if (set) bb_buf_printf(dump->out, " %s", name);
}

static void write_inlines(struct dump *dump, const struct bb_inline *inlines, int depth) {
  static const char *const names[] = {"text",   "break", "code",  "emphasis",
                                      "strong", "link",  "image", "footnote-mark"};
  for (const struct bb_inline *i = inlines; i; i = i->next) {
    begin(dump, i->offset, depth, names[i->kind]);
    if (i->text.p) write_text(dump, "", i->text);
    if (i->kind == BB_LINK || i->kind == BB_IMAGE) write_text(dump, "to ", i->target);
    write_if(dump, "title ", i->title);
    write_flag(dump, i->autolink, "autolink");
    write_flag(dump, i->tag, "<br>");
    bb_buf_char(dump->out, '\n');
    write_inlines(dump, i->child, depth + 1); /* depth: BB_MARKUP_DEPTH_MAX */
  }
}

static void write_list(struct dump *dump, const struct bb_block *list) {
  if (list->ordered)
    bb_buf_printf(dump->out, " from %u%c", list->start, list->mark);
  else
    bb_buf_printf(dump->out, " %c", list->mark);
  write_flag(dump, list->tight, "tight");
}

static void write_cell(struct dump *dump, const struct bb_block *cell) {
  write_flag(dump, cell->align == BB_ALIGN_CENTER, "center");
  write_flag(dump, cell->align == BB_ALIGN_END, "end");
}

static void write_block(struct dump *dump, const struct bb_block *block, int depth) {
  static const char *const names[] = {"document", "heading", "paragraph", "quote",   "callout",
                                      "list",     "item",    "code",      "table",   "row",
                                      "cell",     "rule",    "html",      "comment", "footnote"};
  begin(dump, block->offset, depth, names[block->kind]);
  if (block->level) bb_buf_printf(dump->out, " %d", block->level);
  if (block->word.n) bb_buf_printf(dump->out, " %.*s", BB_SPAN_ARG(block->word));
  if (block->id.n) bb_buf_printf(dump->out, " #%.*s", BB_SPAN_ARG(block->id));
  if (block->kind == BB_LIST) write_list(dump, block);
  if (block->columns) bb_buf_printf(dump->out, " of %u columns", block->columns);
  write_flag(dump, block->header, "header");
  write_cell(dump, block);
  write_flag(dump, block->task, block->checked ? "[x]" : "[ ]");
  if (block->text.p) write_text(dump, "", block->text);
  write_if(dump, "note ", block->note);
  write_if(dump, "context ", block->context);
  write_flag(dump, block->skip, "skip");
  bb_buf_char(dump->out, '\n');
  write_inlines(dump, block->inlines, depth + 1);
}

void bb_markup_dump(const struct bb_markup *markup, struct bb_buf *out) {
  struct dump dump = {markup->source, out};
  int depth = 0;
  for (struct bb_block *b = markup->root, *next; b; b = next) {
    write_block(&dump, b, depth);
    next = bb_markup_next(b, markup->root);
    if (!next) break;
    if (next->parent == b) {
      depth++;
    } else {
      for (const struct bb_block *k = b; k->parent != next->parent; k = k->parent) depth--;
    }
  }
}
