/*
 * complete: the completions of a tool for a shell, out of its option table.
 */
#ifndef PG_COMPLETE_H
#define PG_COMPLETE_H

#include "cli.h"

/* Prints them; false when nothing is known of that shell (bash, zsh, fish are known). */
bool complete_print(const struct cli_tool *tool, const struct cli_option *const *option, size_t n, const char *shell);

#endif
