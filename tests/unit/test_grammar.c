/* grammar: what the project's own grammars know, looked up as the tools do it. */
#include "common/canon.h"

#include "grammar_case.h"

TestSuite(grammar, .init = load, .fini = unload);

static const struct grammar *layout(const char *name)
{
	for (size_t i = 0; i < grammars.layouts; i++)
		if (str_eq(grammars.layout[i]->name, str_c(name)))
			return grammars.layout[i];
	cr_assert_fail("no layout %s", name);
	return NULL;
}

/* The meanings of a label as filed, parted by blanks, behind them @ and its unit. */
static void means(struct buf *into, const struct grammar *of, const char *label)
{
	struct buf text = { 0 }, key = { 0 };
	struct str unit;

	canon_text(&text, str_c(label));
	for (const struct meaning *m = grammar_meaning(of, label_key(of, &key, buf_str(&text), &unit)); m; m = m->next) {
		if (into->n)
			buf_byte(into, ' ');
		meaning_words(into, m);
	}
	if (unit.n) {
		buf_byte(into, '@');
		buf_add(into, unit);
	}
	buf_free(&text);
	buf_free(&key);
}

static const struct { const char *label, *want; } labels[] = {
	/* reading 2 */
	{ "项目名称", "field:project-name" },
	{ "专项名称", "field:project-name" },
	{ "专项（项目）名称", "field:project-name" },
	{ "专项(项目)名称", "field:project-name" },
	{ "专项资金名称", "field:project-name" },
	{ "二级项目名称", "field:project-name" },
	{ "一级项目名称", "field:program-name" },
	{ "市（县）名称", "field:region" },
	{ "市(县)名称", "field:region" },
	{ "县（市、区）名称", "field:region" },
	{ "地区", "field:region" },
	{ "主管部门", "field:department" },
	{ "主管部门及代码", "field:department" },
	{ "中央主管部门", "field:central-department" },
	{ "省级财政部门", "field:provincial-finance" },
	{ "省级主管部门", "field:provincial-department" },
	{ "地方财政部门", "field:local-finance" },
	{ "市（县）财政部门", "field:local-finance" },
	{ "地方主管部门", "field:local-department" },
	{ "市（州）主管部门", "field:local-department" },
	{ "实施单位", "field:implementing-unit" },
	{ "项目单位（盖章）", "field:implementing-unit" },
	{ "预算单位", "field:budget-unit" },
	{ "项目编码", "field:project-code" },
	{ "资金用途", "field:purpose" },
	/* reading 4 */
	{ "预算数", "amount:total" },
	{ "年度金额：", "amount:total" },
	{ "2019年度金额:", "amount:total" },
	{ "2023年资金总额", "amount:total" },
	{ "年度资金", "amount:total" },
	{ "年度资金总额：", "amount:total" },
	{ "年度资金总额(元)：", "amount:total@元" },
	{ "其中：财政资金", "amount:fiscal" },
	{ "其中：财政 资金", "amount:fiscal" },
	{ "其中：财政拨款", "amount:fiscal" },
	{ "非财政拨款", "amount:non-fiscal" },
	{ "其中:中央资金", "amount:central" },
	{ "其中: 中央补助", "amount:central" },
	{ "省级资金", "amount:provincial" },
	{ "市级资金", "amount:municipal" },
	{ "县级资金", "amount:county" },
	{ "区级资金", "amount:county" },
	{ "地方资金", "amount:local" },
	{ "上年结转", "amount:carried-over" },
	{ "其他资金", "amount:other" },
	{ "其它资金", "amount:other" },
	/* schedule, goals, sections */
	{ "3月底", "due:03" },
	{ "3 月底", "due:03" },
	{ "一季度末", "due:03" },
	{ "9月底", "due:09" },
	{ "12月底", "due:12" },
	{ "绩效 目标", "goals" },
	{ "年度总体目标", "goals" },
	{ "2023年度绩效目标", "goals" },
	{ "目标1：", "goals" },
	{ "年度总体目标完成情况", "achievements" },
	{ "资金情况（万元）", "section@万元" },
	{ "资金情况 (万元)", "section@万元" },
	{ "项目资金（单位：万元）", "section@万元" },
	{ "预算规模及资金用途", "section:purpose" },
	{ "资金支出计划（%）", "section:schedule@%" },
	{ "全年预算数（A）", "amount:total phase:adjusted" },
	{ "全年执行数(B)", "phase:executed" },
	{ "年初预算数", "amount:total phase:initial" },
	{ "项目负责人", "other" },
	/* columns and levels */
	{ "一级指标", "column:level1" },
	{ "*三级指标", "column:level3" },
	{ "＊符号", "column:op" },
	{ "*值", "column:number" },
	{ "计量单位", "column:unit" },
	{ "年度指标值", "column:value" },
	{ "绩效指标描述", "column:description" },
	{ "指标值确定依据", "column:basis" },
	{ "备注（指标解释等）", "column:note" },
	{ "指标值说明（评分标准等）", "column:note" },
	{ "分值（10分）", "column:weight" },
	{ "实际完成值", "column:actual" },
	{ "偏差原因分析及改进措施", "column:reason" },
	{ "绩效指标", "section column:section" },
	{ "产出指标", "level:产出指标" },
	{ "产出", "level:产出指标" },
	{ "产出指标（50分）", "level:产出指标" },
	{ "效果指标", "level:效益指标" },
	{ "社会效益 指标", "level:效益指标/社会效益指标" },
	{ "可持续影响", "level:效益指标/可持续影响指标" },
	{ "服务对象满意度", "level:满意度指标/服务对象满意度指标" },
	{ "满意度", "level:满意度指标 level:满意度指标/服务对象满意度指标" },
	{ "满意度指标", "level:满意度指标 level:满意度指标/服务对象满意度指标" },
	{ "成本指标", "level:产出指标/成本指标 level:成本指标" },
	{ "生态环境成本指标", "level:成本指标/生态环境成本指标" },
	/* no labels */
	{ "", "" },
	{ "：", "" },
	{ "参保人数（人）", "@人" },
	{ "青岭县", "" },
	{ "云河市乡村道路养护补助资金（县级部分）", "" },
};

