/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents: adding nodes, and the dump.  The dump walks the tree by its links, without recursion,
 * so no depth of nesting can hurt it.
 */
#include "layout/document.h"

static const char *const kind_names[] = {
    [BB_NODE_TITLE_PAGE] = "title-page",
    [BB_NODE_COLOPHON] = "colophon",
    [BB_NODE_CONTENTS] = "contents",
    [BB_NODE_HEADING] = "heading",
    [BB_NODE_PARAGRAPH] = "paragraph",
    [BB_NODE_LIST] = "list",
    [BB_NODE_ITEM] = "item",
    [BB_NODE_BOX] = "box",
    [BB_NODE_TABLE] = "table",
    [BB_NODE_ROW] = "row",
    [BB_NODE_CELL] = "cell",
    [BB_NODE_STEPS] = "steps",
    [BB_NODE_TIMELINE] = "timeline",
    [BB_NODE_MATRIX] = "matrix",
    [BB_NODE_CODE] = "code",
    [BB_NODE_FIGURE] = "figure",
    [BB_NODE_LINES] = "lines",
    [BB_NODE_BLANKS] = "blanks",
    [BB_NODE_GROUP] = "group",
    [BB_NODE_RULE] = "rule",
};

static const char *const role_names[] = {
    [BB_ROLE_BODY] = "",
    [BB_ROLE_TITLE] = "title",
    [BB_ROLE_SUBTITLE] = "subtitle",
    [BB_ROLE_EDITION] = "edition",
    [BB_ROLE_IMPRINT] = "imprint",
    [BB_ROLE_DRAFT_NOTICE] = "draft-notice",
    [BB_ROLE_SMALL] = "small",
    [BB_ROLE_FACTS] = "facts",
    [BB_ROLE_ENTRY] = "entry",
    [BB_ROLE_RECORD] = "record",
    [BB_ROLE_DEFINITION] = "definition",
    [BB_ROLE_QUOTE] = "quote",
    [BB_ROLE_OBJECTIVES] = "objectives",
    [BB_ROLE_CASE] = "case",
    [BB_ROLE_LAW] = "law",
    [BB_ROLE_EXERCISE] = "exercise",
    [BB_ROLE_SOLUTION] = "solution",
    [BB_ROLE_TRAINER] = "trainer",
    [BB_ROLE_NOTE] = "note",
    [BB_ROLE_TIP] = "tip",
    [BB_ROLE_WARNING] = "warning",
    [BB_ROLE_CONTENT_WARNING] = "content-warning",
};

struct bb_node *bb_node_add(struct bb_arena *arena, struct bb_node *parent, enum bb_node_kind kind,
                            enum bb_role role) {
  struct bb_node *node = BB_NEW(arena, struct bb_node);
  node->kind = kind;
  node->role = role;
  node->parent = parent;
  if (!parent) return node;
  if (parent->last)
    parent->last->next = node;
  else
    parent->child = node;
  parent->last = node;
  return node;
}

/* ---- dump ---- */

static void dump_quoted(struct bb_buf *out, struct bb_span text) {
  bb_buf_char(out, '"');
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] == '\n') {
      bb_buf_string(out, "\\n");
      continue;
    }
    if (text.p[i] == '"' || text.p[i] == '\\') bb_buf_char(out, '\\');
    bb_buf_char(out, text.p[i]);
  }
  bb_buf_char(out, '"');
}

static void dump_member(struct bb_buf *out, const char *name, struct bb_span value) {
  if (!value.n) return;
  bb_buf_printf(out, " %s=", name);
  dump_quoted(out, value);
}

/* One letter a mark: s strong, e emphasis, c code, r raised, l label, t term; f page field, b box,
 * w line to write on, k boxes for a code, g a page of a list, h what parts two of them. */
static void dump_run(struct bb_buf *out, const struct bb_run *run, const struct bb_lang *lang) {
  static const char letters[] = "secrlt";
  bb_buf_char(out, ' ');
  for (unsigned bit = 0; letters[bit]; bit++)
    if (run->marks & 1u << bit) bb_buf_char(out, letters[bit]);
  if (run->field != BB_FIELD_NONE) bb_buf_char(out, " fbwkgh"[run->field]);
  dump_quoted(out, run->text);
  if (run->link.n) bb_buf_printf(out, "->%.*s", BB_SPAN_ARG(run->link));
  if (run->anchor.n) bb_buf_printf(out, "#%.*s", BB_SPAN_ARG(run->anchor));
  if (run->note) bb_buf_printf(out, "^%u", run->note);
  if (run->lang != lang) bb_buf_printf(out, "@%s", run->lang->tag);
}

static void dump_node(struct bb_buf *out, const struct bb_node *node, const struct bb_lang *lang,
                      unsigned depth) {
  for (unsigned i = 0; i < depth; i++) bb_buf_string(out, "  ");
  bb_buf_string(out, kind_names[node->kind]);
  if (node->role != BB_ROLE_BODY) bb_buf_printf(out, " %s", role_names[node->role]);
  if (node->level) bb_buf_printf(out, " level=%d", node->level);
  if (node->columns) bb_buf_printf(out, " columns=%u", node->columns);
  if (node->count) bb_buf_printf(out, " count=%u", node->count);
  if (node->header) bb_buf_string(out, " header");
  if (node->names_row) bb_buf_string(out, " names-row");
  if (node->recto) bb_buf_string(out, " recto");
  if (node->align == BB_CELL_CENTER) bb_buf_string(out, " center");
  if (node->align == BB_CELL_END) bb_buf_string(out, " end");
  if (node->untranslated) bb_buf_string(out, " untranslated");
  dump_member(out, "anchor", node->anchor);
  dump_member(out, "label", node->label);
  dump_member(out, "marker", node->marker);
  dump_member(out, "number", node->number);
  dump_member(out, "text", node->text);
  dump_member(out, "image", node->image);
  dump_member(out, "alt", node->alt);
  for (const struct bb_run *run = node->runs; run; run = run->next) dump_run(out, run, lang);
  bb_buf_char(out, '\n');
}

/* A node and all below it. */
static void dump_tree(struct bb_buf *out, const struct bb_node *top, const struct bb_lang *lang,
                      unsigned depth) {
  const struct bb_node *node = top;
  while (node) {
    dump_node(out, node, lang, depth);
    if (node->child) {
      node = node->child;
      depth++;
      continue;
    }
    while (node != top && !node->next) {
      node = node->parent;
      depth--;
    }
    node = node == top ? NULL : node->next;
  }
}

void bb_document_dump(const struct bb_document *document, struct bb_buf *out) {
  bb_buf_printf(out, "document %s", document->lang->tag);
  dump_member(out, "title", document->title);
  dump_member(out, "subject", document->subject);
  dump_member(out, "author", document->author);
  dump_member(out, "keywords", document->keywords);
  dump_member(out, "edition", document->edition);
  dump_member(out, "modified", document->modified_date);
  dump_member(out, "imprint", document->imprint);
  bb_buf_char(out, '\n');
  if (document->root)
    for (const struct bb_node *node = document->root->child; node; node = node->next)
      dump_tree(out, node, document->lang, 1);
  for (size_t i = 0; i < document->note_count; i++) {
    bb_buf_printf(out, "note \"%.*s\"\n", BB_SPAN_ARG(document->notes[i].mark));
    dump_tree(out, document->notes[i].body, document->lang, 1);
  }
}
