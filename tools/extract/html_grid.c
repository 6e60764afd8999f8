#include "html_grid.h"

void grid_reset(struct grid *g)
{
	memset(g->left, 0, g->used * sizeof *g->left);
	g->used = g->width = 0;
	g->doubtful = false;
}

bool grid_covers(const struct grid *g)
{
	for (size_t i = 0; i < g->used; i++)
		if (g->left[i])
			return true;
	return false;
}

void grid_section(struct grid *g)
{
	g->doubtful = grid_covers(g);
}

/* A section has ended: does the first row of the next one leave room for the spans from above? */
static void settle(struct grid *g, const struct grid_cell *cells, size_t n)
{
	size_t own = 0, covered = 0;

	g->doubtful = false;
	for (size_t i = 0; i < n; i++)
		own += cells[i].columns;
	for (size_t i = 0; i < g->used; i++)
		covered += g->left[i] != 0;
	if (own + covered > g->width)
		memset(g->left, 0, g->used * sizeof *g->left);
}

/* Cuts the cell's spans to what the grid has room for. */
static void clamp(struct grid_cell *c)
{
	if (c->column >= GRID_COLUMNS)
		c->rows = c->columns = 1;
	else if (c->columns > GRID_COLUMNS - c->column)
		c->columns = GRID_COLUMNS - c->column;
}

/* Cuts its columns at a cell that reaches down into them; false when there is none. */
static bool cut(const struct grid *g, struct grid_cell *c)
{
	for (size_t i = 1; i < c->columns && c->column + i < g->used; i++)
		if (g->left[c->column + i]) {
			c->columns = i;
			return true;
		}
	return false;
}

static void row_down(struct grid *g)
{
	for (size_t i = 0; i < g->used; i++)
		g->left[i] -= g->left[i] != 0;
}

static void reach_down(struct grid *g, const struct grid_cell *c)
{
	size_t end = c->column + c->columns;

	if (c->rows < 2)
		return;
	for (size_t i = c->column; i < end; i++)
		g->left[i] = c->rows - 1;
	g->used = end > g->used ? end : g->used;
}

size_t grid_row(struct grid *g, struct grid_cell *cells, size_t n, size_t *overlap)
{
	size_t at = 0, width;

	*overlap = n;
	if (g->doubtful)
		settle(g, cells, n);
	for (size_t i = 0; i < n; i++) {
		while (at < g->used && g->left[at])
			at++;
		cells[i].column = at;
		clamp(&cells[i]);
		at += cells[i].columns;
		if (cut(g, &cells[i]) && *overlap == n)
			*overlap = i;
	}
	width = at;
	for (size_t i = width; i < g->used; i++)
		if (g->left[i])
			width = i + 1;
	row_down(g);
	for (size_t i = 0; i < n; i++)
		reach_down(g, &cells[i]);
	g->width = width > g->width ? width : g->width;
	return width;
}

size_t grid_number(struct str s, size_t none, size_t most)
{
	size_t value = 0, i = 0;

	s = str_trim(s);
	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		value = value > most ? value : value * 10 + (size_t)(s.p[i] - '0');
	if (i == 0)
		return none;
	return value < most ? value : most;
}
