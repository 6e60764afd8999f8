#include "common/msg.h"
#include "tools/validate/codes.h"
#include "tools/validate/run.h"
#include "tools/validate/spell.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What a run over `stream` writes; *status is that of --fail-on error. */
struct result {
	struct buf text;
	int status;
};

static void write_file(const char *path, struct str s)
{
	FILE *f = fopen(path, "w");
	cr_assert(f);
	cr_assert(fwrite(s.p, 1, s.n, f) == s.n);
	fclose(f);
}

static void read_file(const char *path, struct buf *b)
{
	FILE *f = fopen(path, "r");
	cr_assert(f);
	for (size_t n = 1; n > 0; b->n += n) {
		buf_room(b, 4096);
		n = fread(b->p + b->n, 1, 4096, f);
	}
	fclose(f);
}

static struct result run_stream(struct str stream, enum format format, size_t window, bool partial)
{
	char in[] = "/tmp/pg-run-in-XXXXXX", out[] = "/tmp/pg-run-out-XXXXXX";
	struct result result = { 0 };
	struct rules rules;
	struct vocabulary vocabulary;
	struct run run = { .window = window, .partial = partial };
	struct cli_common common = { .quiet = true };
	struct cli_files files;

	close(mkstemp(in));
	close(mkstemp(out));
	write_file(in, stream);
	cr_assert(rules_load(&rules, "grammars/rules.xml"));
	vocabulary_make(&vocabulary, &rules);
	run.checker.rules = run.report.rules = &rules;
	run.checker.vocabulary = &vocabulary;
	run.checker.codes = codes_new();
	run.report.format = format;
	run.report.fail_on = GRADE_ERROR;
	run.report.quiet = true;
	run.report.out = run.writer.out = out_open(out);
	report_open(&run.report);
	cr_assert(cli_files_open(&files, &common, (char *[]){ in }, 1));
	run_file(&run, &files, in);
	cli_files_close(&files);
	report_close(&run.report);
	result.status = report_status(&run.report);
	cr_assert(out_close(run.report.out));
	read_file(out, &result.text);
	report_free(&run.report);
	window_free(&run.checker);
	codes_free(run.checker.codes);
	vocabulary_free(&vocabulary);
	rules_free(&rules);
	unlink(in);
	unlink(out);
	return result;
}

static size_t count(const struct buf *b, const char *what)
{
	size_t n = 0;
	for (size_t at = str_find(buf_str(b), str_c(what), 0); at < b->n; at = str_find(buf_str(b), str_c(what), at + 1))
		n++;
	return n;
}

static const char head[] = "document\td\tmarkdown\ntext\td\t1\t云河市\n";
static const char form[] = "form\td\t1\t3\tbase\tproject\t渠道绩效目标表\t2031\t渠道\t\t\t\n"
	"amount\td\t1\t4\ttotal\t1000000\t资金总额\t100万元\t\namount\td\t1\t5\tcentral\t600000\t中央\t60万元\t\n"
	"amount\td\t1\t6\tprovincial\t500000\t省级\t50万元\t\n";

Test(run, issue_stands_behind_its_record_and_end_counts_it)
{
	struct buf b = { 0 };
	buf_format(&b, "%s%send\td\t6\t9\t99\n", head, form);
	struct result r = run_stream(buf_str(&b), FORMAT_STREAM, WINDOW_BYTES, false);
	const char *expected = "document\td\tmarkdown\ntext\td\t1\t云河市\n"
		"form\td\t1\t3\tbase\tproject\t渠道绩效目标表\t2031\t渠道\t\t\t\n"
		"amount\td\t1\t4\ttotal\t1000000\t资金总额\t100万元\t\n"
		"issue\td\t1\t4\terror\tamount-sum\ttotal\tparts do not add up to the total: 60万元 + 50万元 ≠ 100万元 (10万元 apart)\n"
		"amount\td\t1\t5\tcentral\t600000\t中央\t60万元\t\namount\td\t1\t6\tprovincial\t500000\t省级\t50万元\t\n"
		"end\td\t7\t9\t99\n";
	cr_expect(str_eq(buf_str(&r.text), str_c(expected)), "%.*s", (int)r.text.n, r.text.p);
	cr_expect(r.status == 1);
	buf_free(&r.text);
	buf_free(&b);
}

