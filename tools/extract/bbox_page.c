#include "bbox_page.h"

#include "html_gate.h"
#include "shape.h"

#include <stdlib.h>

enum { WIDE_GAP = 150, CELL_GAP = 75, BLANK_GAP = 15, SINGLES_MOST = 2, NARROW_MOST = 8, NUMBER_LENGTH = 12 }; /* gaps: percent of a line's height */

void bbox_page_free(struct bbox_page *p)
{
	buf_free(&p->text);
	buf_free(&p->cells);
	buf_free(&p->numbers);
	mem_free(p->segment);
	mem_free(p->box);
	mem_free(p->row);
	mem_free(p->gap);
	mem_free(p->frame);
	mem_free(p->number);
}

/* --- words --- */

/*
 * Whether the word goes on with the segment before; *blank: with a blank between.  Two cells may stand closer than
 * the letters of a word that is spread (合  计), but these are single.
 */
static bool goes_on(const struct bbox_segment *s, const struct bbox_rect *r, size_t line, bool *blank)
{
	long high = s->rect.y1 > s->rect.y0 ? s->rect.y1 - s->rect.y0 : 1, gap = (r->x0 - s->rect.x1) * 100;
	bool spread = (s->rect.x1 - s->last) * 2 < high * 3 || (r->x1 - r->x0) * 2 < high * 3;

	*blank = gap > BLANK_GAP * high;
	return s->line == line && gap <= (spread ? WIDE_GAP : CELL_GAP) * high && r->x0 >= s->rect.x0;
}

void bbox_page_word(struct bbox_page *p, struct bbox_rect r, struct str word, struct spot at, size_t block, size_t line)
{
	struct bbox_segment *s = p->segments ? &p->segment[p->segments - 1] : NULL;
	bool blank;

	if (s && goes_on(s, &r, line, &blank)) {
		if (blank)
			buf_byte(&p->text, ' ');
		buf_add(&p->text, word);
		s->rect.x1 = r.x1 > s->rect.x1 ? r.x1 : s->rect.x1;
		s->rect.y1 = r.y1 > s->rect.y1 ? r.y1 : s->rect.y1;
		s->rect.y0 = r.y0 < s->rect.y0 ? r.y0 : s->rect.y0;
		s->to = p->text.n;
		s->last = r.x0;
		gate_extend(&s->at, &at);
		return;
	}
	if (p->segments >= PAGE_SEGMENTS || p->text.n > PAGE_BYTES)
		bbox_page_end(p);
	p->segment = mem_grow(p->segment, p->segments, &p->segment_cap, sizeof *p->segment);
	p->segment[p->segments++] = (struct bbox_segment){
		.rect = r, .from = p->text.n, .to = p->text.n + word.n, .at = at, .block = block, .line = line, .last = r.x0
	};
	buf_add(&p->text, word);
}

struct str bbox_segment_text(const struct bbox_page *p, size_t i)
{
	return str_of(p->text.p + p->segment[i].from, p->segment[i].to - p->segment[i].from);
}

/* Adds segments [from, to) to the row's text, wrapped lines joined; extends their place. */
static void join(struct bbox_page *p, size_t from, size_t to, size_t start, struct spot *at)
{
	for (size_t i = from; i < to; i++) {
		struct str s = bbox_segment_text(p, i), before = str_from(buf_str(&p->cells), start);
		if (before.n && shape_blank_between(before, s))
			buf_byte(&p->cells, ' ');
		buf_add(&p->cells, s);
		if (at->length == 0 && at->line == 0)
			*at = p->segment[i].at;
		else
			gate_extend(at, &p->segment[i].at);
	}
}

/* --- paragraphs --- */

/* Page numbers would cut a table that goes on: they wait until it has ended. */
static void write_numbers(struct bbox_page *p)
{
	for (size_t i = 0; i < p->number_n; i++) {
		const struct bbox_number *n = &p->number[i];
		sink_text(p->out, str_of(p->numbers.p + n->from, n->to - n->from), n->at);
	}
	p->number_n = p->numbers.n = 0;
}

