/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The commands, one file each.  A command does its work, prints its messages and returns the
 * status the program ends with.
 */
#ifndef BB_APP_COMMANDS_H
#define BB_APP_COMMANDS_H

#include "app/options.h"

extern const struct command build_command, check_command, translate_command, dump_command;

#endif
