/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <assert.h>
#include <inttypes.h>

void bb_json_begin(struct bb_json *json, struct bb_buf *out) {
  *json = (struct bb_json){.out = out, .first = true};
}

static void quote(struct bb_buf *out, struct bb_span s) {
  bb_buf_char(out, '"');
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c == '"' || c == '\\') bb_buf_char(out, '\\');
    if (c < 0x20 || c == 0x7F)
      bb_buf_printf(out, "\\u%04x", c);
    else
      bb_buf_char(out, (char)c);
  }
  bb_buf_char(out, '"');
}

static void indent(struct bb_json *json) {
  if (json->compact) return;
  bb_buf_char(json->out, '\n');
  for (int i = 0; i < json->depth; i++) bb_buf_string(json->out, "  ");
}

static void lead(struct bb_json *json, const char *name) {
  if (!json->first) bb_buf_char(json->out, ',');
  if (json->depth) indent(json);
  json->first = false;
  if (!name) return;
  quote(json->out, bb_span_of(name));
  bb_buf_string(json->out, json->compact ? ":" : ": ");
}

static void open(struct bb_json *json, const char *name, char opener, char closer) {
  assert(json->depth < (int)sizeof json->closer);
  lead(json, name);
  bb_buf_char(json->out, opener);
  json->closer[json->depth++] = closer;
  json->first = true;
}

void bb_json_object(struct bb_json *json, const char *name) {
  open(json, name, '{', '}');
}
void bb_json_array(struct bb_json *json, const char *name) {
  open(json, name, '[', ']');
}

void bb_json_close(struct bb_json *json) {
  assert(json->depth > 0);
  json->depth--;
  if (!json->first) indent(json);
  bb_buf_char(json->out, json->closer[json->depth]);
  json->first = false;
}

void bb_json_string(struct bb_json *json, const char *name, struct bb_span value) {
  lead(json, name);
  quote(json->out, value);
}

void bb_json_number(struct bb_json *json, const char *name, int64_t value) {
  lead(json, name);
  bb_buf_printf(json->out, "%" PRId64, value);
}

void bb_json_decimal(struct bb_json *json, const char *name, double value) {
  lead(json, name);
  bb_buf_printf(json->out, "%.6f", value);
}

void bb_json_bool(struct bb_json *json, const char *name, bool value) {
  lead(json, name);
  bb_buf_string(json->out, value ? "true" : "false");
}
