/* value: every rule for targets, columns, shapes and money, with the project's own grammars. */
#include "common/canon.h"
#include "common/value.h"

#include "grammar_case.h"

TestSuite(value, .init = load, .fini = unload);

/* qualifier|measure|op|low|high|unit|text, ! for unread */
static void target_words(struct buf *into, const struct target *t)
{
	const struct str column[] = { t->qualifier, measure_name(t->measure), t->op, t->low, t->high, t->unit, t->text };

	for (size_t i = 0; i < sizeof column / sizeof column[0]; i++) {
		if (i)
			buf_byte(into, '|');
		buf_add(into, column[i]);
	}
	if (t->unread)
		buf_byte(into, '!');
}

static void expect(struct buf *got, const char *want, const char *cell)
{
	cr_expect(str_eq(buf_str(got), str_c(want)), "%s\n  read   %.*s\n  expect %s", cell, STR_ARG(buf_str(got)), want);
	buf_free(got);
}

static const struct { const char *cell, *want; } targets[] = {
	/* signs */
	{ "≥95%", "|number|>=|95||%|" },
	{ "≥ 90 % ", "|number|>=|90||%|" },
	{ "≧90%", "|number|>=|90||%|" },
	{ "≦5%", "|number|<=|5||%|" },
	{ ">=90%", "|number|>=|90||%|" },
	{ "=>90%", "|number|>=|90||%|" },
	{ "> = 90%", "|number|>=|90||%|" },
	{ "＞55%", "|number|>|55||%|" },
	{ "﹥55%", "|number|>|55||%|" },
	{ "﹤5", "|number|<|5|||" },
	{ "═3次", "|number|=|3||次|" },
	{ "≥ ≥90%", "|number|>=|90||%|" },
	{ "≈90%", "|number|~|90||%|" },
	{ "<>90%", "|text|||||<>90%!" },
	{ "~90%", "|text|||||~90%!" },
	{ "±5%", "|text|||||±5%!" },
	{ "-5%", "|number|=|-5||%|" },
	{ "结余-5%", "结余|number|=|-5||%|" },
	/* words before and behind */
	{ "95%以上", "|number|>=|95||%|" },
	{ "不低于95％", "|number|>=|95||%|" },
	{ "大于等于90%", "|number|>=|90||%|" },
	{ "大于或等于95%", "|number|>=|95||%|" },
	{ "达到100%", "|number|>=|100||%|" },
	{ "预计覆盖率达100%", "预计覆盖率|number|>=|100||%|" },
	{ "病组达到1200组左右", "病组|number|~|1200||组|" },
	{ "约300人", "|number|~|300||人|" },
	{ "约 3 万人左右", "|number|~|30000||人|" },
	{ "不超过24万元", "|number|<=|240000||元|" },
	{ "不足5%", "|number|<|5||%|" },
	{ "不得低于90%", "|number|>=|90||%|" },
	{ "未达到100%", "|number|<|100||%|" },
	{ "10天以内", "|number|<=|10||天|" },
	{ "90以上", "|number|>=|90|||" },
	{ "控制在10%以内", "|number|<=|10||%|" },
	{ "原则上控制在8%以内", "原则上|number|<=|8||%|" },
	{ "控制在10%左右", "|number|~|10||%|" },
	{ "控制在100元", "|number|<=|100||元|" },
	{ "控制在3%-5%之间", "|number|..|3|5|%|" },
	{ "稳定在90%以上", "|number|>=|90||%|" },
	{ "≥95%以上", "|number|>=|95||%|" },
	{ "≤30天左右", "|number|<=|30||天|" },
	{ "约90%以上", "|number|>=|90||%|" },
	{ "不低于3个以上", "|number|>=|3||个|" },
	{ "95%（含）以上", "|number|>=|95||%|" },
	{ "95%及以上", "|number|>=|95||%|" },
	{ "培训机构200家以上", "培训机构|number|>=|200||家|" },
	{ "抽查药店、诊所均不少于18家", "抽查药店、诊所|number|>=|18||家|" },
	{ "两县各5个", "两县|number|=|5||个|" },
	{ "平均每例≤5000元", "平均|number|<=|5000||元/例|" },
	{ "节约100万元", "节约|number|=|1000000||元|" },
	{ "资金下达100%", "资金下达|number|=|100||%|" },
	{ "人均325元", "人均|number|=|325||元|" },
	{ "人均≥325元", "人均|number|>=|325||元|" },
	{ "≥95%（含）", "|number|>=|95||%|" },
	{ "300余人", "|number|~|300||人|" },
	{ "300多人", "|number|~|300||人|" },
	{ "3000余万元", "|number|~|30000000||元|" },
	{ "3万余人", "|number|~|30000||人|" },
	/* numbers */
	{ "0", "|number|=|0|||" },
	{ "100", "|number|=|100|||" },
	{ "0.00%", "|number|=|0||%|" },
	{ "100.00%", "|number|=|100||%|" },
	{ "007人", "|number|=|7||人|" },
	{ "3,450.5万元", "|number|=|34505000||元|" },
	{ "1，000人", "|number|=|1000||人|" },
	{ "1 200人", "|number|=|1200||人|" },
	{ "100 100%", "|text|||||100 100%!" },
	{ "1.2亿元", "|number|=|120000000||元|" },
	{ "60万册", "|number|=|600000||册|" },
	{ "≤20万", "|number|<=|200000|||" },
	{ "≤731205元", "|number|<=|731205||元|" },
	{ "≥5万千瓦时", "|number|>=|50000||千瓦时|" },
	{ "1万亿元", "|number|=|1000000000000||元|" },
	{ "1,2", "|text|||||1,2!" },
	{ "1.2.3", "|text|||||1.2.3!" },
	{ "1/3", "|text|||||1/3!" },
	{ "1:1.5", "|text|||||1:1.5!" },
	{ "1：1.5", "|text|||||1:1.5!" },
	{ "08:30", "|text|||||08:30!" },
	{ "9 5%", "|text|||||9 5%!" },
	{ "99 .5%", "|number|=|99.5||%|" },
	{ "1. 5%", "|text|||||1. 5%!" },
	{ "10000000000000000000000000000000000000000", "|text|||||10000000000000000000000000000000000000000!" },
	{ "三万五", "|text|||||三万五!" },
	{ "一次", "|text|||||一次!" },
	{ "每年一次", "|text|||||每年一次!" },
	{ "百分之九十", "|text|||||百分之九十!" },
	{ "≥三万", "|text|||||≥三万!" },
	{ "万人以上", "|text|||||万人以上!" },
	{ "第3名", "|text|||||第3名" },
	{ "PM2.5≤35μg/m3", "PM2.5|number|<=|35||μg/m3|" },
	{ "5G基站", "|text|||||5G基站" },
	{ "3A级", "|text|||||3A级" },
	{ "建设5G基站", "|text|||||建设5G基站" },
	{ "1+X证书", "|text|||||1+X证书" },
	/* ranges */
	{ "90%-95%", "|number|..|90|95|%|" },
	{ "5—10人", "|number|..|5|10|人|" },
	{ "5～10人", "|number|..|5|10|人|" },
	{ "5 - 10 人", "|number|..|5|10|人|" },
	{ "5一10人", "|number|..|5|10|人|" },
	{ "6-9个月", "|number|..|6|9|月|" },
	{ "15-20个工作日", "|number|..|15|20|工作日|" },
	{ "1500-2000元/人", "|number|..|1500|2000|元/人|" },
	{ "1-2万元", "|number|..|10000|20000|元|" },
	{ "1万-2万元", "|number|..|10000|20000|元|" },
	{ "2万-3万", "|number|..|20000|30000||" },
	{ "5%至10%", "|number|..|5|10|%|" },
	{ "实现年度结余3%-8%", "实现年度结余|number|..|3|8|%|" },
	{ "≥70%~80%", "|number|..|70|80|%|" },
	{ "5天以上10天以内", "|number|..|5|10|天|" },
	{ "≥90%≤100%", "|number|..|90|100|%|" },
	{ "90%≤X≤95%", "|number|..|90|95|%|" },
	{ "90%≤参保率≤95%", "参保率|number|..|90|95|%|" },
	{ "不低于90%且不高于95%", "|number|..|90|95|%|" },
	{ "大于90%小于95%", "|number|..|90|95|%|" },
	{ "90%（含）-95%", "|number|..|90|95|%|" },
	{ "10-5%", "|text|||||10-5%!" },
	{ "5元-10人", "|text|||||5元-10人!" },
	{ "2023.1-2023.12", "|text|||||2023.1-2023.12!" },
	/* units */
	{ "325元/人", "|number|=|325||元/人|" },
	{ "7.68元每人每年", "|number|=|7.68||元/人/年|" },
	{ "每人每年325元", "|number|=|325||元/人/年|" },
	{ "每天2次", "|number|=|2||次/天|" },
	{ "每季度1次", "|number|=|1||次/季度|" },
	{ "每个季度1次", "|number|=|1||次/季度|" },
	{ "每年至少2次", "|number|>=|2||次/年|" },
	{ "每年不少于2次", "|number|>=|2||次/年|" },
	{ "每人≥325元", "|number|>=|325||元/人|" },
	{ "1次/年", "|number|=|1||次/年|" },
	{ "3次以上/年", "|number|>=|3||次/年|" },
	{ "≥10/月", "|number|>=|10||/月|" },
	{ "≤10000/人次", "|number|<=|10000||/人次|" },
	{ "50元/人·年", "|number|=|50||元/人/年|" },
	{ "50元/（人·年）", "|number|=|50||元/人/年|" },
	{ "50元/人年", "|number|=|50||元/人/年|" },
	{ "30元/平方米", "|number|=|30||元/平方米|" },
	{ "2小时/天·人", "|number|=|2||小时/天/人|" },
	{ "每村2名", "|number|=|2||名/村|" },
	{ "每两年1次", "每两年|number|=|1||次|" },
	{ "2次/2年", "|text|||||2次/2年!" },
	{ "10个工作日", "|number|=|10||工作日|" },
	{ "10个工作日内", "|number|<=|10||工作日|" },
	{ "≥3个百分点", "|number|>=|3||百分点|" },
	{ "≤2‰", "|number|<=|2||‰|" },
	{ "≥300㎡", "|number|>=|300||㎡|" },
	{ "≥100Mbps", "|number|>=|100||Mbps|" },
	{ "100（人）", "|number|=|100||人|" },
	{ "≥8000份（次）", "|number|>=|8000||份次|" },
	{ "≥12试管", "|number|>=|12||试管|" },
	{ "涉及乡镇及街道7个", "涉及乡镇及街道|number|=|7||个|" },
	{ "≥5个部门", "|number|>=|5||个|" },
	{ "100%覆盖", "|number|=|100||%|" },
	{ "10个工作日内办结", "|number|<=|10||工作日|" },
	{ "≥4.5星", "|number|>=|4.5||星|" },
	{ "95分以上", "|number|>=|95||分|" },
	{ "10万", "|number|=|100000|||" },
	{ "≥30场次", "|number|>=|30||场次|" },
	{ "≥1万人次", "|number|>=|10000||人次|" },
	/* words that hold a figure */
	{ "出台1份文件", "|text|||||出台1份文件" },
	{ "完成3次培训", "|text|||||完成3次培训" },
	{ "2021年11月底完成", "|text|||||2021年11月底完成" },
	{ "65岁以上老年人健康管理", "|text|||||65岁以上老年人健康管理" },
	{ "实现“管、办、评”三方联动", "|text|||||实现“管、办、评”三方联动" },
	{ "按照云办发〔2021〕14号执行", "|text|||||按照云办发〔2021〕14号执行" },
	{ "不低于上年95%", "|text|||||不低于上年95%" },
	{ "不超过预算100万元", "|text|||||不超过预算100万元" },
	{ "收到申请后5个工作日内办结", "收到申请后|number|<=|5||工作日|" },
	{ "3人/天*5天", "|text|||||3人/天*5天!" },
	{ "5±1人", "|text|||||5±1人!" },
	{ "（≥90%", "|text|||||(≥90%" },
	{ "每月10日前", "|text|||||每月10日前" },
	{ "5类20种", "|text|||||5类20种!" },
	{ "≥3类5种", "|text|||||≥3类5种!" },
	{ "第一季度前", "|text|||||第一季度前" },
	/* dates */
	{ "2023年12月底前", "|date|<=|2023-12|||" },
	{ "2023年12月底", "|date|=|2023-12|||" },
	{ "2023年12月31日前", "|date|<=|2023-12-31|||" },
	{ "2023年12月31日", "|date|=|2023-12-31|||" },
	{ "2023年12月31日之前", "|date|<=|2023-12-31|||" },
	{ "2020.12月", "|date|=|2020-12|||" },
	{ "2020年12月", "|date|=|2020-12|||" },
	{ "2020-12-31", "|date|=|2020-12-31|||" },
	{ "2023-12", "|date|=|2023-12|||" },
	{ "2023/6/30前", "|date|<=|2023-06-30|||" },
	{ "2023.12", "|date|=|2023-12|||" },
	{ "2023.6", "|number|=|2023.6|||" },
	{ "20231231", "|date|=|2023-12-31|||" },
	{ "=20231231", "|number|=|20231231|||" },
	{ "≤2023年12月", "|date|<=|2023-12|||" },
	{ "不晚于2023年6月底", "|date|<=|2023-06|||" },
	{ "=2023年12月底前", "|date|<=|2023-12|||" },
	{ "12月底", "|date|=|--12|||" },
	{ "12月底前", "|date|<=|--12|||" },
	{ "6 月底前", "|date|<=|--06|||" },
	{ "12月31日前", "|date|<=|--12-31|||" },
	{ "12月份", "|date|=|--12|||" },
	{ "12月", "|date|=|--12|||" },
	{ "=12月", "|number|=|12||月|" },
	{ "12个月", "|number|=|12||月|" },
	{ "12月内", "|number|<=|12||月|" },
	{ "18月", "|number|=|18||月|" },
	{ "2023年", "|date|=|2023|||" },
	{ "2023年度", "|date|=|2023|||" },
	{ "2023年底前", "|date|<=|2023-12|||" },
	{ "2023年年末", "|date|=|2023-12|||" },
	{ "2023年内", "|date|<=|2023-12|||" },
	{ "2023年12月底前完成", "|date|<=|2023-12|||" },
	{ "年底前", "|text|||||年底前" },
	{ "每年12月底前", "每年|date|<=|--12|||" },
	{ "次年3月底前", "次年|date|<=|--03|||" },
	{ "完成时间2023年12月底前", "完成时间|date|<=|2023-12|||" },
	{ "截至2023年12月底", "截至|date|=|2023-12|||" },
	{ "2023年13月", "|text|||||2023年13月!" },
	{ "2023年2月29日", "|text|||||2023年2月29日!" },
	{ "2024年2月29日", "|date|=|2024-02-29|||" },
	{ "2023年1月-12月", "|text|||||2023年1月-12月!" },
	{ "2023年1-12月", "|text|||||2023年1-12月!" },
	{ "2022-2023年", "|text|||||2022-2023年!" },
	{ "≥98 . 5 %", "|number|>=|98.5||%|" },
	{ "≥98. 5%", "|number|>=|98.5||%|" },
	{ "1. 5个", "|text|||||1. 5个!" },
	{ "≥1.2万人（次）", "|number|>=|12000||人次|" },
	{ "≤30元/人（次）", "|number|<=|30||元/人次|" },
	{ "20场(次)", "|number|=|20||场次|" },
	{ "3项（个）", "|number|=|3||项|" },
	{ "￥3000元", "|number|=|3000||元|" },
	{ "≤¥3000元", "|number|<=|3000||元|" },
	{ "2021-2022学年", "|text|||||2021-2022学年!" },
	{ "2022年-2023年", "|text|||||2022年-2023年!" },
	{ "2023年3月、6月、9月", "|text|||||2023年3月、6月、9月" },
	{ "2023年第四季度", "|text|||||2023年第四季度" },
	{ "23年12月底前", "|text|||||23年12月底前" },
	{ "3月底前下达100%", "3月底前下达|number|=|100||%|" },
	/* words */
	{ "及时", "|text|||||及时" },
	{ "是", "|text|||||是" },
	{ "无", "|text|||||无" },
	{ "全年", "|text|||||全年" },
	{ "=改善", "|text|=||||改善" },
	{ "≥优", "|text|>=||||优" },
	{ "不低于上年", "|text|||||不低于上年" },
	{ "不超过财力", "|text|||||不超过财力" },
	{ "较上年提高", "|text|||||较上年提高" },
	{ "较上年提高5%", "较上年提高|number|=|5||%|" },
	{ "同比增长10%", "同比增长|number|=|10||%|" },
	{ "高于全省平均水平5个百分点", "高于全省平均水平|number|=|5||百分点|" },
	{ "—", "|blank|||||" },
	{ "/", "|blank|||||" },
	{ "≥", "|text|||||≥" },
	{ "。", "|text|||||。" },
	/* parts */
	{ "成年人≥300元;在校学生、儿童≥150元", "成年人|number|>=|300||元| & 在校学生、儿童|number|>=|150||元|" },
	{ "≥90%；≤5%；", "|number|>=|90||%| & |number|<=|5||%|" },
	{ "及时；有效", "|text|||||及时 & |text|||||有效" },
	{ "参保率≥95%，满意度≥90%", "参保率|number|>=|95||%| & 满意度|number|>=|90||%|" },
	{ "95%,98%", "|number|=|95||%| & |number|=|98||%|" },
	{ "≥1,000人，≥2,000次", "|number|>=|1000||人| & |number|>=|2000||次|" },
	{ "2023年12月底前，完成率100%", "|date|<=|2023-12||| & 完成率|number|=|100||%|" },
	{ "组织活动，不少于3场", "组织活动|number|>=|3||场|" },
	{ "建立制度2个，完善机制", "|text|||||建立制度2个，完善机制" },
	{ "≥95%，逐年提高", "|number|>=|95||%|" },
	{ "不断完善制度，维护稳定", "|text|||||不断完善制度，维护稳定" },
	{ "改造村卫生室2个、新建3个", "|text|||||改造村卫生室2个、新建3个" },
	{ "1.≥90%；2.≥95%", "|number|>=|90||%| & |number|>=|95||%|" },
	{ "1、90%；2、95%", "|number|=|90||%| & |number|=|95||%|" },
	{ "①参保率≥90%；②报销率≥70%", "参保率|number|>=|90||%| & 报销率|number|>=|70||%|" },
	{ "（1）≥90%", "|number|>=|90||%|" },
	{ "100万元（其中：县级50万元；市级50万元）", "|number|=|1000000||元|" },
	{ "2022年建设，2023年投用", "|text|||||2022年建设，2023年投用" },
	{ "；", "|text|||||;" },
};

