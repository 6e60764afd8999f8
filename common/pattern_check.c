/* pattern_check: whether a text is surely a pattern, in one pass; see pattern_scan.h. */
#include "pattern_scan.h"
#include "utf8.h"

enum {
	NESTED = 16,         /* groups inside groups */
	BEHIND_BYTES = 1000, /* a lookbehind is no longer */
	REPEATS = 1000,
	NAME_BYTES = 30,
	LITERAL_SIZE = 8, CLASS_SIZE = 48, GROUP_SIZE = 16,
	SIZE_MOST = 30000 /* of the compiled pattern, estimated: half of what PCRE2 takes */
};

/* Where a pattern is read from: a NUL ends it, at which every loop ends.  What reads a piece gives back where it ends, or NULL. */
typedef const unsigned char *spot;

/* What stands before: a quantifier may only follow what can be repeated. */
enum before { NOTHING, ATOM, GROUP };

struct check {
	size_t groups, depth;
	size_t size, last; /* of the group that is open; of the group that stands before */
	enum before before;
	bool extended; /* (?x) */
	spot behind;  /* where the lookbehind that is open began; NULL: none is */
	struct {
		size_t size; /* of what stands around it so far */
		bool look;   /* asserts, and cannot be repeated */
	} open[NESTED + 1];
};

/* What a byte begins; whether it may stand behind a backslash, and alone inside [ ]. */
enum { REST, PLAIN, WIDE, QUANTIFIER, OPEN, CLOSE, CLASS, ESCAPE, EDGE, BLANK, KIND = 15, E = 16, M = 32 };
static const uint8_t bytes[256] = {
#define P PLAIN | M | E
#define L PLAIN | M
#define R7 REST | M, REST | M, REST | M, REST | M, REST | M, REST | M, REST | M
	[1] = R7, REST | M, BLANK | M, BLANK | M, R7, R7, R7,
	[' '] = BLANK | M, P, P, REST | M | E, EDGE | M | E, P, P, P, OPEN | M | E, CLOSE | M | E, QUANTIFIER | M | E, QUANTIFIER | M | E, P, P, P, P,
	['0'] = L, L, L, L, L, L, L, L, L, L, P, P, P, P, P, QUANTIFIER | M | E,
	['@'] = P, L, L, L, P, L, L, L, L, L, L, L, L, L, L, L, L, L, L, P, L, L, L, L, L, L, L, CLASS | E, ESCAPE | E, REST | E, EDGE | M | E, P,
	['`'] = P, L, L, L, P, L, L, L, L, L, L, L, L, L, P, L, L, L, L, P, P, L, L, L, L, L, L, QUANTIFIER | M | E, EDGE | M | E, REST | M | E, P, REST | M,
	[0xe1] = WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, [0xef] = WIDE,
#undef P
#undef L
#undef R7
};

