#include "layout_fit.h"

#include <limits.h>
#include <stdlib.h>

enum {
	LINE = 10, PADDING = 3, /* of a row, above and below together */
	BARE = 5,               /* a row without a label */
	HALF = 6,               /* of a row: a label beside its rows is printed in the nearest one's line */
	MANY = 6,               /* rows, of which the middle is no surer than that */
	FAR = INT_MAX / 4,
	ROWS_MOST = 64          /* that a label may be away from the ends of its span */
};

/* ---- how far down ---- */

void layout_fit_rows(struct layout_fit *f, const struct layout_wrap *w)
{
	while (f->top_cap < w->rows + 1)
		f->top = mem_grow(f->top, f->top_cap, &f->top_cap, sizeof *f->top);
	f->top[0] = 0;
	for (size_t r = 0; r < w->rows; r++) {
		size_t lines = 1;
		for (size_t i = w->row[r].cell; i < w->row[r].cell + w->row[r].cells; i++)
			if (!w->cell[i].beside && w->cell[i].pieces > lines)
				lines = w->cell[i].pieces;
		f->top[r + 1] = f->top[r] + (int)lines * LINE + PADDING;
	}
}

/* The first row that begins below line l. */
static size_t row_below(const struct layout_wrap *w, size_t l)
{
	size_t low = 0, high = w->rows;

	while (low < high) {
		size_t m = (low + high) / 2;
		if (w->row[m].from <= l)
			low = m + 1;
		else
			high = m;
	}
	return low;
}

/* Where the middle of line l is; of one between two rows, the border. */
static int line_middle(const struct layout_fit *f, const struct layout_wrap *w, size_t l)
{
	size_t below = row_below(w, l);
	const struct layout_row *row = below ? &w->row[below - 1] : NULL;
	int height, lines;

	if (!row || l >= row->to)
		return f->top[below];
	height = f->top[below] - f->top[below - 1] - PADDING;
	lines = (int)(row->to - row->from);
	return f->top[below - 1] + PADDING / 2 + height * (2 * (int)(l - row->from) + 1) / (2 * lines);
}

/* ---- one column ---- */

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

static size_t take_items(struct layout_fit *f, const struct layout_wrap *w, const size_t *order, size_t n)
{
	size_t items = 0;

	for (size_t i = 0; i < n; i++) {
		const struct layout_cell *c = &w->cell[order[i]];
		if (c->gone)
			continue;
		f->item = mem_grow(f->item, items, &f->item_cap, sizeof *f->item);
		f->item[items++] = (struct fit_item){ .cell = order[i], .own = c->beside ? row_at(w, c) : c->row,
						      .middle = (line_middle(f, w, c->top) + line_middle(f, w, c->bottom)) / 2 };
	}
	return items;
}

/* What rows cost that no label covers: those in which the column is blank. */
static void weigh_bare(struct layout_fit *f, const struct layout_wrap *w, size_t items)
{
	struct layout_cell column = { 0 };
	bool any = false;

	for (size_t i = 0; i < items; i++) {
		const struct layout_cell *c = &w->cell[f->item[i].cell];
		if (!c->beside)
			continue;
		column.start = !any || c->start < column.start ? c->start : column.start;
		column.end = !any || c->end > column.end ? c->end : column.end;
		any = true;
	}
	if (!any && items) { /* the last is a label, if any is */
		column = w->cell[f->item[items - 1].cell];
		any = true;
	}
	while (f->bare_cap < w->rows + 1)
		f->bare = mem_grow(f->bare, f->bare_cap, &f->bare_cap, sizeof *f->bare);
	f->bare[0] = 0;
	for (size_t r = 0; r < w->rows; r++)
		f->bare[r + 1] = f->bare[r] + (any && is_free(w, r, &column) ? BARE : 0);
}

/* The least cost of all labels above i, whose spans end before row `first`; *before: the end that has it. */
static int cost_above(const struct layout_fit *f, size_t i, size_t first, size_t *before)
{
	const struct fit_item *above = i ? &f->item[i - 1] : NULL;
	int best = FAR;

	*before = SIZE_MAX;
	if (!above)
		return f->bare[first];
	for (size_t k = 0; k < above->ends && above->from + k < first; k++) {
		const struct fit_end *end = &f->end[above->at + k];
		int bare = f->bare[first] - f->bare[above->from + k + 1];
		int cost = end->cost < FAR ? end->cost + bare : FAR;
		if (cost < best) {
			best = cost;
			*before = k;
		}
	}
	return best;
}

