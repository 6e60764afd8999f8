/*
 * grammar_scan: reads the plain XML that grammars are written in, without libxml2, in a twentieth of its time.
 *
 * Plain is: UTF-8 with LF, an XML declaration at most, elements, attributes, text, comments, the five
 * named entities, xi:include under its usual prefix.  Whatever else comes, right or wrong, is not judged
 * here: xml_scan says false before any event, and libxml2 reads the file and says what is wrong with it.
 */
#include "grammar_xml.h"

enum { SCAN_DEPTH = 16 };

/* What was found, kept until all is known to be plain. */
struct found {
	enum { FOUND_BEGIN, FOUND_TEXT, FOUND_END } kind;
	struct str s;       /* the element's name, or text as it stands in the file */
	size_t line;
	size_t attribute, attributes;
};

struct scan {
	struct str s;
	size_t at;
	size_t line, counted; /* line of the byte `counted` */
	struct str open[SCAN_DEPTH];
	size_t depth;
	bool root;
	struct buf unescaped;
	struct found *found;
	size_t founds, founds_cap;
	struct xml_attribute *attribute; /* values as they stand in the file */
	size_t attributes, attributes_cap;
};

static bool is_name(char c)
{
	static const uint64_t bits[4] = { 0x07ff200000000000, 0x07fffffe87fffffe, 0, 0 }; /* - 0-9 : A-Z _ a-z */
	unsigned char u = (unsigned char)c;

	return bits[u / 64] >> u % 64 & 1;
}

static struct found *found_add(struct scan *x, int kind, struct str s)
{
	struct found *f;

	if (x->founds == x->founds_cap)
		x->found = mem_grow(x->found, x->founds, &x->founds_cap, sizeof *x->found);
	f = &x->found[x->founds++];
	*f = (struct found){ .s = s };
	f->kind = kind;
	return f;
}

static size_t line_at(struct scan *x, size_t at)
{
	while (x->counted < at) {
		size_t lf = str_chr(x->s, '\n', x->counted);
		if (lf >= at)
			break;
		x->line++;
		x->counted = lf + 1;
	}
	return x->line;
}

static void blanks(struct scan *x)
{
	while (x->at < x->s.n && (x->s.p[x->at] == ' ' || x->s.p[x->at] == '\n' || x->s.p[x->at] == '\t'))
		x->at++;
}

static struct str name(struct scan *x)
{
	size_t from = x->at;

