#include "extract_case.h"

/* What a reader may hand over: '=' a paragraph, '#' a table of one row, '/' the end of a table. */
static const struct {
	const char *what;
	const char *script[8];
	const char *records;
} cases[] = {
	{ "title and caption", { "=经费绩效目标表", "=（2019年度）", "=单位：万元", "#" },
	  "table\td\t1\t1\t经费绩效目标表\t（2019年度）\\n单位：万元\nrow\td\t1\t4\t1\tx\n" },
	{ "the last title counts", { "=甲乙丙表", "=丁戊己表", "#" },
	  "text\td\t1\t甲乙丙表\ntable\td\t1\t2\t丁戊己表\t\nrow\td\t1\t3\t1\tx\n" },
	{ "what stands before goes out first", { "=附件", "=经费绩效目标表", "#" },
	  "text\td\t1\t附件\ntable\td\t1\t2\t经费绩效目标表\t\nrow\td\t1\t3\t1\tx\n" },
	{ "no title: only what looks like a caption", { "=机构情况", "=（2019年度）", "=单位: 万元", "=2019年", "#" },
	  "text\td\t1\t机构情况\ntable\td\t1\t5\t\t（2019年度）\\n单位: 万元\\n2019年\nrow\td\t1\t5\t1\tx\n" },
	{ "no title, no caption", { "=机构情况", "#" }, "text\td\t1\t机构情况\ntable\td\t1\t2\t\t\nrow\td\t1\t2\t1\tx\n" },
	{ "a sentence parts", { "=经费绩效目标表", "=详见下表。", "#" },
	  "text\td\t1\t经费绩效目标表\ntext\td\t2\t详见下表。\ntable\td\t1\t3\t\t\nrow\td\t1\t3\t1\tx\n" },
	{ "only four wait", { "=经费绩效目标表", "=甲", "=乙", "=丙", "=丁", "#" },
	  "text\td\t1\t经费绩效目标表\ntext\td\t2\t甲\ntext\td\t3\t乙\ntext\td\t4\t丙\ntext\td\t5\t丁\ntable\td\t1\t6\t\t\nrow\td\t1\t6\t1\tx\n" },
	{ "brackets and field codes", { "=绩效目标表（提升部分）", "#", "/", "=1、绩效目标表 TC 1、绩效目标表 \\f B \\l 1", "#" },
	  "table\td\t1\t1\t绩效目标表（提升部分）\t\nrow\td\t1\t2\t1\tx\n"
	  "table\td\t2\t4\t1、绩效目标表 TC 1、绩效目标表 \\\\f B \\\\l 1\t\nrow\td\t2\t5\t1\tx\n" },
	{ "what waits at the end is text", { "=经费绩效目标表" }, "text\td\t1\t经费绩效目标表\n" },
	{ "outer blanks", { "= 经费绩效目标表 ", "#" }, "table\td\t1\t1\t经费绩效目标表\t\nrow\td\t1\t2\t1\tx\n" },
};

static const char *const *script;

static void play(struct input *in, struct sink *out)
{
	struct cell cell = { .text = STR("x") };
	struct line line;

	while (input_line(in, &line))
		sink_lines_kept(out, 1);
	for (size_t i = 0; i < 8 && script[i]; i++) {
		struct spot at = { .line = i + 1, .column = 1 };
		if (script[i][0] == '=')
			sink_text(out, str_c(script[i] + 1), at);
		else if (script[i][0] == '/')
			sink_table_end(out);
		else {
			sink_table(out, at);
			sink_row(out, &cell, 1, i + 1);
		}
	}
}

Test(sink, titles)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf got;
		script = cases[i].script;
		got = case_run(STR(""), play, false);
		cr_expect_str_eq(got.p, cases[i].records, "%s: «%s»", cases[i].what, got.p);
		buf_free(&got);
	}
}

static void play_spans(struct input *in, struct sink *out)
{
	const struct cell cells[] = {
		{ .text = STR("a\tb"), .rows = 2, .columns = 1, .at = { 1, 2, 3, 4 } },
		{ .text = STR("") },
		{ .text = STR("c"), .rows = 1, .columns = 3, .at = { 1, 5, 9, 1 } },
	};

	(void)in;
	sink_row(out, cells, 3, 7); /* without sink_table: it begins one */
	sink_issue(out, 0, "note", "rule", STR("s"), STR("m"));
}

Test(sink, spans_and_sources)
{
	struct buf got = case_run(STR(""), play_spans, true);

	cr_expect_str_eq(got.p,
	    "table\td\t1\t7\t\t\n"
	    "row\td\t1\t7\t1\ta\\tb\t\tc\n"
	    "span\td\t1\t1\t1\t2\t1\t7\n"
	    "span\td\t1\t1\t3\t1\t3\t7\n"
	    "source\td\t1\trow\t1\t1\tcell\t1\t2\t3\t4\n"
	    "source\td\t1\trow\t1\t3\tcell\t1\t5\t9\t1\n"
	    "issue\td\t\t\tnote\trule\ts\tm\n", "%s", got.p);
	buf_free(&got);
}

Test(watch, names_the_first_lost_line)
{
	struct watch w = { 0 };
	size_t first;

	for (size_t line = 1; line <= 10; line++)
		watch_seen(&w, line);
	watch_seen(&w, 10); /* a second piece of it */
	watch_kept(&w, 3);
	watch_at(&w, 5); /* 4 was passed over */
	watch_kept(&w, 6);
	cr_expect_eq(watch_lost(&w, &first), (size_t)1);
	cr_expect_eq(first, (size_t)4);
	watch_begin(&w);
	watch_seen(&w, 2);
	watch_seen(&w, 5);
	watch_kept(&w, 1);
	cr_expect_eq(watch_lost(&w, &first), (size_t)1);
	cr_expect_eq(first, (size_t)5);
	watch_kept(&w, 5); /* more than there are */
	watch_seen(&w, 6);
	cr_expect_eq(watch_lost(&w, &first), (size_t)1);
	watch_free(&w);
}
