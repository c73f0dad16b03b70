/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Events: how one is made, how its id comes about, and when it is safe.
 *
 * An event says once and for all that something happened.  It has a header and a body:
 *
 *     benchbook event 1                     the canonical header: these lines, in this order, each
 *     kind: answer                          ended by a line feed; a field that an event has not is
 *     time: 1795305600                      left out; `before` may stand several times, rising
 *     clock: sound
 *     chain: 0f1e2d…                        32 digits
 *     number: 7
 *     before: 9a8b7c…                       64 digits
 *     person: 5d4c3b…                       32 digits
 *     attempt: 1c2d3e…                      64 digits
 *     commit: 77665544…                     SHA-256 of 16 bytes of salt and the body
 *
 *     {"step":6,"item":5,"question":"m06-hash","choices":"b",…}            the body: JSON
 *
 * The id is the SHA-256 of the header, as `sha256sum` prints it.  The header commits to the body
 * without telling it: whoever blanks body and salt leaves a header that still verifies, and nobody
 * can guess the body from the commitment, because the salt is gone too.
 *
 * Chains.  The first event written after the store was opened is `chain.began`; it draws the
 * chain's id and names, as `before`, every event that none follows yet: the heads.  From there each
 * event names the one before it.  So the events form a graph like the history of a version control
 * system: what was cut off or taken out of the middle is missed by its successor, and two copies of
 * one store that go on separately are two chains from one head.  Nothing has to notice that.
 *
 * The clock is written down and never relied on.  It is called doubtful when it stands before the
 * day the program was built, or before the event it follows.  What comes first is told by `step`
 * and `ordinal` in the bodies (attempts.c): they count what was known when the event was made.
 *
 * What is durable when.  store_commit returns true when SQLite has synced the log (WAL with
 * synchronous=FULL) or the journal (DELETE): the event, the texts that belong to it and its place
 * in the chain are then on the disk together, and stay there through kill -9 and, where the disk
 * does not lie about syncing, a power cut.  Before that, nothing of it is there.  The in-memory end
 * of the chain moves with the transaction and goes back with it, so that a failed append leaves no
 * gap and may be tried again.
 *
 * What secure_delete does for erasure, and what it cannot.  SQLite overwrites freed content with
 * zeros, and bb_store_erase_person empties the log afterwards, so that file and log hold nothing of
 * what was erased.  Blocks that the file system or a flash disk put elsewhere, snapshots, backups
 * and sticks made before keep their copies; only destroying those erases them.
 */
#include "store/inside.h"

#include <inttypes.h>
#include <string.h>

/* ---- digits ---- */

struct bb_span store_hex(struct bb_arena *arena, struct bb_span bytes) {
  char *hex = bb_arena_alloc(arena, bytes.n * 2 + 1);
  for (size_t i = 0; i < bytes.n; i++) {
    unsigned char byte = (unsigned char)bytes.p[i];
    hex[2 * i] = "0123456789abcdef"[byte >> 4];
    hex[2 * i + 1] = "0123456789abcdef"[byte & 15];
  }
  return (struct bb_span){hex, bytes.n * 2};
}

struct bb_span store_random_hex(struct bb_store *store, struct bb_arena *arena, size_t n) {
  char *bytes = bb_arena_alloc(arena, n);
  store->random(bytes, n);
  return store_hex(arena, (struct bb_span){bytes, n});
}

bool store_is_hex(struct bb_span s, size_t digits) {
  for (size_t i = 0; i < s.n; i++)
    if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f'))) return false;
  return s.n == digits;
}

/* ---- header and id ---- */

void event_commit(struct bb_span salt, struct bb_span body, char hex[ID_DIGITS + 1]) {
  struct bb_hash hash;
  bb_hash_begin(&hash);
  bb_hash_bytes(&hash, salt);
  bb_hash_bytes(&hash, body);
  bb_hash_end(&hash, hex);
}

static bool is_kind(struct bb_span kind) {
  for (size_t i = 0; i < kind.n; i++)
    if (kind.p[i] != '.' && (kind.p[i] < 'a' || kind.p[i] > 'z')) return false;
  return kind.n > 0 && kind.n <= 64;
}