Test(grammar, labels)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		struct buf got = { 0 };
		means(&got, g, labels[i].label);
		cr_expect(str_eq(buf_str(&got), str_c(labels[i].want)), "%s\n  means  %.*s\n  expect %s", labels[i].label,
		          STR_ARG(buf_str(&got)), labels[i].want);
		buf_free(&got);
	}
}

Test(grammar, layouts_fall_back)
{
	const struct grammar *hebei = layout("hebei-project");
	struct buf got = { 0 }, key = { 0 };
	struct str unit;
	const struct meaning *own, *bases;

	means(&got, hebei, "资金支出计划（%）");
	cr_expect(str_eq(buf_str(&got), STR("section:schedule@%")));
	buf_reset(&got);
	means(&got, hebei, "项目名称");
	cr_expect(str_eq(buf_str(&got), STR("field:project-name")));
	own = grammar_meaning(hebei, label_key(hebei, &key, STR("资金支出计划"), &unit));
	bases = grammar_meaning(g, label_key(g, &key, STR("资金支出计划"), &unit));
	cr_expect_gt(own->weight, bases->weight);
	cr_expect_eq(hebei->base, g);
	cr_expect_eq(hebei->goal_ordinal, g->goal_ordinal);
	cr_expect_eq(hebei->levels, g->levels);
	cr_expect_eq(hebei->sums, g->sums);
	cr_expect_eq(hebei->titles, 0u);
	buf_free(&got);
	buf_free(&key);
}

Test(grammar, levels)
{
	static const char *const order[] = { "产出指标", "数量指标", "质量指标", "时效指标", "成本指标", "成本指标",
		"经济成本指标", "社会成本指标", "生态环境成本指标", "效益指标", "经济效益指标", "社会效益指标", "生态效益指标",
		"可持续影响指标", "满意度指标", "服务对象满意度指标" };

	cr_assert_eq(g->levels, sizeof order / sizeof *order);
	for (size_t i = 0; i < g->levels; i++) {
		const struct level *l = g->level[i];
		cr_expect(str_eq(l->name, str_c(order[i])));
		cr_expect_eq(l->order, i);
		cr_expect_eq(l->depth, l->parent ? 2 : 1);
		if (i != 5)
			cr_expect_eq(l->home, l);
	}
	cr_expect_eq(g->level[5]->home, g->level[4], "成本指标 alone stands under 产出指标");
	cr_expect_eq(g->level[0]->children, 4u);
	cr_expect_eq(g->level[0]->child[3], g->level[4]);
	cr_expect_eq(g->level[14]->children, 1u);
	cr_expect_eq(g->level[15]->parent, g->level[14]);
}

