/* One target by itself: is there one, can it be read, can it fail, does its sign fit? */
#include "validate.h"

static const struct decimal zero = { 0, 0 }, hundred = { 100, 0 };

static const struct words *words(struct checker *c, enum words_id id) { return &c->rules->words[id]; }

/* A blank under a cell of words in the same group was perhaps spanned by that cell. */
static void check_blank(struct checker *c, struct form *f, const struct indicator *i, const struct indicator *above)
{
	bool spans = above && above->item->n + 1 == i->item->n && (above->row->words || above->row->blank) && str_eq(above->row->level2, i->row->level2) &&
		str_eq(above->row->level1, i->row->level1);
	if (spans)
		finding_add(c, f, i->item, SAY_VALUE_BLANK_SPAN, i->row->name->text, ARGS(above->row->name->text));
	else
		finding_add(c, f, i->item, SAY_VALUE_BLANK_CELL, i->row->name->text, NO_ARGS);
}

/* Words that are nothing but numerals and a unit: 三万五, or digits that no rule read. */
static bool looks_like_number(struct checker *c, const struct term *t)
{
	struct str s = t->text, sign = IN_LIST(t->has, OPERATOR_SIGNS) ? words_start(words(c, WORDS_OPERATOR_SIGNS), s) : STR("");
	size_t numerals = 0, digits = 0, others = 0;
	for (size_t at = sign.n; at < s.n;) {
		size_t from = at;
		uint32_t p = str_next(s, &at);
		bool digit = p < 128 && ((p >= '0' && p <= '9') || p == '.' || p == ',');
		if (digit)
			digits += p >= '0' && p <= '9';
		else if (IN_LIST(lists_of(c, str_of(s.p + from, at - from)), NUMERALS))
			numerals++;
		else
			others++;
		if (others > 2)
			return false;
	}
	return numerals + digits >= 2 && others <= 2 && numerals + digits > others;
}

static void check_unread(struct checker *c, struct form *f, struct indicator *i)
{
	if (looks_like_number(c, i->row->words_term))
		finding_add(c, f, i->item, SAY_VALUE_UNREAD_NUMBER, i->row->name->text, ARGS(i->row->raw));
}

/* =12月: December, or twelve months? */
static void check_month(struct checker *c, struct form *f, const struct indicator *i)
{
	struct decimal one = { 1, 0 }, twelve = { 12, 0 };
	if (str_eq(i->row->unit, STR("月")) && str_eq(i->row->op, STR("=")) && decimal_compare(i->row->low, one) >= 0 &&
		decimal_compare(i->row->low, twelve) <= 0 && str_find(i->row->raw, STR("个月"), 0) == i->row->raw.n)
		finding_add(c, f, i->item, SAY_AMBIGUOUS_MONTH, i->row->name->text, ARGS(i->row->raw));
}

static void check_percent(struct checker *c, struct form *f, const struct indicator *i)
{
	bool ceiling = str_eq(i->row->op, STR("<=")) || str_eq(i->row->op, STR("<"));
	bool rate = (i->row->name->flags & TERM_RATE) || (i->row->name->flags & TERM_WANTED);
	if (!str_eq(i->row->unit, STR("%")) || !rate || (i->row->name->flags & TERM_GROWTH))
		return;
	if (decimal_compare(i->row->low, hundred) > 0)
		finding_add(c, f, i->item, SAY_PERCENT_OVER, i->row->name->text, ARGS(i->row->raw));
	else if (str_eq(i->row->op, STR("<=")) && decimal_compare(i->row->low, hundred) == 0 && !(i->row->name->flags & TERM_CONTROL))
		finding_add(c, f, i->item, SAY_VACUOUS_CEILING, i->row->name->text, ARGS(i->row->raw));
	else if (ceiling && (i->row->name->flags & TERM_WANTED) && !(i->row->name->flags & TERM_CONTROL))
		finding_add(c, f, i->item, SAY_OPERATOR_WANTED_CEILING, i->row->name->text, ARGS(i->row->raw));
}

