#include <criterion/criterion.h>

#include "tools/render/columns.h"
#include "tools/render/escape.h"
#include "tools/render/html_part.h"
#include "tools/render/html_source.h"
#include "tools/render/json.h"
#include "tools/render/render.h"

static void expect(struct buf *b, const char *want)
{
	cr_assert(str_eq(buf_str(b), str_c(want)), "got «%.*s», want «%s»", STR_ARG(buf_str(b)), want);
	buf_reset(b);
}

/* columns.c must name what record.h names, in its order; `row` is the one that differs. */
Test(columns, in_step_with_records)
{
	for (int id = 0; id < RECORD_TYPES; id++) {
		const struct table *t = table_info(id);
		const struct record_info *info = record_info((enum record_type)id);
		cr_assert(str_eq(str_c(t->name), info->name));
		if (id == RECORD_ROW)
			continue;
		cr_assert_eq(t->columns, info->count, "%s", t->name);
		for (size_t i = 0; i < t->columns; i++)
			cr_assert_str_eq(t->column[i].name, info->columns[i]);
	}
}

Test(columns, complete)
{
	for (int id = 0; id < TABLES; id++) {
		const struct table *t = table_info(id);
		cr_assert_eq(table_named(str_c(t->name)), id);
		for (size_t i = 0; i < t->columns; i++) {
			cr_assert(t->column[i].name && t->column[i].en && t->column[i].zh && t->column[i].width > 0);
			for (size_t j = 0; j < i; j++)
				cr_assert_str_neq(t->column[i].name, t->column[j].name, "%s", t->name);
		}
	}
	cr_assert_eq(table_named(STR("nothing")), TABLE_NONE);
	cr_assert(str_eq(value_title(STR("central"), true), STR("中央资金")));
	cr_assert(str_eq(value_title(STR("unheard-of"), true), STR("unheard-of")));
}

static const struct { const char *in, *json, *markup, *cell, *prose, *csv, *safe; } cases[] = {
	{ "", "null", "", "", "", "", "" },
	{ "水厂", "\"水厂\"", "水厂", "水厂", "水厂", "水厂", "水厂" },
	{ "=1+1", "\"=1+1\"", "=1+1", "=1+1", "=1+1", "=1+1", "'=1+1" },
	{ "@x", "\"@x\"", "@x", "@x", "@x", "@x", "'@x" },
	{ "a,b", "\"a,b\"", "a,b", "a,b", "a,b", "\"a,b\"", "\"a,b\"" },
	{ "-\"q\"", "\"-\\\"q\\\"\"", "-&quot;q&quot;", "-\"q\"", "-\"q\"", "\"-\"\"q\"\"\"", "\"'-\"\"q\"\"\"" },
	{ "a\nb", "\"a\\nb\"", "a&#10;b", "a<br>b", "a\nb", "\"a\nb\"", "\"a\nb\"" },
	{ "|a\\", "\"|a\\\\\"", "|a\\", "\\|a\\\\", "\\|a\\", "|a\\", "|a\\" },
	{ "<b>&amp;", "\"<b>&amp;\"", "&lt;b&gt;&amp;amp;", "&lt;b>&amp;amp;", "&lt;b>&amp;", "<b>&amp;", "<b>&amp;" },
	{ "x < 3", "\"x < 3\"", "x &lt; 3", "x &lt; 3", "x < 3", "x < 3", "x < 3" },
	{ "\x1b[1m", "\"\\u001b[1m\"", "\\x1B[1m", "\\x1B\\[1m", "\\x1B[1m", "\x1b[1m", "\x1b[1m" },
	{ "\xff", "\"\xef\xbf\xbd\"", "\xef\xbf\xbd", "\xef\xbf\xbd", "\xef\xbf\xbd", "\xff", "\xff" },
	{ " a", "\" a\"", " a", " a", " a", "\" a\"", "\" a\"" },
};

Test(escape, every_target)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str in = str_c(cases[i].in);
		escape_json(&b, in);
		expect(&b, cases[i].json);
		escape_markup(&b, in);
		expect(&b, cases[i].markup);
		escape_markdown_cell(&b, in);
		expect(&b, cases[i].cell);
		escape_markdown_prose(&b, in);
		expect(&b, cases[i].prose);
		csv_field(&b, in, false);
		expect(&b, cases[i].csv);
		csv_field(&b, in, true);
		expect(&b, cases[i].safe);
	}
	buf_free(&b);
}

