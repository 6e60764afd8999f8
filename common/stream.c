/* The reading half of stream.h. */
#include "stream.h"
#include "msg.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024 };

struct stream {
	int fd;
	char *name;
	bool partial, failed, ended;
	char *bytes;          /* bytes[from, to) are read and not yet handed out */
	size_t from, to, cap;
	size_t line;
	struct str *field;
	size_t field_cap;
	struct buf unescaped; /* fields of the record in hand that held an escape */
	bool in_document;
	struct buf doc;       /* of the document in hand */
	size_t records;       /* that came for it */
};

static struct place stream_place(const struct stream *s)
{
	return (struct place){ .file = stream_name(s), .line = s->line };
}

/* Says why, once; nothing is handed out from here on. */
#define FAIL(s, ...)                                   \
	do {                                           \
		struct place at_ = stream_place(s);    \
		msg_say(&at_, __VA_ARGS__);            \
		(s)->failed = true;                    \
	} while (0)

struct stream *stream_open(const char *name, bool partial)
{
	struct stream *s;
	int fd = STDIN_FILENO;

	if (name && strcmp(name, "-") != 0) {
		struct place at = { .file = str_c(name) };
		fd = open(name, O_RDONLY | O_CLOEXEC);
		if (fd < 0) {
			msg_say(&at, MSG_FILE_OPEN, strerror(errno));
			return NULL;
		}
	}
	s = mem_zero(1, sizeof *s);
	s->fd = fd;
	s->partial = partial;
	s->name = mem_strdup(fd == STDIN_FILENO ? STR("<stdin>") : str_c(name));
	return s;
}

struct str stream_name(const struct stream *s) { return str_c(s->name); }
bool stream_failed(const struct stream *s) { return s->failed; }

void stream_close(struct stream *s)
{
	if (!s)
		return;
	if (s->fd != STDIN_FILENO)
		close(s->fd);
	mem_free(s->name);
	mem_free(s->bytes);
	mem_free(s->field);
	buf_free(&s->unescaped);
	buf_free(&s->doc);
	mem_free(s);
}

/* Reads more behind what is there; false at the end of the input or on failure. */
static bool fill(struct stream *s)
{
	ssize_t n;

	if (s->from > 0 && s->to - s->from < s->from) {
		memmove(s->bytes, s->bytes + s->from, s->to - s->from);
		s->to -= s->from;
		s->from = 0;
	}
	if (s->cap - s->to < READ_BYTES) {
		s->cap = s->cap ? s->cap * 2 : 2 * READ_BYTES;
		s->bytes = mem_resize(s->bytes, s->cap, 1);
	}
	do
		n = read(s->fd, s->bytes + s->to, s->cap - s->to);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		if (errno == EISDIR)
			FAIL(s, MSG_FILE_DIRECTORY);
		else
			FAIL(s, MSG_FILE_READ, strerror(errno));
		return false;
	}
	s->to += (size_t)n;
	return n > 0;
}

static bool next_line(struct stream *s, struct str *line)
{
	size_t seen = 0;

	for (;;) {
		size_t have = s->to - s->from;
		char *lf = have > seen ? memchr(s->bytes + s->from + seen, '\n', have - seen) : NULL;
		if (lf) {
			*line = str_of(s->bytes + s->from, (size_t)(lf - s->bytes) - s->from);
			s->from += line->n + 1;
			s->line++;
			return true;
		}
		seen = have;
		if (!fill(s))
			break;
	}
	if (!s->failed && s->to > s->from) {
		s->line++;
		FAIL(s, MSG_STREAM_NO_LF);
	}
	return false;
}

/* Parts raw at its TABs; the name is not counted as a field. */
static void split(struct stream *s, struct record *r)
{
	size_t at = str_chr(r->raw, '\t', 0);

	r->name = str_to(r->raw, at);
	r->n = 0;
	while (at < r->raw.n) {
		size_t end = str_chr(r->raw, '\t', at + 1);
		s->field = mem_grow(s->field, r->n, &s->field_cap, sizeof *s->field);
		s->field[r->n++] = str_of(r->raw.p + at + 1, end - at - 1);
		at = end;
	}
	r->field = s->field;
}

