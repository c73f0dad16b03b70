/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/inside.h"

static void dump_cluster(const struct bb_shaped_run *run, const struct bb_cluster *cluster,
                         struct bb_buf *out) {
  for (uint32_t i = 0; i < cluster->glyph_count; i++) {
    const struct bb_glyph *glyph = &cluster->glyphs[i];
    char name[64];
    hb_font_glyph_to_string(bb_face_hb(run->face), glyph->id, name, sizeof name);
    bb_buf_printf(out, "%s%s=%u", i ? "|" : "", name, cluster->start);
    if (glyph->dx || glyph->dy) bb_buf_printf(out, "@%d,%d", glyph->dx, glyph->dy);
  }
  bb_buf_printf(out, "+%d", cluster->advance);
}

void bb_text_dump(const struct bb_shaped *shaped, struct bb_buf *out) {
  for (uint32_t i = 0; i < shaped->run_count; i++) {
    const struct bb_shaped_run *run = &shaped->runs[i];
    char script[5];
    bb_script_name(run->script, script);
    bb_buf_printf(out, "%s %s %u %u..%u [", bb_face_name(run->face), script, run->level, run->start,
                  run->start + run->size);
    for (uint32_t k = 0; k < run->clusters; k++) {
      if (k) bb_buf_char(out, '|');
      dump_cluster(run, &shaped->clusters[run->first_cluster + k], out);
    }
    bb_buf_string(out, "]\n");
  }
}
