#include "common/canon.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <time.h>

enum { B = CANON_BLANKS, F = CANON_FORMS, C = CANON_CHARS };

struct text_case {
	const char *from, *to;
	int changes;
};

static void check_text(const struct text_case *t, size_t n)
{
	struct buf out = { 0 }, again = { 0 };

	for (size_t i = 0; i < n; i++) {
		int changes = canon_text(&out, str_c(t[i].from)), later;
		cr_expect(str_eq(buf_str(&out), str_c(t[i].to)), "«%s» gives «%.*s», not «%s»", t[i].from,
			  STR_ARG(buf_str(&out)), t[i].to);
		cr_expect(changes == t[i].changes, "«%s»: changes %d, not %d", t[i].from, changes, t[i].changes);
		later = canon_text(&again, buf_str(&out));
		cr_expect(str_eq(buf_str(&out), buf_str(&again)) && later == 0, "«%s» is not stable: %d «%.*s»", t[i].to,
			  later, STR_ARG(buf_str(&again)));
	}
	buf_free(&out);
	buf_free(&again);
}
#define CHECK(table) check_text(table, sizeof table / sizeof *table)

Test(canon_text, stays)
{
	static const struct text_case t[] = {
		{ "", "", 0 }, { "a", "a", 0 }, { "参保人数", "参保人数", 0 }, { "≥90%", "≥90%", 0 }, { "①㎡“好”‘’…—·", "①㎡“好”‘’…—·", 0 },
		{ "乾安县", "乾安县", 0 }, { "第〇号", "第〇号", 0 }, { "2,795.52", "2,795.52", 0 }, { "12:30", "12:30", 0 },
		{ "a b", "a b", 0 }, { "≥ 341万人", "≥ 341万人", 0 }, { "≥ 90 %", "≥ 90 %", 0 }, { "(a, b: c; d)", "(a, b: c; d)", 0 },
		{ "目标1：完成。", "目标1：完成。", 0 }, { "𠮷野", "𠮷野", 0 }, { "α≤β", "α≤β", 0 }, { "한국", "한국", 0 },
		{ "\xf0\x9f\x99\x82", "\xf0\x9f\x99\x82", 0 }, { "\xee\x80\x80", "\xee\x80\x80", 0 },
	};
	CHECK(t);
}

Test(canon_text, blanks)
{
	static const struct text_case t[] = {
		{ " ", "", B }, { "\t\n\r", "", B }, { " a ", "a", B }, { "a  b", "a b", B }, { "a\tb", "a b", B }, { "a\u00a0b", "a b", B },
		{ "参 保 人 数", "参保人数", B }, { "共 5 人", "共5人", B }, { "参\u00a0保", "参保", B }, { "参\u200b保", "参保", B },
		{ "参\u3000保", "参保", B }, { "a\u3000b", "a b", B }, { "\ufeff云河市", "云河市", B }, { "参\u2003\t 保", "参保", B },
		{ "a\x01" "b", "a b", B }, { "说 “好” 吗", "说“好”吗", B }, { "a “b” c", "a “b” c", 0 }, { "《法》 28", "《法》28", B },
		{ "か ナ", "かナ", B }, { "５　６", "5 6", B | F }, { "≥　90　％", "≥ 90 %", B | F }, { "中 ！ a", "中! a", B | F }, { "a\u1680b", "a b", B }, { "a\u2060人", "a人", B },
		{ "a\u2028b", "a b", B },
	};
	CHECK(t);
}

