/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OUT/index.html: the shelf of a publisher.  A section a course, a card a language (its own name,
 * then the English one), a line a product: the books, then the papers of quizzes and, for trainers
 * only, their keys, each folded away under a line that counts them.  Everything that comes from a
 * record or a folder's name goes through html(), which escapes: there is no other way to put a
 * value into the page.
 */
#include "web/web.h"

#include "lang/lang.h"

#include <stdlib.h>
#include <string.h>

struct entry {
  struct bb_product product;
  struct bb_lang lang;
  struct bb_span folder;   /* of the course */
  struct bb_span href;     /* path from OUT, percent-encoded */
  struct bb_span sort_key; /* of the language's English name; empty for the source language */
};

struct shelf {
  struct bb_arena arena;
  struct bb_lang english;
  struct entry *entries;
  size_t count, room;
};

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>Benchbook: handbooks and trainer guides</title>\n<style>\n"
    ":root { --ink: #1b2733; --soft: #5b6670; --line: #d9d4c8; --paper: #fbfaf6; --card: #fff;\n"
    "  --accent: #1f3a5f; --alarm: #8a1c1c; color-scheme: light; }\n"
    "* { box-sizing: border-box; }\n"
    "body { margin: 0; background: var(--paper); color: var(--ink);\n"
    "  font: 1rem/1.5 \"Noto Sans\", system-ui, sans-serif; }\n"
    "header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem; }\n"
    "header { padding-top: 3.5rem; }\n"
    "h1, h2 { font-family: \"Noto Serif\", Georgia, serif; font-weight: 600; line-height: 1.2; }\n"
    "h1 { font-size: 1rem; letter-spacing: .14em; text-transform: uppercase; margin: 0;\n"
    "  color: var(--accent); }\n"
    "header p { margin: .5rem 0 0; max-width: 40rem; color: var(--soft); }\n"
    "section { margin: 3rem 0; border-top: 3px solid var(--ink); padding-top: 1.25rem; }\n"
    "h2 { font-size: 2rem; margin: 0; }\n"
    ".count { margin: .25rem 0 1.5rem; color: var(--soft); }\n"
    ".shelf { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem;\n"
    "  grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); }\n"
    ".card { background: var(--card); border: 1px solid var(--line); border-radius: 4px;\n"
    "  padding: 1.1rem 1.25rem; break-inside: avoid; display: flex; flex-direction: column; }\n"
    "h3 { margin: 0; font-size: 1.3rem; line-height: 1.4; font-weight: 600; }\n"
    ".english { display: block; font-size: .85rem; color: var(--soft); font-weight: 400; }\n"
    ".title { margin: .75rem 0 0; font-size: .95rem; text-align: left; }\n"
    ".products { list-style: none; margin: .75rem 0 0; padding: 0; }\n"
    ".products li { padding: .5rem 0; border-top: 1px solid var(--line); }\n"
    ".products a { color: var(--accent); font-weight: 600; text-underline-offset: .15em; }\n"
    ".products a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }\n"
    "details { border-top: 1px solid var(--line); padding: .5rem 0 0; margin: .5rem 0 0; }\n"
    "summary { cursor: pointer; font-weight: 600; }\n"
    ".facts { display: block; font-size: .85rem; color: var(--soft); }\n"
    ".share { margin: auto 0 0; padding-top: .5rem; font-size: .85rem; color: var(--soft); }\n"
    ".bar { display: block; height: .3rem; margin-bottom: .35rem; background: var(--line); }\n"
    ".bar span { display: block; height: 100%; background: var(--accent); }\n"
    ".draft { color: var(--alarm); font-weight: 600; }\n"
    "footer { padding-top: 1rem; padding-bottom: 3rem; color: var(--soft); font-size: .85rem; }\n"
    "@media print { body { background: none; font-size: 9pt; } header { padding-top: 0; }\n"
    "  .shelf { grid-template-columns: 1fr 1fr; } .products a { color: inherit; } }\n"
    "</style>\n</head>\n<body>\n<header>\n<h1>Benchbook</h1>\n"
    "<p>Handbooks and quiz papers for participants, guides and keys for trainers, ready to print. "
    "Everything on this "
    "page "
    "is in this folder: copy the folder to a memory stick and it opens anywhere, without a network."
    "</p>\n<p>Print at actual size, on both sides of the paper, flipped on the long edge; a "
    "booklet "
    "on the short edge. Of a booklet, fold every four sheets together, the first one outside.</p>\n"
    "</header>\n<main>\n";

