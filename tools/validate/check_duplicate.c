/* The same indicator twice in a form; the same form twice in a document. */
#include "validate.h"

static bool same_target(const struct indicator *a, const struct indicator *b)
{
	return str_eq(a->row->measure, b->row->measure) && str_eq(a->row->op, b->row->op) && str_eq(a->row->low_text, b->row->low_text) &&
		str_eq(a->row->high_text, b->row->high_text) && str_eq(a->row->unit, b->row->unit) && str_eq(a->row->text, b->row->text);
}

static bool same_name(const struct indicator *a, const struct indicator *b)
{
	return a->row->name == b->row->name || (a->row->name->hash == b->row->name->hash && str_eq(a->row->name->key, b->row->name->key));
}

static struct str rate_term(struct checker *c, const struct indicator *i)
{
	struct term *t = i->row->name;
	if (!t->rated && IN_LIST(t->ends, RATE_TERMS))
		t->rate = words_end(&c->rules->words[WORDS_RATE_TERMS], t->text);
	t->rated = true;
	return t->rate;
}

/* True when something was said: once an indicator is enough. */
static bool compare(struct checker *c, struct form *f, const struct indicator *a, const struct indicator *b)
{
	if (same_name(a, b)) {
		if (!str_eq(a->row->who->text, b->row->who->text) || !str_eq(a->row->said->text, b->row->said->text))
			return false; /* told apart by something else */
		if (same_target(a, b))
			finding_add(c, f, b->item, SAY_DUPLICATE_INDICATOR_SAME, b->row->name->text, 
				ARGS(say_number(c, item_line(a->item)), say_join(c, b->row->level1, "/", b->row->level2)));
		else
			finding_add(c, f, b->item, SAY_DUPLICATE_INDICATOR_OTHER, b->row->name->text,
				ARGS(say_number(c, item_line(a->item)), a->row->raw, b->row->raw));
		return true;
	}
	struct str term = b->row->number && a->row->number ? rate_term(c, b) : STR("");
	if (!term.n || !str_eq(a->row->low_text, b->row->low_text) || !same_target(a, b) || str_eq(a->row->level2, b->row->level2) ||
		!str_eq(term, rate_term(c, a)))
		return false;
	finding_add(c, f, b->item, SAY_DUPLICATE_INDICATOR_ALIKE, b->row->name->text,
		ARGS(a->row->name->text, b->row->raw, say_number(c, item_line(a->item))));
	return true;
}

enum { NEAR = 64 }; /* rows above that an indicator is compared with */

/* The indicator stands above already, under the same level. */
static bool is_twin(const struct form *f, size_t b)
{
	for (size_t a = b > NEAR ? b - NEAR : 0; a < b; a++)
		if (same_name(&f->indicator[a], &f->indicator[b]) && f->indicator[a].item->n != f->indicator[b].item->n
		    && str_eq(f->indicator[a].row->level2, f->indicator[b].row->level2))
			return true;
	return false;
}

/* Most indicators come twice: the form has targets of the whole term and of the year. */
static bool has_two_terms(const struct form *f)
{
	size_t twins = 0;

	for (size_t b = 1; b < f->indicators; b++)
		twins += f->indicator[b].row->part <= 1 && f->indicator[b].row->name->text.n && is_twin(f, b);
	return twins >= 3 && twins * 3 >= f->indicators;
}

/* May a name stand twice in the form?  In most none does, and nothing need be compared. */
static bool may_repeat(const struct form *f)
{
	uint64_t seen[16] = { 0 };
	for (size_t k = 0; k < f->indicators; k++) {
		const struct indicator *i = &f->indicator[k];
		uint64_t *word = &seen[i->row->name->hash >> 6 & 15], bit = (uint64_t)1 << (i->row->name->hash & 63);
		if (i->row->part > 1 || !i->row->name->text.n)
			continue;
		if (*word & bit)
			return true;
		*word |= bit;
	}
	return false;
}

/* Rows that are held against each other: all, where a name may stand twice, else those of rates. */
static size_t rows_beside(const struct form *f, bool repeats, const struct indicator **into)
{
	size_t n = 0;
	for (size_t k = 0; k < f->indicators; k++) {
		const struct row *i = f->indicator[k].row;
		if ((repeats || (i->asks & ASKS_RATE)) && i->part <= 1 && i->name->text.n)
			into[n++] = &f->indicator[k];
	}
	return n;
}

