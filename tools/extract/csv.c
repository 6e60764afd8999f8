/*
 * CSV and TSV (the room of libcsv).
 *
 * libcsv parts and unquotes rows with quotes; it is fed up to each delimiter, so that when it says that a field
 * ended we know where.  A table is what stands between empty lines; single cells above its first full row are the
 * heading that a spreadsheet shows over merged cells.
 */
#include "csv.h"
#include "../../common/msg.h"
#include "readers.h"
#include "shape.h"
#include "trim.h"

#include <csv.h>

enum {
	CELLS_MOST = 4096,        /* a longer row is written in pieces */
	BLANK_MOST = 16,          /* so many blank rows end a table */
	QUOTE_LINES = 200,        /* a quote that is open for so long was never closed */
	QUOTE_BYTES = 256 * 1024, /* the same; and a line that has no end is cut behind so many and one piece */
	BLOCK_BYTES = 64 * 1024   /* libcsv's buffer grows by */
};

struct csv {
	struct input *in;
	struct sink *out;
	struct csv_parser parser;
	struct buf text;             /* of the row's fields, one after another */
	struct field {
		size_t from, to;     /* in text */
		struct spot at;
	} *field;
	size_t n, field_cap;
	struct cell *cell;
	size_t cell_cap;
	const struct line *line;     /* in hand */
	size_t from, to;             /* where the field in hand begins and ends in it */
	bool carried;                /* it began on an earlier line (or piece), at start */
	struct spot start;
	bool in_row;                 /* a row was begun and has not ended */
	size_t row_line, row_lines;  /* its first line; its lines that are not blank */
	size_t kept;                 /* the last line counted */
	bool in_table, in_pieces;
	size_t row_bytes;
	size_t blank[BLANK_MOST], blanks; /* lines of blank rows that wait */
	size_t blank_cells, blank_lines;  /* cells of the last; lines of all that are not blank */
};

/* ---- tables ---- */

/* Blank rows that still wait are what parts two tables: layout. */
static void end_table(struct csv *c)
{
	if (c->in_table)
		sink_table_end(c->out);
	sink_lines_kept(c->out, c->blank_lines);
	c->in_table = false;
	c->blanks = c->blank_lines = 0;
}

static void show_fields(struct csv *c)
{
	buf_room(&c->text, 1); /* of nothing but blank fields there is no text yet to point into */
	while (c->cell_cap < c->n)
		c->cell = mem_grow(c->cell, c->cell_cap, &c->cell_cap, sizeof *c->cell);
	for (size_t i = 0; i < c->n; i++)
		c->cell[i] = (struct cell){ .text = trim_text(str_of(c->text.p + c->field[i].from, c->field[i].to - c->field[i].from)),
			.at = c->field[i].at };
}

static size_t count_filled(const struct csv *c, size_t *only)
{
	size_t filled = 0;

	for (size_t i = 0; i < c->n; i++) {
		if (c->cell[i].text.n == 0)
			continue;
		*only = i;
		filled++;
	}
	return filled;
}

/* The blank rows that waited stand inside the table after all. */
static void put_blanks(struct csv *c)
{
	struct cell *cells;

	if (c->blanks == 0)
		return;
	cells = mem_zero(c->blank_cells, sizeof *cells);
	for (size_t i = 0; i < c->blanks; i++)
		sink_row(c->out, cells, c->blank_cells, c->blank[i]);
	sink_lines_kept(c->out, c->blank_lines);
	mem_free(cells);
	c->blanks = c->blank_lines = 0;
}

static void put_row(struct csv *c)
{
	if (!c->in_table)
		sink_table(c->out, (struct spot){ .line = c->row_line });
	c->in_table = true;
	put_blanks(c);
	sink_row(c->out, c->cell, c->n, c->row_line);
}

/* A row of blank cells: only what follows tells whether it stands inside the table. */
static void take_blank(struct csv *c)
{
	c->blank_lines += c->row_lines;
	if (!c->in_table || c->blanks == BLANK_MOST) {
		end_table(c);
		return;
	}
	c->blank[c->blanks++] = c->row_line;
	c->blank_cells = c->n;
}

