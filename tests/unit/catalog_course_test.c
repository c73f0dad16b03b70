/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Catalogs of a small course that is written to a folder of its own: what the walk finds, the
 * lookup finds; what was translated stays translated.
 */
#include "base/file.h"
#include "catalog/inside.h"
#include "catalog/message.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct bb_arena arena;
static struct bb_diags *diags;
static char folder[] = "/tmp/catalog-test-XXXXXX";
static struct bb_lang french;

static const char manifest[] =
    "id: small\ntitle: A small course\nsubtitle: \"*Not* Markdown\"\n"
    "version: \"1\"\ndate: 2026-11-22\nlanguage: en\nlicence: CC-BY-4.0\n";

/* A bit of everything that is a message, and of what is none. */
static const char module_text[] =
    "---\nid: m01\ntitle: First steps\n"
    "objectives:\n  - id: m01-o1\n    text: Know a thing.\n---\n\n"
    "## Heading with _emphasis_ {#h}\n\n"
    "A paragraph, *wrapped*\nover lines, with `code`, [a link](#h) and a note.[^n]\n\n"
    "1\\. Not a list, <https://example.org>, a \\*star\\*, 2 < 3 &amp; more.  \nAfter a break.\n\n"
    "- Item\n- [ ] Task\n\n  More of it.\n\n"
    "| A | `B` |\n|---|---|\n| one | |\n| [x](#h) \\| y | A |\n\n"
    "> [!CASE] A **title**\n>\n> Text.\n>\n> - A nested item\n\n"
    "> [!TRAINER]\n> For the trainer.\n\n"
    "> A quotation.\n\n"
    "<!-- i18n: context verb -->\n\nOpen\n\nOpen\n\n"
    "<!-- i18n: skip -->\n\nSkipped.\n\n"
    "```steps\nSeize: take it\nRecord: write it down\n```\n\n"
    "```\ncode\n```\n\n---\n\n"
    "[^n]: A note with **strong** words.\n";

static const char *at(const char *name) {
  return bb_file_join(&arena, folder, name);
}

static void put(const char *name, const char *text) {
  assert_true(bb_file_write(at(name), bb_span_of(text), diags));
}

static const struct bb_course *load(void) {
  const struct bb_course *course = bb_course_load(&arena, at("small"), NULL, diags);
  assert_non_null(course);
  return course;
}

static int begin(void **state) {
  (void)state;
  diags = bb_diags_new();
  strcpy(folder + strlen(folder) - 6, "XXXXXX");
  if (!mkdtemp(folder)) return 1;
  bb_lang_start();
  bb_lang_parse(BB_SPAN("fr"), &french);
  put("small/course.yaml", manifest);
  put("small/01-first.md", module_text);
  put("small/glossary.md", "# Glossary\n\n## Court {#g-court}\n\nWhere a judge sits.\n");
  return 0;
}

static int end(void **state) {
  (void)state;
  const char *const argv[] = {"rm", "-r", folder, NULL};
  bb_process_run(argv, NULL, diags);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return 0;
}

/* ---- a pseudo translation: "Xx id xX" for every message ---- */

struct pseudo {
  struct bb_buf po;
  struct bb_index seen;
  size_t count;
};

static void add_string(struct bb_buf *out, const char *keyword, const char *before,
                       struct bb_span text, const char *after) {
  bb_buf_printf(out, "%s \"%s", keyword, before);
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] == '\n') {
      bb_buf_string(out, "\\n");
      continue;
    }
    if (text.p[i] == '"' || text.p[i] == '\\') bb_buf_char(out, '\\');
    bb_buf_char(out, text.p[i]);
  }
  bb_buf_printf(out, "%s\"\n", after);
}

static void add_pseudo(void *user, const struct bb_message *message) {
  struct pseudo *pseudo = user;
  pseudo->count++;
  assert_true(message->id.n > 0);
  assert_true(message->path[0] != '\0');
  if (!bb_index_add(&arena, &pseudo->seen, message->context, message->id, 0)) return;
  if (message->context.n) add_string(&pseudo->po, "msgctxt", "", message->context, "");
  add_string(&pseudo->po, "msgid", "", message->id, "");
  add_string(&pseudo->po, "msgstr", "Xx ", message->id, " xX");
  bb_buf_char(&pseudo->po, '\n');
}

