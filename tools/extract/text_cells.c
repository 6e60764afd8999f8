#include "text_cells.h"

static size_t at_most(size_t n) { return n < TEXT_EMPTY_MOST ? n : TEXT_EMPTY_MOST; }

/* An odd blank in front marks the page's first line. */
size_t text_cells_before(const struct text_line *line) { return at_most(line->lead / 2); }

size_t text_cells_behind(const struct text_line *line) { return line->trail ? at_most((line->trail - 1) / 2) : 0; }

/* Bytes of the blank at p[at]: ASCII, TAB or U+00A0; 0 when there is none. */
static size_t blank_at(struct str s, size_t at)
{
	if (s.p[at] == ' ' || s.p[at] == '\t')
		return 1;
	return at + 1 < s.n && (unsigned char)s.p[at] == 0xc2 && (unsigned char)s.p[at + 1] == 0xa0 ? 2 : 0;
}

/* What may begin a blank. */
static const unsigned char may_blank[256] = { [' '] = 1, ['\t'] = 1, [0xc2] = 1 };

static size_t piece_end(struct str s, size_t at)
{
	while (at < s.n && !(may_blank[(unsigned char)s.p[at]] && blank_at(s, at)))
		at++;
	return at;
}

static void add_blanks(struct gather *into, size_t n, size_t line)
{
	for (; n; n--)
		gather_blank(into, line);
}

size_t text_cells_split(struct gather *into, const struct input *in, const struct text_line *line)
{
	struct str s = line->body;
	size_t at = 0, end, step, pieces = 0, run;

	add_blanks(into, text_cells_before(line), line->line.number);
	while (at < s.n && into->n < GATHER_CELLS_MOST) {
		end = piece_end(s, at);
		if (into->n == GATHER_CELLS_MOST - 1)
			end = s.n; /* the rest as it stands: nothing is lost */
		gather_cell(into, str_of(s.p + at, end - at),
		            input_spot(in, &line->line, line->from + at, line->from + end));
		pieces++;
		for (at = end, run = 0; at < s.n && (step = blank_at(s, at)) != 0; at += step)
			run++;
		if (run > 1 && into->n + TEXT_EMPTY_MOST < GATHER_CELLS_MOST)
			add_blanks(into, at_most((run - 1) / 2), line->line.number);
	}
	add_blanks(into, text_cells_behind(line), line->line.number);
	return pieces;
}
