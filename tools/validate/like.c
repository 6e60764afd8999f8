/*
 * Rows that are the same but for the digits in them: other numbers of the same length are in every copy of a form.  Such a
 * row is made from the one that is there: its columns stand in the same places, and only what hangs on digits is read anew.
 */
#include "validate.h"

enum { MOST = 2048 }; /* MOST: that are kept; a crowd of rows that are like no other is not */

struct like *like_find(struct checker *c, struct str text)
{
	struct hash *all = &c->memo.like;
	if (!text.n || mould_digits_tell(c))
		return NULL;
	struct str s = buf_mould(&c->key, text);
	uint64_t hash = str_hash(s);
	struct like *l;
	for (struct hash_walk w = hash_walk(all, hash); (l = hash_next(all, &w));)
		if (str_is(l->text, s))
			return l;
	if (all->n == MOST)
		return NULL;
	l = arena_alloc(&c->memo.arena, sizeof *l);
	*l = (struct like){ .text = arena_copy(&c->memo.arena, s) };
	hash_put(all, hash, l);
	return l;
}

static struct str with_digit(struct str s) { return str_has_digit(s) ? s : STR(""); }

void like_keep(struct like *l, struct row *i, const struct str *v)
{
	if (str_has_digit(i->level1) || str_has_digit(i->level2))
		return; /* levels are known by their whole name */
	l->of = i;
	l->all = str_has_digit(i->measure) || str_has_digit(i->op) || str_has_digit(i->unit) || str_has_digit(i->basis) || str_has_digit(i->note);
	l->name = with_digit(v[INDICATOR_LEVEL3]);
	l->said = with_digit(v[INDICATOR_DESCRIPTION]);
	l->who = with_digit(v[INDICATOR_QUALIFIER]);
	l->words = l->name.n || l->said.n || l->who.n || str_has_digit(i->text) || str_has_digit(i->note);
}

/* The same columns in another text of that length. */
static struct str moved(struct str s, struct str from, struct str to) { return str_of(to.p + (s.p - from.p), s.n); }

void like_copy(struct checker *c, const struct like *l, struct row *i, struct known *k)
{
	struct str from = l->of->known->text, to = k->text;
	struct str *often[] = { &i->text, &i->raw, &i->low_text, &i->high_text, &i->value };
	struct str *seldom[] = { &i->measure, &i->op, &i->unit, &i->basis, &i->note };
	*i = *l->of;
	i->known = k;
	i->quiet = 0;
	i->family = NULL;
	i->pattern = l->words ? i : l->of;
	for (size_t at = 0; at < sizeof often / sizeof *often; at++)
		*often[at] = moved(*often[at], from, to);
	for (size_t at = 0; l->all && at < sizeof seldom / sizeof *seldom; at++)
		*seldom[at] = moved(*seldom[at], from, to);
	if (l->name.n)
		i->name = window_term(c, moved(l->name, from, to));
	if (l->said.n)
		i->said = window_term(c, moved(l->said, from, to));
	if (l->who.n)
		i->who = window_term(c, moved(l->who, from, to));
	if (i->words)
		i->words_term = window_term(c, i->text);
	term_greet(c, i->name);
	term_greet(c, i->said);
	term_greet(c, i->who);
}
