/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The title page and the page behind it.
 *
 * The title page is type and two rules: a heavy one across the head, then, at the upper third where
 * the eye rests, the title, the subtitle, a short rule, the edition; at the foot the imprint, and
 * above it, framed so that nobody overlooks it, the notice that this is a draft.  The colophon
 * stands at the foot of its page in small type, where a reader of books looks for it.
 *
 * Each is one piece as deep as the text block.  What does not fit (a translation of extraordinary
 * length) is set as ordinary paragraphs instead, over as many pages as it takes.
 */
#include "layout/setter.h"

/* A group of paragraphs that stays together, set in a galley of its own. */
static struct bb_galley new_group(const struct bb_galley *galley) {
  return (struct bb_galley){.arena = galley->arena,
                            .x = galley->x,
                            .width = galley->width,
                            .body = BB_TEXT_IMPRINT,
                            .fresh = true};
}

static bb_len height_of(const struct bb_galley *group) {
  bb_len height = 0;
  for (size_t i = 0; i < group->count; i++)
    height += (i ? group->pieces[i]->space : 0) + group->pieces[i]->height;
  return height;
}

static void place(struct bb_piece *page, struct bb_galley *group, bb_len y) {
  for (size_t i = 0; i < group->count; i++) {
    if (i) y += group->pieces[i]->space;
    bb_piece_move(group->pieces[i], page, y);
    y += group->pieces[i]->height;
  }
}

static struct bb_piece *open_page(struct bb_setter *setter, struct bb_galley *galley) {
  bb_galley_penalty(galley, BB_BREAK_FORCED);
  struct bb_piece *page = bb_galley_add(galley, setter->page.depth);
  page->furniture = BB_FURNITURE_NONE;
  bb_galley_penalty(galley, BB_BREAK_FORCED);
  return page;
}

/* ---- the title page ---- */

static bool is_title(const struct bb_node *node) {
  return node->role == BB_ROLE_TITLE || node->role == BB_ROLE_SUBTITLE;
}

static bool is_foot(const struct bb_node *node) {
  return node->role == BB_ROLE_IMPRINT || node->role == BB_ROLE_DRAFT_NOTICE;
}

/* A frame is drawn by hand here: the pieces of a group lose their frames when they are moved. */
static void set_notice(struct bb_setter *setter, struct bb_galley *group,
                       const struct bb_node *node) {
  bb_len pad = BB_BOX_PADDING, x = group->x, width = group->width;
  bb_galley_space(group, BB_SPACE_BOX);
  struct bb_piece *box = bb_galley_add(group, pad);
  size_t from = group->count;
  group->x += pad;
  group->width -= 2 * pad;
  bb_set_node(setter, group, node, 1);
  group->x = x;
  group->width = width;
  group->space = 0;
  bb_len height = pad * 2;
  for (size_t i = from; i < group->count; i++)
    height += group->pieces[i]->space + group->pieces[i]->height;
  bb_galley_add(group, pad);
  bb_piece_fill(&setter->work, box, x, 0, width, height, BB_COLOR_TINT);
  bb_piece_fill(&setter->work, box, x, 0, BB_PT(3), height, BB_COLOR_INK);
  bb_galley_space(group, BB_SPACE_BOX);
}

static void set_title(struct bb_setter *setter, struct bb_galley *group,
                      const struct bb_node *node) {
  bb_galley_anchor(group, node->anchor);
  bb_par_set(setter, group,
             bb_par_shape_fitting(setter, node->runs,
                                  node->role == BB_ROLE_TITLE ? BB_TEXT_TITLE : BB_TEXT_SUBTITLE,
                                  node->place, group->width));
}

void bb_set_title_page(struct bb_setter *setter, struct bb_galley *galley,
                       const struct bb_node *node, unsigned depth) {
  struct bb_galley top = new_group(galley), middle = new_group(galley), foot = new_group(galley);
  struct bb_element *section = bb_element_open(setter, BB_ELEMENT_SECTION);
  for (const struct bb_node *child = node->child; child; child = child->next) {
    if (is_title(child))
      set_title(setter, &top, child);
    else if (child->role == BB_ROLE_DRAFT_NOTICE)
      set_notice(setter, &foot, child);
    else
      bb_set_node(setter, is_foot(child) ? &foot : &middle, child, depth + 1);
  }
  bb_len top_height = height_of(&top), foot_height = height_of(&foot);
  bb_len y = setter->page.depth * 22 / 100;
  if (y + top_height + height_of(&middle) + foot_height + BB_MM(30) > setter->page.depth) {
    bb_element_clear(section);
    bb_galley_penalty(galley, BB_BREAK_FORCED);
    bb_set_children(setter, galley, node, depth);
    bb_galley_penalty(galley, BB_BREAK_FORCED);
    bb_element_close(setter, section);
    return;
  }
  bb_element_close(setter, section);
  struct bb_piece *page = open_page(setter, galley);
  bb_piece_fill(&setter->work, page, galley->x, 0, galley->width, BB_PT(6), BB_COLOR_ACCENT);
  place(page, &top, y);
  y += top_height + BB_MM(7);
  bb_piece_fill(&setter->work, page, galley->x, y, BB_MM(24), BB_PT(2), BB_COLOR_ACCENT);
  place(page, &middle, y + BB_MM(7));
  place(page, &foot, setter->page.depth - foot_height);
}

/* ---- the colophon ---- */

void bb_set_colophon(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                     unsigned depth) {
  struct bb_galley foot = new_group(galley);
  foot.body = BB_TEXT_SMALL;
  struct bb_element *section = bb_element_open(setter, BB_ELEMENT_SECTION);
  bb_set_children(setter, &foot, node, depth);
  bb_len height = height_of(&foot);
  if (height > setter->page.depth) {
    bb_element_clear(section);
    bb_galley_penalty(galley, BB_BREAK_FORCED);
    bb_set_children(setter, galley, node, depth);
    bb_galley_penalty(galley, BB_BREAK_FORCED);
    bb_element_close(setter, section);
    return;
  }
  bb_element_close(setter, section);
  place(open_page(setter, galley), &foot, setter->page.depth - height);
}
