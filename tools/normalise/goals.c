/* Goals: a cell's text parted at its ordinals. */
#include "cast.h"
#include "head.h"

struct ordinal {
	struct str whole, number; /* number: empty where it tells none */
};

/* The ordinals of a text: the number that comes next, and how the first one was written. */
struct count {
	struct bench *b;
	struct cast *cast;    /* of the text; NULL: none */
	size_t expected;
	struct ordinal first; /* zero: none yet */
	bool met;             /* some ordinal was, in turn or not, or one cannot tell */
};

static bool bracketed(struct str s) { return str_starts(s, STR("（")) || str_starts(s, STR("(")); }

/* What may stand before an ordinal that is only a figure: otherwise it is part of a number or a name. */
static bool may_begin(struct str text, size_t at)
{
	static const char *const breaks[] = { "。", "；", "：", "！", "，", "、", "）", ";", ".", " ", "\n", ":", "!" };
	struct str before = str_to(text, at);

	if (at == 0)
		return true;
	if ((unsigned char)text.p[at] >= 0x80 && !bracketed(str_from(text, at))) /* 目标1：, ① say themselves what they are */
		return true;
	for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++)
		if (str_ends(before, str_c(breaks[i])))
			return true;
	return false;
}

/* Without the bracket that s begins with, which is of either width. */
static struct str unbracket(struct str s, bool *was)
{
	static const char *const brackets[] = { "（", "(", "）", ")" };

	*was = false;
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		if (!str_starts(s, str_c(brackets[i])))
			continue;
		*was = true;
		return str_from(s, strlen(brackets[i]));
	}
	return s;
}

static bool same_mark(struct str a, struct str b)
{
	bool first, second;

	a = unbracket(a, &first);
	b = unbracket(b, &second);
	return first == second && str_eq(a, b);
}

/* Written as the first one was, but for its number: no stop is needed before 2、 in 1、道路养护2、桥梁养护. */
static bool goes_on(const struct ordinal *first, const struct ordinal *o)
{
	struct str a = first->number, b = o->number;
	size_t at = (size_t)(a.p - first->whole.p), now = (size_t)(b.p - o->whole.p);

	return first->whole.n && a.n && b.n && same_mark(str_to(first->whole, at), str_to(o->whole, now))
	    && same_mark(str_from(first->whole, at + a.n), str_from(o->whole, now + b.n));
}

/* pattern_match of the first that may be an ordinal, behind `from`. */
static int find_ordinal(const struct count *count, struct str text, size_t from, struct ordinal *o)
{
	const struct pattern *p = count->b->grammar->goal_ordinal;
	const struct cast_ordinal *known = count->cast ? cast_goal(count->b, count->cast, p, from) : NULL;
	struct match m;
	int found;

	if (known) {
		o->whole = str_of(text.p + known->at, known->n);
		o->number = str_of(text.p + known->number, known->number_n);
		return known->found;
	}
	found = pattern_match(p, str_from(text, from), &m);
	if (found == 1)
		*o = (struct ordinal){ m.whole, pattern_group(p, &m, "n") };
	return found;
}

/* The next ordinal at or behind `from`; its number must be the one expected where it tells one. */
static bool next_ordinal(struct str text, size_t from, struct count *count, struct ordinal *o)
{
	size_t n;

	while (from < text.n && count->b->grammar->goal_ordinal) {
		int found = find_ordinal(count, text, from, o);
		count->met |= found != 0;
		if (found != 1)
			return false;
		size_t at = (size_t)(o->whole.p - text.p);
		bool in_turn = !str_number(o->number, &n) || n == count->expected;
		if (o->whole.n && in_turn && (may_begin(text, at) || goes_on(&count->first, o)))
			return true;
		from = at + 1;
		while (from < text.n && ((unsigned char)text.p[from] & 0xc0) == 0x80)
			from++;
	}
	return false;
}

static void add(struct bench *b, struct form *f, bool achieved, struct str text, size_t line, struct origin at)
{
	struct goal *g;

	text = str_trim(text);
	if (!has_words(text)) { /* …… in a template */
		if (text.n)
			form_issue(f, b->arena, line, "note", "row-unread", STR("goal"), text);
		return;
	}
	for (size_t i = 0; !achieved && i < f->goals.n; i++) {
		if (str_eq(f->goals.at[i].text, text)) { /* a cell filled into every row that it spanned */
			form_issue(f, b->arena, line, "note", "duplicate-field", STR("goal"), text);
			return;
		}
	}
	g = achieved ? LIST_ADD(b->arena, f->achievements) : LIST_ADD(b->arena, f->goals);
	*g = (struct goal){ text, line, at };
}

/* Whether there may be any ordinal in the text; cast: its own, NULL: none is known. */
static bool part_goals(struct bench *b, struct form *f, bool achieved, struct str text, struct cast *cast, size_t line,
    struct origin at)
{
	size_t from = 0;
	struct count count = { .b = b, .cast = cast, .expected = (achieved ? f->achievements.n : f->goals.n) + 1 };
	struct ordinal o;
	bool more = next_ordinal(text, 0, &count, &o);

	if ((!more || o.whole.p != text.p) && count.expected != 1) { /* a list of its own */
		count.expected = 1;
		more = next_ordinal(text, 0, &count, &o);
	}
	for (; more; more = next_ordinal(text, from, &count, &o)) {
		size_t start = (size_t)(o.whole.p - text.p);
		if (count.first.whole.n || start > 0)
			add(b, f, achieved, str_of(text.p + from, start - from), line, at);
		if (!count.first.whole.n)
			count.first = o;
		from = start + o.whole.n;
		count.expected++;
	}
	add(b, f, achieved, str_from(text, from), line, at);
	return count.met;
}

void goals_read(struct bench *b, struct form *f, bool achieved, struct str text, size_t line, struct origin at)
{
	(void)part_goals(b, f, achieved, text, NULL, line, at);
}

bool goals_go_on(struct bench *b, const struct form *f, struct str text)
{
	struct count count = { .b = b, .expected = f->goals.n + 1 };
	struct ordinal o;
	size_t n;

	return f->goals.n > 0 && next_ordinal(text, 0, &count, &o) && o.whole.p == text.p && str_number(o.number, &n);
}

void goals_read_cell(struct bench *b, struct form *f, bool achieved, const struct ncell *c, struct str text)
{
	struct reading_of *r = memo_reading(b->grammar, c);
	bool none = r && r->no_goals;

	if (none)
		add(b, f, achieved, text, c->line, c->at);
	else
		none = !part_goals(b, f, achieved, text, r && c->memo->cast && c->memo->cast->fills ? c->memo->cast : NULL, c->line, c->at);
	if (r)
		r->no_goals = none;
}
