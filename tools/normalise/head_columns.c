/* Headings over columns in the head of a form: due dates, phases of amounts, goals beside achievements. */
#include "head_internal.h"

/* Kinds of meanings, as row_means takes them: one of these is among the headings over columns. */
enum {
	HEADINGS = 1 << MEANS_PHASE | 1 << MEANS_AMOUNT | 1 << MEANS_DUE | 1 << MEANS_GOAL | 1 << MEANS_ACHIEVEMENT
};

const struct head_column *head_heading(const struct head *h, size_t column)
{
	const struct head_column *best = NULL;

	for (size_t i = 0; i < h->columns; i++)
		if (h->column[i].column <= column && (!best || h->column[i].column > best->column))
			best = &h->column[i];
	return best;
}

void head_due(struct bench *b, struct form *f, const struct head *h, const struct head_column *due,
    const struct ncell *value)
{
	struct due *d = LIST_ADD(b->arena, f->schedule);
	bool stated = h->section && h->section->unit.n;
	bool percent = stated ? !h->section_money : value && str_ends(value->text, STR("%"));
	struct head_unit unit;
	struct decimal plain;

	*d = (struct due){ .due = due->means->name, .line = due->label->line, .unit = percent ? STR("%") : STR("yuan") };
	cell_take(due->label);
	d->due_at = due->label->at;
	if (stated)
		d->unit_at = h->section->at;
	if (!value)
		return;
	cell_take(value);
	d->raw = value->raw;
	d->at = value->at;
	if (percent && value_plain(value->text, &plain)) {
		buf_reset(&b->text);
		decimal_write(&b->text, plain);
		d->value = arena_copy(b->arena, buf_str(&b->text));
		return;
	}
	unit = head_unit(b, f, h, due->label);
	if (!value_money(b->grammar, b->arena, value->text, percent ? 0 : head_power(f, &unit, value), &d->value))
		form_issue(f, b->arena, value->line, "warning", "value-unread", due->label->raw, value->raw);
}

/* The cell that stands in that column of the row; NULL when it is blank or beyond the row. */
static const struct ncell *in_column(const struct nrow *row, size_t column)
{
	for (size_t i = 0; i < row->filled; i++)
		if (row_full(row, i)->column == column)
			return row_full(row, i);
	return NULL;
}

static bool same_figure(struct str a, struct str b)
{
	struct decimal x, y;

	return value_plain(a, &x) && value_plain(b, &y) && decimal_compare(x, y) == 0;
}

/*
 * Text that lost its blank cells has fewer figures than dates: the row has no blank, or ends before the last date.
 * A plan ends at the whole: where the last figure is the total, or 100, it stands under the last date and the others
 * before it.
 */
static size_t dues_left_out(const struct form *f, const struct head *h, const struct nrow *row)
{
	struct str last = row->filled ? row_full(row, row->filled - 1)->text : STR("");

	if (row->filled >= h->columns || (row->filled != row->n && row->n > h->column[h->columns - 1].column))
		return 0;
	if (same_figure(last, STR("100")))
		return h->columns - row->filled;
	for (size_t i = 0; i < f->amounts.n; i++)
		if (str_eq(f->amounts.at[i].kind, STR("total")) && same_figure(last, f->amounts.at[i].raw))
			return h->columns - row->filled;
	return 0;
}

/* The row below the due dates: by column where all stand under one, else in order. */
static void read_dues(struct bench *b, struct form *f, struct head *h, const struct nrow *row)
{
	size_t under = 0, out = dues_left_out(f, h, row);

	if (out)
		form_issue(f, b->arena, row->line, "note", "schedule-blank", STR("schedule"), row_text(b->arena, row));
	for (size_t i = 0; i < h->columns && out == 0; i++)
		under += in_column(row, h->column[i].column) != NULL;
	for (size_t i = 0; i < h->columns; i++) {
		const struct ncell *value = under == row->filled ? in_column(row, h->column[i].column)
		    : i >= out && i - out < row->filled ? row_full(row, i - out) : NULL;
		head_due(b, f, h, &h->column[i], value);
	}
	for (size_t i = h->columns; under != row->filled && i < row->filled; i++) {
		cell_take(row_full(row, i));
		form_issue(f, b->arena, row->line, "warning", "row-unread", STR("schedule"), row_full(row, i)->raw);
	}
	h->columns = 0;
}

/* Goals and achievements below their headings. */
static void read_columns_of_goals(struct bench *b, struct form *f, struct head *h, const struct nrow *row)
{
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		const struct head_column *over = head_heading(h, c->column);
		bool achieved = over && over->means->kind == MEANS_ACHIEVEMENT;
		goals_read_cell(b, f, achieved, c, c->text);
		cell_take(c);
	}
}

