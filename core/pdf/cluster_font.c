/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of clusters, and the fonts as PDF objects.  The method is told in cluster_font.h.
 *
 * One hash table holds two kinds of entries: clusters, known by face, glyphs and text; and bare
 * outlines, known by font and glyph, which clusters are composed of.  A cluster of a single glyph
 * at its origin is both.
 */
#include "pdf/cluster_font.h"

#include "pdf/object.h"

#include <stdlib.h>
#include <string.h>

/* What a code is: its text (p is NULL for a bare outline, which no page shows) and its width. */
struct code_record {
  struct bb_span text;
  int32_t width; /* thousandths of an em */
};

struct font {
  const struct bb_face *face;
  struct bb_truetype file;
  struct code_record *codes; /* as many as the file has glyphs; the blank glyph 0 has no text */
  size_t code_count, codes_room;
};

struct entry {
  uint64_t name;
  struct bb_cluster_key key; /* a bare outline has no face: only the glyph's id counts, and … */
  uint32_t font;             /* … the font it is in */
  int32_t stretch;
  struct bb_code code;
};

struct bb_cluster_fonts {
  struct bb_arena *arena;
  struct font *fonts;
  size_t font_count, fonts_room;
  uint32_t *font_of_face; /* by face number: its newest font + 1, or 0 */
  size_t faces_room;
  struct entry *entries;
  size_t entry_count, entries_room;
  uint32_t *slots;            /* index of an entry + 1, or 0 */
  size_t slot_count;          /* a power of two, more than twice entry_count */
  struct bb_contours outline; /* scratch */
};

struct bb_cluster_fonts *bb_cluster_fonts_new(struct bb_arena *arena) {
  struct bb_cluster_fonts *fonts = BB_NEW(arena, struct bb_cluster_fonts);
  fonts->arena = arena;
  return fonts;
}

void bb_cluster_fonts_free(struct bb_cluster_fonts *fonts) {
  for (size_t i = 0; i < fonts->font_count; i++) bb_truetype_free(&fonts->fonts[i].file);
  free(fonts->slots);
  bb_contours_free(&fonts->outline);
}

/* ---- the table ---- */

/* True when a cluster is one glyph at its origin. */
static bool is_single(const struct bb_cluster_key *key) {
  return key->glyph_count == 1 && !key->glyphs[0].dx && !key->glyphs[0].dy &&
         key->scale == BB_FULL_SIZE && !key->rise;
}

/* Every character of a book is looked up, and nearly all of them are single glyphs that stand for
 * one character, in a width of their own.  Within a face the name of such a cluster is all of it,
 * in one number,
 *
 *     1 | 0, 12 | size of the text, 3 | text, 32 | glyph, 16 bits
 *
 * and needs no further comparing.  0: it has no such name. */
static uint64_t name_of(const struct bb_cluster_key *key, int32_t stretch) {
  uint64_t text = 0;
  if (stretch || !key->face || !is_single(key) || key->text.n > 4 || key->glyphs[0].id > 0xFFFF)
    return 0;
  for (size_t i = 0; i < key->text.n; i++) text = text << 8 | (unsigned char)key->text.p[i];
  return (uint64_t)1 << 63 | (uint64_t)key->text.n << 48 | text << 16 | key->glyphs[0].id;
}

/* What others have for a name: a hash of all there is to compare, its first bit 0. */
static uint64_t hash_of(const struct bb_cluster_key *key, uint32_t font, int32_t stretch) {
  uint64_t h = bb_hash_word(font, (uint64_t)(uint32_t)stretch << 32 ^ (uint32_t)key->rise);
  h = bb_hash_word(h, (uint64_t)key->scale);
  h = bb_hash_quick(h, key->glyphs, key->glyph_count * sizeof *key->glyphs);
  return bb_hash_quick(h, key->text.p, key->text.n) >> 1;
}

static bool has_same_glyphs(const struct bb_cluster_key *a, const struct bb_cluster_key *b) {
  return a->glyph_count == b->glyph_count &&
         (!a->glyph_count || !memcmp(a->glyphs, b->glyphs, a->glyph_count * sizeof *a->glyphs));
}

static bool is_same(const struct entry *entry, const struct bb_cluster_key *key, uint32_t font,
                    int32_t stretch) {
  const struct bb_cluster_key *known = &entry->key;
  return known->face == key->face && entry->font == font && entry->stretch == stretch &&
         known->scale == key->scale && known->rise == key->rise &&
         bb_span_equal(known->text, key->text) && has_same_glyphs(known, key);
}

