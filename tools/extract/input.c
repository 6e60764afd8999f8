#include "input.h"
#include "../../common/msg.h"
#include "encoding.h"
#include "watch.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Room at first: the peek and the line that is cut at its end.  Below malloc's mmap threshold. */
enum { FIRST_ROOM = INPUT_PEEK + 4096, LEAST_ROOM = 16 * 1024, PIECE_MARGIN = 8 };

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Bytes that a reader might have to resolve. */
static const char marks[] = { '<', '&', '\\', '$' };

/* Where the next byte of one kind stands: none in raw[at .. pos), one at pos if hit. */
struct seek {
	size_t pos;
	bool hit;
};

/* How far the last input_spot came: cells ask in order, so a line is walked once. */
struct walk {
	size_t line_offset;   /* whose line; SIZE_MAX none */
	size_t text, raw, column;
};

struct input {
	int fd;
	char *name;
	char *raw;
	size_t at, end, cap;  /* raw[at .. end) waits */
	size_t base;          /* of raw[0] in the filing */
	bool eof, failed, forced, started;
	bool no_columns;
	struct encoding encoding;
	size_t good;          /* UTF-8: nothing broken in raw[at .. good) */
	struct seek lf, cr;
	struct seek marks[COUNT(marks)]; /* most lines have none, so the search goes past many at once */
	size_t easy;          /* nothing to look for but LF in raw[at .. easy): good UTF-8, no CR, none of the marks */
	struct buf text;      /* the line in hand, where it had to be decoded */
	struct buf peek;
	size_t lines, broken, broken_line;
	size_t column;        /* of the next piece; 1: a new line */
	struct walk *walk;
	struct watch *watch;
};

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
	for (size_t i = 0; i < COUNT(in->marks); i++)
		seek_back(&in->marks[i], by);
}

/* Reads once more; false at the end of the input. */
static bool fill(struct input *in)
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

static void fill_to(struct input *in, size_t n)
{
	while (in->end - in->at < n && fill(in))
		;
}

static struct str waiting(const struct input *in) { return str_of(in->raw + in->at, in->end - in->at); }

