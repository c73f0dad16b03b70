/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a careful typesetter keeps on one line though a space stands in it: "Art. 22", "§ 5",
 * "10 km", "Mr Smith", "J. Doe", "22 November", "10 000".  Authors and translators write ordinary
 * spaces; the text is not changed, a line just may not end there.  (Where nothing else fits a
 * narrow column, layout may still end a line there, before it cuts a word.)
 *
 * Every rule looks at the word before a space and the word behind it, their brackets and quotes
 * left out.  The words are in the tables, a row a language, in five lists:
 *
 *   numbered   before a number, Arabic, Roman or one capital letter: "Article 22", "Annex B"
 *   named      before a word with a capital: "Mr Smith", "R v Smith"
 *   short      before anything: words of one letter, which Slavic typography does not leave at the
 *              end of a line
 *   units      behind a number: "10 km", "22 November", "10 часов"
 *   particles  behind anything; in a language without spaces, where a dictionary found just them
 *
 * A sixth list, "whole", is for Thai, Lao, Khmer and Burmese: loan words of our subject that ICU's
 * dictionaries do not know and would cut into syllables.
 *
 * The row for all languages holds signs and symbols of units.  A language whose words are not
 * parted by spaces (Thai, Khmer) has its words compared with the end of what stands before the
 * space; a Burmese particle belongs to the word before it, and begins no line.  Chinese, Japanese
 * and Korean write no space in "第22条", so that their rule is one of characters: from 第 to the
 * counter behind the number.
 *
 * A paragraph has a space for every word, so the tables are not walked for each: those of a
 * language are put into one hash table when they are first needed, and of most spaces a glance at
 * the characters on both sides tells that no rule can apply.
 *
 * A web address is not parted behind a hyphen: nobody could tell whose the hyphen is.
 *
 * Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale; Duden
 * Textverarbeitung; A. Milchin, Spravochnik izdatelya; Ortografía de la lengua española (RAE);
 * the manuals of the courts that number their laws this way.
 */
#include "lang/nonbreaking.h"

#include "base/hash.h"

#include <assert.h>
#include <string.h>

struct rules {
  const char *lang; /* the first part of the tag; "" for all */
  const char *numbered, *named, *shorts, *units, *particles, *whole; /* parted by spaces; or NULL */
  bool elides; /* "l’article": what stands before an apostrophe is another word */
};

