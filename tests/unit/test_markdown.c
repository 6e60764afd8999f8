#include "extract_case.h"

static const struct {
	const char *what, *filed, *records;
} cases[] = {
	{ "nothing", "", "" },
	{ "prose", "一段话。\n又一段。\n", "text\td\t1\t一段话。\ntext\td\t2\t又一段。\n" },
	{ "heading marks", "## 标题 ##\n\n**粗标题**\n", "text\td\t1\t标题\ntext\td\t3\t粗标题\n" },
	{ "a rule is text", "---\n", "text\td\t1\t---\n" },
	{ "blank header and ruler are layout",
	  "青岭县经费绩效目标表\n\n单位：万元\n\n| | |\n|---|:-:|\n| a | b |\n",
	  "table\td\t1\t1\t青岭县经费绩效目标表\t单位：万元\nrow\td\t1\t7\t1\ta\tb\n" },
	{ "the first row as header", "| a | b |\n|---|---|\n| 1 | 2 |\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\t2\n" },
	{ "without ruler", "| a | b |\n| 1 | 2 |\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t2\t2\t1\t2\n" },
	{ "one row only", "| a | b |\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\n" },
	{ "ruler first", "|---|---|\n| a | b |\n", "table\td\t1\t2\t\t\nrow\td\t1\t2\t1\ta\tb\n" },
	{ "a ruler alone is text", "|---|---|\n\nx\n", "text\td\t1\t|---|---|\ntext\td\t3\tx\n" },
	{ "nothing below the ruler", "表一表\n\n| | |\n|--|--|\n\n", "text\td\t1\t表一表\ntable\td\t1\t3\t\t\n" },
	{ "no leading pipe", "a | b\n---|---\n1 | 2\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\t2\n" },
	{ "no leading pipe, no ruler", "a | b | c\n1 | 2 | 3\n| | 4\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\tc\nrow\td\t1\t2\t2\t1\t2\t3\nrow\td\t1\t3\t3\t\t\t4\n" },
	{ "trailing pipe only", "a | b |\n1 | 2 |\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t2\t2\t1\t2\n" },
	{ "a pipe in prose", "a | b\n", "text\td\t1\ta | b\n" },
	{ "ragged", "| a | b | c |\n|---|---|---|\n| 1 |\n| 1 | 2 | 3 | 4 |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\tc\nrow\td\t1\t3\t2\t1\nrow\td\t1\t4\t3\t1\t2\t3\t4\n" },
	{ "prose directly below", "| a | b |\n|---|---|\n| 1 | 2 |\n备注\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\t2\ntext\td\t4\t备注\n" },
	{ "prose with a pipe below", "| a | b | c | d | e |\n|---|---|---|---|---|\nx | y\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\tc\td\te\ntext\td\t3\tx | y\n" },
	{ "a table right after another", "| a | b |\n|---|---|\n| 1 | 2 |\n| c | d |\n|---|---|\n| 3 | 4 |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\t2\n"
	  "table\td\t2\t4\t\t\nrow\td\t2\t4\t1\tc\td\nrow\td\t2\t6\t2\t3\t4\n" },
	{ "a blank header after a table", "| 1 | 2 |\n| | |\n|---|---|\n| 3 | 4 |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\t1\t2\ntable\td\t2\t4\t\t\nrow\td\t2\t4\t1\t3\t4\n" },
	{ "a blank row is a row", "| a | b |\n|---|---|\n| | |\n| 1 | 2 |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t\t\nrow\td\t1\t4\t3\t1\t2\n" },
	{ "dashes as values", "| a | b |\n|---|---|\n| 1 | 2 |\n| - | - |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\t2\nrow\td\t1\t4\t3\t-\t-\n" },
	{ "escaped pipes", "| a\\|b | c |\n|---|---|\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta|b\tc\n" },
	{ "a backslash stays", "| a\\b | c |\n| 1 | 2 |\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\\\\b\tc\nrow\td\t1\t2\t2\t1\t2\n" },
	{ "inline HTML", "| <p>目标1</p><p>目标2</p> | &ge;5<br>x |\n|---|---|\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\t目标1 目标2\t≥5 x\n" },
	{ "other blanks", "|\xe3\x80\x80" "a\xc2\xa0|b|\n|---|---|\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\n" },
	{ "CR LF", "| a | b |\r\n|---|---|\r\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\n" },
	{ "a tab in a cell", "| a\tb | c |\n|---|---|\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\\tb\tc\n" },
	{ "brackets behind the title", "云河市绩效目标表（能力提升部分）\n（2019年度）\n| a | b |\n|---|---|\n",
	  "table\td\t1\t1\t云河市绩效目标表（能力提升部分）\t（2019年度）\nrow\td\t1\t3\t1\ta\tb\n" },
	{ "an HTML table", "前文。\n<table><tr><td>a</td><td>b</td></tr></table>\n后文。\n",
	  "text\td\t1\t前文。\ntable\td\t1\t2\t\t\nrow\td\t1\t2\t1\ta\tb\ntext\td\t3\t后文。\n" },
	{ "a tag that only begins like one", "<tablets>\n", "text\td\t1\t<tablets>\n" },
	{ "emphasis around a cell", "| **≥95%** | __x__ | *x* | `x` | ***x*** | **a** b |\n|---|---|---|---|---|---|\n| * | ** | *** | * a * | **$5$** | _x_ |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\t≥95%\tx\tx\tx\tx\t**a** b\n"
	  "row\td\t1\t3\t2\t*\t**\t***\t* a *\t5\t_x_\n" },
	{ "math and escapes", "| $\\geq$ 90% | 100\\% | m$^2$ |\n|---|---|---|\n| m$^2$ | $90$ | 5$ |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\t≥ 90%\t100%\tm²\nrow\td\t1\t3\t2\tm²\t90\t5$\n" },
	{ "math in text", "达到$90$以上，**计**\n", "text\td\t1\t达到90以上，**计**\n" },
	{ "bullets and labels stay", "- 单位：万元。\n* 年度：2022。\n", "text\td\t1\t- 单位：万元。\ntext\td\t2\t* 年度：2022。\n" },
	{ "a block quote", "> ## 云河市绩效目标表\n>\n> > | a | b |\n> > |---|---|\n> | 1 | 2 |\n>\n> 备注。\n",
	  "table\td\t1\t1\t云河市绩效目标表\t\nrow\td\t1\t3\t1\ta\tb\nrow\td\t1\t5\t2\t1\t2\ntext\td\t7\t备注。\n" },
	{ "a block quote without pipes at the ends", "> a | b\n> --- | ---\n> 1 | 2\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\t2\n" },
	{ "HTML in a block quote", "> <table><tr><td>a</td>\n> <td>b</td></tr>\n> <tr><td>1</td><td>2\n> 3</td></tr></table>\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\t2 3\n" },
	{ "no block quote", ">90%\n\n> 90%\n\na | b\n---|---\n> 5 | 6\n",
	  "text\td\t1\t>90%\ntext\td\t3\t> 90%\ntable\td\t1\t5\t\t\nrow\td\t1\t5\t1\ta\tb\nrow\td\t1\t7\t2\t> 5\t6\n" },
	{ "a line feed in a cell", "| a | b | c |\n|---|---|---|\n| 1 | 每期\n天数 | 3 |\n| 4 | 5 | 6 |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\tc\nrow\td\t1\t3\t2\t1\t每期 天数\t3\nrow\td\t1\t5\t3\t4\t5\t6\n" },
	{ "line feeds in the first cell and the last", "| a | b | c | d |\n|---|---|---|---|\n| 一\n二\n三 | 2 | 3 | x\n$\\ge$\n y |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\tc\td\nrow\td\t1\t3\t2\t一 二 三\t2\t3\tx ≥ y\n" },
	{ "four lines more", "| a | b |\n|---|---|\n| 一\n二\n三\n$\\ge$\n5 | 2 |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t一 二 三 ≥ 5\t2\n" },
	{ "five lines more", "| a | b |\n|---|---|\n| 1 | 一\n二\n三\n四\n五\n六 |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\t一\n"
	  "text\td\t4\t二\ntext\td\t5\t三\ntext\td\t6\t四\ntext\td\t7\t五\n"
	  "text\td\t8\t六 |\n" },
	{ "the pipes do not come out", "| a | b | c |\n|---|---|---|\n| 1 | x\ny |\n\n| 1 | x\ny | 2 | 3 |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\tc\nrow\td\t1\t3\t2\t1\tx\nrow\td\t1\t4\t3\ty\n"
	  "table\td\t2\t6\t\t\nrow\td\t2\t6\t1\t1\tx\nrow\td\t2\t7\t2\ty\t2\t3\n" },
	{ "too many pipes", "| a | b | c |\n|---|---|---|\n| 1 | x\ny | 2 | 3 |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\tc\nrow\td\t1\t3\t2\t1\tx\nrow\td\t1\t4\t3\ty\t2\t3\n" },
	{ "a blank line between", "| a | b |\n|---|---|\n| 1 | x\n\ny |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\tx\ntext\td\t5\ty |\n" },
	{ "rows that do not end in a pipe", "| a | b\n|---|---\n| 1 | x\ny\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\tx\ntext\td\t4\ty\n" },
	{ "blank lines between all lines", "| a | b |\n\n|---|---|\n\n| 1 | 2 |\n\n| 3 | 4 |\n\n后文\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t5\t2\t1\t2\nrow\td\t1\t7\t3\t3\t4\ntext\td\t9\t后文\n" },
	{ "a blank line behind two rows ends the table", "| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\t2\ntable\td\t2\t5\t\t\nrow\td\t2\t5\t1\t3\t4\n" },
	{ "a ruler behind the third row, and one behind each", "| a | b |\n| 1 | 2 |\n| 3 | 4 |\n|---|---|\n| 5 | 6 |\n|---|---|\n| 7 | 8 |\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t2\t2\t1\t2\nrow\td\t1\t3\t3\t3\t4\n"
	  "row\td\t1\t5\t4\t5\t6\nrow\td\t1\t7\t5\t7\t8\n" },
	{ "a drawn frame", "+---+----+\n| a | 一  |\n|   | 二  |\n+===+====+\n|   | x\\|y |\n+   +----+\n| 3 | b  |\n| c |    |\n+---+----+\n后文\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t2\t1\ta\t一二\nrow\td\t1\t5\t2\t\tx|y\nrow\td\t1\t7\t3\t3c\tb\ntext\td\t10\t后文\n" },
	{ "a frame that was cut off", "+--+--+\n| a | b |", "table\td\t1\t1\t\t\nrow\td\t1\t2\t1\ta\tb\n" },
	{ "the end of the filing", "| a | b |\n|---|---|\n| 1 | x\ny", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t3\t2\t1\tx\ntext\td\t4\ty\n" },
};

Test(markdown, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf got = case_run(str_c(cases[i].filed), markdown_read, false);
		cr_expect_str_eq(got.p, cases[i].records, "%s: «%s», not «%s»", cases[i].what, got.p, cases[i].records);
		buf_free(&got);
	}
}

