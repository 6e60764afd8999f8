#include "facts.h"

enum { DEPTH_MOST = 4, PARAGRAPH_MOST = 32 * 1024, SUBJECT_POINTS = 40 };

/* Sums whose parts are being read, the innermost last. */
struct open {
	struct str subject[DEPTH_MOST];
	size_t n;
	size_t bracket; /* how many were open when the bracket opened that is not yet closed; SIZE_MAX: none */
};

static struct str cut(const struct pattern *p, struct str s, bool lead)
{
	struct match m;

	if (!p || pattern_match(p, s, &m) != 1)
		return s;
	return lead ? str_from(s, m.whole.n) : str_to(s, (size_t)(m.whole.p - s.p));
}

/* Brackets of s that are not closed, or not opened, in it: 因公出国（境）费 has neither. */
struct brackets {
	bool opens, closes;
	size_t behind; /* offset behind the last such bracket; 0: there is none */
};

static struct brackets brackets_of(struct str s)
{
	struct brackets b = { 0 };
	size_t open[DEPTH_MOST], n = 0;

	for (size_t i = 0; i + 3 <= s.n; i++) {
		if (memcmp(s.p + i, "（", 3) == 0) {
			open[n < DEPTH_MOST ? n : DEPTH_MOST - 1] = i;
			n++;
		} else if (memcmp(s.p + i, "）", 3) == 0 && n) {
			n--;
		} else if (memcmp(s.p + i, "）", 3) == 0) {
			b.closes = true;
			b.behind = i + 3;
		}
	}
	b.opens = n > 0;
	if (n)
		b.behind = open[(n < DEPTH_MOST ? n : DEPTH_MOST) - 1] + 3;
	return b;
}

/* The words before the sum, back to the last stop. */
static struct str subject_of(const struct grammar *g, struct str gap)
{
	static const char *const stops[] = { "，", "。", "；", "：", "、", ",", ";", ":", "\n" };
	size_t from = brackets_of(gap).behind;

	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
		for (size_t at = str_find(gap, str_c(stops[i]), from); at < gap.n; at = str_find(gap, str_c(stops[i]), from))
			from = at + strlen(stops[i]);
	gap = str_trim(str_from(gap, from));
	return str_trim(cut(g->fact_tail, cut(g->fact_lead, gap, true), false));
}

static bool has(struct str s, const char *what) { return str_find(s, str_c(what), 0) < s.n; }

/* What the stops between two sums close. */
static void close_open(struct open *o, struct str gap)
{
	struct brackets b = brackets_of(gap);

	if (has(gap, "。") || has(gap, "\n")) {
		o->n = 0;
		o->bracket = SIZE_MAX;
	}
	if (b.closes && o->bracket != SIZE_MAX) {
		o->n = o->n < o->bracket ? o->n : o->bracket;
		o->bracket = SIZE_MAX;
	}
	if (has(gap, "；") && o->n > 1)
		o->n--;
	if (b.opens)
		o->bracket = o->n;
}

/* 其中 behind the sum before opens its parts; the subject begins behind it. */
static struct str open_parts(const struct grammar *g, struct open *o, struct str gap, const struct fact *first,
    const struct fact *before)
{
	bool sentence = has(gap, "。");
	struct match m;

	if (!g->fact_parts || pattern_match(g->fact_parts, gap, &m) != 1)
		return gap;
	for (; sentence && before > first && before->parent.n; before--)
		; /* 。其中 speaks of the last sum that is no part itself */
	if (before && o->n < DEPTH_MOST)
		o->subject[o->n++] = before->subject;
	return str_from(gap, (size_t)(m.whole.p - gap.p) + m.whole.n);
}

size_t facts_read(struct bench *b, struct str text, size_t line, struct fact **facts)
{
	const struct grammar *g = b->grammar;
	struct open open = { .bracket = SIZE_MAX };
	LIST(fact) list = { 0 };
	struct match m;

	*facts = NULL;
	if (!g->fact || str_find(text, STR("元"), 0) == text.n || text.n > PARAGRAPH_MOST)
		return 0;
	for (size_t at = 0; at < text.n && pattern_match(g->fact, str_from(text, at), &m) == 1;) {
		struct str gap = str_of(text.p + at, (size_t)(m.whole.p - text.p) - at), subject;
		struct fact *before = list.n ? &list.at[list.n - 1] : NULL, *f;
		close_open(&open, gap);
		subject = subject_of(g, open_parts(g, &open, gap, list.at, before));
		at = (size_t)(m.whole.p - text.p) + m.whole.n;
		if (subject.n == 0 || str_points(subject) > SUBJECT_POINTS)
			continue;
		f = LIST_ADD(b->arena, list);
		*f = (struct fact){ .line = line, .subject = subject, .raw = m.whole };
		if (open.n)
			f->parent = open.subject[open.n - 1];
		value_money(g, b->arena, m.whole, 0, &f->yuan);
	}
	*facts = list.at;
	return list.n;
}
