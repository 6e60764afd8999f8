/*
 * markdown: the filing again: prose and tables in order, levels shown once, columns aligned by display
 * width.  What is shown is as filed (raw), put back where it belongs; held is one table.
 */
#include "common/canon.h"
#include "escape.h"
#include "render.h"

enum { GRID_WIDEST = 44 }; /* a cell wider than this is not waited for */

struct grid {
	struct buf text;   /* all cells, escaped, one behind another */
	size_t *end;       /* where each ends in text */
	size_t cells, cap;
	size_t *row;       /* how many cells were there at its end */
	size_t rows, rows_cap;
	size_t *width;
	size_t columns, width_cap;
};

struct markdown {
	struct grid grid;
	bool in_table, begun;
};

static void grid_cell(struct grid *g, struct str s)
{
	size_t from = g->text.n;

	escape_markdown_cell(&g->text, str_trim(s));
	if (g->text.n == from)
		buf_byte(&g->text, ' ');
	g->end = mem_grow(g->end, g->cells, &g->cap, sizeof *g->end);
	g->end[g->cells++] = g->text.n;
}

static void grid_row(struct grid *g)
{
	g->row = mem_grow(g->row, g->rows, &g->rows_cap, sizeof *g->row);
	g->row[g->rows++] = g->cells;
}

static struct str grid_at(const struct grid *g, size_t cell)
{
	size_t from = cell ? g->end[cell - 1] : 0;

	return str_trim(str_of(g->text.p + from, g->end[cell] - from));
}

static void grid_measure(struct grid *g)
{
	g->columns = 0;
	for (size_t row = 0, cell = 0; row < g->rows; row++)
		for (size_t column = 0; cell < g->row[row]; cell++, column++) {
			size_t width = canon_width(grid_at(g, cell));
			if (column == g->columns) {
				g->width = mem_grow(g->width, g->columns, &g->width_cap, sizeof *g->width);
				g->width[g->columns++] = 3;
			}
			if (width <= GRID_WIDEST && width > g->width[column])
				g->width[column] = width;
		}
}

static void fill(struct buf *into, char c, size_t n)
{
	buf_room(into, n);
	memset(into->p + into->n, c, n);
	into->n += n;
}

static void grid_line(struct buf *into, const struct grid *g, size_t cell, size_t n)
{
	for (size_t column = 0; column < g->columns; column++) {
		struct str s = column < n ? grid_at(g, cell + column) : STR("");
		size_t width = canon_width(s);
		buf_add(into, STR("| "));
		buf_add(into, s);
		fill(into, ' ', width < g->width[column] ? g->width[column] - width + 1 : 1);
	}
	buf_add(into, STR("|\n"));
}

/* A ragged table of very many columns would be padded to rows × columns: short rows then stay short. */
static size_t padded(const struct grid *g) { return g->columns <= 64 ? g->columns : 0; }

static void grid_write(struct render *r, struct grid *g)
{
	size_t all, cell = 0;

	grid_measure(g);
	all = g->columns;
	for (size_t row = 0; row < g->rows; row++) {
		size_t n = g->row[row] - cell;
		g->columns = padded(g) || row == 0 ? all : n;
		grid_line(&r->line, g, cell, n);
		g->columns = all;
		if (row == 0) {
			for (size_t column = 0; column < all; column++) {
				buf_byte(&r->line, '|');
				fill(&r->line, '-', g->width[column] + 2);
			}
			buf_add(&r->line, STR("|\n"));
		}
		cell = g->row[row];
		render_flush_line(r);
	}
	g->cells = g->rows = 0;
	buf_reset(&g->text);
}

/* Blocks are parted by one blank line. */
static void block(struct render *r)
{
	struct markdown *m = r->state;

	if (m->begun)
		buf_byte(&r->line, '\n');
	m->begun = true;
}

static void heading(struct render *r, const char *mark, struct str title)
{
	if (!title.n)
		return;
	block(r);
	buf_add(&r->line, str_c(mark));
	escape_markdown_cell(&r->line, title);
	buf_byte(&r->line, '\n');
}

