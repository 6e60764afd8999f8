/* What is remembered of cells, titles and rows: a form read with it is the form read without. */
#include "normalise_case.h"
#include "tools/normalise/memo.h"

enum { FORMS = 400, ROWS = 12, COLUMNS = 5 };

static const char *const labels[] = { "项目名称", "主管部门", "项目负责人", "年度金额：", "其中：中央资金", "其他资金", "资金情况 （万元）",
	"年度目标", "年度总体目标", "项目资金", "年初预算数", "全年预算数", "全年执行数", "实施期目标", "", "" };
static const char *const values[] = { "13.5万元", "20", "100", "某局", "目标1：甲路。 目标2：乙路。", "目标2：丙桥。目标1：丁桥", "一、甲 二、乙",
	"养护道路，方便出行。", "……", "项目负责人：某人", "其他资金 7.50", "年度金额: 其中：中央资金", "1 2", "56。8O", "项目名称", "13.5万元", "", "" };
static const char *const levels[] = { "产出指标", "数量指标", "质量指标", "效益指标", "数量指标 道路里程", "满意度指", "标", "绩效指标", "", "", "" };
static const char *const names[] = { "指标1：道路里程", "指标1：甲路 指标2：乙路", "甲路 乙路", "桥梁完好率 ≥", "及时率", "数量指标", "指标2：及时率",
	"一级指标", "", "" };
static const char *const targets[] = { "≥95%", "3公里 4公里", "12月底前", "逐步推开", "3公里", "≥", "95", "较上年提高；≥3次", "指标值", "" };
static const char *const headings[] = { "|一级指标|二级指标|三级指标|指标值", "一级指标|二级指标|三级指标|三级指标|指标值",
	"一级指标|二级指标|三级指标|运算符号|指标值" };
static const char *const titles[] = { "道路养护项目绩效目标表", "2023年项目支出绩效目标表", "附件3：项目支出绩效自评表", "" };
static const char *const captions[] = { "（2023年度）", "单位：万元", "（2719年度）", "填报单位：某局", "项目负责人：某人", "" };

#define ANY(list, n) (list)[(n) % (sizeof (list) / sizeof *(list))]

static unsigned next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*state >> 33);
}

static const char *any_cell(uint64_t *state, size_t heading, size_t row, size_t column)
{
	unsigned n = next(state);

	if (row < heading)
		return column % 2 ? ANY(values, n) : ANY(labels, n);
	return column < 2 ? ANY(levels, n) : column == 2 ? ANY(names, n) : ANY(targets, n);
}

/* The form of that number: the same cells whenever it is asked for. */
static struct ntable *generate(struct scene *s, uint64_t state)
{
	struct ntable *t = arena_zero(&s->arena, 1, sizeof *t);
	size_t heading = 2 + next(&state) % (ROWS - 2);

	t->line = 1;
	t->title = str_c(ANY(titles, next(&state)));
	t->caption = str_c(ANY(captions, next(&state)));
	for (size_t r = 0; r < ROWS; r++) {
		struct buf cells = { 0 };
		for (size_t i = 0; i < COLUMNS && r != heading; i++)
			buf_format(&cells, "%s%s", i ? "|" : "", any_cell(&state, heading, r, i));
		buf_add(&cells, str_c(r == heading ? ANY(headings, next(&state)) : ""));
		buf_byte(&cells, '\0');
		scene_row(s, t, arena_copy(&s->arena, buf_str(&cells)).p);
		buf_free(&cells);
		for (size_t i = 0; i < t->row[r].n; i++) {
			cell_hold(&s->bench, &t->row[r].cell[i], t->row[r].cell[i].raw);
			t->row[r].cell[i].rows = next(&state) % 16 ? 1 : 2;
		}
	}
	return t;
}

static void say(struct buf *to, const char *what, struct str a, struct str b, struct str c)
{
	buf_format(to, "%s\t%.*s\t%.*s\t%.*s\n", what, STR_ARG(a), STR_ARG(b), STR_ARG(c));
}

/* All that the form says. */
static void describe(struct buf *to, const struct form *f)
{
	say(to, "form", f->title, f->kind, f->year);
	for (size_t i = 0; i < f->fields.n; i++)
		say(to, "field", f->fields.at[i].name, f->fields.at[i].label, f->fields.at[i].value);
	for (size_t i = 0; i < f->amounts.n; i++) {
		say(to, "amount", f->amounts.at[i].kind, f->amounts.at[i].label, f->amounts.at[i].yuan);
		say(to, "phase", f->amounts.at[i].phase, f->amounts.at[i].raw, STR(""));
	}
	for (size_t i = 0; i < f->goals.n; i++)
		say(to, "goal", f->goals.at[i].text, STR(""), STR(""));
	for (size_t i = 0; i < f->achievements.n; i++)
		say(to, "achievement", f->achievements.at[i].text, STR(""), STR(""));
	for (size_t i = 0; i < f->indicators.n; i++) {
		const struct indicator *x = &f->indicators.at[i];
		say(to, "indicator", x->filed.level1, x->filed.level2, x->level3);
		for (size_t k = 0; k < x->targets; k++)
			say(to, "target", x->target[k].op, x->target[k].low, x->target[k].unit);
	}
	for (size_t i = 0; i < f->issues.n; i++)
		say(to, "issue", str_c(f->issues.at[i].rule), f->issues.at[i].subject, f->issues.at[i].message);
}

/* What a row says of its cells holds, or did: it may not miss any. */
static void expect_told(const struct ntable *t, size_t form)
{
	for (size_t r = 0; r < t->rows; r++) {
		const struct nrow *row = &t->row[r];
		for (size_t i = 0; i < row->n; i++) {
			const struct ncell *c = &row->cell[i];
			bool blank = str_chr(c->raw, ' ', 0) < c->raw.n;
			cr_expect(!c->text.n || !c->means || (c->kinds & ~row->kinds) == 0, "form %zu, row %zu: kinds", form, r);
			cr_expect(!blank || row->spaced, "form %zu, row %zu: spaced", form, r);
			cr_expect(c->rows < 2 || row->spans, "form %zu, row %zu: spans", form, r);
		}
	}
}

/* Reads the form; whether it is one. */
static bool read(struct scene *s, struct memo *memo, size_t form, struct buf *to)
{
	struct segment whole = { .to = ROWS };
	struct ntable *t;

	s->bench.memo = memo;
	t = generate(s, form);
	buf_reset(to);
	if (!recognise_table(&s->bench, t, NULL))
		return false;
	describe(to, form_read(&s->bench, t, &whole, NULL));
	expect_told(t, form);
	return true;
}

Test(form_memory, what_is_remembered_is_what_is_read)
{
	struct buf without = { 0 }, with = { 0 };
	struct memo *memo = memo_new();
	struct scene s;
	size_t read_forms = 0;

	scene_open(&s);
	for (size_t i = 0; i < 2 * FORMS; i++) { /* the second time all has been seen */
		bool is = read(&s, NULL, i % FORMS, &without);
		cr_assert(read(&s, memo, i % FORMS, &with) == is);
		cr_assert(str_eq(buf_str(&with), buf_str(&without)), "form %zu:\n%.*s\nis with memory:\n%.*s", i % FORMS,
		    STR_ARG(buf_str(&without)), STR_ARG(buf_str(&with)));
		read_forms += is;
	}
	cr_expect(read_forms > FORMS, "only %zu forms", read_forms);
	memo_free(memo);
	buf_free(&without);
	buf_free(&with);
	scene_close(&s);
}
