#include "looks.h"
#include "memo.h"

static int level_cost(const struct grammar *g, unsigned looks, unsigned right, unsigned other)
{
	if (looks & right)
		return 0;
	if (looks & other)
		return g->cost[COST_LEVEL_DEPTH];
	return g->cost[looks & LOOKS_LEVEL_LIKE ? COST_LEVEL_LIKE : COST_TEXT_AS_LEVEL]
	    + (looks_like_value(looks) ? g->cost[COST_VALUE_IN_NAME] : 0);
}

/* Words that name, describe or explain. */
static int words_cost(const struct grammar *g, unsigned looks, enum role role)
{
	int cost = 0;

	if (looks & LOOKS_NAMES_TOO && (role == ROLE_LEVEL3 || role == ROLE_DESCRIPTION))
		return 0;
	if (looks & (LOOKS_LEVEL1 | LOOKS_LEVEL2))
		cost += g->cost[COST_LEVEL_IN_TEXT];
	if (looks_like_value(looks))
		cost += g->cost[COST_VALUE_IN_NAME] * (looks & LOOKS_SIGN ? 2 : 1);
	if (looks & LOOKS_ORDINAL && role != ROLE_LEVEL3)
		cost += g->cost[COST_ORDINAL_AS_OTHER];
	if (looks & LOOKS_OPERATOR) /* 定性 where operators have a column of their own */
		cost += g->cost[COST_VALUE_IN_NAME];
	if (role == ROLE_NOTE && (looks & LOOKS_SHAPE) == SHAPE_TEXT && !(looks & LOOKS_BASIS_LIKE))
		cost += g->cost[COST_NOTE_WORDS];
	if (looks & LOOKS_BASIS_LIKE && (role == ROLE_LEVEL3 || role == ROLE_DESCRIPTION))
		cost += g->cost[COST_BASIS_ELSEWHERE];
	return cost;
}

static int value_cost(const struct grammar *g, unsigned looks)
{
	if (looks_like_value(looks))
		return looks & LOOKS_ORDINAL ? g->cost[COST_ORDINAL_AS_OTHER] : 0;
	if (looks & (LOOKS_LEVEL1 | LOOKS_LEVEL2))
		return g->cost[COST_LEVEL_IN_TEXT];
	return g->cost[(looks & LOOKS_SHAPE) == SHAPE_SENTENCE ? COST_LONG_AS_VALUE : COST_TEXT_AS_VALUE]
	    + (looks & LOOKS_ORDINAL ? g->cost[COST_ORDINAL_AS_OTHER] : 0)
	    + (looks & LOOKS_BASIS_LIKE ? g->cost[COST_BASIS_ELSEWHERE] : 0);
}

/* An operator's column holds a sign or 定性: anything that stands before a number in the grammar. */
static bool is_operator(const struct grammar *g, struct str text)
{
	unsigned slot = text.n ? word_slot(text.p, text.n) % COMPARATOR_SLOTS : 0;

	for (int form = 0; text.n && form < COMPARE_FORMS; form++)
		for (uint32_t i = g->compare->start[form][slot]; i; i = g->compare->next[i].start)
			if (str_eq(g->comparator[i - 1].word, text))
				return true;
	for (size_t i = 0; i < g->qualitatives; i++)
		if (str_eq(g->qualitative[i], text))
			return true;
	return false;
}

/* 人, 元/人/年, /月 */
static bool is_unit(const struct grammar *g, struct str text)
{
	size_t n = 0;

	do {
		text = str_from(text, str_starts(text, STR("/")));
		if (!grammar_unit(g, text, &n))
			return false;
		text = str_from(text, n);
	} while (str_starts(text, STR("/")));
	return text.n == 0;
}

/* A figure with one character behind it at the most: 10, 9.5, 10分; not 9.9 and a reason. */
static bool is_points(struct str s)
{
	struct decimal d;

	for (bool more = s.n > 0 && (unsigned char)s.p[s.n - 1] >= 0x80; more; more = ((unsigned char)s.p[s.n] & 0xc0) == 0x80)
		s.n--;
	return value_plain(s, &d);
}

