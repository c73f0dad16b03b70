/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of text/ share and nobody else sees.
 *
 *   preferences.c  which families a script is printed with, and how it is emphasized
 *   installed.c    the installed fonts, and the faces opened of them: shared by threads
 *   fonts.c        the service: what one thread shapes with
 *   coverage.c     what a font has
 *   chain.c        which fonts print a script in a style and language, in order
 *   missing.c      telling what none of them has
 *   face.c         one opened font: metrics; outlines in outline.c
 *   itemize.c      paragraph -> items: stretches of one font, script, direction and style
 *   shape.c        items -> clusters
 *   optical.c      how large a face is set beside Latin
 *   words.c        words that were shaped before
 *   hyphen.c       where words may be divided
 */
#ifndef BB_TEXT_INSIDE_H
#define BB_TEXT_INSIDE_H

#include "text/text.h"

#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pthread.h>

/* ---- preferences.c ---- */

enum { PREFERRED_MAX = 5 };

/* How a script shows what Latin script shows by italics. */
enum bb_emphasis { BB_EMPHASIS_ITALIC, BB_EMPHASIS_BOLD, BB_EMPHASIS_BOLD_SANS };

struct bb_preference {
  bb_script script;
  const char *subtag; /* only for language tags with this part ("ur", "HK"), or NULL */
  enum bb_emphasis emphasis;
  const char *serif[PREFERRED_MAX], *sans[PREFERRED_MAX], *mono[PREFERRED_MAX]; /* best first */
  const char *package;                                                          /* Debian's */
};

/* The row for a character's script in a text of that language; NULL when the table has none. */
const struct bb_preference *bb_text_preference(bb_script script, const struct bb_lang *lang);

/* Families with symbols, NULL-terminated. */
extern const char *const bb_text_symbols[];

/* ---- installed.c ---- */

/* An installed font, opened at its first use.  A variable font without named instances is two:
 * regular and bold. */
struct bb_font {
  FcPattern *pattern;
  FcCharSet *covers; /* NULL once the file turned out to be unusable */
  const char *file;
  int index;  /* face index; named instance + 1 in the upper half (fontconfig's convention) */
  int weight; /* FC_WEIGHT_*, by what the style is called */
  int width;  /* FC_WIDTH_* */
  float wght; /* variable fonts: the place on the weight axis, else 0 */
  bool italic;
  uint32_t classes, classes_known; /* bits by punctuation class: see bb_font_has_class */
  const struct bb_face *face;      /* NULL until opened */
};

struct bb_opened_face {
  struct bb_face *face; /* NULL: not opened, or not usable */
  bool tried;
};

/* What is installed, and what was opened of it. */
struct bb_installed {
  pthread_mutex_t lock; /* for users and faces */
  struct bb_arena arena;
  FcConfig *config;
  struct bb_font *fonts; /* by path; never change */
  size_t count;
  unsigned users;
  struct bb_opened_face *faces; /* by index of the font */
  unsigned face_count;
  pthread_mutex_t dictionary_lock;
  struct bb_dictionary *dictionaries; /* hyphen.c */
};

/* Never NULL, but there may be no fonts.  The caller is its first user; who shares it is another.
 * The last one to close it frees it, and all faces with it. */
struct bb_installed *bb_installed_open(void);
void bb_installed_share(struct bb_installed *installed);
void bb_installed_close(struct bb_installed *installed);

/* The face of a font by its index, opened if need be; NULL when its file is not usable. */
const struct bb_face *bb_installed_face(struct bb_installed *installed, size_t font);

/* ---- fonts.c ---- */

enum { SCRIPTS_MAX = 256 };

/* The door's service.  A thread has its own, and shares with the others only what is installed. */
struct bb_fonts {
  struct bb_arena arena; /* fonts, chains, words */
  struct bb_installed *installed;
  struct bb_font *fonts; /* as those installed, with what was found out about them */
  size_t count;
  hb_buffer_t *buffer;          /* one serves all shaping */
  struct bb_words *words;       /* words.c: of all services that share their fonts */
  struct bb_font_chain *chains; /* chain.c */
  /* missing.c */
  FcCharSet *told; /* characters that were reported, or belong to a script that was */
  bb_script told_scripts[SCRIPTS_MAX];
  size_t told_script_count;
  bool silent; /* what would be reported is kept instead */
  struct bb_missing *kept;
  struct bb_hyphens *hyphens;         /* hyphen.c; NULL until needed */
  struct bb_preparation *preparation; /* NULL: none was begun */
};

const char *bb_font_family(const struct bb_font *font);

/* Opens the font if need be.  NULL when its file is not usable; it then covers nothing. */
const struct bb_face *bb_fonts_face(struct bb_fonts *fonts, struct bb_font *font);

/* The font of a family that comes nearest to a style, or NULL when none is installed. */
struct bb_font *bb_fonts_nearest(struct bb_fonts *fonts, const char *family, bool bold,
                                 bool italic);

/* Some font that opens: for where there is nothing else to print with. */
struct bb_font *bb_fonts_last_resort(struct bb_fonts *fonts);

/* ---- coverage.c ---- */

/* No glyph of its own is needed: white space is made from the space, the rest is invisible. */
bool bb_font_is_blank(uint32_t cp);

bool bb_font_covers(const struct bb_font *font, uint32_t cp);
bool bb_font_covers_all(const struct bb_font *font, const uint32_t *code, size_t count);

/* The class a digit or punctuation mark belongs to, or -1. */
int bb_font_class(uint32_t cp);

