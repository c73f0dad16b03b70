/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing the file.  libharu would write every object on its own and an entry of twenty bytes for
 * it in a table; a tagged book has thousands of small ones, and they would be most of the file.
 * Here libharu writes the objects, but what is around them is ours (ISO 32000-1, 7.5):
 *
 *     %PDF-1.7
 *     streams            pages, fonts, images (stream.h): each an object of its own, its length in
 *                        its dictionary (libharu makes that an object, which stays unused)
 *     object streams     all else, some hundreds of objects together, compressed; the elements of
 *                        the structure, which are most of them, come last and libharu knows nothing
 *                        of them
 *     cross-reference    a stream: where each object is, by its number
 *     startxref
 *
 * The identifier that the format wants (/ID) comes from no clock and no random source: it is a
 * digest of all that stands before the cross-reference.
 */
#include "pdf/save.h"

#include "base/hash.h"
#include "pdf/object.h"

enum { GROUP = 400 /* objects in an object stream: they are read together */ };

enum kind { FREE, PLAIN, GROUPED };

struct entry { /* of the cross-reference */
  enum kind kind;
  uint32_t place; /* PLAIN: offset in the file; GROUPED: the number of the object stream */
  uint32_t index; /* GROUPED: in it */
};

struct group {           /* an object stream */
  uint32_t number, size; /* in objects */
  size_t first;          /* where its second part begins */
  struct bb_span packed;
};

struct saving {
  struct bb_streams *streams;
  struct bb_buf *out;
  size_t start;       /* where the file begins in `out` */
  HPDF_Stream writer; /* how libharu writes to `target` */
  struct bb_buf *target;
  struct entry *entries; /* by the number of the object */
  uint32_t count;
  struct group *groups;           /* in the order of their numbers */
  size_t group_count;             /* the last one is being filled */
  struct bb_buf numbers, objects; /* its two parts */
};

static HPDF_STATUS write_to_target(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size) {
  struct saving *s = stream->attr;
  bb_buf_add(s->target, bytes, size);
  return HPDF_OK;
}

static void begin_object(struct saving *s, uint32_t number) {
  s->entries[number] = (struct entry){PLAIN, (uint32_t)(s->out->n - s->start), 0};
  BB_BUF_PUT(s->out, "# 0 obj\n", number);
}

static void put_stream(struct saving *s, struct bb_span bytes) {
  bb_buf_string(s->out, "\nstream\n");
  bb_buf_span(s->out, bytes);
  bb_buf_string(s->out, "\nendstream\nendobj\n");
}

/* ---- streams ---- */

/* The dictionary is written as one without a stream. */
static void write_stream(struct saving *s, uint32_t number, HPDF_Dict dict) {
  const struct bb_stream *stream = bb_stream_of(dict);
  HPDF_Stream unused = dict->stream;
  HPDF_Dict_RemoveElement(dict, "Length");
  HPDF_Dict_AddNumber(dict, "Length", (HPDF_INT32)stream->bytes.n);
  if (stream->filter) HPDF_Dict_AddName(dict, "Filter", stream->filter);
  begin_object(s, number);
  s->target = s->out;
  dict->stream = NULL;
  HPDF_Dict_Write(dict, s->writer, NULL);
  dict->stream = unused;
  put_stream(s, stream->bytes);
}

/* A stream of our own: what stands in its dictionary besides filter and length, and its bytes. */
static void write_own_stream(struct saving *s, uint32_t number, struct bb_span entries,
                             struct bb_span packed) {
  begin_object(s, number);
  bb_buf_printf(s->out, "<<%.*s/Filter/FlateDecode/Length %zu>>", BB_SPAN_ARG(entries), packed.n);
  put_stream(s, packed);
}

/* ---- object streams ---- */

static struct group *last_group(const struct saving *s) {
  return s->group_count ? &s->groups[s->group_count - 1] : NULL;
}

static void end_group(struct saving *s) {
  struct group *group = last_group(s);
  if (!group || !s->numbers.n) return;
  group->first = s->numbers.n;
  bb_buf_span(&s->numbers, bb_buf_view(&s->objects));
  bb_packer_add(s->streams->packer, bb_buf_view(&s->numbers), &group->packed);
  bb_buf_clear(&s->numbers);
  bb_buf_clear(&s->objects);
}

/* The next object that is written to `objects` has this number. */
static void begin_grouped(struct saving *s, uint32_t number) {
  if (s->numbers.n && last_group(s)->size == GROUP) end_group(s);
  if (!s->numbers.n) s->groups[s->group_count++] = (struct group){.number = s->count++};
  struct group *group = last_group(s);
  s->entries[number] = (struct entry){GROUPED, group->number, group->size++};
  if (s->objects.n) bb_buf_char(&s->objects, '\n');
  BB_BUF_PUT(&s->numbers, "# # ", number, (int64_t)s->objects.n);
}

static void add_grouped(struct saving *s, uint32_t number, void *object) {
  begin_grouped(s, number);
  s->target = &s->objects;
  HPDF_Obj_WriteValue(object, s->writer, NULL);
}

