/* tsv: the stream's own escapes under a header line, as Miller, DuckDB and PostgreSQL read them. */
#include "plain.h"
#include "render.h"

static inline plain_block tsv_marks(plain_block v) { return (plain_block)((v < 0x0e) | (v == '\\')); }

static void escaped(struct buf *into, struct str s)
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

static void tsv_field(struct buf *into, struct str s)
{
	size_t n;

	if (s.n == 0)
		return;
	buf_room(into, s.n);
	n = plain_copy(into->p + into->n, s, tsv_marks);
	into->n += n;
	if (n < s.n)
		escaped(into, str_from(s, n));
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
	render_end_line(r);
	return true;
}

static inline void tsv_column(struct render *r, const struct column *c, size_t i, struct str s)
{
	(void)c;
	if (i)
		buf_byte(&r->line, '\t');
	tsv_field(&r->line, s);
}

/* A record parts and escapes its fields in the same way. */
static inline void tsv_run(struct render *r, const struct run *run, const struct str *field)
{
	(void)field;
	if (run->from)
		buf_byte(&r->line, '\t');
	buf_add(&r->line, run->text);
}

static void tsv_row(struct render *r, int table, const struct str *field)
{
	render_columns(r, table_info(table), field, tsv_column, tsv_run);
	buf_byte(&r->line, '\n');
	render_end_line(r);
}

const struct format format_tsv = { .name = "tsv", .table = TABLE_INDICATOR_WIDE,
	.mask = TABLES_RECORDS | TABLES_WIDE, .begin = tsv_begin, .row = tsv_row,
	.finish = render_finish_lines };
