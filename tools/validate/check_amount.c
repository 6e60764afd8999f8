/* Money of one form: do the parts make the total, and do the targets fit the budget? */
#include "validate.h"

static struct decimal ulp_of(const struct amount *m)
{
	struct decimal raw, one = { 1, 0 };
	struct str digits = m->raw;
	size_t from = 0, n = 0;
	while (from < digits.n && (digits.p[from] < '0' || digits.p[from] > '9'))
		from++;
	while (from + n < digits.n && (digits.p[from + n] == '.' || digits.p[from + n] == ',' ||
		(digits.p[from + n] >= '0' && digits.p[from + n] <= '9')))
		n++;
	size_t point = str_chr(str_of(digits.p + from, n), '.', 0);
	int places = point < n ? (int)(n - point - 1) : 0;
	if (!n || !m->known || places > 20 || !decimal_parse(str_of(digits.p + from, n), &raw) || raw.unscaled == 0)
		return one;
	/* The power of ten between what was filed and yuan, less the filed places; most are filed in 万元. */
	static const int powers[] = { 4, 0, 8, 3, 2, 1, 5, 6, 7 };
	for (size_t i = 0; i < sizeof powers / sizeof *powers; i++) {
		struct decimal d = raw;
		if (decimal_shift(&d, powers[i]) && decimal_compare(d, m->yuan) == 0) {
			decimal_shift(&one, powers[i] - places);
			return one;
		}
	}
	return one;
}

struct decimal amount_ulp(const struct amount *m)
{
	struct amount *shared = m->shared;
	if (!shared->has_ulp)
		shared->ulp = ulp_of(shared);
	shared->has_ulp = true;
	return shared->ulp;
}

bool same_kind(const struct amount *a, const struct amount *b)
{
	return a->kind_id == b->kind_id && (a->kind_id != NO_KIND || str_eq(a->kind, b->kind));
}

/* The amount of that kind and phase; *times says how many there are. */
static const struct amount *amount_in(const struct form *f, struct str kind, enum phase phase, size_t *times)
{
	const struct amount *found = NULL;
	*times = 0;
	for (size_t i = 0; i < f->amounts; i++)
		if (f->amount[i].phase_id == phase && str_eq(f->amount[i].kind, kind)) {
			found = found ? found : &f->amount[i];
			++*times;
		}
	return found;
}

/* The money of one phase of a form, by kinds. */
struct purse {
	uint64_t has, twice; /* kinds that are filed, and filed more than once */
	const struct amount *amount[KINDS]; /* the first of each that it has */
};

/* One sum rule at work in one phase of a form. */
struct sum {
	const struct amount *total, *part[SUM_PARTS];
	size_t parts, known;
	struct decimal sum, within; /* of the known parts; of those that others may contain */
};

static void fill_purse(struct purse *p, const struct form *f, enum phase phase)
{
	p->has = p->twice = 0;
	for (size_t i = 0; i < f->amounts; i++) {
		const struct amount *m = &f->amount[i];
		uint64_t bit = m->kind_id == NO_KIND ? 0 : (uint64_t)1 << m->kind_id;
		if (m->phase_id != phase || !bit)
			continue;
		p->twice |= p->has & bit;
		if (!(p->has & bit))
			p->amount[m->kind_id] = m;
		p->has |= bit;
	}
}

/* False where nothing can be said: nothing to add, or something stands twice, or is beyond reckoning. */
static bool sum_up(const struct purse *p, const struct sum_of *rule, struct sum *s)
{
	if (!(p->has >> rule->total & 1) || ((rule->set | (uint64_t)1 << rule->total) & p->twice))
		return false;
	*s = (struct sum){ .total = p->amount[rule->total] };
	for (size_t i = 0; i < rule->parts; i++) {
		const struct amount *part = p->has >> rule->part[i] & 1 ? p->amount[rule->part[i]] : NULL;
		if (!part)
			continue;
		s->part[s->parts++] = part;
		s->known += part->known;
		if (part->known && !decimal_add(&s->sum, part->yuan))
			return false;
		if (part->known && rule->within >> rule->part[i] & 1)
			decimal_add(&s->within, part->yuan);
	}
	return s->parts >= 2;
}