static void end_table(struct bbox_page *p)
{
	if (p->in_table)
		sink_table_end(p->out);
	p->in_table = false;
	write_numbers(p);
}

/* Whether a paragraph ends with segment i: the next line is indented, or this one is short. */
static bool paragraph_ends(const struct bbox_page *p, const struct bbox_box *b, size_t i)
{
	const struct bbox_rect *now = &p->segment[i].rect, *next = &p->segment[i + 1].rect;
	long high = now->y1 - now->y0;

	return next->x0 - b->rect.x0 > high || b->rect.x1 - now->x1 > 2 * high;
}

static void write_paragraphs(struct bbox_page *p, const struct bbox_box *b)
{
	for (size_t i = b->first, end = b->first + b->n; i < end;) {
		struct spot at = { 0 };
		size_t to = i + 1;
		while (to < end && !paragraph_ends(p, b, to - 1))
			to++;
		buf_reset(&p->cells);
		join(p, i, to, 0, &at);
		sink_text(p->out, buf_str(&p->cells), at);
		i = to;
	}
}

static struct str single_text(const struct bbox_page *p, size_t r)
{
	const struct bbox_box *b = &p->box[p->row[r].first];

	return b->n == 1 ? bbox_segment_text(p, b->first) : str_of("", 0);
}

/* A number alone at the top or the end of the page. */
static bool is_page_number(const struct bbox_page *p, size_t r)
{
	enum page_shape shape;

	if (p->row[r].n != 1 || (r != 0 && r + 1 != p->rows))
		return false;
	shape = shape_page_number(single_text(p, r));
	return shape == PAGE_SURE || (shape == PAGE_MAYBE && p->rows > 1);
}

static void hold_number(struct bbox_page *p, size_t r)
{
	const struct bbox_segment *s = &p->segment[p->box[p->row[r].first].first];
	size_t from = p->numbers.n;

	buf_add(&p->numbers, single_text(p, r));
	p->number = mem_grow(p->number, p->number_n, &p->number_cap, sizeof *p->number);
	p->number[p->number_n++] = (struct bbox_number){ from, p->numbers.n, s->at };
	if (!p->in_table)
		write_numbers(p);
}

static void write_prose(struct bbox_page *p, size_t from, size_t to)
{
	for (size_t r = from; r < to; r++) {
		if (is_page_number(p, r)) {
			hold_number(p, r);
			continue;
		}
		end_table(p);
		for (size_t i = 0; i < p->row[r].n; i++)
			write_paragraphs(p, &p->box[p->row[r].first + i]);
	}
}

/* --- tables --- */

/* One after the other in their columns; a column that is taken holds both. */
static void fill(struct bbox_page *p, struct bbox_box *const *boxes, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t column = boxes[i]->column, start = p->cells.n;
		struct cell *c = &p->cell[column];
		for (; i < n && boxes[i]->column == column; i++) {
			join(p, boxes[i]->first, boxes[i]->first + boxes[i]->n, start, &c->at);
			c->rows = boxes[i]->rows > c->rows ? boxes[i]->rows : c->rows;
			c->columns = boxes[i]->columns > c->columns ? boxes[i]->columns : c->columns;
		}
		c->text = str_of(NULL, p->cells.n - start); /* pointers only once all is there */
	}
}

static void write_row(struct bbox_page *p, struct bbox_box *const *boxes, size_t n)
{
	size_t at = 0, line = 0;

	memset(p->cell, 0, (p->borders + 1) * sizeof *p->cell);
	buf_reset(&p->cells);
	fill(p, boxes, n);
	for (size_t i = 0; i <= p->borders; i++) {
		struct cell *c = &p->cell[i];
		c->text.p = p->cells.p + at;
		at += c->text.n;
		if (c->text.n && (line == 0 || c->at.line < line))
			line = c->at.line;
	}
	if (!p->in_table)
		sink_table(p->out, p->cell[boxes[0]->column].at);
	p->in_table = true;
	sink_row(p->out, p->cell, p->borders + 1, line);
}