static const struct rules all_rules[] = {
    {.lang = "",
     .numbered = "§ §§ ¶ ¶¶ № nº n° # art. Art. no. No. nos. Nos. nr. Nr. p. pp. para. paras. vol. "
                 "Vol. fig. Fig. ETS CETS",
     .units = "% ‰ °C ° km m cm mm kg g mg t ha l ml h min s ms kB KB MB GB TB PB kbit Mbit bit "
              "kbit/s Mbit/s Hz kHz MHz GHz W kW V € $ £ ¥ USD EUR"},
    {.lang = "en",
     .numbered =
         "Article Articles article articles Arts. arts. Section Sections section sections s "
         "s. ss ss. sec. Sec. Chapter Chapters chapter chapters ch. Part Parts part parts "
         "Rule Rules rule rules r. rr. Regulation regulation reg. regs. Schedule schedule "
         "Annex Annexes annex Appendix appendix Table Tables table Figure Figures figure "
         "Module Modules module modules Exercise exercise Exhibit exhibit Question question "
         "paragraph paragraphs Paragraph Paragraphs para paras clause clauses Clause "
         "Clauses cl cl. item items step Step page pages Case No",
     .named = "Mr Mr. Mrs Mrs. Ms Ms. Mx Dr Dr. Prof. Professor Judge Justice Hon. St St. v v. vs "
              "vs.",
     .units = "January February March April May June July August September October November "
              "December a.m. p.m. am pm per million billion"},
    {.lang = "fr",
     .elides = true,
     .numbered = "article articles Article Articles art. arts. Art. alinéa al. chapitre Chapitre "
                 "section Section titre paragraphe paragraphes par. page pages tome t. vol. no nos "
                 "numéro tableau figure annexe Annexe module Module étape point",
     .named = "M. MM. Mme Mmes Mlle Me Dr Pr c. v. St Ste",
     .units = "janvier février mars avril mai juin juillet août septembre octobre novembre "
              "décembre heures millions milliards"},
    {.lang = "es",
     .numbered = "artículo artículos Artículo Artículos arts. inciso apartado párrafo párr. "
                 "capítulo Capítulo cap. sección Sección página páginas pág. págs. núm. núms. N.º "
                 "n.º tabla Tabla figura Figura anexo Anexo módulo Módulo ley Ley paso",
     .named = "Sr. Sra. Srta. Dr. Dra. D. Dña. Lic. Ud. Uds. vs. c.",
     .units = "de millones"},
    {.lang = "pt",
     .numbered = "artigo artigos Artigo Artigos arts. inciso alínea parágrafo capítulo Capítulo "
                 "secção seção página páginas pág. n.º tabela figura anexo Anexo módulo lei Lei",
     .named = "Sr. Sra. Dr. Dra. D. Prof. vs. c.",
     .units = "de milhões"},
    {.lang = "it",
     .elides = true,
     .numbered =
         "articolo articoli Articolo artt. comma capo sezione pagina pag. n. tabella figura "
         "allegato modulo legge",
     .named = "Sig. Sig.ra Dott. Dott.ssa Avv. Prof. c. vs.",
     .units =
         "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
         "dicembre milioni"},
    {.lang = "de",
     .numbered = "Artikel Absatz Abs. Satz Nummer Kapitel Abschnitt Seite S. Band Bd. Ziffer Ziff. "
                 "Buchstabe Anlage Anhang Tabelle Abbildung Abb. Modul Schritt",
     .named = "Herr Herrn Frau Dr. Prof. St.",
     .units = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember "
              "Uhr Mio. Mrd."},
    {.lang = "nl",
     .numbered =
         "artikel artikelen Artikel lid hoofdstuk paragraaf pagina blz. nummer tabel figuur "
         "bijlage module",
     .named = "dhr. mevr. mr. dr. prof.",
     .units = "januari februari maart april mei juni juli augustus september oktober november "
              "december uur miljoen"},
    {.lang = "id",
     .numbered = "Pasal pasal Ayat ayat Bab bab BAB Bagian bagian Huruf huruf Angka angka Nomor "
                 "nomor butir Lampiran Tabel Gambar Modul modul halaman hlm. Langkah Tahun Rp",
     .named = "Tn. Ny. Dr. Prof.",
     .units = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November "
              "Desember juta miliar persen"},
    {.lang = "ms",
     .numbered = "Seksyen seksyen Subseksyen subseksyen Perkara perkara Artikel artikel Bab bab "
                 "Akta Jadual halaman Modul modul Langkah RM",
     .named = "Encik Puan Tuan Dr. Prof.",
     .units = "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember "
              "juta peratus"},
    {.lang = "fil",
     .numbered = "Artikulo artikulo Seksyon seksyon Kabanata Talata talata pahina Blg. Modyul",
     .named = "G. Gng. Bb. Dr. Hukom",
     .units = "Enero Pebrero Marso Abril Mayo Hunyo Hulyo Agosto Setyembre Oktubre Nobyembre "
              "Disyembre"},
    {.lang = "vi",
     .numbered = "Điều điều Khoản khoản Điểm điểm Chương chương Mục mục Phần Phụ số Số trang Bảng "
                 "Hình ngày tháng năm Bước",
     .named = "Ông ông Bà bà",
     .units = "tháng triệu tỷ"},
    {.lang = "ru",
     .numbered =
         "статья статьи статье статью статьёй статьей статей ст. часть части частью ч. пункт "
         "пункта пункте пунктом п. пп. глава главы главе гл. раздел раздела стр. с. рис. "
         "табл. модуль модуля модуле приложение шаг",
     .named = "г. гр. им. ул. проф. д-р г-н г-жа",
     .shorts = "в к с о у и а я В К С О У И А Я не Не",
     .units =
         "января февраля марта апреля мая июня июля августа сентября октября ноября декабря г. "
         "году года гг. в. вв. руб. тыс. млн млрд км м см кг мин ч часов лет",
     .particles = "бы б ли ль же ж — –"},
    {.lang = "uk",
     .numbered = "стаття статті статтю ст. частина частини ч. пункт пункту п. глава глави розділ "
                 "розділу стор. с. рис. табл. модуль додаток крок",
     .named = "м. ім. вул. проф. п.",
     .shorts = "в у з і й о а я В У З І Й О А Я не",
     .units = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада "
              "грудня р. року рр. грн тис. млн млрд",
     .particles = "би б ж же — –"},
    {.lang = "be", .numbered = "артыкул арт. ч. п. с.", .shorts = "у ў з і й а я о У З І А Я"},
    {.lang = "bg", .numbered = "чл. член ал. т. глава раздел стр. с.", .shorts = "в с и о у а"},
    {.lang = "sr", .numbered = "члан члана чл. став тачка глава стр."},
    {.lang = "mn", .units = "дугаар дүгээр оны он сарын өдөр"},
    {.lang = "pl",
     .numbered = "ust. pkt rozdział rozdz. s. str. tab. rys.",
     .shorts = "w z i a o u W Z I A O U"},
    {.lang = "cs",
     .numbered = "odst. písm. čl. článek kapitola s. str. č.",
     .shorts = "k s v z o u i a K S V Z O U I A"},
    {.lang = "sk",
     .numbered = "ods. písm. čl. článok kapitola s. str. č.",
     .shorts = "k s v z o u i a K S V Z O U I A"},
    {.lang = "ar",
     .numbered = "المادة مادة المادتين المادتان المواد الفقرة فقرة البند بند الباب الفصل القسم رقم "
                 "الصفحة صفحة ص. الجدول الشكل الوحدة عام سنة الخطوة"},
    {.lang = "fa", .numbered = "ماده مادهٔ بند فصل صفحه صفحهٔ شماره شمارهٔ جدول سال"},
    {.lang = "ur", .numbered = "دفعہ آرٹیکل شق باب صفحہ نمبر جدول سال"},
    {.lang = "hi",
     .numbered = "अनुच्छेद धारा धाराओं उपधारा अध्याय नियम खंड पृष्ठ संख्या सं. तालिका मॉड्यूल चरण"},
    {.lang = "bn", .numbered = "ধারা উপধারা অনুচ্ছেদ অধ্যায় পৃষ্ঠা নং নম্বর সারণি"},
    {.lang = "ta", .numbered = "பிரிவு பிரிவின் உறுப்பு அத்தியாயம் பக்கம் எண் அட்டவணை"},
    {.lang = "si", .numbered = "වගන්තිය වගන්ති පරිච්ඡේදය පිටුව අංක"},
    {.lang = "th",
     .numbered = "มาตรา ข้อ วรรค หมวด บท บทที่ หน้า ตาราง เลขที่ หมายเลข พ.ศ. ค.ศ. ที่ วันที่ ขั้นที่ คดีหมายเลข",
     .units = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม "
              "พฤศจิกายน ธันวาคม น. บาท ปี วัน เดือน",
     .whole = "แฮ็กเกอร์ แรนซัมแวร์ มัลแวร์ สปายแวร์ ซอฟต์แวร์ ฮาร์ดแวร์ เฟซบุ๊ก บล็อกเชน บิตคอยน์ ฟิชชิง อิเล็กทรอนิกส์ "
              "เซิร์ฟเวอร์ เมทาดาทา ไซเบอร์ ดิจิทัล"},
    {.lang = "lo",
     .numbered = "ມາດຕາ ໝວດ ພາກ ຂໍ້ ໜ້າ ເລກທີ ທີ ປີ",
     .whole = "ເອເລັກໂຕຣນິກ ອີເລັກໂທຣນິກ ອິນເຕີເນັດ ອິນເທີເນັດ ຄອມພິວເຕີ ໄຊເບີ ດິຈິຕອນ ເວັບໄຊ ອີເມວ"},
    {.lang = "km",
     .numbered = "មាត្រា ជំពូក កថាខណ្ឌ លេខ ទំព័រ ឆ្នាំ ថ្ងៃទី",
     .whole = "អេឡិចត្រូនិក អេឡិចត្រូនិច អ៊ីនធឺណិត កុំព្យូទ័រ សាយប័រ ឌីជីថល អ៊ីមែល"},
    {.lang = "my",
     .numbered = "ပုဒ်မ အပိုဒ် အခန်း စာမျက်နှာ အမှတ်",
     .particles = "သည် သည်။ ကို ၏ ၏။ သို့ မှ က တွင် ၌ နှင့် များ များကို များသည် လည်း သော သည့် ပါ ပါ။ မည်။ ၍ ဖြင့် အား",
     .whole = "အီလက်ထရောနစ် အင်တာနက် ဆိုက်ဘာ ဒစ်ဂျစ်တယ် အီးမေးလ် ကွန်ပျူတာ"},
};