static size_t count(const struct nrow *row, enum meaning_kind a, enum meaning_kind or_b)
{
	size_t n = 0;

	if (!(row->kinds & (1u << a | 1u << or_b)))
		return 0;
	for (size_t i = 0; i < row->filled; i++)
		n += cell_means(row_full(row, i), a) || cell_means(row_full(row, i), or_b);
	return n;
}

/* Which kind of columns the row opens; MEANS_OTHER: none. */
static size_t numbers(const struct nrow *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->filled; i++)
		n += row_full(row, i)->shape == SHAPE_NUMBER;
	return n;
}

/* 资金总额 | 财政拨款 | 其他资金 over their figures: no figure in the row, some below, no label of money there. */
static bool heads_figures(const struct nrow *row, const struct nrow *next)
{
	return count(row, MEANS_AMOUNT, MEANS_AMOUNT) >= 2 && numbers(row) == 0 && next && numbers(next) >= 2
	    && (next->filled < 2 || !cell_means(row_full(next, 1), MEANS_AMOUNT));
}

static enum meaning_kind columns_kind(const struct nrow *row, const struct nrow *next)
{
	size_t labels = 0;

	for (size_t i = 0; i < row->filled; i++)
		labels += row_full(row, i)->means != NULL;
	if (count(row, MEANS_PHASE, MEANS_PHASE) >= 2)
		return MEANS_PHASE;
	if (heads_figures(row, next))
		return MEANS_AMOUNT;
	if (count(row, MEANS_DUE, MEANS_DUE) >= 2 && labels == row->filled)
		return MEANS_DUE;
	return count(row, MEANS_GOAL, MEANS_ACHIEVEMENT) >= 2 && labels == row->filled ? MEANS_GOAL : MEANS_OTHER;
}

static const struct meaning *meaning_for(const struct ncell *c, enum meaning_kind kind)
{
	const struct meaning *m = cell_means(c, kind);

	return !m && kind == MEANS_GOAL ? cell_means(c, MEANS_ACHIEVEMENT) : m;
}

/* Headings over columns are several. */
static bool has_labels(const struct nrow *row)
{
	size_t labels = 0;

	for (size_t i = 0; i < row->filled; i++)
		labels += row_full(row, i)->means != NULL;
	return labels >= 2;
}

static bool opens_columns(struct bench *b, struct form *f, struct head *h, const struct nrow *row, const struct nrow *next)
{
	enum meaning_kind kind = columns_kind(row, next);

	if (kind == MEANS_OTHER)
		return false;
	f->labels++;
	h->columns = h->spanning && kind == MEANS_AMOUNT;
	h->spanning = false;
	h->columns_of = kind;
	h->open = HEAD_NONE;
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		const struct meaning *m = meaning_for(c, kind), *section = cell_means(c, MEANS_SECTION);
		if (c->means)
			cell_take(c);
		if (!m && section) {
			head_enter(b, h, c, section);
		} else if ((m || kind == MEANS_PHASE || kind == MEANS_AMOUNT) && h->columns < HEAD_COLUMNS) {
			h->column[h->columns++] = (struct head_column){ c->column, c, m };
		}
		if (!c->means && !(c->shape == SHAPE_NUMBER)) { /* 测算依据: perhaps nothing stands below */
			cell_take(c);
			form_issue(f, b->arena, c->line, "note", "label-unknown", c->raw, STR(""));
		}
	}
	/* 年度总体目标 | 预期目标 | 实际完成情况: the first names the row, not a column */
	if (kind == MEANS_GOAL && h->columns > 2) {
		memmove(h->column, h->column + 1, (h->columns - 1) * sizeof *h->column);
		h->columns--;
	}
	return true;
}

/* 任务名称 | 主要内容 | 预算金额（万元） over 总额 | 财政拨款 | 其他资金: headings over headings. */
static bool heads_headings(const struct nrow *row, const struct nrow *next)
{
	size_t labels = 0;

	for (size_t i = 0; i < row->filled; i++)
		labels += row_full(row, i)->means != NULL;
	if (row->filled < 2 || labels < row->filled || !next || next->filled < 2
	    || !cell_means(row_full(row, row->filled - 1), MEANS_AMOUNT))
		return false;
	if (numbers(next) == 0)
		return count(next, MEANS_AMOUNT, MEANS_AMOUNT) == next->filled;
	/* 资金来源 | 总预算 | 当年预算安排 over 一般公共预算资金 | 65 */
	return row->filled > 2 && count(row, MEANS_AMOUNT, MEANS_AMOUNT) == 1 && count(row, MEANS_OTHER, MEANS_OTHER) > 0
	    && cell_means(row_full(next, 0), MEANS_AMOUNT);
}

