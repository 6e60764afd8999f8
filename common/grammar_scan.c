/*
 * grammar_scan: reads the plain XML that grammars are written in, without libxml2, in a fraction of its time.
 *
 * Plain is: UTF-8 with LF, an XML declaration at most, elements, attributes, text, comments, the five
 * named entities, xi:include under its usual prefix.  Whatever else comes, right or wrong, is not judged
 * here: xml_scan says false before any event, and libxml2 reads the file and says what is wrong with it.
 *
 * What must hold of every byte is seen to first, many bytes a step.  Then the file is read from < to <.  Its last
 * byte is a >, at which every loop over names and blanks ends, so that these need not ask where the file ends.
 */
#include "grammar_xml.h"

#include "utf8.h"

enum { SCAN_DEPTH = 16, FOUND_BYTES = 16, ATTRIBUTE_BYTES = 32 }; /* of a file, for each that is likely */

enum found_kind { FOUND_BEGIN, FOUND_TEXT, FOUND_END };

/* What was found, kept until all is known to be plain. */
struct found {
	struct str s; /* the element's name, or text as it stands in the file */
	uint32_t line, attribute;
	uint8_t kind, attributes;
	bool raw; /* the values, or the text, are not what stands in the file: entities, line ends, tabs */
};

/* The next place of a byte that is of interest wherever it stands; the file's end when there is none. */
struct next {
	const char *at;
	char c;
};

struct scan {
	const char *at, *end;
	const char *stop; /* the < behind the one in hand, or the end */
	struct next and, bracket, tab, line_end;
	uint32_t line; /* of line_end */
	struct str open[SCAN_DEPTH];
	size_t depth;
	bool root, include; /* there was one; it declared xi: */
	struct arena *arena; /* for what is unescaped; NULL: */
	struct buf unescaped;
	struct found *found;
	size_t founds, founds_cap;
	struct xml_attribute *attribute; /* values as they stand in the file */
	size_t attributes, attributes_cap;
};

/* What a byte of ASCII may be in a name. */
enum { INNER = 1, START = 2, COLON = 4 };
static const uint8_t kinds[256] = {
#define L (INNER | START)
#define L13 L, L, L, L, L, L, L, L, L, L, L, L, L
	['-'] = INNER, ['0'] = INNER, INNER, INNER, INNER, INNER, INNER, INNER, INNER, INNER, INNER, [':'] = INNER | COLON,
	['A'] = L13, L13, ['_'] = L, ['a'] = L13, L13,
#undef L
#undef L13
};

/* ---- what must hold of every byte ---- */

/* Whether there is a control but LF, or what may be U+FFFD to U+FFFF: seldom. */
static bool is_odd(struct str s)
{
	typedef uint8_t lanes __attribute__((vector_size(16)));
	lanes v, behind, odd = { 0 };
	uint64_t any[sizeof odd / sizeof(uint64_t)];
	bool tail = false;
	size_t i = 0;

	for (; i + sizeof v < s.n; i += sizeof v) {
		memcpy(&v, s.p + i, sizeof v);
		memcpy(&behind, s.p + i + 1, sizeof v);
		odd |= (lanes)(((v < ' ') & (v != '\n')) | ((v == 0xef) & (behind == 0xbf)));
	}
	for (; i < s.n; i++)
		tail = tail || ((unsigned char)s.p[i] < ' ' && s.p[i] != '\n') || (unsigned char)s.p[i] == 0xef;
	memcpy(any, &odd, sizeof any);
	return tail || any[0] || any[1];
}

/* Well-formed UTF-8 of characters that XML has and leaves as they are. */
static bool is_plain(struct str s)
{
	if (utf8_find(s, 0, UTF8_ONLY) < s.n)
		return false;
	for (size_t i = 0, n = is_odd(s) ? s.n : 0; i < n;) {
		uint32_t c = str_next(s, &i);
		if ((c < ' ' && c != '\n' && c != '\t') || (c >= 0xfffd && c <= 0xffff)) /* U+FFFD, too: libxml2 tells it from broken bytes */
			return false;
	}
	return true;
}

