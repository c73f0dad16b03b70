/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Terminals send a character as its UTF-8 bytes, and other keys as sequences that begin with the
 * escape byte (ECMA-48; xterm's "ctlseqs"):
 *
 *     ESC [ A            an arrow; ESC O A where the terminal is in application mode
 *     ESC [ 5 ~          Page Up and its like
 *     ESC [ 1 ; 5 C      with modifiers, which mean nothing here
 *     ESC [ 200 ~ … ESC [ 201 ~    around text that was pasted
 *     ESC [ 3 ; 9 R      the cursor stands in row 3, column 9: an answer, not a key
 *
 * The Escape key sends the escape byte alone, so only time tells it from the beginning of a
 * sequence: when nothing follows for a tenth of a second, long enough for a slow line, it was the
 * key.  A sequence that is not known is swallowed whole, so that its letters do not answer a
 * question.
 */
#include "term/key.h"

#include <string.h>

enum { ESCAPE = 0x1B, DELETE = 0x7F, SEQUENCE_WAIT = 100 /* ms */, SEQUENCE_MAX = 32 };

static void drop(struct bb_keys *keys, size_t n) {
  keys->count -= n;
  memmove(keys->bytes, keys->bytes + n, keys->count);
}

/* ---- sequences ---- */

static enum bb_key_kind key_of_letter(char final) {
  switch (final) {
  case 'A': return BB_KEY_UP;
  case 'B': return BB_KEY_DOWN;
  case 'C': return BB_KEY_RIGHT;
  case 'D': return BB_KEY_LEFT;
  case 'H': return BB_KEY_HOME;
  case 'F': return BB_KEY_END;
  case 'Z': return BB_KEY_BACK_TAB;
  case 'M': return BB_KEY_ENTER; /* of the number pad */
  default: return BB_KEY_NONE;
  }
}

static enum bb_key_kind key_of_number(unsigned number) {
  switch (number) {
  case 1:
  case 7: return BB_KEY_HOME;
  case 4:
  case 8: return BB_KEY_END;
  case 3: return BB_KEY_DELETE;
  case 5: return BB_KEY_PAGE_UP;
  case 6: return BB_KEY_PAGE_DOWN;
  default: return BB_KEY_NONE;
  }
}

/* Where the sequence at the front ends, 0 when its end has not come. */
static size_t sequence_size(const struct bb_keys *keys) {
  if (keys->count < 2) return 0;
  if (keys->bytes[1] == 'O') return keys->count < 3 ? 0 : 3;
  for (size_t i = 2; i < keys->count; i++)
    if ((keys->bytes[i] >= '@' && keys->bytes[i] <= '~') || i == SEQUENCE_MAX) return i + 1;
  return 0;
}

static unsigned read_number(const struct bb_keys *keys, size_t from) {
  unsigned number = 0;
  for (size_t i = from; i < from + 4 && keys->bytes[i] >= '0' && keys->bytes[i] <= '9'; i++)
    number = number * 10 + (unsigned)(keys->bytes[i] - '0');
  return number;
}

/* "3;9R" behind ESC [ */
static struct bb_key read_position(const struct bb_keys *keys, size_t size) {
  const char *semicolon = memchr(keys->bytes, ';', size);
  if (!semicolon) return (struct bb_key){.kind = BB_KEY_NONE};
  unsigned column = read_number(keys, (size_t)(semicolon - keys->bytes) + 1);
  return (struct bb_key){.kind = BB_KEY_POSITION, .code_point = column};
}

/* The key of a whole sequence; NONE when it is no key of ours. */
static struct bb_key read_sequence(struct bb_keys *keys, size_t size) {
  char final = keys->bytes[size - 1];
  unsigned number = read_number(keys, 2);
  if (final == 'R') return read_position(keys, size);
  if (final != '~') return (struct bb_key){.kind = key_of_letter(final)};
  if (number == 200 || number == 201) keys->pasting = number == 200;
  return (struct bb_key){.kind = key_of_number(number)};
}

/* ---- characters ---- */

static bool is_whole_character(const struct bb_keys *keys) {
  unsigned char lead = (unsigned char)keys->bytes[0];
  size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return keys->count >= size;
}

static struct bb_key take_character(struct bb_keys *keys) {
  size_t size = 0;
  uint32_t cp = bb_utf8_decode((struct bb_span){keys->bytes, keys->count}, &size);
  drop(keys, size);
  struct bb_key key = {.code_point = cp, .pasted = keys->pasting};
  if (cp == '\r' || cp == '\n')
    key.kind = BB_KEY_ENTER;
  else if (cp == '\t')
    key.kind = BB_KEY_TAB;
  else if (cp == '\b' || cp == DELETE)
    key.kind = BB_KEY_BACKSPACE;
  else if (cp < ' ')
    key = (struct bb_key){.kind = BB_KEY_CONTROL, .code_point = cp + '`'};
  else if (cp == BB_UTF8_BAD)
    key.kind = BB_KEY_NONE;
  return key;
}

bool bb_key_take(struct bb_keys *keys, bool whole, struct bb_key *key) {
  while (keys->count) {
    if (keys->bytes[0] != ESCAPE) {
      if (!whole && !is_whole_character(keys)) return false;
      *key = take_character(keys);
      if (key->kind != BB_KEY_NONE) return true;
      continue;
    }
    bool introduced = keys->count > 1 && (keys->bytes[1] == '[' || keys->bytes[1] == 'O');
    size_t size = introduced ? sequence_size(keys) : 0;
    if (!size && !whole && (introduced || keys->count == 1)) return false;
    *key = size ? read_sequence(keys, size) : (struct bb_key){.kind = BB_KEY_ESCAPE};
    drop(keys, size ? size : introduced ? keys->count : 1);
    if (key->kind != BB_KEY_NONE) return true;
  }
  return false;
}

struct bb_key bb_key_wait(struct bb_terminal *terminal, struct bb_keys *keys, int milliseconds) {
  struct bb_key key;
  for (bool whole = false;;) {
    if (bb_key_take(keys, whole, &key)) return key;
    size_t room = sizeof keys->bytes - keys->count;
    int wait = keys->count ? SEQUENCE_WAIT : milliseconds;
    enum bb_terminal_event event =
        bb_terminal_read(terminal, wait, keys->bytes + keys->count, &room);
    switch (event) {
    case BB_TERMINAL_BYTES: keys->count += room; break;
    case BB_TERMINAL_REDRAW: return (struct bb_key){.kind = BB_KEY_REDRAW};
    case BB_TERMINAL_CLOSED: return (struct bb_key){.kind = BB_KEY_CLOSED};
    case BB_TERMINAL_TIMEOUT:
      if (!keys->count) return (struct bb_key){.kind = BB_KEY_NONE};
      break;
    }
    whole = event == BB_TERMINAL_TIMEOUT;
  }
}
