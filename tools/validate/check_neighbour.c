/* All forms of a document beside each other: where an indicator stands, what share is due when. */
#include "validate.h"

/* The level 2 that most forms have each name under; first a majority vote, then the count. */
static void vote_levels(struct checker *c, bool count)
{
	for (size_t k = 0; k < c->w.forms; k++)
		for (size_t j = 0; j < c->w.form[k]->indicators; j++) {
			const struct indicator *i = &c->w.form[k]->indicator[j];
			struct term *t = i->row->name;
			if (i->row->part > 1 || !i->row->level2.n)
				continue;
			if (count && !t->here.mixed)
				continue;
			if (count) {
				t->here.rows++;
				t->here.have += same_text(t->here.level, i->row->level2);
			} else if (!t->here.votes) {
				t->here.level = i->row->level2;
				t->here.votes = 1;
			} else if (same_text(t->here.level, i->row->level2)) {
				t->here.votes++;
			} else {
				t->here.votes--;
				t->here.mixed = true;
			}
		}
}

static void check_placing(struct checker *c)
{
	vote_levels(c, false);
	vote_levels(c, true);
	for (size_t k = 0; k < c->w.forms; k++)
		for (size_t j = 0; j < c->w.form[k]->indicators; j++) {
			const struct indicator *i = &c->w.form[k]->indicator[j];
			const struct term *t = i->row->name;
			if (t->here.mixed && i->row->part <= 1 && i->row->level2.n && t->here.rows >= 4 && t->here.have * 4 >= t->here.rows * 3 && !same_text(t->here.level, i->row->level2))
				finding_add(c, c->w.form[k], i->item, SAY_SIBLING_OUTLIER_LEVEL, t->text,
					ARGS(i->row->level2, t->here.level, say_number(c, t->here.have)));
		}
}

struct share { /* of one date over all forms that plan in percent */
	struct str name, value;
	size_t votes, have, all;
};

static bool in_percent(const struct due *d) { return d->known && str_eq(d->unit, STR("%")); }

static struct str filed(const struct due *d) { return d->item->field[SCHEDULE_VALUE]; }

static struct share *share_of(struct share *s, size_t *n, size_t most, struct str name)
{
	for (size_t k = 0; k < *n; k++)
		if (str_eq(s[k].name, name))
			return &s[k];
	if (*n >= most) /* with a `most` of 0 it only looks */
		return NULL;
	s[*n] = (struct share){ .name = name };
	return &s[(*n)++];
}

static void count_shares(struct checker *c, struct share *s, size_t *n, size_t most)
{
	for (int pass = 0; pass < 2; pass++)
		for (size_t k = 0; k < c->w.forms; k++)
			for (size_t j = 0; j < c->w.form[k]->dues; j++) {
				const struct due *d = &c->w.form[k]->due[j];
				struct share *x = in_percent(d) ? share_of(s, n, most, d->name) : NULL;
				if (x && pass) {
					x->all++;
					x->have += str_eq(x->value, filed(d));
				} else if (x) {
					if (!x->votes)
						x->value = filed(d);
					x->votes = str_eq(x->value, filed(d)) ? x->votes + 1 : x->votes - 1;
				}
			}
}

static void check_shares(struct checker *c)
{
	struct share s[16];
	size_t n = 0;
	count_shares(c, s, &n, sizeof s / sizeof *s);
	for (size_t k = 0; k < c->w.forms; k++)
		for (size_t j = 0; j < c->w.form[k]->dues; j++) {
			const struct due *d = &c->w.form[k]->due[j];
			struct share *x = in_percent(d) ? share_of(s, &n, 0, d->name) : NULL;
			if (x && x->all >= 5 && x->have * 5 >= x->all * 4 && !str_eq(x->value, filed(d)))
				finding_add(c, c->w.form[k], d->item, SAY_SIBLING_OUTLIER_DUE, d->name,
					ARGS(filed(d), x->value, say_number(c, x->have), say_number(c, x->all)));
		}
}

/* Money is stated by other forms of the document, and not by this one. */
static void check_moneyless(struct checker *c)
{
	size_t with = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t k = 0; k < c->w.forms; k++) {
			struct form *f = c->w.form[k];
			bool money = false;
			for (size_t j = 0; j < f->amounts; j++)
				money = money || f->amount[j].known;
			if (!pass)
				with += money;
			else if (!money && with && f->whole && f->item && f->indicators)
				finding_add(c, f, NULL, SAY_AMOUNT_MISSING_FORM, STR("total"), ARGS(say_number(c, with)));
		}
}

void check_neighbours(struct checker *c)
{
	check_placing(c);
	check_shares(c);
	check_moneyless(c);
}
