#include "levels.h"

#include <limits.h>

enum { STATES_MOST = 32, ROWS_MOST = 4000, MODES = 2, FAR = INT_MAX / 4 };

struct vote {
	struct levels levels;
	int weight; /* 0: none */
};

struct path {
	const struct grammar *g;
	const struct form *f;
	struct levels state[STATES_MOST];
	size_t states;
	struct vote *vote;     /* a row each */
	size_t *label_before;  /* the row whose own label stands before this row's; SIZE_MAX: none */
	bool ordinals;         /* they restart with each level 2, so they tell */
	int (*best)[STATES_MOST][MODES];
	unsigned char (*from)[STATES_MOST][MODES]; /* state * MODES + mode of the row before */
};

static void add_state(struct path *p, const struct levels *l)
{
	for (size_t s = 0; s < p->states; s++)
		if (levels_same(&p->state[s], l))
			return;
	if (p->states < STATES_MOST)
		p->state[p->states++] = *l;
}

/* The row's own labels agree with the state: a label that is not there agrees with anything. */
static bool agrees(const struct indicator *x, const struct levels *s)
{
	if (x->own2 || x->filed.level2.n)
		return str_eq(x->filed.level2, s->level2) && (!x->own1 || str_eq(x->filed.level1, s->level1));
	return str_eq(x->filed.level1, s->level1);
}

static int row_cost(const struct path *p, size_t i, size_t s)
{
	const struct vote *v = &p->vote[i];
	bool misfit = p->f->indicators.at[i].money && p->state[s].no_money;

	return (v->weight && !levels_same(&v->levels, &p->state[s]) ? p->g->cost[COST_SIBLING] * v->weight / 100 : 0)
	    + (misfit ? p->g->cost[COST_VALUE_MISFIT] : 0);
}

/* Ordinals of neighbouring rows against a level that changes or stays. */
static int ordinal_cost(const struct path *p, size_t i, bool stays)
{
	size_t before = p->f->indicators.at[i - 1].ordinal, now = p->f->indicators.at[i].ordinal;

	if (!p->ordinals || !before || !now)
		return 0;
	if (now == before + 1)
		return stays ? 0 : p->g->cost[COST_ORDINAL_BREAK];
	return now == 1 && stays ? p->g->cost[COST_ORDINAL_BREAK] : 0;
}

/* The row's own label against state s, coming from mode `before` into mode `now`; FAR: no such way. */
static int label_cost(const struct path *p, size_t i, size_t s, bool stays, int before, int now)
{
	const struct indicator *x = &p->f->indicators.at[i];
	size_t above = p->label_before[i];
	const int *cost = p->g->cost;

	if (!x->own)
		return before == now ? (stays ? 0 : cost[COST_LABEL_WITHIN]) : FAR;
	if (now == 0)
		return agrees(x, &p->state[s]) ? 0 : before == 0 ? cost[COST_LABEL_MOVED] : FAR;
	if (before == 0) /* from here on labels stand a group too low: this one is not yet this row's */
		return stays && !agrees(x, &p->state[s]) ? cost[COST_LABEL_MOVED] : FAR;
	if (above != SIZE_MAX && levels_same(&p->f->indicators.at[above].filed, &p->state[s]))
		return 0;
	return cost[COST_LABEL_MOVED];
}

static void begin(struct path *p)
{
	for (size_t s = 0; s < p->states; s++) {
		const struct indicator *x = &p->f->indicators.at[0];
		bool fits = x->own ? agrees(x, &p->state[s]) : levels_same(&x->filed, &p->state[s]);
		p->best[0][s][0] = row_cost(p, 0, s) + (fits ? 0 : p->g->cost[x->own ? COST_LABEL_MOVED : COST_LABEL_WITHIN]);
		p->best[0][s][1] = FAR;
	}
}

/* What row i costs in state s, by whether it stays there and by the modes; not what only the state before decides. */
static void costs_at(const struct path *p, size_t i, size_t s, int cost[2][MODES][MODES])
{
	int row = row_cost(p, i, s);

	for (int stays = 0; stays < 2; stays++) {
		int ordinal = ordinal_cost(p, i, stays);
		for (int before = 0; before < MODES; before++)
			for (int now = 0; now < MODES; now++) {
				int label = label_cost(p, i, s, stays, before, now);
				cost[stays][before][now] = label >= FAR ? FAR : label + ordinal + row;
			}
	}
}

/* The cheapest way into state s and mode `now` of row i. */
static void extend_to(struct path *p, size_t i, size_t s, int now, const int cost[2][MODES][MODES])
{
	int least = FAR;

	for (size_t from = 0; from < p->states; from++) {
		int back = from != s && p->state[s].order < p->state[from].order ? p->g->cost[COST_LEVEL_BACK] : 0;
		for (int before = 0; before < MODES; before++) {
			int sum = p->best[i - 1][from][before] + cost[from == s][before][now] + back;
			if (sum >= least)
				continue;
			least = sum;
			p->from[i][s][now] = (unsigned char)(from * MODES + (size_t)before);
		}
	}
	p->best[i][s][now] = least;
}

