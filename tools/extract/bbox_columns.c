#include "bbox_page.h"

#include <stdlib.h>

/* A border between two rows of the frame, or where a span may begin or end: somewhere in [from, to]. */
struct reach { long from, to; };

enum { SLACK = 1000, ALIGNED = 1500 }; /* thousandths of a point */

/* --- borders --- */

static int by_end(const void *a, const void *b)
{
	const struct bbox_gap *x = a, *y = b;

	return x->to != y->to ? (x->to > y->to) - (x->to < y->to) : (x->from > y->from) - (x->from < y->from);
}

static void collect_gaps(struct bbox_page *p, size_t from, size_t to)
{
	p->gaps = 0;
	for (size_t r = from; r < to; r++)
		for (size_t i = 1; i < p->row[r].n; i++) {
			const struct bbox_rect *left = &p->box[p->row[r].first + i - 1].rect;
			const struct bbox_rect *right = &p->box[p->row[r].first + i].rect;
			if (right->x0 <= left->x1)
				continue;
			p->gap = mem_grow(p->gap, p->gaps, &p->gap_cap, sizeof *p->gap);
			p->gap[p->gaps++] = (struct bbox_gap){ left->x1, right->x0 };
		}
}

/* How many borders lie at or left of x. */
static size_t borders_to(const struct bbox_page *p, long x)
{
	size_t low = 0, high = p->borders;

	while (low < high) {
		size_t mid = (low + high) / 2;
		if (p->border[mid].to <= x)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Whether border b parts the gap's neighbours, or does once its strip is narrowed. */
static bool parts(struct bbox_gap *b, const struct bbox_gap *g)
{
	if (b->to <= g->from || b->from >= g->to)
		return false;
	b->from = g->from > b->from ? g->from : b->from;
	b->to = g->to < b->to ? g->to : b->to;
	return true;
}

static bool parted(struct bbox_page *p, const struct bbox_gap *g)
{
	for (size_t i = 0; i < p->borders; i++)
		if (p->border[i].from >= g->from && p->border[i].to <= g->to)
			return true;
	for (size_t i = 0; i < p->borders; i++)
		if (parts(&p->border[i], g))
			return true;
	return false;
}

/*
 * The fewest borders that part all neighbours.  Gaps in the order of their right ends: one that no
 * border parts yet gets one, which may stand anywhere in it until the next gap narrows it.  A table that
 * goes on keeps the borders of the page before.
 */
static void make_borders(struct bbox_page *p, bool go_on)
{
	if (!go_on)
		p->borders = 0;
	if (p->gaps == 0)
		return;
	qsort(p->gap, p->gaps, sizeof *p->gap, by_end);
	for (size_t i = 0; i < p->gaps; i++)
		if (p->borders < PAGE_COLUMNS && !parted(p, &p->gap[i]))
			p->border[p->borders++] = p->gap[i];
	qsort(p->border, p->borders, sizeof *p->border, by_end);
}

static void place_boxes(struct bbox_page *p, size_t from, size_t to)
{
	for (size_t r = from; r < to; r++)
		for (size_t i = 0; i < p->row[r].n; i++) {
			struct bbox_box *b = &p->box[p->row[r].first + i];
			size_t right = borders_to(p, b->rect.x1 - 1);
			b->column = borders_to(p, b->rect.x0);
			b->columns = right > b->column ? right - b->column + 1 : 1;
			b->rows = 1;
		}
}

/* Where cells of a column stand: its left edges (place: twice the column), its middles (one more). */
struct mark { size_t place; long x; };

static int by_mark(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (x->place != y->place)
		return x->place > y->place ? 1 : -1;
	return (x->x > y->x) - (x->x < y->x);
}

static bool marked(const struct mark *marks, size_t n, size_t place, long x)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = (low + high) / 2;
		if (marks[mid].place < place || (marks[mid].place == place && marks[mid].x < x - ALIGNED))
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && marks[low].place == place && marks[low].x <= x + ALIGNED;
}

static long centre(const struct bbox_box *b) { return b->rect.x0 + (b->rect.x1 - b->rect.x0) / 2; }

static size_t collect_marks(const struct bbox_page *p, size_t from, size_t to, struct mark *marks)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		if (p->box[i].columns == 1) {
			marks[n++] = (struct mark){ p->box[i].column * 2, p->box[i].rect.x0 };
			marks[n++] = (struct mark){ p->box[i].column * 2 + 1, centre(&p->box[i]) };
		}
	qsort(marks, n, sizeof *marks, by_mark);
	return n;
}

