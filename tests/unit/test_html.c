#include "reader_run.h"

#include "tools/extract/html_grid.h"
#include "tools/extract/html_text.h"

#include <iconv.h>
#include <sys/resource.h>
#include <time.h>

static const struct reader_case pages[] = {
	{ "spans are a grid; a cell is written at its top left place",
	  "<table>\n<tr><td rowspan=2>项目名称<td colspan='2'>水库维修</tr>\n<tr><td>甲</td><td>乙</td></tr>\n</table>\n",
	  "table|1|2||\nrow|1|2|1|项目名称|水库维修|\nspan|1|1|1|2|1|2\nspan|1|1|2|1|2|2\nrow|1|3|2||甲|乙\n" },
	{ "a row that is wholly covered keeps its place",
	  "<table><tr><td rowspan=3>a<td rowspan=2>b</tr><tr></tr><tr><td>c</table>",
	  "table|1|1||\nrow|1|1|1|a|b\nspan|1|1|1|3|1|1\nspan|1|1|2|2|1|1\nrow|1|1|2||\nrow|1|1|3||c\n" },
	{ "missing </td>, </tr>, <tr>",
	  "<table><td>a<td>b<tr><td>c<td>d</table>",
	  "table|1|1||\nrow|1|1|1|a|b\nrow|1|1|2|c|d\n" },
	{ "a table that is never closed",
	  "<p>前\n<table><tr><td>a<td>b\n<tr><td>c<td>d",
	  "text|1|前\ntable|1|2||\nrow|1|2|1|a|b\nrow|1|3|2|c|d\n" },
	{ "text between cells belongs to the cell before it, ahead of the first to the first",
	  "<table><tr>x<td>a</td>y</b><td>b</td></tr><tr><td>c</td></font>d<td>e</table>",
	  "table|1|1||\nrow|1|1|1|x a y|b\nrow|1|1|2|c d|e\n" },
	{ "text between rows is not lost",
	  "<table><tr><td>a<td>b</tr>stray<tr><td>c<td>d</table>",
	  "table|1|1||\nrow|1|1|1|a|b\nrow|1|1|2|stray\nrow|1|1|3|c|d\n" },
	{ "a page that begins inside a table",
	  "a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table><p>后",
	  "text|1|a\ntext|1|b\ntable|1|1||\nrow|1|1|1|c|d\ntext|1|后\n" },
	{ "the caption stands above the table",
	  "<table><caption>水库维修项目绩效目标表</caption>\n<tr><th>a<th>b</table>",
	  "table|1|1|水库维修项目绩效目标表|\nrow|1|2|1|a|b\n" },
	{ "title and unit above the table; <title> and <style> and <script>",
	  "<html><head><meta charset=big5><title>云河市</title><style>p{}</style>\n<script>if (a<b) x(\"<table>\");</script></head>\n"
	  "<p>水库维修项目绩效目标表</p><p>单位：万元</p><table><tr><td>a<td>b</table>",
	  "text|1|云河市\ntable|1|3|水库维修项目绩效目标表|单位：万元\nrow|1|3|1|a|b\n" },
	{ "<br>, blocks, entities, blanks and inline tags in a cell",
	  "<table><tr><td>a<br>b <p> c</p><td><b>项</b><span>目</span>&nbsp;&nbsp;x<sup>2</sup> &lt;&amp;&#8805;&ge;&copy;"
	  "<td>\xc2\xa0甲 \t 乙\n丙<div style=\"display:none\">丁</div><td>&nbsp;</table>",
	  "table|1|1||\nrow|1|1|1|a b c|项目 x2 <&≥≥©|甲 乙 丙 丁|\n" },
	{ "entities that are none stay",
	  "<p>A&B &nosuch; &amp R&D", "text|1|A&B &nosuch; &amp R&D\n" },
	{ "comments, declarations, CDATA-like",
	  "<!DOCTYPE html\n PUBLIC \"a\">\n<p>a<!-- <table><tr><td>x --->b<!-->c<![if !vml]>d<?xml e?>f",
	  "text|3|abcdf\n" },
	{ "a comment over lines, a script with tags in strings",
	  "<p>a\n<!-- x\ny\n--> b\n<SCRIPT>\n'</b>'\n</ScRiPt>c", "text|1|a b c\n" },
	{ "a comment that is never closed is said",
	  "<p>a\n<!-- x\ny", "issue||2|warning|html-unclosed|<!-- <script> <style>"
	  "|a comment or script is not closed: what follows it was skipped\ntext|1|a\n" },
	{ "a '<' that begins no tag is text",
	  "<p>≤100 < 200<300 a<b类</p>x<>y</ z<人>", "text|1|≤100 < 200<300 a<b类\ntext|1|x<>y</ z<人>\n" },
	{ "tags over lines, upper case, '>' in quotes, a quote left open",
	  "<TABLE\n border=1><TR><TD title=\"a>b\"\n ROWSPAN = \"2\">a<td width=\"50>b</td><td x='>c</table>",
	  "table|1|3||\nrow|1|3|1|a|b|c\nspan|1|1|1|2|1|3\n" },
	{ "a tag that never ends is text",
	  "<p>a\n<td b\nc", "text|1|a <td b c\n" },
	{ "a tag that turns out to be none, over lines",
	  "<p>x <y\nz <b>w</b>", "text|1|x <y z w\n" },
	{ "nested: what holds a table is layout",
	  "<table><tr><td>导航<td>页首<p>水库维修项目绩效目标表</p>\n<table><tr><td>a<td>b<tr><td>c<td>d</table>\n后"
	  "<table><tr><td>e<td>f</table></td></tr><tr><td>页脚<td>右</table>尾",
	  "text|1|导航\ntext|1|页首\ntable|1|1|水库维修项目绩效目标表|\nrow|1|2|1|a|b\nrow|1|2|2|c|d\ntext|3|后\n"
	  "table|2|3||\nrow|2|3|1|e|f\ntext|3|页脚\ntext|3|右\ntext|3|尾\n" },
	{ "nested: in a form's row the inner table is the cell's text",
	  "<table><tr><td>a<td>b<tr><td>c<td>d<tr><td>目标<td>前<table><tr><td>1<td>2<tr><td>3</table>后<tr><td>e<td>f</table>",
	  "table|1|1||\nrow|1|1|1|a|b\nrow|1|1|2|c|d\nrow|1|1|3|目标|前 1 2 3 后\nrow|1|1|4|e|f\n" },
	{ "a table of one column is layout: its title stands above the next table",
	  "<table><tr><td>水库维修项目绩效目标表</td></tr></table><table><tr><td>（2021年度）</td></tr><tr><td>a<td>b</tr></table>",
	  "table|1|1|水库维修项目绩效目标表|（2021年度）\nrow|1|1|1|a|b\n" },
	{ "a spacer is no table, leading blank rows are no rows",
	  "<table><tr><td>&nbsp;</td></tr></table><table><tr><td><td></tr><tr><td>a<td>b</table>",
	  "table|1|1||\nrow|1|1|1|a|b\n" },
	{ "a blank row further down is one",
	  "<table><tr><td>a<td>b<tr><td><td> <tr><td>c<td></table>",
	  "table|1|1||\nrow|1|1|1|a|b\nrow|1|1|2||\nrow|1|1|3|c|\n" },
	{ "overlapping spans are said; the cells behind stand where HTML puts them",
	  "<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=2>d<td>e</table>",
	  "table|1|1||\nrow|1|1|1|a|b|c\nspan|1|1|2|2|1|1\nrow|1|1|2|d||e\n"
	  "issue||1|warning|span-overlap|d|the cell's columns are taken by a cell that spans rows above it\n" },
	{ "rowspan 0 is to the end; what is no number is 1",
	  "<table><tr><td rowspan=0>a<td colspan=0>b<td rowspan=x colspan=-1>c</table>",
	  "table|1|1||\nrow|1|1|1|a|b|c\nspan|1|1|1|65534|1|1\n" },
	{ "a quote lost at one end of a value, entities in one, the first of two counts",
	  "<table><tr><td rowspan=2\">a<td>b<tr><td>c<tr><td COLSPAN=&#50;\">d<tr><td colspan='2' colspan=3>e<td>f</table>",
	  "table|1|1||\nrow|1|1|1|a|b\nspan|1|1|1|2|1|1\nrow|1|1|2||c\nrow|1|1|3|d|\nspan|1|3|1|1|2|1\n"
	  "row|1|1|4|e||f\nspan|1|4|1|1|2|1\n" },
	{ "an absurd span is cut and said",
	  "<table><tr><td rowspan=2147483648>a<td>b<td>c</table>",
	  "issue||1|note|span-limit|rowspan, colspan|a span is larger than a table can be and was cut\n"
	  "table|1|1||\nrow|1|1|1|a|b|c\nspan|1|1|1|65534|1|1\n" },
	{ "a section ends the spans above it",
	  "<table><thead><tr><th rowspan=2>a<th>b</thead><tbody><tr><td>c<td>d</table>",
	  "table|1|1||\nrow|1|1|1|a|b\nspan|1|1|1|2|1|1\nrow|1|1|2|c|d\n" },
	{ "unless the next row leaves just their room",
	  "<table><thead><tr><th rowspan=2>a<th colspan=2>b</thead><tbody><tr><td>c<td>d<tr><td>e<td>f<td>g</table>",
	  "table|1|1||\nrow|1|1|1|a|b|\nspan|1|1|1|2|1|1\nspan|1|1|2|1|2|1\nrow|1|1|2||c|d\nrow|1|1|3|e|f|g\n" },
	{ "paragraphs: blocks and <br>; a line end is a blank; <pre> keeps lines",
	  "<div>一、甲<br>乙\n丙<ul><li>丁<li>戊</ul>己</div><pre>庚\n辛</pre>",
	  "text|1|一、甲\ntext|1|乙 丙\ntext|2|丁\ntext|2|戊\ntext|2|己\ntext|2|庚\ntext|3|辛\n" },
	{ "Word's tags are transparent",
	  "<p class=MsoNormal><span lang=EN-US>2021<o:p></o:p></span>年<st1:x w:st=\"on\">度</st1:x></p>", "text|1|2021年度\n" },
	{ "<script/> of XHTML has no content", "<script src='a'/><p>b", "text|1|b\n" },
};