static const char tail[] = "</main>\n<footer>Made with Benchbook.</footer>\n</body>\n</html>\n";

static void escape(struct bb_buf *out, struct bb_span s) {
  for (size_t i = 0; i < s.n; i++) switch (s.p[i]) {
    case '&': bb_buf_string(out, "&amp;"); break;
    case '<': bb_buf_string(out, "&lt;"); break;
    case '>': bb_buf_string(out, "&gt;"); break;
    case '"': bb_buf_string(out, "&quot;"); break;
    case '\'': bb_buf_string(out, "&#39;"); break;
    default: bb_buf_char(out, s.p[i]);
    }
}

/* The template with each '$' replaced by the next value, escaped. */
static void html(struct bb_buf *out, const char *template, const struct bb_span *values) {
  for (const char *c = template; *c; c++)
    if (*c == '$')
      escape(out, *values++);
    else
      bb_buf_char(out, *c);
}

#define VALUES(...) ((const struct bb_span[]){__VA_ARGS__})

/* Everything but letters, digits and "-._~/" as %XX. */
static struct bb_span percent_encode(struct bb_arena *arena, const char *path) {
  struct bb_buf out = {0};
  for (const char *c = path; *c; c++)
    if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
        strchr("-._~/", *c))
      bb_buf_char(&out, *c);
    else
      bb_buf_printf(&out, "%%%02X", (unsigned char)*c);
  struct bb_span copy = bb_arena_copy(arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return copy;
}

/* ---- what there is ---- */

static void add_product(struct shelf *shelf, const char *out, const char *course,
                        const char *language, const char *file) {
  struct entry entry = {.folder = bb_span_of(course)};
  const char *inside = bb_arena_printf(&shelf->arena, "%s/%s/%s", course, language, file);
  if (!bb_product_load(&shelf->arena, bb_file_join(&shelf->arena, out, inside), &entry.product) ||
      !bb_lang_parse(entry.product.lang, &entry.lang))
    return;
  entry.href = percent_encode(&shelf->arena, inside);
  if (!bb_span_equal(entry.product.lang, entry.product.source)) {
    struct bb_span name = bb_span_of(bb_lang_name(&shelf->arena, &entry.lang, &shelf->english));
    entry.sort_key = bb_lang_sort_key(&shelf->arena, &shelf->english, name);
  }
  shelf->entries = bb_arena_grow(&shelf->arena, shelf->entries, shelf->count, shelf->count + 1,
                                 sizeof entry, &shelf->room);
  shelf->entries[shelf->count++] = entry;
}

/* The products in the folder of a language, or below it in `inner` ("quiz/"). */
static bool collect_files(struct shelf *shelf, const char *out, const char *course,
                          const char *language, const char *inner, struct bb_diags *diags) {
  const char **files;
  size_t count;
  const char *folder = bb_file_join(
      &shelf->arena, out, bb_arena_printf(&shelf->arena, "%s/%s/%s", course, language, inner));
  if (bb_file_kind(folder) != BB_FILE_FOLDER) return true;
  if (!bb_file_list(&shelf->arena, folder, &files, &count, diags)) return false;
  for (size_t f = 0; f < count; f++)
    if (bb_span_ends(bb_span_of(files[f]), ".pdf"))
      add_product(shelf, out, course, language,
                  bb_arena_printf(&shelf->arena, "%s%s", inner, files[f]));
  return true;
}

static bool collect(struct shelf *shelf, const char *out, struct bb_diags *diags) {
  const char **courses, **languages;
  size_t course_count, language_count;
  if (!bb_file_list(&shelf->arena, out, &courses, &course_count, diags)) return false;
  for (size_t c = 0; c < course_count; c++) {
    const char *course = bb_file_join(&shelf->arena, out, courses[c]);
    if (bb_file_kind(course) != BB_FILE_FOLDER) continue;
    if (!bb_file_list(&shelf->arena, course, &languages, &language_count, diags)) return false;
    for (size_t l = 0; l < language_count; l++) {
      if (bb_file_kind(bb_file_join(&shelf->arena, course, languages[l])) != BB_FILE_FOLDER)
        continue;
      if (!collect_files(shelf, out, courses[c], languages[l], "", diags) ||
          !collect_files(shelf, out, courses[c], languages[l], "quiz/", diags))
        return false;
    }
  }
  return true;
}

enum part { BOOKS, PAPERS, KEYS }; /* of a card */

