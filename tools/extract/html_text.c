#include "html_text.h"
#include "trim.h"

/* What may begin white space: ASCII, U+00A0, U+FEFF. */
static const unsigned char may_blank[256] = { [0 ... ' '] = 1, [0xc2] = 1, [0xef] = 1 };

/* Length of the white space at p; 0 when there is none. */
static size_t blank_at(const char *p, size_t n)
{
	unsigned char c = (unsigned char)p[0];

	if (c <= ' ')
		return 1;
	if (c == 0xc2)
		return n >= 2 && (unsigned char)p[1] == 0xa0 ? 2 : 0;
	return c == 0xef && n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static size_t word_end(struct str s, size_t at)
{
	while (at < s.n && !(may_blank[(unsigned char)s.p[at]] && blank_at(s.p + at, s.n - at)))
		at++;
	return at;
}

/* Copies words with one blank between; a blank is only written once another word follows. */
static void add_words(struct html_text *t, struct str s, bool inside)
{
	for (size_t at = 0, step; at < s.n;) {
		size_t from = at;
		if (may_blank[(unsigned char)s.p[at]] && (step = blank_at(s.p + at, s.n - at)) != 0) {
			t->blank = true;
			at += step;
			continue;
		}
		at = word_end(s, at);
		if (t->blank && inside)
			buf_byte(&t->text, ' ');
		t->blank = false;
		inside = true;
		buf_add(&t->text, str_of(s.p + from, at - from));
	}
}

void html_text_add(struct html_text *t, struct str s, struct spot at)
{
	struct html_piece *p;

	if (!t->open) {
		if (str_blank(s))
			return;
		if (t->n)
			buf_byte(&t->text, ' ');
		t->piece = mem_grow(t->piece, t->n, &t->cap, sizeof *t->piece);
		t->piece[t->n++] = (struct html_piece){ t->text.n, t->text.n, at };
		t->open = true;
		t->blank = false;
	}
	p = &t->piece[t->n - 1];
	add_words(t, s, t->text.n > p->from);
	p->to = t->text.n;
	gate_extend(&p->at, &at);
}

void html_text_reset(struct html_text *t)
{
	t->text.n = t->n = 0;
	t->open = t->blank = false;
}

struct str html_text_join(const struct html_text *t, size_t from, size_t to, struct spot *at)
{
	if (from >= to) {
		*at = (struct spot){ 0 };
		return str_of("", 0);
	}
	*at = t->piece[from].at;
	gate_extend(at, &t->piece[to - 1].at);
	/* An ideographic blank is kept inside (it may indent a part), not outside. */
	return trim_text(str_of(t->text.p + t->piece[from].from, t->piece[to - 1].to - t->piece[from].from));
}

void html_text_free(struct html_text *t)
{
	buf_free(&t->text);
	mem_free(t->piece);
}