static size_t slot_of(const struct bb_cluster_fonts *fonts, uint64_t name,
                      const struct bb_face *face) {
  return bb_hash_word((uintptr_t)face, name) & (fonts->slot_count - 1);
}

/* NULL: it is new.  These two look in the same table. */
static const struct entry *find_by_name(const struct bb_cluster_fonts *fonts, uint64_t name,
                                        const struct bb_face *face) {
  if (!fonts->slot_count) return NULL;
  for (size_t i = slot_of(fonts, name, face); fonts->slots[i];
       i = (i + 1) & (fonts->slot_count - 1)) {
    const struct entry *entry = &fonts->entries[fonts->slots[i] - 1];
    if (entry->name == name && entry->key.face == face) return entry;
  }
  return NULL;
}

static const struct entry *find_by_hash(const struct bb_cluster_fonts *fonts,
                                        const struct bb_cluster_key *key, uint32_t font,
                                        int32_t stretch) {
  if (!fonts->slot_count) return NULL;
  uint64_t hash = hash_of(key, font, stretch);
  for (size_t i = slot_of(fonts, hash, key->face); fonts->slots[i];
       i = (i + 1) & (fonts->slot_count - 1)) {
    const struct entry *entry = &fonts->entries[fonts->slots[i] - 1];
    if (entry->name == hash && is_same(entry, key, font, stretch)) return entry;
  }
  return NULL;
}

static void fill_slot(struct bb_cluster_fonts *fonts, size_t index) {
  size_t i = slot_of(fonts, fonts->entries[index].name, fonts->entries[index].key.face);
  while (fonts->slots[i]) i = (i + 1) & (fonts->slot_count - 1);
  fonts->slots[i] = (uint32_t)index + 1;
}

static void grow_slots(struct bb_cluster_fonts *fonts) {
  fonts->slot_count = fonts->slot_count ? fonts->slot_count * 2 : 1024;
  fonts->slots = bb_realloc(fonts->slots, fonts->slot_count * sizeof *fonts->slots);
  memset(fonts->slots, 0, fonts->slot_count * sizeof *fonts->slots);
  for (size_t i = 0; i < fonts->entry_count; i++) fill_slot(fonts, i);
}

/* Adds what was not found. */
static void add_entry(struct bb_cluster_fonts *fonts, struct entry entry) {
  uint64_t name = name_of(&entry.key, entry.stretch);
  entry.name = name ? name : hash_of(&entry.key, entry.font, entry.stretch);
  if (2 * (fonts->entry_count + 1) >= fonts->slot_count) grow_slots(fonts);
  fonts->entries =
      bb_arena_grow(fonts->arena, fonts->entries, fonts->entry_count, fonts->entry_count + 1,
                    sizeof *fonts->entries, &fonts->entries_room);
  fonts->entries[fonts->entry_count] = entry;
  fill_slot(fonts, fonts->entry_count++);
}

/* ---- glyphs ---- */

/* The font that the face's next cluster of so many glyphs goes into. */
static uint32_t font_for(struct bb_cluster_fonts *fonts, const struct bb_face *face,
                         uint32_t glyph_count) {
  if (glyph_count > BB_CLUSTER_PARTS_MAX) glyph_count = BB_CLUSTER_PARTS_MAX;
  size_t number = bb_face_number(face);
  if (number >= fonts->faces_room)
    fonts->font_of_face =
        bb_arena_grow(fonts->arena, fonts->font_of_face, fonts->faces_room, number + 1,
                      sizeof *fonts->font_of_face, &fonts->faces_room);
  uint32_t *newest = &fonts->font_of_face[number];
  if (*newest && fonts->fonts[*newest - 1].file.count + glyph_count + 1 <= BB_CLUSTER_FONT_GLYPHS)
    return *newest - 1;
  fonts->fonts = bb_arena_grow(fonts->arena, fonts->fonts, fonts->font_count, fonts->font_count + 1,
                               sizeof *fonts->fonts, &fonts->fonts_room);
  struct font *font = &fonts->fonts[fonts->font_count++];
  *font = (struct font){.face = face};
  bb_truetype_begin(&font->file, bb_face_metrics(face));
  *newest = (uint32_t)fonts->font_count;
  return *newest - 1;
}

