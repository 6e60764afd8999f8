#include "gather.h"

#include "shape.h"

void gather_reset(struct gather *g)
{
	buf_reset(&g->text);
	g->n = 0;
	g->line = g->lines = 0;
}

void gather_cell(struct gather *g, struct str text, struct spot at)
{
	struct gathered *part;

	if (g->n == g->cap)
		g->part = mem_grow(g->part, g->n, &g->cap, sizeof *g->part);
	part = &g->part[g->n++];
	part->from = g->text.n;
	buf_add(&g->text, text);
	part->to = g->text.n;
	part->at = at;
}

void gather_blank(struct gather *g, size_t line)
{
	gather_cell(g, str_of(NULL, 0), (struct spot){ .line = line });
}

void gather_blank_first(struct gather *g, size_t line)
{
	gather_blank(g, line);
	for (size_t i = g->n - 1; i > 0; i--) {
		struct gathered part = g->part[i];
		g->part[i] = g->part[i - 1];
		g->part[i - 1] = part;
	}
}

/* From the first byte of a to the last of b, which stands behind it. */
static struct spot spot_over(struct spot a, struct spot b)
{
	if (a.length == 0)
		return b;
	if (b.length && b.offset + b.length > a.offset)
		a.length = b.offset + b.length - a.offset;
	return a;
}

struct str gather_text(const struct gather *g, size_t i)
{
	const struct gathered *part = &g->part[i];

	return part->to > part->from ? str_of(g->text.p + part->from, part->to - part->from) : str_of(NULL, 0);
}

struct str gather_last(const struct gather *g) { return g->n ? gather_text(g, g->n - 1) : str_of(NULL, 0); }

static void append(struct gather *g, struct str text, struct spot at, bool blank)
{
	struct gathered *part;

	if (g->n == 0) {
		gather_cell(g, text, at);
		return;
	}
	part = &g->part[g->n - 1];
	if (text.n == 0)
		return;
	if (part->to > part->from && blank)
		buf_byte(&g->text, ' ');
	buf_add(&g->text, text);
	part->to = g->text.n;
	part->at = spot_over(part->at, at);
}

void gather_more(struct gather *g, struct str text, struct spot at)
{
	append(g, text, at, shape_blank_between(gather_last(g), text));
}

void gather_paragraph(struct gather *g, struct str text, struct spot at) { append(g, text, at, true); }

static void show_cells(struct gather *g)
{
	while (g->cell_cap < g->n)
		g->cell = mem_grow(g->cell, g->cell_cap, &g->cell_cap, sizeof *g->cell);
	for (size_t i = 0; i < g->n; i++)
		g->cell[i] = (struct cell){ .text = gather_text(g, i), .at = g->part[i].at };
}

void gather_row(struct gather *g, struct sink *out)
{
	if (g->n) {
		show_cells(g);
		sink_row(out, g->cell, g->n, g->line ? g->line : g->part[0].at.line);
		sink_lines_kept(out, g->lines);
	}
	gather_reset(g);
}

void gather_texts(struct gather *g, struct sink *out)
{
	show_cells(g);
	for (size_t i = 0; i < g->n; i++)
		if (g->cell[i].text.n)
			sink_text(out, g->cell[i].text, g->cell[i].at);
	if (g->n)
		sink_lines_kept(out, g->lines);
	gather_reset(g);
}

bool gather_is_blank(const struct gather *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->part[i].to > g->part[i].from)
			return false;
	return true;
}

void gather_free(struct gather *g)
{
	buf_free(&g->text);
	mem_free(g->part);
	mem_free(g->cell);
	*g = (struct gather){ 0 };
}