static size_t write_pseudo(const struct bb_course *course) {
  struct pseudo pseudo = {0};
  bb_buf_string(&pseudo.po,
                "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n");
  bb_catalog_each_message(&arena, course, add_pseudo, &pseudo);
  put("locales/fr/small.po", pseudo.po.p);
  bb_buf_free(&pseudo.po);
  return pseudo.count;
}

static struct bb_span text_of(const struct bb_inline *inlines) {
  struct bb_buf out = {0};
  bb_markup_plain(inlines, &out);
  struct bb_span text = bb_arena_copy(&arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return text;
}

static size_t check_translation(struct bb_translation translation, struct bb_span original) {
  struct bb_span text = text_of(translation.inlines);
  if (translation.state != BB_TRANSLATED || !bb_span_starts(text, "Xx ") ||
      !bb_span_ends(text, " xX"))
    fail_msg("\"%.*s\" became \"%.*s\"", BB_SPAN_ARG(original), BB_SPAN_ARG(text));
  return 1;
}

/* Looks up every block with inlines; returns how many there are. */
static size_t look_up(const struct bb_catalog *catalog, const struct bb_block *block) {
  size_t count = 0;
  if (block->skip) {
    assert_int_equal(bb_catalog_block(&arena, catalog, block->child ? block->child : block).state,
                     BB_SOURCE);
    return 0;
  }
  if (block->inlines)
    count += check_translation(bb_catalog_block(&arena, catalog, block), text_of(block->inlines));
  if (block->kind == BB_CODE && bb_course_is_diagram(block)) {
    struct bb_diagram_line *lines;
    size_t n = bb_course_diagram(&arena, block, &lines);
    for (size_t i = 0; i < n; i++)
      for (size_t k = 0; k < lines[i].count; k++)
        count +=
            check_translation(bb_catalog_phrase(&arena, catalog, block->context, lines[i].cells[k]),
                              lines[i].cells[k]);
  }
  for (const struct bb_block *b = block->child; b; b = b->next) count += look_up(catalog, b);
  return count;
}

static size_t look_up_phrase(const struct bb_catalog *catalog, struct bb_span text) {
  return check_translation(bb_catalog_phrase(&arena, catalog, BB_SPAN(""), text), text);
}

static void what_the_walk_finds_the_lookup_finds(void **state) {
  (void)state;
  const struct bb_course *course = load();
  size_t walked = write_pseudo(course), found = 0;
  const struct bb_catalog *catalog =
      bb_catalog_load(&arena, course, &french, at("locales"), NULL, diags);
  assert_int_equal(bb_diags_worst(diags), BB_NOTE);
  found += look_up_phrase(catalog, course->title.text);
  found += look_up_phrase(catalog, course->subtitle.text);
  for (size_t i = 0; i < course->module_count; i++) {
    const struct bb_module *module = &course->modules[i];
    found += look_up_phrase(catalog, module->title.text);
    for (size_t k = 0; k < module->objective_count; k++)
      found += look_up_phrase(catalog, module->objectives[k].text.text);
    found += look_up(catalog, module->text->root);
  }
  found += look_up(catalog, course->glossary->root);
  assert_int_equal(found, walked);
  assert_true(found > 25);
}

/* ---- what is found under which circumstances ---- */

static const char header[] =
    "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";

static const struct bb_catalog *load_po(const char *path, const char *entries, const char *tag) {
  struct bb_lang lang;
  assert_true(bb_lang_parse(bb_span_of(tag), &lang));
  put(path, bb_arena_printf(&arena, "%s%s", header, entries));
  return bb_catalog_load(&arena, load(), &lang, at("locales"), at("locales"), diags);
}

static struct bb_translation phrase(const struct bb_catalog *catalog, const char *text) {
  return bb_catalog_phrase(&arena, catalog, BB_SPAN(""), bb_span_of(text));
}

static void states_say_why_the_original_is_printed(void **state) {
  (void)state;
  const struct bb_catalog *catalog = load_po("locales/fr/small.po",
                                             "msgid \"A small course\"\nmsgstr \"Un cours\"\n\n"
                                             "#, fuzzy\nmsgid \"First steps\"\nmsgstr \"Pas\"\n\n"
                                             "msgid \"Know a thing.\"\nmsgstr \"\"\n\n"
                                             "msgid \"*Not* Markdown\"\nmsgstr \"a\\nb\"\n\n"
                                             "#~ msgid \"Open\"\n#~ msgstr \"Ouvert\"\n",
                                             "fr");
  assert_int_equal(phrase(catalog, "A small course").state, BB_TRANSLATED);
  assert_true(bb_span_is(phrase(catalog, "A small course").text, "Un cours"));
  assert_int_equal(phrase(catalog, "First steps").state, BB_FUZZY);
  assert_true(bb_span_is(phrase(catalog, "First steps").text, "First steps"));
  assert_int_equal(phrase(catalog, "Know a thing.").state, BB_MISSING);
  assert_int_equal(phrase(catalog, "*Not* Markdown").state, BB_REFUSED);
  assert_true(bb_span_is(text_of(phrase(catalog, "*Not* Markdown").inlines), "*Not* Markdown"));
  assert_int_equal(phrase(catalog, "Never heard of").state, BB_MISSING);
  assert_int_equal(bb_diags_count(diags, BB_WARNING), 1);
  assert_int_equal(bb_catalog_info(catalog)->messages, 4);
}

static const struct bb_block *paragraph(const struct bb_course *course, const char *text,
                                        struct bb_span context) {
  for (const struct bb_block *b = course->modules[0].text->root->child; b; b = b->next)
    if (b->kind == BB_PARAGRAPH && bb_span_is(text_of(b->inlines), text) &&
        bb_span_equal(bb_message_context(b), context))
      return b;
  fail_msg("no paragraph \"%s\"", text);
  return NULL;
}

static void a_context_comes_first_and_may_be_missing(void **state) {
  (void)state;
  static const char both[] = "msgctxt \"verb\"\nmsgid \"Open\"\nmsgstr \"Ouvrir\"\n\n"
                             "msgid \"Open\"\nmsgstr \"Ouvert\"\n";
  const struct bb_course *course = load();
  const struct bb_block *verb = paragraph(course, "Open", BB_SPAN("verb")),
                        *other = paragraph(course, "Open", BB_SPAN(""));
  const struct bb_catalog *catalog = load_po("locales/fr/small.po", both, "fr");
  assert_true(bb_span_is(text_of(bb_catalog_block(&arena, catalog, verb).inlines), "Ouvrir"));
  assert_true(bb_span_is(text_of(bb_catalog_block(&arena, catalog, other).inlines), "Ouvert"));
  catalog = load_po("locales/fr/small.po", strstr(both, "msgid \"Open\"\nmsgstr \"Ouvert"), "fr");
  assert_true(bb_span_is(text_of(bb_catalog_block(&arena, catalog, verb).inlines), "Ouvert"));
}

static void a_region_falls_back_to_its_language_not_to_another_script(void **state) {
  (void)state;
  static const char entry[] = "msgid \"A small course\"\nmsgstr \"K\"\n";
  assert_int_equal(phrase(load_po("locales/pt/small.po", entry, "pt-BR"), "A small course").state,
                   BB_TRANSLATED);
  assert_int_equal(
      phrase(load_po("locales/zh_hant/small.po", entry, "zh-Hant-TW"), "A small course").state,
      BB_TRANSLATED);
  assert_int_equal(phrase(load_po("locales/zh/small.po", entry, "zh-Hant"), "A small course").state,
                   BB_TRANSLATED);
  assert_int_equal(unlink(at("locales/zh_hant/small.po")), 0);
  assert_int_equal(phrase(load_po("locales/zh/small.po", entry, "zh-Hant"), "A small course").state,
                   BB_MISSING);
  assert_int_equal(phrase(load_po("locales/km.po", entry, "km"), "A small course").state,
                   BB_TRANSLATED);
  struct bb_lang *langs;
  assert_int_equal(bb_catalog_languages(&arena, load(), at("locales"), &langs), 4);
  assert_string_equal(langs[0].tag, "en");
  assert_string_equal(langs[1].tag, "km");
  assert_string_equal(langs[2].tag, "pt");
  assert_string_equal(langs[3].tag, "zh-Hans");
  assert_int_equal(bb_catalog_languages(&arena, load(), at("none"), &langs), 1);
}

static void the_source_language_needs_no_catalog(void **state) {
  (void)state;
  struct bb_lang english;
  bb_lang_parse(BB_SPAN("en"), &english);
  const struct bb_course *course = load();
  const struct bb_catalog *catalog =
      bb_catalog_load(&arena, course, &english, at("locales"), NULL, diags);
  assert_int_equal(phrase(catalog, "First steps").state, BB_SOURCE);
  assert_true(bb_span_is(phrase(catalog, "First steps").text, "First steps"));
  const struct bb_block *block = course->modules[0].text->root->child;
  assert_int_equal(bb_catalog_block(&arena, catalog, block).state, BB_SOURCE);
  assert_ptr_equal(bb_catalog_block(&arena, catalog, block).inlines, block->inlines);
}

static void labels_fall_back_to_english(void **state) {
  (void)state;
  const struct bb_catalog *catalog =
      load_po("locales/fr/benchbook.po",
              "msgid \"Contents\"\nmsgstr \"Sommaire\"\n\n"
              "msgctxt \"verb\"\nmsgid \"Open\"\nmsgstr \"Ouvrir\"\n\n"
              "#, fuzzy\nmsgid \"Page\"\nmsgstr \"Feuille\"\n\n"
              "msgid \"%s of %u\"\nmsgstr \"%u de %s\"\n\n"
              "msgid \"%s %%\"\nmsgstr \"100 %% : %s\"\n",
              "fr");
  assert_string_equal(bb_catalog_label(catalog, NULL, BB_LABEL("Contents")), "Sommaire");
  assert_string_equal(bb_catalog_label(catalog, BB_LABEL_IN("verb", "Open")), "Ouvrir");
  assert_string_equal(bb_catalog_label(catalog, NULL, "Open"), "Open");
  assert_string_equal(bb_catalog_label(catalog, NULL, "Page"), "Page");
  assert_string_equal(bb_catalog_label(catalog, NULL, "%s of %u"), "%s of %u");
  assert_string_equal(bb_catalog_label(catalog, NULL, "%s %%"), "100 %% : %s");
  const char *const *inputs;
  assert_int_equal(bb_catalog_inputs(catalog, &inputs), 1);
  assert_string_equal(inputs[0], at("locales/fr/benchbook.po"));
}

static void the_process_locale_changes_nothing(void **state) {
  (void)state;
  const struct bb_course *course = load();
  write_pseudo(course);
  static const char *const locales[] = {"C", "POSIX", "C.UTF-8", ""};
  struct bb_buf first = {0};
  for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
    struct bb_buf dump = {0};
    assert_non_null(setlocale(LC_ALL, locales[i]));
    bb_catalog_dump(bb_catalog_load(&arena, course, &french, at("locales"), NULL, diags), course,
                    &dump);
    if (i == 0) bb_buf_span(&first, bb_buf_view(&dump));
    assert_true(bb_span_equal(bb_buf_view(&dump), bb_buf_view(&first)));
    bb_buf_free(&dump);
  }
  setlocale(LC_ALL, "C");
  bb_buf_free(&first);
}

