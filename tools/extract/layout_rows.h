/*
 * layout_rows: writes the rows of lines that stand together on a page of pdftotext -layout.
 *
 * layout_grid finds the columns, layout_wrap which lines are one row.  What is left to do here: a label of a
 * cell that spans rows stands in the middle of them, in a line of its own or beside one of them.  It is
 * written in the first row that it spans.  Zero-initialise.
 */
#ifndef PG_LAYOUT_ROWS_H
#define PG_LAYOUT_ROWS_H

#include "gather.h"
#include "layout_fit.h"

struct layout_rows {
	struct layout_grid grid;
	struct layout_wrap wrap;
	struct layout_fit fit;
	size_t *order; /* of the cells: by columns, then by rows */
	size_t order_cap;
	struct gather row;
};

/* Writes the page's lines [from, to); spaced: rows have empty lines between them. */
void layout_rows_write(struct layout_rows *r, const struct layout_page *p, size_t from, size_t to, bool spaced,
                       struct sink *out);
void layout_rows_free(struct layout_rows *r);

#endif
