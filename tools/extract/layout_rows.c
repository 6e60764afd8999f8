#include "layout_rows.h"

#include "shape.h"

enum { STARTS_MOST = 1024 }; /* columns in which the beginnings of cells are remembered */

void layout_rows_begin(struct layout_rows *r) { r->references = 0; }

/* ---- the segments of a row ---- */

static void add_segment(struct layout_rows *r, struct segment s)
{
	r->segment = mem_grow(r->segment, r->segments, &r->segment_cap, sizeof *r->segment);
	r->segment[r->segments++] = s;
}

static bool is_sign(struct str s)
{
	static const char *const sign[] = { "≥", "≤", "＞", "＜", "≧", "≦" };

	for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
		if (str_starts(s, str_c(sign[i])))
			return true;
	return false;
}

/* Two words of two or more CJK characters: that is how cells that nearly touch stand, words never do.
   A sign begins a cell as well. */
static bool touches(struct str before, struct str after)
{
	size_t at = before.n, first = 0;
	uint32_t last;

	while (at && ((unsigned char)before.p[--at] & 0xc0) == 0x80)
		;
	last = at < before.n ? str_next(before, &at) : 0;
	if (is_sign(after) && before.n)
		return true;
	return str_is_cjk(last) && after.n && str_is_cjk(str_next(after, &first)) && shape_points(before, 2) == 2
	    && shape_points(after, 2) == 2;
}

/* Adds the segment, cut at single blanks where a cell of another line begins or two cells touch. */
static void add_cut(struct layout_rows *r, const struct layout_page *p, struct segment s, const bool *starts, bool alone)
{
	size_t column = s.start, word = s.from;

	for (size_t at = s.from; at < s.to; column++) {
		struct str text = str_of(p->text.p, s.to);
		size_t next = at;
		uint32_t c = str_next(text, &next);
		at = next;
		if (c != ' ' || at >= s.to)
			continue;
		struct str after = str_of(p->text.p + at, str_chr(text, ' ', at) - at);
		bool begins = column + 1 < STARTS_MOST && starts[column + 1];
		if (begins || (!alone && touches(str_of(p->text.p + word, at - 1 - word), after))) {
			struct segment rest = layout_cut(p, &s, at);
			add_segment(r, s);
			s = rest;
		}
		word = at;
	}
	add_segment(r, s);
}

static void take_segments(struct layout_rows *r, const struct layout_page *p, size_t from, size_t to)
{
	bool starts[STARTS_MOST] = { false };

	r->segments = 0;
	for (size_t l = from; l < to; l++)
		for (size_t i = 0; i < p->line[l].n; i++) {
			size_t start = p->segment[p->line[l].first + i].start;
			if (start < STARTS_MOST)
				starts[start] = true;
		}
	for (size_t l = from; l < to; l++)
		for (size_t i = 0; i < p->line[l].n; i++)
			add_cut(r, p, p->segment[p->line[l].first + i], starts, p->line[l].n == 1);
}

/* ---- columns ---- */

static size_t overlap(struct layout_column a, struct layout_column b)
{
	size_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;

	return end > start ? end - start : 0;
}

/* The column that c stands under most and that has nothing on c's line yet; n when there is none. */
static size_t best_column(const struct layout_column *column, size_t n, struct layout_column c)
{
	size_t best = n, most = 0;

	for (size_t i = 0; i < n; i++) {
		size_t o = overlap(column[i], c);
		if (o > most && column[i].line != c.line) {
			most = o;
			best = i;
		}
	}
	return best;
}

static void find_columns(struct layout_rows *r)
{
	r->columns = 0;
	while (r->of_cap < r->segments)
		r->of = mem_grow(r->of, r->of_cap, &r->of_cap, sizeof *r->of);
	for (size_t i = 0; i < r->segments; i++) {
		struct layout_column c = { r->segment[i].start, r->segment[i].end, r->segment[i].at.line };
		size_t k = best_column(r->column, r->columns, c);
		if (k == r->columns && k == LAYOUT_COLUMNS_MOST)
			k--;
		if (k == r->columns) {
			r->column[r->columns++] = c;
		} else {
			r->column[k].start = c.start < r->column[k].start ? c.start : r->column[k].start;
			r->column[k].end = c.end > r->column[k].end ? c.end : r->column[k].end;
			r->column[k].line = c.line;
		}
		r->of[i] = k;
	}
}

