#include "str.h"
#include "utf8.h"

int str_compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int d = n ? memcmp(a.p, b.p, n) : 0;

	return d ? d : (a.n > b.n) - (a.n < b.n);
}

/* Two words that may overlap hold what does not fill eight bytes. */
static inline uint64_t load8(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

static inline uint32_t load4(const char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

bool str_same(const char *a, const char *b, size_t n)
{
	size_t at = 0;

	if (n < 4)
		return a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1];
	if (n < 8)
		return ((load4(a) ^ load4(b)) | (load4(a + n - 4) ^ load4(b + n - 4))) == 0;
	if (n > 64)
		return memcmp(a, b, n) == 0;
	for (; at + 8 < n; at += 8)
		if (load8(a + at) != load8(b + at))
			return false;
	return load8(a + n - 8) == load8(b + n - 8);
}

/* Beyond this a hostile text could make each place a long comparison; the library's search cannot be made slow. */
enum { NEEDLE_MOST = 48 };

#if defined __SSE2__ && !defined PG_PORTABLE
#include <emmintrin.h>

/* The needle's first and last byte, and how far they are apart. */
struct ends {
	__m128i first, last;
	size_t apart;
};

/* Which of the 16, or 8, places from p on have both where they belong. */
static inline unsigned places16(const char *p, struct ends e)
{
	__m128i first = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i last = _mm_loadu_si128((const __m128i *)(const void *)(p + e.apart));

	return (unsigned)_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(first, e.first), _mm_cmpeq_epi8(last, e.last)));
}

static inline unsigned places8(const char *p, struct ends e)
{
	__m128i first = _mm_loadl_epi64((const __m128i *)(const void *)p);
	__m128i last = _mm_loadl_epi64((const __m128i *)(const void *)(p + e.apart));

	return (unsigned)_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(first, e.first), _mm_cmpeq_epi8(last, e.last))) & 0xff;
}

static const char *first_of(const char *p, unsigned places, struct str needle)
{
	for (; places; places &= places - 1) {
		const char *at = p + __builtin_ctz(places);
		if (str_same(at, needle.p, needle.n))
			return at;
	}
	return NULL;
}

/* At least 16, or 8, places, a step of so many at a time; the last step looks at some of them again. */
#define SEARCH(name, step, places_at)                                                                                	static const char *name(const char *p, size_t n, struct str needle)                                          	{                                                                                                            		const struct ends e = { _mm_set1_epi8(needle.p[0]), _mm_set1_epi8(needle.p[needle.n - 1]), needle.n - 1 }; 		const char *last = p + n - (step), *hit;                                                             		unsigned places;                                                                                                                                                                                                          		for (; p < last; p += (step))                                                                        			if ((places = places_at(p, e)) != 0 && (hit = first_of(p, places, needle)) != NULL)          				return hit;                                                                          		places = places_at(last, e);                                                                         		return places ? first_of(last, places, needle) : NULL;                                               	}
SEARCH(search16, 16, places16)
SEARCH(search8, 8, places8)

/* The needle, of 2 to NEEDLE_MOST bytes, at one of the n places from p on. */
static const char *search(const char *p, size_t n, struct str needle)
{
	if (n >= 16)
		return search16(p, n, needle);
	if (n >= 8)
		return search8(p, n, needle);
	for (; n; n--, p++)
		if (*p == needle.p[0] && str_same(p, needle.p, needle.n))
			return p;
	return NULL;
}

#else

static const char *search(const char *p, size_t n, struct str needle)
{
	return memmem(p, n + needle.n - 1, needle.p, needle.n);
}

#endif

size_t str_find(struct str s, struct str what, size_t from)
{
	const char *hit;

	if (from > s.n || what.n > s.n - from)
		return s.n;
	if (what.n == 0)
		return from;
	if (what.n == 1)
		hit = memchr(s.p + from, what.p[0], s.n - from);
	else if (what.n > NEEDLE_MOST)
		hit = memmem(s.p + from, s.n - from, what.p, what.n);
	else
		hit = search(s.p + from, s.n - from - what.n + 1, what);
	return hit ? (size_t)(hit - s.p) : s.n;
}

size_t str_chr(struct str s, char c, size_t from)
{
	const char *hit = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;

	return hit ? (size_t)(hit - s.p) : s.n;
}

enum { BOTH = STR_BEGINS_BLANK | STR_ENDS_BLANK };