Test(grammar, units_and_multipliers)
{
	static const struct { const char *text, *name; size_t n; enum unit_kind kind; int power; } units[] = {
		{ "万元", "元", 6, UNIT_MONEY, 4 },        { "元/人", "元", 3, UNIT_MONEY, 0 },
		{ "亿元", "元", 6, UNIT_MONEY, 8 },        { "%以上", "%", 1, UNIT_RATE, 0 },
		{ "人次", "人次", 6, UNIT_COUNT, 0 },      { "人", "人", 3, UNIT_COUNT, 0 },
		{ "个月", "月", 6, UNIT_TIME, 0 },         { "个工作日内", "工作日", 12, UNIT_TIME, 0 },
		{ "个", "个", 3, UNIT_COUNT, 0 },          { "公里", "公里", 6, UNIT_COUNT, 0 },
		{ "㎡", "㎡", 3, UNIT_COUNT, 0 },          { "分钟", "分钟", 6, UNIT_TIME, 0 },
	};
	size_t n;

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		const struct unit *u = grammar_unit(layout("jilin-transfer"), str_c(units[i].text), &n);
		cr_assert(u, "%s", units[i].text);
		cr_expect(str_eq(u->name, str_c(units[i].name)), "%s", units[i].text);
		cr_expect_eq(n, units[i].n);
		cr_expect_eq(u->kind, units[i].kind);
		cr_expect_eq(u->power, units[i].power);
	}
	cr_expect_null(grammar_unit(g, STR("的"), &n));
	cr_expect_null(grammar_unit(g, STR(""), &n));
	cr_expect_eq(grammar_multiplier(g, STR("万人"), &n), 4);
	cr_expect_eq(n, 3u);
	cr_expect_eq(grammar_multiplier(g, STR("万亿元"), &n), 12);
	cr_expect_eq(grammar_multiplier(g, STR("人"), &n), 0);
	cr_expect_eq(n, 0u);
}

Test(grammar, comparators_longest_first)
{
	const struct comparator_index *x = g->compare;

	for (int form = 0; form < COMPARE_FORMS; form++)
		for (int slot = 0; slot < COMPARATOR_SLOTS; slot++) {
			for (uint32_t i = x->start[form][slot], next; i && (next = x->next[i].start) != 0; i = next)
				cr_expect_geq(g->comparator[i - 1].word.n, g->comparator[next - 1].word.n);
			for (uint32_t i = x->end[form][slot], next; i && (next = x->next[i].end) != 0; i = next)
				cr_expect_geq(g->comparator[i - 1].word.n, g->comparator[next - 1].word.n);
		}
}

/* All strips until none fits, as a normaliser does it. */
static struct str stripped(struct str s, struct arena *a)
{
	struct match m;

	for (size_t i = 0; i < g->title_strips; i++)
		if (pattern_match(g->title_strip[i], s, &m) == 1 && m.whole.n) {
			struct buf b = { 0 };
			size_t at = (size_t)(m.whole.p - s.p);
			buf_add(&b, str_to(s, at));
			buf_add(&b, str_from(s, at + m.whole.n));
			s = arena_copy(a, str_trim(buf_str(&b)));
			buf_free(&b);
			i = (size_t)-1;
		}
	return s;
}