/* ---- templates and updates ---- */

static struct bb_span read_back(const char *name) {
  struct bb_span text = {"", 0};
  assert_true(bb_file_read(&arena, at(name), BB_SOURCE_MAX, &text, diags));
  return text;
}

static bool holds(struct bb_span text, const char *part) {
  return bb_span_find(text, 0, part) < text.n;
}

static void a_template_changes_only_with_the_messages(void **state) {
  (void)state;
  assert_true(bb_catalog_extract(load(), at("locales"), diags));
  struct bb_span first = read_back("locales/templates/small.pot");
  assert_true(holds(first, "POT-Creation-Date: 2026-11-22 "));
  assert_true(bb_catalog_extract(load(), at("locales"), diags));
  assert_true(bb_span_equal(read_back("locales/templates/small.pot"), first));
  /* another day, the same messages */
  put("small/course.yaml", "id: small\ntitle: A small course\nsubtitle: \"*Not* Markdown\"\n"
                           "version: \"1\"\ndate: 2027-01-01\nlanguage: en\nlicence: CC-BY-4.0\n");
  assert_true(bb_catalog_extract(load(), at("locales"), diags));
  assert_true(bb_span_equal(read_back("locales/templates/small.pot"), first));
  put("small/glossary.md", "# Glossary\n");
  assert_true(bb_catalog_extract(load(), at("locales"), diags));
  assert_true(holds(read_back("locales/templates/small.pot"), "POT-Creation-Date: 2027-01-01 "));
}

