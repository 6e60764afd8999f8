#include "normalise_case.h"

static const char *const right[] = { "绩效指标|一级指标|二级指标|三级指标|指标值", "|产出指标|数量指标|指标1：管护苗圃|≥6处",
	"|||指标2：栽植苗木|≥9万株", "||质量指标|指标1：苗木成活率|≥90%", "|||指标2：管护合格率|≥95%", "|||指标3：验收合格率|≥98%",
	"||时效指标|指标1：栽植时间|4月底前", "||成本指标|指标1：每株补助|≤3元/株", "|满意度|服务对象满意度|林农满意度|≥85%", NULL };

/* The same with the labels a group too low from 验收合格率 on. */
static const char *const moved[] = { "绩效指标|一级指标|二级指标|三级指标|指标值", "|产出指标|数量指标|指标1：管护苗圃|≥6处",
	"|||指标2：栽植苗木|≥9万株", "||质量指标|指标1：苗木成活率|≥90%", "|||指标2：管护合格率|≥95%", "||时效指标|指标3：验收合格率|≥98%",
	"||成本指标|指标1：栽植时间|4月底前", "|满意度|服务对象满意度|指标1：每株补助|≤3元/株", "|满意度|服务对象满意度|林农满意度|≥85%", NULL };

/* Its labels are complete and only unusual in one row. */
static const char *const unusual[] = { "绩效指标|一级指标|二级指标|三级指标|指标值", "|产出指标|数量指标|指标1：管护苗圃|≥6处",
	"|||指标2：栽植苗木|≥9万株", "||质量指标|指标1：苗木成活率|≥90%", "|||指标2：管护合格率|≥95%", "|||指标3：验收合格率|≥98%",
	"||生态效益指标|指标1：栽植时间|4月底前", "||成本指标|指标1：每株补助|≤3元/株", "|满意度|服务对象满意度|林农满意度|≥85%", NULL };

static const char *const levels[] = { "数量指标", "数量指标", "质量指标", "质量指标", "质量指标", "时效指标", "成本指标", "服务对象满意度指标" };

static void expect_levels(const struct form *f, const char *what)
{
	cr_assert(f->indicators.n == 8, "%s: %zu", what, f->indicators.n);
	for (size_t i = 0; i < 8; i++)
		cr_expect(str_eq(f->indicators.at[i].is.level2, str_c(levels[i])), "%s, row %zu: %.*s", what, i,
		    STR_ARG(f->indicators.at[i].is.level2));
}

Test(levels, labels_a_group_too_low_are_seen_by_ordinals_alone)
{
	struct scene s;
	struct form *f;

	scene_open(&s);
	f = scene_form(&s, "苗圃管护项目绩效目标表", moved);
	scene_settle(&s, &f, 1);
	expect_levels(f, "alone");
	cr_expect(f->indicators.at[4].repairs & REPAIR_LEVELS);
	cr_expect(!(f->indicators.at[0].repairs & REPAIR_LEVELS));
	scene_close(&s);
}

Test(levels, siblings_vote)
{
	struct scene s;
	struct form *f[4];

	scene_open(&s);
	for (size_t i = 0; i < 4; i++)
		f[i] = scene_form(&s, "苗圃管护项目绩效目标表", i < 3 ? right : moved);
	scene_settle(&s, f, 4);
	for (size_t i = 0; i < 4; i++)
		expect_levels(f[i], i < 3 ? "right" : "moved");
	scene_close(&s);
}

Test(levels, an_unusual_label_of_its_own_stays)
{
	struct scene s;
	struct form *f[3];

	scene_open(&s);
	for (size_t i = 0; i < 3; i++)
		f[i] = scene_form(&s, "苗圃管护项目绩效目标表", i < 2 ? right : unusual);
	scene_settle(&s, f, 3);
	cr_expect(str_eq(f[2]->indicators.at[5].is.level2, STR("生态效益指标")));
	scene_close(&s);
}

Test(levels, cost_is_a_level_1_only_over_its_own)
{
	static const char *const old[] = { "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|栽植苗木|≥9万株", "|成本指标|每株补助|≤3元/株",
		"成本指标||管护费用|≤5万元", NULL };
	static const char *const new[] = { "一级指标|二级指标|三级指标|指标值", "成本指标|经济成本指标|每株补助|≤3元/株",
		"|社会成本指标|占用耕地|≤2亩", "产出指标|数量指标|栽植苗木|≥9万株", NULL };
	struct scene s;
	struct form *f;

	scene_open(&s);
	f = scene_form(&s, "苗圃管护项目绩效目标表", old);
	scene_settle(&s, &f, 1);
	for (size_t i = 1; i < 3; i++) {
		cr_expect(str_eq(f->indicators.at[i].is.level1, STR("产出指标")), "%zu", i);
		cr_expect(str_eq(f->indicators.at[i].is.level2, STR("成本指标")), "%zu", i);
	}
	f = scene_form(&s, "苗圃管护项目绩效目标表", new);
	scene_settle(&s, &f, 1);
	cr_expect(str_eq(f->indicators.at[0].is.level1, STR("成本指标")));
	cr_expect(str_eq(f->indicators.at[1].is.level2, STR("社会成本指标")));
	scene_close(&s);
}

Test(goals, parted_at_ordinals_only)
{
	static const struct {
		const char *cell;
		size_t n;
		const char *first;
	} cases[] = { { "栽植苗木，管护苗圃。", 1, "栽植苗木，管护苗圃。" }, { "目标1：栽植苗木。 目标2：管护苗圃。", 2, "栽植苗木。" },
		{ "目标1：.栽植苗木。目标2：管护苗圃。", 2, "栽植苗木。" }, { "1.栽植苗木；2.管护苗圃，成活率达到90.5%。", 2, "栽植苗木；" },
		{ "1、栽植1.5万株苗木", 1, "栽植1.5万株苗木" }, { "2024年完成3.2万亩", 1, "2024年完成3.2万亩" } };
	struct scene s;

	scene_open(&s);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf row = { 0 };
		const char *rows[4] = { NULL, "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|栽植苗木|≥9万株", NULL };
		struct form *f;
		buf_format(&row, "年度目标|%s||", cases[i].cell);
		buf_byte(&row, '\0');
		rows[0] = row.p;
		f = scene_form(&s, "苗圃管护项目绩效目标表", rows);
		cr_expect(f->goals.n == cases[i].n, "%s: %zu goals", cases[i].cell, f->goals.n);
		cr_expect(f->goals.n && str_eq(f->goals.at[0].text, str_c(cases[i].first)), "%s", cases[i].cell);
		buf_free(&row);
	}
	scene_close(&s);
}
