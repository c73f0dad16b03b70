/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The attributes of a directive, "q: id=m06-hash rev=1 points=2", as the map that a YAML file would
 * have for them; so ids, numbers, choices and unknown names are read and reported as elsewhere.
 * A value ends at white space.
 */
#include "course/quizzes.h"

enum { ATTRIBUTES_MAX = 50 };

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next word of the text from *at, or an empty span. */
static struct bb_span next_word(struct bb_span text, size_t *at) {
  while (*at < text.n && is_space(text.p[*at])) ++*at;
  size_t from = *at;
  while (*at < text.n && !is_space(text.p[*at])) ++*at;
  return bb_span_cut(text, from, *at);
}

/* Where byte `at` of a comment's text stands: markup/ trimmed what follows the "<!--". */
static struct bb_place place_of(const struct bb_markup *markup, const struct bb_block *comment,
                                size_t at) {
  struct bb_span text = markup->source->text;
  size_t offset = comment->offset + (sizeof "<!--" - 1);
  if (comment->offset >= text.n) return bb_place_in(markup, comment->offset);
  while (offset < text.n && is_space(text.p[offset])) offset++;
  offset = offset + at < text.n ? offset + at : text.n;
  return bb_place_in(markup, (uint32_t)offset);
}

static struct bb_yaml *find(struct bb_yaml *map, struct bb_span key) {
  for (struct bb_yaml *n = map->child; n; n = n->next)
    if (bb_span_equal(n->key, key)) return n;
  return NULL;
}

/* The attribute in a word; NULL, with a diagnostic, when it is none. */
static struct bb_yaml *read_word(struct bb_loader *loader, struct bb_yaml *map, struct bb_span word,
                                 struct bb_place place) {
  size_t equals = bb_span_find(word, 0, "=");
  struct bb_span key = bb_span_cut(word, 0, equals), value = bb_span_cut(word, equals + 1, word.n);
  if (!key.n || !value.n) {
    bb_diag_add(loader->diags, BB_D_FIELD_FORM, place, "\"%.*s\" is not of the form name=value",
                BB_SPAN_ARG(word));
    return NULL;
  }
  if (find(map, key)) {
    bb_diag_add(loader->diags, BB_D_YAML_DUPLICATE, place, "\"%.*s\"", BB_SPAN_ARG(key));
    return NULL;
  }
  struct bb_yaml *node = BB_NEW(loader->arena, struct bb_yaml);
  *node = (struct bb_yaml){.key = key, .text = value, .place = place, .at = place, .quoted = true};
  return node;
}

struct bb_fields bb_attributes_read(struct bb_loader *loader, const struct bb_markup *markup,
                                    const struct bb_block *comment, size_t skip,
                                    const char *const *known) {
  struct bb_yaml *map = BB_NEW(loader->arena, struct bb_yaml), **end = &map->child;
  struct bb_span word;
  size_t at = skip;
  map->kind = BB_YAML_MAP;
  map->place = map->at = place_of(markup, comment, 0);
  for (int i = 0; i < ATTRIBUTES_MAX && (word = next_word(comment->text, &at)).n; i++) {
    struct bb_yaml *node = read_word(loader, map, word, place_of(markup, comment, at - word.n));
    if (!node) continue;
    *end = node;
    end = &node->next;
  }
  return bb_fields_of(loader->arena, map, known, loader->diags);
}

void bb_attributes_refuse(const struct bb_fields *fields, const char *const *names,
                          const char *where) {
  for (; *names; names++)
    if (bb_yaml_find(fields->map, *names))
      bb_diag_add(fields->diags, BB_D_QUIZ_ATTRIBUTE, bb_field_place(fields, *names),
                  "\"%s\" in %s", *names, where);
}
