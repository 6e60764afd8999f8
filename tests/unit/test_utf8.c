#include "common/mem.h"
#include "common/utf8.h"

#include <criterion/criterion.h>
#include <stdio.h>

/* The table of the standard, a row each: the least and the greatest second byte of a sequence. */
static size_t plain_length(const unsigned char *p, size_t n)
{
	static const struct {
		unsigned char first, last, low, high, length;
	} rows[] = { { 0x00, 0x7f, 0, 0, 1 }, { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
		{ 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
		{ 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (p[0] < rows[i].first || p[0] > rows[i].last)
			continue;
		if (n < rows[i].length || (rows[i].length > 1 && (p[1] < rows[i].low || p[1] > rows[i].high)))
			return 0;
		for (size_t k = 2; k < rows[i].length; k++)
			if (p[k] < 0x80 || p[k] > 0xbf)
				return 0;
		return rows[i].length;
	}
	return 0;
}

static size_t plain_find(struct str s, size_t at, enum utf8_also also)
{
	while (at < s.n) {
		size_t n = plain_length((const unsigned char *)s.p + at, s.n - at);
		if (n == 0 || (also == UTF8_OR_NUL && s.p[at] == '\0'))
			break;
		at += n;
	}
	return at;
}

static bool is_other(char c) { return c == '\n' || c == '\r' || c == '\\' || c == '\0'; }

/* Marks that are missing, and marks of what may not be marked. */
static size_t wrong_marks(struct str s, const struct utf8_signs *mark)
{
	size_t wrong = 0;

	for (size_t i = 0; i < (s.n + UTF8_BLOCK - 1) / UTF8_BLOCK * UTF8_BLOCK; i++) {
		bool tab = mark[i / UTF8_BLOCK].tab >> i % UTF8_BLOCK & 1, other = mark[i / UTF8_BLOCK].other >> i % UTF8_BLOCK & 1;
		if (i >= s.n) {
			wrong += tab || other;
			continue;
		}
		wrong += tab != (s.p[i] == '\t');
		wrong += is_other(s.p[i]) ? !other : other && (tab || (unsigned char)s.p[i] >= 0x0e);
	}
	return wrong;
}

enum { MOST = 400 };

/* All ways of looking agree with the table, from a place that is aligned to nothing and ends where memory does. */
static void agree(struct str s, const char *what)
{
	struct utf8_signs mark[MOST / UTF8_BLOCK + 1];
	char *own = mem_alloc(s.n);
	struct str t = str_of(own, s.n);
	size_t only = plain_find(s, 0, UTF8_ONLY), nul = plain_find(s, 0, UTF8_OR_NUL);

	memcpy(own, s.p, s.n);
	cr_assert_eq(utf8_find(t, 0, UTF8_ONLY), only, "%s", what);
	cr_assert_eq(utf8_find(t, 0, UTF8_OR_NUL), nul, "%s", what);
	cr_assert_eq(utf8_portable(t, 0, UTF8_ONLY, NULL), only, "%s", what);
	cr_assert_eq(utf8_portable(t, 0, UTF8_OR_NUL, NULL), nul, "%s", what);
	cr_assert_eq(utf8_mark(t, mark), only, "%s", what);
	cr_assert_eq(wrong_marks(t, mark), 0, "%s", what);
	cr_assert_eq(utf8_portable(t, 0, UTF8_ONLY, mark), only, "%s", what);
	cr_assert_eq(wrong_marks(t, mark), 0, "%s, portable", what);
	mem_free(own);
}

/* `what` at every place where blocks of 32 and 64 bytes meet, before and behind ASCII and Chinese text. */
static void agree_in_context(const char *what, size_t n)
{
	static const size_t places[] = { 0, 1, 28, 29, 30, 31, 32, 60, 61, 62, 63, 64, 65, 93, 95, 127, 128 };
	char text[MOST], name[32];

	snprintf(name, sizeof name, "%02x %02x %02x (%zu)", (unsigned char)what[0], n > 1 ? (unsigned char)what[1] : 0,
	    n > 2 ? (unsigned char)what[2] : 0, n);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		for (size_t end = 0; end < 72; end += 71) {
			memset(text, 'a', sizeof text);
			memcpy(text + places[i], what, n);
			agree(str_of(text, places[i] + n + end), name);
		}
}

Test(utf8, every_code_point_and_every_cut_of_it)
{
	char text[UTF8_BLOCK + 8], bytes[4];

	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		size_t n = str_encode(c, bytes);
		for (size_t cut = 1; cut <= n; cut++) {
			memset(text, 'a', sizeof text);
			memcpy(text + 30, bytes, cut);
			cr_assert_eq(utf8_find(str_of(text, sizeof text), 0, UTF8_ONLY),
			    plain_find(str_of(text, sizeof text), 30, UTF8_ONLY), "U+%04X", c);
		}
	}
}

Test(utf8, the_edges_of_each_length_where_blocks_meet)
{
	static const uint32_t edges[] = { 0, 9, 0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0x1000, 0x4e00, 0xcfff, 0xd000, 0xd7ff, 0xd800,
		0xdfff, 0xe000, 0xff0c, 0xffff, 0x10000, 0x20000, 0x3ffff, 0x40000, 0xfffff, 0x100000, 0x10ffff, 0x110000, 0x13ffff };

	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
		char bytes[4];
		size_t n = str_encode(edges[i], bytes);
		for (size_t cut = 1; cut <= n; cut++)
			agree_in_context(bytes, cut);
	}
}

Test(utf8, every_two_bytes_and_what_follows_them)
{
	static const unsigned char third[] = { 'a', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0xff };

	for (unsigned a = 0x7f; a < 256; a++)
		for (unsigned b = 0x7f; b < 256; b++)
			for (size_t i = 0; i < sizeof third; i++) {
				char bytes[] = { (char)a, (char)b, (char)third[i], (char)0x80 };
				char text[70];
				memset(text, 'a', sizeof text);
				memcpy(text + 29, bytes, 4);
				agree(str_of(text, sizeof text), "two");
				memcpy(text + 62, bytes, 4);
				agree(str_of(text, 66), "two at the end");
			}
}

/* xorshift: the same bytes in every run. */
static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	return *state ^= *state << 17;
}

