/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program's own messages, translated by libintl.  Only here does anything depend on the
 * process locale: lessons and labels come from catalog/.
 */
#ifndef BB_APP_MESSAGES_H
#define BB_APP_MESSAGES_H

#include <libintl.h>

#define _(text)  gettext(text)
#define N_(text) (text) /* marks a text that is translated where it is printed */

#endif