Test(value, targets)
{
	for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
		struct buf canonical = { 0 }, got = { 0 };
		struct target *t;
		size_t n;

		canon_text(&canonical, str_c(targets[i].cell));
		n = value_targets(g, &arena, buf_str(&canonical), &t);
		for (size_t part = 0; part < n; part++) {
			if (part)
				buf_add(&got, STR(" & "));
			target_words(&got, &t[part]);
		}
		expect(&got, targets[i].want, targets[i].cell);
		buf_free(&canonical);
	}
}

/* A blank cell is one blank target. */
Test(value, blank)
{
	struct target *t;

	cr_expect_eq(value_targets(g, &arena, STR(" "), &t), 1);
	cr_expect_eq(t->measure, MEASURE_BLANK);
	cr_expect_eq(t->text.n, 0);
}

static const struct { const char *op, *number, *unit, *want; } columns[] = {
	{ "≥", "341", "万人", "|number|>=|3410000||人|" },
	{ "≤", "188", "万元", "|number|<=|1880000||元|" },
	{ "=", "12", "月", "|number|=|12||月|" },
	{ "=", "100", "%", "|number|=|100||%|" },
	{ "≥", "95%", "%", "|number|>=|95||%|" },
	{ "≥", "95", "", "|number|>=|95|||" },
	{ "", "≥95%", "", "|number|>=|95||%|" },
	{ "大于等于", "90", "％", "|number|>=|90||%|" },
	{ "以上", "90", "%", "|number|>=|90||%|" },
	{ "≤", "5", "个工作日内", "|number|<=|5||工作日|" },
	{ "≥", "5-10", "天", "|number|..|5|10|天|" },
	{ "=", "10", "元/人", "|number|=|10||元/人|" },
	{ "", "100", "（万元）", "|number|=|1000000||元|" },
	{ ">", "3", "怪词单位", "|number|>|3||怪词单位|" },
	{ "≥", "3", "/", "|number|>=|3|||" },
	{ "≥", "3", "无", "|number|>=|3|||" },
	{ "≥", "1.2", "万人（次）", "|number|>=|12000||人次|" },
	{ "=", "3", "套（台）", "|number|=|3||套|" },
	{ "≥", "98 . 5", "百分比", "|number|>=|98.5||%|" },
	{ "-", "95", "-", "|number|=|95|||" },
	{ "定性", "有效保障", "", "|text|||||有效保障" },
	{ "定性", "2021年11月底完成", "", "|text|||||2021年11月底完成" },
	{ "定性", "", "", "|blank|||||" },
	{ "", "2023年12月底前", "定性", "|text|||||2023年12月底前" },
	{ "", "95", "定性", "|number|=|95|||" },
	{ "=", "改善", "", "|text|=||||改善" },
	{ "≥", "优", "", "|text|>=||||优" },
	{ "不低于", "上年", "", "|text|||||不低于上年" },
	{ "=", "三万", "人", "|text|=||||三万!" },
	{ "正向", "95", "%", "|number|=|95||%|!" },
	{ "≤", "2023年12月31日", "前", "|date|<=|2023-12-31|||" },
	{ "", "2023", "年", "|date|=|2023|||" },
	{ "≤", "12", "月底前", "|date|<=|--12|||" },
	{ "≥", "90%", "", "|number|>=|90||%|" },
	{ "≥", "", "90%", "|number|>=|90||%|" },
	{ "", "", "", "|blank|||||" },
};

