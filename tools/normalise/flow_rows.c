/* The indicators of a plain text: pieces to roles, row after row, by the cheapest path. */
#include "flow_internal.h"
#include "looks.h"

#include <limits.h>

enum { FAR = INT_MAX / 4, SPAN_MOST = 8, ROLES_MOST = 12, START = 0 };

/* A piece of the whole stretch: its group and place there. */
struct piece {
	const struct nrow *group;
	size_t at;
	struct seam seam;
};

/*
 * node[k][r]: pieces [0, k) are read and the last cell plays role r - 1 (index into `used`; r == START: nothing
 * is read yet).
 */
struct node {
	int cost;
	unsigned char from_role, pieces;
	bool new_row;
};

/* From what is read up to some piece into a role: in the row that the last cell stands in, or in a new one. */
struct ways {
	int new_row;                   /* the cheapest into the first role of a new row; which role it comes from */
	unsigned char new_row_from;
	int same_row[ROLES_MOST];      /* into role r, less skip[r] */
	unsigned char same_row_from[ROLES_MOST];
};

struct flow {
	struct bench *b;
	struct arena scratch; /* for all below */
	const struct header *h;
	struct piece *piece;
	size_t n;
	size_t used[ROLES_MOST]; /* header columns that have a role, in order */
	size_t roles;
	int skip[ROLES_MOST + 1]; /* what it costs to leave the roles before this one without a cell */
	struct node (*node)[ROLES_MOST + 1];
	struct ways *ways; /* from behind piece k */
	bool parts;        /* some role is a value's part */
	bool by_group;     /* rows begin where groups do, and words in a level's column are a level of the form's own */
};

static enum role role_at(const struct flow *f, size_t r) { return f->h->role[f->used[r]]; }

/* What it costs to leave a role without a cell: in such text every cell of a row is filled as a rule. */
static int skip_cost(const struct flow *f, size_t r)
{
	const int gap = f->b->grammar->cost[COST_GAP];

	switch (role_at(f, r)) {
	case ROLE_SECTION:
	case ROLE_LEVEL1:
	case ROLE_LEVEL2: return 0;
	case ROLE_LEVEL3: return 9 * gap;
	case ROLE_VALUE: return 7 * gap / 2; /* a sentence as the value, sooner than none */
	case ROLE_NOTE: return gap / 2;
	case ROLE_BASIS: return 2 * gap; /* rather than the value */
	default: return 3 * gap;
	}
}

/* The ways on from behind piece k, whose nodes are settled; of two as cheap the first, and the same row before a new one. */
static void find_ways(struct flow *f, size_t k)
{
	struct ways *w = &f->ways[k];
	const struct node *node = f->node[k];

	*w = (struct ways){ .new_row = FAR };
	for (size_t p = 0; p <= f->roles; p++) {
		int rest = p == START ? 0 : f->skip[f->roles] - f->skip[p]; /* roles that the row is left without */
		if (node[p].cost < FAR && node[p].cost + rest < w->new_row) {
			w->new_row = node[p].cost + rest;
			w->new_row_from = (unsigned char)p;
		}
	}
	for (size_t r = 0, from = START; r < f->roles; r++) {
		int least = r ? w->same_row[r - 1] : FAR;
		if (r && node[r].cost < FAR && node[r].cost - f->skip[r] < least) {
			least = node[r].cost - f->skip[r];
			from = r;
		}
		w->same_row[r] = least;
		w->same_row_from[r] = (unsigned char)from;
	}
}

static bool in_new_row(const struct ways *w, size_t r)
{
	return w->new_row < w->same_row[r] || (w->new_row == w->same_row[r] && w->new_row_from < w->same_row_from[r]);
}

/* What the cheaper way into role r costs. */
static int way_cost(const struct flow *f, const struct ways *w, size_t r)
{
	return f->skip[r] + (w->new_row < w->same_row[r] ? w->new_row : w->same_row[r]);
}

static void enter(const struct flow *f, const struct ways *w, size_t r, int own, size_t pieces, struct node *to)
{
	bool new_row = in_new_row(w, r);
	int cost = own + way_cost(f, w, r);

	if (cost < to->cost)
		*to = (struct node){ cost, new_row ? w->new_row_from : w->same_row_from[r], (unsigned char)pieces, new_row };
}

/* A cell that costs that much at least would be the cheapest in some role. */
static bool may_enter(const struct flow *f, const struct ways *w, const struct node *to, int least)
{
	for (size_t r = 0; r < f->roles; r++)
		if (least + way_cost(f, w, r) < to[r + 1].cost)
			return true;
	return false;
}

