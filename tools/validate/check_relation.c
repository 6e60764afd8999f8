/* Values of one form against each other: rates that bound one another, heads times standard, goals. */
#include "validate.h"

/* s without the first occurrence of `word`; empty when it is not there. */
static struct str without(struct checker *c, struct str s, struct str word)
{
	size_t at = str_find(s, word, 0);
	return at == s.n ? STR("") : say_join(c, str_to(s, at), "", str_from(s, at + word.n));
}

enum { STEMS = 64 }; /* of each side: more rates of one kind are in no form, but may be in a hostile one */

/* A rate whose name has the word, and its name without it. */
struct stem {
	const struct indicator *of;
	const struct term *rest;
};

/* The term of the name without the word; NULL when it does not have it.  Remembered with the name. */
static const struct term *rest_of(struct checker *c, struct term *name, struct str word)
{
	struct rest *r = name->rest;
	while (r && r->word.p != word.p)
		r = r->next;
	if (!r) {
		struct str rest = without(c, name->text, word);
		r = arena_alloc(&c->memo.arena, sizeof *r);
		*r = (struct rest){ word, rest.n ? window_term(c, rest) : NULL, name->rest };
		name->rest = r;
	}
	return r->term;
}

static size_t stems_of(struct checker *c, const struct indicator *const *row, size_t rows, struct str word, struct stem *into)
{
	size_t n = 0;
	for (size_t k = 0; k < rows && n < STEMS; k++) {
		const struct term *rest = rest_of(c, row[k]->row->name, word);
		if (rest)
			into[n++] = (struct stem){ row[k], rest };
	}
	return n;
}

/* The same name but for the two words, or all but (one in twelve characters may differ: names are misspelt). */
static bool pair(const struct stem *upper, const struct stem *lower)
{
	const struct term *x = upper->rest, *y = lower->rest;
	size_t most = x->points / 12;
	return x == y || str_eq(x->key, y->key) || edit_distance(x->point, x->points, y->point, y->points, most) <= most;
}

static void judge(struct checker *c, struct form *f, const struct stem *high, const struct stem *low, const struct order_rule *o)
{
	const struct indicator *upper = high->of, *lower = low->of;
	const struct term *rest = high->rest, *other = low->rest;
	struct decimal twice = lower->row->low;
	struct term *name = upper->row->name;
	if (rest != other && !name->here.paired) { /* once, where the pair stands in every form of a family */
		name->here.paired = true;
		finding_add(c, f, upper->item, SAY_TYPO_PAIR, name->text, ARGS(name->text, lower->row->name->text));
	}
	decimal_add(&twice, lower->row->low);
	if (decimal_compare(upper->row->low, lower->row->low) < 0) {
		enum grade g = f->grade[SAY_RATE_ORDER_SWAPPED] ? o->grade : GRADE_OFF;
		finding_add_as(c, c->rules->forced[RULE_RATE_ORDER] ? f->grade[SAY_RATE_ORDER_SWAPPED] : g, f, upper->item,
			SAY_RATE_ORDER_SWAPPED, upper->row->name->text, ARGS(upper->row->raw, lower->row->name->text, lower->row->raw, o->upper));
	} else if (decimal_compare(upper->row->low, twice) >= 0 && lower->row->low.unscaled > 0) {
		finding_add(c, f, upper->item, SAY_RATE_ORDER_TWICE, upper->row->name->text,
			ARGS(upper->row->raw, lower->row->name->text, lower->row->raw, o->upper));
	}
}

static void check_order(struct checker *c, struct form *f, const struct order_rule *o, const struct indicator *const *row, size_t rows)
{
	struct stem upper[STEMS], lower[STEMS];
	size_t uppers = stems_of(c, row, rows, o->upper, upper);
	size_t lowers = uppers ? stems_of(c, row, rows, o->lower, lower) : 0;
	for (size_t a = 0; a < uppers; a++)
		for (size_t b = 0; b < lowers; b++)
			if (upper[a].of != lower[b].of && pair(&upper[a], &lower[b]))
				judge(c, f, &upper[a], &lower[b], o);
}

static void check_orders(struct checker *c, struct form *f)
{
	const struct indicator **row = arena_alloc(&c->w.arena, f->indicators * sizeof *row);
	size_t rows = 0;
	for (size_t k = 0; k < f->indicators; k++)
		if (f->indicator[k].row->asks & ASKS_ORDER)
			row[rows++] = &f->indicator[k];
	for (size_t i = 0; i < c->rules->orders; i++)
		check_order(c, f, &c->rules->order[i], row, rows);
}