static const struct { const char *filed, *title, *kind, *project; } titles[] = {
	{ "1. 云河市道路养护经费绩效目标表", "云河市道路养护经费绩效目标表", "project", "云河市道路养护经费" },
	{ "5、. 村级水利维修（县级）项目绩效目标表", "村级水利维修（县级）项目绩效目标表", "project", "村级水利维修（县级）项目" },
	{ "9 ) 图书购置费绩效目标表", "图书购置费绩效目标表", "project", "图书购置费" },
	{ "（二）公园管护补贴绩效目标表", "公园管护补贴绩效目标表", "project", "公园管护补贴" },
	{ "3、门诊楼维修绩效目标表 TC 3、门诊楼维修绩效目标表 \\f B \\l 1", "门诊楼维修绩效目标表", "project", "门诊楼维修" },
	{ "附件3：省级水库移民补助资金区域绩效目标表", "省级水库移民补助资金区域绩效目标表", "transfer-region", "省级水库移民补助资金" },
	{ "云河市2023年项目支出绩效目标批复表", "云河市2023年项目支出绩效目标批复表", "project", "" },
	{ "预算项目绩效信息表（上年结转项目）", "预算项目绩效信息表（上年结转项目）", "project", "" },
	{ "省级对市县专项转移支付整体绩效目标表", "省级对市县专项转移支付整体绩效目标表", "transfer-overall", "" },
	{ "省级对市县专项转移支付整体绩效目标表（道路部分）", "省级对市县专项转移支付整体绩效目标表（道路部分）", "transfer-overall", "" },
	{ "省级对市县专项转移支付区域绩效目标表", "省级对市县专项转移支付区域绩效目标表", "transfer-region", "" },
	{ "部门（单位）整体支出绩效目标申报表（2023年度）", "部门（单位）整体支出绩效目标申报表（2023年度）", "department", "" },
	{ "青岭县2024年度部门整体支出绩效目标表", "青岭县2024年度部门整体支出绩效目标表", "department", "" },
	{ "2022年度项目支出绩效自评表", "2022年度项目支出绩效自评表", "self-evaluation", "" },
	{ "中央对地方转移支付绩效目标自评表", "中央对地方转移支付绩效目标自评表", "self-evaluation", "" },
	{ "12345热线运行费绩效目标表", "12345热线运行费绩效目标表", "project", "12345热线运行费" },
	{ "2.5亿元专项债券绩效目标表", "2.5亿元专项债券绩效目标表", "project", "2.5亿元专项债券" },
	{ "关于印发绩效目标表的通知", "关于印发绩效目标表的通知", "", "关于印发绩效目标表的通知" },
	{ "部门机构设置情况", "部门机构设置情况", "", "部门机构设置情况" },
};

Test(grammar, titles)
{
	struct arena a = { 0 };

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		struct buf text = { 0 };
		struct str title, kind = { "", 0 }, project;
		struct match m;
		canon_text(&text, str_c(titles[i].filed));
		title = stripped(buf_str(&text), &a);
		for (size_t k = 0; k < g->titles && !kind.n; k++)
			if (pattern_match(g->title[k].match, title, NULL) == 1)
				kind = g->title[k].kind;
		project = pattern_match(g->project_strip, title, &m) == 1 ? str_to(title, (size_t)(m.whole.p - title.p)) : title;
		cr_expect(str_eq(title, str_c(titles[i].title)), "%s: title %.*s", titles[i].filed, STR_ARG(title));
		cr_expect(str_eq(kind, str_c(titles[i].kind)), "%s: kind %.*s", titles[i].filed, STR_ARG(kind));
		cr_expect(str_eq(project, str_c(titles[i].project)), "%s: project %.*s", titles[i].filed, STR_ARG(project));
		buf_free(&text);
	}
	arena_free(&a);
}

static const struct { const char *caption, *name, *value; } captions[] = {
	{ "单位：万元", "unit", "万元" },
	{ "金额单位:元", "unit", "元" },
	{ "（万元）", "unit", "万元" },
	{ "(2019年度)", "year", "2019" },
	{ "（2023 年度）", "year", "2023" },
	{ "2022年12月31日", "year", "" },
	{ "云政发〔2021〕15号", "year", "" },
	{ "填报单位：云河市林业局", "unit", "" },
	{ "310002青岭县林业局 单位：万元", "unit", "万元" },
	{ "310002青岭县林业局 单位：万元", "budget-unit", "310002青岭县林业局" },
	{ "310002 青岭县林业局 2024年度", "budget-unit", "310002 青岭县林业局" },
	{ "填报单位（盖章）：青岭县林业局 填报日期：2023年1月5日", "budget-unit", "青岭县林业局" },
};

Test(grammar, captions)
{
	for (size_t i = 0; i < sizeof captions / sizeof *captions; i++) {
		struct str got = { "", 0 };
		struct match m;
		for (size_t k = 0; k < g->captions && !got.n; k++)
			if (str_eq(g->caption[k].name, str_c(captions[i].name))
			    && pattern_match(g->caption[k].match, str_c(captions[i].caption), &m) == 1)
				got = pattern_group(g->caption[k].match, &m, "value");
		cr_expect(str_eq(got, str_c(captions[i].value)), "%s: %s %.*s", captions[i].caption, captions[i].name, STR_ARG(got));
	}
}

