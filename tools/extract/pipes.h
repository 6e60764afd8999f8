/*
 * pipes: the pipes of one row, sixteen bytes at a time.
 *
 * Most cells are so short that a memchr for each of them costs more than looking at all bytes once.
 */
#ifndef PG_PIPES_H
#define PG_PIPES_H

#include "vector.h"

#include "../../common/str.h"

struct pipes {
	struct str s;
	size_t at;      /* bytes that were looked at */
	unsigned found; /* pipes among the last sixteen */
};

static inline size_t pipes_next(struct pipes *p)
{
	unsigned found = p->found;

	while (found == 0) {
		if (p->at >= p->s.n)
			return p->s.n;
		found = vector_is_in(p->s.p, p->at, p->s.n, '|');
		p->at += VECTOR_BYTES;
	}
	p->found = found & (found - 1);
	return p->at - VECTOR_BYTES + (size_t)__builtin_ctz(found);
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