Test(utf8, random_bytes_and_text_with_a_few_of_them)
{
	static const char *const words[] = { "绩效", "a", "\t", "\n", "é", "𠀀", "1234567", "指标：", "\\", "目标", "\r", "　" };
	uint64_t state = 20261122;
	char text[MOST];

	for (size_t round = 0; round < 20000; round++) {
		size_t n = 0, most = next_random(&state) % (MOST - 8), faults = next_random(&state) % 4;
		while (n < most) {
			const char *word = words[next_random(&state) % (sizeof words / sizeof *words)];
			memcpy(text + n, word, strlen(word));
			n += strlen(word);
		}
		for (size_t i = 0; i < faults && n; i++)
			text[next_random(&state) % n] = (char)next_random(&state);
		agree(str_of(text, n - (n && next_random(&state) % 2)), "random");
	}
}

Test(utf8, finding_goes_on_from_a_later_place)
{
	char text[300];

	memset(text, 'a', sizeof text);
	text[10] = text[150] = (char)0xff;
	cr_expect_eq(utf8_find(str_of(text, 300), 0, UTF8_ONLY), 10);
	cr_expect_eq(utf8_find(str_of(text, 300), 11, UTF8_ONLY), 150);
	cr_expect_eq(utf8_find(str_of(text, 300), 151, UTF8_ONLY), 300);
	cr_expect_eq(utf8_find(str_of(text, 300), 300, UTF8_ONLY), 300);
	cr_expect_eq(utf8_find(STR(""), 0, UTF8_ONLY), 0);
}
