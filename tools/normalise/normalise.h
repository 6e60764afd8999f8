/*
 * normalise: the records of pg-extract into canonical records, a document after another.
 *
 * A window of a document's records is held until its forms are known (they vote on each other's levels): the
 * whole document, or of a very large one as many records as fit WINDOW_BYTES.  Memory is bounded by that.
 */
#ifndef PG_NORMALISE_H
#define PG_NORMALISE_H

#include "../../common/grammar.h"
#include "../../common/stream.h"

enum { WINDOW_BYTES = 4 * 1024 * 1024 };

struct normalise_options {
	bool provenance; /* write source records (the input must carry them) */
	bool check;      /* conservation: every cell of a form must have gone somewhere */
	bool only_repairs; /* write what was repaired instead of records (repairs.h) */
	bool explain;      /* write why forms were read as they were instead of records (explain.h) */
};

struct normaliser;
struct normaliser *normaliser_new(const struct grammars *g, struct writer *w, const struct normalise_options *o);
void normaliser_take(struct normaliser *n, const struct record *r);
/* Writes what is held, e.g. of a stream that was cut. */
void normaliser_flush(struct normaliser *n);
void normaliser_free(struct normaliser *n);

#endif
