/* Money of one form: do the parts make the total, and do the targets fit the budget? */
#include "validate.h"

enum { PARTS = 16 };

const struct amount *form_amount(const struct form *f, struct str kind)
{
	for (size_t i = 0; i < f->amounts; i++)
		if (str_eq(f->amount[i].kind, kind))
			return &f->amount[i];
	return NULL;
}

/* The amount of that kind and phase; *times says how many there are. */
static const struct amount *amount_in(const struct form *f, struct str kind, struct str phase, size_t *times)
{
	const struct amount *found = NULL;
	*times = 0;
	for (size_t i = 0; i < f->amounts; i++)
		if (str_eq(f->amount[i].kind, kind) && str_eq(f->amount[i].phase, phase)) {
			found = found ? found : &f->amount[i];
			++*times;
		}
	return found;
}

/* One sum rule at work in one phase of a form. */
struct sum {
	const struct amount *total, *part[PARTS];
	size_t parts, known;
	struct decimal sum, slack; /* of the known parts; what rounding may make of them */
	struct decimal within;     /* the known parts that others may contain (carried-over?) */
	struct str shown;          /* 60万元 + 40万元 */
	bool decided;              /* all parts are known and nothing stands twice */
};

static bool holds(const struct form *f, const struct sum_of *s, struct str phase)
{
	size_t times;
	for (size_t i = 0; i < s->unless.n; i++)
		if (amount_in(f, s->unless.word[i], phase, &times))
			return false;
	return true;
}

static void add_part(struct checker *c, struct sum *s, const struct amount *part, bool within)
{
	s->part[s->parts++] = part;
	if (!part->known) {
		s->shown = s->shown.n ? say_join(c, s->shown, " + ", STR("?")) : STR("?");
		return;
	}
	s->known++;
	if (!decimal_add(&s->sum, part->yuan) || !decimal_add(&s->slack, part->ulp))
		s->decided = false;
	if (within)
		decimal_add(&s->within, part->yuan);
	struct str money = say_money(c, part->yuan);
	s->shown = s->shown.n ? say_join(c, s->shown, " + ", money) : money;
}

static bool sum_up(struct checker *c, const struct form *f, const struct sum_of *rule, struct str phase, struct sum *s)
{
	size_t times;
	*s = (struct sum){ .decided = true };
	s->total = amount_in(f, rule->total, phase, &times);
	if (!s->total || times > 1 || !holds(f, rule, phase))
		return false;
	for (size_t i = 0; i < rule->part.n && s->parts < PARTS; i++) {
		struct str kind = rule->part.word[i];
		bool within = str_ends(kind, STR("?"));
		const struct amount *part = amount_in(f, within ? str_to(kind, kind.n - 1) : kind, phase, &times);
		if (times > 1)
			return false;
		if (part)
			add_part(c, s, part, within);
	}
	return s->parts >= 2 && s->decided;
}

static size_t parts_of(const struct form *f, const struct sum_of *rule, struct str phase)
{
	size_t n = 0, times;
	for (size_t i = 0; i < rule->part.n; i++) {
		struct str kind = rule->part.word[i];
		n += amount_in(f, str_ends(kind, STR("?")) ? str_to(kind, kind.n - 1) : kind, phase, &times) != NULL;
	}
	return n;
}

/* Of the sums of one total the one counts of which the form files the most parts; of equals the first. */
static bool is_best(const struct form *f, const struct sum_of *rule, struct str phase, const struct rules *r)
{
	size_t mine = parts_of(f, rule, phase);
	for (size_t i = 0; i < r->sums; i++) {
		const struct sum_of *other = &r->sum[i];
		if (other == rule || other->open != rule->open || !str_eq(other->total, rule->total) || !holds(f, other, phase))
			continue;
		size_t theirs = parts_of(f, other, phase);
		if (theirs > mine || (theirs == mine && other < rule))
			return false;
	}
	return true;
}

