#include "title.h"
#include "head.h"
#include "memo.h"

enum { TITLES_FEW = 8 /* whether patterns tell digits is not asked for so many titles */ };

/* ---- titles alike but for their digits ---- */

static bool all_years(struct pattern *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!pattern_years(list[i]))
			return false;
	return true;
}

static bool grammar_by_years(const struct grammar *g)
{
	for (size_t i = 0; i < g->titles; i++)
		if (!pattern_years(g->title[i].match))
			return false;
	for (size_t i = 0; i < g->captions; i++)
		if (!pattern_years(g->caption[i].match))
			return false;
	return all_years(g->title_strip, g->title_strips) && all_years(&g->project_strip, g->project_strip != NULL);
}

static bool by_years(const struct grammars *all)
{
	bool all_are = grammar_by_years(all->base);

	for (size_t i = 0; i < all->layouts && all_are; i++)
		all_are = grammar_by_years(all->layout[i]);
	return all_are;
}

/* What tells a title from others; in b->key, or the title itself. */
static struct str title_key(struct bench *b, struct str title)
{
	return b->memo->by_years ? buf_mould_years(&b->key, title) : title;
}

/* Another title was new. */
static void count_title(struct memo *m, const struct grammars *all)
{
	if (++m->titles == TITLES_FEW)
		m->by_years = by_years(all);
}

/* ---- rules ---- */

static const struct title_rule *own_rule(const struct grammar *g, struct str canonical)
{
	for (size_t i = 0; i < g->titles; i++)
		if (pattern_match(g->title[i].match, canonical, NULL) == 1)
			return &g->title[i];
	return NULL;
}

/* canonical: the title of that key; b->memo NULL: of none. */
static const struct title_rule *rule_by_key(struct bench *b, const struct grammar *g, struct str key, struct str canonical)
{
	struct title_memo *m, none = { 0 };

	if (!g)
		return NULL;
	m = b->memo ? memo_title(b->memo, g, key) : &none;
	if (m->ruled)
		return m->rule;
	m->rule = own_rule(g, canonical);
	if (!m->rule)
		m->rule = rule_by_key(b, g->base, key, canonical);
	m->ruled = true;
	return m->rule;
}

const struct title_rule *title_rule_of(struct bench *b, const struct grammar *g, struct str canonical)
{
	if (canonical.n == 0 || canonical.n > TITLE_BYTES)
		return NULL;
	return rule_by_key(b, g, b->memo ? title_key(b, canonical) : canonical, canonical);
}

static int *weigh(struct bench *b, struct arena *into, struct str title)
{
	size_t grammars = b->all->layouts + 1;
	int *weight = arena_alloc(into, grammars * sizeof *weight);

	for (size_t g = 0; g < grammars; g++) {
		const struct title_rule *rule = title_rule_of(b, g ? b->all->layout[g - 1] : b->all->base, title);
		weight[g] = rule ? rule->weight : 0;
	}
	return weight;
}

const int *title_weights(struct bench *b, struct str canonical)
{
	struct title_memo *m;

	if (!b->memo)
		return weigh(b, b->arena, canonical);
	m = memo_title(b->memo, NULL, title_key(b, canonical));
	if (m->weight)
		return m->weight;
	count_title(b->memo, b->all);
	return m->weight = weigh(b, &b->memo->arena, canonical);
}

/* ---- headings ---- */

/* What is left of a title without what a pattern found; a view of it, unless that stood in its middle. */
static struct str without(struct bench *b, struct str title, struct str found)
{
	struct str before = str_to(title, (size_t)(found.p - title.p)), after = str_from(title, before.n + found.n);
	char *rest;

	if (before.n == 0 || after.n == 0)
		return before.n ? before : after;
	rest = arena_alloc(b->arena, before.n + after.n);
	memcpy(rest, before.p, before.n);
	memcpy(rest + before.n, after.p, after.n);
	return str_of(rest, before.n + after.n);
}

static struct str strip(struct bench *b, struct str title)
{
	for (size_t i = 0; i < b->grammar->title_strips; i++) {
		struct match m;
		title = str_trim(title);
		if (title.n <= TITLE_BYTES && pattern_match(b->grammar->title_strip[i], title, &m) == 1 && m.whole.n < title.n)
			title = without(b, title, m.whole);
	}
	return str_trim(title);
}

/* The canonical text of s, which is kept: a view of it where that is the same. */
static struct str canonical(struct bench *b, struct str s)
{
	canon_text(&b->text, s);
	return str_eq(buf_str(&b->text), s) ? s : arena_copy(b->arena, buf_str(&b->text));
}

/* What a title, which is kept, says. */
static struct heading look_at(struct bench *b, struct str filed)
{
	struct heading h = { 0 };
	bool ordinal = filed.n && filed.p[0] >= '0' && filed.p[0] <= '9';

	h.text = canonical(b, ordinal ? strip(b, filed) : filed); /* as filed a blank may end it */
	h.unit = head_title_unit(b, &h.text);
	h.rule = title_rule_of(b, b->grammar, h.text);
	h.words = strip(b, h.text);
	h.year = year_in(b, h.words);
	return h;
}

static bool is_part(struct str part, struct str of)
{
	return part.n == 0 || (uintptr_t)part.p - (uintptr_t)of.p < of.n;
}

/* A view of one title as one of another that has the same key. */
static struct str turned(struct str view, struct str from, struct str to)
{
	return view.n ? str_of(to.p + (view.p - from.p), view.n) : view;
}

/* All that it says are parts of it as filed, so that others with its key say what stands in the same places. */
static bool is_pattern(const struct heading *h, struct str filed)
{
	return h->unit.n == 0 && is_part(h->text, filed) && is_part(h->words, filed) && is_part(h->year, filed);
}

static struct heading remembered(struct bench *b, struct str filed)
{
	struct title_memo *m = memo_title(b->memo, b->grammar, title_key(b, filed));
	struct arena *own = b->arena;
	struct heading h = m->says;

	if (m->looked && str_eq(m->filed, filed))
		return h;
	if (m->looked && is_pattern(&h, m->filed)) {
		h.text = turned(h.text, m->filed, filed);
		h.words = turned(h.words, m->filed, filed);
		h.year = turned(h.year, m->filed, filed);
		return h;
	}
	b->arena = &b->memo->arena;
	m->filed = arena_copy(b->arena, filed);
	m->says = look_at(b, m->filed);
	m->looked = true;
	b->arena = own;
	return m->says;
}

struct heading title_read(struct bench *b, struct str filed)
{
	bool known = b->memo && filed.n <= TITLE_BYTES;
	struct heading h = known ? remembered(b, filed) : look_at(b, arena_copy(b->arena, filed));
	struct str words = arena_copy(b->arena, h.words);

	h.year = turned(h.year, h.words, words);
	h.words = words;
	return h;
}

/* Where the words that name the project end; SIZE_MAX: all do. */
static size_t project_end(const struct grammar *g, struct str words)
{
	struct match m;

	return g->project_strip && pattern_match(g->project_strip, words, &m) == 1 ? (size_t)(m.whole.p - words.p) : SIZE_MAX;
}

struct str title_project(struct bench *b, struct str words)
{
	bool known = b->memo && words.n <= TITLE_BYTES;
	struct title_memo *m, none = { 0 };

	m = known ? memo_title(b->memo, b->grammar, title_key(b, words)) : &none;
	if (!m->parted)
		m->project_end = project_end(b->grammar, words);
	m->parted = true;
	return m->project_end == SIZE_MAX ? words : str_trim(str_to(words, m->project_end));
}
