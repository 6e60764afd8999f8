/*
 * run: streams in, streams or findings out.
 *
 * Failure: a file that cannot be read or is no stream has been said (status 2); the others are done.
 */
#ifndef PG_RUN_H
#define PG_RUN_H

#include "common/cli.h"
#include "report.h"
#include "validate.h"

struct run {
	struct checker checker;
	struct report report;
	struct writer writer;
	bool partial, issues_chinese; /* the language of issue records, never by the locale */
	size_t window;                /* bytes that are held; WINDOW_BYTES */
	size_t rule;                  /* of the issue before: where the next one's is looked for first */
};

void run_file(struct run *r, struct cli_files *files, const char *name);

#endif
