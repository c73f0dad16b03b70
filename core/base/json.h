/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A JSON writer: values in order, commas and escapes done here.  Reading JSON is the store's
 * business (SQLite does it).  Nesting is at most 32 deep, asserted.
 */
#ifndef BB_BASE_JSON_H
#define BB_BASE_JSON_H

#include "base/buf.h"

struct bb_json {
  struct bb_buf *out;
  int depth;
  char closer[32]; /* '}' or ']' of each open level */
  bool first;      /* no value yet on this level */
  bool compact;    /* set after bb_json_begin: all on one line, no spaces */
};

void bb_json_begin(struct bb_json *json, struct bb_buf *out);

/* `name` is the member's name inside an object, NULL inside an array or at the top. */
void bb_json_object(struct bb_json *json, const char *name);
void bb_json_array(struct bb_json *json, const char *name);
void bb_json_close(struct bb_json *json);
void bb_json_string(struct bb_json *json, const char *name, struct bb_span value); /* UTF-8 */
void bb_json_number(struct bb_json *json, const char *name, int64_t value);
void bb_json_decimal(struct bb_json *json, const char *name,
                     double value); /* finite; six digits behind the point */
void bb_json_bool(struct bb_json *json, const char *name, bool value);

#endif
