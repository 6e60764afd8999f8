/*
 * The reader of pdftotext -layout: cells are parted by their columns, pages by form feeds.
 *
 * A page is read whole, then its lines are taken in groups (lines without an empty line between them).  A
 * group with parted lines is of a table, one without is prose or a cell that runs over the table's width.
 */
#include "layout_rows.h"
#include "readers.h"
#include "shape.h"

enum {
	WRAPPED = 25,      /* code points of a prose line that may go on in the next */
	INDENT = 3,          /* columns from the table's left margin to where a cell may begin that is not of the first column */
	NARROW = 20,       /* a lone piece of that width at the end of a page is still a cell */
	UNTITLED = 3,      /* pieces on a line that begin a table without a title */
	SPACED_LINES = 4,  /* rows have empty lines between them if groups have fewer lines than that */
	PAGES_MOST = 256
};

enum where { IN_PROSE, AFTER_TITLE, IN_TABLE };

struct layout_reader {
	struct input *in;
	struct sink *out;
	struct layout_page page;
	struct layout_rows rows;
	size_t from, to;     /* lines of the page that are the table's and not yet written */
	size_t left;         /* column in which the page's parted lines begin */
	struct gather para;  /* the paragraph in hand */
	struct gather pages; /* page numbers, written where they cut no table */
	size_t para_start;   /* column of its last line */
	size_t para_wide;    /* width of its last line */
	bool spaced;         /* of the page in hand */
	bool title_begun;    /* the paragraph in hand is the first line of a title of two */
	struct buf title;    /* the last */
	struct str next;     /* the first line of the next page */
	enum where where;
};

enum kind { KIND_CELLS, KIND_UNIT, KIND_TITLE_BEGUN, KIND_TITLE, KIND_CHAPTER, KIND_PAGE };

static bool is_page_number(const struct layout_page *p, size_t l, struct str text)
{
	enum page_shape shape = shape_page_number(text);

	return shape == PAGE_SURE || (shape == PAGE_MAYBE && (l == 0 || l + 1 == p->lines));
}

/* The line begins a title that ends in the next, or in the first of the next page. */
static bool begins_title(const struct layout_reader *r, size_t l, struct str text)
{
	const struct layout_page *p = &r->page;
	enum title_place place = r->where == IN_TABLE ? TITLE_IN_TABLE : TITLE_IN_PROSE;
	struct str below, last = buf_str(&r->title);

	if (p->segment[p->line[l].first].start == 0 && r->where == IN_TABLE && !shape_ordinal(text))
		return false;
	do {
		if (++l == p->lines)
			return shape_title_begun(text, r->next, last, place);
		if (p->line[l].n > 1)
			return false;
		below = layout_line_text(p, &p->line[l]);
	} while (is_page_number(p, l, below));
	return shape_title_begun(text, below, last, place);
}

static enum kind kind_of(const struct layout_reader *r, size_t l)
{
	const struct layout_page *p = &r->page;
	struct str text = layout_line_text(p, &p->line[l]);

	if (p->line[l].n > 1)
		return KIND_CELLS;
	if (is_page_number(p, l, text))
		return KIND_PAGE;
	if (r->title_begun)
		return KIND_TITLE;
	if (begins_title(r, l, text))
		return KIND_TITLE_BEGUN;
	if (shape_title(text) && (r->where != IN_TABLE || p->segment[p->line[l].first].start > 0 || shape_ordinal(text)))
		return KIND_TITLE;
	if (shape_chapter(text) == CHAPTER_SURE)
		return KIND_CHAPTER;
	return r->where == IN_TABLE && shape_unit(text) ? KIND_UNIT : KIND_CELLS;
}

/* ---- prose ---- */

static void flush_para(struct layout_reader *r) { gather_texts(&r->para, r->out); }

/* Columns and wrapped cells show in all lines together. */
static void write_rows(struct layout_reader *r)
{
	if (r->from < r->to)
		layout_rows_write(&r->rows, &r->page, r->from, r->to, r->spaced, r->out);
	r->from = r->to;
}

static void end_table(struct layout_reader *r)
{
	write_rows(r);
	if (r->where == IN_TABLE)
		sink_table_end(r->out);
	r->where = IN_PROSE;
	gather_texts(&r->pages, r->out);
}

/* Whether the line goes on with the paragraph in hand: that ran to the margin, and no new one begins. */
static bool goes_on(const struct layout_reader *r, const struct layout_line *line, struct str text)
{
	const struct segment *s = &r->page.segment[line->first];
	struct str last = gather_last(&r->para);

	if (r->para.n == 0 || r->para_wide < WRAPPED || s->start > r->para_start || shape_ordinal(text)
	    || shape_chapter(text) != CHAPTER_NONE || r->para.text.n > LAYOUT_BYTES_MOST)
		return false;
	return line->gap == 0 || !shape_sentence(last);
}

