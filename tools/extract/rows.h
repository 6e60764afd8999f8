/*
 * rows: rows of a table whose end is an empty line.
 *
 * A row is held back until the next one is complete: where blank cells were filed as empty lines (or an
 * editor cut the mark off them), only the lengths of both rows tell to which of them an empty line more
 * belongs.  Zero-initialise.
 */
#ifndef PG_ROWS_H
#define PG_ROWS_H

#include "gather.h"

struct rows {
	struct gather now;    /* in hand: the caller adds cells */
	struct gather before; /* complete, not yet written */
	size_t gap;           /* empty lines between the two */
	bool share;           /* whether these may be blank cells */
};

/* The row in hand is complete: writes the one before. */
void rows_shift(struct rows *r, struct sink *out);
/* Writes the one before; the row in hand stays. */
void rows_flush(struct rows *r, struct sink *out);
void rows_free(struct rows *r);

#endif
