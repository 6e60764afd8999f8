/*
 * layout_spans: labels in the middle of the rows that they span, moved to the first of these.
 *
 * Down a column, cells follow each other without a hole, so a label's middle tells how many rows it
 * spans from the one that no cell above covers.  Where that does not come out, a label beside rows goes to the
 * nearest row where its column is blank.
 */
#ifndef PG_LAYOUT_SPANS_H
#define PG_LAYOUT_SPANS_H

#include "layout_wrap.h"

/* order: room for all cells.  Gives every cell that is not gone a row. */
void layout_spans_settle(struct layout_wrap *w, struct layout_grid *g, size_t *order);

#endif
