#include "common/pattern.h"

#include <criterion/criterion.h>
#include <time.h>

static struct pattern *make(const char *text)
{
	struct buf error = { 0 };
	size_t at = 0;
	struct pattern *p = pattern_new(str_c(text), &error, &at);

	cr_assert(p, "«%s» at %zu: %.*s", text, at, STR_ARG(buf_str(&error)));
	buf_free(&error);
	return p;
}

/* Each case is matched often: first by the interpreter, then by machine code, which must agree. */
Test(pattern, matches)
{
	static const struct {
		const char *pattern, *subject;
		int result;
		const char *whole;
	} t[] = {
		{ "", "", 1, "" }, { "", "人", 1, "" }, { "a", "", 0, "" }, { "^人+$", "人人", 1, "人人" }, { ".", "人", 1, "人" }, { "[参保]", "保", 1, "保" },
		{ "\\d+", "共12人", 1, "12" }, { "(?i)dRf", "DRF", 1, "DRF" }, { "^\\s*$", "\u3000", 1, "\u3000" }, { "\\w+", "、人数、", 1, "人数" },
		{ "(?<=共)\\d+", "第3共45", 1, "45" }, { "目标\\s*\\d+[：:]", "目标 1：完成", 1, "目标 1：" }, { "\\p{Han}", "aか國", 1, "國" },
		{ "^.{2}$", "\U00020bb7a", 1, "\U00020bb7a" }, { "b$", "ab\n", 1, "b" },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct pattern *p = make(t[i].pattern);
		for (int k = 0; k < 150; k++) {
			struct match m = { 0 };
			int result = pattern_match(p, str_c(t[i].subject), &m);
			cr_assert(result == t[i].result, "«%s» «%s» %d", t[i].pattern, t[i].subject, k);
			cr_assert(str_eq(m.whole, str_c(t[i].whole)), "«%s» «%s» %d: «%.*s»", t[i].pattern, t[i].subject, k, STR_ARG(m.whole));
		}
		cr_expect(pattern_match(p, str_c(t[i].subject), NULL) == t[i].result);
		pattern_free(p);
	}
	pattern_free(NULL);
}

Test(pattern, empty_view)
{
	struct pattern *p = make("^(x)?$");
	struct match m;

	for (int k = 0; k < 150; k++) {
		cr_assert(pattern_match(p, str_of(NULL, 0), &m) == 1);
		cr_assert(m.whole.n == 0 && m.group[1].p == NULL);
	}
	pattern_free(p);
}

Test(pattern, groups)
{
	struct pattern *p = make("^(?<op>[≥≤])?(?<value>\\d+)(?:(?<unit>人)|个(?<unit>月))?(x)?");
	static const struct {
		const char *s, *op, *value, *unit;
	} t[] = { { "≥90人", "≥", "90", "人" }, { "6个月", "", "6", "月" }, { "7", "", "7", "" } };

	for (int k = 0; k < 150; k++)
		for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
			struct match m;
			cr_assert(pattern_match(p, str_c(t[i].s), &m) == 1);
			cr_assert(str_eq(pattern_group(p, &m, "op"), str_c(t[i].op)), "%s", t[i].s);
			cr_assert(str_eq(pattern_group(p, &m, "value"), str_c(t[i].value)), "%s", t[i].s);
			cr_assert(str_eq(pattern_group(p, &m, "unit"), str_c(t[i].unit)), "%s", t[i].s);
			cr_assert(pattern_group(p, &m, "nobody").n == 0 && m.group[5].p == NULL && m.group[9].p == NULL);
			cr_assert((m.group[1].p == NULL) == (t[i].op[0] == '\0') && str_eq(m.group[0], m.whole));
		}
	pattern_free(p);
}

Test(pattern, refuses)
{
	static const struct {
		const char *pattern;
		size_t at;
	} t[] = { { "a(b", 3 }, { "a)", 1 }, { "[", 1 }, { "*", 0 }, { "a{2,1}", 5 }, { "\\C", 2 }, { "(?<=\\C)a", 6 }, { "\\p{Klingon}", 11 },
		  { "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", 30 }, { "人\xff", 3 }, { "(?<=a+)b", 0 }, { "(?1)", 3 } };
	struct buf error = { 0 };
	size_t at;

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct pattern *p = pattern_new(str_c(t[i].pattern), &error, &at);
		cr_expect(!p && error.n > 0 && at == t[i].at, "«%s» at %zu: %.*s", t[i].pattern, at, STR_ARG(buf_str(&error)));
		pattern_free(p);
	}
	buf_free(&error);
}

static struct buf repeat(char c, size_t n, const char *tail)
{
	struct buf b = { 0 };

	buf_room(&b, n);
	memset(b.p, c, n);
	b.n = n;
	buf_add(&b, str_c(tail));
	return b;
}

