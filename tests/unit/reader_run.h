/*
 * reader_run: runs a reader over a string and gives its records for comparing: without document and end,
 * without the document's name, TABs as '|'.  Every line must have been handed over.
 */
#ifndef PG_TEST_READER_RUN_H
#define PG_TEST_READER_RUN_H

#include "tools/extract/readers.h"
#include "tools/extract/watch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

typedef void reader_fn(struct input *in, struct sink *out);

struct reader_case {
	const char *what, *input, *records;
};

/* A file of its own with these bytes; its name is written into name[]. */
static inline void reader_file(char name[32], struct str bytes)
{
	int fd;
	memcpy(name, "/tmp/pg-test-XXXXXX", 20);
	fd = mkstemp(name);
	cr_assert(fd >= 0);
	cr_assert_eq(write(fd, bytes.p, bytes.n), (ssize_t)bytes.n);
	close(fd);
}

static inline void reader_slurp(struct buf *into, const char *name)
{
	FILE *f = fopen(name, "rb");
	size_t n;
	cr_assert_not_null(f);
	do {
		buf_room(into, 4096);
		n = fread(into->p + into->n, 1, 4096, f);
		into->n += n;
	} while (n);
	fclose(f);
}

/* All records as written. */
static inline void reader_run(reader_fn *read, struct str input, bool provenance, struct buf *records)
{
	char from[32], to[32];
	struct watch watch = { 0 };
	struct writer w = { 0 };
	struct sink sink = { .writer = &w, .provenance = provenance, .watch = &watch };
	struct input *in;
	size_t first;

	reader_file(from, input);
	reader_file(to, STR(""));
	in = input_open(from, "UTF-8");
	w.out = out_open(to);
	watch_begin(&watch);
	input_watch(in, &watch);
	sink_document(&sink, STR("d"), "x");
	read(in, &sink);
	sink_document_end(&sink, input_lines(in), input_bytes(in));
	cr_assert_eq(watch_lost(&watch, &first), 0, "%zu lines lost", watch_lost(&watch, &first));
	cr_assert_eq(watch.seen, watch.kept);
	cr_assert(out_close(w.out));
	input_close(in);
	sink_free(&sink);
	watch_free(&watch);
	reader_slurp(records, to);
	unlink(from);
	unlink(to);
}

/* The same without document, end and the document's name, '|' for TAB. */
static inline void reader_records(reader_fn *read, struct str input, struct buf *into)
{
	struct buf all = { 0 };

	reader_run(read, input, false, &all);
	for (size_t at = 0, end; at < all.n; at = end + 1) {
		struct str line;
		end = str_chr(buf_str(&all), '\n', at);
		line = str_of(all.p + at, end - at);
		if (str_starts(line, STR("document\t")) || str_starts(line, STR("end\t")))
			continue;
		for (size_t i = 0, tabs = 0; i < line.n; i++) {
			bool tab = line.p[i] == '\t';
			tabs += tab;
			if (tabs != 1) /* the second field is the document's name */
				buf_byte(into, tab ? '|' : line.p[i]);
		}
		buf_byte(into, '\n');
	}
	buf_free(&all);
}

static inline void reader_check(reader_fn *read, const struct reader_case *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct buf got = { 0 };
		reader_records(read, str_c(c[i].input), &got);
		buf_byte(&got, '\0');
		cr_expect_str_eq(got.p, c[i].records, "%s\nwant:\n%s\ngot:\n%s", c[i].what, c[i].records, got.p);
		buf_free(&got);
	}
}

/* Each source of a row's cell holds the cell's text, line ends and blanks aside; returns how many. */
static inline size_t reader_check_sources(reader_fn *read, struct str input)
{
	struct buf all = { 0 };
	struct str row[64] = { { 0 } };
	size_t n = 0;

	reader_run(read, input, true, &all);
	for (size_t at = 0, end; at < all.n; at = end + 1) {
		struct str f[64] = { { 0 } }, line;
		size_t fields = 0, part = 0, offset = 0, length = 0, used = 0;
		end = str_chr(buf_str(&all), '\n', at);
		line = str_of(all.p + at, end - at);
		for (size_t from = 0, to; from <= line.n && fields < 64; from = to + 1) {
			to = str_chr(line, '\t', from);
			f[fields++] = str_of(line.p + from, to - from);
		}
		if (str_eq(f[0], STR("row")))
			memcpy(row, f, sizeof row);
		if (!str_eq(f[0], STR("source")) || !str_eq(f[3], STR("row")))
			continue;
		cr_assert(str_number(f[5], &part) && str_number(f[9], &offset) && str_number(f[10], &length));
		cr_assert(part + 4 < 64 && offset + length <= input.n);
		/* every byte of the cell comes, in order, in that stretch */
		for (size_t i = 0; i < length && used < row[part + 4].n; i++)
			used += row[part + 4].p[used] == ' ' || input.p[offset + i] == row[part + 4].p[used];
		cr_expect_eq(used, row[part + 4].n, "%.*s", STR_ARG(row[part + 4]));
		cr_expect_eq(input.p[offset], row[part + 4].p[0]);
		n++;
	}
	buf_free(&all);
	return n;
}

#endif
