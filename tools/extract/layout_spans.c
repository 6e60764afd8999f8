#include "layout_spans.h"

#include "shape.h"

enum { HEAD_MOST = 2 /* cells of a row of a form's head */ };

/* ---- wrapped labels ---- */

static size_t points(const struct layout_grid *g, const struct layout_cell *c)
{
	return str_points(layout_piece_text(g, c->first));
}

/* Whether b, the next cell of a's column, holds the rest of a's label: both or one of them stand between rows. */
static bool continues(const struct layout_grid *g, const struct layout_cell *a, const struct layout_cell *b)
{
	size_t lines = b->top - a->bottom;

	if (b->top <= a->bottom)
		return false;
	if (g->piece[a->last].width == 2 && points(g, b) == 1) /* a character a line */
		return g->widest[a->column][a->column] <= 4 && lines <= 3;
	if (lines <= 2 && layout_wrap_bracket(layout_piece_text(g, a->last), layout_piece_text(g, b->first)))
		return true;
	if (lines == 1 && (shape_bracketed(layout_piece_text(g, b->first)) || points(g, b) == 1))
		return layout_wrap_full(layout_wrap_join(g, &g->piece[a->last], &g->piece[b->first], 0))
		    || points(g, b) > 1;
	if (lines > 2 || !(a->beside || b->beside) || (lines == 2 && !(a->beside && b->beside)))
		return false;
	return layout_wrap_full(layout_wrap_join(g, &g->piece[a->last], &g->piece[b->first], 0));
}

/* spans: labels of this form stand in the middle of their rows. */
static void join_cells(struct layout_wrap *w, struct layout_grid *g, const size_t *order, size_t n, bool spans)
{
	for (size_t i = 0; i + 1 < n; i++) {
		struct layout_cell *a = &w->cell[order[i]], *b = &w->cell[order[i + 1]];
		if (!continues(g, a, b))
			continue;
		g->piece[a->last].next = b->first;
		b->first = a->first;
		b->top = a->top;
		b->pieces += a->pieces;
		b->beside = spans;
		b->row = a->row;
		b->moved = true;
		a->gone = true;
	}
}

/* ---- columns ---- */

static void order_cells(const struct layout_wrap *w, size_t *order)
{
	size_t from[LAYOUT_COLUMNS_MOST + 2] = { 0 };

	for (size_t i = 0; i < w->cells; i++)
		from[w->cell[i].column + 1]++;
	for (size_t c = 1; c < LAYOUT_COLUMNS_MOST + 2; c++)
		from[c] += from[c - 1];
	for (size_t i = 0; i < w->cells; i++)
		order[from[w->cell[i].column]++] = i;
}

/* A label with one cell beside it is a row of a form's head: no span reaches over it. */
static void close_heads(struct layout_wrap *w)
{
	for (size_t i = 0, end; i < w->cells; i = end) {
		size_t row = w->cell[i].row, cells = 0;
		bool first = false;
		for (end = i; end < w->cells && w->cell[end].row == row; end++) {
			cells += !w->cell[end].beside;
			first |= !w->cell[end].beside && w->cell[end].column == 0;
		}
		if (!first || cells > HEAD_MOST || row >= w->rows)
			continue;
		w->row[row].begins = true;
		if (row + 1 < w->rows)
			w->row[row + 1].begins = true;
	}
}

/* A label that stood upright: it takes no more room than a character. */
static bool is_upright(const struct layout_grid *g, const struct layout_cell *c)
{
	return c->pieces == 1 && g->piece[c->first].width == 2 && points(g, c) > 2;
}

/* Columns right of the last label between rows have no spans that we know of. */
void layout_spans_settle(struct layout_wrap *w, struct layout_grid *g, size_t *order, struct layout_fit *fit)
{
	size_t last = 0, n;
	bool any = false;

	for (size_t i = 0; i < w->cells; i++)
		if (w->cell[i].beside || is_upright(g, &w->cell[i])) {
			w->cell[i].beside = true; /* in the middle of more rows than the one that it stands in */
			any = true;
			last = w->cell[i].column > last ? w->cell[i].column : last;
		}
	if (w->rows == 0)
		return;
	close_heads(w);
	layout_fit_rows(fit, w);
	order_cells(w, order);
	for (size_t from = 0; from < w->cells && w->cell[order[from]].column <= last; from += n) {
		size_t column = w->cell[order[from]].column;
		for (n = 1; from + n < w->cells && w->cell[order[from + n]].column == column; n++)
			;
		join_cells(w, g, order + from, n, any);
		if (any)
			layout_fit_column(fit, w, order + from, n);
	}
}
