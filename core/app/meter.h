/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line on the terminal that tells how far a long command has come.  It is drawn over itself, and
 * taken away before anything else is printed.  Where nobody watches, nothing is drawn.
 */
#ifndef BB_APP_METER_H
#define BB_APP_METER_H

#include <stddef.h>

/* "[3/24] km" on standard error. */
void bb_meter_draw(size_t done, size_t total, const char *what);
void bb_meter_clear(void);

#endif
