/*
 * grammar_scan: reads the plain XML that grammars are written in, without libxml2, in a twentieth of its time.
 *
 * Plain is: UTF-8 with LF, an XML declaration at most, elements, attributes, text, comments, the five
 * named entities, xi:include under its usual prefix.  Whatever else comes, right or wrong, is not judged
 * here: xml_scan says false before any event, and libxml2 reads the file and says what is wrong with it.
 */
#include "grammar_xml.h"

enum { SCAN_DEPTH = 16, FOUND_BYTES = 12, ATTRIBUTE_BYTES = 24 }; /* of a file, for each that is likely */

enum found_kind { FOUND_BEGIN, FOUND_TEXT, FOUND_END };

/* What was found, kept until all is known to be plain. */
struct found {
	enum found_kind kind;
	bool raw;           /* the values, or the text, are not what stands in the file: entities, line ends */
	struct str s;       /* the element's name, or text as it stands in the file */
	size_t line;
	size_t attribute, attributes;
};

struct scan {
	struct str s;
	size_t at;
	size_t line; /* of `at` */
	struct str open[SCAN_DEPTH];
	size_t depth;
	bool root;
	struct buf unescaped;
	struct found *found;
	size_t founds, founds_cap;
	struct xml_attribute *attribute; /* values as they stand in the file */
	size_t attributes, attributes_cap;
};

/* What a byte of ASCII is to run(), where bad are controls, and CR, which XML folds; NAME: it may stand in a name. */
enum { LT = 1, AMP = 2, QUOTE = 4, APOSTROPHE = 8, BRACKET = 16, DASH = 32, LF = 64, BAD = 128, NAME = 256 };
static const uint16_t kinds[256] = {
#define N8 NAME, NAME, NAME, NAME, NAME, NAME, NAME, NAME
#define B8 BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD
	B8, BAD, 0, LF, BAD, BAD, BAD, BAD, BAD, B8, B8,
	0, 0, QUOTE, 0, 0, 0, AMP, APOSTROPHE, 0, 0, 0, 0, 0, DASH | NAME, 0, 0, /* blank to / */
	N8, NAME, NAME, NAME, 0, LT, 0, 0, 0,                                    /* 0 to ? */
	0, NAME, NAME, NAME, NAME, NAME, NAME, NAME, N8,                         /* @ to O */
	N8, NAME, NAME, NAME, 0, 0, BRACKET, 0, NAME,                            /* P to _ */
	0, NAME, NAME, NAME, NAME, NAME, NAME, NAME, N8, N8, NAME, NAME, NAME,   /* ` to z */
#undef N8
#undef B8
};

static struct found *found_add(struct scan *x, enum found_kind kind, struct str s)
{
	struct found *f;

	if (x->founds == x->founds_cap)
		x->found = mem_grow(x->found, x->founds, &x->founds_cap, sizeof *x->found);
	f = &x->found[x->founds++];
	f->s = s;
	f->raw = false;
	f->kind = kind;
	return f;
}

/*
 * How many bytes at p, of which eight can be read, are one or two characters from U+3000 to U+9FFF, of which a
 * grammar is mostly made; 0: neither.
 */
static inline size_t common_points(const unsigned char *p)
{
	uint64_t w;

	memcpy(&w, p, 8);
	if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
		w = __builtin_bswap64(w);
	if ((w & 0xc0c000) != 0x808000 || (unsigned char)(w - 0xe3) > 6)
		return 0;
	w >>= 24;
	return (w & 0xc0c000) == 0x808000 && (unsigned char)(w - 0xe3) <= 6 ? 6 : 3;
}

/* The bytes of any character that is no ASCII; 0 when it is broken or none of XML's. */
static size_t point(struct str s, size_t at)
{
	size_t next = at;
	uint32_t c = str_next(s, &next);

	return c >= 0xfffd && c <= 0xffff ? 0 : next - at; /* U+FFFD: broken bytes, or itself */
}