Test(canon_text, forms)
{
	static const struct text_case t[] = {
		{ "ＡＢｃ１２", "ABc12", F }, { "≥９０％", "≥90%", F }, { "＝１２", "=12", F }, { "３．５～４", "3.5~4", F }, { "￥5", "￥5", 0 },
		{ "指标1: 参保", "指标1：参保", B | F }, { "成年人≥270元; 大", "成年人≥270元；大", B | F }, { "好,好", "好，好", F },
		{ "好，1", "好，1", 0 }, { "1，好", "1，好", 0 }, { "3，000", "3,000", F }, { "12：30", "12:30", F },
		{ "时间：12：30", "时间：12:30", F }, { "5 , 人", "5，人", B | F }, { "》,1", "》，1", F },
		{ "“好”,a", "“好”，a", F }, { "1:“好”", "1：“好”", F }, { "1: “好”", "1：“好”", B | F }, { "“a”,‘b’", "“a”,‘b’", 0 }, { "“(“,a", "“(“,a", 0 },
		{ "“,”", "“,”", 0 }, { "人”’,1", "人”’，1", F }, { "a\u037e人", "a；人", F }, { "︵人︶", "（人）", F }, { "a︐b", "a,b", F },
	};
	CHECK(t);
}

Test(canon_text, brackets)
{
	static const struct text_case t[] = {
		{ "(2019年度)", "（2019年度）", F }, { "（2021）5号", "(2021)5号", F }, { "云政发（2021）5号", "云政发（2021）5号", 0 },
		{ "（云政发[2016]7号）", "（云政发[2016]7号）", 0 }, { "（a）", "(a)", F }, { "(人)", "（人）", F }, { "人(a)", "人（a）", F },
		{ "(a)人", "（a）人", F }, { "人(a(b)c)d", "人（a(b)c）d", F }, { "a(b(人)c)d", "a(b（人）c)d", F }, { "((人))", "（（人））", F },
		{ "(a", "(a", 0 }, { "a)", "a)", 0 }, { "(人", "（人", F }, { "a)人", "a）人", F }, { "a（", "a(", F },
		{ "人)a(b)", "人）a(b)", F }, { "((a)人", "（（a）人", F }, { "5 (2019年)", "5（2019年）", B | F },
		{ "5 (a) 6", "5 (a) 6", 0 }, { "(2019) (年)", "（2019）（年）", B | F }, { "(年) 5", "（年）5", B | F },
		{ "a (b) 中", "a（b）中", B | F }, { "资金(万元):100", "资金（万元）：100", F }, { "f(x), g(y)", "f(x), g(y)", 0 },
		{ "1, (a): 中", "1，（a）：中", B | F }, { ")(", ")(", 0 }, { "人)(", "人）（", F }, { "( 人 )", "（人）", B | F },
	};
	CHECK(t);
}

Test(canon_text, chars)
{
	static const struct text_case t[] = {
		{ "學兒與國", "学儿与国", C }, { "大學生", "大学生", C }, { "費⽤", "费用", C }, { "⽤⼈", "用人", C }, { "⻔诊", "门诊", C },
		{ "⻅⺠", "见民", C }, { "\uf900a", "岂a", C }, { "⾨", "门", C }, { "堃喆", "堃喆", 0 }, { "後裏", "後里", C },
		{ "\U0002f800人", "丽人", C }, { "⺇", "𠘨", C }, { "\u212b", "\u00c5", F }, { "e\u0301", "é", F }, { "Ａ\u030a", "\u00c5", F },
		{ "か\u3099", "が", F }, { "か \u3099", "が", B }, { "≠=\u0338", "≠≠", F }, { "\u1100\u1161", "가", F }, { "學 e\u0301 (國)", "学é（国）", B | F | C },
	};
	CHECK(t);
}

static struct buf repeat(const char *unit, size_t times)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < times; i++)
		buf_add(&b, str_c(unit));
	return b;
}

/* More marks than are noted at once: balanced pairs stay pairs across the seams. */
Test(canon_text, many_marks)
{
	struct buf from = repeat("a(b, c) 人(d)", 400), to = repeat("a（b, c）人（d）", 400), out = { 0 };

	canon_text(&out, buf_str(&from));
	cr_expect(str_eq(buf_str(&out), buf_str(&to)));
	buf_free(&from);
	buf_free(&to);
	buf_free(&out);
}

