/*
 * Words that are probably misspelt: by themselves (spell.c), beside the document's usual spelling, and
 * in a description beside its own name.
 *
 * Names one character apart are found by their deletions: two texts are at most one edit apart only if
 * one of the texts that each becomes by losing one character (or itself) is the same.
 */
#include "spell.h"

/* ---- the document's usual spelling ---- */

enum { LEAST_POINTS = 6, MOST_POINTS = 40 };

/* Hashes of a text's beginnings, and of all of it but one character, made in one walk each way. */
struct cuts {
	size_t n;
	uint64_t before[MOST_POINTS + 2], behind[MOST_POINTS + 2], power[MOST_POINTS + 2];
};

static void cuts_make(struct cuts *x, const struct term *t)
{
	const uint64_t base = 0x9e3779b97f4a7c15u;
	size_t n = x->n = t->points;
	x->before[0] = x->behind[n] = 0;
	x->power[0] = 1;
	for (size_t i = 0; i < n; i++) {
		x->before[i + 1] = x->before[i] * base + t->point[i];
		x->power[i + 1] = x->power[i] * base;
	}
	for (size_t i = n; i-- > 0;)
		x->behind[i] = t->point[i] * x->power[n - 1 - i] + x->behind[i + 1];
}

static uint64_t mixed(uint64_t h) { return h ^ h >> 32; }

/* Of the first n characters. */
static uint64_t hash_first(const struct cuts *x, size_t n)
{
	return mixed(x->before[n]); /* NOLINT(clang-analyzer-core.CallAndMessage): cuts_make filled it up to x->n */
}

/* Of all but that one; of all where skip is beyond them. */
static uint64_t hash_without(const struct cuts *x, size_t skip)
{
	if (skip >= x->n)
		return hash_first(x, x->n);
	return mixed(x->before[skip] * x->power[x->n - 1 - skip] + x->behind[skip + 1]);
}

static bool usual(const struct checker *c, const struct term *t)
{
	return t->here.forms >= c->rules->number[NUMBER_TYPO_TIMES] && t->points >= LEAST_POINTS && t->points <= MOST_POINTS;
}

/* Rare beside a text that stands in `most` forms: it may be a misspelling of that. */
static bool is_rare(const struct checker *c, const struct term *t, size_t most)
{
	return t->here.forms && t->points + 1 >= LEAST_POINTS && t->points <= MOST_POINTS &&
		t->here.forms * c->rules->number[NUMBER_TYPO_TIMES] <= most;
}

/* The terms of the window that count here, in the order in which they came. */
struct crowd {
	struct term **usual, **rare; /* one that is usual may be rare beside another */
	size_t usuals, rares, variants;
};

/* The usual ones, how many variants they have, and how many forms the most usual of them stands in; the others may be rare. */
static size_t part_usual(const struct checker *c, struct crowd *x)
{
	size_t most = 0;
	for (size_t k = 0; k < c->w.terms; k++) {
		struct term *t = c->w.term[k];
		x->rare[x->rares++] = t;
		if (!usual(c, t))
			continue;
		x->usual[x->usuals++] = t;
		x->variants += t->points + 1;
		most = t->here.forms > most ? t->here.forms : most;
	}
	return most;
}

/* False where nothing can be a misspelling of another. */
static bool make_crowd(struct checker *c, struct crowd *x)
{
	size_t all = 0;
	*x = (struct crowd){ 0 };
	x->usual = arena_alloc(&c->w.arena, 2 * c->w.terms * sizeof *x->usual);
	x->rare = x->usual + c->w.terms;
	size_t most = part_usual(c, x);
	for (size_t k = 0; k < x->rares; k++)
		if (is_rare(c, x->rare[k], most))
			x->rare[all++] = x->rare[k];
	x->rares = all;
	return x->usuals && all;
}

