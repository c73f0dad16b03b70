/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The TrueType tables, after the OpenType specification 1.9 (glyf, head, hhea, hmtx, loca, maxp).
 *
 * A simple glyph is its contour ends, then one flag byte a point, then the x and the y steps from
 * point to point.  Flags and steps are packed: a step of at most 255 takes one byte with its sign
 * in the flag, a step of zero takes none, and a flag that repeats is counted.  That makes a glyph
 * about half as large as with 16-bit steps, and nothing reads it slower.
 */
#include "pdf/truetype.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum {
  ON_CURVE = 1,
  X_BYTE = 2,
  Y_BYTE = 4,
  REPEAT = 8,
  X_SAME_OR_POSITIVE = 16,
  Y_SAME_OR_POSITIVE = 32
};

enum { PART_WORDS = 1, PART_OFFSETS = 2, PART_SCALE = 8, PART_MORE = 32, PART_MOVED_LAST = 0x1000 };

/* ---- simple glyphs ---- */

static uint32_t step_flags(int dx, int dy, bool on) {
  uint32_t flags = on ? ON_CURVE : 0;
  if (dx == 0)
    flags |= X_SAME_OR_POSITIVE;
  else if (dx >= -255 && dx <= 255)
    flags |= X_BYTE | (dx > 0 ? X_SAME_OR_POSITIVE : 0u);
  if (dy == 0)
    flags |= Y_SAME_OR_POSITIVE;
  else if (dy >= -255 && dy <= 255)
    flags |= Y_BYTE | (dy > 0 ? Y_SAME_OR_POSITIVE : 0u);
  return flags;
}

static void put_step(struct bb_buf *out, int d) {
  if (d >= -255 && d <= 255)
    bb_buf_u8(out, (uint32_t)(d < 0 ? -d : d));
  else
    bb_buf_u16(out, (uint32_t)d);
}

static void put_flags(struct bb_buf *out, const struct bb_contours *outline) {
  struct bb_point pen = {0};
  uint32_t last = 0, repeats = 0;
  for (size_t i = 0; i < outline->count; i++) {
    struct bb_point p = outline->points[i];
    uint32_t flags = step_flags(p.x - pen.x, p.y - pen.y, p.on);
    if (i && flags == last && repeats < 255) {
      if (repeats++ == 0)
        out->p[out->n - 1] = (char)(last | REPEAT);
      else
        out->n--;
      bb_buf_u8(out, repeats);
    } else {
      bb_buf_u8(out, flags);
      repeats = 0;
    }
    last = flags;
    pen = p;
  }
}

static void put_steps(struct bb_buf *out, const struct bb_contours *outline) {
  int pen = 0;
  for (size_t i = 0; i < outline->count; pen = outline->points[i++].x)
    if (outline->points[i].x != pen) put_step(out, outline->points[i].x - pen);
  pen = 0;
  for (size_t i = 0; i < outline->count; pen = outline->points[i++].y)
    if (outline->points[i].y != pen) put_step(out, outline->points[i].y - pen);
}

static void widen(struct bb_box *box, const struct bb_box *other) {
  if (other->x0 < box->x0) box->x0 = other->x0;
  if (other->y0 < box->y0) box->y0 = other->y0;
  if (other->x1 > box->x1) box->x1 = other->x1;
  if (other->y1 > box->y1) box->y1 = other->y1;
}

static struct bb_box box_of(const struct bb_contours *outline) {
  if (!outline->count) return (struct bb_box){0};
  struct bb_point p = outline->points[0];
  struct bb_box box = {p.x, p.y, p.x, p.y};
  for (size_t i = 1; i < outline->count; i++) {
    p = outline->points[i];
    widen(&box, &(struct bb_box){p.x, p.y, p.x, p.y});
  }
  return box;
}

static void put_header(struct bb_buf *out, uint32_t contours, const struct bb_box *box) {
  bb_buf_u16(out, contours);
  bb_buf_u16(out, (uint32_t)box->x0);
  bb_buf_u16(out, (uint32_t)box->y0);
  bb_buf_u16(out, (uint32_t)box->x1);
  bb_buf_u16(out, (uint32_t)box->y1);
}

static void note_max(uint32_t *max, size_t value) {
  if (value > *max) *max = (uint32_t)value;
}

static struct bb_glyph_record *begin_glyph(struct bb_truetype *font) {
  if (font->count == font->room) {
    font->room = font->room ? font->room * 2 : 256;
    font->glyphs = bb_realloc(font->glyphs, font->room * sizeof *font->glyphs);
  }
  struct bb_glyph_record *glyph = &font->glyphs[font->count++];
  *glyph = (struct bb_glyph_record){.offset = (uint32_t)font->glyf.n};
  return glyph;
}

static void end_glyph(struct bb_truetype *font, int32_t advance) {
  const struct bb_box *box = &font->glyphs[font->count - 1].box;
  uint32_t width = advance < 0 ? 0 : advance > INT16_MAX ? INT16_MAX : (uint32_t)advance;
  if (font->glyf.n & 1) bb_buf_u8(&font->glyf, 0);
  bb_buf_u16(&font->hmtx, width);
  bb_buf_u16(&font->hmtx, (uint32_t)box->x0);
  note_max(&font->advance_max, width);
  widen(&font->box, box);
}

