#include "layout_wrap.h"

#include "shape.h"

/* What speaks against a reading, in tenths of a line that is fused although it is a row of its own. */
enum {
	JOIN_FULL = 3,        /* no word would have found room */
	JOIN_TIGHT = 15,      /* hardly one, or perhaps one: the cell might be wider than it seems */
	JOIN_PARAGRAPH = 16,  /* room, but the cell is wide and the text above ends */
	JOIN_LOOSE = 40, JOIN_ROOM = 5, JOIN_ROOM_MOST = 10, /* room for a word, for each place of it */
	JOIN_NUMBERS = 90,    /* two numbers below each other, or a sign below */
	JOIN_BESIDE = 60,     /* pieces of one column that do not stand below each other */
	ROW = 5,              /* for each row */
	ROW_LONE = 25, ROW_LABEL = 15, ROW_PAIR = 10, /* of one cell; of the first column; of two */
	ROW_ALIKE = 40,       /* of several lines that all have all of its cells */
	ROW_BLANK = 1,        /* of a label between labels, whose value is blank */
	ROW_MISSING = 7, MISSING_MOST = 3, /* for each column that most rows fill, if cells are several without the first */
	OFF_HALF = 15, OFF_HALF_MOST = 30, /* a cell's middle is half a line off */
	OFF_LABEL = 12,       /* a label's, which may span rows */
	OFF_LINE = 40,        /* or more; or it does not begin in the first line; or it has a hole */
	GAP = 30, GAP_SPACED = 80, /* an empty line within the row; where rows have one between them */
	BREAK_SPACED = 10,    /* none between rows, there */
	BESIDE = 12, BESIDE_NEXT = 3, /* a line of such labels; for each but the first */
	TEAR = 40,            /* a text that goes on in the next row */
	HOPELESS = 200
};

enum { CODE_LEAST = 12, CODE_REST = 8 };
enum { WORD_MOST = 16, PARAGRAPH_WIDTH = 40, LABELS_MOST = 2, LABEL_WIDTH = 8, BESIDE_MOST = 2, BESIDE_WIDE = 18, TIGHT = 1, LOOK_MOST = 3 };

/* ---- two pieces ---- */

static bool is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!memchr("0123456789.,%-+/", s.p[i], 16))
			return false;
	return s.n > 0;
}

static bool is_sign(uint32_t c)
{
	return (c >= 0x2264 && c <= 0x2267) || c == '=' || c == '<' || c == '>' || c == 0xff1c || c == 0xff1d || c == 0xff1e;
}

/* The width of what could not be parted: a character, or a Latin word or number. */
static size_t word_width(struct str s)
{
	size_t at = 0, n = 0;
	uint32_t c = s.n ? str_next(s, &at) : ' ';

	if (layout_wide(c))
		return 2;
	for (; c != ' ' && !layout_wide(c) && n < WORD_MOST; c = str_next(s, &at), n++)
		if (at >= s.n)
			return n + 1;
	return n;
}

/* What a bracket may begin with. */
static const unsigned char may_bracket[256] = { ['('] = 1, [')'] = 1, [0xe3] = 1, [0xef] = 1 };

/* Brackets of s: the depth at its end; *closes: one is closed that was not opened. */
static size_t brackets(struct str s, bool *closes)
{
	size_t depth = 0;

	*closes = false;
	for (size_t at = 0; at < s.n;) {
		uint32_t c;
		if (!may_bracket[(unsigned char)s.p[at]]) {
			at++;
			continue;
		}
		c = str_next(s, &at);
		depth += c == '(' || c == 0xff08 || c == 0x300a;
		if (c == ')' || c == 0xff09 || c == 0x300b) {
			*closes |= depth == 0;
			depth -= depth > 0;
		}
	}
	return depth;
}

bool layout_wrap_bracket(struct str a, struct str b)
{
	bool closes;

	if (brackets(a, &closes) == 0)
		return false;
	brackets(b, &closes);
	return closes;
}

