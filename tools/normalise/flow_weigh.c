/* What it costs that pieces of a plain text are one cell, in each role that it may play. */
#include "flow_path.h"
#include "looks.h"

enum { WORD_POINTS = 4 };

int flow_skip_cost(const struct flow *f, size_t r)
{
	const int gap = f->b->grammar->cost[COST_GAP];

	switch (flow_role(f, r)) {
	case ROLE_SECTION:
	case ROLE_LEVEL1:
	case ROLE_LEVEL2: return 0;
	case ROLE_LEVEL3: return 9 * gap;
	case ROLE_VALUE: return f->stack || f->described ? 4 * gap : 7 * gap / 2; /* a sentence as the value, or no description, sooner than none */
	case ROLE_NOTE:
	case ROLE_REASON: return gap / 2;
	case ROLE_UNIT: return gap; /* words behind 定性 have none */
	case ROLE_BASIS: return 2 * gap; /* rather than the value */
	default: return 3 * gap;
	}
}

static int cell_cost(const struct flow *f, const struct ncell *c, unsigned looks, size_t pieces, enum role role)
{
	const struct grammar *g = f->b->grammar;
	bool own = f->by_group && pieces == 1 && (role == ROLE_LEVEL1 || role == ROLE_LEVEL2) && c->shape == SHAPE_TEXT && !c->level1 && !c->level2
	    && !c->ordinal && (!c->basis_like || c->level_like);

	if (own)
		return g->cost[COST_GAP] + (role == ROLE_LEVEL1); /* one alone is the lower */
	if ((role == ROLE_LEVEL3 || role == ROLE_DESCRIPTION) && (c->level1 || c->level2) && !c->level_like) /* a further one below the first */
		return g->cost[COST_LEVEL_DEPTH];
	if (role == ROLE_DESCRIPTION && c->shape == SHAPE_TEXT && str_points(c->text) <= WORD_POINTS)
		return looks_cost(g, looks, role) + g->cost[COST_SHORT_WORDS];
	if (c->level_like && !c->level1 && !c->level2) /* one alone is the lower; a name or a value sooner has a name of its own */
		return looks_cost(g, looks, role) + (role == ROLE_LEVEL1 ? 1 : role == ROLE_LEVEL2 ? 0 : g->cost[COST_LEVEL_LIKE]);
	return looks_cost(g, looks, role);
}

bool flow_parts_value(const struct header *h, enum role role)
{
	return role_is_part(role) || (h->columns && (role == ROLE_WEIGHT || role == ROLE_SCORE));
}

int flow_least_cost(const struct grammar *g, enum role role)
{
	if (role != ROLE_LEVEL1 && role != ROLE_LEVEL2)
		return 0;
	return g->cost[COST_LEVEL_LIKE] < g->cost[COST_TEXT_AS_LEVEL] ? g->cost[COST_LEVEL_LIKE] : g->cost[COST_TEXT_AS_LEVEL];
}

const struct ncell *flow_span_label(struct flow *f, size_t k, size_t pieces)
{
	size_t to = f->piece[k - 1].at + 1;

	return flow_label(f->b, f->piece[k - 1].group, to - pieces, to);
}

/* A blank cell: in the place of a name or a value it costs half as much as none. */
static void weigh_blank(struct flow *f, struct span *s)
{
	for (size_t r = 0; r < f->roles; r++) {
		enum role role = flow_role(f, r);
		s->cost[r] = role == ROLE_LEVEL3 || role == ROLE_VALUE || role == ROLE_NUMBER ? flow_skip_cost(f, r) / 2 : 0;
	}
	s->read = true;
	s->labels = s->names_too = s->like = s->valued = false;
}

/* 4.1公里 ≥5.5公里: two targets are no cell of a column that is not read, though it takes what it gets. */
static bool joins_targets(const struct flow *f, size_t k, size_t pieces)
{
	return pieces > 1 && f->span[k - pieces + 1][0].valued && f->span[k - pieces + 2][0].valued;
}

/* 投入管理指标 工作目标管理: a blank on the line behind what reads like a level parts cells. */
static bool parts_level(const struct flow *f, size_t k, size_t pieces)
{
	const struct piece *first = &f->piece[k - pieces];

	return pieces > 1 && f->span[k - pieces + 1][0].like && !first->seam.ends_line && f->piece[k - 1].seam.parting > first->seam.parting;
}

enum { SCORING_BYTES = 9 };

/* 完成得满分，每少一个扣1分 is a note whatever else it looks like. */
static bool is_scoring(const struct flow *f, const struct ncell *c)
{
	const struct grammar *g = f->b->grammar;

	return f->notes && g->scoring_like && c->text.n >= SCORING_BYTES && pattern_match(g->scoring_like, c->text, NULL) == 1;
}

void flow_weigh_span(struct flow *f, size_t k, size_t pieces, bool read)
{
	const struct ncell *c = flow_span_label(f, k, pieces);
	const struct seam *first = &f->piece[k - pieces].seam, *last = &f->piece[k - 1].seam;
	const bool level = c->level1 || c->level2; /* a blank inside a label is no doubt */
	const int parted = !level && parts_level(f, k, pieces) ? f->b->grammar->cost[COST_LEVEL_LIKE] : 0;
	const int base = level ? 0 : last->joined - first->joined + parted, split = level ? 0 : last->split;
	struct span *s = &f->span[k][pieces - 1];
	const bool targets = joins_targets(f, k, pieces);
	unsigned looks = 0;
	bool scoring = false;

	if (flow_is_blank(f, k - 1)) {
		weigh_blank(f, s);
		return;
	}
	s->read = read || level || pieces == 1 || c->shape != SHAPE_BLANK; /* the last: it was read before */
	if (s->read) {
		c = flow_whole(f->b, f->piece[k - 1].group, c);
		looks = looks_of_text(f->b->grammar, c, LOOKS_POINTS | (f->parts ? LOOKS_OPERATOR : 0u));
		scoring = !level && is_scoring(f, c);
	}
	for (size_t r = 0; r < f->roles; r++) {
		s->cost[r] = base + (f->part[r] ? 0 : split) + (s->read ? cell_cost(f, c, looks, pieces, flow_role(f, r)) : f->least[r]);
		s->cost[r] += targets && flow_role(f, r) == ROLE_OTHER ? f->b->grammar->cost[COST_VALUE_IN_NAME] : 0;
		if (scoring && flow_role(f, r) == ROLE_NOTE)
			s->cost[r] = base + split;
		else if (scoring)
			s->cost[r] += 2 * f->b->grammar->cost[COST_BASIS_ELSEWHERE];
	}
	s->valued = s->read && looks_like_value(looks);
	s->like = s->read && c->level_like;
	s->labels = c->level2;
	s->names_too = level && !c->level_like;
}
