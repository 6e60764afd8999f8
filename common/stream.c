/* The reading half of stream.h. */
#include "stream.h"
#include "msg.h"
#include "stream_cut.h"
#include "utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024, USUAL = 32 };

/* What the last good record of a type began with, which those that follow begin with too. */
struct usual {
	struct buf begin; /* its name and its doc as they stand, a TAB between; empty where none was good */
	enum record_type type;
	size_t n;         /* of its fields */
};

struct stream {
	int fd;
	char *name;
	bool partial, failed, ended;
	char *bytes;          /* bytes[from, to) are read and not yet handed out */
	size_t from, to, cap;
	size_t whole;         /* the lines of bytes[from, whole) are complete */
	size_t bad;           /* where the first of them stands that is no UTF-8; whole when all are */
	size_t line;
	struct usual usual[USUAL]; /* by what names differ in; of the document in hand */
	struct cut cut;       /* lines cut ahead */
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
	s = mem_pages(sizeof *s); /* the lines cut ahead are most of it */
	s->fd = fd;
	s->partial = partial;
	s->name = mem_strdup(fd == STDIN_FILENO ? STR("<stdin>") : str_c(name));
	return s;
}

void stream_few(struct stream *s) { s->cut.few = true; }

struct str stream_name(const struct stream *s) { return str_c(s->name); }

void stream_call(struct stream *s, const char *name)
{
	if (!name || s->fd != STDIN_FILENO)
		return;
	mem_free(s->name);
	s->name = mem_strdup(str_c(name));
}
bool stream_failed(const struct stream *s) { return s->failed; }

void stream_close(struct stream *s)
{
	if (!s)
		return;
	if (s->fd != STDIN_FILENO)
		close(s->fd);
	mem_free(s->name);
	mem_free(s->bytes);
	cut_free(&s->cut);
	for (size_t i = 0; i < USUAL; i++)
		buf_free(&s->usual[i].begin);
	buf_free(&s->unescaped);
	buf_free(&s->doc);
	mem_pages_free(s, sizeof *s);
}

/*
 * All lines that are complete are looked at in one go, for bytes are cheap in great numbers: what is no UTF-8, and
 * where the signs stand.
 */
static void mark_lines(struct stream *s)
{
	s->bad = s->from + cut_mark(&s->cut, str_of(s->bytes + s->from, s->whole - s->from));
}

/* n bytes more were read at `to`, where no complete line was left. */
static void find_whole(struct stream *s, size_t n)
{
	const char *lf = memrchr(s->bytes + s->to, '\n', n);

	s->whole = lf ? (size_t)(lf - s->bytes) + 1 : 0;
	if (lf)
		mark_lines(s);
}

/* What happens seldom stays out of the way of what each line goes through. */
#define SELDOM __attribute__((noinline, cold))

/* Reads more behind what is there; false at the end of the input or on failure. */
static SELDOM bool fill(struct stream *s)
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
	msg_flush();
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
	find_whole(s, (size_t)n);
	s->to += (size_t)n;
	return n > 0;
}

/* Reads until a complete line waits; false when none comes. */
static SELDOM bool read_line(struct stream *s)
{
	while (s->from >= s->whole)
		if (!fill(s)) {
			if (!s->failed && s->to > s->from) {
				s->line++;
				FAIL(s, MSG_STREAM_NO_LF);
			}
			s->ended = true;
			if (!s->failed && s->in_document && !s->partial)
				FAIL(s, MSG_STREAM_NO_END, STR_ARG(buf_str(&s->doc)));
			return false;
		}
	return true;
}

/* Cuts more lines; false when none comes. */
static __attribute__((noinline)) bool look_ahead(struct stream *s)
{
	if (s->from >= s->whole && !read_line(s))
		return false;
	cut_ahead(&s->cut, s->bytes + s->whole);
	return true;
}

/* Hands out the next line, which is cut; what else it holds. */
static inline unsigned take_line(struct stream *s, struct record *r)
{
	const struct line *line = &s->cut.ahead[s->cut.taken++];
	struct str *field = s->cut.field + s->cut.fields;

	s->cut.fields += line->n;
	s->from = (size_t)(line->end - s->bytes) + 1;
	r->name = *field;
	r->field = field + 1;
	r->n = line->n - 1 + line->more;
	r->raw = str_of(field->p, (size_t)(line->end - field->p));
	r->line = ++s->line;
	r->escaped = line->seen & SIGN_ESCAPE;
	return line->seen;
}

