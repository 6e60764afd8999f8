#include "layout_page.h"

/* Wide characters: CJK, its punctuation and full-width forms; and the signs that its fonts hold as wide ones. */
bool layout_wide(uint32_t c)
{
	return c >= 0x1100 && (c <= 0x115f || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3)
		|| (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60)
		|| (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x20000 && c <= 0x3fffd) || (c >= 0x2460 && c <= 0x24ff)
		|| c == 0x2264 || c == 0x2265 || c == 0x2266 || c == 0x2267 || c == 0x201c || c == 0x201d);
}

void layout_page_reset(struct layout_page *p)
{
	buf_reset(&p->text);
	p->segments = p->lines = p->gap = 0;
}

bool layout_page_full(const struct layout_page *p)
{
	return p->lines >= LAYOUT_LINES_MOST || p->text.n >= LAYOUT_BYTES_MOST;
}

struct str layout_text(const struct layout_page *p, const struct segment *s)
{
	return str_of(p->text.p + s->from, s->to - s->from);
}

struct str layout_line_text(const struct layout_page *p, const struct layout_line *line)
{
	const struct segment *first = &p->segment[line->first], *last = first + line->n - 1;

	if (last->to < first->from || last->from < first->from) /* one of them is an upright label */
		return layout_text(p, first);
	return str_of(p->text.p + first->from, last->to - first->from);
}

struct spot layout_line_spot(const struct layout_page *p, const struct layout_line *line)
{
	const struct segment *first = &p->segment[line->first], *last = first + line->n - 1;
	struct spot at = first->at;

	at.length = last->at.offset + last->at.length - at.offset;
	return at;
}

static size_t wide_points(struct str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n;)
		n += layout_wide(str_next(s, &at)) ? 2 : 1;
	return n;
}

static bool is_blank(uint32_t c) { return c == ' ' || c == '\t' || c == 0xa0 || c == 0x3000; }

static void add_segment(struct layout_page *p, struct segment s)
{
	p->segment = mem_grow(p->segment, p->segments, &p->segment_cap, sizeof *p->segment);
	p->segment[p->segments++] = s;
}

/* A segment of the line's text[from, to), whose copy begins at `base` of the page's text. */
struct stretch {
	size_t from, to, start, end, wide_start, wide_end;
};

static void keep_stretch(struct layout_page *p, const struct input *in, const struct line *line, size_t base,
                         struct stretch s)
{
	struct layout_line *now = &p->line[p->lines];
	struct spot at = input_spot(in, line, s.from, s.to);

	if (now->n == LAYOUT_SEGMENTS_MOST) { /* the rest of the line stays in its last segment */
		struct segment *last = &p->segment[p->segments - 1];
		last->to = base + s.to;
		last->end = s.end;
		last->wide_end = s.wide_end;
		last->at.length = at.offset + at.length - last->at.offset;
		return;
	}
	add_segment(p, (struct segment){ s.start, s.end, s.wide_start, s.wide_end, base + s.from, base + s.to, at });
	now->n++;
}

/* Parts the line where two or more blanks stand. */
static void part_line(struct layout_page *p, const struct input *in, const struct line *line, size_t base)
{
	struct stretch s = { 0 };
	size_t blanks = 2, column = 0, wide = 0, wider;

	for (size_t at = 0, next = 0; at < line->text.n; at = next, column++, wide = wider) {
		uint32_t c = str_next(line->text, &next);
		wider = wide + (layout_wide(c) ? 2 : 1);
		if (is_blank(c) || c < 0x20) {
			blanks++;
			continue;
		}
		if (blanks >= 2) {
			if (s.to > s.from)
				keep_stretch(p, in, line, base, s);
			s.from = at;
			s.start = column;
			s.wide_start = wide;
		}
		blanks = 0;
		s.to = next;
		s.end = column + 1;
		s.wide_end = wider;
	}
	if (s.to > s.from)
		keep_stretch(p, in, line, base, s);
}

void layout_page_add(struct layout_page *p, const struct input *in, const struct line *line)
{
	size_t base = p->text.n;

	if (str_blank(line->text)) {
		p->gap++;
		return;
	}
	buf_add(&p->text, line->text);
	p->line = mem_grow(p->line, p->lines, &p->line_cap, sizeof *p->line);
	p->line[p->lines] = (struct layout_line){ .first = p->segments, .number = line->number, .gap = p->gap };
	part_line(p, in, line, base);
	if (p->line[p->lines].n)
		p->lines++;
	p->gap = 0;
}

struct segment layout_cut(const struct layout_page *p, struct segment *s, size_t from)
{
	struct str before = str_trim_right(str_of(p->text.p + s->from, from - s->from));
	size_t columns = str_points(str_of(p->text.p + s->from, from - s->from)), raw = from - s->from;
	struct segment rest = *s;

	rest.from = from;
	rest.start = s->start + columns;
	rest.wide_start = s->wide_start + wide_points(str_of(p->text.p + s->from, raw));
	rest.at.column += columns;
	/* As filed the bytes may be others (GB18030): then the place stays the whole segment's. */
	if (s->at.length == s->to - s->from) {
		rest.at.offset += raw;
		rest.at.length -= raw;
		s->at.length = before.n;
	} else {
		rest.at = s->at;
	}
	s->to = s->from + before.n;
	s->end = s->start + str_points(before);
	s->wide_end = s->wide_start + wide_points(before);
	return rest;
}

void layout_page_free(struct layout_page *p)
{
	buf_free(&p->text);
	mem_free(p->segment);
	mem_free(p->line);
}
