/* A heading of two rows in the text of a page: 指标值 over 符号, 值 and 计量单位, which come behind all others. */
#include "flow_internal.h"
#include "looks.h"

enum { PARTS_LEAST = 2, PARTS_MOST = 3 };

static enum role column_role(const struct ncell *c)
{
	const struct meaning *m = cell_means(c, MEANS_COLUMN);

	return m ? m->role : ROLE_NONE;
}

static enum role word_role(struct bench *b, struct str word)
{
	return column_role(cell_reading(b, b->arena, word, false));
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

void flow_place_parts(struct bench *b, struct nrow *row)
{
	size_t value = 0, part = row->n, n = 0;
	struct ncell *cell;

	while (value < row->n && column_role(&row->cell[value]) != ROLE_VALUE)
		value++;
	while (part > 0 && role_is_part(column_role(&row->cell[part - 1])))
		part--;
	if (value >= part || row->n - part < PARTS_LEAST)
		return;
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
