#include "common/msg.h"
#include "common/stream.h"
#include "step_case.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

/* Reads `text` as a stream; returns how many records came, -1 when it failed behind them (count in *came). */
static int read_all(const char *text, size_t n, bool partial, size_t *came)
{
	char name[] = "/tmp/test-stream-XXXXXX";
	int fd = mkstemp(name);
	struct stream *s;
	struct record r;
	bool failed;

	cr_assert(fd >= 0 && write(fd, text, n) == (ssize_t)n);
	close(fd);
	s = stream_open(name, partial);
	for (*came = 0; stream_next(s, &r); ++*came)
		cr_assert(r.n >= 1);
	failed = stream_failed(s);
	stream_close(s);
	unlink(name);
	return failed ? -1 : 0;
}

Test(stream, strict_reading)
{
	static const struct {
		const char *what, *text;
		int strict, partial;
		size_t came;
	} cases[] = {
		{ "empty", "", 0, 0, 0 },
		{ "whole", "document\ta\tmarkdown\ntext\ta\t1\tx\nend\ta\t2\t1\t2\n", 0, 0, 3 },
		{ "no document", "text\ta\t1\tx\n", -1, 0, 0 },
		{ "no end", "document\ta\tmarkdown\ntext\ta\t1\tx\n", -1, 0, 2 },
		{ "wrong count", "document\ta\tmarkdown\nend\ta\t7\t1\t2\n", -1, 0, 1 },
		{ "wrong fields", "document\ta\n", -1, -1, 0 },
		{ "too many fields", "document\ta\tb\tc\n", -1, -1, 0 },
		{ "unknown escape", "document\ta\\x\tmarkdown\n", -1, -1, 0 },
		{ "escape at the end", "document\ta\\\tmarkdown\n", -1, -1, 0 },
		{ "no LF", "document\ta\tmarkdown", -1, -1, 0 },
		{ "CR LF", "document\ta\tm\r\nend\ta\t1\t0\t0\r\n", -1, -1, 0 },
		{ "unknown type", "document\ta\tm\nnovel\ta\t1\t2\t3\nend\ta\t2\t0\t0\n", 0, 0, 3 },
		{ "row varies", "document\ta\tm\nrow\ta\t1\t1\t1\trow\ta\nend\ta\t2\t0\t0\n", 0, 0, 3 },
		{ "another document inside", "document\ta\tm\ntext\tb\t1\tx\n", -1, 0, 1 },
		{ "another behind a good record", "document\ta\tm\ntext\ta\t1\tx\ntext\tb\t1\tx\n", -1, 0, 2 },
		{ "its doc is only the beginning", "document\ta\tm\ntext\ta\t1\tx\ntext\tab\t1\tx\n", -1, 0, 2 },
		{ "fewer fields than the record before", "document\ta\tm\ntext\ta\t1\tx\ntext\ta\t1\n", -1, -1, 2 },
		{ "a record behind the end", "document\ta\tm\ntext\ta\t1\tx\nend\ta\t2\t1\t2\ntext\ta\t1\tx\n", -1, 0, 3 },
		{ "a record of the document before", "document\ta\tm\ntext\ta\t1\tx\nend\ta\t2\t1\t2\ndocument\tb\tm\ntext\ta\t1\tx\n", -1, 0, 4 },
		{ "an unknown type of another document", "document\ta\tm\nnovel\ta\t1\nnovel\tb\t1\nnovel\tb\nend\ta\t4\t0\t0\n", 0, 0, 5 },
		{ "a type without fields", "document\ta\tm\ntext\ta\t1\tx\ntext\n", -1, -1, 2 },
		{ "an escape in doc", "document\ta\\t\tm\ntext\ta\\t\t1\tx\ntext\ta\\t\t1\t\\n\nend\ta\\t\t3\t1\t2\n", 0, 0, 4 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t came;
		cr_expect(read_all(cases[i].text, strlen(cases[i].text), false, &came) == cases[i].strict, "%s", cases[i].what);
		cr_expect(came == cases[i].came, "%s: %zu came", cases[i].what, came);
		cr_expect(read_all(cases[i].text, strlen(cases[i].text), true, &came) == cases[i].partial, "%s, partial", cases[i].what);
	}
}

Test(stream, nul_is_refused)
{
	static const char text[] = "document\ta\0\tmarkdown\n";
	size_t came;

	cr_expect(read_all(text, sizeof text - 1, true, &came) == -1);
}

Test(stream, what_is_written_is_read_again)
{
	static const char *const values[] = { "", "plain", "tab\there", "two\nlines", "cr\r", "back\\slash", "\\n is no break", "表格" };
	char name[] = "/tmp/test-stream-XXXXXX";
	int fd = mkstemp(name);
	struct writer w = { 0 };
	struct stream *s;
	struct record r;

	close(fd);
	w.out = out_open(name);
	writer_begin(&w, RECORD_DOCUMENT);
	writer_text(&w, STR("a\tb"));
	writer_text(&w, STR("markdown"));
	writer_done(&w);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		writer_begin(&w, RECORD_TEXT);
		writer_text(&w, STR("a\tb"));
		writer_number(&w, i);
		writer_text(&w, str_c(values[i]));
		writer_done(&w);
	}
	writer_end(&w, STR("a\tb"), 1, 2);
	cr_assert(out_close(w.out));
	s = stream_open(name, false);
	cr_assert(stream_next(s, &r) && r.type == RECORD_DOCUMENT && str_eq(r.field[0], STR("a\tb")));
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		cr_assert(stream_next(s, &r) && r.type == RECORD_TEXT);
		cr_expect(str_eq(r.field[TEXT_TEXT], str_c(values[i])), "value %zu", i);
	}
	cr_expect(stream_next(s, &r) && r.type == RECORD_END);
	cr_expect(!stream_next(s, &r) && !stream_failed(s));
	stream_close(s);
	unlink(name);
}

