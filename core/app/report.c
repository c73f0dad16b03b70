/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report.h"

#include "app/messages.h"

static const char *translate(const char *text) {
  return gettext(text);
}

enum exit_status bb_report_status(const struct bb_diags *diags, const struct options *options) {
  switch (bb_diags_worst(diags)) {
  case BB_NOTE: return EXIT_FINE;
  case BB_WARNING: return options->strict ? EXIT_ERRORS : EXIT_FINE;
  case BB_ERROR: return EXIT_ERRORS;
  case BB_FATAL: return EXIT_ENVIRONMENT;
  }
  return EXIT_ENVIRONMENT;
}

void bb_report_bytes(FILE *to, struct bb_span bytes) {
  fwrite(bytes.p, 1, bytes.n, to);
}

void bb_report_print(FILE *to, struct bb_diags *diags) {
  struct bb_buf out = {0};
  bb_diags_write_text(diags, translate, &out);
  bb_report_bytes(to, bb_buf_view(&out));
  bb_buf_free(&out);
  size_t dropped = bb_diags_dropped(diags);
  if (dropped)
    fprintf(to, ngettext("(and %zu more message)\n", "(and %zu more messages)\n", dropped),
            dropped);
}

void bb_report_add(struct bb_json *json, const char *name, struct bb_diags *diags) {
  bb_diags_write_json(diags, translate, json, name);
}

void bb_report_tally(FILE *to, const struct bb_diags *diags) {
  size_t errors = bb_diags_count(diags, BB_ERROR) + bb_diags_count(diags, BB_FATAL);
  size_t warnings = bb_diags_count(diags, BB_WARNING);
  if (!errors && !warnings) {
    fprintf(to, "%s\n", _("No errors, no warnings."));
    return;
  }
  fprintf(to, ngettext("%zu error, ", "%zu errors, ", errors), errors);
  fprintf(to, ngettext("%zu warning\n", "%zu warnings\n", warnings), warnings);
}
