/* pg-extract --check over one file; FUZZ_FORMAT is --from (undefined: by the content, in any encoding). */
#include "fuzz.h"
#include "tools/extract/extract.h"

#ifdef FUZZ_FORMAT
#define FROM FUZZ_FORMAT, .encoding = "UTF-8"
#else
#define FROM NULL
#endif

int LLVMFuzzerTestOneInput(const unsigned char *p, size_t n)
{
	char *name = mem_strdup(str_c(fuzz_input(p, n)));
	const struct extract_options o = { .from = FROM, .check = true, .provenance = n % 2 };
	struct cli_files files = { .argv = &name, .n = 1 };
	struct out *out;

	fuzz_capture();
	out = out_open(NULL);
	extract_run(&o, &files, out);
	fuzz_law(out_close(out), "the output arrives");
	fuzz_check_stream(fuzz_captured());
	mem_free(name);
	return 0;
}
