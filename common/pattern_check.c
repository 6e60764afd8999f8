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

/* What stands before: a quantifier may only follow what can be repeated. */
enum before { NOTHING, ATOM, GROUP };

struct check {
	const unsigned char *p, *end;
	size_t groups, depth, last; /* last: size of the atom before */
	enum before before;
	bool extended; /* (?x) */
	const unsigned char *behind; /* where the lookbehind that is open began; NULL: none is */
	struct {
		size_t size;
		bool look; /* asserts, and cannot be repeated */
	} open[NESTED + 1];
};

/* What a byte of ASCII is.  PLAIN stands for itself wherever it stands. */
enum { OTHER, PLAIN, DIGIT, LETTER, QUANTIFIER };
static const uint8_t kinds[256] = {
#define D2 DIGIT, DIGIT
#define L13 LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER
	['!'] = PLAIN, PLAIN, ['%'] = PLAIN, PLAIN, PLAIN, ['*'] = QUANTIFIER, QUANTIFIER, PLAIN, ['/'] = PLAIN, D2, D2, D2, D2, D2,
	PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, QUANTIFIER, PLAIN, ['A'] = L13, L13, ['_'] = PLAIN, PLAIN, L13, L13, QUANTIFIER, ['~'] = PLAIN,
#undef D2
#undef L13
};

static inline unsigned char next(const struct check *x) { return x->p < x->end ? *x->p : '\0'; }
static inline bool take(struct check *x, char c) { return next(x) == (unsigned char)c && x->p < x->end ? x->p++, true : false; }

static inline bool atom(struct check *x, size_t size)
{
	x->last = size;
	x->before = ATOM;
	x->open[x->depth].size += size;
	return x->open[x->depth].size <= SIZE_MOST;
}

/* The next character, of any kind; 0 where it is broken, U+FFFD, NUL or not there. */
static inline uint32_t point(struct check *x)
{
	const unsigned char *p = x->p;
	size_t at = 0;
	uint32_t c;

	if (p == x->end)
		return 0;
	if (*p < 0x80) {
		x->p++;
		return *p;
	}
	c = str_next(str_of((const char *)p, (size_t)(x->end - p)), &at);
	x->p += at;
	return c == 0xfffd ? 0 : c;
}

/* What stands behind a backslash. */
static bool escape(struct check *x)
{
	static const char han[] = "p{Han}";
	unsigned char c = next(x);

	if (c > ' ' && c < 0x7f && kinds[c] != DIGIT && kinds[c] != LETTER) {
		x->p++;
		return true;
	}
	if (c && strchr("dsDStn", c)) {
		x->p++;
		return true;
	}
	if (x->end - x->p < (ptrdiff_t)sizeof han - 1 || memcmp(x->p, han, sizeof han - 1) != 0)
		return false;
	x->p += sizeof han - 1;
	return true;
}

/* One character, range or escape inside [ ]. */
static bool member(struct check *x)
{
	uint32_t from, to;

	if (take(x, '\\'))
		return escape(x) && (next(x) != '-' || (x->end - x->p > 1 && x->p[1] == ']'));
	if (x->end - x->p > 3 && utf8_is_common(x->p, 3) && x->p[3] != '-') {
		x->p += 3;
		return true;
	}
	if (next(x) == '[' || (from = point(x)) == 0)
		return false;
	if (next(x) != '-' || (x->end - x->p > 1 && x->p[1] == ']'))
		return true;
	x->p++;
	if (from == '-' || next(x) == '\\' || next(x) == '[' || next(x) == '-' || next(x) == ']')
		return false;
	to = point(x);
	return to >= from;
}

/* [ ], from behind its [. */
static bool class(struct check *x)
{
	const unsigned char *from = x->p;
	bool negated = take(x, '^'), posix = next(x) == ':' || next(x) == '.' || next(x) == '=';

	if (next(x) == ']' || (negated && posix))
		return false;
	while (x->p < x->end && *x->p != ']')
		if (!member(x))
			return false;
	if (posix && strchr(":.=", x->p[-1]))
		return false; /* [:word:] */
	return take(x, ']') && atom(x, CLASS_SIZE + 3 * (size_t)(x->p - from));
}

/* <name> or 'name', from behind the sign that begins it. */
static bool group_name(struct check *x, char close)
{
	const unsigned char *from = x->p;

	while (kinds[next(x)] == LETTER)
		x->p++;
	return x->p > from && x->p - from <= NAME_BYTES && take(x, close);
}