#define EIGHT(i) [i] = BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH
const unsigned char str_edges[256] = { EIGHT(0), EIGHT(8), EIGHT(16), EIGHT(24), [0x20] = BOTH, [0x7f] = BOTH,
	[0xc2] = STR_BEGINS_BLANK, [0xe3] = STR_BEGINS_BLANK, [0xef] = STR_BEGINS_BLANK,
	[0x80] = STR_ENDS_BLANK, [0xa0] = STR_ENDS_BLANK, [0xbf] = STR_ENDS_BLANK };
#undef EIGHT

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

struct str str_trim_blanks_left(struct str s)
{
	size_t step;

	while (s.n && (step = space_at(s.p, s.n)) != 0)
		s = str_from(s, step);
	return s;
}

struct str str_trim_blanks_right(struct str s)
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

/* Without a way out, so that the compiler makes steps of many bytes of it. */
bool str_has_digit(struct str s)
{
	unsigned char found = 0;
	for (size_t i = 0; i < s.n; i++)
		found |= (unsigned char)(s.p[i] - '0') < 10;
	return found;
}

bool str_number(struct str s, size_t *value)
{
	const char *p = s.p, *end;
	uint64_t v = 0;

	if (s.n == 0 || s.n > 19) /* as many as 64 bits always hold */
		return false;
	end = p + s.n;
	do {
		unsigned d = (unsigned char)*p - (unsigned)'0';
		if (d > 9)
			return false;
		v = v * 10 + d;
	} while (++p < end);
	*value = (size_t)v;
	return v <= SIZE_MAX;
}

/* Up to three bytes: the first, the middle and the last one, some of them twice. */
static inline uint64_t load_few(struct str s)
{
	return s.n ? (uint64_t)(unsigned char)s.p[0] | (uint64_t)(unsigned char)s.p[s.n / 2] << 8
		| (uint64_t)(unsigned char)s.p[s.n - 1] << 16 : 0;
}

static inline uint64_t fold(uint64_t a, uint64_t b)
{
	unsigned __int128 m = (unsigned __int128)a * b;

	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

/* Sixteen bytes a step, the last of them twice. */
static uint64_t hash_long(struct str s)
{
	const uint64_t one = 0x9e3779b97f4a7c15ULL, two = 0xe7037ed1a0b428dbULL;
	const char *p = s.p, *last = s.p + s.n - 16;
	uint64_t h = s.n * one;

	for (; p < last; p += 16)
		h = fold(load8(p) ^ one, load8(p + 8) ^ h);
	h = fold(load8(last) ^ two, load8(last + 8) ^ h);
	return h ^ h >> 32;
}

uint64_t str_hash(struct str s)
{
	const uint64_t prime = 0x9e3779b97f4a7c15ULL;
	uint64_t h = (0xcbf29ce484222325ULL ^ s.n) * prime, last;

	if (s.n >= 16)
		return hash_long(s);
	if (s.n >= 8) {
		h = (h ^ load8(s.p)) * prime;
		h ^= h >> 29;
		last = load8(s.p + s.n - 8);
	} else {
		last = s.n >= 4 ? (uint64_t)load4(s.p + s.n - 4) << 32 | load4(s.p) : load_few(s);
	}
	h = (h ^ last) * prime;
	return h ^ h >> 32;
}

uint32_t str_next_any(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	size_t n = utf8_sequence(p, s.n - *at);

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

/* How many of eight bytes do not continue a character. */
static inline size_t heads_of(uint64_t w)
{
	return (size_t)(((~w | w << 1) >> 7 & 0x0101010101010101ULL) * 0x0101010101010101ULL >> 56);
}

size_t str_points(struct str s)
{
	uint64_t rest = ~(uint64_t)0 / 0xff * 0x80; /* eight bytes that are none */
	size_t n = 0, at = 0;

	for (; at + 8 <= s.n; at += 8)
		n += heads_of(load8(s.p + at));
	if (at == s.n)
		return n;
	memcpy(&rest, s.p + at, s.n - at);
	return n + heads_of(rest);
}

size_t str_invalid_at(struct str s) { return utf8_find(s, 0, UTF8_ONLY); }

bool str_is_cjk(uint32_t c)
{
	return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe4f)
	    || (c >= 0xff00 && c <= 0xffef) || (c >= 0x20000 && c <= 0x3ffff);
}
