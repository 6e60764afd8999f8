/* tsv: the stream's own escapes under a header line, as Miller, DuckDB and PostgreSQL read them. */
#include "render.h"

static void tsv_field(struct buf *into, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '\t': buf_add(into, STR("\\t")); break;
		case '\n': buf_add(into, STR("\\n")); break;
		case '\r': buf_add(into, STR("\\r")); break;
		case '\\': buf_add(into, STR("\\\\")); break;
		default: buf_byte(into, s.p[i]);
		}
}

static bool tsv_begin(struct render *r)
{
	const struct table *t = table_info(r->table);

	if (r->options->common.shard > 0)
		return true; /* the first shard has the titles */
	for (size_t i = 0; i < t->columns; i++) {
		if (i)
			buf_byte(&r->line, '\t');
		tsv_field(&r->line, column_title(&t->column[i], r->options->titles));
	}
	buf_byte(&r->line, '\n');
	render_flush_line(r);
	return true;
}

static void tsv_row(struct render *r, int table, const struct str *field)
{
	for (size_t i = 0; i < table_info(table)->columns; i++) {
		if (i)
			buf_byte(&r->line, '\t');
		tsv_field(&r->line, field[i]);
	}
	buf_byte(&r->line, '\n');
	render_flush_line(r);
}

const struct format format_tsv = { .name = "tsv", .table = TABLE_INDICATOR_WIDE,
	.mask = TABLES_RECORDS | TABLES_WIDE, .begin = tsv_begin, .row = tsv_row };