/* (, from behind it. */
static bool group_open(struct check *x)
{
	bool look = false, behind = false;

	if (x->behind || next(x) == '*' || x->depth == NESTED)
		return false;
	if (!take(x, '?')) {
		x->groups++;
	} else if (!take(x, ':')) {
		look = take(x, '=') || take(x, '!');
		if (!look && take(x, '<'))
			look = behind = take(x, '=') || take(x, '!');
		else if (!look && !take(x, '\''))
			return false;
		x->groups += !look;
		if (!look && !group_name(x, x->p[-1] == '<' ? '>' : '\''))
			return false;
	}
	x->depth++;
	x->open[x->depth].size = 0;
	x->open[x->depth].look = look;
	x->behind = behind ? x->p : NULL;
	x->before = NOTHING;
	return true;
}

static bool group_close(struct check *x)
{
	bool look = x->open[x->depth].look;
	size_t size = x->open[x->depth].size + GROUP_SIZE;

	if (x->depth == 0 || (x->behind && x->p - x->behind > BEHIND_BYTES))
		return false;
	x->behind = NULL;
	x->depth--;
	if (!atom(x, size))
		return false;
	x->before = look ? NOTHING : GROUP;
	return true;
}

static bool number(struct check *x, size_t *n)
{
	const unsigned char *from = x->p;

	for (*n = 0; kinds[next(x)] == DIGIT && *n <= REPEATS; x->p++)
		*n = *n * 10 + (size_t)(*x->p - '0');
	return x->p > from && *n <= REPEATS;
}

/* * + ? {n} {n,} {n,m}, from behind the first sign. */
static bool quantifier(struct check *x, unsigned char sign)
{
	size_t least, most = 1;

	if (x->before == NOTHING || x->behind)
		return false;
	if (sign == '{') {
		if (!number(x, &least))
			return false;
		most = least;
		if (take(x, ',') && next(x) != '}' && (!number(x, &most) || most < least))
			return false;
		if (!take(x, '}'))
			return false;
	}
	if (!take(x, '?'))
		(void)take(x, '+');
	x->open[x->depth].size += x->before == GROUP ? x->last * (1 + most) : LITERAL_SIZE;
	x->before = NOTHING;
	return x->open[x->depth].size <= SIZE_MOST;
}

/* A character that stands for itself; not what (?x) may pass over besides the usual blanks. */
static bool literal(struct check *x)
{
	uint32_t c = point(x);

	if (c == 0 || c == '{' || c == '}' || c == ']')
		return false;
	if (x->extended && (c < ' ' || c == '#' || c == 0x85 || (c >= 0x200e && c <= 0x2029)))
		return false;
	return atom(x, LITERAL_SIZE);
}

static bool other(struct check *x)
{
	unsigned char c = *x->p++;

	switch (c) {
	case '(':
		return group_open(x);
	case ')':
		return group_close(x);
	case '[':
		return class(x);
	case '\\':
		return escape(x) && atom(x, LITERAL_SIZE);
	case '.':
		return atom(x, LITERAL_SIZE);
	case '|': case '^': case '$':
		x->before = NOTHING;
		return true;
	case ' ': case '\n': case '\t':
		if (x->extended) {
			x->before = NOTHING;
			return true;
		}
	}
	x->p--;
	return literal(x);
}

/* Behind the bytes of ASCII and the ideographs from p on that stand for themselves; *n counts them. */
static inline const unsigned char *plain_end(const struct check *x, size_t *n)
{
	const unsigned char *p = x->p, *end = x->end;
	unsigned least = x->extended ? 0xe3 : 0xe1; /* (?x) passes over some of U+2000 and more */

	for (*n = 0; p < end; ++*n) {
		if (kinds[*p] != OTHER && kinds[*p] != QUANTIFIER)
			p++;
		else if (*p >= least && utf8_is_common(p, (size_t)(end - p)))
			p += 3;
		else
			break;
	}
	return p;
}

bool pattern_check(struct str text, size_t groups)
{
	struct check x = { .p = (const unsigned char *)text.p, .end = (const unsigned char *)text.p + text.n, .before = NOTHING };
	bool good = true;
	size_t n;

	x.extended = str_starts(text, STR("(?x)"));
	x.p += x.extended ? 4 : 0;
	while (good && x.p < x.end) {
		x.p = plain_end(&x, &n);
		if (n)
			good = atom(&x, n * LITERAL_SIZE);
		else if (kinds[*x.p] == QUANTIFIER)
			good = quantifier(&x, *x.p++);
		else
			good = other(&x);
	}
	return good && x.depth == 0 && x.groups < groups;
}
