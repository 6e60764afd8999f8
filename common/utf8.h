/*
 * utf8: whether bytes are well-formed UTF-8 (Unicode 15, table 3-7), many bytes a step.
 *
 * 32 bytes at a time where the processor has AVX2, which is asked at run time; eight at a time elsewhere.
 * Both find the same (utf8_portable is there for the test that proves it).  Offsets count bytes.
 * Nothing here owns or keeps anything.
 */
#ifndef PG_UTF8_H
#define PG_UTF8_H

#include "str.h"

enum { UTF8_BLOCK = 64 }; /* bytes that one word of marks speaks of */

/* What utf8_find looks for besides broken sequences. */
enum utf8_also { UTF8_ONLY, UTF8_OR_NUL };

/*
 * Offset of the first byte at or after `from`, where a character begins, that is part of no well-formed
 * sequence (or is NUL, if that is asked for); s.n when all is well.
 */
size_t utf8_find(struct str s, size_t from, enum utf8_also also);

/*
 * Where the signs of a stream stand in a block: bit i is set where its byte i is one.  Most are TABs, which need no
 * second look; the others are LF, CR, NUL and the backslash, and perhaps other bytes below 0x0e.
 */
struct utf8_signs {
	uint64_t tab, other;
};

/*
 * The same from 0 on, and the signs of s: `signs` has room for each block that s begins; bits behind s are 0.
 * They are complete also behind a broken byte.
 */
size_t utf8_mark(struct str s, struct utf8_signs *signs);

/* Length of the well-formed sequence that p begins with, 1 to 4; 0 when it is broken.  n, at least 1, bytes can be read. */
size_t utf8_sequence(const unsigned char *p, size_t n);

/* Whether p begins with one of U+1000 to U+CFFF, which most of a filing is: no overlong form and no surrogate begins so. */
static inline bool utf8_is_common(const unsigned char *p, size_t n)
{
	return *p >= 0xe1 && *p <= 0xec && n >= 3 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80;
}

/* What the two do without AVX2; signs may be NULL. */
size_t utf8_portable(struct str s, size_t from, enum utf8_also also, struct utf8_signs *signs);

#endif