/* Names the glyph just added to the font's file. */
static struct bb_code name_code(struct bb_cluster_fonts *fonts, uint32_t index, struct bb_span text,
                                int32_t width) {
  struct font *font = &fonts->fonts[index];
  size_t code = font->file.count - 1;
  font->codes = bb_arena_grow(fonts->arena, font->codes, font->code_count, code + 1,
                              sizeof *font->codes, &font->codes_room);
  font->code_count = code + 1;
  font->codes[code] = (struct code_record){text, width};
  return (struct bb_code){index, (uint32_t)code, width};
}

static void load_outline(struct bb_cluster_fonts *fonts, const struct font *font, uint32_t glyph) {
  struct bb_arena_mark mark = bb_arena_mark(fonts->arena);
  struct bb_path path = bb_face_outline(font->face, glyph, fonts->arena);
  bb_contours_clear(&fonts->outline);
  bb_contours_add(&fonts->outline, &path, 0, 0, font->file.units_per_em);
  bb_arena_release(fonts->arena, mark);
}

static struct bb_cluster_key key_of_outline(const struct bb_glyph *bare) {
  return (struct bb_cluster_key){.glyphs = bare, .glyph_count = 1};
}

/* The number of the glyph that holds a bare outline, adding it when it is new; 0 for a blank. */
static uint32_t find_outline(struct bb_cluster_fonts *fonts, uint32_t index, uint32_t glyph) {
  struct bb_glyph bare = {.id = glyph};
  struct bb_cluster_key key = key_of_outline(&bare);
  const struct entry *known = find_by_hash(fonts, &key, index, 0);
  if (known) return known->code.code;
  struct font *font = &fonts->fonts[index];
  struct bb_code code = {0};
  load_outline(fonts, font, glyph);
  if (fonts->outline.count) {
    bb_truetype_add(&font->file, &fonts->outline, 0);
    code = name_code(fonts, index, (struct bb_span){0}, 0);
  }
  struct bb_glyph *kept = BB_NEW(fonts->arena, struct bb_glyph);
  *kept = bare;
  add_entry(fonts, (struct entry){.key = key_of_outline(kept), .font = index, .code = code});
  return code.code;
}

/* Adds the glyph that draws a cluster, the first time it is met. */
static void add_glyph(struct bb_cluster_fonts *fonts, uint32_t index,
                      const struct bb_cluster_key *cluster, int32_t advance) {
  struct bb_part parts[BB_CLUSTER_PARTS_MAX];
  size_t count = 0;
  for (uint32_t i = 0; i < cluster->glyph_count && count < BB_CLUSTER_PARTS_MAX; i++) {
    const struct bb_glyph *g = &cluster->glyphs[i];
    uint32_t outline = find_outline(fonts, index, g->id);
    if (!outline) continue;
    parts[count++] =
        (struct bb_part){outline, cluster->scale, bb_len_scale(g->dx, cluster->scale, BB_FULL_SIZE),
                         bb_len_scale(g->dy, cluster->scale, BB_FULL_SIZE) + cluster->rise};
  }
  if (count)
    bb_truetype_add_composite(&fonts->fonts[index].file, parts, count, advance);
  else
    bb_truetype_add(&fonts->fonts[index].file, &(struct bb_contours){0}, advance);
}

/* The same for a cluster that is a glyph at its origin and whose outline is new: the one glyph
 * serves as both.  False when it is not such a cluster. */
static bool add_single_glyph(struct bb_cluster_fonts *fonts, uint32_t index,
                             const struct bb_cluster_key *cluster, int32_t advance) {
  if (!is_single(cluster)) return false;
  struct bb_cluster_key key = key_of_outline(cluster->glyphs);
  if (find_by_hash(fonts, &key, index, 0)) return false;
  struct font *font = &fonts->fonts[index];
  struct bb_code code = {0};
  load_outline(fonts, font, cluster->glyphs[0].id);
  bb_truetype_add(&font->file, &fonts->outline, advance);
  if (fonts->outline.count) code = (struct bb_code){index, (uint32_t)font->file.count - 1, 0};
  add_entry(fonts, (struct entry){.key = key, .font = index, .code = code});
  return true;
}

const struct bb_code *bb_cluster_fonts_find(const struct bb_cluster_fonts *fonts,
                                            const struct bb_cluster_key *cluster, int32_t stretch) {
  uint64_t name = name_of(cluster, stretch);
  const struct entry *known =
      name ? find_by_name(fonts, name, cluster->face) : find_by_hash(fonts, cluster, 0, stretch);
  return known ? &known->code : NULL;
}

