/* The indicators of a plain text: pieces to roles, row after row, by the cheapest path. */
#include "flow_path.h"
#include "looks.h"

#include <limits.h>

enum { FAR = INT_MAX / 4, SPAN_MOST = 8, ROUNDS_MOST = 12 };

/*
 * The ways on from behind piece k, whose nodes are settled; of two as cheap the first, and the same row before a new one.
 * Into a new row leads what is cheapest when the row is left without all roles behind the last.
 */
static void find_ways(struct flow *f, size_t k)
{
	const struct node *node = f->node[k];
	const bool within = k > 0 && k < f->n && !f->piece[k - 1].seam.ends_line;
	struct way same = { FAR, START, false }, new_row = { node[START].cost, START, true }, *into = f->ways[k].into;

	for (size_t r = 0; r < f->roles; r++) {
		int cost = node[r + 1].cost;
		into[r] = same;
		if (cost < FAR && cost - f->skip[r + 1] < same.cost)
			same = (struct way){ cost - f->skip[r + 1], (unsigned char)(r + 1), false };
	}
	if (same.cost < FAR && same.cost + f->skip[f->roles] < new_row.cost)
		new_row = (struct way){ same.cost + f->skip[f->roles], same.from, true };
	if (within)
		new_row.cost = f->by_group || new_row.cost >= FAR ? FAR : new_row.cost + f->b->grammar->cost[COST_ROW_WITHIN];
	for (size_t r = 0; r < f->roles && r < ROLES_MOST; r++) {
		if (new_row.cost < into[r].cost || (new_row.cost == into[r].cost && new_row.from < into[r].from))
			into[r] = new_row;
		into[r].cost += f->skip[r];
	}
}

static bool same_run(const struct flow *f, size_t from, size_t to)
{
	return f->piece[from].group == f->piece[to].group && f->piece[to].at - f->piece[from].at == to - from;
}

static size_t span_most(const struct flow *f, size_t k)
{
	size_t pieces = 1;

	while (pieces < SPAN_MOST && pieces < k && same_run(f, k - pieces - 1, k - 1) && !flow_is_blank(f, k - 1) && !flow_is_blank(f, k - pieces - 1))
		pieces++;
	return pieces;
}

static void reach(struct node *to, int cost, size_t from_role, size_t pieces, bool new_row)
{
	if (cost < to->cost)
		*to = (struct node){ cost, (unsigned char)from_role, (unsigned char)pieces, new_row, false };
}

/*
 * Pieces [k - pieces, k) in every role, behind every role.  服务对象满意度 behind 服务对象满意度指标 is the indicator's
 * name: a level's word that costs nothing there.
 */
static void place(struct flow *f, size_t k, size_t pieces)
{
	const struct span *s = &f->span[k][pieces - 1];
	const struct way *way = f->ways[k - pieces].into;
	struct node *to = f->node[k];
	size_t named = f->named;

	for (size_t r = 0; r < f->roles; r++)
		reach(&to[r + 1], s->cost[r] + way[r].cost, way[r].from, pieces, way[r].new_row);
	if (!named)
		return;
	if (s->labels)
		reach(&to[LABELLED], s->cost[named - 1] + way[named - 1].cost, way[named - 1].from, pieces, way[named - 1].new_row);
	if (s->names_too)
		reach(&to[named + 1], f->node[k - pieces][LABELLED].cost, LABELLED, pieces, false);
}

/* The blank line before piece k is no cell. */
static void pass_blank(struct flow *f, size_t k)
{
	const int cost = f->b->grammar->cost[COST_STRAY_BLANK];

	for (size_t r = START; r <= LABELLED; r++) {
		struct node *to = &f->node[k][r];
		int passed = f->node[k - 1][r].cost + cost;
		if (passed < to->cost)
			*to = (struct node){ passed, (unsigned char)r, 1, false, true };
	}
}

static void collect(struct flow *f, struct group *const *group, size_t from, size_t to)
{
	size_t n = 0;

	f->stack = from < to && group[from]->stack; /* whose lines hold every cell, that of a section too */
	for (size_t i = from; i < to; i++)
		n += group[i]->row->n;
	f->piece = arena_alloc(&f->scratch, n * sizeof *f->piece);
	for (size_t i = from; i < to; i++) {
		const struct nrow *row = group[i]->row;
		const struct seam *seam = flow_seams(f->b, group[i]);
		for (size_t k = 0; k < row->n; k++)
			if (f->stack || !str_blank(row->cell[k].raw))
				f->piece[f->n++] = (struct piece){ group[i], k, seam[k] };
	}
	for (size_t a = 0; a < f->h->n && f->roles < ROLES_MOST; a++)
		if (f->h->role[a] != ROLE_NONE && (f->stack || f->h->role[a] != ROLE_SECTION))
			f->used[f->roles++] = a;
	for (size_t r = 0; r < f->roles; r++)
		f->described |= flow_role(f, r) == ROLE_DESCRIPTION;
	for (size_t r = 0; r < f->roles; r++) {
		f->parts |= role_is_part(flow_role(f, r));
		f->notes |= flow_role(f, r) == ROLE_NOTE;
		f->part[r] = flow_parts_value(f->h, flow_role(f, r));
		f->least[r] = flow_least_cost(f->b->grammar, flow_role(f, r));
		f->skip[r + 1] = f->skip[r] + flow_skip_cost(f, r);
		if (r && flow_role(f, r) == ROLE_LEVEL3 && flow_role(f, r - 1) == ROLE_LEVEL2)
			f->named = r;
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
			row->line = p->group->row->cell[p->at].line;
			for (size_t a = 0; a < row->n; a++)
				row->cell[a] = (struct ncell){ .column = a, .rows = 1, .columns = 1, .line = row->line };
		}
		c = &row->cell[f->used[step[i].role]];
		*c = flow_join(f->b, p->group->row, p->at, p->at + step[i].pieces);
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
		if (!at->stray)
			step[n++] = (struct step){ (best == LABELLED ? f->named : best) - 1, k - at->pieces, at->pieces, at->new_row || at->from_role == START };
		k -= at->pieces;
		best = at->from_role;
	}
	return n;
}

