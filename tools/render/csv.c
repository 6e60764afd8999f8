/* csv: RFC 4180. */
#include "plain.h"
#include "render.h"

static inline plain_block csv_marks(plain_block v) { return (plain_block)((v == ',') | (v == '"') | (v == '\n') | (v == '\r')); }

static bool is_formula(struct str s) { return s.n && memchr("=+-@\t\r", s.p[0], 6); }

/* In quotes, those within doubled; behind an apostrophe where a formula is to be guarded. */
static __attribute__((noinline)) void quoted(struct buf *into, struct str s, bool guard)
{
	buf_byte(into, '"');
	if (guard)
		buf_byte(into, '\'');
	while (s.n) {
		size_t n = str_chr(s, '"', 0);
		buf_add(into, str_to(s, n));
		if (n < s.n)
			buf_add(into, STR("\"\""));
		s = str_from(s, n + 1);
	}
	buf_byte(into, '"');
}

/* Without quotes, where none are needed, into the room that is there.  Outer blanks need some: readers trim them. */
static inline bool bare(struct buf *into, struct str s)
{
	if (s.p[0] == ' ' || s.p[s.n - 1] == ' ' || plain_copy(into->p + into->n, s, csv_marks) < s.n)
		return false;
	into->n += s.n;
	return true;
}

void csv_field(struct buf *into, struct str s, bool safe)
{
	bool guard = safe && is_formula(s);
	size_t start = into->n;

	if (s.n == 0)
		return;
	buf_room(into, s.n + 1);
	if (guard)
		into->p[into->n++] = '\'';
	if (bare(into, s))
		return;
	into->n = start;
	quoted(into, s, guard);
}

/* Sixteen bytes of a run; those that may ask for quotes, as bits. */
static inline unsigned copy_some(char *to, const char *from)
{
	plain_block v, tabs;

	memcpy(&v, from, sizeof v);
	tabs = (plain_block)(v == '\t');
	tabs = v ^ (tabs & ('\t' ^ ','));
	memcpy(to, &tabs, sizeof tabs);
	return plain_bits((plain_block)((v == ',') | ((v | ('"' ^ ' ')) == '"'))); /* these two differ in one bit */
}

/* The first of these bytes, the lowest of which stands at `at`, for which its field needs quotes; s.n: none of them. */
static size_t first_quoted(struct str s, size_t at, unsigned bits)
{
	for (; bits; bits &= bits - 1) {
		size_t i = at + (unsigned)__builtin_ctz(bits);
		bool outer = i == 0 || i + 1 == s.n || s.p[i - 1] == '\t' || s.p[i + 1] == '\t';
		if (s.p[i] != ' ' || outer)
			return i;
	}
	return s.n;
}

/* Copies s with commas for its TABs up to the first byte that asks for quotes; where that is, or s.n. */
static size_t copy_run(char *to, struct str s)
{
	enum { STEP = sizeof(plain_block) };
	char room[STEP];
	unsigned bits;
	size_t hit;

	if (s.n < STEP) {
		memset(room, '-', STEP);
		mem_copy(room, s.p, s.n);
		hit = first_quoted(s, 0, copy_some(room, room));
		mem_copy(to, room, s.n);
		return hit;
	}
	for (size_t at = 0; at < s.n - STEP; at += STEP)
		if ((bits = copy_some(to + at, s.p + at)) != 0 && (hit = first_quoted(s, at, bits)) < s.n)
			return hit;
	bits = copy_some(to + s.n - STEP, s.p + s.n - STEP);
	return bits ? first_quoted(s, s.n - STEP, bits) : s.n;
}

void csv_run(struct buf *into, struct str run, const struct str *field)
{
	size_t at, start;

	while (buf_room(into, run.n), (at = copy_run(into->p + into->n, run)) < run.n) {
		while ((start = (size_t)(field->p - run.p)) + field->n <= at)
			field++;
		into->n += start;
		quoted(into, *field, false);
		run = str_from(run, start + field->n); /* the TAB behind it, if there is one */
	}
	into->n += run.n;
}

static void write_end(struct render *r)
{
	if (r->options->crlf)
		buf_byte(&r->line, '\r');
	buf_byte(&r->line, '\n');
	render_end_line(r);
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

static inline void csv_column(struct render *r, const struct column *c, size_t i, struct str s)
{
	struct buf *b = &r->line;

	(void)c;
	buf_room(b, s.n + 1);
	if (i)
		b->p[b->n++] = ',';
	if (s.n == 0)
		return;
	if (r->options->csv_safe)
		csv_field(b, s, true);
	else if (!bare(b, s))
		quoted(b, s, false);
}

static inline void csv_put_run(struct render *r, const struct run *run, const struct str *field)
{
	if (r->options->csv_safe) {
		for (size_t i = run->from; i < run->to; i++)
			csv_column(r, NULL, i, field[i - run->from]);
		return;
	}
	if (run->from)
		buf_byte(&r->line, ',');
	csv_run(&r->line, run->text, field);
}

static void csv_row(struct render *r, int table, const struct str *field)
{
	render_columns(r, table_info(table), field, csv_column, csv_put_run);
	write_end(r);
}

const struct format format_csv = { .name = "csv", .table = TABLE_INDICATOR_WIDE,
	.mask = TABLES_RECORDS | TABLES_WIDE, .begin = csv_begin, .row = csv_row,
	.finish = render_finish_lines };
