/*
 * Forms of one family beside each other: what one lacks that the others have, what one says otherwise.
 *
 * Everything is counted in one walk over the family into a table of bounded room; medians are taken of at
 * most SAMPLES values, so a family of a hundred thousand forms costs no more than one walk.
 */
#include "validate.h"

enum { SAMPLES = 255, USUAL = 256 };

/* What the forms of a family say under one name. */
struct entry {
	const struct term *name, *who;
	size_t forms;             /* that have it */
	const struct form *last;  /* counted last */
	struct str before, after; /* the names above and below it, in the first form that has it */
	struct decimal *value; /* a sample of at most SAMPLES */
	size_t values, room;
	struct decimal least, most; /* of them, once `ranged` */
	bool ranged, calm;     /* calm: no two of the values are far apart */
	bool sorted;           /* the median stands in its place */
	bool settled, narrow;  /* the quartiles do; narrow: half of the values lie within a factor of two */
	struct str usual, usual_op, unit; /* by majority vote */
	size_t votes, votes_op, have, have_op, numbers;
	bool firm, firm_op;   /* most agree on it: another is said to be odd */
};

struct table {
	struct hash names;
	struct entry **all;
	size_t n, cap;
};

/* NULL for one of a hostile crowd. */
static struct entry *entry_of(struct checker *c, struct table *t, const struct indicator *i)
{
	uint64_t hash = i->row->name->hash ^ i->row->who->hash;
	struct entry *e;
	for (struct hash_walk w = hash_walk(&t->names, hash); (e = hash_next(&t->names, &w));)
		if ((e->name == i->row->name || str_eq(e->name->key, i->row->name->key)) &&
			(e->who == i->row->who || str_eq(e->who->text, i->row->who->text)))
			return e;
	e = arena_zero(&c->w.arena, 1, sizeof *e);
	e->name = i->row->name;
	e->who = i->row->who;
	if (!hash_put(&t->names, hash, e))
		return NULL;
	t->all = mem_grow(t->all, t->n, &t->cap, sizeof *t->all);
	return t->all[t->n++] = e;
}

static void vote(struct str *usual, size_t *votes, struct str s)
{
	if (!*votes)
		*usual = s;
	if (same_text(*usual, s))
		++*votes;
	else
		--*votes;
}

static struct str above(const struct form *f, const struct indicator *i)
{
	while (i > f->indicator && i[-1].item->n == i->item->n)
		i--;
	return i > f->indicator ? i[-1].row->name->key : STR("");
}

static struct str below(const struct form *f, const struct indicator *i)
{
	const struct indicator *end = f->indicator + f->indicators, *x = i + 1;
	while (x < end && x->item->n == i->item->n)
		x++;
	return x < end ? x->row->name->key : STR("");
}

static void add_value(struct checker *c, struct entry *e, struct decimal d)
{
	if (e->values == SAMPLES)
		return;
	if (e->values == e->room) {
		struct decimal *old = e->value;
		e->room = e->room ? e->room * 2 : 8;
		e->value = arena_alloc(&c->w.arena, e->room * sizeof *e->value);
		if (old)
			memcpy(e->value, old, e->values * sizeof *old);
	}
	e->value[e->values++] = d;
}

/* Rows that say the same are looked up once a family. */
static struct entry *family_entry(struct checker *c, struct table *t, const struct indicator *i, const struct family *m)
{
	struct row *row = i->row;
	if (row->family != m) {
		row->family = m;
		row->entry = row->name->text.n ? entry_of(c, t, i) : NULL;
	}
	return row->entry;
}

static void count_indicator(struct checker *c, struct table *t, const struct form *f, struct indicator *i)
{
	struct entry *e = family_entry(c, t, i, f->family);
	if (!e || e->last == f)
		return;
	if (!e->forms) {
		e->before = above(f, i);
		e->after = below(f, i);
	}
	e->forms++;
	e->last = f;
	vote(&e->usual, &e->votes, i->row->value);
	if (i->row->number && i->row->has_low) {
		e->numbers++;
		vote(&e->usual_op, &e->votes_op, i->row->op);
		add_value(c, e, i->row->low);
	}
}

/* x ≥ y × factor */
static bool far(struct decimal x, struct decimal y, size_t factor)
{
	struct decimal f = { (__int128)factor, 0 };
	if (x.scale == y.scale && (int64_t)y.unscaled == y.unscaled && factor < UINT32_MAX) /* nothing can overflow */
		return y.unscaled > 0 && x.unscaled >= y.unscaled * (__int128)factor;
	return y.unscaled > 0 && decimal_multiply(&y, f) && decimal_compare(x, y) >= 0;
}

