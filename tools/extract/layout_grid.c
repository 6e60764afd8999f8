#include "layout_grid.h"

#include "shape.h"

#include <limits.h>
#include <stdlib.h>

enum {
	STARTS_MOST = 1024, /* columns in which the beginnings of cells are remembered */
	STARTS_LEAST = 2,   /* lines that have a cell begin there */
	LABEL_WIDTH = 4,    /* of a word of two characters */
	ACROSS_ODDS = 3,    /* so many times more pieces stand beside a border than across it */
	LABELS_MOST = 5,
	LABEL_POINTS = 8,   /* of a label that stands close to a text */
	SEVERAL = 3         /* pieces of a line that shows the columns */
};

struct str layout_piece_text(const struct layout_grid *g, size_t piece)
{
	return layout_text(g->page, &g->piece[piece].segment);
}

static size_t start_of(const struct layout_grid *g, const struct segment *s)
{
	return g->double_wide ? s->wide_start : s->start;
}

static size_t end_of(const struct layout_grid *g, const struct segment *s)
{
	return g->double_wide ? s->wide_end : s->end;
}

/* ---- borders ---- */

static int by_end(const void *a, const void *b)
{
	const struct layout_strip *x = a, *y = b;

	return x->to != y->to ? (x->to > y->to) - (x->to < y->to) : (x->from > y->from) - (x->from < y->from);
}

static void add_gap(struct layout_grid *g, size_t from, size_t to)
{
	g->gap = mem_grow(g->gap, g->gaps, &g->gap_cap, sizeof *g->gap);
	g->gap[g->gaps++] = (struct layout_strip){ from, to };
}

/* Gaps in the order of their right ends: one that the last border does not part yet gets the next. */
static void make_borders(struct layout_grid *g)
{
	g->borders = 0;
	if (g->gaps)
		qsort(g->gap, g->gaps, sizeof *g->gap, by_end);
	for (size_t i = 0; i < g->gaps; i++) {
		struct layout_strip *last = g->borders ? &g->border[g->borders - 1] : NULL;
		if (last && g->gap[i].from <= last->to)
			last->from = g->gap[i].from > last->from ? g->gap[i].from : last->from;
		else if (g->borders < LAYOUT_COLUMNS_MOST)
			g->border[g->borders++] = g->gap[i];
	}
}

static size_t borders_of_lines(struct layout_grid *g, size_t from, size_t to, bool double_wide)
{
	g->double_wide = double_wide;
	g->gaps = 0;
	for (size_t l = from; l < to; l++) {
		const struct layout_line *line = &g->page->line[l];
		const struct segment *s = &g->page->segment[line->first];
		for (size_t i = 1; i < line->n; i++)
			add_gap(g, end_of(g, &s[i - 1]), start_of(g, &s[i]));
	}
	make_borders(g);
	return g->borders;
}

/* In how many places the lines' pieces begin: fewer where columns are what they stand in. */
static size_t count_starts(const struct layout_grid *g, size_t from, size_t to)
{
	bool seen[STARTS_MOST] = { false };
	size_t n = 0;

	for (size_t l = from; l < to; l++)
		for (size_t i = 0; i < g->page->line[l].n; i++) {
			size_t start = start_of(g, &g->page->segment[g->page->line[l].first + i]);
			n += start < STARTS_MOST && !seen[start];
			seen[start < STARTS_MOST ? start : 0] = true;
		}
	return n;
}

/* What columns stand in is what parts the lines with fewer borders. */
static void choose_places(struct layout_grid *g, size_t from, size_t to)
{
	size_t wide = borders_of_lines(g, from, to, true), wide_starts = count_starts(g, from, to);
	size_t single = borders_of_lines(g, from, to, false), starts = count_starts(g, from, to);

	g->double_wide = wide < single || (wide == single && wide_starts < starts);
}

/* ---- pieces ---- */

static bool is_sign(struct str s)
{
	static const char *const sign[] = { "≥", "≤", "＞", "＜", "≧", "≦" };

	for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
		if (str_starts(s, str_c(sign[i])))
			return true;
	return false;
}

static bool is_sign_alone(struct str s) { return (is_sign(s) || str_starts(s, STR("="))) && shape_points(s, 2) == 1; }

/* Two words of two or more CJK characters: that is how cells that nearly touch stand, words never do.
   A sign begins a cell as well. */