Test(value, columns)
{
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
		struct buf op = { 0 }, number = { 0 }, unit = { 0 }, got = { 0 };
		struct target t;

		canon_text(&op, str_c(columns[i].op));
		canon_text(&number, str_c(columns[i].number));
		canon_text(&unit, str_c(columns[i].unit));
		t = value_columns(g, &arena, buf_str(&op), buf_str(&number), buf_str(&unit));
		target_words(&got, &t);
		expect(&got, columns[i].want, columns[i].number);
		buf_free(&op);
		buf_free(&number);
		buf_free(&unit);
	}
}

static const struct { const char *cell; enum value_shape want; } shapes[] = {
	{ "", SHAPE_BLANK },
	{ "  ", SHAPE_BLANK },
	{ "≥95%", SHAPE_NUMBER },
	{ "100%覆盖", SHAPE_NUMBER },
	{ "5个县", SHAPE_NUMBER },
	{ "不低于90%", SHAPE_NUMBER },
	{ "成年人≥300元；儿童≥150元", SHAPE_NUMBER },
	{ "培训200人次", SHAPE_NUMBER },
	{ "1/3", SHAPE_NUMBER },
	{ "=改善", SHAPE_NUMBER },
	{ "12月底前", SHAPE_DATE },
	{ "2023年12月31日", SHAPE_DATE },
	{ "及时", SHAPE_TEXT },
	{ "得分95", SHAPE_TEXT },
	{ "指标1", SHAPE_TEXT },
	{ "参保率", SHAPE_TEXT },
	{ "2023年参保人数", SHAPE_TEXT },
	{ "65岁以上老年人健康管理率", SHAPE_TEXT },
	{ "组织全县医保经办机构业务骨干开展集中培训2次", SHAPE_TEXT },
	{ "不断完善制度，维护稳定", SHAPE_SENTENCE },
	{ "按时完成。", SHAPE_SENTENCE },
	{ "逐步建立覆盖城乡居民的多层次医疗保障制度体系并持续完善", SHAPE_SENTENCE },
};

