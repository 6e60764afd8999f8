/* pg-normalise --check over one stream; --partial when FUZZ_PARTIAL is defined. */
#include "fuzz.h"
#include "common/msg.h"
#include "tools/normalise/normalise.h"

#ifdef FUZZ_PARTIAL
enum { PARTIAL = 1 };
#else
enum { PARTIAL = 0 };
#endif

static struct grammars grammars;
static bool loaded;

/* Whether the stream was sound. */
static bool run(const char *name, struct writer *w, bool provenance)
{
	const struct normalise_options o = { .provenance = provenance, .check = true };
	struct normaliser *n = normaliser_new(&grammars, w, &o);
	struct stream *s = stream_open(name, PARTIAL);
	struct record r;
	bool sound;

	while (stream_next(s, &r))
		normaliser_take(n, &r);
	normaliser_flush(n);
	sound = !stream_failed(s);
	stream_close(s);
	normaliser_free(n);
	return sound;
}

int LLVMFuzzerTestOneInput(const unsigned char *p, size_t n)
{
	struct writer w = { 0 };
	bool sound;

	if (!loaded && !grammars_load(&grammars, NULL))
		fuzz_law(false, "the grammars can be loaded");
	loaded = true;
	fuzz_capture();
	w.out = out_open(NULL);
	sound = run(fuzz_input(p, n), &w, n % 2);
	fuzz_law(out_close(w.out), "the output arrives");
	if (sound && !PARTIAL && str_invalid_at(str_of((const char *)p, n)) == n)
		fuzz_check_stream(fuzz_captured(), 0);
	return 0;
}
