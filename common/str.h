/*
 * str: a view of bytes that somebody else owns.
 *
 * Ownership: a view never owns; it lives as long as what it points into (see the
 * header of whoever handed it out).  Bytes are UTF-8 unless a header says "as filed".
 * Lengths and offsets count bytes.  A view need not end in NUL; an absent text is a
 * view of length 0, whose pointer may be NULL.
 */
#ifndef PG_STR_H
#define PG_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

/* A view of a string literal. */
#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
/* For printf's %.*s. */
#define STR_ARG(s) (int)((s).n > 4096 ? 4096 : (s).n), ((s).n ? (s).p : "")

static inline struct str str_of(const char *p, size_t n) { return (struct str){ p, n }; }
static inline struct str str_c(const char *z) { return (struct str){ z, z ? strlen(z) : 0 }; }
static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline struct str str_from(struct str s, size_t at)
{
	at = at < s.n ? at : s.n;
	return at ? str_of(s.p + at, s.n - at) : s; /* nothing may be added to NULL, not even 0 */
}
static inline struct str str_to(struct str s, size_t n) { return str_of(s.p, n < s.n ? n : s.n); }

/* Byte order, shorter first where one begins with the other: <0, 0, >0. */
int str_compare(struct str a, struct str b);
bool str_starts(struct str s, struct str with);
bool str_ends(struct str s, struct str with);
/* Offset of the first occurrence of `what` at or after `from`; s.n when there is none. */
size_t str_find(struct str s, struct str what, size_t from);
/* Offset of the first byte c at or after `from`; s.n when there is none. */
size_t str_chr(struct str s, char c, size_t from);

/* Cuts white space off both ends: ASCII blanks and controls, U+00A0, U+3000, U+FEFF. */
struct str str_trim(struct str s);
struct str str_trim_left(struct str s);
struct str str_trim_right(struct str s);
bool str_blank(struct str s);

/* A decimal count without sign; false when s is not one or does not fit. */
bool str_number(struct str s, size_t *value);

/* 64-bit hash (FNV-1a folded 8 bytes at a time); not for hostile keys without a cap on chains. */
uint64_t str_hash(struct str s);

/*
 * The code point at *at, which moves behind it.  Broken bytes give U+FFFD, a byte at a time,
 * so the loop always ends.  Must not be called at the end of s.
 */
uint32_t str_next(struct str s, size_t *at);
/* Encodes c as UTF-8 into out (4 bytes); the number of bytes written. */
size_t str_encode(uint32_t c, char out[4]);
/* How many code points s holds. */
size_t str_points(struct str s);
/* Offset of the first byte that is not part of well-formed UTF-8; s.n when all is well. */
size_t str_invalid_at(struct str s);
/* Han ideographs, kana, CJK punctuation and full-width forms: what stands without blanks. */
bool str_is_cjk(uint32_t c);

#endif