Test(canon_text, hostile_is_linear)
{
	static const char *const units[] = { "(", ")", "( ", "人(", ",人", " ", "a ", "e\u0301\u0323\u0301", "\u0301\u0323", "學", "Ａ", "(人)", "“", "“(“ " };
	clock_t start = clock();
	struct buf out = { 0 };

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct buf b = repeat(units[i], 1000 * 1000);
		canon_text(&out, buf_str(&b));
		canon_key(&out, buf_str(&b));
		(void)canon_width(buf_str(&b));
		buf_free(&b);
	}
	buf_free(&out);
	cr_expect((double)(clock() - start) / CLOCKS_PER_SEC < 20, "took %.1f s", (double)(clock() - start) / CLOCKS_PER_SEC);
}

/* Pieces cut anywhere, also inside a character: nothing beyond the end is read (sanitizer), and it ends. */
Test(canon_text, broken_bytes)
{
	static const char hostile[] = "人\xff(\xe4\xba 學\xf0\x9f\xc2 e\xcc\x81\x80\xbf\xf4\x90\x80\x80 ，\xed\xa0\x80";
	struct buf out = { 0 };

	for (size_t from = 0; from < sizeof hostile; from++)
		for (size_t n = 0; from + n < sizeof hostile; n++) {
			char *exact = mem_alloc(n);
			memcpy(exact, hostile + from, n);
			canon_text(&out, str_of(exact, n));
			canon_key(&out, str_of(exact, n));
			canon_nfc(&out, str_of(exact, n));
			(void)canon_width(str_of(exact, n));
			mem_free(exact);
		}
	buf_free(&out);
}

static void random_text(struct buf *b, unsigned *seed)
{
	static const char *const units[] = { "(", ")", "（", "）", ":", "：", ",", "，", ";", " ", "  ", "\u3000", "人", "學", "⽤", "a",
					     "1", "Ｂ", "，", "。", "“", "①", "e", "\u0301", "\u0323", "か", "\u3099", "ㄅ", "ﾡ", "\uffc2", "𠮷",
					     "\U0002f800", "가", "\u11a8", "A", "℃", "…" };
	size_t n = (size_t)rand_r(seed) % 12;

	buf_reset(b);
	while (n--)
		buf_add(b, str_c(units[(size_t)rand_r(seed) % (sizeof units / sizeof *units)]));
}

/* The same with ( ) : ; , half-width. */
static void narrow(struct buf *into, struct str s)
{
	buf_reset(into);
	for (size_t at = 0; at < s.n;) {
		uint32_t c = str_next(s, &at);
		buf_point(into, c == 0xff08 || c == 0xff09 || c == 0xff0c || c == 0xff1a || c == 0xff1b ? c - 0xfee0 : c);
	}
}

/* How marks were filed does not matter: beside ideographs and their likes they are full-width, else half. */
Test(canon_text, marks_as_filed)
{
	unsigned seed = 23;
	struct buf wide = { 0 }, half = { 0 }, text = { 0 }, other = { 0 };

	for (int i = 0; i < 200 * 1000; i++) {
		random_text(&wide, &seed);
		narrow(&half, buf_str(&wide));
		canon_text(&text, buf_str(&wide));
		canon_text(&other, buf_str(&half));
		cr_assert(str_eq(buf_str(&text), buf_str(&other)), "«%.*s»", STR_ARG(buf_str(&wide)));
	}
	buf_free(&wide);
	buf_free(&half);
	buf_free(&text);
	buf_free(&other);
}

/* Canonical text is stable, has the key of what it came from, and equality is equality of keys. */
Test(canon, laws)
{
	unsigned seed = 7;
	struct buf a = { 0 }, b = { 0 }, text = { 0 }, again = { 0 }, key = { 0 }, other = { 0 };

	for (int i = 0; i < 200 * 1000; i++) {
		int changes, later;
		random_text(&a, &seed);
		random_text(&b, &seed);
		changes = canon_text(&text, buf_str(&a));
		later = canon_text(&again, buf_str(&text));
		cr_assert(later == 0 && str_eq(buf_str(&text), buf_str(&again)), "«%.*s» «%.*s»", STR_ARG(buf_str(&a)),
			  STR_ARG(buf_str(&text)));
		cr_assert((changes == 0) == str_eq(buf_str(&a), buf_str(&text)), "«%.*s»", STR_ARG(buf_str(&a)));
		canon_key(&key, buf_str(&a));
		canon_key(&other, buf_str(&b));
		cr_assert(str_eq(canon_key_view(&again, buf_str(&a)), buf_str(&key)), "«%.*s»", STR_ARG(buf_str(&a)));
		cr_assert(canon_equal(buf_str(&a), buf_str(&b)) == str_eq(buf_str(&key), buf_str(&other)), "«%.*s» «%.*s»",
			  STR_ARG(buf_str(&a)), STR_ARG(buf_str(&b)));
	}
	buf_free(&a);
	buf_free(&b);
	buf_free(&text);
	buf_free(&again);
	buf_free(&key);
	buf_free(&other);
}