/* What it costs that a label is that far from the middle of its rows; one of the first column may span many. */
static int off_cost(const struct layout_cell *c, size_t rows, int off)
{
	if (c->beside || c->column > 0 || rows < MANY)
		return off;
	return off <= HALF ? off / 3 : off - HALF + HALF / 3;
}

/* The rows that the label's span may end in get their costs. */
static void reach_ends(struct layout_fit *f, const struct layout_wrap *w, size_t i, size_t items)
{
	struct fit_item *item = &f->item[i];
	const struct layout_cell *c = &w->cell[item->cell];
	size_t own = item->own, least = c->beside && own ? own - 1 : own, low = own > ROWS_MOST ? own - ROWS_MOST : 0;
	size_t limit = i + 1 < items ? f->item[i + 1].own + w->cell[f->item[i + 1].cell].beside : w->rows;

	limit = limit < own + ROWS_MOST ? limit : own + ROWS_MOST;
	limit = limit < w->rows ? limit : w->rows;
	item->from = least;
	item->ends = limit > least ? limit - least : 0;
	for (size_t k = 0; k < item->ends; k++) {
		f->end = mem_grow(f->end, item->at + k, &f->end_cap, sizeof *f->end);
		f->end[item->at + k] = (struct fit_end){ .cost = FAR };
	}
	for (size_t first = own < w->rows ? own + 1 : w->rows; first-- > low;) {
		size_t before;
		int above;
		if (!is_free(w, first, c)) {
			if (first < least)
				break;
			continue;
		}
		above = cost_above(f, i, first, &before);
		for (size_t last = first; above < FAR && last < limit && (last == first || (!w->row[last].begins && is_free(w, last, c))); last++) {
			int cost = above + off_cost(c, last + 1 - first, abs((f->top[first] + f->top[last + 1]) / 2 - item->middle));
			if (last >= least && cost < f->end[item->at + last - least].cost)
				f->end[item->at + last - least] = (struct fit_end){ cost, first, before };
		}
	}
	item->none = true;
	for (size_t k = 0; k < item->ends; k++)
		item->none &= f->end[item->at + k].cost >= FAR;
}

static void settle(struct layout_wrap *w, struct layout_cell *c, size_t first, size_t last)
{
	c->moved |= c->beside || c->row != first;
	c->beside = false;
	c->row = first;
	w->row[first].begins = true;
	if (last + 1 < w->rows)
		w->row[last + 1].begins = true;
}

/* A label for which there is no span: where it stands. */
static void leave(struct layout_wrap *w, struct layout_cell *c, size_t own)
{
	own = own < w->rows ? own : w->rows - 1;
	c->moved |= c->beside;
	c->beside = false;
	c->row = own;
}

/* The items [from, to) have spans one behind the other: the cheapest way is followed back. */
static void settle_run(struct layout_fit *f, struct layout_wrap *w, size_t from, size_t to)
{
	const struct fit_item *item = &f->item[to - 1];
	size_t best = 0;
	int least = FAR;

	for (size_t k = 0; k < item->ends; k++) {
		int cost = f->end[item->at + k].cost + (to == from ? 0 : f->bare[w->rows] - f->bare[item->from + k + 1]);
		if (f->end[item->at + k].cost < FAR && cost < least) {
			least = cost;
			best = k;
		}
	}
	for (size_t i = to; i-- > from;) {
		const struct fit_end *end;
		item = &f->item[i];
		end = &f->end[item->at + best];
		settle(w, &w->cell[item->cell], end->first, item->from + best);
		best = end->before;
	}
}

void layout_fit_column(struct layout_fit *f, struct layout_wrap *w, const size_t *order, size_t n)
{
	size_t items = take_items(f, w, order, n), from = 0;

	weigh_bare(f, w, items);
	for (size_t i = 0; i < items; i++) {
		f->item[i].at = i ? f->item[i - 1].at + f->item[i - 1].ends : 0;
		reach_ends(f, w, i, items);
		if (!f->item[i].none)
			continue;
		if (i > from)
			settle_run(f, w, from, i);
		leave(w, &w->cell[f->item[i].cell], f->item[i].own);
		/* what comes below begins anew, under the row that this one is left in */
		f->item[i].from = w->cell[f->item[i].cell].row;
		f->item[i].ends = 1;
		f->end = mem_grow(f->end, f->item[i].at, &f->end_cap, sizeof *f->end);
		f->end[f->item[i].at] = (struct fit_end){ .cost = 0 };
		from = i + 1;
	}
	if (items > from)
		settle_run(f, w, from, items);
}

void layout_fit_free(struct layout_fit *f)
{
	mem_free(f->top);
	mem_free(f->end);
	mem_free(f->item);
	mem_free(f->bare);
}
