/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The installed fonts, opened once for all the tests of a program.
 */
#ifndef FONTS_FIXTURE_H
#define FONTS_FIXTURE_H

#include "text/text.h"

static struct bb_diags *diags;
static struct bb_fonts *fonts;

static inline int open_fonts(void **state) {
  (void)state;
  bb_lang_start();
  diags = bb_diags_new();
  fonts = bb_fonts_open(diags);
  return fonts ? 0 : -1;
}

static inline int close_fonts(void **state) {
  (void)state;
  bb_fonts_close(fonts);
  bb_diags_free(diags);
  return 0;
}

#endif
