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
	const struct cli_common common = { 0 };
	struct cli_files files = { 0 };
	struct out *out;

	fuzz_capture();
	out = out_open(NULL);
	fuzz_law(cli_files_open(&files, &common, &name, 1), "a file is an operand");
	extract_run(&o, &files, out);
	cli_files_close(&files);
	fuzz_law(out_close(out), "the output arrives");
	fuzz_check_stream(fuzz_captured(), 2);
	mem_free(name);
	return 0;
}
