/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statements with their parameters, and what a failure of SQLite means to a person.  Statements are
 * prepared anew each time: that costs some ten microseconds, a commit some milliseconds.
 */
#include "store/inside.h"

#include <stdarg.h>
#include <string.h>

static bool bind(sqlite3_stmt *query, const char *types, va_list values) {
  int status = SQLITE_OK;
  for (int i = 0; types[i] && status == SQLITE_OK; i++) {
    if (types[i] == 'i') {
      status = sqlite3_bind_int64(query, i + 1, va_arg(values, int64_t));
      continue;
    }
    struct bb_span s = va_arg(values, struct bb_span);
    if (!s.p)
      status = sqlite3_bind_null(query, i + 1);
    else if (types[i] == 's')
      status = sqlite3_bind_text64(query, i + 1, s.p, s.n, SQLITE_STATIC, SQLITE_UTF8);
    else
      status = sqlite3_bind_blob64(query, i + 1, s.p, s.n, SQLITE_STATIC);
  }
  return status == SQLITE_OK;
}

static sqlite3_stmt *prepare(struct bb_store *store, const char *sql, const char *types,
                             va_list values) {
  sqlite3_stmt *query = NULL;
  if (sqlite3_prepare_v2(store->db, sql, -1, &query, NULL) != SQLITE_OK) return NULL;
  if (bind(query, types, values)) return query;
  sqlite3_finalize(query);
  return NULL;
}

sqlite3_stmt *store_query(struct bb_store *store, const char *sql, const char *types, ...) {
  va_list values;
  va_start(values, types);
  sqlite3_stmt *query = prepare(store, sql, types, values);
  va_end(values);
  return query;
}

bool store_do(struct bb_store *store, const char *sql, const char *types, ...) {
  va_list values;
  va_start(values, types);
  sqlite3_stmt *query = prepare(store, sql, types, values);
  va_end(values);
  store_row(query);
  return store_end(query);
}

bool store_script(struct bb_store *store, const char *sql) {
  return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

bool store_row(sqlite3_stmt *query) {
  return query && sqlite3_step(query) == SQLITE_ROW;
}

bool store_end(sqlite3_stmt *query) {
  return query && sqlite3_finalize(query) == SQLITE_OK;
}

struct bb_span store_column(sqlite3_stmt *query, int column) {
  if (sqlite3_column_type(query, column) == SQLITE_NULL) return (struct bb_span){0};
  const char *p = sqlite3_column_type(query, column) == SQLITE_BLOB
                      ? sqlite3_column_blob(query, column)
                      : (const char *)sqlite3_column_text(query, column);
  return (struct bb_span){p ? p : "", (size_t)sqlite3_column_bytes(query, column)};
}

int64_t store_number(struct bb_store *store, const char *sql, int64_t otherwise) {
  sqlite3_stmt *query = store_query(store, sql, "");
  int64_t number = store_row(query) ? sqlite3_column_int64(query, 0) : otherwise;
  return store_end(query) ? number : otherwise;
}

struct bb_place store_place(const struct bb_store *store) {
  return (struct bb_place){.path = store->path};
}

bool store_failed(struct bb_store *store, bool writing, struct bb_diags *diags) {
  enum bb_diag_code code = writing ? BB_D_STORE_WRITE : BB_D_STORE_READ;
  int status = sqlite3_errcode(store->db) & 0xFF;
  int error =
      status == SQLITE_IOERR || status == SQLITE_CANTOPEN ? sqlite3_system_errno(store->db) : 0;
  if (status == SQLITE_CORRUPT || status == SQLITE_NOTADB) code = BB_D_STORE_DAMAGED;
  if (status == SQLITE_BUSY) code = BB_D_STORE_BUSY;
  bb_diag_add(diags, code, store_place(store), "%s%s%s", sqlite3_errmsg(store->db),
              error ? ": " : "", error ? strerror(error) : "");
  return false;
}