Test(html, pages) { reader_check(html_read, pages, sizeof pages / sizeof *pages); }

/* Islands: what is outside them goes to the sink line by line here, as a Markdown reader would. */
static void read_islands(struct input *in, struct sink *out)
{
	struct html_island *h = NULL;
	struct line line;

	while (input_line(in, &line)) {
		if (!h && str_find(line.text, STR("<table"), 0) < line.text.n)
			h = html_island_new(out, in);
		if (!h) {
			sink_text(out, line.text, input_spot(in, &line, 0, line.text.n));
			sink_lines_kept(out, !str_blank(line.text));
		} else if (!html_island_feed(h, &line)) {
			html_island_free(h);
			h = NULL;
		}
	}
	html_island_free(h);
}

static const struct reader_case islands[] = {
	{ "text before and behind, several on a line",
	  "x\n前<table><tr><td>a<td>b</table>中<table><tr><td>c<td>d\n</table>后\ny\n",
	  "text|1|x\ntext|2|前\ntable|1|2||\nrow|1|2|1|a|b\ntext|2|中\ntable|2|2||\nrow|2|2|1|c|d\ntext|3|后\ntext|4|y\n" },
	{ "a table that nobody closes ends at text behind a row",
	  "<table><tr><td>a<td>b</td></tr>\n\n# 标题\ny\n", "table|1|1||\nrow|1|1|1|a|b\ntext|3|# 标题\ntext|4|y\n" },
	{ "or at the end", "<table><tr><td>a<td>b", "table|1|1||\nrow|1|1|1|a|b\n" },
	{ "a tag over two lines", "<table\n><tr><td>a<td>b</table>\n", "table|1|2||\nrow|1|2|1|a|b\n" },
	{ "no table at all", "<tablet> x\ny\n", "text|1|x\ntext|2|y\n" },
};