static int box_order(const void *a, const void *b)
{
	const struct bbox_box *x = *(struct bbox_box *const *)a, *y = *(struct bbox_box *const *)b;

	if (x->row != y->row)
		return x->row > y->row ? 1 : -1;
	if (x->column != y->column)
		return x->column > y->column ? 1 : -1;
	return (x > y) - (x < y);
}

static void write_table(struct bbox_page *p, size_t from, size_t to, bool go_on)
{
	size_t first = p->row[from].first, n = p->row[to - 1].first + p->row[to - 1].n - first;
	struct bbox_box **boxes = mem_alloc(n * sizeof(*boxes));

	if (!go_on)
		end_table(p);
	bbox_columns(p, from, to, go_on);
	for (size_t i = 0; i < n; i++)
		boxes[i] = &p->box[first + i];
	qsort(boxes, n, sizeof(*boxes), box_order);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i; end < n && boxes[end]->row == boxes[i]->row; end++)
			;
		write_row(p, boxes + i, end - i);
	}
	mem_free(boxes);
}

/* --- regions --- */

static bool is_heading(const struct bbox_page *p, size_t r)
{
	return shape_title(single_text(p, r)) || shape_chapter(single_text(p, r)) == CHAPTER_SURE;
}

/* A label without its value: far narrower than what stands above it. */
static bool is_narrow(const struct bbox_page *p, size_t r, size_t above)
{
	const struct bbox_row *row = &p->row[above];
	const struct bbox_rect *b = &p->box[p->row[r].first].rect;
	long x0 = p->box[row->first].rect.x0, x1 = p->box[row->first + row->n - 1].rect.x1;

	return b->x0 >= x0 && (b->x1 - b->x0) * 3 < x1 - x0;
}

/* Rows [r, end) that have one cell each and nothing beside: do they belong to the table around them? */
static size_t singles_end(const struct bbox_page *p, size_t r, bool *inside)
{
	size_t wide = 0, narrow = 0, above = r ? r - 1 : r;

	*inside = true;
	for (; r < p->rows && p->row[r].kind == BBOX_SINGLE; r++) {
		if (is_narrow(p, r, above))
			narrow++;
		else
			wide++;
		if (is_heading(p, r))
			*inside = false;
	}
	if (wide > SINGLES_MOST || wide + narrow > NARROW_MOST || r == p->rows)
		*inside = false;
	return r;
}

/* The end of the region that begins with row r; *full: how many of its rows have two cells or more. */
static size_t region_end(const struct bbox_page *p, size_t r, size_t *full)
{
	bool inside;

	for (*full = 0; r < p->rows;) {
		size_t next = r + 1;
		if (p->row[r].kind == BBOX_SINGLE) {
			next = singles_end(p, r, &inside);
			if (!inside)
				break;
		}
		*full += p->row[r].kind == BBOX_ROW;
		r = next;
	}
	return r;
}

static void write_rows(struct bbox_page *p)
{
	bool top = true; /* nothing but a page number so far */

	for (size_t r = 0, end, full; r < p->rows; r = end) {
		bool go_on = p->in_table && top;
		if (p->row[r].kind == BBOX_SINGLE) {
			end = r + 1;
			top = top && is_page_number(p, r);
			write_prose(p, r, end);
			continue;
		}
		end = region_end(p, r, &full);
		if (full >= 2 || (full && go_on))
			write_table(p, r, end, go_on);
		else
			write_prose(p, r, end);
		top = false;
	}
}

void bbox_page_end(struct bbox_page *p)
{
	if (p->lines)
		sink_lines_kept(p->out, p->lines);
	p->lines = 0;
	if (p->segments) {
		bbox_rows(p);
		write_rows(p);
	}
	p->segments = p->text.n = 0;
}

void bbox_page_finish(struct bbox_page *p)
{
	bbox_page_end(p);
	end_table(p);
}
