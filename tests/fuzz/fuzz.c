#include "fuzz.h"

#include "common/stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* The two files in memory; they are made once and emptied for each input. */
static struct {
	int in, out;
	char in_name[32], out_name[32];
} files = { .in = -1, .out = -1 };

/* libFuzzer closes standard error behind this call, so that the tools' messages cost no time. */
static int voice = STDERR_FILENO;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	voice = dup(STDERR_FILENO);
	return 0;
}

void fuzz_law(bool holds, const char *law)
{
	if (holds)
		return;
	dprintf(voice, "fuzz: the law does not hold: %s\n", law);
	abort();
}

static void empty(int *fd, char name[32])
{
	if (*fd < 0) {
		*fd = memfd_create("fuzz", MFD_CLOEXEC);
		snprintf(name, 32, "/proc/self/fd/%d", *fd);
	}
	fuzz_law(*fd >= 0 && ftruncate(*fd, 0) == 0 && lseek(*fd, 0, SEEK_SET) == 0, "a file in memory can be had");
}

const char *fuzz_input(const unsigned char *p, size_t n)
{
	empty(&files.in, files.in_name);
	fuzz_law(write(files.in, p, n) == (ssize_t)n, "memory can be written");
	return files.in_name;
}

void fuzz_capture(void)
{
	empty(&files.out, files.out_name);
	fuzz_law(dup2(files.out, STDOUT_FILENO) == STDOUT_FILENO, "standard output can be replaced");
}

const char *fuzz_captured(void) { return files.out_name; }

void fuzz_check_stream(const char *name, size_t least)
{
	struct stream *s = stream_open(name, false);
	struct record r;
	size_t n = 0;

	fuzz_law(s != NULL, "the stream can be opened");
	while (stream_next(s, &r)) {
		n++;
		fuzz_law(str_invalid_at(r.raw) == r.raw.n, "a record is UTF-8");
		fuzz_law(r.type != RECORD_ISSUE || !str_eq(r.field[ISSUE_RULE], STR("conservation")), "no line is lost");
	}
	fuzz_law(n >= least, "all records came");
	fuzz_law(!stream_failed(s), "the stream is well formed");
	stream_close(s);
}