static void check_fraction(struct checker *c, struct form *f, const struct indicator *i)
{
	/* 1.23456万人 is a rounded number of heads, not a part of one; 1.5次 is a turnover (周转率). */
	if (IN_LIST(i->row->raw_has, MULTIPLIERS) || IN_LIST(i->row->name->ends, NO_RATES))
		return;
	bool whole = decimal_is_whole(i->row->low) && (!i->row->has_high || decimal_is_whole(i->row->high));
	if (!whole && !(i->row->name->flags & TERM_AVERAGE) && IN_LIST(i->row->unit_is, WHOLE_UNITS))
		finding_add(c, f, i->item, SAY_FRACTIONAL_COUNT_UNIT, i->row->name->text, ARGS(i->row->raw, i->row->unit));
}

static void check_floor_at_zero(struct checker *c, struct form *f, const struct indicator *i)
{
	if (str_eq(i->row->op, STR(">=")) && decimal_compare(i->row->low, zero) == 0)
		finding_add(c, f, i->item, SAY_VACUOUS_FLOOR, i->row->name->text, ARGS(i->row->raw));
}

static bool floor_op(const struct indicator *i) { return str_eq(i->row->op, STR(">=")) || str_eq(i->row->op, STR(">")); }

/* 9.5 % where 95 % is meant: nobody promises so little of what is nearly always done. */
static void check_low(struct checker *c, struct form *f, const struct indicator *i)
{
	struct decimal low = { (int)c->rules->number[NUMBER_LOW_RATE], 0 };
	bool floor = !str_eq(i->row->op, STR("<=")) && !str_eq(i->row->op, STR("<"));
	if (IN_LIST(i->row->name->ends, NEARLY_ALL) && floor && !i->row->has_high && str_eq(i->row->unit, STR("%")) && i->row->low.unscaled > 0 &&
		!(i->row->name->flags & (TERM_GROWTH | TERM_CONTROL)) && decimal_compare(i->row->low, low) < 0)
		finding_add(c, f, i->item, SAY_IMPLAUSIBLE_LOW, i->row->name->text, ARGS(i->row->raw));
}

/* A floor where less is better: money under a cost, a time limit, a rate of failures. */
static void check_floor(struct checker *c, struct form *f, const struct indicator *i)
{
	if (!floor_op(i))
		return;
	if (i->row->cost && IN_LIST(lists_start(c, i->row->unit), MONEY_UNITS) && !IN_LIST(i->row->name->has, SAVING))
		finding_add(c, f, i->item, SAY_OPERATOR_COST_FLOOR, i->row->name->text, ARGS(i->row->raw));
	else if (IN_LIST(i->row->name->ends, UNWANTED) && str_eq(i->row->unit, STR("%")) && i->row->low.unscaled != 0)
		finding_add(c, f, i->item, SAY_OPERATOR_UNWANTED_FLOOR, i->row->name->text, ARGS(i->row->raw));
	else if (i->row->time && (i->row->name->flags & TERM_TIME) && IN_LIST(i->row->unit_is, TIME_UNITS))
		finding_add(c, f, i->item, SAY_OPERATOR_TIME_FLOOR, i->row->name->text, ARGS(i->row->raw));
}

/* 达到200左右: a floor and an about in one target. */
static void check_conflict(struct checker *c, struct form *f, const struct indicator *i)
{
	bool floor = IN_LIST(i->row->raw_has, FLOOR_WORDS), ceiling = IN_LIST(i->row->raw_has, CEILING_WORDS);
	if (floor + ceiling + IN_LIST(i->row->raw_has, ABOUT_WORDS) < 2 || i->row->part != 1 || i->row->has_high)
		return;
	struct str low = words_in(words(c, WORDS_FLOOR_WORDS), i->row->raw);
	struct str high = words_in(words(c, WORDS_CEILING_WORDS), i->row->raw);
	struct str about = words_in(words(c, WORDS_ABOUT_WORDS), i->row->raw);
	struct str a = low.n ? low : high, b = low.n && high.n ? high : about;
	if (a.n && b.n)
		finding_add(c, f, i->item, SAY_OPERATOR_CONFLICT_WORDS, i->row->name->text, ARGS(a, b, i->row->raw));
}

