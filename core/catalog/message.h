/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a block is a message.  The walk over a course (bb_catalog_each_message) and the lookup of
 * one block (bb_catalog_block) both ask here, so they cannot disagree.
 */
#ifndef BB_CATALOG_MESSAGE_H
#define BB_CATALOG_MESSAGE_H

#include "catalog/catalog.h"

/* The id of the block's own inlines, in canonical Markdown; empty when the block has none, or when
 * it or a block around it says `i18n: skip`. */
struct bb_span bb_message_id(struct bb_arena *arena, const struct bb_block *block);

/* The msgctxt: the block's own, else that of the nearest block around it that has one. */
struct bb_span bb_message_context(const struct bb_block *block);

/* The author's note to the translator: the block's own, else that of the nearest block around it.
 */
struct bb_span bb_message_note(const struct bb_block *block);

/* True when the block or one around it says `i18n: skip`. */
bool bb_message_is_skipped(const struct bb_block *block);

/* The msgctxt of the accepted answers whose list this is. */
struct bb_span bb_message_answers_context(const struct bb_block *list);

/* The message's file below the course's folder; "" when it has none. */
const char *bb_message_file(const struct bb_course *course, const struct bb_message *message);

#endif
