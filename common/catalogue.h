/*
 * catalogue: the words of every message that the four programs say, in one place.
 * X(ID, "id", severity, "English", "中文"): the two formats take the same arguments in the same order.
 */
#ifndef PG_CATALOGUE_H
#define PG_CATALOGUE_H

/* clang-format off */
#define MSG_LIST(X) \
	/* command line, files */ \
	X(USAGE_OPTION, "usage", ERROR, "unknown option %s; see --help", "未知选项 %s；参见 --help") \
	X(USAGE_ARGUMENT, "usage", ERROR, "option %s needs an argument; see --help", "选项 %s 需要参数；参见 --help") \
	X(USAGE_VALUE, "usage", ERROR, "option %s cannot be «%s»: expected %s", "选项 %s 不能是“%s”：应为 %s") \
	X(USAGE_EXTRA, "usage", ERROR, "option %s takes no argument; see --help", "选项 %s 不带参数；参见 --help") \
	X(FILE_OPEN, "file-open", ERROR, "cannot open: %s", "无法打开：%s") \
	X(FILE_READ, "file-read", ERROR, "cannot read on: %s", "无法继续读取：%s") \
	X(FILE_WRITE, "file-write", ERROR, "cannot write: %s; what was written is incomplete", "无法写入：%s；已写出的内容不完整") \
	X(FILE_DIRECTORY, "file-directory", ERROR, "is a directory; name the files in it (find … -print0 | … --files0-from=-)", "是目录；请列出其中的文件（find … -print0 | … --files0-from=-）") \
	X(FILE_BEGUN, "file", NOTE, "operand %zu of %zu", "操作数 %zu / %zu") \
	X(LIBRARY, "library", ERROR, "cannot load %s, which this input needs: %s", "无法加载此输入所需的 %s：%s") \
	/* the stream */ \
	X(STREAM_ESCAPE, "stream-escape", ERROR, "unknown escape \\%s in field %zu; only \\t \\n \\r \\\\ are known", "转义 \\%s 未知（第 %zu 个字段）；只能用 \\t \\n \\r \\\\") \
	X(STREAM_FIELDS, "stream-fields", ERROR, "a %s record has %zu fields, not %zu", "%s 记录有 %zu 个字段，应为 %zu 个") \
	X(STREAM_CR, "stream-cr", ERROR, "a bare CR: lines of a stream end in LF alone (was it converted? dos2unix mends it)", "含裸 CR：流中的行只以 LF 结尾（是否被转换过？可用 dos2unix 修复）") \
	X(STREAM_NUL, "stream-nul", ERROR, "NUL byte: this is not a stream of records", "含 NUL 字节：这不是记录流") \
	X(STREAM_UTF8, "stream-utf8", ERROR, "character %zu is no UTF-8: this is not a stream of records", "第 %zu 个字符不是 UTF-8：这不是记录流") \
	X(STREAM_NO_DOCUMENT, "stream-document", ERROR, "%.*s record before its document record; --partial accepts a filtered or sorted stream", "%.*s 记录之前没有 document 记录；--partial 可接受经过筛选或排序的流") \
	X(STREAM_NO_END, "stream-cut", ERROR, "the stream ends before the end record of %.*s: it was cut off; --partial accepts it", "流在 %.*s 的 end 记录之前结束：流被截断；--partial 可接受") \
	X(STREAM_COUNT, "stream-count", ERROR, "the end record counts %.*s records, %zu came; --partial accepts it", "end 记录记有 %.*s 条记录，实收 %zu 条；--partial 可接受") \
	X(STREAM_NO_LF, "stream-cut", ERROR, "the last line has no end: the stream was cut off", "最后一行没有换行：流被截断") \
	/* canon */ \
	X(TEXT_DATA, "text-data", ERROR, "cannot load the Unicode data of ICU: %s", "无法加载 ICU 的 Unicode 数据：%s") \
	/* pg-render */ \
	X(RENDER_UNKNOWN, "render-unknown", NOTE, "records of the unknown type %.*s are left out", "未知类型 %.*s 的记录不予输出") \
	X(RENDER_NEEDS_FILE, "usage", ERROR, "--to %s writes a file: name it by -o", "--to %s 须写入文件：请用 -o 指定") \
	X(RENDER_TYPE, "usage", ERROR, "--type cannot be «%s» with --to %s; see --help", "--type 不能是“%s”（--to %s）；参见 --help") \
	X(RENDER_OPERANDS, "usage", ERROR, "--to diff compares two streams: OLD NEW", "--to diff 比较两个流：OLD NEW") \
	X(RENDER_DATABASE, "render-database", ERROR, "database: %s; nothing was changed in it", "数据库：%s；未作任何更改") \
	X(RENDER_WORKBOOK, "render-workbook", ERROR, "cannot write the workbook: %s", "无法写入工作簿：%s") \
	X(RENDER_CRASH, "render-workbook", ERROR, "cannot write the workbook: libxlsxwriter crashed (%s), as it does when it gets no memory", "无法写入工作簿：libxlsxwriter 崩溃（%s），内存不足时会如此") \
	X(RENDER_CUT, "render-cut", WARNING, "a text of %zu characters is cut to %zu: a cell of a workbook holds no more", "文字 %zu 字截短为 %zu 字：工作簿单元格容量所限") \
	X(RENDER_NUMBER, "render-number", WARNING, "%s: «%.*s» is no whole number and is left empty", "%s：“%.*s”不是整数，留空") \
	X(RENDER_SOURCE, "render-source", NOTE, "the filing cannot be read for its lines: %s", "无法读取原文行：%s") \
	/* pg-validate */ \
	X(RULES_BAD, "rules-bad", ERROR, "rules: %s: «%.*s» is missing, unknown or malformed", "规则文件：%s：“%.*s”缺失、未知或格式错误") \
	X(RULES_NOT_FOUND, "rules-not-found", ERROR, "rules.xml was not found; name its folder in PG_GRAMMAR_PATH or the file by --rules", "找不到 rules.xml；请在 PG_GRAMMAR_PATH 中给出其目录，或用 --rules 指定文件") \
	X(RULE_UNKNOWN, "rule-unknown", ERROR, "there is no rule «%.*s»; see --list-rules", "没有规则“%.*s”；参见 --list-rules") \
	X(FINDINGS_WITHHELD, "withheld", NOTE, "%zu more findings of %s are not shown (--max-issues)", "另有 %zu 条 %s 未显示（--max-issues）") \
	X(WINDOW_SPLIT, "window", NOTE, "the document is too large to be held at once: from here on its forms are compared among themselves", "文档过大，无法一次保存：自此处起的表只在彼此之间比较") \
	X(CODES_FULL, "codes-full", NOTE, "more than %zu project codes: the later ones are not compared across documents", "项目代码超过 %zu 个：其后的代码不再跨文档比较") \
	/* extract */ \
	X(ENCODING_LIBRARY, "encoding-library", ERROR, "cannot load ICU, which this encoding needs: %s", "无法加载此编码所需的 ICU：%s") \
	X(ENCODING_FOUND, "encoding", NOTE, "read as %s (confidence %d of 100); --input-encoding forces another", "按 %s 读取（可信度 %d/100）；可用 --input-encoding 指定其他编码") \
	X(ENCODING_BROKEN, "broken-bytes", WARNING, "%zu bytes are no %s text; U+FFFD stands for them", "%zu 个字节不是有效的 %s 文本，以 U+FFFD 代替") \
	X(EXTRACT_BINARY, "binary", ERROR, "looks binary, not like text; nothing is read from it", "看来是二进制文件而非文本；未读取其内容") \
	X(EXTRACT_KIND, "binary", ERROR, "looks like %s, not like text; convert it to text, HTML or CSV first", "看来是 %s 而非文本；请先转换为文本、HTML 或 CSV") \
	X(EXTRACT_LOST, "conservation", ERROR, "%zu of %zu non-blank lines reached no record; this is the first", "共 %2$zu 个非空行，其中 %1$zu 行未进入任何记录；此为首行") \
	X(CSV_OPEN_QUOTE, "csv-quote", WARNING, "a quote is not closed within %zu lines; the field ends here", "引号在 %zu 行内未闭合；字段在此结束") \
	/* end of extract */ \
	/* grammars */ \
	X(GRAMMAR_NONE, "grammar-none", ERROR, "no base.xml in %s; expected a folder of grammars, see --grammar-path", "%s 中没有 base.xml；应为语法文件夹，参见 --grammar-path") \
	X(GRAMMAR_FILE, "grammar-file", ERROR, "cannot be a grammar: expected a regular file, well-formed, of at most %s", "不能作为语法文件：应为格式良好的普通文件，且不超过 %s") \
	X(GRAMMAR_XML, "grammar-xml", ERROR, "not well-formed: %.*s", "XML 格式不良：%.*s") \
	X(GRAMMAR_DOCTYPE, "grammar-doctype", ERROR, "a grammar has no DOCTYPE and declares no entities", "语法文件不得含有 DOCTYPE，也不得声明实体") \
	X(GRAMMAR_SCHEMA, "grammar-schema", ERROR, "%.*s", "%.*s") \
	X(GRAMMAR_ELEMENT, "grammar-element", ERROR, "<%.*s> cannot stand in %s; expected %.*s", "<%.*s> 不能出现在 %s 中；应为 %.*s") \
	X(GRAMMAR_ATTRIBUTE, "grammar-attribute", ERROR, "<%s> has no attribute %.*s; expected %.*s", "<%s> 没有属性 %.*s；应为 %.*s") \
	X(GRAMMAR_MISSING, "grammar-missing", ERROR, "<%s> lacks its %s; expected %.*s", "<%s> 缺少 %s；应为 %.*s") \
	X(GRAMMAR_VALUE, "grammar-value", ERROR, "<%s %s> cannot be «%.*s»; expected %.*s", "<%s %s> 不能是“%.*s”；应为 %.*s") \
	X(GRAMMAR_TEXT, "grammar-text", ERROR, "<%s> holds no text but «%.*s»", "<%s> 中不应有文字“%.*s”") \
	X(GRAMMAR_PATTERN, "grammar-pattern", ERROR, "no regular expression: %.*s, behind «%.*s»", "不是正则表达式：%.*s，位于“%.*s”之后") \
	X(GRAMMAR_LABEL, "grammar-label", ERROR, "«%.*s» means %.*s here, but %.*s at %.*s:%zu", "“%.*s”在此为 %.*s，但另作 %.*s，见 %.*s:%zu") \
	X(GRAMMAR_LEVEL, "grammar-level", ERROR, "level «%.*s» is not known to base; a layout only adds names to base's levels", "base 中没有级次“%.*s”；版式语法只能为 base 的级次增加名称") \
	X(GRAMMAR_NAME, "grammar-name", ERROR, "the grammar is called «%.*s»; base.xml, and it alone, is to be called base", "语法名为“%.*s”；只有 base.xml 可以且必须名为 base") \
	X(GRAMMAR_INCLUDE, "grammar-include", ERROR, "«%.*s» is not included; expected a file in the grammar's own folder", "不予包含“%.*s”；应为语法所在文件夹内的文件") \
	/* normalise */ \
	X(CELL_LOST, "conservation", ERROR, "the cell «%.*s» is in no record and no issue: a defect of the program, please report it", "单元格“%.*s”既不在记录中也不在问题中：程序缺陷，请报告") \
	X(REPAIRS, "repairs", NOTE, "indicators repaired: %.*s", "已修复的指标：%.*s") \

/* clang-format on */
#endif
