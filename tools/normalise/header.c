#include "header_internal.h"

enum role header_cell_role(const struct ncell *c)
{
	const struct meaning *m = cell_means(c, MEANS_COLUMN);

	return m ? m->role : ROLE_NONE;
}

bool header_names(const struct nrow *row)
{
	size_t named = 0, levels = 0;

	for (size_t i = 0; i < row->filled; i++) {
		enum role r = header_cell_role(&row->cell[row->full[i]]);
		named += r != ROLE_NONE;
		levels += r == ROLE_LEVEL1 || r == ROLE_LEVEL2 || r == ROLE_LEVEL3;
	}
	return named >= 2 && levels >= 1 && (named * 2 >= row->filled || levels > 2);
}

size_t header_projects(const struct nrow *row)
{
	for (size_t i = 0; i < row->filled; i++) {
		const struct meaning *m = cell_means(row_full(row, i), MEANS_FIELD);
		if (m && str_eq(m->name, STR("project-name")))
			return row_full(row, i)->column;
	}
	return SIZE_MAX;
}

size_t header_find(const struct header *h, enum role role)
{
	size_t i = 0;

	while (i < h->n && h->role[i] != role)
		i++;
	return i;
}

/* A second heading row: all its cells name columns, operator, number or unit among them. */
static bool parts_value(const struct nrow *row)
{
	size_t parts = 0;

	for (size_t i = 0; i < row->filled; i++) {
		enum role r = header_cell_role(&row->cell[row->full[i]]);
		if (r == ROLE_NONE)
			return false;
		parts += role_is_part(r);
	}
	return parts >= 2;
}

void header_put(struct header *h, const struct nrow *row, long moved)
{
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = &row->cell[row->full[i]];
		enum role r = header_cell_role(c);
		long column = (long)c->column + moved;
		if (column < 0 || column >= HEADER_COLUMNS)
			continue;
		if (r == ROLE_NONE && cell_means(c, MEANS_SECTION))
			r = ROLE_SECTION;
		if (c->means)
			cell_take(c);
		if (r == ROLE_NONE)
			r = ROLE_OTHER;
		h->role[column] = r;
		h->heading[column] = c;
		if ((size_t)column >= h->n)
			h->n = (size_t)column + 1;
	}
}

/*
 * The parts begin below the value's heading: by how much the second row has slid off.  Its other cells, where it has
 * any, repeat the headings above them.
 */
static long parts_moved(const struct header *h, const struct nrow *row)
{
	size_t value = header_find(h, ROLE_VALUE), part = 0;

	while (part < row->filled && !role_is_part(header_cell_role(row_full(row, part))))
		part++;
	return value < h->n && part < row->filled ? (long)value - (long)row_full(row, part)->column : 0;
}

/* Most cells below in that column are signs alone: ≥, ＝. */
static bool holds_signs(const struct ntable *t, size_t from, size_t column)
{
	size_t signs = 0, filled = 0;

	for (size_t r = from; r < t->rows && !header_row(&t->row[r]); r++) {
		const struct ncell *c = column < t->row[r].n ? &t->row[r].cell[column] : NULL;
		filled += c && c->text.n > 0;
		signs += c && is_sign_short(c) && c->shape == SHAPE_TEXT && !has_words(c->text);
	}
	return signs * 2 > filled;
}

/* No heading of its own: that of the column before spans it, or says the same of it. */
static bool is_spanned(const struct header *h, size_t column)
{
	return column < h->n && (!h->heading[column] || header_twin(h, column) || h->role[column] == ROLE_VALUE);
}

/* By how many cells the first row below is wider than the heading, where blank cells were not written; at most two. */
static size_t wider(const struct ntable *t, size_t at, size_t from)
{
	size_t n = from < t->rows && t->row[from].n > t->row[at].n ? t->row[from].n - t->row[at].n : 0;

	return n <= 2 ? n : 0;
}

/* Makes room for columns that the heading of the one before them spans. */
static void open_columns(struct header *h, size_t column, size_t by)
{
	if (h->n + by > HEADER_COLUMNS)
		return;
	memmove(&h->role[column + by], &h->role[column], (h->n - column) * sizeof *h->role);
	memmove(&h->heading[column + by], &h->heading[column], (h->n - column) * sizeof *h->heading);
	for (size_t i = column; i < column + by; i++) {
		h->role[i] = ROLE_NONE;
		h->heading[i] = NULL;
	}
	h->n += by;
}

