#include "reader_run.h"

static const struct reader_case cases[] = {
	{ "a cell a line, TAB before it, a lone TAB is a blank cell, an empty line ends the row",
	  "第二部分\n1、疫苗配送绩效目标表 TC 1、疫苗配送绩效目标表 \\f B \\l 1 \n"
	  "\t\n\t单位：万元\n\n\t项目编码\n\t000-1\n\t名称\n\t疫苗配送\n\n"
	  "\t资金支出计划（%）\n\t3月底\n\t6月底\n\n\t\n\t28.00\n\t100.00\n\n\n第三部分\n",
	  "text|1|第二部分\n"
	  "table|1|2|1、疫苗配送绩效目标表 TC 1、疫苗配送绩效目标表 \\\\f B \\\\l 1|\n"
	  "row|1|3|1||单位：万元\n"
	  "row|1|6|2|项目编码|000-1|名称|疫苗配送\n"
	  "row|1|11|3|资金支出计划（%）|3月底|6月底\n"
	  "row|1|15|4||28.00|100.00\n"
	  "text|20|第三部分\n" },
	{ "a caption in a row of its own stays a row; the next title ends the table",
	  "甲绩效目标表\n\t单位：万元\n\n\t甲\n\t1\n乙绩效目标表\n\t乙\n\t2\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|单位：万元\nrow|1|4|2|甲|1\n"
	  "table|2|6|乙绩效目标表|\nrow|2|7|1|乙|2\n" },
	{ "further paragraphs of a cell have no TAB",
	  "甲绩效目标表\n\t单位\n\t万元\n\n\t绩效目标\n\t1、配送及时。\n2、群众满意。\n\n\t一级指标\n\t二级指标\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|单位|万元\n"
	  "row|1|5|2|绩效目标|1、配送及时。 2、群众满意。\nrow|1|9|3|一级指标|二级指标\n" },
	{ "but not where no cell follows",
	  "甲绩效目标表\n\t单位\n\t万元\n\n\t备注\n\t无\n以上为全部内容。\n\n其他说明。\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|单位|万元\nrow|1|5|2|备注|无\n"
	  "text|7|以上为全部内容。\ntext|9|其他说明。\n" },
	{ "two TABs before every cell",
	  "甲绩效目标表\n\t\t项目\n\t\t\n\t\t金额\n\n\t\t甲\n\t\t乙\n\t\t丙\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|项目||金额\nrow|1|6|2|甲|乙|丙\n" },
	{ "one TAB before most: a second one makes a blank cell",
	  "甲绩效目标表\n\t项目\n\t\t金额\n\n\t甲\n\t乙\n\t丙\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|项目||金额\nrow|1|5|2|甲|乙|丙\n" },
	{ "TAB behind the cell",
	  "甲绩效目标表\n项目\t\n金额\t\n\n甲\t\n\t\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|项目|金额\nrow|1|5|2|甲|\n" },
	{ "whole rows on a line, a first cell may be blank",
	  "甲绩效目标表\n一级\t二级\t值\n产出\t数量\t3\n\t质量\t4\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|一级|二级|值\nrow|1|3|2|产出|数量|3\nrow|1|4|3||质量|4\n" },
	{ "several cells on a line among single ones",
	  "甲绩效目标表\n\t项目\n\t编码\t000-1\n\t金额\n\n\t甲\n\t乙\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|项目|编码|000-1|金额\nrow|1|6|2|甲|乙\n" },
	{ "lone TABs cut off by an editor: empty lines are shared out by the lengths of the rows",
	  "甲绩效目标表\n\t计划\n\t3月底\n\t6月底\n\n\n\t28.00\n\t53.00\n\n\t其他资金\n\t1\n\n\n\n\t用于配送\n\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|计划|3月底|6月底\nrow|1|7|2||28.00|53.00\n"
	  "row|1|10|3|其他资金|1|\nrow|1|15|4||用于配送\n" },
	{ "a pipe behind each cell",
	  "甲绩效目标表\n项目编码|\n000-1|\n|\n\n甲|\n乙|\n丙|\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|项目编码|000-1|\nrow|1|6|2|甲|乙|丙\n" },
	{ "a pipe before each cell",
	  "甲绩效目标表\n|项目编码\n|000-1\n\n|甲\n|乙\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|项目编码|000-1\nrow|1|5|2|甲|乙\n" },
	{ "no mark: blocks are rows, a lone pipe is a blank cell",
	  "甲绩效目标表\n项目编码\n000-1\n|\n\n甲\n乙\n丙\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|项目编码|000-1|\nrow|1|6|2|甲|乙|丙\n" },
	{ "no mark: empty lines are blank cells where the lengths say so; a chapter ends the table",
	  "甲绩效目标表\n计划\n3月底\n6月底\n\n\n28.00\n53.00\n\n第三部分\n\n正文在此说明情况。\n",
	  "table|1|1|甲绩效目标表|\nrow|1|2|1|计划|3月底|6月底\nrow|1|7|2||28.00|53.00\n"
	  "text|10|第三部分\ntext|12|正文在此说明情况。\n" },
	{ "an indented paragraph is no table; a line of a table of contents neither",
	  "第一部分 概况\t3\n\t云河市医保局承担全市医疗保障政策的拟订、组织实施和监督检查，负责基金运行管理。\n\n\t项目\n\t金额\n\n\t甲\n\t1\n",
	  "text|1|第一部分 概况\\t3\n"
	  "text|2|云河市医保局承担全市医疗保障政策的拟订、组织实施和监督检查，负责基金运行管理。\n"
	  "table|1|4||\nrow|1|4|1|项目|金额\nrow|1|7|2|甲|1\n" },
	{ "nothing", "", "" },
};

Test(tabbed, cases) { reader_check(tabbed_read, cases, sizeof cases / sizeof *cases); }

Test(tabbed, sources)
{
	size_t n = 0;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		n += reader_check_sources(tabbed_read, str_c(cases[i].input));
	cr_expect_gt(n, 60);
}

/* A million cells on one line, and a million rows' worth without an empty line: bounded and quick. */
Test(tabbed, hostile, .timeout = 20)
{
	struct buf b = { 0 }, out = { 0 };

	for (size_t i = 0; i < 1000000; i++)
		buf_add(&b, STR("\t甲"));
	for (size_t i = 0; i < 200000; i++)
		buf_add(&b, STR("\n\t乙"));
	reader_run(tabbed_read, buf_str(&b), false, &out);
	cr_expect_gt(out.n, 4 * 200000);
	buf_free(&b);
	buf_free(&out);
}
