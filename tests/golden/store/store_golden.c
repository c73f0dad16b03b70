/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * store_golden SCRIPT: the record that a script makes (../../store_script.h), as `benchbook db
 * dump` prints it, and what is in the laptop's own tables.
 */
#include "../../store_script.h"

static void print_rows(struct script *s, const char *sql) {
  sqlite3_stmt *query = store_query(s->store, sql, "");
  while (store_row(query)) printf("%s\n", (const char *)sqlite3_column_text(query, 0));
  script_must(s, store_end(query), sql);
}

int main(int argc, char *argv[]) {
  struct script s;
  struct bb_buf out = {0};
  FILE *in = argc == 2 ? fopen(argv[1], "r") : NULL;
  char folder[] = "golden-XXXXXX", path[40];
  if (!in || !mkdtemp(folder)) return 2;
  snprintf(path, sizeof path, "%s/x.db", folder);
  script_run(&s, path, in, NULL);
  script_must(&s, bb_store_dump(s.store, &out, s.diags) && bb_store_check(s.store, s.diags),
              "dump");
  printf("%s", out.p);
  print_rows(&s, "SELECT 'laptop ' || prefix FROM laptop");
  print_rows(&s,
             "SELECT 'name ' || substr(person, 1, 12) || ' ' || name FROM person_name ORDER BY 1");
  print_rows(&s, "SELECT 'text ' || substr(event, 1, 12) || ' ' || position || ' ' || text"
                 " FROM answer_text ORDER BY 1");
  script_end(&s);
  bb_buf_free(&out);
  fclose(in);
  remove(path);
  snprintf(path, sizeof path, "%s/x.db-lock", folder);
  remove(path);
  remove(folder);
  return 0;
}
