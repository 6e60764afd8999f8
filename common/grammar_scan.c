/*
 * grammar_scan: finds the tags and texts of the plain XML that grammars are written in, without libxml2, in a fraction of
 * its time.
 *
 * Plain is: UTF-8 with LF, an XML declaration at most, elements, attributes, text, comments, the five
 * named entities, xi:include under its usual prefix.  Whatever else comes, right or wrong, is not judged
 * here: xml_scan (grammar_tell.c) says false before any event, and libxml2 reads the file and says what is wrong with it.
 *
 * What must hold of every byte is seen to first, many bytes a step.  Then the file is read from < to <.  Its last
 * byte is a >, at which every loop over names and blanks ends, so that these need not ask where the file ends.
 */
#include "grammar_scan.h"

#include "utf8.h"

#if defined __SSE2__ && !defined PG_PORTABLE
#include <immintrin.h>
#endif

enum { SCAN_DEPTH = 16, FOUND_BYTES = 24, ATTRIBUTE_BYTES = 32 }; /* of a file, for each that is likely */

struct scan {
	const char *at, *end;
	uint32_t line; /* that `at` stands in */
	struct str open[SCAN_DEPTH];
	size_t depth;
	bool root, include; /* there was one; it declared xi: */
	bool all_blanks;    /* blanks between tags are told, too */
	struct finds list;
};

/* What a byte of ASCII may be in a name. */
enum { INNER = 1, START = 2 };
static const uint8_t kinds[256] = {
#define L (INNER | START)
#define L13 L, L, L, L, L, L, L, L, L, L, L, L, L
	['-'] = INNER, ['0'] = INNER, INNER, INNER, INNER, INNER, INNER, INNER, INNER, INNER, INNER,
	['A'] = L13, L13, ['_'] = L, ['a'] = L13, L13,
#undef L
#undef L13
};

/* ---- what must hold of every byte ---- */

/* Whether there may be one of U+FFC0 to U+FFFF: seldom. */
static inline __attribute__((always_inline)) bool last_in(struct str s)
{
	typedef uint8_t lanes __attribute__((vector_size(32)));
	lanes v, behind, found = { 0 };
	uint64_t any[sizeof found / sizeof(uint64_t)];
	bool tail = false;
	size_t i = 0;

	for (; i + sizeof v < s.n; i += sizeof v) {
		memcpy(&v, s.p + i, sizeof v);
		memcpy(&behind, s.p + i + 1, sizeof v);
		found |= (lanes)((v == 0xef) & (behind == 0xbf));
	}
	for (; i < s.n; i++)
		tail = tail || (unsigned char)s.p[i] == 0xef;
	memcpy(any, &found, sizeof any);
	return tail || any[0] || any[1] || any[2] || any[3];
}

#if defined __x86_64__ && !defined PG_PORTABLE
static __attribute__((target("avx2"))) bool last_avx2(struct str s) { return last_in(s); }
static bool may_have_last(struct str s) { return __builtin_cpu_supports("avx2") ? last_avx2(s) : last_in(s); }
#else
static bool may_have_last(struct str s) { return last_in(s); }
#endif

/*
 * Well-formed UTF-8 without U+FFFD to U+FFFF: XML has not all of these, and libxml2 tells U+FFFD from broken bytes.
 * Controls are seen where they stand: they are telling in text, and stand nowhere else.
 */
static bool is_plain(struct str s)
{
	if (utf8_find(s, 0, UTF8_ONLY) < s.n)
		return false;
	for (size_t i = 0, n = may_have_last(s) ? s.n : 0; i < n;) {
		uint32_t c = str_next(s, &i);
		if (c >= 0xfffd && c <= 0xffff)
			return false;
	}
	return true;
}

/* ---- pieces ---- */

/*
 * The first byte from p on that tells anything where text or a value stands, or the end: < & ] quotes, controls
 * (and some that tell nothing and are seldom, ! among them).
 */
