/* Lines of messages go out many at a time, whole, and in the order in which they were said. */
#include "common/mem.h"
#include "common/msg.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

/* Standard error as a pipe that keeps writes apart: one read is one write. */
static int catch_errors(void)
{
	int ends[2];

	cr_assert_eq(pipe2(ends, O_DIRECT | O_NONBLOCK), 0);
	cr_assert_eq(dup2(ends[1], STDERR_FILENO), STDERR_FILENO);
	return ends[0];
}

static size_t lines_of(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

static void put(struct str line)
{
	struct buf *into = msg_pending();
	size_t from = into->n;

	buf_add(into, line);
	msg_added(from);
}

Test(msg, notes_wait_until_they_are_flushed)
{
	char bytes[PIPE_BUF];
	int from = catch_errors();

	put(STR("one\n"));
	put(STR("two\n"));
	cr_assert_eq(read(from, bytes, sizeof bytes), -1);
	msg_flush();
	cr_assert_eq(read(from, bytes, sizeof bytes), 8);
	cr_assert_arr_eq(bytes, "one\ntwo\n", 8);
	msg_flush();
	cr_assert_eq(read(from, bytes, sizeof bytes), -1);
}

Test(msg, an_error_takes_what_waits_along)
{
	char bytes[PIPE_BUF];
	struct place at = { .file = STR("f"), .line = 3 };
	int from = catch_errors();
	ssize_t n;

	msg_language("en");
	put(STR("first\n"));
	msg_say(&at, MSG_FILE_READ, "why");
	n = read(from, bytes, sizeof bytes);
	cr_assert_gt(n, 6);
	cr_assert_arr_eq(bytes, "first\nf:3: error: ", 18);
	cr_assert_eq(bytes[n - 1], '\n');
}

/* Writes of at most PIPE_BUF bytes are not torn by another program's; none ends inside a line. */
Test(msg, writes_are_whole_lines_that_fit_a_pipe)
{
	enum { LINES = 1000 };
	char bytes[PIPE_BUF];
	struct buf line = { 0 }, said = { 0 }, got = { 0 };
	int from = catch_errors();
	size_t writes = 0;
	ssize_t n;

	for (size_t i = 0; i < LINES; i++) {
		buf_reset(&line);
		buf_format(&line, "%zu: %.*s\n", i, (int)(i * 7 % 90), "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
		buf_add(&said, buf_str(&line));
		put(buf_str(&line));
		if (i % 100 == 99) /* the pipe does not hold all of them */
			while ((n = read(from, bytes, sizeof bytes)) > 0) {
				cr_assert_eq(bytes[n - 1], '\n');
				buf_add(&got, str_of(bytes, (size_t)n));
				writes++;
			}
	}
	msg_flush();
	while ((n = read(from, bytes, sizeof bytes)) > 0) {
		buf_add(&got, str_of(bytes, (size_t)n));
		writes++;
	}
	cr_assert(str_eq(buf_str(&got), buf_str(&said)));
	cr_assert_eq(lines_of(buf_str(&got)), LINES);
	cr_assert_lt(writes, LINES / 20);
	buf_free(&line);
	buf_free(&said);
	buf_free(&got);
}

Test(msg, a_line_longer_than_a_pipe_takes_goes_out_alone)
{
	enum { LONG = 3 * PIPE_BUF };
	static char bytes[LONG + 1], got[LONG + 100];
	int from = catch_errors();
	size_t all = 0;
	ssize_t n;

	memset(bytes, 'x', LONG);
	bytes[LONG] = '\n';
	put(STR("before\n"));
	put(str_of(bytes, sizeof bytes));
	put(STR("behind\n"));
	cr_assert_eq(read(from, got, sizeof got), 7);
	while ((n = read(from, got + all, sizeof got - all)) > 0)
		all += (size_t)n;
	cr_assert_eq(all, sizeof bytes);
	cr_assert_arr_eq(got, bytes, sizeof bytes);
	msg_flush();
	cr_assert_eq(read(from, got, sizeof got), 7);
	cr_assert_arr_eq(got, "behind\n", 7);
}
