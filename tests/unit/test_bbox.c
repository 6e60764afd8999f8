#include "reader_run.h"

#include <stdlib.h>
#include <time.h>

/*
 * Pages are written as poppler would from short lines: "x0 x1 y words" is a block of one line, 10 points
 * high; with + before it another line of the block before; with & another word of the line before; = a new page.
 */
static void put_word(struct buf *into, const char *line, int n)
{
	double x0, x1, y;
	int at = 0;

	cr_assert_eq(sscanf(line, "%lf %lf %lf %n", &x0, &x1, &y, &at), 3, "%s", line);
	buf_format(into, "<word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" yMax=\"%f\">%.*s</word>\n", x0, y, x1, y + 10, n - at, line + at);
}

static void put_page(struct buf *into, const char *spec)
{
	static const char *const ends[] = { "", "        </line>\n", "        </line>\n      </block>\n    </flow>\n" };
	int open = 0;

	buf_add(into, STR("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"x.dtd\">"
			  "<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head><title>x.doc</title>\n<meta name=\"Producer\" content=\"a\"/>\n"
			  "</head>\n<body>\n<doc>\n  <page width=\"595.3\" height=\"841.9\">\n"));
	for (const char *end; *spec; spec = end + 1) {
		char kind = *spec;
		end = strchr(spec, '\n');
		if (kind == '&') {
			put_word(into, spec + 1, (int)(end - spec) - 1);
			continue;
		}
		buf_add(into, str_c(ends[kind == '+' ? open != 0 : open]));
		open = kind == '=' ? 0 : 2;
		if (kind == '=') {
			buf_add(into, STR("  </page>\n  <page width=\"595.3\" height=\"841.9\">\n"));
			continue;
		}
		buf_add(into, kind == '+' ? STR("        <line>\n") : STR("    <flow>\n      <block>\n        <line>\n"));
		put_word(into, spec + (kind == '+'), (int)(end - spec) - (kind == '+'));
	}
	buf_add(into, str_c(ends[open]));
	buf_add(into, STR("  </page>\n</doc>\n</body>\n</html>\n"));
}

#define HEAD "60 90 50 附件2\n200 400 70 水库维修项目绩效目标表\n260 330 90 （2021年度）\n"
#define TOP                                                                                              \
	"110 150 120 项目名称\n210 330 120 水库维修工程\n"                                               \
	"110 150 145 主管部门\n210 280 145 青岭县水利局\n380 420 145 实施单位\n450 520 138 青岭县水库\n+450 470 152 管理所\n"
/* The columns of the indicators: 70 | 140 | 210 | 385 | 475; rows of 20 points. */
#define INDICATORS                                                                                       \
	"70 110 180 一级指标\n140 180 180 二级指标\n260 300 180 三级指标\n385 415 180 指标值\n475 495 180 备注\n" \
	"210 270 200 维修座数\n388 419 200 ≥12座\n"                                                      \
	"210 350 220 培训管护人员的\n+210 250 232 人次\n380 426 226 ≥300人次\n"                          \
	"140 180 252 质量指标\n210 280 252 验收合格率\n392 415 252 100%\n"                               \
	"130 190 272 社会效益指标\n210 250 272 受益人口\n381 425 272 ≥2万人\n"                           \
	"140 180 292 生态效益\n210 280 292 水质达标率\n389 417 292 ≥95%\n"                               \
	"70 110 225 产出指标\n140 180 213 数量指标\n70 110 282 效益指标\n"

static const struct reader_case pages[] = {
	{ "a form: columns, wrapped cells, labels centred over the rows they span", HEAD TOP INDICATORS,
	  "text|11|附件2\ntable|1|18|水库维修项目绩效目标表|（2021年度）\n"
	  "row|1|32|1|项目名称||水库维修工程||\nspan|1|1|1|1|2|32\n"
	  "row|1|46|2|主管部门||青岭县水利局|实施单位|青岭县水库管理所\nspan|1|2|1|1|2|46\n"
	  "row|1|77|3|一级指标|二级指标|三级指标|指标值|备注\n"
	  "row|1|112|4|产出指标|数量指标|维修座数|≥12座|\nspan|1|4|1|3|1|112\nspan|1|4|2|2|1|112\n"
	  "row|1|126|5|||培训管护人员的人次|≥300人次|\n"
	  "row|1|143|6||质量指标|验收合格率|100%|\n"
	  "row|1|164|7|效益指标|社会效益指标|受益人口|≥2万人|\nspan|1|7|1|2|1|164\n"
	  "row|1|185|8||生态效益|水质达标率|≥95%|\n" },
	{ "cells aligned at their tops",
	  "70 110 50 目标\n210 400 50 一\n+210 300 62 二\n70 110 80 甲\n210 250 80 乙\n"
	  "70 100 95 丙丙\n+70 80 107 丙\n210 250 95 丁\n70 110 120 戊\n+70 80 132 戊\n210 250 120 己\n+210 220 132 己\n",
	  "table|1|11||\nrow|1|11|1|目标|一二\nrow|1|28|2|甲|乙\nrow|1|42|3|丙丙丙|丁\nrow|1|59|4|戊戊|己己\n" },
	{ "a table goes on over pages; page numbers come behind it",
	  "70 110 50 甲\n210 250 50 乙\n70 110 70 丙\n210 250 70 丁\n280 310 800 - 1 -\n"
	  "=\n70 110 50 戊\n205 250 50 己\n280 300 800 2\n=\n60 300 50 说明。\n280 300 800 3\n",
	  "table|1|11||\nrow|1|11|1|甲|乙\nrow|1|25|2|丙|丁\nrow|1|48|3|戊|己\ntext|39|- 1 -\ntext|62|2\n"
	  "text|71|说明。\ntext|78|3\n" },
	{ "a title parts two forms on a page, a section's heading does not",
	  "70 110 50 甲\n210 250 50 乙\n70 110 70 丙\n210 250 70 丁\n60 300 90 注：略。\n200 400 110 二号项目绩效目标表\n"
	  "70 110 130 戊\n210 250 130 己\n150 190 150 绩效指标\n70 110 170 庚\n210 250 170 辛\n",
	  "table|1|11||\nrow|1|11|1|甲|乙\nrow|1|25|2|丙|丁\ntext|39|注：略。\ntable|2|46|二号项目绩效目标表|\n"
	  "row|2|53|1|戊|己\nrow|2|67|2|绩效指标|\nrow|2|74|3|庚|辛\n" },
	{ "prose: wrapped lines are one paragraph, an indent or a short line ends it",
	  "90 520 50 第一段的第一行\n+70 520 65 第二行\n+70 300 80 末行。\n+90 520 95 第二段\n+70 520 110 和它的第二行\n+90 200 125 第三段\n",
	  "text|11|第一段的第一行第二行末行。\ntext|20|第二段和它的第二行\ntext|26|第三段\n" },
	{ "words of a line: near ones are one cell, far ones are not; entities",
	  "70 90 50 R&amp;D\n&93 120 50 &lt;b&gt;\n&200 240 50 x\n70 90 70 a\n&200 240 70 b\n",
	  "table|1|11||\nrow|1|11|1|R&D <b>|x\nrow|1|20|2|a|b\n" },
	{ "two cells in one line alone are no table", "70 110 50 填报单位：\n400 480 50 单位：万元\n60 400 80 正文。\n",
	  "text|11|填报单位：\ntext|18|单位：万元\ntext|25|正文。\n" },
	{ "an empty page", "=\n=\n", "" },
};

