/* pg-normalise: reads what pg-extract found by the grammars and writes canonical records. */
#include "../../common/cli.h"
#include "../../common/msg.h"
#include "explain.h"
#include "normalise.h"

static struct {
	bool partial, provenance, check, only_repairs, explain, list, check_grammar;
	const char *grammar_path;
	struct cli_list grammar;
	struct cli_common common;
} opt;

static const struct cli_option options[] = {
	{ "provenance", 0, CLI_FLAG, &opt.provenance, NULL, "write source records: where in the filing each value stands",
	  "写出 source 记录：每个值在原文件中的位置" },
	{ "check", 0, CLI_FLAG, &opt.check, NULL, "check that no cell of a form is lost", "检查表格单元格无一遗失" },
	{ "only-repairs", 0, CLI_FLAG, &opt.only_repairs, NULL, "write what was repaired and why, instead of records",
	  "只写出所作的修复及其依据，不写记录" },
	{ "partial", 0, CLI_FLAG, &opt.partial, NULL, "accept a stream that was filtered, sorted or cut on purpose",
	  "接受有意筛选、排序或截断的流" },
	{ "grammar-path", 0, CLI_TEXT, &opt.grammar_path, "DIR[:DIR]", "folders of grammars (default: PG_GRAMMAR_PATH, then the shipped ones)",
	  "语法文件夹（默认 PG_GRAMMAR_PATH，其后为自带语法）" },
	{ "grammar", 0, CLI_LIST, &opt.grammar, "NAME", "choose among these layouts only (and base); may be repeated",
	  "只在这些版式（及 base）中选择；可重复" },
	{ "list-grammars", 0, CLI_FLAG, &opt.list, NULL, "list the grammars: name, title, file", "列出语法：名称、标题、文件" },
	{ "check-grammar", 0, CLI_FLAG, &opt.check_grammar, NULL, "FILEs are grammars: check them beside the others",
	  "FILE 为语法文件：与其他语法一起检查" },
	{ "explain", 0, CLI_FLAG, &opt.explain, NULL,
	  "say of each form which grammar won and why, what it did not know, what moved, instead of records",
	  "逐表说明选用何种语法及依据、未知标签和移动的单元格，不写记录" },
	{ 0 },
};

static const struct cli_tool tool = {
	"pg-normalise", "[FILE ...]",
	"Reads the tables that pg-extract found by the grammars and writes canonical records.",
	"按语法读取 pg-extract 找到的表格，写出规范记录。",
	"Exit status: 0 done; 2 usage, I/O, malformed or truncated stream, bad grammar.",
	"退出状态：0 完成；2 用法、读写、流格式或截断、语法错误。",
	options,
};

static void run_stream(struct normaliser *n, struct cli_files *files, const char *name)
{
	struct stream *s = stream_open(name, opt.partial);
	struct record r;

	if (!s)
		return;
	stream_call(s, opt.common.stdin_name);
	while (stream_next(s, &r)) {
		normaliser_take(n, &r);
		if (r.type == RECORD_END)
			cli_files_document(files);
	}
	normaliser_flush(n);
	stream_close(s);
}

static void run_streams(struct grammars *g, struct writer *w, char **operands, size_t n)
{
	struct normalise_options o = { .provenance = opt.provenance, .check = opt.check, .only_repairs = opt.only_repairs || opt.explain,
		.explain = opt.explain };
	struct normaliser *normaliser = normaliser_new(g, w, &o);
	struct cli_files files = { 0 };
	const char *name;

	if (cli_files_open(&files, &opt.common, operands, n))
		while (cli_files_next(&files, &name))
			run_stream(normaliser, &files, name);
	cli_files_close(&files);
	normaliser_free(normaliser);
}

static int check_grammars(char **operands, size_t n)
{
	struct cli_files files = { 0 };
	const char *name;

	if (cli_files_open(&files, &opt.common, operands, n))
		while (cli_files_next(&files, &name))
			grammars_check(opt.grammar_path, name);
	cli_files_close(&files);
	return cli_finish(0);
}

int main(int argc, char **argv)
{
	int first = cli_start(&tool, argc, argv, &opt.common);
	struct grammars g = { 0 };
	struct writer w = { .line_buffered = opt.common.line_buffered };
	size_t layouts;

	if (opt.check_grammar)
		return check_grammars(argv + first, (size_t)(argc - first));
	if (!grammars_load(&g, opt.grammar_path) || !(w.out = out_open(opt.common.output)))
		return cli_finish(0);
	layouts = g.layouts;
	if (!explain_keep(&g, opt.grammar.item, opt.grammar.n))
		; /* said */
	else if (opt.list)
		explain_list(w.out, &g);
	else
		run_streams(&g, &w, argv + first, (size_t)(argc - first));
	if (msg_status() && opt.common.output)
		out_abandon(w.out);
	else
		out_close(w.out);
	g.layouts = layouts;
	grammars_free(&g);
	return cli_finish(0);
}
