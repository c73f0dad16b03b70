/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a translator should look at again.
 *
 * Loading the catalog reports what is refused.  Here are the doubts about what is printed: numbers
 * that changed (legal texts live on them), identifiers whose digits did, invisible characters that
 * turn the reading direction and are not closed, reviews that ended; and what is still to do,
 * counted.  Each doubt about numbers and identifiers can be settled for good by the comment
 * `# benchbook:ok numbers`.
 *
 * Numbers are compared as values in any script's digits, as multisets: every number of the original
 * must come back.  One that the original has nowhere counts only above 31, because many languages
 * write months and small counts in digits where English has words.  A Thai year may be that of the
 * Buddhist era.
 *
 * An identifier ("K-17", "7Q2-88413-05") is compared as it is written: it stands on a label, in a
 * picture, in a file, and is looked for there.  In other digits it is not found.
 */
#include "catalog/inside.h"

#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

enum { SMALL_NUMBER = 31, FIRST_YEAR = 1000, BUDDHIST_ERA = 543 };

struct numbers {
  struct bb_arena *arena;
  uint64_t *list;
  size_t count, room;
};

/* A separator of thousands: one of these, then exactly three digits. */
static bool is_thousands(struct bb_span text, size_t at) {
  uint32_t cp = bb_utf8_decode(text, &at);
  if (cp != ',' && cp != '.' && cp != '\'' && cp != 0xA0 && cp != 0x202F && cp != 0x66C)
    return false;
  for (int i = 0; i < 3; i++)
    if (at == text.n || bb_lang_digit(bb_utf8_decode(text, &at)) < 0) return false;
  return at == text.n || bb_lang_digit(bb_utf8_decode(text, &at)) < 0;
}

/* The number whose first digit was just read; *at moves behind it.  Larger ones than 64 bits hold
 * wrap around, which compares as well. */
