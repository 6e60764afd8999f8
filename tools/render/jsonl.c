/* jsonl: one object a line; with --type all every record, its type first as `record`. */
#include "json.h"

#include "escape.h"
#include "render.h"

static bool plain_number(struct str s)
{
	size_t n;

	return str_number(s, &n) && (s.n == 1 || s.p[0] != '0');
}

void json_value(struct buf *into, const struct column *c, struct str s)
{
	if (c->kind == COLUMN_INTEGER && plain_number(s))
		buf_add(into, s);
	else if (c->kind == COLUMN_YEAR && s.n == 4 && plain_number(s))
		buf_add(into, s);
	else
		escape_json(into, s);
}

void json_members(struct buf *into, const struct table *t, const struct str *field, size_t first)
{
	for (size_t i = first; i < t->columns; i++) {
		if (i > first)
			buf_byte(into, ',');
		escape_json_string(into, str_c(t->column[i].name));
		buf_byte(into, ':');
		json_value(into, &t->column[i], field[i]);
	}
}

void json_cells(struct buf *into, const struct str *cell, size_t n)
{
	buf_byte(into, '[');
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_byte(into, ',');
		escape_json_string(into, cell[i]);
	}
	buf_byte(into, ']');
}

static void jsonl_row(struct render *r, int table, const struct str *field)
{
	buf_byte(&r->line, '{');
	json_members(&r->line, table_info(table), field, 0);
	buf_add(&r->line, STR("}\n"));
	render_flush_line(r);
}

/* doc, table, line, row as in the other records, then the cells. */
static void add_row(struct buf *into, const struct record *record)
{
	struct table t = *table_info(RECORD_ROW);

	t.columns = ROW_COUNT;
	json_members(into, &t, record->field, 0);
	buf_add(into, STR(",\"cells\":"));
	json_cells(into, record->field + ROW_COUNT, record->n - ROW_COUNT);
}

static void jsonl_record(struct render *r, const struct record *record)
{
	buf_byte(&r->line, '{');
	if (r->table == TABLE_NONE) {
		buf_add(&r->line, STR("\"record\":"));
		escape_json_string(&r->line, record->name);
		buf_byte(&r->line, ',');
	}
	if (record->type == RECORD_ROW)
		add_row(&r->line, record);
	else
		json_members(&r->line, table_info(record->type), record->field, 0);
	buf_add(&r->line, STR("}\n"));
	render_flush_line(r);
}

const struct format format_jsonl = { .name = "jsonl", .table = TABLE_INDICATOR_WIDE,
	.mask = TABLES_RECORDS | TABLES_WIDE, .all = true,
	.row = jsonl_row, .record = jsonl_record };
