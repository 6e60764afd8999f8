/*
 * plain: copies text up to a byte that its target writes otherwise, sixteen bytes at a time.
 *
 * Cells are short and hardly any holds such a byte: a search and then a memcpy cost more than copying
 * at once and looking at what was copied.  Lengths below sixteen are covered by two words that overlap.
 *
 * What is looked for is a function from sixteen bytes to a mask (0xff where the byte is one), given by
 * name, so that the compiler puts it in place.  Nothing behind the text is read or written.
 */
#ifndef PG_RENDER_PLAIN_H
#define PG_RENDER_PLAIN_H

#include "common/mem.h"

typedef unsigned char plain_block __attribute__((vector_size(16)));

static inline bool plain_any(plain_block mask)
{
#ifdef __SSE2__
	typedef char signs __attribute__((vector_size(16)));
	return __builtin_ia32_pmovmskb128((signs)mask) != 0;
#else
	uint64_t half[2];

	memcpy(half, &mask, sizeof half);
	return (half[0] | half[1]) != 0;
#endif
}

/* The same for each byte, as bits from the first one on. */
static inline unsigned plain_bits(plain_block mask)
{
#ifdef __SSE2__
	typedef char signs __attribute__((vector_size(16)));
	return (unsigned)__builtin_ia32_pmovmskb128((signs)mask);
#else
	unsigned bits = 0;

	for (unsigned i = 0; i < sizeof mask; i++)
		bits |= (mask[i] & 1u) << i;
	return bits;
#endif
}

static inline plain_block plain_pair(uint64_t a, uint64_t z)
{
	typedef uint64_t pair __attribute__((vector_size(16)));

	return (plain_block)(pair){ a, z };
}

/* The same for fewer than eight bytes. */
static inline size_t plain_copy_short(char *to, struct str s, plain_block (*marks)(plain_block))
{
	uint32_t a, z;

	if (s.n >= 4) {
		memcpy(&a, s.p, 4);
		memcpy(&z, s.p + s.n - 4, 4);
		memcpy(to, &a, 4);
		memcpy(to + s.n - 4, &z, 4);
	} else {
		if (s.n == 0)
			return 0;
		to[0] = s.p[0];
		to[s.n / 2] = s.p[s.n / 2];
		to[s.n - 1] = s.p[s.n - 1];
		a = z = (uint32_t)(unsigned char)s.p[0] * 0x01000001 | (uint32_t)(unsigned char)s.p[s.n / 2] << 8
		    | (uint32_t)(unsigned char)s.p[s.n - 1] << 16;
	}
	return plain_any(marks(plain_pair((uint64_t)z << 32 | a, (uint64_t)z << 32 | a))) ? 0 : s.n;
}

/*
 * Copies s to `to`, which has room for all of it; returns s.n when nothing in it is marked, else how many bytes
 * before the first mark are done (all that stand before it, or fewer).
 */
static inline __attribute__((always_inline)) size_t plain_copy(char *to, struct str s, plain_block (*marks)(plain_block))
{
	plain_block v;
	uint64_t a, z;

	if (s.n < 8)
		return plain_copy_short(to, s, marks);
	if (s.n < sizeof v) {
		memcpy(&a, s.p, 8);
		memcpy(&z, s.p + s.n - 8, 8);
		memcpy(to, &a, 8);
		memcpy(to + s.n - 8, &z, 8);
		return plain_any(marks(plain_pair(a, z))) ? 0 : s.n;
	}
	for (size_t i = 0; i < s.n - sizeof v; i += sizeof v) {
		memcpy(&v, s.p + i, sizeof v);
		memcpy(to + i, &v, sizeof v);
		if (plain_any(marks(v)))
			return i;
	}
	memcpy(&v, s.p + s.n - sizeof v, sizeof v);
	memcpy(to + s.n - sizeof v, &v, sizeof v);
	return plain_any(marks(v)) ? 0 : s.n;
}

#endif