static void make_neighbours(struct hash *near, const struct crowd *x)
{
	hash_room(near, x->variants);
	for (size_t k = 0; k < x->usuals; k++) {
		struct term *t = x->usual[k];
		struct cuts cuts;
		cuts_make(&cuts, t);
		for (size_t skip = 0; skip <= t->points; skip++) /* skip == points: itself */
			hash_put(near, hash_without(&cuts, skip), t);
	}
}

static struct str point_text(struct checker *c, uint32_t p)
{
	char b[4];
	return arena_copy(&c->w.arena, str_of(b, str_encode(p, b)));
}

/* Differences that make another thing, not a misspelling: 一 and 二, 市 and 县, 中 and 省, a digit, a comma. */
static bool is_free(struct checker *c, uint32_t p, enum words_id list)
{
	return p == 0 || (p < 128 && !(p >= 'A' && p <= 'Z')) || (p >= 0x3000 && p < 0x3400) || p >= 0xff00 || (p >= 0x2000 && p < 0x2100) ||
		words_have(&c->rules->words[list], point_text(c, p));
}

/* What differs: one character replaced (both given) or one left out (the other 0). */
static bool differs_by_one(const struct term *a, const struct term *b, uint32_t *x, uint32_t *y)
{
	size_t k = 0, tail = 0;
	while (k < a->points && k < b->points && a->point[k] == b->point[k])
		k++;
	while (tail < a->points - k && tail < b->points - k &&
		a->point[a->points - 1 - tail] == b->point[b->points - 1 - tail])
		tail++;
	size_t an = a->points - k - tail, bn = b->points - k - tail;
	*x = an ? a->point[k] : 0;
	*y = bn ? b->point[k] : 0;
	return an <= 1 && bn <= 1 && an + bn > 0 && k + tail >= LEAST_POINTS - 2;
}

static bool is_variant(struct checker *c, const struct term *rare, const struct term *often)
{
	uint32_t x, y;
	if (often == rare || often->here.forms < rare->here.forms * c->rules->number[NUMBER_TYPO_TIMES] ||
		!differs_by_one(rare, often, &x, &y))
		return false;
	if (x && y)
		return !is_free(c, x, WORDS_FREE_CHARACTERS) && !is_free(c, y, WORDS_FREE_CHARACTERS);
	return !is_free(c, x ? x : y, WORDS_FREE_INSERTIONS);
}

/* Another text of the document was. */
static void meant(struct checker *c, struct term *t, enum say_id say, const struct str *argument, int arguments)
{
	struct typo *new = t->here.typo = arena_zero(&c->w.arena, 1, sizeof *new);
	new->say = say;
	for (int i = 0; i < arguments; i++)
		new->argument[i] = argument[i];
}

static struct term *look_up(struct checker *c, const struct hash *near, const struct term *t, uint64_t hash)
{
	struct term *often;
	for (struct hash_walk w = hash_walk(near, hash); (often = hash_next(near, &w));)
		if (is_variant(c, t, often))
			return often;
	return NULL;
}

static void compare_usual(struct checker *c, const struct hash *near, struct term *t, const struct cuts *cuts)
{
	for (size_t skip = 0; skip <= t->points; skip++) {
		struct term *often = look_up(c, near, t, hash_without(cuts, skip));
		if (often) {
			meant(c, t, SAY_TYPO_DOCUMENT, ARGS(t->text, often->text, say_number(c, often->here.forms)));
			return;
		}
	}
}

/* A more usual text that goes on for one to four characters where this one ends. */
static void compare_longer(struct checker *c, const struct hash *longer, struct term *t, const struct cuts *cuts)
{
	struct term *o;
	for (struct hash_walk w = hash_walk(longer, hash_first(cuts, t->points)); (o = hash_next(longer, &w));)
		if (o->points > t->points && str_starts(o->text, t->text) &&
			o->here.forms >= t->here.forms * c->rules->number[NUMBER_TYPO_TIMES]) {
			meant(c, t, SAY_TRUNCATED_SIBLING, ARGS(t->text, o->text, say_number(c, o->here.forms)));
			return;
		}
}

