#include "normalise_case.h"
#include "tools/normalise/flow.h"
#include "tools/normalise/memo.h"

/* A number below n, the same ones in every run. */
static size_t draw(uint32_t *state, size_t n)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 16) % n;
}

/* Rows of pieces as a layout parts them: most are an indicator's, some have too many or too few. */
static void random_table(struct scene *s, uint32_t *state, struct ntable *t)
{
	static const char *const headings[] = { "一级指标|二级指标|三级指标|指标值", "一级指标|二级指标|三级指标|指标值|备注",
		"一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据", "一级指标|二级指标|三级指标|计算符号|指标值|单位" };
	static const char *const pieces[] = { "产出指标", "数量指标", "质量指标", "成本指标", "满意度指标", "服务对象满意度指标", "管理效率", "运行成本",
		"检修桥梁", "指标1：", "更换支座", "≥", "12", "座", "≥95%", "100%", "3 万元", "6月底前", "=优", "明显改善", "养护计划", "完成全部桥梁的检修，支座更换到位。",
		"过往司机", "满意度", "2024年", "万元", "县道≥95%;", "乡道≥90%" };
	size_t rows = 2 + draw(state, 6);

	*t = (struct ntable){ .line = 1 };
	scene_row(s, t, headings[draw(state, sizeof headings / sizeof *headings)]);
	for (size_t r = 0; r < rows; r++) {
		struct buf row = { 0 };
		for (size_t i = draw(state, 8) + 1; i > 0; i--) {
			buf_add(&row, str_c(pieces[draw(state, sizeof pieces / sizeof *pieces)]));
			buf_byte(&row, i > 1 ? '|' : '\0');
		}
		scene_row(s, t, arena_copy(&s->arena, buf_str(&row)).p);
		buf_free(&row);
	}
}

/* Reads every join of a table's pieces whole, so that the path finds none unread. */
static void read_all(struct scene *s, const struct ntable *t)
{
	s->bench.grammar = s->grammars.base;
	for (size_t r = 0; r < t->rows; r++)
		for (size_t from = 0; from < t->row[r].n; from++) {
			struct buf join = { 0 };
			for (size_t i = from; i < t->row[r].n; i++) {
				if (i > from)
					buf_byte(&join, ' ');
				buf_add(&join, t->row[r].cell[i].raw);
				cell_reading(&s->bench, &s->arena, buf_str(&join), true);
			}
			buf_free(&join);
		}
}

static void expect_same(const struct ntable *a, const struct ntable *b, size_t round)
{
	cr_assert(a->rows == b->rows, "round %zu: %zu rows, and %zu when all is read", round, a->rows, b->rows);
	for (size_t r = 0; r < a->rows; r++) {
		cr_assert(a->row[r].n == b->row[r].n, "round %zu, row %zu", round, r);
		for (size_t i = 0; i < a->row[r].n; i++) {
			const struct ncell *x = &a->row[r].cell[i], *y = &b->row[r].cell[i];
			cr_assert(x->column == y->column && str_eq(x->raw, y->raw), "round %zu, row %zu: %.*s, and %.*s when all is read", round, r,
			    STR_ARG(x->raw), STR_ARG(y->raw));
		}
	}
}

/* Joins are read when the cheapest path goes through them; that path is the one that is found when all are read. */
Test(flow, the_path_is_the_same_when_all_is_read)
{
	enum { ROUNDS = 400 };
	uint32_t state = 11;
	size_t rows = 0;
	struct scene s;

	scene_open(&s);
	for (size_t round = 0; round < ROUNDS; round++) {
		struct ntable t, all;
		struct memo *memo[2];
		random_table(&s, &state, &t);
		all = t;
		s.bench.memo = memo[0] = memo_new();
		flow_table(&s.bench, &t);
		s.bench.memo = memo[1] = memo_new();
		read_all(&s, &all);
		flow_table(&s.bench, &all);
		expect_same(&t, &all, round);
		rows += t.rows;
		memo_free(memo[0]);
		memo_free(memo[1]);
		arena_reset(&s.arena);
	}
	s.bench.memo = NULL;
	cr_expect(rows > ROUNDS * 2, "%zu rows", rows);
	scene_close(&s);
}