static void a_new_catalog_never_replaces_one(void **state) {
  (void)state;
  struct bb_lang arabic;
  bb_lang_parse(BB_SPAN("ar"), &arabic);
  assert_true(bb_catalog_new(load(), &arabic, at("locales"), diags));
  struct bb_span text = read_back("locales/ar/small.po");
  assert_true(holds(text, "\"Language: ar\\n\"") && holds(text, "nplurals=6"));
  assert_false(bb_catalog_new(load(), &arabic, at("locales"), diags));
  assert_int_equal(bb_diags_count(diags, BB_ERROR), 1);
}

/* The source changes in every way it can; all that was translated is still there. */
static void an_update_loses_nothing(void **state) {
  (void)state;
  write_pseudo(load());
  struct bb_catalog_counts counts;
  assert_true(bb_catalog_update(load(), &french, at("locales"), &counts, diags));
  assert_int_equal(counts.fuzzy + counts.missing + counts.obsolete, 0);
  size_t all = counts.translated;
  struct bb_span text = read_back("locales/fr/small.po");
  assert_true(bb_catalog_update(load(), &french, at("locales"), NULL, diags));
  assert_true(bb_span_equal(read_back("locales/fr/small.po"), text));

  put("small/glossary.md", "# Glossary\n\n## Court {#g-court}\n\nWhere one judge or more sit.\n\n"
                           "## New {#g-new}\n\nQuite something else than anything before.\n");
  assert_true(bb_catalog_update(load(), &french, at("locales"), &counts, diags));
  assert_int_equal(counts.translated, all - 1);
  assert_int_equal(counts.fuzzy, 1);
  assert_int_equal(counts.missing, 2);
  assert_true(holds(read_back("locales/fr/small.po"), "#| msgid \"Where a judge sits.\""));

  put("small/glossary.md", "# Glossary\n");
  assert_true(bb_catalog_update(load(), &french, at("locales"), &counts, diags));
  assert_true(holds(read_back("locales/fr/small.po"), "#~ msgstr \"Xx Court xX\""));
  assert_true(counts.obsolete >= 1);
}

