/*
 * mem: every allocation of the project goes through here.
 *
 * Failure: memory that cannot be had ends the program with a message and status 2, so no caller
 * tests for NULL.  Ownership: mem_* memory belongs to the caller until mem_free; arena memory
 * belongs to its arena and dies at arena_reset (which keeps the blocks for the next round) or
 * arena_free.
 */
#ifndef PG_MEM_H
#define PG_MEM_H

#include "str.h"

#include <stdarg.h>

void *mem_alloc(size_t n);                    /* not cleared */
void *mem_zero(size_t count, size_t size);    /* cleared; overflow is a failure */
/* Copies n bytes that do not overlap: words and numbers are shorter than what makes memcpy worth its call. */
static inline void mem_copy(char *to, const char *from, size_t n)
{
	struct { uint64_t half[2]; } first, last;
	uint64_t a, z;
	uint32_t b, y;

	if (n > 32) {
		memcpy(to, from, n);
	} else if (n >= 16) {
		memcpy(&first, from, 16);
		memcpy(&last, from + n - 16, 16);
		memcpy(to, &first, 16);
		memcpy(to + n - 16, &last, 16);
	} else if (n >= 8) {
		memcpy(&a, from, 8);
		memcpy(&z, from + n - 8, 8);
		memcpy(to, &a, 8);
		memcpy(to + n - 8, &z, 8);
	} else if (n >= 4) {
		memcpy(&b, from, 4);
		memcpy(&y, from + n - 4, 4);
		memcpy(to, &b, 4);
		memcpy(to + n - 4, &y, 4);
	} else if (n) {
		to[0] = from[0];
		to[n / 2] = from[n / 2];
		to[n - 1] = from[n - 1];
	}
}
void *mem_resize(void *p, size_t count, size_t size);
void mem_free(void *p);
/*
 * Cleared memory for a table of many pages that mostly stays empty: a page costs nothing before it is first touched.
 * mem_pages_free gives the same n bytes back.
 */
void *mem_pages(size_t n);
void mem_pages_free(void *p, size_t n);
_Noreturn void mem_exhausted(void);           /* ends the program: for what a library could not get */
char *mem_strdup(struct str s);               /* NUL-terminated copy */

/*
 * Room for one more element in an array that its owner grows: doubles *cap when n reaches it.
 * Use: a = mem_grow(a, n, &cap, sizeof *a);
 */
void *mem_grow(void *array, size_t n, size_t *cap, size_t size);

struct arena_block;
struct arena {
	struct arena_block *first, *now;
	char *at;    /* what is free of the block in hand: `left` bytes from here */
	size_t left;
	size_t used; /* bytes handed out since the last reset */
};

enum { ARENA_ALIGN = 16 };

void *arena_more(struct arena *a, size_t n); /* arena_alloc where the block in hand is full */

/* n bytes, aligned for any type, not cleared.  Here, for it is nearly always an addition. */
static inline void *arena_alloc(struct arena *a, size_t n)
{
	char *p = a->at;

	n = (n + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
	if (n >= a->left)
		return arena_more(a, n);
	a->at += n;
	a->left -= n;
	a->used += n;
	return p;
}

void *arena_zero(struct arena *a, size_t count, size_t size);
struct str arena_copy(struct arena *a, struct str s);
/* Keeps its blocks unless they have grown far beyond what was last used. */
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

/* buf: bytes that grow and are owned.  Zero-initialise; reset keeps the room. */
struct buf {
	char *p;
	size_t n, cap;
};

void buf_grow(struct buf *b, size_t more); /* buf_room where there is not enough */
void buf_point(struct buf *b, uint32_t c); /* one code point as UTF-8 */
void buf_digits(struct buf *b, size_t n);
/* s with 0 for each ASCII digit, in the buf alone: texts that differ in their digits only have one mould. */
struct str buf_mould(struct buf *b, struct str s);
/* The same, but 19 and 20 stay, wherever they stand. */
struct str buf_mould_years(struct buf *b, struct str s);
/* As printf; a NUL stands behind what was written, which n does not count. */
void buf_format(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_format_list(struct buf *b, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
static inline void buf_reset(struct buf *b) { b->n = 0; }
static inline struct str buf_str(const struct buf *b) { return str_of(b->p, b->n); }

static inline void buf_free(struct buf *b)
{
	if (b->p)
		mem_free(b->p);
	*b = (struct buf){ 0 };
}

/* At least `more` bytes can be written at p + n.  Here, and not in mem.c, for it is nearly always a comparison. */
static inline void buf_room(struct buf *b, size_t more)
{
	if (b->cap - b->n < more)
		buf_grow(b, more);
}

static inline void buf_byte(struct buf *b, char c)
{
	buf_room(b, 1);
	b->p[b->n++] = c;
}

static inline void buf_number(struct buf *b, size_t n)
{
	if (n < 10)
		buf_byte(b, (char)('0' + n));
	else
		buf_digits(b, n);
}

static inline void buf_add(struct buf *b, struct str s)
{
	if (s.n == 0)
		return;
	buf_room(b, s.n);
	memcpy(b->p + b->n, s.p, s.n); /* NOLINT(clang-analyzer-core.NonNullParamChecker): there is room */
	b->n += s.n;
}

#endif