Test(value, shapes)
{
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		struct buf canonical = { 0 };

		canon_text(&canonical, str_c(shapes[i].cell));
		cr_expect_eq(value_shape(g, buf_str(&canonical)), shapes[i].want, "%s", shapes[i].cell);
		buf_free(&canonical);
	}
}

/* want NULL: no money */
static const struct { const char *cell; int unit; const char *want; } money[] = {
	{ "97109万元", 4, "971090000" },
	{ "97109万元", 0, "971090000" },
	{ "97109", 4, "971090000" },
	{ "2,795.52", 4, "27955200" },
	{ "37.50", 4, "375000" },
	{ "37.50", 0, "37.5" },
	{ "1,234.5 万元", 0, "12345000" },
	{ "1 234.5 万元", 0, "12345000" },
	{ "1 234.5", 0, NULL },
	{ "100（万元）", 0, "1000000" },
	{ "100(万元)", 4, "1000000" },
	{ "12.5万", 0, "125000" },
	{ "3亿元", 4, "300000000" },
	{ "300元", 4, "300" },
	{ "¥100", 4, "100" },
	{ "￥1,000万元", 4, "10000000" },
	{ "0.00", 4, "0" },
	{ "-12.5", 4, "-125000" },
	{ "", 4, "" },
	{ " ", 4, "" },
	{ "万元", 4, "" },
	{ "（万元）", 4, "" },
	{ "-", 4, "" },
	{ "—", 4, "" },
	{ "/", 4, "" },
	{ "无", 4, NULL },
	{ "三万元", 4, NULL },
	{ "100人", 4, NULL },
	{ "≤24万元", 4, NULL },
	{ "财政资金", 4, NULL },
	{ "1,2", 4, NULL },
	{ "100%", 4, NULL },
	{ "99999999999999999999999999999999999999", 4, NULL },
};