/* ["id","id"]: each a line; false unless they rise and nothing else stands there. */
static bool add_before(struct bb_span before, struct bb_buf *header) {
  enum { ENTRY = ID_DIGITS + 3 }; /* quotes and the comma or bracket in front */
  struct bb_span last = {0};
  if (bb_span_is(before, "[]")) return true;
  if (before.n < 2 || (before.n - 1) % ENTRY || before.p[before.n - 1] != ']') return false;
  for (size_t at = 0; at + 1 < before.n; at += ENTRY) {
    const char *p = before.p + at;
    struct bb_span id = {p + 2, ID_DIGITS};
    if (p[0] != (at ? ',' : '[') || p[1] != '"' || p[ENTRY - 1] != '"') return false;
    if (!store_is_hex(id, ID_DIGITS) || bb_span_compare(last, id) >= 0) return false;
    bb_buf_printf(header, "before: %.*s\n", BB_SPAN_ARG(id));
    last = id;
  }
  return true;
}

bool event_header(const struct event *event, struct bb_buf *header) {
  if (!is_kind(event->kind) || !store_is_hex(event->chain, RANDOM_DIGITS) ||
      !store_is_hex(event->commitment, ID_DIGITS) ||
      (event->person.p && !store_is_hex(event->person, RANDOM_DIGITS)) ||
      (event->attempt.p && !store_is_hex(event->attempt, ID_DIGITS)))
    return false;
  bb_buf_printf(header, "benchbook event 1\nkind: %.*s\ntime: %" PRId64 "\nclock: %s\n",
                BB_SPAN_ARG(event->kind), event->time, event->doubtful ? "doubtful" : "sound");
  bb_buf_printf(header, "chain: %.*s\nnumber: %" PRId64 "\n", BB_SPAN_ARG(event->chain),
                event->number);
  bool good = add_before(event->before, header);
  if (event->person.p) bb_buf_printf(header, "person: %.*s\n", BB_SPAN_ARG(event->person));
  if (event->attempt.p) bb_buf_printf(header, "attempt: %.*s\n", BB_SPAN_ARG(event->attempt));
  bb_buf_printf(header, "commit: %.*s\n", BB_SPAN_ARG(event->commitment));
  return good;
}

/* False when a field has not its form. */
static bool identify(const struct event *event, char hex[ID_DIGITS + 1]) {
  struct bb_buf header = {0};
  struct bb_hash hash;
  bool good = event_header(event, &header);
  bb_hash_begin(&hash);
  bb_hash_bytes(&hash, bb_buf_view(&header));
  bb_hash_end(&hash, hex);
  bb_buf_free(&header);
  return good;
}

bool event_is_sound(const struct event *event) {
  char hex[ID_DIGITS + 1];
  if (!identify(event, hex) || !bb_span_is(event->id, hex)) return false;
  if (!event->body.p && !event->salt.p) return true;
  if (!event->body.p || event->salt.n != SALT_SIZE || event->body.n > BODY_MAX) return false;
  event_commit(event->salt, event->body, hex);
  return bb_span_is(event->commitment, hex);
}

struct event store_event(sqlite3_stmt *query) {
  return (struct event){.id = store_column(query, 0),
                        .kind = store_column(query, 1),
                        .time = sqlite3_column_int64(query, 2),
                        .doubtful = sqlite3_column_int(query, 3) != 0,
                        .chain = store_column(query, 4),
                        .number = sqlite3_column_int64(query, 5),
                        .before = store_column(query, 6),
                        .person = store_column(query, 7),
                        .attempt = store_column(query, 8),
                        .commitment = store_column(query, 9),
                        .salt = store_column(query, 10),
                        .body = store_column(query, 11)};
}

void store_bad_event(struct bb_store *store, sqlite3_stmt *query, struct bb_diags *diags) {
  struct event event = store_event(query);
  bool sound = event_is_sound(&event);
  bb_diag_add(diags, sound ? BB_D_EVENT_FORM : BB_D_EVENT_DAMAGED, store_place(store),
              "%.12s, %.*s", event.id.n >= 12 ? event.id.p : "",
              is_kind(event.kind) ? (int)event.kind.n : 0, event.kind.p);
}

/* ---- transactions ---- */