/* Is one the other times 10^4 or 10^8: the same digits under another unit? */
static bool other_unit(struct decimal a, struct decimal b)
{
	static const int powers[] = { 4, -4, 8, -8 };
	for (size_t i = 0; i < sizeof powers / sizeof *powers; i++) {
		struct decimal d = a;
		if (a.unscaled != 0 && decimal_shift(&d, powers[i]) && decimal_compare(d, b) == 0)
			return true;
	}
	return false;
}

static struct decimal apart(struct decimal a, struct decimal b)
{
	struct decimal d = decimal_compare(a, b) >= 0 ? a : b;
	decimal_subtract(&d, decimal_compare(a, b) >= 0 ? b : a);
	return d;
}

/* All parts are known, or they reach beyond the total already. */
static void judge_sum(struct checker *c, struct form *f, const struct sum *s, bool over)
{
	struct decimal off = apart(s->sum, s->total->yuan);
	struct str total = say_money(c, s->total->yuan);
	struct item *at = s->total->item;
	if (other_unit(s->sum, s->total->yuan))
		finding_add(c, f, at, SAY_AMOUNT_UNIT_FACTOR, s->total->kind, ARGS(s->shown, total, say_money(c, s->sum)));
	else if (decimal_compare(off, s->slack) < 0)
		finding_add(c, f, at, SAY_AMOUNT_ROUNDING_SUM, s->total->kind, ARGS(s->shown, total));
	else if (over)
		finding_add(c, f, at, SAY_AMOUNT_SUM_OVER, s->total->kind, ARGS(s->shown, total));
	else
		finding_add(c, f, at, SAY_AMOUNT_SUM_OFF, s->total->kind, ARGS(s->shown, total, say_money(c, off)));
}

static void undecided(struct checker *c, struct form *f, const struct sum *s)
{
	struct item *at = s->total->item;
	struct decimal zero = { 0 };
	if (!s->total->known) {
		if (s->known)
			finding_add(c, f, at, SAY_AMOUNT_UNDECIDED_TOTAL, s->total->kind, ARGS(s->shown));
		return;
	}
	if (!s->known && decimal_compare(s->total->yuan, zero) != 0)
		finding_add(c, f, at, SAY_AMOUNT_UNDECIDED_ALONE, s->total->kind, ARGS(say_money(c, s->total->yuan)));
	else if (s->known)
		finding_add(c, f, at, SAY_AMOUNT_UNDECIDED_REST, s->total->kind,
			ARGS(s->shown, say_money(c, s->total->yuan), say_money(c, apart(s->total->yuan, s->sum))));
}

/* Three-valued: a blank part is unknown, unless the known ones reach the total or pass it. */
static void check_sum(struct checker *c, struct form *f, const struct sum_of *rule, struct str phase)
{
	struct sum s;
	if (!is_best(f, rule, phase, c->rules) || !sum_up(c, f, rule, phase, &s))
		return;
	int order = s.total->known ? decimal_compare(s.sum, s.total->yuan) : 0;
	if (order > 0) {
		decimal_subtract(&s.sum, s.within);
		order = decimal_compare(s.sum, s.total->yuan);
	}
	if (!s.total->known || (order < 0 && s.known < s.parts && !rule->open))
		undecided(c, f, &s);
	else if (order > 0 || (order < 0 && !rule->open))
		judge_sum(c, f, &s, s.known < s.parts || rule->open);
}

static bool wan(struct str raw) { return str_find(raw, STR("万"), 0) < raw.n; }

/* Some cells of the form say 万元, others 元 (a cell's own unit wins over the form's). */
static void check_mixed(struct checker *c, struct form *f)
{
	const struct amount *one = NULL, *other = NULL;
	for (size_t i = 0; i < f->amounts; i++) {
		const struct amount *m = &f->amount[i];
		if (!m->known || str_find(m->raw, STR("元"), 0) == m->raw.n)
			continue;
		if (wan(m->raw))
			one = one ? one : m;
		else
			other = other ? other : m;
	}
	if (one && other)
		finding_add(c, f, other->item, SAY_AMOUNT_UNIT_MIXED, other->kind, ARGS(one->raw, other->raw));
}

