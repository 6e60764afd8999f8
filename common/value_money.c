/* value_money: the cells of amounts and schedules. */
#include "value_internal.h"

/* A unit of money, bracketed or not, that is all of s; power unchanged when it is no money. */
static bool money_unit(const struct grammar *g, struct str s, int *power)
{
	struct unit_words u;
	struct tail tail;
	size_t at = 0, n;

	s = str_trim(s);
	if (word_skip(s, &at, &words_open)) {
		if (!word_cut(&s, &words_close))
			return false;
		s = str_trim(str_from(s, at));
	}
	at = 0;
	(void)word_skip(s, &at, &words_currency);
	word_blanks(s, &at);
	if (!grammar_unit(g, str_from(s, at), &n) && !grammar_multiplier(g, str_from(s, at), &n)
	    && !word_skip(s, &(size_t){ at }, &words_open))
		return false; /* most texts: no unit that is known begins here */
	if (!unit_read(g, s, &at, false, &u, &tail) || at != s.n || tail.word.n || u.parts > 1)
		return false;
	if (u.parts ? !u.known || u.kind != UNIT_MONEY : u.power == 0)
		return false;
	*power = u.power;
	return true;
}

bool money_any(const struct grammar *g, struct arena *a, struct str s, int form_unit, struct str *yuan)
{
	struct number n;
	char room[DECIMAL_ROOM];
	size_t at = 0;
	int power = form_unit;

	*yuan = STR("");
	if (word_nothing(s) || (!str_is_digit(s.p[0]) && money_unit(g, s, &power))) /* no unit begins with a figure */
		return true;
	if (word_skip(s, &at, &words_currency))
		power = 0; /* ¥ says that it is yuan */
	word_blanks(s, &at);
	if (!number_read(s, &at, &n))
		return false;
	word_blanks(s, &at);
	if (at < s.n ? !money_unit(g, str_from(s, at), &power) : n.spaced)
		return false; /* other words; or two numbers for all we know */
	if (!decimal_shift(&n.value, power))
		return false;
	*yuan = arena_copy(a, decimal_text(room, n.value));
	return true;
}

bool value_money(const struct grammar *g, struct arena *a, struct str canonical, int form_unit, struct str *yuan)
{
	struct str s = str_trim(canonical);
	char room[DECIMAL_ROOM];
	struct figure f;
	size_t n;

	if (s.n == 0 || !str_is_digit(s.p[0]) || grammar_unit(g, s, &n) || grammar_multiplier(g, s, &n) || !quick_figure(g, s, &f))
		return money_any(g, a, s, form_unit, yuan);
	*yuan = STR("");
	if (f.unit ? f.unit->kind != UNIT_MONEY : f.power == 0 && !decimal_shift(&f.value, form_unit))
		return false; /* its own unit is reckoned in */
	*yuan = arena_copy(a, decimal_text(room, f.value));
	return true;
}

/* Whether words may stand before a unit in a unit's statement: 单位：, （, or nothing. */
static bool unit_begins(struct str s, size_t at)
{
	uint32_t c = word_before(s, &at);

	return c == 0 || !word_is_han(c) || c == 0x4f4d; /* 位 */
}

bool value_money_unit(const struct grammar *g, struct str canonical, int *power)
{
	struct str s = str_to(str_trim(canonical), LOOK_BYTES);
	const struct unit *u;
	size_t n, m, next;

	for (size_t at = 0; at < s.n; at = next) {
		next = at;
		(void)word_next(s, &next);
		if (!unit_begins(s, at))
			continue;
		n = at;
		(void)word_skip(s, &n, &words_currency);
		u = grammar_unit(g, str_from(s, n), &m);
		int shift = u ? 0 : grammar_multiplier(g, str_from(s, n), &m);
		if (shift) { /* 百万元, where the grammar has 百 and 万元 */
			n += m;
			u = grammar_unit(g, str_from(s, n), &m);
		}
		if (!u || u->kind != UNIT_MONEY || (n + m < s.n && !word_skip(s, &(size_t){ n + m }, &words_money_ends)))
			continue;
		*power = u->power + shift;
		return true;
	}
	return false;
}

bool value_plain(struct str canonical, struct decimal *d)
{
	struct str s = str_trim(canonical);
	struct number n;
	size_t at = 0;

	if (word_cut(&s, &words_percent))
		s = str_trim_right(s);
	if (s.n == 0 || !number_read(s, &at, &n) || at != s.n)
		return false;
	*d = n.value;
	return true;
}
