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