/* Numbers that stay, count on, fall back or have many digits, in several columns, are what printf makes of them. */
Test(writer, numbers_as_printf_writes_them)
{
	static const size_t starts[] = { 0, 5, 97, 9990, 99999990, 100000000, SIZE_MAX - 12 };
	struct writer w = { .out = out_open("/dev/null") };
	size_t n[END_COUNT] = { 0 };

	for (size_t round = 0; round < 20000; round++) {
		char want[128];
		for (size_t i = 1; i < END_COUNT; i++) {
			size_t step = (round * 7919 + i * 104729) % 23;
			n[i] = step == 22 ? starts[(round + i) % (sizeof starts / sizeof *starts)] : n[i] + (step > i * 6);
		}
		(void)snprintf(want, sizeof want, "end\tdoc\t%zu\t%zu\t%zu", n[1], n[2], n[3]);
		writer_begin(&w, RECORD_END);
		writer_text(&w, STR("doc"));
		for (size_t i = 1; i < END_COUNT; i++)
			writer_number(&w, n[i]);
		cr_assert(str_eq(writer_line(&w), str_c(want)), "%s", want);
		writer_done(&w);
	}
	cr_assert(out_close(w.out));
}

/* Many fields at once are the same fields one by one, also where room ends and escapes stand. */
Test(writer, texts_are_their_fields)
{
	static const char *const values[] = { "", "a", "指标", "two\nlines", "长长的一个单元格，没有任何要转义的字符", "back\\", "≥95%" };
	enum { VALUES = sizeof values / sizeof *values, FIELDS = INDICATOR_COUNT };
	struct writer one = { .out = out_open("/dev/null") }, all = { .out = out_open("/dev/null") };

	for (size_t round = 0; round < 3000; round++) {
		struct str field[FIELDS];
		writer_begin(&one, RECORD_INDICATOR);
		writer_begin(&all, RECORD_INDICATOR);
		for (size_t i = 0; i < FIELDS; i++) {
			field[i] = str_c(values[(round * 31 + i * i * 7 + i) % VALUES]);
			writer_text(&one, field[i]);
		}
		writer_texts(&all, field, round % FIELDS);
		writer_texts(&all, field + round % FIELDS, FIELDS - round % FIELDS);
		cr_assert(str_eq(writer_line(&one), writer_line(&all)), "%zu", round);
		writer_done(&one);
		writer_done(&all);
	}
	cr_assert(out_close(one.out) && out_close(all.out));
}

Test(writer, every_escape_at_every_place) { every_escape_at_every_place(); }