static void write_line(struct layout_reader *r, size_t l)
{
	const struct layout_line *line = &r->page.line[l];
	const struct segment *first = &r->page.segment[line->first];
	struct str text = layout_line_text(&r->page, line);

	if (!goes_on(r, line, text))
		flush_para(r);
	gather_more(&r->para, text, layout_line_spot(&r->page, line));
	r->para.lines++;
	r->para_start = first->start;
	r->para_wide = first[line->n - 1].end - first->start;
}

static void write_heading(struct layout_reader *r, size_t l)
{
	if (!r->title_begun)
		flush_para(r);
	end_table(r);
	if (r->title_begun) {
		gather_more(&r->para, layout_line_text(&r->page, &r->page.line[l]), layout_line_spot(&r->page, &r->page.line[l]));
		r->para.lines++;
	} else {
		write_line(r, l);
	}
	r->title_begun = false;
	if (shape_title(gather_last(&r->para))) {
		buf_reset(&r->title);
		buf_add(&r->title, gather_last(&r->para));
	}
	flush_para(r);
}

static void begin_heading(struct layout_reader *r, size_t l)
{
	flush_para(r);
	end_table(r);
	write_line(r, l);
	r->title_begun = true;
}

/* ---- groups ---- */

static bool is_parted(const struct layout_page *p, size_t from, size_t to, size_t pieces)
{
	for (size_t l = from; l < to; l++)
		if (p->line[l].n >= pieces)
			return true;
	return false;
}

/* The end of the group that begins at `from`: an empty line, or a line of another kind. */
static size_t group_end(const struct layout_reader *r, size_t from)
{
	size_t l = from + 1;

	while (l < r->page.lines && r->page.line[l].gap == 0 && kind_of(r, l) == KIND_CELLS)
		l++;
	return l;
}

/* Whether a table stands in the group below, which then also holds what is above it. */
static bool table_below(const struct layout_reader *r, size_t from)
{
	return from < r->page.lines && kind_of(r, from) == KIND_CELLS
	    && is_parted(&r->page, from, group_end(r, from), 2);
}

/* Lines that run in one piece: a cell if the table goes on below or if it stands where no text begins. */
static bool is_wide_cell(const struct layout_reader *r, size_t from, size_t to)
{
	const struct layout_page *p = &r->page;
	const struct segment *s = &p->segment[p->line[from].first];
	struct str text = layout_line_text(p, &p->line[from]);

	if (shape_chapter(text) != CHAPTER_NONE || (r->where == AFTER_TITLE && shape_bracketed(text)))
		return false;
	if (table_below(r, to))
		return true;
	return r->where == IN_TABLE && to == p->lines
	    && (s->end - s->start <= NARROW || s->start > r->left + INDENT);
}

static bool has_colon(struct str s) { return str_find(s, STR("："), 0) < s.n || str_chr(s, ':', 0) < s.n; }

/* (2022年度), or 填报单位：… with 单位：万元 beside it: a line of its own between the title and the table. */
static bool is_caption(const struct layout_reader *r, size_t l)
{
	const struct layout_line *line = &r->page.line[l];
	const struct segment *s = &r->page.segment[line->first];
	struct str text = layout_line_text(&r->page, line);

	if (r->where != AFTER_TITLE)
		return false;
	if (line->n == 1 && shape_bracketed(text))
		return true;
	for (size_t i = 0; i < line->n; i++)
		if (!has_colon(layout_text(&r->page, &s[i])) || s[i].end - s[i].start > WRAPPED)
			return false;
	return line->n > 1 || s->start > r->left + INDENT;
}

/* 450 青岭县卫生局 with 单位：万元 beside it: a row, but none of the table's columns. */
static bool is_table_head(const struct layout_reader *r, size_t l)
{
	const struct layout_line *line = &r->page.line[l];

	return r->where == AFTER_TITLE && line->n == 2 && has_colon(layout_text(&r->page, &r->page.segment[line->first + 1]))
	    && !has_colon(layout_text(&r->page, &r->page.segment[line->first]));
}

/* 单位：万 at the end of the line, and 元 alone below. */
static bool unit_goes_on(const struct layout_reader *r, size_t l)
{
	const struct layout_page *p = &r->page;

	return l + 1 < p->lines && p->line[l + 1].n == 1
	    && shape_unit_begun(layout_text(p, &p->segment[p->line[l].first + p->line[l].n - 1]), layout_line_text(p, &p->line[l + 1]));
}

