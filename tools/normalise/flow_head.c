/* The head of a plain text: which groups stand in one row. */
#include "flow_internal.h"

enum {
	PHASES_MOST = 8,  /* headings over an amount's figures */
	SPANNED_MOST = 12 /* rows that a label spans */
};

static bool all_goals(const struct nrow *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (!cell_means(&row->cell[i], MEANS_GOAL) && !cell_means(&row->cell[i], MEANS_ACHIEVEMENT))
			return false;
	return true;
}

/* 总体目标 实施期目标 年度目标: headings side by side, what they head stands below. */
static bool heads_goals(const struct nrow *row) { return row->n >= 2 && all_goals(row); }

/* The row ends in a label whose value may be the next group. */
static bool awaits_value(const struct nrow *row, const struct ncell *next)
{
	const struct ncell *last = row->n ? &row->cell[row->n - 1] : NULL;

	if (!last || !last->means || next->means || heads_goals(row))
		return false;
	if (meaning_of(last->means, MEANS_AMOUNT))
		return next->shape == SHAPE_NUMBER;
	return meaning_of(last->means, MEANS_FIELD) || meaning_of(last->means, MEANS_GOAL)
	    || meaning_of(last->means, MEANS_OTHER);
}

static bool all_mean(const struct ncell *cell, size_t n, enum meaning_kind kind)
{
	for (size_t i = 0; i < n; i++)
		if (!cell_means(&cell[i], kind))
			return false;
	return n > 0;
}

static bool all_columns(const struct ncell *cell, size_t n) { return all_mean(cell, n, MEANS_COLUMN); }

static bool all_figures(const struct ncell *cell, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cell[i].shape != SHAPE_NUMBER)
			return false;
	return n > 0;
}

/* Figures of a schedule that stand on lines of their own, below dates that have more. */
static bool more_figures(const struct ntable *out, const struct ncell *cell, size_t n)
{
	const struct nrow *row = &out->row[out->rows - 1], *above = out->rows > 1 ? row - 1 : NULL;

	return above && all_mean(above->cell, above->n, MEANS_DUE) && row->n + n <= above->n && all_figures(row->cell, row->n)
	    && all_figures(cell, n);
}

static const struct nrow *row_above(const struct ntable *out) { return out->rows > 1 ? &out->row[out->rows - 2] : NULL; }

/* 年初预算数 全年预算数 …: what the figures of amounts below stand for. */
static bool is_phases(const struct nrow *row) { return row->n && cell_means(&row->cell[0], MEANS_PHASE); }

static bool all_phases(const struct ncell *cell, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!cell_means(&cell[i], MEANS_PHASE) && !cell_means(&cell[i], MEANS_OTHER)) /* 执行率 */
			return false;
	return true;
}

/* 全年预算数, 全年执行数 and 执行率, each on a line that has nothing else. */
static bool phases_go_on(const struct nrow *row, const struct ncell *cell, size_t n)
{
	return is_phases(row) && row->n + n <= PHASES_MOST && all_phases(row->cell, row->n) && all_phases(cell, n);
}

/* How many figures an amount's row may have by the phases above it. */
static size_t phases_above(const struct ntable *out)
{
	for (size_t i = out->rows; i-- > 0;) {
		if (is_phases(&out->row[i]))
			return out->row[i].n;
		if (!cell_means(&out->row[i].cell[0], MEANS_AMOUNT))
			return 0;
	}
	return 0;
}

/* 财政拨款 150 财政拨款 50: of two terms; 预算金额 年度资金总额 350: the first stands over its parts. */
static bool same_amount(const struct nrow *row, const struct ncell *cell)
{
	const struct meaning *first = cell_means(&row->cell[0], MEANS_AMOUNT), *second = cell_means(cell, MEANS_AMOUNT);

	if (!first || !second || row->n > 2 || !str_eq(first->name, second->name))
		return false;
	return row->n == 1 || (row->cell[1].shape == SHAPE_NUMBER && str_eq(row->cell[0].text, cell->text));
}

static bool means_goals(const struct ncell *c) { return cell_means(c, MEANS_GOAL) || cell_means(c, MEANS_ACHIEVEMENT); }

/* How many texts stand below headings of goals, where the first may span the others. */
static size_t goals_below(const struct nrow *heads)
{
	return heads->n > 2 || !cell_means(&heads->cell[heads->n - 1], MEANS_ACHIEVEMENT) ? heads->n - 1 : heads->n;
}

/* 总分 100 98: full marks and those reached. */
static bool is_score(const struct nrow *row, const struct ncell *cell)
{
	return row->n == 2 && cell_means(&row->cell[0], MEANS_OTHER) && row->cell[1].shape == SHAPE_NUMBER && cell->shape == SHAPE_NUMBER;
}

