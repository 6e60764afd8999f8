/*
 * html_part: pieces of the review page: words, money, charts.  Each appends to a buf.
 */
#ifndef PG_RENDER_HTML_PART_H
#define PG_RENDER_HTML_PART_H

#include "common/decimal.h"
#include "group.h"

/* The page's words in both languages: X(ID, "English", "中文"). */
#define WORD_LIST(X)                                                                        \
	X(PAGE, "Performance targets: review", "绩效目标审阅")                              \
	X(SKIP, "Skip to content", "跳到正文") X(SEARCH, "Search forms", "搜索绩效表")      \
	X(SEVERITY, "All severities", "全部程度") X(RULE, "All rules", "全部规则")          \
	X(CONTENTS, "Contents", "目录") X(FINDINGS, "Findings", "问题")                     \
	X(BY_REGION, "Totals by region (yuan)", "按地区资金总额（元）")                     \
	X(BY_LEVEL, "Amounts by level (yuan)", "按级次资金（元）")                          \
	X(LINES, "Source lines", "原文行") X(PROSE, "Prose and other tables", "正文与其他表格") \
	X(MORE, "others", "其余") X(FORMS, "forms", "张绩效表") X(TARGETS, "targets", "个指标值") \
	X(FOUND, "findings", "个问题") X(AMOUNTS, "Amounts", "资金") X(GOALS, "Goals", "绩效目标") \
	X(ACHIEVED, "Achieved", "实际完成情况") X(INDICATORS, "Indicators", "绩效指标")      \
	X(LEVEL1, "Level 1", "一级指标") X(LEVEL2, "Level 2", "二级指标")                   \
	X(LEVEL3, "Indicator", "指标") X(VALUE, "Target", "指标值") X(ACTUAL, "Actual", "实际完成值") \
	X(RAW, "As filed", "原文") X(LINE, "Line", "行") X(REPAIRED, "Repairs", "修复")      \
	X(KIND, "Kind", "类别") X(YUAN, "Yuan", "元") X(SUBJECT, "Subject", "对象")         \
	X(MESSAGE, "Finding", "说明") X(FORM, "Form", "表") X(SCHEDULE, "Schedule", "支出计划") \
	X(ABOUT, "about ", "约") X(BLANK, "(blank)", "（空）")

enum word {
#define X(id, en, zh) WORD_##id,
	WORD_LIST(X)
#undef X
};
const char *word(enum word w, bool zh);

/* 1234567.5 as 1,234,567.5 */
void part_money(struct buf *into, struct str yuan);
/* A target as people write it: ≥95%, 2–3月; escaped. */
void part_target(struct buf *into, const struct str *op_low_high_unit_text, bool zh);

/* Sums by name, in the order of first mention. */
struct tally {
	struct sum {
		struct str name;
		struct decimal yuan;
	} *sum;
	size_t n, cap;
	size_t *slot; /* hash table of indices + 1 */
	size_t slots;
};
/* The name must outlive the tally's next reset. */
void tally_add(struct tally *t, struct str name, struct str yuan);
void tally_reset(struct tally *t);
void tally_free(struct tally *t);
/* A chart of the greatest sums; nothing when there are none. */
void part_chart(struct buf *into, struct tally *t, const char *title, bool zh);

#endif
