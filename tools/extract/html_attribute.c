#include "html_attribute.h"

/* A longer one is no number. */
enum { ATTRIBUTE_MOST = 64 };

struct attribute {
	struct str whole, name, value;
};

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static size_t blanks_end(struct str raw, size_t at)
{
	while (at < raw.n && is_blank(raw.p[at]))
		at++;
	return at;
}

/*
 * Reads what stands behind the '='; returns where it ends, past raw.n when its quote was never closed.  A quote
 * inside a value that began without one (rowspan=2") cuts it: libxml2 would take what follows for quoted.
 */
static size_t value_read(struct str raw, size_t at, struct attribute *a)
{
	size_t from = blanks_end(raw, at), end = from, cut = 0;

	if (from < raw.n && (raw.p[from] == '"' || raw.p[from] == '\'')) {
		end = str_chr(raw, raw.p[from], from + 1);
		a->value = str_of(raw.p + from + 1, end - from - 1);
		a->whole.n = (size_t)(raw.p + end + 1 - a->whole.p);
		return end + 1;
	}
	for (; end < raw.n && !is_blank(raw.p[end]) && raw.p[end] != '>'; end++)
		if (cut == 0 && (raw.p[end] == '"' || raw.p[end] == '\''))
			cut = end;
	cut = cut ? cut : end;
	a->value = str_of(raw.p + from, cut - from);
	a->whole.n = (size_t)(raw.p + cut - a->whole.p);
	return end;
}

/* The attribute at *at; false behind the last one, and at a quote without end: that must reach no parser. */
static bool next(struct str raw, size_t *at, struct attribute *a)
{
	size_t i = *at, from, equals;

	while (i < raw.n && (is_blank(raw.p[i]) || raw.p[i] == '/'))
		i++;
	for (from = i; i < raw.n && !is_blank(raw.p[i]) && raw.p[i] != '/' && raw.p[i] != '>' && (raw.p[i] != '=' || i == from);)
		i++;
	if (i == from)
		return false;
	a->whole = a->name = str_of(raw.p + from, i - from);
	a->value = str_of("", 0);
	equals = blanks_end(raw, i);
	if (equals < raw.n && raw.p[equals] == '=')
		i = value_read(raw, equals + 1, a);
	*at = i;
	return i <= raw.n;
}

/* Which of keep it is; -1: none, or too long. */
static int kept(const struct attribute *a, const char *const *keep)
{
	for (int i = 0; keep[i] && a->whole.n <= ATTRIBUTE_MOST; i++) {
		size_t k = 0;
		while (k < a->name.n && keep[i][k] == lower(a->name.p[k]))
			k++;
		if (k == a->name.n && !keep[i][k])
			return i;
	}
	return -1;
}

/* Whether HTML reads it as it stands. */
static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if ((c < ' ' && c != '\t' && c != '\n') || c >= 0x7f || memchr("&<>`", c, 4))
			return false;
	}
	return true;
}

static size_t first_at(const struct gate_tag *tag) { return 1 + tag->end + tag->name.n; }

bool attribute_values(const struct gate_tag *tag, const char *const *keep, struct str *values)
{
	size_t at = first_at(tag);
	unsigned seen = 0; /* the first of each counts */
	struct attribute a;

	for (size_t i = 0; keep[i]; i++)
		values[i] = str_of("", 0);
	while (at + 1 < tag->raw.n && next(tag->raw, &at, &a)) {
		int i = kept(&a, keep);
		if (i < 0)
			continue;
		if (!is_plain(a.whole))
			return false;
		if (!(seen >> i & 1))
			values[i] = a.value;
		seen |= 1U << i;
	}
	return true;
}

void attribute_reduce(struct buf *into, const struct gate_tag *tag, const char *const *keep)
{
	size_t at = first_at(tag);
	struct attribute a;

	buf_reset(into);
	buf_add(into, tag->end ? STR("</") : STR("<"));
	buf_add(into, tag->name);
	while (!tag->end && at < tag->raw.n && next(tag->raw, &at, &a))
		if (kept(&a, keep) >= 0) {
			buf_byte(into, ' ');
			buf_add(into, a.whole);
		}
	buf_byte(into, '>');
}
