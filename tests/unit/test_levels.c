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

/* A number below n, the same ones in every run. */
static size_t draw(uint32_t *state, size_t n)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 16) % n;
}

/* Rows of a form as they may be filed: labels in some, names that siblings know. */
static struct form *random_form(struct scene *s, uint32_t *state)
{
	static const char *const keys[] = { "甲", "乙", "丙", "丁", "戊", "己" };
	const struct grammar *g = s->grammars.base;
	struct form *f = arena_zero(&s->arena, 1, sizeof *f);
	struct levels now = { .order = SIZE_MAX };
	size_t n = 1 + draw(state, 12), ordinal = 0;

	f->grammar = g;
	f->kind = STR("project");
	for (size_t i = 0; i < n; i++) {
		struct indicator *x = LIST_ADD(&s->arena, f->indicators);
		const struct level *l = g->level[draw(state, g->levels < 9 ? g->levels : 9)];
		x->own2 = draw(state, 3) == 0;
		x->own1 = draw(state, 6) == 0;
		x->own = x->own1 || x->own2;
		if (x->own2 && l->depth == 2)
			now = (struct levels){ .level1 = l->parent->name, .level2 = l->name, .order = l->order, .no_money = l->no_money };
		else if (x->own2) /* one that no grammar knows */
			now = (struct levels){ .level1 = x->own1 ? l->name : now.level1, .level2 = STR("其他"), .order = SIZE_MAX };
		else if (x->own1)
			now = (struct levels){ .level1 = l->depth == 1 ? l->name : l->parent->name, .order = l->depth == 1 ? l->order : l->parent->order };
		x->filed = now;
		x->ordinal = draw(state, 5) ? ordinal = draw(state, 3) ? ordinal + 1 : 1 : 0;
		x->money = draw(state, 6) == 0;
		x->key = str_c(keys[draw(state, sizeof keys / sizeof *keys)]);
	}
	return f;
}

enum { TRIED_STATES = 32, TRIED_ROWS = 12, TRIED_FAR = 1 << 28 };

struct tried {
	const struct form *f;
	const struct levels *state[TRIED_STATES];
	size_t states;
	bool ordinals;
};

static void tried_state(struct tried *t, const struct levels *l)
{
	for (size_t s = 0; s < t->states; s++)
		if (str_eq(t->state[s]->level1, l->level1) && str_eq(t->state[s]->level2, l->level2))
			return;
	t->state[t->states++] = l;
}

static bool same_levels(const struct levels *a, const struct levels *b)
{
	return str_eq(a->level1, b->level1) && str_eq(a->level2, b->level2);
}

static int tried_row(const struct tried *t, const struct indicator *x, size_t s)
{
	const struct levels *agreed;
	int weight = siblings_ask(x, &agreed);

	return (weight && !same_levels(agreed, t->state[s]) ? t->f->grammar->cost[COST_SIBLING] * weight / 100 : 0)
	    + (x->money && t->state[s]->no_money ? t->f->grammar->cost[COST_VALUE_MISFIT] : 0);
}

static bool tried_agrees(const struct indicator *x, const struct levels *l)
{
	if (x->own2 || x->filed.level2.n)
		return str_eq(x->filed.level2, l->level2) && (!x->own1 || str_eq(x->filed.level1, l->level1));
	return str_eq(x->filed.level1, l->level1);
}

/* From state and mode of the row before into those of row i. */
static int tried_step(const struct tried *t, size_t i, size_t from, int before, size_t s, int now)
{
	const struct indicator *x = &t->f->indicators.at[i], *above = NULL;
	const int *cost = t->f->grammar->cost;
	bool stays = from == s, fits = tried_agrees(x, t->state[s]);
	int sum = tried_row(t, x, s) + (t->state[s]->order < t->state[from]->order ? cost[COST_LEVEL_BACK] : 0);

	for (size_t k = 0; k < i; k++)
		above = t->f->indicators.at[k].own ? &t->f->indicators.at[k] : above;
	if (t->ordinals && x->ordinal && x[-1].ordinal
	    && (x->ordinal == x[-1].ordinal + 1 ? !stays : x->ordinal == 1 && stays))
		sum += cost[COST_ORDINAL_BREAK];
	if (!x->own)
		return before != now ? TRIED_FAR : sum + (stays ? 0 : cost[COST_LABEL_WITHIN]);
	if (now == 0)
		return fits ? sum : before == 0 ? sum + cost[COST_LABEL_MOVED] : TRIED_FAR;
	if (before == 0)
		return stays && !fits ? sum + cost[COST_LABEL_MOVED] : TRIED_FAR;
	return above && same_levels(&above->filed, t->state[s]) ? sum : sum + cost[COST_LABEL_MOVED];
}