/* A byte that needs quotes is seen wherever it stands, and nothing behind a text is read (sanitizers tell). */
Test(csv, every_length_and_place)
{
	static const char marks[] = ",\"\n\r";
	struct buf b = { 0 }, want = { 0 };

	for (size_t n = 1; n <= 70; n++) {
		char *text = mem_alloc(n);
		for (size_t at = 0; at <= n; at++) {
			char mark = marks[at % 4];
			memset(text, '-', n);
			if (at < n)
				text[at] = mark;
			buf_reset(&want);
			for (size_t i = 0; i < n + 2; i++)
				if (i == 0 || i == n + 1)
					buf_add(&want, at < n ? STR("\"") : STR(""));
				else
					buf_add(&want, text[i - 1] == '"' ? STR("\"\"") : str_of(text + i - 1, 1));
			buf_byte(&want, '\0');
			csv_field(&b, str_of(text, n), false);
			expect(&b, want.p);
		}
		mem_free(text);
	}
	buf_free(&b);
	buf_free(&want);
}

/* The same numbers in every run. */
static size_t next_random(uint64_t *state, size_t below)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(*state >> 33) % below;
}

/* Fields that are copied as a record has them are those that are put one by one. */
Test(csv, runs_are_their_fields)
{
	enum { FIELDS = 12, ROUNDS = 20000 };
	static const char *const words[] = { "a", "目标", " ", "1,384", "\"", "长长的一个单元格，没有任何需要引号的字符", "", "≥95%" };
	struct buf run = { 0 }, got = { 0 }, want = { 0 };
	uint64_t state = 20261122;

	for (size_t round = 0; round < ROUNDS; round++) {
		size_t end[FIELDS], n = 1 + next_random(&state, FIELDS);
		struct str field[FIELDS];
		buf_reset(&run);
		for (size_t i = 0; i < n; end[i++] = run.n) {
			if (i)
				buf_byte(&run, '\t');
			for (size_t parts = next_random(&state, 4); parts; parts--)
				buf_add(&run, str_c(words[next_random(&state, sizeof words / sizeof *words)]));
		}
		char *own = mem_alloc(run.n); /* so that sanitizers tell what is read behind it */
		memcpy(own, buf_str(&run).n ? run.p : "", run.n);
		buf_reset(&got);
		buf_reset(&want);
		for (size_t i = 0; i < n; i++) {
			size_t from = i ? end[i - 1] + 1 : 0;
			field[i] = str_of(own + from, end[i] - from);
			if (i)
				buf_byte(&want, ',');
			csv_field(&want, field[i], false);
		}
		csv_run(&got, str_of(own, run.n), field);
		cr_assert(str_eq(buf_str(&got), buf_str(&want)), "%.*s and not %.*s", STR_ARG(buf_str(&got)), STR_ARG(buf_str(&want)));
		mem_free(own);
	}
	buf_free(&run);
	buf_free(&got);
	buf_free(&want);
}

static void add_spot(struct spots *s, const char *type, const char *column, const char *line, const char *offset)
{
	struct str f[SOURCE_COUNT] = { STR("d"), STR("1"), str_c(type), STR("2"), STR(""), str_c(column), str_c(line), STR("3"),
		str_c(offset), STR("4") };

	spots_add(s, f);
}

/* What names no place or column is left out; a record's spots are given once; ids lead both ways. */
Test(html, spots)
{
	struct spots s = { .document = 1, .doc = STR("d"), .zh = false };
	struct record_spots r, other;
	struct buf b = { 0 };

	add_spot(&s, "row", "cell", "5", "70");
	add_spot(&s, "goal", "text", "9", "90");
	add_spot(&s, "amount", "raw", "5", "70");
	add_spot(&s, "amount", "nothing", "5", "70");
	add_spot(&s, "nothing", "raw", "5", "70");
	add_spot(&s, "amount", "raw", "0", "70");
	add_spot(&s, "amount", "raw", "5", "-1");
	cr_assert_eq(s.n, 3);
	spots_sort(&s);
	cr_assert_eq(spots_of(&s, RECORD_AMOUNT, 1, 1, 0).n, 0);
	r = spots_of(&s, RECORD_AMOUNT, 1, 2, 0);
	cr_assert_eq(r.n, 1);
	other = spots_of(&s, RECORD_AMOUNT, 1, 2, 0);
	cr_assert_eq(other.n, 0);
	cr_assert(spots_have(r, SPOT_COLUMN(AMOUNT_RAW)) && !spots_have(r, SPOT_COLUMN(AMOUNT_YUAN)));
	spots_id(&b, &s, r, SPOT_COLUMN(AMOUNT_YUAN));
	expect(&b, "");
	spots_id(&b, &s, r, SPOT_ALL);
	expect(&b, " id=\"d1s2\"");
	spots_links(&b, &s, r, SPOT_ALL);
	expect(&b, " <small><a href=\"#d1p5-70\" title=\"d:5:3, bytes 70–73\">5:3</a></small>");
	cr_assert_eq(spots_together(&s, 0), 2);
	spots_place(&b, &s, 0, 2, STR("<x>"));
	expect(&b, "<mark id=\"d1p5-70\" title=\"d:5:3, bytes 70–73\"><a href=\"#d1s2\">&lt;x&gt;</a></mark>");
	spots_free(&s);
	buf_free(&b);
}

