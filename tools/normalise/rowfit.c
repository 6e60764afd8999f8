#include "rowfit.h"

#include <limits.h>

enum { FIT_CELLS_MOST = 24, COLUMNS_MOST = 64, FAR = INT_MAX / 4 };

static bool valuelike(const struct ncell *c)
{
	return c->shape == SHAPE_NUMBER || c->shape == SHAPE_DATE;
}

static int level_cost(const struct grammar *g, const struct ncell *c, bool right, bool other)
{
	if (right)
		return 0;
	if (other)
		return g->cost[COST_LEVEL_DEPTH];
	return g->cost[c->level_like ? COST_LEVEL_LIKE : COST_TEXT_AS_LEVEL]
	    + (valuelike(c) ? g->cost[COST_VALUE_IN_NAME] : 0);
}

/* Words that name, describe or explain. */
static int words_cost(const struct grammar *g, const struct ncell *c, enum role role)
{
	int cost = 0;

	if (c->level1 || c->level2)
		cost += g->cost[COST_LEVEL_IN_TEXT];
	if (valuelike(c))
		cost += g->cost[COST_VALUE_IN_NAME] * (value_sign(g, c->text) ? 2 : 1);
	if (c->ordinal && role != ROLE_LEVEL3)
		cost += g->cost[COST_ORDINAL_AS_OTHER];
	if (role == ROLE_NOTE && c->shape == SHAPE_TEXT && !c->basis_like)
		cost += g->cost[COST_NOTE_WORDS];
	if (c->basis_like && (role == ROLE_LEVEL3 || role == ROLE_DESCRIPTION))
		cost += g->cost[COST_BASIS_ELSEWHERE];
	return cost;
}

static int value_cost(const struct grammar *g, const struct ncell *c)
{
	if (valuelike(c))
		return 0;
	if (c->level1 || c->level2)
		return g->cost[COST_LEVEL_IN_TEXT];
	return g->cost[c->shape == SHAPE_SENTENCE ? COST_LONG_AS_VALUE : COST_TEXT_AS_VALUE]
	    + (c->ordinal ? g->cost[COST_ORDINAL_AS_OTHER] : 0) + (c->basis_like ? g->cost[COST_BASIS_ELSEWHERE] : 0);
}

/* An operator's column holds a sign or 定性: anything that stands before a number in the grammar. */
static bool is_operator(const struct grammar *g, struct str text)
{
	unsigned slot = text.n ? word_slot(text.p, text.n) % COMPARATOR_SLOTS : 0;

	for (int form = 0; text.n && form < COMPARE_FORMS; form++)
		for (uint32_t i = g->compare->start[form][slot]; i; i = g->compare->next[i].start)
			if (str_eq(g->comparator[i - 1].word, text))
				return true;
	for (size_t i = 0; i < g->qualitatives; i++)
		if (str_eq(g->qualitative[i], text))
			return true;
	return false;
}

static int part_cost(const struct grammar *g, const struct ncell *c, enum role role)
{
	size_t n;

	if (role == ROLE_OP)
		return is_operator(g, c->text) ? 0 : g->cost[COST_VALUE_IN_NAME];
	if (is_operator(g, c->text))
		return g->cost[COST_VALUE_IN_NAME];
	if (c->level1 || c->level2)
		return g->cost[COST_LEVEL_IN_TEXT];
	if (role == ROLE_NUMBER)
		return value_cost(g, c);
	if (grammar_unit(g, c->text, &n) && n == c->text.n)
		return 0;
	return g->cost[valuelike(c) ? COST_VALUE_IN_NAME : COST_LEVEL_LIKE];
}

