#include "readers.h"

/* The tags of inline HTML and of the blocks that cells hold; space: a blank takes its place. */
static const struct tag {
	const char *name;
	bool space;
} tags[] = {
	{ "a", false }, { "abbr", false }, { "b", false }, { "big", false }, { "blockquote", true }, { "body", false },
	{ "br", true }, { "caption", true }, { "center", true }, { "cite", false }, { "code", false }, { "col", false },
	{ "colgroup", false }, { "dd", true }, { "del", false }, { "div", true }, { "dl", true }, { "dt", true },
	{ "em", false }, { "figcaption", true }, { "figure", true }, { "font", false }, { "footer", true }, { "h1", true },
	{ "h2", true }, { "h3", true }, { "h4", true }, { "h5", true }, { "h6", true }, { "head", false }, { "header", true },
	{ "hr", true }, { "html", false }, { "i", false }, { "img", false }, { "ins", false }, { "kbd", false },
	{ "label", false }, { "li", true }, { "main", true }, { "mark", false }, { "nobr", false }, { "o:p", false },
	{ "ol", true }, { "p", true }, { "page", true }, { "pre", true }, { "q", false }, { "s", false }, { "section", true },
	{ "small", false }, { "span", false }, { "strike", false }, { "strong", false }, { "sub", false }, { "sup", false },
	{ "table", true }, { "tbody", true }, { "td", true }, { "tfoot", true }, { "th", true }, { "thead", true },
	{ "tr", true }, { "tt", false }, { "u", false }, { "ul", true }, { "var", false }, { "wbr", false },
};

/* Entities that occur in filings: signs, blanks, quotes. */
static const struct entity {
	const char *name;
	uint32_t point;
} entities[] = {
	{ "Prime", 0x2033 }, { "alpha", 0x3b1 }, { "amp", '&' }, { "apos", '\'' }, { "asymp", 0x2248 }, { "bull", 0x2022 },
	{ "copy", 0xa9 }, { "deg", 0xb0 }, { "divide", 0xf7 }, { "emsp", 0x2003 }, { "ensp", 0x2002 }, { "frac12", 0xbd },
	{ "ge", 0x2265 }, { "gt", '>' }, { "hellip", 0x2026 }, { "laquo", 0xab }, { "ldquo", 0x201c }, { "le", 0x2264 },
	{ "lsquo", 0x2018 }, { "lt", '<' }, { "mdash", 0x2014 }, { "middot", 0xb7 }, { "minus", 0x2212 }, { "nbsp", 0xa0 },
	{ "ndash", 0x2013 }, { "ne", 0x2260 }, { "permil", 0x2030 }, { "plusmn", 0xb1 }, { "prime", 0x2032 }, { "quot", '"' },
	{ "raquo", 0xbb }, { "rdquo", 0x201d }, { "reg", 0xae }, { "rsquo", 0x2019 }, { "sect", 0xa7 }, { "sup2", 0xb2 },
	{ "sup3", 0xb3 }, { "thinsp", 0x2009 }, { "times", 0xd7 }, { "yen", 0xa5 }, { "zwnj", 0x200c },
};

enum { NAME_MOST = 12, NUMBER_MOST = 10 };

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const struct tag *find_tag(struct str name)
{
	char low[NAME_MOST + 1];

	if (name.n == 0 || name.n > NAME_MOST)
		return NULL;
	for (size_t i = 0; i < name.n; i++)
		low[i] = (char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] | 0x20 : name.p[i]);
	for (size_t i = 0; i < COUNT(tags); i++)
		if (tags[i].name[0] == low[0] && str_eq(str_c(tags[i].name), str_of(low, name.n)))
			return &tags[i];
	return NULL;
}