/* Where cells stand a line each, more goes on in the row in hand than a line's own cells tell. */
static bool stack_goes_on(const struct ntable *out, const struct ncell *cell)
{
	const struct nrow *row = &out->row[out->rows - 1], *above = row_above(out);

	if (is_phases(row))
		return row->n < PHASES_MOST && cell->shape != SHAPE_NUMBER && !cell_means(cell, MEANS_AMOUNT) && !cell_means(cell, MEANS_FIELD);
	if (!cell->means && cell->shape == SHAPE_NUMBER && cell_means(&row->cell[0], MEANS_AMOUNT))
		return row->n <= phases_above(out);
	if (means_goals(cell))
		return all_goals(row);
	return same_amount(row, cell) || is_score(row, cell) || (above && heads_goals(above) && !cell->means && !row->cell[0].means && row->n < goals_below(above));
}

/* Whether a group's cells stand in the row in hand: as values, or because each cell stands on a line of its own. */
static bool goes_on(const struct ntable *out, const struct ncell *cell, size_t n)
{
	const struct nrow *row = out->rows ? &out->row[out->rows - 1] : NULL;

	if (!row || n == 0)
		return false;
	return awaits_value(row, &cell[0]) || phases_go_on(row, cell, n) || (all_columns(row->cell, row->n) && all_columns(cell, n))
	    || (all_mean(row->cell, row->n, MEANS_DUE) && all_mean(cell, n, MEANS_DUE)) || more_figures(out, cell, n);
}

/* A label that spans rows, filed again in each of them. */
static bool is_said_again(const struct ntable *out, const struct ncell *cell)
{
	if (!cell_means(cell, MEANS_SECTION) && !cell_means(cell, MEANS_GOAL) && !cell_means(cell, MEANS_AMOUNT))
		return false;
	for (size_t i = out->rows; i-- > 0 && out->rows - i <= SPANNED_MOST;) {
		const struct nrow *row = &out->row[i];
		if (str_eq(row->cell[0].text, cell->text))
			return cell_means(cell, MEANS_SECTION) || heads_goals(row) || (row->n > 1 && cell_means(&row->cell[1], MEANS_AMOUNT));
	}
	return false;
}

static bool is_amount(const struct nrow *row) { return row->n == 2 && row->cell[0].means && row->cell[1].shape == SHAPE_NUMBER; }

/* 财政拨款 150 财政拨款 50 stand below 实施期资金总额 150 年度资金总额 50: the two rows above become one. */
static void join_terms(struct bench *b, struct ntable *out)
{
	struct nrow *row = out->rows > 2 ? &out->row[out->rows - 3] : NULL;
	struct ncell *wider;

	if (!row || !is_amount(&row[0]) || !is_amount(&row[1]) || row[2].n != 4)
		return;
	wider = arena_zero(b->arena, 4, sizeof *wider);
	memcpy(wider, row[0].cell, 2 * sizeof *wider);
	memcpy(wider + 2, row[1].cell, 2 * sizeof *wider);
	wider[2].column = 2;
	wider[3].column = 3;
	row[0].cell = wider;
	row[0].n = 4;
	row_index(b->arena, &row[0]);
	row[1] = row[2];
	out->rows--;
}

/* The column of the first cell in a row that is begun, by the rows above. */
static size_t first_column(const struct ntable *out, bool stacked, const struct ncell *cell, size_t n)
{
	const struct nrow *above = out->rows ? &out->row[out->rows - 1] : NULL;

	/* 年初预算数 全年预算数 … stand over figures that have a label before them */
	if ((n > 1 || stacked) && cell_means(&cell[0], MEANS_PHASE))
		return 1;
	return stacked && above && heads_goals(above) && !cell[0].means && goals_below(above) < above->n;
}

void flow_head(struct bench *b, struct ntable *out, bool stacked, const struct ncell *cell, size_t n, size_t line)
{
	struct nrow *row = out->rows ? &out->row[out->rows - 1] : NULL;
	bool go_on = goes_on(out, cell, n) || (stacked && row && row->n && n == 1 && stack_goes_on(out, cell));
	size_t first = !go_on ? first_column(out, stacked, cell, n) : stacked || is_phases(row) ? row->cell[0].column : 0;
	struct ncell *wider;

	if (stacked && n == 1 && is_said_again(out, cell))
		return;
	if (!go_on) {
		row = flow_add_row(b, out, n);
		row->line = line;
	} else if (is_phases(row) && first == 0) { /* it stood alone, as a label */
		row->cell[0].column = first = 1;
	}
	wider = arena_zero(b->arena, row->n + n, sizeof *wider);
	memcpy(wider, row->cell, row->n * sizeof *wider);
	for (size_t i = 0; i < n; i++) {
		wider[row->n + i] = cell[i];
		wider[row->n + i].column = first + row->n + i;
	}
	row->cell = wider;
	row->n += n;
	row_index(b->arena, row);
	if (stacked)
		join_terms(b, out);
}
