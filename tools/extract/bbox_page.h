/*
 * bbox_page: one page of words with coordinates, turned back into paragraphs, rows and columns.
 *
 * What poppler gives: words in lines in blocks; a cell is a block (wrapped cells come as one block of
 * several lines), but a block never tells its row, column or span.  These follow from coordinates:
 *
 *   rows     cells whose middles are at the same height (or, in forms aligned at the top, whose first
 *            lines are).
 *   columns  the fewest vertical borders that part all neighbours of all rows: each gap holds one.
 *   spans    a label centred over several rows stands between them.  A column whose cells, each
 *            centred over whole rows, follow each other without a hole tells which rows they span.
 *            (Aligned at the top, a label stands in its first row anyway.)
 *   tables   rows with two cells or more that follow each other; a title parts them.
 *
 * A table at the top of a page goes on with the one at the end of the page before.  Page numbers come
 * behind the table.  Lengths are thousandths of a point, from the page's top left.
 *
 * Memory: one page; one of more than PAGE_SEGMENTS pieces of text is taken in parts.
 */
#ifndef PG_BBOX_PAGE_H
#define PG_BBOX_PAGE_H

#include "sink.h"

enum { PAGE_SEGMENTS = 16384, PAGE_BYTES = 4 * 1024 * 1024, PAGE_COLUMNS = 256 };

struct bbox_rect { long x0, y0, x1, y1; };

/* Words of one line with no wide gap between them. */
struct bbox_segment {
	struct bbox_rect rect;
	size_t from, to;     /* in the page's text */
	struct spot at;
	size_t block, line;  /* ordinals */
	size_t cell;         /* its first segment */
	long last;           /* where its last word begins */
};

/* A cell or a paragraph: segments below each other. */
struct bbox_box {
	struct bbox_rect rect;
	size_t first, n;     /* segments */
	size_t row, column;
	size_t rows, columns; /* spans */
	size_t tried, tried_rows; /* a span that is not yet sure */
};

enum bbox_kind {
	BBOX_ROW,    /* two cells or more */
	BBOX_SINGLE, /* one, with nothing beside it */
	BBOX_BESIDE, /* one that stands between rows */
	BBOX_GONE    /* its cell belongs to another row */
};

struct bbox_row {
	size_t first, n;     /* boxes */
	long y0, y1, middle;
	enum bbox_kind kind;
};

struct bbox_page {
	struct sink *out;
	struct buf text;
	struct bbox_segment *segment;
	size_t segments, segment_cap;
	struct bbox_box *box;
	size_t boxes, box_cap;
	struct bbox_row *row;
	size_t rows, row_cap;
	struct bbox_gap { long from, to; } *gap;
	size_t gaps, gap_cap;
	struct bbox_gap border[PAGE_COLUMNS]; /* between columns, ascending: somewhere in this strip */
	size_t borders;
	bool tops;           /* the form's cells are aligned at their tops, not their middles */
	struct cell cell[PAGE_COLUMNS + 1];
	struct buf cells;    /* text of the row being written */
	size_t *frame;       /* rows of the region with two cells or more */
	size_t frame_cap;
	bool in_table;       /* the page before ended in a table */
	struct buf numbers;  /* page numbers held back */
	struct bbox_number { size_t from, to; struct spot at; } *number;
	size_t number_n, number_cap;
	size_t lines;        /* input lines read and not yet told as kept */
};

void bbox_page_word(struct bbox_page *p, struct bbox_rect r, struct str word, struct spot at, size_t block, size_t line);
/* Writes the page. */
void bbox_page_end(struct bbox_page *p);
/* The end of the document. */
void bbox_page_finish(struct bbox_page *p);
void bbox_page_free(struct bbox_page *p);

/* bbox_rows.c: boxes and rows out of segments. */
void bbox_rows(struct bbox_page *p);
struct str bbox_segment_text(const struct bbox_page *p, size_t i);
/* bbox_columns.c: columns and spans of rows [from, to). */
void bbox_columns(struct bbox_page *p, size_t from, size_t to, bool go_on);

#endif