/* Numbers only where no reader changes them. */
Test(json, types)
{
	static const struct { enum column_kind kind; const char *in, *out; } typed[] = {
		{ COLUMN_INTEGER, "7", "7" },          { COLUMN_INTEGER, "007", "\"007\"" },
		{ COLUMN_INTEGER, "", "null" },        { COLUMN_INTEGER, "x", "\"x\"" },
		{ COLUMN_YEAR, "2023", "2023" },       { COLUMN_YEAR, "0123", "\"0123\"" },
		{ COLUMN_YUAN, "1.10", "\"1.10\"" },   { COLUMN_CODE, "12", "\"12\"" },
		{ COLUMN_DECIMAL, "2023-12", "\"2023-12\"" },
	};
	struct buf b = { 0 };

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct column c = { .name = "c", .kind = typed[i].kind };
		json_value(&b, &c, str_c(typed[i].in));
		expect(&b, typed[i].out);
	}
	buf_free(&b);
}

Test(html, money_and_targets)
{
	static const struct { const char *in, *out; } money[] = { { "1", "1" }, { "123", "123" }, { "1234", "1,234" },
		{ "-1234567.891", "-1,234,567.891" }, { "-123", "-123" }, { "", "" } };
	struct str range[] = { STR(".."), STR("6"), STR("9"), STR("月"), STR("") };
	struct str words[] = { STR(""), STR(""), STR(""), STR(""), STR("a<b") };
	struct str least[] = { STR(">="), STR("95"), STR(""), STR("%"), STR("") };
	struct buf b = { 0 };

	for (size_t i = 0; i < sizeof money / sizeof *money; i++) {
		part_money(&b, str_c(money[i].in));
		expect(&b, money[i].out);
	}
	part_target(&b, range, true);
	expect(&b, "6–9月");
	part_target(&b, words, true);
	expect(&b, "a&lt;b");
	part_target(&b, least, true);
	expect(&b, "≥95%");
	buf_free(&b);
}

Test(html, tally_is_exact)
{
	struct tally t = { 0 };
	struct buf b = { 0 };

	for (int i = 0; i < 1000; i++)
		tally_add(&t, i % 2 ? STR("a") : STR("b"), STR("0.1"));
	tally_add(&t, STR("a"), STR("no number"));
	cr_assert_eq(t.n, 2);
	decimal_write(&b, t.sum[0].yuan);
	expect(&b, "50");
	tally_free(&t);
	buf_free(&b);
}

/* The form's own total, not a phase of a self-evaluation; of phases the adjusted one. */
Test(group, total)
{
	struct group g = { 0 };
	struct str f[AMOUNT_COUNT] = { STR("d"), STR("1"), STR("2"), STR("total"), STR("5"), STR(""), STR(""), STR("initial") };
	struct record r = { .type = RECORD_AMOUNT, .field = f, .n = AMOUNT_COUNT };

	group_start(&g, STR("d"), STR("1"));
	group_add(&g, &r);
	cr_assert(str_eq(group_total(&g), STR("5")));
	f[AMOUNT_YUAN] = STR("6");
	f[AMOUNT_PHASE] = STR("adjusted");
	group_add(&g, &r);
	cr_assert(str_eq(group_total(&g), STR("6")));
	f[AMOUNT_YUAN] = STR("7");
	f[AMOUNT_PHASE] = STR("");
	group_add(&g, &r);
	cr_assert(str_eq(group_total(&g), STR("7")));
	cr_assert(group_holds(&g, STR("d"), STR("1")));
	cr_assert_not(group_holds(&g, STR("d"), STR("2")));
	group_free(&g);
}
