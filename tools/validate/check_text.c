/* Texts: broken off, with a bracket too many, or about something else. */
#include "validate.h"

/* ---- brackets ---- */

static const struct {
	uint32_t open, close;
} brackets[] = {
#define X(open, close) { open, close },
	BRACKET_LIST(X)
#undef X
};
enum { BRACKETS = sizeof brackets / sizeof *brackets };

/* Half- and full-width brackets close each other: OCR mixes them. */
static int kind_of(uint32_t p, bool *opens)
{
	for (int i = 0; i < BRACKETS; i++)
		if (p == brackets[i].open || p == brackets[i].close) {
			*opens = p == brackets[i].open;
			return i == 1 ? 0 : i;
		}
	return -1;
}

/* An ordinal's lone bracket, 1）, is none. */
static bool is_ordinal(struct str s, size_t at)
{
	size_t from = at;
	while (from && s.p[from - 1] >= '0' && s.p[from - 1] <= '9')
		from--;
	return from < at && at - from <= 2 && (from == 0 || s.p[from - 1] == ' ' || (unsigned char)s.p[from - 1] >= 128);
}

struct str bracket_alone(struct str s)
{
	size_t open[BRACKETS] = { 0 };
	struct str first[BRACKETS] = { 0 };
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		bool opens = false;
		int kind = kind_of(str_next(s, &at), &opens);
		if (kind < 0)
			continue;
		if (opens && open[kind]++ == 0)
			first[kind] = str_of(s.p + from, at - from);
		else if (!opens && open[kind])
			open[kind]--;
		else if (!opens && !is_ordinal(s, from))
			return str_of(s.p + from, at - from);
	}
	for (int i = 0; i < BRACKETS; i++)
		if (open[i])
			return first[i];
	return STR("");
}

static struct finding *say_alone(struct checker *c, struct form *f, struct item *item, enum say_id say, struct str subject,
	struct str s, struct str bracket)
{
	return bracket.n ? finding_add(c, f, item, say, subject, ARGS(bracket, s)) : NULL;
}

/* ---- broken off ---- */

/* Ends in a word that something must follow: 和, but not 饱和; 进一步. */
static bool dangles(const struct term *t)
{
	return IN_LIST(t->ends, DANGLING) && !IN_LIST(t->ends, CLOSING);
}

static void check_target(struct checker *c, struct form *f, struct indicator *i)
{
	const struct term *t = i->row->words_term;
	size_t rest = i->row->said->points > t->points ? i->row->said->points - t->points : 0;
	if (t->points >= 8 && rest && rest <= 6 && str_starts(i->row->said->text, i->row->text))
		finding_add(c, f, i->item, SAY_TRUNCATED_DESCRIPTION, i->row->name->text, ARGS(i->row->text, i->row->said->text));
	else if (t->points >= 3 && dangles(t))
		finding_add(c, f, i->item, SAY_TRUNCATED_END, i->row->name->text, ARGS(i->row->text));
}

static void check_note(struct checker *c, struct form *f, const struct indicator *i)
{
	struct str name = i->row->name->text;
	if (i->row->note.n && i->row->note.n < name.n && str_starts(name, i->row->note) && str_points(i->row->note) >= 4)
		finding_add(c, f, i->item, SAY_TRUNCATED_NOTE, name, ARGS(i->row->note, name));
}

static void check_goal_end(struct checker *c, struct form *f, struct goal *g, size_t n)
{
	const struct term *t = text_term(c, &g->term, g->text);
	bool open = dangles(t);
	if (!t->alone.n && !open)
		return;
	struct str subject = say_goal(c, n);
	say_alone(c, f, g->item, SAY_BRACKET_TEXT, subject, g->text, t->alone);
	if (open)
		finding_add(c, f, g->item, SAY_GOAL_TRUNCATED_STOP, subject, ARGS(g->text));
}

static bool stops(struct checker *c, struct goal *g) { return IN_LIST(text_term(c, &g->term, g->text)->ends, STOPS); }

