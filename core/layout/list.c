/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists.  All items of a list share one indent, wide enough for the widest marker; markers end
 * where the gap before the text begins, so that "9." and "10." stand under each other at the point;
 * boxes to tick ("☐ a") begin under each other.
 * A list none of whose items holds more than a paragraph and a list below it is set tight.
 */
#include "layout/setter.h"

enum { FEW_LINES = 3 };

static bool is_tight(const struct bb_node *list) {
  for (const struct bb_node *item = list->child; item; item = item->next)
    for (const struct bb_node *child = item->child; child; child = child->next)
      if (child->kind != BB_NODE_LIST && (child->kind != BB_NODE_PARAGRAPH || child != item->child))
        return false;
  return true;
}

static bb_len indent_of(struct bb_setter *setter, const struct bb_galley *galley,
                        const struct bb_node *list) {
  bb_len indent = BB_INDENT_LIST;
  for (const struct bb_node *item = list->child; item; item = item->next) {
    bb_len least, whole;
    bb_par_measure(setter, bb_par_shape_text(setter, item->marker, galley->body), &least, &whole);
    if (indent < whole + BB_MARKER_GAP) indent = whole + BB_MARKER_GAP;
  }
  bb_len most = galley->width - BB_MEASURE_MIN;
  return indent < most ? indent : most > BB_MARKER_GAP ? most : BB_MARKER_GAP;
}

static bool is_to_tick(struct bb_span marker) {
  return bb_span_starts(marker, "\u2610") || bb_span_starts(marker, "\u2611");
}

/* The marker on a line of its own: the item does not begin with a paragraph to set it beside. */
static void set_marker_alone(struct bb_setter *setter, struct bb_galley *galley,
                             struct bb_element *label) {
  struct bb_element *outer = setter->element;
  const struct bb_par *par = galley->marker.par;
  if (!par) return;
  galley->marker.par = NULL;
  struct bb_piece *piece = bb_galley_add(galley, par->style.above + par->style.below);
  setter->element = label;
  bb_par_set_line(setter, piece, par, galley->x - galley->marker.indent,
                  galley->marker.indent - BB_MARKER_GAP, par->style.above, BB_ALIGN_END,
                  BB_LINE_BODY);
  setter->element = outer;
  bb_galley_penalty(galley, BB_BREAK_NEVER);
}

static void set_item(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *item,
                     bb_len indent, unsigned depth) {
  bool untranslated = galley->untranslated;
  galley->untranslated = untranslated || item->untranslated;
  bb_galley_anchor(galley, item->anchor);
  galley->marker.par = bb_par_shape_text(setter, item->marker, galley->body);
  galley->marker.indent = indent;
  galley->marker.at_start = is_to_tick(item->marker);
  struct bb_element *element = bb_element_open(setter, BB_ELEMENT_ITEM);
  struct bb_element *label = bb_element_add_label(setter, galley->marker.par);
  struct bb_element *body = bb_element_open_node(setter, BB_ELEMENT_BODY, item);
  bool beside = item->child && item->child->kind == BB_NODE_PARAGRAPH && item->child->runs;
  if (!beside) set_marker_alone(setter, galley, label);
  bb_set_children(setter, galley, item, depth);
  set_marker_alone(setter, galley, label);
  bb_element_close(setter, body);
  bb_element_close(setter, element);
  galley->untranslated = untranslated;
}

/* What page breaks around an item cost, which was set from piece `from` on: the first one of a list
 * rather does not stand alone on a page, nor the last one, if it is short. */
static void keep_company(struct bb_galley *galley, const struct bb_node *list,
                         const struct bb_node *item, size_t from) {
  bool is_short = galley->count - from <= FEW_LINES, first = item == list->child;
  if (item->next) bb_galley_penalty(galley, first && is_short ? BB_BREAK_POOR : BB_BREAK_FAIR);
  if (first || item->next || !is_short || from == galley->count) return;
  int32_t *penalty = &galley->pieces[from]->penalty;
  if (*penalty == BB_BREAK_FAIR) *penalty = BB_BREAK_POOR;
}

void bb_set_list(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                 unsigned depth) {
  bb_len indent = indent_of(setter, galley, node);
  bool tight = galley->tight;
  bb_galley_space(galley, tight ? BB_SPACE_ITEM : BB_SPACE_BLOCK);
  galley->tight = is_tight(node);
  galley->x += indent;
  galley->width -= indent;
  struct bb_element *list = bb_element_open(setter, BB_ELEMENT_LIST);
  if (list && node->child) list->numbering = bb_element_numbering(node->child->marker);
  for (const struct bb_node *item = node->child; item; item = item->next) {
    size_t from = galley->count;
    set_item(setter, galley, item, indent, depth + 1);
    keep_company(galley, node, item, from);
  }
  bb_element_close(setter, list);
  galley->x -= indent;
  galley->width += indent;
  galley->tight = tight;
  bb_galley_space(galley, tight ? BB_SPACE_ITEM : BB_SPACE_BLOCK);
}
