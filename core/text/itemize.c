/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A paragraph into items: stretches of one font, script, bidi level and style, each of which
 * HarfBuzz shapes in one go.
 *
 *   1. decode    bytes -> characters and facts about them
 *   2. scripts   each character gets a script: its own; for what many scripts share (digits,
 *                punctuation, marks) that of the text before it, or else after it; a closing
 *                bracket or quote gets that of its opening one
 *   3. fonts     over each stretch of one script, level and style: letters word by word (so that
 *                a word is not set in two designs), digits and punctuation by class, white space
 *                and invisible characters with what stands before them
 *   4. items     neighbours that agree in everything become one item
 *
 * Most paragraphs are of one script and direction, and most stretches are printed by the best font
 * of their script alone.  Each step asks for that first, with one look at every character; arrays
 * with an entry a character are made only where it is otherwise.
 *
 * What no font has is reported and becomes U+FFFD for the shaper; the text itself keeps the
 * character, so that it can still be searched and copied.
 */
#include "text/inside.h"

enum { BRACKETS_MAX = 32, WORD_MAX = 64, ITEM_MAX = 2000 /* characters */ };

#define REPLACEMENT 0xFFFDu
#define INVISIBLE   0x200Bu /* zero-width space: HarfBuzz draws nothing */
#define BLANK       (BB_TRAIT_WHITE_SPACE | BB_TRAIT_IGNORABLE) /* bb_font_is_blank */

/* A paragraph on its way; its arrays live in `scratch`. */
struct paragraph {
  struct bb_fonts *fonts;
  struct bb_arena scratch;
  struct bb_characters *characters;
  const struct bb_style_run *runs;
  size_t run_count, run;    /* run: where run_at was last */
  uint8_t *levels;          /* by byte; NULL: all 0 */
  bb_script script;         /* of the paragraph, where `scripts` is NULL */
  bb_script *scripts;       /* by character */
  struct bb_font **font_of; /* by character; NULL: not chosen yet */
  uint32_t *missing;
  size_t missing_count, missing_room;
  struct bb_arena *arena; /* for the items */
  struct bb_itemized items;
};

/* ---- 1. decode ---- */

