/* Levels: missing, unknown, under the wrong parent, or not where the name says. */
#include "validate.h"

/* A first row whose level was filled has nothing above it: the filing has no label there. */
static void check_first(struct checker *c, struct form *f, const struct indicator *i)
{
	if (!i->row->level1.n || i->item->n != 1 || !i->row->filled)
		return;
	if (i->row->shifted && i->row->level2.n)
		finding_add(c, f, i->item, SAY_LEVEL_MISMATCH_COLUMN, i->row->name->text, ARGS(i->row->level1, i->row->level2));
	else
		finding_add(c, f, i->item, SAY_LEVEL_MISSING_FIRST, i->row->name->text, ARGS(i->row->level1));
}

/* No row has levels of its own: the layout prints none, or no level 1. */
static bool has_no_labels(const struct form *f)
{
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		if (i->row->part <= 1 && (i->row->level1.n || i->row->level2.n) && !i->row->filled)
			return false;
	}
	return f->indicators > 1;
}

static void check_missing(struct checker *c, struct form *f)
{
	bool one = false, two = false;

	if (has_no_labels(f))
		return;
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		if (i->row->part > 1)
			continue;
		if (k == 0)
			check_first(c, f, i);
		if (!i->row->level1.n && !one)
			finding_add(c, f, i->item, SAY_LEVEL_MISSING_ONE, i->row->name->text, ARGS(i->row->level2));
		else if (!i->row->level2.n && i->row->level1.n && !two)
			finding_add(c, f, i->item, SAY_LEVEL_MISSING_TWO, i->row->name->text, ARGS(i->row->level1));
		one = !i->row->level1.n; /* once for a run of rows */
		two = !i->row->level2.n;
	}
}

static void check_foreign(struct checker *c, struct form *f, const struct indicator *i)
{
	struct str name = i->row->name->text;
	if (i->row->standing->verdict == UNKNOWN_ONE)
		finding_add(c, f, i->item, SAY_LEVEL_FOREIGN_NAME, name, ARGS(i->row->level1));
	else if (i->row->standing->verdict == UNKNOWN_TWO)
		finding_about(finding_add(c, f, i->item, SAY_LEVEL_FOREIGN_NAME, name, ARGS(i->row->level2)), ABOUT_LEVEL2);
	else if (i->row->standing->verdict == OTHER_PARENT)
		finding_add(c, f, i->item, SAY_LEVEL_FOREIGN_PARENT, name, ARGS(i->row->level2, i->row->level1));
}

static bool speaks_of(const struct level_rule *r, struct str name)
{
	return words_end(&r->ends, name).n || words_in(&r->has, name).n;
}

static bool misplaced(const struct level_rule *r, const struct indicator *i)
{
	if (r->not1.n || r->not2.n)
		return words_have(&r->not1, i->row->level1) || words_have(&r->not2, i->row->level2);
	return (r->level1.n && i->row->level1.n && !str_eq(r->level1, i->row->level1)) ||
		(r->level2.n && i->row->level2.n && !str_eq(r->level2, i->row->level2));
}

enum { EXPECTS = 63 }; /* that have a bit; the others, if ever a rules.xml has so many, are asked each time */
#define LOOKED ((uint64_t)1 << EXPECTS)

static struct str bare(const struct term *t) { return t->unit.n ? str_to(t->text, t->text.n - t->unit.n - 6) : t->text; }

static bool expects(struct checker *c, struct term *t, size_t k)
{
	for (size_t i = 0; !(t->expects & LOOKED) && i < c->rules->expects && i < EXPECTS; i++)
		t->expects |= (uint64_t)speaks_of(&c->rules->expect[i], bare(t)) << i;
	t->expects |= LOOKED;
	return k < EXPECTS ? t->expects >> k & 1 : speaks_of(&c->rules->expect[k], bare(t));
}

static void check_expected(struct checker *c, struct form *f, const struct indicator *i)
{
	enum grade set = f->grade[SAY_LEVEL_SUSPECT_NAME];
	for (size_t k = 0; i->row->name->placed && k < c->rules->expects; k++) {
		const struct level_rule *r = &c->rules->expect[k];
		if (!expects(c, i->row->name, k) || !misplaced(r, i))
			continue;
		enum grade g = c->rules->forced[RULE_LEVEL_SUSPECT] || set == GRADE_OFF ? set : r->grade;
		struct str should = r->level2.n ? r->level2 : r->level1;
		finding_add_as(c, g, f, i->item, SAY_LEVEL_SUSPECT_NAME, i->row->name->text,
			ARGS(i->row->name->text, i->row->level2.n ? i->row->level2 : i->row->level1, should));
		return;
	}
}

/* Where the filed labels were overruled: said once for a run of rows, louder for a group that moved. */
static void check_corrected(struct checker *c, struct form *f)
{
	for (size_t k = 0, n; k < f->indicators; k += n ? n : 1) {
		const struct indicator *i = &f->indicator[k];
		for (n = 0; k + n < f->indicators && f->indicator[k + n].row->moved;)
			n++;
		if (n >= c->rules->number[NUMBER_LEVEL_RUN])
			finding_add(c, f, i->item, SAY_LEVEL_MISMATCH_RUN, i->row->name->text, ARGS(i->row->level1, i->row->level2, say_number(c, n)));
		else if (n)
			finding_add(c, f, i->item, SAY_LEVEL_MISMATCH_FILED, i->row->name->text, ARGS(i->row->level1, i->row->level2));
	}
}

void check_levels(struct checker *c, struct form *f)
{
	if ((f->asks & ASKS_LEVEL) || (f->indicators && f->indicator[0].row->filled))
		check_missing(c, f);
	if (f->asks & ASKS_MOVED)
		check_corrected(c, f);
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		size_t said = c->said;
		if (i->row->part > 1 || row_is_quiet(i, ROW_LEVEL))
			continue;
		check_foreign(c, f, i);
		check_expected(c, f, i);
		row_settle(c, i, ROW_LEVEL, said);
	}
}
