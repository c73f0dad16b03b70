/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes are shaped as a paragraph: the first byte chooses language and style, the second where
 * a second style begins, the third and fourth a stretch that is shaped again as a line.  Runs and
 * clusters must tile the text, no run may be without a face, and words are divided inside.
 */
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct bb_fonts *fonts;
static struct bb_diags *diags;

static void close_fonts(void) {
  bb_fonts_close(fonts);
  bb_diags_free(diags);
}

static void require(bool good, const char *what) {
  if (good) return;
  fprintf(stderr, "not so: %s\n", what);
  abort();
}

static void check_tiling(const struct bb_shaped *shaped, uint32_t from, uint32_t to) {
  uint32_t at = from, cluster = 0;
  for (uint32_t r = 0; r < shaped->run_count; r++) {
    const struct bb_shaped_run *run = &shaped->runs[r];
    require(run->face != NULL, "a run has a face");
    require(run->start == at && run->first_cluster == cluster, "runs follow each other");
    for (uint32_t k = 0; k < run->clusters; k++, cluster++) {
      require(shaped->clusters[cluster].start == at, "clusters follow each other");
      require(shaped->clusters[cluster].run == r, "a cluster knows its run");
      at += shaped->clusters[cluster].size;
    }
    require(at == run->start + run->size, "clusters fill their run");
  }
  require(at == to && cluster == shaped->cluster_count, "runs fill the text");
  require(shaped->breaks[cluster] == BB_BREAK_MANDATORY, "a paragraph ends");
}

static void check_hyphens(const struct bb_shaped *shaped, struct bb_arena *arena) {
  bool *points = BB_NEW_ARRAY(arena, (size_t)shaped->cluster_count + 1, bool);
  for (uint32_t r = 0; r < shaped->run_count; r++) bb_text_hyphenate(fonts, shaped, r, points);
  for (uint32_t i = 0; i <= shaped->cluster_count; i++)
    require(!points[i] || (i > 0 && i < shaped->cluster_count &&
                           shaped->clusters[i].run == shaped->clusters[i - 1].run),
            "a word is divided inside a run");
}

/* The byte offset of the cluster that is `part` 256ths into the text. */
static uint32_t boundary(const struct bb_shaped *shaped, uint8_t part) {
  uint32_t i = (uint32_t)((uint64_t)shaped->cluster_count * part / 256);
  return i < shaped->cluster_count ? shaped->clusters[i].start : (uint32_t)shaped->text.n;
}

static void check_paragraph(const uint8_t *data, struct bb_span text) {
  static const char *const tags[] = {"en", "th", "km", "ar",      "ur", "ja", "zh-Hant", "hi",
                                     "si", "my", "ko", "mn-Mong", "lo", "bo", "fa",      "ta"};
  struct bb_lang lang;
  if (!bb_lang_parse(bb_span_of(tags[data[0] & 15]), &lang)) abort();
  uint32_t n = (uint32_t)text.n, cut = n * data[1] / 256;
  while (cut > 0 && cut < n && ((unsigned char)text.p[cut] & 0xC0) == 0x80) cut--;
  const struct bb_style_run runs[] = {
      {0, cut, {(enum bb_family)(data[0] >> 4 & 1), false, false}, BB_PT(10), &lang, 1},
      {cut, n - cut, {BB_SERIF, data[0] >> 5 & 1, data[0] >> 6 & 1}, BB_PT(12), &lang, 2},
  };
  struct bb_arena arena = {0};
  const struct bb_shaped *shaped = bb_text_shape(fonts, &arena, &arena, text, runs, 2, &lang,
                                                 lang.rtl, (struct bb_place){"fuzz", 1, 1}, diags);
  check_tiling(shaped, 0, n);
  check_hyphens(shaped, &arena);
  uint32_t from = boundary(shaped, data[2]), to = boundary(shaped, data[3]);
  if (from > to) to = from;
  check_tiling(bb_text_reshape(fonts, &arena, &arena, shaped, from, to), from, to);
  bb_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!fonts) {
    bb_lang_start();
    diags = bb_diags_new();
    fonts = bb_fonts_open(diags);
    require(fonts != NULL, "there are fonts");
    atexit(close_fonts);
  }
  if (size < 4) return 0;
  check_paragraph(data, (struct bb_span){(const char *)data + 4, size - 4});
  return 0;
}