/* Patterns that blow up and subjects that go on and on are given up within a time, by both engines. */
Test(pattern, gives_up)
{
	static const struct {
		const char *pattern;
		char c;
		size_t n;
		const char *tail;
		int result;
	} t[] = {
		{ "^(a+)+$", 'a', 40, "ba", PATTERN_LIMIT }, { "(a|aa)+$", 'a', 60, "ba", PATTERN_LIMIT }, { "(a|aa)+$", 'a', 60, "b", 0 }, { "(\\w*)*[、，]{2}", 'a', 5000, "", PATTERN_LIMIT },
		{ "\\d+[万亿]", '1', PATTERN_SUBJECT, "", PATTERN_LIMIT }, { "\\d++[万亿]", '1', PATTERN_SUBJECT, "", 0 }, { "(?:\\d|[a-z])+?[万亿]", '1', PATTERN_SUBJECT, "", PATTERN_LIMIT }, { "[^万]{0,90}[万亿]", '1', PATTERN_SUBJECT, "", 0 },
		{ "(x+x+)+[yz]", 'x', PATTERN_SUBJECT - 1, "", PATTERN_LIMIT }, { "\\d+人$", '1', PATTERN_SUBJECT - 10, "人1", 0 },
		{ "a", 'a', PATTERN_SUBJECT + 1, "", PATTERN_LIMIT }, { "^(a|b)*$", 'a', 20000, "", 1 }, { "^((?:a|b)(?1)?)$", 'a', 50000, "", PATTERN_LIMIT },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct pattern *p = make(t[i].pattern);
		struct buf b = repeat(t[i].c, t[i].n, t[i].tail);
		for (int engine = 0; engine < 2; engine++) {
			clock_t start = clock();
			int result = pattern_match(p, buf_str(&b), NULL);
			double took = (double)(clock() - start) / CLOCKS_PER_SEC;
			cr_expect(result == t[i].result, "«%s» engine %d: %d", t[i].pattern, engine, result);
			cr_expect(took < 10, "«%s» engine %d: %.2f s", t[i].pattern, engine, took);
			for (int k = 0; k < 100; k++)
				pattern_match(p, STR("z"), NULL);
		}
		buf_free(&b);
		pattern_free(p);
	}
}

/* A grammar cannot lift the limits from inside the pattern, and matching leaves no state behind. */
Test(pattern, limits_cannot_be_lifted)
{
	struct pattern *p = make("(*LIMIT_MATCH=4000000000)(*LIMIT_HEAP=4000000000)^(a+)+$");
	struct buf b = repeat('a', 40, "b");

	for (int k = 0; k < 3; k++) {
		cr_expect(pattern_match(p, buf_str(&b), NULL) == PATTERN_LIMIT);
		cr_expect(pattern_match(p, STR("aaa"), NULL) == 1);
		cr_expect(pattern_match(p, STR("b"), NULL) == 0);
	}
	buf_free(&b);
	pattern_free(p);
}

/* Of a pattern that names digits the wider one says no where no digits could make it match. */
Test(pattern, moulds)
{
	static const struct {
		const char *pattern, *subject;
		int result;
	} t[] = {
		{ "^指标\\d{1,2}(?!\\d)", "指标00：", 1 }, { "^指标\\d{1,2}(?!\\d)", "指标000", 0 }, { "[^\\d，]{0,6}级", "级", 1 }, { "[0-9]+人", "0人", 1 },
		{ "[!-~]$", "0", 1 }, { "(?:19|20)\\d{2}年", "0000年", PATTERN_TELLS }, { "(?:19|20)\\d{2}年", "000年", 0 }, { "^[1-3]月", "0月", PATTERN_TELLS },
		{ "^[1-3]月", "0日", 0 }, { "^[^1-3]月", "0日", PATTERN_TELLS }, { "^人(?!2)", "元", PATTERN_TELLS }, { "人(?!级|[^3]类)", "元", PATTERN_TELLS },
		{ "(?<!1)级", "元", PATTERN_TELLS }, { "(?=2)\\d级", "0类", 0 }, { "1++级", "0类", PATTERN_TELLS }, { "\\(?+1", "类", PATTERN_TELLS }, { "\\d++级", "00级", 1 },
		{ "人{2}", "人人", 1 }, { "\\p{Han}5?", "0", 0 }, { "(?i)a1", "b0", PATTERN_TELLS }, { "(?x) 1 [年 2] $", "0", 0 }, { "[+-9]级", "0级", 1 }, { "[a5-]", "b", PATTERN_TELLS },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct pattern *p = make(t[i].pattern);
		for (int k = 0; k < 2; k++)
			cr_expect_eq(pattern_match_mould(p, str_c(t[i].subject), NULL), t[i].result, "«%s» «%s» %d", t[i].pattern,
			    t[i].subject, pattern_match_mould(p, str_c(t[i].subject), NULL));
		pattern_free(p);
	}
}

/* Patterns that name 19 and 20 alone say the same of all texts with one mould of years. */
Test(pattern, years)
{
	static const struct {
		const char *pattern;
		bool years;
	} t[] = {
		{ "(?:19|20)\\d{2}年", true }, { "^20\\d{2}年$", true }, { "(?<!20)级|[^\\d]19", true }, { "\\d{4}年", true }, { "(?:19|20)?年{2}", true }, { "人(?!2023)", false },
		{ "201\\d年", false }, { "1[89]年", false }, { "20?年", false }, { "2{2}0", false }, { "(?x) 2 0", false }, { "19+", false }, { "[12]", false }, { "1920", true },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct pattern *p = make(t[i].pattern);
		cr_expect_eq(pattern_years(p), t[i].years, "«%s»", t[i].pattern);
		pattern_free(p);
	}
}

Test(pattern, moulds_of_years)
{
	static const struct {
		const char *text, *mould;
	} t[] = {
		{ "", "" }, { "7", "0" }, { "2", "0" }, { "19", "19" }, { "20", "20" }, { "2024年", "2000年" }, { "1192", "0190" }, { "91", "00" }, { "1920", "1920" },
		{ "年2", "年0" }, { "9年", "0年" }, { "2年0", "0年0" }, { "2520119", "0020019" },
	};
	struct buf b = { 0 };

	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		cr_expect(str_eq(buf_mould_years(&b, str_c(t[i].text)), str_c(t[i].mould)), "%s: %.*s", t[i].text, STR_ARG(buf_str(&b)));
	buf_free(&b);
}
