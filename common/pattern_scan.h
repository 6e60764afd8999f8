/*
 * pattern_scan: what can be said of a pattern without compiling it.
 *
 * Compiling a grammar's patterns costs a third of a tool's start, and most patterns are tried on texts that
 * cannot match.  The scan knows the part of PCRE2's language that grammars are written in.  Of a pattern in it,
 * it says that it is one for sure (so that it may be compiled when it is first used) and which characters a
 * text must have to match.  Of any other it says nothing, and PCRE2 decides.
 *
 * Ownership: nothing is kept.
 */
#ifndef PG_PATTERN_SCAN_H
#define PG_PATTERN_SCAN_H

#include "str.h"

/*
 * Characters by slot: ASCII each its own; signs (U+2000 to U+3FFF, U+F000 to U+FFFF) and ideographs
 * (U+4000 to U+9FFF) share slots by a hash, each among themselves, for patterns often want signs and texts are ideographs;
 * one each, of ASCII's controls, for all others of two, three and four bytes.
 */
enum { PATTERN_SIGNS = 128, PATTERN_HAN = 256, PATTERN_SLOTS = 768, PATTERN_TWO = 1, PATTERN_THREE, PATTERN_FOUR,
	PATTERN_WAYS = 8, PATTERN_LONG = 1024 };

struct pattern_need {
	uint8_t sets[PATTERN_SLOTS];   /* which of the needed sets have the slot */
	uint8_t first[PATTERN_SLOTS];  /* which ways to match may begin so; a way is an alternative of the whole pattern */
	uint8_t second[PATTERN_SLOTS]; /* which may have it as their second character */
	uint8_t all;    /* of each of these sets a matching text has a character; 0: nothing is known */
	uint8_t single; /* ways that may match one character only */
	bool anchored;  /* a match begins with the text, and not with its end */
	bool starts;    /* it may begin anywhere, but with few characters only */
};

/* False when the pattern is not surely one, or has more than groups - 1 groups.  need may be NULL. */
bool pattern_scan(struct str text, size_t groups, struct pattern_need *need);

/* The slot of the character at p of well-formed UTF-8; *n: its bytes. */
static inline size_t pattern_slot(const unsigned char *p, size_t *n)
{
	unsigned b = p[0];

	if (b < 0x80) {
		*n = 1;
		return b;
	}
	if (b - 0xe4 <= 0xe9 - 0xe4) {
		*n = 3;
		return PATTERN_HAN + ((b * 115 + p[1] * 290u + p[2]) & (PATTERN_SLOTS - PATTERN_HAN - 1));
	}
	*n = b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
	if (b == 0xe2 || b == 0xe3 || b == 0xef)
		return PATTERN_SIGNS + ((b * 31 + p[1] * 71u + p[2]) & (PATTERN_HAN - PATTERN_SIGNS - 1));
	return b < 0xe0 ? PATTERN_TWO : b < 0xf0 ? PATTERN_THREE : PATTERN_FOUR;
}

/* Whether a match may begin at p, by the two characters there. */
static inline bool pattern_begins(const struct pattern_need *need, const unsigned char *p, const unsigned char *end)
{
	size_t n;
	uint8_t ways = p < end ? need->first[pattern_slot(p, &n)] : 0;

	if (!ways)
		return false;
	p += n;
	return (ways & (p < end ? need->second[pattern_slot(p, &n)] | need->single : need->single)) != 0;
}

/* Whether s (well-formed) has a character of every needed set. */
static inline bool pattern_has_all(const struct pattern_need *need, struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
	unsigned seen = 0;
	size_t n;

	for (; (seen & need->all) != need->all; p += n) {
		if (p >= end)
			return false;
		seen |= need->sets[pattern_slot(p, &n)];
	}
	return true;
}

/* The next place at or behind `at` (a character's) where a match may begin; s.n when there is none. */
static inline size_t pattern_start(const struct pattern_need *need, struct str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
	size_t n;

	for (; at < s.n; at += n) {
		if (need->first[pattern_slot(p + at, &n)] && pattern_begins(need, p + at, end))
			break;
	}
	return at;
}

/* Whether s (well-formed) may match, and where that may begin.  A long text has all that a match needs, most likely. */
static inline bool pattern_may_match(const struct pattern_need *need, struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p;

	*at = 0;
	if (need->anchored && !pattern_begins(need, p, p + s.n))
		return false;
	if (need->starts && (*at = pattern_start(need, s, 0)) == s.n)
		return false;
	return s.n > PATTERN_LONG || pattern_has_all(need, str_from(s, *at));
}

#endif