/* ---- heads × standard ---- */

/* The one number of heads that the form states under a name of that kind; NULL when there is none or more than one. */
static const struct indicator *heads_of(const struct form *f, unsigned flag)
{
	const struct indicator *found = NULL;
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		if (!(i->row->asks & ASKS_HEADS) || !(i->row->name->flags & flag))
			continue;
		if (found)
			return NULL;
		found = i;
	}
	return found;
}

/* Which money a standard speaks of: the amount whose label has its first two characters (中央…人均 …). */
static const struct amount *money_of(const struct form *f, const struct indicator *standard)
{
	const struct amount *total = f->total;
	struct str name = standard->row->name->text;
	size_t at = 0;
	for (int n = 0; n < 2 && at < name.n; n++)
		str_next(name, &at);
	for (size_t k = 0; k < f->amounts; k++) {
		const struct amount *m = &f->amount[k];
		if (m != total && m->known && str_find(m->label, str_to(name, at), 0) < m->label.n)
			return m;
	}
	for (size_t k = 0; k < f->amounts; k++) /* the form divides its money: the total is of no one standard */
		if (&f->amount[k] != total && f->amount[k].known && total && f->amount[k].yuan.unscaled != 0 &&
			decimal_compare(f->amount[k].yuan, total->yuan) != 0)
			return NULL;
	return total && total->known ? total : NULL;
}

/* How often a standard of that unit is paid in a year; 0 where that is not known (元/人次, 元/人/天). */
static int times_a_year(struct str unit)
{
	static const struct {
		struct str unit;
		int times;
	} table[] = {
		{ { "元", 3 }, 1 }, { { "元/人", 7 }, 1 }, { { "元/人/年", 11 }, 1 }, { { "元/人/月", 11 }, 12 }, { { "元/生", 7 }, 1 },
		{ { "元/生/年", 11 }, 1 }, { { "元/生/月", 11 }, 12 },
	};
	for (size_t k = 0; k < sizeof table / sizeof *table; k++)
		if (str_eq(unit, table[k].unit))
			return table[k].times;
	return 0;
}

static bool is_standard(const struct indicator *i)
{
	bool head = (i->row->name->flags & (TERM_PER_HEAD | TERM_STANDARD)) != 0;
	return i->row->has_low && !i->row->has_high && head && i->row->low.unscaled > 0 && i->row->part <= 1 && times_a_year(i->row->unit);
}

static void check_product(struct checker *c, struct form *f, const struct indicator *heads, const struct indicator *i,
	const struct amount *m)
{
	struct decimal product = heads->row->low, off, limit, far;
	struct decimal small = { 1000, 0 }, percent = { (int)c->rules->number[NUMBER_ARITHMETIC_NOTE], 2 };
	struct decimal large = { (int)c->rules->number[NUMBER_ARITHMETIC_WARNING], 2 };
	struct decimal times = { times_a_year(i->row->unit), 0 };
	/* A standard that is as large as the amount itself is no standard: another rule's matter; few heads are told one by one. */
	if (decimal_compare(i->row->low, m->yuan) >= 0 || (decimal_compare(heads->row->low, small) < 0 && !str_eq(i->row->op, STR("="))) ||
		!decimal_multiply(&product, i->row->low) || !decimal_multiply(&product, times))
		return;
	off = decimal_compare(product, m->yuan) > 0 ? product : m->yuan;
	decimal_subtract(&off, decimal_compare(product, m->yuan) > 0 ? m->yuan : product);
	limit = far = product;
	if (!decimal_multiply(&limit, percent) || !decimal_multiply(&far, large) || decimal_compare(off, limit) <= 0)
		return;
	/* The total may hold other money beside the standard's: only a note. */
	bool alone = str_eq(m->kind, STR("total"));
	enum say_id say = !alone && decimal_compare(off, far) > 0 ? SAY_ARITHMETIC_HEADS_FAR : SAY_ARITHMETIC_HEADS;
	finding_add(c, f, i->item, say, i->row->name->text, ARGS(heads->row->raw, i->row->raw, say_money(c, product), say_money(c, m->yuan)));
}

