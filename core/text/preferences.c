/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which families print a script.  Noto first, because one foundry drew all of it to match; then
 * the fonts of Debian that are fit for a book (a real bold, the whole script); what else is
 * installed follows in fontconfig's order (fonts.c).
 *
 * Emphasis.  Only Latin, Cyrillic, Greek and Armenian have italics of their own.  Thai, Lao, Khmer,
 * Burmese, the scripts of India, Arabic, Chinese and Korean are emphasized in bold: slanted letters
 * are unknown there or look like a fault of the machine, and in Arabic they lean the wrong way.
 * (The older customs, dots beside Chinese and a line over Arabic, are not characters of a font.)
 * Japanese prints emphasis in Gothic, the bold sans, within Mincho.
 *
 * Urdu is read in Nastaliq.  Its lines need more than twice the em (layout/ gives it to them), and
 * are worth it in running text; headings and tables are set in the sans, which is Naskh.
 */
#include "text/inside.h"

#include <string.h>

#define S(a, b, c, d) .script = BB_SCRIPT(a, b, c, d)
#define LATIN_SERIF                                                                                \
  .serif = {"Noto Serif", "Charis SIL", "Gentium Plus", "Liberation Serif", "DejaVu Serif"}
#define LATIN_SANS .sans = {"Noto Sans", "Liberation Sans", "DejaVu Sans"}
#define LATIN_MONO .mono = {"Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono"}
#define ITALIC     .emphasis = BB_EMPHASIS_ITALIC
#define BOLD       .emphasis = BB_EMPHASIS_BOLD
#define NOTO       .package = "fonts-noto-core"
#define NOTO_CJK   .package = "fonts-noto-cjk"