static enum part part_of(const struct bb_product *product) {
  if (!product->quiz.n) return BOOKS;
  return product->trainer ? KEYS : PAPERS;
}

static int by_shelf(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  int order = bb_span_natural_compare(x->folder, y->folder);
  if (!order) order = bb_span_compare(x->sort_key, y->sort_key);
  if (!order) order = bb_span_compare(x->product.lang, y->product.lang);
  if (!order) order = bb_span_compare(x->product.economy, y->product.economy);
  if (!order) order = (int)part_of(&x->product) - (int)part_of(&y->product);
  if (!order) order = x->product.trainer - y->product.trainer;
  if (!order && part_of(&x->product) != BOOKS) return bb_span_natural_compare(x->href, y->href);
  return order ? order : bb_span_compare(x->product.variant, y->product.variant);
}

/* ---- the page ---- */

static bool same_card(const struct entry *a, const struct entry *b) {
  return bb_span_equal(a->folder, b->folder) && bb_span_equal(a->product.lang, b->product.lang) &&
         bb_span_equal(a->product.economy, b->product.economy);
}

static struct bb_span direction(const struct bb_lang *lang) {
  return lang->rtl ? BB_SPAN("rtl") : BB_SPAN("ltr");
}

/* "1 page", "2 pages" */
static struct bb_span number(struct shelf *shelf, const char *noun, uint32_t n) {
  return bb_span_of(bb_arena_printf(&shelf->arena, n == 1 ? "%u %s" : "%u %ss", n, noun));
}

static struct bb_span file_size(struct shelf *shelf, uint32_t bytes) {
  return bb_span_of(bytes < 1000000 ? bb_arena_printf(&shelf->arena, "%u kB", (bytes + 999) / 1000)
                                    : bb_arena_printf(&shelf->arena, "%.1f MB", bytes / 1e6));
}

static struct bb_span english_name(const struct bb_product *product) {
  switch (part_of(product)) {
  case BOOKS: break;
  case PAPERS: return BB_SPAN("Quiz paper");
  case KEYS: return BB_SPAN("Answer key");
  }
  return product->trainer ? BB_SPAN("Trainer guide") : BB_SPAN("Handbook");
}

static void write_product(struct bb_buf *out, struct shelf *shelf, const struct entry *entry) {
  const struct bb_product *p = &entry->product;
  struct bb_span english = english_name(p);
  html(out, "<li><a href=\"$\" type=\"application/pdf\" hreflang=\"$\" lang=\"$\" dir=\"$\">$</a>",
       VALUES(entry->href, p->lang, p->lang, direction(&entry->lang),
              p->quiz.n ? p->quiz : p->edition));
  bb_buf_string(out, "<span class=\"facts\">");
  if (!bb_span_equal(p->edition, english)) html(out, "$, ", VALUES(english));
  if (p->variant.n) html(out, "$, ", VALUES(p->variant));
  html(out, "$", VALUES(number(shelf, "page", p->pages)));
  if (p->sheets) html(out, ", $", VALUES(number(shelf, "sheet", p->sheets)));
  if (p->signatures) html(out, " in $", VALUES(number(shelf, "signature", p->signatures)));
  html(out, ", $</span></li>\n", VALUES(file_size(shelf, p->bytes)));
}

static void write_share(struct bb_buf *out, struct shelf *shelf, const struct entry *entry) {
  const struct bb_product *p = &entry->product;
  if (bb_span_equal(p->lang, p->source)) {
    bb_buf_string(out, "<p class=\"share\">The original</p>\n");
    return;
  }
  struct bb_span percent = bb_span_of(bb_arena_printf(&shelf->arena, "%u", bb_product_percent(p)));
  html(out,
       "<p class=\"share\"><span class=\"bar\"><span style=\"width: $%\"></span></span>$% "
       "translated",
       VALUES(percent, percent));
  if (p->draft)
    bb_buf_string(out, "; <span class=\"draft\">machine draft, not yet reviewed</span>");
  bb_buf_string(out, "</p>\n");
}

