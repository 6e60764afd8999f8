#include "html_reference.h"

static const struct {
	struct str name;
	uint32_t point;
} names[] = {
	{ { "amp;", 4 }, '&' }, { { "lt;", 3 }, '<' }, { { "gt;", 3 }, '>' }, { { "nbsp;", 5 }, 0xa0 }, { { "quot;", 5 }, '"' },
};

enum { DIGITS_MOST = 6, BASE_TEN = 10, BASE_SIXTEEN = 16 };

static uint32_t digit(char c)
{
	if (c >= '0' && c <= '9')
		return (uint32_t)(c - '0');
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10) : BASE_SIXTEEN;
}

/* The number behind &#, of the plane that filings use; returns the bytes it takes, its semicolon too; 0: not one. */
static size_t number_length(struct str s, uint32_t *point)
{
	bool hex = s.n && (s.p[0] | 0x20) == 'x';
	uint32_t base = hex ? BASE_SIXTEEN : BASE_TEN, d;
	size_t at = hex;

	for (*point = 0; at < s.n && at - hex < DIGITS_MOST && (d = digit(s.p[at])) < base; at++)
		*point = *point * base + d;
	if (at == hex || at == s.n || s.p[at] != ';')
		return 0;
	return *point >= ' ' && *point < 0xd800 ? at + 1 : 0;
}

/* s begins behind the '&'. */
static size_t reference_length(struct str s, uint32_t *point)
{
	size_t n;

	if (s.n && s.p[0] == '#') {
		n = number_length(str_from(s, 1), point);
		return n ? n + 1 : 0;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_starts(s, names[i].name)) {
			*point = names[i].point;
			return names[i].name.n;
		}
	return 0;
}

/* Controls and what ends a plane are no characters in HTML. */
static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if ((c < ' ' && c != '\t' && c != '\n') || c == 0x7f || c >= 0xf0
		    || (c == 0xef && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xbf))
			return false;
	}
	return true;
}

bool reference_resolve(struct buf *into, struct str text)
{
	for (size_t at = 0, hit; at < text.n;) {
		uint32_t point;
		size_t n;
		hit = str_chr(text, '&', at);
		if (!is_plain(str_of(text.p + at, hit - at)))
			return false;
		buf_add(into, str_of(text.p + at, hit - at));
		if (hit == text.n)
			break;
		n = reference_length(str_from(text, hit + 1), &point);
		if (n == 0)
			return false;
		buf_point(into, point);
		at = hit + 1 + n;
	}
	return true;
}