/* ---- pieces ---- */

static inline const char *find(const char *from, const char *end, char c)
{
	const char *hit = from < end ? memchr(from, c, (size_t)(end - from)) : NULL;

	return hit ? hit : end;
}

/* Whether there is one of them from `from` on, before `to`. */
static inline bool has(const struct scan *x, struct next *next, const char *from, const char *to)
{
	if (next->at < from)
		next->at = find(from, x->end, next->c);
	return next->at < to;
}

/* The line that `at` stands in. */
static inline uint32_t line_of(struct scan *x, const char *at)
{
	for (; x->line_end.at < at; x->line++)
		x->line_end.at = find(x->line_end.at + 1, x->end, '\n');
	return x->line;
}

static inline struct found *found_add(struct scan *x, enum found_kind kind, struct str s)
{
	struct found *f;

	if (x->founds == x->founds_cap)
		x->found = mem_grow(x->found, x->founds, &x->founds_cap, sizeof *x->found);
	f = &x->found[x->founds++];
	f->s = s;
	f->kind = (uint8_t)kind;
	f->raw = false;
	return f;
}

static inline struct str between(const char *from, const char *to) { return str_of(from, (size_t)(to - from)); }

static inline bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

static inline void blanks(struct scan *x)
{
	for (; (unsigned char)*x->at <= ' ' && is_blank(*x->at); x->at++)
		;
}

/* A name, and the kinds of all its bytes; false when there is none, or none that could be one. */
static inline bool name(struct scan *x, struct str *into, unsigned *seen)
{
	const char *p = x->at;
	unsigned kind;

	for (*seen = 0; (kind = kinds[(unsigned char)*p]) != 0; p++)
		*seen |= kind;
	*into = between(x->at, p);
	x->at = p;
	return into->n && kinds[(unsigned char)into->p[0]] & START;
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

/* One of the five entities at s; its character and length. */
static size_t entity(struct str s, char *c)
{
	static const struct {
		struct str name;
		char c;
	} known[] = { { { "&lt;", 4 }, '<' }, { { "&gt;", 4 }, '>' }, { { "&amp;", 5 }, '&' }, { { "&quot;", 6 }, '"' },
		      { { "&apos;", 6 }, '\'' } };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_starts(s, known[i].name)) {
			*c = known[i].c;
			return known[i].name.n;
		}
	return 0;
}

/* Whether all entities from `from` to `to` are known. */
static bool entities(struct scan *x, const char *from, const char *to)
{
	char c;

	for (; has(x, &x->and, from, to); from = x->and.at + 1)
		if (!entity(between(x->and.at, to), &c))
			return false;
	return true;
}

/* Text with its entities resolved; in an attribute white space is a blank. */
static struct str unescape(struct scan *x, struct str s, bool attribute)
{
	char *to, c;
	size_t k = 0;

	if (!x->arena)
		buf_room(&x->unescaped, s.n);
	to = x->arena ? arena_alloc(x->arena, s.n) : x->unescaped.p + x->unescaped.n;
	for (size_t i = 0, n; i < s.n; i += n) {
		n = 1;
		c = s.p[i];
		if (c == '&')
			n = entity(str_from(s, i), &c);
		to[k++] = attribute && (c == '\n' || c == '\t') ? ' ' : c;
	}
	if (!x->arena)
		x->unescaped.n += k;
	return str_of(to, k);
}

/* ---- tags, comments, text ---- */

