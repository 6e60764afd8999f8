/* pg-extract: tables and text of filings as records. */
#include "extract.h"

#include "../../common/msg.h"

int main(int argc, char **argv)
{
	struct extract_options options = { 0 };
	struct cli_common common = { 0 };
	struct cli_files files = { 0 };
	struct out *out;
	const struct cli_option table[] = {
		{ "from", 0, CLI_TEXT, &options.from, "FORMAT",
		  "the input's format: markdown, html, tabbed, text, lines, layout, bbox, csv, tsv (default: by its content)",
		  "输入格式：markdown、html、tabbed、text、lines、layout、bbox、csv、tsv（默认按内容判断）",
		  "markdown html tabbed text lines layout bbox csv tsv" },
		{ "input-encoding", 'e', CLI_TEXT, &options.encoding, "ENCODING",
		  "the input's encoding: UTF-8, GB18030, Big5, UTF-16 … (default: by its content)",
		  "输入编码：UTF-8、GB18030、Big5、UTF-16 等（默认按内容判断）",
		  "UTF-8 GB18030 Big5 UTF-16" },
		{ "provenance", 0, CLI_FLAG, &options.provenance, NULL, "say where in the filing each value stands (source records)",
		  "给出每个值在原文中的位置（source 记录）" },
		{ "check", 0, CLI_FLAG, &options.check, NULL, "prove that every line that is not blank reached a record",
		  "核验每个非空行都进入了记录" },
		{ 0 },
	};
	const struct cli_tool tool = {
		.name = "pg-extract",
		.operands = "[FILE ...]",
		.purpose = "Finds the tables and the text of filings and writes them as records, as filed.",
		.purpose_zh = "找出申报文件中的表格与正文，按原样写成记录。",
		.notes = "Without FILE, or where FILE is -, standard input is read.  The records are described in pg-stream(5).\n"
			 "Exit status: 0 done, 2 something could not be read, found or written.",
		.notes_zh = "未给 FILE 或 FILE 为 - 时读取标准输入。记录格式见 pg-stream(5)。\n"
			    "退出状态：0 完成；2 有内容无法读取或写出。",
		.options = table,
	};
	int first = cli_start(&tool, argc, argv, &common);
	bool ready;

	options.line_buffered = common.line_buffered;
	options.stdin_name = common.stdin_name;
	if (!extract_options_check(&options))
		return 2;
	out = out_open(common.output);
	if (!out)
		return cli_finish(0);
	ready = cli_files_open(&files, &common, argv + first, (size_t)(argc - first));
	if (ready)
		extract_run(&options, &files, out);
	cli_files_close(&files);
	if (ready)
		out_close(out);
	else
		out_abandon(out);
	return cli_finish(0);
}