static void check_arithmetic(struct checker *c, struct form *f)
{
	const struct indicator *heads = heads_of(f, TERM_HEADS);
	bool any = !heads; /* 救助人数: what is not paid to each exactly may be paid to others */
	if (any)
		heads = heads_of(f, TERM_COUNT);
	for (size_t k = 0; heads && k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		const struct amount *m = is_standard(i) && !(any && !str_eq(i->row->op, STR("="))) ? money_of(f, i) : NULL;
		if (m && m->yuan.unscaled > 0)
			check_product(c, f, heads, i, m);
	}
}

/* ---- quantity and price ---- */

enum { FEW = 128, PROMISES = 8 }; /* indicators that others are held against, promises of a goal: no form has more, but for hostile ones */

static size_t few(const struct form *f) { return f->indicators < FEW ? f->indicators : FEW; }

/* The one quantity of that unit; NULL when there is none or more than one. */
static const struct indicator *quantity_of(const struct form *f, struct str unit)
{
	const struct indicator *found = NULL;
	for (size_t k = 0; k < few(f); k++) {
		const struct indicator *i = &f->indicator[k];
		if (!i->row->quantity || !i->row->has_low || i->row->low.unscaled <= 0 || !str_eq(i->row->unit, unit))
			continue;
		if (found)
			return NULL;
		found = i;
	}
	return found;
}

/* 12台 at 5000元/台 are more than the form's money. */
static void check_price(struct checker *c, struct form *f, const struct indicator *i, const struct amount *total)
{
	struct str per = str_starts(i->row->unit, STR("元/")) ? str_from(i->row->unit, 4) : STR("");
	struct decimal percent = { 100 + (int)c->rules->number[NUMBER_ARITHMETIC_NOTE], 2 }, reach = total->yuan;
	if (!per.n || !str_eq(i->row->op, STR("=")) || i->row->part > 1 || IN_LIST(lists_of(c, per), HEAD_UNITS))
		return;
	const struct indicator *q = quantity_of(f, per);
	struct decimal product = i->row->low;
	if (q && decimal_multiply(&product, q->row->low) && decimal_multiply(&reach, percent) && decimal_compare(product, reach) > 0)
		finding_add(c, f, i->item, SAY_ARITHMETIC_PRICE, i->row->name->text, ARGS(q->row->raw, i->row->raw, say_money(c, product), say_money(c, total->yuan)));
}

/* A cost whose name has that of a quantity, of which one would cost next to nothing: 4万元 for 60万册. */
static void check_cheap(struct checker *c, struct form *f, const struct indicator *i)
{
	struct decimal least = { (int)c->rules->number[NUMBER_LEAST_PRICE], 2 };
	for (size_t k = 0; k < few(f); k++) {
		const struct indicator *q = &f->indicator[k];
		struct decimal floor = q->row->low;
		if (!q->row->quantity || !q->row->has_low || !IN_LIST(q->row->unit_is, WHOLE_UNITS) || q->row->name->points < 2 || q->row->name == i->row->name)
			continue;
		if (decimal_multiply(&floor, least) && decimal_compare(i->row->low, floor) < 0 &&
			str_find(i->row->name->text, q->row->name->text, 0) < i->row->name->text.n)
			finding_add(c, f, i->item, SAY_IMPLAUSIBLE_PRICE, i->row->name->text, ARGS(i->row->raw, q->row->raw, q->row->name->text));
	}
}

static void check_prices(struct checker *c, struct form *f)
{
	const struct amount *total = f->total;
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		if (!(i->row->asks & ASKS_PRICE))
			continue;
		if (total && total->known && total->yuan.unscaled > 0)
			check_price(c, f, i, total);
		if (str_eq(i->row->unit, STR("元")) && !(i->row->name->flags & (TERM_PER_HEAD | TERM_STANDARD | TERM_RATE)))
			check_cheap(c, f, i);
	}
}

/* ---- goals ---- */

/* The percentage that ends before s.p[at] == '%'. */
static struct str percent_before(struct str s, size_t at)
{
	size_t from = at;
	while (from && ((s.p[from - 1] >= '0' && s.p[from - 1] <= '9') || s.p[from - 1] == '.'))
		from--;
	return str_of(s.p + from, at - from);
}

static bool measured(const struct form *f, struct decimal d)
{
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		if ((i->row->has_low && decimal_compare(i->row->low, d) == 0) || (i->row->has_high && decimal_compare(i->row->high, d) == 0))
			return true;
	}
	return false;
}