void bb_truetype_add(struct bb_truetype *font, const struct bb_contours *outline, int32_t advance) {
  struct bb_glyph_record *glyph = begin_glyph(font);
  glyph->box = box_of(outline);
  glyph->points = (uint32_t)outline->count;
  glyph->contours = (uint32_t)outline->contours;
  if (outline->count) {
    put_header(&font->glyf, glyph->contours, &glyph->box);
    for (size_t i = 0; i < outline->contours; i++) bb_buf_u16(&font->glyf, outline->ends[i]);
    bb_buf_u16(&font->glyf, 0); /* no instructions */
    put_flags(&font->glyf, outline);
    put_steps(&font->glyf, outline);
    note_max(&font->points_max, glyph->points);
    note_max(&font->contours_max, glyph->contours);
  }
  end_glyph(font, advance);
}

/* ---- composite glyphs ---- */

static int32_t cut(int32_t v) {
  return v < -BB_COORDINATE_MAX  ? -BB_COORDINATE_MAX
         : v > BB_COORDINATE_MAX ? BB_COORDINATE_MAX
                                 : v;
}

static void put_part(struct bb_buf *out, const struct bb_part *part, bool more) {
  int32_t dx = cut(part->dx), dy = cut(part->dy);
  bool words = dx != (int8_t)dx || dy != (int8_t)dy;
  bool scaled = part->scale != BB_FULL_SIZE;
  bb_buf_u16(out, PART_OFFSETS | (words ? PART_WORDS : 0u) | (more ? PART_MORE : 0u) |
                      (scaled ? PART_SCALE | PART_MOVED_LAST : 0u));
  bb_buf_u16(out, part->glyph);
  if (words) {
    bb_buf_u16(out, (uint32_t)dx);
    bb_buf_u16(out, (uint32_t)dy);
  } else {
    bb_buf_u8(out, (uint32_t)dx);
    bb_buf_u8(out, (uint32_t)dy);
  }
  if (scaled) bb_buf_u16(out, (uint32_t)part->scale);
}

static int32_t scaled(int32_t v, const struct bb_part *part) {
  return bb_len_scale(v, part->scale, BB_FULL_SIZE);
}

/* Adds a part's outline to the totals of the composite. */
static void join(struct bb_glyph_record *whole, const struct bb_glyph_record *record,
                 const struct bb_part *part) {
  int32_t dx = cut(part->dx), dy = cut(part->dy);
  const struct bb_box *box = &record->box;
  struct bb_box moved = {scaled(box->x0, part) + dx, scaled(box->y0, part) + dy,
                         scaled(box->x1, part) + dx, scaled(box->y1, part) + dy};
  if (record->points && !whole->points)
    whole->box = moved;
  else if (record->points)
    widen(&whole->box, &moved);
  whole->points += record->points;
  whole->contours += record->contours;
}

void bb_truetype_add_composite(struct bb_truetype *font, const struct bb_part *parts, size_t count,
                               int32_t advance) {
  struct bb_glyph_record *glyph = begin_glyph(font);
  for (size_t i = 0; i < count; i++) join(glyph, &font->glyphs[parts[i].glyph], &parts[i]);
  put_header(&font->glyf, 0xFFFF, &glyph->box);
  for (size_t i = 0; i < count; i++) put_part(&font->glyf, &parts[i], i + 1 < count);
  note_max(&font->composite_points_max, glyph->points);
  note_max(&font->composite_contours_max, glyph->contours);
  note_max(&font->parts_max, count);
  end_glyph(font, advance);
}

/* ---- the other tables ---- */

void bb_truetype_begin(struct bb_truetype *font, const struct bb_face_metrics *metrics) {
  *font = (struct bb_truetype){.units_per_em = metrics->units_per_em,
                               .ascender = metrics->ascender,
                               .descender = metrics->descender};
  bb_truetype_add(font, &(struct bb_contours){0}, 0);
}

/* Offsets are stored halved in 16 bits while that reaches. */
static bool has_short_loca(const struct bb_truetype *font) {
  return font->glyf.n <= 2 * 0xFFFF;
}

static void put_loca(const struct bb_truetype *font, struct bb_buf *out) {
  bool is_short = has_short_loca(font);
  for (size_t i = 0; i <= font->count; i++) {
    uint32_t at = i < font->count ? font->glyphs[i].offset : (uint32_t)font->glyf.n;
    if (is_short)
      bb_buf_u16(out, at / 2);
    else
      bb_buf_u32(out, at);
  }
}

static void put_zeros(struct bb_buf *out, size_t n) {
  for (size_t i = 0; i < n; i++) bb_buf_u8(out, 0);
}

