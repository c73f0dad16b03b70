/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an entity stands for.  md4c's parser reports entities as they are written; its HTML
 * renderer, a library of its own, knows all 2,125 names.  So a named one is rendered as a one-word
 * document,
 * "<p>é</p>", and the word taken out of it.
 */
#include "markup/inside.h"

#include <md4c-html.h>

static void collect(const MD_CHAR *text, MD_SIZE n, void *user) {
  bb_buf_add(user, text, n);
}

static void write_named(struct bb_span entity, struct bb_buf *out) {
  static const struct {
    const char *entity, *text;
  } html[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
  for (size_t i = 0; i < sizeof html / sizeof *html; i++) /* the renderer writes these again */
    if (bb_span_is(entity, html[i].entity)) {
      bb_buf_string(out, html[i].text);
      return;
    }
  struct bb_buf page = {0};
  md_html(entity.p, (MD_SIZE)entity.n, collect, &page, 0, 0);
  struct bb_span word = bb_buf_view(&page);
  word = bb_span_cut(word, sizeof "<p>" - 1, bb_span_find(word, 0, "</p>"));
  bb_buf_span(out, bb_span_starts(word, "&") ? entity : word); /* "&amp;foo;": not known */
  bb_buf_free(&page);
}

/* "&#233;" or "&#xE9;"; what is not a character becomes U+FFFD. */
static void write_numeric(struct bb_span entity, struct bb_buf *out) {
  bool hex = entity.p[2] == 'x' || entity.p[2] == 'X';
  uint32_t cp = 0;
  for (size_t i = hex ? 3 : 2; i + 1 < entity.n; i++) {
    char c = entity.p[i];
    uint32_t digit = (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    cp = cp > 0x10FFFF ? cp : cp * (hex ? 16 : 10) + digit;
  }
  bool good = cp && cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);
  bb_buf_code_point(out, good ? cp : 0xFFFD);
}

void bb_markup_entity(struct bb_span entity, struct bb_buf *out) {
  if (entity.n > 2 && entity.p[1] == '#')
    write_numeric(entity, out);
  else
    write_named(entity, out);
}