enum { TAILS = 4 }; /* characters that a text may have been broken off by */

static void make_longer(struct hash *longer, const struct crowd *x)
{
	hash_room(longer, x->usuals * TAILS);
	for (size_t k = 0; k < x->usuals; k++) {
		struct term *t = x->usual[k];
		struct cuts cuts;
		cuts_make(&cuts, t);
		for (size_t cut = 1; cut <= TAILS && t->points - cut >= LEAST_POINTS; cut++)
			hash_put(longer, hash_first(&cuts, t->points - cut), t);
	}
}

void check_window_typos(struct checker *c)
{
	struct hash *near = &c->w.near, *longer = &c->w.longer;
	struct crowd x;
	if (!make_crowd(c, &x))
		return;
	make_neighbours(near, &x);
	make_longer(longer, &x);
	for (size_t k = 0; k < x.rares; k++) {
		struct term *t = x.rare[k];
		struct cuts cuts;
		cuts_make(&cuts, t);
		compare_usual(c, near, t, &cuts);
		if (!t->here.typo)
			compare_longer(c, longer, t, &cuts);
	}
	hash_reset(near);
	hash_reset(longer);
}

/* ---- a description beside its name ---- */

enum { PLACES = 2 };

struct place_of_two { /* where two texts differ: in the second one, and how many characters */
	size_t from, n;
};

/*
 * Side by side at that shift: one or two places of at most two characters differ, each with two equal
 * ones before and behind.  The places that do, or 0.
 */
static size_t differs_within(const struct term *a, const struct term *b, size_t i, size_t j, struct place_of_two *place)
{
	size_t equal = 0, run = 0, len = 0, start = 0, places = 0;
	for (; i < a->points && j < b->points; i++, j++) {
		if (a->point[i] != b->point[j]) {
			if ((!len && run < 2) || (len && run) || len == 2)
				return 0;
			start = len++ ? start : j;
			run = 0;
			continue;
		}
		equal++;
		if (++run == 2 && len) { /* the place is closed */
			if (places == PLACES)
				return 0;
			place[places++] = (struct place_of_two){ start, len };
			len = 0;
		}
	}
	return !len && equal >= 8 * places ? places : 0;
}

static struct str points_text(const struct term *t, size_t from, size_t n)
{
	size_t at = 0, k = 0, start = 0;
	for (; at < t->text.n && k < from + n; k++) {
		if (k == from)
			start = at;
		str_next(t->text, &at);
	}
	return str_of(t->text.p + start, at - start);
}

/* Beside character `from` of the description stands character `there` of the name. */
static void tell_apart(struct checker *c, const struct term *name, struct term *said, const struct place_of_two *p, size_t there)
{
	struct typo *t = arena_zero(&c->w.arena, 1, sizeof *t);
	size_t from = p->from;
	t->say = p->n == 1 ? SAY_TERM_MISMATCH_ONE : SAY_TYPO_NAME;
	t->argument[0] = points_text(said, from >= 2 ? from - 2 : 0, p->n + 4);
	t->argument[1] = points_text(name, there >= 2 ? there - 2 : 0, p->n + 4);
	t->next = said->here.differs;
	said->here.differs = t;
}

static void compare_name(struct checker *c, struct term *name, struct term *said)
{
	struct place_of_two place[PLACES];
	said->here.beside = name;
	said->here.differs = NULL;
	if (name->points < 8 || said->points < 8 || name->points >= TERM_POINTS || said->points >= TERM_POINTS)
		return;
	for (size_t shift = 0; shift < name->points + said->points; shift++) {
		size_t i = shift < name->points ? shift : 0, j = shift < name->points ? 0 : shift - name->points;
		for (size_t k = differs_within(name, said, i, j, place); k-- > 0;)
			tell_apart(c, name, said, &place[k], place[k].from - j + i);
		if (said->here.differs)
			return;
	}
}

