/* Words of grammars: what is cut with vectors and without them, and what a loop over characters says. */
#include "common/canon.h"
#include "common/grammar_words.h"

#include <criterion/criterion.h>

/* With the line's end and the NULs that words_cut asks for. */
static struct str text_of(struct buf *b)
{
	size_t n = b->n;

	buf_byte(b, '\n');
	for (int i = 0; i < WORDS_SLACK; i++)
		buf_byte(b, '\0');
	return str_of(b->p, n);
}

static void check(struct buf *b)
{
	struct words fast = { 0 }, plain = { 0 };
	struct buf key = { 0 };
	struct str text = text_of(b);
	size_t at = 0, n = 0, line = 7, from;

	words_cut(&fast, text, line);
	words_portable(&plain, text, line);
	cr_assert_eq(fast.n, plain.n);
	for (;; n++) {
		for (; at < text.n && (unsigned char)text.p[at] <= ' '; at++)
			line += text.p[at] == '\n';
		for (from = at; at < text.n && (unsigned char)text.p[at] > ' ';)
			at++;
		if (at == from)
			break;
		cr_assert(n < fast.n);
		for (const struct word *w = &fast.word[n]; w; w = w == &fast.word[n] ? &plain.word[n] : NULL) {
			cr_assert(w->text.p == text.p + from && w->text.n == at - from && w->line == line, "«%.*s»", STR_ARG(text));
			canon_key(&key, w->text);
			cr_assert(!w->own_key || str_eq(buf_str(&key), w->text), "«%.*s»", STR_ARG(w->text));
			cr_assert_eq(w->own_key, plain.word[n].own_key, "«%.*s»", STR_ARG(w->text));
		}
	}
	cr_assert_eq(n, fast.n);
	words_free(&fast);
	words_free(&plain);
	buf_free(&key);
}

Test(grammar_words, any_text)
{
	static const char *const pieces[] = { "项目", "名称", "一", "二三四五六七八九十", "（", "）", "讀", "é", "𠀀", "a", "1", " ", " ", "  ", "\n", "\t", "\r\n", "　", "ー", "\xe2\x80\x94" };
	uint64_t seed = 3;
	struct buf b = { 0 };

	for (int k = 0; k < 20000; k++) {
		buf_reset(&b);
		for (size_t n = (size_t)k % 40; n; n--) {
			seed = seed * 6364136223846793005u + 1;
			buf_add(&b, str_c(pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)]));
		}
		check(&b);
	}
	buf_free(&b);
}

/* Every character of three bytes, and of two, in every place of a step of eight. */
Test(grammar_words, any_character)
{
	struct buf b = { 0 };

	for (uint32_t c = 0x80; c < 0x10000; c++) {
		if (c >= 0xd800 && c < 0xe000)
			continue;
		buf_reset(&b);
		for (uint32_t i = 0; i < c % 19; i++)
			buf_add(&b, STR("项"));
		buf_point(&b, c);
		buf_add(&b, STR("目"));
		check(&b);
	}
	buf_free(&b);
}