/* Pieces [k - pieces, k) are a word of the level 2 that holds there already: a name, whatever else it looks like. */
static void weigh_as_name(struct flow *f, size_t k, size_t pieces)
{
	struct span *s = &f->span[k][pieces - 1];

	for (size_t r = 0; r < f->roles; r++) {
		if (flow_role(f, r) == ROLE_LEVEL1 || flow_role(f, r) == ROLE_LEVEL2)
			s->cost[r] = f->b->grammar->cost[COST_LEVEL_DEPTH];
		else if (flow_role(f, r) == ROLE_LEVEL3)
			s->cost[r] = 0;
	}
}

/*
 * 服务对象满意度 some rows below 服务对象满意度指标 names an indicator: the label, were it filed again, would be spelt
 * as it is above.
 */
static void weigh_level_words(struct flow *f)
{
	const struct level *held = NULL;
	size_t end = 0; /* of its label */

	for (size_t k = 1; k <= f->n; k++)
		for (size_t pieces = 1; pieces <= f->spans[k]; pieces++) {
			const struct ncell *c = f->span[k][pieces - 1].labels ? flow_span_label(f, k, pieces) : NULL;
			const struct level *two = c ? cell_level(c, 2) : NULL;
			if (!two)
				continue;
			if (two == held && !c->level_like && end < k - pieces) {
				weigh_as_name(f, k, pieces);
			} else if (two != held || c->level_like) {
				held = c->level_like ? two : NULL;
				end = k;
			}
		}
}

static void begin_spans(struct flow *f)
{
	f->span = arena_alloc(&f->scratch, (f->n + 1) * sizeof *f->span);
	f->spans = arena_zero(&f->scratch, f->n + 1, sizeof *f->spans);
	f->node = arena_alloc(&f->scratch, (f->n + 1) * sizeof *f->node);
	f->ways = arena_alloc(&f->scratch, (f->n + 1) * sizeof *f->ways);
	for (size_t k = 1; k <= f->n; k++) {
		f->spans[k] = (unsigned char)span_most(f, k);
		f->span[k] = arena_alloc(&f->scratch, f->spans[k] * sizeof **f->span);
		for (size_t pieces = 1; pieces <= f->spans[k]; pieces++)
			flow_weigh_span(f, k, pieces, false);
	}
	weigh_level_words(f);
}

/* The path from piece `from` on; what is before it stands. */
static void run_path(struct flow *f, size_t from)
{
	for (size_t k = from; k <= f->n; k++) {
		for (size_t r = 0; r <= LABELLED; r++)
			f->node[k][r].cost = FAR;
		if (k == 0)
			f->node[0][START].cost = 0;
		for (size_t pieces = 1; pieces <= f->spans[k]; pieces++)
			place(f, k, pieces);
		if (k && flow_is_blank(f, k - 1))
			pass_blank(f, k);
		find_ways(f, k);
	}
}

/* Reads the cells of a path that are not; the end of the first, SIZE_MAX when all were. */
static size_t read_steps(struct flow *f, const struct step *step, size_t n)
{
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < n; i++) {
		size_t k = step[i].from + step[i].pieces;
		const struct span *s = &f->span[k][step[i].pieces - 1];
		if (s->read)
			continue;
		flow_weigh_span(f, k, step[i].pieces, true);
		first = k < first ? k : first;
	}
	return first;
}

static void read_all(struct flow *f)
{
	for (size_t k = 1; k <= f->n; k++)
		for (size_t pieces = 1; pieces <= f->spans[k]; pieces++) {
			struct step one = { .from = k - pieces, .pieces = pieces };
			read_steps(f, &one, 1);
		}
}

/*
 * Reading a cell costs more than weighing it, and most joins of pieces are in no cheapest path even if they looked as
 * good as any cell can.  So cells are read when a path goes through them, until one goes through none that is not: a
 * cell never gets cheaper when it is read, so that no other path is cheaper, nor as cheap and before it.
 */
static size_t find_path(struct flow *f, struct step *step)
{
	size_t from = 0, n = 0;

	for (int round = 0; from != SIZE_MAX; round++) {
		run_path(f, from);
		n = trace(f, step);
		from = read_steps(f, step, n);
		if (from != SIZE_MAX && round == ROUNDS_MOST) {
			read_all(f);
			from = 0;
		}
	}
	return n;
}

/* Every row has a name and a value, or nothing but levels. */
static bool is_complete(const struct flow *f, const struct step *step, size_t n)
{
	bool name = false, value = false, other = false;

	for (size_t i = n; i-- > 0;) {
		enum role r = flow_role(f, step[i].role);
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
		if (step[i].new_row && step[i].from && !f->piece[step[i].from - 1].seam.ends_line)
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
	for (size_t k = 1; k <= f->n; k++)
		flow_weigh_span(f, k, 1, true);
	weigh_level_words(f);
	return find_path(f, step);
}

void flow_indicators(struct bench *b, const struct header *h, struct group *const *group, size_t from, size_t to,
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
	begin_spans(&f);
	step = arena_alloc(&f.scratch, f.n * sizeof *step);
	n = find_path(&f, step);
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
