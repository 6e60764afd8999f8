/*
 * value_quick: the plain cells, which are most of all that hold a figure: ≥95%, 97109万元, 2023年12月31日.
 *
 * A sign, a number and a unit of ideographs, or a date, and nothing else: no reader of value_read.c could find
 * another reading, and none is asked.  Whatever might be more than that is left to them.
 */
#include "value_internal.h"

enum { QUICK_BYTES = 64 };

/* The digits at *at onto *m, which may overflow; how many. */
static size_t digits_onto(struct str s, size_t *at, uint64_t *m)
{
	size_t i = *at;

	for (; i < s.n && str_is_digit(s.p[i]); i++)
		*m = *m * 10 + (unsigned)(s.p[i] - '0');
	i -= *at;
	*at += i;
	return i;
}

/* One sign, of one character or of several of <=>, none of which could belong to what stands around it. */
static bool quick_sign(const struct grammar *g, struct str s, size_t *at, struct str *op)
{
	const struct comparator *sign;
	size_t n = 0;
	char last;

	if (s.p[0] == '\xe2' || s.p[0] == '\xef') {
		n = 3;
		last = s.n > n ? s.p[n - 1] : ' ';
		if (str_may_end_blank((unsigned char)last) || words_bit(words_firm.last | words_ties.last, last))
			return false;
	} else {
		while (n < s.n && s.p[n] >= '<' && s.p[n] <= '>')
			n++;
	}
	if (n == 0)
		return false;
	sign = compare_end(g, str_to(s, n), COMPARE_SIGN);
	if (!sign || sign->word.n != n || sign->op.n == 0)
		return false;
	*op = sign->op;
	*at = n;
	word_blanks(s, at);
	return true;
}

/* 1234, 1,234.5; not what could be a date or a part of one: 20231231, 2023.12. */
static bool quick_number(struct str s, size_t *at, struct figure *f)
{
	const char *start = s.p + *at;
	size_t run, digits, fraction = 0;
	uint64_t m = 0;

	run = digits = digits_onto(s, at, &m);
	while (run && run <= 3 && *at < s.n && s.p[*at] == ',') {
		++*at;
		if (digits_onto(s, at, &m) != 3)
			return false;
		digits += 3;
	}
	if (*at < s.n && s.p[*at] == '.') {
		++*at;
		fraction = digits_onto(s, at, &m);
		value_told |= run == 4;
		if (fraction == 0 || (run == 4 && ((start[0] == '1' && start[1] == '9') || (start[0] == '2' && start[1] == '0'))))
			return false;
	}
	if (digits == 0 || run == 8 || digits + fraction > VALUE_DIGITS)
		return false;
	f->year = run == 4 && fraction == 0;
	for (; fraction && m % 10 == 0; fraction--)
		m /= 10;
	f->value = (struct decimal){ m, (int)fraction };
	f->filed = str_of(start, (size_t)(s.p + *at - start));
	return true;
}

/* Whether s is % or ideographs, and does not make a date of the number before it. */
static bool quick_word(struct str s)
{
	if (s.n == 1)
		return s.p[0] == '%';
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c < 0x80 || (c > 0xbf && (c < 0xe4 || c > 0xe9)))
			return false;
	}
	return !str_starts(s, STR("月"));
}

/* A unit that is all of s, with a multiplier before it or without. */
static bool quick_unit(const struct grammar *g, struct str s, struct figure *f)
{
	int power = 0;
	size_t n;

	if (s.n == 0)
		return true;
	if (!quick_word(s) || (f->year && str_starts(s, STR("年"))))
		return false;
	f->unit = grammar_unit(g, s, &n);
	if (!f->unit) {
		power = grammar_multiplier(g, s, &n);
		s = str_from(s, n);
		f->unit = power && s.n ? grammar_unit(g, s, &n) : NULL;
	}
	if (f->unit ? n != s.n : s.n > 0)
		return false;
	f->power = power + (f->unit ? f->unit->power : 0);
	return !f->year || !f->unit || str_find(f->unit->name, STR("年"), 0) == f->unit->name.n;
}

bool quick_figure(const struct grammar *g, struct str s, struct figure *f)
{
	size_t at = 0;

	if (s.n == 0 || s.n > QUICK_BYTES)
		return false;
	*f = (struct figure){ .op = STR("") };
	if (!str_is_digit(s.p[0]) && !quick_sign(g, s, &at, &f->op))
		return false;
	if (!quick_number(s, &at, f))
		return false;
	word_blanks(s, &at);
	return quick_unit(g, str_from(s, at), f) && (f->power == 0 || value_shift(&f->value, f->power));
}

bool quick_date(struct str s, struct date *d)
{
	size_t at = 0;

	return s.n && s.n <= QUICK_BYTES && str_is_digit(s.p[0]) && date_form(s, &at, d) && at == s.n && date_valid(d);
}

void figure_reading(const struct figure *f, struct reading *r)
{
	*r = (struct reading){ .kind = READ_NUMBER, .low = f->value, .figure = f->filed };
	r->unit.power = f->power;
	if (f->unit) {
		r->unit.part[0] = f->unit->name;
		r->unit.parts = 1;
		r->unit.kind = f->unit->kind;
		r->unit.known = true;
	}
}

bool quick_read(const struct grammar *g, struct str s, struct reading *r)
{
	struct figure f;
	struct date d;

	if (quick_figure(g, s, &f)) {
		figure_reading(&f, r);
		r->op = f.op.n ? f.op : STR("=");
		return true;
	}
	if (!quick_date(s, &d))
		return false;
	*r = (struct reading){ .kind = READ_DATE, .date = d, .op = d.before ? STR("<=") : STR("="), .loose = d.loose };
	return true;
}
