#include "columns.h"

#define TEXT(name, en, zh, width) { name, COLUMN_TEXT, en, zh, width }
#define INTEGER(name, en, zh) { name, COLUMN_INTEGER, en, zh, 8 }
#define YUAN(name, en, zh) { name, COLUMN_YUAN, en, zh, 18 }
#define DECIMAL(name, en, zh) { name, COLUMN_DECIMAL, en, zh, 14 }
#define DOC TEXT("doc", "Document", "文档", 20)
#define FORM INTEGER("form", "Form", "表号")
#define TABLE INTEGER("table", "Table", "表格号")
#define LINE INTEGER("line", "Line", "行号")
#define NUMBER INTEGER("n", "No.", "序号")
#define PART INTEGER("part", "Part", "分项")
#define RAW TEXT("raw", "As filed", "原文", 24)
#define YEAR { "year", COLUMN_YEAR, "Year", "年度", 8 }
#define CODE { "code", COLUMN_CODE, "Project code", "项目编码", 22 }
#define LAYOUT TEXT("layout", "Layout", "版式", 12)
#define KIND TEXT("kind", "Kind of form", "表类", 14)
#define TITLE TEXT("title", "Title", "标题", 36)
#define PROJECT TEXT("project", "Project", "项目", 32)
#define REGION TEXT("region", "Region", "地区", 14)
#define DEPARTMENT TEXT("department", "Department", "主管部门", 20)
#define LABEL TEXT("label", "Label as filed", "原标签", 16)
#define UNIT TEXT("unit", "Unit", "单位", 8)
/* What an indicator says, from level1 on; shared with the wide table. */
#define TARGET                                                                                      \
	TEXT("level1", "Level 1", "一级指标", 12), TEXT("level2", "Level 2", "二级指标", 18),       \
	    TEXT("level3", "Level 3", "三级指标", 28), TEXT("description", "Description", "指标描述", 28), \
	    TEXT("qualifier", "Of whom or what", "限定", 16), TEXT("measure", "Measure", "量类", 9),  \
	    TEXT("op", "Operator", "符号", 6), DECIMAL("low", "Value", "值"),                       \
	    DECIMAL("high", "Upper value", "上限"), UNIT, TEXT("text", "Words", "文字值", 20), RAW,  \
	    TEXT("basis", "Basis", "确定依据", 20), TEXT("note", "Note", "说明", 20),               \
	    TEXT("repairs", "Repairs", "修复", 14)

static const struct column document_columns[] = { DOC, TEXT("format", "Format", "格式", 12) };
static const struct column text_columns[] = { DOC, LINE, TEXT("text", "Text", "文字", 80) };
static const struct column table_columns[] = { DOC, TABLE, LINE, TITLE, TEXT("caption", "Caption", "表头行", 36) };
static const struct column row_columns[] = { DOC, TABLE, LINE, INTEGER("row", "Row", "表行"),
	INTEGER("cell", "Cell", "单元格"), TEXT("text", "Text", "文字", 40) };
static const struct column span_columns[] = { DOC, TABLE, INTEGER("row", "Row", "表行"),
	INTEGER("cell", "Cell", "单元格"), INTEGER("rows", "Rows", "跨行"), INTEGER("columns", "Columns", "跨列"), LINE };
static const struct column end_columns[] = { DOC, INTEGER("records", "Records", "记录数"),
	INTEGER("lines", "Lines", "行数"), INTEGER("bytes", "Bytes", "字节数") };
static const struct column form_columns[] = { DOC, FORM, LINE, LAYOUT, KIND, TITLE, YEAR, PROJECT, CODE, REGION,
	DEPARTMENT };
static const struct column field_columns[] = { DOC, FORM, LINE, TEXT("name", "Name", "名称", 18),
	TEXT("value", "Value", "内容", 36), LABEL, RAW };
static const struct column amount_columns[] = { DOC, FORM, LINE, TEXT("kind", "Kind", "资金类别", 12),
	YUAN("yuan", "Amount (yuan)", "金额（元）"), LABEL, RAW, TEXT("phase", "Phase", "阶段", 10) };
static const struct column schedule_columns[] = { DOC, FORM, LINE,
	{ "due", COLUMN_CODE, "Due (month)", "截止月", 8 }, DECIMAL("value", "Value", "值"), UNIT, RAW };
