/* options: the command line of pg-validate, and a run from end to end. */
#ifndef PG_OPTIONS_H
#define PG_OPTIONS_H

#include "common/cli.h"
#include "run.h"

struct options {
	const char *format, *fail_on, *baseline, *explain, *rules, *grammar_path, *issue_language;
	struct cli_list rule;
	size_t most;
	bool summary, list, partial;
};

/* As cli_start: the first operand's place in argv. */
int options_read(struct options *o, int argc, char **argv, struct cli_common *common);
/* Into the rules and the run; false after a message. */
bool options_apply(const struct options *o, const struct cli_common *common, struct rules *rules, struct run *run);
void options_free(struct options *o);
/* --list-rules, --explain. */
void options_print(const struct options *o, const struct cli_common *common, const struct rules *rules);
/* All operands; 1 when --fail-on is met. */
int run_all(struct run *run, const struct cli_common *common, char **operand, size_t n);

#endif
