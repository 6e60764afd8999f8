#include "common/str.h"
#include "common/mem.h"

#include "step_case.h"

#include <criterion/criterion.h>
#include <stdio.h>

Test(str, edges_tell_all_blanks)
{
	static const char *const wide[] = { "\xc2\xa0", "\xe3\x80\x80", "\xef\xbb\xbf" };
	size_t blanks = 0;

	for (int c = 0; c < 0x80; c++) {
		char byte = (char)c;
		struct str s = str_of(&byte, 1);
		bool blank = str_trim_blanks_left(s).n == 0;
		cr_expect(blank == (str_trim_blanks_right(s).n == 0) && blank == (str_trim(s).n == 0), "byte %d", c);
		blanks += blank;
	}
	cr_expect(blanks == 0x22);
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		cr_expect(str_trim_left(str_c(wide[i])).n == 0 && str_trim_right(str_c(wide[i])).n == 0, "wide %zu", i);
}

Test(str, trim_knows_wide_blanks)
{
	static const struct {
		const char *in, *out;
	} cases[] = { { "", "" }, { "  \t\r\n", "" }, { " a b ", "a b" }, { "\u3000表\u3000", "表" }, { "\u00a0x\ufeff", "x" },
		{ "表", "表" }, { "\xa0", "\xa0" } };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect(str_eq(str_trim(str_c(cases[i].in)), str_c(cases[i].out)), "case %zu", i);
}

Test(str, number_refuses_what_is_none)
{
	size_t n = 7;

	cr_expect(str_number(STR("0"), &n) && n == 0);
	cr_expect(str_number(STR("1234567890123456789"), &n) && n == 1234567890123456789u);
	cr_expect(!str_number(STR(""), &n));
	cr_expect(!str_number(STR("-1"), &n));
	cr_expect(!str_number(STR("12a"), &n));
	cr_expect(!str_number(STR("99999999999999999999"), &n));
}

Test(str, next_reads_and_encode_writes_every_code_point)
{
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		char bytes[4];
		size_t n, at = 0;
		if (c >= 0xd800 && c <= 0xdfff)
			continue;
		n = str_encode(c, bytes);
		cr_assert(str_next(str_of(bytes, n), &at) == c && at == n, "U+%04X", c);
		cr_assert(str_invalid_at(str_of(bytes, n)) == n, "U+%04X", c);
	}
}

Test(str, broken_bytes_are_found_and_passed_one_by_one)
{
	static const char *const broken[] = { "\x80", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe4\xb8", "\xff" };

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct str s = str_c(broken[i]);
		size_t at = 0;
		cr_expect(str_invalid_at(s) == 0, "case %zu", i);
		cr_expect(str_next(s, &at) == 0xfffd && at == 1, "case %zu", i);
	}
	cr_expect(str_invalid_at(STR("abcdefgh表\xff")) == 11);
}

Test(str, find_and_compare)
{
	cr_expect(str_find(STR("aabaac"), STR("aac"), 0) == 3);
	cr_expect(str_find(STR("abc"), STR("x"), 0) == 3);
	cr_expect(str_find(STR("abc"), STR(""), 2) == 2);
	cr_expect(str_compare(STR("ab"), STR("abc")) < 0);
	cr_expect(str_compare(STR("b"), STR("abc")) > 0);
	cr_expect(str_starts(STR("abc"), STR("ab")) && str_ends(STR("abc"), STR("bc")));
}

/* Words whose bytes are the same but for one, at every length: comparing takes other ways for short and long ones. */
Test(str, same_and_ends_see_every_byte)
{
	char a[80], b[80];

	for (size_t n = 1; n <= sizeof a; n++) {
		memset(a, 'x', sizeof a);
		memcpy(b, a, sizeof b);
		cr_assert(str_eq(str_of(a, n), str_of(b, n)) && str_starts(str_of(a, 80), str_of(b, n)) && str_ends(str_of(a, 80), str_of(b, n)));
		for (size_t i = 0; i < n; i++) {
			b[i] = 'y';
			cr_assert(!str_eq(str_of(a, n), str_of(b, n)), "%zu of %zu", i, n);
			cr_assert(!str_starts(str_of(a, 80), str_of(b, n)), "%zu of %zu", i, n);
			cr_assert(!str_ends(str_of(a, 80), str_of(b, n)), "%zu of %zu", i, n);
			b[i] = 'x';
		}
	}
	cr_expect(!str_starts(STR("ab"), STR("abc")) && !str_ends(STR("bc"), STR("abc")));
	cr_expect(str_eq(STR(""), str_of(NULL, 0)) && str_starts(STR("a"), STR("")) && str_ends(str_of(NULL, 0), STR("")));
}

