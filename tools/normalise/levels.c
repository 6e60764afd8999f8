#include "levels.h"

#include <limits.h>

enum { STATES_MOST = 32, ROWS_MOST = 4000, MODES = 2, FAR = INT_MAX / 4 };

struct vote {
	const struct levels *levels;
	int weight; /* 0: none */
};

/* The cheapest way to a row in each state and mode. */
typedef int costs_so_far[STATES_MOST][MODES];

struct path {
	const struct grammar *g;
	const struct form *f;
	const struct levels *state[STATES_MOST];
	size_t states;
	struct vote *vote; /* a row each */
	bool ordinals;     /* they restart with each level 2, so they tell */
	unsigned char (*from)[STATES_MOST][MODES]; /* state * MODES + mode of the row before */
	costs_so_far best[2];     /* of the row before and of the row in hand, by its number's last bit */
	int least[MODES];         /* of the row before */
	const struct levels *above; /* the last row before this one with a label of its own was filed with; NULL: none */
};

static void add_state(struct path *p, const struct levels *l)
{
	for (size_t s = 0; s < p->states; s++)
		if (p->state[s]->pair == l->pair)
			return;
	if (p->states < STATES_MOST)
		p->state[p->states++] = l;
}

/* The row's own labels agree with the state: a label that is not there agrees with anything. */
static bool agrees(const struct indicator *x, const struct levels *s)
{
	if (x->own2 || x->filed.level2.n)
		return str_eq(x->filed.level2, s->level2) && (!x->own1 || str_eq(x->filed.level1, s->level1));
	return str_eq(x->filed.level1, s->level1);
}

static int row_cost(const struct path *p, size_t i, const struct levels *s)
{
	const struct vote *v = &p->vote[i];
	bool misfit = p->f->indicators.at[i].money && s->no_money;

	return (v->weight && v->levels->pair != s->pair ? p->g->cost[COST_SIBLING] * v->weight / 100 : 0)
	    + (misfit ? p->g->cost[COST_VALUE_MISFIT] : 0);
}

/* Ordinals of neighbouring rows against a level that changes or stays; they tell. */
static int ordinal_cost(const struct grammar *g, const struct indicator *x, bool stays)
{
	size_t before = x[-1].ordinal, now = x->ordinal;

	if (!before || !now)
		return 0;
	if (now == before + 1)
		return stays ? 0 : g->cost[COST_ORDINAL_BREAK];
	return now == 1 && stays ? g->cost[COST_ORDINAL_BREAK] : 0;
}

/* What a row costs in some state, by whether that was the state before and by the modes. */
typedef int step_costs[2][MODES][MODES];

/* The row has no label of its own. */
static void unlabelled_costs(const int *cost, step_costs step)
{
	for (int stays = 0; stays < 2; stays++)
		for (int before = 0; before < MODES; before++)
			for (int now = 0; now < MODES; now++)
				step[stays][before][now] = before != now ? FAR : stays ? 0 : cost[COST_LABEL_WITHIN];
}

/* The row has: against state s.  FAR: no such way. */
static void labelled_costs(const struct path *p, const struct indicator *x, const struct levels *s, step_costs step)
{
	const int moved = p->g->cost[COST_LABEL_MOVED];
	const bool right = agrees(x, s), above = p->above && p->above->pair == s->pair;

	for (int stays = 0; stays < 2; stays++) {
		step[stays][0][0] = right ? 0 : moved;
		step[stays][1][0] = right ? 0 : FAR;
		/* from here on labels stand a group too low: this one is not yet this row's */
		step[stays][0][1] = stays && !right ? moved : FAR;
		step[stays][1][1] = above ? 0 : moved;
	}
}

/* What row i costs in state s; not what only the state before decides. */
static void costs_at(const struct path *p, size_t i, const struct levels *s, step_costs step)
{
	const struct indicator *x = &p->f->indicators.at[i];
	int row = row_cost(p, i, s);

	if (x->own)
		labelled_costs(p, x, s, step);
	else
		unlabelled_costs(p->g->cost, step);
	for (int stays = 0; stays < 2; stays++) {
		int more = row + (p->ordinals ? ordinal_cost(p->g, x, stays) : 0);
		for (int k = 0; k < MODES * MODES; k++)
			step[stays][k / MODES][k % MODES] += step[stays][k / MODES][k % MODES] < FAR ? more : 0;
	}
}

/* Of all ways into state s and mode `now` the cheapest; of those as cheap the first.  None is cheaper than `bound`. */
static int cheapest_way(const struct path *p, costs_so_far before, size_t s, int now, step_costs step, int bound, unsigned char *way)
{
	int least = FAR;

	for (size_t from = 0; from < p->states && least > bound; from++) {
		int back = p->state[s]->order < p->state[from]->order ? p->g->cost[COST_LEVEL_BACK] : 0;
		for (int mode = 0; mode < MODES; mode++) {
			int sum = before[from][mode] + step[from == s][mode][now] + back;
			if (sum >= least)
				continue;
			least = sum;
			*way = (unsigned char)(from * MODES + (size_t)mode);
		}
	}
	return least;
}

/* The same; to stay is taken at once where no other way can be as cheap: no cost of a grammar is below 0. */
static int way_into(const struct path *p, costs_so_far before, size_t s, int now, step_costs step, unsigned char *way)
{
	int stay[MODES], move = FAR, mode;

	for (mode = 0; mode < MODES; mode++) {
		int least = p->least[mode] + step[0][mode][now];
		stay[mode] = before[s][mode] + step[1][mode][now];
		move = least < move ? least : move;
	}
	mode = stay[1] < stay[0];
	if (move < FAR && stay[mode] >= move)
		return cheapest_way(p, before, s, now, step, move, way);
	if (stay[mode] >= FAR)
		return FAR;
	*way = (unsigned char)(s * MODES + (size_t)mode);
	return stay[mode];
}

