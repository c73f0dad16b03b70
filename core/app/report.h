/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a command says at its end: the messages it collected, and the status they amount to.
 */
#ifndef BB_APP_REPORT_H
#define BB_APP_REPORT_H

#include "app/options.h"
#include "base/diag.h"

/* The worst message decides; --strict lifts warnings to errors. */
enum exit_status bb_report_status(const struct bb_diags *diags, const struct options *options);

/* Writes all messages as lines to `to`. */
void bb_report_print(FILE *to, struct bb_diags *diags);

/* Adds them as the array `name` of an open JSON object, or alone when name is NULL. */
void bb_report_add(struct bb_json *json, const char *name, struct bb_diags *diags);

/* "2 errors, 1 warning" as a line, or that nothing was found. */
void bb_report_tally(FILE *to, const struct bb_diags *diags);

/* Writes bytes as they are. */
void bb_report_bytes(FILE *to, struct bb_span bytes);

#endif