Test(value, money)
{
	for (size_t i = 0; i < sizeof money / sizeof money[0]; i++) {
		struct buf canonical = { 0 };
		struct str yuan = STR("");
		bool read;

		canon_text(&canonical, str_c(money[i].cell));
		read = value_money(g, &arena, buf_str(&canonical), money[i].unit, &yuan);
		cr_expect_eq(read, money[i].want != NULL, "%s", money[i].cell);
		cr_expect(str_eq(yuan, str_c(money[i].want)), "%s: %.*s", money[i].cell, STR_ARG(yuan));
		buf_free(&canonical);
	}
}

static const struct { const char *statement; int want; } units[] = {
	{ "单位：万元", 4 }, { "金额单位：万元", 4 }, { "单位:元", 0 }, { "（万元）", 4 }, { "(单位：亿元)", 8 }, { "元", 0 },
	{ "单位：人民币万元", 4 }, { "单位：百万元", 6 }, { "单位：千元", 3 }, { "单位：万元、%", 4 }, { "资金（万元）", 4 },
	{ "单位：人", -1 }, { "主管单位", -1 }, { "", -1 }, { "百元商店", -1 },
};

Test(value, money_unit)
{
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		struct buf canonical = { 0 };
		int power = -1;
		bool read;

		canon_text(&canonical, str_c(units[i].statement));
		read = value_money_unit(g, buf_str(&canonical), &power);
		cr_expect_eq(read, units[i].want >= 0, "%s", units[i].statement);
		cr_expect_eq(power, units[i].want, "%s: %d", units[i].statement, power);
		buf_free(&canonical);
	}
}