/* ---- words ---- */

static bool is_language(const struct bb_lang *lang, const char *code) {
  size_t n = strlen(code);
  return !strncmp(lang->tag, code, n) && (lang->tag[n] == '\0' || lang->tag[n] == '-');
}

/* The lists of a language and of all languages. */
enum list {
  NUMBERED_IN_ALL = 1,
  UNIT_IN_ALL = 2,
  NUMBERED = 4,
  NAMED = 8,
  SHORT = 16,
  UNIT = 32,
  PARTICLE = 64
};

enum { SLOTS = 512, KEPT = 4 };

struct entry {
  struct bb_span word; /* p NULL: free */
  unsigned lists;      /* enum list, ORed */
};

/* What applies to a language, made ready to be asked. */
struct prepared {
  char tag[sizeof((struct bb_lang *)0)->tag]; /* "": free */
  const struct rules *own;                    /* NULL: only the rules for all */
  struct entry entries[SLOTS];                /* by hash, at most half of them in use */
  size_t count;
  uint64_t pairs[64]; /* of `whole`: which second character (bit) follows which first (entry), by
                         the last six bits of each */
};

static const struct entry *find_entry(const struct prepared *p, struct bb_span word) {
  size_t at = bb_hash_quick(BB_FNV_START, word.p, word.n) % SLOTS;
  while (p->entries[at].word.p && !bb_span_equal(p->entries[at].word, word)) at = (at + 1) % SLOTS;
  return &p->entries[at];
}

