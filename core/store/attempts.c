/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recording attempts.  Facts are written down when they happen, whole, so that everything can be
 * derived later without the course:
 *
 *     attempt.started   {"ordinal":0,"course":"cybercrime","version":"0.1","quiz":"m06",
 *                        "kind":"module","form":"","lang":"km","seed":"00000000000004d2",
 *                        "seconds":1800,"pass":70,"score":"best",
 *                        "items":[{"question":"m06-hash","rev":1,"points":2,"order":"bac",
 *                                  "case":"","objective":"m06-o3"},…]}
 *     answer            {"step":3,"item":0,"question":"m06-hash","given":true,"choices":"b",
 *                        "texts":[{"bytes":9,"hash":"…"}],"verdict":"right","credit":[1,1],
 *                        "marking":1,"flagged":false,"hinted":true,"revisions":1,"seconds":95}
 *     attempt.finished  {"step":9,"expired":false,"seconds":420}
 *
 * Options are the letters of their ids; in `choices`, "-" is none.  `ordinal` is how many attempts
 * of this person, `step` how many events of this attempt the store knew when the event was made.
 * They order what follows each other without a clock; what two laptops recorded without knowing of
 * each other may have equal numbers, and is then ordered by id.
 *
 * `seconds` is active time.  It is committed with each answer: a power cut takes the time since the
 * last answer from nobody and gives nobody any.
 *
 * Typed answers are free text: they stay in the table answer_text.
 */
#include "store/inside.h"

#include <assert.h>
#include <inttypes.h>

const char *const store_quiz_kinds[] = {"module", "practice", "pretest", "posttest", NULL};
const char *const store_score_rules[] = {"first", "best", "last", NULL};
const char *const store_verdicts[] = {"wrong", "partly", "right", "waiting", "unread", NULL};

void store_text_hash(struct bb_span salt, struct bb_span text, char hex[ID_DIGITS + 1]) {
  event_commit(salt, text, hex);
}

/* ---- bodies ---- */

static void begin_body(struct bb_json *json, struct bb_buf *body) {
  bb_json_begin(json, body);
  json->compact = true;
  bb_json_object(json, NULL);
}

static struct bb_span end_body(struct bb_json *json, struct bb_arena *arena) {
  bb_json_close(json);
  struct bb_span body = bb_arena_copy(arena, bb_buf_view(json->out));
  bb_buf_free(json->out);
  return body;
}

static void add_letters(struct bb_json *json, const char *name, const uint8_t *options,
                        size_t count) {
  struct bb_buf letters = {0};
  for (size_t i = 0; i < count; i++)
    bb_buf_char(&letters, options[i] == BB_UNANSWERED ? '-' : (char)('a' + options[i]));
  bb_json_string(json, name, bb_buf_view(&letters));
  bb_buf_free(&letters);
}

static void add_item(struct bb_json *json, const struct bb_sheet_item *item) {
  bb_json_object(json, NULL);
  bb_json_string(json, "question", item->question);
  bb_json_number(json, "rev", item->rev);
  bb_json_number(json, "points", item->points);
  add_letters(json, "order", item->order, item->order_count);
  bb_json_string(json, "case", item->kase);
  bb_json_string(json, "objective", item->objective);
  bb_json_close(json);
}

static struct bb_span started_body(struct bb_arena *arena, const struct bb_attempt *attempt,
                                   int64_t ordinal) {
  const struct bb_sheet *sheet = attempt->sheet;
  struct bb_buf body = {0};
  struct bb_json json;
  begin_body(&json, &body);
  bb_json_number(&json, "ordinal", ordinal);
  bb_json_string(&json, "course", attempt->course);
  bb_json_string(&json, "version", attempt->course_version);
  bb_json_string(&json, "quiz", attempt->quiz);
  bb_json_string(&json, "kind", bb_span_of(store_quiz_kinds[attempt->kind]));
  bb_json_string(&json, "form", (struct bb_span){&sheet->form, sheet->form ? 1 : 0});
  bb_json_string(&json, "lang", attempt->lang);
  bb_json_string(&json, "seed", bb_span_of(bb_arena_printf(arena, "%016" PRIx64, sheet->seed)));
  bb_json_number(&json, "seconds", attempt->seconds_limit);
  bb_json_number(&json, "pass", attempt->pass);
  bb_json_string(&json, "score", bb_span_of(store_score_rules[attempt->rule]));
  bb_json_array(&json, "items");
  for (size_t i = 0; i < sheet->count; i++) add_item(&json, &sheet->items[i]);
  bb_json_close(&json);
  return end_body(&json, arena);
}

/* A typed text with the salt of its hash. */
struct text {
  struct bb_span salt, text;
};

static void add_texts(struct bb_json *json, const struct text *texts, size_t count) {
  char hex[ID_DIGITS + 1];
  bb_json_array(json, "texts");
  for (size_t i = 0; i < count; i++) {
    store_text_hash(texts[i].salt, texts[i].text, hex);
    bb_json_object(json, NULL);
    bb_json_number(json, "bytes", (int64_t)texts[i].text.n);
    bb_json_string(json, "hash", bb_span_of(hex));
    bb_json_close(json);
  }
  bb_json_close(json);
}