static void find_least(struct path *p, costs_so_far best)
{
	for (int m = 0; m < MODES; m++)
		p->least[m] = FAR;
	for (size_t k = 0; k < p->states * MODES; k++)
		if (best[k / MODES][k % MODES] < p->least[k % MODES])
			p->least[k % MODES] = best[k / MODES][k % MODES];
}

static void begin(struct path *p)
{
	const struct indicator *x = &p->f->indicators.at[0];

	for (size_t s = 0; s < p->states; s++) {
		bool fits = x->own ? agrees(x, p->state[s]) : x->filed.pair == p->state[s]->pair;
		p->best[0][s][0] = row_cost(p, 0, p->state[s])
		    + (fits ? 0 : p->g->cost[x->own ? COST_LABEL_MOVED : COST_LABEL_WITHIN]);
		p->best[0][s][1] = FAR;
	}
}

static void extend(struct path *p, size_t i)
{
	costs_so_far *best = &p->best[i % 2], *before = &p->best[(i - 1) % 2];
	step_costs step;

	if (p->f->indicators.at[i - 1].own)
		p->above = &p->f->indicators.at[i - 1].filed;
	find_least(p, *before);
	for (size_t s = 0; s < p->states; s++) {
		costs_at(p, i, p->state[s], step);
		for (int now = 0; now < MODES; now++)
			(*best)[s][now] = way_into(p, *before, s, now, step, &p->from[i][s][now]);
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

/* Something pulls away from the labels as filed; else, as a rule, they need no path. */
static bool is_disputed(const struct form *f, bool ordinals)
{
	for (size_t i = 0; i < f->indicators.n; i++) {
		const struct indicator *x = &f->indicators.at[i];
		if (x->filed.level2.n == 0 || (x->money && x->filed.no_money) || siblings_differ(x))
			return true;
		if (i && (x->filed.order < x[-1].filed.order
		    || (ordinals && ordinal_cost(f->grammar, x, x->filed.pair == x[-1].filed.pair))))
			return true;
	}
	return false;
}

static void prepare(struct path *p, struct arena *a)
{
	size_t n = p->f->indicators.n;

	p->vote = arena_zero(a, n, sizeof *p->vote);
	p->from = arena_zero(a, n, sizeof *p->from);
	for (size_t i = 0; i < n; i++) {
		const struct indicator *x = &p->f->indicators.at[i];
		p->vote[i].weight = siblings_ask(x, &p->vote[i].levels);
		add_state(p, &x->filed);
	}
	for (size_t i = 0; i < n; i++)
		if (p->vote[i].weight)
			add_state(p, p->vote[i].levels);
}

/* The last row's cheapest state and mode; of those as cheap the first. */
static size_t cheapest(const struct path *p, size_t n)
{
	size_t at = 0;
	int least = FAR;

	for (size_t k = 0; k < p->states * MODES; k++) {
		int cost = p->best[(n - 1) % 2][k / MODES][k % MODES];
		if (cost >= least)
			continue;
		least = cost;
		at = k;
	}
	return at;
}

static void settle_by_path(struct arena *a, struct form *f, bool ordinals)
{
	struct path p = { .g = f->grammar, .f = f, .ordinals = ordinals };
	size_t n = f->indicators.n, at;

	prepare(&p, a);
	begin(&p);
	for (size_t i = 1; i < n; i++)
		extend(&p, i);
	at = cheapest(&p, n);
	for (size_t i = n; i-- > 0; at = p.from[i][at / MODES][at % MODES])
		f->indicators.at[i].is = *p.state[at / MODES];
	for (size_t i = 0; i < n; i++)
		if (p.vote[i].weight && p.vote[i].levels->pair != f->indicators.at[i].filed.pair)
			f->indicators.at[i].vote = p.vote[i].weight;
}

static void note_repairs(struct indicator *x)
{
	const struct ncell *c1 = x->role[ROLE_LEVEL1], *c2 = x->role[ROLE_LEVEL2];
	const struct level *one = c1 ? cell_level(c1, 1) : NULL, *two = c2 ? cell_level(c2, 2) : NULL;

	if ((x->is.level1.n && !x->own1) || (x->is.level2.n && !x->own2))
		x->repairs |= REPAIR_FILLED;
	/* 成本指标 is a name of both depths: as the level 2 that it names it is no correction, wherever it stands */
	if (x->is.pair != x->filed.pair || (c1 && !one && cell_level(c1, 2))
	    || (one && !str_eq(one->name, x->is.level1) && (!cell_level(c1, 2) || !str_eq(cell_level(c1, 2)->name, x->is.level2)))
	    || (two && !str_eq(two->name, x->is.level2)))
		x->repairs |= REPAIR_LEVELS;
}

void levels_settle(struct arena *a, struct form *f)
{
	size_t n = f->indicators.n;
	bool ordinals = ordinals_tell(f);

	if (n > 0 && n <= ROWS_MOST && is_disputed(f, ordinals))
		settle_by_path(a, f, ordinals);
	else
		for (size_t i = 0; i < n; i++)
			f->indicators.at[i].is = f->indicators.at[i].filed;
	for (size_t i = 0; i < n; i++)
		note_repairs(&f->indicators.at[i]);
}