void check_duplicate_indicators(struct checker *c, struct form *f)
{
	bool repeats = may_repeat(f);
	if (repeats ? has_two_terms(f) : !(f->asks & ASKS_RATE))
		return;
	const struct indicator **row = arena_alloc(&c->w.arena, f->indicators * sizeof *row);
	size_t rows = rows_beside(f, repeats, row);
	for (size_t b = 1; b < rows; b++)
		for (size_t a = b > NEAR ? b - NEAR : 0; a < b; a++)
			if ((repeats || same_text(row[a]->row->low_text, row[b]->row->low_text)) && row[b] - row[a] <= NEAR &&
				row[a]->item->n != row[b]->item->n && compare(c, f, row[a], row[b]))
				break;
}

/* ---- forms ---- */

/* Most fields are empty: for those it is enough that something is done to h. */
static inline uint64_t mix(uint64_t h, struct str s) { return (h ^ (s.n ? str_hash(s) : 0x9e37)) * 1099511628211u + (h >> 31) + s.n; }

/* Sign, numbers, unit and words: they stand side by side in the record, but for those that held an escape. */
static struct str target_of(struct checker *c, const struct row *i)
{
	const struct str parts[] = { i->op, i->low_text, i->high_text, i->unit, i->text };
	if (!i->known->escaped)
		return str_of(i->known->text.p + i->target_at, i->target_n);
	buf_reset(&c->scratch);
	for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
		if (k)
			buf_byte(&c->scratch, '\t');
		buf_add(&c->scratch, parts[k]);
	}
	return buf_str(&c->scratch);
}

uint64_t row_print(struct checker *c, const struct row *i)
{
	uint64_t h = mix((1 ^ i->name->hash) * 1099511628211u + i->name->key.n, i->who->text);
	return (h ^ str_hash(target_of(c, i))) * 1099511628211u + (h >> 31);
}

uint64_t amount_print(const struct amount *m) { return mix(mix(0, m->kind), m->filed); }

struct print { /* of one form */
	struct form *form;
	uint64_t targets; /* sum over the indicators: their order does not count */
	bool told;        /* the rest is reckoned, as few forms need it: */
	uint64_t money, goals, names;
};

/* A goal says the same of another county: its own name does not count. */
static uint64_t mix_goal(uint64_t h, const struct goal *g, struct str region)
{
	struct str text = g->text;
	size_t from = 0, at;
	bool named = region.n && !(g->term && !IN_LIST(g->term->has, PLACE_ENDS));
	while (named && (at = str_find(text, region, from)) < text.n) {
		h = mix(h, str_of(text.p + from, at - from));
		from = at + region.n;
	}
	return mix(h, str_from(text, from));
}

static void print_targets(struct form *f, struct print *p)
{
	*p = (struct print){ .form = f };
	for (size_t k = 0; k < f->indicators; k++)
		p->targets += f->indicator[k].row->print;
}

static void print_rest(struct print *p)
{
	const struct form *f = p->form;
	if (p->told)
		return;
	p->told = true;
	for (size_t k = 0; k < f->amounts; k++)
		p->money = (p->money ^ f->amount[k].print) * 1099511628211u + (p->money >> 31);
	for (size_t k = 0; k < f->goals; k++)
		p->goals = mix_goal(p->goals, &f->goal[k], f->region);
	p->names = mix(mix(mix(mix(0, f->project), f->region), f->code), f->title);
	for (size_t k = 0; k < f->fields; k++)
		p->names = (p->names ^ f->field[k].print) * 1099511628211u + (p->names >> 31);
}

enum { NO_ROW = NEAR };

static uint64_t targets_but(const struct print *p, uint32_t row)
{
	return row == NO_ROW ? p->targets : p->targets - p->form->indicator[row].row->print;
}

/* The first form whose targets are the same, without that row of its own and one of theirs; it is entered if there is none. */
static struct print *enter(struct hash *all, struct print *p, uint32_t row)
{
	uint64_t targets = targets_but(p, row), hash = targets ^ targets >> 23;
	struct print *other;
	for (struct hash_walk w = hash_walk(all, hash); (other = hash_next(all, &w));)
		if (other->form->indicators == p->form->indicators)
			return other == p ? NULL : other;
	hash_put(all, hash, p);
	return NULL;
}

static bool has_money(const struct form *f)
{
	for (size_t k = 0; k < f->amounts; k++)
		if (f->amount[k].known && f->amount[k].yuan.unscaled != 0)
			return true;
	return false;
}

static struct item *title_item(const struct form *f) { return f->item ? f->item : f->end; }