/* The first record that is not UTF-8 is told, and its column; those before it arrive, wherever the blocks meet. */
Test(stream, broken_bytes_stop_at_their_own_record)
{
	for (size_t before = 0; before < 70; before++) {
		char text[400];
		size_t came;
		int n = snprintf(text, sizeof text, "document\ta\tm\ntext\ta\t1\t%.*s\ntext\ta\t2\t%s\xff\ntext\ta\t3\tx\n", (int)before,
		    "----------------------------------------------------------------------", "表");
		cr_assert(read_all(text, (size_t)n, true, &came) == -1 && came == 2, "%zu", before);
	}
}

/* Lines of many lengths, longer than what is read at once and than a block of signs, arrive whole. */
Test(stream, long_lines_and_many_fields)
{
	enum { LINES = 40, FIELDS = 3000 };
	char name[] = "/tmp/test-stream-XXXXXX";
	int fd = mkstemp(name);
	struct writer w = { 0 };
	struct stream *s;
	struct record r;

	close(fd);
	w.out = out_open(name);
	for (size_t i = 0; i < LINES; i++) {
		writer_begin(&w, RECORD_ROW);
		writer_text(&w, STR("a"));
		for (size_t k = 0; k < 3 + i * FIELDS / LINES; k++)
			writer_text(&w, k % 7 ? str_of("a field \\ of many lengths, so", k % 29) : STR(""));
		writer_done(&w);
	}
	cr_assert(out_close(w.out));
	s = stream_open(name, true);
	for (size_t i = 0; i < LINES; i++) {
		cr_assert(stream_next(s, &r));
		cr_assert_eq(r.n, 4 + i * FIELDS / LINES);
		for (size_t k = 0; k < r.n - 1; k++)
			cr_assert_eq(r.field[k + 1].n, k % 7 ? k % 29 : 0, "%zu of %zu", k, i);
	}
	cr_expect(!stream_next(s, &r) && !stream_failed(s));
	stream_close(s);
	unlink(name);
}

/* Lines are cut some at a time: of few fields and of many, each comes as it stands, wherever the last ones ended. */
Test(stream, lines_cut_ahead_are_what_stands_there)
{
	enum { LINES = 3000, WIDEST = 281 };
	char name[] = "/tmp/test-stream-XXXXXX";
	int fd = mkstemp(name);
	struct stream *s;
	struct record r;
	struct buf text = { 0 };
	size_t at = 0;

	for (size_t i = 0; i < LINES; i++) {
		buf_add(&text, i % 3 ? STR("row\ta\t1\t1") : STR("other\ta"));
		for (size_t k = 0; k < (i * i) % WIDEST; k++)
			buf_format(&text, k % 5 ? "\t%zu" : "\t", i * k);
		buf_add(&text, i % 3 ? STR("\t1\n") : STR("\n"));
	}
	cr_assert(write(fd, text.p, text.n) == (ssize_t)text.n);
	close(fd);
	s = stream_open(name, true);
	for (size_t i = 0; i < LINES; i++, at++) {
		cr_assert(stream_next(s, &r));
		cr_expect_eq(r.line, i + 1);
		for (size_t k = 0; k <= r.n; k++) {
			struct str field = k ? r.field[k - 1] : r.name, filed = str_from(buf_str(&text), at);
			filed = str_to(filed, strcspn(filed.p, "\t\n"));
			cr_assert(str_eq(field, filed), "field %zu of line %zu", k, i);
			at += filed.n + (k < r.n);
			cr_assert(text.p[at - (k < r.n)] == (k < r.n ? '\t' : '\n'));
		}
		cr_assert(r.raw.p + r.raw.n == (r.n ? r.field[r.n - 1].p + r.field[r.n - 1].n : r.name.p + r.name.n));
	}
	cr_expect(!stream_next(s, &r) && !stream_failed(s));
	stream_close(s);
	buf_free(&text);
	unlink(name);
}

