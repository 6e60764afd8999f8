#include "mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BLOCK_BYTES = 64 * 1024, ALIGN = 16 };

struct arena_block {
	struct arena_block *next;
	size_t cap, used;
	_Alignas(16) char bytes[];
};

/* No stdio and no catalogue here: both may want memory. */
static _Noreturn void out_of_memory(void)
{
	static const char words[] = "pg: error: out of memory [out-of-memory]\n";

	if (write(2, words, sizeof words - 1) < 0)
		_exit(2);
	_exit(2);
}

void *mem_alloc(size_t n)
{
	void *p = malloc(n ? n : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *mem_zero(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *mem_resize(void *p, size_t count, size_t size)
{
	p = reallocarray(p, count ? count : 1, size);
	if (!p)
		out_of_memory();
	return p;
}

void mem_free(void *p) { free(p); }

char *mem_strdup(struct str s)
{
	char *z = mem_alloc(s.n + 1);

	if (s.n)
		memcpy(z, s.p, s.n);
	z[s.n] = '\0';
	return z;
}

void *mem_grow(void *array, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return array;
	*cap = *cap ? *cap * 2 : 8;
	return mem_resize(array, *cap, size);
}

static struct arena_block *block_new(size_t least)
{
	size_t cap = least > BLOCK_BYTES ? least : BLOCK_BYTES;
	struct arena_block *b = mem_alloc(sizeof *b + cap);

	b->next = NULL;
	b->cap = cap;
	b->used = 0;
	return b;
}

void *arena_alloc(struct arena *a, size_t n)
{
	struct arena_block *b = a->now;
	void *p;

	n = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	while (b && b->cap - b->used < n) {
		b = b->next;
		if (b)
			b->used = 0;
	}
	if (!b) {
		b = block_new(n);
		if (a->now) {
			b->next = a->now->next;
			a->now->next = b;
		} else {
			a->first = b;
		}
	}
	a->now = b;
	p = b->bytes + b->used;
	b->used += n;
	a->used += n;
	return p;
}

void *arena_zero(struct arena *a, size_t count, size_t size)
{
	void *p = arena_alloc(a, count * size);

	memset(p, 0, count * size);
	return p;
}

struct str arena_copy(struct arena *a, struct str s)
{
	char *p;

	if (s.n == 0)
		return str_of("", 0);
	p = arena_alloc(a, s.n);
	memcpy(p, s.p, s.n);
	return str_of(p, s.n);
}

void arena_reset(struct arena *a)
{
	size_t held = 0;

	for (struct arena_block *b = a->first; b; b = b->next)
		held += b->cap;
	if (held > 16 * (a->used + BLOCK_BYTES)) { /* one huge document must not hold its memory for ever */
		arena_free(a);
		return;
	}
	a->now = a->first;
	if (a->now)
		a->now->used = 0;
	a->used = 0;
}

void arena_free(struct arena *a)
{
	for (struct arena_block *b = a->first, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	*a = (struct arena){ 0 };
}

void buf_grow(struct buf *b, size_t more)
{
	size_t cap = b->cap ? b->cap : 64;

	if (more > SIZE_MAX / 4 || b->n > SIZE_MAX / 4)
		out_of_memory();
	while (cap - b->n < more)
		cap *= 2;
	b->p = mem_resize(b->p, cap, 1);
	b->cap = cap;
}

void buf_point(struct buf *b, uint32_t c)
{
	buf_room(b, 4);
	b->n += str_encode(c, b->p + b->n);
}

/* Two digits a division: line numbers are most of what a table of numbers costs. */
void buf_number(struct buf *b, size_t n)
{
	static const char pair[] = "0001020304050607080910111213141516171819"
				   "2021222324252627282930313233343536373839"
				   "4041424344454647484950515253545556575859"
				   "6061626364656667686970717273747576777879"
				   "8081828384858687888990919293949596979899";
	size_t digits = 1;
	char *p;

	for (uint64_t least = 10; n >= least && digits < 20; least *= 10)
		digits++;
	buf_room(b, digits);
	b->n += digits;
	for (p = b->p + b->n; n >= 10; n /= 100)
		memcpy(p -= 2, pair + n % 100 * 2, 2);
	if (digits & 1)
		*--p = (char)('0' + n);
}

void buf_format(struct buf *b, const char *format, ...)
{
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n > 0) {
		buf_room(b, (size_t)n + 1);
		vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

void buf_reset(struct buf *b) { b->n = 0; }

void buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}
