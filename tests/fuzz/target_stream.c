/* The stream's reader, strict and --partial, and its writer: what was read comes out as the same bytes. */
#include "fuzz.h"
#include "common/stream.h"

static size_t read_all(const char *name, bool partial, bool *failed)
{
	struct stream *s = stream_open(name, partial);
	struct writer w = { .out = out_open("/dev/null") };
	struct record r;
	size_t n = 0;

	while (stream_next(s, &r)) {
		n++;
		writer_copy(&w, &r);
		if (r.type == RECORD_OTHER || str_chr(r.raw, '\r', 0) < r.raw.n) /* a CR is read as it is, and written as \r */
			continue;
		writer_begin(&w, r.type);
		for (size_t i = 0; i < r.n; i++)
			writer_text(&w, r.field[i]);
		fuzz_law(str_eq(writer_line(&w), r.raw), "a record that is written again is the same");
		writer_done(&w);
	}
	*failed = stream_failed(s);
	stream_close(s);
	out_close(w.out);
	return n;
}

int LLVMFuzzerTestOneInput(const unsigned char *p, size_t n)
{
	const char *name = fuzz_input(p, n);
	bool strict, partial;
	size_t all = read_all(name, false, &strict), more = read_all(name, true, &partial);

	fuzz_law(more >= all, "--partial accepts what is accepted without it");
	fuzz_law(strict || !partial, "--partial fails only where all fails");
	return 0;
}