static void extend(struct path *p, size_t i)
{
	int cost[2][MODES][MODES];

	for (size_t s = 0; s < p->states; s++) {
		costs_at(p, i, s, cost);
		for (int now = 0; now < MODES; now++)
			extend_to(p, i, s, now, cost);
	}
}

/* Ordinals that run on through the whole table say nothing about levels. */
static bool ordinals_tell(const struct form *f)
{
	size_t restart = 0, go_on = 0;

	for (size_t i = 1; i < f->indicators.n; i++) {
		const struct indicator *x = &f->indicators.at[i];
		size_t before = x[-1].ordinal;
		if (!x->own || !x->ordinal || !before)
			continue;
		restart += x->ordinal == 1;
		go_on += x->ordinal == before + 1;
	}
	return restart > go_on;
}

static void prepare(struct path *p, struct arena *a, const struct siblings *s)
{
	size_t n = p->f->indicators.n, label = SIZE_MAX;

	p->vote = arena_zero(a, n, sizeof *p->vote);
	p->label_before = arena_alloc(a, n * sizeof *p->label_before);
	for (size_t i = 0; i < n; i++) {
		const struct indicator *x = &p->f->indicators.at[i];
		if (!siblings_ask(s, p->f, x, &p->vote[i].levels, &p->vote[i].weight))
			p->vote[i].weight = 0;
		p->label_before[i] = label;
		if (x->own)
			label = i;
		add_state(p, &x->filed);
	}
	for (size_t i = 0; i < n; i++)
		if (p->vote[i].weight)
			add_state(p, &p->vote[i].levels);
	p->ordinals = ordinals_tell(p->f);
}

static void note_repairs(struct indicator *x)
{
	const struct ncell *c1 = x->role[ROLE_LEVEL1], *c2 = x->role[ROLE_LEVEL2];
	const struct level *one = c1 ? cell_level(c1, 1) : NULL, *two = c2 ? cell_level(c2, 2) : NULL;

	if ((x->is.level1.n && !x->own1) || (x->is.level2.n && !x->own2))
		x->repairs |= REPAIR_FILLED;
	/* 成本指标 is a name of both depths: as the level 2 that it names it is no correction, wherever it stands */
	if (!levels_same(&x->is, &x->filed) || (c1 && !one && cell_level(c1, 2))
	    || (one && !str_eq(one->name, x->is.level1) && (!cell_level(c1, 2) || !str_eq(cell_level(c1, 2)->name, x->is.level2)))
	    || (two && !str_eq(two->name, x->is.level2)))
		x->repairs |= REPAIR_LEVELS;
}

/* Nothing pulls away from the labels as filed: the common case needs no path. */
static bool filed_stands(const struct path *p)
{
	for (size_t i = 0; i < p->f->indicators.n; i++) {
		const struct indicator *x = &p->f->indicators.at[i];
		bool stays = i && levels_same(&x->filed, &x[-1].filed);
		if (x->filed.level2.n == 0 || (x->money && x->filed.no_money) || (p->vote[i].weight && !levels_same(&p->vote[i].levels, &x->filed)))
			return false;
		if (i && (ordinal_cost(p, i, stays) || x->filed.order < x[-1].filed.order))
			return false;
	}
	return true;
}

static void settle_by_path(struct path *p, struct arena *a, struct form *f)
{
	size_t n = f->indicators.n, at = 0;
	int mode = 0, least = FAR;

	p->best = arena_alloc(a, n * sizeof *p->best);
	p->from = arena_zero(a, n, sizeof *p->from);
	begin(p);
	for (size_t i = 1; i < n; i++)
		extend(p, i);
	for (size_t k = 0; k < p->states * MODES; k++) {
		if (p->best[n - 1][k / MODES][k % MODES] >= least)
			continue;
		least = p->best[n - 1][k / MODES][k % MODES];
		at = k / MODES;
		mode = (int)(k % MODES);
	}
	for (size_t i = n; i-- > 0;) {
		unsigned char from = p->from[i][at][mode];
		f->indicators.at[i].is = p->state[at];
		at = from / MODES;
		mode = from % MODES;
	}
}

void levels_settle(struct arena *a, struct form *f, const struct siblings *s)
{
	struct path p = { .g = f->grammar, .f = f };
	size_t n = f->indicators.n;

	for (size_t i = 0; i < n; i++)
		f->indicators.at[i].is = f->indicators.at[i].filed;
	if (n > 0 && n <= ROWS_MOST) {
		prepare(&p, a, s);
		if (!filed_stands(&p))
			settle_by_path(&p, a, f);
	}
	for (size_t i = 0; i < n; i++)
		note_repairs(&f->indicators.at[i]);
	for (size_t i = 0; p.vote && i < n; i++)
		if (p.vote[i].weight && !levels_same(&p.vote[i].levels, &f->indicators.at[i].filed))
			f->indicators.at[i].vote = p.vote[i].weight;
}