static int compare_decimals(const struct decimal *x, const struct decimal *y)
{
	return x->scale == y->scale ? (x->unscaled > y->unscaled) - (x->unscaled < y->unscaled) : decimal_compare(*x, *y);
}

static inline bool is_less(const struct decimal *x, const struct decimal *y)
{
	return x->scale == y->scale ? x->unscaled < y->unscaled : decimal_compare(*x, *y) < 0;
}

/* Puts the value that would stand at `rank` in order there, none larger before it and none smaller behind it. */
static void select_rank(struct decimal *v, size_t n, size_t rank)
{
	size_t low = 0, high = n - 1;
	while (low < high) {
		struct decimal pivot = v[low + (high - low) / 2], swap;
		size_t i = low, j = high;
		for (;; i++, j--) {
			while (is_less(&v[i], &pivot))
				i++;
			while (is_less(&pivot, &v[j]))
				j--;
			if (i >= j)
				break;
			swap = v[i];
			v[i] = v[j];
			v[j] = swap;
		}
		if (rank <= j)
			high = j;
		else
			low = j + 1;
	}
}

/* Where the largest of the values is not far from the least, none is from the median, which need not be known. */
static void make_range(struct entry *e, size_t factor)
{
	const struct decimal *v = e->value, *end = v + e->values;
	e->least = e->most = *v;
	while (++v < end) {
		if (is_less(v, &e->least))
			e->least = *v;
		else if (is_less(&e->most, v))
			e->most = *v;
	}
	e->ranged = true;
	e->calm = factor > 1 && e->least.unscaled > 0 && !far(e->most, e->least, factor);
}

static void make_median(struct entry *e)
{
	select_rank(e->value, e->values, e->values / 2);
	e->sorted = true;
}

/* Once the median is in its place, and something is far from it. */
static void make_quartiles(struct entry *e)
{
	size_t n = e->values;
	select_rank(e->value, n / 2, n / 4); /* of those before it, and behind it */
	select_rank(e->value + n / 2, n - n / 2, n - 1 - n / 4 - n / 2);
	e->settled = true;
	e->narrow = !far(e->value[n - 1 - n / 4], e->value[n / 4], 2);
}

static bool share(const struct checker *c, enum number_id percent, size_t have, size_t all)
{
	return have * 100 >= all * c->rules->number[percent];
}

static void count_family(struct checker *c, struct table *t, const struct family *m)
{
	for (struct form *f = m->first; f; f = f->next_of_family)
		for (size_t k = 0; k < f->indicators; k++)
			count_indicator(c, t, f, &f->indicator[k]);
	for (struct form *f = m->first; f; f = f->next_of_family)
		for (size_t k = 0; k < f->indicators; k++) {
			const struct indicator *i = &f->indicator[k];
			struct entry *e = i->row->entry;
			if (e) {
				e->have += same_text(e->usual, i->row->value);
				e->have_op += i->row->number && same_text(e->usual_op, i->row->op);
			}
		}
	for (size_t k = 0; k < t->n; k++) {
		struct entry *e = t->all[k];
		e->firm_op = e->numbers >= 5 && e->have_op * 10 >= e->numbers * 8;
		e->firm = e->forms >= 5 && share(c, NUMBER_SIBLING_SHARE, e->have, e->forms);
	}
}

/* One of the two is `factor` times the other. */
static bool far_apart(struct decimal x, struct decimal y, size_t factor)
{
	int order = factor > 1 ? compare_decimals(&x, &y) : 0;
	if (factor > 1) /* one of the two is the larger one */
		return order > 0 ? far(x, y, factor) : order < 0 && far(y, x, factor);
	return far(x, y, factor) || far(y, x, factor);
}

/*
 * Far out: beyond `factor` times the median one way or the other, where half of the values lie within a
 * factor of two around it (a spread that tells what is usual; head counts of counties are not).
 */
static bool is_far(const struct checker *c, struct entry *e, struct decimal x, struct decimal *median)
{
	size_t factor = c->rules->number[NUMBER_OUTLIER_FACTOR], n = e->values;
	if (n < 6)
		return false;
	if (!e->ranged)
		make_range(e, factor);
	if (e->calm && !is_less(&x, &e->least) && !is_less(&e->most, &x))
		return false;
	if (!e->sorted)
		make_median(e);
	*median = e->value[n / 2];
	if (median->unscaled <= 0 || x.unscaled <= 0 || !far_apart(x, *median, factor))
		return false;
	if (!e->settled)
		make_quartiles(e);
	return e->narrow || far_apart(x, *median, factor * 100);
}

