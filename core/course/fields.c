/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/fields.h"

#include "base/hash.h"

#include "base/nearest.h"

enum { ID_MAX = 64, WORDS_MAX = 2000 }; /* bytes */

const char *bb_hint(struct bb_arena *arena, const char *meant) {
  return meant ? bb_arena_printf(arena, "; did you mean \"%s\"?", meant) : "";
}

/* Looks for what was meant, as long as anybody will see it. */
static const char *hint(const struct bb_fields *f, struct bb_span word, const char *const *names) {
  size_t count = 0;
  if (bb_diags_dropped(f->diags)) return "";
  while (names[count]) count++;
  return bb_hint(f->arena, bb_nearest(word, names, count));
}

static bool is_known(struct bb_span key, const char *const *known) {
  for (; *known; known++)
    if (bb_span_is(key, *known)) return true;
  return false;
}

static void wrong_form(const struct bb_fields *f, const struct bb_yaml *node, const char *wanted) {
  if (node->key.n)
    bb_diag_add(f->diags, BB_D_FIELD_FORM, node->place, "\"%.*s\" takes %s", BB_SPAN_ARG(node->key),
                wanted);
  else
    bb_diag_add(f->diags, BB_D_FIELD_FORM, node->place, "this place takes %s", wanted);
}

struct bb_fields bb_fields_of(struct bb_arena *arena, const struct bb_yaml *node,
                              const char *const *known, struct bb_diags *diags) {
  struct bb_fields fields = {.arena = arena, .map = node, .diags = diags};
  if (node) fields.place = node->place;
  if (!node || bb_yaml_is_empty(node)) {
    fields.map = NULL;
    return fields;
  }
  if (node->kind != BB_YAML_MAP) {
    wrong_form(&fields, node, "lines of the form \"key: value\"");
    fields.map = NULL;
    return fields;
  }
  for (const struct bb_yaml *n = node->child; n; n = n->next)
    if (!is_known(n->key, known))
      bb_diag_add(diags, BB_D_FIELD_UNKNOWN, n->at, "\"%.*s\"%s", BB_SPAN_ARG(n->key),
                  hint(&fields, n->key, known));
  return fields;
}

/* A text, whatever YAML made of it.  In a list, `- Toolkit: module 7` is a map to YAML; its author
 * meant a text. */
static bool read_text(const struct bb_fields *f, const struct bb_yaml *node, struct bb_span *text) {
  if (node->kind == BB_YAML_SCALAR) {
    *text = node->text;
    return true;
  }
  const struct bb_yaml *only = node->child;
  if (node->kind == BB_YAML_MAP && only && !only->next && only->kind == BB_YAML_SCALAR) {
    *text = bb_span_of(
        bb_arena_printf(f->arena, "%.*s: %.*s", BB_SPAN_ARG(only->key), BB_SPAN_ARG(only->text)));
    bb_diag_add(f->diags, BB_D_YAML_COLON, node->place, "\"%.*s\"", BB_SPAN_ARG(*text));
    return true;
  }
  wrong_form(f, node, "a text");
  return false;
}

static bool read_words(const struct bb_fields *f, const struct bb_yaml *node,
                       struct bb_span *text) {
  if (!read_text(f, node, text)) return false;
  *text = bb_span_trim(*text);
  if (text->n > WORDS_MAX) {
    *text = bb_span_cut(*text, 0, bb_utf8_check(bb_span_cut(*text, 0, WORDS_MAX)));
    bb_diag_add(f->diags, BB_D_FIELD_LONG, node->place, "%s", "");
  }
  if (node->cut)
    bb_diag_add(f->diags, BB_D_YAML_COMMENT, node->place, "\"%.*s\" is left", BB_SPAN_ARG(*text));
  return true;
}

struct bb_phrase bb_field_phrase(const struct bb_fields *f, const char *key) {
  struct bb_phrase phrase = {0};
  const struct bb_yaml *node = bb_yaml_find(f->map, key);
  if (node && read_words(f, node, &phrase.text)) phrase.place = node->place;
  return phrase;
}

struct bb_span bb_field_text(const struct bb_fields *f, const char *key) {
  struct bb_span text = {0};
  const struct bb_yaml *node = bb_yaml_find(f->map, key);
  if (node && read_text(f, node, &text)) text = bb_span_trim(text);
  return text;
}

struct bb_span bb_field_id(const struct bb_fields *f, const char *key) {
  struct bb_span id = bb_field_text(f, key);
  if (!id.n || bb_id_is_good(id)) return id;
  bb_diag_add(f->diags, BB_D_ID_FORM, bb_field_place(f, key), "\"%.*s\"", BB_SPAN_ARG(id));
  return (struct bb_span){0};
}

uint32_t bb_field_number(const struct bb_fields *f, const char *key, uint32_t least,
                         uint32_t most) {
  uint32_t value = 0;
  struct bb_span text = bb_field_text(f, key);
  if (!text.n || (bb_span_number(text, most, &value) && value >= least)) return value;
  bb_diag_add(f->diags, BB_D_FIELD_RANGE, bb_field_place(f, key),
              "\"%s\" takes a whole number from %u to %u", key, (unsigned)least, (unsigned)most);
  return 0;
}