int role_cost(const struct grammar *g, const struct ncell *c, enum role role)
{
	switch (role) {
	case ROLE_LEVEL1: return level_cost(g, c, c->level1, c->level2);
	case ROLE_LEVEL2: return level_cost(g, c, c->level2, c->level1);
	case ROLE_LEVEL3:
	case ROLE_DESCRIPTION:
	case ROLE_BASIS:
	case ROLE_NOTE:
	case ROLE_REASON: return words_cost(g, c, role);
	case ROLE_VALUE:
	case ROLE_ACTUAL: return value_cost(g, c);
	case ROLE_OP:
	case ROLE_NUMBER:
	case ROLE_UNIT: return part_cost(g, c, role);
	case ROLE_WEIGHT:
	case ROLE_SCORE: return c->shape == SHAPE_NUMBER ? 0 : g->cost[COST_VALUE_IN_NAME];
	case ROLE_SECTION:
		return cell_means(c, MEANS_SECTION) || cell_means(c, MEANS_COLUMN) ? 0 : g->cost[COST_TEXT_AS_LEVEL]
		    + g->cost[c->level1 || c->level2 ? COST_LEVEL_IN_TEXT : COST_GAP]; /* an unknown level is a level sooner */
	case ROLE_OTHER: return c->level1 || c->level2 ? g->cost[COST_LEVEL_IN_TEXT] : 0;
	default: return g->cost[COST_UNNAMED];
	}
}

static int abs_step(long d) { return d < 0 ? (int)-d : (int)d; }

/* What it costs that the displacement changes from `before` to `now` between two cells of a row. */
static int shift_cost(const struct grammar *g, long before, long now)
{
	return before == now ? 0 : (now == 0 ? 0 : g->cost[COST_SHIFT]) + g->cost[COST_SHIFT_STEP] * abs_step(now - before);
}

/* Roles that a row ought to have. */
static int gap_cost(const struct grammar *g, enum role role)
{
	switch (role) {
	case ROLE_LEVEL3: return 3 * g->cost[COST_GAP];
	case ROLE_VALUE:
	case ROLE_NUMBER: return g->cost[COST_GAP];
	default: return 0;
	}
}

/*
 * best[i][a]: the cheapest way to have placed cells 0..i with cell i in column a; a == n: cell i dropped.
 * from[i][a] is the column of the cell before.  `last` placed column and displacement follow from a, but
 * for a dropped cell, which keeps those of the cell before it (held in place[i][a]).
 */
struct table {
	int best[FIT_CELLS_MOST][COLUMNS_MOST + 1];
	short from[FIT_CELLS_MOST][COLUMNS_MOST + 1];
	short last[FIT_CELLS_MOST][COLUMNS_MOST + 1]; /* column last used, -1: none yet */
	long shift[FIT_CELLS_MOST][COLUMNS_MOST + 1];
};

static int gaps_between(const struct grammar *g, const struct header *h, int after, size_t before)
{
	int cost = 0;

	for (size_t a = (size_t)after + 1; a < before; a++)
		cost += gap_cost(g, h->role[a]);
	return cost;
}

static void relax(struct table *t, size_t i, size_t a, int cost, int from, int last, long shift)
{
	if (cost >= t->best[i][a])
		return;
	t->best[i][a] = cost;
	t->from[i][a] = (short)from;
	t->last[i][a] = (short)last;
	t->shift[i][a] = shift;
}

/* Extends one state (cell i-1 in column `before`, or the start) by cell i. */
static void extend(struct table *t, const struct grammar *g, const struct header *h, const struct ncell *c, size_t i,
    int before, const int *own)
{
	int base = i ? t->best[i - 1][before] : 0;
	int last, gaps = 0;
	long shift;

	if (base >= FAR)
		return;
	last = i ? t->last[i - 1][before] : -1;
	shift = i ? t->shift[i - 1][before] : 0;
	relax(t, i, h->n, base + g->cost[COST_DROP], before, last, shift);
	for (size_t a = (size_t)last + 1; a < h->n; a++) {
		long now = (long)c->column - (long)a;
		relax(t, i, a, base + gaps + own[a] + shift_cost(g, shift, now), before, (int)a, now);
		gaps += gap_cost(g, h->role[a]);
	}
}

/* Two columns may have one role (备注, 指标值说明): words are kept beside each other, the rest is dropped. */
static void assign(struct fit *fit, enum role role, const struct ncell *c)
{
	const struct ncell *had = fit->role[role];

	if (!had) {
		fit->role[role] = c;
		return;
	}
	if (fit->mores == sizeof fit->more / sizeof *fit->more) {
		fit->dropped++;
		return;
	}
	if (had->column > c->column)
		fit->role[role] = c;
	fit->more[fit->mores] = had->column > c->column ? had : c;
	fit->more_role[fit->mores++] = role;
}