void stream_columns(struct stream *s, struct record *r)
{
	if (s->cut.ahead[s->cut.taken - 1].more && r->field - 1 != s->cut.all)
		r->field = cut_all(&s->cut, r->raw, r->n + 1) + 1;
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

static SELDOM bool unescape(struct stream *s, struct record *r)
{
	buf_reset(&s->unescaped);
	buf_room(&s->unescaped, r->raw.n); /* views into it must not move */
	stream_columns(s, r);
	for (size_t i = 0; i < r->n; i++)
		if (str_chr(r->field[i], '\\', 0) < r->field[i].n && !unescape_field(s, &r->field[i], i))
			return false;
	return true;
}

static bool fields_fit(const struct record *r)
{
	size_t count;

	if (r->type == RECORD_OTHER)
		return true;
	count = record_info(r->type)->count;
	return r->n == count || (r->type == RECORD_ROW && r->n > count);
}

/* A line that can be no record's, and why. */
static SELDOM bool refuse(struct stream *s, const struct record *r, unsigned seen)
{
	if (seen & SIGN_NUL)
		FAIL(s, MSG_STREAM_NUL);
	else if (seen & SIGN_CR)
		FAIL(s, MSG_STREAM_CR);
	else if (s->bad < s->from)
		FAIL(s, MSG_STREAM_UTF8, str_points(str_of(r->raw.p, s->bad - (s->from - r->raw.n - 1))) + 1);
	else
		FAIL(s, MSG_STREAM_FIELDS, record_info(r->type)->name.p, r->n, record_info(r->type)->count);
	return false;
}

/* That all is UTF-8 every later tool relies on, patterns with their lives. */
static bool check_line(struct stream *s, struct record *r, unsigned seen)
{
	if ((seen & ~(unsigned)SIGN_ESCAPE) || s->bad < s->from || !fields_fit(r))
		return refuse(s, r, seen);
	return !seen || unescape(s, r);
}

static SELDOM bool check_end(struct stream *s, const struct record *r)
{
	size_t said;

	if (str_number(r->field[END_RECORDS], &said) && said == s->records)
		return true;
	FAIL(s, MSG_STREAM_COUNT, STR_ARG(r->field[END_RECORDS]), s->records);
	return false;
}

static void forget_usual(struct stream *s)
{
	for (size_t i = 0; i < USUAL; i++)
		buf_reset(&s->usual[i].begin);
}

static SELDOM bool begin_document(struct stream *s, const struct record *r)
{
	if (s->in_document) {
		FAIL(s, MSG_STREAM_NO_END, STR_ARG(buf_str(&s->doc)));
		return false;
	}
	forget_usual(s);
	buf_reset(&s->doc);
	buf_add(&s->doc, r->field[DOCUMENT_DOC]);
	s->in_document = true;
	s->records = 1;
	return true;
}

/* A record of no document, or of another one; those of types that are not known need only stand in one. */
static SELDOM bool check_stray(struct stream *s, const struct record *r)
{
	if (r->type == RECORD_OTHER && s->in_document)
		return true;
	FAIL(s, MSG_STREAM_NO_DOCUMENT, STR_ARG(r->name));
	return false;
}

/* The order of a whole document: document, its records, end.  A cut or filtered stream breaks it. */
static bool check_order(struct stream *s, const struct record *r)
{
	if (s->partial)
		return true;
	if (r->type == RECORD_DOCUMENT)
		return begin_document(s, r);
	if (!(s->in_document && r->n > 0 && str_eq(buf_str(&s->doc), r->field[0])) && !check_stray(s, r))
		return false;
	if (r->type == RECORD_END) {
		s->in_document = false;
		forget_usual(s);
		return check_end(s, r);
	}
	s->records++;
	return true;
}

/* A record that begins as none before it: its type is looked up, and all that it stands for is checked. */
static SELDOM bool check_new(struct stream *s, struct record *r, struct str begin, struct usual *usual, unsigned seen)
{
	r->type = record_type_of(r->name);
	if (!check_line(s, r, seen) || !check_order(s, r))
		return false;
	if (begin.n == 0 || r->type == RECORD_DOCUMENT || r->type == RECORD_END)
		return true;
	usual->type = r->type;
	usual->n = r->n;
	buf_reset(&usual->begin);
	buf_add(&usual->begin, begin);
	return true;
}

/* One that begins as an earlier one. */
static inline bool check_usual(struct stream *s, struct record *r, struct usual *usual, unsigned seen)
{
	s->records++;
	r->type = usual->type;
	if (seen == 0 && r->n == usual->n && s->from <= s->bad)
		return true;
	usual->n = r->n;
	return check_line(s, r, seen);
}

bool stream_next(struct stream *s, struct record *r)
{
	struct usual *usual;
	struct str begin;
	unsigned seen;

	if (s->failed || s->ended || (s->cut.taken == s->cut.lines && !look_ahead(s)))
		return false;
	seen = take_line(s, r);
	begin = str_of(r->raw.p, r->n ? (size_t)(r->field[0].p + r->field[0].n - r->raw.p) : 0);
	usual = &s->usual[((unsigned char)*r->raw.p + 2 * r->name.n) % USUAL];
	if (begin.n && str_is(buf_str(&usual->begin), begin))
		return check_usual(s, r, usual, seen);
	return check_new(s, r, begin, usual, seen);
}