/*
 * A cell that begins inside a border's strip: it spans the border, or it is wide and the border is left of
 * it.  The latter if it stands as cells of the right column do; then the strip ends where it begins.
 */
static void narrow(struct bbox_page *p, size_t from, size_t to)
{
	struct mark *marks = mem_alloc((to - from) * 2 * sizeof *marks);
	size_t n = collect_marks(p, from, to, marks);

	for (size_t i = from; i < to; i++) {
		const struct bbox_box *b = &p->box[i];
		struct bbox_gap *strip = b->column < p->borders ? &p->border[b->column] : NULL;
		if (!strip || b->columns < 2 || strip->from > b->rect.x0 || strip->to <= b->rect.x0)
			continue;
		if (marked(marks, n, b->column * 2 + 3, centre(b)) || marked(marks, n, b->column * 2 + 2, b->rect.x0))
			strip->to = b->rect.x0;
	}
	mem_free(marks);
}

/* --- spans --- */

/* Walks down one column: its cells must follow each other, each centred over whole rows. */
struct walk {
	size_t next;   /* index in the frame of the first row that no cell covers yet */
	size_t n;      /* boxes in hand, since the last hole */
	bool beside;   /* one of them stands between rows: there are spans in this column */
};

/* Room between rows f - 1 and f of the frame; at its ends the neighbours' is taken. */
static long room(const struct bbox_page *p, size_t f, size_t frames)
{
	long high;

	f = f == 0 ? 1 : f == frames ? frames - 1 : f;
	if (frames < 2)
		return 0;
	high = p->row[p->frame[f]].y0 - p->row[p->frame[f - 1]].y1;
	return high > 0 ? high : 0;
}

/* Where the border above row f of the frame is; f may be frames, the border below the last. */
static struct reach border_above(const struct bbox_page *p, size_t f, size_t frames)
{
	long high = room(p, f, frames);

	if (f == frames) {
		long from = p->row[p->frame[f - 1]].y1;
		return (struct reach){ from, from + high };
	}
	return (struct reach){ p->row[p->frame[f]].y0 - high, p->row[p->frame[f]].y0 };
}

/*
 * The last row of a span that begins at row w->next and has its middle at `middle`; frames when there is none.
 * Borders are taken to be halfway between rows, with an error of half the room.
 */
static size_t span_end(const struct bbox_page *p, const struct walk *w, long at, size_t frames)
{
	struct reach top = border_above(p, w->next, frames);
	size_t best = frames;
	long least = 0;

	for (size_t f = w->next; f < frames; f++) {
		struct reach below = border_above(p, f + 1, frames);
		long off = (top.from + top.to + below.from + below.to) / 4 - at;
		long most = (top.to - top.from + below.to - below.from) / 8 + SLACK;
		if (labs(off) <= most && (best == frames || labs(off) < least)) {
			least = labs(off);
			best = f;
		}
		if (off > most)
			break;
	}
	return best;
}