static void an_update_finds_other_spellings_of_an_id(void **state) {
  (void)state;
  put("locales/fr/small.po",
      bb_arena_printf(&arena, "%s%s", header,
                      "# benchbook:ok numbers\n"
                      "msgid \"Heading\\n\"\n\"with *emphasis*\"\nmsgstr \"Titre *fort*\"\n\n"
                      "msgid \"Open\"\nmsgstr \"Ouvert\"\n"));
  struct bb_catalog_counts counts;
  assert_true(bb_catalog_update(load(), &french, at("locales"), &counts, diags));
  assert_int_equal(counts.translated, 3); /* the heading, Open as a verb, Open */
  assert_int_equal(counts.fuzzy, 0);
  struct bb_span text = read_back("locales/fr/small.po");
  assert_true(holds(text, "msgid \"Heading with _emphasis_\"\nmsgstr \"Titre *fort*\"\n"));
}

static void a_damaged_catalog_is_never_written_over(void **state) {
  (void)state;
  put("locales/fr/small.po", "<<<<<<< mine\n");
  assert_false(bb_catalog_update(load(), &french, at("locales"), NULL, diags));
  assert_true(bb_span_is(read_back("locales/fr/small.po"), "<<<<<<< mine\n"));
  setenv("PATH", "/nonexistent", 1);
  put("locales/fr/small.po", header);
  assert_false(bb_catalog_update(load(), &french, at("locales"), NULL, diags));
  setenv("PATH", "/usr/bin:/bin", 1);
  assert_true(bb_span_is(read_back("locales/fr/small.po"), header));
}

/* ---- doubts ---- */

/* The details of what `check` says about the translation of one paragraph, joined by ';'. */
static const char *doubts(const char *original, const char *translation, const char *tag) {
  struct bb_lang lang;
  struct bb_buf out = {0};
  assert_true(bb_lang_parse(bb_span_of(tag), &lang));
  struct bb_diags *kept = diags;
  diags = bb_diags_new();
  put("small/01-first.md", bb_arena_printf(&arena, "---\ntitle: T\n---\n\n%s\n", original));
  put(bb_arena_printf(&arena, "locales/%s/small.po", tag),
      bb_arena_printf(&arena, "%smsgid \"%s\"\nmsgstr \"%s\"\n", header, original, translation));
  bb_catalog_check(load(), &lang, at("locales"), diags);
  size_t count;
  const struct bb_diag *list = bb_diags_sorted(diags, &count);
  for (size_t i = 0; i < count; i++)
    if (list[i].code == BB_D_MESSAGE_NUMBER || list[i].code == BB_D_MESSAGE_BIDI)
      bb_buf_printf(&out, "%s;", list[i].code == BB_D_MESSAGE_BIDI ? "bidi" : list[i].detail);
  const char *text = bb_arena_string(&arena, bb_buf_view(&out));
  bb_buf_free(&out);
  bb_diags_free(diags);
  diags = kept;
  return text;
}

