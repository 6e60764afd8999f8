#include "rowfit.h"
#include "looks.h"
#include "memo.h"

#include <assert.h>
#include <limits.h>

enum { FIT_CELLS_MOST = 24, COLUMNS_MOST = 64, FAR = INT_MAX / 4 };

/* Where a cell stands and what it looks like: all that the path weighs of it. */
struct stand {
	unsigned looks, column;
};

/*
 * 质量 and 服务对象满意度 name levels, and as often indicators (质量指标 is only ever a label): behind a label of a level,
 * or before a target.
 */
static bool names_too(const struct nrow *row, size_t i, enum role role)
{
	const struct ncell *c = row_full(row, i), *before = i ? row_full(row, i - 1) : NULL;

	if (c->level_like || !(c->level1 || c->level2) || (role != ROLE_LEVEL3 && role != ROLE_DESCRIPTION))
		return false;
	if (before && (before->level1 || before->level2))
		return true;
	for (size_t k = i + 1; k < row->filled; k++)
		if (looks_like_value(looks_of(row_full(row, k))))
			return true;
	return false;
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

/* Extends one state (cell i-1 in column `before`, or the start) by cell i, which stands in that column. */
static void extend(struct table *t, const struct grammar *g, const struct header *h, unsigned column, size_t i,
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
		long now = (long)column - (long)a;
		relax(t, i, a, base + gaps + own[a] + shift_cost(g, shift, now), before, (int)a, now);
		gaps += gap_cost(g, h->role[a]);
	}
}

/* The columns that the cells play the roles of, from where the last one ends; h->n: dropped. */
static void trace(const struct table *t, size_t cells, size_t end, unsigned char *to)
{
	size_t a = end;

	for (size_t i = cells; i-- > 0;) {
		to[i] = (unsigned char)a;
		a = i ? (size_t)t->from[i][a] : 0; /* NOLINT(clang-analyzer-core.uninitialized.Assign): reached at a cost below FAR */
	}
}

/* The cheapest path of at least one cell. */
static void find_path(const struct grammar *g, const struct header *h, const struct stand *cell, size_t n, unsigned char *to)
{
	struct table t;
	int least = FAR;
	size_t end = 0;

	assert(n > 0);
	for (size_t i = 0; i < n; i++) {
		int own[COLUMNS_MOST];
		for (size_t a = 0; a < h->n; a++)
			own[a] = looks_cost(g, cell[i].looks, h->role[a]);
		for (size_t a = 0; a <= h->n; a++)
			t.best[i][a] = FAR;
		for (int before = 0; before <= (i ? (int)h->n : 0); before++)
			extend(&t, g, h, cell[i].column, i, before, own);
	}
	for (size_t a = 0; a <= h->n; a++) {
		int cost = t.best[n - 1][a];
		if (cost < FAR)
			cost += gaps_between(g, h, t.last[n - 1][a], h->n);
		if (cost < least) {
			least = cost;
			end = a;
		}
	}
	trace(&t, n, end, to);
}

/*
 * Paths that were found.  Rows of a filing stand askew in few ways: what the path weighs is all told by the header's
 * roles and by the cells' stands, so rows with the same of both have the same path.
 */
enum { KEPT_CELLS = 8, KEPT_PATHS = 64, KEPT_HEADERS = 8 };

struct kept_path {
	size_t n; /* of cells; 0: none yet */
	struct stand cell[KEPT_CELLS];
	unsigned char to[KEPT_CELLS];
};

struct fit_memo {
	struct kept_header {
		const struct grammar *grammar; /* NULL: none yet */
		enum role role[COLUMNS_MOST];
		size_t n;
		struct kept_path path[KEPT_PATHS];
	} header[KEPT_HEADERS];
	size_t now, next; /* the header asked for last; the one whose place the next new one takes */
};

static bool is_header(const struct kept_header *k, const struct grammar *g, const struct header *h)
{
	return k->grammar == g && k->n == h->n && memcmp(k->role, h->role, h->n * sizeof *h->role) == 0;
}

static struct kept_header *kept_header(struct fit_memo *m, const struct grammar *g, const struct header *h)
{
	struct kept_header *k = &m->header[m->now];

