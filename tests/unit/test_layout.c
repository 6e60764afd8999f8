#include "reader_run.h"

static const struct reader_case cases[] = {
	{ "cells in the middle of their height, blank cells by the columns of the heading row",
	  "              1.疫苗配送绩效目标表\n"
	  "450 青岭县卫生局                                  单位：万元\n\n"
	  "预算规模及资\n"
	  "          预算数       8.50    其中：财政      8.50\n"
	  "金用途\n\n"
	  " 一级指标     二级指标      三级指标        绩效指标描述          指标值      确定依据\n\n"
	  "                            至少开展2次对接种单位履行             《配送管理\n"
	  " 产出指标     数量指标     检查次数       职责情况的检查。         ≥2次    办法》\n\n"
	  "          质量指标      处理率       被检查单位的比例           ≥80%    年度计划\n",
	  "table|1|1|1.疫苗配送绩效目标表|\nrow|1|2|1|450 青岭县卫生局|单位：万元\n"
	  "row|1|4|2|预算规模及资金用途|预算数|8.50|其中：财政|8.50|\n"
	  "row|1|8|3|一级指标|二级指标|三级指标|绩效指标描述|指标值|确定依据\n"
	  "row|1|10|4|产出指标|数量指标|检查次数|至少开展2次对接种单位履行职责情况的检查。|≥2次|《配送管理办法》\n"
	  "row|1|13|5||质量指标|处理率|被检查单位的比例|≥80%|年度计划\n" },
	{ "no empty lines between the rows: a line that fills most columns begins one",
	  "  甲绩效目标表\n"
	  "一级指标    二级指标    名称       指标值   依据\n"
	  "产出指标    数量指标    检查次数    ≥2次    《配送管\n"
	  "                               理办法》\n"
	  "          质量指标    处理率     ≥80%   年度计划\n"
	  "          时效指标    及时率     ≥90%   年度计划\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|一级指标|二级指标|名称|指标值|依据\n"
	  "row|1|3|2|产出指标|数量指标|检查次数|≥2次|《配送管理办法》\n"
	  "row|1|5|3||质量指标|处理率|≥80%|年度计划\nrow|1|6|4||时效指标|及时率|≥90%|年度计划\n" },
	{ "a row a line, wrapped cells below their first line, a label whose value is blank",
	  "            甲绩效目标表\n\n      单位：万元\n"
	  "项目名称        山塘清淤\n"
	  "主管部门及代码  云河市农业局                    实施单位        云河市农技站\n"
	  "项目资金        年度资金总额    80.50\n"
	  "                其中：财政拨款  60.50\n"
	  "                上年结转资金\n"
	  "                其他资金        20.00\n"
	  "绩效指标        一级指标        二级指标        三级指标        指标值\n"
	  "                产出指标        数量指标        清淤山塘个数    ≥32个\n"
	  "                                                新修涵管        18处\n"
	  "                                质量指标        工程抽检合格率  100%\n"
	  "                满意度指标      服务对象满意度  农户满意度      ≥90%\n"
	  "                                指标\n",
	  "table|1|1|甲绩效目标表|单位：万元\n"
	  "row|1|4|1|项目名称|山塘清淤|||\nrow|1|5|2|主管部门及代码|云河市农业局||实施单位|云河市农技站\n"
	  "row|1|6|3|项目资金|年度资金总额|80.50||\nrow|1|7|4||其中：财政拨款|60.50||\n"
	  "row|1|8|5||上年结转资金|||\nrow|1|9|6||其他资金|20.00||\n"
	  "row|1|10|7|绩效指标|一级指标|二级指标|三级指标|指标值\n"
	  "row|1|11|8||产出指标|数量指标|清淤山塘个数|≥32个\nrow|1|12|9||||新修涵管|18处\n"
	  "row|1|13|10|||质量指标|工程抽检合格率|100%\n"
	  "row|1|14|11||满意度指标|服务对象满意度指标|农户满意度|≥90%\n" },
	{ "middles: labels of spanned cells between rows go to the first of these, wrapped cells around their row",
	  "           甲绩效目标表\n"
	  "项目名称                     山塘清淤\n"
	  "主管部门\n"
	  "            云河市农业局       实施单位       云河市农技站\n"
	  " 及代码\n"
	  "       年度资金总额                        80.50\n"
	  "       其中：财政拨款                       60.50\n"
	  "项目资金\n"
	  "       上年结转资金\n"
	  "        其他资金                          20.00\n"
	  "        一级指标      二级指标       三级指标     指标值\n"
	  "                            清淤山塘个数    ≥32个\n"
	  "                  数量指标\n"
	  "                             新修涵管      18处\n"
	  "        产出指标      质量指标    工程抽检合格率    100%\n"
	  "绩效指标             时效指标      完工时间   11月底前\n"
	  "                  成本指标      清淤费用   ≤80万元\n"
	  "                服务对象满意度\n"
	  "        满意度指标               农户满意度    ≥90%\n"
	  "                   指标\n",
	  "table|1|1|甲绩效目标表|\n"
	  "row|1|2|1|项目名称|||山塘清淤|\nrow|1|3|2|主管部门及代码||云河市农业局|实施单位|云河市农技站\n"
	  "row|1|6|3|项目资金|年度资金总额|||80.50\nrow|1|7|4||其中：财政拨款|||60.50\n"
	  "row|1|9|5||上年结转资金|||\nrow|1|10|6||其他资金|||20.00\n"
	  "row|1|11|7|绩效指标|一级指标|二级指标|三级指标|指标值\n"
	  "row|1|12|8||产出指标|数量指标|清淤山塘个数|≥32个\nrow|1|14|9||||新修涵管|18处\n"
	  "row|1|15|10|||质量指标|工程抽检合格率|100%\nrow|1|16|11|||时效指标|完工时间|11月底前\n"
	  "row|1|17|12|||成本指标|清淤费用|≤80万元\n"
	  "row|1|18|13||满意度指标|服务对象满意度指标|农户满意度|≥90%\n" },
	{ "wide characters that take two columns; a bracket that the next line closes; empty lines between some rows",
	  "  甲绩效目标表\n\n      填报单位：云河市农业局    单位：万元\n"
	  "项目资金（万    年度总额        80.50           其中：财政      60.50\n"
	  "元）            说明            按进度拨付\n\n"
	  "一级指标        二级指标        三级指标        指标值          依据\n\n"
	  "产出指标        数量指标        清淤山塘        ≥32个          年度计划\n\n"
	  "                质量指标        抽检合格率      100%            年度计划\n",
	  "table|1|1|甲绩效目标表|填报单位：云河市农业局    单位：万元\n"
	  "row|1|4|1|项目资金（万元）|年度总额|80.50|其中：财政|60.50\nrow|1|5|2||说明|按进度拨付||\n"
	  "row|1|7|3|一级指标|二级指标|三级指标|指标值|依据\n"
	  "row|1|9|4|产出指标|数量指标|清淤山塘|≥32个|年度计划\n"
	  "row|1|11|5||质量指标|抽检合格率|100%|年度计划\n" },
	{ "cells one blank apart",
	  "  甲绩效目标表\n成本指标    费用成本    ≤8.5万元 年度计划\n\n数量指标    覆盖对象 ≥80%       计划\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|成本指标|费用成本|≤8.5万元|年度计划\nrow|1|4|2|数量指标|覆盖对象|≥80%|计划\n" },
	{ "a cell over the table's width, prose behind, pages",
	  "  甲绩效目标表\n项目编码      001\n\n          用于配送疫苗，\n          保证及时。\n\n绩效目标      1.配送及时。\n\n"
	  "                 7\n\f项目名称      乙\n\n\n  三、工作措施\n\n"
	  "  各单位要按照要求认真做好本年度预算绩效管理工作，落实主体责任，\n确保完成。\n\n                 8\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|项目编码|001\nrow|1|4|2||用于配送疫苗，保证及时。\n"
	  "row|1|7|3|绩效目标|1.配送及时。\nrow|1|10|4|项目名称|乙\ntext|9|7\ntext|13|三、工作措施\n"
	  "text|15|各单位要按照要求认真做好本年度预算绩效管理工作，落实主体责任，确保完成。\ntext|18|8\n" },
	{ "a signature is no table",
	  "      云河市医疗保障局      2022年1月\n\n正文在此。\n",
	  "text|1|云河市医疗保障局      2022年1月\ntext|3|正文在此。\n" },
	{ "an upright label is one cell",
	  "               甲绩效目标表\n"
	  "     一级      二级        名称        值\n"
	  "               数量        设备台数    3台\n"
	  "     产\n"
	  "     出        质量        完好率      95%\n"
	  "     指\n"
	  "     标        时效        完成时间    6月\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|一级|二级|名称|值\nrow|1|3|2|产出指标|数量|设备台数|3台\n"
	  "row|1|5|3||质量|完好率|95%\nrow|1|7|4||时效|完成时间|6月\n" },
	{ "nothing", "", "" },
};

Test(layout, cases) { reader_check(layout_read, cases, sizeof cases / sizeof *cases); }

Test(layout, sources)
{
	size_t n = 0;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		n += reader_check_sources(layout_read, str_c(cases[i].input));
	cr_expect_gt(n, 50);
}

/* Many columns, a page without end, one line without end. */
Test(layout, hostile, .timeout = 30)
{
	static const char *const piece[] = { "甲  ", "甲   乙  丙\n", "   甲 乙  丁\n戊\n", "\f  7\n" };
	struct buf b = { 0 }, out = { 0 };

	for (size_t k = 0; k < sizeof piece / sizeof *piece; k++) {
		buf_reset(&b);
		buf_reset(&out);
		buf_add(&b, STR("甲绩效目标表\n一  二  三\n"));
		for (size_t i = 0; i < 300000; i++)
			buf_add(&b, str_c(piece[k]));
		reader_run(layout_read, buf_str(&b), false, &out);
		cr_expect_gt(out.n, 300000);
	}
	buf_free(&b);
	buf_free(&out);
}