/* Goes on to the first byte of those kinds, or to the end; false at what is not plain, where it stays. */
static bool run(struct scan *x, unsigned stops)
{
	const unsigned char *p = (const unsigned char *)x->s.p;
	size_t at = x->at, n = x->s.n, step;
	unsigned kind = 0;

	for (stops |= LF | BAD; at < n && kind == 0;) {
		while (at + 8 <= n && (step = common_points(p + at)) != 0)
			at += step;
		while (at < n && p[at] < 0x80 && (kind = kinds[p[at]] & stops) == 0)
			at++;
		if (kind == LF) {
			x->line++;
			at++;
			kind = 0;
		} else if (kind == 0 && at < n && !(at + 8 <= n && common_points(p + at))) {
			step = point(x->s, at);
			at += step;
			kind = step ? 0 : BAD;
		}
	}
	x->at = at;
	return kind != BAD;
}

static void blanks(struct scan *x)
{
	for (; x->at < x->s.n && (x->s.p[x->at] == ' ' || x->s.p[x->at] == '\n' || x->s.p[x->at] == '\t'); x->at++)
		x->line += x->s.p[x->at] == '\n';
}

static struct str name(struct scan *x)
{
	const unsigned char *p = (const unsigned char *)x->s.p;
	size_t from = x->at, at = from;

	while (at < x->s.n && kinds[p[at]] & NAME)
		at++;
	x->at = at;
	return str_of(x->s.p + from, at - from);
}

/* Whether a name has a colon; most have less letters than a call for it costs. */
static bool prefixed(struct str tag)
{
	size_t i = 0;

	while (i < tag.n && tag.p[i] != ':')
		i++;
	return i < tag.n;
}

static bool take(struct scan *x, char c)
{
	if (x->at >= x->s.n || x->s.p[x->at] != c)
		return false;
	x->at++;
	return true;
}

