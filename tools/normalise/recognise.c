#include "recognise.h"
#include "blocks.h"
#include "fold.h"
#include "head.h"
#include "header.h"
#include "looks.h"
#include "memo.h"
#include "title.h"

enum {
	BLOCK_CELLS = 5,
	CLUE_ROWS = 16,
	GOAL_ROWS = 3,
	GOAL_BYTES = 9, /* of three ideographs at least: (6) numbers the column */
	LIST_ROWS = 4 /* that a list has at least: its heading and some of its own */
};

void recognise_read(struct bench *b, struct ntable *t)
{
	for (size_t r = 0; r < t->rows; r++)
		row_read(b, &t->row[r]);
	fold_headings(b, t);
}

/* The grammar that the table's first rows and title speak for the most; base before layouts, then by their order. */
static size_t best_grammar(struct bench *b, const struct ntable *t, size_t rows, struct str title)
{
	size_t grammars = b->all->layouts + 1, best = 0;
	int *sum = arena_alloc(b->arena, grammars * sizeof *sum);

	memcpy(sum, title_weights(b, title), grammars * sizeof *sum);
	for (const struct nrow *row = t->row; row < t->row + rows; row++)
		for (const struct ncell *c = row->cell, *end = c + row->n; c < end; c++) {
			const int *clues = c->raw.n ? cell_clues(b, c) : NULL;
			for (size_t g = 1; clues && g < grammars; g++)
				sum[g] += clues[g - 1];
		}
	for (size_t g = 1; g < grammars; g++)
		if (sum[g] > sum[best])
			best = g;
	return best;
}

enum { /* kinds of meanings, as row_means takes them */
	FIELD = 1 << MEANS_FIELD,
	GOAL = 1 << MEANS_GOAL,
	LEVEL = 1 << MEANS_LEVEL,
	COLUMN = 1 << MEANS_COLUMN,
	IDENTIFIES = FIELD | GOAL | 1 << MEANS_AMOUNT /* what begins a form of its own: a project's name, its money, its goals */
};

/* The row's first cell is a level's label. */
static bool begins_with_level(const struct nrow *row)
{
	return row_means(row, LEVEL) && (row_full(row, 0)->level1 || row_full(row, 0)->level2);
}

static bool is_header(const struct nrow *row) { return row_means(row, COLUMN) && header_row(row); }

/* Level labels, or a header: nobody else's tables have them. */
static bool has_indicators(const struct ntable *t)
{
	size_t labelled = 0;

	for (size_t r = 0; r < t->rows; r++) {
		const struct nrow *row = &t->row[r];
		if (is_header(row))
			return true;
		labelled += row->filled > 1 && begins_with_level(row);
	}
	return labelled >= 2;
}

static bool has_goal(const struct ntable *t)
{
	for (size_t r = 0; r < t->rows; r++)
		if (row_means(&t->row[r], GOAL))
			return true;
	return false;
}

/* Labels of a head; *heads: the rows that have one. */
static size_t head_labels(const struct ntable *t, size_t rows, size_t *heads)
{
	const unsigned kinds = ~(unsigned)(LEVEL | COLUMN);
	size_t n = 0;

	*heads = 0;
	for (size_t r = 0; r < rows; r++) {
		const struct nrow *row = &t->row[r];
		if (!row_means(row, kinds))
			continue;
		++*heads;
		for (const size_t *at = row->full, *end = at + row->filled; at < end; at++)
			n += (row->cell[*at].kinds & kinds) != 0;
	}
	return n;
}

/* The row begins in the column where the form above has its names. */
static bool begins_with_name(const struct nrow *row, const struct form *after)
{
	return after && row->n == after->header.n && row->filled > 1 && after->header.role[row->full[0]] == ROLE_LEVEL3;
}

