/*
 * Cells a line each, of which nothing parts the rows: all lines as one group, in which a row may begin with any line.
 *
 * A cell of several paragraphs takes several lines.  That one goes on in the next costs as much as the grammar says,
 * and hardly anything where the line breaks off, behind a comma or at a bracket.
 */
#include "flow_internal.h"

enum { STACK_JOIN = 8 /* pieces */ };

/* A bracket is open: one more opens than closes. */
static bool is_open(struct str s)
{
	int open = 0;

	for (size_t i = 0; i < s.n;) {
		uint32_t c = str_next(s, &i);
		open += (c == 0xff08 || c == '(') - (c == 0xff09 || c == ')');
	}
	return open > 0;
}

static bool begins_bracket(struct str s) { return str_starts(s, STR("（")) || str_starts(s, STR("(")); }

/* What it costs that the cell goes on in the line below. */
static int join_cost(const struct grammar *g, const struct ncell *above, const struct ncell *below)
{
	return ends_open(above->raw) || is_open(above->raw) || begins_bracket(below->raw) ? g->cost[COST_JOIN_OTHER] : g->cost[COST_PARAGRAPH];
}

static size_t count(struct group *const *group, const size_t *blanks, size_t n)
{
	size_t pieces = 0;

	for (size_t i = 0; i < n; i++)
		pieces += blanks[i] + group[i]->row->n;
	return pieces;
}

static void add_blanks(struct nrow *row, struct seam *seam, size_t n, size_t line)
{
	for (; n; n--) {
		seam[row->n] = (struct seam){ .joined = row->n ? seam[row->n - 1].joined : 0, .ends_line = true };
		row->cell[row->n++] = (struct ncell){ .raw = STR(""), .rows = 1, .columns = 1, .line = line - n };
	}
}

static void add_line(struct bench *b, struct nrow *row, struct seam *seam, struct group *g)
{
	const struct seam *own = flow_seams(b, g);
	int base = row->n ? seam[row->n - 1].joined + join_cost(b->grammar, &row->cell[row->n - 1], &g->row->cell[0]) : 0;

	for (size_t i = 0; i < g->row->n; i++, row->n++) {
		seam[row->n] = own[i];
		seam[row->n].joined += base;
		row->cell[row->n] = g->row->cell[i];
	}
}

struct group *flow_stack(struct bench *b, struct group *const *group, const size_t *blanks, size_t n)
{
	const size_t pieces = count(group, blanks, n);
	struct nrow *row = arena_zero(b->arena, 1, sizeof *row);
	struct group *stack = arena_zero(b->arena, 1, sizeof *stack);

	stack->seam = arena_zero(group[0]->scratch, pieces, sizeof *stack->seam);
	stack->scratch = group[0]->scratch;
	stack->most = STACK_JOIN;
	stack->stack = true;
	stack->row = row;
	row->cell = arena_zero(b->arena, pieces, sizeof *row->cell);
	row->line = group[0]->row->line;
	for (size_t i = 0; i < n; i++) {
		add_blanks(row, stack->seam, blanks[i], group[i]->row->line);
		add_line(b, row, stack->seam, group[i]);
	}
	return stack;
}
