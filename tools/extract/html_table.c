#include "html_table.h"

enum { SUBJECT_MOST = 120 }; /* bytes of a cell that an issue names */

void html_table_init(struct html_table *t, struct sink *out)
{
	*t = (struct html_table){ .out = out };
}

void html_table_free(struct html_table *t)
{
	html_text_free(&t->text);
	mem_free(t->cell);
	mem_free(t->row);
}

/* --- lines --- */

/* The lines above the one in hand went into what was just written, or were markup. */
static void told(struct html_table *t)
{
	if (t->pending)
		sink_lines_kept(t->out, t->pending);
	t->pending = 0;
}

void html_table_line(struct html_table *t, bool filled)
{
	t->pending += filled;
	if (t->text.n == 0)
		told(t);
}

/* --- paragraphs --- */

/* What was gathered, as paragraphs. */
static void write_paragraphs(struct html_table *t)
{
	for (size_t i = 0; i < t->text.n; i++) {
		struct spot at;
		struct str s = html_text_join(&t->text, i, i + 1, &at);
		sink_text(t->out, s, at);
	}
	html_text_reset(&t->text);
	told(t);
}

/* Whether what comes is a paragraph and no cell: outside tables, in layout, in a caption. */
static bool is_prose(const struct html_table *t) { return !t->in_table || t->in_caption; }

void html_table_break(struct html_table *t)
{
	html_text_break(&t->text);
	if (is_prose(t))
		write_paragraphs(t);
}

/* --- rows --- */

static void issue(struct html_table *t, const char *rule, const struct cell *c, struct str message)
{
	size_t line = c->at.line ? c->at.line : t->row_line;
	size_t n = c->text.n < SUBJECT_MOST ? c->text.n : SUBJECT_MOST;

	while (n < c->text.n && ((unsigned char)c->text.p[n] & 0xc0) == 0x80) /* not within a character */
		n--;
	sink_issue(t->out, line, "warning", rule, str_to(c->text, n), message);
}

/* The text of cell i: its pieces reach to the next cell's first. */
static struct str cell_text(const struct html_table *t, size_t i, struct spot *at)
{
	size_t from = i ? t->cell[i].first : 0; /* what stands ahead of the first cell belongs to it */
	size_t to = i + 1 < t->cells ? t->cell[i + 1].first : t->text.n;

	return html_text_join(&t->text, from, to, at);
}

static void row_forget(struct html_table *t)
{
	t->cells = 0;
	html_text_reset(&t->text);
}

/* Fills t->row, width columns wide; returns how many cells are filled. */
static size_t row_lay(struct html_table *t, size_t width, struct spot *first)
{
	size_t filled = 0;

	if (width > t->row_cap) {
		t->row_cap = width * 2;
		t->row = mem_resize(t->row, t->row_cap, sizeof *t->row);
	}
	memset(t->row, 0, width * sizeof *t->row);
	for (size_t i = 0; i < t->cells; i++) {
		struct cell *c = &t->row[t->cell[i].column];
		c->text = cell_text(t, i, &c->at);
		c->rows = t->cell[i].rows;
		c->columns = t->cell[i].columns;
		if (c->text.n && filled++ == 0)
			*first = c->at;
	}
	return filled;
}

static void row_write(struct html_table *t)
{
	struct spot first = { .line = t->row_line };
	size_t overlap, width, filled;

	width = grid_row(&t->grid, t->cell, t->cells, &overlap);
	filled = row_lay(t, width, &first);
	if (!t->written && filled == 0)
		return; /* nothing to see yet: a spacer */
	if (!t->written)
		sink_table(t->out, first);
	t->written = true;
	t->data_rows += filled > 1;
	sink_row(t->out, t->row, width, first.line);
	if (overlap < t->cells)
		issue(t, "span-overlap", &t->row[t->cell[overlap].column],
		      STR("the cell's columns are taken by a cell that spans rows above it"));
}

static void add_cell(struct html_table *t, size_t rows, size_t columns)
{
	t->cell = mem_grow(t->cell, t->cells, &t->cell_cap, sizeof *t->cell);
	t->cell[t->cells++] = (struct grid_cell){ .rows = rows, .columns = columns, .first = t->text.n };
}

/* A row of one cell as wide as one column, ahead of any wider one: layout, not a table. */
static bool is_narrow(const struct html_table *t)
{
	return !t->written && t->cells <= 1 && t->grid.width <= 1 && (t->cells == 0 || (t->cell[0].columns == 1 && t->cell[0].rows == 1))
	    && !grid_covers(&t->grid);
}

static void row_end(struct html_table *t)
{
	html_text_break(&t->text);
	t->in_row = false;
	if (t->cells == 0 && t->text.n == 0 && !grid_covers(&t->grid))
		return;
	if (is_narrow(t)) {
		write_paragraphs(t);
	} else {
		if (t->cells == 0 && t->text.n) /* text without a cell, behind rows */
			add_cell(t, 1, 1);
		row_write(t);
	}
	row_forget(t);
	told(t);
}