struct bb_code bb_cluster_fonts_code(struct bb_cluster_fonts *fonts,
                                     const struct bb_cluster_key *cluster, int32_t width,
                                     int32_t stretch) {
  const struct bb_code *known = bb_cluster_fonts_find(fonts, cluster, stretch);
  if (known) return *known;
  uint32_t index = font_for(fonts, cluster->face, cluster->glyph_count);
  if (width < 0) width = 0;
  if (width > INT16_MAX) width = INT16_MAX;
  int32_t advance = bb_len_scale(width, bb_face_metrics(cluster->face)->units_per_em, 1000);
  struct bb_glyph *kept = BB_NEW_ARRAY(fonts->arena, cluster->glyph_count, struct bb_glyph);
  for (uint32_t i = 0; i < cluster->glyph_count; i++) kept[i] = cluster->glyphs[i];
  struct entry entry = {.key = *cluster, .stretch = stretch};
  entry.key.glyphs = kept;
  if (!add_single_glyph(fonts, index, &entry.key, advance))
    add_glyph(fonts, index, &entry.key, advance);
  entry.code = name_code(fonts, index, cluster->text, width);
  add_entry(fonts, entry);
  return entry.code;
}

/* ---- the fonts as PDF objects ---- */

/* The width that most codes have: the default, so that CJK fonts need no list. */
static int32_t usual_width(const struct font *font, struct bb_arena *arena) {
  int32_t max = 0, usual = 0;
  for (size_t i = 1; i < font->code_count; i++)
    if (font->codes[i].width > max) max = font->codes[i].width;
  struct bb_arena_mark mark = bb_arena_mark(arena);
  uint32_t *count = BB_NEW_ARRAY(arena, (size_t)max + 1, uint32_t);
  for (size_t i = 1; i < font->code_count; i++)
    if (font->codes[i].text.p && ++count[font->codes[i].width] > count[usual])
      usual = font->codes[i].width;
  bb_arena_release(arena, mark);
  return usual;
}

/* /W: [first [width width …] first [width …] …] for codes whose width is not the usual one. */
static HPDF_Array make_widths(HPDF_Doc pdf, const struct font *font, int32_t usual) {
  enum { LIST_MAX = 1000 }; /* well below libharu's limit for an array */
  HPDF_Array widths = HPDF_Array_New(pdf->mmgr), list = NULL;
  for (size_t i = 1; i < font->code_count; i++) {
    if (!font->codes[i].text.p || font->codes[i].width == usual) {
      list = NULL;
      continue;
    }
    if (!list || HPDF_Array_Items(list) == LIST_MAX) {
      list = HPDF_Array_New(pdf->mmgr);
      HPDF_Array_AddNumber(widths, (HPDF_INT32)i);
      HPDF_Array_Add(widths, list);
    }
    HPDF_Array_AddNumber(list, font->codes[i].width);
  }
  return widths;
}

static HPDF_Dict make_descriptor(HPDF_Doc pdf, const struct font *font, const char *name,
                                 HPDF_Dict file) {
  const struct bb_face_metrics *m = bb_face_metrics(font->face);
  const struct bb_box *box = &font->file.box;
  int32_t upem = m->units_per_em;
  HPDF_Dict d = bb_pdf_dict_new(pdf);
  HPDF_Dict_AddName(d, "Type", "FontDescriptor");
  HPDF_Dict_AddName(d, "FontName", name);
  HPDF_Dict_AddNumber(d, "Flags", 4); /* symbolic: codes are no one's standard encoding */
  HPDF_Array bbox = HPDF_Array_New(pdf->mmgr);
  const int32_t sides[] = {box->x0, box->y0, box->x1, box->y1};
  for (int i = 0; i < 4; i++) HPDF_Array_AddNumber(bbox, bb_len_scale(sides[i], 1000, upem));
  HPDF_Dict_Add(d, "FontBBox", bbox);
  HPDF_Dict_AddNumber(d, "ItalicAngle", 0);
  HPDF_Dict_AddNumber(d, "Ascent", bb_len_scale(m->ascender, 1000, upem));
  HPDF_Dict_AddNumber(d, "Descent", bb_len_scale(m->descender, 1000, upem));
  HPDF_Dict_AddNumber(d, "CapHeight", bb_len_scale(m->cap_height, 1000, upem));
  HPDF_Dict_AddNumber(d, "StemV", 80); /* required, read by nobody when the font is embedded */
  HPDF_Dict_Add(d, "FontFile2", file);
  return d;
}

