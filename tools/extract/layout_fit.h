/*
 * layout_fit: which rows the labels of a column span, when each stands in the middle of its rows.
 *
 * A page's rows are as high as their highest cell, so that it can be told how far down a line stands.  Down a
 * column, cells follow each other; the rows are shared out among them so that each is as near as can be to the middle of
 * its own and as few rows as can be are left without one.  No span crosses the beginning of one further left.
 *
 * Lengths are in tenths of a line.  Ownership: everything stays in the fit until the next page.  Zero-initialise.
 */
#ifndef PG_LAYOUT_FIT_H
#define PG_LAYOUT_FIT_H

#include "layout_wrap.h"

struct layout_fit {
	int *top; /* of each row, and the end of the last */
	size_t top_cap;
	struct fit_end { int cost; size_t first, before; } *end; /* spans that end in a row: the best */
	size_t end_cap;
	struct fit_item { size_t cell, own, from, ends, at; int middle; bool none; } *item;
	size_t item_cap;
	int *bare; /* what it costs that none of the rows above has a label */
	size_t bare_cap;
};

/* Measures the rows. */
void layout_fit_rows(struct layout_fit *f, const struct layout_wrap *w);
/* order: the cells of one column from top to bottom.  Gives each that is not gone the first row of its span. */
void layout_fit_column(struct layout_fit *f, struct layout_wrap *w, const size_t *order, size_t n);
void layout_fit_free(struct layout_fit *f);

#endif