/* The language's own name, then the English one and the economy where they add something. */
static void write_names(struct bb_buf *out, struct shelf *shelf, const struct entry *entry) {
  const struct bb_product *p = &entry->product;
  struct bb_span own = bb_span_of(bb_lang_name(&shelf->arena, &entry->lang, &entry->lang));
  struct bb_span english = bb_span_of(bb_lang_name(&shelf->arena, &entry->lang, &shelf->english));
  html(out, "<h3><span lang=\"$\" dir=\"$\">$</span>",
       VALUES(p->lang, direction(&entry->lang), own));
  if (!bb_span_equal(own, english)) html(out, "<span class=\"english\">$</span>", VALUES(english));
  if (p->economy.n) {
    const char *code = bb_arena_string(&shelf->arena, p->economy);
    struct bb_span economy = bb_span_of(bb_lang_region_name(&shelf->arena, code, &shelf->english));
    html(out, "<span class=\"english\">with local texts: $</span>", VALUES(economy));
  }
  bb_buf_string(out, "</h3>\n");
}

/* The entries of a part, which follow each other.  The papers and the keys are many: folded away.
 */
static void write_part(struct bb_buf *out, struct shelf *shelf, const struct entry *first,
                       const struct entry *last, enum part part) {
  static const char *const summaries[] = {
      [BOOKS] = NULL, [PAPERS] = "quiz paper", [KEYS] = "answer key"};
  uint32_t count = 0;
  for (const struct entry *entry = first; entry <= last; entry++)
    count += part_of(&entry->product) == part;
  if (!count) return;
  if (summaries[part])
    html(out, "<details>\n<summary>$$</summary>\n",
         VALUES(number(shelf, summaries[part], count),
                part == KEYS ? BB_SPAN(", for trainers only") : BB_SPAN("")));
  bb_buf_string(out, "<ul class=\"products\">\n");
  for (const struct entry *entry = first; entry <= last; entry++)
    if (part_of(&entry->product) == part) write_product(out, shelf, entry);
  bb_buf_string(out, summaries[part] ? "</ul>\n</details>\n" : "</ul>\n");
}

/* A card: the entries first..last of one language. */
static void write_card(struct bb_buf *out, struct shelf *shelf, const struct entry *first,
                       const struct entry *last) {
  const struct bb_product *p = &first->product;
  bb_buf_string(out, "<li class=\"card\">\n");
  write_names(out, shelf, first);
  html(out, "<p class=\"title\" lang=\"$\" dir=\"$\">$</p>\n",
       VALUES(p->lang, direction(&first->lang), p->title));
  write_part(out, shelf, first, last, BOOKS);
  write_part(out, shelf, first, last, PAPERS);
  write_part(out, shelf, first, last, KEYS);
  write_share(out, shelf, first);
  bb_buf_string(out, "</li>\n");
}

/* The cards of the entries first..end-1, all of one course. */
static void write_course(struct bb_buf *out, struct shelf *shelf, size_t first, size_t end) {
  struct entry *e = shelf->entries;
  uint32_t languages = 1;
  for (size_t i = first + 1; i < end; i++)
    languages += !bb_span_equal(e[i - 1].product.lang, e[i].product.lang);
  html(out, "<section>\n<h2 lang=\"$\">$</h2>\n<p class=\"count\">$, $</p>\n<ul class=\"shelf\">\n",
       VALUES(e[first].product.source, e[first].product.course,
              number(shelf, "language", languages),
              number(shelf, "document", (uint32_t)(end - first))));
  for (size_t i = first; i < end;) {
    size_t last = i;
    while (last + 1 < end && same_card(&e[i], &e[last + 1])) last++;
    write_card(out, shelf, &e[i], &e[last]);
    i = last + 1;
  }
  bb_buf_string(out, "</ul>\n</section>\n");
}

bool bb_web_write_index(const char *out, struct bb_diags *diags) {
  struct shelf shelf = {0};
  struct bb_buf page = {0};
  bb_lang_parse(BB_SPAN("en"), &shelf.english);
  bool good = collect(&shelf, out, diags);
  if (shelf.count) qsort(shelf.entries, shelf.count, sizeof *shelf.entries, by_shelf);
  bb_buf_string(&page, head);
  for (size_t i = 0; i < shelf.count;) {
    size_t end = i;
    while (end < shelf.count && bb_span_equal(shelf.entries[end].folder, shelf.entries[i].folder))
      end++;
    write_course(&page, &shelf, i, end);
    i = end;
  }
  if (!shelf.count) bb_buf_string(&page, "<p>There is nothing here yet.</p>\n");
  bb_buf_string(&page, tail);
  good = good &&
         bb_file_write(bb_file_join(&shelf.arena, out, "index.html"), bb_buf_view(&page), diags);
  bb_buf_free(&page);
  bb_arena_free(&shelf.arena);
  return good;
}
