/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The last step: links inside the book keep their target only when it is printed.  A chapter may
 * have been left out by level or angle, a heading because it is the trainer's.
 */
#include "edition/assembly.h"

#include <stdlib.h>

struct anchors {
  struct bb_span *list;
  size_t count, room;
};

struct bb_node *bb_assembly_next_node(const struct bb_node *top, struct bb_node *node) {
  if (node->child) return node->child;
  while (node != top && !node->next) node = node->parent;
  return node == top ? NULL : node->next;
}

static int by_bytes(const void *a, const void *b) {
  return bb_span_compare(*(const struct bb_span *)a, *(const struct bb_span *)b);
}

static struct anchors collect_anchors(struct bb_assembly *a) {
  struct anchors anchors = {0};
  struct bb_node *root = a->document->root;
  for (struct bb_node *node = root; node; node = bb_assembly_next_node(root, node)) {
    if (!node->anchor.n) continue;
    anchors.list = bb_arena_grow(a->arena, anchors.list, anchors.count, anchors.count + 1,
                                 sizeof *anchors.list, &anchors.room);
    anchors.list[anchors.count++] = node->anchor;
  }
  if (anchors.count) qsort(anchors.list, anchors.count, sizeof *anchors.list, by_bytes);
  return anchors;
}

static bool is_dead(const struct anchors *anchors, struct bb_span link) {
  if (!bb_span_starts(link, "#")) return false;
  struct bb_span anchor = bb_span_cut(link, 1, link.n);
  return !anchors->count ||
         !bsearch(&anchor, anchors->list, anchors->count, sizeof anchor, by_bytes);
}

/* The words of the product in a dead link are its page reference: they go.  The author's stay. */
static void drop_in_runs(const struct anchors *anchors, struct bb_run **run) {
  while (*run) {
    bool dead = is_dead(anchors, (*run)->link);
    if (dead && ((*run)->marks & BB_MARK_LABEL)) {
      *run = (*run)->next;
      continue;
    }
    if (dead) (*run)->link = (struct bb_span){0};
    run = &(*run)->next;
  }
}

void bb_assembly_drop_dead_links(struct bb_assembly *a) {
  struct anchors anchors = collect_anchors(a);
  struct bb_node *root = a->document->root;
  for (struct bb_node *node = root; node; node = bb_assembly_next_node(root, node))
    drop_in_runs(&anchors, &node->runs);
  for (size_t i = 0; i < a->document->note_count; i++)
    drop_in_runs(&anchors, &a->document->notes[i].body->runs);
}
