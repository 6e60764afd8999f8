/* A fuzz target as a program that reads files: for compilers without libFuzzer, and to look at a crash. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

static void slurp(struct buf *into, const char *name)
{
	FILE *f = fopen(name, "rb");
	size_t n;

	if (!f) {
		perror(name);
		exit(2);
	}
	do {
		buf_room(into, 65536);
		n = fread(into->p + into->n, 1, 65536, f);
		into->n += n;
	} while (n);
	fclose(f);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct buf bytes = { 0 };
		unsigned char *exact; /* no room behind its end, so that a read beyond it is seen */
		slurp(&bytes, argv[i]);
		exact = mem_alloc(bytes.n);
		memcpy(exact, bytes.p, bytes.n);
		LLVMFuzzerTestOneInput(exact, bytes.n);
		mem_free(exact);
		buf_free(&bytes);
	}
	fprintf(stderr, "fuzz: %d files run\n", argc - 1);
	return 0;
}
