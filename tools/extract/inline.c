#include "readers.h"
#include "vector.h"

/* The tags of inline HTML and of the blocks that cells hold, the usual ones first; space: a blank takes its place. */
static const struct tag {
	const char *name;
	bool space;
} tags[] = {
	{ "p", true }, { "br", true }, { "td", true }, { "tr", true },
	{ "a", false }, { "abbr", false }, { "b", false }, { "big", false }, { "blockquote", true }, { "body", false },
	{ "caption", true }, { "center", true }, { "cite", false }, { "code", false }, { "col", false },
	{ "colgroup", false }, { "dd", true }, { "del", false }, { "div", true }, { "dl", true }, { "dt", true },
	{ "em", false }, { "figcaption", true }, { "figure", true }, { "font", false }, { "footer", true }, { "h1", true },
	{ "h2", true }, { "h3", true }, { "h4", true }, { "h5", true }, { "h6", true }, { "head", false }, { "header", true },
	{ "hr", true }, { "html", false }, { "i", false }, { "img", false }, { "ins", false }, { "kbd", false },
	{ "label", false }, { "li", true }, { "main", true }, { "mark", false }, { "nobr", false }, { "o:p", false },
	{ "ol", true }, { "page", true }, { "pre", true }, { "q", false }, { "s", false }, { "section", true },
	{ "small", false }, { "span", false }, { "strike", false }, { "strong", false }, { "sub", false }, { "sup", false },
	{ "table", true }, { "tbody", true }, { "tfoot", true }, { "th", true }, { "thead", true },
	{ "tt", false }, { "u", false }, { "ul", true }, { "var", false }, { "wbr", false },
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

/* What LaTeX calls signs, as OCR engines write them. */
static const struct macro {
	const char *name, *sign;
	enum { MACRO_SIGN, MACRO_MATH, MACRO_GROUP } kind; /* anywhere; only in math; its group's text, only in math */
} macros[] = {
	{ "approx", "≈", MACRO_SIGN }, { "bf", "", MACRO_MATH }, { "boldsymbol", "", MACRO_MATH }, { "bullet", "•", MACRO_SIGN },
	{ "cdot", "·", MACRO_SIGN }, { "circ", "°", MACRO_SIGN }, { "div", "÷", MACRO_SIGN }, { "displaystyle", "", MACRO_MATH },
	{ "equiv", "≡", MACRO_SIGN }, { "ge", "≥", MACRO_SIGN }, { "geq", "≥", MACRO_SIGN }, { "geqq", "≧", MACRO_SIGN },
	{ "geqslant", "≥", MACRO_SIGN }, { "gt", ">", MACRO_SIGN }, { "hbox", "", MACRO_GROUP }, { "ldots", "…", MACRO_SIGN },
	{ "le", "≤", MACRO_SIGN }, { "left", "", MACRO_MATH }, { "leq", "≤", MACRO_SIGN }, { "leqq", "≦", MACRO_SIGN },
	{ "leqslant", "≤", MACRO_SIGN }, { "lt", "<", MACRO_SIGN }, { "mathbf", "", MACRO_MATH }, { "mathit", "", MACRO_MATH },
	{ "mathrm", "", MACRO_MATH }, { "mathsf", "", MACRO_MATH }, { "mbox", "", MACRO_GROUP }, { "mu", "μ", MACRO_SIGN },
	{ "ne", "≠", MACRO_SIGN }, { "neq", "≠", MACRO_SIGN }, { "operatorname", "", MACRO_MATH }, { "pm", "±", MACRO_SIGN },
	{ "qquad", " ", MACRO_MATH }, { "quad", " ", MACRO_MATH }, { "right", "", MACRO_MATH },
	{ "rightarrow", "→", MACRO_SIGN }, { "rm", "", MACRO_MATH },
	{ "sim", "～", MACRO_SIGN }, { "text", "", MACRO_GROUP }, { "textasciitilde", "~", MACRO_SIGN },
	{ "textbf", "", MACRO_GROUP }, { "textgreater", ">", MACRO_SIGN }, { "textless", "<", MACRO_SIGN },
	{ "textrm", "", MACRO_GROUP }, { "textunderscore", "_", MACRO_SIGN }, { "times", "×", MACRO_SIGN }, { "to", "→", MACRO_MATH },
};

enum { MACRO_MOST = 16 };
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

/* ---- LaTeX and Markdown escapes ---- */

static bool is_blank_byte(char c) { return c == ' ' || c == '\t'; }
static char last_byte(const struct buf *b, size_t from) { return (char)(b->n > from ? b->p[b->n - 1] : 0); }
static char byte_at(struct str s, size_t at) { return (char)(at < s.n ? s.p[at] : 0); }

static size_t blanks_at(struct str s, size_t at)
{
	while (at < s.n && is_blank_byte(s.p[at]))
		at++;
	return at;
}

/* Bytes of the name at s.p ("\geq"), 1 when no letter follows; *macro is NULL for an unknown one. */
static size_t macro_length(struct str s, const struct macro **macro)
{
	size_t n = 1;

	while (n < s.n && is_letter(s.p[n]))
		n++;
	*macro = NULL;
	for (size_t i = 0; i < COUNT(macros) && n > 1 && n <= MACRO_MOST; i++)
		if (macros[i].name[0] == s.p[1] && str_eq(str_c(macros[i].name), str_of(s.p + 1, n - 1)))
			*macro = &macros[i];
	return n;
}

/* What a backslash may stand before without a meaning of its own. */
static bool is_escaped(char c) { return c && strchr("%_*#-~><.+![](){}&$|`", c); }

/* What makes ^ and _ before it those of a formula. */
static bool is_index(char c) { return is_digit(c) || c == '{' || c == '\\'; }

/* ^2 or ^{ 3 }: its bytes and the digit; 0 when it is none. */
static size_t power_length(struct str s, char *digit)
{
	size_t at = blanks_at(s, 1);
	bool group = byte_at(s, at) == '{';

	at = group ? blanks_at(s, at + 1) : at;
	*digit = byte_at(s, at);
	if (*digit != '2' && *digit != '3')
		return 0;
	at = blanks_at(s, at + 1);
	if (group)
		return byte_at(s, at) == '}' ? at + 1 : 0;
	return is_digit(byte_at(s, at)) ? 0 : at;
}

/* A power: m^2 is m², but 10^2 must not become 102 for those who compare by NFKC.  Returns the bytes used. */
static size_t put_power(struct buf *into, size_t from, struct str s)
{
	char digit;
	size_t n = power_length(s, &digit);

	if (n && !is_digit(last_byte(into, from))) {
		buf_point(into, digit == '2' ? 0xb2 : 0xb3);
		return n;
	}
	n = blanks_at(s, 1);
	n = byte_at(s, n) == '{' ? blanks_at(s, n + 1) : n;
	if (byte_at(s, n) != '\\') /* ^\circ is a sign of its own */
		buf_byte(into, '^');
	return n > 1 ? n : 1;
}

/* An unknown macro with its groups, as filed. */
static size_t put_unknown(struct buf *into, struct str s, size_t n)
{
	size_t depth = 0;

	for (; n < s.n && (depth || s.p[n] == '{'); n++)
		depth = s.p[n] == '{' ? depth + 1 : s.p[n] == '}' ? depth - 1 : depth;
	buf_add(into, str_to(s, n));
	return n;
}

/* A backslash in math: a macro, a character, or a thin space.  Returns the bytes used. */
static size_t put_command(struct buf *into, struct str s, bool *text)
{
	const struct macro *macro;
	size_t n = macro_length(s, &macro);
	char next = byte_at(s, 1);

	if (n == 1) {
		bool thin = next && strchr(",;:!/", next), wide = next == ' ' || next == '\\';
		if (!thin)
			buf_byte(into, (char)(wide ? ' ' : is_escaped(next) ? next : '\\'));
		return thin || wide || is_escaped(next) ? 2 : 1;
	}
	if (!macro)
		return put_unknown(into, s, n);
	buf_add(into, str_c(macro->sign));
	*text = macro->kind == MACRO_GROUP && byte_at(s, blanks_at(s, n)) == '{';
	return n;
}

/* What stands between dollars: blanks and braces mean nothing there but in \text{}. */
static void put_math(struct buf *into, size_t from, struct str s)
{
	bool text = false;
	uint32_t point;
	size_t n;

	for (size_t at = 0; at < s.n; at += n) {
		struct str rest = str_from(s, at);
		char c = *rest.p;
		if (c == '&' && (n = entity_length(rest, &point)) != 0) {
			buf_point(into, point);
			continue;
		}
		n = 1;
		if (c == '\\')
			n = put_command(into, rest, &text);
		else if (c == '^')
			n = put_power(into, from, rest);
		else if (c == '}')
			text = false;
		else if (is_blank_byte(c) && !text && !(is_letter(last_byte(into, from)) && is_letter(byte_at(rest, 1))))
			continue;
		else if (c != '{' && !(c == '_' && is_index(byte_at(rest, 1))))
			buf_byte(into, c);
	}
}

/* What tells a formula from prose between two prices. */
struct math_look {
	bool known;             /* a macro, an escape, a power or an index */
	bool number;            /* begins like a number */
	size_t digits, letters, signs, others;
};

static bool is_sign(uint32_t c)
{
	static const uint32_t signs[] = { 0xb0, 0xb1, 0xb7, 0xd7, 0xf7, 0x2248, 0x2260, 0x2264, 0x2265, 0x2266, 0x2267,
		0xff05, 0xff0b, 0xff1c, 0xff1d, 0xff1e, 0xff5e };

	for (size_t i = 0; i < COUNT(signs); i++)
		if (signs[i] == c)
			return true;
	return c < 0x80 && c && strchr("<>=~+-(.", (char)c);
}

/* An opening of known meaning at s.p[at]: \geq \% ^2 _{i}; what it is not counts for nothing. */
static bool is_known(struct str s, size_t at)
{
	const struct macro *macro;
	char next = byte_at(s, at + 1);

	if (s.p[at] != '\\')
		return is_index(next);
	macro_length(str_from(s, at), &macro);
	return macro || is_escaped(next);
}

static bool look_at(struct str s, struct math_look *look)
{
	uint32_t c;

	*look = (struct math_look){ 0 };
	for (size_t at = blanks_at(s, 0), first = at; at < s.n;) {
		size_t from = at, n = s.p[at] == '&' ? entity_length(str_from(s, at), &c) : 0;
		if (n)
			at += n;
		else
			c = str_next(s, &at);
		if (!n && c == '<' && (is_letter(byte_at(s, at)) || byte_at(s, at) == '/'))
			return false; /* a tag */
		if (c == '\\' || c == '^' || c == '_')
			look->known = look->known || is_known(s, from);
		if (c == '\\' && byte_at(s, at) && (unsigned char)s.p[at] < 0x80)
			at++;
		look->digits += c >= '0' && c <= '9';
		look->letters += c < 0x80 && is_letter((char)c);
		look->signs += is_sign(c);
		look->others += c >= 0x80 && !is_sign(c);
		look->number = look->number || (from == first && (look->digits || look->signs));
	}
	return true;
}

/* before, after: the bytes beside the dollars. */
static bool is_math(struct str s, char before, char after)
{
	struct math_look look;

	if (!look_at(s, &look))
		return false;
	if (look.known)
		return true;
	if (look.digits == 0 && look.others == 0 && look.letters == 0)
		return look.signs > 0;
	if (is_letter(before) || is_digit(before) || is_digit(after) || look.letters > 2)
		return false;
	if (look.digits == 0)
		return look.others == 0 && look.signs == 0 && s.n == look.letters;
	return look.number && is_blank_byte(s.p[0]) == is_blank_byte(s.p[s.n - 1]);
}

/* Bytes of $…$, $$…$$ or \(…\) at s.p[at], 0 when it is none; *inner is what stands between. */
static size_t math_length(struct str s, size_t at, struct str *inner)
{
	bool dollar = s.p[at] == '$';
	size_t marks = !dollar || byte_at(s, at + 1) == '$' ? 2 : 1, from = at + marks, end = from;

	while (end < s.n && (dollar ? s.p[end] != '$' : s.p[end] != '\\' || !memchr("()", byte_at(s, end + 1), 2)))
		end += s.p[end] == '\\' && end + 1 < s.n ? 2 : 1;
	if (end + marks > s.n || (dollar ? byte_at(s, end + marks - 1) != '$' : s.p[end + 1] != ')'))
		return 0;
	*inner = str_of(s.p + from, end - from);
	if (str_blank(*inner) || !is_math(*inner, byte_at(s, at - 1), byte_at(s, end + marks)))
		return 0;
	return end + marks - at;
}

/* Bytes of a path at s.p[at] (C:\x, \\host\x): up to the next blank or mark it stays as it is. */
static size_t path_length(struct str s, size_t at)
{
	bool drive = at > 1 && s.p[at - 1] == ':' && is_letter(s.p[at - 2]) && !(at > 2 && is_letter(s.p[at - 3]));
	size_t n = 0;

	if (!drive && byte_at(s, at + 1) != '\\')
		return 0;
	while (at + n < s.n && (unsigned char)s.p[at + n] > ' ' && s.p[at + n] != '<' && s.p[at + n] != '&')
		n++;
	return n;
}

/* A backslash or dollar outside math.  Returns the bytes used, 0 when it is nothing but itself. */
static size_t put_escape(struct buf *into, size_t from, struct str s, size_t at)
{
	struct str rest = str_from(s, at), inner;
	const struct macro *macro;
	size_t n = *rest.p == '\\' ? path_length(s, at) : 0;

	if (n) {
		buf_add(into, str_to(rest, n));
		return n;
	}
	if ((*rest.p == '$' || byte_at(rest, 1) == '(') && (n = math_length(s, at, &inner)) != 0) {
		put_math(into, from, inner);
		return n;
	}
	if (*rest.p == '$')
		return 0;
	if (is_escaped(byte_at(rest, 1))) {
		buf_byte(into, rest.p[1]);
		return 2;
	}
	n = macro_length(rest, &macro);
	if (!macro || macro->kind != MACRO_SIGN)
		return 0;
	buf_add(into, str_c(macro->sign));
	return str_starts(str_from(rest, n), STR("{}")) ? n + 2 : n;
}

/* ---- tags and all ---- */

static const unsigned char is_mark[256] = { ['<'] = 1, ['&'] = 1, ['\\'] = 1, ['$'] = 1 };

/* Bytes before the next mark; the first one is not asked. */
static size_t plain_length(struct str s)
{
	size_t n = 1;

	for (; s.n - n >= VECTOR_BYTES; n += VECTOR_BYTES) {
		unsigned found = vector_is_one_of(s.p + n, '<', '&', '\\') | vector_is(s.p + n, '$');
		if (found)
			return n + (size_t)__builtin_ctz(found);
	}
	while (n < s.n && !is_mark[(unsigned char)s.p[n]])
		n++;
	return n;
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
		} else if (rest.p[0] == '\\' || rest.p[0] == '$') {
			n = put_escape(into, from, s, at);
		}
		if (n)
			continue;
		n = plain_length(rest);
		rest = str_to(rest, n);
		while (spaced && rest.n && *rest.p == ' ')
			rest = str_from(rest, 1);
		spaced = spaced && rest.n == 0;
		buf_add(into, rest);
	}
}