static inline const char *telling(const char *p, const char *end)
{
#if defined __SSE2__ && !defined PG_PORTABLE
	const __m128i top = _mm_set1_epi8('\''), blank = _mm_set1_epi8(' '), less = _mm_set1_epi8('<'), bracket = _mm_set1_epi8(']');
	__m128i v, low;
	unsigned hits;

	for (; end - p >= (ptrdiff_t)sizeof v; p += sizeof v) {
		v = _mm_loadu_si128((const __m128i *)(const void *)p);
		low = _mm_andnot_si128(_mm_cmpeq_epi8(v, blank), _mm_cmpeq_epi8(_mm_min_epu8(v, top), v));
		hits = (unsigned)_mm_movemask_epi8(_mm_or_si128(low, _mm_or_si128(_mm_cmpeq_epi8(v, less), _mm_cmpeq_epi8(v, bracket))));
		if (hits)
			return p + __builtin_ctz(hits);
	}
#endif
	while (p < end && *p != '<' && *p != ']' && (*p == ' ' || (unsigned char)*p > '\''))
		p++;
	return p;
}

#if defined __x86_64__ && !defined PG_PORTABLE
static __attribute__((target("avx2"))) const char *telling_avx2(const char *p, const char *end)
{
	const __m256i top = _mm256_set1_epi8('\''), blank = _mm256_set1_epi8(' '), less = _mm256_set1_epi8('<'), bracket = _mm256_set1_epi8(']');
	__m256i v, low;
	unsigned hits;

	for (; end - p >= (ptrdiff_t)sizeof v; p += sizeof v) {
		v = _mm256_loadu_si256((const __m256i *)(const void *)p);
		low = _mm256_andnot_si256(_mm256_cmpeq_epi8(v, blank), _mm256_cmpeq_epi8(_mm256_min_epu8(v, top), v));
		hits = (unsigned)_mm256_movemask_epi8(_mm256_or_si256(low, _mm256_or_si256(_mm256_cmpeq_epi8(v, less), _mm256_cmpeq_epi8(v, bracket))));
		if (hits)
			return p + __builtin_ctz(hits);
	}
	return telling(p, end);
}

/* The same in text, which is longer than a value. */
static inline const char *telling_text(const char *p, const char *end)
{
	return __builtin_cpu_supports("avx2") ? telling_avx2(p, end) : telling(p, end);
}
#else
static inline const char *telling_text(const char *p, const char *end) { return telling(p, end); }
#endif

static inline struct found *found_add(struct scan *x, enum found_kind kind)
{
	struct found *f;

	if (x->list.founds == x->list.founds_cap)
		x->list.found = mem_grow(x->list.found, x->list.founds, &x->list.founds_cap, sizeof *x->list.found);
	f = &x->list.found[x->list.founds++];
	f->kind = (uint8_t)kind;
	f->text.n = 0;
	return f;
}

static inline struct str between(const char *from, const char *to) { return str_of(from, (size_t)(to - from)); }

static inline bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

static inline void blanks(struct scan *x)
{
	const char *p = x->at;

	if ((unsigned char)*p > ' ')
		return;
	for (;; p++) {
		while (*p == ' ')
			p++;
		if (*p == '\n')
			x->line++;
		else if (*p != '\t')
			break;
	}
	x->at = p;
}

/* A name without a colon; false when there is none, or none that could be one. */
static inline bool name(struct scan *x, struct str *into)
{
	const char *p = x->at;

	while (kinds[(unsigned char)*p])
		p++;
	*into = between(x->at, p);
	x->at = p;
	return into->n && kinds[(unsigned char)into->p[0]] & START;
}

/* The same name with what stands behind its colon, where it has one. */
static bool name_goes_on(struct scan *x, struct str *into)
{
	if (*x->at != ':')
		return false;
	while (*x->at == ':' || kinds[(unsigned char)*x->at])
		x->at++;
	*into = between(into->p, x->at);
	return true;
}

static inline bool take(struct scan *x, char c)
{
	if (*x->at != c)
		return false;
	x->at++;
	return true;
}

static bool take_all(struct scan *x, struct str what)
{
	if (!str_starts(between(x->at, x->end), what))
		return false;
	x->at += what.n;
	return true;
}