static void close_table(struct render *r)
{
	struct markdown *m = r->state;

	if (m->in_table && m->grid.rows) {
		block(r);
		grid_write(r, &m->grid);
	}
	m->in_table = false;
}

static bool markdown_begin(struct render *r)
{
	r->state = mem_zero(1, sizeof(struct markdown));
	return true;
}

static void markdown_record(struct render *r, const struct record *record)
{
	struct markdown *m = r->state;
	const struct str *f = record->field;

	if (record->type != RECORD_ROW && record->type != RECORD_SPAN)
		close_table(r);
	switch (record->type) {
	case RECORD_TEXT:
		block(r);
		escape_markdown_prose(&r->line, f[TEXT_TEXT]);
		buf_byte(&r->line, '\n');
		break;
	case RECORD_TABLE:
		heading(r, "### ", f[TABLE_TITLE]);
		if (f[TABLE_CAPTION].n && !str_eq(f[TABLE_CAPTION], f[TABLE_TITLE]))
			heading(r, "", f[TABLE_CAPTION]);
		m->in_table = true;
		break;
	case RECORD_ROW:
		m->in_table = true;
		for (size_t i = ROW_COUNT; i < record->n; i++)
			grid_cell(&m->grid, f[i]);
		grid_row(&m->grid);
		break;
	default:
		break;
	}
	render_flush_line(r);
}

/* Fields, amounts and dates as the two columns that they were filed in. */
static void head_row(struct grid *g, struct str label, struct str name, struct str raw)
{
	grid_cell(g, label.n ? label : name);
	grid_cell(g, raw);
	grid_row(g);
}

static void head_table(struct render *r, const struct group *g)
{
	struct markdown *m = r->state;
	struct buf label = { 0 };

	head_row(&m->grid, STR("项目"), STR(""), STR("内容"));
	for (size_t i = 0; i < g->n; i++) {
		const struct str *f = g->item[i].field;
		if (g->item[i].type == RECORD_FIELD)
			head_row(&m->grid, f[FIELD_LABEL], value_title(f[FIELD_NAME], true), f[FIELD_VALUE]);
		else if (g->item[i].type == RECORD_AMOUNT)
			head_row(&m->grid, f[AMOUNT_LABEL], value_title(f[AMOUNT_KIND], true), f[AMOUNT_RAW]);
		if (g->item[i].type != RECORD_SCHEDULE)
			continue;
		buf_reset(&label);
		buf_format(&label, "%.*s月底", STR_ARG(f[SCHEDULE_DUE]));
		head_row(&m->grid, buf_str(&label), STR(""), f[SCHEDULE_RAW]);
	}
	buf_free(&label);
	if (m->grid.rows > 1) {
		block(r);
		grid_write(r, &m->grid);
	}
	m->grid.cells = m->grid.rows = 0;
	buf_reset(&m->grid.text);
}

static void numbered(struct render *r, const struct group *g, enum record_type type, const char *title)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++) {
		if (g->item[i].type != type)
			continue;
		if (!n) {
			heading(r, "", str_c(title));
			block(r);
		}
		buf_format(&r->line, "%zu. ", ++n);
		escape_markdown_cell(&r->line, g->item[i].field[GOAL_TEXT]);
		buf_byte(&r->line, '\n');
	}
}

/* The columns of the indicator table; the first three and the value always stand. */
static const struct { int column; const char *title; bool always; } shown[] = {
	{ INDICATOR_LEVEL1, "一级指标", true },    { INDICATOR_LEVEL2, "二级指标", true },
	{ INDICATOR_LEVEL3, "三级指标", true },    { INDICATOR_DESCRIPTION, "绩效指标描述", false },
	{ INDICATOR_RAW, "指标值", true },         { INDICATOR_BASIS, "指标值确定依据", false },
	{ INDICATOR_NOTE, "说明", false },
};
static const struct { int column; const char *title; } shown_results[] = {
	{ RESULT_RAW, "实际完成值" }, { RESULT_WEIGHT, "分值" }, { RESULT_SCORE, "得分" }, { RESULT_REASON, "偏差原因" },
};
enum { SHOWN = sizeof shown / sizeof *shown, SHOWN_RESULTS = sizeof shown_results / sizeof *shown_results };

