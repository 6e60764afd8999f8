/*
 * pipes: the pipes of one row, eight bytes at a time.
 *
 * Most cells are so short that a memchr for each of them costs more than looking at all bytes once.
 */
#ifndef PG_PIPES_H
#define PG_PIPES_H

#include "../../common/str.h"

struct pipes {
	struct str s;
	size_t at;      /* bytes that were looked at */
	uint64_t found; /* pipes among the last eight: the high bit of their byte */
};

static inline uint64_t pipes_in(const char *p)
{
	const uint64_t ones = 0x0101010101010101ULL, low = 0x7f * ones;
	uint64_t w;

	memcpy(&w, p, sizeof w);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	w ^= '|' * ones;
	return ~(((w & low) + low) | w | low);
}

static inline size_t pipes_next(struct pipes *p)
{
	while (p->found == 0) {
		char last[8] = { 0 };
		if (p->at >= p->s.n)
			return p->s.n;
		if (p->s.n - p->at >= 8) {
			p->found = pipes_in(p->s.p + p->at);
		} else {
			memcpy(last, p->s.p + p->at, p->s.n - p->at);
			p->found = pipes_in(last);
		}
		p->at += 8;
	}
	size_t bit = (size_t)__builtin_ctzll(p->found);
	p->found &= p->found - 1;
	return p->at - 8 + bit / 8;
}

/* The next pipe that parts cells: no backslash stands before it (behind `from`, where the cell begins). */
static inline size_t pipes_part(struct pipes *p, size_t from)
{
	size_t at = pipes_next(p);

	while (at < p->s.n && at > from && p->s.p[at - 1] == '\\')
		at = pipes_next(p);
	return at;
}

/* The next pipe at or after `at` that no backslash makes a character; s.n when there is none. */
static inline size_t pipe_at(struct str s, size_t at)
{
	size_t from = at;

	while ((at = str_chr(s, '|', at)) < s.n && at > from && s.p[at - 1] == '\\')
		at++;
	return at;
}

static inline size_t pipes_count(struct str s)
{
	struct pipes p = { .s = s };
	size_t n = 0;

	for (size_t at = pipes_part(&p, 0); at < s.n; at = pipes_part(&p, at + 1))
		n++;
	return n;
}

static inline bool pipe_ends(struct str s)
{
	return s.n > 0 && s.p[s.n - 1] == '|' && !(s.n > 1 && s.p[s.n - 2] == '\\');
}

#endif
