/* The reading half of stream.h. */
#include "stream.h"
#include "msg.h"
#include "utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024, USUAL = 32, AHEAD = 256 };

/* How far lines were cut. */
struct cursor {
	const char *at;                 /* where the next one begins */
	const struct utf8_signs *signs; /* those of the block in hand, … */
	const char *block;              /* … which begins here … */
	uint64_t left;                  /* … and whose bytes with a bit in here are still to come */
};

/* A line that is cut. */
struct line {
	const char *end;
	size_t n;      /* of its fields, its name among them */
	unsigned seen; /* what else it holds: enum sign */
};

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
	struct utf8_signs *signs; /* of the complete lines, a block after the other */
	size_t signs_cap;
	struct cursor next;
	size_t line;
	struct usual usual[USUAL]; /* by what names differ in; of the document in hand */
	/* Lines are cut some at a time, until they have as many fields as AHEAD. */
	struct line ahead[AHEAD];
	size_t lines, taken;  /* of them; handed out of them */
	struct str *field;    /* theirs, one behind the other, … */
	size_t fields;        /* … so many of those of lines that are handed out */
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
	mem_free(s->signs);
	mem_free(s->field);
	for (size_t i = 0; i < USUAL; i++)
		buf_free(&s->usual[i].begin);
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
	size_t n = s->whole - s->from, blocks = (n + UTF8_BLOCK - 1) / UTF8_BLOCK;

	if (blocks > s->signs_cap) {
		s->signs = mem_resize(s->signs, blocks, sizeof *s->signs);
		s->signs_cap = blocks;
	}
	s->bad = s->from + utf8_mark(str_of(s->bytes + s->from, n), s->signs);
	s->next = (struct cursor){ s->bytes + s->from, s->signs, s->bytes + s->from, ~UINT64_C(0) };
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

/* What a line holds but its fields, as bits. */
enum sign { SIGN_ESCAPE = 1, SIGN_NUL = 2, SIGN_CR = 4 };

static SELDOM enum sign sign_of(char c) { return c == '\\' ? SIGN_ESCAPE : c == '\0' ? SIGN_NUL : c == '\r' ? SIGN_CR : 0; }

/* Where fields are put. */
struct cells {
	struct str *to, *first, *full; /* the next one; the first of the line; from here on there is no room for a block's */
};

/* All that a block can hold fit behind those of a line that was begun, so that they need not be counted one by one. */
static struct cells room_for_block(struct stream *s, struct cells c)
{
	size_t n = c.to ? (size_t)(c.to - s->field) : 0, first = c.first ? (size_t)(c.first - s->field) : 0;

	while (s->field_cap - n <= UTF8_BLOCK)
		s->field = mem_grow(s->field, s->field_cap, &s->field_cap, sizeof *s->field);
	return (struct cells){ s->field + n, s->field + first, s->field + s->field_cap - UTF8_BLOCK };
}

/* Where the lowest of the marks stands; not int, or it is widened each time. */
static inline const char *place_of(const char *block, uint64_t marks) { return block + (unsigned)__builtin_ctzll(marks); }

/* The fields that end in these TABs, the first of which begins at `from`; where the next one begins. */
static inline const char *cut(struct str **to, const char *from, const char *block, uint64_t tabs)
{
	struct str *field = *to;

	for (; tabs; tabs &= tabs - 1) {
		const char *at = place_of(block, tabs);
		*field++ = str_of(from, (size_t)(at - from));
		from = at + 1;
	}
	*to = field;
	return from;
}

/*
 * The next lines, of which at least one is there: their parts, and what else they hold.  TABs are taken as they stand;
 * each other sign is looked at once, and each line ends in one.
 */
static inline __attribute__((always_inline)) void cut_lines(struct stream *s)
{
	const char *from = s->next.at, *block = s->next.block, *at, *end = s->bytes + s->whole;
	const struct utf8_signs *signs = s->next.signs;
	struct cells c = room_for_block(s, (struct cells){ NULL });
	struct line *line = s->ahead;
	uint64_t left = s->next.left, other, to_other;
	unsigned seen = 0;

	for (;;) {
		other = signs->other & left;
		to_other = other ^ (other - 1); /* up to the next one; all where there is none */
		from = cut(&c.to, from, block, signs->tab & left & to_other);
		if (!other) {
			signs++;
			block += UTF8_BLOCK;
			left = ~UINT64_C(0);
			if (c.to >= c.full)
				c = room_for_block(s, c);
			continue;
		}
		left &= ~to_other;
		at = place_of(block, other);
		if (*at != '\n') {
			seen |= sign_of(*at);
			continue;
		}
		*c.to++ = str_of(from, (size_t)(at - from));
		*line++ = (struct line){ at, (size_t)(c.to - c.first), seen };
		from = at + 1;
		if (from == end || c.to - s->field >= AHEAD)
			break;
		c.first = c.to;
		seen = 0;
	}
	s->next = (struct cursor){ from, signs, block, left };
	s->lines = (size_t)(line - s->ahead);
	s->taken = s->fields = 0;
}

#if defined __x86_64__ && !defined PG_PORTABLE
/* The same; marks are taken off one by one, for which such a processor has instructions. */
__attribute__((target("bmi"))) static void cut_lines_bmi(struct stream *s) { cut_lines(s); }
static bool has_bmi(void) { return __builtin_cpu_supports("bmi"); }
#else
static void cut_lines_bmi(struct stream *s) { cut_lines(s); }
static bool has_bmi(void) { return false; }
#endif

/* Cuts more lines; false when none comes. */
static __attribute__((noinline)) bool look_ahead(struct stream *s)
{
	if (s->from >= s->whole && !read_line(s))
		return false;
	if (has_bmi())
		cut_lines_bmi(s);
	else
		cut_lines(s);
	return true;
}

/* Hands out the next line, which is cut; what else it holds. */
static inline unsigned take_line(struct stream *s, struct record *r)
{
	const struct line *line = &s->ahead[s->taken++];
	struct str *field = s->field + s->fields;

	s->fields += line->n;
	s->from = (size_t)(line->end - s->bytes) + 1;
	r->name = *field;
	r->field = field + 1;
	r->n = line->n - 1;
	r->raw = str_of(field->p, (size_t)(line->end - field->p));
	r->line = ++s->line;
	r->escaped = line->seen & SIGN_ESCAPE;
	return line->seen;
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

	if (s->failed || s->ended || (s->taken == s->lines && !look_ahead(s)))
		return false;
	seen = take_line(s, r);
	begin = str_of(r->raw.p, r->n ? (size_t)(r->field[0].p + r->field[0].n - r->raw.p) : 0);
	usual = &s->usual[((unsigned char)*r->raw.p + 2 * r->name.n) % USUAL];
	if (begin.n && str_eq(buf_str(&usual->begin), begin))
		return check_usual(s, r, usual, seen);
	return check_new(s, r, begin, usual, seen);
}
