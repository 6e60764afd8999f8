#include "normalise_case.h"
#include "tools/normalise/memo.h"
#include "tools/normalise/rowfit.h"

/* What an indicator must have become: level 2, name, value, as the row before it was damaged. */
struct want {
	const char *row, *level2, *name, *raw;
	bool shifted;
};

static void expect_rows(const char *header, const struct want *want, size_t n)
{
	const char *rows[16] = { header };
	struct scene s;
	struct form *f;

	scene_open(&s);
	for (size_t i = 0; i < n; i++)
		rows[i + 1] = want[i].row;
	f = scene_form(&s, "桥梁养护项目绩效目标表", rows);
	scene_settle(&s, &f, 1);
	cr_assert(f->indicators.n == n, "%zu indicators of %zu rows", f->indicators.n, n);
	for (size_t i = 0; i < n; i++) {
		const struct indicator *x = &f->indicators.at[i];
		cr_expect(str_eq(x->is.level2, str_c(want[i].level2)), "%s: level 2 is %.*s", want[i].row, STR_ARG(x->is.level2));
		cr_expect(str_eq(x->level3, str_c(want[i].name)), "%s: name is %.*s", want[i].row, STR_ARG(x->level3));
		cr_expect(str_eq(x->raw, str_c(want[i].raw)), "%s: value is %.*s", want[i].row, STR_ARG(x->raw));
		cr_expect(!!(x->repairs & REPAIR_SHIFTED) == want[i].shifted, "%s: shifted", want[i].row);
	}
	scene_close(&s);
}

Test(rowfit, rows_slide_left_and_values_slip)
{
	static const struct want want[] = {
		{ "|产出指标|数量指标|检修桥梁|≥12座|", "数量指标", "检修桥梁", "≥12座", false },
		{ "||||更换支座|≥40个", "数量指标", "更换支座", "≥40个", true },
		{ "|更换护栏||≥300米||", "数量指标", "更换护栏", "≥300米", true },
		{ "|质量指标|验收合格率|≥98%||", "质量指标", "验收合格率", "≥98%", true },
		{ "||成本指标|检修费用||≤60万元", "成本指标", "检修费用", "≤60万元", true },
		{ "效益指标|社会效益指标|通行安全|明显改善||", "社会效益指标", "通行安全", "明显改善", true },
		{ "满意度指标|服务对象满意度指标|过往司机满意度|≥90%||", "服务对象满意度指标", "过往司机满意度", "≥90%", true },
		{ "管护人员满意度|||≥85%||", "服务对象满意度指标", "管护人员满意度", "≥85%", true },
	};

	expect_rows("绩效指标|一级指标|二级指标|三级指标|指标值|说明", want, sizeof want / sizeof *want);
}

Test(rowfit, rows_that_stand_right_stay)
{
	static const struct want want[] = {
		{ "产出指标|数量指标|检修桥梁|全年检修桥梁数|≥12座|养护计划", "数量指标", "检修桥梁", "≥12座", false },
		{ "|质量指标|验收合格率|合格桥梁所占比例||养护规范", "质量指标", "验收合格率", "", false },
		{ "|成本指标|检修费用|每座费用|监理费|", "成本指标", "检修费用", "监理费", false },
		{ "效果指标|可持续影响指标|使用年限|桥梁使用年限的变化|=延长|", "可持续影响指标", "使用年限", "=延长", false },
	};

	expect_rows("一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据", want, 4);
}

Test(rowfit, levels_of_its_own_framework_stay)
{
	static const struct want want[] = {
		{ "管理效率|预算管理|预算编制准确率|≥95%|", "预算管理", "预算编制准确率", "≥95%", false },
		{ "履职效能|核心业务|康复救助|应救尽救|", "核心业务", "康复救助", "应救尽救", false },
		{ "服务对象满意度|家长满意度|受助家庭满意度|≥90%|", "家长满意度", "受助家庭满意度", "≥90%", false },
	};

	expect_rows("一级指标|二级指标|三级指标|指标值|备注", want, sizeof want / sizeof *want);
}

Test(rowfit, a_template_row_is_no_indicator)
{
	const char *rows[] = { "一级指标|二级指标|三级指标|指标值|评分标准", "产出指标|数量指标|检修桥梁|≥12座|按比例得分",
		"效益指标|经济效益指标|||未达标扣分", "|社会效益指标|通行安全|明显改善|按比例得分", NULL };
	struct scene s;
	struct form *f;

	scene_open(&s);
	f = scene_form(&s, "桥梁养护项目绩效目标表", rows);
	cr_assert(f->indicators.n == 2, "%zu indicators", f->indicators.n);
	cr_expect(str_eq(f->indicators.at[1].level3, STR("通行安全")));
	scene_close(&s);
}