static void changed_numbers_are_doubted_and_only_those(void **state) {
  (void)state;
  static const struct {
    const char *original, *translation, *tag, *doubts;
  } cases[] = {
      {"Article 22, 3 days", "3 jours, article 22", "fr", ""},
      {"Article 22", "Article 23", "fr", "22 is missing;"},
      {"22 and 22", "22", "fr", "22 is missing;"},
      {"1,000,000 and 2.5", "1.000.000 et 2,5", "fr", ""},
      {"1000", "1\u00A0000", "fr", ""},
      {"1,000", "1,00", "fr", "1000 is missing;"},
      {"two", "2", "fr", ""},
      {"some", "540", "fr", "540 is new;"},
      {"22 November 2026", "2026\u5E7411\u670822\u65E5", "zh", ""},
      {"Article 22 of 2026",
       "\u0E02\u0E49\u0E2D \u0E52\u0E52 \u0E1B\u0E35 \u0E52\u0E55\u0E56\u0E59", "th", ""},
      {"Article 22 of 2026", "article 22 de 2569", "fr", "2026 is missing;"},
      {"Act of 2026", "Act of 2026 (Act 2026)", "fr", ""},
      {"Act of 2026", "2569 (2026)", "th", ""},
      {"Act of 2026", "2026 and 2543", "th", "2543 is new;"},
      {"30 of 2026", "573 of 2026", "th", "30 is missing;"},
      {"Article 22", "\u17E2\u17E2", "km", ""},
      {"`22` [a](#b22)", "`22` [a](#b22)", "fr", ""},
      {"a", "\u2067a\u2069 \u202Ab\u202C \u200F", "fr", ""},
      {"a", "\u2067a\u202C", "fr", "bidi;"},
      {"a", "\u202Ea", "fr", "bidi;"},
      {"a", "a\u2069", "fr", "bidi;"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *said = doubts(cases[i].original, cases[i].translation, cases[i].tag);
    if (strcmp(said, cases[i].doubts))
      fail_msg("\"%s\" -> \"%s\": %s", cases[i].original, cases[i].translation, said);
  }
}

static void reviews_are_bound_to_both_texts(void **state) {
  (void)state;
  struct bb_po_entry entry = {.id = BB_SPAN("a"), .text = BB_SPAN("b"), .comments = BB_SPAN("")};
  char hex[9];
  bb_review_fingerprint(&entry, hex);
  assert_int_equal(bb_review_of(&entry), BB_REVIEW_NONE);
  entry.comments = bb_span_of(
      bb_arena_printf(&arena, " About this.\n benchbook:reviewed Anna S. 2026-03-01 h=%s\n", hex));
  assert_int_equal(bb_review_of(&entry), BB_REVIEW_VALID);
  entry.text = BB_SPAN("c");
  assert_int_equal(bb_review_of(&entry), BB_REVIEW_EXPIRED);
  entry.comments = BB_SPAN("benchbook:reviewed Anna 2026-03-01");
  assert_int_equal(bb_review_of(&entry), BB_REVIEW_EXPIRED);
  assert_true(bb_review_is_ok(BB_SPAN("x\n benchbook:ok links numbers"), "numbers"));
  assert_false(bb_review_is_ok(BB_SPAN("benchbook:ok links"), "numbers"));
  assert_false(bb_review_is_ok(BB_SPAN("not benchbook:ok numbers"), "numbers"));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
  const struct CMUnitTest tests[] = {
      TEST(what_the_walk_finds_the_lookup_finds),
      TEST(states_say_why_the_original_is_printed),
      TEST(a_context_comes_first_and_may_be_missing),
      TEST(a_region_falls_back_to_its_language_not_to_another_script),
      TEST(the_source_language_needs_no_catalog),
      TEST(labels_fall_back_to_english),
      TEST(the_process_locale_changes_nothing),
      TEST(a_template_changes_only_with_the_messages),
      TEST(a_new_catalog_never_replaces_one),
      TEST(an_update_loses_nothing),
      TEST(an_update_finds_other_spellings_of_an_id),
      TEST(a_damaged_catalog_is_never_written_over),
      TEST(changed_numbers_are_doubted_and_only_those),
      TEST(reviews_are_bound_to_both_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
