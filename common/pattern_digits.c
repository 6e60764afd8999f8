/* pattern_digits: whether a pattern tells one ASCII digit from another; see pattern_scan.h. */
#include "pattern_scan.h"

enum { ALL_DIGITS = 0x3ff, INNERMOST = 1 };

struct digits {
	struct str s;
	size_t at;
	struct buf *wider;
	uint32_t negative; /* a bit each group that is open, the innermost lowest: inside one that must not match */
	bool tells, strict; /* strict: widening it could make less of it match */
	bool others;        /* it names digits that are no 19 or 20 */
};

static inline char ahead(const struct digits *x, size_t n) { return x->at + n < x->s.n ? x->s.p[x->at + n] : '\0'; }

static void copy(struct digits *x, size_t n)
{
	buf_add(x->wider, str_to(str_from(x->s, x->at), n));
	x->at += n;
}

/* What is one digit, or some of them, becomes any digit. */
static void widen(struct digits *x, bool other)
{
	x->tells = true;
	x->others |= other;
	x->strict |= x->negative & INNERMOST;
	buf_add(x->wider, STR("\\d"));
}

static unsigned digits_between(char from, char to)
{
	unsigned set = 0;

	for (int c = '0'; c <= '9'; c++)
		set |= c >= from && ((unsigned char)to >= 0x80 || c <= to) ? 1u << (c - '0') : 0;
	return set;
}

/* Which digits a member of a class stands for; the member is copied. */
static unsigned member(struct digits *x)
{
	char c = ahead(x, 0), to = ahead(x, 2);

	if (c == '\\') {
		c = ahead(x, 1);
		copy(x, 2);
		return c == 'd' || c == 'S' ? ALL_DIGITS : 0;
	}
	if ((unsigned char)c >= 0x80 || ahead(x, 1) != '-' || to == ']') {
		copy(x, 1);
		return str_is_digit(c) ? 1u << (c - '0') : 0;
	}
	copy(x, 3);
	return digits_between(c, to);
}

static void class(struct digits *x)
{
	bool negated = ahead(x, 1) == '^';
	unsigned set = 0;

	copy(x, 1 + negated);
	while (x->at < x->s.n && ahead(x, 0) != ']')
		set |= member(x);
	if (set && set != ALL_DIGITS) {
		x->strict |= negated;
		widen(x, true);
	}
	copy(x, 1);
}

static void group(struct digits *x)
{
	bool negative = ahead(x, 1) == '?' && (ahead(x, 2) == '!' || (ahead(x, 2) == '<' && ahead(x, 3) == '!'));

	x->negative = x->negative << 1 | (negative || x->negative & INNERMOST);
	copy(x, ahead(x, 1) == '?' ? 2 : 1);
}

/* Behind * + ? or { }: what stands in it is no digit of a text; a + behind it gives nothing back. */
static void quantifier(struct digits *x)
{
	if (ahead(x, 0) == '{')
		while (x->at < x->s.n && ahead(x, 0) != '}')
			copy(x, 1);
	copy(x, 1);
	x->strict |= ahead(x, 0) == '+';
}

static bool is_quantifier(char c) { return c == '*' || c == '+' || c == '?' || c == '{'; }

/* 19 or 20, where each is a digit of a text. */
static bool begins_year(const struct digits *x)
{
	char c = ahead(x, 0), next = ahead(x, 1);

	return ((c == '1' && next == '9') || (c == '2' && next == '0')) && !is_quantifier(ahead(x, 2));
}

static void digit(struct digits *x)
{
	bool year = begins_year(x);

	for (int n = year ? 2 : 1; n; n--) {
		widen(x, !year);
		x->at++;
	}
}

static void step(struct digits *x)
{
	char c = ahead(x, 0);

	switch (c) {
	case '[': class(x); return;
	case '(': group(x); return;
	case '\\': copy(x, 2); return;
	case '*': case '+': case '?': case '{': quantifier(x); return;
	case ')': x->negative >>= 1; break;
	}
	if (str_is_digit(c))
		digit(x);
	else
		copy(x, 1);
}

enum pattern_digits pattern_digits(struct str text, struct buf *wider, bool *years)
{
	struct digits x = { .s = text, .wider = wider };

	*years = false;
	buf_reset(wider);
	if (!pattern_check(text, SIZE_MAX))
		return DIGITS_TOLD;
	while (x.at < text.n)
		step(&x);
	*years = !x.others;
	return !x.tells ? DIGITS_ALIKE : x.strict ? DIGITS_TOLD : DIGITS_WIDER;
}