/* Tells the encoding by so many bytes and no more, for how many a read gives is chance. */
static void look(struct input *in, struct encoding *e)
{
	fill_to(in, INPUT_PEEK);
	encoding_find(e, str_to(waiting(in), INPUT_PEEK), in->end - in->at < INPUT_PEEK);
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

struct input *input_open(const char *name, const char *encoding)
{
	struct input *in = mem_zero(1, sizeof *in);

	in->name = mem_strdup(str_c(name));
	in->column = 1;
	in->walk = mem_zero(1, sizeof *in->walk);
	in->walk->line_offset = SIZE_MAX;
	if (!open_file(in)) {
		input_close(in);
		return NULL;
	}
	in->cap = FIRST_ROOM;
	in->raw = mem_alloc(in->cap);
	fill_to(in, INPUT_PEEK);
	if (in->failed) { /* not a byte of it can be trusted to be the beginning of a document */
		input_close(in);
		return NULL;
	}
	in->forced = encoding && encoding_force(&in->encoding, encoding, waiting(in));
	if (!in->forced)
		look(in, &in->encoding);
	in->at = in->encoding.bom;
	in->good = in->encoding.good;
	return in;
}

void input_close(struct input *in)
{
	if (!in)
		return;
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	encoding_close(&in->encoding);
	mem_free(in->name);
	mem_free(in->raw);
	mem_free(in->walk);
	buf_free(&in->text);
	buf_free(&in->peek);
	mem_free(in);
}

/* ---- lines ---- */

static bool is_unit(const struct input *in, size_t at, char c)
{
	switch (in->encoding.kind) {
	case ENCODING_UTF16LE: return at + 1 < in->end && in->raw[at] == c && in->raw[at + 1] == '\0';
	case ENCODING_UTF16BE: return at + 1 < in->end && in->raw[at] == '\0' && in->raw[at + 1] == c;
	case ENCODING_UTF8:
	case ENCODING_ICU: break;
	}
	return at < in->end && in->raw[at] == c;
}

/* The next c, as a whole unit, at or after `from`; in->end when none waits. */
static size_t find_unit(const struct input *in, size_t from, char c, bool *hit)
{
	size_t unit = encoding_unit(&in->encoding), later = in->encoding.kind == ENCODING_UTF16BE;

	for (size_t i = from + later; i < in->end; i++) {
		const char *p = memchr(in->raw + i, c, in->end - i);
		if (!p)
			break;
		i = (size_t)(p - in->raw);
		if (unit == 1 || ((i - later - in->at) % 2 == 0 && is_unit(in, i - later, c))) {
			*hit = true;
			return i - later;
		}
	}
	*hit = false;
	return unit == 1 ? in->end : in->end - (in->end - in->at) % 2;
}

/* Keeps what it found, so that text without LF, or without CR, is searched for it only once. */
static inline void seek(const struct input *in, struct seek *k, char c)
{
	if (k->pos < in->at)
		*k = (struct seek){ in->at, false };
	if (!k->hit && k->pos < in->end)
		k->pos = find_unit(in, k->pos, c, &k->hit);
}

/* Whether raw[at .. end) holds no byte that a reader might have to resolve. */
static bool is_plain(struct input *in, size_t end)
{
	bool plain = encoding_unit(&in->encoding) == 1;

	for (size_t i = 0; i < COUNT(marks) && plain; i++) {
		seek(in, &in->marks[i], marks[i]);
		plain = !in->marks[i].hit || in->marks[i].pos >= end;
	}
	return plain;
}

/* Sets *end to where the line ends and *next to where the next one starts; false when more must be read. */
static bool line_end(struct input *in, size_t *end, size_t *next)
{
	size_t unit = encoding_unit(&in->encoding);

	seek(in, &in->lf, '\n');
	seek(in, &in->cr, '\r');
	*end = in->lf.pos < in->cr.pos ? in->lf.pos : in->cr.pos;
	*next = *end + unit;
	if (!in->lf.hit && !in->cr.hit) {
		*next = *end = in->end;
		return in->eof;
	}
	if (in->cr.hit && in->cr.pos == *end) {
		if (*next + unit > in->end && !in->eof)
			return false;
		*next += is_unit(in, *next, '\n') ? unit : 0;
	}
	return true;
}

/* Where a piece of INPUT_LINE_MOST bytes may end without parting a character. */
static size_t piece_end(const struct input *in)
{
	size_t cut = in->at + INPUT_LINE_MOST;
	unsigned char high;

	switch (in->encoding.kind) {
	case ENCODING_UTF8:
		for (int i = 0; i < 3 && ((unsigned char)in->raw[cut] & 0xc0) == 0x80; i++)
			cut--;
		return cut;
	case ENCODING_UTF16LE:
	case ENCODING_UTF16BE:
		high = (unsigned char)in->raw[cut - (in->encoding.kind == ENCODING_UTF16LE ? 1 : 2)];
		return (high & 0xfc) == 0xd8 ? cut - 2 : cut;
	case ENCODING_ICU:
		break;
	}
	cut = in->at;
	while (cut + 4 <= in->at + INPUT_LINE_MOST) {
		uint32_t c;
		bool broken;
		cut += encoding_step(&in->encoding, str_of(in->raw, in->end), cut, &c, &broken);
	}
	return cut;
}

/* Finds the stretch of the next line or piece, reading as needed; false at the end of the input. */
static bool next_stretch(struct input *in, size_t *end, size_t *next, bool *more)
{
	while (!line_end(in, end, next)) {
		if (in->end - in->at >= INPUT_LINE_MOST + PIECE_MARGIN)
			break;
		fill(in);
	}
	*more = *end - in->at > INPUT_LINE_MOST || !(in->lf.hit || in->cr.hit || in->eof);
	if (*more)
		*next = *end = piece_end(in);
	return *next > in->at;
}

static bool is_good_to(struct input *in, size_t end)
{
	if (in->encoding.kind != ENCODING_UTF8)
		return false;
	if (in->good < in->at)
		in->good = in->at;
	if (in->good < end)
		in->good = encoding_good_to(str_of(in->raw, in->end), in->good);
	return in->good >= end;
}

static struct str decode(struct input *in, struct buf *into, struct str raw, size_t *broken)
{
	buf_reset(into);
	for (size_t at = 0; at < raw.n;) {
		uint32_t c;
		bool bad = false;
		size_t n = encoding_step(&in->encoding, raw, at, &c, &bad);
		*broken += bad ? n : 0;
		buf_point(into, c);
		at += n;
	}
	return buf_str(into);
}

/* The text of the stretch: the bytes themselves wherever they are good UTF-8. */
static struct str text_of(struct input *in, struct str raw, size_t end)
{
	size_t broken = 0;
	struct str text;

	if (is_good_to(in, end))
		return raw;
	text = decode(in, &in->text, raw, &broken);
	if (broken && !in->broken)
		in->broken_line = in->lines;
	in->broken += broken;
	if (in->encoding.kind == ENCODING_UTF8)
		in->good = end;
	return text;
}

/* Only ASCII so far, and now a byte that is not UTF-8: what follows tells the encoding. */
static bool decide_late(struct input *in, size_t end)
{
	struct encoding late = { 0 };

	if (!in->encoding.undecided || is_good_to(in, end))
		return false;
	in->encoding.undecided = false;
	look(in, &late);
	if (late.kind != ENCODING_ICU || late.bom) {
		encoding_close(&late);
		return true;
	}
	encoding_close(&in->encoding);
	in->encoding = late;
	return true;
}

static bool take_formfeeds(struct input *in, size_t end)
{
	size_t unit = encoding_unit(&in->encoding), at = in->at;

	while (in->at < end && is_unit(in, in->at, '\f'))
		in->at += unit;
	return in->at > at;
}

static void earliest(size_t *at, size_t other) { *at = *at < other ? *at : other; }

/* How far the next lines have nothing in them that needs a look. */
static size_t easy_to(struct input *in)
{
	size_t to = in->good;

	if (in->encoding.kind != ENCODING_UTF8 || in->watch || in->column != 1)
		return 0;
	earliest(&to, in->cr.pos);
	for (size_t i = 0; i < COUNT(marks) && to > in->at; i++) {
		seek(in, &in->marks[i], marks[i]);
		earliest(&to, in->marks[i].pos);
	}
	return to;
}

/* Nearly every line: whole in what waits, and as it is. */
static inline bool easy_line(struct input *in, struct line *line)
{
	const char *start = in->raw + in->at, *lf;
	size_t n;

	if (in->at >= in->easy || *start == '\f' || !(lf = memchr(start, '\n', in->easy - in->at)))
		return false;
	n = (size_t)(lf - start);
	if (n > INPUT_LINE_MOST)
		return false;
	*line = (struct line){ .text = { start, n }, .raw = { start, n }, .number = ++in->lines,
		.offset = in->base + in->at, .column = 1, .plain = true };
	in->at += n + 1;
	return true;
}

bool input_line(struct input *in, struct line *line)
{
	size_t end, next;

	if (easy_line(in, line))
		return true;
	in->started = true;
	do
		if (!next_stretch(in, &end, &next, &line->more))
			return false;
	while (decide_late(in, end));
	line->column = in->column;
	in->lines += in->column == 1;
	line->number = in->lines;
	line->formfeed = in->column == 1 && take_formfeeds(in, end);
	line->offset = in->base + in->at;
	line->raw = str_of(in->raw + in->at, end - in->at);
	line->plain = is_plain(in, end);
	line->text = text_of(in, line->raw, end);
	in->column = line->more ? in->column + str_points(line->text) : 1;
	in->at = next;
	in->easy = easy_to(in);
	if (in->watch && !str_blank(line->text))
		watch_seen(in->watch, line->number);
	return true;
}

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
	if (is_good_to(in, in->at + n))
		return peek_lines(in, str_of(in->raw + in->at, n));
	if (in->encoding.kind == ENCODING_UTF8 && in->good > in->at && in->at + n - in->good < 4)
		return peek_lines(in, str_of(in->raw + in->at, in->good - in->at));
	return peek_lines(in, decode(in, &in->peek, str_of(in->raw + in->at, n), &broken));
}

