/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Images: alone in a paragraph, with a description, a path inside the course folder and a file that
 * is there.  Decoding is
 * image/'s business.
 */
#include "course/links.h"
#include "course/load.h"

const char *bb_course_image(struct bb_arena *arena, struct bb_span target) {
  return bb_link_scheme(target).n ? NULL : bb_load_resolve(arena, "", target);
}

struct check {
  struct bb_loader *loader;
  const struct bb_markup *markup;
  const struct bb_inline *figure; /* of the block that is looked at, or NULL */
};

/* Also counts the file as an input of the course. */
static void check_image(void *user, struct bb_inline *image) {
  const struct check *c = user;
  if (image->kind != BB_IMAGE) return;
  struct bb_place place = bb_place_in(c->markup, image->offset);
  struct bb_span target = image->target;
  const char *file = bb_course_image(c->loader->arena, target);
  if (!file)
    bb_diag_add(c->loader->diags, BB_D_IMAGE_OUTSIDE, place, "\"%.*s\"", BB_SPAN_ARG(target));
  else if (!bb_load_has(c->loader, file))
    bb_diag_add(c->loader->diags, BB_D_IMAGE_MISSING, place, "\"%.*s\"", BB_SPAN_ARG(target));
  else
    bb_load_input(c->loader, file);
  if (image != c->figure)
    bb_diag_add(c->loader->diags, BB_D_IMAGE_INLINE, place, "\"%.*s\"", BB_SPAN_ARG(target));
  if (!bb_plain_text(c->loader->arena, image->child).n)
    bb_diag_add(c->loader->diags, BB_D_IMAGE_ALT, place, "\"%.*s\"", BB_SPAN_ARG(target));
}

void bb_check_images(struct bb_loader *loader, const struct bb_markup *markup) {
  struct check check = {loader, markup, NULL};
  struct bb_block *root = markup->root;
  for (struct bb_block *b = root; b; b = bb_next_block(root, b)) {
    check.figure = bb_markup_figure(b);
    bb_each_inline(b->inlines, check_image, &check);
  }
}