Test(html, islands) { reader_check(read_islands, islands, sizeof islands / sizeof *islands); }

Test(html, places)
{
	static const char page[] = "<table>\n<tr><td rowspan=2> 项<b>目</b>名称 </td><td>&nbsp;≥3\n座</td></tr>\n"
		"<tr><td><p>甲</p>\n<p>乙</p></td></tr></table><table><tr><td>a</td><td>b c</td></tr></table>";
	size_t n = 0;

	cr_expect_eq(reader_check_sources(html_read, STR(page)), 5);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (!strstr(pages[i].input, "&lt;"))
			n += reader_check_sources(html_read, str_c(pages[i].input));
	cr_expect_gt(n, 60);
}

/* The same place whether the page is cut into lines or not, and in bytes of the filing's own encoding. */
Test(html, gb18030)
{
	static const char page[] = "<p>水库</p><table><tr><td>项目名称</td><td>青岭县</td></tr></table>\n";
	char bytes[256], *from = (char *)page, *to = bytes, name[32], out_name[32];
	size_t n = sizeof page - 1, room = sizeof bytes;
	iconv_t cd = iconv_open("GB18030", "UTF-8");
	struct writer w = { 0 };
	struct sink sink = { .writer = &w, .provenance = true };
	struct buf got = { 0 };
	struct input *in;

	iconv(cd, &from, &n, &to, &room);
	iconv_close(cd);
	reader_file(name, str_of(bytes, (size_t)(to - bytes)));
	reader_file(out_name, STR(""));
	in = input_open(name, "GB18030");
	w.out = out_open(out_name);
	sink_document(&sink, STR("d"), "html");
	html_read(in, &sink);
	out_close(w.out);
	reader_slurp(&got, out_name);
	buf_byte(&got, '\0');
	/* <p>水库</p><table><tr><td>: code point 25 is byte 26 in GB18030 */
	cr_expect(strstr(got.p, "\trow\t1\t1\tcell\t1\t25\t26\t8\n"), "%s", got.p);
	cr_expect(strstr(got.p, "\trow\t1\t2\tcell\t1\t38\t43\t6\n"), "%s", got.p);
	input_close(in);
	sink_free(&sink);
	buf_free(&got);
	unlink(name);
	unlink(out_name);
}

