/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * progress_golden SCRIPT: the progress of everybody in the record that a script makes
 * (../../store_script.h), as CSV and as JSON.
 */
#include "progress/progress.h"

#include "../../store_script.h"

int main(int argc, char *argv[]) {
  struct script s;
  struct bb_progress progress;
  struct bb_buf out = {0};
  FILE *in = argc == 2 ? fopen(argv[1], "r") : NULL;
  char folder[] = "golden-XXXXXX", path[40];
  if (!in || !mkdtemp(folder)) return 2;
  snprintf(path, sizeof path, "%s/x.db", folder);
  script_run(&s, path, in, NULL);
  script_must(&s, bb_progress_load(s.store, &s.arena, NULL, &progress, s.diags), "load");
  bb_progress_write_csv(&progress, &out);
  bb_progress_write_json(&progress, &out);
  printf("%s", out.p);
  script_end(&s);
  bb_buf_free(&out);
  fclose(in);
  remove(path);
  snprintf(path, sizeof path, "%s/x.db-lock", folder);
  remove(path);
  remove(folder);
  return 0;
}
