#include "extract_case.h"

#include "../../common/msg.h"
#include "../../tools/extract/csv.h"

static const struct {
	const char *what, *filed, *records;
} cases[] = {
	{ "plain", "a,b\n1,2\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t2\t2\t1\t2\n" },
	{ "title and caption in merged cells", "云河市绩效目标表,,\n,,单位：万元\n项目名称,甲,\n预算数,5,\n",
	  "table\td\t1\t1\t云河市绩效目标表\t单位：万元\nrow\td\t1\t3\t1\t项目名称\t甲\t\nrow\td\t1\t4\t2\t预算数\t5\t\n" },
	{ "quotes", "\"a,b\",\"c \"\"d\"\"\"\n1,2\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta,b\tc \"d\"\nrow\td\t1\t2\t2\t1\t2\n" },
	{ "a line end in quotes", "a,\"b\n\nc\",d\n1,2,3\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\\n\\nc\td\nrow\td\t1\t4\t2\t1\t2\t3\n" },
	{ "an empty line parts tables", "a,b\n\nc,d\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\ntable\td\t2\t3\t\t\nrow\td\t2\t3\t1\tc\td\n" },
	{ "blank cells and a title part tables", "a,b\n,\n云河市甲乙表,\nc,d\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\ntable\td\t2\t3\t云河市甲乙表\t\nrow\td\t2\t4\t1\tc\td\n" },
	{ "a title alone parts tables", "a,b\n云河市甲乙表,\nc,d\n",
	  "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\ntable\td\t2\t2\t云河市甲乙表\t\nrow\td\t2\t3\t1\tc\td\n" },
	{ "a blank row inside", "a,b\n,\nc,d\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t2\t2\t\t\nrow\td\t1\t3\t3\tc\td\n" },
	{ "semicolons", "a;b;c\n1;2;3\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\tc\nrow\td\t1\t2\t2\t1\t2\t3\n" },
	{ "tabs", "a\tb\tc\n\t\t\n1\t\t3\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\tc\nrow\td\t1\t2\t2\t\t\t\nrow\td\t1\t3\t3\t1\t\t3\n" },
	{ "pipes", "a|b|c\n1|2|3\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\tc\nrow\td\t1\t2\t2\t1\t2\t3\n" },
	{ "no last line end", "a,b\n1,2", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t2\t2\t1\t2\n" },
	{ "a quote inside a field", "5\",b\n1,2\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\t5\"\tb\nrow\td\t1\t2\t2\t1\t2\n" },
	{ "an open quote at the end", "a,b\nc,\"d\ne\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t2\t2\tc\td\\ne\n" },
	{ "CR LF", "a,b\r\n\"1\r\n2\",3\r\n", "table\td\t1\t1\t\t\nrow\td\t1\t1\t1\ta\tb\nrow\td\t1\t2\t2\t1\\n2\t3\n" },
	{ "only text", "甲\n乙。\n", "text\td\t1\t甲\ntext\td\t2\t乙。\n" },
	{ "nothing", "", "" },
};

Test(csv, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf got = case_run(str_c(cases[i].filed), csv_read, false);
		cr_expect_str_eq(got.p, cases[i].records, "%s: «%s»", cases[i].what, got.p);
		buf_free(&got);
	}
}

Test(csv, places)
{
	struct buf got = case_run(STR("云,\" b \"\n\"c\nd\",\"\"\n"), csv_read, true);

	cr_expect_str_eq(got.p,
	    "table\td\t1\t1\t\t\n"
	    "row\td\t1\t1\t1\t云\tb\n"
	    "source\td\t1\trow\t1\t1\tcell\t1\t1\t0\t3\n"
	    "source\td\t1\trow\t1\t2\tcell\t1\t4\t5\t3\n"
	    "row\td\t1\t2\t2\tc\\nd\t\n"
	    "source\td\t1\trow\t2\t1\tcell\t2\t2\t11\t3\n", "%s", got.p);
	buf_free(&got);
}

/* A quote that never closes takes a bounded number of lines with it; the rest is parted again. */
Test(csv, open_quote)
{
	struct buf s = { 0 }, got;
	size_t rows = 0;

	msg_quiet(true);
	buf_add(&s, STR("a,b\n1,\"2\n"));
	for (size_t i = 0; i < 1000; i++)
		buf_add(&s, STR("x,y\n"));
	got = case_run(buf_str(&s), csv_read, false);
	for (size_t at = 0; (at = str_find(buf_str(&got), STR("row\td\t1\t"), at)) < got.n; at++)
		rows++;
	cr_expect_eq(rows, (size_t)2 + 800, "%zu", rows);
	cr_expect(str_find(buf_str(&got), STR("csv-quote"), 0) < got.n);
	buf_free(&s);
	buf_free(&got);
}

Test(csv, wide, .timeout = 20)
{
	struct buf s = { 0 }, got;
	size_t cells = 0;

	for (size_t i = 0; i < 1000000; i++)
		buf_add(&s, STR("x,"));
	got = case_run(buf_str(&s), csv_read, false);
	for (size_t i = 0; i < got.n; i++)
		cells += got.p[i] == 'x';
	cr_expect_eq(cells, (size_t)1000000);
	buf_free(&s);
	buf_free(&got);
}

/* Rows without quotes never reach libcsv: with a quote in them they do, and must give the same cells. */
static const char *const unquoted[] = {
	"a,b,c", ",,x", "x,,", " a , b\t, \tc ", "a b,\xe3\x80\x80" "c\xc2\xa0,d", "1 260,=3+4,'d'", "x\ty,\xef\xbb\xbf,z", "a;b,c|d,\\n",
};

Test(csv, plain_rows_are_as_libcsv_reads_them)
{
	for (size_t i = 0; i < sizeof unquoted / sizeof *unquoted; i++) {
		struct buf bare = { 0 }, quoted = { 0 }, a, b;
		buf_format(&bare, "h,i,j,k\nq,%s\nl,m,n,o\n", unquoted[i]);
		buf_format(&quoted, "h,i,j,k\n\"q\",%s\nl,m,n,o\n", unquoted[i]);
		a = case_run(buf_str(&bare), csv_read, false);
		b = case_run(buf_str(&quoted), csv_read, false);
		cr_expect_str_eq(a.p, b.p, "«%s»", unquoted[i]);
		buf_free(&bare);
		buf_free(&quoted);
		buf_free(&a);
		buf_free(&b);
	}
}

static const struct {
	const char *filed;
	char delimiter;
	bool sure;
} guesses[] = {
	{ "a,b,c\n1,2,3\n", ',', true },
	{ "a;b;c\n1;2;3\n", ';', true },
	{ "a\tb\n1\t2\n", '\t', true },
	{ "a,b\n1,2\n", ',', false },
	{ "一，二，三\n一，二\n", ',', false },
	{ "\"a,b,c,d\",x;y;z\n\"e,f\",1;2;3\n", ';', true },
	{ "标题,,,\n\"a\nb\",1,2,3\nx,1,2,3\n", ',', true },
	{ "", ',', false },
};

Test(csv, guess)
{
	for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
		struct csv_guess g = csv_guess(str_c(guesses[i].filed), true);
		cr_expect_eq(g.delimiter, guesses[i].delimiter, "%zu: «%c»", i, g.delimiter);
		cr_expect_eq(csv_is_sure(&g), guesses[i].sure, "%zu", i);
	}
}
