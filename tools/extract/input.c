#include "input_state.h"
#include "../../common/msg.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Room at first: the peek and the line that is cut at its end.  Below malloc's mmap threshold. */
enum { FIRST_ROOM = INPUT_PEEK + 4096, LEAST_ROOM = 16 * 1024 };

static struct place input_place(const struct input *in)
{
	bool is_stdin = strcmp(in->name, "-") == 0;

	return (struct place){ .file = is_stdin ? STR("<stdin>") : str_c(in->name) };
}

static void input_fail(struct input *in, int message, const char *why)
{
	struct place at = input_place(in);

	msg_say(&at, message, why);
	in->failed = in->eof = true;
}

/* ---- bytes ---- */

static void back(size_t *position, size_t by) { *position = *position > by ? *position - by : 0; }

static void seek_back(struct seek *k, size_t by)
{
	k->hit &= k->pos >= by;
	back(&k->pos, by);
}

/* Moves what waits to the front of the buffer. */
static void compact(struct input *in)
{
	size_t by = in->at;

	memmove(in->raw, in->raw + by, in->end - by);
	in->base += by;
	in->end -= by;
	in->at = 0;
	back(&in->good, by);
	back(&in->easy, by);
	seek_back(&in->lf, by);
	seek_back(&in->cr, by);
	for (size_t i = 0; i < INPUT_MARKS; i++)
		seek_back(&in->marks[i], by);
}

bool input_fill(struct input *in)
{
	ssize_t n;

	if (in->eof)
		return false;
	if (in->at && in->cap - in->end < LEAST_ROOM)
		compact(in);
	if (in->end == in->cap) {
		in->cap *= 2;
		in->raw = mem_resize(in->raw, in->cap, 1);
	}
	msg_flush();
	do
		n = read(in->fd, in->raw + in->end, in->cap - in->end);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		input_fail(in, errno == EISDIR ? MSG_FILE_DIRECTORY : MSG_FILE_READ, strerror(errno));
	if (n <= 0) {
		in->eof = true;
		return false;
	}
	in->end += (size_t)n;
	return true;
}

void input_fill_to(struct input *in, size_t n)
{
	while (in->end - in->at < n && input_fill(in))
		;
}

void input_look(struct input *in, struct encoding *e)
{
	input_fill_to(in, INPUT_PEEK);
	encoding_find(e, str_to(input_waiting(in), INPUT_PEEK), in->end - in->at < INPUT_PEEK);
}

/* ---- opening ---- */

static bool open_file(struct input *in)
{
	in->fd = strcmp(in->name, "-") == 0 ? STDIN_FILENO : open(in->name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (in->fd < 0) {
		input_fail(in, MSG_FILE_OPEN, strerror(errno));
		return false;
	}
	return true; /* a directory shows when it is read */
}

/* Lets go of the file and of all that is known of it; room of the usual size stays. */
static void leave(struct input *in)
{
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	encoding_close(&in->encoding);
	if (in->cap > FIRST_ROOM) {
		mem_free(in->raw);
		in->raw = NULL;
	}
	buf_reset(&in->text);
	buf_reset(&in->peek);
	*in = (struct input){ .raw = in->raw, .walk = in->walk, .text = in->text, .peek = in->peek };
}

static struct input *input_new(void)
{
	struct input *in = mem_zero(1, sizeof *in);

	in->walk = mem_alloc(sizeof *in->walk);
	return in;
}

struct input *input_open_next(struct input *in, const char *name, const char *encoding)
{
	if (in)
		leave(in);
	else
		in = input_new();
	in->name = name;
	in->column = 1;
	*in->walk = (struct walk){ .line_offset = SIZE_MAX };
	if (!open_file(in)) {
		input_close(in);
		return NULL;
	}
	in->cap = FIRST_ROOM;
	if (!in->raw)
		in->raw = mem_alloc(in->cap);
	input_fill_to(in, INPUT_PEEK);
	if (in->failed) { /* not a byte of it can be trusted to be the beginning of a document */
		input_close(in);
		return NULL;
	}
	in->forced = encoding && encoding_force(&in->encoding, encoding, input_waiting(in));
	if (!in->forced)
		input_look(in, &in->encoding);
	in->at = in->encoding.bom;
	in->good = in->encoding.good;
	return in;
}

struct input *input_open(const char *name, const char *encoding) { return input_open_next(NULL, name, encoding); }

void input_close(struct input *in)
{
	if (!in)
		return;
	leave(in);
	mem_free(in->raw);
	mem_free(in->walk);
	buf_free(&in->text);
	buf_free(&in->peek);
	mem_free(in);
}

/* ---- before the first line, and instead of them ---- */

/* Whoever looks at a peek parts lines at LF: where there is none, a lone CR is one. */
static struct str peek_lines(struct input *in, struct str s)
{
	if (str_chr(s, '\n', 0) < s.n || str_chr(s, '\r', 0) == s.n)
		return s;
	if (s.p != in->peek.p) {
		buf_reset(&in->peek);
		buf_add(&in->peek, s);
	}
	for (size_t i = 0; i < in->peek.n; i++)
		if (in->peek.p[i] == '\r')
			in->peek.p[i] = '\n';
	return buf_str(&in->peek);
}

struct str input_peek(struct input *in)
{
	size_t n = in->end - in->at, broken = 0;

	if (in->started)
		return STR("");
	n = n < INPUT_PEEK - in->at ? n : INPUT_PEEK - in->at; /* at: behind a byte order mark */
	if (input_is_good_to(in, in->at + n))
		return peek_lines(in, str_of(in->raw + in->at, n));
	if (in->encoding.kind == ENCODING_UTF8 && in->good > in->at && in->at + n - in->good < 4)
		return peek_lines(in, str_of(in->raw + in->at, in->good - in->at));
	return peek_lines(in, input_decode(in, &in->peek, str_of(in->raw + in->at, n), &broken));
}

void input_skip(struct input *in)
{
	do
		in->at = in->end;
	while (input_fill(in));
}

/* ---- what is known ---- */

const char *input_encoding(const struct input *in, int *confidence)
{
	*confidence = in->encoding.confidence;
	return in->encoding.name;
}

size_t input_lines(const struct input *in) { return in->lines; }
size_t input_bytes(const struct input *in) { return in->base + in->at; }
size_t input_broken(const struct input *in) { return in->broken; }
size_t input_broken_line(const struct input *in) { return in->broken_line; }
bool input_failed(const struct input *in) { return in->failed; }
const char *input_binary(const struct input *in) { return in->forced ? NULL : in->encoding.binary; }
void input_watch(struct input *in, struct watch *w) { in->watch = w; }
void input_no_columns(struct input *in) { in->no_columns = true; }