Test(run, unknown_records_and_escapes_pass_unchanged)
{
	struct buf b = { 0 };
	buf_format(&b, "%snews\td\tx\\ty\\n\n%snews\td\t\\\\\nend\td\t8\t9\t99\n", head, form);
	struct result r = run_stream(buf_str(&b), FORMAT_STREAM, WINDOW_BYTES, false);
	cr_expect(count(&r.text, "news\td\tx\\ty\\n\n") == 1 && count(&r.text, "news\td\t\\\\\n") == 1);
	buf_free(&r.text);
	buf_free(&b);
}

/* Many forms through a small window come out whole, in order, and each with its finding. */
Test(run, a_small_window_loses_nothing)
{
	enum { FORMS = 500 };
	struct buf b = { 0 };
	buf_add(&b, str_c(head));
	for (int i = 1; i <= FORMS; i++)
		buf_format(&b, "form\td\t%d\t%d\tbase\tproject\tt\t2031\tp%d\t\t\t\n"
			"indicator\td\t%d\t%d\t1\t1\t产出指标\t时效指标\t工期%d\t\t\tblank\t\t\t\t\t\t\t\t\t\n", i, i, i, i, i, i);
	buf_format(&b, "end\td\t%d\t9\t99\n", 2 + 2 * FORMS);
	struct result r = run_stream(buf_str(&b), FORMAT_STREAM, 65536, false);
	cr_expect(count(&r.text, "\tvalue-blank\t") == FORMS);
	cr_expect(count(&r.text, "\nform\t") == FORMS && count(&r.text, "\nindicator\t") == FORMS);
	cr_expect(r.status == 1);
	buf_free(&r.text);
	buf_free(&b);
}

Test(run, a_partial_stream_is_taken_as_it_comes)
{
	struct str s = STR("indicator\td\t7\t3\t1\t1\t产出指标\t时效指标\t工期\t\t\tblank\t\t\t\t\t\t\t\t\t\n"
		"form\td\t2\t9\tbase\tproject\tt\t2031\tp\t\t\t\namount\te\t1\t4\ttotal\t1\t总额\t1\t\n");
	struct result r = run_stream(s, FORMAT_STREAM, WINDOW_BYTES, true);
	cr_expect(count(&r.text, "\n") == 4 && count(&r.text, "\tvalue-blank\t") == 1);
	buf_free(&r.text);
}

/* Two copies of a document without an end between them: what stands at the last end counts the second one's records. */
Test(run, a_document_that_begins_anew_is_counted_anew)
{
	struct buf b = { 0 };
	buf_format(&b, "%s%s%stext\td\t1\t云河市\n%send\td\t7\t9\t99\n", head, form, head, form);
	struct result r = run_stream(buf_str(&b), FORMAT_STREAM, WINDOW_BYTES, true);
	size_t last = 0, records = 0;
	for (size_t at = 0; at < r.text.n; at = str_chr(buf_str(&r.text), '\n', at) + 1, records++)
		if (str_starts(str_from(buf_str(&r.text), at), STR("document\t")))
			last = records;
	buf_reset(&b);
	buf_format(&b, "\nend\td\t%zu\t9\t99\n", records - 1 - last);
	cr_expect(last > 0 && str_ends(buf_str(&r.text), buf_str(&b)), "%.*s", (int)r.text.n, r.text.p);
	buf_free(&r.text);
	buf_free(&b);
}

