/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Call-outs: a bar with the label ("Case study"), the title, the content, in a frame that a page
 * break cuts open.  What tells the kinds apart is the label, in words, first of all; then weight:
 * frame, bar, tint and the darkness of the label (style.c).  Nothing depends on colour.
 */
#include "layout/setter.h"

/* A strip of the label's tint, without text, above or below it. */
static void add_strip(struct bb_setter *setter, struct bb_galley *galley,
                      const struct bb_frame *frame, bb_len height) {
  struct bb_piece *piece = bb_galley_add(galley, height);
  bb_piece_fill(&setter->work, piece, frame->x, 0, frame->width, height, frame->style.label_tint);
  bb_galley_penalty(galley, BB_BREAK_NEVER);
}

static void set_label(struct bb_setter *setter, struct bb_galley *galley,
                      const struct bb_node *node) {
  const struct bb_frame *frame = galley->frame;
  if (!node->label.n) return;
  if (frame->style.label_tint == BB_COLOR_WHITE) { /* the label is a line of text like others */
    bb_par_set(setter, galley, bb_par_shape_text(setter, node->label, frame->style.label));
    bb_galley_penalty(galley, BB_BREAK_NEVER);
    bb_galley_space(galley, BB_PT(2));
    galley->fresh = true;
    return;
  }
  add_strip(setter, galley, frame, BB_LABEL_PADDING);
  size_t before = galley->count;
  bb_par_set(setter, galley, bb_par_shape_text(setter, node->label, frame->style.label));
  for (size_t i = before; i < galley->count; i++) {
    struct bb_piece *piece = galley->pieces[i];
    bb_piece_fill(&setter->work, piece, frame->x, 0, frame->width, piece->height,
                  frame->style.label_tint);
  }
  bb_galley_penalty(galley, BB_BREAK_NEVER);
  add_strip(setter, galley, frame, BB_LABEL_PADDING);
  bb_galley_space(galley, BB_SPACE_LABEL);
}

static void set_title(struct bb_setter *setter, struct bb_galley *galley,
                      const struct bb_node *node) {
  if (!node->runs) return;
  bool untranslated = galley->untranslated;
  galley->untranslated = untranslated || node->untranslated;
  bb_par_set(setter, galley, bb_par_shape(setter, node->runs, BB_TEXT_BOX_TITLE, node->place));
  galley->untranslated = untranslated;
  bb_galley_penalty(galley, BB_BREAK_NEVER);
}

/* What a break inside a box costs: a small box is moved rather than broken; a long one is broken a
 * little less readily than plain text, and not when only a few lines would stand on one side. */
static void bind(struct bb_setter *setter, struct bb_galley *galley, size_t from) {
  bb_len height = bb_galley_height(galley, from), above = 0, depth = setter->page.depth;
  for (size_t i = from; i < galley->count; i++) {
    struct bb_piece *piece = galley->pieces[i];
    bool near_an_end = above < BB_BOX_HEAD || height - above < BB_BOX_TAIL;
    int32_t least = near_an_end          ? BB_BREAK_BAD / 2
                    : height < depth / 4 ? BB_BREAK_POORER
                                         : BB_BREAK_POOR;
    if (i > from && piece->penalty >= 0 && piece->penalty < least) piece->penalty = least;
    above += piece->space + piece->height;
  }
}

void bb_set_box(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                unsigned depth) {
  struct bb_box_style style = bb_style_box(node->role);
  bool closed = style.border || style.tint != BB_COLOR_WHITE;
  struct bb_frame frame = {.x = galley->x,
                           .width = galley->width,
                           .head = node->label.n ? 0 : BB_BOX_PADDING,
                           .top = closed ? BB_BOX_PADDING : 0,
                           .bottom = closed ? BB_BOX_PADDING : 0,
                           .style = style};
  bb_galley_space(galley, BB_SPACE_BOX);
  struct bb_galley_column outside =
      bb_galley_open(galley, frame, BB_BOX_PADDING, closed ? BB_BOX_PADDING : 0);
  size_t from = galley->count;
  galley->body = BB_TEXT_BOX;
  struct bb_element *box = bb_element_open(setter, BB_ELEMENT_BOX);
  struct bb_element *heading = node->runs ? bb_element_open(setter, BB_ELEMENT_HEADING_5) : NULL;
  set_label(setter, galley, node);
  set_title(setter, galley, node);
  bb_element_close(setter, heading);
  bb_set_children(setter, galley, node, depth);
  bb_element_close(setter, box);
  bind(setter, galley, from);
  bb_galley_close(galley, outside);
  bb_galley_space(galley, BB_SPACE_BOX);
}
