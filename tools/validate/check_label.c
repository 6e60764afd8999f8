/* The kind of thing that a name announces, against the kind of value beside it. */
#include "validate.h"

static void check_rate(struct checker *c, struct form *f, const struct indicator *i)
{
	struct str name = i->row->name->text;
	struct decimal hundred = { 100, 0 };
	bool money = IN_LIST(i->row->unit_is, MONEY_UNITS);
	if (i->row->date)
		finding_add(c, f, i->item, SAY_LABEL_RATE_DATE, name, ARGS(i->row->raw));
	else if (i->row->number && (money || (!i->row->unit.n && decimal_compare(i->row->low, hundred) > 0)))
		finding_add(c, f, i->item, SAY_LABEL_RATE_MONEY, name, ARGS(i->row->raw));
	else if (i->row->number && i->row->low.unscaled != 0 && !(i->row->name->flags & TERM_CONTROL) &&
		(IN_LIST(i->row->unit_is, WHOLE_UNITS) || IN_LIST(i->row->unit_is, TIME_UNITS)))
		finding_add(c, f, i->item, SAY_LABEL_RATE_COUNT, name, ARGS(i->row->raw));
	else if (i->row->words && str_points(i->row->text) > c->rules->number[NUMBER_SENTENCE_POINTS])
		finding_add(c, f, i->item, SAY_LABEL_RATE_SENTENCE, name, ARGS(i->row->text));
	else if (i->row->words)
		finding_add(c, f, i->item, SAY_TEXT_FOR_RATE_WORDS, name, ARGS(i->row->text));
}

/* A purpose or an undertaking (确保…, or a clause with a comma) measured by a percentage. */
static bool is_purpose(const struct indicator *i)
{
	struct str name = i->row->name->text;
	if (i->row->name->flags & (TERM_RATE | TERM_CHANGE | TERM_WANTED | TERM_COUNT))
		return false;
	return (i->row->name->flags & TERM_PURPOSE) || str_find(name, STR("，"), 0) < name.n;
}

static void check_other(struct checker *c, struct form *f, const struct indicator *i)
{
	struct str name = i->row->name->text;
	bool percent = i->row->number && str_eq(i->row->unit, STR("%"));
	if ((i->row->name->flags & TERM_COUNT) && percent && !(i->row->name->flags & TERM_RATE))
		finding_add(c, f, i->item, SAY_LABEL_COUNT_PERCENT, name, ARGS(i->row->raw));
	else if ((i->row->name->flags & TERM_CHANGE) && percent)
		finding_add(c, f, i->item, SAY_LABEL_CHANGE_LEVEL, name, ARGS(i->row->raw));
	else if (i->row->words && (i->row->name->flags & TERM_WANTED) && !(i->row->name->flags & TERM_RATE))
		finding_add(c, f, i->item, SAY_TEXT_FOR_RATE_WORDS, name, ARGS(i->row->text)); /* 满意度 */
	else if (percent && is_purpose(i))
		finding_add(c, f, i->item, SAY_LABEL_PURPOSE_PERCENT, name, ARGS(i->row->raw));
	else if ((i->row->name->flags & TERM_STATE) && i->row->date)
		finding_add(c, f, i->item, SAY_LABEL_STATE_VALUE, name, ARGS(i->row->raw));
}

static void check_quantity(struct checker *c, struct form *f, const struct indicator *i)
{
	bool percent = i->row->number && str_eq(i->row->unit, STR("%"));
	if (i->row->quantity && (percent || ((i->row->name->flags & TERM_RATE) && !i->row->blank)) && i->row->part <= 1)
		finding_add(c, f, i->item, SAY_RATE_AS_QUANTITY_LEVEL, i->row->name->text, NO_ARGS);
}

void check_labels(struct checker *c, struct form *f)
{
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		size_t said = c->said;
		if (row_is_quiet(i, ROW_LABEL))
			continue;
		if (i->row->name->flags & TERM_RATE)
			check_rate(c, f, i);
		check_other(c, f, i);
		check_quantity(c, f, i);
		row_settle(c, i, ROW_LABEL, said);
	}
}