/* Bytes of the tag at s.p ("<…>"), 0 when it is none. */
static size_t tag_length(struct str s, const struct tag **tag)
{
	size_t at = s.n > 1 && s.p[1] == '/' ? 2 : 1, from = at, end;

	while (at < s.n && (is_letter(s.p[at]) || is_digit(s.p[at]) || s.p[at] == ':'))
		at++;
	*tag = find_tag(str_of(s.p + from, at - from));
	if (!*tag || at == s.n || !memchr(" \t\n\r/>", s.p[at], 6))
		return 0;
	for (end = at; end < s.n && s.p[end] != '>'; end++)
		if (s.p[end] == '<') /* the next tag begins: this one never closed */
			return 0;
	return end < s.n ? end + 1 : 0;
}

static size_t comment_length(struct str s)
{
	size_t end = str_find(s, STR("-->"), 4);

	return end < s.n ? end + 3 : 0;
}

/* The number behind "&#" and how many bytes it takes. */
static size_t number_of(struct str s, uint32_t *point)
{
	bool hex = s.n && (s.p[0] | 0x20) == 'x';
	size_t at = hex ? 1 : 0;
	uint32_t v = 0;

	for (size_t digits = 0; at < s.n && digits < NUMBER_MOST; at++, digits++) {
		char c = s.p[at];
		uint32_t d = is_digit(c) ? (uint32_t)(c - '0') : hex && is_letter(c) && (c | 0x20) <= 'f' ? (uint32_t)((c | 0x20) - 'a' + 10) : 16;
		if (d == 16)
			break;
		v = v > 0x110000 ? v : v * (hex ? 16 : 10) + d;
	}
	*point = v == 0 || v > 0x10ffff || (v & 0xfffff800) == 0xd800 ? 0xfffd : v < ' ' ? ' ' : v;
	return at == (hex ? 1u : 0u) ? 0 : at;
}

static bool find_entity(struct str name, uint32_t *point)
{
	for (size_t i = 0; i < COUNT(entities); i++) {
		if (entities[i].name[0] == name.p[0] && str_eq(str_c(entities[i].name), name)) {
			*point = entities[i].point;
			return true;
		}
	}
	return false;
}

/* Bytes of the entity at s.p ("&…"), 0 when it is none.  The semicolon may be lost. */
static size_t entity_length(struct str s, uint32_t *point)
{
	size_t at = 1, n;

	if (s.n > 2 && s.p[1] == '#') {
		n = number_of(str_from(s, 2), point);
		at = n ? n + 2 : 0;
	} else {
		while (at < s.n && at < NAME_MOST && (is_letter(s.p[at]) || is_digit(s.p[at])))
			at++;
		if (at == 1 || !find_entity(str_of(s.p + 1, at - 1), point))
			return 0;
	}
	return at && at < s.n && s.p[at] == ';' ? at + 1 : at;
}

static void add_space(struct buf *into, size_t from)
{
	if (into->n > from && into->p[into->n - 1] != ' ')
		buf_byte(into, ' ');
}

void inline_resolve(struct buf *into, struct str s)
{
	const struct tag *tag;
	size_t from = into->n, n;
	bool spaced = false;   /* a tag has just left a blank: the filing's own need not follow it */
	bool may_close = true; /* an end of comment is looked for in vain only once */
	uint32_t point;

	for (size_t at = 0; at < s.n; at += n) {
		struct str rest = str_from(s, at);
		n = 0;
		if (may_close && str_starts(rest, STR("<!--"))) {
			n = comment_length(rest);
			may_close = n != 0;
		} else if (rest.p[0] == '<' && (n = tag_length(rest, &tag)) != 0) {
			spaced = tag->space;
			if (spaced)
				add_space(into, from);
		} else if (rest.p[0] == '&' && (n = entity_length(rest, &point)) != 0) {
			buf_point(into, point);
		}
		if (n)
			continue;
		for (n = 1; n < rest.n && rest.p[n] != '<' && rest.p[n] != '&';)
			n++;
		rest = str_to(rest, n);
		while (spaced && rest.n && *rest.p == ' ')
			rest = str_from(rest, 1);
		spaced = spaced && rest.n == 0;
		buf_add(into, rest);
	}
}
