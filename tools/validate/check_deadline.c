/* Deadlines against the fiscal year. */
#include "validate.h"

/* The first year that s states as a date, 20xx年 and a month behind it; empty when there is none. */
static struct str year_in(struct str s)
{
	struct str nian = STR("年");
	for (size_t at = str_find(s, nian, 0); at < s.n; at = str_find(s, nian, at + 3)) {
		struct str rest = str_from(s, at + 3);
		bool month = rest.n && rest.p[0] >= '0' && rest.p[0] <= '9';
		if (at >= 4 && month && s.p[at - 4] == '2' && s.p[at - 3] == '0')
			return str_of(s.p + at - 4, 4);
	}
	return STR("");
}

/*
 * An earlier year that a text speaks of as its own: not one that it compares with (较2019年), nor a span (2019-2021年).
 * Base years are of the years before, so what lies far back is none of them.
 */
static struct str other_year(struct checker *c, struct str s, size_t fiscal)
{
	struct str nian = STR("年");
	size_t stated;
	for (size_t at = str_find(s, nian, 0); at < s.n; at = str_find(s, nian, at + 3)) {
		struct str rest = str_from(s, at + 3);
		bool month = rest.n && ((rest.p[0] >= '0' && rest.p[0] <= '9') || rest.p[0] == '-');
		if (at < 4 || month || !str_number(str_of(s.p + at - 4, 4), &stated) || stated >= fiscal || stated + 3 < fiscal ||
			words_start(&c->rules->words[WORDS_SINCE], rest).n || words_end(&c->rules->words[WORDS_SINCE], str_to(s, at - 4)).n ||
			(at > 4 && s.p[at - 5] >= '0' && s.p[at - 5] <= '9'))
			continue;
		return str_of(s.p + at - 4, 4);
	}
	return STR("");
}

static void check_text_year(struct checker *c, struct form *f, struct item *item, struct str subject, struct term *t, size_t fiscal,
	enum about about)
{
	if (t->dated != fiscal)
		t->year = other_year(c, t->text, fiscal);
	t->dated = fiscal;
	if (t->year.n)
		finding_about(finding_add(c, f, item, SAY_DEADLINE_TEXT, subject, ARGS(t->year, f->year)), about);
}

static bool is_dated(const struct term *t) { return t->has >> LEXICON_YEAR & 1; }

static void check_texts_years(struct checker *c, struct form *f)
{
	size_t fiscal;
	if (!str_number(f->year, &fiscal))
		return;
	for (size_t k = 0; k < f->goals; k++)
		if (is_dated(text_term(c, &f->goal[k].term, f->goal[k].text)))
			check_text_year(c, f, f->goal[k].item, say_goal(c, k + 1), f->goal[k].term, fiscal, ABOUT_RECORD);
	for (size_t k = 0; k < f->indicators && (f->asks & ASKS_YEAR); k++) {
		const struct indicator *i = &f->indicator[k];
		if (!(i->row->asks & ASKS_YEAR))
			continue;
		if (is_dated(i->row->name) && i->row->part <= 1)
			check_text_year(c, f, i->item, i->row->name->text, i->row->name, fiscal, ABOUT_NAME);
		if (is_dated(i->row->said) && i->row->part <= 1)
			check_text_year(c, f, i->item, i->row->name->text, i->row->said, fiscal, ABOUT_DESCRIPTION);
	}
}

static void check_year(struct checker *c, struct form *f, const struct indicator *i, struct str year, struct str shown)
{
	size_t stated, fiscal;
	if (year.n != 4 || !str_number(year, &stated) || !str_number(f->year, &fiscal))
		return;
	if (stated < fiscal)
		finding_add(c, f, i->item, SAY_DEADLINE_BEFORE, i->row->name->text, ARGS(shown, f->year));
	else if (stated > fiscal)
		finding_add(c, f, i->item, SAY_DEADLINE_AFTER, i->row->name->text, ARGS(shown, f->year));
}

static bool is_year(struct str s) { return s.n >= 4 && s.p[0] == '2' && s.p[1] == '0'; }

void check_deadlines(struct checker *c, struct form *f)
{
	if (f->year.n == 4)
		check_texts_years(c, f);
	for (size_t k = 0; k < f->indicators && f->year.n == 4 && (f->asks & ASKS_YEAR); k++) {
		const struct indicator *i = &f->indicator[k];
		if (!(i->row->asks & ASKS_YEAR))
			continue;
		struct str last = i->row->high_text.n ? i->row->high_text : i->row->low_text;
		struct str in_name = i->row->name->has >> LEXICON_YEAR & 1 ? year_in(i->row->name->text) : STR("");
		if (i->row->date && is_year(last))
			check_year(c, f, i, str_to(last, 4), i->row->raw);
		else if (i->row->words && (i->row->time || (i->row->name->flags & TERM_TIME)))
			check_year(c, f, i, year_in(i->row->text), i->row->raw);
		if (in_name.n && !str_eq(in_name, f->year) && i->row->part <= 1)
			finding_add(c, f, i->item, SAY_DEADLINE_NAME, i->row->name->text, ARGS(in_name, f->year));
	}
}
