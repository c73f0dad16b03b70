/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People.  A person is a random id; `person.added` records it with its code:
 *
 *     {"code":"4021-0123-7"}
 *
 * Names are in the table person_name and nowhere else.
 */
#include "store/inside.h"

#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

/* One line, no longer than a name may be; as it was typed, and as it comes from the file. */
static struct bb_span clean_name(struct bb_arena *arena, struct bb_span name) {
  size_t n = name.n;
  if (n > BB_NAME_MAX) n = BB_NAME_MAX;
  n = bb_utf8_check(bb_span_cut(name, 0, n));
  char *copy = bb_arena_alloc(arena, n + 1);
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)name.p[i];
    copy[i] = c < 0x20 || c == 0x7F ? ' ' : (char)c;
  }
  return bb_span_trim((struct bb_span){copy, n});
}

static int by_code(const void *a, const void *b) {
  const struct bb_person *x = a, *y = b;
  int order = bb_span_compare(x->code, y->code);
  return order ? order : bb_span_compare(x->id, y->id);
}

/* The person of a row, or false when the event is not sound or its code is none. */
static bool read_person(sqlite3_stmt *query, struct bb_arena *arena, struct bb_person *person) {
  struct event event = store_event(query);
  char digits[TYPED_DIGITS + 1];
  if (!event_is_sound(&event) || !event.person.p || !code_read(store_column(query, 12), digits) ||
      !code_is_sound(digits))
    return false;
  *person = (struct bb_person){.id = bb_arena_copy(arena, event.person),
                               .code = code_display(arena, digits),
                               .name = clean_name(arena, store_column(query, 13))};
  return true;
}

static bool read_people(struct bb_store *store, struct bb_arena *arena, struct bb_people *people,
                        struct bb_diags *diags) {
  size_t room = 0;
  sqlite3_stmt *query =
      store_query(store,
                  "SELECT " EVENT_COLUMNS ", CASE WHEN json_valid(body) THEN body ->> '$.code' END,"
                  " (SELECT name FROM person_name WHERE person = event.person)"
                  " FROM event WHERE kind = 'person.added' AND body IS NOT NULL",
                  "");
  *people = (struct bb_people){0};
  while (store_row(query)) {
    people->list = bb_arena_grow(arena, people->list, people->count, people->count + 1,
                                 sizeof *people->list, &room);
    if (read_person(query, arena, &people->list[people->count]))
      people->count++;
    else
      store_bad_event(store, query, diags);
  }
  if (people->count) qsort(people->list, people->count, sizeof *people->list, by_code);
  return store_end(query);
}

bool bb_store_load_people(struct bb_store *store, struct bb_arena *arena, struct bb_people *people,
                          struct bb_diags *diags) {
  return read_people(store, arena, people, diags) || store_failed(store, false, diags);
}

static const struct bb_person *find_code(const struct bb_people *people, struct bb_span code) {
  for (size_t i = 0; i < people->count; i++)
    if (bb_span_equal(people->list[i].code, code)) return &people->list[i];
  return NULL;
}

/* The person whose code takes the fewest changes to become what was typed. */
static void find_nearest(struct bb_arena *arena, const struct bb_people *people, const char *digits,
                         struct bb_person *person) {
  const char **codes = BB_NEW_ARRAY(arena, people->count + 1, const char *);
  char known[TYPED_DIGITS + 1];
  for (size_t i = 0; i < people->count; i++) {
    code_read(people->list[i].code, known);
    codes[i] = bb_arena_string(arena, bb_span_of(known));
  }
  const char *nearest = bb_nearest(bb_span_of(digits), codes, people->count);
  for (size_t i = 0; nearest && i < people->count; i++)
    if (codes[i] == nearest) *person = people->list[i];
}

enum bb_code_state bb_people_find(struct bb_arena *arena, const struct bb_people *people,
                                  struct bb_span code, struct bb_person *person) {
  char digits[TYPED_DIGITS + 1];
  *person = (struct bb_person){0};
  if (!code_read(code, digits) || !code_is_sound(digits)) {
    find_nearest(arena, people, digits, person);
    return BB_CODE_MISTYPED;
  }
  person->code = code_display(arena, digits);
  const struct bb_person *known = find_code(people, person->code);
  if (known) *person = *known;
  return known ? BB_CODE_KNOWN : BB_CODE_UNKNOWN;
}

/* ---- adding ---- */

/* n random decimal digits. */
static void draw_digits(struct bb_store *store, char *digits, size_t n) {
  for (size_t i = 0; i < n; i++) {
    uint32_t number;
    store->random(&number, sizeof number);
    digits[i] = (char)('0' + number % 10);
  }
}

/* The laptop's prefix; drawn anew when there is none, or when its codes are used up. */
static bool find_prefix(struct bb_store *store, bool anew, char *digits) {
  sqlite3_stmt *query = store_query(store, "SELECT prefix FROM laptop", "");
  struct bb_span prefix = store_row(query) ? store_column(query, 0) : (struct bb_span){0};
  bool drawn = anew || prefix.n != PREFIX_DIGITS || !bb_span_number(prefix, 9999, &(uint32_t){0});
  if (drawn)
    draw_digits(store, digits, PREFIX_DIGITS);
  else
    memcpy(digits, prefix.p, PREFIX_DIGITS);
  if (!store_end(query)) return false;
  struct bb_span own = {digits, PREFIX_DIGITS};
  return !drawn || (store_do(store, "DELETE FROM laptop", "") &&
                    store_do(store, "INSERT INTO laptop (prefix) VALUES (?)", "s", own));
}

/* A code that nobody here has.  A prefix on which a hundred draws in a row fail is all but used
 * up. */
static bool draw_code(struct bb_store *store, struct bb_arena *arena,
                      const struct bb_people *people, struct bb_span *code) {
  char digits[CODE_DIGITS + 1] = {0};
  for (int tries = 0;; tries++) {
    if (tries % 100 == 0 && !find_prefix(store, tries > 0, digits)) return false;
    draw_digits(store, digits + PREFIX_DIGITS, CODE_DIGITS - 1 - PREFIX_DIGITS);
    digits[CODE_DIGITS - 1] = code_check_digit((struct bb_span){digits, CODE_DIGITS - 1});
    *code = code_display(arena, digits);
    if (!find_code(people, *code)) return true;
  }
}

static struct bb_span person_body(struct bb_arena *arena, struct bb_span code) {
  return bb_span_of(bb_arena_printf(arena, "{\"code\":\"%.*s\"}", BB_SPAN_ARG(code)));
}

static bool add(struct bb_store *store, struct bb_arena *arena, struct bb_person *person,
                struct bb_diags *diags) {
  struct bb_people people;
  struct event event;
  return store_begin(store) &&
         (person->code.n || (read_people(store, arena, &people, diags) &&
                             draw_code(store, arena, &people, &person->code))) &&
         store_append(store, arena, "person.added", person->id, (struct bb_span){0},
                      person_body(arena, person->code), &event) &&
         (!person->name.n || store_do(store, "INSERT INTO person_name (person, name) VALUES (?, ?)",
                                      "ss", person->id, person->name)) &&
         store_commit(store);
}

bool bb_store_add_person(struct bb_store *store, struct bb_arena *arena, struct bb_span name,
                         struct bb_span code, struct bb_person *person, struct bb_diags *diags) {
  *person = (struct bb_person){.id = store_random_hex(store, arena, RANDOM_DIGITS / 2),
                               .code = bb_arena_copy(arena, code),
                               .name = clean_name(arena, name)};
  return add(store, arena, person, diags) || store_undo(store, diags);
}