static uint64_t read_number(struct bb_span text, size_t *at, int digit) {
  uint64_t value = (uint64_t)digit;
  while (*at < text.n) {
    size_t next = *at;
    if (is_thousands(text, next)) bb_utf8_decode(text, &next);
    digit = bb_lang_digit(bb_utf8_decode(text, &next));
    if (digit < 0) break;
    value = value * 10 + (uint64_t)digit;
    *at = next;
  }
  return value;
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

/* The numbers of a text, sorted. */
static struct numbers numbers_of(struct bb_arena *arena, struct bb_span text) {
  struct numbers numbers = {.arena = arena};
  for (size_t at = 0; at < text.n;) {
    int digit = bb_lang_digit(bb_utf8_decode(text, &at));
    if (digit < 0) continue;
    numbers.list = bb_arena_grow(arena, numbers.list, numbers.count, numbers.count + 1,
                                 sizeof *numbers.list, &numbers.room);
    numbers.list[numbers.count++] = read_number(text, &at, digit);
  }
  if (numbers.count) qsort(numbers.list, numbers.count, sizeof *numbers.list, by_value);
  return numbers;
}

/* Strikes out of both sorted collections the pairs of n and n + shift, n being at least `least`. */
static void strike_out(struct numbers *a, struct numbers *b, uint64_t shift, uint64_t least) {
  size_t left_a = 0, left_b = 0, k = 0;
  for (size_t i = 0; i < a->count; i++) {
    uint64_t want = a->list[i] + shift;
    while (k < b->count && b->list[k] < want) b->list[left_b++] = b->list[k++];
    if (a->list[i] >= least && k < b->count && b->list[k] == want)
      k++;
    else
      a->list[left_a++] = a->list[i];
  }
  while (k < b->count) b->list[left_b++] = b->list[k++];
  a->count = left_a;
  b->count = left_b;
}

static bool has(const struct numbers *numbers, uint64_t n) {
  return numbers->count &&
         bsearch(&n, numbers->list, numbers->count, sizeof *numbers->list, by_value);
}

/* A number of the translation that does not come from the original; 0: none.  One of the original's
 * may be repeated ("2543 (2000)"). */
static uint64_t new_number(const struct numbers *original, const struct numbers *translation,
                           bool buddhist) {
  for (size_t i = 0; i < translation->count; i++) {
    uint64_t n = translation->list[i];
    if (n > SMALL_NUMBER && !has(original, n) && !(buddhist && has(original, n - BUDDHIST_ERA)))
      return n;
  }
  return 0;
}

/* Tells the first number that the other text does not have. */
static void check_numbers(struct bb_diags *diags, struct bb_place place, struct numbers original,
                          struct numbers translation, bool buddhist) {
  uint64_t new = new_number(&original, &translation, buddhist);
  strike_out(&original, &translation, 0, 0);
  if (buddhist) strike_out(&original, &translation, BUDDHIST_ERA, FIRST_YEAR);
  if (original.count)
    bb_diag_add(diags, BB_D_MESSAGE_NUMBER, place, "%llu is missing",
                (unsigned long long)original.list[0]);
  else if (new)
    bb_diag_add(diags, BB_D_MESSAGE_NUMBER, place, "%llu is new", (unsigned long long)new);
}

/* ---- identifiers ---- */

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* What stands at *at up to the end of the letters, digits and hyphens, of ASCII; *at moves behind
 * it and what ends it. */
static struct bb_span next_word(struct bb_span text, size_t *at) {
  size_t start = *at;
  while (*at < text.n && (is_letter(text.p[*at]) || is_digit(text.p[*at]) || text.p[*at] == '-'))
    ++*at;
  struct bb_span word = bb_span_cut(text, start, *at);
  if (*at < text.n) ++*at;
  return word;
}

/* Letters, then digits: "10GB" is a quantity. */
static bool is_identifier(struct bb_span word) {
  bool lettered = false;
  for (size_t i = 0; i < word.n; i++) {
    if (lettered && is_digit(word.p[i])) return true;
    lettered = lettered || is_letter(word.p[i]);
  }
  return false;
}

/* True when the identifier stands there, but not all its digits are those of ASCII. */
static bool is_other_digits(struct bb_span id, struct bb_span text, size_t at) {
  bool other = false;
  for (size_t i = 0; i < id.n; i++) {
    if (at == text.n) return false;
    uint32_t cp = bb_utf8_decode(text, &at), wanted = (unsigned char)id.p[i];
    if (cp == wanted) continue;
    if (bb_lang_digit(wanted) < 0 || bb_lang_digit(cp) != bb_lang_digit(wanted)) return false;
    other = true;
  }
  return other;
}

static void check_identifiers(struct bb_diags *diags, struct bb_place place,
                              struct bb_span original, struct bb_span translation) {
  for (size_t at = 0; at < original.n;) {
    struct bb_span id = next_word(original, &at);
    if (!is_identifier(id)) continue;
    for (size_t i = 0; i < translation.n; bb_utf8_decode(translation, &i)) {
      if (!is_other_digits(id, translation, i)) continue;
      bb_diag_add(diags, BB_D_MESSAGE_IDENTIFIER, place, "%.*s", BB_SPAN_ARG(id));
      return;
    }
  }
}

/* ---- invisible characters ---- */

/* Embeddings, overrides and isolates must be closed in their order (UAX 9).  Marks (LRM, RLM) open
 * nothing. */
static bool bidi_is_closed(struct bb_span text) {
  enum { DEEP = 125 }; /* UAX 9's own limit */
  uint32_t open[DEEP];
  size_t depth = 0;
  for (size_t at = 0; at < text.n;) {
    uint32_t cp = bb_utf8_decode(text, &at);
    bool embedding = cp == 0x202A || cp == 0x202B || cp == 0x202D || cp == 0x202E;
    bool isolate = cp >= 0x2066 && cp <= 0x2068;
    if (embedding || isolate) {
      if (depth == DEEP) return false;
      open[depth++] = embedding ? 0x202C : 0x2069;
    } else if (cp == 0x202C || cp == 0x2069) {
      if (!depth || open[--depth] != cp) return false;
    }
  }
  return depth == 0;
}

/* ---- one message, one catalog ---- */

static struct bb_span plain(struct bb_arena *arena, const struct bb_inline *inlines) {
  struct bb_buf out = {0};
  bb_markup_plain(inlines, &out);
  struct bb_span text = bb_arena_copy(arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return text;
}

static struct bb_span original_text(struct bb_arena *arena, const struct bb_message *message) {
  size_t blocks;
  if (message->plain) return message->id;
  return plain(arena, bb_markup_parse_message(arena, message->id, &blocks));
}

static void check_message(struct bb_arena *arena, const struct bb_catalog *catalog,
                          const struct bb_resolved *resolved, struct bb_diags *diags) {
  const struct bb_po_entry *entry = resolved->entry;
  struct bb_place place = {catalog->po->path, entry->line, 0};
  if (!bidi_is_closed(entry->text)) bb_diag_add(diags, BB_D_MESSAGE_BIDI, place, "%s", "");
  if (resolved->message.answers || bb_review_is_ok(entry->comments, "numbers")) return;
  bool buddhist = bb_span_starts(bb_span_of(catalog->lang.tag), "th");
  struct bb_span original = original_text(arena, &resolved->message);
  struct bb_span translation = plain(arena, resolved->translation.inlines);
  check_numbers(diags, place, numbers_of(arena, original), numbers_of(arena, translation),
                buddhist);
  check_identifiers(diags, place, original, translation);
}

static void check_reviews(const struct bb_po *po, struct bb_diags *diags) {
  for (size_t i = 0; i < po->count; i++) {
    const struct bb_po_entry *entry = &po->entries[i];
    char right[9];
    if (entry->obsolete || bb_review_of(entry) != BB_REVIEW_EXPIRED) continue;
    bb_review_fingerprint(entry, right);
    bb_diag_add(diags, BB_D_REVIEW_EXPIRED, (struct bb_place){po->path, entry->line, 0}, "h=%s",
                right);
  }
}

/* "pt" may stand in the folder pt-BR, but not "es". */
static bool same_language(const struct bb_lang *a, const struct bb_lang *b) {
  size_t n = strcspn(a->tag, "-");
  return a->script == b->script && n == strcspn(b->tag, "-") && !strncmp(a->tag, b->tag, n);
}

static void check_language(const struct bb_catalog *catalog, struct bb_diags *diags) {
  struct bb_span said = bb_po_field(catalog->po, "Language");
  struct bb_lang lang;
  if (!said.n || (bb_lang_parse(said, &lang) && same_language(&lang, &catalog->lang))) return;
  bb_diag_add(diags, BB_D_PO_LANGUAGE, (struct bb_place){catalog->po->path, 1, 0}, "\"%.*s\"",
              BB_SPAN_ARG(said));
}

static void tell_rest(const struct bb_catalog *catalog, enum bb_translation_state state,
                      enum bb_diag_code code, struct bb_diags *diags) {
  size_t count = 0;
  for (size_t i = 0; i < catalog->count; i++)
    count += catalog->messages[i].translation.state == state;
  if (count)
    bb_diag_add(diags, code, (struct bb_place){.path = catalog->po->path}, "%zu of %zu", count,
                catalog->count);
}

void bb_catalog_check(const struct bb_course *course, const struct bb_lang *lang,
                      const char *locales, struct bb_diags *diags) {
  struct bb_arena arena = {0};
  const struct bb_catalog *catalog = bb_catalog_load(&arena, course, lang, locales, NULL, diags);
  if (catalog->po) {
    check_language(catalog, diags);
    for (size_t i = 0; i < catalog->count; i++)
      if (catalog->messages[i].translation.state == BB_TRANSLATED)
        check_message(&arena, catalog, &catalog->messages[i], diags);
    check_reviews(catalog->po, diags);
    tell_rest(catalog, BB_FUZZY, BB_D_MESSAGES_FUZZY, diags);
    tell_rest(catalog, BB_MISSING, BB_D_MESSAGES_MISSING, diags);
  }
  bb_arena_free(&arena);
}