static const struct { const char *cell, *want; } plain[] = {
	{ "28.00", "28" }, { " 28.00 % ", "28" }, { "1,234.50", "1234.5" }, { "-3", "-3" }, { "0", "0" }, { "100％", "100" },
	{ "", NULL }, { "%", NULL }, { "28元", NULL }, { "二十八", NULL }, { "1,2", NULL },
};

Test(value, plain)
{
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
		struct decimal d = { 0 };
		struct buf got = { 0 };
		bool read = value_plain(str_c(plain[i].cell), &d);

		cr_expect_eq(read, plain[i].want != NULL, "%s", plain[i].cell);
		if (read) {
			decimal_write(&got, d);
			expect(&got, plain[i].want, plain[i].cell);
		}
	}
}

/* Cells of a size and kind that nobody files are read in time, and never out of bounds. */
Test(value, hostile, .timeout = 60)
{
	static const char *const pieces[] = { "1", "1,", "1；", "1，", "（", "1（", "≥", "1-", "每", "1%", "1 ", "“1", "2023年", "\xff", "\xe4\xb8" };
	struct target *t;
	struct str yuan;

	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		struct buf cell = { 0 };

		while (cell.n < 1000000)
			buf_add(&cell, str_c(pieces[i]));
		cr_expect_eq(value_targets(g, &arena, buf_str(&cell), &t), 1, "%s", pieces[i]);
		cr_expect_eq(t->measure, MEASURE_TEXT, "%s", pieces[i]);
		cr_expect_eq(value_shape(g, buf_str(&cell)), SHAPE_SENTENCE, "%s", pieces[i]);
		cr_expect_not(value_money(g, &arena, buf_str(&cell), 4, &yuan), "%s", pieces[i]);
		buf_free(&cell);
	}
}
