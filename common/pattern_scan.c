#include "pattern_scan.h"
#include "pattern_slots.h"

enum {
	NESTED = 16,         /* groups inside groups */
	BEHIND_BYTES = 1000, /* a lookbehind is no longer */
	REPEATS = 1000,
	SIZE_MOST = 30000,   /* of the compiled pattern, estimated: half of what PCRE2 takes */
	LITERAL_SIZE = 8,
	RANGE_MOST = 2000,   /* characters that are entered one by one */
	BROKEN = 0xfffd
};

struct scan {
	struct str s;
	size_t at, groups, depth, behind; /* behind: inside a lookbehind */
	bool extended; /* (?x) */
	struct way way[PATTERN_WAYS];
	size_t ways;
};

static void clear(struct piece *p)
{
	p->empty = p->anchored = p->single = p->ends = false;
	p->needs = p->size = 0;
	p->first = p->second = p->last = (struct slots){ 0 };
}

/* b stands behind a. */
static void append(struct piece *a, const struct piece *b)
{
	a->size += b->size;
	piece_append(a, b);
}

/* a or b. */
static void either(struct piece *a, const struct piece *b)
{
	a->size += b->size;
	piece_or(a, b);
}

static bool is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static inline char next(const struct scan *x) { return x->at < x->s.n ? x->s.p[x->at] : '\0'; }

static inline bool take(struct scan *x, struct str what)
{
	if (next(x) != what.p[0] || !str_starts(str_from(x->s, x->at), what))
		return false;
	x->at += what.n;
	return true;
}

/* The character that is next; U+FFFD where it is broken. */
static inline uint32_t code_point(struct scan *x)
{
	const unsigned char *p = (const unsigned char *)x->s.p + x->at;

	if (*p < 0x80) {
		x->at++;
		return *p;
	}
	if (x->at + 3 <= x->s.n && *p >= 0xe3 && *p <= 0xe9 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80) {
		x->at += 3;
		return (*p & 0xfu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3f);
	}
	return str_next(x->s, &x->at);
}

/* What \ and the character behind it stand for: a set, or (*point not 0) one character.  *rank 0: any. */
static bool escape(struct scan *x, struct slots *set, uint32_t *point, size_t *rank)
{
	char c = next(x);

	*point = 0;
	*rank = 0;
	x->at += x->at < x->s.n;
	if (is_punctuation(c) || c == 't' || c == 'n') {
		*point = c == 't' ? '\t' : c == 'n' ? '\n' : (unsigned char)c;
		*rank = 1;
	} else if (c == 'd' || c == 's') {
		*rank = c == 'd' ? 10 : 20;
	} else if (c != 'S' && c != 'D' && !(c == 'p' && take(x, STR("{Han}")))) {
		return false;
	}
	slots_escape(set, c, *point);
	return true;
}

static bool range(struct scan *x, struct slots *set, uint32_t from, size_t *rank)
{
	uint32_t to;

	x->at++;
	if (x->at >= x->s.n || next(x) == '\\' || next(x) == '[' || next(x) == '-' || next(x) == ']')
		return false;
	to = code_point(x);
	if (to < from || to == BROKEN)
		return false;
	if (to - from > RANGE_MOST) {
		slots_all(set);
		*rank += RANGE_MOST;
		return true;
	}
	for (uint32_t c = from + 1; c <= to; c++)
		slots_point(set, c);
	*rank += to - from;
	return true;
}

/* One character, range or escape inside [ ]. */
static bool member(struct scan *x, struct slots *set, size_t *rank)
{
	uint32_t c;
	size_t more = 1;

	if (next(x) == '\\') {
		x->at++;
		if (!escape(x, set, &c, &more))
			return false;
		*rank += more ? more : 2 * RANGE_MOST;
		return next(x) != '-' || (x->at + 1 < x->s.n && x->s.p[x->at + 1] == ']');
	}
	if (next(x) == '[')
		return false;
	c = code_point(x);
	if (c == BROKEN)
		return false;
	*rank += 1;
	slots_point(set, c);
	if (next(x) == '-' && x->at + 1 < x->s.n && x->s.p[x->at + 1] != ']')
		return c != '-' && range(x, set, c, rank);
	return true;
}

