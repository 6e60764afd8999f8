/*
 * extract: filings in, records out (what pg-extract does between its command line and its exit).
 */
#ifndef PG_EXTRACT_H
#define PG_EXTRACT_H

#include "../../common/cli.h"
#include "../../common/stream.h"
#include "readers.h"

struct extract_options {
	const char *from;       /* a format's name; NULL: found by the content */
	const char *encoding;   /* NULL: found */
	const char *stdin_name; /* doc of standard input; NULL: "-" */
	bool provenance, check, line_buffered;
};

/* Whether the values are known ones; says what is wrong. */
bool extract_options_check(const struct extract_options *options);
/* All operands one after another.  Trouble with one is said and the rest is still done. */
void extract_run(const struct extract_options *options, struct cli_files *files, struct out *out);

#endif