static void read_spec(const char *spec, struct buf *got)
{
	struct buf page = { 0 };

	put_page(&page, spec);
	reader_records(bbox_read, buf_str(&page), got);
	buf_free(&page);
}

Test(bbox, pages)
{
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct buf got = { 0 };
		read_spec(pages[i].input, &got);
		buf_byte(&got, '\0');
		cr_expect_str_eq(got.p, pages[i].records, "%s\nwant:\n%s\ngot:\n%s", pages[i].what, pages[i].records, got.p);
		buf_free(&got);
	}
}

Test(bbox, places)
{
	struct buf page = { 0 };

	put_page(&page, HEAD TOP INDICATORS);
	cr_expect_gt(reader_check_sources(bbox_read, buf_str(&page)), 20);
	buf_free(&page);
}

/* Broken markup loses no words. */
Test(bbox, broken)
{
	static const struct reader_case cases[] = {
		{ "words that are not closed", "<page><word xMin=\"1\" yMin=1 xMax='9' yMax=9>a<word>b</page><word>c", "text|1|b\ntext|1|a\ntext|1|c\n" },
		{ "text outside words, before the first page", "x<page>y\n<word>z</word>", "text|1|y\ntext|2|z\n" },
		{ "numbers that are none", "<page><word xMin=\"-99999999999999999999.5\" yMin=\"x\" xMax=\"1e9\">a</word>", "text|1|a\n" },
	};
	reader_check(bbox_read, cases, sizeof cases / sizeof *cases);
}

static unsigned long next(unsigned long *seed) { return (*seed = *seed * 6364136223846793005UL + 1442695040888963407UL) >> 33; }

/* Words anywhere: every one comes out once. */
Test(bbox, any_words, .timeout = 60)
{
	unsigned long seed = 3;

	for (int round = 0; round < 200; round++) {
		struct buf page = { 0 }, got = { 0 };
		size_t n = 1 + next(&seed) % 60, found = 0;
		buf_add(&page, STR("<page>"));
		for (size_t i = 0; i < n; i++) {
			unsigned long x = next(&seed) % 400, y = next(&seed) % 60 * 10, w = next(&seed) % 90, h = next(&seed) % 25;
			if (next(&seed) % 3)
				buf_add(&page, STR("<block>"));
			if (next(&seed) % 4)
				buf_add(&page, STR("<line>"));
			buf_format(&page, "<word xMin=\"%lu\" yMin=\"%lu\" xMax=\"%lu\" yMax=\"%lu\">@</word>\n", x, y, x + w, y + h);
		}
		reader_records(bbox_read, buf_str(&page), &got);
		for (size_t i = 0; i < got.n; i++)
			found += got.p[i] == '@';
		cr_expect_eq(found, n, "round %d: %zu of %zu", round, found, n);
		buf_free(&page);
		buf_free(&got);
	}
}

/* A page as large as a book: rows in a column, cells in a row, all in one place. */
Test(bbox, hostile, .timeout = 120)
{
	static const struct { unsigned long x, y; } steps[] = { { 0, 20 }, { 20, 0 }, { 0, 0 }, { 3, 5 }, { 0, 1 } };

	for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
		struct buf page = { 0 }, got = { 0 };
		struct timespec a, b;
		buf_add(&page, STR("<page>"));
		for (unsigned long i = 0; i < 60000; i++)
			buf_format(&page, "<block><line><word xMin=\"%lu\" yMin=\"%lu\" xMax=\"%lu\" yMax=\"%lu\">a</word></line></block>\n",
				   i % 2 * 50 + i * steps[s].x, i / 2 * steps[s].y, i % 2 * 50 + i * steps[s].x + 15, i / 2 * steps[s].y + 10);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
		reader_run(bbox_read, buf_str(&page), false, &got);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
		cr_expect_lt(b.tv_sec - a.tv_sec, 15, "case %zu", s);
		buf_free(&page);
		buf_free(&got);
	}
}