static void row_begin(struct html_table *t)
{
	t->in_row = true;
	t->row_line = t->line;
}

void html_table_row(struct html_table *t, bool begins)
{
	if (begins && html_table_depth(t) == 0) { /* a page that begins inside a table */
		html_table_open(t);
		t->loose = true;
	}
	if (t->joined || !t->in_table) {
		html_table_break(t);
		return;
	}
	t->in_caption = false;
	if (t->in_row || t->text.n)
		row_end(t);
	if (begins)
		row_begin(t);
}

void html_table_section(struct html_table *t)
{
	if (t->joined || !t->in_table) {
		html_table_break(t);
		return;
	}
	t->in_caption = false;
	if (t->in_row || t->text.n)
		row_end(t);
	grid_section(&t->grid);
}

/* Larger than any form has: said once a table, and the grid cuts it. */
static void limit(struct html_table *t, size_t rows, size_t columns)
{
	if (t->limited || (rows < GRID_ROWSPAN_MOST && columns < GRID_COLUMNS))
		return;
	t->limited = true;
	sink_issue(t->out, t->line, "note", "span-limit", STR("rowspan, colspan"),
		   STR("a span is larger than a table can be and was cut"));
}

void html_table_cell(struct html_table *t, struct str rows, struct str columns)
{
	size_t down = rows.n ? grid_number(rows, 1, GRID_ROWSPAN_MOST) : 1;
	size_t right = columns.n ? grid_number(columns, 1, GRID_COLSPAN_MOST) : 1;

	html_table_break(t);
	if (t->joined || !t->in_table)
		return;
	t->in_caption = false;
	if (t->cells >= ROW_CELLS)
		row_end(t);
	if (!t->in_row)
		row_begin(t);
	limit(t, down, right);
	add_cell(t, down ? down : GRID_ROWSPAN_MOST, right ? right : 1);
}

/* --- tables --- */

static void table_end(struct html_table *t)
{
	if (t->in_row || t->text.n)
		row_end(t);
	if (t->written)
		sink_table_end(t->out);
	t->in_table = t->in_row = t->in_caption = t->loose = false;
	row_forget(t);
	told(t);
}

/* The table in hand is layout: what its row holds becomes paragraphs. */
static void turn_to_layout(struct html_table *t)
{
	html_text_break(&t->text);
	if (t->written)
		sink_table_end(t->out);
	write_paragraphs(t);
	row_forget(t);
	t->layouts += 1 + t->joined;
	t->joined = 0;
	t->in_table = t->in_row = t->in_caption = t->loose = false;
}

/* A table begins inside the one in hand: is that a form, and is this text of its cell? */
static bool belongs_to_cell(const struct html_table *t)
{
	bool alone = !grid_covers(&t->grid) && (t->cells <= 1 || t->cell[t->cells - 1].first == 0);

	return t->in_row && t->data_rows >= 2 && !alone;
}

void html_table_open(struct html_table *t)
{
	if (t->joined || (t->in_table && belongs_to_cell(t))) {
		t->joined++;
		html_text_break(&t->text);
		return;
	}
	if (t->in_table)
		turn_to_layout(t);
	else
		html_table_break(t);
	grid_reset(&t->grid);
	t->in_table = true;
	t->in_row = t->in_caption = t->written = t->limited = false;
	t->loose = t->island && t->layouts == 0;
	t->data_rows = 0;
}

void html_table_close(struct html_table *t)
{
	html_table_break(t);
	if (t->joined)
		t->joined--;
	else if (t->in_table)
		table_end(t);
	else if (t->layouts)
		t->layouts--;
}

void html_table_caption(struct html_table *t, bool begins)
{
	html_table_break(t);
	if (t->joined || !t->in_table || t->in_row)
		return;
	if (begins && t->text.n)
		row_end(t);
	t->in_caption = begins && !t->written; /* behind rows it is a row of its own */
}

/* --- text --- */

/* A row that has grown beyond every form: what there is of it is written, and it goes on. */
static void relieve(struct html_table *t)
{
	if (is_prose(t)) {
		write_paragraphs(t);
	} else if (t->cells > 1) {
		row_end(t);
		row_begin(t);
		add_cell(t, 1, 1);
	} else {
		turn_to_layout(t);
	}
}

void html_table_text(struct html_table *t, struct str s, struct spot at)
{
	if (t->loose && t->in_table && !t->in_row && !t->in_caption && t->written)
		table_end(t);
	html_text_add(&t->text, s, at);
	if (t->text.text.n > ROW_BYTES || t->text.n > ROW_CELLS)
		relieve(t);
}

void html_table_finish(struct html_table *t)
{
	t->joined = 0;
	html_table_break(t);
	if (t->in_table)
		table_end(t);
	t->layouts = 0;
	told(t);
}
