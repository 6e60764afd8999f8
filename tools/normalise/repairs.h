/*
 * repairs: what was done beyond copying, cell by cell, for people who check it (--only-repairs).
 *
 * One line a change, parted by TABs, with a heading line: doc, form, line, n (of the indicator), repair (as in the
 * repairs column), what (the cell's role), cell (as filed), from, to (columns of the table from 1, or level names),
 * evidence.
 */
#ifndef PG_REPAIRS_H
#define PG_REPAIRS_H

#include "model.h"

/* Counts by kind, in the order of enum repair's bits. */
struct repair_counts {
	size_t of[6];
};

void repairs_heading(struct out *o);
void repairs_write(struct out *o, struct str doc, const struct form *f, struct repair_counts *counts);
/* "12 filled, 3 shifted": what is not 0. */
void repairs_summary(struct buf *into, const struct repair_counts *counts);

#endif
