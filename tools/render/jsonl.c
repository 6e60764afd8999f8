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

/* Columns' names need no escape. */
static void json_member(struct buf *into, const struct column *c, bool first, struct str s)
{
	size_t n = strlen(c->name);
	char *p;

	buf_room(into, n + 4);
	p = into->p + into->n;
	if (!first)
		*p++ = ',';
	*p++ = '"';
	memcpy(p, c->name, n);
	memcpy(p + n, "\":", 2);
	into->n += n + (first ? 3 : 4);
	json_value(into, c, s);
}

void json_members(struct buf *into, const struct table *t, const struct str *field, size_t first)
{
	for (size_t i = first; i < t->columns; i++)
		json_member(into, &t->column[i], i == first, field[i]);
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

static void jsonl_column(struct render *r, const struct column *c, size_t i, struct str s)
{
	json_member(&r->line, c, i == 0, s);
}

static void jsonl_row(struct render *r, int table, const struct str *field)
{
	buf_byte(&r->line, '{');
	render_columns(r, table_info(table), field, jsonl_column, NULL);
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
