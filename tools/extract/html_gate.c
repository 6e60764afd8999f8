#include "html_gate.h"

/* A tag that goes on for longer over several lines is none. */
enum { TAG_MOST = 256 * 1024, END_MOST = 16 };

static const struct str raw_elements[] = { { "script", 6 }, { "style", 5 } };

void gate_init(struct gate *g, const struct gate_events *events, void *self, const struct input *in, bool places)
{
	*g = (struct gate){ .events = events, .self = self, .in = in, .places = places };
}

void gate_free(struct gate *g) { buf_free(&g->tag); }

/* What ends a tag or may begin a quote there; ASCII letters and digits. */
enum { BYTE_SCANNED = 1, BYTE_NAME = 2 };
static const unsigned char byte_kind[256] = {
	['0' ... '9'] = BYTE_NAME, ['A' ... 'Z'] = BYTE_NAME, ['a' ... 'z'] = BYTE_NAME,
	['<'] = BYTE_SCANNED, ['>'] = BYTE_SCANNED, ['"'] = BYTE_SCANNED, ['\''] = BYTE_SCANNED,
};

static inline unsigned kind_at(struct str s, size_t at) { return byte_kind[(unsigned char)s.p[at]]; }
static bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* --- places --- */

void gate_extend(struct spot *spot, const struct spot *by)
{
	if (by->offset + by->length > spot->offset + spot->length)
		spot->length = by->offset + by->length - spot->offset;
}

struct spot gate_spot(const struct gate *g, size_t from, size_t to)
{
	if (g->is_carried)
		return g->carried;
	if (!g->places)
		return (struct spot){ .line = g->line.number };
	return input_spot(g->in, &g->line, from, to);
}

/* --- events --- */

static void say_text(struct gate *g, struct str s, size_t from, size_t to)
{
	if (to > from)
		g->events->text(g->self, str_of(s.p + from, to - from), from);
}

/* A '<' that begins no tag: alone, so that the text behind it cannot be taken for one later. */
static void say_literal(struct gate *g, struct str s, size_t from, size_t to)
{
	say_text(g, s, from, from + 1);
	say_text(g, s, from + 1, to);
}

/* Length of the tag's name that starts at p; 0 when it is no name (other letters than ASCII). */
static size_t name_read(struct gate *g, struct str s, size_t at)
{
	size_t n = 0;

	for (; at + n < s.n; n++) {
		char c = s.p[at + n];
		if (is_blank(c) || c == '/' || c == '>')
			break;
		if ((unsigned char)c >= 0x80)
			return 0;
		if (n < sizeof g->name)
			g->name[n] = lower(c);
	}
	return n < sizeof g->name ? n : sizeof g->name;
}

static inline void raw_begin(struct gate *g, const struct gate_tag *tag)
{
	if (g->name[0] != 's') /* nearly every tag */
		return;
	for (size_t i = 0; i < sizeof raw_elements / sizeof *raw_elements; i++)
		if (str_eq(tag->name, raw_elements[i]) && !tag->end && !str_ends(tag->raw, STR("/>"))) {
			g->state = GATE_RAW;
			g->opened = g->line.number;
			g->raw_name = raw_elements[i];
		}
}

static inline void say(struct gate *g, const struct gate_tag *tag)
{
	g->events->tag(g->self, tag);
	raw_begin(g, tag);
}

/* s[from, to) is < … >; from is also its offset in the line. */
static void say_tag(struct gate *g, struct str s, size_t from, size_t to)
{
	struct gate_tag tag = { .raw = str_of(s.p + from, to - from), .line = g->line.number };
	size_t n;

	g->state = GATE_TEXT;
	if (tag.raw.p[1] == '!' || tag.raw.p[1] == '?')
		return;
	tag.end = tag.raw.p[1] == '/';
	n = name_read(g, tag.raw, tag.end ? 2 : 1);
	if (n == 0 && !(tag.end && tag.raw.n == 3)) {
		say_literal(g, s, from, to);
		return;
	}
	tag.name = str_of(g->name, n);
	say(g, &tag);
}

/* --- tags --- */