/* [ ], from behind its [. */
static bool class(struct scan *x, struct piece *p)
{
	struct slots set = { 0 };
	size_t rank = 0, from = x->at;
	bool negated = take(x, STR("^")), posix = next(x) == ':' || next(x) == '.' || next(x) == '=';

	if (next(x) == ']' || (negated && posix))
		return false;
	while (x->at < x->s.n && next(x) != ']') {
		if (!member(x, &set, &rank))
			return false;
	}
	if (posix && strchr(":.=", x->s.p[x->at - 1]))
		return false; /* [:word:] */
	if (!take(x, STR("]")))
		return false;
	p->size = 48 + 3 * (x->at - from);
	p->single = true;
	if (negated || rank >= RANGE_MOST) {
		slots_all(&set);
		rank = 0;
	}
	p->first = p->last = set;
	if (rank)
		piece_needs(p, &set, rank);
	return true;
}

static bool alternatives(struct scan *x, struct piece *p);

/* (?'name' and (?<name>; the name's first character is next. */
static bool group_name(struct scan *x, char close)
{
	size_t from = x->at;

	while ((next(x) >= 'a' && next(x) <= 'z') || (next(x) >= 'A' && next(x) <= 'Z'))
		x->at++;
	return x->at > from && x->at - from <= 30 && take(x, str_of(&close, 1));
}

/* (, from behind it up to and with its ).  *look: it asserts and matches nothing. */
static bool group(struct scan *x, struct piece *p, bool *look)
{
	size_t from = x->at;
	bool behind = false, closed;

	*look = false;
	if (next(x) == '*' || x->behind)
		return false;
	if (next(x) != '?') {
		x->groups++;
	} else if (!take(x, STR("?:"))) {
		behind = take(x, STR("?<=")) || take(x, STR("?<!"));
		*look = behind || take(x, STR("?=")) || take(x, STR("?!"));
		x->groups += !*look;
		if (!*look && (take(x, STR("?<")) ? !group_name(x, '>') : !take(x, STR("?'")) || !group_name(x, '\'')))
			return false;
	}
	if (++x->depth > NESTED)
		return false;
	x->behind += behind;
	closed = alternatives(x, p) && take(x, STR(")"));
	x->behind -= behind;
	x->depth--;
	if (*look) { /* what it says of the text is not used */
		size_t size = p->size;
		clear(p);
		p->empty = true;
		p->size = size;
	}
	p->size += 16;
	return closed && (!behind || x->at - from <= BEHIND_BYTES);
}

static bool number(struct scan *x, size_t *n)
{
	size_t from = x->at;

	for (*n = 0; next(x) >= '0' && next(x) <= '9' && *n <= REPEATS; x->at++)
		*n = *n * 10 + (size_t)(next(x) - '0');
	return x->at > from && *n <= REPEATS;
}

/* {n}, {n,} and {n,m}, from behind the {. */
static bool bounds(struct scan *x, size_t *least, size_t *most)
{
	if (!number(x, least))
		return false;
	*most = *least;
	if (take(x, STR(",")) && next(x) != '}' && (!number(x, most) || *most < *least))
		return false;
	return take(x, STR("}"));
}

static bool is_quantifier(char c) { return c == '*' || c == '+' || c == '?' || c == '{'; }

/* A quantifier, if one is next.  False when it is none that is known. */
static bool quantifier(struct scan *x, struct piece *p, bool may, bool group)
{
	size_t least = 1, most = 1;
	char c = next(x);

	if (!is_quantifier(c))
		return true;
	x->at++;
	if (c == '{' && !bounds(x, &least, &most))
		return false;
	if (c == '*' || c == '?')
		least = 0;
	if (!may || x->behind)
		return false;
	if (!take(x, STR("?")))
		(void)take(x, STR("+"));
	if (is_quantifier(next(x)))
		return false;
	p->size = group ? p->size * (2 + most) : p->size + 8;
	if (p->single && c != '?')
		slots_join(&p->second, &p->first);
	p->single = p->single && (least < 2 || p->empty);
	if (least == 0) {
		p->empty = true;
		p->anchored = false;
		p->needs = 0;
	}
	return true;
}

/* A character that stands for itself; not what (?x) may pass over besides the usual blanks. */
static bool literal(struct scan *x, struct piece *p)
{
	size_t from = x->at;
	uint32_t c = code_point(x);

	if (c == BROKEN) /* or U+FFFD itself: PCRE2 tells them apart */
		return false;
	if (x->extended && (c < ' ' || c == '#' || c == 0x85 || (c >= 0x200e && c <= 0x2029)))
		return false;
	p->size = LITERAL_SIZE;
	p->single = true;
	slots_add(&p->first, x->s.p + from);
	p->last = p->first;
	piece_needs(p, &p->first, 1);
	return true;
}