static void trace(const struct table *t, const struct header *h, const struct nrow *row, size_t end, struct fit *fit)
{
	size_t a = end;

	for (size_t i = row->filled; i-- > 0;) {
		const struct ncell *c = &row->cell[row->full[i]];
		if (a == h->n) {
			fit->dropped++;
		} else {
			assign(fit, h->role[a], c);
			fit->shifted |= c->column != a;
		}
		a = i ? (size_t)t->from[i][a] : 0; /* NOLINT(clang-analyzer-core.uninitialized.Assign): reached at a cost below FAR */
	}
}

/*
 * Words below the heading of a level (履职效能), or an only child in its parent's place (服务对象满意度): as filed, if
 * the row has a name and a value besides.
 */
static bool own_level(const struct header *h, const struct ncell *c, enum role role)
{
	const struct level *two = cell_level(c, 2);

	if (!h->found || c->shape != SHAPE_TEXT || c->ordinal || c->basis_like || c->level1)
		return false;
	return two ? role == ROLE_LEVEL1 && two->parent->children == 1 : role == ROLE_LEVEL1 || role == ROLE_LEVEL2;
}

/* Which roles a row has when all its cells are what their columns want. */
struct filed {
	bool name, value, note, own, level, described;
};

/*
 * A name with its value, or without any; levels with nothing but what stands behind a value are a template's row,
 * not an indicator whose name is a note.
 */
static bool is_whole(const struct header *h, const struct filed *is)
{
	if (is->own)
		return is->name && is->value;
	if (is->name)
		return is->value || !is->note;
	return h->found && is->level && !is->value && !is->described;
}

/* The common case: every cell stands in its column and is what the column wants. */
static bool fits_as_filed(const struct grammar *g, const struct header *h, const struct nrow *row, struct fit *fit)
{
	struct filed is = { 0 };

	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = &row->cell[row->full[i]];
		enum role role = c->column < h->n ? h->role[c->column] : ROLE_NONE;
		int most = role == ROLE_VALUE || role == ROLE_NUMBER ? g->cost[COST_TEXT_AS_VALUE]
		    : role == ROLE_NOTE ? g->cost[COST_NOTE_WORDS] : 0;
		bool own = own_level(h, c, role);
		if (role == ROLE_NONE || (!own && !row->placed && role_cost(g, c, role) > most))
			return false;
		assign(fit, role, c);
		is.own |= own;
		is.level |= role == ROLE_LEVEL1 || role == ROLE_LEVEL2;
		is.name |= role == ROLE_LEVEL3;
		is.described |= role == ROLE_DESCRIPTION || role == ROLE_ACTUAL || role == ROLE_NUMBER;
		is.value |= role == ROLE_VALUE || role == ROLE_NUMBER;
		is.note |= role == ROLE_NOTE;
	}
	return is_whole(h, &is);
}

bool rowfit(const struct grammar *g, const struct header *h, const struct nrow *row, struct fit *fit)
{
	struct table t;
	int least = FAR;
	size_t end = 0;

	*fit = (struct fit){ 0 };
	if (fits_as_filed(g, h, row, fit))
		return true;
	*fit = (struct fit){ 0 };
	if (row->filled == 0 || row->filled > FIT_CELLS_MOST || h->n > COLUMNS_MOST)
		return false;
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = &row->cell[row->full[i]];
		int own[COLUMNS_MOST];
		for (size_t a = 0; a < h->n; a++)
			own[a] = role_cost(g, c, h->role[a]);
		for (size_t a = 0; a <= h->n; a++)
			t.best[i][a] = FAR;
		for (int before = 0; before <= (i ? (int)h->n : 0); before++)
			extend(&t, g, h, c, i, before, own);
	}
	for (size_t a = 0; a <= h->n; a++) {
		int cost = t.best[row->filled - 1][a];
		if (cost < FAR)
			cost += gaps_between(g, h, t.last[row->filled - 1][a], h->n);
		if (cost < least) {
			least = cost;
			end = a;
		}
	}
	fit->cost = least;
	trace(&t, h, row, end, fit);
	return fit->dropped < row->filled;
}