/* The numbers of the columns from left to right: an insertion sort, since they nearly are. */
static void order_columns(const struct layout_rows *r, size_t *order)
{
	order[0] = 0;
	for (size_t i = 0; i < r->columns; i++) {
		size_t at = i;
		for (; at > 0 && r->column[order[at - 1]].start > r->column[i].start; at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
}

/* ---- blank cells ---- */

/*
 * Finds for each column, from left to right, the one of the reference it stands under, each farther right
 * than the one before.  False when one stands under none, or when half of the reference would be blank:
 * then the row is of another make.
 */
static bool match_reference(const struct layout_rows *r, const size_t *order, size_t *match)
{
	if (r->columns < 2 || r->columns >= r->references || r->columns * 2 <= r->references)
		return false;
	for (size_t i = 0; i < r->columns; i++) {
		match[i] = best_column(r->reference, r->references, r->column[order[i]]);
		if (match[i] == r->references || (i && match[i] <= match[i - 1]))
			return false;
	}
	return true;
}

static void set_reference(struct layout_rows *r, const size_t *order)
{
	if (r->columns < 3 && r->references)
		return;
	for (size_t i = 0; i < r->columns; i++)
		r->reference[i] = (struct layout_column){ r->column[order[i]].start, r->column[order[i]].end, 0 };
	r->references = r->columns;
}

/* ---- rows ---- */

static void add_cell(struct layout_rows *r, const struct layout_page *p, size_t column)
{
	bool first = true;

	for (size_t i = 0; i < r->segments; i++) {
		if (r->of[i] != column)
			continue;
		if (first)
			gather_cell(&r->row, layout_text(p, &r->segment[i]), r->segment[i].at);
		else
			gather_more(&r->row, layout_text(p, &r->segment[i]), r->segment[i].at);
		first = false;
	}
}

static void write_row(struct layout_rows *r, const struct layout_page *p, size_t from, size_t to, struct sink *out)
{
	size_t order[LAYOUT_COLUMNS_MOST], match[LAYOUT_COLUMNS_MOST], line = p->line[from].number, column = 0;
	bool matched;

	take_segments(r, p, from, to);
	find_columns(r);
	order_columns(r, order);
	matched = match_reference(r, order, match);
	if (!matched && r->references && r->column[order[0]].start >= r->reference[0].end)
		gather_blank(&r->row, line);
	for (size_t i = 0; i < r->columns; i++) {
		for (; matched && column < match[i]; column++)
			gather_blank(&r->row, line);
		add_cell(r, p, order[i]);
		column++;
	}
	for (; matched && column < r->references; column++)
		gather_blank(&r->row, line);
	if (!matched)
		set_reference(r, order);
	r->row.line = line;
	r->row.lines = to - from;
	gather_row(&r->row, out);
}

/* Every line has the same number of cells, three or more: rows, not wrapped cells. */
static bool all_alike(const struct layout_page *p, size_t from, size_t to)
{
	for (size_t l = from; l < to; l++)
		if (p->line[l].n < 3 || p->line[l].n != p->line[from].n)
			return false;
	return to - from > 1;
}

/* Whether the line fills enough of the most cells that a line here has to be a row's own line. */
static bool is_anchor(const struct layout_page *p, size_t l, size_t most) { return p->line[l].n * 2 > most; }

/*
 * The end of the row that begins at `from`: the next line that is a row's own.  Where the lines above the
 * first such line hang over (cells in the middle of their height), those between two are shared evenly.
 */
static size_t row_end(const struct layout_page *p, size_t from, size_t to, size_t most, bool hanging)
{
	size_t l = from, first;

	while (l < to && !is_anchor(p, l, most))
		l++;
	first = l;
	for (l = first + 1; l < to && !is_anchor(p, l, most);)
		l++;
	if (l >= to)
		return to;
	return hanging ? first + 1 + (l - first - 1) / 2 : l;
}

void layout_rows_write(struct layout_rows *r, const struct layout_page *p, size_t from, size_t to, bool spaced,
                       struct sink *out)
{
	bool alike = all_alike(p, from, to), hanging;
	size_t most = 0, end;

	for (size_t l = from; l < to; l++)
		most = p->line[l].n > most ? p->line[l].n : most;
	hanging = !is_anchor(p, from, most);
	for (; from < to; from = end) {
		end = alike ? from + 1 : spaced ? to : row_end(p, from, to, most, hanging);
		write_row(r, p, from, end, out);
	}
}

void layout_rows_free(struct layout_rows *r)
{
	mem_free(r->segment);
	mem_free(r->of);
	gather_free(&r->row);
}
