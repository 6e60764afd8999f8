/*
 * The reader of Word-to-text dumps: a cell a line with a mark before it (a TAB) or around it (|), an empty
 * line ends a row, a line without a mark is a paragraph.
 *
 * The beginning of the document tells how its writer worked: which mark, how often, whether whole rows stand
 * on a line.  Where nothing parts the rows, cells are stacked: each becomes a row of its own, and pg-normalise puts
 * the rows back (text_read).  A document without marks goes to bare_read.
 */
#include "bare.h"
#include "rows.h"
#include "shape.h"
#include "trim.h"

enum {
	PROSE_LINE = 40,  /* a lone marked line of that length outside a table is an indented paragraph */
	PENDING_MOST = 64, /* lines without a mark that may belong to the cell above them */
	STACK_CELLS = 20   /* so many cells without an empty line are no row */
};

struct style {
	char mark;       /* TAB, '|', or 0: none */
	size_t marks;    /* TABs before every cell */
	bool row_a_line; /* whole rows on a line */
	bool lone;       /* blank cells have their mark */
	bool behind;     /* the TAB is a cell's end: what stands above without one is its beginning */
	bool stacked;    /* no row is parted from the next */
};

struct tabbed {
	struct input *in;
	struct sink *out;
	struct style style;
	struct rows rows;
	struct gather pending; /* paragraphs just below a cell: the cell's, if cells follow */
	size_t empty;          /* empty lines since the last line */
	bool in_table;
};

/* ---- the style ---- */

struct tally {
	size_t tab, leading, many, single, pipe, lone_tab, lone_pipe, least_leading, least, behind;
	size_t block;          /* lines with marks since the last empty one */
	size_t blocks, beside; /* how many such blocks; for each line with a mark, those of its block */
};

static size_t leading_tabs(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == '\t')
		n++;
	return n;
}

static bool is_pipe(struct str s)
{
	return s.n && (s.p[0] == '|' || s.p[s.n - 1] == '|');
}

static void count_tabs(struct tally *t, struct str line)
{
	size_t lead = leading_tabs(line);
	struct str rest = str_trim(str_from(line, lead));

	t->tab++;
	t->least = lead < t->least ? lead : t->least;
	if (lead) {
		t->leading++;
		t->least_leading = lead < t->least_leading ? lead : t->least_leading;
	}
	if (rest.n == 0)
		t->lone_tab++;
	else if (str_chr(rest, '\t', 0) < rest.n)
		t->many++;
	else
		t->single++;
	t->behind += lead == 0 && rest.n > 0 && line.p[line.n - 1] == '\t';
}

static void count_block(struct tally *t)
{
	t->blocks += t->block > 0;
	t->beside += t->block * t->block;
	t->block = 0;
}

static void count_line(struct tally *t, struct str line)
{
	struct str s = str_trim(line);

	if (str_chr(line, '\t', 0) < line.n) {
		count_tabs(t, line);
		t->block++;
	} else if (is_pipe(s)) {
		t->pipe++;
		t->lone_pipe += s.n == 1;
		t->block++;
	} else if (s.n == 0) {
		count_block(t);
	}
}

/* The block that a cell stands in, in the mean, is longer than any row; or every cell stands alone. */
static bool is_stacked(const struct tally *t)
{
	size_t cells = t->tab + t->pipe;

	return cells >= STACK_CELLS && (t->beside > STACK_CELLS * cells || t->blocks * 10 > cells * 9);
}

static struct style style_of(struct str peek)
{
	struct tally t = { .least_leading = SIZE_MAX, .least = SIZE_MAX };
	struct style style = { 0 };

	for (size_t at = 0, end; at < peek.n; at = end + 1) {
		end = str_chr(peek, '\n', at);
		count_line(&t, str_of(peek.p + at, end - at));
	}
	count_block(&t);
	if (t.tab) {
		style.mark = '\t';
		style.row_a_line = t.many > t.single + t.lone_tab;
		style.marks = style.row_a_line ? t.least : t.leading ? t.least_leading : 0;
		style.lone = t.lone_tab > 0;
		style.behind = !style.row_a_line && t.behind * 2 > t.tab;
	} else if (t.pipe > t.lone_pipe) {
		style.mark = '|';
		style.lone = t.lone_pipe > 0;
	}
	style.stacked = style.mark && !style.row_a_line && is_stacked(&t);
	return style;
}

bool tabbed_is_stacked(struct str peek)
{
	return (str_chr(peek, '\t', 0) < peek.n || str_chr(peek, '|', 0) < peek.n) && style_of(peek).stacked;
}

/* ---- tables ---- */

static void end_row(struct tabbed *t)
{
	struct gather *row = &t->rows.now;

	if (row->n == 0)
		return;
	if (!t->in_table) {
		struct str text = gather_last(row);
		if (row->n == 1 && (shape_sentence(text) || shape_points(text, PROSE_LINE) == PROSE_LINE)) {
			gather_texts(row, t->out);
			return;
		}
		if (gather_is_blank(row) && row->lines == 0) {
			gather_reset(row);
			return;
		}
		sink_table(t->out, row->part[0].at);
		t->in_table = true;
	}
	rows_shift(&t->rows, t->out);
}

static void end_table(struct tabbed *t)
{
	end_row(t);
	rows_flush(&t->rows, t->out);
	if (t->in_table)
		sink_table_end(t->out);
	t->in_table = false;
	gather_texts(&t->pending, t->out);
}

/* Cells follow: what stood between belongs to the cell above. */
static void join_pending(struct tabbed *t)
{
	for (size_t i = 0; i < t->pending.n; i++)
		gather_paragraph(&t->rows.now, gather_text(&t->pending, i), t->pending.part[i].at);
	t->rows.now.lines += t->pending.lines;
	gather_reset(&t->pending);
}