/* Labels that begin a form of its own. */
static size_t identifies(const struct ntable *t, const struct form *after)
{
	size_t n = 0;

	for (size_t r = 0; r < t->rows; r++) {
		const struct nrow *row = &t->row[r];
		if (is_header(row) || begins_with_level(row) || begins_with_name(row, after))
			break; /* below, the same words are names */
		for (size_t i = 0; row_means(row, IDENTIFIES) && i < row->filled; i++)
			n += (row_full(row, i)->kinds & IDENTIFIES) != 0;
	}
	return n;
}

static bool title_in_rows(struct bench *b, const struct ntable *t, size_t rows)
{
	for (size_t r = 0; r < rows; r++)
		if (t->row[r].filled == 1 && title_rule_of(b, b->grammar, row_full(&t->row[r], 0)->text))
			return true;
	return false;
}

/* It begins with a level's label, ends in a figure, or has a name and a value where the form above has them. */
static bool fits_below(const struct nrow *row, const struct header *h)
{
	const struct ncell *last = row->filled ? row_full(row, row->filled - 1) : NULL;
	bool name = false, value = false;

	if (row->filled < 2)
		return false;
	for (size_t i = 0; i < row->filled; i++) {
		enum role role = h->role[row->full[i]];
		name |= role == ROLE_LEVEL3;
		value |= role == ROLE_VALUE || role == ROLE_NUMBER;
	}
	return begins_with_level(row) || is_target(last) || (name && value);
}

/* As wide as the form above, without a head, and its rows look like indicators: the rest of a table that was parted. */
static bool looks_continued(const struct ntable *t, const struct form *after)
{
	size_t rows = 0, fitting = 0;

	if (!after || t->title.n || !after->header.n || !t->rows || t->row[0].n != after->header.n || identifies(t, after))
		return false;
	for (size_t r = 0; r < t->rows; r++) {
		const struct nrow *row = &t->row[r];
		rows += row->filled > 0;
		fitting += row->n == after->header.n && fits_below(row, &after->header);
	}
	return fitting > 0 && fitting * 2 >= rows;
}

static bool has_field(const struct form *f, struct str name)
{
	for (size_t i = 0; i < f->fields.n; i++)
		if (str_eq(f->fields.at[i].name, name))
			return true;
	return false;
}

static bool has_amount(const struct form *f, struct str kind)
{
	for (size_t i = 0; i < f->amounts.n; i++)
		if (str_eq(f->amounts.at[i].kind, kind))
			return true;
	return false;
}

/* What a form says once and this one has said. */
static bool said(const struct form *f, const struct ncell *c)
{
	const struct meaning *field = cell_means(c, MEANS_FIELD), *amount = cell_means(c, MEANS_AMOUNT);

	if (field)
		return str_eq(field->name, STR("project-name")) || has_field(f, field->name);
	return amount && has_amount(f, amount->name);
}

/*
 * The rest of a head that a page's end parted: no label above the indicators is one that the form has had, and its
 * goals begin here or go on in turn.
 */
static bool goes_on_with_head(struct bench *b, const struct ntable *t, const struct form *f)
{
	bool goals = f->goals.n == 0;

	for (size_t r = 0; r < t->rows; r++) {
		const struct nrow *row = &t->row[r];
		if (row->filled && (header_row(row) || row_full(row, 0)->level1 || row_full(row, 0)->level2))
			break;
		for (size_t i = 0; i < row->filled; i++) {
			const struct ncell *c = row_full(row, i);
			if (said(f, c) || (!goals && cell_means(c, MEANS_GOAL) && !goals_go_on(b, f, c->text)))
				return false;
			goals |= cell_means(c, MEANS_GOAL) != NULL;
		}
	}
	return true;
}

/* It begins with a label of a head that the form above, without indicators yet, may still be in. */
static bool continues_head(struct bench *b, const struct ntable *t, const struct form *after)
{
	return after && after->indicators.n == 0 && after->labels > 0 && t->title.n == 0 && t->rows && t->row[0].filled > 1
	    && head_label(row_full(&t->row[0], 0)) && goes_on_with_head(b, t, after);
}

