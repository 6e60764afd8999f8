#include "tools/validate/spell.h"

#include <criterion/criterion.h>

static struct term term_of(const char *text, uint32_t *room)
{
	struct term t = { .text = str_c(text), .point = room };
	for (size_t at = 0; at < t.text.n;)
		room[t.points++] = str_next(t.text, &at);
	return t;
}

Test(words, edit_distance_over_code_points)
{
	static const struct {
		const char *a, *b;
		size_t most, distance;
	} cases[] = {
		{ "", "", 0, 0 }, { "渠道", "渠道", 1, 0 }, { "满眼度", "满意度", 1, 1 }, { "灌溉渠", "灌渠", 1, 1 }, { "灌渠", "灌溉渠", 2, 1 },
		{ "河道清淤", "清淤河道", 2, 3 }, { "河道清淤", "清淤河道", 4, 4 }, { "甲", "乙丙丁", 1, 2 }, { "abc", "axc", 3, 1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t a[TERM_POINTS], b[TERM_POINTS];
		struct term x = term_of(cases[i].a, a), y = term_of(cases[i].b, b);
		size_t d = edit_distance(a, x.points, b, y.points, cases[i].most);
		cr_expect(d == cases[i].distance, "case %zu: %zu", i, d);
	}
}

Test(words, spelling)
{
	static const struct {
		const char *text;
		int typos;
	} cases[] = {
		{ "用水户满意度", 0 }, { "用水户满艺度", 1 }, { "需求满足度", 0 }, { "渠道渠道长度", 1 }, { "一步一步推进", 0 }, { "人人参与", 0 },
		{ "政策晓人数", 1 }, { "政策知晓人数", 0 }, { "基本医疗保险", 0 }, { "基本医疗保障", 0 }, { "基本医聊保险", 1 }, { "补助资金", 0 },
		{ "补助资资金", 1 }, { "补贴资金", 0 }, { "补资助金", 1 }, { "DRG分组", 0 }, { "DRF分组", 1 }, { "VIP服务", 0 }, { "drf", 0 },
		{ "2031城乡渠道", 1 }, { "2031年城乡渠道", 0 }, { "2031人", 0 }, { "", 0 }, { "满", 0 }, { "政策", 0 },
	};
	struct rules rules;
	struct vocabulary vocabulary;
	struct checker c = { 0 };

	cr_assert(rules_load(&rules, "grammars/rules.xml"));
	vocabulary_make(&vocabulary, &rules);
	c.rules = &rules;
	c.vocabulary = &vocabulary;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct term *t = window_term(&c, str_c(cases[i].text));
		int n = 0;
		spell_term(&c, t);
		for (const struct typo *y = t->typo; y; y = y->next)
			n++;
		cr_expect(n == cases[i].typos, "«%s»: %d", cases[i].text, n);
	}
}

Test(words, names_tell_what_they_are)
{
	static const struct {
		const char *name;
		unsigned has, lacks;
	} cases[] = {
		{ "渠道防渗率", TERM_RATE, TERM_COUNT | TERM_CHANGE }, { "工作效率", 0, TERM_RATE }, { "水费收缴率（%）", TERM_RATE, 0 },
		{ "渗漏率下降", TERM_RATE | TERM_CHANGE, 0 }, { "培训人数", TERM_COUNT, TERM_RATE }, { "确保灌溉", TERM_PURPOSE, TERM_RATE },
		{ "人均补助标准", TERM_PER_HEAD | TERM_STANDARD, TERM_RATE }, { "修缮经费", TERM_MONEY, 0 }, { "", 0, ~0u },
	};
	struct rules rules;
	struct checker c = { 0 };

	cr_assert(rules_load(&rules, "grammars/rules.xml"));
	c.rules = &rules;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unsigned flags = window_term(&c, str_c(cases[i].name))->flags;
		cr_expect((flags & cases[i].has) == cases[i].has && !(flags & cases[i].lacks), "«%s»: %x", cases[i].name, flags);
	}
	cr_expect(str_eq(window_term(&c, STR("水费（含附加）收缴率（%）"))->unit, STR("%")));
	cr_expect(window_term(&c, STR("水费（元）收缴率"))->unit.n == 0);
}

/* 万元 where two places are enough, by exact arithmetic on decimals. */
Test(words, money_is_said_exactly)
{
	struct checker c = { 0 };
	for (int64_t n = -20000, step = 1; n < (int64_t)1 << 60; n += step, step = n > 2000000 ? n / 97 : n % 7 ? 50 : 1) {
		struct decimal yuan = { n, 0 }, wan = yuan;
		struct buf b = { 0 };
		bool in_wan = n >= 10000 && n % 100 == 0 && decimal_shift(&wan, -4);
		decimal_write(&b, in_wan ? wan : yuan);
		buf_add(&b, in_wan ? STR("万元") : STR("元"));
		struct str said = say_money(&c, yuan);
		cr_expect(str_eq(said, buf_str(&b)), "%.*s", (int)said.n, said.p);
		buf_free(&b);
	}
	arena_free(&c.w.arena);
	buf_free(&c.scratch);
}