/* Each match in brackets. */
static const struct { const char *text, *want; } goals[] = {
	{ "目标1：修建道路。目标2：管护公园。", "[目标1：]修建道路。[目标2：]管护公园。" },
	{ "目标1：.推进绿化。目标2： 加强养护", "[目标1：.]推进绿化。[目标2： ]加强养护" },
	{ "1.修路1.5公里；2.种树100棵", "[1.]修路1.5公里；[2.]种树100棵" },
	{ "1、修路2、种树", "[1、]修路[2、]种树" },
	{ "（1）修路；（2）种树", "[（1）]修路；[（2）]种树" },
	{ "完成第1、2期工程，覆盖率达到95.5%", "完成第1、2期工程，覆盖率达到95.5%" },
	{ "与5家媒体合作", "与5家媒体合作" },
};

Test(grammar, goal_ordinals)
{
	for (size_t i = 0; i < sizeof goals / sizeof *goals; i++) {
		struct str s = str_c(goals[i].text);
		struct buf got = { 0 };
		struct match m;
		while (pattern_match(g->goal_ordinal, s, &m) == 1 && m.whole.n) {
			size_t at = (size_t)(m.whole.p - s.p);
			buf_add(&got, str_to(s, at));
			buf_format(&got, "[%.*s]", STR_ARG(m.whole));
			s = str_from(s, at + m.whole.n);
		}
		buf_add(&got, s);
		cr_expect(str_eq(buf_str(&got), str_c(goals[i].want)), "%.*s", STR_ARG(buf_str(&got)));
		buf_free(&got);
	}
}

Test(grammar, other_patterns)
{
	const struct { const struct pattern *p; const char *text, *whole; } cases[] = {
		{ g->name_ordinal, "指标1：修路里程（公里）", "指标1：" },
		{ g->name_ordinal, "指标12: 覆盖率", "指标12: " },
		{ g->name_ordinal, "指标值", NULL },
		{ g->level_like, "群众指标", "群众指标" },
		{ g->level_like, "群众满意度", NULL },
		{ g->basis_like, "云财〔2022〕15号", "〔2022〕15号" },
		{ g->basis_like, "《养护管理办法》", "《养护管理办法》" },
		{ g->basis_like, "养护方案", "方案" },
		{ g->basis_like, "修路里程", NULL },
		{ g->page_number, "- 12 -", "- 12 -" },
		{ g->page_number, "第3页 共10页", "第3页 共10页" },
		{ g->page_number, "12人", NULL },
		{ g->text_begin, "2.道路养护经费绩效目标表 ", "2.道路养护经费绩效目标表 " },
		{ g->text_begin, "绩效目标表", "绩效目标表" },
		{ g->text_begin, "现将绩效目标表公开如下。", NULL },
		{ g->text_end, "第二部分", "第二部分" },
		{ g->text_end, "产出指标", NULL },
	};
	struct match m;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int hit = pattern_match(cases[i].p, str_c(cases[i].text), &m);
		cr_expect_eq(hit, cases[i].whole != NULL, "%s", cases[i].text);
		if (hit == 1 && cases[i].whole)
			cr_expect(str_eq(m.whole, str_c(cases[i].whole)), "%s: %.*s", cases[i].text, STR_ARG(m.whole));
	}
}

Test(grammar, nearest)
{
	cr_expect(str_eq(grammar_nearest(g, STR("项目名秤")), STR("项目名称")));
	cr_expect_eq(grammar_nearest(g, STR("云河市林业局")).n, 0u);
	for (int k = 0; k < 2; k++) { /* of labels only a layout's has digits */
		cr_expect(str_eq(grammar_nearest(g, STR("1项目2名称")), STR("项目名称")));
		cr_expect(str_eq(grammar_nearest(g, STR("3项目4名称")), STR("项目名称")));
	}
	cr_expect_eq(grammar_nearest(g, STR("")).n, 0u);
}

Test(grammar, sums_and_costs)
{
	static const int costs[] = {
#define X(id, name, value) value,
		COST_LIST(X)
#undef X
	};

	cr_expect_gt(g->sums, 0u);
	for (size_t i = 0; i < g->sums; i++)
		cr_expect_gt(g->sum[i].parts, 1u);
	cr_expect_eq(memcmp(g->cost, costs, sizeof costs), 0);
}

/* A long cell must cost no more than reading it. */
Test(grammar, long_keys, .timeout = 5)
{
	struct buf long_one = { 0 }, key = { 0 };
	struct str unit;

	for (int i = 0; i < 500000; i++)
		buf_add(&long_one, STR("：*目标（"));
	cr_expect_null(grammar_meaning(g, label_key(g, &key, buf_str(&long_one), &unit)));
	cr_expect_eq(grammar_nearest(g, buf_str(&long_one)).n, 0u);
	buf_free(&long_one);
	buf_free(&key);
}