Test(rowfit, a_row_too_wide_or_empty_is_refused)
{
	const struct header h = { .n = 5, .role = { ROLE_SECTION, ROLE_LEVEL1, ROLE_LEVEL2, ROLE_LEVEL3, ROLE_VALUE } };
	static char wide[200];
	struct ntable t = { 0 };
	struct scene s;

	scene_open(&s);
	for (size_t i = 0; i + 1 < sizeof wide; i++)
		wide[i] = i % 2 ? '|' : 'x';
	scene_row(&s, &t, wide);
	scene_row(&s, &t, "||||");
	for (size_t r = 0; r < t.rows; r++) {
		struct fit fit;
		for (size_t i = 0; i < t.row[r].n; i++)
			cell_read(&s.bench, &t.row[r].cell[i]);
		row_index(&s.arena, &t.row[r]);
		cr_expect(!rowfit(&s.bench, &h, &t.row[r], &fit), "row %zu", r);
	}
	scene_close(&s);
}

/* A number below n, the same ones in every run. */
static size_t draw(uint32_t *state, size_t n)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 16) % n;
}

static struct nrow random_row(struct scene *s, uint32_t *state)
{
	static const char *const cells[] = { "产出指标", "数量指标", "满意度指标", "服务对象满意度指标", "成本指标", "指标1：检修桥梁", "检修桥梁", "核心业务",
		"绩效指标", "指标值", "≥", "≤", "定性", "12", "98%", "座", "万元", "≥12座", "12座", "6月底前", "2024年", "明显改善", "养护管理办法", "本年新增",
		"完成全部桥梁的检修，支座更换到位。", "《养护规范》", "其他说明" };
	struct ntable t = { 0 };
	struct nrow *row;
	size_t n = 1 + draw(state, 9);
	struct buf text = { 0 };

	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_byte(&text, '|');
		if (draw(state, 3))
			buf_add(&text, str_c(cells[draw(state, sizeof cells / sizeof *cells)]));
	}
	buf_byte(&text, '\0');
	scene_row(s, &t, arena_copy(&s->arena, buf_str(&text)).p);
	buf_free(&text);
	row = &t.row[0];
	for (size_t i = 0; i < n; i++)
		cell_read(&s->bench, &row->cell[i]);
	row_index(&s->arena, row);
	return *row;
}

static struct header random_header(uint32_t *state)
{
	struct header h = { .n = 1 + draw(state, 8), .found = draw(state, 2) };

	for (size_t a = 0; a < h.n; a++)
		h.role[a] = draw(state, 4) ? (enum role)draw(state, ROLE_COUNT) : (enum role)(ROLE_SECTION + draw(state, 4));
	return h;
}

static bool same_fit(const struct fit *a, const struct fit *b)
{
	return memcmp(a->role, b->role, sizeof a->role) == 0 && a->roles == b->roles && a->shifted == b->shifted && a->dropped == b->dropped
	    && a->mores == b->mores && memcmp(a->more, b->more, sizeof a->more) == 0 && memcmp(a->more_role, b->more_role, sizeof a->more_role) == 0;
}

/* Many headers and rows, so that places are taken over and over; a path that is remembered is the one that is found. */
Test(rowfit, what_is_remembered_is_what_is_found)
{
	enum { HEADERS = 24, ROWS = 3000, ROUNDS = 40000 };
	struct header header[HEADERS];
	struct nrow *row;
	struct memo *memo = memo_new();
	struct scene s;
	uint32_t state = 7;
	size_t shifted = 0;

	scene_open(&s);
	row = arena_zero(&s.arena, ROWS, sizeof *row);
	for (size_t i = 0; i < HEADERS; i++)
		header[i] = random_header(&state);
	for (size_t i = 0; i < ROWS; i++)
		row[i] = random_row(&s, &state);
	for (size_t i = 0; i < ROUNDS; i++) {
		const struct header *h = &header[draw(&state, draw(&state, 2) ? 3 : HEADERS)];
		const struct nrow *r = &row[draw(&state, draw(&state, 2) ? 100 : ROWS)];
		struct fit found, remembered;
		bool fits;
		s.bench.memo = NULL;
		fits = rowfit(&s.bench, h, r, &found);
		s.bench.memo = memo;
		cr_assert(rowfit(&s.bench, h, r, &remembered) == fits, "round %zu", i);
		cr_assert(same_fit(&found, &remembered), "round %zu", i);
		shifted += found.shifted;
	}
	cr_expect(shifted > ROUNDS / 4, "%zu rows stand askew: the path is hardly asked", shifted);
	s.bench.memo = NULL;
	memo_free(memo);
	scene_close(&s);
}
