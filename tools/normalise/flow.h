/*
 * flow: plain text out of PDFs, whose rows are only what the layout still shows, into rows and columns.
 *
 * Rows of such a table are groups of pieces; a group ends where a cell ends, but a blank inside a group may be
 * inside a cell or between two.  The cheapest reading decides, by vocabulary, the form's own header and the count
 * of its columns: first the head (labels and their values), then the indicators (roles in the header's order).
 */
#ifndef PG_FLOW_H
#define PG_FLOW_H

#include "model.h"

/* First, where lines tell no cell's end: joins the lines of wrapped cells. */
void flow_lines(struct bench *b, struct ntable *t);
/* Replaces the table's rows. */
void flow_table(struct bench *b, struct ntable *t);

#endif