/* The ways that are open to a cell which begins with piece k. */
static struct ways ways_into(const struct flow *f, size_t k)
{
	struct ways w = f->ways[k];
	bool within = k && f->piece[k - 1].group == f->piece[k].group;

	if (within && f->by_group)
		w.new_row = FAR;
	else if (within && w.new_row < FAR)
		w.new_row += f->b->grammar->cost[COST_ROW_WITHIN];
	return w;
}

static int cell_cost(const struct flow *f, const struct ncell *c, unsigned looks, size_t pieces, enum role role)
{
	const struct grammar *g = f->b->grammar;
	bool own = f->by_group && pieces == 1 && (role == ROLE_LEVEL1 || role == ROLE_LEVEL2) && c->shape == SHAPE_TEXT && !c->level1 && !c->level2
	    && !c->ordinal;

	return own ? g->cost[COST_GAP] + (role == ROLE_LEVEL1) : looks_cost(g, looks, role); /* one alone is the lower */
}

/* A figure in that column may stand before its unit, or before another's (points before the target's unit). */
static bool parts_value(const struct header *h, enum role role)
{
	return role_is_part(role) || (h->columns && (role == ROLE_WEIGHT || role == ROLE_SCORE));
}

/* 服务对象满意度 behind 服务对象满意度指标 is the indicator's name: a level's word that costs nothing there. */
static void enter_name(struct flow *f, size_t k, size_t pieces, const struct ncell *c, int base)
{
	for (size_t r = 1; r < f->roles && !c->level_like; r++) {
		const struct node *before = &f->node[k - pieces][r]; /* in the role before r */
		struct node *to = &f->node[k][r + 1];
		if (role_at(f, r) == ROLE_LEVEL3 && role_at(f, r - 1) == ROLE_LEVEL2 && before->cost < FAR && before->cost + base < to->cost)
			*to = (struct node){ before->cost + base, (unsigned char)r, (unsigned char)pieces, false };
	}
}

/* One cell of pieces [k - pieces, k) in every role, behind every role. */
static void place(struct flow *f, size_t k, size_t pieces)
{
	const struct nrow *group = f->piece[k - 1].group;
	const struct ways open = ways_into(f, k - pieces), *ways = &open;
	size_t to = f->piece[k - 1].at + 1, from = to - pieces;
	struct ncell c = flow_join(f->b, group, from, to);
	int base = f->piece[k - 1].seam.joined - f->piece[k - pieces].seam.joined, split = f->piece[k - 1].seam.split;
	unsigned looks;

	cell_read_label(f->b, &c);
	if (c.level1 || c.level2)
		base = split = 0; /* a blank inside a label is no doubt */
	if (!may_enter(f, ways, f->node[k], base))
		return; /* whatever it looks like */
	cell_read(f->b, &c);
	looks = looks_of_text(f->b->grammar, &c, f->parts);
	for (size_t r = 0; r < f->roles; r++) {
		bool part = parts_value(f->h, role_at(f, r));
		enter(f, ways, r, base + (part ? 0 : split) + cell_cost(f, &c, looks, pieces, role_at(f, r)), pieces, &f->node[k][r + 1]);
	}
	if (c.level1 || c.level2)
		enter_name(f, k, pieces, &c, base + split);
}

static void collect(struct flow *f, const struct nrow *group, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		n += group[i].n;
	f->piece = arena_alloc(&f->scratch, n * sizeof *f->piece);
	for (size_t i = from; i < to; i++) {
		struct seam *seam = arena_alloc(&f->scratch, group[i].n * sizeof *seam);
		flow_seams(f->b, &group[i], group[i].n, seam);
		for (size_t k = 0; k < group[i].n; k++)
			if (!str_blank(group[i].cell[k].raw))
				f->piece[f->n++] = (struct piece){ &group[i], k, seam[k] };
	}
	for (size_t a = 0; a < f->h->n && f->roles < ROLES_MOST; a++)
		if (f->h->role[a] != ROLE_NONE && f->h->role[a] != ROLE_SECTION)
			f->used[f->roles++] = a;
	for (size_t r = 0; r < f->roles; r++) {
		f->parts |= role_is_part(role_at(f, r));
		f->skip[r + 1] = f->skip[r] + skip_cost(f, r);
	}
}

static bool same_run(const struct flow *f, size_t from, size_t to)
{
	return f->piece[from].group == f->piece[to].group && f->piece[to].at - f->piece[from].at == to - from;
}