Test(canon_key, cases)
{
	static const struct {
		const char *from, *to;
	} t[] = {
		{ "", "" }, { " a B\t", "ab" }, { "（人）：", "(人):" }, { "參 保", "参保" }, { "①㎡…", "1m2..." }, { "ＡＢ", "ab" }, { "\u212b", "\u00c5" },
		{ "℃", "°c" }, { "⽤", "用" }, { "ﾡￂ", "가" }, { "ｶﾞ", "ガ" }, { "e\u0301", "é" }, { "e\u0301①", "é1" }, { "½", "1⁄2" },
		{ "\u00b4", "\u0301" }, { "一﹪", "一%" }, { "㈱", "(株)" }, { "𝐀", "a" }, { "\x07人\u200b", "人" }, { "É", "É" },
	};
	struct buf out = { 0 };

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		canon_key(&out, str_c(t[i].from));
		cr_expect(str_eq(buf_str(&out), str_c(t[i].to)), "«%s» gives «%.*s», not «%s»", t[i].from, STR_ARG(buf_str(&out)),
			  t[i].to);
	}
	buf_free(&out);
}

Test(canon_equal, cases)
{
	static const struct {
		const char *a, *b;
		bool equal;
	} t[] = {
		{ "", "", true }, { "", " ", true }, { "a", "A", true }, { "a", "b", false }, { "（人）", "( 人)", true }, { "人", "人人", false },
		{ "é", "e\u0301", true }, { "e", "e\u0301", false }, { "①", "1", true }, { "①", "2", false }, { "學", "学", true },
		{ "가", "각", false }, { "각", "가\u11a8", true }, { "ＡＢＣ", "abc", true }, { "参保率", "参保车", false },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		cr_expect(canon_equal(str_c(t[i].a), str_c(t[i].b)) == t[i].equal, "«%s» «%s»", t[i].a, t[i].b);
		cr_expect(canon_equal(str_c(t[i].b), str_c(t[i].a)) == t[i].equal, "«%s» «%s»", t[i].b, t[i].a);
	}
}

Test(canon_nfc, cases)
{
	static const struct {
		const char *from, *to;
	} t[] = {
		{ "", "" }, { "學（Ａ） ⽤", "學（Ａ） ⽤" }, { "e\u0301", "é" }, { "\uf900", "豈" }, { "か\u3099", "が" }, { "\U0002f800", "丽" },
	};
	struct buf out = { 0 };

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		canon_nfc(&out, str_c(t[i].from));
		cr_expect(str_eq(buf_str(&out), str_c(t[i].to)), "«%s» gives «%.*s»", t[i].from, STR_ARG(buf_str(&out)));
	}
	buf_free(&out);
}

Test(canon_width, cases)
{
	static const struct {
		const char *s;
		size_t width;
	} t[] = {
		{ "", 0 }, { "abc", 3 }, { "参保", 4 }, { "（人）", 6 }, { "≥90%", 4 }, { "e\u0301", 1 }, { "①", 1 }, { "ｱ", 1 }, { "가", 2 },
		{ "\u1100\u1161", 2 }, { "𠮷", 2 }, { "\u200b", 0 }, { "\x07", 0 }, { "か", 2 }, { "\U0001f642", 2 }, { "\u3000", 2 },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		cr_expect(canon_width(str_c(t[i].s)) == t[i].width, "«%s»: %zu", t[i].s, canon_width(str_c(t[i].s)));
}