/* Rows for a language or region stand before the one for all. */
static const struct bb_preference rows[] = {
    {S('L', 'a', 't', 'n'), ITALIC, LATIN_SERIF, LATIN_SANS, LATIN_MONO, NOTO},
    {S('C', 'y', 'r', 'l'), ITALIC, LATIN_SERIF, LATIN_SANS, LATIN_MONO, NOTO},
    {S('G', 'r', 'e', 'k'), ITALIC, LATIN_SERIF, LATIN_SANS, LATIN_MONO, NOTO},
    {S('A', 'r', 'm', 'n'), ITALIC, .serif = {"Noto Serif Armenian", "DejaVu Serif"},
     .sans = {"Noto Sans Armenian", "DejaVu Sans"}, NOTO},
    {S('G', 'e', 'o', 'r'), BOLD, .serif = {"Noto Serif Georgian", "DejaVu Serif"},
     .sans = {"Noto Sans Georgian", "DejaVu Sans"}, NOTO},
    {S('H', 'e', 'b', 'r'), BOLD, .serif = {"Noto Serif Hebrew", "Frank Ruehl CLM"},
     .sans = {"Noto Sans Hebrew", "DejaVu Sans"}, NOTO},
    {S('A', 'r', 'a', 'b'), .subtag = "ur", BOLD,
     .serif = {"Noto Nastaliq Urdu", "Noto Naskh Arabic", "Amiri"},
     .sans = {"Noto Sans Arabic", "Noto Kufi Arabic", "DejaVu Sans"}, NOTO},
    {S('A', 'r', 'a', 'b'), BOLD, .serif = {"Noto Naskh Arabic", "Amiri", "Scheherazade"},
     .sans = {"Noto Sans Arabic", "Noto Kufi Arabic", "DejaVu Sans"}, NOTO},
    {S('S', 'y', 'r', 'c'), BOLD, .sans = {"Noto Sans Syriac"}, NOTO},
    {S('T', 'h', 'a', 'a'), BOLD, .sans = {"Noto Sans Thaana"}, NOTO},
    {S('N', 'k', 'o', 'o'), BOLD, .sans = {"Noto Sans NKo"}, NOTO},

    {S('T', 'h', 'a', 'i'), BOLD, .serif = {"Noto Serif Thai", "Norasi"},
     .sans = {"Noto Sans Thai", "Laksaman", "Garuda"}, NOTO},
    {S('L', 'a', 'o', 'o'), BOLD, .serif = {"Noto Serif Lao", "Phetsarath OT"},
     .sans = {"Noto Sans Lao"}, NOTO},
    {S('K', 'h', 'm', 'r'), BOLD, .serif = {"Noto Serif Khmer", "Khmer Busra", "Khmer OS"},
     .sans = {"Noto Sans Khmer", "Khmer Mondulkiri"}, NOTO},
    {S('M', 'y', 'm', 'r'), BOLD, .serif = {"Noto Serif Myanmar"},
     .sans = {"Noto Sans Myanmar", "Padauk"}, NOTO},
    {S('T', 'i', 'b', 't'), BOLD, .serif = {"Noto Serif Tibetan", "Tibetan Machine Uni"}, NOTO},
    {S('J', 'a', 'v', 'a'), BOLD, .sans = {"Noto Sans Javanese"}, NOTO},
    {S('B', 'a', 'l', 'i'), BOLD, .serif = {"Noto Serif Balinese"}, .sans = {"Noto Sans Balinese"},
     NOTO},
    {S('C', 'h', 'a', 'm'), BOLD, .sans = {"Noto Sans Cham"}, NOTO},

    {S('D', 'e', 'v', 'a'), BOLD, .serif = {"Noto Serif Devanagari", "Annapurna SIL"},
     .sans = {"Noto Sans Devanagari", "Lohit Devanagari"}, NOTO},
    {S('B', 'e', 'n', 'g'), BOLD, .serif = {"Noto Serif Bengali"},
     .sans = {"Noto Sans Bengali", "Lohit Bengali"}, NOTO},
    {S('G', 'u', 'r', 'u'), BOLD, .serif = {"Noto Serif Gurmukhi"},
     .sans = {"Noto Sans Gurmukhi", "Lohit Gurmukhi"}, NOTO},
    {S('G', 'u', 'j', 'r'), BOLD, .serif = {"Noto Serif Gujarati"},
     .sans = {"Noto Sans Gujarati", "Lohit Gujarati"}, NOTO},
    {S('O', 'r', 'y', 'a'), BOLD, .sans = {"Noto Sans Oriya", "Lohit Odia"}, NOTO},
    {S('T', 'a', 'm', 'l'), BOLD, .serif = {"Noto Serif Tamil", "Meera Inimai"},
     .sans = {"Noto Sans Tamil", "Lohit Tamil"}, NOTO},
    {S('T', 'e', 'l', 'u'), BOLD, .serif = {"Noto Serif Telugu"},
     .sans = {"Noto Sans Telugu", "Lohit Telugu"}, NOTO},
    {S('K', 'n', 'd', 'a'), BOLD, .serif = {"Noto Serif Kannada"},
     .sans = {"Noto Sans Kannada", "Lohit Kannada"}, NOTO},
    {S('M', 'l', 'y', 'm'), BOLD, .serif = {"Noto Serif Malayalam", "Rachana"},
     .sans = {"Noto Sans Malayalam", "Meera"}, NOTO},
    {S('S', 'i', 'n', 'h'), BOLD, .serif = {"Noto Serif Sinhala", "LKLUG"},
     .sans = {"Noto Sans Sinhala"}, NOTO},
    {S('E', 't', 'h', 'i'), BOLD, .serif = {"Noto Serif Ethiopic", "Abyssinica SIL"},
     .sans = {"Noto Sans Ethiopic"}, NOTO},
    {S('M', 'o', 'n', 'g'), BOLD, .sans = {"Noto Sans Mongolian"}, NOTO},
    {S('C', 'h', 'e', 'r'), BOLD, .sans = {"Noto Sans Cherokee"}, NOTO},

    {S('H', 'a', 'n', 's'), BOLD, .serif = {"Noto Serif CJK SC", "AR PL UMing CN"},
     .sans = {"Noto Sans CJK SC", "WenQuanYi Micro Hei"}, .mono = {"Noto Sans Mono CJK SC"},
     NOTO_CJK},
    {S('H', 'a', 'n', 't'), .subtag = "HK", BOLD,
     .serif = {"Noto Serif CJK HK", "Noto Serif CJK TC"},
     .sans = {"Noto Sans CJK HK", "Noto Sans CJK TC"}, .mono = {"Noto Sans Mono CJK HK"}, NOTO_CJK},
    {S('H', 'a', 'n', 't'), BOLD, .serif = {"Noto Serif CJK TC", "cwTeXMing", "AR PL UMing TW"},
     .sans = {"Noto Sans CJK TC", "cwTeXHeiBold", "WenQuanYi Micro Hei"},
     .mono = {"Noto Sans Mono CJK TC"}, NOTO_CJK},
    {S('J', 'p', 'a', 'n'), .emphasis = BB_EMPHASIS_BOLD_SANS,
     .serif = {"Noto Serif CJK JP", "IPAexMincho"},
     .sans = {"Noto Sans CJK JP", "MigMix 1P", "IPAexGothic"}, .mono = {"Noto Sans Mono CJK JP"},
     NOTO_CJK},
    {S('K', 'o', 'r', 'e'), BOLD, .serif = {"Noto Serif CJK KR", "NanumMyeongjo", "UnBatang"},
     .sans = {"Noto Sans CJK KR", "NanumGothic", "UnDotum"}, .mono = {"Noto Sans Mono CJK KR"},
     NOTO_CJK},
};

const char *const bb_text_symbols[] = {"Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math",
                                       NULL};

/* Han is printed as the language writes it, and as simplified Chinese in a text of another; kana
 * are Japanese and Hangul Korean wherever they stand. */
static bb_script row_script(bb_script script, const struct bb_lang *lang) {
  const bb_script hans = BB_SCRIPT('H', 'a', 'n', 's'), hant = BB_SCRIPT('H', 'a', 'n', 't'),
                  jpan = BB_SCRIPT('J', 'p', 'a', 'n'), kore = BB_SCRIPT('K', 'o', 'r', 'e');
  if (script == BB_SCRIPT('H', 'i', 'r', 'a') || script == BB_SCRIPT('K', 'a', 'n', 'a'))
    return jpan;
  if (script == BB_SCRIPT('H', 'a', 'n', 'g')) return kore;
  if (script == BB_SCRIPT('B', 'o', 'p', 'o')) return hant;
  if (script != BB_SCRIPT('H', 'a', 'n', 'i')) return script;
  bb_script own = lang->script;
  return own == hant || own == jpan || own == kore ? own : hans;
}

static bool has_subtag(const struct bb_lang *lang, const char *subtag) {
  struct bb_span rest = bb_span_of(lang->tag);
  for (struct bb_span part; (part = bb_span_next(&rest, '-')).p;)
    if (bb_span_is(part, subtag)) return true;
  return false;
}

const struct bb_preference *bb_text_preference(bb_script script, const struct bb_lang *lang) {
  script = row_script(script, lang);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (rows[i].script == script && (!rows[i].subtag || has_subtag(lang, rows[i].subtag)))
      return &rows[i];
  return NULL;
}