/* 年度预算申请（万元） | 资金总额 | 按收入性质分 over 一般公共预算 | 基本支出: the total's heading; NULL: none. */
static const struct ncell *spans_headings(const struct nrow *row, const struct nrow *next)
{
	const struct ncell *total = NULL;

	if (!next || !next->filled || numbers(next) || count(next, MEANS_AMOUNT, MEANS_AMOUNT) < 2
	    || count(row, MEANS_AMOUNT, MEANS_AMOUNT) != 1)
		return NULL;
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		if (cell_means(c, MEANS_AMOUNT))
			total = c;
		else if (!cell_means(c, MEANS_SECTION))
			return NULL;
	}
	return row_full(row, row->filled - 1) != total ? total : NULL;
}

static void open_spanning(struct bench *b, struct form *f, struct head *h, const struct nrow *row, const struct ncell *total)
{
	const struct ncell *first = row_full(row, 0);

	if (first != total)
		head_enter(b, h, first, cell_means(first, MEANS_SECTION));
	h->column[0] = (struct head_column){ total->column, total, cell_means(total, MEANS_AMOUNT) };
	h->columns = 1;
	h->columns_of = MEANS_AMOUNT;
	h->spanning = true;
	h->open = HEAD_NONE;
	row_take(row);
	f->labels++;
}

/* 预算资金（万元） on a line of its own above 资金总额 145: it names the rows below, one of which has its figure. */
static bool heads_rows(const struct nrow *row, const struct nrow *next)
{
	const struct meaning *m = row->n == 1 && row->filled ? cell_means(row_full(row, 0), MEANS_AMOUNT) : NULL;
	const struct meaning *below = m && next && next->filled == 2 ? cell_means(row_full(next, 0), MEANS_AMOUNT) : NULL;

	return below && str_eq(m->name, below->name) && row_full(next, 1)->shape == SHAPE_NUMBER;
}

bool head_opens_columns(struct bench *b, struct form *f, struct head *h, const struct nrow *row, const struct nrow *next)
{
	if (heads_rows(row, next)) {
		head_enter(b, h, row_full(row, 0), cell_means(row_full(row, 0), MEANS_AMOUNT));
		h->columns = 0;
		h->open = HEAD_NONE;
		row_take(row);
		f->labels++;
		return true;
	}
	if (row->filled < 2 || !row_means(row, HEADINGS) || !has_labels(row))
		return false;
	if (heads_headings(row, next)) {
		const struct ncell *last = row_full(row, row->filled - 1);
		head_enter(b, h, last, cell_means(last, MEANS_AMOUNT));
		h->columns = 0;
		h->open = HEAD_NONE;
		row_take(row);
		f->labels++;
		return true;
	}
	if (spans_headings(row, next)) {
		open_spanning(b, f, h, row, spans_headings(row, next));
		return true;
	}
	return opens_columns(b, f, h, row, next);
}

/* As many figures as headings, and not each below one (a label before them spans columns): they follow in order. */
static bool in_order(const struct head *h, const struct nrow *row)
{
	size_t under = 0;

	for (size_t i = 0; i < h->columns; i++) {
		const struct ncell *c = in_column(row, h->column[i].column);
		under += c && c->shape == SHAPE_NUMBER;
	}
	return numbers(row) == h->columns && under < h->columns;
}

/*
 * Figures below headings of money: the form's own where the row is alone or says it is the sum (a label), else
 * those of a task: fields without a name.
 */
static void read_columns_of_amounts(struct bench *b, struct form *f, struct head *h, const struct nrow *row, bool sum)
{
	bool ordered = in_order(h, row);
	size_t figure = 0;

	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		const struct head_column *over = head_heading(h, c->column);
		if (ordered && c->shape == SHAPE_NUMBER)
			over = &h->column[figure++];
		if (c->means) {
			cell_take(c);
		} else if (sum && over && over->means && c->shape == SHAPE_NUMBER) {
			head_amount(b, f, h, over->label, c, over->means->name);
		} else {
			head_field(b, f, over ? over->label : c, c);
		}
	}
}

/* Figures of a task or their sum: a label of money with one figure behind it is a row by itself. */
static bool holds_figures(const struct nrow *row)
{
	const struct ncell *first = row_full(row, 0);

	if (numbers(row) == 0 || cell_means(first, MEANS_FIELD) || cell_means(first, MEANS_SECTION))
		return false;
	return !(cell_means(first, MEANS_AMOUNT) && row->filled == 2);
}

bool head_under_columns(struct bench *b, struct form *f, struct head *h, const struct nrow *row)
{
	if (h->columns && h->columns_of == MEANS_AMOUNT && holds_figures(row)) {
		const struct ncell *first = row_full(row, 0);
		read_columns_of_amounts(b, f, h, row, first->means || first->shape == SHAPE_NUMBER);
		return true;
	}
	if (!h->columns || row_full(row, 0)->means)
		return false;
	switch (h->columns_of) {
	case MEANS_DUE: read_dues(b, f, h, row); return true;
	case MEANS_GOAL: read_columns_of_goals(b, f, h, row); return true;
	default: return false;
	}
}
