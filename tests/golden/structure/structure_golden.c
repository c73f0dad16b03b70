/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lays out one chapter of the specimen (tests/unit/layout_document.h) in the language that the
 * input names, and dumps the structure of its pages.
 */
#include "../../unit/layout_document.h"

int main(int argc, char **argv) {
  char lang[32] = "";
  FILE *input = argc == 2 ? fopen(argv[1], "r") : NULL;
  if (!input || fscanf(input, "%31s", lang) != 1) return 1;
  fclose(input);
  bb_lang_start();
  struct book book;
  struct bb_buf out = {0};
  build_specimen(&book, lang, 1);
  struct bb_fonts *fonts = bb_fonts_open(book.diags);
  if (!fonts) return 1;
  const struct bb_pages *pages =
      bb_layout_build(&book.arena, &book.document, fonts,
                      &(struct bb_layout_options){.paper = BB_PAPER_A4}, book.diags);
  bb_layout_dump_structure(pages, &out);
  bb_diags_write_text(book.diags, NULL, &out);
  fputs(out.p, stdout);
  bb_buf_free(&out);
  bb_fonts_close(fonts);
  close_book(&book);
  return 0;
}
