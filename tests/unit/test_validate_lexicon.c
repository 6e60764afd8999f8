/* The lexicon says of any text what the lists themselves say, one after the other. */
#include <criterion/criterion.h>

#include "tools/validate/lexicon.h"

static const char *const texts[] = {
	"", "率", "参保率", "频率", "参保人数（人）", "人均补助标准", "确保资金及时拨付到位", "满意度", "≥95%", "不低于3.2万人", "达到200左右",
	"控制在预算以内", "逐步", "逐步养成。", "(a)", "）", "“云河”", "1）", "元/人/年", "人次", "次", "万", "成本指标", "数量指标", "平均每天",
	"政策知晓率提升", "渗漏率下降", "ab", "é", "𠀀率", "local-finance", "覆盖率 95", "，", "完成时间",
};

static const struct {
	enum words_id id;
	struct str (*find)(const struct words *, struct str);
	uint64_t (*ask)(const struct lexicon *, struct str);
} asked[] = {
	{ WORDS_STANDARDS, words_in, lexicon_in }, { WORDS_PER_HEAD, words_in, lexicon_in }, { WORDS_PAY_WORDS, words_in, lexicon_in },
	{ WORDS_AVERAGES, words_in, lexicon_in }, { WORDS_GROWTH, words_in, lexicon_in }, { WORDS_MULTIPLIERS, words_in, lexicon_in },
	{ WORDS_OPERATOR_SIGNS, words_in, lexicon_in }, { WORDS_FLOOR_WORDS, words_in, lexicon_in },
	{ WORDS_ABOUT_WORDS, words_in, lexicon_in }, { WORDS_COST_BOUNDS, words_in, lexicon_in },
	{ WORDS_PURPOSE_VERBS, words_start, lexicon_start }, { WORDS_MONEY_UNITS, words_start, lexicon_start },
	{ WORDS_RATE_ENDS, words_end, lexicon_end }, { WORDS_NO_RATES, words_end, lexicon_end },
	{ WORDS_COUNT_ENDS, words_end, lexicon_end }, { WORDS_CHANGE_ENDS, words_end, lexicon_end },
	{ WORDS_WANTED, words_end, lexicon_end }, { WORDS_TIME_ENDS, words_end, lexicon_end },
	{ WORDS_DANGLING, words_end, lexicon_end }, { WORDS_STOPS, words_end, lexicon_end },
	{ WORDS_STRAY_ENDS, words_end, lexicon_end }, { WORDS_RATE_TERMS, words_end, lexicon_end },
};

static void compare(const struct rules *r, struct str s)
{
	static const enum words_id whole[] = { WORDS_MONEY_UNITS, WORDS_WHOLE_UNITS, WORDS_TIME_UNITS, WORDS_HEAD_UNITS,
		WORDS_COST_LEVELS, WORDS_QUANTITY_LEVELS, WORDS_MONEY_LEVELS, WORDS_REGION_FIELDS, WORDS_NUMERALS };

	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		bool list = asked[i].find(&r->words[asked[i].id], s).n > 0;
		cr_expect(list == (asked[i].ask(r->lexicon, s) >> asked[i].id & 1), "list %d of %.*s", (int)asked[i].id, STR_ARG(s));
	}
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		cr_expect(words_have(&r->words[whole[i]], s) == (lexicon_whole(r->lexicon, s) >> whole[i] & 1), "list %d has %.*s",
			(int)whole[i], STR_ARG(s));
}

/* Also every beginning and every end of a text, cut anywhere: what is broken must not be read beyond. */
Test(lexicon, answers_as_the_lists_do)
{
	struct rules r;

	cr_assert(rules_load(&r, "grammars/rules.xml"));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str s = str_c(texts[i]);
		for (size_t n = 0; n <= s.n; n++) {
			compare(&r, str_to(s, n));
			compare(&r, str_from(s, n));
		}
	}
	rules_free(&r);
}

Test(lexicon, tells_brackets_and_expects)
{
	struct rules r;

	cr_assert(rules_load(&r, "grammars/rules.xml"));
	cr_expect(HAS_BRACKET(lexicon_in(r.lexicon, STR("参保人数（人"))));
	cr_expect(HAS_BRACKET(lexicon_in(r.lexicon, STR("a[1"))));
	cr_expect(HAS_BRACKET(lexicon_in(r.lexicon, STR("云河〕"))));
	cr_expect(!HAS_BRACKET(lexicon_in(r.lexicon, STR("参保人数"))));
	cr_expect(lexicon_end(r.lexicon, STR("读者满意度")) >> LEXICON_EXPECT);
	cr_expect(!(lexicon_end(r.lexicon, STR("读者")) >> LEXICON_EXPECT));
	cr_expect(lexicon_end(r.lexicon, STR("阅览室面积")) >> LEXICON_MEASURE & 1);
	cr_expect(!(lexicon_end(r.lexicon, STR("阅览室")) >> LEXICON_MEASURE & 1));
	rules_free(&r);
}
