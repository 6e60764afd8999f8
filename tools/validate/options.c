#include "options.h"

#include "codes.h"
#include "spell.h"

#include "common/msg.h"

#include <stdlib.h>
#include <unistd.h>

static void fill(struct options *o, struct cli_option *table)
{
	const struct cli_option options[] = {
		{ "format", 'f', CLI_TEXT, &o->format, "FORMAT", "write the findings alone, not the stream: gnu, tsv, jsonl, sarif, github",
			"只输出发现的问题而非记录流：gnu、tsv、jsonl、sarif、github", "gnu tsv jsonl sarif github" },
		{ "summary", 's', CLI_FLAG, &o->summary, NULL, "write a table of counts by document and rule, not the stream",
			"只输出按文档和规则汇总的计数表" },
		{ "fail-on", 0, CLI_TEXT, &o->fail_on, "SEVERITY", "exit with 1 from this severity on: error (default), warning, note, never",
			"达到该级别即以 1 退出：error（默认）、warning、note、never", "error warning note never" },
		{ "rule", 'r', CLI_LIST, &o->rule, "RULE=SEVERITY", "off, note, warning or error for one rule; may be repeated",
			"单条规则的级别：off、note、warning 或 error；可重复" },
		{ "rules", 0, CLI_TEXT, &o->rules, "FILE", "rules to use instead of the shipped rules.xml", "用该文件代替自带的 rules.xml" },
		{ "baseline", 'b', CLI_TEXT, &o->baseline, "FILE", "findings of an earlier run (stream or tsv) neither count nor are shown",
			"先前运行（记录流或 tsv）中已有的问题不计数、不显示" },
		{ "max-issues", 'm', CLI_NUMBER, &o->most, "N", "show at most N findings of a rule, and say how many more there are",
			"每条规则最多显示 N 条，并说明另有多少条" },
		{ "explain", 0, CLI_TEXT, &o->explain, "RULE", "print what a rule looks for, with an example, and how to mend it",
			"说明一条规则查什么、举例及如何处理" },
		{ "list-rules", 'l', CLI_FLAG, &o->list, NULL, "list the rules", "列出规则" },
		{ "partial", 0, CLI_FLAG, &o->partial, NULL, "accept a stream that was filtered, sorted or cut", "接受经过筛选、排序或截断的流" },
		{ "issue-lang", 0, CLI_TEXT, &o->issue_language, "zh|en", "language of issue records in the stream (default en)",
			"记录流中 issue 记录的语言（默认 en）", "zh en" },
		{ "grammar-path", 0, CLI_TEXT, &o->grammar_path, "DIR[:DIR]", "folders to look for rules.xml in, before all others",
			"优先查找 rules.xml 的文件夹" },
		{ 0 },
	};
	memcpy(table, options, sizeof options);
}

int options_read(struct options *o, int argc, char **argv, struct cli_common *common)
{
	struct cli_option table[13];
	fill(o, table);
	const struct cli_tool tool = {
		.name = "pg-validate", .operands = "[FILE ...]",
		.purpose = "says what does not add up in canonical records", .purpose_zh = "指出规范记录中不合逻辑之处",
		.notes = "The stream passes through with issue records behind the records they speak of; findings go to standard error, too.\n"
			 "With source records in it (pg-normalise --provenance) they name the cell: FILE:LINE:COLUMN.\n"
			 "Exit status: 0, 1 when --fail-on is met, 2 in trouble.\n",
		.notes_zh = "记录流原样通过，issue 记录紧随其所指的记录；发现的问题同时写到标准错误。\n记录流含 source 记录（pg-normalise --provenance）时指明所在单元格：文件:行:列。\n退出状态：0；达到 --fail-on 为 1；出错为 2。\n",
		.options = table,
	};
	return cli_start(&tool, argc, argv, common);
}

static bool refuse(const char *option, const char *value, const char *expected)
{
	msg_tell(MSG_USAGE_VALUE, option, value, expected);
	return false;
}

static bool apply_report(const struct options *o, const struct cli_common *common, struct run *run)
{
	struct report *r = &run->report;
	r->format = o->summary ? FORMAT_SUMMARY : FORMAT_STREAM;
	if (o->format && !o->summary && !report_format_find(str_c(o->format), &r->format))
		return refuse("--format", o->format, "gnu, tsv, jsonl, sarif, github");
	r->fail_on = GRADE_ERROR;
	if (o->fail_on && strcmp(o->fail_on, "never") == 0)
		r->fail_on = GRADE_OFF;
	else if (o->fail_on && (!grade_find(str_c(o->fail_on), &r->fail_on) || r->fail_on == GRADE_OFF))
		return refuse("--fail-on", o->fail_on, "error, warning, note, never");
	r->most = o->most;
	r->quiet = common->quiet;
	r->chinese = msg_chinese();
	r->color = cli_color(common, r->format == FORMAT_GNU ? STDOUT_FILENO : STDERR_FILENO);
	return !o->baseline || baseline_load(&r->baseline, o->baseline);
}

bool options_apply(const struct options *o, const struct cli_common *common, struct rules *rules, struct run *run)
{
	enum rule_id id;
	for (size_t i = 0; i < o->rule.n; i++)
		if (!rules_set(rules, o->rule.item[i]))
			return false;
	if (o->explain && !rule_find(str_c(o->explain), &id)) {
		msg_tell(MSG_RULE_UNKNOWN, STR_ARG(str_c(o->explain)));
		return false;
	}
	if (o->issue_language && strcmp(o->issue_language, "zh") != 0 && strcmp(o->issue_language, "en") != 0)
		return refuse("--issue-lang", o->issue_language, "zh, en");
	run->issues_chinese = o->issue_language && strcmp(o->issue_language, "zh") == 0;
	run->partial = o->partial;
	run->checker.rules = run->report.rules = rules;
	return apply_report(o, common, run);
}

void options_free(struct options *o) { mem_free(o->rule.item); }

void options_print(const struct options *o, const struct cli_common *common, const struct rules *rules)
{
	struct buf text = { 0 };
	struct out *out = out_open(common->output);
	enum rule_id id;
	if (!out)
		return;
	if (o->explain && rule_find(str_c(o->explain), &id))
		rules_explain(rules, id, &text, msg_chinese());
	else
		rules_list(rules, &text, msg_chinese());
	out_add(out, buf_str(&text));
	out_close(out);
	buf_free(&text);
}

static void run_files(struct run *run, const struct cli_common *common, char **operand, size_t n)
{
	struct cli_files files = { 0 };
	const char *name;
	if (!cli_files_open(&files, common, operand, n))
		return;
	while (cli_files_next(&files, &name))
		run_file(run, &files, name);
	cli_files_close(&files);
}

int run_all(struct run *run, const struct cli_common *common, char **operand, size_t n)
{
	struct vocabulary vocabulary;
	struct out *out = out_open(common->output);
	if (!out)
		return 0;
	vocabulary_make(&vocabulary, run->checker.rules);
	run->checker.vocabulary = &vocabulary;
	run->checker.codes = codes_new();
	run->report.out = run->writer.out = out;
	run->writer.line_buffered = common->line_buffered;
	report_open(&run->report);
	run_files(run, common, operand, n);
	report_close(&run->report);
	int status = report_status(&run->report);
	out_close(out);
	report_free(&run->report);
	window_free(&run->checker);
	buf_free(&run->checker.key);
	buf_free(&run->checker.scratch);
	mem_free(run->checker.point);
	mem_free(run->checker.point_at);
	codes_free(run->checker.codes);
	vocabulary_free(&vocabulary);
	return status;
}
