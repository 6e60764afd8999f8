/* The row below a heading that parts its last columns into grades or terms, or numbers them. */
#include "header_internal.h"

enum { GRADE_BYTES = 6 };

bool header_grade(const struct ncell *c)
{
	return c->text.n && c->text.n <= GRADE_BYTES && c->shape == SHAPE_TEXT && !c->means && !c->level1 && !c->level2;
}

/*
 * 评价标准 over 优 | 良 | 中 | 差: strange words of a character or two below the last heading and on both sides of it, nothing
 * below others.  The best grade is what is aimed at.
 */
static bool parts_grades(const struct header *h, const struct nrow *row)
{
	size_t over = h->n ? h->n - 1 : 0, before = over;

	if (h->n == 0 || row->filled < GRADES_LEAST || header_levels(h, over))
		return false;
	while (before > 0 && !h->heading[before - 1])
		before--;
	if (row_full(row, 0)->column < before || row_full(row, 0)->column > over) /* in the middle of its columns it has blanks before it */
		return false;
	for (size_t i = 0; i < row->filled; i++)
		if (!header_grade(row_full(row, i)))
			return false;
	return true;
}

static void put_grades(struct header *h, const struct nrow *row)
{
	header_put(h, row, 0);
	for (size_t i = 0; i < row->filled; i++)
		if (row_full(row, i)->column < HEADER_COLUMNS)
			h->role[row_full(row, i)->column] = i ? ROLE_OTHER : ROLE_VALUE;
}

/*
 * 指标值 over 总目标值 | 年度目标值, 前年 | 上年 | 预计当年实现: words below and behind the value's heading.  Which of
 * them is the year's own target: the one that the grammar knows, else the last.  row->filled: the row is no such.
 */
static size_t find_term(const struct header *h, const struct nrow *row)
{
	size_t value = header_find(h, ROLE_VALUE), known = 0, term = row->filled - 1;

	if (value == h->n || row->filled < 2)
		return row->filled;
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		enum role r = header_cell_role(c);
		bool under = c->column == value || c->column >= h->n || !h->heading[c->column] || header_twin(h, c->column);
		if (c->column < value || !under || (r != ROLE_NONE && r != ROLE_VALUE && r != ROLE_OTHER) || c->shape != SHAPE_TEXT)
			return row->filled;
		if (r == ROLE_VALUE) {
			term = i;
			known++;
		}
	}
	return known > 1 ? row->filled : term;
}

static void put_terms(struct header *h, const struct nrow *row, size_t term)
{
	header_put(h, row, 0);
	for (size_t i = 0; i < row->filled; i++)
		if (row_full(row, i)->column < HEADER_COLUMNS)
			h->role[row_full(row, i)->column] = i == term ? ROLE_VALUE : ROLE_OTHER;
}

bool header_below(struct header *h, const struct nrow *row)
{
	size_t term = row->filled ? find_term(h, row) : 0;

	if (parts_grades(h, row))
		put_grades(h, row);
	else if (term < row->filled)
		put_terms(h, row, term);
	else
		return false;
	return true;
}

/* 1 | 2 | 3 … or (1) | (2) | (3) … below the headings. */
bool header_numbers(const struct nrow *row)
{
	for (size_t i = 0; i < row->filled; i++) {
		struct str text = row_full(row, i)->text;
		size_t n;
		if (text.n > 2 && text.p[0] == '(' && text.p[text.n - 1] == ')')
			text = str_of(text.p + 1, text.n - 2);
		if (!str_number(text, &n) || n != i + 1)
			return false;
	}
	return row->filled > 2;
}