static bool unescape_field(struct stream *s, struct str *field, size_t number)
{
	size_t start = s->unescaped.n;

	for (size_t i = 0; i < field->n; i++) {
		static const char from[] = "tnr\\", to[] = "\t\n\r\\";
		const char *hit;
		if (field->p[i] != '\\') {
			buf_byte(&s->unescaped, field->p[i]);
			continue;
		}
		hit = i + 1 < field->n && field->p[i + 1] ? strchr(from, field->p[i + 1]) : NULL;
		if (!hit) {
			char shown[2] = { i + 1 < field->n ? field->p[i + 1] : '\0', '\0' };
			FAIL(s, MSG_STREAM_ESCAPE, shown, number + 1);
			return false;
		}
		buf_byte(&s->unescaped, to[hit - from]);
		i++;
	}
	*field = str_of(s->unescaped.p + start, s->unescaped.n - start);
	return true;
}

static bool unescape(struct stream *s, struct record *r)
{
	if (str_chr(r->raw, '\\', 0) == r->raw.n)
		return true;
	buf_reset(&s->unescaped);
	buf_room(&s->unescaped, r->raw.n); /* views into it must not move */
	for (size_t i = 0; i < r->n; i++)
		if (str_chr(r->field[i], '\\', 0) < r->field[i].n && !unescape_field(s, &r->field[i], i))
			return false;
	return true;
}

static bool check_fields(struct stream *s, const struct record *r)
{
	const struct record_info *info;

	if (memchr(r->raw.p, '\0', r->raw.n)) {
		FAIL(s, MSG_STREAM_NUL);
		return false;
	}
	if (r->type == RECORD_OTHER)
		return true;
	info = record_info(r->type);
	if (r->type == RECORD_ROW ? r->n >= info->count : r->n == info->count)
		return true;
	FAIL(s, MSG_STREAM_FIELDS, info->name.p, r->n, info->count);
	return false;
}

static bool check_end(struct stream *s, const struct record *r)
{
	size_t said;

	if (str_number(r->field[END_RECORDS], &said) && said == s->records)
		return true;
	FAIL(s, MSG_STREAM_COUNT, STR_ARG(r->field[END_RECORDS]), s->records);
	return false;
}

/* The order of a whole document: document, its records, end.  A cut or filtered stream breaks it. */
static bool check_order(struct stream *s, const struct record *r)
{
	bool of_document = s->in_document && r->n > 0 && str_eq(buf_str(&s->doc), r->field[0]);

	if (s->partial)
		return true;
	if (r->type == RECORD_DOCUMENT) {
		if (s->in_document) {
			FAIL(s, MSG_STREAM_NO_END, STR_ARG(buf_str(&s->doc)));
			return false;
		}
		buf_reset(&s->doc);
		buf_add(&s->doc, r->field[DOCUMENT_DOC]);
		s->in_document = true;
		s->records = 1;
		return true;
	}
	if (!of_document && (r->type != RECORD_OTHER || !s->in_document)) {
		FAIL(s, MSG_STREAM_NO_DOCUMENT, STR_ARG(r->name));
		return false;
	}
	if (r->type == RECORD_END) {
		s->in_document = false;
		return check_end(s, r);
	}
	s->records++;
	return true;
}

bool stream_next(struct stream *s, struct record *r)
{
	if (s->failed || s->ended)
		return false;
	if (!next_line(s, &r->raw)) {
		s->ended = true;
		if (!s->failed && s->in_document && !s->partial)
			FAIL(s, MSG_STREAM_NO_END, STR_ARG(buf_str(&s->doc)));
		return false;
	}
	r->line = s->line;
	split(s, r);
	r->type = record_type_of(r->name);
	return check_fields(s, r) && unescape(s, r) && check_order(s, r);
}
