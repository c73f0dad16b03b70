/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/stream.h"

static struct bb_stream *keep(struct bb_streams *streams, HPDF_Dict dict, const char *filter) {
  struct bb_stream *stream = BB_NEW(streams->arena, struct bb_stream);
  stream->filter = filter;
  dict->attr = stream;
  return stream;
}

void bb_streams_fill(struct bb_streams *streams, HPDF_Dict dict, struct bb_span bytes) {
  bb_packer_add(streams->packer, bytes, &keep(streams, dict, "FlateDecode")->bytes);
}

HPDF_Dict bb_streams_add(struct bb_streams *streams, struct bb_span bytes) {
  HPDF_Dict dict = HPDF_DictStream_New(streams->pdf->mmgr, streams->pdf->xref);
  bb_streams_fill(streams, dict, bytes);
  return dict;
}

HPDF_Dict bb_streams_add_raw(struct bb_streams *streams, struct bb_span bytes, const char *filter) {
  HPDF_Dict dict = HPDF_DictStream_New(streams->pdf->mmgr, streams->pdf->xref);
  keep(streams, dict, filter)->bytes = bytes;
  return dict;
}

const struct bb_stream *bb_stream_of(HPDF_Dict dict) {
  return dict->stream ? dict->attr : NULL;
}