/* The paragraphs above are the beginning of the cell that ends here. */
static void begin_cell(struct tabbed *t)
{
	for (size_t i = 0; i < t->pending.n; i++)
		if (i == 0)
			gather_cell(&t->rows.now, gather_text(&t->pending, i), t->pending.part[i].at);
		else
			gather_paragraph(&t->rows.now, gather_text(&t->pending, i), t->pending.part[i].at);
	t->rows.now.lines += t->pending.lines;
	gather_reset(&t->pending);
}

static void add_cell(struct tabbed *t, const struct line *line, size_t from, size_t to)
{
	struct str s = trim_text(str_of(line->text.p + from, to - from));
	size_t start;

	if (t->pending.n) {
		begin_cell(t);
		if (s.n) {
			start = (size_t)(s.p - line->text.p);
			gather_paragraph(&t->rows.now, s, input_spot(t->in, line, start, start + s.n));
		}
		return;
	}

	if (s.n == 0) {
		gather_blank(&t->rows.now, line->number);
		return;
	}
	start = (size_t)(s.p - line->text.p);
	gather_cell(&t->rows.now, s, input_spot(t->in, line, start, start + s.n));
}

/* The stretch of the line that holds its cells: the marks around it cut off. */
static void cells_of(const struct style *style, struct str line, size_t *from, size_t *to)
{
	struct str s;
	size_t lead = leading_tabs(line);

	*from = 0;
	*to = line.n;
	if (style->mark == '\t') {
		*from = lead < style->marks ? lead : style->marks;
		if (!style->row_a_line && lead == 0 && line.p[line.n - 1] == '\t')
			--*to;
		return;
	}
	s = str_trim(line);
	*from = (size_t)(s.p - line.p);
	*to = *from + s.n;
	if (s.n && s.p[0] == '|')
		++*from;
	if (*to > *from && line.p[*to - 1] == '|')
		--*to;
}

static void take_cells(struct tabbed *t, const struct line *line)
{
	struct gather *row = &t->rows.now;
	size_t from, to, end;

	if (t->pending.n && !t->style.behind)
		join_pending(t);
	if (t->empty || t->style.row_a_line || t->style.stacked) {
		end_row(t);
		t->rows.gap = t->empty;
	}
	cells_of(&t->style, line->text, &from, &to);
	row->lines += !trim_blank(line->text);
	for (;;) {
		end = str_chr(str_to(line->text, to), t->style.mark, from);
		if (row->n >= GATHER_CELLS_MOST - 1)
			end = to; /* the rest as it stands: nothing is lost */
		add_cell(t, line, from, end);
		if (end >= to)
			break;
		from = end + 1;
	}
	if (row->n >= GATHER_CELLS_MOST || row->text.n > INPUT_LINE_MOST) {
		end_row(t);
		t->rows.gap = 1;
	}
}

/* ---- lines ---- */

static bool has_field_code(struct str s)
{
	size_t at = str_find(s, STR(" TC "), 0);

	return at < s.n && str_chr(s, '\\', at) < s.n;
}

/* Just below a cell, and nothing that begins something new. */
static bool may_belong(const struct tabbed *t, struct str s)
{
	return (t->style.behind || (t->rows.now.n && t->empty == 0)) && !t->style.row_a_line && t->in_table && t->pending.n < PENDING_MOST
	    && !has_field_code(s) && !shape_title(s) && shape_chapter(s) == CHAPTER_NONE;
}

static void take_text(struct tabbed *t, const struct line *line)
{
	struct str s = str_trim(line->text);
	size_t from = (size_t)(s.p - line->text.p);
	struct spot at = input_spot(t->in, line, from, from + s.n);

	if (may_belong(t, s)) {
		if (t->empty && t->pending.n == 0) {
			end_row(t);
			t->rows.gap = t->empty;
		}
		gather_cell(&t->pending, s, at);
		t->pending.lines++;
		return;
	}
	end_table(t);
	sink_text(t->out, s, at);
	sink_lines_kept(t->out, 1);
}

/* A line of a table of contents: words, TABs, a page number. */
static bool is_contents(const struct tabbed *t, struct str line)
{
	struct str s = str_trim(line);
	size_t at = s.n;

	if (t->in_table || t->rows.now.n || t->style.row_a_line || s.n == 0 || line.p[0] == '\t')
		return false;
	while (at && s.p[at - 1] != '\t')
		at--;
	return at && shape_page_number(str_from(s, at)) != PAGE_NONE;
}

static bool is_cells(const struct tabbed *t, struct str line)
{
	if (t->style.mark == '|')
		return is_pipe(trim_text(line));
	if (line.n && line.p[0] == '\t') /* nearly every line of a table */
		return true;
	return str_chr(line, '\t', 0) < line.n && !is_contents(t, line);
}

static void take_line(struct tabbed *t, const struct line *line)
{
	if (is_cells(t, line->text)) {
		take_cells(t, line);
	} else if (trim_blank(line->text)) {
		if (t->style.behind && t->pending.n) /* no cell's beginning after all */
			end_table(t);
		t->empty++;
		return;
	} else {
		take_text(t, line);
	}
	t->empty = 0;
}

void tabbed_read(struct input *in, struct sink *out)
{
	struct tabbed t = { .in = in, .out = out, .style = style_of(input_peek(in)) };
	struct line line;

	if (t.style.mark == 0) {
		bare_read(in, out);
		return;
	}
	t.rows.share = !t.style.lone && !t.style.row_a_line && !t.style.stacked;
	while (input_line(in, &line))
		take_line(&t, &line);
	end_table(&t);
	rows_free(&t.rows);
	gather_free(&t.pending);
}