/* The lists that a word is in. */
static unsigned lists_of(const struct prepared *p, struct bb_span word) {
  return word.n ? find_entry(p, word)->lists : 0;
}

static void add_list(struct prepared *p, const char *words, enum list list) {
  struct bb_span rest = bb_span_of(words);
  for (struct bb_span word; (word = bb_span_next(&rest, ' ')).p;) {
    size_t at = (size_t)(find_entry(p, word) - p->entries);
    if (!p->entries[at].word.p) p->count++;
    assert(p->count <= SLOTS / 2);
    p->entries[at].word = word;
    p->entries[at].lists |= list;
  }
}

/* All words of `whole` are of characters of three bytes. */
static void add_pairs(struct prepared *p, const char *words) {
  struct bb_span rest = bb_span_of(words);
  for (struct bb_span word; (word = bb_span_next(&rest, ' ')).p;)
    p->pairs[word.p[2] & 63] |= UINT64_C(1) << (word.p[5] & 63);
}

static void prepare(struct prepared *p, const struct bb_lang *lang) {
  *p = (struct prepared){.own = NULL};
  memcpy(p->tag, lang->tag, sizeof p->tag);
  add_list(p, all_rules[0].numbered, NUMBERED_IN_ALL);
  add_list(p, all_rules[0].units, UNIT_IN_ALL);
  for (size_t i = 1; i < sizeof all_rules / sizeof *all_rules && !p->own; i++)
    if (is_language(lang, all_rules[i].lang)) p->own = &all_rules[i];
  if (!p->own) return;
  add_list(p, p->own->numbered, NUMBERED);
  add_list(p, p->own->named, NAMED);
  add_list(p, p->own->shorts, SHORT);
  add_list(p, p->own->units, UNIT);
  add_list(p, p->own->particles, PARTICLE);
  add_pairs(p, p->own->whole);
}

