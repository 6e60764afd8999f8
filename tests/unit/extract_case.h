/*
 * extract_case: runs one reader of pg-extract over bytes and gives what it wrote, for tables of cases.
 */
#ifndef PG_EXTRACT_CASE_H
#define PG_EXTRACT_CASE_H

#include "../../tools/extract/readers.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct extract_case {
	char name[64], result[64]; /* temporary files */
};

static inline void case_open(struct extract_case *c, struct str bytes)
{
	int fd;

	snprintf(c->name, sizeof c->name, "/tmp/pg-case-XXXXXX");
	snprintf(c->result, sizeof c->result, "/tmp/pg-result-XXXXXX");
	fd = mkstemp(c->name);
	cr_assert(fd >= 0);
	cr_assert(write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(fd);
	fd = mkstemp(c->result);
	cr_assert(fd >= 0);
	close(fd);
}

static inline void case_close(struct extract_case *c)
{
	unlink(c->name);
	unlink(c->result);
}

static inline void case_read_file(struct buf *into, const char *name)
{
	FILE *f = fopen(name, "rb");
	size_t n;

	cr_assert(f);
	do {
		buf_room(into, 65536);
		n = fread(into->p + into->n, 1, 65536, f);
		into->n += n;
	} while (n);
	fclose(f);
}

/* What the reader writes for these bytes, doc "d", without document and end; ends in NUL. */
static inline struct buf case_run(struct str bytes, void (*read)(struct input *, struct sink *), bool provenance)
{
	static const struct str first = { "document\td\tx\n", sizeof "document\td\tx\n" - 1 };
	struct extract_case c;
	struct writer writer = { 0 };
	struct watch watch = { 0 };
	struct sink sink = { .writer = &writer, .provenance = provenance, .watch = &watch };
	struct buf all = { 0 }, text = { 0 };
	struct input *in;
	size_t lost_at, end;

	case_open(&c, bytes);
	writer.out = out_open(c.result);
	in = input_open(c.name, NULL);
	cr_assert(in);
	watch_begin(&watch);
	input_watch(in, &watch);
	sink_document(&sink, STR("d"), "x");
	read(in, &sink);
	cr_expect_eq(watch_lost(&watch, &lost_at), (size_t)0, "line %zu is lost", lost_at);
	sink_document_end(&sink, input_lines(in), input_bytes(in));
	cr_assert(out_close(writer.out));
	case_read_file(&all, c.result);
	cr_assert(str_starts(buf_str(&all), first));
	end = all.n - 1;
	while (end > 0 && all.p[end - 1] != '\n')
		end--;
	buf_add(&text, str_of(all.p + first.n, end - first.n));
	buf_byte(&text, '\0');
	input_close(in);
	sink_free(&sink);
	watch_free(&watch);
	buf_free(&all);
	case_close(&c);
	return text;
}

#endif
