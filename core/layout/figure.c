/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures: an image at the size its resolution asks for, scaled down (never up) to the measure and
 * to the part of a page a figure may take, with its caption.  An image that cannot be used leaves a
 * frame with its alternative text, so that the reader knows what should be there.
 */
#include "base/file.h"
#include "layout/setter.h"

static const struct bb_image *load(struct bb_setter *setter, const struct bb_node *node) {
  const char *name = bb_arena_string(&setter->work, node->image);
  const char *folder = setter->document->image_folder;
  const char *path = folder ? bb_file_join(&setter->work, folder, name) : name;
  const struct bb_image *image = bb_image_load(setter->arena, path, node->place, setter->diags);
  return image && setter->mono ? bb_image_grey(setter->arena, image) : image;
}

static bb_len natural_size(uint32_t pixels, double dpi) {
  return (bb_len)(pixels * 72.0 * 64.0 / (dpi > 0 ? dpi : 150));
}

static void set_image(struct bb_setter *setter, struct bb_galley *galley,
                      const struct bb_node *node, const struct bb_image *image) {
  bb_len width = natural_size(image->width, image->dpi);
  bb_len height = natural_size(image->height, image->dpi);
  bb_len most = bb_len_scale(setter->page.depth, BB_FIGURE_DEPTH, 1000);
  if (width > galley->width) {
    height = bb_len_scale(height, galley->width, width);
    width = galley->width;
  }
  if (height > most) {
    width = bb_len_scale(width, most, height);
    height = most;
  }
  struct bb_piece *piece = bb_galley_add(galley, height);
  struct bb_element *figure = node->alt.n ? bb_element_open(setter, BB_ELEMENT_FIGURE) : NULL;
  if (figure) figure->alt = node->alt;
  bb_piece_add(&setter->work, piece, BB_ITEM_PICTURE)->picture =
      (struct bb_picture){.image = image,
                          .x = galley->x + (galley->width - width) / 2,
                          .width = width,
                          .height = height,
                          .alt = node->alt,
                          .element = figure};
  bb_element_close(setter, figure);
}

static void set_alternative(struct bb_setter *setter, struct bb_galley *galley,
                            const struct bb_node *node) {
  struct bb_frame frame = {.x = galley->x,
                           .width = galley->width,
                           .head = BB_BOX_PADDING,
                           .top = BB_BOX_PADDING,
                           .bottom = BB_BOX_PADDING,
                           .style = {.tint = BB_COLOR_WHITE, .border = BB_RULE_HAIR}};
  struct bb_galley_column outside = bb_galley_open(galley, frame, BB_BOX_PADDING, BB_BOX_PADDING);
  bb_par_set(setter, galley, bb_par_shape_text(setter, node->alt, BB_TEXT_CAPTION));
  bb_galley_close(galley, outside);
}

/* On the axis of the figure when it is one line. */
static void set_caption(struct bb_setter *setter, struct bb_galley *galley,
                        const struct bb_node *node) {
  struct bb_par par = *bb_par_shape(setter, node->runs, BB_TEXT_CAPTION, node->place);
  bb_len least, whole;
  bb_par_measure(setter, &par, &least, &whole);
  if (whole <= galley->width) par.style.align = BB_ALIGN_CENTER;
  bb_par_set(setter, galley, &par);
}

void bb_set_figure(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node) {
  const struct bb_image *image = load(setter, node);
  bb_galley_space(galley, BB_SPACE_BOX);
  struct bb_element *group = bb_element_open(setter, BB_ELEMENT_GROUP);
  if (image)
    set_image(setter, galley, node, image);
  else if (node->alt.n)
    set_alternative(setter, galley, node);
  if (node->runs) {
    bb_galley_penalty(galley, BB_BREAK_NEVER);
    struct bb_element *caption = bb_element_open(setter, BB_ELEMENT_CAPTION);
    set_caption(setter, galley, node);
    bb_element_close(setter, caption);
  }
  bb_element_close(setter, group);
  bb_galley_space(galley, BB_SPACE_BOX);
}