/* The same targets throughout. */
static void judge_same(struct checker *c, struct print *p, struct print *other)
{
	print_rest(p);
	print_rest(other);
	struct form *f = p->form;
	struct str subject = say_join(c, STR("form "), "", say_number(c, other->form->number));
	struct str name = say_form(c, other->form);
	bool money = p->money == other->money && has_money(f), kin = str_eq(f->project, other->form->project);
	if (p->names == other->names && p->money == other->money && p->goals == other->goals)
		finding_add(c, f, title_item(f), SAY_DUPLICATE_FORM_SAME, subject, ARGS(name));
	else if (money && p->goals == other->goals)
		finding_add(c, f, title_item(f), SAY_NEAR_DUPLICATE_PLACE, subject, ARGS(name));
	else if (!kin) /* forms of one project share a list of targets by design */
		finding_add(c, f, title_item(f), SAY_NEAR_DUPLICATE_TARGETS, subject, ARGS(name));
}

/* Of few rows, two forms that share all but one have little in common, unless its name is only misspelt. */
static bool alike(const struct form *f, size_t but, const struct form *other)
{
	const struct indicator *i = &f->indicator[but];
	for (size_t k = 0; k < other->indicators && f->indicators < 5; k++) {
		const struct indicator *o = &other->indicator[k];
		if (same_target(i, o) && edit_distance(i->row->name->point, i->row->name->points, o->row->name->point, o->row->name->points, 1) <= 1)
			return true;
	}
	return f->indicators >= 5;
}

static void judge_but_one(struct checker *c, const struct print *p, const struct print *other, size_t but)
{
	struct form *f = p->form;
	if (str_eq(f->project, other->form->project) || p->targets == other->targets || !alike(f, but, other->form))
		return;
	finding_add(c, f, title_item(f), SAY_NEAR_DUPLICATE_ONE,
		say_join(c, STR("form "), "", say_number(c, other->form->number)),
		ARGS(say_form(c, other->form), f->indicator[but].row->name->text, f->indicator[but].row->raw));
}

/* Sums that came once, or more than once: a bit for each hash, which others may share. */
struct sums {
	uint64_t *once, *again;
	size_t bits; /* a power of two */
};

static void sums_make(struct checker *c, struct sums *s, size_t rows)
{
	for (s->bits = 512; s->bits < rows * 8;)
		s->bits *= 2;
	s->once = arena_zero(&c->w.arena, s->bits / 32, sizeof *s->once);
	s->again = s->once + s->bits / 64;
}

static size_t rows_of(const struct form *f) { return f->indicators < NEAR ? f->indicators : NEAR; }

static size_t bit_of(const struct sums *s, const struct print *p, size_t row)
{
	return targets_but(p, (uint32_t)row) * 0x9e3779b97f4a7c15u >> 32 & (s->bits - 1);
}

static void sums_note(struct sums *s, const struct print *p)
{
	for (size_t k = 0, n = rows_of(p->form); k < n; k++) {
		size_t at = bit_of(s, p, k), word = at / 64;
		uint64_t bit = (uint64_t)1 << at % 64;
		s->again[word] |= s->once[word] & bit;
		s->once[word] |= bit;
	}
}

static bool sums_twice(const struct sums *s, const struct print *p, size_t row)
{
	size_t at = bit_of(s, p, row);
	return s->again[at / 64] >> at % 64 & 1;
}

/* All targets but one are those of another form: its sum less one of its parts is the other's. */
static void compare_but_one(struct checker *c, struct hash *all, struct print *p, const struct sums *sums)
{
	bool said = false;
	for (size_t k = 0; k < rows_of(p->form); k++) {
		struct print *other = sums_twice(sums, p, k) ? enter(all, p, (uint32_t)k) : NULL;
		if (other && !said) {
			said = true;
			judge_but_one(c, p, other, k);
		}
	}
}

void check_duplicate_forms(struct checker *c)
{
	struct window *w = &c->w;
	struct print *print = arena_alloc(&w->arena, w->forms * sizeof *print);
	struct hash same = { 0 }, near = { 0 };
	struct sums sums;
	size_t rows = 0;
	for (size_t k = 0; k < w->forms; k++)
		rows += rows_of(w->form[k]);
	sums_make(c, &sums, rows);
	for (size_t k = 0; k < w->forms; k++) {
		print_targets(w->form[k], &print[k]);
		sums_note(&sums, &print[k]);
	}
	for (size_t k = 0; k < w->forms; k++) {
		if (w->form[k]->indicators < 3)
			continue;
		struct print *other = enter(&same, &print[k], NO_ROW);
		if (other)
			judge_same(c, &print[k], other);
		else
			compare_but_one(c, &near, &print[k], &sums);
	}
	hash_free(&same);
	hash_free(&near);
}