/*
 * Behind the telling byte at p (of a text, or a value), which may be that of an entity; NULL when it is not plain.
 * *raw is set where what stands there is not what is meant.
 */
static inline const char *behind(struct scan *x, const char *p, bool *raw)
{
	char c = *p;
	size_t n = 1;

	if (c == '&') {
		n = xml_entity(between(p, x->end), &c);
		*raw = true;
	}
	x->line += c == '\n';
	return n && ((unsigned char)*p >= ' ' || is_blank(*p)) ? p + n : NULL;
}

/* ---- tags, comments, text ---- */

/* A value from its quote on; its view is raw, and *raw is set where that tells. */
static inline bool value(struct scan *x, struct str *into, bool *raw)
{
	const char quote = *x->at, *from = x->at + 1, *to = from;

	if (quote != '"' && quote != '\'')
		return false;
	while ((to = telling(to, x->end)) < x->end && *to != quote) {
		*raw = *raw || *to == '\n' || *to == '\t';
		if (*to == '<' || !(to = behind(x, to, raw)))
			return false;
	}
	if (to == x->end)
		return false;
	*into = between(from, to);
	x->at = to + 1;
	return true;
}

/* name="value" */
static inline bool attribute(struct scan *x, struct xml_attribute *a, bool *colon, bool *raw)
{
	if (!name(x, &a->name))
		return false;
	*colon = name_goes_on(x, &a->name);
	blanks(x);
	if (!take(x, '='))
		return false;
	blanks(x);
	return value(x, &a->value, raw);
}

/* Where the next ones go: there is room for as many as a tag may have. */
static struct xml_attribute *attributes_room(struct scan *x)
{
	if (x->list.attributes_cap - x->list.attributes >= XML_ATTRIBUTES_MOST)
		return x->list.attribute + x->list.attributes;
	x->list.attributes_cap = 2 * x->list.attributes_cap + (size_t)(x->end - x->at) / ATTRIBUTE_BYTES + XML_ATTRIBUTES_MOST;
	x->list.attribute = mem_resize(x->list.attribute, x->list.attributes_cap, sizeof *x->list.attribute);
	return x->list.attribute + x->list.attributes;
}

/* All attributes of a tag, up to its > or />. */
static bool attributes(struct scan *x, struct xml_attribute *list, uint8_t *n, bool *raw)
{
	static const struct str include = { "http://www.w3.org/2001/XInclude", 31 };
	struct xml_attribute a;
	bool colon;

	for (;;) {
		const char *from = x->at;
		blanks(x);
		if (*x->at == '>' || *x->at == '/')
			return true;
		if (x->at == from || !attribute(x, &a, &colon, raw) || *n == XML_ATTRIBUTES_MOST)
			return false;
		for (size_t i = 0; i < *n; i++)
			if (str_eq(list[i].name, a.name))
				return false;
		if (!colon && !str_starts(a.name, STR("xmlns")))
			list[(*n)++] = a;
		else if (!x->root && !x->include && str_eq(a.name, STR("xmlns:xi")) && str_eq(a.value, include))
			x->include = true;
		else
			return false;
	}
}

static bool start_tag(struct scan *x)
{
	struct str tag;
	struct found *f;
	uint8_t n = 0;
	bool empty, raw = false;

	if (!name(x, &tag) || (name_goes_on(x, &tag) && !(x->include && str_eq(tag, STR("xi:include")))))
		return false;
	if (*x->at != '>' && !attributes(x, attributes_room(x), &n, &raw))
		return false;
	empty = take(x, '/');
	if (!take(x, '>') || x->depth == SCAN_DEPTH || (x->depth == 0 && x->root))
		return false;
	x->root = true;
	f = found_add(x, empty ? FOUND_EMPTY : FOUND_BEGIN);
	f->name = tag;
	f->raw = raw;
	f->line = x->line;
	f->attribute = (uint32_t)x->list.attributes;
	f->attributes = n;
	x->list.attributes += n;
	if (!empty)
		x->open[x->depth++] = tag;
	return true;
}