static void judge_value(struct checker *c, struct form *f, const struct indicator *i, struct entry *e)
{
	struct decimal median;
	struct str name = i->row->name->text;
	if (e->firm_op && i->row->number && !same_text(i->row->op, e->usual_op))
		finding_add(c, f, i->item, SAY_SIBLING_OUTLIER_OP, name, ARGS(i->row->raw, e->usual_op, say_number(c, e->have_op)));
	else if (e->firm && !same_text(i->row->value, e->usual))
		finding_add(c, f, i->item, SAY_SIBLING_OUTLIER_VALUE, name,
			ARGS(i->row->raw, e->usual, say_number(c, e->have), say_number(c, e->forms)));
	else if (i->row->number && i->row->has_low && is_far(c, e, i->row->low, &median))
		finding_add(c, f, i->item, SAY_SIBLING_OUTLIER_FAR, name,
			ARGS(i->row->raw, say_decimal(c, median), say_number(c, e->forms)));
}

static bool form_has(const struct form *f, struct str key)
{
	for (size_t k = 0; k < f->indicators; k++)
		if (str_eq(f->indicator[k].row->name->key, key))
			return true;
	return false;
}

/* Are the rows above and below it side by side in the form: was it left out between them? */
static bool left_out(const struct form *f, const struct entry *e)
{
	for (size_t k = 0; k < f->indicators; k++)
		if (str_eq(f->indicator[k].row->name->key, e->before) && str_eq(below(f, &f->indicator[k]), e->after))
			return true;
	return false;
}

/* The entries, of the first of them, that are usual enough to be missed where they are not. */
static size_t usual_entries(const struct checker *c, const struct table *t, size_t forms, const struct entry **usual, size_t most)
{
	size_t n = 0;
	for (size_t k = 0; k < t->n && k < most; k++) {
		const struct entry *e = t->all[k];
		if (!e->who->text.n && e->forms != forms && e->forms >= c->rules->number[NUMBER_MISSING_LEAST] &&
			share(c, NUMBER_MISSING_SHARE, e->forms, forms) && e->before.n)
			usual[n++] = e;
	}
	return n;
}

/* Nothing else stands in its place. */
static void judge_missing(struct checker *c, struct form *f, const struct entry *e, size_t forms)
{
	if (!form_has(f, e->name->key) && left_out(f, e))
		finding_add(c, f, NULL, SAY_SIBLING_MISSING_INDICATOR, e->name->text,
			ARGS(e->name->text, say_number(c, e->forms), say_number(c, forms)));
}

static void judge_family(struct checker *c, const struct table *t, const struct family *m)
{
	const struct entry *usual[USUAL];
	size_t usuals = usual_entries(c, t, m->forms, usual, USUAL);
	for (struct form *f = m->first; f; f = f->next_of_family) {
		for (size_t k = 0; k < f->indicators; k++) {
			const struct indicator *i = &f->indicator[k];
			struct entry *e = i->row->entry;
			if (e && e->forms >= c->rules->number[NUMBER_SIBLINGS_LEAST])
				judge_value(c, f, i, e);
		}
		/* Only forms that follow the common list: most of their rows are others' rows. */
		for (size_t k = 0; k < usuals && f->indicators >= 3 && f->whole; k++)
			judge_missing(c, f, usual[k], m->forms);
	}
}

/* ---- amounts ---- */

struct money {
	const struct amount *of; /* the first of its kind */
	size_t blank, known;
};

static size_t count_money(const struct family *m, struct money *money, size_t most)
{
	size_t n = 0;
	for (const struct form *f = m->first; f; f = f->next_of_family)
		for (size_t k = 0; k < f->amounts; k++) {
			size_t at = 0;
			while (at < n && !same_kind(money[at].of, &f->amount[k]))
				at++;
			if (at == most || f->amount[k].phase.n)
				continue;
			if (at == n)
				money[n++] = (struct money){ &f->amount[k], 0, 0 };
			money[at].blank += !f->amount[k].known;
			money[at].known += f->amount[k].known;
		}
	return n;
}

/* The form's first amount of that kind. */
static const struct amount *alike(const struct form *f, const struct amount *m)
{
	for (size_t k = 0; k < f->amounts; k++)
		if (same_kind(&f->amount[k], m))
			return &f->amount[k];
	return NULL;
}

static void judge_money(struct checker *c, const struct family *m, const struct money *money)
{
	size_t all = money->blank + money->known;
	bool said = false;
	struct str kind = money->of->kind;
	for (struct form *f = m->first; f && money->blank; f = f->next_of_family) {
		const struct amount *a = alike(f, money->of);
		if (!a || a->known)
			continue;
		if (!money->known && !said && all >= c->rules->number[NUMBER_SIBLINGS_LEAST])
			finding_add(c, f, a->item, SAY_AMOUNT_BLANK_FAMILY, kind, ARGS(kind, say_number(c, all)));
		else if (money->known >= 4 && share(c, NUMBER_SIBLING_SHARE, money->known, all))
			finding_add(c, f, a->item, SAY_SIBLING_MISSING_AMOUNT, kind,
				ARGS(kind, say_number(c, money->known), say_number(c, all)));
		said = true;
	}
}

