#include "layout_spans.h"

#include "shape.h"

enum {
	OFF_MOST = 1, /* half rows that a label may be off the middle of its rows */
	LAST_MOST = 2, /* the same for the last label of its column */
	HEAD_MOST = 2 /* cells of a row of a form's head */
};

static size_t distance(size_t a, size_t b) { return a > b ? a - b : b - a; }

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

/* ---- rows ---- */

/* The row that its middle is in, or else the one behind that. */
static size_t row_at(const struct layout_wrap *w, const struct layout_cell *c)
{
	size_t low = 0, high = w->rows;

	while (low < high) {
		size_t m = (low + high) / 2;
		if ((w->row[m].to - 1) * 2 < c->top + c->bottom)
			low = m + 1;
		else
			high = m;
	}
	return low;
}

static size_t own_row(const struct layout_wrap *w, const struct layout_cell *c)
{
	return c->beside ? row_at(w, c) : c->row;
}

/* Its middle in half rows: rows are of one height more often than lines are. */
static size_t middle_of(const struct layout_wrap *w, const struct layout_cell *c)
{
	size_t own = own_row(w, c), at = c->top + c->bottom, row;

	if (!c->beside || own == w->rows)
		return 2 * own - c->beside;
	row = w->row[own].from + w->row[own].to - 1;
	return 2 * own - (at < row && own > 0) + (at > row);
}

/* Whether nothing of the row stands above or below the cell. */
static bool is_free(const struct layout_wrap *w, size_t row, const struct layout_cell *c)
{
	for (size_t i = w->row[row].cell; i < w->row[row].cell + w->row[row].cells; i++) {
		const struct layout_cell *other = &w->cell[i];
		if (other != c && !other->gone && other->start < c->end && other->end > c->start)
			return false;
	}
	return true;
}

static bool all_free(const struct layout_wrap *w, size_t from, size_t to, const struct layout_cell *c)
{
	for (; from < to; from++)
		if (!is_free(w, from, c))
			return false;
	return true;
}

/* The last row of a span that begins at `first` and has its middle where the cell is; w->rows when there is none. */
static size_t span_end(const struct layout_wrap *w, const struct layout_cell *c, size_t first, size_t limit)
{
	size_t best = w->rows, own = own_row(w, c), middle = middle_of(w, c), most = c->beside ? OFF_MOST : 0, least = most + 1;

	if (!all_free(w, first, own, c))
		return w->rows;
	for (size_t last = own; last < limit && first + last <= middle + most; last++) {
		size_t off = distance(first + last, middle);
		if (last > own && !is_free(w, last, c))
			break;
		if (off < least) {
			least = off;
			best = last;
		}
	}
	/* The last label reaches to the end, even if higher rows put its middle off. */
	if (best == w->rows && limit == w->rows && distance(first + limit - 1, middle) <= LAST_MOST
	    && all_free(w, own + 1, limit, c))
		best = limit - 1;
	return best;
}

static void move(struct layout_cell *c, size_t row)
{
	c->moved |= c->beside || c->row != row;
	c->beside = false;
	c->row = row;
}

/* The first row that the cell's span cannot reach: the next cell's own, or one that a span further left begins in. */
static size_t limit_of(const struct layout_wrap *w, const size_t *order, size_t i, size_t n)
{
	size_t limit = w->rows, own = own_row(w, &w->cell[order[i]]);

	for (size_t k = i + 1; k < n; k++)
		if (!w->cell[order[k]].gone) {
			limit = own_row(w, &w->cell[order[k]]);
			break;
		}
	for (size_t r = own + 1; r < limit; r++)
		if (w->row[r].begins)
			return r;
	return limit;
}

/* Where the cell's span may begin: at `next`, but not above where one further left begins. */
static size_t begin_of(const struct layout_wrap *w, const struct layout_cell *c, size_t next)
{
	size_t r = own_row(w, c);

	for (r -= c->beside && r > 0; r > next; r--)
		if (w->row[r].begins)
			return r;
	return next;
}

/* A label between rows whose span does not come out: above, if that row's column is blank, else below. */
static size_t nearest(const struct layout_wrap *w, const struct layout_cell *c, size_t next)
{
	size_t below = row_at(w, c);

	if (below < w->rows && w->row[below].from * 2 <= c->top + c->bottom)
		return below;
	if (below > 0 && (next == LAYOUT_NONE || next <= below - 1))
		return below - 1;
	return below < w->rows ? below : w->rows - 1;
}

/* order: the cells of one column from top to bottom. */
static void walk(struct layout_wrap *w, const size_t *order, size_t n)
{
	size_t next = LAYOUT_NONE; /* the first row that no cell covers */

	for (size_t i = 0; i < n; i++) {
		struct layout_cell *c = &w->cell[order[i]];
		size_t end = w->rows;
		if (c->gone)
			continue;
		if (next != LAYOUT_NONE)
			next = begin_of(w, c, next);
		if (next != LAYOUT_NONE && next < w->rows && (c->beside || c->row >= next))
			end = span_end(w, c, next, limit_of(w, order, i, n));
		if (end == w->rows) {
			bool sure = !c->beside && c->row == next;
			if (c->beside)
				move(c, nearest(w, c, next));
			next = c->row + 1;
			w->row[c->row].begins |= sure;
			continue;
		}
		move(c, next);
		w->row[next].begins = true;
		next = end + 1;
		if (next < w->rows)
			w->row[next].begins = true;
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

/* Columns right of the last label between rows have no spans that we know of. */
void layout_spans_settle(struct layout_wrap *w, struct layout_grid *g, size_t *order)
{
	size_t last = 0, n;
	bool any = false;

	for (size_t i = 0; i < w->cells; i++)
		if (w->cell[i].beside) {
			any = true;
			last = w->cell[i].column > last ? w->cell[i].column : last;
		}
	if (w->rows == 0)
		return;
	close_heads(w);
	order_cells(w, order);
	for (size_t from = 0; from < w->cells && w->cell[order[from]].column <= last; from += n) {
		size_t column = w->cell[order[from]].column;
		for (n = 1; from + n < w->cells && w->cell[order[from + n]].column == column; n++)
			;
		join_cells(w, g, order + from, n, any);
		if (any)
			walk(w, order + from, n);
	}
}