Test(html, lines_beyond_65535)
{
	struct buf page = { 0 }, got = { 0 };

	for (int i = 0; i < 70000; i++)
		buf_byte(&page, '\n');
	buf_add(&page, STR("<table><tr><td>a<td>b</table>"));
	reader_records(html_read, buf_str(&page), &got);
	cr_expect(str_eq(buf_str(&got), STR("table|1|70001||\nrow|1|70001|1|a|b\n")), "%.*s", STR_ARG(buf_str(&got)));
	buf_free(&page);
	buf_free(&got);
}

/* A line that comes in pieces: tags, comments and text across the seams. */
Test(html, long_line, .timeout = 120)
{
	static const char *const seams[] = { "<td title='x'>甲<td>乙", "<!-- c --><td>甲<td>乙", "<script>x</script><td>甲<td>乙" };
	static const char head[] = "<table><tr>", tail[] = "</table>";

	for (size_t s = 0; s < sizeof seams / sizeof *seams; s++)
		for (size_t back = 0; back <= strlen(seams[s]); back++) {
			struct buf page = { 0 }, got = { 0 };
			buf_add(&page, STR(head));
			while (page.n < INPUT_LINE_MOST - back)
				buf_byte(&page, ' ');
			buf_add(&page, str_c(seams[s]));
			buf_add(&page, STR(tail));
			reader_records(html_read, buf_str(&page), &got);
			cr_expect(str_eq(buf_str(&got), STR("table|1|1||\nrow|1|1|1|甲|乙\n")), "%zu %zu %.*s", s, back,
				  STR_ARG(buf_str(&got)));
			buf_free(&page);
			buf_free(&got);
		}
}

static const struct {
	const char *what, *head, *unit, *tail;
	size_t times;
} hostile[] = {
	{ "tables in tables", "", "<table><tr><td>x", "</th></b></td>", 100000 },
	{ "tables in a form's cell", "<table><tr><td>a<td>b<tr><td>a<td>b<tr><td>x<td>", "<table><tr><td>x", "</table>", 100000 },
	{ "sections in cells", "<table>", "<td><thead>x", "</caption>", 100000 },
	{ "blocks in blocks", "", "<div><b>x", "</i></div>", 100000 },
	{ "a million columns", "<table><tr>", "<td>1</td>", "", 1000000 },
	{ "spans of 2^31", "<table>", "<tr><td rowspan=2147483648 colspan=99999999999999999999>a</tr>\n", "", 50000 },
	{ "spans above empty rows", "<table><tr>", "<td rowspan=65534>a", "<tr></tr>", 100000 },
	{ "attributes", "<table><tr><td ", "a=b c ", "", 500000 },
	{ "tags that never end", "", "<a ", "", 1000000 },
	{ "a quote that never ends", "<table><tr><td a=\"", "x> ", "", 1000000 },
	{ "an open tag over many lines", "", "<td xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", "", 100000 },
	{ "comments", "", "<!-- <!--", "", 500000 },
	{ "ends of scripts", "<script>", "</scrip", "", 500000 },
	{ "ampersands", "<p>", "&", "", 2000000 },
	{ "entities", "<p>", "&amp;&#x4e2d;", "", 200000 },
	{ "one cell", "<table><tr><td>", "文字<br>", "", 1000000 },
	{ "one paragraph", "", "文字 ", "", 2000000 },
	{ "one line of tables", "", "<table><tr><td>a<td>b</table>", "", 100000 },
};

