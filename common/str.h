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

/*
 * Whether n bytes, at least 1, are the same.  Most are not, and Chinese words that differ do so in their last byte
 * rather than in their first; memcmp costs more than the few words of eight bytes that a name has.
 */
bool str_same(const char *a, const char *b, size_t n);
static inline bool str_alike(const char *a, const char *b, size_t n)
{
	return a[n - 1] == b[n - 1] && (__builtin_constant_p(n) ? memcmp(a, b, n) == 0 : str_same(a, b, n));
}

static inline bool str_eq(struct str a, struct str b) { return a.n == b.n && (b.n == 0 || str_alike(a.p, b.p, b.n)); }
/* The same of texts that most likely are: their hashes are. */
static inline bool str_is(struct str a, struct str b) { return a.n == b.n && (b.n == 0 || str_same(a.p, b.p, b.n)); }
static inline struct str str_from(struct str s, size_t at)
{
	at = at < s.n ? at : s.n;
	return at ? str_of(s.p + at, s.n - at) : s; /* nothing may be added to NULL, not even 0 */
}
static inline struct str str_to(struct str s, size_t n) { return str_of(s.p, n < s.n ? n : s.n); }

/* Byte order, shorter first where one begins with the other: <0, 0, >0. */
int str_compare(struct str a, struct str b);
static inline bool str_starts(struct str s, struct str with)
{
	return s.n >= with.n && (with.n == 0 || str_alike(s.p, with.p, with.n));
}
static inline bool str_ends(struct str s, struct str with)
{
	return s.n >= with.n && (with.n == 0 || str_alike(s.p + s.n - with.n, with.p, with.n));
}
/* Offset of the first occurrence of `what` at or after `from`; s.n when there is none. */
size_t str_find(struct str s, struct str what, size_t from);
/* Offset of the first byte c at or after `from`; s.n when there is none. */
size_t str_chr(struct str s, char c, size_t from);

/* Cuts white space off both ends: ASCII blanks and controls, U+00A0, U+3000, U+FEFF. */
struct str str_trim_blanks_left(struct str s);
struct str str_trim_blanks_right(struct str s);
/* Whether a byte may begin, or end, such white space: seldom, so that the rest need not be called. */
enum str_edge { STR_BEGINS_BLANK = 1, STR_ENDS_BLANK = 2 };
extern const unsigned char str_edges[256];
static inline bool str_may_begin_blank(unsigned char c) { return str_edges[c] & STR_BEGINS_BLANK; }
static inline bool str_may_end_blank(unsigned char c) { return str_edges[c] & STR_ENDS_BLANK; }
static inline struct str str_trim_left(struct str s)
{
	return s.n && str_may_begin_blank((unsigned char)s.p[0]) ? str_trim_blanks_left(s) : s;
}
static inline struct str str_trim_right(struct str s)
{
	return s.n && str_may_end_blank((unsigned char)s.p[s.n - 1]) ? str_trim_blanks_right(s) : s;
}
static inline struct str str_trim(struct str s) { return str_trim_right(str_trim_left(s)); }
static inline bool str_blank(struct str s) { return str_trim_left(s).n == 0; }

/* An ASCII digit. */
static inline bool str_is_digit(char c) { return c >= '0' && c <= '9'; }
bool str_has_digit(struct str s);
/* A decimal count without sign; false when s is not one or does not fit. */
bool str_number(struct str s, size_t *value);

/*
 * 64-bit hash, sixteen bytes a step; not for hostile keys without a cap on chains.  It differs between machines of
 * another byte order, so nothing that is written may depend on it.
 */
uint64_t str_hash(struct str s);

/*
 * The code point at *at, which moves behind it.  Broken bytes give U+FFFD, a byte at a time,
 * so the loop always ends.  Must not be called at the end of s.
 */
uint32_t str_next_any(struct str s, size_t *at);
static inline uint32_t str_next(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;

	if (*p < 0x80) {
		++*at;
		return *p;
	}
	/* Three bytes, none of which can be wrong in itself: nearly all that is not ASCII. */
	if (*p > 0xe0 && *p < 0xf0 && *p != 0xed && s.n - *at >= 3 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80) {
		*at += 3;
		return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	}
	return str_next_any(s, at);
}
/* Encodes c as UTF-8 into out (4 bytes); the number of bytes written. */
size_t str_encode(uint32_t c, char out[4]);
/* How many code points s, which is well-formed, holds (of other bytes: how many do not look like the inside of one). */
size_t str_points(struct str s);
/* Offset of the first byte that is not part of well-formed UTF-8; s.n when all is well. */
size_t str_invalid_at(struct str s);
/* Han ideographs, kana, CJK punctuation and full-width forms: what stands without blanks. */
bool str_is_cjk(uint32_t c);

#endif
