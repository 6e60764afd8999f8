#include "common/pattern.h"
#include "common/pattern_scan.h"

#include <criterion/criterion.h>

/* What it says is a pattern must be one: these are none, or are left to PCRE2. */
Test(pattern_scan, leaves_what_it_does_not_know)
{
	static const char *const t[] = { "a(b", "a)", "[", "[]a]", "[a", "*", "a**", "a{2,1}", "a{,2}", "\\C", "\\1", "(a)\\1", "(?i)a", "(?<=a+)b",
		"(?<=(?:a|bc))d", "(?1)", "(*LIMIT_MATCH=1)a", "[:a:]", "[[:alpha:]]", "[z-a]", "[\\d-z]", "^*", "(?=a)*", "人\xff",
		"(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "(?x)a +", "(?x)a#b", "(?'1'a)", "a\\", "a]", "{", "((((((((((((((((((a))))))))))))))))))" };

	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		cr_expect(!pattern_check(str_c(t[i]), PATTERN_GROUPS), "«%s»", t[i]);
}

/* What is known of what is made of pieces: both scans know the same, and what they know compiles. */
Test(pattern_scan, what_is_known_compiles)
{
	static const char *const pieces[] = { "一", "二三", "（", "a", "bc", "1", "12", ",", ":", "=", "-", "^", "$", ".", "[", "]", "[^", "[:", ":]", "[一二]", "[^a-z]", "[\\d-]",
		"(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<n>", "(?'m'", "|", "*", "+", "?", "{", "}", "{2}", "{1,3}", "{4,}", "{,2}", "{9,1}", "{1000}",
		"\\s", "\\d", "\\.", "\\[", "\\", "\\p{Han}", "\\w", " ", "\n", "#", "\xe2\x80\x8e", "é", "𠀀", "\xff", "\xef\xbf\xbd", "(?x)", "x{2", "(?i)", "(*F)" };
	struct buf text = { 0 }, hidden = { 0 }, error = { 0 };
	struct pattern_need need;
	size_t at, known = 0;
	uint64_t seed = 7;

	for (int k = 0; k < 200000; k++) {
		bool is_known;
		buf_reset(&text);
		seed = seed * 6364136223846793005u + 1;
		if ((seed >> 40) % 8 == 0)
			buf_add(&text, STR("(?x)"));
		for (size_t n = (seed >> 60) + 1; n; n--) { /* mostly what is good alone, or most would be broken */
			seed = seed * 6364136223846793005u + 1;
			buf_add(&text, str_c(pieces[(seed >> 33) % ((seed >> 20) % 3 ? 6 : sizeof pieces / sizeof *pieces)]));
		}
		buf_byte(&text, '\0');
		text.n--;
		is_known = pattern_check(buf_str(&text), PATTERN_GROUPS);
		cr_assert_eq(is_known, pattern_scan(buf_str(&text), PATTERN_GROUPS, &need), "«%.*s»", STR_ARG(buf_str(&text)));
		if (!is_known)
			continue;
		buf_reset(&hidden); /* a comment lets PCRE2 decide */
		buf_add(&hidden, buf_str(&text));
		buf_add(&hidden, STR("(?#)"));
		struct pattern *p = pattern_new(buf_str(&hidden), &error, &at);
		cr_assert(p, "«%.*s»: %.*s", STR_ARG(buf_str(&text)), STR_ARG(buf_str(&error)));
		pattern_free(p);
		known++;
	}
	cr_expect(known > 20000, "%zu", known);
	buf_free(&text);
	buf_free(&hidden);
	buf_free(&error);
}

/* may: a text that could match; not: one that lacks a character, or begins with another. */
Test(pattern_scan, needs)
{
	static const struct {
		const char *pattern, *may, *not;
	} t[] = {
		{ "^名称$", "名称", "名字" }, { "指标\\s*\\d", "指标1", "目标1" }, { "《[^》]+》?|办法$", "办法", "方案" }, { "^(?:其中|包括)", "其中", "在其中" },
		{ "^[一二三]、", "二、", "人、" }, { "(?:年度)?目标", "目标", "年度" }, { "^\\s*\\d", "\u3000１", "\u3000人" }, { "a{0,2}b", "b", "a" },
		{ "目标[一二]", "目标二", "目录二" }, { "^(?:第\\d|附)", "第3", "第三" }, { "^(?:第\\d|附)", "附", "第" }, { "人{2}", "人人", "人" },
		{ "\\d?人", "人", "9" }, { "(?:\\d{1,2}、)+年", "12、年", "x年" }, { "甲|乙|丙|丁|戊|己|庚|辛|壬子|癸丑", "癸丑", "子丑" },
		{ "(?:方案|办法)$", "办法", "办法的" }, { "(?:方案|办法)$", "办法\n", "方案的" }, { "目标[一二]?$", "目标", "目标人" }, { "一\\d*$|《", "一12", "一12人" },
		{ "甲|^乙", "人甲", "人乙" }, { "^乙丙?|甲", "乙", "人乙" }, { "^(?:\\p{Han}{2}指标|产出\\d)$", "产出3", "产出人" },
		{ "(?x) 附 | 表 # x", "表", NULL }, { "(?<!中)央", "央", "中" }, { "x*", "", NULL }, { "^(?=人)", "人", NULL },
	};
	struct pattern_need need;
	size_t at;

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		bool known = pattern_scan(str_c(t[i].pattern), PATTERN_GROUPS, &need);
		cr_expect(known || t[i].not == NULL, "«%s» is not known", t[i].pattern);
		cr_expect(pattern_may_match(&need, str_c(t[i].may), &at), "«%s» «%s»", t[i].pattern, t[i].may);
		cr_expect(!t[i].not || !pattern_may_match(&need, str_c(t[i].not), &at), "«%s» «%s»", t[i].pattern, t[i].not);
	}
}

