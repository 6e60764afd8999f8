/* How input parts its bytes into lines, and makes text of them. */
#include "input_state.h"
#include "watch.h"

enum { PIECE_MARGIN = 8 };

/* Bytes that a reader might have to resolve. */
static const char marks[INPUT_MARKS] = { '<', '&', '\\', '$' };

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

	for (size_t i = 0; i < INPUT_MARKS && plain; i++) {
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
		input_fill(in);
	}
	*more = *end - in->at > INPUT_LINE_MOST || !(in->lf.hit || in->cr.hit || in->eof);
	if (*more)
		*next = *end = piece_end(in);
	return *next > in->at;
}

bool input_is_good_to(struct input *in, size_t end)
{
	if (in->encoding.kind != ENCODING_UTF8)
		return false;
	if (in->good < in->at)
		in->good = in->at;
	if (in->good < end)
		in->good = encoding_good_to(str_of(in->raw, in->end), in->good);
	return in->good >= end;
}

struct str input_decode(struct input *in, struct buf *into, struct str raw, size_t *broken)
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

	if (input_is_good_to(in, end))
		return raw;
	text = input_decode(in, &in->text, raw, &broken);
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

	if (!in->encoding.undecided || input_is_good_to(in, end))
		return false;
	in->encoding.undecided = false;
	input_look(in, &late);
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
	for (size_t i = 0; i < INPUT_MARKS && to > in->at; i++) {
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

/* The others; apart, for what they need is not to be kept for each line. */
static __attribute__((noinline)) bool any_line(struct input *in, struct line *line)
{
	size_t end, next;

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

bool input_line(struct input *in, struct line *line) { return easy_line(in, line) || any_line(in, line); }