/* The rules of a language, from those this thread has kept or prepared in place of the oldest. */
static const struct prepared *rules_of(const struct bb_lang *lang) {
  static _Thread_local struct prepared kept[KEPT];
  static _Thread_local size_t oldest;
  for (size_t i = 0; i < KEPT; i++)
    if (!strcmp(kept[i].tag, lang->tag)) return &kept[i];
  struct prepared *p = &kept[oldest++ % KEPT];
  prepare(p, lang);
  return p;
}

/* True when the word ends in one of the list. */
static bool ends_in(const char *list, struct bb_span word) {
  struct bb_span rest = bb_span_of(list);
  for (struct bb_span item; (item = bb_span_next(&rest, ' ')).p;)
    if (item.n <= word.n && !memcmp(word.p + word.n - item.n, item.p, item.n)) return true;
  return false;
}

static uint32_t first_of(struct bb_span word) {
  size_t at = 0;
  return word.n ? bb_utf8_decode(word, &at) : 0;
}

static uint32_t last_of(struct bb_span word) {
  return word.n ? bb_utf8_before(word, word.n) : 0;
}

static bool is_capital(uint32_t cp) {
  return bb_lang_is_letter(cp) && bb_lang_lower(cp) != cp;
}

static bool opens(uint32_t cp) {
  return cp == '(' || cp == '[' || cp == '"' || cp == '\'' || cp == 0xAB || cp == 0x2018 ||
         cp == 0x201C || cp == 0x201E || cp == 0x201A;
}

static bool closes(uint32_t cp) {
  return cp == ')' || cp == ']' || cp == ',' || cp == ';' || cp == ':' || cp == '"' || cp == '\'' ||
         cp == 0xBB || cp == 0x2019 || cp == 0x201D || cp == 0x060C;
}

static struct bb_span drop_openers(struct bb_span word) {
  for (size_t at = 0, end; at < word.n; at = end) {
    end = at;
    if (!opens(bb_utf8_decode(word, &end))) return bb_span_cut(word, at, word.n);
  }
  return bb_span_cut(word, word.n, word.n);
}

static struct bb_span drop_closers(struct bb_span word) {
  while (word.n && closes(last_of(word))) do
      word.n--;
    while (word.n && ((unsigned char)word.p[word.n] & 0xC0) == 0x80);
  return word;
}

enum { WORD_MAX = 64 /* bytes; no word of the tables is longer */ };

/* The words around the space before byte `at`. */
static struct bb_span word_before(struct bb_span text, size_t at) {
  size_t end = at - 1, from = end;
  while (from && end - from < WORD_MAX && text.p[from - 1] != ' ' && text.p[from - 1] != '\n')
    from--;
  while (from < end && ((unsigned char)text.p[from] & 0xC0) == 0x80) from++;
  return drop_openers(bb_span_cut(text, from, end));
}

static struct bb_span word_after(struct bb_span text, size_t at) {
  size_t end = at;
  while (end < text.n && end - at < WORD_MAX && text.p[end] != ' ' && text.p[end] != '\n') end++;
  return bb_span_cut(text, at, end);
}

/* ---- rules ---- */