/* A pattern that begins with few characters is tried where they stand, and finds the same. */
Test(pattern_scan, starts)
{
	struct buf error = { 0 };
	size_t at;
	struct pattern *p = pattern_new(STR("(?<=共)(?'n'\\d+)|目标(?'n'\\d)"), &error, &at);
	struct match m;

	cr_assert(p);
	for (int k = 0; k < 150; k++) {
		cr_assert(pattern_match(p, STR("第3共45、目标6"), &m) == 1 && str_eq(m.whole, STR("45")));
		cr_assert(str_eq(pattern_group(p, &m, "n"), STR("45")));
		cr_assert(pattern_match(p, STR("第3、目标6"), &m) == 1 && str_eq(pattern_group(p, &m, "n"), STR("6")));
		cr_assert(pattern_match(p, STR("第3、目标"), &m) == 0);
	}
	pattern_free(p);
	buf_free(&error);
}

/* What is tried only where it may match finds what PCRE2 finds that tries all: a comment hides a pattern from the scan. */
Test(pattern_scan, same_with_and_without)
{
	static const char *const patterns[] = { "目标\\s*(?:\\d{1,2}|[一二]{1,3})[:：、]|(?<![\\d第])\\d{1,2}、(?!\\d)|[①-⑳]\\s*[.、]?", "^(?:其中|包括)[:：]+|^\\((?:\\d|[一二])\\)|^[①-⑳★]+",
		"(?:年度|总体)?目标", "^\\s*指标\\d?$", "[(（]\\s*(?:单位[:：])?(?'u'[^（()）]{1,4}?)[)）]$", "(?x) 一 二? | 三{2} \\d | 四+ 、", "《[^》]+》?|办法$|^依据",
		"a|b|c|d|e|f|g|h|一二|二.三", "^一二?|a|b|c|d|e|f|g|h$", "a|b|c|d|e|f|g$|^一|二$", "(?:一|二{2}|目标\\d?)$|^(?:三|四)|《", "^(?:\\p{Han}{2,3}指标|年度\\s*目标?)$",
		"[一二]*$", "(?:三\\d*)?$", "一(?=二|$)|目标$", "^一$|^二", ".目标$|指标.$", "(?x) 一 | 二 $ | 三 \\n $", "(?:一|二、){1,2}三", "\\p{Han}\\d" };
	static const char *const pieces[] = { "目标", "目", "标", "1", "2", "23", "一", "二", "三", "四", "：", ":", "、", "（", "）", "(", ")", "①", "⑳", "★", " ", "\n",
		"其中", "包括", "指标", "单位", "年度", "总体", "《", "》", "办法", "依据", "第", "元", "a", "h", "é", "\u3000", "𠀀" };
	uint64_t seed = 1;

	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		struct buf error = { 0 }, text = { 0 };
		size_t at;
		buf_add(&text, str_c(patterns[i]));
		buf_add(&text, STR("(?#)\0"));
		text.n--;
		struct pattern *p = pattern_new(str_c(patterns[i]), &error, &at), *all = pattern_new(buf_str(&text), &error, &at);
		cr_assert(p && all && pattern_check(str_c(patterns[i]), PATTERN_GROUPS) && !pattern_check(buf_str(&text), PATTERN_GROUPS));
		for (int k = 0; k < 3000; k++) {
			struct match m = { 0 }, n = { 0 };
			buf_reset(&text);
			for (seed = seed * 6364136223846793005u + 1; text.n < (seed >> 60) * 3; seed = seed * 6364136223846793005u + 1)
				buf_add(&text, str_c(pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)]));
			int found = pattern_match(p, buf_str(&text), &m);
			cr_assert_eq(found, pattern_match(all, buf_str(&text), &n), "«%s» «%.*s»", patterns[i], STR_ARG(buf_str(&text)));
			cr_assert(!found || (m.whole.p == n.whole.p && m.whole.n == n.whole.n), "«%s» «%.*s»", patterns[i], STR_ARG(buf_str(&text)));
		}
		pattern_free(p);
		pattern_free(all);
		buf_free(&error);
		buf_free(&text);
	}
}
