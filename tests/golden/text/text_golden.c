/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The runs of paragraphs, a row each: bytes, bidi level, script, face, text.  Every line of the
 * input is a paragraph: a language, a space, a style ("serif", "sans bold", "mono", "serif
 * italic"), a colon and a space, the text, in which {U+200B} stands for a character that cannot be
 * seen.  In the rows '|' stands where a line may end, '#' where it must; what cannot be seen is
 * shown in braces again.
 */
#include "base/file.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_invisible(uint32_t cp) {
  return cp < 0x20 || cp == 0xA0 || bb_lang_is_default_ignorable(cp);
}

static void unescape(struct bb_span in, struct bb_buf *out) {
  for (size_t at = 0; at < in.n;) {
    if (bb_span_starts(bb_span_cut(in, at, in.n), "{U+")) {
      bb_buf_code_point(out, (uint32_t)strtoul(in.p + at + 3, NULL, 16));
      at = bb_span_find(in, at, "}") + 1;
    } else {
      bb_buf_char(out, in.p[at++]);
    }
  }
}

static struct bb_font_style style_of(struct bb_span words) {
  struct bb_font_style style = {BB_SERIF, false, false};
  for (struct bb_span word; (word = bb_span_next(&words, ' ')).p;) {
    if (bb_span_is(word, "sans")) style.family = BB_SANS;
    if (bb_span_is(word, "mono")) style.family = BB_MONO;
    if (bb_span_is(word, "bold")) style.bold = true;
    if (bb_span_is(word, "italic")) style.italic = true;
  }
  return style;
}

static void print_cluster(const struct bb_shaped *shaped, uint32_t i) {
  const struct bb_cluster *cluster = &shaped->clusters[i];
  if (shaped->breaks[i] == BB_BREAK_ALLOWED) putchar('|');
  if (shaped->breaks[i] == BB_BREAK_MANDATORY) putchar('#');
  struct bb_span text = bb_span_cut(shaped->text, cluster->start, cluster->start + cluster->size);
  for (size_t at = 0; at < text.n;) {
    size_t start = at;
    uint32_t cp = bb_utf8_decode(text, &at);
    if (is_invisible(cp))
      printf("{U+%04X}", cp);
    else
      printf("%.*s", (int)(at - start), text.p + start);
  }
}

static void print_run(const struct bb_shaped *shaped, const struct bb_shaped_run *run) {
  char script[5], bytes[32];
  bb_script_name(run->script, script);
  snprintf(bytes, sizeof bytes, "%u..%u", run->start, run->start + run->size);
  printf("  %-9s %u %s %-28s ", bytes, run->level, script, bb_face_name(run->face));
  for (uint32_t k = 0; k < run->clusters; k++) print_cluster(shaped, run->first_cluster + k);
  putchar('\n');
}

static void print_paragraph(struct bb_fonts *fonts, struct bb_span line, const char *path,
                            uint32_t row, struct bb_diags *diags) {
  struct bb_arena arena = {0};
  struct bb_buf text = {0};
  struct bb_lang lang;
  size_t colon = bb_span_find(line, 0, ": ");
  struct bb_span head = bb_span_cut(line, 0, colon);
  printf("%.*s\n", BB_SPAN_ARG(head));
  if (!bb_lang_parse(bb_span_next(&head, ' '), &lang)) exit(2);
  unescape(bb_span_cut(line, colon + 2, line.n), &text);
  struct bb_style_run run = {0, (uint32_t)text.n, style_of(head), BB_PT(11), &lang, 0};
  const struct bb_shaped *shaped =
      bb_text_shape(fonts, &arena, &arena, bb_buf_view(&text), &run, 1, &lang, lang.rtl,
                    (struct bb_place){path, row, 1}, diags);
  for (uint32_t i = 0; i < shaped->run_count; i++) print_run(shaped, &shaped->runs[i]);
  bb_buf_free(&text);
  bb_arena_free(&arena);
}

int main(int argc, char **argv) {
  struct bb_diags *diags = bb_diags_new();
  struct bb_arena arena = {0};
  struct bb_buf messages = {0};
  struct bb_span text;
  if (argc != 2 || !bb_file_read(&arena, argv[1], 1 << 20, &text, diags)) return 2;
  bb_lang_start();
  struct bb_fonts *fonts = bb_fonts_open(diags);
  if (!fonts) return 2;
  uint32_t row = 1;
  for (struct bb_span line; (line = bb_span_next(&text, '\n')).p; row++)
    if (line.n && line.p[0] != '#') print_paragraph(fonts, line, argv[1], row, diags);
  bb_diags_write_text(diags, NULL, &messages);
  printf("%s", messages.n ? messages.p : "");
  bb_buf_free(&messages);
  bb_fonts_close(fonts);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return 0;
}