static struct bb_span answer_body(struct bb_arena *arena, const struct bb_attempt *attempt,
                                  size_t item, const struct text *texts, int64_t step) {
  const struct bb_attempt_answer *answer = &attempt->answers[item];
  struct bb_buf body = {0};
  struct bb_json json;
  assert(bb_fraction_is_credit(answer->marked.credit)); /* or it could not be read back */
  begin_body(&json, &body);
  bb_json_number(&json, "step", step);
  bb_json_number(&json, "item", (int64_t)item);
  bb_json_string(&json, "question", attempt->sheet->items[item].question);
  bb_json_bool(&json, "given", answer->given);
  add_letters(&json, "choices", answer->response.choices, answer->response.choice_count);
  add_texts(&json, texts, answer->response.text_count);
  bb_json_string(&json, "verdict", bb_span_of(store_verdicts[answer->marked.verdict]));
  bb_json_array(&json, "credit");
  bb_json_number(&json, NULL, answer->marked.credit.num);
  bb_json_number(&json, NULL, answer->marked.credit.den);
  bb_json_close(&json);
  bb_json_number(&json, "marking", BB_MARKING_VERSION);
  bb_json_bool(&json, "flagged", answer->flagged);
  bb_json_bool(&json, "hinted", answer->hinted);
  bb_json_number(&json, "revisions", answer->revisions);
  bb_json_number(&json, "seconds", attempt->seconds_used);
  return end_body(&json, arena);
}

static struct bb_span finished_body(struct bb_arena *arena, const struct bb_attempt *attempt,
                                    int64_t step) {
  struct bb_buf body = {0};
  struct bb_json json;
  begin_body(&json, &body);
  bb_json_number(&json, "step", step);
  bb_json_bool(&json, "expired", attempt->expired);
  bb_json_number(&json, "seconds", attempt->seconds_used);
  return end_body(&json, arena);
}

/* ---- recording ---- */

/* The first column of the only row of a query about one id. */
static bool count(struct bb_store *store, const char *sql, struct bb_span id, int64_t *number) {
  sqlite3_stmt *query = store_query(store, sql, "s", id);
  bool good = store_row(query);
  if (good) *number = sqlite3_column_int64(query, 0);
  return store_end(query) && good;
}

/* How many events of the attempt there are: its start and those that name it. */
static bool count_steps(struct bb_store *store, const struct bb_attempt *attempt, int64_t *step) {
  return count(store, "SELECT 1 + count(*) FROM event WHERE attempt = ?", attempt->id, step);
}

bool bb_store_start_attempt(struct bb_store *store, struct bb_arena *arena,
                            struct bb_attempt *attempt, struct bb_diags *diags) {
  struct event event;
  int64_t ordinal = 0;
  bool good =
      store_begin(store) &&
      count(store, "SELECT count(*) FROM event WHERE person = ? AND kind = 'attempt.started'",
            attempt->person, &ordinal) &&
      store_append(store, arena, "attempt.started", attempt->person, (struct bb_span){0},
                   started_body(arena, attempt, ordinal), &event) &&
      store_commit(store);
  if (!good) return store_undo(store, diags);
  attempt->id = event.id;
  attempt->started = event.time;
  return true;
}

static bool insert_texts(struct bb_store *store, const struct event *event,
                         const struct text *texts, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (texts[i].text.n &&
        !store_do(store,
                  "INSERT INTO answer_text (event, position, salt, text) VALUES (?, ?, ?, ?)",
                  "sibs", event->id, (int64_t)i, texts[i].salt, texts[i].text))
      return false;
  return true;
}

static bool record_answer(struct bb_store *store, struct bb_arena *scratch,
                          const struct bb_attempt *attempt, size_t item) {
  const struct bb_response *response = &attempt->answers[item].response;
  struct text *texts = BB_NEW_ARRAY(scratch, response->text_count + 1, struct text);
  struct event event;
  int64_t step;
  for (size_t i = 0; i < response->text_count; i++) {
    char *salt = bb_arena_alloc(scratch, SALT_SIZE);
    store->random(salt, SALT_SIZE);
    texts[i] = (struct text){{salt, SALT_SIZE}, response->texts[i]};
  }
  return store_begin(store) && count_steps(store, attempt, &step) &&
         store_append(store, scratch, "answer", attempt->person, attempt->id,
                      answer_body(scratch, attempt, item, texts, step), &event) &&
         insert_texts(store, &event, texts, response->text_count) && store_commit(store);
}

bool bb_store_answer(struct bb_store *store, const struct bb_attempt *attempt, size_t item,
                     struct bb_diags *diags) {
  struct bb_arena scratch = {0};
  bool good = record_answer(store, &scratch, attempt, item) || store_undo(store, diags);
  bb_arena_free(&scratch);
  return good;
}

bool bb_store_finish_attempt(struct bb_store *store, struct bb_attempt *attempt,
                             struct bb_diags *diags) {
  struct bb_arena scratch = {0};
  struct event event;
  int64_t step;
  bool good = store_begin(store) && count_steps(store, attempt, &step) &&
              store_append(store, &scratch, "attempt.finished", attempt->person, attempt->id,
                           finished_body(&scratch, attempt, step), &event) &&
              store_commit(store);
  if (good)
    attempt->finished = event.time;
  else
    store_undo(store, diags);
  bb_arena_free(&scratch);
  return good;
}