void input_skip(struct input *in)
{
	do
		in->at = in->end;
	while (fill(in));
}

/* ---- places ---- */

static bool is_as_filed(const struct line *line) { return line->text.p == line->raw.p; }

/* Moves the walk to text offset `to`, code point by code point, raw bytes and text side by side. */
static void walk_to(const struct input *in, const struct line *line, size_t to)
{
	struct walk *w = in->walk;

	while (w->text < to && w->raw < line->raw.n) {
		uint32_t c;
		bool broken = false;
		char utf8[4];
		w->raw += encoding_step(&in->encoding, line->raw, w->raw, &c, &broken);
		w->text += str_encode(c, utf8);
		w->column++;
	}
}

/* The same for text that stands as it was filed: only heads of sequences count. */
static void walk_fast(struct walk *w, const struct line *line, size_t to)
{
	size_t n = 0;

	for (size_t i = w->text; i < to; i++)
		n += ((unsigned char)line->text.p[i] & 0xc0) != 0x80;
	w->column += n;
	w->text = w->raw = to;
}

struct spot input_spot(const struct input *in, const struct line *line, size_t from, size_t to)
{
	struct walk *w = in->walk;
	struct spot spot = { .line = line->number };

	to = to < line->text.n ? to : line->text.n;
	from = from < to ? from : to;
	if (w->line_offset != line->offset || from < w->text)
		*w = (struct walk){ line->offset, 0, 0, line->column };
	if (is_as_filed(line)) {
		if (!in->no_columns)
			walk_fast(w, line, from);
		spot.column = w->column;
		spot.offset = line->offset + from;
		spot.length = to - from;
		return spot;
	}
	walk_to(in, line, from);
	spot.column = w->column;
	spot.offset = line->offset + w->raw;
	walk_to(in, line, to);
	spot.length = line->offset + w->raw - spot.offset;
	return spot;
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
