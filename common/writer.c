/* The `writer` half of stream.h: records onto an out. */
#include "stream.h"

#include <assert.h>

/* What is mostly too short for memcpy to be worth its call. */
static inline void add_short(struct buf *b, struct str s)
{
	buf_room(b, s.n);
	mem_copy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

static inline void begin(struct writer *w, enum record_type type, struct str line, size_t n)
{
	assert(type < RECORD_TYPES);
	w->type = type;
	w->fields = n;
	w->line = out_pending(w->out);
	w->from = w->line->n;
	if (type == RECORD_DOCUMENT)
		w->records = 0;
	add_short(w->line, line);
}

void writer_begin(struct writer *w, enum record_type type) { begin(w, type, record_info(type)->name, 0); }

void writer_begin_as(struct writer *w, enum record_type type, struct str line, size_t n) { begin(w, type, line, n); }

/* The byte that stands behind the backslash for c; 0 when c needs no escape. */
static char escape_of(char c)
{
	switch (c) {
	case '\t': return 't';
	case '\n': return 'n';
	case '\r': return 'r';
	case '\\': return '\\';
	default: return 0;
	}
}

__attribute__((noinline)) static void add_escaped(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char escape = escape_of(s.p[i]);
		if (escape)
			buf_byte(b, '\\');
		buf_byte(b, escape ? escape : s.p[i]);
	}
}

#if defined __SSE2__ && !defined PG_PORTABLE
#include <emmintrin.h>

enum { STEP = 16 };
typedef __m128i some;

static inline some load_some(const char *p) { return _mm_loadu_si128((const __m128i *)(const void *)p); }
static inline void store_some(char *p, some v) { _mm_storeu_si128((__m128i *)(void *)p, v); }

/* Whether some bytes hold one that may need an escape: below 0x0e, or a backslash. */
static inline bool some_may_escape(some v)
{
	__m128i low = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8('\r')), v), back = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));

	return _mm_movemask_epi8(_mm_or_si128(low, back)) != 0;
}

/* The same of eight bytes. */
static inline bool eight_may_escape(uint64_t v) { return some_may_escape(_mm_set1_epi64x((long long)v)); }

/* Copies eight to sixteen bytes: both ends in one. */
static inline size_t copy_middling(char *p, struct str s)
{
	__m128i a = _mm_loadl_epi64((const __m128i *)(const void *)s.p);
	__m128i z = _mm_loadl_epi64((const __m128i *)(const void *)(s.p + s.n - 8));

	if (some_may_escape(_mm_unpacklo_epi64(a, z)))
		return 0;
	_mm_storel_epi64((__m128i *)(void *)p, a);
	_mm_storel_epi64((__m128i *)(void *)(p + s.n - 8), z);
	return s.n;
}

#else

enum { STEP = 8 };
typedef uint64_t some;

static inline some load_some(const char *p)
{
	some v;

	memcpy(&v, p, sizeof v);
	return v;
}
static inline void store_some(char *p, some v) { memcpy(p, &v, sizeof v); }

static inline bool some_may_escape(some v)
{
	const uint64_t ones = 0x0101010101010101ULL;
	uint64_t x = v ^ '\\' * ones;

	return (((v - 0x0e * ones) & ~v) | ((x - ones) & ~x)) & 0x80 * ones;
}

static inline bool eight_may_escape(uint64_t v) { return some_may_escape(v); }
static inline size_t copy_middling(char *p, struct str s) { return (void)p, (void)s, 0; } /* eight bytes are a step */

#endif

/* Copies s, up to three bytes, unless one of them needs an escape; how many were copied. */
static inline size_t copy_few(char *p, struct str s)
{
	unsigned char a, m, z;

	if (s.n == 0)
		return 0;
	a = (unsigned char)s.p[0];
	m = (unsigned char)s.p[s.n / 2];
	z = (unsigned char)s.p[s.n - 1];
	if (eight_may_escape((~(uint64_t)0 / 0xff * 0x0e) << 24 | (uint64_t)z << 16 | (uint64_t)m << 8 | a))
		return 0;
	p[0] = (char)a;
	p[s.n / 2] = (char)m;
	p[s.n - 1] = (char)z;
	return s.n;
}

/* The same for fewer than eight bytes. */
static inline size_t copy_short(char *p, struct str s)
{
	uint32_t a, z;

	if (s.n < 4)
		return copy_few(p, s);
	memcpy(&a, s.p, 4);
	memcpy(&z, s.p + s.n - 4, 4);
	if (eight_may_escape((uint64_t)z << 32 | a))
		return 0;
	memcpy(p, &a, 4);
	memcpy(p + s.n - 4, &z, 4);
	return s.n;
}

/*
 * Copies s to p as long as nothing needs an escape, the last step's bytes twice where they do not fill one; returns
 * how much, at times less than it could.  Cells are short: a search and then a memcpy cost more than this.
 */
