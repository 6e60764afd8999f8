#include "mem.h"
#include "msg.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { BLOCK_BYTES = 64 * 1024 };

struct arena_block {
	struct arena_block *next;
	size_t cap;
	_Alignas(16) char bytes[];
};

/* No stdio and no catalogue here: both may want memory; what was said already needs none. */
static _Noreturn void out_of_memory(void)
{
	static const char words[] = "pg: error: out of memory [out-of-memory]\n";

	msg_flush();
	if (write(2, words, sizeof words - 1) < 0)
		_exit(2);
	_exit(2);
}

void mem_exhausted(void) { out_of_memory(); }

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

/* calloc clears by hand what it cuts from a heap of its own, be it fresh or not. */
void *mem_pages(size_t n)
{
	void *p = mmap(NULL, n ? n : 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		out_of_memory();
	return p;
}

void mem_pages_free(void *p, size_t n)
{
	if (p)
		(void)munmap(p, n ? n : 1);
}

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
	return b;
}

/* Takes the next block that is large enough; those that are passed over stay unused until the reset. */
void *arena_more(struct arena *a, size_t n)
{
	struct arena_block *b = a->now ? a->now->next : a->first;

	while (b && b->cap < n)
		b = b->next;
	if (!b) {
		b = block_new(n);
		struct arena_block **at = a->now ? &a->now->next : &a->first;
		b->next = *at;
		*at = b;
	}
	a->now = b;
	a->at = b->bytes + n;
	a->left = b->cap - n;
	a->used += n;
	return b->bytes;
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
	mem_copy(p, s.p, s.n);
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
	a->now = NULL;
	a->at = NULL;
	a->left = a->used = 0;
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

/* Two digits a division, from the last one on, and then all at once: more room than a number needs costs nothing. */
void buf_digits(struct buf *b, size_t n)
{
	static const char pair[] = "0001020304050607080910111213141516171819"
				   "2021222324252627282930313233343536373839"
				   "4041424344454647484950515253545556575859"
				   "6061626364656667686970717273747576777879"
				   "8081828384858687888990919293949596979899";
	enum { MOST = 20 }; /* digits of 2^64 */
	char digits[2 * MOST], *p = digits + MOST;
	const char *two;

	for (; n >= 10; n /= 100) {
		two = pair + n % 100 * 2;
		*--p = two[1]; /* a copy of two bytes would be a call that checks the array's end */
		*--p = two[0];
	}
	if (n || p == digits + MOST)
		*--p = (char)('0' + n);
	buf_room(b, MOST);
	memcpy(b->p + b->n, p, MOST);
	b->n += (size_t)(digits + MOST - p);
}

/*
 * The conversions that nearly every format is made of; false, and nothing is settled, where there is another.
 * vsnprintf takes ten times as long and has to be asked twice, for the length first.
 */
static bool format_usual(struct buf *b, const char *format, va_list args)
{
	const char *text, *p;
	int n;

	for (;; format = p + 2) {
		p = strchrnul(format, '%');
		buf_add(b, str_of(format, (size_t)(p - format)));
		if (!*p)
			return true;
		if (p[1] == 's') {
			buf_add(b, str_c(va_arg(args, const char *)));
		} else if (p[1] == 'z' && p[2] == 'u') {
			buf_number(b, va_arg(args, size_t));
			p++;
		} else if (p[1] == '.' && p[2] == '*' && p[3] == 's' && (n = va_arg(args, int)) >= 0) {
			text = va_arg(args, const char *);
			buf_add(b, str_of(text, strnlen(text, (size_t)n)));
			p += 2;
		} else {
			return false;
		}
	}
}

void buf_format_list(struct buf *b, const char *format, va_list args)
{
	size_t before = b->n;
	va_list again, usual;
	int n;

	va_copy(again, args);
	va_copy(usual, args);
	if (format_usual(b, format, usual)) {
		buf_room(b, 1);
		b->p[b->n] = '\0';
	} else {
		b->n = before;
		n = vsnprintf(NULL, 0, format, args);
		if (n > 0) {
			buf_room(b, (size_t)n + 1);
			(void)vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
			b->n += (size_t)n;
		}
	}
	va_end(usual);
	va_end(again);
}

void buf_format(struct buf *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_format_list(b, format, args);
	va_end(args);
}

typedef unsigned char some __attribute__((vector_size(16)));

static inline void blank_some(char *to, const char *from)
{
	some v, digit;

	memcpy(&v, from, sizeof v);
	digit = (some)((v - '0') < 10);
	v = (v & ~digit) | ('0' & digit);
	memcpy(to, &v, sizeof v);
}

/* Some bytes at a time, at the end a few of them again. */
struct str buf_mould(struct buf *b, struct str s)
{
	const size_t step = sizeof(some);
	char *to;

	buf_reset(b);
	buf_room(b, s.n);
	b->n = s.n;
	to = b->p;
	if (s.n >= step) {
		for (size_t i = 0; i < s.n - step; i += step)
			blank_some(to + i, s.p + i);
		blank_some(to + s.n - step, s.p + s.n - step);
		return buf_str(b);
	}
	for (size_t i = 0; i < s.n; i++)
		to[i] = s.p[i] >= '0' && s.p[i] <= '9' ? '0' : s.p[i];
	return buf_str(b);
}

/* Of a digit between two other bytes. */
static inline unsigned char mould_years(unsigned char before, unsigned char c, unsigned char behind)
{
	bool year = ((c == '1') & (behind == '9')) | ((c == '9') & (before == '1')) | ((c == '2') & (behind == '0'));

	return (unsigned char)(c - '0') < 10 && !year ? '0' : c;
}

struct str buf_mould_years(struct buf *b, struct str s)
{
	const unsigned char *restrict from = (const unsigned char *)s.p;
	unsigned char *restrict to;

	buf_reset(b);
	buf_room(b, s.n);
	b->n = s.n;
	to = (unsigned char *)b->p;
	for (size_t i = 1; i + 1 < s.n; i++)
		to[i] = mould_years(from[i - 1], from[i], from[i + 1]);
	if (s.n) {
		to[s.n - 1] = mould_years(s.n > 1 ? from[s.n - 2] : 0, from[s.n - 1], 0);
		to[0] = mould_years(0, from[0], s.n > 1 ? from[1] : 0);
	}
	return buf_str(b);
}
