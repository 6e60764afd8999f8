#include "bbox_page.h"

#include <stdlib.h>

enum { LOOK_BACK = 8 };

static long height(const struct bbox_rect *r) { return r->y1 > r->y0 ? r->y1 - r->y0 : 1; }
static long middle(const struct bbox_rect *r) { return r->y0 + (r->y1 - r->y0) / 2; }
static long least(long a, long b) { return a < b ? a : b; }

static void enclose(struct bbox_rect *r, const struct bbox_rect *by)
{
	r->x0 = by->x0 < r->x0 ? by->x0 : r->x0;
	r->y0 = by->y0 < r->y0 ? by->y0 : r->y0;
	r->x1 = by->x1 > r->x1 ? by->x1 : r->x1;
	r->y1 = by->y1 > r->y1 ? by->y1 : r->y1;
}

/* --- boxes --- */

/* Whether segment i is alone in its line: only such lines are a cell's wrapped lines. */
static bool alone(const struct bbox_page *p, size_t i)
{
	const struct bbox_segment *s = p->segment;

	return (i == 0 || s[i - 1].line != s[i].line) && (i + 1 == p->segments || s[i + 1].line != s[i].line);
}

/* Whether segment i stands just below segment j, in the column of j's cell and no wider. */
static bool below(const struct bbox_page *p, size_t j, size_t i)
{
	const struct bbox_segment *s = &p->segment[i], *above = &p->segment[j];
	const struct bbox_rect *first = &p->segment[above->cell].rect;
	long gap = s->rect.y0 - above->rect.y1, high = height(&above->rect);

	return s->line == above->line + 1 && gap >= -high / 4 && gap * 2 <= high && s->rect.x0 < first->x1
	    && s->rect.x1 > first->x0 && s->rect.x1 - s->rect.x0 <= first->x1 - first->x0 + high / 4;
}

/* The cell that segment i goes on with; its own where it does with none. */
static size_t cell_of(const struct bbox_page *p, size_t i)
{
	const struct bbox_segment *s = &p->segment[i];
	bool single = alone(p, i);

	for (size_t j = i; j-- > 0 && i - j <= LOOK_BACK && p->segment[j].block == s->block;) {
		bool wrapped = single && alone(p, j);
		if (wrapped && j + 1 == i && s->rect.y0 > p->segment[j].rect.y0)
			return p->segment[j].cell;
		if (!wrapped && below(p, j, i)) /* cells side by side in one block */
			return p->segment[j].cell;
	}
	return i;
}

static int by_cell(const void *a, const void *b)
{
	const struct bbox_segment *x = a, *y = b;

	if (x->cell != y->cell)
		return x->cell > y->cell ? 1 : -1;
	return (x->from > y->from) - (x->from < y->from);
}

static void make_boxes(struct bbox_page *p)
{
	p->boxes = 0;
	for (size_t i = 0; i < p->segments; i++)
		p->segment[i].cell = cell_of(p, i);
	qsort(p->segment, p->segments, sizeof *p->segment, by_cell);
	for (size_t i = 0; i < p->segments; i++) {
		const struct bbox_segment *s = &p->segment[i];
		if (i && s->cell == s[-1].cell) {
			enclose(&p->box[p->boxes - 1].rect, &s->rect);
			p->box[p->boxes - 1].n++;
			continue;
		}
		p->box = mem_grow(p->box, p->boxes, &p->box_cap, sizeof *p->box);
		p->box[p->boxes++] = (struct bbox_box){ .rect = s->rect, .first = i, .n = 1, .rows = 1, .columns = 1 };
	}
}

static int by_middle(const void *a, const void *b)
{
	const struct bbox_box *x = a, *y = b;
	long d = middle(&x->rect) - middle(&y->rect);

	if (d == 0)
		d = x->rect.x0 - y->rect.x0;
	return d ? (d > 0) - (d < 0) : (x->first > y->first) - (x->first < y->first);
}

static int by_row(const void *a, const void *b)
{
	const struct bbox_box *x = a, *y = b;

	if (x->row != y->row)
		return x->row > y->row ? 1 : -1;
	if (x->rect.x0 != y->rect.x0)
		return x->rect.x0 > y->rect.x0 ? 1 : -1;
	return (x->first > y->first) - (x->first < y->first);
}

/* --- rows --- */

static long line_height(const struct bbox_page *p, const struct bbox_box *b)
{
	return height(&p->segment[b->first].rect);
}

/* Numbers the boxes' rows: same middle, same row. */
static size_t number_rows(struct bbox_page *p)
{
	size_t rows = 0;
	const struct bbox_box *head = NULL;

	qsort(p->box, p->boxes, sizeof *p->box, by_middle);
	for (size_t i = 0; i < p->boxes; i++) {
		struct bbox_box *b = &p->box[i];
		if (!head || (middle(&b->rect) - middle(&head->rect)) * 100
				> 35 * least(line_height(p, b), line_height(p, head))) {
			head = b;
			rows++;
		}
		b->row = rows - 1;
	}
	return rows;
}