/* Of the sums of one total the one counts of which the form files the most parts; of equals the first. */
static bool is_best(const struct purse *p, const struct sum_of *rule, const struct rules *r)
{
	int mine = __builtin_popcountll(rule->set & p->has);
	for (size_t i = 0; i < r->sums; i++) {
		const struct sum_of *other = &r->sum[i];
		if (other == rule || other->open != rule->open || other->total != rule->total || (other->unless & p->has))
			continue;
		int theirs = __builtin_popcountll(other->set & p->has);
		if (theirs > mine || (theirs == mine && other < rule))
			return false;
	}
	return true;
}

/* Is one the other times 10^4 or 10^8: the same digits under another unit? */
static bool other_unit(struct decimal a, struct decimal b)
{
	static const int powers[] = { 4, -4, 8, -8 };
	const __int128 wan = 10000, yi = wan * wan;
	if (decimal_is_word(a) && decimal_is_word(b))
		return a.unscaled != 0 && (a.unscaled * wan == b.unscaled || b.unscaled * wan == a.unscaled || a.unscaled * yi == b.unscaled ||
			b.unscaled * yi == a.unscaled);
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

/* 60万元 + ? + 40万元 */
static struct str say_parts(struct checker *c, const struct sum *s)
{
	buf_reset(&c->scratch);
	for (size_t i = 0; i < s->parts; i++) {
		buf_short(&c->scratch, i ? STR(" + ") : STR(""));
		if (s->part[i]->known)
			write_money(&c->scratch, s->part[i]->yuan);
		else
			buf_byte(&c->scratch, '?');
	}
	return arena_copy(&c->w.arena, buf_str(&c->scratch));
}

/* Is what the sum is off no more than what rounding may make of its known parts? */
static bool is_rounding(const struct sum *s, struct decimal off)
{
	struct decimal slack = { 0 };
	for (size_t i = 0; i < s->parts; i++)
		if (s->part[i]->known && !decimal_add(&slack, amount_ulp(s->part[i])))
			return false;
	return decimal_compare(off, slack) < 0;
}

/* All parts are known, or they reach beyond the total already. */
static void judge_sum(struct checker *c, struct form *f, const struct sum *s, bool over)
{
	struct decimal off = apart(s->sum, s->total->yuan);
	struct str total = say_money(c, s->total->yuan), shown = say_parts(c, s);
	struct item *at = s->total->item;
	if (other_unit(s->sum, s->total->yuan))
		finding_add(c, f, at, SAY_AMOUNT_UNIT_FACTOR, s->total->kind, ARGS(shown, total, say_money(c, s->sum)));
	else if (is_rounding(s, off))
		finding_add(c, f, at, SAY_AMOUNT_ROUNDING_SUM, s->total->kind, ARGS(shown, total));
	else if (over)
		finding_add(c, f, at, SAY_AMOUNT_SUM_OVER, s->total->kind, ARGS(shown, total));
	else
		finding_add(c, f, at, SAY_AMOUNT_SUM_OFF, s->total->kind, ARGS(shown, total, say_money(c, off)));
}

static void undecided(struct checker *c, struct form *f, const struct sum *s)
{
	struct item *at = s->total->item;
	struct decimal zero = { 0 };
	if (!s->total->known) {
		if (s->known)
			finding_add(c, f, at, SAY_AMOUNT_UNDECIDED_TOTAL, s->total->kind, ARGS(say_parts(c, s)));
		return;
	}
	if (!s->known && decimal_compare(s->total->yuan, zero) != 0)
		finding_add(c, f, at, SAY_AMOUNT_UNDECIDED_ALONE, s->total->kind, ARGS(say_money(c, s->total->yuan)));
	else if (s->known)
		finding_add(c, f, at, SAY_AMOUNT_UNDECIDED_REST, s->total->kind,
			ARGS(say_parts(c, s), say_money(c, s->total->yuan), say_money(c, apart(s->total->yuan, s->sum))));
}

/* Three-valued: a blank part is unknown, unless the known ones reach the total or pass it. */
static void check_sum(struct checker *c, struct form *f, const struct sum_of *rule, const struct purse *p)
{
	struct sum s;
	if ((rule->unless & p->has) || !sum_up(p, rule, &s) || !is_best(p, rule, c->rules))
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

/* Some cells of the form say 万元, others 元 (a cell's own unit wins over the form's). */
static void check_mixed(struct checker *c, struct form *f)
{
	const struct amount *one = NULL, *other = NULL;
	for (size_t i = 0; i < f->amounts; i++) {
		const struct amount *m = &f->amount[i];
		if (!m->known || !m->in_yuan)
			continue;
		if (m->in_wan)
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
		if (spent->phase_id != PHASE_EXECUTED || !spent->known)
			continue;
		const struct amount *budget = amount_in(f, spent->kind, PHASE_ADJUSTED, &times);
		if (!budget || !budget->known)
			budget = amount_in(f, spent->kind, PHASE_INITIAL, &times);
		if (budget && budget->known && decimal_compare(spent->yuan, budget->yuan) > 0)
			finding_add(c, f, spent->item, SAY_AMOUNT_PHASE_OVER, spent->kind,
				ARGS(say_money(c, spent->yuan), say_money(c, budget->yuan), budget->phase));
	}
}

void check_amounts(struct checker *c, struct form *f)
{
	struct purse purse;
	unsigned phases = 0;
	for (size_t i = 0; i < f->amounts; i++)
		phases |= 1u << f->amount[i].phase_id;
	for (unsigned p = 0; p < PHASE_OTHER; p++) {
		if (!(phases >> p & 1))
			continue;
		fill_purse(&purse, f, (enum phase)p);
		for (size_t i = 0; i < c->rules->sums; i++)
			check_sum(c, f, &c->rules->sum[i], &purse);
	}
	if (phases) {
		check_mixed(c, f);
		check_phases(c, f);
	}
}

/* ---- targets against the budget ---- */

static const struct amount *budget_of(const struct form *f)
{
	static const enum phase phases[] = { PHASE_NONE, PHASE_ADJUSTED, PHASE_INITIAL };
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
	return i->row->cost && i->row->number && i->row->has_low && !i->row->has_high && str_eq(i->row->unit, STR("元")) &&
		!(i->row->name->flags & (TERM_PER_HEAD | TERM_STANDARD | TERM_RATE));
}

/* Another phase has a larger total: a self-evaluation shows the targets of before the budget was cut. */
static bool was_larger(const struct form *f, struct decimal target)
{
	for (size_t k = 0; k < f->amounts; k++) {
		const struct amount *m = &f->amount[k];
		if (m->phase_id != PHASE_NONE && m->known && str_eq(m->kind, STR("total")) && decimal_compare(target, m->yuan) <= 0)
			return true;
	}
	return false;
}

static void check_cost(struct checker *c, struct form *f, const struct indicator *i, const struct amount *total)
{
	int order = decimal_compare(i->row->low, total->yuan);
	if (order == 0)
		return;
	struct str cost = say_money(c, i->row->low), budget = say_money(c, total->yuan);
	struct decimal off = apart(i->row->low, total->yuan);
	if (decimal_compare(off, amount_ulp(total)) < 0)
		finding_add(c, f, i->item, SAY_AMOUNT_ROUNDING_TARGET, i->row->name->text, ARGS(cost, budget, say_money(c, off)));
	else if (other_unit(i->row->low, total->yuan))
		finding_add(c, f, i->item, SAY_AMOUNT_UNIT_FACTOR, i->row->name->text, ARGS(cost, budget, i->row->raw));
	else if (order > 0 && !was_larger(f, i->row->low))
		finding_add(c, f, i->item, SAY_TARGET_OVER_BUDGET_ONE, i->row->name->text, ARGS(cost, budget, say_money(c, off)));
}

void check_budget(struct checker *c, struct form *f)
{
	const struct amount *total = f->asks & ASKS_BUDGET ? budget_of(f) : NULL;
	struct decimal sum = { 0 };
	size_t n = 0;
	bool over = false;
	if (!total)
		return;
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		if (!(i->row->asks & ASKS_BUDGET))
			continue;
		if (i->row->cost && (i->row->name->flags & TERM_STANDARD) && i->row->has_low && decimal_compare(i->row->low, total->yuan) == 0)
			finding_add(c, f, i->item, SAY_LABEL_STANDARD_TOTAL, i->row->name->text, ARGS(say_money(c, i->row->low)));
		if (!is_cost_sum(i))
			continue;
		check_cost(c, f, i, total);
		over = over || decimal_compare(i->row->low, total->yuan) >= 0;
		n += decimal_add(&sum, i->row->low);
	}
	if (n < 2 || over)
		return;
	struct decimal reach = total->yuan;
	decimal_add(&reach, amount_ulp(total));
	if (decimal_compare(sum, reach) > 0)
		finding_add(c, f, total->item, SAY_TARGET_BUDGET_SUM, STR("total"),
			ARGS(say_money(c, sum), say_money(c, total->yuan), say_money(c, apart(sum, total->yuan))));
}