static bool begins_tag(struct str s, size_t at, bool more)
{
	char c = at + 1 < s.n ? s.p[at + 1] : '\0';

	if (c == '/' && at + 2 < s.n)
		return is_letter(s.p[at + 2]) || s.p[at + 2] == '>';
	return is_letter(c) || c == '!' || c == '?' || (more && (c == '\0' || c == '/'));
}

/*
 * <td>, </td>: a name and nothing else, as most tags of a table are.  Returns where the text behind it begins;
 * 0 when it is something else.
 */
static inline size_t tag_bare(struct gate *g, struct str s, size_t at)
{
	struct gate_tag tag = { .line = g->line.number };
	size_t from, n = 0;

	tag.end = at + 1 < s.n && s.p[at + 1] == '/';
	from = at + 1 + tag.end;
	for (; from + n < s.n && n < sizeof g->name && kind_at(s, from + n) & BYTE_NAME; n++)
		g->name[n] = (char)(s.p[from + n] | 0x20); /* in lower case; digits have that bit */
	if (n == 0 || from + n == s.n || s.p[from + n] != '>' || is_digit(g->name[0]))
		return 0;
	tag.name = str_of(g->name, n);
	tag.raw = str_of(s.p + at, from + n + 1 - at);
	say(g, &tag);
	return from + n + 1;
}

/* The last byte in s[from, at) that is no blank; the one before s where there is none. */
static char before_quote(const struct gate *g, struct str s, size_t from, size_t at)
{
	while (at > from && is_blank(s.p[at - 1]))
		at--;
	return at > from ? s.p[at - 1] : g->last;
}

/* Looks for what ends a tag, a '>' outside quotes or any '<'; s.n when neither comes.  before: bytes
   of the tag ahead of s. */
static size_t tag_scan(struct gate *g, struct str s, size_t at, size_t before)
{
	size_t from = at;

	for (; at < s.n; at++) {
		char c = s.p[at];
		if (!(kind_at(s, at) & BYTE_SCANNED))
			continue;
		if (c == '<' || (c == '>' && !g->quote))
			break;
		if (c == '>' && !g->first_end)
			g->first_end = before + at + 1;
		else if (c == g->quote)
			g->quote = '\0';
		else if (c != '>' && !g->quote && before_quote(g, s, from, at) == '=')
			g->quote = c;
	}
	g->last = before_quote(g, s, from, at);
	return at;
}

/* The buffered beginning of what turned out to be text. */
static void carried_text(struct gate *g, size_t from, bool literal)
{
	g->is_carried = true;
	if (literal)
		say_literal(g, buf_str(&g->tag), from, g->tag.n);
	else
		say_text(g, buf_str(&g->tag), from, g->tag.n);
	g->is_carried = false;
	g->state = GATE_TEXT;
}

static void carry(struct gate *g, struct str rest)
{
	buf_add(&g->tag, rest);
	if (!g->line.more)
		buf_byte(&g->tag, '\n');
	g->state = GATE_TAG;
}

/* Goes on with a tag from the line before; returns where the text behind it begins. */
static size_t tag_continue(struct gate *g, struct str s)
{
	size_t at = tag_scan(g, s, 0, g->tag.n);

	if (at == s.n && g->tag.n + s.n <= TAG_MOST) {
		carry(g, s);
		return s.n;
	}
	if (at < s.n && s.p[at] == '>') {
		at++;
		buf_add(&g->tag, str_to(s, at));
		g->is_carried = true;
		say_tag(g, buf_str(&g->tag), 0, g->tag.n);
		g->is_carried = false;
		return at;
	}
	buf_add(&g->tag, str_to(s, at));
	if (g->first_end && g->first_end <= g->tag.n) {
		say_tag(g, buf_str(&g->tag), 0, g->first_end);
		carried_text(g, g->first_end, false);
	} else {
		carried_text(g, 0, true);
	}
	return at;
}

