/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attempts, read back from their events.  Every event is verified again before it counts, and every
 * value is checked before it goes into a struct: a file may be damaged, and a bundle may come from
 * anybody.  The result depends on the set of events alone, not on the order in which they arrived.
 */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

/* An attempt, and what orders it among the others. */
struct draft {
  struct bb_attempt attempt;
  int64_t ordinal;
};

struct drafts {
  struct draft *list;
  size_t count, room;
};

/* ---- values ---- */

/* The column as a whole number in low..high. */
static bool read_number(sqlite3_stmt *query, int column, int64_t low, int64_t high,
                        int64_t *value) {
  *value = sqlite3_column_int64(query, column);
  return sqlite3_column_type(query, column) == SQLITE_INTEGER && *value >= low && *value <= high;
}

static bool read_small(sqlite3_stmt *query, int column, uint32_t high, uint32_t *value) {
  int64_t number;
  bool good = read_number(query, column, 0, high, &number);
  *value = good ? (uint32_t)number : 0;
  return good;
}

static bool read_flag(sqlite3_stmt *query, int column, bool *flag) {
  uint32_t number;
  bool good = read_small(query, column, 1, &number);
  *flag = number;
  return good;
}

/* One of a list of words, as its index. */
static bool read_word(sqlite3_stmt *query, int column, const char *const *words, unsigned *index) {
  struct bb_span word = store_column(query, column);
  for (*index = 0; words[*index]; ++*index)
    if (bb_span_is(word, words[*index])) return true;
  return false;
}

/* Something short without control characters; ids and tags are such. */
static bool read_name(sqlite3_stmt *query, int column, struct bb_arena *arena,
                      struct bb_span *name) {
  enum { NAME_MAX_BYTES = 200 };
  struct bb_span s = store_column(query, column);
  for (size_t i = 0; i < s.n; i++)
    if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F) return false;
  if (sqlite3_column_type(query, column) != SQLITE_TEXT || s.n > NAME_MAX_BYTES ||
      bb_utf8_check(s) != s.n)
    return false;
  *name = bb_arena_copy(arena, s);
  return true;
}

/* Letters of options, "-" for none where that may be. */
static bool read_letters(sqlite3_stmt *query, int column, bool none, size_t most, uint8_t *options,
                         size_t *count) {
  struct bb_span letters = store_column(query, column);
  if (sqlite3_column_type(query, column) != SQLITE_TEXT || letters.n > most) return false;
  for (size_t i = 0; i < letters.n; i++) {
    char c = letters.p[i];
    if ((c < 'a' || c >= 'a' + BB_OPTIONS_MAX) && !(none && c == '-')) return false;
    options[i] = c == '-' ? BB_UNANSWERED : (uint8_t)(c - 'a');
  }
  *count = letters.n;
  return true;
}

/* ---- the start of an attempt ---- */

static bool read_item(sqlite3_stmt *query, struct bb_arena *arena, struct bb_sheet_item *item) {
  uint8_t order[BB_ORDER_MAX];
  bool good =
      read_name(query, 0, arena, &item->question) && read_small(query, 1, UINT32_MAX, &item->rev) &&
      read_small(query, 2, BB_POINTS_MAX, &item->points) &&
      read_letters(query, 3, false, BB_ORDER_MAX, order, &item->order_count) &&
      read_name(query, 4, arena, &item->kase) && read_name(query, 5, arena, &item->objective);
  if (!good) return false;
  uint8_t *kept = bb_arena_alloc(arena, item->order_count + 1);
  memcpy(kept, order, item->order_count);
  item->order = kept;
  return true;
}

