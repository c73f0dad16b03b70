/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How keys and typed lines change an answer.  Pure: an ask in, an ask out; what is shown is not
 * known here.
 *
 *             letters      digits       Space     arrows          Enter          Delete
 *   MENU                   mark                   mark            take it
 *   ONE       choose                    choose    mark            choose, then on take back
 *   MANY      switch                    switch    mark            on             take all back
 *   ORDER                  move there   grab      mark, or move   settle, then on
 *   SLOTS     choose       (typed)      next one  slot; cycle     next slot, on  take back
 *   ESSAY     (typed)      (typed)      (typed)   cursor          new line
 *
 * Where nothing is chosen yet, Enter on a marked option chooses it, as people expect who moved
 * there with the arrows; only the next Enter goes on.  Where no row is marked, Enter goes on and
 * leaves the question open.
 */
#include "term/view.h"

void bb_ask_free(struct bb_ask *ask) {
  for (size_t i = 0; i < ask->slot_count; i++) bb_field_free(&ask->slots[i].field);
}

/* ---- moving ---- */

static size_t count_rows(const struct bb_ask *ask) {
  return ask->kind == BB_ASK_SLOTS ? ask->slot_count : ask->choice_count;
}

static bool move(struct bb_ask *ask, enum bb_key_kind kind) {
  size_t count = count_rows(ask);
  bool none = ask->cursor == BB_ASK_NOWHERE;
  if (kind == BB_KEY_DOWN || kind == BB_KEY_TAB) {
    if (!count || (!none && ask->cursor + 1 >= count)) return false;
    ask->cursor = none ? 0 : ask->cursor + 1;
    return true;
  }
  if (kind == BB_KEY_UP || kind == BB_KEY_BACK_TAB) {
    if (none || !ask->cursor) return false;
    ask->cursor--;
    return true;
  }
  return false;
}

static bool is_taking_back(struct bb_key key) {
  return key.kind == BB_KEY_BACKSPACE || key.kind == BB_KEY_DELETE;
}

/* The choice whose letter was pressed, or `count`. */
static size_t choice_of_letter(struct bb_key key, size_t count) {
  uint32_t cp = key.code_point | 0x20;
  if (key.kind != BB_KEY_CHARACTER || cp < 'a' || cp - 'a' >= count) return count;
  return cp - 'a';
}

/* The place whose number was pressed, in the digits of any script, or `count`. */
static size_t place_of_digit(struct bb_key key, size_t count) {
  int digit = key.kind == BB_KEY_CHARACTER ? bb_lang_digit(key.code_point) : -1;
  return digit < 1 || (size_t)digit > count ? count : (size_t)digit - 1;
}

static bool is_space(struct bb_key key) {
  return key.kind == BB_KEY_CHARACTER && key.code_point == ' ';
}

/* ---- keys, by shape ---- */

static enum bb_taken key_of_menu(struct bb_ask *ask, struct bb_key key) {
  size_t place = place_of_digit(key, ask->choice_count);
  if (key.kind == BB_KEY_ENTER) return ask->cursor == BB_ASK_NOWHERE ? BB_TAKEN_NOT : BB_TAKEN_DONE;
  if (place < ask->choice_count) {
    ask->cursor = place;
    return BB_TAKEN;
  }
  return move(ask, key.kind) ? BB_TAKEN : BB_TAKEN_NOT;
}

static enum bb_taken choose(struct bb_ask *ask, size_t choice) {
  uint32_t bit = 1u << choice;
  ask->cursor = choice;
  ask->chosen = ask->kind == BB_ASK_ONE ? bit : ask->chosen ^ bit;
  return BB_TAKEN;
}

static enum bb_taken key_of_choice(struct bb_ask *ask, struct bb_key key) {
  bool marked = ask->cursor != BB_ASK_NOWHERE;
  size_t letter = choice_of_letter(key, ask->choice_count);
  if (letter < ask->choice_count) return choose(ask, letter);
  if (is_space(key)) return marked ? choose(ask, ask->cursor) : BB_TAKEN_NOT;
  if (key.kind == BB_KEY_ENTER) {
    bool open = ask->kind == BB_ASK_ONE && marked && !(ask->chosen & 1u << ask->cursor);
    return open ? choose(ask, ask->cursor) : BB_TAKEN_DONE;
  }
  if (is_taking_back(key)) {
    ask->chosen = 0;
    return BB_TAKEN;
  }
  return move(ask, key.kind) ? BB_TAKEN : BB_TAKEN_NOT;
}