Test(str, hash_tells_every_byte_and_the_length)
{
	char a[40] = "";

	for (size_t n = 1; n <= sizeof a; n++) {
		uint64_t h = str_hash(str_of(a, n));
		cr_assert(h != str_hash(str_of(a, n - 1)), "%zu", n);
		for (size_t i = 0; i < n; i++) {
			a[i] = 1;
			cr_assert(h != str_hash(str_of(a, n)), "%zu of %zu", i, n);
			a[i] = 0;
		}
	}
}

Test(str, points_are_counted_at_every_length)
{
	struct str s = STR("a绩é效𠀀1指标：12345目标 é");

	for (size_t from = 0; from < s.n; from++) {
		size_t points = 0;
		for (size_t to = from; to <= s.n; to++) {
			cr_assert(str_points(str_of(s.p + from, to - from)) == points, "%zu to %zu", from, to);
			points += to < s.n && ((unsigned char)s.p[to] & 0xc0) != 0x80;
		}
	}
}

Test(str, find_agrees_with_the_library) { find_agrees_with_the_library(); }
Test(str, find_starts_where_it_is_told) { find_starts_where_it_is_told(); }

Test(mem, formats_as_printf_does)
{
	struct buf b = { 0 };
	char want[200];
	int n = snprintf(want, sizeof want, "%zu%%: %s, %.*s|%5d|%zu", (size_t)0, "a", 3, "绩效", -7, SIZE_MAX);

	buf_format(&b, "%zu%%: %s, %.*s|", (size_t)0, "a", 3, "绩效");
	cr_expect(b.p[b.n] == '\0' && strlen(b.p) == b.n);
	buf_format(&b, "%5d|%zu", -7, SIZE_MAX);
	cr_expect(str_eq(buf_str(&b), str_of(want, (size_t)n)), "%s", b.p);
	buf_reset(&b);
	buf_format(&b, "%.*s %.*s%s", 9, "ends", -1, "whole", "");
	cr_expect(str_eq(buf_str(&b), STR("ends whole")), "%s", b.p);
	buf_free(&b);
}

Test(mem, numbers_of_every_length)
{
	struct buf b = { 0 };
	char want[32];

	for (size_t n = 1; n <= SIZE_MAX / 10; n *= 10)
		for (size_t less = 0; less < 2; less++) {
			int length = snprintf(want, sizeof want, "x%zu", n - less);
			buf_reset(&b);
			buf_byte(&b, 'x');
			buf_number(&b, n - less);
			cr_assert(str_eq(buf_str(&b), str_of(want, (size_t)length)), "%s", want);
		}
	buf_reset(&b);
	buf_number(&b, SIZE_MAX);
	cr_expect(str_eq(buf_str(&b), STR("18446744073709551615")));
	buf_free(&b);
}

Test(mem, short_and_long_copies_are_whole)
{
	struct arena a = { 0 };
	char text[80];

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)('0' + i);
	for (size_t n = 0; n <= sizeof text; n++)
		cr_assert(str_eq(arena_copy(&a, str_of(text, n)), str_of(text, n)), "%zu", n);
	arena_free(&a);
}

Test(mem, arena_keeps_what_it_gave_until_reset)
{
	struct arena a = { 0 };
	struct str copies[2000];
	char text[64];

	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 2000; i++) {
			int n = snprintf(text, sizeof text, "%zu-%d-%s", i, round, "some more words to fill blocks");
			copies[i] = arena_copy(&a, str_of(text, (size_t)n));
		}
		for (size_t i = 0; i < 2000; i++) {
			int n = snprintf(text, sizeof text, "%zu-%d-%s", i, round, "some more words to fill blocks");
			cr_assert(str_eq(copies[i], str_of(text, (size_t)n)));
		}
		arena_reset(&a);
		cr_expect(a.used == 0);
	}
	arena_free(&a);
}

Test(mem, arena_serves_huge_and_small_in_turn)
{
	struct arena a = { 0 };

	for (int i = 0; i < 50; i++) {
		char *big = arena_alloc(&a, 200000), *small = arena_alloc(&a, 3);
		memset(big, i, 200000);
		memset(small, i, 3);
		cr_expect(big[199999] == i);
	}
	arena_free(&a);
}

Test(str, mould_of_any_bytes)
{
	struct buf b = { 0 };

	for (int c = 0; c < 256; c++) {
		char text[40];
		memset(text, c, sizeof text);
		for (size_t n = 0; n <= sizeof text; n++) {
			struct str got = buf_mould(&b, str_of(text, n));
			cr_assert_eq(got.n, n);
			for (size_t i = 0; i < n; i++)
				cr_assert_eq(got.p[i], c >= '0' && c <= '9' ? '0' : text[i], "byte %d at %zu of %zu", c, i, n);
		}
	}
	buf_free(&b);
}