/* True when the font has all of the class that running text needs. */
bool bb_font_has_class(struct bb_font *font, int character_class);

/* ---- chain.c ---- */

/* The fonts that print one script in one style and language, best first; at least one. */
struct bb_font_chain {
  struct bb_font_style style; /* as asked for */
  bool bold, italic;          /* as the script has it */
  bb_script script;
  struct bb_lang lang;
  struct bb_font **fonts;
  size_t count, room;
  const struct bb_font *latin; /* one of them: for what the script's own font lacks; may be NULL */
  uint8_t *prefers_first[256]; /* coverage.c: by the upper half of a character; NULL until asked */
  struct bb_font **others; /* all fonts in fontconfig's order for the language; NULL until needed */
  size_t other_count;
  struct bb_found_slot *found; /* what was searched for; NULL until then */
  struct bb_font_chain *next;
};

struct bb_font_chain *bb_fonts_chain(struct bb_fonts *fonts, struct bb_font_style style,
                                     const struct bb_lang *lang, bb_script script);

/* Another installed font with all of some characters (blanks apart), or NULL.  What was searched
 * for before has no influence: the same characters have the same font on every page. */
struct bb_font *bb_fonts_search(struct bb_fonts *fonts, struct bb_font_chain *chain,
                                const uint32_t *code, size_t count);

/* True when the chain's first font, should it open, is the one to print each of some characters
 * with: it has the character, and its class where it is of one.  Blanks go with any font. */
bool bb_chain_prefers_first(struct bb_fonts *fonts, struct bb_font_chain *chain,
                            const uint32_t *code, size_t count);

/* ---- missing.c ---- */

/* What no font has of a paragraph. */
struct bb_missing {
  const uint32_t *code;
  size_t count;
  const struct bb_lang *lang;
  struct bb_place place;
  struct bb_missing *next;
};

/* Reports it, or keeps what of it was not met before. */
void bb_fonts_miss(struct bb_fonts *fonts, const struct bb_missing *missing,
                   struct bb_diags *diags);

/* ---- face.c ---- */

/* NULL when the file is not a font HarfBuzz can read. */
struct bb_face *bb_face_open(const struct bb_font *font, unsigned number);
void bb_face_close(struct bb_face *face);
hb_font_t *bb_face_hb(const struct bb_face *face);

/* True when words of this face may be shaped one by one: nothing in it looks at spaces. */
bool bb_face_parts_words(const struct bb_face *face);

/* ---- optical.c ---- */

/* How large a face is set, in thousandths of the size that is stated for Latin. */
int32_t bb_face_optical(hb_font_t *font, int32_t units_per_em);

/* ---- hyphen.c ---- */

/* Opens the dictionary of a language, if it has one. */
void bb_hyphens_prepare(struct bb_fonts *fonts, const struct bb_lang *lang);

void bb_dictionaries_free(struct bb_dictionary *dictionaries);

/* The dictionaries that are installed, for the up-to-date rule. */
void bb_hyphens_identity(struct bb_hash *hash);

/* ---- words.c ---- */

struct bb_word_key {
  const struct bb_face *face;
  bb_script script;
  hb_language_t language;
  bool backward; /* shaped from right to left */
  const uint32_t *code;
  size_t count; /* characters */
};

/* A word at one size. */
struct bb_word {
  bb_len em;
  uint32_t cluster_count;
  struct bb_cluster *clusters; /* start and size in characters of the word; run unset */
  struct bb_word *next;        /* the same word at another size */
};

/* The table, empty; it lives in the arena. */
struct bb_words *bb_words_new(struct bb_arena *arena);

/* The word, or NULL when it is not kept. */
const struct bb_word *bb_words_find(struct bb_fonts *fonts, const struct bb_word_key *key,
                                    bb_len em);

/* Keeps a word that was shaped on its own.  at[i]: the place in the text of its character i; one
 * more stands at the end. */
void bb_words_add(struct bb_fonts *fonts, const struct bb_word_key *key, bb_len em,
                  const struct bb_cluster *clusters, size_t count, const uint32_t *at);

/* ---- characters (made by shape.c and itemize.c) ---- */

/* A paragraph as characters.  `code` is what is shaped: U+FFFD where no font has the character,
 * space for a tab, zero-width space for a line end. */
struct bb_characters {
  uint32_t count;
  uint32_t *code;
  uint32_t *at;                     /* byte offset of each, and the size of the text: count + 1 */
  struct bb_character_facts *facts; /* about each as it is shaped */
  const uint8_t *breaks;            /* enum bb_break before each byte, and at the end */
  const uint8_t *starts; /* 1 where a grapheme cluster begins; NULL: before every character */
};

/* The first character at or after a byte offset. */
uint32_t bb_text_character_at(const struct bb_characters *characters, uint32_t byte);

/* ---- itemize.c ---- */

struct bb_item {
  uint32_t first, count; /* characters */
  const struct bb_face *face;
  bb_script script;
  uint8_t level;
  uint32_t style; /* index of the style run */
};

struct bb_itemized {
  struct bb_item *items; /* logical order, without gaps */
  size_t count, room;
};

struct bb_itemized bb_text_itemize(struct bb_fonts *fonts, struct bb_arena *arena,
                                   struct bb_span text, struct bb_characters *characters,
                                   const struct bb_style_run *runs, size_t run_count, bool rtl,
                                   struct bb_place place, struct bb_diags *diags);

#endif
