#include "utf8.h"

size_t utf8_sequence(const unsigned char *p, size_t n)
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

/* ---- eight bytes a step ---- */

static const uint64_t low_bits = 0x0101010101010101ULL, high_bits = 0x8080808080808080ULL;

static inline uint64_t load(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	v = __builtin_bswap64(v);
#endif
	return v;
}

/* The high bit of each byte that is c. */
static inline uint64_t equal_in(uint64_t v, char c)
{
	uint64_t low = ~high_bits, x = v ^ (unsigned char)c * low_bits;

	return ~(((x & low) + low) | x) & high_bits;
}

/* The same of each byte that is below 0x0e. */
static inline uint64_t low_in(uint64_t v)
{
	return ~(((v & ~high_bits) + (0x80 - 0x0e) * low_bits) | v) & high_bits;
}

/* The high bits of eight bytes, side by side. */
static inline uint64_t gather(uint64_t v) { return ((v >> 7) * 0x0102040810204080ULL) >> 56; }

/* Adds the signs of eight bytes, of which the first is the i-th of a block. */
static inline void add_signs(struct utf8_signs *signs, uint64_t v, size_t i)
{
	uint64_t tab = equal_in(v, '\t');

	signs->tab |= gather(tab) << i;
	signs->other |= gather((low_in(v) | equal_in(v, '\\')) & ~tab) << i;
}

static void mark_portable(struct str s, struct utf8_signs *signs)
{
	char last[8] = "        ";
	size_t at = 0;

	memset(signs, 0, (s.n + UTF8_BLOCK - 1) / UTF8_BLOCK * sizeof *signs);
	for (; at + 8 <= s.n; at += 8)
		add_signs(&signs[at / UTF8_BLOCK], load(s.p + at), at % UTF8_BLOCK);
	if (at == s.n)
		return;
	memcpy(last, s.p + at, s.n - at);
	add_signs(&signs[at / UTF8_BLOCK], load(last), at % UTF8_BLOCK);
}

size_t utf8_portable(struct str s, size_t from, enum utf8_also also, struct utf8_signs *signs)
{
	size_t at = from, n;

	if (signs)
		mark_portable(s, signs);
	for (; at < s.n; at += n) {
		const unsigned char *p = (const unsigned char *)s.p + at;
		uint64_t w;
		n = 8;
		if (s.n - at >= 8 && ((w = load(s.p + at)) & high_bits) == 0 && (also == UTF8_ONLY || ((w - low_bits) & high_bits) == 0))
			continue;
		n = utf8_is_common(p, s.n - at) ? 3 : utf8_sequence(p, s.n - at);
		if (n == 0 || (also == UTF8_OR_NUL && *p == '\0'))
			return at;
	}
	return s.n;
}

/* ---- 32 bytes a step ---- */

#if defined __x86_64__ && !defined PG_PORTABLE
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define AVX2_INLINE static inline __attribute__((target("avx2"), always_inline))

/*
 * What may be wrong with a byte and the one before it, a bit each.  Three tables, by the upper and the lower half
 * of the byte before and by the upper half of the byte itself, say which of it each half allows for; what all
 * three allow for is so.  FOLLOWS is wrong only where no lead byte two or three before asks for it.  The idea of the
 * three tables is J. Keiser's and D. Lemire's (Validating UTF-8 In Less Than One Instruction Per Byte, 2021).
 */
enum {
	SHORT = 1,        /* a lead byte, and nothing that continues it */
	STRAY = 2,        /* ASCII, and a continuation */
	LONG_TWO = 4,     /* C0, C1 */
	LONG_THREE = 8,   /* E0 80..9F */
	SURROGATE = 16,   /* ED A0..BF */
	LONG_FOUR = 32,   /* F0 80..8F; also F5 to FF before the same */
	TOO_LARGE = 64,   /* F4 90..BF and all beyond */
	FOLLOWS = 128,    /* two continuations */
	ANY_LOW = SHORT | STRAY | FOLLOWS,
	CONTINUES = STRAY | LONG_TWO | FOLLOWS,
};

