/*
 * record: the types of records that the stream between the tools carries, and their columns.
 *
 * One list (RECORD_LIST) drives the enums, the reader's checks and what pg-render knows; the columns
 * and their order are those of the data model (pg-stream(5)).  Column numbers count from 0 behind the
 * type's name, so column 0 is always `doc`.  `row` alone has a varying number of fields: four fixed
 * ones, then one a cell.
 */
#ifndef PG_RECORD_H
#define PG_RECORD_H

#include "str.h"

/* X(ENUM, "name", least fields, COLUMNS) where COLUMNS is an X-list of (ENUM, column ENUM, "column"). */
#define RECORD_LIST(X)                                   \
	X(DOCUMENT, "document", DOCUMENT_COLUMNS)        \
	X(TEXT, "text", TEXT_COLUMNS)                    \
	X(TABLE, "table", TABLE_COLUMNS)                 \
	X(ROW, "row", ROW_COLUMNS)                       \
	X(SPAN, "span", SPAN_COLUMNS)                    \
	X(END, "end", END_COLUMNS)                       \
	X(FORM, "form", FORM_COLUMNS)                    \
	X(FIELD, "field", FIELD_COLUMNS)                 \
	X(AMOUNT, "amount", AMOUNT_COLUMNS)              \
	X(SCHEDULE, "schedule", SCHEDULE_COLUMNS)        \
	X(GOAL, "goal", GOAL_COLUMNS)                    \
	X(INDICATOR, "indicator", INDICATOR_COLUMNS)     \
	X(RESULT, "result", RESULT_COLUMNS)              \
	X(ACHIEVEMENT, "achievement", ACHIEVEMENT_COLUMNS) \
	X(FACT, "fact", FACT_COLUMNS)                    \
	X(ISSUE, "issue", ISSUE_COLUMNS)                 \
	X(SOURCE, "source", SOURCE_COLUMNS)

#define DOCUMENT_COLUMNS(X) X(DOCUMENT, DOC, "doc") X(DOCUMENT, FORMAT, "format")
#define TEXT_COLUMNS(X) X(TEXT, DOC, "doc") X(TEXT, LINE, "line") X(TEXT, TEXT, "text")
#define TABLE_COLUMNS(X) X(TABLE, DOC, "doc") X(TABLE, TABLE, "table") X(TABLE, LINE, "line") \
	X(TABLE, TITLE, "title") X(TABLE, CAPTION, "caption")
#define ROW_COLUMNS(X) X(ROW, DOC, "doc") X(ROW, TABLE, "table") X(ROW, LINE, "line") X(ROW, ROW, "row")
/* A cell that spans rows or columns in the source, or starts on another line than its row; follows its row. */
#define SPAN_COLUMNS(X) X(SPAN, DOC, "doc") X(SPAN, TABLE, "table") X(SPAN, ROW, "row") X(SPAN, CELL, "cell") \
	X(SPAN, ROWS, "rows") X(SPAN, COLUMNS, "columns") X(SPAN, LINE, "line")
#define END_COLUMNS(X) X(END, DOC, "doc") X(END, RECORDS, "records") X(END, LINES, "lines") X(END, BYTES, "bytes")
#define FORM_COLUMNS(X) X(FORM, DOC, "doc") X(FORM, FORM, "form") X(FORM, LINE, "line") X(FORM, LAYOUT, "layout") \
	X(FORM, KIND, "kind") X(FORM, TITLE, "title") X(FORM, YEAR, "year") X(FORM, PROJECT, "project") \
	X(FORM, CODE, "code") X(FORM, REGION, "region") X(FORM, DEPARTMENT, "department")
#define FIELD_COLUMNS(X) X(FIELD, DOC, "doc") X(FIELD, FORM, "form") X(FIELD, LINE, "line") X(FIELD, NAME, "name") \
	X(FIELD, VALUE, "value") X(FIELD, LABEL, "label") X(FIELD, RAW, "raw")
#define AMOUNT_COLUMNS(X) X(AMOUNT, DOC, "doc") X(AMOUNT, FORM, "form") X(AMOUNT, LINE, "line") \
	X(AMOUNT, KIND, "kind") X(AMOUNT, YUAN, "yuan") X(AMOUNT, LABEL, "label") X(AMOUNT, RAW, "raw") \
	X(AMOUNT, PHASE, "phase")
#define SCHEDULE_COLUMNS(X) X(SCHEDULE, DOC, "doc") X(SCHEDULE, FORM, "form") X(SCHEDULE, LINE, "line") \
	X(SCHEDULE, DUE, "due") X(SCHEDULE, VALUE, "value") X(SCHEDULE, UNIT, "unit") X(SCHEDULE, RAW, "raw")