bool store_begin(struct bb_store *store) {
  store->kept = store->chain;
  return store_script(store, "BEGIN IMMEDIATE");
}

bool store_commit(struct bb_store *store) {
  return store_script(store, "COMMIT");
}

bool store_undo(struct bb_store *store, struct bb_diags *diags) {
  store_failed(store, true, diags);
  if (!sqlite3_get_autocommit(store->db)) store_script(store, "ROLLBACK");
  store->chain = store->kept;
  return false;
}

/* ---- appending ---- */

static void set_digits(char *to, struct bb_span digits) {
  memcpy(to, digits.p, digits.n);
  to[digits.n] = '\0';
}

static bool insert(struct bb_store *store, const struct event *event) {
  return store_do(
      store, "INSERT INTO event (" EVENT_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "ssiisissssbs", event->id, event->kind, event->time, (int64_t)event->doubtful, event->chain,
      event->number, event->before, event->person, event->attempt, event->commitment, event->salt,
      event->body);
}

/* Salt, commitment, time and id of an event whose other parts are there; then it is inserted and
 * becomes the end of the chain. */
static bool seal(struct bb_store *store, struct bb_arena *arena, struct event *event) {
  char *salt = bb_arena_alloc(arena, SALT_SIZE), hex[ID_DIGITS + 1];
  store->random(salt, SALT_SIZE);
  event->salt = (struct bb_span){salt, SALT_SIZE};
  event_commit(event->salt, event->body, hex);
  event->commitment = bb_arena_copy(arena, bb_span_of(hex));
  event->time = store->now();
  event->doubtful = event->time < store->program.built || event->time < store->chain.time;
  identify(event, hex);
  event->id = bb_arena_copy(arena, bb_span_of(hex));
  if (!insert(store, event)) return false;
  set_digits(store->chain.id, event->chain);
  set_digits(store->chain.head, event->id);
  store->chain.number = event->number;
  store->chain.time = event->time;
  return true;
}

/* The last event of each chain, unless another chain goes on from it; *time is the latest of
 * them. */
static bool find_heads(struct bb_store *store, struct bb_arena *arena, struct bb_span *before,
                       int64_t *time) {
  sqlite3_stmt *query = store_query(
      store,
      "SELECT json_group_array(id), max(time) FROM (SELECT id, time FROM event JOIN"
      " (SELECT chain AS c, max(number) AS n FROM event GROUP BY chain) ON chain = c AND number = n"
      " WHERE id NOT IN (SELECT value FROM event AS began, json_each(began.before)"
      " WHERE began.kind = 'chain.began') ORDER BY id LIMIT ?)",
      "i", (int64_t)HEADS_MAX);
  bool good = store_row(query);
  if (good) {
    *before = bb_arena_copy(arena, store_column(query, 0));
    *time = sqlite3_column_int64(query, 1);
  }
  return store_end(query) && good;
}

static bool begin_chain(struct bb_store *store, struct bb_arena *arena) {
  struct event event = {.kind = BB_SPAN("chain.began"),
                        .chain = store_random_hex(store, arena, RANDOM_DIGITS / 2)};
  struct bb_buf body = {0};
  struct bb_json json;
  if (!find_heads(store, arena, &event.before, &store->chain.time)) return false;
  bb_json_begin(&json, &body);
  json.compact = true;
  bb_json_object(&json, NULL);
  bb_json_string(&json, "program", bb_span_of(store->program.name));
  bb_json_close(&json);
  event.body = bb_arena_copy(arena, bb_buf_view(&body));
  bb_buf_free(&body);
  return seal(store, arena, &event);
}

bool store_append(struct bb_store *store, struct bb_arena *arena, const char *kind,
                  struct bb_span person, struct bb_span attempt, struct bb_span body,
                  struct event *event) {
  if (!store->chain.id[0] && !begin_chain(store, arena)) return false;
  *event = (struct event){.kind = bb_span_of(kind),
                          .chain = bb_arena_copy(arena, bb_span_of(store->chain.id)),
                          .number = store->chain.number + 1,
                          .person = person,
                          .attempt = attempt,
                          .body = bb_arena_copy(arena, body)};
  event->before = bb_span_of(bb_arena_printf(arena, "[\"%s\"]", store->chain.head));
  return seal(store, arena, event);
}