const struct grammar *recognise_table(struct bench *b, struct ntable *t, const struct form *after)
{
	size_t rows = t->rows < CLUE_ROWS ? t->rows : CLUE_ROWS, labels, heads;
	const struct grammar *best;
	struct str title;
	size_t which;
	bool titled, goal;

	canon_text(&b->text, t->title);
	title = arena_copy(b->arena, buf_str(&b->text));
	which = best_grammar(b, t, rows, title);
	best = which ? b->all->layout[which - 1] : b->all->base;
	b->grammar = best;
	recognise_read(b, t);
	titled = title_rule_of(b, best, title) || title_in_rows(b, t, rows);
	goal = has_goal(t);
	labels = head_labels(t, rows, &heads);
	/* labels in one row alone head a list (职责活动 年度预算数 绩效目标), whose rows are no form's */
	if (has_indicators(t) || looks_continued(t, after) || continues_head(b, t, after) || (titled && labels >= 2 && (heads > 1 || rows < LIST_ROWS))
	    || (goal && labels >= 3 && heads > 1)
	    || (titled && goal && t->rows <= GOAL_ROWS)) /* the goal alone: its indicators are a table of their own */
		return best;
	return NULL;
}

/* A title in a row of its own (also one cell that spans the row and is repeated in each column). */
bool recognise_title_row(struct bench *b, const struct nrow *row)
{
	if (!row->filled || row_full(row, 0)->means)
		return false;
	for (size_t i = 1; i < row->filled; i++)
		if (!str_eq(row_full(row, i)->text, row_full(row, 0)->text))
			return false;
	return title_rule_of(b, b->grammar, row_full(row, 0)->text) != NULL;
}

const struct nrow *recognise_title_table(struct bench *b, const struct ntable *t)
{
	for (size_t r = 0; r < t->rows && t->rows <= 3; r++)
		if (recognise_title_row(b, &t->row[r]))
			return &t->row[r];
	return NULL;
}

/* A label that every form has once: the project's name, or another first line of a head. */
static bool names_project(const struct nrow *row)
{
	for (size_t i = 0; row_means(row, FIELD) && i < row->filled && i < 4; i++) {
		const struct meaning *m = cell_means(row_full(row, i), MEANS_FIELD);
		if (m && str_eq(m->name, STR("project-name")))
			return true;
	}
	return false;
}

/* A table whose heading has 项目名称 beside the levels: a block of rows a project. */
struct blocks {
	size_t heads, column; /* 1 + the heading's row; where the names stand */
	size_t goals;         /* where 绩效目标 heads a column; SIZE_MAX: nowhere */
	bool rows;            /* some stand below the heading already */
	struct str last;      /* the name in hand; empty: none yet */
};

/* Its first level label stands behind the projects' names: an indicator whose row has not slid; or goals stand there. */
static bool has_own_cells(const struct blocks *k, const struct nrow *row)
{
	const struct ncell *goal = k->goals < row->n ? &row->cell[k->goals] : NULL;

	for (size_t i = 0; i < row->filled; i++)
		if (row_full(row, i)->level1 || row_full(row, i)->level2)
			return row_full(row, i)->column > k->column;
	return goal && goal->text.n >= GOAL_BYTES && goal->shape != SHAPE_NUMBER;
}

/* 013001 | 云溪县司法局 | 60.00: a name without indicators or goals. */
static bool is_sum(const struct blocks *k, const struct nrow *row)
{
	return k->column < row->n && row->cell[k->column].text.n > 0 && !row_means(row, LEVEL) && !has_own_cells(k, row);
}

/* Another project's name than the last one stands in its column, with indicators or goals beside it. */
static bool next_project(struct blocks *k, const struct nrow *row)
{
	struct str name = k->column < row->n ? row->cell[k->column].text : STR("");

	if (name.n == 0 || !has_own_cells(k, row) || str_eq(name, k->last))
		return false;
	k->last = name;
	return true;
}

static size_t goals_column(const struct nrow *row)
{
	for (size_t i = 0; row_means(row, GOAL) && i < row->filled; i++)
		if (cell_means(row_full(row, i), MEANS_GOAL))
			return row_full(row, i)->column;
	return SIZE_MAX;
}