/*
 * A dump writes a cell that spans columns once: where the second row of headings is wider than the first and begins
 * its last cells below the value's heading, that one spans what the first row lacks.
 */
static void make_room(struct header *h, const struct ntable *t, size_t at)
{
	size_t value = header_find(h, ROLE_VALUE), by = wider(t, at, at + 1);
	const struct nrow *below = by ? &t->row[at + 1] : NULL;

	if (!below || value + 1 >= h->n || !h->heading[value + 1] || below->filled != by + 1 || row_full(below, 0)->column != value)
		return;
	open_columns(h, value + 1, by);
}

/* 指标值 over ≥ | 95 | %: one heading for operator, number and unit. */
static void part_signs(struct header *h, const struct ntable *t, size_t heading, size_t from)
{
	size_t at = 0, by = wider(t, heading, from);

	while (at < h->n && h->role[at] != ROLE_VALUE)
		at++;
	if (at == h->n || !(by || is_spanned(h, at + 1)) || !holds_signs(t, from, at))
		return;
	if (by)
		open_columns(h, at + 1, by);
	if (!is_spanned(h, at + 1))
		return;
	h->role[at] = ROLE_OP;
	h->role[at + 1] = ROLE_NUMBER;
	if (is_spanned(h, at + 2))
		h->role[at + 2] = ROLE_UNIT;
}

/* 指标方向 over 正向 | 反向: no operators, but which way is better. */
static void drop_directions(struct header *h, const struct ntable *t, size_t from)
{
	size_t at = header_find(h, ROLE_OP), directions = 0, filled = 0;

	for (size_t r = from; at < h->n && r < t->rows && !header_row(&t->row[r]); r++) {
		const struct ncell *c = at < t->row[r].n ? &t->row[r].cell[at] : NULL;
		filled += c && c->text.n > 0;
		directions += c && header_cell_role(c) == ROLE_OTHER;
	}
	if (directions * 2 > filled)
		h->role[at] = ROLE_OTHER;
}

/* Numbers stand in the value's column where only operator and unit have headings of their own. */
static void settle(struct header *h)
{
	bool op = false, number = false, unit = false;

	for (size_t i = 0; i < h->n; i++) {
		op |= h->role[i] == ROLE_OP;
		number |= h->role[i] == ROLE_NUMBER;
		unit |= h->role[i] == ROLE_UNIT;
	}
	h->columns = op || unit;
	for (size_t i = 0; h->columns && !number && i < h->n; i++)
		if (h->role[i] == ROLE_VALUE)
			h->role[i] = ROLE_NUMBER;
}

/* Below the heading at `from` two level labels stand beside each other in some row: both columns hold levels. */
static bool has_two_levels(const struct ntable *t, size_t from)
{
	for (size_t r = from; r < t->rows && !header_row(&t->row[r]); r++)
		for (size_t i = 0; i + 1 < t->row[r].filled; i++) {
			const struct ncell *c = row_full(&t->row[r], i), *next = row_full(&t->row[r], i + 1);
			if ((c->level1 || c->level2) && (next->level1 || next->level2))
				return true;
		}
	return false;
}

/* How many cells below in that column are level labels, and how many are not blank; down to the next heading. */
static void count_levels(const struct ntable *t, size_t from, size_t column, size_t *levels, size_t *filled)
{
	*levels = *filled = 0;
	for (size_t r = from; r < t->rows && !header_row(&t->row[r]); r++) {
		const struct ncell *c = column < t->row[r].n ? &t->row[r].cell[column] : NULL;
		*filled += c && c->text.n > 0;
		*levels += c && (c->level1 || c->level2);
	}
}

/* A heading that says nothing of indicators: no grammar knows it there. */
static bool is_strange(const struct header *h, size_t column)
{
	return h->role[column] == ROLE_OTHER && h->heading[column] && !cell_means(h->heading[column], MEANS_COLUMN);
}

/*
 * The column of a strange heading (绩效目标, 考核内容) behind the levels and before what explains or measures the
 * names; h->n: there is none.
 */
static size_t strange_name(const struct header *h)
{
	size_t i = header_find(h, ROLE_LEVEL2) + 1;

	while (i < h->n && !is_strange(h, i) && !(h->role[i] == ROLE_SECTION && h->heading[i])) {
		if (h->heading[i] && h->role[i] != ROLE_OTHER)
			return h->n;
		i++;
	}
	return i < h->n ? i : h->n;
}