	while (x->at < x->s.n && is_name(x->s.p[x->at]))
		x->at++;
	return str_of(x->s.p + from, x->at - from);
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

/* Text with its entities resolved; a view of s where there are none.  In an attribute white space is a blank. */
static bool unescape(struct scan *x, struct str s, bool attribute, struct str *out)
{
	size_t from = x->unescaped.n;
	char c;

	if (str_chr(s, '&', 0) == s.n && !(attribute && (str_chr(s, '\n', 0) < s.n || str_chr(s, '\t', 0) < s.n))) {
		*out = s;
		return true;
	}
	for (size_t i = 0, n; i < s.n; i += n) {
		n = 1;
		c = s.p[i];
		if (c == '&' && (n = entity(str_from(s, i), &c)) == 0)
			return false;
		if (attribute && (c == '\n' || c == '\t'))
			c = ' ';
		buf_byte(&x->unescaped, c);
	}
	*out = str_of(x->unescaped.p + from, x->unescaped.n - from);
	return true;
}

/* Whether all that begins with & is an entity that is known. */
static bool entities_known(struct str s)
{
	char c;

	for (size_t at = str_chr(s, '&', 0); at < s.n; at = str_chr(s, '&', at + 1))
		if (entity(str_from(s, at), &c) == 0)
			return false;
	return true;
}

/* name="value"; the value's view is raw. */
static bool attribute(struct scan *x, struct xml_attribute *a)
{
	char quote;
	size_t end;

	a->name = name(x);
	blanks(x);
	if (a->name.n == 0 || !take(x, '='))
		return false;
	blanks(x);
	if (x->at >= x->s.n)
		return false;
	quote = x->s.p[x->at++];
	end = str_chr(x->s, quote, x->at);
	if ((quote != '"' && quote != '\'') || end == x->s.n)
		return false;
	a->value = str_of(x->s.p + x->at, end - x->at);
	x->at = end + 1;
	return str_chr(a->value, '<', 0) == a->value.n && entities_known(a->value);
}

/* All attributes of a tag, up to its > or />. */
static bool attributes(struct scan *x, struct xml_attribute *list, size_t *n)
{
	static const struct str include = { "http://www.w3.org/2001/XInclude", 31 };
	struct xml_attribute a;

	for (*n = 0;;) {
		size_t from = x->at;
		blanks(x);
		if (x->at >= x->s.n || x->s.p[x->at] == '>' || x->s.p[x->at] == '/')
			return true;
		if (x->at == from || !attribute(x, &a) || *n == XML_ATTRIBUTES_MOST)
			return false;
		for (size_t i = 0; i < *n; i++)
			if (str_eq(list[i].name, a.name))
				return false;
		if (str_eq(a.name, STR("xmlns:xi")) && str_eq(a.value, include))
			continue;
		if (str_chr(a.name, ':', 0) < a.name.n || str_starts(a.name, STR("xmlns")))
			return false;
		list[(*n)++] = a;
	}
}

static bool start_tag(struct scan *x)
{
	struct xml_attribute list[XML_ATTRIBUTES_MOST];
	struct str tag = name(x);
	struct found *f;
	size_t n;
	bool empty;

	if (tag.n == 0 || (tag.p[0] >= '0' && tag.p[0] <= '9') || tag.p[0] == '-' || tag.p[0] == ':'
	    || (str_chr(tag, ':', 0) < tag.n && !str_eq(tag, STR("xi:include"))))
		return false;
	if (!attributes(x, list, &n))
		return false;
	empty = take(x, '/');
	if (!take(x, '>') || x->depth == SCAN_DEPTH || (x->depth == 0 && x->root))
		return false;
	x->root = true;
	f = found_add(x, FOUND_BEGIN, tag);
	f->line = line_at(x, x->at);
	f->attribute = x->attributes;
	f->attributes = n;
	for (size_t i = 0; i < n; i++) {
		x->attribute = mem_grow(x->attribute, x->attributes, &x->attributes_cap, sizeof *x->attribute);
		x->attribute[x->attributes++] = list[i];
	}
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
	size_t end = x->at;

	while ((end = str_chr(x->s, '-', end)) < x->s.n && !(end + 1 < x->s.n && x->s.p[end + 1] == '-'))
		end++;
	if (!str_starts(str_from(x->s, end), STR("-->"))) /* -- inside a comment is not allowed */
		return false;
	for (size_t lf = str_chr(x->s, '\n', x->at); lf < end; lf = str_chr(x->s, '\n', lf + 1))
		(void)found_add(x, FOUND_TEXT, str_of(x->s.p + lf, 1));
	x->at = end + 3;
	return true;
}

static bool text(struct scan *x)
{
	size_t end = str_chr(x->s, '<', x->at);
	struct str raw = str_of(x->s.p + x->at, end - x->at);

	x->at = end;
	if (x->depth == 0)
		return str_blank(raw);
	if (!entities_known(raw) || (str_chr(raw, ']', 0) < raw.n && str_find(raw, STR("]]>"), 0) < raw.n)) /* CDATA's end */
		return false;
	(void)found_add(x, FOUND_TEXT, raw);
	return true;
}

/* The whole file, from its declaration to its end. */
static bool document(struct scan *x)
{
	bool ok = true;

	x->line = 1;
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
		(void)unescape(x, list[i].value, true, &list[i].value);
}

/* Gives out what was found, until an event says that it is enough. */
static void tell(struct scan *x, const struct xml_events *events)
{
	struct xml_attribute list[XML_ATTRIBUTES_MOST];
	struct str words;

	for (size_t i = 0; i < x->founds; i++) {
		const struct found *f = &x->found[i];
		if (f->kind == FOUND_BEGIN) {
			resolve(x, f, list);
			if (!events->begin(events->with, f->s, list, f->attributes, f->line))
				return;
		} else if (f->kind == FOUND_END) {
			events->end(events->with);
		} else {
			buf_reset(&x->unescaped);
			(void)unescape(x, f->s, false, &words);
			events->text(events->with, words);
		}
	}
}

/* Three bytes of well-formed UTF-8 from U+1000 to U+CFFF, which most of a grammar is. */
static bool common_three(const unsigned char *p)
{
	uint32_t w;

	memcpy(&w, p, 4);
	if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
		w = __builtin_bswap32(w);
	return (w & 0xc0c0f0) == 0x8080e0 && (w & 0xf) >= 1 && (w & 0xf) <= 0xc;
}

/* Eight bytes of printable ASCII. */
static bool common_eight(const unsigned char *p)
{
	const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
	uint64_t w;

	memcpy(&w, p, 8);
	return ((w | (w - ones * ' ')) & tops) == 0;
}

/* Well-formed UTF-8, no character that XML does not have, no CR (which it folds). */
static bool plain_characters(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;

	for (size_t i = 0; i < s.n;) {
		if (p[i] < 0x80) {
			if (i + 8 <= s.n && common_eight(p + i))
				i += 8;
			else if (p[i] >= 0x20 || p[i] == '\n' || p[i] == '\t')
				i++;
			else
				return false;
		} else if (i + 4 <= s.n && common_three(p + i)) {
			i += 3;
		} else {
			uint32_t c = str_next(s, &i);
			if (c >= 0xfffd && c <= 0xffff) /* U+FFFD: broken bytes, or itself */
				return false;
		}
	}
	return true;
}

/* Whether the root, behind the declaration and comments, is surely another element. */
static bool other_root(struct str s, struct str root)
{
	size_t at = str_find(s, STR("?>"), 0) == s.n ? 0 : str_find(s, STR("?>"), 0) + 2;

	for (;;) {
		struct str rest = str_trim_left(str_from(s, at));
		if (!str_starts(rest, STR("<!--")))
			return str_starts(rest, STR("<")) && !str_starts(str_from(rest, 1), root) && rest.n > 1 && is_name(rest.p[1]);
		at = str_find(s, STR("-->"), (size_t)(rest.p - s.p) + 4) + 3;
		if (at > s.n)
			return false;
	}
}

bool xml_scan(struct str s, const struct xml_events *events)
{
	struct scan x = { .s = s };
	bool plain;

	if (events && events->root.n && other_root(s, events->root))
		return true;
	plain = plain_characters(s) && document(&x);
	if (plain && events)
		tell(&x, events);
	buf_free(&x.unescaped);
	mem_free(x.found);
	mem_free(x.attribute);
	return plain;
}
