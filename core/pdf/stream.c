/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/stream.h"

void bb_streams_free(struct bb_streams *streams) {
  bb_deflate_free(streams->deflate);
  bb_buf_free(&streams->packed);
}

static void keep(struct bb_streams *streams, HPDF_Dict dict, struct bb_span bytes,
                 const char *filter) {
  struct bb_stream *stream = BB_NEW(streams->arena, struct bb_stream);
  *stream = (struct bb_stream){bytes, filter};
  dict->attr = stream;
}

void bb_streams_fill(struct bb_streams *streams, HPDF_Dict dict, struct bb_span bytes) {
  bb_buf_clear(&streams->packed);
  bb_deflate_add(streams->deflate, bytes, &streams->packed);
  struct bb_span packed = bb_arena_copy(streams->arena, bb_buf_view(&streams->packed));
  keep(streams, dict, packed, "FlateDecode");
}

HPDF_Dict bb_streams_add(struct bb_streams *streams, struct bb_span bytes) {
  HPDF_Dict dict = HPDF_DictStream_New(streams->pdf->mmgr, streams->pdf->xref);
  bb_streams_fill(streams, dict, bytes);
  return dict;
}

HPDF_Dict bb_streams_add_raw(struct bb_streams *streams, struct bb_span bytes, const char *filter) {
  HPDF_Dict dict = HPDF_DictStream_New(streams->pdf->mmgr, streams->pdf->xref);
  keep(streams, dict, bytes, filter);
  return dict;
}

const struct bb_stream *bb_stream_of(HPDF_Dict dict) {
  return dict->stream ? dict->attr : NULL;
}
