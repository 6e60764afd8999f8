/*
 * A heading of two rows in the text of a page: 指标值 over 符号, 值 and 计量单位, or over terms (上年完成, 本年目标值),
 * which come behind all others.
 */
#include "flow_internal.h"
#include "header.h"
#include "looks.h"

enum { PARTS_LEAST = 2, PARTS_MOST = 3, TERM_BYTES = 36 };

static enum role word_role(struct bench *b, struct str word)
{
	return header_cell_role(cell_reading(b, b->arena, word, false));
}

/* Where the last word of s begins, which a blank parts from what stands before it; 0: s is one word. */
static size_t last_word(struct str s)
{
	size_t at = s.n;

	while (at && s.p[at - 1] != ' ')
		at--;
	return at;
}

bool flow_part_heading(struct bench *b, struct nrow *row)
{
	const struct ncell *last = row->n ? &row->cell[row->n - 1] : NULL;
	struct str word[PARTS_MOST], rest = last ? last->raw : STR("");
	size_t words = 0, at;
	struct ncell *cell;

	while (words < PARTS_MOST && (at = last_word(rest)) > 0 && role_is_part(word_role(b, str_from(rest, at)))) {
		word[words++] = str_from(rest, at);
		rest = str_trim(str_to(rest, at));
	}
	if (words < PARTS_LEAST || word_role(b, rest) == ROLE_NONE)
		return false;
	cell = arena_alloc(b->arena, (row->n + words) * sizeof *cell);
	memcpy(cell, row->cell, row->n * sizeof *cell);
	cell[row->n - 1].raw = rest;
	for (; words; words--, row->n++) {
		cell[row->n] = *last;
		cell[row->n].raw = word[words - 1];
	}
	row->cell = cell;
	return true;
}

static size_t value_of(const struct nrow *row)
{
	size_t value = 0;

	while (value < row->n && header_cell_role(&row->cell[value]) != ROLE_VALUE)
		value++;
	return value;
}

/* Cells from `part` to the end into the place of the value's heading. */
static void move_parts(struct bench *b, struct nrow *row, size_t value, size_t part)
{
	struct ncell *cell;
	size_t n = 0;

	cell = arena_alloc(b->arena, row->n * sizeof *cell);
	memcpy(cell, row->cell, value * sizeof *cell);
	memcpy(cell + value, row->cell + part, (row->n - part) * sizeof *cell);
	memcpy(cell + value + row->n - part, row->cell + value + 1, (part - value - 1) * sizeof *cell);
	cell_take(&row->cell[value]);
	row->cell = cell;
	for (row->n--; n < row->n; n++)
		cell[n].column = n;
	row_index(b->arena, row);
}

/* Where terms begin at the end of the heading: 总目标值, 当年度目标值, one of which is the year's; row->n: there are none. */
static size_t terms_begin(const struct nrow *row, size_t value)
{
	size_t part = row->n, years = 0;

	while (part > value + 1 && (header_cell_role(&row->cell[part - 1]) == ROLE_VALUE || header_cell_role(&row->cell[part - 1]) == ROLE_OTHER))
		years += header_cell_role(&row->cell[--part]) == ROLE_VALUE;
	return years == 1 ? part : row->n;
}

void flow_place_parts(struct bench *b, struct nrow *row)
{
	size_t value = value_of(row), part = row->n;

	while (part > 0 && role_is_part(header_cell_role(&row->cell[part - 1])))
		part--;
	if (part == row->n)
		part = terms_begin(row, value);
	if (value < part && row->n - part >= PARTS_LEAST)
		move_parts(b, row, value, part);
}

bool flow_place_terms(struct bench *b, struct nrow *row, const struct ncell *term, size_t n)
{
	size_t value = value_of(row), years = 0, columns = row->n;
	struct ncell *cell;

	for (size_t i = 0; i < n; i++) {
		enum role role = header_cell_role(&term[i]);
		if (term[i].level1 || term[i].level2 || term[i].shape != SHAPE_TEXT || term[i].text.n > TERM_BYTES
		    || (role != ROLE_NONE && role != ROLE_OTHER && role != ROLE_VALUE))
			return false;
		years += role == ROLE_VALUE;
	}
	if (years != 1 || n < PARTS_LEAST || value == columns)
		return false;
	cell = arena_alloc(b->arena, (columns + n) * sizeof *cell);
	memcpy(cell, row->cell, columns * sizeof *cell);
	memcpy(cell + columns, term, n * sizeof *cell);
	row->cell = cell;
	row->n += n;
	move_parts(b, row, value, columns);
	return true;
}

bool flow_grades(const struct ncell *cell, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!header_grade(&cell[i]))
			return false;
	return n >= GRADES_LEAST;
}

/* A heading whose column may be parted into grades. */
static bool may_have_grades(const struct ncell *c)
{
	enum role role = header_cell_role(c);

	return role == ROLE_NONE ? !c->means : role == ROLE_NOTE || role == ROLE_VALUE;
}

/* A strange heading whose place others take stands in a row of the head, where it is told of. */
static void set_apart(struct bench *b, struct ntable *out, const struct ncell *strange)
{
	struct nrow *row = flow_add_row(b, out, 1), heading = row[-1];

	row->line = heading.line;
	row->cell[0] = *strange;
	row->cell[0].column = 0;
	row->n = 1;
	row_index(b->arena, row);
	row[-1] = *row;
	*row = heading;
}

bool flow_place_grades(struct bench *b, struct ntable *out, const struct ncell *grade, size_t n)
{
	struct nrow *row = &out->row[out->rows - 1];
	size_t over = row->n;
	struct ncell *cell, *heading;

	if (!flow_grades(grade, n))
		return false;
	while (over > 0 && !may_have_grades(&row->cell[over - 1]))
		over--;
	if (over-- == 0)
		return false;
	cell = arena_alloc(b->arena, (row->n + n) * sizeof *cell);
	memcpy(cell, row->cell, over * sizeof *cell);
	memcpy(cell + over, grade, n * sizeof *cell);
	memcpy(cell + over + n, row->cell + over + 1, (row->n - over - 1) * sizeof *cell);
	heading = &row->cell[over];
	row->cell = cell;
	row->n += n - 1;
	for (size_t i = 0; i < row->n; i++)
		cell[i].column = i;
	row_index(b->arena, row);
	if (heading->means)
		cell_take(heading);
	else
		set_apart(b, out, heading);
	return true;
}

void flow_grade_roles(struct header *h)
{
	size_t from = 0, n = 0;

	while (from < h->n && !(h->heading[from] && header_grade(h->heading[from])))
		from++;
	while (from + n < h->n && h->heading[from + n] && header_grade(h->heading[from + n]))
		n++;
	for (size_t i = 0; n >= GRADES_LEAST && i < n; i++)
		h->role[from + i] = i ? ROLE_OTHER : ROLE_VALUE;
}
