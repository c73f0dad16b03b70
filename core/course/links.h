/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the stage: the parts of a link's target.
 */
#ifndef BB_COURSE_LINKS_H
#define BB_COURSE_LINKS_H

#include "base/arena.h"

/* "https" of "https://…"; empty when the target has no scheme (RFC 3986, section 3.1). */
struct bb_span bb_link_scheme(struct bb_span target);

/* http, https and mailto: the only ones that are printed as links. */
bool bb_link_scheme_is_allowed(struct bb_span scheme);

/* "a%20b" -> "a b"; what is not a percent escape stays.  The result need not be UTF-8. */
struct bb_span bb_link_decode(struct bb_arena *arena, struct bb_span target);

#endif
