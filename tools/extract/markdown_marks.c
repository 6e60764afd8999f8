#include "markdown_marks.h"

/* What a ruler is made of. */
enum { RULER_DASH = 1, RULER_SIGN = 2, RULER_OTHER = 4 };
static const unsigned char ruler_kind[128] = {
	['-'] = RULER_DASH, ['='] = RULER_DASH, ['|'] = RULER_SIGN, ['+'] = RULER_SIGN,
	[':'] = RULER_OTHER, [' '] = RULER_OTHER, ['\t'] = RULER_OTHER,
};

/* – — ─ */
static bool is_long_dash(struct str s)
{
	return str_starts(s, STR("\xe2\x80\x93")) || str_starts(s, STR("\xe2\x80\x94")) || str_starts(s, STR("\xe2\x94\x80"));
}

bool mark_ruler(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;
	unsigned seen = 0;

	while (p < end) {
		unsigned char c = (unsigned char)*p;
		unsigned kind = c < 0x80 ? ruler_kind[c] : is_long_dash(str_of(p, (size_t)(end - p))) ? RULER_DASH : 0;
		if (!kind)
			return false;
		seen |= kind;
		p += c < 0x80 ? 1 : 3;
	}
	return seen & RULER_DASH && seen & RULER_SIGN;
}

bool mark_sure_ruler(struct str s)
{
	return str_find(s, STR("--"), 0) < s.n || str_find(s, STR(":-"), 0) < s.n || str_find(s, STR("-:"), 0) < s.n;
}

static bool is_table_tag(struct str s, size_t at)
{
	static const char name[] = "table";
	size_t i = 0;

	if (s.n - at < sizeof name + 1)
		return false;
	while (name[i] && (s.p[at + 1 + i] | 0x20) == name[i])
		i++;
	return !name[i] && memchr(" \t>", s.p[at + 1 + i], 3);
}

bool mark_table_tag(struct str s)
{
	for (size_t at = str_chr(s, '<', 0); at < s.n; at = str_chr(s, '<', at + 1))
		if (is_table_tag(s, at))
			return true;
	return false;
}

struct str mark_emphasis(struct str s)
{
	static const struct str marks[] = { { "***", 3 }, { "**", 2 }, { "__", 2 }, { "*", 1 }, { "`", 1 } };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = marks[i].n;
		if (s.n > 2 * n && str_starts(s, marks[i]) && str_find(s, marks[i], n) == s.n - n
		    && !(n == 1 && (is_blank_byte(s.p[1]) || is_blank_byte(s.p[s.n - 2]))))
			return str_trim(str_of(s.p + n, s.n - 2 * n));
	}
	return s;
}

struct str mark_heading(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == '#')
		n++;
	if (n >= 1 && n <= 6 && n < s.n && (is_blank_byte(s.p[n]) || (unsigned char)s.p[n] >= 0x80 || s.p[n] == '*')) {
		s = str_trim(str_from(s, n));
		for (n = s.n; n > 0 && s.p[n - 1] == '#';)
			n--;
		if (n > 0 && is_blank_byte(s.p[n - 1]))
			s = str_trim(str_to(s, n));
	}
	return mark_may_emphasise(s) ? mark_emphasis(s) : s;
}

static bool is_number(struct str s)
{
	size_t n = 0;

	while (n < s.n && memchr("0123456789.,% ", s.p[n], 14))
		n++;
	return s.n && n == s.n;
}

size_t mark_quote(struct str s)
{
	size_t at = 0, n = 0;

	while (at < s.n && is_blank_byte(s.p[at]))
		at++;
	while (at < s.n && s.p[at] == '>') {
		if (++at < s.n && !is_blank_byte(s.p[at]) && s.p[at] != '|' && s.p[at] != '>')
			return n;
		while (at < s.n && is_blank_byte(s.p[at]))
			at++;
		n = at;
	}
	return is_number(str_from(s, n)) ? 0 : n;
}
