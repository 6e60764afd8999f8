#include "reader_run.h"

#include "tools/extract/shape.h"

static const struct reader_case cases[] = {
	{ "no blanks at line ends, no margin, more lines below each other than a row has: a cell a line, none is joined",
	  "青岭县卫生局关于公开本年度预算项目绩效目标情况的说明\n1.甲绩效目标表\n项目名称\n乡村卫生室配送车辆更新及冷链设备购置和运行维护项目\n主管部门\n青岭县卫生局\n预算数\n8.50\n其他资金\n0\n年度目标\n配送及时。\n一级指标\n二级指标\n三级指标\n指标值\n产出指标\n数量指标\n",
	  "text|1|青岭县卫生局关于公开本年度预算项目绩效目标情况的说明\ntable|1|2|1.甲绩效目标表|\n"
	  "row|1|3|1|项目名称\n"
	  "row|1|4|2|乡村卫生室配送车辆更新及冷链设备购置和运行维护项目\n"
	  "row|1|5|3|主管部门\n"
	  "row|1|6|4|青岭县卫生局\n"
	  "row|1|7|5|预算数\n"
	  "row|1|8|6|8.50\n"
	  "row|1|9|7|其他资金\n"
	  "row|1|10|8|0\n"
	  "row|1|11|9|年度目标\n"
	  "row|1|12|10|配送及时。\n"
	  "row|1|13|11|一级指标\n"
	  "row|1|14|12|二级指标\n"
	  "row|1|15|13|三级指标\n"
	  "row|1|16|14|指标值\n"
	  "row|1|17|15|产出指标\n"
	  "row|1|18|16|数量指标\n" },
	{ "a wide paragraph below many narrow cells is a cell where others follow",
	  " 1.甲绩效目标表 \n指标0 \n\n指标1 \n\n指标2 \n\n指标3 \n\n指标4 \n\n指标5 \n\n指标6 \n\n指标7 \n\n指标8 \n\n指标9 \n\n指标10 \n\n指标11 \n\n指标12 \n\n完成全县乡村卫生室配送车辆的更新和冷链设备的购置，\n\n保证疫苗安全。 \n依据 \n 第三部分 \n",
	  "table|1|1|1.甲绩效目标表|\n"
	  "row|1|2|1|指标0\n"
	  "row|1|4|2|指标1\n"
	  "row|1|6|3|指标2\n"
	  "row|1|8|4|指标3\n"
	  "row|1|10|5|指标4\n"
	  "row|1|12|6|指标5\n"
	  "row|1|14|7|指标6\n"
	  "row|1|16|8|指标7\n"
	  "row|1|18|9|指标8\n"
	  "row|1|20|10|指标9\n"
	  "row|1|22|11|指标10\n"
	  "row|1|24|12|指标11\n"
	  "row|1|26|13|指标12\n"
	  "row|1|28|14|完成全县乡村卫生室配送车辆的更新和冷链设备的购置，保证疫苗安全。\nrow|1|31|15|依据\n"
	  "text|32|第三部分\n" },
	{ "wrapped lines are joined, a blank at the line's end ends the cell, lines of several cells are parted",
	  " 1.疫苗配送经费绩效目标表 \n\n450 青岭县卫生局 单位：万元 \n\n预算规模及\n\n资金用途 \n\n预算数 8.50 \n\n"
	  "至少开展 2次对接种单位的\n\n检查。 \n≥2次 \n",
	  "table|1|1|1.疫苗配送经费绩效目标表|\n"
	  "row|1|3|1|450|青岭县卫生局|单位：万元\nrow|1|5|2|预算规模及资金用途\nrow|1|9|3|预算数|8.50\n"
	  "row|1|11|4|至少开展 2次对接种单位的检查。\nrow|1|14|5|≥2次\n" },
	{ "blank cells: two blanks each before, between and behind",
	  " 1.甲绩效目标表 \n3月底 6月底 10月底 12月底 \n\n  136.00 204.00 272.00 \n\n8.50 其他资金   \n甲   乙 \n≥95%  \n",
	  "table|1|1|1.甲绩效目标表|\nrow|1|2|1|3月底|6月底|10月底|12月底\nrow|1|4|2||136.00|204.00|272.00\n"
	  "row|1|6|3|8.50|其他资金|\nrow|1|7|4|甲||乙\nrow|1|8|5|≥95%\n" },
	{ "blanks typed inside a label hang at the line's end: an even number from four on",
	  " 1.甲绩效目标表 \n预算数 8.50 \n其中：本级    \n\n资金 \n8.50 其他资金   \n",
	  "table|1|1|1.甲绩效目标表|\nrow|1|2|1|预算数|8.50\nrow|1|3|2|其中：本级资金\nrow|1|6|3|8.50|其他资金|\n" },
	{ "a title over two lines, a caption in brackets, the next title",
	  " 5.云财社〔2021〕9 号提前下达 2022 年专项资金支持县\n\n乡医疗救助资金绩效目标表 \n（2022年度） \n项目名称 甲 \n"
	  " 6.乙绩效目标表 \n项目名称 乙 \n",
	  "table|1|1|5.云财社〔2021〕9 号提前下达 2022 年专项资金支持县乡医疗救助资金绩效目标表|（2022年度）\n"
	  "row|1|5|1|项目名称|甲\ntable|2|6|6.乙绩效目标表|\nrow|2|7|1|项目名称|乙\n" },
	{ "a heading row repeated inside a cell comes before the cell's row",
	  " 1.甲绩效目标表 \n一级指标 二级指标 指标值 依据 \n产出 数量 3 \n《关于配送\n 一级指标 二级指标 指标值 依据 \n\n管理的通知》 \n",
	  "table|1|1|1.甲绩效目标表|\nrow|1|2|1|一级指标|二级指标|指标值|依据\nrow|1|3|2|产出|数量|3\n"
	  "row|1|5|3|一级指标|二级指标|指标值|依据\nrow|1|4|4|《关于配送管理的通知》\n" },
	{ "page numbers cut neither cells nor tables",
	  " 1.甲绩效目标表 \n项目 甲 \n《关于\n\n\n\n7 \n 配送的通知》 \n- 8 -\n金额 9 \n第 9 页\n 乙 2 \n",
	  "table|1|1|1.甲绩效目标表|\nrow|1|2|1|项目|甲\nrow|1|3|2|《关于配送的通知》\nrow|1|10|3|金额|9\nrow|1|12|4|乙|2\n"
	  "text|7|7\ntext|9|- 8 -\ntext|11|第 9 页\n" },
	{ "a number that is a value stays a cell",
	  " 1.甲绩效目标表 \n检查次数 \n7 \n依据文件 \n",
	  "table|1|1|1.甲绩效目标表|\nrow|1|2|1|检查次数\nrow|1|3|2|7\nrow|1|4|3|依据文件\n" },
	{ "prose: wrapped lines are one paragraph, headings stand alone",
	  " 第一部分 \n\n一、总体目标 \n\n1.推进云河市医保支付方式改革，减轻群众负担，\n\n提高基金效率。 \n\n2.做好宣传。 \n",
	  "text|1|第一部分\ntext|3|一、总体目标\n"
	  "text|5|1.推进云河市医保支付方式改革，减轻群众负担，提高基金效率。\ntext|9|2.做好宣传。\n" },
	{ "a list of titles is no table",
	  "1.甲绩效目标表 \n2.乙绩效目标表 \n 第二部分 \n正文在此。 \n",
	  "text|1|1.甲绩效目标表\ntext|2|2.乙绩效目标表\ntext|3|第二部分\ntext|4|正文在此。\n" },
	{ "a chapter ends the table if prose follows, not if cells follow",
	  " 1.甲绩效目标表 \n项目 甲 \n一、基本情况 \n金额 3 \n二、工作措施 \n1.各单位要按照要求认真做好本年度预算绩效管理工作，落实主体责任，\n确保完成。 \n",
	  "table|1|1|1.甲绩效目标表|\nrow|1|2|1|项目|甲\nrow|1|3|2|一、基本情况\nrow|1|4|3|金额|3\n"
	  "text|5|二、工作措施\ntext|6|1.各单位要按照要求认真做好本年度预算绩效管理工作，落实主体责任，确保完成。\n" },
	{ "a row that ends in 表 is no title",
	  " 1.甲绩效目标表 \n项目 甲 \n汇总统计报表 \n100% \n",
	  "table|1|1|1.甲绩效目标表|\nrow|1|2|1|项目|甲\nrow|1|3|2|汇总统计报表\nrow|1|4|3|100%\n" },
	{ "a table whose title is lost begins at a line of many pieces",
	  "前言。 \n项目编码 001 项目名称 甲 \n金额 3 \n",
	  "text|1|前言。\ntable|1|2||\nrow|1|2|1|项目编码|001|项目名称|甲\nrow|1|3|2|金额|3\n" },
	{ "a title behind a cell whose end blank is lost, the last line without an end",
	  " 1.甲绩效目标表 \n项目 甲 \n依据文件\n 2.乙绩效目标表 \n项目 乙",
	  "table|1|1|1.甲绩效目标表|\nrow|1|2|1|项目|甲\nrow|1|3|2|依据文件\ntable|2|4|2.乙绩效目标表|\nrow|2|5|1|项目|乙\n" },
	{ "form feeds and CR LF",
	  "1.甲绩效目标表 \r\n一 二 三 四 \r\n断开\r\n\f一 二 三 四 \r\n的格 \r\n",
	  "table|1|1|1.甲绩效目标表|\nrow|1|2|1|一|二|三|四\nrow|1|4|2|一|二|三|四\nrow|1|3|3|断开的格\n" },
	{ "a trimmed text: every line is a row, prose is joined up to its stop",
	  "1.各单位要按照要求认真做好本年度预算绩效管理工作，落实主体责任，\n\n确保完成。\n\n1.甲绩效目标表\n\n项目编码 001\n\n资金支出计\n\n划\n",
	  "text|1|1.各单位要按照要求认真做好本年度预算绩效管理工作，落实主体责任，确保完成。\n"
	  "table|1|5|1.甲绩效目标表|\nrow|1|7|1|项目编码|001\nrow|1|9|2|资金支出计\nrow|1|11|3|划\n" },
	{ "words of Latin letters get their blank back, numbers do not",
	  " 1.甲绩效目标表 \n项目 甲 \nuse of\nfunds \n000-99\n99-X \n",
	  "table|1|1|1.甲绩效目标表|\nrow|1|2|1|项目|甲\nrow|1|3|2|use of funds\nrow|1|5|3|000-9999-X\n" },
	{ "nothing", "", "" },
};

