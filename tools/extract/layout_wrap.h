/*
 * layout_wrap: which lines of pdftotext -layout are one row of the table, their cells wrapped.
 *
 * Lines are shared out among rows by the least cost.  Two pieces below each other are one wrapped cell
 * the more willingly the less room the upper one leaves; a row is the more likely the more of the columns it
 * fills that most rows fill.  Cells of one row begin in its first line, or end in its last, or have their
 * middle in its middle, or in the upper or lower of its two middle lines: each is tried, and the cheapest is the
 * page's.
 * Where middles are, a label of a cell that spans rows may stand in a line between two rows and belong to
 * neither: it is beside.
 *
 * Ownership: everything stays in the wrap until the next layout_wrap_find.  Zero-initialise.
 */
#ifndef PG_LAYOUT_WRAP_H
#define PG_LAYOUT_WRAP_H

#include "layout_grid.h"

enum { LAYOUT_HEIGHT_MOST = 40 }; /* lines of a row */

struct layout_cell {
	size_t row;
	size_t first, last;  /* pieces; linked by their next */
	size_t top, bottom;  /* lines of these */
	size_t start, end;   /* over all its pieces */
	size_t column, to;   /* the columns it covers */
	bool beside;         /* has not found its row yet */
	bool moved;          /* stood in another line than its row's */
	bool gone;           /* its pieces went to another cell */
	size_t pieces;
};

struct layout_row {
	size_t from, to;    /* lines; from == to never */
	size_t cell, cells; /* where its cells are */
	bool begins;        /* a cell of the left columns begins here */
};

/* The first that costs least is taken. */
enum layout_align { LAYOUT_TOPS, LAYOUT_MIDDLES, LAYOUT_UPPER, LAYOUT_LOWER, LAYOUT_BOTTOMS, LAYOUT_ALIGNS };

struct layout_wrap {
	struct layout_cell *cell; /* by rows; those beside rows where their line is */
	size_t cells, cell_cap;
	struct layout_row *row;
	size_t rows, row_cap;
	struct step { unsigned cost; size_t height; bool beside; } *step; /* the best way to each line, by align */
	size_t step_cap;
	enum layout_align align;
};

void layout_wrap_find(struct layout_wrap *w, struct layout_grid *g, bool spaced);
/* How unwillingly piece b, below a, goes on with a's cell, which covers columns up to `to`. */
unsigned layout_wrap_join(const struct layout_grid *g, const struct layout_piece *a, const struct layout_piece *b,
                          size_t to);
/* Whether a bracket that is open at the end of a is closed in b. */
bool layout_wrap_bracket(struct str a, struct str b);
bool layout_wrap_full(unsigned cost);      /* a cost of layout_wrap_join that tells a wrapped cell */
bool layout_wrap_paragraph(unsigned cost); /* one that tells another paragraph of the cell */
void layout_wrap_free(struct layout_wrap *w);

#endif
