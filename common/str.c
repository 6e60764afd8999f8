#include "str.h"

int str_compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int d = n ? memcmp(a.p, b.p, n) : 0;

	return d ? d : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str with)
{
	return s.n >= with.n && (with.n == 0 || memcmp(s.p, with.p, with.n) == 0);
}

bool str_ends(struct str s, struct str with)
{
	return s.n >= with.n && (with.n == 0 || memcmp(s.p + s.n - with.n, with.p, with.n) == 0);
}

size_t str_find(struct str s, struct str what, size_t from)
{
	const char *hit;

	if (from > s.n || what.n > s.n - from)
		return s.n;
	if (what.n == 0)
		return from;
	hit = memmem(s.p + from, s.n - from, what.p, what.n);
	return hit ? (size_t)(hit - s.p) : s.n;
}

size_t str_chr(struct str s, char c, size_t from)
{
	const char *hit = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;

	return hit ? (size_t)(hit - s.p) : s.n;
}

/* Length of the white space that starts at p (0 when there is none); n bytes are readable. */
static size_t space_at(const char *p, size_t n)
{
	unsigned char c = (unsigned char)p[0];

	if (c <= 0x20 || c == 0x7f)
		return 1;
	if (c == 0xc2 && n >= 2 && (unsigned char)p[1] == 0xa0)
		return 2;
	if (n >= 3 && (memcmp(p, "\xe3\x80\x80", 3) == 0 || memcmp(p, "\xef\xbb\xbf", 3) == 0))
		return 3;
	return 0;
}

struct str str_trim_left(struct str s)
{
	size_t step;

	while (s.n && (step = space_at(s.p, s.n)) != 0)
		s = str_from(s, step);
	return s;
}

struct str str_trim_right(struct str s)
{
	for (;;) {
		if (s.n >= 1 && space_at(s.p + s.n - 1, 1) == 1)
			s.n--;
		else if (s.n >= 2 && space_at(s.p + s.n - 2, 2) == 2)
			s.n -= 2;
		else if (s.n >= 3 && space_at(s.p + s.n - 3, 3) == 3)
			s.n -= 3;
		else
			return s;
	}
}

struct str str_trim(struct str s) { return str_trim_right(str_trim_left(s)); }

bool str_blank(struct str s) { return str_trim_left(s).n == 0; }

bool str_number(struct str s, size_t *value)
{
	size_t v = 0;

	if (s.n == 0 || s.n > 19)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char d = (unsigned char)(s.p[i] - '0');
		if (d > 9 || v > (SIZE_MAX - d) / 10)
			return false;
		v = v * 10 + d;
	}
	*value = v;
	return true;
}

uint64_t str_hash(struct str s)
{
	const uint64_t prime = 0x100000001b3ULL;
	uint64_t h = 0xcbf29ce484222325ULL ^ s.n, w;

	for (; s.n >= 8; s = str_from(s, 8)) {
		memcpy(&w, s.p, 8);
		h = (h ^ w) * prime;
		h ^= h >> 29;
	}
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * prime;
	return h ^ (h >> 32);
}

/* Length of the well-formed sequence at p, 0 when it is broken (Unicode 15, table 3-7). */
static size_t utf8_length(const unsigned char *p, size_t n)
{
	unsigned char a = p[0];

	if (a < 0x80)
		return 1;
	if (a < 0xc2 || a > 0xf4)
		return 0;
	if (n < 2 || (p[1] & 0xc0) != 0x80)
		return 0;
	if (a < 0xe0)
		return 2;
	if ((a == 0xe0 && p[1] < 0xa0) || (a == 0xed && p[1] > 0x9f) || (a == 0xf0 && p[1] < 0x90)
	    || (a == 0xf4 && p[1] > 0x8f))
		return 0;
	if (n < 3 || (p[2] & 0xc0) != 0x80)
		return 0;
	if (a < 0xf0)
		return 3;
	return n >= 4 && (p[3] & 0xc0) == 0x80 ? 4 : 0;
}

uint32_t str_next(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	size_t n = utf8_length(p, s.n - *at);

	*at += n ? n : 1;
	switch (n) {
	case 1: return p[0];
	case 2: return (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
	case 3: return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	case 4:
		return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12
		    | (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
	default: return 0xfffd;
	}
}

size_t str_encode(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

size_t str_points(struct str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n; n++)
		(void)str_next(s, &at);
	return n;
}

/* U+1000 to U+CFFF, which most of a filing is: no overlong form and no surrogate begins so. */
static inline bool is_common_three(const unsigned char *p, size_t n)
{
	return n >= 3 && *p >= 0xe1 && *p <= 0xec && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80;
}

size_t str_invalid_at(struct str s)
{
	size_t at = 0;
	uint64_t w;

	while (at < s.n) {
		if (s.n - at >= 8) {
			memcpy(&w, s.p + at, 8);
			if ((w & 0x8080808080808080ULL) == 0) {
				at += 8;
				continue;
			}
		}
		const unsigned char *p = (const unsigned char *)s.p + at;
		size_t n = is_common_three(p, s.n - at) ? 3 : utf8_length(p, s.n - at);
		if (n == 0)
			return at;
		at += n;
	}
	return s.n;
}

bool str_is_cjk(uint32_t c)
{
	return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe4f)
	    || (c >= 0xff00 && c <= 0xffef) || (c >= 0x20000 && c <= 0x3ffff);
}
