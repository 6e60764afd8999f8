/* csv: RFC 4180.  The room of libcsv for writing: it does the quoting. */
#include <csv.h>

#include "render.h"

/* Outer blanks are quoted too: some readers trim what is not. */
static bool needs_quotes(struct str s)
{
	if (s.n == 0)
		return false;
	if (s.p[0] == ' ' || s.p[s.n - 1] == ' ')
		return true;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r')
			return true;
	return false;
}

static bool is_formula(struct str s) { return s.n && memchr("=+-@\t\r", s.p[0], 6); }

void csv_field(struct buf *into, struct str s, bool safe)
{
	struct buf guarded = { 0 };

	if (safe && is_formula(s)) {
		buf_byte(&guarded, '\'');
		buf_add(&guarded, s);
		s = buf_str(&guarded);
	}
	if (needs_quotes(s)) {
		buf_room(into, 2 * s.n + 2);
		into->n += csv_write2(into->p + into->n, 2 * s.n + 2, s.p, s.n, '"');
	} else {
		buf_add(into, s);
	}
	buf_free(&guarded);
}

static void write_end(struct render *r)
{
	buf_add(&r->line, r->options->crlf ? STR("\r\n") : STR("\n"));
	render_flush_line(r);
}

static bool csv_begin(struct render *r)
{
	const struct table *t = table_info(r->table);

	if (r->options->common.shard > 0)
		return true; /* the first shard has the titles */
	if (r->options->bom)
		buf_add(&r->line, STR("\xef\xbb\xbf"));
	for (size_t i = 0; i < t->columns; i++) {
		if (i)
			buf_byte(&r->line, ',');
		csv_field(&r->line, column_title(&t->column[i], r->options->titles), false);
	}
	write_end(r);
	return true;
}

static void csv_row(struct render *r, int table, const struct str *field)
{
	for (size_t i = 0; i < table_info(table)->columns; i++) {
		if (i)
			buf_byte(&r->line, ',');
		csv_field(&r->line, field[i], r->options->csv_safe);
	}
	write_end(r);
}

const struct format format_csv = { .name = "csv", .table = TABLE_INDICATOR_WIDE,
	.mask = TABLES_RECORDS | TABLES_WIDE, .begin = csv_begin, .row = csv_row };