static bool ends_line(uint32_t cp) {
  return (cp >= 0x0A && cp <= 0x0D) || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

static uint32_t code_to_shape(uint32_t cp) {
  if (cp >= ' ' && cp < 0x7F) return cp;
  if (cp == BB_UTF8_BAD) return REPLACEMENT;
  if (cp == '\t') return ' ';
  if (ends_line(cp) || cp < 0x20 || (cp >= 0x7F && cp < 0xA0)) return INVISIBLE;
  return cp;
}

static void decode(struct bb_characters *c, struct bb_span text) {
  for (size_t at = 0; at < text.n; c->count++) {
    c->at[c->count] = (uint32_t)at;
    c->code[c->count] = code_to_shape(bb_utf8_decode(text, &at));
  }
  c->at[c->count] = (uint32_t)text.n;
  bb_lang_facts(c->code, c->count, c->facts);
}

static bool has_trait(const struct paragraph *p, size_t i, unsigned traits) {
  return p->characters->facts[i].traits & traits;
}

/* True when a grapheme cluster begins at character i. */
static bool is_start(const struct paragraph *p, size_t i) {
  const struct bb_characters *c = p->characters;
  return !c->starts || c->starts[c->at[i]];
}

static uint8_t level_at(const struct paragraph *p, size_t i) {
  return p->levels ? p->levels[p->characters->at[i]] : 0;
}

static bb_script script_at(const struct paragraph *p, size_t i) {
  return p->scripts ? p->scripts[i] : p->script;
}

static uint32_t end_of(const struct bb_style_run *run) {
  return run->start + run->size;
}

/* The style run of character i.  Characters are asked for one after the other, so it is found from
 * the last one. */
static const struct bb_style_run *run_at(struct paragraph *p, size_t i) {
  uint32_t at = p->characters->at[i];
  while (p->run > 0 && at < end_of(&p->runs[p->run - 1])) p->run--;
  while (p->run + 1 < p->run_count && at >= end_of(&p->runs[p->run])) p->run++;
  return &p->runs[p->run];
}

/* ---- 2. scripts ---- */

/* The script of a language's letters as Unicode names it: there is no letter of script Jpan. */
static bb_script letters_of(const struct bb_lang *lang) {
  const bb_script hani = BB_SCRIPT('H', 'a', 'n', 'i');
  if (lang->script == BB_SCRIPT('K', 'o', 'r', 'e')) return BB_SCRIPT('H', 'a', 'n', 'g');
  return bb_lang_script_has(0x4E00, lang->script) ? hani : lang->script;
}

/* Kana among Han do not interrupt a stretch: Japanese is one script to its fonts. */
static bb_script own_script(struct bb_character_facts facts) {
  bb_script script = bb_lang_script_of(facts);
  if (script == BB_SCRIPT('H', 'i', 'r', 'a') || script == BB_SCRIPT('K', 'a', 'n', 'a'))
    return BB_SCRIPT('H', 'a', 'n', 'i');
  return script;
}

/* True when all characters are of one script, which is then the paragraph's: the only one named,
 * or where none is the language's. */
static bool is_of_one_script(struct paragraph *p) {
  const struct bb_characters *c = p->characters;
  struct bb_character_facts last = {0};
  bool named = false, restricted = false;
  for (size_t i = 0; i < c->count; i++) {
    struct bb_character_facts facts = c->facts[i];
    if (facts.traits & BB_TRAIT_SHARED) {
      restricted |= !(facts.traits & BB_TRAIT_ANY_SCRIPT);
    } else if (!named || facts.script != last.script) {
      bb_script script = own_script(facts);
      if (named && script != p->script) return false;
      named = true;
      last = facts;
      p->script = script;
    }
  }
  if (!named && c->count) p->script = letters_of(run_at(p, c->count - 1)->lang);
  for (size_t i = 0; restricted && i < c->count; i++)
    if (has_trait(p, i, BB_TRAIT_SHARED) && !has_trait(p, i, BB_TRAIT_ANY_SCRIPT) &&
        !bb_lang_script_has(c->code[i], p->script))
      return false;
  return true;
}

struct open_brackets {
  uint32_t closer[BRACKETS_MAX];
  bb_script script[BRACKETS_MAX];
  size_t depth;
};

/* The character that closes what cp opens, or 0. */
static uint32_t closer_of(uint32_t cp) {
  static const uint32_t pairs[][2] = {
      {'(', ')'},       {'[', ']'},       {'{', '}'},       {0xAB, 0xBB},     {0x2018, 0x2019},
      {0x201C, 0x201D}, {0x2039, 0x203A}, {0x3008, 0x3009}, {0x300A, 0x300B}, {0x300C, 0x300D},
      {0x300E, 0x300F}, {0x3010, 0x3011}, {0xFF08, 0xFF09},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (pairs[i][0] == cp) return pairs[i][1];
  return 0;
}

/* The script of a shared character, given that of the text before it. */
static bb_script shared_script(struct open_brackets *open, uint32_t cp, bb_script before) {
  uint32_t closer = closer_of(cp);
  for (size_t i = open->depth; i > 0; i--)
    if (open->closer[i - 1] == cp) {
      open->depth = i - 1;
      return open->script[i - 1];
    }
  if (closer && open->depth < BRACKETS_MAX) {
    open->closer[open->depth] = closer;
    open->script[open->depth++] = before;
  }
  return before;
}

/* Fills `scripts` with the first script named at each character or after it, else the language's.
 */
static void look_ahead(struct paragraph *p) {
  const struct bb_characters *c = p->characters;
  for (size_t i = c->count; i > 0; i--) {
    if (!has_trait(p, i - 1, BB_TRAIT_SHARED))
      p->scripts[i - 1] = own_script(c->facts[i - 1]);
    else
      p->scripts[i - 1] = i < c->count ? p->scripts[i] : letters_of(run_at(p, i - 1)->lang);
  }
}

static void resolve_scripts(struct paragraph *p) {
  struct open_brackets open = {.depth = 0};
  const struct bb_characters *c = p->characters;
  if (is_of_one_script(p)) return;
  p->scripts = BB_NEW_ROOM(&p->scratch, c->count, bb_script);
  look_ahead(p);
  bb_script before = p->scripts[0];
  for (size_t i = 0; i < c->count; i++) {
    bb_script ahead = p->scripts[i];
    if (!is_start(p, i)) {
      /* a mark is written like its letter, whatever script it comes from */
    } else if (has_trait(p, i, BB_TRAIT_SHARED)) {
      before = shared_script(&open, c->code[i], before);
      /* It may still belong to some scripts only: a danda, an Arabic digit. */
      if (!has_trait(p, i, BB_TRAIT_ANY_SCRIPT) && !bb_lang_script_has(c->code[i], before))
        before = bb_lang_script_has(c->code[i], ahead) ? ahead : letters_of(run_at(p, i)->lang);
    } else {
      before = ahead;
    }
    p->scripts[i] = before;
  }
}

/* ---- 3. fonts ---- */

/* The font must open, too; one that does not covers nothing from then on. */
static bool is_good(struct paragraph *p, struct bb_font *font, const uint32_t *code, size_t count) {
  return bb_font_covers_all(font, code, count) && bb_fonts_face(p->fonts, font) != NULL;
}

static struct bb_font *first_with_all(struct paragraph *p, const struct bb_font_chain *chain,
                                      const uint32_t *code, size_t count) {
  for (size_t i = 0; i < chain->count; i++)
    if (is_good(p, chain->fonts[i], code, count)) return chain->fonts[i];
  return NULL;
}

static struct bb_font *first_with_class(struct paragraph *p, const struct bb_font_chain *chain,
                                        const uint32_t *code, size_t count) {
  int character_class = bb_font_class(*code);
  for (size_t i = 0; character_class >= 0 && i < chain->count; i++)
    if (bb_font_has_class(chain->fonts[i], character_class) &&
        is_good(p, chain->fonts[i], code, count))
      return chain->fonts[i];
  return NULL;
}

/* The font for U+FFFD. */
static struct bb_font *font_of_replacement(struct paragraph *p, struct bb_font_chain *chain) {
  const uint32_t replacement = REPLACEMENT;
  struct bb_font *font = first_with_all(p, chain, &replacement, 1);
  if (!font) font = bb_fonts_search(p->fonts, chain, &replacement, 1);
  return font ? font : bb_fonts_last_resort(p->fonts);
}

/* No font has all of the grapheme cluster i..end.  What the font of its first character has stays;
 * U+FFFD stands for the first of the others, nothing for the rest. */
static void replace_missing(struct paragraph *p, struct bb_font_chain *chain, size_t i,
                            size_t end) {
  uint32_t *code = p->characters->code, stand_in = REPLACEMENT;
  struct bb_font *shown = font_of_replacement(p, chain),
                 *font = first_with_all(p, chain, code + i, 1);
  for (size_t k = i; k < end; k++) {
    bool has = has_trait(p, k, BLANK) || (font && bb_font_covers(font, code[k]));
    p->font_of[k] = has && font ? font : shown;
    if (has) continue;
    p->missing = bb_arena_grow(&p->scratch, p->missing, p->missing_count, p->missing_count + 1,
                               sizeof *p->missing, &p->missing_room);
    p->missing[p->missing_count++] = code[k];
    code[k] = stand_in;
    bb_lang_facts(&stand_in, 1, &p->characters->facts[k]);
    stand_in = INVISIBLE;
  }
}

static struct bb_font *font_of_grapheme(struct paragraph *p, struct bb_font_chain *chain,
                                        const uint32_t *code, size_t count) {
  struct bb_font *font = first_with_class(p, chain, code, count);
  if (!font) font = first_with_all(p, chain, code, count);
  return font ? font : bb_fonts_search(p->fonts, chain, code, count);
}

static size_t grapheme_end(const struct paragraph *p, size_t i, size_t end) {
  do i++;
  while (i < end && !is_start(p, i));
  return i;
}

/* The end of the word of letters that begins at i: at most WORD_MAX characters of the script's
 * own. */
static size_t word_end(const struct paragraph *p, size_t i, size_t end) {
  size_t k = i;
  while (k < end && k - i < WORD_MAX && !has_trait(p, k, BB_TRAIT_WHITE_SPACE) &&
         (!has_trait(p, k, BB_TRAIT_SHARED) || !is_start(p, k)))
    k = grapheme_end(p, k, end);
  return k;
}

static bool is_all_blank(const struct paragraph *p, size_t from, size_t to) {
  while (from < to && has_trait(p, from, BLANK)) from++;
  return from == to;
}

/* Blanks get the font of what stands before them, at the beginning that of what follows, if that
 * is the script's or the Latin one: a symbol font's space is of another width. */
static void choose_fonts_of_blanks(struct paragraph *p, const struct bb_font_chain *chain,
                                   size_t from, size_t to) {
  const uint32_t space = ' ';
  struct bb_font *font = NULL;
  for (size_t i = from; i < to && !font; i++) font = p->font_of[i];
  for (size_t i = from; i < to; i++) {
    if (p->font_of[i]) {
      font = p->font_of[i];
      continue;
    }
    bool fit =
        font && (font == chain->fonts[0] || font == chain->latin) && bb_font_covers(font, space);
    p->font_of[i] = fit ? font : first_with_all(p, chain, &space, 1);
    if (!p->font_of[i]) p->font_of[i] = bb_fonts_last_resort(p->fonts);
  }
}

/* True when the chain's first font is the choice for each of the characters from..to. */
static bool is_all_of_first(struct paragraph *p, struct bb_font_chain *chain, size_t from,
                            size_t to) {
  return bb_chain_prefers_first(p->fonts, chain, p->characters->code + from, to - from) &&
         bb_fonts_face(p->fonts, chain->fonts[0]) != NULL;
}

static struct bb_font *font_of_word(struct paragraph *p, struct bb_font_chain *chain,
                                    const uint32_t *code, size_t count) {
  struct bb_font *font = first_with_all(p, chain, code, count);
  return font ? font : bb_fonts_search(p->fonts, chain, code, count);
}

/* Chooses the font of the word or else the grapheme cluster at i; returns where that ends. */
static size_t choose_font_at(struct paragraph *p, struct bb_font_chain *chain, size_t i,
                             size_t to) {
  const uint32_t *code = p->characters->code + i;
  size_t end = grapheme_end(p, i, to), word = word_end(p, i, to);
  if (is_all_blank(p, i, end)) return end;
  bool is_word = word > end;
  struct bb_font *font = NULL;
  if (is_all_of_first(p, chain, i, is_word ? word : end))
    font = chain->fonts[0];
  else if (is_word)
    font = font_of_word(p, chain, code, word - i);
  if (font && is_word) end = word;
  if (!font) font = font_of_grapheme(p, chain, code, end - i);
  if (!font) replace_missing(p, chain, i, end);
  for (size_t k = i; font && k < end; k++) p->font_of[k] = font;
  return end;
}

/* Chooses the fonts of characters from..to, all of one script, level and style. */
static void choose_fonts(struct paragraph *p, struct bb_font_chain *chain, size_t from, size_t to) {
  if (!p->font_of) p->font_of = BB_NEW_ARRAY(&p->scratch, p->characters->count, struct bb_font *);
  for (size_t i = from; i < to;) i = choose_font_at(p, chain, i, to);
  choose_fonts_of_blanks(p, chain, from, to);
}

/* ---- 4. items ---- */

/* The end of the item that begins at i, at most `end`.  HarfBuzz needs the square of the time for
 * one endless syllable, so items are kept short: cut after white space, which no shaping looks
 * across, or without any where the limit falls. */
static size_t item_end(const struct paragraph *p, size_t i, size_t end) {
  if (end - i <= ITEM_MAX) return end;
  for (size_t k = i + ITEM_MAX; k > i; k--)
    if (has_trait(p, k - 1, BB_TRAIT_WHITE_SPACE)) return k;
  size_t k = i + ITEM_MAX;
  while (k > i && !is_start(p, k)) k--;
  return k > i ? k : i + ITEM_MAX;
}

/* Adds the characters from..to, of one stretch and font. */
static void add_items(struct paragraph *p, size_t from, size_t to, struct bb_font *font) {
  struct bb_itemized *out = &p->items;
  for (size_t i = from, next; i < to; i = next) {
    next = item_end(p, i, to);
    out->items = bb_arena_grow(p->arena, out->items, out->count, out->count + 1, sizeof *out->items,
                               &out->room);
    out->items[out->count++] = (struct bb_item){.first = (uint32_t)i,
                                                .count = (uint32_t)(next - i),
                                                .face = bb_fonts_face(p->fonts, font),
                                                .script = script_at(p, i),
                                                .level = level_at(p, i),
                                                .style = (uint32_t)p->run};
  }
}

/* The end of the stretch of one script, level and style that begins at i. */
static size_t stretch_end(struct paragraph *p, size_t i) {
  const struct bb_characters *c = p->characters;
  const struct bb_style_run *run = run_at(p, i);
  bool is_last = p->run + 1 == p->run_count;
  if (is_last && !p->scripts && !p->levels) return c->count;
  uint32_t end = is_last ? c->at[c->count] : end_of(run);
  bb_script script = script_at(p, i);
  uint8_t level = level_at(p, i);
  size_t next = i + 1;
  while (next < c->count && c->at[next] < end && script_at(p, next) == script &&
         level_at(p, next) == level)
    next++;
  return next;
}

static void add_stretch(struct paragraph *p, size_t from, size_t to) {
  const struct bb_style_run *run = run_at(p, from);
  struct bb_font_chain *chain = bb_fonts_chain(p->fonts, run->style, run->lang, script_at(p, from));
  if (is_all_of_first(p, chain, from, to)) {
    add_items(p, from, to, chain->fonts[0]);
    return;
  }
  choose_fonts(p, chain, from, to);
  for (size_t i = from, next; i < to; i = next) {
    for (next = i + 1; next < to && p->font_of[next] == p->font_of[i];) next++;
    add_items(p, i, next, p->font_of[i]);
  }
}

struct bb_itemized bb_text_itemize(struct bb_fonts *fonts, struct bb_arena *arena,
                                   struct bb_span text, struct bb_characters *characters,
                                   const struct bb_style_run *runs, size_t run_count, bool rtl,
                                   struct bb_place place, struct bb_diags *diags) {
  struct paragraph p = {.fonts = fonts,
                        .characters = characters,
                        .runs = runs,
                        .run_count = run_count,
                        .arena = arena};
  decode(characters, text);
  if (rtl || bb_lang_may_turn(characters->code, characters->count)) {
    p.levels = bb_arena_room(&p.scratch, text.n, 1);
    bb_lang_bidi_levels(text, rtl, p.levels);
  }
  resolve_scripts(&p);
  for (size_t i = 0, next; i < characters->count; i = next) {
    next = stretch_end(&p, i);
    add_stretch(&p, i, next);
  }
  struct bb_missing missing = {p.missing, p.missing_count, runs->lang, place, NULL};
  if (missing.count) bb_fonts_miss(fonts, &missing, diags);
  bb_arena_free(&p.scratch);
  return p.items;
}
