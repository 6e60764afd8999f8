/*
 * progress: how far a long run has come, on standard error: `pg-extract: 1200 of 5000, 310/s, 0:12 left`.
 *
 * By request, or on a terminal once a run has taken some seconds.  On a terminal the line is written over;
 * elsewhere a line comes every few seconds.  What is left is only said where the number of operands is known
 * and one of them is done.
 */
#ifndef PG_PROGRESS_H
#define PG_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
	bool on, asked, terminal, shown;
	bool begun;              /* an operand is in hand */
	size_t documents;        /* that were told; streams hold several */
	size_t operands, total;  /* done; of how many */
	double start, last;      /* seconds of a clock that never goes back */
};

void progress_start(struct progress *p, bool asked, bool quiet, size_t total);
void progress_document(struct progress *p);
void progress_operand(struct progress *p);
/* The last line, if one was asked for or shown. */
void progress_finish(struct progress *p);

#endif
