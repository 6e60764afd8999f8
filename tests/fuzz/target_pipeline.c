/* pg-extract --check FILE | pg-normalise --check: what the first writes, the second takes. */
#include "fuzz.h"
#include "common/msg.h"
#include "tools/extract/extract.h"
#include "tools/normalise/normalise.h"

#include <stdio.h>
#include <unistd.h>

static struct grammars grammars;
static bool loaded;

static void extract(const unsigned char *p, size_t n)
{
	char *name = mem_strdup(str_c(fuzz_input(p, n)));
	const struct extract_options o = { .check = true, .provenance = n % 2 };
	const struct cli_common common = { 0 };
	struct cli_files files = { 0 };
	struct out *out;

	fuzz_capture();
	out = out_open(NULL);
	fuzz_law(cli_files_open(&files, &common, &name, 1), "a file is an operand");
	extract_run(&o, &files, out);
	cli_files_close(&files);
	fuzz_law(out_close(out), "the output arrives");
	mem_free(name);
}

static void normalise(const char *from, bool provenance)
{
	const struct normalise_options o = { .provenance = provenance, .check = true };
	struct writer w = { 0 };
	struct normaliser *n = normaliser_new(&grammars, &w, &o);
	struct stream *s;
	struct record r;

	fuzz_capture(); /* first, for what is opened while standard output is closed would be that */
	w.out = out_open(NULL);
	s = stream_open(from, false);
	while (stream_next(s, &r))
		normaliser_take(n, &r);
	normaliser_flush(n);
	fuzz_law(!stream_failed(s), "pg-normalise takes what pg-extract writes");
	stream_close(s);
	normaliser_free(n);
	fuzz_law(out_close(w.out), "the output arrives");
}

int LLVMFuzzerTestOneInput(const unsigned char *p, size_t n)
{
	struct buf between = { 0 };
	const char *name;
	FILE *f;

	if (!loaded && !grammars_load(&grammars, NULL))
		fuzz_law(false, "the grammars can be loaded");
	loaded = true;
	extract(p, n);
	f = fopen(fuzz_captured(), "rb");
	do {
		buf_room(&between, 65536);
		between.n += fread(between.p + between.n, 1, 65536, f);
	} while (!feof(f));
	fclose(f);
	name = fuzz_input((const unsigned char *)between.p, between.n);
	normalise(name, n % 2);
	fuzz_check_stream(fuzz_captured(), 2);
	buf_free(&between);
	return 0;
}
