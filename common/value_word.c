/* value_word: the characters and the comparators around a number. */
#include "value_internal.h"

/* What words_negation make of an op. */
static const struct { const char *op, *negated; } opposite[] = {
	{ ">=", "<" }, { "<=", ">" }, { ">", "<=" }, { "<", ">=" },
};

enum { NOTHING_BYTES = 9 }; /* of the longest of its words */

bool word_nothing(struct str s)
{
	s = str_trim(s);
	if (s.n > NOTHING_BYTES)
		return false;
	for (const struct str *word = words_nothing.word; word->n; word++) {
		if (str_eq(s, *word))
			return true;
	}
	return s.n == 0;
}

bool word_is_han(uint32_t c)
{
	return c == 0x3007 || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

uint32_t word_before_any(struct str s, size_t *at)
{
	size_t start = *at, next;
	uint32_t c;

	if (start == 0)
		return 0;
	do
		start--;
	while (start > 0 && *at - start < 4 && ((unsigned char)s.p[start] & 0xc0) == 0x80);
	next = start;
	c = word_next(s, &next);
	*at = next == *at ? start : *at - 1; /* broken bytes go one by one */
	return c;
}

/* 〇零一二三四五六七八九十百千万亿两 */
bool word_numeral(uint32_t c)
{
	switch (c) {
	case 0x3007: case 0x96f6: case 0x4e00: case 0x4e8c: case 0x4e09: case 0x56db: case 0x4e94: case 0x516d:
	case 0x4e03: case 0x516b: case 0x4e5d: case 0x5341: case 0x767e: case 0x5343: case 0x4e07: case 0x4ebf:
	case 0x4e24:
		return true;
	default:
		return false;
	}
}

size_t word_dash(struct str s, size_t at)
{
	size_t end = at;

	if (at >= s.n || ((unsigned char)s.p[at] < 0x80 && s.p[at] != '-' && s.p[at] != '~'))
		return 0;
	if (word_skip(s, &end, &words_dash))
		return end - at;
	/* 一 between two figures is a dash that was read as a character. */
	if (at > 0 && s.p[at] == '\xe4' && str_starts(str_from(s, at), STR("一")) && at + 3 < s.n && str_is_digit(s.p[at + 3])
	    && ((unsigned char)s.p[at - 1] < 0x80))
		return 3;
	return 0;
}

bool word_remark(struct str s, size_t *at)
{
	struct str rest = str_from(s, *at);
	size_t inner = 0, close;

	if (rest.n > REMARK_BYTES || !word_skip(rest, &inner, &words_open))
		return false;
	close = str_find(rest, inner == 1 ? STR(")") : STR("）"), inner);
	if (close == rest.n || close + inner != rest.n)
		return false;
	*at = s.n;
	return true;
}

/* The longest word is the first that fits: chains stand in that order. */
const struct comparator *compare_from(const struct grammar *g, struct str s, uint32_t first)
{
	while (first && !word_starts(s, g->comparator[first - 1].word))
		first = g->compare->next[first].start;
	return first ? &g->comparator[first - 1] : NULL;
}

/* The same from the end. */
const struct comparator *compare_last(const struct grammar *g, struct str s, uint32_t first)
{
	while (first && !word_ends(s, g->comparator[first - 1].word))
		first = g->compare->next[first].end;
	return first ? &g->comparator[first - 1] : NULL;
}

/* One sign out of two that stand together: > and = are >=.  Empty when they contradict each other. */
static struct str sign_join(struct str first, struct str second)
{
	struct str strict = first.p[0] != '=' ? first : second;

	if (first.p[0] != second.p[0] && first.p[0] != '=' && second.p[0] != '=')
		return STR("");
	if (str_eq(first, second) || strict.p[0] == '~')
		return strict;
	return strict.p[0] == '>' ? STR(">=") : STR("<=");
}

bool compare_sign(const struct grammar *g, struct str s, size_t *at, struct str *op)
{
	const struct comparator *c;
	struct str joined;
	size_t i = *at;

	*op = STR("");
	for (int n = 0; n < 3; n++) {
		word_blanks(s, &i);
		c = compare_at(g, s, i, COMPARE_SIGN);
		joined = !c || op->n == 0 ? STR("") : sign_join(*op, c->op);
		if (!c || (op->n && joined.n == 0))
			break;
		*op = op->n ? joined : c->op;
		i += c->word.n;
	}
	if (op->n == 0)
		return false;
	word_blanks(s, &i);
	*at = i;
	return true;
}

/* A word that closes 控制在 …; the longest that stands at `at`. */
static struct str around_tail(const struct grammar *g, struct str s, size_t at)
{
	const struct comparator_index *x = g->compare;
	struct str best = STR("");

	if (at >= s.n)
		return best;
	s = str_from(s, at);
	for (uint32_t i = x->tail[word_slot(s.p, s.n) % COMPARATOR_SLOTS]; i; i = x->next[i].tail) {
		struct str tail = g->comparator[i - 1].tail;
		if (tail.n > best.n && word_starts(s, tail))
			best = tail;
	}
	return best;
}

bool compare_any(const struct grammar *g, struct str s, size_t at)
{
	const struct comparator_index *x = g->compare;
	unsigned slot = word_slot(s.p + at, s.n - at) % COMPARATOR_SLOTS;

	for (int form = 0; form < COMPARE_FORMS; form++) {
		if (x->start[form][slot] && compare_at(g, s, at, (enum comparator_form)form))
			return true;
	}
	return x->tail[slot] && around_tail(g, s, at).n;
}

bool compare_tail(const struct grammar *g, struct str s, size_t *at, struct tail *tail)
{
	const struct comparator *after;
	struct str word;
	size_t i = *at;

	word_blanks(s, &i);
	(void)word_skip(s, &i, &words_included);
	after = compare_at(g, s, i, COMPARE_AFTER);
	word = around_tail(g, s, i);
	if (!after && word.n == 0)
		return false;
	if (after && after->word.n >= word.n)
		word = after->word;
	else
		after = NULL;
	*tail = (struct tail){ after, word };
	*at = i + word.n;
	return true;
}

/* 每 with a unit that the text ends in: 每人每年.  The units come in front of those already there. */
static bool head_per(const struct grammar *g, struct str *s, struct head *h)
{
	size_t behind = word_last(*s, words_each.word[0], s->n > LOOK_BYTES ? s->n - LOOK_BYTES : 0), at, next, n;
	struct unit_words u;

	if (behind == 0 || h->pers == UNIT_PARTS - 1)
		return false;
	at = behind - words_each.word[0].n;
	next = at;
	u = (struct unit_words){ .parts = 1 };
	if (!grammar_unit(g, str_from(*s, behind), &n) || !unit_per(g, *s, &next, &u) || next != s->n)
		return false;
	memmove(h->per + 1, h->per, h->pers * sizeof h->per[0]);
	h->per[0] = u.part[1];
	h->pers++;
	h->each = str_of(s->p + at, h->each.n ? (size_t)(h->each.p + h->each.n - (s->p + at)) : s->n - at);
	*s = str_trim_right(str_to(*s, at));
	return true;
}

static bool head_sign(const struct grammar *g, struct str *s, struct head *h)
{
	const struct comparator *c;
	struct str op = STR(""), joined;

	if (h->op.n)
		return false; /* a second sign is odd, and not passed over */
	for (int n = 0; n < 3 && (c = compare_end(g, *s, COMPARE_SIGN)) != NULL; n++) {
		joined = op.n ? sign_join(c->op, op) : c->op;
		if (joined.n == 0)
			break;
		op = joined;
		*s = str_trim_right(str_to(*s, s->n - c->word.n));
	}
	if (op.n == 0)
		return false;
	h->op = op;
	h->sign = true;
	return true;
}

static bool in_compound(struct str s, size_t longer_than)
{
	for (const struct str *word = words_compound.word; word->n; word++) {
		if (word->n > longer_than && word_ends(s, *word))
			return true;
	}
	return false;
}

static struct str negate(struct str op)
{
	for (size_t i = 0; i < sizeof opposite / sizeof opposite[0]; i++) {
		if (str_eq(op, str_c(opposite[i].op)))
			return str_c(opposite[i].negated);
	}
	return op;
}

/* 控制在 … 内: the head of the pair whose other half is the tail. */
static bool head_around(const struct grammar *g, struct str *s, const struct tail *tail, struct head *h)
{
	const struct comparator *best = NULL;

	for (; g && tail->word.n && h->op.n == 0; g = g->base) {
		for (size_t i = 0; i < g->comparators; i++) {
			const struct comparator *c = &g->comparator[i];
			if (c->form == COMPARE_AROUND && str_eq(c->tail, tail->word) && str_ends(*s, c->word)
			    && (!best || c->word.n > best->word.n))
				best = c;
		}
	}
	if (!best)
		return false;
	*s = str_trim_right(str_to(*s, s->n - best->word.n));
	h->op = best->op;
	h->around = true;
	return true;
}

static bool head_word(const struct grammar *g, struct str *s, struct head *h)
{
	const struct comparator *c = compare_end(g, *s, COMPARE_BEFORE);
	struct str op;

	if (!c || in_compound(*s, c->word.n))
		return false;
	*s = str_trim_right(str_to(*s, s->n - c->word.n));
	op = word_cut(s, &words_negation) ? negate(c->op) : c->op;
	if (h->op.n == 0)
		h->op = op;
	return true;
}

static bool is_circled(struct str s)
{
	size_t at = 0;
	uint32_t c = s.n && s.p[0] == '\xe2' ? word_next(s, &at) : 0;

	return c >= 0x2460 && c <= 0x24ff;
}

struct str ordinal_skip(struct str s)
{
	size_t at = 0, digits;
	bool bracket;

	if (s.n && (unsigned char)s.p[0] >= 0x80 && s.p[0] != '\xe2' && s.p[0] != '\xef')
		return s; /* it begins with an ideograph */
	bracket = word_skip(s, &at, &words_open);
	if (is_circled(s))
		return str_trim_left(str_from(s, 3));
	digits = word_digits(s, at);
	at += digits;
	if (digits == 0 || digits > 2)
		return s;
	if (!word_skip(s, &at, bracket ? &words_close : &words_stop)) {
		if (bracket || !word_skip(s, &at, &words_point))
			return s;
		word_blanks(s, &at);
		if (word_digits(s, at))
			return s; /* 1.5 */
	}
	return str_trim_left(str_from(s, at));
}

/* A layout's list has base's words, too. */
static bool qualifier_cut(const struct grammar *g, struct str *s)
{
	for (size_t i = 0; s->n && i < g->qualifier_ends; i++) {
		struct str end = g->qualifier_end[i];
		if (word_ends(*s, end) && !in_compound(*s, end.n)) {
			s->n -= end.n;
			return true;
		}
	}
	return false;
}

void compare_head(const struct grammar *g, struct str before, const struct tail *tail, struct head *h)
{
	struct str s = str_trim(before);
	bool each = s.n > LOOK_BYTES || word_last(s, words_each.word[0], 0) > 0;

	*h = (struct head){ 0 };
	if (word_cut(&s, &words_currency)) /* ≤¥3000 */
		s = str_trim_right(s);
	for (int n = 0; s.n && n < 8; n++) {
		if (!(each && head_per(g, &s, h)) && !head_sign(g, &s, h) && !head_around(g, &s, tail, h) && !head_word(g, &s, h))
			break;
	}
	for (int n = 0; s.n && n < 8; n++) {
		if (!word_cut(&s, &words_separator) && !qualifier_cut(g, &s))
			break;
	}
	h->qualifier = str_trim(s);
	h->bare = h->qualifier.n == 0;
}

struct str compare_op(const struct head *h, const struct tail *tail)
{
	struct str after = tail->after ? tail->after->op : STR("");

	if (h->around)
		return h->op;
	if (tail->word.n && !tail->after)
		return STR(""); /* half of a pair whose other half is not there */
	/* ≥95%以上, 大于90%以上: the tail only repeats; a sign says more than a word, = says nothing. */
	if (h->op.n && (after.n == 0 || after.p[0] == h->op.p[0] || (h->sign && h->op.p[0] != '=')))
		return h->op;
	return after.n ? after : STR("=");
}

size_t value_sign(const struct grammar *g, struct str s)
{
	const struct comparator *sign = compare_at(g, s, 0, COMPARE_SIGN);

	return sign ? sign->word.n : 0;
}