Test(text, cases) { reader_check(text_read, cases, sizeof cases / sizeof *cases); }

Test(text, sources)
{
	size_t n = 0;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		n += reader_check_sources(text_read, str_c(cases[i].input));
	cr_expect_gt(n, 60);
}

/* A line of a million cells, a cell of a million lines, page numbers and repeated rows without end. */
Test(text, hostile, .timeout = 30)
{
	static const char *const piece[] = { "甲 ", "甲\n", "- 7 -\n", "\n 一 二 三 四 \n断开\n", "                  甲", "一、甲 \n" };
	struct buf b = { 0 }, out = { 0 };

	for (size_t k = 0; k < sizeof piece / sizeof *piece; k++) {
		buf_reset(&b);
		buf_reset(&out);
		buf_add(&b, STR("1.甲绩效目标表 \n一 二 三 四 \n"));
		for (size_t i = 0; i < 300000; i++)
			buf_add(&b, str_c(piece[k]));
		reader_run(text_read, buf_str(&b), false, &out);
		cr_expect_gt(out.n, 300000);
	}
	buf_free(&b);
	buf_free(&out);
}

Test(shape, titles)
{
	static const struct { const char *s; bool title; } t[] = {
		{ "甲绩效目标表", true }, { "1、甲绩效目标表（2022年度）", true }, { "甲绩效目标表 TC 甲绩效目标表 \\f B \\l 1", true },
		{ "详情见下表。", false }, { "目标表", false }, { "", false }, { "）", false }, { "（表", false }, { "完成；附表", false },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		cr_expect_eq(shape_title(str_c(t[i].s)), t[i].title, "%s", t[i].s);
	cr_expect(str_eq(shape_title_end(STR("1.甲绩效目标表（续）")), STR("效目标表")));
}

Test(shape, pages)
{
	static const struct { const char *s; enum page_shape shape; } t[] = {
		{ "7", PAGE_MAYBE }, { " 12 ", PAGE_MAYBE }, { "- 7 -", PAGE_SURE }, { "— 12 —", PAGE_SURE }, { "第7页", PAGE_SURE },
		{ "第 7 页 共 20 页", PAGE_SURE }, { "7/20", PAGE_SURE }, { "-7", PAGE_NONE }, { "3-5", PAGE_NONE },
		{ "20220101", PAGE_NONE }, { "7次", PAGE_NONE }, { "8.50", PAGE_NONE }, { "", PAGE_NONE }, { "-", PAGE_NONE },
		{ "页", PAGE_NONE },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		cr_expect_eq(shape_page_number(str_c(t[i].s)), t[i].shape, "%s", t[i].s);
}

Test(shape, ordinals_and_chapters)
{
	static const struct { const char *s; bool ordinal; enum chapter_shape chapter; } t[] = {
		{ "1.甲", true, CHAPTER_NONE }, { "（一）甲", true, CHAPTER_NONE }, { "一、甲", true, CHAPTER_MAYBE },
		{ "十二、甲", true, CHAPTER_MAYBE }, { "第三部分", false, CHAPTER_SURE }, { "第 2 章 甲", false, CHAPTER_SURE },
		{ "第三方评估", false, CHAPTER_NONE }, { "4.5", false, CHAPTER_NONE }, { "①甲", true, CHAPTER_NONE },
		{ "一、做好工作。", true, CHAPTER_NONE }, { "2022年", false, CHAPTER_NONE }, { "", false, CHAPTER_NONE },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		cr_expect_eq(shape_ordinal(str_c(t[i].s)), t[i].ordinal, "%s", t[i].s);
		cr_expect_eq(shape_chapter(str_c(t[i].s)), t[i].chapter, "%s", t[i].s);
	}
}