static bool touches(struct str before, struct str after)
{
	size_t at = before.n, first = 0;
	uint32_t last;

	while (at && ((unsigned char)before.p[--at] & 0xc0) == 0x80)
		;
	last = at < before.n ? str_next(before, &at) : 0;
	if (is_sign(after) && before.n)
		return true;
	return str_is_cjk(last) && after.n && str_is_cjk(str_next(after, &first)) && shape_points(before, 2) == 2
	    && shape_points(after, 2) == 2;
}

static void add_piece(struct layout_grid *g, const struct segment *s)
{
	g->piece = mem_grow(g->piece, g->pieces, &g->piece_cap, sizeof *g->piece);
	g->piece[g->pieces++] = (struct layout_piece){ .segment = *s, .start = start_of(g, s), .end = end_of(g, s),
						       .width = s->wide_end - s->wide_start, .next = LAYOUT_NONE };
	g->run[g->runs].n++;
}

/* Adds the segment, cut at single blanks where cells of other lines begin or two cells touch; sure: where both are so. */
static void add_cut(struct layout_grid *g, struct segment s, const unsigned short *starts, bool sure)
{
	size_t column = start_of(g, &s), word = s.from;
	struct str text = str_of(g->page->text.p, s.to);

	for (size_t at = s.from; at < s.to;) {
		size_t next = at;
		uint32_t c = str_next(text, &next);
		column += g->double_wide && layout_wide(c) ? 2 : 1;
		at = next;
		if (c != ' ' || at >= s.to)
			continue;
		struct str after = str_of(text.p + at, str_chr(text, ' ', at) - at);
		if (is_sign_alone(str_of(text.p + word, at - 1 - word))) /* ≥ 90% */
			continue;
		bool below = column < STARTS_MOST && starts[column] >= STARTS_LEAST;
		bool close = touches(str_of(text.p + word, at - 1 - word), after);
		if (sure ? below && close : below || close) {
			struct segment rest = layout_cut(g->page, &s, at);
			add_piece(g, &s);
			s = rest;
		}
		word = at;
	}
	add_piece(g, &s);
}

/* Short words before the last: labels that stand close, not blanks in a text that runs across the page. */
static bool has_few_blanks(struct str s)
{
	size_t at = str_chr(s, ' ', 0), words = 1;

	for (; at < s.n && words < LABELS_MOST; words++) {
		if (shape_longer(str_to(s, at), LABEL_POINTS))
			return false;
		s = str_from(s, at + 1);
		at = str_chr(s, ' ', 0);
	}
	return at == s.n && words > 1;
}

static void take_line(struct layout_grid *g, const struct layout_line *line, const unsigned short *starts)
{
	g->run = mem_grow(g->run, g->runs, &g->run_cap, sizeof *g->run);
	g->run[g->runs] = (struct layout_run){ g->pieces, 0, line->number, line->gap > 0 };
	for (size_t i = 0; i < line->n; i++) {
		const struct segment *s = &g->page->segment[line->first + i];
		add_cut(g, *s, starts, line->n == 1 && !has_few_blanks(layout_text(g->page, s)));
	}
	g->runs++;
}

static void take_lines(struct layout_grid *g, size_t from, size_t to)
{
	unsigned short starts[STARTS_MOST] = { 0 };

	g->pieces = g->runs = 0;
	for (size_t l = from; l < to; l++)
		for (size_t i = 0; i < g->page->line[l].n; i++) {
			size_t start = start_of(g, &g->page->segment[g->page->line[l].first + i]);
			if (start < STARTS_MOST && starts[start] < STARTS_LEAST)
				starts[start]++;
		}
	for (size_t l = from; l < to; l++)
		take_line(g, &g->page->line[l], starts);
}

/* ---- columns ---- */