	if (is_header(k, g, h))
		return k;
	for (m->now = 0; m->now < KEPT_HEADERS; m->now++)
		if (is_header(&m->header[m->now], g, h))
			return &m->header[m->now];
	m->now = m->next;
	m->next = (m->next + 1) % KEPT_HEADERS;
	k = &m->header[m->now];
	memset(k, 0, sizeof *k);
	k->grammar = g;
	k->n = h->n;
	memcpy(k->role, h->role, h->n * sizeof *h->role);
	return k;
}

/* Where the path of such cells is kept, whether it is there or another one; NULL: nowhere. */
static struct kept_path *kept_path(struct bench *b, const struct header *h, const struct stand *cell, size_t n)
{
	uint32_t hash = 0;

	if (!b->memo || n > KEPT_CELLS)
		return NULL;
	if (!b->memo->fits)
		b->memo->fits = arena_zero(&b->memo->arena, 1, sizeof *b->memo->fits);
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ cell[i].looks ^ cell[i].column << 16) * 0x9e3779b1u;
	return &kept_header(b->memo->fits, b->grammar, h)->path[hash >> 26];
}

static_assert(KEPT_PATHS == 1 << (32 - 26), "the place of a path is the six highest bits of its hash");

static void find_kept_path(struct bench *b, const struct header *h, const struct stand *cell, size_t n, unsigned char *to)
{
	struct kept_path *kept = kept_path(b, h, cell, n);

	if (kept && kept->n == n && memcmp(kept->cell, cell, n * sizeof *cell) == 0) {
		memcpy(to, kept->to, n);
		return;
	}
	find_path(b->grammar, h, cell, n, to);
	if (!kept)
		return;
	kept->n = n;
	memcpy(kept->cell, cell, n * sizeof *cell);
	memcpy(kept->to, to, n);
}

