/*
 * labels: the levels that a row's own labels say together with those above it (filed); levels.c settles them.
 */
#ifndef PG_LABELS_H
#define PG_LABELS_H

#include "rowfit.h"

/* The levels that hold from the labels above; zero at a form's start. */
struct level_labels {
	struct levels now;
	bool own1, own2;
	const struct ncell *label1, *label2;
	const struct level *asked; /* whether the table has labels of its children: asked once */
	bool has_children;
	struct level_labels *beside; /* of the second table beside the first; NULL: none yet */
};

/* Takes the row's level labels, of which there is one at least. */
void labels_take(struct form *f, struct level_labels *l, const struct ntable *t, const struct fit *fit);

#endif