/* A character of three bytes that stands for itself wherever it stands: of full width, too (U+FF00 to U+FF3F). */
static inline bool is_wide(spot p)
{
	return utf8_is_common(p, 3) || (p[0] == 0xef && p[1] == 0xbc && (p[2] & 0xc0) == 0x80);
}
static inline bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
static inline bool is_letter(unsigned char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/* The next character, of any kind; 0 where it is broken, U+FFFD or NUL. */
static spot point(spot p, uint32_t *c)
{
	size_t at = 0;

	*c = *p < 0x80 ? *p : str_next(str_of((const char *)p, strnlen((const char *)p, 4)), &at);
	if (*c == 0xfffd)
		*c = 0;
	return p + (*p < 0x80 ? 1 : at);
}

/* What stands behind a backslash. */
static inline spot escape(spot p)
{
	static const char han[] = "p{Han}";

	if (bytes[*p] & E)
		return p + 1;
	return *p == 'p' && strncmp((const char *)p, han, sizeof han - 1) == 0 ? p + sizeof han - 1 : NULL;
}

/* One character, range or escape inside [ ]. */
static spot member(spot p)
{
	uint32_t from, to;

	if (*p == '\\') {
		p = escape(p + 1);
		return p && (*p != '-' || p[1] == ']') ? p : NULL;
	}
	if (*p == '[')
		return NULL;
	p = point(p, &from);
	if (from == 0)
		return NULL;
	if (*p != '-' || p[1] == ']' || !p[1])
		return p;
	p++;
	if (from == '-' || *p == '\\' || *p == '[' || *p == '-')
		return NULL;
	p = point(p, &to);
	return to >= from ? p : NULL;
}

/* [ ], from behind its [. */
static inline spot class(spot p)
{
	bool negated = *p == '^', posix;

	p += negated;
	posix = *p == ':' || *p == '.' || *p == '=';
	if (*p == ']' || (negated && posix))
		return NULL;
	while (*p != ']') {
		if (is_wide(p) && p[3] != '-')
			p += 3;
		else if (bytes[*p] & M && p[1] != '-')
			p++;
		else if (!(p = member(p)))
			return NULL;
	}
	return posix && strchr(":.=", p[-1]) ? NULL /* [:word:] */ : p + 1;
}

/* <name> or 'name', from behind the sign that begins it. */
static spot group_name(spot p, char close)
{
	spot from = p;

	while (is_letter(*p))
		p++;
	return p > from && p - from <= NAME_BYTES && *p == (unsigned char)close ? p + 1 : NULL;
}

/* (, from behind it. */
static inline spot group_open(struct check *x, spot p)
{
	bool look = false, behind = false;

	if (x->behind || *p == '*' || x->depth == NESTED)
		return NULL;
	if (*p != '?') {
		x->groups++;
	} else if (*++p == ':') {
		p++;
	} else {
		behind = *p == '<' && (p[1] == '=' || p[1] == '!');
		p += behind;
		look = *p == '=' || *p == '!';
		x->groups += !look;
		if (look)
			p++;
		else if (*p != '<' && *p != '\'')
			return NULL;
		else if (!(p = group_name(p + 1, *p == '<' ? '>' : '\'')))
			return NULL;
	}
	x->open[x->depth].size = x->size;
	x->open[x->depth++].look = look;
	x->size = 0;
	x->behind = behind ? p : NULL;
	x->before = NOTHING;
	return p;
}

/* ), from behind it. */
static inline bool group_close(struct check *x, spot p)
{
	if (x->depth == 0 || (x->behind && p - x->behind > BEHIND_BYTES))
		return false;
	x->behind = NULL;
	x->last = x->size + GROUP_SIZE;
	x->size = x->open[--x->depth].size + x->last;
	x->before = x->open[x->depth].look ? NOTHING : GROUP;
	return x->size <= SIZE_MOST;
}

static spot number(spot p, size_t *n)
{
	spot from = p;

	for (*n = 0; is_digit(*p) && *n <= REPEATS; p++)
		*n = *n * 10 + (size_t)(*p - '0');
	return p > from && *n <= REPEATS ? p : NULL;
}

/* {n} {n,} {n,m}, from behind the {. */
static spot bounds(spot p, size_t *most)
{
	size_t least;

	if (!(p = number(p, &least)))
		return NULL;
	*most = least;
	if (*p == ',' && *++p != '}' && (!(p = number(p, most)) || *most < least))
		return NULL;
	return *p == '}' ? p + 1 : NULL;
}

/* * + ? and what stands in { }. */
static inline spot quantifier(struct check *x, spot p)
{
	size_t most = 1;

	if (x->before == NOTHING || x->behind)
		return NULL;
	if (*p++ == '{' && !(p = bounds(p, &most)))
		return NULL;
	p += *p == '?' || *p == '+';
	x->size += x->before == GROUP ? x->last * (1 + most) : LITERAL_SIZE;
	x->before = NOTHING;
	return x->size <= SIZE_MOST ? p : NULL;
}

/* A character that stands for itself; not what (?x) may pass over besides the usual blanks. */
static spot literal(const struct check *x, spot p)
{
	uint32_t c;

	p = point(p, &c);
	if (c == 0 || c == '}' || c == ']')
		return NULL;
	return x->extended && (c < ' ' || c == '#' || c == 0x85 || (c >= 0x200e && c <= 0x2029)) ? NULL : p;
}

static inline void atom(struct check *x, size_t size)
{
	x->size += size;
	x->before = ATOM;
}

/* Whatever is next; NULL where the pattern ends, too. */
static inline spot next(struct check *x, spot p)
{
	spot from = p;

	switch (bytes[*p] & KIND) {
	case PLAIN:
		atom(x, LITERAL_SIZE);
		return p + 1;
	case WIDE:
		if (!is_wide(p) || (x->extended && *p < 0xe3))
			break;
		do { /* words, and others instead of them; no blank begins so */
			p += *p == '|';
			atom(x, LITERAL_SIZE);
			p += 3;
		} while ((*p >= 0xe3 && utf8_is_common(p, 3)) || (*p == '|' && p[1] >= 0xe3 && utf8_is_common(p + 1, 3)));
		return p;
	case QUANTIFIER:
		return quantifier(x, p);
	case OPEN:
		return group_open(x, p + 1);
	case CLOSE:
		return group_close(x, p + 1) ? p + 1 : NULL;
	case CLASS:
		p = class(p + 1);
		atom(x, p ? CLASS_SIZE + 3 * (size_t)(p - from - 1) : 0);
		return p;
	case ESCAPE:
		atom(x, LITERAL_SIZE);
		return escape(p + 1);
	case EDGE:
		x->before = NOTHING;
		return p + 1;
	case BLANK:
		if (!x->extended)
			break;
		x->before = NOTHING;
		return p + 1;
	}
	atom(x, LITERAL_SIZE);
	return literal(x, p);
}

bool pattern_check(struct str text, size_t groups)
{
	spot p = (spot)text.p, end = p + text.n;
	struct check x = { .before = NOTHING };

	x.extended = str_starts(text, STR("(?x)"));
	p += x.extended ? 4 : 0;
	while (p && p < end)
		p = next(&x, p);
	return p && x.depth == 0 && x.size <= SIZE_MOST && x.groups < groups;
}
