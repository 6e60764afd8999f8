/*
 * Lines of plain text that tell no cell's end (pdftotext, mutool): which of them go on with the cell above.
 *
 * What makes a known label when put together is one (效益指标 社会效益指 / 标).  Any other cell goes on in the line
 * below if that holds one piece alone, no wider than the cell, and as long as its lines are full; a piece that is a
 * label, begins with an ordinal or a sign or is a number begins a cell of its own.
 */
#include "flow_internal.h"
#include "head.h"
#include "wrap.h"

enum {
	LABEL_LINES = 8,  /* of a label: printed upright it takes a line a character */
	LABEL_WIDE = 40,  /* places of Latin letters; no label is wrapped behind wider lines */
	CELL_LEAST = 6,   /* narrower pieces are no full lines */
	SLACK = 3,        /* places that a full line may leave empty */
	CELL_BYTES = 4096 /* of a cell that still goes on */
};

struct lines {
	struct bench *b;
	struct ntable *t;
	size_t at; /* the row in hand */
};

/* The only piece of row i; NULL where it has none or several. */
static struct ncell *lone(const struct lines *l, size_t i)
{
	struct ncell *only = NULL;

	if (i >= l->t->rows)
		return NULL;
	for (size_t k = 0; k < l->t->row[i].n; k++) {
		struct ncell *c = &l->t->row[i].cell[k];
		if (str_blank(c->raw))
			continue;
		if (only)
			return NULL;
		only = c;
	}
	return only;
}

/* Row i has become a part of the cell. */
static void take_row(struct lines *l, size_t i, struct ncell *cell, struct ncell whole)
{
	*cell = whole;
	l->t->row[i].n = l->t->row[i].filled = 0;
}

/* How many rows from `from` on make a known label with the cell before them (NULL: alone); 0: none do. */
static size_t label_lines(struct lines *l, const struct ncell *cell, size_t from, struct ncell *label)
{
	struct ncell whole = { 0 };
	size_t found = 0;

	if (cell && wrap_width(cell->raw) > LABEL_WIDE)
		return 0;
	if (cell)
		whole = *cell;
	for (size_t k = 0; k < LABEL_LINES; k++) {
		struct ncell *next = lone(l, from + k);
		if (!next || wrap_width(next->raw) > LABEL_WIDE)
			break;
		if (!cell && k == 0) {
			whole = *next;
			continue;
		}
		cell_read(l->b, next);
		cell_read(l->b, &whole);
		if (cell_means(&whole, MEANS_COLUMN) && cell_means(next, MEANS_COLUMN)) /* 指标值 / 说明: two headings */
			break;
		whole = wrap_join(l->b, &whole, next);
		if (wrap_label(&whole)) {
			*label = whole;
			found = k + 1;
		}
	}
	return found;
}

/* A piece of the row that becomes a label with the lines below. */
static bool complete_label(struct lines *l)
{
	struct nrow *row = &l->t->row[l->at];

	for (size_t k = row->n; k-- > 0;) {
		struct ncell label = { 0 };
		size_t n;
		if (str_blank(row->cell[k].raw))
			continue;
		cell_read(l->b, &row->cell[k]);
		n = label_lines(l, &row->cell[k], l->at + 1, &label);
		if (n == 0)
			continue;
		for (size_t i = 1; i <= n; i++)
			take_row(l, l->at + i, &row->cell[k], label);
		return true;
	}
	return false;
}

/* Whether what stands alone below goes on with a cell whose first line is that wide and whose last is `last` wide. */
static bool goes_on(struct lines *l, const struct ncell *cell, size_t wide, size_t last, struct ncell *below)
{
	struct ncell label = { 0 };
	uint32_t first = wrap_first(below->raw), end = wrap_last(cell->raw);
	size_t width = wrap_width(below->raw);

	cell_read(l->b, below);
	if (wrap_label(cell) || wrap_label(below) || value_sign(l->b->grammar, below->raw) || end == 0x3002 || end == 0xff1b)
		return false;
	if (wrap_value(cell)) { /* ≤46.5万 / 元 */
		struct ncell whole = wrap_join(l->b, cell, below);
		return width <= WRAP_UNIT && !wrap_digit(first) && wrap_value(&whole);
	}
	if (cell->raw.n > CELL_BYTES || wide < CELL_LEAST || width > wide || last + SLACK < wide || (wrap_digit(first) && !wrap_digit(end)))
		return false;
	return label_lines(l, NULL, l->at + 1, &label) == 0 && !head_captioned(l->b, below->raw, true); /* 单位：万元 */
}

/* The last piece of the row goes on below. */
static void complete_cell(struct lines *l)
{
	struct nrow *row = &l->t->row[l->at];
	struct ncell *cell = NULL, *below;
	size_t wide, last, at = l->at;

	for (size_t k = row->n; k-- > 0 && !cell;)
		cell = str_blank(row->cell[k].raw) ? NULL : &row->cell[k];
	if (!cell)
		return;
	cell_read(l->b, cell);
	wide = last = wrap_width(cell->raw);
	for (; (below = lone(l, l->at + 1)) != NULL && goes_on(l, cell, wide, last, below); l->at++) {
		last = wrap_width(below->raw);
		take_row(l, l->at + 1, cell, wrap_join(l->b, cell, below));
	}
	l->at = at;
}

/* Rows that were taken are gone. */
static void close_up(struct ntable *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->rows; i++)
		if (t->row[i].n)
			t->row[n++] = t->row[i];
	t->rows = n;
}

void flow_lines(struct bench *b, struct ntable *t)
{
	struct lines l = { b, t, 0 };

	b->grammar = b->all->base;
	for (l.at = 0; l.at < t->rows; l.at++)
		if (t->row[l.at].n && !complete_label(&l))
			complete_cell(&l);
	close_up(t);
}
