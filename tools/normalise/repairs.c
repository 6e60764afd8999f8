#include "repairs.h"
#include "emit.h"

static const char *const names[] = { "filled", "shifted", "levels", "joined", "chars", "split" };

struct change {
	const char *repair;
	struct str what, cell, from, to, evidence;
};

static void add_escaped(struct out *o, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '\t' || c == '\n' || c == '\r' || c == '\\') {
			out_byte(o, '\\');
			c = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
		}
		out_byte(o, c);
	}
}

void repairs_heading(struct out *o)
{
	out_add(o, STR("doc\tform\tline\tn\trepair\twhat\tcell\tfrom\tto\tevidence\n"));
}

static void write_change(struct out *o, struct str doc, const struct form *f, const struct indicator *x, size_t n,
    const struct change *c)
{
	const struct str columns[] = { str_c(c->repair), c->what, c->cell, c->from, c->to, c->evidence };
	struct buf numbers = { 0 };

	add_escaped(o, doc);
	buf_format(&numbers, "\t%zu\t%zu\t%zu", f->ordinal, x->line, n);
	out_add(o, buf_str(&numbers));
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		out_byte(o, '\t');
		add_escaped(o, columns[i]);
	}
	out_byte(o, '\n');
	buf_free(&numbers);
}

/* What a cell is, as the row's path weighed it. */
static struct str evidence_of(const struct ncell *c)
{
	if (c->level1 || c->level2)
		return STR("level label");
	if (c->ordinal)
		return STR("ordinal of a name");
	if (c->shape == SHAPE_NUMBER)
		return STR("number or sign");
	if (c->shape == SHAPE_DATE)
		return STR("date");
	return c->basis_like ? STR("name of a document") : STR("words, by the cells around them");
}

static size_t column_of(const struct header *h, enum role role)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->role[i] == role)
			return i;
	return SIZE_MAX;
}

static void write_moves(struct out *o, struct str doc, const struct form *f, const struct indicator *x, size_t n)
{
	struct buf from = { 0 }, to = { 0 };

	for (int r = 0; r < ROLE_COUNT; r++) {
		const struct ncell *c = x->role[r];
		size_t column = column_of(&f->header, (enum role)r);
		if (!c || column == SIZE_MAX || c->column == column)
			continue;
		buf_reset(&from);
		buf_reset(&to);
		buf_number(&from, c->column + 1);
		buf_number(&to, column + 1);
		write_change(o, doc, f, x, n, &(struct change){ "shifted", role_name((enum role)r), c->raw, buf_str(&from),
		    buf_str(&to), evidence_of(c) });
	}
	buf_free(&from);
	buf_free(&to);
}

static void write_level(struct out *o, struct str doc, const struct form *f, const struct indicator *x, size_t n,
    const char *what, struct str filed, struct str is, bool own, const struct ncell *label)
{
	struct buf evidence = { 0 };
	struct change c = { .what = str_c(what), .cell = label ? label->raw : STR(""), .from = filed, .to = is };

	if (is.n && !own && str_eq(filed, is)) {
		c.repair = "filled";
		c.evidence = STR("the label above");
	} else if (!str_eq(filed, is)) {
		c.repair = "levels";
		if (x->vote)
			buf_format(&evidence, "sibling forms agree (weight %d of 100)", x->vote);
		else
			buf_add(&evidence, STR("ordinals and labels of the form"));
		c.evidence = buf_str(&evidence);
	} else {
		return;
	}
	write_change(o, doc, f, x, n, &c);
	buf_free(&evidence);
}

static void write_others(struct out *o, struct str doc, const struct form *f, const struct indicator *x, size_t n)
{
	for (int r = 0; r < ROLE_COUNT; r++) {
		const struct ncell *c = x->role[r];
		if (c && c->changes & CANON_CHARS)
			write_change(o, doc, f, x, n, &(struct change){ "chars", role_name((enum role)r), c->raw, c->raw, c->text,
			    STR("characters that Simplified text does not have") });
		if (c && c->joined)
			write_change(o, doc, f, x, n, &(struct change){ "joined", role_name((enum role)r), c->raw, STR(""), STR(""),
			    STR("pieces parted by a blank") });
	}
	if (x->repairs & REPAIR_SPLIT)
		write_change(o, doc, f, x, n, &(struct change){ "split", STR("value"), x->raw, STR(""), STR(""),
		    STR("several targets in one cell") });
}

void repairs_write(struct out *o, struct str doc, const struct form *f, struct repair_counts *counts)
{
	for (size_t i = 0; i < f->indicators.n; i++) {
		const struct indicator *x = &f->indicators.at[i];
		for (size_t k = 0; k < sizeof names / sizeof *names; k++)
			counts->of[k] += (x->repairs >> k) & 1;
		write_moves(o, doc, f, x, i + 1);
		write_level(o, doc, f, x, i + 1, "level1", x->filed.level1, x->is.level1, x->own1, x->label1);
		write_level(o, doc, f, x, i + 1, "level2", x->filed.level2, x->is.level2, x->own2, x->label2);
		write_others(o, doc, f, x, i + 1);
	}
}

void repairs_summary(struct buf *into, const struct repair_counts *counts)
{
	for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
		if (counts->of[k] == 0)
			continue;
		buf_format(into, "%s%zu %s", into->n ? ", " : "", counts->of[k], names[k]);
	}
}