static bool take_all(struct scan *x, struct str what)
{
	if (!str_starts(str_from(x->s, x->at), what))
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

/* Text with its entities resolved; in an attribute white space is a blank. */
static struct str unescape(struct scan *x, struct str s, bool attribute)
{
	size_t from = x->unescaped.n;
	char c;

	for (size_t i = 0, n; i < s.n; i += n) {
		n = 1;
		c = s.p[i];
		if (c == '&')
			n = entity(str_from(s, i), &c);
		if (attribute && (c == '\n' || c == '\t'))
			c = ' ';
		buf_byte(&x->unescaped, c);
	}
	return str_of(x->unescaped.p + from, x->unescaped.n - from);
}

/* An entity that is known; `at` moves behind it. */
static bool take_entity(struct scan *x)
{
	char c;
	size_t n = entity(str_from(x->s, x->at), &c);

	x->at += n;
	return n != 0;
}

/* name="value"; the value's view is raw, and *raw is set where that tells. */
static bool attribute(struct scan *x, struct xml_attribute *a, bool *raw)
{
	unsigned quote;
	size_t from, line = x->line;

	a->name = name(x);
	blanks(x);
	if (a->name.n == 0 || !take(x, '='))
		return false;
	blanks(x);
	quote = x->at < x->s.n ? kinds[(unsigned char)x->s.p[x->at]] & (QUOTE | APOSTROPHE) : 0;
	if (!quote)
		return false;
	from = ++x->at;
	while (run(x, quote | AMP | LT) && x->at < x->s.n && x->s.p[x->at] == '&') {
		*raw = true;
		if (!take_entity(x))
			return false;
	}
	if (x->at >= x->s.n || x->s.p[x->at] != x->s.p[from - 1])
		return false;
	a->value = str_of(x->s.p + from, x->at - from);
	*raw = *raw || x->line != line || str_chr(a->value, '\t', 0) < a->value.n;
	x->at++;
	return true;
}

static void attributes_room(struct scan *x)
{
	if (x->attributes_cap - x->attributes >= XML_ATTRIBUTES_MOST)
		return;
	x->attributes_cap = 2 * x->attributes_cap + x->s.n / ATTRIBUTE_BYTES + XML_ATTRIBUTES_MOST;
	x->attribute = mem_resize(x->attribute, x->attributes_cap, sizeof *x->attribute);
}

/* All attributes of a tag, up to its > or />. */
static bool attributes(struct scan *x, struct xml_attribute *list, size_t *n, bool *raw)
{
	static const struct str include = { "http://www.w3.org/2001/XInclude", 31 };
	struct xml_attribute a;

	for (*n = 0;;) {
		size_t from = x->at;
		blanks(x);
		if (x->at >= x->s.n || x->s.p[x->at] == '>' || x->s.p[x->at] == '/')
			return true;
		if (x->at == from || !attribute(x, &a, raw) || *n == XML_ATTRIBUTES_MOST)
			return false;
		for (size_t i = 0; i < *n; i++)
			if (str_eq(list[i].name, a.name))
				return false;
		if (str_eq(a.name, STR("xmlns:xi")) && str_eq(a.value, include))
			continue;
		if (prefixed(a.name) || str_starts(a.name, STR("xmlns")))
			return false;
		list[(*n)++] = a;
	}
}

static bool start_tag(struct scan *x)
{
	struct str tag = name(x);
	struct found *f;
	size_t n;
	bool empty, raw = false;

	if (tag.n == 0 || (tag.p[0] >= '0' && tag.p[0] <= '9') || tag.p[0] == '-' || tag.p[0] == ':'
	    || (prefixed(tag) && !str_eq(tag, STR("xi:include"))))
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
	f->line = x->line;
	f->attribute = x->attributes;
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
	struct str tag = name(x);

	blanks(x);
	if (x->depth == 0 || !str_eq(tag, x->open[x->depth - 1]) || !take(x, '>'))
		return false;
	x->depth--;
	(void)found_add(x, FOUND_END, tag);
	return true;
}

/* <!-- … -->; its line ends go on as text. */
static bool comment(struct scan *x)
{
	size_t line = x->line;

	while (run(x, DASH) && x->at + 1 < x->s.n && x->s.p[x->at + 1] != '-')
		x->at++;
	if (!take_all(x, STR("-->"))) /* -- inside a comment is not allowed */
		return false;
	for (; line < x->line; line++)
		(void)found_add(x, FOUND_TEXT, STR("\n"));
	return true;
}

static bool text(struct scan *x)
{
	size_t from = x->at;
	bool raw = false;
	struct str s;

	while (run(x, LT | AMP | BRACKET) && x->at < x->s.n && x->s.p[x->at] != '<') {
		if (x->s.p[x->at] == '&') {
			raw = true;
			if (!take_entity(x))
				return false;
		} else if (take_all(x, STR("]]>"))) { /* CDATA's end */
			return false;
		} else if (!take(x, ']')) { /* what is not plain */
			return false;
		}
	}
	if (x->at < x->s.n && x->s.p[x->at] != '<')
		return false;
	s = str_of(x->s.p + from, x->at - from);
	if (x->depth == 0)
		return str_blank(s);
	found_add(x, FOUND_TEXT, s)->raw = raw;
	return true;
}

/* The whole file, from its declaration to its end. */
static bool document(struct scan *x)
{
	bool ok = true;

	if (take_all(x, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")) || take_all(x, STR("<?xml version=\"1.0\"?>")))
		blanks(x);
	while (ok && x->at < x->s.n) {
		if (!take(x, '<'))
			ok = text(x);
		else if (take(x, '/'))
			ok = end_tag(x);
		else if (take(x, '!'))
			ok = take_all(x, STR("--")) && comment(x);
		else
			ok = start_tag(x);
	}
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
	return str_starts(s, STR("<")) && !str_starts(str_from(s, 1), root) && s.n > 1 && kinds[(unsigned char)s.p[1]] & NAME;
}

bool xml_scan(struct str s, const struct xml_events *events)
{
	struct scan x = { .s = s, .line = 1 };
	bool plain;

	if (events && events->root.n && other_root(s, events->root))
		return true;
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