/* Moves what stands at the cursor to `place`; the others close up. */
static void carry(struct bb_ask *ask, size_t place) {
  uint8_t carried = ask->order[ask->cursor];
  while (ask->cursor != place) {
    size_t next = ask->cursor < place ? ask->cursor + 1 : ask->cursor - 1;
    ask->order[ask->cursor] = ask->order[next];
    ask->cursor = next;
  }
  ask->order[place] = carried;
  ask->settled = true;
}

static enum bb_taken key_of_order(struct bb_ask *ask, struct bb_key key) {
  bool marked = ask->cursor != BB_ASK_NOWHERE;
  size_t from = ask->cursor, place = place_of_digit(key, ask->choice_count);
  if (is_space(key) || (key.kind == BB_KEY_ENTER && ask->grabbed)) {
    if (!marked) ask->cursor = 0;
    ask->grabbed = !ask->grabbed;
    ask->settled = true;
    return BB_TAKEN;
  }
  if (key.kind == BB_KEY_ENTER) {
    if (ask->settled) return BB_TAKEN_DONE;
    ask->settled = true;
    return BB_TAKEN;
  }
  if (place < ask->choice_count && marked) {
    carry(ask, place);
    return BB_TAKEN;
  }
  if (!move(ask, key.kind)) return BB_TAKEN_NOT;
  if (ask->grabbed) {
    size_t to = ask->cursor;
    ask->cursor = from;
    carry(ask, to);
  }
  return BB_TAKEN;
}

/* The choice `by` steps further on; past the ends nothing is chosen. */
static void cycle(struct bb_slot *slot, bool forward) {
  size_t states = slot->choice_count + 1;
  size_t at = slot->chosen == BB_ASK_NONE ? 0 : slot->chosen + 1u;
  at = (at + (forward ? 1 : states - 1)) % states;
  slot->chosen = at ? (uint8_t)(at - 1) : BB_ASK_NONE;
}

static bool key_of_slot_choice(struct bb_slot *slot, struct bb_key key, bool rtl) {
  size_t letter = choice_of_letter(key, slot->choice_count);
  if (letter < slot->choice_count) {
    slot->chosen = (uint8_t)letter;
    return true;
  }
  if (is_taking_back(key)) {
    slot->chosen = BB_ASK_NONE;
    return true;
  }
  if (key.kind == BB_KEY_LEFT || key.kind == BB_KEY_RIGHT || is_space(key)) {
    cycle(slot, is_space(key) || (key.kind == BB_KEY_RIGHT) != rtl);
    return true;
  }
  return false;
}

static enum bb_taken key_of_slots(struct bb_ask *ask, struct bb_key key) {
  struct bb_slot *slot = &ask->slots[ask->cursor];
  bool taken = slot->choices ? key_of_slot_choice(slot, key, ask->typing->rtl)
                             : bb_field_take(&slot->field, ask->typing, key);
  if (taken) return BB_TAKEN;
  bool last = ask->cursor + 1 == ask->slot_count;
  if (key.kind == BB_KEY_ENTER && last) return BB_TAKEN_DONE;
  return move(ask, key.kind == BB_KEY_ENTER ? BB_KEY_TAB : key.kind) ? BB_TAKEN : BB_TAKEN_NOT;
}

enum bb_taken bb_ask_key(struct bb_ask *ask, struct bb_key key) {
  bool typed =
      ask->kind == BB_ASK_ESSAY || (ask->kind == BB_ASK_SLOTS && !ask->slots[ask->cursor].choices);
  if (key.pasted && !typed) return BB_TAKEN_NOT;
  switch (ask->kind) {
  case BB_ASK_NOTHING: return key.kind == BB_KEY_ENTER ? BB_TAKEN_DONE : BB_TAKEN_NOT;
  case BB_ASK_MENU: return key_of_menu(ask, key);
  case BB_ASK_ONE:
  case BB_ASK_MANY: return key_of_choice(ask, key);
  case BB_ASK_ORDER: return key_of_order(ask, key);
  case BB_ASK_SLOTS: return key_of_slots(ask, key);
  case BB_ASK_ESSAY:
    return bb_field_take(&ask->slots[0].field, ask->typing, key) ? BB_TAKEN : BB_TAKEN_NOT;
  }
  return BB_TAKEN_NOT;
}

/* ---- lines ---- */

static bool is_separator(uint32_t cp) {
  return cp == ' ' || cp == ',' || cp == ';' || cp == ')' || cp == '.' || cp == '\t' || cp == '\r';
}

