#include "options.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
	struct options o = { 0 };
	struct cli_common common = { 0 };
	struct rules rules;
	struct run *run = mem_pages(sizeof *run);
	int status = 0, first = options_read(&o, argc, argv, &common);

	run->window = WINDOW_BYTES;
	if (o.grammar_path)
		setenv("PG_GRAMMAR_PATH", o.grammar_path, 1);
	if (rules_load(&rules, o.rules) && options_apply(&o, &common, &rules, run)) {
		if (o.list || o.explain)
			options_print(&o, &common, &rules);
		else
			status = run_all(run, &common, argv + first, (size_t)(argc - first));
	}
	options_free(&o);
	rules_free(&rules);
	mem_pages_free(run, sizeof *run);
	return cli_finish(status);
}