static HPDF_Dict make_cid_font(HPDF_Doc pdf, const struct font *font, const char *name,
                               HPDF_Dict descriptor, struct bb_arena *arena) {
  int32_t usual = usual_width(font, arena);
  HPDF_Dict d = bb_pdf_dict_new(pdf), system = HPDF_Dict_New(pdf->mmgr);
  HPDF_Dict_AddName(d, "Type", "Font");
  HPDF_Dict_AddName(d, "Subtype", "CIDFontType2");
  HPDF_Dict_AddName(d, "BaseFont", name);
  HPDF_Dict_Add(d, "CIDSystemInfo", system);
  HPDF_Dict_Add(system, "Registry", HPDF_String_New(pdf->mmgr, "Adobe", NULL));
  HPDF_Dict_Add(system, "Ordering", HPDF_String_New(pdf->mmgr, "Identity", NULL));
  HPDF_Dict_AddNumber(system, "Supplement", 0);
  HPDF_Dict_Add(d, "FontDescriptor", descriptor);
  HPDF_Dict_AddNumber(d, "DW", usual);
  HPDF_Dict_Add(d, "W", make_widths(pdf, font, usual));
  HPDF_Dict_AddName(d, "CIDToGIDMap", "Identity");
  return d;
}

/* The map from codes to text, in blocks of at most 100 as the format demands. */
static void put_to_unicode(const struct font *font, struct bb_buf *out) {
  bb_buf_string(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                     "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                     "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                     "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
  size_t named = 0, done = 0;
  for (size_t i = 1; i < font->code_count; i++) named += font->codes[i].text.p != NULL;
  for (size_t i = 1; i < font->code_count; i++) {
    if (!font->codes[i].text.p) continue;
    if (done % 100 == 0)
      bb_buf_printf(out, "%zu beginbfchar\n", named - done < 100 ? named - done : 100);
    bb_buf_char(out, '<');
    bb_pdf_put_hex(out, (uint32_t)i);
    bb_buf_string(out, "> <");
    bb_pdf_put_utf16_hex(out, font->codes[i].text);
    bb_buf_string(out, ">\n");
    if (++done % 100 == 0 || done == named) bb_buf_string(out, "endbfchar\n");
  }
  bb_buf_string(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

/* "BBAAAC+NotoSerif-Regular": the six letters tell fonts of one face apart. */
static const char *subset_name(struct bb_arena *arena, const struct font *font, size_t index) {
  char tag[7] = "BBAAAA";
  for (int i = 5; i >= 2; i--, index /= 26) tag[i] = (char)('A' + index % 26);
  return bb_arena_printf(arena, "%s+%.100s", tag, bb_face_name(font->face));
}

static HPDF_Dict make_font(struct bb_cluster_fonts *fonts, struct bb_streams *streams,
                           size_t index) {
  HPDF_Doc pdf = streams->pdf;
  struct font *font = &fonts->fonts[index];
  const char *name = subset_name(fonts->arena, font, index);
  struct bb_buf bytes = {0};
  put_to_unicode(font, &bytes);
  HPDF_Dict to_unicode = bb_streams_add(streams, bb_buf_view(&bytes));
  bb_buf_clear(&bytes);
  HPDF_Dict d = bb_pdf_dict_new(pdf);
  bb_truetype_write(&font->file, &bytes);
  HPDF_Dict file = bb_streams_add(streams, bb_buf_view(&bytes));
  HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)bytes.n);
  bb_buf_free(&bytes);
  HPDF_Array descendants = HPDF_Array_New(pdf->mmgr);
  HPDF_Array_Add(descendants, make_cid_font(pdf, font, name, make_descriptor(pdf, font, name, file),
                                            fonts->arena));
  HPDF_Dict_AddName(d, "Type", "Font");
  HPDF_Dict_AddName(d, "Subtype", "Type0");
  HPDF_Dict_AddName(d, "BaseFont", name);
  HPDF_Dict_AddName(d, "Encoding", "Identity-H");
  HPDF_Dict_Add(d, "DescendantFonts", descendants);
  HPDF_Dict_Add(d, "ToUnicode", to_unicode);
  return d;
}

void bb_cluster_fonts_embed(struct bb_cluster_fonts *fonts, struct bb_streams *streams,
                            HPDF_Dict resources) {
  for (size_t i = 0; i < fonts->font_count; i++)
    HPDF_Dict_Add(resources, bb_arena_printf(fonts->arena, "F%zu", i),
                  make_font(fonts, streams, i));
}
