/* The caption of a form: unit of money, year, number and name of the unit that files it. */
#include "head.h"
#include "memo.h"

enum { CAPTION_BYTES = 300, RULES_TOLD = 32, CAPTIONS_FEW = 8 /* whether a pattern tells digits is not asked for a few captions */ };

static uint32_t rules_of_mould(const struct grammar *g, struct str mould)
{
	uint32_t rules = 0;

	for (size_t i = 0; i < g->captions && i < RULES_TOLD; i++)
		if (pattern_match_years(g->caption[i].match, mould, NULL) != 0)
			rules |= UINT32_C(1) << i;
	return rules;
}

/* Which of the first rules may match the text: captions differ in their digits, and most rules match none of them. */
static uint32_t rules_for(struct bench *b, struct str text)
{
	struct caption_memo *m;
	struct str mould;

	if (!b->memo || (b->memo->captions < CAPTIONS_FEW && ++b->memo->captions))
		return UINT32_MAX;
	mould = buf_mould_years(&b->key, text);
	m = memo_caption(b->memo, b->grammar, mould);
	if (m->grammar == b->grammar && str_eq(m->mould, mould))
		return m->rules;
	*m = (struct caption_memo){ b->grammar, arena_copy(&b->memo->arena, mould), rules_of_mould(b->grammar, mould) };
	return m->rules;
}

void head_state_unit(struct bench *b, struct form *f, struct str value, struct origin at)
{
	int power;

	if (!value_money_unit(b->grammar, value, &power))
		return;
	f->unit = power;
	f->unit_at = at;
}

static void take_year(struct form *f, struct str value, struct origin at)
{
	if (f->year_stated)
		return;
	f->year = value;
	f->year_stated = true;
	f->year_at = at;
}

static void take_field(struct bench *b, struct form *f, struct str name, struct str value, size_t line, struct origin at)
{
	struct field *field = LIST_ADD(b->arena, f->fields);

	*field = (struct field){ .name = name, .value = value, .raw = value, .line = line, .at = at };
}

/* What a rule takes out of *text (both kept in the arena); empty where it does not match. */
static struct str cut_out(struct bench *b, const struct caption_rule *r, const struct match *m, struct str *text)
{
	struct str value = pattern_group(r->match, m, "value"), before, after;
	char *rest;

	value = arena_copy(b->arena, str_trim(value.n ? value : m->whole));
	before = str_of(text->p, (size_t)(m->whole.p - text->p));
	after = str_from(*text, before.n + m->whole.n);
	rest = arena_alloc(b->arena, text->n);
	memcpy(rest, before.p, before.n);
	memcpy(rest + before.n, after.p, after.n);
	*text = str_trim(str_of(rest, before.n + after.n));
	return value;
}

/* Applies one rule; what it took is cut out of *text (kept in the arena). */
static bool apply(struct bench *b, struct form *f, const struct caption_rule *r, struct str *text, size_t line,
    struct origin at)
{
	struct match m;
	struct str value;

	if (pattern_match(r->match, *text, &m) != 1)
		return false;
	value = cut_out(b, r, &m, text);
	if (str_eq(r->name, STR("unit")))
		head_state_unit(b, f, value, at);
	else if (str_eq(r->name, STR("year")))
		take_year(f, value, at);
	else
		take_field(b, f, r->name, value, line, at);
	return true;
}

bool head_captioned(struct bench *b, struct str text, bool whole)
{
	uint32_t rules = !whole && text.n <= CAPTION_BYTES ? rules_for(b, text) : UINT32_MAX;
	struct match m;

	for (size_t i = 0; i < b->grammar->captions && text.n <= CAPTION_BYTES; i++) {
		const struct caption_rule *r = &b->grammar->caption[i];
		if ((whole && !str_eq(r->name, STR("unit"))) || (i < RULES_TOLD && !(rules >> i & 1)))
			continue;
		if (pattern_match(r->match, text, &m) == 1 && (!whole || m.whole.n == text.n))
			return true;
	}
	return false;
}

/* What the rules left of a caption, when it holds words: it must not go without a word. */
static void report_left(struct bench *b, struct form *f, struct str left, struct str whole, size_t line)
{
	if (has_words(left))
		form_issue(f, b->arena, line, "note", "caption-unread", left, whole);
}

bool head_caption(struct bench *b, struct form *f, struct str text, size_t line, struct origin at)
{
	struct str whole = text;
	uint32_t rules = text.n <= CAPTION_BYTES ? rules_for(b, text) : 0;
	bool any = false;

	for (size_t i = 0; i < b->grammar->captions && text.n <= CAPTION_BYTES; i++) {
		if ((i < RULES_TOLD && !(rules >> i & 1)) || !apply(b, f, &b->grammar->caption[i], &text, line, at))
			continue;
		any = true;
		rules = rules_for(b, text);
	}
	if (any)
		report_left(b, f, text, whole, line);
	return any;
}

struct str head_title_unit(struct bench *b, struct str *title)
{
	struct match m;

	for (size_t i = 0; i < b->grammar->captions && title->n <= CAPTION_BYTES; i++) {
		const struct caption_rule *r = &b->grammar->caption[i];
		struct str before;
		if (!str_eq(r->name, STR("unit")) || pattern_match(r->match, *title, &m) != 1)
			continue;
		before = str_to(*title, (size_t)(m.whole.p - title->p));
		if (!str_ends(before, STR("（")) && !str_ends(before, STR("("))) /* in brackets it is the title's own */
			return cut_out(b, r, &m, title);
	}
	return STR("");
}

struct str year_in(const struct bench *b, struct str canonical)
{
	struct match m;

	for (size_t i = 0; i < b->grammar->captions && canonical.n < 1000; i++) {
		const struct caption_rule *r = &b->grammar->caption[i];
		struct str year;
		if (!str_eq(r->name, STR("year")) || pattern_match(r->match, canonical, &m) != 1)
			continue;
		year = pattern_group(r->match, &m, "value");
		return year.n ? year : m.whole;
	}
	return STR("");
}