static void run_path(struct flow *f)
{
	f->node = arena_alloc(&f->scratch, (f->n + 1) * sizeof *f->node);
	for (size_t k = 0; k <= f->n; k++)
		for (size_t r = 0; r <= f->roles; r++)
			f->node[k][r].cost = FAR;
	f->node[0][START].cost = 0;
	f->ways = arena_alloc(&f->scratch, (f->n + 1) * sizeof *f->ways);
	find_ways(f, 0);
	for (size_t k = 1; k <= f->n; k++) {
		for (size_t pieces = 1; pieces <= SPAN_MOST && pieces <= k && same_run(f, k - pieces, k - 1); pieces++)
			place(f, k, pieces);
		find_ways(f, k);
	}
}

struct step {
	size_t role, from, pieces; /* role 0-based; from: first piece */
	bool new_row;
};

static void write_rows(struct flow *f, const struct step *step, size_t n, struct ntable *rows)
{
	struct nrow *row = NULL;

	for (size_t i = n; i-- > 0;) {
		const struct piece *p = &f->piece[step[i].from];
		struct ncell *c;
		if (!row || step[i].new_row) {
			if (row)
				row_index(f->b->arena, row);
			row = flow_add_row(f->b, rows, f->h->n);
			row->n = f->h->n;
			row->placed = f->by_group;
			row->line = p->group->cell[p->at].line;
			for (size_t a = 0; a < row->n; a++)
				row->cell[a] = (struct ncell){ .column = a, .rows = 1, .columns = 1, .line = row->line };
		}
		c = &row->cell[f->used[step[i].role]];
		*c = flow_join(f->b, p->group, p->at, p->at + step[i].pieces);
		cell_read(f->b, c);
		c->column = f->used[step[i].role];
	}
	if (row)
		row_index(f->b->arena, row);
}

/* The cheapest path, its last step first; returns how many steps. */
static size_t trace(struct flow *f, struct step *step)
{
	size_t n = 0, best = 1;
	int least = FAR;

	for (size_t r = 1; r <= f->roles; r++) {
		int cost = f->node[f->n][r].cost + f->skip[f->roles] - f->skip[r];
		if (cost < least) {
			least = cost;
			best = r;
		}
	}
	for (size_t k = least < FAR ? f->n : 0; k > 0 && best != START;) {
		const struct node *at = &f->node[k][best];
		step[n++] = (struct step){ best - 1, k - at->pieces, at->pieces, at->new_row || at->from_role == START };
		k -= at->pieces;
		best = at->from_role;
	}
	return n;
}

/* Every row has a name and a value, or nothing but levels. */
static bool is_complete(const struct flow *f, const struct step *step, size_t n)
{
	bool name = false, value = false, other = false;

	for (size_t i = n; i-- > 0;) {
		enum role r = role_at(f, step[i].role);
		if (step[i].new_row) {
			if (other && !(name && value))
				return false;
			name = value = other = false;
		}
		name |= r == ROLE_LEVEL3;
		value |= r == ROLE_VALUE || r == ROLE_NUMBER;
		other |= r != ROLE_LEVEL1 && r != ROLE_LEVEL2;
	}
	return n && (!other || (name && value));
}

/* Some row begins inside a group. */
static bool parts_groups(const struct flow *f, const struct step *step, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (step[i].new_row && step[i].from && f->piece[step[i].from - 1].group == f->piece[step[i].from].group)
			return true;
	return false;
}

/*
 * The second reading, for levels that no grammar knows (运行成本, 管理效率): taken for names they leave rows without
 * a value, or rows that begin inside a group.  It holds where it leaves none.
 */
static size_t read_by_group(struct flow *f, struct step *step)
{
	f->by_group = true;
	run_path(f);
	return trace(f, step);
}

void flow_indicators(struct bench *b, const struct header *h, const struct nrow *group, size_t from, size_t to,
    struct ntable *rows)
{
	struct flow f = { .b = b, .h = h };
	struct step *step, *again;
	size_t n, m;

	collect(&f, group, from, to);
	if (f.n == 0 || f.roles == 0) {
		arena_free(&f.scratch);
		return;
	}
	run_path(&f);
	step = arena_alloc(&f.scratch, f.n * sizeof *step);
	n = trace(&f, step);
	if (!is_complete(&f, step, n) || parts_groups(&f, step, n)) {
		again = arena_alloc(&f.scratch, f.n * sizeof *again);
		m = read_by_group(&f, again);
		f.by_group = is_complete(&f, again, m);
		if (f.by_group) {
			step = again;
			n = m;
		}
	}
	write_rows(&f, step, n, rows);
	arena_free(&f.scratch);
}