Test(run, formats_carry_the_finding)
{
	static const struct {
		enum format format;
		const char *has;
	} cases[] = {
		{ FORMAT_GNU, "d:4: error: parts do not add up" }, { FORMAT_TSV, "d\t1\t4\terror\tamount-sum\ttotal\tparts" },
		{ FORMAT_JSONL, "{\"doc\":\"d\",\"form\":1,\"line\":4,\"severity\":\"error\",\"rule\":\"amount-sum\"" },
		{ FORMAT_SARIF, "\"ruleId\":\"amount-sum\",\"level\":\"error\"" },
		{ FORMAT_GITHUB, "::error file=d,line=4,title=amount-sum::parts" }, { FORMAT_SUMMARY, "d\tamount-sum\terror\t1\n" },
	};
	struct buf b = { 0 };
	buf_format(&b, "%s%send\td\t6\t9\t99\n", head, form);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct result r = run_stream(buf_str(&b), cases[i].format, WINDOW_BYTES, false);
		cr_expect(count(&r.text, cases[i].has) == 1, "case %zu: %.*s", i, (int)r.text.n, r.text.p);
		buf_free(&r.text);
	}
	buf_free(&b);
}

/* Any bytes in any column: no crash, and the records come out. */
Test(run, odd_values_are_survived)
{
	static const char *const odd[] = { "", "%", "）", "（", "-1", "99999999999999999999999999999999999999999", "0.0000001", "，", "年", "2031年",
		"2031城", "一二三", "满", "满意", "满眼度", "基数基数", "≥", "..", "--", "--06", "2031-13-40" };
	struct buf b = { 0 };
	size_t n = sizeof odd / sizeof *odd, records = 1;
	buf_add(&b, STR("document\td\tx\n"));
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			static const char *const measures[] = { "number", "text", "date", "blank" };
			buf_format(&b, "form\td\t%zu\t1\tbase\tproject\t%s\t%s\t%s\t%s\t%s\t\n", i * n + j + 1, odd[i], odd[j], odd[i], odd[j], odd[i]);
			buf_format(&b, "amount\td\t%zu\t1\ttotal\t%s\t%s\t%s\t\n", i * n + j + 1, odd[i], odd[j], odd[j]);
			buf_format(&b, "schedule\td\t%zu\t1\t%s\t%s\t%%\t\n", i * n + j + 1, odd[i], odd[j]);
			for (size_t m = 0; m < 4; m++)
				buf_format(&b, "indicator\td\t%zu\t1\t%zu\t1\t%s\t%s\t%s\t%s\t%s\t%s\t>=\t%s\t%s\t%s\t%s\t%s\t\t%s\t\n", i * n + j + 1, m + 1,
					odd[i], odd[j], odd[i], odd[j], odd[i], measures[m], odd[j], odd[i], odd[j], odd[i], odd[j], odd[i]);
			records += 7;
		}
	buf_format(&b, "end\td\t%zu\t1\t1\n", records);
	struct result r = run_stream(buf_str(&b), FORMAT_STREAM, WINDOW_BYTES, false);
	cr_expect(count(&r.text, "\nindicator\t") == n * n * 4 && count(&r.text, "\nend\t") == 1);
	buf_free(&r.text);
	buf_free(&b);
}

