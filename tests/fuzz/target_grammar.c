/*
 * The grammar loader: the bytes as a base.xml of their own, or, with FUZZ_LAYOUT, as a layout beside the shipped base.
 * Any bytes are either loaded or refused with a message.
 */
#include "fuzz.h"
#include "common/canon.h"
#include "common/grammar.h"
#include "common/value.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef FUZZ_LAYOUT
enum { LAYOUT = 1 };
#else
enum { LAYOUT = 0 };
#endif

static char folder[40], file[64], path[4200];

static void make_folder(void)
{
	const char *shipped = getenv("PG_GRAMMAR_PATH");

	snprintf(folder, sizeof folder, "/tmp/pg-fuzz-XXXXXX");
	fuzz_law(mkdtemp(folder) != NULL, "a folder can be made");
	snprintf(file, sizeof file, "%s/%s.xml", folder, LAYOUT ? "layout" : "base");
	if (LAYOUT)
		snprintf(path, sizeof path, "%s:%s", shipped ? shipped : "grammars", folder);
	else
		snprintf(path, sizeof path, "%s", folder);
}

static void remove_folder(void)
{
	unlink(file);
	rmdir(folder);
}

/* A grammar that was loaded can be used. */
static void use(const struct grammars *g)
{
	static const char *const cells[] = { "≥90%", "项目名称", "控制在24万元以内", "2023年12月底前", "1、甲；2、乙" };
	struct arena arena = { 0 };
	struct buf b = { 0 };
	struct str unit;
	struct target *t;

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		const struct grammar *with = g->layouts ? g->layout[i % g->layouts] : g->base;
		fuzz_law(value_targets(with, &arena, str_c(cells[i]), &t) >= 1, "a cell has a part");
		grammar_meaning(with, label_key(with, &b, str_c(cells[i]), &unit));
	}
	arena_free(&arena);
	buf_free(&b);
}

int LLVMFuzzerTestOneInput(const unsigned char *p, size_t n)
{
	struct grammars g = { 0 };
	int fd;

	if (!*folder) {
		make_folder();
		atexit(remove_folder);
	}
	fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	fuzz_law(fd >= 0 && write(fd, p, n) == (ssize_t)n, "a file can be written");
	close(fd);
	if (grammars_load(&g, path))
		use(&g);
	grammars_free(&g);
	return 0;
}
