/*
 * layout_grid: the columns of the lines that stand together on a page of pdftotext -layout.
 *
 * Every gap between two neighbours of a line holds a border.  The fewest borders that do so are the
 * columns' borders; each may stand anywhere in its strip.  Columns are found over all lines, so a form's
 * head and its indicators, whose columns differ, have a grid that parts both.
 *
 * How wide a column is tells whether a word would still have found room in a cell's line: that is how
 * a wrapped cell looks, and is measured in places of Latin letters whatever the page's columns stand in.
 *
 * Ownership: pieces are copies of the page's segments, valid until the next layout_grid_make or the page's
 * reset.  Zero-initialise.
 */
#ifndef PG_LAYOUT_GRID_H
#define PG_LAYOUT_GRID_H

#include "layout_page.h"

enum { LAYOUT_COLUMNS_MOST = 128 };

#define LAYOUT_NONE SIZE_MAX

struct layout_piece {
	struct segment segment;
	size_t start, end;   /* in what the page's columns stand in */
	size_t width;        /* in places of Latin letters */
	size_t column, last; /* the first and the last column it covers */
	size_t next;         /* of the same cell, or LAYOUT_NONE */
};

struct layout_run { /* a line's pieces, from left to right */
	size_t first, n;
	size_t number; /* of the input line */
	bool gap;      /* an empty line above it */
};

struct layout_strip { size_t from, to; };

struct layout_grid {
	const struct layout_page *page;
	struct layout_piece *piece;
	size_t pieces, piece_cap;
	struct layout_run *run;
	size_t runs, run_cap;
	struct layout_strip *gap;
	size_t gaps, gap_cap;
	struct layout_strip border[LAYOUT_COLUMNS_MOST]; /* between columns, ascending */
	size_t borders;
	size_t sure[LAYOUT_COLUMNS_MOST + 1]; /* the widest piece that the next column's stands beside */
	unsigned short widest[LAYOUT_COLUMNS_MOST + 1][LAYOUT_COLUMNS_MOST + 1]; /* from one column to another */
	bool dense[LAYOUT_COLUMNS_MOST + 1];    /* filled in most lines of several pieces */
	bool double_wide;                       /* wide characters have two columns */
};

/* The grid of the page's lines [from, to); view it until the page changes. */
void layout_grid_make(struct layout_grid *g, const struct layout_page *p, size_t from, size_t to);
struct str layout_piece_text(const struct layout_grid *g, size_t piece);
void layout_grid_free(struct layout_grid *g);

#endif
