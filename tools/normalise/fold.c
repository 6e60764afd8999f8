#include "fold.h"
#include "header.h"

enum { LABELS_LEAST = 2 };

/* Names a project and other things, each by a label: nothing there is a value. */
static bool is_upper(const struct nrow *row)
{
	if (row->filled < LABELS_LEAST || !row_means(row, 1u << MEANS_FIELD) || header_projects(row) == SIZE_MAX)
		return false;
	for (size_t i = 0; i < row->filled; i++)
		if (row_full(row, i)->shape == SHAPE_NUMBER || row_full(row, i)->shape == SHAPE_SENTENCE)
			return false;
	return true;
}

/*
 * A dump writes a cell that spans columns once, and a blank one below each that spans rows: as many cells as the lower
 * row has blank ones and runs of others, and they stand above those.  NULL: the upper row is no such.
 */
static struct ncell *spread(struct bench *b, const struct nrow *upper, const struct nrow *lower)
{
	struct ncell *cell;
	size_t at = 0;

	if (upper->filled != upper->n || upper->n >= lower->n)
		return NULL;
	cell = arena_zero(b->arena, lower->n, sizeof *cell);
	for (size_t i = 0; i < lower->n; i++) {
		bool heads = lower->cell[i].text.n == 0 || i == 0 || lower->cell[i - 1].text.n == 0;
		if (heads && at == upper->n)
			return NULL;
		if (heads)
			cell[i] = upper->cell[at++];
		cell[i].column = i;
	}
	return at == upper->n ? cell : NULL;
}

/* By how many columns the lower row slid off what heads it: 绩效指标, with no label behind it that leaves no room. */
static size_t slid(const struct nrow *upper, const struct nrow *lower)
{
	size_t from = row_full(lower, 0)->column;

	for (size_t i = 0; i < upper->filled; i++) {
		const struct ncell *c = row_full(upper, i);
		if ((cell_means(c, MEANS_SECTION) || cell_means(c, MEANS_COLUMN)) && c->column > from
		    && c->column + row_full(lower, lower->filled - 1)->column - from < lower->n)
			return c->column - from;
	}
	return 0;
}

/* No label of the upper row stands above one of the lower, but for what heads them. */
static bool fits(const struct nrow *upper, const struct nrow *lower, size_t by)
{
	for (size_t i = 0; i < lower->filled; i++) {
		size_t column = row_full(lower, i)->column + by;
		const struct ncell *above = column < upper->n ? &upper->cell[column] : NULL;
		bool heads = above && (above->kinds & (1u << MEANS_SECTION | 1u << MEANS_COLUMN)
		    || above->kinds & row_full(lower, i)->kinds & (1u << MEANS_AMOUNT | 1u << MEANS_GOAL));
		if (above && above->text.n && !heads)
			return false;
	}
	return row_full(lower, 0)->column + by > row_full(upper, 0)->column;
}

static void fold(struct bench *b, struct nrow *upper, struct nrow *lower, size_t by)
{
	size_t n = upper->n > lower->n ? upper->n : lower->n;
	struct ncell *cell = arena_zero(b->arena, n, sizeof *cell);

	for (size_t i = 0; i < n; i++)
		cell[i].column = i;
	for (size_t i = 0; i < upper->filled; i++)
		cell[row_full(upper, i)->column] = *row_full(upper, i);
	for (size_t i = 0; i < lower->filled; i++) {
		size_t column = row_full(lower, i)->column + by;
		if (cell[column].text.n)
			cell_take(&cell[column]);
		cell[column] = *row_full(lower, i);
		cell[column].column = column;
	}
	lower->cell = cell;
	lower->n = n;
	row_index(b->arena, lower);
	upper->cell = arena_zero(b->arena, upper->n, sizeof *upper->cell);
	row_index(b->arena, upper);
}

void fold_headings(struct bench *b, struct ntable *t)
{
	for (size_t r = 0; r + 1 < t->rows; r++) {
		struct nrow *upper = &t->row[r], *lower = &t->row[r + 1];
		struct ncell *wide;
		size_t by;
		if (!header_row(lower) || !is_upper(upper) || header_row(upper))
			continue;
		wide = spread(b, upper, lower);
		if (wide) {
			upper->cell = wide;
			upper->n = lower->n;
			row_index(b->arena, upper);
		}
		by = fits(upper, lower, 0) ? 0 : slid(upper, lower);
		if (fits(upper, lower, by))
			fold(b, upper, lower, by);
	}
}