static void put_head(const struct bb_truetype *font, struct bb_buf *out) {
  bb_buf_u32(out, 0x00010000);
  bb_buf_u32(out, 0x00010000);
  bb_buf_u32(out, 0); /* checksum adjustment: patched in when the file is complete */
  bb_buf_u32(out, 0x5F0F3CF5);
  bb_buf_u16(out, 3); /* baseline at y = 0, left side bearing at x = 0 */
  bb_buf_u16(out, (uint32_t)font->units_per_em);
  put_zeros(out, 16); /* created, modified: no clock here */
  bb_buf_u16(out, (uint32_t)font->box.x0);
  bb_buf_u16(out, (uint32_t)font->box.y0);
  bb_buf_u16(out, (uint32_t)font->box.x1);
  bb_buf_u16(out, (uint32_t)font->box.y1);
  bb_buf_u16(out, 0); /* plain style: the outlines have it in them */
  bb_buf_u16(out, 8); /* smallest readable size, pixels */
  bb_buf_u16(out, 2);
  bb_buf_u16(out, has_short_loca(font) ? 0 : 1);
  bb_buf_u16(out, 0);
}

static void put_hhea(const struct bb_truetype *font, struct bb_buf *out) {
  bb_buf_u32(out, 0x00010000);
  bb_buf_u16(out, (uint32_t)font->ascender);
  bb_buf_u16(out, (uint32_t)font->descender);
  bb_buf_u16(out, 0); /* line gap */
  bb_buf_u16(out, font->advance_max);
  bb_buf_u16(out, (uint32_t)font->box.x0);
  bb_buf_u16(out, 0);
  bb_buf_u16(out, (uint32_t)font->box.x1);
  bb_buf_u16(out, 1); /* an upright caret */
  put_zeros(out, 14);
  bb_buf_u16(out, (uint32_t)font->count);
}

static void put_maxp(const struct bb_truetype *font, struct bb_buf *out) {
  bb_buf_u32(out, 0x00010000);
  bb_buf_u16(out, (uint32_t)font->count);
  bb_buf_u16(out, font->points_max);
  bb_buf_u16(out, font->contours_max);
  bb_buf_u16(out, font->composite_points_max);
  bb_buf_u16(out, font->composite_contours_max);
  bb_buf_u16(out, 2); /* zones; the rest is about instructions, of which there are none */
  put_zeros(out, 12);
  bb_buf_u16(out, font->parts_max);
  bb_buf_u16(out, font->parts_max ? 1 : 0); /* depth of composites */
}

/* ---- the file ---- */

enum { TABLES = 6, DIRECTORY = 12 + 16 * TABLES };

static uint32_t checksum(struct bb_span table) {
  const unsigned char *p = (const unsigned char *)table.p;
  uint32_t sum = 0;
  for (size_t i = 0; i < table.n; i++) sum += (uint32_t)p[i] << (24 - 8 * (i & 3));
  return sum;
}

static void put_directory(struct bb_buf *out) {
  bb_buf_u32(out, 0x00010000);
  bb_buf_u16(out, TABLES);
  bb_buf_u16(out, 64); /* the largest power of two <= TABLES, times 16 */
  bb_buf_u16(out, 2);
  bb_buf_u16(out, TABLES * 16 - 64);
  put_zeros(out, 16 * TABLES);
}

static void write_u32(char *p, uint32_t v) {
  for (int i = 0; i < 4; i++) p[i] = (char)(v >> (24 - 8 * i));
}

/* Adds a table and its entry, the `k`-th of the directory, which begins at `start`. */
static void put_table(struct bb_buf *out, size_t start, int k, const char *tag,
                      const struct bb_buf *table) {
  size_t at = out->n;
  bb_buf_span(out, bb_buf_view(table));
  while ((out->n - start) & 3) bb_buf_u8(out, 0);
  char *entry = out->p + start + 12 + 16 * k;
  memcpy(entry, tag, 4);
  write_u32(entry + 4, checksum(bb_buf_view(table)));
  write_u32(entry + 8, (uint32_t)(at - start));
  write_u32(entry + 12, (uint32_t)table->n);
}

void bb_truetype_write(const struct bb_truetype *font, struct bb_buf *out) {
  struct bb_buf head = {0}, hhea = {0}, loca = {0}, maxp = {0};
  put_head(font, &head);
  put_hhea(font, &hhea);
  put_loca(font, &loca);
  put_maxp(font, &maxp);
  size_t start = out->n;
  put_directory(out);
  put_table(out, start, 0, "glyf", &font->glyf);
  size_t head_at = out->n;
  put_table(out, start, 1, "head", &head);
  put_table(out, start, 2, "hhea", &hhea);
  put_table(out, start, 3, "hmtx", &font->hmtx);
  put_table(out, start, 4, "loca", &loca);
  put_table(out, start, 5, "maxp", &maxp);
  uint32_t whole = checksum((struct bb_span){out->p + start, out->n - start});
  write_u32(out->p + head_at + 8, 0xB1B0AFBA - whole);
  bb_buf_free(&head);
  bb_buf_free(&hhea);
  bb_buf_free(&loca);
  bb_buf_free(&maxp);
}

void bb_truetype_free(struct bb_truetype *font) {
  bb_buf_free(&font->glyf);
  bb_buf_free(&font->hmtx);
  free(font->glyphs);
}