static const unsigned char before_upper[16] = { STRAY, STRAY, STRAY, STRAY, STRAY, STRAY, STRAY, STRAY, FOLLOWS, FOLLOWS, FOLLOWS,
	FOLLOWS, SHORT | LONG_TWO, SHORT, SHORT | LONG_THREE | SURROGATE, SHORT | LONG_FOUR | TOO_LARGE };
static const unsigned char before_lower[16] = {
	ANY_LOW | LONG_TWO | LONG_THREE | LONG_FOUR, ANY_LOW | LONG_TWO, ANY_LOW, ANY_LOW, ANY_LOW | TOO_LARGE,
#define BEYOND (ANY_LOW | TOO_LARGE | LONG_FOUR)
	BEYOND, BEYOND, BEYOND, BEYOND, BEYOND, BEYOND, BEYOND, BEYOND, BEYOND | SURROGATE, BEYOND, BEYOND
#undef BEYOND
};
static const unsigned char itself_upper[16] = { SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
	CONTINUES | LONG_THREE | LONG_FOUR, CONTINUES | LONG_THREE | TOO_LARGE, CONTINUES | SURROGATE | TOO_LARGE,
	CONTINUES | SURROGATE | TOO_LARGE, SHORT, SHORT, SHORT, SHORT };

/* A sign but TAB stands in the place of its own lower half; in the others stands what never has that lower half. */
static const unsigned char others[16] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '\n', 0, '\\', '\r', 0, 0 };

/* Sixteen times the same; written down, or the compiler makes them anew for each block. */
#define SIXTEEN(c) { c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c }
static const unsigned char lower[16] = SIXTEEN(0x0f), top[16] = SIXTEEN(0x80), tabs[16] = SIXTEEN('\t');
/* From a lead byte of three, and of four, bytes on, what is left when these are taken away has the top bit. */
static const unsigned char of_three[16] = SIXTEEN(0xe0 - 0x80), of_four[16] = SIXTEEN(0xf0 - 0x80);

struct vectors {
	__m256i before_upper, before_lower, itself_upper, tabs, others, lower, top, of_three, of_four;
	__m256i last; /* the 32 bytes before those in hand */
	__m256i wrong;
};

AVX2_INLINE __m256i twice(const unsigned char table[16])
{
	return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table));
}

AVX2_INLINE __m256i upper_half(const struct vectors *t, __m256i v) { return _mm256_and_si256(_mm256_srli_epi16(v, 4), t->lower); }

/* Adds what is wrong with v to t->wrong, which is all zeros as long as nothing is. */
AVX2_INLINE void check(struct vectors *t, __m256i v)
{
	__m256i across = _mm256_permute2x128_si256(t->last, v, 0x21);
	__m256i one = _mm256_alignr_epi8(v, across, 15), two = _mm256_alignr_epi8(v, across, 14),
		three = _mm256_alignr_epi8(v, across, 13);
	__m256i found = _mm256_and_si256(_mm256_shuffle_epi8(t->before_upper, upper_half(t, one)),
	    _mm256_and_si256(_mm256_shuffle_epi8(t->before_lower, _mm256_and_si256(one, t->lower)),
		_mm256_shuffle_epi8(t->itself_upper, upper_half(t, v))));
	__m256i asked = _mm256_or_si256(_mm256_subs_epu8(two, t->of_three), _mm256_subs_epu8(three, t->of_four));

	t->wrong = _mm256_or_si256(t->wrong, _mm256_xor_si256(found, _mm256_and_si256(asked, t->top)));
	t->last = v;
}

/* The two halves of a block.  ASCII behind ASCII has nothing wrong. */
AVX2_INLINE void step(struct vectors *t, __m256i a, __m256i b, enum utf8_also also)
{
	__m256i zero = _mm256_setzero_si256();

	if (_mm256_movemask_epi8(_mm256_or_si256(_mm256_or_si256(a, b), t->last))) {
		check(t, a);
		check(t, b);
	}
	if (also == UTF8_OR_NUL)
		t->wrong = _mm256_or_si256(t->wrong, _mm256_or_si256(_mm256_cmpeq_epi8(a, zero), _mm256_cmpeq_epi8(b, zero)));
}

AVX2_INLINE uint64_t equal_bits(__m256i a, __m256i b) { return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, b)); }