static void take_table(struct layout_reader *r, size_t from, size_t to)
{
	flush_para(r);
	if (r->where != IN_TABLE)
		sink_table(r->out, r->page.segment[r->page.line[from].first].at);
	r->where = IN_TABLE;
	if (r->to != from) {
		write_rows(r);
		r->from = from;
	}
	r->to = to;
}

static void take_group(struct layout_reader *r, size_t from, size_t to)
{
	bool parted = is_parted(&r->page, from, to, 2), table;

	for (; parted && from + 1 < to; from++) {
		bool broken = r->where == AFTER_TITLE && from + 2 < to && unit_goes_on(r, from);
		if (!broken && !is_caption(r, from))
			break;
		write_line(r, from);
		if (broken) {
			from++;
			gather_more(&r->para, layout_line_text(&r->page, &r->page.line[from]), layout_line_spot(&r->page, &r->page.line[from]));
			r->para.lines++;
		}
		flush_para(r);
	}
	if (r->where == IN_PROSE)
		table = parted && (is_parted(&r->page, from, to, UNTITLED) || table_below(r, to));
	else
		table = parted || is_wide_cell(r, from, to);
	if (table) {
		if (is_table_head(r, from) && from + 1 < r->page.lines) {
			take_table(r, from, from + 1);
			write_rows(r);
			from++;
		}
		if (from < to)
			take_table(r, from, to);
		return;
	}
	if (r->where == IN_TABLE)
		end_table(r);
	for (size_t l = from; l < to; l++)
		write_line(r, l);
	if (r->where == AFTER_TITLE && shape_bracketed(gather_last(&r->para)))
		flush_para(r);
	else
		r->where = IN_PROSE;
}

static void take_page_number(struct layout_reader *r, size_t l)
{
	const struct layout_line *line = &r->page.line[l];

	if (r->pages.n == PAGES_MOST) {
		flush_para(r);
		end_table(r);
	}
	gather_cell(&r->pages, layout_line_text(&r->page, line), layout_line_spot(&r->page, line));
	r->pages.lines++;
	if (r->where == IN_PROSE && r->para.n == 0)
		gather_texts(&r->pages, r->out);
}

/* ---- pages ---- */

/* Rows have empty lines between them when the parted groups are short. */
static bool is_spaced(const struct layout_page *p)
{
	size_t lines = 0, groups = 0;

	for (size_t l = 0; l < p->lines; l++) {
		lines += p->line[l].n > 1;
		groups += p->line[l].n > 1 && (l == 0 || p->line[l].gap);
	}
	return lines < SPACED_LINES * (groups ? groups : 1);
}

static size_t left_of(const struct layout_page *p)
{
	size_t left = 0;
	bool any = false;

	for (size_t l = 0; l < p->lines; l++) {
		size_t start = p->segment[p->line[l].first].start;
		if (p->line[l].n > 1 && (!any || start < left))
			left = start;
		any |= p->line[l].n > 1;
	}
	return left;
}

static void take_page(struct layout_reader *r)
{
	sink_lines_kept(r->out, layout_upright(&r->page));
	r->spaced = is_spaced(&r->page);
	r->left = left_of(&r->page);
	for (size_t l = 0, to; l < r->page.lines; l = to) {
		enum kind kind = kind_of(r, l);
		to = l + 1;
		switch (kind) {
		case KIND_PAGE: take_page_number(r, l); break;
		case KIND_TITLE_BEGUN: begin_heading(r, l); break;
		case KIND_TITLE:
			write_heading(r, l);
			r->where = AFTER_TITLE;
			break;
		case KIND_CHAPTER: write_heading(r, l); break;
		case KIND_UNIT: /* between two rows, and of none */
			take_table(r, l, l + 1);
			write_rows(r);
			break;
		case KIND_CELLS:
			to = group_end(r, l);
			take_group(r, l, to);
			break;
		}
	}
	write_rows(r);
	r->from = r->to = 0;
	layout_page_reset(&r->page);
}

void layout_read(struct input *in, struct sink *out)
{
	struct layout_reader r = { .in = in, .out = out };
	struct line line;

	while (input_line(in, &line)) {
		if (line.formfeed || layout_page_full(&r.page)) {
			r.next = str_trim(line.text);
			take_page(&r);
			r.next = STR("");
		}
		layout_page_add(&r.page, in, &line);
	}
	take_page(&r);
	flush_para(&r);
	end_table(&r);
	layout_page_free(&r.page);
	layout_rows_free(&r.rows);
	gather_free(&r.para);
	buf_free(&r.title);
	gather_free(&r.pages);
}