static bool states_op(const struct indicator *i) { return !str_eq(i->row->op, STR("=")) || IN_LIST(i->row->raw_has, OPERATOR_SIGNS); }

/* Do most quantities of the window state an operator?  (A thousand of them tell.) */
void check_usual(struct checker *c)
{
	size_t with = 0, all = 0;
	for (size_t k = 0; k < c->w.forms && all < 1000; k++)
		for (size_t j = 0; j < c->w.form[k]->indicators && all < 1000; j++) {
			const struct indicator *i = &c->w.form[k]->indicator[j];
			if (i->row->number && i->row->quantity) {
				all++;
				with += states_op(i);
			}
		}
	c->ops_usual = all >= 4 && with * 2 > all;
}

static void check_operator(struct checker *c, struct form *f, const struct indicator *i)
{
	if (states_op(i) || !i->row->unit.n)
		return;
	if (i->row->time && IN_LIST(i->row->unit_is, TIME_UNITS) && (i->row->name->flags & TERM_TIME))
		finding_add(c, f, i->item, SAY_OPERATOR_MISSING_TIME, i->row->name->text, ARGS(i->row->raw));
	else if (i->row->quantity && IN_LIST(i->row->unit_is, WHOLE_UNITS) && !c->ops_usual)
		c->said++; /* it may be in another window */
	else if (i->row->quantity && IN_LIST(i->row->unit_is, WHOLE_UNITS))
		finding_add(c, f, i->item, SAY_OPERATOR_MISSING_QUANTITY, i->row->name->text, ARGS(i->row->raw));
}

/* Words as a target that nothing can be measured by. */
static void check_vague(struct checker *c, struct form *f, struct indicator *i)
{
	const struct term *t = i->row->words_term;
	bool rate = (i->row->name->flags & TERM_RATE) != 0;
	bool money = i->row->standing->money && !rate; /* social and ecological costs are told in words */
	if (money && IN_LIST(t->has, COST_BOUNDS))
		finding_add(c, f, i->item, SAY_VAGUE_COST_BOUND, i->row->name->text, ARGS(i->row->text));
	else if (money)
		finding_add(c, f, i->item, SAY_VAGUE_COST, i->row->name->text, ARGS(i->row->text));
	else if (t->key.n && (str_eq(t->key, i->row->name->key) || str_eq(t->key, i->row->said->key)))
		finding_add(c, f, i->item, SAY_VAGUE_REPEATS, i->row->name->text, ARGS(i->row->text));
	else if (i->row->quantity && !rate)
		finding_add(c, f, i->item, SAY_VAGUE_QUANTITY, i->row->name->text, ARGS(i->row->text));
	else if (i->row->time && (i->row->name->flags & TERM_TIME) && !rate) {
		bool digit = false;
		for (size_t k = 0; k < i->row->text.n; k++)
			digit = digit || (i->row->text.p[k] >= '0' && i->row->text.p[k] <= '9');
		if (!digit)
			finding_add(c, f, i->item, SAY_VAGUE_DATE, i->row->name->text, ARGS(i->row->text));
	}
}

void check_values(struct checker *c, struct form *f)
{
	for (size_t k = 0; k < f->indicators; k++) {
		struct indicator *i = &f->indicator[k];
		size_t said = c->said;
		if (row_is_quiet(i, ROW_VALUE))
			continue;
		if (i->row->blank) {
			check_blank(c, f, i, k ? &f->indicator[k - 1] : NULL);
		} else if (i->row->words) {
			check_unread(c, f, i);
			check_vague(c, f, i);
		} else if (i->row->number && i->row->has_low) {
			check_month(c, f, i);
			check_percent(c, f, i);
			check_fraction(c, f, i);
			check_low(c, f, i);
			check_floor_at_zero(c, f, i);
			check_floor(c, f, i);
			check_operator(c, f, i);
		}
		check_conflict(c, f, i);
		row_settle(c, i, ROW_VALUE, said);
	}
}
