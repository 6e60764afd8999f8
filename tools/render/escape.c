#include "escape.h"

/* One code point; copies broken bytes as U+FFFD. */
static void add_point(struct buf *into, struct str s, size_t *at)
{
	size_t from = *at;
	uint32_t c = str_next(s, at);

	if (c == 0xfffd || c == 0xfffe || c == 0xffff)
		buf_add(into, STR("\xef\xbf\xbd"));
	else
		buf_add(into, str_of(s.p + from, *at - from));
}

/* What a byte may be: nearly all that stands in a filing is copied as it is, in runs. */
enum { AS_IT_IS = 1, BEGINS_THREE = 2 };
/* U+1000 to U+CFFF: no overlong form and no surrogate begins so. */
#define COMMON_THREE [0xe1 ... 0xec] = BEGINS_THREE

/* Copies what stands at *at up to the first byte that needs a look; *at moves there. */
static void add_run(struct buf *into, struct str s, size_t *at, const unsigned char *class)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = *at;

	for (; i < s.n; i++) {
		if (class[p[i]] == AS_IT_IS)
			continue;
		if (class[p[i]] != BEGINS_THREE || s.n - i < 3 || (p[i + 1] & 0xc0) != 0x80 || (p[i + 2] & 0xc0) != 0x80)
			break;
		i += 2;
	}
	buf_add(into, str_of(s.p + *at, i - *at));
	*at = i;
}

static void add_visible(struct buf *into, unsigned char c)
{
	static const char hex[] = "0123456789ABCDEF";

	buf_add(into, STR("\\x"));
	buf_byte(into, hex[c >> 4]);
	buf_byte(into, hex[c & 15]);
}

static void json_byte(struct buf *into, unsigned char c)
{
	switch (c) {
	case '"': buf_add(into, STR("\\\"")); return;
	case '\\': buf_add(into, STR("\\\\")); return;
	case '\n': buf_add(into, STR("\\n")); return;
	case '\r': buf_add(into, STR("\\r")); return;
	case '\t': buf_add(into, STR("\\t")); return;
	default: break;
	}
	if (c < 0x20 || c == 0x7f)
		buf_format(into, "\\u%04x", c);
	else
		buf_byte(into, (char)c);
}

void escape_json_string(struct buf *into, struct str s)
{
	static const unsigned char class[256] = { COMMON_THREE, [0x20 ... 0x21] = AS_IT_IS, [0x23 ... 0x5b] = AS_IT_IS,
		[0x5d ... 0x7e] = AS_IT_IS };

	buf_byte(into, '"');
	for (size_t at = 0; at < s.n;) {
		add_run(into, s, &at, class);
		if (at == s.n)
			break;
		if ((unsigned char)s.p[at] < 0x80)
			json_byte(into, (unsigned char)s.p[at++]);
		else
			add_point(into, s, &at);
	}
	buf_byte(into, '"');
}

void escape_json(struct buf *into, struct str s)
{
	if (s.n)
		escape_json_string(into, s);
	else
		buf_add(into, STR("null"));
}

static void markup_byte(struct buf *into, unsigned char c, bool lines)
{
	switch (c) {
	case '&': buf_add(into, STR("&amp;")); return;
	case '<': buf_add(into, STR("&lt;")); return;
	case '>': buf_add(into, STR("&gt;")); return;
	case '"': buf_add(into, STR("&quot;")); return;
	case '\'': buf_add(into, STR("&#39;")); return;
	case '\t': buf_add(into, STR("&#9;")); return;
	case '\r': buf_add(into, STR("&#13;")); return;
	case '\n': buf_add(into, lines ? STR("\n") : STR("&#10;")); return;
	default: break;
	}
	if (c < 0x20 || c == 0x7f)
		add_visible(into, c);
	else
		buf_byte(into, (char)c);
}

static void markup(struct buf *into, struct str s, bool lines)
{
	static const unsigned char class[256] = { COMMON_THREE, [0x20 ... 0x21] = AS_IT_IS, [0x23 ... 0x25] = AS_IT_IS,
		[0x28 ... 0x3b] = AS_IT_IS, ['='] = AS_IT_IS, [0x3f ... 0x7e] = AS_IT_IS };

	for (size_t at = 0; at < s.n;) {
		add_run(into, s, &at, class);
		if (at == s.n)
			break;
		if ((unsigned char)s.p[at] < 0x80)
			markup_byte(into, (unsigned char)s.p[at++], lines);
		else
			add_point(into, s, &at);
	}
}

void escape_markup(struct buf *into, struct str s) { markup(into, s, false); }
void escape_markup_lines(struct buf *into, struct str s) { markup(into, s, true); }

/* An & that begins a reference would be read as one. */
static bool begins_reference(struct str s, size_t at)
{
	char c = at + 1 < s.n ? s.p[at + 1] : ' ';

	return c == '#' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

void escape_markdown_cell(struct buf *into, struct str s)
{
	static const unsigned char class[256] = { COMMON_THREE, [0x20 ... 0x25] = AS_IT_IS, [0x27 ... 0x29] = AS_IT_IS,
		[0x2b ... 0x3b] = AS_IT_IS, [0x3d ... 0x5a] = AS_IT_IS, [0x5d ... 0x5e] = AS_IT_IS, [0x61 ... 0x7b] = AS_IT_IS,
		['}'] = AS_IT_IS };

	for (size_t at = 0; at < s.n;) {
		unsigned char c = (unsigned char)s.p[at];
		if (class[c]) {
			size_t from = at;
			add_run(into, s, &at, class);
			if (at > from)
				continue;
		}
		if (c >= 0x80) {
			add_point(into, s, &at);
			continue;
		}
		if (c == '\n')
			buf_add(into, STR("<br>"));
		else if (c == '<')
			buf_add(into, STR("&lt;"));
		else if (c == '&' && begins_reference(s, at))
			buf_add(into, STR("&amp;"));
		else if (c == '\t')
			buf_byte(into, ' ');
		else if (c < 0x20 || c == 0x7f)
			add_visible(into, c);
		else {
			if (strchr("\\|*_`[~", c))
				buf_byte(into, '\\');
			buf_byte(into, (char)c);
		}
		at++;
	}
}

/* < opens a tag only before a letter, / ! or ?. */
static bool begins_tag(struct str s, size_t at)
{
	char c = at + 1 < s.n ? s.p[at + 1] : ' ';

	return c == '/' || c == '!' || c == '?' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

void escape_markdown_prose(struct buf *into, struct str s)
{
	bool begin = true;

	for (size_t at = 0; at < s.n;) {
		unsigned char c = (unsigned char)s.p[at];
		if (c >= 0x80) {
			add_point(into, s, &at);
			begin = false;
			continue;
		}
		if (c == '|' && begin)
			buf_add(into, STR("\\|"));
		else if (c == '<' && begins_tag(s, at))
			buf_add(into, STR("&lt;"));
		else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
			add_visible(into, c);
		else
			buf_byte(into, (char)c);
		begin = c == '\n' || (begin && (c == ' ' || c == '\t'));
		at++;
	}
}

void escape_plain(struct buf *into, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		unsigned char c = (unsigned char)s.p[at];
		if (c >= 0x80) {
			add_point(into, s, &at);
			continue;
		}
		if (c == '\n' || c == '\t')
			buf_byte(into, ' ');
		else if (c < 0x20 || c == 0x7f)
			add_visible(into, c);
		else
			buf_byte(into, (char)c);
		at++;
	}
}
