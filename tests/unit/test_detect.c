#include "extract_case.h"

static const struct {
	const char *what, *peek;
	enum format format;
} cases[] = {
	{ "nothing", "", FORMAT_TEXT },
	{ "prose", "云河市文化局预算说明。\n\n一、部门职责\n组织实施。\n", FORMAT_TEXT },
	{ "a table with a ruler", "标题\n\n| | |\n|---|---|\n| a | b |\n", FORMAT_MARKDOWN },
	{ "prose and a small table", "说明。\n说明。\n说明。\n\na | b\n--|--\n", FORMAT_MARKDOWN },
	{ "rows without a ruler", "标题\n| a | b |\n| c | d |\n", FORMAT_MARKDOWN },
	{ "rows without leading pipes", "a | b | c\n1 | 2 | 3\n", FORMAT_MARKDOWN },
	{ "headings", "# 标题\n\n正文。\n", FORMAT_MARKDOWN },
	{ "an HTML table in prose", "# 标题\n说明。\n说明。\n\n<table><tr><td>a</td></tr></table>\n", FORMAT_MARKDOWN },
	{ "pages of OCR", "<html><body><table><tr><td>a</td></tr></table></body></html>\n\n云河市说明\n", FORMAT_MARKDOWN },
	{ "a page", "<!DOCTYPE html>\n<html><body><p>x</p></body></html>\n", FORMAT_HTML },
	{ "a page in capitals", "\n<HTML><BODY>x</BODY></HTML>", FORMAT_HTML },
	{ "a table first", "<table>\n<tr>\n<td>a</td>\n</tr>\n</table>\n", FORMAT_HTML },
	{ "bbox", "<!DOCTYPE html><html>\n<page width=\"1\">\n<flow><block><line><word xMin=\"1\">a</word>\n", FORMAT_BBOX },
	{ "a Word dump", "标题\n\t项目名称\n\t甲\n\n\t预算数\n\t5\n\t\n", FORMAT_TABBED },
	{ "a Word dump with pipes", "项目名称|\n甲|\n\n预算数|\n5|\n|\n", FORMAT_TABBED },
	{ "a Word dump of which nothing parts the rows", "标题\n\t项目名称\n\t甲\n\t预算数\n\t5\n\t\n\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n"
	  "\t产出指标\n\t数量指标\n\t采购\n\t3台\n\t\n\t质量指标\n\t合格率\n\t95%\n\t\n\t时效指标\n\t完成时间\n\t6月底\n", FORMAT_TEXT },
	{ "rows between TABs among prose", "部门预算说明\n一、职责\n说明。\n说明。\n说明。\n说明。\n项目编码\t1\t项目名称\t甲\n预算\t2\t其中\t3元\n一级指标\t二级指标\t指标值\n产出\t数量\t5个\n",
	  FORMAT_TABBED },
	{ "a table of contents", "目录\n一、\t职责\t1\n二、\t收支\t3\n三、\t目标\t7\n四、\t措施\t12\n五、\t其他\t15\n正文。\n正文。\n正文。\n正文。\n正文。\n", FORMAT_TEXT },
	{ "a Word dump with TABs behind cells", "标题\n项目名称\t\n甲\t\n\n预算数\t\n5\t\n\t\n", FORMAT_TABBED },
	{ "rows between empty lines", "标题\n项目名称\t甲\t乙\t\n\n预算数\t5\t6\t\n\n其他资金\t7\t8\t\n\n产出\t数量\t3台\t\n\n", FORMAT_TABBED },
	{ "TSV with quoted cells of several lines",
	  "项目名称\t甲\t\n预算数\t5\t6\n目标\t\"一。\n二。\"\t\n产出\t数量\t3台\n\t质量\t4个\n\t时效\t6月\n", FORMAT_TSV },
	{ "Markdown whose tables are HTML over many lines", "标题\n\n<table>\n<tr>\n<td>a</td>\n</tr>\n</table>\n", FORMAT_MARKDOWN },
	{ "lines in the order of a PDF",
	  "云河市绩效目标表\n项目名称 甲 主管部门 乙\n预算规模及资\n金用途\n预算数 5 其他资金 6\n产出指标 数量指标\n设备购置数量\n3台 合同\n"
	  "质量指标 完好率 95% 合同\n时效指标 完成时间 6月 合同\n成本指标 总成本 5万元 合同\n满意度指标 群众满意度 90% 问卷\n效益指标 持续运行 长期 规划\n"
	  "社会效益指标 方便群众 提高 规划\n可持续影响指标 设备更新 持续 规划\n经济效益指标 节约经费 10万元 合同\n",
	  FORMAT_LINES },
	{ "TSV", "项目名称\t甲\t乙\n预算数\t5\t6\n\t7\t8\n", FORMAT_TSV },
	{ "CSV", "云河市绩效目标表,,\n项目名称,甲,乙\n预算数,5,6\n", FORMAT_CSV },
	{ "CSV with semicolons", "a;b;c\n1;2;3\n4;5;6\n", FORMAT_CSV },
	{ "prose with commas", "First, some words, then more.\nNothing here.\nOne, two.\nEnd of it.\n", FORMAT_TEXT },
	{ "text out of a PDF", "项目名称 青岭县图书更新 \n\n预算规模及\n\n资金用途 \n预算数 8.50 \n", FORMAT_TEXT },
	{ "layout kept by blanks",
	  "          云河市绩效目标表\n\n项目名称        甲            主管部门    乙\n预算数          5            其他        6\n一级指标        二级指标     三级指标\n",
	  FORMAT_LAYOUT },
};

Test(detect, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum format got = detect_format(str_c(cases[i].peek));
		cr_expect_eq(got, cases[i].format, "%s: %s, not %s", cases[i].what, readers[got].name, readers[cases[i].format].name);
	}
}

Test(detect, every_format_has_a_reader)
{
	for (size_t i = 0; i < FORMAT_COUNT; i++)
		cr_expect(readers[i].name && readers[i].read);
}

/* Tables may still come in a document whose beginning is only prose. */
Test(detect, long_prose_is_markdown)
{
	struct buf s = { 0 };

	while (s.n < INPUT_PEEK)
		buf_add(&s, STR("云河市文化局预算说明。\n"));
	cr_expect_eq(detect_format(buf_str(&s)), FORMAT_MARKDOWN);
	buf_free(&s);
}
