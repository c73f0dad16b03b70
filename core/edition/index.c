/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What leads back from the end of the book: the index of cases and instruments, made of the titles
 * of the boxes "Case study" and "Law", and the pages in the entries of the glossary, made of the
 * links to its terms.
 *
 * Both are made of the document as it was assembled, in the order in which it is read.  What a
 * reader is not to see never came into it, so nothing of the trainer's can appear here.
 */
#include "edition/assembly.h"

#include <stdlib.h>

/* ---- the index ---- */

struct entry {
  struct bb_node *box;
  struct bb_span title, key;
  size_t order; /* of the boxes in the book */
};

struct entries {
  struct entry *list;
  size_t count, room;
};

static bool is_mark(const struct bb_run *run) {
  return run->note || (run->marks & BB_MARK_RAISED);
}

/* The title of a box without note marks. */
static struct bb_span title_of(struct bb_assembly *a, const struct bb_node *box) {
  struct bb_buf title = {0};
  for (const struct bb_run *run = box->runs; run; run = run->next)
    if (!is_mark(run)) bb_buf_span(&title, run->text);
  struct bb_span text = bb_arena_copy(a->arena, bb_span_trim(bb_buf_view(&title)));
  bb_buf_free(&title);
  return text;
}

static void collect_box(struct bb_assembly *a, struct entries *entries, struct bb_node *box) {
  struct bb_span title = title_of(a, box);
  if (!title.n) return;
  entries->list = bb_arena_grow(a->arena, entries->list, entries->count, entries->count + 1,
                                sizeof *entries->list, &entries->room);
  entries->list[entries->count] =
      (struct entry){box, title, bb_lang_sort_key(a->arena, a->lang, title), entries->count};
  entries->count++;
}

static struct entries collect(struct bb_assembly *a, enum bb_role role) {
  struct entries entries = {0};
  struct bb_node *root = a->document->root;
  for (struct bb_node *node = root; node; node = bb_assembly_next_node(root, node))
    if (node->kind == BB_NODE_BOX && node->role == role) collect_box(a, &entries, node);
  return entries;
}

/* Equal titles stand side by side, in the order of the book. */
static int by_key(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  int order = bb_span_compare(x->key, y->key);
  if (!order) order = bb_span_compare(x->title, y->title);
  return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* The title as it was printed, but its notes are not called again and its links lead nowhere: the
 * page numbers do. */
static void copy_title(struct bb_assembly *a, struct bb_node *node, const struct bb_node *box) {
  for (const struct bb_run *run = box->runs; run; run = run->next)
    if (!is_mark(run))
      bb_assembly_add_run(a, node, run->text, run->marks | BB_MARK_TERM, run->lang);
  node->untranslated = box->untranslated;
}

static void add_entries(struct bb_assembly *a, struct entries *entries, const char *anchors) {
  struct bb_node *node = NULL;
  if (entries->count) qsort(entries->list, entries->count, sizeof *entries->list, by_key);
  for (size_t i = 0; i < entries->count; i++) {
    struct bb_node *box = entries->list[i].box;
    bool again = i && bb_span_equal(entries->list[i].title, entries->list[i - 1].title);
    box->anchor =
        bb_span_of(bb_arena_printf(a->arena, "%s@%zu", anchors, entries->list[i].order + 1));
    if (!again) {
      node = bb_node_add(a->arena, a->document->root, BB_NODE_PARAGRAPH, BB_ROLE_ENTRY);
      copy_title(a, node, box);
    }
    bb_assembly_add_listed_page(a, node, box->anchor, !again);
  }
}

static void add_group(struct bb_assembly *a, struct entries *entries, struct bb_span title,
                      const char *anchors) {
  if (!entries->count) return;
  struct bb_node *heading = bb_node_add(a->arena, a->document->root, BB_NODE_HEADING, BB_ROLE_BODY);
  heading->level = 3;
  bb_assembly_add_run(a, heading, title, BB_MARK_LABEL, a->lang);
  add_entries(a, entries, anchors);
}

void bb_assembly_add_index(struct bb_assembly *a) {
  struct entries cases = collect(a, BB_ROLE_CASE), laws = collect(a, BB_ROLE_LAW);
  if (!cases.count && !laws.count) return;
  a->module = NULL;
  bb_assembly_open_chapter(a, bb_assembly_label(a, BB_LABEL("Index of cases and instruments")),
                           BB_SPAN("index@"));
  add_group(a, &cases, bb_assembly_label(a, BB_LABEL("Cases")), "case");
  add_group(a, &laws, bb_assembly_label(a, BB_LABEL("Laws and treaties")), "law");
}

/* ---- the pages of a term ---- */

struct links {
  struct bb_assembly *a;
  size_t *counts;       /* by term */
  bool any;             /* not all of them are 0 */
  bool *noted;          /* notes that were gone through */
  struct bb_run **next; /* where to go on after a note; one a note */
};

/* The term a run links to; term_count when to none. */
static size_t term_of(const struct bb_assembly *a, const struct bb_run *run) {
  size_t i = 0, count = a->course->term_count;
  if (run->link.n < 2 || run->link.p[0] != '#') return count;
  struct bb_span id = bb_span_cut(run->link, 1, run->link.n);
  while (i < count && !bb_span_equal(a->course->terms[i].id, id)) i++;
  return i;
}

static void list_run(struct links *l, struct bb_run *run) {
  struct bb_assembly *a = l->a;
  size_t term = term_of(a, run);
  if (term == a->course->term_count || !a->entries[term]) return;
  run->anchor = bb_span_of(bb_arena_printf(
      a->arena, "%.*s@%zu", BB_SPAN_ARG(a->course->terms[term].id), l->counts[term] + 1));
  bb_assembly_add_listed_page(a, a->entries[term], run->anchor, l->counts[term]++ == 0);
  l->any = true;
}

/* A text, and each note it calls for the first time at the place of the call. */
static void list_text(struct links *l, struct bb_run *run) {
  struct bb_document *document = l->a->document;
  struct bb_span link = {0};
  size_t depth = 0;
  while (run || depth) {
    if (!run) {
      run = l->next[--depth];
      continue;
    }
    if (run->link.p != link.p) list_run(l, run); /* a link may be several runs */
    link = run->link;
    uint32_t note = run->note;
    run = run->next;
    if (!note || l->noted[note - 1]) continue;
    l->noted[note - 1] = true;
    l->next[depth++] = run;
    run = document->notes[note - 1].body->runs;
  }
}

void bb_assembly_add_term_pages(struct bb_assembly *a) {
  if (!a->glossary) return;
  struct bb_node *root = a->document->root;
  struct links l = {
      .a = a,
      .counts = BB_NEW_ARRAY(a->arena, a->course->term_count, size_t),
      .noted = BB_NEW_ARRAY(a->arena, a->document->note_count, bool),
      .next = BB_NEW_ARRAY(a->arena, a->document->note_count, struct bb_run *),
  };
  for (struct bb_node *node = root; node && node != a->glossary;
       node = bb_assembly_next_node(root, node))
    list_text(&l, node->runs);
  if (!l.any) return;
  struct bb_span key =
      bb_assembly_label(a, BB_LABEL("The numbers are those of the pages that use the term."));
  bb_assembly_add_run(a, a->key_to_pages, key, BB_MARK_LABEL, a->lang);
}