/* What is quoted is clean wherever in it the control character stands, and as msg_clean has it. */
Test(run, no_control_character_reaches_a_terminal)
{
	static const char *const odd[] = { "\x01", "\x1f", "\x7f", "\xc2\x85", "\xc2\xa0", "x", "县", "\xef\xbf\xbd", "\xf0\xa0\x80\x80" };
	static const char *const fill[] = { "a", "渠" };
	struct buf in = { 0 }, expected = { 0 };
	size_t records = 1;
	buf_add(&in, STR("document\td\tx\n"));
	for (size_t k = 0; k < sizeof odd / sizeof *odd; k++)
		for (size_t at = 0; at < 40; at++, records++) {
			struct buf words = { 0 };
			for (size_t i = 0; i < 40; i++)
				buf_add(&words, str_c(i == at ? odd[k] : fill[(i + k) / 7 % 2]));
			words.n = at % 3 ? words.n : str_find(buf_str(&words), str_c(odd[k]), 0) + strlen(odd[k]); /* it ends there */
			buf_format(&in, "issue\td\t\t%zu\twarning\todd\ts\t%.*s\n", records, STR_ARG(buf_str(&words)));
			buf_format(&expected, "d:%zu: warning: ", records);
			msg_clean(&expected, buf_str(&words));
			buf_add(&expected, STR(" [odd]\n"));
			buf_free(&words);
		}
	buf_format(&in, "end\td\t%zu\t1\t1\n", records);
	struct result r = run_stream(buf_str(&in), FORMAT_GNU, WINDOW_BYTES, false);
	cr_expect(str_eq(buf_str(&r.text), buf_str(&expected)));
	buf_free(&r.text);
	buf_free(&in);
	buf_free(&expected);
}

/* ---- what is remembered changes nothing ---- */

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16 & 0x7fff;
}

#define PICK(list) list[next_random(seed) % (sizeof list / sizeof *list)]

/* A number of one to four digits, so that rows differ in their digits and in how many there are. */
static unsigned some_number(unsigned *seed)
{
	static const unsigned most[] = { 10, 10, 100, 1000, 10000 };
	return next_random(seed) % PICK(most);
}

/* Half of the rows are of a few that come again and again. */
static void add_row(struct buf *b, unsigned doc, unsigned f, unsigned n, unsigned *documents_seed)
{
	static const char *const levels[] = { "产出指标\t数量指标", "产出指标\t质量指标", "产出指标\t时效指标", "产出指标\t成本指标", "效益指标\t产出指标",
		"指标2\t数量指标", "\t数量指标" };
	static const char *const names[] = { "渠道长度%u（万米）", "2031年%u月前资金到位率", "培训人数（人）", "渠道防渗率", "用水户满艺度%u", "渠道渠道%u", "DRG%u分组率",
		"DRF%u", "DR%u分组", "20%u城乡渠道", "确保灌溉%u处", "人均补助标准", "第%u）期", "（%u", "及时率", "人均筹资%u次", "2029年%u项" };
	static const char *const said[] = { "", "", "", "考核渠道防渗%u", "培训人数", "2029年培训%u人次的用水户", "渠道防渗率达到的程度如何", "上下游各段都要看到才行" };
	static const char *const who[] = { "", "", "", "成年人%u", "儿童" };
	static const char *const units[] = { "%", "人", "元", "m2", "元/人/年", "", "万", "天" };
	static const char *const ops[] = { "=", "=", "=", ">=" };
	static const char *const words[] = { "逐步提高%u", "达标", "不超过%u万元", "三百%u", "2031年%u月底前", "一百二十人" };
	static const char *const repairs[] = { "", "filled", "filled,shifted", "levels", "shifted,levels" };
	unsigned again = next_random(documents_seed) % 40, *seed = next_random(documents_seed) % 2 ? &again : documents_seed;
	unsigned low = some_number(seed), kind = next_random(seed) % 8;
	buf_format(b, "indicator\td%zu\t%zu\t%zu\t%zu\t%zu\t%s\t", (size_t)doc, (size_t)f, (size_t)(n + 20), (size_t)n,
		(size_t)(next_random(seed) % 8 ? 1 : 2), PICK(levels));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	buf_format(b, PICK(names), some_number(seed));
	buf_byte(b, '\t');
	buf_format(b, PICK(said), some_number(seed));
	buf_byte(b, '\t');
	buf_format(b, PICK(who), some_number(seed));
	if (kind < 6) {
		const char *unit = PICK(units), *op = PICK(ops);
		buf_format(b, "\tnumber\t%s\t%u%s\t\t%s\t\t%s%u%s", op, low, next_random(seed) % 4 ? "" : ".5", unit,
			next_random(seed) % 2 ? op : "", low, unit);
	} else if (kind == 6) {
		buf_format(b, "\ttext\t\t\t\t\t");
		buf_format(b, PICK(words), low);
		buf_format(b, "\t%u", low);
	} else {
		buf_format(b, "\tdate\t<=\t20%02u-06\t\t\t\t20%02u年6月\\t", low % 40, low % 40);
	}
#pragma GCC diagnostic pop
	buf_format(b, "\t依据%u号文件\t\t%s\n", low, PICK(repairs));
}

