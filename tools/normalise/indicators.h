/*
 * indicators: reads the rows below a form's header into indicators, each with the levels that its own labels
 * and those above it say (filed); levels.c settles them.
 */
#ifndef PG_INDICATORS_H
#define PG_INDICATORS_H

#include "head.h"

/* The levels that hold from the labels above; zero at a form's start. */
struct level_labels {
	struct levels now;
	bool own1, own2;
	const struct ncell *label1, *label2;
	const struct level *asked; /* whether the table has labels of its children: asked once */
	bool has_children;
	struct level_labels *beside; /* of the second table beside the first; NULL: none yet */
};

/* Reads one row; false when it is no row of an indicator table (its first label belongs to the form's head). */
bool indicator_row(struct bench *b, struct form *f, struct level_labels *l, const struct ntable *t, const struct nrow *row);

#endif
