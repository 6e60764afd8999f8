#include "layout_rows.h"

#include "layout_spans.h"

#include <stdlib.h>

/* ---- cells ---- */

/* Adds the cell's pieces: to a new cell of the row, or to its last one. */
static void add_pieces(struct layout_rows *r, const struct layout_cell *c, bool more)
{
	const struct layout_grid *g = &r->grid;
	size_t above = LAYOUT_NONE;

	for (size_t i = c->first; i != LAYOUT_NONE; above = i, i = g->piece[i].next) {
		const struct layout_piece *p = &g->piece[i];
		struct str text = layout_piece_text(g, i);
		if (above == LAYOUT_NONE && !more)
			gather_cell(&r->row, text, p->segment.at);
		else if (above == LAYOUT_NONE
			 || layout_wrap_paragraph(layout_wrap_join(g, &g->piece[above], p, c->to)))
			gather_paragraph(&r->row, text, p->segment.at);
		else
			gather_more(&r->row, text, p->segment.at);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct layout_cell *x = a, *y = b;

	if (x->row != y->row)
		return x->row > y->row ? 1 : -1;
	if (x->column != y->column)
		return x->column > y->column ? 1 : -1;
	if (x->start != y->start)
		return x->start > y->start ? 1 : -1;
	return (x->first > y->first) - (x->first < y->first);
}

/* ---- rows ---- */

static void write_row(struct layout_rows *r, const struct layout_cell *cell, size_t n, size_t lines, struct sink *out)
{
	const struct layout_row *row = &r->wrap.row[cell->row];
	size_t number = r->grid.run[row->from].number, column = 0;

	for (size_t i = 0; i < n; i++) {
		bool more = i && cell[i].column == cell[i - 1].column && (cell[i].moved || cell[i - 1].moved);
		for (; column < cell[i].column; column++)
			gather_blank(&r->row, number);
		add_pieces(r, &cell[i], more);
		column += !more;
	}
	for (; column <= r->grid.borders; column++)
		gather_blank(&r->row, number);
	r->row.line = number;
	r->row.lines = lines;
	gather_row(&r->row, out);
}

/* Only labels beside each other: a row as well. */
static void ensure_row(struct layout_wrap *w, size_t lines)
{
	if (w->rows)
		return;
	w->row = mem_grow(w->row, w->rows, &w->row_cap, sizeof *w->row);
	w->row[w->rows++] = (struct layout_row){ 0, lines, 0, w->cells, false };
}

void layout_rows_write(struct layout_rows *r, const struct layout_page *p, size_t from, size_t to, bool spaced,
                       struct sink *out)
{
	struct layout_wrap *w = &r->wrap;
	size_t n = 0, lines = 0;

	layout_grid_make(&r->grid, p, from, to);
	layout_wrap_find(w, &r->grid, spaced);
	ensure_row(w, r->grid.runs);
	while (r->order_cap < w->cells)
		r->order = mem_grow(r->order, r->order_cap, &r->order_cap, sizeof *r->order);
	layout_spans_settle(w, &r->grid, r->order, &r->fit);
	for (size_t i = 0; i < w->cells; i++)
		if (!w->cell[i].gone)
			w->cell[n++] = w->cell[i];
	qsort(w->cell, n, sizeof *w->cell, by_place);
	for (size_t i = 0, end; i < n; i = end) {
		size_t next = r->grid.runs; /* lines up to the next row: those of labels, of rows that labels have left */
		for (end = i; end < n && w->cell[end].row == w->cell[i].row; end++)
			;
		if (end < n)
			next = w->row[w->cell[end].row].from;
		write_row(r, w->cell + i, end - i, next - lines, out);
		lines = next;
	}
}

void layout_rows_free(struct layout_rows *r)
{
	layout_grid_free(&r->grid);
	layout_wrap_free(&r->wrap);
	layout_fit_free(&r->fit);
	mem_free(r->order);
	gather_free(&r->row);
}
