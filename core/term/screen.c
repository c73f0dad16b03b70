/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/screen.h"

#include "lang/lang.h"

#include <stdlib.h>

static void free_rows(struct bb_screen *screen) {
  for (unsigned i = 0; i < screen->size.rows; i++) {
    bb_buf_free(&screen->shown[i]);
    bb_buf_free(&screen->next[i]);
  }
  free(screen->shown);
  free(screen->next);
}

static void make_rows(struct bb_screen *screen) {
  screen->size = bb_terminal_size(screen->terminal);
  size_t bytes = screen->size.rows * sizeof(struct bb_buf);
  screen->shown = bb_alloc(bytes);
  screen->next = bb_alloc(bytes);
  for (unsigned i = 0; i < screen->size.rows; i++)
    screen->shown[i] = screen->next[i] = (struct bb_buf){0};
  screen->rows = 0;
  screen->blank = true;
}

void bb_screen_open(struct bb_screen *screen, struct bb_terminal *terminal) {
  *screen = (struct bb_screen){.terminal = terminal};
  make_rows(screen);
}

void bb_screen_close(struct bb_screen *screen) {
  free_rows(screen);
  *screen = (struct bb_screen){0};
}

void bb_screen_reset(struct bb_screen *screen) {
  free_rows(screen);
  make_rows(screen);
}

/* ---- composing ---- */

static void put_style(struct bb_buf *row, unsigned style) {
  if (style & BB_ROW_BOLD) bb_buf_string(row, "\033[1m");
  if (style & BB_ROW_UNDERLINED) bb_buf_string(row, "\033[4m");
  if (style & BB_ROW_REVERSED) bb_buf_string(row, "\033[7m");
}

/* Text of a course or a person never commands the terminal. */
static void put_text(struct bb_buf *row, struct bb_span text) {
  for (size_t at = 0; at < text.n;) {
    uint32_t cp = bb_utf8_decode(text, &at);
    bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == BB_UTF8_BAD;
    bb_buf_code_point(row, control ? 0xFFFD : cp);
  }
}

void bb_screen_add(struct bb_screen *screen, struct bb_span text, unsigned style) {
  if (screen->rows == screen->size.rows) return;
  struct bb_buf *row = &screen->next[screen->rows++];
  bb_buf_clear(row);
  /* First, not last: behind a full row the cursor stands on its last character.  Not every terminal
   * erases with the style, so blanks carry it to the end. */
  bb_buf_string(row, "\033[K");
  put_style(row, style);
  put_text(row, text);
  if (style & BB_ROW_REVERSED)
    for (unsigned i = bb_lang_width(text); i < screen->size.columns; i++) bb_buf_char(row, ' ');
  if (style) bb_buf_string(row, "\033[0m");
}

void bb_screen_skip_to(struct bb_screen *screen, unsigned row) {
  while (screen->rows < row && screen->rows < screen->size.rows)
    bb_screen_add(screen, (struct bb_span){0}, BB_ROW_PLAIN);
}

/* ---- drawing ---- */

static void put_cursor(struct bb_buf *out, unsigned row, int column) {
  if (column < 0)
    bb_buf_string(out, "\033[?25l");
  else
    bb_buf_printf(out, "\033[%u;%dH\033[?25h", row + 1, column + 1);
}

void bb_screen_draw(struct bb_screen *screen, unsigned row, int column) {
  struct bb_buf out = {0};
  bb_screen_skip_to(screen, screen->size.rows);
  bb_buf_string(&out, "\033[?25l");
  for (unsigned i = 0; i < screen->size.rows; i++) {
    struct bb_span next = bb_buf_view(&screen->next[i]);
    if (!screen->blank && bb_span_equal(next, bb_buf_view(&screen->shown[i]))) continue;
    bb_buf_printf(&out, "\033[%u;1H", i + 1);
    bb_buf_span(&out, next);
    struct bb_buf old = screen->shown[i];
    screen->shown[i] = screen->next[i];
    screen->next[i] = old;
  }
  put_cursor(&out, row, column);
  bb_terminal_write(screen->terminal, bb_buf_view(&out));
  bb_buf_free(&out);
  screen->blank = false;
  screen->rows = 0;
}
