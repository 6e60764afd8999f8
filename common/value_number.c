/* value_number: numbers and the units behind them. */
#include "value_internal.h"

enum { NUMBER_BYTES = 48, NUMBER_DIGITS = 38, MULTIPLIERS = 3, FALLBACK_POINTS = 4, LETTERS_BYTES = 16, PAIR_BYTES = 24 };

static const struct comparator about = { .form = COMPARE_AFTER, .op = { "~", 1 }, .word = { "余", 3 } };
/* The word that counts anything: before a unit of time or a rate it says nothing (10个工作日). */
static const struct str classifier = { "个", 3 };

/* A group of three digits behind a comma or a blank. */
static bool group_at(struct str s, size_t at, char mark)
{
	return at < s.n && s.p[at] == mark && word_digits(s, at + 1) == 3;
}

/* The digits before the point, groups joined, into text; 0 when they are too many. */
static size_t whole_read(struct str s, size_t *at, char *text, bool *spaced)
{
	size_t n = word_digits(s, *at), i = *at + n;
	char mark = i < s.n ? s.p[i] : '\0';
	bool grouped = n <= 3 && (mark == ',' || mark == ' ');

	if (n == 0 || n > NUMBER_DIGITS)
		return 0;
	memcpy(text, s.p + *at, n);
	*spaced = false;
	while (grouped && group_at(s, i, mark)) {
		if (n + 3 > NUMBER_DIGITS)
			return 0;
		memcpy(text + n, s.p + i + 1, 3);
		*spaced = mark == ' ';
		n += 3;
		i += 4;
	}
	if (grouped && n + 3 <= NUMBER_DIGITS && group_at(s, i + 1, ' ') && s.p[i] == ',' && i + 5 < s.n && s.p[i + 5] == '.') {
		memcpy(text + n, s.p + i + 2, 3); /* 3, 630.16 */
		n += 3;
		i += 5;
	}
	*at = i;
	return n;
}

/* Whether a mathematical sign (≥ = <), blanks aside, stands before `at`. */
static bool behind_sign(struct str s, size_t at)
{
	uint32_t c;

	s = str_trim_right(str_to(s, at));
	at = s.n;
	c = word_before(s, &at);
	return (c >= '<' && c <= '>') || (c >= 0x2200 && c <= 0x2aff);
}

/*
 * Where the digits behind a point at `at` begin, `at` where there is none: OCR puts blanks around it (98 . 5).  One
 * behind it alone may end an ordinal (1. 5个), but for a sign before the number, which begins at `start`.
 */
static size_t point_skip(struct str s, size_t at, size_t start)
{
	size_t point = at, i;

	word_blanks(s, &point);
	if (point >= s.n || s.p[point] != '.')
		return at;
	i = point + 1;
	word_blanks(s, &i);
	return word_digits(s, i) && (i == point + 1 || point > at || behind_sign(s, start)) ? i : at;
}

bool number_read(struct str s, size_t *at, struct number *n)
{
	char text[NUMBER_BYTES];
	size_t i = *at, length = 0, start, point;

	if (word_skip(s, &i, &words_minus))
		text[length++] = '-';
	start = i;
	*n = (struct number){ 0 };
	n->whole = whole_read(s, &i, text + length, &n->spaced);
	if (n->whole == 0)
		return false;
	length += n->whole;
	if ((point = point_skip(s, i, *at)) > i) {
		n->fraction = word_digits(s, point);
		if (n->whole + n->fraction > NUMBER_DIGITS)
			return false;
		text[length++] = '.';
		memcpy(text + length, s.p + point, n->fraction);
		length += n->fraction;
		i = point + n->fraction;
	}
	if (i + 1 < s.n && (s.p[i] == '.' || s.p[i] == ',') && word_digits(s, i + 1))
		return false; /* 1,2 and 1.2.3 are no numbers */
	value_told |= n->whole + n->fraction > VALUE_DIGITS;
	n->plain = start == *at && i - start == length;
	n->filed = str_of(s.p + *at, i - *at);
	if (!decimal_parse(str_of(text, length), &n->value))
		return false;
	*at = i;
	return true;
}

static const struct unit *unit_find(const struct grammar *g, struct str s, size_t *at)
{
	size_t n = 0;
	const struct unit *u = *at < s.n ? grammar_unit(g, str_to(str_from(s, *at), LOOK_BYTES), &n) : NULL;

	if (u)
		*at += n;
	return u;
}

/* 人（次） behind `at`, where 人 stands: the unit 人次, and *at behind the bracket; else u. */
static const struct unit *unit_pair(const struct grammar *g, struct str s, size_t start, size_t *at, const struct unit *u)
{
	char text[PAIR_BYTES];
	size_t i = *at, end, n, word = *at - start;
	const struct unit *pair;

	if (!word_skip(s, &i, &words_open))
		return u;
	for (end = i; end < s.n && end - i + word < sizeof text && !word_skip(s, &(size_t){ end }, &words_close);)
		(void)word_next(s, &end);
	if (end == i || end >= s.n || end - i + word > sizeof text)
		return u;
	memcpy(text, s.p + start, word);
	memcpy(text + word, s.p + i, end - i);
	pair = grammar_unit(g, str_of(text, word + end - i), &n);
	if (!pair || n != word + end - i || !word_skip(s, &end, &words_close))
		return u;
	*at = end;
	return pair;
}

