/* Units: one is missing, or the name says another than the value. */
#include "validate.h"

static const struct decimal zero = { 0, 0 };

static void check_missing(struct checker *c, struct form *f, const struct indicator *i)
{
	struct str name = i->row->name->text;
	bool per = i->row->unit.n && i->row->unit.p[0] == '/';
	bool level = i->row->standing->money;
	bool money = level && !(i->row->name->flags & (TERM_RATE | TERM_COUNT | TERM_TIME));
	if (i->row->unit.n && !per)
		return;
	if (i->row->name->is_unit) { /* the name says what the value does not */
		finding_add(c, f, i->item, SAY_UNIT_MISSING_COUNTED, name, ARGS(i->row->raw));
		return;
	}
	if (per && i->row->cost)
		finding_add(c, f, i->item, SAY_UNIT_MISSING_CURRENCY, name, ARGS(i->row->raw));
	else if (per)
		finding_add(c, f, i->item, SAY_UNIT_MISSING_COUNTED, name, ARGS(i->row->raw));
	else if ((money || (i->row->name->flags & TERM_MONEY)) && decimal_compare(i->row->low, zero) != 0)
		finding_add(c, f, i->item, SAY_UNIT_MISSING_MONEY, name, ARGS(i->row->raw));
	else if (level && decimal_compare(i->row->low, (struct decimal){ 100, 0 }) > 0)
		finding_add(c, f, i->item, SAY_UNIT_MISSING_MONEY, name, ARGS(i->row->raw));
	else
		finding_add(c, f, i->item, SAY_UNIT_MISSING_COUNTED, name, ARGS(i->row->raw));
}

/* 人均 … in 元: a head is missing from the unit. */
static void check_head(struct checker *c, struct form *f, const struct indicator *i)
{
	bool head = (i->row->name->flags | i->row->said->flags) & TERM_PER_HEAD;
	if (i->row->cost && head && str_eq(i->row->unit, STR("元")))
		finding_add(c, f, i->item, SAY_UNIT_MISSING_HEAD, i->row->name->text, ARGS(i->row->raw));
}

static void check_label_unit(struct checker *c, struct form *f, const struct indicator *i)
{
	struct str stated = i->row->name->stated;
	if (!i->row->name->is_unit || !i->row->unit.n || str_eq(stated, i->row->unit))
		return;
	uint64_t is = lists_of(c, stated);
	/* 元 beside 元/人 is one unit said more and less exactly; 个 beside 家 is a matter of style. */
	bool counts = IN_LIST(is & i->row->unit_is, WHOLE_UNITS), times = IN_LIST(is & i->row->unit_is, TIME_UNITS);
	if (!counts && !times && !str_starts(i->row->unit, stated) && !str_starts(stated, i->row->unit))
		finding_add(c, f, i->item, SAY_UNIT_LABEL_OTHER, i->row->name->text, ARGS(i->row->name->unit, i->row->raw));
}

/* ---- what the name is measured in ---- */

/* The word that tells it; empty when the name ends in none of the rule. */
static struct str measured(const struct measure_rule *m, const struct term *t)
{
	return words_end(&m->ends, t->unit.n ? str_to(t->text, t->text.n - t->unit.n - 6) : t->text);
}

static void read_measure(struct checker *c, struct term *t)
{
	t->sized = true;
	for (size_t k = 0; k < c->rules->measures && !t->measure; k++)
		if (measured(&c->rules->measure[k], t).n)
			t->measure = &c->rules->measure[k];
}

/* A unit of some other measure, a count, a time, a sum or a share; what nobody knows is not judged. */
static bool is_known(struct checker *c, const struct indicator *i, struct str unit)
{
	if (str_eq(unit, STR("%")) || IN_LIST(i->row->unit_is, WHOLE_UNITS) || IN_LIST(i->row->unit_is, TIME_UNITS) || IN_LIST(i->row->unit_is, MONEY_UNITS))
		return true;
	for (size_t k = 0; k < c->rules->measures; k++)
		if (words_have(&c->rules->measure[k].units, unit))
			return true;
	return false;
}

static void check_measure(struct checker *c, struct form *f, const struct indicator *i)
{
	const struct measure_rule *m = i->row->name->measure;
	if (!m)
		return;
	size_t slash = str_chr(i->row->unit, '/', 0);
	struct str unit = str_to(i->row->unit, slash);
	if (!unit.n || i->row->part > 1)
		return;
	/* 次/年 beside a time is how often; a count with % is said as such (check_label.c). */
	if (words_have(&m->units, unit) || (slash < i->row->unit.n && !str_eq(unit, STR("元"))) ||
		((i->row->name->flags & TERM_COUNT) && str_eq(unit, STR("%"))) || !is_known(c, i, unit))
		return;
	enum grade g = f->grade[SAY_UNIT_LABEL_KIND] && !c->rules->forced[RULE_UNIT_LABEL] ? m->grade : f->grade[SAY_UNIT_LABEL_KIND];
	finding_add_as(c, g, f, i->item, SAY_UNIT_LABEL_KIND, i->row->name->text, ARGS(measured(m, i->row->name), i->row->raw));
}

void check_units(struct checker *c, struct form *f)
{
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		size_t said = c->said;
		if (!i->row->number || !i->row->has_low || row_is_quiet(i, ROW_UNIT))
			continue;
		check_missing(c, f, i);
		check_head(c, f, i);
		check_label_unit(c, f, i);
		if (!i->row->name->sized)
			read_measure(c, i->row->name);
		check_measure(c, f, i);
		row_settle(c, i, ROW_UNIT, said);
	}
}
