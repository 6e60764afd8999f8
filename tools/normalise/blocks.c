/* Tables with a block of rows a project, over several pages. */
#include "blocks.h"
#include "header.h"

size_t blocks_column(const struct form *f)
{
	for (size_t c = 0; f && c < f->header.n; c++) {
		const struct meaning *m = f->header.heading[c] ? cell_means(f->header.heading[c], MEANS_FIELD) : NULL;
		if (m && str_eq(m->name, STR("project-name")))
			return c;
	}
	return SIZE_MAX;
}

/* The column of the first label of a level 1 behind other cells, or of what heads these; SIZE_MAX: none. */
static size_t level1_column(const struct nrow *row, bool heading)
{
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		const struct meaning *m = heading ? cell_means(c, MEANS_COLUMN) : NULL;
		if (heading ? m && m->role == ROLE_LEVEL1 : c->level1 || c->level2)
			return heading || (i > 1 && c->level1) ? c->column : SIZE_MAX;
	}
	return SIZE_MAX;
}

void blocks_put_back(struct bench *b, const struct nrow *heading, struct nrow *row)
{
	size_t to = level1_column(heading, true), from = to == SIZE_MAX ? to : level1_column(row, false), by;

	if (from == SIZE_MAX || from >= to)
		return;
	by = to - from;
	if (row_full(row, row->filled - 1)->column + by >= row->n)
		return;
	memmove(row->cell + by, row->cell, (row->n - by) * sizeof *row->cell);
	memset(row->cell, 0, by * sizeof *row->cell);
	for (size_t i = 0; i < row->n; i++)
		row->cell[i].column = i;
	row_index(b->arena, row);
}

void blocks_lend_heading(struct arena *a, struct ntable *t, const struct form *last)
{
	const struct header *h;
	struct nrow *row;

	if (!last)
		return;
	h = &last->header;
	if (blocks_column(last) == SIZE_MAX || t->title.n || t->rows == 0 || t->row[0].n != h->n
	    || str_eq(t->row[0].cell[blocks_column(last)].raw, h->heading[blocks_column(last)]->raw))
		return;
	row = arena_alloc(a, (t->rows + 1) * sizeof *row);
	memcpy(row + 1, t->row, t->rows * sizeof *row);
	row[0] = (struct nrow){ .line = t->row[0].line, .n = h->n };
	row[0].cell = arena_zero(a, h->n, sizeof *row[0].cell);
	for (size_t c = 0; c < h->n; c++) {
		if (h->heading[c])
			row[0].cell[c] = *h->heading[c];
		row[0].cell[c].column = c;
	}
	t->row = row;
	t->cap = ++t->rows;
}

bool blocks_go_on(struct bench *b, const struct ntable *t, const struct segment *s, struct form *last)
{
	size_t column = blocks_column(last);
	struct ntable part = *t;

	if (column == SIZE_MAX || s->heads || s->title.n || t->title.n || t->rows == 0 || !header_row(&t->row[0]))
		return false;
	for (size_t r = 1; r < s->to; r++)
		if (column < t->row[r].n && t->row[r].cell[column].text.n)
			return false;
	part.rows = s->to;
	form_continue(b, last, &part, NULL);
	return true;
}

void blocks_carry(struct arena *a, struct form *f, const struct form *before)
{
	size_t names = blocks_column(before);

	if (names == SIZE_MAX || blocks_column(f) != names)
		return;
	for (size_t c = 0; c < names; c++) {
		const struct meaning *m = before->header.heading[c] ? cell_means(before->header.heading[c], MEANS_FIELD) : NULL;
		const struct field *found = NULL;
		bool own = false;
		for (size_t i = 0; m && i < f->fields.n; i++)
			own |= str_eq(f->fields.at[i].name, m->name);
		for (size_t i = 0; m && !own && i < before->fields.n; i++)
			if (str_eq(before->fields.at[i].name, m->name))
				found = &before->fields.at[i];
		if (found)
			*LIST_ADD(a, f->fields) = *found;
	}
}