/* Reads "cab", "c, a, b" or "3 1 2" (in the digits of any script) as places below `count`, each at
 * most once.  False when anything else is in the line, or nothing. */
static bool read_places(struct bb_span line, size_t count, uint8_t places[BB_OPTIONS_MAX],
                        size_t *found) {
  uint32_t met = 0;
  *found = 0;
  for (size_t at = 0; at < line.n;) {
    uint32_t cp = bb_utf8_decode(line, &at);
    size_t place = (cp | 0x20) - 'a', next = at;
    if (is_separator(cp)) continue;
    if (bb_lang_digit(cp) >= 0) {
      size_t number = (size_t)bb_lang_digit(cp);
      for (; next < line.n && number <= count; at = next) {
        int digit = bb_lang_digit(bb_utf8_decode(line, &next));
        if (digit < 0) break;
        number = number * 10 + (size_t)digit;
      }
      place = number - 1;
    }
    if (place >= count || (met & 1u << place)) return false;
    met |= 1u << place;
    places[(*found)++] = (uint8_t)place;
  }
  return *found > 0;
}

/* A menu may be longer than the alphabet. */
static bool read_number(struct bb_span line, size_t count, size_t *place) {
  size_t number = 0;
  for (size_t at = 0; at < line.n;) {
    int digit = bb_lang_digit(bb_utf8_decode(line, &at));
    if (digit < 0 || number > count) return false;
    number = number * 10 + (size_t)digit;
  }
  *place = number - 1;
  return number >= 1 && number <= count;
}

static bool is_none(struct bb_span line) {
  return bb_span_is(line, "-") || bb_span_is(line, "0");
}

static enum bb_taken line_of_choices(struct bb_ask *ask, struct bb_span line) {
  uint8_t places[BB_OPTIONS_MAX];
  size_t count = 0;
  if (!is_none(line) && (!read_places(line, ask->choice_count, places, &count) ||
                         (ask->kind == BB_ASK_ONE && count != 1)))
    return BB_TAKEN_NOT;
  ask->chosen = 0;
  for (size_t i = 0; i < count; i++) ask->chosen |= 1u << places[i];
  return BB_TAKEN_DONE;
}

/* The letters name the items as they stand. */
static enum bb_taken line_of_order(struct bb_ask *ask, struct bb_span line) {
  uint8_t places[BB_OPTIONS_MAX], order[BB_OPTIONS_MAX];
  size_t count;
  if (!read_places(line, ask->choice_count, places, &count) || count != ask->choice_count)
    return BB_TAKEN_NOT;
  for (size_t i = 0; i < count; i++) order[i] = ask->order[places[i]];
  for (size_t i = 0; i < count; i++) ask->order[i] = order[i];
  ask->settled = true;
  return BB_TAKEN_DONE;
}

static void retype(struct bb_field *field, struct bb_span text) {
  struct bb_field old = *field;
  bb_field_open(field, text, old.limit, old.many_lines);
  bb_field_free(&old);
}

static enum bb_taken line_of_slot(struct bb_slot *slot, struct bb_span line) {
  uint8_t places[BB_OPTIONS_MAX];
  size_t count;
  if (!slot->choices) {
    retype(&slot->field, bb_span_is(line, "-") ? (struct bb_span){"", 0} : line);
    return BB_TAKEN_DONE;
  }
  if (is_none(line)) {
    slot->chosen = BB_ASK_NONE;
    return BB_TAKEN_DONE;
  }
  if (!read_places(line, slot->choice_count, places, &count) || count != 1) return BB_TAKEN_NOT;
  slot->chosen = places[0];
  return BB_TAKEN_DONE;
}

enum bb_taken bb_ask_line(struct bb_ask *ask, size_t slot, struct bb_span line) {
  line = bb_span_trim(line);
  switch (ask->kind) {
  case BB_ASK_NOTHING: return line.n ? BB_TAKEN_NOT : BB_TAKEN_DONE;
  case BB_ASK_MENU:
    return read_number(line, ask->choice_count, &ask->cursor) ? BB_TAKEN_DONE : BB_TAKEN_NOT;
  case BB_ASK_ONE:
  case BB_ASK_MANY: return line_of_choices(ask, line);
  case BB_ASK_ORDER: return line_of_order(ask, line);
  case BB_ASK_SLOTS: return line_of_slot(&ask->slots[slot], line);
  case BB_ASK_ESSAY: retype(&ask->slots[0].field, line); return BB_TAKEN_DONE;
  }
  return BB_TAKEN_NOT;
}
