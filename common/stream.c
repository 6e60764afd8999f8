/* The reading half of stream.h. */
#include "stream.h"
#include "msg.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024, WORD = 8 };

struct stream {
	int fd;
	char *name;
	bool partial, failed, ended;
	char *bytes;          /* bytes[from, to) are read and not yet handed out, a word of zeros behind them */
	size_t from, to, cap;
	size_t whole;         /* the lines of bytes[from, whole) are complete */
	size_t line;
	enum record_type type; /* of the record before */
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
	mem_free(s->field);
	buf_free(&s->unescaped);
	buf_free(&s->doc);
	mem_free(s);
}

/* n bytes more were read at `to`. */
static void find_whole(struct stream *s, size_t n)
{
	const char *lf = memrchr(s->bytes + s->to, '\n', n);

	s->whole = lf ? (size_t)(lf - s->bytes) + 1 : 0;
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
	if (s->cap - s->to < READ_BYTES + WORD) {
		s->cap = s->cap ? s->cap * 2 : 2 * READ_BYTES;
		s->bytes = mem_resize(s->bytes, s->cap, 1);
	}
	do
		n = read(s->fd, s->bytes + s->to, s->cap - s->to - WORD);
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
	memset(s->bytes + s->to, 0, WORD);
	return n > 0;
}

/* Whether a complete line waits, reading as needed. */
static bool line_waits(struct stream *s)
{
	while (s->from >= s->whole)
		if (!fill(s)) {
			if (!s->failed && s->to > s->from) {
				s->line++;
				FAIL(s, MSG_STREAM_NO_LF);
			}
			return false;
		}
	s->line++;
	return true;
}

/* The bytes of eight that are below 0x0e (TAB, LF, NUL and a few more) or a backslash: their high bits. */
static inline uint64_t signs_in(const char *p)
{
	const uint64_t ones = 0x0101010101010101ULL, low = 0x7f * ones;
	uint64_t v, x;

	memcpy(&v, p, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	v = __builtin_bswap64(v);
#endif
	x = v ^ '\\' * ones;
	return (~(((v & low) + (0x80 - 0x0e) * ones) | v) | ~(((x & low) + low) | x)) & ~low;
}

/* What a line holds but its fields. */
struct signs {
	bool escape, nul;
};

static inline void add_field(struct stream *s, struct record *r, const char *from, const char *to)
{
	if (r->n == s->field_cap)
		s->field = mem_grow(s->field, r->n, &s->field_cap, sizeof *s->field);
	s->field[r->n++] = str_of(from, (size_t)(to - from));
}

/*
 * The next line, which is known to be there: where it ends and its parts, in one go, for fields are so short
 * that a memchr for each costs more.  The name is not counted as a field.
 */
static struct signs split(struct stream *s, struct record *r)
{
	const char *start = s->bytes + s->from, *p = start, *from = NULL;
	struct signs signs = { 0 };

	r->n = 0;
	for (uint64_t found = signs_in(p);;) {
		const char *at;
		while (found == 0)
			found = signs_in(p += WORD);
		at = p + __builtin_ctzll(found) / 8;
		found &= found - 1;
		if (*at != '\t' && *at != '\n') {
			signs.escape |= *at == '\\';
			signs.nul |= *at == '\0';
			continue;
		}
		if (from)
			add_field(s, r, from, at);
		else
			r->name = str_of(start, (size_t)(at - start));
		from = at + 1;
		if (*at == '\n') {
			r->raw = str_of(start, (size_t)(at - start));
			break;
		}
	}
	s->from += r->raw.n + 1;
	r->field = s->field;
	return signs;
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
	buf_reset(&s->unescaped);
	buf_room(&s->unescaped, r->raw.n); /* views into it must not move */
	for (size_t i = 0; i < r->n; i++)
		if (str_chr(r->field[i], '\\', 0) < r->field[i].n && !unescape_field(s, &r->field[i], i))
			return false;
	return true;
}

static bool check_fields(struct stream *s, const struct record *r, bool nul)
{
	const struct record_info *info;

	if (nul) {
		FAIL(s, MSG_STREAM_NUL);
		return false;
	}
	if (memchr(r->raw.p, '\r', r->raw.n)) {
		FAIL(s, MSG_STREAM_CR);
		return false;
	}
	if (str_invalid_at(r->raw) < r->raw.n) { /* every later tool relies on it, patterns with their lives */
		FAIL(s, MSG_STREAM_UTF8, str_points(str_to(r->raw, str_invalid_at(r->raw))) + 1);
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
	struct signs signs;

	if (s->failed || s->ended)
		return false;
	if (!line_waits(s)) {
		s->ended = true;
		if (!s->failed && s->in_document && !s->partial)
			FAIL(s, MSG_STREAM_NO_END, STR_ARG(buf_str(&s->doc)));
		return false;
	}
	r->line = s->line;
	signs = split(s, r);
	if (s->type == RECORD_OTHER || !str_eq(record_info(s->type)->name, r->name)) /* most follow their like */
		s->type = record_type_of(r->name);
	r->type = s->type;
	return check_fields(s, r, signs.nul) && (!signs.escape || unescape(s, r)) && check_order(s, r);
}