/* Nearly all goals of the window end in a stop, these do not. */
static void check_goal_ends(struct checker *c)
{
	size_t with = 0, all = 0;
	for (size_t k = 0; k < c->w.forms; k++)
		for (size_t j = 0; j < c->w.form[k]->goals; j++) {
			all++;
			with += stops(c, &c->w.form[k]->goal[j]);
		}
	if (all < 6 || all == with || with * 8 < all * 7)
		return;
	for (size_t k = 0; k < c->w.forms; k++)
		for (size_t j = 0; j < c->w.form[k]->goals; j++) {
			struct goal *g = &c->w.form[k]->goal[j];
			if (!stops(c, g))
				finding_add(c, c->w.form[k], g->item, SAY_GOAL_TRUNCATED_ODD, say_goal(c, j + 1), ARGS(g->text));
		}
}

/* ---- descriptions ---- */

enum { SOME = 64 }; /* goals and names that are looked at: enough of a form, and no more of a hostile one */

/* A long description that has no two characters with the name, the project or a goal in common. */
static bool is_foreign(struct checker *c, const struct form *f, const struct indicator *i)
{
	const struct term *d = i->row->said;
	if (d->points < 8 || i->row->name->points < 3 || terms_share(d, i->row->name))
		return false;
	c->said++; /* all else is another matter in another form */
	if (!f->project.n || terms_share(d, window_term(c, f->project)) || terms_share(d, window_term(c, f->title)))
		return false;
	for (size_t k = 0; k < f->goals && k < SOME; k++)
		if (terms_share(d, window_term(c, f->goal[k].text)))
			return false;
	for (size_t k = 0; k < f->indicators && k < SOME; k++)
		if (terms_share(d, f->indicator[k].row->name))
			return false;
	return true;
}

static void check_description(struct checker *c, struct form *f, const struct indicator *i)
{
	struct str name = i->row->name->text, text = i->row->said->text;
	bool rate = (i->row->name->flags & TERM_RATE) != 0;
	if (!text.n || i->row->part > 1)
		return;
	if (str_eq(i->row->name->key, i->row->said->key))
		finding_add(c, f, i->item, SAY_DESCRIPTION_REPEATS, name, NO_ARGS);
	else if (is_foreign(c, f, i))
		finding_add(c, f, i->item, i->row->said->points >= c->rules->number[NUMBER_FOREIGN_POINTS] ?
			SAY_DESCRIPTION_MISMATCH_FOREIGN : SAY_DESCRIPTION_MISMATCH_LOOSE, name, ARGS(text));
	else if ((rate && (i->row->said->flags & TERM_COUNT)) ||
		(IN_LIST(i->row->name->ends, TIMELY_WORDS) && IN_LIST(i->row->said->has, SHARE_WORDS)))
		finding_add(c, f, i->item, SAY_DESCRIPTION_MISMATCH_SHARE, name, ARGS(text));
}

static void check_fields(struct checker *c, struct form *f)
{
	if (f->item)
		say_alone(c, f, f->item, SAY_BRACKET_NAME, STR("title"), f->title, window_text(c, f->title)->alone);
	for (size_t k = 0; k < f->fields; k++) {
		struct field *x = &f->field[k];
		bool name = x->named == NAMED_PROJECT_NAME;
		say_alone(c, f, x->item, name ? SAY_BRACKET_NAME : SAY_BRACKET_TEXT, x->name, x->value,
			x->term->alone);
	}
}

void check_texts(struct checker *c, struct form *f)
{
	check_fields(c, f);
	for (size_t k = 0; k < f->goals; k++)
		check_goal_end(c, f, &f->goal[k], k + 1);
	for (size_t k = 0; k < f->indicators; k++) {
		struct indicator *i = &f->indicator[k];
		struct str name = i->row->name->text;
		size_t said = c->said;
		if (i->row->part > 1 || row_is_quiet(i, ROW_TEXT))
			continue;
		say_alone(c, f, i->item, SAY_BRACKET_NAME, name, name, i->row->name->alone);
		if (HAS_BRACKET(i->row->raw_has))
			say_alone(c, f, i->item, SAY_BRACKET_TEXT, name, i->row->raw, bracket_alone(i->row->raw));
		finding_about(say_alone(c, f, i->item, SAY_BRACKET_TEXT, name, i->row->said->text, i->row->said->alone), ABOUT_DESCRIPTION);
		if (IN_LIST(i->row->name->ends, STRAY_ENDS))
			finding_add(c, f, i->item, SAY_STRAY_END, name, ARGS(name));
		if (i->row->words)
			check_target(c, f, i);
		check_note(c, f, i);
		check_description(c, f, i);
		row_settle(c, i, ROW_TEXT, said);
	}
}

void check_window_texts(struct checker *c) { check_goal_ends(c); }