struct layout {
	bool column[SHOWN], results;
};

static struct layout layout_of(const struct group *g)
{
	struct layout l = { .results = false };

	for (size_t c = 0; c < SHOWN; c++)
		l.column[c] = shown[c].always;
	for (size_t i = 0; i < g->n; i++) {
		l.results |= g->item[i].type == RECORD_RESULT;
		for (size_t c = 0; g->item[i].type == RECORD_INDICATOR && c < SHOWN; c++)
			l.column[c] |= g->item[i].field[shown[c].column].n > 0;
	}
	return l;
}

/* The result that stands behind an indicator (before the next one); NULL when there is none. */
static const struct str *result_behind(const struct group *g, size_t i)
{
	const struct str *f = g->item[i].field;

	for (i++; i < g->n && g->item[i].type != RECORD_INDICATOR; i++)
		if (g->item[i].type == RECORD_RESULT && str_eq(g->item[i].field[RESULT_N], f[INDICATOR_N]))
			return g->item[i].field;
	return NULL;
}

static void indicator_line(struct grid *grid, const struct group *g, size_t i, const struct layout *l,
    const struct str *last)
{
	const struct str *f = g->item[i].field, *result = l->results ? result_behind(g, i) : NULL;
	bool same = last != NULL;

	for (size_t c = 0; c < SHOWN; c++) {
		if (!l->column[c])
			continue;
		same = same && c < 2 && str_eq(last[shown[c].column], f[shown[c].column]);
		grid_cell(grid, same ? STR("") : f[shown[c].column]);
	}
	for (size_t c = 0; l->results && c < SHOWN_RESULTS; c++)
		grid_cell(grid, result ? result[shown_results[c].column] : STR(""));
	grid_row(grid);
}

static void indicator_table(struct render *r, const struct group *g)
{
	struct markdown *m = r->state;
	struct layout l = layout_of(g);
	const struct str *last = NULL;

	for (size_t c = 0; c < SHOWN; c++)
		if (l.column[c])
			grid_cell(&m->grid, str_c(shown[c].title));
	for (size_t c = 0; l.results && c < SHOWN_RESULTS; c++)
		grid_cell(&m->grid, str_c(shown_results[c].title));
	grid_row(&m->grid);
	for (size_t i = 0; i < g->n; i++) {
		const struct str *f = g->item[i].field;
		if (g->item[i].type != RECORD_INDICATOR)
			continue;
		if (last && str_eq(last[INDICATOR_N], f[INDICATOR_N]) && str_eq(last[INDICATOR_RAW], f[INDICATOR_RAW]))
			continue; /* another part of the same cell */
		indicator_line(&m->grid, g, i, &l, last);
		last = f;
	}
	if (last) {
		block(r);
		grid_write(r, &m->grid);
	}
	m->grid.cells = m->grid.rows = 0;
	buf_reset(&m->grid.text);
}

static void markdown_group(struct render *r, const struct group *g)
{
	struct str year = group_form(g, FORM_YEAR), title = group_form(g, FORM_TITLE);

	close_table(r);
	heading(r, "## ", title.n ? title : group_form(g, FORM_PROJECT));
	if (year.n) {
		block(r);
		buf_format(&r->line, "（%.*s年度）\n", STR_ARG(year));
	}
	head_table(r, g);
	numbered(r, g, RECORD_GOAL, "绩效目标");
	numbered(r, g, RECORD_ACHIEVEMENT, "目标实际完成情况");
	indicator_table(r, g);
	render_flush_line(r);
}

static bool markdown_finish(struct render *r, bool good)
{
	struct markdown *m = r->state;

	if (good)
		close_table(r);
	render_flush_line(r);
	buf_free(&m->grid.text);
	mem_free(m->grid.end);
	mem_free(m->grid.row);
	mem_free(m->grid.width);
	mem_free(m);
	return true;
}

const struct format format_markdown = { .name = "markdown", .table = TABLE_NONE, .begin = markdown_begin,
	.record = markdown_record, .group = markdown_group, .finish = markdown_finish };
