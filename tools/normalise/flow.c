#include "flow_internal.h"
#include "head.h"
#include "header.h"
#include "looks.h"
#include "recognise.h"

#include <assert.h>
#include <limits.h>

enum {
	LABEL_GAIN = 20, NUMBER_COST = 1, TEXT_COST = 8,
	END_BYTES_MOST = 100,
	STACK_COLUMNS = 3,
	FIGURES_MOST = 3, /* behind 总分 */
	TITLE_BYTES = 15, /* shorter lines are no title */
	HEADING_GROUPS = 16 /* that a wrapped heading takes at most */
};

struct nrow *flow_add_row(struct bench *b, struct ntable *t, size_t n)
{
	struct nrow *row;

	if (t->rows == t->cap)
		t->row = list_room(b->arena, t->row, t->rows, &t->cap, sizeof *t->row);
	assert(t->row);
	row = &t->row[t->rows++];
	*row = (struct nrow){ .cell = arena_zero(b->arena, n, sizeof *row->cell) };
	return row;
}

/* The pieces' text with a blank between each two; b->text holds it where it is of several. */
static struct str text_of(struct bench *b, const struct nrow *group, size_t from, size_t to)
{
	if (to - from == 1)
		return group->cell[from].raw;
	buf_reset(&b->text);
	for (size_t i = from; i < to; i++) {
		if (i > from)
			buf_byte(&b->text, ' ');
		buf_add(&b->text, group->cell[i].raw);
	}
	return buf_str(&b->text);
}

static size_t pieces_most(const struct nrow *row) { return row->n < FLOW_PIECES ? row->n : FLOW_PIECES; }

const struct ncell *flow_label(struct bench *b, struct group *g, size_t from, size_t to)
{
	const struct ncell **label;

	if (!g->label)
		g->label = arena_zero(g->scratch, g->row->n * g->most, sizeof *g->label);
	label = &g->label[from * g->most + to - from - 1];
	if (!*label)
		*label = cell_reading(b, g->scratch, text_of(b, g->row, from, to), false);
	return *label;
}

const struct ncell *flow_whole(struct bench *b, struct group *g, const struct ncell *label)
{
	return label->shape != SHAPE_BLANK ? label : cell_reading(b, g->scratch, label->raw, true);
}

struct ncell flow_join(struct bench *b, const struct nrow *group, size_t from, size_t to)
{
	struct ncell c = group->cell[from];
	const struct origin *last = &group->cell[to - 1].at;

	if (to - from > 1) {
		cell_hold(b, &c, text_of(b, group, from, to));
		if (c.at.length && last->length)
			c.at.length = last->offset + last->length - c.at.offset;
		c.joined = true;
	}
	c.rows = c.columns = 1;
	return c;
}

/* What an end of the first pieces costs at least, and where the cell before begins. */
struct part {
	int cost;
	size_t from;
};

/*
 * Weighs pieces [from, to) as a cell of the head, reading no more of it than may make it cheaper than what is known.
 * Words on both sides of a blank that parts cells, as long as that costs more than two cells, are one only as a label.
 */
static void weigh_cell(struct bench *b, struct group *g, const struct seam *seam, struct part *part, size_t from, size_t to)
{
	bool parted = seam[to - 1].parting > seam[from].parting && b->grammar->cost[COST_JOIN_CJK] + NUMBER_COST > 2 * TEXT_COST;
	int before = part[from].cost + seam[to - 1].split, words = before + seam[to - 1].joined - seam[from].joined, cost;
	const struct ncell *c;

	if (before - LABEL_GAIN >= part[to].cost)
		return;
	c = flow_label(b, g, from, to);
	if (c->raw.n == 0 || c->means)
		cost = before - (c->means ? LABEL_GAIN : 0); /* what one hopes for */
	else if (parted || words + NUMBER_COST >= part[to].cost)
		return;
	else
		cost = words + (flow_whole(b, g, c)->shape == SHAPE_NUMBER ? NUMBER_COST : TEXT_COST);
	if (cost < part[to].cost)
		part[to] = (struct part){ cost, from };
}

