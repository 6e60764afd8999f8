/*
 * pattern_scan: what can be said of a pattern without compiling it.
 *
 * Compiling a grammar's patterns costs a third of a tool's start, and most patterns are tried on texts that
 * cannot match.  Here is known the part of PCRE2's language that grammars are written in.  Of a pattern in it, the
 * check (pattern_check.c) says that it is one for sure, so that it may be compiled when it is first used, and the scan
 * which characters a text must have to match.  Of any other they say nothing, and PCRE2 decides.
 *
 * Ownership: nothing is kept.
 */
#ifndef PG_PATTERN_SCAN_H
#define PG_PATTERN_SCAN_H

#include "mem.h"

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
	uint8_t last[PATTERN_SLOTS];   /* which of those that end with the text (in $) may have it as their last */
	uint8_t all;    /* of each of these sets a matching text has a character; 0: nothing is known */
	uint8_t ways;   /* all ways */
	uint8_t single; /* ways that may match one character only */
	uint8_t front;  /* ways that begin with the text */
	uint8_t han;    /* ways that may begin with an ideograph */
	uint8_t ends;   /* ways that end with it */
	bool anchored;  /* a match begins with the text, and not with its end */
	bool starts;    /* it may begin anywhere, but with few characters only */
};

/* False when the pattern is not surely one, or has more than groups - 1 groups. */
bool pattern_scan(struct str text, size_t groups, struct pattern_need *need);

/* Whether a character of well-formed UTF-8 that begins so is an ideograph from U+4000 to U+9FFF: of three bytes. */
static inline bool pattern_is_han(unsigned char first) { return first - 0xe4u <= 0xe9 - 0xe4; }
/* The same without asking what a text must have, in a fraction of the time.  A NUL stands behind the text. */
bool pattern_check(struct str text, size_t groups);

/*
 * Whether a pattern tells ASCII digits apart (pattern_digits.c).  ALIKE: whatever it says of a text it says, place by
 * place, of one with other digits in their places.  WIDER: not so, but each text that it matches matches `wider`, too,
 * and that does not tell them apart.  TOLD: it may.
 * years: it says the same of texts with the same buf_mould_years: of digits it names 19 and 20 only.
 */
enum pattern_digits { DIGITS_UNASKED, DIGITS_ALIKE, DIGITS_WIDER, DIGITS_TOLD };
enum pattern_digits pattern_digits(struct str text, struct buf *wider, bool *years);

/* The slot of the character at p of well-formed UTF-8; *n: its bytes. */
static inline size_t pattern_slot(const unsigned char *p, size_t *n)
{
	unsigned b = p[0];

	if (b < 0x80) {
		*n = 1;
		return b;
	}
	if (pattern_is_han(p[0])) {
		*n = 3;
		return PATTERN_HAN + ((b * 115 + p[1] * 290u + p[2]) & (PATTERN_SLOTS - PATTERN_HAN - 1));
	}
	*n = b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
	if (b == 0xe2 || b == 0xe3 || b == 0xef)
		return PATTERN_SIGNS + ((b * 31 + p[1] * 71u + p[2]) & (PATTERN_HAN - PATTERN_SIGNS - 1));
	return b < 0xe0 ? PATTERN_TWO : b < 0xf0 ? PATTERN_THREE : PATTERN_FOUR;
}

/* The ways in which s (well-formed) may match: those that end with it must be able to.  $ may stand before a newline. */
static inline uint8_t pattern_ways(const struct pattern_need *need, struct str s)
{
	size_t last = s.n, n;

	if (!need->ends || s.n == 0 || s.p[s.n - 1] == '\n')
		return need->ways;
	do
		last--;
	while (last > 0 && (s.p[last] & 0xc0) == 0x80);
	return (uint8_t)(need->ways & (~need->ends | need->last[pattern_slot((const unsigned char *)s.p + last, &n)]));
}

/* Whether a match in one of these ways may begin at p, by the two characters there. */
static inline bool pattern_begins(const struct pattern_need *need, uint8_t ways, const unsigned char *p, const unsigned char *end)
{
	size_t n;

	ways &= p < end ? need->first[pattern_slot(p, &n)] : 0;
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

/* The next place at or behind `at` (a character's) where a match in one of these ways may begin; s.n: none. */
static inline size_t pattern_start_in(const struct pattern_need *need, uint8_t ways, struct str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
	size_t n = 0;
	bool signs;

	if (at == 0 && s.n) {
		if (pattern_begins(need, ways, p, end))
			return 0;
		(void)pattern_slot(p, &n);
	}
	ways &= (uint8_t)~need->front;
	if (!ways)
		return s.n;
	signs = !(ways & need->han);
	for (at += n; at < s.n; at += n) {
		n = 3;
		if (signs && pattern_is_han(p[at]))
			continue;
		if (need->first[pattern_slot(p + at, &n)] & ways && pattern_begins(need, ways, p + at, end))
			return at;
	}
	return s.n;
}

static inline size_t pattern_start(const struct pattern_need *need, struct str s, size_t at)
{
	return pattern_start_in(need, pattern_ways(need, s), s, at);
}

/* Whether s (well-formed) may match, and where that may begin.  A long text has all that a match needs, most likely. */
static inline bool pattern_may_match(const struct pattern_need *need, struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint8_t ways = pattern_ways(need, s);

	*at = 0;
	if (!ways && need->ends)
		return false;
	if (need->anchored && !pattern_begins(need, ways, p, p + s.n))
		return false;
	if (need->starts && (*at = pattern_start_in(need, ways, s, 0)) == s.n)
		return false;
	return s.n > PATTERN_LONG || pattern_has_all(need, str_from(s, *at));
}

#endif