/* With places asked for another path splits the rows: the records must be the same. */
Test(markdown, the_same_with_places)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf got = case_run(str_c(cases[i].filed), markdown_read, true), rest = { 0 };
		for (struct str s = str_c(got.p); s.n;) {
			size_t end = str_chr(s, '\n', 0);
			if (!str_starts(s, STR("source\t")))
				buf_add(&rest, str_to(s, end + 1));
			s = str_from(s, end + 1);
		}
		buf_byte(&rest, '\0');
		cr_expect_str_eq(rest.p, cases[i].records, "%s: «%s»", cases[i].what, rest.p);
		buf_free(&got);
		buf_free(&rest);
	}
}

Test(markdown, places)
{
	struct buf got = case_run(STR("# 云河市表格表\n| 甲 | <b>乙</b> |\n|---|---|\n"), markdown_read, true);

	cr_expect_str_eq(got.p,
	    "table\td\t1\t1\t云河市表格表\t\n"
	    "source\td\t1\ttable\t\t\ttitle\t1\t3\t2\t18\n"
	    "row\td\t1\t2\t1\t甲\t乙\n"
	    "source\td\t1\trow\t1\t1\tcell\t2\t3\t23\t3\n"
	    "source\td\t1\trow\t1\t2\tcell\t2\t7\t29\t10\n", "%s", got.p);
	buf_free(&got);
}