/* In self-evaluations: more was spent than the budget of the year had. */
static void check_phases(struct checker *c, struct form *f)
{
	size_t times;
	for (size_t i = 0; i < f->amounts; i++) {
		const struct amount *spent = &f->amount[i];
		if (!str_eq(spent->phase, STR("executed")) || !spent->known)
			continue;
		const struct amount *budget = amount_in(f, spent->kind, STR("adjusted"), &times);
		if (!budget || !budget->known)
			budget = amount_in(f, spent->kind, STR("initial"), &times);
		if (budget && budget->known && decimal_compare(spent->yuan, budget->yuan) > 0)
			finding_add(c, f, spent->item, SAY_AMOUNT_PHASE_OVER, spent->kind,
				ARGS(say_money(c, spent->yuan), say_money(c, budget->yuan), budget->phase));
	}
}

void check_amounts(struct checker *c, struct form *f)
{
	static const struct str phases[] = { { "", 0 }, { "initial", 7 }, { "adjusted", 8 }, { "executed", 8 } };
	if (!f->amounts)
		return;
	for (size_t p = 0; p < sizeof phases / sizeof *phases; p++)
		for (size_t i = 0; i < c->rules->sums; i++)
			check_sum(c, f, &c->rules->sum[i], phases[p]);
	check_mixed(c, f);
	check_phases(c, f);
}

/* ---- targets against the budget ---- */

static const struct amount *budget_of(const struct form *f)
{
	static const struct str phases[] = { { "", 0 }, { "adjusted", 8 }, { "initial", 7 } };
	size_t times;
	for (size_t p = 0; p < sizeof phases / sizeof *phases; p++) {
		const struct amount *m = amount_in(f, STR("total"), phases[p], &times);
		if (m && m->known && times == 1 && m->yuan.unscaled > 0)
			return m;
	}
	return NULL;
}

/* A cost target that is a sum of money, not one a head, a case or a year. */
static bool is_cost_sum(const struct indicator *i)
{
	return i->cost && i->number && i->has_low && !i->has_high && str_eq(i->unit, STR("元")) &&
		!(i->name->flags & (TERM_PER_HEAD | TERM_STANDARD | TERM_RATE));
}

static void check_cost(struct checker *c, struct form *f, const struct indicator *i, const struct amount *total)
{
	int order = decimal_compare(i->low, total->yuan);
	struct str cost = say_money(c, i->low), budget = say_money(c, total->yuan);
	struct decimal off = apart(i->low, total->yuan);
	if (order != 0 && decimal_compare(off, total->ulp) < 0)
		finding_add(c, f, i->item, SAY_AMOUNT_ROUNDING_TARGET, i->name->text, ARGS(cost, budget, say_money(c, off)));
	else if (order != 0 && other_unit(i->low, total->yuan))
		finding_add(c, f, i->item, SAY_AMOUNT_UNIT_FACTOR, i->name->text, ARGS(cost, budget, i->raw));
	else if (order > 0)
		finding_add(c, f, i->item, SAY_TARGET_OVER_BUDGET_ONE, i->name->text, ARGS(cost, budget, say_money(c, off)));
}

void check_budget(struct checker *c, struct form *f)
{
	const struct amount *total = budget_of(f);
	struct decimal sum = { 0 };
	size_t n = 0;
	bool over = false;
	if (!total)
		return;
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		if (i->cost && (i->name->flags & TERM_STANDARD) && i->has_low && decimal_compare(i->low, total->yuan) == 0)
			finding_add(c, f, i->item, SAY_LABEL_STANDARD_TOTAL, i->name->text, ARGS(say_money(c, i->low)));
		if (!is_cost_sum(i))
			continue;
		check_cost(c, f, i, total);
		over = over || decimal_compare(i->low, total->yuan) >= 0;
		n += decimal_add(&sum, i->low);
	}
	struct decimal reach = total->yuan;
	decimal_add(&reach, total->ulp);
	if (n > 1 && !over && decimal_compare(sum, reach) > 0)
		finding_add(c, f, total->item, SAY_TARGET_BUDGET_SUM, STR("total"),
			ARGS(say_money(c, sum), say_money(c, total->yuan), say_money(c, apart(sum, total->yuan))));
}