/* What a 100 % before s.p[at] is of: the words of its clause; empty for the whole clause without any. */
static struct str clause_before(struct str s, size_t at)
{
	static const char *const ends[] = { "，", "。", "；", "、", "：" };
	size_t from = at;
	while (from >= 3) {
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
			if (memcmp(s.p + from - 3, ends[i], 3) == 0)
				return str_of(s.p + from, at - from);
		from--;
	}
	return str_to(s, at);
}

/* 100 %, or 全覆盖. */
static bool is_all(const struct indicator *i)
{
	struct decimal hundred = { 100, 0 };
	return (i->row->has_low && decimal_compare(i->row->low, hundred) >= 0 && str_eq(i->row->unit, STR("%"))) || IN_LIST(i->row->raw_has, ALL_WORDS);
}

/* Is an indicator of 100 % about what the text speaks of?  *any: there is one at all. */
static bool measures_all(const struct form *f, const struct term *about, bool *any)
{
	*any = false;
	for (size_t k = 0; k < few(f); k++) {
		const struct indicator *i = &f->indicator[k];
		bool all = is_all(i);
		*any = *any || all;
		if (all && (terms_share(about, i->row->name) || terms_share(about, i->row->said)))
			return true;
	}
	return false;
}

/* 100 % promised of one thing, and only measured of others. */
static void check_all_of_it(struct checker *c, struct form *f, struct item *item, struct str subject, struct str text, size_t at,
	struct str number)
{
	const struct term *about = window_term(c, clause_before(text, at - number.n));
	bool any;
	if (about->points >= 4 && !measures_all(f, about, &any) && any)
		finding_add(c, f, item, SAY_GOAL_UNMEASURED_ALL, subject, ARGS(say_join(c, number, "%", STR(""))));
}

/* 全覆盖 is promised, and what is to be covered is less than all. */
static void check_coverage(struct checker *c, struct form *f, const struct goal *g, size_t n)
{
	const struct indicator *less = NULL;
	if (!IN_LIST(g->term->has, ALL_WORDS))
		return;
	const struct term *promise = window_term(c, g->text);
	for (size_t k = 0; k < few(f); k++) {
		const struct indicator *i = &f->indicator[k];
		bool covers = words_in(&c->rules->words[WORDS_COVER], i->row->name->text).n || words_in(&c->rules->words[WORDS_COVER], i->row->raw).n;
		if (covers && is_all(i))
			return;
		if (covers && i->row->has_low && str_eq(i->row->unit, STR("%")) && terms_share(promise, i->row->name))
			less = i;
	}
	if (less)
		finding_add(c, f, g->item, SAY_GOAL_MISMATCH_ALL, say_goal(c, n),
			ARGS(words_in(&c->rules->words[WORDS_ALL_WORDS], g->text), less->row->name->text, less->row->raw));
}

/* n: the goal's number; 0 for a field's text, whose subject is given. */
static void check_goal(struct checker *c, struct form *f, struct item *item, size_t n, struct str subject, struct str text)
{
	int said = 0, asked = 0;
	for (size_t at = str_chr(text, '%', 0); at < text.n && said < 3 && asked < PROMISES; at = str_chr(text, '%', at + 1)) {
		struct decimal d;
		struct str number = percent_before(text, at);
		if (decimal_parse(number, &d) && !measured(f, d)) {
			finding_add(c, f, item, SAY_GOAL_UNMEASURED_PERCENT, n ? say_goal(c, n) : subject, ARGS(say_join(c, number, "%", STR(""))));
			said++;
		} else if (str_eq(number, STR("100"))) {
			asked++;
			check_all_of_it(c, f, item, n ? say_goal(c, n) : subject, text, at, number);
		}
	}
}

void check_relations(struct checker *c, struct form *f)
{
	if (f->asks & ASKS_ORDER)
		check_orders(c, f);
	if (f->asks & ASKS_HEADS)
		check_arithmetic(c, f);
	if (f->asks & ASKS_PRICE)
		check_prices(c, f);
	for (size_t i = 0; i < f->goals && f->indicators; i++) {
		check_goal(c, f, f->goal[i].item, i + 1, STR(""), f->goal[i].text);
		text_term(c, &f->goal[i].term, f->goal[i].text);
		check_coverage(c, f, &f->goal[i], i + 1);
	}
	for (size_t i = 0; i < f->fields && f->indicators; i++)
		if (f->field[i].named == NAMED_PURPOSE)
			check_goal(c, f, f->field[i].item, 0, f->field[i].name, f->field[i].value);
}