AVX2_INLINE struct utf8_signs signs_of(const struct vectors *t, __m256i a, __m256i b)
{
	return (struct utf8_signs){ equal_bits(t->tabs, a) | equal_bits(t->tabs, b) << 32,
		equal_bits(_mm256_shuffle_epi8(t->others, a), a) | equal_bits(_mm256_shuffle_epi8(t->others, b), b) << 32 };
}

/* The block at s[at]; one that s does not fill is made in `room`, blanks behind it. */
static inline const char *block_at(struct str s, size_t at, char room[UTF8_BLOCK])
{
	if (s.n - at >= UTF8_BLOCK)
		return s.p + at;
	memset(room, ' ', UTF8_BLOCK);
	memcpy(room, s.p + at, s.n - at);
	return room;
}

AVX2_INLINE struct vectors vectors(void)
{
	return (struct vectors){ .before_upper = twice(before_upper), .before_lower = twice(before_lower),
		.itself_upper = twice(itself_upper), .tabs = twice(tabs), .others = twice(others), .lower = twice(lower),
		.top = twice(top), .of_three = twice(of_three), .of_four = twice(of_four) };
}

AVX2_INLINE bool is_wrong(const struct vectors *t) { return !_mm256_testz_si256(t->wrong, t->wrong); }
AVX2_INLINE __m256i load_half(const char *p) { return _mm256_loadu_si256((const __m256i *)(const void *)p); }

/* Where the first block begins that has something wrong in it, or s.n: the sequence may have begun before it. */
AVX2_INLINE size_t find_block(struct str s, size_t from, enum utf8_also also)
{
	struct vectors t = vectors();
	char room[UTF8_BLOCK];

	for (size_t at = from; at < s.n; at += UTF8_BLOCK) {
		const char *p = block_at(s, at, room);
		step(&t, load_half(p), load_half(p + UTF8_BLOCK / 2), also);
		if (is_wrong(&t))
			return at;
	}
	return s.n;
}

AVX2 static size_t find_avx2(struct str s, size_t from, enum utf8_also also)
{
	return also == UTF8_ONLY ? find_block(s, from, UTF8_ONLY) : find_block(s, from, UTF8_OR_NUL);
}

AVX2_INLINE struct utf8_signs mark_block(struct vectors *t, const char *p)
{
	__m256i a = load_half(p), b = load_half(p + UTF8_BLOCK / 2);

	step(t, a, b, UTF8_ONLY);
	return signs_of(t, a, b);
}

/* All blocks are marked anyway: that something is wrong is seldom, need not be asked of each, and is said as 0. */
AVX2 static size_t mark_avx2(struct str s, struct utf8_signs *signs)
{
	struct vectors t = vectors();
	const size_t whole = s.n - s.n % UTF8_BLOCK;
	char room[UTF8_BLOCK];

	for (const char *p = s.p, *end = p + whole; p < end; p += UTF8_BLOCK)
		*signs++ = mark_block(&t, p);
	if (whole < s.n)
		*signs = mark_block(&t, block_at(s, whole, room));
	return is_wrong(&t) ? 0 : s.n;
}

/* The exact place: from the beginning of the character that begins, or goes on, three bytes before the block. */
static size_t settle(struct str s, size_t from, size_t wrong, enum utf8_also also)
{
	size_t at = wrong - from > 3 ? wrong - 3 : from;

	while (at > from && ((unsigned char)s.p[at] & 0xc0) == 0x80)
		at--;
	return utf8_portable(s, at, also, NULL);
}

size_t utf8_find(struct str s, size_t from, enum utf8_also also)
{
	if (s.n - from < UTF8_BLOCK || !__builtin_cpu_supports("avx2"))
		return utf8_portable(s, from, also, NULL);
	return settle(s, from, find_avx2(s, from, also), also);
}

size_t utf8_mark(struct str s, struct utf8_signs *signs)
{
	if (!__builtin_cpu_supports("avx2"))
		return utf8_portable(s, 0, UTF8_ONLY, signs);
	return settle(s, 0, mark_avx2(s, signs), UTF8_ONLY);
}

#else

size_t utf8_find(struct str s, size_t from, enum utf8_also also) { return utf8_portable(s, from, also, NULL); }

size_t utf8_mark(struct str s, struct utf8_signs *signs) { return utf8_portable(s, 0, UTF8_ONLY, signs); }

#endif
