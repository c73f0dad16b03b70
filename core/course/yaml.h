/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * YAML -> a small tree with places, for the manifest, front matter and the table of legislation.
 *
 * The part of YAML that people write by hand: maps, lists, scalars as text.  Types are the
 * reader's business (fields.h): `yes`, `2026-11-22` and `0.1` arrive as they were typed.
 * Aliases are refused, so nothing is ever expanded; tags and anchors are ignored; keys are scalars.
 * Depth, nodes and size are capped.
 */
#ifndef BB_COURSE_YAML_H
#define BB_COURSE_YAML_H

#include "base/source.h"

enum { BB_YAML_DEPTH_MAX = 16, BB_YAML_NODES_MAX = 50000, BB_YAML_BYTES_MAX = 1024 * 1024 };

enum bb_yaml_kind { BB_YAML_SCALAR, BB_YAML_LIST, BB_YAML_MAP };

struct bb_yaml {
  enum bb_yaml_kind kind;
  struct bb_yaml *next;  /* in the list or map it stands in */
  struct bb_yaml *child; /* LIST, MAP: the first */
  struct bb_span key;    /* when it stands in a map; unique there */
  struct bb_place place; /* of the value, or of the key when the value is empty */
  struct bb_place at;    /* of the key; the same as place when there is none */
  struct bb_span text;   /* SCALAR */
  bool quoted;           /* SCALAR in quotes or a block (| or >) */
  bool cut;              /* a comment follows an unquoted SCALAR on its line */
};

/* Reads the one document in bytes from..to of the source.  NULL when there is nothing in it.
 * After a fault the tree holds what stood before it. */
const struct bb_yaml *bb_yaml_read(struct bb_arena *arena, const struct bb_source *source,
                                   size_t from, size_t to, struct bb_diags *diags);

/* The value of `key` in a map; NULL when it is not there or is empty (`key:`, `key: ~`). */
const struct bb_yaml *bb_yaml_find(const struct bb_yaml *map, const char *key);

/* True for what stands for nothing: an unquoted empty scalar, `~` or `null`. */
bool bb_yaml_is_empty(const struct bb_yaml *node);

#endif