/* Parts the first n pieces of a group into cells: part[to].from is where the one begins that ends at `to`. */
static void part_group(struct bench *b, struct group *g, size_t n, struct part *part)
{
	const struct seam *seam = flow_seams(b, g);

	part[0] = (struct part){ 0 };
	for (size_t to = 1; to <= n; to++) {
		part[to] = (struct part){ INT_MAX, 0 };
		for (size_t from = to; from-- > 0;) {
			bool blank = g->row->cell[from].raw.n == 0;
			if (!blank || to - from == 1) /* an empty cell joins nothing */
				weigh_cell(b, g, seam, part, from, to);
			if (blank)
				break;
		}
	}
}

/* A group, and as the head parts it into cells. */
struct reading {
	struct group group;
	size_t blanks;              /* blank cells above, where each has a row of its own */
	const struct ncell **label; /* how each reads as a label; NULL: not parted yet */
	size_t *end;                /* the piece behind each */
	size_t n;
	struct ncell *cell;         /* the cells; NULL: not made yet (cells_of) */
};

struct flow_table {
	struct bench *b;
	struct ntable *t;      /* a form's rows */
	struct reading *group; /* of each of them */
	bool stacked;          /* a cell a line */
	bool graded;           /* below the heading stand grades */
};

static void begin_reading(struct flow_table *f, size_t i, struct arena *scratch)
{
	const struct nrow *row = &f->t->row[i];

	f->group[i] = (struct reading){ .group = { .row = row, .most = pieces_most(row), .scratch = scratch }, .blanks = f->group[i].blanks };
}

static const struct reading *reading_of(struct flow_table *f, size_t i)
{
	struct reading *r = &f->group[i];
	struct group *g = &r->group;
	struct part part[FLOW_PIECES + 1];

	if (r->label)
		return r;
	part_group(f->b, g, g->most, part);
	r->label = arena_alloc(g->scratch, g->row->n * sizeof *r->label);
	r->end = arena_alloc(g->scratch, g->row->n * sizeof *r->end);
	for (size_t at = g->most; at > 0; at = part[at].from)
		r->n++;
	for (size_t at = g->most, k = r->n; at > 0; at = part[at].from)
		r->end[--k] = at;
	for (size_t rest = g->most; rest < g->row->n; rest++)
		r->end[r->n++] = rest + 1;
	for (size_t k = 0; k < r->n; k++)
		r->label[k] = flow_label(f->b, g, k ? r->end[k - 1] : 0, r->end[k]);
	return r;
}

/* The cells themselves, as many as the reading has (in the arena). */
static const struct ncell *cells_of(struct flow_table *f, size_t i)
{
	struct reading *r = &f->group[i];

	reading_of(f, i);
	if (r->cell)
		return r->cell;
	r->cell = arena_zero(f->b->arena, r->n, sizeof *r->cell);
	for (size_t k = 0; k < r->n; k++) {
		r->cell[k] = flow_join(f->b, r->group.row, k ? r->end[k - 1] : 0, r->end[k]);
		cell_read(f->b, &r->cell[k]);
	}
	return r->cell;
}

/* A group's cells in the head. */
static void add_head(struct flow_table *f, struct ntable *out, size_t i)
{
	flow_head(f->b, out, f->stacked, cells_of(f, i), reading_of(f, i)->n, f->t->row[i].line);
}

/* How many of a group's cells are names of columns. */
static size_t columns_in(const struct reading *r)
{
	size_t n = 0;

	for (size_t k = 0; k < r->n; k++)
		n += cell_means(r->label[k], MEANS_COLUMN) != NULL;
	return n;
}

/* Nothing but names of columns: a heading, or the rest of one whose cells are wrapped. */
static bool is_columns(struct flow_table *f, size_t i)
{
	const struct reading *r = i < f->t->rows ? reading_of(f, i) : NULL;

	return r && r->n && columns_in(r) == r->n && !r->label[0]->level1 && !r->label[0]->level2;
}

/* The heading again at a page break: how many groups it takes, 0 when this is none. */
static size_t heading_groups(struct flow_table *f, size_t i)
{
	struct nrow row = { .line = f->t->row[i].line };
	size_t groups = 1;

	if (columns_in(reading_of(f, i)) == 0 || (f->t->row[i].n < 3 && !is_columns(f, i)))
		return 0;
	while (groups < HEADING_GROUPS && is_columns(f, i) && is_columns(f, i + groups))
		groups++;
	for (size_t k = i; k < i + groups; k++)
		row.n += reading_of(f, k)->n;
	row.cell = arena_zero(f->b->arena, row.n, sizeof *row.cell);
	for (size_t k = i, n = 0; k < i + groups; n += reading_of(f, k++)->n)
		memcpy(row.cell + n, cells_of(f, k), reading_of(f, k)->n * sizeof *row.cell);
	row_index(f->b->arena, &row);
	return header_row(&row) ? groups : 0;
}