static const struct column goal_columns[] = { DOC, FORM, LINE, NUMBER, TEXT("text", "Goal", "目标", 80) };
static const struct column indicator_columns[] = { DOC, FORM, LINE, NUMBER, PART, TARGET };
static const struct column result_columns[] = { DOC, FORM, LINE, NUMBER, PART, TEXT("measure", "Measure", "量类", 9),
	TEXT("op", "Operator", "符号", 6), DECIMAL("low", "Value", "值"), DECIMAL("high", "Upper value", "上限"),
	UNIT, TEXT("text", "Words", "文字值", 20), RAW, DECIMAL("weight", "Weight", "分值"),
	DECIMAL("score", "Score", "得分"), TEXT("reason", "Reason", "偏差原因", 28) };
static const struct column achievement_columns[] = { DOC, FORM, LINE, NUMBER,
	TEXT("text", "Achieved", "实际完成情况", 80) };
static const struct column fact_columns[] = { DOC, LINE, TEXT("subject", "Subject", "事项", 36),
	YUAN("yuan", "Amount (yuan)", "金额（元）"), RAW, TEXT("parent", "Part of", "所属", 24) };
static const struct column issue_columns[] = { DOC, FORM, LINE, TEXT("severity", "Severity", "程度", 9),
	TEXT("rule", "Rule", "规则", 18), TEXT("subject", "Subject", "对象", 24),
	TEXT("message", "Finding", "问题", 60) };
static const struct column source_columns[] = { DOC, FORM, TEXT("type", "Record type", "记录类型", 12), NUMBER, PART,
	TEXT("column", "Column", "列名", 12), LINE, INTEGER("at", "Column in line", "列位"),
	INTEGER("offset", "Byte offset", "字节偏移"), INTEGER("length", "Bytes", "字节数") };
static const struct column indicator_wide_columns[] = { DOC, FORM, LINE, TITLE, PROJECT, CODE, REGION, DEPARTMENT,
	YEAR, KIND, YUAN("total", "Form total (yuan)", "资金总额（元）"), NUMBER, PART, TARGET,
	TEXT("actual", "Actual", "实际完成值", 16), DECIMAL("weight", "Weight", "分值"),
	DECIMAL("score", "Score", "得分"), TEXT("reason", "Reason", "偏差原因", 28) };

/* X(name, English, Chinese): the data model's vocabularies, and so the wide table's columns. */
#define AMOUNT_LIST(X)                                                                   \
	X("total", "Total", "资金总额") X("fiscal", "Fiscal", "财政资金")                \
	X("non-fiscal", "Non-fiscal", "非财政资金") X("central", "Central", "中央资金")  \
	X("provincial", "Provincial", "省级资金") X("municipal", "Municipal", "市级资金") \
	X("county", "County", "县级资金") X("local", "Local", "地方资金")                \
	X("carried-over", "Carried over", "上年结转") X("other", "Other", "其他资金")
#define FIELD_LIST(X)                                                                            \
	X("project-name", "Project name", "项目名称") X("project-code", "Project code", "项目编码") \
	X("program-name", "Program", "一级项目名称") X("region", "Region", "地区")               \
	X("department", "Department", "主管部门") X("central-department", "Central department", "中央主管部门") \
	X("provincial-finance", "Provincial finance", "省级财政部门")                            \
	X("provincial-department", "Provincial department", "省级主管部门")                      \
	X("local-finance", "Local finance", "地方财政部门")                                      \
	X("local-department", "Local department", "地方主管部门")                                \
	X("implementing-unit", "Implementing unit", "实施单位")                                  \
	X("budget-unit", "Budget unit", "预算单位") X("purpose", "Purpose", "资金用途")
#define OTHER_LIST(X)                                                                              \
	X("project", "Project", "项目") X("transfer-overall", "Transfer, overall", "转移支付整体")  \
	X("transfer-region", "Transfer, region", "转移支付区域") X("self-evaluation", "Self-evaluation", "自评") \
	X("error", "error", "错误") X("warning", "warning", "警告") X("note", "note", "提示")     \
	X("initial", "initial", "年初预算数") X("adjusted", "adjusted", "全年预算数")             \
	X("executed", "executed", "全年执行数") X("filled", "level filled from above", "层级补全") \
	X("shifted", "cells moved back", "列移位") X("levels", "level corrected", "层级更正")     \
	X("joined", "joined", "拼接") X("chars", "characters corrected", "文字更正")              \
	X("split", "cell split", "拆分")

#define X_NAME(name, en, zh) name,
const char *const amount_kinds[] = { AMOUNT_LIST(X_NAME) NULL };
const char *const field_names[] = { FIELD_LIST(X_NAME) NULL };
const char *const amount_phases[] = { "", "initial", "adjusted", "executed", NULL };

