/* The reading half of stream.h. */
#include "stream.h"
#include "msg.h"
#include "utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024, TYPE_SLOTS = 32 };

/* How far the signs were taken. */
struct cursor {
	const uint64_t *word; /* the word of marks in hand … */
	const char *block;    /* … and the bytes that it speaks of */
	uint64_t found;       /* its marks that are still to come */
};

struct stream {
	int fd;
	char *name;
	bool partial, failed, ended;
	char *bytes;          /* bytes[from, to) are read and not yet handed out */
	size_t from, to, cap;
	size_t whole;         /* the lines of bytes[from, whole) are complete */
	size_t bad;           /* where the first of them stands that is no UTF-8; whole when all are */
	uint64_t *mark;       /* the signs of the complete lines (see utf8_mark) */
	size_t mark_cap;
	struct cursor next;
	size_t line;
	unsigned char type[TYPE_SLOTS]; /* that a name was last found to be, by what names differ in */
	struct str *field;    /* of the record in hand, behind its name */
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
	s->field = mem_grow(NULL, 0, &s->field_cap, sizeof *s->field);
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
	mem_free(s->mark);
	mem_free(s->field);
	buf_free(&s->unescaped);
	buf_free(&s->doc);
	mem_free(s);
}

/*
 * All lines that are complete are looked at in one go, for bytes are cheap in great numbers: what is no UTF-8, and
 * where the signs stand.
 */
static void mark_lines(struct stream *s)
{
	size_t n = s->whole - s->from, words = (n + UTF8_BLOCK - 1) / UTF8_BLOCK;

	if (words > s->mark_cap) {
		s->mark = mem_resize(s->mark, words, sizeof *s->mark);
		s->mark_cap = words;
	}
	s->bad = s->from + utf8_mark(str_of(s->bytes + s->from, n), s->mark);
	s->next = (struct cursor){ .word = s->mark, .block = s->bytes + s->from, .found = s->mark[0] };
}

/* n bytes more were read at `to`, where no complete line was left. */
static void find_whole(struct stream *s, size_t n)
{
	const char *lf = memrchr(s->bytes + s->to, '\n', n);

	s->whole = lf ? (size_t)(lf - s->bytes) + 1 : 0;
	if (lf)
		mark_lines(s);
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
	find_whole(s, (size_t)n);
	s->to += (size_t)n;
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

/* What a line holds but its fields. */
struct signs {
	bool escape, nul, cr;
};

static void note_sign(struct signs *signs, char c)
{
	signs->escape |= c == '\\';
	signs->nul |= c == '\0';
	signs->cr |= c == '\r';
}

/* Room for more fields behind the n that there are; where they are written from now on. */
static struct str *more_fields(struct stream *s, size_t n)
{
	s->field = mem_grow(s->field, n, &s->field_cap, sizeof *s->field);
	return s->field + n;
}

/*
 * The next line, which is known to be there: where it ends and its parts.  Each sign is looked at once, and there is
 * one more, for the line ends in one.  field[0] is the name.
 */
static struct signs split(struct stream *s, struct record *r)
{
	const char *start = s->bytes + s->from, *from = start, *at;
	struct cursor c = s->next; /* what has no address stays in registers */
	struct str *to = s->field, *end = to + s->field_cap;
	struct signs signs = { 0 };

	for (;; c.found &= c.found - 1) {
		while (c.found == 0) {
			c.found = *++c.word;
			c.block += UTF8_BLOCK;
		}
		at = c.block + (size_t)__builtin_ctzll(c.found);
		if (*at != '\t' && *at != '\n') {
			note_sign(&signs, *at);
			continue;
		}
		if (to == end) {
			to = more_fields(s, s->field_cap);
			end = s->field + s->field_cap;
		}
		*to++ = str_of(from, (size_t)(at - from));
		from = at + 1;
		if (*at == '\n')
			break;
	}
	c.found &= c.found - 1;
	s->next = c;
	r->raw = str_of(start, (size_t)(at - start));
	s->from += r->raw.n + 1;
	r->name = s->field[0];
	r->field = s->field + 1;
	r->n = (size_t)(to - r->field);
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

static bool check_fields(struct stream *s, const struct record *r, struct signs signs)
{
	const struct record_info *info;

	if (signs.nul) {
		FAIL(s, MSG_STREAM_NUL);
		return false;
	}
	if (signs.cr) {
		FAIL(s, MSG_STREAM_CR);
		return false;
	}
	if (s->bad < s->from) { /* every later tool relies on it, patterns with their lives */
		FAIL(s, MSG_STREAM_UTF8, str_points(str_of(r->raw.p, s->bad - (s->from - r->raw.n - 1))) + 1);
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

/* The type is looked up only where its name is not that of the record before in the same slot. */
static enum record_type type_of(struct stream *s, struct str name)
{
	unsigned char *slot = name.n ? &s->type[((unsigned char)name.p[0] ^ name.n) % TYPE_SLOTS] : NULL;

	if (!slot)
		return RECORD_OTHER;
	if (*slot == RECORD_OTHER || !str_eq(record_info((enum record_type)*slot)->name, name))
		*slot = (unsigned char)record_type_of(name);
	return (enum record_type)*slot;
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
	r->type = type_of(s, r->name);
	return check_fields(s, r, signs) && (!signs.escape || unescape(s, r)) && check_order(s, r);
}