/* Index in the frame of the box's own row; frames when it stands between rows. */
static size_t own_row(const struct bbox_page *p, const struct bbox_box *b, size_t frames)
{
	size_t low = 0, high = frames;

	if (p->row[b->row].kind != BBOX_ROW)
		return frames;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (p->frame[mid] < b->row)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* One more cell of the column; false when it leaves a hole or is centred over no whole rows. */
static bool step(struct bbox_page *p, struct walk *w, struct bbox_box *b, size_t frames)
{
	size_t own = own_row(p, b, frames), end;

	if (w->next >= frames || (own < frames && own < w->next))
		return false;
	end = own == w->next ? own : span_end(p, w, b->rect.y0 + (b->rect.y1 - b->rect.y0) / 2, frames);
	if (end >= frames || (own < frames && end < own))
		return false;
	b->tried = p->frame[w->next];
	b->tried_rows = end - w->next + 1;
	w->beside |= own == frames;
	w->next = end + 1;
	w->n++;
	return true;
}

/* The boxes of the walk take the spans that were tried. */
static void accept(struct bbox_page *p, struct bbox_box **boxes, const struct walk *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct bbox_box *b = boxes[i];
		struct bbox_row *row = &p->row[b->row];
		if (row->kind != BBOX_ROW)
			row->kind = BBOX_GONE;
		b->row = b->tried;
		b->rows = b->tried_rows;
	}
}

/* boxes: those of one column in the order of their rows. */
static void column_spans(struct bbox_page *p, struct bbox_box **boxes, size_t n, size_t frames, bool go_on)
{
	struct walk w = { .next = go_on ? 0 : frames }; /* at its top, only a cell beside its row is sure */
	size_t from = 0;

	for (size_t i = 0; i < n; i++) {
		size_t own;
		if (step(p, &w, boxes[i], frames))
			continue;
		from = i;
		own = own_row(p, boxes[i], frames);
		w = (struct walk){ .next = own < frames ? own : frames };
		if (own == frames || !step(p, &w, boxes[i], frames)) {
			from = i + 1;
			w = (struct walk){ .next = frames };
		}
	}
	if (w.n && (w.next == frames || w.beside))
		accept(p, boxes + from, &w);
}

static int by_column(const void *a, const void *b)
{
	const struct bbox_box *x = *(struct bbox_box *const *)a, *y = *(struct bbox_box *const *)b;

	if (x->column != y->column)
		return x->column > y->column ? 1 : -1;
	return x->row != y->row ? (x->row > y->row) - (x->row < y->row) : (x > y) - (x < y);
}

static void make_spans(struct bbox_page *p, size_t from, size_t to, bool go_on)
{
	size_t first = p->row[from].first, n = p->row[to - 1].first + p->row[to - 1].n - first, frames = 0;
	struct bbox_box **boxes = mem_alloc(n * sizeof(*boxes));

	for (size_t r = from; r < to; r++)
		if (p->row[r].kind == BBOX_ROW) {
			p->frame = mem_grow(p->frame, frames, &p->frame_cap, sizeof *p->frame);
			p->frame[frames++] = r;
		}
	for (size_t i = 0; i < n; i++)
		boxes[i] = &p->box[first + i];
	qsort(boxes, n, sizeof(*boxes), by_column);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i; end < n && boxes[end]->column == boxes[i]->column; end++)
			;
		column_spans(p, boxes + i, end - i, frames, go_on);
	}
	mem_free(boxes);
}

/* What still stands between rows belongs to the nearest. */
static void settle(struct bbox_page *p, size_t from, size_t to)
{
	for (size_t r = from; r < to; r++) {
		struct bbox_row *row = &p->row[r];
		size_t above = r, below = r;
		if (row->kind != BBOX_BESIDE)
			continue;
		while (above > from && p->row[above].kind != BBOX_ROW)
			above--;
		while (below + 1 < to && p->row[below].kind != BBOX_ROW)
			below++;
		if (p->row[above].kind != BBOX_ROW
		    || (p->row[below].kind == BBOX_ROW && p->row[below].middle - row->middle < row->middle - p->row[above].middle))
			above = below;
		for (size_t i = 0; i < row->n; i++)
			p->box[row->first + i].row = above;
		row->kind = BBOX_GONE;
	}
}

void bbox_columns(struct bbox_page *p, size_t from, size_t to, bool go_on)
{
	size_t first = p->row[from].first, end = p->row[to - 1].first + p->row[to - 1].n;

	collect_gaps(p, from, to);
	make_borders(p, go_on);
	place_boxes(p, from, to);
	narrow(p, first, end);
	place_boxes(p, from, to);
	if (!p->tops)
		make_spans(p, from, to, go_on);
	settle(p, from, to);
}