#define GOAL_COLUMNS(X) X(GOAL, DOC, "doc") X(GOAL, FORM, "form") X(GOAL, LINE, "line") X(GOAL, N, "n") \
	X(GOAL, TEXT, "text")
#define INDICATOR_COLUMNS(X) X(INDICATOR, DOC, "doc") X(INDICATOR, FORM, "form") X(INDICATOR, LINE, "line") \
	X(INDICATOR, N, "n") X(INDICATOR, PART, "part") X(INDICATOR, LEVEL1, "level1") \
	X(INDICATOR, LEVEL2, "level2") X(INDICATOR, LEVEL3, "level3") X(INDICATOR, DESCRIPTION, "description") \
	X(INDICATOR, QUALIFIER, "qualifier") X(INDICATOR, MEASURE, "measure") X(INDICATOR, OP, "op") \
	X(INDICATOR, LOW, "low") X(INDICATOR, HIGH, "high") X(INDICATOR, UNIT, "unit") X(INDICATOR, TEXT, "text") \
	X(INDICATOR, RAW, "raw") X(INDICATOR, BASIS, "basis") X(INDICATOR, NOTE, "note") \
	X(INDICATOR, REPAIRS, "repairs")
#define RESULT_COLUMNS(X) X(RESULT, DOC, "doc") X(RESULT, FORM, "form") X(RESULT, LINE, "line") X(RESULT, N, "n") \
	X(RESULT, PART, "part") X(RESULT, MEASURE, "measure") X(RESULT, OP, "op") X(RESULT, LOW, "low") \
	X(RESULT, HIGH, "high") X(RESULT, UNIT, "unit") X(RESULT, TEXT, "text") X(RESULT, RAW, "raw") \
	X(RESULT, WEIGHT, "weight") X(RESULT, SCORE, "score") X(RESULT, REASON, "reason")
#define ACHIEVEMENT_COLUMNS(X) X(ACHIEVEMENT, DOC, "doc") X(ACHIEVEMENT, FORM, "form") \
	X(ACHIEVEMENT, LINE, "line") X(ACHIEVEMENT, N, "n") X(ACHIEVEMENT, TEXT, "text")
#define FACT_COLUMNS(X) X(FACT, DOC, "doc") X(FACT, LINE, "line") X(FACT, SUBJECT, "subject") X(FACT, YUAN, "yuan") \
	X(FACT, RAW, "raw") X(FACT, PARENT, "parent")
#define ISSUE_COLUMNS(X) X(ISSUE, DOC, "doc") X(ISSUE, FORM, "form") X(ISSUE, LINE, "line") \
	X(ISSUE, SEVERITY, "severity") X(ISSUE, RULE, "rule") X(ISSUE, SUBJECT, "subject") \
	X(ISSUE, MESSAGE, "message")
/*
 * Where a value stands in the filing.  Behind pg-extract `form` is the table's ordinal and `type` is
 * row (n its ordinal, part the cell from 1), table (n empty) or text (n its line).
 */
#define SOURCE_COLUMNS(X) X(SOURCE, DOC, "doc") X(SOURCE, FORM, "form") X(SOURCE, TYPE, "type") X(SOURCE, N, "n") \
	X(SOURCE, PART, "part") X(SOURCE, COLUMN, "column") X(SOURCE, LINE, "line") X(SOURCE, AT, "at") \
	X(SOURCE, OFFSET, "offset") X(SOURCE, LENGTH, "length")

enum record_type {
#define X(id, name, columns) RECORD_##id,
	RECORD_LIST(X)
#undef X
	RECORD_OTHER, /* a type that this build does not know: passed on as it is */
	RECORD_TYPES = RECORD_OTHER
};

/* FORM_YEAR, INDICATOR_LEVEL1 …: the number of a column in its record, from 0; *_COUNT how many there are. */
#define X_COLUMN(id, column, name) id##_##column,
#define X(id, name, columns) enum { columns(X_COLUMN) id##_COUNT };
RECORD_LIST(X)
#undef X
#undef X_COLUMN

struct record_info {
	struct str name;
	const char *const *columns;
	size_t count;
};

/* What is known of a type; type must not be RECORD_OTHER. */
extern const struct record_info record_infos[];
static inline const struct record_info *record_info(enum record_type type) { return &record_infos[type]; }
enum record_type record_type_of(struct str name);
/* Number of the column called name in that type; -1 when there is none. */
int record_column(enum record_type type, struct str name);

#endif