/* "22", "22(1)", "(3)", "IV", "B". */
static bool is_number(struct bb_span word) {
  word = drop_openers(word);
  uint32_t first = first_of(word);
  if (bb_lang_digit(first) >= 0) return true;
  if (first < 'A' || first > 'Z') return false;
  word = drop_closers(word);
  for (size_t i = 0; i < word.n; i++)
    if (!strchr("IVXLC", word.p[i])) return word.n == 1 && is_capital((unsigned char)word.p[0]);
  return true;
}

/* "10" and "000" are one number. */
static bool is_group(struct bb_span before, struct bb_span after) {
  struct bb_span rest = drop_closers(after);
  if (bb_lang_digit(last_of(before)) < 0 || bb_utf8_count(rest) != 3) return false;
  for (size_t at = 0; at < rest.n;)
    if (bb_lang_digit(bb_utf8_decode(rest, &at)) < 0) return false;
  return true;
}

/* "J." and "Doe"; "J. R." comes to this again. */
static bool is_initial(struct bb_span before, struct bb_span after) {
  return is_capital(first_of(before)) && last_of(before) == '.' && bb_utf8_count(before) == 2 &&
         is_capital(first_of(after));
}

/* A dash with spaces on both sides stays with what it follows. */
static bool is_dash(struct bb_span after) {
  uint32_t cp = first_of(after);
  return (cp == 0x2013 || cp == 0x2014) && bb_utf8_count(after) == 1;
}

static struct bb_span behind_apostrophe(struct bb_span word) {
  size_t start = 0;
  for (size_t at = 0; at < word.n;) {
    uint32_t cp = bb_utf8_decode(word, &at);
    if (cp == '\'' || cp == 0x2019) start = at;
  }
  return bb_span_cut(word, start, word.n);
}

/* The words before and after a space are in lists that bind them. */
static bool is_listed(const struct prepared *p, bool spaced, struct bb_span before,
                      struct bb_span after) {
  struct bb_span own = p->own && p->own->elides ? behind_apostrophe(before) : before;
  unsigned left = lists_of(p, own), right = lists_of(p, drop_closers(after));
  if (own.n < before.n)
    left = (left & ~(unsigned)NUMBERED_IN_ALL) | (lists_of(p, before) & NUMBERED_IN_ALL);
  if ((left & SHORT) || (right & PARTICLE)) return true;
  if ((left & NAMED) && is_capital(first_of(after))) return true;
  if ((right & (UNIT | UNIT_IN_ALL)) && bb_lang_digit(last_of(before)) >= 0) return true;
  if (!is_number(after)) return false;
  return (left & (NUMBERED | NUMBERED_IN_ALL)) ||
         (p->own && !spaced && ends_in(p->own->numbered, before));
}

static bool is_french(const struct bb_lang *lang) {
  return is_language(lang, "fr");
}

bool bb_lang_narrows(const struct bb_lang *lang, uint32_t before, uint32_t after) {
  if (!is_french(lang)) return false;
  return before == 0xAB || after == 0xBB || after == ';' || after == ':' || after == '!' ||
         after == '?';
}

/* Most spaces stand before a small letter of Latin, which begins no number and no name, and behind
 * what is no number nor abbreviation.  Then nothing but lists that bind any words can apply. */
static bool is_plain(const struct prepared *p, uint32_t left, uint32_t right) {
  return right >= 'a' && right <= 'z' && left != '.' && bb_lang_digit(left) < 0 &&
         !(p->own && (p->own->shorts || p->own->particles));
}

/* A space stands before byte `at`. */
static bool belongs_together(const struct bb_lang *lang, const struct prepared *p,
                             struct bb_span text, size_t at) {
  uint32_t left = last_of(bb_span_cut(text, 0, at - 1)),
           right = first_of(bb_span_cut(text, at, text.n));
  if (bb_lang_narrows(lang, left, right)) return true;
  if (is_plain(p, left, right)) return false;
  struct bb_span before = word_before(text, at), after = word_after(text, at);
  return is_dash(after) || is_group(before, after) || is_initial(before, after) ||
         is_listed(p, lang->spaced, before, after);
}

