/* Units: one is missing, or the name says another than the value. */
#include "validate.h"

static const struct decimal zero = { 0, 0 };

static const struct words *words(struct checker *c, enum words_id id) { return &c->rules->words[id]; }

/* The unit that a name states, without its multiplier: （万元） is met by 元, （万人） by 人. */
static struct str stated_unit(struct checker *c, struct str unit)
{
	struct str m = words_start(words(c, WORDS_MULTIPLIERS), unit);
	struct str rest = str_from(unit, m.n);
	return rest.n ? rest : unit;
}

/* Is what stands in the brackets a unit at all?  Known units and %, not （含线上宣讲）. */
static bool is_unit(struct checker *c, struct str s)
{
	return str_eq(s, STR("%")) || words_have(words(c, WORDS_WHOLE_UNITS), s) || words_have(words(c, WORDS_MONEY_UNITS), s) ||
		words_have(words(c, WORDS_TIME_UNITS), s);
}

static void check_missing(struct checker *c, struct form *f, const struct indicator *i)
{
	struct str name = i->name->text;
	bool per = i->unit.n && i->unit.p[0] == '/';
	bool level = words_have(words(c, WORDS_MONEY_LEVELS), i->level2) || words_have(words(c, WORDS_MONEY_LEVELS), i->level1);
	bool money = level && !(i->name->flags & (TERM_RATE | TERM_COUNT | TERM_TIME));
	bool stated = i->name->unit.n && is_unit(c, stated_unit(c, i->name->unit));
	if (i->unit.n && !per)
		return;
	if (stated) { /* the name says what the value does not */
		finding_add(c, f, i->item, SAY_UNIT_MISSING_COUNTED, name, ARGS(i->raw));
		return;
	}
	if (per && i->cost)
		finding_add(c, f, i->item, SAY_UNIT_MISSING_CURRENCY, name, ARGS(i->raw));
	else if (per)
		finding_add(c, f, i->item, SAY_UNIT_MISSING_COUNTED, name, ARGS(i->raw));
	else if ((money || (i->name->flags & TERM_MONEY)) && decimal_compare(i->low, zero) != 0)
		finding_add(c, f, i->item, SAY_UNIT_MISSING_MONEY, name, ARGS(i->raw));
	else if (level && decimal_compare(i->low, (struct decimal){ 100, 0 }) > 0)
		finding_add(c, f, i->item, SAY_UNIT_MISSING_MONEY, name, ARGS(i->raw));
	else
		finding_add(c, f, i->item, SAY_UNIT_MISSING_COUNTED, name, ARGS(i->raw));
}

/* 人均 … in 元: a head is missing from the unit. */
static void check_head(struct checker *c, struct form *f, const struct indicator *i)
{
	bool head = (i->name->flags | i->said->flags) & TERM_PER_HEAD;
	if (i->cost && head && str_eq(i->unit, STR("元")))
		finding_add(c, f, i->item, SAY_UNIT_MISSING_HEAD, i->name->text, ARGS(i->raw));
}

static void check_label_unit(struct checker *c, struct form *f, const struct indicator *i)
{
	struct str stated = stated_unit(c, i->name->unit);
	if (!i->name->unit.n || !i->unit.n || !is_unit(c, stated) || str_eq(stated, i->unit))
		return;
	/* 元 beside 元/人 is one unit said more and less exactly; 个 beside 家 is a matter of style. */
	bool counts = words_have(words(c, WORDS_WHOLE_UNITS), stated) && words_have(words(c, WORDS_WHOLE_UNITS), i->unit);
	bool times = words_have(words(c, WORDS_TIME_UNITS), stated) && words_have(words(c, WORDS_TIME_UNITS), i->unit);
	if (!counts && !times && !str_starts(i->unit, stated) && !str_starts(stated, i->unit))
		finding_add(c, f, i->item, SAY_UNIT_LABEL_OTHER, i->name->text, ARGS(i->name->unit, i->raw));
}

void check_units(struct checker *c, struct form *f)
{
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		if (!i->number || !i->has_low)
			continue;
		check_missing(c, f, i);
		check_head(c, f, i);
		check_label_unit(c, f, i);
	}
}