static bool read_items(struct bb_store *store, struct bb_arena *arena, struct bb_span body,
                       struct bb_sheet *sheet) {
  size_t room = 0;
  bool good = true;
  sqlite3_stmt *query =
      store_query(store,
                  "SELECT value ->> '$.question', value ->> '$.rev', value ->> '$.points',"
                  " value ->> '$.order', value ->> '$.case', value ->> '$.objective'"
                  " FROM json_each(?, '$.items') WHERE type = 'object'",
                  "s", body);
  while (good && store_row(query)) {
    sheet->items = bb_arena_grow(arena, sheet->items, sheet->count, sheet->count + 1,
                                 sizeof *sheet->items, &room);
    good =
        sheet->count < BB_SHEET_ITEMS_MAX && read_item(query, arena, &sheet->items[sheet->count]);
    sheet->count++;
  }
  return store_end(query) && good && sheet->count;
}

static bool read_seed(struct bb_span hex, uint64_t *seed) {
  *seed = 0;
  for (size_t i = 0; i < hex.n && i < 16; i++)
    *seed = *seed << 4 | (uint64_t)(hex.p[i] <= '9' ? hex.p[i] - '0' : hex.p[i] - 'a' + 10);
  return store_is_hex(hex, 16);
}

static bool read_form(struct bb_span s, char *form) {
  *form = s.n ? s.p[0] : '\0';
  return s.n == 0 || (s.n == 1 && (*form == 'A' || *form == 'B'));
}

/* What the start says of the attempt, but for its items. */
static bool read_start(sqlite3_stmt *query, struct bb_arena *arena, struct draft *draft,
                       struct bb_sheet *sheet) {
  struct bb_attempt *attempt = &draft->attempt;
  unsigned kind, rule;
  bool good =
      read_number(query, 0, 0, INT64_MAX, &draft->ordinal) &&
      read_name(query, 1, arena, &attempt->course) &&
      read_name(query, 2, arena, &attempt->course_version) &&
      read_name(query, 3, arena, &attempt->quiz) && read_word(query, 4, store_quiz_kinds, &kind) &&
      read_form(store_column(query, 5), &sheet->form) &&
      read_name(query, 6, arena, &attempt->lang) &&
      read_seed(store_column(query, 7), &sheet->seed) &&
      read_small(query, 8, UINT32_MAX, &attempt->seconds_limit) &&
      read_small(query, 9, 100, &attempt->pass) && read_word(query, 10, store_score_rules, &rule);
  if (!good) return false;
  attempt->kind = (enum bb_quiz_kind)kind;
  attempt->rule = (enum bb_score_rule)rule;
  sheet->quiz = attempt->quiz;
  return true;
}

static bool is_json(struct bb_store *store, struct bb_span body) {
  sqlite3_stmt *query = store_query(store, "SELECT json_valid(?)", "s", body);
  bool valid = store_row(query) && sqlite3_column_int(query, 0);
  return store_end(query) && valid;
}

static bool build_attempt(struct bb_store *store, struct bb_arena *arena, struct bb_span body,
                          struct draft *draft) {
  struct bb_sheet *sheet = BB_NEW(arena, struct bb_sheet);
  if (!is_json(store, body)) return false;
  sqlite3_stmt *query = store_query(
      store,
      "SELECT b ->> '$.ordinal', b ->> '$.course', b ->> '$.version', b ->> '$.quiz',"
      " b ->> '$.kind', b ->> '$.form', b ->> '$.lang', b ->> '$.seed', b ->> '$.seconds',"
      " b ->> '$.pass', b ->> '$.score' FROM (SELECT ? AS b)",
      "s", body);
  bool good = store_row(query) && read_start(query, arena, draft, sheet);
  if (!store_end(query) || !good || !read_items(store, arena, body, sheet)) return false;
  draft->attempt.sheet = sheet;
  draft->attempt.answers = bb_attempt_unanswered(arena, sheet->count);
  return true;
}

/* ---- answers ---- */

