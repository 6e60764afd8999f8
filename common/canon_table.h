/*
 * canon_table: what canonical text makes of each code point of the basic plane, in blocks of 64.
 *
 * canon_table.c is written by tests/unit/test_canon_table.c (how: see there), which also proves it equal
 * to ICU for every code point.  A code point is
 *   clean     its bit is set: it stays as it is and no normal form joins it with what stands before it;
 *   mapped    its bit is clear and canon_value[] gives another code point, a blank for every blank;
 *             ( ) : ; , are mapped to themselves: what they become hangs on their neighbours;
 *   for ICU   its bit is clear and there is no value (CANON_ICU).
 * Blocks that filings hardly ever use are left to ICU as a whole (all bits clear, first 0).
 */
#ifndef PG_CANON_TABLE_H
#define PG_CANON_TABLE_H

#include <uchar.h>

#include "str.h"

enum { CANON_TEXT, CANON_KEY, CANON_USES };
enum { CANON_ICU = 0, CANON_WIDE = 1 };

/* Mapped code points whose value lies beyond the basic plane (canon_value holds CANON_WIDE). */
struct canon_wide {
	uint16_t from;
	uint32_t to;
};

/* All by code point / 64, i.e. by the first two bytes of its three-byte form. */
enum { CANON_BLOCKS = 1024 };
/* Bits of clean code points: for canonical text; for comparison keys (NFKC, lower case). */
extern const uint64_t canon_clean[CANON_USES][CANON_BLOCKS];
/* Where the values of a block's mapped code points start in canon_value; 0: none. */
extern const uint16_t canon_first[CANON_BLOCKS];
/* One value for each clear bit of canon_clean[CANON_TEXT] in blocks that have values, in order. */
extern const char16_t canon_value[];
extern const struct canon_wide canon_wide[];
extern const unsigned canon_wides;

uint32_t canon_fold_mapped(uint32_t c); /* of a code point below U+10000 that is not clean */

/* What c becomes: itself, a blank for every blank, another code point, or CANON_ICU. */
static inline uint32_t canon_fold(uint32_t c)
{
	if (c >= 0x10000) /* of the two planes of ideographs only the compatibility ones change */
		return c >= 0x20000 && c < 0x40000 && (c < 0x2f800 || c > 0x2fa1f) ? c : CANON_ICU;
	return canon_clean[CANON_TEXT][c >> 6] >> (c & 63) & 1 ? c : canon_fold_mapped(c);
}

/* str_next for well-formed text, where nearly all is ASCII or of three bytes. */
static inline uint32_t canon_next(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;

	if (*p < 0x80) {
		*at += 1;
		return *p;
	}
	if ((*p & 0xf0) != 0xe0 || s.n - *at < 3)
		return str_next(s, at);
	*at += 3;
	return (*p & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
}

/*
 * Offset of the first byte at or after `at` that is not known to be clean.  The hot loop of canonical text:
 * a table look-up a character, nothing decoded.  Never reads beyond s, even of broken UTF-8.
 */
static inline size_t canon_clean_until(struct str s, size_t at, int use)
{
	const unsigned char *p = (const unsigned char *)s.p;
	const uint64_t *clean = canon_clean[use];
	size_t whole = s.n < 3 ? 0 : s.n - 2; /* before it, three bytes are there */
	unsigned lead;

	while (at < s.n) {
		for (; at < whole && (lead = p[at] ^ 0xe0u) < 16; at += 3) /* of three bytes, as nearly all are */
			if (!(clean[lead << 6 | (p[at + 1] & 63u)] >> (p[at + 2] & 63) & 1))
				return at;
		if (at == s.n)
			break;
		if (p[at] < 0x80) {
			if (!(clean[p[at] >> 6] >> (p[at] & 63) & 1))
				break;
			at++;
		} else {
			if ((p[at] & 0xe0) != 0xc0 || s.n - at < 2 || !(clean[p[at] & 31u] >> (p[at + 1] & 63) & 1))
				break;
			at += 2;
		}
	}
	return at < s.n ? at : s.n;
}

#endif
