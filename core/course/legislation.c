/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * economies/legislation.yaml: treaty status and statutes per economy.
 *
 * Each fact is a map that holds the fact and what is known of it: source, as_of, confidence.
 * A fact that is not known is written "unknown"; one that is missing is read as that.  `history:`
 * keeps older steps for those who edit the file; it is not printed.
 */
#include "course/load.h"

static const char *const file_keys[] = {"economies", NULL};
static const char *const economy_keys[] = {"id",       "name", "groups", "treaties", "statutes",
                                           "articles", "unit", "poc247", NULL};
static const char *const treaty_keys[] = {"treaty", "status",     "date",    "as_of",
                                          "source", "confidence", "history", NULL};
static const char *const statute_keys[] = {"name", "date", "as_of", "source", "confidence", NULL};
static const char *const article_keys[] = {"status", "section",    "as_of",
                                           "source", "confidence", NULL};
static const char *const value_keys[] = {"value", "as_of", "source", "confidence", NULL};
static const char *const confidences[] = {"high", "medium", "low", "unknown", NULL};
static const char *const equivalents[] = {"equivalent", "partial", "none", "unknown", NULL};
static const char *const answers[] = {"yes", "no", "unknown", NULL};

#define UNKNOWN BB_SPAN("unknown")

/* ---- one fact ---- */

static struct bb_span text_or_unknown(const struct bb_fields *f, const char *key) {
  struct bb_span text = bb_field_text(f, key);
  return text.n ? text : UNKNOWN;
}

static struct bb_span choice_or_unknown(const struct bb_fields *f, const char *key,
                                        const char *const *names) {
  int i = bb_field_choice(f, key, names);
  return i < 0 ? UNKNOWN : bb_span_of(names[i]);
}

/* "2024", "2024-06", "2024-06-30". */
static bool is_partial_date(struct bb_span s) {
  char whole[] = "0000-01-01";
  struct bb_date date;
  if (s.n != 4 && s.n != 7 && s.n != 10) return false;
  for (size_t i = 0; i < s.n; i++) whole[i] = s.p[i];
  return bb_date_parse(bb_span_of(whole), &date);
}

static struct bb_span partial_date(const struct bb_fields *f, const char *key) {
  struct bb_span text = bb_field_text(f, key);
  if (!text.n || bb_span_is(text, "unknown") || is_partial_date(text))
    return text.n ? text : UNKNOWN;
  bb_diag_add(f->diags, BB_D_FACT_DATE, bb_field_place(f, key), "\"%.*s\"", BB_SPAN_ARG(text));
  return UNKNOWN;
}

/* What every fact says of itself. */
static void check_provenance(const struct bb_fields *f) {
  static const char *const needed[] = {"source", "as_of", "confidence"};
  if (!f->map) return;
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
    if (!bb_yaml_find(f->map, needed[i]))
      bb_diag_add(f->diags, BB_D_FACT_SOURCE, f->map->at, "no \"%s\"", needed[i]);
  choice_or_unknown(f, "confidence", confidences);
  partial_date(f, "as_of");
}

/* ---- the facts of an economy ---- */

static void add_treaty(const struct bb_fields *f, struct bb_economy *economy, size_t *room) {
  struct bb_treaty_status t = {
      .treaty = bb_field_phrase(f, "treaty"),
      .status = text_or_unknown(f, "status"),
      .date = partial_date(f, "date"),
      .as_of = partial_date(f, "as_of"),
      .source = bb_field_phrase(f, "source").text,
      .confidence = choice_or_unknown(f, "confidence", confidences),
  };
  check_provenance(f);
  if (f->map && !t.treaty.text.n) bb_field_miss(f, "treaty");
  if (!t.treaty.text.n) return;
  economy->treaties = bb_arena_grow(f->arena, economy->treaties, economy->treaty_count,
                                    economy->treaty_count + 1, sizeof t, room);
  economy->treaties[economy->treaty_count++] = t;
}

static void add_statute(const struct bb_fields *f, struct bb_economy *economy, size_t *room) {
  struct bb_span name = bb_field_phrase(f, "name").text;
  check_provenance(f);
  partial_date(f, "date");
  if (f->map && !name.n) bb_field_miss(f, "name");
  if (!name.n) return;
  economy->statutes = bb_arena_grow(f->arena, economy->statutes, economy->statute_count,
                                    economy->statute_count + 1, sizeof name, room);
  economy->statutes[economy->statute_count++] = name;
}