/* ---- said where they stand ---- */

/* The last that was found first, and behind all what else of the document was meant. */
static void say_typos(struct checker *c, struct form *f, struct item *item, struct str subject, const struct term *t,
	enum about about)
{
	const struct typo *first = t->here.typo && t->typos == TYPOS ? t->typo->next : t->typo, *other = t->here.typo;
	for (const struct typo *y = first; y; y = y->next)
		finding_about(finding_add(c, f, item, y->say, subject, y->argument, RULE_ARGUMENTS), about);
	if (other)
		finding_about(finding_add(c, f, item, other->say, subject, other->argument, RULE_ARGUMENTS), about);
}

static inline bool is_misspelt(struct checker *c, struct term *t)
{
	if (!t->spelled)
		spell_term(c, t);
	return t->typo || t->here.typo;
}

static inline void spell(struct checker *c, struct form *f, const struct indicator *i, struct term *t, enum about about)
{
	if (is_misspelt(c, t))
		say_typos(c, f, i->item, i->row->name->text, t, about);
}

/* 巡查方案 here, 巡察方案 in the row above: what is written once so and once otherwise is misspelt once. */
static void check_basis(struct checker *c, struct form *f, const struct indicator *i, const struct indicator *above)
{
	struct str a = above->row->basis, b = i->row->basis;
	size_t k = 0, n = b.n;
	if (a.n != n || n < 12 || str_eq(a, b))
		return;
	while (a.p[k] == b.p[k])
		k++;
	while (n && a.p[n - 1] == b.p[n - 1])
		n--;
	while (k && ((unsigned char)b.p[k] & 0xc0) == 0x80)
		k--;
	while (n < b.n && ((unsigned char)b.p[n] & 0xc0) == 0x80)
		n++;
	size_t x = k, y = k;
	if (n - k == 3 && !is_free(c, str_next(a, &x), WORDS_FREE_CHARACTERS) && !is_free(c, str_next(b, &y), WORDS_FREE_CHARACTERS))
		finding_about(finding_add(c, f, i->item, SAY_TYPO_BASIS, i->row->name->text, ARGS(b, a)), ABOUT_RECORD);
}

static void check_indicator(struct checker *c, struct form *f, struct indicator *i)
{
	struct str subject = i->row->name->text;
	size_t said = c->said;
	if (row_is_quiet(i, ROW_TYPO))
		return;
	spell(c, f, i, i->row->who, ABOUT_TARGET);
	if (i->row->part > 1)
		return;
	spell(c, f, i, i->row->name, ABOUT_NAME);
	spell(c, f, i, i->row->said, ABOUT_DESCRIPTION);
	if (i->row->words)
		spell(c, f, i, i->row->words_term, ABOUT_TARGET);
	if (i->row->said->here.beside != i->row->name)
		compare_name(c, i->row->name, i->row->said);
	for (const struct typo *t = i->row->said->here.differs; t; t = t->next)
		finding_add(c, f, i->item, t->say, subject, t->argument, RULE_ARGUMENTS);
	row_settle(c, i, ROW_TYPO, said);
}

void check_typos(struct checker *c, struct form *f)
{
	for (size_t k = 0; k < f->goals; k++) {
		struct term *t = text_term(c, &f->goal[k].term, f->goal[k].text);
		if (is_misspelt(c, t))
			say_typos(c, f, f->goal[k].item, say_goal(c, k + 1), t, ABOUT_RECORD);
	}
	for (size_t k = 0; k < f->fields; k++) {
		struct term *t = f->field[k].term;
		if (is_misspelt(c, t))
			say_typos(c, f, f->field[k].item, f->field[k].name, t, ABOUT_RECORD);
	}
	for (size_t k = 0; k < f->indicators; k++) {
		check_indicator(c, f, &f->indicator[k]);
		if (k && f->indicator[k].row->basis.n)
			check_basis(c, f, &f->indicator[k], &f->indicator[k - 1]);
	}
}
