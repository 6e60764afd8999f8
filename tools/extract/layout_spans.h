/*
 * layout_spans: labels in the middle of the rows that they span, moved to the first of these.
 *
 * Wrapped labels are joined, then layout_fit finds the rows of each, column by column from the left.
 */
#ifndef PG_LAYOUT_SPANS_H
#define PG_LAYOUT_SPANS_H

#include "layout_fit.h"

/* order: room for all cells.  Gives every cell that is not gone a row. */
void layout_spans_settle(struct layout_wrap *w, struct layout_grid *g, size_t *order, struct layout_fit *fit);

#endif