/* The '<' at `at` begins a tag; returns where the text behind it begins. */
static size_t tag_begin(struct gate *g, struct str s, size_t at)
{
	size_t end;

	g->quote = g->last = '\0';
	g->first_end = 0;
	end = tag_scan(g, s, at + 1, 0);
	if (end == s.n) {
		buf_reset(&g->tag);
		g->carried = gate_spot(g, at, s.n);
		if (g->first_end)
			g->first_end -= at;
		carry(g, str_from(s, at));
		return s.n;
	}
	if (s.p[end] == '>')
		end++;
	else if (g->first_end)
		end = g->first_end;
	else {
		say_literal(g, s, at, end);
		return end;
	}
	say_tag(g, s, at, end);
	return end;
}

/* --- what is skipped --- */

/* Offset of the end of what is skipped (behind --> or at </script), s.n when it does not end here. */
static size_t skip_end(const struct gate *g, struct str s, size_t at)
{
	if (g->state == GATE_COMMENT) {
		at = str_find(s, STR("-->"), at);
		return at < s.n ? at + 3 : s.n + 1;
	}
	for (; (at = str_find(s, STR("</"), at)) < s.n; at++) {
		size_t k = 0;
		while (k < g->raw_name.n && at + 2 + k < s.n && lower(s.p[at + 2 + k]) == g->raw_name.p[k])
			k++;
		if (k == g->raw_name.n)
			return at;
	}
	return s.n + 1;
}

/* </script begins at the end of the piece before: it is a tag like any other. */
static size_t raw_end_carried(struct gate *g, struct str s, size_t from, size_t to)
{
	memmove(g->tag.p, g->tag.p + from, to - from);
	g->tag.n = to - from;
	g->state = GATE_TAG;
	g->quote = g->last = '\0';
	g->first_end = 0;
	g->carried = gate_spot(g, 0, 0);
	return tag_continue(g, s);
}

/*
 * The pieces of one very long line may part what ends a comment or a script: the seam is looked at first.
 * Past the end of s when there is none; the state is then as it was.
 */
static size_t skip_seam(struct gate *g, struct str s)
{
	size_t before = g->tag.n, end;

	if (before == 0)
		return s.n + 1;
	buf_add(&g->tag, str_to(s, END_MOST));
	end = skip_end(g, buf_str(&g->tag), 0);
	if (end <= g->tag.n && end < before)
		return raw_end_carried(g, s, end, before);
	end = end <= g->tag.n ? end - before : s.n + 1;
	buf_reset(&g->tag);
	if (end <= s.n)
		g->state = GATE_TEXT;
	return end;
}

static size_t skip(struct gate *g, struct str s, size_t at)
{
	size_t end = at == 0 ? skip_seam(g, s) : s.n + 1;

	if (end <= s.n)
		return end;
	end = skip_end(g, s, at);
	if (end <= s.n) {
		g->state = GATE_TEXT;
		return end;
	}
	buf_reset(&g->tag);
	if (g->line.more)
		buf_add(&g->tag, str_from(s, s.n - at > END_MOST ? s.n - END_MOST : at));
	return s.n;
}

/* --- lines --- */

static size_t text(struct gate *g, struct str s, size_t at)
{
	size_t hit = s.p[at] == '<' ? at : str_chr(s, '<', at), end;

	say_text(g, s, at, hit);
	if (hit == s.n)
		return hit;
	end = tag_bare(g, s, hit);
	if (end)
		return end;
	if (str_starts(str_from(s, hit), STR("<!--"))) {
		g->state = GATE_COMMENT;
		g->opened = g->line.number;
		buf_reset(&g->tag);
		return hit + 2; /* <!--> is a whole comment */
	}
	if (begins_tag(s, hit, g->line.more))
		return tag_begin(g, s, hit);
	say_text(g, s, hit, hit + 1);
	return hit + 1;
}

void gate_line(struct gate *g, const struct line *line)
{
	struct str s = line->text;
	size_t at = 0;

	g->line = *line;
	if (g->state == GATE_TAG)
		at = tag_continue(g, s);
	while (at < s.n) {
		if (g->state == GATE_TEXT)
			at = text(g, s, at);
		else
			at = skip(g, s, at);
	}
}

bool gate_finish(struct gate *g)
{
	bool whole = g->state == GATE_TEXT || g->state == GATE_TAG;

	if (g->state == GATE_TAG)
		carried_text(g, 0, true);
	g->state = GATE_TEXT;
	return whole;
}
