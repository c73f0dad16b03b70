/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A catalog as text: for each message of the course, in its order, where it stands, what becomes of
 * it and both texts.
 */
#include "catalog/inside.h"
#include "catalog/message.h"

static void add_text(struct bb_buf *out, const char *mark, struct bb_span text) {
  bb_buf_printf(out, "  %s ", mark);
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] == '\n')
      bb_buf_string(out, "\\n");
    else
      bb_buf_char(out, text.p[i]);
  bb_buf_char(out, '\n');
}

static const char *state_name(enum bb_translation_state state) {
  switch (state) {
  case BB_TRANSLATED: return "translated";
  case BB_MISSING: return "missing";
  case BB_FUZZY: return "fuzzy";
  case BB_REFUSED: return "refused";
  case BB_SOURCE: return "source";
  }
  return "";
}

static void dump_message(const struct bb_resolved *resolved, const struct bb_course *course,
                         struct bb_buf *out) {
  const struct bb_message *message = &resolved->message;
  bb_buf_printf(out, "%s:%u: %s: %s%s\n", bb_message_file(course, message), message->place.line,
                state_name(resolved->translation.state), message->path,
                message->plain ? " (plain)" : "");
  if (message->context.n) add_text(out, "@", message->context);
  add_text(out, "<", message->id);
  if (resolved->translation.inlines) {
    struct bb_buf text = {0};
    bb_markup_render(resolved->translation.inlines, &text);
    add_text(out, ">", message->plain ? resolved->translation.text : bb_buf_view(&text));
    bb_buf_free(&text);
  }
}

void bb_catalog_dump(const struct bb_catalog *catalog, const struct bb_course *course,
                     struct bb_buf *out) {
  bb_buf_printf(out, "%s: %zu messages\n", catalog->lang.tag, catalog->count);
  for (size_t i = 0; i < catalog->count; i++) dump_message(&catalog->messages[i], course, out);
}
