/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record is a text file of lines "name value".  Unknown names are passed over, so that an older
 * program can read a newer one's records.
 */
#include "web/web.h"

#include <string.h>

enum { RECORD_MAX = 64 * 1024 };

static const char *record_path(struct bb_arena *arena, const char *path) {
  struct bb_span name = bb_file_name(path);
  return bb_file_join(arena, bb_file_folder(arena, path),
                      bb_arena_printf(arena, ".%.*s.record", BB_SPAN_ARG(name)));
}

enum { FIELDS = 18 };

/* A line of the record: its name and one of text, number, flag. */
struct field {
  const char *name;
  struct bb_span *text;
  uint32_t *number;
  bool *flag;
};

static void list_fields(struct bb_product *product, struct field fields[FIELDS]) {
  const struct field list[FIELDS] = {
      {.name = "inputs", .text = &product->inputs},
      {.name = "digest", .text = &product->digest},
      {.name = "lang", .text = &product->lang},
      {.name = "economy", .text = &product->economy},
      {.name = "course", .text = &product->course},
      {.name = "title", .text = &product->title},
      {.name = "edition", .text = &product->edition},
      {.name = "quiz", .text = &product->quiz},
      {.name = "variant", .text = &product->variant},
      {.name = "source", .text = &product->source},
      {.name = "pages", .number = &product->pages},
      {.name = "sheets", .number = &product->sheets},
      {.name = "signatures", .number = &product->signatures},
      {.name = "bytes", .number = &product->bytes},
      {.name = "words", .number = &product->words},
      {.name = "translated", .number = &product->translated},
      {.name = "trainer", .flag = &product->trainer},
      {.name = "draft", .flag = &product->draft},
  };
  memcpy(fields, list, sizeof list);
}

static void take_line(const struct field fields[FIELDS], struct bb_span name,
                      struct bb_span value) {
  for (size_t i = 0; i < FIELDS; i++) {
    if (!bb_span_is(name, fields[i].name)) continue;
    if (fields[i].text) *fields[i].text = value;
    if (fields[i].number) bb_span_number(value, UINT32_MAX, fields[i].number);
    if (fields[i].flag) *fields[i].flag = bb_span_is(value, "yes");
  }
}

bool bb_product_load(struct bb_arena *arena, const char *path, struct bb_product *product) {
  *product = (struct bb_product){0};
  const char *record = record_path(arena, path);
  if (bb_file_kind(path) != BB_FILE_REGULAR || bb_file_kind(record) != BB_FILE_REGULAR)
    return false;
  struct bb_span text;
  struct bb_diags *unread = bb_diags_new(); /* a record that cannot be read is none */
  bool good = bb_file_read(arena, record, RECORD_MAX, &text, unread);
  bb_diags_free(unread);
  if (!good || bb_utf8_check(text) != text.n) return false;
  struct field fields[FIELDS];
  list_fields(product, fields);
  for (struct bb_span line; (line = bb_span_next(&text, '\n')).p;) {
    struct bb_span name = bb_span_next(&line, ' ');
    take_line(fields, name, line);
  }
  return product->lang.n && product->course.n;
}

static void add_line(struct bb_buf *out, const struct field *field) {
  bb_buf_printf(out, "%s ", field->name);
  if (field->number) bb_buf_printf(out, "%u", *field->number);
  if (field->flag) bb_buf_string(out, *field->flag ? "yes" : "no");
  for (size_t i = 0; field->text && i < field->text->n; i++)
    bb_buf_char(out, (unsigned char)field->text->p[i] < 0x20 ? ' ' : field->text->p[i]);
  bb_buf_char(out, '\n');
}

bool bb_product_write(const char *path, const struct bb_product *product, struct bb_diags *diags) {
  struct bb_arena scratch = {0};
  struct bb_buf out = {0};
  struct bb_product copy = *product;
  struct field fields[FIELDS];
  list_fields(&copy, fields);
  for (size_t i = 0; i < FIELDS; i++) add_line(&out, &fields[i]);
  bool good = bb_file_write(record_path(&scratch, path), bb_buf_view(&out), diags);
  bb_buf_free(&out);
  bb_arena_free(&scratch);
  return good;
}

uint32_t bb_product_percent(const struct bb_product *product) {
  if (product->translated >= product->words) return 100;
  return (uint32_t)((uint64_t)product->translated * 100 / product->words);
}
