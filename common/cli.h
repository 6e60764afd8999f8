/*
 * cli: the command line of the four tools, driven by one table of options a tool.
 *
 * The table feeds the parser (getopt_long), --help, the man page check and the shell completions.
 * Common options (-h -V -o -q -v, --lang, --files0-from …) are the same in all four and are known here.
 */
#ifndef PG_CLI_H
#define PG_CLI_H

#include "str.h"

#define PG_VERSION "0.1.0"

enum cli_kind {
	CLI_FLAG,   /* bool *target becomes true */
	CLI_TEXT,   /* const char **target becomes the argument */
	CLI_NUMBER, /* size_t *target */
	CLI_LIST    /* struct cli_list *target: every use adds one */
};

struct cli_list {
	const char **item;
	size_t n, cap;
};

struct cli_option {
	const char *name;     /* without -- */
	char letter;          /* 0: none */
	enum cli_kind kind;
	void *target;
	const char *argument; /* its name in --help; NULL for flags */
	const char *help, *help_zh;
};

struct cli_tool {
	const char *name;                /* pg-extract */
	const char *operands;            /* [FILE ...] */
	const char *purpose, *purpose_zh; /* one line */
	const char *notes, *notes_zh;    /* behind the options in --help; may be NULL */
	const struct cli_option *options; /* ends in a NULL name */
};

/* The common options, after cli_start. */
struct cli_common {
	const char *output;      /* -o; NULL is standard output */
	bool quiet, verbose, line_buffered;
	const char *files0_from; /* --files0-from */
};

/*
 * Reads the command line.  --help and --version print and exit 0; a usage error is said and exits 2.
 * Otherwise the operands are argv[return value] and on.
 */
int cli_start(const struct cli_tool *tool, int argc, char **argv, struct cli_common *common);

/*
 * The operands one after another: the command line's, or those of --files0-from, or "-" alone.
 * Zero-initialise, then cli_files_open; next gives false at the end.
 */
struct cli_files {
	char **argv;
	size_t n, at;
	char *names; /* of --files0-from; owned */
	size_t names_n;
};
bool cli_files_open(struct cli_files *files, const struct cli_common *common, char **argv, size_t n);
bool cli_files_next(struct cli_files *files, const char **name);
void cli_files_close(struct cli_files *files);

/* The last thing a tool does: its exit status, `findings` (0 or 1) unless something worse was said. */
int cli_finish(int findings);

#endif
