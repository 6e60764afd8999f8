/*
 * html_grid: which column each cell of a row stands in, given the spans of the rows above it.
 *
 * The rules are those of HTML: a cell takes the first column that no cell above reaches into; cells
 * that reach over each other overlap.  Only what still reaches down is held, so memory is the same for
 * any table.  Spans are honoured in the first GRID_COLUMNS columns: a page cannot ask for a million
 * blank cells in twenty bytes.
 *
 * A new <thead>, <tbody> or <tfoot> ends the spans above it, as in HTML, unless the next row only fills
 * the table together with them (a converter put the border in the middle of a header).
 */
#ifndef PG_HTML_GRID_H
#define PG_HTML_GRID_H

#include "../../common/str.h"

enum { GRID_COLUMNS = 256, GRID_ROWSPAN_MOST = 65534, GRID_COLSPAN_MOST = 1000 };

struct grid_cell {
	size_t rows, columns; /* as filed (from 1); grid_row makes it what the grid has room for */
	size_t column;        /* from 0; set by grid_row */
	size_t first;         /* the owner's: the first piece of its text */
};

struct grid {
	size_t left[GRID_COLUMNS]; /* rows that a cell above still reaches into, by column */
	size_t used;               /* columns of left that were ever set in this table */
	size_t width;              /* the widest row so far */
	bool doubtful;             /* a section ended while spans were open */
};

void grid_reset(struct grid *g);
void grid_section(struct grid *g);
bool grid_covers(const struct grid *g);
/*
 * Sets the columns of a row's n cells; returns how many columns the row has, those that only cells above
 * cover included.  *overlap: the first cell that overlaps one from above; n when none does.
 */
size_t grid_row(struct grid *g, struct grid_cell *cells, size_t n, size_t *overlap);
/* A span's number as filed: blanks and what follows the digits are ignored; `most` for anything larger. */
size_t grid_number(struct str s, size_t none, size_t most);

#endif