static bool atom(struct scan *x, struct piece *p, bool *may)
{
	uint32_t point;
	size_t rank;
	bool closed;

	*may = true;
	p->size = 8;
	switch (next(x)) {
	case '\0': case '*': case '+': case '?': case '{': case '}': case ']':
		return false;
	case '^': case '$':
		p->anchored = next(x) == '^';
		p->empty = true;
		*may = false;
		x->at++;
		return true;
	case '.':
		x->at++;
		p->single = true;
		slots_all(&p->first);
		p->last = p->first;
		return true;
	case '[':
		x->at++;
		return class(x, p);
	case '(':
		x->at++;
		closed = group(x, p, may);
		*may = !*may;
		return closed;
	case '\\':
		x->at++;
		if (!escape(x, &p->first, &point, &rank))
			return false;
		p->single = true;
		p->last = p->first;
		if (rank)
			piece_needs(p, &p->first, rank);
		return true;
	default:
		return literal(x, p);
	}
}

/* Skips what (?x) lets stand between atoms. */
static bool gap(struct scan *x)
{
	size_t from = x->at;

	while (x->extended && (next(x) == ' ' || next(x) == '\n' || next(x) == '\t'))
		x->at++;
	return x->at > from;
}

/* The bytes of a letter, a digit or an ideograph that is next and no quantifier stands behind; else 0. */
static inline size_t plain(const struct scan *x)
{
	const unsigned char *p = (const unsigned char *)x->s.p + x->at;
	size_t left = x->s.n - x->at, n = 0;

	if (left && ((*p >= '0' && *p <= '9') || ((*p | 0x20) >= 'a' && (*p | 0x20) <= 'z')))
		n = 1;
	else if (left >= 3 && *p >= 0xe3 && *p <= 0xe9 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80)
		n = 3;
	return n && n < left && is_quantifier((char)p[n]) ? 0 : n;
}

static bool sequence(struct scan *x, struct piece *p)
{
	bool begins = true, may;
	size_t n;

	clear(p);
	p->empty = true;
	for (;;) {
		struct piece item;
		bool parted = gap(x);
		if ((n = plain(x)) > 0) {
			piece_append_one(p, x->s.p + x->at);
			x->at += n;
			p->size += LITERAL_SIZE;
			p->ends = begins = false;
			if (p->size > SIZE_MOST)
				return false;
			continue;
		}
		char c = next(x);
		if (x->at >= x->s.n || c == '|' || c == ')')
			return true;
		if (parted && is_quantifier(c))
			return false;
		clear(&item);
		if (!atom(x, &item, &may) || !quantifier(x, &item, may, c == '('))
			return false;
		if (begins)
			p->anchored = item.anchored;
		begins = false;
		append(p, &item);
		p->ends = c == '$';
		if (p->size > SIZE_MOST)
			return false;
	}
}

/* Notes an alternative of the whole pattern; the last of the ways stands for all that are too many. */
static void way_add(struct scan *x, const struct piece *p)
{
	bool more = x->ways == PATTERN_WAYS, ends = p->ends && !p->empty;
	struct way *w = &x->way[more ? PATTERN_WAYS - 1 : x->ways++];

	slots_join(&w->first, &p->first);
	slots_join(&w->second, &p->second);
	slots_join(&w->last, &p->last);
	w->single = w->single || p->single;
	w->front = p->anchored && (!more || w->front);
	w->ends = ends && (!more || w->ends);
}

static bool alternatives(struct scan *x, struct piece *p)
{
	bool whole = x->depth == 0;
	struct piece other;

	if (!sequence(x, p))
		return false;
	if (whole)
		way_add(x, p);
	while (take(x, STR("|"))) {
		if (!sequence(x, &other))
			return false;
		if (whole)
			way_add(x, &other);
		either(p, &other);
	}
	return p->size <= SIZE_MOST;
}

bool pattern_scan(struct str text, size_t groups, struct pattern_need *need)
{
	struct scan x = { .s = text };
	struct piece p;

	*need = (struct pattern_need){ 0 };
	x.extended = take(&x, STR("(?x)"));
	if (!alternatives(&x, &p) || x.at < text.n || x.groups >= groups)
		return false;
	piece_tell(need, &p, x.way, x.ways);
	return true;
}