/* Each takes a fraction of a second; a square of the input would take hours. */
Test(html, hostile, .timeout = 300)
{
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct buf page = { 0 }, got = { 0 };
		struct timespec a, b;
		buf_add(&page, str_c(hostile[i].head));
		for (size_t k = 0; k < hostile[i].times; k++)
			buf_add(&page, str_c(hostile[i].unit));
		for (size_t k = 0; k < hostile[i].times && *hostile[i].tail; k++)
			buf_add(&page, str_c(hostile[i].tail));
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
		reader_run(html_read, buf_str(&page), false, &got);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
		cr_expect_lt(b.tv_sec - a.tv_sec, 12, "%s: %ld s", hostile[i].what, (long)(b.tv_sec - a.tv_sec));
		buf_free(&page);
		buf_free(&got);
	}
}

#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

static long peak(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss; /* KiB */
}

/* Memory does not grow with the page: 30 MB in one table, in many, outside tables. */
Test(html, memory, .timeout = 120)
{
	static const struct { const char *head, *unit; } cases[] = {
		{ "<table>", "<tr><td>产出指标</td><td style='x'>数量 &amp; 指标</td></tr>\n" },
		{ "", "<table><tr><td>产出指标</td><td>数量指标</td></tr></table>\n" },
		{ "", "<p>水库&nbsp;维修</p>\n" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf page = { 0 };
		char from[32], to[32];
		struct writer w = { 0 };
		struct sink sink = { .writer = &w };
		struct input *in;
		long before;
		buf_room(&page, 30 * 1024 * 1024);
		buf_add(&page, str_c(cases[i].head));
		while (page.n < 30 * 1000 * 1000)
			buf_add(&page, str_c(cases[i].unit));
		reader_file(from, buf_str(&page));
		reader_file(to, STR(""));
		before = peak();
		in = input_open(from, "UTF-8");
		w.out = out_open(to);
		sink_document(&sink, STR("d"), "html");
		html_read(in, &sink);
		if (!SANITIZED) /* a sanitizer holds on to what was freed */
			cr_expect_lt(peak() - before, 8 * 1024, "case %zu: %ld KiB more", i, peak() - before);
		cr_expect(out_close(w.out));
		input_close(in);
		sink_free(&sink);
		buf_free(&page);
		unlink(from);
		unlink(to);
	}
}

Test(grid, numbers)
{
	static const struct { const char *s; size_t want; } cases[] = {
		{ "", 1 }, { "2", 2 }, { " 3 ", 3 }, { "4px", 4 }, { "x", 1 }, { "-2", 1 }, { "0", 0 }, { "100", 100 },
		{ "101", 100 }, { "2147483648", 100 }, { "99999999999999999999999999", 100 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(grid_number(str_c(cases[i].s), 1, 100), cases[i].want, "%s", cases[i].s);
}

/* Whatever spans come: columns ascend, stay in the row's width, and no two cells share one. */
Test(grid, any_spans)
{
	static struct grid g;
	unsigned seed = 7;

	for (int round = 0; round < 2000; round++) {
		if (round % 20 == 0)
			grid_reset(&g);
		for (int r = 0; r < 6; r++) {
			struct grid_cell cells[12];
			size_t n = (seed = seed * 1103515245 + 12345) >> 16 & 7, overlap, width;
			for (size_t i = 0; i < n; i++) {
				seed = seed * 1103515245 + 12345;
				cells[i] = (struct grid_cell){ .rows = 1 + (seed >> 16 & 3), .columns = 1 + (seed >> 20 & 127) };
			}
			if ((seed >> 24 & 7) == 0)
				grid_section(&g);
			width = grid_row(&g, cells, n, &overlap);
			for (size_t i = 0; i < n; i++) {
				cr_assert_lt(cells[i].column, width);
				cr_assert_leq(cells[i].column + cells[i].columns, width);
				cr_assert(i == 0 || cells[i].column >= cells[i - 1].column + cells[i - 1].columns);
			}
		}
	}
}
