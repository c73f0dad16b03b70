/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meter.h"

#include "base/terminal.h"

void bb_meter_draw(size_t done, size_t total, const char *what) {
  if (!bb_terminal_is(stderr)) return;
  fprintf(stderr, "\r\033[K[%zu/%zu] %.40s", done, total, what);
  fflush(stderr);
}

void bb_meter_clear(void) {
  if (!bb_terminal_is(stderr)) return;
  fputs("\r\033[K", stderr);
  fflush(stderr);
}