struct bb_date bb_field_date(const struct bb_fields *f, const char *key) {
  struct bb_date date = {0};
  struct bb_span text = bb_field_text(f, key);
  if (!text.n || bb_date_parse(text, &date)) return date;
  bb_diag_add(f->diags, BB_D_DATE_FORM, bb_field_place(f, key), "\"%.*s\"", BB_SPAN_ARG(text));
  return (struct bb_date){0};
}

int bb_field_pick(const struct bb_fields *f, const char *key, struct bb_phrase text,
                  const char *const *names) {
  for (int i = 0; names[i]; i++)
    if (bb_span_is(text.text, names[i])) return i;
  bb_diag_add(f->diags, BB_D_FIELD_CHOICE, text.place, "\"%.*s\" for \"%s\"%s",
              BB_SPAN_ARG(text.text), key, hint(f, text.text, names));
  return -1;
}

int bb_field_choice(const struct bb_fields *f, const char *key, const char *const *names) {
  struct bb_phrase text = {bb_field_text(f, key), bb_field_place(f, key)};
  return text.text.n ? bb_field_pick(f, key, text, names) : -1;
}

struct bb_phrase *bb_field_phrases(const struct bb_fields *f, const char *key, size_t *count) {
  const struct bb_yaml *node = bb_yaml_find(f->map, key);
  bool list = node && node->kind == BB_YAML_LIST;
  struct bb_phrase *phrases = NULL;
  size_t room = 0;
  *count = 0;
  for (const struct bb_yaml *n = list ? node->child : node; n; n = list ? n->next : NULL) {
    struct bb_phrase phrase = {.place = n->place};
    if (!read_words(f, n, &phrase.text) || !phrase.text.n) continue;
    phrases = bb_arena_grow(f->arena, phrases, *count, *count + 1, sizeof *phrases, &room);
    phrases[(*count)++] = phrase;
  }
  return phrases;
}

struct bb_span *bb_field_texts(const struct bb_fields *f, const char *key, size_t *count) {
  const struct bb_phrase *phrases = bb_field_phrases(f, key, count);
  struct bb_span *texts = BB_NEW_ARRAY(f->arena, *count, struct bb_span);
  for (size_t i = 0; i < *count; i++) texts[i] = phrases[i].text;
  return texts;
}

const struct bb_yaml *bb_field_items(const struct bb_fields *f, const char *key) {
  const struct bb_yaml *node = bb_yaml_find(f->map, key);
  if (!node) return NULL;
  if (node->kind == BB_YAML_LIST) return node->child;
  wrong_form(f, node, "a list");
  return NULL;
}

const struct bb_yaml *bb_field_entries(const struct bb_fields *f, const char *key) {
  const struct bb_yaml *node = bb_yaml_find(f->map, key);
  if (!node) return NULL;
  if (node->kind == BB_YAML_MAP) return node->child;
  wrong_form(f, node, "lines of the form \"key: value\"");
  return NULL;
}

void bb_field_miss(const struct bb_fields *f, const char *key) {
  bb_diag_add(f->diags, BB_D_FIELD_MISSING, bb_field_place(f, key), "\"%s\"", key);
}

struct bb_place bb_field_place(const struct bb_fields *f, const char *key) {
  const struct bb_yaml *node = bb_yaml_find(f->map, key);
  return node ? node->place : f->place;
}

static bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool bb_id_is_good(struct bb_span id) {
  if (!id.n || id.n > ID_MAX || !is_lower(id.p[0])) return false;
  for (size_t i = 1; i < id.n; i++)
    if (!is_lower(id.p[i]) && !is_digit(id.p[i]) && id.p[i] != '-') return false;
  return true;
}

static bool is_ascii(struct bb_span text) {
  for (size_t i = 0; i < text.n; i++)
    if ((unsigned char)text.p[i] >= 0x80) return false;
  return true;
}

struct bb_span bb_id_make(struct bb_arena *arena, struct bb_span text, char letter) {
  char id[ID_MAX];
  size_t n = 0;
  for (size_t i = 0; i < text.n && n < ID_MAX - 16; i++) { /* leaves room for what may follow */
    char c = text.p[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
    if (n == 0 && !is_lower(c)) id[n++] = letter;
    if (is_lower(c) || is_digit(c))
      id[n++] = c;
    else if (id[n - 1] != '-')
      id[n++] = '-';
  }
  if (!n) id[n++] = letter;
  while (n > 1 && id[n - 1] == '-') n--;
  if (is_ascii(text)) return bb_arena_copy(arena, (struct bb_span){id, n});
  uint64_t hash = bb_fnv(BB_FNV_START, text.p, text.n);
  return bb_span_of(bb_arena_printf(arena, "%.*s-%06x", (int)n, id, (unsigned)(hash & 0xFFFFFF)));
}