/* 公用经费 控制在10万元以内: behind a word of the head stands what only an indicator has, a sign or a figure with its unit. */
static bool has_target(struct flow_table *f, size_t i)
{
	const struct reading *r = reading_of(f, i);

	for (size_t k = 1; k < r->n; k++)
		if (looks_targeted(f->b->grammar, flow_whole(f->b, &f->group[i].group, r->label[k])))
			return true;
	return false;
}

/* A bare figure on a line of its own. */
static bool is_figure(struct flow_table *f, size_t i)
{
	const struct ncell *c = i < f->t->rows && f->t->row[i].n == 1 ? flow_whole(f->b, &f->group[i].group, reading_of(f, i)->label[0]) : NULL;

	return c && c->shape == SHAPE_NUMBER && !looks_targeted(f->b->grammar, c);
}

/* 总分, 100, 98 below one another, or one of the figures. */
static bool is_lone_label(struct flow_table *f, size_t i)
{
	const struct ncell *first;

	for (size_t k = 0; k < FIGURES_MOST && i > 0 && is_figure(f, i); k++)
		i--;
	first = f->t->row[i].n == 1 ? reading_of(f, i)->label[0] : NULL;
	return first && !first->level1 && !first->level2 && cell_means(first, MEANS_OTHER) && !cell_means(first, MEANS_COLUMN) && is_figure(f, i + 1);
}

/* A label of the head with its value below the indicators (总分 100 98): its group is none of theirs. */
static bool is_of_head(struct flow_table *f, size_t i)
{
	const struct nrow *group = &f->t->row[i];
	const struct reading *r;
	const struct ncell *first;

	if (group->n && f->b->grammar->text_end && pattern_match(f->b->grammar->text_end, str_to(group->cell[0].raw, END_BYTES_MOST), NULL) == 1)
		return true; /* 填报人：… */
	if (group->n < 2)
		return f->stacked && is_lone_label(f, i);
	r = reading_of(f, i);
	first = r->n > 1 ? r->label[0] : NULL;
	return first && !first->level1 && !first->level2 && !cell_means(first, MEANS_COLUMN)
	    && ((cell_means(first, MEANS_OTHER) && !has_target(f, i)) || cell_means(first, MEANS_FIELD) || cell_means(first, MEANS_GOAL));
}

/* A heading and nothing else: a line that swallowed the one behind it has cells that would be lost with it. */
static bool says_nothing_new(struct flow_table *f, size_t i)
{
	const struct reading *r = reading_of(f, i);

	for (size_t k = 0; k < r->n; k++)
		if (r->label[k]->text.n && !r->label[k]->means)
			return false;
	return true;
}

/* Groups of indicators between two of other kinds. */
struct run {
	struct group **group;
	size_t *blanks; /* above each */
	size_t n;
};

static void read_run(struct flow_table *f, const struct header *h, struct run *s, struct ntable *out)
{
	struct group *stack = f->stacked && s->n ? flow_stack(f->b, s->group, s->blanks, s->n) : NULL;

	if (stack)
		flow_indicators(f->b, h, &stack, 0, 1, out);
	else
		flow_indicators(f->b, h, s->group, 0, s->n, out);
	s->n = 0;
}

static bool is_grades(struct flow_table *f, size_t i)
{
	const struct ncell *cell = cells_of(f, i);

	return flow_grades(cell, reading_of(f, i)->n);
}

/* The groups below the heading: repeated headings go; a group of the head parts the stretch. */
static void read_below(struct flow_table *f, const struct header *h, size_t from, struct ntable *out)
{
	const size_t most = f->t->rows - from + 1;
	struct run s = { arena_alloc(f->b->arena, most * sizeof *s.group), arena_alloc(f->b->arena, most * sizeof *s.blanks), 0 };

	for (size_t i = from; i < f->t->rows; i++) {
		size_t heading = heading_groups(f, i);
		if (heading && says_nothing_new(f, i)) {
			i += heading - 1;
			if (f->graded && i + 1 < f->t->rows && is_grades(f, i + 1))
				row_take(&f->t->row[++i]);
			continue;
		}
		if (!heading && !is_of_head(f, i)) {
			s.blanks[s.n] = f->group[i].blanks;
			s.group[s.n++] = &f->group[i].group;
			continue;
		}
		read_run(f, h, &s, out);
		add_head(f, out, i);
	}
	read_run(f, h, &s, out);
}

