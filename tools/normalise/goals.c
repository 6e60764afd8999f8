/* Goals: a cell's text parted at its ordinals. */
#include "head.h"
#include "memo.h"

/* The ordinals of a text: the number that comes next, and how the first one was written. */
struct count {
	size_t expected;
	struct match first; /* zero: none yet */
	bool met;           /* some ordinal was, in turn or not, or one cannot tell */
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
static bool goes_on(const struct grammar *g, const struct match *first, const struct match *m)
{
	struct str a = pattern_group(g->goal_ordinal, first, "n"), b = pattern_group(g->goal_ordinal, m, "n");
	size_t at = (size_t)(a.p - first->whole.p), now = (size_t)(b.p - m->whole.p);

	return first->whole.n && a.n && b.n && same_mark(str_to(first->whole, at), str_to(m->whole, now))
	    && same_mark(str_from(first->whole, at + a.n), str_from(m->whole, now + b.n));
}

/* The next ordinal at or behind `from`; its number must be the one expected where it tells one. */
static bool next_ordinal(const struct grammar *g, struct str text, size_t from, struct count *count, struct match *m)
{
	size_t n;

	while (from < text.n && g->goal_ordinal) {
		int found = pattern_match(g->goal_ordinal, str_from(text, from), m);
		count->met |= found != 0;
		if (found != 1)
			return false;
		size_t at = (size_t)(m->whole.p - text.p);
		struct str number = pattern_group(g->goal_ordinal, m, "n");
		bool in_turn = !str_number(number, &n) || n == count->expected;
		if (m->whole.n && in_turn && (may_begin(text, at) || goes_on(g, &count->first, m)))
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

/* Whether there may be any ordinal in the text. */
static bool part_goals(struct bench *b, struct form *f, bool achieved, struct str text, size_t line, struct origin at)
{
	size_t from = 0;
	struct count count = { .expected = (achieved ? f->achievements.n : f->goals.n) + 1 };
	struct match m;
	bool more = next_ordinal(b->grammar, text, 0, &count, &m);

	if ((!more || m.whole.p != text.p) && count.expected != 1) { /* a list of its own */
		count.expected = 1;
		more = next_ordinal(b->grammar, text, 0, &count, &m);
	}
	for (; more; more = next_ordinal(b->grammar, text, from, &count, &m)) {
		size_t start = (size_t)(m.whole.p - text.p);
		if (count.first.whole.n || start > 0)
			add(b, f, achieved, str_of(text.p + from, start - from), line, at);
		if (!count.first.whole.n)
			count.first = m;
		from = start + m.whole.n;
		count.expected++;
	}
	add(b, f, achieved, str_from(text, from), line, at);
	return count.met;
}

void goals_read(struct bench *b, struct form *f, bool achieved, struct str text, size_t line, struct origin at)
{
	(void)part_goals(b, f, achieved, text, line, at);
}

bool goals_go_on(const struct bench *b, const struct form *f, struct str text)
{
	struct count count = { .expected = f->goals.n + 1 };
	struct match m;
	size_t n;

	return f->goals.n > 0 && next_ordinal(b->grammar, text, 0, &count, &m) && m.whole.p == text.p
	    && str_number(pattern_group(b->grammar->goal_ordinal, &m, "n"), &n);
}

void goals_read_cell(struct bench *b, struct form *f, bool achieved, const struct ncell *c, struct str text)
{
	struct reading_of *r = memo_reading(b->grammar, c);
	bool none = r && r->no_goals;

	if (none)
		add(b, f, achieved, text, c->line, c->at);
	else
		none = !part_goals(b, f, achieved, text, c->line, c->at);
	if (r)
		r->no_goals = none;
}