/* The cheapest path of all, each way weighed against each; of those as cheap the first. */
static void try_path(const struct tried *t, size_t *settled)
{
	static int best[TRIED_ROWS][TRIED_STATES * 2];
	static size_t from[TRIED_ROWS][TRIED_STATES * 2];
	const struct indicator *x = t->f->indicators.at;
	size_t n = t->f->indicators.n, at = 0;

	for (size_t k = 0; k < t->states * 2; k++) {
		bool fits = x->own ? tried_agrees(x, t->state[k / 2]) : same_levels(&x->filed, t->state[k / 2]);
		best[0][k] = k % 2 ? TRIED_FAR : tried_row(t, x, k / 2)
		    + (fits ? 0 : t->f->grammar->cost[x->own ? COST_LABEL_MOVED : COST_LABEL_WITHIN]);
	}
	for (size_t i = 1; i < n; i++)
		for (size_t k = 0; k < t->states * 2; k++) {
			best[i][k] = TRIED_FAR;
			from[i][k] = 0;
			for (size_t j = 0; j < t->states * 2; j++) {
				int sum = best[i - 1][j] + tried_step(t, i, j / 2, j % 2, k / 2, k % 2);
				if (sum < best[i][k]) {
					best[i][k] = sum;
					from[i][k] = j;
				}
			}
		}
	for (size_t k = 1; k < t->states * 2; k++)
		at = best[n - 1][k] < best[n - 1][at] ? k : at;
	for (size_t i = n; i-- > 0; at = i ? from[i][at] : 0)
		settled[i] = at / 2;
}

static size_t expect_tried(const struct form *f)
{
	struct tried t = { .f = f };
	size_t settled[TRIED_ROWS], left = 0, restart = 0, go_on = 0;

	for (size_t i = 0; i < f->indicators.n; i++) {
		const struct indicator *x = &f->indicators.at[i];
		bool tells = i && x->own && x->ordinal && x[-1].ordinal;
		tried_state(&t, &x->filed);
		restart += tells && x->ordinal == 1;
		go_on += tells && x->ordinal == x[-1].ordinal + 1;
	}
	for (size_t i = 0; i < f->indicators.n; i++) {
		const struct levels *agreed;
		if (siblings_ask(&f->indicators.at[i], &agreed))
			tried_state(&t, agreed);
	}
	t.ordinals = restart > go_on;
	try_path(&t, settled);
	for (size_t i = 0; i < f->indicators.n; i++) {
		const struct indicator *x = &f->indicators.at[i];
		cr_assert(same_levels(&x->is, t.state[settled[i]]), "row %zu of %zu: %.*s, not %.*s", i, f->indicators.n, STR_ARG(x->is.level2),
		    STR_ARG(t.state[settled[i]]->level2));
		left += !same_levels(&x->is, &x->filed);
	}
	return left;
}

Test(levels, settled_as_when_every_way_is_tried)
{
	enum { ROUNDS = 400, FORMS = 12 };
	uint32_t state = 3;
	size_t left = 0;
	struct scene s;

	scene_open(&s);
	for (size_t r = 0; r < ROUNDS; r++) {
		struct form *f[FORMS];
		for (size_t i = 0; i < FORMS; i++)
			f[i] = random_form(&s, &state);
		scene_settle(&s, f, FORMS);
		for (size_t i = 0; i < FORMS; i++)
			left += expect_tried(f[i]);
		arena_reset(&s.arena);
	}
	cr_expect(left > ROUNDS, "%zu rows left the levels that they were filed with", left);
	scene_close(&s);
}