/* A column that lost its heading, with cells below; *levels: how many of them are level labels. */
static bool is_bare(const struct header *h, const struct ntable *t, size_t from, size_t column, size_t *levels, size_t *filled)
{
	if (column >= h->n || h->heading[column] || h->role[column] != ROLE_NONE)
		return false;
	count_levels(t, from, column, levels, filled);
	return *filled > 0;
}

/* A level whose heading was lost stands before the next one's, where level labels stand below. */
static void bare_level(struct header *h, const struct ntable *t, size_t from, enum role level, enum role next)
{
	size_t at = header_find(h, next), levels, filled;

	if (at == 0 || at >= h->n || header_find(h, level) < h->n)
		return;
	if (is_bare(h, t, from, at - 1, &levels, &filled) && levels * 2 >= filled)
		h->role[at - 1] = level;
}

/* How many cells below in that column are labels of level 1, less those of level 2 alone. */
static long level1_labels(const struct ntable *t, size_t from, size_t column)
{
	long n = 0;

	for (size_t r = from; r < t->rows && !header_row(&t->row[r]); r++) {
		const struct ncell *c = column < t->row[r].n ? &t->row[r].cell[column] : NULL;
		n += c && c->level1 ? 1 : c && c->level2 ? -1 : 0;
	}
	return n;
}

/* The heading lost its first label and slid to the left: 二级指标 stands above labels of level 1, none above the last column. */
static void slid_heading(struct header *h, const struct ntable *t, size_t from)
{
	size_t n = h->n;

	if (n < 4 || n == HEADER_COLUMNS || h->role[0] != ROLE_LEVEL2 || header_find(h, ROLE_LEVEL1) < n || h->heading[n - 1])
		return;
	if (level1_labels(t, from, 0) <= 0 || level1_labels(t, from, 1) >= 0)
		return;
	open_columns(h, 0, 1);
	h->n = n;
	h->role[0] = ROLE_LEVEL1;
}

/* Some column has no heading. */
static bool has_gap(const struct header *h)
{
	for (size_t i = 0; i < h->n; i++)
		if (!h->heading[i])
			return true;
	return false;
}

static void bare_levels(struct header *h, const struct ntable *t, size_t from)
{
	slid_heading(h, t, from);
	bare_level(h, t, from, ROLE_LEVEL2, ROLE_LEVEL3);
	bare_level(h, t, from, ROLE_LEVEL1, ROLE_LEVEL2);
}

/*
 * No heading says 三级指标: the names stand below 二级指标 where no level labels stand there, else below a strange
 * heading behind it, else below what explains them (指标内容).
 */
static void name_column(struct header *h, const struct ntable *t, size_t from)
{
	size_t two = header_find(h, ROLE_LEVEL2), words = header_find(h, ROLE_DESCRIPTION), levels = 0, filled = 0;

	if (header_find(h, ROLE_LEVEL3) < h->n)
		return;
	if (two < h->n && !(words < h->n && has_two_levels(t, from)))
		count_levels(t, from, two, &levels, &filled);
	if (filled && levels * 2 < filled)
		h->role[two] = ROLE_LEVEL3;
	else if (two < h->n && is_bare(h, t, from, two + 1, &levels, &filled) && levels * 2 < filled)
		h->role[two + 1] = ROLE_LEVEL3;
	else if (strange_name(h) < h->n)
		h->role[strange_name(h)] = ROLE_LEVEL3;
	else if (words < h->n)
		h->role[words] = ROLE_LEVEL3;
}

/* How many cells below in that column are targets, and how many are not blank; down to the next heading. */
static void count_targets(const struct ntable *t, size_t from, size_t column, size_t *targets, size_t *filled)
{
	*targets = *filled = 0;
	for (size_t r = from; r < t->rows && !header_row(&t->row[r]); r++) {
		const struct ncell *c = column < t->row[r].n ? &t->row[r].cell[column] : NULL;
		*filled += c && c->text.n > 0;
		*targets += c && is_target(c);
	}
}

/*
 * No heading says 指标值: the targets stand below a strange heading behind the names (考核目标), or below a lost one,
 * else below what mostly holds targets there (绩效标准).
 */
static void strange_value(struct header *h, const struct ntable *t, size_t from)
{
	size_t name = header_find(h, ROLE_LEVEL3), strange = h->n, targets, filled;

	if (name >= h->n || header_find(h, ROLE_VALUE) < h->n || header_find(h, ROLE_NUMBER) < h->n)
		return;
	for (size_t i = name + 1; i < h->n; i++) {
		bool words = h->role[i] == ROLE_DESCRIPTION || h->role[i] == ROLE_NOTE || h->role[i] == ROLE_BASIS;
		if (!words && !is_strange(h, i) && h->heading[i])
			continue;
		count_targets(t, from, i, &targets, &filled);
		if (targets && targets * 2 >= filled) {
			h->role[i] = ROLE_VALUE;
			return;
		}
		if (!words && filled && strange == h->n)
			strange = i;
	}
	if (strange < h->n)
		h->role[strange] = ROLE_VALUE;
}