/* Rows of nothing but one blank cell, as the lines of a dump are, count for the one below. */
static void take_blanks(struct flow_table *f, struct ntable *t)
{
	size_t n = 0, blanks = 0;

	for (size_t i = 0; i < t->rows; i++) {
		if (t->row[i].n == 1 && str_blank(t->row[i].cell[0].raw)) {
			blanks++;
			continue;
		}
		f->group[n].blanks = blanks;
		t->row[n++] = t->row[i];
		blanks = 0;
	}
	t->rows = n;
}

/* Every column has a line of its own in the heading: so have all cells. */
static bool is_stacked(struct flow_table *f)
{
	size_t columns = 0;

	for (size_t i = 0; i < f->t->rows && columns < STACK_COLUMNS; i++)
		columns = f->t->row[i].n == 1 && is_columns(f, i) ? columns + 1 : 0;
	return columns == STACK_COLUMNS;
}

/* Another form's title stands between its rows: where the table's first form ends. */
static size_t form_end(struct flow_table *f)
{
	for (size_t i = 1; i < f->t->rows; i++) {
		const struct nrow *row = &f->t->row[i];
		struct nrow one = { .cell = row->cell, .n = row->n };
		if (row->n != 1 || row->cell[0].raw.n < TITLE_BYTES)
			continue;
		cell_read(f->b, &one.cell[0]);
		row_index(f->b->arena, &one);
		if (recognise_title_row(f->b, &one))
			return i;
	}
	return f->t->rows;
}

/* How many groups below the heading are the terms of its value: 上年完成 | 本年目标值. */
static size_t heading_terms(struct flow_table *f, size_t i, struct nrow *heading)
{
	const struct reading *r = !f->stacked && i < f->t->rows ? reading_of(f, i) : NULL;

	return r && r->n < 5 && columns_in(r) && flow_place_terms(f->b, heading, cells_of(f, i), r->n);
}

/* One form's rows: its head, the heading, and what is below. */
static void read_form(struct flow_table *f, struct arena *scratch, struct ntable *out)
{
	struct ntable *t = f->t;
	struct header h;

	for (size_t i = 0; i < t->rows; i++) {
		if (i + 1 < t->rows && is_columns(f, i) && flow_part_heading(f->b, &t->row[i + 1]))
			begin_reading(f, i + 1, scratch);
		add_head(f, out, i);
		if (!header_row(&out->row[out->rows - 1]) || is_columns(f, i + 1) || (i + 1 < t->rows && t->row[i + 1].n && heading_groups(f, i + 1)))
			continue;
		flow_place_parts(f->b, &out->row[out->rows - 1]);
		f->graded = i + 1 < t->rows && is_grades(f, i + 1)
		    && flow_place_grades(f->b, out, cells_of(f, i + 1), reading_of(f, i + 1)->n);
		if (!f->graded)
			i += heading_terms(f, i + 1, &out->row[out->rows - 1]);
		header_read(out, out->rows - 1, &h);
		flow_grade_roles(&h);
		read_below(f, &h, i + 1 + f->graded, out);
		break;
	}
}

void flow_table(struct bench *b, struct ntable *t)
{
	struct arena scratch = { 0 };
	struct reading *group = arena_zero(b->arena, t->rows, sizeof *group);
	struct flow_table f = { b, t, group, false, false };
	struct ntable out = { 0 };

	b->grammar = b->all->base;
	take_blanks(&f, t);
	for (size_t i = 0; i < t->rows; i++)
		begin_reading(&f, i, &scratch);
	f.stacked = is_stacked(&f);
	for (size_t from = 0, end; from < t->rows; from = end) {
		struct ntable part = { .row = t->row + from, .rows = t->rows - from };
		f.t = &part;
		f.group = group + from;
		end = from + (part.rows = f.stacked ? form_end(&f) : part.rows);
		read_form(&f, &scratch, &out);
	}
	arena_free(&scratch);
	t->row = out.row;
	t->rows = out.rows;
	t->cap = out.cap;
}
