/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The commands, one file each.  A command does its work, prints its messages and returns the
 * status the program ends with.
 */
#ifndef BB_APP_COMMANDS_H
#define BB_APP_COMMANDS_H

#include "app/options.h"

extern const struct command bb_build_command, bb_check_command, bb_translate_command,
    bb_lock_command, bb_quiz_command, bb_dump_command, bb_progress_command, bb_db_command;

#endif
