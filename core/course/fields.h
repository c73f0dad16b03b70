/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Typed reading of a YAML map: texts, ids, numbers, dates, choices, lists.
 * What is not there gives the empty value in silence; what is there in a wrong form is reported
 * and gives the empty value too.
 */
#ifndef BB_COURSE_FIELDS_H
#define BB_COURSE_FIELDS_H

#include "course/course.h"
#include "course/yaml.h"

struct bb_fields {
  struct bb_arena *arena;
  const struct bb_yaml *map; /* NULL: empty */
  struct bb_place place;     /* where to say that a key is missing */
  struct bb_diags *diags;
};

/* Takes `node` (may be NULL) for a map with the keys `known` (ends in NULL); reports another form
 * and every other key, with the nearest known one. */
struct bb_fields bb_fields_of(struct bb_arena *arena, const struct bb_yaml *node,
                              const char *const *known, struct bb_diags *diags);

/* Words of the author, to be printed: a comment that cuts them short is reported. */
struct bb_phrase bb_field_phrase(const struct bb_fields *fields, const char *key);

/* A fact in one scalar: a status, a version. */
struct bb_span bb_field_text(const struct bb_fields *fields, const char *key);

/* [a-z][a-z0-9-]{0,63} */
struct bb_span bb_field_id(const struct bb_fields *fields, const char *key);

/* A whole number least..most; 0 when there is none.  least > 0. */
uint32_t bb_field_number(const struct bb_fields *fields, const char *key, uint32_t least,
                         uint32_t most);

/* A day of the calendar, 2026-11-22. */
struct bb_date bb_field_date(const struct bb_fields *fields, const char *key);

/* The index of the value in `names` (ends in NULL); -1 when there is none. */
int bb_field_choice(const struct bb_fields *fields, const char *key, const char *const *names);

/* The same for a text that was read before as (part of) the value of `key`. */
int bb_field_pick(const struct bb_fields *fields, const char *key, struct bb_phrase text,
                  const char *const *names);

/* A list of texts, or one text alone; *count of them, none empty. */
struct bb_phrase *bb_field_phrases(const struct bb_fields *fields, const char *key, size_t *count);
struct bb_span *bb_field_texts(const struct bb_fields *fields, const char *key, size_t *count);

/* The value as a list: its first item, or NULL. */
const struct bb_yaml *bb_field_items(const struct bb_fields *fields, const char *key);

/* The value as a map of any keys: its first entry, or NULL. */
const struct bb_yaml *bb_field_entries(const struct bb_fields *fields, const char *key);

/* Reports that `key` is missing where it is needed. */
void bb_field_miss(const struct bb_fields *fields, const char *key);

/* The place of a key's value; that of the map when it is not there. */
struct bb_place bb_field_place(const struct bb_fields *fields, const char *key);

/* What a message says after a word that is not known: "; did you mean …?", or "" for NULL. */
const char *bb_hint(struct bb_arena *arena, const char *meant);

bool bb_id_is_good(struct bb_span id);

/* Makes a legal id of any text: lower case, other characters to '-', `letter` put in front when it
 * would not begin with a letter.  A text with letters that ids lack gets a number made from all of it
 * at the end, so that two such texts do not share an id. */
struct bb_span bb_id_make(struct bb_arena *arena, struct bb_span text, char letter);

#endif