static void write_group(struct saving *s, const struct group *group) {
  struct bb_buf entries = {0};
  bb_buf_printf(&entries, "/Type/ObjStm/N %u/First %zu", group->size, group->first);
  write_own_stream(s, group->number, bb_buf_view(&entries), group->packed);
  bb_buf_free(&entries);
}

/* ---- the cross-reference ---- */

enum { COLUMNS = 7 /* bytes of a row: the kind, four of the place, two of the index */ };

static uint64_t row_of(const struct entry *entry) {
  return (uint64_t)entry->kind << 48 | (uint64_t)entry->place << 16 | entry->index;
}

/* Each row as its difference from the one above, byte by byte (PNG's filter "up"): nearly all of
 * them are 1. */
static void put_entries(const struct saving *s, struct bb_buf *out) {
  enum { UP = 2 };
  uint64_t above = 0;
  for (uint32_t i = 0; i < s->count; i++) {
    uint64_t row = row_of(&s->entries[i]);
    uint8_t difference[1 + COLUMNS] = {UP};
    for (int k = 1; k <= COLUMNS; k++) {
      int shift = 8 * (COLUMNS - k);
      difference[k] = (uint8_t)((row >> shift) - (above >> shift));
    }
    bb_buf_add(out, difference, sizeof difference);
    above = row;
  }
}

static void put_identifier(const struct saving *s, struct bb_buf *out) {
  struct bb_span file = bb_buf_view(s->out);
  struct bb_hash hash;
  char digest[65];
  bb_hash_begin(&hash);
  bb_hash_file(&hash, bb_span_cut(file, s->start, file.n));
  bb_hash_end(&hash, digest);
  bb_buf_printf(out, "/ID[<%.32s><%.32s>]", digest, digest);
}

static void write_cross_reference(struct saving *s) {
  HPDF_Doc pdf = s->streams->pdf;
  struct bb_buf entries = {0}, rows = {0};
  uint32_t number = s->count++;
  size_t offset = s->out->n - s->start;
  s->entries[number] = (struct entry){PLAIN, (uint32_t)offset, 0};
  bb_buf_printf(&entries, "/Type/XRef/Size %u/Root %u 0 R/Info %u 0 R/W[1 4 2]", s->count,
                bb_pdf_number_of(pdf->catalog), bb_pdf_number_of(pdf->info));
  bb_buf_string(&entries, "/DecodeParms<</Predictor 12/Columns 7>>");
  put_identifier(s, &entries);
  put_entries(s, &rows);
  struct bb_span packed;
  bb_packer_add(s->streams->packer, bb_buf_view(&rows), &packed);
  write_own_stream(s, number, bb_buf_view(&entries), packed);
  bb_buf_printf(s->out, "startxref\n%zu\n%%%%EOF\n", offset);
  bb_buf_free(&entries);
  bb_buf_free(&rows);
}

/* ---- the file ---- */

static bool is_stream(void *object) {
  const HPDF_Obj_Header *header = object;
  bool dict = (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT;
  return dict && bb_stream_of(object);
}

static bool is_length(void *object) { /* of a stream */
  return ((const HPDF_Obj_Header *)object)->obj_class == HPDF_OCLASS_NUMBER;
}

static void *object_at(HPDF_List objects, HPDF_UINT number) {
  return ((HPDF_XrefEntry)HPDF_List_ItemAt(objects, number))->obj;
}

static void add_structure(struct saving *s, const struct bb_structure *structure, uint32_t first,
                          uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    begin_grouped(s, first + i);
    bb_structure_write(structure, i, &s->objects);
  }
}

/* Object 0 is the head of the free ones. */
static void write_objects(struct saving *s, HPDF_List objects, const struct bb_structure *structure,
                          uint32_t elements) {
  for (HPDF_UINT i = 1; i < objects->count; i++) {
    void *object = object_at(objects, i);
    if (!is_stream(object) && !is_length(object)) add_grouped(s, i, object);
  }
  add_structure(s, structure, objects->count, elements);
  end_group(s);
  bb_packer_finish(s->streams->packer);
  for (HPDF_UINT i = 1; i < objects->count; i++)
    if (is_stream(object_at(objects, i))) write_stream(s, i, object_at(objects, i));
  for (size_t i = 0; i < s->group_count; i++) write_group(s, &s->groups[i]);
}

void bb_pdf_save(struct bb_streams *streams, struct bb_structure *structure, struct bb_buf *out) {
  HPDF_Doc pdf = streams->pdf;
  HPDF_List objects = pdf->xref->entries;
  uint32_t elements = bb_structure_number(structure, objects->count);
  struct bb_arena arena = {0};
  struct saving s = {
      .streams = streams, .out = out, .start = out->n, .count = objects->count + elements};
  s.groups = BB_NEW_ARRAY(&arena, s.count / GROUP + 1, struct group);
  s.entries = BB_NEW_ARRAY(&arena, s.count + s.count / GROUP + 2, struct entry);
  s.writer = HPDF_CallbackWriter_New(pdf->mmgr, write_to_target, &s);
  bb_buf_string(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
  write_objects(&s, objects, structure, elements);
  write_cross_reference(&s);
  HPDF_Stream_Free(s.writer);
  bb_buf_free(&s.numbers);
  bb_buf_free(&s.objects);
  bb_arena_free(&arena);
}
