/* value_read: one part of a cell: where its number or date stands, else words. */
#include "value_internal.h"

enum { DEED_POINTS = 6, UNREAD_BYTES = 60, TARGET_BYTES = 2 * REMARK_BYTES };

/* A qualifier must have a letter: ± or 〉 alone before a number is a sign that nobody knows. */
bool head_clean(struct str qualifier)
{
	if (qualifier.n == 0)
		return true;
	for (size_t at = 0; at < qualifier.n;) {
		uint32_t c = word_next(qualifier, &at);
		if (word_is_han(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
			return true;
	}
	return false;
}

static bool is_figure(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '%';
}

/* The middle of a date that is none: the 13 of 2023年13月; c is 年 or 月. */
static bool inside_date(struct str s, size_t at, uint32_t c)
{
	size_t end = at + word_digits(s, at), before = at, dash = word_dash(s, end);

	if (dash && word_digits(s, end + dash)) /* 2023年1-12月 */
		end += dash + word_digits(s, end + dash);
	(void)word_before(s, &before);
	return before > 0 && str_is_digit(s.p[before - 1])
	    && word_skip(s, &end, c == 0x5e74 ? &words_month_word : &words_day_word);
}

/*
 * Whether a number may begin at the digit at `at`: not inside a word (PM2.5, 第3), not inside a date and not
 * behind a sign that ties it to a figure before it (1/3, 1:1.5, 2023年1月-12月).
 */
static bool start_read(struct str s, size_t at)
{
	struct str before = str_to(s, at);
	size_t i = at;
	uint32_t c = word_before(s, &i);

	if ((is_figure(c) && c != '%') || c == '_' || c == 0x7b2c)
		return false;
	if ((c == 0x5e74 || c == 0x6708) && inside_date(s, at, c))
		return false;
	if (at == 0 || (!str_may_end_blank((unsigned char)s.p[at - 1]) && !words_bit(words_firm.last | words_ties.last, s.p[at - 1])))
		return true;
	before = str_trim_right(before);
	if (word_cut(&before, &words_firm))
		return false;
	if (!word_cut(&before, &words_ties))
		return true;
	while (word_cut(&before, &words_ties))
		;
	before = str_trim_right(before);
	if (word_cut(&before, &words_close))
		return false;
	i = before.n;
	c = word_before(before, &i);
	return !is_figure(c) && c != 0x5e74 && c != 0x6708 && c != 0x65e5;
}

/* What is to be done before a date: 2023年12月底前完成. */
static bool deed_read(struct str s, size_t *at)
{
	size_t i = *at, points = 0;

	if (s.n - i > DEED_POINTS * 4)
		return false;
	for (; i < s.n; points++) {
		if (!word_is_han(word_next(s, &i)))
			return false;
	}
	*at = i;
	return points <= DEED_POINTS;
}

/* The words before a date, 每年 among them. */
static struct str date_qualifier(const struct head *h)
{
	if (h->each.n == 0)
		return h->qualifier;
	if (h->qualifier.n == 0)
		return h->each;
	return str_of(h->qualifier.p, (size_t)(h->each.p + h->each.n - h->qualifier.p));
}

static bool date_try(const struct grammar *g, struct str s, size_t start, struct reading *r)
{
	struct head h;
	struct date d;
	struct str words;
	size_t i = start, before = start;

	if (!date_form(s, &i, &d) || (word_before(s, &before) == 0x5e74 && before && str_is_digit(s.p[before - 1])))
		return false;
	words = str_trim_right(str_to(s, start));
	if (word_cut(&words, &words_list))
		return false; /* one of several */
	if (i < s.n && !word_remark(s, &i) && !(d.before && deed_read(s, &i)))
		return false;
	compare_head(g, str_to(s, start), &(struct tail){ 0 }, &h);
	if (i != s.n || !head_clean(h.qualifier) || (d.loose && (h.op.n || (d.year && !h.bare))) || !date_valid(&d))
		return false;
	*r = (struct reading){ .kind = READ_DATE, .date = d };
	r->qualifier = date_qualifier(&h);
	r->op = h.op.n && !(d.before && h.op.p[0] == '=') ? h.op : d.before ? STR("<=") : STR("=");
	r->loose = d.loose;
	return true;
}

/* Whether words without a reading are made of numerals and units alone: 三万五, 1,2, 1/3, 一次. */
static bool looks_numeric(const struct grammar *g, struct str s)
{
	const struct comparator *before;
	struct tail tail;
	struct str op;
	size_t at = 0, n, figures = 0;

	if (s.n > UNREAD_BYTES)
		return false;
	if (!compare_sign(g, s, &at, &op) && (before = compare_at(g, s, 0, COMPARE_BEFORE)) != NULL)
		at = before->word.n;
	while (at < s.n) {
		size_t next = at;
		uint32_t c = word_next(s, &next);
		if (word_numeral(c) || str_is_digit(s.p[at])) {
			figures++;
			at = next;
		} else if ((c >= 0x80 || c == '%') && grammar_unit(g, str_from(s, at), &n)) {
			at += n;
		} else if (!word_skip(s, &at, &words_marks) && !compare_tail(g, s, &at, &tail)) {
			return false;
		}
	}
	return figures > 0;
}

static void text_read(const struct grammar *g, struct str s, struct str body, struct reading *r)
{
	const struct comparator *sign = compare_at(g, s, 0, COMPARE_SIGN);
	struct str op;
	size_t at = 0;

	*r = (struct reading){ .kind = READ_TEXT, .text = s, .op = STR("") };
	r->unread = looks_numeric(g, body);
	if (r->unread || !sign || sign->words || !compare_sign(g, s, &at, &op) || at == s.n)
		return;
	if (str_is_digit(s.p[at]) || compare_at(g, s, at, COMPARE_SIGN)) { /* a number was meant */
		r->unread = true;
		return;
	}
	r->op = op;
	r->text = str_from(s, at);
}

/*
 * The first number or date that stands to the end of the text, with all before it as its qualifier.  What
 * begins further from the end than a target can be long is not tried.  *last: behind the last figure, 0 where
 * none could begin a target whatever stood behind it.
 */
static bool figures_try(const struct grammar *g, struct str s, struct reading *r, size_t *last)
{
	size_t at = s.n > TARGET_BYTES ? s.n - TARGET_BYTES : 0, end = 0;
	bool tried = false;

	if (at)
		at += word_digits(s, at);
	for (; (at = word_digit(s, at)) < s.n; at = end) {
		end = at + word_digits(s, at);
		if (figure_shut(g, s, end) || !start_read(s, at))
			continue;
		if (date_try(g, s, at, r) || range_read(g, s, at, r))
			return true;
		tried = true;
	}
	*last = tried ? end : 0;
	return false;
}

void part_read_any(const struct grammar *g, struct str s, struct reading *r)
{
	struct str body = s;
	size_t last = 0, comma;

	while (word_cut(&body, &words_stops))
		body = str_trim_right(body);
	body = ordinal_skip(body);
	if (figures_try(g, body, r, &last))
		return;
	/* ≥95%，逐年提高: words behind a target that is one beyond doubt. */
	comma = last ? str_find(body, STR("，"), last) : body.n;
	if (comma < body.n && comma - last < LOOK_BYTES && figures_try(g, str_to(body, comma), r, &last)
	    && (r->range || !str_eq(r->op, STR("=")))) {
		r->loose = true;
		return;
	}
	text_read(g, s, body, r);
}

void part_read(const struct grammar *g, struct str s, struct reading *r)
{
	s = str_trim(s);
	if (!quick_read(g, s, r))
		part_read_any(g, s, r);
}
