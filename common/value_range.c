/*
 * value_range: a number, or two that make a range, with everything around it.
 *
 * The words before it are its qualifier, op and 每人; behind it only its unit, a tail (以上), a remark in
 * brackets and, where the rest leaves no doubt that this is a target, the short name of what is counted
 * (≥5个乡镇, 100%覆盖) may stand, else it is no target.
 */
#include "value_internal.h"

enum { NAME_BYTES = 36, NOUN_POINTS = 4 };
enum span_kind { SPAN_ONE, SPAN_RANGE, SPAN_SIGNS, SPAN_NAME };

struct span {
	enum span_kind kind;
	struct bound low, high;
	struct str first, second; /* ops between: 90%≤X≤95%, ≥90%≤100% */
	struct str name;          /* X */
	bool noun;
};

/* The text between two signs: a name without figures. */
static bool name_read(const struct grammar *g, struct str s, size_t *at, struct str *name)
{
	size_t end = *at;

	while (end < s.n && end - *at <= NAME_BYTES && !str_is_digit(s.p[end])
	       && !compare_at(g, s, end, COMPARE_SIGN))
		(void)word_next(s, &end);
	*name = str_trim(str_of(s.p + *at, end - *at));
	if (name->n == 0 || end == s.n || end - *at > NAME_BYTES)
		return false;
	*at = end;
	return true;
}

/* 90%≤X≤95% and ≥90%≤100%, from the first sign behind the first number. */
static bool signs_read(const struct grammar *g, struct str s, size_t *at, struct span *span)
{
	size_t i = *at;

	word_blanks(s, &i);
	(void)word_skip(s, &i, &words_and);
	if (!compare_sign(g, s, &i, &span->first)) { /* 不低于90%且不高于95% */
		const struct comparator *word = compare_at(g, s, i, COMPARE_BEFORE);
		if (!word || i + word->word.n >= s.n || !str_is_digit(s.p[i + word->word.n]))
			return false;
		span->first = word->op;
		i += word->word.n;
	}
	span->kind = SPAN_SIGNS;
	if (i < s.n && !str_is_digit(s.p[i])) {
		if (!name_read(g, s, &i, &span->name) || !compare_sign(g, s, &i, &span->second))
			return false;
		span->kind = SPAN_NAME;
	}
	if (!bound_read(g, s, &i, true, &span->high))
		return false;
	*at = i;
	return true;
}

/* 5-10人, 5%至10%, 5天以上10天以内. */
static bool second_read(const struct grammar *g, struct str s, size_t *at, struct span *span)
{
	size_t i = *at, n;

	(void)word_skip(s, &i, &words_included_bound);
	word_blanks(s, &i);
	n = word_dash(s, i);
	i += n;
	word_blanks(s, &i);
	if ((n == 0 && span->low.tail.word.n == 0) || i >= s.n || !str_is_digit(s.p[i]))
		return false;
	if (!bound_read(g, s, &i, true, &span->high))
		return false;
	if (n == 0) { /* two tails: from … to … */
		const struct comparator *from = span->low.tail.after, *to = span->high.tail.after;
		if (!from || !to || from->op.p[0] != '>' || to->op.p[0] != '<')
			return false;
	}
	span->kind = SPAN_RANGE;
	(void)word_skip(s, &i, &words_between);
	*at = i;
	return true;
}

/* The short name of what is counted, up to the end. */
static bool noun_read(struct str s, size_t *at)
{
	size_t i = *at, points = 0;

	if (s.n - i > NOUN_POINTS * 4 || word_skip(s, &i, &words_never))
		return false;
	for (; i < s.n; points++) {
		uint32_t c = word_next(s, &i);
		if (!word_is_han(c) || word_numeral(c))
			return false;
	}
	*at = i;
	return points > 0 && points <= NOUN_POINTS;
}

/* 5G基站, 3A级: a letter that is also a unit is more likely part of a name. */
static bool is_latin(struct str s) { return s.n && ((s.p[0] >= 'a' && s.p[0] <= 'z') || (s.p[0] >= 'A' && s.p[0] <= 'Z')); }

static bool span_read(const struct grammar *g, struct str s, size_t from, struct span *span)
{
	const struct bound *last = &span->low;
	size_t i = from;

	span->noun = false; /* readers fill the rest */
	if (!bound_read(g, s, &i, true, &span->low))
		return false;
	if (second_read(g, s, &i, span) || signs_read(g, s, &i, span))
		last = &span->high;
	else
		span->kind = SPAN_ONE;
	word_blanks(s, &i);
	if (i < s.n && !word_remark(s, &i))
		span->noun = last->unit.known && !is_latin(last->unit.part[0]) && noun_read(s, &i);
	return i == s.n;
}