/* The first border whose strip ends behind x. */
static size_t border_behind(const struct layout_grid *g, size_t x)
{
	size_t low = 0, high = g->borders;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (g->border[middle].to <= x)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A piece that begins within a strip and ends behind it stands right of the border. */
static void place_piece(const struct layout_grid *g, struct layout_piece *p)
{
	const struct layout_strip *b;

	p->column = border_behind(g, p->start);
	b = &g->border[p->column];
	if (p->column < g->borders && b->from <= p->start && p->end > b->to)
		p->column++;
	p->last = border_behind(g, p->end - 1);
	if (p->last < p->column)
		p->last = p->column;
}

/* Whether enough pieces stand left and right of a strip that none, or few that span both columns, cross. */
static bool is_strip(const struct layout_grid *g, size_t x, size_t end)
{
	size_t left = 0, right = 0, across = 0;

	for (size_t i = 0; i < g->pieces; i++) {
		const struct layout_piece *p = &g->piece[i];
		if (p->start >= end)
			continue;
		left += p->end <= x;
		right += p->start >= x && p->width >= LABEL_WIDTH;
		across += p->start < x && p->end > x;
	}
	return across == 0 || (left > 1 && right > across + 1 && left + right >= ACROSS_ODDS * across);
}

/*
 * Labels of the first two columns may never stand in one line, and no gap then shows the border.  Text of one
 * column stands below each other at least in part: a strip that hardly any crosses is a border.
 */
static void part_first(struct layout_grid *g)
{
	size_t end = g->borders ? g->border[0].from : 0, strip = 0, first;
	unsigned short ends[STARTS_MOST] = { 0 }, begins[STARTS_MOST] = { 0 };

	if (end == 0 || end >= STARTS_MOST || g->borders == LAYOUT_COLUMNS_MOST)
		return;
	for (size_t i = 0; i < g->pieces; i++) {
		const struct layout_piece *p = &g->piece[i];
		if (p->end < end && ends[p->end] < USHRT_MAX)
			ends[p->end]++;
		if (p->start < end && begins[p->start] < USHRT_MAX)
			begins[p->start]++;
	}
	for (size_t x = 1; x < end && !strip; x++)
		strip = ends[x] && is_strip(g, x, end) ? x : 0;
	if (!strip)
		return;
	for (first = strip; first < end && !begins[first]; first++)
		;
	if (first == end)
		return; /* nothing behind the strip */
	memmove(g->border + 1, g->border, g->borders++ * sizeof *g->border);
	g->border[0] = (struct layout_strip){ strip, first };
}

static void place_pieces(struct layout_grid *g)
{
	g->gaps = 0;
	for (size_t l = 0; l < g->runs; l++)
		for (size_t i = 1; i < g->run[l].n; i++) {
			const struct layout_piece *p = &g->piece[g->run[l].first + i];
			if (p->start > p[-1].end)
				add_gap(g, p[-1].end, p->start);
		}
	make_borders(g);
	part_first(g);
	for (size_t i = 0; i < g->pieces; i++)
		place_piece(g, &g->piece[i]);
}

/* A piece with the next column filled beside it cannot have run into that: it surely shows its column's width. */
static void measure(struct layout_grid *g)
{
	memset(g->sure, 0, sizeof g->sure);
	memset(g->widest, 0, sizeof g->widest);
	for (size_t l = 0; l < g->runs; l++)
		for (size_t i = 0; i < g->run[l].n; i++) {
			const struct layout_piece *p = &g->piece[g->run[l].first + i];
			unsigned short *widest = &g->widest[p->column][p->last];
			unsigned short width = p->width < USHRT_MAX ? (unsigned short)p->width : USHRT_MAX;
			*widest = width > *widest ? width : *widest;
			if (p->last == p->column && i + 1 < g->run[l].n && p[1].column == p->column + 1
			    && width > g->sure[p->column])
				g->sure[p->column] = width;
		}
}

static void find_dense(struct layout_grid *g)
{
	size_t filled[LAYOUT_COLUMNS_MOST + 1] = { 0 }, lines = 0;

	for (size_t l = 0; l < g->runs; l++) {
		if (g->run[l].n < SEVERAL)
			continue;
		lines++;
		for (size_t i = 0; i < g->run[l].n; i++)
			filled[g->piece[g->run[l].first + i].column]++;
	}
	for (size_t c = 0; c <= g->borders; c++)
		g->dense[c] = lines && filled[c] * 2 >= lines;
}

void layout_grid_make(struct layout_grid *g, const struct layout_page *p, size_t from, size_t to)
{
	g->page = p;
	choose_places(g, from, to);
	take_lines(g, from, to);
	place_pieces(g);
	measure(g);
	find_dense(g);
}

void layout_grid_free(struct layout_grid *g)
{
	mem_free(g->piece);
	mem_free(g->run);
	mem_free(g->gap);
}