/* One unit of the grammar, 个 before a time or a rate left out. */
static const struct unit *unit_word(const struct grammar *g, struct str s, size_t *at)
{
	size_t start = *at, i;
	const struct unit *u = unit_find(g, s, at), *next;

	if (!u || !str_eq(u->name, classifier))
		return u ? unit_pair(g, s, start, at, u) : NULL;
	i = *at;
	next = unit_find(g, s, &i);
	if (!next || (next->kind != UNIT_TIME && next->kind != UNIT_RATE))
		return u;
	*at = i;
	return next;
}

/*
 * Characters that end a unit which no grammar knows, for what they begin or are is something else:
 * 前后底末初内外以上下的至到及和或与每人年月日元
 */
static bool ends_word(uint32_t c)
{
	switch (c) {
	case 0x524d: case 0x540e: case 0x5e95: case 0x672b: case 0x521d: case 0x5185: case 0x5916: case 0x4ee5:
	case 0x4e0a: case 0x4e0b: case 0x7684: case 0x81f3: case 0x5230: case 0x53ca: case 0x548c: case 0x6216:
	case 0x4e0e: case 0x6bcf: case 0x4eba: case 0x5e74: case 0x6708: case 0x65e5: case 0x5143:
		return true;
	default:
		return !word_is_han(c) || word_numeral(c);
	}
}

/* A run of at most four characters that may be a count word; empty when there is none. */
static struct str han_run(const struct grammar *g, struct str s, size_t at)
{
	struct tail tail;
	size_t end = at, next, after, points = 0;

	while (end < s.n && points <= FALLBACK_POINTS) {
		next = after = end;
		if (ends_word(word_next(s, &next)) || compare_tail(g, s, &after, &tail))
			break;
		end = next;
		points++;
	}
	return points > FALLBACK_POINTS ? STR("") : str_of(s.p + at, end - at);
}

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == 0xb0 || c == 0xb5 || c == 0x3bc
	    || (c >= 0x2100 && c <= 0x214f) || (c >= 0x3380 && c <= 0x33df);
}

/* mg/L, km, ㎡: units of letters, as filed. */
static struct str letter_run(struct str s, size_t at)
{
	size_t end = at, next;
	uint32_t c;

	while (end < s.n && end - at < LETTERS_BYTES) {
		next = end;
		c = word_next(s, &next);
		value_told |= end > at && str_is_digit(s.p[end]); /* a digit of the unit's own */
		if (end > at && c == '/' && next < s.n && (unsigned char)s.p[next] < 0x80)
			end = next; /* a slash before CJK begins a part of its own: km/年 */
		else if (is_letter(c) || (end > at && ((c >= '0' && c <= '9') || c == 0xb2 || c == 0xb3)))
			end = next;
		else
			break;
	}
	return str_of(s.p + at, end - at);
}

/* A unit that no grammar knows. */
static struct str unit_unknown(const struct grammar *g, struct str s, size_t at)
{
	struct str run = han_run(g, s, at);

	return run.n ? run : letter_run(s, at);
}

/* Where a time begins inside a count word of n bytes (人年, 人月): behind a slash these are two units. */
static size_t time_inside(const struct grammar *g, struct str word)
{
	const struct unit *first, *second;
	size_t i, end;

	for (size_t at = 0; at < word.n;) {
		(void)word_next(word, &at);
		i = 0;
		end = at;
		first = unit_find(g, str_to(word, at), &i);
		second = first && i == at ? unit_find(g, word, &end) : NULL;
		if (second && second->kind == UNIT_TIME && end == word.n)
			return at;
	}
	return word.n;
}

/* /人, 每人, /（人·年）: one more part, or several of a bracket. */
bool unit_per(const struct grammar *g, struct str s, size_t *at, struct unit_words *u)
{
	struct unit_words with;
	size_t i = *at, start;
	bool by_slash = word_skip(s, &i, &words_slash) || (u->parts > 1 && word_skip(s, &i, &words_times));
	bool bracket = by_slash && word_skip(s, &i, &words_open), by_word = word_skip(s, &i, &words_each);
	const struct unit *unit;
	struct str name;

	if ((!by_slash && !by_word) || u->parts == UNIT_PARTS)
		return false;
	with = *u;
	start = i;
	unit = unit_word(g, s, &i);
	name = unit ? unit->name : unit_unknown(g, s, i);
	if (name.n == 0 || (unit && unit->power))
		return false;
	if (!unit) {
		i += name.n;
	} else if (name.n > classifier.n && str_starts(name, classifier)) {
		name = str_from(name, classifier.n); /* 每个村 */
	} else if (unit->kind == UNIT_COUNT && str_eq(name, str_of(s.p + start, i - start))) {
		name = str_to(name, time_inside(g, name));
		i = start + name.n;
	}
	with.part[with.parts++] = name;
	while (bracket && !word_skip(s, &i, &words_close)) {
		if (!unit_per(g, s, &i, &with)) /* no deeper than a unit has parts */
			return false;
	}
	*u = with;
	*at = i;
	return true;
}