static bool is_code(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= '0' && s.p[i] <= '9') && !((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z'))
			return false;
	return s.n > 0;
}

/* The last letters of a long code, which never holds so few itself. */
static bool is_broken_code(struct str above, struct str below)
{
	return above.n >= CODE_LEAST && below.n <= CODE_REST && is_code(above) && is_code(below);
}

unsigned layout_wrap_join(const struct layout_grid *g, const struct layout_piece *a, const struct layout_piece *b,
                          size_t to)
{
	struct str above = layout_text(g->page, &a->segment), below = layout_text(g->page, &b->segment);
	size_t at = 0, width, used, room;
	bool one;


	to = a->last > to ? a->last : to;
	one = to == a->column;
	width = g->widest[a->column][to];
	if (is_sign(str_next(below, &at)) || (is_number(above) && is_number(below)))
		return JOIN_NUMBERS;
	if (layout_wrap_bracket(above, below) || is_broken_code(above, below))
		return JOIN_FULL;
	used = a->width + word_width(below);
	room = width > used ? width - used : 0;
	if (used > width)
		return is_number(below) ? JOIN_LOOSE : JOIN_FULL;
	if (room <= TIGHT || (one && g->sure[a->column] && used > g->sure[a->column]))
		return JOIN_TIGHT;
	if (width >= PARAGRAPH_WIDTH && (shape_sentence(above) || shape_ordinal(below)))
		return JOIN_PARAGRAPH;
	return JOIN_LOOSE + JOIN_ROOM * (unsigned)(room < JOIN_ROOM_MOST ? room : JOIN_ROOM_MOST);
}

bool layout_wrap_full(unsigned cost) { return cost == JOIN_FULL; }
bool layout_wrap_paragraph(unsigned cost) { return cost == JOIN_PARAGRAPH; }

/* ---- a row that grows downwards ---- */

struct growth {
	struct layout_cell cell[LAYOUT_COLUMNS_MOST];
	size_t cells, from, to;      /* lines */
	unsigned join, gaps;
	unsigned holes, wider_holes; /* of a line, of more */
};

/* A row that begins at line l; room for cells is not cleared, it is far more than most rows take. */
static void grow_anew(struct growth *r, size_t l)
{
	r->cells = 0;
	r->from = r->to = l;
	r->join = r->gaps = r->holes = r->wider_holes = 0;
}

static size_t overlap(const struct layout_cell *c, const struct layout_piece *p)
{
	size_t start = c->start > p->start ? c->start : p->start, end = c->end < p->end ? c->end : p->end;

	return end > start ? end - start : 0;
}

/* The cell that the piece of line l stands under most and that has nothing in l yet. */
static struct layout_cell *cell_above(struct growth *r, const struct layout_piece *p, size_t l)
{
	struct layout_cell *best = NULL;
	size_t widest = 0;

	for (size_t i = 0; i < r->cells; i++) {
		size_t o = overlap(&r->cell[i], p);
		if (o > widest && r->cell[i].bottom != l) {
			widest = o;
			best = &r->cell[i];
		}
	}
	return best;
}

static void new_cell(struct growth *r, const struct layout_grid *g, size_t i, size_t l)
{
	const struct layout_piece *p = &g->piece[i];

	for (size_t k = 0; k < r->cells; k++)
		if (r->cell[k].column == p->column || overlap(&r->cell[k], p))
			r->join += JOIN_BESIDE;
	r->cell[r->cells++] = (struct layout_cell){ .first = i, .last = i, .top = l, .bottom = l, .start = p->start,
						    .end = p->end, .column = p->column, .to = p->last, .pieces = 1 };
}

/* Adds line l to the row; links pieces only when the row is settled. */
static void grow(struct growth *r, struct layout_grid *g, size_t l, bool link)
{
	const struct layout_run *run = &g->run[l];

	for (size_t i = run->first; i < run->first + run->n; i++) {
		struct layout_piece *p = &g->piece[i];
		struct layout_cell *c = cell_above(r, p, l);
		if (!c && r->cells < LAYOUT_COLUMNS_MOST) {
			new_cell(r, g, i, l);
			continue;
		}
		if (!c)
			c = &r->cell[r->cells - 1];
		r->join += layout_wrap_join(g, &g->piece[c->last], p, c->to);
		r->holes += l - c->bottom == 2;
		r->wider_holes += l - c->bottom > 2;
		if (link)
			g->piece[c->last].next = i;
		c->last = i;
		c->bottom = l;
		c->pieces++;
		c->start = p->start < c->start ? p->start : c->start;
		c->end = p->end > c->end ? p->end : c->end;
		c->column = p->column < c->column ? p->column : c->column;
		c->to = p->last > c->to ? p->last : c->to;
	}
	r->gaps += l > r->from && run->gap;
	r->to = l + 1;
}

/* ---- what a row costs ---- */

static bool has_middles(enum layout_align align) { return align != LAYOUT_TOPS && align != LAYOUT_BOTTOMS; }

static bool may_have_beside(enum layout_align align) { return align == LAYOUT_MIDDLES; }

/* How many half lines the cell is away from where it should be in its row. */
static size_t off_by(enum layout_align align, const struct growth *r, const struct layout_cell *c)
{
	size_t a = c->top + c->bottom, b = r->from + r->to - 1, free = r->to - r->from - (c->bottom - c->top + 1);

	if (align == LAYOUT_TOPS)
		return 2 * (c->top - r->from);
	if (align == LAYOUT_BOTTOMS)
		return 2 * (r->to - 1 - c->bottom);
	if (align == LAYOUT_UPPER)
		b -= free % 2;
	if (align == LAYOUT_LOWER)
		b += free % 2;
	return a > b ? a - b : b - a;
}

/* A label that is not in the middle of its row may be of a cell that spans more than the row. */
static bool may_span(enum layout_align align, const struct layout_grid *g, const struct layout_cell *c)
{
	return may_have_beside(align) && c->pieces == 1 && c->to * 2 <= g->borders;
}

static unsigned off_cost(enum layout_align align, const struct layout_grid *g, const struct growth *r)
{
	unsigned half = 0, line = (r->wider_holes + (has_middles(align) ? 0 : r->holes)) * OFF_LINE;

	for (size_t i = 0; i < r->cells; i++) {
		const struct layout_cell *c = &r->cell[i];
		size_t off = off_by(align, r, c);
		if (off > 1 && may_span(align, g, c))
			line += OFF_LABEL;
		else if (off > 1)
			line += OFF_LINE;
		else
			half += off ? OFF_HALF : 0;
	}
	return (half < OFF_HALF_MOST ? half : OFF_HALF_MOST) + line;
}

/* Whether the nearest line above or below (step: 1 or -1) has a label in the column, and its value or nothing else. */
static bool has_label(const struct layout_grid *g, size_t l, size_t step, size_t column)
{
	const struct layout_run *run = NULL;
	size_t n = 0;

	for (l += step; l < g->runs && n < LOOK_MOST; l += step, n++) {
		run = &g->run[l];
		if (run->n > 1 || g->piece[run->first].column >= column)
			break;
	}
	if (!run || l >= g->runs || n == LOOK_MOST)
		return false;
	for (size_t i = 0; i < run->n && i < LABELS_MOST; i++)
		if (g->piece[run->first + i].column == column)
			return run->n > 1 && run->n - i <= LABELS_MOST;
	return false;
}

/* A long text alone in its line, labels with values above and below it: its own value is blank. */
static bool is_blank_label(const struct layout_grid *g, const struct growth *r)
{
	const struct layout_cell *c = &r->cell[0];
	size_t l = r->from;

	return r->to - l == 1 && c->column > 0 && c->to * 2 < g->borders && g->piece[c->first].width >= LABEL_WIDTH
	    && has_label(g, l, SIZE_MAX, c->column) && has_label(g, l, 1, c->column);
}

/* What speaks against cells that are so few. */
static unsigned few_cost(const struct layout_grid *g, const struct growth *r, bool first)
{
	bool filled[LAYOUT_COLUMNS_MOST + 1] = { false };
	unsigned missing = 0;

	if (r->cells == 1)
		return first ? ROW_LABEL : ROW_LONE;
	if (first)
		return 0;
	if (r->cells == 2)
		return ROW_PAIR;
	for (size_t i = 0; i < r->cells; i++)
		filled[r->cell[i].column] = true;
	for (size_t c = 0; c <= g->borders && missing < MISSING_MOST; c++)
		missing += g->dense[c] && !filled[c];
	return missing * ROW_MISSING;
}

static unsigned own_cost(const struct layout_grid *g, const struct growth *r)
{
	bool first = false, alike = r->cells > 1 && r->to - r->from > 1;

	if (r->cells == 1 && is_blank_label(g, r))
		return ROW_BLANK;
	for (size_t i = 0; i < r->cells; i++) {
		first |= r->cell[i].column == 0;
		alike &= r->cell[i].pieces == r->to - r->from;
	}
	return ROW + few_cost(g, r, first) + (alike ? ROW_ALIKE : 0);
}

/* ---- labels between rows ---- */

/* Whether the column is blank in line l, or the label's text goes on there (a: the upper of the two). */
static bool lets_beside(const struct layout_grid *g, size_t l, size_t label, bool below)
{
	const struct layout_run *run = &g->run[l];

	for (size_t i = run->first; i < run->first + run->n; i++) {
		const struct layout_piece *p = &g->piece[i], *q = &g->piece[label];
		if (p->column <= q->column && q->column <= p->last)
			return p->column == q->column && layout_wrap_full(layout_wrap_join(g, below ? q : p, below ? p : q, 0));
	}
	return true;
}

static bool may_be_beside(const struct layout_grid *g, size_t l)
{
	const struct layout_run *run = &g->run[l];

	if (l == 0 || l + 1 >= g->runs || run->n > BESIDE_MOST)
		return false;
	for (size_t i = run->first; i < run->first + run->n; i++)
		if (g->piece[i].column * 2 > g->borders || (g->piece[i].last > g->piece[i].column && g->piece[i].width > BESIDE_WIDE)
		    || !lets_beside(g, l - 1, i, false) || !lets_beside(g, l + 1, i, true))
			return false;
	return true;
}

/* ---- the least cost ---- */

static unsigned gap_cost(const struct layout_grid *g, const struct growth *r, bool spaced)
{
	size_t l = r->from;
	unsigned tight = spaced && l > 0 && !g->run[l].gap && !may_be_beside(g, l - 1) ? BREAK_SPACED : 0;

	return r->gaps * (spaced ? GAP_SPACED : GAP) + tight;
}

static struct step *step_at(const struct layout_wrap *w, size_t l, enum layout_align align)
{
	return &w->step[l * LAYOUT_ALIGNS + align];
}

static void offer(struct layout_wrap *w, enum layout_align align, size_t l, unsigned cost, size_t height, bool beside)
{
	struct step *from = step_at(w, l, align), *to = step_at(w, l + height, align);

	if (from->cost + cost < to->cost)
		*to = (struct step){ from->cost + cost, height, beside };
}

/* What it costs that a row begins at line l: a text that runs across the page and has not ended goes on there. */
static unsigned tear_cost(const struct layout_grid *g, size_t l)
{
	const struct layout_run *above = l ? &g->run[l - 1] : NULL, *run = &g->run[l];
	const struct layout_piece *a, *b;

	if (!above || above->n == 0 || run->n == 0)
		return 0;
	a = &g->piece[above->first + above->n - 1];
	b = &g->piece[run->first + run->n - 1];
	if (a->width < PARAGRAPH_WIDTH || a->column != b->column || shape_sentence(layout_text(g->page, &a->segment))
	    || shape_ordinal(layout_text(g->page, &b->segment)))
		return 0;
	return layout_wrap_join(g, a, b, a->last) <= JOIN_TIGHT ? TEAR : 0;
}

/* Offers all rows that begin at line l. */
static void rows_from(struct layout_wrap *w, struct layout_grid *g, struct growth *r, size_t l, bool spaced)
{
	const unsigned tear = tear_cost(g, l);

	grow_anew(r, l);
	for (size_t to = l; to < g->runs && to < l + LAYOUT_HEIGHT_MOST; to++) {
		unsigned cost;
		grow(r, g, to, false);
		if (r->join + r->gaps * GAP + r->wider_holes * OFF_LINE > HOPELESS)
			return;
		cost = r->join + own_cost(g, r) + gap_cost(g, r, spaced) + tear;
		for (enum layout_align a = 0; a < LAYOUT_ALIGNS; a++)
			offer(w, a, l, cost + off_cost(a, g, r), to + 1 - l, false);
	}
}

/* The cheapest way to the end of all lines is in w->step. */
static void find_way(struct layout_wrap *w, struct layout_grid *g, bool spaced)
{
	struct growth r;

	for (size_t l = 0; l <= g->runs; l++)
		for (enum layout_align a = 0; a < LAYOUT_ALIGNS; a++)
			step_at(w, l, a)->cost = l ? (unsigned)-1 : 0;
	for (size_t l = 0; l < g->runs; l++) {
		rows_from(w, g, &r, l, spaced);
		if (!may_be_beside(g, l))
			continue;
		for (enum layout_align a = 0; a < LAYOUT_ALIGNS; a++)
			if (may_have_beside(a))
				offer(w, a, l, BESIDE + (unsigned)(g->run[l].n - 1) * BESIDE_NEXT, 1, true);
	}
	w->align = LAYOUT_TOPS;
	for (enum layout_align a = 0; a < LAYOUT_ALIGNS; a++)
		if (step_at(w, g->runs, a)->cost < step_at(w, g->runs, w->align)->cost)
			w->align = a;
}

/* ---- rows and cells ---- */

static void keep_cells(struct layout_wrap *w, const struct layout_grid *g, const struct growth *r, bool beside)
{
	for (size_t i = 0; i < r->cells; i++) {
		w->cell = mem_grow(w->cell, w->cells, &w->cell_cap, sizeof *w->cell);
		w->cell[w->cells] = r->cell[i];
		w->cell[w->cells].beside = beside || (off_by(w->align, r, &r->cell[i]) > 1 && may_span(w->align, g, &r->cell[i]));
		w->cell[w->cells++].row = w->rows;
	}
}

/* The way read backwards is turned round: its heights become those of what begins at a line. */
static void turn_way(struct layout_wrap *w, size_t lines)
{
	struct step next = *step_at(w, lines, w->align);

	for (size_t l = lines; l > 0;) {
		struct step now = next;
		l -= now.height;
		next = *step_at(w, l, w->align);
		*step_at(w, l, w->align) = now;
	}
}

static void settle(struct layout_wrap *w, struct layout_grid *g)
{
	struct growth r;

	w->cells = w->rows = 0;
	turn_way(w, g->runs);
	for (size_t l = 0, to; l < g->runs; l = to) {
		const struct step *step = step_at(w, l, w->align);
		to = l + step->height;
		grow_anew(&r, l);
		for (size_t k = l; k < to; k++)
			grow(&r, g, k, true);
		keep_cells(w, g, &r, step->beside);
		if (step->beside)
			continue;
		w->row = mem_grow(w->row, w->rows, &w->row_cap, sizeof *w->row);
		w->row[w->rows++] = (struct layout_row){ l, to, w->cells - r.cells, r.cells, false };
	}
}

void layout_wrap_find(struct layout_wrap *w, struct layout_grid *g, bool spaced)
{
	while (w->step_cap < (g->runs + 1) * LAYOUT_ALIGNS)
		w->step = mem_grow(w->step, w->step_cap, &w->step_cap, sizeof *w->step);
	find_way(w, g, spaced);
	settle(w, g);
}

void layout_wrap_free(struct layout_wrap *w)
{
	mem_free(w->cell);
	mem_free(w->row);
	mem_free(w->step);
}
