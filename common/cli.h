/*
 * cli: the command line of the four tools, driven by one table of options a tool.
 *
 * The table feeds the parser (getopt_long), --help, the man page check and the shell completions (the hidden
 * --complete=bash|zsh|fish prints them).  Common options are the same in all four and are known here.
 */
#ifndef PG_CLI_H
#define PG_CLI_H

#include "progress.h"
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
	const char *help, *help_zh; /* NULL: not in --help */
	const char *values;   /* parted by blanks: what completions offer; NULL: nothing, or files for FILE and DIR */
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
	bool quiet, verbose, line_buffered, fail_fast, progress;
	const char *files0_from; /* --files0-from */
	const char *stdin_name;  /* --stdin-name; NULL: not given */
	bool color;              /* whether standard error is to be coloured; --color, NO_COLOR */
	const char *color_when;  /* auto, always, never */
	size_t shard, shards;    /* --shard=I/N; 0 of 1 when not given */
};

/*
 * Reads the command line.  --help and --version print and exit 0; a usage error is said and exits 2.
 * Otherwise the operands are argv[return value] and on.
 */
int cli_start(const struct cli_tool *tool, int argc, char **argv, struct cli_common *common);

/* Whether output to fd is to be coloured, as --color and NO_COLOR say. */
bool cli_color(const struct cli_common *common, int fd);

/*
 * The operands one after another: the command line's, or those of --files0-from, or "-" alone.
 * Zero-initialise, then cli_files_open; next gives false at the end.  Only those of the shard come: of n
 * operands the one at i (from 0) is shard i * N / n's, so that shards are contiguous and their results, one
 * behind the other, are those of a single run.  With --fail-fast none comes once an error was said.
 */
struct cli_files {
	const struct cli_common *common;
	char **argv;
	size_t n, at, end; /* operands; the next one; behind the last of the shard */
	char *names; /* of --files0-from; owned */
	size_t names_n, names_at;
	struct progress progress;
};
bool cli_files_open(struct cli_files *files, const struct cli_common *common, char **argv, size_t n);
bool cli_files_next(struct cli_files *files, const char **name);
/* A document is done, where an operand may hold several (streams). */
void cli_files_document(struct cli_files *files);
void cli_files_close(struct cli_files *files);

/* The last thing a tool does: its exit status, `findings` (0 or 1) unless something worse was said. */
int cli_finish(int findings);

#endif