/* name="value"; the value's view is raw, and *raw is set where that tells. */
static bool attribute(struct scan *x, struct xml_attribute *a, unsigned *seen, bool *raw)
{
	const char *from, *to;

	if (!name(x, &a->name, seen))
		return false;
	blanks(x);
	if (!take(x, '='))
		return false;
	blanks(x);
	if (*x->at != '"' && *x->at != '\'')
		return false;
	from = x->at + 1;
	to = find(from, x->stop, *x->at);
	if (to == x->stop)
		return false;
	a->value = between(from, to);
	(void)line_of(x, from);
	*raw = *raw || has(x, &x->and, from, to) || has(x, &x->tab, from, to) || x->line_end.at < to;
	x->at = to + 1;
	return entities(x, from, to);
}

static void attributes_room(struct scan *x)
{
	if (x->attributes_cap - x->attributes >= XML_ATTRIBUTES_MOST)
		return;
	x->attributes_cap = 2 * x->attributes_cap + (size_t)(x->end - x->at) / ATTRIBUTE_BYTES + XML_ATTRIBUTES_MOST;
	x->attribute = mem_resize(x->attribute, x->attributes_cap, sizeof *x->attribute);
}

/* All attributes of a tag, up to its > or />. */
static bool attributes(struct scan *x, struct xml_attribute *list, uint8_t *n, bool *raw)
{
	static const struct str include = { "http://www.w3.org/2001/XInclude", 31 };
	struct xml_attribute a;
	unsigned seen;

	for (*n = 0;;) {
		const char *from = x->at;
		blanks(x);
		if (*x->at == '>' || *x->at == '/')
			return true;
		if (x->at == from || !attribute(x, &a, &seen, raw) || *n == XML_ATTRIBUTES_MOST)
			return false;
		for (size_t i = 0; i < *n; i++)
			if (str_eq(list[i].name, a.name))
				return false;
		if (!(seen & COLON) && !str_starts(a.name, STR("xmlns")))
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
	unsigned seen;
	uint8_t n;
	bool empty, raw = false;

	if (!name(x, &tag, &seen) || (seen & COLON && !(x->include && str_eq(tag, STR("xi:include")))))
		return false;
	attributes_room(x);
	if (!attributes(x, x->attribute + x->attributes, &n, &raw))
		return false;
	empty = take(x, '/');
	if (!take(x, '>') || x->depth == SCAN_DEPTH || (x->depth == 0 && x->root))
		return false;
	x->root = true;
	f = found_add(x, FOUND_BEGIN, tag);
	f->raw = raw;
	f->line = line_of(x, x->at);
	f->attribute = (uint32_t)x->attributes;
	f->attributes = n;
	x->attributes += n;
	if (empty)
		(void)found_add(x, FOUND_END, tag);
	else
		x->open[x->depth++] = tag;
	return true;
}

static bool end_tag(struct scan *x)
{
	struct str tag = x->depth ? x->open[x->depth - 1] : str_of("", 0);

	if (x->depth == 0 || !take_all(x, tag))
		return false;
	blanks(x);
	if (!take(x, '>'))
		return false;
	x->depth--;
	(void)found_add(x, FOUND_END, tag);
	return true;
}

/* <!-- … -->, from behind its <!; its line ends go on as text. */
static bool comment(struct scan *x)
{
	uint32_t line = line_of(x, x->at), last;
	struct str s = between(x->at, x->end);

	if (!str_starts(s, STR("--")))
		return false;
	x->at += str_find(s, STR("--"), 2);
	if (!take_all(x, STR("-->"))) /* -- inside a comment is not allowed */
		return false;
	for (last = line_of(x, x->at); line < last; line++)
		(void)found_add(x, FOUND_TEXT, STR("\n"));
	x->stop = find(x->at, x->end, '<');
	return true;
}

/* What stands before the next <. */
static bool text(struct scan *x)
{
	const char *from = x->at;
	bool raw = has(x, &x->and, from, x->stop);

	if (x->depth == 0) {
		while (x->at < x->stop && is_blank(*x->at))
			x->at++;
		return x->at == x->stop;
	}
	for (const char *at = from; has(x, &x->bracket, at, x->stop); at = x->bracket.at + 1)
		if (str_starts(between(x->bracket.at, x->stop), STR("]]>"))) /* CDATA's end */
			return false;
	found_add(x, FOUND_TEXT, between(from, x->stop))->raw = raw;
	x->at = x->stop;
	return !raw || entities(x, from, x->stop);
}

/* From a < to the next. */
static bool markup(struct scan *x)
{
	x->stop = find(++x->at, x->end, '<');
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
	x->stop = find(x->at, x->end, '<');
	for (ok = text(x); ok && x->at < x->end; ok = ok && (x->at == x->stop || text(x)))
		ok = markup(x);
	return ok && x->root && x->depth == 0;
}

/* The attributes of an element with their values resolved; views until the next one. */
static void resolve(struct scan *x, const struct found *f, struct xml_attribute *list)
{
	size_t room = 0;

	buf_reset(&x->unescaped);
	for (size_t i = 0; i < f->attributes; i++) {
		list[i] = x->attribute[f->attribute + i];
		room += list[i].value.n;
	}
	buf_room(&x->unescaped, room); /* so that it does not move under the views */
	for (size_t i = 0; i < f->attributes; i++)
		list[i].value = unescape(x, list[i].value, true);
}

/* Gives out what was found, until an event says that it is enough. */
static void tell(struct scan *x, const struct xml_events *events)
{
	struct xml_attribute list[XML_ATTRIBUTES_MOST];
	const struct xml_attribute *as_filed;

	for (size_t i = 0; i < x->founds; i++) {
		const struct found *f = &x->found[i];
		if (f->kind == FOUND_BEGIN) {
			as_filed = x->attribute + f->attribute;
			if (f->raw)
				resolve(x, f, list);
			if (!events->begin(events->with, f->s, f->raw ? list : as_filed, f->attributes, f->line))
				return;
		} else if (f->kind == FOUND_END) {
			events->end(events->with);
		} else {
			buf_reset(&x->unescaped);
			events->text(events->with, f->raw ? unescape(x, f->s, false) : f->s);
		}
	}
}

/* Behind the comment at the start of s; its length when it has no end. */
static size_t comment_length(struct str s)
{
	size_t at = 4;

	while ((at = str_chr(s, '>', at + 2)) < s.n)
		if (s.p[at - 1] == '-' && s.p[at - 2] == '-')
			return at + 1;
	return s.n;
}

/* Whether the root, behind the declaration and comments, is surely another element. */
static bool other_root(struct str s, struct str root)
{
	if (str_starts(s, STR("<?")))
		s = str_from(s, str_find(s, STR("?>"), 0) + 2);
	for (s = str_trim_left(s); str_starts(s, STR("<!--")); s = str_trim_left(s))
		s = str_from(s, comment_length(s));
	return str_starts(s, STR("<")) && !str_starts(str_from(s, 1), root) && s.n > 1 && kinds[(unsigned char)s.p[1]] & START;
}

/* The file without the blanks at its end. */
static struct str body(struct str s)
{
	while (s.n && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool xml_scan(struct str s, const struct xml_events *events)
{
	struct scan x = { .line = 1, .arena = events ? events->arena : NULL };
	bool plain;

	if (events && events->root.n && other_root(s, events->root))
		return true;
	s = body(s);
	if (!str_ends(s, STR(">")) || !is_plain(s))
		return false;
	x.at = s.p;
	x.end = s.p + s.n;
	x.and = (struct next){ find(x.at, x.end, '&'), '&' };
	x.bracket = (struct next){ find(x.at, x.end, ']'), ']' };
	x.tab = (struct next){ find(x.at, x.end, '\t'), '\t' };
	x.line_end = (struct next){ find(x.at, x.end, '\n'), '\n' };
	x.founds_cap = s.n / FOUND_BYTES + 8;
	x.found = mem_alloc(x.founds_cap * sizeof *x.found);
	plain = document(&x);
	if (plain && events)
		tell(&x, events);
	buf_free(&x.unescaped);
	mem_free(x.found);
	mem_free(x.attribute);
	return plain;
}