/* In how many rows below both columns have a cell. */
static size_t count_both(const struct ntable *t, size_t from, size_t a, size_t b)
{
	size_t n = 0;

	for (size_t r = from; r < t->rows && !header_row(&t->row[r]); r++) {
		const struct nrow *row = &t->row[r];
		n += a < row->n && b < row->n && row->cell[a].text.n && row->cell[b].text.n;
	}
	return n;
}

/*
 * A lost heading over words that stand beside most names: those before the value describe, those behind it are its
 * basis, or a note where nothing describes.
 */
static void bare_words(struct header *h, const struct ntable *t, size_t from)
{
	size_t name = header_find(h, ROLE_LEVEL3), value = header_find(h, ROLE_VALUE), names, levels, filled;

	if (h->columns || value >= h->n || name >= value)
		return;
	for (size_t i = name + 1; i < h->n; i++) {
		bool described = header_find(h, ROLE_DESCRIPTION) < h->n;
		enum role r = i < value ? ROLE_DESCRIPTION : described ? ROLE_BASIS : ROLE_NOTE;
		if (header_find(h, r) < h->n || !is_bare(h, t, from, i, &levels, &filled))
			continue;
		count_levels(t, from, name, &levels, &names);
		if (count_both(t, from, name, i) * 2 > names)
			h->role[i] = r;
	}
}

/* 一级 二级 三级 指标值 | 二级 三级 指标值: behind a value the names begin again, the mid-term's beside the year's. */
static size_t find_beside(const struct header *h)
{
	size_t name = header_find(h, ROLE_LEVEL3), i = name + 1;

	while (i < h->n && h->role[i] != ROLE_VALUE && h->role[i] != ROLE_NUMBER)
		i++;
	for (i++; i < h->n; i++) {
		bool level = h->role[i] == ROLE_LEVEL1 || h->role[i] == ROLE_LEVEL2;
		if (h->role[i] == ROLE_LEVEL3 || (level && i + 1 < h->n && (h->role[i + 1] == ROLE_LEVEL2 || h->role[i + 1] == ROLE_LEVEL3)))
			return i;
	}
	return 0;
}

bool header_twin(const struct header *h, size_t column)
{
	const struct ncell *c = column < h->n ? h->heading[column] : NULL, *before = column ? h->heading[column - 1] : NULL;

	return c && before && str_eq(c->text, before->text);
}

size_t header_read(const struct ntable *t, size_t at, struct header *h)
{
	size_t rows = 1, width = t->row[at].n;
	bool gap;

	*h = (struct header){ .found = true };
	header_put(h, &t->row[at], 0);
	make_room(h, t, at);
	if (at + 1 < t->rows && t->row[at + 1].filled && parts_value(&t->row[at + 1])) {
		header_put(h, &t->row[at + 1], parts_moved(h, &t->row[at + 1]));
		rows = 2;
	} else if (at + 1 < t->rows && header_below(h, &t->row[at + 1])) {
		rows = 2;
	}
	if (at + rows < t->rows && header_numbers(&t->row[at + rows]))
		rows++;
	if (width > h->n) /* columns without a heading hold what slipped out of the others */
		h->n = width < HEADER_COLUMNS ? width : HEADER_COLUMNS;
	gap = has_gap(h);
	if (gap)
		bare_levels(h, t, at + rows);
	name_column(h, t, at + rows);
	strange_value(h, t, at + rows);
	part_signs(h, t, at, at + rows);
	drop_directions(h, t, at + rows);
	settle(h);
	if (gap)
		bare_words(h, t, at + rows);
	h->beside = find_beside(h);
	for (size_t i = 1; i < h->n && !h->twins; i++)
		h->twins = header_twin(h, i);
	return rows;
}

bool header_again(const struct nrow *row)
{
	size_t named = 0;

	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = &row->cell[row->full[i]];
		if (header_cell_role(c) == ROLE_NONE && !cell_means(c, MEANS_SECTION))
			return false;
		named += header_cell_role(c) != ROLE_NONE && !c->level1 && !c->level2;
	}
	return named >= 2 || (row->filled && named == row->filled);
}