static bool is_year(const struct bound *b)
{
	return b->unit.parts && b->number.plain && b->number.whole == 4 && b->number.fraction == 0
	    && str_find(b->unit.part[0], STR("年"), 0) < b->unit.part[0].n;
}

/* A number whose thousands are parted by blanks may be two numbers, but for what is counted behind it. */
static bool doubtful(const struct bound *b)
{
	return is_year(b) || (b->number.spaced && (b->unit.parts == 0 || (b->unit.known && b->unit.kind == UNIT_RATE)));
}

static void unit_name_as(struct unit_words *u, const struct unit_words *other)
{
	int power = u->power;

	*u = *other;
	u->power = power;
}

/* Both bounds in one unit, low not above high. */
static bool span_bounds(struct span *span, struct reading *r)
{
	struct bound *low = &span->low, *high = &span->high;
	struct bound swap;

	if (span->kind == SPAN_NAME && span->first.p[0] == '>') {
		swap = *low;
		*low = *high;
		*high = swap;
	}
	if (low->unit.parts == 0 && low->unit.power == 0)
		low->unit = high->unit;
	else if (high->unit.parts == 0 && high->unit.power == 0)
		high->unit = low->unit;
	else if (low->unit.parts == 0) /* 1万-2万元: each its own multiplier */
		unit_name_as(&low->unit, &high->unit);
	r->low = low->number.value;
	r->high = high->number.value;
	r->unit = high->unit;
	r->range = true;
	r->op = STR("..");
	value_told = true;
	return unit_same(&low->unit, &high->unit) && decimal_shift(&r->low, low->unit.power)
	    && decimal_shift(&r->high, high->unit.power) && decimal_compare(r->low, r->high) <= 0;
}

static bool span_one(const struct span *span, const struct head *h, struct reading *r)
{
	r->op = compare_op(h, &span->low.tail);
	r->low = span->low.number.value;
	r->figure = span->low.number.filed;
	r->unit = span->low.unit;
	return r->op.n && value_shift(&r->low, span->low.unit.power);
}

/* Whether signs that stand around two numbers make a range. */
static bool span_signs(struct span *span, struct head *h)
{
	struct bound swap;
	size_t at = 0;

	if (span->kind == SPAN_NAME) {
		if (h->op.n || span->first.p[0] != span->second.p[0] || (span->first.p[0] != '<' && span->first.p[0] != '>'))
			return false;
		if (!word_is_han(word_next(span->name, &at)))
			return true; /* X */
		if (h->qualifier.n)
			return false;
		h->qualifier = span->name;
		return true;
	}
	if (h->op.n == 0 || h->op.p[0] == span->first.p[0] || h->op.p[0] == '=' || span->first.p[0] == '=')
		return false;
	if (h->op.p[0] == '<') {
		swap = span->low;
		span->low = span->high;
		span->high = swap;
	}
	return true;
}

/* 每人每年 before the number is part of its unit. */
static bool unit_add(struct unit_words *u, const struct head *h)
{
	for (size_t i = 0; i < h->pers; i++) {
		bool there = false;
		for (size_t j = 1; j < u->parts; j++)
			there = there || str_eq(u->part[j], h->per[i]);
		if (there)
			continue;
		u->parts += u->parts == 0;
		if (u->parts == UNIT_PARTS)
			return false;
		u->part[u->parts++] = h->per[i];
	}
	return true;
}

/* 2023.1-2023.12 are months. */
static bool is_month(const struct bound *b)
{
	const struct number *n = &b->number;
	struct decimal first = { 2000, 0 }, last = { 2050, 0 };

	if (!n->plain || n->whole != 4 || (n->fraction != 1 && n->fraction != 2) || b->unit.parts || b->unit.power)
		return false;
	value_told = true;
	return decimal_compare(n->value, first) > 0 && decimal_compare(n->value, last) < 0;
}

/* Whether a bracket opens in the text and does not close. */
static bool is_open(struct str before)
{
	size_t from = before.n > LOOK_BYTES ? before.n - LOOK_BYTES : 0;

	for (size_t m = 0; words_open.word[m].n; m++) {
		size_t open = word_last(before, words_open.word[m], from);
		if (open && str_find(before, words_close.word[m], open) == before.n)
			return true;
	}
	return false;
}