static inline __attribute__((always_inline)) size_t copy_plain(char *p, struct str s)
{
	size_t i = 0;
	some v;

	if (s.n < 8)
		return copy_short(p, s);
	if (s.n < STEP)
		return copy_middling(p, s);
	for (; i < s.n - STEP; i += STEP) {
		v = load_some(s.p + i);
		if (some_may_escape(v))
			return i;
		store_some(p + i, v);
	}
	v = load_some(s.p + s.n - STEP);
	if (some_may_escape(v))
		return i;
	store_some(p + s.n - STEP, v);
	return s.n;
}

static __attribute__((noinline)) void filled_in_more_room(struct writer *w, struct str field)
{
	buf_grow(w->line, field.n + 1);
	writer_filled(w, field);
}

void writer_filled(struct writer *w, struct str field)
{
	struct buf *b = w->line;
	char *p = b->p + b->n;
	size_t n;

	if (b->cap - b->n <= field.n) {
		filled_in_more_room(w, field);
		return;
	}
	w->fields++;
	*p = '\t';
	n = copy_plain(p + 1, field);
	b->n += 1 + n;
	if (n < field.n)
		add_escaped(b, str_from(field, n));
}

/* The field where there may be too little room, or where something in it needs an escape; where the next one is put. */
static __attribute__((noinline)) char *put_slowly(struct buf *b, char *p, struct str field)
{
	b->n = (size_t)(p - b->p);
	buf_byte(b, '\t');
	add_escaped(b, field);
	return b->p + b->n;
}

void writer_texts(struct writer *w, const struct str *field, size_t n)
{
	struct buf *b = w->line;
	char *p = b->p + b->n, *end = b->p + b->cap; /* kept, for the compiler cannot know that bytes written are not b's own */

	w->fields += n;
	for (; n; n--, field++) {
		struct str s = *field;
		if ((size_t)(end - p) > s.n && (s.n == 0 || copy_plain(p + 1, s) == s.n)) {
			*p = '\t';
			p += 1 + s.n;
		} else {
			p = put_slowly(b, p, s);
			end = b->p + b->cap;
		}
	}
	b->n = (size_t)(p - b->p);
}

/* The number has the digits of the one before in this column but the last. */
static inline bool counts_on(struct counted *c, size_t n)
{
	size_t last = n - c->tens;

	if (c->n == 0 || last > 9)
		return false;
	c->digits[c->n - 1] = (char)('0' + last);
	return true;
}

static __attribute__((noinline)) void add_number(struct buf *b, struct counted *c, size_t n)
{
	size_t from = b->n + 1, digits;

	buf_byte(b, '\t');
	buf_number(b, n);
	digits = b->n - from;
	*c = (struct counted){ 0 };
	if (digits > sizeof c->digits)
		return;
	*c = (struct counted){ .tens = (uint32_t)(n - n % 10), .n = (uint32_t)digits };
	mem_copy(c->digits, b->p + from, digits);
}

void writer_number(struct writer *w, size_t n)
{
	struct counted *c = &w->counted[w->fields++ % COUNTED_COLUMNS];
	struct buf *b = w->line;
	char *p;

	if (b->cap - b->n <= sizeof c->digits || !counts_on(c, n)) {
		add_number(b, c, n);
		return;
	}
	p = b->p + b->n;
	b->n += 1 + c->n;
	*p = '\t';
	memcpy(p + 1, c->digits, sizeof c->digits);
}

void writer_same(struct writer *w, struct str fields, size_t n)
{
	add_short(w->line, fields);
	w->fields += n;
}

static void count_line(struct writer *w)
{
	w->records++;
	if (w->line_buffered || w->line->n >= OUT_BYTES)
		out_flush(w->out);
}

void writer_done(struct writer *w)
{
	assert(w->type == RECORD_ROW ? w->fields >= ROW_COUNT : w->fields == record_info(w->type)->count);
	buf_byte(w->line, '\n');
	count_line(w);
}

void writer_copy(struct writer *w, const struct record *record)
{
	if (record->type == RECORD_DOCUMENT)
		w->records = 0;
	w->line = out_pending(w->out);
	buf_add(w->line, record->raw);
	buf_byte(w->line, '\n');
	count_line(w);
}

void writer_lines(struct writer *w, struct str lines, size_t n)
{
	w->line = out_pending(w->out);
	buf_add(w->line, lines);
	w->records += n - 1;
	count_line(w);
}

void writer_end(struct writer *w, struct str doc, size_t lines, size_t bytes)
{
	size_t records = w->records;

	writer_begin(w, RECORD_END);
	writer_text(w, doc);
	writer_number(w, records);
	writer_number(w, lines);
	writer_number(w, bytes);
	writer_done(w);
	w->records = 0;
}