#define ANSWER_QUERY                                                                               \
  "SELECT " EVENT_COLUMNS ", b ->> '$.item', b ->> '$.given', b ->> '$.choices',"                  \
  " json_array_length(b, '$.texts'), b ->> '$.verdict', b ->> '$.credit[0]',"                      \
  " b ->> '$.credit[1]', b ->> '$.flagged', b ->> '$.hinted', b ->> '$.revisions',"                \
  " b ->> '$.seconds', b ->> '$.expired', b ->> '$.step' AS step"                                  \
  " FROM (SELECT *, CASE WHEN json_valid(body) THEN body END AS b FROM event WHERE attempt = ?)"   \
  " WHERE kind IN ('answer', 'attempt.finished') AND body IS NOT NULL ORDER BY step, id"
enum column {
  ITEM = 12,
  GIVEN,
  CHOICES,
  TEXTS,
  VERDICT,
  NUM,
  DEN,
  FLAGGED,
  HINTED,
  REVISIONS,
  SECONDS,
  EXPIRED
};

static bool read_marks(sqlite3_stmt *query, struct bb_marked *marked) {
  unsigned verdict;
  *marked = (struct bb_marked){0};
  if (!read_word(query, VERDICT, store_verdicts, &verdict) ||
      !read_number(query, NUM, 0, INT64_MAX, &marked->credit.num) ||
      !read_number(query, DEN, 1, INT64_MAX, &marked->credit.den))
    return false;
  marked->verdict = (enum bb_verdict)verdict;
  return bb_fraction_is_credit(marked->credit);
}

/* The texts typed here, each against the hash its event has. */
static bool read_texts(struct bb_store *store, struct bb_arena *arena, const struct event *event,
                       struct bb_response *response, struct bb_diags *diags) {
  char hex[ID_DIGITS + 1];
  sqlite3_stmt *query = store_query(
      store,
      "SELECT position, salt, text, json_extract(?1, '$.texts[' || position || '].hash')"
      " FROM answer_text WHERE event = ?2",
      "ss", event->body, event->id);
  while (store_row(query)) {
    int64_t position;
    struct bb_span text = store_column(query, 2);
    store_text_hash(store_column(query, 1), text, hex);
    if (read_number(query, 0, 0, (int64_t)response->text_count - 1, &position) &&
        bb_span_is(store_column(query, 3), hex) && text.n <= BB_RESPONSE_TEXT_MAX)
      response->texts[position] = bb_arena_copy(arena, text);
    else
      bb_diag_add(diags, BB_D_ANSWER_TEXT, store_place(store), "%.12s", event->id.p);
  }
  return store_end(query);
}

/* False when the row makes no sense. */
static bool read_answer(struct bb_store *store, sqlite3_stmt *query, struct bb_arena *arena,
                        struct bb_attempt *attempt, struct bb_diags *diags) {
  struct bb_attempt_answer answer = {0};
  struct event event = store_event(query);
  uint32_t item, texts, seconds;
  bool good = read_small(query, ITEM, (uint32_t)attempt->sheet->count - 1, &item) &&
              read_flag(query, GIVEN, &answer.given) &&
              read_letters(query, CHOICES, true, BB_OPTIONS_MAX, answer.response.choices,
                           &answer.response.choice_count) &&
              read_small(query, TEXTS, BB_GAPS_MAX, &texts) && read_marks(query, &answer.marked) &&
              read_flag(query, FLAGGED, &answer.flagged) &&
              read_flag(query, HINTED, &answer.hinted) &&
              read_small(query, REVISIONS, UINT32_MAX, &answer.revisions) &&
              read_small(query, SECONDS, UINT32_MAX, &seconds);
  if (!good) return false;
  answer.response.text_count = texts;
  if (texts && !read_texts(store, arena, &event, &answer.response, diags)) return false;
  attempt->answers[item] = answer;
  if (seconds > attempt->seconds_used) attempt->seconds_used = seconds;
  return true;
}

