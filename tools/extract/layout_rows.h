/*
 * layout_rows: the rows of lines that stand together on a page of pdftotext -layout.
 *
 * Pieces of neighbouring lines that stand above each other are one wrapped cell.  Columns of the widest row
 * so far show where a row has blank cells.  Zero-initialise for each table (but free once).
 */
#ifndef PG_LAYOUT_ROWS_H
#define PG_LAYOUT_ROWS_H

#include "layout_page.h"

enum { LAYOUT_COLUMNS_MOST = 128 };

struct layout_column {
	size_t start, end; /* over all lines of the row */
	size_t line;       /* the last of them */
};

struct layout_rows {
	struct layout_column column[LAYOUT_COLUMNS_MOST];    /* of the row in hand */
	struct layout_column reference[LAYOUT_COLUMNS_MOST]; /* of the row that others are measured by */
	size_t columns, references;
	struct segment *segment; /* of the row in hand, cut where another line's column begins */
	size_t *of;              /* the column of each */
	size_t segments, segment_cap, of_cap;
	struct gather row;
};

void layout_rows_begin(struct layout_rows *r); /* a new table */
/* Writes the rows of the lines [from, to): one where `spaced` (rows have empty lines between them). */
void layout_rows_write(struct layout_rows *r, const struct layout_page *p, size_t from, size_t to, bool spaced,
                       struct sink *out);
void layout_rows_free(struct layout_rows *r);

#endif