/* Two columns may have one role (备注, 指标值说明): words are kept beside each other, the rest is dropped. */
static void assign(struct fit *fit, enum role role, const struct ncell *c)
{
	const struct ncell *had = fit->role[role];

	if (!had) {
		fit_put(fit, role, c);
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

static bool is_only_child(const struct ncell *c)
{
	const struct level *two = cell_level(c, 2);

	return two && two->parent->children == 1;
}

/*
 * Words below the heading of a level (履职效能), or an only child in its parent's place (服务对象满意度): as filed, if
 * the row has a name and a value besides.  What reads like a basis (立项依据) is a level 2 beside a level 1 alone.
 */
static bool own_level(const struct header *h, const struct ncell *c, enum role role, const struct fit *fit)
{
	bool one = role == ROLE_LEVEL1;

	if ((!one && role != ROLE_LEVEL2) || !h->found || c->shape != SHAPE_TEXT || c->ordinal || c->level1)
		return false;
	if (c->basis_like && (one || !fit->role[ROLE_LEVEL1]))
		return false;
	return !c->level2 || (one && is_only_child(c));
}

/*
 * Whether a row with these roles (bits) is one when all its cells are what their columns want; own: some are levels of
 * its own.  A name with its value, or without any; levels with nothing but what stands behind a value are a template's
 * row, not an indicator whose name is a note.
 */
static bool is_whole(const struct header *h, unsigned roles, bool own)
{
	bool name = has_role(roles, ROLE_LEVEL3), value = has_role(roles, ROLE_VALUE) || has_role(roles, ROLE_NUMBER);
	bool described = has_role(roles, ROLE_DESCRIPTION) || has_role(roles, ROLE_ACTUAL);

	if (own)
		return name && value;
	if (name)
		return value || !has_role(roles, ROLE_NOTE);
	return h->found && (has_role(roles, ROLE_LEVEL1) || has_role(roles, ROLE_LEVEL2)) && !value && !described;
}

/* Words of the form's own for a level 1 without any level 2, though it has a column for them: a name that slid. */
static bool slid(const struct header *h, const struct fit *fit)
{
	bool two = false;

	if (!has_role(fit->roles, ROLE_LEVEL1) || has_role(fit->roles, ROLE_LEVEL2) || fit->role[ROLE_LEVEL1]->level1)
		return false;
	for (size_t i = 0; i < h->n; i++)
		two |= h->role[i] == ROLE_LEVEL2;
	return two;
}

/* What a cell may cost at most in its own column. */
static int most_cost(const struct grammar *g, enum role role)
{
	return role == ROLE_VALUE || role == ROLE_NUMBER ? g->cost[COST_TEXT_AS_VALUE]
	    : role == ROLE_NOTE ? g->cost[COST_NOTE_WORDS] : 0;
}

/* What a cell costs in that role, its text asked only where that tells. */
static int role_cost(const struct grammar *g, const struct ncell *c, enum role role)
{
	unsigned looks = looks_of(c);
	unsigned wanted = looks_wanted(role);

	if (wanted || (looks_like_value(looks) && role != ROLE_VALUE))
		looks = looks_of_text(g, c, wanted);
	return looks_cost(g, looks, role);
}

/* The common case: every cell stands in its column and is what the column wants. */
static bool fits_as_filed(const struct grammar *g, const struct header *h, const struct nrow *row, struct fit *fit)
{
	bool owns = false;

	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		enum role role = c->column < h->n ? h->role[c->column] : ROLE_NONE;
		bool own = own_level(h, c, role, fit);
		if (role == ROLE_NONE || (!own && !row->placed && role_cost(g, c, role) > most_cost(g, role) && !names_too(row, i, role)))
			return false;
		assign(fit, role, c);
		owns |= own;
	}
	return !(owns && slid(h, fit)) && is_whole(h, fit->roles, owns);
}

/* The cells to the roles that cost least together. */
static void fit_by_path(struct bench *b, const struct header *h, const struct nrow *row, struct fit *fit)
{
	struct stand cell[FIT_CELLS_MOST];
	unsigned char to[FIT_CELLS_MOST];
	unsigned wanted = 0;

	for (size_t a = 0; a < h->n; a++)
		wanted |= looks_wanted(h->role[a]);
	for (size_t i = 0; i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		cell[i] = (struct stand){ looks_of_text(b->grammar, c, wanted), (unsigned)c->column };
		if (names_too(row, i, ROLE_LEVEL3))
			cell[i].looks |= LOOKS_NAMES_TOO;
	}
	find_kept_path(b, h, cell, row->filled, to);
	for (size_t i = row->filled; i-- > 0;) {
		const struct ncell *c = row_full(row, i);
		if (to[i] == h->n) {
			fit->dropped++;
			continue;
		}
		assign(fit, h->role[to[i]], c);
		fit->shifted |= c->column != to[i];
	}
}

/*
 * 3年内持续运转 | 是: a name that reads like a target.  Where no path is whole, cells that stand under the headings'
 * name and value, behind levels that are some, are what the headings say.
 */
static bool stands_under(const struct grammar *g, const struct header *h, const struct nrow *row, struct fit *fit)
{
	*fit = (struct fit){ 0 };
	for (size_t i = 0; h->found && i < row->filled; i++) {
		const struct ncell *c = row_full(row, i);
		enum role role = c->column < h->n ? h->role[c->column] : ROLE_NONE;
		bool level = role == ROLE_LEVEL1 ? c->level1 : role == ROLE_LEVEL2 ? c->level2 : !c->level1 && !c->level2;
		if (role == ROLE_NONE || !level || (role == ROLE_LEVEL3 && value_sign(g, c->text)))
			return false;
		assign(fit, role, c);
	}
	return has_role(fit->roles, ROLE_LEVEL3) && has_role(fit->roles, ROLE_VALUE);
}

bool rowfit(struct bench *b, const struct header *h, const struct nrow *row, struct fit *fit)
{
	struct fit other;

	*fit = (struct fit){ 0 };
	if (fits_as_filed(b->grammar, h, row, fit))
		return true;
	*fit = (struct fit){ 0 };
	if (row->filled == 0 || row->filled > FIT_CELLS_MOST || h->n > COLUMNS_MOST)
		return false;
	fit_by_path(b, h, row, fit);
	if ((fit->dropped || !has_role(fit->roles, ROLE_LEVEL3)) && stands_under(b->grammar, h, row, &other))
		*fit = other;
	return fit->dropped < row->filled;
}
