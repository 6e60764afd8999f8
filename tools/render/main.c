/* pg-render: canonical records into what people and programs open. */
#include "common/cli.h"
#include "common/msg.h"
#include "render.h"

static const char notes[] =
    "FORMAT is csv, tsv, jsonl (tables); json, xml (documents with their forms); markdown, html (to read);\n"
    "sqlite, xlsx, datapackage (files: they need -o); diff (OLD NEW; as text, or by --type tsv or html).\n"
    "TYPE is a record type (form, field, amount, schedule, goal, indicator, result, achievement, fact, issue,\n"
    "source, document, text, table, row), indicator-wide (one row a target with its form's project, region,\n"
    "year and total; the default of csv, tsv and jsonl) or form-wide (one row a form); all: every record (jsonl).\n"
    "csv: lines end in LF, with --crlf in CR LF as RFC 4180 says.  tsv: \\t \\n \\r \\\\ as in the stream.\n"
    "An existing database is added to; documents that it has are replaced.\n"
    "html: with source records (--provenance of pg-extract and pg-normalise) each value shows and leads to its place.\n";
static const char notes_zh[] =
    "FORMAT：csv、tsv、jsonl（表格）；json、xml（按文档和表分层）；markdown、html（供阅读）；\n"
    "sqlite、xlsx、datapackage（写文件，须用 -o）；diff（OLD NEW；默认文本，--type tsv 或 html）。\n"
    "TYPE：记录类型（form、field、amount、schedule、goal、indicator、result、achievement、fact、issue、source、\n"
    "document、text、table、row），indicator-wide（每个指标值一行，附项目、地区、年度和资金总额；csv、tsv、jsonl 的默认值）\n"
    "或 form-wide（每张表一行）；all：全部记录（jsonl）。\n"
    "csv 行尾为 LF，--crlf 时为 RFC 4180 的 CR LF。tsv 使用与流相同的转义 \\t \\n \\r \\\\。\n"
    "已有的数据库会被追加；其中已有的文档会被替换。\n"
    "html：流中有 source 记录（pg-extract 和 pg-normalise 的 --provenance）时，每个值标明出处并链接到原文位置。\n";

int main(int argc, char **argv)
{
	struct render_options o = { .to = "csv" };
	const struct cli_option options[] = {
		{ "to", 't', CLI_TEXT, &o.to, "FORMAT", "what to write (csv)", "输出格式（默认 csv）",
		  "csv tsv jsonl json xml markdown html sqlite xlsx datapackage diff" },
		{ "type", 0, CLI_TEXT, &o.type, "TYPE", "which table to write", "输出哪种表",
		  "indicator-wide form-wide all form field amount schedule goal indicator result achievement fact issue source document "
		  "text table row" },
		{ "partial", 0, CLI_FLAG, &o.partial, NULL, "accept a filtered, sorted or cut stream", "接受筛选、排序或截断的流" },
		{ "titles", 0, CLI_TEXT, &o.titles, "names|en|zh", "language of column titles", "列标题的语言", "names en zh" },
		{ "crlf", 0, CLI_FLAG, &o.crlf, NULL, "csv: end lines in CR LF", "csv：行尾用 CR LF" },
		{ "bom", 0, CLI_FLAG, &o.bom, NULL, "csv: begin with a byte order mark (for Excel)", "csv：以 BOM 开头（供 Excel）" },
		{ "csv-safe", 0, CLI_FLAG, &o.csv_safe, NULL, "csv: an apostrophe before = + - @, TAB and CR", "csv：在 = + - @、TAB 和 CR 前加撇号" },
		{ "sources", 0, CLI_TEXT, &o.sources, "DIR", "html: show the filings' own lines, read from DIR", "html：显示 DIR 中原文的行" },
		{ 0 },
	};
	const struct cli_tool tool = {
		.name = "pg-render",
		.operands = "[FILE ...]",
		.purpose = "Writes canonical records as tables, documents, a database, a workbook or a review page.",
		.purpose_zh = "将规范记录输出为表格、文档、数据库、工作簿或审阅网页。",
		.notes = notes,
		.notes_zh = notes_zh,
		.options = options,
	};
	int first = cli_start(&tool, argc, argv, &o.common);

	render_run(&o, argv + first, (size_t)(argc - first));
	return cli_finish(0);
}