/* "equivalent (Penal Code s 5)" */
static void add_article(const struct bb_fields *f, struct bb_economy *economy, size_t *room) {
  struct bb_span status = choice_or_unknown(f, "status", equivalents);
  struct bb_span section = bb_field_phrase(f, "section").text;
  check_provenance(f);
  if (!f->map) return;
  if (section.n)
    status = bb_span_of(
        bb_arena_printf(f->arena, "%.*s (%.*s)", BB_SPAN_ARG(status), BB_SPAN_ARG(section)));
  economy->articles = bb_arena_grow(f->arena, economy->articles, economy->article_count * 2,
                                    economy->article_count * 2 + 2, sizeof status, room);
  economy->articles[economy->article_count * 2] = f->map->key;
  economy->articles[economy->article_count * 2 + 1] = status;
  economy->article_count++;
}

static void read_facts(const struct bb_fields *f, struct bb_economy *economy) {
  size_t room = 0;
  for (const struct bb_yaml *n = bb_field_items(f, "treaties"); n; n = n->next) {
    const struct bb_fields item = bb_fields_of(f->arena, n, treaty_keys, f->diags);
    add_treaty(&item, economy, &room);
  }
  room = 0;
  for (const struct bb_yaml *n = bb_field_items(f, "statutes"); n; n = n->next) {
    const struct bb_fields item = bb_fields_of(f->arena, n, statute_keys, f->diags);
    add_statute(&item, economy, &room);
  }
  room = 0;
  for (const struct bb_yaml *n = bb_field_entries(f, "articles"); n; n = n->next) {
    const struct bb_fields item = bb_fields_of(f->arena, n, article_keys, f->diags);
    add_article(&item, economy, &room);
  }
}

static struct bb_fields value_of(const struct bb_fields *f, const char *key) {
  const struct bb_fields value =
      bb_fields_of(f->arena, bb_yaml_find(f->map, key), value_keys, f->diags);
  check_provenance(&value);
  return value;
}

/* ---- economies ---- */

/* An ISO 3166 code: two capital letters. */
static bool is_code(struct bb_span id) {
  return id.n == 2 && id.p[0] >= 'A' && id.p[0] <= 'Z' && id.p[1] >= 'A' && id.p[1] <= 'Z';
}

static struct bb_economy read_economy(const struct bb_fields *f) {
  struct bb_economy economy = {.id = bb_field_text(f, "id"), .name = bb_field_phrase(f, "name")};
  if (!economy.id.n)
    bb_field_miss(f, "id");
  else if (!is_code(economy.id))
    bb_diag_add(f->diags, BB_D_ECONOMY_ID, bb_field_place(f, "id"), "\"%.*s\"",
                BB_SPAN_ARG(economy.id));
  if (!economy.name.text.n) bb_field_miss(f, "name");
  economy.groups = bb_field_texts(f, "groups", &economy.group_count);
  read_facts(f, &economy);
  const struct bb_fields unit = value_of(f, "unit"), poc247 = value_of(f, "poc247");
  economy.unit = text_or_unknown(&unit, "value");
  economy.poc247 = choice_or_unknown(&poc247, "value", answers);
  return economy;
}

void bb_load_economies_from(struct bb_loader *loader, const struct bb_source *source) {
  struct bb_course *course = loader->course;
  const struct bb_yaml *root =
      bb_yaml_read(loader->arena, source, 0, source->text.n, loader->diags);
  const struct bb_fields fields = bb_fields_of(loader->arena, root, file_keys, loader->diags);
  size_t room = 0;
  for (const struct bb_yaml *n = bb_field_items(&fields, "economies"); n; n = n->next) {
    const struct bb_fields item = bb_fields_of(loader->arena, n, economy_keys, loader->diags);
    if (!item.map) continue;
    course->economies = bb_arena_grow(loader->arena, course->economies, course->economy_count,
                                      course->economy_count + 1, sizeof(struct bb_economy), &room);
    course->economies[course->economy_count++] = read_economy(&item);
  }
}

void bb_load_economies(struct bb_loader *loader) {
  static const char file[] = "economies/legislation.yaml";
  const struct bb_source *source = bb_load_has(loader, file) ? bb_load_source(loader, file) : NULL;
  if (source) bb_load_economies_from(loader, source);
}