/* Columns of the wide table carry the field's name behind field_ where a form's own column has it. */
#define X_YUAN(name, en, zh) YUAN(name, en " (yuan)", zh "（元）"),
#define X_PHASE_1(name, en, zh) YUAN(name "-initial", en ", initial (yuan)", zh "年初预算数（元）"),
#define X_PHASE_2(name, en, zh) YUAN(name "-adjusted", en ", adjusted (yuan)", zh "全年预算数（元）"),
#define X_PHASE_3(name, en, zh) YUAN(name "-executed", en ", executed (yuan)", zh "全年执行数（元）"),
#define X_FIELD(name, en, zh) { "field-" name, COLUMN_CODE, en, zh, 20 },
static const struct column form_wide_columns[] = { DOC, FORM, LINE, LAYOUT, KIND, TITLE, YEAR, PROJECT, CODE, REGION,
	DEPARTMENT, AMOUNT_LIST(X_YUAN) AMOUNT_LIST(X_PHASE_1) AMOUNT_LIST(X_PHASE_2) AMOUNT_LIST(X_PHASE_3)
	FIELD_LIST(X_FIELD) TEXT("due-03", "By March", "3月底", 12), TEXT("due-06", "By June", "6月底", 12),
	TEXT("due-10", "By October", "10月底", 12), TEXT("due-12", "By December", "12月底", 12),
	TEXT("goals", "Goals", "目标", 60), INTEGER("indicators", "Indicators", "指标数"),
	INTEGER("targets", "Targets", "指标值数"), INTEGER("issues", "Findings", "问题数") };

#define ROWS(array) array, sizeof array / sizeof *array
static const struct table tables[TABLES] = {
	[RECORD_DOCUMENT] = { "document", ROWS(document_columns), "Documents", "文档", "doc", false },
	[RECORD_TEXT] = { "text", ROWS(text_columns), "Prose", "正文", NULL, false },
	[RECORD_TABLE] = { "table", ROWS(table_columns), "Other tables", "其他表格", "doc,table", false },
	[RECORD_ROW] = { "row", ROWS(row_columns), "Cells", "其他表格单元格", "doc,table,row,cell", false },
	[RECORD_SPAN] = { "span", ROWS(span_columns), "Spans", "合并单元格", "doc,table,row,cell", false },
	[RECORD_END] = { "end", ROWS(end_columns), "Ends", "结束", "doc", false },
	[RECORD_FORM] = { "form", ROWS(form_columns), "Forms", "绩效表", "doc,form", false },
	[RECORD_FIELD] = { "field", ROWS(field_columns), "Fields", "表内信息", NULL, true },
	[RECORD_AMOUNT] = { "amount", ROWS(amount_columns), "Amounts", "资金", NULL, true },
	[RECORD_SCHEDULE] = { "schedule", ROWS(schedule_columns), "Schedule", "支出计划", NULL, true },
	[RECORD_GOAL] = { "goal", ROWS(goal_columns), "Goals", "绩效目标", NULL, true },
	[RECORD_INDICATOR] = { "indicator", ROWS(indicator_columns), "Indicators", "绩效指标", "doc,form,n,part", true },
	[RECORD_RESULT] = { "result", ROWS(result_columns), "Results", "完成情况", NULL, true },
	[RECORD_ACHIEVEMENT] = { "achievement", ROWS(achievement_columns), "Achievements", "目标完成情况", NULL, true },
	[RECORD_FACT] = { "fact", ROWS(fact_columns), "Statements", "文中金额", NULL, false },
	[RECORD_ISSUE] = { "issue", ROWS(issue_columns), "Findings", "问题", NULL, true },
	[RECORD_SOURCE] = { "source", ROWS(source_columns), "Sources", "出处", NULL, false },
	[TABLE_INDICATOR_WIDE] = { "indicator-wide", ROWS(indicator_wide_columns), "Indicators", "指标总表", "doc,form,n,part", true },
	[TABLE_FORM_WIDE] = { "form-wide", ROWS(form_wide_columns), "Forms", "项目总表", "doc,form", true },
};

const struct table *table_info(int id) { return &tables[id]; }

int table_named(struct str name)
{
	for (int i = 0; i < TABLES; i++)
		if (str_eq(str_c(tables[i].name), name))
			return i;
	return TABLE_NONE;
}

static const struct { const char *name, *en, *zh; } words[] = {
#define X(name, en, zh) { name, en, zh },
	OTHER_LIST(X) AMOUNT_LIST(X) FIELD_LIST(X)
#undef X
};

struct str value_title(struct str value, bool chinese)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(str_c(words[i].name), value))
			return str_c(chinese ? words[i].zh : words[i].en);
	return value;
}