/* Its cells are there to be shown. */
static void take_cells(struct csv *c)
{
	size_t only = 0, filled;
	bool heads;

	filled = count_filled(c, &only);
	if (filled == 0 && !c->in_pieces) {
		take_blank(c);
		return;
	}
	heads = filled == 1 && !c->in_pieces
	    && (!c->in_table || shape_title(c->cell[only].text) || (c->blanks && only == 0));
	if (heads) {
		end_table(c);
		sink_text(c->out, c->cell[only].text, c->cell[only].at.line ? c->cell[only].at : (struct spot){ .line = c->row_line });
	} else {
		put_row(c);
	}
	sink_lines_kept(c->out, c->row_lines);
}

static void take_row(struct csv *c)
{
	show_fields(c);
	take_cells(c);
}

static void next_row(struct csv *c)
{
	buf_reset(&c->text);
	c->n = 0;
	c->row_lines = c->row_bytes = 0;
}

/* ---- what libcsv says ---- */

/* The stretch of the field in the line in hand, without blanks and quotes at the ends that are in it. */
static void bare_stretch(const struct csv *c, size_t *from, size_t *to)
{
	struct str s = str_trim_right(str_of(c->line->text.p, c->to));

	*from = c->from;
	*to = s.n > *from ? s.n : *from;
	if (!c->carried) {
		s = str_trim_left(str_of(s.p + *from, *to - *from));
		*from = (size_t)(s.p - c->line->text.p);
	}
	if (*to > *from && (c->carried || s.p[0] == '"') && c->line->text.p[*to - 1] == '"')
		--*to;
	if (!c->carried && s.n && s.p[0] == '"' && *to > *from)
		++*from;
}

static struct spot field_spot(const struct csv *c)
{
	struct spot at, end;
	size_t from, to;

	if (!c->out->provenance)
		return c->carried ? c->start : (struct spot){ .line = c->line->number };
	bare_stretch(c, &from, &to);
	if (!c->carried)
		return input_spot(c->in, c->line, from, to);
	end = input_spot(c->in, c->line, to, to);
	at = c->start;
	at.length = end.offset > at.offset ? end.offset - at.offset : 0;
	return at;
}

static void on_field(void *bytes, size_t n, void *self)
{
	struct csv *c = self;
	struct field *f;

	if (c->n == CELLS_MOST) {
		c->in_pieces = true;
		take_row(c);
		next_row(c);
	}
	c->field = mem_grow(c->field, c->n, &c->field_cap, sizeof *c->field);
	f = &c->field[c->n++];
	f->from = c->text.n;
	buf_add(&c->text, str_of(bytes, n));
	f->to = c->text.n;
	f->at = field_spot(c);
	if (trim_blank(str_of(bytes, n)))
		f->at = (struct spot){ .line = f->at.line }; /* a blank cell has no place */
	c->carried = false;
	c->from = c->to + 1;
}

static void on_row(int end, void *self)
{
	struct csv *c = self;

	(void)end;
	take_row(c);
	next_row(c);
	c->in_row = c->in_pieces = false;
}

static void *grow(void *p, size_t n) { return mem_resize(p, n, 1); }

static void feed(struct csv *c, struct str s) { csv_parse(&c->parser, s.p ? s.p : "", s.n, on_field, on_row, c); }

/* ---- lines ---- */

/* The field goes on in the next line or piece: its place begins here. */
static void carry(struct csv *c)
{
	struct str s = str_trim_left(str_from(c->line->text, c->from));
	size_t from = (size_t)(s.p - c->line->text.p);

	if (c->carried)
		return;
	from += s.n && *s.p == '"';
	c->carried = true;
	c->start = c->out->provenance ? input_spot(c->in, c->line, from, from) : (struct spot){ .line = c->line->number };
}