/* All parts behind the first; 人年 without a sign between is 人/年. */
static bool pers_read(const struct grammar *g, struct str s, size_t *at, struct unit_words *u)
{
	size_t i;

	for (;;) {
		i = *at;
		if (unit_per(g, s, &i, u)) {
			*at = i;
			continue;
		}
		const struct unit *time = u->parts > 1 && u->parts < UNIT_PARTS ? unit_word(g, s, &i) : NULL;
		if (!time || time->kind != UNIT_TIME)
			return true;
		u->part[u->parts++] = time->name;
		*at = i;
	}
}

static void unit_take(struct unit_words *u, const struct unit *unit)
{
	u->part[0] = unit->name;
	u->parts = 1;
	u->power += unit->power;
	u->kind = unit->kind;
	u->known = true;
}

/* The first part: its multiplier and word, with 余 or 多 between. */
static void base_read(const struct grammar *g, struct str s, size_t *at, struct unit_words *u, struct tail *tail)
{
	const struct unit *unit;
	size_t i = *at, n;
	int power;

	for (int step = 0; step < MULTIPLIERS + 1; step++) {
		if ((unit = unit_word(g, s, &i)) != NULL) {
			unit_take(u, unit);
			break;
		}
		power = i < s.n ? grammar_multiplier(g, str_to(str_from(s, i), LOOK_BYTES), &n) : 0;
		if (power) {
			u->power += power;
			i += n;
			*at = i;
		} else if (tail->word.n == 0 && word_skip(s, &i, &words_infix)) {
			*tail = (struct tail){ &about, about.word };
			*at = i;
		} else {
			break;
		}
	}
	if (u->known)
		*at = i;
}

/* （人） directly behind a number. */
static bool bracket_read(const struct grammar *g, struct str s, size_t *at, struct unit_words *u)
{
	struct unit_words inner;
	struct tail none = { 0 };
	size_t i = *at;

	if (!word_skip(s, &i, &words_open))
		return false;
	inner = *u;
	base_read(g, s, &i, &inner, &none);
	if (!inner.known || none.word.n || !pers_read(g, s, &i, &inner) || !word_skip(s, &i, &words_close))
		return false;
	*u = inner;
	*at = i;
	return true;
}

bool unit_read(const struct grammar *g, struct str s, size_t *at, bool loose, struct unit_words *u, struct tail *tail)
{
	size_t i = *at, blanks;

	*u = (struct unit_words){ 0 };
	*tail = (struct tail){ 0 };
	word_blanks(s, &i);
	blanks = i;
	base_read(g, s, &i, u, tail);
	if (!u->known && !bracket_read(g, s, &i, u)) {
		u->part[0] = loose ? unit_unknown(g, s, i) : letter_run(s, i);
		u->parts = u->part[0].n > 0;
		i += u->part[0].n;
	}
	u->parts += u->parts == 0; /* /月 has an empty first part */
	if (!pers_read(g, s, &i, u))
		return false;
	if (u->parts == 1 && u->part[0].n == 0)
		u->parts = 0;
	*at = i == blanks ? *at : i;
	return true;
}

bool unit_same(const struct unit_words *a, const struct unit_words *b)
{
	if (a->parts != b->parts)
		return false;
	for (size_t i = 0; i < a->parts; i++) {
		if (!str_eq(a->part[i], b->part[i]))
			return false;
	}
	return true;
}

bool bound_read(const struct grammar *g, struct str s, size_t *at, bool loose, struct bound *b)
{
	struct tail tail;
	size_t i = *at;

	if (!number_read(s, &i, &b->number) || !unit_read(g, s, &i, loose, &b->unit, &b->tail))
		return false;
	if (compare_tail(g, s, &i, &tail)) {
		b->tail = tail;
		if (b->unit.parts && !pers_read(g, s, &i, &b->unit)) /* 3次以上/年 */
			return false;
	}
	*at = i;
	return true;
}

bool figure_alone(const struct grammar *g, struct str s, size_t at)
{
	size_t n;

	return !grammar_unit(g, str_from(s, at), &n) && !grammar_multiplier(g, str_from(s, at), &n) && !compare_any(g, s, at);
}

bool figure_followed(const struct grammar *g, struct str s, size_t at)
{
	size_t run = word_digits(s, at), i = at + run, behind, n;

	if (i + 1 < s.n && s.p[i] == '.' && str_is_digit(s.p[i + 1]))
		i += 1 + word_digits(s, i + 1);
	else if (run <= 3 && group_at(s, i, ' '))
		return false;
	behind = i;
	word_blanks(s, &i);
	if (i < s.n && grammar_unit(g, str_from(s, i), &n)) {
		i += n;
		word_blanks(s, &i);
	}
	return i > behind && i < s.n && str_is_digit(s.p[i]) && figure_alone(g, s, i);
}