/* A cell that reaches over a line end, in a block quote. */
Test(markdown, places_of_joined_lines)
{
	struct buf got = case_run(STR("> | a | b |\n> |---|---|\n> | 一\n>  **二** | $\\ge$ |\n"), markdown_read, true);

	cr_expect_str_eq(got.p,
	    "table\td\t1\t1\t\t\n"
	    "row\td\t1\t1\t1\ta\tb\n"
	    "source\td\t1\trow\t1\t1\tcell\t1\t5\t4\t1\n"
	    "source\td\t1\trow\t1\t2\tcell\t1\t9\t8\t1\n"
	    "row\td\t1\t3\t2\t一 **二**\t≥\n"
	    "source\td\t1\trow\t2\t1\tcell\t3\t5\t28\t14\n"
	    "source\td\t1\trow\t2\t2\tcell\t4\t12\t45\t5\n", "%s", got.p);
	buf_free(&got);
}

/* A row of more cells than are held at once, and a line of more bytes than a line may have. */
Test(markdown, wide_and_long, .timeout = 20)
{
	struct buf s = { 0 }, got;
	size_t cells = 0;

	for (size_t i = 0; i < 10000; i++)
		buf_add(&s, STR("|x"));
	buf_add(&s, STR("|\n"));
	got = case_run(buf_str(&s), markdown_read, false);
	for (size_t i = 0; i < got.n; i++)
		cells += got.p[i] == 'x';
	cr_expect_eq(cells, (size_t)10000);
	buf_free(&got);
	buf_reset(&s);
	buf_add(&s, STR("| a | "));
	while (s.n < INPUT_LINE_MOST + 1000)
		buf_add(&s, STR("长"));
	buf_add(&s, STR(" |\n"));
	got = case_run(buf_str(&s), markdown_read, false);
	cr_expect(str_invalid_at(str_of(got.p, got.n)) == got.n);
	buf_free(&got);
	buf_free(&s);
}