/* Who asks for few columns has the first of them, wherever they stand, and all when he wants them. */
Test(stream, few_columns_are_the_first_of_all)
{
	enum { LINES = 4000 };
	char name[] = "/tmp/test-stream-XXXXXX";
	int fd = mkstemp(name);
	struct stream *s, *few;
	struct record r, f;
	struct buf text = { 0 };

	for (size_t i = 0; i < LINES; i++) {
		buf_format(&text, "other\t%.*s", (int)(i % 71), "a document's name that is longer than a block of marks, now and then, or not");
		for (size_t k = 0; k < (i * i) % 23; k++)
			buf_format(&text, (i + k) % 97 ? "\t%zu" : "\t\\t%zu\\\\", i * k);
		buf_byte(&text, '\n');
	}
	cr_assert(write(fd, text.p, text.n) == (ssize_t)text.n);
	close(fd);
	s = stream_open(name, true);
	few = stream_open(name, true);
	stream_few(few);
	for (size_t i = 0; i < LINES; i++) {
		cr_assert(stream_next(s, &r) && stream_next(few, &f));
		cr_assert(r.n == f.n && r.line == f.line && r.escaped == f.escaped && str_eq(r.raw, f.raw) && str_eq(r.name, f.name));
		for (size_t k = 0; k < r.n && k < STREAM_FEW; k++)
			cr_assert(str_eq(r.field[k], f.field[k]), "field %zu of line %zu", k, i);
		for (size_t again = i % 3; again > 0; again--)
			stream_columns(few, &f);
		for (size_t k = 0; k < r.n && i % 3; k++)
			cr_assert(str_eq(r.field[k], f.field[k]), "field %zu of line %zu, wanted", k, i);
	}
	cr_expect(!stream_next(few, &f) && !stream_failed(few));
	stream_close(s);
	stream_close(few);
	buf_free(&text);
	unlink(name);
}

#ifndef __SANITIZE_ADDRESS__ /* whose memory is not ours alone */
static size_t peak_bytes(void)
{
	struct rusage used;

	getrusage(RUSAGE_SELF, &used);
	return (size_t)used.ru_maxrss * 1024;
}

/* A row of very many cells costs the line, and a view of 16 bytes a cell: no more than a little beyond. */
Test(stream, a_wide_row_costs_little_more_than_its_views)
{
	enum { CELLS = 4000000 };
	char name[] = "/tmp/test-stream-XXXXXX", *row = mem_alloc(CELLS);
	int fd = mkstemp(name);
	struct stream *s;
	struct record r;
	size_t before;

	memset(row, '\t', CELLS);
	cr_assert(write(fd, "row\ta\t1\t1", 9) == 9 && write(fd, row, CELLS) == CELLS && write(fd, "\n", 1) == 1);
	close(fd);
	mem_free(row);
	before = peak_bytes();
	s = stream_open(name, true);
	cr_assert(stream_next(s, &r));
	cr_expect_eq(r.n, 3 + CELLS);
	cr_expect_lt(peak_bytes() - before, (size_t)CELLS * 18, "%zu bytes", peak_bytes() - before);
	stream_close(s);
	unlink(name);
}
#endif

Test(record, names_and_columns)
{
	cr_expect(record_type_of(STR("indicator")) == RECORD_INDICATOR);
	cr_expect(record_type_of(STR("indicators")) == RECORD_OTHER);
	cr_expect(record_column(RECORD_INDICATOR, STR("level1")) == INDICATOR_LEVEL1);
	cr_expect(record_column(RECORD_AMOUNT, STR("nothing")) == -1);
	cr_expect(record_info(RECORD_INDICATOR)->count == 20);
}

Test(msg, control_bytes_do_not_reach_a_terminal)
{
	static const struct {
		struct str in, out;
	} cases[] = { { { "", 0 }, { "", 0 } }, { STR("a\033[31m表\x9b\xff\t"), STR("a\\x1b[31m表\\x9b\\xff\\x09") },
		{ STR("指标：≥95%"), STR("指标：≥95%") }, { STR("\x7f\xc2\x85\u00a0é"), STR("\\x7f\\xc2\\x85\u00a0é") },
		{ STR("\ufffd\U00020000\ue000"), STR("\ufffd\U00020000\ue000") }, { STR("表\xe4\xb8"), STR("表\\xe4\\xb8") },
		{ STR("\xed\xa0\x80\0z"), STR("\\xed\\xa0\\x80\\x00z") } };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = { 0 };
		msg_clean(&b, cases[i].in);
		cr_expect(str_eq(buf_str(&b), cases[i].out), "case %zu", i);
		buf_free(&b);
	}
}
