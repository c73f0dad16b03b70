/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cursor moves by graphemes, so that it never stands inside a syllable.  Backspace takes one
 * character of the grapheme before it, as people who type Khmer, Thai or Devanagari expect: a wrong
 * vowel sign is taken back without its consonant.  Delete takes the whole grapheme behind it.
 */
#include "term/field.h"

#include "term/wrap.h"

#include <string.h>

void bb_field_open(struct bb_field *field, struct bb_span text, size_t limit, bool many_lines) {
  *field = (struct bb_field){.limit = limit, .many_lines = many_lines, .columns = 80};
  bb_buf_span(&field->text, bb_span_cut(text, 0, limit));
  field->cursor = field->text.n;
}

void bb_field_free(struct bb_field *field) {
  bb_buf_free(&field->text);
}

/* ---- changing the text ---- */

static void insert(struct bb_field *field, const char *bytes, size_t n) {
  if (field->text.n + n > field->limit) return;
  size_t behind = field->text.n - field->cursor;
  bb_buf_add(&field->text, bytes, n); /* makes the room */
  memmove(field->text.p + field->cursor + n, field->text.p + field->cursor, behind);
  memcpy(field->text.p + field->cursor, bytes, n);
  field->cursor += n;
}

static void take_out(struct bb_field *field, size_t from, size_t to) {
  memmove(field->text.p + from, field->text.p + to, field->text.n - to + 1); /* its NUL too */
  field->text.n -= to - from;
  field->cursor = from;
}

/* ---- moving ---- */

static bool is_continuation(const struct bb_field *field, size_t at) {
  return at < field->text.n && ((unsigned char)field->text.p[at] & 0xC0) == 0x80;
}

static size_t character_before(const struct bb_field *field) {
  size_t at = field->cursor - 1;
  while (at && is_continuation(field, at)) at--;
  return at;
}

static size_t grapheme_before(const struct bb_field *field, const uint8_t *starts) {
  size_t at = field->cursor;
  while (at && !starts[--at]) {
  }
  return at;
}

static size_t grapheme_behind(const struct bb_field *field, const uint8_t *starts) {
  size_t at = field->cursor;
  while (at < field->text.n && !starts[++at]) {
  }
  return at;
}

static size_t column_to_offset(struct bb_span row, const uint8_t *starts, unsigned column) {
  size_t at = 0;
  for (size_t next = 1; next <= row.n; next++) {
    if (!starts[next]) continue;
    if (bb_lang_width(bb_span_cut(row, 0, next)) > column) break;
    at = next;
  }
  return at;
}

static void move_rows(struct bb_field *field, const struct bb_lang *lang, int by) {
  struct bb_arena arena = {0};
  struct bb_field_rows rows = bb_field_rows(&arena, field, lang, field->columns);
  int64_t to = (int64_t)rows.cursor_row + by;
  if (to >= 0 && to < (int64_t)rows.count) {
    struct bb_span row = rows.rows[to];
    uint8_t *starts = BB_NEW_ARRAY(&arena, row.n + 1, uint8_t);
    bb_lang_graphemes(row, starts);
    field->cursor =
        (size_t)(row.p - field->text.p) + column_to_offset(row, starts, rows.cursor_column);
  }
  bb_arena_free(&arena);
}

static bool move(struct bb_field *field, const struct bb_lang *lang, enum bb_key_kind kind,
                 const uint8_t *starts) {
  switch (kind) {
  case BB_KEY_LEFT:
    field->cursor = lang->rtl ? grapheme_behind(field, starts) : grapheme_before(field, starts);
    return true;
  case BB_KEY_RIGHT:
    field->cursor = lang->rtl ? grapheme_before(field, starts) : grapheme_behind(field, starts);
    return true;
  case BB_KEY_HOME: field->cursor = 0; return true;
  case BB_KEY_END: field->cursor = field->text.n; return true;
  case BB_KEY_UP:
  case BB_KEY_DOWN:
    if (!field->many_lines) return false;
    move_rows(field, lang, kind == BB_KEY_UP ? -1 : 1);
    return true;
  case BB_KEY_BACKSPACE:
    if (field->cursor) take_out(field, character_before(field), field->cursor);
    return true;
  case BB_KEY_DELETE:
    if (field->cursor < field->text.n)
      take_out(field, field->cursor, grapheme_behind(field, starts));
    return true;
  default: return false;
  }
}

bool bb_field_take(struct bb_field *field, const struct bb_lang *lang, struct bb_key key) {
  if (key.kind == BB_KEY_CHARACTER) {
    char bytes[4];
    insert(field, bytes, bb_utf8_encode(key.code_point, bytes));
    return true;
  }
  if (key.kind == BB_KEY_ENTER && (field->many_lines || key.pasted)) {
    insert(field, field->many_lines ? "\n" : " ", 1);
    return true;
  }
  struct bb_arena arena = {0};
  uint8_t *starts = BB_NEW_ARRAY(&arena, field->text.n + 1, uint8_t);
  bb_lang_graphemes(bb_buf_view(&field->text), starts);
  bool taken = move(field, lang, key.kind, starts);
  bb_arena_free(&arena);
  return taken;
}

/* ---- showing ---- */

struct bb_field_rows bb_field_rows(struct bb_arena *arena, struct bb_field *field,
                                   const struct bb_lang *lang, unsigned columns) {
  struct bb_span text = bb_buf_view(&field->text);
  /* A row less wide than the window, so that the cursor has a place behind a full row. */
  struct bb_wrapped wrapped = bb_term_wrap(arena, lang, text, columns - 1);
  struct bb_field_rows out = {.rows = BB_NEW_ARRAY(arena, wrapped.count + 1, struct bb_span),
                              .count = wrapped.count};
  for (size_t i = 0; i < wrapped.count; i++) out.rows[i] = wrapped.rows[i];
  if (bb_span_ends(text, "\n")) out.rows[out.count++] = bb_span_cut(text, text.n, text.n);
  field->columns = columns;
  for (size_t i = 0; i < out.count; i++) {
    size_t from = text.n ? (size_t)(out.rows[i].p - text.p) : 0;
    if (from > field->cursor) break;
    out.cursor_row = i;
    out.cursor_column = bb_lang_width(bb_span_cut(text, from, field->cursor));
  }
  return out;
}