static void add_document(struct buf *b, unsigned doc, unsigned *seed)
{
	unsigned forms = 1 + next_random(seed) % 12, records = 1;
	buf_format(b, "document\td%u\tmarkdown\n", doc);
	for (unsigned f = 1; f <= forms; f++) {
		const char *what = next_random(seed) % 4 ? "渠道" : "水库";
		unsigned rows = 2 + next_random(seed) % 7, sum = some_number(seed), part = some_number(seed);
		buf_format(b, "form\td%u\t%u\t%u\tbase\tproject\t%s绩效目标表\t2031\t%s%u\t\t\t\n", doc, f, f, what, what, some_number(seed) % 12 / 11);
		buf_format(b, "field\td%u\t%u\t7\tproject-name\t渠道%u修\\n缮\t项目名称\t渠道\n", doc, f, some_number(seed) % 3);
		buf_format(b, "amount\td%u\t%u\t8\ttotal\t%u0000\t总额\t%u万元\t\n", doc, f, sum, sum);
		buf_format(b, "amount\td%u\t%u\t9\tcentral\t%u0000\t中央\t%u万元\t\n", doc, f, part, part);
		buf_format(b, "amount\td%u\t%u\t9\tprovincial\t%u000\t省级\t%u千元\t\n", doc, f, sum, sum);
		buf_format(b, "goal\td%u\t%u\t10\t1\t培训%u人，%s防渗率达到%u%%%s\n", doc, f, part, what, sum % 100,
			sum % 2 ? "，各段畅通" : "");
		buf_format(b, "indicator\td%u\t%u\t11\t99\t1\t产出指标\t质量指标\t供水工程%s盖率\t上下游各段都要看到才行\t\tnumber\t>=\t95\t\t%%\t\t≥95%%\t\t\t\n", doc, f,
			next_random(seed) % 30 ? "覆" : "复");
		for (unsigned n = 1; n <= rows; n++)
			add_row(b, doc, f, n, seed);
		records += 7 + rows;
	}
	buf_format(b, "end\td%u\t%u\t9\t99\n", doc, records);
}

/* Each comes twice; documents in one run are told the same as each in a run of its own; there are enough to empty the memo in between. */
Test(run, what_is_remembered_of_texts_and_rows_changes_nothing, .timeout = 120)
{
	enum { DOCUMENTS = 300 };
	struct buf all = { 0 }, apart = { 0 };
	unsigned seed = 2031;
	for (unsigned doc = 0; doc < DOCUMENTS; doc++) {
		struct buf one = { 0 };
		unsigned before = seed;
		add_document(&one, 1000 + doc, &seed);
		seed = doc % 2 ? seed : before;
		buf_add(&all, buf_str(&one));
		struct result r = run_stream(buf_str(&one), FORMAT_TSV, WINDOW_BYTES, false);
		struct str text = buf_str(&r.text);
		buf_add(&apart, str_from(text, doc ? str_chr(text, '\n', 0) + 1 : 0)); /* the first has the head */
		buf_free(&r.text);
		buf_free(&one);
	}
	struct result r = run_stream(buf_str(&all), FORMAT_TSV, WINDOW_BYTES, false);
	cr_expect(count(&r.text, "\n") > 10 * DOCUMENTS);
	cr_expect(str_eq(buf_str(&r.text), buf_str(&apart)));
	buf_free(&r.text);
	buf_free(&all);
	buf_free(&apart);
}