static bool read_finish(sqlite3_stmt *query, struct bb_attempt *attempt) {
  uint32_t seconds;
  bool expired;
  if (!read_flag(query, EXPIRED, &expired) || !read_small(query, SECONDS, UINT32_MAX, &seconds))
    return false;
  attempt->state = BB_ATTEMPT_FINISHED;
  attempt->expired = expired;
  attempt->finished = sqlite3_column_int64(query, 2);
  if (seconds > attempt->seconds_used) attempt->seconds_used = seconds;
  return true;
}

/* What comes after the end of an attempt was answered on another laptop, in a copy of it: the end
 * stands. */
static bool replay(struct bb_store *store, struct bb_arena *arena, struct bb_attempt *attempt,
                   struct bb_diags *diags) {
  sqlite3_stmt *query = store_query(store, ANSWER_QUERY, "s", attempt->id);
  while (attempt->state == BB_ATTEMPT_OPEN && store_row(query)) {
    struct event event = store_event(query);
    bool good = event_is_sound(&event) &&
                (bb_span_is(event.kind, "answer") ? read_answer(store, query, arena, attempt, diags)
                                                  : read_finish(query, attempt));
    if (!good) store_bad_event(store, query, diags);
  }
  return store_end(query);
}

/* ---- all attempts of a person ---- */

static bool find_starts(struct bb_store *store, struct bb_arena *arena, struct bb_span person,
                        struct drafts *drafts, struct bb_diags *diags) {
  sqlite3_stmt *query = store_query(store,
                                    "SELECT " EVENT_COLUMNS " FROM event WHERE person = ?"
                                    " AND kind = 'attempt.started' AND body IS NOT NULL",
                                    "s", person);
  while (store_row(query)) {
    struct event event = store_event(query);
    struct draft draft = {0};
    if (!event_is_sound(&event) || !build_attempt(store, arena, event.body, &draft)) {
      store_bad_event(store, query, diags);
      continue;
    }
    draft.attempt.id = bb_arena_copy(arena, event.id);
    draft.attempt.person = bb_arena_copy(arena, person);
    draft.attempt.started = event.time;
    drafts->list = bb_arena_grow(arena, drafts->list, drafts->count, drafts->count + 1,
                                 sizeof *drafts->list, &drafts->room);
    drafts->list[drafts->count++] = draft;
  }
  return store_end(query);
}

/* Where two laptops did not know of each other, the clocks decide, which then only orders a list;
 * at the same second, the id. */
static int by_beginning(const void *a, const void *b) {
  const struct draft *x = a, *y = b;
  if (x->ordinal != y->ordinal) return x->ordinal < y->ordinal ? -1 : 1;
  if (x->attempt.started != y->attempt.started)
    return x->attempt.started < y->attempt.started ? -1 : 1;
  return bb_span_compare(x->attempt.id, y->attempt.id);
}

static bool load(struct bb_store *store, struct bb_arena *arena, struct bb_span person,
                 struct bb_attempts *attempts, struct bb_diags *diags) {
  struct drafts drafts = {0};
  if (!find_starts(store, arena, person, &drafts, diags)) return false;
  if (drafts.count) qsort(drafts.list, drafts.count, sizeof *drafts.list, by_beginning);
  *attempts = (struct bb_attempts){BB_NEW_ARRAY(arena, drafts.count, struct bb_attempt), 0};
  for (; attempts->count < drafts.count; attempts->count++) {
    attempts->list[attempts->count] = drafts.list[attempts->count].attempt;
    if (!replay(store, arena, &attempts->list[attempts->count], diags)) return false;
  }
  return true;
}

/* In one transaction, so that a writer at work does not show half of what it does. */
bool bb_store_load_attempts(struct bb_store *store, struct bb_arena *arena, struct bb_span person,
                            struct bb_attempts *attempts, struct bb_diags *diags) {
  *attempts = (struct bb_attempts){0};
  bool good = store_script(store, "BEGIN") && load(store, arena, person, attempts, diags);
  if (!good) store_failed(store, false, diags);
  if (!sqlite3_get_autocommit(store->db)) store_script(store, "COMMIT");
  return good;
}