/* The file's last byte ends the comparison, for it is in no name. */
static bool end_tag(struct scan *x)
{
	struct str tag;

	if (x->depth == 0)
		return false;
	tag = x->open[--x->depth];
	for (size_t i = 0; i < tag.n; i++)
		if (*x->at++ != tag.p[i])
			return false;
	blanks(x);
	if (x->list.found[x->list.founds - 1].kind == FOUND_BEGIN)
		x->list.found[x->list.founds - 1].kind = FOUND_LEAF;
	else
		(void)found_add(x, FOUND_END);
	return take(x, '>');
}

/* <!-- … -->, from behind its <!; its line ends go on as text. */
static bool comment(struct scan *x)
{
	struct str s = between(x->at, x->end);
	uint32_t lines = 0;

	if (!str_starts(s, STR("--")))
		return false;
	x->at += str_find(s, STR("--"), 2);
	if (!take_all(x, STR("-->"))) /* -- inside a comment is not allowed */
		return false;
	for (const char *p = s.p; (p = telling(p, x->at)) < x->at; p++) {
		lines += *p == '\n';
		if ((unsigned char)*p < ' ' && !is_blank(*p))
			return false;
	}
	x->line += lines;
	found_add(x, FOUND_LINES)->line = lines;
	return true;
}

static inline void text_add(struct scan *x, struct str s, bool raw)
{
	struct found *f = &x->list.found[x->list.founds - 1];

	if (f->kind == FOUND_LEAF) {
		f = found_add(x, FOUND_LINES);
		f->line = 0;
	}
	f->text = s;
	f->raw_text = raw;
}

/* Whether blanks up to the < at x->at are told: those beside a child's tag need not be. */
static inline bool is_blank_told(const struct scan *x)
{
	unsigned last;

	if (x->depth == 0 || x->all_blanks)
		return x->depth != 0;
	last = x->list.found[x->list.founds - 1].kind;
	return (last == FOUND_BEGIN || last == FOUND_LINES) && (x->at[1] == '/' || x->at[1] == '!');
}

/* What stands before the next <. */
static inline bool text(struct scan *x)
{
	const char *from = x->at, *to;
	bool raw = false;

	if (from == x->end || *from == '<')
		return true;
	blanks(x);
	if (*x->at == '<') {
		if (is_blank_told(x))
			text_add(x, between(from, x->at), false);
		return true;
	}
	if (x->depth == 0)
		return false;
	for (to = x->at; (to = telling_text(to, x->end)) < x->end && *to != '<';)
		if ((*to == ']' && str_starts(between(to, x->end), STR("]]>"))) /* CDATA's end */ || !(to = behind(x, to, &raw)))
			return false;
	text_add(x, between(from, to), raw);
	x->at = to;
	return true;
}

/* From a < on. */
static inline bool markup(struct scan *x)
{
	x->at++;
	if (take(x, '/'))
		return end_tag(x);
	return take(x, '!') ? comment(x) : start_tag(x);
}

/* The whole file, from its declaration to its end. */
static bool document(struct scan *x)
{
	bool ok;

	if (!take_all(x, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")))
		(void)take_all(x, STR("<?xml version=\"1.0\"?>"));
	for (ok = text(x); ok && x->at < x->end; ok = ok && text(x))
		ok = markup(x);
	return ok && x->root && x->depth == 0;
}

/* The file without the blanks at its end. */
static struct str body(struct str s)
{
	while (s.n && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool finds_scan(struct finds *list, struct str s, bool all_blanks)
{
	struct scan x = { .line = 1, .all_blanks = all_blanks };
	bool plain;

	*list = x.list;
	s = body(s);
	if (!str_ends(s, STR(">")) || !is_plain(s))
		return false;
	x.at = s.p;
	x.end = s.p + s.n;
	x.list.founds_cap = s.n / FOUND_BYTES + 8;
	x.list.found = mem_alloc(x.list.founds_cap * sizeof *x.list.found);
	plain = document(&x);
	*list = x.list;
	return plain;
}

void finds_free(struct finds *list)
{
	mem_free(list->found);
	mem_free(list->attribute);
	*list = (struct finds){ 0 };
}