/* Whether the words around the number let it be a target. */
static bool span_sure(const struct span *span, const struct head *h)
{
	const struct bound *b = span->kind == SPAN_ONE ? &span->low : &span->high;
	const struct tail *tail = &b->tail;

	if (doubtful(&span->low) || (span->kind != SPAN_ONE && doubtful(&span->high)))
		return false;
	if (span->kind != SPAN_ONE && is_month(&span->low) && is_month(&span->high))
		return false;
	if (!b->unit.known && b->unit.parts && b->unit.part[0].n)
		return h->bare || h->op.n || tail->word.n;
	if (!span->noun || h->op.n)
		return true;
	if (b->unit.kind == UNIT_TIME) /* 收到申请后5个工作日内办结 */
		return tail->after && tail->after->op.p[0] == '<';
	return h->bare && tail->word.n == 0;
}

/* 5类20种: the words before the number are another number. */
static bool is_bound(const struct grammar *g, struct str qualifier)
{
	const struct comparator *before;
	struct bound b;
	size_t at;

	if (qualifier.n == 0 || qualifier.n > LOOK_BYTES)
		return false;
	if (compare_at(g, qualifier, 0, COMPARE_SIGN))
		return true;
	before = compare_at(g, qualifier, 0, COMPARE_BEFORE);
	at = before ? before->word.n : 0;
	if (at == qualifier.n || (!str_is_digit(qualifier.p[at]) && !words_bit(words_minus.first, qualifier.p[at])))
		return false;
	return !figure_followed(g, qualifier, at) && bound_read(g, qualifier, &at, true, &b) && at == qualifier.n && !is_year(&b);
}

/* 改造2个、新建3个: the number is the last of a list, which is never parted at 、 and so is no single target. */
static bool is_list(const struct grammar *g, struct str qualifier)
{
	struct bound b;
	size_t at = qualifier.n > LOOK_BYTES ? qualifier.n - LOOK_BYTES : 0, behind, end;

	for (at += word_digits(qualifier, at); (at = word_digit(qualifier, at)) < qualifier.n; at = behind) {
		behind = at + word_digits(qualifier, at);
		end = at;
		if (!figure_shut(g, qualifier, behind) && !figure_followed(g, qualifier, at)
		    && bound_read(g, qualifier, &end, false, &b) && b.unit.known && !is_year(&b)
		    && word_skip(qualifier, &end, &words_listed))
			return true;
	}
	return false;
}

/* 不低于上年95%: a comparator of the words, not of the number, so that the number has no op of its own. */
static bool compares_words(const struct grammar *g, const struct head *h)
{
	const struct comparator *c = compare_at(g, h->qualifier, 0, COMPARE_BEFORE);

	return c && c->words && str_starts(c->word, STR("不"));
}

/* Whether the words before a number let it be a target. */
static bool head_fits(const struct grammar *g, struct str before, const struct head *h)
{
	return head_clean(h->qualifier) && !is_open(before) && !is_bound(g, h->qualifier) && !is_list(g, h->qualifier);
}

/* A number with at most a unit behind it; what is doubtful of others cannot be of this one. */
static bool figure_read(const struct grammar *g, struct str before, const struct figure *f, struct reading *r)
{
	const struct tail none = { 0 };
	struct head h;

	compare_head(g, before, &none, &h);
	if (!head_fits(g, before, &h) || (h.op.n == 0 && compares_words(g, &h)))
		return false;
	figure_reading(f, r);
	r->op = compare_op(&h, &none);
	r->qualifier = h.qualifier;
	r->loose = !h.op.n && !h.bare && r->unit.parts == 0;
	return unit_add(&r->unit, &h);
}

bool range_read(const struct grammar *g, struct str s, size_t start, struct reading *r)
{
	struct str before = str_to(s, start);
	struct figure figure;
	struct span span;
	struct head h;

	if (!word_cut(&before, &words_minus) && quick_figure(g, str_from(s, start), &figure))
		return figure_read(g, before, &figure, r);
	if (figure_followed(g, s, start) || !span_read(g, s, before.n, &span))
		return false;
	*r = (struct reading){ 0 };
	compare_head(g, before, span.kind == SPAN_ONE ? &span.low.tail : &span.high.tail, &h);
	if (!head_fits(g, before, &h) || !span_sure(&span, &h))
		return false;
	if (span.kind != SPAN_ONE && span.kind != SPAN_RANGE && !span_signs(&span, &h))
		return false;
	if (span.kind == SPAN_ONE && h.op.n == 0 && span.low.tail.word.n == 0 && compares_words(g, &h))
		return false;
	if (span.kind == SPAN_ONE ? !span_one(&span, &h, r) : !span_bounds(&span, r))
		return false;
	r->kind = READ_NUMBER;
	r->qualifier = h.qualifier;
	r->loose = !h.op.n && !h.bare && r->unit.parts == 0 && span.kind == SPAN_ONE && span.low.tail.word.n == 0;
	return unit_add(&r->unit, &h);
}