/* ---- numbers among ideographs ---- */

/* 条 款 項 项 号 號 章 节 節 页 頁 年 月 日 时 時 分 % and the Korean 조 항 호 장 년 월 일. */
static bool is_counter(uint32_t cp) {
  static const uint32_t counters[] = {0x6761, 0x6B3E, 0x9805, 0x9879, 0x53F7, 0x865F,
                                      0x7AE0, 0x8282, 0x7BC0, 0x9875, 0x9801, 0x5E74,
                                      0x6708, 0x65E5, 0x65F6, 0x6642, 0x5206, 0xC870,
                                      0xD56D, 0xD638, 0xC7A5, 0xB144, 0xC6D4, 0xC77C};
  for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
    if (counters[i] == cp) return true;
  return false;
}

/* No space stands between the two. */
static bool is_inside_count(uint32_t before, uint32_t after) {
  bool digit_before = bb_lang_digit(before) >= 0;
  if (digit_before) return is_counter(after);
  return (before == 0x7B2C || before == 0xC81C) && bb_lang_digit(after) >= 0; /* 第 제 */
}

/* Lets no line end inside the words of a list that begin at byte `at`. */
static void keep_whole_at(const char *list, struct bb_span text, size_t at, uint8_t *breaks) {
  struct bb_span rest = bb_span_of(list);
  for (struct bb_span word; (word = bb_span_next(&rest, ' ')).p;)
    if (at + word.n <= text.n && !memcmp(text.p + at, word.p, word.n))
      memset(breaks + at + 1, BB_BREAK_NONE, word.n - 1);
}

static void keep_whole(const struct prepared *p, struct bb_span text, uint8_t *breaks) {
  for (size_t at = 0; at + 6 <= text.n; at++)
    if ((text.p[at] & 0xF0) == 0xE0 && p->pairs[text.p[at + 2] & 63] >> (text.p[at + 5] & 63) & 1)
      keep_whole_at(p->own->whole, text, at, breaks);
}

/* What a dictionary found between byte `at` and the next place where a line may end. */
static struct bb_span piece_at(struct bb_span text, size_t at, const uint8_t *breaks) {
  size_t end = at + 1;
  while (end < text.n && end - at < WORD_MAX && breaks[end] == BB_BREAK_NONE) end++;
  return bb_span_trim(bb_span_cut(text, at, end));
}

/* A web address goes on from "//" to the next space. */
static bool is_in_address(bool in_address, char before, char c) {
  return (in_address || (before == '/' && c == '/')) && c != ' ' && c != '\n';
}

/* Where no space stands: byte `at` is in the midst of a count, or a particle of its own. */
static bool is_bound(const struct bb_lang *lang, const struct prepared *p, struct bb_span text,
                     size_t at, const uint8_t *breaks) {
  uint32_t before = last_of(bb_span_cut(text, 0, at));
  if (is_inside_count(before, first_of(bb_span_cut(text, at, text.n)))) return true;
  return p->own && p->own->particles && !lang->spaced &&
         (lists_of(p, piece_at(text, at, breaks)) & PARTICLE);
}

void bb_lang_keep_together(const struct bb_lang *lang, struct bb_span text, uint8_t *breaks) {
  const struct prepared *p = rules_of(lang);
  if (p->own && p->own->whole) keep_whole(p, text, breaks);
  bool address = false, together;
  for (size_t at = 1; at < text.n; at++) {
    char before = text.p[at - 1];
    address = is_in_address(address, before, text.p[at]);
    if (breaks[at] != BB_BREAK_ALLOWED) continue;
    if (before == ' ')
      together = belongs_together(lang, p, text, at);
    else
      together = before == '-' ? address : is_bound(lang, p, text, at, breaks);
    if (together) breaks[at] = BB_BREAK_NONE;
  }
}