/* Row r begins the block of a further project. */
static bool opens_block(struct bench *b, struct blocks *k, const struct ntable *t, size_t r)
{
	const struct nrow *row = &t->row[r];
	bool first = k->last.n == 0;

	if (row->filled >= BLOCK_CELLS && header_projects(row) != SIZE_MAX && header_row(row)) {
		k->column = header_projects(row);
		k->goals = goals_column(row);
		k->heads = r + 1;
		return false;
	}
	if (k->heads && row_means(row, LEVEL))
		blocks_put_back(b, &t->row[k->heads - 1], &t->row[r]);
	if (k->heads && next_project(k, row))
		return !first || k->rows; /* those above are of the page before */
	k->rows |= k->heads && row->filled > 0 && !is_sum(k, row);
	return false;
}

size_t recognise_segments(struct bench *b, const struct ntable *t, struct segment **segments)
{
	struct blocks blocks = { 0 };
	LIST(segment) list = { 0 };
	struct segment *now = LIST_ADD(b->arena, list);
	bool indicators = false;

	for (size_t r = 0; r < t->rows; r++) {
		const struct nrow *row = &t->row[r];
		bool titled = recognise_title_row(b, row);
		if (opens_block(b, &blocks, t, r)) {
			now->to = r;
			now = LIST_ADD(b->arena, list);
			now->from = r;
			now->heads = blocks.heads;
		} else if (titled || (indicators && names_project(row) && !header_row(row))) {
			if (r > now->from && (indicators || titled) && (indicators || now->title.n)) {
				now->to = r;
				now = LIST_ADD(b->arena, list);
				now->from = r;
			}
			blocks = (struct blocks){ 0 };
			if (titled) {
				now->title = row_full(row, 0)->text;
				now->line = row_full(row, 0)->line;
				now->title_row = r;
				now->at = row_full(row, 0)->at;
			}
			indicators = false;
		}
		indicators |= row->filled > 1 && begins_with_level(row);
	}
	now->to = t->rows;
	*segments = list.at;
	return list.n;
}

/* The level 1 that the first level label of the table names or belongs to; NULL when it has none. */
static const struct level *first_level1(const struct ntable *t)
{
	for (size_t r = 0; r < t->rows; r++)
		for (size_t i = 0; row_means(&t->row[r], LEVEL) && i < t->row[r].filled; i++) {
			const struct ncell *c = row_full(&t->row[r], i);
			const struct level *one = cell_level(c, 1), *two = cell_level(c, 2);
			if (!cell_means(c, MEANS_COLUMN) && (one || two))
				return one ? one : two->parent;
		}
	return NULL;
}

bool recognise_rejoins(struct bench *b, const struct ntable *t, const struct form *f)
{
	canon_text(&b->text, t->title);
	return f->indicators.n == 0 && f->labels > 0 && t->rows > 1 && goes_on_with_head(b, t, f)
	    && !title_rule_of(b, b->grammar, buf_str(&b->text)) && (header_row(&t->row[0]) || first_level1(t) != NULL);
}

bool recognise_continued(const struct ntable *t, const struct form *f)
{
	return f && f->grammar->continued && t->title.n && t->title.n <= TITLE_BYTES && identifies(t, f) == 0
	    && pattern_match(f->grammar->continued, t->title, NULL) == 1;
}

bool recognise_continues(struct bench *b, const struct ntable *t, const struct form *f)
{
	const struct level *first;
	bool had = false;
	size_t n;

	if (!f || t->title.n)
		return false;
	first = first_level1(t);
	n = f->indicators.n;
	if (identifies(t, f) > 0 && (n || f->labels == 0 || !goes_on_with_head(b, t, f)))
		return false;
	if (n == 0 || !first || str_eq(f->indicators.at[n - 1].filed.level1, first->name))
		return true;
	for (size_t i = 0; i < n; i++) /* a level that the form had and left begins another form */
		had |= str_eq(f->indicators.at[i].filed.level1, first->name);
	return !had;
}
