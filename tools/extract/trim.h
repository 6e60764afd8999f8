/*
 * trim: str_trim and str_blank, where nearly every text has nothing at its ends to cut off.
 */
#ifndef PG_TRIM_H
#define PG_TRIM_H

#include "../../common/str.h"

/* What a byte at an end of a text may be white space of (U+00A0, U+3000, U+FEFF). */
enum { TRIM_BEGINS = 1, TRIM_ENDS = 2 };
static const unsigned char trim_kind[256] = {
	[0 ... ' '] = TRIM_BEGINS | TRIM_ENDS, [0x7f] = TRIM_BEGINS | TRIM_ENDS,
	[0xc2] = TRIM_BEGINS, [0xe3] = TRIM_BEGINS, [0xef] = TRIM_BEGINS,
	[0x80] = TRIM_ENDS, [0xa0] = TRIM_ENDS, [0xbf] = TRIM_ENDS,
};

static inline bool trim_begins(struct str s) { return trim_kind[(unsigned char)s.p[0]] & TRIM_BEGINS; }
static inline bool trim_ends(struct str s) { return trim_kind[(unsigned char)s.p[s.n - 1]] & TRIM_ENDS; }

static inline struct str trim_text(struct str s)
{
	return s.n && (trim_begins(s) || trim_ends(s)) ? str_trim(s) : s;
}

static inline bool trim_blank(struct str s) { return s.n == 0 || (trim_begins(s) && trim_ends(s) && str_blank(s)); }

#endif