static void collect_rows(struct bbox_page *p)
{
	qsort(p->box, p->boxes, sizeof *p->box, by_row);
	p->rows = 0;
	for (size_t i = 0; i < p->boxes; i++) {
		if (i == 0 || p->box[i].row != p->box[i - 1].row) {
			p->row = mem_grow(p->row, p->rows, &p->row_cap, sizeof *p->row);
			p->row[p->rows++] = (struct bbox_row){ .first = i, .middle = middle(&p->box[i].rect) };
		}
		p->row[p->rows - 1].n++;
	}
	for (size_t r = 0; r < p->rows; r++)
		for (size_t i = 0; i < p->row[r].n; i++)
			p->box[p->row[r].first + i].row = r;
}

static bool same_top(const struct bbox_page *p, const struct bbox_box *a, const struct bbox_box *b)
{
	const struct bbox_rect *x = &p->segment[a->first].rect, *y = &p->segment[b->first].rect;

	return labs(middle(x) - middle(y)) * 100 <= 15 * least(height(x), height(y))
	    && (a->rect.x1 <= b->rect.x0 || b->rect.x1 <= a->rect.x0);
}

/* The row above whose cells begin at the height that the wrapped cell b begins at; its own when none does. */
static size_t row_by_top(const struct bbox_page *p, const struct bbox_box *b)
{
	for (size_t k = 1; k <= LOOK_BACK && k <= b->row; k++) {
		const struct bbox_row *row = &p->row[b->row - k];
		if (row->kind != BBOX_GONE && same_top(p, &p->box[row->first], b))
			return b->row - k;
	}
	return b->row;
}

/* Rows that hold a wrapped cell beside one of a single line: their middles are aligned. */
static size_t count_middles(const struct bbox_page *p)
{
	size_t n = 0;

	for (size_t r = 0; r < p->rows; r++) {
		size_t wrapped = 0;
		for (size_t i = 0; i < p->row[r].n; i++)
			wrapped += p->box[p->row[r].first + i].n > 1;
		n += wrapped > 0 && wrapped < p->row[r].n;
	}
	return n;
}

static bool all_wrapped(const struct bbox_page *p, size_t r)
{
	for (size_t i = 0; i < p->row[r].n; i++)
		if (p->box[p->row[r].first + i].n < 2)
			return false;
	return true;
}

/* The rows that wrapped cells stand in when tops are aligned; returns how many are not their own. */
static size_t count_tops(const struct bbox_page *p, bool move)
{
	size_t n = 0;

	for (size_t r = 0; r < p->rows; r++) {
		struct bbox_box *b = &p->box[p->row[r].first];
		size_t to;
		if (!all_wrapped(p, r) || (to = row_by_top(p, b)) == r)
			continue;
		n++;
		for (size_t i = 0; move && i < p->row[r].n; i++) {
			b[i].row = to;
			p->row[r].kind = BBOX_GONE;
		}
	}
	return n;
}

/* Forms whose cells are aligned at their tops: a wrapped cell's middle is below its row's. */
static bool align_tops(struct bbox_page *p)
{
	size_t middles = count_middles(p), tops = count_tops(p, false);

	if (middles || tops || !p->in_table)
		p->tops = tops > middles;
	if (!p->tops || !tops)
		return false;
	count_tops(p, true);
	return true;
}

/* The row's height by those of its cells that do not reach into its neighbours. */
static void measure(struct bbox_page *p, size_t r)
{
	struct bbox_row *row = &p->row[r];
	long above = r ? p->row[r - 1].middle : row->middle - 1000000;
	long below = r + 1 < p->rows ? p->row[r + 1].middle : row->middle + 1000000;

	row->y0 = row->y1 = row->middle;
	for (size_t i = 0; i < row->n; i++) {
		const struct bbox_rect *b = &p->box[row->first + i].rect;
		if (b->y0 > above && b->y0 < row->y0)
			row->y0 = b->y0;
		if (b->y1 < below && b->y1 > row->y1)
			row->y1 = b->y1;
	}
}

static bool reaches_into(const struct bbox_page *p, size_t r, size_t other)
{
	const struct bbox_rect *b = &p->box[p->row[r].first].rect;
	long from = b->y0 > p->row[other].y0 ? b->y0 : p->row[other].y0;
	long to = least(b->y1, p->row[other].y1);

	return p->row[other].n > 1 && (to - from) * 4 > height(b);
}

void bbox_rows(struct bbox_page *p)
{
	make_boxes(p);
	number_rows(p);
	collect_rows(p);
	if (align_tops(p))
		collect_rows(p);
	for (size_t r = 0; r < p->rows; r++)
		measure(p, r);
	for (size_t r = 0; r < p->rows; r++) {
		struct bbox_row *row = &p->row[r];
		row->kind = row->n > 1 ? BBOX_ROW : BBOX_SINGLE;
		if (row->n == 1 && ((r && reaches_into(p, r, r - 1)) || (r + 1 < p->rows && reaches_into(p, r, r + 1))))
			row->kind = BBOX_BESIDE;
	}
}
