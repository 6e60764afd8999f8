/*
 * columns: the tables that pg-render writes and their columns: one list for all formats.
 *
 * A table is a record type of the stream (same number as its enum record_type) or one of the two wide
 * tables that are made of a form's records.  The list drives header lines, JSON and XML types, SQL, the
 * spreadsheet's widths, datapackage.json, CSVW and the review page's titles.  `row` stands here as one
 * line a cell, since its records vary in length.
 *
 * Everything is const and lives for ever.
 */
#ifndef PG_RENDER_COLUMNS_H
#define PG_RENDER_COLUMNS_H

#include "common/record.h"

enum column_kind {
	COLUMN_TEXT,
	COLUMN_CODE,    /* digits that are no number: leading zeros stay */
	COLUMN_INTEGER, /* a count or a place, from 1 */
	COLUMN_YEAR,
	COLUMN_DECIMAL, /* an exact decimal, or a date where the row's measure says so */
	COLUMN_YUAN     /* an exact decimal in yuan */
};

struct column {
	const char *name;
	enum column_kind kind;
	const char *en, *zh;
	int width; /* in a spreadsheet, in characters */
};

enum { TABLE_INDICATOR_WIDE = RECORD_TYPES, TABLE_FORM_WIDE, TABLES };
enum { TABLE_NONE = -1 };

struct table {
	const char *name;
	const struct column *column;
	size_t columns;
	const char *en, *zh;
	const char *key; /* its columns, parted by a comma; NULL: rows have no key */
	bool of_form;    /* doc and form point to a form */
};

const struct table *table_info(int id);
/* The table called so; TABLE_NONE when there is none. */
int table_named(struct str name);
/* The kinds of amounts and names of fields, in the order of the wide table; NULL behind the last. */
extern const char *const amount_kinds[];
extern const char *const amount_phases[]; /* "" first */
extern const char *const field_names[];
/* The Chinese word for a value of form.kind, amount.kind, field.name or a severity; the value itself else. */
struct str value_title(struct str value, bool chinese);

#endif