static void close_quote(struct csv *c)
{
	struct place at = { .file = c->out->doc, .line = c->row_line };
	struct buf words = { 0 };

	msg_say(&at, MSG_CSV_OPEN_QUOTE, (size_t)QUOTE_LINES);
	buf_format(&words, "a quote is not closed within %d lines; the field ends here", QUOTE_LINES);
	feed(c, STR("\"\n"));
	sink_issue(c->out, c->row_line, "warning", "csv-quote", STR(""), buf_str(&words));
	buf_free(&words);
}

static void end_line(struct csv *c)
{
	bool cut = !c->line->more || c->row_bytes > QUOTE_BYTES;

	c->to = c->line->text.n;
	if (cut)
		feed(c, STR("\n"));
	if (!c->in_row)
		return;
	carry(c);
	if (cut && (c->line->number - c->row_line >= QUOTE_LINES || c->row_bytes > QUOTE_BYTES)) {
		c->from = c->to;
		close_quote(c);
	}
}

/* Counts the line among those of its row that are not blank. */
static void count_line(struct csv *c, const struct line *line)
{
	if (!trim_blank(line->text) && c->kept != line->number) {
		c->kept = line->number;
		c->row_lines++;
	}
}

/*
 * A row on a line of its own, without a quote: what stands between the delimiters, as libcsv would say.  False when
 * it is none, or has more cells than one row is written with; nothing has happened then.
 */
static bool take_plain(struct csv *c, const struct line *line, char delimiter)
{
	struct str s = line->text;

	if (c->in_row || line->more || line->column > 1 || str_chr(s, '"', 0) < s.n)
		return false;
	c->n = 0;
	for (size_t at = 0, end; at <= s.n; at = end + 1) {
		struct cell *cell;
		if (c->n == CELLS_MOST) {
			c->n = 0;
			return false;
		}
		end = str_chr(s, delimiter, at);
		c->cell = mem_grow(c->cell, c->n, &c->cell_cap, sizeof *c->cell);
		cell = &c->cell[c->n++];
		*cell = (struct cell){ .text = trim_text(str_of(s.p + at, end - at)), .at.line = line->number };
		if (c->out->provenance && cell->text.n)
			cell->at = input_spot(c->in, line, (size_t)(cell->text.p - s.p), (size_t)(cell->text.p - s.p) + cell->text.n);
	}
	c->row_line = line->number;
	count_line(c, line);
	take_cells(c);
	next_row(c);
	return true;
}

static void take_line(struct csv *c, const struct line *line, char delimiter)
{
	struct str s = line->text;

	c->line = line;
	if (!c->in_row && trim_blank(s) && str_chr(s, delimiter, 0) == s.n) {
		end_table(c);
		return;
	}
	if (take_plain(c, line, delimiter))
		return;
	if (!c->in_row)
		c->row_line = line->number;
	c->in_row = true;
	count_line(c, line);
	c->row_bytes += s.n;
	c->from = 0;
	for (size_t at = 0, end; at < s.n; at = end) {
		c->to = str_chr(s, delimiter, at);
		end = c->to < s.n ? c->to + 1 : s.n;
		feed(c, str_of(s.p + at, end - at));
	}
	end_line(c);
}

void csv_read(struct input *in, struct sink *out)
{
	struct csv c = { .in = in, .out = out };
	struct str peek = input_peek(in);
	char delimiter = csv_guess(peek, peek.n < INPUT_PEEK - 8).delimiter;
	struct line line;

	csv_init(&c.parser, 0);
	csv_set_delim(&c.parser, (unsigned char)delimiter);
	csv_set_realloc_func(&c.parser, grow);
	csv_set_free_func(&c.parser, mem_free);
	csv_set_blk_size(&c.parser, BLOCK_BYTES);
	while (input_line(in, &line))
		take_line(&c, &line, delimiter);
	if (c.in_row) { /* only an open quote is left; the line in hand is gone */
		struct line none = { .text = STR(""), .raw = STR(""), .number = c.row_line, .column = 1 };
		c.line = &none;
		c.from = c.to = 0;
		feed(&c, STR("\"\n"));
	}
	csv_fini(&c.parser, on_field, on_row, &c);
	end_table(&c);
	csv_free(&c.parser);
	buf_free(&c.text);
	mem_free(c.field);
	mem_free(c.cell);
}