/* Of the looks in `asked` those that the text has. */
static unsigned ask_text(const struct grammar *g, struct str text, unsigned asked)
{
	unsigned looks = asked & LOOKS_SIGN && value_sign(g, text) ? LOOKS_SIGN : 0;

	if (asked & LOOKS_POINTS && is_points(text))
		looks |= LOOKS_POINTS;
	if (asked & LOOKS_OPERATOR && is_operator(g, text))
		looks |= LOOKS_OPERATOR;
	else if (asked & LOOKS_OPERATOR && is_unit(g, text))
		looks |= LOOKS_UNIT;
	return looks;
}

unsigned looks_of_text(const struct grammar *g, const struct ncell *c, unsigned wanted)
{
	unsigned looks = looks_of(c), asked = wanted & LOOKS_OPERATOR;
	struct reading_of *r;

	asked |= looks_like_value(looks) ? LOOKS_SIGN : 0;
	asked |= c->shape == SHAPE_NUMBER ? wanted & LOOKS_POINTS : 0;
	r = asked ? memo_reading(g, c) : NULL;
	if (!r)
		return looks | ask_text(g, c->text, asked);
	if (asked & ~r->looks_asked) {
		r->looks = ask_text(g, c->text, asked);
		r->looks_asked = asked;
	}
	return looks | (r->looks & (asked | (asked & LOOKS_OPERATOR ? LOOKS_UNIT : 0)));
}

static int part_cost(const struct grammar *g, unsigned looks, enum role role)
{
	if (role == ROLE_OP)
		return looks & LOOKS_OPERATOR ? 0 : g->cost[COST_VALUE_IN_NAME];
	if (looks & LOOKS_OPERATOR)
		return g->cost[COST_VALUE_IN_NAME];
	if (looks & (LOOKS_LEVEL1 | LOOKS_LEVEL2))
		return g->cost[COST_LEVEL_IN_TEXT];
	if (role == ROLE_NUMBER)
		return value_cost(g, looks);
	if (looks & LOOKS_UNIT)
		return 0;
	return g->cost[looks_like_value(looks) ? COST_VALUE_IN_NAME : COST_LEVEL_LIKE];
}

int looks_cost(const struct grammar *g, unsigned looks, enum role role)
{
	switch (role) {
	case ROLE_LEVEL1: return level_cost(g, looks, LOOKS_LEVEL1, LOOKS_LEVEL2);
	case ROLE_LEVEL2: return level_cost(g, looks, LOOKS_LEVEL2, LOOKS_LEVEL1);
	case ROLE_LEVEL3:
	case ROLE_DESCRIPTION:
	case ROLE_BASIS:
	case ROLE_NOTE:
	case ROLE_REASON: return words_cost(g, looks, role);
	case ROLE_VALUE:
	case ROLE_ACTUAL: return value_cost(g, looks);
	case ROLE_OP:
	case ROLE_NUMBER:
	case ROLE_UNIT: return part_cost(g, looks, role);
	case ROLE_WEIGHT:
	case ROLE_SCORE: return looks & LOOKS_POINTS ? 0 : g->cost[COST_VALUE_IN_NAME];
	case ROLE_SECTION:
		return looks & LOOKS_HEADING ? 0 : g->cost[COST_TEXT_AS_LEVEL] /* an unknown level is a level sooner */
		    + g->cost[looks & (LOOKS_LEVEL1 | LOOKS_LEVEL2) ? COST_LEVEL_IN_TEXT : COST_GAP];
	case ROLE_OTHER: return looks & (LOOKS_LEVEL1 | LOOKS_LEVEL2) ? g->cost[COST_LEVEL_IN_TEXT] : 0;
	default: return g->cost[COST_UNNAMED];
	}
}

bool looks_targeted(const struct grammar *g, const struct ncell *c)
{
	char last = c->raw.n ? c->raw.p[c->raw.n - 1] : '0';

	return !c->means && c->raw.n && (value_sign(g, c->raw) || (c->shape == SHAPE_NUMBER && (last < '0' || last > '9')));
}