/* ---- fields ---- */

static void judge_field(struct checker *c, const struct family *m, enum named named)
{
	struct str name = named_names[named];
	struct str usual = { 0 };
	size_t votes = 0, have = 0, filled = 0;
	for (const struct form *f = m->first; f; f = f->next_of_family) {
		const struct field *x = f->named[named];
		if (x && x->value.n)
			vote(&usual, &votes, x->value);
	}
	for (const struct form *f = m->first; f; f = f->next_of_family) {
		const struct field *x = f->named[named];
		filled += x && x->value.n;
		have += x && same_text(x->value, usual);
	}
	for (struct form *f = m->first; f && filled >= 4; f = f->next_of_family) {
		const struct field *x = f->named[named];
		if (x && !x->value.n && share(c, NUMBER_SIBLING_SHARE, filled, m->forms))
			finding_add(c, f, x->item, SAY_FIELD_BLANK_SIBLINGS, name, ARGS(say_number(c, filled)));
		else if (x && x->value.n && !same_text(x->value, usual) && share(c, NUMBER_SIBLING_SHARE, have, filled))
			finding_add(c, f, x->item, SAY_NAME_MISMATCH_SIBLINGS, name,
				ARGS(x->value, usual, say_number(c, have), say_number(c, filled)));
	}
}

/* 云河县本级 where the siblings have no 本级. */
static void judge_suffix(struct checker *c, const struct family *m)
{
	const struct words *suffixes = &c->rules->words[WORDS_REGION_SUFFIXES];
	size_t with = 0, all = 0;
	for (const struct form *f = m->first; f; f = f->next_of_family) {
		all += f->region.n > 0;
		with += IN_LIST(f->region_ends, REGION_SUFFIXES);
	}
	for (struct form *f = m->first; f && with && with * 3 <= all; f = f->next_of_family) {
		struct str suffix = words_end(suffixes, f->region);
		const struct field *x = f->named[NAMED_REGION];
		if (suffix.n && suffix.n < f->region.n)
			finding_add(c, f, x ? x->item : f->item, SAY_NAME_MISMATCH_SUFFIX, STR("region"), ARGS(f->region, suffix));
	}
}

/* ---- level 1 groups that a family does without ---- */

static bool family_has(const struct family *m, struct str level1, size_t *rows)
{
	*rows = 0;
	for (const struct form *f = m->first; f; f = f->next_of_family)
		for (size_t k = 0; k < f->indicators; k++) {
			++*rows;
			if (str_eq(f->indicator[k].row->level1, level1))
				return true;
		}
	return false;
}

static void judge_groups(struct checker *c, const struct family *m)
{
	const struct words *usual = &c->rules->words[WORDS_USUAL_LEVELS];
	size_t rows;
	for (size_t k = 0; k < usual->n; k++)
		if (!family_has(m, usual->word[k], &rows) && rows >= m->forms * 3)
			finding_add(c, m->first, NULL, SAY_LEVEL_MISSING_GROUP, usual->word[k],
				ARGS(usual->word[k], say_number(c, m->forms)));
}

/* ---- all families ---- */

static void check_family(struct checker *c, const struct family *m)
{
	struct table t = { 0 };
	struct money money[16];
	count_family(c, &t, m);
	judge_family(c, &t, m);
	mem_free(t.all);
	hash_free(&t.names);
	size_t n = count_money(m, money, sizeof money / sizeof *money);
	for (size_t k = 0; k < n; k++)
		judge_money(c, m, &money[k]);
	judge_suffix(c, m);
	/* Names that do not change from region to region. */
	static const enum named names[] = { NAMED_PROJECT_NAME, NAMED_CENTRAL_DEPARTMENT, NAMED_PROVINCIAL_FINANCE,
		NAMED_PROVINCIAL_DEPARTMENT, NAMED_DEPARTMENT, NAMED_LOCAL_FINANCE, NAMED_LOCAL_DEPARTMENT };
	for (size_t k = 0; k < sizeof names / sizeof *names; k++)
		judge_field(c, m, names[k]);
}

void check_siblings(struct checker *c)
{
	for (size_t k = 0; k < c->w.forms; k++) {
		struct form *f = c->w.form[k];
		if (f->family->first == f && f->whole)
			judge_groups(c, f->family);
		if (f->family->first == f && f->family->forms >= c->rules->number[NUMBER_SIBLINGS_LEAST])
			check_family(c, f->family);
	}
}
