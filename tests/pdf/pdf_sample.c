/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf_sample TEXT LANGUAGE OUT.pdf: sets a text file as a document and writes it as a PDF.
 * Beside it go OUT.pdf.text (what a reader is to find, a printed line a row) and OUT.pdf.pages (the
 * dump of the pages).
 *
 * In the text, paragraphs are separated by empty lines.  "# " begins a heading; "@en " says that
 * a paragraph is in another language.
 */
#include "base/file.h"
#include "pdf/pdf.h"

#include <stdio.h>
#include <stdlib.h>

enum { SAMPLE_MAX = 1024 * 1024 };

static const struct bb_lang *read_lang(struct bb_arena *arena, struct bb_span tag) {
  struct bb_lang *lang = BB_NEW(arena, struct bb_lang);
  if (bb_lang_parse(tag, lang)) return lang;
  fprintf(stderr, "not a language: %.*s\n", BB_SPAN_ARG(tag));
  exit(2);
}

static void add_block(struct bb_arena *arena, struct bb_node *root, struct bb_span text,
                      const struct bb_lang *lang) {
  bool heading = bb_span_starts(text, "# ");
  if (heading) text = bb_span_cut(text, 2, text.n);
  if (bb_span_starts(text, "@")) {
    size_t end = bb_span_find(text, 0, " ");
    lang = read_lang(arena, bb_span_cut(text, 1, end));
    text = bb_span_cut(text, end + 1, text.n);
  }
  struct bb_node *node =
      bb_node_add(arena, root, heading ? BB_NODE_HEADING : BB_NODE_PARAGRAPH, BB_ROLE_BODY);
  node->level = heading ? 2 : 0;
  node->runs = BB_NEW(arena, struct bb_run);
  *node->runs = (struct bb_run){.text = text, .lang = lang};
}

static void add_blocks(struct bb_arena *arena, struct bb_node *root, struct bb_span text,
                       const struct bb_lang *lang) {
  for (size_t at = 0; at < text.n;) {
    size_t end = bb_span_find(text, at, "\n\n");
    struct bb_span block = bb_span_trim(bb_span_cut(text, at, end));
    if (block.n) add_block(arena, root, block, lang);
    at = end + 2;
  }
}

static bool write_beside(const char *path, const char *suffix, struct bb_buf *bytes,
                         struct bb_arena *arena, struct bb_diags *diags) {
  return bb_file_write(bb_arena_printf(arena, "%s.%s", path, suffix), bb_buf_view(bytes), diags);
}

static bool write_pages(const struct bb_pages *pages, const char *path, struct bb_arena *arena,
                        struct bb_diags *diags) {
  struct bb_buf text = {0}, dump = {0};
  bb_layout_dump_text(pages, &text);
  bb_layout_dump(pages, &dump);
  bool good = bb_pdf_write(pages, 1, path, diags) && write_beside(path, "text", &text, arena, diags) &&
              write_beside(path, "pages", &dump, arena, diags);
  bb_buf_free(&text);
  bb_buf_free(&dump);
  return good;
}

static bool make_sample(const char *text_path, const char *tag, const char *path,
                        struct bb_arena *arena, struct bb_diags *diags) {
  struct bb_span text;
  struct bb_fonts *fonts = bb_fonts_open(diags);
  if (!fonts || !bb_file_read(arena, text_path, SAMPLE_MAX, &text, diags)) return false;
  const struct bb_lang *lang = read_lang(arena, bb_span_of(tag));
  struct bb_document document = {
      .lang = lang,
      .title = BB_SPAN("Sample \xE1\x9E\x80 \xF0\xA0\xAE\xB7") /* Khmer, and one beyond U+FFFF */,
      .author = BB_SPAN("A. Author"),
      .subject = BB_SPAN("Subject"),
      .keywords = BB_SPAN("one, two"),
      .edition = BB_SPAN("Edition"),
      .modified_date = BB_SPAN("2026-11-22"),
      .root = BB_NEW(arena, struct bb_node),
  };
  add_blocks(arena, document.root, text, lang);
  const struct bb_pages *pages =
      bb_layout_build(arena, &document, fonts, &(struct bb_layout_options){BB_PAPER_A4}, diags);
  bool good = pages && write_pages(pages, path, arena, diags);
  bb_fonts_close(fonts);
  return good;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  bb_lang_start();
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  bool good = make_sample(argv[1], argv[2], argv[3], &arena, diags);
  struct bb_buf messages = {0};
  bb_diags_write_text(diags, NULL, &messages);
  if (messages.n) fputs(messages.p, stderr);
  bool silent = messages.n == 0;
  bb_buf_free(&messages);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return good && silent ? 0 : 1;
}
