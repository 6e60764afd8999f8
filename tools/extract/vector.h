/*
 * vector: sixteen bytes at a time: which of them are one of a few.
 *
 * SSE2 where the compiler has it (on amd64 always), elsewhere the same in plain C.  A mask's bit 0 is the first byte.
 */
#ifndef PG_VECTOR_H
#define PG_VECTOR_H

#include <stddef.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { VECTOR_BYTES = 16 };

/* Which of the sixteen bytes at p are c. */
static inline unsigned vector_is(const char *p, char c)
{
#ifdef __SSE2__
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(c)));
#else
	unsigned mask = 0;
	for (unsigned i = 0; i < VECTOR_BYTES; i++)
		mask |= (unsigned)(p[i] == c) << i;
	return mask;
#endif
}

/* Which of them are a, b or c. */
static inline unsigned vector_is_one_of(const char *p, char a, char b, char c)
{
#ifdef __SSE2__
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i ab = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(a)), _mm_cmpeq_epi8(v, _mm_set1_epi8(b)));
	return (unsigned)_mm_movemask_epi8(_mm_or_si128(ab, _mm_cmpeq_epi8(v, _mm_set1_epi8(c))));
#else
	return vector_is(p, a) | vector_is(p, b) | vector_is(p, c);
#endif
}

/* Which of them begin a character of UTF-8. */
static inline unsigned vector_heads(const char *p)
{
#ifdef __SSE2__
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	return (unsigned)_mm_movemask_epi8(_mm_cmpgt_epi8(v, _mm_set1_epi8(-65)));
#else
	unsigned mask = 0;
	for (unsigned i = 0; i < VECTOR_BYTES; i++)
		mask |= (unsigned)(((unsigned char)p[i] & 0xc0) != 0x80) << i;
	return mask;
#endif
}

/* vector_is of the bytes p[at, n), at most sixteen of them; only p[0, n) is read. */
static inline unsigned vector_is_in(const char *p, size_t at, size_t n, char c)
{
	unsigned mask = 0;

	if (n - at >= VECTOR_BYTES)
		return vector_is(p + at, c);
	if (n >= VECTOR_BYTES) /* the last sixteen, less those before at */
		return vector_is(p + n - VECTOR_BYTES, c) >> (VECTOR_BYTES - (n - at));
	for (size_t i = at; i < n; i++)
		mask |= (unsigned)(p[i] == c) << (i - at);
	return mask;
}

#endif
