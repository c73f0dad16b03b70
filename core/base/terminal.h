/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The terminal as a screen: keys as they are pressed, one by one, and the whole window to draw on.
 *
 * While it is open the terminal neither echoes nor waits for the Enter key, and shows its alternate
 * screen, so that what stood there before comes back at the end.  It is put back as it was when it
 * is closed, when the program is stopped (Ctrl-Z) and when a signal ends the program, whatever the
 * signal: nobody is left with a dead window.
 *
 * Not here: what keys and bytes mean (term/).
 */
#ifndef BB_BASE_TERMINAL_H
#define BB_BASE_TERMINAL_H

#include "base/span.h"

#include <stdio.h>

/* Of any stream, open as a screen or not. */
bool bb_terminal_is(FILE *stream);        /* a person is watching */
unsigned bb_terminal_width(FILE *stream); /* columns; 80 when unknown */

/* What the environment says of the terminal: TERM and the locale's character set. */
bool bb_terminal_is_dumb(void);    /* it can be written to line by line only */
bool bb_terminal_is_console(void); /* a console of the kernel, whose font has at most 512 signs */
bool bb_terminal_is_utf8(void);    /* false: the locale names another character set */

/* ---- lines: for dialogues without a screen ---- */

enum bb_terminal_event {
  BB_TERMINAL_BYTES,   /* at least one byte was read */
  BB_TERMINAL_TIMEOUT, /* nothing came in the time given */
  BB_TERMINAL_REDRAW,  /* the window has another size, or the program was continued: draw it all */
  BB_TERMINAL_CLOSED   /* the terminal has gone, or somebody asked the program to end */
};

enum { BB_TERMINAL_LINE_MAX = 4096 /* bytes; what is longer comes in pieces */ };

/* What was read from standard input and not yet handed out.  All zero at first. */
struct bb_terminal_lines {
  char bytes[BB_TERMINAL_LINE_MAX];
  size_t count, taken;
};

/* Waits for a line on standard input, at most `milliseconds` (negative: for ever).  BYTES: *line is
 * the line without its end, until the next call.  TIMEOUT, or CLOSED at the end of the input. */
enum bb_terminal_event bb_terminal_line(struct bb_terminal_lines *lines, int milliseconds,
                                        struct bb_span *line);

/* ---- the screen ---- */

struct bb_terminal;

/* Opens the terminal that standard input and output are.  NULL when they are none, or when another
 * one is open.  Close it in any case, also after it has hung up. */
struct bb_terminal *bb_terminal_open(void);
void bb_terminal_close(struct bb_terminal *terminal);

struct bb_terminal_size {
  unsigned columns, rows; /* 80 by 24 when unknown */
};
struct bb_terminal_size bb_terminal_size(const struct bb_terminal *terminal);

/* Sends all the bytes.  A terminal that has gone takes none; the next read tells. */
void bb_terminal_write(struct bb_terminal *terminal, struct bb_span bytes);

/* Waits for what comes first, at most `milliseconds` (negative: for ever).  Bytes go to
 * buffer[0..*size-1]; *size holds its room before. */
enum bb_terminal_event bb_terminal_read(struct bb_terminal *terminal, int milliseconds,
                                        char *buffer, size_t *size);

/* Stops the program as Ctrl-Z does, with the terminal as it was before; returns when it is
 * continued. */
void bb_terminal_suspend(struct bb_terminal *terminal);

#endif
